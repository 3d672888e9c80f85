"""Every test process has warm step servers of its own: some tests kill them."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator

import pytest


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
