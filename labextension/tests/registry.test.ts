import { describe, expect, test } from 'vitest';
import { StoreApi, execution, lineage } from '../gallery/store';
import { Live } from '../src/live';
import { Chain } from '../src/pages/chain';
import { alike, bestEnd, bestOf, better, letters, parted, rowsOf } from '../src/pages/compared';
import { body, draft, meanwhile, ready } from '../src/pages/deciding';
import { lines } from '../src/pages/lineage';
import { sight } from '../src/pages/lineage-graph';
import { opensOf } from '../src/pages/opens';
import { drawn, models, plain, reach, stands } from '../src/pages/reach';
import { standard } from '../src/pages/stores';
import { columnsOf } from '../src/pages/version/signature';
import { layout } from '../src/graph';
import type { Executions } from '../src/schema';

describe('comparing', () => {
  test('a row is equal only when all have it and all say the same', () => {
    const rows = rowsOf([
      { depth: 3, data: 'a', extra: { x: 1, y: 2 } },
      { depth: 4, data: 'a', extra: { y: 2, x: 1 } },
      { depth: 3, data: 'a' }
    ]);
    const { differ, equal } = parted(rows);
    expect(differ.map(row => row.name)).toEqual(['depth', 'extra']);
    expect(equal.map(row => row.name)).toEqual(['data']);
    expect(differ[1].values).toEqual([{ x: 1, y: 2 }, { y: 2, x: 1 }, null]);
  });

  test('a name that some miss differs even where the others hold null', () => {
    expect(rowsOf([{ limit: null }, {}])[0].same).toBe(false);
  });

  test.each([
    [[1, 2], [1, 2], true],
    [[1, 2], [2, 1], false],
    [[1], { 0: 1 }, false],
    [{ a: { b: null } }, { a: { b: null } }, true],
    [1, '1', false],
    [null, {}, false]
  ])('%j and %j are alike: %j', (one, other, expected) => {
    expect(alike(one, other)).toBe(expected);
  });

  test.each([
    ['auc', [0.7, 0.9, null], 1],
    ['valid.logloss', [0.3, 0.2, 0.4], 1],
    ['auc', [0.7, 0.7], null],
    ['auc', [0.7, null], null],
    ['fit_time', [3, 2], 1],
    ['times_used', [3, 2], 0],
    ['auc', ['high', 0.4, 0.5], 2],
    ['auc', [NaN, 0.4, 0.3], 1]
  ])('the best %s of %j is at %j', (name, values, expected) => {
    expect(bestOf(name, values)).toBe(expected);
  });

  test('which end is better follows the name', () => {
    expect(['test.rmse', 'recall', 'Brier'].map(better)).toEqual(['min', 'max', 'min']);
  });

  test('a best value tells which end is better, whatever the name', () => {
    const row = { name: 'cost', values: [3, null, 2], same: false };
    expect(bestEnd({ ...row, best: 2 })).toBe('min');
    expect(bestEnd({ ...row, best: 0 })).toBe('max');
    expect(bestEnd({ ...row, name: 'loss', best: null })).toBe('min');
  });

  test('the same digest has the same letter', () => {
    expect(letters(['x', 'y', null, 'x'])).toEqual(['A', 'B', '', 'A']);
  });
});

describe('deciding', () => {
  const api = () => new StoreApi();

  test('needs a comment', () => {
    const page = api().version('attrition', 27);
    expect(ready(draft('Approved', page), page)).toBe(false);
    expect(ready({ ...draft('Approved', page), comment: '  \n' }, page)).toBe(false);
    expect(ready({ ...draft('Approved', page), comment: 'good' }, page)).toBe(true);
  });

  test('a decision that somebody else made meanwhile is shown, and must be seen first', () => {
    const store = api();
    const page = store.version('attrition', 27);
    const mine = { ...draft('Approved', page), comment: ' good ' };
    expect(meanwhile(mine, page)).toBeNull();
    store.decide('attrition', 27, { status: 'Rejected', by: 'nightly', comment: 'no' });
    const later = store.version('attrition', 27);
    expect(meanwhile(mine, later)).toMatchObject({ status: 'Rejected', by: 'nightly', comment: 'no' });
    expect(ready(mine, later)).toBe(false);
    const seen = { ...mine, seen: later.decision };
    expect(ready(seen, later)).toBe(true);
    expect(body(seen)).toEqual({ status: 'Approved', comment: 'good', decision: later.decision });
  });
});

