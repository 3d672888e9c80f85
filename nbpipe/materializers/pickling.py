"""The pickle stream of nbpipe: cloudpickle, made stricter where it would change a value without a word.

cloudpickle turns an open file into its text and a memoryview into bytes, pandas forgets attributes set on a frame, and
NumPy straightens the strides of a view. Here the first two are errors and the others are kept.
"""

from __future__ import annotations

import functools
import hashlib
import io
import pickle
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from importlib.util import find_spec
from types import FunctionType, ModuleType
from typing import Any, BinaryIO, Protocol

import cloudpickle
import xxhash

from nbpipe.materializers import home, layout

UNKNOWN = "unknown"
"""The fingerprint of what cannot be pickled. It says nothing: not even that two such values are equal."""

_MARK = "__nbpipe_namespace__"
_PANDAS_OWN = frozenset(
    {"_mgr", "_attrs", "_flags", "_name", "_item_cache", "_cacher", "_is_copy", "_metadata"}
)


class Refused(Exception):
    """Raised inside the pickler for an object that must not travel; `args` are reason and hint."""


class Sink(Protocol):
    """What a pickle is written to: an ordinary binary file will do."""

    def write(self, data: Any, /) -> Any: ...
    def seek(self, position: int, /) -> Any: ...
    def truncate(self) -> Any: ...


def dump(value: Any, file: Sink) -> None:
    """Write the pickle of `value` to an empty file. Raises whatever stands in the way.

    The namespace of the active home, where a value holds it, becomes that of the loader.
    """
    _dump(value, file, _Pickler, _CarefulPickler)


def load(file: BinaryIO) -> Any:
    """Read what `dump` wrote, in the active home."""
    return _Unpickler(file).load()


def digest(value: Any) -> str:
    """Hash of a value by its pickle, or `UNKNOWN`; formats that know better are asked for the values inside it.

    Only comparable within one process. What the globals of a function hold is none of its content, nor is what
    `lru_cache` and `cached_property` remember.
    """
    sink = _Hash(xxhash.xxh3_128)
    try:
        _dump(value, sink, _Fingerprinter, _CarefulFingerprinter)
    except Exception:
        return UNKNOWN
    return str(sink.state.hexdigest())


def sha256(value: Any) -> str:
    """Hash of the pickle itself. Raises what `dump` raises."""
    sink = _Hash(hashlib.sha256)
    dump(value, sink)
    return str(sink.state.hexdigest())


# ---- what is pickled otherwise than cloudpickle does ----------------------------------------------------------------


def _reduce_module(module: ModuleType) -> Any:
    require_importable(module)
    return _import, (module.__name__,)


def require_importable(module: ModuleType) -> None:
    """Raise `Refused` unless another process can import the module by its name."""
    name = module.__name__
    found = sys.modules.get(name) is module
    if found and name != "__main__":
        try:
            found = find_spec(name) is not None
        except (ImportError, ValueError, AttributeError):
            found = False
    if not found:
        raise Refused(f"the module {name!r}, which cannot be imported by that name", "import it in each step")


def _import(name: str) -> ModuleType:
    __import__(name)
    return sys.modules[name]


_views_stay: ContextVar[bool] = ContextVar("nbpipe_views_stay", default=False)


@contextmanager
def views_stay() -> Iterator[None]:
    """While active, arrays on the memory of another array are saved as views of it, and are such again when loaded."""
    token = _views_stay.set(True)
    try:
        yield
    finally:
        _views_stay.reset(token)


def _as_view(array: Any) -> Any:
    """How to make a view again, and of what; None for an array that is none."""
    kind = type(array)
    owner = array
    while type(owner.base) is kind:
        owner = owner.base
    if owner is array or kind.__module__ != "numpy" or array.dtype.hasobject:
        return None
    if not (owner.flags.c_contiguous or owner.flags.f_contiguous):
        return None
    offset = array.__array_interface__["data"][0] - owner.__array_interface__["data"][0]
    return _view, (owner, offset, array.shape, array.strides, array.dtype, array.flags.writeable)


