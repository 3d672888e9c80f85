/**
 * The answers of the API: nbpipe/api/shapes.py and the parts of nbpipe/model.py that it names, as TypeScript.
 * Times are ISO 8601 in UTC, durations seconds, sizes bytes; `next` asks for the following page.
 */

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

export const PROTOCOL = 1;

// ---- nbpipe/model.py --------------------------------------------------------------------------------------------

export type ExecutionStatus = 'Executing' | 'Stopping' | 'Waiting' | 'Stopped' | 'Failed' | 'Succeeded';

export type StepStatus =
  'Pending' | 'Starting' | 'Executing' | 'Waiting' | 'Succeeded' | 'Failed' | 'Stopped' | 'Skipped';

export type Approval = 'PendingManualApproval' | 'Approved' | 'Rejected';

export interface Parameter {
  name: string;
  type: string;
  default: Json;
  required: boolean;
  description: string;
  enum: Json[] | null;
  cell: number | null;
  line: number | null;
}

export interface Artifact {
  digest: string;
  size: number;
  media_type: string;
  materializer: string;
  meta: Record<string, Json>;
  preview: Record<string, Json>;
}

export interface Failure {
  type: string;
  message: string;
  hint: string | null;
  step: string | null;
  cell: number | null;
  line: number | null;
  source: string | null;
  traceback: string;
  bases: string[];
}

export interface Metric {
  name: string;
  value: number;
  step: number | null;
  logged_at: string;
}

export interface FileUse {
  path: string;
  mode: string;
  size: number;
  digest: string | null;
}

export interface Attempt {
  number: number;
  status: StepStatus;
  started_at: string | null;
  ended_at: string | null;
  host: string | null;
  pid: number | null;
  notebook: string | null;
  seconds: number | null;
  cpu_seconds: number | null;
  max_rss: number | null;
  failure: Failure | null;
}

export interface ApprovalRecord {
  status: Approval;
  by: string;
  at: string;
  comment: string;
  evidence: Record<string, string>;
}

// ---- nbpipe/api/shapes.py ---------------------------------------------------------------------------------------

export interface Hello {
  version: string;
  protocol: number;
  user: string;
  store: string;
  stores: StoreFound[];
}

export interface StoreFound {
  path: string;
  exists: boolean;
  executions: number;
  problem: string;
}

export interface ExecutionRow {
  id: string;
  pipeline: string;
  version: number;
  status: ExecutionStatus;
  started_at: string | null;
  ended_at: string | null;
  seconds: number | null;
  started_by: string | null;
  steps: number;
  done: number;
  cached: number;
  notebook: string | null;
  parameters: Record<string, Json>;
  failure: string;
}

export interface Executions {
  rows: ExecutionRow[];
  next: string | null;
  total: number | null;
}

export interface PipelineRow {
  name: string;
  versions: number;
  executions: number;
  last: ExecutionRow[];
  notebook: string | null;
}

export interface Pipelines {
  rows: PipelineRow[];
  running: ExecutionRow[];
  next: string | null;
}

export interface Node {
  name: string;
  type: string;
  title: string;
  description: string;
  cells: number[];
  cell_ids: string[];
  expression: string;
  group: string | null;
}

export interface Edge {
  source: string;
  target: string;
  kind: string;
  variables: string[];
  label: string;
}

export interface Graph {
  pipeline: string;
  version: number | null;
  nodes: Node[];
  edges: Edge[];
}

export interface StepCard {
  step: string;
  status: StepStatus;
  started_at: string | null;
  ended_at: string | null;
  seconds: number | null;
  cached: boolean;
  attempts: number;
  detail: string;
  metric: Metric | null;
  expected: number | null;
  progress: number | null;
  error: string;
}

export interface ExecutionPage {
  execution: ExecutionRow;
  graph: Graph;
  steps: StepCard[];
  event: number;
  seed: number;
  failure: Failure | null;
  environment: Record<string, Json>;
  notebook: string | null;
  host: string | null;
  parameters: Parameter[];
  lessons: string[];
  models: string[];
  longest_path: string[];
}

export interface Span {
  step: string;
  attempt: number;
  status: StepStatus;
  started_at: string;
  ended_at: string | null;
}

export interface Timeline {
  spans: Span[];
}

