import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { Provide, plainHost } from '../src/context';
import type { Host } from '../src/context';
import { CardStore } from '../src/graph';
import { spoken } from '../src/graph/card';
import { useCard } from '../src/graph/cards';
import { layout } from '../src/graph/layout';
import { Code, ErrorBox, Id, Table, Tabs, Tree } from '../src/kit';
import { inOrder } from '../src/kit/table';
import { Live } from '../src/live';
import { ExecutionView, ExecutionsView } from '../src/pages';
import { english } from '../src/trans';
import { card, cards, executions, graph, page, row, rows, step } from '../gallery/data';
import { FakeApi } from '../gallery/fake';

beforeAll(() => {
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      unobserve() {}
      disconnect() {}
    }
  );
});
afterEach(cleanup);

function stand(api: FakeApi, children: ReactNode, host: Partial<Host> = {}) {
  return render(
    <Provide live={new Live(api)} host={{ ...plainHost, ...host }}>
      {children}
    </Provide>
  );
}

test('a card says everything in a sentence', () => {
  const placed = layout(graph).cards.find(item => item.node.name === 'train')!;
  expect(spoken(english, placed, card('train', 'Succeeded', { seconds: 12 }))).toBe(
    'step Train, Training, succeeded in 12 s'
  );
  expect(
    spoken(english, placed, card('train', 'Succeeded', { seconds: 12, cached: true, attempts: 2 }))
  ).toBe('step Train, Training, succeeded in 12 s, from the cache, 2 attempts');
});

test('a change draws the card of its step and no other', () => {
  const store = new CardStore(cards);
  const drawn = { load: 0, train: 0 };
  function Probe({ name }: { name: keyof typeof drawn }) {
    drawn[name] += 1;
    return <i>{useCard(store, name)?.status}</i>;
  }
  render(
    <>
      <Probe name="load" />
      <Probe name="train" />
    </>
  );
  act(() => store.set([...cards.filter(item => item.step !== 'train'), card('train', 'Executing')]));
  expect(drawn).toEqual({ load: 1, train: 2 });
  act(() => store.set(cards.map(item => (item.step === 'train' ? card('train', 'Executing') : { ...item }))));
  expect(drawn).toEqual({ load: 1, train: 2 });
});

test('an execution: header, graph, and the step that is asked for', async () => {
  const api = new FakeApi({ [`executions/${row.id}`]: page, [`executions/${row.id}/steps/train`]: step });
  stand(api, <ExecutionView id={row.id} step="train" />);
  expect(await screen.findByRole('heading', { name: 'attrition' })).toBeTruthy();
  const inspector = await screen.findByRole('complementary', { name: 'Step train' });
  expect(await within(inspector).findByRole('tab', { name: 'Overview', selected: true })).toBeTruthy();
  expect(within(inspector).getByText('Its code changed: line 1 of cell 6.')).toBeTruthy();
  const face = await screen.findByRole('button', { name: /^step Train, Training, succeeded/ });
  expect(face.getAttribute('aria-pressed')).toBe('true');
  fireEvent.click(screen.getByRole('button', { name: 'Close (Esc)' }));
  expect(screen.queryByRole('complementary')).toBeNull();
});

test('a run shows live', async () => {
  const api = new FakeApi({ [`executions/${row.id}`]: page });
  stand(api, <ExecutionView id={row.id} />);
  await screen.findByRole('button', { name: /^step Register attrition, Register, pending/ });
  act(() =>
    api.say({
      event: 11,
      executions: [{ ...row, status: 'Succeeded', ended_at: row.started_at, seconds: 41, done: 13 }],
      steps: { [row.id]: [card('register', 'Succeeded', { seconds: 0.2 })] }
    })
  );
  expect(
    await screen.findByRole('button', { name: /^step Register attrition, Register, succeeded in 0.2 s/ })
  ).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Stop' })).toBeNull();
});

test('the keyboard goes along the graph, opens, and leaves', async () => {
  const api = new FakeApi({ [`executions/${row.id}`]: page, [`executions/${row.id}/steps/clean`]: step });
  stand(api, <ExecutionView id={row.id} />);
  const load = await screen.findByRole('button', { name: /^step load/ });
  load.focus();
  fireEvent.keyDown(load, { key: 'ArrowDown' });
  await waitFor(() => expect((document.activeElement as HTMLElement).dataset.step).toBe('clean'));
  fireEvent.keyDown(document.activeElement!, { key: 'Enter' });
  expect(await screen.findByRole('complementary', { name: 'Step clean' })).toBeTruthy();
  fireEvent.keyDown(document.activeElement!, { key: 'Escape' });
  expect(screen.queryByRole('complementary')).toBeNull();
  fireEvent.keyDown(load, { key: '/' });
  const field = screen.getByRole('searchbox', { name: 'Search steps' });
  fireEvent.change(field, { target: { value: 'regis' } });
  expect(screen.getByText('1 step')).toBeTruthy();
});

