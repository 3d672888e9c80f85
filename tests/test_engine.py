"""nbpipe as an engine of papermill: through papermill's own API, and once through its command line."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import time
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import nbformat
import pytest

from nbpipe.engine import NbpipeEngine
from nbpipe.errors import NbpipeError

ROOT = Path(__file__).parent.parent
SETUP = "%%setup\nimport os\nprint('setup')"
PARAMETERS = "%%parameters\nlimit: float = 0.5  # smallest AUC\nwho: str = 'nobody'"
GOOD = [
    "%load_ext nbpipe",
    SETUP,
    PARAMETERS,
    "%%step load\nrows = [1, 2, 3]\nprint('hello', who)\nrows",
    "rows = 'scratch'",
    "%%step train\nauc = 0.8\nprint(sum(rows), os.getcwd())",
    "%%step gate --type Condition --then good --else bad\nauc >= limit",
    "%%step good\nprint('good')",
    "%%step bad --type Fail\nAUC {auc} is below {limit}",
]
BROKEN = [
    "%%step load\nrows = ['a']",
    "%%step parse\nfor row in rows:\n    number = int(row)",
    "%%step after\nnumber + 1",
    "%%step beside\nprint(len(rows))",
]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    from papermill.engines import papermill_engines

    monkeypatch.delenv("NBPIPE_STORE", raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(papermill_engines._engines, "nbpipe", NbpipeEngine)
    return tmp_path


def write(path: Path, sources: Sequence[str]) -> Path:
    """A notebook of code cells; the parameters cell has papermill's tag too."""
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    for cell in cells:
        cell.metadata.tags = ["parameters"] if cell.source.startswith("%%parameters") else []
    metadata = {"kernelspec": {"name": "python3", "display_name": "Python", "language": "python"}}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=metadata), path)
    return path


def papermill(source: Any, target: str | None, values: Mapping[str, Any] | None = None, **more: Any) -> Any:
    from papermill import execute_notebook

    return execute_notebook(
        source, target, dict(values or {}), engine_name="nbpipe", progress_bar=False, **more
    )


def cells(path: Path) -> list[Any]:
    """The cells of a valid notebook without those that papermill added."""
    notebook = nbformat.read(path, 4)
    nbformat.validate(notebook)
    added = {"injected-parameters", "papermill-error-cell-tag"}
    return [cell for cell in notebook.cells if not added & {*cell.metadata.tags}]


def statuses(path: Path) -> list[str]:
    return [cell.metadata.papermill.status for cell in cells(path)]


def text(cell: Any) -> str:
    return "".join(output.get("text", "") for output in cell.outputs)


# ---- nothing runs -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "first", "hint"),
    [
        ({"limt": 1}, "the pipeline has no parameter limt", "did you mean limit?"),
        ({"limit": "high"}, "parameter limit is 'high', not a float", "it is a float: smallest AUC"),
        ({"who": 3}, "parameter who is 3, not a text", "it is a str"),
    ],
)
def test_wrong_parameters(folder: Path, values: dict[str, Any], first: str, hint: str) -> None:
    write(folder / "a.ipynb", GOOD)
    with pytest.raises(NbpipeError) as caught:
        papermill("a.ipynb", "out.ipynb", values)
    assert str(caught.value) == f"{first}\n  → {hint}"
    assert sorted(path.name for path in folder.iterdir()) == ["a.ipynb"]


@pytest.mark.parametrize("values", [{}, {"limit": 0.9}])
def test_wrong_definition_names_the_users_cells(folder: Path, values: dict[str, Any]) -> None:
    write(folder / "a.ipynb", [PARAMETERS, "%%step load --tpye X\nx = 1", "%%step use\nlimit + nope"])
    with pytest.raises(NbpipeError) as caught:
        papermill("a.ipynb", "out.ipynb", values)
    assert [(problem.cell, problem.line) for problem in caught.value.problems] == [(2, 1), (3, 2)]
    assert "    limit + nope\n            ^" in str(caught.value)
    assert not (folder / "out.ipynb").exists()


