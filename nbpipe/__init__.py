"""nbpipe: SageMaker Pipelines inside Jupyter, on your own machine.

`%load_ext nbpipe` in a notebook, `nbpipe run NOTEBOOK` on the command line, and from Python what stands in `__all__`.
Nothing heavy is imported before it is used.
"""

from __future__ import annotations

import importlib
from typing import Any

__version__ = "0.1.0"

_PUBLIC = {
    "NbpipeError": "nbpipe.errors",
    "log_figure": "nbpipe.tracking",
    "log_metric": "nbpipe.tracking",
    "notify": "nbpipe.notification",
    "open_store": "nbpipe.sdk",
    "report": "nbpipe.tracking",
}

__all__ = [
    "NbpipeError",
    "__version__",
    "context",
    "log_figure",
    "log_metric",
    "notify",
    "open_store",
    "report",
]


def __getattr__(name: str) -> Any:
    if name == "context":  # where the code is running: another one in every step
        return importlib.import_module("nbpipe.tracking").current.context
    if name in _PUBLIC:
        return getattr(importlib.import_module(_PUBLIC[name]), name)
    raise AttributeError(f"module 'nbpipe' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    """Where Jupyter Server finds its extension."""
    return [{"module": "nbpipe.server"}]


def load_ipython_extension(shell: Any) -> None:
    """Called by `%load_ext nbpipe`."""
    from nbpipe import magics

    magics.load(shell)


def unload_ipython_extension(shell: Any) -> None:
    """Called by `%unload_ext nbpipe`."""
    from nbpipe import magics

    magics.unload(shell)
