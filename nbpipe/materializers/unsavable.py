"""Why a value cannot be kept, where inside it the reason lies, and what to do."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from functools import partial
from itertools import islice
from types import FunctionType, MethodType
from typing import Any

from nbpipe.errors import NbpipeError, UnsavableError
from nbpipe.materializers import pickling

_SECONDS = 3.0
_DEPTH = 30
_CHILDREN = 10_000

_CONNECT = "keep what is needed to connect, such as the address, and connect in each step"
_LOCK = "leave it out of what is kept (`__getstate__`), or make it in the step that uses it"
_HINTS = {
    "builtins.generator": "save what it yields: list(rows)",
    "builtins.async_generator": "save what it yields",
    "builtins.coroutine": "await it and keep its result",
    "_asyncio.Task": "await it and keep its result",
    "builtins.frame": "keep the values that you need of it",
    "builtins.traceback": "keep its text: traceback.format_exc()",
    "builtins.weakref": "keep the object that it refers to",
    "weakref.ReferenceType": "keep the object that it refers to",
    "socket.socket": _CONNECT,
    "ssl.SSLSocket": _CONNECT,
    "sqlite3.Connection": "keep the database's path or address and connect in each step",
    "sqlite3.Cursor": "fetch its rows and keep those: cursor.fetchall()",
    "_thread.lock": _LOCK,
    "_thread.RLock": _LOCK,
    "_thread._local": _LOCK,
    "threading.Thread": "wait for it in this step (join) and keep what it computed",
    "subprocess.Popen": "wait for it in this step and keep what it printed",
    "mmap.mmap": "keep the file's path and map it in the step that reads it",
}
_CONNECTIONS = ("connection", "cursor", "engine", "session", "client", "socket", "channel")


def error(value: Any, cause: BaseException, name: str = "value") -> UnsavableError:
    """The error for a value that `pickling.dump` could not write; `name` is what the user calls it.

    The search for the part that is to blame tries each part of the value in turn, and gives up after a few seconds.
    """
    if isinstance(cause, UnsavableError):
        return cause
    if isinstance(cause, RecursionError) or isinstance(cause.__cause__, RecursionError):
        return UnsavableError(
            f"{name} cannot be kept: it is nested too deeply to be pickled",
            hint="keep it in a flatter form, such as a list of rows with the number of their parent",
            code="unsavable",
        )
    path, part, why = _culprit(value, cause, name)
    reason, hint = _reason(part, why)
    return UnsavableError(f"{path} cannot be kept: it is {reason}", hint=hint, code="unsavable")


def _reason(part: Any, why: BaseException) -> tuple[str, str]:
    kind = type(part)
    full = f"{kind.__module__}.{kind.__qualname__}"
    shown = full.removeprefix("builtins.")
    if isinstance(why, pickling.Refused) and len(why.args) == 2:
        return str(why.args[0]), str(why.args[1])
    if isinstance(why, NbpipeError):
        return f"of type {shown}: {why.args[0]}", why.problems[0].hint or "keep something else of it"
    hint = next((_HINTS[name] for name in _names(kind) if name in _HINTS), None)
    if hint is not None:
        return f"a {shown}", hint
    if any(word in full.lower() for word in _CONNECTIONS):
        return f"a {shown}", _CONNECT
    text = " ".join(str(why).split())[:300]
    return (
        f"of type {shown}, which pickle refuses ({type(why).__name__}: {text})",
        "keep the data in it instead, or make it in each step that uses it",
    )


def _names(kind: type) -> Iterator[str]:
    return (f"{base.__module__}.{base.__qualname__}" for base in kind.__mro__)


def _culprit(value: Any, cause: BaseException, name: str) -> tuple[str, Any, BaseException]:
    path, deadline, seen = name, time.monotonic() + _SECONDS, {id(value)}
    for _ in range(_DEPTH):
        for label, child in islice(_children(value), _CHILDREN):
            if id(child) in seen:
                continue
            if time.monotonic() > deadline:
                return path, value, cause
            why = _failure(child)
            if why is not None:
                path, value, cause = path + label, child, why
                seen.add(id(child))
                break
        else:
            break
    return path, value, cause


def _failure(value: Any) -> BaseException | None:
    try:
        pickling.sha256(value)
    except Exception as error:
        return error
    return None


def _children(value: Any) -> Iterator[tuple[str, Any]]:
    """The parts of a value with how one writes them in Python, as far as that is known."""
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield f"[{key!r:.60}]", item
            yield f" (key {key!r:.60})", key
    elif isinstance(value, list | tuple):
        yield from ((f"[{position}]", item) for position, item in enumerate(value))
    elif isinstance(value, set | frozenset):
        yield from ((" (an element)", item) for item in value)
    elif isinstance(value, FunctionType):
        names = value.__code__.co_freevars
        for variable, cell in zip(names, value.__closure__ or (), strict=False):
            try:
                yield f" (variable {variable} that it encloses)", cell.cell_contents
            except ValueError:
                continue
        yield from ((" (a default)", item) for item in value.__defaults__ or ())
        yield from ((f" (default of {key})", item) for key, item in (value.__kwdefaults__ or {}).items())
    elif isinstance(value, MethodType):
        yield ".__self__", value.__self__
        yield ".__func__", value.__func__
    elif isinstance(value, partial):
        yield ".func", value.func
        yield from ((f".args[{position}]", item) for position, item in enumerate(value.args))
        yield from ((f".keywords[{key!r}]", item) for key, item in value.keywords.items())
    try:
        attributes = dict(vars(value))
    except TypeError:
        attributes = {}
    if isinstance(value, type | FunctionType):
        attributes = {key: item for key, item in attributes.items() if not key.startswith("__")}
    yield from ((f".{key}", item) for key, item in attributes.items())
    for base in type(value).__mro__:
        slots = vars(base).get("__slots__", ())
        for slot in (slots,) if isinstance(slots, str) else slots:
            if slot not in ("__dict__", "__weakref__") and hasattr(value, slot):
                yield f".{slot}", getattr(value, slot)
