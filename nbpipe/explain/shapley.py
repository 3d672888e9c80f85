"""Shapley values of a model's predictions, by the library shap.

S. Lundberg and S. Lee, "A Unified Approach to Interpreting Model Predictions" (2017), which is what AWS publishes for
"Feature Attributions that Use Shapley Values". The values of a row and the expected value add up to its prediction.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from nbpipe.errors import NbpipeError
from nbpipe.explain.models import Predict

EXACT = 1e-3
"""A fast method for trees is taken only if its values add up to the predictions with less error than this."""


@dataclass(frozen=True)
class Shapley:
    """`values` has a row for each explained row and a column for each feature; `expected` is the mean of the background."""

    values: Any
    expected: float
    method: str


def explain(model: Any, predict: Predict, place: int | None, background: Any, rows: Any) -> Shapley:
    """Shapley values of `rows` against `background`, two frames with the same columns.

    Of trees on numbers they are exact; of everything else estimated by permutations with a fixed seed. `place` is that of
    the class whose probability `predict` gives. `NbpipeError` where shap is not installed.
    """
    try:
        import shap
    except ImportError as error:
        raise NbpipeError(f"shap cannot be imported: {error}", "pip install 'nbpipe-ml[checks]'") from None
    numbers = all(
        dtype.kind in "iufb" for dtype in (*background.dtypes, *rows.dtypes) if hasattr(dtype, "kind")
    )
    if numbers and _has_trees(shap, model):
        found = _of_trees(shap, model, predict, place, background, rows)
        if found is not None:
            return found
    return _by_permutation(shap, predict, background, rows)


def _has_trees(shap: Any, model: Any) -> bool:
    try:
        return bool(shap.TreeExplainer.supports_model_with_masker(model, None))
    except Exception:  # a version of the model's library that shap does not know
        return False


def _of_trees(
    shap: Any, model: Any, predict: Predict, place: int | None, background: Any, rows: Any
) -> Shapley | None:
    """None where shap cannot, or what it gives does not add up to the predictions."""
    import numpy as np

    output = "raw" if place is None else "probability"
    try:
        explainer = shap.TreeExplainer(
            model, background, feature_perturbation="interventional", model_output=output
        )
        values = np.asarray(explainer.shap_values(rows, check_additivity=False), dtype=float)
        expected = np.atleast_1d(np.asarray(explainer.expected_value, dtype=float))
    except Exception:  # it has its own opinion on what it supports: the other method takes everything
        return None
    if values.ndim == 3 and place is not None:
        values, expected = values[..., place], expected[[place]]
    elif place == 0:
        values, expected = -values, 1 - expected[-1:]  # of two classes it gives the second
    if values.shape != rows.shape:
        return None
    error = np.abs(values.sum(axis=1) + expected[-1] - predict(rows)).max()
    return Shapley(values, float(expected[-1]), "trees") if error < EXACT else None


def _by_permutation(shap: Any, predict: Predict, background: Any, rows: Any) -> Shapley:
    """Of rows with texts, the places of the values in the list of all values stand for them."""
    import numpy as np
    import pandas as pd

    known: dict[str, Any] = {}
    columns: list[Any] = []
    both = pd.concat([background, rows])
    for name in both.columns:
        if both[name].dtype.kind in "iufb":
            columns.append(both[name].to_numpy(dtype=float))
        else:
            places, known[name] = pd.factorize(both[name], use_na_sentinel=False)
            columns.append(places.astype(float))
    coded = np.column_stack(columns)

    def decoded(matrix: Any) -> Any:
        made = {
            name: known[name][matrix[:, index].astype(int)] if name in known else matrix[:, index]
            for index, name in enumerate(both.columns)
        }
        return pd.DataFrame(made).astype({name: both[name].dtype for name in both.columns})

    masker = shap.maskers.Independent(coded[: len(background)], max_samples=len(background))
    explainer = shap.PermutationExplainer(lambda matrix: predict(decoded(matrix)), masker, seed=0)
    found = explainer(
        coded[len(background) :], max_evals=2 * (2 * len(both.columns) + 1), batch_size=20, silent=True
    )
    return Shapley(np.asarray(found.values), float(np.mean(found.base_values)), "permutation")
