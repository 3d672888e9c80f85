"""SciPy's sparse matrices and arrays of every format as pickles, which keep their flags and the order of entries."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from nbpipe.materializers import Saved, hashing, pickle_value, pickling, previews

_CACHES = ("_has_sorted_indices", "_has_canonical_format", "has_sorted_indices", "has_canonical_format")


class _Sparse:
    name = "sparse"

    def accepts(self, value: Any) -> bool:
        return any(
            base.__module__ == "scipy.sparse._base" and base.__name__ == "_spbase"
            for base in type(value).__mro__
        )

    def save(self, value: Any, path: Path) -> Saved:
        return pickle_value.save(value, path)

    def load(self, path: Path, meta: Mapping[str, Any]) -> Any:
        return pickle_value.load(path)

    def preview(self, value: Any) -> Mapping[str, Any]:
        return previews.guarded(_preview, value)

    def fingerprint(self, value: Any) -> str:
        # Asking a matrix whether it is sorted makes it remember the answer: no change of content.
        own = {name: item for name, item in vars(value).items() if name not in _CACHES}
        items = dict(value.items()) if value.format == "dok" else None
        parts = [
            previews.type_name(type(value)),
            str(value.shape),
            pickling.digest(own),
            pickling.digest(items),
        ]
        return hashing.combine("sparse", parts)


def _preview(value: Any) -> dict[str, Any]:
    corner = value if value.ndim != 2 else value.tocsr()[: previews.ROWS, : previews.COLUMNS]
    rows = corner.toarray().tolist() if corner.ndim == 2 else corner.toarray()[: previews.ROWS].tolist()
    return {
        "kind": "array",
        "type": previews.type_name(type(value)),
        "dtype": str(value.dtype),
        "shape": list(value.shape),
        "stored": int(value.nnz),
        "values": [[previews.cell(item) for item in row] for row in rows]
        if value.ndim == 2
        else [previews.cell(item) for item in rows],
    }


materializer = _Sparse()
