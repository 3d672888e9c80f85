"""What changed in a store since the last look, and the one thread that looks for all stores."""

from __future__ import annotations

import contextlib
import logging
import sqlite3
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from nbpipe import store
from nbpipe.api import cards, executions
from nbpipe.api.asked import TIMEOUT, Context, reading
from nbpipe.api.shapes import Changes
from nbpipe.errors import NbpipeError
from nbpipe.store import queries
from nbpipe.store.queries import fetch

TICK_SECONDS = 0.05
WATCHED_SECONDS = 600.0  # after the last request about a store
SLOW_SECONDS = 1.0  # between looks whether there is a store at all, and whether it is still the same file
EVENTS = 5000  # that are read at once


def since(
    connection: sqlite3.Connection,
    context: Context,
    folder: Path,
    event: int,
    expected: Mapping[str, Mapping[str, float]] | None = None,
) -> Changes | None:
    """What the rows that changed after that event are now; None where nothing did. A fixed number of statements."""
    with queries.snapshot(connection):
        # First this: while nothing happened, it is all that is asked.
        last = fetch(
            connection, "SELECT id FROM events WHERE id > ? ORDER BY id LIMIT 1 OFFSET ?", (event, EVENTS - 1)
        )
        until = last[0]["id"] if last else queries.last_event_id(connection)
        if until <= event:
            return None
        place = (event, until)
        changed = fetch(
            connection,
            "SELECT DISTINCT execution, step FROM events WHERE id > ? AND id <= ? AND execution IS NOT NULL"
            " AND kind IN ('execution', 'step', 'stop', 'lesson', 'callback')",
            place,
        )
        models = fetch(
            connection,
            "SELECT DISTINCT json_extract(data, '$.group') AS name FROM events WHERE id > ? AND id <= ?"
            " AND kind IN ('model', 'approval', 'alias', 'stage', 'delete', 'reproduction') UNION SELECT g.value FROM events v,"
            " json_each(v.data, '$.groups') g WHERE v.id > ? AND v.id <= ? AND v.kind = 'endpoint' ORDER BY 1",
            (*place, *place),
        )
        ids = list(dict.fromkeys(row["execution"] for row in changed))
        only: dict[str, set[str]] = {}
        for row in changed:
            if row["step"] is not None:
                only.setdefault(row["execution"], set()).add(row["step"])
        return Changes(
            context.name(folder),
            until,
            executions.by_ids(connection, context, folder, ids) if ids else (),
            cards.of(connection, list(only), expected, only) if only else {},
            tuple(row["name"] for row in models),
        )


@dataclass
class _Watched:
    """A store that somebody looks at. `version` and `file` say what was seen of it last."""

    until: float
    event: int
    connection: sqlite3.Connection | None = None
    version: int = -1
    file: tuple[int, int] | None = None
    looked: float = 0.0
    expected: dict[str, Mapping[str, float]] = field(default_factory=dict)


class Tail:
    """Tells of every change in the stores that pages ask about, from a thread that sleeps while there are none.

    `emit` is called in that thread. A store is watched for `watched_seconds` after the last request about it.
    """

    def __init__(
        self, context: Context, emit: Callable[[Changes], None], watched_seconds: float = WATCHED_SECONDS
    ) -> None:
        self._context, self._emit, self._watched_seconds = context, emit, watched_seconds
        self._watched: dict[Path, _Watched] = {}
        self._lock = threading.Lock()
        self._wake = threading.Event()
        self._closed = False
        self._thread: threading.Thread | None = None

    def watch(self, folder: Path) -> None:
        """Watch a store from now on, or for longer: what is recorded after this call is told of."""
        with self._lock:
            known = self._watched.get(folder)
            if known is not None:
                known.until = time.monotonic() + self._watched_seconds
                return
        event = _last_event(folder)
        with self._lock:
            if self._closed:
                return
            self._watched.setdefault(folder, _Watched(time.monotonic() + self._watched_seconds, event))
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="nbpipe live", daemon=True)
                self._thread.start()
        self._wake.set()

    def close(self) -> None:
        """End the thread."""
        with self._lock:
            self._closed = True
            thread = self._thread
        self._wake.set()
        if thread is not None:
            thread.join()

    def _run(self) -> None:
        while True:
            with self._lock:
                self._wake.clear()
                if self._closed:
                    break
                watched = list(self._watched.items())
            now = time.monotonic()
            for folder, item in watched:
                if item.until < now:
                    _let_go(item)
                    with self._lock:
                        self._watched.pop(folder, None)
                else:
                    self._look(folder, item, now)
            if watched:
                time.sleep(TICK_SECONDS)
            else:
                self._wake.wait()
        for item in self._watched.values():
            _let_go(item)

    def _look(self, folder: Path, item: _Watched, now: float) -> None:
        """Tell of what changed. A store that is locked, damaged or gone is looked at again later."""
        try:
            if now - item.looked > SLOW_SECONDS:
                item.looked = now
                _open(folder, item)
            if item.connection is None:
                return
            version = queries.data_version(item.connection)
            if version == item.version:
                return
            item.version = version
            while (found := since(item.connection, self._context, folder, item.event)) is not None:
                item.event = found.event
                self._emit(self._expecting(item, found))
        except (NbpipeError, sqlite3.Error, OSError):
            _let_go(item)
        except Exception:  # a fault of ours must not end the looking: what it was about is passed over
            logging.getLogger("nbpipe").exception("changes in %s could not be told", folder)
            item.event = _last_event(folder)

    def _expecting(self, item: _Watched, found: Changes) -> Changes:
        """The same with how long the steps took before, which is asked once an execution."""
        assert item.connection is not None
        for row in found.executions:
            if row.id not in item.expected:
                while len(item.expected) >= 32:
                    item.expected.pop(next(iter(item.expected)))
                item.expected[row.id] = queries.expected_seconds(item.connection, row.pipeline)
        steps = {
            execution: tuple(
                replace(card, expected=item.expected.get(execution, {}).get(card.step)) for card in changed
            )
            for execution, changed in found.steps.items()
        }
        return replace(found, steps=steps)


def _last_event(folder: Path) -> int:
    with contextlib.suppress(NbpipeError), reading(folder) as connection:
        return queries.last_event_id(connection)
    return 0


def _open(folder: Path, item: _Watched) -> None:
    """Open the store once there is one; anew where its file is another one than before."""
    try:
        found = (folder / store.DATABASE).stat()
    except OSError:
        _let_go(item)
        return
    file = (found.st_dev, found.st_ino)
    if item.connection is not None and item.file == file:
        return
    if item.file is not None and item.file != file:
        item.event = 0  # another store: its numbers begin anew
    _let_go(item)
    item.connection = store.connect(folder, create=False, timeout=TIMEOUT)
    item.connection.execute("PRAGMA query_only = ON")
    item.file, item.version = file, -1


def _let_go(item: _Watched) -> None:
    if item.connection is not None:
        item.connection.close()
        item.connection = None
