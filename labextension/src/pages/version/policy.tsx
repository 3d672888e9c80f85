import '../../../style/version.css';
import { useTrans } from '../../context';
import { ErrorBox, Icon, Spinner } from '../../kit';
import type { Used } from '../../context';
import type { Finding, PolicyPage, Rule } from '../../schema';
import type { Trans } from '../../trans';

/** Each rule about approval, met or not, and what to do about those that are not: before anybody presses Approve. */
export function Rules({ policy }: { policy: Used<PolicyPage> }) {
  const trans = useTrans();
  const { data, error, again, loading } = policy;
  if (error) return <ErrorBox error={error} onRetry={again} />;
  if (!data) return loading ? <Spinner /> : null;
  const unmet = data.rules.filter(rule => rule.unmet.length > 0).length;
  return (
    <div className="nbp-rules">
      <p>
        {unmet === 0
          ? trans.__('Every rule is met: you may approve it.')
          : trans._n(
              '%1 rule is not met: you cannot approve it.',
              '%1 rules are not met: you cannot approve it.',
              unmet
            )}
      </p>
      <ul aria-label={trans.__('Rules for approval')}>
        {data.rules.map((rule, i) => (
          <li key={i}>
            <One rule={rule} />
          </li>
        ))}
      </ul>
      <p className="nbp-quiet">
        {data.source
          ? trans.__('Rules of %1 in %2.', data.group, data.source)
          : trans.__('There is no nbpipe.toml with rules for %1: what holds without one.', data.group)}
      </p>
    </div>
  );
}

function One({ rule: { about, text, unmet } }: { rule: Rule }) {
  const trans = useTrans();
  const met = unmet.length === 0;
  return (
    <>
      <span className={met ? 'nbp-rule nbp-is-succeeded' : 'nbp-rule nbp-is-failed'}>
        <Icon sign={met ? 'tick' : 'close'} size={14} label={met ? trans.__('Met') : trans.__('Not met')} />
        <span>
          <span className="nbp-quiet">{aboutWord(trans, about)}</span> {text}
        </span>
      </span>
      {unmet.map((finding, i) => (
        <Unmet key={i} finding={finding} />
      ))}
    </>
  );
}

/** What stands against something, and what to do about it. */
export function Unmet({ finding: { message, hint } }: { finding: Finding }) {
  return (
    <p className="nbp-unmet">
      {message}
      {hint && <span className="nbp-quiet"> → {hint}</span>}
    </p>
  );
}

/** What a rule is about: the words of `nbpipe policy check`. */
function aboutWord(trans: Trans, about: string): string {
  const words: Record<string, string> = {
    'approved by': trans.__('approved by'),
    'four eyes': trans.__('four eyes'),
    metric: trans.__('metric'),
    present: trans.__('present'),
    champion: trans.__('champion')
  };
  return words[about] ?? about;
}
