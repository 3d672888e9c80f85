"""The model registry: groups, versions, decisions about them, aliases."""

from __future__ import annotations

import ast
import json
import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any

from nbpipe import card as model_card
from nbpipe import conditions, registry
from nbpipe.api import executions, graphs, versions
from nbpipe.api.asked import Asked
from nbpipe.api.shapes import Bound, GroupPage, GroupRow, Groups, InUse, Value, VersionPage, VersionRow
from nbpipe.api.steps import is_gone
from nbpipe.artifacts import ArtifactStore
from nbpipe.diagram import words
from nbpipe.errors import NbpipeError, NotFoundError, UsageError
from nbpipe.model import Approval, Artifact, Pipeline
from nbpipe.options import nearest
from nbpipe.store import deployed, queries, readers, registered
from nbpipe.store.queries import fetch

PAGE = 50
EVIDENCE = 50
CHAMPION = registry.CHAMPION

_ROW = (
    "SELECT v.model_group, v.version, v.created_at, v.created_by, v.execution, v.step, v.metrics, v.digest,"
    " coalesce(a.size, 0) AS size, coalesce(a.media_type, '') AS media_type, (SELECT s.stage FROM stages s"
    " WHERE s.model_group = v.model_group AND s.version = v.version ORDER BY s.id DESC LIMIT 1) AS stage,"
    " EXISTS (SELECT 1 FROM deletions d WHERE d.model_group = v.model_group AND d.version = v.version) AS deleted,"
    " (SELECT p.status FROM approvals p WHERE p.model_group = v.model_group AND p.version = v.version"
    " ORDER BY p.id DESC LIMIT 1) AS status, (SELECT json_group_array(l.alias) FROM aliases l"
    " WHERE l.model_group = v.model_group AND l.version = v.version) AS aliases"
    " FROM model_versions v LEFT JOIN artifacts a ON a.digest = v.digest"
)
# Of a version that was not deleted.
_LIVE = (
    "NOT EXISTS (SELECT 1 FROM deletions d WHERE d.model_group = {0}.model_group AND d.version = {0}.version)"
)
_NEWEST = "NOT EXISTS (SELECT 1 FROM approvals q WHERE q.model_group = p.model_group AND q.version = p.version AND q.id > p.id)"

_CHAMPION = (
    "coalesce((SELECT l.version FROM aliases l WHERE l.model_group = g.name AND l.alias = ?),"
    f" (SELECT max(p.version) FROM approvals p WHERE p.model_group = g.name AND p.status = ? AND {_NEWEST}"
    f" AND {_LIVE.format('p')}))"
)


def groups(asked: Asked) -> Groups:
    """Model groups by name, each with its newest version and its champion."""
    connection, limit = asked.connection, asked.number("limit", PAGE, executions.MOST)
    search, after = asked.text("search") or "", asked.text("after") or ""
    with queries.snapshot(connection):
        found = fetch(
            connection,
            "SELECT g.name, g.description,"
            f" (SELECT max(v.version) FROM model_versions v WHERE v.model_group = g.name AND {_LIVE.format('v')}) AS latest,"
            f" (SELECT count(*) FROM model_versions v WHERE v.model_group = g.name AND {_LIVE.format('v')}) AS versions,"
            " (SELECT count(*) FROM approvals p WHERE p.model_group = g.name AND p.status = ? AND "
            f"{_NEWEST} AND {_LIVE.format('p')}) AS waiting,"
            f" {_CHAMPION} AS champion FROM model_groups g WHERE g.name > ? AND (? = '' OR instr(lower(g.name), lower(?)))"
            " ORDER BY g.name LIMIT ?",
            (Approval.PENDING, CHAMPION, Approval.APPROVED, after, search, search, limit + 1),
        )
        shown = found[:limit]
        wanted = [
            [row["name"], row[which]] for row in shown for which in ("latest", "champion") if row[which]
        ]
        rows = fetch(
            connection,
            f"{_ROW} JOIN json_each(?) j ON v.model_group = json_extract(j.value, '$[0]') AND v.version = json_extract(j.value, '$[1]')",
            (json.dumps(wanted),),
        )
    lines = {(row["model_group"], row["version"]): _line(row) for row in rows}
    return Groups(
        tuple(
            GroupRow(
                row["name"],
                row["description"],
                row["versions"],
                lines.get((row["name"], row["latest"])),
                lines.get((row["name"], row["champion"])),
                row["waiting"],
            )
            for row in shown
        ),
        shown[-1]["name"] if len(found) > limit else None,
    )


