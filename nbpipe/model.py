"""The nouns of nbpipe as frozen dataclasses, the statuses, and the legal changes of status.

Standard library only: every other module may import this one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class ExecutionStatus(StrEnum):
    """Status of an execution, in SageMaker's words; Waiting: a Callback is all that is left."""

    EXECUTING = "Executing"
    STOPPING = "Stopping"
    WAITING = "Waiting"
    STOPPED = "Stopped"
    FAILED = "Failed"
    SUCCEEDED = "Succeeded"

    @property
    def ended(self) -> bool:
        return self in (ExecutionStatus.STOPPED, ExecutionStatus.FAILED, ExecutionStatus.SUCCEEDED)


class StepStatus(StrEnum):
    """Status of a step execution. A cache hit is Succeeded with `cached`."""

    PENDING = "Pending"
    STARTING = "Starting"
    EXECUTING = "Executing"
    WAITING = "Waiting"
    SUCCEEDED = "Succeeded"
    FAILED = "Failed"
    STOPPED = "Stopped"
    SKIPPED = "Skipped"

    @property
    def ended(self) -> bool:
        return self in (StepStatus.SUCCEEDED, StepStatus.FAILED, StepStatus.STOPPED, StepStatus.SKIPPED)


_E, _S = ExecutionStatus, StepStatus

EXECUTION_TRANSITIONS: Mapping[ExecutionStatus, frozenset[ExecutionStatus]] = {
    _E.EXECUTING: frozenset({_E.STOPPING, _E.WAITING, _E.STOPPED, _E.FAILED, _E.SUCCEEDED}),
    _E.STOPPING: frozenset({_E.STOPPED, _E.FAILED, _E.SUCCEEDED}),
    _E.WAITING: frozenset({_E.EXECUTING, _E.STOPPING, _E.STOPPED, _E.FAILED, _E.SUCCEEDED}),
    _E.STOPPED: frozenset({_E.EXECUTING}),  # by resume
    _E.FAILED: frozenset({_E.EXECUTING}),  # by resume
    _E.SUCCEEDED: frozenset(),
}

STEP_TRANSITIONS: Mapping[StepStatus, frozenset[StepStatus]] = {
    _S.PENDING: frozenset(
        {_S.STARTING, _S.EXECUTING, _S.WAITING, _S.SUCCEEDED, _S.FAILED, _S.STOPPED, _S.SKIPPED}
    ),
    _S.STARTING: frozenset({_S.EXECUTING, _S.SUCCEEDED, _S.FAILED, _S.STOPPED, _S.PENDING}),
    _S.EXECUTING: frozenset({_S.WAITING, _S.SUCCEEDED, _S.FAILED, _S.STOPPED, _S.PENDING}),
    _S.WAITING: frozenset({_S.EXECUTING, _S.SUCCEEDED, _S.FAILED, _S.STOPPED, _S.PENDING}),
    _S.SUCCEEDED: frozenset({_S.PENDING}),  # where the run learned that it had read an old value
    _S.FAILED: frozenset({_S.PENDING}),  # by retry and resume
    _S.STOPPED: frozenset({_S.PENDING}),  # by resume
    _S.SKIPPED: frozenset({_S.PENDING}),  # by resume
}


class Approval(StrEnum):
    """Approval status of a model version (SageMaker's ModelApprovalStatus)."""

    PENDING = "PendingManualApproval"
    APPROVED = "Approved"
    REJECTED = "Rejected"


class CallbackStatus(StrEnum):
    """What became of a question that a Callback asked; Withdrawn: what it was about has changed."""

    OPEN = "Open"
    SUCCEEDED = "Succeeded"
    FAILED = "Failed"
    EXPIRED = "Expired"
    WITHDRAWN = "Withdrawn"


class AssociationType(StrEnum):
    """How the source of a lineage edge relates to its destination (SageMaker's AssociationType)."""

    CONTRIBUTED_TO = "ContributedTo"
    PRODUCED = "Produced"
    DERIVED_FROM = "DerivedFrom"
    ASSOCIATED_WITH = "AssociatedWith"
    SAME_AS = "SameAs"


