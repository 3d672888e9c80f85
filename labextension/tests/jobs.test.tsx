import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { card, row, step as stepPage } from '../gallery/data';
import { FakeApi } from '../gallery/fake';
import { Family } from '../gallery/jobs';
import { Provide, plainHost } from '../src/context';
import { gridOf, jobAt, jobBy, pathsOf, placeOf } from '../src/graph';
import { Live } from '../src/live';
import { StepInspector } from '../src/pages/inspector';
import { JobSquares } from '../src/pages/step/squares';

describe('where squares stand', () => {
  test.each([
    [1, { size: 14, rows: 1, each: 1 }],
    [13, { size: 14, rows: 1, each: 1 }],
    [100, { size: 14, rows: 8, each: 1 }],
    [1000, { size: 5, rows: 28, each: 1 }],
    [50_000, { size: 2, each: 7 }]
  ])('%d jobs', (total, expected) => {
    const grid = gridOf(total, 188);
    expect(grid).toMatchObject(expected);
    expect(grid.rows * grid.size).toBeLessThanOrEqual(168);
    expect(grid.rows * grid.perRow * grid.each).toBeGreaterThanOrEqual(total);
  });

  test('a point leads to the job whose square is there, and to none beside them', () => {
    const grid = gridOf(100, 188);
    for (const job of [0, 12, 13, 99]) {
      const { x, y } = placeOf(job, grid);
      expect(jobAt(x + 3, y + 3, 100, grid)).toBe(job);
    }
    expect(jobAt(187, 3, 100, grid)).toBeNull();
    expect(jobAt(180, 110, 100, grid)).toBeNull();
    expect(jobAt(-1, 3, 100, grid)).toBeNull();
  });

  test('keys go along the rows and columns, and stop at the ends', () => {
    const grid = gridOf(100, 188);
    expect(jobBy('ArrowRight', 0, 100, grid)).toBe(1);
    expect(jobBy('ArrowDown', 1, 100, grid)).toBe(14);
    expect(jobBy('ArrowUp', 1, 100, grid)).toBe(1);
    expect(jobBy('End', 1, 100, grid)).toBe(99);
    expect(jobBy('Home', 1, 100, grid)).toBe(0);
    expect(jobBy('a', 1, 100, grid)).toBeNull();
  });

  test('a path a status; a failure is seen though others share its square', () => {
    const statuses = ['Pending', 'Succeeded', 'Failed'] as const;
    const grid = { size: 2, perRow: 10, rows: 1, each: 3 };
    const paths = pathsOf({ statuses: [...statuses], digits: '111' + '121' + '000' }, grid);
    expect([...paths.keys()].sort()).toEqual(['Failed', 'Pending', 'Succeeded']);
    expect(paths.get('Failed')).toMatch(/^M2 0/);
  });
});

let api: FakeApi;
let live: Live | undefined;
const family = new Family('tune', 1000, 370);
const at = `executions/${row.id}/steps`;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      disconnect() {}
    }
  );
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(400);
  api = new FakeApi({
    [`${at}/tune`]: {
      ...stepPage,
      node: { ...stepPage.node, name: 'tune', title: '', type: 'Tuning' },
      card: card('tune', 'Executing', { jobs: family.counts })
    },
    [`${at}/tune/jobs`]: family.page,
    [`${at}/tune/squares`]: family.squares,
    [`${at}/tune.17`]: {
      ...stepPage,
      node: { ...stepPage.node, name: 'tune', title: 'tune.17', type: 'Tuning' },
      card: card('tune.17'),
      parent: 'tune',
      label: 'max_depth=5, eta=0.01425'
    }
  });
});

