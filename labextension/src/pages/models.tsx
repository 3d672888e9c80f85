import '../../style/pages.css';
import { useHost, usePage, useTrans } from '../context';
import { ApprovalMark, Empty, Loaded, Table, Time } from '../kit';
import type { Column } from '../kit';
import type { GroupRow, Groups } from '../schema';
import type { Trans } from '../trans';

/** The groups of the model registry. */
export function ModelsView() {
  const trans = useTrans();
  const host = useHost();
  const page = usePage<Groups>('models', { limit: 100 });
  const opens = host.opens('model');
  return (
    <div className="nbp-view">
      <Loaded page={page}>
        {({ rows }) =>
          rows.length ? (
            <Table
              label={trans.__('Models')}
              columns={columns(trans)}
              rows={rows}
              id={row => row.name}
              onOpen={opens ? row => host.open({ kind: 'model', group: row.name }) : undefined}
            />
          ) : (
            <Empty
              title={trans.__('No models yet')}
              command="%%step register --type Register --model model --group churn"
            >
              {trans.__('A model gets here when a pipeline registers it. Add a step such as:')}
            </Empty>
          )
        }
      </Loaded>
    </div>
  );
}

function columns(trans: Trans): Column<GroupRow>[] {
  return [
    { id: 'name', title: trans.__('Model'), by: row => row.name, render: row => row.name },
    {
      id: 'versions',
      title: trans.__('Versions'),
      by: row => row.versions,
      align: 'end',
      width: '80px',
      render: row => row.versions
    },
    {
      id: 'champion',
      title: trans.__('Champion'),
      width: '90px',
      render: row => (row.champion ? `v${row.champion.version}` : '–')
    },
    {
      id: 'status',
      title: trans.__('Newest'),
      width: '190px',
      render: row => row.latest && <ApprovalMark status={row.latest.status} />
    },
    {
      id: 'made',
      title: trans.__('Registered'),
      by: row => row.latest?.created_at ?? null,
      width: '110px',
      render: row => <Time at={row.latest?.created_at ?? null} />
    }
  ];
}