# Words beside exceptions that a Failure may have as its type and `--retry-on` may name; SageMaker's stand for ours.
DEATHS: Mapping[str, frozenset[str]] = {
    "KernelDied": frozenset({"KernelDied", "WorkerDied"}),
    "WorkerDied": frozenset({"WorkerDied"}),
    "Timeout": frozenset({"Timeout"}),
    "DiskFull": frozenset({"DiskFull"}),
    "NotStarted": frozenset({"NotStarted"}),
    "Step.SERVICE_FAULT": frozenset({"KernelDied", "WorkerDied", "NotStarted"}),
    "Step.THROTTLING": frozenset({"NotStarted"}),
    "SageMaker.JOB_INTERNAL_ERROR": frozenset({"KernelDied", "WorkerDied"}),
    "SageMaker.CAPACITY_ERROR": frozenset({"KernelDied", "NotStarted"}),
    "SageMaker.RESOURCE_LIMIT": frozenset({"DiskFull", "KernelDied"}),
}


# ---- the definition -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Parameter:
    """A typed input of a pipeline. `type` is how the annotation reads, such as `float` or `list[str]`.

    `default` is a JSON value and means nothing where `required`.
    """

    name: str
    type: str
    default: Any = None
    required: bool = False
    description: str = ""
    enum: tuple[Any, ...] | None = None
    cell: int | None = None
    line: int | None = None


@dataclass(frozen=True)
class Cell:
    """Code of one notebook cell as a step or the setup holds it.

    `number` counts all cells of the notebook from 1. `first_line` is the line of the user's cell on which `source`
    starts, so that an error can name the line that the user sees.
    """

    number: int
    id: str
    source: str
    first_line: int = 1


@dataclass(frozen=True)
class Branch:
    """The side of a Condition that a step stands on."""

    condition: str
    taken_when: bool


@dataclass(frozen=True)
class Retry:
    """When to try a failed attempt again (SageMaker's RetryPolicy).

    Up to `times` more attempts. The first waits `interval` seconds, each later one `backoff` times the wait before;
    none starts more than `within` seconds after the step first began. `on` names exceptions, or deaths such as
    `KernelDied` and `Timeout`; empty: all of them.
    """

    times: int
    interval: float = 1.0
    backoff: float = 2.0
    within: float | None = None
    on: tuple[str, ...] = ()


@dataclass(frozen=True)
class Resources:
    """What a step reserves while it runs: cores, bytes of memory, GPUs. None: one core, and no say about memory."""

    cpus: float | None = None
    memory: int | None = None
    gpus: int = 0


@dataclass(frozen=True)
class Step:
    """A named node of the pipeline, with everything that compilation found out about it.

    `inputs` maps each variable to the steps that may have written it, in notebook order: the value is that of the
    last of them that has one. `outputs` are the variables that are kept. `changes` are the inputs that it changes in
    place (they are outputs too where somebody reads them later). `setup` numbers the setup cells that run first.
    `parameters` are those that it reads; `reads` is every name that it takes from outside, whoever defines it.
    `watch` are the names that it has, does not write, and whose hidden change would reach a later step.
    `when` is `succeeded`, `failed` or `always`: how what it depends on must have ended. `timeout` (of an attempt) and
    `cache_for` (the age of a result that may be taken again) are in seconds.
    """

    name: str
    type: str
    cells: tuple[Cell, ...]
    options: Mapping[str, Any] = field(default_factory=dict)
    inputs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    outputs: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    writes: tuple[str, ...] = ()
    parameters: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()
    setup: tuple[int, ...] = ()
    watch: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    depends_on: tuple[str, ...] = ()
    branch: Branch | None = None
    when: str = "succeeded"
    retry: Retry | None = None
    timeout: float | None = None
    cache: bool = True
    cache_for: float | None = None
    resources: Resources = Resources()
    title: str = ""
    description: str = ""

    @property
    def cell(self) -> int:
        """Number of its first cell."""
        return self.cells[0].number


def variable_of(step: str, ending: str) -> str:
    """The variable that a step type names after its step.

    >>> variable_of("data-quality", "report"), variable_of("2nd", "report")
    ('data_quality_report', '_2nd_report')
    """
    name = step.replace("-", "_")
    return f"_{name}_{ending}" if name[0].isdigit() else f"{name}_{ending}"


@dataclass(frozen=True)
class Pipeline:
    """A named, immutable definition. Steps stand in notebook order.

    `setup_names` are all names that the setup binds; `definitions` those of its functions and classes.
    """

    name: str
    steps: tuple[Step, ...]
    parameters: tuple[Parameter, ...] = ()
    setup: tuple[Cell, ...] = ()
    setup_names: tuple[str, ...] = ()
    definitions: tuple[str, ...] = ()
    parameters_cell: int | None = None

    def step(self, name: str) -> Step:
        """The step of that name; `KeyError` if there is none."""
        for step in self.steps:
            if step.name == name:
                return step
        raise KeyError(name)


