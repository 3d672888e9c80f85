"""`nbpipe lineage`."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Sequence

from nbpipe import lineage as lineages
from nbpipe import openlineage
from nbpipe.as_json import to_json
from nbpipe.cli import answers, store, terminal
from nbpipe.cli.listing import counted
from nbpipe.cli.terminal import Line
from nbpipe.diagram import words
from nbpipe.endpoints import NOT_SERVED
from nbpipe.errors import UsageError

_SHOWN = 20  # models that a thing reached


def lineage(asked: Namespace) -> int:
    """Show what a thing was made from, and what was made of it."""
    if asked.openlineage is not None:
        return _openlineage(asked)
    both = asked.up == asked.down
    ask = lineages.graph if both else lineages.upstream if asked.up else lineages.downstream
    with store.reading(asked) as connection:
        node = lineages.resolve(connection, asked.thing)
        found = ask(connection, node)
        fate = lineages.Fate((), (), ()) if asked.up and not both else lineages.fate(connection, asked.thing)
    if asked.json:
        answers.show({**to_json(found), **to_json(fate)})
        return 0
    lines = lineages.lines(found)
    second = lines.index("used by", 1)
    if not both:
        lines = lines[:second] if asked.up else [lines[0], *lines[second:]]
    width = terminal.width(sys.stdout)
    terminal.show(
        (
            [(words.shorten(terminal.clean(line), width), "" if index else "strong")]
            for index, line in enumerate(lines)
        ),
        sys.stdout,
    )
    shown: list[Line] = []
    if fate.models and not node.startswith("model:"):
        shown += _reached(fate.models)
    if not node.startswith("endpoint:"):
        shown += _deployed(fate.endpoints)
    terminal.show([*shown, *_batches(fate.batches)], sys.stdout)
    return 0


def _reached(reached: Sequence[lineages.Reached]) -> list[Line]:
    """The models that a thing reached; of a file with several contents, through which of them."""
    contents = dict.fromkeys(item.through for item in reached)
    lines: list[Line] = [[(f"reached {counted(len(reached), 'model version')}", "strong")]]
    for item in reached[:_SHOWN]:
        names = "".join(f" @{alias}" for alias in item.aliases)
        content = f"  through {item.through.rpartition('@')[2][7:15]}" if len(contents) > 1 else ""
        lines.append(
            [
                (f"  {item.group}:{item.version}", ""),
                (f"  {item.status}", ""),
                (names, "busy"),
                (content, "calm"),
            ]
        )
    return [*lines, *_more(len(reached))]


def _deployed(reached: Sequence[lineages.ReachedEndpoint]) -> list[Line]:
    """The endpoints that have, or had, models that a thing reached."""
    if not reached:
        return []
    lines: list[Line] = [[(f"reached {counted(len(reached), 'endpoint')}, {NOT_SERVED}", "strong")]]
    for item in reached[:_SHOWN]:
        numbers = ", ".join(str(number) for number in item.deployments[-5:])
        lines.append(
            [
                (f"  {item.endpoint}", ""),
                ("  now" if item.now else "  before, not now", "busy" if item.now else "calm"),
                (f"  {', '.join(item.models)}", ""),
                (f"  deployment{'s' * (len(item.deployments) > 1)} {numbers}", "calm"),
            ]
        )
    return [*lines, *_more(len(reached))]


def _batches(reached: Sequence[lineages.ReachedBatch]) -> list[Line]:
    """Predictions that were made with models that a thing reached."""
    if not reached:
        return []
    count = "1 prediction batch" if len(reached) == 1 else f"{len(reached)} prediction batches"
    lines: list[Line] = [[(f"reached {count}", "strong")]]
    lines += [
        [
            (f"  {item.step} · {item.execution}", ""),
            (f"  with {item.model}", ""),
            (f"  {item.output}", "calm"),
        ]
        for item in reached[:_SHOWN]
    ]
    return [*lines, *_more(len(reached))]


def _more(count: int) -> list[Line]:
    return [[(f"  … and {count - _SHOWN} more: --json names them all", "calm")]] if count > _SHOWN else []


def _openlineage(asked: Namespace) -> int:
    """The events of an execution to a file, an address, or standard output."""
    if asked.up or asked.down:
        raise UsageError("--openlineage tells a whole execution", "leave --up and --down out", code="usage")
    with store.reading(asked) as connection:
        told = openlineage.events(connection, asked.thing, store.settings(asked).store.parent)
    if asked.openlineage == "-":
        print("\n".join(openlineage.lines(told)))
        return 0
    done = openlineage.send(told, asked.openlineage)
    if asked.json:
        answers.show({"events": len(told), "target": asked.openlineage})
    else:
        print(done)
    return 0
