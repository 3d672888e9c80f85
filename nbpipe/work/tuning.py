"""What a Tuning step gives: what its best trial gave, and what all of them came to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nbpipe import tracking
from nbpipe.reports import search
from nbpipe.tuning import space
from nbpipe.work import Given


def join(given: Given) -> Mapping[str, Any]:
    """The outputs of the best trial, `tuning` (a table of the trials) and `best_parameters`."""
    trials, metric, best = given.arguments["trials"], given.arguments["metric"], given.arguments["best"]
    for trial in trials:
        if trial[metric] is not None and str(trial["trial"]) != best:
            tracking.log_metric(metric, trial[metric], step=trial["trial"])
    tracking.log_metric(
        metric, trials[int(best)][metric], step=int(best)
    )  # the last one is what stands for the step
    reported = given.arguments["reported"]
    made = [
        search.Trial(
            trial["trial"],
            given.arguments["asked"][str(trial["trial"])],
            trial[metric],
            trial["status"],
            {int(step): value for step, value in reported.get(str(trial["trial"]), {}).items()},
        )
        for trial in trials
    ]
    dimensions = [space.parse(text) for text in given.arguments["space"]]
    points = given.arguments.get("points")
    if points is not None and len(trials) < points:
        print(f"{len(trials)} of the {points} points of the grid were tried: --trials {points} tries all")
    search.log(made, dimensions, metric, int(best), maximize=given.arguments["maximize"])
    return {
        **given.loaded,
        "tuning": _table(trials),
        "best_parameters": dict(given.arguments["parameters"]),
        given.arguments["record"]: given.arguments["kept"],
    }


def _table(trials: list[dict[str, Any]]) -> Any:
    """A frame where pandas is installed, else the rows."""
    try:
        import pandas as pd
    except ImportError:
        return trials
    return pd.DataFrame(trials)
