"""Steps of many jobs while they run: which of their jobs come next, and what became of them. No store, no processes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from nbpipe.model import Artifact, CacheKey, Child, Failure, Many, Outcome, Run, Step, StepStatus


@dataclass
class Family:
    """A step with its jobs. `open` are those that were asked for and have not ended, by key."""

    step: Step
    many: Many
    inputs: Mapping[str, Artifact]
    key: CacheKey
    open: dict[str, Child] = field(default_factory=dict)
    ended: dict[str, Outcome] = field(default_factory=dict)
    failures: list[Failure] = field(default_factory=list)
    error: Failure | None = None  # what its type says is wrong with what the jobs gave
    joining: bool = False

    def member(self, child: Child) -> Step:
        """The job as a step: what it is given is the child's, all else its step's."""
        return replace(
            self.step,
            name=name(self.step.name, child.key),
            inputs=dict.fromkeys(child.inputs, ()),
            options={
                name: value for name, value in self.step.options.items() if name not in self.many.steering
            },
        )

    def next(self) -> Sequence[Child]:
        """The jobs to start now; they are open from then on. None any more once too many failed."""
        if self.failed is not None:
            return ()
        children = self.many.ask(self.ended, len(self.open))
        self.open.update({child.key: child for child in children})
        return children

    def end(self, key: str, outcome: Outcome) -> None:
        """A job has ended for good."""
        self.open.pop(key, None)
        self.ended[key] = outcome
        if outcome.status is StepStatus.FAILED and outcome.failure is not None:
            self.failures.append(outcome.failure)

    @property
    def failed(self) -> Failure | None:
        """Why the step fails; None as long as no more of its jobs failed than it tolerates."""
        if self.error is not None:
            return self.error
        if len(self.failures) <= self.many.tolerated():
            return None
        first = self.failures[0]
        if len(self.failures) == 1:
            return first
        more = f"{first.message} (and {len(self.failures) - 1} more of its jobs failed)"
        return replace(first, message=more)

    def join(self) -> Run:
        """What makes the outputs of the step of those of its jobs."""
        self.joining = True
        return self.many.join(self.ended)


def name(step: str, key: str) -> str:
    """What a job is called: no step of a notebook has a dot in its name.

    >>> name("grid", "17")
    'grid.17'
    """
    return f"{step}.{key}"
