"""Calls that are wrong, and stores that cannot be used: exit code 2, a message that names the thing, nothing ran.

No step processes: see `test_crash.py` for those.
"""

from __future__ import annotations

import functools
import json
import os
import socket
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from store_samples import pipeline
from test_faults import write

from nbpipe import store
from nbpipe.cli import main
from nbpipe.model import Execution, ExecutionStatus
from nbpipe.store import queries
from nbpipe.store.writer import Writer

# Decided without a process: with a low limit it fails, so that there is something to resume.
GATE = [
    "%%parameters\nlimit: float = 0.5",
    "%%step gate --type Condition --then fine --else weak\nlimit > 0.4",
    "%%step fine --type Condition\nlimit < 1",
    "%%step weak --type Fail\nthe limit {limit} is too low",
]
PYTHON = ["%%step load\nrows = [1]", "%%step train\nmodel = sum(rows)"]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new folder to be in, with nothing set in the environment."""
    monkeypatch.chdir(tmp_path)
    for name in ("NBPIPE_STORE", "NBPIPE_ARTIFACTS", "NBPIPE_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def call(captured: pytest.CaptureFixture[str], *words: str) -> tuple[int, Any]:
    """Exit code and JSON of a command."""
    captured.readouterr()
    code = main([*words, "--json"])
    return code, json.loads(captured.readouterr().out)


def gate(folder: Path, limit: float) -> None:
    write(folder, *GATE)
    assert main(["run", "case.ipynb", "-p", f"limit={limit}"]) == (0 if limit > 0.4 else 1)


def succeeded(folder: Path) -> None:
    gate(folder, 0.5)


def failed(folder: Path) -> None:
    gate(folder, 0.1)


def never_ran(folder: Path) -> None:
    write(folder, *PYTHON)


def other_ran(folder: Path) -> None:
    """There is a store, and in it no execution with the result of `load`."""
    succeeded(folder)
    write(folder, *PYTHON)


def running(folder: Path) -> None:
    """An execution under the lease of a process that lives: this one."""
    with closing(store.connect(folder / ".nbpipe")) as connection:
        writer = Writer(connection)
        writer.save_pipeline(pipeline("load"), "digest", "case.ipynb")
        execution = Execution(
            "e1",
            "attrition",
            1,
            ExecutionStatus.EXECUTING,
            {},
            0,
            notebook="case.ipynb",
            host=socket.gethostname(),
            pid=os.getpid(),
        )
        writer.open_execution(execution, [("load", "Processing")])


def changed(folder: Path) -> None:
    failed(folder)
    cells = [GATE[0], GATE[1].replace("0.4", "0.05"), *GATE[2:], "%%step more --type Condition\nlimit < 2"]
    write(folder, *cells)


def notebook_gone(folder: Path) -> None:
    failed(folder)
    (folder / "case.ipynb").unlink()


def newer(folder: Path) -> None:
    failed(folder)
    with closing(sqlite3.connect(folder / ".nbpipe" / store.DATABASE)) as connection, connection:
        connection.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name) VALUES ('nbpipe', '0099_future')"
        )


def no_database(folder: Path) -> None:
    failed(folder)
    for path in (folder / ".nbpipe").glob("nbpipe.db*"):
        path.write_bytes(b"no database" * 1000)


def options(flags: str) -> Callable[[Path], None]:
    """A notebook whose step has these options."""

    def made(folder: Path) -> None:
        write(folder, f"%%step load {flags}\nrows = [1]")

    made.__name__ = flags
    return made


RUN, RESUME = "run case.ipynb", "resume latest"
CASES: list[tuple[Callable[[Path], None], str, str, list[str]]] = [
    (never_ran, f"{RUN} --only trian", "only", ["trian", "train"]),
    (never_ran, f"{RUN} --only train", "only", ["load", "run the whole pipeline first"]),
    (other_ran, f"{RUN} --only train", "only", ["load", "run the whole pipeline first"]),
    (other_ran, f"{RUN} --only train --from latest", "only", ["load", "add load to --only"]),
    (never_ran, f"{RUN} --only ,", "only", ["names no step"]),
    (never_ran, f"{RUN} --from latest", "only", ["--from needs --only"]),
    (never_ran, RESUME, "no-store", ["there is no store"]),
    (succeeded, RESUME, "not-resumable", ["is Succeeded: there is nothing to resume", "nbpipe run"]),
    (running, f"{RESUME} --force", "not-resumable", ["is Executing", "nbpipe status e1"]),
    (failed, "resume zzzz", "error", ["zzzz"]),
    (changed, RESUME, "changed-notebook", ["the code of step gate", "step more is new", "--force"]),
    (notebook_gone, RESUME, "changed-notebook", ["case.ipynb", "--force"]),
    (newer, RUN, "store-newer", ["0099_future", "pip install --upgrade"]),
    (newer, RESUME, "store-newer", ["0099_future", "pip install --upgrade"]),
    (no_database, RUN, "store-foreign", ["no SQLite database"]),
    (options("--memory 900TB"), RUN, "resources", ["step load", "--memory", "GB of memory"]),
    (options("--cpus 5000"), RUN, "resources", ["step load", "--cpus", "5000 cores"]),
    (options("--retry 1 --retry-on ConectionError"), RUN, "unknown-exception", ["ConnectionError"]),
    (options("--retry 1 --retry-on KernelDead"), RUN, "unknown-exception", ["KernelDead"]),
]


@pytest.mark.parametrize(
    ("given", "words", "kind", "said"),
    CASES,
    ids=[f"{given.__name__}: {words.split(' ', 1)[1]}" for given, words, _, _ in CASES],
)
def test_refused(
    capsys: pytest.CaptureFixture[str],
    folder: Path,
    given: Callable[[Path], None],
    words: str,
    kind: str,
    said: list[str],
) -> None:
    given(folder)
    code, answer = call(capsys, *words.split())
    assert code == 2, answer
    problem = answer["errors"][0]
    text = f"{problem['message']} {problem['hint']}"
    assert problem["code"] == kind, text
    for word in said:
        assert word in text
    assert not (folder / ".nbpipe" / "executions").exists()  # no step began


def test_force_goes_on_with_the_notebook_as_it_was(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    changed(folder)
    code, answer = call(capsys, "resume", "latest", "--force")
    assert (code, answer["status"]) == (1, "Failed")
    assert answer["steps"].keys() == {"gate", "fine", "weak"}
    assert answer["steps"]["weak"]["error"]["message"] == "the limit 0.1 is too low"


@pytest.mark.parametrize(("words", "later"), [(RUN, 0), (RESUME, 1)])
def test_a_store_that_another_process_keeps_locked(
    capsys: pytest.CaptureFixture[str], folder: Path, monkeypatch: pytest.MonkeyPatch, words: str, later: int
) -> None:
    failed(folder)
    database = folder / ".nbpipe" / store.DATABASE
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        monkeypatch.setattr(store, "connect", functools.partial(store.connect, timeout=0.1))
        code, answer = call(capsys, *words.split())
        other.execute("ROLLBACK")
    assert (code, answer["errors"][0]["code"]) == (2, "store-locked"), answer
    assert "another process" in answer["errors"][0]["message"]
    with closing(store.connect(folder / ".nbpipe")) as connection:
        (execution,) = queries.executions(connection, 10)
    assert execution.status is ExecutionStatus.FAILED
    assert main(words.split()) == later  # as if nothing had been
