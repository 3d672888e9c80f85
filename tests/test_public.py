"""What `import nbpipe` gives, and what it costs."""

from __future__ import annotations

import subprocess
import sys

import nbpipe


def test_everything_public_can_be_had() -> None:
    assert nbpipe.__all__ == [
        "NbpipeError",
        "__version__",
        "context",
        "log_figure",
        "log_metric",
        "notify",
        "open_store",
        "report",
    ]
    for name in nbpipe.__all__:
        assert getattr(nbpipe, name) is not None


def test_importing_it_imports_nothing_heavy() -> None:
    code = "import sys, nbpipe; print([m for m in ('pandas', 'numpy', 'papermill', 'IPython', 'sqlite3', 'rich') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "[]\n"


def test_outside_of_a_step_tracking_does_nothing() -> None:
    nbpipe.log_metric("auc", 0.5)
    assert nbpipe.context.execution_id == ""
