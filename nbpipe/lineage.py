"""Where a thing came from and where it went: one query each, as a graph, a table, and lines for a terminal.

Nodes are written `kind:id` (see `nbpipe.store.nodes`). Content has one node wherever it appears; which of its edges belong
together says the execution: see `nbpipe.store.reach`.
"""

from __future__ import annotations

import json
import os
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nbpipe import watch
from nbpipe.diagram import words
from nbpipe.errors import NotFoundError, UsageError
from nbpipe.model import Association, AssociationType
from nbpipe.store import nodes, queries, reach, registered
from nbpipe.store.queries import fetch

if TYPE_CHECKING:
    import pandas as pd

_HEX = re.compile(r"(?:sha256:)?[0-9a-f]{6,64}")
_TYPES = {str(kind): kind for kind in AssociationType}
_AFTER_ALL = "\U0010ffff"  # sorts after every text that begins alike


@dataclass(frozen=True)
class Node:
    """A thing in the lineage; `label` is what people call it."""

    id: str
    kind: str
    label: str


@dataclass(frozen=True)
class Lineage:
    """What a thing was made from, and what was made of it. `root` is the node asked about, the first of `nodes`.

    Edges point the way the data went; each lies on a path that ends or begins at the root.
    """

    root: str
    nodes: tuple[Node, ...]
    edges: tuple[Association, ...]


def upstream(connection: sqlite3.Connection, node: str, depth: int | None = None) -> Lineage:
    """Everything that `node` was made from, `depth` edges back or all the way."""
    return _lineage(connection, node, depth, ["up"])


def downstream(connection: sqlite3.Connection, node: str, depth: int | None = None) -> Lineage:
    """Everything that was made of `node`, `depth` edges on or all the way."""
    return _lineage(connection, node, depth, ["down"])


def graph(
    connection: sqlite3.Connection,
    node: str,
    depth: int | None = None,
    directions: Sequence[str] = ("up", "down"),
    most: int | None = None,
) -> Lineage:
    """Both at once: what `node` was made from, and what was made of it; each only where `directions` names it.

    With `most`, only that many nodes in each direction, the nearest first.
    """
    return _lineage(connection, node, depth, directions, most)


@dataclass(frozen=True)
class Reached:
    """A model version that a thing reached; `through` is the node of it: a file has one for each content that it had."""

    group: str
    version: int
    status: str
    aliases: tuple[str, ...]
    through: str


@dataclass(frozen=True)
class ReachedEndpoint:
    """An endpoint that has, or had, model versions that a thing reached: in these deployments. `now`: in the one it has."""

    endpoint: str
    now: bool
    models: tuple[str, ...]
    deployments: tuple[int, ...]


@dataclass(frozen=True)
class ReachedBatch:
    """Predictions that a Transform step made with a model version that a thing reached; `output` is their node."""

    model: str
    execution: str
    step: str
    output: str


@dataclass(frozen=True)
class Fate:
    """What became of a thing: the models made of it, where they are deployed, and what was predicted with them."""

    models: tuple[Reached, ...]
    endpoints: tuple[ReachedEndpoint, ...]
    batches: tuple[ReachedBatch, ...]


def models_reached(connection: sqlite3.Connection, text: str) -> list[Reached]:
    """The model versions that were made of a thing; see `fate`."""
    return list(fate(connection, text).models)


def fate(connection: sqlite3.Connection, text: str) -> Fate:
    """What became of a thing: models by group and number, endpoints by name, batches by model; of a file whatever content it had.

    `text` is what `resolve` takes. Which versions an alias names stands with each, and which endpoints have them now:
    those are in use.
    """
    reach.make_room(connection)
    with queries.snapshot(connection):
        starts = _contents(connection, text) or [resolve(connection, text)]
        through: dict[tuple[str, int], str] = {}
        edges: set[reach.Edge] = set()
        for start in starts:
            found, names = reach.reach(connection, start, "down")
            edges |= found
            for node in names:
                if node.startswith("model:"):
                    group, version = nodes.parse(node)[1]
                    through.setdefault((group, int(version)), start)
        statuses = _statuses(connection, [(group, str(version)) for group, version in through])
        aliases = _aliases(connection, {group for group, _ in through})
        endpoints = _endpoints_reached(connection, edges)
        batches = _batches_reached(connection, edges)
    models = [
        Reached(
            group, version, statuses.get((group, str(version)), ""), aliases.get((group, version), ()), start
        )
        for (group, version), start in sorted(through.items())
    ]
    return Fate(tuple(models), endpoints, batches)


