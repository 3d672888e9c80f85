"""The magics in an IPython shell of this process: what a user types by hand, and what they see."""

from __future__ import annotations

import json
import os
import random
import re
import socket
import sys
import types
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from forked import ForkedExecutor
from IPython.core.displaypub import CapturingDisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from store_samples import attrition, new_store, writer
from traitlets.config import Config

from nbpipe import (
    config,
    definition,
    fingerprint,
    magics,
    options,
    plugins,
    scheduler,
    seeding,
    store,
    tracking,
)
from nbpipe.magics import cells, help, session
from nbpipe.model import Execution, ExecutionStatus, StepStatus
from nbpipe.store import queries
from nbpipe.store.writer import Writer


class Shell:
    """An IPython shell with the magics, and what its cells showed."""

    def __init__(self) -> None:
        config = Config()
        config.HistoryManager.enabled = False
        module = types.ModuleType("__main__")
        InteractiveShell.clear_instance()
        self.ip = InteractiveShell.instance(config=config, user_module=module, user_ns=module.__dict__)
        self.errors: list[str] = []
        self.ip._showtraceback = lambda kind, value, lines: self.errors.append("\n".join(lines))
        self.ip.display_pub = CapturingDisplayPublisher(shell=self.ip)
        session.forget()  # whatever shell was there before
        self.ip.run_line_magic("load_ext", "nbpipe")

    @property
    def names(self) -> dict[str, Any]:
        names: dict[str, Any] = self.ip.user_ns
        return names

    @property
    def shown(self) -> list[dict[str, Any]]:
        return [output["data"] for output in self.ip.display_pub.outputs]

    def run(self, source: str, cell_id: str | None = None, **meta: Any) -> Any:
        """Run a cell as a front end with cell ids does (`meta` is its metadata), or without them."""
        return self.ip.run_cell(source, cell_id=cell_id, cell_meta=meta or None)

    def ok(self, source: str, cell_id: str | None = None, **meta: Any) -> Any:
        """Run a cell that must succeed; its last expression's value."""
        result = self.run(source, cell_id, **meta)
        assert result.success, self.errors
        return result.result

    def refused(self, source: str, cell_id: str | None = None) -> str:
        """Run a cell that must fail, with one message of ours and nothing else."""
        before = len(self.errors)
        result = self.run(source, cell_id)
        assert not result.success
        (message,) = self.errors[before:]
        assert "Traceback" not in message
        assert "---->" not in message
        assert message == str(result.error_before_exec or result.error_in_exec)
        return message


@pytest.fixture
def shell(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Shell]:
    for name in ("JPY_SESSION_NAME", "NBPIPE_STORE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    main, kept = sys.modules["__main__"], (random.getstate(), np.random.get_state())
    made = Shell()
    yield made
    magics.unload(made.ip)
    InteractiveShell.clear_instance()
    sys.modules["__main__"] = main
    random.setstate(kept[0])
    np.random.set_state(kept[1])


def write(path: Path, *sources: str) -> Path:
    """A notebook of code cells with the ids c1, c2, …"""
    made = [
        {
            "cell_type": "code",
            "id": f"c{n}",
            "metadata": {},
            "source": text,
            "outputs": [],
            "execution_count": None,
        }
        for n, text in enumerate(sources, 1)
    ]
    path.write_text(json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": made}), "utf-8")
    return path


# ---- loading --------------------------------------------------------------------------------------------------------


def registered(shell: Shell) -> dict[str, bool]:
    found = shell.ip.magics_manager.magics
    return {
        "setup": "setup" in found["cell"],
        "parameters": "parameters" in found["cell"],
        "step": "step" in found["cell"],
        "pipeline": "pipeline" in found["line"],
        "transform": cells.transform in shell.ip.input_transformers_cleanup,
        "opening": cells.opening in shell.ip.ast_transformers,
        "before": session.before_cell in shell.ip.events.callbacks["pre_run_cell"],
        "after": session.after_cell in shell.ip.events.callbacks["post_run_cell"],
    }


def test_unloading_takes_everything_away_and_loading_brings_it_back(shell: Shell) -> None:
    assert set(registered(shell).values()) == {True}
    shell.ok("%%step a\nx = 1")
    assert any(isinstance(finder, seeding.SeedOnImport) for finder in sys.meta_path)
    shell.ok("%unload_ext nbpipe")
    assert set(registered(shell).values()) == {False}
    assert not any(isinstance(finder, seeding.SeedOnImport) for finder in sys.meta_path)
    assert session.current.steps == {}
    assert not shell.run("%%step a\nx = 2").success
    shell.ok("%load_ext nbpipe")
    shell.ok("%%step a\nx = 3")
    assert shell.names["x"] == 3


def test_loading_again_changes_nothing(shell: Shell) -> None:
    before = (len(shell.ip.input_transformers_cleanup), len(shell.ip.ast_transformers))
    magics.load(shell.ip)
    shell.ok("%reload_ext nbpipe")
    assert (len(shell.ip.input_transformers_cleanup), len(shell.ip.ast_transformers)) == before
    assert shell.ip.events.callbacks["pre_run_cell"].count(session.before_cell) == 1


# ---- Python bodies --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("%%setup\nx = 1\n", "# %%setup\nx = 1\n"),
        ("%%step a\nx = 1\n", "'%%step a'\nx = 1\n"),
        ('%%step a --title "it\'s"\nx = 1\n', "'%%step a --title \"it\\'s\"'\nx = 1\n"),
        (
            "%%step a\n\n%%time\nx = 1\n",
            "'%%step a'\n\nget_ipython().run_cell_magic('time', '', 'x = 1\\n')\n",
        ),
        ("%%step a --type Condition\nx > 1\n", "%%step a --type Condition\nx > 1\n"),
        ("%%step a --type Fail", "%%step a --type Fail\n\n"),
        ("%%step?\n", "%%step?\n"),
        ("%%steps a\nx\n", "%%steps a\nx\n"),
        ("%%time\nx = 1\n", "%%time\nx = 1\n"),
        ("x = 1\n", "x = 1\n"),
        ("", ""),
    ],
)
def test_what_becomes_of_a_cell(source: str, expected: str) -> None:
    assert "".join(cells.transform(source.splitlines(keepends=True))) == expected


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("%%step a\n1 / 0", 2),
        ("%%step a\n\n\nx = 1\n1 / 0\n", 5),
        ("%%setup\n\n1 / 0", 3),
        ("%%step a --title 'b c'\ndef f():\n    return 1 / 0\nf()", 4),
    ],
)
def test_a_traceback_has_the_lines_of_the_users_cell_and_nothing_of_ours(
    shell: Shell, source: str, line: int
) -> None:
    result = shell.run(source)
    assert isinstance(result.error_in_exec, ZeroDivisionError)
    (said,) = shell.errors
    said = re.sub(r"\x1b\[[0-9;]*m", "", said)
    assert re.search(rf"^Cell In\[\d+\], line {line}\b", said, re.MULTILINE), said
    assert "nbpipe" not in said
    assert "magics" not in said


