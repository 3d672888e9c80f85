"""The papermill engine: runs a notebook's cells in the shell of this process."""

from __future__ import annotations

import os
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from nbpipe.job import JOB_VARIABLE
from nbpipe.recording import Recorder
from nbpipe.warm import shell as shells


def register(shell: Any) -> None:
    """Make the engine known to papermill as `nbpipe-warm`. Importing papermill takes 0.4 s: the server does it once."""
    from papermill.engines import Engine, papermill_engines

    class WarmEngine(Engine):  # type: ignore[misc]
        """Cells in process: no kernel is started, no message is sent."""

        @classmethod
        def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **options: Any) -> Any:
            with streams():
                run_cells(nb_man, shell, recorder=_recorder())
            return nb_man.nb

    papermill_engines.register("nbpipe-warm", WarmEngine)


def _recorder() -> Recorder | None:
    folder = os.environ.get(JOB_VARIABLE)
    return Recorder(Path(folder)) if folder else None


def run_cells(
    nb_man: Any, shell: Any, first: int = 0, end: int | None = None, recorder: Recorder | None = None
) -> bool:
    """Run cells, their outputs as a kernel's, until one fails; whether none did. To be called within `streams`."""
    collected = shells.outputs
    collected.record = recorder
    for index, cell in enumerate(nb_man.nb.cells[:end]):
        if index < first:
            continue
        nb_man.cell_start(cell, index)
        if cell.cell_type == "code" and cell.source.strip():
            cell.outputs = collected.begin()
            if collected.record is not None:
                collected.record.cell(cell.metadata.get("nbpipe", {}))
            result = shell.run_cell(cell.source, store_history=True, silent=False)
            collected.end()
            cell.execution_count = shell.execution_count - 1
            error = result.error_before_exec or result.error_in_exec
            if error is not None:
                nb_man.cell_exception(cell, cell_index=index, exception=error)
                _complete(nb_man, cell)
                return False
        _complete(nb_man, cell)
    return True


def _complete(nb_man: Any, cell: Any) -> None:
    """What papermill notes of a cell that has ended. It parses the time anew, which takes as long as a small cell."""
    about, end = cell.metadata.papermill, nb_man.now()
    about["end_time"] = end.isoformat()
    about["duration"] = (end - datetime.fromisoformat(about["start_time"])).total_seconds()
    if about["status"] != nb_man.FAILED:
        about["status"] = nb_man.COMPLETED
    nb_man.save()


class streams:
    """While active, Python's output goes to the cell, and the process's own into memory until it is drained."""

    def __init__(self) -> None:
        self.collected = shells.outputs

    def __enter__(self) -> None:
        memory = os.memfd_create("nbpipe output") if hasattr(os, "memfd_create") else _temporary()
        os.dup2(memory, 1)
        os.dup2(memory, 2)
        self.collected.memory = memory
        self.kept = sys.stdout, sys.stderr
        sys.stdout, sys.stderr = shells.Stream("stdout", 1), shells.Stream("stderr", 2)

    def __exit__(self, *error: object) -> None:
        sys.stdout, sys.stderr = self.kept
        self.collected.end()


def _temporary() -> int:
    import tempfile

    descriptor, path = tempfile.mkstemp()
    os.unlink(path)
    return descriptor
