"""Running a model version again from its page: a process of its own, what is told of it, and how it may end."""

from __future__ import annotations

import contextlib
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
from test_cli import write_notebook
from test_cli_run import environment, in_store, nbpipe

from nbpipe.api.asked import Context
from nbpipe.api.router import Answer, answer
from nbpipe.errors import UsageError
from nbpipe.model import ExecutionStatus
from nbpipe.reproduction import under_way
from nbpipe.store import connect, folders
from nbpipe.store.queries import fetch

CELLS = [
    "%load_ext nbpipe",
    "%%setup\nimport time\nfrom pathlib import Path",
    "%%step load\nrows = [float(line) for line in Path('rows.txt').read_text().split()]",
    "%%step train --type Training --model model --metrics metrics\n"
    "while Path('hold').exists():\n    time.sleep(0.02)\n"
    "if Path('broken').exists():\n    raise ValueError('the disk is on fire')\n"
    "model = {'w': sum(rows) + (1e-12 if Path('near').exists() else 0)}\nmetrics = {'auc': model['w'] / 100}",
    "%%step register --type Register --model model --group churn --metrics metrics\nAUC {metrics[auc]:.2f}",
]
PATH = "models/churn/1"


class Place:
    """A folder with a store in which churn:1 was made, and the requests of ada."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.store = folder, folder / ".nbpipe"
        self.context = Context(folder, "ada")
        write_notebook(folder / "churn.ipynb", CELLS)
        self.rows()
        done = nbpipe(folder, "run", "churn.ipynb")
        assert done.returncode == 0, done.stderr

    def rows(self, text: str = "1\n2\n3\n") -> None:
        (self.folder / "rows.txt").write_text(text)

    def sign(self, name: str) -> Path:
        """A file by which a step knows what to do."""
        path = self.folder / name
        path.touch()
        return path

    def again(self, **body: Any) -> Answer:
        return answer(self.context, "POST", f"{PATH}/reproduction", {}, body)

    @property
    def page(self) -> Any:
        found = answer(self.context, "GET", f"{PATH}/certificate")
        assert found.status == 200, found.body
        return found.body

    def ended(self) -> Any:
        """The page once the run has ended."""
        deadline = time.monotonic() + 60
        while (page := self.page)["run"] is not None and page["run"]["status"] == "Executing":
            assert time.monotonic() < deadline, page
            time.sleep(0.05)
        return page

    def pid(self) -> int:
        found = under_way.of(self.store, "churn", 1)
        assert found is not None
        return found.pid


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Place:
    with contextlib.ExitStack() as stack:
        kept = {name: os.environ[name] for name in list(os.environ) if name.startswith("NBPIPE_")}
        for name in kept:
            del os.environ[name]
        stack.callback(os.environ.update, kept)
        return Place(tmp_path_factory.mktemp("again").resolve())


@pytest.fixture
def place(made: Place) -> Iterator[Place]:
    yield made
    for name in ("hold", "broken", "near"):
        (made.folder / name).unlink(missing_ok=True)
    made.rows()
    made.ended()
    (made.store / "certificates" / "churn-1.json").unlink(missing_ok=True)


@pytest.mark.slow
def test_a_run_that_agrees(place: Place) -> None:
    hold = place.sign("hold")
    before = len(in_store(place.folder, "runs")["executions"])
    begun = place.again()
    assert begun.status == 202, begun.body
    run = begun.body
    assert (run["status"], run["doing"], run["by"]) == ("Executing", "runs", "ada")
    # its execution is one like any other, in the scratch store
    shown = answer(place.context, "GET", f"executions/{run['execution']}", {"store": run["store"]})
    assert (shown.status, shown.body["execution"]["status"]) == (200, "Executing")
    refused = place.again()
    assert (refused.status, refused.body["message"]) == (409, "churn:1 is being run again already, by ada")
    hold.unlink()
    page = place.ended()
    assert (page["run"]["status"], page["certificate"]["agreement"]) == ("Succeeded", "bit for bit")
    assert page["certificate"]["made_by"] == "ada"
    # what it ran can still be looked at, with its values, and nothing of it is in the store of the model
    model = answer(
        place.context, "GET", f"executions/{run['execution']}/steps/train", {"store": page["run"]["store"]}
    ).body
    assert [(item["variable"], item["gone"]) for item in model["outputs"]] == [
        ("metrics", False),
        ("model", False),
    ]
    assert len(in_store(place.folder, "runs")["executions"]) == before
    file = answer(place.context, "GET", f"{PATH}/certificate", {"download": "1"})
    assert file.content is not None
    assert file.content.path == place.store / "certificates" / "churn-1.json"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("sign", "body", "agreement", "reason"),
    [
        ("near", {}, "within tolerance", "step train differs although"),
        ("near", {"tolerance": 0}, "differs", "step train differs although"),
        ("broken", {}, "differs", "step train failed: ValueError: the disk is on fire"),
    ],
)
def test_a_run_that_differs_says_why(
    place: Place, sign: str, body: dict[str, Any], agreement: str, reason: str
) -> None:
    place.sign(sign)
    assert place.again(**body).status == 202
    page = place.ended()
    assert page["certificate"]["agreement"] == agreement
    assert page["certificate"]["reasons"][0].startswith(reason)
    assert page["run"]["problems"] == []


@pytest.mark.slow
def test_what_stands_in_the_way_is_said_and_kept(place: Place) -> None:
    place.rows("1\n2\n4\n")
    refused = place.again()
    assert refused.status == 400
    said = "the file rows.txt, which step load read, has changed since"
    assert (refused.body["message"], "--anyway" in refused.body["hint"]) == (said, True)
    run = place.page["run"]
    assert (run["status"], run["doing"], run["problems"][0]["message"]) == ("Failed", "looks", said)
    assert place.again(anyway=True).status == 202
    page = place.ended()
    assert page["certificate"]["reasons"][0] == "step load differs: rows.txt is not what it was"
    assert (page["run"]["status"], page["run"]["problems"]) == ("Succeeded", [])


@pytest.mark.slow
def test_a_process_that_is_killed_does_not_go_on_for_ever(place: Place) -> None:
    place.sign("hold")
    run = place.again().body
    os.kill(place.pid(), signal.SIGKILL)
    page = place.ended()
    assert (page["run"]["status"], page["run"]["problems"][0]["code"]) == ("Failed", "killed")
    scratch = place.folder / run["store"]
    assert scratch.is_dir()
    place.folder.joinpath("hold").unlink()
    assert place.again().status == 202  # and what it left is gone then
    assert not scratch.exists()
    assert place.ended()["certificate"]["agreement"] == "bit for bit"


@pytest.mark.slow
def test_it_is_stopped_as_every_execution_is(place: Place) -> None:
    place.sign("hold")
    run = place.again().body
    stop = answer(place.context, "POST", f"executions/{run['execution']}/stop", {"store": run["store"]}, {})
    assert stop.status == 200, stop.body
    page = place.ended()
    assert (page["run"]["status"], page["certificate"]) == ("Stopped", None)
    assert page["run"]["problems"][0]["message"] == "it was stopped before its end"


@pytest.mark.slow
def test_it_outlives_who_started_it(place: Place) -> None:
    hold = place.sign("hold")
    code = (
        "from pathlib import Path; from nbpipe.api.asked import Context; from nbpipe.api.router import answer\n"
        f"print(answer(Context(Path({str(place.folder)!r}), 'ada'), 'POST', {PATH + '/reproduction'!r}, {{}}, {{}}).status)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment())
    assert done.stdout == "202\n", done.stderr
    assert place.page["run"]["status"] == "Executing"
    hold.unlink()
    assert place.ended()["certificate"]["agreement"] == "bit for bit"


@pytest.mark.slow
def test_what_a_terminal_does_shows_on_the_page_too(place: Place) -> None:
    hold = place.sign("hold")
    process = subprocess.Popen(
        [sys.executable, "-m", "nbpipe", "reproduce", "churn:1", "--json"],
        cwd=place.folder,
        env=environment(),
        stdout=subprocess.DEVNULL,
    )
    deadline = time.monotonic() + 30
    while (run := place.page["run"]) is None or (run["status"], run["doing"]) != ("Executing", "runs"):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert run["by"] == "grace"
    hold.unlink()
    assert process.wait(60) == 0
    page = place.page
    assert (page["run"], page["certificate"]["agreement"]) == (None, "bit for bit")


UV = f"""#!{sys.executable}
import os, sys
if sys.argv[1] == "venv":
    os.makedirs(os.path.join(sys.argv[-1], "bin"))
    with open(os.path.join(sys.argv[-1], "bin", "python"), "w") as file:
        file.write("#!/bin/sh\\n" + {{act!r}} + "\\n")
    os.chmod(file.name, 0o755)
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("act", "agreement", "said"),
    [
        (f'exec {sys.executable} "$@"', "bit for bit", None),
        ("echo no module named nbpipe; exit 1", None, "nbpipe ended with code 1 in the recorded environment"),
    ],
)
def test_in_the_recorded_environment(
    place: Place,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    act: str,
    agreement: str | None,
    said: str | None,
) -> None:
    """With a uv that makes an environment out of this one."""
    uv = tmp_path / "uv"
    uv.write_text(UV.format(act=act))
    uv.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("HOME", str(tmp_path))
    begun = place.again(env=True)
    assert (begun.status, begun.body["doing"]) == (202, "builds"), begun.body
    page = place.ended()
    certificate, run = page["certificate"], page["run"]
    assert (certificate and certificate["agreement"]) == agreement
    assert (run["problems"][0]["message"] if run["problems"] else None) == said


