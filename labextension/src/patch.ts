/** How Changes alter a page that is shown: pure functions by the page's path. */

import type {
  Changes,
  ExecutionPage,
  ExecutionRow,
  Executions,
  PipelineRow,
  Pipelines,
  StepCard
} from './schema';

/**
 * The page with the changes in it (the same object where none concern it), or `again` where it must be asked for
 * anew because Changes do not hold what it shows.
 */
export function patched<T>(path: string, data: T, changes: Changes): T | 'again' {
  const parts = path.split('/').map(decodeURIComponent);
  const [kind, id, what] = parts;
  if (kind === 'executions') {
    if (!id) return executions(data as Executions, changes) as T | 'again';
    if (!what) return execution(data as ExecutionPage, id, changes) as T;
    const cards = (changes.steps[id] as StepCard[] | undefined) ?? [];
    // Of a job nothing is told but that its step has changed.
    const concerned =
      what === 'steps' ? cards.some(card => card.step === parts[3].split('.')[0]) : cards.length > 0;
    return concerned ? 'again' : data;
  }
  if (kind === 'pipelines') return pipelines(data as Pipelines, changes) as T | 'again';
  if (kind === 'models')
    return (id ? changes.models.includes(id) : changes.models.length > 0) ? 'again' : data;
  if (kind === 'policies') return changes.models.includes(id) ? 'again' : data;
  if (kind === 'audit') return changes.models.length > 0 ? 'again' : data;
  if (kind === 'endpoints') return changes.models.length > 0 ? 'again' : data;
  if (kind === 'configs') return changes.models.length > 0 || changes.executions.length > 0 ? 'again' : data;
  if (kind === 'callbacks') return changes.executions.length > 0 ? 'again' : data;
  if (kind === 'compare') return changes.executions.length > 0 ? 'again' : data;
  if (kind === 'lineage') return changes.models.length > 0 || changes.executions.length > 0 ? 'again' : data;
  return data;
}

function execution(page: ExecutionPage, id: string, changes: Changes): ExecutionPage {
  if (changes.event <= page.event) return page;
  const row = changes.executions.find(item => item.id === id);
  const cards = changes.steps[id] as StepCard[] | undefined;
  if (!row && !cards) return page;
  return {
    ...page,
    event: changes.event,
    execution: row ?? page.execution,
    steps: cards ? merged(page.steps, cards) : page.steps
  };
}

/** The cards with those that changed in their places; new ones, such as trials, at the end. */
export function merged(cards: StepCard[], changed: StepCard[]): StepCard[] {
  const left = new Map(changed.map(card => [card.step, card]));
  const kept = cards.map(card => {
    const found = left.get(card.step);
    left.delete(card.step);
    return found ?? card;
  });
  return [...kept, ...left.values()];
}

function executions(page: Executions, changes: Changes): Executions | 'again' {
  if (!changes.executions.length) return page;
  const known = new Set(page.rows.map(row => row.id));
  if (changes.executions.some(row => !known.has(row.id))) return 'again';
  return { ...page, rows: replaced(page.rows, changes.executions) };
}

function pipelines(page: Pipelines, changes: Changes): Pipelines | 'again' {
  if (!changes.executions.length) return page;
  const running = new Set(page.running.map(row => row.id));
  const known = new Set(page.rows.flatMap(row => row.last.map(item => item.id)));
  for (const row of changes.executions) {
    const runs = row.ended_at === null;
    if (runs !== running.has(row.id) || !known.has(row.id)) return 'again';
  }
  const rows: PipelineRow[] = page.rows.map(row => ({
    ...row,
    last: replaced(row.last, changes.executions)
  }));
  return { ...page, rows, running: replaced(page.running, changes.executions) };
}

function replaced(rows: ExecutionRow[], changed: ExecutionRow[]): ExecutionRow[] {
  const found = new Map(changed.map(row => [row.id, row]));
  return rows.map(row => found.get(row.id) ?? row);
}
