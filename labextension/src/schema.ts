// Made from nbpipe/api/shapes and nbpipe/model by `python -m nbpipe.api.typescript`: change these, not this.

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

export const PROTOCOL = 1;

/** The code of a step in two neighbouring executions, as the lines of a unified diff. */
export interface CodeDiff {
  step: string;
  first: number;
  second: number;
  lines: string[];
}

/** A line of a comparison: a value an execution (None: it has none). `best` is the index of the best metric value. */
export interface ComparedRow {
  name: string;
  values: Json[];
  same: boolean;
  best: number | null;
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

/** A configuration before it is deployed: `unmet` is what stands against that now, if whoever asks does it. */
export interface ConfigPage {
  row: ConfigRow;
  unmet: Finding[];
}

/** An endpoint configuration, which never changes. `endpoints` are those that have it now. */
export interface ConfigRow {
  config: string;
  variants: VariantRow[];
  description: string;
  by: string | null;
  at: string | null;
  execution: string | null;
  step: string | null;
  endpoints: string[];
}

export interface Configs {
  rows: ConfigRow[];
  next: string | null;
  exists: boolean;
}

/** `action` is create, update, rollback or delete; where it deleted there is no `config`, and there are no variants. */
export interface DeploymentRow {
  number: number;
  action: string;
  config: string | null;
  variants: VariantRow[];
  by: string;
  at: string;
  comment: string;
  restores: number | null;
  execution: string | null;
  step: string | null;
  description: string;
}

/** `history` begins with the newest deployment; `back` is the one that a rollback would restore. */
export interface EndpointPage {
  row: EndpointRow;
  history: DeploymentRow[];
  back: number | null;
  next: string | null;
}

export interface EndpointRow {
  name: string;
  current: DeploymentRow;
  deleted: boolean;
  served: boolean;
}

/** `configs` is how many endpoint configurations there are that could be deployed. */
export interface Endpoints {
  rows: EndpointRow[];
  next: string | null;
  exists: boolean;
  configs: number;
}

/**
 * A model version behind an endpoint; `status` is the one that it has now, `asked` how it was named.
 *
 * `deleted` says that the version is not in the registry any more: it cannot be deployed again.
 */
export interface VariantRow {
  name: string;
  group: string;
  version: number;
  share: number | null;
  status: string;
  asked: string;
  deleted: boolean;
}

/** `kind`: data (variables go along it), order (`--after`), branch (a Condition; `label` is then or else), learned. */
export interface Edge {
  source: string;
  target: string;
  kind: string;
  variables: string[];
  label: string;
}

/** An execution with its graph; `event` is the id of the last event that it includes. */
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

/** One line in a list of executions. `done` of `steps` have ended. */
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
  orphan: boolean;
  changed: string[];
  parent_execution: string | null;
  parent_step: string | null;
}

/** `total` counts all of them where neither a status nor a search narrows the choice. */
export interface Executions {
  rows: ExecutionRow[];
  next: string | null;
  total: number | null;
  exists: boolean;
}

/** A moment of the replay: from `at` on, these cards are as given (only those that changed). */
export interface Frame {
  at: string;
  cards: StepCard[];
  status: ExecutionStatus | null;
}

/** A pipeline version as it is drawn; nodes in notebook order. */
export interface Graph {
  pipeline: string;
  version: number | null;
  nodes: Node[];
  edges: Edge[];
}

/**
 * A step as the graph draws it.
 *
 * `expression` is a Condition's, or the notebook that a step runs; what stands on each side of it is known by the edges of kind branch.
 */
export interface Node {
  name: string;
  type: string;
  title: string;
  description: string;
  cells: number[];
  cell_ids: string[];
  expression: string;
}

/** A pipeline, with its last ten executions from the newest to the oldest. */
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
  exists: boolean;
}

export interface Replay {
  frames: Frame[];
  sizes: Record<string, number>;
}

/** One attempt in the timeline. */
export interface Span {
  step: string;
  attempt: number;
  status: StepStatus;
  started_at: string;
  ended_at: string | null;
}

/**
 * What a card says about a step now. `metric` is the first one logged. `progress` is 0 to 1 where it is known.
 *
 * `expected` is how long it took before, in seconds. `jobs` says of a step of many jobs, such as a Map, how many of
 * them are in each status.
 */
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
  jobs: Record<string, number>;
  child_execution: string | null;
}

export interface Timeline {
  spans: Span[];
}

/**
 * Records of the audit log from the newest on. `words` say in a few words what each did, by its number.
 *
 * `actors` and `actions` are those that the log knows.
 */
export interface AuditPage {
  rows: AuditRecord[];
  words: Record<string, string>;
  actors: string[];
  actions: string[];
  next: string | null;
  exists: boolean;
}

