"""What stands behind the steps of an execution, in lines: with what to type to see it."""

from __future__ import annotations

from collections.abc import Mapping

from nbpipe.api.behind import Cause, Inside, cause_of, failed
from nbpipe.cli.outcome import Command
from nbpipe.cli.terminal import Line
from nbpipe.model import Execution, StepStatus

_SHOWN = 6  # lines about steps


def helping(cause: Cause, execution: str, command: Command) -> Line:
    """The command that tells more about a failure in an execution (a full id)."""
    if cause.step is None:
        return [("the whole: ", ""), (command(f"status {cause.execution}"), "strong")]
    if cause.jobs:
        return of_jobs(cause.execution, cause.step, cause.jobs, command)
    said = "its output" if cause.execution == execution else f"output of step {cause.step}, which failed"
    return [(f"{said}: ", ""), (command(f"logs {cause.execution} {cause.step}"), "strong")]


def help_of(execution: Execution, inside: Inside, command: Command) -> Line | None:
    """The command that tells more about why an execution failed; None where its step printed nothing anywhere."""
    cause = cause_of(execution, inside)
    return None if cause is None else helping(cause, execution.id, command)


def of_jobs(execution: str, step: str, counts: Mapping[str, int], command: Command) -> Line:
    """How many jobs of a step failed, and the command that lists them."""
    said = f"{failed(counts)} of {sum(counts.values())} jobs of {step} failed: "
    return [(said, "warn"), (command(f"jobs {execution} {step} --failed"), "strong")]


def lines(execution: Execution, inside: Inside, command: Command) -> list[Line]:
    """A line for each step that is an execution, or has failed jobs; those that failed or run come first."""
    steps = {step.step: step for step in execution.steps}
    named = [name for name in steps if name in inside.nested or failed(inside.jobs.get(name, {}))]
    calm = (StepStatus.SUCCEEDED, StepStatus.SKIPPED)
    shown = sorted(named, key=lambda name: steps[name].status in calm)[:_SHOWN]
    made: list[Line] = []
    for name in sorted(shown, key=list(steps).index):
        if name in inside.nested:
            typed = command(f"status {inside.nested[name]}")
            made.append([(f"step {name} is an execution of its own: ", "calm"), (typed, "strong")])
        else:
            made.append(of_jobs(execution.id, name, inside.jobs[name], command))
    if len(named) > len(shown):
        made.append([(f"… and {len(named) - len(shown)} more such steps", "calm")])
    return made
