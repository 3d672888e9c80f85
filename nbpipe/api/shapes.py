"""What the pages show: the answers of the API, as frozen dataclasses.

The TypeScript types of the front end are generated from these and from `nbpipe.model`, so a field is added here, once.
Times are ISO 8601 in UTC, durations seconds, sizes bytes. A list that may be long comes with `next`: the value to ask the
following page with, or None at its end.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from nbpipe.model import (
    Anchor,
    Approval,
    ApprovalRecord,
    Artifact,
    Attempt,
    AuditRecord,
    Deletion,
    ExecutionStatus,
    Failure,
    FileUse,
    Metric,
    Parameter,
    StageRecord,
    StepStatus,
)

PROTOCOL = 1  # raised when a front end of before would misread an answer


@dataclass(frozen=True)
class Hello:
    """Who answers, and which stores there are. `store` is the one that is shown where nothing else was chosen."""

    version: str
    protocol: int
    user: str
    store: str
    stores: tuple[StoreFound, ...]


@dataclass(frozen=True)
class StoreFound:
    """A store under the root. `path` is its folder relative to the root, as every `store` argument wants it."""

    path: str
    exists: bool
    executions: int = 0
    problem: str = ""  # such as: made by a newer nbpipe


# ---- lists ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ExecutionRow:
    """One line in a list of executions. `done` of `steps` have ended."""

    id: str
    pipeline: str
    version: int
    status: ExecutionStatus
    started_at: str | None
    ended_at: str | None
    seconds: float | None
    started_by: str | None
    steps: int
    done: int
    cached: int
    notebook: str | None = None  # relative to the server's root where it lies under it, else None
    parameters: Mapping[str, Any] = field(default_factory=dict)
    failure: str = ""  # one line
    orphan: bool = False  # it has not ended, and the process that ran it is gone: stop closes it
    changed: tuple[str, ...] = ()  # parameters that are not as their defaults


@dataclass(frozen=True)
class Executions:
    """`total` counts all of them where neither a status nor a search narrows the choice."""

    rows: tuple[ExecutionRow, ...]
    next: str | None = None
    total: int | None = None
    exists: bool = True  # whether there is a store yet


@dataclass(frozen=True)
class PipelineRow:
    """A pipeline, with its last ten executions from the newest to the oldest."""

    name: str
    versions: int
    executions: int
    last: tuple[ExecutionRow, ...]
    notebook: str | None = None


@dataclass(frozen=True)
class Pipelines:
    rows: tuple[PipelineRow, ...]
    running: tuple[ExecutionRow, ...] = ()
    next: str | None = None
    exists: bool = True


# ---- one execution --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Node:
    """A step as the graph draws it.

    `expression` is a Condition's; what stands on each side of it is known by the edges of kind branch.
    """

    name: str
    type: str
    title: str
    description: str
    cells: tuple[int, ...]
    cell_ids: tuple[str, ...]
    expression: str = ""


@dataclass(frozen=True)
class Edge:
    """`kind`: data (variables go along it), order (`--after`), branch (a Condition; `label` is then or else), learned."""

    source: str
    target: str
    kind: str
    variables: tuple[str, ...] = ()
    label: str = ""


@dataclass(frozen=True)
class Graph:
    """A pipeline version as it is drawn; nodes in notebook order."""

    pipeline: str
    version: int | None
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


@dataclass(frozen=True)
class StepCard:
    """What a card says about a step now. `metric` is the first one logged. `progress` is 0 to 1 where it is known.

    `expected` is how long it took before, in seconds. `jobs` says of a step of many jobs, such as a Map, how many of
    them are in each status.
    """

    step: str
    status: StepStatus
    started_at: str | None = None
    ended_at: str | None = None
    seconds: float | None = None
    cached: bool = False
    attempts: int = 0
    detail: str = ""
    metric: Metric | None = None
    expected: float | None = None
    progress: float | None = None
    error: str = ""  # one line
    jobs: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class ExecutionPage:
    """An execution with its graph; `event` is the id of the last event that it includes."""

    execution: ExecutionRow
    graph: Graph
    steps: tuple[StepCard, ...]
    event: int
    seed: int = 0
    failure: Failure | None = None
    environment: Mapping[str, Any] = field(default_factory=dict)
    notebook: str | None = None
    host: str | None = None
    parameters: tuple[
        Parameter, ...
    ] = ()  # as the definition has them; the values are in execution.parameters
    lessons: tuple[str, ...] = ()  # what this run learned, a line each
    models: tuple[str, ...] = ()  # group:version that it registered
    longest_path: tuple[str, ...] = ()  # the critical path, by measured durations


@dataclass(frozen=True)
class Span:
    """One attempt in the timeline."""

    step: str
    attempt: int
    status: StepStatus
    started_at: str
    ended_at: str | None


@dataclass(frozen=True)
class Timeline:
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class Frame:
    """A moment of the replay: from `at` on, these cards are as given (only those that changed)."""

    at: str
    cards: tuple[StepCard, ...]
    status: ExecutionStatus | None = None


@dataclass(frozen=True)
class Replay:
    frames: tuple[Frame, ...]
    sizes: Mapping[str, int] = field(
        default_factory=dict
    )  # "step.variable" → bytes, for the dots along the edges


@dataclass(frozen=True)
class Value:
    """A variable of a step: its artifact, and where it came from (`producer`, None for a parameter)."""

    variable: str
    artifact: Artifact
    producer: str | None = None
    execution: str | None = None  # of the producer, where a cached result was taken
    gone: bool = False  # the blob is not there any more


@dataclass(frozen=True)
class StepPage:
    """Everything about one step of an execution."""

    card: StepCard
    node: Node
    code: tuple[CodeCell, ...]
    options: Mapping[str, Any]
    inputs: tuple[Value, ...]
    outputs: tuple[Value, ...]
    figures: tuple[Value, ...]
    metrics: tuple[Series, ...]
    files: tuple[FileUse, ...]
    attempts: tuple[Attempt, ...]
    failure: Failure | None = None
    parameters: Mapping[str, Any] = field(default_factory=dict)  # those that it reads
    cache_key: str | None = None
    cached_from: str | None = None
    why: tuple[str, ...] = ()  # why it ran or was taken, a line each; the words of `nbpipe why`
    changes: tuple[str, ...] = ()
    when: str = "succeeded"
    retry: str = ""
    timeout: float | None = None
    resources: str = ""
    setup: tuple[CodeCell, ...] = ()  # the setup cells that run first
    diff: tuple[str, ...] = ()  # of the code, where that is why it ran: the lines of a unified diff
    files_total: int = 0  # of which `files` are the first
    learned: tuple[str, ...] = ()  # what runs found out about its code, a line each
    parent: str | None = None  # the step that it is a job of
    label: str = ""  # of a job: what it is, such as the parameters of a trial


@dataclass(frozen=True)
class JobRow:
    """One job of a step that has many. By `step` it is asked for as a step is; `place` counts from 0, as they were entered.

    `parameters` are what a search tries in it; `best`: no other trial is better so far.
    """

    step: str
    place: int
    label: str
    status: StepStatus
    started_at: str | None
    ended_at: str | None
    seconds: float | None
    cached: bool
    attempts: int
    metrics: Mapping[str, float]
    parameters: Mapping[str, Any]
    error: str = ""  # one line
    best: bool = False


@dataclass(frozen=True)
class Jobs:
    """A page of the jobs of a step. `counts` are those of each status, `total` of those that were asked for.

    `metrics` and `parameters` are the names that any of them has; `objective` is what a search decides by.
    """

    rows: tuple[JobRow, ...]
    total: int
    counts: Mapping[str, int]
    metrics: tuple[str, ...] = ()
    parameters: tuple[str, ...] = ()
    objective: str = ""
    next: str | None = None


@dataclass(frozen=True)
class Squares:
    """All jobs of a step, a digit each: the place of its status in `statuses`. `best` is the place of the best trial."""

    statuses: tuple[StepStatus, ...]
    digits: str
    best: int | None = None
    cut: bool = False  # there are more


@dataclass(frozen=True)
class CodeCell:
    """Code of a cell without its magic line; `first_line` is the line of the user's cell on which it starts."""

    number: int
    id: str
    source: str
    first_line: int = 1


