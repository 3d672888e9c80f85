/** What is known about an open notebook: checked as one types, and live in what its newest execution does. */

import type { NotebookPanel } from '@jupyterlab/notebook';
import type { IDisposable } from '@lumino/disposable';
import { Signal } from '@lumino/signaling';
import { ApiError } from '../api';
import type { INbpipe } from '../plugins/tokens';
import type { Checked, Hello } from '../schema';
import { concerns, followed, runs } from './logic';
import type { Newest, TypedCell } from './logic';

// Milliseconds after which an open notebook is asked about again: the server stops telling of a store that nobody asks
// about.
const AGAIN = 240_000;

const stores = new Map<string, Promise<string>>();

/** What the server calls the store of a notebook. */
export function storeOf(nbpipe: INbpipe, path: string): Promise<string> {
  const known = stores.get(path);
  if (known) return known;
  const asked = nbpipe.live.api.get<Hello>('hello', { path }).then(({ store }) => store);
  stores.set(path, asked);
  asked.catch(() => stores.delete(path));
  return asked;
}

const states = new WeakMap<NotebookPanel, { state: NotebookState; users: number }>();

/** The state of a notebook; `dispose` of the answer lets go of it. */
export function watch(panel: NotebookPanel, nbpipe: INbpipe, local: (path: string) => string): Watched {
  let found = states.get(panel);
  if (!found) {
    found = { state: new NotebookState(panel, nbpipe, local), users: 0 };
    states.set(panel, found);
  }
  const shared = found;
  shared.users += 1;
  let used = true;
  return {
    state: shared.state,
    dispose: () => {
      if (!used) return;
      used = false;
      shared.users -= 1;
      if (shared.users > 0) return;
      states.delete(panel);
      shared.state.dispose();
    }
  };
}

export interface Watched {
  state: NotebookState;
  dispose: () => void;
}

export class NotebookState implements IDisposable {
  constructor(
    private readonly panel: NotebookPanel,
    private readonly nbpipe: INbpipe,
    private readonly local: (path: string) => string
  ) {
    panel.content.modelContentChanged.connect(this.edited);
    panel.context.pathChanged.connect(this.edited);
    panel.disposed.connect(this.dispose);
    void panel.context.ready.then(() => this.check());
    this.timer = setInterval(() => this.check(), AGAIN);
  }

  /** What `check` said last; null where this is no pipeline. */
  checked: Checked | null = null;
  newest: Newest = { row: null, cards: [] };
  readonly changed = new Signal<this, void>(this);
  /** Milliseconds from the last key to the question. */
  pause = 400;

  get path(): string {
    return this.local(this.panel.context.path);
  }

  get running(): boolean {
    return runs(this.newest.row);
  }

  get isDisposed(): boolean {
    return this.over;
  }

  readonly dispose = (): void => {
    if (this.over) return;
    this.over = true;
    clearTimeout(this.waiting);
    clearInterval(this.timer);
    this.asking?.abort();
    this.end?.();
    this.panel.content.modelContentChanged.disconnect(this.edited);
    this.panel.context.pathChanged.disconnect(this.edited);
    this.panel.disposed.disconnect(this.dispose);
    Signal.clearData(this);
  };

  private readonly edited = () => {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.check(true), this.pause);
  };

  /** Asks about the cells as they are; `unless` they are as they were. An older question is given up. */
  private check(unless = false): void {
    const { model } = this.panel.content;
    if (this.over || !model) return;
    const cells: TypedCell[] = Array.from(model.cells, cell => ({
      id: cell.id,
      cell_type: cell.type,
      source: cell.sharedModel.getSource(),
      tags: (cell.getMetadata('tags') as string[] | undefined) ?? []
    }));
    const asked = JSON.stringify([this.path, cells]);
    if (unless && asked === this.asked) return;
    this.asked = asked;
    this.asking?.abort();
    this.asking = null;
    if (!concerns(cells)) {
      this.end?.();
      this.end = null;
      this.checked = null;
      this.newest = { row: null, cards: [] };
      this.changed.emit();
      return;
    }
    // Before the question, so that nothing is missed between its answer and the first change.
    this.end ??= this.nbpipe.live.api.subscribe({
      changed: changes => {
        if (!this.checked) return;
        const ran = this.running;
        const next = followed(this.newest, changes, this.checked.pipeline, this.path);
        if (next === this.newest) return;
        this.newest = next;
        this.changed.emit();
        // A run may have learned something about the code.
        if (ran && !runs(next.row)) this.check();
      },
      missed: () => this.check()
    });
    const asking = (this.asking = new AbortController());
    this.nbpipe.live.api.post<Checked>('check', { path: this.path, cells }, {}, asking.signal).then(
      checked => {
        if (asking.signal.aborted) return;
        this.asking = null;
        this.checked = checked;
        this.newest = { row: checked.last, cards: checked.last_steps };
        this.changed.emit();
      },
      (error: unknown) => {
        if (asking.signal.aborted) return;
        this.asking = null;
        // A server without nbpipe is not asked again for this notebook.
        if (error instanceof ApiError && error.status === 404 && error.code === '') this.dispose();
      }
    );
  }

  private asked = '';
  private over = false;
  private asking: AbortController | null = null;
  private waiting: ReturnType<typeof setTimeout> | undefined;
  private readonly timer: ReturnType<typeof setInterval>;
  private end: (() => void) | null = null;
}
