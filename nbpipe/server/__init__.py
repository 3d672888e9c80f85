"""The Jupyter server extension: the API under `nbpipe/api/`, and what changes as events on Jupyter's bus."""

from __future__ import annotations

from typing import Any


def _load_jupyter_server_extension(serverapp: Any) -> None:
    """Called by Jupyter Server, which finds it by `nbpipe._jupyter_server_extension_points`."""
    from nbpipe.server.extension import load

    load(serverapp)