def _endpoints_reached(
    connection: sqlite3.Connection, edges: Iterable[reach.Edge]
) -> tuple[ReachedEndpoint, ...]:
    """Endpoints with the models that lead to them."""
    models: defaultdict[str, dict[int, list[str]]] = defaultdict(dict)
    for source, destination, _ in sorted(edges):
        if source.startswith("model:") and destination.startswith("endpoint:"):
            name, number = nodes.parse(destination)[1]
            models[name].setdefault(int(number), []).append(source.removeprefix("model:"))
    newest = _newest(connection, models)
    found = []
    for name, by_number in sorted(models.items()):
        now = newest.get(name) in by_number
        named = by_number[newest[name]] if now else [item for items in by_number.values() for item in items]
        found.append(ReachedEndpoint(name, now, tuple(dict.fromkeys(named)), tuple(sorted(by_number))))
    return tuple(sorted(found, key=lambda item: not item.now))


def _newest(connection: sqlite3.Connection, names: Iterable[str]) -> dict[str, int]:
    """The number of the newest deployment of each of these endpoints."""
    rows = fetch(
        connection,
        "SELECT j.value AS endpoint, (SELECT max(number) FROM deployments WHERE endpoint = j.value) AS number"
        " FROM json_each(?) j",
        (json.dumps(sorted(names)),),
    )
    return {row["endpoint"]: row["number"] for row in rows}


def _batches_reached(connection: sqlite3.Connection, edges: Iterable[reach.Edge]) -> tuple[ReachedBatch, ...]:
    """What Transform steps gave that were given a version of the registry."""
    users: defaultdict[str, list[str]] = defaultdict(list)
    given: defaultdict[str, list[str]] = defaultdict(list)
    for source, destination, _ in sorted(edges):
        if source.startswith("model:") and destination.startswith("attempt:"):
            users[destination].append(source.removeprefix("model:"))
        elif source.startswith("attempt:") and destination.startswith(("artifact:", "file:")):
            given[source].append(destination)
    rows = fetch(
        connection,
        "SELECT j.value AS attempt FROM json_each(?) j JOIN step_executions s ON s.execution = json_extract(j.value, '$[0]')"
        " AND s.step = json_extract(j.value, '$[1]') WHERE s.type = 'Transform'",
        (json.dumps([nodes.parse(node)[1] for node in sorted(users)]),),
    )
    found = []
    for execution, step, number in (json.loads(row["attempt"]) for row in rows):
        attempt = nodes.attempt(execution, step, number)
        found += [
            ReachedBatch(model, execution, step, output)
            for model in users[attempt]
            for output in given[attempt]
        ]
    return tuple(sorted(found, key=lambda item: (item.model, item.execution, item.step, item.output)))


def resolve(connection: sqlite3.Connection, text: str) -> str:
    """The node that a user means.

    `attrition:3`, `attrition` or `attrition@champion` is a model version; `EXECUTION/STEP.VARIABLE` an artifact and
    `EXECUTION/STEP` its step's last attempt, where EXECUTION is an id, the beginning of one, or `latest`;
    `sha256:…` or the beginning of it an artifact; `endpoint:churn` what that endpoint has now; anything else a file, by its path as it was opened or from here, or by
    the content that it has here: in another checkout a file has another path.
    A node as text means itself. Raises `NotFoundError` with the nearest name.
    """
    for meaning in (_as_node, _as_endpoint, _as_artifact, _as_model, _as_file, _as_step):
        node = meaning(connection, text)
        if node is not None:
            return node
    groups = [
        row["name"] for row in fetch(connection, "SELECT name FROM model_groups ORDER BY name LIMIT 1000")
    ]
    near = get_close_matches(re.split("[:@]", text)[0], groups, n=3, cutoff=0.5)
    raise NotFoundError(
        f"nothing in this store is called {text!r}",
        f"did you mean {' or '.join(repr(name) for name in near)}?"
        if near
        else "name a model (attrition:3), an output (latest/train.model), a digest (sha256:…) or a file",
    )


def lines(lineage: Lineage, depth: int = 12) -> list[str]:
    """The lineage as two trees for a terminal; a thing that stands twice is opened only the first time.

    >>> one, two = Node("model:m:1", "model", "m:1"), Node("artifact:a", "artifact", "train.model")
    >>> edge = Association(two.id, one.id, AssociationType.CONTRIBUTED_TO)
    >>> print("\\n".join(lines(Lineage(one.id, (one, two), (edge,)))))
    m:1
    made from
    └─ train.model
    used by
    └─ nothing yet
    """
    labels = {node.id: node.label for node in lineage.nodes}
    back, on = _neighbours(lineage.edges)
    return [
        labels[lineage.root],
        "made from",
        *(_tree(lineage.root, back, labels, depth) or ["└─ nothing that is recorded"]),
        "used by",
        *(_tree(lineage.root, on, labels, depth) or ["└─ nothing yet"]),
    ]


