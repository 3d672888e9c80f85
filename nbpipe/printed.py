"""What a step printed, from the executed notebook of its last attempt."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from nbpipe import job, recording
from nbpipe.model import StepExecution

_COLOUR = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
# What a carriage return overwrites: a progress bar's earlier states.
_OVERWRITTEN = re.compile(r"[^\n]*\r(?!\n)")


def text(store: Path, execution: str, step: StepExecution, *, coloured: bool = False) -> str:
    """The text of the outputs, cell after cell; of a step whose worker died, what the worker said."""
    folder = attempt_folder(store, execution, step)
    if folder is None:
        return ""
    notebook = executed(folder)
    if notebook is None:  # none, or it is being written just now
        return _worker(folder) if step.status.ended else ""
    texts = [
        text_of(output, coloured=coloured)
        for cell in code_cells(notebook)
        for output in cell.get("outputs", ())
    ]
    if (
        step.status.ended and (folder / recording.FILE).exists()
    ):  # it was killed: what its worker said comes last
        texts.append(_worker(folder))
    return "\n".join(part for part in (part.rstrip("\n") for part in texts) if part)


def attempt_folder(store: Path, execution: str, step: StepExecution) -> Path | None:
    """The folder of the last attempt, or of the one whose result was taken; None where there was none."""
    if step.cached and step.cached_from:
        folder = job.folder_of(store, step.cached_from, step.step, 0).parent
        numbers = [int(path.name) for path in folder.glob("*") if path.name.isdecimal()]
        return folder / str(max(numbers)) if numbers else None
    if not step.attempts:
        return None
    return job.folder_of(store, execution, step.step, step.attempts[-1].number)


def executed(folder: Path) -> dict[str, Any] | None:
    """The executed notebook of an attempt; None where there is none that can be read.

    Of one that runs, or was killed, what it had put out so far.
    """
    recorded = recording.read(folder)
    if recorded is not None:
        return {"cells": list(recorded.cells)}
    try:
        notebook = json.loads((folder / "executed.ipynb").read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return notebook if isinstance(notebook, dict) and isinstance(notebook.get("cells"), list) else None


def code_cells(notebook: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The code cells of a notebook."""
    return (cell for cell in notebook["cells"] if cell.get("cell_type") == "code")


def text_of(output: Mapping[str, Any], *, coloured: bool = False) -> str:
    """One output of a cell as text: a stream, a result's plain text, or a traceback.

    >>> text_of({"output_type": "stream", "text": ["10%\\r", "99%\\n"]})
    '99%\\n'
    """
    match output.get("output_type"):
        case "stream":
            found = _joined(output.get("text", ""))
        case "execute_result" | "display_data":
            found = _joined(output.get("data", {}).get("text/plain", ""))
        case "error":
            found = "\n".join(output.get("traceback", ()))
            if not found or output.get("ename") == "StepError":  # raised by nbpipe: its frames tell nothing
                found = f"{output.get('ename')}: {output.get('evalue')}"
        case _:
            found = ""
    return found if coloured else _COLOUR.sub("", _OVERWRITTEN.sub("", found))


def _joined(text: Any) -> str:
    return text if isinstance(text, str) else "".join(text)


def _worker(folder: Path) -> str:
    try:
        return _COLOUR.sub("", (folder / "worker.log").read_text("utf-8", "replace")).rstrip()
    except OSError:
        return ""
