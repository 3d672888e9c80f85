"""pandas series as Arrow files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from nbpipe.materializers import Saved, arrow_file, columns, frame, hashing, indexes, json_value, previews


class _Series:
    name = "series"

    def accepts(self, value: Any) -> bool:
        return frame.is_pandas(value, "Series") and _encode(value) is not None

    def save(self, value: Any, path: Path) -> Saved:
        encoded = _encode(value)
        if encoded is None:
            raise TypeError("the series holds something that Arrow cannot give back exactly")
        table, meta = encoded
        digest = arrow_file.write(table, path)
        return Saved(frame.MEDIA_TYPE, meta, digest)

    def load(self, path: Path, meta: Mapping[str, Any]) -> Any:
        import pandas as pd

        opened = arrow_file.read(path)
        values = columns.decode(meta["values"], opened)
        index = indexes.decode(meta["index"], opened)
        name = json_value.loads(meta["name"])
        series = pd.Series(values, index=index, name=name, copy=False, dtype=values.dtype)
        return frame.with_extras(series, meta)

    def preview(self, value: Any) -> Mapping[str, Any]:
        return previews.guarded(_preview, value)

    def fingerprint(self, value: Any) -> str:
        parts = [hashing.index(value.index), hashing.array(value.array), *hashing.extras(value)]
        return hashing.combine(f"series {type(value)}", [*parts, hashing.label(value.name)])


def _encode(value: Any) -> tuple[arrow_file.Columns, dict[str, Any]] | None:
    import pandas as pd

    beside = frame.extras(value)
    if beside is None or not json_value.is_exact(value.name) or isinstance(value.name, list | dict):
        return None
    table = arrow_file.Columns()
    values = value.array
    if type(values) is pd.arrays.NumpyExtensionArray:
        values = value._values
    memory = getattr(values, "_ndarray", values)
    if hasattr(memory, "flags") and not memory.flags.c_contiguous:
        return None
    name = "values" if value.name is None else str(value.name).encode("utf-8", "replace").decode()
    spec = columns.encode(values, table, name)
    index = indexes.encode(value.index, table, "__index__")
    if spec is None or index is None:
        return None
    return table, {"values": spec, "index": index, "name": json_value.dumps(value.name), **beside}


def _preview(value: Any) -> dict[str, Any]:
    preview = frame.table_preview(value.iloc[: previews.ROWS].to_frame("values"))
    name = "" if value.name is None else previews.cut(str(value.name))
    return {
        **preview,
        "columns": [{**preview["columns"][0], "name": name}],
        "shape": [len(value)],
    }


materializer = _Series()
