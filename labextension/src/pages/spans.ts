/** A timeline: a line for each step, a bar for each attempt. Pure functions; times in ms as clock.ts has them. */

import type { Node, Span, StepCard, StepStatus } from '../schema';
import { clock, drawn } from './clock';
import type { Clock } from './clock';

export type Order = 'notebook' | 'start';

export interface Bar {
  attempt: number;
  status: StepStatus;
  /** Real times; `ended` null: it goes on, and is drawn up to now. */
  began: number;
  ended: number | null;
  /** Drawn times. */
  from: number;
  to: number;
}

export interface Line {
  step: string;
  title: string;
  type: string;
  status: StepStatus;
  cached: boolean;
  /** The whole waited for it. */
  critical: boolean;
  bars: readonly Bar[];
  /** Drawn time in which its last run waited for a process. */
  lead: { from: number; to: number; began: number; ended: number } | null;
  /** How long its last run took, from its beginning to its end; null: it goes on, or never began. */
  seconds: number | null;
  /** When its last run began, ms since 1970. */
  began: number | null;
  /** Drawn time at which its result came from the cache. */
  mark: number | null;
}

export interface Drawing {
  lines: readonly Line[];
  clock: Clock;
}

export interface Ran {
  nodes: readonly Node[];
  cards: readonly StepCard[];
  spans: readonly Span[];
  /** The critical path. */
  path: readonly string[];
  /** When the execution began and ended, ISO 8601. */
  started: string | null;
  ended: string | null;
}

interface Tried {
  attempt: number;
  status: StepStatus;
  began: number;
  ended: number | null;
}

interface Told extends Pick<StepCard, 'status' | 'cached'> {
  began: number | null;
  ended: number | null;
  seconds: number | null;
}

/** What ran, with its times as numbers: what a clock that ticks need not work out again. */
export interface Ready {
  steps: readonly { node: Node; told: Told; tries: readonly Tried[]; critical: boolean }[];
  begin: number;
  /** The last moment that is known. */
  last: number;
}

export function ready({ nodes, cards, spans, path, started, ended }: Ran): Ready {
  const told = new Map(cards.map(card => [card.step, toldOf(card)]));
  const tries = new Map<string, Tried[]>();
  for (const span of spans) {
    const tried = {
      attempt: span.attempt,
      status: span.status,
      began: Date.parse(span.started_at),
      ended: parsed(span.ended_at)
    };
    const found = tries.get(span.step);
    if (found) found.push(tried);
    else tries.set(span.step, [tried]);
  }
  const critical = new Set(path);
  const families = new Set(cards.filter(({ jobs }) => Object.keys(jobs).length > 0).map(card => card.step));
  const steps = nodes.map(node => {
    const card = told.get(node.name) ?? NOT_YET;
    // The attempt of a step of many jobs only joins what they gave: its jobs ran since it began.
    const tried = families.has(node.name) ? undefined : tries.get(node.name);
    const found = tried ?? withoutTries(card);
    return {
      node,
      told: card,
      tries: found.sort((a, b) => a.began - b.began),
      critical: critical.has(node.name)
    };
  });
  const times = [parsed(started), parsed(ended)];
  for (const step of steps) {
    if (step.told.status !== 'Skipped') times.push(step.told.began, step.told.ended);
    for (const tried of step.tries) times.push(tried.began, tried.ended);
  }
  const known = times.filter(time => time !== null);
  // Of very many times Math.min(...times) would have too many arguments.
  const begin = known.reduce((low, time) => Math.min(low, time), Infinity);
  const last = known.reduce((high, time) => Math.max(high, time), -Infinity);
  return { steps, begin: known.length ? begin : 0, last: known.length ? last : 0 };
}

function parsed(time: string | null): number | null {
  return time === null ? null : Date.parse(time);
}

function toldOf({ status, cached, started_at, ended_at, seconds }: StepCard): Told {
  return { status, cached, seconds, began: parsed(started_at), ended: parsed(ended_at) };
}

/** What runs in no process of its own, such as a Condition, has no attempts. */
function withoutTries({ status, cached, began, ended }: Told): Tried[] {
  return cached || began === null || status === 'Skipped' ? [] : [{ attempt: 1, status, began, ended }];
}

/** The timeline; `now` null: nothing runs. */
export function timeline({ steps, begin, last }: Ready, order: Order, now: number | null): Drawing {
  const end = Math.max(now ?? 0, last);
  const busy: [number, number][] = [];
  for (const { told, tries } of steps) {
    if (told.began !== null && !told.cached) busy.push([told.began, told.ended ?? end]);
    for (const { began, ended } of tries) busy.push([began, ended ?? end]);
  }
  const time = clock(busy, begin || end, end);
  const lines = steps.map(({ node, told, tries, critical }): Line => {
    const { status, cached, began, ended, seconds } = told;
    const bars = tries.map((tried): Bar => ({
      ...tried,
      from: drawn(time, tried.began),
      to: drawn(time, tried.ended ?? end)
    }));
    const first = began === null ? undefined : bars.find(bar => bar.began >= began);
    return {
      step: node.name,
      title: node.title || node.name,
      type: node.type,
      status,
      cached,
      critical,
      bars,
      lead:
        began === null || first === undefined
          ? null
          : { from: drawn(time, began), to: first.from, began, ended: first.began },
      seconds: ended === null ? null : seconds,
      began,
      mark: cached && ended !== null ? drawn(time, ended) : null
    };
  });
  return { lines: order === 'start' ? byStart(lines) : lines, clock: time };
}

const NOT_YET: Told = { status: 'Pending', cached: false, began: null, ended: null, seconds: null };

/** By their first moment; what has none comes last. */
function byStart(lines: readonly Line[]): Line[] {
  const first = (line: Line) => (line.bars.length ? line.bars[0].from : (line.mark ?? Infinity));
  return lines
    .map((line, i) => ({ line, i, at: first(line) }))
    .sort((a, b) => (a.at === b.at ? a.i - b.i : a.at - b.at))
    .map(each => each.line);
}

/** The bars of the last run of a step: not those of before a resume. */
export function lastRun({ bars, began }: Pick<Line, 'bars' | 'began'>): readonly Bar[] {
  const last = bars.filter(bar => began === null || bar.began >= began);
  return last.length ? last : bars;
}

/** The lines between the critical steps: from the end of one to the beginning of the next, as line numbers and times. */
export function joints(
  lines: readonly Line[],
  path: readonly string[]
): { from: [number, number]; to: [number, number] }[] {
  const place = new Map(lines.map((line, i) => [line.step, i]));
  const ran = path.filter(step => lines[place.get(step) ?? -1]?.bars.length);
  return ran.slice(1).map((step, i) => {
    const [a, b] = [place.get(ran[i]) ?? 0, place.get(step) ?? 0];
    const before = lines[a].bars[lines[a].bars.length - 1];
    return { from: [a, before.to], to: [b, lastRun(lines[b])[0].from] };
  });
}
