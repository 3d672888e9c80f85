"""The pipeline as it really is: its definition, with what runs found out about the code of its steps.

A lesson belongs to code, not to a notebook: wherever a step runs the same code, it counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from nbpipe import graph
from nbpipe.model import Lesson, LessonKind, Pipeline, Step


def applied(pipeline: Pipeline, codes: Mapping[str, str], lessons: Iterable[Lesson]) -> Pipeline:
    """The pipeline with the edges that the lessons ask for; `codes` are the digests of the steps' code by name.

    - a step that *changes* a name gives it on: later steps take it from there;
    - of names that *share* one object, a step that changes one takes in and gives on all that are read below;
    - a step that *follows* another is ordered after it.

    The same pipeline comes back where no lesson matters.
    """
    known = list(lessons)
    if not known:
        return pipeline
    wiring = _Wiring(pipeline)
    by_code = defaultdict(list)
    for name, code in codes.items():
        by_code[code].append(wiring.position[name])
    for lesson in known:
        for position in by_code.get(lesson.code, ()):
            if lesson.kind is LessonKind.CHANGES:
                wiring.written[position].update(lesson.data)
            elif lesson.kind is LessonKind.SHARES:
                wiring.groups[position].append(frozenset(lesson.data))
            else:
                earlier = [
                    other
                    for other in by_code.get(lesson.data[0], ())
                    if other < position and not wiring.waits_for(other, position)
                ]
                wiring.after[position].update(earlier)
    wiring.spread()
    return wiring.pipeline()


class _Wiring:
    """What each step, by its position, takes from whom; filled in from the definition, then extended."""

    def __init__(self, pipeline: Pipeline) -> None:
        self.definition, self.steps = pipeline, pipeline.steps
        self.position = {step.name: index for index, step in enumerate(self.steps)}
        self.written: dict[int, set[str]] = defaultdict(set)
        self.groups: dict[int, list[frozenset[str]]] = defaultdict(list)
        self.after: dict[int, set[int]] = defaultdict(set)
        self.readers: dict[str, list[int]] = defaultdict(list)
        self._edges = graph.edges(pipeline)
        self._is_upward = any(
            self.position[before] > index
            for index, step in enumerate(self.steps)
            for before in step.depends_on
        )
        for index, step in enumerate(self.steps):
            for name in step.reads:
                self.readers[name].append(index)

    def spread(self) -> None:
        """Of names that hold one object: who changes one of them changes them all."""
        size = -1
        while size != (size := sum(map(len, self.written.values()))):
            active: list[tuple[set[int], set[str]]] = []  # makers, and names that hold one object by now
            for index, step in enumerate(self.steps):
                changed = {*step.changes, *self.written[index]}
                for makers, group in active:
                    if changed.isdisjoint(group):
                        continue
                    self.written[index] |= {
                        name for name in group if name in step.inputs or self._is_read_below(index, name)
                    }
                    # Where they were made, they must be kept together to be one object wherever they are loaded.
                    for maker in makers:
                        self.written[maker] |= {name for name in group if self._is_read_below(maker, name)}
                for names in self.groups.get(index, ()):
                    joined = [item for item in active if not item[1].isdisjoint(names)]
                    active = [item for item in active if item[1].isdisjoint(names)]
                    makers = {index}.union(*(item[0] for item in joined))
                    active.append((makers, set(names).union(*(item[1] for item in joined))))

    def _is_read_below(self, index: int, name: str) -> bool:
        """Whether a step below reads the name without any step in between that surely gives it a new value."""
        return any(
            reader > index and min(self._writers(reader, name), default=-1) <= index
            for reader in self.readers.get(name, ())
        )

    def _writers(self, reader: int, name: str) -> list[int]:
        return [self.position[writer] for writer in self.steps[reader].inputs.get(name, ())]

    def pipeline(self) -> Pipeline:
        """The steps with their new inputs, outputs and order."""
        outputs: dict[int, set[str]] = defaultdict(set)
        inputs: dict[int, dict[str, tuple[str, ...]]] = {}
        for index, step in enumerate(self.steps):
            wanted = {*step.reads, *step.inputs, *self.written[index]}
            found = {}
            for name in sorted(wanted):
                writers = self._sources(index, name)
                if writers:
                    found[name] = tuple(self.steps[writer].name for writer in writers)
                    for writer in writers:
                        outputs[writer].add(name)
            inputs[index] = found
        made = tuple(
            self._step(index, step, inputs[index], outputs[index]) for index, step in enumerate(self.steps)
        )
        return self.definition if made == self.steps else replace(self.definition, steps=made)

    def _sources(self, index: int, name: str) -> list[int]:
        """The steps that may have given the name its value, as seen from a step that takes it."""
        step = self.steps[index]
        # Else it has the name from the setup or the parameters, or takes it only because it is shared.
        writers = self._writers(index, name) if name in step.inputs else self._reaching(index, name)
        oldest = min(writers, default=-1)
        learned = [
            other
            for other, names in self.written.items()
            if name in names and oldest < other < index and not self.waits_for(other, index)
        ]
        return sorted({*writers, *learned})

    def waits_for(self, other: int, index: int) -> bool:
        """Whether `--after` puts the step that stands above behind the one that stands below it."""
        return self._is_upward and self.steps[index].name in graph.ancestors(
            self._edges, [self.steps[other].name]
        )

    def _reaching(self, index: int, name: str) -> list[int]:
        """Writers above that a later reader of the name still sees."""
        for reader in self.readers.get(name, ()):
            if reader > index:
                above = [writer for writer in self._writers(reader, name) if writer < index]
                if above or min(self._writers(reader, name), default=-1) < index:
                    return above
        return []

    def _step(self, index: int, step: Step, inputs: dict[str, tuple[str, ...]], outputs: set[str]) -> Step:
        written = self.written[index] & outputs
        before = {*step.depends_on, *(writer for writers in inputs.values() for writer in writers)}
        before |= {self.steps[other].name for other in self.after[index]}
        before.discard(step.name)
        return replace(
            step,
            inputs=inputs,
            outputs=tuple(sorted({*step.outputs, *outputs})),
            changes=tuple(sorted({*step.changes, *written})),
            writes=tuple(sorted({*step.writes, *written})),
            watch=tuple(name for name in step.watch if name not in written),
            depends_on=tuple(sorted(before, key=self.position.__getitem__)),
        )
