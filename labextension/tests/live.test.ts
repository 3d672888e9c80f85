import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ApiError } from '../src/api';
import { Live } from '../src/live';
import type { ExecutionPage, Executions } from '../src/schema';
import { card, executions, page, row, rows } from '../gallery/data';
import { FakeApi } from '../gallery/fake';

const PATH = `executions/${row.id}`;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const settled = () => vi.advanceTimersByTimeAsync(0);

function shown<T>(api: FakeApi, path: string, query = {}) {
  const live = new Live(api);
  const found = live.page<T>(path, query);
  const heard = vi.fn();
  const end = found.subscribe(heard);
  return { live, found, heard, end };
}

test('two views that show one page ask once', async () => {
  const api = new FakeApi({ [PATH]: page });
  const live = new Live(api);
  const first = live.page<ExecutionPage>(PATH, { store: 'a', limit: 1 });
  expect(live.page(PATH, { limit: 1, store: 'a' })).toBe(first);
  first.subscribe(() => undefined);
  first.subscribe(() => undefined);
  await settled();
  expect(api.asked).toHaveLength(1);
  expect(first.snapshot()).toMatchObject({ data: page, error: null, loading: false });
});

test('changed cards stand in the page without asking again', async () => {
  const api = new FakeApi({ [PATH]: page });
  const { found } = shown<ExecutionPage>(api, PATH);
  await settled();
  const done = card('register', 'Succeeded');
  api.say({ event: 11, executions: [{ ...row, done: 7 }], steps: { [row.id]: [done] } });
  expect(found.snapshot().data?.steps.find(item => item.step === 'register')).toBe(done);
  expect(found.snapshot().data?.execution.done).toBe(7);
  expect(api.asked).toHaveLength(1);
});

test('a page is not set back by changes that it includes', async () => {
  const api = new FakeApi({ [PATH]: page });
  const { found } = shown<ExecutionPage>(api, PATH);
  await settled();
  api.say({ event: page.event, steps: { [row.id]: [card('train', 'Pending')] } });
  expect(found.snapshot().data).toBe(page);
});

test('changes that come while the answer is on its way are not lost', async () => {
  const api = new FakeApi({ [PATH]: page });
  const { found } = shown<ExecutionPage>(api, PATH);
  api.say({ event: 11, steps: { [row.id]: [card('register', 'Executing')] } });
  await settled();
  expect(found.snapshot().data?.steps.find(item => item.step === 'register')?.status).toBe('Executing');
});

test('another store is none of its business', async () => {
  const api = new FakeApi({ [PATH]: page });
  const { found } = shown<ExecutionPage>(api, PATH, { store: 'other/.nbpipe' });
  await settled();
  api.say({ event: 11, executions: [{ ...row, done: 9 }] });
  expect(found.snapshot().data).toBe(page);
});

test('a list is patched for rows it has, and asked for again for a new one, not at once for each', async () => {
  const api = new FakeApi({ executions });
  const { found } = shown<Executions>(api, 'executions');
  await settled();
  api.say({ executions: [{ ...rows[1], status: 'Failed' }] });
  expect(found.snapshot().data?.rows[1].status).toBe('Failed');
  expect(api.asked).toHaveLength(1);
  for (let event = 2; event < 10; event++) api.say({ event, executions: [{ ...row, id: `new${event}` }] });
  await vi.advanceTimersByTimeAsync(1000);
  expect(api.asked).toHaveLength(2);
});

test('after the connection was away all that is shown is asked for again, and only that', async () => {
  const api = new FakeApi({ [PATH]: page, executions });
  const { live } = shown(api, PATH);
  const hidden = live.page('executions');
  const end = hidden.subscribe(() => undefined);
  await settled();
  end();
  api.lose();
  await vi.advanceTimersByTimeAsync(300);
  expect(api.asked.map(item => item.path)).toEqual([PATH, 'executions', PATH]);
  hidden.subscribe(() => undefined);
  await settled();
  expect(api.asked).toHaveLength(4);
});

test('a run that says nothing for long is asked for again', async () => {
  const api = new FakeApi({ [PATH]: page });
  shown(api, PATH);
  await vi.advanceTimersByTimeAsync(21_000);
  expect(api.asked).toHaveLength(2);
});

test('an error stands beside the old data, and trying again takes it away', async () => {
  const api = new FakeApi({ [PATH]: page });
  const { found } = shown<ExecutionPage>(api, PATH);
  await settled();
  api.answers[PATH] = new ApiError(503, { message: 'The store is locked.' });
  found.again();
  await settled();
  expect(found.snapshot()).toMatchObject({ data: page, error: { status: 503 } });
  api.answers[PATH] = page;
  found.again();
  await settled();
  expect(found.snapshot()).toMatchObject({ data: page, error: null });
});
