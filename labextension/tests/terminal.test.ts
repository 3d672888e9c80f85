import { expect, test } from 'vitest';
import { USUAL, overwritten, parts, pieces } from '../src/terminal';

test.each([
  ['10%\r50%\r100%\nend', '100%\nend'],
  ['10%\r50%\r', '50%\r'],
  ['one\r\ntwo\r\n', 'one\ntwo\n'],
  ['\rstart', 'start'],
  ['\r', ''],
  ['a\nb', 'a\nb']
])('%j shows as %j', (text, expected) => {
  expect(overwritten(text)).toBe(expected);
});

test('a text of one long line takes no long time', () => {
  const text = 'x'.repeat(1_000_000) + '\r' + 'y'.repeat(1_000_000);
  expect(overwritten(text).length).toBe(1_000_000);
  expect(pieces(text)[0].map(piece => piece.text.length)).toEqual([1_000_000, 1_000_000]);
});

test.each([
  ['\x1b[31mred\x1b[0m', { ink: 'var(--nbp-ansi-1)' }],
  ['\x1b[1;94mblue', { ink: 'var(--nbp-ansi-4)', bold: true }],
  ['\x1b[38;5;208morange', { ink: 'rgb(255 135 0)' }],
  ['\x1b[38;5;28;01mgreen', { ink: 'rgb(0 135 0)', bold: true }],
  ['\x1b[38;2;1;2;300mtrue colour', { ink: 'rgb(1 2 255)' }],
  ['\x1b[43mground', { ground: 'var(--nbp-ansi-3)' }],
  ['\x1b[7mturned', { turned: true }],
  ['\x1b[38;5mnot a colour', {}],
  ['\x1b[2Kcleared\x1b[1A', {}],
  ['\x1b]8;;http://a.example\x07link\x1b]8;;\x07', {}]
])('%j is one piece that looks so', (text, expected) => {
  const [found] = pieces(text);
  expect(found).toHaveLength(1);
  expect(found[0].look).toEqual({ ...USUAL, ...expected });
  expect(found[0].text).not.toContain('\x1b');
});

test('a long text comes in parts that go on in the look of the one before', () => {
  const text = '\x1b[32m' + 'line\n'.repeat(450) + 'end';
  const found = parts(text, 200);
  expect(found.map(part => part.text).join('')).toBe(text);
  expect(found).toHaveLength(3);
  expect(found[2].look.ink).toBe('var(--nbp-ansi-2)');
  // What is added changes the last part only.
  const more = parts(text + '\nmore', 200);
  expect(more.slice(0, 2)).toEqual(found.slice(0, 2));
});
