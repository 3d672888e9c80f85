"""What every format promises, over many values each: the value comes back exactly, or goes to another format."""

from __future__ import annotations

import base64
import collections
import copy
import dataclasses
import datetime
import decimal
import enum
import fractions
import functools
import io
import json
import math
import re
import struct
import subprocess
import sys
import threading
import uuid
import zoneinfo
from collections.abc import Callable
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
import scipy.sparse
import xgboost
from exactness import same
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer, StandardScaler

from nbpipe import materializers
from nbpipe.errors import NotFoundError, UnsavableError
from nbpipe.materializers import file_path, json_value, pickling
from nbpipe.work import Given
from nbpipe.work import model as model_work

MATH = np.random.default_rng(0)
NUMBERS = MATH.random((40, 5))
LABELS = (NUMBERS[:, 0] > 0.5).astype(int)


class Colour(enum.Enum):
    RED = 1


@dataclasses.dataclass
class Point:
    x: float
    y: list[int]


class Lazy:
    def __init__(self, rows: list[int]) -> None:
        self.rows = rows

    @functools.cached_property
    def total(self) -> int:
        return sum(self.rows)


class Scaled(BaseEstimator, TransformerMixin):  # type: ignore[misc]
    def __init__(self, by: float = 2.0) -> None:
        self.by = by

    def fit(self, X: Any, y: Any = None) -> Scaled:
        self.n_features_in_ = X.shape[1]
        return self


class Constant:
    def predict(self, X: Any) -> Any:
        return np.zeros(len(X))


class Frame(pd.DataFrame):
    pass


def twice(x: int) -> int:
    return 2 * x


# ---- the values -----------------------------------------------------------------------------------------------------

JSON: dict[str, Any] = {
    "none": None,
    "bools": [True, False],
    "integers": [0, -1, 2**63, -(10**300)],
    "floats": [0.1, -0.0, 5e-324, 1.7976931348623157e308, math.inf, -math.inf, math.nan],
    "text": ["", "ä", "日本語", "\x00", "\u2028", "a\ud800b", "\udfff", "😀", "\ufeff"],
    "nested": {"a": [{"b": [[], {}]}], "": None, "\ud800": 1},
    "order": {"b": 1, "a": 2},
    "deep": functools.reduce(lambda inner, _: [inner], range(90), 1),
    "empty": [],
    "metrics": {"auc": 0.81, "n": 3},
}

NANOSECONDS = pd.date_range("2020-01-01", periods=4, freq="h", unit="ns")


def frames() -> dict[str, pd.DataFrame]:
    plain = pd.DataFrame({"a": [1, 2, 3], "b": [0.5, -0.0, math.nan], "c": ["x", None, "z"]})
    attrs = plain.copy()
    attrs.attrs = {"source": "hr", "weights": [1, 2.5, math.nan]}
    unique = plain.copy()
    unique.flags.allows_duplicate_labels = False
    fragmented = plain.copy()
    for position in range(5):
        fragmented[f"n{position}"] = np.arange(3) * position
    wide = pd.DataFrame({f"c{position}": MATH.random(1000) for position in range(30)})
    nan_payload = pd.DataFrame(
        {"a": np.array([0x7FF8000000000001, 0xFFF8000000000000], np.uint64).view(float)}
    )
    return {
        "plain": plain,
        "attrs": attrs,
        "unique labels": unique,
        "fragmented": fragmented,
        "wide": wide,
        "NaN with a payload": nan_payload,
        "mixed order": pd.DataFrame({"a": [1.0], "b": ["x"], "c": [2.0], "d": [3], "e": [4.0]}),
        "bool": pd.DataFrame({"a": [True, False] * 5, "b": [False] * 10}),
        **{
            dtype: pd.DataFrame({"a": np.arange(5, dtype=dtype), "b": np.arange(5, dtype=dtype)})
            for dtype in [
                "int8",
                "int16",
                "int32",
                "int64",
                "uint8",
                "uint16",
                "uint32",
                "uint64",
                "float16",
                "float32",
                "float64",
            ]
        },
        "no rows": plain.iloc[:0].copy(),
        "no columns": pd.DataFrame(index=pd.RangeIndex(3)),
        "nothing": pd.DataFrame(),
        "columns only": pd.DataFrame(columns=["a", "b"]),
        "index name": plain.set_index("a"),
        "text index": plain.set_index(pd.Index(["r1", "r2", "r3"], name="row")),
        "float index": plain.set_index(pd.Index([0.5, math.nan, -0.0])),
        "range index": plain.set_index(pd.RangeIndex(10, 4, -2, name="id")),
        "dates with frequency": pd.DataFrame({"a": range(4)}, index=NANOSECONDS),
        "business days": pd.DataFrame(
            {"a": range(3)}, index=pd.bdate_range("2024-03-01", periods=3, name="d")
        ),
        "dates without frequency": pd.DataFrame({"a": range(2)}, index=NANOSECONDS[[0, 3]]),
        "zone index": pd.DataFrame({"a": range(4)}, index=NANOSECONDS.tz_localize("Europe/Berlin")),
        "durations": pd.DataFrame({"a": pd.to_timedelta([1, None, 3], unit="s")}),
        "duration index": pd.DataFrame({"a": [1, 2]}, index=pd.timedelta_range("1s", periods=2, name="t")),
        **{
            f"dates in {unit}": pd.DataFrame(
                {
                    "a": pd.Series([0, None, 10**6], dtype=f"datetime64[{unit}]"),
                    "b": NANOSECONDS.as_unit(unit)[:3],
                }
            )
            for unit in ("s", "ms", "us", "ns")
        },
        "zones": pd.DataFrame(
            {
                "utc": NANOSECONDS.tz_localize("UTC"),
                "paris": NANOSECONDS.tz_localize("Europe/Paris"),
                "paris again": NANOSECONDS.tz_localize("Europe/Paris"),
                "seconds": NANOSECONDS.as_unit("s").tz_localize("Asia/Tokyo"),
            }
        ),
        "categories": pd.DataFrame(
            {
                "text": pd.Categorical(["b", None, "a"], categories=["c", "b", "a"]),
                "ordered": pd.Categorical([1, 2, 1], categories=[2, 1], ordered=True),
                "dates": pd.Categorical(NANOSECONDS[:3]),
                "floats": pd.Categorical([0.5, math.nan, -1.5]),
                "none": pd.Categorical([None] * 3),
            }
        ),
        "many categories": pd.DataFrame({"a": pd.Categorical([f"k{n}" for n in range(300)])}),
        "category index": plain.set_index(pd.CategoricalIndex(["b", "a", "b"], name="k")),
        "nullable": pd.DataFrame(
            {
                "i": pd.array([1, None, 3], dtype="Int64"),
                "u": pd.array([1, None, 3], dtype="UInt8"),
                "f": pd.array([0.5, None, -0.0], dtype="Float64"),
                "f4": pd.array([0.5, None, 1], dtype="Float32"),
                "b": pd.array([True, None, False], dtype="boolean"),
                "s": pd.array(["x", None, ""], dtype="string"),
                "sp": pd.array(["x", None, ""], dtype=pd.StringDtype("python")),
                "full": pd.array([1, 2, 3], dtype="Int16"),
            }
        ),
        "NaN beside NA": pd.DataFrame(
            {"a": pd.arrays.FloatingArray(np.array([math.nan, 1.0, 2.0]), np.array([False, True, False]))}
        ),
        "text with NaN in Python": pd.DataFrame(
            {"a": pd.array(["x", None], dtype=pd.StringDtype("python", na_value=np.nan))}
        ),
        "text objects with None": pd.DataFrame({"a": pd.Series(["x", None, "é"], dtype=object)}),
        "text objects with NaN": pd.DataFrame({"a": pd.Series(["x", np.nan, "é"], dtype=object)}),
        "arrow": pd.DataFrame(
            {
                "i": pd.array([1, None], dtype="int64[pyarrow]"),
                "s": pd.array(["x", None], dtype=pd.ArrowDtype(pa.string())),
                "d": pd.array([decimal.Decimal("1.50"), None], dtype=pd.ArrowDtype(pa.decimal128(9, 2))),
                "day": pd.array([datetime.date(2024, 2, 29), None], dtype="date32[pyarrow]"),
                "list": pd.array([[1, 2], None], dtype=pd.ArrowDtype(pa.list_(pa.int64()))),
                "bool": pd.array([True, None], dtype="bool[pyarrow]"),
            }
        ),
        "duplicate columns": pd.DataFrame([[1, 2.5, 3]], columns=["a", "b", "a"]),
        "object columns": pd.DataFrame([[1, 2]], columns=pd.Index(["a", "b"], dtype=object)),
        "numbered columns": pd.DataFrame(np.arange(6.0).reshape(2, 3)),
        "integer columns": pd.DataFrame([[1, 2]], columns=[7, 3]),
        "named columns": pd.DataFrame([[1, 2]], columns=pd.Index(["a", "b"], name="feature")),
        "nullable text columns": pd.DataFrame([[1]], columns=pd.Index(["a"], dtype="string")),
        "long columns": pd.DataFrame({f"x{n}": np.arange(20_001, dtype="float32") for n in range(3)}),
        "sorted": wide.sort_values("c0").head(100).copy(),
        "filtered": wide[wide["c0"] > 0.5],
    }


