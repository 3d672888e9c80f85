import { useCallback, useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import '../../style/lineage.css';
import '../../style/pages.css';
import { useHost, usePage, useTrans } from '../context';
import { Button, Empty, IconButton, Link, Loaded, Select, Space, Table, Toolbar } from '../kit';
import type { Column } from '../kit';
import type { LineageNode, LineagePage } from '../schema';
import type { Trans } from '../trans';
import { LineageGraph } from './lineage-graph';
import { KindIcon, detailWord, kindWord } from './kinds';
import { opensOf } from './opens';
import { models, plain, reach, stands } from './reach';
import { InStore } from './stores';

export interface LineageProps {
  /** What it is the lineage of, as `nbpipe lineage` takes it: attrition:3, latest/train.model, a file, a digest. */
  of: string;
  /** Another thing is asked about now. */
  onOf?: (of: string) => void;
}

type Direction = 'both' | 'up' | 'down';

const DEPTHS = ['1', '2', '3', '5', '8', '12', '20', '50'] as const;

/** What a thing was made from and what came of it. */
export function LineageView(props: LineageProps) {
  return <InStore>{choice => <Asked {...props}>{choice}</Asked>}</InStore>;
}

function Asked({ of: given, onOf, children }: LineageProps & { children: ReactNode }) {
  const trans = useTrans();
  const [of, setOf] = useState(given);
  const [typed, setTyped] = useState(given);
  const [depth, setDepth] = useState<(typeof DEPTHS)[number]>('8');
  const [direction, setDirection] = useState<Direction>('both');
  const [table, setTable] = useState(false);
  const [settings, setSettings] = useState(false);
  const go = useCallback(
    (next: string) => {
      setOf(next);
      setTyped(next);
      if (next !== given) onOf?.(next);
    },
    [given, onOf]
  );
  useEffect(() => {
    setOf(given);
    setTyped(given);
  }, [given]);
  const page = usePage<LineagePage>(of ? 'lineage' : null, { ref: of, direction, depth });
  return (
    <div className="nbp-view">
      <Toolbar label={trans.__('Lineage')}>
        <form
          className="nbp-lineage-of"
          onSubmit={event => {
            event.preventDefault();
            go(typed.trim());
          }}
        >
          <label>
            {trans.__('Lineage of')}{' '}
            <input
              value={typed}
              spellCheck={false}
              placeholder="attrition:3, data/hr.csv, latest/train.model"
              title={trans.__('A model version, a file, an output of a step, or a digest')}
              onChange={event => setTyped(event.target.value)}
              onKeyDown={event => event.stopPropagation()}
            />
          </label>
          <button type="submit" className="nbp-button nbp-button-plain" disabled={!typed.trim()}>
            {trans.__('Show')}
          </button>
        </form>
        {children}
        <Space />
        <label className="nbp-mark">
          <input type="checkbox" checked={settings} onChange={event => setSettings(event.target.checked)} />
          {trans.__('Parameters and code')}
        </label>
        <Select<Direction>
          label={trans.__('Direction')}
          value={direction}
          options={[
            ['both', trans.__('Past and future')],
            ['up', trans.__('Past only')],
            ['down', trans.__('Future only')]
          ]}
          onChange={setDirection}
        />
        <Select
          label={trans.__('How far')}
          value={depth}
          options={DEPTHS.map(each => [
            each,
            trans._n('Up to %1 link away', 'Up to %1 links away', Number(each))
          ])}
          onChange={setDepth}
        />
        <IconButton
          sign="branches"
          label={trans.__('As a graph')}
          pressed={!table}
          onClick={() => setTable(false)}
        />
        <IconButton
          sign="list"
          label={trans.__('As a table')}
          pressed={table}
          onClick={() => setTable(true)}
        />
      </Toolbar>
      {of ? (
        <Loaded page={page}>
          {data => (
            <Shown
              key={data.focus}
              page={settings ? data : plain(data)}
              table={table}
              depth={depth}
              onGo={go}
            />
          )}
        </Loaded>
      ) : (
        <Empty title={trans.__('Where did it come from, and where did it go?')}>
          {trans.__('Type what you want to know about: a model version, a file, an output of a step.')}
        </Empty>
      )}
    </div>
  );
}

interface ShownProps {
  page: LineagePage;
  table: boolean;
  depth: string;
  onGo: (of: string) => void;
}

function Shown({ page, table, depth, onGo }: ShownProps) {
  const trans = useTrans();
  const host = useHost();
  const { focus, nodes, edges, cut } = page;
  const byId = useMemo(() => new Map(nodes.map(node => [node.id, node])), [nodes]);
  const [chosen, setChosen] = useState(focus);
  const selected = byId.has(chosen) ? chosen : focus;
  const thing = byId.get(selected);
  const reached = useMemo(() => models({ nodes, edges }, selected), [nodes, edges, selected]);
  const open = useCallback(
    (id: string) => {
      const node = byId.get(id);
      const to = node && opensOf(node);
      if (to && host.opens(to.kind)) host.open(to);
      else setChosen(id);
    },
    [byId, host]
  );
  return (
    <>
      {cut && (
        <p className="nbp-lineage-cut" role="status">
          {trans.__(
            'There is more than is shown: it is more than %1 links away, or there are very many. Look farther, or in one direction only.',
            depth
          )}
        </p>
      )}
      {thing && (
        <div className="nbp-lineage-thing" role="group" aria-label={trans.__('Selected')}>
          <KindIcon kind={thing.kind} />
          <span className="nbp-quiet">{kindWord(trans, thing.kind)}</span>
          <strong title={thing.id}>{thing.label}</strong>
          <span className="nbp-quiet">{detailWord(trans, thing)}</span>
          <Open node={thing} />
          {selected !== focus && (
            <Button onClick={() => onGo(selected)}>{trans.__('Show its whole lineage')}</Button>
          )}
          <span className="nbp-lineage-models">
            {reached.length > 0 ? (
              <>
                {trans._n('Reached %1 model:', 'Reached %1 models:', reached.length)}{' '}
                {reached.slice(0, 8).map(node => {
                  const to = opensOf(node);
                  return to ? (
                    <Link key={node.id} to={to} title={node.detail}>
                      {node.label}
                    </Link>
                  ) : (
                    <span key={node.id}>{node.label}</span>
                  );
                })}
                {reached.length > 8 && ` +${reached.length - 8}`}
              </>
            ) : (
              thing.kind !== 'model' && (
                <span className="nbp-quiet">{trans.__('Reached no model that is shown')}</span>
              )
            )}
          </span>
        </div>
      )}
      {nodes.length < 2 ? (
        <Empty title={trans.__('Nothing is recorded before or after this')} />
      ) : table ? (
        <Things page={page} selected={selected} onSelect={setChosen} />
      ) : (
        <LineageGraph
          page={page}
          label={trans.__('Lineage of %1', byId.get(focus)?.label ?? focus)}
          selected={selected}
          onSelect={setChosen}
          onOpen={open}
        />
      )}
    </>
  );
}

function Open({ node }: { node: LineageNode }) {
  const trans = useTrans();
  const host = useHost();
  const to = opensOf(node);
  if (!to || !host.opens(to.kind)) return null;
  return (
    <Button sign="open" onClick={() => host.open(to)}>
      {trans.__('Open')}
    </Button>
  );
}

interface Line extends LineageNode {
  place: number;
  from: string;
}

/** The same as a table, for those who read rather than look. */
function Things({
  page: { nodes, edges },
  selected,
  onSelect
}: {
  page: LineagePage;
  selected: string;
  onSelect: (id: string) => void;
}) {
  const trans = useTrans();
  const rows = useMemo(() => lines(nodes, edges, selected), [nodes, edges, selected]);
  return (
    <Table
      label={trans.__('Lineage')}
      columns={columns(trans)}
      rows={rows}
      id={row => row.id}
      current={selected}
      onOpen={row => onSelect(row.id)}
    />
  );
}

/** A line a thing: the farthest past first, then the selected one, then the future; what is in neither at the end. */
export function lines(
  nodes: readonly LineageNode[],
  edges: readonly { source: string; target: string; type: string }[],
  selected: string
): Line[] {
  const reached = reach(edges, selected);
  const label = new Map(nodes.map(node => [node.id, node.label]));
  return nodes
    .map(node => {
      const side = stands(reached, node.id, selected);
      const place = {
        self: 0,
        past: -(reached.past.get(node.id) ?? 0),
        future: reached.future.get(node.id) ?? 0,
        beside: NaN
      }[side];
      const from = edges.filter(edge => edge.target === node.id).map(edge => label.get(edge.source));
      return { ...node, place, from: [...new Set(from)].filter(Boolean).join(', ') };
    })
    .sort((a, b) => order(a.place) - order(b.place));
}

const order = (place: number) => (Number.isNaN(place) ? Infinity : place);

function columns(trans: Trans): Column<Line>[] {
  const where = ({ place }: Line) =>
    Number.isNaN(place)
      ? trans.__('beside')
      : place === 0
        ? trans.__('selected')
        : place < 0
          ? trans.__('%1 before', -place)
          : trans.__('%1 after', place);
  return [
    {
      id: 'place',
      title: trans.__('Where'),
      by: row => (Number.isNaN(row.place) ? null : row.place),
      width: '96px',
      render: where
    },
    {
      id: 'kind',
      title: trans.__('Kind'),
      by: row => row.kind,
      width: '104px',
      render: row => (
        <span className="nbp-mark">
          <KindIcon kind={row.kind} />
          {kindWord(trans, row.kind)}
        </span>
      )
    },
    {
      id: 'label',
      title: trans.__('Name'),
      by: row => row.label,
      render: row => {
        const to = opensOf(row);
        return to ? (
          <Link to={to} title={row.id}>
            {row.label}
          </Link>
        ) : (
          <span title={row.id}>{row.label}</span>
        );
      }
    },
    {
      id: 'detail',
      title: trans.__('Detail'),
      by: row => row.detail,
      width: '20%',
      render: row => detailWord(trans, row)
    },
    {
      id: 'from',
      title: trans.__('Made from'),
      width: '32%',
      render: row => <span title={row.from}>{row.from}</span>
    }
  ];
}
