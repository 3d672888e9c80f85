"""Statistics, constraints, drift and metrics of predictions: by hand, and against SciPy and scikit-learn."""

from __future__ import annotations

import copy
import json
import math
import warnings
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nbpipe import tables
from nbpipe.errors import UsageError
from nbpipe.quality import baseline, constraints, drift, predictions, statistics, violations

# ---- statistics -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ([1, 2], "Integral"),
        ([1.0, None], "Integral"),
        ([1.5, 2], "Fractional"),
        ([None, None], "Unknown"),
        ([math.nan, math.nan], "Fractional"),
        (["a", None], "String"),
        ([True, False], "Boolean"),
        ([True, None], "Boolean"),
        ([1, "a"], "Unknown"),
        ([[1], [2]], "Unknown"),
        (pd.Categorical(["a", "b"]), "String"),
        (pd.Categorical([1, 2]), "Integral"),
        (pd.array([1, None], dtype="Int64"), "Integral"),
        (pd.array([True, None], dtype="boolean"), "Boolean"),
        (pd.to_datetime(["2026-01-01"]), "Datetime"),
    ],
)
def test_inferred_types(values: Any, kind: str) -> None:
    series = (
        pd.Series(values, dtype=object)
        if isinstance(values, list) and not _numbers(values)
        else pd.Series(values)
    )
    assert statistics.inferred_type(series) == kind
    made = statistics.of_frame(series.to_frame("x"))
    assert json.loads(json.dumps(made, allow_nan=False)) == made
    assert made["features"][0]["inferred_type"] == kind
    suggested = baseline.of("data-quality", made, constraints.suggest(made))
    assert baseline.checked(suggested, "data-quality", "x") == suggested
    assert violations.find(series.to_frame("x"), suggested, "x")[0] == []


def _numbers(values: list[Any]) -> bool:
    return all(isinstance(value, float | int) for value in values if value is not None) and values != [
        None,
        None,
    ]


def test_statistics_by_hand() -> None:
    found = statistics.of_frame(
        pd.DataFrame({"x": [1, 2, 3, 4, None, np.inf], "s": ["a", "a", "b", "b", None, "a"]})
    )
    assert found["dataset"] == {"item_count": 6}
    numerical = found["features"][0]["numerical_statistics"]
    assert numerical["common"] == {"num_present": 4, "num_missing": 2}
    assert (numerical["mean"], numerical["sum"], numerical["min"], numerical["max"]) == (2.5, 10, 1, 4)
    assert numerical["std_dev"] == pytest.approx(math.sqrt((1.5**2 + 0.5**2) * 2 / 4))
    assert sum(bucket["count"] for bucket in numerical["distribution"]["kll"]["buckets"]) == 4
    textual = found["features"][1]["string_statistics"]
    assert textual["common"] == {"num_present": 5, "num_missing": 1}
    assert textual["distribution"]["categorical"]["buckets"] == [
        {"value": "a", "count": 3},
        {"value": "b", "count": 2},
    ]


@pytest.mark.parametrize("values", [[0.3, 0.1 + 0.2], [-1e308, 1e308]])
def test_numbers_between_which_there_are_no_buckets(values: list[float]) -> None:
    with np.errstate(over="ignore"):  # of the deviation
        found = statistics.of_frame(pd.DataFrame({"x": values}))["features"][0]["numerical_statistics"]
    (bucket,) = found["distribution"]["kll"]["buckets"]
    assert bucket == {"lower_bound": min(values), "upper_bound": max(values), "count": 2}


def test_identifiers_are_no_domain() -> None:
    data = pd.DataFrame({"id": [f"n{i}" for i in range(40)], "team": ["a", "b"] * 20})
    ids, team = constraints.suggest(statistics.of_frame(data))["features"]
    assert "string_constraints" not in ids
    assert team["string_constraints"] == {"domains": ["a", "b"]}


# ---- drift ----------------------------------------------------------------------------------------------------------

samples = st.lists(st.floats(-100, 100, allow_nan=False), min_size=1, max_size=150)


@settings(deadline=None)
@given(samples, samples)
def test_kolmogorov_smirnov_of_a_sketch_is_scipys(one: list[float], two: list[float]) -> None:
    from scipy.stats import ks_2samp

    found = drift.of_numbers(statistics.sketched(np.array(one)), len(one), np.array(two))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of its p-value
        assert found["Simple"] == pytest.approx(ks_2samp(one, two).statistic)
    assert found["Robust"] == drift.robust(found["Simple"], len(one), len(two))


