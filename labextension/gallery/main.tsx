import { useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { Provide, plainHost } from '../src/context';
import type { Host } from '../src/context';
import { CardStore, GraphView } from '../src/graph';
import * as kit from '../src/kit';
import { Live } from '../src/live';
import { EndpointView } from '../src/pages/endpoint';
import { ExecutionView, ExecutionsView, ModelsView } from '../src/pages';
import { TABS } from '../src/pages/inspector';
import type { ExecutionStatus, Graph, StepStatus } from '../src/schema';
import widget from '../src/widget';
import {
  before,
  card,
  cards,
  executions,
  graph,
  groups,
  large,
  page,
  replay,
  row,
  rows,
  step,
  timeline
} from './data';
import { FakeApi } from './fake';
import { Family } from './jobs';
import { full, printed } from './steps';
import { StoreApi } from './store';

const failure = {
  type: 'ValueError',
  message: 'could not convert string to float: "Travel_Rarely"',
  hint: 'Encode BusinessTravel before the model sees it.',
  step: 'baseline',
  cell: 7,
  line: 3,
  source: '    simple.fit(train_set[features], train_set["Attrition"])',
  traceback: '',
  bases: []
};
const api = new FakeApi({
  [`executions/${row.id}`]: page,
  'executions/failed': {
    ...page,
    execution: { ...row, id: 'failed', status: 'Failed', ended_at: before(1), seconds: 12 },
    failure
  },
  [`executions/${row.id}/timeline`]: timeline,
  [`executions/${row.id}/replay`]: replay,
  [`executions/${row.id}/steps/train`]: step,
  [`executions/${row.id}/steps/train/log`]: printed,
  executions,
  models: groups
});
for (const { step: name } of cards) {
  const path = `executions/${row.id}/steps/${name}`;
  const node = graph.nodes.find(item => item.name === name) ?? step.node;
  api.answers[path] ??= {
    ...step,
    node,
    card: cards.find(item => item.step === name),
    outputs: [],
    metrics: []
  };
}
const family = new Family('tune', 100, 37);
api.answers[`executions/${row.id}/steps/tune/jobs`] = family.page;
api.answers[`executions/${row.id}/steps/tune/squares`] = family.squares;
for (const { step: name, label, status } of family.rows) {
  api.answers[`executions/${row.id}/steps/${name}`] = {
    ...step,
    parent: 'tune',
    label,
    card: card(name, status)
  };
}
const live = new Live(api);
const host: Host = {
  ...plainHost,
  opens: () => true,
  open: target => (document.title = JSON.stringify(target))
};

function Part({ title, height, children }: { title: string; height?: number; children: ReactNode }) {
  return (
    <section style={{ padding: '8px 16px' }}>
      <h2 style={{ fontSize: 13, margin: '4px 0' }}>{title}</h2>
      <div style={height ? { height, display: 'flex', border: '1px solid var(--nbp-line)' } : undefined}>
        {children}
      </div>
    </section>
  );
}

const STEPS: StepStatus[] = [
  'Pending',
  'Starting',
  'Executing',
  'Waiting',
  'Succeeded',
  'Failed',
  'Stopped',
  'Skipped'
];
const RUNS: ExecutionStatus[] = ['Executing', 'Stopping', 'Waiting', 'Stopped', 'Failed', 'Succeeded'];
const TYPES =
  'Processing Training Tuning AutoML Condition Register Model Transform QualityCheck ClarifyCheck Lambda Callback Fail EndpointConfig Endpoint Notebook Pipeline Map Cluster Other'.split(
    ' '
  );
const flex = { display: 'flex', flexWrap: 'wrap', gap: '6px 16px', alignItems: 'center' } as const;

function Kit() {
  const [search, setSearch] = useState('');
  const [tab, setTab] = useState('one');
  const [marked, setMarked] = useState(new Set<string>());
  return (
    <>
      <Part title="Statuses of steps and executions, approvals">
        <div style={flex}>
          {STEPS.map(status => (
            <kit.StatusMark key={status} status={status} />
          ))}
          <kit.StatusMark status="Succeeded" cached />
          <kit.StatusMark status="Waiting" type="Callback" />
        </div>
        <div style={flex}>
          {RUNS.map(status => (
            <kit.StatusMark key={status} status={status} />
          ))}
        </div>
        <div style={flex}>
          <kit.ApprovalMark status="PendingManualApproval" />
          <kit.ApprovalMark status="Approved" />
          <kit.ApprovalMark status="Rejected" />
        </div>
      </Part>
      <Part title="Step types">
        <div style={flex}>
          {TYPES.map(type => (
            <span key={type} className="nbp-mark">
              <kit.StepTypeIcon type={type} silent /> {type}
            </span>
          ))}
        </div>
      </Part>
      <Part title="Values">
        <div style={flex}>
          <kit.Time at={before(5)} />
          <kit.Time at={before(500)} />
          <kit.Time at={before(90_000)} />
          <kit.Duration seconds={0.034} />
          <kit.Duration seconds={83} />
          <kit.Duration seconds={null} since={before(5)} running />
          <kit.Id id="4f9a1c77be02" />
          <kit.Id id={`sha256:${'ab12'.repeat(16)}`} />
          <kit.Bytes size={188_000_000} />
          <kit.Num value={0.8437129} />
          <kit.Num value={-1.5e-9} />
        </div>
      </Part>
      <Part title="Controls">
        <kit.Toolbar label="Example">
          <kit.Button look="accept" sign="play">
            Run
          </kit.Button>
          <kit.Button sign="stop">Stop</kit.Button>
          <kit.Button look="warn">Reject</kit.Button>
          <kit.Button disabled>Not now</kit.Button>
          <kit.IconButton sign="again" label="Again" />
          <kit.IconButton sign="list" label="List" pressed />
          <kit.Link to={{ kind: 'execution', id: 'x' }}>A link</kit.Link>
          <kit.Space />
          <kit.Search value={search} onChange={setSearch} label="Search steps" />
        </kit.Toolbar>
      </Part>
      <Part title="Feedback">
        <kit.ErrorBox error={failure} onRetry={() => undefined} />
        <kit.Spinner />
        <kit.Empty title="No executions yet" command="%pipeline run">
          An execution is one run of a pipeline. Start one in its notebook:
        </kit.Empty>
      </Part>
      <Part title="Tabs and split" height={160}>
        <kit.Tabs
          label="Example"
          selected={tab}
          onSelect={setTab}
          tabs={[
            {
              id: 'one',
              title: 'Overview',
              render: () => (
                <kit.Split
                  label="Second"
                  first={<p style={{ padding: 8 }}>First</p>}
                  second={<p style={{ padding: 8 }}>Second</p>}
                />
              )
            },
            { id: 'two', title: 'Outputs', count: 12, render: () => <p>Two</p> }
          ]}
        />
      </Part>
      <Part title="Table, a thousand rows" height={220}>
        <kit.Table
          label="Executions"
          rows={rows}
          id={item => item.id}
          onOpen={() => undefined}
          marked={marked}
          onMark={setMarked}
          current={rows[2].id}
          columns={[
            {
              id: 'status',
              title: 'Status',
              by: item => item.status,
              render: item => <kit.StatusMark status={item.status} />
            },
            { id: 'id', title: 'Execution', render: item => <kit.Id id={item.id} /> },
            {
              id: 'took',
              title: 'Took',
              by: item => item.seconds,
              align: 'end',
              render: item => <kit.Duration seconds={item.seconds} />
            },
            {
              id: 'at',
              title: 'Started',
              by: item => item.started_at,
              render: item => <kit.Time at={item.started_at} />
            }
          ]}
        />
      </Part>
      <Part title="Charts">
        <kit.LineChart
          label="AUC over epochs"
          x="epoch"
          y="auc"
          threshold={{ sign: '≥', value: 0.8 }}
          best="max"
          lines={[
            { name: 'train', points: curve(0.97, 0.09) },
            {
              name: 'valid',
              points: curve(0.86, 0.13).map((p, i) => ({ ...p, y: p.y - Math.max(0, i - 20) * 0.002 }))
            }
          ]}
        />
        <kit.BarChart
          label="AUC by version"
          best="max"
          threshold={0.8}
          bars={[
            { name: 'v1', value: 0.71 },
            { name: 'v2', value: 0.8437 },
            { name: 'v3', value: 0.83 },
            { name: 'v4', value: null }
          ]}
        />
      </Part>
      <Part title="Tree, code, difference">
        <kit.Tree
          value={{
            python: '3.11.7',
            packages: { pandas: '3.0.1', numpy: '2.4' },
            seeds: [0, 1, 2],
            gpu: null,
            warm: true,
            none: {}
          }}
        />
        <kit.Code
          source={
            'def auc(model, table):\n    scores = model.predict_proba(table)[:, 1]\n    return roc_auc_score(table["y"], scores)'
          }
          line={2}
        />
        <kit.Diff
          lines={[
            '--- first',
            '+++ second',
            '@@ -1,2 +1,2 @@',
            ' x = load()',
            '-x = x.dropna()',
            '+x = x.fillna(0)'
          ]}
        />
      </Part>
    </>
  );
}

const curve = (end: number, fall: number) =>
  Array.from({ length: 35 }, (_, i) => ({ x: i, y: end - fall * 2 * Math.exp(-i / 8) }));

/** The graph alone; `?nodes=2000` a large one, with the time until it is drawn in the title. */
function GraphPart({ given, said, height }: { given: Graph; said: typeof cards; height: number }) {
  const [selected, setSelected] = useState<string | null>(null);
  const store = useMemo(() => new CardStore(said), [said]);
  useEffect(() => {
    Object.assign(window, { gallery: { store, card, api, row, page } });
  }, [store]);
  return (
    <Part title="Graph" height={height}>
      <GraphView
        graph={given}
        cards={store}
        label="Example graph"
        selected={selected}
        onSelect={setSelected}
      />
    </Part>
  );
}

function Panel() {
  const [box, setBox] = useState<HTMLDivElement | null>(null);
  useEffect(() => {
    if (!box) return undefined;
    const heard = new Set<(message: unknown) => void>();
    return widget.render({
      model: {
        get: () => '',
        send: content => {
          const { id, path } = content as { id: number; path: string };
          void api.get(path).then(
            body => heard.forEach(each => each({ id, status: 200, body })),
            (error: unknown) =>
              heard.forEach(each => each({ id, status: 404, body: { message: String(error) } }))
          );
        },
        on: (event, each) => {
          if (event === 'msg:custom') heard.add(each);
        },
        off: (_, each) => void heard.delete(each as (message: unknown) => void)
      },
      el: box
    });
  }, [box]);
  return (
    <Part title="Panel in a cell's output">
      <div ref={setBox} />
    </Part>
  );
}

const wanted = new URLSearchParams(location.search);
const count = Number(wanted.get('nodes') ?? 0);
const parts: Partial<Record<string, () => ReactNode>> = {
  kit: () => <Kit />,
  graph: () => <GraphPart given={graph} said={cards} height={700} />,
  large: () => {
    const made = large(count || 500);
    return <GraphPart given={made.graph} said={made.cards} height={700} />;
  },
  execution: () => (
    <Part title="Execution" height={620}>
      <ExecutionView id={row.id} step="train" />
    </Part>
  ),
  failed: () => (
    <Part title="Failed execution" height={620}>
      <ExecutionView id="failed" />
    </Part>
  ),
  step: () => (
    <div style={{ display: 'grid', gridTemplateColumns: '1fr 1fr' }}>
      {TABS.map(({ id, title, render }) => (
        <Part key={id} title={title(host.trans)} height={id === 'overview' || id === 'inputs' ? 820 : 560}>
          <div style={{ display: 'flex', flexDirection: 'column', flex: 1, minWidth: 0, overflow: 'auto' }}>
            {render({ page: full, execution: row.id, notebook: 'attrition.ipynb', select: () => undefined })}
          </div>
        </Part>
      ))}
    </div>
  ),
  lists: () => (
    <>
      <Part title="Executions" height={300}>
        <ExecutionsView />
      </Part>
      <Part title="Models" height={120}>
        <ModelsView />
      </Part>
      <Part title="Missing" height={120}>
        <ExecutionView id="missing" />
      </Part>
    </>
  ),
  endpoint: () => (
    <Part title="Endpoint" height={620}>
      <Provide live={new Live(new StoreApi())} host={host}>
        <EndpointView name="attrition-api" />
      </Provide>
    </Part>
  ),
  panel: () => <Panel />
};
const part = parts[wanted.get('part') ?? ''];
const element = document.getElementById('gallery');
if (element) {
  createRoot(element).render(
    <Provide live={live} host={host}>
      {part
        ? part()
        : Object.entries(parts)
            .filter(([name]) => name !== 'large')
            .map(([name, render]) => <div key={name}>{render?.()}</div>)}
    </Provide>
  );
}