def group(asked: Asked, group: str) -> GroupPage:
    """One group, with a page of its versions.

    From the newest on, or in the order of `sort` (a column's name, or `metric NAME`; with `down` the largest first);
    with `deleted` also those that were deleted.
    """
    connection, limit = asked.connection, asked.number("limit", PAGE, executions.MOST)
    before, sort = asked.number("before", 2**62, 2**62), asked.text("sort")
    shown = "1" if asked.text("deleted") is not None else _LIVE.format("v")
    with queries.snapshot(connection):
        about = fetch(
            connection,
            "SELECT g.name, g.description,"
            f" (SELECT count(*) FROM model_versions v WHERE v.model_group = g.name AND {shown}) AS n,"
            f" {_CHAMPION} AS champion FROM model_groups g WHERE g.name = ?",
            (CHAMPION, Approval.APPROVED, group),
        )
        if not about:
            names = fetch(connection, "SELECT name FROM model_groups ORDER BY name LIMIT 1000")
            hint = nearest(group, [row["name"] for row in names])
            raise NotFoundError(f"there is no model group {group!r}", hint, code="no-group")
        if sort is None:
            rows = fetch(
                connection,
                f"{_ROW} WHERE v.model_group = ? AND v.version < ? AND {shown} ORDER BY v.version DESC LIMIT ?",
                (group, before, limit + 1),
            )
        else:
            start = asked.number("before", 0, 2**62)
            rows = _sorted(connection, group, sort, asked.text("down") is not None, start, limit + 1, shown)
        lines = tuple(_line(row) for row in rows[:limit])
        champion = fetch(
            connection, f"{_ROW} WHERE v.model_group = ? AND v.version = ?", (group, about[0]["champion"])
        )
        names_of_metrics = tuple(dict.fromkeys(name for line in lines for name in line.metrics))
        limits = (
            _thresholds(connection, max(lines, key=lambda line: line.version), names_of_metrics)
            if lines
            else {}
        )
    following = None
    if len(rows) > limit:
        following = str(lines[-1].version if sort is None else start + limit)
    return GroupPage(
        group,
        about[0]["description"],
        lines,
        about[0]["n"],
        names_of_metrics,
        limits,
        _line(champion[0]) if champion else None,
        following,
    )


# Columns that versions can be sorted by.
_ORDERS = {
    "version": "version",
    "status": "status",
    "stage": "stage",
    "made": "created_at",
    "by": "created_by",
}


def _sorted(
    connection: sqlite3.Connection, group: str, sort: str, down: bool, start: int, limit: int, shown: str
) -> list[sqlite3.Row]:
    """Versions in the order of a column or a metric, those without a value last; equal ones the newest first."""
    values: dict[str, Any] = {"group": group, "limit": limit, "start": start}
    name = sort.removeprefix("metric ")
    if name != sort and '"' not in name:
        values["whole"], values["path"] = f'$."{name}"', "".join(f'."{part}"' for part in name.split("."))
        by = "coalesce(json_extract(metrics, :whole), json_extract(metrics, '$' || :path))"
    elif sort in _ORDERS:
        by = _ORDERS[sort]
    else:
        raise UsageError(
            f"sort={sort} is no column", f"one of {', '.join(_ORDERS)}, or metric NAME", code="query"
        )
    return fetch(
        connection,
        f"SELECT * FROM ({_ROW} WHERE v.model_group = :group AND {shown}) ORDER BY {by} IS NULL, {by} {'DESC' if down else 'ASC'},"
        " version DESC LIMIT :limit OFFSET :start",
        values,
    )


def version(asked: Asked, group: str, version: str) -> VersionPage:
    """One version: what decided about it, what it takes, and what it came from. `version` may be `latest`."""
    return page(asked, _ref(group, version))


