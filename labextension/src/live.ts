/**
 * What the views show, kept current: a page is asked for once for all views that show it, patched or asked for again
 * when Changes say so, and asked for again after the connection was away. Hooks for it are in `context.tsx`.
 */

import type { Api, Query } from './api';
import { ApiError, search } from './api';
import { patched } from './patch';
import type { Changes } from './schema';

/** A page at a moment. The old `data` stays while it is asked for again, and when that fails. */
export interface Shown<T> {
  readonly data: T | null;
  readonly error: ApiError | null;
  readonly loading: boolean;
}

const NOTHING: Shown<never> = { data: null, error: null, loading: true };

// Times in milliseconds: between two requests of one page; how long one that nobody shows is kept; and after how much
// silence a page with something running is asked for again: an event may be lost, and a process that was killed sends none.
const PACE = 250;
const KEPT = 60_000;
const SILENCE = 15_000;

export class Live {
  constructor(
    readonly api: Api,
    private readonly clock: () => number = Date.now
  ) {}

  /** The page at that path, the same object for every view that asks for it. */
  page<T>(path: string, query: Query = {}): Page<T> {
    const key = path + search(query);
    let page = this.pages.get(key);
    if (!page) {
      this.forget();
      page = new Page<unknown>(this.api, path, query, this.clock, () => this.listen());
      this.pages.set(key, page);
    }
    return page as Page<T>;
  }

  /** Everything that is shown is asked for again: after the connection was away. */
  missed(): void {
    for (const page of this.pages.values()) page.stale();
  }

  /** Everything is asked for anew: what is shown, now; what nobody shows is forgotten. */
  renew(): void {
    for (const [key, page] of this.pages) {
      if (page.idle(-1)) {
        page.dispose();
        this.pages.delete(key);
      } else page.stale();
    }
  }

  dispose(): void {
    this.end?.();
    this.end = null;
    clearInterval(this.timer);
    for (const page of this.pages.values()) page.dispose();
    this.pages.clear();
  }

  private listen(): void {
    this.end ??= this.api.subscribe({
      changed: changes => {
        for (const page of this.pages.values()) page.changed(changes);
      },
      missed: () => this.missed()
    });
    this.timer ??= setInterval(() => {
      for (const page of this.pages.values()) if (page.silent(SILENCE) && page.running) page.stale();
    }, SILENCE / 3);
  }

  private forget(): void {
    for (const [key, page] of this.pages) {
      if (page.idle(KEPT)) {
        page.dispose();
        this.pages.delete(key);
      }
    }
  }

  private readonly pages = new Map<string, Page<unknown>>();
  private end: (() => void) | null = null;
  private timer: ReturnType<typeof setInterval> | undefined;
}

export class Page<T> {
  constructor(
    private readonly api: Api,
    readonly path: string,
    readonly query: Query,
    private readonly clock: () => number,
    private readonly opened: () => void
  ) {
    this.left = clock();
  }

  /** For useSyncExternalStore. The first listener makes it ask. */
  readonly subscribe = (heard: () => void): (() => void) => {
    this.listeners.add(heard);
    if (this.listeners.size === 1) {
      this.opened();
      if (this.old || !this.now.data) this.again();
    }
    return () => {
      this.listeners.delete(heard);
      this.left = this.clock();
      if (this.listeners.size === 0) {
        // Nobody hears of changes for it any more.
        this.old = true;
        clearTimeout(this.waiting);
        this.waiting = undefined;
      }
    };
  };

  readonly snapshot = (): Shown<T> => this.now;

  /** Asks now; one request at a time, and one more after it if something changed meanwhile. */
  readonly again = (): void => {
    if (this.asking) {
      this.old = true;
      return;
    }
    clearTimeout(this.waiting);
    this.waiting = undefined;
    this.old = false;
    this.meanwhile = [];
    this.asked = this.clock();
    const asking = (this.asking = new AbortController());
    if (this.now.error) this.show({ ...this.now, error: null, loading: true });
    this.api.get<T>(this.path, this.query, asking.signal).then(
      data => {
        if (asking.signal.aborted) return;
        this.asking = null;
        // Changes that came while the answer was on its way may be newer than it.
        for (const changes of this.meanwhile) data = this.apply(data, changes);
        this.show({ data, error: null, loading: false });
        if (this.old) this.stale();
      },
      (error: unknown) => {
        if (asking.signal.aborted) return;
        this.asking = null;
        const shown = error instanceof ApiError ? error : new ApiError(0, { message: String(error) });
        this.show({ data: this.now.data, error: shown, loading: false });
      }
    );
  };

  /** Asks soon, where somebody looks; else when somebody does. */
  stale(): void {
    this.old = true;
    if (this.listeners.size === 0 || this.asking || this.waiting !== undefined) return;
    this.waiting = setTimeout(this.again, Math.max(0, this.asked + PACE - this.clock()));
  }

  changed(changes: Changes): void {
    if (this.asking) this.meanwhile.push(changes);
    if (!this.now.data) return;
    const data = this.apply(this.now.data, changes);
    if (data !== this.now.data) this.show({ ...this.now, data });
  }

  get running(): boolean {
    return this.listeners.size > 0 && JSON.stringify(this.now.data).includes('"status":"Executing"');
  }

  /** Whether nothing came for so long, neither an answer nor a change that concerns it. */
  silent(milliseconds: number): boolean {
    return this.clock() - this.heard >= milliseconds;
  }

  idle(milliseconds: number): boolean {
    return this.listeners.size === 0 && this.clock() - this.left > milliseconds;
  }

  dispose(): void {
    this.asking?.abort();
    clearTimeout(this.waiting);
    this.listeners.clear();
  }

  private apply(data: T, changes: Changes): T {
    const { store } = this.query;
    if (typeof store === 'string' && store !== '' && store !== changes.store) return data;
    const answer = patched(this.path, data, changes);
    if (answer === 'again') {
      this.stale();
      return data;
    }
    return answer;
  }

  private show(shown: Shown<T>): void {
    this.now = shown;
    this.heard = this.clock();
    for (const heard of [...this.listeners]) heard();
  }

  private now: Shown<T> = NOTHING;
  private asking: AbortController | null = null;
  private meanwhile: Changes[] = [];
  private old = false;
  private asked = 0;
  private heard = 0;
  private left: number;
  private waiting: ReturnType<typeof setTimeout> | undefined;
  private readonly listeners = new Set<() => void>();
}
