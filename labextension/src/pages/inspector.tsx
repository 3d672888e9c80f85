import { useState } from 'react';
import type { ReactNode } from 'react';
import { route } from '../api';
import { usePage, useTrans } from '../context';
import { IconButton, Loaded, StatusMark, StepTypeIcon, Tabs } from '../kit';
import type { StepPage } from '../schema';
import type { Trans } from '../trans';
import { Overview } from './step/overview';

export interface StepTabProps {
  page: StepPage;
  execution: string;
  notebook: string | null;
}

interface StepTab {
  id: string;
  title: (trans: Trans) => string;
  render: (props: StepTabProps) => ReactNode;
}

// The tabs in order; a further one is a file in step/ and a line here.
const TABS: readonly StepTab[] = [
  { id: 'overview', title: trans => trans.__('Overview'), render: props => <Overview {...props} /> }
];

export interface StepInspectorProps {
  execution: string;
  step: string;
  notebook: string | null;
  onClose: () => void;
}

/** Everything about one step of an execution, in tabs. */
export function StepInspector({ execution, step, notebook, onClose }: StepInspectorProps) {
  const trans = useTrans();
  const page = usePage<StepPage>(route`executions/${execution}/steps/${step}`);
  const [tab, setTab] = useState('overview');
  return (
    <aside className="nbp-inspector" aria-label={trans.__('Step %1', step)}>
      <div className="nbp-inspector-title">
        {page.data && <StepTypeIcon type={page.data.node.type} />}
        <h2 className="nbp-title">{page.data?.node.title || step}</h2>
        {page.data && (
          <StatusMark
            status={page.data.card.status}
            cached={page.data.card.cached}
            type={page.data.node.type}
          />
        )}
        <IconButton sign="close" label={trans.__('Close (Esc)')} onClick={onClose} />
      </div>
      <Loaded page={page}>
        {data => (
          <Tabs
            label={trans.__('Step %1', step)}
            selected={tab}
            onSelect={setTab}
            tabs={TABS.map(({ id, title, render }) => ({
              id,
              title: title(trans),
              render: () => render({ page: data, execution, notebook })
            }))}
          />
        )}
      </Loaded>
    </aside>
  );
}
