import { useCallback, useMemo, useState } from 'react';
import '../../style/within.css';
import { Provide, useHost, useLive, useStoreName, useTrans } from '../context';
import type { Host, Target } from '../context';
import { IconButton } from '../kit';
import type { Trans } from '../trans';
import { AuditView } from './audit';
import { CompareView } from './compare';
import { EndpointView } from './endpoint';
import { ExecutionsView } from './executions';
import { GroupView } from './group';
import { LineageView } from './lineage';
import { ModelsView } from './models';
import { VersionView } from './version';

const HERE: readonly Target['kind'][] = [
  'executions',
  'compare',
  'models',
  'model',
  'endpoint',
  'lineage',
  'audit'
];

/** Lists, comparisons, models and lineage that open each other in one place, with a way back: a tab of the panel. */
export function Within({ start }: { start: Target }) {
  const trans = useTrans();
  const live = useLive();
  const store = useStoreName();
  const outer = useHost();
  const [trail, setTrail] = useState<readonly Target[]>([start]);
  const open = useCallback(
    (target: Target) => {
      if (HERE.includes(target.kind)) setTrail(old => [...old, target]);
      else outer.open(target);
    },
    [outer]
  );
  const host = useMemo<Host>(
    () => ({ ...outer, opens: kind => HERE.includes(kind) || outer.opens(kind), open }),
    [outer, open]
  );
  const at = trail[trail.length - 1];
  return (
    <Provide live={live} host={host} store={store}>
      {trail.length > 1 && (
        <nav className="nbp-trail" aria-label={trans.__('Where you are')}>
          <IconButton sign="back" label={trans.__('Back')} onClick={() => setTrail(trail.slice(0, -1))} />
          {trail.map((each, i) => (
            <span key={i}>
              {i > 0 && <span aria-hidden> › </span>}
              {each === at ? (
                <span aria-current="page">{nameOf(trans, each)}</span>
              ) : (
                <button type="button" className="nbp-link" onClick={() => setTrail(trail.slice(0, i + 1))}>
                  {nameOf(trans, each)}
                </button>
              )}
            </span>
          ))}
        </nav>
      )}
      <Place key={trail.length} at={at} />
    </Provide>
  );
}

/** The view of a target that is shown here. */
function Place({ at }: { at: Target }) {
  switch (at.kind) {
    case 'executions':
      return <ExecutionsView pipeline={at.pipeline} />;
    case 'compare':
      return <CompareView ids={at.ids} />;
    case 'models':
      return <ModelsView />;
    case 'model':
      return at.version === undefined ? (
        <GroupView group={at.group} />
      ) : (
        <VersionView group={at.group} version={at.version} />
      );
    case 'endpoint':
      return <EndpointView name={at.name} />;
    case 'lineage':
      return <LineageView of={at.ref} />;
    case 'audit':
      return <AuditView group={at.group} version={at.version} />;
    default:
      return null;
  }
}

function nameOf(trans: Trans, at: Target): string {
  switch (at.kind) {
    case 'executions':
      return at.pipeline ?? trans.__('Executions');
    case 'compare':
      return trans.__('Comparison');
    case 'models':
      return trans.__('Models');
    case 'model':
      return at.version === undefined ? at.group : trans.__('%1 version %2', at.group, at.version);
    case 'endpoint':
      return trans.__('Endpoint %1', at.name);
    case 'lineage':
      return trans.__('Lineage of %1', at.ref);
    case 'audit':
      return trans.__('Audit log');
    default:
      return '';
  }
}
