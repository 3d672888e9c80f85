"""How far an execution is: statuses and values of its steps, and what follows from them. No store, no processes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from nbpipe import graph
from nbpipe.model import Artifact, Failure, Outcome, Pipeline, Step, StepStatus

_BROKEN = (StepStatus.FAILED, StepStatus.STOPPED)
_BEGUN = (StepStatus.STARTING, StepStatus.EXECUTING, StepStatus.WAITING)


class Progress:
    """The state of one execution. Steps are named; `pipeline` may get other edges on the way (see `rewire`)."""

    def __init__(self, pipeline: Pipeline) -> None:
        self.status = {step.name: StepStatus.PENDING for step in pipeline.steps}
        self.values: dict[tuple[str, str], Artifact] = {}
        self.given: dict[str, Mapping[str, Artifact]] = {}  # what each step that began was given
        self.kept: dict[str, set[str]] = {}  # outputs that each step that succeeded was asked for
        self.taken: dict[str, bool] = {}
        self.failures: dict[str, Failure] = {}
        self.unreached: set[str] = set()  # skipped because something failed, not because of a Condition
        self._first_open = 0
        self._set(pipeline)

    def _set(self, pipeline: Pipeline) -> None:
        self.pipeline = pipeline
        self.steps = {step.name: step for step in pipeline.steps}
        self.position = {step.name: index for index, step in enumerate(pipeline.steps)}
        self.following = graph.dependants(graph.edges(pipeline))
        self.base = frozenset(pipeline.setup_names) | {item.name for item in pipeline.parameters}
        self._count()

    def _count(self) -> None:
        self.missing = {
            step.name: sum(1 for name in set(step.depends_on) if not self.status[name].ended)
            for step in self.pipeline.steps
        }

    # -- what follows --------------------------------------------------------------------------------------------------

    def ready(self) -> list[str]:
        """Pending steps for which everything that they depend on has ended, in notebook order."""
        return [
            step.name
            for step in self.pipeline.steps
            if self.status[step.name] is StepStatus.PENDING and not self.missing[step.name]
        ]

    def all_above_ended(self, name: str) -> bool:
        """Whether every step above in the notebook has ended."""
        steps = self.pipeline.steps
        while self._first_open < len(steps) and self.status[steps[self._first_open].name].ended:
            self._first_open += 1
        return self._first_open >= self.position[name]

    def inputs(self, step: Step) -> dict[str, Artifact]:
        """What the step is given: of each input the value of the last of its writers that has one."""
        found = ((name, self._value(name, writers)) for name, writers in step.inputs.items())
        return {name: artifact for name, artifact in found if artifact is not None}

    def _value(self, name: str, writers: tuple[str, ...]) -> Artifact | None:
        for writer in reversed(writers):
            found = self.values.get((writer, name))
            if found is not None:
                return found
        return None

    def last(self, name: str) -> tuple[str, Artifact] | None:
        """The step that gave a variable the value that it has at the end, and that value; None where it has none."""
        for step in reversed(self.pipeline.steps):
            if (step.name, name) in self.values:
                return step.name, self.values[step.name, name]
        return None

    def failure(self) -> Failure | None:
        """The first failure that still stands."""
        return next(iter(self.failures.values()), None)

    def reason_to_skip(self, step: Step) -> str | None:
        """Why a step that is next does not run, in one line; None where it runs."""
        if step.when == "succeeded":
            for name in step.depends_on:
                if self.status[name] in _BROKEN:
                    return f"step {name} {str(self.status[name]).lower()}"
                if name in self.unreached:
                    return f"step {name} did not run"
            if (name := self.ended_by() or "") != "":
                return f"the execution was ended by step {name}"
        elif step.when == "failed" and not any(
            self.status[name] in _BROKEN or name in self.unreached for name in step.depends_on
        ):
            return "nothing failed of what it depends on"
        branch = step.branch
        if branch is not None:
            if branch.condition not in self.taken:
                return f"step {branch.condition} was skipped"
            if self.taken[branch.condition] is not branch.taken_when:
                return f"{branch.condition} is {self.taken[branch.condition]}"
        if step.when == "always":
            return None
        if step.after and all(
            self.status[name] is StepStatus.SKIPPED and name not in self.unreached for name in step.after
        ):
            return f"step {', '.join(step.after)} was skipped"
        for name, writers in step.inputs.items():
            if name not in self.base and self._value(name, writers) is None:
                skipped = [writer for writer in writers if self.status[writer] is StepStatus.SKIPPED]
                if skipped:
                    return f"{name} has no value: step {skipped[-1]} was skipped"
        return None

    # -- what happens --------------------------------------------------------------------------------------------------

    def begin(self, name: str, given: Mapping[str, Artifact]) -> None:
        """An attempt of the step runs."""
        self.status[name] = StepStatus.EXECUTING
        self.given[name] = given

    def wait(self, name: str, given: Mapping[str, Artifact]) -> None:
        """The step has asked somebody, and waits for the answer."""
        self.status[name] = StepStatus.WAITING
        self.given[name] = given

    def waiting(self) -> list[str]:
        """Steps that wait for an answer."""
        return [name for name, status in self.status.items() if status is StepStatus.WAITING]

    def ended_by(self) -> str | None:
        """The Fail step that ended the execution."""
        return next((name for name, item in self.failures.items() if item.type == "FailStep"), None)

    def skip(self, name: str) -> list[str]:
        """The step is skipped; the steps that are ready now."""
        step = self.steps[name]
        if (
            step.when == "succeeded"
            and self.failures
            and any(self.status[other] in _BROKEN or other in self.unreached for other in step.depends_on)
        ):
            self.unreached.add(name)
        return self.end(name, StepStatus.SKIPPED)

    def end(
        self,
        name: str,
        status: StepStatus,
        outcome: Outcome | None = None,
        failure: Failure | None = None,
        taken: bool | None = None,
    ) -> list[str]:
        """The step has ended; the steps that are ready now."""
        self.status[name] = status
        if status is StepStatus.SUCCEEDED and outcome is not None:
            self.values.update({(name, variable): item for variable, item in outcome.outputs.items()})
            self.kept[name] = {*outcome.outputs, *outcome.missing}
        if status is StepStatus.FAILED:
            step = self.steps[name]
            self.failures[name] = failure or Failure(
                "Failed", f"step {name} failed", step=name, cell=step.cell
            )
        if taken is not None:
            self.taken[name] = taken
        freed = []
        for other in self.following[name]:
            self.missing[other] -= 1
            if self.missing[other] == 0 and self.status[other] is StepStatus.PENDING:
                freed.append(other)
        return freed

    # -- what is taken back --------------------------------------------------------------------------------------------

    def rewire(self, pipeline: Pipeline) -> dict[str, str]:
        """Give the pipeline other edges; steps that began, and would be given something else now, with the reason."""
        self._set(pipeline)
        outdated: dict[str, str] = {}
        order = graph.order(graph.edges(pipeline))
        for name in order:
            step, status = self.steps[name], self.status[name]
            if not status.ended and status not in _BEGUN:
                continue
            open_now = [
                other for other in step.depends_on if other in outdated or not self.status[other].ended
            ]
            if open_now:
                outdated[name] = f"step {open_now[0]} has to run before it"
            elif name in self.given and self._identities(self.inputs(step)) != self._identities(
                self.given[name]
            ):
                outdated[name] = "it had read a value that was old"
            elif status is StepStatus.SUCCEEDED and self._lacks(step):
                outdated[name] = f"it did not keep {', '.join(self._lacks(step))}"
        return outdated

    def _identities(self, inputs: Mapping[str, Artifact]) -> dict[str, tuple[str, str]]:
        return {name: (item.digest, str(item.meta.get("member"))) for name, item in inputs.items()}

    def _lacks(self, step: Step) -> list[str]:
        """Outputs that later steps take, and that the step was not asked for when it ran."""
        return sorted(set(step.outputs) - self.kept[step.name]) if step.name in self.kept else []

    def put_back(self, names: Iterable[str]) -> None:
        """These steps, and their values, are as if they had not run."""
        gone = set(names)
        for name in gone:
            self.status[name] = StepStatus.PENDING
            self.given.pop(name, None)
            self.kept.pop(name, None)
            self.taken.pop(name, None)
            self.failures.pop(name, None)
            self.unreached.discard(name)
        self.values = {place: item for place, item in self.values.items() if place[0] not in gone}
        self._first_open = 0
        self._count()

    def with_dependants(self, names: Iterable[str]) -> set[str]:
        """These steps, and all below them that began or ended."""
        found: set[str] = set()
        queue = list(names)
        while queue:
            name = queue.pop()
            if name in found or (self.status[name] is StepStatus.PENDING):
                continue
            found.add(name)
            queue.extend(self.following[name])
        return found
