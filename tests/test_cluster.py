"""Cluster steps: declared, checked and drawn, and refused before anything runs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from forked import in_child, shell
from notebooks_in_folders import write

from nbpipe import cli, definition

CELLS = (
    "%%step load\nrows = [1]",
    "%%step far --type Cluster --address tcp://a:8786 --workers 2\nrows.append(client.nthreads())",
)


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


@pytest.mark.parametrize("words", [["run"], ["run", "--json"]])
def test_a_run_is_refused_before_anything_runs(
    tmp_path: Path, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(tmp_path / "case.ipynb", *CELLS)
    assert cli.main([*words, str(path)]) == 2
    said = capsys.readouterr()
    if "--json" in words:
        (error,) = json.loads(said.out)["errors"]
        assert (error["code"], error["cell"], error["step"]) == ("not-yet", 2, "far")
    assert "the Dask executor is not there" in said.out + said.err
    assert "from dask.distributed import Client" in said.out + said.err
    assert cli.main(["--store", str(tmp_path / ".nbpipe"), "runs", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["executions"] == []


def test_by_hand_it_runs_with_a_client_of_ones_own(tmp_path: Path) -> None:
    def work() -> None:
        made = shell()
        made.run_line_magic("load_ext", "nbpipe")
        made.run_cell(CELLS[0]).raise_error()
        error = made.run_cell(CELLS[1]).error_in_exec
        assert "the Dask executor is not there" in str(error)
        assert made.user_ns["rows"] == [1]
        made.run_cell(
            "class Client:\n    def nthreads(self):\n        return 4\nclient = Client()"
        ).raise_error()
        made.run_cell(CELLS[1]).raise_error()
        assert made.user_ns["rows"] == [1, 4]

    assert in_child(work, str(tmp_path)) == 0
