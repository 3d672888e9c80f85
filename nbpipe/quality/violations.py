"""A frame held against a baseline: every constraint that it does not keep, in the words of SageMaker's report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from nbpipe.errors import UsageError
from nbpipe.quality import constraints, drift, statistics
from nbpipe.tables import some

Violation = dict[str, str]


def find(
    data: Any, baseline: Mapping[str, Any], name: str
) -> tuple[list[Violation], dict[str, dict[str, float]]]:
    """The violations of a frame, and each column's distances from the baseline.

    `UsageError` where no column of the baseline is in the frame: it is a baseline of other data.
    """
    asked = {feature["name"]: feature for feature in baseline["constraints"]["features"]}
    known = {feature["name"]: feature for feature in baseline["statistics"]["features"]}
    if not set(asked) & set(data.columns):
        raise UsageError(
            f"the baseline is of other data: it has {some(asked)}, and {name} has {some(data.columns)}",
            "name a baseline of this data, or --baseline none to suggest a new one",
        )
    found: list[Violation] = []
    distances: dict[str, dict[str, float]] = {}
    monitoring = _merged(constraints.MONITORING, baseline["constraints"].get("monitoring_config", {}))
    for column, feature in asked.items():
        if column not in data.columns:
            found.append(
                violation(column, "missing_column_check", "the baseline has this column, the data has not")
            )
            continue
        rules = _merged(monitoring, feature.get("monitoringConfigOverrides", {}))
        found += _column(data[column], feature, rules)
        if column in known and statistics.inferred_type(data[column]) != "Datetime":
            distances[column] = _distances(data[column], known[column])
            found += _drift(column, feature, rules, distances[column])
    extra = [column for column in data.columns if column not in asked]
    found += [violation(column, "extra_column_check", "the baseline has no such column") for column in extra]
    if monitoring["evaluate_constraints"] == "Disabled":
        found = []
    return found, {column: given for column, given in distances.items() if given}


def violation(feature: str, check: str, description: str) -> Violation:
    """One entry of the report."""
    return {"feature_name": feature, "constraint_check_type": check, "description": description}


def _merged(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    distribution = {**base["distribution_constraints"], **over.get("distribution_constraints", {})}
    return {**base, **over, "distribution_constraints": distribution}


def _column(values: Any, feature: Mapping[str, Any], rules: Mapping[str, Any]) -> Iterator[Violation]:
    name, wanted = feature["name"], feature["inferred_type"]
    share = share_of_type(values, wanted)
    if 1 - share > rules["datatype_check_threshold"]:
        kind = statistics.inferred_type(values)
        described = f"{_percent(1 - share)} of the values are no {wanted} (the column is {kind})"
        yield violation(name, "data_type_check", described)
    present = statistics.present(values) / len(values)
    if present < feature.get("completeness", 0.0):
        described = f"{_percent(present)} of the values are present, at least {_percent(feature['completeness'])} must be"
        yield violation(name, "completeness_check", described)
    yield from _domain(values, feature, rules)
    yield from _range(values, feature, rules)


def share_of_type(values: Any, wanted: str) -> float:
    """The share of the present values that are of a type of `statistics.inferred_type`; whole numbers are Fractional too.

    >>> import pandas as pd
    >>> share_of_type(pd.Series([1, 2, 2.5, None]), "Integral"), share_of_type(pd.Series([1, 2]), "Fractional")
    (0.6666666666666666, 1.0)
    """
    import pandas as pd

    kind = statistics.inferred_type(values)
    present = values.dropna()
    if wanted in (kind, "Unknown") or not len(present) or (wanted, kind) == ("Fractional", "Integral"):
        return 1.0
    if wanted == "Integral" and kind == "Fractional":
        found = statistics.numbers(present)
        return float((found == found.round()).sum()) / len(present)
    if present.dtype != object:
        return 0.0
    kinds = present.map(lambda item: statistics.inferred_type(pd.Series([item], dtype=object)))
    fits = {wanted, "Integral"} if wanted == "Fractional" else {wanted}
    return float(kinds.isin(fits).mean())


def _domain(values: Any, feature: Mapping[str, Any], rules: Mapping[str, Any]) -> Iterator[Violation]:
    domains = feature.get("string_constraints", {}).get("domains")
    if domains is None:
        return
    counts = statistics.categories(values)
    unknown = {value: count for value, count in counts.items() if value not in set(domains)}
    share = sum(unknown.values()) / max(sum(counts.values()), 1)
    if share > rules["domain_content_threshold"]:
        described = f"{_percent(share)} of the values are new: {some(unknown, 5)}"
        yield violation(feature["name"], "categorical_values_check", described)


def _range(values: Any, feature: Mapping[str, Any], rules: Mapping[str, Any]) -> Iterator[Violation]:
    asked = feature.get("num_constraints", {})
    if not asked or statistics.inferred_type(values) not in statistics.NUMBERS:
        return
    found = statistics.numbers(values)
    if asked.get("is_non_negative") and (found < 0).any():
        described = f"{int((found < 0).sum())} values are below 0, the lowest is {found.min():g}"
        yield violation(feature["name"], "numeric_range_check", described)
        return
    lowest, highest = asked.get("minimum", float("-inf")), asked.get("maximum", float("inf"))
    share = float(((found < lowest) | (found > highest)).mean()) if len(found) else 0.0
    if share > rules["range_content_threshold"]:
        described = (
            f"{_percent(share)} of the values are not between {lowest:g} and {highest:g}:"
            f" they go from {found.min():g} to {found.max():g}"
        )
        yield violation(feature["name"], "numeric_range_check", described)


def _distances(values: Any, known: Mapping[str, Any]) -> dict[str, float]:
    """Distances of a column from its statistics in the baseline; none where the two cannot be compared."""
    kind = statistics.inferred_type(values)
    numerical = known.get("numerical_statistics", {})
    if kind in statistics.NUMBERS and "distribution" in numerical:
        found = statistics.numbers(values)
        sketch = numerical["distribution"]["kll"]["sketch"]["data"]
        return drift.of_numbers(sketch, numerical["common"]["num_present"], found) if len(found) else {}
    textual = known.get("string_statistics", {})
    if (
        kind in (*statistics.NUMBERS, "Unknown")
        or not 0 < textual.get("distinct_count", 0) <= statistics.CATEGORIES
    ):
        return {}
    before = {
        bucket["value"]: bucket["count"] for bucket in textual["distribution"]["categorical"]["buckets"]
    }
    now = statistics.categories(values)
    return drift.of_categories(before, now) if before and now else {}


def _drift(
    name: str, feature: Mapping[str, Any], rules: Mapping[str, Any], distances: Mapping[str, float]
) -> Iterator[Violation]:
    asked = rules["distribution_constraints"]
    if not distances or asked["perform_comparison"] == "Disabled":
        return
    numerical = "Simple" in distances
    method = asked["comparison_method" if numerical else "categorical_drift_method"]
    threshold = asked["comparison_threshold" if numerical else "categorical_comparison_threshold"]
    distance = distances[method]
    too_far = distance < threshold if method == "ChiSquared" else distance > threshold
    if too_far:
        what = "p-value" if method == "ChiSquared" else "distance"
        sign = "below" if method == "ChiSquared" else "above"
        described = f"its {method} {what} from the baseline is {distance:.3g}, {sign} {threshold:g}"
        yield violation(name, "baseline_drift_check", described)


def _percent(share: float) -> str:
    """
    >>> _percent(0.5), _percent(0.0034)
    ('50 %', '0.34 %')
    """
    return f"{100 * share:.3g} %"
