"""From a notebook's file to its cells, and from a cell's first line to what the cell is for."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from nbpipe.errors import NotebookError, Problem
from nbpipe.options import NAME, Token, tokenize

MAGICS = ("setup", "parameters", "step")


@dataclass(frozen=True)
class NotebookCell:
    """A cell as the file has it. `number` counts all cells from 1."""

    number: int
    id: str
    kind: str
    source: str
    tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Notebook:
    """A notebook's name (of the pipeline too) and its cells."""

    name: str
    cells: tuple[NotebookCell, ...]
    kernel: str = "python3"


@dataclass(frozen=True)
class Tagged:
    """What a code cell is for: `setup`, `parameters`, `step` or `scratch`.

    `body` is what follows the magic line, which stands on `first_line - 1` of the cell. `tokens` are the words of a
    `%%step` line, `name` the first of them.
    """

    cell: NotebookCell
    role: str
    body: str
    first_line: int = 1
    name: str = ""
    tokens: tuple[Token, ...] = ()
    magic_line: int = 1


def parse(text: str, name: str) -> Notebook:
    """The notebook in the text of an `.ipynb` file; `NotebookError` says why there is none.

    >>> parse('{"nbformat": 4, "cells": [{"cell_type": "code", "source": ["x = 1"]}]}', "demo").cells[0].source
    'x = 1'
    """
    metadata, cells = document(text, name)
    language = language_of(metadata)
    if language not in (None, "python", "ipython"):
        raise NotebookError(
            f"{name} is written in {language}; steps are Python",
            "choose a Python kernel for it, or run it as one step of a Python notebook:"
            f" %%step run --type Notebook --path {name}.ipynb",
            code="language",
        )
    return Notebook(name, cells, kernel_of(metadata) or "python3")


def document(text: str, name: str) -> tuple[dict[str, Any], tuple[NotebookCell, ...]]:
    """The metadata and the cells in the text of an `.ipynb` file, whatever language it is written in.

    `NotebookError` says why there are none.
    """
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise NotebookError(
            f"{name} is no notebook: it is not JSON ({error.msg}, {where})",
            "give an .ipynb file; if it was merged by hand, repair that place",
            code="not-json",
        ) from None
    except RecursionError:
        hint = "give an .ipynb file"
        raise NotebookError(
            f"{name} is no notebook: it is nested too deeply", hint, code="not-json"
        ) from None
    if not isinstance(data, dict) or not isinstance(data.get("cells"), list):
        hint = "give an .ipynb file"
        if isinstance(data, dict) and "worksheets" in data:
            hint = "it has an old format: jupyter nbconvert --to notebook --inplace FILE brings it up to date"
        raise NotebookError(f"{name} is no notebook: it has no list of cells", hint, code="not-a-notebook")
    metadata = data["metadata"] if isinstance(data.get("metadata"), dict) else {}
    return metadata, _cells(data["cells"])


def kernel_of(metadata: Mapping[str, Any]) -> str | None:
    """The kernel that a notebook's metadata names."""
    spec = metadata.get("kernelspec")
    name = spec.get("name") if isinstance(spec, dict) else None
    return str(name) if name else None


def language_of(metadata: Mapping[str, Any]) -> str | None:
    """The language that a notebook's metadata names, in small letters."""
    for place, key in (("kernelspec", "language"), ("language_info", "name")):
        section = metadata.get(place)
        if isinstance(section, dict) and isinstance(section.get(key), str):
            return str(section[key]).lower()
    return None


def typed(cells: Iterable[Any], name: str) -> Notebook:
    """A notebook out of cells as an editor holds them: id, cell_type, source and tags of each.

    >>> typed([{"id": "a", "cell_type": "code", "source": "x = 1", "tags": ["parameters"]}], "demo").cells[0].tags
    ('parameters',)
    """
    return Notebook(
        name, _cells({"metadata": item, **item} if isinstance(item, dict) else item for item in cells)
    )


def _cells(found: Iterable[Any]) -> tuple[NotebookCell, ...]:
    return tuple(_cell(number, item) for number, item in enumerate(found, 1) if isinstance(item, dict))


def _cell(number: int, data: Mapping[str, Any]) -> NotebookCell:
    source = data.get("source", "")
    if isinstance(source, list):
        source = "".join(str(line) for line in source)
    metadata = data.get("metadata")
    tags = metadata.get("tags") if isinstance(metadata, dict) else None
    return NotebookCell(
        number,
        str(data.get("id") or f"cell-{number}"),
        str(data.get("cell_type", "raw")),
        _with_plain_lines(str(source)),
        tuple(str(tag) for tag in tags) if isinstance(tags, list) else (),
    )