def test_without_uv_nothing_is_started(place: Place, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    refused = place.again(env=True)
    assert (refused.status, refused.body["message"]) == (400, "--env needs uv, which is not installed")
    assert place.page["run"] is None or place.page["run"]["status"] != "Executing"


# ---- what is told ---------------------------------------------------------------------------------------------------


@pytest.fixture
def store(tmp_path: Path) -> Path:
    connect(tmp_path / ".nbpipe").close()
    return tmp_path / ".nbpipe"


def written(store: Path, **changes: Any) -> None:
    """A file about churn:1, as somebody may have left it."""
    found = {
        **{"id": "a1", "group": "churn", "version": 1, "by": "ada", "host": socket.gethostname()},
        **{"pid": os.getpid(), "began_at": now(-60), "changed_at": now(), "doing": "runs"},
        **{"scratch": None, "execution": None, "ended_at": None, "status": "Executing", "problems": []},
        **changes,
    }
    path = store / folders.REPRODUCTIONS / f"{found['id']}.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(found))


def now(seconds: float = 0) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%S+00:00", time.gmtime(time.time() + seconds))


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({}, "Executing"),
        ({"pid": 2**22 + 1}, "Failed"),  # no such process
        (
            {"changed_at": "2001-01-01T00:00:00+00:00"},
            "Failed",
        ),  # its number belongs to another process by now
        ({"host": "elsewhere"}, "Executing"),
        ({"host": "elsewhere", "changed_at": now(-90_000)}, "Failed"),
        ({"ended_at": now(), "status": "Stopped"}, "Stopped"),
    ],
)
def test_whether_it_goes_on(store: Path, changes: dict[str, Any], status: str) -> None:
    written(store, **changes)
    found = under_way.of(store, "churn", 1)
    assert found is not None
    assert (found.status, found.ended_at is None) == (status, status == "Executing")


