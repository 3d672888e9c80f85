"""Shapley values, partial dependence and the order of features: by hand, and against shap and scikit-learn."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd
import pytest
from sklearn.compose import make_column_transformer
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder

from nbpipe.errors import NbpipeError, UsageError
from nbpipe.explain import dependence, models, ranking, shapley

pytest.importorskip("shap")


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """shap and what it imports warn of what is to come in other libraries."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


DRAW = np.random.default_rng(0)
ROWS = pd.DataFrame({"a": DRAW.normal(size=60), "b": DRAW.normal(size=60), "c": DRAW.normal(size=60)})


class Linear:
    """3·a − 2·b, whatever c is."""

    def predict(self, rows: Any) -> Any:
        return 3 * rows["a"].to_numpy(dtype=float) - 2 * rows["b"].to_numpy(dtype=float)


def test_shapley_values_of_a_line_by_hand() -> None:
    # Of Σ wᵢ·xᵢ the value of feature i is wᵢ·(xᵢ − mean of the background).
    predict, output, place = models.scorer(Linear(), "model", None)
    background, rows = ROWS[:20], ROWS[20:30]
    found = shapley.explain(Linear(), predict, place, background, rows)
    assert (output, found.method) == ("prediction", "permutation")
    expected = (rows - background.mean()) * [3, -2, 0]
    assert np.allclose(found.values, expected)
    assert found.expected == pytest.approx(predict(background).mean())


def test_shapley_values_of_an_interaction_by_hand() -> None:
    # f = a and b, background (0, 0): alone neither does anything, together 1: each has half.
    class Both:
        def predict(self, rows: Any) -> Any:
            return rows["a"].to_numpy(dtype=float) * rows["b"].to_numpy(dtype=float)

    predict, _, place = models.scorer(Both(), "model", None)
    background, rows = pd.DataFrame({"a": [0.0], "b": [0.0]}), pd.DataFrame({"a": [1.0], "b": [1.0]})
    found = shapley.explain(Both(), predict, place, background, rows)
    assert np.allclose(found.values, [[0.5, 0.5]])
    assert found.expected == 0


@pytest.mark.parametrize("favorable", ["yes", "no"])
def test_trees_agree_with_shap_and_add_up(favorable: str) -> None:
    import shap

    labels = np.where(ROWS.a + ROWS.b * ROWS.c > 0, "yes", "no")
    model = RandomForestClassifier(10, random_state=0).fit(ROWS, labels)
    predict, output, place = models.scorer(model, "model", favorable)
    found = shapley.explain(model, predict, place, ROWS[:20], ROWS[20:30])
    assert (output, found.method) == (f"probability of {favorable}", "trees")
    assert np.allclose(found.values.sum(axis=1) + found.expected, predict(ROWS[20:30]), atol=1e-6)
    theirs = shap.TreeExplainer(model, ROWS[:20], model_output="probability").shap_values(ROWS[20:30])
    assert np.allclose(found.values, np.asarray(theirs)[..., list(model.classes_).index(favorable)])


@pytest.mark.parametrize("favorable", [1, 0])
def test_boosted_trees_explain_the_probability_that_was_asked_for(favorable: int) -> None:
    xgboost = pytest.importorskip("xgboost")
    model = xgboost.XGBClassifier(n_estimators=5, n_jobs=1).fit(ROWS, (ROWS.a > 0).astype(int))
    predict, _, place = models.scorer(model, "model", favorable)
    found = shapley.explain(model, predict, place, ROWS[:20], ROWS[20:30])
    assert found.method == "trees"
    assert np.allclose(found.values.sum(axis=1) + found.expected, predict(ROWS[20:30]), atol=1e-4)


def test_a_pipeline_of_texts() -> None:
    rows = pd.DataFrame({"team": ["x", "y", None, "x"] * 10, "pay": np.arange(40), "ok": [True, False] * 20})
    encode = make_column_transformer(
        (OneHotEncoder(handle_unknown="ignore"), ["team"]), remainder="passthrough"
    )
    model = make_pipeline(encode, LogisticRegression(max_iter=1000)).fit(rows, rows.team == "x")
    predict, _, place = models.scorer(model, "model", "True")
    found = shapley.explain(model, predict, place, rows[:20], rows[20:26])
    assert found.method == "permutation"
    assert np.allclose(found.values.sum(axis=1) + found.expected, predict(rows[20:26]))
    assert abs(found.values[:, 0]).mean() > abs(found.values[:, 2]).mean()


