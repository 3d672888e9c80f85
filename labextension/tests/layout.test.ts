import { describe, expect, test } from 'vitest';
import { HEIGHT, drawnEdges, fitting, layout, neighbour, pathOf } from '../src/graph/layout';
import type { Layout } from '../src/graph/layout';
import { edge, graph, large, node } from '../gallery/data';

const place = (shown: Layout, name: string) => shown.cards.find(card => card.node.name === name)!;

function overlaps(shown: Layout): string[] {
  const found: string[] = [];
  shown.cards.forEach((a, i) =>
    shown.cards.slice(i + 1).forEach(b => {
      const apart =
        a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
      if (!apart) found.push(`${a.node.name} ${b.node.name}`);
    })
  );
  return found;
}

describe.each(['down', 'right'] as const)('%s', direction => {
  const shown = layout(graph, direction);

  test('each step stands after those it reads from, and none on another', () => {
    const along = (name: string) => (direction === 'down' ? place(shown, name).y : place(shown, name).x);
    for (const { edge: item } of shown.edges) expect(along(item.target)).toBeGreaterThan(along(item.source));
    expect(overlaps(shown)).toEqual([]);
  });

  test('edges begin and end on the borders of their cards', () => {
    const found = shown.edges.find(item => item.edge.source === 'load')!;
    const [first, last] = [found.points[0], found.points.at(-1)!];
    const [load, clean] = [place(shown, 'load'), place(shown, 'clean')];
    if (direction === 'down') {
      expect(first).toEqual({ x: load.x + load.width / 2, y: load.y + load.height });
      expect(last).toEqual({ x: clean.x + clean.width / 2, y: clean.y });
    } else {
      expect(first).toEqual({ x: load.x + load.width, y: load.y + load.height / 2 });
      expect(last).toEqual({ x: clean.x, y: clean.y + clean.height / 2 });
    }
  });
});

test('no card and no edge is out of the size that is given', () => {
  const around = {
    ...graph,
    edges: [
      ...graph.edges,
      edge('load', 'register', ['raw']),
      edge('load', 'too_bad', ['raw']),
      edge('clean', 'notify')
    ]
  };
  for (const shown of [layout(around), layout(around, 'right'), layout(large(400).graph)]) {
    const corners = shown.cards.flatMap(({ x, y, width, height }) => [
      { x, y },
      { x: x + width, y: y + height }
    ]);
    const all = [...corners, ...shown.edges.flatMap(item => item.points)];
    expect(Math.min(...all.map(point => point.x))).toBeCloseTo(0);
    expect(Math.min(...all.map(point => point.y))).toBeCloseTo(0);
    expect(Math.max(...all.map(point => point.x))).toBe(shown.width);
    expect(Math.max(...all.map(point => point.y))).toBe(shown.height);
  }
});

test('a card grows by its jobs when it is opened', () => {
  expect(place(layout(graph), 'tune').height).toBe(HEIGHT);
  const shown = layout(graph, 'down', new Map([['tune', 120]]));
  expect(place(shown, 'tune').height).toBe(HEIGHT + 120);
  expect(overlaps(shown)).toEqual([]);
});

test('between two steps there is one edge, with all variables', () => {
  const edges = drawnEdges({
    pipeline: 'p',
    version: 1,
    nodes: [node('a'), node('map', 'Map')],
    edges: [
      edge('a', 'map'),
      edge('a', 'map', ['x']),
      edge('a', 'map', ['y']),
      edge('map', 'map', ['z']),
      edge('a', 'gone', ['x'])
    ]
  });
  expect(edges).toMatchObject([{ source: 'a', target: 'map', kind: 'data', variables: ['x', 'y'] }]);
});

test('an order that was learned marks its card', () => {
  expect(place(layout(graph), 'report').learned).toBe(true);
  expect(place(layout(graph), 'train').learned).toBe(false);
});

test('large graphs are laid out at once, without overlaps, in a block', () => {
  const began = performance.now();
  layout(large(2000).graph);
  expect(performance.now() - began).toBeLessThan(1000);
  const fan = Array.from({ length: 998 }, (_, i) => node(`s${i}`));
  const shown = layout({
    pipeline: 'fan',
    version: 1,
    nodes: [node('first'), ...fan, node('last')],
    edges: fan.flatMap(item => [edge('first', item.name, ['x']), edge(item.name, 'last', ['y'])])
  });
  expect(overlaps(shown)).toEqual([]);
  expect(shown.width).toBeLessThan(12_000);
});

test('a circle is drawn all the same', () => {
  const turning = {
    pipeline: 'p',
    version: 1,
    nodes: [node('a'), node('b')],
    edges: [edge('a', 'b'), edge('b', 'a')]
  };
  expect(layout(turning).cards).toHaveLength(2);
  expect(layout({ ...turning, nodes: [], edges: [] })).toMatchObject({ width: 0, height: 0, cards: [] });
});

test('arrows go along the edges, and beside', () => {
  const shown = layout(graph);
  expect(neighbour(shown, 'load', 'ArrowDown')).toBe('clean');
  expect(neighbour(shown, 'clean', 'ArrowUp')).toBe('load');
  expect(neighbour(shown, 'load', 'ArrowUp')).toBeNull();
  const [left, right] = [place(shown, 'baseline'), place(shown, 'train')].sort((a, b) => a.x - b.x);
  expect(neighbour(shown, left.node.name, 'ArrowRight')).toBe(right.node.name);
  expect(neighbour(layout(graph, 'right'), 'load', 'ArrowRight')).toBe('clean');
});

test('a flat box is filled from left to right', () => {
  expect(fitting(graph, { width: 1200, height: 300 })).toBe('right');
  expect(fitting(graph, { width: 500, height: 900 })).toBe('down');
});

test('a path goes through its points', () => {
  expect(
    pathOf(
      [
        { x: 0, y: 0 },
        { x: 10, y: 20 }
      ],
      'down'
    )
  ).toBe('M0.0 0.0C0.0 10.0 10.0 10.0 10.0 20.0');
  expect(pathOf([], 'down')).toBe('');
});
