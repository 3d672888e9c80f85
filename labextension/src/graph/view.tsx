import { MiniMap, Position, ReactFlow, ReactFlowProvider, useReactFlow, useStoreApi } from '@xyflow/react';
import type { MiniMapNodeProps, Viewport } from '@xyflow/react';
import '@xyflow/react/dist/base.css';
import {
  memo,
  useCallback,
  useContext,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore
} from 'react';
import type { KeyboardEvent, PointerEvent, ReactNode } from 'react';
import '../../style/graph.css';
import { useHost, useTrans } from '../context';
import { IconButton, Search } from '../kit';
import type { Graph } from '../schema';
import { Card } from './card';
import type { CardNode } from './card';
import { Marks, Shared, useCard, useTotals } from './cards';
import type { CardStore, JobsDrawn } from './cards';
import { Line } from './edge';
import type { LineEdge } from './edge';
import { WIDTH, fitting, layout, neighbour, wholeOf } from './layout';
import type { Direction, Layout } from './layout';
import { Overview } from './overview';
import { gridOf } from './squares';

export interface GraphViewProps {
  graph: Graph;
  cards: CardStore;
  /** What it is the graph of, for screen readers. */
  label: string;
  selected?: string | null;
  /** A step was selected, or nothing. */
  onSelect?: (step: string | null) => void;
  /** Enter or a double click on a step. */
  onOpen?: (step: string) => void;
  /** `auto`: the direction in which it fits its room larger. */
  direction?: Direction | 'auto';
  /** Whether data that moves is shown as dots, where the graph is small enough for it. */
  moving?: boolean;
  /** "step.variable" → bytes: how large what moves is. */
  sizes?: Readonly<Record<string, number>>;
  /** Draws the jobs of a step in its card, JOBS_WIDTH wide, in a grid of gridOf; without it no card opens. */
  jobs?: JobsDrawn;
  /** More controls beside the graph's own. */
  tools?: ReactNode;
}

const nodeTypes = { card: Card };
const edgeTypes = { line: Line };
const NONE: ReadonlySet<string> = new Set();
const AROUND = 10; // px left and right of the squares of an opened card, and below them
export const JOBS_WIDTH = WIDTH - 2 * AROUND;
const NO_SIZES: Readonly<Record<string, number>> = {};
const NO_NODES: CardNode[] = [];
const NO_EDGES: LineEdge[] = [];
const KEYS = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'];

// From this many cards on only those in sight are drawn; data is seen to move, and groups open, below it.
const LARGE = 150;
// From this many on there is a map.
const MAPPED = 20;
// Below these zooms a card's small text, and all of its text, cannot be read.
const MID = 0.65;
const FAR = 0.3;
const levelOf = (zoom: number) => (zoom < FAR ? 'far' : zoom < MID ? 'mid' : 'near');

/**
 * The graph. Arrows go along the edges, Enter opens, Esc leaves, `/` searches, `f` fits. In a cell's output it neither
 * takes the notebook's keys nor its scrolling (`embedded` of the host).
 */
export function GraphView(props: GraphViewProps) {
  return (
    <ReactFlowProvider>
      <Inside {...props} />
    </ReactFlowProvider>
  );
}

