"""Crashes: schedulers, steps and servers are killed at random moments, disks fill up, many runs share one store.

`NBPIPE_KILLS` says how many kills; without it there are few, so that the file takes some minutes.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil
import pytest
from test_faults import left_behind, wait_until, write

from nbpipe import store
from nbpipe.artifacts import ArtifactStore
from nbpipe.store import results
from nbpipe.store.check import check
from nbpipe.warm import client, server

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="processes are found through /proc"),
]

KILLS = int(os.environ.get("NBPIPE_KILLS", "25"))
KILLS_A_TEST = 5
MOST_RESUMES = 12
NBPIPE = [sys.executable, "-m", "nbpipe"]

_COUNT = "with open(f'ran/{name}', 'a') as file:\n    file.write('once\\n')\ntime.sleep(0.03)"


def step(name: str, body: str, flags: str = "") -> str:
    """A step that adds a line to a file of its own each time its body runs."""
    return f"%%step {name} {flags}\n" + _COUNT.replace("{name}", name).replace("f'", "'") + f"\n{body}"


def thirty_steps() -> list[str]:
    """30 steps: fan-out, fan-in, a gate, a registration; some are tried again when their process dies."""
    again = "--retry 2 --retry-on KernelDied --retry-interval 0.1s"
    cells = ["%%setup\nimport time", step("source", "rows = list(range(100))")]
    cells += [step(f"a{n}", f"a{n} = [row * {n + 1} for row in rows]", again) for n in range(8)]
    cells += [step(f"b{n}", f"b{n} = {{'sum': sum(a{n}) + sum(a{(n + 1) % 8}), 'n': {n}}}") for n in range(8)]
    cells += [step(f"c{n}", f"c{n} = b{2 * n}['sum'] * b{2 * n + 1}['sum']") for n in range(4)]
    cells += [
        step("total", "total = c0 + c1 + c2 + c3"),
        step("noise", "import random\nnoise = [random.random() for _ in range(3)]"),
        step(
            "train",
            "model = {'w': total, 'bias': noise}\nmetrics = {'auc': 0.9, 'total': float(total)}",
            "--type Training --model model --metrics metrics",
        ),
        "%%step gate --type Condition --then register,report --else too_weak\nmetrics['auc'] > 0.5",
        step("report", "report = f'{model} {metrics}'"),
        "%%step too_weak --type Fail\nAUC {metrics[auc]} is too low",
        step("after", "longest = len(report) + noise[0]"),
        step("last", "result = [longest, total, b0]"),
        "%%step register --type Register --model model --group crashed --metrics metrics\nAUC {metrics[auc]}",
    ]
    assert sum(cell.startswith("%%step") for cell in cells) == 30
    return cells


@dataclass
class Place:
    """A folder with a notebook and its store, and the command line in it with warm servers of its own."""

    folder: Path
    runtime: Path
    notebook: Path = field(init=False)
    store: Path = field(init=False)
    started: list[subprocess.Popen[str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / "ran").mkdir(exist_ok=True)
        self.notebook, self.store = self.folder / "case.ipynb", self.folder / ".nbpipe"

    def write(self, *cells: str, name: str = "case.ipynb") -> Path:
        return write(self.folder, *cells, name=name)

    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("NBPIPE_")}
        return {**kept, "XDG_RUNTIME_DIR": str(self.runtime), "NBPIPE_USER": "grace"}

    def start(self, *words: str) -> subprocess.Popen[str]:
        """A command that runs; not in the folder of the notebook, where only its steps work."""
        process = subprocess.Popen(
            [*NBPIPE, "--store", str(self.store), *words],
            cwd=self.runtime,
            env=self.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.started.append(process)
        return process

    def end(self, process: subprocess.Popen[str]) -> tuple[int, Any]:
        """Exit code and JSON of a command, `{}` where it was killed."""
        out, err = process.communicate(timeout=120)
        assert "Traceback" not in err, err
        return process.returncode, json.loads(out) if out else {}

    def call(self, *words: str) -> tuple[int, Any]:
        return self.end(self.start(*words, "--json"))

    def run(self, *words: str) -> tuple[int, Any]:
        return self.call("run", str(self.notebook), *words)

    def statuses(self) -> dict[str, str]:
        """Statuses of the steps of the newest execution, as the database has them."""
        with contextlib.suppress(sqlite3.Error), closing(self.database()) as connection:
            rows = connection.execute(
                "SELECT step, status FROM step_executions WHERE execution ="
                " (SELECT id FROM executions ORDER BY started_at DESC LIMIT 1)"
            )
            return dict(rows.fetchall())
        return {}

    def database(self) -> sqlite3.Connection:
        return sqlite3.connect(f"file:{self.store / 'nbpipe.db'}?mode=rw", uri=True, timeout=30)

    def lines(self) -> dict[str, int]:
        """How often the body of each step began to run."""
        return {path.name: len(path.read_text().splitlines()) for path in (self.folder / "ran").iterdir()}

    def check(self) -> None:
        """The store says of itself that it is whole, every artifact read."""
        artifacts = ArtifactStore(self.store / "artifacts")
        with closing(store.connect(self.store, create=False)) as connection:
            assert check(connection, artifacts.exists, artifacts.verify) == []

    def versions(self) -> int:
        with closing(self.database()) as connection:
            (count,) = connection.execute("SELECT count(*) FROM model_versions").fetchone()
        return int(count)

    def workers(self) -> list[int]:
        """Processes of steps: marked by their environment or, forked from a server, at work in the folder."""
        mark, found = f"NBPIPE_JOB={self.folder}".encode(), []
        for entry in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                if (
                    Path(os.readlink(entry / "cwd")) == self.folder
                    or mark in (entry / "environ").read_bytes()
                ):
                    found.append(int(entry.name))
        return found

    def servers(self) -> list[int]:
        """Warm servers below the folder of sockets of these tests."""
        found = []
        for process in psutil.process_iter(["cmdline"]):
            words = process.info["cmdline"] or []
            mine = "nbpipe.warm.server" in words and any(word.startswith(str(self.runtime)) for word in words)
            if mine and process.ppid() not in found:  # not a child that it forked
                found.append(process.pid)
        return found


def end(pids: list[int]) -> None:
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


@pytest.fixture(scope="module")
def runtime() -> Iterator[Path]:
    """A folder for the sockets of warm servers, so that these tests kill nobody else's; its path is short."""
    with tempfile.TemporaryDirectory(prefix="nbcrash") as name:
        yield Path(name)
        end(Place(Path(name) / "nowhere", Path(name)).servers())


