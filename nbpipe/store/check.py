"""Is the store whole? What `nbpipe store check` reports."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator

from nbpipe.errors import Problem, StoreError
from nbpipe.model import Approval, AssociationType, ExecutionStatus, StepStatus
from nbpipe.store.queries import fetch

_AGAIN = "run the pipeline again with --no-cache: it makes the content anew"
_FAULT = "this is a fault of nbpipe: please report it"
_RESTORE = "go back to a copy of the folder, or move it away and run again"

# (table, what one row is called, legal words)
_WORDS: tuple[tuple[str, str, Iterable[str]], ...] = (
    ("executions", "'execution ' || id", ExecutionStatus),
    ("step_executions", "'step ' || step || ' of execution ' || execution", StepStatus),
    ("attempts", "'attempt ' || number || ' of step ' || step || ' of execution ' || execution", StepStatus),
    ("approvals", "'approval ' || id", Approval),
)

_ENDED = ", ".join(f"'{status}'" for status in StepStatus if status.ended)
_ENDED_EXECUTION = ", ".join(f"'{status}'" for status in ExecutionStatus if status.ended)
_OF = "'step ' || s.step || ' of execution ' || s.execution"

# (code, what is wrong with it, statement that names each case)
_RULES: tuple[tuple[str, str, str], ...] = (
    (
        "no-end-time",
        "ended, but has no end time",
        f"SELECT 'execution ' || id FROM executions WHERE status IN ({_ENDED_EXECUTION}) AND ended_at IS NULL"
        f" UNION ALL SELECT {_OF} FROM step_executions s WHERE status IN ({_ENDED}) AND ended_at IS NULL",
    ),
    (
        "end-time",
        "has an end time, but has not ended",
        f"SELECT 'execution ' || id FROM executions WHERE status NOT IN ({_ENDED_EXECUTION}) AND ended_at IS NOT NULL"
        f" UNION ALL SELECT {_OF} FROM step_executions s WHERE status NOT IN ({_ENDED}) AND ended_at IS NOT NULL",
    ),
    (
        "unended-step",
        "has not ended, but its execution has",
        f"SELECT {_OF} || ' (' || s.status || ')' FROM executions e JOIN step_executions s ON s.execution = e.id"
        f" WHERE e.status IN ({_ENDED_EXECUTION}) AND s.status NOT IN ({_ENDED})",
    ),
    (
        "open-attempt",
        "has an attempt without an end, but has ended itself",
        f"SELECT {_OF} FROM attempts a JOIN step_executions s ON s.execution = a.execution AND s.step = a.step"
        f" WHERE a.ended_at IS NULL AND s.status IN ({_ENDED})",
    ),
    (
        "attempt-status",
        "has an attempt whose status and end time contradict each other",
        f"SELECT {_OF} FROM attempts s WHERE (s.ended_at IS NULL) = (s.status IN ({_ENDED}))",
    ),
    (
        "attempt-numbers",
        "has attempts that are not numbered 1, 2, 3 …",
        f"SELECT {_OF} FROM attempts s GROUP BY s.execution, s.step HAVING min(number) != 1 OR max(number) != count(*)",
    ),
    (
        "last-attempt",
        "succeeded, but its last attempt did not",
        f"SELECT {_OF} FROM step_executions s JOIN attempts a ON a.execution = s.execution AND a.step = s.step"
        " AND a.number = (SELECT max(number) FROM attempts b WHERE b.execution = s.execution AND b.step = s.step)"
        " WHERE s.status = 'Succeeded' AND s.cached = 0 AND a.status != 'Succeeded'",
    ),
    (
        "no-approval",
        "has no approval status",
        "SELECT 'model version ' || model_group || ':' || version FROM model_versions v WHERE NOT EXISTS"
        " (SELECT 1 FROM approvals a WHERE a.model_group = v.model_group AND a.version = v.version)",
    ),
    (
        "no-content",
        "is not deleted, but nothing keeps its content",
        "SELECT 'model version ' || model_group || ':' || version FROM model_versions v WHERE NOT EXISTS"
        " (SELECT 1 FROM model_contents c WHERE c.model_group = v.model_group AND c.version = v.version"
        " AND c.digest = v.digest) AND NOT EXISTS"
        " (SELECT 1 FROM deletions d WHERE d.model_group = v.model_group AND d.version = v.version)",
    ),
)


def check(
    connection: sqlite3.Connection,
    artifacts_has: Callable[[str], bool],
    verify: Callable[[str], bool] | None = None,
) -> list[Problem]:
    """Everything that is wrong with the store; an empty list is good news.

    `artifacts_has` says whether the blob of a digest is there; `verify`, which reads every blob, whether its content
    still has that digest.
    """
    try:
        broken = [*_database(connection), *_references(connection)]
        # What follows reads the tables: pointless, or impossible, in a damaged file.
        return broken or [
            *_words(connection),
            *_rules(connection),
            *_blobs(connection, artifacts_has, verify),
        ]
    except StoreError as error:
        return list(error.problems)


def rows(connection: sqlite3.Connection) -> list[Problem]:
    """What is wrong with the rows alone, also inside a transaction that is not committed yet."""
    return [*_references(connection), *_words(connection), *_rules(connection)]


def _database(connection: sqlite3.Connection) -> Iterator[Problem]:
    for row in fetch(connection, "PRAGMA integrity_check(100)"):
        if row[0] != "ok":
            yield Problem("store-damaged", f"the database is damaged: {row[0]}", _RESTORE)


def _references(connection: sqlite3.Connection) -> Iterator[Problem]:
    for row in fetch(connection, "PRAGMA foreign_key_check"):
        yield Problem(
            "store-reference",
            f"a row of {row['table']} refers to a row of {row['parent']} that is gone",
            _FAULT,
        )


def _words(connection: sqlite3.Connection) -> Iterator[Problem]:
    for table, name, legal in _WORDS:
        for row in fetch(
            connection, f"SELECT {name} AS name, status FROM {table} WHERE status NOT IN ({_quoted(legal)})"
        ):
            yield Problem("unknown-status", f"{row['name']} has the unknown status {row['status']!r}", _FAULT)
    sql = f"SELECT source, type FROM associations WHERE type NOT IN ({_quoted(AssociationType)})"
    for row in fetch(connection, sql):
        yield Problem(
            "unknown-association", f"{row['source']} has an edge of unknown type {row['type']!r}", _FAULT
        )


def _rules(connection: sqlite3.Connection) -> Iterator[Problem]:
    for code, what, sql in _RULES:
        for row in fetch(connection, sql):
            yield Problem(code, f"{row[0]} {what}", _FAULT)


def _blobs(
    connection: sqlite3.Connection, has: Callable[[str], bool], verify: Callable[[str], bool] | None
) -> Iterator[Problem]:
    for row in fetch(connection, "SELECT digest, size FROM artifacts ORDER BY digest"):
        digest = row["digest"]
        if not has(digest):
            yield Problem("missing-blob", f"the content of {digest} ({row['size']} bytes) is gone", _AGAIN)
        elif verify is not None and not verify(digest):
            yield Problem(
                "damaged-blob", f"the content of {digest} ({row['size']} bytes) has changed", _AGAIN
            )


def _quoted(words: Iterable[str]) -> str:
    return ", ".join(f"'{word}'" for word in words)
