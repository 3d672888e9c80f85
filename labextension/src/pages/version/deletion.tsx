import { useId, useState } from 'react';
import '../../../style/version.css';
import { route } from '../../api';
import { useAction, useTrans } from '../../context';
import { Button, ErrorBox, Notice, Time } from '../../kit';
import type { Deletion, VersionPage } from '../../schema';

/** What is left of a version that was deleted. */
export function Tombstone({ deleted }: { deleted: Deletion }) {
  const trans = useTrans();
  return (
    <Notice title={trans.__('This version was deleted.')}>
      <p>
        {trans.__('By %1', deleted.by)} <Time at={deleted.at} />
      </p>
      {deleted.comment && <blockquote>{deleted.comment}</blockquote>}
      <p className="nbp-quiet">
        {trans.__('What is known about it stays here; its number is not given again.')}
      </p>
    </Notice>
  );
}

/** Deletes a version, with the reason; one that is in use is not, and it is said what uses it. */
export function Delete({ page: { row }, again }: { page: VersionPage; again: () => void }) {
  const trans = useTrans();
  const id = useId();
  const [comment, setComment] = useState<string | null>(null);
  const remove = useAction(async (api, query, why: string) => {
    await api.post(route`models/${row.group}/${row.version}/deletion`, { comment: why }, query);
    again();
  });
  if (comment === null) {
    return (
      <div>
        <Button onClick={() => setComment('')}>{trans.__('Delete this version…')}</Button>
      </div>
    );
  }
  const ready = comment.trim() !== '';
  return (
    <form
      className="nbp-commented"
      onSubmit={event => {
        event.preventDefault();
        if (ready) void remove.run(comment.trim()).then(done => done && setComment(null));
      }}
    >
      <label htmlFor={`${id}-comment`}>{trans.__('Why it is deleted')}</label>
      <textarea
        id={`${id}-comment`}
        rows={2}
        autoFocus
        required
        value={comment}
        aria-describedby={`${id}-help`}
        onChange={event => setComment(event.target.value)}
        onKeyDown={event => {
          if (event.key === 'Escape') setComment(null);
          event.stopPropagation();
        }}
      />
      <p id={`${id}-help`} className="nbp-quiet">
        {trans.__(
          'It cannot be taken back. What is known about the version stays, its file may go when the store is cleaned up.'
        )}
      </p>
      {remove.error && <ErrorBox error={remove.error} />}
      <div className="nbp-ways">
        <button
          type="submit"
          className="nbp-button nbp-button-warn"
          disabled={remove.busy || !ready}
          aria-busy={remove.busy || undefined}
        >
          {trans.__('Delete version %1', row.version)}
        </button>
        <Button onClick={() => setComment(null)}>{trans.__('Cancel')}</Button>
      </div>
    </form>
  );
}