def to_frame(lineage: Lineage) -> pd.DataFrame:
    """The edges as a pandas table: id, kind and label of both ends, and the type. Raises `UsageError` without pandas."""
    try:
        import pandas as pd
    except ImportError as error:
        raise UsageError(
            "a table of the lineage needs pandas",
            "pip install pandas, or use .nodes and .edges",
            code="no-pandas",
        ) from error
    by_id = {node.id: node for node in lineage.nodes}
    ends = ("source", "destination")
    columns = ["type", *(name for end in ends for name in (end, f"{end}_kind", f"{end}_label"))]
    rows = [
        (str(edge.type), *(value for node in found for value in (node.id, node.kind, node.label)))
        for edge in lineage.edges
        for found in [(by_id[edge.source], by_id[edge.destination])]
    ]
    return pd.DataFrame(rows, columns=columns)


# ---- the graph ------------------------------------------------------------------------------------------------------


def _lineage(
    connection: sqlite3.Connection,
    node: str,
    depth: int | None,
    directions: Sequence[str],
    most: int | None = None,
) -> Lineage:
    reach.make_room(connection)
    with queries.snapshot(connection):
        found = {edge for way in directions for edge in reach.reach(connection, node, way, depth, most)[0]}
        associations = tuple(Association(source, end, _TYPES[kind]) for source, end, kind in sorted(found))
        order = list(_breadth_first(node, associations))
        if most is not None and len(order) > len(directions) * most:
            order = order[: len(directions) * most]
            kept = set(order)
            associations = tuple(
                edge for edge in associations if edge.source in kept and edge.destination in kept
            )
        labels = _labels(connection, order)
    return Lineage(
        node, tuple(Node(item, item.partition(":")[0], labels[item]) for item in order), associations
    )


def _neighbours(
    edges: Iterable[Association],
) -> tuple[Mapping[str, list[str]], Mapping[str, list[str]]]:
    back: defaultdict[str, list[str]] = defaultdict(list)
    on: defaultdict[str, list[str]] = defaultdict(list)
    for edge in edges:
        back[edge.destination].append(edge.source)
        on[edge.source].append(edge.destination)
    return back, on


def _breadth_first(root: str, edges: Iterable[Association]) -> Iterator[str]:
    back, on = _neighbours(edges)
    seen = {root}
    queue = [root]
    for node in queue:  # grows while it is read
        yield node
        for other in (*back.get(node, ()), *on.get(node, ())):
            if other not in seen:
                seen.add(other)
                queue.append(other)


def _tree(root: str, towards: Mapping[str, list[str]], labels: Mapping[str, str], depth: int) -> list[str]:
    drawn: list[str] = []
    opened = {root}
    # (node, indentation of its line, indentation of what hangs on it, level); a stack, as lineage can be very deep
    stack = [(node, *bars, 1) for node, bars in _hang(towards.get(root, []), "")]
    while stack:
        node, line, below, level = stack.pop()
        again = node in opened
        children = towards.get(node, [])
        note = " (see above)" if again and children else " …" if children and level >= depth else ""
        drawn.append(f"{line}{labels[node]}{note}")
        opened.add(node)
        if children and not again and level < depth:
            stack += [(child, *bars, level + 1) for child, bars in _hang(children, below)]
    return drawn


def _hang(children: list[str], indent: str) -> list[tuple[str, tuple[str, str]]]:
    """Children with their indentations, the last first: they are taken from a stack."""
    unique = list(dict.fromkeys(children))
    bars = [(f"{indent}├─ ", f"{indent}│  ")] * (len(unique) - 1) + [(f"{indent}└─ ", f"{indent}   ")]
    return list(zip(unique, bars, strict=True))[::-1] if unique else []


# ---- labels ---------------------------------------------------------------------------------------------------------


def _labels(connection: sqlite3.Connection, ids: Iterable[str]) -> dict[str, str]:
    parsed = {node: nodes.parse(node) for node in ids}
    by_kind: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
    for kind, parts in parsed.values():
        by_kind[kind].append(parts)
    artifacts = _artifact_names(connection, [parts[0] for parts in by_kind["artifact"]])
    parameters = _parameter_values(connection, {parts[0] for parts in by_kind["parameter"]})
    statuses = _statuses(connection, [(parts[0], parts[1]) for parts in by_kind["model"]])
    newest = _newest(connection, {parts[0] for parts in by_kind["endpoint"]})
    return {
        node: _label(kind, parts, artifacts, parameters, statuses, newest)
        for node, (kind, parts) in parsed.items()
    }