@pytest.mark.parametrize("head", ["%%step a", "%%setup"])
def test_a_syntax_error_is_shown_once_at_its_line(shell: Shell, head: str) -> None:
    result = shell.run(f"{head}\nx = 1\ny = = 2\n")
    assert isinstance(result.error_before_exec, SyntaxError)
    assert result.error_before_exec.lineno == 3
    assert len(shell.errors) == 1
    assert "x" not in shell.names


def test_the_last_expression_is_the_cells_value(shell: Shell) -> None:
    assert shell.ok("%%step a\nx = 3\nx + 1") == 4
    assert shell.ok("%%step a\nx = 3") is None
    assert shell.ok("%%step a") is None


def test_future_imports_stay_first(shell: Shell) -> None:
    shell.ok(
        "%%step a\nfrom __future__ import annotations\ndef f(x: Nowhere) -> None: ...\nimport random\nr = random.random()"
    )
    assert shell.names["f"].__annotations__["x"] == "Nowhere"
    assert shell.names["r"] == random.Random(seeding.derive(0, "a")).random()


def test_ipython_syntax_works_in_a_step(shell: Shell) -> None:
    shell.ok("%%step a\nlines = !echo one two\n%time y = 5\n")
    assert list(shell.names["lines"]) == ["one two"]
    assert shell.names["y"] == 5
    shell.ok("%%step a\n%%capture kept\nprint('hello')")
    assert shell.names["kept"].stdout == "hello\n"
    assert shell.ok("%%step a\n%%time\n6 * 7") == 42


def test_an_error_below_a_second_magic_is_shown_once(shell: Shell) -> None:
    shell.run("%%step a\n%%time\n1 / 0")
    assert len(shell.errors) == 1
    assert "cells.py" not in shell.errors[0]


def test_calling_the_magics_from_code(shell: Shell) -> None:
    shell.ip.run_cell_magic("step", "a", "x = 1\n")
    shell.ip.run_cell_magic("setup", "", "y = 2\n")
    assert (shell.names["x"], shell.names["y"]) == (1, 2)
    with pytest.raises(ZeroDivisionError):
        shell.ip.run_cell_magic("step", "a", "1 / 0\n")


# ---- mistakes -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "message", "pointed", "hint"),
    [
        ("%%step", "the step has no name", "", "write it first"),
        ("%%step --type Training", "the step has no name", "--type", "write it first"),
        ("%%step a.b", "'a.b' cannot be a step's name", "a.b", "a_b"),
        ("%%step a --aftr b", "has no option --aftr", "--aftr", "did you mean --after?"),
        ("%%step a --after", "--after needs a value", "--after", "--after a,b"),
        ("%%step a after", "cannot make sense of 'after'", "after", "two dashes"),
        ("%%step a --no-cache --no-cache", "stands there twice", "--no-cache", "leave one out"),
        ("%%step a --title 'x", "a quote is not closed", "", "close it"),
        ("%%step a --type Trainig", "there is no step type 'Trainig'", "Trainig", "did you mean Training?"),
        ("%%step a --type Condition --els b", "has no option --els", "--els", "did you mean --else?"),
        ("%%step a --type=Fail --then b", "a Fail step has no option --then", "--then", ""),
        ("%%setup now", "%%setup takes nothing after it", "now", "write just %%setup"),
        ("%%parameters now", "%%parameters takes nothing after it", "now", "write just %%parameters"),
    ],
)
def test_a_wrong_first_line_fails_the_cell_with_one_message(
    shell: Shell, line: str, message: str, pointed: str, hint: str
) -> None:
    said = shell.refused(f"{line}\nran = True")
    assert "ran" not in shell.names
    first, source, caret, *rest = said.split("\n")
    assert first.startswith("line 1: ")
    assert message in first
    assert source.strip() == line
    assert caret.strip() == "^"
    assert source[caret.index("^") :].startswith(pointed)
    assert hint in "\n".join(rest)
    assert said.count("line 1: ") == 1


