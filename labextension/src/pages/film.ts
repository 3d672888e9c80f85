/** An execution played again: what the cards said at any moment. Pure functions; times in ms as clock.ts has them. */

import type { ExecutionStatus, Replay, StepCard } from '../schema';
import { clock } from './clock';
import type { Clock } from './clock';

interface Shot<T> {
  at: number;
  is: T;
}

export interface Film {
  clock: Clock;
  /** When something changed, in order. */
  moments: readonly number[];
  /** What each step said, in order; first before it began. */
  tracks: ReadonlyMap<string, readonly Shot<StepCard>[]>;
  statuses: readonly Shot<ExecutionStatus>[];
}

const ENDED: readonly ExecutionStatus[] = ['Succeeded', 'Failed', 'Stopped'];

/** The film of a replay; null where nothing happened. */
export function film({ frames }: Replay, steps: readonly string[]): Film | null {
  if (!frames.length) return null;
  const tracks = new Map(steps.map(step => [step, [{ at: -Infinity, is: notYet(step) }]]));
  const statuses: Shot<ExecutionStatus>[] = [];
  const moments: number[] = [];
  const busy: [number, number][] = [];
  for (const frame of frames) {
    const at = Date.parse(frame.at);
    // Between an end and a resume nothing runs.
    const last = statuses.at(-1)?.is;
    if (moments.length && (last === undefined || !ENDED.includes(last)))
      busy.push([moments[moments.length - 1], at]);
    moments.push(at);
    if (frame.status !== null) statuses.push({ at, is: frame.status });
    for (const is of frame.cards) {
      const track = tracks.get(is.step);
      if (track) track.push({ at, is });
      else
        tracks.set(is.step, [
          { at: -Infinity, is: notYet(is.step) },
          { at, is }
        ]);
    }
  }
  return { clock: clock(busy, moments[0], moments[moments.length - 1]), moments, tracks, statuses };
}

/** How the execution and its steps stood at a moment. What does not change stays the same object. */
export function stateAt(
  { tracks, statuses }: Film,
  ms: number
): { status: ExecutionStatus; cards: StepCard[] } {
  return {
    status: shotAt(statuses, ms)?.is ?? 'Executing',
    cards: [...tracks.values()].map(track => {
      const i = indexAt(track, ms);
      const { at, is } = track[i];
      return is.status === 'Executing' || is.status === 'Starting' || is.status === 'Waiting'
        ? running(track, i, at, is, ms)
        : is;
    })
  };
}

/** A card with the time that it had run by then, which a clock of now would not tell. */
function running(
  track: readonly Shot<StepCard>[],
  i: number,
  at: number,
  is: StepCard,
  ms: number
): StepCard {
  const began = is.started_at === null ? at : Date.parse(is.started_at);
  const over = track.slice(i + 1).find(shot => shot.is.ended_at !== null);
  const seconds = Math.max(0, ms - began) / 1000;
  return {
    ...is,
    started_at: null,
    seconds: seconds < 10 ? Math.floor(seconds * 10) / 10 : Math.floor(seconds),
    // What jobs say of themselves is better than a guess.
    progress:
      is.progress ?? (over ? Math.round(((ms - began) / Math.max(1, over.at - began)) * 100) / 100 : null)
  };
}

/** The last moment at which something changed, up to `ms`; the first one before that. */
export function changeAt({ moments }: Film, ms: number): number {
  let [low, high] = [0, moments.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (moments[middle] <= ms) low = middle;
    else high = middle - 1;
  }
  return moments[low];
}

function indexAt(track: readonly Shot<unknown>[], ms: number): number {
  let [low, high] = [0, track.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (track[middle].at <= ms) low = middle;
    else high = middle - 1;
  }
  return low;
}

function shotAt<T>(track: readonly Shot<T>[], ms: number): Shot<T> | undefined {
  if (!track.length || track[0].at > ms) return undefined;
  return track[indexAt(track, ms)];
}

function notYet(step: string): StepCard {
  return {
    step,
    status: 'Pending',
    started_at: null,
    ended_at: null,
    seconds: null,
    cached: false,
    attempts: 0,
    detail: '',
    metric: null,
    expected: null,
    progress: null,
    error: '',
    jobs: {}
  };
}

/** How fast it is played: so many times as it was, or `fit`: the whole in 20 seconds, and never in less than 4. */
export type Speed = 'fit' | '0.5' | '1' | '2' | '5' | '20';

export const SPEEDS: readonly Speed[] = ['fit', '0.5', '1', '2', '5', '20'];

const LONGEST = 20_000;
const SHORTEST = 4_000;

/** How long the whole is played, ms. */
export function playedIn(speed: Speed, length: number): number {
  return speed === 'fit' ? Math.min(LONGEST, Math.max(SHORTEST, length)) : length / Number(speed);
}
