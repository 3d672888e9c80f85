import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { card, row, step } from '../gallery/data';
import { FakeApi } from '../gallery/fake';
import { ApiError } from '../src/api';
import type { Query } from '../src/api';
import { Provide, plainHost, usePage } from '../src/context';
import type { Host, Target } from '../src/context';
import { Boundary, Tabs } from '../src/kit';
import { Live } from '../src/live';
import { StepInspector } from '../src/pages/inspector';
import { FailureBox } from '../src/pages/parts';
import { course } from '../src/pages/step/metrics';
import { Output, framed } from '../src/pages/step/output';
import { Preview, extent } from '../src/pages/step/preview';
import { appended } from '../src/pages/step/recorded';
import type { Artifact, Failure, Json, Log, LogCell, StepPage, Value } from '../src/schema';

let live: Live | undefined;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      unobserve() {}
      disconnect() {}
    }
  );
});

afterEach(() => {
  cleanup();
  live?.dispose();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const settle = (milliseconds = 100) => act(() => vi.advanceTimersByTimeAsync(milliseconds));

async function show(view: ReactNode, host: Partial<Host> = {}, api = new FakeApi({})) {
  live = new Live(api);
  const shown = render(
    <Provide live={live} host={{ ...plainHost, ...host }}>
      {view}
    </Provide>
  );
  await settle();
  return shown;
}

const out = (text: string, name = 'stdout') => ({ output_type: 'stream', name, text });
const cell = (outputs: Record<string, Json>[], more: Partial<LogCell> = {}): LogCell => ({
  source: '',
  number: 6,
  execution_count: null,
  role: 'body',
  outputs,
  ...more
});
const log = (cells: LogCell[], more: Partial<Log> = {}): Log => ({
  attempt: 1,
  running: true,
  cells,
  size: cells.reduce((sum, { outputs }) => sum + JSON.stringify(outputs).length, 0),
  cut: false,
  next: 10,
  whole: true,
  notebook: false,
  ...more
});
const texts = (found: Log) => found.cells.map(({ outputs }) => outputs.map(({ text }) => text ?? 'data'));

describe('a log that grows', () => {
  test('text is added to text of the same stream, and to no other', () => {
    const first = log([cell([out('a')])]);
    const second = log([cell([out('b'), out('!', 'stderr')])], { whole: false, next: 20 });
    const third = log([cell([out('c')])], { whole: false, next: 30 });
    const both = appended(appended(first, second), third);
    expect(texts(both)).toEqual([['ab', '!', 'c']]);
    expect(both.next).toBe(30);
    expect(both.size).toBe(first.size + second.size + third.size);
    expect(texts(first)).toEqual([['a']]);
  });

  test('outputs go to the cell with their number and role; new cells to the end', () => {
    const first = log([cell([out('setup')], { number: 2, role: 'setup' }), cell([out('a')])]);
    const more = log([cell([out('b')]), cell([out('c')], { number: 7 })], { whole: false });
    expect(texts(appended(first, more))).toEqual([['setup'], ['ab'], ['c']]);
    const plain = log([cell([out('p')], { number: null, role: 'parameters' })], { whole: false });
    expect(texts(appended(first, plain))).toEqual([['setup'], ['a'], ['p']]);
  });

  test('a progress bar stays one line across answers', () => {
    const first = log([cell([out('10%\r')])]);
    expect(texts(appended(first, log([cell([out('20%\r')])], { whole: false })))).toEqual([['20%\r']]);
  });

  test('a whole answer, another attempt, or one that was cut takes the place of all', () => {
    const first = log([cell([out('a')])]);
    expect(texts(appended(first, log([cell([out('b')])])))).toEqual([['b']]);
    const other = log([cell([out('b')])], { whole: false, attempt: 2 });
    expect(texts(appended(first, other))).toEqual([['b']]);
    const cut = appended(first, log([cell([out('end')])], { whole: false, cut: true, size: 5_000_000 }));
    expect([texts(cut), cut.cut, cut.size]).toEqual([[['end']], true, first.size + 5_000_000]);
  });

  test('of very much the end is kept, from the beginning of a line', () => {
    const line = 'x'.repeat(99) + '\n';
    const first = log([cell([out('old')], { number: 5 }), cell([out(line.repeat(20))])]);
    const found = appended(first, log([cell([out('the end')])], { whole: false }), 1500, 1000);
    expect(found.cut).toBe(true);
    expect(texts(found)).toEqual([[], [line.repeat(9) + 'the end']]);
  });
});

test('a step that is a pipeline opens its execution', async () => {
  const inner: StepPage = {
    ...step,
    card: card('score', 'Failed', { child_execution: '0a1b2c3d4e5f' }),
    node: { ...step.node, type: 'Pipeline', expression: 'scoring.ipynb' }
  };
  const opened: Target[] = [];
  await show(
    <StepInspector
      execution={row.id}
      step="score"
      notebook={null}
      onSelect={() => undefined}
      onClose={() => undefined}
    />,
    { opens: () => true, open: target => void opened.push(target) },
    new FakeApi({ [`executions/${row.id}/steps/score`]: inner })
  );
  fireEvent.click(screen.getByText('execution 0a1b2c3d'));
  expect(opened).toEqual([{ kind: 'execution', id: '0a1b2c3d4e5f' }]);
  expect(screen.getByText('scoring.ipynb')).toBeTruthy();
});

describe('the log tab', () => {
  const path = `executions/${row.id}/steps/train`;
  const running: StepPage = { ...step, card: card('train', 'Executing') };
  const view = (
    <StepInspector
      execution={row.id}
      step="train"
      notebook={null}
      onSelect={() => undefined}
      onClose={() => undefined}
    />
  );

  test('asks for what is new while it runs, stops when it has ended', async () => {
    const asked: (Query | undefined)[] = [];
    const answers = [
      log([cell([out('one\n')])], { next: 10 }),
      log([cell([out('two\n')])], { whole: false, next: 20 }),
      log([cell([out('one\ntwo\nthree\n')])], { running: false, next: 0 })
    ];
    const api = new FakeApi({
      [path]: running,
      [`${path}/log`]: (query?: Query) => answers[Math.min(asked.push(query) - 1, 2)]
    });
    await show(view, {}, api);
    fireEvent.click(screen.getByRole('tab', { name: /^Log/ }));
    await settle();
    expect(screen.getByText('Live')).toBeTruthy();
    const region = () => screen.getByRole('region', { name: 'What the step printed' });
    expect(region().textContent).toContain('one');
    await settle(800);
    expect(region().textContent).toContain('one\ntwo\n');
    await settle(800);
    expect(region().textContent).toContain('three');
    expect(screen.queryByText('Live')).toBeNull();
    await settle(5000);
    expect(asked.map(query => [query?.attempt, query?.after])).toEqual([
      [null, null],
      [1, 10],
      [1, 20]
    ]);
  });

  test('stays at the end until one scrolls up, and again from there on', async () => {
    let lines = 'line\n';
    const api = new FakeApi({
      [path]: running,
      [`${path}/log`]: () => log([cell([out((lines += 'line\n'))])])
    });
    await show(view, {}, api);
    fireEvent.click(screen.getByRole('tab', { name: /^Log/ }));
    await settle();
    const box = screen.getByRole('region', { name: 'What the step printed' });
    let height = 1000;
    Object.defineProperties(box, {
      scrollHeight: { get: () => height },
      clientHeight: { get: () => 100 }
    });
    await settle(800);
    expect(box.scrollTop).toBe(1000);
    box.scrollTop = 300;
    fireEvent.scroll(box);
    height = 2000;
    await settle(800);
    expect(box.scrollTop).toBe(300);
    fireEvent.click(screen.getByRole('button', { name: 'To the end' }));
    expect(box.scrollTop).toBe(2000);
    height = 3000;
    await settle(800);
    expect(box.scrollTop).toBe(3000);
    expect(screen.queryByRole('button', { name: 'To the end' })).toBeNull();
  });

  test('says that it was cut, and what is wrong without losing what was read', async () => {
    let answer: unknown = log([cell([out('the end\n')])], { cut: true, size: 20_000_000 });
    const api = new FakeApi({ [path]: running });
    api.answers[`${path}/log`] = () => answer;
    await show(view, {}, api);
    fireEvent.click(screen.getByRole('tab', { name: /^Log/ }));
    await settle();
    expect(screen.getByRole('note').textContent).toContain('20.0 MB');
    api.answers[`${path}/log`] = new ApiError(0, { message: 'The Jupyter server does not answer.' });
    await settle(800);
    expect(screen.getByRole('alert').textContent).toContain('does not answer');
    expect(screen.getByText('the end')).toBeTruthy();
    answer = log([cell([out('back\n')])]);
    api.answers[`${path}/log`] = () => answer;
    await settle(4000);
    expect(screen.getByText('back')).toBeTruthy();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  test('a step that printed nothing says so', async () => {
    const ended = { ...step, card: card('train', 'Succeeded') };
    const api = new FakeApi({ [path]: ended, [`${path}/log`]: log([cell([])], { running: false }) });
    await show(view, {}, api);
    fireEvent.click(screen.getByRole('tab', { name: /^Log/ }));
    await settle();
    expect(screen.getByText('It printed nothing')).toBeTruthy();
  });
});

const EVIL = '<b>hi</b><script>window.hacked = 1</script><img src=x onerror="window.hacked = 2">';
const SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" onload="window.hacked = 3"><script>window.hacked = 4</script></svg>';
const display = (data: Record<string, Json>) => ({ output_type: 'display_data', metadata: {}, data });

describe('outputs without a host that draws them', () => {
  test('HTML stands in a frame that runs and loads nothing', async () => {
    const { container } = await show(<Output output={display({ 'text/html': EVIL, 'text/plain': 'hi' })} />);
    const frame = container.querySelector('iframe')!;
    expect(frame.getAttribute('sandbox')).toBe('');
    expect(frame.getAttribute('srcdoc')).toMatch(
      /^<!doctype html><meta charset="utf-8"><meta http-equiv="Content-/
    );
    expect(container.querySelector('script, b')).toBeNull();
    expect(container.querySelectorAll('img')).toHaveLength(0);
    expect((window as { hacked?: number }).hacked).toBeUndefined();
  });

  test('the policy stands before whatever the HTML holds', () => {
    const page = framed('</head><meta http-equiv="Content-Security-Policy" content="script-src *">');
    expect(page.indexOf("default-src 'none'")).toBeLessThan(page.indexOf('</head>'));
    expect(page).not.toContain('script-src *;');
  });

  test('SVG is a picture, never a part of the page', async () => {
    const { container } = await show(
      <Output output={display({ 'image/svg+xml': SVG, 'text/html': EVIL })} />
    );
    expect(container.querySelector('svg, script, iframe')).toBeNull();
    const source = container.querySelector('img')!.getAttribute('src')!;
    expect(source.startsWith('data:image/svg+xml')).toBe(true);
    expect(decodeURIComponent(source)).toContain('<script>');
    expect((window as { hacked?: number }).hacked).toBeUndefined();
  });

  test.each<[string, Record<string, Json>, string]>([
    [
      'png before html',
      { 'image/png': ['iVBO\n', 'Rw=='], 'text/html': EVIL },
      'img[src="data:image/png;base64,iVBORw=="]'
    ],
    ['markdown as text', { 'text/markdown': '# <b>hi</b>' }, 'pre.nbp-terminal'],
    ['JSON as a tree', { 'application/json': { a: 1 } }, '.nbp-tree'],
    [
      'a script as its text',
      { 'application/javascript': 'window.hacked = 5', 'text/plain': 'js' },
      'pre.nbp-terminal'
    ]
  ])('%s', async (_, data, expected) => {
    const { container } = await show(<Output output={display(data)} />);
    expect(container.querySelector(expected)).toBeTruthy();
    expect(container.querySelector('script, b, iframe')).toBeNull();
  });

  test('what has no picture and no text says what it is', async () => {
    await show(<Output output={display({ 'application/pdf': 'x' })} />);
    expect(screen.getByText(/An output of type application\/pdf/)).toBeTruthy();
  });

  test('an error shows its traceback in colours', async () => {
    const error = {
      output_type: 'error',
      ename: 'E',
      evalue: 'v',
      traceback: ['\x1b[31mE\x1b[0m: v', 'there']
    };
    const { container } = await show(<Output output={error} />);
    expect(container.textContent).toBe('E: v\nthere');
    expect(container.querySelector('pre > span > span')?.textContent).toBe('E');
  });

  test('a tag in what was printed is text', async () => {
    const { container } = await show(<Output output={out(EVIL)} />);
    expect(container.textContent).toBe(EVIL);
    expect(container.querySelector('b, img, script')).toBeNull();
  });
});

test('a host draws outputs, untrusted; what it will not draw falls back', async () => {
  const ended = vi.fn();
  const drawn: Record<string, Json>[] = [];
  const output: Host['output'] = (data, _, element) => {
    if ('image/svg+xml' in data) return null;
    drawn.push(data);
    element.textContent = 'drawn';
    return ended;
  };
  const html = display({ 'text/html': ['<p>', 'x</p>'] });
  const { container, unmount } = await show(
    <>
      <Output output={html} />
      <Output output={display({ 'image/svg+xml': SVG })} />
    </>,
    { output }
  );
  expect(drawn).toEqual([{ 'text/html': '<p>x</p>' }]);
  expect(container.textContent).toBe('drawn');
  expect(container.querySelectorAll('img')).toHaveLength(1);
  unmount();
  expect(ended).toHaveBeenCalledTimes(1);
});

const artifact = (preview: Record<string, Json>, more: Partial<Artifact> = {}): Artifact => ({
  digest: `sha256:${'ab12cd34'.repeat(8)}`,
  size: 1000,
  media_type: 'application/json',
  materializer: 'json_value',
  meta: {},
  preview,
  ...more
});
const TABLE = {
  kind: 'table',
  columns: [
    { name: 'age', dtype: 'int64' },
    { name: '<b>name</b>', dtype: 'object' }
  ],
  index: [0, 1],
  rows: [
    [41, 'x'],
    [null, true]
  ],
  shape: [1470, 31]
};

describe('previews', () => {
  const look = (preview: Record<string, Json>) =>
    show(<Preview artifact={artifact(preview)} label="value" gone={false} />);

  test('a table: names and types of columns, the first rows, how much more there is', async () => {
    const { container } = await look(TABLE);
    expect(screen.getAllByRole('columnheader').map(item => item.textContent)).toEqual([
      'ageint64',
      '<b>name</b>object'
    ]);
    expect(screen.getAllByRole('row').map(item => item.textContent)).toContain('041x');
    expect(screen.getAllByRole('row').at(-1)?.textContent).toBe('1NoneTrue');
    expect(screen.getByText('2 of 1470 rows, 2 of 31 columns')).toBeTruthy();
    expect(container.querySelector('b')).toBeNull();
  });

  test.each<[string, Record<string, Json>, string]>([
    [
      'an array',
      {
        kind: 'array',
        dtype: 'float64',
        shape: [2, 3],
        values: [
          [1, 2, 3],
          [4, 5, 6]
        ]
      },
      '01201231456'
    ],
    ['an array of one dimension', { kind: 'array', shape: [2], values: [1, 2] }, '0112'],
    ['an array of none', { kind: 'array', shape: [], values: 1.5 }, '1.5'],
    ['a number', { kind: 'json', value: 0.5 }, '0.5'],
    ['None', { kind: 'json', value: null }, 'None'],
    ['a text', { kind: 'json', value: 'hello' }, 'hello'],
    ['a nested value', { kind: 'json', value: { a: 1 } }, '{1 key}a: 1'],
    ['a function', { kind: 'source', text: 'def f(): pass' }, 'def f(): pass'],
    ['anything', { kind: 'text', text: '<Odd>' }, '<Odd>'],
    [
      'a folder',
      { kind: 'file', path: 'out', type: 'folder', files: 3, names: ['a', 'b'] },
      'PathoutKindfolderFiles3a, b …'
    ],
    ['a kind of later', { kind: 'hologram', depth: 3 }, '{2 keys}kind: "hologram"depth: 3'],
    ['a table that is none', { kind: 'table', rows: 'all' }, '{2 keys}kind: "table"rows: "all"'],
    ['nothing', {}, '']
  ])('%s', async (_, preview, expected) => {
    const { container } = await look(preview);
    expect(container.textContent).toBe(expected);
  });

  test('a model: its type, the parameters that were set, its features', async () => {
    await look({
      kind: 'model',
      type: 'xgboost.sklearn.XGBClassifier',
      fitted: true,
      params: { max_depth: 3, gamma: null, booster: null },
      n_features_in: 47,
      feature_names: ['age', 'rate']
    });
    expect(screen.getByText('xgboost.sklearn.XGBClassifier')).toBeTruthy();
    expect(screen.getByText('1 parameter').textContent).toBe('1 parameter and 2 left as they are');
    expect(screen.getByText('age, rate …')).toBeTruthy();
    expect(screen.queryByText('not yet')).toBeNull();
  });

  test('a figure is a picture', async () => {
    const { container } = await look({ kind: 'image', media_type: 'image/png', data: 'iVBORw==' });
    expect(container.querySelector('img')?.getAttribute('src')).toBe('data:image/png;base64,iVBORw==');
  });

  test.each<[Record<string, Json>, string]>([
    [TABLE, '1470 × 31'],
    [{ kind: 'array', dtype: 'float64', shape: [3, 4] }, '3 × 4 float64'],
    [{ kind: 'model', type: 'sklearn.pipeline.Pipeline' }, 'Pipeline'],
    [{ kind: 'json', value: 3 }, '']
  ])('%j says %j of its extent', (preview, expected) => {
    expect(extent({ preview })).toBe(expected);
  });
});

const FAILURE: Failure = {
  type: 'ZeroDivisionError',
  message: 'division by zero',
  hint: null,
  step: 'train',
  cell: 6,
  line: 3,
  source: 'model.fit(train_set[features], train_set["Attrition"])',
  traceback: '\x1b[31mZeroDivisionError\x1b[0m: division by zero',
  bases: []
};
const failed: StepPage = {
  ...step,
  card: card('train', 'Failed', { attempts: 2 }),
  failure: FAILURE,
  attempts: [1, 2].map(number => ({
    number,
    status: 'Failed',
    started_at: row.started_at,
    ended_at: row.started_at,
    host: 'laptop',
    pid: 40 + number,
    notebook: null,
    seconds: number,
    cpu_seconds: null,
    max_rss: 147_500_000,
    failure: FAILURE
  }))
};
const value = (variable: string, more: Partial<Value> = {}): Value => ({
  variable,
  artifact: artifact({ kind: 'json', value: 1 }),
  producer: 'clean',
  execution: null,
  gone: false,
  ...more
});

describe('the tabs of a step', () => {
  const inspect = async (
    page: StepPage,
    host: Partial<Host> = {},
    onSelect: (name: string) => void = vi.fn()
  ) => {
    const api = new FakeApi({ [`executions/${row.id}/steps/train`]: page });
    await show(
      <StepInspector
        execution={row.id}
        step="train"
        notebook="work/attrition.ipynb"
        onSelect={onSelect}
        onClose={() => undefined}
      />,
      host,
      api
    );
    return (name: RegExp) => fireEvent.click(screen.getByRole('tab', { name }));
  };

  test('what failed stands first, and leads to its line', async () => {
    const opened: Target[] = [];
    await inspect(failed, { opens: () => true, open: to => void opened.push(to) });
    expect(screen.getByRole('alert').textContent).toContain('ZeroDivisionError: division by zero');
    fireEvent.click(screen.getByRole('button', { name: 'Open in notebook' }));
    expect(opened).toEqual([
      { kind: 'notebook', path: 'work/attrition.ipynb', cell: 6, cellId: 'c6', line: 3 }
    ]);
  });

  test('code is numbered as in the notebook, and the line that failed is marked', async () => {
    const open = await inspect({ ...failed, diff: ['-old', '+new'] });
    open(/^Code/);
    const code = screen.getByRole('region', { name: 'Code of cell 6' });
    expect(code.querySelector('.nbp-code-numbers')?.textContent).toBe('2\n3\n');
    expect(code.querySelector<HTMLElement>('.nbp-code-line')?.style.getPropertyValue('--nbp-at')).toBe('1');
    expect(screen.getByRole('region', { name: 'What changed in the code of train' }).textContent).toBe(
      '-old+new'
    );
  });

  test('an input leads to the step that gave it; what is gone says so', async () => {
    const select = vi.fn();
    const open = await inspect({ ...step, inputs: [value('table', { gone: true })] }, {}, select);
    open(/^Inputs/);
    fireEvent.click(screen.getByRole('button', { name: 'clean' }));
    expect(select).toHaveBeenCalledWith('clean');
    expect(screen.getByText('gone')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Download' })).toBeNull();
    open(/^Outputs/);
    expect(screen.getByRole('button', { name: 'Download' })).toBeTruthy();
  });

  test('of many values the first are open', async () => {
    const open = await inspect({ ...step, outputs: Array.from({ length: 30 }, (_, i) => value(`v${i}`)) });
    open(/^Outputs/);
    expect(document.querySelectorAll('.nbp-kept')).toHaveLength(30);
    expect(document.querySelectorAll('.nbp-kept-body')).toHaveLength(8);
  });

  test('each attempt has its traceback; the newest is open', async () => {
    const open = await inspect(failed);
    open(/^Attempts/);
    const [newest, first] = screen.getAllByRole('region', { name: /^Attempt \d/ });
    expect(newest.getAttribute('aria-label')).toBe('Attempt 2');
    expect(newest.textContent).toContain('147.5 MB');
    expect(newest.querySelector('details')?.open).toBe(true);
    expect(first.querySelector('details')?.open).toBe(false);
    expect(
      within(newest).getByRole('region', { name: 'Traceback' }).querySelector('pre > span > span')
    ).toBeTruthy();
  });

  test('series are drawn, single numbers listed', async () => {
    const points = [3, 1, 2].map((item, i) => ({ name: 'loss', value: item, step: i * 10, logged_at: '' }));
    const open = await inspect({
      ...step,
      metrics: [
        { name: 'loss', points, total: 50_000 },
        { name: 'auc', points: [{ name: 'auc', value: null, step: null, logged_at: '' }], total: 1 }
      ]
    });
    open(/^Metrics/);
    expect(screen.getAllByRole('row').map(item => item.textContent)).toEqual([
      'MetricValueSmallestLargest',
      'loss213',
      'aucnan'
    ]);
    expect(screen.getAllByRole('img', { name: /^loss/ })).toHaveLength(1);
    expect(screen.getByText('3 of 50000 values are drawn.')).toBeTruthy();
  });

  test('the tab stays when another step is selected', async () => {
    const api = new FakeApi({
      [`executions/${row.id}/steps/train`]: step,
      [`executions/${row.id}/steps/clean`]: { ...step, node: { ...step.node, name: 'clean' }, metrics: [] }
    });
    const inspector = (name: string) => (
      <StepInspector execution={row.id} step={name} notebook={null} onSelect={vi.fn()} onClose={vi.fn()} />
    );
    const { rerender } = await show(inspector('train'), {}, api);
    fireEvent.click(screen.getByRole('tab', { name: /^Metrics/ }));
    rerender(
      <Provide live={live!} host={plainHost}>
        {inspector('clean')}
      </Provide>
    );
    await settle();
    expect(screen.getByRole('tab', { name: 'Metrics', selected: true })).toBeTruthy();
    expect(screen.getByText('It logged no metrics')).toBeTruthy();
  });
});

test('points without a step are drawn in their order; what is no number leaves a gap', () => {
  const point = (number: number | null, at: number | null = null) => ({
    name: 'm',
    value: number,
    step: at,
    logged_at: ''
  });
  expect(course({ points: [point(1), point(null), point(3)] })).toEqual([
    { x: 0, y: 1 },
    { x: 1, y: NaN },
    { x: 2, y: 3 }
  ]);
  expect(course({ points: [point(1, 10)] })).toEqual([{ x: 10, y: 1 }]);
});

describe('debugging with its inputs', () => {
  const box = (
    <FailureBox failure={FAILURE} notebook="a.ipynb" execution="4f9a1c77be02" page={{ ...failed }} />
  );
  const press = async () => {
    fireEvent.click(screen.getByRole('button', { name: 'Debug with its inputs' }));
    await settle();
  };

  test('the command goes into the notebook where that is open', async () => {
    const insert = vi.fn<NonNullable<Host['insert']>>(() => Promise.resolve(true));
    await show(box, { insert });
    await press();
    expect(insert.mock.calls[0][0]).toMatchObject({ path: 'a.ipynb', cell: 6, cellId: 'c6' });
    expect(insert.mock.calls[0][1]).toBe('%pipeline debug train 4f9a1c77');
    expect(screen.getByRole('status').textContent).toContain('new cell');
  });

  test('else it is copied', async () => {
    const copy = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
    await show(box, { insert: () => Promise.resolve(false) });
    await press();
    expect(copy).toHaveBeenCalledWith('%pipeline debug train 4f9a1c77');
    expect(screen.getByRole('status').textContent).toContain('Copied');
  });

  test('where that is not allowed, it says so', async () => {
    vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('no'));
    await show(box);
    await press();
    expect(screen.getByRole('status').textContent).toContain('type it');
  });
});

describe('a view that throws', () => {
  let broken = true;
  function Moody() {
    if (broken) throw new Error('no such column');
    return <p>fine</p>;
  }

  test('says so in its place, and is shown again on a click', async () => {
    broken = true;
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    await show(
      <>
        <p>beside</p>
        <Boundary>
          <Moody />
        </Boundary>
      </>
    );
    expect(screen.getByRole('alert').textContent).toContain('no such column');
    expect(screen.getByText('beside')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Show again' }));
    expect(screen.getByRole('alert')).toBeTruthy();
    broken = false;
    fireEvent.click(screen.getByRole('button', { name: 'Show again' }));
    expect(screen.getByText('fine')).toBeTruthy();
  });

  const path = `executions/${row.id}/steps/train`;
  const bad = { ...step, why: null } as unknown as StepPage;

  test('asks again for what it could not show', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const api = new FakeApi({ [path]: bad });
    await show(
      <StepInspector execution={row.id} step="train" notebook={null} onSelect={vi.fn()} onClose={vi.fn()} />,
      {},
      api
    );
    expect(screen.getByRole('alert')).toBeTruthy();
    api.answers[path] = step;
    fireEvent.click(screen.getByRole('button', { name: 'Show again' }));
    await settle(400);
    expect(screen.getByText('Its code changed: line 1 of cell 6.')).toBeTruthy();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  test('of a whole page too', async () => {
    function Whole() {
      const { data } = usePage<StepPage>(path);
      return <p>{data?.why.join()}</p>;
    }
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const api = new FakeApi({ [path]: bad });
    await show(
      <Boundary>
        <Whole />
      </Boundary>,
      {},
      api
    );
    expect(screen.getByRole('alert')).toBeTruthy();
    api.answers[path] = step;
    fireEvent.click(screen.getByRole('button', { name: 'Show again' }));
    await settle();
    expect(screen.getByText('Its code changed: line 1 of cell 6.')).toBeTruthy();
  });

  test('leaves the other tabs alone', async () => {
    broken = true;
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const tabs = (selected: string) => (
      <Tabs
        label="Parts"
        selected={selected}
        onSelect={() => undefined}
        tabs={[
          { id: 'a', title: 'A', render: () => <Moody /> },
          { id: 'b', title: 'B', render: () => 'well' }
        ]}
      />
    );
    const { rerender } = await show(tabs('a'));
    expect(screen.getByRole('alert')).toBeTruthy();
    rerender(
      <Provide live={live!} host={plainHost}>
        {tabs('b')}
      </Provide>
    );
    expect(screen.getByRole('tabpanel').textContent).toBe('well');
  });
});
