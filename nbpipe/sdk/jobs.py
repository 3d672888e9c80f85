"""The jobs of a step that has many: the items of a Map, the trials of a Tuning."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from nbpipe.api import jobs as found
from nbpipe.api import steps
from nbpipe.diagram import words
from nbpipe.model import StepStatus
from nbpipe.sdk import pictures

if TYPE_CHECKING:
    from nbpipe.api.shapes import JobRow
    from nbpipe.sdk.runs import Step

_HEAD = ("job", "status", "time", "metrics", "about", "why it failed")


class Jobs(tuple["Job", ...]):
    """The jobs of a step, as they were when they were asked for, in the order in which they were entered."""

    __slots__ = ()

    @property
    def failed(self) -> Jobs:
        """Those that failed."""
        return Jobs(job for job in self if job.status is StepStatus.FAILED)

    @property
    def best(self) -> Job | None:
        """The best trial of a search so far; None where nothing decides."""
        return next((job for job in self if job.is_best), None)

    def __repr__(self) -> str:
        return f"<{len(self)} jobs, {len(self.failed)} of them failed>"

    def _repr_html_(self) -> str:
        return pictures.table(_HEAD, [job.row() for job in self])


@dataclass(frozen=True, eq=False, repr=False)
class Job:
    """One job of `of`, a step that has many."""

    of: Step
    record: JobRow

    @property
    def name(self) -> str:
        """What it is called within its step: `17` of `tune.17`."""
        return self.record.step.partition(".")[2]

    @property
    def label(self) -> str:
        """The item, or the parameters, that it is about."""
        return self.record.label

    @property
    def parameters(self) -> dict[str, Any]:
        """What a search tried in it."""
        return dict(self.record.parameters)

    @property
    def status(self) -> StepStatus:
        """As a step has it."""
        return self.record.status

    @property
    def cached(self) -> bool:
        """Whether its outputs came from the cache."""
        return self.record.cached

    @property
    def seconds(self) -> float | None:
        """How long it took."""
        return self.record.seconds

    @property
    def attempts(self) -> int:
        """How often it was tried."""
        return self.record.attempts

    @property
    def metrics(self) -> dict[str, float]:
        """The last value of each metric that it logged."""
        return dict(self.record.metrics)

    @property
    def error(self) -> str:
        """Why it failed, in one line; empty where it did not."""
        return self.record.error

    @property
    def is_best(self) -> bool:
        """Whether no other trial of the search is better so far."""
        return self.record.best

    @property
    def step(self) -> Step:
        """All that is known of it, as of a step: outputs, failure, history, `log()`."""
        from nbpipe.sdk.runs import Step

        run = self.of.run
        with run.store.connected() as connection:
            return Step(run, steps.execution_of_step(connection, run.id, self.record.step))

    def output(self, name: str, *, run_setup: bool = True) -> Any:
        """The value of a variable that it made; as of a step."""
        return self.step.output(name, run_setup=run_setup)

    def log(self) -> str:
        """What it printed and showed, as plain text."""
        return self.step.log()

    def row(self) -> tuple[str, ...]:
        """Its line in a table."""
        metrics = ", ".join(f"{name} {value:.4g}" for name, value in self.metrics.items())
        seconds = words.duration(self.seconds) if self.seconds is not None else ""
        return self.name, str(self.status), seconds, metrics, self.label, self.error

    def __repr__(self) -> str:
        return f"<job {' '.join(text for text in self.row() if text)}>"


def of(step: Step) -> Jobs:
    """The jobs of a step; none where it has none."""
    with step.run.store.connected() as connection:
        rows = found.listed(connection, step.run.id, step.name).rows
    return Jobs(Job(step, row) for row in rows)