def _view(owner: Any, offset: int, shape: Any, strides: Any, dtype: Any, writeable: bool) -> Any:
    memory = owner if owner.flags.c_contiguous else owner.T
    array = type(owner)(shape, dtype, memory, offset, strides)
    if not writeable:
        array.flags.writeable = False
    return array


def _reduce_array(array: Any) -> Any:
    if _views_stay.get() and (view := _as_view(array)) is not None:
        return view
    core, spec = layout.pack(array)
    if spec is None:
        return NotImplemented
    return _strided, (core, spec, array.flags.writeable)


def _strided(core: Any, spec: Mapping[str, Any], writeable: bool) -> Any:
    array = layout.unpack(core, spec)
    if not writeable:
        array.flags.writeable = False
    return array


def extra_attributes(frame: Any) -> dict[str, Any]:
    """Attributes that somebody set on a pandas object, which its own pickle forgets."""
    return {name: item for name, item in vars(frame).items() if name not in _PANDAS_OWN}


def _reduce_pandas(frame: Any) -> Any:
    extra = extra_attributes(frame)
    if not extra:
        return NotImplemented
    make, arguments, state, *_ = frame.__reduce_ex__(5)
    return make, arguments, (state, extra), None, None, _set_pandas_state


def _set_pandas_state(frame: Any, state: tuple[Any, Mapping[str, Any]]) -> None:
    frame.__setstate__(state[0])
    for name, item in state[1].items():
        object.__setattr__(frame, name, item)


def _reduce_block(block: Any) -> Any:
    """Part of a frame; pandas itself would straighten its strides."""
    make, arguments, *rest = block.__reduce_ex__(5)
    return (make, (block.values, *arguments[1:]), *rest)


def _reduce_figure(figure: Any) -> Any:
    """A matplotlib figure that pyplot does not open again when it is loaded."""
    make, arguments, state, *rest = figure.__reduce_ex__(5)
    state.pop("_restore_to_pylab", None)
    return (make, arguments, state, *rest)


def _reduce_memoryview(view: memoryview) -> Any:
    raise Refused("a memoryview, which is only a window on something else", "keep bytes(view)")


def _reduce_file(file: Any) -> Any:
    for name in ("stdin", "stdout", "stderr"):
        if file is getattr(sys, name):
            return getattr, (sys, name)
    raise Refused(
        f"an open file ({str(getattr(file, 'name', type(file).__name__))[:200]!r})",
        "keep its path and open the file in the step that reads it",
    )


def _reduce_future(future: Any) -> Any:
    raise Refused(
        "a Dask Future, whose value is on a cluster that this process leaves",
        "fetch the value: client.gather(future)",
    )


_RULES: dict[str, Callable[[Any], Any]] = {
    "builtins.cell": home.reduce_cell,
    "builtins.memoryview": _reduce_memoryview,
    "builtins.module": _reduce_module,
    "distributed.client.Future": _reduce_future,
    "functools._lru_cache_wrapper": home.reduce_cached,
    "numpy.ndarray": _reduce_array,
    "pandas.DataFrame": _reduce_pandas,
    "pandas.Series": _reduce_pandas,
    "pandas.core.frame.DataFrame": _reduce_pandas,
    "pandas.core.series.Series": _reduce_pandas,
}


@functools.cache
def _rule(kind: type) -> Callable[[Any], Any] | None:
    if issubclass(kind, io.IOBase) and not issubclass(kind, io.StringIO | io.BytesIO):
        return _reduce_file
    if issubclass(kind, ModuleType):
        return _reduce_module
    if kind.__module__ == "pandas.core.internals.blocks":
        return _reduce_block
    if any((base.__module__, base.__name__) == ("matplotlib.figure", "Figure") for base in kind.__mro__):
        return _reduce_figure
    return _RULES.get(f"{kind.__module__}.{kind.__qualname__}")


@functools.cache
def _cached_properties(kind: type) -> frozenset[str]:
    return frozenset(
        name
        for base in kind.__mro__
        for name, item in vars(base).items()
        if isinstance(item, functools.cached_property)
    )


