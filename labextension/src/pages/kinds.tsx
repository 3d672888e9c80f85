import { StepTypeIcon } from '../kit';
import type { Trans } from '../trans';

// Drawings that the kit has, for what stands in a lineage.
const DRAWN: Readonly<Record<string, string>> = {
  file: 'Notebook',
  artifact: 'Cluster',
  step: 'Processing',
  model: 'Model',
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
    parameter: trans.__('Parameter'),
    code: trans.__('Code')
  };
  return words[kind] ?? kind;
}
