"""`nbpipe report`."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from pathlib import Path

from nbpipe.api.report import report as made
from nbpipe.cli import answers, store, terminal


def report(asked: Namespace) -> int:
    """Write an execution as one file for a browser: graph, steps, parameters, metrics, figures."""
    with store.reading(asked) as connection:
        name, html = made(connection, asked.execution)
    path = Path(asked.output or name)
    temporary = path.with_name(f".{path.name}.tmp")
    temporary.write_text(html, encoding="utf-8")
    os.replace(temporary, path)
    if asked.json:
        answers.show({"file": str(path)})
    else:
        terminal.show(
            [[(str(path), "strong"), ("  open it in a browser: it needs nothing else", "")]], sys.stdout
        )
    return 0
