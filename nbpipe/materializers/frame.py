"""pandas frames as Arrow files, which open anywhere and execute nothing."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

from nbpipe.materializers import Saved, arrow_file, columns, hashing, indexes, json_value, pickling, previews

MEDIA_TYPE = "application/vnd.apache.arrow.file"
_Encoded = tuple[arrow_file.Columns, dict[str, Any]]


class _Frame:
    name = "frame"

    def __init__(self) -> None:
        self._accepted: tuple[Any, _Encoded | None] = None, None  # for `save`, which comes next

    def accepts(self, value: Any) -> bool:
        if not is_pandas(value, "DataFrame"):
            return False
        encoded = _encode(value)
        self._accepted = value, encoded
        return encoded is not None

    def save(self, value: Any, path: Path) -> Saved:
        accepted, encoded = self._accepted
        self._accepted = None, None
        if accepted is not value:
            encoded = _encode(value)
        if encoded is None:
            raise TypeError("the frame holds something that Arrow cannot give back exactly")
        table, meta = encoded
        digest = arrow_file.write(table, path)
        return Saved(MEDIA_TYPE, meta, digest)

    def load(self, path: Path, meta: Mapping[str, Any]) -> Any:
        opened = arrow_file.read(path)
        index = indexes.decode(meta["index"], opened)
        labels = _labels(json_value.dumps(meta["columns"])).view()
        blocks = [(_block(block, opened), block["places"]) for block in meta["blocks"]]
        frame = _assemble(blocks, index, labels)
        return with_extras(frame, meta)

    def preview(self, value: Any) -> Mapping[str, Any]:
        return previews.guarded(table_preview, value)

    def fingerprint(self, value: Any) -> str:
        parts = [hashing.index(value.index), hashing.index(value.columns), *hashing.extras(value)]
        for position in range(value.shape[1]):
            parts.append(hashing.array(value.iloc[:, position].array))
        return hashing.combine(f"frame {type(value)}", parts)


def is_pandas(value: Any, name: str) -> bool:
    """Whether the value is exactly a pandas object of that name, with Arrow at hand; imports nothing.

    >>> is_pandas(1, "DataFrame")
    False
    """
    kind = type(value)
    if (
        kind.__name__ != name
        or f"{kind.__module__}".partition(".")[0] != "pandas"
        or "pyarrow" not in sys.modules
    ):
        return False
    return kind is getattr(sys.modules["pandas"], name)


def extras(value: Any) -> dict[str, Any] | None:
    """`meta` for what a frame or series carries beside its data; None if JSON cannot hold it."""
    if pickling.extra_attributes(value) or not json_value.is_exact(dict(value.attrs)):
        return None
    return {
        **({"attrs": json_value.dumps(value.attrs)} if value.attrs else {}),
        **({} if value.flags.allows_duplicate_labels else {"unique": True}),
    }


def with_extras(value: Any, meta: Mapping[str, Any]) -> Any:
    """Put back what `extras` described."""
    if "attrs" in meta:
        value.attrs = json_value.loads(meta["attrs"])
    if meta.get("unique"):
        value.flags.allows_duplicate_labels = False
    return value


# ---- saving ---------------------------------------------------------------------------------------------------------


def _encode(value: Any) -> _Encoded | None:
    beside = extras(value)
    labels = _describe_labels(value.columns)
    if beside is None or labels is None:
        return None
    table = arrow_file.Columns()
    names = [str(label).encode("utf-8", "replace").decode() for label in value.columns]
    blocks = []
    for block in value._mgr.blocks:
        places = block.mgr_locs.as_array.tolist()
        rows = _rows(block.values)
        if rows is None:
            return None
        specs = [columns.encode(row, table, names[at]) for row, at in zip(rows, places, strict=True)]
        if None in specs:
            return None
        blocks.append({"places": places, "wide": block.values.ndim == 2, "arrays": specs})
    index = indexes.encode(value.index, table, "__index__")
    if index is None:
        return None
    return table, {"index": index, "columns": labels, "blocks": blocks, **beside}


def _rows(values: Any) -> list[Any] | None:
    """The columns of a block, unless their layout in memory is one that `load` would not give back.

    Sums over a block that is not contiguous run in another order and end in other last bits.
    """
    memory = getattr(values, "_ndarray", values)
    flags = getattr(memory, "flags", None)
    if values.ndim == 1:
        return [values] if flags is None or flags.c_contiguous else None
    if flags is None or not flags.c_contiguous:
        return None
    return [values[position] for position in range(len(values))]


def _describe_labels(labels: Any) -> dict[str, Any] | None:
    import pandas as pd

    name = labels.name
    if not json_value.is_exact(name) or isinstance(name, list | dict):
        return None
    spec: dict[str, Any] = {"name": json_value.dumps(name)}
    if type(labels) is pd.RangeIndex:
        return {**spec, "range": [labels.start, labels.stop, labels.step]}
    if type(labels) is not pd.Index:
        return None
    items = labels.tolist()
    if not json_value.is_exact(items) or not all(type(item) is str for item in items):
        if labels.dtype != "int64" or not json_value.is_exact(items):
            return None
        return {**spec, "labels": json_value.dumps(items), "dtype": "int64"}
    if labels.dtype == object:
        return {**spec, "labels": json_value.dumps(items), "dtype": "object"}
    if isinstance(labels.dtype, pd.StringDtype):
        missing = "NA" if labels.dtype.na_value is pd.NA else "nan"
        spec = {**spec, "dtype": "string", "storage": labels.dtype.storage, "missing": missing}
        return {**spec, "labels": json_value.dumps(items)}
    return None


# ---- loading --------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=16)
def _labels(text: str) -> Any:
    """Column labels; to make them takes as long as all else of a small frame, and many have the same."""
    import numpy as np
    import pandas as pd

    spec = json_value.loads(text)
    name = json_value.loads(spec["name"])
    if "range" in spec:
        return pd.RangeIndex(*spec["range"]).rename(name)
    dtype: Any = spec["dtype"]
    if dtype == "string":
        storage = spec["storage"]
        dtype = (
            pd.StringDtype(storage) if spec["missing"] == "NA" else pd.StringDtype(storage, na_value=np.nan)
        )
    return pd.Index(json_value.loads(spec["labels"]), dtype=dtype, name=name)


def _block(block: Mapping[str, Any], opened: arrow_file.Opened) -> Any:
    """One block's values: (columns, rows) where pandas keeps them together, else one array."""
    import numpy as np

    arrays = [columns.decode(spec, opened) for spec in block["arrays"]]
    if not block["wide"]:
        return arrays[0]
    if isinstance(arrays[0], np.ndarray):
        return _stack(arrays)
    if len(arrays) == 1:
        return arrays[0]
    raw = _stack([array._ndarray for array in arrays])
    return type(arrays[0])._simple_new(raw, dtype=arrays[0].dtype)


