"""The namespace that a step's functions and classes belong to, on the way out and on the way in.

A notebook's functions read their globals late, from the kernel's namespace. So that a pipeline means the same, a
function travels as code and wakes up in the namespace of the step that loads it; what the setup cells define is there
already and is only named.
"""

from __future__ import annotations

import functools
import hashlib
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from types import CellType, CodeType, FunctionType
from typing import Any

from cloudpickle import cloudpickle

from nbpipe.errors import NotFoundError

_FUNCTION_FIELDS = (
    "__qualname__",
    "__module__",
    "__doc__",
    "__defaults__",
    "__kwdefaults__",
    "__annotations__",
)


@dataclass(frozen=True, eq=False)
class Home:
    """A namespace, the names in it that travel by name only, and whose it is (see `home`).

    `mentioned` collects, while values are saved, the names that whoever loads them must have, or may look up.
    """

    namespace: dict[str, Any]
    by_reference: frozenset[str] = frozenset()
    owner: str = ""
    mentioned: set[str] = field(default_factory=set)


_active: ContextVar[Home | None] = ContextVar("nbpipe_home", default=None)
_named: dict[str, int] = {}


@contextmanager
def home(
    namespace: dict[str, Any], by_reference: frozenset[str] = frozenset(), owner: str = ""
) -> Iterator[Home]:
    """While active, functions and classes of `namespace` travel as the notebook language means it.

    Saving: a function whose globals are `namespace` is kept as code. One whose name is in `by_reference`, and a class
    too, is kept as that name; leave out a name that the step itself binds anew, for the loader would find another
    object there. Other classes of the namespace are kept by value. `owner`, such as the step's name, makes the
    identities of those classes the same in every run.

    Loading: functions get `namespace` as their globals, and names are looked up in it; `NotFoundError` where one is
    missing. Without an active home the namespace of the loader is that of `__main__`.

    >>> import io
    >>> from nbpipe.materializers import pickling
    >>> there, here = {"__name__": "__main__"}, {"__name__": "__main__", "rate": 3}
    >>> exec("rate = 2" + chr(10) + "def price(x): return x * rate", there)
    >>> file = io.BytesIO()
    >>> with home(there):
    ...     pickling.dump(there["price"], file)
    >>> with home(here):
    ...     pickling.load(io.BytesIO(file.getvalue()))(10)
    30
    """
    token = _active.set(Home(namespace, by_reference, owner))
    try:
        yield _active.get()  # type: ignore[misc]
    finally:
        _active.reset(token)


def active() -> Home | None:
    """The home in force, if any."""
    return _active.get()


def namespace() -> dict[str, Any]:
    """Where functions wake up: the active home's namespace, else that of `__main__`."""
    current = _active.get()
    return vars(sys.modules["__main__"]) if current is None else current.namespace


def look_up(name: str) -> Any:
    """What the loader's namespace holds under a dotted name; `NotFoundError` if it is not there.

    Called by pickles.
    """
    first, *rest = name.split(".")
    try:
        value = namespace()[first]
        for part in rest:
            value = getattr(value, part)
    except (KeyError, AttributeError):
        raise NotFoundError(
            f"the value needs {name!r}, which the notebook's setup defines, and there is no such name here",
            hint=f"run the %%setup cell that defines {first!r} first, then load the value again",
        ) from None
    return value


# ---- saving ---------------------------------------------------------------------------------------------------------


def reduce(value: Any, otherwise: Callable[[Any], Any]) -> Any:
    """How pickle takes a function or class; `otherwise` answers for what is none of the active home's."""
    current = _active.get()
    if current is None or not _belongs(value, current):
        return otherwise(value)
    name = _reference(value, current)
    if name is not None:
        current.mentioned.add(name.partition(".")[0])
        return look_up, (name,)
    if isinstance(value, FunctionType):
        return reduce_function(value) if value.__globals__ is current.namespace else otherwise(value)
    if isinstance(value, type):
        _track(value, current.owner)
    return otherwise(value)


def reduce_function(function: FunctionType) -> Any:
    """A function as its code, without its globals: it gets the loader's."""
    fields = {name: getattr(function, name) for name in _FUNCTION_FIELDS}
    if hasattr(function, "__type_params__"):
        fields["__type_params__"] = function.__type_params__
    current = _active.get()
    if current is not None:
        current.mentioned.update(_names_in(function.__code__))
    arguments = (placeless(function.__code__), function.__name__, function.__closure__)
    return make_function, arguments, (fields, dict(vars(function))), None, None, set_function_state


