import { expect, test } from 'vitest';
import { card, node, row } from '../gallery/data';
import { sizeOf } from '../src/graph/edge';
import { clock, drawn, elapsed, moved, real, ticks, zoomed } from '../src/pages/clock';
import { changeAt, film, playedIn, stateAt } from '../src/pages/film';
import { goesOn, offers } from '../src/pages/offers';
import { joints, lastRun, ready, timeline } from '../src/pages/spans';
import type { Order, Ran } from '../src/pages/spans';
import { valued } from '../src/pages/about';
import type { ExecutionRow, ExecutionStatus, Replay, Span, StepCard, StepStatus } from '../src/schema';
import { english } from '../src/trans';

const T0 = Date.parse('2026-11-21T10:00:00Z');
const at = (seconds: number) => new Date(T0 + seconds * 1000).toISOString();
const ms = (seconds: number) => T0 + seconds * 1000;

// ---- the clock ----

test('what was busy is drawn as long as it was', () => {
  const time = clock([[ms(0), ms(4)]], ms(0), ms(10));
  expect(time.length).toBe(10_000);
  expect([0, 4, 7, 10].map(second => drawn(time, ms(second)))).toEqual([0, 4000, 7000, 10_000]);
});

test('the night before a resume is folded, and the way back is the same', () => {
  const night = 9 * 3600;
  const time = clock(
    [
      [ms(0), ms(40)],
      [ms(night), ms(night + 20)]
    ],
    ms(0),
    ms(night + 20)
  );
  expect(time.pieces.map(piece => piece.pause)).toEqual([false, true, false]);
  expect(time.length).toBe(63_000);
  expect(drawn(time, ms(night))).toBe(43_000);
  for (const second of [0, 12, 40, night / 2, night + 7, night + 20]) {
    expect(real(time, drawn(time, ms(second)))).toBeCloseTo(ms(second), -1);
  }
});

test('a short pause, and one between long work, stay', () => {
  const gap = (work: number, pause: number) =>
    clock(
      [
        [ms(0), ms(work)],
        [ms(work + pause), ms(2 * work + pause)]
      ],
      ms(0),
      ms(2 * work + pause)
    ).pieces.length;
  expect(gap(1, 9)).toBe(1);
  expect(gap(600, 900)).toBe(1);
  expect(gap(1, 11)).toBe(3);
});

test('ticks are round times since the beginning, and none stands in a pause', () => {
  const time = clock(
    [
      [ms(0), ms(40)],
      [ms(32_400), ms(32_420)]
    ],
    ms(0),
    ms(32_420)
  );
  const found = ticks(time, { from: 0, to: time.length }, 6);
  expect(found.map(tick => tick.text)).toEqual(['0 s', '15 s', '30 s', '9:00:00', '9:00:15']);
  expect(ticks(time, { from: 0, to: 1000 }, 5).map(tick => tick.text)).toEqual([
    '0 s',
    '0.2 s',
    '0.4 s',
    '0.6 s',
    '0.8 s',
    '1.0 s'
  ]);
});

test.each([
  [0, 1000, '0 s'],
  [12_345, 1000, '12 s'],
  [12_345, 100, '12.3 s'],
  [65_000, 1000, '1:05'],
  [65_250, 100, '1:05.2'],
  [3_725_000, 1000, '1:02:05'],
  [90_000_000, 1000, '1 d 1:00:00']
])('%i ms in steps of %i is %s', (time, step, text) => expect(elapsed(time, step)).toBe(text));

test('zooming keeps the place that is pointed at, and never shows more than there is', () => {
  expect(zoomed({ from: 0, to: 100 }, 0.5, 20, 100)).toEqual({ from: 10, to: 60 });
  expect(zoomed({ from: 10, to: 60 }, 4, 20, 100)).toEqual({ from: 0, to: 100 });
  expect(zoomed({ from: 0, to: 100 }, 0.5, 100, 100)).toEqual({ from: 50, to: 100 });
  expect(moved({ from: 50, to: 100 }, 0.2, 100)).toEqual({ from: 50, to: 100 });
  expect(moved({ from: 50, to: 100 }, -0.2, 100)).toEqual({ from: 40, to: 90 });
});

// ---- the timeline ----

