"""What a step printed, from its executed notebook."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from nbpipe import job
from nbpipe.model import StepExecution

# Colours and cursor moves, and what a carriage return overwrites: a progress bar's earlier states.
_CONTROL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|[^\n]*\r(?!\n)")


def text(store: Path, execution: str, step: StepExecution) -> str:
    """The text of the outputs, cell after cell; of a step whose worker died, what the worker said."""
    if not step.attempts:
        return ""
    folder = job.folder_of(store, execution, step.step, step.attempts[-1].number)
    try:
        cells = json.loads((folder / "executed.ipynb").read_text("utf-8"))["cells"]
    except (OSError, ValueError, KeyError):  # none, or it is being written just now
        return _worker(folder) if step.status.ended else ""
    texts = [text_of(output) for cell in cells for output in cell.get("outputs", ())]
    return "\n".join(part for part in (part.rstrip("\n") for part in texts) if part)


def text_of(output: Mapping[str, Any]) -> str:
    """One output of a cell: a stream, a result's plain text, or a traceback.

    >>> text_of({"output_type": "stream", "text": ["10%\\r", "99%\\n"]})
    '99%\\n'
    """
    match output.get("output_type"):
        case "stream":
            found = _joined(output.get("text", ""))
        case "execute_result" | "display_data":
            found = _joined(output.get("data", {}).get("text/plain", ""))
        case "error":
            found = "\n".join(output.get("traceback", ())) or f"{output.get('ename')}: {output.get('evalue')}"
        case _:
            found = ""
    return _CONTROL.sub("", found)


def _joined(text: Any) -> str:
    return text if isinstance(text, str) else "".join(text)


def _worker(folder: Path) -> str:
    try:
        return _CONTROL.sub("", (folder / "worker.log").read_text("utf-8", "replace")).rstrip()
    except OSError:
        return ""