@pytest.fixture
def place(tmp_path: Path, runtime: Path) -> Iterator[Place]:
    made = Place(tmp_path.resolve(), runtime)
    yield made
    for process in made.started:  # after a failure; else they have ended
        if process.returncode is None:
            process.kill()
            process.communicate()
    wait_until(lambda: left_behind(made.folder) == [], 20)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory, runtime: Path) -> Any:
    """What the notebook comes to when nothing is killed, and how long that takes."""
    place = Place(tmp_path_factory.mktemp("undisturbed").resolve(), runtime)
    place.write(*thirty_steps())
    code, said = place.run()
    assert (code, said["status"]) == (0, "Succeeded"), said
    assert set(place.lines().values()) == {1}
    return said


def values(said: Any) -> dict[str, Any]:
    """What steps came to: status, digests of outputs, metrics."""
    return {name: (item["status"], item["outputs"], item["metrics"]) for name, item in said["steps"].items()}


# ---- kills at random moments ----------------------------------------------------------------------------------------


def kill_something(place: Place, process: subprocess.Popen[str], chance: random.Random) -> str | None:
    """Wait for a random while, kill the scheduler, a step or the server; what, or None where it was too late."""
    victim = chance.choices(("scheduler", "step", "server"), (6, 3, 1))[0]
    wait_until(lambda: process.poll() is not None or "Executing" in place.statuses().values())
    time.sleep(chance.uniform(0, 1.2))
    if victim == "scheduler":
        if process.poll() is not None:
            return None
        process.kill()
        return victim
    while process.poll() is None:
        found = place.workers() if victim == "step" else place.servers()
        if found:
            end([chance.choice(found)] if victim == "step" else found)
            return victim
    return None