const span = (step: string, from: number, to: number | null, more: Partial<Span> = {}): Span => ({
  step,
  attempt: 1,
  status: to === null ? 'Executing' : 'Succeeded',
  started_at: at(from),
  ended_at: to === null ? null : at(to),
  ...more
});
const ended = (step: string, from: number, to: number, more: Partial<StepCard> = {}) =>
  card(step, 'Succeeded', { started_at: at(from), ended_at: at(to), seconds: to - from, ...more });

const draw = (what: Ran, order: Order, now: number | null) => timeline(ready(what), order, now);

const ran: Ran = {
  nodes: ['load', 'old', 'train', 'gate', 'last'].map(name => node(name)),
  cards: [
    ended('load', 0, 2),
    card('old', 'Succeeded', { cached: true, started_at: at(1), ended_at: at(1), seconds: 0, attempts: 0 }),
    ended('train', 2, 9, { attempts: 2 }),
    ended('gate', 9, 9, { attempts: 0 }),
    card('last', 'Skipped', { started_at: null, ended_at: at(9), attempts: 0 })
  ],
  spans: [
    span('load', 0.5, 2),
    span('train', 6, 9, { attempt: 2 }),
    span('train', 2, 5, { status: 'Failed' })
  ],
  path: ['load', 'train', 'gate'],
  started: at(0),
  ended: at(10)
};

test('a line for each step, a bar for each attempt, a mark for what came from the cache', () => {
  const { lines } = draw(ran, 'notebook', null);
  expect(lines.map(line => line.step)).toEqual(['load', 'old', 'train', 'gate', 'last']);
  const [load, old, train, gate, last] = lines;
  expect(train.bars.map(bar => [bar.attempt, bar.status, bar.from, bar.to])).toEqual([
    [1, 'Failed', 2000, 5000],
    [2, 'Succeeded', 6000, 9000]
  ]);
  expect([old.mark, old.bars.length, load.mark]).toEqual([1000, 0, null]);
  expect(load.lead).toMatchObject({ from: 0, to: 500 });
  expect(gate.bars).toMatchObject([{ from: 9000, to: 9000, status: 'Succeeded' }]);
  expect([last.bars.length, last.mark, last.status]).toEqual([0, null, 'Skipped']);
  expect(lines.map(line => line.critical)).toEqual([true, false, true, true, false]);
});

test('by start: the first comes first, what never began last', () => {
  const nodes = [...ran.nodes].reverse();
  const { lines } = draw({ ...ran, nodes }, 'start', null);
  expect(lines.map(line => line.step)).toEqual(['load', 'old', 'train', 'gate', 'last']);
});

test('what runs grows with now; of a run whose process is gone it ends with what is known', () => {
  const runs: Ran = {
    ...ran,
    cards: [ended('load', 0, 2), card('train', 'Executing', { started_at: at(2) })],
    spans: [span('load', 0, 2), span('train', 2.5, null)],
    path: [],
    ended: null
  };
  const bar = (now: number | null) => draw(runs, 'notebook', now).lines[2].bars[0];
  expect(bar(ms(5))).toMatchObject({ from: 2500, to: 5000, ended: null });
  expect(bar(ms(7))).toMatchObject({ to: 7000 });
  expect(bar(null)).toMatchObject({ from: 2500, to: 2500 });
});

test('an attempt of before a resume is no wait for a process', () => {
  const resumed: Ran = {
    ...ran,
    cards: [ended('load', 100, 103)],
    spans: [span('load', 0, 2, { status: 'Failed' }), span('load', 101, 103, { attempt: 2 })],
    ended: at(103)
  };
  const [line] = draw(resumed, 'notebook', null).lines;
  expect(line.lead?.ended).toBe(ms(101));
  expect(line.lead?.began).toBe(ms(100));
  expect(lastRun(line).map(bar => bar.attempt)).toEqual([2]);
  expect(draw(resumed, 'notebook', null).clock.pieces.map(piece => piece.pause)).toEqual([
    false,
    true,
    false
  ]);
});

test('the longest path goes from the end of a step to the beginning of the next', () => {
  const { lines } = draw(ran, 'notebook', null);
  expect(joints(lines, ran.path)).toEqual([
    { from: [0, 2000], to: [2, 2000] },
    { from: [2, 9000], to: [3, 9000] }
  ]);
  expect(joints(lines, ['load', 'last', 'train'])).toHaveLength(1);
});

