"""What a baseline must look like, whether a step suggested it or a person wrote it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nbpipe.errors import UsageError

VERSION = 1

_SHARE = {"type": "number", "minimum": 0, "maximum": 1}
_SWITCH = {"enum": ["Enabled", "Disabled"]}
_FEATURES = {
    "type": "array",
    "items": {"type": "object", "required": ["name", "inferred_type"]},
    "minItems": 1,
}


def _closed(properties: Mapping[str, Any], *required: str) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(required),
        "additionalProperties": False,
    }


_DISTRIBUTION = _closed(
    {
        "perform_comparison": _SWITCH,
        "comparison_threshold": {"type": "number", "minimum": 0},
        "comparison_method": {"enum": ["Robust", "Simple", "PSI", "JensenShannon"]},
        "categorical_comparison_threshold": {"type": "number", "minimum": 0},
        "categorical_drift_method": {"enum": ["LInfinity", "ChiSquared", "PSI", "JensenShannon"]},
    }
)
_MONITORING = {
    "evaluate_constraints": _SWITCH,
    "emit_metrics": _SWITCH,
    "datatype_check_threshold": _SHARE,
    "domain_content_threshold": _SHARE,
    "range_content_threshold": _SHARE,
    "distribution_constraints": _DISTRIBUTION,
}
_NUMBER = {"type": "number"}
_FEATURE = _closed(
    {
        "name": {"type": "string"},
        "inferred_type": {"enum": ["Integral", "Fractional", "String", "Boolean", "Datetime", "Unknown"]},
        "completeness": _SHARE,
        "num_constraints": _closed(
            {"is_non_negative": {"type": "boolean"}, "minimum": _NUMBER, "maximum": _NUMBER}
        ),
        "string_constraints": _closed({"domains": {"type": "array", "items": {"type": "string"}}}),
        "monitoringConfigOverrides": _closed(_MONITORING),
    },
    "name",
    "inferred_type",
)
_LIMIT = _closed(
    {
        "threshold": _NUMBER,
        "comparison_operator": {"enum": ["LessThanThreshold", "GreaterThanThreshold"]},
    },
    "threshold",
    "comparison_operator",
)
_LIMITS = {"type": "object", "additionalProperties": _LIMIT}
_BOUND = _closed(
    {
        "facet": {"type": "string"},
        "value_or_threshold": {"type": "string"},
        "metric_name": {"type": "string"},
        "value": {"type": ["number", "null"]},
        "lower": _NUMBER,
        "upper": _NUMBER,
    },
    "facet",
    "value_or_threshold",
    "metric_name",
)
_BIAS = _closed({"version": {}, "metrics": {"type": "array", "items": _BOUND}}, "metrics")

_CONSTRAINTS: Mapping[str, Any] = {
    "data-quality": _closed(
        {
            "version": {},
            "features": {"type": "array", "items": _FEATURE},
            "monitoring_config": _closed(_MONITORING),
        },
        "features",
    ),
    "model-quality": _closed(
        {
            "version": {},
            "binary_classification_constraints": _LIMITS,
            "multiclass_classification_constraints": _LIMITS,
            "regression_constraints": _LIMITS,
        }
    ),
    "data-bias": _BIAS,
    "model-bias": _BIAS,
    "explainability": _closed({"version": {}, "ndcg_threshold": _SHARE}, "ndcg_threshold"),
}
_STATISTICS: Mapping[str, Any] = {
    "data-quality": {
        "type": "object",
        "properties": {"features": _FEATURES, "dataset": {"type": "object", "required": ["item_count"]}},
        "required": ["features", "dataset"],
    },
    "explainability": {"type": "object", "required": ["explanations"]},
}

CHECKS = tuple(_CONSTRAINTS)
"""What a baseline may be of."""


def of(check: str, statistics: Mapping[str, Any], constraints: Mapping[str, Any]) -> dict[str, Any]:
    """A baseline: what was found, and what is asked from now on."""
    return {
        "version": VERSION,
        "check": check,
        "statistics": dict(statistics),
        "constraints": dict(constraints),
    }


def checked(value: Any, check: str, name: str) -> dict[str, Any]:
    """The baseline, if it is one of this check; `UsageError` that names the field where it is not.

    >>> checked({"constraints": {"ndcg_threshold": 2}, "statistics": {"explanations": {}}}, "explainability", "base")
    Traceback (most recent call last):
    nbpipe.errors.UsageError: base is no baseline: constraints.ndcg_threshold must be smaller than or equal to 1
      → write it as the baseline of a first run shows; --baseline none suggests a new one
    """
    import fastjsonschema  # a tenth of the time that jsonschema takes to import

    if not isinstance(value, Mapping):
        raise UsageError(
            f"{name} is a {type(value).__name__}, not a baseline",
            "name a dict as a check gives it, or a parameter with a JSON file; --baseline none suggests a new one",
        )
    if value.get("check", check) != check:
        raise UsageError(
            f"{name} is a baseline of a {value['check']} check, and this one is a {check} check",
            "name a baseline of this check, or --baseline none to suggest a new one",
        )
    schema = {
        "type": "object",
        "properties": {
            "constraints": _CONSTRAINTS[check],
            "statistics": _STATISTICS.get(check, {"type": "object"}),
        },
        "required": ["constraints", *(["statistics"] if check in _STATISTICS else [])],
    }
    try:
        fastjsonschema.compile(schema, use_default=False)(value)
    except fastjsonschema.JsonSchemaValueException as error:
        said = error.message.removeprefix("data.").removeprefix("data ")[:300]
        raise UsageError(
            f"{name} is no baseline: {said}",
            "write it as the baseline of a first run shows; --baseline none suggests a new one",
        ) from None
    return {**value, "statistics": value.get("statistics", {})}
