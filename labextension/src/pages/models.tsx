import { useState } from 'react';
import type { ReactNode } from 'react';
import '../../style/pages.css';
import '../../style/registry.css';
import { useHost, useTrans } from '../context';
import {
  ApprovalMark,
  Empty,
  ErrorBox,
  Link,
  Search,
  Spinner,
  StatusIcon,
  Table,
  Time,
  Toolbar
} from '../kit';
import type { Column } from '../kit';
import type { GroupRow, Groups } from '../schema';
import type { Trans } from '../trans';
import { digits } from '../words';
import { useChain, useSettled } from './chain';
import { EndpointList } from './endpoints';
import { InStore } from './stores';

/** The groups of the model registry: which version is in use, and where somebody has to decide. */
export function ModelsView() {
  return <InStore>{choice => <List>{choice}</List>}</InStore>;
}

function List({ children }: { children: ReactNode }) {
  const trans = useTrans();
  const host = useHost();
  const [search, setSearch] = useState('');
  const settled = useSettled(search.trim());
  const list = useChain<Groups>('models', { search: settled }, 'after');
  const rows = list.pages?.flatMap(page => page.rows) ?? null;
  return (
    <div className="nbp-view">
      <Toolbar label={trans.__('Models')}>
        <Search value={search} onChange={setSearch} label={trans.__('Search models')} />
        {children}
      </Toolbar>
      <EndpointList />
      {list.error && <ErrorBox error={list.error} onRetry={list.again} />}
      {rows === null ? (
        list.loading && <Spinner />
      ) : rows.length ? (
        <Table
          label={trans.__('Models')}
          columns={columns(trans)}
          rows={rows}
          id={row => row.name}
          onOpen={host.opens('model') ? row => host.open({ kind: 'model', group: row.name }) : undefined}
          onMore={list.more}
        />
      ) : settled ? (
        <Empty title={trans.__('No model is called %1', settled)} />
      ) : (
        <Empty
          title={trans.__('No models yet')}
          command="%%step register --type Register --model model --group churn"
        >
          {trans.__('A model gets here when a pipeline registers it. Add a step such as:')}
        </Empty>
      )}
    </div>
  );
}

/** The champion's version and its first metric. */
function Champion({ row }: { row: GroupRow }) {
  const { champion } = row;
  if (!champion) return <span className="nbp-quiet">–</span>;
  const metric = Object.entries(champion.metrics).at(0);
  return (
    <>
      <Link to={{ kind: 'model', group: row.name, version: champion.version }}>v{champion.version}</Link>
      {metric && (
        <span className="nbp-quiet nbp-number" title={String(metric[1])}>
          {' '}
          {metric[0]} {digits(metric[1])}
        </span>
      )}
    </>
  );
}

function columns(trans: Trans): Column<GroupRow>[] {
  return [
    {
      id: 'name',
      title: trans.__('Model'),
      by: row => row.name,
      render: row => <span title={row.description || row.name}>{row.name}</span>
    },
    {
      id: 'waiting',
      title: trans.__('To decide'),
      by: row => row.waiting,
      width: '92px',
      render: row =>
        row.waiting > 0 && (
          <span
            className="nbp-mark"
            title={trans._n('%1 version waits for approval', '%1 versions wait for approval', row.waiting)}
          >
            <StatusIcon status="Waiting" type="Callback" silent />
            {row.waiting}
          </span>
        )
    },
    {
      id: 'champion',
      title: trans.__('Champion'),
      by: row => row.champion?.version ?? null,
      render: row => <Champion row={row} />
    },
    {
      id: 'latest',
      title: trans.__('Newest'),
      render: row =>
        row.latest && (
          <span className="nbp-inline">
            <Link to={{ kind: 'model', group: row.name, version: row.latest.version }}>
              v{row.latest.version}
            </Link>
            <ApprovalMark status={row.latest.status} />
          </span>
        )
    },
    {
      id: 'made',
      title: trans.__('Registered'),
      by: row => row.latest?.created_at ?? null,
      width: '112px',
      render: row => <Time at={row.latest?.created_at ?? null} />
    },
    {
      id: 'versions',
      title: trans.__('Versions'),
      by: row => row.versions,
      align: 'end',
      width: '80px',
      render: row => row.versions
    }
  ];
}
