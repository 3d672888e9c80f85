"""What nobody uses any more, and its removal: `nbpipe store gc`.

Rows go first, an execution a transaction, then the rows that only it referred to, then the blobs without a row: at no
moment is there a row without its blob, and what a kill leaves is found by the next call.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from nbpipe.model import ExecutionStatus
from nbpipe.store import folders, nodes, relations
from nbpipe.store.queries import fetch
from nbpipe.store.writer import Writer

# A step that is just saving has no row for its blobs yet. It gets one within seconds.
GRACE_SECONDS = 3600.0
# A run in a scratch store writes to it at least every few seconds; a kept one was looked at by then.
SCRATCH_SECONDS = 86_400.0
# The process that ran an execution still reads it, to tell what became of it.
JUST_ENDED_SECONDS = 60.0
# The clock of a file system may lag behind the clock of the system by a tick.
_TICK = 1.0
NAMED = 5

_UNENDED = ", ".join(f"'{status}'" for status in ExecutionStatus if not status.ended)
_RUNNING = ", ".join(f"'{status}'" for status in (ExecutionStatus.EXECUTING, ExecutionStatus.STOPPING))


class Blobs(Protocol):
    """What of an artifact store is needed here: see `nbpipe.artifacts.ArtifactStore`."""

    def kept(self) -> Iterator[tuple[str, int, float]]: ...
    def set_aside(self, digest: str) -> None: ...
    def settle(self, is_used: Callable[[str], bool], before: float) -> list[tuple[str, int]]: ...
    def temporary(self) -> Iterator[Path]: ...


@dataclass(frozen=True)
class Rule:
    """Which executions are old: ended that many seconds ago, and not among the last ones of their pipeline.

    With neither of the two none is.
    """

    older_than: float | None = None
    keep_last: int | None = None


@dataclass(frozen=True)
class Things:
    """How many there are, their bytes, and the first few names.

    >>> Things.of([("a", 2), ("b", 3)])
    Things(count=2, bytes=5, names=('a', 'b'))
    """

    count: int = 0
    bytes: int = 0
    names: tuple[str, ...] = ()

    @classmethod
    def of(cls, items: Iterable[tuple[str, int]]) -> Things:
        """Things from their names and bytes."""
        found = list(items)
        return cls(len(found), sum(size for _, size in found), tuple(name for name, _ in found[:NAMED]))


@dataclass(frozen=True)
class Collected:
    """What was removed, or would be. `rows` counts rows that nothing referred to any more, by table.

    `waits_for` names running executions, which may be about to take an earlier result: as long as they run, rows and
    blobs that only old executions had stay.
    """

    executions: Things
    blobs: Things
    folders: Things
    temporary: Things
    rows: Mapping[str, int] = field(default_factory=dict)
    waits_for: tuple[str, ...] = ()


Change = Callable[[sqlite3.Connection, str], Any]


def collect(
    writer: Writer,
    store: Path,
    blobs: Blobs | None,
    now: datetime,
    rule: Rule = Rule(),
    *,
    dry_run: bool = False,
) -> Collected:
    """Remove what nobody uses, or only say what that is. `blobs` is None where other stores may use them too."""
    if not dry_run:

        def one_by_one(change: Change) -> Any:
            # The sweep is the last to write before blobs go: with it, all that was written before is on the disk.
            return writer.within(change, durable=change is _sweep)

        return _collect(one_by_one, store, blobs, now, rule, remove=True)

    def all_at_once(connection: sqlite3.Connection, at: str) -> Collected:
        return _collect(lambda change: change(connection, at), store, blobs, now, rule, remove=False)

    return writer.within(all_at_once, dry_run=True)


def _collect(
    run: Callable[[Change], Any],
    store: Path,
    blobs: Blobs | None,
    now: datetime,
    rule: Rule,
    *,
    remove: bool,
) -> Collected:
    moment = now.timestamp()
    removed = []
    doomed = run(lambda connection, at: old(connection, now, rule))
    for execution in doomed:
        if run(partial(_remove_execution, execution=execution, doomed=frozenset(doomed))):
            folder = store / folders.EXECUTIONS / execution
            removed.append((execution, folders.weight(folder)[0]))
            if remove and folder.is_dir():
                folders.remove(folder)
    freed, rows, waits_for = run(_sweep)
    known, unended = run(_in_use)
    gone = {execution for execution, _ in removed}
    return Collected(
        Things.of(removed),
        Things.of(_blobs(run, blobs, known, freed, moment, remove) if blobs is not None else ()),
        Things.of(_folders(store, gone, run(_executions), moment, remove)),
        Things.of(_temporary(store, blobs, gone | unended, moment, remove)),
        rows,
        waits_for,
    )


# ---- rows -----------------------------------------------------------------------------------------------------------


def old(connection: sqlite3.Connection, now: datetime, rule: Rule) -> list[str]:
    """Executions that may go, the newest first.

    None of them runs or waits, and nothing that stays refers to them: no model version but a deleted one, no cached step.
    """
    if rule.older_than is None and rule.keep_last is None:
        return []
    before = now - timedelta(seconds=max(rule.older_than or 0.0, JUST_ENDED_SECONDS))
    rows = fetch(
        connection,
        "SELECT id, row_number() OVER (PARTITION BY pipeline ORDER BY started_at DESC, id DESC) AS place, ended_at"
        f" FROM executions WHERE status NOT IN ({_UNENDED}) ORDER BY started_at DESC, id DESC",
    )
    candidates = {
        row["id"]
        for row in rows
        if row["place"] > (rule.keep_last or 0) and datetime.fromisoformat(row["ended_at"]) <= before
    }
    models = "SELECT execution FROM model_contents WHERE execution IS NOT NULL"
    candidates -= {row[0] for row in fetch(connection, models)}
    taken = fetch(
        connection,
        "SELECT DISTINCT execution, cached_from FROM step_executions WHERE cached_from IS NOT NULL"
        " UNION SELECT parent_execution, id FROM executions WHERE parent_execution IS NOT NULL",
    )
    sources: dict[str, set[str]] = {}
    for row in taken:
        sources.setdefault(row["execution"], set()).add(row["cached_from"])
    held = [source for taker, found in sources.items() if taker not in candidates for source in found]
    while held:
        if (execution := held.pop()) in candidates:
            candidates.discard(execution)
            held += sources.get(execution, ())
    return [row["id"] for row in rows if row["id"] in candidates]


def _remove_execution(
    connection: sqlite3.Connection, at: str, *, execution: str, doomed: frozenset[str]
) -> bool:
    """Remove all rows of an execution; False where it has been resumed, or somebody uses it, since it was chosen."""
    row = connection.execute(
        f"SELECT pipeline, version FROM executions e WHERE id = ? AND status NOT IN ({_UNENDED})"
        " AND NOT EXISTS (SELECT 1 FROM model_contents m WHERE m.execution = e.id)",
        (execution,),
    ).fetchone()
    takers = connection.execute(
        "SELECT DISTINCT execution FROM step_executions WHERE cached_from = :id UNION SELECT parent_execution"
        " FROM executions WHERE id = :id AND parent_execution IS NOT NULL",
        {"id": execution},
    )
    if row is None or not folders.is_id(execution) or {taker for (taker,) in takers} - doomed:
        return False
    for prefix in nodes.prefixes(execution):
        values = (prefix, prefix + nodes.AFTER_ALL)
        connection.execute("DELETE FROM associations WHERE source >= ? AND source < ?", values)
        connection.execute("DELETE FROM associations WHERE destination >= ? AND destination < ?", values)
    for table in relations.OF_EXECUTION:
        connection.execute(f"DELETE FROM {table} WHERE execution = ?", (execution,))
    for table in relations.LEARNED:
        connection.execute(f"UPDATE {table} SET execution = NULL WHERE execution = ?", (execution,))
    connection.execute("DELETE FROM executions WHERE id = ?", (execution,))
    connection.execute(
        "UPDATE executions SET parent_execution = NULL, parent_step = NULL WHERE parent_execution = ?",
        (execution,),
    )
    # The newest version stays, or its number would be given to another definition.
    connection.execute(
        "DELETE FROM pipelines AS p WHERE name = ? AND version = ?"
        " AND NOT EXISTS (SELECT 1 FROM executions e WHERE e.pipeline = p.name AND e.version = p.version)"
        " AND version < (SELECT max(version) FROM pipelines q WHERE q.name = p.name)",
        row,
    )
    return True


def _sweep(connection: sqlite3.Connection, at: str) -> tuple[frozenset[str], dict[str, int], tuple[str, ...]]:
    """Remove shared rows that nothing refers to: the freed artifacts, counts by table, and who stands in the way."""
    del at
    running = connection.execute(f"SELECT id FROM executions WHERE status IN ({_RUNNING}) ORDER BY id")
    waits_for = tuple(execution for (execution,) in running)
    freed: frozenset[str] = frozenset()
    counts = {}
    for table in relations.SHARED:
        unused = relations.unused(connection, table)
        if waits_for:
            (count,) = connection.execute(f"SELECT count(*) FROM {table} WHERE {unused}").fetchone()
            counts[table] = count
            continue
        if table == "artifacts":
            freed = frozenset(
                digest for (digest,) in connection.execute(f"SELECT digest FROM {table} WHERE {unused}")
            )
        counts[table] = connection.execute(f"DELETE FROM {table} WHERE {unused}").rowcount
    if waits_for:
        return freed, {}, waits_for if any(counts.values()) else ()
    return freed, {table: count for table, count in counts.items() if count}, ()


def _in_use(connection: sqlite3.Connection, at: str) -> tuple[frozenset[str], frozenset[str]]:
    """Digests with a row, and executions that have not ended."""
    del at
    digests = connection.execute("SELECT digest FROM artifacts").fetchall()
    unended = connection.execute(f"SELECT id FROM executions WHERE status IN ({_UNENDED})").fetchall()
    return frozenset(row[0] for row in digests), frozenset(row[0] for row in unended)


def _executions(connection: sqlite3.Connection, at: str) -> frozenset[str]:
    del at
    return frozenset(row[0] for row in connection.execute("SELECT id FROM executions"))


# ---- files ----------------------------------------------------------------------------------------------------------


def _blobs(
    run: Callable[[Change], Any],
    blobs: Blobs,
    known: frozenset[str],
    freed: frozenset[str],
    moment: float,
    remove: bool,
) -> list[tuple[str, int]]:
    unused = [
        (digest, size)
        for digest, size, kept_at in blobs.kept()
        if digest not in known and kept_at < moment - (_TICK if digest in freed else GRACE_SECONDS)
    ]
    if not remove:
        return unused
    for digest, _ in unused:
        blobs.set_aside(digest)
    # Whoever kept an equal value just before has a row for it by now, or has left its time on the blob.
    used, _ = run(_in_use)
    return blobs.settle(used.__contains__, moment - _TICK)


def _folders(
    store: Path, gone: set[str], known: frozenset[str], moment: float, remove: bool
) -> list[tuple[str, int]]:
    found = []
    for folder in folders.listed(store):
        if folder.name in known or folder.name in gone:
            continue
        size, latest = folders.weight(folder)
        # An import writes the files first, then the rows.
        if folders.half_removed(folder) or latest < moment - GRACE_SECONDS:
            found.append((folder.name, size))
            if remove:
                folders.remove(folder)
    for folder in folders.scratch(store):
        size, latest = folders.weight(folder)
        if latest < moment - SCRATCH_SECONDS:
            found.append((f"{folders.REPRODUCTIONS}/{folder.name}", size))
            if remove:
                folders.remove(folder)
    return found


def _temporary(
    store: Path, blobs: Blobs | None, skipped: set[str] | frozenset[str], moment: float, remove: bool
) -> list[tuple[str, int]]:
    found = []
    below = store / folders.EXECUTIONS
    for path in (*folders.temporary(store), *(blobs.temporary() if blobs is not None else ())):
        if path.is_relative_to(below) and path.relative_to(below).parts[0] in skipped:
            continue
        try:
            stat = path.lstat()
        except OSError:  # it has just got its name
            continue
        if stat.st_mtime < moment - GRACE_SECONDS:
            found.append((path.name, stat.st_size))
            if remove:
                path.unlink(missing_ok=True)
    return found