@pytest.mark.parametrize("seed", range(-(-KILLS // KILLS_A_TEST)))
def test_kills_at_random_moments(tmp_path: Path, runtime: Path, undisturbed: Any, seed: int) -> None:
    """Whatever is killed, and whenever: what the store has as Succeeded does not run again, and all ends well."""
    chance, kills, round = random.Random(seed), 0, 0
    while kills < min(KILLS_A_TEST, KILLS - seed * KILLS_A_TEST):
        round += 1
        place = Place((tmp_path / str(round)).resolve(), runtime)
        place.write(*thirty_steps())
        kills += until_it_succeeds(place, chance, undisturbed)


def until_it_succeeds(place: Place, chance: random.Random, undisturbed: Any) -> int:
    """Run the notebook, killing on the way, and resume until it succeeds; the number of kills."""
    done: dict[str, int] = {}
    log: list[str] = []
    process = place.start("run", str(place.notebook), "--json")
    for resumes in range(MOST_RESUMES + 1):
        killed = kill_something(place, process, chance) if resumes < MOST_RESUMES else None
        code, said = place.end(process)
        log.append(f"{killed}: {code}")
        again = {name: count for name, count in done.items() if place.lines()[name] != count}
        assert not again, (again, log)
        if code == 0:
            break
        if killed == "scheduler":
            assert code == -signal.SIGKILL, said
            code, said = place.call("status", "latest")
            if code == 0 and said["status"] == "Succeeded":  # it had only to say so
                break
        elif killed is not None:
            assert code == 1, said
            types = {item["error"]["type"] for item in said["steps"].values() if item["error"]}
            assert types in ({"KernelDied"}, {"WorkerDied"}, {"KernelDied", "WorkerDied"}), said
        if chance.random() < 0.5:  # else it goes on while what was killed is still being tidied up
            wait_until(lambda: left_behind(place.folder) == [], 20)
        succeeded = [name for name, status in place.statuses().items() if status == "Succeeded"]
        done = {name: count for name, count in place.lines().items() if name in succeeded}
        if place.statuses():
            process = place.start("resume", "latest", "--json")
        else:  # it was killed before it had written anything down
            process = place.start("run", str(place.notebook), "--json")
    print(*log, sep=", ")  # pytest -rP shows how often what was killed
    assert code == 0, (said, log)
    wait_until(lambda: left_behind(place.folder) == [], 20)
    assert values(said) == values(undisturbed), log
    assert place.versions() == 1, log
    place.check()
    return sum(not line.startswith("None") for line in log)


# ---- a step's process is killed -------------------------------------------------------------------------------------


def slow(flags: str = "") -> list[str]:
    """A step that succeeds, one that sleeps until there is a file `go`, one that is after it."""
    return [
        "%%setup\nimport pathlib, time",
        step("quick", "x = 1"),
        step("slow", "if not pathlib.Path('go').exists():\n    time.sleep(300)\ny = x + 1", flags),
        step("after", "z = y + 1"),
    ]


def wait_for_line(place: Place, name: str, count: int = 1) -> None:
    wait_until(lambda: place.lines().get(name) == count)


@pytest.mark.parametrize("how", ["warm", "kernel"])
def test_a_killed_step_fails_and_resume_completes(place: Place, how: str) -> None:
    place.write(*slow())
    words = ["--no-warm"] if how == "kernel" else []
    process = place.start("run", str(place.notebook), "--json", *words)
    wait_for_line(place, "slow")
    kill_the_step(place)
    code, said = place.end(process)
    assert (code, said["status"]) == (1, "Failed")
    assert said["steps"]["slow"]["error"]["type"] == "KernelDied"
    assert said["steps"]["after"]["status"] == "Skipped"
    assert left_behind(place.folder) == []
    (place.folder / "go").touch()
    code, said = place.call("resume", "latest", *words)
    assert (code, said["status"]) == (0, "Succeeded"), said
    assert place.lines() == {"quick": 1, "slow": 2, "after": 1}
    place.check()


def test_a_killed_step_is_tried_again(place: Place) -> None:
    place.write(*slow("--retry 1 --retry-on KernelDied --retry-interval 0.1s"))
    process = place.start("run", str(place.notebook), "--json")
    wait_for_line(place, "slow")
    kill_the_step(place)
    (place.folder / "go").touch()
    code, said = place.end(process)
    assert (code, said["steps"]["slow"]["attempts"]) == (0, 2), said
    place.check()


def kill_the_step(place: Place) -> None:
    """The process in which the user's code runs: forked by a server, or the kernel below a worker."""
    pids = place.workers()
    kernels = [pid for pid in pids if "ipykernel_launcher" in " ".join(psutil.Process(pid).cmdline())]
    end(kernels or pids)


def test_attempts_before_a_resume_use_up_no_retries(place: Place) -> None:
    place.write(*slow("--retry 1 --retry-on KernelDied --retry-interval 0.1s"))
    process = place.start("run", str(place.notebook), "--json")
    for count in (1, 2):
        wait_for_line(place, "slow", count)
        kill_the_step(place)
    assert place.end(process)[0] == 1
    process = place.start("resume", "latest", "--json")
    wait_for_line(place, "slow", 3)
    kill_the_step(place)
    (place.folder / "go").touch()
    code, said = place.end(process)
    assert (code, said["steps"]["slow"]["attempts"]) == (0, 4), said


def test_a_step_that_its_scheduler_had_just_asked_for_ends_with_it(place: Place) -> None:
    """Also one that was forked a moment ago, and is in no process group of its own."""
    place.write("%%setup\nimport time", step("quick", "x = 1"))
    assert place.run()[0] == 0  # the server is there
    sockets = list((place.runtime / "nbpipe").glob("*.sock"))
    folder = place.folder / "job"
    folder.mkdir()
    request = {"folder": str(folder), "cwd": str(place.folder), "environment": {}}
    cell = {"cell_type": "code", "metadata": {"tags": []}, "execution_count": None, "outputs": [], "id": "a"}
    body = "import time, pathlib\ntime.sleep(1)\npathlib.Path('late').touch()"
    about = {"kernelspec": {"name": "python3", "language": "python", "display_name": "python3"}}
    made = {"nbformat": 4, "nbformat_minor": 5, "metadata": about, "cells": [{**cell, "source": body}]}
    (folder / "input.ipynb").write_text(json.dumps(made))
    (folder / "job.json").write_text(json.dumps({"parameters": {}, "kernel": "python3"}))
    for path in sockets * 10:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.connect(str(path))
            server.send(connection, request)
    time.sleep(3)
    assert not (place.folder / "late").exists()


# ---- a full disk ----------------------------------------------------------------------------------------------------


@contextlib.contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """A file system of a few megabytes."""
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(folder)], capture_output=True
    )
    if mounted.returncode != 0:
        pytest.skip("only root can mount the small file system that this test fills")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=False)


