import { useTrans } from '../context';
import type { Approval, ExecutionStatus, StepStatus } from '../schema';
import type { Trans } from '../trans';
import { BOLT, OTHER, PERSON, RING, SIGNS, STATUSES, TYPES } from './paths';
import type { Sign } from './paths';

export type Status = StepStatus | ExecutionStatus;

/** The word for a status, translated. */
export function statusWord(trans: Trans, status: Status): string {
  const words: Record<Status, string> = {
    Pending: trans.__('Pending'),
    Starting: trans.__('Starting'),
    Executing: trans.__('Executing'),
    Waiting: trans.__('Waiting'),
    Stopping: trans.__('Stopping'),
    Succeeded: trans.__('Succeeded'),
    Failed: trans.__('Failed'),
    Stopped: trans.__('Stopped'),
    Skipped: trans.__('Skipped')
  };
  return words[status];
}

interface SvgProps {
  path: string;
  size: number;
  className: string;
  filled?: boolean;
  /** Said to screen readers and shown as a tooltip; without it the icon is an ornament. */
  label?: string;
  children?: React.ReactNode;
}

function Svg({ path, size, className, filled, label, children }: SvgProps) {
  return (
    <svg
      className={`nbp-icon ${className}`}
      viewBox="0 0 16 16"
      width={size}
      height={size}
      {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}
    >
      {label && <title>{label}</title>}
      {children}
      <path d={path} className={filled ? 'nbp-icon-filled' : undefined} />
    </svg>
  );
}

export interface StatusIconProps {
  status: Status;
  cached?: boolean;
  /** The step type: a Callback that waits has a person instead of the hourglass. */
  type?: string;
  size?: number;
  /** An ornament, where the word stands beside it. */
  silent?: boolean;
}

/** Shape and colour of a status; a bolt on the tick when the result came from the cache. */
export function StatusIcon({ status, cached = false, type, size = 16, silent = false }: StatusIconProps) {
  const trans = useTrans();
  const runs = status === 'Executing' || status === 'Starting';
  const word = cached ? trans.__('%1, from the cache', statusWord(trans, status)) : statusWord(trans, status);
  return (
    <Svg
      path={status === 'Waiting' && type === 'Callback' ? PERSON : STATUSES[status]}
      size={size}
      className={`nbp-status nbp-is-${status.toLowerCase()}${runs ? ' nbp-turns' : ''}`}
      filled={status === 'Stopped' || status === 'Stopping'}
      label={silent ? undefined : word}
    >
      {runs && <path d={RING} className="nbp-icon-faint" />}
      {cached && status === 'Succeeded' && (
        <path d={BOLT} transform="translate(8.6 7.6) scale(0.55)" className="nbp-icon-bolt" />
      )}
    </Svg>
  );
}

/** The icon with its word. */
export function StatusMark(props: Omit<StatusIconProps, 'silent'>) {
  const trans = useTrans();
  return (
    <span className="nbp-mark">
      <StatusIcon {...props} silent />
      <span>{statusWord(trans, props.status)}</span>
      {props.cached && <span className="nbp-quiet">{trans.__('from the cache')}</span>}
    </span>
  );
}

/** The word for an approval status, translated. */
export function approvalWord(trans: Trans, status: Approval): string {
  if (status === 'PendingManualApproval') return trans.__('Waits for approval');
  return status === 'Approved' ? trans.__('Approved') : trans.__('Rejected');
}

/** An approval status with its word. */
export function ApprovalMark({ status }: { status: Approval }) {
  const trans = useTrans();
  const icon = { Approved: 'Succeeded', Rejected: 'Failed', PendingManualApproval: 'Waiting' } as const;
  return (
    <span className="nbp-mark" title={status}>
      <StatusIcon status={icon[status]} type="Callback" silent />
      <span>{approvalWord(trans, status)}</span>
    </span>
  );
}

/** The icon of a step type; the name of the type is its label unless it stands beside it. */
export function StepTypeIcon({
  type,
  size = 16,
  silent = false
}: {
  type: string;
  size?: number;
  silent?: boolean;
}) {
  return (
    <Svg path={TYPES[type] ?? OTHER} size={size} className="nbp-type" label={silent ? undefined : type} />
  );
}

/** A sign, such as on a button. */
export function Icon({ sign, size = 16, label }: { sign: Sign; size?: number; label?: string }) {
  return (
    <Svg
      path={SIGNS[sign]}
      size={size}
      className="nbp-sign"
      filled={sign === 'play' || sign === 'stop'}
      label={label}
    />
  );
}

/** The bolt of a result that came from the cache. */
export function CachedIcon({ size = 14 }: { size?: number }) {
  const trans = useTrans();
  return <Svg path={BOLT} size={size} className="nbp-cached" filled label={trans.__('From the cache')} />;
}