/** Something that is not as it should be, such as a rule of a policy that is not met: what, and what to do. */
export interface Finding {
  code: string;
  message: string;
  hint: string;
}

/**
 * What holds for a group, and for the version that was asked about: its stage, and what stands against its approval.
 *
 * `source` is the file, relative to what is shown where it lies below; empty where there is none. `words` are the
 * rules for people, as pairs of what each is about and what it says.
 */
export interface PolicyPage {
  group: string;
  source: string;
  words: string[][];
  stages: StageRow[];
  comment: boolean;
  version: number | null;
  stage: string | null;
  unmet: Finding[];
  rules: Rule[];
}

/** A rule about approval in words, and what of it the version does not meet for whoever asks. */
export interface Rule {
  about: string;
  text: string;
  unmet: Finding[];
}

/**
 * A stage, those that may follow it, and whether only approved versions may enter it.
 *
 * Of the version that was asked about, `unmet` is what stands against its moving there now.
 */
export interface StageRow {
  name: string;
  next: string[];
  approved: boolean;
  unmet: Finding[];
}

/** Whether the log and the registry are as they were written: `problems` are all signs that they are not. */
export interface Verified {
  anchor: Anchor;
  problems: Finding[];
  exists: boolean;
}

/**
 * One job of a step that has many. By `step` it is asked for as a step is; `place` counts from 0, as they were entered.
 *
 * `parameters` are what a search tries in it; `best`: no other trial is better so far.
 */
export interface JobRow {
  step: string;
  place: number;
  label: string;
  status: StepStatus;
  started_at: string | null;
  ended_at: string | null;
  seconds: number | null;
  cached: boolean;
  attempts: number;
  metrics: Record<string, number | null>;
  parameters: Record<string, Json>;
  error: string;
  best: boolean;
}

/**
 * A page of the jobs of a step. `counts` are those of each status, `total` of those that were asked for.
 *
 * `metrics` and `parameters` are the names that any of them has; `objective` is what a search decides by.
 */
export interface Jobs {
  rows: JobRow[];
  total: number;
  counts: Record<string, number>;
  metrics: string[];
  parameters: string[];
  objective: string;
  next: string | null;
}

/** All jobs of a step, a digit each: the place of its status in `statuses`. `best` is the place of the best trial. */
export interface Squares {
  statuses: StepStatus[];
  digits: string;
  best: number | null;
  cut: boolean;
}

export interface LineageEdge {
  source: string;
  target: string;
  type: string;
}

/**
 * `id` is kind:… as `nbpipe lineage` writes it. `kind`: file, artifact, step, model, endpoint, parameter, code… ; `side`:
 * -1 past, 0 the one asked about, 1 future. `opens` says what a click opens: {"execution", "step"}, {"model"}, {"file"},
 * {"endpoint"}.
 */
export interface LineageNode {
  id: string;
  kind: string;
  label: string;
  side: number;
  detail: string;
  opens: Record<string, string>;
}

export interface LineagePage {
  focus: string;
  nodes: LineageNode[];
  edges: LineageEdge[];
  cut: boolean;
}

/**
 * What changed in a store since the event before: sent over the event bus and to the widget.
 *
 * `executions` and `steps` are the rows as they are now, so that a view needs no history: it replaces what it has.
 * `steps` maps an execution to the cards that changed. `models` are groups that changed.
 */
export interface Changes {
  store: string;
  event: number;
  executions: ExecutionRow[];
  steps: Record<string, StepCard[]>;
  models: string[];
}

/** What a Condition asks of a metric, such as `≥ 0.8`. */
export interface Bound {
  sign: string;
  value: number | null;
}

/** What a second run of what made a version came to. `counts` are the things compared, by verdict; `others` are not equal. */
export interface Certificate {
  digest: string;
  made_at: string;
  made_by: string;
  agreement: string;
  tolerance: number | null;
  counts: Record<string, number>;
  others: ComparedThing[];
  reasons: string[];
  unchecked: string[];
}

/**
 * The newest certificate of a version that the store keeps, and the command that makes one.
 *
 * `problems` are signs that the file is not what it was, or that the store is not. `run` is what makes a new one now,
 * or tried to.
 */
export interface CertificatePage {
  group: string;
  version: number;
  command: string;
  file: string;
  problems: Finding[];
  certificate: Certificate | null;
  run: RunAgain | null;
}

/** A column that a model takes or gives; `dtype` is empty where nobody knows it. */
export interface Column {
  name: string;
  dtype: string;
  categories: string[];
}

/** Something that a second run gave otherwise than the first: digests, numbers or words. */
export interface ComparedThing {
  step: string;
  name: string;
  kind: string;
  verdict: string;
  first: Json;
  second: Json;
  difference: number | null;
}

/**
 * A model that is ready to be used elsewhere. `dependencies` are distributions with their versions.
 *
 * `example` are some rows of what it was fitted on. `why_pickle` says why no safer format holds it.
 */
