"""`nbpipe policy check`."""

from __future__ import annotations

import sys
from argparse import Namespace

from nbpipe import registry
from nbpipe.as_json import to_json
from nbpipe.cli import answers, store, terminal
from nbpipe.cli.terminal import Line
from nbpipe.policy import Policy, file
from nbpipe.policy.rules import wanted


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
    lines += [[(f"  {name:<16}", "calm"), (text, "")] for name, text in told(applied)]
    if version is not None:
        lines.append([("", "")])
        if not unmet:
            lines.append([(f"ok: {found.user} may approve {version.name}", "good")])
    terminal.show(lines, sys.stdout)
    if unmet and version is not None:
        terminal.show([[(f"{found.user} may not approve {version.name}:", "bad")]], sys.stdout)
        terminal.show_problems(unmet, sys.stdout)
    return 1 if unmet else 0


def told(applied: Policy) -> list[tuple[str, str]]:
    """The rules in words.

    >>> dict(told(Policy(four_eyes=True)))["four eyes"]
    'who registered a version does not approve it'
    """

    def people(names: tuple[str, ...] | None) -> str:
        return "anybody" if names is None else ", ".join(names) or "nobody"

    found = [("approved by", people(applied.approvers))]
    if applied.four_eyes:
        found.append(("four eyes", "who registered a version does not approve it"))
    found.append(("comment", "needed" if applied.comment else "not needed"))
    found += [("metric", f"{name} {wanted(bounds)}") for name, bounds in applied.metrics.items()]
    found += [("present", name) for name in applied.requires]
    found += [
        ("champion", f"{name} {'above' if better == 'max' else 'below'} that of @{registry.CHAMPION}")
        for name, better in applied.beats_champion.items()
    ]
    found.append(("moved by", people(applied.movers)))
    for stage in applied.stages:
        after = ", ".join(applied.transitions.get(stage, ())) or "the end"
        note = ", approved versions only" if stage in applied.approved_stages else ""
        found.append(("stage", f"{stage} → {after}{note}"))
    return found
