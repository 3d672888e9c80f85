import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { StoreApi } from '../gallery/store';
import { Provide, plainHost } from '../src/context';
import type { Target } from '../src/context';
import { Live } from '../src/live';
import {
  begun,
  body,
  choices,
  doubtful,
  meanwhile,
  percent,
  ready,
  targets,
  words
} from '../src/pages/deploying';
import { EndpointView } from '../src/pages/endpoint';
import { ModelsView } from '../src/pages/models';
import { opensOf, opensSubject } from '../src/pages/opens';
import { patched } from '../src/patch';
import type { ConfigRow, DeploymentRow, EndpointPage, VariantRow } from '../src/schema';

// ---- what is worked out ---------------------------------------------------------------------------------------------

const variant = (version: number, share: number, more: Partial<VariantRow> = {}): VariantRow => ({
  name: `v${version}`,
  group: 'churn',
  version,
  share,
  status: 'Approved',
  asked: '',
  deleted: false,
  ...more
});
const made = (number: number, config: string | null, ...variants: VariantRow[]): DeploymentRow => ({
  number,
  action: config === null ? 'delete' : 'update',
  config,
  variants,
  by: 'ada',
  at: '2026-11-22T10:00:00+00:00',
  comment: '',
  restores: null,
  execution: null,
  step: null,
  description: ''
});
const pageOf = (back: number | null, ...history: DeploymentRow[]): EndpointPage => ({
  row: { name: 'churn', current: history[0], deleted: history[0].config === null, served: false },
  history,
  back,
  next: null
});

test('shares in percent, and variants in the words of the command line', () => {
  expect([0.9, 1 / 3, 0.00012, 1, 0, null].map(percent)).toEqual(['90', '33.3', '0.012', '100', '0', '–']);
  expect(words([variant(3, 0.9), variant(4, 0.1)])).toBe('v3 churn:3 90 %, v4 churn:4 10 %');
});

test('one goes back to what is another thing than what is there', () => {
  const history = [made(4, 'a:1'), made(3, null), made(2, 'b:1'), made(1, 'a:1')];
  expect(targets(history, history[0]).map(({ number }) => number)).toEqual([2]);
  expect(targets([made(5, null), ...history], made(5, null)).map(({ number }) => number)).toEqual([4, 2, 1]);
});

test('versions that were rejected or deleted since are doubtful', () => {
  const all = [variant(1, 1), variant(2, 1, { status: 'Rejected' }), variant(3, 1, { deleted: true })];
  expect(doubtful(all).map(({ version }) => version)).toEqual([2, 3]);
});

test('what is deployed already is the last choice', () => {
  const rows = ['c:2', 'c:1', 'b:1'].map(config => ({ config }) as ConfigRow);
  expect(choices(rows, 'c:2').map(({ config }) => config)).toEqual(['c:1', 'b:1', 'c:2']);
});

describe('a change', () => {
  const page = pageOf(2, made(3, 'c:1'), made(2, 'b:1'), made(1, 'a:1'));

  test('of a new name has seen nothing; a rollback goes to the one before, or to the one that was pressed', () => {
    expect(begun('deploy', null)).toMatchObject({ name: '', seen: 0, to: null });
    expect(begun('rollback', page)).toMatchObject({ name: 'churn', seen: 3, to: 2 });
    expect(begun('rollback', page, 1).to).toBe(1);
    expect(begun('delete', page).to).toBeNull();
  });

  test.each([
    ['rollback', { comment: 'alarms' }, true],
    ['rollback', { comment: '  ' }, false],
    ['rollback', { comment: 'alarms', to: null }, false],
    ['deploy', { comment: 'better' }, false],
    ['deploy', { comment: 'better', config: 'c:2' }, true],
    ['deploy', { comment: 'better', config: 'c:2', name: 'no good' }, false],
    ['delete', { comment: 'moved' }, true],
    ['delete', { comment: 'moved', seen: 2 }, false]
  ] as const)('%s with %j: %s', (act, edited, whole) => {
    expect(ready({ ...begun(act, page), ...edited }, page)).toBe(whole);
  });

  test('by somebody else is what the page has beyond what was seen', () => {
    expect(meanwhile(begun('delete', page), page)).toBeNull();
    expect(meanwhile({ ...begun('delete', page), seen: 2 }, page)?.config).toBe('c:1');
    expect(meanwhile(begun('deploy', null), null)).toBeNull();
  });

  test('is sent with what was seen, so that nothing else is undone', () => {
    const comment = ' why ';
    expect(body({ ...begun('rollback', page), comment })).toEqual({ comment: 'why', deployment: 3, to: 2 });
    expect(body({ ...begun('deploy', null), comment, config: 'c:2' })).toEqual({
      comment: 'why',
      deployment: 0,
      config: 'c:2'
    });
    expect(body({ ...begun('delete', page), comment })).toEqual({ comment: 'why', deployment: 3 });
  });
});

