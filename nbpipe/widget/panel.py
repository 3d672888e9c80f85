"""The widget that `%pipeline` shows, where the kernel and its front end can have widgets."""

from __future__ import annotations

import asyncio
import atexit
import contextlib
import functools
import importlib.util
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbpipe import fingerprint, store
from nbpipe.api import graphs
from nbpipe.api.asked import Context
from nbpipe.api.shapes import PROTOCOL, Changes
from nbpipe.as_json import finite, to_json
from nbpipe.config import Settings
from nbpipe.errors import NbpipeError, NotFoundError
from nbpipe.model import Pipeline
from nbpipe.store import queries
from nbpipe.widget.service import Service, Viewer

MIME = "application/vnd.jupyter.widget-view+json"
STATIC = Path(__file__).parent / "static"
ROWS = "100"  # on the first page of a list: the front end asks for as many
MINUTE_SECONDS = 60.0

_services: dict[Context, Service] = {}
_ticking = False


@dataclass(frozen=True)
class Panel:
    """A panel that was made. `data` is its part of what a cell displays."""

    data: dict[str, Any]
    close: Callable[[], None]


def available(shell: Any) -> bool:
    """Whether a panel can be made: in a kernel, with anywidget, and with the front end built."""
    return (
        getattr(shell, "kernel", None) is not None
        and (STATIC / "panel.js").exists()
        and importlib.util.find_spec("anywidget") is not None
    )


def show(
    pipeline: Pipeline,
    notebook: Path,
    settings: Settings,
    execution: str | None = None,
    changed: Callable[[Changes], None] | None = None,
) -> Panel:
    """A panel of the notebook's pipeline, with that execution or, live, always the newest one.

    `changed` is told of all changes in the store too, in a thread. Until the panel is closed, or nobody looks at it any
    more, threads of this kernel keep it current.
    """
    context = context_of(notebook, settings)
    service = _services.setdefault(context, Service(context))
    _tick_every_minute()

    def send(content: Mapping[str, Any], buffers: Sequence[bytes]) -> None:
        widget.send(dict(content), list(buffers) or None)

    viewer = Viewer(send, changed)
    service.join(viewer)
    about = about_of(context, pipeline, notebook, settings, execution)
    shown = about["execution"] or about["newest"]
    asked: list[tuple[str, dict[str, str]]] = [
        ("executions", {"pipeline": pipeline.name, "limit": ROWS}),
        ("models", {"limit": ROWS}),
    ]
    if shown is not None:
        asked.insert(0, (f"executions/{shown}", {}))
    first = [page for path, query in asked if (page := service.first(viewer, path, query)) is not None]
    widget = _panel_class()(about=about, first=first)

    def hear(_: Any, content: Any, buffers: Any) -> None:
        if isinstance(content, dict):
            service.hear(viewer, content)

    def close() -> None:
        service.leave(viewer)
        widget.close()

    widget.on_msg(hear)
    return Panel(
        {MIME: {"version_major": 2, "version_minor": 1, "model_id": widget.model_id}},
        close,
    )


def context_of(notebook: Path, settings: Settings) -> Context:
    """What a panel of this notebook may see: what lies beside its store, or else beside it, and the store itself."""
    path, folder = notebook.resolve(), settings.store.resolve()
    root = folder.parent if path.is_relative_to(folder.parent) else path.parent
    return Context(root, settings.user, folder, frozenset({folder}))


def about_of(
    context: Context, pipeline: Pipeline, notebook: Path, settings: Settings, execution: str | None = None
) -> dict[str, Any]:
    """What a panel is told when it is made.

    `notebook` is its path as this kernel's answers have it. `folder`, the store's full path, and `newest`, its newest
    execution, are for finding out whether a Jupyter server shows the same store.
    """
    graph, newest = None, None
    with contextlib.suppress(NotFoundError):
        newest = _newest(settings, pipeline.name)
    with contextlib.suppress(NbpipeError):
        graph = _drawn(settings, pipeline)
    return {
        "protocol": PROTOCOL,
        "pipeline": pipeline.name,
        "notebook": context.relative(notebook.resolve()),
        "folder": settings.store.resolve().as_posix(),
        "execution": execution,
        "newest": newest,
        "graph": finite(to_json(graph)),
    }


def close_all() -> None:
    """End all threads; called when the kernel ends."""
    for service in _services.values():
        service.close()
    _services.clear()


atexit.register(close_all)


def _newest(settings: Settings, pipeline: str) -> str:
    with contextlib.closing(store.connect(settings.store, create=False)) as connection:
        return queries.execution_id(connection, "latest", pipeline)


def _drawn(settings: Settings, pipeline: Pipeline) -> Any:
    try:
        with contextlib.closing(store.connect(settings.store, create=False)) as connection:
            version = queries.version_of(connection, pipeline.name, fingerprint.definition(pipeline))
            return graphs.draw(connection, pipeline, version)
    except NotFoundError:
        return graphs.draw(None, pipeline, None)


@functools.cache
def _panel_class() -> Any:
    import anywidget
    import traitlets

    class PipelinePanel(anywidget.AnyWidget):
        _esm = STATIC / "panel.js"
        _css = STATIC / "panel.css" if (STATIC / "panel.css").exists() else ""
        about: Any = traitlets.Dict().tag(sync=True)
        first: Any = traitlets.List().tag(sync=True)

    return PipelinePanel


def _tick_every_minute() -> None:
    """Count the minutes in which this kernel was free to hear: its event loop stands still while a cell computes."""
    global _ticking
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        return
    if _ticking:
        return

    def tick() -> None:
        global _ticking
        for service in _services.values():
            service.minute()
        _ticking = any(service.shown for service in _services.values())
        if _ticking:
            loop.call_later(MINUTE_SECONDS, tick)

    _ticking = True
    loop.call_later(MINUTE_SECONDS, tick)
