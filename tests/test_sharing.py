"""Which values share a mutable object, and which only look as if they did."""

from __future__ import annotations

import collections
import dataclasses
import datetime
import decimal
import enum
import functools
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import scipy.sparse
from matplotlib.figure import Figure
from sklearn.ensemble import RandomForestClassifier
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from nbpipe.sharing import shared

NUMBERS = np.random.default_rng(0).random((50, 4))
LABELS = (NUMBERS[:, 0] > 0.5).astype(int)


class Node:
    def __init__(self, **parts: Any) -> None:
        vars(self).update(parts)


class Slotted:
    __slots__ = ("part",)

    def __init__(self, part: Any) -> None:
        self.part = part


@dataclasses.dataclass(frozen=True)
class Frozen:
    part: Any


class Colour(enum.Enum):
    RED = 1


class Registry:
    known: list[int] = []  # noqa: RUF012


def counter() -> tuple[Callable[[], int], Callable[[], int]]:
    count = 0

    def up() -> int:
        nonlocal count
        count += 1
        return count

    def now() -> int:
        return count

    return up, now


def constant() -> tuple[Callable[[], int], Callable[[], int]]:
    size = 3
    return (lambda: size), (lambda: size + 1)


def remembering(rows: list[int]) -> Callable[[], list[int]]:
    return lambda: rows


def _named(**values: Any) -> dict[str, Any]:
    return values


def sharing() -> dict[str, dict[str, Any]]:
    rows: list[Any] = [1, 2]
    frame = pd.DataFrame({"a": [1.0, 2.0], "tags": pd.Series([["x"], ["y"]], dtype=object)})
    matrix = NUMBERS.copy()
    scaler = StandardScaler().fit(NUMBERS)
    up, now = counter()
    neighbours = KNeighborsClassifier().fit(matrix, LABELS)
    figure = Figure()
    axes = figure.add_subplot()
    memory = bytearray(100)
    node = Node(x=1)
    sparse = scipy.sparse.csr_array(NUMBERS)
    writable = np.arange(6.0)
    return {
        "list": _named(a=rows, b=rows),
        "nested list": _named(a={"x": [rows]}, b=(1, rows)),
        "tuple with a list": _named(a=(pair := (rows, 1)), b=pair),
        "dict and its view": _named(a=(d := {"x": 1}), b=d.keys()),
        "attribute": _named(a=Node(x=rows), b=Node(y=rows)),
        "instance": _named(a=node, b=[node]),
        "instance dict": _named(a=node, b=vars(node)),
        "slot": _named(a=Slotted(rows), b=rows),
        "frozen dataclass with a list": _named(a=Frozen(rows), b=Frozen(rows)),
        "set": _named(a=(s := {1}), b=[s]),
        "deque": _named(a=collections.deque([rows]), b=rows),
        "iterator": _named(a=iter(rows), b=rows),
        "generator": _named(a=(row for row in rows), b=rows),
        "bound method": _named(a=rows.append, b=rows),
        "method of an instance": _named(a=threading.Event().set, b=1, c=(node, 1), d=node),
        "partial": _named(a=functools.partial(print, rows), b=rows),
        "closure": _named(a=remembering(rows), b=rows),
        "counter": _named(a=up, b=now),
        "default": _named(a=lambda x=rows: x, b=rows),
        "class attribute": _named(a=type("Local", (), {"known": rows, "__module__": "__main__"}), b=rows),
        "frame": _named(a=frame, b=frame),
        "frame in a dict": _named(a=frame, b={"train": frame}),
        "objects in cells": _named(a=frame, b=frame.copy()),
        "group by": _named(a=frame, b=frame.groupby("a")),
        "attrs": _named(a=_with_attrs(rows), b=rows),
        "array": _named(a=matrix, b=matrix),
        "view": _named(a=matrix, b=matrix[:, 1]),
        "two views": _named(a=matrix[:2], b=matrix[1:3]),
        "reversed view": _named(a=matrix[::-1], b=matrix[:1]),
        "object array": _named(a=np.array([rows, 1], object), b=rows),
        "array on a bytearray": _named(a=np.frombuffer(memory, np.uint8), b=memory),
        "memoryview": _named(a=memoryview(memory), b=memory),
        "array and its frame": _named(a=writable, b=pd.DataFrame({"x": writable}, copy=False)),
        "values of a frame": _named(a=(plain := pd.DataFrame(NUMBERS)), b=plain.to_numpy()),
        "pipeline and its part": _named(a=scaler, b=make_pipeline(scaler)),
        "model and its data": _named(a=neighbours, b=matrix),
        "transposed sparse": _named(a=sparse, b=sparse.T),
        "figure and axes": _named(a=figure, b=axes),
        "two artists": _named(a=axes.xaxis, b=axes.plot([1])[0]),
        "random generator": _named(a=(g := np.random.default_rng(0)), b=Node(g=g)),
        "lock": _named(a=Node(e=(event := threading.Event())), b=event),
    }


def _with_attrs(rows: list[int]) -> pd.DataFrame:
    frame = pd.DataFrame({"a": [1]})
    frame.attrs["rows"] = rows
    return frame


SHARING = sharing()


