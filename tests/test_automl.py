"""AutoML: what it refuses, what it learns from, how it searches, and a run that registers what it found."""

from __future__ import annotations

import builtins
import json
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import nbformat
import numpy as np
import pandas as pd
import pytest
from sklearn.pipeline import Pipeline

from nbpipe import definition, notebook
from nbpipe.automl import preparing, search
from nbpipe.errors import DefinitionError, NbpipeError
from nbpipe.model import Cell, Step
from nbpipe.options import Count, Duration, Names
from nbpipe.steps.automl import LEARNERS, OBJECTIVES, AutoMLOptions, step_type
from nbpipe.work import Given, automl

RANDOM = np.random.default_rng(0)
ROWS = pd.DataFrame(RANDOM.random((160, 2)), columns=["a", "b"]).assign(
    k=RANDOM.choice(["u", "v", None], 160), flag=RANDOM.random(160) > 0.5
)
ROWS.loc[3, "a"] = np.nan
NUMBER = ROWS["a"].fillna(0) + (ROWS["k"] == "u")
LABEL = np.where(NUMBER > 0.8, "high", "low")
GOOD = "--target y --task classification"


# ---- before a run -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("flags", "messages", "hint"),
    [
        ("", ["needs --target", "needs --task"], "such as %%step search"),
        (f"{GOOD} --time 0s", ["--time is 0, which tries nothing"], "such as --time 5m"),
        (f"{GOOD} --trials 0", ["--trials is 0, which tries nothing"], "such as --trials 50"),
        (f"{GOOD} --objective max:ac", ["no metric of a classification has the name 'ac'"], "max:auc"),
        (f"{GOOD} --objective min:auc", ["auc is better the higher"], "write --objective max:auc"),
        (f"{GOOD} --objective max:rmse", ["no metric of a classification has the name 'rmse'"], "log_loss"),
        ("--target y --task regression --objective max:rmse", ["rmse is better the lower"], "min:rmse"),
        (f"{GOOD} --learners lightgm", ["there is no lightgm for this task"], "did you mean lightgbm?"),
        ("--target y --task regression --learners logistic", ["there is no logistic"], "random_forest"),
        (
            f"{GOOD} --model m --metrics m",
            ["--model, --leaderboard and --metrics are m, leaderboard, m"],
            "own",
        ),
        (f"{GOOD} --task guess", ["--task stands there twice", "'guess' is not one of"], ""),
        (f"{GOOD} --features nobody", ["nobody"], None),
    ],
)
def test_what_is_refused_before_a_run(flags: str, messages: list[str], hint: str | None) -> None:
    cells = ["%%step make\nX, y = 1, 2", f"%%step find --type AutoML {flags}\n"]
    with pytest.raises(DefinitionError) as raised:
        definition.compiled(notebook.from_cells(cells))
    problems = raised.value.problems
    assert len(problems) == len(messages)
    for problem, message in zip(problems, messages, strict=True):
        assert message in problem.message
    assert hint is None or hint in (problems[0].hint or "")


@pytest.mark.parametrize("task", OBJECTIVES)
def test_every_metric_has_its_direction(task: str) -> None:
    for name, direction in OBJECTIVES[task].items():
        for given in ("max", "min"):
            flags = f"--target y --task {task} --objective {given}:{name}"
            cells = ["%%step make\nX, y = 1, 2", f"%%step find --type AutoML {flags}\n"]
            if given == direction:
                definition.compiled(notebook.from_cells(cells))
            else:
                with pytest.raises(DefinitionError):
                    definition.compiled(notebook.from_cells(cells))


def test_what_it_takes_and_gives() -> None:
    cells = [
        "%%step make\nX, rows = 1, 2",
        f"%%step own --type AutoML {GOOD} --model one\nX, y = rows, rows",
        "%%step column --type AutoML --target label --task regression --model two --leaderboard t --metrics m\n",
        "%%step register --type Register --model two --group g --metrics m\ncard {metrics[trials]}",
    ]
    pipeline = definition.compiled(notebook.from_cells(cells)).pipeline
    assert pipeline.step("own").inputs == {"rows": ("make",)}
    assert pipeline.step("own").outputs == ("X", "leaderboard", "metrics", "one")
    assert pipeline.step("column").inputs == {"X": ("own",)}
    assert pipeline.step("register").inputs == {"m": ("column",), "metrics": ("own",), "two": ("column",)}