def test_a_sketch_of_many_is_close() -> None:
    from scipy.stats import ks_2samp

    draw = np.random.default_rng(0)
    one, two = draw.normal(size=20_000), draw.normal(0.4, 1.2, size=10_000)
    found = drift.of_numbers(statistics.sketched(one), len(one), two)
    assert found["Simple"] == pytest.approx(ks_2samp(one, two).statistic, abs=1 / statistics.SKETCH)


def test_distances_by_hand() -> None:
    # p = (0.5, 0.5), q = (0.75, 0.25): PSI = 0.25·ln 1.5 − 0.25·ln 0.5.
    found = drift.of_categories({"a": 50, "b": 50}, {"a": 75, "b": 25})
    assert found["PSI"] == pytest.approx(0.25 * math.log(1.5) - 0.25 * math.log(0.5))
    # 0.25 − 1.8·√(200/10000)
    assert found["LInfinity"] == pytest.approx(max(0.0, 0.25 - 1.8 * math.sqrt(200 / 10_000)))
    # Expected 62.5 and 37.5 of each: χ² = 4 cells of 12.5² = 2·156.25/62.5 + 2·156.25/37.5 = 13.33, one degree of freedom
    assert found["ChiSquared"] == pytest.approx(
        math.erfc(math.sqrt((2 * 156.25 / 62.5 + 2 * 156.25 / 37.5) / 2))
    )
    m = [(0.5 + 0.75) / 2, (0.5 + 0.25) / 2]
    divergence = sum(
        0.5 * share * math.log2(share / mean)
        for p in ([0.5, 0.5], [0.75, 0.25])
        for share, mean in zip(p, m, strict=True)
    )
    assert found["JensenShannon"] == pytest.approx(math.sqrt(divergence))


def test_psi_of_a_new_category_is_finite() -> None:
    # 0.1 − 0.0001 of new ones against nothing, and a share that fell from 1 to 0.9.
    found = drift.stability_index([1.0, 0.0], [0.9, 0.1])
    assert found == pytest.approx(-0.1 * math.log(0.9) + 0.0999 * math.log(0.1 / 0.0001))


def test_the_same_data_has_not_moved() -> None:
    draw = np.random.default_rng(1)
    data = pd.DataFrame(
        {"x": draw.normal(size=5000), "k": draw.integers(0, 4, 5000), "s": draw.choice(list("abc"), 5000)}
    )
    made = statistics.of_frame(data)
    found, distances = violations.find(
        data, baseline.of("data-quality", made, constraints.suggest(made)), "data"
    )
    assert found == []
    assert set(distances) == {"x", "k", "s"}
    assert all(item["JensenShannon"] < 0.05 and item["PSI"] < 0.01 for item in distances.values())


# ---- violations -----------------------------------------------------------------------------------------------------

BEFORE = pd.DataFrame(
    {
        "age": [20 + i % 40 for i in range(200)],
        "pay": [1000.5 + i for i in range(200)],
        "sex": ["F", "M"] * 100,
        "id": [f"n{i}" for i in range(200)],
        "ok": [True, False] * 100,
    }
)


def against(data: pd.DataFrame, change: Any = None) -> list[tuple[str, str]]:
    made = statistics.of_frame(BEFORE)
    given_ = baseline.of("data-quality", made, constraints.suggest(made))
    if change is not None:
        given_ = copy.deepcopy(given_)
        change(given_["constraints"])
    found, _ = violations.find(data, baseline.checked(given_, "data-quality", "base"), "data")
    assert all(item["description"] for item in found)
    return [(item["feature_name"], item["constraint_check_type"]) for item in found]


