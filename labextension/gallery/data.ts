/** Made-up answers of the API for the gallery and the tests. */

import type {
  Edge,
  ExecutionPage,
  ExecutionRow,
  Executions,
  Graph,
  Groups,
  Node,
  Replay,
  StepCard,
  StepPage,
  StepStatus,
  Timeline
} from '../src/schema';

export const NOW = Date.now();
export const before = (seconds: number) => new Date(NOW - seconds * 1000).toISOString();

export function node(name: string, type = 'Processing', more: Partial<Node> = {}): Node {
  return {
    name,
    type,
    title: '',
    description: '',
    cells: [1],
    cell_ids: [],
    expression: '',
    ...more
  };
}

export function edge(
  source: string,
  target: string,
  variables: string[] = [],
  more: Partial<Edge> = {}
): Edge {
  return { source, target, kind: variables.length ? 'data' : 'order', variables, label: '', ...more };
}

export function card(step: string, status: StepStatus = 'Succeeded', more: Partial<StepCard> = {}): StepCard {
  const ended = status === 'Succeeded' || status === 'Failed' || status === 'Stopped';
  return {
    step,
    status,
    started_at: status === 'Pending' || status === 'Skipped' ? null : before(40),
    ended_at: ended ? before(20) : null,
    seconds: ended ? 1.8 : null,
    cached: false,
    attempts: status === 'Pending' || status === 'Skipped' ? 0 : 1,
    detail: '',
    metric: null,
    expected: null,
    progress: null,
    child_execution: null,
    error: '',
    jobs: {},
    ...more
  };
}

export const metric = (name: string, value: number) => ({ name, value, step: null, logged_at: before(30) });

export const graph: Graph = {
  pipeline: 'attrition',
  version: 3,
  nodes: [
    node('load', 'Processing', { description: 'IBM HR data' }),
    node('clean', 'Processing', { description: 'Types and gaps' }),
    node('split', 'Processing', { description: '80 to 20' }),
    node('tune', 'Tuning', { title: 'Search depth and rate', description: 'XGBoost' }),
    node('train', 'Training', { title: 'Train', description: 'XGBoost' }),
    node('baseline', 'Training', { description: 'Logistic regression' }),
    node('evaluate', 'Processing', { description: 'Test AUC' }),
    node('good_enough', 'Condition', { expression: 'metrics["auc"] >= auc_threshold' }),
    node('approve', 'Callback', { title: 'Ask for approval' }),
    node('register', 'Register', { title: 'Register attrition' }),
    node('too_bad', 'Fail', { description: 'AUC below the threshold' }),
    node('report', 'Processing', { description: 'Figures' }),
    node('notify', 'Lambda', { title: 'Notify the team about this run of the pipeline' })
  ],
  edges: [
    edge('load', 'clean', ['raw']),
    edge('clean', 'split', ['table', 'labels']),
    edge('split', 'tune', ['train_set', 'valid_set']),
    edge('split', 'train', ['train_set']),
    edge('tune', 'train', ['best']),
    edge('split', 'baseline', ['train_set']),
    edge('train', 'evaluate', ['model']),
    edge('baseline', 'evaluate', ['simple']),
    edge('split', 'evaluate', ['test_set']),
    edge('evaluate', 'good_enough', ['metrics']),
    edge('good_enough', 'approve', [], { kind: 'branch', label: 'then' }),
    edge('good_enough', 'too_bad', [], { kind: 'branch', label: 'else' }),
    edge('approve', 'register'),
    edge('evaluate', 'report', [], { kind: 'learned' }),
    edge('report', 'notify')
  ]
};

export const cards: StepCard[] = [
  card('load', 'Succeeded', { cached: true, seconds: 0.034 }),
  card('clean', 'Succeeded', { cached: true, seconds: 0.21 }),
  card('split', 'Succeeded', { seconds: 0.41, attempts: 2 }),
  card('tune', 'Executing', {
    started_at: before(33),
    expected: 60,
    progress: 0.37,
    jobs: { Pending: 59, Executing: 4, Succeeded: 33, Failed: 4 }
  }),
  card('train', 'Succeeded', { seconds: 12.3, metric: metric('auc', 0.84371) }),
  card('baseline', 'Failed', { seconds: 3.2, error: 'ValueError: could not convert string to float' }),
  card('evaluate', 'Executing', { started_at: before(4), expected: 12, attempts: 2 }),
  card('good_enough', 'Succeeded', { detail: 'True', seconds: 0.001 }),
  card('approve', 'Waiting', { started_at: before(90) }),
  card('register', 'Pending'),
  card('too_bad', 'Skipped'),
  card('report', 'Starting', { started_at: before(1) }),
  card('notify', 'Stopped', { seconds: 0.4 })
];

