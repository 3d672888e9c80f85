"""What a frame holds, as JSON close to the statistics.json of SageMaker's Model Monitor."""

from __future__ import annotations

from typing import Any

BUCKETS = 10
"""Buckets of a number's distribution, all of one width."""
SKETCH = 200
"""Values that stand for a column of numbers, each for the same share of its rows; up to so many rows it is exact."""
CATEGORIES = 100
"""Categories that are counted one by one, the most frequent ones."""

NUMBERS = ("Integral", "Fractional")
_BY_INFERENCE = {
    "string": "String",
    "integer": "Integral",
    "floating": "Fractional",
    "mixed-integer-float": "Fractional",
    "decimal": "Fractional",
    "boolean": "Boolean",
    "datetime": "Datetime",
    "datetime64": "Datetime",
    "date": "Datetime",
}


def of_frame(data: Any) -> dict[str, Any]:
    """Statistics of every column: how many values are present, and their distribution.

    >>> import pandas as pd
    >>> found = of_frame(pd.DataFrame({"age": [30, 40, None]}))["features"][0]
    >>> found["inferred_type"], found["numerical_statistics"]["common"], found["numerical_statistics"]["mean"]
    ('Integral', {'num_present': 2, 'num_missing': 1}, 35.0)
    """
    features = [_feature(name, data[name]) for name in data.columns]
    return {"version": 0, "dataset": {"item_count": len(data)}, "features": features}


def inferred_type(values: Any) -> str:
    """Integral, Fractional, String (SageMaker's words), Boolean, Datetime or Unknown.

    Whole numbers that became floats because some are missing are Integral.
    """
    import numpy as np
    import pandas as pd

    kinds = pd.api.types
    if isinstance(values.dtype, pd.CategoricalDtype):
        return inferred_type(pd.Series(values.dtype.categories))
    if kinds.is_bool_dtype(values.dtype):
        return "Boolean"
    if kinds.is_integer_dtype(values.dtype):
        return "Integral"
    if kinds.is_float_dtype(values.dtype):
        present = numbers(values)
        whole = len(present) > 0 and bool(np.all(present == np.floor(present)))
        return "Integral" if whole else "Fractional"
    if kinds.is_datetime64_any_dtype(values.dtype):
        return "Datetime"
    return _BY_INFERENCE.get(kinds.infer_dtype(values, skipna=True), "Unknown")


def numbers(values: Any) -> Any:
    """The finite numbers of a column as an array of floats; what is no number is left out."""
    import numpy as np
    import pandas as pd

    found = pd.to_numeric(values.astype(object), errors="coerce") if values.dtype == object else values
    found = found.to_numpy(dtype=float, na_value=np.nan)
    return found[np.isfinite(found)]


def categories(values: Any) -> dict[str, int]:
    """How often each value occurs, as a text, the most frequent first."""
    try:
        counts = values.value_counts()
    except TypeError:  # lists and the like
        counts = values.dropna().map(str).value_counts()
    found: dict[str, int] = {}
    for value, count in counts.items():
        if count:
            found[str(value)] = found.get(str(value), 0) + int(count)
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))


def present(values: Any) -> int:
    """How many values of a column are there; of numbers the finite ones.

    >>> import pandas as pd
    >>> present(pd.Series([1.5, None, float("inf")])), present(pd.Series(["a", None]))
    (1, 1)
    """
    return len(numbers(values)) if inferred_type(values) in NUMBERS else int(values.notna().sum())


def _feature(name: str, values: Any) -> dict[str, Any]:
    kind = inferred_type(values)
    missing = int(values.isna().sum())
    if kind in NUMBERS:
        found = numbers(values)
        common = {"num_present": len(found), "num_missing": len(values) - len(found)}
        return {
            "name": name,
            "inferred_type": kind,
            "numerical_statistics": {"common": common, **_numerical(found)},
        }
    common = {"num_present": len(values) - missing, "num_missing": missing}
    statistics: dict[str, Any] = {"common": common}
    if kind == "Datetime":
        present = values.dropna()
        statistics |= {"min": str(present.min()), "max": str(present.max())} if len(present) else {}
        return {"name": name, "inferred_type": kind, "common_statistics": statistics}
    counts = categories(values)
    buckets = [{"value": value, "count": count} for value, count in list(counts.items())[:CATEGORIES]]
    statistics |= {"distinct_count": len(counts), "distribution": {"categorical": {"buckets": buckets}}}
    return {"name": name, "inferred_type": kind, "string_statistics": statistics}


def _numerical(found: Any) -> dict[str, Any]:
    import numpy as np

    if not len(found):
        return {}
    lowest, highest = float(found.min()), float(found.max())
    try:
        with np.errstate(over="ignore", invalid="ignore"):
            counts, edges = np.histogram(found, bins=BUCKETS if highest > lowest else 1)
    except ValueError:  # they are too close to each other, or too far from each other, for floats in between
        counts, edges = np.array([len(found)]), np.array([lowest, highest])
    buckets = [
        {"lower_bound": float(edges[i]), "upper_bound": float(edges[i + 1]), "count": int(count)}
        for i, count in enumerate(counts)
    ]
    sketch = {"parameters": {"k": SKETCH}, "data": sketched(found)}
    return {
        "mean": float(found.mean()),
        "sum": float(found.sum()),
        "std_dev": float(found.std()),
        "min": lowest,
        "max": highest,
        "distribution": {"kll": {"buckets": buckets, "sketch": sketch}},
    }


def sketched(found: Any) -> list[float]:
    """The numbers sorted, or, where there are more than `SKETCH`, the middle of each of so many equal shares."""
    import numpy as np

    if len(found) <= SKETCH:
        return [float(value) for value in np.sort(found)]
    shares = (np.arange(SKETCH) + 0.5) / SKETCH
    return [float(value) for value in np.quantile(found, shares, method="inverted_cdf")]
