"""Faults: whatever happens, a run ends with a right status, a message for people, and no process left behind."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import psutil
import pytest

pytestmark = pytest.mark.slow

HOW = {"warm": (), "kernel": ("--no-warm",)}
linux = pytest.mark.skipif(sys.platform != "linux", reason="processes are counted through /proc")


def write(folder: Path, *cells: str, name: str = "case.ipynb") -> Path:
    """A notebook with these code cells."""
    path = folder / name
    made = [
        {
            "cell_type": "code",
            "id": f"c{n}",
            "metadata": {},
            "source": text,
            "outputs": [],
            "execution_count": None,
        }
        for n, text in enumerate(cells)
    ]
    data = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": made}
    path.write_text(json.dumps(data), "utf-8")
    return path


def command(path: Path, *words: str) -> list[str]:
    return [sys.executable, "-m", "nbpipe", "run", str(path), "--json", *words]


def run(path: Path, *words: str, code: int = 0) -> dict[str, Any]:
    """Run a notebook and give the one JSON object that it prints."""
    done = subprocess.run(command(path, *words), capture_output=True, text=True, timeout=280)
    assert done.returncode == code, (done.returncode, done.stdout, done.stderr)
    assert "Traceback" not in done.stderr, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def left_behind(folder: Path) -> list[str]:
    """Command lines of processes that belong to an attempt in this folder's store, or work in the folder."""
    mark = f"NBPIPE_JOB={folder.resolve()}".encode()
    found = []
    for process in psutil.process_iter():
        try:
            environment = Path(f"/proc/{process.pid}/environ").read_bytes()
            mine = mark in environment or Path(process.cwd()) == folder.resolve()
            if mine and process.status() != psutil.STATUS_ZOMBIE:
                found.append(" ".join(process.cmdline()))
        except (OSError, psutil.Error):
            continue
    return found


def wait_until(condition: Any, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.1)


def status(folder: Path) -> dict[str, Any]:
    """The newest execution as `nbpipe status --json` has it, `{}` before there is one."""
    done = subprocess.run(
        [sys.executable, "-m", "nbpipe", "--store", str(folder / ".nbpipe"), "status", "latest", "--json"],
        capture_output=True,
        text=True,
    )
    answer: dict[str, Any] = json.loads(done.stdout) if done.returncode == 0 else {}
    return answer


def whole(folder: Path) -> None:
    """The store says of itself that it is whole."""
    done = subprocess.run(
        [sys.executable, "-m", "nbpipe", "--store", str(folder / ".nbpipe"), "store", "check", "--verify"],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("body", "kind", "words"),
    [
        ("x = 1\nraise ValueError('no rows left')", "ValueError", ["no rows left"]),
        ("x = 1\nimport sys\nsys.exit(3)", "SystemExit", ["sys.exit(3)"]),
        ("x = 1\nimport sys\nsys.exit(0)", "SystemExit", ["sys.exit(0)"]),
        ("x = 1\nexit()", "StepError", ["exit()"]),
        (
            "x = 1\nimport os, signal\nos.kill(os.getpid(), signal.SIGKILL)",
            "KernelDied",
            ["SIGKILL", "memory"],
        ),
        ("x = 1\nimport ctypes\nctypes.string_at(0)", "KernelDied", ["SIGSEGV"]),
        ("x = 1\nimport os\nos._exit(7)", "KernelDied", ["exit code 7"]),
        ("x = (n for n in range(3))", "StepError", ["x", "generator"]),
        ("x = open('f.txt', 'w')", "StepError", ["x", "open file"]),
        ("x = input('name? ')", "StdinNotImplementedError", ["input"]),
    ],
    ids=[
        "raise",
        "sys.exit",
        "sys.exit(0)",
        "exit",
        "sigkill",
        "segfault",
        "os._exit",
        "generator",
        "open file",
        "input",
    ],
)
@linux
@pytest.mark.parametrize("how", ["warm", "kernel"])
def test_a_step_that_fails(tmp_path: Path, body: str, kind: str, words: list[str], how: str) -> None:
    path = write(tmp_path, "%%step good\ny = 1", f"%%step bad\n{body}", "%%step after\nprint(x, y)")
    answer = run(path, *HOW[how], code=1)
    assert answer["status"] == "Failed"
    assert answer["steps"]["good"]["status"] == "Succeeded"
    assert answer["steps"]["bad"]["status"] == "Failed"
    assert answer["steps"]["after"]["status"] == "Skipped"
    error = answer["steps"]["bad"]["error"]
    assert error["type"] == kind, error
    for word in words:
        assert word in error["message"], error
    assert error["cell"] == 2
    whole(tmp_path)
    assert left_behind(tmp_path) == []


