"""Holding what a run noticed against the definition: would "Restart & Run All" have given the same?

Each check answers the Failure that the step gets, or None. They see only what was observed; see `nbpipe.watch` for
what can be.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field

from nbpipe import graph
from nbpipe.model import Failure, Outcome, Pipeline, Step


@dataclass
class Observed:
    """What the steps of one execution have done so far that their code does not show."""

    pipeline: Pipeline
    files: dict[str, dict[str, set[str]]] = field(default_factory=dict)  # path → mode → steps
    groups: list[tuple[str, frozenset[str]]] = field(default_factory=list)  # step, names that share an object

    def __post_init__(self) -> None:
        self._ancestors: dict[str, set[str]] = {}
        self._edges = graph.edges(self.pipeline)

    def add(self, step: Step, outcome: Outcome) -> Failure | None:
        """Take in a succeeded attempt; why it breaks the promise, if it does."""
        checks = (
            _hidden_changes(self.pipeline, step, outcome),
            _stray_names(self.pipeline, step, outcome),
            _deletions(self.pipeline, step, outcome),
            self._sharing(step, outcome),
            self._hand_overs(step, outcome),
        )
        return next((failure for failure in checks if failure is not None), None)

    # -- objects under two names ---------------------------------------------------------------------------------------

    def to_watch(self, step: Step) -> tuple[str, ...]:
        """Inputs of the step that share an object with another of its inputs, made in different steps."""
        names = {name for _, group in self.groups for name in group if len(group & set(step.inputs)) > 1}
        return tuple(sorted(names & set(step.inputs)))

    def _sharing(self, step: Step, outcome: Outcome) -> Failure | None:
        """Outputs that share an object are kept together and stay shared wherever they are loaded together.

        That is not enough where one of them is changed in place and another is read below, or where one was made by
        another step and both are used by one that changes either.
        """
        for group in outcome.shared:
            names = frozenset(group)
            together = names <= set(outcome.outputs)
            self.groups.append((step.name, names))
            for later in _after(self.pipeline, step):
                for name in sorted(names & set(later.changes)):
                    beside = sorted((names - {name}) & set(later.inputs))
                    if beside and not together:
                        return _shared_failure(step, later, name, beside[0], later.name)
                    other = self._read_after(later, names - {name})
                    if other:
                        return _shared_failure(step, later, name, *other)
        for maker, names in self.groups:
            for name in sorted(names & set(outcome.changed)):
                beside = sorted((names - {name}) & set(step.inputs))
                other = (beside[0], step.name) if beside else self._read_after(step, names - {name})
                if other and maker != step.name:
                    return _shared_failure(self.pipeline.step(maker), step, name, *other)
        return None

    def _read_after(self, changer: Step, names: frozenset[str]) -> tuple[str, str] | None:
        """A name of the group whose old value a step below the changing one reads, and that step."""
        for name in sorted(names):
            for reader in graph.later_readers(self.pipeline, changer, name):
                return name, reader.name
        return None

    # -- files ---------------------------------------------------------------------------------------------------------

    def _hand_overs(self, step: Step, outcome: Outcome) -> Failure | None:
        for use in outcome.files:
            folder = os.path.dirname(use.path)
            if use.mode == "written":  # a step that looked into the folder may have seen it or not
                for other in sorted(self.files.get(folder, {}).get("read", set()) - {step.name}):
                    if not self._ordered(step.name, other):
                        return self._file_failure(step, other, use.path, "written", "read")
            if use.mode == "read" and os.path.isdir(use.path):
                for path, users in self.files.items():
                    for other in (
                        sorted(users["written"] - {step.name}) if os.path.dirname(path) == use.path else ()
                    ):
                        if not self._ordered(step.name, other):
                            return self._file_failure(step, other, path, "read", "written")
            users = self.files.setdefault(use.path, {"read": set(), "written": set()})
            for mode in ("read", "written") if use.mode == "written" else ("written",):
                for other in sorted(users[mode] - {step.name}):
                    if not self._ordered(step.name, other):
                        return self._file_failure(step, other, use.path, use.mode, mode)
            users[use.mode].add(step.name)
        return None

    def _ordered(self, one: str, two: str) -> bool:
        return two in self._before(one) or one in self._before(two)

    def _before(self, name: str) -> set[str]:
        if name not in self._ancestors:
            self._ancestors[name] = graph.ancestors(self._edges, [name])
        return self._ancestors[name]

    def _file_failure(self, step: Step, other: str, path: str, mode: str, other_mode: str) -> Failure:
        names = [item.name for item in self.pipeline.steps]
        first, second = sorted((step.name, other), key=names.index)
        verbs = {"read": "reads", "written": "writes"}
        message = (
            f"step {step.name} {verbs[mode]} {path}, which step {other} {verbs[other_mode]}, and nothing orders them: "
            "which comes first is chance"
        )
        hint = f"write --after {first} on the first line of cell {self.pipeline.step(second).cell} (step {second})"
        return Failure("HiddenFile", message, hint, step.name, step.cell)


def _after(pipeline: Pipeline, step: Step) -> Iterator[Step]:
    """Steps below in the notebook."""
    found = False
    for other in pipeline.steps:
        if found:
            yield other
        found = found or other.name == step.name


def _shared_failure(maker: Step, changer: Step, name: str, other: str, reader: str) -> Failure:
    message = (
        f"{name} and {other} hold one object, since step {maker.name}; step {changer.name} changes {name}, "
        f"and step {reader} reads {other}: as two artifacts they would no longer agree"
    )
    hint = f"make one of them a copy in cell {maker.cell}: {other} = copy.deepcopy({name})"
    return Failure("SharedObject", message, hint, maker.name, maker.cell)


def _hidden_changes(pipeline: Pipeline, step: Step, outcome: Outcome) -> Failure | None:
    for name in outcome.changed:
        readers = graph.later_readers(pipeline, step, name)
        if name in pipeline.definitions:  # a class of the setup comes along with each of its instances
            readers = readers or [later for later in _after(pipeline, step) if later.inputs]
        if readers:
            message = (
                f"step {step.name} changes {name} in place, which its code does not show, "
                f"and step {readers[0].name} reads {name}"
            )
            hint = (
                f"write --out {_with(step, name)} on the first line of cell {step.cell}, "
                f"so that {readers[0].name} gets the changed {name}; or change a copy"
            )
            return Failure("HiddenChange", message, hint, step.name, step.cell)
    return None


def _stray_names(pipeline: Pipeline, step: Step, outcome: Outcome) -> Failure | None:
    for name in outcome.stray:
        readers = graph.later_readers(pipeline, step, name)
        if readers:
            message = (
                f"step {step.name} binds {name}, which its code does not show (exec, a star import, %run), "
                f"and step {readers[0].name} reads {name}"
            )
            hint = (
                f"write --out {_with(step, name)} on the first line of cell {step.cell}; "
                "put star imports into a %%setup cell"
            )
            return Failure("HiddenBinding", message, hint, step.name, step.cell)
    return None


def _deletions(pipeline: Pipeline, step: Step, outcome: Outcome) -> Failure | None:
    for name in outcome.deleted:
        readers = [reader for reader in graph.later_readers(pipeline, step, name) if name in reader.inputs]
        if readers:
            message = f"step {step.name} deleted {name}, and step {readers[0].name} reads it"
            return Failure("Deleted", message, "keep it, or read it before", step.name, step.cell)
    return None


def _with(step: Step, name: str) -> str:
    """The value of `--out` that keeps what the step gives already."""
    return ",".join(dict.fromkeys([*step.outputs, name]))