afterEach(() => {
  cleanup();
  live?.dispose();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const settle = () => act(() => vi.advanceTimersByTimeAsync(600));

async function show(view: ReactNode) {
  live = new Live(api);
  const { container } = render(
    <Provide live={live} host={plainHost} store=".nbpipe">
      {view}
    </Provide>
  );
  await settle();
  return container;
}

test('a thousand jobs are a handful of elements, and the one that one is at is said', async () => {
  const opened: string[] = [];
  const closed = vi.fn();
  const container = await show(
    <JobSquares
      execution={row.id}
      step="tune"
      total={1000}
      width={188}
      onSelect={job => opened.push(job)}
      onClose={closed}
    />
  );
  expect(container.querySelectorAll('*').length).toBeLessThan(20);
  expect(container.querySelectorAll('path').length).toBe(4);
  const list = screen.getByRole('listbox', { name: 'Jobs of tune' });
  fireEvent.focus(list);
  fireEvent.keyDown(list, { key: 'End' });
  fireEvent.keyDown(list, { key: 'Home' });
  for (let i = 0; i < 8; i += 1) fireEvent.keyDown(list, { key: 'ArrowRight' });
  await settle();
  const option = within(list).getByRole('option');
  expect(option.textContent).toBe('tune.8, max_depth=3, eta=0.012, Failed');
  expect(option.getAttribute('aria-posinset')).toBe('9');
  expect(option.getAttribute('aria-setsize')).toBe('1000');
  expect(list.getAttribute('aria-activedescendant')).toBe(option.id);
  fireEvent.keyDown(list, { key: 'Enter' });
  await settle();
  expect(opened).toEqual(['tune.8']);
  fireEvent.keyDown(list, { key: 'Escape' });
  expect(closed).toHaveBeenCalled();
});

async function inspect(step: string, onSelect = vi.fn()) {
  await show(
    <StepInspector
      execution={row.id}
      step={step}
      notebook={null}
      tab="jobs"
      onSelect={onSelect}
      onClose={vi.fn()}
    />
  );
  return onSelect;
}

test('the tab of jobs is paged, sorted and narrowed down by the server, and opens a job', async () => {
  const onSelect = await inspect('tune');
  expect(screen.getByRole('tab', { name: /^Jobs/ }).textContent).toBe('Jobs1000');
  // Queries by role look at every cell: here by tags.
  const table = () => document.querySelector('table[aria-label="Jobs of tune"]')!;
  const press = (text: string) => {
    const found = [...document.querySelectorAll('button')].find(each => each.textContent.startsWith(text));
    fireEvent.click(found!);
  };
  expect(table().querySelectorAll('tbody tr')).toHaveLength(100);
  press('Show more');
  await settle();
  expect(api.asked.at(-1)?.query).toMatchObject({ after: '100' });
  expect(table().querySelectorAll('tbody tr')).toHaveLength(200);

  press('auc');
  await settle();
  press('auc');
  await settle();
  expect(api.asked.at(-1)?.query).toMatchObject({ sort: 'metric auc', down: 1 });

  press('Failed');
  await settle();
  expect(api.asked.at(-1)?.query).toMatchObject({ status: 'Failed' });
  const row = table().querySelector('tbody tr')!;
  expect(row.textContent).toContain('ValueError: eta is too small');
  fireEvent.click(row);
  expect(onSelect).toHaveBeenCalledWith(expect.stringMatching(/^tune\.\d+$/));
}, 20_000);

test('what changes about its step makes the jobs be asked for again', async () => {
  await inspect('tune');
  const before = api.asked.length;
  act(() => api.say({ steps: { [row.id]: [card('tune', 'Executing', { jobs: family.counts })] } }));
  await settle();
  const asked = api.asked.slice(before).map(each => each.path);
  expect(asked).toContain(`${at}/tune/jobs`);
  expect(asked).toContain(`${at}/tune/squares`);
});

test('the page of a job says what it is, and leads back to all of them', async () => {
  const onSelect = await inspect('tune.17');
  expect(screen.getByText('max_depth=5, eta=0.01425')).toBeTruthy();
  // A job has none of its own: the first tab is shown.
  expect(screen.queryByRole('tab', { name: /^Jobs/ })).toBeNull();
  expect(screen.getByRole('tab', { name: 'Overview' }).getAttribute('aria-selected')).toBe('true');
  fireEvent.click(screen.getByRole('button', { name: 'All jobs of tune' }));
  expect(onSelect).toHaveBeenCalledWith('tune');
});
