"""Notebook steps: what is refused when the pipeline is compiled, and whole runs in kernels of their own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import psutil
import pytest
from notebooks_in_folders import install_shell, tagged, write
from test_faults import left_behind, run, status, wait_until, whole

from nbpipe import definition, foreign, options
from nbpipe.errors import DefinitionError, NbpipeError
from nbpipe.model import Cell, Step
from nbpipe.options import Assignments
from nbpipe.steps import Inputs
from nbpipe.steps.notebook import NotebookOptions, step_type

PARAMETERS = tagged("n = 1\nname: str = 'x'  # whose")
LOAD = "%%step load\nrows = [1, 2, 3]"


def report(folder: Path, *cells: str, **more: Any) -> Path:
    return write(folder / "report.ipynb", "# Report", PARAMETERS, *(cells or ("print(n, name)",)), **more)


def main(folder: Path, flags: str, body: str = "", *cells: str) -> Path:
    return write(folder / "main.ipynb", LOAD, f"%%step report --type Notebook {flags}\n{body}", *cells)


# ---- before a run -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("flags", "message", "hint", "at"),
    [
        ("", "a Notebook step needs --path", "such as %%step report --type Notebook", "--type"),
        ("--path nobody.ipynb", "there is no file", "main.ipynb, r.ipynb", "nobody.ipynb"),
        ("--path sub", "is a folder", "give the path of an .ipynb", "sub"),
        ("--path plain.txt", "plain is no notebook: it is not JSON", "give an .ipynb file", "plain.txt"),
        ("--path main.ipynb", "main.ipynb is the notebook that this step stands in", "another", "main.ipynb"),
        ("--path r.ipynb", "there is no kernel ir, which r.ipynb asks for", "write --kernel", "r.ipynb"),
        ("--path report.ipynb --kernel ir", "there is no kernel ir", "there is python3", "ir"),
        ("--path report.ipynb --param m=rows", "report.ipynb has no parameter m", "n, name", "m=rows"),
        ("--path report.ipynb --param nam=1", "has no parameter nam", "did you mean name?", "nam=1"),
        ("--path bare.ipynb --param n=1", "bare.ipynb has no cell with the tag parameters", "tag", "n=1"),
        ("--path report.ipynb --param n=1 words", "cannot make sense of 'words'", "two dashes", "words"),
        (
            "--path report.ipynb --param n=a-b",
            "'a-b' is neither a variable nor a value in JSON",
            None,
            "n=a-b",
        ),
        ("--path report.ipynb --param n=NaN-", "'NaN-' is neither", None, "n=NaN-"),
        ("--path report.ipynb --param 1=2", "'1' is not a parameter's name", None, "1=2"),
        ("--path report.ipynb --param n=nobody", "nothing defines nobody", "%%step", "nobody"),
        ("--path sh.ipynb --out x", "--out takes variables of notebooks in Python", "file", "x"),
    ],
)
def test_what_is_refused_before_a_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, flags: str, message: str, hint: str | None, at: str
) -> None:
    install_shell(tmp_path, monkeypatch)
    report(tmp_path)
    write(tmp_path / "r.ipynb", "1", kernel="ir", language="R")
    write(tmp_path / "sh.ipynb", "echo 1", kernel="shell", language="bash")
    write(tmp_path / "bare.ipynb", "print(1)")
    (tmp_path / "sub").mkdir()
    (tmp_path / "plain.txt").write_text("hello")
    path = main(tmp_path, flags)
    with pytest.raises(DefinitionError) as raised:
        definition.load(path)
    (problem,) = raised.value.problems
    assert message in problem.message
    assert hint is None or hint in (problem.hint or "")
    assert (problem.cell, problem.line) == (2, 1)
    assert problem.source is not None
    assert problem.column is not None
    assert problem.source[problem.column :].startswith(at)


def test_a_notebook_that_changed_after_the_start_fails_its_step(tmp_path: Path) -> None:
    report(tmp_path)
    given = NotebookOptions("report.ipynb", Assignments(("m=1",)))
    step = Step("it", "Notebook", (Cell(2, "c", ""),))
    with pytest.raises(NbpipeError, match="has no parameter m"):
        step_type.plan(step, given, Inputs({}, {}, lambda artifact: None, folder=tmp_path))


def arguments(folder: Path, **more: Any) -> Any:
    given = NotebookOptions("report.ipynb", **more)
    step = Step("it", "Notebook", (Cell(2, "c", ""),), parameters=("limit",))
    return step_type.plan(
        step, given, Inputs({}, {"limit": 5}, lambda artifact: None, folder=folder)
    ).arguments


def test_what_the_result_depends_on(tmp_path: Path) -> None:
    report(tmp_path)
    before = arguments(tmp_path)
    write(tmp_path / "report.ipynb", "# Another title", PARAMETERS, "print(n, name)")
    assert arguments(tmp_path) == before  # what stands between the code changes no result
    changed = [
        arguments(tmp_path, param=Assignments(("n=2",))),
        arguments(tmp_path, param=Assignments(("n=limit",))),
        arguments(tmp_path, kernel="PYTHON3"),
    ]
    report(tmp_path, "print(n + 1, name)")
    changed.append(arguments(tmp_path))
    assert changed[2] == before  # Jupyter looks at small letters only
    assert len({json.dumps(item) for item in (before, *changed)}) == 4


@pytest.mark.parametrize(
    ("source", "language", "names"),
    [
        ("a = 1\nb: int = 2\nc, d = 3, 4\nif a == 1: pass", "python", ("a", "b")),
        ("%matplotlib inline\na = 1", "python", ("a",)),
        ("a <- 1\nb = 'x'\nif (a == 1) 2", "r", ("a", "b")),
        ("a = 1\nconst b = 2", "julia", ("a", "b")),
        ("a=1\nexport b=2\n[ $a == 1 ]", "bash", ("a", "b")),
        ("var a = 1;\nlet b: Int = 2", "scala", ("a", "b")),
    ],
)
def test_parameters_in_many_languages(source: str, language: str, names: tuple[str, ...]) -> None:
    assert foreign.names(source, language) == names


def test_assignments() -> None:
    texts = ("a=b", "c", "d=1.5", 'e="x"', "f=[1, null]", "g=true", "h = x ")
    assert options.assigned(texts) == (
        {"a": "b", "c": "c", "h": "x"},
        {"d": 1.5, "e": "x", "f": [1, None], "g": True},
    )


@pytest.mark.parametrize("value", [object(), {1, 2}, b"x", "x" * 20_000, [object()]])
def test_what_no_parameter_can_be(value: Any) -> None:
    with pytest.raises(NbpipeError, match="parameter") as raised:
        foreign.plain("n", value)
    assert "write it to a file" in (raised.value.problems[0].hint or "")


def test_what_a_parameter_can_be() -> None:
    import numpy as np

    given = [np.int64(3), np.array([1, 2]), Path("a/b"), {"a": [None, True]}]
    assert [foreign.plain("n", value) for value in given] == [3, [1, 2], "a/b", {"a": [None, True]}]


# ---- runs -------------------------------------------------------------------------------------------------------------

LEAVES = (
    "import nbpipe, random\nprint('hello', n, name)\nnbpipe.log_metric('twice', n * 2)\ndrawn = random.random()",
    "from IPython.display import HTML\nopen('out.txt', 'w').write(open('in.txt').read() * n)\nHTML('<b>bold</b>')",
    "summary = {'n': n, 'drawn': drawn}",
)
FLAGS = "--path sub/report.ipynb --param n=count --param 'name=\"ada\"' --out summary"
USE = "%%step use\nimport json\nprint(summary['n'], open('sub/out.txt').read(), len(json.loads(report_notebook.read_text())['cells']))"


def logs(folder: Path, step: str) -> str:
    words = ["--store", str(folder / ".nbpipe"), "logs", "latest", step]
    done = subprocess.run([sys.executable, "-m", "nbpipe", *words], capture_output=True, text=True)
    return done.stdout


@pytest.mark.slow
@pytest.mark.parametrize("how", [(), ("--no-warm",)])
def test_a_notebook_of_python(tmp_path: Path, how: tuple[str, ...]) -> None:
    write(tmp_path / "sub" / "report.ipynb", "# Report", PARAMETERS, *LEAVES)
    (tmp_path / "sub" / "in.txt").write_text("x")
    path = main(tmp_path, FLAGS, "count = len(rows)", USE)
    found = run(path, *how)
    assert found["steps"]["report"]["metrics"] == {"twice": 6}
    assert set(found["steps"]["report"]["outputs"]) == {"summary", "report_notebook"}
    assert logs(tmp_path, "use").strip() == "3 xxx 6"  # title, parameters, those given, three cells
    said = logs(tmp_path, "report")
    assert "hello 3 ada" in said
    again = run(path, *how)
    assert all(step["cached"] for step in again["steps"].values())
    fresh = run(path, "--no-cache", *how)
    summary = [item["steps"]["report"]["outputs"]["summary"] for item in (found, fresh)]
    assert summary[0] == summary[1]  # it is seeded as a step is
    (tmp_path / "sub" / "in.txt").write_text("y")  # which only the other kernel reads
    once_more = run(path, *how)
    assert not once_more["steps"]["report"]["cached"]
    assert logs(tmp_path, "use").strip() == "3 yyy 6"
    assert left_behind(tmp_path) == []


@pytest.mark.slow
def test_a_notebook_in_another_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install_shell(tmp_path, monkeypatch)
    cells = (tagged("# parameters\nn=1"), "echo found $n; cat 'in.txt'")
    write(tmp_path / "report.ipynb", *cells, kernel="shell", language="bash")
    (tmp_path / "in.txt").write_text("some rows")
    path = main(tmp_path, "--path report.ipynb --param n=count", "count = len(rows)")
    run(path)
    assert logs(tmp_path, "report").split() == ["found", "3", "some", "rows"]
    assert run(path)["steps"]["report"]["cached"]
    (tmp_path / "in.txt").write_text("others")  # its code names that file
    assert not run(path)["steps"]["report"]["cached"]
    write(tmp_path / "report.ipynb", cells[0], "echo no >&2; exit 3", kernel="shell", language="bash")
    failed = run(path, code=1)["steps"]["report"]["error"]
    assert failed["type"] == "ExitCode"
    assert failed["message"] == "3 (cell 2 of report.ipynb)"
    assert left_behind(tmp_path) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("body", "kind", "message", "how"),
    [
        ("1 / 0", "ZeroDivisionError", "division by zero (cell 3 of report.ipynb)", ()),
        ("1 / 0", "ZeroDivisionError", "division by zero (cell 3 of report.ipynb)", ("--no-warm",)),
        ("import os\nos._exit(3)", "KernelDied", "the kernel of report.ipynb (python3) died", ()),
        ("x = 1", "StepError", "report.ipynb does not set summary, which --out names", ()),
        ("summary = (i for i in [])", "StepError", "generator", ()),
    ],
)
def test_how_it_fails(tmp_path: Path, body: str, kind: str, message: str, how: tuple[str, ...]) -> None:
    report(tmp_path, body)
    found = run(main(tmp_path, "--path report.ipynb --out summary"), *how, code=1)
    error = found["steps"]["report"]["error"]
    assert error["type"] == kind
    assert message in error["message"]
    assert error["cell"] == 2
    assert error["line"] is None
    assert error["hint"]
    assert left_behind(tmp_path) == []


@pytest.mark.slow
def test_the_error_of_its_cell_is_one_to_retry_on(tmp_path: Path) -> None:
    report(
        tmp_path,
        "import os\nif not os.path.exists('seen'):\n    open('seen', 'w')\n    raise ConnectionResetError('gone')",
    )
    path = main(tmp_path, "--path report.ipynb --retry 1 --retry-interval 0s --retry-on ConnectionError")
    assert run(path)["steps"]["report"]["attempts"] == 2


SLEEPS = "import time\nprint('it begins', flush=True)\ntime.sleep(300)"


def kernels_of(folder: Path) -> list[psutil.Process]:
    """The kernels that run in a folder for an attempt."""
    mark = f"NBPIPE_JOB={folder.resolve()}".encode()
    found = []
    for process in psutil.process_iter():
        try:
            if mark in Path(f"/proc/{process.pid}/environ").read_bytes() and "ipykernel" in " ".join(
                process.cmdline()
            ):
                found.append(process)
        except (OSError, psutil.Error):
            continue
    return found


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="processes are counted through /proc")
@pytest.mark.parametrize("how", ["stop", "timeout", "kill"])
def test_nothing_stays_behind(tmp_path: Path, how: str) -> None:
    report(tmp_path, SLEEPS)
    path = main(tmp_path, "--path report.ipynb" + (" --timeout 15s" if how == "timeout" else ""))
    started = subprocess.Popen([sys.executable, "-m", "nbpipe", "run", str(path)], stdout=subprocess.DEVNULL)
    wait_until(lambda: "it begins" in logs(tmp_path, "report"))  # what it prints is there while it runs
    assert kernels_of(tmp_path)
    if how == "stop":
        store = ["--store", str(tmp_path / ".nbpipe")]
        subprocess.run([sys.executable, "-m", "nbpipe", *store, "stop", "latest"], check=True)
    elif how == "kill":
        os.kill(started.pid, signal.SIGKILL)
    code = started.wait(timeout=90)
    assert code == {"stop": 4, "timeout": 1, "kill": -signal.SIGKILL}[how]
    wait_until(lambda: left_behind(tmp_path) == [])
    if how == "timeout":
        assert status(tmp_path)["steps"]["report"]["error"]["type"] == "Timeout"
    report(tmp_path, "print('quick')")
    run(path)
    whole(tmp_path)


@pytest.mark.slow
def test_two_notebooks_that_run_each_other(tmp_path: Path) -> None:
    by_hand = "%load_ext nbpipe"
    write(tmp_path / "main.ipynb", by_hand, "%%step go --type Notebook --path other.ipynb\n")
    write(tmp_path / "other.ipynb", by_hand, "%%step back --type Notebook --path main.ipynb\n")
    found = run(tmp_path / "main.ipynb", code=1)
    assert "main.ipynb" in found["steps"]["go"]["error"]["message"]
    assert left_behind(tmp_path) == []


@pytest.mark.slow
def test_run_by_hand(tmp_path: Path) -> None:
    import nbformat
    from nbclient import NotebookClient

    report(tmp_path, "print('hello', n)\nsummary = n")
    flags = "--type Notebook --path report.ipynb --param n=count --out summary"
    cells = ("%load_ext nbpipe", f"%%step report {flags}\ncount = 4", "print(summary, report_notebook.name)")
    path = write(tmp_path / "main.ipynb", *cells)
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, resources={"metadata": {"path": str(tmp_path)}}).execute()
    assert "hello 4" in "".join(item.get("text", "") for item in notebook.cells[1].outputs)
    assert notebook.cells[2].outputs[0]["text"] == "4 report.ipynb\n"
