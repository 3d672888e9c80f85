import type { Json } from '../schema';
import { digits } from '../words';

/** A JSON value in few words: numbers with the digits that matter, text as it is, `–` for none. */
export function said(value: Json | undefined): string {
  if (value === null || value === undefined) return '–';
  if (typeof value === 'number') return digits(value);
  return typeof value === 'string' ? value : JSON.stringify(value);
}
