"""The promise: a pipeline means what "Restart & Run All" means, or says honestly that it cannot."""

from __future__ import annotations

import os
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
from nbpipe.model import Artifact, ExecutionStatus
from nbpipe.store import queries


class Refused(Exception):
    """The pipeline said that it cannot."""


def as_pipeline(
    cells: tuple[str, ...], names: tuple[str, ...], folder: Path, slots: int = 1
) -> tuple[dict[str, Artifact], Path, list[str]]:
    """The final artifacts of `names` after a run as a pipeline; `Refused` with what it said."""
    cwd = folder / "pipeline"
    cwd.mkdir()
    try:
        compiled = definition.compiled(notebook.from_cells(cells, "case"))
        bound = parameters.bind(compiled.pipeline.parameters, {})
        chosen = config.settings(cwd, store=folder / ".nbpipe", environment={})
        request = scheduler.Request(compiled.pipeline, bound, cwd / "case.ipynb", chosen)
        finished = scheduler.run(request, ForkedExecutor(slots))
    except NbpipeError as error:
        raise Refused(str(error)) from error
    connection = store.connect(chosen.store)
    execution = queries.execution(connection, finished.execution)
    connection.close()
    if execution.status is not ExecutionStatus.SUCCEEDED:
        assert execution.failure is not None
        raise Refused(f"{execution.failure.type}: {execution.failure.message} → {execution.failure.hint}")
    found = {
        output.variable: output.artifact
        for step in execution.steps
        for output in step.outputs
        if output.variable in names
    }
    said = [warning.message for warning in compiled.warnings if warning.code == "module-state"]
    return found, Path(chosen.artifacts), said


def differences(
    cells: tuple[str, ...], kept: dict[str, Artifact], artifacts: Path, names: tuple[str, ...], folder: Path
) -> str:
    """What differs between the pipeline's values and those of one shell that runs the tagged cells, with the magics.

    The artifacts are loaded in that shell, so that classes of the setup are the same ones.
    """
    report = folder / "report.txt"

    def work() -> None:
        made = shell()
        made.run_line_magic("load_ext", "nbpipe")
        for cell in cells:
            if cell.startswith(("%%setup", "%%parameters", "%%step")):
                made.run_cell(cell).raise_error()
        lines = []
        with home(made.user_ns, frozenset(made.user_ns)):
            for name in names:
                if (name in kept) != (name in made.user_ns):
                    lines.append(f"{name}: pipeline {name in kept}, by hand {name in made.user_ns}")
                elif name in kept:
                    got, expected = ArtifactStore(artifacts).load(kept[name]), made.user_ns[name]
                    if not same(got, expected):
                        lines.append(f"{name}: pipeline {got!r}, by hand {expected!r}")
        report.write_text("\n".join(lines), "utf-8")

    cwd = folder / "by-hand"
    cwd.mkdir()
    assert in_child(work, str(cwd)) == 0, "the notebook itself does not run by hand"
    return report.read_text("utf-8")


def same(one: Any, two: Any) -> bool:
    """Equal in type and value; NaN equals NaN."""
    if type(one) is not type(two):
        return False
    if pickle.dumps(one) == pickle.dumps(two):
        return True
    return bool(one == two) or repr(one) == repr(two)


@pytest.mark.slow
@pytest.mark.parametrize("slots", [1, 4])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Case, slots: int, tmp_path: Path) -> None:
    """With four slots, steps that nothing orders run before it is known what the others did: some must run again."""
    try:
        kept, artifacts, said = as_pipeline(case.cells, case.compare, tmp_path, slots)
    except Refused as refusal:
        assert case.expect in ("refused", "either"), f"refused though it could be kept: {refusal}"
        assert case.refused_with is None or case.refused_with in str(refusal), str(refusal)
        return
    found = differences(case.cells, kept, artifacts, case.compare, tmp_path)
    if found and said:
        return  # different, and the definition's warnings say so
    assert not found, found
    assert case.expect != "refused", "kept though it should have been refused"


# `make promise` asks for many more. A notebook costs 0.4 s of processor time.
GENERATED = int(os.environ.get("NBPIPE_GENERATED", "120"))


@pytest.mark.slow
@pytest.mark.timeout(0 if GENERATED > 120 else 300)
@given(notebooks())
@settings(max_examples=GENERATED, deadline=None, suppress_health_check=list(HealthCheck))
def test_generated_notebooks(generated: Any) -> None:
    """No silent difference, whatever the notebook."""
    names = generated.variables
    final = f"%%step final_values --out {','.join(names)}\n" + "\n".join(f"{name} = {name}" for name in names)
    cells = (*generated.cells, final)
    with tempfile.TemporaryDirectory() as folder:
        try:
            kept, artifacts, _ = as_pipeline(cells, names, Path(folder))
        except Refused:
            return
        assert differences(cells, kept, artifacts, names, Path(folder)) == ""
