/** Where the cards and edges of a graph stand: pure functions, px. */

import dagre from '@dagrejs/dagre';
import type { Edge, Graph, Node } from '../schema';
import { layered } from './layered';
import type { Box } from './layered';

export type Direction = 'down' | 'right';

export interface Point {
  x: number;
  y: number;
}

/** The card of a step. `x`, `y` is the corner at the top left. */
export interface Placed extends Point {
  node: Node;
  width: number;
  height: number;
  /** Whether a run found out an order into it. */
  learned: boolean;
}

/** An edge with the points that it passes, from the border of its source to that of its target. */
export interface Routed {
  id: string;
  edge: Edge;
  points: readonly Point[];
}

export interface Layout {
  direction: Direction;
  cards: readonly Placed[];
  edges: readonly Routed[];
  width: number;
  height: number;
}

export const WIDTH = 208;
export const HEIGHT = 54;

/** The edges to draw: none that names no step of the graph, and one where several lead from one step to another. */
export function drawnEdges(graph: Graph): Edge[] {
  const names = new Set(graph.nodes.map(node => node.name));
  const edges = new Map<string, Edge>();
  for (const edge of graph.edges) {
    const { source, target } = edge;
    if (source === target || !names.has(source) || !names.has(target)) continue;
    const key = JSON.stringify([source, target]);
    const old = edges.get(key);
    edges.set(key, old ? joined(old, edge) : edge);
  }
  return [...edges.values()];
}

// Of two edges between the same steps the one that says more gives its kind.
const SAYS = ['order', 'learned', 'data', 'branch'];

function joined(first: Edge, second: Edge): Edge {
  const more = SAYS.indexOf(second.kind) > SAYS.indexOf(first.kind) ? second : first;
  return {
    ...first,
    kind: more.kind,
    label: first.label || second.label,
    variables: [...new Set([...first.variables, ...second.variables])]
  };
}

const NONE: ReadonlyMap<string, number> = new Map();

/** Places every card and routes every edge. `opened` are the steps that show their jobs, and how high these stand, px. */
export function layout(
  graph: Graph,
  direction: Direction = 'down',
  opened: ReadonlyMap<string, number> = NONE
): Layout {
  const { nodes } = graph;
  const edges = drawnEdges(graph);
  const down = direction === 'down';
  const boxes = nodes.map(node => ({
    name: node.name,
    width: WIDTH,
    height: HEIGHT + (opened.get(node.name) ?? 0)
  }));
  const { centres, bends } = nodes.length > MANY ? quick(boxes, edges, down) : careful(boxes, edges, down);
  const corner = { x: Infinity, y: Infinity };
  for (const { name, width, height } of boxes) {
    const { x, y } = at(centres, name);
    corner.x = Math.min(corner.x, x - width / 2);
    corner.y = Math.min(corner.y, y - height / 2);
  }
  // Edges may pass outside of all cards.
  for (const { x, y } of bends.flat()) {
    corner.x = Math.min(corner.x, x);
    corner.y = Math.min(corner.y, y);
  }
  const learned = new Set(edges.filter(edge => edge.kind === 'learned').map(edge => edge.target));
  const cards = nodes.map((node, i): Placed => {
    const { width, height } = boxes[i];
    const { x, y } = at(centres, node.name);
    return {
      node,
      x: x - width / 2 - corner.x,
      y: y - height / 2 - corner.y,
      width,
      height,
      learned: learned.has(node.name)
    };
  });
  const byName = new Map(cards.map(card => [card.node.name, card]));
  const routed = edges.flatMap((edge, i): Routed[] => {
    const [from, to] = [byName.get(edge.source), byName.get(edge.target)];
    if (!from || !to) return [];
    const between = bends[i].map(({ x, y }) => ({ x: x - corner.x, y: y - corner.y }));
    return [
      {
        id: `${edge.source}→${edge.target}`,
        edge,
        points: [leaving(from, down), ...between, entering(to, down)]
      }
    ];
  });
  const passed = routed.flatMap(({ points }) => points);
  return {
    direction,
    cards,
    edges: routed,
    width: Math.max(0, ...cards.map(card => card.x + card.width), ...passed.map(point => point.x)),
    height: Math.max(0, ...cards.map(card => card.y + card.height), ...passed.map(point => point.y))
  };
}

// More cards than this, and dagre takes longer than one waits: 0.2 s for 200, 2.5 to 4 s for 2000.
const MANY = 250;

interface Arranged {
  centres: Map<string, Point>;
  /** For each edge what it passes between its ends. */
  bends: Point[][];
}

function careful(boxes: readonly Box[], edges: readonly Edge[], down: boolean): Arranged {
  const box = new dagre.graphlib.Graph();
  box.setGraph({
    rankdir: down ? 'TB' : 'LR',
    nodesep: down ? 24 : 16,
    ranksep: down ? 44 : 48,
    edgesep: 12,
    // The default ranker takes ten times as long on large graphs.
    ranker: 'tight-tree'
  });
  box.setDefaultEdgeLabel(() => ({}));
  for (const { name, width, height } of boxes) box.setNode(name, { width, height });
  for (const edge of edges) box.setEdge(edge.source, edge.target, {});
  dagre.layout(box);
  return {
    centres: new Map(boxes.map(({ name }) => [name, box.node(name) as Point])),
    bends: edges.map(edge => (box.edge(edge.source, edge.target) as { points: Point[] }).points.slice(1, -1))
  };
}

