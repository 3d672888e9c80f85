import { useTrans } from '../../context';
import { Bytes, Duration, Empty, Fold, Link, StatusMark, Terminal, Time } from '../../kit';
import type { Attempt } from '../../schema';
import type { StepTabProps } from '../inspector';
import { FailureBox, Facts } from '../parts';

/** Every try of the step, the newest first: how long, where, and how it ended. */
export function Attempts({ page, execution, notebook }: StepTabProps) {
  const trans = useTrans();
  const { attempts, card, cached_from } = page;
  if (!attempts.length) {
    return (
      <Empty title={trans.__('It was not run')}>
        {cached_from !== null ? (
          <>
            {trans.__('Its result was taken from')}{' '}
            <Link to={{ kind: 'execution', id: cached_from, step: card.step }}>
              {trans.__('execution %1', cached_from.slice(0, 8))}
            </Link>
          </>
        ) : (
          card.detail
        )}
      </Empty>
    );
  }
  return (
    <div className="nbp-body">
      {[...attempts].reverse().map((attempt, i) => (
        <One
          key={attempt.number}
          attempt={attempt}
          newest={i === 0}
          page={page}
          execution={execution}
          notebook={notebook}
        />
      ))}
    </div>
  );
}

type OneProps = Pick<StepTabProps, 'page' | 'execution' | 'notebook'> & { attempt: Attempt; newest: boolean };

function One({ attempt, newest, page, execution, notebook }: OneProps) {
  const trans = useTrans();
  const { number, status, started_at, ended_at, host, pid, seconds, cpu_seconds, max_rss, failure } = attempt;
  return (
    <section className="nbp-attempt" aria-label={trans.__('Attempt %1', number)}>
      <div className="nbp-cell-head">
        <h4>{trans.__('Attempt %1', number)}</h4>
        <StatusMark status={status} />
      </div>
      <Facts
        facts={[
          [trans.__('Started'), started_at && <Time at={started_at} />],
          [
            trans.__('Took'),
            started_at && <Duration seconds={seconds} since={started_at} running={ended_at === null} />
          ],
          [trans.__('Processor time'), cpu_seconds !== null && <Duration seconds={cpu_seconds} />],
          [trans.__('Most memory'), max_rss !== null && <Bytes size={max_rss} />],
          [trans.__('Host'), host],
          [trans.__('Process'), pid],
          [trans.__('Ended with'), failure?.type]
        ]}
      />
      {failure && <FailureBox failure={failure} notebook={notebook} page={page} execution={execution} />}
      {failure?.traceback && (
        <Fold title={trans.__('Traceback')} open={newest}>
          <div className="nbp-traceback" tabIndex={0} role="region" aria-label={trans.__('Traceback')}>
            <Terminal text={failure.traceback} />
          </div>
        </Fold>
      )}
    </section>
  );
}
