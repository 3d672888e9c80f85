"""The work of a ClarifyCheck."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from nbpipe import tables, tracking
from nbpipe.bias import bounds, facets, fliptest, measure
from nbpipe.bias.metrics import AFTER, BEFORE, Metric
from nbpipe.errors import UsageError
from nbpipe.explain import dependence, models, ranking, shapley
from nbpipe.model import variable_of
from nbpipe.quality import baseline
from nbpipe.reports import clarify as reports
from nbpipe.reports import figures
from nbpipe.work import Given, checking

PLOTTED = 9
"""Features whose partial dependence is taken: those that count most."""


def run(given: Given) -> Mapping[str, Any]:
    """Metrics or Shapley values, a suggested baseline and the violations of another one."""
    checking.insist("numpy", "pandas", "scipy", "sklearn")
    name = given.arguments["data"]
    data = tables.frame(given.value(name), name)
    return (
        _explain(given, data, name)
        if given.arguments["check"] == "explainability"
        else _bias(given, data, name)
    )


# ---- bias -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Rows:
    """The rows that have all that is asked for, and one facet at least.

    `classes` are the labels, or whether they are beyond a threshold.
    """

    data: Any
    label: str
    observed: Any
    classes: Any
    predicted: Any | None
    group: Any | None
    columns: tuple[str, ...]
    features: tuple[str, ...]
    left_out: int

    def of(self, facet: str) -> _Rows:
        """Those that have a value of this facet: what another one lacks makes no difference to it."""
        there = self.data[facet].notna().to_numpy()
        arrays = {name: getattr(self, name) for name in ("observed", "classes", "predicted", "group")}
        known = {name: array[there] for name, array in arrays.items() if array is not None}
        return replace(self, data=self.data[there], **known)


def _bias(given: Given, data: Any, name: str) -> dict[str, Any]:
    asked, check = given.arguments, given.arguments["check"]
    rows = _rows(given, data, name)
    statistics = _measured(rows, asked)
    made = baseline.of(check, statistics, bounds.suggest(statistics))
    used = checking.against(given, check)
    checked = used is not None and not asked["skip_check"]
    limits = used["constraints"]["metrics"] if used is not None and checked else []
    violated = bounds.find(statistics, limits)
    found = list(bounds.entries(statistics))
    metrics = {
        f"{facet}.{group}.{metric}": value for facet, group, metric, value in found if value is not None
    }
    for key, value in metrics.items():
        tracking.log_metric(key, value)
    figures.bias(found)
    notes = [
        f"{facet} = {group}: {metric} is infinite" for facet, group, metric, value in found if value is None
    ]
    gaps = {column: int(rows.data[column].isna().sum()) for column in rows.columns}
    notes += [f"{column} is missing in {count:,} of the rows" for column, count in gaps.items() if count]
    if rows.left_out:
        notes.insert(0, f"{rows.left_out:,} rows are left out: a label, a facet or another value is missing")
    report = {
        "check": check,
        "checked": checked,
        "note": checking.note(given, used),
        "notes": notes,
        "rows": len(rows.data),
        "favorable": asked["favorable"] or "1",
        "violations": violated,
        "limits": limits,
        "metrics": metrics,
        "statistics": statistics,
    }
    return checking.outcome(given, made, used, report, reports.of_bias(report, name))


def _rows(given: Given, data: Any, name: str) -> _Rows:
    asked = given.arguments
    facet = asked["facet"]
    columns = (facet,) if facet in data.columns else tuple(word.strip() for word in facet.split(","))
    if len(columns) > 1 and asked["facet_value"] is not None:
        raise UsageError(
            "--facet-value is of one facet, and there are several", "make one step for each facet"
        )
    kept = data[[tables.column(data, column, "--facet", name).name for column in columns]].notna().any(axis=1)
    observed = tables.column_or_variable(data, given.values, asked["label"], "--label", name)
    predicted = _predicted(given, data, name) if asked["check"] == "model-bias" else None
    group = None if asked["group"] is None else tables.column(data, asked["group"], "--group", name)
    for values in (observed, predicted, group):
        if values is not None:
            kept &= values.notna()
    if not kept.any():
        raise UsageError(
            f"no row of {name} has both label and facet", "look for missing values in these columns"
        )
    data, observed = data[kept], observed[kept]
    favorable = tables.favorable(observed, asked["favorable"])
    by_threshold = asked["favorable"] is not None and tables.is_threshold(asked["favorable"], observed)
    return _Rows(
        data,
        str(observed.name),
        favorable,
        favorable if by_threshold else observed.astype(object).to_numpy(),
        None if predicted is None else _outcomes(predicted[kept], observed, favorable, asked),
        None if group is None else group[kept].map(str).to_numpy(),
        columns,
        _features(given, data, name),
        int((~kept).sum()),
    )


def _predicted(given: Given, data: Any, name: str) -> Any:
    """The predictions that are named, or those that the model makes."""
    asked = given.arguments
    if asked["predictions"] is not None:
        return tables.column_or_variable(data, given.values, asked["predictions"], "--predictions", name)
    return models.labels(
        given.value(asked["model"]), data[list(_features(given, data, name))], asked["model"]
    )


def _features(given: Given, data: Any, name: str) -> tuple[str, ...]:
    """The columns that the model takes, as far as that is known, without label and predictions."""
    asked = given.arguments
    left_out = [word for word in (asked["label"], asked["predictions"]) if word]
    model = None if asked["model"] is None else given.value(asked["model"])
    return tuple(models.features(model, data, _words(asked["features"]), left_out, name))


def _outcomes(predicted: Any, observed: Any, favorable: Any, asked: Mapping[str, Any]) -> Any:
    """Which predictions are the favorable outcome."""
    text, threshold = asked["favorable"], asked["threshold"]
    if threshold is not None:
        return tables.chosen(predicted, f">={threshold}", "--threshold")
    if text is not None and tables.is_threshold(text, observed):
        return tables.chosen(predicted, text, "--favorable")
    known, given = tables.distinct(observed), tables.distinct(predicted)
    if not set(given) & set(known):
        raise UsageError(
            f"{predicted.name} holds {tables.some(given, 4)}, and {observed.name} holds {tables.some(known, 4)}",
            "name a column of predicted labels; for probabilities add --threshold 0.5",
        )
    return predicted.isin(set(observed[favorable])).to_numpy()


def _measured(rows: _Rows, asked: Mapping[str, Any]) -> dict[str, Any]:
    """The analysis, in the form of Clarify's analysis.json."""
    before: dict[str, list[Any]] = {}
    after: dict[str, list[Any]] = {}
    for column in rows.columns:
        these = rows.of(column)
        others = [name for name in rows.features if name != column]
        features = None if these.predicted is None else fliptest.numeric(these.data[others])
        for facet in facets.of(these.data[column], asked["facet_value"]):
            found = measure.before(facet.rows, these.observed, these.classes, these.group)
            before.setdefault(column, []).append(_entry(facet.value, found, BEFORE))
            if these.predicted is not None:
                found = measure.after(facet.rows, these.observed, these.predicted, these.group, features)
                after.setdefault(column, []).append(_entry(facet.value, found, AFTER))
    statistics = {
        "version": "1.0",
        "label": rows.label,
        "pre_training_bias_metrics": {"label": rows.label, "facets": before},
    }
    if after:
        statistics["post_training_bias_metrics"] = {"label": rows.label, "facets": after}
    return statistics


