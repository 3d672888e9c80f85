/** What leads to a thing and what comes of it: pure functions over the edges of a lineage. */

import type { Graph, LineageEdge, LineageNode, LineagePage } from '../schema';

/** Everything that leads to `id`, and everything that comes of it, with how many edges away it is. */
export interface Reach {
  past: ReadonlyMap<string, number>;
  future: ReadonlyMap<string, number>;
}

export function reach(edges: readonly LineageEdge[], id: string): Reach {
  const back = new Map<string, string[]>();
  const on = new Map<string, string[]>();
  for (const { source, target } of edges) {
    back.set(target, [...(back.get(target) ?? []), source]);
    on.set(source, [...(on.get(source) ?? []), target]);
  }
  return { past: follow(id, back), future: follow(id, on) };
}

function follow(id: string, ways: ReadonlyMap<string, string[]>): Map<string, number> {
  const found = new Map([[id, 0]]);
  // A map goes on with what is added while it is gone through: breadth first, also in circles.
  for (const [node, far] of found) {
    for (const next of ways.get(node) ?? []) if (!found.has(next)) found.set(next, far + 1);
  }
  found.delete(id);
  return found;
}

/** Where a thing stands from another: `past`, `self`, `future`, or `beside` where neither leads to the other. */
export function stands({ past, future }: Reach, id: string, from: string) {
  if (id === from) return 'self';
  if (past.has(id)) return 'past';
  return future.has(id) ? 'future' : 'beside';
}

/** Versions of models that come of a thing, nearest first. */
export function models(page: Pick<LineagePage, 'nodes' | 'edges'>, id: string): LineageNode[] {
  const { future } = reach(page.edges, id);
  return page.nodes
    .filter(node => node.kind === 'model' && future.has(node.id))
    .sort((a, b) => (future.get(a.id) ?? 0) - (future.get(b.id) ?? 0));
}

// What a step was set to, and its code: there are very many of these, and little comes of them.
const SETTINGS: readonly string[] = ['parameter', 'code'];

/** The lineage without parameters and code: data, steps and models. What was asked about stays. */
export function plain(page: LineagePage): LineagePage {
  const nodes = page.nodes.filter(({ id, kind }) => id === page.focus || !SETTINGS.includes(kind));
  const ids = new Set(nodes.map(({ id }) => id));
  const edges = page.edges.filter(({ source, target }) => ids.has(source) && ids.has(target));
  return { ...page, nodes, edges };
}

/** The lineage as a graph that can be laid out: a node a thing. */
export function drawn({ focus, nodes, edges }: Pick<LineagePage, 'focus' | 'nodes' | 'edges'>): Graph {
  return {
    pipeline: focus,
    version: null,
    nodes: nodes.map(({ id, kind, label, detail }) => ({
      name: id,
      type: kind,
      title: label,
      description: detail,
      cells: [],
      cell_ids: [],
      expression: '',
      group: null
    })),
    edges: edges.map(({ source, target, type }) => ({
      source,
      target,
      kind: type,
      variables: [],
      label: ''
    }))
  };
}