def pickled_frames() -> dict[str, pd.DataFrame]:
    plain = pd.DataFrame({"a": [1, 2, 3], "b": [0.5, 1.5, 2.5]})
    extra = plain.copy()
    object.__setattr__(extra, "note", {"by": "hand"})
    odd_attrs = plain.copy()
    odd_attrs.attrs = {"a": (1, 2), 3: "x"}
    wide = pd.DataFrame(NUMBERS)
    return {
        "objects": pd.DataFrame({"a": [1, "x", None]}),
        "lists": pd.DataFrame({"a": [[1], [2, 3]]}),
        "None and NaN": pd.DataFrame({"a": pd.Series(["x", None, np.nan], dtype=object)}),
        "another NaN": pd.DataFrame({"a": pd.Series(["x", float("nan")], dtype=object)}),
        "NumPy text": pd.DataFrame({"a": pd.Series([np.str_("x"), "y"], dtype=object)}),
        "lone surrogates": pd.DataFrame({"a": pd.Series(["\ud800"], dtype=object)}),
        "surrogate labels": pd.DataFrame([[1]], columns=pd.Index(["\ud83d\ude00"], dtype=object)),
        "complex": pd.DataFrame({"a": [1j, -0.0j]}),
        "period": pd.DataFrame({"a": pd.period_range("2024", periods=3, freq="M")}),
        "interval": pd.DataFrame({"a": pd.interval_range(0, 3)}),
        "sparse": pd.DataFrame({"a": pd.arrays.SparseArray([0, 0, 1.5])}),
        "fixed zone": pd.DataFrame(
            {"a": NANOSECONDS.tz_localize(datetime.timezone(datetime.timedelta(hours=2)))}
        ),
        "zoneinfo UTC": pd.DataFrame({"a": NANOSECONDS.tz_localize(zoneinfo.ZoneInfo("UTC"))}),
        "two-level index": plain.set_index(["a", "b"]),
        "two-level columns": pd.DataFrame([[1, 2]], columns=pd.MultiIndex.from_tuples([("a", 1), ("b", 2)])),
        "mixed columns": pd.DataFrame([[1, 2]], columns=["a", 1]),
        "date columns": pd.DataFrame([[1, 2, 3, 4]], columns=NANOSECONDS),
        "tuple name": plain.set_index(pd.Index([1, 2, 3], name=("x", 1))),
        "interval categories": pd.DataFrame({"a": pd.cut([1, 5, 9], 3)}),
        "attributes": extra,
        "odd attrs": odd_attrs,
        "subclass": Frame({"a": [1]}),
        "Fortran order": pd.DataFrame(NUMBERS, copy=False),
        "turned": wide.T,
        "every other row": wide.iloc[::2],
        "first rows": wide.iloc[:7],
        "struct": pd.DataFrame(
            {"a": pd.array([{1: 2}], dtype=pd.ArrowDtype(pa.map_(pa.int64(), pa.int64())))}
        ),
        "dictionary": pd.DataFrame(
            {"a": pd.array(["x", "y"], dtype=pd.ArrowDtype(pa.dictionary(pa.int8(), pa.string())))}
        ),
    }


def series() -> dict[str, pd.Series[Any]]:
    columns = {
        f"{name} / {position}": frame.iloc[:, position]
        for name, frame in frames().items()
        for position in range(min(2, frame.shape[1]))
        if name != "integer columns"  # their labels are NumPy's, which JSON does not keep
    }
    return {
        **columns,
        "unnamed": pd.Series([1, 2]),
        "number as name": pd.Series([1.5], name=3),
        "empty": pd.Series([], dtype=float),
        "counts": pd.Series(["a", "b", "a"]).value_counts(),
        "dates": pd.Series(NANOSECONDS),
    }


def pickled_series() -> dict[str, pd.Series[Any]]:
    return {
        "tuple as name": pd.Series([1], name=("a", 1)),
        "objects": pd.Series([1, "x"], dtype=object),
        "groups": pd.DataFrame({"a": [1, 1], "b": [2, 3], "c": [4, 5]}).groupby(["a", "b"])["c"].sum(),
        "every other": pd.Series(np.arange(10.0))[::2],
        "period": pd.Series(pd.period_range("2024", periods=2, freq="D")),
    }


def arrays() -> dict[str, Any]:
    matrix = np.arange(24.0).reshape(4, 6)
    cube = np.arange(60.0).reshape(3, 4, 5)
    read_only = matrix.copy()
    read_only.flags.writeable = False
    return {
        "matrix": matrix,
        "Fortran": np.asfortranarray(matrix),
        "column": matrix[:, 2],
        "columns": matrix[:, 1:4],
        "rows": matrix[1:3],
        "every other row": matrix[::2],
        "backwards": np.arange(5.0)[::-1],
        "both ways": matrix[::-1, ::-2],
        "turned": cube.transpose(1, 2, 0),
        "turned with gaps": cube[:, ::2].transpose(2, 0, 1),
        "repeated": np.broadcast_to(np.arange(3.0), (4, 3)),
        "read only": read_only,
        "no dimension": np.array(3.5),
        "empty": np.empty((0, 3)),
        "big endian": np.arange(3, dtype=">f4"),
        "bool": np.array([True, False]),
        "complex": np.array([1 + 2j, complex(math.nan, -0.0)]),
        "text": np.array(["a", "日本"]),
        "bytes": np.array([b"a", b"bcd"]),
        "dates": np.array(["2024-01-01", "NaT"], "M8[D]"),
        "durations": np.array([1, 2], "m8[25s]"),
        "half": np.array([1.5, math.nan], np.float16),
        "long": np.array([1.5], np.longdouble),
        "float64": np.float64(-0.0),
        "float32": np.float32(0.1),
        "int8": np.int8(-3),
        "uint64": np.uint64(2**64 - 1),
        "bool scalar": np.bool_(True),
        "complex scalar": np.complex64(1j),
        "date": np.datetime64("2024-02-29T12", "h"),
        "duration": np.timedelta64(3, "D"),
    }