test('Stop asks once, and says what went wrong', async () => {
  const api = new FakeApi({ [`executions/${row.id}`]: page });
  stand(api, <ExecutionView id={row.id} />);
  fireEvent.click(await screen.findByRole('button', { name: 'Stop' }));
  expect(await screen.findByRole('alert')).toBeTruthy();
  expect(api.posted).toEqual([{ path: `executions/${row.id}/stop`, body: {} }]);
});

test('an execution that is not there says so', async () => {
  stand(new FakeApi({}), <ExecutionView id="missing" />);
  expect((await screen.findByRole('alert')).textContent).toContain('No executions/missing here.');
});

test('a row opens its execution; an empty list says what to do', async () => {
  const open = vi.fn();
  stand(new FakeApi({ executions }), <ExecutionsView />, { open });
  const table = await screen.findByRole('table', { name: 'Executions' });
  const first = within(table).getAllByRole('row')[1];
  fireEvent.keyDown(first, { key: 'Enter' });
  expect(open).toHaveBeenCalledWith({ store: '', kind: 'execution', id: rows[0].id });
  cleanup();
  stand(new FakeApi({ executions: { rows: [], next: null, total: 0 } }), <ExecutionsView />);
  expect(await screen.findByText('%pipeline run')).toBeTruthy();
});

test('a long table draws what is in sight, sorts, and moves with the arrows', () => {
  const columns = [
    {
      id: 'took',
      title: 'Took',
      by: (item: (typeof rows)[0]) => item.seconds,
      render: (item: (typeof rows)[0]) => String(item.seconds)
    }
  ];
  render(<Table label="Runs" columns={columns} rows={rows} id={item => item.id} onOpen={() => undefined} />);
  expect(screen.getAllByRole('row').length).toBeLessThan(300);
  expect(screen.getByRole('table').getAttribute('aria-rowcount')).toBe('1001');
  fireEvent.click(screen.getByRole('button', { name: 'Took' }));
  fireEvent.click(screen.getByRole('button', { name: 'Took' }));
  expect(screen.getByRole('columnheader').getAttribute('aria-sort')).toBe('descending');
  expect(screen.getAllByRole('row')[1].textContent).toBe('61');
});

test('what has no value comes last, both ways', () => {
  const by = (value: number | null) => value;
  expect(inOrder([2, null, 1], by, false)).toEqual([1, 2, null]);
  expect(inOrder([2, null, 1], by, true)).toEqual([2, 1, null]);
});

test('tabs follow the arrows', () => {
  const select = vi.fn();
  const tabs = ['a', 'b', 'c'].map(id => ({ id, title: id, render: () => id }));
  render(<Tabs label="Parts" tabs={tabs} selected="a" onSelect={select} />);
  fireEvent.keyDown(screen.getByRole('tab', { name: 'a' }), { key: 'ArrowLeft' });
  expect(select).toHaveBeenCalledWith('c');
  expect(screen.getByRole('tabpanel').textContent).toBe('a');
});

test('an id is copied whole', async () => {
  const write = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
  render(<Id id="4f9a1c77be02" />);
  fireEvent.click(screen.getByRole('button', { name: '4f9a1c77' }));
  expect(write).toHaveBeenCalledWith('4f9a1c77be02');
  expect(await screen.findByRole('button', { name: 'Copied' })).toBeTruthy();
});

test('JSON opens where one clicks; an error is said aloud; code is coloured by the host', async () => {
  render(<Tree value={{ a: { b: 1 } }} />);
  expect(screen.queryByText('b:')).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: /a: {1 key}/ }));
  expect(screen.getByText(/b:/)).toBeTruthy();
  cleanup();
  render(<ErrorBox error={{ message: 'No.', hint: 'Do that.' }} />);
  expect(screen.getByRole('alert').textContent).toBe('No.Do that.');
  cleanup();
  const highlight = (code: string, _: string, element: HTMLElement) => {
    element.innerHTML = `<b>${code}</b>`;
    return Promise.resolve();
  };
  const { container, rerender } = stand(new FakeApi({}), <Code source="x = 1" />, { highlight });
  await waitFor(() => expect(container.querySelector('b')?.textContent).toBe('x = 1'));
  expect(() => rerender(<p />)).not.toThrow();
});