test('nodes of the lineage and records of the log lead to endpoints', () => {
  expect(opensOf({ opens: { endpoint: 'churn' } })).toEqual({ kind: 'endpoint', name: 'churn' });
  expect(opensSubject('endpoint:churn:3')).toEqual({ kind: 'endpoint', name: 'churn' });
  expect(opensSubject('model:churn:3')).toEqual({ kind: 'model', group: 'churn', version: 3 });
  expect(opensSubject('attempt:e1/approve/0')).toEqual({ kind: 'execution', id: 'e1', step: 'approve' });
  expect(opensSubject('config:canary:1')).toBeNull();
});

test('configurations are asked for again when a run may have made one', () => {
  const changes = { store: '', event: 2, executions: [], steps: {}, models: [] };
  const executions = [{ id: 'e1' }] as never;
  expect(patched('configs', {}, changes)).toEqual({});
  expect(patched('configs', {}, { ...changes, executions })).toBe('again');
  expect(patched('configs/canary%3A1', {}, { ...changes, models: ['churn'] })).toBe('again');
});

// ---- what is shown --------------------------------------------------------------------------------------------------

let api: StoreApi;
let opened: Target[];
let live: Live | undefined;

beforeEach(() => {
  vi.useFakeTimers();
  api = new StoreApi();
  opened = [];
});

afterEach(() => {
  cleanup();
  live?.dispose();
  vi.useRealTimers();
});

const settle = (milliseconds = 600) => act(() => vi.advanceTimersByTimeAsync(milliseconds));

async function show(view: ReactNode = <EndpointView name="attrition-api" />) {
  live = new Live(api);
  const host = { ...plainHost, opens: () => true, open: (to: Target) => void opened.push(to) };
  render(
    <Provide live={live} host={host} store=".nbpipe">
      {view}
    </Provide>
  );
  await settle();
}

const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
const write = (label: string, text: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value: text } });
const history = () =>
  within(screen.getByRole('list', { name: 'Deployments' }))
    .getAllByRole('listitem')
    .map(item => item.textContent);
const button = (name: string) => screen.getByRole<HTMLButtonElement>('button', { name });

test('an endpoint says what it has now, how it was named, and that nothing is served', async () => {
  await show();
  expect(screen.getByText('recorded, not served yet')).toBeTruthy();
  expect(screen.getByText(/nothing answers requests here yet/)).toBeTruthy();
  const table = screen.getByRole('table', { name: 'Variants' });
  expect(
    within(table)
      .getAllByRole('row')
      .map(row => row.textContent)
  ).toEqual([
    'VariantShareModelNow',
    'blue90 %attrition:26 as attrition@championApproved',
    'green10 %attrition:25Approved'
  ]);
  expect(screen.getByRole('img', { name: 'blue attrition:26 90 %, green attrition:25 10 %' })).toBeTruthy();
  expect(screen.queryByRole('alert')).toBeNull();
  fireEvent.click(within(table).getByRole('button', { name: 'attrition:26' }));
  expect(opened.at(-1)).toMatchObject({ kind: 'model', group: 'attrition', version: 26 });
  press('Lineage');
  expect(opened.at(-1)).toMatchObject({ kind: 'lineage', ref: 'endpoint:attrition-api:3' });
  press('All records about this endpoint');
  expect(opened.at(-1)).toMatchObject({ kind: 'audit', group: 'endpoint:attrition-api' });
});

test('a version that was rejected since is warned of', async () => {
  api.deployed.configs[1].variants[1].status = 'Rejected';
  await show();
  const said = screen.getByRole('alert');
  expect(said.textContent).toContain('was rejected since it was deployed');
  expect(said.textContent).toContain('attrition:25 (variant green)');
});

test('rolling back to the one before needs a comment, and the page is another one then', async () => {
  await show();
  press('Roll back…');
  await settle();
  expect(screen.getByLabelText<HTMLSelectElement>('Back to deployment').value).toBe('2');
  expect(screen.getByText('Every rule is met: you may deploy it.')).toBeTruthy();
  expect(button('Roll back').disabled).toBe(true);
  write('Comment', 'too many false alarms');
  press('Roll back');
  await settle();
  expect(api.posted).toEqual([
    {
      path: 'endpoints/attrition-api/rollback',
      body: { comment: 'too many false alarms', deployment: 3, to: 2 }
    }
  ]);
  expect(screen.queryByLabelText('Comment')).toBeNull();
  expect(history()[0]).toMatch(/^4rolled back to 2 all:1 all attrition:25 100 %now.*too many false alarms/);
});

test('one goes back to any that the history has, but not to a version that was deleted', async () => {
  api.deployed.made('attrition-api', 'update', 'canary:1', 'half');
  await show();
  press('Roll back to deployment 2');
  expect(screen.getByLabelText<HTMLSelectElement>('Back to deployment').value).toBe('2');
  expect(screen.queryByRole('button', { name: 'Roll back to deployment 4' })).toBeNull();
  const gone = button('Roll back to deployment 1');
  expect(gone.getAttribute('aria-disabled')).toBe('true');
  expect(gone.title).toContain('attrition:3 was deleted');
});