def _label(
    kind: str,
    parts: tuple[str, ...],
    artifacts: Mapping[str, str],
    parameters: Mapping[str, Mapping[str, Any]],
    statuses: Mapping[tuple[str, str], str],
    newest: Mapping[str, int],
) -> str:
    match kind, parts:
        case "artifact", (digest,):
            return artifacts.get(digest) or f"artifact {_short(digest)}"
        case "attempt", (execution, step, number):
            again = f", attempt {number}" if number not in ("0", "1") else ""
            return f"{step}{again} · {execution}"
        case "model", (group, version):
            status = statuses.get((group, version))
            return f"{group}:{version} · {status}" if status else f"{group}:{version}"
        case "endpoint", (name, number):
            now = "now" if newest.get(name) == int(number) else "before"
            return f"endpoint {name} · deployment {number}, {now}"
        case "file", (path, digest):
            return path if digest == "-" else f"{path} · {_short(digest)}"
        case "parameter", (execution, name):
            bound = parameters.get(execution, {})
            return f"{name} = {json.dumps(bound[name], ensure_ascii=False)}" if name in bound else name
    return f"{kind} {_short(parts[0])}"


def _artifact_names(connection: sqlite3.Connection, digests: list[str]) -> dict[str, str]:
    rows = fetch(
        connection,
        "SELECT a.digest, a.size, o.step, o.variable FROM json_each(?) j JOIN artifacts a ON a.digest = j.value"
        " JOIN outputs o ON o.id = (SELECT min(id) FROM outputs WHERE digest = a.digest)",
        (json.dumps(digests),),
    )
    return {row["digest"]: f"{row['step']}.{row['variable']} · {words.amount(row['size'])}" for row in rows}


def _parameter_values(connection: sqlite3.Connection, executions: set[str]) -> dict[str, dict[str, Any]]:
    rows = fetch(
        connection,
        "SELECT e.id, e.parameters FROM json_each(?) j JOIN executions e ON e.id = j.value",
        (json.dumps(sorted(executions)),),
    )
    return {row["id"]: json.loads(row["parameters"]) for row in rows}


def _statuses(
    connection: sqlite3.Connection, versions: Iterable[tuple[str, str]]
) -> dict[tuple[str, str], str]:
    """The newest decision about each of these versions; a group may have many thousands of others."""
    rows = fetch(
        connection,
        "SELECT p.model_group, p.version, CASE WHEN EXISTS (SELECT 1 FROM deletions d WHERE d.model_group = p.model_group"
        " AND d.version = p.version) THEN 'deleted' ELSE p.status END AS status FROM json_each(?) j JOIN approvals p ON p.id ="
        " (SELECT max(q.id) FROM approvals q WHERE q.model_group = json_extract(j.value, '$[0]')"
        " AND q.version = json_extract(j.value, '$[1]'))",
        (json.dumps([(group, int(version)) for group, version in versions]),),
    )
    return {(row["model_group"], str(row["version"])): row["status"] for row in rows}


def _aliases(connection: sqlite3.Connection, groups: set[str]) -> dict[tuple[str, int], tuple[str, ...]]:
    rows = fetch(
        connection,
        "SELECT a.model_group, a.version, a.alias FROM json_each(?) j JOIN aliases a ON a.model_group = j.value"
        " ORDER BY a.alias",
        (json.dumps(sorted(groups)),),
    )
    found: dict[tuple[str, int], tuple[str, ...]] = {}
    for row in rows:
        place = (row["model_group"], row["version"])
        found[place] = (*found.get(place, ()), row["alias"])
    return found


def _short(digest: str) -> str:
    """
    >>> _short("sha256:0123456789abcdef")
    '01234567'
    """
    return digest.removeprefix("sha256:")[:8]


# ---- what a user means ----------------------------------------------------------------------------------------------


def _as_node(connection: sqlite3.Connection, text: str) -> str | None:
    if text.partition(":")[0] not in nodes.KINDS:
        return None
    sql = (
        "SELECT 1 FROM (SELECT 1 FROM associations WHERE source = :node LIMIT 1)"
        " UNION ALL SELECT 1 FROM (SELECT 1 FROM associations WHERE destination = :node LIMIT 1)"
    )
    return text if fetch(connection, sql, {"node": text}) else None


