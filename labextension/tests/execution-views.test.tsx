import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FakeApi } from '../gallery/fake';
import { card, graph, node, page, row } from '../gallery/data';
import { ApiError } from '../src/api';
import { Provide, plainHost } from '../src/context';
import type { Host, Target } from '../src/context';
import { Live } from '../src/live';
import { ExecutionView } from '../src/pages';
import type { ExecutionPage, ExecutionRow, Failure, Replay, Timeline } from '../src/schema';

let live: Live;
let opened: Target[];

beforeEach(() => {
  vi.useFakeTimers({
    toFake: [
      'setTimeout',
      'clearTimeout',
      'setInterval',
      'clearInterval',
      'Date',
      'performance',
      'requestAnimationFrame',
      'cancelAnimationFrame'
    ]
  });
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      unobserve() {}
      disconnect() {}
    }
  );
  opened = [];
});

afterEach(() => {
  cleanup();
  live.dispose();
  vi.useRealTimers();
});

const settle = (milliseconds = 300) => act(() => vi.advanceTimersByTimeAsync(milliseconds));
const path = `executions/${row.id}`;

async function show(
  given: Partial<ExecutionPage>,
  execution: Partial<ExecutionRow>,
  host: Partial<Host> = {}
) {
  const shown = { ...page, ...given, execution: { ...row, ...execution } };
  const api = new FakeApi({ [path]: shown, [`${path}/stop`]: {} });
  live = new Live(api);
  render(
    <Provide
      live={live}
      host={{ ...plainHost, opens: kind => kind !== 'run', open: to => void opened.push(to), ...host }}
      store=".nbpipe"
    >
      <ExecutionView id={row.id} />
    </Provide>
  );
  await settle();
  return { api, shown };
}

const button = (name: string | RegExp) => screen.getByRole<HTMLButtonElement>('button', { name });
const press = (name: string | RegExp) => fireEvent.click(button(name));

test('Stop asks first, then says that it stops until the store says so too', async () => {
  const { api } = await show({}, {});
  press('Stop');
  const asked = () => screen.getAllByRole('alert').find(each => each.textContent.includes('3 steps run'));
  expect(asked()).toBeTruthy();
  fireEvent.keyDown(document.activeElement!, { key: 'Escape' });
  expect(asked()).toBeUndefined();
  expect(document.activeElement).toBe(button('Stop'));
  press('Stop');
  press('Stop it');
  await settle();
  expect(api.posted).toEqual([{ path: `${path}/stop`, body: {} }]);
  expect(button('Stopping…').disabled).toBe(true);
  const stopped = { ...row, status: 'Stopped' as const, ended_at: row.started_at };
  api.answers[path] = { ...page, execution: stopped };
  act(() => api.say({ event: 11, executions: [stopped] }));
  await settle();
  expect(screen.queryByRole('button', { name: /Stop/ })).toBeNull();
  expect(button('Resume')).toBeTruthy();
});

test('Stop asks nothing where nothing runs', async () => {
  const { api } = await show({ steps: [card('load', 'Pending')] }, {});
  press('Stop');
  await settle();
  expect(api.posted).toHaveLength(1);
});

const changed = new ApiError(409, {
  message: 'the notebook has changed since execution 4f9a began: code of train',
  hint: '--force goes on with the notebook as it was then',
  code: 'changed-notebook'
});

test('a changed notebook: Resume says so and offers to go on as it was', async () => {
  const { api } = await show({}, { status: 'Failed', ended_at: row.started_at });
  api.answers[`${path}/resume`] = changed;
  press('Resume');
  await settle();
  const notice = screen.getByRole('alert');
  expect(notice.textContent).toContain('code of train');
  expect(notice.textContent).not.toContain('--force');
  api.answers[`${path}/resume`] = { execution: row.id, store: '.nbpipe' };
  press('Resume as it was');
  await settle();
  expect(api.posted.map(each => each.body)).toEqual([{}, { force: true }]);
  expect(screen.queryByRole('alert')).toBeNull();
});

