"""What an execution ran on: Python, packages, platform, git commit."""

from __future__ import annotations

import os
import platform
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

_DIST = re.compile(r"(.+?)-([^-]+)\.(?:dist|egg)-info")


def describe(folder: Path) -> dict[str, Any]:
    """The environment of this process, and the git commit of the folder where the notebook lies."""
    found: dict[str, Any] = {
        "python": platform.python_version(),
        "platform": platform.platform(),
        "executable": sys.executable,
        "cpus": os.cpu_count(),
        "packages": packages(),
    }
    commit = git_commit(folder)
    return {**found, "git_commit": commit} if commit else found


def version() -> str:
    """The version of nbpipe that is installed."""
    from importlib import metadata

    try:
        return metadata.version("nbpipe-ml")
    except metadata.PackageNotFoundError:
        return "(not installed)"


def packages() -> dict[str, str]:
    """Installed distributions and their versions, from the names of their folders: opening each would take longer.

    >>> "papermill" in packages()
    True
    """
    found: dict[str, str] = {}
    for entry in sys.path:
        try:
            names = os.listdir(entry or ".")
        except OSError:
            continue
        for name in names:
            matched = _DIST.fullmatch(name)
            if matched:
                found.setdefault(re.sub(r"[-_.]+", "-", matched[1]).lower(), matched[2])
    return dict(sorted(found.items()))


_MODEL_LIBRARIES = (
    *(
        "catboost",
        "cloudpickle",
        "keras",
        "lightgbm",
        "numpy",
        "onnx",
        "onnxruntime",
        "scikit-learn",
        "scipy",
        "skops",
        "statsmodels",
    ),
    *("tensorflow", "torch", "xgboost", "xgboost-cpu"),
)


def model_libraries() -> dict[str, str]:
    """Versions of those libraries that models are made with and kept by, as far as they are installed.

    What a model predicts may depend on them, and no code of the step imports them: the model brings them along.
    """
    installed = packages()
    return {name: installed[name] for name in _MODEL_LIBRARIES if name in installed}


def git_commit(folder: Path) -> str | None:
    """The commit that the folder is at, with `-dirty` where files were changed since; None outside of git."""
    try:
        head = subprocess.run(
            ["git", "-C", str(folder), "rev-parse", "HEAD"], capture_output=True, text=True, timeout=5
        )
        if head.returncode != 0:
            return None
        status = subprocess.run(
            ["git", "-C", str(folder), "status", "--porcelain", "--untracked-files=no"],
            capture_output=True,
            text=True,
            timeout=5,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return head.stdout.strip() + ("-dirty" if status.stdout.strip() else "")
