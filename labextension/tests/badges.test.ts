import { describe, expect, it } from 'vitest';
import { concerns, extent, followed, lines, runs } from '../src/badges/logic';
import type { Badge, Changes, Checked, ExecutionRow, Mark, StepCard } from '../src/schema';

const cell = (source: string, tags: string[] = [], cell_type = 'code') => ({
  id: 'c',
  cell_type,
  source,
  tags
});

function mark(more: Partial<Mark> = {}): Mark {
  return {
    code: 'x',
    message: 'wrong',
    hint: '',
    severity: 'error',
    cell: 1,
    cell_id: 'c1',
    line: 1,
    column: null,
    end_column: null,
    ...more
  };
}

const badge = (step: string, cell_id: string, kind = 'step'): Badge => ({
  cell: 1,
  cell_id,
  kind,
  step,
  type: 'Processing',
  title: step,
  inputs: [],
  outputs: [],
  learned: []
});
const card = (step: string, status: StepCard['status'] = 'Executing') =>
  ({ step, status, seconds: null, cached: false, error: '' }) as unknown as StepCard;
const row = (id: string, more: Partial<ExecutionRow> = {}) =>
  ({
    id,
    pipeline: 'p',
    notebook: 'sub/p.ipynb',
    status: 'Executing',
    started_at: `2026-11-21T10:00:0${id}`,
    ...more
  }) as ExecutionRow;
const changes = (more: Partial<Changes>): Changes => ({
  store: '',
  event: 1,
  executions: [],
  steps: {},
  models: [],
  ...more
});
const checked = (marks: Mark[], badges: Badge[]) => ({ marks, badges }) as unknown as Checked;

describe('concerns', () => {
  it.each([
    [cell('%%step a\nx = 1'), true],
    [cell('\n%%setup'), true],
    [cell('x = 1', ['parameters']), true],
    [cell('%%steps a'), false],
    [cell('x = "%%step a"'), false],
    [cell('%%step a', [], 'markdown'), false],
    [cell('%pipeline'), false]
  ])('%o', (given, expected) => expect(concerns([given])).toBe(expected));
});

describe('lines', () => {
  it('puts errors before warnings, in their order', () => {
    const marks = [
      mark({ severity: 'warning', message: 'w' }),
      mark({ message: 'e1' }),
      mark({ message: 'e2' }),
      mark({ message: 'elsewhere', cell_id: 'c2' }),
      mark({ message: 'nowhere', cell_id: null })
    ];
    const found = lines(checked(marks, [badge('a', 'c1')]), []).get('c1');
    expect(found?.marks.map(({ message }) => message)).toEqual(['e1', 'e2', 'w']);
  });

  it('gives all cells of a step its status, and a setup cell none', () => {
    const found = lines(checked([], [badge('a', 'c1'), badge('a', 'c2'), badge('', 'c3', 'setup')]), [
      card('a'),
      card('')
    ]);
    expect(found.get('c1')?.card?.status).toBe('Executing');
    expect(found.get('c2')?.card?.status).toBe('Executing');
    expect(found.get('c3')?.card).toBeNull();
  });
});

describe('extent', () => {
  const source = '%%step a --aftr b\n  x = 1\n\né𝒳 = totl';
  it.each<[string, Partial<Mark>, string | null]>([
    ['a word', { line: 1, column: 9, end_column: 15 }, '--aftr'],
    ['the whole line without its indent', { line: 2 }, 'x = 1'],
    ['characters, not UTF-16 units', { line: 4, column: 5, end_column: 9 }, 'totl'],
    ['at least one character', { line: 2, column: 6, end_column: 6 }, '1'],
    ['behind the end of the line: its last character', { line: 2, column: 40 }, '1'],
    ['an empty line: nothing', { line: 3 }, ''],
    ['a line that is not there', { line: 9 }, null],
    ['no line', { line: null }, null]
  ])('%s', (_, place, expected) => {
    const found = extent(mark(place), source);
    expect(found && source.slice(found.from, found.to)).toBe(expected);
  });
});

describe('followed', () => {
  const path = 'sub/p.ipynb';
  const now = { row: row('1'), cards: [card('a')] };

  it('takes the cards that changed', () => {
    const next = followed(now, changes({ steps: { 1: [card('a', 'Succeeded')] } }), 'p', path);
    expect(next.cards.map(({ status }) => status)).toEqual(['Succeeded']);
  });

  it('goes over to a newer execution, without the cards of the one before', () => {
    const next = followed(now, changes({ executions: [row('2')], steps: { 2: [card('b')] } }), 'p', path);
    expect([next.row?.id, next.cards.map(({ step }) => step)]).toEqual(['2', ['b']]);
  });

  it.each<[string, ExecutionRow]>([
    ['an older execution', row('0')],
    ['another pipeline', row('2', { pipeline: 'q' })],
    ['a notebook of the same name elsewhere', row('2', { notebook: 'other/p.ipynb' })]
  ])('lets %s be', (_, other) => {
    expect(
      followed(now, changes({ executions: [other], steps: { [other.id]: [card('a')] } }), 'p', path)
    ).toBe(now);
  });
});

it('knows what is under way', () => {
  expect(runs(row('1'))).toBe(true);
  expect(runs(row('1', { status: 'Succeeded' }))).toBe(false);
  expect(runs(null)).toBe(false);
});
