"""The notebooks that show how it is done: each is a pipeline that compiles, and runs as its text says.

`test_demo.py` runs attrition.ipynb and `test_checks.py` checks.ipynb.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import nbpipe
from nbpipe import definition, plugins

FOLDER = Path(__file__).parent.parent / "notebooks"
NOTEBOOKS = sorted(path.name for path in FOLDER.glob("*.ipynb"))
# Types that no notebook uses yet, each with the one in which it has its place.
STILL_TO_SHOW = {
    "Lambda": "shops.ipynb: tells who waits for the forecast",
    "Callback": "credit.ipynb: somebody looks at the riskiest before anything is registered",
    "EndpointConfig": "credit.ipynb: the new model beside the champion",
    "Endpoint": "credit.ipynb: after the registration",
    "Notebook": "a notebook about pipelines of notebooks: credit.ipynb with other parameters",
    "Pipeline": "the same: shops.ipynb as one step",
    "Cluster": "shops.ipynb: the forecasts of many shops on several machines",
}


def test_every_type_is_in_a_notebook() -> None:
    used = {step.type for name in NOTEBOOKS for step in definition.load(FOLDER / name).pipeline.steps}
    unused = set(plugins.names("steps")) - used
    assert unused <= set(STILL_TO_SHOW)
    assert not used & set(STILL_TO_SHOW), "take what a notebook uses now out of STILL_TO_SHOW"


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_it_compiles_without_a_warning(name: str) -> None:
    compiled = definition.load(FOLDER / name)
    assert compiled.warnings == ()
    cells = json.loads((FOLDER / name).read_text("utf-8"))["cells"]
    assert cells[0]["cell_type"] == "markdown"
    assert "".join(cells[0]["source"]).startswith("# ")
    assert not any(cell.get("outputs") for cell in cells), "notebooks are kept without outputs"


def run(folder: Path, name: str, *words: str, code: int = 0) -> Any:
    shutil.copy(FOLDER / name, folder)
    done = subprocess.run(
        [sys.executable, "-m", "nbpipe", "run", name, *words, "--json"],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=280,
    )
    assert done.returncode == code, done.stdout + done.stderr
    return json.loads(done.stdout)


@pytest.mark.slow
def test_credit(tmp_path: Path) -> None:
    """Tuning, AutoML, Condition, Model, Register, Transform; Fail where too much is asked for."""
    said = run(tmp_path, "credit.ipynb")
    steps = said["steps"]
    assert steps["too_weak"]["status"] == "Skipped"
    assert steps["choose"]["metrics"]["auc"] > 0.8
    assert steps["choose"]["metrics"]["cv_auc"] >= steps["choose"]["metrics"]["cv_auc_of_the_other"]
    with nbpipe.open_store(tmp_path / ".nbpipe") as store:
        execution = store.execution("latest")
        assert len(execution.step("tune").output("tuning")) == 8
        rated = execution.step("rate").output("rated")
        assert (len(rated), rated.columns[-1]) == (1114, "probability_1")
        (version,) = store.model("credit").versions
        assert version.artifact == steps["package"]["outputs"]["ready"]
    said = run(tmp_path, "credit.ipynb", "-p", "auc_wanted=0.95", code=1)
    assert "0.95 was asked for" in said["steps"]["too_weak"]["error"]["message"]
    assert all(said["steps"][name]["cached"] for name in ("load", "tune", "search", "choose"))
    assert {said["steps"][name]["status"] for name in ("package", "register", "rate", "worst")} == {"Skipped"}


@pytest.mark.slow
def test_shops(tmp_path: Path) -> None:
    """Map over the groups of a frame: one shop has no history, and the others do not mind."""
    said = run(tmp_path, "shops.ipynb")
    assert said["steps"]["together"]["metrics"]["shops"] == 6
    assert said["steps"]["together"]["metrics"]["without_forecast"] == 1
    assert said["steps"]["as_a_week_ago"]["status"] == "Skipped"
    with nbpipe.open_store(tmp_path / ".nbpipe") as store:
        plan = store.execution("latest").step("together").output("plan")
    assert list(plan) == ["Bridge", "Castle", "Market", "Mill", "Park", "Station"]
    assert plan.shape == (14, 6)
    said = run(tmp_path, "shops.ipynb", "-p", "least_gain=0.9", code=1)
    assert "90% was asked for" in said["steps"]["as_a_week_ago"]["error"]["message"]
    assert said["steps"]["forecast"]["cached"] is True
