import type { Target } from '../context';
import type { LineageNode } from '../schema';

/** What a node of the lineage opens; null where it opens nothing. */
export function opensOf({ opens }: Pick<LineageNode, 'opens'>): Target | null {
  if (opens.model) {
    const at = opens.model.lastIndexOf(':');
    return { kind: 'model', group: opens.model.slice(0, at), version: Number(opens.model.slice(at + 1)) };
  }
  if (opens.execution) {
    return { kind: 'execution', id: opens.execution, ...(opens.step && { step: opens.step }) };
  }
  return opens.file ? { kind: 'notebook', path: opens.file } : null;
}
