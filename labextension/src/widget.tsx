/**
 * The panel in a cell's output (anywidget). It asks the Jupyter server where that shows the same store, because that
 * answers while the kernel is busy, and the kernel everywhere else. Traits: `about`, what is shown and where it is;
 * `first`, the pages that came with the panel (nbpipe/widget/panel.py).
 */

import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { createRoot } from 'react-dom/client';
import '../style/run.css';
import { widgetApi } from './api';
import type { Api, Pushed, WidgetModel } from './api';
import { Provide, plainHost, usePage, useTrans } from './context';
import type { Host, Target } from './context';
import { CardStore, GraphView } from './graph';
import { Boundary, Button, Empty, ErrorBox, Loaded, Tabs } from './kit';
import { Live } from './live';
import { serverOf } from './page-server';
import type { Whereabouts } from './page-server';
import { ExecutionView, Within } from './pages';
import { RunView } from './pages/run';
import type { Executions, Graph } from './schema';

interface Model extends WidgetModel {
  get: (trait: string) => unknown;
}

interface About extends Whereabouts {
  pipeline: string;
  /** Path as the kernel's answers have it; null where they have none. */
  notebook: string | null;
  /** The execution to show; null: the newest. */
  execution: string | null;
  graph: Graph | null;
}

/** Who answers, and what the store and the notebook are called there. */
interface Source {
  live: Live;
  store: string;
  server: boolean;
}

// Events between the panel and nbpipe's plugins in JupyterLab, which sit in one page and share no module: a badge asks
// for a step to be selected (`detail` {pipeline, step}), the panel for something to be opened (`detail` a Target).
const SELECT = 'nbpipe:select';
const OPEN = 'nbpipe:open';
// Milliseconds between two signs of life to the kernel, which ends its threads without them.
const ALIVE = 60_000;
// Milliseconds after the last view until nothing is asked or heard any more.
const LEFT = 2000;

// What this panel can open by itself.
const OWN: readonly Target['kind'][] = ['execution'];

function Panel({ about, source }: { about: About; source: Source }) {
  const box = useRef<HTMLDivElement>(null);
  const [tab, setTab] = useState('graph');
  const [asking, setAsking] = useState(false);
  const [shown, setShown] = useState({ id: about.execution ?? '', step: '', turn: 0 });
  const host = useMemo<Host>(
    () => ({
      ...plainHost,
      embedded: true,
      opens: kind =>
        OWN.includes(kind) || (document.body.dataset.nbpipeOpens?.split(' ').includes(kind) ?? false),
      open: target => {
        if (target.kind === 'execution') {
          const { id, step = '' } = target;
          setShown(({ turn }) => ({ id, step, turn: turn + 1 }));
          setTab('graph');
        } else {
          document.dispatchEvent(new CustomEvent(OPEN, { detail: { store: source.store, ...target } }));
        }
      }
    }),
    [source]
  );
  useEffect(() => {
    const output = box.current?.closest('.nbp-panel');
    const select = (event: Event) => {
      const { step } = (event as CustomEvent<{ step: string }>).detail;
      setShown(({ id, turn }) => ({ id, step, turn: turn + 1 }));
      setTab('graph');
    };
    output?.addEventListener(SELECT, select);
    return () => output?.removeEventListener(SELECT, select);
  }, []);
  const { trans } = host;
  return (
    <Provide live={source.live} host={host} store={source.store}>
      <div ref={box} className="nbp-view">
        <Boundary>
          <Tabs
            label={trans.__('Pipeline %1', about.pipeline)}
            selected={tab}
            onSelect={id => {
              setTab(id);
              setAsking(false);
            }}
            tabs={[
              {
                id: 'graph',
                title: trans.__('Graph'),
                render: () =>
                  asking ? (
                    <Run
                      about={about}
                      source={source}
                      onDone={id => {
                        setAsking(false);
                        if (id !== null) setShown(({ turn }) => ({ id, step: '', turn: turn + 1 }));
                      }}
                    />
                  ) : (
                    <Shown about={about} shown={shown} />
                  )
              },
              {
                id: 'executions',
                title: trans.__('Executions'),
                render: () => <Within start={{ kind: 'executions', pipeline: about.pipeline }} />
              },
              { id: 'models', title: trans.__('Models'), render: () => <Within start={{ kind: 'models' }} /> }
            ]}
          >
            <Button
              sign="play"
              aria-pressed={asking}
              onClick={() => {
                setAsking(!asking);
                setTab('graph');
              }}
            >
              {trans.__('Run…')}
            </Button>
          </Tabs>
        </Boundary>
      </div>
    </Provide>
  );
}

/** The execution that was asked for, or the newest; the definition where nothing has run yet. */
function Shown({
  about,
  shown: { id, step, turn }
}: {
  about: About;
  shown: { id: string; step: string; turn: number };
}) {
  const newest = usePage<Executions>(id ? null : 'executions', { pipeline: about.pipeline, limit: 100 });
  if (id) return <ExecutionView key={`${id} ${turn}`} id={id} step={step || undefined} />;
  return (
    <Loaded page={newest}>
      {({ rows }) =>
        rows.length ? (
          <ExecutionView key={`${rows[0].id} ${turn}`} id={rows[0].id} step={step || undefined} />
        ) : (
          <Defined graph={about.graph} />
        )
      }
    </Loaded>
  );
}

