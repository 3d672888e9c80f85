"""How far bias metrics may move from a baseline, and those that moved further."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from nbpipe.bias.metrics import ALL


def entries(statistics: Mapping[str, Any]) -> Iterator[tuple[str, str, str, float | None]]:
    """Facet, its value, metric and value, for every metric of an analysis."""
    for section in ("pre_training_bias_metrics", "post_training_bias_metrics"):
        for facet, groups in statistics.get(section, {}).get("facets", {}).items():
            for group in groups:
                for metric in group["metrics"]:
                    yield facet, group["value_or_threshold"], metric["name"], metric["value"]


def suggest(statistics: Mapping[str, Any]) -> dict[str, Any]:
    """Bounds for each metric: from the value without bias to that of the baseline, and its tolerance on each side."""
    found = []
    for facet, group, name, value in entries(statistics):
        bound: dict[str, Any] = {
            "facet": facet,
            "value_or_threshold": group,
            "metric_name": name,
            "value": value,
        }
        if value is not None:
            metric = ALL[name]
            ends = (value, metric.neutral)
            bound |= {} if metric.symmetric else {"lower": min(ends) - metric.tolerance}
            bound["upper"] = max(ends) + metric.tolerance
        found.append(bound)
    return {"version": 0, "metrics": found}


def find(statistics: Mapping[str, Any], asked: Iterable[Mapping[str, Any]]) -> list[dict[str, str]]:
    """The metrics outside their bounds, and those that were asked for and not measured, in the words of Clarify's report."""
    given = {(facet, group, name): value for facet, group, name, value in entries(statistics)}
    found = []
    for bound in asked:
        key = (bound["facet"], bound["value_or_threshold"], bound["metric_name"])
        lower, upper = bound.get("lower", float("-inf")), bound.get("upper", float("inf"))
        described = None
        if key not in given:
            described = "the baseline has it, and it was not measured"
        elif (value := given[key]) is None:
            described = "it is infinite" if "lower" in bound or "upper" in bound else None
        elif not lower <= value <= upper:
            limit = f"below {lower:.4g}" if value < lower else f"above {upper:.4g}"
            described = f"it is {value:.4g}, {limit}"
        if described is not None:
            found.append(
                {
                    "facet": key[0],
                    "facet_value": key[1],
                    "metric_name": key[2],
                    "constraint_check_type": "bias_drift_check",
                    "description": described,
                }
            )
    return found
