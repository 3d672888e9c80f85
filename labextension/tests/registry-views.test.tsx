import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { StoreApi } from '../gallery/store';
import { Provide, plainHost } from '../src/context';
import type { Host, Target } from '../src/context';
import { Live } from '../src/live';
import { CompareView } from '../src/pages/compare';
import { ExecutionsView } from '../src/pages/executions';
import { GroupView } from '../src/pages/group';
import { LineageView } from '../src/pages/lineage';
import { ModelsView } from '../src/pages/models';
import { PipelinesPanel } from '../src/pages/pipelines';
import { VersionView } from '../src/pages/version';
import { Within } from '../src/pages/within';

let api: StoreApi;
let opened: Target[];
let live: Live;

beforeEach(() => {
  vi.useFakeTimers();
  api = new StoreApi();
  opened = [];
});

afterEach(() => {
  cleanup();
  live.dispose();
  vi.useRealTimers();
});

const settle = (milliseconds = 600) => act(() => vi.advanceTimersByTimeAsync(milliseconds));

async function show(view: ReactNode, host: Partial<Host> = {}, store = '.nbpipe') {
  live = new Live(api);
  const given = { ...plainHost, opens: () => true, open: (to: Target) => void opened.push(to), ...host };
  render(
    <Provide live={live} host={given} store={store}>
      {view}
    </Provide>
  );
  await settle();
}

const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
const disabled = (name: string) => screen.getByRole<HTMLButtonElement>('button', { name }).disabled;
const write = (text: string) =>
  fireEvent.change(screen.getByLabelText('Comment'), { target: { value: text } });
const last = () => api.posted.at(-1)!.body as { status: string; decision: number; comment: string };

