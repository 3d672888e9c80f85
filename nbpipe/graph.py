"""The steps as a graph: order, ancestors, cycles."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence

from nbpipe.model import Pipeline, Step

Edges = Mapping[str, Sequence[str]]  # name → names that it depends on


def edges(pipeline: Pipeline) -> dict[str, tuple[str, ...]]:
    """What each step depends on, by name, in notebook order."""
    return {step.name: step.depends_on for step in pipeline.steps}


def order(depends_on: Edges) -> list[str]:
    """Every name after all that it depends on; ties keep the order given. `ValueError` if there is a cycle.

    >>> order({"c": ["b"], "a": [], "b": ["a"]})
    ['a', 'b', 'c']
    """
    import heapq

    position = {name: index for index, name in enumerate(depends_on)}
    names = list(depends_on)
    missing = {name: len(set(before)) for name, before in depends_on.items()}
    ready = [position[name] for name, count in missing.items() if count == 0]
    heapq.heapify(ready)
    following = dependants(depends_on)
    result = []
    while ready:
        name = names[heapq.heappop(ready)]
        result.append(name)
        for after in following[name]:
            missing[after] -= 1
            if missing[after] == 0:
                heapq.heappush(ready, position[after])
    if len(result) < len(names):
        raise ValueError("cycle: " + " → ".join(cycle(depends_on) or []))
    return result


def dependants(depends_on: Edges) -> dict[str, list[str]]:
    """The edges the other way: name → names that depend on it.

    >>> dependants({"a": [], "b": ["a"]})
    {'a': ['b'], 'b': []}
    """
    result: dict[str, list[str]] = {name: [] for name in depends_on}
    for name, before in depends_on.items():
        for other in dict.fromkeys(before):
            result[other].append(name)
    return result


def cycle(depends_on: Edges) -> list[str] | None:
    """A cycle as a path that ends where it starts, in the direction of the data, or None.

    >>> cycle({"a": ["c"], "b": ["a"], "c": ["b"], "d": []})
    ['a', 'b', 'c', 'a']
    """
    state: dict[str, int] = {}
    for start in depends_on:
        if start in state:
            continue
        path = [start]
        state[start] = 1
        iterators = [iter(depends_on[start])]
        while path:
            following = next(iterators[-1], None)
            if following is None:
                state[path.pop()] = 2
                iterators.pop()
            elif state.get(following) == 1:
                loop = [*path[path.index(following) :], following]
                return _rotated(list(reversed(loop))[:-1], list(depends_on))
            elif following not in state and following in depends_on:
                state[following] = 1
                path.append(following)
                iterators.append(iter(depends_on[following]))
    return None


def _rotated(loop: list[str], names: list[str]) -> list[str]:
    """The loop from its first step in notebook order, closed."""
    first = min(range(len(loop)), key=lambda index: names.index(loop[index]))
    turned = loop[first:] + loop[:first]
    return [*turned, turned[0]]


def ancestors(depends_on: Edges, names: Iterable[str]) -> set[str]:
    """All that these names depend on, directly or not, without themselves unless they do.

    >>> sorted(ancestors({"a": [], "b": ["a"], "c": ["b"]}, ["c"]))
    ['a', 'b']
    """
    found: set[str] = set()
    queue = deque(before for name in names for before in depends_on[name])
    while queue:
        name = queue.popleft()
        if name not in found:
            found.add(name)
            queue.extend(depends_on[name])
    return found


def later_readers(pipeline: Pipeline, step: Step, name: str) -> list[Step]:
    """Steps below `step` in the notebook that would see another value of `name` if `step` bound or changed it."""
    position = {item.name: index for index, item in enumerate(pipeline.steps)}
    here = position[step.name]
    readers = []
    for reader in pipeline.steps[here + 1 :]:
        writers = reader.inputs.get(name)
        if name in reader.reads and (writers is None or any(position[writer] <= here for writer in writers)):
            readers.append(reader)
    return readers