def _entry(value: str, found: Mapping[str, float], known: Mapping[str, Metric]) -> dict[str, Any]:
    metrics = [
        {"name": name, "description": f"{known[name].title} ({name})", "value": measure.finite(found[name])}
        for name in known
        if name in found
    ]
    return {"value_or_threshold": value, "metrics": metrics}


# ---- explainability -------------------------------------------------------------------------------------------------


def _explain(given: Given, data: Any, name: str) -> dict[str, Any]:
    import pandas as pd

    asked = given.arguments
    model = given.value(asked["model"])
    left_out = [word for word in (asked["label"],) if word]
    columns = models.features(model, data, _words(asked["features"]), left_out, name)
    predict, output, place = models.scorer(model, asked["model"], asked["favorable"])
    background = data[columns].sample(min(asked["background"], len(data)), random_state=0)
    rows = data[columns].sample(min(asked["rows"], len(data)), random_state=1).sort_index(kind="stable")
    found = shapley.explain(model, predict, place, background, rows)
    sizes = [float(value) for value in abs(found.values).mean(axis=0)]
    attributions = dict(zip(columns, sizes, strict=True))
    ranked = sorted(columns, key=lambda column: -attributions[column])
    partial = [dependence.of_feature(predict, background, column) for column in ranked[:PLOTTED]]
    statistics = {
        "version": "1.0",
        "explanations": {
            "method": found.method,
            "output": output,
            "expected_value": found.expected,
            "global_shap_values": attributions,
            "pdp": partial,
        },
    }
    made = baseline.of("explainability", statistics, {"version": 0, "ndcg_threshold": ranking.THRESHOLD})
    used = checking.against(given, "explainability")
    checked = used is not None and not asked["skip_check"]
    score = None if used is None or not checked else _score(used, attributions)
    violated = [] if used is None or score is None else _drifted(score, used["constraints"]["ndcg_threshold"])
    for column, value in attributions.items():
        tracking.log_metric(f"shap.{column}", value)
    if score is not None:
        tracking.log_metric("ndcg", score)
    figures.bars("shap", f"mean |SHAP| of the {output}", attributions)
    figures.dependence("partial_dependence", partial, output)
    report = {
        "check": "explainability",
        "checked": checked,
        "note": checking.note(given, used),
        "rows": len(rows),
        "violations": violated,
        "ndcg": score,
        "metrics": attributions,
        "statistics": statistics,
    }
    local = {
        variable_of(asked["step"], "shap"): pd.DataFrame(found.values, index=rows.index, columns=columns)
    }
    return {
        **checking.outcome(given, made, used, report, reports.of_explanations(report, asked["model"])),
        **local,
    }


def _score(used: Mapping[str, Any], attributions: Mapping[str, float]) -> float:
    before = used["statistics"]["explanations"].get("global_shap_values", {})
    if not set(before) & set(attributions):
        raise UsageError(
            f"the baseline is of other features: {tables.some(before)}; the model takes {tables.some(attributions)}",
            "name a baseline of this model, or --baseline none to suggest a new one",
        )
    return ranking.ndcg(before, attributions)


def _drifted(score: float, threshold: float) -> list[dict[str, str]]:
    if score >= threshold:
        return []
    described = f"the nDCG score of the order of features is {score:.3g}, below {threshold:g}"
    return [
        {
            "metric_name": "shap",
            "constraint_check_type": "feature_attribution_drift_check",
            "description": described,
        }
    ]


def _words(text: str | None) -> list[str]:
    return [] if text is None else [word.strip() for word in text.split(",")]
