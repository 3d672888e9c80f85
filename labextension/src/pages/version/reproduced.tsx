import '../../../style/version.css';
import { route } from '../../api';
import { usePage, useTrans } from '../../context';
import { Command, ErrorBox, Fold, Icon, Id, Num, Time } from '../../kit';
import type { Certificate, CertificatePage, ComparedThing, Json, VersionRow } from '../../schema';
import type { Trans } from '../../trans';
import { digits, short } from '../../words';
import { Download } from '../download';
import { said } from '../said';
import { Again, Ran } from './again';
import { Unmet } from './policy';

/** Whether what made a version was run again and gave the same, and a way to do so from here. */
export function Reproduced({ row }: { row: Pick<VersionRow, 'group' | 'version'> }) {
  const trans = useTrans();
  const path = route`models/${row.group}/${row.version}/certificate`;
  const page = usePage<CertificatePage>(path);
  if (page.error) return <ErrorBox error={page.error} onRetry={page.again} />;
  if (!page.data) return null;
  const { command, file, problems, certificate, run } = page.data;
  const goes = run?.status === 'Executing';
  return (
    <div className="nbp-reproduced">
      {problems.length > 0 && (
        <div className="nbp-error" role="alert">
          <Icon sign="warning" />
          <div className="nbp-error-text">
            <p className="nbp-error-message">{trans.__('Its certificate cannot be trusted.')}</p>
            {problems.map((finding, i) => (
              <Unmet key={i} finding={finding} />
            ))}
          </div>
        </div>
      )}
      {certificate ? (
        <Certified certificate={certificate} />
      ) : (
        !file &&
        !goes && <p className="nbp-quiet">{trans.__('Nobody has run again what made this version.')}</p>
      )}
      {file && (
        <div className="nbp-ways">
          <Download
            path={path}
            query={{ download: 1 }}
            name={`${row.group}-${String(row.version)}-certificate.json`}
            title={trans.__('Anybody can check it: nbpipe verify FILE')}
          >
            {trans.__('Certificate')}
          </Download>
        </div>
      )}
      {run && <Ran run={run} />}
      {!goes && <Again row={row} run={run} again={page.again} />}
      {!goes && (
        <Fold title={trans.__('In a terminal')}>
          <Command text={command} />
        </Fold>
      )}
    </div>
  );
}

function Certified({ certificate }: { certificate: Certificate }) {
  const trans = useTrans();
  const { agreement, made_at, made_by, counts, others, reasons, unchecked, tolerance, digest } = certificate;
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const good = agreement !== 'differs';
  return (
    <>
      <p className={good ? 'nbp-rule nbp-is-succeeded' : 'nbp-rule nbp-is-failed'}>
        <Icon sign={good ? 'tick' : 'close'} size={14} />
        <strong>{agreementWord(trans, agreement)}</strong>
      </p>
      <p>
        {trans.__('%1 of %2 things are equal.', 'equal' in counts ? counts.equal : 0, all)}{' '}
        {agreement === 'within tolerance' && trans.__('Others agree within %1.', digits(tolerance))}{' '}
        <span className="nbp-quiet">
          {trans.__('By %1', made_by)} <Time at={made_at} />, <Id id={digest} />
        </span>
      </p>
      {others.length > 0 && <Others others={others} />}
      {reasons.length > 0 && (
        <Fold title={trans.__('What it may come from')} open={!good}>
          <List lines={reasons} />
        </Fold>
      )}
      {unchecked.length > 0 && (
        <Fold title={trans.__('What a second run cannot check')}>
          <List lines={unchecked} />
        </Fold>
      )}
    </>
  );
}

const List = ({ lines }: { lines: readonly string[] }) => (
  <ul className="nbp-lines">
    {lines.map(line => (
      <li key={line}>{line}</li>
    ))}
  </ul>
);

function Others({ others }: { others: readonly ComparedThing[] }) {
  const trans = useTrans();
  const value = (is: Json) =>
    typeof is === 'string' && is.startsWith('sha256:') ? (
      <code title={is}>{short(is)}</code>
    ) : typeof is === 'number' ? (
      <Num value={is} />
    ) : (
      said(is)
    );
  return (
    <table className="nbp-metrics" aria-label={trans.__('What is not equal')}>
      <thead>
        <tr>
          <th scope="col">{trans.__('What is not equal')}</th>
          <th scope="col">{trans.__('Then')}</th>
          <th scope="col">{trans.__('Again')}</th>
        </tr>
      </thead>
      <tbody>
        {others.map(({ step, name, kind, first, second, verdict }, i) => (
          <tr key={i}>
            <th scope="row" title={`${kind}, ${verdict}`}>
              {step ? `${step}.${name}` : name}
            </th>
            <td>{value(first)}</td>
            <td>{value(second)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function agreementWord(trans: Trans, agreement: string): string {
  if (agreement === 'bit for bit') return trans.__('Reproduced bit for bit');
  return agreement === 'within tolerance'
    ? trans.__('Reproduced within tolerance')
    : trans.__('It came out differently');
}
