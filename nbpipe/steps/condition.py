"""Condition: one expression decides which branch runs. No process is started."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nbpipe import conditions
from nbpipe.dataflow import Place
from nbpipe.model import Decision, Step, StepStatus
from nbpipe.options import Names, option
from nbpipe.steps import Inputs, Uses


@dataclass(frozen=True)
class ConditionOptions:
    """Options of a Condition step."""

    then: Names = option("these steps run if the expression is true", default=Names(), metavar="a,b")
    otherwise: Names = option("these steps run if it is false", default=Names(), metavar="c", flag="else")


class Condition:
    """Evaluates its expression and takes one of its branches; the steps of the other are skipped."""

    name = "Condition"
    version = 1
    description = "an expression that chooses a branch"
    python = False
    irrevocable = False
    works = False
    imports: tuple[str, ...] = ()
    options: type = ConditionOptions

    def uses(self, body: str, options: ConditionOptions) -> Uses:
        expression = conditions.parse(body)
        reads = {name: Place(line, column) for name, (line, column) in expression.places.items()}
        return Uses(reads=reads, then=tuple(options.then), otherwise=tuple(options.otherwise))

    def plan(self, step: Step, options: ConditionOptions, inputs: Inputs) -> Decision:
        expression = conditions.parse("\n".join(cell.source for cell in step.cells))
        values = {name: inputs.value(name) for name in expression.names if name in inputs}
        taken = conditions.evaluate(expression, values)
        return Decision(StepStatus.SUCCEEDED, conditions.explain(expression, values), taken=taken)

    def by_hand(self, body: str, options: ConditionOptions, values: Mapping[str, Any]) -> str:
        expression = conditions.parse(body)
        taken = conditions.evaluate(expression, values)
        branch = options.then if taken else options.otherwise
        steps = ", ".join(branch) or "no step of its branches"
        return f"`{conditions.explain(expression, values)}`\n\nWould run: **{steps}**"


step_type = Condition()