# ---- what is run ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Artifact:
    """Immutable content. `digest` is `sha256:` and 64 hexadecimal digits of the blob; `size` is in bytes.

    `materializer` names the format that wrote it and can read it. `meta` holds, as JSON, what the format itself
    cannot say. `preview` is JSON made when it was saved, so that nobody has to load the value to show it.
    """

    digest: str
    size: int
    media_type: str
    materializer: str
    meta: Mapping[str, Any] = field(default_factory=dict)
    preview: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Failure:
    """Why an attempt or an execution failed. `type` is the exception's name or a word such as `KernelDied`.

    `cell` and `line` name the place in the user's notebook. `traceback` keeps the terminal colours of IPython.
    `bases` are the classes that the exception is an instance of, with their modules, itself first.
    """

    type: str
    message: str
    hint: str | None = None
    step: str | None = None
    cell: int | None = None
    line: int | None = None
    source: str | None = None
    traceback: str = ""
    bases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Metric:
    """One logged number. `step` is the position in a series, such as an epoch; `logged_at` is ISO 8601 in UTC."""

    name: str
    value: float
    step: int | None = None
    logged_at: str = ""


@dataclass(frozen=True)
class FileUse:
    """A file that a step used. `size` in bytes, -1 where the file was gone or is a folder.

    `mode` is `read` or `written`; `run`: a notebook of which only the code counted; `setup`: a setup cell read it; `named`: a text in the code names it, and nobody was
    seen to open it, so that native code may have.
    """

    path: str
    mode: str
    size: int = -1
    digest: str | None = None


@dataclass(frozen=True)
class Outcome:
    """What became of one attempt. A failure of the user's code is an Outcome, not an exception.

    `missing` are declared outputs that the step did not bind, `deleted` inputs that it deleted, `shared` groups of
    outputs that hold one mutable object, `changed` those of the `watched` names whose value the step changed, `stray`
    names that it bound though its code does not show it. `figures` are artifacts by name. `seconds` is wall time, `cpu_seconds`
    processor time of the step's processes, `max_rss` their largest resident size in bytes.
    """

    status: StepStatus
    outputs: Mapping[str, Artifact] = field(default_factory=dict)
    figures: Mapping[str, Artifact] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    deleted: tuple[str, ...] = ()
    shared: tuple[tuple[str, ...], ...] = ()
    changed: tuple[str, ...] = ()
    stray: tuple[str, ...] = ()
    watched: tuple[str, ...] = ()
    metrics: tuple[Metric, ...] = ()
    files: tuple[FileUse, ...] = ()
    failure: Failure | None = None
    started_at: str = ""
    ended_at: str = ""
    seconds: float = 0.0
    cpu_seconds: float | None = None
    max_rss: int | None = None
    host: str = ""
    pid: int | None = None


@dataclass(frozen=True)
class CacheKey:
    """What a result depends on, by component; `digest` is of all of them together."""

    digest: str
    components: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Result:
    """What a step once gave, and where that is written: attempt `attempt` of `step` in `execution`."""

    execution: str
    step: str
    attempt: int | None
    ended_at: str
    outcome: Outcome
    key: str | None = None
    taken: bool | None = None


class LessonKind(StrEnum):
    """What a run can find out about a step's code that the code does not show."""

    CHANGES = "changes"  # it changes or binds a name: data is [name]
    SHARES = "shares"  # names hold one object from it on: data is the names
    FOLLOWS = "follows"  # it must come after a step, because of a file: data is [code of that step, path]


@dataclass(frozen=True)
class Lesson:
    """Something that a run found out about the code with that digest (see `nbpipe.lessons`)."""

    code: str
    kind: LessonKind
    data: tuple[str, ...]


@dataclass(frozen=True)
class Registration:
    """A model version that a Register step asks for; the store numbers it.

    `refused` says why it is not given the status that the step asked for: rules of the policy that are not met.
    `baselines` are kept with it, by what they are of, such as `data-quality` (SageMaker's DriftCheckBaselines).
    """

    group: str
    artifact: Artifact
    status: Approval = Approval.PENDING
    metrics: Mapping[str, Any] = field(default_factory=dict)
    card: str = ""
    description: str = ""
    refused: tuple[str, ...] = ()
    baselines: Mapping[str, Artifact] = field(default_factory=dict)


