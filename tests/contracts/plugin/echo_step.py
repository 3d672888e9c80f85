"""A step type of another package: the smallest one that has options, a body and work of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nbpipe.model import Run, Step
from nbpipe.options import Count, option
from nbpipe.steps import Inputs, Uses
from nbpipe.work import Given


@dataclass(frozen=True)
class EchoOptions:
    """Options of an Echo step."""

    times: Count = option("how often it is said again", default=Count(1), metavar="2")


class Echo:
    """Gives `echo`, the variable `y` of its body several times."""

    name = "Echo"
    version = 1
    description = "says again what its body said"
    python = True
    irrevocable = False
    works = True
    imports: tuple[str, ...] = ()
    options: type = EchoOptions

    def uses(self, body: str, options: EchoOptions) -> Uses:
        return Uses(binds=("echo",))

    def plan(self, step: Step, options: EchoOptions, inputs: Inputs) -> Run:
        return Run(work="echo_step:run", arguments={"times": options.times})

    def by_hand(self, body: str, options: EchoOptions, values: Mapping[str, Any]) -> str:
        return ""


def run(given: Given) -> Mapping[str, Any]:
    """The value of `y`, as often as was asked for."""
    return {"echo": [given.value("y")] * given.arguments["times"]}


step_type = Echo()
