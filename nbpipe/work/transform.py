"""Transform: asks a model for predictions, batch by batch, and puts them into a frame or a file."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from nbpipe import tracking
from nbpipe.deployable import batches, is_deployable, predicting
from nbpipe.deployable.signature import Schema, SchemaError, is_frame, of_model
from nbpipe.errors import NbpipeError
from nbpipe.work import Given

_SAY_EVERY = 2.0  # seconds
_POINTS = 100


def run(given: Given) -> Mapping[str, Any]:
    """The predictions of the step's model for its rows; see `nbpipe.steps.transform` for the arguments."""
    asked = given.arguments
    version = asked.get("version")
    model = given.loaded["model"] if version else given.value(asked["model"])
    name = version or asked["model"]
    predicting.require(model, asked["method"], name)
    if version:
        print(f"{name} ({asked['artifact']})")
        tracking.log_metric("model_version", int(version.rpartition(":")[2]))
    estimator = model.estimator if is_deployable(model) else model
    schema = model.signature.inputs if is_deployable(model) else of_model(model)
    predicted = _Predicted(name, estimator, schema, asked["method"], bool(asked["join"]), asked["extra"])
    attributes = {"model": name, "artifact": asked["artifact"]} if version else {}
    with (
        batches.opened(given.value(asked["data"]), asked["batch_size"], schema, asked["data"]) as rows,
        _target(asked["to"], attributes) as target,
    ):
        progress = _Progress(rows.total)
        batch = None
        for batch in rows.batches:
            target.add(predicted.of(batch, progress.rows))
            length = len(batch) if hasattr(batch, "__len__") else batch.shape[0]
            if length:
                progress.add(length)
        if batch is None:
            target.add(predicted.of_nothing())
        progress.end()
    return {asked["out"]: target.value()}


class _Predicted:
    """The predictions of batches as frames, all with the same columns."""

    def __init__(
        self, name: str, estimator: Any, schema: Schema, method: str, join: bool, extra: Any
    ) -> None:
        self.name, self.estimator, self.schema = name, estimator, schema
        self.method, self.join, self.extra = method, join, extra
        self.classes = predicting.classes(estimator)

    def of(self, batch: Any, start: int) -> Any:
        """The frame for one batch, whose first row has the number `start`."""

        length = batch.shape[0] if hasattr(batch, "shape") else len(batch)
        where = f"rows {start + 1} to {start + length}"
        if not length:
            return self.of_nothing(batch)
        try:
            fitted = self.schema.fit(batch, self.extra)
        except SchemaError as error:
            raise SchemaError(f"{where}: {error.args[0]}", error.problems[0].hint) from None
        try:
            values = predicting.ask(self.estimator, self.method, fitted)
        except Exception as error:  # the model's own: it may raise what it likes
            said = " ".join(str(error).split())[:400]
            raise NbpipeError(
                f"{self.name} cannot predict {where}: {type(error).__name__}: {said}",
                "prepare the rows as those that the model was fitted on",
            ) from error
        made = self._frame(values, length, where)
        made.index = batch.index if hasattr(batch, "index") and hasattr(batch, "iloc") else made.index + start
        return self._joined(batch, made) if self.join else made

    def _joined(self, batch: Any, made: Any) -> Any:
        import pandas as pd

        rows = batch if is_frame(batch) else self._named(batch, made.index)
        both = [name for name in rows.columns if name in set(made.columns)]
        if both:
            raise NbpipeError(
                f"the rows have a column {both[0]!r} already, which --join would add", "rename it before"
            )
        return pd.concat([rows, made], axis=1)

    def of_nothing(self, batch: Any = None) -> Any:
        """The frame where there are no rows: the model is not asked. With `--join` it has the columns of `batch`."""
        import pandas as pd

        names = ["prediction"]
        if self.method == "predict_proba":
            names = [f"probability_{label}" for label in self.classes or ()]
        made = pd.DataFrame({name: pd.Series(dtype=float) for name in names})
        if not self.join or batch is None:
            return made
        made.index = batch.index if is_frame(batch) else made.index
        return self._joined(batch, made)

    def _frame(self, values: Any, length: int, where: str) -> Any:
        import numpy as np
        import pandas as pd

        if isinstance(values, list) and values and getattr(values[0], "ndim", 0) == 2:
            raise NbpipeError(
                f"{self.name} has several outputs, each with probabilities of its own",
                "write --method predict",
            )
        if hasattr(values, "toarray"):
            values = values.toarray()
        # A column keeps its own dtype, texts and categories included.
        columns: Any = values if is_frame(values) or hasattr(values, "iloc") else np.asarray(values)
        if columns.shape[:1] != (length,):
            raise NbpipeError(
                f"{self.name} gave {columns.shape[0] if columns.ndim else 'no'} predictions for {where}",
                "a model gives one for each row",
            )
        if columns.ndim == 1 or columns.shape[1:] == (1,):
            flat = columns if columns.ndim == 1 else columns.reshape(-1) if not is_frame(columns) else None
            flat = columns.iloc[:, 0] if flat is None else flat
            return pd.DataFrame({"prediction": getattr(flat, "array", flat)})
        if columns.ndim > 2:
            raise NbpipeError(
                f"{self.name} gave predictions of the shape {columns.shape}", "a table needs two"
            )
        word = "probability" if self.method == "predict_proba" else "prediction"
        labels: Any = range(columns.shape[1])
        if self.classes is not None and len(self.classes) == columns.shape[1]:
            labels = self.classes
        elif is_frame(columns):
            labels = list(columns)
        table = columns.to_numpy() if is_frame(columns) else columns
        return pd.DataFrame(table, columns=[f"{word}_{label}" for label in labels])

    def _named(self, batch: Any, index: Any) -> Any:
        """An array or a series as a frame."""
        import pandas as pd

        if hasattr(batch, "to_frame"):
            return batch.to_frame(batch.name if batch.name is not None else "value")
        table = batch.toarray() if hasattr(batch, "toarray") else batch
        frame = pd.DataFrame(table, index=index)
        known = self.schema.names if len(self.schema.names) == frame.shape[1] else ()
        frame.columns = pd.Index(known or [f"x{place}" for place in range(frame.shape[1])])
        return frame


