"""Pipelines without a notebook in processes of their own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

import nbpipe
from nbpipe import sdk
from nbpipe.errors import UsageError
from nbpipe.sdk import ParameterBoolean, ParameterString, Pipeline, step

pytestmark = pytest.mark.slow

SCRIPT = """\
import json
import sys

sys.path.insert(0, "lib")

from nbpipe.sdk import ConditionStep, FailStep, ParameterFloat, Pipeline, RegisterStep, step

from shapes import load  # lies in lib/

DIGITS = 2


class Model:
    def __init__(self, weight):
        self.weight = weight

    def predict(self, x):
        return round(self.weight * x, DIGITS)


@step(type="Training")
def train(rows):
    print("training on", len(rows), "rows")
    return Model(sum(rows))


@step(metrics=True)
def evaluate(model, rows):
    return {"auc": model.predict(0.1) / 10}


threshold = ParameterFloat("threshold", 0.05)
rows = load("rows.json")
model = train(rows)
metrics = evaluate(model, rows)
register = RegisterStep("register", model=model, group="demo", metrics=metrics)
check = ConditionStep("check", metrics["auc"] >= threshold, [register], [FailStep("fail", "too low")])
pipeline = Pipeline("demo", parameters=[threshold], steps=[check])

if __name__ == "__main__":
    run = pipeline.start({"threshold": float(sys.argv[1])} if sys.argv[1:] else None)
    assert run.status in ("Executing", "Failed"), run.status  # with results taken again it may have ended already
    run.wait(timeout=100)
    value = run.result("train").predict(1) if not run.failure else None
    log = run.step("train").log()
    print(json.dumps([run.id, str(run.status), run.version, run.metrics, value, log]))
"""
LIBRARY = """\
import json

from nbpipe.sdk import step


@step
def load(path):
    with open(path) as file:
        return json.load(file)
"""


def python(folder: Path, *words: str) -> Any:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("NBPIPE_")}
    done = subprocess.run(
        [sys.executable, *words], cwd=folder, env=kept, capture_output=True, text=True, timeout=120
    )
    assert (done.returncode, done.stderr) == (0, "")
    return json.loads(done.stdout)


def test_a_script_with_a_module_beside_it(tmp_path: Path) -> None:
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib" / "shapes.py").write_text(LIBRARY, "utf-8")
    (tmp_path / "rows.json").write_text("[1, 2, 3]", "utf-8")
    (tmp_path / "demo.py").write_text(SCRIPT, "utf-8")
    first, status, version, metrics, value, log = python(tmp_path, "demo.py")
    assert (status, version, metrics, value, log) == ("Succeeded", 1, {"auc": 0.06}, 6, "training on 3 rows")
    second, status, version, *_ = python(tmp_path, "demo.py", "0.5")
    assert (status, version) == ("Failed", 1)
    with nbpipe.open_store(tmp_path / ".nbpipe") as store:
        assert [run.id for run in store.executions()] == [second, first]
        failed = store.execution(second[:8])
        assert failed.parameters == {"threshold": 0.5}
        assert failed.failure is not None
        assert failed.failure.message == "too low"
        assert [step.status for step in failed.steps if step.type == "Register"] == ["Skipped"]
        assert (
            store.model("demo").versions[-1].value().predict(1) == 6
        )  # in a process that never saw the class
        assert (tmp_path / ".nbpipe" / "pipelines" / "demo.ipynb").is_file()
    # the notebook that was made of it is one for the command line too
    again = python(tmp_path, "-m", "nbpipe", "run", ".nbpipe/pipelines/demo.ipynb", "--json")
    assert (again["status"], again["version"], again["parameters"]) == ("Succeeded", 1, {"threshold": 0.05})


@step
def sleep(seconds: float) -> float:
    time.sleep(seconds)
    return seconds


@step
def echo(text: str, flag: bool) -> list[Any]:
    return [text, flag]


@step
def stumble() -> None:
    raise KeyError("oh no")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("NBPIPE_STORE", "NBPIPE_ARTIFACTS"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def test_stopping(place: Path) -> None:
    run = Pipeline("slow", steps=[sleep(60)], folder=place).start()
    with pytest.raises(sdk.NotEndedError, match=r"is Executing after 0\.1 seconds"):
        run.wait(0.1)
    assert run.stop() is True
    assert run.wait(60).status == "Stopped"
    assert run.step("sleep").status == "Stopped"


def test_a_scheduler_that_was_killed(place: Path) -> None:
    run = Pipeline("killed", steps=[sleep(60)], folder=place).start()
    assert run.pid is not None
    os.kill(run.pid, signal.SIGKILL)
    assert run.wait(60).status == "Failed"
    assert run.failure is not None
    assert run.failure.type == "SchedulerDied"


def test_parameters_arrive_as_they_are(place: Path) -> None:
    text, flag = ParameterString("text"), ParameterBoolean("flag", True)
    pipeline = Pipeline("echo", parameters=[text, flag], steps=[echo(text, flag)], folder=place)
    odd = " -p x='1'\n\"é\" $HOME {y} --json"
    run = pipeline.start({"text": odd, "flag": False}, wait=True)
    assert (run.failure, run.parameters) == (None, {"text": odd, "flag": False})
    assert run.result("echo") == [odd, False]


def test_a_function_that_fails(place: Path) -> None:
    run = Pipeline("fails", steps=[stumble()], folder=place).start(wait=True, seed=7, max_parallel=1)
    assert (run.status, run.seed) == ("Failed", 7)
    failed = run.step("stumble")
    assert failed.failure is not None
    assert (failed.failure.type, failed.outputs) == ("KeyError", ())
    assert "oh no" in failed.log()
    with pytest.raises(LookupError, match="it failed: 'oh no'"):
        run.result("stumble")


def test_a_run_that_does_not_start(place: Path) -> None:
    pipeline = Pipeline("never", steps=[echo("a", True)], folder=place)
    with pytest.raises(UsageError, match="max-parallel"):
        pipeline.start(max_parallel=0)
    assert pipeline.executions() == []
