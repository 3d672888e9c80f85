"""What steps of one type share: one file a type, each with an object `step_type` that fulfils `StepType`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from nbpipe.dataflow import Place
from nbpipe.model import Artifact, Decision, Run, Step


@dataclass(frozen=True)
class Uses:
    """What a body that is no Python program, and the options, take from other steps.

    `reads` maps names to their place in the body; `option_reads` are names given by options, `keeps` outputs that are
    kept whether or not somebody reads them. `then` and `otherwise` are the branches of a Condition.
    """

    reads: Mapping[str, Place] = field(default_factory=dict)
    option_reads: tuple[str, ...] = ()
    keeps: tuple[str, ...] = ()
    then: tuple[str, ...] = ()
    otherwise: tuple[str, ...] = ()


@dataclass(frozen=True)
class Inputs:
    """What a step is planned with: the artifacts of its inputs, the parameters, and how to load a value."""

    artifacts: Mapping[str, Artifact]
    parameters: Mapping[str, Any]
    load: Callable[[Artifact], Any]

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
    """

    name: str
    version: int
    description: str
    python: bool
    irrevocable: bool
    options: type

    def uses(self, body: str, options: Any) -> Uses:
        """What the body (where it is no Python) and the options refer to; `DefinitionError` relative to the body."""
        ...

    def plan(self, step: Step, options: Any, inputs: Inputs) -> Run | Decision:
        """What to do once the step is ready: run a process, or decide at once."""
        ...

    def by_hand(self, body: str, options: Any, values: Mapping[str, Any]) -> str:
        """For a type without Python: Markdown that says what the step would do with these values."""
        ...