describe('lineage', () => {
  const page = lineage('data/hr.csv');

  test('past and future of what is selected, not of what was asked about', () => {
    const train = page.nodes.find(node => node.label === 'train' && node.kind === 'step')!;
    const reached = reach(page.edges, train.id);
    expect(stands(reached, page.focus, train.id)).toBe('past');
    expect(stands(reached, train.id, train.id)).toBe('self');
    expect(stands(reached, 'model:attrition:27', train.id)).toBe('future');
    expect(stands(reached, 'model:churn-eu:3', train.id)).toBe('beside');
  });

  test('from a file to every model that it reached', () => {
    expect(
      models(page, page.focus)
        .map(node => node.label)
        .sort()
    ).toEqual(['attrition:27', 'churn-eu:3']);
    expect(models(page, 'model:attrition:27')).toEqual([]);
  });

  test('parameters and code are left out, unless it is one of them that was asked about', () => {
    const whole = lineage('attrition:27');
    const kinds = new Set(plain(whole).nodes.map(node => node.kind));
    expect(kinds).toEqual(new Set(['model', 'artifact', 'step', 'file']));
    expect(plain(whole).edges.length).toBe(whole.edges.length - 2);
    const code = whole.nodes.find(node => node.kind === 'code')!;
    const asked = plain({ ...whole, focus: code.id });
    expect(asked.nodes).toContainEqual(code);
    expect(asked.edges.some(edge => edge.source === code.id)).toBe(true);
  });

  test('the card is in the middle unless it stands at an end, and everything is in sight where it can be', () => {
    const card = (x: number) => ({ x, y: 0, width: 200, height: 50 });
    expect(sight({ width: 800, height: 50 }, card(600), 1000, 500)).toMatchObject({ x: 400, zoom: 1 });
    const wide = { width: 8000, height: 50 };
    expect(sight(wide, card(4000), 750, 500)).toMatchObject({ x: 4100, zoom: 0.75 });
    expect(sight(wide, card(0), 750, 500).x).toBe(500 - 24);
    expect(sight(wide, card(7800), 750, 500).x).toBe(8000 - 500 + 24);
  });

  test('circles end', () => {
    const edges = [
      { source: 'a', target: 'b', type: '' },
      { source: 'b', target: 'a', type: '' }
    ];
    expect([...reach(edges, 'a').future]).toEqual([['b', 1]]);
  });

  test('is laid out from the left to the right, nothing on top of each other', () => {
    const { cards, edges } = layout(drawn(page), 'right');
    expect(cards).toHaveLength(page.nodes.length);
    expect(edges).toHaveLength(page.edges.length);
    const at = new Map(cards.map(card => [card.node.name, card]));
    for (const { source, target } of page.edges) {
      expect(at.get(source)!.x + at.get(source)!.width).toBeLessThan(at.get(target)!.x);
    }
    for (const a of cards) {
      for (const b of cards) {
        const apart =
          a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
        expect(a === b || apart, `${a.node.title} and ${b.node.title}`).toBe(true);
      }
    }
  });

  test('the table goes from the past to the future and says what each was made from', () => {
    const train = page.nodes.find(node => node.label === 'train' && node.kind === 'step')!;
    const rows = lines(page.nodes, page.edges, train.id);
    const places = rows.map(row => row.place).filter(place => !Number.isNaN(place));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(rows[0].label).toBe('data/hr.csv');
    expect(rows.find(row => row.id === 'model:attrition:27')).toMatchObject({
      from: 'train.model, evaluate.report'
    });
    expect(rows.at(-1)!.place).toBeNaN();
  });

  test.each([
    [{ model: 'a:b:3' }, { kind: 'model', group: 'a:b', version: 3 }],
    [
      { execution: 'e', step: 's' },
      { kind: 'execution', id: 'e', step: 's' }
    ],
    [{ execution: 'e' }, { kind: 'execution', id: 'e' }],
    [{ file: 'data/x.csv' }, { kind: 'notebook', path: 'data/x.csv' }],
    [{}, null]
  ])('%j opens %j', (opens, expected) => {
    expect(opensOf({ opens })).toEqual(expected);
  });
});

test('columns of a signature, as names or with their types', () => {
  expect(columnsOf({ train: { columns: ['a', { name: 'b', dtype: 'int64' }] }, odd: 3 })).toEqual({
    train: [
      ['a', ''],
      ['b', 'int64']
    ],
    odd: []
  });
  expect(columnsOf(undefined)).toEqual({});
});

describe('a list page by page', () => {
  const settle = () => new Promise(resolve => setTimeout(resolve, 0));
  const listed = async (api: StoreApi) => {
    const live = new Live(api);
    const chain = new Chain<Executions>(live, 'executions', { limit: 20 }, 'before');
    const end = chain.subscribe(() => undefined);
    await settle();
    const ids = () => chain.snapshot().pages!.flatMap(page => page.rows.map(row => row.id));
    return { live, chain, ids, end };
  };

  test('asks for the following pages, to the end', async () => {
    const api = new StoreApi();
    const { chain, ids, end, live } = await listed(api);
    expect(ids()).toHaveLength(20);
    for (let i = 0; i < 3; i++) {
      chain.snapshot().more!();
      expect(chain.snapshot().more).toBeNull();
      await settle();
    }
    expect(ids()).toEqual(api.rows.map(row => row.id));
    expect(chain.snapshot().more).toBeNull();
    end();
    live.dispose();
  });

  test('a new row at the top moves all pages: none twice, none left out', async () => {
    const api = new StoreApi();
    const { chain, ids, end, live } = await listed(api);
    chain.snapshot().more!();
    await settle();
    const added = execution(0, { id: 'new' });
    api.rows = [added, ...api.rows];
    api.say({ executions: [added] });
    // While the pages come the list stays whole.
    expect(ids()).toHaveLength(40);
    await new Promise(resolve => setTimeout(resolve, 600));
    expect(ids()).toEqual(api.rows.slice(0, 40).map(row => row.id));
    end();
    live.dispose();
  });

  test('the snapshot is the same object while nothing changed', async () => {
    const { chain, end, live } = await listed(new StoreApi());
    expect(chain.snapshot()).toBe(chain.snapshot());
    end();
    live.dispose();
  });
});

describe('the store that is shown at first', () => {
  const store = (path: string, executions: number, exists = true) => ({
    path,
    executions,
    exists,
    problem: ''
  });
  const hello = (...stores: ReturnType<typeof store>[]) => ({
    version: '',
    protocol: 1,
    user: '',
    store: '.nbpipe',
    stores,
    may: ['read', 'write', 'execute']
  });

  test.each([
    [[store('.nbpipe', 1), store('a/.nbpipe', 9)], '.nbpipe'],
    [[store('.nbpipe', 0, false), store('a/.nbpipe', 2), store('b/.nbpipe', 9)], 'b/.nbpipe'],
    [[store('.nbpipe', 0, false)], '.nbpipe']
  ])('of %j: %s', (stores, expected) => {
    expect(standard(hello(...stores))).toBe(expected);
  });
});
