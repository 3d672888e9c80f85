"""AutoML: searches learners and their settings with FLAML, and gives the best as a pipeline of scikit-learn."""

from __future__ import annotations

import json
import os
import random
import time
import warnings
from collections.abc import Mapping
from typing import Any

from nbpipe.automl import preparing, search
from nbpipe.errors import NbpipeError
from nbpipe.steps.automl import OBJECTIVES
from nbpipe.work import Given

_SPARED = 0.15
"""The part of the time budget that the search leaves for the final fit."""


def run(given: Given) -> Mapping[str, Any]:
    """The best pipeline, the leaderboard and the metrics; see `nbpipe.steps.automl` for the arguments."""
    asked = given.arguments
    _require_flaml()
    began = time.monotonic()  # what importing takes is not the search's
    given.value(asked["features"])
    features, target, kind = preparing.rows_and_target(
        given.values, asked["features"], asked["target"], asked["task"]
    )
    prepare = preparing.preparation(features, asked["features"])
    wanted = _search(asked, kind, target, _matrix(prepare, features, asked["features"]))
    seconds = asked["seconds"]
    left = None if seconds is None else seconds * (1 - _SPARED) - (time.monotonic() - began)
    if left is not None and left <= 0:
        raise NbpipeError(
            f"--time {seconds:g}s was over before the first trial", "give it more time, such as --time 5m"
        )
    trials = search.tried(wanted, left, asked["trials"])
    left = None if seconds is None else seconds - (time.monotonic() - began)
    estimator, rows = _fitted(wanted, trials[0], target, left)
    leaderboard = _table(trials, asked["objective"])
    metrics: dict[str, Any] = {
        f"validation_{asked['objective']}": trials[0].value,
        "trials": len(trials),
        "rows": rows,
        "learner": search.OURS[trials[0].learner],
        "repeatable": seconds is None,
    }
    _show(leaderboard, metrics, time.monotonic() - began, len(target), seconds)
    model = _pipeline(prepare, estimator, metrics["learner"])
    return {asked["model"]: model, asked["leaderboard"]: leaderboard, asked["metrics"]: metrics}


def _require_flaml() -> None:
    try:
        import flaml.automl  # noqa: F401
    except ImportError as error:
        raise NbpipeError(
            f"an AutoML step needs {error.name or 'flaml'}, which is not installed",
            "pip install 'nbpipe-ml[automl]'",
        ) from error


def _matrix(prepare: Any, features: Any, name: str) -> Any:
    try:
        return prepare.fit_transform(features)
    except (TypeError, ValueError) as error:
        said = " ".join(str(error).split())[:300]
        raise NbpipeError(
            f"the columns of {name} cannot be made numbers: {said}",
            "give each column one kind of values in the body",
        ) from error


def _search(asked: Mapping[str, Any], kind: str, target: Any, matrix: Any) -> search.Search:
    from sklearn.preprocessing import LabelEncoder

    objective = asked["objective"]
    if kind == "multiclass" and objective == "average_precision":
        raise NbpipeError(
            f"average_precision is there for two classes alone, and {asked['target']} has more",
            "write --objective max:auc",
        )
    return search.Search(
        kind,
        objective,
        OBJECTIVES[asked["task"]][objective] == "max",
        preparing.learners(asked["learners"], asked["named"], kind, target),
        matrix,
        target if kind == "regression" else LabelEncoder().fit_transform(target),
        _threads(),
        random.getrandbits(31),
    )


def _threads() -> int:
    """As many as the scheduler gives the step."""
    told = os.environ.get("OMP_NUM_THREADS", "")
    return int(told) if told.isdecimal() and int(told) else os.cpu_count() or 1


def _fitted(wanted: search.Search, best: search.Trial, target: Any, left: float | None) -> tuple[Any, int]:
    """The best learner fitted on all rows, or on as many as there is time for; and how many these are."""
    estimator, matrix = search.estimator(wanted, best), wanted.matrix
    rows = search.rows_in_time(wanted, best, left)
    if rows < len(target):
        from sklearn.utils import resample

        classes = None if wanted.kind == "regression" else target
        matrix, target = resample(
            matrix, target, replace=False, n_samples=rows, stratify=classes, random_state=wanted.seed
        )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its trial had the same to say, and was the best nevertheless
        estimator.fit(matrix, target)
    if best.learner in ("rf", "extra_tree"):
        # Where threads add up the trees, the last digit depends on which is first; and elsewhere are other cores.
        estimator.set_params(n_jobs=None)
    return estimator, rows


def _pipeline(prepare: Any, estimator: Any, learner: str) -> Any:
    from sklearn.pipeline import Pipeline

    return Pipeline([("prepare", prepare), (learner, estimator)])


def _table(trials: list[search.Trial], objective: str) -> Any:
    """The leaderboard; without seconds, which are others each time."""
    import pandas as pd

    rows = [
        {
            "learner": search.OURS[trial.learner],
            objective: trial.value,
            "rows": trial.rows,
            "settings": json.dumps(trial.settings, sort_keys=True),
        }
        for trial in trials
    ]
    return pd.DataFrame(rows, index=pd.RangeIndex(1, len(rows) + 1, name="rank"))


def _show(
    leaderboard: Any, metrics: Mapping[str, Any], took: float, rows: int, seconds: float | None
) -> None:
    from IPython.display import display

    value, objective = leaderboard.iloc[0, 1], leaderboard.columns[1]
    best = f"{metrics['learner']}: {objective} {value:.4g} on rows held back"
    print(f"{best}, the best of {metrics['trials']} trials in {took:.1f} s")
    if metrics["rows"] < rows:
        print(
            f"It is fitted on {metrics['rows']:,} of {rows:,} rows: --time {seconds:g}s was not enough for all."
        )
    if seconds is not None:
        print("Another run may find another model: with --time, what is tried depends on the machine.")
        print("With --trials alone, each run tries the same.")
    head = leaderboard.head(10)
    display({"text/html": head.to_html(), "text/plain": head.to_string(max_colwidth=60)}, raw=True)