def test_options_of_a_run_do_nothing_by_hand(shell: Shell, capsys: pytest.CaptureFixture[str]) -> None:
    shell.ok("%%step a --retry 2 --timeout 1s --when failed --cpus 64\nx = 1")
    assert shell.names["x"] == 1
    assert capsys.readouterr().out == ""


def test_names_of_other_steps_are_not_asked_for(shell: Shell) -> None:
    """By hand the rest of the notebook may not be written yet."""
    shell.ok("%%step b --after never_written --in x --out z\nz = 1")


def test_a_step_type_that_cannot_be_loaded(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def find(kind: str, name: str) -> Any:
        raise ImportError("no module named gone")

    monkeypatch.setattr(plugins, "find", find)
    assert "ImportError: no module named gone" in shell.refused("%%step a\nx = 1")


# ---- parameters -----------------------------------------------------------------------------------------------------


def test_parameters_set_defaults_without_evaluating_annotations(
    shell: Shell, capsys: pytest.CaptureFixture[str]
) -> None:
    shell.ok(
        "%%parameters\ndata: Path = 'a.csv'  # where\nkind: Literal['a', 'b'] = 'a'\nn = 3\ncountry: str\nsizes: list[int] = [1]"
    )
    found = {name: shell.names[name] for name in ("data", "kind", "n", "sizes")}
    assert found == {"data": "a.csv", "kind": "a", "n": 3, "sizes": [1]}
    assert "country" not in shell.names
    said = capsys.readouterr().out
    assert "country has no default" in said
    assert "-p country=" in said


def test_a_required_parameter_that_was_set_is_kept_and_not_asked_for(
    shell: Shell, capsys: pytest.CaptureFixture[str]
) -> None:
    shell.ok("country = 'at'")
    shell.ok("%%parameters\ncountry: str")
    assert shell.names["country"] == "at"
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("body", "line", "pointed", "message"),
    [
        ("a = 1\nb: Foo = 2", 3, "Foo", "a parameter cannot be a Foo"),
        ("a = 1\n\nb = = 2", 4, "= 2", "Python cannot read this"),
        ("import os", 2, "import", "parameters only"),
        ("a: float = 'x'", 2, "'x'", "the default of a"),
        ("a = f()", 2, "f()", "not a plain value"),
    ],
)
def test_wrong_parameters_are_shown_with_line_and_caret(
    shell: Shell, body: str, line: int, pointed: str, message: str
) -> None:
    first, source, caret, *_ = shell.refused(f"%%parameters\n{body}").split("\n")
    assert first.startswith(f"line {line}: ")
    assert message in first
    assert source[caret.index("^") :].startswith(pointed)
    assert "a" not in shell.names


# ---- types without Python -------------------------------------------------------------------------------------------


