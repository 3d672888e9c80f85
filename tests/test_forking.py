"""Processes that are forked: what is done once, before that, gives the jobs what they would have found out themselves."""

from __future__ import annotations

import contextlib
import json
import sqlite3
import subprocess
import sys
import types
from pathlib import Path
from typing import Any

import pytest

from nbpipe import job, watch
from nbpipe.warm import later, shell

# ---- what is imported later -----------------------------------------------------------------------------------------


def test_a_module_is_imported_by_the_first_call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "nbpipe_rare").mkdir()
    (tmp_path / "nbpipe_rare" / "__init__.py").write_text("")
    (tmp_path / "nbpipe_rare" / "inner.py").write_text("def twice(x, plus=0): return 2 * x + plus")
    monkeypatch.syspath_prepend(str(tmp_path))
    names = {"nbpipe_rare.inner", "nbpipe_rare"}
    with later.imported_when_called({"nbpipe_rare.inner": ("twice",), "nbpipe_no_such": ("f",)}):
        from nbpipe_rare.inner import twice  # type: ignore[import-not-found]

        with pytest.raises(ImportError):
            import nbpipe_no_such  # type: ignore[import-not-found]  # noqa: F401
    assert not names & sys.modules.keys()
    assert twice(3, plus=1) == 7
    assert names <= sys.modules.keys()
    with later.imported_when_called({"nbpipe_rare.inner": ("twice",)}):
        import nbpipe_rare.inner as real

        assert real.__file__ == str(tmp_path / "nbpipe_rare" / "inner.py")
    for name in names:
        monkeypatch.delitem(sys.modules, name)


PREPARED = """
import json, sys
from nbpipe.warm import server
server._prepare([])
lean = sorted({"rfc3987_syntax", "lark", "pyarrow", "numpy", "requests"} & sys.modules.keys())
import jsonschema
checker = jsonschema.FormatChecker(["iri"])
good = [checker.conforms(text, "iri") for text in ("http://exämple.org/ä", "no iri")]
import requests, papermill.iorw
print(json.dumps([lean, good, papermill.iorw.requests.get is not requests.get, callable(requests.get)]))
"""


@pytest.mark.slow
def test_a_server_is_small_and_its_children_lack_nothing() -> None:
    pytest.importorskip("rfc3987_syntax")
    done = subprocess.run([sys.executable, "-c", PREPARED], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == [[], [True, False], True, True]


# ---- what was imported ----------------------------------------------------------------------------------------------


def _module(name: str, path: str = "") -> types.ModuleType:
    made = types.ModuleType(name)
    made.__file__ = path or f"/somewhere/{name}.py"
    return made


def test_modules_that_were_imported_since(monkeypatch: pytest.MonkeyPatch) -> None:
    recorder = watch.FileRecorder(())
    assert list(recorder._local_modules()) == []
    monkeypatch.setitem(sys.modules, "nbp_one", _module("nbp_one"))
    monkeypatch.setitem(sys.modules, "nbp_two", _module("nbp_two"))
    assert sorted(recorder._local_modules()) == ["/somewhere/nbp_one.py", "/somewhere/nbp_two.py"]
    old = next(name for name in sys.modules if name in recorder.modules and name.startswith("encodings."))
    kept = sys.modules[old]
    monkeypatch.delitem(sys.modules, old)  # as many as there were, plus one: the last is not the only new one
    assert sorted(recorder._local_modules()) == ["/somewhere/nbp_one.py", "/somewhere/nbp_two.py"]
    monkeypatch.setitem(sys.modules, old, kept)  # an old one stands last
    assert sorted(recorder._local_modules()) == ["/somewhere/nbp_one.py", "/somewhere/nbp_two.py"]


def test_modules_of_before_forking_are_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "_before_forking", (frozenset(), (0, "")))
    watch.note_modules()
    assert watch.FileRecorder(()).modules is watch.FileRecorder(()).modules
    monkeypatch.setitem(sys.modules, "nbp_three", _module("nbp_three"))
    assert "nbp_three" in watch.FileRecorder(()).modules


def test_what_a_sealed_recorder_knows_comes_again_in_each_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data, own, new = tmp_path / "data.csv", tmp_path / "nbp_own.py", tmp_path / "nbp_new.py"
    for path in (data, own, new):
        path.write_text("x = 1")
    recorder = watch.FileRecorder(())
    recorder.modes[str(data)] = {"read"}
    monkeypatch.setitem(sys.modules, "nbp_own", _module("nbp_own", str(own)))
    recorder.seal()
    data.write_text("x = 2")  # the setup has read what was there before
    monkeypatch.setitem(sys.modules, "nbp_new", _module("nbp_new", str(new)))
    found = {(Path(use.path).name, use.mode): use.digest for use in (*recorder.uses(), *recorder.named(()))}
    digest = watch.digest_text("x = 1")
    assert found == {
        ("data.csv", "setup"): digest,
        ("nbp_own.py", "named"): digest,
        ("nbp_new.py", "named"): digest,
    }


# ---- cells that are known -------------------------------------------------------------------------------------------


