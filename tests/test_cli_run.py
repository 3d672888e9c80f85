"""`nbpipe run` as people call it: real step processes, signals, pipes and a pseudo-terminal."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from test_cli import write_notebook

pytestmark = pytest.mark.slow

NBPIPE = [sys.executable, "-m", "nbpipe"]
GOOD = [
    "%load_ext nbpipe",
    "%%setup\nimport math\nprint('setup says hello')",
    "%%parameters\nfactor: int = 2",
    "%%step load\nrows = [1, 2, 3]\nprint('loaded', len(rows))\nrows",
    "%%step train --type Training --model model --metrics metrics\n"
    "model = {'w': math.prod(rows) * factor}\nmetrics = {'auc': 0.8123456, 'loss': float('nan')}",
    "%%step register --type Register --model model --group churn --metrics metrics\nAUC {metrics[auc]:.2f}",
    "rows = 'scratch'",
]
BROKEN = ["%%step load\nrows = ['a']", "%%step parse\nfor row in rows:\n    number = int(row)\nnumber"]
SLOW = ["%%step wait\nimport time\ntime.sleep(120)", "%%step after --after wait\nx = 1"]


def nbpipe(folder: Path, *words: str, **more: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*NBPIPE, *words], cwd=folder, env=environment(), capture_output=True, text=True, timeout=120, **more
    )


def environment(**more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("NBPIPE_")}
    return {**kept, "NBPIPE_USER": "grace", **more}


def in_store(folder: Path, *words: str) -> Any:
    done = nbpipe(folder, *words, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    return json.loads(done.stdout)


@dataclass(frozen=True)
class Done:
    """A folder in which the good pipeline ran, and the object that `run --json` printed."""

    folder: Path
    said: Any


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Done:
    folder = tmp_path_factory.mktemp("good")
    write_notebook(folder / "churn.ipynb", GOOD)
    done = nbpipe(folder, "run", "churn.ipynb", "-p", "factor=7", "--output", "done.ipynb", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    return Done(folder, json.loads(done.stdout))


def test_json_of_a_run(good: Done) -> None:
    steps = good.said["steps"]
    assert good.said["status"] == "Succeeded"
    assert good.said["parameters"] == {"factor": 7}
    assert 0 < good.said["seconds"] < 100
    assert {name: step["attempts"] for name, step in steps.items()} == {"load": 1, "train": 1, "register": 0}
    assert steps["train"]["metrics"] == {"auc": 0.8123456, "loss": None}
    assert steps["train"]["outputs"].keys() == {"model", "metrics"}
    assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", text) for text in steps["train"]["outputs"].values())
    assert in_store(good.folder, "status", "latest") == good.said


def test_executed_copy(good: Done) -> None:
    import nbformat

    path = good.folder / "done.ipynb"
    nbformat.validate(nbformat.read(path, 4))
    cells = json.loads(path.read_text())["cells"]
    assert [cell["source"] for cell in cells] == GOOD
    texts = ["".join("".join(output.get("text", "")) for output in cell["outputs"]) for cell in cells]
    assert texts == [
        "",
        "setup says hello\n",
        "",
        "loaded 3\n",
        "",
        "registered in churn, PendingManualApproval\n",
        "",
    ]
    assert [cell["execution_count"] is None for cell in cells] == [
        True,
        False,
        True,
        False,
        False,
        True,
        True,
    ]
    assert "".join(cells[3]["outputs"][-1]["data"]["text/plain"]) == "[1, 2, 3]"
    assert json.loads((good.folder / "churn.ipynb").read_text())["cells"][3]["execution_count"] == 9


def test_store_tells_about_the_run(good: Done) -> None:
    (group,) = in_store(good.folder, "models")["groups"]
    assert group["versions"][0]["execution"] == good.said["execution"]
    assert group["versions"][0]["metrics"] == {"auc": 0.8123456, "loss": None}
    assert in_store(good.folder, "store", "check", "--verify") == {"errors": [], "warnings": []}
    made_from = in_store(good.folder, "lineage", "churn:1", "--up")["nodes"]
    assert {"load.rows", "factor"} <= {re.split(" [·=] ", node["label"])[0] for node in made_from}
    logs = nbpipe(good.folder, "logs", "latest", "load").stdout
    assert logs == "setup says hello\nloaded 3\n[1, 2, 3]\n"


def test_failure_is_what_is_seen_last(tmp_path: Path) -> None:
    write_notebook(tmp_path / "a.ipynb", BROKEN)
    done = nbpipe(tmp_path, "run", "a.ipynb", "--output", "done.ipynb")
    assert (done.returncode, done.stderr) == (1, "")
    *_, message, source, caret, command = done.stdout.splitlines()
    assert message == "cell 2, line 3: step parse: ValueError: invalid literal for int() with base 10: 'a'"
    assert source == "        number = int(row)"
    assert caret == "        ^"
    found = re.fullmatch(r"its output: nbpipe (logs [0-9a-f]{12} parse)", command)
    assert found is not None
    logs = nbpipe(tmp_path, *found[1].split()).stdout
    assert "\x1b" not in logs
    assert logs.rstrip().endswith("ValueError: invalid literal for int() with base 10: 'a'")
    copy = json.loads((tmp_path / "done.ipynb").read_text())
    assert copy["metadata"]["nbpipe"]["status"] == "Failed"
    assert copy["cells"][1]["outputs"][-1]["ename"] == "ValueError"


def test_reader_that_goes_away_does_not_end_the_run(tmp_path: Path) -> None:
    write_notebook(tmp_path / "a.ipynb", BROKEN)
    process = subprocess.Popen(
        [*NBPIPE, "run", "a.ipynb"],
        cwd=tmp_path,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    assert "Executing" in process.stdout.readline()
    process.stdout.close()
    assert (process.wait(120), process.stderr.read()) == (1, "")
    process.stderr.close()
    assert in_store(tmp_path, "status", "latest")["steps"]["parse"]["error"]["type"] == "ValueError"


def started(folder: Path, **more: Any) -> subprocess.Popen[bytes]:
    """A run of the slow pipeline whose step is executing."""
    write_notebook(folder / "slow.ipynb", SLOW)
    process = subprocess.Popen([*NBPIPE, "run", "slow.ipynb"], cwd=folder, env=environment(), **more)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        done = nbpipe(folder, "status", "latest", "--json")
        if done.returncode == 0 and json.loads(done.stdout)["steps"]["wait"]["status"] == "Executing":
            return process
        time.sleep(0.2)
    process.kill()
    pytest.fail("the step did not start")


@pytest.mark.parametrize("word", ["SIGINT", "SIGTERM"])
def test_interrupt(tmp_path: Path, word: str) -> None:
    process = started(tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    process.send_signal(getattr(signal, word))
    out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (130, b"")
    assert b"Stopped in " in out
    found = in_store(tmp_path, "status", "latest")
    assert found["status"] == "Stopped"
    assert {step["status"] for step in found["steps"].values()} == {"Stopped"}


def test_stop_from_elsewhere(tmp_path: Path) -> None:
    process = started(tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert in_store(tmp_path, "stop", "latest")["requested"] is True
    _, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (4, b"")
    assert in_store(tmp_path, "stop", "latest")["requested"] is False


def on_terminal(
    folder: Path, columns: int, *words: str, out: Any = None, **variables: str
) -> tuple[int, str]:
    """Exit code and everything that a pseudo-terminal of that width received; `out` takes standard output away."""
    import fcntl
    import pty
    import struct
    import termios

    outer, inner = pty.openpty()
    fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    process = subprocess.Popen(
        [*NBPIPE, *words],
        cwd=folder,
        env=environment(TERM="xterm-256color", **variables),
        stdin=inner,
        stdout=inner if out is None else out,
        stderr=inner,
        start_new_session=True,
    )
    os.close(inner)
    received = b""
    while True:
        try:
            data = os.read(outer, 65536)
        except OSError:  # Linux says so when the other end is closed
            break
        if not data:
            break
        received += data
    os.close(outer)
    return process.wait(60), received.decode()


@pytest.mark.parametrize(
    ("columns", "variables"), [(80, {"COLUMNS": "60"}), (60, {"NO_COLOR": "1", "COLUMNS": "80"})]
)
def test_live_table(tmp_path: Path, columns: int, variables: dict[str, str]) -> None:
    slowly = [
        "%%step load\nimport time\ntime.sleep(1)\nrows = ['a']",
        *BROKEN[1:],
    ]  # so that it is seen at work
    write_notebook(tmp_path / "a.ipynb", slowly)
    code, text = on_terminal(tmp_path, columns, "run", "a.ipynb", **variables)
    assert code == 1
    assert "\x1b[?25l" in text  # the cursor is hidden while the table is drawn, and comes back
    assert text.rindex("\x1b[?25h") > text.rindex("\x1b[?25l")
    assert ("\x1b[36m◐ Executing" in text) == ("NO_COLOR" not in variables)
    plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", text).replace("\r", "\n")
    lines = [line.rstrip() for line in plain.split("\n") if line.strip()]
    assert any(line.startswith("◐ Executing  load ") for line in lines)
    assert any(line.startswith("○ Pending    parse") for line in lines)
    last = len(lines) - 1 - next(i for i, line in enumerate(lines[::-1]) if line.startswith("✗ Failed in "))
    assert lines[last - 1].startswith("✗ Failed     parse")
    assert "ValueError: " in lines[last - 1]
    table = [line for line in lines[:last] if line[:1] in "◐○✓✗"]
    assert max(map(len, table)) <= columns
    assert "nbpipe logs " in lines[-1]


def test_table_on_stderr_beside_json(tmp_path: Path) -> None:
    """A person who redirects the JSON still sees the run."""
    write_notebook(tmp_path / "a.ipynb", ["%%step load\nx = 1\nprint(x)"])
    with (tmp_path / "out.json").open("wb") as out:
        code, text = on_terminal(tmp_path, 80, "run", "a.ipynb", "--json", out=out)
    assert code == 0
    assert json.loads((tmp_path / "out.json").read_text())["status"] == "Succeeded"
    assert "◐ Executing" in text
    assert '"status"' not in text