def decide(asked: Asked, group: str, version: str) -> VersionPage:
    """Approve or reject a version; refused where somebody has decided since the page was read."""
    status = asked.given("status", str, "status: Approved")
    comment = asked.given("comment", str, 'comment: "better on every slice"').strip()
    decision = asked.given("decision", int, "decision: 12, as the version's page has it")
    change = {Approval.APPROVED: registry.approve, Approval.REJECTED: registry.reject}.get(status)
    if change is None:
        raise UsageError(f"status cannot be {status!r}", "Approved or Rejected", code="body")
    if not comment:
        raise UsageError("the comment is empty", "say why: it is kept with the decision", code="body")
    ref = _ref(group, version)
    command = f"POST models/{group}/{version}/approval"
    change(asked.connection, ref, asked.context.user, comment, decision, command=command)
    return page(asked, _ref(group, version))


def alias(asked: Asked, group: str, version: str) -> VersionPage:
    """Give a version an alias, taking it from the version that had it."""
    name = asked.given("alias", str, "alias: champion")
    command = f"POST models/{group}/{version}/aliases"
    registry.alias(asked.connection, _ref(group, version), name, asked.context.user, command=command)
    return page(asked, _ref(group, version))


def _ref(group: str, version: str) -> str:
    return f"{group}:{version}"


def _line(row: sqlite3.Row) -> VersionRow:
    return VersionRow(
        group=row["model_group"],
        version=row["version"],
        status=Approval(row["status"]),
        created_at=row["created_at"],
        created_by=row["created_by"],
        execution=row["execution"],
        step=row["step"],
        aliases=tuple(sorted(json.loads(row["aliases"]))),
        metrics=dict(_flat(json.loads(row["metrics"]))),
        digest=row["digest"],
        size=row["size"],
        media_type=row["media_type"],
        stage=row["stage"],
        deleted=bool(row["deleted"]),
    )


def _flat(found: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, float]]:
    """The numbers among the metrics; a nested one by its path."""
    for name, value in found.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{before}{name}.")
        elif isinstance(value, int | float) and not isinstance(value, bool):
            yield f"{before}{name}", float(value)


def page(asked: Asked, ref: str) -> VersionPage:
    """The page of a version, also of one that was deleted."""
    connection = asked.connection
    with queries.snapshot(connection):
        found = registered.model_version(connection, ref, deleted=True)
        row = fetch(
            connection, f"{_ROW} WHERE v.model_group = ? AND v.version = ?", (found.group, found.version)
        )
        decision = registered.last_decision(connection, found.group, found.version)
        uses = deployed.uses(connection, found.group, found.version)
        about: list[sqlite3.Row] = []
        evidence: list[sqlite3.Row] = []
        inputs: list[sqlite3.Row] = []
        if found.execution is not None:
            about = fetch(
                connection,
                "SELECT e.*, v.python, v.platform, v.packages, v.other FROM executions e"
                " JOIN environments v ON v.digest = e.environment WHERE e.id = ?",
                (found.execution,),
            )
            evidence = fetch(connection, _EVIDENCE, (found.execution, EVIDENCE))
            inputs = fetch(connection, _TRAINED_ON, (found.execution, found.artifact.digest))
    execution = readers.execution(about[0]) if about else None
    blobs = ArtifactStore(asked.artifacts)
    fields, text = model_card.split(found.card)
    return VersionPage(
        row=_line(row[0]),
        card=text,
        fields=fields,
        approvals=found.approvals,
        stages=found.stages,
        deleted=found.deleted,
        deployable=versions.deployable(found.artifact),
        decision=decision,
        artifact=found.artifact,
        signature=_signature(found.artifact, {item["variable"]: readers.artifact(item) for item in inputs}),
        parameters=execution.parameters if execution is not None else {},
        environment=execution.environment if execution is not None else {},
        evidence=tuple(
            Value(
                item["variable"],
                readers.artifact(item),
                item["step"],
                item["cached_from"],
                is_gone(blobs, item["digest"]),
            )
            for item in evidence
        ),
        gone=is_gone(blobs, found.artifact.digest),
        in_use=tuple(InUse(item.endpoint, item.deployment, item.variant, item.share) for item in uses),
        baselines=found.baselines,
    )


