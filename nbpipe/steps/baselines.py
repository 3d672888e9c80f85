"""What the checks share: which baseline a step is held against."""

from __future__ import annotations

import dataclasses
import re
from typing import Any

from nbpipe.errors import NbpipeError, Problem
from nbpipe.model import Run, Step, variable_of
from nbpipe.steps import Inputs

HELP = (
    "what it is held against: the latest that this step gave, a variable or a JSON file's parameter, the one that a"
    " model version keeps, or none"
)
METAVAR = "latest|NAME|churn@champion|none"
_VERSION = re.compile(r"([A-Za-z0-9_-]{1,64})(?::(?:\d+|latest)|@[A-Za-z_][A-Za-z0-9_.-]*)")


def problems(options: Any) -> list[Problem]:
    """What is wrong with the options that tell of baselines."""
    name = options.baseline
    found = []
    if name not in ("latest", "none") and not name.isidentifier() and not _VERSION.fullmatch(name):
        hint = (
            'name a variable, for a file a parameter (limits: Path = "limits.json" and --baseline limits),'
            " or a model version: GROUP:3, GROUP@champion"
        )
        found.append(Problem("value", f"--baseline {name} is no variable's name", hint))
    if options.skip_check and options.fail_on_violation:
        found.append(
            Problem(
                "option", "--skip-check finds no violations to fail on", "take out it or --fail-on-violation"
            )
        )
    return found


def reads(baseline: str) -> tuple[str, ...]:
    """The variable that `--baseline` names."""
    return () if baseline in ("latest", "none") or _VERSION.fullmatch(baseline) else (baseline,)


def groups(baseline: str) -> tuple[str, ...]:
    """The model group of the version whose baseline `--baseline` names."""
    found = _VERSION.fullmatch(baseline)
    return (found[1],) if found else ()


def planned(step: Step, options: Any, inputs: Inputs, kind: str, work: str) -> Run:
    """The work of a check of that kind. By hand the latest baseline cannot be looked up: `unknown`."""
    arguments: dict[str, Any] = {"step": step.name, **dataclasses.asdict(options), "unknown": False}
    if groups(options.baseline):
        version = inputs.model(options.baseline)
        kept = version.baselines.get(kind)
        if kept is None:
            there = f"it keeps {', '.join(version.baselines)}; " if version.baselines else ""
            raise NbpipeError(
                f"{version.name} keeps no {kind} baseline",
                f"{there}a Register step keeps those that its --baselines names",
            )
        arguments["version"] = version.name
        versions = ((version.group, version.version),)
        return Run(work=work, arguments=arguments, loads={"baseline": kept}, versions=versions)
    if options.baseline != "latest":
        return Run(work=work, arguments=arguments)
    try:
        earlier = inputs.earlier(variable_of(step.name, "baseline"))
    except NbpipeError:
        return Run(work=work, arguments={**arguments, "unknown": True})
    return Run(work=work, arguments=arguments, loads={} if earlier is None else {"baseline": earlier})
