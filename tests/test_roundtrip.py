"""Laws of keeping values: whatever is generated comes back exactly, in this process and in another."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from contracts.exactness import same
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from nbpipe import materializers
from nbpipe.errors import NotFoundError
from nbpipe.materializers import pickling
from nbpipe.materializers.home import home

MANY = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def kept(value: Any) -> tuple[str, Any]:
    """The format that a value goes to, and what comes back of it."""
    format = materializers.choose(value)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "blob"
        meta = json.loads(json.dumps(dict(format.save(value, path).meta), allow_nan=False))
        return format.name, format.load(path, meta)


# ---- JSON and containers --------------------------------------------------------------------------------------------

TEXT = st.text(st.characters(), max_size=8)  # lone surrogates too
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | TEXT
JSON = st.recursive(SCALARS, lambda x: st.lists(x, max_size=4) | st.dictionaries(TEXT, x, max_size=4))
OTHER = SCALARS | st.binary(max_size=5) | st.complex_numbers() | st.dates() | st.decimals(allow_nan=False)
NESTED = st.recursive(
    OTHER,
    lambda x: (
        st.lists(x, max_size=3)
        | st.tuples(x, x)
        | st.frozensets(st.integers(), max_size=3)
        | st.dictionaries(st.integers() | TEXT | st.tuples(TEXT), x, max_size=3)
    ),
    max_leaves=12,
)


@MANY
@given(JSON)
def test_json(value: Any) -> None:
    _, loaded = kept(value)
    same(loaded, value)
    assert materializers.fingerprint(loaded) == materializers.fingerprint(value)


@MANY
@given(NESTED)
def test_containers(value: Any) -> None:
    same(kept(value)[1], value)


@MANY
@given(
    hnp.arrays(hnp.scalar_dtypes() | hnp.unicode_string_dtypes(), hnp.array_shapes(min_dims=0, min_side=0))
)
def test_arrays(value: Any) -> None:
    format, loaded = kept(value)
    assert format == "ndarray"
    same(loaded, value)


@MANY
@given(st.data(), hnp.array_shapes(min_dims=1, max_dims=4, min_side=1))
def test_views(data: st.DataObject, shape: tuple[int, ...]) -> None:
    whole = np.arange(float(np.prod(shape))).reshape(shape)
    turned = whole.transpose(data.draw(st.permutations(range(len(shape)))))
    view = turned[data.draw(hnp.basic_indices(turned.shape, allow_newaxis=True))]
    if not isinstance(view, np.ndarray):
        view = np.asarray(view)
    same(kept(view)[1], view)
    same(kept({"x": view})[1]["x"], view)


# ---- pandas ---------------------------------------------------------------------------------------------------------

ROWS = st.shared(st.integers(0, 6), key="rows")


def _column(items: st.SearchStrategy[Any], dtype: Any) -> st.SearchStrategy[Any]:
    def of(rows: int) -> st.SearchStrategy[Any]:
        return st.lists(items, min_size=rows, max_size=rows).map(lambda x: pd.array(x, dtype=dtype))

    return ROWS.flatmap(of)


VALID = st.text(st.characters(exclude_categories=["Cs"]), max_size=5)
STAMPS = st.integers(-(2**40), 2**40)
COLUMNS = st.one_of(
    *(_column(st.integers(0, 100), dtype) for dtype in ("int8", "int64", "uint32")),
    *(_column(st.floats(width=32), dtype) for dtype in ("float64", "float32")),
    _column(st.booleans(), "bool"),
    *(_column(st.none() | st.integers(-9, 9), dtype) for dtype in ("Int8", "Int64", "int64[pyarrow]")),
    _column(st.none() | st.floats(allow_nan=False), "Float64"),
    _column(st.none() | st.booleans(), "boolean"),
    *(_column(st.none() | VALID, dtype) for dtype in ("str", "string", "string[python]", "object")),
    _column(st.none() | VALID, "category"),
    _column(st.none() | st.sampled_from([3, 1, 2]), pd.CategoricalDtype([2, 3, 1], ordered=True)),
    *(
        _column(st.none() | STAMPS, dtype)
        for dtype in ("datetime64[s]", "datetime64[ns]", "datetime64[us, UTC]", "datetime64[ms, Asia/Tokyo]")
    ),
    *(_column(st.none() | STAMPS, f"timedelta64[{unit}]") for unit in ("s", "ns")),
    _column(SCALARS | st.lists(st.integers(), max_size=2), "object"),
    _column(st.none() | st.integers(0, 50).map(lambda n: pd.Period(ordinal=n, freq="M")), "period[M]"),
    _column(st.none() | st.integers(0, 5), pd.SparseDtype("float64")),
)
LABELS = st.none() | TEXT | st.integers(-5, 5) | st.tuples(st.integers(0, 2), VALID) | st.floats()
ATTRS = st.dictionaries(TEXT | st.integers(), JSON, max_size=2)


@st.composite
def indexes(draw: st.DrawFn) -> Any:
    rows, name = draw(ROWS), draw(LABELS)
    which = draw(st.integers(0, 5))
    if which == 0:
        start, step = draw(st.integers(-5, 5)), draw(st.sampled_from([1, 2, -3]))
        return pd.RangeIndex(start, start + step * rows, step, name=name)
    if which == 1:
        freq = draw(st.sampled_from(["D", "h", "B", "15min", "W-WED", "MS"]))
        zone = draw(st.sampled_from([None, "UTC", "Europe/Paris"]))
        unit = draw(st.sampled_from(["s", "us", "ns"]))
        return pd.date_range("2024-03-01", periods=rows, freq=freq, tz=zone, unit=unit, name=name)
    if which == 2:
        pairs = draw(st.lists(st.tuples(VALID, st.integers(0, 3)), min_size=rows, max_size=rows))
        return pd.MultiIndex.from_tuples(pairs, names=["a", name]) if pairs else pd.Index([], name=name)
    if which == 3:
        return pd.timedelta_range("1s", periods=rows, freq="90s", name=name)
    try:
        return pd.Index(draw(COLUMNS), name=name)
    except UnicodeEncodeError:  # pandas itself makes no index of some lone surrogates
        reject()


@st.composite
def frames(draw: st.DrawFn) -> pd.DataFrame:
    try:
        return _frame(draw)
    except UnicodeEncodeError:  # as for an index
        reject()


def _frame(draw: st.DrawFn) -> pd.DataFrame:
    arrays = draw(st.lists(COLUMNS, max_size=4))
    index = draw(indexes())
    # Two frames side by side are not consolidated; a dict of arrays is.
    frame = pd.DataFrame(dict(enumerate(arrays)), index=index)
    if draw(st.booleans()):
        frame["late"] = range(len(index))
    labels = st.lists(LABELS, min_size=frame.shape[1], max_size=frame.shape[1])
    names = st.lists(VALID, min_size=frame.shape[1], max_size=frame.shape[1])
    if draw(st.booleans()):
        frame.columns = pd.Index(
            draw(names if draw(st.booleans()) else labels.map(_objects)), name=draw(LABELS)
        )
    frame.attrs = draw(ATTRS)
    return frame[:: draw(st.sampled_from([1, 1, 1, 2, -1]))]


def _objects(labels: list[Any]) -> Any:
    array = np.empty(len(labels), object)
    array[:] = labels
    return array


@settings(MANY, max_examples=150)
@given(frames())
def test_frames(value: pd.DataFrame) -> None:
    before = materializers.fingerprint(value)
    _, loaded = kept(value)
    same(loaded, value)
    assert materializers.fingerprint(value) == before
    assert materializers.fingerprint(loaded) == materializers.fingerprint(loaded)


@MANY
@given(COLUMNS, indexes(), LABELS, ATTRS)
def test_series(array: Any, index: Any, name: Any, attrs: Any) -> None:
    value = pd.Series(array, index=index, name=name)
    value.attrs = attrs
    before = materializers.fingerprint(value)
    _, loaded = kept(value)
    same(loaded, value)
    assert materializers.fingerprint(value) == before


@MANY
@given(st.data(), frames())
def test_a_changed_cell_changes_the_fingerprint(data: st.DataObject, value: pd.DataFrame) -> None:
    if value.empty:
        return
    row, column = (data.draw(st.integers(0, size - 1)) for size in value.shape)
    other = data.draw(st.integers(0, value.shape[0] - 1))
    changed = value.copy()
    try:
        changed.iloc[row, column] = changed.iloc[other, column]
    except (ValueError, TypeError):  # a list cannot be put into one cell
        return
    differs = value.iloc[:, column].map(repr).iloc[row] != value.iloc[:, column].map(repr).iloc[other]
    if differs:
        assert materializers.fingerprint(changed) != materializers.fingerprint(value)


# ---- functions and classes, from one process to another -------------------------------------------------------------


def step(folder: Path, code: str, *, load: str = "", save: str = "", setup: str = "", names: str = "") -> str:
    """Run a step in a process of its own: setup, loaded inputs, body, saved outputs. Answers what it prints."""
    program = f"""
