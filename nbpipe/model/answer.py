"""What a step type answers when a step is ready: a process, many jobs, a pipeline, a question, a decision."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from nbpipe.model.definition import Pipeline
from nbpipe.model.endpoint import Deploying, EndpointConfig
from nbpipe.model.outcome import Artifact, Failure, Outcome
from nbpipe.model.statuses import StepStatus
from nbpipe.model.version import Registration


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
    JSON values only. Without `cache` no earlier result is taken. `around` is a function of nbpipe's own too, whose context
    the body runs in (see `nbpipe.work`): it gets `arguments`, and what it answers the body has by name. What `aside` names,
    of the step's options and of `arguments`, is no part of what the result depends on.
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
    around: str = ""
    aside: tuple[str, ...] = ()


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
