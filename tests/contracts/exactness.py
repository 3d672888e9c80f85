"""Whether two values are the same in type, content, structure and layout: stricter than `==` and than pandas' own."""

from __future__ import annotations

import math
import struct
from types import CodeType, FunctionType
from typing import Any

import numpy as np
import pandas as pd
import scipy.sparse


def difference(first: Any, second: Any, path: str = "value") -> str | None:
    """The first difference as text, or None."""
    if type(first) is not type(second):
        return f"{path}: {type(first)} is not {type(second)}"
    if first is second:
        return None
    for kind, compare in _COMPARE:
        if isinstance(first, kind):
            return compare(first, second, path)
    if hasattr(first, "__dict__") and type(first).__eq__ is object.__eq__:
        return difference(vars(first), vars(second), f"{path}.__dict__")
    return None if first == second else f"{path}: {first!r} != {second!r}"


def same(first: Any, second: Any) -> None:
    """Fail with the first difference."""
    found = difference(first, second)
    assert found is None, found


def _first(*found: str | None) -> str | None:
    return next((item for item in found if item is not None), None)


def _floats(first: float, second: float, path: str) -> str | None:
    one, two = struct.pack("<d", first), struct.pack("<d", second)
    return None if one == two else f"{path}: {first!r} ({one.hex()}) != {second!r} ({two.hex()})"


def _sequences(first: Any, second: Any, path: str) -> str | None:
    if len(first) != len(second):
        return f"{path}: {len(first)} items, not {len(second)}"
    pairs = enumerate(zip(first, second, strict=True))
    return _first(*(difference(one, two, f"{path}[{at}]") for at, (one, two) in pairs))


def _dicts(first: Any, second: Any, path: str) -> str | None:
    keys = _sequences(list(first), list(second), f"{path}.keys()")
    return keys or _first(*(difference(first[key], second[key], f"{path}[{key!r}]") for key in first))


def _sets(first: Any, second: Any, path: str) -> str | None:
    return None if first == second else f"{path}: {first!r} != {second!r}"


def _arrays(first: Any, second: Any, path: str) -> str | None:
    if first.dtype != second.dtype or first.dtype.str != second.dtype.str or first.shape != second.shape:
        return f"{path}: {first.dtype} {first.shape} is not {second.dtype} {second.shape}"
    for flag in ("c_contiguous", "f_contiguous", "writeable"):
        if getattr(first.flags, flag) != getattr(second.flags, flag):
            return f"{path}.flags.{flag}: {getattr(first.flags, flag)}"
    signs = [np.sign(item.strides).tolist() for item in (first, second) if 1 not in item.shape]
    if first.size and signs[1:] and signs[0] != signs[1]:
        return f"{path}.strides: {first.strides} against {second.strides}"
    if first.dtype.hasobject:
        return _sequences(first.ravel().tolist(), second.ravel().tolist(), path)
    return None if first.tobytes() == second.tobytes() else f"{path}: {first!r} != {second!r}"


def _dtypes(first: Any, second: Any, path: str) -> str | None:
    if first != second or repr(first) != repr(second):
        return f"{path}: {first!r} is not {second!r}"
    if isinstance(first, pd.CategoricalDtype):
        return _first(
            difference(first.ordered, second.ordered, f"{path}.ordered"),
            difference(first.categories, second.categories, f"{path}.categories"),
        )
    if isinstance(first, pd.StringDtype):
        return difference(
            (first.storage, type(first.na_value)), (second.storage, type(second.na_value)), path
        )
    zones = [getattr(item, "tz", None) for item in (first, second)]
    return None if type(zones[0]) is type(zones[1]) else f"{path}.tz: {zones!r}"


def _extension(first: Any, second: Any, path: str) -> str | None:
    found = difference(first.dtype, second.dtype, f"{path}.dtype")
    if found is not None:
        return found
    if isinstance(first, pd.Categorical):
        return _arrays(np.array(first.codes), np.array(second.codes), path)
    if hasattr(first, "_pa_array"):
        if first._pa_array.type != second._pa_array.type:
            return f"{path}: {first._pa_array.type} is not {second._pa_array.type}"
        return difference(first._pa_array.to_pylist(), second._pa_array.to_pylist(), path)
    if hasattr(first, "_mask"):
        kept = ~first._mask
        return _first(
            _arrays(np.array(first._mask), np.array(second._mask), f"{path}._mask"),
            _arrays(first._data[kept], second._data[kept], f"{path}._data"),
        )
    if hasattr(first, "asi8"):
        return _arrays(np.array(first.asi8), np.array(second.asi8), path)
    if isinstance(first, pd.arrays.SparseArray):
        return _first(
            difference(np.array(first.sp_values), np.array(second.sp_values), f"{path}.sp_values"),
            None if first.sp_index.equals(second.sp_index) else f"{path}.sp_index",
        )
    return _sequences(list(first), list(second), path)


