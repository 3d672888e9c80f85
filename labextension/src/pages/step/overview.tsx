import { useTrans } from '../../context';
import { Bytes, Duration, Id, Link, Num, Time } from '../../kit';
import type { FileUse, StepPage } from '../../schema';
import type { Trans } from '../../trans';
import type { StepTabProps } from '../inspector';
import { ExecutionLink, FailureBox, Facts, Section } from '../parts';
import { Asked } from './ask';

/** How it went, why it ran, what it used. */
export function Overview({ page, execution, notebook }: StepTabProps) {
  const trans = useTrans();
  const { card, node, failure, why, changes, learned, metrics, files, attempts, callbacks } = page;
  const running = card.status === 'Executing' || card.status === 'Starting';
  const last = attempts.at(-1);
  return (
    <div className="nbp-body">
      {failure && (
        <FailureBox
          failure={failure}
          notebook={notebook}
          page={page}
          execution={attempts.length > 0 ? execution : undefined}
        />
      )}
      {callbacks.length > 0 && <Asked rows={callbacks} />}
      {node.description && <p>{node.description}</p>}
      <Facts
        facts={[
          [trans.__('Type'), node.type],
          [
            node.type === 'Condition' ? trans.__('Expression') : trans.__('Notebook'),
            node.expression && <code>{node.expression}</code>
          ],
          [trans.__('Result'), card.detail],
          [
            trans.__('Endpoint'),
            node.type === 'Endpoint' && card.status === 'Succeeded' && <Deployed options={page.options} />
          ],
          [trans.__('Its execution'), card.child_execution && <ExecutionLink id={card.child_execution} />],
          [trans.__('Started'), card.started_at && <Time at={card.started_at} />],
          [
            trans.__('Took'),
            (card.seconds !== null || running) && (
              <span className="nbp-inline">
                <Duration seconds={card.seconds} since={card.started_at} running={running} />
                {card.expected !== null && (
                  <span className="nbp-quiet">
                    {trans.__('before it took')} <Duration seconds={card.expected} />
                  </span>
                )}
              </span>
            )
          ],
          [trans.__('Processor time'), last?.cpu_seconds != null && <Duration seconds={last.cpu_seconds} />],
          [trans.__('Most memory'), last?.max_rss != null && <Bytes size={last.max_rss} />],
          [trans.__('Host'), last?.host],
          [trans.__('Reserves'), page.resources],
          [trans.__('Attempts'), card.attempts > 1 && card.attempts],
          [trans.__('Retries'), page.retry],
          [
            node.type === 'Callback' ? trans.__('Waits at most') : trans.__('Stops after'),
            page.timeout !== null && <Duration seconds={page.timeout} />
          ],
          [trans.__('Runs'), when(trans, page)],
          [
            trans._n('Cell', 'Cells', node.cells.length),
            node.cells.length > 0 &&
              (notebook === null
                ? node.cells.join(', ')
                : node.cells.map((cell, i) => (
                    <span key={cell}>
                      {i > 0 && ', '}
                      <Link to={{ kind: 'notebook', path: notebook, cell, cellId: node.cell_ids[i] }}>
                        {cell}
                      </Link>
                    </span>
                  )))
          ]
        ]}
      />
      {(why.length > 0 || page.cache_key !== null) && (
        <Section title={card.cached ? trans.__('Why it came from the cache') : trans.__('Why it ran')}>
          {why.map((line, i) => (
            <p key={i} className={i > 0 ? 'nbp-reason' : undefined}>
              {line}
            </p>
          ))}
          <Facts
            facts={[
              [
                trans.__('Taken from'),
                page.cached_from !== null && (
                  <Link
                    to={{ kind: 'execution', id: page.cached_from, step: card.step }}
                    title={page.cached_from}
                  >
                    {trans.__('execution %1', page.cached_from.slice(0, 8))}
                  </Link>
                )
              ],
              [trans.__('Cache key'), page.cache_key !== null && <Id id={page.cache_key} />]
            ]}
          />
        </Section>
      )}
      {metrics.length > 0 && (
        <Section title={trans.__('Metrics')}>
          <Facts
            facts={metrics.map(({ name, points }) => [
              name,
              <Num key={name} value={points.at(-1)?.value ?? null} />
            ])}
          />
        </Section>
      )}
      {(changes.length > 0 || learned.length > 0) && (
        <Section title={trans.__('What it does to others')}>
          {changes.length > 0 && <p>{trans.__('It changes in place: %1', changes.join(', '))}</p>}
          {learned.map(line => (
            <p key={line} title={trans.__('Its code does not show this: a run found it out')}>
              {trans.__('Learned in a run: it %1', line)}
            </p>
          ))}
        </Section>
      )}
      {files.length > 0 && (
        <Section title={trans.__('Files')}>
          <Files files={files} total={page.files_total} />
        </Section>
      )}
    </div>
  );
}

/** The endpoint that a step deployed something as. */
function Deployed({ options: { name } }: Pick<StepPage, 'options'>) {
  return typeof name === 'string' ? <Link to={{ kind: 'endpoint', name }}>{name}</Link> : null;
}

/** When it runs, where that is not after success. */
function when(trans: Trans, { when: word }: Pick<StepPage, 'when'>): string {
  if (word === 'failed') return trans.__('when what it depends on failed');
  return word === 'always' ? trans.__('however what it depends on ended') : '';
}

function Files({ files, total }: { files: readonly FileUse[]; total: number }) {
  const trans = useTrans();
  const words: Record<string, string> = {
    read: trans.__('read'),
    written: trans.__('written'),
    setup: trans.__('read by the setup'),
    named: trans.__('named in the code')
  };
  return (
    <>
      <table className="nbp-files">
        <tbody>
          {files.map(({ path, mode, size, digest }) => (
            <tr key={`${mode} ${path}`}>
              <th scope="row" title={path}>
                {digest === null ? path : <Link to={{ kind: 'lineage', ref: path }}>{path}</Link>}
              </th>
              <td className="nbp-quiet">{words[mode] ?? mode}</td>
              <td className="nbp-end">
                <Bytes size={size} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {total > files.length && (
        <p className="nbp-quiet">{trans.__('The first %1 of %2 files.', files.length, total)}</p>
      )}
    </>
  );
}
