"""Cluster steps: a Dask client in the body, of a cluster that lasts as long as the step, or of an existing one."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from forked import in_child, shell
from notebooks_in_folders import write
from test_faults import left_behind, run, status, wait_until

import nbpipe
from nbpipe import cli, definition
from nbpipe.errors import DefinitionError, NbpipeError
from nbpipe.exporting import code
from nbpipe.model import Resources
from nbpipe.work import Given, cluster

CELLS = (
    "%%step load\nrows = [1]",
    "%%step far --type Cluster --address tcp://a:8786 --workers 2\nrows.append(client.nthreads())",
)

# ---- as it is written -----------------------------------------------------------------------------------------------


def test_it_is_checked_and_drawn(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path / "case.ipynb", *CELLS)
    step = definition.load(path).pipeline.step("far")
    assert (set(step.inputs), step.changes) == (
        {"rows"},
        ("rows",),
    )  # client is given, and the body runs once
    assert dict(step.options) == {"address": "tcp://a:8786", "workers": 2}
    assert cli.main(["check", str(path)]) == 0
    for form in ("svg", "mermaid", "json"):
        assert cli.main(["show", str(path), "--format", form]) == 0
        assert "far" in capsys.readouterr().out


def test_what_a_later_step_reads_is_not_its_client(tmp_path: Path) -> None:
    path = write(tmp_path / "case.ipynb", *CELLS, "%%step after\nprint(client)")
    with pytest.raises(DefinitionError, match="client"):
        definition.load(path)


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        ("--address a:8786", "'a:8786' is no address of a Dask scheduler"),
        ("--address tcp://a", "'tcp://a' is no address of a Dask scheduler"),
        ("--workers 0", "--workers 0 leaves nobody to do the work"),
        ("--threads 0", "--threads 0 leaves nobody to do the work"),
        ("--address tcp://a:1 --threads 2", "--threads is for a cluster on this machine"),
        ("--address tcp://a:1 --worker-memory 2GB", "--worker-memory is for a cluster on this machine"),
        ("--wait 0s", "--wait leaves the cluster no time"),
    ],
)
def test_what_its_first_line_may_not_say(tmp_path: Path, flags: str, said: str) -> None:
    path = write(tmp_path / "case.ipynb", f"%%step far --type Cluster {flags}\nx = client")
    with pytest.raises(DefinitionError) as raised:
        definition.load(path)
    (problem,) = raised.value.problems
    assert said in problem.message
    assert problem.hint


@pytest.mark.parametrize(
    ("flags", "reserved"),
    [
        ("", Resources(2.0)),
        ("--workers 3 --threads 2", Resources(6.0)),
        ("--workers 3 --worker-memory 2GB", Resources(3.0, 6_000_000_000)),
        ("--workers 3 --worker-memory 2GB --cpus 1.5 --memory 1GB", Resources(1.5, 1_000_000_000)),
        ("--address tcp://a:8786 --workers 3", Resources()),
    ],
)
def test_its_workers_are_reserved(tmp_path: Path, flags: str, reserved: Resources) -> None:
    path = write(tmp_path / "case.ipynb", f"%%step far --type Cluster {flags}\nx = 1")
    pipeline = definition.load(path).pipeline
    assert pipeline.step("far").resources == reserved
    line = code.notebook(pipeline, "case")["cells"][2]["source"].partition("\n")[0]
    assert sorted(line.split()[4:]) == sorted(
        flags.replace("2GB", "2000000000").replace("1GB", "1000000000").split()
    )


def test_more_workers_than_cores(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path / "case.ipynb", "%%step far --type Cluster --workers 5000\nx = 1")
    assert cli.main(["run", str(path)]) == 2
    said = capsys.readouterr()
    assert "step far reserves 5000 cores, and this machine has" in said.out + said.err
    assert "write a lower --cpus on the first line of cell 1" in said.out + said.err


def test_without_dask(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(NbpipeError, match="needs distributed, which is not installed") as raised:
        cluster.client(Given({}, {"wait": 1.0}, {})).__enter__()
    assert raised.value.problems[0].hint == "pip install 'nbpipe-ml[dask]'"


def test_nobody_is_there() -> None:
    with socket.socket() as taken:  # bound, and nobody listens
        taken.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{taken.getsockname()[1]}"
        asked = {"address": address, "workers": 1, "wait": 0.5, "keeps": []}
        work = f"""
