"""The SQLite store: `connect` opens it, `writer` is the only one to write it, `queries` reads it.

A store is a folder with the database `nbpipe.db`. The connection is the standard library's; sqlite-utils, which takes
half a second to import beside pandas, is imported only when there is a schema to make or to change.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from nbpipe.errors import NotFoundError, StoreError
from nbpipe.store import migrations

DATABASE = "nbpipe.db"
BUSY_TIMEOUT = 30.0

_ANOTHER = "name another store with --store or NBPIPE_STORE"
_DAMAGED = "`nbpipe store check` says what is damaged; go back to a copy of the folder, or move it away and run again"

# Primary result code of SQLite (https://www.sqlite.org/rescode.html) → our code, what happened, what to do.
_MEANING: dict[int, tuple[str, str, str]] = {
    sqlite3.SQLITE_BUSY: (
        "store-locked",
        "another process has kept the store locked for too long",
        "wait for it or end it, then try again; a store on a network drive can stay locked: keep it on a local disk",
    ),
    sqlite3.SQLITE_LOCKED: ("store-locked", "the store is locked", "try again"),
    sqlite3.SQLITE_READONLY: (
        "store-read-only",
        "the store cannot be written",
        f"make it writable, or {_ANOTHER}",
    ),
    sqlite3.SQLITE_PERM: (
        "store-read-only",
        "the store may not be written",
        f"make it writable, or {_ANOTHER}",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        "store-unopened",
        "the store cannot be opened",
        f"check its permissions, or {_ANOTHER}",
    ),
    sqlite3.SQLITE_FULL: (
        "store-full",
        "the disk is full",
        "free some space; `nbpipe store gc` removes what nobody uses",
    ),
    sqlite3.SQLITE_IOERR: (
        "store-io",
        "the disk failed to read or write the store",
        "check the disk and its free space",
    ),
    sqlite3.SQLITE_CORRUPT: ("store-damaged", "the store is damaged", _DAMAGED),
    sqlite3.SQLITE_NOTADB: (
        "store-foreign",
        "the file is no SQLite database",
        f"move it away, or {_ANOTHER}",
    ),
    sqlite3.SQLITE_CONSTRAINT: (
        "store-constraint",
        "the store refused a row",
        "this is a fault of nbpipe: please report it with this message",
    ),
}


def connect(folder: Path, *, create: bool = True, timeout: float = BUSY_TIMEOUT) -> sqlite3.Connection:
    """Open the store in `folder`, making or upgrading it as needed; for use in this thread only.

    The connection commits each statement by itself (`Writer` opens its own transactions), enforces foreign keys and
    waits up to `timeout` seconds for a lock. Any number of processes may open, and create, one store at once.

    Raises `NotFoundError` where there is no store and `create` is false, `StoreError` where it cannot be used.
    """
    path = Path(folder) / DATABASE
    if create:
        prepare(Path(folder))
    elif not path.exists():
        raise NotFoundError(
            f"there is no store in {folder}", "the first `nbpipe run NOTEBOOK` makes one", code="no-store"
        )
    # SQLite would open a read-only file without a word, and fail at the first write.
    if not os.access(folder, os.W_OK) or (path.exists() and not os.access(path, os.W_OK)):
        raise _store_error(sqlite3.SQLITE_READONLY, path)
    with translate(path):
        connection = sqlite3.connect(path, timeout=timeout, isolation_level=None)
        try:
            # Foreign keys are off in SQLite unless every connection asks for them.
            connection.execute("PRAGMA foreign_keys = ON")
            # In WAL mode NORMAL survives any crash of a process; Writer asks for FULL where a power cut must not undo.
            connection.execute("PRAGMA synchronous = NORMAL")
            _upgrade(connection, path, timeout)
        except BaseException:
            connection.close()
            raise
    return connection


def now() -> str:
    """The time as the store keeps it: ISO 8601, UTC, microseconds; such texts sort by time.

    >>> len(now()), now()[-6:]
    (32, '+00:00')
    """
    return datetime.now(UTC).isoformat(timespec="microseconds")


@contextmanager
def translate(where: Path | sqlite3.Connection) -> Iterator[None]:
    """Turn errors of SQLite inside the block into a `StoreError` that says what to do.

    Faults of the caller (`sqlite3.ProgrammingError`, such as use from another thread) stay as they are.
    """
    try:
        yield
    except sqlite3.ProgrammingError:
        raise
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
        path = where if isinstance(where, Path) else _path_of(where)
        raise _store_error(code, path, str(error)) from error


def _store_error(code: int, path: Path, detail: str = "") -> StoreError:
    kind, what, hint = _MEANING.get(
        code, ("store-error", f"SQLite reports: {detail}", "this is a fault of nbpipe: please report it")
    )
    if code == sqlite3.SQLITE_CONSTRAINT:
        what = f"{what} ({detail})"
    return StoreError(f"{path}: {what}", hint, code=kind)


def folder_of(connection: sqlite3.Connection) -> Path:
    """The folder of the store that a connection is to."""
    return _path_of(connection).resolve().parent


def _path_of(connection: sqlite3.Connection) -> Path:
    with suppress(sqlite3.Error), closing(connection.execute("PRAGMA database_list")) as cursor:
        return Path(cursor.fetchone()[2])
    return Path(DATABASE)


def prepare(folder: Path) -> None:
    """Make the folder of a store, which no repository takes in. `StoreError` where that cannot be done."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError), (folder / ".gitignore").open("x") as file:
            file.write("*\n")
    except OSError as error:
        raise StoreError(
            f"the store cannot be made in {folder}: {error.strerror or error}",
            f"choose a folder that can be written: {_ANOTHER}",
            code="store-read-only",
        ) from error


def _upgrade(connection: sqlite3.Connection, path: Path, timeout: float) -> None:
    connection.execute("BEGIN")  # one snapshot for both reads: another process may be making the schema
    applied = migrations.applied(connection)
    foreign = not applied and connection.execute("SELECT 1 FROM sqlite_master").fetchone() is not None
    connection.execute("COMMIT")
    unknown = [name for name in applied if name not in migrations.NAMES]
    if unknown:
        raise StoreError(
            f"{path}: the store was written by a newer nbpipe (it has {', '.join(unknown)!r})",
            "upgrade: pip install --upgrade nbpipe-ml",
            code="store-newer",
        )
    if foreign:
        raise StoreError(
            f"{path}: the database belongs to another program",
            f"move it away, or {_ANOTHER}",
            code="store-foreign",
        )
    if applied != migrations.NAMES:
        _write_ahead(connection, time.monotonic() + timeout)
        migrations.apply(connection)


def _write_ahead(connection: sqlite3.Connection, deadline: float) -> None:
    # Two processes that change the mode of a new file at once: SQLite answers "busy" to one without waiting.
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.01)