import json, pickle, sys
from pathlib import Path
from nbpipe import materializers
from nbpipe.materializers.home import home
folder, names = Path({str(folder)!r}), {names.split()!r}
space = {{"__name__": "__main__", "__builtins__": __builtins__}}
with home(space, frozenset(names), "owner"):
    exec(compile({textwrap.dedent(setup)!r}, "<setup>", "exec"), space)
    for name in {load.split()!r}:
        about = json.loads((folder / (name + ".json")).read_text())
        space[name] = materializers.by_name(about["format"]).load(folder / name, about["meta"])
    exec(compile({textwrap.dedent(code)!r}, "<body>", "exec"), space)
    for name in {save.split()!r}:
        format = materializers.choose(space[name])
        (folder / name).unlink(missing_ok=True)
        meta = dict(format.save(space[name], folder / name).meta)
        (folder / (name + ".json")).write_text(json.dumps({{"format": format.name, "meta": meta}}))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_functions_read_their_globals_late(tmp_path: Path) -> None:
    step(
        tmp_path,
        """
        import functools
        rate = 2
        def price(x, *, fee=1, **more):
            "What it costs."
            return x * rate + fee
        def both(x): return price(x) + price(x)          # finds another function of the namespace
        def fact(n): return 1 if n < 2 else n * fact(n - 1)
        def make():
            total = [0]
            count = 0
            def add(x):
                nonlocal count
                count += 1
                total.append(x * rate)
                return count
            def seen(): return count, total
            return add, seen
        add, seen = make()
        pair = {"add": add, "seen": seen}
        add(1)
        def inner():
            def again(n): return [] if n == 0 else [rate, *again(n - 1)]
            return again
        again = inner()
        price.note = {"by": "hand"}
        table = {"double": lambda x: x * rate, "list": [functools.partial(price, fee=0)]}
        @functools.lru_cache(maxsize=5)
        def slow(x): return x * rate
        """,
        save="price both fact pair again table slow",
    )
    printed = step(
        tmp_path,
        """
        rate = 10
        assert price.__globals__ is globals()
        print(price(3), price(3, fee=0), price.__doc__, price.__qualname__, price.__kwdefaults__, price.note)
        print(both(1), fact(5), again(2), table["double"](4), table["list"][0](2), slow(7), slow.cache_info())
        print(pair["add"](5), pair["seen"]())
        def price(x): return 0
        print(both(1))
        """,
        load="price both fact pair again table slow",
    )
    assert printed.splitlines() == [
        "31 30 What it costs. price {'fee': 1} {'by': 'hand'}",
        "22 120 [10, 10] 40 20 70 CacheInfo(hits=0, misses=1, maxsize=5, currsize=1)",
        "2 (2, [0, 2, 50])",
        "0",
    ]


