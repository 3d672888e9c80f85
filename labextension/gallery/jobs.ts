/** The jobs of a search, as the API tells of them: many, of which few have ended. */

import type { Query } from '../src/api';
import type { JobRow, Jobs, Squares, StepStatus } from '../src/schema';
import { before } from './data';

const STATUSES: StepStatus[] = [
  'Pending',
  'Starting',
  'Executing',
  'Waiting',
  'Succeeded',
  'Failed',
  'Stopped',
  'Skipped'
];

export class Family {
  constructor(
    readonly step: string,
    readonly total: number,
    readonly ended: number
  ) {
    this.rows = Array.from({ length: total }, (_, i) => this.row(i));
  }

  readonly rows: JobRow[];

  /** How many there are of each status: what the card says. */
  get counts(): Record<string, number> {
    const found: Record<string, number> = {};
    for (const { status } of this.rows) found[status] = (found[status] ?? 0) + 1;
    return found;
  }

  readonly squares = (): Squares => ({
    statuses: STATUSES,
    digits: this.rows.map(row => STATUSES.indexOf(row.status)).join(''),
    best: this.ended > 12 ? 12 : null,
    cut: false
  });

  readonly page = (query: Query = {}): Jobs => {
    const { after = 0, limit = 100, status, sort, down } = query;
    const chosen = this.rows.filter(row => !status || row.status === status);
    if (sort === 'metric auc') {
      const end = down ? -1 : 1;
      chosen.sort((a, b) => end * ((a.metrics.auc ?? end * 9) - (b.metrics.auc ?? end * 9)));
    }
    const to = Number(after) + Number(limit);
    return {
      rows: chosen.slice(Number(after), to),
      total: chosen.length,
      counts: this.counts,
      metrics: ['auc'],
      parameters: ['max_depth', 'eta'],
      objective: 'max:auc',
      next: to < chosen.length ? String(to) : null
    };
  };

  private row(place: number): JobRow {
    const ended = place < this.ended;
    const status = ended
      ? place % 9 === 8
        ? 'Failed'
        : 'Succeeded'
      : place < this.ended + 4
        ? 'Executing'
        : 'Pending';
    const parameters = { max_depth: 2 + (place % 7), eta: Number((0.01 + place / 4000).toPrecision(4)) };
    return {
      step: `${this.step}.${place}`,
      place,
      label: `max_depth=${parameters.max_depth}, eta=${parameters.eta}`,
      status,
      started_at: status === 'Pending' ? null : before(40),
      ended_at: ended ? before(30) : null,
      seconds: ended ? 1 + (place % 10) / 10 : null,
      cached: false,
      attempts: status === 'Pending' ? 0 : 1,
      metrics: status === 'Succeeded' ? { auc: 0.7 + ((place * 37) % 100) / 1000 } : {},
      parameters,
      error: status === 'Failed' ? 'ValueError: eta is too small' : '',
      best: place === 12 && ended
    };
  }
}
