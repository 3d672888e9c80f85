"""What the card of a step says, for many steps at once: a fixed number of statements."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping

from nbpipe.api.shapes import StepCard
from nbpipe.diagram import words
from nbpipe.model import Metric, StepStatus
from nbpipe.store import readers
from nbpipe.store.queries import fetch

LINE = 300  # characters of a line


def of(
    connection: sqlite3.Connection,
    executions: Iterable[str],
    expected: Mapping[str, Mapping[str, float]] | None = None,
    only: Mapping[str, set[str]] | None = None,
) -> dict[str, tuple[StepCard, ...]]:
    """The cards of each execution (a full id), in notebook order; of `only` those steps, where it is given.

    `expected` are seconds by execution and step.
    """
    ids = json.dumps(list(executions))
    steps = fetch(
        connection,
        "SELECT s.execution, s.step, s.status, s.cached, s.started_at, s.ended_at, s.detail, s.failure"
        " FROM json_each(?) j JOIN step_executions s ON s.execution = j.value WHERE s.parent IS NULL ORDER BY s.position",
        (ids,),
    )
    attempts = fetch(
        connection,
        "SELECT a.execution, a.step, count(*) AS count, max(a.number) AS last FROM json_each(?) j"
        " JOIN attempts a ON a.execution = j.value GROUP BY a.execution, a.step",
        (ids,),
    )
    tried = {(row["execution"], row["step"]): (row["count"], row["last"]) for row in attempts}
    counts: defaultdict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for row in fetch(
        connection,
        "SELECT s.execution, s.parent, s.status, count(*) AS jobs FROM json_each(?) j"
        " JOIN step_executions s ON s.execution = j.value AND s.parent IS NOT NULL"
        " GROUP BY s.execution, s.parent, s.status",
        (ids,),
    ):
        counts[row["execution"], row["parent"]][row["status"]] = row["jobs"]
    nested = fetch(
        connection,
        "SELECT e.parent_execution, e.parent_step, e.id FROM json_each(?) j JOIN executions e"
        " ON e.parent_execution = j.value ORDER BY e.started_at, e.id",
        (ids,),
    )
    inner = {(row["parent_execution"], row["parent_step"]): row["id"] for row in nested}
    metrics = _first_metrics(connection, ids, {key: last for key, (_, last) in tried.items()})
    found: defaultdict[str, list[StepCard]] = defaultdict(list)
    for row in steps:
        key = row["execution"], row["step"]
        if only is not None and row["step"] not in _steps(only.get(row["execution"], ())):
            continue
        number = None if row["cached"] else tried.get(key, (0, 0))[1]
        found[row["execution"]].append(
            _card(
                row,
                attempts=tried.get(key, (0, 0))[0],
                metric=metrics.get((*key, number)),
                expected=(expected or {}).get(row["execution"], {}).get(row["step"]),
                jobs=counts.get(key, {}),
                child_execution=inner.get(key),
            )
        )
    return {execution: tuple(cards) for execution, cards in found.items()}


def of_job(connection: sqlite3.Connection, execution: str, step: str) -> StepCard:
    """The card of one job (by its name) of a step that has many, in an execution (a full id)."""
    place = (execution, step)
    (row,) = fetch(connection, "SELECT * FROM step_executions WHERE execution = ? AND step = ?", place)
    attempts = fetch(
        connection,
        "SELECT count(*) AS count, max(number) AS last FROM attempts WHERE execution = ? AND step = ?",
        place,
    )[0]
    metrics = fetch(
        connection,
        "SELECT name, value, at_step, logged_at FROM metrics WHERE execution = ? AND step = ? AND attempt IS ?"
        " AND latest = 1 ORDER BY id LIMIT 1",
        (*place, None if row["cached"] else attempts["last"]),
    )
    return _card(row, attempts=attempts["count"], metric=readers.metric(metrics[0]) if metrics else None)


def _card(
    row: sqlite3.Row,
    *,
    attempts: int,
    metric: Metric | None,
    expected: float | None = None,
    jobs: Mapping[str, int] | None = None,
    child_execution: str | None = None,
) -> StepCard:
    status, failure = StepStatus(row["status"]), readers.failure(row["failure"])
    done, progress = told(jobs or {})
    seconds = readers.seconds_between(row["started_at"], row["ended_at"])
    return StepCard(
        step=row["step"],
        status=status,
        started_at=row["started_at"],
        ended_at=row["ended_at"],
        seconds=None if status is StepStatus.SKIPPED else seconds,
        cached=bool(row["cached"]),
        attempts=attempts,
        detail=row["detail"] or ("" if status.ended else done),
        progress=None if status.ended else progress,
        metric=metric,
        expected=expected,
        error=line(words.said(failure)) if failure is not None else "",
        jobs=jobs or {},
        child_execution=child_execution,
    )


def told(jobs: Mapping[str, int]) -> tuple[str, float | None]:
    """How far the jobs of a step are, in words and from 0 to 1; nothing of a step that has none.

    >>> told({"Succeeded": 36, "Failed": 1, "Pending": 63})
    ('37 of 100 jobs', 0.37)
    """
    many = sum(jobs.values())
    if not many:
        return "", None
    done = sum(count for status, count in jobs.items() if StepStatus(status).ended)
    return f"{done} of {many} jobs", done / many


def _steps(names: Iterable[str]) -> set[str]:
    """The steps that are meant by these names, some of which may be of their jobs."""
    return {name.partition(".")[0] for name in names}


def _first_metrics(
    connection: sqlite3.Connection, ids: str, last: Mapping[tuple[str, str], int]
) -> dict[tuple[str, str, int | None], Metric]:
    """The newest value of the metric that each attempt logged first."""
    rows = fetch(
        connection,
        "SELECT m.execution, m.step, m.attempt, m.name, m.value, m.at_step, m.logged_at FROM json_each(?) j"
        " JOIN metrics m ON m.execution = j.value AND m.latest = 1 ORDER BY m.execution, m.id",
        (ids,),
    )
    found: dict[tuple[str, str, int | None], Metric] = {}
    for row in rows:
        found.setdefault((row["execution"], row["step"], row["attempt"]), readers.metric(row))
    return found


def line(text: str) -> str:
    """The first line of a text, cut where it is very long.

    >>> line("no\\nrows")
    'no'
    """
    first = next((part for part in text.splitlines() if part.strip()), "").strip()
    return first if len(first) <= LINE else first[: LINE - 1] + "…"
