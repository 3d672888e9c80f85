"""What a model takes and gives: names, dtypes and shapes; and rows that are held against it before it sees them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from nbpipe.errors import NbpipeError
from nbpipe.options import nearest

Extra = Literal["refuse", "drop"]
"""What becomes of columns that the model does not take."""

_SHOWN = 10


class SchemaError(NbpipeError, ValueError):
    """Rows that are not as a model takes them."""


@dataclass(frozen=True)
class Column:
    """One column of a frame. `dtype` is pandas' name of it, None where nobody knows; `categories` those of a category."""

    name: Any
    dtype: str | None = None
    categories: tuple[Any, ...] | None = None


@dataclass(frozen=True)
class Schema:
    """Rows: the columns of a `frame`, or dtype and shape of an `array`; `any` where nothing is known.

    Of a shape the first place, the number of rows, is None.
    """

    kind: Literal["frame", "array", "any"] = "any"
    columns: tuple[Column, ...] = ()
    dtype: str | None = None
    shape: tuple[int | None, ...] = ()

    @property
    def names(self) -> tuple[Any, ...]:
        return tuple(column.name for column in self.columns)

    def fit(self, data: Any, extra: Extra = "refuse") -> Any:
        """The rows as the model takes them: its columns in its order, numbers widened, texts as its categories.

        `SchemaError` names the columns that are missing, not known or of another kind; `extra="drop"` leaves those
        out that are not known. Nothing is rounded, and no missing value is filled in.
        """
        if self.kind == "frame":
            return _fit_frame(self, data, extra)
        if self.kind == "array":
            return _fit_array(self, data)
        return data

    def to_json(self) -> dict[str, Any]:
        """As it stands in the `meta` of an artifact."""
        if self.kind == "array":
            return {"kind": "array", "dtype": self.dtype, "shape": list(self.shape)}
        if self.kind == "any":
            return {"kind": "any"}
        columns = [
            {"name": item.name, "dtype": item.dtype}
            | ({"categories": list(item.categories)} if item.categories is not None else {})
            for item in self.columns
        ]
        return {"kind": "frame", "columns": columns}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Schema:
        """What `to_json` wrote."""
        columns = tuple(
            Column(
                item["name"],
                item["dtype"],
                tuple(item["categories"]) if "categories" in item else None,
            )
            for item in data.get("columns", ())
        )
        return cls(data["kind"], columns, data.get("dtype"), tuple(data.get("shape", ())))


@dataclass(frozen=True)
class Signature:
    """What a model takes, what each of its methods gives, and the classes that it tells apart.

    >>> inputs = Schema("frame", (Column("age", "int64"),))
    >>> signature = Signature(inputs, {"predict": Schema("array", dtype="float64", shape=(None,))})
    >>> Signature.from_json(signature.to_json()) == signature
    True
    """

    inputs: Schema = Schema()
    outputs: Mapping[str, Schema] = field(default_factory=dict)
    classes: tuple[Any, ...] | None = None

    def to_json(self) -> dict[str, Any]:
        """As it stands in the `meta` of an artifact: `inputs`, `outputs` by method, `classes`."""
        outputs = {method: schema.to_json() for method, schema in self.outputs.items()}
        classes = {} if self.classes is None else {"classes": list(self.classes)}
        return {"inputs": self.inputs.to_json(), "outputs": outputs, **classes}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Signature:
        """What `to_json` wrote."""
        outputs = {method: Schema.from_json(item) for method, item in data["outputs"].items()}
        return cls(
            Schema.from_json(data["inputs"]), outputs, tuple(data["classes"]) if "classes" in data else None
        )


def of_data(data: Any) -> Schema:
    """The schema of rows: of a frame its columns, of an array its dtype and shape.

    >>> import pandas as pd
    >>> of_data(pd.DataFrame({"a": [1], "b": ["x"]})).columns[0]
    Column(name='a', dtype='int64', categories=None)
    """
    if is_frame(data):
        return Schema("frame", tuple(_column(plain(name), data.iloc[:, at]) for at, name in enumerate(data)))
    shape, dtype = getattr(data, "shape", None), getattr(data, "dtype", None)
    if shape and dtype is not None:
        return Schema("array", dtype=str(dtype), shape=(None, *(int(size) for size in shape[1:])))
    return Schema()


