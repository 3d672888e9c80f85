import '../../style/endpoint.css';
import { ApprovalMark, Icon, Link } from '../kit';
import { useTrans } from '../context';
import type { Approval, VariantRow } from '../schema';
import { percent, words } from './deploying';

/** The variants of a configuration: a bar of their shares, and each with its model version and what that is now. */
export function Shares({ variants }: { variants: readonly VariantRow[] }) {
  const trans = useTrans();
  return (
    <div className="nbp-shares">
      <div className="nbp-share-bar" role="img" aria-label={words(variants)}>
        {variants.map(({ name, share }, i) => (
          <span
            key={name}
            className="nbp-share"
            data-tone={i % 6}
            style={{ flexGrow: share ?? 0 }}
            title={`${name} ${percent(share)} %`}
          />
        ))}
      </div>
      <table className="nbp-metrics" aria-label={trans.__('Variants')}>
        <thead>
          <tr>
            <th scope="col">{trans.__('Variant')}</th>
            <th scope="col" className="nbp-end">
              {trans.__('Share')}
            </th>
            <th scope="col">{trans.__('Model')}</th>
            <th scope="col">{trans.__('Now')}</th>
          </tr>
        </thead>
        <tbody>
          {variants.map(({ name, group, version, share, status, deleted, asked: as }, i) => (
            <tr key={name}>
              <th scope="row">
                <span className="nbp-share-name">
                  <span className="nbp-share-key" data-tone={i % 6} aria-hidden />
                  {name}
                </span>
              </th>
              <td className="nbp-end nbp-number">{percent(share)} %</td>
              <td>
                <Link to={{ kind: 'model', group, version }}>
                  {group}:{String(version)}
                </Link>
                <As asked={as} model={`${group}:${String(version)}`} />
              </td>
              <td>
                {deleted ? (
                  <span className="nbp-mark nbp-share-gone">
                    <Icon sign="close" size={14} />
                    {trans.__('Deleted')}
                  </span>
                ) : (
                  status && <ApprovalMark status={status as Approval} />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** How the version was named where that says more than its name: by an alias, such as `churn@champion`. */
function As({ asked, model }: { asked: string; model: string }) {
  const trans = useTrans();
  if (!asked || asked === model) return null;
  return <span className="nbp-quiet"> {trans.__('as %1', asked)}</span>;
}