@dataclass(frozen=True)
class Series:
    """A metric with its logged points, in order; of very many (`total`), an even choice with the first and the last."""

    name: str
    points: tuple[Metric, ...]
    total: int = 0


@dataclass(frozen=True)
class Log:
    """The executed cells of an attempt, as nbformat outputs. `size` bytes in all; `cut` where only the end is given.

    While it runs, ask again with `after` = `next`. Where the answer is not `whole`, its outputs are to be added to
    those of the cell with that number, and text to the text before it where both are of one stream.
    """

    attempt: int
    running: bool
    cells: tuple[LogCell, ...]
    size: int
    cut: bool = False
    next: int = 0
    whole: bool = True
    notebook: bool = False  # whether there is an executed notebook to download


@dataclass(frozen=True)
class LogCell:
    """`number` is that of the user's cell; None for one that nbpipe put in, such as the parameters."""

    source: str
    number: int | None
    execution_count: int | None
    outputs: tuple[Mapping[str, Any], ...]  # as nbformat has them
    role: str = "body"  # or setup, parameters


# ---- comparing ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ComparedRow:
    """A line of a comparison: a value an execution (None: it has none). `best` is the index of the best metric value."""

    name: str
    values: tuple[Any, ...]
    same: bool
    best: int | None = None


@dataclass(frozen=True)
class CodeDiff:
    """The code of a step in two neighbouring executions, as the lines of a unified diff."""

    step: str
    first: int
    second: int
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Comparison:
    executions: tuple[ExecutionRow, ...]
    parameters: tuple[ComparedRow, ...]
    metrics: tuple[ComparedRow, ...]
    series: Mapping[str, tuple[Series | None, ...]]
    artifacts: tuple[ComparedRow, ...]  # step.variable → digest
    environment: tuple[ComparedRow, ...]
    steps: tuple[ComparedRow, ...]  # status and seconds
    code: tuple[CodeDiff, ...]
    figures: Mapping[str, tuple[Artifact | None, ...]]  # step.name → one an execution


