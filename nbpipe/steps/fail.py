"""Fail: ends the execution as Failed, with a message. No process is started."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nbpipe.model import Decision, Failure, Step, StepStatus
from nbpipe.steps import Inputs, Uses, text


@dataclass(frozen=True)
class FailOptions:
    """A Fail step has no options of its own."""


class Fail:
    """Fills the values into its message, and fails with it."""

    name = "Fail"
    version = 1
    description = "ends the execution as Failed, with a message"
    python = False
    irrevocable = True
    works = False
    imports: tuple[str, ...] = ()
    options: type = FailOptions

    def uses(self, body: str, options: FailOptions) -> Uses:
        return Uses(reads=text.names(body))

    def plan(self, step: Step, options: FailOptions, inputs: Inputs) -> Decision:
        body = "\n".join(cell.source for cell in step.cells)
        values = {name: inputs.value(name) for name in text.names(body) if name in inputs}
        message = text.fill(body, values).strip() or f"the Fail step {step.name} was reached"
        failure = Failure("FailStep", message, step=step.name, cell=step.cell)
        return Decision(StepStatus.FAILED, message, failure=failure)

    def by_hand(self, body: str, options: FailOptions, values: Mapping[str, Any]) -> str:
        return f"Would end the execution as **Failed**: {text.fill(body, values).strip()}"


step_type = Fail()
