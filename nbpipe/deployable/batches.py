"""Rows a batch at a time: of a frame, an array, or a CSV or Parquet file that is never read whole."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbpipe.deployable.signature import Schema, is_frame
from nbpipe.errors import NbpipeError

_CSV = (".csv", ".csv.gz", ".csv.bz2", ".csv.xz", ".csv.zip", ".tsv", ".tsv.gz")
_PARQUET = (".parquet", ".pq")


@dataclass(frozen=True)
class Rows:
    """How many rows there are (None: a CSV file, which would have to be read for that), and their batches."""

    total: int | None
    batches: Iterator[Any]


@contextmanager
def opened(data: Any, size: int, schema: Schema, name: str) -> Iterator[Rows]:
    """The rows of `data`, which the user calls `name`, in batches of at most `size` rows; of none one batch without rows.

    Columns that the schema knows as texts are read from a CSV file as texts, and its dates as dates. Raises
    `NbpipeError` where `data` holds no rows, or the file cannot be read.

    >>> import numpy as np
    >>> with opened(np.arange(5), 2, Schema(), "x") as rows:
    ...     [batch.tolist() for batch in rows.batches]
    [[0, 1], [2, 3], [4]]
    """
    if isinstance(data, str | os.PathLike):
        with _file(Path(data), size, schema, name) as rows:
            yield rows
        return
    length = _length(data)
    if length is None:
        raise NbpipeError(
            f"{name} is a {type(data).__module__}.{type(data).__qualname__}, which has no rows".replace(
                "builtins.", ""
            ),
            "give a pandas frame, an array, or the path of a CSV or Parquet file",
        )
    cut = data.iloc if hasattr(data, "iloc") else data
    yield Rows(length, (cut[start : start + size] for start in range(0, max(length, 1), size)))


def _length(data: Any) -> int | None:
    """How many rows the data has; None where it has none to cut into batches."""
    if is_frame(data) or isinstance(data, list | tuple):
        return len(data)
    if isinstance(data, dict | set | bytes) or hasattr(data, "to_pandas"):
        return None
    shape = getattr(data, "shape", None)
    return int(shape[0]) if shape and hasattr(type(data), "__getitem__") else None


@contextmanager
def _file(path: Path, size: int, schema: Schema, name: str) -> Iterator[Rows]:
    text = path.name.lower()
    if not text.endswith((*_CSV, *_PARQUET)):
        hint = f"write the rows into one, or read them in the body: {name} = pd.read_…({str(path)!r})"
        raise NbpipeError(f"{name} is {str(path)!r}, which is no CSV or Parquet file by its name", hint)
    if not path.is_file():
        what = "a folder" if path.is_dir() else "not there"
        raise NbpipeError(f"the file {path}, which {name} names, is {what}", "name a file that is there")
    # Opened by Python, so that it is seen which file the step reads.
    with path.open("rb") as file:
        try:
            yield _parquet(file, size) if text.endswith(_PARQUET) else _csv(path, file, size, schema)
        except NbpipeError:
            raise
        except (ValueError, OSError, EOFError) as error:
            if not type(error).__module__.startswith(("pandas", "pyarrow", "builtins", "gzip", "zipfile")):
                raise
            said = " ".join(str(error).split())[:200]
            raise NbpipeError(
                f"the file {path}, which {name} names, cannot be read: {said}", "see what is in it"
            ) from error


def _parquet(file: Any, size: int) -> Rows:
    import pyarrow.parquet

    source = pyarrow.parquet.ParquetFile(file)

    def batches() -> Iterator[Any]:
        import pandas as pd

        start = 0
        for batch in source.iter_batches(batch_size=size):
            frame = batch.to_pandas()
            if isinstance(frame.index, pd.RangeIndex):
                frame.index = pd.RangeIndex(start, start + len(frame))
            start += len(frame)
            yield frame

    return Rows(source.metadata.num_rows, batches())


def _csv(path: Path, file: Any, size: int, schema: Schema) -> Rows:
    import pandas as pd

    separator = "\t" if ".tsv" in path.name.lower() else ","
    compression: Any = {".gz": "gzip", ".bz2": "bz2", ".xz": "xz", ".zip": "zip"}.get(path.suffix.lower())
    header = pd.read_csv(file, sep=separator, compression=compression, nrows=0)
    file.seek(0)
    there = [column for column in schema.columns if column.name in header.columns]
    texts: dict[Any, Any] = {column.name: str for column in there if _is_read_as_text(column)}
    dates = [column.name for column in there if (column.dtype or "").startswith("datetime64")]
    reader = pd.read_csv(
        file,
        sep=separator,
        compression=compression,
        chunksize=size,
        dtype=texts or None,
        parse_dates=dates or False,
    )
    return Rows(None, iter(reader))


def _is_read_as_text(column: Any) -> bool:
    if column.categories is not None:
        return all(isinstance(item, str) for item in column.categories)
    return column.dtype in ("object", "str") or (column.dtype or "").startswith("string")
