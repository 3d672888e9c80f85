import { Handle, Position, ReactFlow, ReactFlowProvider, useReactFlow, useStoreApi } from '@xyflow/react';
import type { Edge as FlowEdge, EdgeProps, Node as FlowNode, NodeProps } from '@xyflow/react';
import '@xyflow/react/dist/base.css';
import { createContext, memo, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { useHost, useTrans } from '../context';
import { layout, neighbour, pathOf } from '../graph';
import type { Layout, Placed, Routed } from '../graph';
import { IconButton } from '../kit';
import type { LineageNode, LineagePage } from '../schema';
import { KindIcon, detailWord, kindWord } from './kinds';
import { drawn, reach, stands } from './reach';
import type { Reach } from './reach';

type ThingNode = FlowNode<{ placed: Placed; thing: LineageNode }, 'thing'>;
type WayEdge = FlowEdge<{ routed: Routed }, 'way'>;

interface SharedByThings {
  focus: string;
  selected: string;
  current: string;
  reached: Reach;
  select: (id: string) => void;
  open: (id: string) => void;
}

const Shared = createContext<SharedByThings>({
  focus: '',
  selected: '',
  current: '',
  reached: { past: new Map(), future: new Map() },
  select: () => undefined,
  open: () => undefined
});

const nodeTypes = { thing: memo(Thing) };
const edgeTypes = { way: memo(Way) };
const KEYS = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'];
// From this many things on only those in sight are drawn.
const LARGE = 150;
// Smaller than this and text cannot be read: then not everything is in sight.
const READABLE = 0.75;
// Room around everything, px.
const ROOM = 24;

export interface LineageGraphProps {
  page: LineagePage;
  label: string;
  selected: string;
  onSelect: (id: string) => void;
  onOpen: (id: string) => void;
}

/** The lineage from the left to the right; the selected thing in the middle, its past and its future highlighted. */
export function LineageGraph(props: LineageGraphProps) {
  return (
    <ReactFlowProvider>
      <Inside {...props} />
    </ReactFlowProvider>
  );
}

function Inside({ page, label, selected, onSelect, onOpen }: LineageGraphProps) {
  const trans = useTrans();
  const { embedded } = useHost();
  const flow = useReactFlow<ThingNode, WayEdge>();
  const store = useStoreApi();
  const box = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState(selected);
  const { focus } = page;
  // A page that is asked for again brings the same things: they stay where they are.
  const shape = JSON.stringify([page.focus, page.nodes, page.edges]);
  const [shown, nodes, edges] = useMemo(() => {
    const [at, things, links] = JSON.parse(shape) as [string, LineageNode[], LineagePage['edges']];
    const placed = layout(drawn({ focus: at, nodes: things, edges: links }), 'right');
    const byId = new Map(things.map(thing => [thing.id, thing]));
    return [
      placed,
      placed.cards.flatMap(card => {
        const thing = byId.get(card.node.name);
        return thing ? [nodeOf(card, thing)] : [];
      }),
      placed.edges.map(edgeOf)
    ] as const;
  }, [shape]);
  const reached = useMemo(() => reach(page.edges, selected), [page.edges, selected]);

  const centre = useCallback(
    (id: string) => {
      const card = shown.cards.find(each => each.node.name === id);
      const { width, height } = store.getState();
      if (!card || !width || !height) return;
      const { x, y, zoom } = sight(shown, card, width, height);
      void flow.setCenter(x, y, { zoom, duration: 0 });
    },
    [flow, shown, store]
  );
  useEffect(() => {
    setCurrent(selected);
    const frame = requestAnimationFrame(() => centre(selected));
    return () => cancelAnimationFrame(frame);
  }, [centre, selected]);
  useEffect(() => {
    if (!box.current) return undefined;
    const observer = new ResizeObserver(() => requestAnimationFrame(() => centre(selected)));
    observer.observe(box.current);
    return () => observer.disconnect();
  }, [centre, selected]);

  const shared = useMemo(
    () => ({ focus, selected, current, reached, select: onSelect, open: onOpen }),
    [focus, selected, current, reached, onSelect, onOpen]
  );
  const key = (event: KeyboardEvent) => {
    const id = event.target instanceof HTMLElement ? event.target.dataset.thing : undefined;
    if (event.ctrlKey || event.metaKey || event.altKey || id === undefined) return;
    if (KEYS.includes(event.key)) {
      const next = neighbour(shown, id, event.key);
      if (next !== null) {
        setCurrent(next);
        centre(next);
        requestAnimationFrame(() =>
          requestAnimationFrame(() =>
            box.current
              ?.querySelector<HTMLElement>(`[data-thing="${CSS.escape(next)}"]`)
              ?.focus({ preventScroll: true })
          )
        );
      }
    } else if (event.key === 'Enter') onOpen(id);
    else if (event.key === ' ') onSelect(id);
    else if (event.key === 'Escape' && selected !== focus) onSelect(focus);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <Shared.Provider value={shared}>
      <div
        ref={box}
        className="nbp-lineage-graph"
        role="region"
        aria-label={label}
        tabIndex={-1}
        onKeyDown={key}
        {...(embedded && { 'data-lm-suppress-shortcuts': 'true' })}
      >
        <ReactFlow<ThingNode, WayEdge>
          nodes={nodes}
          edges={edges}
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
          onlyRenderVisibleElements={nodes.length > LARGE}
          minZoom={0.05}
          maxZoom={2}
          proOptions={{ hideAttribution: true }}
        />
        <div className="nbp-lineage-tools">
          <IconButton sign="remove" label={trans.__('Zoom out')} onClick={() => void flow.zoomOut()} />
          <IconButton sign="add" label={trans.__('Zoom in')} onClick={() => void flow.zoomIn()} />
          <IconButton
            sign="fit"
            label={trans.__('Show all')}
            onClick={() => void flow.fitView({ padding: 0.06, maxZoom: 1, duration: 0 })}
          />
        </div>
      </div>
    </Shared.Provider>
  );
}

/**
 * What is looked at: everything where it can be read so; else the card is in the middle, or nearer to the end of the
 * graph that it stands at, as beyond there is nothing to see.
 */
export function sight(
  { width, height }: Pick<Layout, 'width' | 'height'>,
  card: Pick<Placed, 'x' | 'y' | 'width' | 'height'>,
  wide: number,
  high: number
): { x: number; y: number; zoom: number } {
  const whole = Math.min(wide / (width + 2 * ROOM), high / (height + 2 * ROOM));
  const zoom = Math.min(1, Math.max(READABLE, whole));
  const within = (at: number, size: number, room: number) => {
    const half = room / zoom / 2;
    return size + 2 * ROOM <= 2 * half ? size / 2 : Math.min(size + ROOM - half, Math.max(half - ROOM, at));
  };
  return {
    x: within(card.x + card.width / 2, width, wide),
    y: within(card.y + card.height / 2, height, high),
    zoom
  };
}

function Thing({ data: { placed, thing } }: NodeProps<ThingNode>) {
  const { focus, selected, current, reached, select, open } = useContext(Shared);
  const trans = useTrans();
  const { id, kind, label } = thing;
  const about = detailWord(trans, thing);
  const side = stands(reached, id, selected);
  const words = {
    self: trans.__('selected'),
    past: trans.__('it was made from this'),
    future: trans.__('this came of it'),
    beside: ''
  }[side];
  return (
    <>
      {/* Where edges end: React Flow finds them in the page. */}
      <Handle type="target" position={Position.Left} isConnectable={false} />
      <Handle type="source" position={Position.Right} isConnectable={false} />
      <div
        className={`nbp-thing nbp-thing-${side} nbp-thing-${kind}${id === focus ? ' nbp-thing-focus' : ''}`}
        style={{ width: placed.width, height: placed.height }}
        role="button"
        tabIndex={id === current ? 0 : -1}
        aria-pressed={side === 'self'}
        data-thing={id}
        title={[kindWord(trans, kind), label, about].filter(Boolean).join('\n')}
        onClick={() => select(id)}
        onDoubleClick={() => open(id)}
      >
        <KindIcon kind={kind} />
        <span className="nbp-thing-text">
          <span className="nbp-thing-label">{label}</span>
          <span className="nbp-thing-detail">{about || kindWord(trans, kind)}</span>
        </span>
        <span className="nbp-hidden">
          {about && kindWord(trans, kind)} {words}
        </span>
      </div>
    </>
  );
}

function Way({ data }: EdgeProps<WayEdge>) {
  const { selected, reached } = useContext(Shared);
  if (!data) return null;
  const { edge, points } = data.routed;
  const within = (side: ReadonlyMap<string, number>) =>
    [edge.source, edge.target].every(id => id === selected || side.has(id));
  const near = within(reached.past) || within(reached.future);
  const end = points[points.length - 1];
  return (
    <g className={near ? 'nbp-way nbp-way-near' : 'nbp-way'}>
      <path d={pathOf(points, 'right')} />
      <path d={`M${end.x - 6} ${end.y - 3.5}L${end.x} ${end.y}L${end.x - 6} ${end.y + 3.5}`} />
    </g>
  );
}

function nodeOf(placed: Placed, thing: LineageNode): ThingNode {
  const { x, y, width, height } = placed;
  return {
    id: thing.id,
    type: 'thing',
    position: { x, y },
    data: { placed, thing },
    width,
    height,
    // Known beforehand: nothing waits for being measured.
    measured: { width, height }
  };
}

function edgeOf(routed: Routed): WayEdge {
  const { source, target } = routed.edge;
  return { id: routed.id, type: 'way', source, target, data: { routed } };
}
