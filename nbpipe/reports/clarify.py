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
    for section, title in (
        ("pre_training_bias_metrics", "of the labels"),
        ("post_training_bias_metrics", "of the predictions"),
    ):
        for facet, groups in report["statistics"].get(section, {}).get("facets", {}).items():
            for group in groups:
                rows = [
                    (
                        metric["name"],
                        metric["description"],
                        metric["value"],
                        html.signed_bar(
                            None if metric["value"] is None else metric["value"] - ALL[metric["name"]].neutral
                        ),
                    )
                    for metric in group["metrics"]
                ]
                parts.append(
                    html.heading(f"{facet} = {group['value_or_threshold']} against all others, {title}")
                )
                parts.append(html.table(("metric", "", "value", "from no bias"), rows))
    parts.append(
        html.paragraph(
            "Above 0 (DI: below 1) the group has the worse of it, as a rule; see the definition of each.",
            "note",
        )
    )
    return html.page(f"Bias in {name}", *parts)


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