import sys
from nbpipe.errors import NbpipeError
from nbpipe.work import Given, cluster
try:
    cluster.client(Given({{}}, {asked!r}, {{}})).__enter__()
except NbpipeError as error:
    print(error)
"""
        done = subprocess.run([sys.executable, "-c", work], capture_output=True, text=True, timeout=60)
    said = f"no Dask scheduler answers at {address} within 0.5 s: "
    assert said in done.stdout, done.stderr
    assert "--wait 5m" in done.stdout


def test_an_export_makes_the_client_itself(tmp_path: Path) -> None:
    path = write(tmp_path / "case.ipynb", *CELLS, "%%step near --type Cluster\ny = client.submit(len, 'ab')")
    text = code.program(definition.load(path).pipeline, {}, ("load", "far", "near"), 0, "about")
    assert (
        "client = Client('tcp://a:8786')\n_seed(0, 'far')\nrows.append(client.nthreads())\nclient.close()"
        in text
    )
    own = "Client(n_workers=2, threads_per_worker=1, processes=False, dashboard_address=None)"
    assert f"client = {own}\n_seed(0, 'near')\ny = client.submit(len, 'ab')\nclient.close()" in text
    compile(text, "steps.py", "exec")


# ---- in a run -------------------------------------------------------------------------------------------------------

SETUP = """%%setup
import os, random
RATE = 3
class Point:
    def __init__(self, x):
        self.x = x
    def times(self):
        return Point(self.x * RATE)
def larger(point):
    print("in a worker")
    return point.times()
def line_of(path):
    with open(path) as file:
        return file.readline(), os.environ["OMP_NUM_THREADS"], os.getpid()
"""
WORK = """%%step far --type Cluster --workers 2 --metrics found
kind, before = Point.times, random.getstate()
done = client.gather(client.map(larger, points))
line, threads, pid = client.submit(line_of, "rows.txt").result()
drew = random.getstate() != before
found = {"total": sum(point.x for point in done), "same": float(Point.times is kind and not drew)}
elsewhere = pid != os.getpid()
from distributed import Client
try:
    Client(client.scheduler.address.replace("tls:", "tcp:"), timeout=1, set_as_default=False)
except OSError:
    alone = client.scheduler.address.startswith("tls://127.0.0.1:")
