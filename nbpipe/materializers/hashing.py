"""Hashes of the content of arrays, indexes and frames, as they are seen from outside.

Frames rearrange themselves when they are used; so columns are hashed, not blocks. xxh3 runs at memory speed; these
hashes tell accidents apart, not attacks, and live as long as one process.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import xxhash

from nbpipe.materializers import layout, pickling


def combine(kind: str, parts: Iterable[str]) -> str:
    """One hash of many, tagged with its kind; `UNKNOWN` if one of them is.

    >>> combine("a", ["b"]) == combine("a", ["b"]), combine("a", ["b", "c"]) == combine("a", ["bc"])
    (True, False)
    """
    whole = xxhash.xxh3_128(kind.encode())
    for part in parts:
        if part == pickling.UNKNOWN:
            return part
        whole.update(f"{len(part)}:{part}".encode("utf-8", "surrogatepass"))
    return str(whole.hexdigest())


def label(value: Any) -> str:
    """Hash of a name or of another small value."""
    return pickling.digest(value)


def ndarray(values: Any) -> str:
    """Hash of a NumPy array: dtype, shape, layout, whether it can be written to, and every byte."""
    about = (
        f"{values.dtype.str}{values.dtype.fields}{values.shape}{values.strides}"
        f"{values.flags.writeable}{type(values)}"
    )
    if values.dtype.hasobject:
        return combine("objects", [about, pickling.digest(values.tolist())])
    return combine("ndarray", [about, _bytes(values)])


def _bytes(values: Any) -> str:
    import numpy as np

    if values.size == 0 or values.dtype.itemsize == 0:
        return ""
    if values.flags.f_contiguous and not values.flags.c_contiguous:
        values = values.T
    elif not values.flags.c_contiguous:
        values = layout.pack(values)[0]
    plain = np.asarray(values)
    return str(xxhash.xxh3_128_hexdigest(plain.reshape(-1).view(np.uint8).data))


def extras(value: Any) -> list[str]:
    """Hashes of what a frame or series carries beside its data."""
    return [
        pickling.digest(value.attrs),
        pickling.digest(pickling.extra_attributes(value)),
        str(value.flags.allows_duplicate_labels),
    ]


def index(value: Any) -> str:
    """Hash of a pandas index: type, names, frequency and labels."""
    import pandas as pd

    about = [f"{type(value)}{getattr(value, 'freq', None)!r}", label(list(value.names))]
    if isinstance(value, pd.RangeIndex):
        return combine("range", [*about, f"{value.start} {value.stop} {value.step}"])
    if isinstance(value, pd.MultiIndex):
        codes = [ndarray(codes) for codes in value.codes]
        return combine("multi", [*about, *codes, *(index(level) for level in value.levels)])
    return combine("index", [*about, array(value.array)])


def array(values: Any) -> str:
    """Hash of a one-dimensional pandas array: dtype and items."""
    import numpy as np
    import pandas as pd

    about = f"{type(values)}{values.dtype!r}"
    if isinstance(values, pd.arrays.NumpyExtensionArray):
        values = values.to_numpy()
    if isinstance(values, np.ndarray):
        if values.dtype.hasobject:
            return combine("objects", [about, pickling.digest(values.tolist())])
        return combine("values", [about, str(values.shape), _bytes(values)])
    if isinstance(values, pd.Categorical):
        ordered = str(values.ordered)
        return combine("categorical", [about, ordered, array_of(values.codes), index(values.categories)])
    if hasattr(values, "_pa_array"):
        return combine("arrow", [about, *_chunks(values._pa_array)])
    if hasattr(values, "_mask") and hasattr(values, "_data"):
        return combine("masked", [about, array_of(values._data), array_of(values._mask)])
    memory = getattr(values, "_ndarray", None)
    if memory is not None and not memory.dtype.hasobject:
        return combine("memory", [about, array_of(memory)])
    if isinstance(values, pd.arrays.IntervalArray):
        return combine("interval", [about, index(values.left), index(values.right)])
    return combine("other", [about, pickling.digest(np.asarray(values, object).tolist())])


def array_of(values: Any) -> str:
    """Hash of the items of a NumPy array, however it lies in memory."""
    return combine("items", [values.dtype.str, str(values.shape), _bytes(values)])


def _chunks(chunked: Any) -> Iterable[str]:
    """Buffers of Arrow data, which nobody can change in place: equal buffers are unchanged content."""
    for chunk in chunked.chunks:
        waiting = [chunk]
        while waiting:
            part = waiting.pop()
            yield f"{part.type}{len(part)}{part.offset}"
            for buffer in part.buffers():
                yield "" if buffer is None else str(xxhash.xxh3_128_hexdigest(memoryview(buffer)))
            if hasattr(part, "dictionary"):
                waiting.append(part.dictionary)
