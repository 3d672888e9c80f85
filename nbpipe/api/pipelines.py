"""The list of pipelines, and what runs now."""

from __future__ import annotations

import json

from nbpipe.api import executions
from nbpipe.api.asked import Asked
from nbpipe.api.shapes import PipelineRow, Pipelines
from nbpipe.model import ExecutionStatus
from nbpipe.store import queries
from nbpipe.store.queries import fetch

PAGE = 50
LAST = 10  # executions of a pipeline
RUNNING = 50

_UNENDED = [str(status) for status in ExecutionStatus if not status.ended]


def listed(asked: Asked) -> Pipelines:
    """Pipelines by name, each with its last executions; first of all, what runs now.

    With `status` those of which one of these executions has that status.
    """
    connection, limit = asked.connection, asked.number("limit", PAGE, executions.MOST)
    search, after = asked.text("search") or "", asked.text("after") or ""
    status = asked.text("status") or ""
    with queries.snapshot(connection):
        names = fetch(
            connection,
            "SELECT p.name, count(*) AS versions,"
            " (SELECT q.notebook FROM pipelines q WHERE q.name = p.name ORDER BY q.version DESC LIMIT 1) AS notebook"
            " FROM pipelines p WHERE p.name > ? AND (? = '' OR instr(lower(p.name), lower(?)))"
            " AND (? = '' OR ? IN (SELECT e.status FROM executions e WHERE e.pipeline = p.name"
            " ORDER BY e.started_at DESC, e.id DESC LIMIT ?))"
            " GROUP BY p.name ORDER BY p.name LIMIT ?",
            (after, search, search, status, status, LAST, limit + 1),
        )
        shown = names[:limit]
        chosen = json.dumps([row["name"] for row in shown])
        counts = fetch(
            connection,
            "SELECT n.value AS name, (SELECT count(*) FROM executions e WHERE e.pipeline = n.value) AS count"
            " FROM json_each(?) n",
            (chosen,),
        )
        last = fetch(
            connection,
            "SELECT e.id, e.pipeline FROM json_each(?) n JOIN executions e ON e.id IN (SELECT x.id FROM executions x"
            " WHERE x.pipeline = n.value ORDER BY x.started_at DESC, x.id DESC LIMIT ?)"
            " ORDER BY e.started_at DESC, e.id DESC",
            (chosen, LAST),
        )
        running = fetch(
            connection,
            "SELECT id FROM executions WHERE status IN (SELECT value FROM json_each(?))"
            " ORDER BY started_at DESC, id DESC LIMIT ?",
            (json.dumps(_UNENDED), RUNNING),
        )
        wanted = dict.fromkeys([*(row["id"] for row in last), *(row["id"] for row in running)])
        lines = {item.id: item for item in executions.by_ids(connection, asked.context, asked.folder, wanted)}
    number = {row["name"]: row["count"] for row in counts}
    return Pipelines(
        tuple(
            PipelineRow(
                row["name"],
                row["versions"],
                number[row["name"]],
                tuple(lines[item["id"]] for item in last if item["pipeline"] == row["name"]),
                asked.context.relative(asked.folder.parent / row["notebook"]) if row["notebook"] else None,
            )
            for row in shown
        ),
        tuple(lines[row["id"]] for row in running),
        shown[-1]["name"] if len(names) > limit else None,
    )
