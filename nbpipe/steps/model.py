"""Model: makes a deployable model of an estimator."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nbpipe import environment
from nbpipe.errors import DefinitionError, NbpipeError, Problem
from nbpipe.model import Run, Step
from nbpipe.options import Variable, option
from nbpipe.steps import Inputs, Uses


@dataclass(frozen=True)
class ModelOptions:
    """Options of a Model step."""

    model: Variable | None = option("the variable that holds the fitted estimator", metavar="NAME")
    data: Variable | None = option(
        "the rows that it was fitted on, for its dtypes and an example; columns it does not take are left out",
        metavar="NAME",
    )


class Model:
    """Gives `<model>_package`, or what `--out` names: the estimator with its signature, an example, what it needs."""

    name = "Model"
    version = 1
    description = "makes a deployable model: signature, example, dependencies, safe format"
    python = True
    irrevocable = False
    works = True
    imports: tuple[str, ...] = ()
    options: type = ModelOptions

    def uses(self, body: str, options: ModelOptions) -> Uses:
        if not options.model:
            example = "such as %%step package --type Model --model model --data X_train"
            raise DefinitionError.of([Problem("option-missing", "a Model step needs --model", example)])
        made = (_output(options),)
        reads = (str(options.model), *([str(options.data)] if options.data else []))
        return Uses(option_reads=reads, binds=made, keeps=made)

    def plan(self, step: Step, options: ModelOptions, inputs: Inputs) -> Run:
        outputs = tuple(step.options.get("outputs") or (_output(options),))
        if len(outputs) != 1:
            raise NbpipeError(
                f"--out names {', '.join(outputs)}, and a Model step gives one variable",
                f"write --out {outputs[0]}",
            )
        if outputs[0] == options.model:
            raise NbpipeError(
                f"--out {outputs[0]} is the estimator itself",
                f"give it another name: --out {outputs[0]}_package",
            )
        arguments: dict[str, Any] = {"model": options.model, "data": options.data, "out": outputs[0]}
        arguments["libraries"] = environment.model_libraries()
        return Run(work="nbpipe.work.model:run", arguments=arguments, promised=outputs)

    def by_hand(self, body: str, options: Any, values: Mapping[str, Any]) -> str:
        return ""


def _output(options: ModelOptions) -> str:
    return f"{options.model}_package"


step_type = Model()
