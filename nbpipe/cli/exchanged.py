"""`nbpipe store export` and `nbpipe store import`."""

from __future__ import annotations

import contextlib
import shutil
import sys
import tempfile
from argparse import Namespace
from pathlib import Path

from nbpipe import environment, registry
from nbpipe import store as stores
from nbpipe.artifacts import ArtifactStore
from nbpipe.cli import answers, store, terminal
from nbpipe.cli.listing import counted
from nbpipe.cli.terminal import Line
from nbpipe.diagram.words import amount
from nbpipe.store import exchange
from nbpipe.store.writer import Writer


def export(asked: Namespace) -> int:
    """Pack what is asked for, or everything, into a file."""
    found, target = store.settings(asked), Path(asked.file)
    with store.reading(asked) as connection:
        done = exchange.pack(
            connection,
            found.store,
            ArtifactStore(found.artifacts),
            target,
            nbpipe=environment.version(),
            executions=asked.executions,
            models=asked.models,
        )
    if asked.json:
        answers.show(
            {
                "file": str(target),
                "bytes": done.bytes,
                "executions": list(done.executions),
                "models": list(done.models),
                "artifacts": done.artifacts,
                "left_out": list(done.left_out),
            }
        )
        return 0
    lines: list[Line] = [
        [
            (f"{target}  ", "strong"),
            (
                f"{amount(done.bytes)}: {counted(len(done.executions), 'execution')},"
                f" {counted(len(done.models), 'model version')}, {counted(done.artifacts, 'artifact')}",
                "",
            ),
        ]
    ]
    if done.left_out:
        who = ", ".join(done.left_out[:3]) + (", …" if len(done.left_out) > 3 else "")
        lines.append([(f"left out, because it has not ended: {who}", "warn")])
    terminal.show(lines, sys.stdout)
    return 0


def take_in(asked: Namespace) -> int:
    """Take what a file holds into the store, which is made where there is none."""
    found = store.settings(asked)
    with contextlib.ExitStack() as stack:
        place = found.store
        if asked.dry_run and not (place / stores.DATABASE).exists():  # a dry run makes no store
            place = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        elif not asked.dry_run:
            exchange.Archive(Path(asked.file)).__exit__(None, None, None)  # nor does a file that is none
        connection = stack.enter_context(contextlib.closing(stores.connect(place)))
        done = exchange.unpack(
            Writer(connection),
            place,
            ArtifactStore(found.artifacts),
            Path(asked.file),
            free=shutil.disk_usage(place).free,
            by=found.user,
            dry_run=asked.dry_run,
            admit=registry.take_in,
        )
    if asked.json:
        answers.show(
            {
                "dry_run": asked.dry_run,
                "executions": list(done.executions),
                "known": list(done.known),
                "pipelines": dict(done.pipelines),
                "models": dict(done.models),
                "artifacts": done.artifacts,
                "bytes": done.bytes,
                "kept_aliases": list(done.kept_aliases),
                "refused": {name: list(rules) for name, rules in done.refused.items()},
            }
        )
    else:
        terminal.show(_lines(done, asked.dry_run), sys.stdout)
    return 0


def _lines(done: exchange.Imported, dry_run: bool) -> list[Line]:
    verb = "would take in" if dry_run else "took in"
    said = f"{verb} {counted(len(done.executions), 'execution')} and {counted(done.artifacts, 'artifact')}, {amount(done.bytes)}"
    lines: list[Line] = [[(said, "")]]
    if done.known:
        lines.append([(f"{counted(len(done.known), 'execution')} known already", "calm")])
    lines += [[(f"model {new}", "strong"), (f"  {old} there", "calm")] for old, new in done.models.items()]
    lines += [
        [(f"pipeline {new}", ""), (f"  {old} there", "calm")]
        for old, new in done.pipelines.items()
        if new != old
    ]
    waits = "would wait" if dry_run else "waits"
    lines += [
        [(f"{name} {waits} for approval here: {'; '.join(rules)}", "warn")]
        for name, rules in done.refused.items()
    ]
    lines += [[(f"{name} stays where it is in this store", "warn")] for name in done.kept_aliases]
    return lines
