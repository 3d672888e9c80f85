"""`nbpipe lineage`."""

from __future__ import annotations

import sys
from argparse import Namespace

from nbpipe import lineage as lineages
from nbpipe import openlineage
from nbpipe.as_json import to_json
from nbpipe.cli import answers, store, terminal
from nbpipe.diagram import words
from nbpipe.errors import UsageError


def lineage(asked: Namespace) -> int:
    """Show what a thing was made from, and what was made of it."""
    if asked.openlineage is not None:
        return _openlineage(asked)
    both = asked.up == asked.down
    ask = lineages.graph if both else lineages.upstream if asked.up else lineages.downstream
    with store.reading(asked) as connection:
        found = ask(connection, lineages.resolve(connection, asked.thing))
    if asked.json:
        answers.show(to_json(found))
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
    return 0


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
