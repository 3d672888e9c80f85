"""Lists of executions, and the page of one."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from nbpipe import graph, scheduler
from nbpipe.api import cards, graphs
from nbpipe.api.asked import Asked, Context
from nbpipe.api.shapes import ExecutionPage, ExecutionRow, Executions, Frame, Replay, Span, StepCard, Timeline
from nbpipe.diagram import words
from nbpipe.errors import NotFoundError, UsageError
from nbpipe.model import Execution, ExecutionStatus, Metric, Pipeline, StepStatus
from nbpipe.store import queries, readers, results
from nbpipe.store.queries import fetch

PAGE = 50
MOST = 100  # rows of a page
NAMES = 100_000  # pipelines that a search looks through
EVENTS = 100_000  # that a replay is made of
MOMENTS = 200  # of the jobs of one step in a replay

_COLUMNS = (
    "id, pipeline, version, status, parameters, seed, notebook, started_by, started_at, ended_at, seconds, failure,"
    " host, pid, parent_execution, parent_step"
)


# ---- lists ----------------------------------------------------------------------------------------------------------


def listed(asked: Asked) -> Executions:
    """Executions from the newest on: of a pipeline, of a status, or by a search.

    A search finds the beginning of an id and any part of a pipeline's name.
    """
    connection = asked.connection
    pipeline, search = asked.text("pipeline"), asked.text("search")
    status = _status(asked.text("status"))
    limit = asked.number("limit", PAGE, MOST)
    with queries.snapshot(connection):
        before = _moment(connection, asked.text("before"))
        found = _found(connection, limit + 1, before, pipeline, status, search)
        more = found[limit - 1]["id"] if len(found) > limit else None
        total = _total(connection, pipeline) if status is None and search is None else None
        return Executions(rows(connection, asked.context, asked.folder, found[:limit]), more, total)


def _status(text: str | None) -> ExecutionStatus | None:
    if text is None:
        return None
    try:
        return ExecutionStatus(text)
    except ValueError:
        raise UsageError(
            f"there is no status {text!r}", f"one of {', '.join(ExecutionStatus)}", code="query"
        ) from None


def _moment(connection: sqlite3.Connection, before: str | None) -> tuple[str, str]:
    """Start and id of the last execution of the page before; what sorts after all where there is none."""
    if before is None:
        return "\U0010ffff", ""
    found = fetch(connection, "SELECT started_at FROM executions WHERE id = ?", (before,))
    if not found:
        raise NotFoundError(f"there is no execution {before!r}", "begin with the first page")
    return found[0]["started_at"], before


def _found(
    connection: sqlite3.Connection,
    limit: int,
    before: tuple[str, str],
    pipeline: str | None,
    status: ExecutionStatus | None,
    search: str | None,
) -> list[sqlite3.Row]:
    order = "ORDER BY started_at DESC, id DESC LIMIT :limit"
    values: dict[str, Any] = {"at": before[0], "id": before[1], "limit": limit, "status": status}
    if pipeline is None and status is None and search is None:
        sql = f"SELECT {_COLUMNS} FROM executions WHERE (started_at, id) < (:at, :id) {order}"
        return fetch(connection, sql, values)
    names = [pipeline] if pipeline is not None else _names(connection, search or "")
    only = "" if status is None else " AND x.status = :status"
    # The newest of each pipeline, from an index, then the newest of these: however many there are, few are read.
    sources = [
        "SELECT x.id FROM json_each(:names) n JOIN executions x ON x.id IN (SELECT x.id FROM executions x"
        f" WHERE x.pipeline = n.value{only} AND (x.started_at, x.id) < (:at, :id)"
        " ORDER BY x.started_at DESC, x.id DESC LIMIT :limit)"
    ]
    if search is not None:
        within = "" if pipeline is None else " AND x.pipeline = :pipeline"
        by_id = (
            "SELECT id FROM (SELECT x.id FROM executions x WHERE x.id >= :search AND x.id < :search || char(1114111)"
            f"{only}{within} AND (+x.started_at, x.id) < (:at, :id) ORDER BY +x.started_at DESC, x.id DESC LIMIT :limit)"
        )
        sources = [by_id] if pipeline is not None and search not in pipeline else [*sources, by_id]
    values |= {"names": json.dumps(names), "search": search, "pipeline": pipeline}
    sql = f"SELECT {_COLUMNS} FROM executions WHERE id IN ({' UNION '.join(sources)}) {order}"
    return fetch(connection, sql, values)


def _names(connection: sqlite3.Connection, part: str) -> list[str]:
    """Names of pipelines that hold a text, whatever the case."""
    sql = "SELECT DISTINCT name FROM pipelines WHERE instr(lower(name), lower(?)) OR ? = '' LIMIT ?"
    return [row["name"] for row in fetch(connection, sql, (part, part, NAMES))]


def _total(connection: sqlite3.Connection, pipeline: str | None) -> int:
    if pipeline is None:
        return int(fetch(connection, "SELECT count(*) AS n FROM executions")[0]["n"])
    return int(
        fetch(connection, "SELECT count(*) AS n FROM executions WHERE pipeline = ?", (pipeline,))[0]["n"]
    )


def rows(
    connection: sqlite3.Connection, context: Context, folder: Path, found: Sequence[sqlite3.Row]
) -> tuple[ExecutionRow, ...]:
    """Rows of the table of executions as lines of a list, with their counts of steps: one statement for all."""
    counts = fetch(
        connection,
        "SELECT s.execution, count(*) AS steps, sum(s.ended_at IS NOT NULL) AS done, sum(s.cached) AS cached"
        " FROM json_each(?) j JOIN step_executions s ON s.execution = j.value AND s.parent IS NULL GROUP BY s.execution",
        (json.dumps([row["id"] for row in found]),),
    )
    by_id = {row["execution"]: row for row in counts}
    defaults = _defaults(connection, {(item["pipeline"], item["version"]) for item in found})
    return tuple(
        row(
            context,
            folder,
            readers.execution(item),
            by_id.get(item["id"]),
            defaults.get((item["pipeline"], item["version"])),
        )
        for item in found
    )


def _defaults(
    connection: sqlite3.Connection, versions: Iterable[tuple[str, int]]
) -> dict[tuple[str, int], dict[str, Any]]:
    """The defaults of the parameters of pipeline versions; a required one has none."""
    found = fetch(
        connection,
        "SELECT p.name, p.version, json_extract(p.definition, '$.parameters') AS parameters FROM json_each(?) j"
        " JOIN pipelines p ON p.name = json_extract(j.value, '$[0]') AND p.version = json_extract(j.value, '$[1]')",
        (json.dumps(sorted(versions)),),
    )
    return {
        (row["name"], row["version"]): {
            item["name"]: item["default"] for item in json.loads(row["parameters"]) if not item["required"]
        }
        for row in found
    }


def row(
    context: Context,
    folder: Path,
    execution: Execution,
    counts: Mapping[str, int] | sqlite3.Row | None,
    defaults: Mapping[str, Any] | None = None,
) -> ExecutionRow:
    """One line of a list."""
    changed = [
        name
        for name, value in execution.parameters.items()
        if defaults is None or name not in defaults or defaults[name] != value
    ]
    notebook = folder.parent / execution.notebook if execution.notebook else None
    return ExecutionRow(
        id=execution.id,
        pipeline=execution.pipeline,
        version=execution.version,
        status=execution.status,
        started_at=execution.started_at,
        ended_at=execution.ended_at,
        seconds=execution.seconds,
        started_by=execution.started_by,
        steps=counts["steps"] if counts is not None else 0,
        done=counts["done"] if counts is not None else 0,
        cached=counts["cached"] if counts is not None else 0,
        notebook=context.relative(notebook) if notebook is not None else None,
        parameters=execution.parameters,
        failure=cards.line(words.said(execution.failure)) if execution.failure is not None else "",
        orphan=scheduler.is_orphan(execution.status, execution.host, execution.pid, execution.started_at),
        changed=tuple(changed),
        parent_execution=execution.parent_execution,
        parent_step=execution.parent_step,
    )


def by_ids(
    connection: sqlite3.Connection, context: Context, folder: Path, ids: Iterable[str]
) -> tuple[ExecutionRow, ...]:
    """Lines of executions (full ids), in that order; of those that there are."""
    wanted = list(ids)
    found = fetch(
        connection,
        f"SELECT {_COLUMNS} FROM executions WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(wanted),),
    )
    place = {name: index for index, name in enumerate(wanted)}
    return rows(connection, context, folder, sorted(found, key=lambda item: place[item["id"]]))


# ---- one execution --------------------------------------------------------------------------------------------------


def page(asked: Asked, id: str) -> ExecutionPage:
    """An execution with its graph and the cards of its steps."""
    connection = asked.connection
    with queries.snapshot(connection):
        identity = queries.execution_id(connection, id)
        event = queries.last_event_id(connection)
        found = fetch(
            connection,
            "SELECT e.*, v.python, v.platform, v.packages, v.other FROM executions e"
            " JOIN environments v ON v.digest = e.environment WHERE e.id = ?",
            (identity,),
        )[0]
        (line,) = rows(connection, asked.context, asked.folder, [found])
        execution = readers.execution(found)
        pipeline = graphs.pipeline(connection, execution.pipeline, execution.version)
        expected = {identity: queries.expected_seconds(connection, execution.pipeline)}
        steps = cards.of(connection, [identity], expected).get(identity, ())
        return ExecutionPage(
            execution=line,
            graph=graphs.draw(connection, pipeline, execution.version),
            steps=steps,
            event=event,
            seed=execution.seed,
            failure=execution.failure,
            environment=execution.environment,
            notebook=line.notebook,
            host=execution.host,
            parameters=pipeline.parameters,
            lessons=tuple(results.lines_learned(connection, identity)),
            models=tuple(
                f"{item['model_group']}:{item['version']}"
                for item in fetch(
                    connection,
                    "SELECT model_group, version FROM model_versions WHERE execution = ?"
                    " ORDER BY model_group, version LIMIT 1000",
                    (identity,),
                )
            ),
            longest_path=longest_path(pipeline, steps),
        )


def longest_path(pipeline: Pipeline, steps: Sequence[StepCard]) -> tuple[str, ...]:
    """The steps that the whole waited for, by measured durations; empty where nothing was measured."""
    seconds = {card.step: card.seconds or 0.0 for card in steps if not card.cached}
    if not any(seconds.values()):
        return ()
    before = graph.edges(pipeline)
    best: dict[str, tuple[float, str | None]] = {}
    for name in graph.order(before):
        way = max(((best[other][0], other) for other in before[name] if other in best), default=(0.0, None))
        best[name] = way[0] + seconds.get(name, 0.0), way[1]
    at: str | None = max(best, key=lambda name: best[name][0])
    path: list[str] = []
    while at is not None:
        path.append(at)
        at = best[at][1]
    return tuple(reversed(path))


def timeline(asked: Asked, id: str) -> Timeline:
    """The attempts of an execution at its steps, by their start; those at jobs of a step are its own affair."""
    identity = queries.execution_id(asked.connection, id)
    found = fetch(
        asked.connection,
        "SELECT a.step, a.number, a.status, a.started_at, a.ended_at FROM step_executions s JOIN attempts a"
        " ON a.execution = s.execution AND a.step = s.step WHERE s.execution = ? AND s.parent IS NULL"
        " ORDER BY a.started_at, a.step LIMIT 20000",
        (identity,),
    )
    return Timeline(
        tuple(
            Span(
                item["step"], item["number"], StepStatus(item["status"]), item["started_at"], item["ended_at"]
            )
            for item in found
        )
    )


def replay(asked: Asked, id: str) -> Replay:
    """What the cards said at each moment of an execution, out of its events; what happened at once is one moment."""
    connection = asked.connection
    with queries.snapshot(connection):
        identity = queries.execution_id(connection, id)
        final = {card.step: card for card in cards.of(connection, [identity]).get(identity, ())}
        events = queries.events(connection, 0, EVENTS, identity)
        sizes = fetch(
            connection,
            "SELECT o.step, o.variable, max(a.size) AS size FROM step_executions s JOIN outputs o"
            " ON o.execution = s.execution AND o.step = s.step JOIN artifacts a ON a.digest = o.digest"
            " WHERE s.execution = ? AND s.parent IS NULL GROUP BY o.step, o.variable",
            (identity,),
        )
    now = {name: StepCard(name, StepStatus.PENDING) for name in final}
    families = {name: _Counted(sum(card.jobs.values())) for name, card in final.items() if card.jobs}
    frames: list[Frame] = []
    for event in events:
        status = ExecutionStatus(event.data["status"]) if event.kind == "execution" else None
        changed: tuple[StepCard, ...] = ()
        if event.kind == "step" and event.step is not None:
            name = event.step.partition(".")[0]
            if event.step in now:
                now[name] = _then(now[name], final[name], event.at, event.data)
                changed = (now[name],)
            elif name in families and families[name].moves(event.step, StepStatus(event.data["status"])):
                changed = (now[name],)
            if changed and name in families:
                now[name] = families[name].on(now[name])
                changed = (now[name],)
        if status is None and not changed:
            continue
        if frames and frames[-1].at == event.at:
            last = frames.pop()
            names = {card.step for card in changed}
            kept = tuple(card for card in last.cards if card.step not in names)
            frames.append(Frame(event.at, (*kept, *changed), status or last.status))
        else:
            frames.append(Frame(event.at, changed, status))
    return Replay(tuple(frames), {f"{row['step']}.{row['variable']}": row["size"] for row in sizes})


class _Counted:
    """How far the jobs of a step were, as the events go by: `total` of them there were in the end."""

    def __init__(self, total: int) -> None:
        self._shown, self._step = 0, max(1, total // MOMENTS)
        self._status: dict[str, StepStatus] = {}
        self._counts = Counter({StepStatus.PENDING: total})

    def moves(self, job: str, status: StepStatus) -> bool:
        """Take what a job became; whether so many have ended since the last moment that this is one."""
        self._counts[self._status.get(job, StepStatus.PENDING)] -= 1
        self._counts[status] += 1
        self._status[job] = status
        ended = sum(count for each, count in self._counts.items() if each.ended)
        if abs(ended - self._shown) < self._step:
            return False
        self._shown = ended
        return True

    def on(self, card: StepCard) -> StepCard:
        """The card of their step as it stands with them."""
        if card.status is StepStatus.PENDING:
            return card
        jobs = {str(status): count for status, count in self._counts.items() if count > 0}
        detail, progress = cards.told(jobs)
        if card.status.ended:
            return replace(card, jobs=jobs)
        return replace(card, jobs=jobs, detail=detail, progress=progress)


def _then(before: StepCard, final: StepCard, at: str, data: Mapping[str, Any]) -> StepCard:
    """The card as an event leaves it. What was measured shows only when the step has ended for the last time."""
    status = StepStatus(data["status"])
    began = before.started_at if before.started_at is not None else at
    waits = status in (StepStatus.PENDING, StepStatus.SKIPPED, StepStatus.STOPPED)
    ended = status.ended and at == final.ended_at
    failure = data.get("failure") or {}
    metric: Metric | None = final.metric if ended else None
    return StepCard(
        step=before.step,
        status=status,
        started_at=None if waits and before.started_at is None else began,
        ended_at=at if status.ended else None,
        seconds=None
        if not status.ended or status is StepStatus.SKIPPED
        else readers.seconds_between(None if waits else began, at),
        cached=bool(data.get("cached")),
        attempts=max(before.attempts, int(data.get("attempt") or 0)),
        detail=str(data.get("detail") or ""),
        metric=metric,
        error=final.error if ended else cards.line(str(failure.get("message", ""))),
    )


def stop(asked: Asked, id: str) -> dict[str, Any]:
    """Ask the scheduler of an execution to stop it; one whose scheduler died is closed."""
    scheduler.stop(asked.connection, queries.execution_id(asked.connection, id), asked.context.user)
    return {}
