import { useState } from 'react';
import { Button, Link, Time } from '../kit';
import { useHost, useMay, usePage, useTrans } from '../context';
import type { EndpointRow, Endpoints, VersionPage } from '../schema';
import type { Trans } from '../trans';
import { ChangeEndpoint } from './change';
import { percent } from './deploying';

/** Where a version is deployed now; each leads to its endpoint. */
export function InUseBy({ uses }: { uses: VersionPage['in_use'] }) {
  const trans = useTrans();
  if (!uses.length) return null;
  return (
    <span title={unserved(trans)}>
      {uses.map(({ endpoint, variant, share }) => (
        <span key={`${endpoint} ${variant}`} className="nbp-made">
          <Link to={{ kind: 'endpoint', name: endpoint }}>
            {trans.__('%1, variant %2, %3 %', endpoint, variant, percent(share))}
          </Link>
        </span>
      ))}
    </span>
  );
}

/** What is deployed where, folded; nothing where there is neither an endpoint nor anything that could be deployed. */
export function EndpointList() {
  const trans = useTrans();
  const host = useHost();
  const may = useMay('write');
  const [deleted, setDeleted] = useState(false);
  const [asking, setAsking] = useState(false);
  const page = usePage<Endpoints>('endpoints', deleted ? { deleted: 1 } : {});
  const { rows = [], configs = 0, next = null } = page.data ?? {};
  if (!rows.length && !configs && !deleted) return null;
  return (
    <details className="nbp-endpoints">
      <summary>
        {trans.__('Endpoints')}{' '}
        <span className="nbp-quiet">
          {String(rows.length) + (next ? '+' : '')} · {unserved(trans)}
        </span>
      </summary>
      {rows.length > 0 && (
        <table className="nbp-metrics" aria-label={trans.__('Endpoints')}>
          <tbody>
            {rows.map(row => (
              <Row key={row.name} row={row} />
            ))}
          </tbody>
        </table>
      )}
      <div className="nbp-endpoints-ways">
        {may && configs > 0 && (
          <Button aria-expanded={asking} onClick={() => setAsking(true)}>
            {trans.__('Deploy under a new name…')}
          </Button>
        )}
        <label className="nbp-mark">
          <input type="checkbox" checked={deleted} onChange={event => setDeleted(event.target.checked)} />
          {trans.__('Deleted ones too')}
        </label>
      </div>
      {asking && (
        <ChangeEndpoint
          act="deploy"
          page={null}
          onDone={name => {
            page.again();
            if (name && host.opens('endpoint')) host.open({ kind: 'endpoint', name });
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </details>
  );
}

function Row({ row: { name, current, deleted } }: { row: EndpointRow }) {
  const trans = useTrans();
  return (
    <tr>
      <th scope="row">
        <Link to={{ kind: 'endpoint', name }}>{name}</Link>
      </th>
      <td>
        {deleted && <span className="nbp-quiet">{trans.__('deleted')}</span>}
        {current.variants.map(({ name: variant, group, version, share, status }) => (
          <span key={variant} className="nbp-made" title={status}>
            {variant}{' '}
            <Link to={{ kind: 'model', group, version }}>
              {group}:{String(version)}
            </Link>{' '}
            {percent(share)} %
          </span>
        ))}
      </td>
      <td className="nbp-quiet" title={current.comment}>
        {trans.__('by %1', current.by)} <Time at={current.at} />
      </td>
    </tr>
  );
}

function unserved(trans: Trans): string {
  return trans.__('recorded, not served yet');
}
