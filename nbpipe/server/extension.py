"""What Jupyter Server loads: the handlers, the schema of the events, and the thread that looks at the stores."""

from __future__ import annotations

import asyncio
import atexit
import contextlib
import os
import re
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

from jupyter_server.utils import url_path_join

from nbpipe.api.asked import Context
from nbpipe.api.live import Tail
from nbpipe.api.router import ROUTES
from nbpipe.api.shapes import Changes
from nbpipe.as_json import finite, to_json
from nbpipe.server.events import SCHEMA, SCHEMA_ID
from nbpipe.server.handlers import Executing, Greeting, Handler, Reading, Service

THREADS = 8


def load(serverapp: Any) -> None:
    """Put the API into a server."""
    serverapp.event_logger.register_event_schema(SCHEMA)
    context = context_of(serverapp)
    bus = _Bus(serverapp)
    service = Service(context, ThreadPoolExecutor(THREADS, "nbpipe api"), Tail(context, bus.emit))
    serverapp.web_app.settings["nbpipe"] = service
    # The server may end without telling: nothing here may hold it up.
    atexit.register(service.close)
    base = url_path_join(serverapp.web_app.settings["base_url"], "nbpipe", "api")
    handlers = [(url_path_join(base, pattern), handler) for pattern, handler in patterns()]
    serverapp.web_app.add_handlers(".*$", handlers)
    serverapp.log.info("nbpipe answers at %s", base)


def patterns() -> list[tuple[str, type]]:
    """Patterns of paths and who answers there, the first that fits: a POST request needs what its route says."""
    found: list[tuple[str, type]] = [("(hello)", Greeting)]
    for may, handler in (("read", Reading), ("execute", Executing)):
        paths = [route.path for route in ROUTES if route.method == "POST" and route.may == may]
        found.append((f"({'|'.join(re.sub('{[a-z]+}', '[^/]+', path) for path in paths)})", handler))
    return [*found, ("(.+)", Handler)]


def context_of(serverapp: Any) -> Context:
    """What this server shows: what lies below its root, and the store that its operator named."""
    root = Path(serverapp.contents_manager.root_dir or serverapp.root_dir).expanduser().resolve()
    named = os.environ.get("NBPIPE_STORE")
    store = Path(named).expanduser().resolve() if named else None
    outside = frozenset({store}) if store is not None else frozenset()
    return Context(root, "", store, outside, python=partial(python_of, serverapp.kernel_spec_manager))


def python_of(manager: Any, kernel: str) -> str:
    """The interpreter that a kernel starts, so that a run has the packages of the notebook; else the server's own."""
    try:
        program = manager.get_kernel_spec(kernel).argv[0]
    except Exception:  # no such kernel here, or kernels of another machine
        return sys.executable
    named = os.path.basename(program).startswith("python")
    return program if named and os.path.isabs(program) and os.access(program, os.X_OK) else sys.executable


class _Bus:
    """Hands changes from the looking thread to the server's loop, where the event bus lives."""

    def __init__(self, serverapp: Any) -> None:
        self._app = serverapp
        self._loop: asyncio.AbstractEventLoop | None = None
        with contextlib.suppress(RuntimeError):
            self._loop = asyncio.get_running_loop()

    def emit(self, changes: Changes) -> None:
        data = finite(to_json(changes))
        loop = self._loop or self._app.io_loop.asyncio_loop
        with contextlib.suppress(RuntimeError):  # the server ends
            loop.call_soon_threadsafe(lambda: self._app.event_logger.emit(schema_id=SCHEMA_ID, data=data))
