"""The fork server: `python -m nbpipe.warm.server SOCKET MODULES…` imports the modules, and forks a child for each job.

It has one thread, and does nothing but import, listen, fork and reap: what a library does when it is used (threads,
OpenMP, locks) would not survive a fork. It ends when nobody has asked for `IDLE_SECONDS`, or when a file that it
imported has changed. A job belongs to its connection: when that is closed, the job's processes are killed.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import selectors
import signal
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

from nbpipe.warm.forks import Forks, end_with
from nbpipe.warm.messages import receive, send

IDLE_SECONDS = 300.0
TEARDOWN_SECONDS = 10


def main(path: str, names: list[str]) -> None:
    """Serve until idle. The socket is bound before anything is imported, so that clients can queue at once."""
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    old = os.umask(0o177)
    try:
        listener.bind(path)
    finally:
        os.umask(old)
    listener.listen(128)
    try:
        _Server(listener, _prepare(names)).serve()
    finally:
        with contextlib.suppress(OSError):
            os.unlink(path)


def _prepare(names: list[str]) -> Any:
    """Import everything that children will need. What cannot be imported is left to the step, which says why."""
    os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")
    os.environ.setdefault("JE_ARROW_MALLOC_CONF", "background_thread:false")  # a thread would end the forking
    sys.path[:] = [entry for entry in sys.path if entry]  # nothing of the folder in which it happens to start
    from nbpipe.warm import engine, later, preload, shell

    def begin() -> Any:
        made = shell.make()
        engine.register(made)
        _rehearse()
        return made

    try:
        with later.imported_when_called():
            made = begin()
    except Exception:  # a version of what it imports wants more of those modules
        made = begin()
    for name in preload.importable(names):
        with contextlib.suppress(BaseException):
            importlib.import_module(name)
    for name in (
        "nbpipe.runtime",
        "nbpipe.worker",
        "nbpipe.materializers.json_value",
        "nbpipe.materializers.pickle_value",
    ):
        importlib.import_module(name)
    from nbpipe import materializers, watch

    # What each child would import or find out again.
    materializers.choose(None), materializers.fingerprint([]), watch.machinery()
    with contextlib.suppress(Exception):
        _keep_and_load()
    wanted = ["IPython.core.logger", "secrets"]
    if "numpy" in sys.modules:
        wanted += ["numpy.random", "threadpoolctl"]
    if "pandas" in sys.modules:
        wanted.append("pyarrow.ipc")
    for name in wanted:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    watch.note_modules()
    settle()
    fork_once()
    return made


def settle() -> None:
    """The process will be forked: give back what memory is free, and keep the collector from touching the rest."""
    gc.collect()
    with contextlib.suppress(OSError, AttributeError):  # only glibc has it
        import ctypes

        ctypes.CDLL(None).malloc_trim(0)
    gc.freeze()


def fork_once() -> None:
    """OpenBLAS ends its threads when a process forks: without them, the server counts as fresh from the beginning.

    Else whoever says hello before the first job would end the server, and the job with it.
    """
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    os.waitpid(pid, 0)


def _rehearse() -> None:
    """Have papermill prepare a notebook once: it compiles schemas that would cost 45 ms in each child."""
    import logging

    import nbformat
    import papermill

    logging.getLogger("papermill").setLevel(logging.ERROR)
    cell = nbformat.v4.new_code_cell("x = 1", metadata={"tags": ["parameters"]})
    cell.outputs = [nbformat.v4.new_output("stream", name="stdout", text="a")]
    about = {"kernelspec": {"name": "python3", "language": "python", "display_name": "python3"}}
    made = nbformat.v4.new_notebook(cells=[cell], metadata=about)
    made = nbformat.reads(nbformat.writes(made), as_version=4)
    papermill.execute_notebook(made, None, {"x": 2}, prepare_only=True, progress_bar=False)


def _keep_and_load() -> None:
    """Keep small values and load them: a first frame takes 30 ms, for what pandas and Arrow look up then, others 1 ms.

    It starts no thread: small arrays are written and read by whoever asks.
    """
    from nbpipe import materializers
    from nbpipe.artifacts import ArtifactStore

    values: list[Any] = [{"a": [1, 2.5, "b"]}, (1, 2)]
    if "numpy" in sys.modules:
        values.append(sys.modules["numpy"].arange(3.0))
    if "pandas" in sys.modules:
        frame = sys.modules["pandas"].DataFrame({"a": [1.5, 2.5], "b": [1, 2], "c": ["d", "e"]})
        values += [frame, frame.iloc[1:].copy(), frame["a"].copy(), frame["c"].copy()]
    with tempfile.TemporaryDirectory(prefix="nbpipe-") as folder:
        store = ArtifactStore(folder)
        for value in values:
            store.load(store.save(value))
            materializers.fingerprint(value)


class _Server:
    def __init__(self, listener: socket.socket, shell: Any) -> None:
        self.listener, self.shell = listener, shell
        self.files = _imported_files()
        self.asked = time.monotonic()
        self.forks = Forks()
        self.forks.selector.register(listener, selectors.EVENT_READ, "asked")

    def serve(self) -> None:
        while self.forks.jobs or time.monotonic() - self.asked < IDLE_SECONDS:
            if self.forks.ready(timeout=10) and not self.accept():
                return
            self.forks.reap()

    def accept(self) -> bool:
        """Take one request; False where the server should end."""
        connection, _ = self.listener.accept()
        connection.settimeout(10)
        try:
            request = receive(connection)
        except (OSError, ValueError):
            connection.close()
            return True
        if request.get("stop"):
            connection.close()
            return bool(self.forks.jobs)
        if request.get("hello"):
            fresh = _unchanged(self.files) and len(os.listdir("/proc/self/task")) == 1
            send(connection, {"pid": os.getpid(), "fresh": fresh})
            connection.close()
            return fresh or bool(self.forks.jobs)
        if not request:  # the client is gone already
            connection.close()
            return True
        self.asked = time.monotonic()
        server = os.getpid()

        def child() -> NoReturn:
            self.listener.close()
            _child(request, connection, self.shell, server)

        self.forks.fork(request["folder"], connection, child)
        return True


def _imported_files() -> dict[str, float]:
    """When each file that was imported was last changed."""
    found = {}
    for module in list(sys.modules.values()):
        path = getattr(module, "__file__", None)
        if path:
            with contextlib.suppress(OSError):
                found[path] = os.stat(path).st_mtime
    return found


def _unchanged(files: dict[str, float]) -> bool:
    for path, changed in files.items():
        try:
            if os.stat(path).st_mtime != changed:
                return False
        except OSError:
            return False
    return True


def _child(request: dict[str, Any], connection: socket.socket, shell: Any, server: int) -> NoReturn:
    """The life of a job's process; of one that others are forked from, where the request says `many`."""
    folder = Path(request["folder"])

    def work() -> None:
        os.setsid()
        end_with(server)
        for name in (signal.SIGCHLD, signal.SIGTERM, signal.SIGHUP):
            signal.signal(name, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        null = os.open(os.devnull, os.O_RDONLY)
        os.dup2(null, 0)
        os.close(null)
        os.environ.clear()
        os.environ.update(request["environment"])
        os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")
        os.chdir(request["cwd"])
        sys.path.insert(0, "")  # as in a kernel: the notebook's folder
        sys.argv[:] = [""]
        gc.enable()
        _limit_threads()
        if request.get("many"):
            from nbpipe.warm import loaded

            loaded.serve(folder, connection, shell)
            return
        from nbpipe import worker

        worker.run(folder, worker.by_papermill("nbpipe-warm"))

    live(work, folder, connection)


def live(work: Callable[[], None], folder: Path, connection: socket.socket) -> NoReturn:
    """Do the work of a job's process, say when it is done, and end as a Python process does."""
    code = 1
    try:
        work()
        with contextlib.suppress(OSError):
            send(connection, {"done": True})
        code = 0
        signal.alarm(TEARDOWN_SECONDS)
        threading._shutdown()  # type: ignore[attr-defined]  # before the exit functions, else loky waits for ever
        import atexit

        atexit._run_exitfuncs()
    except SystemExit as error:
        code = error.code if isinstance(error.code, int) else 1
    except BaseException:
        import traceback

        with contextlib.suppress(Exception), open(folder / "worker.log", "a") as log:
            traceback.print_exc(file=log)
    finally:
        os._exit(code)


def _limit_threads() -> None:
    """Libraries that are loaded already have read the number of threads from the server's environment: tell them."""
    wanted = os.environ.get("OMP_NUM_THREADS", "")
    if wanted.isdecimal() and "numpy" in sys.modules:
        with contextlib.suppress(ImportError):
            from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

            threadpool_limits(int(wanted))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
