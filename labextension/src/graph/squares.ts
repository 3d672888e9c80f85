/** The jobs of a Map or a Tuning as squares: where each stands, px. Pure functions. */

import type { Squares, StepStatus } from '../schema';

/** `size` with its gap; `each` jobs share a square where there are too many for one each. */
export interface Grid {
  size: number;
  perRow: number;
  rows: number;
  each: number;
}

const MOST_HIGH = 168;
const SIZES = [14, 11, 9, 7, 6, 5, 4, 3, 2];

/** The largest squares with which that many stand in that width, no higher than twelve rows of large ones. */
export function gridOf(total: number, width: number): Grid {
  const fits = (size: number) => Math.floor(width / size) * Math.floor(MOST_HIGH / size);
  const size = SIZES.find(each => fits(each) >= total) ?? 2;
  const each = Math.max(1, Math.ceil(total / fits(size)));
  const perRow = Math.floor(width / size);
  return { size, perRow, each, rows: Math.max(1, Math.ceil(Math.ceil(total / each) / perRow)) };
}

// Of jobs that share a square, the one shows that most wants to be seen.
const SAYS: readonly StepStatus[] = [
  'Failed',
  'Executing',
  'Starting',
  'Waiting',
  'Stopped',
  'Pending',
  'Skipped',
  'Succeeded'
];

/** A path for each status that there is: as many elements as statuses, however many jobs. */
export function pathsOf(shown: Pick<Squares, 'statuses' | 'digits'>, grid: Grid): Map<StepStatus, string> {
  const { size, each } = grid;
  const side = size > 4 ? size - 2 : size > 2 ? size - 1 : size;
  const found = new Map<StepStatus, string[]>();
  for (let first = 0, square = 0; first < shown.digits.length; first += each, square += 1) {
    const here = new Set(
      Array.from(shown.digits.slice(first, first + each), digit => shown.statuses[Number(digit)])
    );
    const status = SAYS.find(item => here.has(item)) ?? 'Pending';
    const { x, y } = placeOf(square, grid);
    const part = `M${x} ${y}h${side}v${side}h${-side}z`;
    const parts = found.get(status);
    if (parts) parts.push(part);
    else found.set(status, [part]);
  }
  return new Map([...found].map(([status, parts]) => [status, parts.join('')]));
}

/** The corner of a square. */
export function placeOf(square: number, { size, perRow }: Grid): { x: number; y: number } {
  return { x: (square % perRow) * size, y: Math.floor(square / perRow) * size };
}

/** The first job of the square at a point; null where there is none. */
export function jobAt(x: number, y: number, total: number, { size, perRow, each }: Grid): number | null {
  const column = Math.floor(x / size);
  if (column < 0 || column >= perRow || y < 0) return null;
  const job = (Math.floor(y / size) * perRow + column) * each;
  return job < total ? job : null;
}

/** The job that a key leads to from another; null: the key leads nowhere. */
export function jobBy(key: string, from: number, total: number, { perRow, each }: Grid): number | null {
  const by: Record<string, number> = {
    ArrowRight: each,
    ArrowLeft: -each,
    ArrowDown: perRow * each,
    ArrowUp: -perRow * each
  };
  if (key === 'Home') return 0;
  if (key === 'End') return Math.floor((total - 1) / each) * each;
  if (!(key in by)) return null;
  const to = from + by[key];
  return to >= 0 && to < total ? to : from;
}