def _as_endpoint(connection: sqlite3.Connection, text: str) -> str | None:
    kind, _, name = text.partition(":")
    if kind != "endpoint" or ":" in name:
        return None
    sql = "SELECT max(number) AS number FROM deployments WHERE endpoint = ? AND config IS NOT NULL"
    number = fetch(connection, sql, (name,))[0]["number"]
    return nodes.endpoint(name, number) if number is not None else None


def _as_artifact(connection: sqlite3.Connection, text: str) -> str | None:
    if not _HEX.fullmatch(text.lower()):
        return None
    prefix = "sha256:" + text.lower().removeprefix("sha256:")
    sql = "SELECT digest FROM artifacts WHERE digest >= ? AND digest < ? ORDER BY digest LIMIT 6"
    found = [row["digest"] for row in fetch(connection, sql, (prefix, prefix + _AFTER_ALL))]
    if len(found) > 1:
        raise UsageError(
            f"{text!r} begins several digests: {', '.join(found)}", "give more of it", code="ambiguous-digest"
        )
    return nodes.artifact(found[0]) if found else None


def _as_step(connection: sqlite3.Connection, text: str) -> str | None:
    ref, slash, rest = text.rpartition("/")
    if not slash or "/" in ref:
        return None
    try:
        execution = queries.execution_id(connection, ref)
    except NotFoundError:
        return None
    step, dot, variable = rest.partition(".")
    if dot:
        sql = (
            "SELECT digest FROM outputs WHERE execution = ? AND step = ? AND variable = ?"
            " ORDER BY attempt IS NULL DESC, attempt DESC LIMIT 1"
        )
        rows = fetch(connection, sql, (execution, step, variable))
        return nodes.artifact(rows[0]["digest"]) if rows else None
    sql = (
        "SELECT (SELECT coalesce(max(number), 0) FROM attempts WHERE execution = :execution AND step = :step) AS number"
        " FROM step_executions WHERE execution = :execution AND step = :step"
    )
    rows = fetch(connection, sql, {"execution": execution, "step": step})
    return nodes.attempt(execution, step, rows[0]["number"]) if rows else None


def _as_model(connection: sqlite3.Connection, text: str) -> str | None:
    name = re.split("[:@]", text)[0]
    if not fetch(connection, "SELECT 1 FROM model_groups WHERE name = ?", (name,)):
        return None
    version = registered.model_version(connection, text, deleted=True)
    return nodes.model(version.group, version.version)


def _as_file(connection: sqlite3.Connection, text: str) -> str | None:
    """The file as the newest execution used it: one path has a node for each content that it had."""
    begins = "{0} >= :node AND {0} < :node || :end AND instr(substr({0}, length(:node) + 1), '@') = 0"
    sql = (
        f"SELECT u.file FROM (SELECT source AS file, substr(destination, length('attempt:') + 1) AS attempt"
        f" FROM associations WHERE {begins.format('source')} UNION ALL"
        f" SELECT destination, substr(source, length('attempt:') + 1)"
        f" FROM associations WHERE {begins.format('destination')}) u"
        " JOIN executions e ON e.id = substr(u.attempt, 1, instr(u.attempt, '/') - 1)"
        " ORDER BY e.started_at DESC, u.file LIMIT 1"
    )
    for path in (text, os.path.abspath(text)):
        rows = fetch(connection, sql, {"node": f"file:{path}@", "end": _AFTER_ALL})
        if rows:
            return str(rows[0]["file"])
    return _as_same_file(connection, text)


def _as_same_file(connection: sqlite3.Connection, text: str) -> str | None:
    """A file of another checkout with the content that the one here has, preferably of the same name."""
    digest = watch.digest_file(Path(text)) if Path(text).is_file() else None
    rows = fetch(connection, "SELECT DISTINCT path FROM files WHERE digest = ? ORDER BY path", (digest,))
    paths = sorted(
        (row["path"] for row in rows), key=lambda path: os.path.basename(path) != os.path.basename(text)
    )
    found = (_as_node(connection, nodes.file(path, digest)) for path in paths)
    return next((node for node in found if node is not None), None)


def _contents(connection: sqlite3.Connection, text: str) -> list[str]:
    """The nodes of a file, one for each content that it had; none where it is no file."""
    for path in (text, os.path.abspath(text)):
        rows = fetch(
            connection,
            "SELECT DISTINCT source AS node FROM associations WHERE source >= :node AND source < :node || :end"
            " AND instr(substr(source, length(:node) + 1), '@') = 0 ORDER BY node LIMIT 1000",
            {"node": f"file:{path}@", "end": _AFTER_ALL},
        )
        if rows:
            return [row["node"] for row in rows]
    return []