def of_model(model: Any) -> Schema:
    """What a fitted model itself remembers of the rows that it takes; `any` where it remembers nothing.

    scikit-learn's `feature_names_in_` and `n_features_in_`, the features of XGBoost's and LightGBM's boosters, the inputs
    of a graph of ONNX.
    """
    from nbpipe.deployable import onnx_graph

    if onnx_graph.is_onnx(model):
        return onnx_graph.inputs(model)
    names: Iterable[Any] | None = _attribute(model, "feature_names_in_")
    if names is None and is_booster(model):
        asked = model.feature_name() if hasattr(model, "num_trees") else model.feature_names
        names = asked or None
    if names is not None:
        return Schema("frame", tuple(Column(plain(name)) for name in names))
    count = _attribute(model, "n_features_in_")
    return Schema() if count is None else Schema("array", shape=(None, int(count)))


def is_booster(model: Any) -> bool:
    """Whether the model is a Booster of XGBoost or LightGBM, which are asked in ways of their own."""
    return any(
        (base.__module__, base.__name__) in (("xgboost.core", "Booster"), ("lightgbm.basic", "Booster"))
        for base in type(model).__mro__
    )


def is_frame(data: Any) -> bool:
    """Whether the value is a pandas DataFrame; imports nothing."""
    return any(
        base.__module__.partition(".")[0] == "pandas" and base.__name__ == "DataFrame"
        for base in type(data).__mro__
    )


def plain(value: Any) -> Any:
    """A label as JSON can hold it: NumPy's numbers and texts as Python's.

    >>> import numpy as np
    >>> plain(np.int64(3)), plain(np.str_("a"))
    (3, 'a')
    """
    value = value.item() if hasattr(value, "item") and getattr(value, "ndim", 1) == 0 else value
    return value if value is None or isinstance(value, bool | int | float | str) else str(value)


def _attribute(model: Any, name: str) -> Any:
    try:
        return getattr(model, name, None)
    except Exception:  # a property of a model that is not fitted may raise what it likes
        return None


def _column(name: Any, values: Any) -> Column:
    dtype = str(values.dtype)
    categories = tuple(plain(item) for item in values.cat.categories) if dtype == "category" else None
    return Column(name, dtype, categories)


# ---- rows held against a schema ---------------------------------------------------------------------------------------


def _fit_frame(schema: Schema, data: Any, extra: Extra) -> Any:
    if not is_frame(data):
        width = getattr(data, "shape", (0,))[1:]
        if width == (len(schema.columns),) and all(column.dtype is None for column in schema.columns):
            return data  # a matrix, of a model that is known by the names of its columns alone
        raise SchemaError(
            f"the model takes a frame with {len(schema.columns)} named columns, and the data is "
            f"{_an(type(data).__name__)}",
            f"make it a frame: pd.DataFrame(data, columns={_listed(schema.names, 'list')})",
        )
    labels = {plain(name): name for name in data.columns}
    if len(labels) < data.shape[1]:
        twice = [name for name in labels if list(map(plain, data.columns)).count(name) > 1]
        raise SchemaError(f"the data has {_columns(twice)} more than once", "rename one of them")
    missing = [name for name in schema.names if name not in labels]
    unknown = [name for name in labels if name not in set(schema.names)]
    if missing:
        near = nearest(str(missing[0]), map(str, unknown)) if unknown else None
        hint = near or f"the model takes {_listed(schema.names)}"
        also = f", and has {_columns(unknown)} instead" if unknown and extra == "refuse" else ""
        raise SchemaError(f"the data lacks {_columns(missing)}, which the model takes{also}", hint)
    if unknown and extra == "refuse":
        raise SchemaError(
            f"the data has {_columns(unknown)}, which the model does not take",
            "drop what the model does not take, or write --extra drop",
        )
    ordered = data[[labels[name] for name in schema.names]]
    wrong: list[str] = []
    changed: dict[Any, Any] = {}
    for column in schema.columns:
        values = ordered[labels[column.name]]
        fitted = _fit_column(column, values)
        if isinstance(fitted, str):
            wrong.append(f"{column.name!r} {fitted}")
        elif fitted is not values:
            changed[labels[column.name]] = fitted
    if wrong:
        more = f", and {len(wrong) - _SHOWN} more" if len(wrong) > _SHOWN else ""
        raise SchemaError(
            f"columns are not of the kind that the model was fitted on: {'; '.join(wrong[:_SHOWN])}{more}",
            "prepare the rows as those that the model was fitted on",
        )
    return (
        ordered.assign(**changed) if all(isinstance(key, str) for key in changed) else _set(ordered, changed)
    )


def _set(frame: Any, columns: Mapping[Any, Any]) -> Any:
    frame = frame.copy()
    for name, values in columns.items():
        frame[name] = values
    return frame


