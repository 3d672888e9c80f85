import type { ReactNode } from 'react';
import type { ApiError } from '../api';
import { useTrans } from '../context';
import type { Used } from '../context';
import { Button } from './controls';
import { Icon } from './icons';

export interface EmptyProps {
  title: string;
  /** What this is, and the one thing to do next. */
  children?: ReactNode;
  /** What to type. */
  command?: string;
}

export function Empty({ title, children, command }: EmptyProps) {
  return (
    <div className="nbp-empty">
      <p className="nbp-empty-title">{title}</p>
      {children && <p>{children}</p>}
      {command && <code>{command}</code>}
    </div>
  );
}

export interface ErrorBoxProps {
  error: Pick<ApiError, 'message' | 'hint'> | { message: string; hint?: string | null };
  onRetry?: () => void;
  children?: ReactNode;
}

/** What happened and what to do; said aloud when it appears. */
export function ErrorBox({ error, onRetry, children }: ErrorBoxProps) {
  const trans = useTrans();
  return (
    <div className="nbp-error" role="alert">
      <Icon sign="warning" />
      <div className="nbp-error-text">
        <p className="nbp-error-message">{error.message}</p>
        {error.hint && <p>{error.hint}</p>}
        {children}
      </div>
      {onRetry && (
        <Button sign="again" onClick={onRetry}>
          {trans.__('Try again')}
        </Button>
      )}
    </div>
  );
}

/** Something to know, or to decide, that is no error; said aloud when it appears. */
export function Notice({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="nbp-error nbp-notice" role="alert">
      <Icon sign="warning" />
      <div className="nbp-error-text">
        <p className="nbp-error-message">{title}</p>
        {children}
      </div>
    </div>
  );
}

/** Buttons below what they answer. */
export function Answers({ children }: { children: ReactNode }) {
  return <div className="nbp-answers">{children}</div>;
}

/** Appears only after a moment, so that what is quick does not flicker. */
export function Spinner({ label }: { label?: string }) {
  const trans = useTrans();
  return (
    <div className="nbp-spinner" role="status">
      <svg viewBox="0 0 16 16" width={20} height={20} aria-hidden className="nbp-icon nbp-turns">
        <path d="M8 2.5a5.5 5.5 0 1 0 .01 0" className="nbp-icon-faint" />
        <path d="M8 2.5A5.5 5.5 0 0 1 13.5 8" />
      </svg>
      <span>{label ?? trans.__('Loading…')}</span>
    </div>
  );
}

/** A page that is loading, failed, or there: an error beside old data leaves the data standing. */
export function Loaded<T>({ page, children }: { page: Used<T>; children: (data: T) => ReactNode }) {
  const { data, error, loading, again } = page;
  return (
    <>
      {error && <ErrorBox error={error} onRetry={again} />}
      {data === null ? loading && <Spinner /> : children(data)}
    </>
  );
}
