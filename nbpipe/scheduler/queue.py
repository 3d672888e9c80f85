"""Steps that could start, the longest expected path first."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Container, Iterable, Iterator, Mapping

from nbpipe import graph
from nbpipe.model import Pipeline

_UNKNOWN_SECONDS = 1.0  # of a step that never ran


def paths(pipeline: Pipeline, seconds: Mapping[str, float]) -> dict[str, float]:
    """Expected seconds from the start of each step to the end of the pipeline, on the longest way.

    >>> from nbpipe.model import Cell, Step
    >>> cell = (Cell(1, "", ""),)
    >>> steps = (Step("a", "Processing", cell), Step("b", "Processing", cell, depends_on=("a",)))
    >>> paths(Pipeline("p", steps), {"a": 2.0, "b": 3.0})
    {'b': 3.0, 'a': 5.0}
    """
    edges = graph.edges(pipeline)
    following = graph.dependants(edges)
    found: dict[str, float] = {}
    for name in reversed(graph.order(edges)):
        rest = max((found[other] for other in following[name]), default=0.0)
        found[name] = seconds.get(name, _UNKNOWN_SECONDS) + rest
    return found


class Queue:
    """Names in the order of their paths, then of the notebook."""

    def __init__(self, paths: Mapping[str, float], position: Mapping[str, int]) -> None:
        self._paths, self._position = paths, position
        self._heap: list[tuple[float, int, str]] = []

    def __len__(self) -> int:
        return len(self._heap)

    def push(self, name: str, like: str | None = None) -> None:
        """Hold a name; a job of a step with many has the place of its step, which it is `like`."""
        place = like or name
        heapq.heappush(self._heap, (-self._paths.get(place, 0.0), self._position[place], name))

    def drop(self, names: Container[str]) -> None:
        """Hold these names no longer."""
        self._heap = [item for item in self._heap if item[2] not in names]
        heapq.heapify(self._heap)

    def replace(self, names: Iterable[str]) -> None:
        """Hold these names only."""
        self._heap.clear()
        for name in names:
            self.push(name)

    def take(self, lacks: Callable[[str], str | None]) -> Iterator[str]:
        """Names that can start now. `lacks` says what there is too little of for one, after each that was taken.

        Where cores or slots are short, nothing overtakes: a step that asks for much would wait for ever. A step that
        waits for memory or a GPU lets those go first that need neither.
        """
        waiting = []
        short: set[str] = set()
        while self._heap:
            item = heapq.heappop(self._heap)
            lack = lacks(item[2])
            if lack is None:
                yield item[2]
                continue
            waiting.append(item)
            short.add(lack)
            if short & {"slots", "cpus"}:
                break
        for item in waiting:
            heapq.heappush(self._heap, item)