function Inside({
  graph,
  cards,
  label,
  selected = null,
  onSelect,
  onOpen,
  direction = 'auto',
  moving = true,
  sizes = NO_SIZES,
  jobs,
  tools
}: GraphViewProps) {
  const { embedded } = useHost();
  const trans = useTrans();
  const flow = useReactFlow<CardNode, LineEdge>();
  const store = useStoreApi();
  const box = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const [room, setRoom] = useState<{ width: number; height: number } | null>(null);
  const [opened, setOpened] = useState<ReadonlySet<string>>(NONE);
  const [searched, setSearched] = useState<string | null>(null);
  const [marks] = useState(() => new Marks());

  useLayoutEffect(() => {
    const { width = 0, height = 0 } = box.current?.getBoundingClientRect() ?? {};
    setRoom({ width, height });
  }, []);

  // A page that is asked for again brings an equal graph: it stays where it is.
  const same = useRef(graph);
  if (same.current !== graph && JSON.stringify(same.current) !== JSON.stringify(graph)) same.current = graph;
  const drawn = same.current;
  const way = useMemo(
    () => (direction === 'auto' ? room && fitting(drawn, room) : direction),
    [direction, drawn, room]
  );
  const totals = useTotals(
    cards,
    useMemo(() => [...opened], [opened])
  );
  const heights = useMemo(() => {
    const found = [...totals].filter(([, total]) => jobs !== undefined && total > 0);
    return new Map(
      found.map(([step, total]) => {
        const { rows, size } = gridOf(total, JOBS_WIDTH);
        return [step, rows * size + AROUND];
      })
    );
  }, [totals, jobs]);
  const high = JSON.stringify([...heights]);
  const shown = useMemo(
    () => way && layout(drawn, way, new Map(JSON.parse(high) as [string, number][])),
    [drawn, way, high]
  );
  const nodes = useMemo(() => shown?.cards.map(card => nodeOf(card, shown.direction)) ?? [], [shown]);
  const edges = useMemo(() => shown?.edges.map(routed => edgeOf(routed, shown.direction)) ?? [], [shown]);
  const large = nodes.length > LARGE;

  // Where it stands at first, before anything is drawn: thousands of cards should not be drawn twice.
  const ready = shown !== null && room !== null;
  const [first, setFirst] = useState<Viewport | null>(null);
  if (ready && first === null) {
    const viewport = wholeOf(shown, room);
    marks.begin(levelOf(viewport.zoom));
    setFirst(viewport);
  }
  // Seen from far a large graph is drawn by Overview.
  const level = useSyncExternalStore(marks.subscribe, () => marks.marked.level);
  const plain = large && level === 'far';

  const whole = useCallback(() => {
    const { width = 0, height = 0 } = box.current?.getBoundingClientRect() ?? {};
    return shown && wholeOf(shown, { width, height });
  }, [shown]);
  const fit = useCallback(() => {
    const viewport = whole();
    if (viewport) void flow.setViewport(viewport);
  }, [flow, whole]);

  // It fits when it is another graph, and when its room changes while nobody moved it; not when a group is opened.
  const moved = useRef(false);
  const fitted = useRef<unknown>(null);
  const refit = useRef(fit);
  useEffect(() => {
    refit.current = fit;
    if (fitted.current === drawn) return;
    fitted.current = shown && drawn;
    moved.current = false;
    fit();
  }, [drawn, shown, fit]);
  useEffect(() => {
    if (!box.current) return undefined;
    const observer = new ResizeObserver(() => {
      if (!moved.current) refit.current();
    });
    observer.observe(box.current);
    return () => observer.disconnect();
  }, []);

  useEffect(() => {
    // A job stands on the card of its step.
    const named = selected === null || drawn.nodes.some(node => node.name === selected);
    const card = named ? selected : selected.split('.')[0];
    marks.set({ selected: card });
    if (card !== null) marks.set({ current: card });
  }, [marks, selected, drawn]);
  useEffect(() => {
    const { current } = marks.marked;
    if (shown && !shown.cards.some(card => card.node.name === current)) {
      marks.set({ current: shown.cards.length ? shown.cards[0].node.name : null });
    }
  }, [marks, shown]);

  const found = useMemo(() => (searched && shown ? matches(shown, searched) : null), [shown, searched]);
  useEffect(() => marks.set({ found: found && new Set(found) }), [marks, found]);

  const focus = useCallback(
    (step: string) => {
      marks.set({ current: step });
      const card = shown?.cards.find(item => item.node.name === step);
      if (card)
        reveal(
          card,
          store.getState(),
          center => void flow.setCenter(center.x, center.y, { zoom: center.zoom })
        );
      const found = box.current?.querySelector<HTMLElement>(`[data-step=${CSS.escape(step)}]`);
      found?.focus({ preventScroll: true });
      // Out of sight it is drawn only after the graph has moved.
      if (found) return;
      const there = box.current?.querySelector<HTMLElement>(`[data-step=${CSS.escape(step)}]`);
      there?.focus({ preventScroll: true });
      if (there) return;
      // Out of sight it is drawn only after the graph has moved.
      requestAnimationFrame(() =>
        requestAnimationFrame(() =>
          box.current
            ?.querySelector<HTMLElement>(`[data-step=${CSS.escape(step)}]`)
            ?.focus({ preventScroll: true })
        )
      );
    },
    [flow, marks, shown, store]
  );
  const toggle = useCallback((step: string) => {
    setOpened(old => {
      const next = new Set(old);
      if (!next.delete(step)) next.add(step);
      return next;
    });
  }, []);
  const shared = useMemo(
    () => ({
      cards,
      marks,
      opened,
      jobs: jobs ?? null,
      toggle,
      moving: moving && !large,
      sizes,
      select: (step: string) => {
        marks.set({ current: step });
        onSelect?.(step);
      },
      open: (step: string) => (onOpen ?? onSelect)?.(step)
    }),
    [cards, marks, opened, jobs, toggle, moving, sizes, large, onSelect, onOpen]
  );

  const key = (event: KeyboardEvent) => {
    const step = event.target instanceof HTMLElement ? event.target.dataset.step : undefined;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (step !== undefined && shown && KEYS.includes(event.key)) {
      const next = neighbour(shown, step, event.key);
      if (next !== null) focus(next);
    } else if (step !== undefined && event.key === 'Enter') shared.open(step);
    else if (step !== undefined && event.key === ' ') shared.select(step);
    else if (event.key === 'Escape') {
      if (searched !== null) setSearched(null);
      else if (selected !== null) onSelect?.(null);
      else return;
    } else if (event.target instanceof HTMLInputElement) return;
    else if (event.key === '/') setSearched(searched ?? '');
    else if (event.key === 'f') fit();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  useEffect(() => {
    if (searched !== null) field.current?.focus();
  }, [searched]);

  return (
    <Shared.Provider value={shared}>
      <div
        ref={box}
        className={`nbp-graph nbp-graph-${way ?? 'down'}`}
        role="region"
        aria-label={label}
        tabIndex={-1}
        onKeyDown={key}
        onPointerDownCapture={focusBox}
        {...(embedded && { 'data-lm-suppress-shortcuts': 'true' })}
      >
        {first && (
          <ReactFlow<CardNode, LineEdge>
            defaultViewport={first}
            nodes={plain ? NO_NODES : nodes}
            edges={plain ? NO_EDGES : edges}
            nodeTypes={nodeTypes}
            edgeTypes={edgeTypes}
            nodesDraggable={false}
            nodesConnectable={false}
            nodesFocusable={false}
            edgesFocusable={false}
            elementsSelectable={false}
            disableKeyboardA11y
            deleteKeyCode={null}
            selectionKeyCode={null}
            multiSelectionKeyCode={null}
            zoomActivationKeyCode={embedded ? ['Control', 'Meta'] : null}
            panActivationKeyCode={null}
            preventScrolling={!embedded}
            zoomOnScroll={!embedded}
            zoomOnDoubleClick={false}
            onlyRenderVisibleElements={large}
            minZoom={0.01}
            maxZoom={2}
            onMove={(event, viewport: Viewport) => {
              if (event) moved.current = true;
              marks.set({ level: levelOf(viewport.zoom) });
            }}
            onPaneClick={() => onSelect?.(null)}
            proOptions={{ hideAttribution: true }}
          >
            {plain && shown && <Overview shown={shown} />}
            {!plain && nodes.length > MAPPED && (
              <MiniMap
                pannable
                zoomable={!embedded}
                nodeComponent={MapCard}
                ariaLabel={trans.__('Map of the graph')}
                style={{ width: 120, height: 80 }}
              />
            )}
          </ReactFlow>
        )}
        <div className="nbp-graph-tools">
          {searched === null ? (
            <IconButton sign="search" label={trans.__('Search steps (/)')} onClick={() => setSearched('')} />
          ) : (
            <>
              {found && <span className="nbp-quiet">{trans._n('%1 step', '%1 steps', found.length)}</span>}
              <Search
                ref={field}
                value={searched}
                onChange={setSearched}
                label={trans.__('Search steps')}
                onEnter={() => found?.length && focus(found[0])}
                onEscape={() => {
                  setSearched(null);
                  if (marks.marked.current !== null) focus(marks.marked.current);
                }}
              />
            </>
          )}
          {tools}
          <IconButton sign="remove" label={trans.__('Zoom out')} onClick={() => void flow.zoomOut()} />
          <IconButton sign="add" label={trans.__('Zoom in')} onClick={() => void flow.zoomIn()} />
          <IconButton
            sign="fit"
            label={trans.__('Fit (f)')}
            onClick={() => {
              moved.current = false;
              fit();
            }}
          />
        </div>
      </div>
    </Shared.Provider>
  );
}

/** Steps whose name, title, type or description holds the text, in the graph's order. */
export function matches(shown: Layout, text: string): string[] {
  const wanted = text.trim().toLowerCase();
  if (!wanted) return [];
  return shown.cards
    .filter(({ node }) =>
      [node.name, node.title, node.type, node.description].some(word => word.toLowerCase().includes(wanted))
    )
    .map(card => card.node.name);
}

// A click beside the cards gives the graph the keyboard; React Flow's pane would take it from no one.
function focusBox(event: PointerEvent<HTMLDivElement>) {
  const target = event.target as HTMLElement;
  if (!target.closest('input,button,[data-step]')) event.currentTarget.focus({ preventScroll: true });
}

interface Sight {
  transform: [number, number, number];
  width: number;
  height: number;
}

/** Brings a card into sight, if it is not there whole. */
function reveal(
  card: Layout['cards'][number],
  sight: Sight,
  show: (center: { x: number; y: number; zoom: number }) => void
) {
  const [x, y, zoom] = sight.transform;
  const left = card.x * zoom + x;
  const top = card.y * zoom + y;
  const inside =
    left >= 0 &&
    top >= 0 &&
    left + card.width * zoom <= sight.width &&
    top + card.height * zoom <= sight.height;
  if (inside && zoom >= FAR) return;
  show({ x: card.x + card.width / 2, y: card.y + card.height / 2, zoom: Math.max(zoom, 2 * FAR) });
}

function nodeOf(placed: Layout['cards'][number], direction: Direction): CardNode {
  const { x, y, width, height } = placed;
  const down = direction === 'down';
  const [sourcePosition, targetPosition] = down
    ? [Position.Bottom, Position.Top]
    : [Position.Right, Position.Left];
  const handle = (type: 'source' | 'target') => ({
    type,
    position: type === 'source' ? sourcePosition : targetPosition,
    x: down ? width / 2 : type === 'source' ? width : 0,
    y: down ? (type === 'source' ? height : 0) : height / 2,
    width: 1,
    height: 1
  });
  return {
    sourcePosition,
    targetPosition,
    id: placed.node.name,
    type: 'card',
    position: { x, y },
    data: { placed },
    width,
    height,
    // Known beforehand, so that nothing is measured and edges are there at once, also to cards out of sight.
    measured: { width, height },
    handles: [handle('source'), handle('target')]
  };
}

function edgeOf(routed: Layout['edges'][number], direction: Direction): LineEdge {
  const { source, target } = routed.edge;
  return { id: routed.id, type: 'line', source, target, data: { routed, direction } };
}

const MapCard = memo(function MapCard({ id, x, y, width, height }: MiniMapNodeProps) {
  const { cards } = useContext(Shared);
  const status = useCard(cards, id)?.status ?? 'Pending';
  return (
    <rect
      className={`nbp-map-card nbp-is-${status.toLowerCase()}`}
      x={x}
      y={y}
      width={width}
      height={height}
      rx={4}
    />
  );
});