def _stack(arrays: list[Any]) -> Any:
    """Arrays as the rows of one: as they lie in the file if they lie side by side, else a copy."""
    import numpy as np
    from numpy.lib.stride_tricks import as_strided

    first, width = arrays[0], arrays[0].nbytes
    start = first.__array_interface__["data"][0]
    side_by_side = width > 0 and first.dtype != object and first.dtype != bool
    if side_by_side and all(
        array.__array_interface__["data"][0] == start + position * width
        for position, array in enumerate(arrays)
    ):
        return as_strided(first, (len(arrays), len(first)), (width, first.itemsize))
    return np.stack(arrays)


def _assemble(blocks: list[tuple[Any, list[int]]], index: Any, labels: Any) -> Any:
    import numpy as np
    import pandas as pd

    placed = [(values, np.asarray(places, np.intp)) for values, places in blocks]
    try:
        from pandas.api.internals import create_dataframe_from_blocks
    except ImportError:  # pandas < 3
        from pandas.core.internals import BlockManager
        from pandas.core.internals.api import _make_block

        manager = BlockManager(tuple(_make_block(*block) for block in placed), [labels, index])
        return pd.DataFrame._from_mgr(manager, manager.axes)  # type: ignore[attr-defined]
    return create_dataframe_from_blocks(placed, index=index, columns=labels)


# ---- preview --------------------------------------------------------------------------------------------------------


def table_preview(value: Any) -> dict[str, Any]:
    """The first rows and columns of a frame as JSON."""
    head = value if len(value) <= previews.ROWS else value.iloc[: previews.ROWS]
    shown = list(islice(head.items(), previews.COLUMNS))
    cells = [[previews.cell(item) for item in column] for _, column in shown]
    return {
        "kind": "table",
        "columns": [
            {"name": previews.cut(str(label)), "dtype": str(column.dtype)} for label, column in shown
        ],
        "index": [previews.cell(label) for label in head.index],
        "rows": [list(row) for row in zip(*cells, strict=True)],
        "shape": list(value.shape),
    }


materializer = _Frame()
