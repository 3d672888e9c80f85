"""What steps of one type share: one file a type, each with an object `step_type` that fulfils `StepType`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from nbpipe.dataflow import Place
from nbpipe.errors import NbpipeError
from nbpipe.model import Artifact, Decision, EndpointConfig, Many, ModelVersion, Nested, Run, Step


@dataclass(frozen=True)
class Uses:
    """What a body that is no Python program, and the options, take from other steps.

    `reads` maps names to their place in the body; `option_reads` are names given by options, `keeps` outputs that are
    kept whether or not somebody reads them, `binds` those that the type itself gives a value, after the body. `own` are
    endings of such variables that are named after the step and always kept: `report` of a step `drift` is `drift_report`.
    `provides` are names that the type gives the body, of which each job has its own, but where it runs just `once`. `may_read` are names given by options that stand for a variable
    where there is one, and else for something that `plan` or the run looks up, such as a column. `then` and `otherwise`
    are the branches of a Condition. `registers` are model groups that the step makes versions of, `resolves` those in
    which it looks for one: it comes after the steps above that register there. `answers`: it waits until somebody gives
    the variables of `--out` a value; so many they may be, at least and at most. `offers` are endings as in `own`, of
    variables that are kept only where a later step reads them, and not where the notebook has one of that name.
    """

    reads: Mapping[str, Place] = field(default_factory=dict)
    option_reads: tuple[str, ...] = ()
    keeps: tuple[str, ...] = ()
    binds: tuple[str, ...] = ()
    provides: tuple[str, ...] = ()
    once: bool = False
    own: tuple[str, ...] = ()
    may_read: tuple[str, ...] = ()
    then: tuple[str, ...] = ()
    otherwise: tuple[str, ...] = ()
    registers: tuple[str, ...] = ()
    resolves: tuple[str, ...] = ()
    answers: tuple[int, int] | None = None
    offers: tuple[str, ...] = ()


def _nothing(*names: str) -> Any:
    raise NbpipeError(f"{' of '.join(names)} cannot be looked up by hand", "run the pipeline")


@dataclass(frozen=True)
class Inputs:
    """What a step is planned with: the artifacts of its inputs, the parameters, and how to load a value.

    `model` answers a version of the registry (`group`, `group:3`, `group:@champion`; `NotFoundError`), `earlier` what
    the variable of that name was when this step last succeeded, in an earlier execution; None where it never did. With
    `from_execution` it is that of one execution (its id, or how that begins; `NotFoundError`). `config` answers an
    endpoint configuration (`canary`, `canary:2`; `NotFoundError`). `folder` is the one that the step runs in: paths in
    its options are seen from there.
    """

    artifacts: Mapping[str, Artifact]
    parameters: Mapping[str, Any]
    load: Callable[[Artifact], Any]
    model: Callable[[str], ModelVersion] = _nothing
    earlier: Callable[[str], Artifact | None] = _nothing
    seed: int = 0
    from_execution: Callable[[str, str], Artifact | None] = _nothing
    config: Callable[[str], EndpointConfig] = _nothing
    folder: Path = Path()

    def __contains__(self, name: str) -> bool:
        return name in self.artifacts or name in self.parameters

    def value(self, name: str) -> Any:
        """The value of a variable, or else of a parameter; `KeyError` if there is neither."""
        if name in self.artifacts:
            return self.load(self.artifacts[name])
        return self.parameters[name]


class StepType(Protocol):
    """One step type. `options` is a frozen dataclass whose fields are made with `nbpipe.options.option`.

    `irrevocable`: what it does cannot be taken back, so it waits until all steps above it in the notebook have ended.
    `works`: it does something of its own after the body; see `Run.work`.
    A type may have `acts = True`: its Python is there for what it does outside, so by hand it is only shown. `waits = True`: its
    `plan` may answer a question, for which the execution rests until somebody answers.
    A type whose `plan` answers `Many` says so by an attribute `many = True`: by hand its body runs once for each job. One whose
    `Run` has something `around` its body says so by `surrounds = True`: by hand it has that around each of its cells. What the
    body is given there, `in_plain_python` makes and ends in a program without nbpipe: code before the body, and after it.
    `imports` are packages that its own work imports, beside what the body does: they are imported before it is forked, and
    their versions count for the cache.
    One whose options name what stands outside the notebook has `misfits` too, one whose options tell what it needs of the
    machine `reserves` (see `Refers` and `Reserves` in `nbpipe.compile.program`).
    """

    name: str
    version: int
    description: str
    python: bool
    irrevocable: bool
    works: bool
    imports: tuple[str, ...]
    options: type

    def uses(self, body: str, options: Any) -> Uses:
        """What the body (where it is no Python) and the options refer to; `DefinitionError` relative to the body."""
        ...

    def plan(self, step: Step, options: Any, inputs: Inputs) -> Run | Many | Nested | Decision:
        """What to do once the step is ready: run a process, or many, or another pipeline, or decide at once."""
        ...

    def by_hand(self, body: str, options: Any, values: Mapping[str, Any]) -> str:
        """For a type without Python: Markdown that says what the step would do with these values."""
        ...
