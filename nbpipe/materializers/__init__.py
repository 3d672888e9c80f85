"""Formats for artifacts: one file a format, each an object that fulfils `Materializer`.

A value goes to the first format that holds it *exactly*: what is loaded equals what was saved, in type, content and
structure. Where a format cannot promise that, `accepts` says no and a later one takes it; pickle is last.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol


@dataclass(frozen=True)
class Saved:
    """What a format says of the file that it wrote. `meta` is JSON: what `load` needs beside the file."""

    media_type: str
    meta: Mapping[str, Any] = field(default_factory=dict)


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
