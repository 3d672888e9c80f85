"""Processing: Python in a process of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nbpipe.model import Run, Step
from nbpipe.options import Variable, option
from nbpipe.steps import Inputs, Uses


@dataclass(frozen=True)
class ProcessingOptions:
    """Options of a Processing step."""

    metrics: Variable | None = option("a dict of this name holds metrics", metavar="NAME")


class Processing:
    """Runs its body, and keeps what later steps read."""

    name = "Processing"
    version = 1
    description = "Python code"
    python = True
    irrevocable = False
    works = False
    imports: tuple[str, ...] = ()
    options: type = ProcessingOptions

    def uses(self, body: str, options: ProcessingOptions) -> Uses:
        return Uses()

    def plan(self, step: Step, options: ProcessingOptions, inputs: Inputs) -> Run:
        return Run(metrics=options.metrics)

    def by_hand(self, body: str, options: Any, values: Mapping[str, Any]) -> str:
        return ""


step_type = Processing()
