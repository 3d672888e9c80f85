"""The cases of the promise are what they say: well formed, and they run top to bottom by hand."""

from __future__ import annotations

import ast
import atexit
import contextlib
import decimal
import logging
import os
import string
import sys
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from IPython.core.inputtransformer2 import TransformerManager
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

from .cases import CASES, Case

MAGICS = ("%%setup", "%%parameters", "%%step")
NOT_PYTHON = ("Condition", "Register", "Fail")
EXPECTED = ("equal", "refused", "either")


class _Shell(InteractiveShell):
    def enable_gui(self, gui: str | None = None) -> None:
        """`%matplotlib inline` asks for it."""


def _shell(folder: Path) -> InteractiveShell:
    """A fresh shell with stand-ins for the three magics that only run the body."""
    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "nocolor"
    shell = _Shell(config=config, ipython_dir=str(folder))

    def setup(line: str, cell: str) -> None:
        shell.run_cell(cell).raise_error()

    def parameters(line: str, cell: str) -> None:
        bindings = [_binding(node) for node in ast.parse(cell).body]
        shell.run_cell("\n".join(bindings)).raise_error()

    def step(line: str, cell: str) -> None:
        options = line.split()
        kind = options[options.index("--type") + 1] if "--type" in options else "Processing"
        if kind not in NOT_PYTHON:
            shell.run_cell(cell).raise_error()

    for magic in (setup, parameters, step):
        shell.register_magic_function(magic, "cell")
    return shell


def _binding(node: ast.stmt) -> str:
    """A parameter without its annotation, which is not evaluated."""
    if isinstance(node, ast.AnnAssign) and node.value is not None:
        node = ast.copy_location(ast.Assign([node.target], node.value), node)
    return ast.unparse(node)


@contextlib.contextmanager
def _process_state_kept() -> Iterator[None]:
    """Undo what cases do to the process on purpose."""
    main, path, folder, environment = sys.modules["__main__"], sys.path[:], os.getcwd(), dict(os.environ)
    with warnings.catch_warnings(), decimal.localcontext():
        warnings.simplefilter("ignore")
        try:
            yield
        finally:
            sys.modules["__main__"], sys.path[:] = main, path
            os.chdir(folder)
            os.environ.clear()
            os.environ.update(environment)
            vars(string).pop("marker", None)
            logging.getLogger("promise").setLevel(logging.NOTSET)
            if pandas := sys.modules.get("pandas"):
                pandas.reset_option("display.precision")
            if matplotlib := sys.modules.get("matplotlib"):
                matplotlib.use("agg")


def run_by_hand(cells: Iterable[str], names: Iterable[str], folder: Path) -> dict[str, Any]:
    """Values of `names` after the tagged cells ran top to bottom in a fresh shell whose cwd is `folder`."""
    with _process_state_kept():
        os.chdir(folder)
        shell = _shell(folder / ".ipython")
        for cell in cells:
            if cell.startswith(MAGICS):
                shell.run_cell(cell).raise_error()
        values = {name: shell.user_ns[name] for name in names}
        shell.user_ns.clear()
        atexit.unregister(shell.atexit_operations)  # a quarter of a second for each shell
        return values


def _python(cell: str) -> str:
    """A tagged cell's body, or a scratch cell, as plain Python; empty where it is none."""
    first, _, body = cell.partition("\n")
    if not first.startswith(MAGICS):
        body = cell
    elif any(f"--type {kind}" in first for kind in NOT_PYTHON):
        return ""
    return TransformerManager().transform_cell(body)


def test_there_are_enough_and_their_names_are_unique() -> None:
    assert len(CASES) >= 110
    assert [name for name, count in Counter(case.name for case in CASES).items() if count > 1] == []
    assert {case.expect for case in CASES} == set(EXPECTED)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_well_formed(case: Case) -> None:
    assert case.expect in EXPECTED
    assert case.why
    assert case.compare
    assert case.expect != "equal" or case.refused_with is None
    assert any(cell.startswith("%%step") for cell in case.cells)
    for cell in case.cells:
        flags = ast.PyCF_ONLY_AST | ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
        compile(_python(cell), case.name, "exec", flags, dont_inherit=True)
    if case.refused_with:
        assert any(case.refused_with in cell for cell in case.cells)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_runs_by_hand(case: Case, tmp_path: Path) -> None:
    # Where the promise cannot be kept the notebook may be wrong by hand as well.
    may_fail = (
        pytest.raises(NameError) if case.name == "scratch_only_definition" else contextlib.nullcontext()
    )
    with may_fail:
        assert set(run_by_hand(case.cells, case.compare, tmp_path)) == set(case.compare)
