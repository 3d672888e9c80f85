"""The process that the jobs of one step are forked from: it has run their setup and loaded what they share.

Each job is a copy of it, so that none sees what another changed. That is sound only where a copy is all of it: one
thread, no child processes, nothing that is open, no memory that copies would share. Where the setup made any of
those, it ends, and the jobs are forked from the server, each with a setup of its own.
"""

from __future__ import annotations

import gc
import json
import os
import selectors
import signal
import socket
import time
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

from nbpipe import recording, runtime, worker
from nbpipe.job import JOB_VARIABLE
from nbpipe.warm import engine, server
from nbpipe.warm import shell as shells
from nbpipe.warm.forks import Forks, end_with
from nbpipe.warm.messages import hand_over, send, take_over

IDLE_SECONDS = 10.0  # it holds the inputs in memory


def serve(folder: Path, connection: socket.socket, shell: Any) -> None:
    """Start as the job in `folder` does, give the client a channel, and fork for what is handed over there.

    Returns where it cannot go on, or nobody has asked for `IDLE_SECONDS`. Whatever failed fails again in the jobs, which
    tell of it.
    """
    import papermill
    from papermill.engines import NotebookExecutionManager

    before = _held()
    job = json.loads((folder / "job.json").read_text("utf-8"))
    notebook = papermill.execute_notebook(
        str(folder / "input.ipynb"),
        None,
        job["parameters"] or None,
        engine_name="nbpipe-warm",
        kernel_name=job["kernel"],
        prepare_only=True,
        progress_bar=False,
    )
    manager = NotebookExecutionManager(notebook, progress_bar=False)
    manager.notebook_start()
    roles = [cell.metadata.get("nbpipe", {}).get("role") for cell in notebook.cells]
    at = roles.index("load")
    with engine.streams():
        if not engine.run_cells(manager, shell, end=at) or _held() != before:
            return
        runtime.preload(shell.user_ns)
    for cell in notebook.cells[at:]:
        shells.foresee(shell, cell.source)
    if _held(ignored=os.path.join(os.path.realpath(job["artifacts"]), "")) != before:
        return
    _wait_for_jobs(connection, partial(_go_on, manager, at, shell))


def _wait_for_jobs(connection: socket.socket, go_on: Any) -> None:
    collecting, handler = gc.isenabled(), signal.getsignal(signal.SIGINT)
    server.settle()
    gc.disable()  # it makes nothing; a copy would have to copy what a collection touches
    forks, parent = Forks(), os.getpid()
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    send(connection, {"ready": True})
    hand_over(connection, "jobs", theirs)
    theirs.close()
    forks.selector.register(ours, selectors.EVENT_READ, "asked")
    asked = time.monotonic()
    while forks.jobs or time.monotonic() - asked < IDLE_SECONDS:
        if forks.ready(timeout=IDLE_SECONDS / 4):
            taken = take_over(ours)
            if taken is None:
                return
            folder, client = taken
            asked = time.monotonic()

            def child(folder: Path = Path(folder), client: socket.socket = client) -> NoReturn:
                ours.close()
                connection.close()

                def work() -> None:
                    os.setsid()
                    end_with(parent)
                    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                    signal.signal(signal.SIGINT, handler)
                    os.environ[JOB_VARIABLE] = str(folder)
                    if collecting:
                        gc.enable()
                    runtime.copied()
                    worker.run(folder, go_on)

                server.live(work, folder, client)

            forks.fork(folder, client, child)
        forks.reap()


def _go_on(manager: Any, at: int, shell: Any, folder: Path) -> None:
    """In a copy: run the rest of a job's own notebook, and keep it. Raises what papermill raises."""
    from papermill.execute import raise_for_execution_errors

    notebook, output = manager.nb, folder / "executed.ipynb"
    own = json.loads((folder / "input.ipynb").read_text("utf-8"))
    notebook.metadata.nbpipe = own["metadata"]["nbpipe"]
    notebook.metadata.papermill.update(input_path=str(folder / "input.ipynb"), output_path=str(output))
    sources = {cell["id"]: cell["source"] for cell in own["cells"]}
    for cell in notebook.cells[at:]:
        cell.source = sources[cell.id]
    record = recording.Recorder(folder)
    for cell in notebook.cells[:at]:
        if cell.outputs:
            record.cell(cell.metadata.get("nbpipe", {}))
            for item in cell.outputs:
                record.output(item)
    try:
        with engine.streams():
            engine.run_cells(manager, shell, first=at, recorder=record)
    finally:
        manager.notebook_complete()
    raise_for_execution_errors(notebook, str(output))
    output.write_text(json.dumps(notebook), "utf-8")


def _held(ignored: str = "") -> tuple[frozenset[str], int, bool, int]:
    """What a copy would not have for itself: what is open, threads, child processes, shared memory that can be written.

    Files below `ignored` are left out: they are mapped for reading.
    """
    server.fork_once()  # OpenBLAS ends its threads then, and starts them again when they are needed
    opened = set()
    for number in os.listdir("/proc/self/fd"):
        try:
            target = os.readlink(f"/proc/self/fd/{number}")
        except OSError:  # the listing itself
            continue
        if not (ignored and target.startswith(ignored)) and not target.startswith("/memfd:nbpipe output"):
            opened.add(f"{number} {target}")
    opened = {item for item in opened if int(item.partition(" ")[0]) > 2}
    threads = len(os.listdir("/proc/self/task"))
    with open("/proc/self/maps") as maps:
        shared = sum(line.split(" ", 2)[1][1::2] == "ws" for line in maps)
    try:
        os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        children = True
    except ChildProcessError:
        children = False
    return frozenset(opened), threads, children, shared
