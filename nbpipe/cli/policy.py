"""`nbpipe policy check`."""

from __future__ import annotations

import sys
from argparse import Namespace

from nbpipe import registry
from nbpipe.as_json import to_json
from nbpipe.cli import answers, store, terminal
from nbpipe.cli.terminal import Line
from nbpipe.policy import file, words


def check(asked: Namespace) -> int:
    """Show the rules that hold for a group; of a version, those that stand against its approval by the caller: then 1."""
    found = store.settings(asked)
    group = asked.about.partition(":")[0].partition("@")[0]
    version, unmet = None, []
    if asked.about != group:
        with store.reading(asked) as connection:
            version = registry.resolve(connection, asked.about)
            applied = registry.policy(connection, group)
            unmet = registry.unmet(connection, version, found.user)
    else:
        applied = file.load(found.store.parent, group)
    if asked.json:
        answer = {"group": group, "policy": to_json(applied), "version": version and version.version}
        answers.show({**answer, **answers.problems(unmet)})
        return 1 if unmet else 0
    lines: list[Line] = [
        [
            (group, "strong"),
            (f"  {applied.source or f'there is no {file.NAME}: what holds without one'}", "calm"),
        ]
    ]
    lines += [[(f"  {name:<16}", "calm"), (text, "")] for name, text in words.rules(applied)]
    if version is not None:
        lines.append([("", "")])
        if not unmet:
            lines.append([(f"ok: {found.user} may approve {version.name}", "good")])
    terminal.show(lines, sys.stdout)
    if unmet and version is not None:
        terminal.show([[(f"{found.user} may not approve {version.name}:", "bad")]], sys.stdout)
        terminal.show_problems(unmet, sys.stdout)
    return 1 if unmet else 0