def apart() -> dict[str, dict[str, Any]]:
    frame = pd.DataFrame({"a": [1.0, 2.0], "b": ["x", "y"], "c": [1, 2]})
    matrix = NUMBERS.copy()
    text, number, names = "some text", 10**30, ("a", ("b", 1.5))
    model = RandomForestClassifier(3, random_state=0, n_jobs=1).fit(NUMBERS, LABELS)
    first, second = constant()
    zone, path = datetime.UTC, Path("a/b")
    dtype = pd.CategoricalDtype(["x", "y"])
    singleton = np.random.mtrand._rand
    day = datetime.datetime(2024, 1, 1, tzinfo=zone)
    common = {"a": 1}
    return {
        "numbers": _named(a=1, b=1, c=number, d=number),
        "text": _named(a=[text], b={"x": text}, c={text: 1}),
        "tuples": _named(a=[names], b={"n": names}),
        "frozenset": _named(a=[s := frozenset({1})], b=[s]),
        "equal lists": _named(a=[1, 2], b=[1, 2]),
        "copies": _named(a=common, b=dict(common)),
        "functions": _named(a=[counter], b={"f": counter}, c=counter),
        "constant closures": _named(a=first, b=second),
        "classes": _named(a=[Node], b=Node, c=Node(x=1), d=Node(x=1)),
        "a class and its instance": _named(a=Registry, b=Registry(), c=Registry()),
        "modules": _named(a=[np], b={"np": np}),
        "builtins": _named(a=[print, len], b=print),
        "enum": _named(a=[Colour.RED], b={"c": Colour.RED}),
        "decimal": _named(a=[x := decimal.Decimal(1)], b=[x]),
        "dates": _named(a=[day], b=[day], c=[pd.Timestamp(day)]),
        "path": _named(a=[path], b=[path]),
        "frozen dataclass": _named(a=(f := Frozen(1)), b=[f]),
        "frame and column": _named(a=frame, b=frame[["a"]], c=frame["a"], d=frame["b"]),
        "frame and rows": _named(a=frame, b=frame.iloc[:1], c=frame[frame["a"] > 1]),
        "frame copied": _named(a=frame, b=frame.copy()),
        "frames with one index": _named(a=frame, b=pd.DataFrame({"z": [1, 2]}, index=frame.index)),
        "index": _named(a=frame.index, b=frame, c=[frame.columns]),
        "dtype": _named(a=pd.Series(["x"], dtype=dtype), b=pd.Series(["y"], dtype=dtype), c=[dtype]),
        "array copied": _named(a=matrix, b=matrix.copy()),
        "columns of one matrix": _named(a=matrix[:, :3], b=matrix[:, 3]),
        "rows of one matrix": _named(a=matrix[:10], b=matrix[10:]),
        "every other": _named(a=matrix.ravel()[::2], b=matrix.ravel()[1::2]),
        "model and its data": _named(a=model, b=matrix, c=frame),
        "estimator and its predictions": _named(a=model, b=model.predict(NUMBERS)),
        "global random state": _named(a=Node(r=singleton), b=Node(r=singleton)),
        "figures": _named(a=_figure(), b=_figure()),
        "cannot be pickled": _named(a=threading.Lock(), b=[threading.Lock()], c=(n for n in [1])),
        "nothing": {},
        "one": _named(a=[[1], [1]]),
    }


def _figure() -> Figure:
    figure = Figure()
    figure.add_subplot().plot([1, 2], label="x")
    return figure


APART = apart()


@pytest.mark.parametrize("name", SHARING)
def test_shared(name: str) -> None:
    values = SHARING[name]
    names = ("c", "d") if "d" in values else ("a", "b")
    assert shared(values) == (names,)
    assert shared(dict(reversed(values.items()))) == (tuple(reversed(names)),)
    between = {**values, "z": [7], "number": 3}
    assert shared(between) == (names,)


@pytest.mark.parametrize("name", APART)
def test_apart(name: str) -> None:
    assert shared(APART[name]) == ()


def test_groups_join() -> None:
    one, two, three = [1], [2], [3]
    values = {"a": [one], "x": 5, "b": [one, two], "c": [three], "d": (two,), "e": {"t": three}}
    assert shared(values) == (("a", "b", "d"), ("c", "e"))


def test_cycles_and_depth_end() -> None:
    cyclic: list[Any] = [1]
    cyclic.append(cyclic)
    deep: list[Any] = [cyclic]
    for _ in range(100_000):
        deep = [deep]
    assert shared({"a": deep, "b": cyclic, "c": [1]}) == (("a", "b"),)


def test_values_are_not_run() -> None:
    class Loud:
        def __getattribute__(self, name: str) -> Any:
            if name in ("__class__", "__dict__"):
                return object.__getattribute__(self, name)
            raise AssertionError(f"asked for {name}")

        def __reduce__(self) -> Any:
            raise AssertionError("pickled")

    loud = Loud()
    assert shared({"a": [loud], "b": loud}) == (("a", "b"),)


def test_loaded_values_do_not_share_their_file(tmp_path: Path) -> None:
    from nbpipe.artifacts import ArtifactStore

    store = ArtifactStore(tmp_path)
    frame = pd.DataFrame({f"c{n}": np.arange(50_000.0) for n in range(4)})
    loaded = store.load(store.save(frame))
    assert shared({"a": loaded["c0"].to_numpy(), "b": loaded["c1"].to_numpy()}) == ()
    assert shared({"a": loaded, "b": loaded["c1"].to_numpy()}) == (("a", "b"),)


def test_plainly_separate_values_are_not_walked_one_by_one() -> None:
    rows = 1_000_000
    values = {
        "frame": pd.DataFrame({"x": np.arange(rows), "s": ["text"] * rows}),
        "numbers": {str(n): n for n in range(1000)},
        "array": np.zeros(rows),
        "list": list(range(rows)),
        "text": [str(n) for n in range(rows)],
    }
    calls = 0

    def count(*_: object) -> None:
        nonlocal calls
        calls += 1

    sys.setprofile(count)
    try:
        found = shared(values)
    finally:
        sys.setprofile(None)
    assert found == ()
    assert calls < 20_000
