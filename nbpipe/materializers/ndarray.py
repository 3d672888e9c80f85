"""NumPy arrays and scalars in NumPy's own file format."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from nbpipe.materializers import Saved, hashing, layout, previews

_KINDS = "biufcmMSU"


class _NdArray:
    name = "ndarray"

    def accepts(self, value: Any) -> bool:
        kind = type(value)
        if f"{kind.__module__}".partition(".")[0] != "numpy" or "numpy" not in sys.modules:
            return False
        import numpy as np

        if kind is not np.ndarray and not isinstance(value, np.generic):
            return False
        dtype = value.dtype
        if dtype.kind not in _KINDS or dtype.metadata is not None:
            return False
        if kind is np.ndarray:
            return True
        # NumPy drops zeros at the end of text, and knows some types by two names.
        return dtype.kind not in "SU" and np.dtype(dtype.str).type is kind

    def save(self, value: Any, path: Path) -> Saved:
        import numpy as np

        core, spec = layout.pack(np.asarray(value))
        with path.open("xb") as file:
            np.lib.format.write_array(file, core, allow_pickle=False)
        meta: dict[str, Any] = {}
        if not isinstance(value, np.ndarray):
            meta["scalar"] = True
        elif not value.flags.writeable:
            meta["read_only"] = True
        if spec is not None:
            meta["layout"] = spec
        return Saved("application/x-npy", meta)

    def load(self, path: Path, meta: Mapping[str, Any]) -> Any:
        import numpy as np

        with path.open("rb") as file:
            core = np.lib.format.read_array(file, allow_pickle=False)
        if meta.get("scalar"):
            return core[()]
        array = layout.unpack(core, meta.get("layout"))
        if meta.get("read_only"):
            array.flags.writeable = False
        return array

    def preview(self, value: Any) -> Mapping[str, Any]:
        return previews.guarded(_preview, value)

    def fingerprint(self, value: Any) -> str:
        import numpy as np

        return hashing.ndarray(value if isinstance(value, np.ndarray) else np.asarray(value))


def _preview(value: Any) -> dict[str, Any]:
    import numpy as np

    array = np.asarray(value)
    head = array[tuple(slice(0, previews.ROWS) for _ in array.shape[-2:])] if array.ndim <= 2 else array
    while head.ndim > 2:
        head = head[0] if len(head) else head.reshape((0, 0))
    head = head[: previews.ROWS] if head.ndim else head
    head = head[:, : previews.COLUMNS] if head.ndim == 2 else head
    return {
        "kind": "array",
        "type": previews.type_name(type(value)),
        "dtype": str(array.dtype),
        "shape": list(array.shape),
        "values": _cells(head),
    }


def _cells(head: Any) -> Any:
    return [_cells(part) for part in head] if getattr(head, "ndim", 0) else previews.cell(head[()])


materializer = _NdArray()
