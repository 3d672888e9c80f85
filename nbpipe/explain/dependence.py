"""Partial dependence: the mean prediction if every row had the same value of one feature."""

from __future__ import annotations

from typing import Any

from nbpipe.explain.models import Predict
from nbpipe.tables import distinct

GRID = 15
"""Values of a number at which the mean is taken, evenly spread over its range."""
MOST_VALUES = 20
"""Values of a text, the most frequent ones."""


def of_feature(predict: Predict, rows: Any, name: str) -> dict[str, Any]:
    """PD(v) = (1/n)·Σ f(xᵢ with feature = v), for each v of a grid.

    J. Friedman, "Greedy Function Approximation" (2001); AWS, "Partial dependence plots (PDPs)". Numbers with up to
    `GRID` values and texts have each of their values in the grid.
    """
    grid = _grid(rows[name])
    means = []
    for value in grid:
        changed = rows.copy()
        changed[name] = value
        if changed[name].dtype != rows[name].dtype:
            changed[name] = changed[name].astype(rows[name].dtype)
        means.append(float(predict(changed).mean()))
    return {
        "feature_name": name,
        "feature_values": [_plain(value) for value in grid],
        "mean_predictions": means,
    }


def _grid(values: Any) -> list[Any]:
    import numpy as np
    import pandas as pd

    if pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values):
        known = distinct(values)
        if len(known) <= GRID:
            return known
        grid = np.linspace(known[0], known[-1], GRID)
        whole = pd.api.types.is_integer_dtype(values)
        return sorted({round(value) if whole else float(value) for value in grid})
    return list(values.value_counts().index[:MOST_VALUES])


def _plain(value: Any) -> Any:
    found = value.item() if hasattr(value, "item") else value
    return found if isinstance(found, str | int | float) else str(found)
