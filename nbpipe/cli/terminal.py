"""Text on a terminal: styled lines, colours where they are wanted, nothing that could move the cursor."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, TextIO

from nbpipe.diagram.palette import TONE
from nbpipe.diagram.words import SYMBOLS
from nbpipe.errors import Problem
from nbpipe.model import Approval, ExecutionStatus, StepStatus

if TYPE_CHECKING:
    from rich.text import Text

# A line is made of texts, each with a style; its plain text is the texts joined.
Span = tuple[str, str]
Line = Sequence[Span]

# Tones of `nbpipe.diagram.palette`, and emphasis, as rich calls them.
STYLES: Mapping[str, str] = {
    "": "",
    "calm": "dim",
    "busy": "cyan",
    "warn": "yellow",
    "good": "green",
    "bad": "red",
    "halt": "magenta",
    "strong": "bold",
}
_APPROVAL = {Approval.PENDING: "warn", Approval.APPROVED: "good", Approval.REJECTED: "bad"}
_ESCAPE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])")


def is_terminal(stream: TextIO) -> bool:
    """Whether a person reads the stream on a terminal that can move its cursor."""
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def is_coloured(stream: TextIO) -> bool:
    """Whether to colour what goes there (https://no-color.org)."""
    return is_terminal(stream) and not os.environ.get("NO_COLOR")


def size(stream: TextIO) -> tuple[int, int]:
    """Columns and lines of a terminal.

    The terminal itself is asked, not `$COLUMNS`: readline leaves there what was true of another process.
    """
    columns, lines = os.get_terminal_size(stream.fileno())
    return columns or 80, lines or 24


def width(stream: TextIO) -> int:
    """Columns to write in: those of the terminal; else wide, since whoever reads a file can scroll."""
    return size(stream)[0] if stream.isatty() else 160


def show(lines: Iterable[Line], stream: TextIO) -> None:
    """Print styled lines."""
    if not is_coloured(stream):
        for line in lines:
            print(plain(line), file=stream)
        return
    from rich.console import Console

    console = Console(file=stream, highlight=False, emoji=False, markup=False)
    for line in lines:
        console.print(rich_text(line), soft_wrap=True)


def plain(line: Line) -> str:
    """The text of a line."""
    return "".join(text for text, _ in line).rstrip()


def rich_text(line: Line) -> Text:
    """The line as rich has it."""
    from rich.text import Text

    return Text.assemble(*((text, STYLES[style]) for text, style in line))


def show_problems(problems: Iterable[Problem], stream: TextIO, word: str = "") -> None:
    """Print problems, the first line of each in colour, with `word` such as `warning` before it."""
    show((line for problem in problems for line in problem_lines(problem, word)), stream)


def problem_lines(problem: Problem, word: str = "") -> list[Line]:
    """A problem as lines."""
    first, *rest = clean(problem.render()).split("\n")
    tone = "warn" if word else "bad"
    return [[(f"{word}: " if word else "", tone), (first, tone)], *([(line, "")] for line in rest)]


def status(word: ExecutionStatus | StepStatus) -> Span:
    """Symbol and word of a status, in its colour.

    >>> status(StepStatus.SUCCEEDED)
    ('✓ Succeeded', 'good')
    """
    if word is ExecutionStatus.STOPPING:
        return f"■ {word}", "halt"
    known = StepStatus(str(word))
    return f"{SYMBOLS[known]} {word}", TONE[known]


def approval(word: Approval) -> Span:
    """An approval status in its colour."""
    return str(word), _APPROVAL[word]


def clean(text: str) -> str:
    """The text without escape sequences and control codes, but with its lines and tabs.

    >>> clean("\\x1b[31mred\\x1b[0m\\a\\n\\tnext")
    'red\\n\\tnext'
    """
    return "".join(
        c for c in _ESCAPE.sub("", text) if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cf", "Cs")
    )
