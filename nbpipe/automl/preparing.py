"""What a search learns from: the rows and the target, checked, and how rows become numbers."""

from __future__ import annotations

import importlib.util
from collections.abc import Mapping, Sequence
from typing import Any

from nbpipe.automl.search import FLAML
from nbpipe.deployable.signature import is_frame
from nbpipe.errors import NbpipeError

_CATEGORIES = 30
"""A column of texts becomes so many columns at most; rarer texts share one."""


def rows_and_target(
    values: Mapping[str, Any], features_name: str, name: str, task: str
) -> tuple[Any, Any, str]:
    """Features, target (an array) and kind (binary, multiclass, regression) out of the variables of the step.

    The target is the variable `name`, or else the column of that name, which is no feature then. `NbpipeError` where
    they are not fit to learn from.
    """
    import numpy as np

    features = values[features_name]
    is_column = is_frame(features) and name in features.columns
    if name in values:
        target = values[name]
    elif is_column:
        target = features[name]
    else:
        columns = f"{', '.join(map(str, features.columns[:10]))}" if is_frame(features) else "no names"
        raise NbpipeError(
            f"there is no variable {name}, and no column of {features_name} has that name",
            f"set {name} in the body, or name a column of it: {columns}",
        )
    features = features.drop(columns=name) if is_column else features
    if getattr(features, "ndim", 0) != 2:
        raise NbpipeError(
            f"{features_name} is a {type(features).__name__}, not a table", "make it a frame or a matrix"
        )
    target = np.asarray(target)
    target = target.reshape(-1) if target.ndim == 2 and target.shape[1] == 1 else target
    if target.shape != (features.shape[0],):
        raise NbpipeError(
            f"{features_name} has {features.shape[0]} rows, and {name} the shape {target.shape}",
            "give one value for each row",
        )
    missing = int(np.sum([item is None or item != item for item in target.tolist()]))
    if missing:
        raise NbpipeError(f"{name} has {missing} missing values", "leave these rows out in the body")
    if task == "regression":
        if target.dtype.kind not in "buif":
            try:
                target = target.astype(float)
            except (TypeError, ValueError):
                raise NbpipeError(
                    f"{name} holds more than numbers", "write --task classification, or make it numbers"
                ) from None
        return features, target, "regression"
    classes = len({*target.tolist()})
    if classes < 2:
        raise NbpipeError(f"{name} has one class only", "give it rows of every class")
    if target.dtype.kind == "f" and classes > max(20, len(target) // 10):
        raise NbpipeError(f"{name} has {classes} different numbers", "write --task regression")
    return features, target, "binary" if classes == 2 else "multiclass"


def preparation(features: Any, name: str) -> Any:
    """How rows become numbers, by column: medians for what is missing, a column for each text."""
    from sklearn.compose import ColumnTransformer
    from sklearn.impute import SimpleImputer
    from sklearn.pipeline import Pipeline
    from sklearn.preprocessing import OneHotEncoder, StandardScaler

    # Trees do not mind the scale, and the logistic regression needs one.
    median = SimpleImputer(strategy="median", keep_empty_features=True)
    numbers = Pipeline([("median", median), ("scale", StandardScaler())])
    if not is_frame(features):
        return numbers
    kinds: dict[str, list[Any]] = {"numbers": [], "switches": [], "texts": []}
    others = []
    for column in features.columns:
        dtype = features[column].dtype
        word = str(dtype).lower()
        if word in ("bool", "boolean"):
            kinds["switches"].append(column)
        elif word.startswith(("int", "uint", "float", "double")):
            kinds["numbers"].append(column)
        elif word in ("object", "str", "category") or word.startswith("string"):
            kinds["texts"].append(column)
        else:
            others.append(f"{column} ({dtype})")
    if others:
        raise NbpipeError(
            f"columns of {name} are neither numbers nor texts: {', '.join(others[:10])}",
            "make numbers of them in the body, such as days since a date, or drop them",
        )
    texts = OneHotEncoder(
        handle_unknown="infrequent_if_exist", max_categories=_CATEGORIES, sparse_output=False
    )
    ways = {"numbers": numbers, "switches": "passthrough", "texts": texts}
    return ColumnTransformer([(kind, ways[kind], columns) for kind, columns in kinds.items() if columns])


def learners(names: Sequence[str], named: bool, kind: str, target: Any) -> tuple[str, ...]:
    """The learners that can be tried here, as FLAML calls them.

    Of those that the user `named` all must be there; of others it is said which are left out.
    """
    found: list[str] = []
    for name in names:
        why = None
        if name in ("lightgbm", "xgboost") and importlib.util.find_spec(name) is None:
            why = "it is not installed"
        elif name == "xgboost" and kind != "regression" and not _is_counted(target):
            why = "it takes classes that are 0, 1, 2 … only"
        if why is None:
            found += FLAML[name]
        elif named:
            raise NbpipeError(f"{name} cannot be tried: {why}", f"take {name} out of --learners")
        else:
            print(f"{name} is left out: {why}")
    return tuple(found)


def _is_counted(target: Any) -> bool:
    classes = sorted({*target.tolist()})
    return target.dtype.kind in "iu" and classes == list(range(len(classes)))
