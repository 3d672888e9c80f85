"""Arrow files whose arrays keep the very bytes of NumPy's, opened so that they can be written to in memory."""

from __future__ import annotations

import mmap
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nbpipe.materializers.hashed_file import HashedFile

_SMALL = 1 << 16
_LITTLE = 1 << 18  # bytes that are written at once


@dataclass(frozen=True)
class Opened:
    """An Arrow file in memory, copied page by page only where somebody writes to it; the file stays as it is."""

    arrays: list[Any]
    backing: Any
    address: int

    def numpy(self, buffer: Any, dtype: Any, count: int, offset: int = 0) -> Any:
        """A writable array on `count` items of the file, the first of them `offset` items after `buffer`'s start."""
        import numpy as np

        dtype = np.dtype(dtype)
        if count == 0:
            return np.empty(0, dtype)
        start = buffer.address - self.address + offset * dtype.itemsize
        return np.frombuffer(self.backing, dtype, count, start)


@dataclass
class Columns:
    """Arrow arrays that are gathered for one file; a spec names an array by its position."""

    arrays: list[Any] = field(default_factory=list)
    names: list[str] = field(default_factory=list)

    def add(self, array: Any, name: str) -> int:
        self.arrays.append(array)
        self.names.append(name)
        return len(self.arrays) - 1


def write(columns: Columns, path: Path) -> str:
    """Write an Arrow IPC file with one uncompressed record batch; its digest."""
    import pyarrow as pa

    batch = pa.RecordBatch.from_arrays(columns.arrays, names=columns.names)
    with HashedFile(path) as file:
        if batch.nbytes < _LITTLE:  # Arrow writes in many small pieces
            memory = pa.BufferOutputStream()
            _write_batch(batch, memory)
            file.write(memory.getvalue())
        else:
            _write_batch(batch, pa.PythonFile(file, mode="w"))
    return file.digest


def _write_batch(batch: Any, sink: Any) -> None:
    import pyarrow as pa

    with pa.ipc.new_file(sink, batch.schema) as writer:
        writer.write_batch(batch)


def read(path: Path) -> Opened:
    """Open what `write` wrote."""
    import numpy as np
    import pyarrow as pa

    with path.open("rb") as file:
        small = path.stat().st_size < _SMALL
        backing: Any = (
            bytearray(file.read()) if small else mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_COPY)
        )
    address = np.frombuffer(backing, np.uint8).__array_interface__["data"][0]
    batch = pa.ipc.open_file(pa.py_buffer(backing)).get_batch(0)
    return Opened([batch.column(position) for position in range(batch.num_columns)], backing, address)


def plain(values: Any, type_: Any, missing: Any = None) -> Any:
    """An Arrow array on the very bytes of a NumPy array; `missing` says which items are null."""
    import numpy as np
    import pyarrow as pa

    bitmap, nulls = None, 0
    if missing is not None and missing.any():
        bitmap = pa.py_buffer(np.packbits(~missing, bitorder="little"))
        nulls = int(missing.sum())
    data = np.ascontiguousarray(values).view(np.uint8) if len(values) else np.empty(0, np.uint8)
    return pa.Array.from_buffers(type_, len(values), [bitmap, pa.py_buffer(data)], nulls)


def raw(spec: Mapping[str, Any], opened: Opened, dtype: Any) -> Any:
    """The bytes of an array that `plain` made, as a NumPy array, whatever is null."""
    array = opened.arrays[spec["at"]]
    return opened.numpy(array.buffers()[1], dtype, len(array), array.offset)


def bits(array: Any) -> Any:
    """Arrow booleans as a new NumPy array."""
    import numpy as np

    if len(array) == 0:
        return np.empty(0, np.bool_)
    packed = np.frombuffer(array.buffers()[1], np.uint8)
    return np.unpackbits(packed, count=array.offset + len(array), bitorder="little")[array.offset :].view(
        np.bool_
    )


def missing_items(array: Any) -> Any:
    """Which items are null, as a new NumPy array."""
    import numpy as np

    bitmap = array.buffers()[0]
    if bitmap is None or array.null_count == 0:
        return np.zeros(len(array), np.bool_)
    packed = np.frombuffer(bitmap, np.uint8)
    return np.unpackbits(packed, count=array.offset + len(array), bitorder="little")[array.offset :] == 0
