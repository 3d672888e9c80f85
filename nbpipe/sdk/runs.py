"""Executions and their steps, as they are or while they go on."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any, SupportsIndex, overload

from nbpipe.diagram import words
from nbpipe.errors import NbpipeError, NotFoundError, UsageError
from nbpipe.model import (
    Artifact,
    Attempt,
    Execution,
    ExecutionStatus,
    Failure,
    Metric,
    Output,
    StepExecution,
    StepStatus,
)
from nbpipe.options import nearest
from nbpipe.sdk import pictures
from nbpipe.store import queries

if TYPE_CHECKING:
    from nbpipe.sdk.callbacks import Callback
    from nbpipe.sdk.jobs import Jobs
    from nbpipe.sdk.store import Store

POLL_SECONDS = 0.1
CLOSING_SECONDS = 2.0


class NotEndedError(NbpipeError, TimeoutError):
    """An execution had not ended when the time to wait was over."""

    def __str__(self) -> str:  # OSError's own __str__ would win otherwise
        return NbpipeError.__str__(self)


class Steps(tuple["Step", ...]):
    """The steps of an execution in notebook order, by position or by name."""

    @overload
    def __getitem__(self, key: str | SupportsIndex) -> Step: ...
    @overload
    def __getitem__(self, key: slice) -> tuple[Step, ...]: ...
    def __getitem__(self, key: str | SupportsIndex | slice) -> Step | tuple[Step, ...]:
        if not isinstance(key, str):
            return super().__getitem__(key)
        for step in self:
            if step.name == key:
                return step
        raise NotFoundError(
            f"there is no step {key!r}", nearest(key, [step.name for step in self]), code="no-step"
        )

    def __contains__(self, item: object) -> bool:
        return any(item == step.name or item is step for step in self)

    @property
    def names(self) -> tuple[str, ...]:
        """Their names."""
        return tuple(step.name for step in self)


@dataclass(eq=False, repr=False)
class Run:
    """One execution. What it says of one that goes on is read anew each time; `refresh` reads an ended one anew."""

    store: Store
    record: Execution
    whole: bool = True

    # -- what does not change ------------------------------------------------------------------------------------------

    @property
    def id(self) -> str:
        """Its id."""
        return self.record.id

    @property
    def pipeline(self) -> str:
        """The name of its pipeline."""
        return self.record.pipeline

    @property
    def version(self) -> int:
        """The version of its pipeline."""
        return self.record.version

    @property
    def parameters(self) -> dict[str, Any]:
        """The parameters as bound at the start, defaults included."""
        return dict(self.record.parameters)

    @property
    def seed(self) -> int:
        """The seed from which each step's own is derived."""
        return self.record.seed

    @property
    def started_at(self) -> datetime | None:
        """When it started, in UTC."""
        return _moment(self.record.started_at)

    @property
    def started_by(self) -> str | None:
        """Who started it."""
        return self.record.started_by

    @property
    def pid(self) -> int | None:
        """The process that runs or ran it."""
        return self.record.pid

    @property
    def environment(self) -> dict[str, Any]:
        """Python, platform, packages and git commit that it ran with."""
        return dict(self._read(whole=True).environment)

    # -- what does -----------------------------------------------------------------------------------------------------

    @property
    def status(self) -> ExecutionStatus:
        """Executing, Stopping, Waiting, Stopped, Failed or Succeeded."""
        return self._read().status

    @property
    def ended_at(self) -> datetime | None:
        """When it ended; None while it goes on."""
        return _moment(self._read().ended_at)

    @property
    def seconds(self) -> float | None:
        """How long it took; of one that goes on, until now."""
        record = self._read()
        started = _moment(record.started_at)
        if record.seconds is not None or started is None:
            return record.seconds
        return (datetime.now(UTC) - started).total_seconds()

    @property
    def failure(self) -> Failure | None:
        """Why it failed: type, message, hint, step, cell and line."""
        return self._read().failure

    @property
    def steps(self) -> Steps:
        """Its steps in notebook order; `steps["train"]` is one of them."""
        return Steps(Step(self, item) for item in self._read(whole=True).steps)

    @property
    def metrics(self) -> dict[str, float]:
        """The value of each metric that was logged last, over all steps."""
        return _newest([metric for step in self._read(whole=True).steps for metric in step.metrics])

    def step(self, name: str) -> Step:
        """One of its steps. `NotFoundError` with the nearest name."""
        try:
            return self.steps[name]
        except NotFoundError as error:
            raise NotFoundError(
                f"execution {self.id} has no step {name!r}", error.problems[0].hint, code="no-step"
            ) from None

    def result(self, step: str, *, run_setup: bool = True) -> Any:
        """What the step's function returned: the value of its only output.

        Raises `NotFoundError` where there is none (yet) and `UsageError` where the step has several outputs.
        """
        found = self.step(step)
        if not found.outputs:
            raise NotFoundError(
                f"step {step} is {found.status} and has no result", _why(found), code="no-result"
            )
        if len(found.outputs) > 1:
            raise UsageError(
                f"step {step} has several outputs: {', '.join(found.outputs)}",
                f'choose one: .step("{step}").output("{found.outputs[0]}")',
            )
        return found.output(found.outputs[0], run_setup=run_setup)

    # -- waiting and stopping ------------------------------------------------------------------------------------------

    def refresh(self) -> Run:
        """Read it anew, also where it had ended: it may have been resumed."""
        with self.store.connected() as connection:
            self.record, self.whole = queries.execution(connection, self.id), True
        return self

    def wait(self, timeout: float | None = None) -> Run:
        """Wait until it has ended, however it ended; `NotEndedError`, a `TimeoutError`, after `timeout` seconds.

        An execution whose process was killed is closed, as Failed. One that waits for an answer is waited for.
        """
        clock = time.monotonic()
        looked = clock
        while not self._read().status.ended:
            now = time.monotonic()
            if timeout is not None and now - clock >= timeout:
                raise NotEndedError(
                    f"execution {self.id} is {self.record.status} after {timeout:g} seconds",
                    "it goes on by itself: wait again, or stop() it",
                    code="timeout",
                )
            if now - looked > CLOSING_SECONDS:
                looked = now
                self._close_what_died()
            time.sleep(
                POLL_SECONDS if timeout is None else min(POLL_SECONDS, max(clock + timeout - now, 0.001))
            )
        return self.refresh()

    def stop(self) -> bool:
        """Ask its process to stop it; False where it has ended or was asked before. One that waits for an answer has
        no process, and is stopped at once.
        """
        from nbpipe.store import callbacks
        from nbpipe.store.writer import Writer

        user = self.store.settings.user
        with self.store.connected() as connection:
            writer = Writer(connection)
            waited = writer.within(partial(callbacks.stop, execution=self.id, by=user), durable=True)
            return waited or writer.request_stop(self.id, user)

    @property
    def callbacks(self) -> tuple[Callback, ...]:
        """What its steps asked and nobody has answered yet, the oldest first."""
        return tuple(reversed(self.store.callbacks(self.id)))

    def _close_what_died(self) -> None:
        from nbpipe import scheduler
        from nbpipe.store.writer import Writer

        with self.store.connected() as connection:
            Writer(connection).close_lapsed(datetime.now(UTC), 0.0, scheduler.is_alive)

    def _read(self, *, whole: bool = False) -> Execution:
        if not self.record.status.ended or (whole and not self.whole):
            self.refresh()
        return self.record

    # -- SageMaker's answers -------------------------------------------------------------------------------------------

    def list_steps(self) -> list[dict[str, Any]]:
        """A dict for each step in notebook order, with SageMaker's keys."""
        return [
            {
                "StepName": step.name,
                "StepType": step.type,
                "StepStatus": str(step.status),
                "StartTime": step.started_at,
                "EndTime": step.ended_at,
                "AttemptCount": step.attempts,
                "CacheHit": step.cached,
                "FailureReason": step.failure.message if step.failure else None,
            }
            for step in self.steps
        ]

    def describe(self) -> dict[str, Any]:
        """The execution in a dict, with SageMaker's keys."""
        record = self._read()
        return {
            "PipelineName": record.pipeline,
            "PipelineVersionId": record.version,
            "PipelineExecutionId": record.id,
            "PipelineExecutionStatus": str(record.status),
            "PipelineParameters": [
                {"Name": name, "Value": value} for name, value in sorted(record.parameters.items())
            ],
            "CreationTime": _moment(record.started_at),
            "LastModifiedTime": _moment(record.ended_at or record.started_at),
            "CreatedBy": record.started_by,
            "FailureReason": record.failure.message if record.failure else None,
        }

    # -- for people ----------------------------------------------------------------------------------------------------

    def row(self) -> tuple[str, ...]:
        """Its line in a table."""
        record = self._read()
        started = _moment(record.started_at)
        return (
            record.id,
            f"{record.pipeline}:{record.version}",
            str(record.status),
            started.strftime("%Y-%m-%d %H:%M:%S UTC") if started else "",
            words.duration(record.seconds) if record.seconds is not None else "",
        )

    def __repr__(self) -> str:
        identity, pipeline, status, started, seconds = self.row()
        time = f"in {seconds}" if seconds else f"started {started}"
        return f"<execution {identity} of {pipeline} {status} {time}>"

    def _repr_html_(self) -> str:
        head = ("step", "type", "status", "time", "metrics")
        return pictures.paragraph(f"E{repr(self)[2:-1]}") + pictures.table(
            head, [step.row() for step in self.steps]
        )


