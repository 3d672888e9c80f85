"""What a step has printed, while it runs and afterwards."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from nbpipe import printed, recording
from nbpipe.api.artifacts import Content
from nbpipe.api.asked import Asked, GoneError
from nbpipe.api.shapes import Log, LogCell
from nbpipe.api.steps import execution_of_step
from nbpipe.errors import NotFoundError
from nbpipe.model import StepExecution
from nbpipe.store import folders, queries

MOST = 1_000_000  # bytes of outputs in one answer
NOTEBOOK = "executed.ipynb"
_ROLES = ("setup", "parameters", "body")


def page(asked: Asked, id: str, step: str) -> Log:
    """The outputs of an attempt, the last one unless `attempt` says which; after `after` bytes of what is recorded."""
    identity, found, number, folder = _attempt(asked, id, step)
    last = found.attempts[-1] if found.attempts else None
    running = last is not None and last.ended_at is None and number == last.number
    if folder is None:
        return Log(number, running, (), 0)
    after = asked.number("after", 0, 2**62, 0)
    recorded = recording.read(folder, after)
    if recorded is not None:
        cells, whole, end = _cells(recorded.cells), recorded.whole, recorded.end
    else:
        notebook = printed.executed(folder)
        cells, whole, end = _cells(printed.code_cells(notebook) if notebook is not None else ()), True, 0
    if not cells and not running and whole and (said := printed.text(asked.folder, identity, found)):
        stream = {"output_type": "stream", "name": "stderr", "text": said}
        cells = (LogCell("", None, None, (stream,), ""),)
    size = sum(_size(output) for cell in cells for output in cell.outputs)
    kept, cut = (cells, False) if size <= MOST else (_end(cells, MOST), True)
    return Log(number, running, kept, size, cut, end, whole, (folder / NOTEBOOK).is_file())


def notebook(asked: Asked, id: str, step: str) -> Content:
    """The executed notebook of an attempt, as a file."""
    identity, _, number, folder = _attempt(asked, id, step)
    path = folder / NOTEBOOK if folder is not None else None
    if path is None or not path.is_file():
        raise GoneError(f"attempt {number} of step {step} left no notebook", code="gone")
    return Content("application/x-ipynb+json", f"{identity}-{step}-{number}.ipynb", path)


def _attempt(asked: Asked, id: str, step: str) -> tuple[str, StepExecution, int, Path | None]:
    """The execution's id, the step, the number of the attempt and its folder."""
    identity = queries.execution_id(asked.connection, id)
    found = execution_of_step(asked.connection, identity, step)
    if not folders.is_id(identity) or not folders.is_step(
        step
    ):  # names of folders, out of a store of somebody's
        raise NotFoundError(f"{identity}/{step} names no folder", "nbpipe store check", code="no-step")
    number = asked.number("attempt", 0, 10**6)
    if number:
        if number not in [item.number for item in found.attempts]:
            tried = f"it was tried {len(found.attempts)} times" if found.attempts else "it was not tried"
            raise NotFoundError(f"step {step} has no attempt {number}", tried, code="no-attempt")
        return identity, found, number, folders.attempt(asked.folder, identity, step, number)
    if found.cached and not folders.is_id(found.cached_from):
        return identity, found, 0, None
    folder = printed.attempt_folder(asked.folder, identity, found)
    last = found.attempts[-1].number if found.attempts else 0
    return identity, found, int(folder.name) if folder is not None and found.cached else last, folder


def _cells(found: Iterable[Mapping[str, Any]]) -> tuple[LogCell, ...]:
    cells = []
    for cell in found:
        about = cell.get("metadata", {}).get("nbpipe", {})
        role = about.get("role", "")
        if role not in _ROLES and not cell.get("outputs"):
            continue  # what nbpipe runs around the user's cells, unless it has something to say
        source = cell.get("source", "")
        cells.append(
            LogCell(
                (source if isinstance(source, str) else "".join(source)) if role in _ROLES else "",
                about.get("cell"),
                cell.get("execution_count"),
                tuple(_plain(output) for output in cell.get("outputs", ())),
                role,
            )
        )
    return tuple(cells)


def _plain(output: Mapping[str, Any]) -> dict[str, Any]:
    """The output with the text of a stream in one piece."""
    text = output.get("text")
    return {**output, "text": "".join(text)} if isinstance(text, list) else dict(output)


def _size(output: Mapping[str, Any]) -> int:
    text = output.get("text")
    return len(text) if isinstance(text, str) else len(json.dumps(output))


def _end(cells: tuple[LogCell, ...], most: int) -> tuple[LogCell, ...]:
    """The last of the outputs, up to that many bytes; of text, its last lines."""
    room = most
    kept: list[LogCell] = []
    for cell in reversed(cells):
        outputs: list[Mapping[str, Any]] = []
        for output in reversed(cell.outputs):
            size = _size(output)
            if size <= room:
                outputs.append(output)
            elif isinstance(output.get("text"), str) and room > 200:
                text = output["text"][-room:]
                outputs.append({**output, "text": text[text.find("\n") + 1 :] if "\n" in text else text})
            elif room > 200:
                said = f"{output.get('output_type', 'output')} of {size} bytes: open the executed notebook to see it"
                outputs.append({"output_type": "stream", "name": "stderr", "text": said + os.linesep})
                size = 0
            room -= min(size, room)
        kept.append(
            LogCell(cell.source, cell.number, cell.execution_count, tuple(reversed(outputs)), cell.role)
        )
    return tuple(reversed(kept))