test('a step of many jobs ran since its first job began, not since they were joined', () => {
  const nodes = [node('a', 'Map')];
  const cards = [{ ...ended('a', 1, 9), jobs: { Succeeded: 3 } }];
  const { lines } = draw({ ...ran, nodes, cards, spans: [span('a', 8, 9)] }, 'notebook', null);
  expect(lines[0].bars).toMatchObject([{ attempt: 1, status: 'Succeeded', from: 1000, to: 9000 }]);
});

test('thousands of steps, each on the longest path, are laid out at once', () => {
  const names = Array.from({ length: 5000 }, (_, i) => `s${i}`);
  const many: Ran = {
    nodes: names.map(name => node(name)),
    cards: names.map((name, i) => ended(name, i, i + 2)),
    spans: names.map((name, i) => span(name, i, i + 2)),
    path: names,
    started: at(0),
    ended: at(5002)
  };
  const begin = performance.now();
  expect(joints(draw(many, 'start', null).lines, names)).toHaveLength(4999);
  expect(performance.now() - begin).toBeLessThan(5000);
});

// ---- the replay ----

const seen = (step: string, status: StepStatus, more: Partial<StepCard> = {}) =>
  card(step, status, { started_at: null, ended_at: null, seconds: null, ...more });

const replay: Replay = {
  frames: [
    { at: at(0), cards: [seen('load', 'Executing', { started_at: at(0) })], status: 'Executing' },
    {
      at: at(2),
      cards: [
        seen('load', 'Succeeded', { started_at: at(0), ended_at: at(2), seconds: 2 }),
        seen('train', 'Executing', { started_at: at(2) })
      ],
      status: null
    },
    {
      at: at(12),
      cards: [seen('train', 'Failed', { ended_at: at(12), seconds: 10, error: 'no' })],
      status: null
    },
    { at: at(12.5), cards: [seen('last', 'Skipped')], status: 'Failed' }
  ],
  sizes: { 'load.table': 2_000_000, 'load.labels': 500 }
};
const steps = ['load', 'train', 'last'];

test.each<[number, ExecutionStatus, StepStatus[]]>([
  [-1, 'Executing', ['Pending', 'Pending', 'Pending']],
  [0, 'Executing', ['Executing', 'Pending', 'Pending']],
  [1.999, 'Executing', ['Executing', 'Pending', 'Pending']],
  [2, 'Executing', ['Succeeded', 'Executing', 'Pending']],
  [12.2, 'Executing', ['Succeeded', 'Failed', 'Pending']],
  [12.5, 'Failed', ['Succeeded', 'Failed', 'Skipped']],
  [99, 'Failed', ['Succeeded', 'Failed', 'Skipped']]
])('after %d s the run is %s and its steps %j', (second, status, cards) => {
  const state = stateAt(film(replay, steps)!, ms(second));
  expect(state.status).toBe(status);
  expect(state.cards.map(each => each.status)).toEqual(cards);
  expect(state.cards.map(each => each.step)).toEqual(steps);
});

test('what runs at a moment has run as long as it had by then, and shows how far it is', () => {
  const [, train] = stateAt(film(replay, steps)!, ms(4.57)).cards;
  expect(train).toMatchObject({ seconds: 2.5, progress: 0.26, started_at: null });
});

test('what does not change is the same object, so that no card is drawn anew', () => {
  const shot = film(replay, steps)!;
  const [a, b] = [stateAt(shot, ms(5)).cards, stateAt(shot, ms(6)).cards];
  expect(a[0]).toBe(b[0]);
  expect(a[2]).toBe(b[2]);
  expect(a[1]).not.toBe(b[1]);
});

test('steps that the events name and the page does not know are there too; without events there is no film', () => {
  expect(stateAt(film(replay, [])!, ms(2)).cards.map(each => each.step)).toEqual(['load', 'train', 'last']);
  expect(film({ frames: [], sizes: {} }, steps)).toBeNull();
});

test('with little motion it goes from change to change', () => {
  const shot = film(replay, steps)!;
  expect([-1, 0, 1.9, 2, 11, 50].map(second => changeAt(shot, ms(second)))).toEqual(
    [0, 0, 0, 2, 2, 12.5].map(ms)
  );
});