def _indexes(first: Any, second: Any, path: str) -> str | None:
    found = _first(
        difference(list(first.names), list(second.names), f"{path}.names"),
        difference(getattr(first, "freq", None), getattr(second, "freq", None), f"{path}.freq"),
    )
    if found is not None:
        return found
    if isinstance(first, pd.RangeIndex):
        return difference(
            (first.start, first.stop, first.step), (second.start, second.stop, second.step), path
        )
    if isinstance(first, pd.MultiIndex):
        return _first(
            _sequences(list(first.levels), list(second.levels), f"{path}.levels"),
            _sequences([list(x) for x in first.codes], [list(x) for x in second.codes], f"{path}.codes"),
        )
    if isinstance(first, pd.IntervalIndex):
        return _sequences(list(first), list(second), path)
    return difference(_values(first), _values(second), path)


def _values(holder: Any) -> Any:
    array = holder.array
    return np.array(array.to_numpy()) if isinstance(array, pd.arrays.NumpyExtensionArray) else array


def _around(first: Any, second: Any, path: str) -> str | None:
    return _first(
        difference(first.index, second.index, f"{path}.index"),
        difference(first.attrs, second.attrs, f"{path}.attrs"),
        difference(
            first.flags.allows_duplicate_labels, second.flags.allows_duplicate_labels, f"{path}.flags"
        ),
        difference(_extra(first), _extra(second), f"{path}.__dict__"),
    )


def _extra(item: Any) -> dict[str, Any]:
    return {key: value for key, value in vars(item).items() if not key.startswith("_")}


def _frames(first: Any, second: Any, path: str) -> str | None:
    found = _around(first, second, path) or difference(first.columns, second.columns, f"{path}.columns")
    if found is not None:
        return found
    places = [[block.mgr_locs.as_array.tolist() for block in item._mgr.blocks] for item in (first, second)]
    layouts = [[_layout(block.values) for block in item._mgr.blocks] for item in (first, second)]
    return _first(
        difference(places[0], places[1], f"{path} (blocks)"),
        difference(layouts[0], layouts[1], f"{path} (layout)"),
        *(
            difference(_values(first.iloc[:, at]), _values(second.iloc[:, at]), f"{path}.iloc[:, {at}]")
            for at in range(first.shape[1])
        ),
    )


def _layout(values: Any) -> tuple[bool, bool] | None:
    memory = getattr(values, "_ndarray", values)
    flags = getattr(memory, "flags", None)
    return None if flags is None else (flags.c_contiguous, flags.f_contiguous)


def _series(first: Any, second: Any, path: str) -> str | None:
    return (
        _around(first, second, path)
        or difference(first.name, second.name, f"{path}.name")
        or difference(_values(first), _values(second), path)
    )


def _functions(first: Any, second: Any, path: str) -> str | None:
    names = ("__name__", "__qualname__", "__doc__", "__defaults__", "__kwdefaults__", "__dict__", "__code__")
    return _first(*(difference(getattr(first, x), getattr(second, x), f"{path}.{x}") for x in names))


def _codes(first: Any, second: Any, path: str) -> str | None:
    return None if first == second else f"{path}: other code"


def _sparse(first: Any, second: Any, path: str) -> str | None:
    if first.format == "dok":
        return _dicts(dict(first.items()), dict(second.items()), path) or difference(
            first.dtype, second.dtype
        )
    return difference(vars(first), vars(second), path)


_COMPARE: list[tuple[Any, Any]] = [
    (scipy.sparse.sparray | scipy.sparse.spmatrix, _sparse),  # dok is a dict too
    (np.generic, lambda a, b, path: _arrays(np.asarray(a), np.asarray(b), path)),
    (float, _floats),
    (complex, lambda a, b, path: _floats(a.real, b.real, path) or _floats(a.imag, b.imag, path)),
    (dict, _dicts),
    (list | tuple, _sequences),
    (set | frozenset, _sets),
    (np.ndarray, _arrays),
    (pd.api.extensions.ExtensionDtype, _dtypes),
    (pd.api.extensions.ExtensionArray, _extension),
    (pd.Index, _indexes),
    (pd.DataFrame, _frames),
    (pd.Series, _series),
    (FunctionType, _functions),
    (CodeType, _codes),
]

assert difference(0.0, -0.0) is not None
assert difference(math.nan, math.nan) is None