def _fit_column(column: Column, values: Any) -> Any:
    """The column as the model takes it, or as a text what is wrong with it."""
    have = str(values.dtype)
    if column.dtype is None or (have == column.dtype and have != "category"):
        return values
    if column.dtype == "category":
        return _as_category(column, values)
    if _is_text(column.dtype) and _is_text(have):
        return values
    if have == "category":
        inner = str(values.cat.categories.dtype)
        return values.astype(column.dtype) if inner == column.dtype else _not(have, column.dtype)
    if {_family(have), _family(column.dtype)} <= {"bool", "integer", "float"}:
        return _as_number(column.dtype, values)
    if column.dtype.startswith("datetime64") and have.startswith("datetime64"):
        same_zone = ("," in column.dtype) == ("," in have)
        return values.astype(column.dtype) if same_zone else _not(have, column.dtype)
    if values.isna().all() and len(values):
        return values.astype(column.dtype) if _family(column.dtype) == "float" else _not(have, column.dtype)
    return _not(have, column.dtype)


def _as_number(wanted: str, values: Any) -> Any:
    have = str(values.dtype)
    if _family(have) == "float" and _family(wanted) in ("integer", "bool"):
        if values.isna().any() and wanted[0].islower():  # NumPy's, which have no missing values
            return f"has missing values, and the model was fitted on {wanted}"
        return _not(have, wanted) if _changed(values, wanted) else values.astype(wanted)
    if values.isna().any() and _family(wanted) in ("integer", "bool") and wanted[0].islower():
        return f"has missing values, and the model was fitted on {wanted}"
    if _family(wanted) == "bool" and _family(have) == "integer":
        return _not(have, wanted)
    if _family(wanted) == "integer" and _changed(values, wanted):
        return f"has numbers that do not fit into {wanted}"
    return values.astype(wanted)


def _changed(values: Any, wanted: str) -> bool:
    """Whether a cast would give other numbers."""
    known = values.dropna()
    try:
        return not bool((known.astype(wanted) == known).all())
    except (TypeError, ValueError, OverflowError):
        return True


def _as_category(column: Column, values: Any) -> Any:
    import pandas as pd

    wanted = list(column.categories or ())
    if str(values.dtype) == "category" and list(map(plain, values.cat.categories)) == wanted:
        return values
    if str(values.dtype).startswith(("float", "Float")) and wanted and all(type(x) is int for x in wanted):
        return _not(str(values.dtype), "a category of whole numbers")
    found = [plain(item) for item in values.dropna().unique()]
    unseen = [item for item in found if item not in set(wanted)]
    if unseen:
        return f"has {_listed(unseen)}, which the model was never fitted on (it knows {_listed(wanted)})"
    return values.astype(pd.CategoricalDtype(wanted))


def _fit_array(schema: Schema, data: Any) -> Any:
    shape = getattr(data, "shape", None)
    wanted = schema.shape[1:]
    if shape is not None and tuple(shape[1:]) != wanted:
        have = f"{shape[1]} columns" if len(shape) > 1 else "no columns"
        raise SchemaError(
            f"the data has {have}, and the model takes {wanted[0] if wanted else 'no'} columns",
            "give it the columns that it was fitted on, in that order",
        )
    if is_frame(data) or schema.dtype is None or not hasattr(data, "dtype"):
        return data
    have, needed = _family(str(data.dtype)), _family(schema.dtype)
    if have != needed and not (have in ("bool", "integer") and needed == "float"):
        raise SchemaError(
            f"the data is {data.dtype}, and the model was fitted on {schema.dtype}",
            f"write data.astype({schema.dtype!r}) if that loses nothing",
        )
    return data


def _family(dtype: str) -> str:
    word = dtype.lower().partition("[")[0]
    if word.startswith(("int", "uint")):
        return "integer"
    if word in ("bool", "boolean"):
        return "bool"
    return "float" if word.startswith(("float", "double")) else word


def _is_text(dtype: str) -> bool:
    return dtype in ("object", "str") or dtype.startswith("string")


def _not(have: str, wanted: str) -> str:
    return f"is {have}, and the model was fitted on {wanted}"


def _columns(names: list[Any]) -> str:
    return f"the column{'s' if len(names) > 1 else ''} {_listed(names)}"


def _listed(names: Iterable[Any], form: str = "words") -> str:
    shown = [repr(name) for name in names]
    more = [f"… ({len(shown) - _SHOWN} more)"] if len(shown) > _SHOWN and form == "words" else []
    if form == "list":
        return f"[{', '.join(shown[:_SHOWN])}{', …' if len(shown) > _SHOWN else ''}]"
    return ", ".join([*shown[:_SHOWN], *more])


def _an(word: str) -> str:
    return f"{'an' if word[:1].lower() in 'aeiou' else 'a'} {word}"
