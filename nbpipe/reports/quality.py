"""The reports of a QualityCheck."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nbpipe.reports import html

MOST = 60
"""Columns that are drawn, those that drifted most first."""


def of_data(report: Mapping[str, Any], name: str) -> str:
    """What a frame holds, how far it drifted, and the violations."""
    features = report["statistics"]["features"]
    drift = report["drift"]
    violated = {item["feature_name"] for item in report["violations"]}
    largest = max((found["JensenShannon"] for found in drift.values()), default=0.0)
    rows = []
    ordered = sorted(
        features,
        key=lambda item: (
            item["name"] not in violated,
            -drift.get(item["name"], {}).get("JensenShannon", 0.0),
        ),
    )
    for feature in ordered[:MOST]:
        found = next(feature[key] for key in feature if key.endswith("_statistics"))
        common = found["common"]
        share = common["num_present"] / max(common["num_present"] + common["num_missing"], 1)
        distances = drift.get(feature["name"], {})
        rows.append(
            (
                feature["name"],
                feature["inferred_type"],
                f"{100 * share:.3g} %",
                _range(found),
                distances.get("Robust", distances.get("LInfinity")),
                distances.get("PSI"),
                html.bar(distances.get("JensenShannon"), max(largest, 0.1)),
            )
        )
    columns = ("column", "type", "present", "values", "KS or L∞, robust", "PSI", "Jensen-Shannon")
    more = len(features) - MOST
    return html.page(
        f"Quality of {name}",
        html.paragraph(
            f"{report['statistics']['dataset']['item_count']:,} rows, {len(features)} columns. {report['note']}"
        ),
        html.violations(report["violations"], report["checked"]),
        html.heading("Columns"),
        html.table(columns, rows),
        html.paragraph(f"and {more} more columns", "note") if more > 0 else "",
    )


def _range(found: Mapping[str, Any]) -> str:
    if "min" in found:
        ends = [f"{end:,.6g}" if isinstance(end, float) else str(end) for end in (found["min"], found["max"])]
        return f"{ends[0]} to {ends[1]}"
    if "distinct_count" not in found:
        return ""
    buckets = found["distribution"]["categorical"]["buckets"]
    shown = ", ".join(bucket["value"][:30] for bucket in buckets[:4])
    return f"{found['distinct_count']}: {shown}{' …' if found['distinct_count'] > 4 else ''}"


def of_predictions(report: Mapping[str, Any], name: str) -> str:
    """Metrics beside those of the baseline, the confusion matrix, and the violations."""
    statistics = report["statistics"]
    group = next(statistics[key] for key in statistics if key.endswith("_metrics"))
    before = report["baseline_metrics"]
    rows = [
        (metric, item["value"], item["standard_deviation"], before.get(metric))
        for metric, item in group.items()
        if "value" in item
    ]
    parts = [
        html.paragraph(
            f"{statistics['dataset']['item_count']:,} predictions ({report['task']}). {report['note']}"
        ),
        html.violations(report["violations"], report["checked"]),
        html.heading("Metrics"),
        html.table(("metric", "value", "standard deviation", "baseline"), rows),
    ]
    matrix = group.get("confusion_matrix", {})
    if 0 < len(matrix) <= 20:
        lines = [(f"is {name}", *counts.values()) for name, counts in matrix.items()]
        parts += [
            html.heading("Confusion"),
            html.table(("", *(f"taken for {name}" for name in matrix)), lines),
        ]
    return html.page(f"Quality of the predictions in {name}", *parts)