def test_annotations_and_methods(tmp_path: Path) -> None:
    step(
        tmp_path,
        """
        from __future__ import annotations
        class Bag:
            size: int = 3
            def __init__(self, x): self.x = x
            def scaled(self): return self.x * rate
            @classmethod
            def of(cls, x): return cls(x)
            @staticmethod
            def fixed(): return rate
            @property
            def shown(self): return f"<{self.x * rate}>"
        def typed(bag: Bag) -> list[int]: return [bag.x]
        bag = Bag(2)
        method = bag.scaled
        """,
        save="bag Bag typed method",
    )
    printed = step(
        tmp_path,
        """
        rate = 5
        print(bag.scaled(), Bag.of(3).scaled(), Bag.fixed(), bag.shown, typed(bag), method())
        print(isinstance(bag, Bag), type(bag) is Bag, Bag.__module__, typed.__annotations__)
        print(Bag.scaled.__globals__ is globals())
        """,
        load="bag Bag typed method",
    )
    assert printed.splitlines() == [
        "10 15 5 <10> [2] 10",
        "True True __main__ {'bag': 'Bag', 'return': 'list[int]'}",
        "True",
    ]


SETUP = """
import dataclasses, enum
from typing import NamedTuple
@dataclasses.dataclass
class Config:
    depth: int
    class Inner: pass
class Mode(enum.Enum): FAST = 1
class Pair(NamedTuple):
    a: int
    b: int
def helper(x): return x + offset
offset = 1
"""


def test_what_setup_defines_is_looked_up(tmp_path: Path) -> None:
    step(
        tmp_path,
        """
        config, mode, pair, inner = Config(3), [Mode.FAST], Pair(1, 2), Config.Inner()
        alias, method = {"f": helper}, config.__repr__
        class Special(Config): pass
        special = Special(4)
        """,
        save="config mode pair inner alias method special",
        setup=SETUP,
        names="Config Mode Pair helper",
    )
    printed = step(
        tmp_path,
        """
        offset = 100
        print(type(config) is Config, config == Config(3), mode[0] is Mode.FAST, type(pair) is Pair)
        print(type(inner) is Config.Inner, alias["f"] is helper, alias["f"](1), method())
        print(isinstance(special, Config), special.depth)
        """,
        load="config mode pair inner alias method special",
        setup=SETUP,
        names="Config Mode Pair helper",
    )
    assert printed.splitlines() == ["True True True True", "True True 101 Config(depth=3)", "True 4"]


