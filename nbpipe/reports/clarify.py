"""The reports of a ClarifyCheck."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nbpipe.bias.metrics import ALL
from nbpipe.reports import html


def of_bias(report: Mapping[str, Any], name: str) -> str:
    """Every metric of every facet, and the violations."""
    parts = [
        html.paragraph(
            f"{report['rows']:,} rows, favorable is {report['statistics']['label']} = {report['favorable']}. {report['note']}"
        ),
        html.violations(report["violations"], report["checked"]),
    ]
    parts += [html.paragraph(note, "note") for note in report["notes"]]
    limits = {
        (bound["facet"], bound["value_or_threshold"], bound["metric_name"]): bound
        for bound in report["limits"]
    }
    columns = ("metric", "", "value", *(("baseline", "may be") if limits else ()), "from no bias")
    for section, title in (
        ("pre_training_bias_metrics", "of the labels"),
        ("post_training_bias_metrics", "of the predictions"),
    ):
        for facet, groups in report["statistics"].get(section, {}).get("facets", {}).items():
            for group in groups:
                rows = []
                for metric in group["metrics"]:
                    key, value = metric["name"], metric["value"]
                    bound = limits.get((facet, group["value_or_threshold"], key), {})
                    beside = (bound.get("value"), _allowed(bound)) if limits else ()
                    bar = html.signed_bar(None if value is None else value - ALL[key].neutral)
                    rows.append((key, ALL[key].title, value, *beside, bar))
                parts.append(
                    html.heading(f"{facet} = {group['value_or_threshold']} against all others, {title}")
                )
                parts.append(html.table(columns, rows))
    parts.append(
        html.paragraph(
            "Above 0 (DI: below 1) the group has the worse of it, as a rule; see the definition of each.",
            "note",
        )
    )
    return html.page(f"Bias in {name}", *parts)


def _allowed(bound: Mapping[str, Any]) -> str:
    """
    >>> _allowed({"lower": -0.05, "upper": 0.25}), _allowed({"upper": 0.2}), _allowed({})
    ('-0.05 to 0.25', 'up to 0.2', '')
    """
    if "lower" in bound and "upper" in bound:
        return f"{bound['lower']:.3g} to {bound['upper']:.3g}"
    if "upper" in bound:
        return f"up to {bound['upper']:.3g}"
    return f"from {bound['lower']:.3g}" if "lower" in bound else ""


def of_explanations(report: Mapping[str, Any], name: str) -> str:
    """Global Shapley values in their order, the rows that are explained, and the violations."""
    explanations = report["statistics"]["explanations"]
    ranked = sorted(explanations["global_shap_values"].items(), key=lambda item: -item[1])
    largest = ranked[0][1] if ranked else 0.0
    return html.page(
        f"What the predictions of {name} rest on",
        html.paragraph(
            f"Shapley values of {report['rows']} rows ({explanations['method']}), in units of the {explanations['output']};"
            f" the mean of the background is {explanations['expected_value']:.4g}. {report['note']}"
        ),
        html.violations(report["violations"], report["checked"]),
        html.heading("Mean of |SHAP|"),
        html.table(
            ("feature", "mean |SHAP|", ""),
            [(feature, value, html.bar(value, largest)) for feature, value in ranked],
        ),
    )
