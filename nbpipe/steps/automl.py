"""AutoML: searches learners and their settings for the best pipeline."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from nbpipe.errors import DefinitionError, Problem
from nbpipe.model import Run, Step
from nbpipe.options import Count, Duration, Names, Variable, nearest, option
from nbpipe.steps import Inputs, Uses

# What can be searched for: the direction in which each is better.
OBJECTIVES: Mapping[str, Mapping[str, str]] = {
    "classification": {
        "auc": "max",
        "accuracy": "max",
        "f1": "max",
        "average_precision": "max",
        "log_loss": "min",
    },
    "regression": {"rmse": "min", "mse": "min", "mae": "min", "mape": "min", "r2": "max"},
}
LEARNERS: Mapping[str, tuple[str, ...]] = {
    "classification": ("lightgbm", "xgboost", "random_forest", "extra_trees", "logistic"),
    "regression": ("lightgbm", "xgboost", "random_forest", "extra_trees"),
}
BUDGET = 60.0
"""Seconds, where neither time nor trials are given."""


@dataclass(frozen=True)
class AutoMLOptions:
    """Options of an AutoML step."""

    target: str | None = option(
        "the variable that holds what to predict, or a column of the features", metavar="y"
    )
    task: Literal["classification", "regression"] | None = option("what kind of prediction it is")
    objective: str | None = option(
        "what to search for (default: max:auc, for a regression min:rmse)", metavar="max:auc"
    )
    time: Duration | None = option(
        "search for no longer than this, final fit included (default: 1m, without --trials)", metavar="5m"
    )
    trials: Count | None = option(
        "try so many settings; without --time each run tries the same", metavar="50"
    )
    features: Variable = option("the frame or array to learn from", default=Variable("X"), metavar="X")
    learners: Names | None = option(
        "try these only: lightgbm, xgboost, random_forest, extra_trees, logistic",
        metavar="lightgbm,random_forest",
    )
    model: Variable = option(
        "the variable that becomes the best pipeline", default=Variable("model"), metavar="NAME"
    )
    leaderboard: Variable = option(
        "the variable that becomes the table of trials", default=Variable("leaderboard"), metavar="NAME"
    )
    metrics: Variable = option(
        "the variable that becomes the dict of metrics", default=Variable("metrics"), metavar="NAME"
    )


class AutoML:
    """Searches with FLAML after the body has prepared the rows; the best pipeline is one of scikit-learn's."""

    name = "AutoML"
    version = 1
    description = "searches learners and settings for the best pipeline"
    python = True
    irrevocable = False
    works = True
    imports: tuple[str, ...] = ("flaml", "lightgbm", "pandas", "sklearn", "xgboost")
    options: type = AutoMLOptions

    def uses(self, body: str, options: AutoMLOptions) -> Uses:
        problems = _problems(options)
        if problems:
            raise DefinitionError.of(problems)
        assert options.target is not None
        made = tuple(str(name) for name in (options.model, options.leaderboard, options.metrics))
        target = (options.target,) if options.target.isidentifier() else ()
        return Uses(option_reads=(str(options.features),), may_read=target, binds=made, keeps=made)

    def plan(self, step: Step, options: AutoMLOptions, inputs: Inputs) -> Run:
        assert options.task is not None
        goal = options.objective or ("max:auc" if options.task == "classification" else "min:rmse")
        seconds = options.time or (None if options.trials else BUDGET)
        arguments = {
            "target": options.target,
            "features": options.features,
            "task": options.task,
            "objective": goal.partition(":")[2],
            "seconds": seconds,
            "trials": options.trials,
            "learners": list(options.learners or LEARNERS[options.task]),
            "named": options.learners is not None,
            "model": options.model,
            "leaderboard": options.leaderboard,
            "metrics": options.metrics,
        }
        work = "nbpipe.work.automl:run"
        return Run(work=work, arguments=arguments, metrics=options.metrics, promised=(str(options.model),))

    def by_hand(self, body: str, options: Any, values: Mapping[str, Any]) -> str:
        return ""


def _problems(options: AutoMLOptions) -> list[Problem]:
    example = "such as %%step search --type AutoML --target y --task classification --time 5m"
    problems = [
        Problem("option-missing", f"an AutoML step needs {flag}", example)
        for flag, value in (("--target", options.target), ("--task", options.task))
        if not value
    ]
    for flag, number in (("--time", options.time), ("--trials", options.trials)):
        if number is not None and number <= 0:
            example = "--time 5m" if flag == "--time" else "--trials 50"
            problems.append(
                Problem("option-value", f"{flag} is 0, which tries nothing", f"such as {example}")
            )
    names = [options.model, options.leaderboard, options.metrics]
    if len(set(names)) < len(names):
        message = f"--model, --leaderboard and --metrics are {', '.join(names)}"
        problems.append(Problem("option-value", message, "give each a name of its own"))
    if options.task and options.objective:
        problems += _objective_problems(options.task, options.objective)
    known = LEARNERS[options.task or "classification"]
    for learner in options.learners or ():
        if learner not in known:
            hint = nearest(learner, known) or f"there is {', '.join(known)}"
            problems.append(Problem("option-value", f"--learners: there is no {learner} for this task", hint))
    return problems


def _objective_problems(task: str, objective: str) -> list[Problem]:
    known = OBJECTIVES[task]
    every = ", ".join(f"{direction}:{name}" for name, direction in known.items())
    direction, colon, name = objective.partition(":")
    if not colon:
        name = direction
    if name not in known:
        hint = nearest(name, known)
        hint = f"{hint} There is {every}" if hint and hint.startswith("did") else f"there is {every}"
        return [
            Problem(
                "option-value", f"--objective {objective}: no metric of a {task} has the name {name!r}", hint
            )
        ]
    if direction != known[name]:
        message = (
            f"--objective {objective}: {name} is better the {'higher' if known[name] == 'max' else 'lower'}"
        )
        return [Problem("option-value", message, f"write --objective {known[name]}:{name}")]
    return []


step_type = AutoML()