def test_the_line_of_an_error_is_that_of_the_users_cell(tmp_path: Path) -> None:
    path = write(tmp_path, "%%setup\ndef f(v):\n    return 1 / v", "%%step bad\n\nx = 0\nf(\n  x)\n")
    error = run(path, code=1)["steps"]["bad"]["error"]
    assert (error["type"], error["cell"]) == ("ZeroDivisionError", 2)
    assert error["line"] in (4, 5)


def test_a_fail_step_ends_the_execution(tmp_path: Path) -> None:
    path = write(tmp_path, "%%step a\nx = 0.25", "%%step stop --type Fail\nscore {x:.1f} is too low")
    answer = run(path, code=1)
    assert answer["steps"]["stop"]["error"]["message"] == "score 0.2 is too low"


@pytest.mark.parametrize("how", ["warm", "kernel"])
def test_fifty_megabytes_of_output(tmp_path: Path, how: str) -> None:
    path = write(
        tmp_path,
        "%%step loud\nfor _ in range(500):\n    print('x' * 100_000)\ndone = 1",
        "%%step after\ny = done",
    )
    answer = run(path, *HOW[how])
    assert answer["status"] == "Succeeded"
    (executed,) = (tmp_path / ".nbpipe").glob("executions/*/loud/1/executed.ipynb")
    assert executed.stat().st_size < 20_000_000
    assert "was not kept" in executed.read_text("utf-8")


@linux
@pytest.mark.parametrize("how", ["warm", "kernel"])
def test_processes_that_a_step_leaves_are_ended(tmp_path: Path, how: str) -> None:
    body = "import subprocess\nsubprocess.Popen(['sleep', '600'], start_new_session=True)\nx = 1"
    path = write(tmp_path, f"%%step leave\n{body}", "%%step after\ny = x")
    assert run(path, *HOW[how])["status"] == "Succeeded"
    assert left_behind(tmp_path) == []