export interface Frame {
  at: string;
  cards: StepCard[];
  status: ExecutionStatus | null;
}

export interface Replay {
  frames: Frame[];
  sizes: Record<string, number>;
}

export interface Value {
  variable: string;
  artifact: Artifact;
  producer: string | null;
  execution: string | null;
  gone: boolean;
}

export interface StepPage {
  card: StepCard;
  node: Node;
  code: CodeCell[];
  options: Record<string, Json>;
  inputs: Value[];
  outputs: Value[];
  figures: Value[];
  metrics: Series[];
  files: FileUse[];
  attempts: Attempt[];
  failure: Failure | null;
  parameters: Record<string, Json>;
  cache_key: string | null;
  cached_from: string | null;
  why: string[];
  changes: string[];
  when: string;
  retry: string;
  timeout: number | null;
  resources: string;
}

export interface CodeCell {
  number: number;
  id: string;
  source: string;
}

export interface Series {
  name: string;
  points: Metric[];
}

export interface Log {
  attempt: number;
  running: boolean;
  cells: Record<string, Json>[];
  size: number;
  cut: boolean;
}

export interface ComparedRow {
  name: string;
  values: Json[];
  same: boolean;
  best: number | null;
}

export interface CodeDiff {
  step: string;
  first: number;
  second: number;
  lines: string[];
}

export interface Comparison {
  executions: ExecutionRow[];
  parameters: ComparedRow[];
  metrics: ComparedRow[];
  series: Record<string, (Series | null)[]>;
  artifacts: ComparedRow[];
  environment: ComparedRow[];
  steps: ComparedRow[];
  code: CodeDiff[];
  figures: Record<string, (Artifact | null)[]>;
}

export interface VersionRow {
  group: string;
  version: number;
  status: Approval;
  created_at: string | null;
  created_by: string | null;
  execution: string | null;
  step: string | null;
  aliases: string[];
  metrics: Record<string, number>;
  digest: string;
  size: number;
  media_type: string;
}

export interface GroupRow {
  name: string;
  description: string;
  versions: number;
  latest: VersionRow | null;
  champion: VersionRow | null;
  waiting: number;
}

export interface Groups {
  rows: GroupRow[];
  next: string | null;
}

export interface GroupPage {
  name: string;
  description: string;
  versions: VersionRow[];
  total: number;
  metrics: string[];
  thresholds: Record<string, number>;
  next: string | null;
}

export interface VersionPage {
  row: VersionRow;
  card: string;
  approvals: ApprovalRecord[];
  decision: number;
  artifact: Artifact;
  signature: Record<string, Json>;
  parameters: Record<string, Json>;
  environment: Record<string, Json>;
  evidence: Value[];
  gone: boolean;
}

export interface LineageNode {
  id: string;
  kind: string;
  label: string;
  side: number;
  detail: string;
  opens: Record<string, string>;
}

export interface LineageEdge {
  source: string;
  target: string;
  type: string;
}

export interface LineagePage {
  focus: string;
  nodes: LineageNode[];
  edges: LineageEdge[];
  cut: boolean;
}

export interface Mark {
  code: string;
  message: string;
  hint: string;
  severity: string;
  cell: number | null;
  cell_id: string | null;
  line: number | null;
  column: number | null;
  end_column: number | null;
}

export interface Badge {
  cell: number;
  cell_id: string;
  kind: string;
  step: string;
  type: string;
  title: string;
  inputs: string[];
  outputs: string[];
  learned: string[];
}

export interface Checked {
  pipeline: string;
  marks: Mark[];
  badges: Badge[];
  graph: Graph | null;
  parameters: Parameter[];
  last: ExecutionRow | null;
  last_steps: StepCard[];
}

export interface PlannedStep {
  step: string;
  verdict: string;
  reason: string;
  seconds: number | null;
}

export interface Planned {
  steps: PlannedStep[];
  hits: number;
  runs: number;
  seconds: number | null;
}

export interface Started {
  execution: string;
  store: string;
}

export interface Changes {
  store: string;
  event: number;
  executions: ExecutionRow[];
  steps: Record<string, StepCard[]>;
  models: string[];
}

export interface Refused {
  message: string;
  hint: string;
  code: string;
}
