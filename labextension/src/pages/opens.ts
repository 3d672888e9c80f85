import type { Target } from '../context';
import type { LineageNode } from '../schema';

/** What a node of the lineage opens; null where it opens nothing. */
export function opensOf({ opens }: Pick<LineageNode, 'opens'>): Target | null {
  if (opens.model) {
    const at = opens.model.lastIndexOf(':');
    return { kind: 'model', group: opens.model.slice(0, at), version: Number(opens.model.slice(at + 1)) };
  }
  if (opens.endpoint) return { kind: 'endpoint', name: opens.endpoint };
  if (opens.execution) {
    return { kind: 'execution', id: opens.execution, ...(opens.step && { step: opens.step }) };
  }
  return opens.file ? { kind: 'notebook', path: opens.file } : null;
}

/** What the subject of an audit record opens: a model version, an endpoint, or a step. */
export function opensSubject(subject: string): Target | null {
  const [, id, step] = /^attempt:([^/]+)\/(.+)\/\d+$/.exec(subject) ?? [];
  if (id) return { kind: 'execution', id, step };
  const [, kind, name, number] = /^(\w+):(.+):(\d+)$/.exec(subject) ?? [];
  if (kind === 'model') return { kind: 'model', group: name, version: Number(number) };
  return kind === 'endpoint' ? { kind: 'endpoint', name } : null;
}
