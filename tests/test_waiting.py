"""Executions that wait for an answer, as whole processes: across ends and kills, answered from the command line."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from test_faults import write

from nbpipe import open_store, store
from nbpipe.store import queries
from nbpipe.store.check import check

pytestmark = pytest.mark.slow

MAKE = "%%step make\nauc = 0.81\nmodel = [auc]"
ASK = "%%step ask --type Callback --out answer {flags}\nShip it? AUC {{auc}}"
AFTER = "%%step after\nreport = f'{answer} {auc}'"


class Folder:
    """A folder with a notebook, and the command line in it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.store = path / ".nbpipe"

    def start(self, *words: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "nbpipe", *words],
            cwd=self.path,
            env={**os.environ, "NBPIPE_USER": "grace"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def call(self, *words: str) -> tuple[int, Any]:
        process = self.start(*words, "--json")
        out, err = process.communicate(timeout=250)
        assert "Traceback" not in err, err
        return process.returncode, json.loads(out) if out else {}

    def waits(self, *statuses: str) -> dict[str, str]:
        """Wait until the newest execution has one of these statuses; those of its steps."""
        for _ in range(1200):
            with closing(store.connect(self.store)) as connection:
                found = queries.execution(connection, "latest")
            if str(found.status) in statuses:
                return {step.step: str(step.status) for step in found.steps}
            time.sleep(0.1)
        raise AssertionError(f"it is still {found.status}")

    def token(self, step: str = "ask") -> str:
        _, found = self.call("callback", "list")
        return next(str(item["token"]) for item in found["callbacks"] if item["step"] == step)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def test_a_run_ends_and_an_answer_has_it_go_on(folder: Folder) -> None:
    write(folder.path, MAKE, ASK.format(flags="--timeout 2d"), AFTER)
    process = folder.start("run", "case.ipynb")
    out, err = process.communicate(timeout=250)
    assert process.returncode == 3, out + err
    token = folder.token()
    assert f"nbpipe callback succeed {token} --output answer=…" in out
    assert "Ship it? AUC 0.81" in out
    code, found = folder.call("status", "latest")
    assert (code, found["status"], found["callbacks"][0]["token"]) == (0, "Waiting", token)
    write(folder.path, "%%step other\n1")  # days later: the notebook has gone on
    assert folder.call("callback", "succeed", token, "--output", "anwser=1")[0] == 2
    assert folder.call("callback", "succeed", "0" * 32, "--output", "answer=1")[0] == 2
    code, found = folder.call("callback", "succeed", token, "--output", "answer=yes", "--comment", "fine")
    assert (code, found["by"], found["problem"]) == (0, "grace", "")
    assert folder.waits("Succeeded", "Failed") == dict.fromkeys(("make", "ask", "after"), "Succeeded")
    assert open_store(folder.store).execution().step("make").attempts == 1
    code, found = folder.call("callback", "fail", token)
    assert (code, found["errors"][0]["code"]) == (2, "answered")
    assert folder.call("audit", "verify")[0] == 0
    with closing(store.connect(folder.store)) as connection:
        assert not check(connection, lambda digest: True)


def test_an_answer_in_python_and_a_rejection(folder: Folder) -> None:
    write(folder.path, MAKE, "%%step ask --type Callback --approval\nShip?", "%%step after --after ask\n1")
    assert folder.call("run", "case.ipynb")[0] == 3
    (question,) = open_store(folder.store).execution().callbacks
    question.fail("leaks the label", by="bob")
    assert question.status == "Failed"
    assert folder.waits("Succeeded", "Failed") == {"make": "Succeeded", "ask": "Failed", "after": "Skipped"}
    failure = open_store(folder.store).execution().step("ask").failure
    assert failure is not None
    assert failure.message == "rejected by bob: leaks the label"


@pytest.mark.skipif(sys.platform != "linux", reason="kills a process")
def test_killed_while_it_waits_beside_a_step_that_runs(folder: Folder) -> None:
    slow = "%%step slow\nimport pathlib, time\ntime.sleep(0 if pathlib.Path('go').exists() else 600)\nz = 1"
    write(folder.path, MAKE, ASK.format(flags=""), slow, AFTER.replace("after", "after --out report"))
    process = folder.start("run", "case.ipynb")
    token = ""
    for _ in range(600):
        if (folder.store / "nbpipe.db").exists():
            found = folder.call("callback", "list")[1].get("callbacks")
            if found:
                token = found[0]["token"]
                break
        time.sleep(0.1)
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=60)
    (folder.path / "go").touch()
    code, answered = folder.call("callback", "succeed", token, "--output", "answer=[1, 2]")
    assert (code, answered["execution_status"]) == (0, "Failed"), answered
    assert "counts once it is resumed" in answered["problem"]
    code, found = folder.call("resume", "latest")
    assert (code, found["status"]) == (0, "Succeeded"), found
    assert open_store(folder.store).execution().step("after").output("report") == "[1, 2] 0.81"
    assert folder.call("callback", "list", "--all")[1]["callbacks"][0]["token"] == token


def test_an_answer_while_other_steps_run_is_heard_by_their_scheduler(folder: Folder) -> None:
    slow = "%%step slow\nimport pathlib, time\nwhile not pathlib.Path('go').exists(): time.sleep(0.05)"
    write(folder.path, MAKE, ASK.format(flags=""), slow, AFTER + "\nopen('go', 'w').close()")
    process = folder.start("run", "case.ipynb", "--json", "--max-parallel", "2")
    for _ in range(1200):
        if (folder.store / "nbpipe.db").exists() and folder.call("callback", "list")[1].get("callbacks"):
            break
        time.sleep(0.1)
    assert folder.call("callback", "succeed", folder.token(), "--output", "answer=1")[0] == 0
    out, err = process.communicate(timeout=250)
    assert process.returncode == 0, out + err
    assert json.loads(out)["status"] == "Succeeded"


def test_its_time_is_over(folder: Folder) -> None:
    write(
        folder.path, MAKE, ASK.format(flags="--timeout 1d"), AFTER, "%%step tidy --when failed --after ask\n1"
    )
    assert folder.call("run", "case.ipynb")[0] == 3
    with closing(sqlite3.connect(folder.store / "nbpipe.db")) as connection:
        connection.execute("UPDATE callbacks SET expires_at = asked_at")
        connection.commit()
    assert folder.call("status", "latest")[0] == 0  # who looks, notices
    assert folder.waits("Failed") == {
        "make": "Succeeded",
        "ask": "Failed",
        "after": "Skipped",
        "tidy": "Succeeded",
    }


def test_a_model_made_with_an_answer_is_made_again_with_that_answer(folder: Folder) -> None:
    register = "%%step register --type Register --model best --group churn\ncard"
    write(folder.path, MAKE, ASK.format(flags=""), "%%step choose\nbest = [answer, auc]", register)
    assert folder.call("run", "case.ipynb")[0] == 3
    assert folder.call("callback", "succeed", folder.token(), "--output", "answer=7")[0] == 0
    folder.waits("Succeeded")
    code, found = folder.call("reproduce", "churn:1")
    assert code == 0, found
    assert folder.call("callback", "list")[1]["callbacks"] == []