def _with_plain_lines(source: str) -> str:
    """All line ends as `\\n`, as Python reads them: so that everybody counts the same lines."""
    return source.replace("\r\n", "\n").replace("\r", "\n")


def from_cells(sources: list[str] | tuple[str, ...], name: str = "notebook") -> Notebook:
    """A notebook of code cells, as a magic or a test has them.

    >>> from_cells(["%%step a\\nx = 1"]).cells[0].id
    'cell-1'
    """
    return Notebook(
        name,
        tuple(
            NotebookCell(n, f"cell-{n}", "code", _with_plain_lines(text)) for n, text in enumerate(sources, 1)
        ),
    )


_MAGIC = re.compile(r"%%(\w+)(?=\s|$)")
_LINE_MAGIC = re.compile(rf"%({'|'.join(MAGICS)})(?=\s|$)")
_BLANK = re.compile(r"(?:[ \t]*\n)*")


def tag(cell: NotebookCell) -> tuple[Tagged, list[Problem]]:
    """What a code cell is for, and what is wrong with its first line."""
    blank = _BLANK.match(cell.source)
    start = blank.end() if blank else 0
    magic_line = cell.source.count("\n", 0, start) + 1
    line, _, body = cell.source[start:].partition("\n")
    first_line = magic_line + 1
    found = _MAGIC.match(line)
    if found is None or found.group(1) not in MAGICS:
        if "parameters" in cell.tags:
            return Tagged(cell, "parameters", cell.source), []
        return Tagged(cell, "scratch", cell.source), _near_misses(
            cell, found.group(1) if found else None, line, magic_line
        )
    role = found.group(1)

    def problem(code: str, message: str, hint: str | None, column: int) -> Problem:
        return Problem(code, message, hint, cell.number, magic_line, column, source=line)

    tokens, broken = tokenize(line, found.end())
    problems = [replace(broken, cell=cell.number, line=magic_line, source=line)] if broken else []
    if role != "step":
        problems += [
            problem("argument", f"%%{role} takes nothing after it", f"write just %%{role}", token.column)
            for token in tokens[:1]
        ]
        return Tagged(cell, role, body, first_line, magic_line=magic_line), problems
    if not tokens or tokens[0].text.startswith("--"):
        example = "%%step train --type Training"
        column = tokens[0].column if tokens else len(line)
        problems.append(
            problem("step-name", "the step has no name", f"write it first, such as {example}", column)
        )
        return Tagged(cell, "step", body, first_line, "", tuple(tokens), magic_line), problems
    name = tokens[0].text
    if not NAME.fullmatch(name):
        better = re.sub(r"[^A-Za-z0-9_-]+", "_", name)[:64].strip("_")
        rule = "a name has 1 to 64 letters, digits, _ or -" + (f": {better}" if better else "")
        problems.append(problem("step-name", f"{name!r} cannot be a step's name", rule, tokens[0].column))
    return Tagged(cell, "step", body, first_line, name, tuple(tokens[1:]), magic_line), problems


def _near_misses(cell: NotebookCell, magic: str | None, line: str, magic_line: int) -> list[Problem]:
    """A cell that was surely meant to be tagged: a misspelt magic, or one that is not on the first line."""
    if magic is not None:
        close = difflib.get_close_matches(magic.lower(), MAGICS, n=1, cutoff=0.75)
        if close:
            hint = f"write %%{close[0]}"
            return [Problem("magic", f"there is no %%{magic}", hint, cell.number, magic_line, 0, source=line)]
        return []
    single = _LINE_MAGIC.match(line)
    if single is not None:
        message, hint = f"%{single.group(1)} needs two percent signs", f"write %%{single.group(1)}"
        return [Problem("magic", message, hint, cell.number, magic_line, 0, source=line)]
    lines = cell.source.split("\n")
    for number, text in enumerate(lines, 1):
        found = _MAGIC.match(text)
        if (
            found
            and found.group(1) in MAGICS
            and all(not above.strip() or above.lstrip().startswith("#") for above in lines[: number - 1])
        ):
            hint = f"move %%{found.group(1)} to the first line of the cell, and what stands above it below"
            message = f"%%{found.group(1)} works only on the first line of a cell"
            return [Problem("magic-line", message, hint, cell.number, number, 0, source=text)]
    return []
