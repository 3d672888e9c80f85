"""`nbpipe warm`: the processes that stay warm between runs."""

from __future__ import annotations

import sys
from argparse import Namespace

from nbpipe.cli import terminal
from nbpipe.warm import client


def listed(asked: Namespace) -> int:
    """List the servers of this user."""
    found = client.running() if client.available() else []
    if not found:
        terminal.show([[("nothing is warm: the next `nbpipe run` starts what it needs", "")]], sys.stdout)
    terminal.show(
        [[(f"process {pid}", "strong"), (f"  {path.stem}", "calm")] for path, pid in found], sys.stdout
    )
    return 0


def stopped(asked: Namespace) -> int:
    """End the servers of this user, each once its steps have ended."""
    found = client.running() if client.available() else []
    for path, _ in found:
        client.stop(path)
    terminal.show([[(f"ended {len(found)} warm process{'' if len(found) == 1 else 'es'}", "")]], sys.stdout)
    return 0