class _Progress:
    """Rows done: a metric that is logged for every batch at first, then ever more seldom, and a line every 2 seconds."""

    def __init__(self, total: int | None) -> None:
        self.total, self.rows, self.batch = total, 0, 0
        self._said = time.monotonic()

    def add(self, count: int) -> None:
        self.rows += count
        self.batch += 1
        if self.batch % (1 << (self.batch // _POINTS).bit_length()) == 0:
            tracking.log_metric("rows_done", self.rows, self.batch)
        if time.monotonic() - self._said > _SAY_EVERY:
            self._said = time.monotonic()
            of = f" of {self.total:,}" if self.total is not None else ""
            print(f"{self.rows:,}{of} rows", flush=True)

    def end(self) -> None:
        tracking.log_metric("rows", self.rows)
        batches = "batch" if self.batch == 1 else "batches"
        print(f"{self.rows:,} rows in {self.batch:,} {batches}")


# ---- where the predictions go ------------------------------------------------------------------------------------------


class _Target(Protocol):
    def add(self, frame: Any) -> None: ...

    def value(self) -> Any: ...


@contextmanager
def _target(to: str | None, attributes: Mapping[str, Any]) -> Iterator[_Target]:
    if to is None:
        yield _Frame(attributes)
        return
    path = Path(to)
    if not path.absolute().parent.is_dir():
        raise NbpipeError(f"there is no folder {path.parent} for --to {to}", "make it, or name another file")
    unfinished = path.with_name(f".{path.name}.tmp")  # half of it would look like all of it
    try:
        with unfinished.open("wb") as file:
            writer = _Csv(file, path) if path.suffix.lower() == ".csv" else _Parquet(file, path)
            yield writer
            writer.close()
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


class _Frame:
    """All predictions in one frame, which says by its `attrs` which version made them."""

    def __init__(self, attributes: Mapping[str, Any]) -> None:
        self._frames: list[Any] = []
        self._attributes = dict(attributes)

    def add(self, frame: Any) -> None:
        self._frames.append(frame)

    def value(self) -> Any:
        import pandas as pd

        made = self._frames[0].copy() if len(self._frames) == 1 else pd.concat(self._frames)
        made.attrs = self._attributes
        return made


class _Csv:
    def __init__(self, file: Any, path: Path) -> None:
        self._file, self._path, self._first = file, path, True

    def add(self, frame: Any) -> None:
        self._file.write(frame.to_csv(index=False, header=self._first).encode())
        self._first = False

    def close(self) -> None:
        pass  # whoever opened the file closes it

    def value(self) -> Path:
        return self._path


class _Parquet:
    def __init__(self, file: Any, path: Path) -> None:
        self._file, self._path = file, path
        self._writer: Any = None

    def add(self, frame: Any) -> None:
        import pyarrow as pa
        import pyarrow.parquet

        known = None if self._writer is None else self._writer.schema
        try:
            table = pa.Table.from_pandas(frame, schema=known, preserve_index=False)
        except (pa.ArrowInvalid, pa.ArrowTypeError) as error:
            raise NbpipeError(
                f"{self._path} cannot hold the predictions: {error.args[0]}",
                "give each column one type in the body, or write a CSV file",
            ) from error
        if self._writer is None:
            self._writer = pyarrow.parquet.ParquetWriter(self._file, table.schema)
        self._writer.write_table(table)

    def close(self) -> None:
        self._writer.close()

    def value(self) -> Path:
        return self._path
