"""What is asked of a frame, suggested from its statistics, close to SageMaker's constraints.json."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

DOMAIN = 50
"""Up to so many categories the values that occurred are those that may occur."""

MONITORING: Mapping[str, Any] = {
    "evaluate_constraints": "Enabled",
    "datatype_check_threshold": 0.1,
    "domain_content_threshold": 0.0,
    "range_content_threshold": 0.05,
    "distribution_constraints": {
        "perform_comparison": "Enabled",
        "comparison_threshold": 0.1,
        "comparison_method": "Robust",
        "categorical_comparison_threshold": 0.1,
        "categorical_drift_method": "LInfinity",
    },
}
"""Shares of the values that may be of another type, of no known category, or out of the range; and what drift is."""


def suggest(found: Mapping[str, Any]) -> dict[str, Any]:
    """Constraints that the data with these statistics keeps.

    >>> import pandas as pd
    >>> from nbpipe.quality import statistics
    >>> found = statistics.of_frame(pd.DataFrame({"sex": ["F", "M", "F", "M"], "age": [30, 40, 50, 60]}))
    >>> sex, age = suggest(found)["features"]
    >>> sex["completeness"], sex["string_constraints"]
    (1.0, {'domains': ['F', 'M']})
    >>> age["num_constraints"]
    {'is_non_negative': True, 'minimum': 30.0, 'maximum': 60.0}
    """
    rows = found["dataset"]["item_count"]
    distribution = dict(MONITORING["distribution_constraints"])
    return {
        "version": 0,
        "features": [_feature(feature, rows) for feature in found["features"]],
        "monitoring_config": {**MONITORING, "distribution_constraints": distribution},
    }


def _feature(feature: Mapping[str, Any], rows: int) -> dict[str, Any]:
    asked: dict[str, Any] = {
        "name": feature["name"],
        "inferred_type": feature["inferred_type"],
        "completeness": completeness(present(feature), rows),
    }
    numerical = feature.get("numerical_statistics")
    if numerical is not None and "min" in numerical:
        asked["num_constraints"] = {
            "is_non_negative": numerical["min"] >= 0,
            "minimum": numerical["min"],
            "maximum": numerical["max"],
        }
    textual = feature.get("string_statistics")
    if textual is not None and feature["inferred_type"] != "Unknown" and _is_domain(textual):
        buckets = textual["distribution"]["categorical"]["buckets"]
        asked["string_constraints"] = {"domains": sorted(bucket["value"] for bucket in buckets)}
    return asked


def present(feature: Mapping[str, Any]) -> int:
    """How many values of a feature are there, from its statistics."""
    kinds = ("numerical_statistics", "string_statistics", "common_statistics")
    return int(next(feature[kind] for kind in kinds if kind in feature)["common"]["num_present"])


def completeness(found: int, rows: int) -> float:
    """The share of values that must be present: all, or the lower end of the 95 % interval of the share p in n rows.

    p − 1.96·√(p(1 − p)/n), down to whole percents (Deequ's rule for retaining completeness).

    >>> completeness(100, 100), completeness(90, 100)
    (1.0, 0.84)
    """
    share = found / rows
    if share == 1.0:
        return 1.0
    return max(0.0, math.floor(100 * (share - 1.96 * math.sqrt(share * (1 - share) / rows))) / 100)


def _is_domain(textual: Mapping[str, Any]) -> bool:
    """Few values that come again: no names, no identifiers."""
    count, present = int(textual["distinct_count"]), int(textual["common"]["num_present"])
    return 0 < count <= DOMAIN and 2 * count <= max(present, 2)
