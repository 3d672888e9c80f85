"""What the checks share: which baseline a step is held against."""

from __future__ import annotations

import dataclasses
from typing import Any

from nbpipe.errors import NbpipeError, Problem
from nbpipe.model import Artifact, Step, variable_of
from nbpipe.steps import Inputs

HELP = (
    "what it is held against: the latest that this step gave, a variable or a JSON file's parameter, or none"
)


def problems(options: Any) -> list[Problem]:
    """What is wrong with the options that tell of baselines."""
    name = options.baseline
    found = []
    if name not in ("latest", "none") and not name.isidentifier():
        hint = 'name a variable; for a file a parameter: limits: Path = "limits.json" and --baseline limits'
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
    return () if baseline in ("latest", "none") else (baseline,)


def planned(step: Step, options: Any, inputs: Inputs) -> tuple[dict[str, Any], dict[str, Artifact]]:
    """Arguments of the work, and the baseline to load. By hand the latest one cannot be looked up; see `unknown`."""
    arguments: dict[str, Any] = {"step": step.name, **dataclasses.asdict(options), "unknown": False}
    if options.baseline != "latest":
        return arguments, {}
    try:
        earlier = inputs.earlier(variable_of(step.name, "baseline"))
    except NbpipeError:
        return {**arguments, "unknown": True}, {}
    return arguments, {} if earlier is None else {"baseline": earlier}
