"""What a notebook is compiled to: a pipeline with its parameters, cells and steps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


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