@pytest.mark.parametrize("room", [0, 20_000, 300_000], ids=lambda room: f"{room // 1000} kB")
def test_a_disk_that_fills_up_during_a_run(place: Place, tmp_path: Path, room: int) -> None:
    """A step leaves that much room; whatever then fails says so, and resume completes once there is space."""
    with small_disk(tmp_path / "small") as small:
        place.store = small / "store"
        fill = (
            f"import os\nif not os.path.exists('go'):\n    free = os.statvfs({str(small)!r})\n"
            f"    size = free.f_bavail * free.f_frsize - {room}\n"
            f"    with open({str(small / 'ballast')!r}, 'wb') as file:\n        file.write(bytes(size))\n"
            "filled = 1"
        )
        middle = [step(f"m{n}", f"m{n} = bytes([{n}]) * 60_000 * filled") for n in range(6)]
        ends = "last = " + " + ".join(f"m{n}" for n in range(6))
        place.write(
            "%%setup\nimport time",
            step("first", "x = 1"),
            step("fill", fill, "--after first"),
            *middle,
            step("end", ends),
        )
        process = place.start("run", str(place.notebook), "--json")
        code, said = place.end(process)
        assert code == 1, said
        text = json.dumps(said)
        assert "the disk is full" in text or "no space left on the disk" in text, said
        assert left_behind(place.folder) == []
        ran = place.lines()
        (small / "ballast").unlink()
        (place.folder / "go").touch()
        done = [name for name, status in place.statuses().items() if status == "Succeeded"]
        assert "first" in done
        place.check()
        code, said = place.call("resume", "latest")
        assert (code, said["status"]) == (0, "Succeeded"), said
        assert {name: place.lines()[name] for name in done} == {name: ran[name] for name in done}
        place.check()


# ---- many at once ---------------------------------------------------------------------------------------------------


def test_eight_schedulers_at_once_on_one_new_store(place: Place) -> None:
    """The same notebook and others, started together, with no server there: all succeed with the right values."""
    end(place.servers())
    one = ["%%step a\na = 7", "%%step b\nb = [a] * 3", "%%step c\nc = sum(b)", "%%step d\nd = c"]
    register = "%%step r --type Register --model e --group shared\ncard"
    started = []
    for number in range(8):
        name = "same.ipynb" if number < 4 else f"other{number}.ipynb"
        cells = one if number < 4 else [*one, f"%%step e\ne = d * {number}", register]
        started.append(place.start("run", str(place.write(*cells, name=name)), "--json"))
    for number, process in enumerate(started):
        code, said = place.end(process)
        assert (code, said.get("status")) == (0, "Succeeded"), said
        with closing(store.connect(place.store, create=False)) as connection:
            name = "c" if number < 4 else "e"
            result = results.result(connection, said["execution"], name)
        assert result is not None
        value = ArtifactStore(place.store / "artifacts").load(result.outcome.outputs[name])
        assert value == (21 if number < 4 else 21 * number)
    assert len(place.call("runs")[1]["executions"]) == 8
    assert place.versions() == 4
    assert len(place.servers()) == 1
    place.check()