function quick(boxes: readonly Box[], edges: readonly Edge[], down: boolean): Arranged {
  const turned = ({ name, width, height }: Box) =>
    down ? { name, width, height } : { name, width: height, height: width };
  const centres = layered(
    boxes.map(turned),
    edges,
    down ? { across: 24, along: 60 } : { across: 16, along: 72 }
  );
  if (!down) for (const [name, { x, y }] of centres) centres.set(name, { x: y, y: x });
  return { centres, bends: edges.map(() => []) };
}

function at(centres: Map<string, Point>, name: string): Point {
  return centres.get(name) ?? { x: 0, y: 0 };
}

function leaving({ x, y, width, height }: Placed, down: boolean): Point {
  return down ? { x: x + width / 2, y: y + height } : { x: x + width, y: y + height / 2 };
}

function entering({ x, y, width, height }: Placed, down: boolean): Point {
  return down ? { x: x + width / 2, y } : { x, y: y + height / 2 };
}

/**
 * The path of an edge through its points: curves that leave and arrive straight, so that the arrow stands upright on
 * its card.
 */
export function pathOf(points: readonly Point[], direction: Direction): string {
  const curves = points.slice(1).map((to, i) => {
    const from = points[i];
    if (direction === 'down') {
      const middle = (from.y + to.y) / 2;
      return `C${n(from.x)} ${n(middle)} ${n(to.x)} ${n(middle)} ${n(to.x)} ${n(to.y)}`;
    }
    const middle = (from.x + to.x) / 2;
    return `C${n(middle)} ${n(from.y)} ${n(middle)} ${n(to.y)} ${n(to.x)} ${n(to.y)}`;
  });
  return points.length ? `M${n(points[0].x)} ${n(points[0].y)}${curves.join('')}` : '';
}

const n = (value: number) => value.toFixed(1);

/**
 * The card that an arrow key leads to from another: along the edges in the graph's direction, else to the nearest
 * one beside it; null where there is none.
 */
export function neighbour(shown: Layout, name: string, key: string): string | null {
  const here = shown.cards.find(card => card.node.name === name);
  if (!here) return null;
  const [x, y] = middle(here);
  const [forward, back] = shown.direction === 'down' ? ['ArrowDown', 'ArrowUp'] : ['ArrowRight', 'ArrowLeft'];
  const down = shown.direction === 'down';
  let names: Set<string> | null = null;
  if (key === forward)
    names = new Set(shown.edges.filter(e => e.edge.source === name).map(e => e.edge.target));
  else if (key === back)
    names = new Set(shown.edges.filter(e => e.edge.target === name).map(e => e.edge.source));
  let best: string | null = null;
  let least = Infinity;
  for (const card of shown.cards) {
    if (card === here) continue;
    const [cx, cy] = middle(card);
    let distance: number;
    if (names) {
      if (!names.has(card.node.name)) continue;
      distance = Math.hypot(cx - x, cy - y);
    } else {
      const [along, across] = down ? [cy - y, cx - x] : [cx - x, cy - y];
      const wanted = key === 'ArrowRight' || key === 'ArrowDown' ? 1 : -1;
      if (across * wanted <= 0) continue;
      // Beside it: a card in another row counts as much farther than one in the same.
      distance = Math.abs(across) + 4 * Math.abs(along);
    }
    if (distance < least) [least, best] = [distance, card.node.name];
  }
  return best;
}

function middle(card: Placed): [number, number] {
  return [card.x + card.width / 2, card.y + card.height / 2];
}

/** The direction in which the graph fits a box of that shape larger; down where both do alike. */
export function fitting(graph: Graph, box: { width: number; height: number }): Direction {
  if (graph.nodes.length > MANY || !box.width || !box.height) return 'down';
  const zoom = (shown: Layout) =>
    Math.min(1, box.width / (shown.width + 40), box.height / (shown.height + 40));
  return zoom(layout(graph, 'right')) > 1.1 * zoom(layout(graph, 'down')) ? 'right' : 'down';
}

/** The place and zoom at which the whole graph is in sight, in the middle, and not larger than life. */
export function wholeOf(
  shown: Layout,
  box: { width: number; height: number }
): { x: number; y: number; zoom: number } {
  const zoom = Math.max(
    0.01,
    Math.min(
      1,
      ...[box.width / (shown.width + 2 * MARGIN), box.height / (shown.height + 2 * MARGIN)].filter(
        part => Number.isFinite(part) && part > 0
      )
    )
  );
  return { x: (box.width - shown.width * zoom) / 2, y: (box.height - shown.height * zoom) / 2, zoom };
}

// Left free around the graph, px of the graph.
const MARGIN = 28;