def changed(**columns: Any) -> pd.DataFrame:
    return BEFORE.assign(**columns)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (BEFORE, []),
        (BEFORE.drop(columns="age"), [("age", "missing_column_check")]),
        (changed(new=1), [("new", "extra_column_check")]),
        (changed(age=[None, *BEFORE.age[1:]]), [("age", "completeness_check")]),
        (changed(sex=["X", *BEFORE.sex[1:]]), [("sex", "categorical_values_check")]),
        (changed(age=[-1, *BEFORE.age[1:]]), [("age", "numeric_range_check")]),
        (changed(age=[99, *BEFORE.age[1:]]), []),  # one of 200 may be out of the range
        (changed(age=BEFORE.age.where(BEFORE.index > 20, 99)), [("age", "numeric_range_check")]),
        (changed(age=BEFORE.age.map(str)), [("age", "data_type_check")]),
        (changed(age=BEFORE.age + 0.5), [("age", "data_type_check")]),
        (changed(pay=BEFORE.pay.round()), []),  # whole numbers are Fractional too
        (changed(sex=["F"] * 200), [("sex", "baseline_drift_check")]),
        (changed(age=BEFORE.age.where(BEFORE.index < 80, 59)), [("age", "baseline_drift_check")]),
        (changed(pay=BEFORE.pay.where(BEFORE.index > 0, math.inf)), [("pay", "completeness_check")]),
        (changed(pay=math.inf), [("pay", "completeness_check")]),
        (changed(id=[f"m{i}" for i in range(200)]), []),
        (changed(ok=[True] * 200), [("ok", "baseline_drift_check")]),
        (
            changed(age=pd.Series([*BEFORE.age[1:], "old"], dtype=object)),
            [],
        ),  # one text among 200 numbers
    ],
)
def test_violations(data: pd.DataFrame, expected: list[tuple[str, str]]) -> None:
    assert against(data) == expected


def set_monitoring(**values: Any) -> Any:
    return lambda asked: asked["monitoring_config"].update(values)


def override(column: int, **values: Any) -> Any:
    return lambda asked: asked["features"][column].update(monitoringConfigOverrides=values)


@pytest.mark.parametrize(
    ("change", "data", "expected"),
    [
        (set_monitoring(domain_content_threshold=0.1), changed(sex=["X", *BEFORE.sex[1:]]), []),
        (set_monitoring(evaluate_constraints="Disabled"), changed(age=-1), []),
        (
            set_monitoring(distribution_constraints={"perform_comparison": "Disabled"}),
            changed(sex=["F"] * 200),
            [],
        ),
        (
            set_monitoring(distribution_constraints={"categorical_drift_method": "ChiSquared"}),
            changed(sex=["F"] * 200),
            [("sex", "baseline_drift_check")],
        ),
        (
            set_monitoring(
                distribution_constraints={"comparison_method": "PSI", "comparison_threshold": 0.2}
            ),
            changed(age=BEFORE.age.where(BEFORE.index < 80, 59)),
            [("age", "baseline_drift_check")],
        ),
        (override(2, domain_content_threshold=1), changed(sex=["X", *BEFORE.sex[1:]]), []),
        (
            lambda asked: asked["features"][0].update(completeness=0.5),
            changed(age=[None, *BEFORE.age[1:]]),
            [],
        ),
        (lambda asked: asked["features"][0].pop("num_constraints"), changed(age=[-1, *BEFORE.age[1:]]), []),
    ],
)
def test_a_person_edits_the_constraints(change: Any, data: pd.DataFrame, expected: list[Any]) -> None:
    assert against(data, change) == expected


def test_a_baseline_of_other_data() -> None:
    with pytest.raises(UsageError, match="the baseline is of other data: it has age, pay"):
        against(pd.DataFrame({"a": [1]}))