def test_without_shap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "shap", None)
    predict, _, place = models.scorer(Linear(), "model", None)
    with pytest.raises(NbpipeError) as caught:
        shapley.explain(Linear(), predict, place, ROWS[:5], ROWS[5:6])
    assert caught.value.problems[0].hint == "pip install 'nbpipe-ml[checks]'"


# ---- partial dependence ---------------------------------------------------------------------------------------------


def test_partial_dependence_agrees_with_sklearn() -> None:
    from sklearn.inspection import partial_dependence

    model = LinearRegression().fit(ROWS, ROWS.a * 2 + ROWS.b**2)
    predict, _, _ = models.scorer(model, "model", None)
    found = dependence.of_feature(predict, ROWS, "a")
    theirs = partial_dependence(
        model, ROWS, ["a"], method="brute", grid_resolution=dependence.GRID, percentiles=(0, 1)
    )
    assert found["feature_values"] == pytest.approx(list(theirs["grid_values"][0]))
    assert found["mean_predictions"] == pytest.approx(list(theirs["average"][0]))


def test_partial_dependence_by_hand() -> None:
    # 3·v − 2·mean(b), with b = 1 and 3.
    rows = pd.DataFrame({"a": [1, 2], "b": [1.0, 3.0]})
    found = dependence.of_feature(Linear().predict, rows, "a")
    assert found == {"feature_name": "a", "feature_values": [1, 2], "mean_predictions": [-1.0, 2.0]}


def test_partial_dependence_of_a_text() -> None:
    rows = pd.DataFrame({"team": pd.Categorical(["x", "y", "x"]), "b": [1, 2, 3]})
    found = dependence.of_feature(
        lambda data: (data["team"] == "x").to_numpy() + data["b"].to_numpy(), rows, "team"
    )
    assert found["feature_values"] == ["x", "y"]
    assert found["mean_predictions"] == [3.0, 2.0]


# ---- models ---------------------------------------------------------------------------------------------------------


def test_the_columns_that_a_model_takes() -> None:
    data = ROWS.assign(y=1)
    fitted = LinearRegression().fit(ROWS[["b", "a"]], ROWS.c)
    assert models.features(fitted, data, [], ["y"], "df") == ["b", "a"]
    assert models.features(Linear(), data, [], ["y"], "df") == ["a", "b", "c"]
    assert models.features(Linear(), data, ["a"], ["y"], "df") == ["a"]


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (
            lambda: models.features(LinearRegression().fit(ROWS, ROWS.a), ROWS[["a"]], [], [], "df"),
            "the model was fitted on b, c, which df has not",
        ),
        (lambda: models.features(Linear(), ROWS, ["z"], [], "df"), "--features names z, which df has not"),
        (lambda: models.labels(3, ROWS, "model"), "model is a int, which has no predict"),
        (
            lambda: models.labels(Linear(), ROWS[["a"]], "model"),
            "model.predict failed on a: KeyError: 'b'",
        ),
        (
            lambda: models.scorer(RandomForestClassifier(2).fit(ROWS, ROWS.a > 0), "model", "yes"),
            "--favorable names yes, and model predicts False, True",
        ),
    ],
)
def test_bad_models(ask: Any, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        ask()
    assert caught.value.args[0] == message
    assert caught.value.problems[0].hint


# ---- the order of features ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "now",
    [{"a": 3, "b": 2, "c": 1}, {"a": 1, "b": 2, "c": 3}, {"a": 2, "b": 3, "c": 1}, {"a": 1, "b": 3, "c": 2}],
)
def test_ndcg_agrees_with_sklearn(now: dict[str, float]) -> None:
    from sklearn.metrics import ndcg_score

    before = {"a": 0.5, "b": 0.3, "c": 0.1}
    theirs = ndcg_score([list(before.values())], [list(now.values())])
    assert ranking.ndcg(before, now) == pytest.approx(theirs)


def test_ndcg_of_features_that_are_gone() -> None:
    # Today's first is unknown to the baseline: (0 + 0.6/log₂ 3 + 0.4/2)/(0.6 + 0.4/log₂ 3)
    found = ranking.ndcg({"a": 0.6, "b": 0.4}, {"z": 9, "a": 2, "b": 1})
    assert found == pytest.approx((0.6 / np.log2(3) + 0.4 / 2) / (0.6 + 0.4 / np.log2(3)))
    assert ranking.ndcg({"a": 0.0}, {"a": 1.0}) == 1.0
