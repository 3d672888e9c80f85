"""The shapes as TypeScript: `python -m nbpipe.api.typescript > labextension/src/schema.ts`.

Equal shapes give equal text. A number that JSON does not know (NaN, the infinities) arrives as null, so every `float` is
`number | null`.
"""

from __future__ import annotations

import dataclasses
import sys
import types
import typing
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any

from nbpipe.api import shapes

HEAD = """\
// Made from nbpipe/api/shapes and nbpipe/model by `python -m nbpipe.api.typescript`: change these, not this.

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
"""

_PLAIN: Mapping[Any, str] = {
    str: "string",
    int: "number",
    float: "number | null",
    bool: "boolean",
    type(None): "null",
    Any: "Json",
}


def text() -> str:
    """The whole file."""
    found: dict[str, Any] = {}
    for name, kind in vars(shapes).items():
        if dataclasses.is_dataclass(kind) and kind.__module__.startswith(f"{shapes.__name__}."):
            found[name] = kind
    shown: dict[str, str] = {}
    waiting = list(found.values())
    while waiting:
        kind = waiting.pop(0)
        if kind.__name__ in shown:
            continue
        shown[kind.__name__] = _enum(kind) if issubclass(kind, StrEnum) else _interface(kind)
        if not issubclass(kind, StrEnum):
            waiting += [part for hint in typing.get_type_hints(kind).values() for part in _named(hint)]
    return "\n".join([HEAD, f"export const PROTOCOL = {shapes.PROTOCOL};\n", *shown.values()])


def _interface(kind: Any) -> str:
    hints = typing.get_type_hints(kind)
    lines = [f"  {item.name}: {_type(hints[item.name])};\n" for item in dataclasses.fields(kind)]
    return f"{_comment(kind)}export interface {kind.__name__} {{\n{''.join(lines)}}}\n"


def _enum(kind: type[StrEnum]) -> str:
    values = " | ".join(f"'{item}'" for item in kind)
    return f"{_comment(kind)}export type {kind.__name__} = {values};\n"


def _comment(kind: type) -> str:
    """The docstring; that of a dataclass without one is its signature, which says nothing here."""
    words = (kind.__doc__ or "").strip()
    if not words or words.startswith(f"{kind.__name__}("):
        return ""
    lines = [line.strip() for line in words.splitlines()]
    if len(lines) == 1:
        return f"/** {lines[0]} */\n"
    return "/**\n" + "".join(f" * {line}".rstrip() + "\n" for line in lines) + " */\n"


def _type(hint: Any) -> str:
    """A Python type as TypeScript.

    >>> _type(tuple[int, ...]), _type(Mapping[str, float]), _type(str | None), _type(tuple[str | None, ...])
    ('number[]', 'Record<string, number | null>', 'string | null', '(string | null)[]')
    """
    if hint in _PLAIN:
        return _PLAIN[hint]
    origin, parts = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        words = [_type(part).removesuffix(" | null") for part in parts if part is not type(None)]
        return " | ".join([*words, "null"])
    if origin is tuple:
        inner = _type(parts[0])
        return f"({inner})[]" if " | " in inner else f"{inner}[]"
    if origin is Mapping:
        return f"Record<string, {_type(parts[1])}>"
    if isinstance(hint, type) and (dataclasses.is_dataclass(hint) or issubclass(hint, StrEnum)):
        return hint.__name__
    raise TypeError(f"no TypeScript for {hint!r}: name it in nbpipe.api.typescript")


def _named(hint: Any) -> Iterator[Any]:
    """The dataclasses and enums in a type."""
    if isinstance(hint, type) and (dataclasses.is_dataclass(hint) or issubclass(hint, StrEnum)):
        yield hint
    for part in typing.get_args(hint):
        if part is not ...:
            yield from _named(part)


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    sys.stdout.write(text())