first = random.random()"""
USE = """%%step use
assert alone and elsewhere and line and threads == "1"
print(found, [isinstance(point, Point) for point in done], first)"""


@pytest.mark.slow
@pytest.mark.parametrize("how", [(), ("--no-warm",)], ids=["warm", "kernel"])
def test_a_cluster_on_this_machine(tmp_path: Path, how: tuple[str, ...]) -> None:
    """Functions and classes of the setup go there and back; files that workers read count; the cluster is gone."""
    (tmp_path / "rows.txt").write_text("one\n")
    path = write(tmp_path / "case.ipynb", SETUP, "%%step load\npoints = [Point(1), Point(2)]", WORK, USE)
    said = run(path, *how)
    assert said["steps"]["far"]["metrics"] == {"total": 9.0, "same": 1.0}
    assert left_behind(tmp_path) == []
    with nbpipe.open_store(tmp_path / ".nbpipe") as store:
        execution = store.execution("latest")
        log = execution.step("far").log()
        assert "Dask: 2 workers with 2 threads, on this machine" in log
        assert how or log.count("in a worker") == 2  # kernels leave child processes out where pytest runs
        assert execution.step("use").log().startswith("{'total': 9, 'same': 1.0} [True, True]")
    if how:
        return
    assert run(path, *how)["steps"]["far"]["cached"] is True
    write(tmp_path / "case.ipynb", SETUP, "%%step load\npoints = [Point(1), Point(2)]",
          WORK.replace("--workers 2", "--workers 2 --worker-memory 1GB --wait 5m"), USE)  # fmt: skip
    assert run(path, *how)["steps"]["far"]["cached"] is True, "where the work is done is no part of the key"
    (tmp_path / "rows.txt").write_text("two\n")
    said = run(path, *how)
    assert said["steps"]["far"]["cached"] is False, "a worker has read another file"
    with nbpipe.open_store(tmp_path / ".nbpipe") as store:
        assert store.execution("latest").step("far").output("line") == "two\n"


@pytest.mark.slow
def test_what_would_need_the_cluster_is_no_output(tmp_path: Path) -> None:
    path = write(
        tmp_path / "case.ipynb",
        "%%step a --type Cluster --workers 1\nx = [client.submit(len, 'ab')]",
        "%%step b --type Cluster --workers 1\n"
        "import dask.dataframe as dd\nimport pandas as pd\n"
        "y = {'table': dd.from_pandas(pd.DataFrame({'n': [1, 2]}), npartitions=2)}",
        "%%step use\nprint(x, y)",
    )
    said = run(path, code=1)["steps"]
    assert {name: said[name]["status"] for name in said} == {
        "a": "Failed", "b": "Failed", "use": "Skipped",
    }  # fmt: skip
    assert said["a"]["error"]["message"].startswith(
        "output x[0] is a Dask Future: its value is on the cluster"
    )
    assert said["a"]["error"]["hint"] == "fetch it in the step: x = client.gather(x)"
    assert said["b"]["error"]["message"].startswith(
        "output y['table'] is a dask DataFrame: it has yet to be computed"
    )
    assert said["b"]["error"]["hint"] == "compute it in the step: y = dask.compute(y)[0]"


# A worker that never lets go of the interpreter cannot notice by itself that it should end.
STUCK = "import re, os, signal, time\ndef hold():\n    re.match('(a+)+$', 'a' * 60 + 'b')\n"


@pytest.mark.slow
@pytest.mark.parametrize("how", [(), ("--no-warm",)], ids=["warm", "kernel"])
def test_its_workers_end_with_it(tmp_path: Path, how: tuple[str, ...]) -> None:
    """Its process is killed, it fails, it takes too long: no worker outlives it."""
    last = f"{STUCK}held = client.submit(hold)\ntime.sleep(1)\n"
    path = write(
        tmp_path / "case.ipynb",
        f"%%step killed --type Cluster --workers 1\n{last}os.kill(os.getpid(), signal.SIGKILL)",
        f"%%step fails --type Cluster --workers 1\n{last}1 / 0",
        f"%%step late --type Cluster --workers 1 --timeout 8s\n{last}time.sleep(60)",
        "%%step look --after killed,fails,late --when always\n"
        "import os, psutil\nleft = []\n"
        "for p in psutil.process_iter():\n"
        "    try:\n"
        "        if os.path.realpath('.nbpipe') in p.environ().get('NBPIPE_JOB', '') and 'spawn_main' in str(p.cmdline()):\n"
        "            left.append(p)\n"
        "    except psutil.Error:\n"
        "        pass\n"
        "assert not left, left",
    )
    said = run(path, *how, code=1)["steps"]
    assert {name: step["error"]["type"] for name, step in said.items() if step.get("error")} == {
        "killed": "KernelDied", "fails": "ZeroDivisionError", "late": "Timeout",
    }  # fmt: skip
    assert said["look"]["status"] == "Succeeded"
    assert left_behind(tmp_path) == []


@pytest.mark.slow
def test_stopping_it_and_killing_the_scheduler(tmp_path: Path) -> None:
    body = f"{STUCK}held = client.submit(hold)\ntime.sleep(1)\nopen('there', 'w').close()\ntime.sleep(60)"
    path = write(tmp_path / "case.ipynb", f"%%step far --type Cluster --workers 1\n{body}")
    for end in ("stop", "kill"):
        (tmp_path / "there").unlink(missing_ok=True)
        process = subprocess.Popen(
            [sys.executable, "-m", "nbpipe", "run", str(path)], cwd=tmp_path, stdout=subprocess.DEVNULL
        )
        wait_until((tmp_path / "there").exists)
        assert len(left_behind(tmp_path)) >= 3, "the step, its worker, and who watches them"
        if end == "stop":
            assert cli.main(["--store", str(tmp_path / ".nbpipe"), "stop", "latest"]) == 0
            process.wait(timeout=30)
            assert status(tmp_path)["steps"]["far"]["status"] == "Stopped"
        else:
            process.kill()
            process.wait(timeout=30)
        wait_until(lambda: left_behind(tmp_path) == [], seconds=30)


# ---- an existing cluster --------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def existing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a scheduler with one worker, both processes of their own."""
    folder = tmp_path_factory.mktemp("existing")
    quiet = {
        "cwd": folder,
        "stdout": subprocess.DEVNULL,
        "stderr": subprocess.DEVNULL,
        "start_new_session": True,
    }
    program = "from distributed.cli.dask_{0} import main; main()"
    file = folder / "scheduler.json"
    words = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(file)]
    started: list[subprocess.Popen[bytes]] = []
    try:
        started.append(subprocess.Popen([sys.executable, "-c", program.format("scheduler"), *words], **quiet))
        wait_until(lambda: file.exists() and file.read_text().strip().endswith("}"))
        address = json.loads(file.read_text())["address"]
        words = [address, "--host", "127.0.0.1", "--nthreads", "2", "--no-dashboard", "--no-nanny"]
        started.append(subprocess.Popen([sys.executable, "-c", program.format("worker"), *words], **quiet))
        yield str(address)
    finally:
        for process in reversed(started):
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@pytest.mark.slow
def test_an_existing_cluster(tmp_path: Path, existing: str) -> None:
    """It is used and stays; another address is the same work; too few workers are too few."""
    setup = "%%setup\nRATE = 3\ndef times(x):\n    return x * RATE"
    cells = [
        setup,
        "%%step far --type Cluster --address {}\ny = client.submit(times, 14).result()",
        "%%step b\nprint(y)",
    ]
    path = write(tmp_path / "case.ipynb", *(cell.replace("{}", existing) for cell in cells))
    assert run(path)["steps"]["far"]["cached"] is False
    with nbpipe.open_store(tmp_path / ".nbpipe") as store:
        step = store.execution("latest").step("far")
        assert step.output("y") == 42
        assert f"Dask: 1 worker with 2 threads, {existing}" in step.log()
    write(path, *(cell.replace("{}", "tcp://127.0.0.1:9") for cell in cells))
    assert run(path)["steps"]["far"]["cached"] is True

    began = time.monotonic()
    write(path, *(cell.replace("{}", f"{existing} --workers 3 --wait 2s") for cell in cells))
    said = run(path, code=1)["steps"]["far"]["error"]
    assert (
        said["message"] == f"the cluster at {existing} has 1 of the 3 workers that the step needs after 2 s"
    )
    assert "--workers 1" in said["hint"]
    assert time.monotonic() - began < 20


