"""Who answers, and which stores there are."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from nbpipe import config, environment, store
from nbpipe.api.asked import Asked, Context, reading
from nbpipe.api.shapes import PROTOCOL, Finding, Hello, StoreChecked, StoreFound
from nbpipe.artifacts import ArtifactStore
from nbpipe.errors import NbpipeError
from nbpipe.store import check as whole
from nbpipe.store.queries import fetch

DEPTH = 4  # folders below the root that are looked into
FOLDERS = 3000
STORES = 50
_SKIPPED = frozenset({"node_modules", "__pycache__", "site-packages"})


def hello(asked: Asked) -> Hello:
    """Who answers. With `path`, a notebook, `store` is the one of that notebook."""
    context = asked.context
    path = asked.text("path")
    chosen = context.store(asked.text("store"), context.below(path) if path is not None else None)
    if context.seen is not None:
        context.seen(chosen)
    folders = dict.fromkeys([chosen, *sorted(context.outside), *_below(context.root)])
    found = tuple(_found(context, folder) for folder in list(folders)[:STORES])
    return Hello(environment.version(), PROTOCOL, context.user, context.name(chosen), found, context.may)


def check(asked: Asked) -> StoreChecked:
    """Whether the store is whole; with `verify` every artifact is read, which takes as long as that takes."""
    artifacts, verify = ArtifactStore(asked.artifacts), asked.text("verify") is not None
    problems = whole.check(asked.connection, artifacts.exists, artifacts.verify if verify else None)
    return StoreChecked(tuple(Finding(item.code, item.message, item.hint or "") for item in problems), verify)


def _found(context: Context, folder: Path) -> StoreFound:
    name = context.name(folder)
    if not (folder / store.DATABASE).exists():
        return StoreFound(name, False)
    try:
        with reading(folder) as connection:
            count = fetch(connection, "SELECT count(*) AS n FROM executions")[0]["n"]
    except NbpipeError as error:
        return StoreFound(name, True, problem=error.problems[0].message)
    return StoreFound(name, True, count)


def _below(root: Path) -> Iterator[Path]:
    """Stores below the root: no deeper than people put notebooks, and no longer than they wait."""
    level, looked = [root], 0
    for _ in range(DEPTH + 1):
        following: list[Path] = []
        for folder in level:
            looked += 1
            if looked > FOLDERS:
                return
            try:
                names = [item.name for item in os.scandir(folder) if item.is_dir(follow_symlinks=False)]
            except OSError:
                continue
            if config.STORE_NAME in names and (folder / config.STORE_NAME / store.DATABASE).exists():
                yield folder / config.STORE_NAME
            following += [
                folder / name for name in sorted(names) if not name.startswith(".") and name not in _SKIPPED
            ]
        level = following