def test_numbers_are_those_of_the_file_that_is_run(folder: Path) -> None:
    """Also where papermill wrote it, with an injected cell and its error cells."""
    notebook = nbformat.read(write(folder / "a.ipynb", [PARAMETERS, "x = 1", "%%step use\nlimit + nope"]), 4)
    for index, tag in ((0, "papermill-error-cell-tag"), (2, "injected-parameters")):
        notebook.cells.insert(index, nbformat.v4.new_code_cell("limit = 1.0", metadata={"tags": [tag]}))
    nbformat.write(notebook, folder / "a.ipynb")
    with pytest.raises(NbpipeError) as caught:
        papermill("a.ipynb", "out.ipynb", {"limit": 0.9})
    assert [problem.cell for problem in caught.value.problems] == [5]


def test_import_is_light() -> None:
    """papermill loads every engine when it is imported."""
    code = (
        "import sys, nbpipe.engine; print(*sorted(name for name in sys.modules if name.startswith('nbpipe')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.split() == ["nbpipe", "nbpipe.engine"]


# ---- through papermill's API ----------------------------------------------------------------------------------------


@pytest.mark.slow
def test_success(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    (folder / "books").mkdir()
    source = write(folder / "books" / "a.ipynb", GOOD)
    before, printed = source.read_bytes(), io.StringIO()
    found = papermill("books/a.ipynb", "out.ipynb", {"limit": 0.7, "who": "me"}, stdout_file=printed)
    assert source.read_bytes() == before
    assert found.metadata.nbpipe.status == "Succeeded"
    assert (folder / "books" / ".nbpipe").is_dir()
    after = cells(folder / "out.ipynb")
    assert [cell.source for cell in after] == GOOD
    assert [text(cell) for cell in after] == [
        *("", "setup\n", "", "hello me\n", "", f"6 {source.parent}\n"),
        *("auc >= limit: 0.8 >= 0.7 is True\n", "good\n", "Skipped: gate is True\n"),
    ]
    assert after[3].outputs[1].data["text/plain"] == "[1, 2, 3]"
    assert [cell.execution_count is not None for cell in after] == [
        number in (1, 3, 5, 7) for number in range(9)
    ]
    assert statuses(folder / "out.ipynb") == ["completed"] * 8 + ["pending"]
    times = [cell.metadata.papermill for cell in (after[3], after[5])]
    assert times[0].start_time < times[0].end_time <= times[1].start_time
    assert 0 < times[0].duration < 5
    assert printed.getvalue().count("hello me\n") == 1


@pytest.mark.slow
def test_failure(folder: Path) -> None:
    from papermill.exceptions import PapermillExecutionError

    write(folder / "a.ipynb", BROKEN)
    with pytest.raises(PapermillExecutionError, match="invalid literal for int") as caught:
        papermill("a.ipynb", "out.ipynb")
    assert (caught.value.ename, caught.value.cell_index, caught.value.source) == ("ValueError", 1, BROKEN[1])
    assert statuses(folder / "out.ipynb") == ["completed", "failed", "pending", "completed"]
    after = cells(folder / "out.ipynb")
    assert after[1].outputs[-1].output_type == "error"
    assert [text(cell) for cell in after[2:]] == ["Skipped: step parse failed\n", "1\n"]
    assert "An Exception was encountered" in nbformat.read(folder / "out.ipynb", 4).cells[0].source


@pytest.mark.slow
@pytest.mark.parametrize(
    ("sources", "cell", "name", "message"),
    [
        (["%%step stop --type Fail\nenough"], 0, "FailStep", "enough"),
        (["%%step quiet\nimport sys\nsys.exit(0)"], 0, "", ""),  # papermill's own engine calls it a success
        (["%%setup\n1 / 0", "%%step use\nx = 1"], 0, "ZeroDivisionError", "division by zero"),
        (
            ["%%step die\nimport os, signal\nos.kill(os.getpid(), signal.SIGKILL)"],
            *(0, "KernelDied", "the step's process was killed (SIGKILL)"),
        ),
    ],
)
def test_every_failure_reaches_papermill(
    folder: Path, sources: list[str], cell: int, name: str, message: str
) -> None:
    from papermill.exceptions import PapermillExecutionError

    write(folder / "a.ipynb", sources)
    with pytest.raises(PapermillExecutionError) as caught:
        papermill("a.ipynb", "out.ipynb")
    assert caught.value.cell_index == cell
    assert caught.value.ename == (name or caught.value.ename)
    assert message in caught.value.evalue
    assert statuses(folder / "out.ipynb")[cell] == "failed"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("source", "cwd", "place"),
    [("file", None, "books"), ("file", "there", "there"), ("node", None, "."), ("node", "there", "there")],
)
def test_where_steps_run(folder: Path, source: str, cwd: str | None, place: str) -> None:
    for name in ("books", "there"):
        (folder / name).mkdir()
    path = write(folder / "books" / "a.ipynb", ["%%step here\nimport os\nprint(os.getcwd())"])
    papermill("books/a.ipynb" if source == "file" else nbformat.read(path, 4), "out.ipynb", cwd=cwd)
    assert text(cells(folder / "out.ipynb")[0]) == f"{(folder / place).resolve()}\n"
    stores = [found.parent for found in folder.glob("**/.nbpipe")]
    assert stores == [folder / ("books" if source == "file" else place)]


# ---- through the command line ----------------------------------------------------------------------------------------


@pytest.fixture
def command(folder: Path) -> dict[str, str]:
    """An environment in which papermill finds the engine as pyproject.toml declares it, installed or not."""
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["entry-points"]
    place = folder / "site" / "engine_of_nbpipe-0.dist-info"
    place.mkdir(parents=True)
    (place / "METADATA").write_text("Metadata-Version: 2.1\nName: engine-of-nbpipe\nVersion: 0\n")
    (place / "entry_points.txt").write_text(
        "".join(
            f"[{group}]\n" + "".join(f"{name} = {target}\n" for name, target in entries.items())
            for group, entries in declared.items()
        )
    )
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(folder / "site")])}