def test_of_several_the_one_that_goes_on_counts(store: Path) -> None:
    written(store, id="a1", began_at=now(-60))
    written(store, id="a2", began_at=now(-30), ended_at=now(), status="Failed")
    written(store, id="a3", began_at=now(-10), group="other")
    found = under_way.of(store, "churn", 1)
    assert found is not None
    assert found.id == "a1"
    assert under_way.of(store, "churn", 2) is None


@pytest.mark.parametrize("text", ["", "{", "[]", '{"id": "a1"}', '{"problems": [1], "status": "x"}'])
def test_a_file_that_nobody_of_us_wrote_says_nothing(store: Path, text: str) -> None:
    (store / folders.REPRODUCTIONS).mkdir()
    (store / folders.REPRODUCTIONS / "a1.json").write_text(text)
    assert under_way.of(store, "churn", 1) is None


def test_an_error_is_how_it_ended_and_every_change_is_an_event(store: Path) -> None:
    def fails() -> None:
        with under_way.told(store, "churn", 1, "ada") as told:
            told.says(doing=under_way.RUNS)
            raise UsageError("no way", "turn round")

    with pytest.raises(UsageError, match="no way"):
        fails()
    found = under_way.of(store, "churn", 1)
    assert found is not None
    assert (found.status, found.problems[0].hint) == (ExecutionStatus.FAILED, "turn round")
    with contextlib.closing(connect(store)) as connection:
        rows = fetch(connection, "SELECT data FROM events WHERE kind = 'reproduction'")
    assert [json.loads(row["data"]) for row in rows] == [{"group": "churn", "version": 1}] * 3


def test_what_an_earlier_one_left_goes_with_the_next(store: Path) -> None:
    scratch = store / folders.REPRODUCTIONS / "s1"
    scratch.mkdir(parents=True)
    written(store, id="a1", scratch="s1", ended_at=now())
    written(store, id="a2", scratch="..", pid=2**22 + 1)  # a name that leads elsewhere is not followed
    with under_way.told(store, "churn", 1, "ada") as told:
        assert [path.name for path in (store / folders.REPRODUCTIONS).iterdir()] == [f"{told.now.id}.json"]
        told.leaves()
    assert not (store / folders.REPRODUCTIONS).exists()
    assert (store / "nbpipe.db").exists()
