/**
 * Plugins: one file a capability, each exporting one plugin that index.ts lists. JupyterLab's tokens are optional
 * everywhere; of ours only INbpipe is required. A plugin adds commands and places, and opens views with `page`.
 *
 *   tokens.ts       this: what plugins share
 *   service.ts      INbpipe: the live API and the host
 *   page.tsx        a lazily imported view as a widget
 *   executions.ts   nbpipe:open-execution
 *   place.ts        a kind of page in the main area; the plugins below are made of it
 *   lists.ts        nbpipe:open-executions, and the card in the launcher
 *   compare.ts      nbpipe:open-comparison
 *   models.ts       nbpipe:open-models, nbpipe:open-model
 *   endpoints.ts    nbpipe:open-endpoint
 *   lineage.ts      nbpipe:open-lineage
 *   audit.ts        nbpipe:open-audit
 *   pipelines.ts    the side panel
 *   notebooks.ts    nbpipe:open-notebook: a notebook at a cell; nbpipe:insert-cell
 */

import { Token } from '@lumino/coreutils';
import type { Host, Target } from '../context';
import type { Live } from '../live';

export interface INbpipe {
  live: Live;
  host: Host;
}

export const INbpipe = new Token<INbpipe>(
  'nbpipe-labextension:INbpipe',
  'The live API of nbpipe and what can be opened here.'
);

/** The command that opens the form of a run; its arguments are `notebook`, `parameters` to fill in, and `store`. */
export const RUN = 'nbpipe:run';

/** The command that opens each kind of thing; its arguments are the Target without `kind`, and `store`. */
export const OPENS: Readonly<Record<Target['kind'], string>> = {
  execution: 'nbpipe:open-execution',
  executions: 'nbpipe:open-executions',
  compare: 'nbpipe:open-comparison',
  models: 'nbpipe:open-models',
  model: 'nbpipe:open-model',
  endpoint: 'nbpipe:open-endpoint',
  lineage: 'nbpipe:open-lineage',
  audit: 'nbpipe:open-audit',
  notebook: 'nbpipe:open-notebook',
  run: RUN
};

/** Puts a code cell below a cell of an open notebook; answers whether it was open. */
export const INSERT = 'nbpipe:insert-cell';

export const PALETTE = 'nbpipe';
