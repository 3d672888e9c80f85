/**
 * The graph of a pipeline, the same in the panel, the pages and the designer.
 *
 *   layout.ts    where cards and edges stand (dagre; layered.ts for large graphs), the arrow keys: pure
 *   cards.ts     CardStore: what the cards say, so that a change draws one card; Marks: selection, search, zoom
 *   card.tsx     a step's card, a Condition's, a stack of children
 *   edge.tsx     an edge with its label and the dot of moving data
 *   overview.tsx a large graph seen from far
 *   view.tsx     GraphView: React Flow around them, keyboard, search, map
 *
 * Styles are in style/graph.css.
 */

export { CardStore } from './cards';
export type { Direction } from './layout';
export { GraphView } from './view';
export type { GraphViewProps } from './view';
