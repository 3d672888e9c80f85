import { StepTypeIcon, approvalWord } from '../kit';
import type { Approval, LineageNode } from '../schema';
import type { Trans } from '../trans';

// Drawings that the kit has, for what stands in a lineage.
const DRAWN: Readonly<Record<string, string>> = {
  file: 'Notebook',
  artifact: 'Cluster',
  step: 'Processing',
  model: 'Model',
  endpoint: 'Endpoint',
  parameter: 'EndpointConfig',
  code: 'Lambda'
};

/** The icon of a kind of thing in a lineage; its word stands beside it. */
export function KindIcon({ kind }: { kind: string }) {
  return <StepTypeIcon type={DRAWN[kind] ?? kind} silent />;
}

/** The word for a kind of thing. */
export function kindWord(trans: Trans, kind: string): string {
  const words: Record<string, string> = {
    file: trans.__('File'),
    artifact: trans.__('Artifact'),
    step: trans.__('Step'),
    model: trans.__('Model'),
    endpoint: trans.__('Endpoint'),
    parameter: trans.__('Parameter'),
    code: trans.__('Code')
  };
  return words[kind] ?? kind;
}

/** What is said about a thing beside its name: the status of a model in words. */
export function detailWord(trans: Trans, { kind, detail }: Pick<LineageNode, 'kind' | 'detail'>): string {
  return kind === 'model' && detail ? approvalWord(trans, detail as Approval) : detail;
}
