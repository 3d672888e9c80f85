/** What can be done with an execution now, and why something cannot. Pure functions. */

import type { ExecutionRow, StepCard } from '../schema';
import type { Trans } from '../trans';

export interface Offer {
  /** Whether it makes sense at all. */
  shown: boolean;
  /** Why it cannot be done now; empty: it can. */
  reason: string;
}

export interface Offers {
  stop: Offer;
  resume: Offer;
  again: Offer;
  notebook: Offer;
}

/** Whether an execution goes on; one whose process is gone does not. */
export function goesOn({ status, orphan }: Pick<ExecutionRow, 'status' | 'orphan'>): boolean {
  return !orphan && !hasEnded(status);
}

export function hasEnded(status: ExecutionRow['status']): boolean {
  return status === 'Succeeded' || status === 'Failed' || status === 'Stopped';
}

/** `selected`: the card of the step that is selected. */
export function offers(trans: Trans, execution: ExecutionRow, selected: StepCard | null): Offers {
  const { status, orphan, notebook } = execution;
  return {
    stop: {
      shown: !hasEnded(status),
      reason: status === 'Stopping' && !orphan ? trans.__('It is being stopped') : ''
    },
    resume: {
      shown: status === 'Failed' || status === 'Stopped' || orphan,
      reason: ''
    },
    again: {
      shown: true,
      reason:
        notebook === null ? trans.__('Its notebook does not lie below the folder that Jupyter shows') : ''
    },
    notebook: { shown: true, reason: noNotebook(trans, selected) }
  };
}

function noNotebook(trans: Trans, card: StepCard | null): string {
  if (card === null) return trans.__('Select a step first: each has its own executed notebook');
  const { step, status, attempts, cached } = card;
  if (status === 'Starting' || status === 'Executing') {
    return trans.__('Step %1 still runs: its notebook is written when it ends', step);
  }
  if (attempts > 0 || cached) return '';
  return status === 'Pending' || status === 'Skipped' || status === 'Stopped'
    ? trans.__('Step %1 has not run', step)
    : trans.__('Step %1 runs no code of its own', step);
}

/** Steps that run now: what stopping would end. */
export function runningOf(cards: readonly StepCard[]): string[] {
  return cards
    .filter(card => card.status === 'Executing' || card.status === 'Starting')
    .map(card => card.step);
}
