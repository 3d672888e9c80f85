"""What answers panels: the API's router in threads, and what changes in the store, pushed.

While a cell runs, the kernel may hear nothing from a browser, but a thread of it can speak. So a panel is sent what it
will want to show: the rows that changed, and its newest pages anew.
"""

from __future__ import annotations

import contextlib
import json
import math
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import Any

from nbpipe.api import router
from nbpipe.api.asked import Context
from nbpipe.api.live import Tail
from nbpipe.api.router import Answer
from nbpipe.api.shapes import Changes
from nbpipe.as_json import finite, to_json

THREADS = 4
PAGES = 8  # of a panel that are kept fresh: those that it asked for last
PACE_SECONDS = 0.25  # between two rounds of pushing pages
QUIET_MINUTES = 5  # without a sign of life, in which the kernel could have heard one

# A page that Changes alone keep current, and what is no page of the store's.
_PATCHED = 2  # words of executions/{id}
_UNPUSHED = frozenset({"hello", "check", "plan"})

Send = Callable[[Mapping[str, Any], Sequence[bytes]], None]


@dataclass
class Viewer:
    """A panel that shows something. `pages` are those that it asked for last, and what it was answered."""

    send: Send
    changed: Callable[[Changes], None] | None = None
    pages: dict[str, tuple[str, dict[str, str], str]] = field(default_factory=dict)
    quiet: int = 0
    away: bool = False


