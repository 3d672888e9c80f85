"""Formats for artifacts: one file a format, each an object that fulfils `Materializer`.

A value goes to the first format that holds it *exactly*: what is loaded equals what was saved, in type, content and
structure. Where a format cannot promise that, `accepts` says no and a later one takes it; pickle is last.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Protocol, cast

from nbpipe import plugins


@dataclass(frozen=True)
class Saved:
    """What a format says of the file that it wrote. `meta` is JSON: what `load` needs beside the file.

    `digest` is that of the file where the format has found it out on the way; the file is on the disk then.
    """

    media_type: str
    meta: Mapping[str, Any] = field(default_factory=dict)
    digest: str | None = None


class Materializer(Protocol):
    """One format. `name` is recorded with every artifact and never changes its meaning."""

    name: str

    def accepts(self, value: Any) -> bool:
        """Whether this format gives exactly this value back. Imports nothing that is not imported yet."""
        ...

    def save(self, value: Any, path: Path) -> Saved:
        """Write the value to the file `path`, which does not exist yet."""
        ...

    def load(self, path: Path, meta: Mapping[str, Any]) -> Any:
        """Read back what `save` wrote; the file is never changed."""
        ...

    def preview(self, value: Any) -> Mapping[str, Any]:
        """Small JSON that shows the value to a person; `kind` says how to draw it."""
        ...

    def fingerprint(self, value: Any) -> str:
        """Hash of the content: differs where the value was changed in place, cheap enough to take around a step."""
        ...


@cache
def built_in() -> tuple[Materializer, ...]:
    """The formats of nbpipe in the order in which they are asked; none imports its library before it has to."""
    from nbpipe.materializers import (
        deployable_model,
        figure,
        file_path,
        frame,
        json_value,
        module,
        ndarray,
        onnx_model,
        pickle_value,
        series,
        sklearn,
        sparse,
        xgboost,
    )

    formats = (
        json_value,
        frame,
        series,
        ndarray,
        sparse,
        xgboost,
        onnx_model,
        sklearn,
        file_path,
        figure,
        module,
        deployable_model,
        pickle_value,
    )
    return tuple(format.materializer for format in formats)


def choose(value: Any) -> Materializer:
    """The first format that holds the value exactly.

    >>> choose([1, 2]).name, choose({1, 2}).name
    ('json_value', 'pickle_value')
    """
    return next(item for item in built_in() if item.accepts(value))


def by_name(name: str) -> Materializer:
    """The format that an artifact names; `NotFoundError` if this installation has none of that name.

    Other packages add one by an entry point in the group `nbpipe.materializers`.

    >>> by_name("frame").name
    'frame'
    """
    for item in built_in():
        if item.name == name:
            return item
    if name == "together":
        from nbpipe.materializers import together

        return together.materializer
    return cast(Materializer, plugins.find("materializers", name))


def fingerprint(value: Any) -> str:
    """Hash of the value's content, to find out whether it was changed in place; only within one process.

    `pickling.UNKNOWN` where that cannot be told: then it says nothing, not even about the same object again.

    >>> rows = [1, 2]
    >>> before = fingerprint(rows)
    >>> rows.append(3)
    >>> fingerprint(rows) == before
    False
    """
    from nbpipe.materializers import pickling

    known = content_hash(value)
    if known is not None:
        return known
    chosen = choose(value)
    found = chosen.fingerprint(value)
    return found if found == pickling.UNKNOWN else f"{chosen.name}:{found}"


def content_hash(value: Any) -> str | None:
    """The fingerprint of a value whose pickle would not do, since using it changes that; None for all others."""
    ask = _hashed_by(type(value))  # type: ignore[arg-type]
    return None if ask is None else ask(value)


@cache
def _hashed_by(kind: type) -> Callable[[Any], str] | None:
    from nbpipe.materializers import figure, frame, hashing, series, sparse, xgboost

    if (kind.__module__, kind.__name__) == ("numpy", "ndarray"):
        return hashing.ndarray
    if (kind.__module__, kind.__name__) == ("xgboost.core", "Booster"):
        return xgboost.materializer.fingerprint
    for base in kind.__mro__:
        name = (f"{base.__module__}".partition(".")[0], base.__name__)
        if name == ("pandas", "DataFrame"):
            return frame.materializer.fingerprint
        if name == ("pandas", "Series"):
            return series.materializer.fingerprint
        if name == ("pandas", "Index"):
            return hashing.index
        if name == ("scipy", "_spbase"):
            return sparse.materializer.fingerprint
        if name == ("matplotlib", "Figure"):
            return figure.materializer.fingerprint
    return None
