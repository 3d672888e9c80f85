"""The search with FLAML: which settings of which learners are tried, for how long, and what each was worth.

FLAML decides by time what it tries next, so a search with a time budget is another one each time. With a number of
trials and no time, learners take turns, every trial sees all rows, and the same is tried each time.
"""

from __future__ import annotations

import json
import logging
import math
import signal
import tempfile
import threading
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nbpipe.errors import NbpipeError

_FOLDS, _HELD_BACK, _SMALL = 5, 0.2, 500_000
"""Up to so many numbers in the table trials are cross-validated in 5 folds; of larger ones a fifth is held back."""

# Our name → FLAML's; its two ways to grow XGBoost's trees are one learner here.
FLAML: Mapping[str, tuple[str, ...]] = {
    "lightgbm": ("lgbm",),
    "xgboost": ("xgboost", "xgb_limitdepth"),
    "random_forest": ("rf",),
    "extra_trees": ("extra_tree",),
    "logistic": ("lrl1",),
}
OURS: Mapping[str, str] = {theirs: ours for ours, all_theirs in FLAML.items() for theirs in all_theirs}
_METRICS = {"auc": "roc_auc", "average_precision": "ap"}
_OF_MANY_CLASSES = {"auc": "roc_auc_ovr", "f1": "macro_f1"}


@dataclass(frozen=True)
class Trial:
    """One setting of a learner that was tried; `value` is that of the objective on rows held back."""

    learner: str
    value: float
    rows: int
    seconds: float
    settings: Mapping[str, Any]


@dataclass(frozen=True)
class Search:
    """What is searched for: `kind` is binary, multiclass or regression; `target` is numbers, classes by their number.

    `highest`: the objective is better the higher it is. `learners` are FLAML's names.
    """

    kind: str
    objective: str
    highest: bool
    learners: tuple[str, ...]
    matrix: Any
    target: Any
    threads: int
    seed: int

    @property
    def in_folds(self) -> bool:
        """Whether each trial is held against every row in turn; of many rows a part is held back instead."""
        return bool(self.matrix.size <= _SMALL)


def tried(search: Search, seconds: float | None, trials: int | None) -> list[Trial]:
    """All trials, the best one first. `NbpipeError` where none has ended."""
    from flaml.automl import AutoML

    metric = _METRICS.get(search.objective, search.objective)
    if search.kind == "multiclass":
        metric = _OF_MANY_CLASSES.get(search.objective, metric)
    # Without a time, nobody's clock decides: learners take turns, and each trial sees all rows.
    steady: dict[str, Any] = {"learner_selector": "roundrobin", "sample": False} if seconds is None else {}
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        log = Path(folder, "trials.log")
        logging.getLogger("flaml").setLevel(logging.ERROR)
        make: Any = AutoML
        clock = _Clock(seconds)
        try:
            with _ended_by(clock):
                make().fit(
                    search.matrix,
                    search.target,
                    task="regression" if search.kind == "regression" else "classification",
                    metric=metric,
                    time_budget=-1 if seconds is None else seconds,
                    max_iter=None
                    if trials is None
                    else max(trials, 2),  # of one alone FLAML measures nothing
                    estimator_list=list(search.learners),
                    eval_method="cv" if search.in_folds else "holdout",
                    n_splits=_FOLDS,
                    split_ratio=_HELD_BACK,
                    seed=search.seed,
                    log_file_name=str(log),
                    log_type="all",
                    n_jobs=search.threads,
                    verbose=0,
                    retrain_full=False,
                    auto_augment=False,  # which puts copies of rare rows on both sides
                    **steady,
                )
        except _TimeIsOver:
            pass  # what was tried until then stands in the log
        except Exception as error:  # of FLAML, or of a learner
            if not clock.is_over:  # else it comes from being ended
                said = " ".join(str(error).split())[:400]
                raise NbpipeError(
                    f"the search failed: {type(error).__name__}: {said}",
                    "see what is in the features and the target",
                ) from error
        lines = log.read_text("utf-8").splitlines() if log.is_file() else []
    found = []
    for line in lines:
        with suppress(ValueError):  # the last one may be half a line
            found += [_trial(search, item) for item in [json.loads(line)] if "learner" in item]
    found = found[:trials]
    found = [trial for trial in found if math.isfinite(trial.value)]
    if not found:
        raise NbpipeError("no trial has ended in time", "give it more time, such as --time 5m")
    return sorted(found, key=lambda trial: -trial.value if search.highest else trial.value)


class _TimeIsOver(BaseException):
    """Raised in the midst of a trial; no `except Exception` of a library holds it up."""


@dataclass
class _Clock:
    """How long something may take, in seconds, and whether that is over."""

    seconds: float | None
    is_over: bool = field(default=False)


@contextmanager
def _ended_by(clock: _Clock) -> Iterator[None]:
    """End what is inside when the time is over, as soon as Python gets to it; outside of the main thread, not at all."""
    can = hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
    if clock.seconds is None or not can:
        yield
        return

    def end(number: int, frame: Any) -> None:
        clock.is_over = True
        while frame is not None:
            # Their C code calls Python back, and does not stand an exception then; FLAML ends their trainings itself.
            if frame.f_globals.get("__name__", "").startswith(("xgboost", "lightgbm")):
                return  # the next signal comes soon
            frame = frame.f_back
        raise _TimeIsOver

    before = signal.signal(signal.SIGALRM, end)
    signal.setitimer(signal.ITIMER_REAL, clock.seconds, 0.05)
    try:
        yield
    finally:
        signal.signal(signal.SIGALRM, signal.SIG_IGN)
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _trial(search: Search, line: Mapping[str, Any]) -> Trial:
    loss = float(line["validation_loss"])
    settings = {name: value for name, value in line["config"].items() if name != "FLAML_sample_size"}
    value = 1 - loss if search.highest else loss
    return Trial(line["learner"], value, int(line["sample_size"]), float(line["trial_time"]), settings)


def rows_in_time(search: Search, trial: Trial, left: float | None) -> int:
    """On how many rows the learner of a trial can be fitted in the time that is left; no fewer than the trial had."""
    rows = int(search.matrix.shape[0])
    if left is None:
        return rows
    fits = _FOLDS - 1 if search.in_folds else 1 - _HELD_BACK  # of the trial's rows
    expected = trial.seconds / fits * rows / max(1, trial.rows)
    return rows if expected <= left else min(rows, max(trial.rows, int(rows * left / expected)))


def estimator(search: Search, trial: Trial) -> Any:
    """The learner of a trial as its own library makes it, not fitted."""
    from flaml.automl.task.factory import task_factory

    task = task_factory(search.kind, search.matrix, search.target)
    learner = task.estimator_class_from_str(trial.learner)(task=task, n_jobs=search.threads, **trial.settings)
    return learner.estimator_class(**learner.params)