def test_a_missing_name_is_said_by_name() -> None:
    there: dict[str, Any] = {"__name__": "__main__"}
    exec(SETUP, there)
    file = io.BytesIO()
    with home(there, frozenset({"Config"})):
        pickling.dump(there["Config"](3), file)
    file.seek(0)
    with home({"__name__": "__main__"}), pytest.raises(NotFoundError, match=r"'Config'.*no such name here"):
        pickling.load(file)


def test_a_name_that_stands_for_something_else_is_kept_by_value() -> None:
    space: dict[str, Any] = {"__name__": "__main__"}
    exec("def f(): return 1\nold = f\ndef f(): return 2", space)
    file = io.BytesIO()
    with home(space, frozenset({"f"})):
        pickling.dump(space["old"], file)
    file.seek(0)
    with home({"__name__": "__main__", "f": None}):
        assert pickling.load(file)() == 1


def test_the_namespace_is_never_pickled() -> None:
    there: dict[str, Any] = {
        "__name__": "__main__",
        "big": bytes(10_000_000),
        "lock": __import__("threading").Lock(),
    }
    here: dict[str, Any] = {"__name__": "__main__"}
    exec("def f(): return x\nclass C:\n    def g(self): return f()\nc = C()\nspace = globals()", there)
    for value in (there, {"space": there, "rows": [1]}, there["f"], there["c"], [there["C"], there["space"]]):
        file = io.BytesIO()
        with home(there):
            before = set(there)
            pickling.dump(value, file)
            assert materializers.fingerprint(value) != pickling.UNKNOWN
            assert set(there) == before
        assert len(file.getvalue()) < 10_000
        file.seek(0)
        with home(here):
            loaded = pickling.load(file)
        if value is there:
            assert loaded is here
        elif isinstance(value, dict):
            assert loaded["space"] is here
            assert loaded["rows"] == [1]


def test_class_and_instance_of_two_artifacts_agree_and_versions_do_not(tmp_path: Path) -> None:
    define = "class C:\n    def __init__(self): self.x = 1\n    def v(self): return {}\nc = C()\n"
    step(tmp_path, define.format(1), save="C c")
    (tmp_path / "old").write_bytes((tmp_path / "c").read_bytes())
    (tmp_path / "old.json").write_bytes((tmp_path / "c.json").read_bytes())
    assert step(tmp_path, "print(isinstance(c, C), c.v())", load="C c") == "True 1"
    step(tmp_path, define.format(2), save="C c")
    printed = step(tmp_path, "print(isinstance(c, C), isinstance(old, C), old.v(), c.v())", load="old C c")
    assert printed == "True False 1 2"


def test_equal_code_has_equal_bytes_in_every_process(tmp_path: Path) -> None:
    code = """
    class C:
        names = ["a", "b"]
        def v(self, x=(1, 2)): return [len(n) for n in self.names if n in ("a", "b")]
    def f(x, y=C()): return [x, y, rate, lambda: x]
    c, both = C(), {"f": f, "C": C, "g": lambda: f}
    class C: pass
    second = C()
    """
    blobs = []
    for _ in range(2):
        step(tmp_path, code, save="c both f second")
        blobs.append([(tmp_path / name).read_bytes() for name in ("c", "both", "f", "second")])
    assert blobs[0] == blobs[1]


def test_without_a_home_functions_wake_up_in_main() -> None:
    there: dict[str, Any] = {"__name__": "__main__"}
    exec("def f(): return __name__", there)
    file = io.BytesIO()
    with home(there):
        pickling.dump(there["f"], file)
    file.seek(0)
    assert pickling.load(file).__globals__ is vars(sys.modules["__main__"])


def test_functions_of_modules_are_untouched_by_a_home() -> None:
    file = io.BytesIO()
    with home({"__name__": "__main__"}):
        pickling.dump([json.dumps, textwrap.TextWrapper, step], file)
        file.seek(0)
        same(pickling.load(file), [json.dumps, textwrap.TextWrapper, step])


def test_fingerprint_of_a_function_is_not_that_of_its_globals() -> None:
    space: dict[str, Any] = {"__name__": "__main__", "rows": [1]}
    exec("def f(): return rows", space)
    for context in (home(space), home({"__name__": "other"})):
        with context:
            before = materializers.fingerprint(space["f"])
            space["rows"].append(2)
            assert before == materializers.fingerprint(space["f"]) != pickling.UNKNOWN
