"""From a cell's text to a syntax tree, IPython's own syntax included."""

from __future__ import annotations

import ast
import re
import warnings
from dataclasses import dataclass

from nbpipe.errors import Problem

_IPYTHON_LINE = re.compile(r"^\s*([%!?]|\w[\w., ]*=\s*[%!])|\?\s*$", re.MULTILINE)


@dataclass(frozen=True)
class Parsed:
    """A tree whose line numbers count from the first line of the given text; `problem` where there is none."""

    tree: ast.Module
    problem: Problem | None = None


def parse(source: str) -> Parsed:
    """Parse a cell body; a syntax error becomes a `Problem` with line and column relative to `source`.

    >>> parse("x = 1").problem is None
    True
    >>> parse("%time y = 2").problem is None
    True
    >>> parse("x = = 1").problem.line
    1
    """
    try:
        return Parsed(_checked(source))
    except SyntaxError as error:
        if not _IPYTHON_LINE.search(source):
            return Parsed(ast.Module([], []), _problem(error, source))
    from IPython.core.inputtransformer2 import TransformerManager

    try:
        return Parsed(_checked(TransformerManager().transform_cell(source)))
    except SyntaxError as error:
        return Parsed(ast.Module([], []), _problem(error, source))


def _checked(source: str) -> ast.Module:
    """The tree, once the compiler too has accepted it (`return` outside a function only shows there)."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the user's own SyntaxWarnings belong to the run
        tree = ast.parse(source)
        compile(tree, "<cell>", "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)
    return tree


def _problem(error: SyntaxError, source: str) -> Problem:
    lines = source.splitlines()
    line = min(error.lineno or 1, max(len(lines), 1))
    text = lines[line - 1] if lines else ""
    column = min(max((error.offset or 1) - 1, 0), len(text))
    return Problem(
        "syntax",
        f"Python cannot read this: {error.msg}",
        "fix the syntax",
        line=line,
        column=column,
        source=text,
    )
