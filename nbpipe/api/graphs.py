"""A pipeline version as it is drawn, with the edges that runs learned."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from typing import Generic, TypeVar

from nbpipe import fingerprint, lessons, plugins
from nbpipe.api.shapes import Edge, Graph, Node
from nbpipe.cache.code import Codes
from nbpipe.diagram import words
from nbpipe.diagram.edges import edges
from nbpipe.errors import NbpipeError, NotFoundError
from nbpipe.model import Lesson, LessonKind, Pipeline, Step
from nbpipe.store import queries, results
from nbpipe.store.queries import fetch

_T = TypeVar("_T")


def pipeline(connection: sqlite3.Connection, name: str, version: int) -> Pipeline:
    """A pipeline version; equal definitions are read once."""
    rows = fetch(connection, "SELECT digest FROM pipelines WHERE name = ? AND version = ?", (name, version))
    if not rows:
        raise NotFoundError(f"pipeline {name!r} has no version {version}", "list its executions: nbpipe runs")
    return _pipelines.of((rows[0]["digest"], name), lambda: queries.pipeline(connection, name, version))


class _Kept(Generic[_T]):
    """What was made of the last definitions, by their digest and name. Of two threads that make one, one is kept."""

    def __init__(self, most: int = 32) -> None:
        self._most = most
        self._found: dict[tuple[str, str], _T] = {}

    def of(self, key: tuple[str, str], make: Callable[[], _T]) -> _T:
        found = self._found.get(key)
        if found is None:
            found = make()
            while len(self._found) >= self._most:
                self._found.pop(next(iter(self._found)), None)
            self._found[key] = found
        return found


_pipelines: _Kept[Pipeline] = _Kept()
_digests: _Kept[dict[str, str]] = _Kept()


def draw(connection: sqlite3.Connection | None, found: Pipeline, version: int | None) -> Graph:
    """The graph of a definition, with what the store learned about its code."""
    learned = learn(connection, found)
    now = edges(learned)
    before = {(edge.source, edge.target) for edge in edges(found)} if learned is not found else None
    return Graph(
        found.name,
        version,
        tuple(node(step) for step in found.steps),
        tuple(
            Edge(
                edge.source,
                edge.target,
                "learned"
                if before is not None and (edge.source, edge.target) not in before
                else "branch"
                if edge.branch is not None
                else "data"
                if edge.variables
                else "order",
                edge.variables,
                "" if edge.branch is None else ("then" if edge.branch else "else"),
            )
            for edge in now
        ),
    )


def node(step: Step) -> Node:
    """A step as the graph draws it."""
    return Node(
        step.name,
        step.type,
        step.title or step.name,
        step.description,
        tuple(cell.number for cell in step.cells),
        tuple(cell.id for cell in step.cells),
        words.expression(step),
    )


def learn(connection: sqlite3.Connection | None, found: Pipeline) -> Pipeline:
    """The pipeline as it really is: see `nbpipe.lessons`."""
    known = known_lessons(connection, found)
    if not known:
        return found
    return lessons.applied(found, codes(found), known)


def known_lessons(connection: sqlite3.Connection | None, found: Pipeline) -> list[Lesson]:
    """What runs found out about the code of these steps."""
    if connection is None or not fetch(connection, "SELECT 1 FROM lessons LIMIT 1"):
        return []  # the usual case needs no digests of code
    return results.lessons(connection, codes(found).values())


def said(connection: sqlite3.Connection | None, found: Pipeline) -> Mapping[str, tuple[str, ...]]:
    """What runs found out about the code of each step, in words."""
    lines: dict[str, list[str]] = {}
    known = known_lessons(connection, found)
    digests = codes(found) if known else {}
    for name, digest in digests.items():
        for lesson in known:
            if lesson.code != digest:
                continue
            if lesson.kind is LessonKind.CHANGES:
                lines.setdefault(name, []).append(f"changes {', '.join(lesson.data)}")
            elif lesson.kind is LessonKind.SHARES:
                lines.setdefault(name, []).append(f"{' and '.join(lesson.data)} share one object")
            else:
                before = [other for other, code in digests.items() if code == lesson.data[0]]
                if before:
                    lines.setdefault(name, []).append(f"follows {before[0]}, because of {lesson.data[1]}")
    return {name: tuple(each) for name, each in lines.items()}


def codes(found: Pipeline) -> dict[str, str]:
    """Digests of the code of the steps that are Python."""
    return _digests.of((fingerprint.definition(found), found.name), lambda: _codes(found))


def _codes(found: Pipeline) -> dict[str, str]:
    by_step = Codes(found)
    return {step.name: by_step.of(step).digest for step in found.steps if _is_python(step.type)}


def _is_python(kind: str) -> bool:
    try:
        return bool(plugins.find("steps", kind).python)
    except NbpipeError:  # of a plug-in that is not installed here
        return False
