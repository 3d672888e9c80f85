/** What the lines above cells say, and where marks stand: pure functions. */

import { merged } from '../patch';
import type { Badge, Changes, Checked, ExecutionRow, Mark, StepCard } from '../schema';

/** A cell as one types it, for `check`. */
export interface TypedCell {
  id: string;
  cell_type: string;
  source: string;
  tags: string[];
}

/** Whether a notebook has anything of a pipeline in it; others are not asked about. */
export function concerns(cells: readonly TypedCell[]): boolean {
  return cells.some(
    ({ cell_type, source, tags }) =>
      cell_type === 'code' && (/^\s*%%(step|setup|parameters)\b/.test(source) || tags.includes('parameters'))
  );
}

/** What stands above one cell. */
export interface Line {
  badge: Badge;
  /** Errors before warnings. */
  marks: Mark[];
  /** What became of the step in the newest execution. */
  card: StepCard | null;
}

/** The lines by the ids of their cells. Marks of cells without a badge are in none of them. */
export function lines(checked: Checked, cards: readonly StepCard[]): Map<string, Line> {
  const marks = byCell(checked.marks);
  const steps = new Map(cards.map(card => [card.step, card]));
  return new Map(
    checked.badges.map(badge => [
      badge.cell_id,
      {
        badge,
        marks: marks.get(badge.cell_id) ?? [],
        card: badge.kind === 'step' ? (steps.get(badge.step) ?? null) : null
      }
    ])
  );
}

export function byCell(marks: readonly Mark[]): Map<string, Mark[]> {
  const found = new Map<string, Mark[]>();
  for (const mark of marks) {
    if (mark.cell_id === null) continue;
    const before = found.get(mark.cell_id) ?? [];
    if (mark.severity === 'error')
      before.splice(before.filter(each => each.severity === 'error').length, 0, mark);
    else before.push(mark);
    found.set(mark.cell_id, before);
  }
  return found;
}

/** Where a mark stands in the text of its cell, in UTF-16 units; null where it has no line, or the text is another. */
export function extent(mark: Mark, source: string): { from: number; to: number } | null {
  if (mark.line === null) return null;
  const texts = source.split('\n');
  if (mark.line < 1 || mark.line > texts.length) return null;
  const text = texts[mark.line - 1];
  const start = texts.slice(0, mark.line - 1).reduce((sum, each) => sum + each.length + 1, 0);
  // Columns count characters, as Python does.
  const units = (column: number) => Array.from(text).slice(0, column).join('').length;
  const indent = text.length - text.trimStart().length;
  const from = mark.column === null ? indent : Math.min(units(mark.column), Math.max(0, text.length - 1));
  const to =
    mark.column === null || mark.end_column === null ? text.trimEnd().length : units(mark.end_column);
  if (text.length === 0) return { from: start, to: start };
  return { from: start + from, to: start + Math.max(to, from + 1) };
}

/** The newest execution of a notebook with the cards of its steps. */
export interface Newest {
  row: ExecutionRow | null;
  cards: StepCard[];
}

/** The same after changes, if they are about this notebook (its path as the server has it); else the same object. */
export function followed(now: Newest, changes: Changes, pipeline: string, path: string): Newest {
  let { row, cards } = now;
  for (const changed of changes.executions) {
    if (changed.pipeline !== pipeline || (changed.notebook ?? path) !== path) continue;
    if (row !== null && changed.id !== row.id && (changed.started_at ?? '') < (row.started_at ?? ''))
      continue;
    if (row?.id !== changed.id) cards = [];
    row = changed;
  }
  const steps = row && (changes.steps[row.id] as StepCard[] | undefined);
  if (steps) cards = merged(cards, steps);
  return row === now.row && cards === now.cards ? now : { row, cards };
}

/** Whether an execution is under way. */
export function runs(row: ExecutionRow | null): boolean {
  return row !== null && ['Executing', 'Waiting', 'Stopping'].includes(row.status);
}
