"""Results of earlier executions that an execution takes: they are written down together, not one by one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from nbpipe.model import (
    Artifact,
    Result,
    Step,
    StepStatus,
)
from nbpipe.promise import Span
from nbpipe.scheduler.request import Selection
from nbpipe.store import nodes, results
from nbpipe.store.writer import NOT_SELECTED, Taken

if TYPE_CHECKING:
    from nbpipe.scheduler.execution import RunningExecution


class Taking:
    """What an execution takes instead of running it."""

    def __init__(self, run: RunningExecution) -> None:
        self.run = run
        self.hits: list[Taken] = []  # not yet written down

    def hit(self, step: Step, found: Result, inputs: Mapping[str, Artifact], detail: str = "") -> list[str]:
        """The step takes an earlier result. It is written down with those that follow: see `flush`."""
        run = self.run
        edges = nodes.of_taken(run.id, step.name, found)
        self.hits.append(Taken(step.name, found, inputs, detail, edges))
        run.progress.given[step.name] = inputs
        run.tick += 1
        freed = run.progress.end(step.name, StepStatus.SUCCEEDED, found.outcome, taken=found.taken)
        if step.name in run.digests:
            span = Span(run.tick, run.tick)
            findings = run.wiring.observed.add(step, found.outcome, span)
            run.again.learn(findings)
        return freed

    def flush(self) -> None:
        """Write down the results that were taken. Before anything else is written: it may depend on them."""
        run = self.run
        if self.hits:
            taken, self.hits = self.hits, []
            run.writer.take(run.id, taken)
            run.on_change(run.id)
        run.files.keep()

    def select(self, selection: Selection) -> None:
        """Take what the selected steps need from an earlier execution, and skip everything else."""
        run = self.run
        needed = {
            name
            for chosen in selection.steps
            for name in run.progress.steps[chosen].depends_on
            if name not in selection.steps
        }
        for step in run.pipeline.steps:
            if step.name in selection.steps:
                continue
            found = results.result(run.connection, selection.source, step.name)
            if step.name in needed and found is not None:
                self.hit(step, found, {}, f"taken from {selection.source}")
                continue
            self.flush()
            run.unselected.add(step.name)
            run.writer.skip(run.id, step.name, NOT_SELECTED)
            run.progress.end(step.name, StepStatus.SKIPPED)
        self.flush()
