import { useCallback, useContext } from 'react';
import { useTrans } from '../context';
import { IconButton, StatusIcon } from '../kit';
import type { StepCard } from '../schema';
import { Shared, jobsOf, useMarked } from './cards';

interface JobsOfProps {
  name: string;
  card: Pick<StepCard, 'jobs'>;
  /** Seen from farther: small text cannot be read. */
  large: boolean;
}

/** The jobs of a Map or a Tuning on its card: `37 / 100`, and below it the jobs themselves where it is opened. */
export function JobsOf({ name, card, large }: JobsOfProps) {
  const { opened, toggle, jobs } = useContext(Shared);
  const trans = useTrans();
  const current = useMarked(marked => marked.current === name);
  const { total, done, failed } = jobsOf(card);
  const open = jobs !== null && opened.has(name);
  const close = useCallback(() => toggle(name), [toggle, name]);
  return (
    <>
      <span className="nbp-card-count" hidden={large}>
        {failed > 0 && (
          <span className="nbp-card-failed" title={trans._n('%1 failed', '%1 failed', failed)}>
            <StatusIcon status="Failed" size={11} silent /> {failed}
          </span>
        )}
        <span className="nbp-number">
          {done} / {total}
        </span>
        {jobs && (
          <IconButton
            sign={open ? 'up' : 'down'}
            tabIndex={current ? 0 : -1}
            label={open ? trans.__('Hide the jobs of %1', name) : trans.__('Show the jobs of %1', name)}
            aria-expanded={open}
            onClick={close}
          />
        )}
      </span>
      {open && <div className="nbp-card-jobs">{jobs(name, total, close)}</div>}
    </>
  );
}
