"""`nbpipe store gc`."""

from __future__ import annotations

import sys
from argparse import Namespace
from datetime import UTC, datetime
from typing import Any

from nbpipe.cli import answers, outcome, store, terminal
from nbpipe.cli.listing import counted
from nbpipe.cli.terminal import Line
from nbpipe.config import Settings
from nbpipe.diagram.words import amount
from nbpipe.store.collect import Collected, Rule, Things
from nbpipe.store.collect import collect as collect_unused
from nbpipe.store.writer import Writer

# Field of the answer → what one is called, and what is said of them.
_KINDS = (
    ("executions", "execution", "past their time"),
    ("blobs", "blob", "that nothing refers to"),
    ("folders", "folder", "of executions that are gone"),
    ("temporary", "file", "left by killed processes"),
)


def collect(asked: Namespace) -> int:
    """Remove what nobody uses, or say what that is."""
    from nbpipe.artifacts import ArtifactStore

    found = store.settings(asked)
    own = _are_own(found)
    with store.reading(asked) as connection:
        done = collect_unused(
            Writer(connection),
            found.store,
            ArtifactStore(found.artifacts) if own else None,
            datetime.now(UTC),
            Rule(asked.older_than, asked.keep_last),
            dry_run=asked.dry_run,
        )
    if asked.json:
        answers.show(_answer(done, asked.dry_run, own))
    else:
        terminal.show(_lines(done, asked.dry_run, own, found), sys.stdout)
    return 0


def _are_own(found: Settings) -> bool:
    """Whether the artifacts lie in this store: elsewhere another store may refer to what this one does not know."""
    return found.artifacts == str(found.store / "artifacts")


def _answer(done: Collected, dry_run: bool, own: bool) -> dict[str, Any]:
    kinds: dict[str, Things] = {name: getattr(done, name) for name, *_ in _KINDS}
    return {
        "dry_run": dry_run,
        **{
            name: {"count": item.count, "bytes": item.bytes, "names": list(item.names)}
            for name, item in kinds.items()
        },
        "rows": dict(done.rows),
        "bytes": sum(item.bytes for item in kinds.values()),
        "waits_for": list(done.waits_for),
        "blobs_elsewhere": not own,
    }


def _lines(done: Collected, dry_run: bool, own: bool, found: Settings) -> list[Line]:
    lines: list[Line] = []
    verb = "would remove" if dry_run else "removed"
    total = 0
    for name, word, about in _KINDS:
        things: Things = getattr(done, name)
        if things.count:
            said = f"{counted(things.count, word)} {about}"
            more = ", …" if things.count > len(things.names) else ""
            lines.append(
                [
                    (f"{verb} {said}, {amount(things.bytes)}: ", ""),
                    (", ".join(item[:19] for item in things.names) + more, "calm"),
                ]
            )
            total += things.bytes
    if not lines:
        lines.append([(f"nothing to remove in {found.store}", "")])
    elif len(lines) > 1:
        lines.append([(f"{amount(total)} in all", "strong")])
    command = outcome.commands(found.store)
    if done.waits_for:
        who = ", ".join(done.waits_for[:3])
        lines.append([(f"the artifacts of old executions stay while {who} runs: call again then", "warn")])
        lines.append(
            [("if it does not run any more: ", ""), (command(f"stop {done.waits_for[0]}"), "strong")]
        )
    if not own:
        lines.append([(f"artifacts in {found.artifacts} stay: another store may use them too", "warn")])
    return lines