export const row: ExecutionRow = {
  id: '4f9a1c77be02',
  orphan: false,
  parent_execution: null,
  parent_step: null,
  changed: [],
  pipeline: 'attrition',
  version: 3,
  status: 'Executing',
  started_at: before(40),
  ended_at: null,
  seconds: null,
  started_by: 'ada',
  steps: 13,
  done: 6,
  cached: 2,
  notebook: 'attrition.ipynb',
  parameters: { auc_threshold: 0.8, country: 'DE' },
  failure: ''
};

export const page: ExecutionPage = {
  execution: row,
  graph,
  steps: cards,
  event: 10,
  seed: 0,
  failure: null,
  environment: { python: '3.11.7' },
  notebook: 'attrition.ipynb',
  host: 'laptop',
  parameters: [],
  lessons: [],
  models: [],
  longest_path: []
};

/** Attempts and moments out of the cards, as the store would have them. */
export const timeline: Timeline = {
  spans: cards.flatMap(({ step, status, started_at, ended_at, cached }) =>
    started_at === null || cached ? [] : [{ step, attempt: 1, status, started_at, ended_at }]
  )
};

export const replay: Replay = {
  frames: [
    { at: before(60), cards: [], status: 'Executing' },
    ...cards.map((now, i) => ({ at: before(60 - i / 2), cards: [now], status: null }))
  ],
  sizes: { 'load.raw': 543_000, 'split.train_set': 12_000_000 }
};

export const step: StepPage = {
  callbacks: [],
  setup: [],
  diff: [],
  files_total: 0,
  learned: [],
  parent: null,
  label: '',
  card: cards[4],
  node: graph.nodes[4],
  code: [
    {
      number: 6,
      id: 'c6',
      first_line: 2,
      source:
        'model = XGBClassifier(max_depth=best["max_depth"])\nmodel.fit(train_set[features], train_set["Attrition"])'
    }
  ],
  options: {},
  inputs: [],
  outputs: [
    {
      variable: 'model',
      artifact: {
        digest: `sha256:${'ab12cd34'.repeat(8)}`,
        size: 188_000,
        media_type: 'application/json',
        materializer: 'xgboost',
        meta: {},
        preview: {}
      },
      producer: null,
      execution: null,
      gone: false
    }
  ],
  figures: [],
  metrics: [{ name: 'auc', points: [metric('auc', 0.84371)], total: 1 }],
  files: [],
  attempts: [],
  failure: null,
  parameters: { max_depth: 4 },
  cache_key: `sha256:${'9f'.repeat(32)}`,
  cached_from: null,
  why: ['Its code changed: line 1 of cell 6.'],
  changes: [],
  when: 'succeeded',
  retry: '',
  timeout: 1800,
  resources: '2 CPUs'
};

export const rows: ExecutionRow[] = Array.from({ length: 1000 }, (_, i) => ({
  ...row,
  id: (0x4f9a1c77be02 - i * 7919).toString(16),
  status: i === 0 ? 'Executing' : i % 7 === 3 ? 'Failed' : i % 11 === 5 ? 'Stopped' : 'Succeeded',
  started_at: before(40 + i * 5400),
  ended_at: i === 0 ? null : before(20 + i * 5400),
  seconds: i === 0 ? null : 12 + (i % 50),
  done: i === 0 ? 6 : 13
}));

const version = {
  group: 'attrition',
  version: 4,
  status: 'PendingManualApproval' as const,
  created_at: before(300),
  created_by: 'ada',
  execution: row.id,
  step: 'register',
  aliases: [],
  metrics: { auc: 0.84 },
  digest: 'sha256:ab',
  size: 188_000,
  media_type: 'application/json',
  stage: null,
  deleted: false
};

export const groups: Groups = {
  rows: [
    {
      name: 'attrition',
      description: 'Who leaves',
      versions: 4,
      latest: version,
      champion: { ...version, version: 3, status: 'Approved' },
      waiting: 1
    }
  ],
  next: null,
  exists: true
};

export const executions: Executions = { rows, next: null, total: rows.length, exists: true };

/** Layers of steps, each reading two of the layer before. */
export function large(count: number): { graph: Graph; cards: StepCard[] } {
  const width = Math.max(4, Math.round(Math.sqrt(count)));
  const statuses: StepStatus[] = ['Succeeded', 'Succeeded', 'Executing', 'Pending', 'Failed', 'Skipped'];
  const nodes = Array.from({ length: count }, (_, i) => node(`step_${i}`, i % 5 ? 'Processing' : 'Training'));
  const edges = nodes
    .slice(width)
    .flatMap((_, i) =>
      [0, 7].map(shift =>
        edge(`step_${Math.floor(i / width) * width + ((i + shift) % width)}`, `step_${i + width}`, ['table'])
      )
    );
  const known = new Map(edges.map(item => [`${item.source} ${item.target}`, item]));
  return {
    graph: { pipeline: 'large', version: 1, nodes, edges: [...known.values()] },
    cards: nodes.map((item, i) => card(item.name, statuses[i % statuses.length]))
  };
}
