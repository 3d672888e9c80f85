"""Lambda: JSON values in and out, in every run, and only shown by hand."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from scripted import Bench, Does, Script, bench, compiled
from test_faults import write

from nbpipe import explanation
from nbpipe.errors import NbpipeError
from nbpipe.materializers import json_value
from nbpipe.model import Artifact, Cell, Run, Step
from nbpipe.steps import Inputs
from nbpipe.steps.lambda_step import LambdaOptions
from nbpipe.steps.lambda_step import step_type as lambda_type

STEP = Step("tell", "Lambda", (Cell(2, "c2", "sent = x"),))


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Bench]:
    with bench(tmp_path) as it:
        yield it


def given(materializer: str, size: int = 10, **preview: Any) -> Inputs:
    artifact = Artifact("sha256:0", size, "", materializer, preview=preview)
    return Inputs({"x": artifact}, {}, lambda artifact: None)


@pytest.mark.parametrize(
    ("inputs", "kind"),
    [
        (given("json_value"), None),
        (given("pickle_value"), None),  # a dict with a number of NumPy, or a tuple: the run looks
        (given("ndarray", shape=[]), None),
        (given("ndarray", shape=[3]), "kept in the format ndarray"),
        (given("frame"), "kept in the format frame"),
        (given("deployable_model"), "kept in the format deployable_model"),
        (given("json_value", 2_000_000), "larger than 1 MB"),
    ],
)
def test_what_it_takes(inputs: Inputs, kind: str | None) -> None:
    if kind is None:
        assert lambda_type.plan(STEP, LambdaOptions(), inputs) == Run(plain=True, cache=False)
        return
    with pytest.raises(NbpipeError, match=f"input x is no JSON value: it is {kind}"):
        lambda_type.plan(STEP, LambdaOptions(), inputs)


@pytest.mark.parametrize(
    ("value", "part"),
    [
        ({"a": [1, None, True, "x", 2.5]}, None),
        ([1, (2,)], (2,)),
        ({1: 2}, 1),
        ({"a": {"b": {3}}}, {3}),
        (b"x", b"x"),
    ],
)
def test_the_part_that_is_no_json(value: Any, part: Any) -> None:
    assert json_value.stranger(value) == part


def test_a_list_that_holds_itself_has_an_end() -> None:
    loop: list[Any] = [1]
    loop.append(loop)
    assert json_value.stranger(loop) is None


@pytest.mark.parametrize(("flags", "cached"), [("", False), ("--cache-for 1h", True)])
def test_it_runs_in_every_run_unless_its_result_stands_for_a_time(
    made: Bench, flags: str, cached: bool
) -> None:
    cells = ("%%step make\nx = 1", f"%%step tell --type Lambda {flags}\nsent = x", "%%step after\ny = sent")
    script = {"make": Does({"x": 1}), "tell": Does({"sent": 1}), "after": Does({"y": 1})}
    pipeline = compiled(*cells)
    assert made.run(pipeline, Script(script)).script.last("tell").asked["plain"] is True
    again = made.run(pipeline, Script(script))
    assert again.cached == ["make", *(["tell"] if cached else []), "after"]
    why = explanation.explain(made.connection, again.id, "tell").text
    assert ("took the result of" if cached else "ran as it does every time") in why


CELLS = (
    "%%step make\nimport numpy as np\nmetrics = {'auc': np.float64(0.81)}\npair = (1, 2)\nrows = np.arange(3)",
    "%%step fine --type Lambda\nsent = {'auc': float(metrics['auc'])}",
    "%%step gives --type Lambda\nout = [1, metrics['auc']]",
    "%%step takes --type Lambda\nlength = len(pair)",
    "%%step array --type Lambda\ntotal = int(rows.sum())",
    "%%step use\nprint(sent, out, length, total)",
)


@pytest.mark.slow
def test_in_a_run(tmp_path: Path) -> None:
    write(tmp_path, *CELLS)
    done = subprocess.run(
        [sys.executable, "-m", "nbpipe", "run", "case.ipynb", "--json"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=280,
    )
    steps = json.loads(done.stdout)["steps"]
    assert steps["fine"]["status"] == "Succeeded", done.stderr
    said = {name: steps[name]["error"]["message"] for name in ("gives", "takes", "array")}
    assert said["gives"].startswith(
        "output out is no JSON value: it holds np.float64(0.81) of type numpy.float64"
    )
    assert said["takes"] == "input pair is no JSON value: it is of type tuple"
    assert said["array"] == "input rows is no JSON value: it is kept in the format ndarray"
