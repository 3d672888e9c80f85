import { ViewportPortal } from '@xyflow/react';
import { memo, useContext } from 'react';
import { useTrans } from '../context';
import { NOT_YET, spoken } from './card';
import { Shared, useCard, useMarked } from './cards';
import { pathOf } from './layout';
import type { Layout, Placed } from './layout';

/**
 * A large graph seen from far: every card a coloured box with its name, all edges one path. React Flow needs a
 * millisecond for each of its nodes and edges, which a graph of thousands would make one wait for.
 */
export const Overview = memo(function Overview({ shown }: { shown: Layout }) {
  return (
    <ViewportPortal>
      <svg className="nbp-far-edges" width={1} height={1} aria-hidden>
        <path d={shown.edges.map(({ points }) => pathOf(points, shown.direction)).join('')} />
      </svg>
      {shown.cards.map(placed => (
        <FarCard key={placed.node.name} placed={placed} />
      ))}
    </ViewportPortal>
  );
});

const FarCard = memo(function FarCard({ placed }: { placed: Placed }) {
  const { cards, select, open } = useContext(Shared);
  const trans = useTrans();
  const { node, x, y, width, height } = placed;
  const card = useCard(cards, node.name) ?? NOT_YET;
  const state = useMarked(({ selected, current, found }) =>
    [
      selected === node.name && 'nbp-selected',
      current === node.name && 'nbp-current',
      found?.has(node.name) === false && 'nbp-dim'
    ]
      .filter(Boolean)
      .join(' ')
  );
  return (
    <div
      className={`nbp-card nbp-card-face nbp-far nbp-is-${card.status.toLowerCase()} ${state}`}
      style={{ transform: `translate(${x}px, ${y}px)`, width, height }}
      role="button"
      tabIndex={state.includes('nbp-current') ? 0 : -1}
      aria-pressed={state.includes('nbp-selected')}
      aria-label={spoken(trans, placed, card)}
      data-step={node.name}
      onClick={() => select(node.name)}
      onDoubleClick={() => open(node.name)}
    >
      {node.title || node.name}
    </div>
  );
});
