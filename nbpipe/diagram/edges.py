"""The arrows of a picture, and the order in which the steps are drawn."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from nbpipe.model import Pipeline, Step


@dataclass(frozen=True)
class Edge:
    """An arrow between two steps.

    `variables` travel along it; an edge with none is order alone. `branch` is the value of the Condition at its
    source that lets the target run.
    """

    source: str
    target: str
    variables: tuple[str, ...] = ()
    branch: bool | None = None


def edges(pipeline: Pipeline) -> tuple[Edge, ...]:
    """All arrows worth drawing, by notebook order of source and target.

    Every edge that carries data is there. One that is order alone is left out where a longer way implies it, so
    that a branch of a Condition is entered once and not at each of its steps.

    >>> from nbpipe.model import Cell
    >>> steps = (Step("a", "Processing", (Cell(1, "", ""),)),
    ...          Step("b", "Processing", (Cell(2, "", ""),), inputs={"df": ("a",)}))
    >>> edges(Pipeline("p", steps))
    (Edge(source='a', target='b', variables=('df',), branch=None),)
    """
    position = {step.name: index for index, step in enumerate(pipeline.steps)}
    found = [
        edge
        for step in pipeline.steps
        for edge in _into(step)
        if edge.source in position and edge.source != step.name
    ]
    implied = _implied(found)
    return tuple(
        sorted(
            (edge for edge in found if edge.variables or (edge.source, edge.target) not in implied),
            key=lambda edge: (position[edge.source], position[edge.target]),
        )
    )


def _into(step: Step) -> Iterable[Edge]:
    """The edges into one step, one for each step that it waits for."""
    variables: dict[str, list[str]] = {}
    for variable, writers in step.inputs.items():
        for writer in writers:
            variables.setdefault(writer, []).append(variable)
    for name in (*step.after, *step.depends_on, *([step.branch.condition] if step.branch else ())):
        variables.setdefault(name, [])
    for source, names in variables.items():
        edge = Edge(source, step.name, tuple(names))
        if step.branch is not None and step.branch.condition == source:
            edge = replace(edge, branch=step.branch.taken_when)
        yield edge


def _implied(found: Iterable[Edge]) -> set[tuple[str, str]]:
    """Pairs of steps that are joined by an edge and by a longer way too.

    Sets of steps are bits of integers: 200 steps with 2,000 edges take about a millisecond.
    """
    targets: dict[str, list[str]] = {}
    names: dict[str, None] = {}
    for edge in found:
        targets.setdefault(edge.source, []).append(edge.target)
        names.update({edge.source: None, edge.target: None})
    bit = {name: 1 << index for index, name in enumerate(names)}
    reach: dict[str, int] = {}
    for name in reversed(_sorted(tuple(names), targets)):
        reach[name] = bit[name]
        for target in targets.get(name, ()):
            reach[name] |= reach.get(target, 0)
    pairs = set()
    for source, ends in targets.items():
        for end in ends:
            if any(reach[other] & bit[end] for other in ends if other != end):
                pairs.add((source, end))
    return pairs


def drawing_order(pipeline: Pipeline) -> tuple[Step, ...]:
    """Steps so that each stands below all that it waits for; what is free to choose keeps notebook order."""
    targets: dict[str, list[str]] = {}
    for edge in edges(pipeline):
        targets.setdefault(edge.source, []).append(edge.target)
    by_name = {step.name: step for step in pipeline.steps}
    return tuple(by_name[name] for name in _sorted(tuple(by_name), targets))


def _sorted(names: tuple[str, ...], targets: Mapping[str, Iterable[str]]) -> list[str]:
    """Topological order; ties go to the name that stands first."""
    position = {name: index for index, name in enumerate(names)}
    waiting = dict.fromkeys(names, 0)
    for ends in targets.values():
        for end in ends:
            waiting[end] += 1
    ready = [position[name] for name in names if not waiting[name]]
    order: list[str] = []
    while ready:
        name = names[heapq.heappop(ready)]
        order.append(name)
        for end in targets.get(name, ()):
            waiting[end] -= 1
            if not waiting[end]:
                heapq.heappush(ready, position[end])
    return order


def ranks(pipeline: Pipeline) -> Mapping[str, int]:
    """For each step the number of arrows on the longest way to it."""
    sources: dict[str, list[str]] = {}
    for edge in edges(pipeline):
        sources.setdefault(edge.target, []).append(edge.source)
    rank: dict[str, int] = {}
    for step in drawing_order(pipeline):
        rank[step.name] = max((rank[source] + 1 for source in sources.get(step.name, ())), default=0)
    return rank


def reduced(found: Iterable[Edge]) -> tuple[Edge, ...]:
    """The edges that no longer way implies, whatever they carry."""
    every = tuple(found)
    implied = _implied(every)
    return tuple(edge for edge in every if (edge.source, edge.target) not in implied)
