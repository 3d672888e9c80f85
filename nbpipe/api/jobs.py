"""The jobs of a step that has many: the items of a Map, the trials of a Tuning."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from nbpipe.api import cards, executions, graphs, steps
from nbpipe.api.asked import Asked
from nbpipe.api.shapes import JobRow, Jobs, Squares
from nbpipe.errors import UsageError
from nbpipe.model import Step, StepStatus
from nbpipe.store import queries, readers
from nbpipe.store.queries import fetch

PAGE = 100
SQUARES = 20_000  # jobs that are drawn

# Columns that jobs can be sorted by, beside their metrics and parameters.
_ORDERS: Mapping[str, Callable[[JobRow], Any]] = {
    "place": lambda row: row.place,
    "label": lambda row: row.label,
    "status": lambda row: str(row.status),
    "seconds": lambda row: row.seconds,
    "attempts": lambda row: row.attempts,
}
_JOBS = (
    "SELECT s.step, s.label, s.status, s.cached, s.started_at, s.ended_at, s.failure, s.detail,"
    " row_number() OVER (ORDER BY s.rowid) - 1 AS place"
    " FROM step_executions s WHERE s.execution = :execution AND s.parent = :step"
)


def page(asked: Asked, id: str, step: str) -> Jobs:
    """The jobs of a step in the order in which they were entered; none where it has none.

    Those of a `status` alone; in the order of `sort` (place, label, status, seconds, attempts, `metric NAME` or
    `parameter NAME`; with `down` the largest first), those without a value last.
    """
    limit, start = asked.number("limit", PAGE, executions.MOST), asked.number("after", 0, 2**62, 0)
    status, sort, down = asked.text("status"), asked.text("sort"), asked.text("down") is not None
    return listed(asked.connection, id, step, start, limit, status=status, sort=sort, down=down)


def listed(
    connection: sqlite3.Connection,
    id: str,
    step: str,
    start: int = 0,
    limit: int | None = None,
    *,
    status: str | None = None,
    sort: str | None = None,
    down: bool = False,
) -> Jobs:
    """The same of an execution in a store; without a `limit` all that there are."""
    if status is not None and status not in list(StepStatus):
        raise UsageError(f"there is no status {status!r}", f"one of {', '.join(StepStatus)}", code="query")
    most = 2**62 if limit is None else limit
    with queries.snapshot(connection):
        identity, definition = _found(connection, id, step)
        place = {"execution": identity, "step": step, "status": status, "limit": most + 1, "start": start}
        within = "" if status is None else " WHERE status = :status"
        counts = families(connection, identity).get(step, {})
        part = "" if sort else " LIMIT :limit OFFSET :start"
        found = fetch(connection, f"SELECT * FROM ({_JOBS}){within} ORDER BY place{part}", place)
        names = steps.searched(definition)
        rows = _rows(connection, identity, found, names, _best(connection, identity, definition))
        if sort:
            rows = _sorted(rows, sort, down)[start : start + most + 1]
        metrics = fetch(
            connection,
            "SELECT DISTINCT m.name FROM (SELECT execution, step FROM step_executions WHERE execution = :execution"
            " AND parent = :step AND status = 'Succeeded' ORDER BY rowid LIMIT 20) s"
            " JOIN metrics m ON m.execution = s.execution AND m.step = s.step AND m.latest = 1 ORDER BY m.id",
            place,
        )
    shown = rows[:most]
    return Jobs(
        tuple(shown),
        sum(counts.values()) if status is None else counts.get(status, 0),
        counts,
        tuple(
            dict.fromkeys(
                [*(row["name"] for row in metrics), *(name for row in shown for name in row.metrics)]
            )
        ),
        names,
        str(definition.options.get("objective") or ""),
        str(start + most) if len(rows) > most else None,
    )


def families(connection: sqlite3.Connection, execution: str) -> dict[str, dict[str, int]]:
    """The steps of an execution (a full id) that have jobs, in notebook order: how many there are of each status."""
    found: dict[str, dict[str, int]] = {}
    for row in fetch(
        connection,
        "SELECT parent, status, count(*) AS jobs, min(position) AS place FROM step_executions"
        " WHERE execution = ? AND parent IS NOT NULL GROUP BY parent, status ORDER BY place, parent, min(rowid)",
        (execution,),
    ):
        found.setdefault(row["parent"], {})[row["status"]] = row["jobs"]
    return found


def squares(asked: Asked, id: str, step: str) -> Squares:
    """The status of every job of a step, in the fewest words: for drawing them all."""
    connection = asked.connection
    with queries.snapshot(connection):
        identity, definition = _found(connection, id, step)
        rows = fetch(
            connection,
            "SELECT step, status FROM step_executions WHERE execution = ? AND parent = ? ORDER BY rowid LIMIT ?",
            (identity, step, SQUARES + 1),
        )
        best = _best(connection, identity, definition)
    statuses = tuple(StepStatus)
    digit = {str(status): str(index) for index, status in enumerate(statuses)}
    return Squares(
        statuses,
        "".join(digit[row["status"]] for row in rows[:SQUARES]),
        next((place for place, row in enumerate(rows[:SQUARES]) if row["step"] == best), None),
        len(rows) > SQUARES,
    )


def _found(connection: sqlite3.Connection, id: str, step: str) -> tuple[str, Step]:
    """The execution's full id, and the step of its notebook."""
    identity = queries.execution_id(connection, id)
    pipeline = graphs.pipeline(connection, *queries.version_run(connection, identity))
    definition = next((item for item in pipeline.steps if item.name == step), None)
    if definition is None:
        raise steps.missing(connection, identity, step)
    return identity, definition