class Matrix(np.ndarray):  # type: ignore[type-arg]
    pass


def pickled_arrays() -> dict[str, Any]:
    return {
        "objects": np.array([1, "x", None], object),
        "records": np.array([(1, 2.5)], [("a", "i4"), ("b", "f8")]),
        "aligned": np.zeros(2, np.dtype([("a", "i1"), ("b", "f8")], align=True)),
        "text scalar": np.str_("a"),
        "bytes scalar": np.bytes_(b"a\0b"),
        "subclass": np.arange(3).view(Matrix),
        "column in a dict": {"y": np.arange(6.0).reshape(3, 2)[:, 1]},
        "backwards in a list": [np.arange(4)[::-1]],
        "read only in a list": [np.broadcast_to(np.arange(2), (3, 2))],
    }


def sparse() -> dict[str, Any]:
    dense = np.array([[0, 1.5, 0], [2, 0, -0.0]])
    unsorted = scipy.sparse.csr_array(
        (np.array([1.0, 2.0]), np.array([2, 0]), np.array([0, 2, 2])), shape=(2, 3)
    )
    sorted_ = scipy.sparse.csr_array(dense)
    assert sorted_.has_sorted_indices
    return {
        **{
            name: getattr(scipy.sparse, f"{name}_array")(dense)
            for name in ["csr", "csc", "coo", "bsr", "dia", "lil", "dok"]
        },
        "matrix": scipy.sparse.csr_matrix(dense.astype("int8")),
        "unsorted": unsorted,
        "known to be sorted": sorted_,
    }


def boosters() -> dict[str, Any]:
    data = xgboost.DMatrix(NUMBERS, LABELS, feature_names=list("abcde"))
    weighted = xgboost.DMatrix(NUMBERS, (NUMBERS[:, 1] * 3).astype(int))
    common = {"nthread": 1, "max_depth": 3, "eta": 0.3}
    trained = xgboost.train({**common, "objective": "binary:logistic", "eval_metric": "auc"}, data, 4)
    trained.set_attr(note="ä", best="3")
    frame = pd.DataFrame({"a": NUMBERS[:, 0], "k": pd.Categorical(["x", "y"] * 20)})
    categories = xgboost.DMatrix(frame, LABELS, enable_categorical=True)
    return {
        "trees": trained,
        "linear": xgboost.train({"nthread": 1, "booster": "gblinear"}, data, 3),
        "dart": xgboost.train({**common, "booster": "dart", "rate_drop": 0.5}, data, 3),
        "classes": xgboost.train({**common, "objective": "multi:softprob", "num_class": 3}, weighted, 3),
        "categories": xgboost.train({**common, "tree_method": "hist"}, categories, 3),
        "stopped": xgboost.train(
            common, data, 10, evals=[(data, "train")], early_stopping_rounds=2, verbose_eval=False
        ),
        "slice": trained[:2],
    }


def wrappers() -> dict[str, Any]:
    return {
        "classifier": xgboost.XGBClassifier(n_estimators=3, n_jobs=1, max_depth=2).fit(NUMBERS, LABELS),
        "regressor": xgboost.XGBRegressor(n_estimators=3, n_jobs=1, gamma=0.25).fit(NUMBERS, NUMBERS[:, 1]),
        "random forest": xgboost.XGBRFRegressor(n_estimators=3, n_jobs=1).fit(NUMBERS, NUMBERS[:, 1]),
        "custom objective": xgboost.XGBRegressor(objective=_squared, n_estimators=2, n_jobs=1).fit(
            NUMBERS, NUMBERS[:, 1]
        ),
        "unfitted": xgboost.XGBClassifier(
            n_estimators=5, callbacks=[xgboost.callback.EarlyStopping(rounds=3)]
        ),
    }


def _squared(truth: Any, prediction: Any) -> Any:
    return prediction - truth, np.ones_like(truth)


def estimators() -> dict[str, Any]:
    named = pd.DataFrame(NUMBERS, columns=list("abcde"))
    return {
        "unfitted": LogisticRegression(C=0.5),
        "fitted": LogisticRegression().fit(named, LABELS),
        "forest": RandomForestClassifier(5, random_state=0, n_jobs=1).fit(NUMBERS, LABELS),
        "pipeline": make_pipeline(StandardScaler(), FunctionTransformer(np.tanh), LogisticRegression()).fit(
            NUMBERS, LABELS
        ),
        "own": Scaled(3.0).fit(NUMBERS),
    }


def deployables() -> dict[str, Any]:
    named = pd.DataFrame(NUMBERS, columns=list("abcde"))
    data = xgboost.DMatrix(named, LABELS)
    fitted: dict[str, tuple[Any, Any]] = {
        "skops": (make_pipeline(StandardScaler(), LogisticRegression()).fit(named, LABELS), named),
        "forest": (RandomForestClassifier(3, random_state=0, n_jobs=1).fit(NUMBERS, LABELS), NUMBERS),
        "xgboost": (xgboost.XGBClassifier(n_estimators=3, n_jobs=1).fit(named, LABELS), named),
        "booster": (xgboost.train({"nthread": 1}, data, 3), named),
        "lightgbm": (lightgbm.LGBMClassifier(n_estimators=2, n_jobs=1, verbose=-1).fit(named, LABELS), named),
        "pickle": (Constant(), named),
        "no data": (LogisticRegression().fit(named, LABELS), None),
    }
    return {
        name: model_work.run(
            Given({"model": model, "rows": rows}, {"model": "model", "data": "rows", "out": "out"}, {})
            if rows is not None
            else Given({"model": model}, {"model": "model", "data": None, "out": "out"}, {})
        )["out"]
        for name, (model, rows) in fitted.items()
    }


def pickles() -> dict[str, Any]:
    inner = [1]
    cyclic: list[Any] = [1]
    cyclic.append(cyclic)
    return {
        "tuple": (1, (2.5, math.nan)),
        "set": {1, 2, 3},
        "integer keys": {1: "a", 2.5: "b"},
        "huge integer": 10**5000,
        "split surrogates": "\ud83d\ude00",
        "negative NaN": struct.unpack("<d", b"\0\0\0\0\0\0\xf8\xff")[0],
        "too deep for JSON": functools.reduce(lambda deeper, _: [deeper], range(150), 1),
        "long list": list(range(100_001)),
        "tuple in list": [(1,)],
        "subclass": collections.OrderedDict(a=1),
        "counter": collections.Counter("aab"),
        "default dict": collections.defaultdict(list, {"a": [1]}),
        "enum": Colour.RED,
        "instance": Point(-0.0, [1]),
        "function": twice,
        "class": Point,
        "partial": functools.partial(int, base=2),
        "bytes": b"\0\xff",
        "bytearray": bytearray(b"ab"),
        "date": datetime.datetime(2024, 2, 29, tzinfo=datetime.UTC),
        "decimal": decimal.Decimal("1.10"),
        "fraction": fractions.Fraction(1, 3),
        "complex": complex(-0.0, math.inf),
        "uuid": uuid.UUID(int=5),
        "pattern": re.compile("a+", re.IGNORECASE),
        "range": range(3, 9, 2),
        "frozenset": frozenset({1}),
        "ellipsis": [...],
        "index": pd.MultiIndex.from_product([["a", "b"], [1, 2]], names=["x", "y"]),
        "timestamp": pd.Timestamp("2024-01-01", tz="Europe/Paris"),
        "frames in a dict": {"train": frames()["plain"], "test": frames()["zones"]},
        "paths in a list": [Path("a/b")],
        "text file in memory": io.StringIO("ab"),
        "shared": [inner, inner],
    }


