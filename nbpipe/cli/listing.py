"""Lists as tables that fit the terminal, and times as people say them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from nbpipe.cli.terminal import Line, Span
from nbpipe.diagram import words

_GAP = "  "
_LEAST = 6  # columns below which a cut text says nothing


def table(head: Sequence[str], rows: Sequence[Sequence[Span]], width: int) -> list[Line]:
    """A head and rows in columns. What does not fit is cut, from the last column back.

    >>> from nbpipe.cli.terminal import plain
    >>> [plain(line) for line in table(("name", "note"), [[("a", ""), ("long text here", "")]], 14)]
    ['name  note', 'a     long te…']
    """
    texts = [list(head), *([words.printable(text) for text, _ in row] for row in rows)]
    sizes = [max(words.columns(row[index]) for row in texts) for index in range(len(head))]
    empty = [not any(row[index] for row in texts[1:]) for index in range(len(head))]
    room = width
    for index, size in enumerate(sizes):
        left = max(0, room - len(_GAP) if index else room)
        sizes[index] = 0 if empty[index] or (left < _LEAST and left < size) else min(size, left)
        room = left - sizes[index] if sizes[index] else room
    lines: list[Line] = []
    for number, row in enumerate(texts):
        spans: list[Span] = []
        for index, text in enumerate(row):
            if sizes[index]:
                cut = words.shorten(text, sizes[index])
                style = rows[number - 1][index][1] if number else "calm"
                fill = " " * (sizes[index] - words.columns(cut))
                spans += [(_GAP if spans else "", ""), (cut, style), (fill, "")]
        lines.append(spans)
    return lines


def ago(at: str | None, now: datetime) -> str:
    """How long ago that was; a date where it is more than a day.

    >>> from datetime import UTC
    >>> ago("2026-11-21T12:00:00+00:00", datetime(2026, 11, 21, 12, 5, tzinfo=UTC))
    '5 min ago'
    """
    if at is None:
        return ""
    then = datetime.fromisoformat(at)
    seconds = (now - then).total_seconds()
    if seconds < 10:
        return "just now"
    if seconds < 60:
        return f"{seconds:.0f} s ago"
    if seconds < 3600:
        return f"{seconds // 60:.0f} min ago"
    if seconds < 86400:
        return f"{seconds // 3600:.0f} h ago"
    return then.astimezone().strftime("%Y-%m-%d %H:%M")


def counted(number: int, word: str) -> str:
    """A number with its word.

    >>> counted(1, "blob"), counted(2, "blob")
    ('1 blob', '2 blobs')
    """
    return f"{number} {word}{'s' * (number != 1)}"
