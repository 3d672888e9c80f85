import { route } from '../api';
import { useAction, useTrans } from '../context';
import { Button, Duration, ErrorBox, Id, Space, StatusMark, Time, Toolbar } from '../kit';
import type { ExecutionRow, Started } from '../schema';

/** What runs, how it stands, how long it took, and Stop or Resume. */
export function ExecutionHeader({ execution }: { execution: ExecutionRow }) {
  const trans = useTrans();
  const { id, pipeline, version, status, started_at, started_by, seconds, steps, done } = execution;
  const runs = status === 'Executing' || status === 'Waiting' || status === 'Stopping';
  const stop = useAction((api, query) => api.post(route`executions/${id}/stop`, {}, query));
  const resume = useAction((api, query) => api.post<Started>(route`executions/${id}/resume`, {}, query));
  const error = stop.error ?? resume.error;
  return (
    <>
      <Toolbar label={trans.__('Execution of %1', pipeline)}>
        <h2 className="nbp-title">{pipeline}</h2>
        <span className="nbp-quiet" title={trans.__('Version of the pipeline')}>
          v{version}
        </span>
        <Id id={id} />
        <StatusMark status={status} />
        {runs && <span className="nbp-quiet nbp-number">{trans.__('%1 of %2 steps', done, steps)}</span>}
        <Duration seconds={seconds} since={started_at} running={runs} />
        <span className="nbp-quiet">
          <Time at={started_at} /> {started_by && trans.__('by %1', started_by)}
        </span>
        <Space />
        {runs && (
          <Button sign="stop" busy={stop.busy || status === 'Stopping'} onClick={() => void stop.run()}>
            {status === 'Stopping' ? trans.__('Stopping') : trans.__('Stop')}
          </Button>
        )}
        {(status === 'Failed' || status === 'Stopped') && (
          <Button
            sign="play"
            busy={resume.busy}
            title={trans.__('Run what failed or was not reached; results that are there stay')}
            onClick={() => void resume.run()}
          >
            {trans.__('Resume')}
          </Button>
        )}
      </Toolbar>
      {error && <ErrorBox error={error} />}
    </>
  );
}
