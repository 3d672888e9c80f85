"""What a case is, and how a text becomes one."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Case:
    """One notebook. `cells` are source texts; one that begins with none of the three magics is scratch."""

    name: str
    cells: tuple[str, ...]
    expect: str
    compare: tuple[str, ...]
    refused_with: str | None
    why: str


def _cells(text: str) -> tuple[str, ...]:
    """Cut a text into cells: before each of the three magics, and at a line `---`, which is dropped."""
    parts = re.split(r"^---\n|^(?=%%(?:setup|parameters|step)\b)", text.lstrip("\n"), flags=re.MULTILINE)
    return tuple(part.rstrip("\n") for part in parts if part.strip())


def case(
    name: str, expect: str, why: str, text: str, refused_with: str | None = None, compare: str = "result"
) -> Case:
    """A case out of one text; `compare` holds names with spaces between them."""
    return Case(name, _cells(text), expect, tuple(compare.split()), refused_with, why)
