"""Endpoint: deploys an endpoint configuration under a name. That is recorded; nothing is served yet. No process is started."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nbpipe.errors import DefinitionError, NbpipeError, Problem
from nbpipe.model import Decision, Deploying, Step, StepStatus, variable_of
from nbpipe.options import Name, option
from nbpipe.steps import Inputs, Uses, text

_EXAMPLE = "%%step deploy --type Endpoint --name churn --config canary"
_CONFIG = re.compile(r"[A-Za-z0-9_-]{1,64}(?::(?:\d+|latest))?")


@dataclass(frozen=True)
class EndpointOptions:
    """Options of an Endpoint step."""

    name: Name | None = option("the endpoint; it is made, or updated", metavar="NAME")
    config: str | None = option(
        "the EndpointConfig step, a configuration that the store has (NAME or NAME:2), or a variable with its name",
        metavar="canary",
    )


class Endpoint:
    """Makes a new deployment of an endpoint, where the policies of its models allow it; its body says why."""

    name = "Endpoint"
    version = 1
    description = "deploys an endpoint configuration (recorded, not served yet)"
    python = False
    irrevocable = True
    works = False
    imports: tuple[str, ...] = ()
    options: type = EndpointOptions

    def uses(self, body: str, options: EndpointOptions) -> Uses:
        problems = [
            Problem("option-missing", f"an Endpoint step needs {flag}", f"such as {_EXAMPLE}")
            for flag, value in (("--name", options.name), ("--config", options.config))
            if not value
        ]
        if options.config and not _CONFIG.fullmatch(options.config):
            message = f"--config {options.config} names no endpoint configuration"
            hint = "write the name of an EndpointConfig step, NAME:2 for an earlier one, or a variable"
            problems.append(Problem("option-value", message, hint))
        if problems:
            raise DefinitionError.of(problems)
        assert options.config is not None
        return Uses(reads=text.names(body), may_read=_variables(options.config))

    def plan(self, step: Step, options: EndpointOptions, inputs: Inputs) -> Decision:
        assert options.name is not None
        assert options.config is not None
        body = "\n".join(cell.source for cell in step.cells)
        values = {name: inputs.value(name) for name in text.names(body) if name in inputs}
        config = inputs.config(_reference(options.config, step, inputs))
        comment = text.fill(body, values).strip() or "deployed by the pipeline"
        detail = f"{config.reference} deployed as {options.name}, recorded, not served yet: {config.words}"
        deploying = Deploying(str(options.name), config, comment)
        return Decision(StepStatus.SUCCEEDED, detail, deploys=deploying)

    def by_hand(self, body: str, options: EndpointOptions, values: Mapping[str, Any]) -> str:
        why = text.fill(body, values).strip()
        said = (
            f"Would deploy the endpoint configuration **{options.config}** as the endpoint **{options.name}**:"
            " that is recorded, not served yet."
        )
        return f"{said}\n\n{why}".strip()


def _variables(config: str) -> tuple[str, ...]:
    """Variables that a configuration may be named by: of a step `canary`, also what it gives."""
    if ":" in config:
        return ()
    return (*([config] if config.isidentifier() else []), variable_of(config, "config"))


def _reference(config: str, step: Step, inputs: Inputs) -> str:
    """The name of the configuration: what a variable holds, or else as it is written."""
    for variable in reversed(_variables(config)):
        if variable in inputs:
            held = inputs.value(variable)
            if not isinstance(held, str):
                raise NbpipeError(
                    f"{variable} is a {type(held).__name__}, not the name of an endpoint configuration",
                    "name the EndpointConfig step: --config canary",
                )
            return held
        if variable in step.reads:
            raise NbpipeError(f"{variable} has no value", "an EndpointConfig step above must give it")
    return config


step_type = Endpoint()