# Figures of the steps above the one that registered it, the nearest first.
_EVIDENCE = (
    "SELECT o.step, o.variable, o.digest, o.materializer, o.meta, a.size, a.media_type, a.preview, s.cached_from"
    " FROM outputs o JOIN artifacts a ON a.digest = o.digest JOIN step_executions s ON s.execution = o.execution"
    " AND s.step = o.step WHERE o.execution = ? AND o.kind = 'figure' ORDER BY s.position DESC, o.id LIMIT ?"
)
# What the step that made the model was given; of one that took an earlier result, what was given there.
_TRAINED_ON = (
    "SELECT i.variable, i.digest, i.materializer, i.meta, a.size, a.media_type, a.preview FROM inputs i"
    " JOIN artifacts a ON a.digest = i.digest WHERE (i.execution, i.step) = (SELECT coalesce(s.cached_from, s.execution),"
    " s.step FROM outputs o JOIN step_executions s ON s.execution = o.execution AND s.step = o.step"
    " WHERE o.execution = ? AND o.digest = ? AND o.kind = 'variable' ORDER BY s.position LIMIT 1) ORDER BY i.variable"
)


def _signature(model: Artifact, inputs: Mapping[str, Artifact]) -> dict[str, Any]:
    """What is known of what the model takes: its features, and the columns that it was trained on."""
    preview = model.preview
    about = {name: preview[name] for name in ("type", "feature_names", "n_features_in") if name in preview}
    tables = {
        name: {"columns": artifact.preview["columns"], "shape": artifact.preview.get("shape")}
        for name, artifact in inputs.items()
        if isinstance(artifact.preview.get("columns"), list)
    }
    return {**about, **({"trained_on": tables} if tables else {})}


# ---- what a Condition asked of a metric -----------------------------------------------------------------------------


def _thresholds(
    connection: sqlite3.Connection, newest: VersionRow, names: tuple[str, ...]
) -> dict[str, Bound]:
    """The bounds that the Conditions of the newest version's pipeline set to these metrics."""
    if newest.execution is None:
        return {}
    rows = fetch(
        connection, "SELECT pipeline, version, parameters FROM executions WHERE id = ?", (newest.execution,)
    )
    if not rows:
        return {}
    try:
        pipeline = graphs.pipeline(connection, rows[0]["pipeline"], rows[0]["version"])
    except NotFoundError:
        return {}
    return thresholds(pipeline, json.loads(rows[0]["parameters"]), names)


# How a comparison is shown, and how when its sides are exchanged.
_SIGNS: Mapping[type[ast.cmpop], tuple[str, str]] = {
    ast.Gt: (">", "<"),
    ast.GtE: ("≥", "≤"),
    ast.Lt: ("<", ">"),
    ast.LtE: ("≤", "≥"),
    ast.Eq: ("=", "="),
    ast.NotEq: ("≠", "≠"),
}


def thresholds(pipeline: Pipeline, parameters: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Bound]:
    """Metric → what a Condition compares it with: the number is written there, or a parameter's.

    >>> from nbpipe.model import Cell, Step
    >>> step = Step("good", "Condition", (Cell(1, "c", 'metrics["auc"] >= limit'),))
    >>> thresholds(Pipeline("p", (step,)), {"limit": 0.8}, ("auc",))
    {'auc': Bound(sign='≥', value=0.8)}
    """
    found: dict[str, Bound] = {}
    for step in pipeline.steps:
        if step.type != "Condition":
            continue
        try:
            tree = conditions.parse(words.expression(step)).tree
        except NbpipeError:
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Compare):
                sides = [node.left, *node.comparators]
                for one, kind, other in zip(sides, node.ops, node.comparators, strict=False):
                    signs = _SIGNS.get(type(kind), ("", ""))
                    for value, bound, sign in ((one, other, signs[0]), (other, one, signs[1])):
                        name, number = _metric(value, names), _number(bound, parameters)
                        if name is not None and number is not None and sign:
                            found.setdefault(name, Bound(sign, number))
    return found


def _metric(node: ast.expr, names: tuple[str, ...]) -> str | None:
    """The metric that an expression reads: `auc`, `metrics["auc"]`, `report["by"]["n"]` as by.n."""
    path: list[str] = []
    while isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
        path.insert(0, str(node.slice.value))
        node = node.value
    name = ".".join(path) if path else node.id if isinstance(node, ast.Name) else ""
    return name if name in names else None


def _number(node: ast.expr, parameters: Mapping[str, Any]) -> float | None:
    value = parameters.get(node.id) if isinstance(node, ast.Name) else None
    if isinstance(node, ast.Constant):
        value = node.value
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
