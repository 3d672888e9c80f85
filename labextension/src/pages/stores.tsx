import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { Provide, useHost, useLive, usePage, useStoreName, useTrans } from '../context';
import { ErrorBox, Select } from '../kit';
import type { Hello, StoreFound } from '../schema';

// Milliseconds after which it is asked whether there is a store by now, where there was none.
const PATIENCE = 10_000;

/**
 * Views that were opened without a store: they show the one that `hello` names or, where nothing has run in that,
 * the one with most in it. `children` is given a choice among them, null where there is none.
 */
export function InStore({ children }: { children: (choice: ReactNode) => ReactNode }) {
  const live = useLive();
  const host = useHost();
  const given = useStoreName();
  const hello = usePage<Hello>(given ? null : 'hello');
  const [chosen, setChosen] = useState('');
  const { data, again } = hello;
  const stores = data?.stores.filter(store => store.exists) ?? [];
  const none = data !== null && stores.length === 0;
  useEffect(() => {
    if (!none) return undefined;
    const timer = setInterval(again, PATIENCE);
    return () => clearInterval(timer);
  }, [none, again]);
  if (given) return <>{children(null)}</>;
  // Nothing is asked of a store before it is known which.
  if (!data && !hello.error) return null;
  const store = chosen || standard(data);
  return (
    <Provide live={live} host={host} store={store}>
      {children(stores.length > 1 ? <Choice stores={stores} store={store} onChoose={setChosen} /> : null)}
    </Provide>
  );
}

/** The store that is shown before one is chosen. */
export function standard(hello: Hello | null): string {
  if (!hello) return '';
  const stores = hello.stores.filter(store => store.exists);
  if (!stores.length || stores.some(store => store.path === hello.store)) return hello.store;
  return stores.reduce((most, store) => (store.executions > most.executions ? store : most)).path;
}

interface ChoiceProps {
  stores: readonly StoreFound[];
  store: string;
  onChoose: (path: string) => void;
}

function Choice({ stores, store, onChoose }: ChoiceProps) {
  const trans = useTrans();
  const problem = stores.find(each => each.path === store)?.problem;
  return (
    <>
      <Select
        label={trans.__('Store')}
        value={store}
        options={stores.map(each => [
          each.path,
          trans.__(
            '%1 (%2)',
            each.path.replace(/\/?\.nbpipe$/, '') || trans.__('This folder'),
            each.executions
          )
        ])}
        onChange={onChoose}
      />
      {problem && <ErrorBox error={{ message: problem }} />}
    </>
  );
}
