import '../../style/pages.css';
import { useHost, usePage, useTrans } from '../context';
import { Duration, Empty, Id, Loaded, StatusMark, Table, Time } from '../kit';
import type { Column } from '../kit';
import type { ExecutionRow, Executions } from '../schema';
import type { Trans } from '../trans';

/** Executions from the newest to the oldest. */
export function ExecutionsView({ pipeline }: { pipeline?: string }) {
  const trans = useTrans();
  const host = useHost();
  const page = usePage<Executions>('executions', { pipeline, limit: 100 });
  return (
    <div className="nbp-view">
      <Loaded page={page}>
        {({ rows }) =>
          rows.length ? (
            <Table
              label={trans.__('Executions')}
              columns={columns(trans)}
              rows={rows}
              id={row => row.id}
              onOpen={row => host.open({ kind: 'execution', id: row.id })}
            />
          ) : (
            <Empty title={trans.__('No executions yet')} command="%pipeline run">
              {trans.__('An execution is one run of a pipeline. Start one in its notebook:')}
            </Empty>
          )
        }
      </Loaded>
    </div>
  );
}

function columns(trans: Trans): Column<ExecutionRow>[] {
  return [
    {
      id: 'status',
      title: trans.__('Status'),
      by: row => row.status,
      width: '120px',
      render: row => <StatusMark status={row.status} />
    },
    {
      id: 'pipeline',
      title: trans.__('Pipeline'),
      by: row => row.pipeline,
      render: row => `${row.pipeline} v${row.version}`
    },
    { id: 'id', title: trans.__('Execution'), width: '90px', render: row => <Id id={row.id} /> },
    {
      id: 'steps',
      title: trans.__('Steps'),
      by: row => row.done,
      align: 'end',
      width: '80px',
      render: row => <span className="nbp-number">{`${row.done} / ${row.steps}`}</span>
    },
    {
      id: 'took',
      title: trans.__('Took'),
      by: row => row.seconds,
      align: 'end',
      width: '100px',
      render: row => <Duration seconds={row.seconds} since={row.started_at} running={row.ended_at === null} />
    },
    {
      id: 'started',
      title: trans.__('Started'),
      by: row => row.started_at,
      width: '110px',
      render: row => <Time at={row.started_at} />
    },
    {
      id: 'by',
      title: trans.__('By'),
      by: row => row.started_by,
      width: '90px',
      render: row => row.started_by
    }
  ];
}