const NO_CARDS = new CardStore();

function Defined({ graph }: { graph: Graph | null }) {
  const trans = useTrans();
  if (!graph?.nodes.length) {
    return (
      <Empty title={trans.__('This pipeline has no steps')} command="%%step prepare">
        {trans.__('A cell becomes one when its first line names it:')}
      </Empty>
    );
  }
  return (
    <div className="nbp-view">
      <p className="nbp-panel-note nbp-quiet">
        {trans.__('It has not run yet. Start it here, or with %1', '%pipeline run')}
      </p>
      <GraphView graph={graph} cards={NO_CARDS} label={trans.__('Graph of %1', graph.pipeline)} />
    </div>
  );
}

/** The form of a run. The notebook's path is that of whoever answers: the newest execution there tells it. */
function Run({
  about,
  source,
  onDone
}: {
  about: About;
  source: Source;
  onDone: (execution: string | null) => void;
}) {
  const trans = useTrans();
  const newest = usePage<Executions>('executions', { pipeline: about.pipeline, limit: 100 });
  if (!newest.data && newest.loading) return null;
  const path = source.server ? (newest.data?.rows[0]?.notebook ?? null) : about.notebook;
  if (path === null) {
    return (
      <ErrorBox
        error={{
          message: trans.__('The notebook does not lie below the folder that the server shows.'),
          hint: trans.__('Start the run in a cell: %pipeline run')
        }}
      />
    );
  }
  return (
    <RunView path={path} onCancel={() => onDone(null)} onStarted={({ execution }) => onDone(execution)} />
  );
}

/**
 * What the views of one panel share, so that a view that is drawn anew, as a host does when the output beside it
 * changes, goes on where the one before was. The kernel learns when nobody looks any more.
 */
class Shared {
  constructor(private readonly model: Model) {
    this.about = model.get('about') as About;
    this.kernel = widgetApi(model, undefined, (model.get('first') as Pushed[] | undefined) ?? []);
  }

  readonly about: About;
  source: Source | null = null;

  readonly subscribe = (heard: () => void): (() => void) => {
    this.listeners.add(heard);
    clearTimeout(this.leaving);
    if (this.listeners.size === 1 && !this.open) this.begin();
    return () => {
      this.listeners.delete(heard);
      if (this.listeners.size === 0) this.leaving = setTimeout(() => this.dispose(), LEFT);
    };
  };

  /** Nothing of it goes on; a further view begins anew. */
  dispose(): void {
    clearTimeout(this.leaving);
    clearInterval(this.alive);
    this.end?.();
    this.end = null;
    this.source?.live.dispose();
    this.source = null;
    if (this.open) this.tell({ closed: true });
    this.open = false;
  }

  private begin(): void {
    this.open = true;
    this.alive = setInterval(() => this.tell({ alive: true }), ALIVE);
    // A store that is empty at first cannot be told from another one: its first execution can.
    let looking = this.about.newest !== null;
    this.end = this.kernel.subscribe({
      changed: ({ executions }) => {
        if (looking || !executions.length) return;
        looking = true;
        void this.look({ ...this.about, newest: executions[0].id });
      },
      missed: () => undefined
    });
    void this.look(this.about).then(() => {
      if (this.open && !this.source) {
        this.take({ live: new Live(this.kernel), store: '', server: false });
      }
    });
  }

  private async look(about: Whereabouts): Promise<void> {
    const found = await serverOf(about);
    if (found && this.open) this.take({ live: new Live(found.api), store: found.store, server: true });
  }

  private take(source: Source): void {
    this.source?.live.dispose();
    this.source = source;
    this.listeners.forEach(heard => heard());
  }

  private tell(content: unknown): void {
    try {
      this.model.send(content);
    } catch {
      // The kernel is gone.
    }
  }

  private open = false;
  private end: (() => void) | null = null;
  private alive: ReturnType<typeof setInterval> | undefined;
  private leaving: ReturnType<typeof setTimeout> | undefined;
  private readonly kernel: Api;
  private readonly listeners = new Set<() => void>();
}

// Each call of the host brings another object for the same model; what a trait holds is the same.
const all = new WeakMap<About, Shared>();

function sharedOf(model: Model): Shared {
  const about = model.get('about') as About;
  const found = all.get(about) ?? new Shared(model);
  all.set(about, found);
  return found;
}

function App({ shared }: { shared: Shared }) {
  const source = useSyncExternalStore(shared.subscribe, () => shared.source);
  return source && <Panel key={String(source.server)} about={shared.about} source={source} />;
}

export default {
  /** Before the first view: what is heard from here on, is heard until the model is gone. */
  initialize({ model }: { model: Model }) {
    const shared = sharedOf(model);
    return () => shared.dispose();
  },
  render({ model, el }: { model: Model; el: HTMLElement }) {
    const shared = sharedOf(model);
    el.classList.add('nbp-panel');
    // A badge in the same notebook finds the panel of its pipeline by this.
    el.dataset.nbpipe = shared.about.pipeline;
    const root = createRoot(el);
    root.render(<App shared={shared} />);
    return () => root.unmount();
  }
};
