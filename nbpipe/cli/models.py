"""`nbpipe models`, `models show`, `approve`, `reject`, `stage`, `alias`, `card` and `delete`."""

from __future__ import annotations

import sys
from argparse import Namespace
from datetime import UTC, datetime
from pathlib import Path

from nbpipe import card as cards
from nbpipe import modelcard, registry
from nbpipe.as_json import to_json
from nbpipe.cli import answers, audit, listing, outcome, store, terminal
from nbpipe.cli.terminal import Line, Span
from nbpipe.model import ModelGroup, ModelVersion
from nbpipe.store import deployed, queries


def models(asked: Namespace) -> int:
    """List model groups with their versions, the newest first."""
    found: list[ModelGroup] = []
    if not store.is_missing(asked):
        with store.reading(asked) as connection:
            if asked.group:
                found = [registry.group(connection, asked.group, deleted=asked.all)]
            else:
                found = registry.groups(connection, deleted=asked.all)
    if asked.json:
        answers.show(registry.to_listing(found))
        return 0
    if not found:
        hint = "Register one: %%step register --type Register --model VARIABLE --group GROUP"
        terminal.show([[("There are no models yet.", "")], [(hint, "")]], sys.stdout)
        return 0
    now = datetime.now(UTC)
    rows = [_row(version, now) for group in found for version in reversed(group.versions)]
    head = ("model", "status", "stage", "aliases", "metrics", "registered", "execution")
    terminal.show(listing.table(head, rows, terminal.width(sys.stdout)), sys.stdout)
    return 0


def _row(version: ModelVersion, now: datetime) -> list[Span]:
    first = list(outcome.flat(version.metrics))[:2]
    return [
        (f"{version.group}:{version.version}", "strong"),
        ("deleted", "bad") if version.deleted is not None else terminal.approval(version.status),
        (version.stage or "", ""),
        (" ".join(f"@{alias}" for alias in version.aliases), "busy"),
        (", ".join(f"{name} {value}" for name, value in first), ""),
        (listing.ago(version.created_at, now), ""),
        (version.execution or "", "calm"),
    ]


def show_version(asked: Namespace) -> int:
    """Show a model version: its status with the history, its metrics, what made it, its card."""
    with store.reading(asked) as connection:
        version = registry.resolve(connection, asked.reference, deleted=True)
        uses = deployed.uses(connection, version.group, version.version)
    if asked.json:
        answers.show({**answers.model_version(version), "in_use": to_json(uses)})
        return 0
    now = datetime.now(UTC)
    name = version.name
    lines: list[Line] = [
        [
            (name, "strong"),
            ("  ", ""),
            terminal.approval(version.status),
            (f"  {version.stage}" if version.stage else "", ""),
            (" ".join(["", *(f" @{alias}" for alias in version.aliases)]), "busy"),
        ]
    ]
    if version.deleted is not None:
        gone = version.deleted
        said = f"deleted {listing.ago(gone.at, now)} by {gone.by}: {terminal.clean(gone.comment)}"
        lines.append([(said, "bad")])
    lines += [[(f"  {name:<20} {value}", "")] for name, value in outcome.flat(version.metrics)]
    made = f"execution {version.execution}, step {version.step}" if version.execution else "by hand"
    by = f" by {version.created_by}" if version.created_by else ""
    lines += [
        [(f"made by {made}, {listing.ago(version.created_at, now)}{by}", "")],
        [(f"artifact {version.artifact.digest} ({version.artifact.materializer})", "calm")],
    ]
    for record in version.approvals:
        comment = f": {terminal.clean(record.comment)}" if record.comment else ""
        said = f"  {listing.ago(record.at, now)} by {record.by}{comment}"
        lines.append([terminal.approval(record.status), (said, "")])
    for moved in version.stages:
        comment = f": {terminal.clean(moved.comment)}" if moved.comment else ""
        lines.append(
            [(moved.stage, "strong"), (f"  {listing.ago(moved.at, now)} by {moved.by}{comment}", "")]
        )
    lines += [
        [
            ("in use by", "strong"),
            (f"  endpoint {item.endpoint}, variant {item.variant} {100 * item.share:.3g} %", ""),
        ]
        for item in uses
    ]
    if version.baselines:
        named = ", ".join(version.baselines)
        lines.append([("baselines", "strong"), (f"  {named}: --baseline {name} in a check", "")])
    fields, text = cards.split(version.card)
    lines += [[(f"  {name:<20} {terminal.clean(str(value))}", "")] for name, value in fields.items()]
    if text:
        lines += [[("", "")], *([(line, "")] for line in terminal.clean(text).splitlines())]
    command = outcome.commands(store.settings(asked).store)
    lines += [[("", "")], [(f"what made it: {command(f'lineage {name}')}", "calm")]]
    terminal.show(lines, sys.stdout)
    return 0


def decide(asked: Namespace) -> int:
    """Approve or reject a model version, with a comment."""
    change = registry.approve if asked.command == "models approve" else registry.reject
    with store.reading(asked) as connection:
        version = change(
            connection,
            asked.reference,
            store.settings(asked).user,
            asked.comment,
            command=audit.command(asked),
        )
    return _say(asked, version, f" by {version.approvals[-1].by}")


def stage(asked: Namespace) -> int:
    """Move a model version to another stage."""
    with store.reading(asked) as connection:
        version = registry.set_stage(
            connection,
            asked.reference,
            asked.stage,
            store.settings(asked).user,
            asked.comment,
            command=audit.command(asked),
        )
    return _say(asked, version, f"  {version.stage}")


def delete(asked: Namespace) -> int:
    """Delete a model version: what is known of it stays, its content may go."""
    user = store.settings(asked).user
    with store.reading(asked) as connection:
        version = registry.delete(
            connection, asked.reference, user, asked.comment, command=audit.command(asked)
        )
    if asked.json:
        answers.show(answers.model_version(version))
        return 0
    free = outcome.commands(store.settings(asked).store)("store gc")
    said = f"deleted by {user}; its number is not given again, and {free} may take its content with its execution"
    terminal.show([[(version.name, "strong"), (f"  {said}", "")]], sys.stdout)
    return 0


def card(asked: Namespace) -> int:
    """Print the card of a model version."""
    with store.reading(asked) as connection, queries.snapshot(connection):
        found = modelcard.gather(connection, registry.resolve(connection, asked.reference, deleted=True))
    if asked.format == "json":
        text = answers.text(found) + "\n"
    else:
        text = modelcard.to_html(found) if asked.format == "html" else modelcard.to_markdown(found)
    if asked.output:
        Path(asked.output).write_text(text, encoding="utf-8")
        terminal.show([[(asked.output, "strong")]], sys.stdout)
    else:
        print(text, end="")
    return 0


def alias(asked: Namespace) -> int:
    """Give a model version an alias."""
    with store.reading(asked) as connection:
        user = store.settings(asked).user
        version = registry.alias(connection, asked.reference, asked.alias, user, command=audit.command(asked))
    return _say(asked, version, f"  @{asked.alias.removeprefix('@')}")


def _say(asked: Namespace, version: ModelVersion, more: str) -> int:
    if asked.json:
        answers.show(answers.model_version(version))
    else:
        terminal.show(
            [[(version.name, "strong"), ("  ", ""), terminal.approval(version.status), (more, "")]],
            sys.stdout,
        )
    return 0
