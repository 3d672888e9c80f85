"""EndpointConfig: names the model versions that an endpoint may have, with their shares. No process is started."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nbpipe.errors import DefinitionError, NbpipeError, NotFoundError, Problem
from nbpipe.model import Decision, EndpointConfig, Step, StepStatus, Variant, variable_of
from nbpipe.options import NAME, Texts, option
from nbpipe.steps import Inputs, Uses, text

_EXAMPLE = '--variant "blue=churn@champion,0.9" --variant "green=register_version,0.1"'
_MODEL = re.compile(r"[A-Za-z0-9_-]{1,64}(?::(?:\d+|latest)|@[A-Za-z_][A-Za-z0-9_.-]*)?")
_NUMBER = re.compile(r"\d+(?:\.\d*)?|\.\d+")


@dataclass(frozen=True)
class EndpointConfigOptions:
    """Options of an EndpointConfig step."""

    variant: Texts = option(
        "a variant: its name, a model version or a variable with the name of one, and its weight (default: 1);"
        " again for another one",
        default=Texts(),
        metavar="NAME=MODEL[,WEIGHT]",
    )


@dataclass(frozen=True)
class Written:
    """A variant as it is written: `weight` is a number, or the name of a parameter or variable that holds one."""

    name: str
    model: str
    weight: str


class EndpointConfigs:
    """Makes a new version of the endpoint configuration that is called as the step is; its body says what it is for."""

    name = "EndpointConfig"
    version = 1
    description = "model versions with their shares, to deploy by an Endpoint step"
    python = False
    irrevocable = True
    works = False
    imports: tuple[str, ...] = ()
    options: type = EndpointConfigOptions

    def uses(self, body: str, options: EndpointConfigOptions) -> Uses:
        if not options.variant:
            message = "an EndpointConfig step needs --variant"
            example = f"such as %%step canary --type EndpointConfig {_EXAMPLE}"
            raise DefinitionError.of([Problem("option-missing", message, example)])
        found, problems = variants(options.variant)
        if problems:
            raise DefinitionError.of(problems)
        models = [item.model for item in found]
        weights = [item.weight for item in found if not _NUMBER.fullmatch(item.weight)]
        return Uses(
            reads=text.names(body),
            option_reads=tuple(dict.fromkeys(weights)),
            may_read=tuple(dict.fromkeys(model for model in models if model.isidentifier())),
            resolves=tuple(dict.fromkeys(re.split("[:@]", model)[0] for model in models)),
            offers=("config",),
        )

    def plan(self, step: Step, options: EndpointConfigOptions, inputs: Inputs) -> Decision:
        body = "\n".join(cell.source for cell in step.cells)
        values = {name: inputs.value(name) for name in text.names(body) if name in inputs}
        made = tuple(_variant(item, step, inputs) for item in variants(options.variant)[0])
        if not sum(item.weight for item in made) > 0:
            raise NbpipeError(
                "all variants have the weight 0", f"give one of them a weight, such as {_EXAMPLE}"
            )
        config = EndpointConfig(step.name, made, description=text.fill(body, values).strip())
        given = variable_of(step.name, "config")
        gives = (given,) if given in step.outputs else ()
        return Decision(StepStatus.SUCCEEDED, config.words, configures=config, gives=gives)

    def by_hand(self, body: str, options: EndpointConfigOptions, values: Mapping[str, Any]) -> str:
        lines = []
        for item in variants(options.variant)[0]:
            held = values.get(item.model)
            model = f"{item.model} ({held})" if isinstance(held, str) else item.model
            lines.append(f"- **{item.name}**: {model}, weight {values.get(item.weight, item.weight)}")
        return "\n".join(["Would make an endpoint configuration with these variants:", "", *lines])


def variants(texts: Texts) -> tuple[list[Written], list[Problem]]:
    """The variants that options name, and what is wrong with them.

    >>> variants(Texts(("blue=churn@champion,0.9", "green=churn:4")))[0][1]
    Written(name='green', model='churn:4', weight='1')
    """
    found: list[Written] = []
    problems: list[Problem] = []

    def wrong(message: str, hint: str) -> None:
        problems.append(Problem("variant", f"--variant {message}", hint))

    for item in texts:
        name, equals, rest = (part.strip() for part in item.partition("="))
        model, comma, weight = (part.strip() for part in rest.partition(","))
        if not equals or not model or not NAME.fullmatch(name):
            wrong(f"{item!r} is not NAME=MODEL or NAME=MODEL,WEIGHT", f"such as {_EXAMPLE}")
        elif not _MODEL.fullmatch(model):
            wrong(f"{item!r} names no model version: {model}", _instead(name, model))
        elif comma and not _NUMBER.fullmatch(weight) and not weight.isidentifier():
            wrong(
                f"{item!r} has no weight that counts: {weight or 'it is missing'}",
                f'write a number from 0 on, or a parameter: --variant "{name}={model},0.1"',
            )
        elif name in [other.name for other in found]:
            wrong(f"{name} stands there twice", "give each variant a name of its own")
        else:
            found.append(Written(name, model, weight or "1"))
    numbers = [float(item.weight) for item in found if _NUMBER.fullmatch(item.weight)]
    if not problems and len(numbers) == len(found) and not sum(numbers):
        wrong(f"{found[0].name}: all weights are 0", "give one of them a weight above 0")
    return found, problems


def _instead(name: str, model: str) -> str:
    """What to write where a model is written in another way, such as `churn@champion:0.9`."""
    before, colon, after = model.rpartition(":")
    if colon and _MODEL.fullmatch(before) and _NUMBER.fullmatch(after):
        return f'the weight stands after a comma: --variant "{name}={before},{after}"'
    return "write GROUP, GROUP:3, GROUP@champion, or a variable that holds the name of a version"


def _variant(item: Written, step: Step, inputs: Inputs) -> Variant:
    asked = item.model
    if asked in inputs:
        held = inputs.value(asked)
        if not isinstance(held, str):
            raise NbpipeError(
                f"{asked} is a {type(held).__name__}, not the name of a model version",
                "register the model, and name what the Register step gives: STEP_version",
            )
        asked = held
    elif asked in step.reads:
        raise NbpipeError(f"{asked} has no value", "a step above must give it")
    try:
        version = inputs.model(asked)
    except NotFoundError as error:
        hint = error.problems[0].hint
        raise NotFoundError(f"variant {item.name}: {error.problems[0].message}", hint) from None
    return Variant(item.name, version.group, version.version, _weight(item, inputs), asked)


def _weight(item: Written, inputs: Inputs) -> float:
    if _NUMBER.fullmatch(item.weight):
        return float(item.weight)
    held = inputs.value(item.weight)
    if isinstance(held, bool) or not isinstance(held, int | float) or not math.isfinite(held) or held < 0:
        raise NbpipeError(f"{item.weight} is {held!r}, not a weight", "give it a number from 0 on")
    return float(held)


step_type = EndpointConfigs()
