import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { ApiError, route } from '../api';
import { useAction, useTrans } from '../context';
import { ApprovalMark, Button, ErrorBox, Icon, Time } from '../kit';
import type { ApprovalRecord, VersionPage } from '../schema';
import { body, draft, meanwhile, ready } from './deciding';
import type { Draft, Verdict } from './deciding';

export interface DecideProps {
  page: VersionPage;
  verdict: Verdict;
  /** A rule is not met, as is said beside it: it would be refused. */
  refused?: boolean;
  /** The page is to be asked for again. */
  again: () => void;
  onClose: () => void;
  /** What the decision is about, shown beside it. */
  children: ReactNode;
}

/** Approve or reject with a comment, the evidence beside it. Nobody decides without having seen the last decision. */
export function Decide({ page, verdict, refused = false, again, onClose, children }: DecideProps) {
  const trans = useTrans();
  const id = useId();
  const [begun, setDraft] = useState<Draft>(() => draft(verdict, page));
  const mine: Draft = { ...begun, verdict };
  const { group, version } = page.row;
  const send = useAction(async (api, query, decided: Draft) => {
    try {
      await api.post<VersionPage>(route`models/${group}/${version}/approval`, body(decided), query);
    } catch (error) {
      // Somebody was quicker: what they did is on the page once it comes anew.
      if (error instanceof ApiError && error.status === 409) again();
      throw error;
    }
    again();
  });
  const other = send.busy ? null : meanwhile(mine, page);
  const approves = verdict === 'Approved';
  return (
    <section className="nbp-decide" aria-labelledby={`${id}-title`}>
      <form
        onSubmit={event => {
          event.preventDefault();
          if (ready(mine, page) && !refused) void send.run(mine).then(done => done && onClose());
        }}
      >
        <h3 id={`${id}-title`}>
          {approves
            ? trans.__('Approve %1, version %2', group, version)
            : trans.__('Reject %1, version %2', group, version)}
        </h3>
        {other ? <Meanwhile record={other} /> : send.error && <ErrorBox error={send.error} />}
        <label htmlFor={`${id}-comment`}>{trans.__('Comment')}</label>
        <textarea
          id={`${id}-comment`}
          rows={3}
          required
          autoFocus
          value={begun.comment}
          aria-describedby={`${id}-help`}
          placeholder={
            approves
              ? trans.__('Why it may be used')
              : trans.__('Why it must not be used, and what is missing')
          }
          onChange={event => setDraft({ ...begun, comment: event.target.value })}
          onKeyDown={event => {
            if (event.key === 'Escape') onClose();
            event.stopPropagation();
          }}
        />
        <p id={`${id}-help`} className="nbp-quiet">
          {trans.__('Required: it is kept with the decision, your name and the time.')}
        </p>
        <div className="nbp-decide-buttons">
          {other ? (
            <Button look="accept" onClick={() => setDraft({ ...begun, seen: page.decision })}>
              {trans.__('I have seen it, decide anyway')}
            </Button>
          ) : (
            <button
              type="submit"
              className={`nbp-button nbp-button-${approves ? 'accept' : 'warn'}`}
              disabled={send.busy || refused || !ready(mine, page)}
              title={refused ? trans.__('A rule is not met: see beside') : undefined}
              aria-busy={send.busy || undefined}
            >
              {approves ? trans.__('Approve') : trans.__('Reject')}
            </button>
          )}
          <Button onClick={onClose}>{other ? trans.__('Leave it so') : trans.__('Cancel')}</Button>
        </div>
      </form>
      <div className="nbp-decide-evidence">{children}</div>
    </section>
  );
}

/** Said aloud: what somebody else decided while this page was open. */
function Meanwhile({ record }: { record: ApprovalRecord }) {
  const trans = useTrans();
  return (
    <div className="nbp-notice" role="alert">
      <Icon sign="warning" />
      <div>
        <p>
          <strong>{trans.__('Somebody decided meanwhile')}</strong>
        </p>
        <p>
          <ApprovalMark status={record.status} /> {trans.__('by %1', record.by)} <Time at={record.at} />
        </p>
        {record.comment && <blockquote>{record.comment}</blockquote>}
      </div>
    </div>
  );
}