def _pickles_plainly(kind: type) -> bool:
    return all(getattr(kind, name) is getattr(object, name) for name in ("__reduce_ex__", "__reduce__"))


def _without_slot_names(reduced: Any) -> Any:
    """A class as cloudpickle has it, less what `copyreg` left on it when an instance was pickled or copied."""
    if isinstance(reduced, tuple) and len(reduced) > 2 and isinstance(reduced[2], tuple):
        attributes = reduced[2][0]
        if isinstance(attributes, dict):
            attributes.pop("__slotnames__", None)
    return reduced


# ---- picklers -------------------------------------------------------------------------------------------------------


class _Pickler(cloudpickle.Pickler):  # type: ignore[misc]
    def __init__(self, file: Sink) -> None:
        super().__init__(file, protocol=5)

    def reducer_override(self, value: Any) -> Any:
        rule = _rule(type(value))  # type: ignore[arg-type]
        if rule is not None:
            reduced = rule(value)
            if reduced is not NotImplemented:
                return reduced
        if isinstance(value, type):
            return _without_slot_names(home.reduce(value, super().reducer_override))
        if isinstance(value, FunctionType):
            return home.reduce(value, super().reducer_override)
        return super().reducer_override(value)


class _Fingerprinter(_Pickler):
    def reducer_override(self, value: Any) -> Any:
        from nbpipe.materializers import content_hash

        if isinstance(value, FunctionType):
            reduced = super().reducer_override(value)
            own = reduced is NotImplemented or reduced[0] is home.look_up
            return reduced if own else home.reduce_function(value)
        if isinstance(value, type):
            return super().reducer_override(value)
        known = content_hash(value)
        if known == UNKNOWN:
            raise Refused
        if known is not None:
            return str, (known,)
        lazy = _cached_properties(type(value))  # type: ignore[arg-type]
        if lazy and _pickles_plainly(type(value)):
            make, arguments, state, *rest = (*value.__reduce_ex__(5), None, None, None)[:5]
            if isinstance(state, dict):
                state = {name: item for name, item in state.items() if name not in lazy}
            return (make, arguments, state, *rest)
        return super().reducer_override(value)


class _Careful:
    """Asks for every object, which is slow, whether it is the namespace."""

    def persistent_id(self, value: Any) -> str | None:
        current = home.active()
        return _MARK if current is not None and value is current.namespace else None


class _CarefulPickler(_Careful, _Pickler):
    pass


class _CarefulFingerprinter(_Careful, _Fingerprinter):
    pass


class _Unpickler(pickle.Unpickler):
    def persistent_load(self, mark: Any) -> Any:
        if mark != _MARK:
            raise pickle.UnpicklingError(f"unknown persistent id {mark!r}")
        return home.namespace()


class _Guard:
    def __reduce__(self) -> Any:
        raise Refused("the whole namespace of the notebook", "keep the variables that you need")


@contextmanager
def _guarded() -> Iterator[None]:
    """While active, the namespace of the home cannot be pickled as if it were any dict."""
    current = home.active()
    if current is None or _MARK in current.namespace:
        yield
        return
    current.namespace[_MARK] = _Guard()
    try:
        yield
    finally:
        del current.namespace[_MARK]


def _dump(value: Any, file: Sink, quick: type[Any], careful: type[Any]) -> None:
    # pickle asks no hook for an exact dict but persistent_id, and that for every object; so it is tried without.
    try:
        with _guarded():
            quick(file).dump(value)
    except MemoryError:
        raise
    except Exception:
        if home.active() is None:
            raise
        file.seek(0)
        file.truncate()
        careful(file).dump(value)


class _Hash:
    """A file of which only the hash is kept."""

    def __init__(self, new: Callable[[], Any]) -> None:
        self._new = new
        self.state = new()

    def write(self, data: Any) -> int:
        self.state.update(data)
        return memoryview(data).nbytes

    def seek(self, position: int) -> int:
        self.state = self._new()
        return position

    def truncate(self) -> int:
        return 0
