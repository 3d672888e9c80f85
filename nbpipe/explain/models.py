"""The number that a model gives for a row: a probability of a classifier, the prediction of a regressor."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from nbpipe.errors import UsageError
from nbpipe.tables import some

Predict = Callable[[Any], Any]


def features(model: Any, data: Any, named: Sequence[str], left_out: Sequence[str], table: str) -> list[str]:
    """The columns that a model takes: those named, or that it was fitted on, or all but `left_out`.

    `UsageError` where one is missing.
    """
    fitted = [str(name) for name in getattr(model, "feature_names_in_", ())]
    wanted = list(named) or fitted or [name for name in data.columns if name not in left_out]
    missing = [name for name in wanted if name not in data.columns]
    if missing:
        who = "--features names" if named else "the model was fitted on"
        raise UsageError(f"{who} {some(missing)}, which {table} has not", f"{table} has {some(data.columns)}")
    return wanted


def labels(model: Any, rows: Any, name: str) -> Any:
    """What a model predicts for the rows of a frame, as a series with their index."""
    import numpy as np
    import pandas as pd

    found = np.asarray(_called(model, "predict", rows, name))
    if found.ndim == 2 and found.shape[1] == 1:
        found = found[:, 0]
    if found.shape != (len(rows),):
        raise UsageError(
            f"{name}.predict gave {found.shape} values for {len(rows)} rows", "give --predictions instead"
        )
    return pd.Series(found, index=rows.index, name=f"predictions of {name}")


def scorer(model: Any, name: str, favorable: Any | None) -> tuple[Predict, str, int | None]:
    """A function from a frame to an array of numbers, what they are, and the place of the class among the classes.

    A classifier gives the probability of `favorable`, a text or None for its last class.
    """
    import numpy as np

    if not hasattr(model, "predict_proba"):
        return (
            lambda rows: np.asarray(_called(model, "predict", rows, name), dtype=float).ravel(),
            "prediction",
            None,
        )
    classes = [str(value) for value in getattr(model, "classes_", (0, 1))]
    wanted = classes[-1] if favorable is None else str(favorable)
    if wanted not in classes:
        raise UsageError(
            f"--favorable names {wanted}, and {name} predicts {some(classes)}", "name one of these"
        )
    place = classes.index(wanted)
    return (
        lambda rows: np.asarray(_called(model, "predict_proba", rows, name), dtype=float)[:, place],
        f"probability of {wanted}",
        place,
    )


def _called(model: Any, method: str, rows: Any, name: str) -> Any:
    function = getattr(model, method, None)
    if function is None:
        kind = type(model).__name__
        raise UsageError(
            f"{name} is a {kind}, which has no predict", "name a fitted model, or give --predictions"
        )
    try:
        return function(rows)
    except Exception as error:
        raise UsageError(
            f"{name}.{method} failed on {some(rows.columns, 5)}: {type(error).__name__}: {str(error)[:300]}",
            "name the columns that the model takes: --features a,b",
        ) from error
