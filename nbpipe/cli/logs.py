"""`nbpipe logs`: what the steps printed, from their executed notebooks."""

from __future__ import annotations

import re
import sys
from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from nbpipe import job
from nbpipe.cli import executed, outcome, store, terminal
from nbpipe.cli.terminal import Line
from nbpipe.errors import NotFoundError
from nbpipe.model import StepExecution
from nbpipe.options import nearest
from nbpipe.store import queries

# What a carriage return overwrites: a progress bar's earlier states.
_OVERWRITTEN = re.compile(r"[^\n]*\r(?!\n)")


def logs(asked: Namespace) -> int:
    """Print what one step, or each step in notebook order, printed."""
    with store.reading(asked) as connection:
        execution = queries.execution(connection, asked.execution)
    folder = store.settings(asked).store
    steps = [item for item in execution.steps if asked.step in (None, item.step)]
    if not steps:
        names = [item.step for item in execution.steps]
        raise NotFoundError(
            f"execution {execution.id} has no step {asked.step!r}", nearest(asked.step, names), code="no-step"
        )
    coloured = terminal.is_coloured(sys.stdout)
    for step in steps:
        if asked.step is None:
            name: Line = [("── ", "calm"), (step.step, "strong"), ("  ", ""), terminal.status(step.status)]
            terminal.show([name], sys.stdout)
        text = printed(folder, execution.id, step, coloured)
        if text:
            print(text)
        elif asked.step is not None:
            terminal.show([[(_nothing(step), "calm")]], sys.stdout)
        if step.failure is not None and step.failure.message not in text:
            terminal.show(terminal.problem_lines(outcome.problem(step.failure)), sys.stdout)
    return 0


def printed(folder: Path, execution: str, step: StepExecution, coloured: bool) -> str:
    """The text of a step's outputs, cell after cell; of a step whose worker died, what the worker said."""
    notebook = executed.step_notebook(folder, execution, step)
    if notebook is not None:
        texts = [
            text_of(output, coloured)
            for _, _, cell in executed.code_cells(notebook)
            for output in cell.get("outputs", [])
        ]
        return "\n".join(text for text in (text.rstrip("\n") for text in texts) if text)
    if not step.attempts or not step.status.ended:
        return "" if step.failure is not None else step.detail or ""
    log = job.folder_of(folder, execution, step.step, step.attempts[-1].number) / "worker.log"
    try:
        return terminal.clean(log.read_text("utf-8", "replace")).rstrip()
    except OSError:
        return ""


def text_of(output: Mapping[str, Any], coloured: bool) -> str:
    """One output of a cell as text: a stream, a result's plain text, or a traceback.

    >>> text_of({"output_type": "stream", "text": ["10%\\r", "99%\\n"]}, coloured=False)
    '99%\\n'
    """
    match output.get("output_type"):
        case "stream":
            text = _joined(output.get("text", ""))
        case "execute_result" | "display_data":
            text = _joined(output.get("data", {}).get("text/plain", ""))
        case "error":
            text = "\n".join(output.get("traceback", []))
            if not text or output.get("ename") == "StepError":  # raised by nbpipe: its frames tell nothing
                text = f"{output.get('ename')}: {output.get('evalue')}"
        case _:
            return ""
    return text if coloured else terminal.clean(_OVERWRITTEN.sub("", text))


def _joined(text: Any) -> str:
    return text if isinstance(text, str) else "".join(text)


def _nothing(step: StepExecution) -> str:
    if not step.attempts:
        return f"step {step.step} is {step.status}: it ran no code"
    return f"step {step.step} printed nothing" + ("" if step.status.ended else " yet")
