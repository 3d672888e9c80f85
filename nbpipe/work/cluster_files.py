"""What runs in the workers of a Cluster step on its own machine: it notes the files that they use, as the step's do.

Dask imports it in each worker before that begins (`--preload`), and calls `dask_setup`.
"""

from __future__ import annotations

import os
from typing import Any

from nbpipe import watch
from nbpipe.as_json import to_json

IGNORED = "nbpipe.ignored"  # in Dask's configuration, which workers get from whoever starts them
_recorder: watch.FileRecorder | None = None


def dask_setup(worker: Any) -> None:
    """Begin to watch, in a worker that is about to start; its own folder is left out."""
    import dask

    global _recorder
    scratch = os.path.dirname(os.path.realpath(worker.local_directory))
    _recorder = watch.FileRecorder([*dask.config.get(IGNORED), scratch])
    _recorder.start()


def used() -> Any:
    """The files that this worker's tasks have used since then, and local modules that they imported, as JSON."""
    if _recorder is None:
        return []
    with _recorder.paused():
        return to_json((*_recorder.uses(), *_recorder.named(())))