@dataclass(frozen=True, eq=False, repr=False)
class Step:
    """What became of one step of an execution, as it was when it was asked for."""

    run: Run
    record: StepExecution

    @property
    def name(self) -> str:
        """Its name."""
        return self.record.step

    @property
    def type(self) -> str:
        """Its step type."""
        return self.record.type

    @property
    def status(self) -> StepStatus:
        """Pending, Starting, Executing, Waiting, Succeeded, Failed, Stopped or Skipped."""
        return self.record.status

    @property
    def cached(self) -> bool:
        """Whether its outputs came from the cache."""
        return self.record.cached

    @property
    def attempts(self) -> int:
        """How often it was tried; 0 where it needed no process, or never ran."""
        return len(self.record.attempts)

    @property
    def history(self) -> tuple[Attempt, ...]:
        """Each attempt: times, host, resources, failure."""
        return self.record.attempts

    @property
    def started_at(self) -> datetime | None:
        """When it started, in UTC."""
        return _moment(self.record.started_at)

    @property
    def ended_at(self) -> datetime | None:
        """When it ended, in UTC."""
        return _moment(self.record.ended_at)

    @property
    def seconds(self) -> float | None:
        """How long it took."""
        return self.record.seconds

    @property
    def detail(self) -> str | None:
        """One line: what a Condition came to, why a step was skipped."""
        return self.record.detail

    @property
    def failure(self) -> Failure | None:
        """Why it failed: type, message, hint, cell and line."""
        return self.record.failure

    @property
    def metrics(self) -> dict[str, float]:
        """The last value of each metric that it logged."""
        return _newest(self.record.metrics)

    @property
    def outputs(self) -> tuple[str, ...]:
        """Names of the variables that were kept."""
        return tuple(item.variable for item in self.record.outputs if item.kind == "variable")

    @property
    def figures(self) -> tuple[str, ...]:
        """Names of the figures that it logged."""
        return tuple(item.variable for item in self.record.outputs if item.kind == "figure")

    def output(self, name: str, *, run_setup: bool = True) -> Any:
        """The value of a variable or a figure, loaded from the store.

        A function that was made in the notebook needs the names around it to live, and so does an object whose class
        the setup cells define. Only then the definitions of the pipeline's setup cells (imports, functions, classes,
        assignments: the user's own code) are run, in a namespace of their own; with `run_setup=False` that is an
        error instead. To load a pickle runs code in any case: load only what you trust.

        Raises `NotFoundError` with the nearest name.
        """
        from nbpipe.sdk import values

        return values.load(
            self.run.store, self.artifact(name), self.run.id, run_setup=run_setup, name=f"{self.name}.{name}"
        )

    def artifact(self, name: str) -> Artifact:
        """Digest, size, format and preview of a variable or a figure."""
        return self._output(name).artifact

    def preview(self, name: str) -> Mapping[str, Any]:
        """JSON that shows an output, made when it was saved; nothing is loaded."""
        return self._output(name).artifact.preview

    def _output(self, name: str) -> Output:
        for item in self.record.outputs:
            if item.variable == name:
                return item
        known = [item.variable for item in self.record.outputs]
        raise NotFoundError(
            f"step {self.name} of execution {self.run.id} has no output {name!r}",
            nearest(name, known) or _why(self),
            code="no-output",
        )

    @property
    def jobs(self) -> Jobs:
        """The items of a Map or the trials of a Tuning, as they are now; none of another step."""
        from nbpipe.sdk import jobs

        return jobs.of(self)

    def log(self) -> str:
        """What its last attempt printed and showed, as plain text."""
        from nbpipe import printed

        return printed.text(self.run.store.folder, self.run.id, self.record)

    def row(self) -> tuple[str, ...]:
        """Its line in a table."""
        metrics = ", ".join(f"{name} {value:.4g}" for name, value in self.metrics.items())
        status = f"{self.status} (cached)" if self.cached else str(self.status)
        seconds = words.duration(self.seconds) if self.seconds is not None else ""
        return self.name, self.type, status, seconds, metrics

    def __repr__(self) -> str:
        return f"<step {' '.join(text for text in self.row() if text)}>"

    def _repr_html_(self) -> str:
        return pictures.table(("step", "type", "status", "time", "metrics"), [self.row()])


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _newest(metrics: Any) -> dict[str, float]:
    found: dict[str, Metric] = {}
    for metric in metrics:
        if metric.name not in found or metric.logged_at >= found[metric.name].logged_at:
            found[metric.name] = metric
    return {name: metric.value for name, metric in found.items()}


def _why(step: Step) -> str | None:
    if step.failure is not None:
        return f"it failed: {step.failure.message}"
    if not step.status.ended:
        return "wait until the execution has ended: .wait()"
    return step.detail
