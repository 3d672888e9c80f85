"""pandas indexes as Arrow arrays, or only described where they count."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nbpipe.materializers import columns, json_value
from nbpipe.materializers.arrow_file import Columns, Opened


def encode(index: Any, table: Columns, name: str) -> columns.Spec | None:
    """Add an index to `table`, or only describe it where it counts; None if that would not be exact."""
    import pandas as pd

    if not json_value.is_exact(index.name) or isinstance(index.name, list | dict):
        return None
    kind = type(index)
    spec: columns.Spec = {"name": json_value.dumps(index.name)}
    if kind is pd.RangeIndex:
        return {**spec, "kind": "range", "range": [index.start, index.stop, index.step]}
    if kind not in (pd.Index, pd.DatetimeIndex, pd.TimedeltaIndex, pd.CategoricalIndex):
        return None
    freq = getattr(index, "freq", None)
    if freq is not None:
        from pandas.tseries.frequencies import to_offset

        if to_offset(freq.freqstr) != freq or type(to_offset(freq.freqstr)) is not type(freq):
            return None
        spec["freq"] = freq.freqstr
        index = index._with_freq(None)
    values = index.array
    if type(values) is pd.arrays.NumpyExtensionArray:
        values = index.to_numpy()
    encoded = columns.encode(values, table, name)
    return None if encoded is None else {**spec, "kind": kind.__name__, "values": encoded}


def decode(spec: Mapping[str, Any], opened: Opened) -> Any:
    """The index that `encode` was given."""
    import pandas as pd

    name = json_value.loads(spec["name"])
    if spec["kind"] == "range":
        return pd.RangeIndex(*spec["range"]).rename(name)
    values = columns.decode(spec["values"], opened)
    kind: Any = getattr(pd, spec["kind"])
    if spec["kind"] == "Index":
        return kind(values, dtype=values.dtype, name=name, copy=False)
    index = kind(values, name=name, copy=False)
    if "freq" in spec:
        index.freq = spec["freq"]
    return index