class _Shell:
    """What `foresee` asks an IPython shell for."""

    def __init__(self) -> None:
        from IPython.core.inputtransformer2 import TransformerManager

        self.input_transformer_manager = TransformerManager()
        self.input_transformers_cleanup = self.input_transformer_manager.cleanup_transforms
        self.input_transformers_post: list[Any] = []
        self.asked: list[str] = []

    def transform_cell(self, source: str) -> str:
        self.asked.append(source)
        return self.input_transformer_manager.transform_cell(source)


def _mine(lines: list[str]) -> list[str]:
    return lines


def test_a_body_is_transformed_before_forking_where_that_cannot_matter(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(shell, "foreseen", {})
    made, rest = _Shell(), "\n\n!echo hi\n  \nx = %time 1\nlen?"
    shell.foresee(made, "x = 1")  # automagic looks at what is bound, where there is but one line
    shell.foresee(made, "# each.0\nx = 'no end\n(")
    shell.foresee(made, "# each.0\n" + rest)
    for name in ("each.0", "each.17"):
        cell = f"# {name}\n{rest}"
        assert shell._known(cell) == made.input_transformer_manager.transform_cell(cell)
    assert shell._known(rest) is shell._known("x = 1") is shell._known("# each.1\ny = 1") is None
    shell.foreseen.clear()
    made.input_transformers_cleanup.append(_mine)
    shell.foresee(made, cell)
    del made.input_transformers_cleanup[-1]
    made.input_transformers_post.append(_mine)
    shell.foresee(made, cell)
    assert shell._known(cell) is None


def test_cells_of_nbpipe_are_plain_python() -> None:
    made = _Shell()
    for source in job.OWN_CODE:
        assert shell._known(source) == made.input_transformer_manager.transform_cell(source)


# ---- the same with and without --------------------------------------------------------------------------------------

GROUPS = (
    "%%setup\nimport pandas as pd\nlimits = open('limits.txt').read()",
    "%%step load\ndf = pd.DataFrame({'g': list('aabc') * 5, 'v': range(20), 'w': [1.5] * 20})\ndf.columns.name = 'col'\nk = 10",
    "%%step means --type Map --over df --as part --by g\nprint(part.g.iloc[0])\n%time mean = float(part.v.mean()) * k\n"
    "part.columns.name = 'mine'\nhead = part.head(2)",
    "%%step total\ns = sum(mean)\nnames = [h.columns.name for h in head]",
)
TUNE = (
    '%%step tune --type Tuning --tune "a=int(1,12)" --tune "c=choice(x,y)" --objective max:auc --sampler grid'
    " --trials 10 --parallel 1 --metrics metrics --model model\nmetrics = {'auc': -abs(a - 5)}\nmodel = {'a': a, 'c': c}",
    "%%step use\nprint(best_parameters)",
)


def _run(folder: Path, cells: tuple[str, ...], flags: tuple[str, ...]) -> dict[str, Any]:
    about: dict[str, Any] = {"cell_type": "code", "metadata": {}, "execution_count": None, "outputs": []}
    made = [{**about, "id": f"c{number}", "source": text} for number, text in enumerate(cells)]
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": made}
    (folder / "n.ipynb").write_text(json.dumps(notebook), "utf-8")
    words = [sys.executable, "-m", "nbpipe", "run", "n.ipynb", "--json", *flags]
    found: dict[str, Any] = json.loads(
        subprocess.run(words, cwd=folder, capture_output=True, text=True).stdout
    )
    return found


def _kept(folder: Path) -> dict[str, list[Any]]:
    """Everything that a run left: outputs by content, lineage, files, metrics; executions have names of their own."""
    with contextlib.closing(sqlite3.connect(folder / ".nbpipe" / "nbpipe.db")) as connection:
        own = connection.execute("SELECT id FROM executions").fetchone()[0]
        names = {own: "*", str(folder): "…"}
        # Times stand in the table of a search, and its figures never pickle twice the same.
        timed = "SELECT digest, variable FROM outputs WHERE kind = 'figure' OR variable = 'tuning'"
        names |= dict(connection.execute(timed).fetchall())

        def rows(query: str) -> list[Any]:
            found = []
            for row in connection.execute(query):
                texts = [str(item) for item in row]
                for name, word in names.items():
                    texts = [text.replace(name, word) for text in texts]
                found.append(texts)
            return sorted(found)

        return {
            "outputs": rows("SELECT step, variable, kind, digest, materializer, meta FROM outputs"),
            "previews": rows(
                "SELECT digest, size, materializer, preview FROM artifacts WHERE digest NOT IN (SELECT digest FROM"
                " outputs WHERE kind = 'figure' OR variable = 'tuning')"
            ),
            "lineage": rows("SELECT * FROM associations"),
            "files": rows("SELECT step, path, mode, size, digest FROM files"),
        }


@pytest.mark.slow
@pytest.mark.parametrize("cells", [GROUPS, TUNE], ids=["groups", "search"])
def test_values_and_lineage_are_those_of_kernels(tmp_path: Path, cells: tuple[str, ...]) -> None:
    found = []
    for name, flags in (("forked", ()), ("kernels", ("--no-warm",))):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "limits.txt").write_text("7")
        done = _run(folder, cells, flags)
        assert done["status"] == "Succeeded", done
        found.append(_kept(folder))
    forked, kernels = found
    for about in forked:
        assert forked[about] == kernels[about], about
    assert len(forked["outputs"]) > 5
