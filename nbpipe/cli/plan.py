"""`nbpipe plan` and `nbpipe why`: what a run would do, and why a step ran again."""

from __future__ import annotations

import contextlib
import sqlite3
import sys
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nbpipe import config, definition, explanation, store
from nbpipe.cli import answers, outcome, terminal
from nbpipe.cli import store as stores
from nbpipe.cli.parameters import bind
from nbpipe.cli.terminal import Line
from nbpipe.diagram import words
from nbpipe.explanation import Explanation
from nbpipe.scheduler import Request
from nbpipe.scheduler import plan as planning

_STYLES = {"run": "strong", "hit": "good", "skip": "calm"}


def plan(asked: Namespace) -> int:
    """Say which steps of a notebook would run, which would take an earlier result, and how long it should take."""
    notebook = Path(asked.notebook)
    compiled = definition.load(notebook)
    terminal.show_problems(compiled.warnings, sys.stderr, "warning")
    bound = bind(compiled.pipeline.parameters, asked.given, asked.params)
    settings = config.settings(notebook, asked.store)
    request = Request(compiled.pipeline, bound, notebook, settings, asked.seed, cache=not asked.no_cache)
    with _reading(settings.store) as connection:
        found = planning.plan(request, connection)
    if asked.json:
        answers.show(_answer(found))
        return 0
    width = max((len(item.step.name) for item in found.steps), default=0)
    lines: list[Line] = [
        [
            (f"{item.action:5}", _STYLES[item.action]),
            (f"{item.step.name:{width}}  ", ""),
            (f"{_duration(item):>8}  ", "calm"),
            (item.why, ""),
        ]
        for item in found.steps
    ]
    count = sum(item.action == "run" for item in found.steps)
    took = f", about {words.duration(found.seconds)}" if found.seconds and count else ""
    lines.append([(f"{count} of {len(found.steps)} steps would run{took}", "calm")])
    terminal.show(lines, sys.stdout)
    return 0


def _duration(item: planning.Planned) -> str:
    return words.duration(item.seconds) if item.action == "run" and item.seconds else ""


def _answer(found: planning.Plan) -> dict[str, Any]:
    return {
        "steps": {
            item.step.name: {"action": item.action, "why": item.why, "expected_seconds": item.seconds}
            for item in found.steps
        },
        "expected_seconds": found.seconds,
    }


@contextlib.contextmanager
def _reading(folder: Path) -> Iterator[sqlite3.Connection | None]:
    """The store, if there is one; a plan makes none."""
    if not (folder / store.DATABASE).exists():
        yield None
        return
    with contextlib.closing(store.connect(folder, create=False)) as connection:
        yield connection


def why(asked: Namespace) -> int:
    """Say why a step of an execution ran, or whose result it took."""
    with stores.reading(asked) as connection:
        found = explanation.explain(connection, asked.execution, asked.step)
    if asked.json:
        answers.show(_why(found))
        return 0
    command = outcome.commands(stores.settings(asked).store)
    terminal.show(_lines(found, command), sys.stdout)
    return 0


def _why(found: Explanation) -> dict[str, Any]:
    return {
        "execution": found.execution,
        "step": found.step.step,
        "cached": found.step.cached,
        "compared_with": found.step.cached_from or found.before,
        "why": found.text,
        "changes": [{"part": item.part, "text": item.text} for item in found.changes],
        "diff": "\n".join(found.diff),
    }


def _lines(found: Explanation, command: outcome.Command) -> list[Line]:
    lines: list[Line] = [[(found.text, "")]]
    for item in found.changes:
        lines.append([(f"  {item.text}", "strong")])
        name = item.text.removeprefix("input ").partition(" ")[0] if item.part == "inputs" else ""
        if name in found.writers:
            asked = command(f"why {found.execution} {found.writers[name]}")
            lines.append([(f"    it comes from step {found.writers[name]}: ", "calm"), (asked, "strong")])
    styles = {"+": "good", "-": "bad", "@": "calm"}
    lines += [[(f"    {line}", styles.get(line[:1], ""))] for line in found.diff]
    return lines
