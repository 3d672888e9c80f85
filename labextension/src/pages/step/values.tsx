import { useState } from 'react';
import { route } from '../../api';
import { useTrans } from '../../context';
import { Bytes, Empty, Id, Link } from '../../kit';
import type { Value } from '../../schema';
import { Download } from '../download';
import type { StepTabProps } from '../inspector';
import { Section } from '../parts';
import { Preview, extent } from './preview';

// With more values than this, their previews are folded at first.
const OPEN = 8;

/** What the step was given, each with the step that it came from. */
export function Inputs({ page: { inputs, parameters, card }, select }: StepTabProps) {
  const trans = useTrans();
  const given = Object.entries(parameters);
  if (!inputs.length && !given.length) {
    return card.status === 'Pending' ? (
      <Empty title={trans.__('It was given nothing yet')} />
    ) : (
      <Empty title={trans.__('It takes nothing from other steps')}>
        {trans.__('A variable that its code reads and an earlier step wrote would stand here.')}
      </Empty>
    );
  }
  return (
    <div className="nbp-body">
      {given.length > 0 && (
        <Section title={trans.__('Parameters')}>
          <table className="nbp-parameters">
            <tbody>
              {given.map(([name, value]) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  <td>
                    <code>{JSON.stringify(value)}</code>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Section>
      )}
      {inputs.map(value => (
        <Thing key={value.variable} value={value} open={inputs.length <= OPEN} from select={select} />
      ))}
    </div>
  );
}

/** What the step gave: its variables and its figures. */
export function Outputs({ page: { outputs, figures, card }, select }: StepTabProps) {
  const trans = useTrans();
  if (!outputs.length && !figures.length) {
    return card.ended_at === null && card.status !== 'Skipped' ? (
      <Empty title={trans.__('It gave nothing yet')} />
    ) : (
      <Empty title={trans.__('It gave nothing')}>
        {trans.__('A variable that it writes and a later step reads is kept and stands here.')}
      </Empty>
    );
  }
  const open = outputs.length + figures.length <= OPEN;
  return (
    <div className="nbp-body">
      {[...outputs, ...figures].map((value, i) => (
        <Thing key={`${i} ${value.variable}`} value={value} open={open || i < OPEN} select={select} />
      ))}
    </div>
  );
}

interface ThingProps {
  value: Value;
  open: boolean;
  /** Whether it says where the value came from. */
  from?: boolean;
  select: StepTabProps['select'];
}

function Thing({ value, open, from = false, select }: ThingProps) {
  const trans = useTrans();
  const { variable, artifact, producer, execution, gone } = value;
  const [opened, setOpened] = useState(open);
  const shape = extent(artifact);
  return (
    <details className="nbp-kept" open={opened} onToggle={event => setOpened(event.currentTarget.open)}>
      <summary>
        <code>{variable}</code>
        {shape && <span className="nbp-number">{shape}</span>}
        <span className="nbp-quiet">
          {artifact.materializer.replaceAll('_', ' ')} <Bytes size={artifact.size} />
        </span>
        {gone && <span className="nbp-gone">{trans.__('gone')}</span>}
      </summary>
      {opened && (
        <div className="nbp-kept-body">
          <p className="nbp-inline">
            {from && producer !== null && (
              <span>
                {trans.__('from')}{' '}
                <button type="button" className="nbp-link" onClick={() => select(producer)}>
                  {producer}
                </button>
                {execution !== null && (
                  <>
                    {', '}
                    {trans.__('taken from')}{' '}
                    <Link to={{ kind: 'execution', id: execution, step: producer }} title={execution}>
                      {trans.__('execution %1', execution.slice(0, 8))}
                    </Link>
                  </>
                )}
              </span>
            )}
            <Link to={{ kind: 'lineage', ref: artifact.digest }}>{trans.__('Lineage')}</Link>
            <Id id={artifact.digest} />
          </p>
          {gone && (
            <p className="nbp-quiet">
              {trans.__(
                'Its file is not in the store any more; what is seen here was kept when it was made.'
              )}
            </p>
          )}
          <Preview artifact={artifact} label={variable} gone={gone} />
          {!gone && artifact.size > 0 && (
            <div>
              <Download
                path={route`artifacts/${artifact.digest}/content`}
                name={variable}
                title={trans.__('The file as it is kept: %1', artifact.media_type)}
              >
                {trans.__('Download')}
              </Download>
            </div>
          )}
        </div>
      )}
    </details>
  );
}