# ---- the work ---------------------------------------------------------------------------------------------------------


def found(features: Any, target: Any = None, **more: Any) -> dict[str, Any]:
    random.seed(5)
    more = {"target": "y", "task": "classification", "trials": Count(4), **more}
    options = AutoMLOptions(**more)
    arguments = step_type.plan(Step("s", "AutoML", (Cell(1, "c", ""),)), options, None).arguments  # type: ignore[arg-type]
    values = {"X": features} if target is None else {"X": features, "y": target}
    return dict(automl.run(Given(values, arguments, {})))


QUICK = Names(["lightgbm", "random_forest"])


def test_trials_alone_are_the_same_each_time() -> None:
    one, two = (found(ROWS, LABEL, learners=QUICK, trials=Count(6)) for _ in range(2))
    pd.testing.assert_frame_equal(one["leaderboard"], two["leaderboard"])
    assert one["metrics"] == two["metrics"]
    assert one["metrics"]["repeatable"] is True
    assert one["metrics"]["trials"] == len(one["leaderboard"]) == 6
    np.testing.assert_array_equal(one["model"].predict_proba(ROWS), two["model"].predict_proba(ROWS))


def test_one_trial_is_a_trial() -> None:
    """FLAML alone measures nothing where it is asked for one."""
    result = found(ROWS, LABEL, learners=Names(("logistic",)), trials=Count(1))
    assert result["metrics"]["trials"] == len(result["leaderboard"]) == 1
    assert 0.5 < result["metrics"]["validation_auc"] <= 1


def test_the_best_trial_is_the_model() -> None:
    result = found(ROWS, LABEL, trials=Count(10))
    board, model = result["leaderboard"], result["model"]
    assert list(board) == ["learner", "auc", "rows", "settings"]
    assert board["auc"].is_monotonic_decreasing
    assert result["metrics"]["validation_auc"] == board.iloc[0]["auc"]
    assert isinstance(model, Pipeline)
    assert model.steps[-1][0] == board.iloc[0]["learner"] == result["metrics"]["learner"]
    assert set(model.classes_) == {"high", "low"}
    assert (model.predict(ROWS) == LABEL).mean() > 0.8
    assert "flaml" not in type(model.steps[-1][1]).__module__


def test_a_regression_and_a_target_that_is_a_column() -> None:
    rows = ROWS.assign(y=NUMBER)
    result = found(rows, task="regression", objective="max:r2", learners=Names(["extra_trees"]))
    assert result["leaderboard"]["r2"].is_monotonic_decreasing
    assert list(result["model"].feature_names_in_) == ["a", "b", "k", "flag"]


def test_three_classes_in_an_array(capsys: pytest.CaptureFixture[str]) -> None:
    target = pd.cut(NUMBER, 3, labels=["x", "y", "z"])
    result = found(ROWS[["a", "b"]].to_numpy(), target, objective="min:log_loss", learners=None)
    assert result["leaderboard"]["log_loss"].is_monotonic_increasing
    assert set(result["model"].predict(ROWS[["a", "b"]].to_numpy())) <= {"x", "y", "z"}
    assert "xgboost is left out: it takes classes that are 0, 1, 2" in capsys.readouterr().out


def test_a_time_says_that_it_cannot_be_repeated(capsys: pytest.CaptureFixture[str]) -> None:
    result = found(ROWS, LABEL, learners=QUICK, trials=Count(3), time=Duration(60))
    assert result["metrics"]["repeatable"] is False
    assert "Another run may find another model" in capsys.readouterr().out


def test_what_does_not_end_is_ended() -> None:
    clock = search._Clock(0.1)
    with pytest.raises(search._TimeIsOver), search._ended_by(clock):
        time.sleep(60)
    assert clock.is_over
    with search._ended_by(search._Clock(None)):
        pass


