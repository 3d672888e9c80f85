"""Cells of steps with many jobs (Map, Tuning), run by hand: one job after the other, in this kernel.

The body stands in a loop that `looped` writes around it, so that tracebacks, line numbers and `await` are those of the
user's cell. Each round begins with the variables as they were before the cell, and with the seed that the job has in a
run; what the bodies bind is taken away after it, and put together at the end as a run would.
"""

from __future__ import annotations

import ast
import contextlib
import symtable
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from nbpipe import plugins, seeding, tracking
from nbpipe.magics.session import CellError
from nbpipe.model import Child, Failure, Many, Metric, Outcome, Step, StepStatus
from nbpipe.steps import Inputs
from nbpipe.watch import NameRecorder
from nbpipe.work import Given
from nbpipe.work.map import items

_EVERY_SECONDS = 2.0  # how often it is said how far it is


def looped(text: str, body: Sequence[ast.stmt]) -> list[ast.stmt]:
    """The body of a cell in the loop over its jobs. `text` is the `%%step` line; what follows begins the cell."""
    future, body = _parted(body)
    loop = ast.parse(f"for _ in {_HERE}.rounds({text!r}, {sorted(bound(body))!r}):\n pass").body[0]
    assert isinstance(loop, ast.For)
    loop.body = [_within(f"{_HERE}.round()", body)]
    return [*future, ast.fix_missing_locations(loop)]


def surrounded(text: str, body: Sequence[ast.stmt]) -> list[ast.stmt]:
    """The body of a cell within what its type has around it. `text` is the `%%step` line; what follows begins the cell."""
    future, body = _parted(body)
    return [*future, ast.fix_missing_locations(_within(f"{_HERE}.surroundings({text!r})", body))]


_HERE = "__import__('nbpipe.magics').magics.cells"


def _parted(body: Sequence[ast.stmt]) -> tuple[list[ast.stmt], list[ast.stmt]]:
    """Imports from `__future__`, which have to come first, and all else."""
    future = [item for item in body if isinstance(item, ast.ImportFrom) and item.module == "__future__"]
    return list(future), [item for item in body if item not in future]


def _within(context: str, body: Sequence[ast.stmt]) -> ast.With:
    around = ast.parse(f"with {context}:\n pass").body[0]
    assert isinstance(around, ast.With)
    around.body = [*body] or around.body
    last = around.body[-1]
    if isinstance(last, ast.Expr):  # what stands last in a cell is shown
        show = ast.parse("__import__('sys').displayhook(0)").body[0]
        assert isinstance(show, ast.Expr)
        assert isinstance(show.value, ast.Call)
        show.value.args = [last.value]
        around.body[-1] = ast.copy_location(show, last)
    return around


def bound(body: Sequence[ast.stmt]) -> set[str]:
    """The names that a body binds, as its code shows it.

    >>> sorted(bound(ast.parse("import a.b as c; y = [i for i in x]; del z").body))
    ['c', 'y', 'z']
    """
    table = symtable.symtable(ast.unparse(ast.Module([*body], [])), "cell", "exec")
    return {item.get_name() for item in table.get_symbols() if item.is_assigned() or item.is_imported()}


_going: Rounds | None = None
_gave: dict[str, dict[str, Any]] = {}  # what the steps made of their jobs, when their cells last ran


def going() -> Rounds:
    """The jobs whose loop runs."""
    assert _going is not None
    return _going


