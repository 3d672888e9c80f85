"""Content of files, read again only where they changed since it was last known."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterable
from pathlib import Path

from nbpipe import watch
from nbpipe.model import FileUse
from nbpipe.store import results
from nbpipe.store.writer import Writer

# A file that changed this shortly before it was read may change again within one tick of the file system's clock.
_TICK_NS = 2_000_000_000


class Files:
    """Digests of files and folders, remembered in the store by size, times and inode."""

    def __init__(self, connection: sqlite3.Connection, writer: Writer) -> None:
        self._connection, self._writer = connection, writer
        self._seen: dict[str, tuple[int, int, int, int, str]] = {}
        self._new: dict[str, tuple[int, int, int, int, str]] = {}

    def digest(self, path: str) -> str | None:
        """`sha256:…` of a file's content, of a folder's list of names, or None where there is neither."""
        try:
            found = os.stat(path)
        except OSError:
            return None
        if os.path.isdir(path):
            return watch.digest_listing(path)
        state = (found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)
        known = self._seen.get(path) or results.file_digest(self._connection, path)
        if known is not None and known[:4] == state:
            self._seen[path] = known
            return known[4]
        digest = watch.digest_file(Path(path))
        if digest is not None and max(found.st_mtime_ns, found.st_ctime_ns) + _TICK_NS < time.time_ns():
            self._seen[path] = self._new[path] = (*state, digest)
        return digest

    def tree_digest(self, path: str) -> str | None:
        """Of a file its digest; of a folder one of all the files below it."""
        if not os.path.isdir(path):
            return self.digest(path)
        parts = []
        for folder, folders, files in os.walk(path):
            folders.sort()
            for name in sorted(files):
                place = os.path.join(folder, name)
                parts.append(f"{os.path.relpath(place, path)}\0{self.digest(place)}")
        return watch.digest_text("\n".join(parts))

    def changed(self, uses: Iterable[FileUse]) -> str | None:
        """The first of these files that is not as it was then; None where all are."""
        for use in uses:
            if use.mode == "run" or (use.mode == "written" and use.digest is None):
                continue  # of a notebook the key holds the code; the other was gone again when the step ended
            if self.digest(use.path) != use.digest:
                return use.path
        return None

    def keep(self) -> None:
        """Write down what was found out."""
        if self._new:
            self._writer.keep_digests([(path, *state) for path, state in self._new.items()])
            self._new.clear()
