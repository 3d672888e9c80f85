"""Small JSON that shows a value to a person, made when it is saved. Nothing here raises."""

from __future__ import annotations

import json
import math
import reprlib
from collections.abc import Callable, Mapping
from typing import Any

ROWS = 20
COLUMNS = 20
TEXT = 200
LARGEST = 60_000

_repr = reprlib.Repr()
_repr.maxstring = _repr.maxother = TEXT
_repr.maxlist = _repr.maxtuple = _repr.maxdict = _repr.maxset = ROWS


def guarded(make: Callable[[Any], Mapping[str, Any]], value: Any) -> Mapping[str, Any]:
    """`make(value)` if that works and is small JSON, else the name of the type."""
    try:
        preview = make(value)
        if len(json.dumps(preview, allow_nan=False)) <= LARGEST:
            return preview
    except Exception:  # a repr may do anything
        pass
    return {"kind": "text", "text": f"<{type_name(type(value))}>"}


def type_name(kind: type) -> str:
    """Full name of a type, as a person reads it.

    >>> type_name(int), type_name(reprlib.Repr)
    ('int', 'reprlib.Repr')
    """
    return f"{kind.__module__}.{kind.__qualname__}".removeprefix("builtins.")


def cut(text: str, length: int = TEXT) -> str:
    """At most `length` characters, the last of them an ellipsis where something is missing. Always valid UTF-8.

    >>> cut("abcdef", 4)
    'abc…'
    """
    text = text if len(text) <= length else text[: length - 1] + "…"
    return text.encode("utf-8", "backslashreplace").decode()


def text(value: Any) -> dict[str, Any]:
    """The value's `repr`, shortened."""
    return {"kind": "text", "text": cut(_repr.repr(value), 2000)}


def cell(value: Any) -> Any:
    """One value as a JSON scalar.

    >>> cell(1.5), cell(float("nan")), cell(2**70), cell([1, 2])
    (1.5, 'nan', '1180591620717411303424', '[1, 2]')
    """
    if value is None or type(value) is bool:
        return value
    if type(value) is int and abs(value) < 2**53:
        return value
    if type(value) is float and math.isfinite(value):
        return value
    if type(value) is str:
        return cut(value)
    if hasattr(value, "dtype") and hasattr(value, "item") and getattr(value, "shape", None) == ():
        item = value.item()
        return cut(str(value)) if hasattr(item, "dtype") else cell(item)
    return cut(_repr.repr(value) if isinstance(value, list | tuple | dict | set) else str(value))


def tree(value: Any, depth: int = 4) -> Any:
    """A nested JSON value with long parts cut off."""
    if isinstance(value, dict):
        if depth == 0:
            return f"{{… {len(value)} items}}"
        items = list(value.items())[:ROWS]
        short = {cut(str(key)): tree(item, depth - 1) for key, item in items}
        return short if len(value) <= ROWS else {**short, "…": f"{len(value) - ROWS} more"}
    if isinstance(value, list):
        if depth == 0:
            return f"[… {len(value)} items]"
        head = [tree(item, depth - 1) for item in value[:ROWS]]
        return head if len(value) <= ROWS else [*head, f"… {len(value) - ROWS} more"]
    return cell(value)


def parameters(value: Any) -> dict[str, Any]:
    """Parameters of an estimator, those of its parts left out."""
    return {cut(str(key)): cell(item) for key, item in list(value.get_params(deep=False).items())[:200]}