# ---- by hand --------------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_by_hand_each_cell_has_a_client(tmp_path: Path) -> None:
    """The values and the random numbers are those of a run, and nothing of the cluster is left."""
    report = tmp_path / "report.json"
    (tmp_path / "rows.txt").write_text("one\n")

    def work() -> None:
        import psutil

        made = shell()
        shown: list[Any] = []
        sys.displayhook = shown.append
        made.run_line_magic("load_ext", "nbpipe")
        for cell in (SETUP, "%%step load\npoints = [Point(1), Point(2)]"):
            made.run_cell(cell).raise_error()
        made.user_ns["client"] = "mine"
        made.run_cell(f"{WORK}\nfound").raise_error()
        after = made.user_ns["client"], [p.cmdline()[-1] for p in psutil.Process().children(recursive=True)]
        made.run_cell("%%step far\nagain = client.submit(larger, points[0]).result().x").raise_error()
        error = made.run_cell("%%step far\n1 / 0").error_in_exec
        values = {name: made.user_ns[name] for name in ("found", "first", "again", "elsewhere")}
        known = {
            "values": values,
            "after": after,
            "error": type(error).__name__,
            "client": made.user_ns["client"],
        }
        report.write_text(json.dumps(known, default=repr))

    assert in_child(work, str(tmp_path)) == 0
    known = json.loads(report.read_text())
    path = write(tmp_path / "case.ipynb", SETUP, "%%step load\npoints = [Point(1), Point(2)]", WORK, USE)
    run(path)
    with nbpipe.open_store(tmp_path / ".nbpipe") as store:
        first = store.execution("latest").step("far").output("first")
    found = {"total": 9, "same": 1.0}
    assert known["values"] == {"found": found, "first": first, "again": 3, "elsewhere": True}
    client, left = known["after"]
    assert (client, known["client"], known["error"]) == ("mine", "mine", "ZeroDivisionError")
    assert not any("spawn" in word or "multiprocessing-fork" in word for word in left)