@dataclass(frozen=True)
class Variant:
    """A model version behind an endpoint. Of all requests its share is `weight` in the sum of the weights (SageMaker's
    ProductionVariant). `asked` is how the version was named, such as `churn@champion`."""

    name: str
    group: str
    version: int
    weight: float = 1.0
    asked: str = ""

    @property
    def model(self) -> str:
        """The version as people call it: `churn:3`."""
        return f"{self.group}:{self.version}"


@dataclass(frozen=True)
class EndpointConfig:
    """Named variants (SageMaker's EndpointConfig): immutable. The store numbers those of one name 1, 2, 3 …

    One that a step asks for has no number yet, which is 0.
    """

    name: str
    variants: tuple[Variant, ...]
    version: int = 0
    description: str = ""
    execution: str | None = None
    step: str | None = None
    at: str | None = None
    by: str | None = None

    @property
    def reference(self) -> str:
        """How people call it: `canary:2`."""
        return f"{self.name}:{self.version}"

    def share(self, variant: Variant) -> float:
        """The part of all requests that a variant gets, from 0 to 1."""
        return variant.weight / sum(item.weight for item in self.variants)

    @property
    def words(self) -> str:
        """Its variants in one line.

        >>> EndpointConfig("canary", (Variant("blue", "churn", 3, 9), Variant("green", "churn", 4))).words
        'blue churn:3 90 %, green churn:4 10 %'
        """
        return ", ".join(f"{item.name} {item.model} {100 * self.share(item):.3g} %" for item in self.variants)


@dataclass(frozen=True)
class Deploying:
    """A deployment that somebody asks for; the store numbers it."""

    endpoint: str
    config: EndpointConfig
    comment: str = ""


@dataclass(frozen=True)
class Job:
    """A step that needs a process: everything its worker is given.

    `folder` is the attempt's own folder, an absolute path. `files` (name → text) go into it before the worker starts:
    `job.write` does that. The worker writes `executed.ipynb` and `outcome.json` there. `cwd` is the notebook's folder.
    `environment` are variables that it has beside those of the scheduler, `imports` the modules that its cells import.
    Jobs that are `alike` start in the same way (setup, parameters, the inputs that they share): where that is done once
    for all of them, each goes on in a copy of its own. Those of `""` are like no other.
    """

    execution: str
    step: str
    attempt: int
    folder: str
    cwd: str
    environment: Mapping[str, str] = field(default_factory=dict)
    imports: tuple[str, ...] = ()
    files: Mapping[str, Any] = field(default_factory=dict)
    alike: str = ""


@dataclass(frozen=True)
class Run:
    """What a step type answers for a step that needs a process.

    `metrics` names a dict to log at its end, `promised` are outputs that it must have set by then. `work` is a function
    of nbpipe's own (`package.module:name`) that is called after the body; see `nbpipe.work`. It is given `arguments`,
    JSON values, and the values of the artifacts in `loads`.
    `binds` are variables with JSON values that the body is given; without `body` it is left out. What the job gives are
    the step's outputs, unless `gives` names others; where that is empty, all that `work` answers. `search` is what a trial
    knows of the others (`nbpipe.tracking.Search`): it is no part of what the result depends on. `versions` are the model
    versions (group, number) that it uses: by them lineage tells what was made with a version. A `plain` one takes and gives
    JSON values only. Without `cache` no earlier result is taken.
    """

    metrics: str | None = None
    promised: tuple[str, ...] = ()
    work: str = ""
    arguments: Mapping[str, Any] = field(default_factory=dict)
    loads: Mapping[str, Artifact] = field(default_factory=dict)
    binds: Mapping[str, Any] = field(default_factory=dict)
    body: bool = True
    gives: tuple[str, ...] | None = None
    search: Mapping[str, Any] = field(default_factory=dict)
    versions: tuple[tuple[str, int], ...] = ()
    plain: bool = False
    cache: bool = True


@dataclass(frozen=True)
class Child:
    """One job of a step that has many: an item of a Map, a trial of a Tuning.

    `key` names it among them, in the characters of a step's name; `label` says for people what it is. `inputs` are all
    that it is given.
    """

    key: str
    run: Run
    inputs: Mapping[str, Artifact]
    label: str = ""