@dataclass
class Rounds:
    """The jobs of one step while its cells run by hand. `kept` is what each had bound, and its random state, at the end
    of the last cell.
    """

    step: Step
    many: Many
    namespace: dict[str, Any]
    metrics: str | None
    ended: dict[str, Outcome] = field(default_factory=dict)
    kept: dict[str, tuple[dict[str, Any], seeding.State]] = field(default_factory=dict)
    jobs: list[Child] = field(default_factory=list)
    failed: list[BaseException] = field(default_factory=list)
    current: Child | None = None

    def run(self, names: Sequence[str]) -> Iterator[int]:
        """The rounds of one cell, which binds these names; at their end the variables are what a run would give."""
        global _going
        _going = self
        for name, value in _gave.pop(self.step.name, {}).items():  # of the cell before, or of the last time
            if self.namespace.get(name) is value:
                del self.namespace[name]
        self.before = dict(self.namespace)
        self.names = names
        first, said = not self.jobs, time.monotonic()
        if first:
            while children := self.many.ask(self.ended, 0):
                for child in children:
                    self.jobs.append(child)
                    yield from self._one(child)
                    if time.monotonic() - said > _EVERY_SECONDS:
                        said = time.monotonic()
                        print(f"{self.step.name}: {len(self.ended)} ended, the last is {child.label}")
        else:
            for child in self.jobs:
                yield from self._one(child)
        self._join()

    def _one(self, child: Child) -> Iterator[int]:
        earlier = self.kept.get(child.key)
        if earlier is None and child.key in self.ended:
            return  # it failed in the cell before
        self.namespace.update(child.run.binds)
        if earlier is not None:
            self.namespace.update(earlier[0])
            seeding.restore(earlier[1])
        else:
            seeding.start(seeding.derive(0, f"{self.step.name}.{child.key}"))
        search = dict(child.run.search)
        if search:
            others = ({int(step): value for step, value in item.items()} for item in search["others"])
            search = {**search, "others": tuple(others)}
        tracking.start(tracking.Context(), tracking.Search(**search) if search else None)
        self.recorder = NameRecorder({**self.before, **child.run.binds})
        self.current = child
        yield len(self.ended)

    @contextlib.contextmanager
    def round(self) -> Iterator[None]:
        """Around the body of one job: what it comes to is taken down, and its variables are put away."""
        child, failure = self.current, None
        assert child is not None
        try:
            yield
        except Exception as error:
            failure = Failure(type(error).__name__, str(error))
            if failure.type != self.many.gives_up:
                self.failed.append(error)
                if len(self.failed) > self.many.tolerated():
                    raise
        found = {*self.recorder.bound(self.namespace), *self.names} - set(child.run.binds)
        values = {name: self.namespace[name] for name in sorted(found) if name in self.namespace}
        if failure is None:
            self._log(values)
        status = StepStatus.SUCCEEDED
        if failure is not None:
            status = StepStatus.STOPPED if failure.type == self.many.gives_up else StepStatus.FAILED
        metrics: tuple[Metric, ...] = tuple(tracking.current.metrics)
        outputs: Any = values if failure is None else {}  # values, where a run has artifacts
        self.ended[child.key] = Outcome(status, outputs, metrics=metrics, failure=failure)
        if failure is None:
            self.kept[child.key] = values, seeding.state()
        for name in [*values, *child.run.binds]:
            self.namespace.pop(name, None)
        self.namespace.update(self.before)

    def _log(self, values: Mapping[str, Any]) -> None:
        if self.metrics is None:
            return
        if self.metrics not in values:
            message = f"--metrics names {self.metrics}, and the step does not set it"
            raise CellError(message, f'set {self.metrics} = {{"auc": auc}}')
        tracking.log_all(self.metrics, values[self.metrics])

    def _join(self) -> None:
        run = self.many.join(self.ended)
        tracking.start(tracking.Context())
        gave = dict(plugins.attribute(run.work)(Given(self.namespace, run.arguments, run.loads)))
        _gave[self.step.name] = gave
        self.namespace.update(gave)
        if tracking.current.figures:
            from IPython.display import display

            for figure in tracking.current.figures.values():
                display(figure)


def begin(step: Step, step_type: Any, options: Any, namespace: dict[str, Any]) -> Rounds:
    """The jobs of a step with the values of this kernel. `NbpipeError` as in a run."""
    values = dict(namespace)
    if step_type.name == "Tuning":
        options = replace(options, parallel=1)
    if step_type.name == "Map":
        if options.over not in values:
            raise CellError(f"{options.over} has no value in this kernel", "run the cell that makes it first")
        values[options.over] = items(options.over, values[options.over], options.by)
    inputs = Inputs({}, values, _no_store, earlier=lambda name: None, from_execution=lambda name, ref: None)
    planned = step_type.plan(step, options, replace(inputs, seed=seeding.derive(0, step.name)))
    if getattr(options, "warm_start", None):
        print("By hand the search begins with nothing; a run begins with --warm-start.")
    return Rounds(step, planned, namespace, options.metrics)


def _no_store(artifact: Any) -> Any:
    raise CellError("this needs the store", "run the pipeline: %pipeline run")
