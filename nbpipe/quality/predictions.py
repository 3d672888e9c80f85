"""Metrics of predictions, their constraints and violations, in the words of SageMaker's model quality monitor."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from nbpipe.errors import UsageError
from nbpipe.quality.violations import Violation
from nbpipe.tables import distinct, favorable, some

TASKS = ("binary", "multiclass", "regression")
GROUPS = {
    "binary": "binary_classification",
    "multiclass": "multiclass_classification",
    "regression": "regression",
}
LOWER_IS_BETTER = frozenset({"mae", "mse", "rmse", "false_positive_rate", "false_negative_rate"})
DRAWS = 20
"""Samples with replacement from which the standard deviation of a metric is taken."""
_MOST_CLASSES = 100


def task_of(observed: Any) -> str:
    """The kind of task, as the labels tell: binary, multiclass or regression.

    >>> import pandas as pd
    >>> task_of(pd.Series([0, 1, 1])), task_of(pd.Series(["a", "b", "c"])), task_of(pd.Series([0.5, 1.25, 7.0]))
    ('binary', 'multiclass', 'regression')
    """
    import pandas as pd

    known = distinct(observed)
    if len(known) <= 2:
        return "binary"
    whole = not pd.api.types.is_float_dtype(observed) or all(value == int(value) for value in known)
    return (
        "multiclass"
        if whole and (len(known) <= 20 or not pd.api.types.is_numeric_dtype(observed))
        else "regression"
    )


def measured(
    task: str, observed: Any, predicted: Any, scores: Any | None, positive: str | None
) -> dict[str, Any]:
    """Statistics of predictions: each metric with its value and standard deviation, and the confusion matrix.

    `scores` are probabilities of the positive class, for the area under the ROC curve. Every array has one place a row.
    `UsageError` where labels and predictions do not fit each other.
    """
    import numpy as np

    missing = observed.isna() | predicted.isna() | (scores.isna() if scores is not None else False)
    observed, predicted = observed[~missing], predicted[~missing]
    scores = scores[~missing] if scores is not None else None
    if not len(observed):
        raise UsageError(
            "no row has both a label and a prediction", "look at the columns of --label and --predictions"
        )
    function, arrays, extra = _prepared(task, observed, predicted, scores, positive)

    def metrics(rows: Any) -> dict[str, float]:
        return function(*(array[rows] for array in arrays))

    rows = len(observed)
    draw = np.random.default_rng(0)
    values = metrics(np.arange(rows))
    drawn = [metrics(draw.integers(0, rows, rows)) for _ in range(DRAWS)]
    deviations = {
        name: float(np.std([sample[name] for sample in drawn if name in sample])) for name in values
    }
    found = {
        name: {"value": value, "standard_deviation": deviations[name]}
        for name, value in sorted(values.items())
    }
    return {
        "version": 0,
        "dataset": {"item_count": rows, "left_out": int(missing.sum())},
        f"{GROUPS[task]}_metrics": {**extra, **found},
    }


def _prepared(
    task: str, observed: Any, predicted: Any, scores: Any | None, positive: str | None
) -> tuple[Callable[..., dict[str, float]], list[Any], dict[str, Any]]:
    """The function that measures, what it takes, and what is said beside its metrics."""
    if task == "regression":
        return regression, [_number(observed), _number(predicted)], {}
    classes, given = distinct(observed), distinct(predicted)
    if len(classes) > _MOST_CLASSES:
        raise UsageError(f"{observed.name} has {len(classes)} classes", "for numbers write --task regression")
    if not set(given) & set(classes):
        raise UsageError(
            f"{predicted.name} predicts {some(given)}, and {observed.name} holds {some(classes)}",
            "predict the labels themselves; probabilities go to --scores, numbers need --task regression",
        )
    extra = {"confusion_matrix": confusion(observed, predicted)}
    if task == "multiclass":
        return multiclass, [values.to_numpy() for values in _named(observed, predicted)], extra
    truth = favorable(observed, positive)
    claimed = predicted.isin(set(observed[truth])).to_numpy()
    return binary, [truth, claimed, *([_number(scores)] if scores is not None else [])], extra


def regression(truth: Any, given: Any) -> dict[str, float]:
    """mae, mse, rmse and r2 (scikit-learn's); r2 is left out where the truth does not vary."""
    from sklearn.metrics import mean_absolute_error, mean_squared_error, r2_score

    squared = float(mean_squared_error(truth, given))
    found = {"mae": float(mean_absolute_error(truth, given)), "mse": squared, "rmse": squared**0.5}
    if len(truth) > 1 and truth.min() < truth.max():
        found["r2"] = float(r2_score(truth, given))
    return found


def binary(truth: Any, given: Any, scores: Any | None = None) -> dict[str, float]:
    """Accuracy, precision, recall, rates, f0_5, f1 and f2, and with scores the area under the ROC curve.

    A ratio without a case in its denominator is 0, as in scikit-learn.
    """
    from sklearn.metrics import roc_auc_score

    positives, claimed = int(truth.sum()), int(given.sum())
    hits, rows = int((truth & given).sum()), len(truth)
    negatives, false = rows - positives, claimed - hits
    found = {
        "accuracy": (hits + negatives - false) / rows,
        "precision": hits / claimed if claimed else 0.0,
        "recall": hits / positives if positives else 0.0,
        "true_negative_rate": (negatives - false) / negatives if negatives else 0.0,
        "false_positive_rate": false / negatives if negatives else 0.0,
        "false_negative_rate": (positives - hits) / positives if positives else 0.0,
    }
    for name, beta in (("f0_5", 0.5), ("f1", 1.0), ("f2", 2.0)):
        weighted = beta**2 * positives + claimed
        found[name] = (1 + beta**2) * hits / weighted if weighted else 0.0
    if scores is not None and positives and negatives:
        found["auc"] = float(roc_auc_score(truth, scores))
    return found


def multiclass(truth: Any, given: Any) -> dict[str, float]:
    """Accuracy, and precision, recall and F1 weighted by how often each class is (scikit-learn's)."""
    from sklearn.metrics import accuracy_score, precision_recall_fscore_support

    precision, recall, f1, _ = precision_recall_fscore_support(
        truth, given, average="weighted", zero_division=0
    )
    return {
        "accuracy": float(accuracy_score(truth, given)),
        "weighted_precision": float(precision),
        "weighted_recall": float(recall),
        "weighted_f1": float(f1),
    }


def confusion(observed: Any, predicted: Any) -> dict[str, dict[str, int]]:
    """How often each class was taken for each: observed → predicted → rows.

    >>> import pandas as pd
    >>> confusion(pd.Series(["a", "a", "b"]), pd.Series(["a", "b", "b"]))
    {'a': {'a': 1, 'b': 1}, 'b': {'a': 0, 'b': 1}}
    """
    pairs: dict[tuple[str, str], int] = {}
    for pair in zip(*_named(observed, predicted), strict=True):
        pairs[pair] = pairs.get(pair, 0) + 1
    classes = sorted({name for pair in pairs for name in pair})
    return {one: {two: pairs.get((one, two), 0) for two in classes} for one in classes}


def _named(observed: Any, predicted: Any) -> tuple[Any, Any]:
    """Both as texts. Equal classes have one name: labels of which some are missing are floats, their predictions are not."""
    names: dict[Any, str] = {}
    for value in (*distinct(observed), *distinct(predicted)):
        whole = isinstance(value, float) and value.is_integer()
        names.setdefault(value, str(int(value)) if whole else str(value))
    return observed.map(lambda value: names[value]), predicted.map(lambda value: names[value])


def values(statistics: Mapping[str, Any]) -> dict[str, float]:
    """The metrics alone, by name."""
    group = next(statistics[key] for key in statistics if key.endswith("_metrics"))
    return {name: item["value"] for name, item in group.items() if "value" in item}


def suggest(statistics: Mapping[str, Any]) -> dict[str, Any]:
    """Constraints: no metric is worse than now by more than two of its standard deviations.

    Of n rows, a share may at least be worse by 3/n: what never happened in n rows may still do so that often.
    """
    rows = statistics["dataset"]["item_count"]
    key = next(key for key in statistics if key.endswith("_metrics"))
    limits = {}
    for name, item in statistics[key].items():
        if "value" not in item:
            continue
        worse = 1 if name in LOWER_IS_BETTER else -1
        chance = 0.0 if key == "regression_metrics" else 3 / rows
        limits[name] = {
            "threshold": item["value"] + worse * max(2 * item["standard_deviation"], chance),
            "comparison_operator": "GreaterThanThreshold" if worse == 1 else "LessThanThreshold",
        }
    return {"version": 0, key.replace("_metrics", "_constraints"): limits}


def find(statistics: Mapping[str, Any], constraints: Mapping[str, Any]) -> list[Violation]:
    """The constraints that the metrics do not keep; `UsageError` where they are of another task."""
    key = next(key for key in statistics if key.endswith("_metrics"))
    limits = constraints.get(key.replace("_metrics", "_constraints"))
    if limits is None:
        theirs = ", ".join(name for name in constraints if name.endswith("_constraints")) or "nothing"
        raise UsageError(
            f"the baseline has {theirs}, and these predictions need {key.replace('_metrics', '_constraints')}",
            "say which task it is by --task, or --baseline none to suggest a new baseline",
        )
    found = []
    given = values(statistics)
    for name, limit in limits.items():
        if name not in given:
            described = f"the baseline asks for {name}, which was not measured"
            found.append(
                {
                    "metric_name": name,
                    "constraint_check_type": "missing_metric_check",
                    "description": described,
                }
            )
            continue
        above = limit["comparison_operator"] == "GreaterThanThreshold"
        if given[name] > limit["threshold"] if above else given[name] < limit["threshold"]:
            described = (
                f"{name} is {given[name]:.4g}, {'above' if above else 'below'} {limit['threshold']:.4g}"
            )
            check = f"{'Greater' if above else 'Less'}ThanThreshold"
            found.append({"metric_name": name, "constraint_check_type": check, "description": described})
    return found


def _number(values: Any) -> Any:
    import numpy as np
    import pandas as pd

    if not pd.api.types.is_numeric_dtype(values):
        raise UsageError(
            f"{values.name} holds {some(distinct(values), 3)}, and numbers are needed", "convert it"
        )
    found = values.to_numpy(dtype=float)
    if not np.isfinite(found).all():
        count = int((~np.isfinite(found)).sum())
        raise UsageError(
            f"{count} of the {len(found)} values of {values.name} are infinite",
            "no metric has a value with them: mend them, or make them missing",
        )
    return found