@dataclass(frozen=True)
class Many:
    """What a step type answers for a step of many jobs, which run in parallel and are records of their own.

    `ask` is told what has ended (key → outcome) and how many run, and answers the jobs to start now; once it answers
    none and none runs, `join` says what makes the step's outputs of theirs. As many of them may fail as `tolerated`
    answers; where `again` is set, a result with such failures is not taken by later executions. One that ends
    by a failure of the type `gives_up` has stopped, as it should.
    `arguments` are what the jobs follow from, for the key of the step's result; `steering` are options that decide which
    jobs there are, and nothing of what one of them gives.
    """

    ask: Callable[[Mapping[str, Outcome], int], Sequence[Child]]
    join: Callable[[Mapping[str, Outcome]], Run]
    tolerated: Callable[[], int] = int
    gives_up: str = ""
    arguments: Mapping[str, Any] = field(default_factory=dict)
    steering: tuple[str, ...] = ()
    again: bool = False


@dataclass(frozen=True)
class Question:
    """What a Callback asks, in Markdown. Whoever answers gives each of `outputs` a value, the first one of `choices`
    where there are any. `approval`: a person approves or rejects. After `seconds` nobody is waited for any more.
    """

    text: str
    outputs: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    approval: bool = False
    seconds: float | None = None


@dataclass(frozen=True)
class Nested:
    """What a step type answers for a step that runs another pipeline, as an execution of its own.

    `notebook` is the full path of its file, `parameters` are bound, `outputs` those of its variables that are the
    step's. `given` says of the parameters which come from variables of the step: name → variable.
    """

    notebook: str
    pipeline: Pipeline
    parameters: Mapping[str, Any]
    outputs: tuple[str, ...] = ()
    given: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Decision:
    """What a step that needs no process came to, at once. `taken` is a Condition's value; one with a `question` waits.

    `gives` are variables that hold the name of what is entered, such as `churn:4`.
    """

    status: StepStatus
    detail: str = ""
    taken: bool | None = None
    registration: Registration | None = None
    failure: Failure | None = None
    question: Question | None = None
    configures: EndpointConfig | None = None
    deploys: Deploying | None = None
    gives: tuple[str, ...] = ()


# ---- what is kept ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Output:
    """A name for an artifact in one execution: `step.variable`; `kind` is `variable` or `figure`."""

    variable: str
    artifact: Artifact
    kind: str = "variable"


@dataclass(frozen=True)
class Attempt:
    """One try of a step; never overwritten. `notebook` is the executed notebook's path, relative to the store's parent folder."""

    number: int
    status: StepStatus
    started_at: str | None = None
    ended_at: str | None = None
    host: str | None = None
    pid: int | None = None
    notebook: str | None = None
    seconds: float | None = None
    cpu_seconds: float | None = None
    max_rss: int | None = None
    failure: Failure | None = None


@dataclass(frozen=True)
class StepExecution:
    """What became of one step in one execution. `detail` is one line: a Condition's value, a skip's reason."""

    step: str
    type: str
    status: StepStatus
    cached: bool = False
    cached_from: str | None = None
    cache_key: str | None = None
    started_at: str | None = None
    ended_at: str | None = None
    seconds: float | None = None
    detail: str | None = None
    failure: Failure | None = None
    attempts: tuple[Attempt, ...] = ()
    outputs: tuple[Output, ...] = ()
    metrics: tuple[Metric, ...] = ()


@dataclass(frozen=True)
class Execution:
    """One run of one pipeline version with bound parameters; of a Pipeline step, that of its parent."""

    id: str
    pipeline: str
    version: int
    status: ExecutionStatus
    parameters: Mapping[str, Any] = field(default_factory=dict)
    seed: int = 0
    notebook: str | None = None
    started_by: str | None = None
    started_at: str | None = None
    ended_at: str | None = None
    seconds: float | None = None
    failure: Failure | None = None
    host: str | None = None
    pid: int | None = None
    environment: Mapping[str, Any] = field(default_factory=dict)
    steps: tuple[StepExecution, ...] = ()
    parent_execution: str | None = None
    parent_step: str | None = None


@dataclass(frozen=True)
class Callback:
    """A question that a step asked, and what was answered. Its `token` completes it, once, until `expires_at`."""

    id: int
    execution: str
    step: str
    token: str
    question: Question
    asked_at: str
    status: CallbackStatus = CallbackStatus.OPEN
    expires_at: str | None = None
    answered_at: str | None = None
    by: str | None = None
    comment: str = ""
    answer: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Association:
    """A lineage edge. Nodes are written `kind:id` (see `nbpipe.lineage`)."""

    source: str
    destination: str
    type: AssociationType


