"""Which values hold one and the same mutable object.

In one kernel a change to such an object is seen under both names; artifacts are copies, so a pipeline has to know.
Objects are walked as the garbage collector sees them: none of the values' own code runs, and nothing has to be
picklable.
"""

from __future__ import annotations

import dis
import functools
import gc
import sys
import types
import weakref
from array import array as Array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from itertools import pairwise
from mmap import mmap
from typing import Any

from nbpipe.materializers import home

_ATOMS = frozenset(
    {
        *(type(None), bool, int, float, complex, str, bytes, range, slice, type(...), type(NotImplemented)),
        *(types.CodeType, types.ModuleType, types.GetSetDescriptorType),
        *(types.MethodDescriptorType, types.WrapperDescriptorType, types.MemberDescriptorType),
        *(types.ClassMethodDescriptorType, types.GenericAlias, types.UnionType),
        weakref.ref,
    }
)
# Types of these modules are immutable, or one object of the library that everybody shares.
_IMMUTABLE_MODULES = frozenset(
    {
        *("re", "datetime", "zoneinfo", "decimal", "_decimal", "fractions", "uuid", "pathlib", "ipaddress"),
        *("operator", "_operator", "numpy.dtypes", "typing", "_weakref", "logging", "_thread", "pyarrow.lib"),
    }
)
_IMMUTABLE_PANDAS = ("pandas._libs", "pandas.core.dtypes", "pandas.core.indexes", "pandas.tseries")
_LIBRARY = {
    ("numpy", "ndarray"): "array",
    ("numpy", "generic"): "atom",
    ("numpy", "dtype"): "atom",
    ("pandas", "DataFrame"): "pandas",
    ("pandas", "Series"): "pandas",
    ("pandas", "Index"): "atom",
    ("matplotlib", "Artist"): "artist",
}
_BUILTIN = frozenset({list, dict, set})
_BUFFERS = frozenset({bytearray, memoryview, mmap, Array})
_METHODS = (types.MethodType, types.BuiltinFunctionType, types.MethodWrapperType)
_IMMUTABLE = (tuple, frozenset, types.MappingProxyType, *_METHODS)
# Of arrays and buffers the memory is compared.
_HOLDERS = frozenset({"holder", "function", "array", "buffer"})
_DESCRIPTORS = (property, staticmethod, classmethod, types.FunctionType)


def shared(values: Mapping[str, Any]) -> tuple[tuple[str, ...], ...]:
    """Groups of names whose values hold one mutable object, each in the order of `values`.

    Counted are containers, instances, arrays on the same memory, and the very same frame under two names. Not
    counted: what cannot change, what modules define, and frames that share memory under copy-on-write. An array on
    the memory of a frame counts: it sees what is written to the frame.

    >>> rows = [1]
    >>> shared({"a": {"rows": rows}, "b": (rows,), "c": [1]})
    (('a', 'b'),)
    """
    candidates = {name: value for name, value in values.items() if _trait(type(value)) != "atom"}  # type: ignore[arg-type]
    if len(candidates) < 2:
        return ()
    groups = _groups(candidates, frozenset())
    if groups:
        # Libraries have objects that everybody refers to, such as a global random state. They are only looked up
        # where something was found, for there are many.
        groups = _groups(candidates, _library_objects())
    return tuple(tuple(name for name in values if name in group) for group in groups)


def _groups(values: Mapping[str, Any], ignored: frozenset[int]) -> list[set[str]]:
    walk = _Walk(ignored)
    for name, value in values.items():
        walk.add(name, value)
    for names, rebound in walk.cells.values():
        if rebound:
            for first, second in pairwise(sorted(names)):
                walk.join(first, second)
    for first, second in _overlapping(walk.memory):
        walk.join(first, second)
    groups: dict[str, set[str]] = {}
    for name in values:
        groups.setdefault(walk.root(name), set()).add(name)
    return [group for group in groups.values() if len(group) > 1]


