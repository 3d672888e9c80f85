/** A step with something in every tab, and a log of outputs that would run scripts if they could. */

import type { Artifact, Failure, Json, Log, StepPage, Value } from '../src/schema';
import { before, card, step } from './data';
import { PNG } from './store';

const failure: Failure = {
  type: 'ValueError',
  message: 'could not convert string to float: "Travel_Rarely"',
  hint: 'Encode BusinessTravel before the model sees it.',
  step: 'train',
  cell: 6,
  line: 3,
  source: 'model.fit(train_set[features], train_set["Attrition"])',
  traceback:
    '\x1b[31m------------------------------------\x1b[39m\n\x1b[31mValueError\x1b[39m  Traceback (most recent call last)\n' +
    '\x1b[36mCell\x1b[39m\x1b[36m \x1b[39m\x1b[32mIn[6], line 3\x1b[39m\n\x1b[32m----> \x1b[39m\x1b[32m3\x1b[39m ' +
    '\x1b[43mmodel.fit(train_set[features], train_set["Attrition"])\x1b[49m\n\n\x1b[38;5;28;01mValueError\x1b[39;00m: could not convert',
  bases: []
};

let last = 0;
function value(
  variable: string,
  materializer: string,
  preview: Record<string, Json>,
  more: Partial<Value> = {}
): Value {
  last += 1;
  const artifact: Artifact = {
    digest: `sha256:${String(last).repeat(64).slice(0, 64)}`,
    size: 4821 * last,
    media_type: 'application/octet-stream',
    materializer,
    meta: {},
    preview
  };
  return { variable, artifact, producer: 'split', execution: null, gone: false, ...more };
}

const columns = 'Age DailyRate Department DistanceFromHome Education JobLevel MonthlyIncome'.split(' ');
const rows = [0, 1, 2, 3, 4].map(i =>
  columns.map((name, n) => (name === 'Department' ? 'Sales' : i * 17.31 + n))
);

export const full: StepPage = {
  ...step,
  card: card('train', 'Failed', { attempts: 2, expected: 11, seconds: 12.3 }),
  failure,
  setup: [
    { number: 2, id: 'c2', first_line: 2, source: 'import numpy as np\nfrom xgboost import XGBClassifier' }
  ],
  diff: [
    '@@ -1,2 +1,2 @@',
    '-model = XGBClassifier(max_depth=3)',
    '+model = XGBClassifier(max_depth=best["max_depth"])'
  ],
  changes: ['train_set'],
  learned: ['changes features', 'follows split, because of data/split.csv'],
  retry: '1 more time, after 1.0 s',
  files: [
    { path: 'data/hr.csv', mode: 'read', size: 227_000, digest: 'ab' },
    { path: 'out/model.json', mode: 'written', size: 188_000, digest: 'cd' },
    { path: 'data/old.csv', mode: 'named', size: -1, digest: null }
  ],
  files_total: 12,
  why: [
    'step train of execution 4f9a1c77be02 ran: not everything was as in 3e8b0d66ad91',
    'its code changed'
  ],
  inputs: [
    value('train_set', 'frame', {
      kind: 'table',
      columns: columns.map(name => ({ name, dtype: name === 'Department' ? 'category' : 'float64' })),
      index: [3, 14, 159, 26, 5],
      rows,
      shape: [1102, 31]
    }),
    value('weights', 'ndarray', {
      kind: 'array',
      dtype: 'float64',
      shape: [2, 3],
      values: [
        [0.1, 0.22, 3],
        [4, 5, 6e-7]
      ]
    }),
    value('limit', 'json_value', { kind: 'json', value: 0.8437129 }),
    value(
      'best',
      'json_value',
      { kind: 'json', value: { max_depth: 4, rates: [0.1, 0.2], note: null } },
      { gone: true }
    )
  ],
  outputs: [
    value('model', 'xgboost', {
      kind: 'model',
      type: 'xgboost.sklearn.XGBClassifier',
      fitted: true,
      params: { max_depth: 4, n_estimators: 300, subsample: 0.8, gamma: null },
      n_features_in: 47,
      feature_names: columns
    }),
    value('auc', 'pickle', { kind: 'source', text: 'def auc(model, table):\n    return 0.84' }),
    value('folder', 'file_path', {
      kind: 'file',
      path: 'out',
      type: 'folder',
      files: 3,
      names: ['a.csv', 'b.csv']
    }),
    value('odd', 'pickle', { kind: 'text', text: '<Odd object>' })
  ],
  figures: [
    value(
      'importance',
      'figure',
      { kind: 'image', media_type: 'image/png', data: PNG },
      { producer: 'train' }
    )
  ],
  metrics: [
    ...['train.logloss', 'valid.logloss'].map((name, n) => ({
      name,
      total: 300,
      points: Array.from({ length: 60 }, (_, i) => ({
        name,
        value: 0.3 + n * 0.05 + 0.4 * Math.exp(-i / 12),
        step: i * 5,
        logged_at: before(60 - i)
      }))
    })),
    ...step.metrics
  ],
  attempts: [1, 2].map(number => ({
    number,
    status: 'Failed',
    started_at: before(60 - number * 20),
    ended_at: before(50 - number * 20),
    host: 'laptop',
    pid: 4000 + number,
    notebook: null,
    seconds: 10,
    cpu_seconds: 8.2,
    max_rss: 412_000_000,
    failure
  }))
};

const display = (data: Record<string, Json>) => ({ output_type: 'display_data', metadata: {}, data });
const HARM = (number: number) => `window.hacked = ${number}`;

export const printed: Log = {
  attempt: 2,
  running: false,
  size: 20_412_000,
  cut: true,
  next: 0,
  whole: true,
  notebook: true,
  cells: [
    {
      source: '',
      number: 6,
      execution_count: 1,
      role: 'body',
      outputs: [
        {
          output_type: 'stream',
          name: 'stdout',
          text: 'epoch 1\r epoch 2\rfitting \x1b[32mdone\x1b[0m, \x1b[1;33mslow\x1b[0m, \x1b[38;5;27mblue\x1b[0m\n'
        },
        { output_type: 'stream', name: 'stderr', text: 'UserWarning: no GPU\n' },
        display({
          'text/html':
            `<script>${HARM(1)}; parent.hacked = 2</script><img src="x" onerror="${HARM(3)}; parent.hacked = 3">` +
            '<table><tr><th>model</th><th>auc</th></tr><tr><td>XGBoost</td><td>0.846</td></tr></table>'
        }),
        display({
          'image/svg+xml':
            `<svg xmlns="http://www.w3.org/2000/svg" width="120" height="30" onload="${HARM(4)}"><script>${HARM(5)}</script>` +
            '<rect width="120" height="30" fill="teal"/></svg>'
        }),
        display({ 'image/png': PNG }),
        display({ 'application/json': { a: [1, 2] } }),
        { output_type: 'error', ename: 'ValueError', evalue: 'x', traceback: failure.traceback.split('\n') }
      ]
    }
  ]
};
