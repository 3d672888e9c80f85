"""None, bool, int, float, str, and lists and dicts of them, as JSON text."""

from __future__ import annotations

import json
import math
import re
import struct
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from nbpipe.materializers import Saved, previews

_DEPTH = 100
_ITEMS = 100_000
"""Beyond this many items pickle is ten times faster, and nobody reads the text."""
_DIGITS = 4000
_SCALARS = frozenset({type(None), bool, int, float, str})
_NAN = struct.pack("<d", math.nan)
_SPLIT_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")


def is_exact(value: Any) -> bool:
    """Whether JSON gives exactly this value back: builtin types only, no container twice, not nested deeply.

    >>> is_exact({"a": [1, float("nan"), "ä"]}), is_exact((1, 2)), is_exact({1: 2})
    (True, False, False)
    """
    seen: set[int] = set()
    waiting, count = [(value, 0)], 0
    while waiting:
        item, depth = waiting.pop()
        kind = type(item)
        if kind in _SCALARS:
            if not _scalar(item):
                return False
            continue
        if kind is dict:
            if not all(type(key) is str and _scalar(key) for key in item):
                return False
            children: Any = item.values()
        elif kind is list:
            children = item
        else:
            return False
        count += len(item)
        if id(item) in seen or depth >= _DEPTH or count > _ITEMS:
            return False
        seen.add(id(item))
        waiting.extend((child, depth + 1) for child in children)
    return True


def stranger(value: Any) -> Any:
    """The first part of a value that JSON does not have, or a key that is no text; None where there is none.

    >>> stranger({"a": [1, (2, 3)]}), stranger({"a": [1.5]}), stranger({1: 2})
    ((2, 3), None, 1)
    """
    waiting = [value]
    seen: set[int] = set()
    while waiting:
        item = waiting.pop()
        if type(item) in (dict, list):
            if id(item) in seen:
                continue
            seen.add(id(item))
            odd = [key for key in item if type(key) is not str] if type(item) is dict else []
            if odd:
                return odd[0]
            waiting.extend(item.values() if type(item) is dict else item)
        elif type(item) not in _SCALARS:
            return item
    return None


def _scalar(value: Any) -> bool:
    if type(value) is float:
        return value == value or struct.pack("<d", value) == _NAN
    if type(value) is str:
        # Two lone surrogates in a row would come back as one character.
        return value.isascii() or _SPLIT_PAIR.search(value) is None
    return type(value) is not int or value.bit_length() < 3 * _DIGITS


def dumps(value: Any) -> str:
    """ASCII text for a value that `is_exact`, so that it may stand in `meta` whatever it holds."""
    return json.dumps(value, separators=(",", ":"))


def loads(text: str) -> Any:
    """The inverse of `dumps`."""
    return json.loads(text)


class _JsonValue:
    name = "json_value"

    def accepts(self, value: Any) -> bool:
        return is_exact(value)

    def save(self, value: Any, path: Path) -> Saved:
        path.write_bytes(_encode(value))
        return Saved("application/json")

    def load(self, path: Path, meta: Mapping[str, Any]) -> Any:
        return json.loads(path.read_bytes().decode())

    def preview(self, value: Any) -> Mapping[str, Any]:
        return previews.guarded(lambda item: {"kind": "json", "value": previews.tree(item)}, value)

    def fingerprint(self, value: Any) -> str:
        import xxhash

        return str(xxhash.xxh3_128_hexdigest(dumps(value).encode()))


def _encode(value: Any) -> bytes:
    try:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    except UnicodeEncodeError:  # a lone surrogate
        return dumps(value).encode()


materializer = _JsonValue()
