"""Walking over the edges of lineage: a statement or some for each step away, whatever the size of the store."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from nbpipe.model import AssociationType
from nbpipe.store import nodes
from nbpipe.store.queries import fetch

_ENDS = {"up": ("destination", "source"), "down": ("source", "destination")}
# Of a text `EXECUTION artifact:…`, the artifact, and what the attempts of the execution begin with but for "/", after which
# "0" comes.
_NODE = "substr(j.value, instr(j.value, ' ') + 1)"
_OWN = "'attempt:' || substr(j.value, 1, instr(j.value, ' ') - 1)"
Edge = tuple[str, str, str]
State = tuple[str, str | None]  # a node, and the execution in which it is looked at


def make_room(connection: sqlite3.Connection) -> None:
    """Let SQLite keep 32 MB of the store: edges of one thing lie far apart, and 2 MB would be read again and again."""
    fetch(connection, "PRAGMA cache_size = -32000")


def reach(
    connection: sqlite3.Connection, root: str, way: str, depth: int | None = None, most: int | None = None
) -> tuple[set[Edge], set[str]]:
    """The edges, and the nodes, that can be reached from a node; each once, also in circles. The nearest come first.

    Content is one node, but what happened to it belongs to an execution: where two runs made the same bytes, such as an
    empty dict, what came before in the one is not what came before in the other. So an artifact is followed in the
    execution in which it was met, and in those that took the result from there. Content that is asked for itself, or
    that no step of its execution made, is followed wherever it occurs.
    """
    seen: set[State] = {(root, None)}
    frontier: list[State] = [(root, None)]
    edges: set[Edge] = set()
    names = {root}
    level = 0
    while frontier and (depth is None or level < depth):
        rows = _next(connection, frontier, way, most)
        if way == "up":
            rows += _before(connection, frontier, rows)
        following: list[State] = []
        taken = []
        for index, source, destination, kind in rows:
            edges.add((source, destination, kind))
            other = source if way == "up" else destination
            state = (other, _context(other, frontier[index][1]))
            if state not in seen:
                seen.add(state)
                following.append(state)
                if way == "down" and kind == AssociationType.SAME_AS:
                    taken.append(other)
        for state in _outputs(connection, taken):
            if state not in seen:
                seen.add(state)
                following.append(state)
        names.update(name for name, _ in following)
        level += 1
        frontier = following
        if most is not None and len(names) >= most:
            break
    return edges, names


def _context(node: str, context: str | None) -> str | None:
    """The execution in which a node is looked at that was reached from one looked at in `context`."""
    if node.startswith("attempt:"):
        return node[8:].partition("/")[0]
    return context if node.startswith("artifact:") else None


def _next(
    connection: sqlite3.Connection, frontier: Sequence[State], way: str, most: int | None
) -> list[tuple[int, str, str, str]]:
    """The edges that leave these nodes, with the place of the node that each leaves."""
    whole: dict[str, list[int]] = {}  # nodes of which all edges count, with their places
    within: dict[str, list[int]] = {}  # artifacts, each with the execution in which it is looked at
    for index, (node, context) in enumerate(frontier):
        if context is None or not node.startswith("artifact:"):
            whole.setdefault(node, []).append(index)
        else:
            within.setdefault(f"{context} {node}", []).append(index)
    near, far = _ENDS[way]
    # More than some edges of each node would be cut away anyway.
    limit = "" if most is None else f" LIMIT {50 * most}"
    edges = "SELECT j.value AS asked, a.source, a.destination, a.type FROM json_each(?) j CROSS JOIN associations a ON"
    found: list[tuple[int, str, str, str]] = []
    for asked, condition in (
        (whole, f"a.{near} = j.value"),
        (within, f"a.{near} = {_NODE} AND a.{far} >= {_OWN} || '/' AND a.{far} < {_OWN} || '0'"),
        (within, f"a.{near} = {_NODE} AND a.{far} < 'attempt:'"),
        (within, f"a.{near} = {_NODE} AND a.{far} >= 'attempt;'"),
    ):
        if asked:
            for row in fetch(connection, f"{edges} {condition}{limit}", (json.dumps(list(asked)),)):
                found += [(place, row[1], row[2], row[3]) for place in asked[row[0]]]
    return found


def _before(
    connection: sqlite3.Connection, frontier: Sequence[State], rows: Sequence[tuple[int, str, str, str]]
) -> list[tuple[int, str, str, str]]:
    """Edges to artifacts that no attempt of their execution made: a step of it took them from an earlier one."""
    made = {index for index, *_ in rows}
    left = [
        (index, node, context)
        for index, (node, context) in enumerate(frontier)
        if context is not None and node.startswith("artifact:") and index not in made
    ]
    if not left:
        return []
    sources = fetch(
        connection,
        # Not by the digest, which many executions may share.
        "SELECT DISTINCT json_extract(j.value, '$[0]') AS place, json_extract(j.value, '$[1]') AS node, s.cached_from"
        " FROM json_each(?) j CROSS JOIN outputs o ON o.execution = json_extract(j.value, '$[2]')"
        " AND 'artifact:' || o.digest = json_extract(j.value, '$[1]')"
        " JOIN step_executions s ON s.execution = o.execution AND s.step = o.step WHERE s.cached_from IS NOT NULL",
        (json.dumps(left),),
    )
    known = {row["place"] for row in sources}
    states: list[State] = [(row["node"], row["cached_from"]) for row in sources]
    places = [row["place"] for row in sources]
    for index, node, _ in left:
        if index not in known:
            states.append((node, None))
            places.append(index)
    found = _next(connection, states, "up", None)
    return [(places[index], *edge) for index, *edge in found]


def _outputs(connection: sqlite3.Connection, taken: Sequence[str]) -> list[State]:
    """The artifacts of steps that took an earlier result, in their own execution."""
    if not taken:
        return []
    rows = fetch(
        connection,
        "SELECT o.execution, o.digest FROM json_each(?) j CROSS JOIN outputs o"
        " ON o.execution = json_extract(j.value, '$[0]') AND o.step = json_extract(j.value, '$[1]')",
        (json.dumps([nodes.parse(node)[1][:2] for node in taken]),),
    )
    return [(nodes.artifact(row["digest"]), row["execution"]) for row in rows]
