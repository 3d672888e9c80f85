/** Anchors of the audit log as files, which `nbpipe audit verify --anchor` reads too: pure functions. */

import type { Anchor } from '../schema';

/** The text of the file. */
export function written(anchor: Anchor, store: string): string {
  return `${JSON.stringify({ ...anchor, ...(store && { store }) }, null, 2)}\n`;
}

/** The anchor that a file holds; null where it holds none. */
export function read(text: string): Anchor | null {
  try {
    const { count, head, at } = JSON.parse(text) as Partial<Record<keyof Anchor, unknown>>;
    return Number.isInteger(count) && typeof head === 'string' && typeof at === 'string'
      ? { count: count as number, head, at }
      : null;
  } catch {
    return null;
  }
}
