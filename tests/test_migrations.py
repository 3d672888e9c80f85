"""The schema: made once by many, refused where it is not ours, described in full, and indexed for what is asked."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from nbpipe.errors import NotFoundError, StoreError
from nbpipe.store import DATABASE, connect, migrations
from nbpipe.store.schema import TABLES, VIEWS


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    found = connect(tmp_path / ".nbpipe")
    yield found
    found.close()


def names(connection: sqlite3.Connection, kind: str) -> set[str]:
    sql = "SELECT name FROM sqlite_master WHERE type = ? AND name NOT LIKE '%sqlite\\_%' ESCAPE '\\'"
    return {row[0] for row in connection.execute(sql, (kind,))}


def test_new_store(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / ".nbpipe"
    connection = connect(folder)
    assert (folder / ".gitignore").read_text() == "*\n"
    assert migrations.applied(connection) == migrations.NAMES
    pragmas = {
        name: connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("journal_mode", "foreign_keys", "synchronous", "busy_timeout")
    }
    assert pragmas == {"journal_mode": "wal", "foreign_keys": 1, "synchronous": 1, "busy_timeout": 30_000}
    assert not connection.in_transaction
    connection.close()


def test_gitignore_of_the_user_stays(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("mine\n")
    connect(tmp_path).close()
    assert (tmp_path / ".gitignore").read_text() == "mine\n"


def test_store_that_is_up_to_date_needs_no_sqlite_utils(tmp_path: Path) -> None:
    connect(tmp_path).close()
    code = (
        "import sys, pathlib, nbpipe.lineage, nbpipe.registry, nbpipe.store as s;"
        "s.connect(pathlib.Path(sys.argv[1])).close();"
        "print([m for m in ('sqlite_utils', 'pandas') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code, tmp_path], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_table_and_column_is_described(connection: sqlite3.Connection) -> None:
    found = {
        table: [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        for table in names(connection, "table")
    }
    assert {table: list(description.columns) for table, description in TABLES.items()} == found
    assert all(text.strip() for d in TABLES.values() for text in (d.about, *d.columns.values()))


def test_every_view_is_described_and_can_be_read(connection: sqlite3.Connection) -> None:
    assert set(VIEWS) == names(connection, "view")
    for view in VIEWS:
        assert connection.execute(f"SELECT * FROM {view}").fetchall() == []


def test_every_foreign_key_refers_to_unique_columns(connection: sqlite3.Connection) -> None:
    # SQLite accepts one that does not, and then refuses every statement that writes either table.
    for table in names(connection, "table"):
        connection.execute(f"DELETE FROM {table}")


def test_foreign_keys_are_enforced(connection: sqlite3.Connection) -> None:
    for sql in (
        "INSERT INTO step_executions (execution, step, position, type, status, cached)"
        " VALUES ('none', 's', 0, 'T', 'Pending', 0)",
        "INSERT INTO approvals (model_group, version, status, by, at, comment, evidence)"
        " VALUES ('none', 1, 'Approved', 'ada', 'now', '', '{}')",
        "INSERT INTO events (at, kind, execution, data) VALUES ('now', 'step', 'none', '{}')",
    ):
        with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
            connection.execute(sql)


def test_columns_are_strict(connection: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="cannot store TEXT value in INTEGER column"):
        connection.execute("INSERT INTO artifacts VALUES ('sha256:a', 'big', 'm', 'p', '{}', 'now')")


def test_a_failing_migration_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def half(db: object) -> None:
        db.execute("CREATE TABLE half (id INTEGER)")  # type: ignore[attr-defined]
        raise ValueError("boom")

    steps = (*migrations._MIGRATIONS, ("0009_half", half))
    monkeypatch.setattr(migrations, "_MIGRATIONS", steps)
    monkeypatch.setattr(migrations, "NAMES", tuple(name for name, _ in steps))
    with pytest.raises(ValueError, match="boom"):
        connect(tmp_path)
    raw = sqlite3.connect(tmp_path / DATABASE)
    assert raw.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
    raw.close()


def test_an_older_store_is_upgraded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    connect(tmp_path).close()

    def later(db: object) -> None:
        db["pipelines"].add_column("owner", str)  # type: ignore[index]
        db["executions"].transform(rename={"seed": "root_seed"})  # type: ignore[index]

    steps = (*migrations._MIGRATIONS, ("0009_later", later))
    monkeypatch.setattr(migrations, "_MIGRATIONS", steps)
    monkeypatch.setattr(migrations, "NAMES", tuple(name for name, _ in steps))
    connection = connect(tmp_path)
    assert migrations.applied(connection) == migrations.NAMES
    assert migrations.NAMES[-1] == "0009_later"
    assert "owner" in [row[1] for row in connection.execute("PRAGMA table_info(pipelines)")]
    assert connection.execute("PRAGMA foreign_keys").fetchone() == (1,)
    connection.close()


# ---- many at once ---------------------------------------------------------------------------------------------------


def test_threads_that_create_one_store_at_once(tmp_path: Path) -> None:
    for round_ in range(5):
        folder = tmp_path / str(round_)
        barrier = threading.Barrier(8)
        failures: list[BaseException] = []

        def create(folder: Path = folder, barrier: threading.Barrier = barrier) -> None:
            barrier.wait()
            try:
                connect(folder).close()
            except BaseException as error:
                failures.append(error)  # noqa: B023 - the threads end within the round

        threads = [threading.Thread(target=create) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert failures == []


# ---- what cannot be opened ------------------------------------------------------------------------------------------


def problem(error: StoreError | NotFoundError) -> tuple[str, str]:
    (found,) = error.problems
    assert found.hint
    return found.code, found.message


def test_no_store(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError) as caught:
        connect(tmp_path / "none", create=False)
    assert problem(caught.value) == ("no-store", f"there is no store in {tmp_path / 'none'}")
    assert not (tmp_path / "none").exists()


def test_not_a_database(tmp_path: Path) -> None:
    (tmp_path / DATABASE).write_bytes(b"this is no database" * 100)
    with pytest.raises(StoreError) as caught:
        connect(tmp_path)
    assert problem(caught.value) == (
        "store-foreign",
        f"{tmp_path / DATABASE}: the file is no SQLite database",
    )


def test_a_damaged_database(tmp_path: Path) -> None:
    connect(tmp_path).close()
    path = tmp_path / DATABASE
    content = bytearray(path.read_bytes())
    content[100:4096] = b"\xff" * (4096 - 100)
    path.write_bytes(content)
    with pytest.raises(StoreError) as caught:
        connect(tmp_path)
    assert problem(caught.value) == ("store-damaged", f"{path}: the store is damaged")


def test_the_database_of_another_program(tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / DATABASE)
    other.execute("CREATE TABLE runs (id)")
    other.close()
    with pytest.raises(StoreError) as caught:
        connect(tmp_path)
    assert problem(caught.value)[0] == "store-foreign"


def test_a_newer_store(tmp_path: Path) -> None:
    connection = connect(tmp_path)
    connection.execute(
        "INSERT INTO _sqlite_migrations (migration_set, name) VALUES ('nbpipe', '0099_future')"
    )
    connection.execute("INSERT INTO _sqlite_migrations (migration_set, name) VALUES ('plugin', 'theirs')")
    connection.close()
    with pytest.raises(StoreError, match=r"newer nbpipe.*0099_future") as caught:
        connect(tmp_path)
    assert "pip install --upgrade" in str(caught.value)


def test_a_locked_store(tmp_path: Path) -> None:
    connect(tmp_path).close()
    other = sqlite3.connect(tmp_path / DATABASE, isolation_level=None)
    other.execute("PRAGMA locking_mode = EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StoreError) as caught:
        connect(tmp_path, timeout=0.05)
    assert problem(caught.value)[0] == "store-locked"
    other.close()


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("")
    with pytest.raises(StoreError) as caught:
        connect(tmp_path / "store")
    assert problem(caught.value)[0] == "store-read-only"


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of POSIX")
@pytest.mark.parametrize(("folder_mode", "file_mode"), [(0o555, None), (0o555, 0o644), (0o755, 0o444)])
def test_read_only(folder_mode: int, file_mode: int | None) -> None:
    """As an ordinary user: root may write everywhere, so the child gives that up."""
    folder = Path(tempfile.mkdtemp())
    try:
        if file_mode is not None:
            connect(folder).close()
            (folder / DATABASE).chmod(file_mode)
        folder.chmod(folder_mode)
        code = (
            "import os, sys, pathlib, nbpipe.store as s\n"
            "from nbpipe.errors import StoreError\n"
            "if os.geteuid() == 0: os.setuid(65534)\n"
            "try: s.connect(pathlib.Path(sys.argv[1]))\n"
            "except StoreError as error: print(error.problems[0].code, bool(error.problems[0].hint))"
        )
        done = subprocess.run(
            [sys.executable, "-c", code, folder], capture_output=True, text=True, check=True
        )
        assert done.stdout == "store-read-only True\n"
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)


def test_a_full_disk(tmp_path: Path) -> None:
    from nbpipe.store import translate

    connection = connect(tmp_path)
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreError) as caught, translate(connection):
        connection.execute("INSERT INTO artifacts VALUES ('d', 1, ?, 'p', '{}', 'now')", ("x" * 100_000,))
    assert problem(caught.value)[0] == "store-full"
    assert str(tmp_path / DATABASE) in str(caught.value)
    connection.close()


def test_a_fault_of_the_caller_is_not_translated(tmp_path: Path) -> None:
    from nbpipe.store import translate

    connection = connect(tmp_path)
    connection.close()
    with pytest.raises(sqlite3.ProgrammingError), translate(connection):
        connection.execute("SELECT 1")
