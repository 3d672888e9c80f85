"""Training: Python whose result is a model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nbpipe.model import Run, Step
from nbpipe.options import Variable, option
from nbpipe.steps import Inputs, Uses


@dataclass(frozen=True)
class TrainingOptions:
    """Options of a Training step."""

    model: Variable | None = option("the variable that is the model; it is kept", metavar="NAME")
    metrics: Variable | None = option("a dict of this name holds metrics", metavar="NAME")


class Training:
    """Runs its body and keeps the model, whether or not a later step reads it."""

    name = "Training"
    version = 1
    description = "Python code that makes a model"
    python = True
    irrevocable = False
    works = False
    imports: tuple[str, ...] = ()
    options: type = TrainingOptions

    def uses(self, body: str, options: TrainingOptions) -> Uses:
        return Uses(keeps=(options.model,) if options.model else ())

    def plan(self, step: Step, options: TrainingOptions, inputs: Inputs) -> Run:
        return Run(metrics=options.metrics, promised=(options.model,) if options.model else ())

    def by_hand(self, body: str, options: Any, values: Mapping[str, Any]) -> str:
        return ""


step_type = Training()
