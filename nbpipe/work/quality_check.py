"""The work of a QualityCheck."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nbpipe import tables, tracking
from nbpipe.quality import baseline, constraints, predictions, statistics, violations
from nbpipe.reports import figures
from nbpipe.reports import quality as reports
from nbpipe.work import Given, checking


def run(given: Given) -> Mapping[str, Any]:
    """Statistics, a suggested baseline and the violations of another one; `NbpipeError` where these shall fail."""
    checking.insist("numpy", "pandas", "scipy", "sklearn")
    name = given.arguments["data"]
    data = tables.frame(given.value(name), name)
    return (
        _predictions(given, data, name) if given.arguments["check"] == "model" else _data(given, data, name)
    )


def _data(given: Given, data: Any, name: str) -> dict[str, Any]:
    found = statistics.of_frame(data)
    made = baseline.of("data-quality", found, constraints.suggest(found))
    used = checking.against(given, "data-quality")
    violated: list[violations.Violation] = []
    distances: dict[str, dict[str, float]] = {}
    checked = used is not None and not given.arguments["skip_check"]
    if used is not None and checked:
        violated, distances = violations.find(data, used, name)
    tracking.log_metric("rows", len(data))
    for column, found_distances in distances.items():
        tracking.log_metric(f"drift.{column}", found_distances["JensenShannon"])
    figures.bars(
        "drift",
        "Jensen-Shannon distance from the baseline",
        {key: item["JensenShannon"] for key, item in distances.items()},
    )
    report = {
        "check": "data-quality",
        "checked": checked,
        "note": checking.note(given, used),
        "violations": violated,
        "drift": distances,
        "statistics": found,
    }
    return checking.outcome(given, made, used, report, reports.of_data(report, name))


def _predictions(given: Given, data: Any, name: str) -> dict[str, Any]:
    asked = given.arguments
    observed, predicted, scores = (
        None
        if asked[flag] is None
        else tables.column_or_variable(data, given.values, asked[flag], f"--{flag}", name)
        for flag in ("label", "predictions", "scores")
    )
    task = asked["task"] or predictions.task_of(observed)
    found = predictions.measured(task, observed, predicted, scores, asked["favorable"])
    made = baseline.of("model-quality", found, predictions.suggest(found))
    used = checking.against(given, "model-quality")
    checked = used is not None and not asked["skip_check"]
    violated = predictions.find(found, used["constraints"]) if used is not None and checked else []
    for metric, value in predictions.values(found).items():
        tracking.log_metric(metric, value)
    report = {
        "check": "model-quality",
        "checked": checked,
        "note": checking.note(given, used),
        "task": task,
        "violations": violated,
        "metrics": predictions.values(found),
        "baseline_metrics": _before(used),
        "statistics": found,
    }
    return checking.outcome(given, made, used, report, reports.of_predictions(report, name))


def _before(used: Mapping[str, Any] | None) -> dict[str, float]:
    if used is None or not any(key.endswith("_metrics") for key in used["statistics"]):
        return {}
    return predictions.values(used["statistics"])
