/**
 * nbpipe in JupyterLab: one plugin a capability, each in its own file of `plugins/`. Here and in what they import
 * statically is no view: those are imported when one is opened.
 *
 *   schema.ts    the shapes of the answers, generated
 *   api.ts       the only door to the server
 *   live.ts      pages that stay current (patch.ts: how changes alter them); context.tsx: hooks for views
 *   words.ts     times, sizes, numbers; trans.ts: strings
 *   kit/         small parts; graph/ the graph; pages/ what is shown; plugins/ where it is shown in JupyterLab
 *   widget.tsx   the same views in a cell's output
 */

import { audit } from './plugins/audit';
import { compare } from './plugins/compare';
import { endpoints } from './plugins/endpoints';
import { executions } from './plugins/executions';
import { lineage } from './plugins/lineage';
import { lists } from './plugins/lists';
import { models } from './plugins/models';
import { notebookBadges } from './plugins/notebook-badges';
import { notebookRun } from './plugins/notebook-run';
import { notebooks } from './plugins/notebooks';
import { panels } from './plugins/panels';
import { pipelines } from './plugins/pipelines';
import { service } from './plugins/service';

export default [
  service,
  executions,
  notebooks,
  notebookBadges,
  notebookRun,
  panels,
  pipelines,
  lists,
  compare,
  models,
  endpoints,
  lineage,
  audit
];
