"""Holding what a run noticed against the definition: would "Restart & Run All" have given the same?

What a step did beside its code is either a lesson, with which the pipeline goes on as it should have been (see
`nbpipe.lessons`), or a failure, where nothing could make it right. See `nbpipe.watch` for what can be seen.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from nbpipe import graph
from nbpipe.model import Failure, FileUse, Lesson, LessonKind, Outcome, Pipeline, Step, StepStatus


@dataclass(frozen=True)
class Findings:
    """What follows from an attempt: lessons, each with a line for people; a failure; steps that must run again."""

    lessons: Mapping[Lesson, str] = field(default_factory=dict)
    failure: Failure | None = None
    again: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Span:
    """When an attempt ran, in ticks of the execution: later ones are larger."""

    began: int
    ended: int


class Observed:
    """What the steps of one execution have done so far that their code does not show.

    `codes` are the digests of the steps' code, by which lessons are kept.
    """

    def __init__(self, pipeline: Pipeline, codes: Mapping[str, str]) -> None:
        self.codes = codes
        self.groups: set[Lesson] = set()
        self.files: dict[str, dict[str, set[str]]] = {}  # path → mode → steps
        self.in_folder: dict[str, set[str]] = defaultdict(set)  # folder → paths in it that were written
        self.by_setup: set[str] = set()  # paths that setup cells read
        self.spans: dict[str, Span] = {}
        self.rewired(pipeline)

    def rewired(self, pipeline: Pipeline) -> None:
        """The pipeline has other edges from now on."""
        self.pipeline = pipeline
        self._edges = graph.edges(pipeline)
        self._position = {step.name: index for index, step in enumerate(pipeline.steps)}
        self._ancestors: dict[str, set[str]] = {}

    def forget(self, name: str) -> None:
        """The step runs again: what it did does not count any more."""
        self.spans.pop(name, None)
        for modes in self.files.values():
            for steps in modes.values():
                steps.discard(name)

    def add(self, step: Step, outcome: Outcome, span: Span) -> Findings:
        """Take in an attempt that ended, or an earlier result that was taken."""
        self.spans[step.name] = span
        if (
            outcome.status is not StepStatus.SUCCEEDED
        ):  # it may have missed a file that another step was to write
            return Findings(*self._files_of(step, outcome))
        self.by_setup.update(use.path for use in outcome.files if use.mode == "setup")
        failure = self.failure(step, outcome)
        if failure is not None:
            return Findings(failure=failure)
        lessons = dict(self._hidden(step, outcome))
        for group in outcome.shared:
            self.groups.add(Lesson(self.codes[step.name], LessonKind.SHARES, tuple(sorted(group))))
        by_files, failure, again = self._files_of(step, outcome)
        return Findings({**lessons, **by_files}, failure, again)

    def failure(self, step: Step, outcome: Outcome) -> Failure | None:
        """Why what the step did cannot be made right; None where it can, or need not be."""
        return (
            self._read_too_early(step, outcome)
            or _changed_definitions(self.pipeline, step, outcome)
            or _deletions(self.pipeline, step, outcome)
            or self._setup_files(step, outcome)
        )

    # -- names ---------------------------------------------------------------------------------------------------------

    def _hidden(self, step: Step, outcome: Outcome) -> Iterator[tuple[Lesson, str]]:
        for names, does in (
            (outcome.changed, "changes {0} in place"),
            (outcome.stray, "binds {0}"),
        ):
            for name in names:
                readers = graph.later_readers(self.pipeline, step, name)
                for partner in () if readers else self.partners(name):
                    readers = readers or graph.later_readers(self.pipeline, step, partner)
                if readers:
                    text = (
                        f"step {step.name} {does.format(name)}, which its code does not show: "
                        f"{_listed([reader.name for reader in readers])} takes {name} from it"
                    )
                    yield Lesson(self.codes[step.name], LessonKind.CHANGES, (name,)), text

    def _read_too_early(self, step: Step, outcome: Outcome) -> Failure | None:
        """A reader below that `--after` puts before the step: it cannot get what the step makes of the name."""
        for name in (*outcome.changed, *outcome.stray):
            for reader in graph.later_readers(self.pipeline, step, name):
                if reader.name in self._before(step.name):
                    message = (
                        f"step {step.name} changes {name}, which its code does not show, and step {reader.name} below "
                        f"reads it, though --after puts it before {step.name}"
                    )
                    hint = f"take that --after away, or change a copy of {name}"
                    return Failure("HiddenChange", message, hint, step.name, step.cell)
        return None

    def partners(self, name: str) -> list[str]:
        """Names that held an object of this one when they were made."""
        found = {other for group in self.groups if name in group.data for other in group.data}
        return sorted(found - {name})

    def sharing_text(self, lesson: Lesson) -> str:
        """A line about names that hold one object."""
        maker = next(step.name for step in self.pipeline.steps if self.codes[step.name] == lesson.code)
        return (
            f"{_listed(lesson.data)} hold one object from step {maker} on: "
            "a step that changes it under one name gives it on under all of them"
        )

    # -- files ---------------------------------------------------------------------------------------------------------

    def _files_of(
        self, step: Step, outcome: Outcome
    ) -> tuple[dict[Lesson, str], Failure | None, dict[str, str]]:
        """Lessons, failure and steps to run again that follow from the files of an attempt."""
        lessons: dict[Lesson, str] = {}
        failure: Failure | None = None
        again: dict[str, str] = {}
        for first, second, use, other in self._unordered(step, outcome):
            lesson, text = self._follows(first, second, use.path)
            lessons[lesson] = text
            if self.spans[first].ended <= self.spans[second].began:
                continue  # by chance they ran in the right order
            if (use.mode if first == step.name else other) == "read":
                failure = failure or self._file_failure(first, second, use.path)
            again[second] = f"it must come after step {first}, which uses {use.path}"
        return lessons, failure, again

    def _unordered(self, step: Step, outcome: Outcome) -> Iterator[tuple[str, str, FileUse, str]]:
        """Pairs of steps, in notebook order, that use one file with nothing to order them, and how each uses it."""
        for use in outcome.files:
            if use.mode not in ("read", "written"):
                continue
            for other, mode in sorted(self._conflicting(use, step.name)):
                if not self._ordered(step.name, other):
                    first, second = sorted((step.name, other), key=self._position.__getitem__)
                    yield first, second, use, mode
        for use in outcome.files:
            if use.mode in ("read", "written"):
                users = self.files.setdefault(use.path, {"read": set(), "written": set()})
                users[use.mode].add(step.name)
                if use.mode == "written":
                    self.in_folder[os.path.dirname(use.path)].add(use.path)

    def _conflicting(self, use: FileUse, name: str) -> set[tuple[str, str]]:
        """Other steps that used the same file, or looked into the folder where it lies, and how."""
        found: set[tuple[str, str]] = set()
        users = self.files.get(use.path, {})
        for mode in ("read", "written") if use.mode == "written" else ("written",):
            found |= {(other, mode) for other in users.get(mode, ())}
        if use.mode == "written":
            readers = self.files.get(os.path.dirname(use.path), {}).get("read", ())
            found |= {(other, "read") for other in readers}
        else:
            for path in self.in_folder.get(use.path, ()):
                found |= {(other, "written") for other in self.files[path]["written"]}
        return {(other, mode) for other, mode in found if other != name}

    def _ordered(self, one: str, two: str) -> bool:
        return two in self._before(one) or one in self._before(two)

    def _before(self, name: str) -> set[str]:
        if name not in self._ancestors:
            self._ancestors[name] = graph.ancestors(self._edges, [name])
        return self._ancestors[name]

    def _follows(self, first: str, second: str, path: str) -> tuple[Lesson, str]:
        lesson = Lesson(self.codes[second], LessonKind.FOLLOWS, (self.codes[first],))
        return lesson, f"step {second} comes after step {first} from now on: both use {path}"

    def _setup_files(self, step: Step, outcome: Outcome) -> Failure | None:
        """By hand the setup reads a file once, before all steps; in a pipeline each step reads it anew."""
        for use in outcome.files:
            writers = self.files.get(use.path, {}).get("written", set()) if use.mode == "setup" else set()
            if use.mode == "written" and use.path in self.by_setup:
                writers = {step.name}
            for writer in sorted(writers):
                message = (
                    f"step {writer} writes {use.path}, which a setup cell reads: later steps read it changed"
                )
                hint = "read it in a step, or write another file"
                return Failure("HiddenFile", message, hint, step.name, step.cell)
        return None

    def _file_failure(self, first: str, second: str, path: str) -> Failure:
        step = self.pipeline.step(second)
        message = (
            f"step {second} wrote {path} before step {first}, which stands above it, had read it: "
            "what the file held then is gone"
        )
        hint = (
            f"run it again: {second} now waits for {first}, as --after {first} in cell {step.cell} would say"
        )
        return Failure("HiddenFile", message, hint, second, step.cell)


def _listed(names: Iterator[str] | list[str] | tuple[str, ...]) -> str:
    found = list(names)
    return found[0] if len(found) == 1 else f"{', '.join(found[:-1])} and {found[-1]}"


def _below(pipeline: Pipeline, step: Step) -> Iterator[Step]:
    """Steps below in the notebook."""
    found = False
    for other in pipeline.steps:
        if found:
            yield other
        found = found or other.name == step.name


def _changed_definitions(pipeline: Pipeline, step: Step, outcome: Outcome) -> Failure | None:
    """A class or function of the setup comes along by its name, with each instance: a changed one cannot."""
    for name in outcome.changed:
        if name not in pipeline.definitions:
            continue
        readers = graph.later_readers(pipeline, step, name)
        readers = readers or [later for later in _below(pipeline, step) if later.inputs]
        if readers:
            message = (
                f"step {step.name} changes {name}, which the setup defines, "
                f"and step {readers[0].name} would see it unchanged"
            )
            hint = f"keep what changes in a variable or in an instance instead of in {name} itself"
            return Failure("HiddenChange", message, hint, step.name, step.cell)
    return None


def _deletions(pipeline: Pipeline, step: Step, outcome: Outcome) -> Failure | None:
    for name in outcome.deleted:
        readers = [reader for reader in graph.later_readers(pipeline, step, name) if name in reader.inputs]
        if readers:
            message = f"step {step.name} deleted {name}, and step {readers[0].name} reads it"
            return Failure("Deleted", message, "keep it, or read it before", step.name, step.cell)
    return None
