import { describe, expect, it } from 'vitest';
import { NO_CHOICES, advanced, fields, filled, initial, outlook, read, written } from '../src/form';
import type { Field } from '../src/form';
import { summary } from '../src/pages/run';
import type { ExecutionRow, Json, Parameter, Planned } from '../src/schema';
import { english } from '../src/trans';

function parameter(name: string, type: string, value?: Json, more: Partial<Parameter> = {}): Parameter {
  return {
    name,
    type,
    default: value ?? null,
    required: value === undefined,
    description: '',
    enum: null,
    cell: 1,
    line: 1,
    ...more
  };
}

const row = (parameters: Record<string, Json>) => ({ id: 'e1', parameters }) as unknown as ExecutionRow;
const field = (type: string, value?: Json, more: Partial<Parameter> = {}): Field =>
  fields([parameter('x', type, value, more)])[0];

describe('fields', () => {
  it.each<[string, Json, Field['kind'], string]>([
    ['str', 'at', 'text', 'at'],
    ['Path', 'data/hr.csv', 'text', 'data/hr.csv'],
    ['int', 3, 'integer', '3'],
    ['float', 0.85, 'number', '0.85'],
    ['bool', true, 'switch', 'true'],
    ['list[str]', ['a'], 'json', '["a"]'],
    ['dict[str, int]', { a: 1 }, 'json', '{"a":1}']
  ])('%s', (type, value, kind, written) => {
    const made = field(type, value);
    expect(made.kind).toBe(kind);
    expect(initial(made)).toBe(written);
    expect(read(made, written, english)).toEqual({ value });
  });

  it('makes a choice of an enum, of whatever type', () => {
    const made = field('int', 2, { enum: [1, 2, 3] });
    expect(made.kind).toBe('choice');
    expect(read(made, '3', english)).toEqual({ value: 3 });
    expect(read(made, '"3"', english)).toHaveProperty('problem');
    expect(read(made, '4', english)).toHaveProperty('problem');
  });

  it('begins with the default, and offers what was used last', () => {
    const [rate, country] = fields(
      [parameter('rate', 'float', 0.1), parameter('country', 'str')],
      row({ rate: 0.3, country: 'at' })
    );
    expect(initial(rate)).toBe('0.1');
    expect(rate.last).toBe('0.3');
    expect(initial(country)).toBe('at');
  });

  it('offers nothing where the last run used the default', () => {
    expect(fields([parameter('rate', 'float', 0.1)], row({ rate: 0.1 }))[0].last).toBeNull();
  });

  it('begins a switch without a default as off', () => expect(initial(field('bool'))).toBe('false'));
});

it('begins with what an earlier run was given, where that is not the default', () => {
  const parameter = (name: string, type: string, value: Json): Parameter => ({
    name,
    type,
    default: value,
    required: false,
    description: '',
    enum: null,
    cell: null,
    line: null
  });
  const form = fields([
    parameter('depth', 'int', 3),
    parameter('name', 'str', 'x'),
    parameter('rate', 'float', 0.1)
  ]);
  expect(written(form, { depth: 3, name: 'y', gone: 1 })).toEqual({ name: 'y' });
});

describe('read', () => {
  it.each<[string, string, Json]>([
    ['int', ' 12 ', 12],
    ['int', '-1_000', -1000],
    ['float', '1e-3', 0.001],
    ['float', '.5', 0.5],
    ['float', '3', 3],
    ['str', ' kept ', ' kept '],
    ['list[int]', '[1, 2]', [1, 2]]
  ])('%s takes %s', (type, written, value) => {
    expect(read(field(type, 0), written, english)).toEqual({ value });
  });

  it.each([
    ['int', '1.5'],
    ['int', ''],
    ['int', '9007199254740993'],
    ['float', 'many'],
    ['float', 'nan'],
    ['float', '1e999'],
    ['float', '_'],
    ['list[int]', '{"a": 1}'],
    ['dict[str, int]', '[1]'],
    ['dict[str, int]', 'null'],
    ['list[str]', "['a']"]
  ])('%s refuses %s', (type, written) => {
    expect(read(field(type, 0), written, english)).toHaveProperty('problem');
  });

  it('takes an empty text for one that has a default, and not for one that must be given', () => {
    expect(read(field('str', 'at'), '', english)).toEqual({ value: '' });
    expect(read(field('str'), '  ', english)).toEqual({ problem: 'Give a value.' });
  });
});

describe('filled', () => {
  const form = fields([parameter('rate', 'float', 0.1), parameter('n', 'int', 3), parameter('who', 'str')]);

  it('asks only for what is not the default', () => {
    expect(filled(form, { rate: '0.10', n: '4', who: 'ann' }, english)).toEqual({
      parameters: { n: 4, who: 'ann' },
      problems: {}
    });
  });

  it('names every field that is wrong', () => {
    expect(Object.keys(filled(form, { rate: 'x', n: '' }, english).problems)).toEqual(['rate', 'n', 'who']);
  });
});

describe('advanced', () => {
  it('asks for nothing that was not chosen', () => {
    expect(advanced(NO_CHOICES, english)).toEqual({ body: {} });
  });

  it('asks for what was chosen', () => {
    expect(advanced({ noCache: true, only: ['a', 'b'], seed: ' 0 ', parallel: '2' }, english)).toEqual({
      body: { no_cache: true, only: ['a', 'b'], seed: 0, max_parallel: 2 }
    });
  });

  it.each(['0', '-1', '1.5', 'x'])('refuses %s steps at once', parallel => {
    expect(advanced({ ...NO_CHOICES, parallel }, english)).toHaveProperty('problems.parallel');
  });

  it('refuses a seed that is no number', () => {
    expect(advanced({ ...NO_CHOICES, seed: 'x' }, english)).toHaveProperty('problems.seed');
  });
});

describe('the plan', () => {
  const verdicts = ['run', 'maybe', 'hit', 'hit', 'now', 'skip'];
  const planned: Planned = {
    steps: verdicts.map((verdict, i) => ({ step: `s${i}`, verdict, reason: '', seconds: 6 })),
    hits: 2,
    runs: 2,
    seconds: 12
  };

  it('counts', () => {
    expect(outlook(planned, NO_CHOICES)).toEqual({ runs: 2, hits: 2, seconds: 12 });
    expect(summary(planned, NO_CHOICES, english)).toBe('2 steps will run, 2 come from the cache, about 12 s');
  });

  it('takes nothing from the cache where that was chosen', () => {
    expect(summary(planned, { ...NO_CHOICES, noCache: true }, english)).toBe('4 steps will run');
  });

  it('counts only the chosen steps', () => {
    expect(summary(planned, { ...NO_CHOICES, only: ['s2'] }, english)).toBe(
      '1 comes from the cache, nothing has to run'
    );
  });
});
