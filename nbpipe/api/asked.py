"""A request, whoever brought it, and the files that it may name."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from nbpipe import config, store
from nbpipe.errors import NotFoundError, UsageError
from nbpipe.store import folders

TIMEOUT = 5.0  # seconds that a page waits for a lock


class ForbiddenError(UsageError):
    """A path leads out of the folder that is served."""


class GoneError(NotFoundError):
    """It is known, and its content is not there any more."""


@dataclass(frozen=True)
class Context:
    """Who asks, and what may be seen: what lies below `root`, and the stores `outside` that the operator named.

    `default` is the store that is meant where none is named; None: the nearest one of the notebook that is asked about.
    `may` is what the server allows that person: to read, to write, to execute; who serves holds to it, not this.
    `seen` is told of every store that a page asks for, before it is read; `python` answers the interpreter of a kernel.
    """

    root: Path
    user: str
    default: Path | None = None
    outside: frozenset[Path] = frozenset()
    may: tuple[str, ...] = ("read", "write", "execute")
    seen: Callable[[Path], None] | None = field(default=None, compare=False)
    python: Callable[[str], str] = field(default=lambda kernel: sys.executable, compare=False)

    def below(self, text: str) -> Path:
        """The file or folder that a path relative to the root names. `ForbiddenError` where it leads out of the root."""
        if "\0" in text:
            raise UsageError("a path cannot hold a NUL", code="path")
        relative = PurePosixPath(text)
        found = (self.root / relative).resolve()
        if relative.is_absolute() or os.path.isabs(text) or not found.is_relative_to(self.root.resolve()):
            raise ForbiddenError(
                f"{text} does not lie below the folder that is shown",
                "give a path relative to it, without ..",
                code="outside",
            )
        return found

    def store(self, text: str | None, notebook: Path | None = None) -> Path:
        """The folder of a store by its name in `hello`; without one the default, or the nearest of the notebook."""
        if text:
            outside = next((Path(text) for folder in self.outside if _is_of(text, folder)), None)
            return outside or self.below(text)
        if self.default is not None:
            return self.default
        return self._nearest(notebook if notebook is not None else self.root)

    def _nearest(self, start: Path) -> Path:
        """As `config.nearest_store`, but no higher than the root."""
        found = config.nearest_store(start)
        root = self.root.resolve()
        if found.resolve().is_relative_to(root):
            return found
        folder = start.resolve()
        return (folder if folder.is_dir() else folder.parent) / config.STORE_NAME

    def name(self, path: Path) -> str:
        """How answers call a file: relative to the root where it lies below, else by its full path."""
        return self.relative(path) or str(path)

    def relative(self, path: Path) -> str | None:
        """The path relative to the root; None where it does not lie below."""
        with contextlib.suppress(ValueError):
            return Path(os.path.normpath(path)).relative_to(self.root).as_posix()
        with contextlib.suppress(ValueError):
            return path.resolve().relative_to(self.root.resolve()).as_posix()
        return None


def _is_of(text: str, folder: Path) -> bool:
    """Whether it names the store in `folder`, or a scratch store of it."""
    scratch, _, name = text.rpartition(os.sep)
    return text == str(folder) or (scratch == str(folder / folders.REPRODUCTIONS) and folders.is_id(name))


@dataclass(frozen=True)
class Asked:
    """One request. `connection` is to its store, where the route wants one."""

    context: Context
    query: Mapping[str, str] = field(default_factory=dict)
    body: Mapping[str, Any] = field(default_factory=dict)
    folder: Path = Path()
    _connection: sqlite3.Connection | None = None

    @property
    def connection(self) -> sqlite3.Connection:
        """The store's; the router opens it."""
        assert self._connection is not None
        return self._connection

    @property
    def artifacts(self) -> str:
        """Where the blobs of the store are."""
        return config.settings(self.folder, self.folder).artifacts

    def text(self, name: str) -> str | None:
        """A word of the query; None where it is not there or empty."""
        return self.query.get(name) or None

    def number(self, name: str, default: int, most: int, least: int = 1) -> int:
        """A number of the query, no more than `most`. `UsageError` where it is none."""
        found = self.query.get(name)
        if found is None or found == "":
            return default
        if not found.isdecimal() or len(found) > 18 or int(found) < least:
            raise UsageError(
                f"{name}={found} is no number from {least} on", f"such as {name}={default}", code="query"
            )
        return min(int(found), most)

    def given(self, name: str, kind: type | tuple[type, ...], example: str, default: Any = ...) -> Any:
        """A value of the body. `UsageError` where it is missing, unless it has a default, or of another type."""
        found = self.body.get(name)
        if found is None and default is not ...:
            return default
        wrong_bool = isinstance(found, bool) and kind is int
        if not isinstance(found, kind) or wrong_bool:
            said = "is missing" if found is None else "has the wrong type"
            raise UsageError(f"{name} {said} in the request", f"such as {example}", code="body")
        return found


@contextlib.contextmanager
def reading(folder: Path) -> Iterator[sqlite3.Connection]:
    """A store to read from. `NotFoundError` where there is none, `StoreError` where it cannot be used."""
    with contextlib.closing(store.connect(folder, create=False, timeout=TIMEOUT)) as connection:
        connection.execute("PRAGMA query_only = ON")
        yield connection


@contextlib.contextmanager
def writing(folder: Path) -> Iterator[sqlite3.Connection]:
    """A store to write to, otherwise as `reading`."""
    with contextlib.closing(store.connect(folder, create=False, timeout=TIMEOUT)) as connection:
        yield connection
