import { describe, expect, test } from 'vitest';
import { ago, amount, digits, duration, short, ticks } from '../src/words';

// The same cases as in nbpipe/diagram/words.py.
test.each([
  [0.034, '34 ms'],
  [1.23, '1.2 s'],
  [12.3, '12 s'],
  [59.96, '60 s'],
  [83, '1 min 23 s'],
  [3720, '1 h 02 min'],
  [90_000, '1 d 1 h']
])('duration of %d s', (seconds, text) => expect(duration(seconds)).toBe(text));

test.each([
  [999, '999 B'],
  [12_345, '12.3 kB'],
  [188_000_000, '188.0 MB'],
  [5e12, '5.0 TB']
])('amount of %d bytes', (size, text) => expect(amount(size)).toBe(text));

test.each([
  [0.84371, '0.8437'],
  [1470, '1470'],
  [-0.5, '−0.5'],
  [1.5e-9, '1.5e-9'],
  [12_345.678, '12346'],
  [NaN, 'nan']
])('digits of %d', (value, text) => expect(digits(value)).toBe(text));

describe('ago', () => {
  const now = new Date('2026-11-21T12:00:00Z');
  test.each([
    [5, 'just now'],
    [300, '5 min ago'],
    [3 * 3600, '3 h ago'],
    [30 * 3600, 'yesterday'],
    [4 * 86_400, '4 days ago']
  ])('%d s', (seconds, text) => expect(ago(new Date(now.getTime() - seconds * 1000), now)).toBe(text));

  test('long ago is a date', () => expect(ago(new Date(2020, 0, 2), now)).toBe('2020-01-02'));
});

test('an id and a digest are cut to what the command line takes', () => {
  expect(short('4f9a1c77be02')).toBe('4f9a1c77');
  expect(short('sha256:ab12cd34ef')).toBe('ab12cd34');
});

test.each([
  [0, 1, [0, 0.2, 0.4, 0.6, 0.8, 1]],
  [0.81, 0.86, [0.81, 0.82, 0.83, 0.84, 0.85, 0.86]],
  [3, 3, [3]]
])('ticks from %d to %d', (low, high, expected) => expect(ticks(low, high)).toEqual(expected));