GOOD: Any = baseline.of(
    "data-quality", statistics.of_frame(BEFORE), constraints.suggest(statistics.of_frame(BEFORE))
)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (3, "base is a int, not a baseline"),
        ({}, "must contain ['constraints', 'statistics']"),
        (
            {**GOOD, "check": "model-bias"},
            "is a baseline of a model-bias check, and this one is a data-quality check",
        ),
        ({**GOOD, "statistics": {}}, "statistics must contain ['dataset', 'features']"),
        ({**GOOD, "constraints": {"features": [{"name": "a"}]}}, "constraints.features[0] must contain"),
        (
            {
                **GOOD,
                "constraints": {"features": [{"name": "a", "inferred_type": "String", "completeness": 2}]},
            },
            "constraints.features[0].completeness must be smaller",
        ),
        (
            {**GOOD, "constraints": {"features": [{"name": "a", "inferred_type": "String", "complete": 1}]}},
            "must not contain {'complete'}",
        ),
        ({**GOOD, "constraints": {"features": [], "monitoring_config": {"x": 1}}}, "must not contain {'x'}"),
    ],
)
def test_bad_baselines(value: Any, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        baseline.checked(value, "data-quality", "base")
    assert message in caught.value.args[0]
    assert "base" in caught.value.args[0]
    assert "--baseline none" in (caught.value.problems[0].hint or "")


# ---- predictions ----------------------------------------------------------------------------------------------------

# 4 true and 2 false positives, 1 false negative, 3 true negatives
TRUTH = np.array([1, 1, 1, 1, 0, 0, 1, 0, 0, 0], dtype=bool)
CLAIMED = np.array([1, 1, 1, 1, 1, 1, 0, 0, 0, 0], dtype=bool)
SCORES = np.array([0.9, 0.8, 0.8, 0.7, 0.6, 0.95, 0.4, 0.3, 0.2, 0.1])
BY_HAND = {
    "accuracy": 7 / 10,
    "precision": 4 / 6,
    "recall": 4 / 5,
    "true_negative_rate": 3 / 5,
    "false_positive_rate": 2 / 5,
    "false_negative_rate": 1 / 5,
    "f1": 2 * 4 / (5 + 6),
    "f0_5": 1.25 * 4 / (0.25 * 5 + 6),
    "f2": 5 * 4 / (4 * 5 + 6),
    # Pairs of a positive and a negative, 25: all but those with 0.95 (5) and 0.6 against 0.4 (1) are in order.
    "auc": 19 / 25,
}


def test_binary_metrics_by_hand_and_by_sklearn() -> None:
    from sklearn.metrics import f1_score, fbeta_score, precision_score, recall_score, roc_auc_score

    found = predictions.binary(TRUTH, CLAIMED, SCORES)
    assert found == pytest.approx(BY_HAND)
    assert found["f1"] == pytest.approx(f1_score(TRUTH, CLAIMED))
    assert found["f0_5"] == pytest.approx(fbeta_score(TRUTH, CLAIMED, beta=0.5))
    assert found["f2"] == pytest.approx(fbeta_score(TRUTH, CLAIMED, beta=2))
    assert found["precision"] == pytest.approx(precision_score(TRUTH, CLAIMED))
    assert found["recall"] == pytest.approx(recall_score(TRUTH, CLAIMED))
    assert found["auc"] == pytest.approx(roc_auc_score(TRUTH, SCORES))


def test_regression_by_hand() -> None:
    # Errors 1, −1, 2: their squares 1 + 1 + 4; the truth varies by 2² + 0² + 2² around 3.
    found = predictions.regression(np.array([1.0, 3.0, 5.0]), np.array([2.0, 2.0, 7.0]))
    assert found == pytest.approx({"mae": 4 / 3, "mse": 2, "rmse": math.sqrt(2), "r2": 1 - 6 / 8})


def test_multiclass_by_hand() -> None:
    truth, given_ = np.array(list("aabc")), np.array(list("abbc"))
    # Recall: a 1/2, b 1, c 1, weighted 2:1:1. Precision: a 1, b 1/2, c 1.
    found = predictions.multiclass(truth, given_)
    assert found["accuracy"] == 3 / 4
    assert found["weighted_recall"] == pytest.approx((2 * 0.5 + 1 + 1) / 4)
    assert found["weighted_precision"] == pytest.approx((2 * 1 + 0.5 + 1) / 4)


def measured(observed: Any, predicted: Any, **more: Any) -> dict[str, Any]:
    task = more.pop("task", None) or predictions.task_of(pd.Series(observed))
    scores = more.pop("scores", None)
    return predictions.measured(
        task,
        pd.Series(observed, name="y"),
        pd.Series(predicted, name="p"),
        None if scores is None else pd.Series(scores, name="s"),
        more.pop("positive", None),
    )


@pytest.mark.parametrize(
    ("observed", "predicted"),
    [([0, 1, 2, None, 1], [0, 1, 2, 1, 2]), ([0, 1, 2, 1], [0.0, 1.0, 2.0, 2.0])],
)
def test_classes_are_equal_whatever_their_dtype_is(observed: list[Any], predicted: list[Any]) -> None:
    """A column of whole numbers of which one is missing holds floats; what the model predicts for it does not."""
    found = measured(observed, predicted, task="multiclass")
    rows = found["dataset"]["item_count"]
    assert predictions.values(found)["accuracy"] == (rows - 1) / rows
    assert found["multiclass_classification_metrics"]["confusion_matrix"]["1"] == {"0": 0, "1": 1, "2": 1}


def test_rows_without_a_prediction_are_left_out_and_counted() -> None:
    found = measured([1, 0, 1, None], [1, 0, None, 1])
    assert found["dataset"] == {"item_count": 2, "left_out": 2}
    assert found["binary_classification_metrics"]["accuracy"]["value"] == 1


def test_the_suggested_constraints_are_kept_and_the_same_each_time() -> None:
    truth, claimed, scores = (
        np.tile(values, 20) for values in (TRUTH.astype(int), CLAIMED.astype(int), SCORES)
    )
    found = measured(truth, claimed, scores=scores)
    assert found == measured(truth, claimed, scores=scores)
    asked = predictions.suggest(found)
    given_ = baseline.of("model-quality", found, asked)
    assert baseline.checked(given_, "model-quality", "base")["constraints"] == asked
    assert predictions.find(found, asked) == []
    worse = predictions.find(measured(truth, 1 - claimed, scores=1 - scores), asked)
    assert {item["metric_name"] for item in worse} == set(predictions.values(found))


def test_a_metric_that_was_asked_for_and_is_not_there() -> None:
    asked = predictions.suggest(measured([0, 1, 1], [0, 1, 0], scores=[0.1, 0.9, 0.4]))
    (found,) = predictions.find(measured([0, 1, 1], [0, 1, 0]), asked)
    assert (found["metric_name"], found["constraint_check_type"]) == ("auc", "missing_metric_check")


@pytest.mark.parametrize(
    ("observed", "predicted", "more", "message"),
    [
        ([1, 0], [0.7, 0.2], {}, "p predicts 0.2, 0.7, and y holds 0, 1"),
        (["a", "b"], ["a", "b"], {}, "which value of y is the favorable one? It holds a, b"),
        (["a", "b"], ["a", "b"], {"positive": "c"}, "--favorable names c, and no row of y has it"),
        (["a", "b"], ["a", "b"], {"task": "regression"}, "y holds a, b, and numbers are needed"),
        ([None, 1], [1, None], {}, "no row has both a label and a prediction"),
        ([1.5, 2.5, 0.5], [1, 2, math.inf], {}, "1 of the 3 values of p are infinite"),
        ([float(i) for i in range(200)], [0.0] * 200, {"task": "multiclass"}, "y has 200 classes"),
    ],
)
def test_bad_predictions(observed: Any, predicted: Any, more: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError) as caught:
        measured(observed, predicted, **more)
    assert caught.value.args[0] == message
    assert caught.value.problems[0].hint


def test_a_baseline_of_another_task() -> None:
    asked = predictions.suggest(measured([1.5, 2.5, 3.25], [1.0, 2.0, 3.0]))
    with pytest.raises(
        UsageError, match="the baseline has regression_constraints, and these predictions need binary"
    ):
        predictions.find(measured([0, 1], [0, 1]), asked)


# ---- tables ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ([1, 2], "df is a list, not a frame"),
        (None, "df is a NoneType, not a frame"),
        (pd.DataFrame(), "df has no columns"),
        (pd.DataFrame({"a": []}), "df has no rows"),
        (pd.DataFrame([[1, 2]], columns=["a", "a"]), "df has two columns named a"),
    ],
)
def test_no_frame(value: Any, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        tables.frame(value, "df")
    assert caught.value.args[0] == message


def test_a_polars_frame_is_a_frame() -> None:
    polars = pytest.importorskip("polars")
    assert tables.frame(polars.DataFrame({"a": [1, 2]}), "df")["a"].tolist() == [1, 2]


DATA = pd.DataFrame({"y": [1, 2, 3]}, index=[10, 11, 12])


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ([7, 8, 9], [7, 8, 9]),
        (np.array([7, 8, 9]), [7, 8, 9]),
        (pd.Series([7, 8, 9]), [7, 8, 9]),
        (pd.Series([9, 8, 7], index=[12, 11, 10]), [7, 8, 9]),  # by its index
        (pd.DataFrame({"p": [7, 8, 9]}), [7, 8, 9]),
    ],
)
def test_a_variable_beside_the_frame(value: Any, expected: list[int]) -> None:
    found = tables.column_or_variable(DATA, {"p": value}, "p", "--predictions", "df")
    assert found.tolist() == expected
    assert found.index.tolist() == [10, 11, 12]


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ([7, 8], "p has 2 values and df 3 rows"),
        (5, "p is a int, not a series or an array"),
        (pd.Series([1, 2, 3], index=[4, 5, 6]), "the rows of p are not those of df"),
        (pd.DataFrame({"a": [1, 2, 3], "b": 1}), "p has 2 columns"),
    ],
)
def test_a_variable_that_does_not_fit(value: Any, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        tables.column_or_variable(DATA, {"p": value}, "p", "--predictions", "df")
    assert caught.value.args[0] == message


def test_neither_column_nor_variable() -> None:
    with pytest.raises(UsageError, match="--label names Y, which is neither a column of df nor a variable"):
        tables.column_or_variable(DATA, {}, "Y", "--label", "df")
