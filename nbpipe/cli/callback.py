"""`nbpipe callback list`, `succeed` and `fail`; and how an execution that waits says what to type."""

from __future__ import annotations

import shlex
import sqlite3
import sys
from argparse import Namespace
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from nbpipe import waiting
from nbpipe.as_json import to_json
from nbpipe.cli import answers, audit, listing, outcome, store, terminal
from nbpipe.cli.outcome import Command
from nbpipe.cli.terminal import Line
from nbpipe.diagram import words
from nbpipe.errors import UsageError
from nbpipe.model import Callback, CallbackStatus, Execution
from nbpipe.store import callbacks, queries


def listed(asked: Namespace) -> int:
    """List what waits for an answer, the newest first, with what to type."""
    found: list[Callback] = []
    if not store.is_missing(asked):
        with store.reading(asked) as connection:
            waiting.notice(connection)
            identity = queries.execution_id(connection, asked.execution) if asked.execution else None
            found = callbacks.listed(connection, identity, closed=asked.all)
    if asked.json:
        answers.show({"callbacks": [answers.callback(item) for item in found]})
        return 0
    if not found:
        terminal.show([[("Nothing waits for an answer.", "")]], sys.stdout)
        return 0
    command = outcome.commands(store.settings(asked).store)
    now = datetime.now(UTC)
    lines: list[Line] = []
    for item in found:
        lines += [*([[("", "")]] if lines else []), *lines_of(item, command, now)]
    terminal.show(lines, sys.stdout)
    return 0


def complete(asked: Namespace) -> int:
    """Answer: the execution goes on in a process of its own."""
    succeeded = asked.command == "callback succeed"
    with store.reading(asked) as connection:
        done = waiting.answer(
            connection,
            asked.token,
            succeeded=succeeded,
            by=store.settings(asked).user,
            comment=asked.comment,
            values=_values(asked.output) if succeeded else {},
            command=audit.command(asked),
        )
    if asked.json:
        answers.show(
            {**answers.callback(done.callback), "execution_status": str(done.status), "problem": done.problem}
        )
        return 0
    item = done.callback
    command = outcome.commands(store.settings(asked).store)
    said = f" step {item.step} of execution {item.execution}"
    lines: list[Line] = [
        [(callbacks.verdict(item), "good" if succeeded else "bad"), (said, "")],
        [(done.problem, "warn")]
        if done.problem
        else [("it goes on: ", "calm"), (command(f"status {item.execution}"), "strong")],
    ]
    terminal.show(lines, sys.stdout)
    return 0


def _values(given: Sequence[str]) -> dict[str, Any]:
    """The outputs that `--output NAME=VALUE` names."""
    found: dict[str, Any] = {}
    for item in given:
        name, equals, text = item.partition("=")
        if not equals or not name:
            raise UsageError(
                f"--output {item} is not NAME=VALUE", "such as --output answer=ship", code="outputs"
            )
        if name in found:
            raise UsageError(f"--output names {name} twice", "leave one out", code="outputs")
        found[name] = waiting.read_value(text)
    return found


def open_questions(connection: sqlite3.Connection, execution: Execution) -> list[Callback]:
    """What an execution waits for, the oldest first."""
    if execution.status.ended:
        return []
    return callbacks.listed(connection, execution.id)[::-1]


def waits(questions: Sequence[Callback], command: Command) -> list[Line]:
    """What is waited for, and what to type."""
    now = datetime.now(UTC)
    lines: list[Line] = []
    for item in questions:
        lines += [[("", "")], *lines_of(item, command, now)]
    return lines


def lines_of(item: Callback, command: Command, now: datetime) -> list[Line]:
    """A question, and the commands that answer it or what was answered."""
    until = ""
    if item.expires_at is not None and item.status is CallbackStatus.OPEN:
        left = (datetime.fromisoformat(item.expires_at) - now).total_seconds()
        until = f", for {words.duration(left)} more" if left > 0 else ", its time is over"
    lines: list[Line] = [
        [
            (item.step, "strong"),
            (f"  execution {item.execution}, asked {listing.ago(item.asked_at, now)}{until}", "calm"),
        ],
        *([(f"  {line}", "")] for line in terminal.clean(item.question.text).splitlines()),
    ]
    if item.status is not CallbackStatus.OPEN:
        by = f" by {item.by}, {listing.ago(item.answered_at, now)}" if item.by else ""
        why = f": {terminal.clean(item.comment)}" if item.comment else ""
        given = "".join(f" {name}={to_json(value)!r}" for name, value in item.answer.items())
        tone = "good" if item.status is CallbackStatus.SUCCEEDED else "bad"
        return [*lines, [(f"  {callbacks.verdict(item)}", tone), (f"{by}{why}{given}", "")]]
    question = item.question
    needed = question.outputs if question.choices or not question.approval else ()
    comment = ' --comment "…"' if question.approval else ""
    ways = {
        choice: f" --output {shlex.quote(f'{question.outputs[0]}={choice}')}" for choice in question.choices
    } or {"approve" if question.approval else "succeed": "".join(f" --output {name}=…" for name in needed)}
    typed = {word: f"callback succeed {item.token}{outputs}{comment}" for word, outputs in ways.items()}
    typed["reject" if question.approval else "fail"] = f'callback fail {item.token} --comment "…"'
    width = max(len(word) for word in typed) + 1
    return [
        *lines,
        *([(f"  {word + ':':<{width}} ", "calm"), (command(text), "strong")] for word, text in typed.items()),
    ]
