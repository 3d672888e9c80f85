/**
 * The graph of a pipeline, the same in the panel, the pages and the designer.
 *
 *   layout.ts    where cards and edges stand (dagre; layered.ts for large graphs), the arrow keys: pure
 *   cards.ts     CardStore: what the cards say, so that a change draws one card; Marks: selection, search, zoom
 *   card.tsx     a step's card, a Condition's, a stack; jobs.tsx: the jobs on it; squares.ts: where their squares stand
 *   edge.tsx     an edge with its label and the dot of moving data
 *   overview.tsx a large graph seen from far
 *   view.tsx     GraphView: React Flow around them, keyboard, search, map
 *
 * Styles are in style/graph.css.
 */

export { CardStore, jobsOf } from './cards';
export type { JobsDrawn } from './cards';
export { layout, neighbour, pathOf } from './layout';
export type { Direction, Layout, Placed, Routed } from './layout';
export { gridOf, jobAt, jobBy, pathsOf, placeOf } from './squares';
export { GraphView, JOBS_WIDTH } from './view';
export type { GraphViewProps } from './view';
