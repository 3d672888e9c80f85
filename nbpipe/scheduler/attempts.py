"""An attempt that runs, and one that has ended, as the loop of an execution sees them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nbpipe import promise
from nbpipe.executors import Executor
from nbpipe.model import Artifact, Job, Nested, Run, Step


@dataclass(frozen=True)
class Attempt:
    """An attempt that runs; `executor` is where."""

    step: Step
    job: Job
    inputs: Mapping[str, Artifact]
    began: int  # in ticks of the execution
    planned: Run | Nested
    executor: Executor


@dataclass(frozen=True)
class Ended:
    """An attempt that was recorded, with the steps that it made ready; `again` where it did not count."""

    findings: promise.Findings = promise.Findings()
    freed: Sequence[str] = ()
    again: bool = False

    @property
    def teaches(self) -> bool:
        return bool(self.again or self.findings.lessons or self.findings.again)
