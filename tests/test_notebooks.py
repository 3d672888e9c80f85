"""The notebooks that show how it is done: each is a pipeline that compiles, and runs as its text says.

`test_demo.py` runs attrition.ipynb and `test_checks.py` checks.ipynb.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import test_notify

import nbpipe
from nbpipe import definition, plugins

FOLDER = Path(__file__).parent.parent / "notebooks"
NOTEBOOKS = sorted(path.name for path in FOLDER.glob("*.ipynb"))
REPORTS = sorted(path.name for path in (FOLDER / "reports").glob("*.ipynb"))
hook = test_notify.hook


def test_every_type_is_in_a_notebook() -> None:
    used = {step.type for name in NOTEBOOKS for step in definition.load(FOLDER / name).pipeline.steps}
    assert set(plugins.names("steps")) - used == set()


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_it_compiles_without_a_warning(name: str) -> None:
    assert definition.load(FOLDER / name).warnings == ()


@pytest.mark.parametrize("name", [*NOTEBOOKS, *(f"reports/{name}" for name in REPORTS)])
def test_it_begins_with_a_title_and_keeps_no_output(name: str) -> None:
    cells = json.loads((FOLDER / name).read_text("utf-8"))["cells"]
    assert cells[0]["cell_type"] == "markdown"
    assert "".join(cells[0]["source"]).startswith("# ")
    assert not any(cell.get("outputs") for cell in cells), "notebooks are kept without outputs"


def run(folder: Path, name: str, *words: str, code: int = 0, **environment: str) -> Any:
    shutil.copy(FOLDER / name, folder)
    return call(folder, "run", name, *words, code=code, **environment)


def call(folder: Path, *words: str, code: int = 0, **environment: str) -> Any:
    done = subprocess.run(
        [sys.executable, "-m", "nbpipe", *words, "--json"],
        cwd=folder,
        env={**os.environ, **environment},
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
def test_shops(tmp_path: Path, hook: test_notify.Hook) -> None:
    """Map over the groups of a frame: one shop has no history, a Lambda says so, and the others do not mind."""
    said = run(tmp_path, "shops.ipynb", NBPIPE_NOTIFY=hook.url)
    assert said["steps"]["together"]["metrics"]["shops"] == 6
    assert said["steps"]["together"]["metrics"]["without_forecast"] == 1
    assert said["steps"]["as_a_week_ago"]["status"] == "Skipped"
    assert [(one["title"], one["message"]) for one in hook.got] == [("shops", "No forecast yet for Harbour")]
    with nbpipe.open_store(tmp_path / ".nbpipe") as store:
        plan = store.execution("latest").step("together").output("plan")
    assert list(plan) == ["Bridge", "Castle", "Market", "Mill", "Park", "Station"]
    assert plan.shape == (14, 6)
    said = run(tmp_path, "shops.ipynb", "-p", "least_gain=0.9", code=1, NBPIPE_NOTIFY="")
    assert "90% was asked for" in said["steps"]["as_a_week_ago"]["error"]["message"]
    assert said["steps"]["forecast"]["cached"] is False  # the shop that failed is tried again
    assert said["steps"]["together"]["cached"] is True
    assert (said["steps"]["tell"]["status"], said["steps"]["tell"]["cached"]) == ("Succeeded", False)
    assert len(hook.got) == 1


@pytest.mark.slow
def test_release(tmp_path: Path) -> None:
    """Callback, EndpointConfig, Endpoint: a run ends with a question, and the answer releases the model, or does not."""
    shutil.copy(FOLDER / "release.ipynb", tmp_path)
    steps = call(tmp_path, "run", "release.ipynb", code=3)["steps"]
    assert {name for name, step in steps.items() if step["status"] == "Pending"} == {
        "candidate",
        "canary",
        "deploy",
    }
    assert steps["approve"]["status"] == "Waiting"
    assert steps["compare"]["metrics"]["accuracy"] > steps["compare"]["metrics"]["accuracy_in_use"]
    with nbpipe.open_store(tmp_path / ".nbpipe") as store:
        assert [model.name for model in store.models()] == ["digits-linear"]
        execution = store.execution("latest")
        (question,) = execution.callbacks
        call(tmp_path, "callback", "succeed", question.token, "--comment", "a tenth is fine")
        assert execution.wait(120).status == "Succeeded"
        assert (
            execution.step("approve").detail
            == f"Approved by {store.callback(question.token).record.by}: a tenth is fine"
        )
        assert [(item.name, item.model, item.weight) for item in store.endpoint("digits").variants] == [
            ("now", "digits-linear:1", 0.9),
            ("new", "digits-curved:1", 0.1),
        ]
        (deployment,) = store.endpoint("digits").deployments
        assert deployment.comment.startswith("approved with an accuracy of 9")
        (answer,) = call(tmp_path, "audit", "--action", "answer")["records"]
        assert (
            answer["data"]["evidence"]["curved"] == execution.step("train_curved").artifact("curved").digest
        )

        call(tmp_path, "run", "release.ipynb", code=3)  # a callback asks in every run
        refused = store.execution("latest")
        (question,) = refused.callbacks
        call(tmp_path, "callback", "fail", question.token, "--comment", "not before the holidays")
        assert refused.wait(120).status == "Failed"
        skipped = {step.name for step in refused.steps if step.status == "Skipped"}
        assert skipped == {"candidate", "canary", "deploy"}
        assert len(store.endpoint("digits").deployments) == 1
        assert [len(model.versions) for model in store.models()] == [1, 1]


@pytest.mark.slow
def test_nightly(tmp_path: Path) -> None:
    """Pipeline and Notebook: another notebook's pipeline as an execution of its own, then a report in its own kernel."""
    shutil.copy(FOLDER / "shops.ipynb", tmp_path)
    shutil.copytree(FOLDER / "reports", tmp_path / "reports")
    run(tmp_path, "nightly.ipynb")
    with nbpipe.open_store(tmp_path / ".nbpipe") as store:
        execution = store.execution("latest")
        (inner,) = store.executions(pipeline="shops")
        assert inner.record.parent_execution == execution.id
        assert inner.record.parent_step == "forecast"
        assert inner.parameters == {"days": 120, "least_gain": 0.0, "seed": 0}
        ordered = execution.step("forecast").output("to_order")
        assert dict(ordered) == dict(inner.step("order").output("to_order"))
        large = ", ".join(ordered[ordered > 2000].sort_values(ascending=False).index)
        said = f"{ordered.sum()} items for 6 shops; to look at: {large}; without a forecast: Harbour"
        assert execution.step("report").output("summary") == said
        assert execution.step("send").log().strip() == said
        report = json.loads(execution.step("report").output("report_notebook").read_text("utf-8"))
        shown = [output.get("data", {}) for cell in report["cells"] for output in cell.get("outputs", ())]
        assert any("text/html" in data for data in shown)
        assert any("image/png" in data for data in shown)
        again = run(tmp_path, "nightly.ipynb", "-p", "most=100000")["steps"]
        assert "to look at: none" in store.execution("latest").step("report").output("summary")
        assert again["report"]["cached"] is False
        nested = store.executions(pipeline="shops")[0]
        assert nested.id != inner.id
        assert {step.name for step in nested.steps if step.cached} == {"history", "together", "order"}


@pytest.mark.slow
def test_loans(tmp_path: Path) -> None:
    """Cluster: a table scored in partitions, and the bootstrap of its AUC, by workers of this machine."""
    said = run(tmp_path, "loans.ipynb", "-p", "draws=20")
    quality = said["steps"]["score"]["metrics"]
    assert 0.65 < quality["auc_low"] < quality["auc"] < quality["auc_high"] < 0.8
    with nbpipe.open_store(tmp_path / ".nbpipe") as store:
        execution = store.execution("latest")
        scored, model = (
            execution.step(step).output(name) for step, name in (("score", "scored"), ("train", "model"))
        )
        new = execution.step("load").output("new").sort_index()  # as Dask keeps it
        assert (scored.index == new.index).all()
        assert (scored["risk"] == model.predict_proba(new[model.feature_names_in_])[:, 1]).all()
    assert run(tmp_path, "loans.ipynb", "-p", "draws=20")["steps"]["score"]["cached"] is True