CASES: list[tuple[str, str, Any]] = [
    *(("json_value", name, value) for name, value in JSON.items()),
    *(("frame", name, value) for name, value in frames().items()),
    *(("pickle_value", f"frame: {name}", value) for name, value in pickled_frames().items()),
    *(("series", name, value) for name, value in series().items()),
    *(("pickle_value", f"series: {name}", value) for name, value in pickled_series().items()),
    *(("ndarray", name, value) for name, value in arrays().items()),
    *(("pickle_value", f"array: {name}", value) for name, value in pickled_arrays().items()),
    *(("sparse", name, value) for name, value in sparse().items()),
    *(("pickle_value", name, value) for name, value in pickles().items()),
    *(("sklearn", name, value) for name, value in estimators().items()),
    *(("xgboost", name, value) for name, value in {**boosters(), **wrappers()}.items()),
    *(("deployable_model", name, value) for name, value in deployables().items()),
    *(("module", module.__name__, module) for module in (math, np, sys.modules["scipy.sparse"])),
]
MODELS = ("sklearn", "xgboost", "deployable_model", "module")


def every(*names: str, but: tuple[str, ...] = ()) -> Any:
    """Parametrize over the values of some formats, or over those of all."""
    chosen = [case for case in CASES if (not names or case[0] in names) and case[0] not in but]
    ids = [f"{format}-{name}" for format, name, _ in chosen]
    return pytest.mark.parametrize(("format", "value"), [(case[0], case[2]) for case in chosen], ids=ids)


def round_trip(value: Any, folder: Path) -> Any:
    format = materializers.choose(value)
    path = folder / "blob"
    saved = format.save(value, path)
    before = path.read_bytes()
    meta = json.loads(json.dumps(dict(saved.meta), allow_nan=False))
    loaded = format.load(path, meta)
    assert path.read_bytes() == before
    return loaded


# ---- the contract ---------------------------------------------------------------------------------------------------


@every()
def test_goes_to_its_format(format: str, value: Any) -> None:
    assert materializers.choose(value).name == format


@every(but=MODELS)
def test_comes_back_exactly(format: str, value: Any, tmp_path: Path) -> None:
    same(round_trip(value, tmp_path), value)


@every(but=("sklearn", "xgboost", "deployable_model"))
def test_saving_and_looking_change_nothing(format: str, value: Any, tmp_path: Path) -> None:
    chosen = materializers.choose(value)
    before = materializers.fingerprint(value)
    chosen.save(value, tmp_path / "blob")
    chosen.preview(value)
    assert materializers.fingerprint(value) == before


@every()
def test_preview_is_small_json(format: str, value: Any) -> None:
    preview = materializers.choose(value).preview(value)
    text = json.dumps(preview, allow_nan=False)
    assert len(text) < 64_000
    assert json.loads(text) == preview
    assert preview["kind"] in {"table", "text", "json", "image", "model", "array", "file", "source"}


@every("json_value", "frame", "series", "ndarray", "sparse", "deployable_model")
def test_equal_values_have_equal_bytes(format: str, value: Any, tmp_path: Path) -> None:
    chosen = materializers.choose(value)
    chosen.save(value, tmp_path / "one")
    loaded = chosen.load(tmp_path / "one", chosen.save(value, tmp_path / "two").meta)
    chosen.save(loaded, tmp_path / "three")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    assert format == "sparse" or (tmp_path / "one").read_bytes() == (tmp_path / "three").read_bytes()


@every()
def test_fingerprint_is_known_and_steady(format: str, value: Any) -> None:
    first = materializers.fingerprint(value)
    assert first != pickling.UNKNOWN
    assert first == materializers.fingerprint(value)


@every()
def test_file_must_not_exist_or_is_replaced_whole(format: str, value: Any, tmp_path: Path) -> None:
    """`save` writes where nothing is, and nothing but that file."""
    materializers.choose(value).save(value, tmp_path / "blob")
    assert [path.name for path in tmp_path.iterdir()] == ["blob"]


def test_every_format_has_a_name_of_its_own() -> None:
    names = [format.name for format in materializers.built_in()]
    assert len(set(names)) == len(names)
    assert names[-1] == "pickle_value"
    assert all(materializers.by_name(name).name == name for name in names)


def test_unknown_format() -> None:
    with pytest.raises(NotFoundError, match="nonesuch"):
        materializers.by_name("nonesuch")


