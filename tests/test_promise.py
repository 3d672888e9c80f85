"""The promise: a pipeline means what "Restart & Run All" means, or says honestly that it cannot."""

from __future__ import annotations

import pickle
import tempfile
from pathlib import Path
from typing import Any

import pytest
from forked import ForkedExecutor, in_child, shell
from hypothesis import HealthCheck, given, settings
from promise.cases import CASES, Case
from promise.generate import notebooks

from nbpipe import config, definition, notebook, parameters, scheduler, store
from nbpipe.artifacts import ArtifactStore
from nbpipe.errors import NbpipeError
from nbpipe.materializers.home import home
from nbpipe.model import ExecutionStatus
from nbpipe.store import queries


class Refused(Exception):
    """The pipeline said that it cannot."""


def by_hand(cells: tuple[str, ...], names: tuple[str, ...], folder: Path) -> dict[str, Any]:
    """The values of `names` after running the tagged cells top to bottom in one shell with nbpipe's own magics."""
    kept = folder / "by-hand.pickle"

    def work() -> None:
        made = shell()
        made.run_line_magic("load_ext", "nbpipe")
        for cell in cells:
            if cell.startswith(("%%setup", "%%parameters", "%%step")):
                made.run_cell(cell).raise_error()
        kept.write_bytes(pickle.dumps({name: made.user_ns[name] for name in names if name in made.user_ns}))

    cwd = folder / "by-hand"
    cwd.mkdir()
    assert in_child(work, str(cwd)) == 0, "the notebook itself does not run by hand"
    values: dict[str, Any] = pickle.loads(kept.read_bytes())
    return values


def as_pipeline(cells: tuple[str, ...], names: tuple[str, ...], folder: Path) -> dict[str, Any]:
    """The final values of `names` after a run as a pipeline; `Refused` with what it said."""
    cwd = folder / "pipeline"
    cwd.mkdir()
    try:
        pipeline = definition.compiled(notebook.from_cells(cells, "case")).pipeline
        bound = parameters.bind(pipeline.parameters, {})
        chosen = config.settings(cwd, store=folder / ".nbpipe", environment={})
        request = scheduler.Request(pipeline, bound, cwd / "case.ipynb", chosen)
        finished = scheduler.run(request, ForkedExecutor())
    except NbpipeError as error:
        raise Refused(str(error)) from error
    connection = store.connect(chosen.store)
    execution = queries.execution(connection, finished.execution)
    connection.close()
    if execution.status is not ExecutionStatus.SUCCEEDED:
        assert execution.failure is not None
        raise Refused(f"{execution.failure.type}: {execution.failure.message} → {execution.failure.hint}")
    artifacts, found = ArtifactStore(chosen.artifacts), {}
    for step in execution.steps:
        for output in step.outputs:
            if output.variable in names:
                with home({}, frozenset()):
                    found[output.variable] = artifacts.load(output.artifact)
    return found


def same(one: Any, two: Any) -> bool:
    """Equal in type and value; NaN equals NaN."""
    return type(one) is type(two) and (one == two or repr(one) == repr(two) or pickle.dumps(one) == pickle.dumps(two))


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Case, tmp_path: Path) -> None:
    try:
        got = as_pipeline(case.cells, case.compare, tmp_path)
    except Refused as refusal:
        assert case.expect in ("refused", "either"), f"refused though it could be kept: {refusal}"
        assert case.refused_with is None or case.refused_with in str(refusal), str(refusal)
        return
    assert case.expect in ("equal", "either"), f"kept {got} though it should have been refused"
    expected = by_hand(case.cells, case.compare, tmp_path)
    assert got.keys() == expected.keys()
    for name in case.compare:
        assert same(got[name], expected[name]), f"{name}: pipeline {got[name]!r}, by hand {expected[name]!r}"


@pytest.mark.slow
@given(notebooks())
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_generated_notebooks(generated: Any) -> None:
    """No silent difference, whatever the notebook."""
    cells, names = generated.cells, generated.names
    final = f"%%step final_values --out {','.join(names)}\n" + "\n".join(f"{name} = {name}" for name in names)
    with tempfile.TemporaryDirectory() as folder:
        try:
            got = as_pipeline((*cells, final), tuple(names), Path(folder))
        except Refused:
            return
        expected = by_hand((*cells, final), tuple(names), Path(folder))
        assert got == expected