def test_a_condition_by_hand_knows_the_champion(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NBPIPE_STORE", str(tmp_path / ".nbpipe"))
    shell.ok("score = 0.9")
    gate = "%%step gate --type Condition --then good\nscore > champion('attrition', 'auc', default=0.5)"
    shell.ok(gate)
    assert "0.9 > 0.5 is True" in shell.shown[-1]["text/markdown"]
    (tmp_path / ".nbpipe").mkdir()
    connection = new_store(tmp_path / ".nbpipe")
    attrition(writer(connection))
    writer(connection).set_alias("attrition", "champion", 1, "ada")
    connection.close()
    shell.ok(gate)
    assert "0.9 > 0.81 is True" in shell.shown[-1]["text/markdown"]


def test_a_condition_shows_its_value_and_the_branch(shell: Shell, capsys: pytest.CaptureFixture[str]) -> None:
    shell.ok("score = 0.9")
    shell.ok("%%step gate --type Condition --then good --else bad\nscore >= 0.8")
    assert shell.shown[-1]["text/markdown"] == "`score >= 0.8: 0.9 >= 0.8 is True`\n\nWould run: **good**"
    assert shell.shown[-1]["text/plain"] == shell.shown[-1]["text/markdown"]
    shell.ok("%%step good\nz = 1")
    assert capsys.readouterr().out == ""
    shell.ok("%%step bad\nz = 1")
    assert "would be skipped: gate is True" in capsys.readouterr().out
    shell.ok("%%step bad --type Fail\nno", "c1")
    assert "would be skipped: gate is True" in capsys.readouterr().out
    shell.ok("score = 0.1")
    shell.ok("%%step gate --type Condition --then good --else bad\nscore >= 0.8")
    assert "Would run: **bad**" in shell.shown[-1]["text/markdown"]
    shell.ok("%%step bad\nz = 2", "c1")  # its type was taken away: Python again
    assert shell.names["z"] == 2
    assert capsys.readouterr().out == ""


def test_register_shows_the_card_and_fail_its_message(shell: Shell) -> None:
    shell.ok("model, metrics = [1], {'auc': 0.81234}")
    shell.ok(
        "%%step reg --type Register --model model --group g --metrics metrics\n# Card\nAUC {metrics[auc]:.2f}"
    )
    assert "# Card\nAUC 0.81" in shell.shown[-1]["text/markdown"]
    shell.ok("%%step bad --type Fail\ntoo low: {metrics[auc]:.1f}")
    assert "too low: 0.8" in shell.shown[-1]["text/markdown"]
    shell.ok("%%step worse --type Fail")
    assert "Failed" in shell.shown[-1]["text/markdown"]


def test_cells_of_a_step_without_python_are_taken_together(shell: Shell) -> None:
    shell.ok("%%step bad --type Fail\nfirst line", "c1")
    shell.ok("%%step bad\nsecond line", "c2")
    assert shell.shown[-1]["text/plain"].endswith("first line\nsecond line")
    shell.ok("%%step bad\nanother line", "c2")
    assert shell.shown[-1]["text/plain"].endswith("first line\nanother line")
    shell.ok("%%step bad --type Fail\nonly line", "c1")
    assert shell.shown[-1]["text/plain"].endswith(": only line")


@pytest.mark.parametrize(
    ("source", "line", "message"),
    [
        ("%%step g --type Condition\n1 +* 2", 2, "not a Python expression"),
        ("%%step g --type Condition\n\nopen('x') == 1", 3, ""),
        ("%%step f --type Fail\none {x:.2f", 2, "a brace is not closed"),
        ("%%step r --type Register --model m\ncard", None, "a Register step needs --group"),
        ("%%step g --type Condition\n1 + 1", None, "not True or False"),
    ],
)
def test_a_wrong_body_is_said_at_its_line(shell: Shell, source: str, line: int | None, message: str) -> None:
    first = shell.refused(source).split("\n")[0]
    assert message in first
    assert first.startswith(f"line {line}: ") == (line is not None)


def test_a_missing_value_names_the_cell_to_run(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = "%%step gate --type Condition --then a --else b\nscore >= limit and FACTOR > 0"
    source = ("%%setup\nFACTOR = 2", "%%parameters\nlimit = 0.5", "%%step make\nscore = 1", gate)
    said = shell.refused(gate)
    assert said.count("run the cell that makes it first") == 3
    path = write(tmp_path / "case.ipynb", *source, "%%step a\n1", "%%step b\n1")
    monkeypatch.setenv("JPY_SESSION_NAME", str(path))
    said = shell.refused(gate)
    assert re.findall(r"^line (\d): (\w+) has no value", said, re.MULTILINE) == [
        ("2", "score"),
        ("2", "limit"),
        ("2", "FACTOR"),
    ]
    assert "run step make first, which is cell 3" in said
    assert "run the %%parameters cell first, which is cell 2" in said
    assert "run the %%setup cells first" in said
    for text in source:
        shell.ok(text)


# ---- random state ---------------------------------------------------------------------------------------------------

DRAW = "import random\n{} = random.random()"


def expected(step: str, count: int) -> list[float]:
    """What `random` gives in a pipeline run of a step."""
    source = random.Random(seeding.derive(0, step))
    return [source.random() for _ in range(count)]


@pytest.mark.parametrize("with_ids", [True, False])
def test_several_cells_of_a_step_are_seeded_once(shell: Shell, with_ids: bool) -> None:
    ids = ["a1", "b1", "a2"] if with_ids else [None] * 3
    shell.ok("%%step a\n" + DRAW.format("one"), ids[0])
    shell.ok("%%step b\n" + DRAW.format("other"), ids[1])
    shell.ok("import random\nrandom.random()")  # a scratch cell is no part of the step
    shell.ok("%%step a\n" + DRAW.format("two"), ids[2])
    assert [shell.names["one"], shell.names["two"]] == expected("a", 2)
    assert [shell.names["other"]] == expected("b", 1)


def test_running_a_first_cell_again_seeds_again(shell: Shell) -> None:
    for _ in range(2):
        shell.ok("%%step a\n" + DRAW.format("one"), "a1")
        shell.ok("%%step a\n" + DRAW.format("two"), "a2")
        assert [shell.names["one"], shell.names["two"]] == expected("a", 2)
    shell.ok("%%step a --title edited\n" + DRAW.format("one"), "another id")
    assert [shell.names["one"]] == expected("a", 1)


def test_running_a_later_cell_again_goes_on_from_what_stood_before_it(shell: Shell) -> None:
    shell.ok("%%step a\n" + DRAW.format("one"), "a1")
    for _ in range(3):
        shell.ok("%%step a\n" + DRAW.format("two"), "a2")
        assert [shell.names["one"], shell.names["two"]] == expected("a", 2)
    shell.run("%%step a\n" + DRAW.format("three") + "\n1 / 0", "a3")
    shell.ok("%%step a\n" + DRAW.format("three"), "a3")
    assert [shell.names["one"], shell.names["two"], shell.names["three"]] == expected("a", 3)


def test_numpy_is_seeded_and_goes_on(shell: Shell) -> None:
    shell.ok("%%step a\nimport numpy as np\none = np.random.rand()", "a1")
    shell.ok("%%step b\nother = np.random.rand()", "b1")
    shell.ok("%%step a\ntwo = np.random.rand()", "a2")
    source = np.random.RandomState(seeding.derive(0, "a"))
    assert [shell.names["one"], shell.names["two"]] == [source.rand(), source.rand()]
    assert shell.names["other"] == np.random.RandomState(seeding.derive(0, "b")).rand()


def test_a_library_that_another_step_imported_meanwhile_starts_from_the_steps_seed() -> None:
    kept, before = random.getstate(), np.random.get_state()
    try:
        seeding.start(5)
        random.random()
        drawn = seeding.State(5, random.getstate())  # NumPy was not imported then
        seeding.start(6)
        seeding.restore(drawn)
        assert np.random.rand() == np.random.RandomState(5).rand()
        assert random.getstate() == drawn.python
    finally:
        seeding.stop()
        random.setstate(kept)
        np.random.set_state(before)


def test_importing_one_library_leaves_the_others_where_they_stand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stand-in for PyTorch is imported in the middle of a step."""
    (tmp_path / "torch.py").write_text(
        "seed = None\ndef manual_seed(value):\n    global seed\n    seed = value\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "torch", raising=False)
    kept, before = random.getstate(), np.random.get_state()
    try:
        seeding.start(5)
        drawn = (random.random(), np.random.rand())
        torch = __import__("torch")
        assert torch.seed == 5
        source, numbers = random.Random(5), np.random.RandomState(5)
        assert drawn == (source.random(), numbers.rand())
        assert (random.random(), np.random.rand()) == (source.random(), numbers.rand())
    finally:
        seeding.stop()
        sys.modules.pop("torch", None)
        random.setstate(kept)
        np.random.set_state(before)


def test_what_a_step_logs_by_hand_is_forgotten_when_the_next_begins(shell: Shell) -> None:
    shell.ok("%%step a\nimport nbpipe\nnbpipe.log_metric('auc', 1)\nnbpipe.log_metric('auc', 2)")
    assert [metric.value for metric in tracking.current.metrics] == [1.0, 2.0]
    assert shell.ok("nbpipe.context.execution_id, nbpipe.context.step") == ("", "")
    shell.ok("%%step b\n1")
    assert tracking.current.metrics == []


# ---- %pipeline ------------------------------------------------------------------------------------------------------

CASE = ("%%step make\nx = 1", "%%step use\ny = x")


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = write(tmp_path / "case.ipynb", *CASE)
    monkeypatch.setenv("JPY_SESSION_NAME", str(path))
    return path


@pytest.mark.parametrize("line", ["%pipeline", "%pipeline show"])
def test_show_draws_the_pipeline(
    shell: Shell, case: Path, line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    shell.ok(line)
    (shown,) = shell.shown
    assert shown["image/svg+xml"].startswith("<svg")
    assert ">make<" in shown["image/svg+xml"]
    assert shown["text/plain"].startswith("Pipeline case: 2 steps")
    assert capsys.readouterr().out == "It has not run yet. Start a run: %pipeline run\n"
    assert not (case.parent / ".nbpipe").exists()  # looking makes no store


def open_execution(case: Path, id: str = "e1") -> None:
    """An execution of the case in its store, which this process seems to run: `make` is pending, `use` was stopped."""
    pipeline = definition.load(case).pipeline
    with closing(store.connect(case.parent / ".nbpipe")) as connection:
        writer = Writer(connection)
        version = writer.save_pipeline(pipeline, fingerprint.definition(pipeline), case.name)
        execution = Execution(
            id, "case", version, ExecutionStatus.EXECUTING, host=socket.gethostname(), pid=os.getpid()
        )
        writer.open_execution(execution, [(step.name, step.type) for step in pipeline.steps])
        writer.set_step(id, "use", StepStatus.STOPPED, "by a test")


def test_show_is_coloured_by_the_newest_execution(
    shell: Shell, case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    open_execution(case)
    shell.ok("%pipeline")
    assert capsys.readouterr().out == "Execution e1, version 1: Executing\n"
    assert "1 stopped" in shell.shown[0]["text/plain"]
    write(case, *CASE, "%%step new\n1")
    shell.ok("%pipeline")
    assert capsys.readouterr().out == "Execution e1, version 1: Executing (of an earlier definition)\n"
    assert "new" in shell.shown[1]["text/plain"]


def test_stop_without_a_name_asks_the_newest_of_this_notebook(
    shell: Shell, case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    open_execution(case)
    shell.ok("%pipeline stop")
    assert "e1" in capsys.readouterr().out
    with closing(store.connect(case.parent / ".nbpipe")) as connection:
        assert queries.stop_requested(connection, "e1")
    assert "no execution" in shell.refused("%pipeline stop nope")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("%pipeline jobs", "No step of execution e1 has jobs"),
        ("%pipeline jobs latest", "No step of execution e1 has jobs"),
        ("%pipeline jobs --limit 3", "No step of execution e1 has jobs"),
        ("%pipeline logs make", "step make is Pending"),
        ("%pipeline logs e1 make", "step make is Pending"),
    ],
)
def test_a_word_that_names_no_execution_is_a_step_of_the_newest(
    shell: Shell, case: Path, capsys: pytest.CaptureFixture[str], line: str, said: str
) -> None:
    open_execution(case)
    shell.ok(line)
    assert said in capsys.readouterr().out


def test_a_word_that_names_neither_is_said_to_be_no_step(shell: Shell, case: Path) -> None:
    open_execution(case)
    assert "execution e1 has no step 'maek'" in shell.refused("%pipeline jobs maek")


def test_what_is_said_before_anything_ran(
    shell: Shell, case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for line in ("%pipeline runs", "%pipeline models"):
        shell.ok(line)
        assert capsys.readouterr().out == "Nothing has run yet. Start a run: %pipeline run\n"
    for line in ("%pipeline status", "%pipeline logs", "%pipeline stop"):
        assert shell.refused(line) == "nothing has run yet\n  → start a run: %pipeline run"
    assert "there is no store" in shell.refused("%pipeline --store other runs")


@pytest.mark.parametrize(
    ("line", "message", "hint"),
    [
        ("%pipeline rnu", "there is no %pipeline rnu", "did you mean run?"),
        ("%pipeline xyzzy", "there is no %pipeline xyzzy", "%pipeline?"),
        ("%pipeline debug make", "nothing has run yet", "%pipeline run"),
        ("%pipeline show --fast", "%pipeline show takes no --fast", "write %pipeline show"),
        ("%pipeline --fast", "%pipeline show takes no --fast", "write %pipeline show"),
        ("%pipeline --notebook", "--notebook needs a value", "my.ipynb"),
        ("%pipeline --notebook gone.ipynb", "there is no file gone.ipynb", "case.ipynb"),
        ("%pipeline run -p n='3", "a quote is not closed", "close it"),
    ],
)
def test_wrong_lines_fail_with_a_message(
    shell: Shell, case: Path, line: str, message: str, hint: str
) -> None:
    said = shell.refused(line)
    assert said.split("\n")[0] == message
    assert all(word in said for word in hint.split(", "))


def test_where_no_file_is_known(shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = "nbpipe cannot tell which file this notebook is\n  → say it: %pipeline --notebook my.ipynb"
    assert shell.refused("%pipeline") == expected
    assert shell.refused("%pipeline run") == expected
    write(tmp_path / "here.ipynb", *CASE)
    shell.ok("%pipeline --notebook here.ipynb")
    shell.ok("%pipeline show --notebook=here.ipynb")
    assert len(shell.shown) == 2
    monkeypatch.setenv("JPY_SESSION_NAME", str(tmp_path / "renamed.ipynb"))
    assert "which this notebook was when its kernel started" in shell.refused("%pipeline")


def test_vs_code_says_its_file(shell: Shell, case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JPY_SESSION_NAME")
    shell.names["__vsc_ipynb_file__"] = str(case)
    shell.ok("%pipeline")
    assert "Pipeline case" in shell.shown[0]["text/plain"]


@pytest.mark.parametrize("command", ["", "show", "plan", "check", "run"])
def test_a_wrong_definition_fails_with_cell_and_line(shell: Shell, case: Path, command: str) -> None:
    write(case, "%%step a\n\nx = nowhere", "%%step b --aftr a\n1")
    said = shell.refused(f"%pipeline {command}")
    assert "cell 1, line 3: nothing defines nowhere" in said
    assert "cell 2, line 1: a Processing step has no option --aftr" in said


def test_plan_and_check(shell: Shell, case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shell.ok("%pipeline plan")
    said = capsys.readouterr().out
    assert said.startswith("run  make            it has not run yet\n")
    assert said.endswith("2 of 2 steps would run\n")
    shell.ok("%pipeline check")
    assert capsys.readouterr().out == "ok: 2 steps, 0 parameters\n"


def test_debug_loads_what_a_step_was_given(
    shell: Shell, tmp_path: Path, case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(
        case,
        "%%parameters\nrate: float = 0.5",
        "%%setup\nfactor = 10\ndef scaled(x):\n    return x * factor",
        "%%step make\nrows = [1, 2]",
        "%%step use\nresult = [scaled(row) * rate / 0 for row in rows]",
        "%%step after\nprint(result)",
        "%%step gate --type Condition\nrate > 1",
    )
    pipeline = definition.load(case).pipeline
    chosen = config.settings(case, environment={})
    finished = scheduler.run(scheduler.Request(pipeline, {"rate": 0.25}, case, chosen), ForkedExecutor())
    assert finished.status == "Failed"
    shell.ok("%pipeline debug use")
    assert (shell.names["rows"], shell.names["rate"], shell.names["scaled"](2)) == ([1, 2], 0.25, 20)
    assert "result" not in shell.names
    said = capsys.readouterr().out
    assert f"Step use of execution {finished.execution} was given: rows (json_value), rate=0.25" in said
    assert shell.ip.rl_next_input == "result = [scaled(row) * rate / 0 for row in rows]"
    assert "there is nothing to debug" in shell.refused("%pipeline debug after")
    assert "needs no process" in shell.refused("%pipeline debug gate")
    assert "did you mean use?" in shell.refused("%pipeline debug us")


# ---- unsaved edits --------------------------------------------------------------------------------------------------


def said_unsaved(shell: Shell, capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    shell.ok("%pipeline check")
    first = capsys.readouterr().out.split("\n")[0]
    return first if first.startswith("Not saved: ") else ""


def test_an_edited_cell_that_ran_is_noticed(
    shell: Shell, case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shell.ok(CASE[0], "c1")
    shell.ok("scratch = 1", "c9")
    assert said_unsaved(shell, capsys) == ""
    shell.ok("%%step make --title new\nx = 2", "c1")
    said = said_unsaved(shell, capsys)
    assert (
        said
        == "Not saved: %%step make ran here with a text that case.ipynb does not have. Save the notebook first."
    )
    write(case, "%%step make --title new\nx = 2\n", CASE[1])
    assert said_unsaved(shell, capsys) == ""


def test_a_new_cell_that_ran_is_noticed_until_it_is_deleted(
    shell: Shell, case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shell.ok("%%step new\nz = 1", "c7")
    assert "%%step new ran here" in said_unsaved(shell, capsys)
    shell.ok("1", "c8", deletedCells=["c7"])
    assert said_unsaved(shell, capsys) == ""
    shell.ok("%%step new\nz = 1", "c7")
    shell.ok("z = 1", "c7")  # no step any more
    assert said_unsaved(shell, capsys) == ""


def test_without_cell_ids_the_last_cell_of_each_step_counts(
    shell: Shell, case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shell.ok("%%step make\nx = 2")
    assert "%%step make ran here" in said_unsaved(shell, capsys)
    shell.ok(CASE[0])
    assert said_unsaved(shell, capsys) == ""


# ---- help -----------------------------------------------------------------------------------------------------------


def inspected(shell: Shell, name: str) -> str:
    """What `name?` shows."""
    return str(shell.ip.object_inspect_text(name))


def test_the_help_of_step_has_every_type_and_option(shell: Shell) -> None:
    text = inspected(shell, "%%step")
    for name in plugins.names("steps"):
        step_type = plugins.find("steps", name)
        assert f"{name}: {step_type.description}" in text
        for flag, _ in options.describe(step_type.options):
            assert flag in text
    for item in options.options_of(options.StepOptions):
        assert item.flag in text
    assert max(map(len, text.splitlines())) <= 110


def test_the_help_of_the_others(shell: Shell, capsys: pytest.CaptureFixture[str]) -> None:
    text = inspected(shell, "%pipeline")
    for name in help.COMMANDS:
        assert f"%pipeline {name}" in text
    assert "Literal" in inspected(shell, "%%parameters")
    assert "import pandas" in inspected(shell, "%%setup")
    shell.ok("%pipeline --help")
    shell.ok("%pipeline show -h")
    assert capsys.readouterr().out == help.pipeline() * 2


def test_every_command_in_the_help_is_one(shell: Shell, case: Path) -> None:
    """None of them is answered with "there is no"; `run` and `lineage` are left out, they start something."""
    for name in set(help.COMMANDS) - {"run", "lineage"}:
        result = shell.run(f"%pipeline {name}")
        assert "there is no %pipeline" not in str(result.error_in_exec)


# ---- steps of many jobs ----------------------------------------------------------------------------------------------

EACH = "%%step each --type Map --over xs --as x\n"


@pytest.mark.parametrize(
    ("before", "cell", "expected"),
    [
        ("xs, k = [1, 2, 3], 10", EACH + "y = x * k", {"y": [10, 20, 30]}),
        ("xs, w = (1, 2), 5", EACH + "y = w\nw = w + x\ny += w\ndel w", {"y": [11, 12], "w": 5}),
        ("xs = [1, 2]", EACH + "y = x\nif x > 1:\n    z = 1", {"y": [1, 2], "z": [None, 1]}),
        ("xs, x = [1, 2], 'mine'", EACH + "y = x", {"y": [1, 2], "x": "mine"}),
        ("xs = [2, 0]", EACH.replace("\n", " --max-failures 1\n") + "y = 1 // x", {"y": [0, None]}),
        ("xs = []", EACH + "y = x", {}),
        ("xs, flag = [1, 2], True", EACH + "flag = True", {"flag": [True, True]}),
        ("xs = [1]", EACH + "from __future__ import annotations\ny = x", {"y": [1]}),
        ("import asyncio; xs = [1, 2]", EACH + "await asyncio.sleep(0)\ny = x", {"y": [1, 2]}),
    ],
)
def test_a_map_by_hand_leaves_the_lists(
    shell: Shell, before: str, cell: str, expected: dict[str, Any]
) -> None:
    shell.ok(before)
    for _ in range(2):  # also when it is run again
        shell.ok(cell)
        assert {name: shell.names.get(name) for name in expected} == expected


def test_a_map_over_a_frame_by_hand(shell: Shell) -> None:
    shell.ok("import pandas as pd\ndf = pd.DataFrame({'g': list('aab'), 'v': [1, 2, 6]})")
    shell.ok("%%step m --type Map --over df --as part --by g\nmean = float(part.v.mean())")
    assert shell.names["mean"] == [1.5, 6.0]
    assert "part" not in shell.names


def test_the_cells_of_a_map_go_on_item_by_item(shell: Shell) -> None:
    shell.ok("xs = [1, 2, 3]")
    shell.ok(EACH + "y = x * 2")
    shell.ok("%%step each\nz = y + x")
    assert (shell.names["y"], shell.names["z"]) == ([2, 4, 6], [3, 6, 9])


def test_a_map_by_hand_draws_what_its_jobs_draw(shell: Shell) -> None:
    shell.ok("import random\nxs = [0, 1]")
    shell.ok(EACH + "drawn = random.random()")
    expected = []
    for key in "01":
        random.seed(seeding.derive(0, f"each.{key}"))
        expected.append(random.random())
    assert shell.names["drawn"] == expected


def test_an_item_that_fails_by_hand_fails_the_cell_at_its_line(shell: Shell) -> None:
    shell.ok("xs = [1, 0]")
    assert not shell.run(EACH + "a = 1\ny = 1 // x").success
    said = re.sub(r"\x1b\[[0-9;]*m", "", shell.errors[-1])
    assert "ZeroDivisionError" in said
    assert "line 3" in said


def test_an_expression_at_the_end_is_shown_for_each_item(
    shell: Shell, capsys: pytest.CaptureFixture[str]
) -> None:
    shell.ok("xs = [11, 22]")
    shell.ok(EACH + "x")
    said = capsys.readouterr().out
    assert "11" in said
    assert "22" in said


TUNE = '%%step tune --type Tuning --tune "a=int(1,4)" --objective min:loss --sampler grid --metrics metrics --model m'


def test_a_tuning_by_hand_gives_the_best_of_its_trials(shell: Shell) -> None:
    shell.ok(TUNE + '\nimport nbpipe\nm = {"a": a}\nmetrics = {"loss": (a - 3) ** 2}')
    names = shell.names
    assert names["m"] == names["best_parameters"] == {"a": 3}
    assert [row["loss"] for row in names["tuning"].to_dict("records")] == [4, 1, 0, 1]
    assert names["metrics"] == {"loss": 0}
    assert "a" not in names


def test_a_tuning_by_hand_gives_poor_trials_up(shell: Shell) -> None:
    cell = (
        TUNE.replace("(1,4)", "(1,9)")
        + ' --prune\nimport nbpipe\nnbpipe.report(abs(a - 3), 0)\nm = a\nmetrics = {"loss": abs(a - 3)}'
    )
    shell.ok(cell)
    assert shell.names["m"] == 3
    assert list(shell.names["tuning"].status) == ["Succeeded"] * 5 + ["Stopped"] * 4


def test_a_tuning_by_hand_needs_its_metric_and_one_cell(shell: Shell) -> None:
    assert "does not set it" in shell.refused(TUNE + "\nm = 1")
    assert "ended without a number for loss" in shell.refused(TUNE + "\nm = 1\nmetrics = {'auc': 1}")
    shell.ok(TUNE + "\nm = 1\nmetrics = {'loss': 1}")
    assert "one cell" in shell.refused("%%step tune\nmore = 1")


# ---- what a run alone does -------------------------------------------------------------------------------------------


def test_a_lambda_by_hand_is_shown_and_does_nothing(shell: Shell) -> None:
    shell.ok("%%step tell --type Lambda\nopen('told', 'w').close()\nsent = 1")
    assert "sent" not in shell.names
    assert not Path("told").exists()
    assert "open('told', 'w')" in shell.shown[-1]["text/markdown"]


def test_a_callback_by_hand_shows_what_it_would_ask(shell: Shell) -> None:
    shell.ok("auc = 0.81")
    shell.ok("%%step ask --type Callback --approval --choices ship,hold --out answer\nShip it? AUC {auc:.1f}")
    assert "Ship it? AUC 0.8" in shell.shown[-1]["text/markdown"]
    assert "ship, hold" in shell.shown[-1]["text/markdown"]
    assert "answer" not in shell.names


def test_what_waits_is_listed_by_a_magic(
    shell: Shell, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path / "case.ipynb", "%%step a\nx = 1")
    (tmp_path / ".nbpipe").mkdir()
    new_store(tmp_path / ".nbpipe").close()
    shell.ok("%pipeline callback list --notebook case.ipynb")
    assert "Nothing waits for an answer." in capsys.readouterr().out
    said = shell.refused("%pipeline callback succeed nonsense --notebook case.ipynb")
    assert "no step asked with this token" in said
