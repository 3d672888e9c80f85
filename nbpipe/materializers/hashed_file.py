"""A new file whose digest is known when it is written: hashing and syncing go on beside the writing.

Of a large frame, hashing takes as long as writing it, and so does syncing: one after the other would be three times.
"""

from __future__ import annotations

import hashlib
import os
import threading
from pathlib import Path
from queue import SimpleQueue
from types import TracebackType
from typing import Any

_ENOUGH = 1 << 20  # bytes from which a thread is worth its start


class HashedFile:
    """A binary file to write to, from its beginning to its end.

    What is written must not change until the file is closed. When it is, it is on the disk, and `digest` is
    `sha256:…` of its content.

    >>> import tempfile
    >>> with HashedFile(Path(tempfile.mkdtemp()) / "new") as file:
    ...     file.write(b"a")
    1
    >>> file.digest
    'sha256:ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb'
    """

    def __init__(self, path: Path) -> None:
        self._file = path.open("xb", buffering=0)
        self._state = hashlib.sha256()
        self._waiting: SimpleQueue[Any] = SimpleQueue()
        self._thread: threading.Thread | None = None
        self.digest = ""

    @property
    def closed(self) -> bool:
        return self._file.closed

    def write(self, data: Any) -> int:
        view = memoryview(data).cast("B")
        if self._thread is None and view.nbytes > _ENOUGH:
            self._thread = threading.Thread(target=self._hash, name="nbpipe hash", daemon=True)
            self._thread.start()
        if self._thread is None:
            self._state.update(view)
        else:
            self._waiting.put(view)
        done = 0
        while done < view.nbytes:  # the system may take less than it was given
            done += self._file.write(view[done:]) or 0
        return view.nbytes

    def flush(self) -> None:
        """Nothing is held back."""

    def close(self) -> None:
        self.__exit__(None, None, None)

    def __enter__(self) -> HashedFile:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file.closed:
            return
        try:
            if error is None:
                os.fsync(self._file.fileno())
        finally:
            self._file.close()
            if self._thread is not None:
                self._waiting.put(None)
                self._thread.join()
            self.digest = "sha256:" + self._state.hexdigest()

    def _hash(self) -> None:
        while (view := self._waiting.get()) is not None:
            self._state.update(view)
