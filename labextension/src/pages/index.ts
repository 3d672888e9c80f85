/**
 * What is shown: a view is a component that asks `usePage` for its answers and stands the same in JupyterLab's main
 * area and in a cell's output. It opens other things with `useHost().open` or `<Link>`, never by itself.
 *
 *   execution.tsx    ExecutionView: header, failure, graph, inspector
 *   header.tsx       the line above: pipeline, status, time, Stop and Resume
 *   inspector.tsx    StepInspector: the tabs of a step; a tab is a file of step/ and a line in its list
 *   step/            overview.tsx …: one file a tab, each shows a StepPage
 *   executions.tsx   ExecutionsView: a list
 *   models.tsx       ModelsView: the groups of the registry
 *   parts.tsx        Facts, FailureBox and the like, that several pages show
 *
 * Styles are in style/pages.css.
 */

export { ExecutionView } from './execution';
export { ExecutionsView } from './executions';
export { ModelsView } from './models';