@dataclass(frozen=True)
class ApprovalRecord:
    """One decision about a model version: never overwritten. `evidence` maps names to digests."""

    status: Approval
    by: str
    at: str
    comment: str = ""
    evidence: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class StageRecord:
    """One move of a model version to another stage of its life: never overwritten."""

    stage: str
    by: str
    at: str
    comment: str = ""


@dataclass(frozen=True)
class Deletion:
    """What is left of a model version that was deleted: who did it, when and why."""

    by: str
    at: str
    comment: str = ""


@dataclass(frozen=True)
class ModelVersion:
    """One numbered, immutable entry of a model group; only its approval, its stage and its aliases change.

    `stages` are its moves, the newest last; there are none while it is in the first stage of its group. `baselines` are
    kept with it for later checks, by what they are of.
    """

    group: str
    version: int
    status: Approval
    artifact: Artifact
    metrics: Mapping[str, Any] = field(default_factory=dict)
    card: str = ""
    execution: str | None = None
    step: str | None = None
    created_at: str | None = None
    created_by: str | None = None
    aliases: tuple[str, ...] = ()
    approvals: tuple[ApprovalRecord, ...] = ()
    stages: tuple[StageRecord, ...] = ()
    deleted: Deletion | None = None
    baselines: Mapping[str, Artifact] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """How people call it: `attrition:3`."""
        return f"{self.group}:{self.version}"

    @property
    def stage(self) -> str | None:
        """The stage that it was moved to last; None where it never was."""
        return self.stages[-1].stage if self.stages else None


@dataclass(frozen=True)
class ModelGroup:
    """A name in the registry, with its versions from the oldest to the newest."""

    name: str
    description: str = ""
    created_at: str | None = None
    versions: tuple[ModelVersion, ...] = ()


class DeploymentAction(StrEnum):
    """What a deployment did to its endpoint."""

    CREATE = "create"
    UPDATE = "update"
    ROLLBACK = "rollback"
    DELETE = "delete"


@dataclass(frozen=True)
class Deployment:
    """One record in the history of an endpoint: never overwritten; the newest one is what the endpoint has.

    `config` is None where it deleted the endpoint. `restores` is the number of the deployment that it rolled back to.
    """

    endpoint: str
    number: int
    action: DeploymentAction
    config: EndpointConfig | None
    by: str
    at: str
    comment: str = ""
    restores: int | None = None
    execution: str | None = None
    step: str | None = None

    @property
    def reference(self) -> str:
        """How people call it: `churn:3`, the third deployment of the endpoint `churn`."""
        return f"{self.endpoint}:{self.number}"


@dataclass(frozen=True)
class Endpoint:
    """A name under which models are deployed, with its deployments from the oldest to the newest."""

    name: str
    deployments: tuple[Deployment, ...]

    @property
    def current(self) -> Deployment:
        """The newest deployment."""
        return self.deployments[-1]

    @property
    def deleted(self) -> bool:
        """Whether nothing is deployed there any more."""
        return self.current.config is None


class AuditAction(StrEnum):
    """What a record of the audit log tells of."""

    FOUND = "found"  # rows that were there when the log began
    REGISTER = "register"
    APPROVE = "approve"
    REJECT = "reject"
    ALIAS = "alias"
    STAGE = "stage"
    DELETE = "delete"
    IMPORT = "import"
    CONFIGURE = "configure"  # an endpoint configuration
    DEPLOY = "deploy"
    ROLLBACK = "rollback"
    REFUSE = "refuse"  # somebody asked for what the policy does not allow
    ANSWER = "answer"  # somebody answered what a Callback asked


@dataclass(frozen=True)
class AuditRecord:
    """One record of the audit log. `subject` is a node, such as `model:attrition:3`; `hash` covers `previous` and the rest."""

    id: int
    at: str
    actor: str
    command: str
    action: str
    subject: str
    data: Mapping[str, Any]
    previous: str
    hash: str


@dataclass(frozen=True)
class Anchor:
    """What the audit log came to at one moment: how many records, and the hash of the last of them."""

    count: int
    head: str
    at: str


@dataclass(frozen=True)
class Event:
    """One recorded change, in order; everything shown live is read from these."""

    id: int
    at: str
    kind: str
    execution: str | None = None
    step: str | None = None
    data: Mapping[str, Any] = field(default_factory=dict)