test('approving needs a comment, and the decision is sent with what was seen', async () => {
  await show(<VersionView group="attrition" version={27} />);
  const seen = api.version('attrition', 27).decision;
  press('Approve…');
  expect(disabled('Approve')).toBe(true);
  write(' ');
  expect(disabled('Approve')).toBe(true);
  write('Better on every slice.');
  press('Approve');
  await settle();
  expect(last()).toEqual({ status: 'Approved', comment: 'Better on every slice.', decision: seen });
  expect(screen.queryByLabelText('Comment')).toBeNull();
  expect(screen.getByText('Better on every slice.')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Approve…' })).toBeNull();
});

test('the evidence stands beside the decision', async () => {
  await show(<VersionView group="attrition" version={27} />);
  press('Reject…');
  const part = screen.getByRole('region', { name: 'Reject attrition, version 27' });
  expect(within(part).getByText('Champion, version 26')).toBeTruthy();
  expect(within(part).getByAltText('evaluate.confusion')).toBeTruthy();
});

test('refused as stale: it shows what happened, keeps the comment, and sends only what has been seen', async () => {
  await show(<VersionView group="attrition" version={27} />);
  press('Approve…');
  write('Good enough.');
  api.decide('attrition', 27, { status: 'Rejected', by: 'nightly', comment: 'Leaks the target.' });
  press('Approve');
  await settle();
  expect(api.posted).toHaveLength(1);
  const notice = screen.getByRole('alert');
  expect(notice.textContent).toContain('Somebody decided meanwhile');
  expect(notice.textContent).toContain('Leaks the target.');
  expect(screen.queryByRole('button', { name: 'Approve' })).toBeNull();
  press('I have seen it, decide anyway');
  expect(screen.getByLabelText<HTMLTextAreaElement>('Comment').value).toBe('Good enough.');
  const newest = api.version('attrition', 27).decision;
  press('Approve');
  await settle();
  expect(last().decision).toBe(newest);
  expect(api.version('attrition', 27).row.status).toBe('Approved');
});

test('a decision that comes over the wire is noticed before one sends', async () => {
  await show(<VersionView group="attrition" version={27} />);
  press('Approve…');
  write('Good enough.');
  api.decide('attrition', 27, { status: 'Rejected', by: 'nightly', comment: 'Leaks the target.' });
  act(() => api.say({ models: ['attrition'] }));
  await settle();
  expect(screen.getByRole('alert').textContent).toContain('Somebody decided meanwhile');
  press('Leave it so');
  expect(screen.queryByRole('alert')).toBeNull();
  expect(api.posted).toEqual([]);
});

test('a model whose file is gone says so and cannot be downloaded', async () => {
  api.gone = true;
  await show(<VersionView group="attrition" version={27} />);
  expect(screen.getByRole('alert').textContent).toContain('not in the store any more');
  expect(disabled('Download')).toBe(true);
});

test('equal rows are folded behind their number', async () => {
  const ids = api.rows.slice(1, 3).map(row => row.id);
  await show(<CompareView ids={ids} />);
  expect(screen.queryByRole('rowheader', { name: 'train_data' })).toBeNull();
  expect(screen.getByRole('rowheader', { name: /max_depth/ })).toBeTruthy();
  const [first] = screen.getAllByRole('button', { name: /equal row/ });
  expect(first.getAttribute('aria-expanded')).toBe('false');
  fireEvent.click(first);
  expect(screen.getByRole('rowheader', { name: 'train_data' })).toBeTruthy();
});

test('columns are taken away and added; with one there is nothing to compare', async () => {
  const ids = api.rows.slice(1, 3).map(row => row.id);
  const told: string[][] = [];
  await show(<CompareView ids={ids} onIds={next => told.push(next)} />);
  press(`Remove ${ids[0].slice(0, 8)}`);
  await settle();
  expect(told).toEqual([[ids[1]]]);
  expect(screen.getByText('Two are needed to compare')).toBeTruthy();
  press('Add execution');
  await settle();
  const list = screen.getByRole('region', { name: 'Add execution' });
  fireEvent.click(within(list).getAllByRole('button')[0]);
  await settle();
  expect(told[1]).toHaveLength(2);
  expect(screen.getAllByRole('columnheader', { name: /attrition/ })).toHaveLength(2);
});

test('marked executions are compared from the oldest to the newest', async () => {
  await show(<ExecutionsView />);
  expect(disabled('Compare')).toBe(true);
  const ids = [api.rows[1].id, api.rows[4].id];
  for (const id of ids) fireEvent.click(screen.getByRole('checkbox', { name: `Select ${id}` }));
  press('Compare 2');
  expect(opened).toEqual([{ store: '.nbpipe', kind: 'compare', ids: [ids[1], ids[0]] }]);
});

test('a list is narrowed by status and by what is typed, once it is typed', async () => {
  await show(<ExecutionsView pipeline="attrition" />);
  const before = api.asked.length;
  fireEvent.change(screen.getByLabelText('Status'), { target: { value: 'Failed' } });
  await settle();
  expect(api.asked.length).toBe(before + 1);
  const rows = screen.getAllByRole('row').slice(1);
  expect(rows.every(row => row.textContent.includes('Failed'))).toBe(true);
  fireEvent.change(screen.getByRole('searchbox'), { target: { value: 'zz' } });
  await settle();
  expect(screen.getByText('No execution is like that')).toBeTruthy();
});

test('the side panel says what runs, opens an execution by its tick, and tells the store', async () => {
  await show(<PipelinesPanel />, {}, '');
  expect(screen.getByRole('region', { name: 'Running now' }).textContent).toContain('4/9');
  const ticks = within(screen.getByRole('group', { name: 'Last executions of attrition' })).getAllByRole(
    'button'
  );
  expect(ticks).toHaveLength(10);
  expect(ticks.filter(tick => tick.tabIndex === 0)).toEqual([ticks[9]]);
  fireEvent.keyDown(ticks[9], { key: 'ArrowLeft' });
  expect(ticks[8].tabIndex).toBe(0);
  fireEvent.change(screen.getByLabelText('Store'), { target: { value: 'notebooks/eu/.nbpipe' } });
  await settle();
  fireEvent.click(
    within(screen.getByRole('group', { name: 'Last executions of attrition' })).getAllByRole('button')[9]
  );
  expect(opened.at(-1)).toMatchObject({
    kind: 'execution',
    id: api.rows[0].id,
    store: 'notebooks/eu/.nbpipe'
  });
});

test('what runs moves in the side panel as it changes', async () => {
  await show(<PipelinesPanel />);
  const row = { ...api.rows[0], done: 7 };
  act(() => api.say({ executions: [row] }));
  expect(screen.getByRole('region', { name: 'Running now' }).textContent).toContain('7/9');
});

test('an empty side panel says what to do', async () => {
  api.empty = true;
  let asked = 0;
  await show(<PipelinesPanel onLauncher={() => (asked += 1)} />);
  expect(screen.getByText('No pipeline has run here yet')).toBeTruthy();
  press('New notebook…');
  expect(asked).toBe(1);
});

test('versions are compared beside each other', async () => {
  await show(<GroupView group="attrition" />);
  for (const version of ['27', '25']) {
    fireEvent.click(screen.getByRole('checkbox', { name: `Select ${version}` }));
  }
  press('Compare 2');
  await settle();
  const heads = screen.getAllByRole('columnheader').map(head => head.textContent);
  expect(heads[0]).toContain('Version 25');
  expect(heads[1]).toContain('Version 27');
  press('Back to all versions');
  expect(screen.getByRole('table', { name: 'Versions of attrition' })).toBeTruthy();
});

test('a long list of versions comes page by page', async () => {
  await show(<GroupView group="demand-forecast" />);
  expect(screen.getByText('50 of 120 versions')).toBeTruthy();
  press('Show more');
  await settle();
  expect(screen.getByText('100 of 120 versions')).toBeTruthy();
});

test('versions are sorted by the server, which knows all of them', async () => {
  await show(<GroupView group="demand-forecast" />);
  const numbers = () =>
    within(screen.getByRole('table', { name: 'Versions of demand-forecast' }))
      .getAllByRole('row')
      .slice(1, 3)
      .map(row => within(row).getAllByRole('cell')[1].textContent);
  expect(numbers()).toEqual(['120', '119']);
  press('Version');
  await settle();
  expect(numbers()).toEqual(['1', '2']);
  expect(screen.getByRole('columnheader', { name: 'Version' }).getAttribute('aria-sort')).toBe('ascending');
});

test('in the panel models open in place, with a way back; executions go to the host', async () => {
  await show(<Within start={{ kind: 'models' }} />, { opens: kind => kind === 'execution' });
  fireEvent.click(screen.getByText('attrition'));
  await settle();
  fireEvent.click(screen.getByText('27', { selector: 'span' }));
  await settle();
  expect(screen.getByText('Decisions')).toBeTruthy();
  expect(opened).toEqual([]);
  press('register');
  expect(opened.at(-1)).toMatchObject({ kind: 'execution', step: 'register' });
  press('Back');
  await settle();
  expect(screen.getByRole('table', { name: 'Versions of attrition' })).toBeTruthy();
});

test('the lineage of a file as a table, and the models that it reached', async () => {
  await show(<LineageView of="data/hr.csv" />);
  expect(screen.getByText('Reached 2 models:')).toBeTruthy();
  press('As a table');
  const table = screen.getByRole('table', { name: 'Lineage' });
  fireEvent.click(within(table).getByRole('button', { name: 'churn-eu:3' }));
  expect(opened.at(-1)).toMatchObject({ kind: 'model', group: 'churn-eu', version: 3 });
});

test('a name that the store does not know is refused in its words', async () => {
  await show(<LineageView of="nothing" />);
  expect(screen.getByRole('alert').textContent).toContain('name a model (attrition:3)');
});

test('a version says where it is in use, honestly', async () => {
  await show(<VersionView group="attrition" version={26} />);
  const link = screen.getByRole('button', { name: 'attrition-api, variant blue, 90 %' });
  expect(screen.getByTitle('recorded, not served yet').contains(link)).toBe(true);
  fireEvent.click(link);
  expect(opened.at(-1)).toMatchObject({ kind: 'endpoint', name: 'attrition-api' });
});

test('a version that is not in use says nothing of it', async () => {
  await show(<VersionView group="attrition" version={27} />);
  expect(screen.queryByText('In use by')).toBeNull();
});

test('the models tell which of them are deployed where', async () => {
  await show(<ModelsView />);
  expect(screen.getByText(/recorded, not served yet/)).toBeTruthy();
  const table = screen.getByRole('table', { name: 'Endpoints' });
  fireEvent.click(within(table).getByText('attrition:25'));
  expect(opened.at(-1)).toMatchObject({ kind: 'model', group: 'attrition', version: 25 });
  expect(table.textContent).toContain('green attrition:25 10 %');
});

test('without endpoints nothing is said of them', async () => {
  api.empty = true;
  await show(<ModelsView />);
  expect(screen.queryByText('Endpoints')).toBeNull();
});