test('what stands against a configuration is read before it is deployed', async () => {
  await show();
  press('Deploy…');
  await settle();
  const choice = screen.getByLabelText<HTMLSelectElement>('Configuration');
  expect([...choice.options].map(option => [option.text, option.disabled])).toContainEqual([
    'canary:2: blue attrition:26 90 %, green attrition:25 10 % (deployed now)',
    true
  ]);
  write('Comment', 'better on every slice');
  write('Configuration', 'canary:3');
  await settle();
  expect(screen.getByText('1 thing stands against it: you cannot deploy it.')).toBeTruthy();
  expect(screen.getByText(/approve it first: nbpipe models approve attrition:27/)).toBeTruthy();
  expect(button('Deploy').disabled).toBe(true);
  fireEvent.submit(button('Deploy').closest('form')!);
  await settle();
  expect(api.posted).toEqual([]);
  write('Configuration', 'canary:1');
  await settle();
  press('Deploy');
  await settle();
  expect(api.posted.at(-1)!.body).toEqual({
    comment: 'better on every slice',
    deployment: 3,
    config: 'canary:1'
  });
  expect(history()[0]).toContain('updated canary:1');
});

test('what is deleted keeps its history, and can be brought back', async () => {
  await show();
  press('Delete this endpoint…');
  expect(screen.getByText(/Nothing is deployed under attrition-api then/)).toBeTruthy();
  expect(button('Delete endpoint attrition-api').disabled).toBe(true);
  write('Comment', 'moved to another service');
  press('Delete endpoint attrition-api');
  await settle();
  expect(screen.getByText('Nothing is deployed here any more.')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Delete this endpoint…' })).toBeNull();
  expect(history()[0]).toContain('4deleted now');
  press('Roll back to deployment 3');
  write('Comment', 'moved back');
  await settle();
  press('Roll back');
  await settle();
  expect(screen.getByRole('table', { name: 'Variants' }).textContent).toContain('blue');
});

test('who was slower sees what happened, keeps what they typed, and decides then', async () => {
  await show();
  press('Delete this endpoint…');
  write('Comment', 'moved');
  // Nothing was heard of it: the server refuses.
  api.deployed.made('attrition-api', 'update', 'canary:1', 'half', 'bob');
  press('Delete endpoint attrition-api');
  await settle();
  const notice = screen.getByRole('alert');
  expect(notice.textContent).toContain('Somebody changed it meanwhile');
  expect(notice.textContent).toContain('Deployment 4: updated');
  expect(notice.textContent).toContain('by bob');
  expect(screen.getByLabelText<HTMLTextAreaElement>('Comment').value).toBe('moved');
  press('I have seen it, go on');
  press('Delete endpoint attrition-api');
  await settle();
  expect(screen.getByText('Nothing is deployed here any more.')).toBeTruthy();
});

test('what the command line does shows at once', async () => {
  await show();
  api.deployed.made('attrition-api', 'update', 'all:1', 'from a terminal', 'bob');
  api.say({ models: ['attrition'] });
  await settle();
  expect(history()[0]).toContain('from a terminal');
});

test('who may read only has no buttons, and is told why', async () => {
  api.may = ['read'];
  await show();
  expect(screen.getByRole('note').textContent).toContain('this server lets you read only');
  for (const name of [/^Roll back/, 'Deploy…', 'Delete this endpoint…']) {
    expect(screen.queryByRole('button', { name })).toBeNull();
  }
  cleanup();
  await show(<ModelsView />);
  expect(screen.queryByText('Deploy under a new name…')).toBeNull();
});

test('a refusal is shown with what to do', async () => {
  await show(<EndpointView name="none" />);
  expect(screen.getByRole('alert').textContent).toContain("there is no endpoint 'none'");
});

test('a configuration is deployed under a new name from the list, whose page opens then', async () => {
  await show(<ModelsView />);
  fireEvent.click(screen.getByText('Deploy under a new name…'));
  await settle();
  write('Configuration', 'canary:1');
  write('Comment', 'for Europe');
  await settle();
  expect(screen.getByText<HTMLButtonElement>('Deploy', { selector: 'button' }).disabled).toBe(true);
  write('Name of the endpoint', 'attrition-eu');
  fireEvent.click(screen.getByText('Deploy', { selector: 'button' }));
  await settle();
  expect(api.posted.at(-1)).toEqual({
    path: 'endpoints/attrition-eu/deployment',
    body: { comment: 'for Europe', deployment: 0, config: 'canary:1' }
  });
  expect(opened.at(-1)).toMatchObject({ kind: 'endpoint', name: 'attrition-eu' });
});
