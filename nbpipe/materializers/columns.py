"""One-dimensional pandas arrays as Arrow arrays, bit for bit, and back.

Arrow's own conversion turns NaN into null and forgets a few things; so buffers are handed over as they are, and what
Arrow has no place for stands in a `spec` of plain JSON. What does not fit is answered with None: pickle takes it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nbpipe.materializers.arrow_file import Columns, Opened, bits, missing_items, plain, raw

Spec = dict[str, Any]


def encode(values: Any, columns: Columns, name: str) -> Spec | None:
    """Add a one-dimensional NumPy or pandas array to `columns`; None if Arrow cannot hold it exactly."""
    import numpy as np
    import pandas as pd

    kind = type(values)
    if kind is np.ndarray:
        return _encode_numpy(values, columns, name)
    if kind is pd.arrays.NumpyExtensionArray:
        return None
    if kind in (pd.arrays.DatetimeArray, pd.arrays.TimedeltaArray):
        return _encode_times(values, columns, name)
    if kind in (pd.arrays.IntegerArray, pd.arrays.FloatingArray, pd.arrays.BooleanArray):
        return _encode_masked(values, columns, name)
    if kind is pd.Categorical:
        return _encode_categorical(values, columns, name)
    if isinstance(values.dtype, pd.StringDtype):
        return _encode_strings(values, columns, name)
    if kind is pd.arrays.ArrowExtensionArray:
        return _encode_arrow(values, columns, name)
    return None


def decode(spec: Mapping[str, Any], opened: Opened) -> Any:
    """The array that `encode` was given."""
    return _DECODERS[spec["kind"]](spec, opened)


def _encode_numpy(values: Any, columns: Columns, name: str) -> Spec | None:
    import pyarrow as pa

    dtype = values.dtype
    if dtype.kind == "O":
        return _encode_objects(values, columns, name)
    if dtype.kind == "b":
        return {"kind": "bool", "at": columns.add(pa.array(values), name)}
    if dtype.kind not in "iuf" or not dtype.isnative or dtype.itemsize > 8:
        return None
    at = columns.add(plain(values, pa.from_numpy_dtype(dtype)), name)
    return {"kind": "numpy", "dtype": dtype.str, "at": at}


def _decode_numpy(spec: Mapping[str, Any], opened: Opened) -> Any:
    return raw(spec, opened, spec["dtype"])


def _decode_bool(spec: Mapping[str, Any], opened: Opened) -> Any:
    return bits(opened.arrays[spec["at"]])


def _encode_objects(values: Any, columns: Columns, name: str) -> Spec | None:
    """Only text, with one kind of missing value: anything else may be mutable or lose its type."""
    import numpy as np
    import pyarrow as pa

    items = values.tolist()
    kinds = set(map(type, items))
    if not kinds <= {str, type(None)} and not kinds <= {str, float}:
        return None
    if float in kinds and any(item is not np.nan for item in items if type(item) is float):
        return None
    try:
        array = pa.array([item if type(item) is str else None for item in items], pa.large_string())
    except UnicodeEncodeError:  # a lone surrogate
        return None
    missing = "nan" if float in kinds else "none"
    return {"kind": "objects", "missing": missing, "at": columns.add(array, name)}


def _decode_objects(spec: Mapping[str, Any], opened: Opened) -> Any:
    import numpy as np

    items = opened.arrays[spec["at"]].to_pylist()
    values = np.empty(len(items), object)
    values[:] = items
    if spec["missing"] == "nan":
        values[[item is None for item in items]] = np.nan
    return values


def _encode_times(values: Any, columns: Columns, name: str) -> Spec | None:
    import numpy as np
    import pyarrow as pa

    if getattr(values, "freq", None) is not None:  # pandas < 3.1 keeps it here
        return None
    dtype = values.dtype
    zone = getattr(dtype, "tz", None)
    tz = zone_name(zone)
    if zone is not None and tz is None:
        return None
    instants = values.asi8
    missing = instants == np.iinfo(np.int64).min
    duration = dtype.kind == "m"
    type_ = pa.duration(values.unit) if duration else pa.timestamp(values.unit, tz)
    at = columns.add(plain(instants, type_, missing), name)
    return {"kind": "times", "dtype": f"<{dtype.kind}8[{values.unit}]", "tz": tz, "at": at}


def zone_name(zone: Any) -> str | None:
    """A name that gives exactly this time zone back, or None.

    >>> import datetime, zoneinfo
    >>> zone_name(datetime.timezone.utc), zone_name(zoneinfo.ZoneInfo("Europe/Paris"))
    ('UTC', 'Europe/Paris')
    """
    import datetime
    import zoneinfo

    if zone is datetime.UTC:
        return "UTC"
    if type(zone) is zoneinfo.ZoneInfo and zone.key and zone.key != "UTC":
        try:
            return zone.key if zoneinfo.ZoneInfo(zone.key) is zone else None
        except (zoneinfo.ZoneInfoNotFoundError, ValueError):
            return None
    return None


def _decode_times(spec: Mapping[str, Any], opened: Opened) -> Any:
    import datetime
    import zoneinfo

    import pandas as pd

    values = raw(spec, opened, spec["dtype"])
    if values.dtype.kind == "m":
        return pd.arrays.TimedeltaArray._simple_new(values, dtype=values.dtype)  # type: ignore[attr-defined]
    dtype: Any = values.dtype
    if spec["tz"] is not None:
        zone = datetime.UTC if spec["tz"] == "UTC" else zoneinfo.ZoneInfo(spec["tz"])
        dtype = pd.DatetimeTZDtype(spec["dtype"][4:-1], zone)
    # The public constructors copy, or make an array that cannot be written to.
    return pd.arrays.DatetimeArray._simple_new(values, dtype=dtype)  # type: ignore[attr-defined]


def _encode_masked(values: Any, columns: Columns, name: str) -> Spec | None:
    import pyarrow as pa

    data, mask = values._data, values._mask
    if data.dtype.kind == "b":
        array = pa.array(data, mask=mask)
    else:
        array = plain(data, pa.from_numpy_dtype(data.dtype), mask)
    return {"kind": "masked", "dtype": data.dtype.str, "at": columns.add(array, name)}


def _decode_masked(spec: Mapping[str, Any], opened: Opened) -> Any:
    import numpy as np
    import pandas as pd

    array = opened.arrays[spec["at"]]
    mask, dtype = missing_items(array), np.dtype(spec["dtype"])
    if dtype.kind == "b":
        return pd.arrays.BooleanArray(bits(array), mask)
    make = pd.arrays.FloatingArray if dtype.kind == "f" else pd.arrays.IntegerArray
    return make(raw(spec, opened, dtype), mask)


def _encode_categorical(values: Any, columns: Columns, name: str) -> Spec | None:
    import pandas as pd
    import pyarrow as pa

    from nbpipe.materializers import indexes  # which needs this module

    inner = Columns()
    categories = indexes.encode(values.categories, inner, "categories")
    if categories is None or len(inner.arrays) != 1 or isinstance(values.categories, pd.RangeIndex):
        return None
    codes = values._codes if hasattr(values, "_codes") else values._ndarray
    if isinstance(inner.arrays[0], pa.DictionaryArray) or not codes.dtype.isnative:
        return None
    indices = plain(codes, pa.from_numpy_dtype(codes.dtype), codes < 0)
    array = pa.DictionaryArray.from_arrays(indices, inner.arrays[0], ordered=bool(values.ordered), safe=False)
    return {
        "kind": "categorical",
        "codes": codes.dtype.str,
        "categories": categories,
        "ordered": values.ordered,
        "at": columns.add(array, name),
    }


def _decode_categorical(spec: Mapping[str, Any], opened: Opened) -> Any:
    import pandas as pd

    from nbpipe.materializers import indexes

    array = opened.arrays[spec["at"]]
    codes = opened.numpy(array.indices.buffers()[1], spec["codes"], len(array), array.offset)
    inner = Opened([array.dictionary], opened.backing, opened.address)
    categories = indexes.decode(spec["categories"], inner)
    return pd.Categorical.from_codes(codes, dtype=pd.CategoricalDtype(categories, spec["ordered"]))


def _encode_strings(values: Any, columns: Columns, name: str) -> Spec | None:
    import numpy as np
    import pandas as pd
    import pyarrow as pa

    dtype = values.dtype
    missing = "NA" if dtype.na_value is pd.NA else "nan"
    if missing == "nan" and dtype.na_value is not np.nan:
        return None
    if dtype.storage == "pyarrow":
        array: Any = _one_chunk(values._pa_array)
        if array.type not in (pa.string(), pa.large_string()):
            return None
    else:
        items = np.asarray(values, object)
        try:
            array = pa.array(items, pa.large_string(), from_pandas=True)
        except (UnicodeEncodeError, pa.ArrowException):
            return None
    spec = {"kind": "strings", "storage": dtype.storage, "missing": missing}
    return {**spec, "type": type(values).__name__, "at": columns.add(array, name)}


def _decode_strings(spec: Mapping[str, Any], opened: Opened) -> Any:
    import numpy as np
    import pandas as pd
    import pyarrow as pa

    array = opened.arrays[spec["at"]]
    dtype: Any = (
        pd.StringDtype(spec["storage"])
        if spec["missing"] == "NA"
        else pd.StringDtype(spec["storage"], na_value=np.nan)
    )
    kind = dtype.construct_array_type()
    if spec["storage"] == "pyarrow":
        return kind(pa.chunked_array([array]), dtype=dtype)
    values = np.empty(len(array), object)
    values[:] = array.to_pylist()
    values[missing_items(array)] = dtype.na_value
    return kind(values, dtype=dtype)


def _encode_arrow(values: Any, columns: Columns, name: str) -> Spec | None:
    array = _one_chunk(values._pa_array)
    if not _simple(array.type):
        return None
    return {"kind": "arrow", "at": columns.add(array, name)}


def _decode_arrow(spec: Mapping[str, Any], opened: Opened) -> Any:
    import pandas as pd
    import pyarrow as pa

    return pd.arrays.ArrowExtensionArray(pa.chunked_array([opened.arrays[spec["at"]]]))


def _one_chunk(chunked: Any) -> Any:
    import pyarrow as pa

    if chunked.num_chunks == 1:
        return chunked.chunk(0)
    return pa.concat_arrays(chunked.chunks) if chunked.num_chunks else pa.array([], chunked.type)


def _simple(type_: Any) -> bool:
    from pyarrow import types

    if types.is_list(type_) or types.is_large_list(type_):
        return _simple(type_.value_type)
    if types.is_struct(type_):
        return all(_simple(type_.field(position).type) for position in range(type_.num_fields))
    return bool(types.is_primitive(type_) or types.is_decimal(type_)) or any(
        check(type_)
        for check in (
            types.is_string,
            types.is_large_string,
            types.is_binary,
            types.is_large_binary,
            types.is_null,
        )
    )


_DECODERS = {
    "numpy": _decode_numpy,
    "bool": _decode_bool,
    "objects": _decode_objects,
    "times": _decode_times,
    "masked": _decode_masked,
    "categorical": _decode_categorical,
    "strings": _decode_strings,
    "arrow": _decode_arrow,
}
