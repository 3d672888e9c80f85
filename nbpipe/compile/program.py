"""What was read from the notebook, and everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from nbpipe.dataflow import Flow, Place
from nbpipe.errors import Problem
from nbpipe.model import Branch, Cell, Parameter, Resources
from nbpipe.notebook import Tagged
from nbpipe.options import Misfit, StepOptions


class Uses(Protocol):
    """What `StepType.uses` answers (see `nbpipe.steps`)."""

    @property
    def reads(self) -> Mapping[str, Place]: ...
    @property
    def option_reads(self) -> tuple[str, ...]: ...
    @property
    def may_read(self) -> tuple[str, ...]: ...
    @property
    def keeps(self) -> tuple[str, ...]: ...
    @property
    def binds(self) -> tuple[str, ...]: ...
    @property
    def provides(self) -> tuple[str, ...]: ...
    @property
    def once(self) -> bool: ...
    @property
    def own(self) -> tuple[str, ...]: ...
    @property
    def then(self) -> tuple[str, ...]: ...
    @property
    def otherwise(self) -> tuple[str, ...]: ...
    @property
    def registers(self) -> tuple[str, ...]: ...
    @property
    def resolves(self) -> tuple[str, ...]: ...
    @property
    def answers(self) -> tuple[int, int] | None: ...
    @property
    def offers(self) -> tuple[str, ...]: ...


class StepType(Protocol):
    """The part of a step type that compilation needs (see `nbpipe.steps.StepType`)."""

    name: str
    python: bool
    irrevocable: bool
    options: type

    def uses(self, body: str, options: Any) -> Uses: ...


@runtime_checkable
class Refers(Protocol):
    """A step type whose options name what stands outside the notebook, such as another one."""

    def misfits(self, options: Any, common: StepOptions, around: Around) -> Iterable[Misfit]: ...


@runtime_checkable
class Reserves(Protocol):
    """A step type whose options tell what it needs while it runs, where `--cpus`, `--memory` and `--gpus` do not."""

    def reserves(self, options: Any) -> Resources: ...


@dataclass(frozen=True)
class Around:
    """Where a notebook stands: what its options name lies below `folder`.

    `within` are the notebooks that are being read, by their full paths: it runs as a step of the one before it, the last
    is itself.
    """

    folder: Path
    within: tuple[Path, ...] = ()


@dataclass
class Draft:
    """A step on its way: its cells and options first, then what linking finds out.

    `inputs` maps each name to the steps that may have written it. `reads` and `outputs` keep their order. `written`
    are names that later steps may read from it, `touched` all that its code binds, changes or deletes. `starred`: it
    has imported with `*`. `first_uses` remembers from whom its first cell that read a name took it.
    """

    name: str
    type: StepType
    cells: list[Tagged]
    common: StepOptions
    own: Mapping[str, Any]
    options: Any
    uses: Uses | None = None
    branch: Branch | None = None
    inputs: dict[str, list[str]] = field(default_factory=dict)
    outputs: set[str] = field(default_factory=set)
    reads: set[str] = field(default_factory=set)
    changes: set[str] = field(default_factory=set)
    parameters: set[str] = field(default_factory=set)
    setup_names: set[str] = field(default_factory=set)
    written: set[str] = field(default_factory=set)
    touched: set[str] = field(default_factory=set)
    may_skip: bool = False
    starred: bool = False
    first_uses: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def number(self) -> int:
        """Number of its first cell."""
        return self.cells[0].cell.number

    def locate(self, line: int) -> tuple[Tagged, int]:
        """The cell, and the line in that cell's body, of a line of all bodies together."""
        for tagged in self.cells[:-1]:
            count = tagged.body.count("\n") + 1
            if line <= count:
                return tagged, line
            line -= count
        return self.cells[-1], min(line, self.cells[-1].body.count("\n") + 1)


@dataclass
class Program:
    """The tagged cells, what they say, and the problems found so far. `flows` are by the number of the cell.

    `unreadable` are numbers of cells that Python cannot read: nobody knows what they define.
    """

    tagged: list[Tagged]
    drafts: dict[str, Draft] = field(default_factory=dict)
    parameters: list[Parameter] = field(default_factory=list)
    parameters_cell: int | None = None
    flows: dict[int, Flow] = field(default_factory=dict)
    unreadable: list[int] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    def flow(self, tagged: Tagged) -> Flow | None:
        """What a cell does; None where it is no Python of the pipeline's."""
        return self.flows.get(tagged.cell.number)

    def problems_on(self, cell: int, line: int) -> bool:
        """Whether something is wrong with a line already."""
        return any((problem.cell, problem.line) == (cell, line) for problem in self.problems)

    @cached_property
    def setup(self) -> list[Tagged]:
        """The setup cells."""
        return [tagged for tagged in self.tagged if tagged.role == "setup"]

    @cached_property
    def parameter_names(self) -> frozenset[str]:
        return frozenset(parameter.name for parameter in self.parameters)


def as_cells(tagged: Iterable[Tagged]) -> tuple[Cell, ...]:
    """Cells as a pipeline holds them."""
    return tuple(Cell(item.cell.number, item.cell.id, item.body, item.first_line) for item in tagged)
