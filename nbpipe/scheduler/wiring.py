"""The pipeline as it is wired now: as it was defined, with what runs have learned about its code."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from nbpipe import job, lessons, plugins, promise
from nbpipe.cache.code import Codes, StepCode
from nbpipe.model import Lesson, LessonKind, Pipeline, Step

# A step whose code mentions one of these may bind names that the code does not show.
_BINDING = frozenset({"exec", "eval", "globals", "locals", "vars", "setattr", "get_ipython", "update"})


def code_digests(defined: Pipeline, codes: Codes) -> dict[str, str]:
    """Step → digest of its code, by which lessons are kept; of steps whose body is Python."""
    return {
        step.name: codes.of(step).digest for step in defined.steps if plugins.find("steps", step.type).python
    }


class Wiring:
    """What a definition and the lessons about it make of each step. `learn` changes it; nothing else does.

    `digests` are those of the steps' code, `known` the lessons that the store has.
    """

    def __init__(
        self,
        defined: Pipeline,
        codes: Codes,
        digests: Mapping[str, str],
        parameters: Mapping[str, Any],
        known: Iterable[Lesson],
    ) -> None:
        self._defined, self._codes, self._parameters = defined, codes, parameters
        self._digests, self._known = digests, set(known)
        self._wire(lessons.applied(defined, digests, self._known))
        self.observed = promise.Observed(self.pipeline, digests)

    def _wire(self, pipeline: Pipeline) -> None:
        self.pipeline = pipeline
        self._position: dict[str, int] = {}
        self._last_change: dict[str, int] = {}
        self._last_read: dict[str, int] = {}
        for index, step in enumerate(pipeline.steps):
            self._position[step.name] = index
            self._last_change.update(dict.fromkeys(step.changes, index))
            self._last_read.update(dict.fromkeys(step.reads, index))

    # -- a step ----------------------------------------------------------------------------------------------------------

    def watching(self, step: Step) -> Step:
        """The step, watching too those of its inputs that hold an object of a name that is read below."""
        here = self._position[step.name]
        more = [
            name
            for name in (step.inputs if self.observed.groups else ())
            if name not in step.watch
            and name not in step.writes
            and any(self._last_read.get(other, -1) > here for other in self.observed.partners(name))
        ]
        return replace(step, watch=tuple(sorted({*step.watch, *more}))) if more else step

    def below(self, step: Step) -> job.Below:
        """What the runtime must know of the steps below this one."""
        here = self._position[step.name]
        changed = (name for name in {*step.outputs, *step.watch} if self._last_change.get(name, -1) > here)
        code = self._codes.of(step)
        read: list[str] = []
        if not code.names.isdisjoint(_BINDING) or "import *" in code.body_source:
            read = [name for name, last in self._last_read.items() if last > here]
        return job.Below(tuple(sorted(changed)), tuple(sorted(read)), self._texts(step, code))

    def _texts(self, step: Step, code: StepCode) -> tuple[str, ...]:
        """Texts that the step has and that may name files: in its code, and as parameters."""
        values = [self._parameters.get(name) for name in step.parameters]
        found = [*code.texts, *(value for value in values if isinstance(value, str))]
        return tuple(
            text for text in found if len(text) < 2000 and ("." in text or "/" in text or os.sep in text)
        )

    # -- what a run learned ----------------------------------------------------------------------------------------------

    def learn(self, findings: promise.Findings) -> dict[Lesson, str]:
        """Wire the pipeline as it should have been; the lessons that are new, each with a line for people."""
        new = {lesson: text for lesson, text in findings.lessons.items() if lesson not in self._known}
        known = {*self._known, *new}
        groups = self.observed.groups - known
        if not new and not (groups and self._may_be_changed(groups)):
            return {}
        needed = {*known, *groups}
        pipeline = lessons.applied(self._defined, self._digests, needed)
        for lesson in sorted(groups, key=lambda item: (item.code, item.data)):
            without = needed - {lesson}  # of two that say the same, one is kept
            if lessons.applied(self._defined, self._digests, without) == pipeline:
                needed = without
            else:
                new[lesson] = self.observed.sharing_text(lesson)
        self._known |= set(new)
        if pipeline != self.pipeline:
            self.observed.rewired(pipeline)
            self._wire(pipeline)
        return new

    def _may_be_changed(self, groups: Iterable[Lesson]) -> bool:
        """Whether some step changes a name that holds the same object as another; else sharing does not matter."""
        learned = {name for item in self._known if item.kind is LessonKind.CHANGES for name in item.data}
        return any(name in self._last_change or name in learned for item in groups for name in item.data)
