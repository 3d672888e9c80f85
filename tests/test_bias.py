"""Bias metrics against values worked by hand, AWS's own examples, and fairlearn, SciPy and scikit-learn."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nbpipe.bias import bounds, facets, fliptest, labels, measure, metrics, outcomes
from nbpipe.bias.outcomes import Confusion
from nbpipe.errors import UsageError

# Facet a, 10 rows: favorable 5/10 observed, 6/10 predicted. Facet d, 8 rows: 3/8 observed, 2/8 predicted.
A, D = Confusion(tp=4, fp=2, fn=1, tn=3), Confusion(tp=1, fp=1, fn=2, tn=4)


def rows(*sides: Confusion) -> tuple[Any, Any, Any]:
    """Facet, observed and predicted, a row for each case of the confusion matrices (a, then d)."""
    found = [
        (index == 1, observed, predicted)
        for index, side in enumerate(sides)
        for count, observed, predicted in (
            (side.tp, True, True),
            (side.fp, False, True),
            (side.fn, True, False),
            (side.tn, False, False),
        )
        for _ in range(count)
    ]
    facet, observed, predicted = (np.array(column) for column in zip(*found, strict=True))
    return facet, observed, predicted


# What each is by its published formula, with the numbers above.
BY_HAND = {
    "CI": (10 - 8) / (10 + 8),
    "DPL": 5 / 10 - 3 / 8,
    # Labels (favorable, not): P_a = (0.5, 0.5), P_d = (0.375, 0.625), their mean (0.4375, 0.5625).
    "KL": 0.5 * math.log(0.5 / 0.375) + 0.5 * math.log(0.5 / 0.625),
    "JS": 0.5
    * (
        0.5 * math.log(0.5 / 0.4375)
        + 0.5 * math.log(0.5 / 0.5625)
        + 0.375 * math.log(0.375 / 0.4375)
        + 0.625 * math.log(0.625 / 0.5625)
    ),
    "LP": math.sqrt(0.125**2 + 0.125**2),
    "TVD": 0.5 * (0.125 + 0.125),
    "KS": 0.125,
    "DPPL": 6 / 10 - 2 / 8,
    "DI": (2 / 8) / (6 / 10),
    "DCAcc": 5 / 6 - 3 / 2,
    "DCR": 5 / 6 - 5 / 4,
    "RD": 4 / 5 - 1 / 3,
    "SD": 4 / 5 - 3 / 5,
    "DAR": 4 / 6 - 1 / 2,
    "DRR": 4 / 6 - 3 / 4,
    "AD": 7 / 10 - 5 / 8,
    "TE": 2 / 1 - 1 / 2,
    # Benefits: 3 false positives with 2, 3 false negatives with 0, 12 with 1; mean 1; (3·4 + 12 − 18)/(2·18).
    "GE": 6 / 36,
}


@pytest.mark.parametrize("name", BY_HAND)
def test_by_hand(name: str) -> None:
    facet, observed, predicted = rows(A, D)
    found = {
        **measure.before(facet, observed, observed, None),
        **measure.after(facet, observed, predicted, None, None),
    }
    assert found[name] == pytest.approx(BY_HAND[name], abs=1e-12)


def test_every_metric_is_tested_and_has_a_title() -> None:
    assert set(BY_HAND) | {"CDDL", "CDDPL", "FT"} == set(metrics.ALL)


@pytest.mark.parametrize(
    ("a", "d", "metric", "expected"),
    [
        # Observed 70 of a and 20 of d, predicted 60 and 30: 70/60 − 20/30. The split of the rest does not matter.
        (Confusion(60, 0, 10, 30), Confusion(20, 10, 0, 20), outcomes.conditional_acceptance, 0.5),
        # 35 of 70 accepted ones of a are right, 40 of 100 of d: 35/70 − 40/100.
        (Confusion(35, 35, 0, 0), Confusion(40, 60, 0, 0), outcomes.acceptance_rates, 0.1),
    ],
)
def test_the_examples_of_aws(a: Confusion, d: Confusion, metric: Any, expected: float) -> None:
    assert metric(a, d) == pytest.approx(expected)


def test_conditional_disparity_by_hand() -> None:
    # Group x: 2 accepted (1 of d), 4 rejected (1 of d): 1/4 − 1/2. Group y: 1 accepted (0), 3 rejected (2): 2/3 − 0.
    group = np.array(["x"] * 6 + ["y"] * 4)
    favorable = np.array([1, 1, 0, 0, 0, 0, 1, 0, 0, 0], dtype=bool)
    facet = np.array([1, 0, 1, 0, 0, 0, 0, 1, 1, 0], dtype=bool)
    expected = (6 * (1 / 4 - 1 / 2) + 4 * (2 / 3)) / 10
    assert labels.conditional_disparity(favorable, facet, group) == pytest.approx(expected)
    assert measure.before(facet, favorable, favorable, group)["CDDL"] == pytest.approx(expected)
    assert measure.after(facet, ~favorable, favorable, group, None)["CDDPL"] == pytest.approx(expected)


def test_conditional_disparity_of_a_group_without_rejections() -> None:
    facet, favorable = np.array([True, False]), np.array([True, True])
    assert labels.conditional_disparity(favorable, facet, np.array(["x", "x"])) == -0.5


def test_fliptest_by_hand() -> None:
    # Facet a at 0 (rejected) and 10 (accepted). Of d, 1 is accepted though 0 is not (F⁻), 9 and 11 are rejected though
    # 10 is not (F⁺ twice), 2 is treated as 0 is: (2 − 1)/4.
    features = np.array([[0.0], [10], [1], [9], [11], [2]])
    facet = np.array([False, False, True, True, True, True])
    predicted = np.array([False, True, True, False, False, False])
    assert fliptest.fliptest(features, facet, predicted) == 0.25


def test_fliptest_asks_five_neighbors_where_there_are_ten() -> None:
    # The nearest of ten is accepted, the other four of the five nearest are not: one neighbor would flip it.
    features = np.array([[0.1], *([1.0 + i / 10] for i in range(9)), [0.0]])
    facet = np.array([False] * 10 + [True])
    predicted = np.array([True] + [False] * 9 + [False])
    assert fliptest.fliptest(features, facet, predicted) == 0.0
    assert fliptest.fliptest(features[[0, 1, 2, 10]], facet[[0, 1, 2, 10]], predicted[[0, 1, 2, 10]]) == 1.0


def test_jensen_shannon_where_a_label_is_in_one_facet_only() -> None:
    # P = (1/4, 1/2, 1/4): each divergence is ½·ln 2.
    assert labels.jensen_shannon([0.5, 0.5, 0.0], [0.0, 0.5, 0.5]) == pytest.approx(0.5 * math.log(2))
    assert labels.kullback_leibler([0.5, 0.5, 0.0], [0.0, 0.5, 0.5]) == math.inf


@pytest.mark.parametrize(
    ("a", "d", "metric", "expected"),
    [
        (Confusion(1, 0, 1, 1), Confusion(1, 0, 1, 1), outcomes.treatment_equality, 0.0),  # both infinite
        (Confusion(1, 1, 1, 1), Confusion(1, 0, 1, 1), outcomes.treatment_equality, math.inf),
        (Confusion(0, 0, 1, 1), Confusion(1, 0, 0, 1), outcomes.disparate_impact, math.inf),
        (Confusion(0, 0, 0, 1), Confusion(1, 0, 0, 1), outcomes.recall_difference, -1.0),  # 0/0 is 0
        (Confusion(0, 0, 1, 0), Confusion(0, 0, 1, 0), outcomes.generalized_entropy, math.inf),
    ],
)
def test_ratios_without_a_case(a: Confusion, d: Confusion, metric: Any, expected: float) -> None:
    assert metric(a, d) == expected


distribution = st.lists(st.integers(1, 50), min_size=3, max_size=3).map(
    lambda n: [value / sum(n) for value in n]
)


@given(distribution, distribution)
def test_distributions_agree_with_scipy(p: list[float], q: list[float]) -> None:
    from scipy.spatial import distance
    from scipy.stats import entropy

    assert labels.kullback_leibler(p, q) == pytest.approx(entropy(p, q), abs=1e-9)
    assert labels.jensen_shannon(p, q) == pytest.approx(distance.jensenshannon(p, q) ** 2, abs=1e-9)
    assert labels.lp_norm(p, q) == pytest.approx(distance.euclidean(p, q), abs=1e-9)
    assert labels.total_variation(p, q) == pytest.approx(distance.cityblock(p, q) / 2, abs=1e-9)
    assert labels.kolmogorov_smirnov(p, q) == pytest.approx(distance.chebyshev(p, q), abs=1e-9)


counts = st.builds(Confusion, *[st.integers(1, 30)] * 4)


@settings(max_examples=30, deadline=None)
@given(counts, counts)
def test_outcomes_agree_with_fairlearn(a: Confusion, d: Confusion) -> None:
    fairlearn = pytest.importorskip("fairlearn.metrics")
    from sklearn.metrics import accuracy_score, precision_score, recall_score

    facet, observed, predicted = rows(a, d)
    found = measure.after(facet, observed, predicted, None, None)
    given_ = {"sensitive_features": facet}
    parity = fairlearn.demographic_parity_difference(observed, predicted, **given_)
    assert abs(found["DPPL"]) == pytest.approx(parity)
    ratio = fairlearn.demographic_parity_ratio(observed, predicted, **given_)
    assert min(found["DI"], 1 / found["DI"]) == pytest.approx(ratio)
    opportunity = fairlearn.equal_opportunity_difference(observed, predicted, **given_)
    assert abs(found["RD"]) == pytest.approx(opportunity)
    # fairlearn takes the largest less the smallest, AWS facet a less facet d.
    for name, score in (("AD", accuracy_score), ("DAR", precision_score), ("RD", recall_score)):
        by_group = fairlearn.MetricFrame(
            metrics=score, y_true=observed, y_pred=predicted, sensitive_features=facet
        ).by_group
        assert found[name] == pytest.approx(by_group[False] - by_group[True])
    specific = fairlearn.MetricFrame(
        metrics=fairlearn.true_negative_rate, y_true=observed, y_pred=predicted, sensitive_features=facet
    ).by_group
    assert found["SD"] == pytest.approx(specific[True] - specific[False])


def test_features_of_the_fliptest() -> None:
    data = pd.DataFrame(
        {
            "age": [30, 40],
            "team": ["a", "b"],
            "on": pd.to_datetime(["2026-01-01", "2026-01-02"]),
            "ok": [True, False],
        }
    )
    assert fliptest.numeric(data).tolist() == [[30, 1, 1, 0], [40, 0, 0, 1]]


# ---- facets ---------------------------------------------------------------------------------------------------------

AGES = pd.Series(range(20, 60), name="age")
SEXES = pd.Series(["F", "M", "F"], name="sex")


@pytest.mark.parametrize(
    ("values", "text", "expected"),
    [
        (SEXES, None, [("F", [True, False, True]), ("M", [False, True, False])]),
        (SEXES, "F", [("F", [True, False, True])]),
        (AGES, ">40", [(">40", [age > 40 for age in AGES])]),
        (AGES, "<= 25.5", [("<= 25.5", [age <= 25.5 for age in AGES])]),
        (pd.Series([0, 1, 1], name="x"), "1.0", [("1.0", [False, True, True])]),
        (pd.Series([True, False], name="x"), "true", [("true", [True, False])]),
        (pd.Series(["a", "b", "c"], name="x"), "a, b", [("a, b", [True, True, False])]),
        (pd.Series(["a,b", "c"], name="x"), "a,b", [("a,b", [True, False])]),
        (pd.Series([">40", "<=40"], name="x"), ">40", [(">40", [True, False])]),
    ],
)
def test_facets(values: Any, text: str | None, expected: list[Any]) -> None:
    assert [(item.value, item.rows.tolist()) for item in facets.of(values, text)] == expected


@pytest.mark.parametrize(
    ("values", "text", "message", "hint"),
    [
        (pd.Series(["F", "F"], name="sex"), None, "facet sex has one group only: F", "another column"),
        (pd.Series([None, None], name="sex", dtype=object), None, "facet sex has no value", "another column"),
        (AGES, None, "facet age has 40 values", '--facet-value ">40"'),
        (SEXES, "f,M,X", "--facet-value names f, and no row of sex has it", "there is F, M"),
        (SEXES, "F,M", "--facet-value F,M is every row of sex: one group only", "F, M"),
        (AGES, ">100", "--facet-value >100: no row of age is so", "20, 21"),
        (AGES, ">0", "--facet-value >0 is every row of age: one group only", "20, 21"),
        (SEXES, ">3", "--facet-value >3 needs numbers, and sex holds F, M", "name one"),
    ],
)
def test_bad_facets(values: Any, text: str | None, message: str, hint: str) -> None:
    with pytest.raises(UsageError) as caught:
        facets.of(values, text)
    assert caught.value.args[0] == message
    assert hint in (caught.value.problems[0].hint or "")


# ---- bounds ---------------------------------------------------------------------------------------------------------


def analysis(**values: float | None) -> dict[str, Any]:
    found = [{"name": name, "description": "", "value": value} for name, value in values.items()]
    groups = [{"value_or_threshold": "F", "metrics": found}]
    return {"post_training_bias_metrics": {"facets": {"sex": groups}}}


@pytest.mark.parametrize(
    ("before", "now", "violated"),
    [
        ({"AD": 0.2}, {"AD": 0.2}, False),
        ({"AD": 0.2}, {"AD": 0.249}, False),
        ({"AD": 0.2}, {"AD": 0.26}, True),
        ({"AD": 0.2}, {"AD": 0.0}, False),  # better
        ({"AD": 0.2}, {"AD": -0.06}, True),  # now the other facet has the worse of it
        ({"DI": 0.8}, {"DI": 0.65}, True),
        ({"DI": 0.8}, {"DI": 1.09}, False),
        ({"KL": 0.1}, {"KL": 0.0}, False),
        ({"KL": 0.1}, {"KL": 0.2}, True),
        ({"TE": 1.0}, {"TE": None}, True),
        ({"TE": None}, {"TE": None}, False),
        ({"TE": None}, {"TE": 1.0}, False),
        ({"AD": 0.2}, {"RD": 0.2}, True),  # no longer measured
    ],
)
def test_bounds(before: dict[str, Any], now: dict[str, Any], violated: bool) -> None:
    asked = bounds.suggest(analysis(**before))["metrics"]
    found = bounds.find(analysis(**now), asked)
    assert bool(found) == violated
    for item in found:
        assert (item["facet"], item["facet_value"], item["constraint_check_type"]) == (
            "sex",
            "F",
            "bias_drift_check",
        )
