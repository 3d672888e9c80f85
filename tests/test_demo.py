"""The demo, as a newcomer runs it: a real notebook on real data ends with a registered model, or honestly without."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

# `make test` gives each file to one process, so that the demo runs once for all of them.
pytestmark = pytest.mark.slow

NOTEBOOK = Path(__file__).parent.parent / "notebooks" / "attrition.ipynb"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made: Path = tmp_path_factory.mktemp("demo")
    shutil.copy(NOTEBOOK, made)
    return made


def nbpipe(folder: Path, *words: str, code: int = 0) -> Any:
    done = subprocess.run(
        [sys.executable, "-m", "nbpipe", *words, "--json"],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=280,
    )
    assert done.returncode == code, done.stdout + done.stderr
    return json.loads(done.stdout)


def test_the_demo_registers_a_model(folder: Path) -> None:
    before = (folder / NOTEBOOK.name).read_bytes()
    answer = nbpipe(folder, "run", NOTEBOOK.name, "--output", "executed.ipynb")
    assert answer["status"] == "Succeeded"
    steps = answer["steps"]
    assert steps["too_weak"]["status"] == "Skipped"
    assert steps["train_xgboost"]["outputs"]["model"].startswith("sha256:")
    assert steps["evaluate"]["metrics"]["auc"] > 0.8
    assert steps["evaluate"]["metrics"]["auc"] > steps["evaluate"]["metrics"]["baseline_auc"]
    (group,) = nbpipe(folder, "models")["groups"]
    (version,) = group["versions"]
    assert (group["name"], version["version"], version["status"]) == ("attrition", 1, "PendingManualApproval")
    assert version["artifact"] == steps["train_xgboost"]["outputs"]["model"]
    assert (folder / NOTEBOOK.name).read_bytes() == before, "the user's own notebook was written"
    executed = json.loads((folder / "executed.ipynb").read_text("utf-8"))
    assert executed["metadata"]["nbpipe"]["execution"] == answer["execution"]
    assert any(cell.get("outputs") for cell in executed["cells"])


def test_independent_trainings_do_not_wait_for_each_other(folder: Path) -> None:
    shown = nbpipe(folder, "show", NOTEBOOK.name)
    depends_on = {step["name"]: step["depends_on"] for step in shown["steps"]}
    assert "train_xgboost" not in depends_on["train_logistic"]
    assert "train_logistic" not in depends_on["train_xgboost"]


def test_a_threshold_out_of_reach_ends_at_the_fail_step(folder: Path) -> None:
    before = nbpipe(folder, "models")["groups"]
    answer = nbpipe(folder, "run", NOTEBOOK.name, "-p", "auc_threshold=0.99", code=1)
    assert answer["status"] == "Failed"
    assert answer["steps"]["too_weak"]["status"] == "Failed"
    assert "0.99" in answer["steps"]["too_weak"]["error"]["message"]
    assert answer["steps"]["register"]["status"] == "Skipped"
    assert nbpipe(folder, "models")["groups"] == before


def test_it_is_made_again_bit_for_bit_here_and_in_a_second_checkout(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    made = nbpipe(folder, "reproduce", "attrition:1", "--exact")
    assert made["agreement"] == "bit for bit"
    assert {"model", "baseline", "X_train", "bias_report", "roc"} <= {row["name"] for row in made["compared"]}
    second = tmp_path_factory.mktemp("second")
    nbpipe(folder, "store", "export", str(second / "all.zip"), "--model", "attrition:1")
    nbpipe(second, "store", "import", "all.zip")
    again = nbpipe(second, "reproduce", "attrition:1", "--exact")
    assert [row["second"] for row in again["compared"]] == [row["second"] for row in made["compared"]]
    nbpipe(second, "--store", str(folder / ".nbpipe"), "verify", ".nbpipe/certificates/attrition-1.json")
    exported = nbpipe(second, "export", "attrition:1", "model.zip")
    assert (exported["certified"], exported["safe"], exported["format"]) == (True, True, "xgboost")
    nbpipe(second, "verify", "model.zip", "--digest", exported["digest"])