@dataclass
class _Walk:
    """One pass over everything that the values hold. `alive` keeps what it meets, so that every id stays its own."""

    ignored: frozenset[int]
    owners: dict[int, str] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)
    cells: dict[int, tuple[set[str], bool]] = field(default_factory=dict)
    memory: list[tuple[str, Any, bool]] = field(default_factory=list)
    classes: set[int] = field(default_factory=set)
    alive: list[Any] = field(default_factory=list)

    def root(self, name: str) -> str:
        while (parent := self.parents.get(name, name)) != name:
            name = parent
        return name

    def join(self, first: str, second: str) -> None:
        self.parents[self.root(second)] = self.root(first)

    def add(self, name: str, value: Any) -> None:
        """Visit what can be reached from one value: what changes once in all, what does not once a name."""
        passed: set[int] = set()
        waiting = [value]
        while waiting:
            item = waiting.pop()
            key, trait = id(item), _trait(type(item))  # type: ignore[arg-type]
            if trait == "atom" or key in passed or key in self.ignored:
                continue
            passed.add(key)
            if trait == "class":
                if key in self.classes:
                    continue
                self.classes.add(key)
            elif trait not in _HOLDERS:
                owner = self.owners.setdefault(key, name)
                if owner != name:
                    self.join(owner, name)
                    continue
            self.alive.append(item)
            parts = self._parts(name, item, trait)
            kinds = {kind for kind in set(map(type, parts)) if _trait(kind) != "atom"}
            if kinds:
                waiting.extend(part for part in parts if type(part) in kinds)

    def _parts(self, name: str, item: Any, trait: str) -> list[Any]:
        if trait == "function":
            return self._function_parts(name, item)
        if trait == "class":
            return [] if _is_library(item) else _class_parts(item)
        if trait == "array" or trait == "buffer":
            self.memory.append((name, item, False))
            return _array_parts(item) if trait == "array" else []
        if trait == "pandas":
            self.memory.extend((name, array, True) for array in _pandas_memory(item))
            return list(_pandas_parts(item))
        if trait == "artist":
            figure = getattr(item, "figure", None)
            return [] if figure is None or figure is item else [figure]
        if type(item) is dict and not gc.is_tracked(item):
            return []
        found = gc.get_referents(item)
        return found if trait == "builtin" else [part for part in found if part is not type(item)]

    def _function_parts(self, name: str, function: types.FunctionType) -> list[Any]:
        """What a function keeps to itself: defaults, attributes, and the variables that it encloses."""
        parts: list[Any] = [*(function.__defaults__ or ()), *(function.__kwdefaults__ or {}).values()]
        if function.__dict__:
            parts.append(function.__dict__)
        for variable, cell in zip(function.__code__.co_freevars, function.__closure__ or (), strict=True):
            names, rebound = self.cells.get(id(cell), (set(), False))
            self.cells[id(cell)] = (names | {name}, rebound or variable in _rebinds(function.__code__))
            self.alive.append(cell)
            try:
                parts.append(cell.cell_contents)
            except ValueError:  # not bound yet
                continue
        return parts


@functools.cache
def _trait(kind: type) -> str:
    """What a type is to the walk: `atom` cannot change and holds nothing, of `_HOLDERS` only the parts can change."""
    if kind in _BUILTIN:
        return "builtin"
    if kind in _ATOMS or issubclass(kind, Enum | types.ModuleType | weakref.ref):
        return "atom"
    if issubclass(kind, type):
        return "class"
    if kind is types.FunctionType:
        return "function"
    if kind in _BUFFERS:
        return "buffer"
    module = f"{kind.__module__}"
    if module in _IMMUTABLE_MODULES or module.startswith(_IMMUTABLE_PANDAS):
        return "atom"
    for base in kind.__mro__:
        known = _LIBRARY.get((f"{base.__module__}".partition(".")[0], base.__name__))
        if known is not None:
            return known
    frozen = getattr(getattr(kind, "__dataclass_params__", None), "frozen", False)
    return "holder" if frozen or issubclass(kind, _IMMUTABLE) else "mutable"


def _is_library(kind: type) -> bool:
    module = sys.modules.get(kind.__module__)
    return kind.__module__ != "__main__" and hasattr(module, kind.__qualname__.partition(".")[0])