test('between an end and a resume nothing is played', () => {
  const resumed: Replay = {
    frames: [
      ...replay.frames,
      { at: at(7200), cards: [seen('train', 'Pending')], status: 'Executing' },
      { at: at(7203), cards: [seen('train', 'Succeeded')], status: 'Succeeded' }
    ],
    sizes: {}
  };
  const { clock: time } = film(resumed, steps)!;
  expect(time.pieces.map(piece => piece.pause)).toEqual([false, true, false]);
  expect(time.length).toBeLessThan(17_000);
});

test.each([
  ['fit', 3_600_000, 20_000],
  ['fit', 12_000, 12_000],
  ['fit', 100, 4_000],
  ['20', 3_600_000, 180_000],
  ['0.5', 1000, 2000]
] as const)('at %s, %i ms are played in %i', (speed, length, time) => {
  expect(playedIn(speed, length)).toBe(time);
});

test('what goes along an edge is as large as its variables, where they are known', () => {
  expect(sizeOf({ source: 'load', variables: ['table', 'labels'] }, replay.sizes)).toBe(2_000_500);
  expect(sizeOf({ source: 'load', variables: ['table', 'other'] }, replay.sizes)).toBe(2_000_000);
  expect(sizeOf({ source: 'train', variables: ['table'] }, replay.sizes)).toBeNull();
});

// ---- what can be done ----

const execution = (status: ExecutionStatus, more: Partial<ExecutionRow> = {}): ExecutionRow => ({
  ...row,
  status,
  ...more
});

test.each<[ExecutionStatus, boolean, boolean]>([
  ['Executing', true, false],
  ['Waiting', true, false],
  ['Stopping', true, false],
  ['Succeeded', false, false],
  ['Failed', false, true],
  ['Stopped', false, true]
])('%s: Stop %j, Resume %j', (status, stop, resume) => {
  const offered = offers(english, execution(status), null);
  expect([offered.stop.shown, offered.resume.shown]).toEqual([stop, resume]);
  expect(offered.stop.reason !== '').toBe(status === 'Stopping');
});

test('an execution whose process is gone can be stopped and resumed, and does not go on', () => {
  const gone = execution('Executing', { orphan: true });
  const offered = offers(english, gone, null);
  expect([offered.stop, offered.resume]).toEqual([
    { shown: true, reason: '' },
    { shown: true, reason: '' }
  ]);
  expect([goesOn(gone), goesOn(execution('Executing')), goesOn(execution('Failed'))]).toEqual([
    false,
    true,
    false
  ]);
});

test('a notebook that lies elsewhere cannot be run from here', () => {
  expect(offers(english, execution('Failed', { notebook: null }), null).again.reason).toContain(
    'below the folder'
  );
  expect(offers(english, execution('Failed'), null).again.reason).toBe('');
});

test.each<[string, StepCard | null, RegExp | '']>([
  ['no step', null, /^Select a step/],
  ['a step that ran', card('a'), ''],
  ['one from the cache', card('a', 'Succeeded', { cached: true, attempts: 0 }), ''],
  ['one that failed', card('a', 'Failed'), ''],
  ['one that runs', card('a', 'Executing'), /still runs/],
  ['one that has not run', card('a', 'Pending'), /has not run/],
  ['a condition', card('a', 'Succeeded', { attempts: 0 }), /no code of its own/]
])('the executed notebook of %s', (_, selected, reason) => {
  const found = offers(english, execution('Succeeded'), selected).notebook.reason;
  if (reason === '') expect(found).toBe('');
  else expect(found).toMatch(reason);
});

test('parameters stand with what they would be by default', () => {
  const parameter = { type: 'int', required: false, description: '', enum: null, cell: 1, line: 1 };
  const found = valued({
    execution: execution('Succeeded', { parameters: { depth: 4, rows: [1, 2], extra: null } }),
    parameters: [
      { ...parameter, name: 'depth', default: 3 },
      { ...parameter, name: 'rows', default: [1, 2] },
      { ...parameter, name: 'given', default: null, required: true }
    ]
  });
  expect(found.map(each => [each.name, each.value, each.usual])).toEqual([
    ['depth', 4, false],
    ['rows', [1, 2], true],
    ['given', null, false],
    ['extra', null, false]
  ]);
});
