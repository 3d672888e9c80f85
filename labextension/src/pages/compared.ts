/** What is the same and what differs between things beside each other: pure functions. */

import type { ComparedRow, Json } from '../schema';

/** Rows that differ, and those that are equal and fold away. */
export function parted(rows: readonly ComparedRow[]): { differ: ComparedRow[]; equal: ComparedRow[] } {
  return { differ: rows.filter(row => !row.same), equal: rows.filter(row => row.same) };
}

// A metric with one of these words in its name is better the smaller it is: as nbpipe/api/compare.py has it.
const SMALLER =
  /loss|error|rmse|mse|mae|mape|deviance|regret|perplexity|latency|seconds|brier|(^|[^a-z])time($|[^a-z])/i;

/** Which end of a metric is better, by its name. */
export function better(name: string): 'max' | 'min' {
  return SMALLER.test(name) ? 'min' : 'max';
}

/** Which end of a compared metric is better: what its best value says, else its name. */
export function bestEnd({ name, values, best }: ComparedRow): 'max' | 'min' {
  if (best === null) return better(name);
  const numbers = values.filter(value => typeof value === 'number');
  return values[best] === Math.max(...numbers) ? 'max' : 'min';
}

/** Index of the best value of a metric; null where all that are there are one. */
export function bestOf(name: string, values: readonly Json[]): number | null {
  const known = values.flatMap((value, index) =>
    typeof value === 'number' && Number.isFinite(value) ? [{ value, index }] : []
  );
  if (new Set(known.map(({ value }) => value)).size < 2) return null;
  const sign = better(name) === 'max' ? 1 : -1;
  return known.reduce((best, each) => (sign * each.value > sign * best.value ? each : best)).index;
}

/** One row a name that any of them has; `best` chooses the index of the best value. */
export function rowsOf(
  records: readonly Readonly<Record<string, Json>>[],
  best: (name: string, values: readonly Json[]) => number | null = () => null
): ComparedRow[] {
  const names = [...new Set(records.flatMap(record => Object.keys(record)))];
  return names.map(name => {
    const values = records.map(record => record[name] ?? null);
    const same = records.every(record => name in record) && values.every(value => alike(value, values[0]));
    return { name, values, same, best: same ? null : best(name, values) };
  });
}

/** Whether two JSON values say the same, whatever the order of their keys. */
export function alike(one: Json, other: Json): boolean {
  if (one === null || other === null || typeof one !== 'object' || typeof other !== 'object') {
    return one === other;
  }
  const [a, b] = [Object.entries(one), new Map(Object.entries(other))];
  if (Array.isArray(one) !== Array.isArray(other) || a.length !== b.size) return false;
  return a.every(([key, value]) => b.has(key) && alike(value, b.get(key) as Json));
}

/** A letter a value, the same for the same: A, B, A. Empty where there is none. */
export function letters(values: readonly Json[]): string[] {
  const seen: string[] = [];
  return values.map(value => {
    if (value === null) return '';
    const text = JSON.stringify(value);
    if (!seen.includes(text)) seen.push(text);
    return String.fromCharCode(65 + (seen.indexOf(text) % 26));
  });
}