export interface Deployable {
  format: string;
  pickle: boolean;
  why_pickle: string;
  python: string;
  takes: Rows;
  gives: Rows[];
  classes: string[];
  dependencies: Record<string, string>;
  example: Record<string, Json>[];
}

/**
 * A page of versions, from the newest to the oldest unless another order is asked for.
 *
 * `metrics` are the names that any of them has.
 */
export interface GroupPage {
  name: string;
  description: string;
  versions: VersionRow[];
  total: number;
  metrics: string[];
  thresholds: Record<string, Bound>;
  champion: VersionRow | null;
  next: string | null;
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
  exists: boolean;
}

/** A variant of what an endpoint has now that is this version. `share` is from 0 to 1. */
export interface InUse {
  endpoint: string;
  deployment: number;
  variant: string;
  share: number | null;
}

/** What a model takes, or one of its methods gives: the columns of a `frame`, dtype and shape of an `array`, or `any`. */
export interface Rows {
  method: string;
  kind: string;
  columns: Column[];
  dtype: string;
  shape: string;
}

/**
 * A second run of what made a version: one that goes on, or how the last one ended.
 *
 * `doing` is looks, builds (the recorded environment) or runs. Its `execution` is in `store`, a scratch store, as long
 * as that is there. `problems` say why it gave no certificate.
 */
export interface RunAgain {
  status: ExecutionStatus;
  doing: string;
  by: string;
  began_at: string;
  ended_at: string | null;
  execution: string | null;
  store: string | null;
  problems: Finding[];
}

/** `decision` is the id of the newest approval record: a decision that was made before a later one is refused. */
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
  fields: Record<string, Json>;
  stages: StageRecord[];
  deleted: Deletion | null;
  deployable: Deployable | null;
  in_use: InUse[];
  baselines: Record<string, Artifact>;
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
  metrics: Record<string, number | null>;
  digest: string;
  size: number;
  media_type: string;
  stage: string | null;
  deleted: boolean;
}

/** What the line above a tagged cell says. `kind`: step, setup or parameters. `learned` marks what a run found out. */
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

/** A notebook as one types it: what is wrong, the badges and, where it compiles, the graph and the form. */
export interface Checked {
  pipeline: string;
  marks: Mark[];
  badges: Badge[];
  graph: Graph | null;
  parameters: Parameter[];
  last: ExecutionRow | null;
  last_steps: StepCard[];
}

/** A problem of the definition and its place: cell number from 1, line in the cell from 1, columns from 0. */
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

export interface Planned {
  steps: PlannedStep[];
  hits: number;
  runs: number;
  seconds: number | null;
}

/** `verdict`: hit, run, skip, maybe (waits for a step that runs) or now (decided in the run). */
export interface PlannedStep {
  step: string;
  verdict: string;
  reason: string;
  seconds: number | null;
}

export interface Started {
  execution: string;
  store: string;
}

/** An answer as it was recorded, the status of its execution, and why that does not go on, where it does not. */
export interface CallbackAnswered {
  row: CallbackRow;
  status: ExecutionStatus;
  problem: string;
}

/**
 * A question that a Callback asked. `token`, as long as it is open, is where the answer goes.
 *
 * `outputs` are the variables that the answer gives a value, the first one of `choices` where there are any. `verdict`
 * is its status in words; of an approval Approved or Rejected.
 */
export interface CallbackRow {
  execution: string;
  step: string;
  token: string | null;
  status: CallbackStatus;
  verdict: string;
  question: string;
  approval: boolean;
  choices: string[];
  outputs: string[];
  asked_at: string;
  expires_at: string | null;
  answered_at: string | null;
  by: string | null;
  comment: string;
  answer: Record<string, Json>;
}

export interface Callbacks {
  rows: CallbackRow[];
  exists: boolean;
}

/** Code of a cell without its magic line; `first_line` is the line of the user's cell on which it starts. */
export interface CodeCell {
  number: number;
  id: string;
  source: string;
  first_line: number;
}

/**
 * The executed cells of an attempt, as nbformat outputs. `size` bytes in all; `cut` where only the end is given.
 *
 * While it runs, ask again with `after` = `next`. Where the answer is not `whole`, its outputs are to be added to
 * those of the cell with that number, and text to the text before it where both are of one stream.
 */
export interface Log {
  attempt: number;
  running: boolean;
  cells: LogCell[];
  size: number;
  cut: boolean;
  next: number;
  whole: boolean;
  notebook: boolean;
}

/** `number` is that of the user's cell; None for one that nbpipe put in, such as the parameters. */
export interface LogCell {
  source: string;
  number: number | null;
  execution_count: number | null;
  outputs: Record<string, Json>[];
  role: string;
}

