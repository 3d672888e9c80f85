/**
 * What is shown: a view is a component that asks `usePage` for its answers and stands the same in JupyterLab's main
 * area and in a cell's output. It opens other things with `useHost().open` or `<Link>`, never by itself.
 *
 *   execution.tsx    ExecutionView: header, failure, graph or timeline, inspector
 *   header.tsx       the line above: pipeline, status, time, models, and what can be done; offers.ts: what that is
 *   timeline.tsx     a bar for each attempt; spans.ts: where they are; clock.ts: time as it is drawn, pauses folded
 *   replay.tsx       a run played again; film.ts: what the cards said at a moment
 *   about.tsx        the foot: parameters, environment, run log
 *   inspector.tsx    StepInspector: the tabs of a step; a tab is a file of step/ and a line in its list
 *   step/            overview.tsx …: one file a tab, each shows a StepPage; output.tsx: an output of a cell;
 *                    recorded.ts: a log that grows; preview.tsx: what is seen of a value by its kind
 *   executions.tsx   ExecutionsView: a list to search and compare from
 *   pipelines.tsx    PipelinesPanel: the side panel
 *   compare.tsx      CompareView; beside.tsx: the table of things beside each other; compared.ts: what differs
 *   models.tsx       ModelsView: the groups of the registry
 *   model.tsx        ModelView: group.tsx, its versions, or version.tsx, one of them
 *                    version/: its parts: stages, rules, signature, card, certificate, deletion
 *   endpoints.tsx    the endpoints, above the models; endpoint.tsx: EndpointView, one of them; change.tsx: deploy, roll
 *                    back, delete; deploying.ts: when others do so too; shares.tsx: what a configuration has
 *   decide.tsx       Approve and Reject; deciding.ts: when others decide too
 *   lineage.tsx      LineageView; lineage-graph.tsx the graph; reach.ts: what leads to what
 *   audit.tsx        AuditView: who changed the registry; whether the log is as it was written
 *   within.tsx       Within: lists, models and the like that open each other in one place, for the panel
 *   chain.ts         useChain: a long list page by page; useEach: the same page of several things
 *   stores.tsx       InStore: which store is shown where none was named
 *   download.tsx     Download: a file of the store
 *   figure.tsx       Figure; markdown.tsx: Markdown
 *   save.ts          gives a file to the browser
 *   parts.tsx        Facts, FailureBox and the like, that several pages show
 *
 * Styles are in style/pages.css.
 */

export { ExecutionView } from './execution';
export { ExecutionsView } from './executions';
export { ModelsView } from './models';
export { Within } from './within';
