import { useId, useState } from 'react';
import '../../../style/version.css';
import { route } from '../../api';
import { useAction, useTrans } from '../../context';
import type { Used } from '../../context';
import { Button, ErrorBox, Time } from '../../kit';
import type { Finding, PolicyPage, VersionPage } from '../../schema';
import { Unmet } from './policy';

export interface StagesProps {
  page: VersionPage;
  policy: Used<PolicyPage>;
  /** Whether it can be moved, by whoever looks. */
  open: boolean;
  again: () => void;
}

/** The stage that a version is in, those that it may go to, with a comment, and how it came here. */
export function Stages({ page, policy, open, again }: StagesProps) {
  const trans = useTrans();
  const { row, stages } = page;
  const [to, setTo] = useState<string | null>(null);
  const data = policy.data;
  const now = row.stage ?? data?.stages.at(0)?.name ?? null;
  const following = data?.stages.find(stage => stage.name === now)?.next ?? [];
  const against = (name: string): readonly Finding[] =>
    data?.stages.find(stage => stage.name === name)?.unmet ?? [];
  return (
    <div className="nbp-stages">
      {policy.error && <ErrorBox error={policy.error} onRetry={policy.again} />}
      {data && <Way stages={data.stages.map(stage => stage.name)} now={now} />}
      {open && following.length > 0 && to === null && (
        <div className="nbp-ways" role="group" aria-label={trans.__('Move to another stage')}>
          {following.map(name => (
            <Button
              key={name}
              reason={against(name)
                .map(({ message, hint }) => [message, hint].filter(Boolean).join(': '))
                .join('\n')}
              onClick={() => setTo(name)}
            >
              {trans.__('To %1…', name)}
            </Button>
          ))}
        </div>
      )}
      {open &&
        to === null &&
        following.flatMap(name =>
          against(name).map((finding, i) => <Unmet key={`${name} ${i}`} finding={finding} />)
        )}
      {to !== null && (
        <Move
          page={page}
          to={to}
          needed={data?.comment ?? true}
          again={() => {
            again();
            policy.again();
          }}
          onClose={() => setTo(null)}
        />
      )}
      {stages.length > 0 && (
        <ol className="nbp-history" aria-label={trans.__('Moves')}>
          {[...stages].reverse().map((record, i) => (
            <li key={stages.length - i}>
              <strong>{record.stage}</strong>{' '}
              <span className="nbp-quiet">
                {trans.__('by %1', record.by)} <Time at={record.at} />
              </span>
              {record.comment && <blockquote>{record.comment}</blockquote>}
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}

/** All stages of the group in their order, the present one marked. */
function Way({ stages, now }: { stages: readonly string[]; now: string | null }) {
  const trans = useTrans();
  return (
    <ol className="nbp-way" aria-label={trans.__('Stages')}>
      {stages.map(name => (
        <li key={name} aria-current={name === now ? 'step' : undefined}>
          <span>{name}</span>
        </li>
      ))}
      {now !== null && !stages.includes(now) && (
        <li aria-current="step">
          <span>{now}</span>
        </li>
      )}
    </ol>
  );
}

interface MoveProps {
  page: VersionPage;
  to: string;
  /** Whether the policy wants a comment. */
  needed: boolean;
  again: () => void;
  onClose: () => void;
}

function Move({ page: { row }, to, needed, again, onClose }: MoveProps) {
  const trans = useTrans();
  const id = useId();
  const [comment, setComment] = useState('');
  const move = useAction(async (api, query) => {
    const body = { stage: to, comment: comment.trim() };
    await api.post(route`models/${row.group}/${row.version}/stage`, body, query);
    again();
  });
  return (
    <form
      className="nbp-commented"
      onSubmit={event => {
        event.preventDefault();
        void move.run().then(done => done && onClose());
      }}
    >
      <label htmlFor={`${id}-comment`}>{trans.__('Why it goes to %1', to)}</label>
      <textarea
        id={`${id}-comment`}
        rows={2}
        autoFocus
        required={needed}
        value={comment}
        onChange={event => setComment(event.target.value)}
        onKeyDown={event => {
          if (event.key === 'Escape') onClose();
          event.stopPropagation();
        }}
      />
      {move.error && <ErrorBox error={move.error} />}
      <div className="nbp-ways">
        <button
          type="submit"
          className="nbp-button nbp-button-accept"
          disabled={move.busy || (needed && !comment.trim())}
          aria-busy={move.busy || undefined}
        >
          {trans.__('Move to %1', to)}
        </button>
        <Button onClick={onClose}>{trans.__('Cancel')}</Button>
      </div>
    </form>
  );
}
