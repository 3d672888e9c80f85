"""Holding what a run noticed against the definition: would "Restart & Run All" have given the same?

Each check answers the Failure that the step gets, or None. They see only what was observed; see `nbpipe.watch` for
what can be.
"""

from __future__ import annotations

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

    def _sharing(self, step: Step, outcome: Outcome) -> Failure | None:
        for group in outcome.shared:
            names = frozenset(group)
            self.groups.append((step.name, names))
            for later in _after(self.pipeline, step):
                for name in sorted(names & set(later.changes)):
                    others = self._read_with(later, names - {name})
                    if others:
                        return _shared_failure(step, later, name, *others)
        for maker, names in self.groups:
            for name in sorted(names & set(outcome.changed)):
                others = self._read_with(step, names - {name})
                if others:
                    return _shared_failure(self.pipeline.step(maker), step, name, *others)
        return None

    def _read_with(self, changer: Step, names: frozenset[str]) -> tuple[str, str] | None:
        """A name of the group that the changing step or a later one reads, and that step."""
        for reader in (changer, *_after(self.pipeline, changer)):
            for name in sorted(names):
                if name in reader.reads:
                    return name, reader.name
        return None

    # -- files ---------------------------------------------------------------------------------------------------------

    def _hand_overs(self, step: Step, outcome: Outcome) -> Failure | None:
        for use in outcome.files:
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
        f"{name} and {other} hold one object, made in step {maker.name}; step {changer.name} changes {name}, "
        f"and step {reader} reads {other}: as two artifacts they would no longer agree"
    )
    hint = f"make one of them a copy in cell {maker.cell}: {other} = copy.deepcopy({name})"
    return Failure("SharedObject", message, hint, maker.name, maker.cell)


def _hidden_changes(pipeline: Pipeline, step: Step, outcome: Outcome) -> Failure | None:
    for name in outcome.changed:
        readers = graph.later_readers(pipeline, step, name)
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