def test_choosing_imports_no_heavy_library() -> None:
    code = (
        "import sys, pathlib, fractions\n"
        "from nbpipe import materializers as m\n"
        "for v in (1, [1], {'a': 2.5}, {1, 2}, print, fractions.Fraction(1), pathlib.Path('x'), sys):\n"
        "    m.choose(v); m.fingerprint(v); m.choose(v).preview(v)\n"
        "heavy = {'pandas', 'numpy', 'sklearn', 'xgboost', 'matplotlib', 'pyarrow', 'scipy', 'fsspec'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


# ---- models ---------------------------------------------------------------------------------------------------------


def _equal_parameters(first: dict[str, Any], second: dict[str, Any]) -> bool:
    pairs = ((key, first[key], second[key]) for key in first)
    return first.keys() == second.keys() and all(
        repr(one) == repr(two) or key == "callbacks" for key, one, two in pairs
    )


@every("sklearn", "xgboost")
def test_models_predict_the_same(format: str, value: Any, tmp_path: Path) -> None:
    loaded = round_trip(value, tmp_path)
    assert type(loaded) is type(value)
    if isinstance(value, xgboost.Booster):
        assert bytes(loaded.__getstate__()["handle"]) == bytes(value.__getstate__()["handle"])
        assert loaded.save_config() == value.save_config()
        assert loaded.attributes() == value.attributes()
        assert (loaded.feature_names, loaded.feature_types) == (value.feature_names, value.feature_types)
        return
    assert _equal_parameters(loaded.get_params(deep=False), value.get_params(deep=False))
    if materializers.choose(value).preview(value)["fitted"] and hasattr(value, "predict"):
        data = (
            pd.DataFrame(NUMBERS, columns=list("abcde")) if hasattr(value, "feature_names_in_") else NUMBERS
        )
        same(loaded.predict(data), value.predict(data))


def test_a_preview_says_whether_a_model_was_trained() -> None:
    said = {
        name: materializers.choose(value).preview(value)["fitted"] for name, value in estimators().items()
    }
    unfitted = make_pipeline(StandardScaler(), LogisticRegression())
    assert said == {"unfitted": False, "fitted": True, "forest": True, "pipeline": True, "own": True}
    assert not materializers.choose(unfitted).preview(unfitted)["fitted"]


@pytest.mark.parametrize("name", ["trees", "linear", "dart", "classes", "categories", "stopped"])
def test_boosters_are_kept_as_ubjson(name: str, tmp_path: Path) -> None:
    saved = materializers.choose(boosters()[name]).save(boosters()[name], tmp_path / "blob")
    assert saved.media_type == "application/ubjson"
    xgboost.Booster().load_model(bytearray((tmp_path / "blob").read_bytes()))


def test_loaded_booster_trains_on_as_the_first(tmp_path: Path) -> None:
    data = xgboost.DMatrix(NUMBERS, LABELS)
    first = xgboost.train({"max_depth": 2, "nthread": 1}, data, 3)
    second = round_trip(first, tmp_path)
    for booster in (first, second):
        booster.update(data, 3)
    same(second.predict(data), first.predict(data))


def test_model_preview() -> None:
    preview = materializers.choose(estimators()["fitted"]).preview(estimators()["fitted"])
    assert preview["kind"] == "model"
    assert preview["type"] == "sklearn.linear_model._logistic.LogisticRegression"
    assert preview["params"]["C"] == 1.0
    assert (preview["n_features_in"], preview["feature_names"]) == (5, list("abcde"))
    assert preview["fitted"] is True
    assert materializers.choose(LogisticRegression()).preview(LogisticRegression())["fitted"] is False
    pipeline = make_pipeline(StandardScaler(), LogisticRegression())
    assert materializers.choose(pipeline).preview(pipeline)["fitted"] is False
    pipeline.fit(NUMBERS, LABELS)
    assert materializers.choose(pipeline).preview(pipeline)["fitted"] is True


# ---- loaded values can be used like the first -----------------------------------------------------------------------


@every("frame")
def test_loaded_frames_can_be_written_to(format: str, value: Any, tmp_path: Path) -> None:
    if value.empty or not value.flags.allows_duplicate_labels:
        pytest.skip("nothing to write to")
    loaded, expected = round_trip(value, tmp_path), value.copy()
    for frame in (loaded, expected):
        frame.iloc[0, 0] = frame.iloc[-1, 0]
        frame["new"] = 1
        frame.loc[frame.index[0], "new"] = 5
        frame.insert(0, "first", range(len(frame)))
        del frame["new"]
    same(loaded.copy(), expected.copy())


def test_loaded_frame_can_be_changed_in_every_usual_way(tmp_path: Path) -> None:
    value = pd.DataFrame(
        {"a": MATH.random(9000), "b": MATH.random(9000), "n": np.arange(9000), "t": ["x"] * 9000}
    )
    loaded = round_trip(value, tmp_path)
    loaded.loc[loaded["a"] > 0.5, "b"] = -1.0
    loaded["n"] += 1
    loaded.iloc[:, 0] *= 2
    loaded["t"] = loaded["t"].str.upper()
    loaded.columns = ["z", "b", "n", "t"]
    loaded.pop("n")
    loaded.at[3, "z"] = 7.0
    assert loaded.at[3, "z"] == 7.0
    same(round_trip(value, _fresh(tmp_path)), value)


def _fresh(folder: Path) -> Path:
    path = folder / uuid.uuid4().hex
    path.mkdir()
    return path


def test_writing_to_a_loaded_frame_leaves_the_file_alone(tmp_path: Path) -> None:
    value = pd.DataFrame({"a": np.zeros(100_000)})
    format = materializers.choose(value)
    meta = format.save(value, tmp_path / "blob").meta
    loaded = format.load(tmp_path / "blob", meta)
    loaded.iloc[5, 0] = 1.0
    assert loaded.iloc[5, 0] == 1.0
    same(format.load(tmp_path / "blob", meta), value)


def test_loaded_frame_lives_without_its_file(tmp_path: Path) -> None:
    value = pd.DataFrame({"a": np.arange(100_000.0), "s": ["ä"] * 100_000})
    format = materializers.choose(value)
    loaded = format.load(tmp_path / "blob", format.save(value, tmp_path / "blob").meta)
    (tmp_path / "blob").unlink()
    same(loaded, value)


@every("ndarray")
def test_loaded_arrays_compute_the_same_bits(format: str, value: Any, tmp_path: Path) -> None:
    loaded = round_trip(value, tmp_path)
    if getattr(value, "dtype", None) == np.float64 and value.ndim and value.size:
        same(np.sum(loaded), np.sum(value))
        if value.ndim < 3:
            same(loaded.T @ loaded, value.T @ value)
        same(loaded.mean(axis=0), value.mean(axis=0))


def test_column_of_a_matrix_keeps_its_last_bits(tmp_path: Path) -> None:
    tries = (MATH.random((1001, 7))[:, 3] for _ in range(100))
    column = next(item for item in tries if item @ item != item.copy() @ item.copy())
    same(round_trip(column, tmp_path) @ round_trip(column, _fresh(tmp_path)), column @ column)
    same(round_trip({"y": column}, _fresh(tmp_path))["y"] @ column, column @ column)


# ---- fingerprints ---------------------------------------------------------------------------------------------------


def _set(value: Any, name: str, item: Any) -> None:
    setattr(value, name, item)


CHANGES: dict[str, tuple[Callable[[], Any], Callable[[Any], Any]]] = {
    "cell": (lambda: frames()["plain"], lambda frame: frame.__setitem__("a", [1, 2, 4])),
    "one cell": (lambda: frames()["plain"], lambda frame: frame.iloc.__setitem__((0, 1), 9.0)),
    "negative zero": (lambda: frames()["plain"], lambda frame: frame.iloc.__setitem__((1, 1), 0.0)),
    "text cell": (lambda: frames()["plain"], lambda frame: frame.iloc.__setitem__((0, 2), "y")),
    "new column": (lambda: frames()["plain"], lambda frame: frame.__setitem__("new", 1)),
    "column order": (lambda: frames()["plain"], lambda frame: frame.insert(0, "c", frame.pop("c"))),
    "column name": (
        lambda: frames()["plain"],
        lambda frame: _set(frame, "columns", ["a", "z", "c"]),
    ),
    "columns' name": (lambda: frames()["plain"], lambda frame: _set(frame.columns, "name", "k")),
    "row added": (lambda: frames()["plain"], lambda frame: frame.loc.__setitem__(9, [1, 2.0, "x"])),
    "index": (lambda: frames()["plain"], lambda frame: _set(frame, "index", [1, 2, 3])),
    "index type": (lambda: frames()["plain"], lambda frame: _set(frame, "index", [0, 1, 2])),
    "index name": (lambda: frames()["plain"], lambda frame: _set(frame.index, "name", "id")),
    "index frequency": (
        lambda: frames()["dates with frequency"],
        lambda frame: _set(frame.index, "freq", None),
    ),
    "attrs": (lambda: frames()["attrs"], lambda frame: frame.attrs["weights"].append(1)),
    "dtype": (lambda: frames()["plain"], lambda frame: frame.__setitem__("a", frame["a"].astype("int32"))),
    "category": (lambda: frames()["categories"], lambda frame: frame.iloc.__setitem__((0, 0), "c")),
    "category order": (
        lambda: frames()["categories"],
        lambda frame: frame.__setitem__("ordered", frame["ordered"].cat.as_unordered()),
    ),
    "nullable": (lambda: frames()["nullable"], lambda frame: frame.iloc.__setitem__((0, 0), pd.NA)),
    "arrow cell": (lambda: frames()["arrow"], lambda frame: frame.iloc.__setitem__((0, 0), 7)),
    "zone": (lambda: frames()["zones"], lambda frame: frame.iloc.__setitem__((0, 0), frame.iloc[1, 0])),
    "object cell": (lambda: pickled_frames()["lists"], lambda frame: frame["a"][0].append(2)),
    "period": (
        lambda: pickled_frames()["period"],
        lambda frame: frame.iloc.__setitem__((0, 0), frame.iloc[1, 0]),
    ),
    "interval": (
        lambda: pickled_frames()["interval"],
        lambda frame: frame.iloc.__setitem__((0, 0), frame.iloc[1, 0]),
    ),
    "frame attribute": (lambda: pickled_frames()["attributes"], lambda frame: frame.note.update(x=1)),
    "frame in a dict": (
        lambda: {"d": frames()["plain"]},
        lambda value: value["d"].iloc.__setitem__((0, 1), 9.0),
    ),
    "series": (lambda: pd.Series([1, 2]), lambda value: value.__setitem__(0, 5)),
    "series name": (lambda: pd.Series([1, 2]), lambda value: _set(value, "name", "x")),
    "array": (lambda: np.zeros((3, 3)), lambda value: value.__setitem__((1, 1), 1)),
    "array view": (lambda: np.zeros((3, 4))[:, 1], lambda value: value.__setitem__(1, 1)),
    "array sorted": (lambda: np.array([2, 1]), lambda value: value.sort()),
    "array frozen": (lambda: np.zeros(3), lambda value: _set(value.flags, "writeable", False)),
    "array of objects": (lambda: np.array([[1], [2, 3]], object), lambda value: value[0].append(1)),
    "array in a list": (lambda: [np.zeros(3)], lambda value: value[0].__setitem__(0, 1)),
    "masked array": (lambda: np.ma.array([1, 2]), lambda value: value.__setitem__(0, np.ma.masked)),
    "list": (lambda: [1, [2]], lambda value: value[1].append(3)),
    "list to a tuple": (lambda: [1], lambda value: value.append((1,))),
    "dict order": (lambda: {"a": 1, "b": 2}, lambda value: value.update(a=value.pop("a"))),
    "int to float": (lambda: [1], lambda value: value.__setitem__(0, 1.0)),
    "int to bool": (lambda: [1], lambda value: value.__setitem__(0, True)),
    "set": (lambda: {1}, lambda value: value.add(2)),
    "attribute": (lambda: Point(1, [2]), lambda value: value.y.append(3)),
    "new attribute": (lambda: Point(1, [2]), lambda value: _set(value, "z", 3)),
    "beside what is lazy": (lambda: Lazy([1]), lambda value: value.rows.append(3)),
    "estimator parameter": (lambda: LogisticRegression(), lambda value: value.set_params(C=3)),
    "estimator fitted": (lambda: StandardScaler(), lambda value: value.fit(NUMBERS)),
    "estimator weight": (
        lambda: estimators()["fitted"],
        lambda value: value.coef_.__setitem__((0, 0), 9.0),
    ),
    "booster trained on": (
        lambda: boosters()["trees"],
        lambda value: value.update(xgboost.DMatrix(NUMBERS, LABELS, feature_names=list("abcde")), 9),
    ),
    "booster attribute": (lambda: boosters()["trees"], lambda value: value.set_attr(x="1")),
    "booster parameter": (lambda: boosters()["trees"], lambda value: value.set_param("eta", 0.9)),
    "booster in a wrapper": (
        lambda: wrappers()["classifier"],
        lambda value: value.get_booster().set_attr(x="1"),
    ),
    "sparse": (lambda: sparse()["csr"], lambda value: value.data.__setitem__(0, 9)),
    "sparse by key": (lambda: sparse()["dok"], lambda value: value.__setitem__((0, 0), 9)),
    "sparse rows": (lambda: sparse()["lil"], lambda value: value.__setitem__((0, 0), 9)),
    "iterator": (lambda: iter([1, 2]), lambda value: next(value)),
    "zip": (lambda: zip([1, 2], [3, 4], strict=True), lambda value: next(value)),
    "function attribute": (lambda: _with_attribute(), lambda value: value.calls.append(1)),
    "closure": (lambda: _closure(), lambda value: value(2)),
    "random state": (lambda: np.random.default_rng(0), lambda value: value.random()),
    "text stream": (lambda: io.StringIO("abc"), lambda value: value.read(1)),
    "figure title": (_figure := lambda: make_figure(), lambda figure: figure.axes[0].set_title("other")),
    "figure line": (_figure, lambda figure: figure.axes[0].lines[0].set_ydata([3, 2, 1])),
    "figure line outside": (
        _figure,
        lambda figure: figure.axes[0].plot([100], [100], scalex=False, scaley=False),
    ),
    "figure size": (_figure, lambda figure: figure.set_size_inches(3, 3)),
}


def _with_attribute() -> Any:
    def function() -> None: ...

    function.calls = []  # type: ignore[attr-defined]
    return function


def _closure() -> Any:
    rows = [1]

    def add(row: int) -> None:
        rows.append(row)

    return add


def make_figure() -> Figure:
    figure = Figure()
    axes = figure.add_subplot()
    axes.plot([1, 2, 3], label="a")
    axes.scatter([1], [2])
    axes.set_xlim(0, 5)
    axes.set_ylim(0, 5)
    return figure


@pytest.mark.parametrize("name", CHANGES)
def test_fingerprint_tells_a_change(name: str) -> None:
    make, change = CHANGES[name]
    value = make()
    before = materializers.fingerprint(value)
    assert before != pickling.UNKNOWN
    change(value)
    assert materializers.fingerprint(value) != before


USES: dict[str, tuple[Callable[[], Any], Callable[[Any], Any]]] = {
    "describe": (lambda: frames()["fragmented"], lambda frame: frame.describe()),
    "group": (lambda: frames()["mixed order"], lambda frame: list(frame.groupby("b"))),
    "values": (lambda: frames()["fragmented"], lambda frame: (frame.to_numpy(), frame.T, frame.copy())),
    "consolidate": (lambda: frames()["fragmented"], lambda frame: frame._consolidate_inplace()),
    "index use": (
        lambda: frames()["dates with frequency"],
        lambda frame: (
            frame.index.is_unique,
            frame.index.is_monotonic_increasing,
            frame.loc["2020"],
            frame.index.values,
        ),
    ),
    "read columns": (lambda: frames()["plain"], lambda frame: [frame[name].sum() for name in "ab"]),
    "sort copy": (lambda: frames()["plain"], lambda frame: frame.sort_values("b").reset_index()),
    "iterate": (lambda: frames()["plain"], lambda frame: list(frame.itertuples())),
    "categories": (
        lambda: frames()["categories"],
        lambda frame: (
            frame["text"].cat.codes,
            frame["text"].value_counts(),
            frame.groupby("text", observed=True).size(),
        ),
    ),
    "frame in a dict": (
        lambda: {"d": frames()["fragmented"]},
        lambda value: value["d"]._consolidate_inplace(),
    ),
    "multi index": (
        lambda: pickled_frames()["two-level index"],
        lambda frame: (frame.index.is_monotonic_increasing, frame.loc[1], frame.index.get_locs([1])),
    ),
    "predict": (lambda: estimators()["forest"], lambda model: model.predict_proba(NUMBERS)),
    "pipeline": (lambda: estimators()["pipeline"], lambda model: model.predict(NUMBERS)),
    "booster": (
        lambda: boosters()["trees"],
        lambda model: (
            model.predict(xgboost.DMatrix(NUMBERS, feature_names=list("abcde")), pred_contribs=True),
            model.get_score(),
            model.trees_to_dataframe(),
        ),
    ),
    "xgboost": (
        lambda: wrappers()["classifier"],
        lambda model: (
            model.predict(NUMBERS),
            model.feature_importances_,
            model.evals_result_ if False else 0,
        ),
    ),
    "sparse": (
        lambda: sparse()["csr"],
        lambda value: (value.has_sorted_indices, value @ np.ones(3), value.T),
    ),
    "lazy property": (lambda: Lazy([1]), lambda value: value.total),
    "memory": (lambda: functools.lru_cache(twice), lambda value: value(3)),
    "array": (lambda: np.arange(4.0), lambda value: (value.sum(), value.reshape(2, 2), value.copy())),
    "repr": (lambda: Point(1, [2]), repr),
    "copy": (lambda: pickles()["shared"], copy.deepcopy),
    "figure": (make_figure, lambda figure: figure.savefig(io.BytesIO())),
    "figure drawn": (make_figure, lambda figure: FigureCanvasAgg(figure).draw()),
}


@pytest.mark.parametrize("name", USES)
def test_fingerprint_tells_no_use(name: str) -> None:
    make, use = USES[name]
    value = make()
    before = materializers.fingerprint(value)
    assert before != pickling.UNKNOWN
    use(value)
    assert materializers.fingerprint(value) == before


def test_fingerprint_of_what_cannot_be_pickled() -> None:
    hidden = pd.DataFrame({"a": [threading.Lock()]})
    assert materializers.fingerprint(hidden) == pickling.UNKNOWN
    assert materializers.fingerprint({"x": hidden}) == pickling.UNKNOWN
    assert materializers.fingerprint(threading.Lock()) == pickling.UNKNOWN
    assert materializers.fingerprint([(n for n in [1])]) == pickling.UNKNOWN


# ---- what cannot be kept --------------------------------------------------------------------------------------------


class Holder:
    def __init__(self, **parts: Any) -> None:
        vars(self).update(parts)


class Slotted:
    __slots__ = ("part",)

    def __init__(self, part: Any) -> None:
        self.part = part


class Secret:
    def __reduce__(self) -> Any:
        raise ValueError("no such luck")


def unsavable() -> dict[str, tuple[Any, str, str]]:
    import socket
    import sqlite3

    def rows() -> Any:
        yield 1

    async def later() -> None: ...

    waiting = later()
    waiting.close()
    lock = threading.Lock()
    here = sqlite3.connect(":memory:")
    plug = socket.socket()
    plug.close()
    file = Path(__file__).open()  # noqa: SIM115
    deep: list[Any] = []
    for _ in range(100_000):
        deep = [deep]
    found = {
        "generator": (rows(), r"^value cannot be kept: it is a generator$", r"list\(rows\)"),
        "generator in a dict": ({"rows": rows()}, r"value\['rows'\]", r"list\(rows\)"),
        "file": (file, r"an open file \('.*test_materializers.py'\)", "path"),
        "file in a list": ([1, [file]], r"value\[1\]\[0\] .* open file", "path"),
        "attribute": (Holder(model=Holder(callbacks=[rows()])), r"value\.model\.callbacks\[0\]", "list"),
        "slot": (Slotted([lock]), r"value\.part\[0\] .* _thread\.lock", "__getstate__"),
        "lock": ({"a": 1, "b": lock}, r"value\['b'\] .* _thread\.lock", "__getstate__"),
        "database": (Holder(db=here), r"value\.db .* sqlite3\.Connection", "connect in each step"),
        "socket": (plug, r"socket\.socket", "connect in each step"),
        "thread": (threading.Thread(target=print), r"threading\.Thread|_thread", "join|__getstate__"),
        "closure": (lambda: lock, r"value \(variable lock that it encloses\)", "__getstate__"),
        "coroutine": (waiting, "coroutine", "await"),
        "memoryview": (memoryview(b"ab"), "memoryview", r"bytes\(view\)"),
        "its own doing": ([Secret()], r"value\[0\] .*Secret.*no such luck", "instead"),
        "module made by hand": ([type(sys)("mine")], r"value\[0\] .*module 'mine'", "import"),
        "too deep": (deep, "nested too deeply", "flatter"),
        "generator in a tuple of a key": ({"a": (1, {"b": rows()})}, r"value\['a'\]\[1\]\['b'\]", "list"),
        "estimator": (
            FunctionTransformer(func=functools.partial(print, file=file)),
            r"value\.func\.keywords\['file'\]",
            "path",
        ),
        "frame": (pd.DataFrame({"a": [lock]}), "_thread.lock|DataFrame", ""),
    }
    return found


UNSAVABLE = unsavable()


@pytest.mark.parametrize("name", UNSAVABLE)
def test_says_what_cannot_be_kept(name: str, tmp_path: Path) -> None:
    value, message, hint = UNSAVABLE[name]
    with pytest.raises(UnsavableError) as caught:
        materializers.choose(value).save(value, tmp_path / "blob")
    assert re.search(message, caught.value.problems[0].message), caught.value
    assert re.search(hint, caught.value.problems[0].hint or ""), caught.value


def test_booster_that_has_seen_no_data(tmp_path: Path) -> None:
    booster = xgboost.Booster({"max_depth": 3})
    assert materializers.fingerprint(booster) == pickling.UNKNOWN
    with pytest.raises(UnsavableError, match="seen no data"):
        materializers.choose(booster).save(booster, tmp_path / "blob")


def test_module_made_by_hand_cannot_be_kept(tmp_path: Path) -> None:
    with pytest.raises(UnsavableError, match="'mine'"):
        materializers.choose(type(sys)("mine")).save(type(sys)("mine"), tmp_path / "blob")


def test_module_brings_the_submodules_that_were_imported(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from nbpipe import materializers as m\n"
        "path = Path(sys.argv[2]); format = m.by_name('module')\n"
        "if sys.argv[1] == 'save':\n"
        "    import json, xml.etree.ElementTree\n"
        "    meta = format.save(xml, path).meta\n"
        "    path.with_suffix('.json').write_text(json.dumps(meta))\n"
        "else:\n"
        "    import json\n"
        "    xml = format.load(path, json.loads(path.with_suffix('.json').read_text()))\n"
        "    assert xml.etree.ElementTree.fromstring('<a/>').tag == 'a'\n"
    )
    for what in ("save", "load"):
        subprocess.run([sys.executable, "-c", code, what, str(tmp_path / "blob")], check=True)


# ---- figures --------------------------------------------------------------------------------------------------------


def test_figure_comes_back_without_pyplot(tmp_path: Path) -> None:
    figure = make_figure()
    format = materializers.choose(figure)
    assert format.name == "figure"
    loaded = format.load(tmp_path / "blob", format.save(figure, tmp_path / "blob").meta)
    assert type(loaded) is Figure
    assert materializers.fingerprint(loaded) == materializers.fingerprint(figure)


def test_figure_of_pyplot_asks_no_display() -> None:
    code = (
        "import sys, io, json; from pathlib import Path; import tempfile\n"
        "import matplotlib; matplotlib.use('agg')\n"
        "import matplotlib.pyplot as plt\n"
        "from nbpipe import materializers as m\n"
        "figure, axes = plt.subplots(); axes.plot([1, 2])\n"
        "path = Path(tempfile.mkdtemp()) / 'blob'\n"
        "format = m.choose(figure); meta = format.save(figure, path).meta\n"
        "canvas = figure.canvas\n"
        "assert format.preview(figure)['kind'] == 'image'; m.fingerprint(figure)\n"
        "assert plt.get_fignums() == [1] and figure.canvas is canvas and figure.dpi == 100\n"
        "plt.close('all'); loaded = format.load(path, meta)\n"
        "assert plt.get_fignums() == [], plt.get_fignums()\n"
        "loaded.savefig(io.BytesIO())\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_figure_preview_is_a_bounded_picture() -> None:
    figure = Figure(figsize=(20, 20))
    axes = figure.add_subplot()
    axes.imshow(MATH.random((500, 500, 3)))
    preview = materializers.choose(figure).preview(figure)
    assert (preview["kind"], preview["media_type"]) == ("image", "image/png")
    assert base64.b64decode(preview["data"]).startswith(b"\x89PNG")
    assert len(preview["data"]) < 64_000


# ---- previews -------------------------------------------------------------------------------------------------------


def test_table_preview() -> None:
    frame = pd.DataFrame({"n": range(100), "s": ["y" * 500] * 100, **{f"c{n}": 0.5 for n in range(40)}})
    preview = materializers.choose(frame).preview(frame)
    assert preview["kind"] == "table"
    assert preview["shape"] == [100, 42]
    assert (len(preview["rows"]), len(preview["rows"][0]), len(preview["columns"])) == (20, 20, 20)
    assert preview["columns"][0] == {"name": "n", "dtype": "int64"}
    assert preview["rows"][3][0] == 3
    assert len(preview["rows"][0][1]) == 200


class Rude:
    def __repr__(self) -> str:
        raise RuntimeError("not for you")


class Chatty:
    def __repr__(self) -> str:
        return "x" * 10_000_000


@pytest.mark.parametrize(
    "value", [Rude(), [Rude()], Chatty(), {"a": Chatty(), 1: 2}, pd.DataFrame({"a": [Rude()]})]
)
def test_preview_never_raises(value: Any) -> None:
    assert len(json.dumps(materializers.choose(value).preview(value))) < 64_000


def test_preview_of_a_function_is_its_source() -> None:
    preview = materializers.choose(twice).preview(twice)
    assert preview == {"kind": "source", "text": "def twice(x: int) -> int:\n    return 2 * x\n"}


# ---- JSON -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["shared", "split surrogates", "negative NaN", "tuple in list", "huge integer"]
)
def test_json_refuses_what_it_would_change(name: str) -> None:
    assert not json_value.is_exact(pickles()[name])


def test_json_refuses_a_cycle_and_great_depth() -> None:
    cyclic: list[Any] = []
    cyclic.append(cyclic)
    deep: list[Any] = []
    for _ in range(100_000):
        deep = [deep]
    assert not json_value.is_exact(cyclic)
    assert not json_value.is_exact(deep)


def test_shared_parts_stay_shared(tmp_path: Path) -> None:
    inner = [1]
    first, second = round_trip([inner, inner], tmp_path)
    assert first is second
    cyclic: list[Any] = [1]
    cyclic.append(cyclic)
    loaded = round_trip(cyclic, _fresh(tmp_path))
    assert loaded[1] is loaded


# ---- paths ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    return tmp_path


def keep(value: Path, blob: Path) -> tuple[Any, dict[str, Any]]:
    format = materializers.choose(value)
    assert format.name == "file_path"
    return format, json.loads(json.dumps(dict(format.save(value, blob).meta)))


def test_file_comes_back_where_it_was(work: Path) -> None:
    path = Path("out/report.csv")
    path.parent.mkdir()
    path.write_bytes(b"a,b\n")
    path.chmod(0o750)
    format, meta = keep(path, work / "blob")
    assert (work / "blob").read_bytes() == b"a,b\n"
    assert format.save(path, work / "again").media_type == "text/csv"
    path.unlink()
    path.parent.rmdir()
    loaded = format.load(work / "blob", meta)
    same(loaded, path)
    assert loaded.read_bytes() == b"a,b\n"
    assert loaded.stat().st_mode & 0o777 == 0o750
    assert [item.name for item in path.parent.iterdir()] == ["report.csv"]


def test_file_that_is_there_is_left_alone(work: Path) -> None:
    path = Path("a.txt")
    path.write_text("first")
    format, meta = keep(path, work / "blob")
    assert not file_path.differs(work / "blob", meta)
    path.write_text("other")
    assert format.load(work / "blob", meta).read_text() == "other"
    assert file_path.differs(work / "blob", meta)


def test_folder_comes_back(work: Path) -> None:
    folder = Path("models")
    (folder / "deep" / "empty").mkdir(parents=True)
    (folder / "b.bin").write_bytes(b"\0" * 20_000)
    (folder / "deep" / "a.txt").write_text("ä")
    (folder / "link").symlink_to("b.bin")
    (folder / "b.bin").chmod(0o666)
    folder.chmod(0o775)
    format, meta = keep(folder, work / "blob")
    assert not file_path.differs(work / "blob", meta)
    before = materializers.fingerprint(folder)
    moved = folder.rename("elsewhere")
    assert materializers.fingerprint(folder) != before
    loaded = format.load(work / "blob", meta)
    assert (loaded / "deep" / "a.txt").read_text() == "ä"
    assert (loaded / "deep" / "empty").is_dir()
    assert (loaded / "b.bin").stat().st_mode & 0o777 == 0o666
    assert loaded.stat().st_mode & 0o777 == 0o775
    assert (loaded / "link").readlink() == Path("b.bin")
    assert materializers.fingerprint(folder) == before
    assert not file_path.differs(work / "blob", meta)
    (folder / "deep" / "a.txt").write_text("o")
    assert materializers.fingerprint(folder) != before
    assert file_path.differs(work / "blob", meta)
    format.save(moved, work / "again")
    assert (work / "again").read_bytes() == (work / "blob").read_bytes()


def test_missing_path(work: Path) -> None:
    path = Path("nothing.csv")
    format, meta = keep(path, work / "blob")
    assert (work / "blob").read_bytes() == b""
    assert format.load(work / "blob", meta) == path
    assert not path.exists()


@pytest.mark.parametrize("text", [".", "..", "/", "~", "/dev/null"])
def test_place_of_the_work_is_only_named(work: Path, text: str) -> None:
    path = Path(text).expanduser()
    format, meta = keep(path, work / "blob")
    assert meta["kind"] == "place"
    assert (work / "blob").stat().st_size == 0
    same(format.load(work / "blob", meta), path)


def test_folder_with_a_store_is_only_named(work: Path) -> None:
    Path("project/.nbpipe").mkdir(parents=True)
    assert keep(Path("project"), work / "blob")[1]["kind"] == "place"


def test_folder_cannot_be_restored_outside(work: Path) -> None:
    """Nothing in a tar may leave its folder."""
    import tarfile

    with tarfile.open(work / "blob", "w") as tar:
        info = tarfile.TarInfo("../../escaped")
        tar.addfile(info, io.BytesIO())
    with pytest.raises(tarfile.TarError):
        materializers.by_name("file_path").load(work / "blob", {"path": "new", "kind": "folder"})
    assert not (work / "escaped").exists()


def test_changed_file_behind_a_path_is_told(work: Path) -> None:
    path = Path("a.txt")
    path.write_text("first")
    before = materializers.fingerprint(path)
    path.read_text()
    assert materializers.fingerprint(path) == before
    path.write_text("other")
    assert materializers.fingerprint(path) != before
