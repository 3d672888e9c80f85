import { useState } from 'react';
import type { ReactNode } from 'react';
import { route } from '../api';
import { usePage, useTrans } from '../context';
import { jobsOf } from '../graph';
import { IconButton, Loaded, StatusMark, StepTypeIcon, Tabs } from '../kit';
import type { StepPage } from '../schema';
import type { Trans } from '../trans';
import { Attempts } from './step/attempts';
import { CodeTab } from './step/code';
import { JobOf, JobsTab } from './step/jobs';
import { LogTab } from './step/log';
import { Metrics } from './step/metrics';
import { Overview } from './step/overview';
import { Inputs, Outputs } from './step/values';

export interface StepTabProps {
  page: StepPage;
  execution: string;
  notebook: string | null;
  /** Shows another step of the execution. */
  select: (step: string) => void;
}

interface StepTab {
  id: string;
  title: (trans: Trans) => string;
  /** Whether a step has it; without it every step does. */
  has?: (page: StepPage) => boolean;
  /** A small number beside the title. */
  count?: (page: StepPage) => number;
  render: (props: StepTabProps) => ReactNode;
}

// The tabs in order; a further one is a file in step/ and a line here.
export const TABS: readonly StepTab[] = [
  { id: 'overview', title: trans => trans.__('Overview'), render: props => <Overview {...props} /> },
  {
    id: 'jobs',
    title: trans => trans.__('Jobs'),
    has: page => jobsOf(page.card).total > 0,
    count: page => jobsOf(page.card).total,
    render: props => <JobsTab {...props} />
  },
  { id: 'code', title: trans => trans.__('Code'), render: props => <CodeTab {...props} /> },
  { id: 'log', title: trans => trans.__('Log'), render: props => <LogTab {...props} /> },
  {
    id: 'inputs',
    title: trans => trans.__('Inputs'),
    count: page => page.inputs.length + Object.keys(page.parameters).length,
    render: props => <Inputs {...props} />
  },
  {
    id: 'outputs',
    title: trans => trans.__('Outputs'),
    count: page => page.outputs.length + page.figures.length,
    render: props => <Outputs {...props} />
  },
  {
    id: 'metrics',
    title: trans => trans.__('Metrics'),
    count: page => page.metrics.length,
    render: props => <Metrics {...props} />
  },
  {
    id: 'attempts',
    title: trans => trans.__('Attempts'),
    count: page => (page.attempts.length > 1 ? page.attempts.length : 0),
    render: props => <Attempts {...props} />
  }
];

/** Of none, no number is shown. */
const counted = (count = 0) => (count > 0 ? count : undefined);

export interface StepInspectorProps {
  execution: string;
  step: string;
  notebook: string | null;
  /** The tab that is shown first, and being told of another. */
  tab?: string;
  onTab?: (tab: string) => void;
  onSelect: (step: string) => void;
  onClose: () => void;
}

/** Everything about one step of an execution, in tabs. */
export function StepInspector(props: StepInspectorProps) {
  const { execution, step, notebook, onSelect, onClose, onTab } = props;
  const trans = useTrans();
  const page = usePage<StepPage>(route`executions/${execution}/steps/${step}`);
  const [tab, setTab] = useState(props.tab ?? 'overview');
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
          <>
            <JobOf page={data} select={onSelect} />
            <Tabs
              key={step}
              label={trans.__('Step %1', step)}
              selected={tab}
              onSelect={next => {
                setTab(next);
                onTab?.(next);
              }}
              tabs={TABS.filter(({ has }) => has?.(data) ?? true).map(({ id, title, count, render }) => ({
                id,
                title: title(trans),
                count: counted(count?.(data)),
                render: () => render({ page: data, execution, notebook, select: onSelect })
              }))}
            />
          </>
        )}
      </Loaded>
    </aside>
  );
}