test('a conflict can be left so; any other refusal is an error with its hint', async () => {
  const { api } = await show({}, { status: 'Stopped', ended_at: row.started_at });
  api.answers[`${path}/resume`] = changed;
  press('Resume');
  await settle();
  press('Leave it so');
  expect(screen.queryByRole('alert')).toBeNull();
  api.answers[`${path}/resume`] = new ApiError(409, {
    message: 'execution 4f9a is Executing: there is nothing to resume',
    hint: 'nbpipe status 4f9a',
    code: 'not-resumable'
  });
  press('Resume');
  await settle();
  expect(screen.getByRole('alert').textContent).toContain('nbpipe status 4f9a');
  expect(screen.queryByRole('button', { name: 'Resume as it was' })).toBeNull();
});

test('Run again opens the form with the parameters, where there is one', async () => {
  const ended = { status: 'Succeeded' as const, ended_at: row.started_at };
  const { api } = await show({}, ended, { opens: () => true });
  press('Run again…');
  expect(opened).toEqual([
    { store: '.nbpipe', kind: 'run', notebook: 'attrition.ipynb', parameters: row.parameters }
  ]);
  expect(api.posted).toEqual([]);
});

test('without a form it runs again with the same parameters, and opens that', async () => {
  const { api } = await show({ seed: 7 }, { status: 'Succeeded', ended_at: row.started_at });
  api.answers.executions = { execution: 'abc123', store: '.nbpipe' };
  press('Run again');
  await settle();
  expect(api.posted).toEqual([
    { path: 'executions', body: { notebook: 'attrition.ipynb', parameters: row.parameters, seed: 7 } }
  ]);
  expect(opened).toEqual([{ store: '.nbpipe', kind: 'execution', id: 'abc123' }]);
});

test('what cannot be done can be reached and says why', async () => {
  const { api } = await show({}, { notebook: null, status: 'Failed', ended_at: row.started_at });
  const again = button('Run again');
  expect([again.getAttribute('aria-disabled'), again.disabled]).toEqual(['true', false]);
  expect(again.title).toContain('below the folder');
  fireEvent.click(again);
  await settle();
  expect(api.posted).toEqual([]);
  expect(button('Download the executed notebook').title).toContain('Select a step');
  fireEvent.click(screen.getByRole('button', { name: /^step Train,/ }));
  const notebook = button('Download the executed notebook of train');
  expect(notebook.getAttribute('aria-disabled')).toBeNull();
});

test('a run whose process is gone says so, and is closed or resumed from there', async () => {
  const { api } = await show({}, { orphan: true });
  const notice = screen.getByRole('alert');
  expect(notice.textContent).toContain('The process that ran this is gone');
  fireEvent.click(within(notice).getByRole('button', { name: 'Stop' }));
  await settle();
  expect(api.posted).toEqual([{ path: `${path}/stop`, body: {} }]);
  expect(within(notice).getByRole('button', { name: 'Resume' })).toBeTruthy();
});

test('what failed first stands on top, with ways to all that failed', async () => {
  const failure: Failure = {
    type: 'ValueError',
    message: 'no',
    hint: null,
    step: 'baseline',
    cell: 7,
    line: 3,
    source: 'x',
    traceback: '',
    bases: []
  };
  const steps = [card('baseline', 'Failed'), card('report', 'Failed')];
  await show({ failure, steps }, { status: 'Failed', ended_at: row.started_at });
  press('Show step baseline');
  expect(screen.getByRole('complementary', { name: 'Step baseline' })).toBeTruthy();
  press('report');
  expect(screen.getByRole('complementary', { name: 'Step report' })).toBeTruthy();
});

const replay: Replay = {
  frames: [
    {
      at: '2026-11-21T10:00:00Z',
      cards: [card('load', 'Executing', { started_at: '2026-11-21T10:00:00Z', ended_at: null })],
      status: 'Executing'
    },
    {
      at: '2026-11-21T10:00:04Z',
      cards: [
        card('load'),
        card('clean', 'Executing', { started_at: '2026-11-21T10:00:04Z', ended_at: null })
      ],
      status: null
    },
    { at: '2026-11-21T10:00:08Z', cards: [card('clean', 'Failed')], status: 'Failed' }
  ],
  sizes: {}
};

