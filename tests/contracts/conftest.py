"""A step type of another package, as an installed one would be found."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def other_package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The folder `plugin` on the path, of this process and of those that it starts, with an entry point."""
    installed = tmp_path_factory.mktemp("installed")
    (installed / "echo_step-1.0.dist-info").mkdir()
    for name, text in (
        ("METADATA", "Metadata-Version: 2.1\nName: echo-step\nVersion: 1.0\n"),
        ("entry_points.txt", "[nbpipe.steps]\nEcho = echo_step:step_type\n"),
    ):
        (installed / "echo_step-1.0.dist-info" / name).write_text(text, "utf-8")
    paths = [str(installed), str(Path(__file__).parent / "plugin")]
    with pytest.MonkeyPatch.context() as patch:
        for path in paths:
            patch.syspath_prepend(path)
        known = [os.environ["PYTHONPATH"]] if "PYTHONPATH" in os.environ else []
        patch.setenv("PYTHONPATH", os.pathsep.join([*paths, *known]))
        yield