/** A metric with its logged points, in order; of very many (`total`), an even choice with the first and the last. */
export interface Series {
  name: string;
  points: Metric[];
  total: number;
}

/** Everything about one step of an execution. */
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
  setup: CodeCell[];
  diff: string[];
  files_total: number;
  learned: string[];
  parent: string | null;
  label: string;
  callbacks: CallbackRow[];
}

/** A variable of a step: its artifact, and where it came from (`producer`, None for a parameter). */
export interface Value {
  variable: string;
  artifact: Artifact;
  producer: string | null;
  execution: string | null;
  gone: boolean;
}

/** Who answers, and which stores there are. `store` is the one that is shown where nothing else was chosen. */
export interface Hello {
  version: string;
  protocol: number;
  user: string;
  store: string;
  stores: StoreFound[];
  may: string[];
}

/** The body of every answer that is not 2xx: the words of the command line. */
export interface Refused {
  message: string;
  hint: string;
  code: string;
  marks: Mark[];
}

/** What is wrong with a store; nothing where it is whole. `verified`: every artifact was read and hashed again. */
export interface StoreChecked {
  problems: Finding[];
  verified: boolean;
}

/** A store under the root. `path` is its folder relative to the root, as every `store` argument wants it. */
export interface StoreFound {
  path: string;
  exists: boolean;
  executions: number;
  problem: string;
}

/**
 * Immutable content. `digest` is `sha256:` and 64 hexadecimal digits of the blob; `size` is in bytes.
 *
 * `materializer` names the format that wrote it and can read it. `meta` holds, as JSON, what the format itself
 * cannot say. `preview` is JSON made when it was saved, so that nobody has to load the value to show it.
 */
export interface Artifact {
  digest: string;
  size: number;
  media_type: string;
  materializer: string;
  meta: Record<string, Json>;
  preview: Record<string, Json>;
}

/**
 * Why an attempt or an execution failed. `type` is the exception's name or a word such as `KernelDied`.
 *
 * `cell` and `line` name the place in the user's notebook. `traceback` keeps the terminal colours of IPython.
 * `bases` are the classes that the exception is an instance of, with their modules, itself first.
 */
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

/**
 * A typed input of a pipeline. `type` is how the annotation reads, such as `float` or `list[str]`.
 *
 * `default` is a JSON value and means nothing where `required`.
 */
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

/** Status of an execution, in SageMaker's words; Waiting: a Callback is all that is left. */
export type ExecutionStatus = 'Executing' | 'Stopping' | 'Waiting' | 'Stopped' | 'Failed' | 'Succeeded';

/** Status of a step execution. A cache hit is Succeeded with `cached`. */
export type StepStatus = 'Pending' | 'Starting' | 'Executing' | 'Waiting' | 'Succeeded' | 'Failed' | 'Stopped' | 'Skipped';

/** One logged number. `step` is the position in a series, such as an epoch; `logged_at` is ISO 8601 in UTC. */
export interface Metric {
  name: string;
  value: number | null;
  step: number | null;
  logged_at: string;
}

/** One record of the audit log. `subject` is a node, such as `model:attrition:3`; `hash` covers `previous` and the rest. */
export interface AuditRecord {
  id: number;
  at: string;
  actor: string;
  command: string;
  action: string;
  subject: string;
  data: Record<string, Json>;
  previous: string;
  hash: string;
}

/** What the audit log came to at one moment: how many records, and the hash of the last of them. */
export interface Anchor {
  count: number;
  head: string;
  at: string;
}

/** One decision about a model version: never overwritten. `evidence` maps names to digests. */
export interface ApprovalRecord {
  status: Approval;
  by: string;
  at: string;
  comment: string;
  evidence: Record<string, string>;
}

/** One move of a model version to another stage of its life: never overwritten. */
export interface StageRecord {
  stage: string;
  by: string;
  at: string;
  comment: string;
}

/** What is left of a model version that was deleted: who did it, when and why. */
export interface Deletion {
  by: string;
  at: string;
  comment: string;
}

/** Approval status of a model version (SageMaker's ModelApprovalStatus). */
export type Approval = 'PendingManualApproval' | 'Approved' | 'Rejected';

/** What became of a question that a Callback asked; Withdrawn: what it was about has changed. */
export type CallbackStatus = 'Open' | 'Succeeded' | 'Failed' | 'Expired' | 'Withdrawn';

/**
 * A file that a step used. `size` in bytes, -1 where the file was gone or is a folder.
 *
 * `mode` is `read` or `written`; `run`: a notebook of which only the code counted; `setup`: a setup cell read it; `named`: a text in the code names it, and nobody was
 * seen to open it, so that native code may have.
 */
export interface FileUse {
  path: string;
  mode: string;
  size: number;
  digest: string | null;
}

/** One try of a step; never overwritten. `notebook` is the executed notebook's path, relative to the store's parent folder. */
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
