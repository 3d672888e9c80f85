"""`nbpipe audit`, `audit verify` and `audit anchor`."""

from __future__ import annotations

import os
import shlex
import sys
from argparse import Namespace
from datetime import UTC, datetime
from pathlib import Path

from nbpipe import store as stores
from nbpipe.as_json import to_json
from nbpipe.cli import answers, listing, outcome, store, terminal
from nbpipe.errors import UsageError
from nbpipe.model import AuditRecord
from nbpipe.store import audit as log
from nbpipe.store import queries, registered


def command(asked: Namespace) -> str:
    """The call as it stands in the audit log."""
    return shlex.join(["nbpipe", *asked.words])


def audit(asked: Namespace) -> int:
    """List records of the audit log, the newest first."""
    found: list[AuditRecord] = []
    if not store.is_missing(asked):
        with store.reading(asked) as connection:
            about = asked.about
            if about is not None and about.startswith(("endpoint:", "config:")):
                pass
            elif about is not None and (":" in about or "@" in about):
                about = registered.model_version(connection, about, deleted=True).name
            elif about is not None:
                about = registered.group(connection, about).name  # says the nearest name
            found = log.records(connection, about, asked.limit, actor=asked.by, action=asked.action)
    if asked.json:
        answers.show({"records": [to_json(item) for item in found]})
        return 0
    if not found:
        narrowed = asked.about or asked.by or asked.action
        said = (
            "no record is like that"
            if narrowed
            else "The log has no records yet: it begins with the first model."
        )
        terminal.show([[(said, "")]], sys.stdout)
        return 0
    now = datetime.now(UTC)
    rows = [
        [
            (str(item.id), "calm"),
            (listing.ago(item.at, now), ""),
            (item.actor, ""),
            (_about(item.subject), "strong"),
            (log.told(item), "bad" if item.action == "refuse" else ""),
            (item.command, "calm"),
        ]
        for item in found
    ]
    head = ("record", "when", "who", "about", "what", "command")
    terminal.show(listing.table(head, rows, terminal.width(sys.stdout)), sys.stdout)
    return 0


def _about(subject: str) -> str:
    """A model version, an endpoint, or a step of an execution, as people call it.

    >>> _about("model:churn:1"), _about("endpoint:churn:3"), _about("attempt:e1/approve/0")
    ('churn:1', 'endpoint churn:3', 'e1/approve')
    """
    kind, _, name = subject.partition(":")
    if kind in ("endpoint", "config"):
        return f"{kind} {name}"
    return name.rpartition("/")[0] if kind == "attempt" else name


def verify(asked: Namespace) -> int:
    """`nbpipe audit verify`: 0 where nobody has changed the log, or what it answers for, behind its back."""
    known = None
    if asked.anchor:
        try:
            known = log.read_anchor(Path(asked.anchor).read_text(encoding="utf-8"), asked.anchor)
        except (OSError, UnicodeError) as error:
            said = getattr(error, "strerror", None) or "it is no text"
            raise UsageError(
                f"{asked.anchor} cannot be read: {said}",
                "give the file that `nbpipe audit anchor -o FILE` wrote",
                code="anchor",
            ) from error
    with store.reading(asked) as connection, queries.snapshot(connection):
        problems = log.verify(connection, known)
        now = log.anchor(connection, "")
    if asked.json:
        answers.show({**answers.problems(problems), "count": now.count, "head": now.head})
        return 1 if problems else 0
    terminal.show_problems(problems, sys.stdout)
    if problems:
        said = (
            f"{len(problems)} problem{'s' * (len(problems) != 1)} in the log of {store.settings(asked).store}"
        )
    else:
        since = f", and agrees with the anchor of {known.at}" if known is not None else ""
        said = f"ok: {listing.counted(now.count, 'record')}, each follows from the one before it{since}; the registry agrees"
    lines = [[(said, "")]]
    if not problems and known is None:
        make = outcome.commands(store.settings(asked).store)("audit anchor -o anchor.json")
        lines.append(
            [(f"a log written anew as a whole shows only beside an anchor kept elsewhere: {make}", "calm")]
        )
    terminal.show(lines, sys.stdout)
    return 1 if problems else 0


def anchor(asked: Namespace) -> int:
    """`nbpipe audit anchor`: what the log comes to now, to be kept where nobody who writes the store can write."""
    with store.reading(asked) as connection:
        found = log.anchor(connection, stores.now())
    answer = {**to_json(found), "store": str(store.settings(asked).store)}
    if not asked.output:
        answers.show(answer)
        return 0
    path = Path(asked.output)
    temporary = path.with_name(f".{path.name}.tmp")
    temporary.write_text(answers.text(answer) + "\n", encoding="utf-8")
    os.replace(temporary, path)
    count = listing.counted(found.count, "record")
    terminal.show([[(f"{path}: {count}, {found.head}", "")]], sys.stdout)
    return 0
