/** Deciding about a model version, while others may decide too: pure functions. */

import type { ApprovalRecord, VersionPage } from '../schema';

export type Verdict = 'Approved' | 'Rejected';

/** What somebody is about to decide. `seen` is the newest decision of the page as it was when they began. */
export interface Draft {
  verdict: Verdict;
  comment: string;
  seen: number;
}

export function draft(verdict: Verdict, page: VersionPage): Draft {
  return { verdict, comment: '', seen: page.decision };
}

/** What others decided since the draft was begun; null while nobody did. Approvals stand from the oldest on. */
export function meanwhile(draft: Draft, page: VersionPage): ApprovalRecord | null {
  return page.decision === draft.seen ? null : (page.approvals.at(-1) ?? null);
}

/** Whether it can be sent: with a comment, by someone who has seen the newest decision. */
export function ready(draft: Draft, page: VersionPage): boolean {
  return draft.comment.trim() !== '' && page.decision === draft.seen;
}

/** The body of the request. */
export function body({ verdict, comment, seen }: Draft) {
  return { status: verdict, comment: comment.trim(), decision: seen };
}
