import { Link, Time } from '../kit';
import { usePage, useTrans } from '../context';
import type { EndpointRow, Endpoints, VersionPage } from '../schema';
import type { Trans } from '../trans';

/** Where a version is deployed now; each leads to the lineage of what stands there. */
export function InUseBy({ uses }: { uses: VersionPage['in_use'] }) {
  const trans = useTrans();
  if (!uses.length) return null;
  return (
    <span title={unserved(trans)}>
      {uses.map(({ endpoint, deployment, variant, share }) => {
        const said = trans.__('%1, variant %2, %3 %', endpoint, variant, percent(share));
        const ref = `endpoint:${endpoint}:${String(deployment)}`;
        return (
          <span key={`${endpoint} ${variant}`} className="nbp-made">
            <Link to={{ kind: 'lineage', ref }}>{said}</Link>
          </span>
        );
      })}
    </span>
  );
}

/** What is deployed where, folded; nothing where there are no endpoints. */
export function EndpointList() {
  const trans = useTrans();
  const page = usePage<Endpoints>('endpoints');
  const rows = page.data?.rows ?? [];
  if (!rows.length) return null;
  const more = page.data?.next ? '+' : '';
  return (
    <details className="nbp-endpoints">
      <summary>
        {trans.__('Endpoints')}{' '}
        <span className="nbp-quiet">
          {String(rows.length) + more} · {unserved(trans)}
        </span>
      </summary>
      <table className="nbp-metrics" aria-label={trans.__('Endpoints')}>
        <tbody>
          {rows.map(row => (
            <Row key={row.name} row={row} />
          ))}
        </tbody>
      </table>
    </details>
  );
}

function Row({ row: { name, current } }: { row: EndpointRow }) {
  const trans = useTrans();
  const ref = `endpoint:${name}:${String(current.number)}`;
  return (
    <tr>
      <th scope="row">
        <Link to={{ kind: 'lineage', ref }}>{name}</Link>
      </th>
      <td>
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

/** A share in percent, with the digits that matter. */
export function percent(share: number | null): string {
  return share === null ? '–' : String(Number((100 * share).toPrecision(3)));
}
