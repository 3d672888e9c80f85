"""Who answers, which stores there are, and how a question is refused."""

from __future__ import annotations

from dataclasses import dataclass

from nbpipe.api.shapes.governance import Finding
from nbpipe.api.shapes.notebooks import Mark

PROTOCOL = 1  # raised when a front end of before would misread an answer


@dataclass(frozen=True)
class Hello:
    """Who answers, and which stores there are. `store` is the one that is shown where nothing else was chosen."""

    version: str
    protocol: int
    user: str
    store: str
    stores: tuple[StoreFound, ...]
    may: tuple[str, ...] = ("read", "write", "execute")  # what the server allows who asks


@dataclass(frozen=True)
class StoreFound:
    """A store under the root. `path` is its folder relative to the root, as every `store` argument wants it."""

    path: str
    exists: bool
    executions: int = 0
    problem: str = ""  # such as: made by a newer nbpipe


@dataclass(frozen=True)
class Refused:
    """The body of every answer that is not 2xx: the words of the command line."""

    message: str
    hint: str = ""
    code: str = ""
    marks: tuple[Mark, ...] = ()  # every problem of a definition, with its place


@dataclass(frozen=True)
class StoreChecked:
    """What is wrong with a store; nothing where it is whole. `verified`: every artifact was read and hashed again."""

    problems: tuple[Finding, ...]
    verified: bool = False
