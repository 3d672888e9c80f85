"""Where the files of an execution lie in the store: `executions/ID/STEP/ATTEMPT/`."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from nbpipe import config
from nbpipe.options import NAME

EXECUTIONS = "executions"
REPRODUCTIONS = config.REPRODUCTIONS  # scratch stores, each of which goes with the process that made it
# What of an attempt is worth taking along: what it printed, and what its worker said where it died.
TOLD = ("executed.ipynb", "outputs.jsonl", "worker.log")

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
_STEP = re.compile(rf"{NAME.pattern}(\.{NAME.pattern})?")
_REMOVED = ".removed"


def attempt(store: Path, execution: str, step: str, number: int) -> Path:
    """The folder of one attempt.

    >>> attempt(Path(".nbpipe"), "e1", "train", 2).as_posix()
    '.nbpipe/executions/e1/train/2'
    """
    return store / EXECUTIONS / execution / step / str(number)


def is_id(text: object) -> bool:
    """Whether it can be the id of an execution, which names a folder.

    >>> is_id("b6fb2c7f6e0a"), is_id("../..")
    (True, False)
    """
    return isinstance(text, str) and _ID.fullmatch(text) is not None


def is_step(text: object) -> bool:
    """Whether it can be the name of a step, or of one of its jobs: that names a folder too.

    >>> [is_step(name) for name in ("train", "tune.17", "tune..17", "..", "tune/17")]
    [True, True, False, False, False]
    """
    return isinstance(text, str) and _STEP.fullmatch(text) is not None


def listed(store: Path) -> list[Path]:
    """The folders of executions, whether they have a row or not."""
    root = store / EXECUTIONS
    if not root.is_dir():
        return []
    return sorted(path for path in root.iterdir() if path.is_dir() and not path.is_symlink())


def scratch(store: Path) -> list[Path]:
    """The scratch stores of reproductions: those at work, kept ones, and what killed processes left."""
    root = store / REPRODUCTIONS
    return sorted(path for path in root.iterdir() if path.is_dir()) if root.is_dir() else []


def weight(folder: Path) -> tuple[int, float]:
    """Bytes of the files below a folder, and when anything in it changed last, in seconds since 1970."""
    size, latest = 0, 0.0
    for path in (folder, *folder.rglob("*")):
        try:
            found = path.lstat()
        except OSError:  # a running step has removed it meanwhile
            continue
        latest = max(latest, found.st_mtime)
        size += 0 if path.is_dir() else found.st_size
    return size, latest


def remove(folder: Path) -> None:
    """Remove the folder of an execution. It has another name from the first moment on: a kill leaves no half of it."""
    aside = folder if folder.name.endswith(_REMOVED) else folder.with_name(f".{folder.name}{_REMOVED}")
    if aside != folder:
        folder.rename(aside)
    shutil.rmtree(aside)


def half_removed(folder: Path) -> bool:
    """Whether a `remove` of this folder was killed."""
    return folder.name.endswith(_REMOVED)


def temporary(store: Path) -> Iterator[Path]:
    """Files that somebody writes, or was killed while writing, beside the database and in attempts."""
    yield from store.glob("*.tmp")
    yield from (store / EXECUTIONS).glob("*/*/*/*.tmp")