def test_a_server_is_not_ended_by_who_else_looks_for_it(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It counts as fresh before it has forked anything, though what it imported may have started threads."""
    end(place.servers())
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(place.runtime))
    warm = client.Warm(())
    assert warm.ensure() is False
    (pid,) = place.servers()
    assert [warm.ensure(), warm.ensure()] == [True, True]
    assert place.servers() == [pid]
    process = client._started.pop()
    process.kill()
    process.wait()


def test_of_two_that_resume_at_once_one_goes_on(place: Place) -> None:
    place.write(*slow())
    process = place.start("run", str(place.notebook), "--json")
    wait_for_line(place, "slow")
    process.kill()
    place.end(process)
    (place.folder / "go").touch()
    (place.folder / "ran" / "after").unlink(missing_ok=True)
    answers = [place.end(item) for item in [place.start("resume", "latest", "--json") for _ in range(2)]]
    assert sorted(code for code, _ in answers) == [0, 2], answers
    (refused,) = [said for code, said in answers if code == 2]
    assert refused["errors"][0]["code"] == "not-resumable", refused
    assert place.lines() == {"quick": 1, "slow": 2, "after": 1}
    place.check()


def test_what_runs_is_not_resumed(place: Place) -> None:
    place.write(*slow())
    process = place.start("run", str(place.notebook), "--json")
    wait_for_line(place, "slow")
    code, said = place.call("resume", "latest")
    assert (code, said["errors"][0]["code"]) == (2, "not-resumable")
    assert "is Executing" in said["errors"][0]["message"]
    process.send_signal(signal.SIGINT)
    assert place.end(process)[0] == 130


# ---- damaged blobs --------------------------------------------------------------------------------------------------


def half_done(place: Place, body: str = "x = list(range(1000))") -> Path:
    """A run whose second step failed; the blob of the first."""
    fail = "import pathlib\nif not pathlib.Path('go').exists():\n    raise ValueError('not yet')\ny = sum(x)"
    place.write("%%setup\nimport time", step("first", body), step("second", fail))
    code, said = place.run()
    assert code == 1, said
    (place.folder / "go").touch()
    digest = said["steps"]["first"]["outputs"]["x"].removeprefix("sha256:")
    return place.store / "artifacts" / digest[:2] / digest[2:]


@pytest.mark.parametrize("damage", ["truncated", "gone"])
def test_a_step_whose_blob_is_damaged_runs_again_on_resume(place: Place, damage: str) -> None:
    blob = half_done(place)
    if damage == "gone":
        blob.unlink()
    else:
        os.truncate(blob, 100)
    code, said = place.call("store", "check", "--verify")
    assert code == 1
    assert blob.parent.name + blob.name in said["errors"][0]["message"]
    code, said = place.call("resume", "latest")
    assert code == 0, said
    assert place.lines() == {"first": 2, "second": 2}
    place.check()


@pytest.mark.parametrize("damage", ["truncated", "flipped"])
def test_a_step_that_makes_a_damaged_blob_again_mends_it(place: Place, damage: str) -> None:
    blob = half_done(place)
    assert place.call("resume", "latest")[0] == 0
    if damage == "flipped":
        blob.write_bytes(bytes(byte ^ 1 for byte in blob.read_bytes()))
    else:
        os.truncate(blob, 100)
    assert place.call("store", "check", "--verify")[0] == 1
    assert place.run("--no-cache")[0] == 0
    assert place.lines() == {"first": 2, "second": 3}
    place.check()


def test_a_cut_off_blob_is_not_taken_from_the_cache(place: Place) -> None:
    blob = half_done(place)
    os.truncate(blob, 100)
    code, said = place.run()
    assert (code, said["steps"]["first"]["cached"]) == (0, False)
    place.check()


def test_a_blob_of_the_same_size_with_other_bytes_is_not_used(place: Place) -> None:
    blob = half_done(place)
    blob.write_bytes(blob.read_bytes().replace(b"999", b"998"))
    code, said = place.call("resume", "latest")
    assert code == 0, said
    assert place.lines()["first"] == 2
