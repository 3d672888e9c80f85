"""Where something came from, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class LineageNode:
    """`id` is kind:… as `nbpipe lineage` writes it. `kind`: file, artifact, step, model, endpoint, parameter, code… ; `side`:
    -1 past, 0 the one asked about, 1 future. `opens` says what a click opens: {"execution", "step"}, {"model"}, {"file"},
    {"endpoint"}."""

    id: str
    kind: str
    label: str
    side: int
    detail: str = ""
    opens: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class LineageEdge:
    source: str
    target: str
    type: str


@dataclass(frozen=True)
class LineagePage:
    focus: str
    nodes: tuple[LineageNode, ...]
    edges: tuple[LineageEdge, ...]
    cut: bool = False  # there is more than is shown