test('a replay plays, stands where one sets it, and leaves things as they are now', async () => {
  const { api } = await show({}, { status: 'Succeeded', ended_at: row.started_at });
  api.answers[`${path}/replay`] = replay;
  press('Replay');
  await settle(1000);
  expect(screen.getByRole('button', { name: /^step load, Processing, executing/ })).toBeTruthy();
  expect(screen.getByRole('button', { name: /^step clean, Processing, pending/ })).toBeTruthy();
  press('Pause');
  const slider = screen.getByRole<HTMLInputElement>('slider', { name: 'Moment of the replay' });
  fireEvent.change(slider, { target: { value: '750' } });
  expect(slider.getAttribute('aria-valuetext')).toBe('6.0 s of 8.0 s, clean runs');
  expect(screen.getByRole('button', { name: /^step clean, Processing, executing/ })).toBeTruthy();
  await settle(5000);
  expect(slider.value).toBe('750');
  fireEvent.change(screen.getByLabelText('Speed'), { target: { value: '20' } });
  press('Play');
  await settle(1000);
  // At its end: as it is now.
  expect(slider.value).toBe('1000');
  expect(
    screen.getByRole('button', { name: /^step clean, Processing, succeeded, from the cache/ })
  ).toBeTruthy();
  press(/^Back to now/);
  expect(screen.queryByRole('slider')).toBeNull();
  expect(button('Replay')).toBeTruthy();
});

test('with little motion the replay jumps from change to change', async () => {
  vi.stubGlobal('matchMedia', () => ({ matches: true, addEventListener() {}, removeEventListener() {} }));
  const { api } = await show({}, { status: 'Succeeded', ended_at: row.started_at });
  api.answers[`${path}/replay`] = replay;
  press('Replay');
  await settle();
  await settle(3000);
  const slider = screen.getByRole<HTMLInputElement>('slider');
  expect(slider.value).toBe('0');
  await settle(2000);
  expect(slider.value).toBe('500');
  vi.unstubAllGlobals();
});

test('the timeline has a line for each step, moves with the keyboard and selects as the graph does', async () => {
  const more = Array.from({ length: 100 }, (_, i) => node(`more_${i}`));
  const long = { ...graph, nodes: [...graph.nodes, ...more] };
  const { api } = await show({ graph: long }, { status: 'Succeeded', ended_at: row.started_at });
  const spans: Timeline['spans'] = [
    { step: 'load', attempt: 1, status: 'Succeeded', started_at: row.started_at!, ended_at: row.started_at }
  ];
  api.answers[`${path}/timeline`] = { spans };
  fireEvent.click(screen.getByRole('radio', { name: 'Timeline' }));
  await settle();
  const list = screen.getByRole('listbox', { name: 'Steps of attrition' });
  const options = within(list).getAllByRole('option');
  expect(options.length).toBeLessThan(90);
  expect(options[0].getAttribute('aria-setsize')).toBe('113');
  expect(options[0].getAttribute('aria-label')).toMatch(/^load, Processing, succeeded, from the cache/);
  fireEvent.keyDown(list, { key: 'ArrowDown' });
  fireEvent.keyDown(list, { key: 'ArrowDown' });
  expect(list.getAttribute('aria-activedescendant')).toBe(options[2].id);
  fireEvent.keyDown(list, { key: 'Enter' });
  expect(options[2].getAttribute('aria-selected')).toBe('true');
  expect(screen.getByRole('complementary', { name: 'Step split' })).toBeTruthy();
  fireEvent.click(screen.getByRole('radio', { name: 'Graph' }));
  expect(screen.getByRole('button', { name: /^step split/ }).getAttribute('aria-pressed')).toBe('true');
});

test('the foot of the page opens what it ran with; packages are searched', async () => {
  await show(
    {
      environment: {
        python: '3.11.7',
        git_commit: 'abcdef0123-dirty',
        packages: { numpy: '2.1', pandas: '3.0' }
      }
    },
    { status: 'Succeeded', ended_at: row.started_at }
  );
  press(/^Parameters/);
  const table = screen.getByRole('table', { name: 'Parameters' });
  expect(within(table).getAllByRole('row')).toHaveLength(3);
  fireEvent.click(screen.getByRole('tab', { name: 'Environment' }));
  expect(screen.getByText('and files that were changed since')).toBeTruthy();
  fireEvent.change(screen.getByRole('searchbox', { name: 'Search packages' }), { target: { value: 'PAN' } });
  const packages = screen.getByRole('table', { name: 'Packages' });
  expect(within(packages).getAllByRole('row')).toHaveLength(2);
  fireEvent.click(button('Close'));
  expect(document.activeElement?.textContent).toBe('Environment');
});
