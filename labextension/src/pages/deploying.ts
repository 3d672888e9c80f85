/** Changing what an endpoint has, while others may do so too: pure functions. */

import type { ConfigRow, DeploymentRow, EndpointPage, VariantRow } from '../schema';

/** What somebody is about to do with an endpoint. */
export type Act = 'deploy' | 'rollback' | 'delete';

/** A change as far as it is filled in. `seen` is the newest deployment when it was begun, 0 for a new name. */
export interface Change {
  act: Act;
  name: string;
  /** What is deployed: a configuration's reference. */
  config: string;
  /** The deployment that is gone back to. */
  to: number | null;
  comment: string;
  seen: number;
}

/** A change of an endpoint as it is before anything is typed; without a page it is a new name. */
export function begun(act: Act, page: EndpointPage | null, to: number | null = null): Change {
  return {
    act,
    name: page?.row.name ?? '',
    config: '',
    to: act === 'rollback' ? (to ?? page?.back ?? null) : null,
    comment: '',
    seen: page?.row.current.number ?? 0
  };
}

/** The deployments that can be gone back to, the newest first: what they had is not what is there now. */
export function targets(history: readonly DeploymentRow[], now: DeploymentRow): DeploymentRow[] {
  return history.filter(({ config }) => config !== null && config !== now.config);
}

/** The deployment that somebody else made since the change was begun; null while nobody did. */
export function meanwhile(change: Change, page: EndpointPage | null): DeploymentRow | null {
  return page !== null && page.row.current.number > change.seen ? page.row.current : null;
}

const NAME = /^[A-Za-z0-9_-]{1,64}$/;

/** Whether it can be sent: whole, with a comment, by someone who has seen the newest deployment. */
export function ready(change: Change, page: EndpointPage | null): boolean {
  const { act, name, config, to, comment } = change;
  const whole = act === 'deploy' ? config !== '' : act === 'rollback' ? to !== null : true;
  return whole && NAME.test(name.trim()) && comment.trim() !== '' && meanwhile(change, page) === null;
}

/** The body of the request. */
export function body({ act, config, to, comment, seen }: Change) {
  return {
    comment: comment.trim(),
    deployment: seen,
    ...(act === 'deploy' && { config }),
    ...(act === 'rollback' && { to })
  };
}

/** A share in percent, with the digits that matter. */
export function percent(share: number | null): string {
  return share === null ? '–' : String(Number((100 * share).toPrecision(3)));
}

/** `blue churn:3 90 %, green churn:4 10 %`: the words of the command line. */
export function words(variants: readonly VariantRow[]): string {
  return variants
    .map(({ name, group, version, share }) => `${name} ${group}:${String(version)} ${percent(share)} %`)
    .join(', ');
}

/** The variants of what is there that need somebody's attention: of versions that were rejected or deleted since. */
export function doubtful(variants: readonly VariantRow[]): VariantRow[] {
  return variants.filter(({ status, deleted }) => status === 'Rejected' || deleted);
}

/** Configurations that could be deployed instead of what is there, in their order; those that cannot be chosen, last. */
export function choices(rows: readonly ConfigRow[], now: string | null): ConfigRow[] {
  return [...rows.filter(({ config }) => config !== now), ...rows.filter(({ config }) => config === now)];
}