@pytest.mark.parametrize(
    ("left", "rows"), [(None, 160), (10.0, 160), (5.0, 160), (2.5, 80), (0.0, 40), (-1.0, 40)]
)
def test_the_final_fit_has_as_many_rows_as_there_is_time(left: float | None, rows: int) -> None:
    wanted = search.Search("binary", "auc", True, ("rf",), np.zeros((160, 2)), np.zeros(160), 1, 0)
    # Five folds of 40 rows took 5 s: four times a fit of 40, so 160 rows take 5 s.
    assert search.rows_in_time(wanted, search.Trial("rf", 0.5, 40, 5.0, {}), left) == rows


@pytest.mark.parametrize(
    ("features", "target", "more", "message"),
    [
        (ROWS, None, {}, "there is no variable y, and no column of X has that name"),
        (ROWS["a"], LABEL, {}, "X is a Series, not a table"),
        (ROWS, LABEL[:5], {}, "X has 160 rows, and y the shape (5,)"),
        (ROWS, NUMBER.mask(NUMBER > 1), {"task": "regression"}, "missing values"),
        (ROWS, LABEL, {"task": "regression"}, "y holds more than numbers"),
        (ROWS, np.zeros(160, int), {}, "y has one class only"),
        (ROWS, ROWS["b"], {}, "y has 160 different numbers"),
        (
            ROWS.assign(when=pd.Timestamp("2026-01-01")),
            LABEL,
            {},
            "neither numbers nor texts: when (datetime64",
        ),
        (ROWS.assign(k=[1, "a"] * 80), LABEL, {}, "the columns of X cannot be made numbers"),
        (
            ROWS,
            LABEL,
            {"learners": Names(["xgboost"])},
            "xgboost cannot be tried: it takes classes that are 0, 1",
        ),
        (
            ROWS,
            pd.cut(NUMBER, 3, labels=list("abc")),
            {"objective": "max:average_precision"},
            "average_precision is there for two classes alone",
        ),
    ],
)
def test_what_the_work_refuses(features: Any, target: Any, more: dict[str, Any], message: str) -> None:
    with pytest.raises(NbpipeError) as raised:
        found(features, target, **more)
    assert message in raised.value.args[0]
    assert raised.value.problems[0].hint


def test_without_flaml_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def missing(name: str, *more: Any) -> Any:
        if name.startswith("flaml"):
            raise ImportError("no flaml", name="flaml")
        return real(name, *more)

    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(NbpipeError, match="needs flaml, which is not installed") as raised:
        found(ROWS, LABEL)
    assert raised.value.problems[0].hint == "pip install 'nbpipe-ml[automl]'"


def test_every_learner_is_known_to_the_search() -> None:
    assert {name for names in LEARNERS.values() for name in names} == set(search.FLAML)


def test_new_texts_and_missing_numbers_are_met() -> None:
    prepare = preparing.preparation(ROWS, "X").fit(ROWS)
    new = pd.DataFrame({"a": [np.nan], "b": [0.5], "k": ["never seen"], "flag": [True]})
    assert np.isfinite(prepare.transform(new).astype(float)).all()


# ---- a run ------------------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_a_run_registers_what_it_found_and_scores_with_it(tmp_path: Path) -> None:
    cells = (
        "%%setup\nimport numpy as np, pandas as pd",
        "%%step find --type AutoML --target y --task classification --trials 4 --learners random_forest\n"
        "X = pd.DataFrame(np.random.default_rng(0).random((100, 2)), columns=['a', 'b'])\n"
        "y = np.where(X['a'] > 0.5, 'yes', 'no')",
        "%%step package --type Model --model model --data X\n",
        "%%step register --type Register --model model_package --group found --metrics metrics\n"
        "AUC {metrics[validation_auc]:.2f}",
        "%%step score --type Transform --model found --data X --method predict_proba\n",
    )
    made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in cells])
    nbformat.write(made, tmp_path / "found.ipynb")
    digests = []
    for more in ([], ["--no-cache"]):
        command = [sys.executable, "-m", "nbpipe", "run", "found.ipynb", "--json", *more]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=250)
        assert done.returncode == 0, done.stdout + done.stderr
        steps = json.loads(done.stdout)["steps"]
        digests.append({name: step["outputs"] for name, step in steps.items()})
    assert steps["find"]["metrics"]["trials"] == 4
    assert steps["find"]["metrics"]["validation_auc"] > 0.8
    assert digests[0] == digests[1], "the same, byte for byte"
