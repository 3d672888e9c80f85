"""Map: the body once for each item of a collection, in parallel; what it makes becomes lists, in the order of the items."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from nbpipe.as_json import to_json
from nbpipe.errors import DefinitionError, NbpipeError, Problem
from nbpipe.model import Artifact, Child, Many, Outcome, Run, Step, StepStatus
from nbpipe.options import Name, Share, Variable, option
from nbpipe.steps import Inputs, Uses

_SMALL = 100_000  # bytes of JSON whose items need no artifacts of their own


@dataclass(frozen=True)
class MapOptions:
    """Options of a Map step."""

    over: Variable | None = option("the collection: a list, an array, a frame with --by", metavar="NAME")
    item: Variable | None = option("what the body calls one of its items", metavar="NAME", flag="as")
    by: Name | None = option("for a frame: one item for each value of this column", metavar="COLUMN")
    max_failures: Share = option(
        "go on as long as no more items than this failed; the lists have None for them, and the next run tries them again",
        default=Share("0"),
        metavar="3 or 10%",
    )
    metrics: Variable | None = option("a dict of this name holds the metrics of an item", metavar="NAME")


class Map:
    """Runs its body for each item; a variable that the body sets is a list of one value for each item."""

    name = "Map"
    version = 1
    description = "Python code, once for each item of a collection, in parallel"
    python = True
    irrevocable = False
    works = False
    many = True
    imports: tuple[str, ...] = ()
    options: type = MapOptions

    def uses(self, body: str, options: MapOptions) -> Uses:
        missing = [flag for flag, value in (("--over", options.over), ("--as", options.item)) if not value]
        if missing:
            example = "%%step score --type Map --over files --as file"
            raise DefinitionError.of(
                Problem("option-missing", f"a Map step needs {flag}", f"such as {example}")
                for flag in missing
            )
        assert options.over is not None
        assert options.item is not None
        return Uses(option_reads=(options.over,), provides=(options.item,))

    def plan(self, step: Step, options: MapOptions, inputs: Inputs) -> Many:
        assert options.over is not None
        source = inputs.artifacts.get(options.over)
        items: Sequence[Any] | None = None
        if source is None:
            if options.over not in inputs.parameters:
                raise NbpipeError(f"{options.over} has no value", "a step must make it")
            items = _listed(options.over, inputs.parameters[options.over])
        elif source.materializer == "json_value" and source.size <= _SMALL and not options.by:
            items = _plain(_listed(options.over, inputs.load(source)))
        mapping = _Mapping(step, options, inputs.artifacts, items)
        steering = ("max_failures", "over", "by")
        return Many(mapping.ask, mapping.join, mapping.tolerated, steering=steering, again=True)

    def by_hand(self, body: str, options: Any, values: Mapping[str, Any]) -> str:
        return ""


@dataclass
class _Mapping:
    """The jobs of one Map step. `items` are None until a job of its own has taken the collection apart."""

    step: Step
    options: MapOptions
    inputs: Mapping[str, Artifact]
    items: Sequence[Any] | None
    asked: bool = False
    keys: list[str] = field(default_factory=list)

    def ask(self, ended: Mapping[str, Outcome], running: int) -> Sequence[Child]:
        if self.asked:
            return ()
        over = str(self.options.over)
        if self.items is None:
            if "items" not in ended:
                arguments = {"over": over, "by": self.options.by}
                run = Run(work="nbpipe.work.map:split", arguments=arguments, body=False, gives=())
                return (
                    ()
                    if running
                    else (Child("items", run, {over: self.inputs[over]}, f"takes {over} apart"),)
                )
            if ended["items"].status is not StepStatus.SUCCEEDED:
                return ()
            self.items = list(ended["items"].outputs.values())
        self.asked = True
        whole = re.search(rf"\b{re.escape(over)}\b", "\n".join(cell.source for cell in self.step.cells))
        others = {name: item for name, item in self.inputs.items() if name != over or whole}
        self.keys = [str(number) for number in range(len(self.items))]
        return [self._child(key, item, others) for key, item in zip(self.keys, self.items, strict=True)]

    def tolerated(self) -> int:
        """How many items may fail; taking the collection apart may not."""
        return Share(self.options.max_failures).of(len(self.keys)) if self.asked else 0

    def _child(self, key: str, item: Any, others: Mapping[str, Artifact]) -> Child:
        name, metrics = str(self.options.item), self.options.metrics
        if isinstance(item, Artifact):
            return Child(key, Run(metrics=metrics), {**others, name: item}, f"{name} {key}")
        said = repr(item) if isinstance(item, str | int | float | list | dict | None) else type(item).__name__
        return Child(key, Run(metrics=metrics, binds={name: item}), others, f"{name} = {said}"[:80])

    def join(self, ended: Mapping[str, Outcome]) -> Run:
        """The lists, with None where an item failed or its body did not set the variable."""
        loads = {
            f"{key}.{name}": artifact for key in self.keys for name, artifact in ended[key].outputs.items()
        }
        names = dict.fromkeys(
            [*self.step.outputs, *(name for key in self.keys for name in ended[key].outputs)]
        )
        failed = {key: _why(ended[key]) for key in self.keys if ended[key].status is StepStatus.FAILED}
        arguments = {"names": [*names], "keys": self.keys, "failed": failed}
        return Run(work="nbpipe.work.map:join", arguments=arguments, loads=loads, body=False)


def _why(outcome: Outcome) -> str:
    failure = outcome.failure
    return "" if failure is None else f"{failure.type}: {failure.message}"


def _listed(name: str, value: Any) -> list[Any]:
    if isinstance(value, list | tuple):
        return list(value)
    raise NbpipeError(
        f"{name} is a {type(value).__name__}, not a list of items", f"make a list of it: {name} = [...]"
    )


def _plain(items: list[Any]) -> list[Any] | None:
    """The items where they are JSON as they stand; None where a job has to take them apart."""
    try:
        return (
            items if to_json(items) == items and not any(isinstance(item, tuple) for item in items) else None
        )
    except (TypeError, ValueError):
        return None


step_type = Map()