def _names_in(code: CodeType) -> Iterator[str]:
    """Names that code may look up in its globals, and attributes, which read the same."""
    yield from code.co_names
    for item in code.co_consts:
        if isinstance(item, CodeType):
            yield from _names_in(item)


def placeless(code: CodeType) -> CodeType:
    """Code that names no file: a kernel gives each cell one with its process number in it, and the source does not
    travel, so nobody could look a line up there. Equal functions then give equal bytes.
    """
    inner = tuple(placeless(item) if isinstance(item, CodeType) else item for item in code.co_consts)
    return code.replace(co_filename=f"<step {active_owner()}>", co_consts=inner)


def active_owner() -> str:
    """Whose home is active; empty where there is none."""
    current = active()
    return current.owner if current is not None else ""


def make_function(code: CodeType, name: str, closure: tuple[CellType, ...] | None) -> FunctionType:
    """A function of the loader's namespace. Called by pickles."""
    return FunctionType(code, namespace(), name, None, closure)


def set_function_state(function: FunctionType, state: tuple[Mapping[str, Any], Mapping[str, Any]]) -> None:
    """Fill in what a function may refer to itself by. Called by pickles."""
    fields, attributes = state
    vars(function).update(attributes)
    for name, value in fields.items():
        setattr(function, name, value)


def reduce_cell(cell: CellType) -> Any:
    """A variable of an enclosing function: first the empty cell, so that its content may refer back to it."""
    try:
        content = (cell.cell_contents,)
    except ValueError:  # not bound yet
        return CellType, ()
    return CellType, (), content, None, None, set_cell


def set_cell(cell: CellType, content: tuple[Any]) -> None:
    """Called by pickles."""
    cell.cell_contents = content[0]


def _belongs(value: Any, current: Home) -> bool:
    if isinstance(value, FunctionType) and value.__globals__ is current.namespace:
        return True
    return getattr(value, "__module__", None) == current.namespace.get("__name__")


def _reference(value: Any, current: Home) -> str | None:
    name = getattr(value, "__qualname__", None)
    if not isinstance(name, str):
        return None
    first, *rest = name.split(".")
    if first not in current.by_reference or first not in current.namespace:
        return None
    found = current.namespace[first]
    for part in rest:
        found = getattr(found, part, None)
    return name if found is value else None


def _track(kind: type, owner: str) -> None:
    """Give a class the identity by which cloudpickle knows it again, the same in every run of the same code.

    cloudpickle's own is random, so equal outputs would never have equal digests. The content is part of it: two
    versions of a class in one process stay two classes.
    """
    known = cloudpickle._DYNAMIC_CLASS_TRACKER_BY_CLASS
    if kind in known:
        return
    from nbpipe.materializers import pickling  # which needs this module

    known[kind] = "being named"
    try:
        content = pickling.sha256(kind)
    except BaseException:
        del known[kind]
        raise
    seed = f"{owner}\0{kind.__module__}\0{kind.__qualname__}\0{content}"
    _named[seed] = _named.get(seed, 0) + 1
    identity = hashlib.sha256(f"{seed}\0{_named[seed]}".encode()).hexdigest()[:32]
    known[kind] = identity
    cloudpickle._DYNAMIC_CLASS_TRACKER_BY_ID[identity] = kind


# ---- cached functions -----------------------------------------------------------------------------------------------


def reduce_cached(function: Any) -> Any:
    """A function under `functools.lru_cache`: what it wraps and how; the cached results stay behind."""
    current = _active.get()
    if current is not None and (name := _reference(function, current)) is not None:
        current.mentioned.add(name.partition(".")[0])
        return look_up, (name,)
    module = sys.modules.get(function.__module__)
    if function.__module__ != "__main__" and _attribute(module, function.__qualname__) is function:
        return NotImplemented
    parameters = function.cache_parameters()
    made = ("__wrapped__", "cache_parameters")  # by lru_cache itself
    attributes = {name: item for name, item in vars(function).items() if name not in made}
    return make_cached, (function.__wrapped__, parameters["maxsize"], parameters["typed"]), attributes


def make_cached(function: Callable[..., Any], maxsize: int | None, typed: bool) -> Any:
    """A function with an empty cache. Called by pickles."""
    return functools.lru_cache(maxsize=maxsize, typed=typed)(function)


def _attribute(value: Any, dotted: str) -> Any:
    for part in dotted.split("."):
        value = getattr(value, part, None)
    return value