def _rows(
    connection: sqlite3.Connection,
    execution: str,
    found: Iterable[sqlite3.Row],
    parameters: tuple[str, ...],
    best: str | None,
) -> list[JobRow]:
    found = list(found)
    names = json.dumps([row["step"] for row in found])
    tried = {
        row["step"]: row["attempts"]
        for row in fetch(
            connection,
            "SELECT a.step, count(*) AS attempts FROM json_each(?) j JOIN attempts a ON a.execution = ?"
            " AND a.step = j.value GROUP BY a.step",
            (names, execution),
        )
    }
    metrics: dict[str, dict[str, float]] = {}
    for row in fetch(
        connection,
        "SELECT m.step, m.name, m.value FROM json_each(?) j JOIN metrics m ON m.execution = ? AND m.step = j.value"
        " AND m.latest = 1 ORDER BY m.id",
        (names, execution),
    ):
        metrics.setdefault(row["step"], {})[row["name"]] = row["value"]
    rows = []
    for row in found:
        status, failure = StepStatus(row["status"]), readers.failure(row["failure"])
        rows.append(
            JobRow(
                row["step"],
                row["place"],
                row["label"] or "",
                status,
                row["started_at"],
                row["ended_at"],
                readers.seconds_between(row["started_at"], row["ended_at"]),
                bool(row["cached"]),
                tried.get(row["step"], 0),
                metrics.get(row["step"], {}),
                steps.of_label(row["label"] or "", parameters),
                cards.line(failure.message if failure is not None else row["detail"] or ""),
                row["step"] == best,
            )
        )
    return rows


def _best(connection: sqlite3.Connection, execution: str, definition: Step) -> str | None:
    """The trial that is the best so far, where the step says what that means."""
    end, _, metric = str(definition.options.get("objective") or "").partition(":")
    if end not in ("max", "min") or not metric:
        return None
    rows = fetch(
        connection,
        "SELECT s.step FROM step_executions s JOIN metrics m ON m.execution = s.execution AND m.step = s.step"
        " AND m.latest = 1 AND m.name = ? WHERE s.execution = ? AND s.parent = ? AND s.status = ?"
        f" ORDER BY m.value IS NULL, m.value {'DESC' if end == 'max' else 'ASC'}, s.rowid LIMIT 1",
        (metric, execution, definition.name, StepStatus.SUCCEEDED),
    )
    return str(rows[0]["step"]) if rows else None


def _sorted(rows: list[JobRow], sort: str, down: bool) -> list[JobRow]:
    kind, _, name = sort.partition(" ")
    if kind == "metric" and name:
        by: Callable[[JobRow], Any] = lambda row: row.metrics.get(name)  # noqa: E731
    elif kind == "parameter" and name:
        by = lambda row: row.parameters.get(name)  # noqa: E731
    elif sort in _ORDERS:
        by = _ORDERS[sort]
    else:
        raise UsageError(
            f"sort={sort} is no column",
            f"one of {', '.join(_ORDERS)}, metric NAME or parameter NAME",
            code="query",
        )
    known = [row for row in rows if by(row) is not None]
    known.sort(key=lambda row: (isinstance(by(row), str), by(row)), reverse=down)
    return known + [row for row in rows if by(row) is None]
