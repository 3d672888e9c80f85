import { useTrans } from '../../context';
import { Bytes, Code, Duration, Id, Link, Num, Time } from '../../kit';
import { FailureBox, Facts, Section } from '../parts';
import type { StepTabProps } from '../inspector';

/** How it went, why it ran, what it gave. */
export function Overview({ page, execution, notebook }: StepTabProps) {
  const trans = useTrans();
  const { card, node, failure, why, changes, metrics, outputs, parameters } = page;
  const running = card.status === 'Executing' || card.status === 'Starting';
  return (
    <div className="nbp-body">
      {failure && <FailureBox failure={failure} notebook={notebook} />}
      {node.description && <p>{node.description}</p>}
      <Facts
        facts={[
          [trans.__('Type'), node.type],
          [trans.__('Expression'), node.expression && <code>{node.expression}</code>],
          [trans.__('Result'), card.detail],
          [trans.__('Started'), card.started_at && <Time at={card.started_at} />],
          [
            trans.__('Took'),
            (card.seconds !== null || running) && (
              <Duration seconds={card.seconds} since={card.started_at} running={running} />
            )
          ],
          [trans.__('Before it took'), card.expected !== null && <Duration seconds={card.expected} />],
          [trans.__('Attempts'), card.attempts > 1 && card.attempts],
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
          [trans.__('Cache key'), page.cache_key !== null && <Id id={page.cache_key} />],
          [trans.__('Runs when'), page.when !== 'succeeded' && page.when],
          [trans.__('Retries'), page.retry],
          [trans.__('Stops after'), page.timeout !== null && <Duration seconds={page.timeout} />],
          [trans.__('Reserves'), page.resources],
          [
            trans._n('Cell', 'Cells', node.cells.length),
            node.cells.length > 0 &&
              (notebook === null
                ? node.cells.join(', ')
                : node.cells.map((cell, i) => (
                    <span key={cell}>
                      {i > 0 && ', '}
                      <Link to={{ kind: 'notebook', path: notebook, cell }}>{cell}</Link>
                    </span>
                  )))
          ]
        ]}
      />
      {(why.length > 0 || changes.length > 0) && (
        <Section title={card.cached ? trans.__('Why it came from the cache') : trans.__('Why it ran')}>
          {[...why, ...changes].map(line => (
            <p key={line}>{line}</p>
          ))}
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
      {outputs.length > 0 && (
        <Section title={trans.__('Outputs')}>
          <Facts
            facts={outputs.map(({ variable, artifact, gone }) => [
              variable,
              <span key={variable} className="nbp-inline">
                <Link to={{ kind: 'lineage', ref: `artifact:${artifact.digest}` }}>
                  {artifact.materializer}
                </Link>
                <Bytes size={artifact.size} />
                <Id id={artifact.digest} />
                {gone && <span className="nbp-quiet">{trans.__('no longer kept')}</span>}
              </span>
            ])}
          />
        </Section>
      )}
      {Object.keys(parameters).length > 0 && (
        <Section title={trans.__('Parameters it reads')}>
          <Facts
            facts={Object.entries(parameters).map(([name, value]) => [
              name,
              <code key={name}>{JSON.stringify(value)}</code>
            ])}
          />
        </Section>
      )}
      {page.code.length > 0 && (
        <Section title={trans.__('Code')}>
          {page.code.map(({ id, number, source }) => (
            <Code
              key={id || number}
              source={source}
              line={failure?.cell === number ? failure.line : null}
              label={trans.__('Cell %1 of step %2 in execution %3', number, card.step, execution)}
            />
          ))}
        </Section>
      )}
    </div>
  );
}
