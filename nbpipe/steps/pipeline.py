"""Pipeline: runs the pipeline of another notebook as one step, as an execution of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbpipe import definition, foreign, parameters, plugins
from nbpipe.compile import Around
from nbpipe.errors import DefinitionError, NbpipeError, Problem
from nbpipe.model import Artifact, Nested, Step
from nbpipe.model import Pipeline as Definition
from nbpipe.options import Assignments, Misfit, StepOptions, assigned, nearest, option
from nbpipe.steps import Inputs, Uses

_EXAMPLE = "%%step score --type Pipeline --path scoring.ipynb --param limit --out scores"
_SMALL = 100_000  # bytes of a value that the scheduler itself looks at

# Options of every step that say nothing of one that is an execution.
_OTHERS = ("cache_for", "cpus", "memory", "gpus")


@dataclass(frozen=True)
class PipelineOptions:
    """Options of a Pipeline step."""

    path: str | None = option(
        "the notebook with that pipeline, as seen from the folder of this one", metavar="scoring.ipynb"
    )
    param: Assignments = option(
        "one of its parameters: a variable, a value in JSON, or the variable of that name",
        default=Assignments(),
        metavar="NAME[=VALUE]",
    )


class Pipeline:
    """Runs a pipeline with these parameters, in its own folder; of its variables `--out` names those that are this step's.

    Its steps have the cache, retries and reservations that they have by themselves. Stopping and resuming this execution
    stops and resumes that one.
    """

    name = "Pipeline"
    version = 1
    description = "runs the pipeline of another notebook as one step"
    python = True
    irrevocable = False
    works = True
    imports: tuple[str, ...] = ()
    options: type = PipelineOptions

    def uses(self, body: str, options: PipelineOptions) -> Uses:
        problems = []
        if not options.path:
            problems.append(Problem("option-missing", "a Pipeline step needs --path", f"such as {_EXAMPLE}"))
        lines = body.split("\n")
        line = next((n for n, text in enumerate(lines, 1) if text.strip() and text.strip()[0] != "#"), None)
        if line is not None:
            message, hint = (
                "a Pipeline step has no body",
                "make what it is given in a step above, and pass it: --param rows",
            )
            problems.append(Problem("body", message, hint, line=line, column=0))
        if problems:
            raise DefinitionError.of(problems)
        variables, _ = assigned(options.param)
        return Uses(option_reads=tuple(dict.fromkeys(variables.values())))

    def misfits(self, options: PipelineOptions, common: StepOptions, around: Around) -> list[Misfit]:
        path = (around.folder / str(options.path)).resolve()
        word = str(options.path)
        if path in around.within:
            circle = [*around.within[around.within.index(path) :], path]
            message = f"a pipeline would contain itself: {' → '.join(item.name for item in circle)}"
            return [Misfit("--path", "cycle", message, "take one of these Pipeline steps away", word)]
        found = [
            Misfit(flag, "option-value", f"{flag} says nothing of a Pipeline step", hint)
            for flag, hint in (
                (f"--{name.replace('_', '-')}", "give it to the steps of that pipeline")
                for name in _OTHERS
                if getattr(common, name) is not None
            )
        ]
        try:
            inner = definition.load(path, around.within).pipeline
        except NbpipeError as error:
            return [*found, _of_inner(error, word)]
        return [*found, *_misfits(inner, options, common.outputs)]

    def plan(self, step: Step, options: PipelineOptions, inputs: Inputs) -> Nested:
        path = (inputs.folder / str(options.path)).resolve()
        outputs = tuple(step.options.get("outputs") or ())
        try:
            inner = definition.load(path).pipeline
        except NbpipeError as error:
            misfit = _of_inner(error, str(options.path))
            raise NbpipeError(misfit.message, misfit.hint, code=misfit.code) from None
        for misfit in _misfits(inner, options, outputs):
            raise NbpipeError(misfit.message, misfit.hint, code=misfit.code)
        variables, values = assigned(options.param)
        given = {
            **values,
            **{name: _value(name, variable, inputs) for name, variable in variables.items()},
        }
        return Nested(str(path), inner, parameters.bind(inner.parameters, given), outputs, variables)

    def by_hand(self, body: str, options: Any, values: Mapping[str, Any]) -> str:
        return ""


def _value(name: str, variable: str, inputs: Inputs) -> Any:
    """The value of a variable or a parameter; only a small one is loaded: anything else is none for a parameter."""
    artifact: Artifact | None = inputs.artifacts.get(variable)
    if artifact is not None and artifact.size > _SMALL:
        raise NbpipeError(
            f"{variable} is too large for a parameter ({artifact.size:,} bytes)",
            "write it to a file in the step that makes it, and pass the path",
        )
    if variable not in inputs:
        raise NbpipeError(f"{variable} has no value", "a step must make it")
    return foreign.plain(name, inputs.value(variable))


def _of_inner(error: NbpipeError, word: str) -> Misfit:
    """What is wrong with the other notebook, in one line."""
    first = error.problems[0]
    if first.cell is None:
        return Misfit("--path", first.code, first.message, first.hint, word)
    line = f", line {first.line}" if first.line is not None else ""
    more = f" (and {len(error.problems) - 1} more)" if len(error.problems) > 1 else ""
    message = f"{word}, cell {first.cell}{line}: {first.message}{more}"
    if first.code == "cycle":
        return Misfit("--path", "cycle", message, first.hint, word)
    return Misfit("--path", "inner", message, f"see all of it: nbpipe check {word}", word)


def _misfits(
    inner: Definition, options: PipelineOptions, outputs: tuple[str, ...] | None
) -> Iterator[Misfit]:
    """What does not fit the pipeline that was found."""
    word = Path(str(options.path)).name
    variables, values = assigned(options.param)
    known = {parameter.name: parameter for parameter in inner.parameters}
    for name in (*variables, *values):
        if name not in known:
            hint = nearest(name, known) or f"it has {', '.join(known) or 'none'}"
            yield Misfit("--param", "unknown-parameter", f"{word} has no parameter {name}", hint, name)
    for name, value in values.items():
        try:
            if name in known:
                parameters.check(known[name], value)
        except ValueError as error:
            message, hint = f"{name} {error}", f"{word} has {name}: {known[name].type}"
            yield Misfit("--param", "parameter", message, hint, name)
    for parameter in inner.parameters:
        if parameter.required and parameter.name not in variables and parameter.name not in values:
            message = f"{word} needs {parameter.name}, which has no default"
            yield Misfit("--path", "parameter-missing", message, f"give it: --param {parameter.name}=…", word)
    for step in inner.steps:
        if getattr(plugins.find("steps", step.type), "waits", False):
            message = (
                f"step {step.name} of {word} waits for an answer, which a step of another pipeline cannot yet"
            )
            hint = f"ask in this notebook: move that {step.type} here, above or below"
            yield Misfit("--path", "not-yet", message, hint, word)
    made = {name: None for step in inner.steps for name in step.writes}
    for name in outputs or ():
        if name not in made:
            hint = nearest(name, made) or f"it makes {', '.join(list(made)[:12])}"
            yield Misfit("--out", "unknown-output", f"no step of {word} makes {name}", hint, name)


step_type = Pipeline()