# ---- registry -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class VersionRow:
    group: str
    version: int
    status: Approval
    created_at: str | None
    created_by: str | None
    execution: str | None
    step: str | None
    aliases: tuple[str, ...]
    metrics: Mapping[str, float]  # nested ones by their path, such as by.n
    digest: str
    size: int
    media_type: str
    stage: str | None = None  # None while it is in the first one of its group
    deleted: bool = False


@dataclass(frozen=True)
class GroupRow:
    name: str
    description: str
    versions: int
    latest: VersionRow | None
    champion: VersionRow | None = None  # the version with the alias champion, else the newest approved one
    waiting: int = 0  # versions that wait for approval


@dataclass(frozen=True)
class Groups:
    rows: tuple[GroupRow, ...]
    next: str | None = None
    exists: bool = True


@dataclass(frozen=True)
class Bound:
    """What a Condition asks of a metric, such as `≥ 0.8`."""

    sign: str
    value: float


@dataclass(frozen=True)
class GroupPage:
    """A page of versions, from the newest to the oldest unless another order is asked for.

    `metrics` are the names that any of them has.
    """

    name: str
    description: str
    versions: tuple[VersionRow, ...]
    total: int
    metrics: tuple[str, ...]
    thresholds: Mapping[str, Bound] = field(default_factory=dict)  # metric → what a Condition asked of it
    champion: VersionRow | None = None  # the version with the alias champion, else the newest approved one
    next: str | None = None


@dataclass(frozen=True)
class VersionPage:
    """`decision` is the id of the newest approval record: a decision that was made before a later one is refused."""

    row: VersionRow
    card: str
    approvals: tuple[ApprovalRecord, ...]
    decision: int
    artifact: Artifact
    signature: Mapping[str, Any]  # inputs and output columns with dtypes where known
    parameters: Mapping[str, Any]
    environment: Mapping[str, Any]
    evidence: tuple[Value, ...] = ()  # reports and figures of the steps that it came from
    gone: bool = False
    fields: Mapping[str, Any] = field(default_factory=dict)  # what stands above the card's text
    stages: tuple[StageRecord, ...] = ()  # moves from stage to stage, the newest last
    deleted: Deletion | None = None
    deployable: Deployable | None = None  # of a Model step: how it is used elsewhere


@dataclass(frozen=True)
class Column:
    """A column that a model takes or gives; `dtype` is empty where nobody knows it."""

    name: str
    dtype: str
    categories: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rows:
    """What a model takes, or one of its methods gives: the columns of a `frame`, dtype and shape of an `array`, or `any`."""

    method: str
    kind: str
    columns: tuple[Column, ...] = ()
    dtype: str = ""
    shape: str = ""  # such as n × 31


@dataclass(frozen=True)
class Deployable:
    """A model that is ready to be used elsewhere. `dependencies` are distributions with their versions.

    `example` are some rows of what it was fitted on. `why_pickle` says why no safer format holds it.
    """

    format: str
    pickle: bool
    why_pickle: str
    python: str
    takes: Rows
    gives: tuple[Rows, ...]
    classes: tuple[str, ...]
    dependencies: Mapping[str, str]
    example: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True)
class ComparedThing:
    """Something that a second run gave otherwise than the first: digests, numbers or words."""

    step: str
    name: str
    kind: str
    verdict: str
    first: Any
    second: Any
    difference: float | None = None  # the largest relative one between two numbers


@dataclass(frozen=True)
class Certificate:
    """What a second run of what made a version came to. `counts` are the things compared, by verdict; `others` are not equal."""

    digest: str
    made_at: str
    made_by: str
    agreement: str  # bit for bit, within tolerance, or differs
    tolerance: float
    counts: Mapping[str, int]
    others: tuple[ComparedThing, ...] = ()
    reasons: tuple[str, ...] = ()
    unchecked: tuple[str, ...] = ()  # what a second run cannot check


@dataclass(frozen=True)
class CertificatePage:
    """The newest certificate of a version that the store keeps, and the command that makes one.

    `problems` are signs that the file is not what it was, or that the store is not.
    """

    group: str
    version: int
    command: str
    file: str = ""  # empty where there is none
    problems: tuple[Finding, ...] = ()
    certificate: Certificate | None = None


