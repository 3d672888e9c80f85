"""A copy of the user's notebook with the outputs of a run in its cells."""

from __future__ import annotations

import json
import os
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbpipe import merging
from nbpipe.errors import UsageError
from nbpipe.model import Execution, Pipeline


@dataclass(frozen=True)
class Copy:
    """A copy to be made of the user's notebook, as it was when the run began."""

    notebook: dict[str, Any]
    target: Path

    @classmethod
    def prepare(cls, notebook: Path, target: Path) -> Copy:
        """Check the target before anything runs. `UsageError` where it is the notebook itself or no place to write."""
        if _same(notebook, target):
            raise UsageError(
                f"--output {target} is the notebook itself",
                "nbpipe never writes to it: give another name",
                code="output",
            )
        if target.is_dir():
            hint = f"give a file: {target / (notebook.stem + '-executed.ipynb')}"
            raise UsageError(f"--output {target} is a folder", hint, code="output")
        if not target.parent.is_dir():
            raise UsageError(f"there is no folder {target.parent}", "make it, or give another", code="output")
        if not os.access(target.parent, os.W_OK):
            raise UsageError(f"{target.parent} may not be written to", "give another folder", code="output")
        return cls(json.loads(notebook.read_text("utf-8")), target)

    def write(self, pipeline: Pipeline, execution: Execution, folder: Path) -> None:
        """Write the copy with the outputs of that execution; `OSError` where that cannot be done."""
        temporary = self.target.with_name(f".{self.target.name}.{uuid.uuid4().hex[:8]}.tmp")
        filled = merging.fill(self.notebook, pipeline, execution, folder)
        try:
            temporary.write_text(json.dumps(filled, indent=1, ensure_ascii=False) + "\n", "utf-8")
            os.replace(temporary, self.target)
        finally:
            temporary.unlink(missing_ok=True)


def _same(notebook: Path, target: Path) -> bool:
    """Whether both name one file, whatever the spelling, links included."""
    try:
        return os.path.samefile(notebook, target)
    except OSError:
        return notebook.resolve() == target.resolve()