def _class_parts(kind: type) -> list[Any]:
    return [
        item
        for name, item in vars(kind).items()
        if not name.startswith("__") and not isinstance(item, _DESCRIPTORS)
    ]


@functools.cache
def _rebinds(code: types.CodeType) -> frozenset[str]:
    """Variables of enclosing functions that the code binds anew (`nonlocal`)."""
    names = {
        item.argval for item in dis.get_instructions(code) if item.opname in ("STORE_DEREF", "DELETE_DEREF")
    }
    inner = (_rebinds(item) for item in code.co_consts if isinstance(item, types.CodeType))
    return frozenset(names).union(*inner) & frozenset(code.co_freevars)


def _array_parts(array: Any) -> list[Any]:
    attributes = list(getattr(array, "__dict__", {}).values())
    return [*attributes, *array.ravel().tolist()] if array.dtype.hasobject else attributes


def _pandas_parts(item: Any) -> Iterator[Any]:
    """Attributes, and objects in cells: copies of a frame share those."""
    yield from (value for name, value in vars(item).items() if name not in ("_mgr", "_flags", "_item_cache"))
    for block in item._mgr.blocks:
        # The dtype of text says that it is one of objects, too.
        kind: type = type(block.values)
        if _trait(kind) == "array" and block.values.dtype.kind == "O":
            yield from block.values.ravel().tolist()


def _pandas_memory(item: Any) -> Iterator[Any]:
    import numpy as np

    for block in item._mgr.blocks:
        for values in (block.values, *(getattr(block.values, name, None) for name in ("_ndarray", "_data"))):
            if type(values) is np.ndarray:
                yield values


def _library_objects() -> frozenset[int]:
    """Ids of everything that a module other than the notebook's binds at its top."""
    own = home.namespace()
    modules = [vars(module) for module in list(sys.modules.values()) if isinstance(module, types.ModuleType)]
    spaces = (space for space in modules if space is not own and space.get("__name__") != "__main__")
    return frozenset(id(item) for space in spaces for item in list(space.values()))


# ---- memory ---------------------------------------------------------------------------------------------------------


def _overlapping(memory: Iterable[tuple[str, Any, bool]]) -> Iterator[tuple[str, str]]:
    """Pairs of names with arrays on the same bytes. `memory` holds name, array, and whether it is a frame's."""
    pieces = sorted(
        (piece for entry in memory if (piece := _extent(*entry)) is not None), key=lambda piece: piece[:2]
    )
    if len({piece[2] for piece in pieces}) < 2:
        return
    copies = _copies_on_write()
    open_: list[tuple[int, int, str, Any, bool]] = []
    for piece in pieces:
        start, _, name, array, of_frame = piece
        open_ = [other for other in open_ if other[1] > start]
        for _, _, other_name, other_array, other_of_frame in open_:
            if name == other_name or (of_frame and other_of_frame and copies):
                continue
            if _meet(array, other_array):
                yield other_name, name
        open_.append(piece)


def _extent(name: str, holder: Any, of_frame: bool) -> tuple[int, int, str, Any, bool] | None:
    import numpy as np

    try:
        array = holder if isinstance(holder, np.ndarray) else np.frombuffer(holder, np.uint8)
    except (ValueError, BufferError, TypeError):  # empty, closed or not contiguous
        return None
    if array.size == 0:
        return None
    reach = [(length - 1) * stride for length, stride in zip(array.shape, array.strides, strict=True)]
    start = array.__array_interface__["data"][0]
    low = start + sum(item for item in reach if item < 0)
    high = start + sum(item for item in reach if item > 0) + array.itemsize
    return low, high, name, array, of_frame


def _meet(first: Any, second: Any) -> bool:
    import numpy as np

    try:
        return bool(np.shares_memory(first, second, 100_000))  # type: ignore[arg-type]
    except np.exceptions.TooHardError:
        return True


def _copies_on_write() -> bool:
    pandas = sys.modules.get("pandas")
    if pandas is None or int(pandas.__version__.partition(".")[0]) >= 3:
        return True
    return pandas.options.mode.copy_on_write is True