@linux
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 130)])
def test_interrupting_a_run(tmp_path: Path, number: int, code: int) -> None:
    path = write(tmp_path, "%%step slow\nimport time\ntime.sleep(300)\nx = 1", "%%step after\ny = x")
    process = subprocess.Popen(command(path), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    wait_until(lambda: status(tmp_path).get("steps", {}).get("slow", {}).get("status") == "Executing")
    time.sleep(1)
    process.send_signal(number)
    out, err = process.communicate(timeout=60)
    assert process.returncode == code, (out, err)
    answer = json.loads(out)
    assert answer["status"] == "Stopped"
    assert {name: step["status"] for name, step in answer["steps"].items()} == {
        "slow": "Stopped",
        "after": "Stopped",
    }
    assert left_behind(tmp_path) == []
    whole(tmp_path)


@linux
def test_stop_from_another_process(tmp_path: Path) -> None:
    path = write(tmp_path, "%%step slow\nimport time\ntime.sleep(300)")
    process = subprocess.Popen(command(path), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    wait_until(lambda: status(tmp_path).get("steps", {}).get("slow", {}).get("status") == "Executing")
    done = subprocess.run(
        [sys.executable, "-m", "nbpipe", "--store", str(tmp_path / ".nbpipe"), "stop", "latest"],
        capture_output=True,
    )
    assert done.returncode == 0, done.stderr
    out, err = process.communicate(timeout=60)
    assert process.returncode == 4, (out, err)
    assert json.loads(out)["status"] == "Stopped"
    assert left_behind(tmp_path) == []


@linux
def test_a_killed_scheduler_takes_its_steps_along_and_is_noticed(tmp_path: Path) -> None:
    slow = "import subprocess, time\nsubprocess.Popen(['sleep', '600'], start_new_session=True)\ntime.sleep(300 * x)"
    path = write(tmp_path, "%%step quick\nx = 1", f"%%step slow\n{slow}")
    process = subprocess.Popen(command(path), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wait_until(lambda: status(tmp_path).get("steps", {}).get("slow", {}).get("status") == "Executing")
    first = status(tmp_path)["execution"]
    wait_until(lambda: any("sleep" in line for line in left_behind(tmp_path)))
    process.kill()
    process.wait()
    wait_until(lambda: left_behind(tmp_path) == [], 20)
    quick = write(tmp_path, "%%step only\nx = 1", name="other.ipynb")
    run(quick)
    done = subprocess.run(
        [sys.executable, "-m", "nbpipe", "--store", str(tmp_path / ".nbpipe"), "status", first, "--json"],
        capture_output=True,
        text=True,
    )
    answer = json.loads(done.stdout)
    assert answer["status"] == "Failed"
    assert answer["steps"]["quick"]["status"] == "Succeeded"
    assert answer["steps"]["slow"]["status"] == "Failed"
    assert "is gone" in answer["steps"]["slow"]["error"]["message"]
    whole(tmp_path)


@linux
def test_a_killed_worker_fails_its_step(tmp_path: Path) -> None:
    path = write(tmp_path, "%%step slow\nimport time\ntime.sleep(300)")
    process = subprocess.Popen(
        command(path, "--no-warm"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )

    def worker() -> list[psutil.Process]:
        return [p for p in psutil.Process(process.pid).children() if "nbpipe.worker" in " ".join(p.cmdline())]

    wait_until(
        lambda: worker() != [] and list((tmp_path / ".nbpipe").glob("executions/*/slow/1/files")) != []
    )
    worker()[0].kill()
    out, _ = process.communicate(timeout=60)
    assert process.returncode == 1
    assert json.loads(out)["steps"]["slow"]["error"]["type"] == "WorkerDied"
    assert left_behind(tmp_path) == []


@linux
def test_a_killed_server_fails_its_steps_and_the_next_run_has_another(tmp_path: Path) -> None:
    body = "import os, pathlib, time\npathlib.Path('pid').write_text(str(os.getppid()))\nif not pathlib.Path('go').exists():\n    time.sleep(300)"
    path = write(tmp_path, f"%%step slow\n{body}")
    process = subprocess.Popen(command(path), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    wait_until(lambda: (tmp_path / "pid").exists() and (tmp_path / "pid").read_text() != "")
    psutil.Process(int((tmp_path / "pid").read_text())).kill()
    out, _ = process.communicate(timeout=60)
    assert process.returncode == 1
    assert json.loads(out)["steps"]["slow"]["error"]["type"] == "WorkerDied"
    assert left_behind(tmp_path) == []
    (tmp_path / "go").touch()
    assert run(path)["status"] == "Succeeded"


def test_two_runs_at_once_on_one_new_store(tmp_path: Path) -> None:
    path = write(tmp_path, "%%step a\nx = 1", "%%step b\ny = x + 1")
    both = [
        subprocess.Popen(command(path), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    answers = []
    for process in both:
        out, err = process.communicate(timeout=200)
        assert process.returncode == 0, (out, err)
        answers.append(json.loads(out))
    assert answers[0]["execution"] != answers[1]["execution"]
    assert [answer["version"] for answer in answers] == [1, 1]
    whole(tmp_path)


def test_independent_steps_overlap_and_never_more_than_asked(tmp_path: Path) -> None:
    cells = [f"%%step s{n}\nimport time\ntime.sleep(1.5)\nx{n} = {n}" for n in range(4)]
    path = write(tmp_path, *cells, "%%step all\ntotal = x0 + x1 + x2 + x3")
    run(path, "--max-parallel", "2")
    import sqlite3

    with sqlite3.connect(tmp_path / ".nbpipe" / "nbpipe.db") as connection:
        rows = connection.execute("SELECT step, started_at, ended_at FROM attempts").fetchall()
    times = {step: (start, end) for step, start, end in rows}
    moments = sorted(start for start, _ in times.values())
    at_once = [sum(start <= moment < end for start, end in times.values()) for moment in moments]
    assert max(at_once) == 2
    assert times["all"][0] >= max(end for step, (_, end) in times.items() if step != "all")


def test_an_unwritable_store(tmp_path: Path) -> None:
    path = write(tmp_path, "%%step a\nx = 1")
    (tmp_path / "file").write_text("no folder", "utf-8")
    done = subprocess.run(
        command(path, "--store", str(tmp_path / "file" / "store")), capture_output=True, text=True
    )
    assert done.returncode == 2, done.stdout + done.stderr
    (problem,) = json.loads(done.stdout)["errors"]
    assert "store" in problem["message"] or "folder" in problem["message"]
    assert "Traceback" not in done.stderr


@linux
def test_a_full_disk(tmp_path: Path) -> None:
    small = tmp_path / "small"
    small.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(small)], capture_output=True
    )
    if mounted.returncode != 0:
        pytest.skip("only root can mount the small file system that this test fills")
    try:
        path = write(tmp_path, "%%step big\nimport os\nx = os.urandom(8_000_000)", "%%step after\ny = len(x)")
        store = small / "store"
        answer = run(path, "--store", str(store), code=1)
        assert answer["steps"]["big"]["status"] == "Failed"
        assert (
            "full" in answer["steps"]["big"]["error"]["message"]
            or "space" in answer["steps"]["big"]["error"]["message"]
        )
        assert answer["steps"]["after"]["status"] == "Skipped"
        done = subprocess.run(
            [sys.executable, "-m", "nbpipe", "--store", str(store), "store", "check"],
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stdout + done.stderr
    finally:
        subprocess.run(["umount", "-l", str(small)], check=False)
