"""`nbpipe compare`: what differs between executions, and which is best."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from nbpipe import config
from nbpipe.api import compare as comparing
from nbpipe.api.asked import Asked, Context
from nbpipe.api.shapes import ComparedRow, Comparison
from nbpipe.as_json import to_json
from nbpipe.cli import answers, listing, store, terminal
from nbpipe.cli.terminal import Line, Span
from nbpipe.diagram import words
from nbpipe.errors import UsageError


def compare(asked: Namespace) -> int:
    """Show executions beside each other: what differs in each part, the best of each metric, the code as a diff."""
    count = len(asked.executions)
    if not 2 <= count <= comparing.MOST:
        example = "such as: nbpipe compare latest 1a2b; `nbpipe runs` lists them"
        raise UsageError(
            f"give 2 to {comparing.MOST} executions to compare, not {count}", example, code="usage"
        )
    with store.reading(asked) as connection:
        context = Context(Path.cwd(), config.user())
        ids = {"ids": ",".join(asked.executions)}
        found = comparing.page(
            Asked(context, ids, folder=store.settings(asked).store, _connection=connection)
        )
    if asked.json:
        answers.show(to_json(found))
        return 0
    terminal.show(_lines(found, terminal.width(sys.stdout)), sys.stdout)
    return 0


def _lines(found: Comparison, width: int) -> list[Line]:
    heads = [item.id for item in found.executions]
    about = [
        ("status", [terminal.status(item.status) for item in found.executions]),
        ("pipeline", [(f"{item.pipeline}, version {item.version}", "") for item in found.executions]),
        (
            "took",
            [("" if item.seconds is None else words.duration(item.seconds), "") for item in found.executions],
        ),
    ]
    rows: list[list[Span]] = [[(name, "calm"), *values] for name, values in about]
    lines = list(listing.table(("", *heads), rows, width))
    parts = {
        "parameters": found.parameters,
        "metrics": found.metrics,
        "artifacts": found.artifacts,
        "environment": found.environment,
    }
    for title, compared in parts.items():
        lines += _part(title, compared, width)
    for diff in found.code:
        lines += [[], [(f"code of {diff.step}: {heads[diff.first]} → {heads[diff.second]}", "strong")]]
        lines += [[(words.cut(line, width) if line else "", _TONES.get(line[:1], ""))] for line in diff.lines]
    return lines


_TONES = {"+": "good", "-": "bad", "@": "calm"}


def _part(title: str, compared: Sequence[ComparedRow], width: int) -> list[Line]:
    """The rows of a part that differ, and how many do not."""
    if not compared:
        return []
    differing = [row for row in compared if not row.same]
    equal = len(compared) - len(differing)
    said = f"{equal} equal" if equal else ""
    head: Line = [(title, "strong"), (f"  {said}" if said else "", "calm")]
    if not differing:
        return [[], head]
    rows = [[(row.name, ""), *_values(row)] for row in differing]
    return [[], head, *listing.table(("", *("" for _ in differing[0].values)), rows, width)[1:]]


def _values(row: ComparedRow) -> Iterable[Span]:
    for index, value in enumerate(row.values):
        yield _text(value), "good" if index == row.best else ""


def _text(value: Any) -> str:
    if value is None:
        return "–"
    if isinstance(value, str) and value.startswith("sha256:"):
        return value[7:19]
    return f"{value:.4g}" if isinstance(value, float) else str(value)
