"""A problem at its place: on the first line of a cell, at one of its options, or in its body."""

from __future__ import annotations

import re

from nbpipe.dataflow import Place
from nbpipe.errors import Problem
from nbpipe.notebook import Tagged
from nbpipe.options import Token


def on_first_line(
    tagged: Tagged, code: str, message: str, hint: str | None, column: int | None = None
) -> Problem:
    """A problem of the line with the magic."""
    number = tagged.magic_line
    source = source_line(tagged, number)
    return Problem(code, message, hint, tagged.cell.number, number, column, tagged.name or None, source)


def on_option(
    tagged: Tagged, code: str, message: str, hint: str | None, flag: str = "", word: str = ""
) -> Problem:
    """A problem of an option; the caret goes to the word in its value, or else to the flag."""
    return on_first_line(tagged, code, message, hint, option_column(tagged, flag, word) or 0)


def in_body(
    tagged: Tagged, code: str, message: str, hint: str | None, place: Place, name: str = ""
) -> Problem:
    """A problem at a place in the body; line 0 stands for the magic line. The caret goes to `name` where it stands there."""
    number = tagged.first_line + place.line - 1
    source = source_line(tagged, number)
    column = place.character(source)
    if name and not source.startswith(name, column):
        found = _word(
            source, name, column
        )  # in `import a, b` and the like the place is that of the statement
        column = column if found is None else found
    return Problem(code, message, hint, tagged.cell.number, number, column, tagged.name or None, source)


def at_option(tagged: Tagged, word: str) -> Place:
    """Where an option names a variable."""
    line = source_line(tagged, tagged.magic_line)
    return Place(0, len(line[: option_column(tagged, "", word) or 0].encode(errors="surrogatepass")))


def option_column(tagged: Tagged, flag: str, word: str) -> int | None:
    """Where an option stands on the first line, or the word in its value; None where there is none.

    >>> from nbpipe.notebook import from_cells, tag
    >>> tagged, _ = tag(from_cells(["%%step a --title b --after a,b"]).cells[0])
    >>> option_column(tagged, "--after", "b"), option_column(tagged, "--after", "")
    (29, 19)
    """
    start = next((token.column for token in tagged.tokens if _flag(token) == flag or not flag), None)
    if start is None or not word:
        return start
    found = _word(source_line(tagged, tagged.magic_line), word, start)
    return start if found is None else found


def _flag(token: Token) -> str:
    return token.text.partition("=")[0]


def _word(text: str, word: str, start: int) -> int | None:
    found = re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w-])").search(text, start)
    return found.start() if found else None


def source_line(tagged: Tagged, number: int) -> str:
    """A line of the cell, from 1; empty where there is none."""
    lines = tagged.cell.source.split("\n")
    return lines[number - 1] if 0 < number <= len(lines) else ""
