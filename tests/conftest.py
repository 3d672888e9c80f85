"""Every test process has warm step servers of its own, since some tests kill them, and hears Ctrl-C."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import tempfile
from collections.abc import Iterator

import pytest

# A shell starts its background jobs with SIGINT ignored, and whom they start would inherit that.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    with contextlib.suppress(ValueError):  # not in the main thread
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session", autouse=True)
def own_servers() -> Iterator[None]:
    """A runtime folder for this process, whose servers end with it. Its path is short: sockets allow 107 bytes."""
    folder = tempfile.mkdtemp(prefix="nbt", dir="/tmp" if os.path.isdir("/tmp") else None)
    before = os.environ.get("XDG_RUNTIME_DIR")
    os.environ["XDG_RUNTIME_DIR"] = folder
    yield
    from nbpipe.warm import client

    if client.available():
        for path, _ in client.running():
            client.stop(path)
    if before is None:
        del os.environ["XDG_RUNTIME_DIR"]
    else:
        os.environ["XDG_RUNTIME_DIR"] = before
    shutil.rmtree(folder, ignore_errors=True)
