"""The table that follows a run on a terminal. It reads the store, like every other view."""

from __future__ import annotations

import contextlib
import threading
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, TextIO

from nbpipe import store
from nbpipe.cli import table, terminal
from nbpipe.model import Execution
from nbpipe.store import queries

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

TICK_SECONDS = 0.125


class LiveTable:
    """A table that is drawn anew eight times a second by a thread of its own, with a connection of its own.

    The scheduler only says which execution it is. Whatever happens to the terminal, the run goes on.
    """

    def __init__(self, folder: Path, stream: TextIO) -> None:
        self.execution: str | None = None
        self._folder, self._stream = folder, stream
        self._begun, self._ended = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._follow, name="nbpipe live table", daemon=True)

    def __call__(self, execution: str) -> None:
        if self.execution is None:
            self.execution = execution
            self._begun.set()

    def __enter__(self) -> LiveTable:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()
        self._begun.set()
        self._thread.join()

    def _follow(self) -> None:
        self._begun.wait()
        if self.execution is None:
            return
        # A terminal that went away, a locked store, whatever it is: it ends the table, not the run.
        with contextlib.suppress(Exception):
            self._draw(self.execution)

    def _draw(self, execution: str) -> None:
        from rich.console import Console
        from rich.live import Live

        console = Console(file=self._stream, highlight=False, emoji=False, markup=False)
        with (
            contextlib.closing(store.connect(self._folder, create=False)) as connection,
            Live(console=console, auto_refresh=False, vertical_overflow="crop") as live,
        ):
            version, found = -1, None
            while not self._ended.is_set():
                console.size = terminal.size(self._stream)
                current = queries.data_version(connection)
                if found is None or current != version:
                    version, found = current, queries.execution(connection, execution)
                live.update(_picture(found, console, console.height - 1), refresh=True)
                self._ended.wait(TICK_SECONDS)
            live.update(_picture(queries.execution(connection, execution), console, None))


def _picture(execution: Execution, console: Console, height: int | None) -> Text:
    from rich.text import Text

    lines = table.lines(execution, datetime.now(UTC), console.width, height)
    return Text("\n", no_wrap=True, overflow="ellipsis", end="").join(
        terminal.rich_text(line) for line in lines
    )