@dataclass(frozen=True)
class Finding:
    """Something that is not as it should be, such as a rule of a policy that is not met: what, and what to do."""

    code: str
    message: str
    hint: str


@dataclass(frozen=True)
class StageRow:
    """A stage, those that may follow it, and whether only approved versions may enter it.

    Of the version that was asked about, `unmet` is what stands against its moving there now.
    """

    name: str
    next: tuple[str, ...]
    approved: bool = False
    unmet: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Rule:
    """A rule about approval in words, and what of it the version does not meet for whoever asks."""

    about: str
    text: str
    unmet: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class PolicyPage:
    """What holds for a group, and for the version that was asked about: its stage, and what stands against its approval.

    `source` is the file, relative to what is shown where it lies below; empty where there is none. `words` are the
    rules for people, as pairs of what each is about and what it says.
    """

    group: str
    source: str
    words: tuple[tuple[str, str], ...]
    stages: tuple[StageRow, ...]
    comment: bool
    version: int | None = None
    stage: str | None = None
    unmet: tuple[Finding, ...] = ()  # for whoever asks
    rules: tuple[Rule, ...] = ()  # that a version must meet to be approved, each by itself


@dataclass(frozen=True)
class AuditPage:
    """Records of the audit log from the newest on. `words` say in a few words what each did, by its number.

    `actors` and `actions` are those that the log knows.
    """

    rows: tuple[AuditRecord, ...]
    words: Mapping[str, str] = field(default_factory=dict)
    actors: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    next: str | None = None
    exists: bool = True


@dataclass(frozen=True)
class Verified:
    """Whether the log and the registry are as they were written: `problems` are all signs that they are not."""

    anchor: Anchor
    problems: tuple[Finding, ...]
    exists: bool = True


# ---- lineage --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class LineageNode:
    """`id` is kind:… as `nbpipe lineage` writes it. `kind`: file, artifact, step, model, parameter, code… ; `side`:
    -1 past, 0 the one asked about, 1 future. `opens` says what a click opens: {"execution", "step"}, {"model"}, {"file"}."""

    id: str
    kind: str
    label: str
    side: int
    detail: str = ""
    opens: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class LineageEdge:
    source: str
    target: str
    type: str


@dataclass(frozen=True)
class LineagePage:
    focus: str
    nodes: tuple[LineageNode, ...]
    edges: tuple[LineageEdge, ...]
    cut: bool = False  # there is more than is shown


# ---- notebooks ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Mark:
    """A problem of the definition and its place: cell number from 1, line in the cell from 1, columns from 0."""

    code: str
    message: str
    hint: str
    severity: str  # error or warning
    cell: int | None
    cell_id: str | None
    line: int | None
    column: int | None
    end_column: int | None = None


@dataclass(frozen=True)
class Badge:
    """What the line above a tagged cell says. `kind`: step, setup or parameters. `learned` marks what a run found out."""

    cell: int
    cell_id: str
    kind: str
    step: str
    type: str
    title: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    learned: tuple[str, ...] = ()


@dataclass(frozen=True)
class Checked:
    """A notebook as one types it: what is wrong, the badges and, where it compiles, the graph and the form."""

    pipeline: str
    marks: tuple[Mark, ...]
    badges: tuple[Badge, ...]
    graph: Graph | None
    parameters: tuple[Parameter, ...]
    last: ExecutionRow | None = None  # the newest execution of this notebook's pipeline
    last_steps: tuple[StepCard, ...] = ()


@dataclass(frozen=True)
class PlannedStep:
    """`verdict`: hit, run, skip, maybe (waits for a step that runs) or now (decided in the run)."""

    step: str
    verdict: str
    reason: str
    seconds: float | None


@dataclass(frozen=True)
class Planned:
    steps: tuple[PlannedStep, ...]
    hits: int
    runs: int
    seconds: float | None


@dataclass(frozen=True)
class Started:
    execution: str
    store: str


# ---- live -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Changes:
    """What changed in a store since the event before: sent over the event bus and to the widget.

    `executions` and `steps` are the rows as they are now, so that a view needs no history: it replaces what it has.
    `steps` maps an execution to the cards that changed. `models` are groups that changed.
    """

    store: str
    event: int
    executions: tuple[ExecutionRow, ...] = ()
    steps: Mapping[str, tuple[StepCard, ...]] = field(default_factory=dict)
    models: tuple[str, ...] = ()


@dataclass(frozen=True)
class Refused:
    """The body of every answer that is not 2xx: the words of the command line."""

    message: str
    hint: str = ""
    code: str = ""
    marks: tuple[Mark, ...] = ()  # every problem of a definition, with its place
