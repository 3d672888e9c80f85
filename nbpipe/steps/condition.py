"""Condition: one expression decides which branch runs. No process is started."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from nbpipe import conditions
from nbpipe.conditions import Champion
from nbpipe.dataflow import Place
from nbpipe.errors import NbpipeError, NotFoundError
from nbpipe.model import Decision, ModelVersion, Step, StepStatus
from nbpipe.options import Names, nearest, option
from nbpipe.policy.rules import number
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
        looked_up: dict[str, None] = {}
        values = {
            **{name: inputs.value(name) for name in expression.names if name in inputs},
            conditions.LOOK_UP: look_up(inputs.model, looked_up),
        }
        taken = conditions.evaluate(expression, values)
        known = f" (champion: {', '.join(looked_up)})" if looked_up else ""
        return Decision(StepStatus.SUCCEEDED, conditions.explain(expression, values) + known, taken=taken)

    def by_hand(self, body: str, options: ConditionOptions, values: Mapping[str, Any]) -> str:
        expression = conditions.parse(body)
        taken = conditions.evaluate(expression, values)
        branch = options.then if taken else options.otherwise
        steps = ", ".join(branch) or "no step of its branches"
        return f"`{conditions.explain(expression, values)}`\n\nWould run: **{steps}**"


def look_up(
    model: Callable[[str], ModelVersion], seen: dict[str, None] | None = None
) -> Callable[[Champion], float]:
    """What answers `champion(…)` out of the registry; `seen` gets the versions that it found, or `none`.

    A step decides anew in every run, so the champion is the one of that moment.
    """

    def found(asked: Champion) -> float:
        try:
            version = model(f"{asked.group}@champion")
        except NotFoundError as error:
            if asked.default is None:
                raise NbpipeError(
                    f"{error.problems[0].message}: there is no champion to compare with",
                    f'say what counts then: champion("{asked.group}", "{asked.metric}", default=0.5);'
                    f" or make one: nbpipe models alias {asked.group}:N champion",
                    code="no-champion",
                ) from None
            if seen is not None:
                seen[f"none of {asked.group}"] = None
            return asked.default
        if seen is not None:
            seen[version.name] = None
        value = number(version.metrics, asked.metric)
        if value is None:
            raise NbpipeError(
                f"the champion {version.name} has no metric {asked.metric}",
                nearest(asked.metric, version.metrics) or "give @champion to a version that has it",
                code="no-champion",
            )
        return value

    return found


step_type = Condition()
