/**
 * The panel in a cell's output (anywidget). It shows the store through the kernel's messages. Traits: `store` (as the
 * API wants it), `execution` (the one to show; empty: the newest) and `pipeline` (empty: all).
 */

import { useCallback, useEffect, useMemo, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { widgetApi } from './api';
import type { WidgetModel } from './api';
import { Provide, plainHost, usePage, useTrans } from './context';
import type { Host, Target } from './context';
import { Boundary, Empty, Loaded, Tabs } from './kit';
import { Live } from './live';
import { ExecutionView, Within } from './pages';
import type { Executions } from './schema';

interface Model extends WidgetModel {
  get: (trait: string) => unknown;
}

function useTrait(model: Model, trait: string): string {
  const read = useCallback(() => {
    const value = model.get(trait);
    return typeof value === 'string' ? value : '';
  }, [model, trait]);
  const [value, setValue] = useState(read);
  useEffect(() => {
    const heard = () => setValue(read());
    model.on(`change:${trait}`, heard);
    return () => model.off(`change:${trait}`, heard);
  }, [model, trait, read]);
  return value;
}

function Panel({ model, live }: { model: Model; live: Live }) {
  const store = useTrait(model, 'store');
  const pipeline = useTrait(model, 'pipeline');
  const asked = useTrait(model, 'execution');
  const [tab, setTab] = useState('graph');
  const [shown, setShown] = useState<{ id: string; step?: string }>({ id: asked });
  // Another run was started: it is what one wants to see.
  useEffect(() => setShown({ id: asked }), [asked]);
  const host = useMemo<Host>(
    () => ({
      ...plainHost,
      embedded: true,
      opens: kind => kind === 'execution',
      open: (target: Target) => {
        if (target.kind !== 'execution') return;
        setShown({ id: target.id, step: target.step });
        setTab('graph');
      }
    }),
    []
  );
  return (
    <Provide live={live} host={host} store={store}>
      <Boundary>
        <Tabs
          label="nbpipe"
          selected={tab}
          onSelect={setTab}
          tabs={[
            {
              id: 'graph',
              title: host.trans.__('Graph'),
              render: () => <Newest shown={shown} pipeline={pipeline} />
            },
            {
              id: 'executions',
              title: host.trans.__('Executions'),
              render: () => <Within start={{ kind: 'executions', pipeline }} />
            },
            {
              id: 'models',
              title: host.trans.__('Models'),
              render: () => <Within start={{ kind: 'models' }} />
            }
          ]}
        />
      </Boundary>
    </Provide>
  );
}

/** The execution that was asked for, or the newest. */
function Newest({
  shown: { id, step },
  pipeline
}: {
  shown: { id: string; step?: string };
  pipeline: string;
}) {
  const trans = useTrans();
  const newest = usePage<Executions>(id ? null : 'executions', { pipeline, limit: 1 });
  if (id) return <ExecutionView id={id} step={step} />;
  return (
    <Loaded page={newest}>
      {({ rows }) =>
        rows.length ? (
          <ExecutionView id={rows[0].id} />
        ) : (
          <Empty title={trans.__('Nothing has run yet')} command="%pipeline run">
            {trans.__('Steps show here while they run. Start the pipeline of this notebook:')}
          </Empty>
        )
      }
    </Loaded>
  );
}

export default {
  render({ model, el }: { model: Model; el: HTMLElement }) {
    el.classList.add('nbp-panel');
    const live = new Live(widgetApi(model));
    const root = createRoot(el);
    root.render(<Panel model={model} live={live} />);
    return () => {
      root.unmount();
      live.dispose();
    };
  }
};
