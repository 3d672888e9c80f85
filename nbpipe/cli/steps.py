"""`nbpipe steps`: the step types and their options, from the dataclasses that define them."""

from __future__ import annotations

import sys
from argparse import Namespace

from nbpipe import plugins
from nbpipe.cli import terminal
from nbpipe.cli.terminal import Line
from nbpipe.errors import UsageError
from nbpipe.options import StepOptions, describe, nearest


def steps(asked: Namespace) -> int:
    """List the step types, or describe one."""
    known = plugins.names("steps")
    if asked.type is not None and asked.type not in known:
        raise UsageError(
            f"there is no step type {asked.type!r}", nearest(asked.type, known), code="step-type"
        )
    lines: list[Line] = []
    for name in known if asked.type is None else (asked.type,):
        step_type = plugins.find("steps", name)
        lines += [[(name, "strong"), (f"  {step_type.description}", "")], *_options(step_type.options)]
    lines += [[("", "")], [("every step", "strong")], *_options(StepOptions)]
    terminal.show(lines, sys.stdout)
    return 0


def _options(options: type) -> list[Line]:
    rows = describe(options)
    width = min(34, max((len(flag) for flag, _ in rows), default=0))
    lines: list[Line] = []
    for flag, text in rows:
        if len(flag) > width:
            lines += [[(f"  {flag}", "busy")], [(" " * (width + 4) + text, "")]]
        else:
            lines.append([(f"  {flag:<{width}}", "busy"), (f"  {text}", "")])
    return lines
