/** Answering what a step asks: pure functions. */

import type { CallbackRow, Json } from '../../schema';

/** What somebody is about to answer. `values` are the texts of the variables that it gives a value. */
export interface Draft {
  comment: string;
  values: Readonly<Record<string, string>>;
}

export const BLANK: Draft = { comment: '', values: {} };

/** The variables that have to be given a value: none of an approval without choices. */
export function needed(row: CallbackRow): readonly string[] {
  return row.choices.length || !row.approval ? row.outputs : [];
}

/** What still lacks before it can be sent; an empty text where nothing does. */
export function lacking(
  row: CallbackRow,
  draft: Draft,
  succeeded: boolean
): '' | 'comment' | 'choice' | 'value' {
  if (row.approval && draft.comment.trim() === '') return 'comment';
  if (!succeeded) return '';
  const open = needed(row).filter(name => (draft.values[name] ?? '').trim() === '');
  if (!open.length) return '';
  return row.choices.length ? 'choice' : 'value';
}

/** The value that a text stands for, as on the command line: JSON where it is that, else the text itself. */
export function read(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

/** The body of the request. */
export function body(row: CallbackRow, draft: Draft, succeeded: boolean) {
  const value = (name: string) =>
    row.choices.length ? (draft.values[name] ?? '') : read(draft.values[name] ?? '');
  return {
    succeeded,
    comment: draft.comment.trim(),
    outputs: succeeded ? Object.fromEntries(needed(row).map(name => [name, value(name)])) : {}
  };
}
