"""Opening the store for a command, and `nbpipe store check`."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import sys
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from nbpipe import config, store
from nbpipe.cli import answers, terminal
from nbpipe.config import Settings
from nbpipe.store import DATABASE


def settings(asked: Namespace) -> Settings:
    """The settings of a command that names no notebook."""
    return config.settings(Path.cwd(), asked.store)


@contextlib.contextmanager
def reading(asked: Namespace) -> Iterator[sqlite3.Connection]:
    """The store of a command; `NotFoundError` where there is none: nothing but a run makes one."""
    with contextlib.closing(store.connect(settings(asked).store, create=False)) as connection:
        yield connection


def is_missing(asked: Namespace) -> bool:
    """Whether nobody named a store and there is none yet: an empty state, not a mistake."""
    named = asked.store or os.environ.get("NBPIPE_STORE")
    return not named and not (settings(asked).store / DATABASE).exists()


def check(asked: Namespace) -> int:
    """`nbpipe store check`: 0 where the store is whole."""
    from nbpipe.artifacts import ArtifactStore
    from nbpipe.store.check import check as check_store

    found = settings(asked)
    artifacts = ArtifactStore(found.artifacts)
    with reading(asked) as connection:
        problems = check_store(connection, artifacts.exists, artifacts.verify if asked.verify else None)
    if asked.json:
        answers.show(answers.problems(problems))
    else:
        terminal.show_problems(problems, sys.stdout)
        count = f"{len(problems)} problem{'s' * (len(problems) != 1)} in {found.store}"
        read = ", every artifact read" if asked.verify else ""
        terminal.show([[(count if problems else f"ok: {found.store} is whole{read}", "")]], sys.stdout)
    return 1 if problems else 0
