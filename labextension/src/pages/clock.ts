/**
 * The time of an execution as it is drawn and played: pauses in which nothing ran, such as the night before a resume,
 * are folded. Pure functions; all times in milliseconds, real ones since 1970, drawn ones from the beginning.
 */

/** A stretch of time from `from` to `to`, drawn from `at` on, `length` long. */
export interface Piece {
  from: number;
  to: number;
  at: number;
  length: number;
  /** Nothing ran: it is drawn shorter than it was. */
  pause: boolean;
}

export interface Clock {
  pieces: readonly Piece[];
  begin: number;
  end: number;
  /** Of the whole, as it is drawn. */
  length: number;
}

// A pause is folded where it is longer than all the work together and than this; it is then drawn as a part of that work.
const LEAST = 10_000;
const PART = 1 / 20;

/** The clock of what was busy in these intervals, from `begin` to `end`. */
export function clock(busy: readonly (readonly [number, number])[], begin: number, end: number): Clock {
  const whole = Math.max(end, begin + 1);
  const runs = joined(busy, begin, whole);
  const work = runs.reduce((sum, [from, to]) => sum + to - from, 0);
  const pieces: Piece[] = [];
  let at = 0;
  const add = (from: number, to: number, pause: boolean) => {
    const last = pieces.at(-1);
    if (to <= from) return;
    const length = pause ? Math.max(work, LEAST) * PART : to - from;
    if (last && !last.pause && !pause) {
      last.to = to;
      last.length += length;
    } else pieces.push({ from, to, at, length, pause });
    at += length;
  };
  let from = begin;
  for (const [start, stop] of [...runs, [whole, whole]]) {
    add(from, start, start - from > Math.max(work, LEAST));
    add(start, stop, false);
    from = Math.max(from, stop);
  }
  return { pieces, begin, end: whole, length: at };
}

/** Where a moment is drawn. */
export function drawn({ pieces, length }: Clock, ms: number): number {
  for (const piece of pieces) {
    if (ms < piece.from) return piece.at;
    if (ms <= piece.to) return piece.at + ((ms - piece.from) / (piece.to - piece.from)) * piece.length;
  }
  return length;
}

/** The moment that is drawn there. */
export function real({ pieces, begin, end }: Clock, at: number): number {
  if (at <= 0) return begin;
  const piece = pieces.find(each => at <= each.at + each.length);
  return piece ? piece.from + ((at - piece.at) / piece.length) * (piece.to - piece.from) : end;
}

/** What is seen of the drawn time. */
export interface Window {
  from: number;
  to: number;
}

// The least that can be seen, ms.
const CLOSEST = 5;

/** The window a factor larger or smaller, with `around` staying where it is; never more than the whole. */
export function zoomed({ from, to }: Window, factor: number, around: number, length: number): Window {
  const size = Math.min(length, Math.max(Math.min(CLOSEST, length), (to - from) * factor));
  const part = to > from ? (around - from) / (to - from) : 0.5;
  return within(around - part * size, size, length);
}

/** The window moved by a part of itself. */
export function moved({ from, to }: Window, part: number, length: number): Window {
  return within(from + (to - from) * part, to - from, length);
}

function within(from: number, size: number, length: number): Window {
  const start = Math.min(Math.max(0, from), length - size);
  return { from: start, to: start + size };
}

export interface Tick {
  at: number;
  /** Time since the beginning. */
  text: string;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const STEPS = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 30].map(size => size * SECOND),
  ...[1, 2, 5, 10, 15, 30].map(size => size * MINUTE),
  ...[1, 2, 3, 6, 12].map(size => size * HOUR),
  ...[1, 2, 7, 14, 30, 90, 365].map(size => size * DAY)
];

/** Round times since the beginning, about `count` of them in the window. */
export function ticks(of: Clock, seen: Window, count: number): Tick[] {
  const rough = (seen.to - seen.from) / Math.max(1, count);
  const step = STEPS.find(size => size >= rough) ?? Math.ceil(rough / DAY) * DAY;
  const found: Tick[] = [];
  for (const piece of of.pieces) {
    if (piece.pause || piece.at > seen.to || piece.at + piece.length < seen.from) continue;
    const low = piece.from + Math.max(0, seen.from - piece.at) - of.begin;
    const high = piece.from + Math.min(piece.length, seen.to - piece.at) - of.begin;
    for (let time = Math.ceil(low / step - 1e-9) * step; time <= high + 1e-9; time += step) {
      const at = drawn(of, of.begin + time);
      const last = found.at(-1);
      if (last === undefined || at - last.at > step * 0.6) found.push({ at, text: elapsed(time, step) });
    }
  }
  return found;
}

/** `0.5 s`, `12 s`, `1:05`, `1:02:05`, `2 d 1:02:05`: as fine as steps of that size ask for. */
export function elapsed(ms: number, step: number = SECOND): string {
  const places = step >= SECOND ? 0 : step >= 100 ? 1 : step >= 10 ? 2 : 3;
  const scale = 10 ** places;
  const seconds = Math.floor((ms / SECOND) * scale + 1e-6) / scale;
  const two = (value: number, after = 0) => value.toFixed(after).padStart(after ? after + 3 : 2, '0');
  if (seconds === 0) return '0 s';
  if (seconds < 60) return `${seconds.toFixed(places)} s`;
  const whole = Math.floor(seconds / 60);
  const rest = two(seconds - whole * 60, places);
  const [days, hours, minutes] = [Math.floor(whole / 1440), Math.floor(whole / 60) % 24, whole % 60];
  const day = days ? `${days} d ` : '';
  return whole < 60 ? `${minutes}:${rest}` : `${day}${hours}:${two(minutes)}:${rest}`;
}

/** The intervals without overlaps, in order, cut to the whole. */
function joined(
  intervals: readonly (readonly [number, number])[],
  begin: number,
  end: number
): [number, number][] {
  const found: [number, number][] = [];
  for (const [from, to] of [...intervals].sort((a, b) => a[0] - b[0])) {
    const [start, stop] = [Math.max(begin, from), Math.min(end, Math.max(from, to))];
    const last = found.at(-1);
    if (stop < start) continue;
    if (last && start <= last[1]) last[1] = Math.max(last[1], stop);
    else found.push([start, stop]);
  }
  return found;
}
