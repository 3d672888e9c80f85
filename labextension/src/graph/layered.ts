/** A quick layered layout for graphs for which dagre takes seconds: O((nodes + edges) log nodes). Pure. */

import type { Point } from './layout';

export interface Box {
  name: string;
  width: number;
  height: number;
}

export interface Link {
  source: string;
  target: string;
}

export interface Gaps {
  /** Between cards beside each other, and between rows, px. */
  across: number;
  along: number;
}

// Times that the cards of all layers are put in the order of their neighbours.
const SWEEPS = 4;

/**
 * The centres of the boxes, from the top down: a layer is one more than the highest that leads to it. A layer with
 * very many cards is broken into rows, so that a fan of a thousand stays a block that one can look at. Links must not
 * go in circles; those that do are passed over.
 */
export function layered(boxes: readonly Box[], links: readonly Link[], gaps: Gaps): Map<string, Point> {
  const index = new Map(boxes.map((box, i) => [box.name, i]));
  const after: number[][] = boxes.map(() => []);
  const before: number[][] = boxes.map(() => []);
  for (const { source, target } of links) {
    const [from, to] = [index.get(source), index.get(target)];
    if (from === undefined || to === undefined) continue;
    after[from].push(to);
    before[to].push(from);
  }
  const layers = layersOf(after, before);
  for (let sweep = 0; sweep < SWEEPS; sweep++) order(layers, sweep % 2 ? after : before, sweep % 2 === 1);
  const most = Math.max(12, Math.ceil(1.5 * Math.sqrt(boxes.length)));
  const rows = layers.flatMap(layer => pieces(layer, most));
  const x = across(rows, before, boxes, gaps.across);
  const centres = new Map<string, Point>();
  let y = 0;
  for (const row of rows) {
    const height = Math.max(...row.map(i => boxes[i].height));
    for (const i of row) centres.set(boxes[i].name, { x: x[i], y: y + height / 2 });
    y += height + gaps.along;
  }
  return centres;
}

function layersOf(after: number[][], before: number[][]): number[][] {
  const waits = before.map(list => list.length);
  const depth = before.map(() => 0);
  const ready = waits.flatMap((count, i) => (count === 0 ? [i] : []));
  for (const i of ready) {
    for (const next of after[i]) {
      depth[next] = Math.max(depth[next], depth[i] + 1);
      if ((waits[next] -= 1) === 0) ready.push(next);
    }
  }
  const layers: number[][] = [];
  depth.forEach((at, i) => (layers[at] ??= []).push(i));
  return layers;
}

/** Each layer in the order of the mean place of its neighbours in the layer that was done before it. */
function order(layers: number[][], neighbours: number[][], upwards: boolean): void {
  const place: number[] = [];
  for (const layer of layers) layer.forEach((i, at) => (place[i] = at / layer.length));
  for (const layer of upwards ? [...layers].reverse() : layers) {
    const mean = new Map(layer.map(i => [i, average(neighbours[i].map(n => place[n])) ?? place[i]]));
    layer.sort((a, b) => (mean.get(a) ?? 0) - (mean.get(b) ?? 0));
    layer.forEach((i, at) => (place[i] = at / layer.length));
  }
}

/** x of each centre: under the mean of what leads to it, as far as the cards beside it leave room. */
function across(rows: number[][], before: number[][], boxes: readonly Box[], gap: number): number[] {
  const x: number[] = [];
  for (const row of rows) {
    let left = -Infinity;
    const wanted = row.map(i => average(before[i].map(n => x[n])));
    row.forEach((i, at) => {
      const half = boxes[i].width / 2;
      x[i] = Math.max(
        wanted[at] ?? (left === -Infinity ? 0 : left + gap + half),
        left === -Infinity ? -Infinity : left + gap + half
      );
      left = x[i] + half;
    });
    // Pushed to the right by each other: the row as a whole goes back to where it wanted to be.
    const known = row.flatMap((i, at) => (wanted[at] === null ? [] : [x[i] - wanted[at]]));
    const shift = average(known) ?? (x[row[0]] + x[row[row.length - 1]]) / 2;
    for (const i of row) x[i] -= shift;
  }
  return x;
}

function average(values: number[]): number | null {
  return values.length ? values.reduce((sum, value) => sum + value, 0) / values.length : null;
}

function pieces(layer: number[], most: number): number[][] {
  const count = Math.ceil(layer.length / most);
  const size = Math.ceil(layer.length / count);
  return Array.from({ length: count }, (_, i) => layer.slice(i * size, (i + 1) * size));
}
