"""Where a thing came from and where it went, as a page."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from nbpipe import lineage
from nbpipe.api.asked import Asked
from nbpipe.api.shapes import LineageEdge, LineageNode, LineagePage
from nbpipe.errors import UsageError
from nbpipe.store import nodes
from nbpipe.store.queries import fetch

DEPTH = 8
DEEPEST = 50
MOST = 300  # nodes in each direction

_DIRECTIONS = {"both": ("up", "down"), "up": ("up",), "down": ("down",)}


def page(asked: Asked) -> LineagePage:
    """The nearest part of a thing's past and future; `ref` is any name that `nbpipe lineage` takes."""
    connection, text = asked.connection, asked.text("ref")
    if text is None:
        raise UsageError("ref is missing in the request", "such as ref=attrition:3", code="query")
    asked_for = asked.text("direction") or "both"
    if asked_for not in _DIRECTIONS:
        raise UsageError(f"direction={asked_for} is none", f"one of {', '.join(_DIRECTIONS)}", code="query")
    depth = asked.number("depth", DEPTH, DEEPEST)
    focus = lineage.resolve(connection, text)
    # One edge and one node more than is shown: so it is known whether there is more.
    found = lineage.graph(connection, focus, depth + 1, _DIRECTIONS[asked_for], MOST + 1)
    sides, distance = _sides(focus, ((edge.source, edge.destination) for edge in found.edges))
    shown = [node for node in found.nodes if distance.get(node.id, 0) <= depth]
    cut = len(shown) < len(found.nodes) or len(found.nodes) > MOST * len(_DIRECTIONS[asked_for])
    ids = {node.id for node in shown}
    places = _places(asked, [node.id for node in shown if node.kind == "artifact"])
    return LineagePage(
        focus,
        tuple(
            LineageNode(
                node.id,
                "step" if node.kind == "attempt" else node.kind,
                asked.context.name(Path(name)) if Path(name).is_absolute() else name,
                sides.get(node.id, 0),
                detail,
                _opens(asked, node.id, places),
            )
            for node in shown
            for name, detail in [_words(node.label)]
        ),
        tuple(
            LineageEdge(edge.source, edge.destination, str(edge.type))
            for edge in found.edges
            if edge.source in ids and edge.destination in ids
        ),
        cut,
    )


def _words(label: str) -> tuple[str, str]:
    name, _, detail = label.partition(" · ")
    return name, detail


def _sides(focus: str, edges: Iterable[tuple[str, str]]) -> tuple[dict[str, int], dict[str, int]]:
    """-1 for the past, 1 for the future, and how many edges away."""
    back: defaultdict[str, list[str]] = defaultdict(list)
    on: defaultdict[str, list[str]] = defaultdict(list)
    for source, end in edges:
        back[end].append(source)
        on[source].append(end)
    sides, distance = {focus: 0}, {focus: 0}
    for side, ways in ((-1, back), (1, on)):
        queue = [(focus, 0)]
        for node, far in queue:  # grows while it is read
            for other in ways.get(node, ()):
                if other not in sides:
                    sides[other], distance[other] = side, far + 1
                    queue.append((other, far + 1))
    return sides, distance


def _places(asked: Asked, artifacts: list[str]) -> dict[str, dict[str, str]]:
    """Where each artifact was made first."""
    rows = fetch(
        asked.connection,
        "SELECT j.value AS digest, o.execution, o.step, o.variable FROM json_each(?) j JOIN outputs o"
        " ON o.id = (SELECT min(id) FROM outputs WHERE digest = j.value)",
        (json.dumps([nodes.parse(node)[1][0] for node in artifacts]),),
    )
    return {
        nodes.artifact(row["digest"]): {
            "execution": row["execution"],
            "step": row["step"],
            "variable": row["variable"],
        }
        for row in rows
    }


def _opens(asked: Asked, node: str, places: dict[str, dict[str, str]]) -> dict[str, str]:
    match nodes.parse(node):
        case "attempt", (execution, step, _):
            return {"execution": execution, "step": step}
        case "artifact", _:
            return places.get(node, {})
        case "model", (group, version):
            return {"model": f"{group}:{version}"}
        case "endpoint", (name, _):
            return {"endpoint": name}
        case "parameter", (execution, _):
            return {"execution": execution}
        case "file", (path, _):
            below = asked.context.relative(Path(path)) if Path(path).is_absolute() else None
            return {"file": below} if below else {}
    return {}