class Service:
    """Answers the panels that look at the same files. It has threads only while one of them shows something."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._lock = threading.Lock()
        self._viewers: list[Viewer] = []
        self._threads: ThreadPoolExecutor | None = None
        self._tail: Tail | None = None
        self._refreshing = self._dirty = False

    @property
    def shown(self) -> bool:
        """Whether a panel shows something."""
        return any(not viewer.away for viewer in self._viewers)

    def join(self, viewer: Viewer) -> None:
        """A panel begins to show something."""
        with self._lock:
            if viewer not in self._viewers:
                self._viewers.append(viewer)
            viewer.away, viewer.quiet = False, 0
            self._start()

    def leave(self, viewer: Viewer) -> None:
        """It is closed."""
        with self._lock:
            if viewer in self._viewers:
                self._viewers.remove(viewer)
        self._end()

    def first(self, viewer: Viewer, path: str, query: Mapping[str, str]) -> dict[str, Any] | None:
        """A page that the panel is going to ask for, answered beforehand; None where there is no such page.

        The store is watched from then on.
        """
        answer = router.answer(self._watching(), "GET", path, query)
        if answer.status != 200 or answer.content is not None:
            return None
        _remember(viewer, path, query, answer)
        return {"path": path, "query": dict(query), "status": answer.status, "body": answer.body}

    def hear(self, viewer: Viewer, message: Mapping[str, Any]) -> None:
        """A message of a panel: a request, or a sign that it is still there, or not any more."""
        if message.get("closed"):
            viewer.away = True
            self._end()
            return
        missed = viewer.away
        self.join(viewer)
        if missed:
            _tell(viewer, {"missed": True})
        if "id" in message:
            with self._lock:
                threads = self._threads
            if threads is not None:
                threads.submit(self._answer, viewer, message)

    def minute(self) -> None:
        """A minute passed in which the kernel could hear: who was silent in the last ones is taken to be gone."""
        for viewer in self._viewers:
            viewer.quiet += 1
            if viewer.quiet > QUIET_MINUTES:
                viewer.away = True
        self._end()

    def close(self) -> None:
        """End the threads; the panels stay as they are, and what they ask starts them again."""
        self._end(even_shown=True)

    # ---- threads ----

    def _start(self) -> None:
        """The threads, where there are none; the lock is held."""
        if self._threads is None:
            self._threads = ThreadPoolExecutor(THREADS, "nbpipe panel")
            self._tail = Tail(self._context, self._emit, math.inf)

    def _end(self, *, even_shown: bool = False) -> None:
        """End the threads where nothing is shown any more."""
        with self._lock:
            if self.shown and not even_shown:
                return
            tail, threads = self._tail, self._threads
            self._tail = self._threads = None
            self._refreshing = False
        if tail is not None:
            tail.close()
        if threads is not None:
            threads.shutdown(wait=False, cancel_futures=True)

    def _watching(self) -> Context:
        with self._lock:
            self._start()
            assert self._tail is not None
            return replace(self._context, seen=self._tail.watch)

    def _answer(self, viewer: Viewer, message: Mapping[str, Any]) -> None:
        """One request, in a thread. Whatever goes wrong is told to who asked."""
        method, path = str(message.get("method")), str(message.get("path"))
        given = message.get("query")
        query = {
            str(name): _word(value)
            for name, value in (given if isinstance(given, dict) else {}).items()
            if value is not None and value != ""
        }
        body = message.get("body")
        try:
            answer = router.answer(
                self._watching(), method, path, query, body if isinstance(body, dict) else {}
            )
            if method == "GET" and answer.status == 200:
                _remember(viewer, path, query, answer)
            content, buffers = _message(answer)
        except Exception as error:  # ours; the panel must not wait for ever
            said = f"nbpipe could not answer: {type(error).__name__}: {error}"
            content = {"status": 500, "body": {"message": said, "hint": "", "code": "internal", "marks": []}}
            buffers = []
        _tell(viewer, {"id": message["id"], **content}, buffers)

    def _emit(self, changes: Changes) -> None:
        """What the tail found, in its thread."""
        data = {"changes": finite(to_json(changes))}
        for viewer in self._present():
            _tell(viewer, data)
            if viewer.changed is not None:
                with contextlib.suppress(Exception):  # the host's: it must not end the thread that looks
                    viewer.changed(changes)
        with self._lock:
            self._dirty = True
            if self._refreshing or self._threads is None:
                return
            self._refreshing = True
            self._threads.submit(self._refresh)

    def _refresh(self) -> None:
        """Push the pages that Changes do not hold, where they have become others; again while changes go on."""
        try:
            while True:
                self._dirty = False
                for viewer in self._present():
                    for key, (path, query, old) in list(viewer.pages.items()):
                        answer = router.answer(self._context, "GET", path, query)
                        new = json.dumps(answer.body)
                        if answer.status == 200 and new != old:
                            if key in viewer.pages:
                                viewer.pages[key] = (path, query, new)
                            page = {"path": path, "query": query, "status": 200, "body": answer.body}
                            _tell(viewer, {"page": page})
                time.sleep(PACE_SECONDS)
                with self._lock:
                    if not self._dirty or self._threads is None:
                        self._refreshing = False
                        return
        except BaseException:
            self._refreshing = False
            raise

    def _present(self) -> list[Viewer]:
        with self._lock:
            return [viewer for viewer in self._viewers if not viewer.away]


def _remember(viewer: Viewer, path: str, query: Mapping[str, str], answer: Answer) -> None:
    """Note a page that the panel shows; the one that it asked for longest ago is forgotten."""
    words = path.split("/")
    if answer.content is not None or words[0] in _UNPUSHED or words[-1] == "log":
        return
    if words[0] == "executions" and len(words) == _PATCHED:
        return
    key = json.dumps([path, sorted(query.items())])
    viewer.pages.pop(key, None)
    viewer.pages[key] = (path, dict(query), json.dumps(answer.body))
    while len(viewer.pages) > PAGES:
        viewer.pages.pop(next(iter(viewer.pages)), None)


def _word(value: Any) -> str:
    """A value of a query as an address would have it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _message(answer: Answer) -> tuple[dict[str, Any], list[bytes]]:
    """An answer as a message, with its bytes beside it."""
    if answer.content is None:
        return {"status": answer.status, "body": answer.body}, []
    content = answer.content
    data = content.data if content.path is None else content.path.read_bytes()
    return {"status": answer.status, "media_type": content.media_type, "name": content.name}, [data]


def _tell(viewer: Viewer, content: Mapping[str, Any], buffers: Sequence[bytes] = ()) -> None:
    """Send, where somebody still listens: a kernel that ends has closed its sockets."""
    with contextlib.suppress(Exception):
        viewer.send(content, buffers)