def called(folder: Path, command: Mapping[str, str], *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "papermill", *words, "--engine", "nbpipe", "--no-progress-bar"],
        cwd=folder,
        env=command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.slow
def test_command_line(folder: Path, command: dict[str, str]) -> None:
    write(folder / "a.ipynb", GOOD)
    done = called(folder, command, "a.ipynb", "out.ipynb", "-p", "limit", "0.9")
    _, err = done.communicate(timeout=120)
    assert done.returncode == 1
    assert "FailStep: AUC 0.8 is below 0.9" in err
    refused = called(folder, command, "a.ipynb", "no.ipynb", "-p", "limit", "high")
    _, err = refused.communicate(timeout=120)
    assert refused.returncode == 2
    assert "Error: parameter limit is 'high', not a float\n  → it is a float: smallest AUC\n" in err
    assert "Traceback" not in err


@pytest.mark.slow
def test_interrupt_leaves_no_process(folder: Path, command: dict[str, str]) -> None:
    import psutil

    body = "%%step wait\nimport os, time\nopen('pid', 'w').write(str(os.getpid()))\ntime.sleep(200)"
    write(folder / "a.ipynb", [body, "%%step after --after wait\nx = 1"])
    process = called(folder, command, "a.ipynb", "out.ipynb")
    deadline = time.monotonic() + 60
    while not (
        (folder / "pid").exists() and '"status": "running"' in (folder / "out.ipynb").read_text("utf-8")
    ):
        assert time.monotonic() < deadline, "the output does not follow the run"
        assert process.poll() is None
        time.sleep(0.1)
    step = psutil.Process(int((folder / "pid").read_text()))
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert (process.returncode, err.rstrip().splitlines()[-1]) == (1, "Aborted!")
    assert not step.is_running() or step.status() == psutil.STATUS_ZOMBIE
    assert json.loads((folder / "out.ipynb").read_text())["metadata"]["nbpipe"]["status"] == "Stopped"
    assert statuses(folder / "out.ipynb") == ["failed", "pending"]
