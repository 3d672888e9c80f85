import { useAction, useTrans } from '../context';
import { Button, ErrorBox, Icon, IconButton } from '../kit';
import type { StoreChecked } from '../schema';
import { Unmet } from './version/policy';

interface CheckProps {
  /** What was found; null: it is closed. */
  onChecked: (checked: StoreChecked | null) => void;
}

function useCheck(onChecked: CheckProps['onChecked']) {
  return useAction(async (api, query, verify: boolean) => {
    onChecked(await api.get<StoreChecked>('store/check', { ...query, ...(verify && { verify: 1 }) }));
  });
}

/** Says whether the store is whole: `nbpipe store check`. */
export function CheckStore({ onChecked }: CheckProps) {
  const trans = useTrans();
  const check = useCheck(onChecked);
  return (
    <>
      <Button
        busy={check.busy}
        title={trans.__('Whether every record and every file of an artifact is there: nbpipe store check')}
        onClick={() => void check.run(false)}
      >
        {trans.__('Check the store')}
      </Button>
      {check.error && <ErrorBox error={check.error} />}
    </>
  );
}

/** What the check found, and a way to read every artifact too. */
export function StoreVerdict({ checked, onChecked }: CheckProps & { checked: StoreChecked }) {
  const trans = useTrans();
  const check = useCheck(onChecked);
  const { problems, verified } = checked;
  const good = problems.length === 0;
  return (
    <div className={good ? 'nbp-verdict nbp-is-succeeded' : 'nbp-verdict nbp-is-failed'} role="alert">
      <Icon sign={good ? 'tick' : 'warning'} />
      <div className="nbp-error-text">
        <p className="nbp-error-message">
          {!good
            ? trans._n('%1 problem in the store.', '%1 problems in the store.', problems.length)
            : verified
              ? trans.__('The store is whole, every artifact read.')
              : trans.__('The store is whole.')}
        </p>
        {problems.map((finding, i) => (
          <Unmet key={i} finding={finding} />
        ))}
        {!verified && (
          <p>
            <Button
              busy={check.busy}
              title={trans.__('Each file is hashed again: that takes as long as reading all of them')}
              onClick={() => void check.run(true)}
            >
              {trans.__('Read every artifact too')}
            </Button>
          </p>
        )}
        {check.error && <ErrorBox error={check.error} />}
      </div>
      <IconButton sign="close" label={trans.__('Close')} onClick={() => onChecked(null)} />
    </div>
  );
}
