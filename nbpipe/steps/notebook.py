"""Notebook: runs another notebook with papermill, in a kernel of its own, which need not be Python."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbpipe import foreign
from nbpipe.compile import Around
from nbpipe.errors import DefinitionError, NbpipeError, NotebookError, Problem
from nbpipe.foreign import Foreign
from nbpipe.model import Run, Step, variable_of
from nbpipe.notebook import NotebookCell
from nbpipe.options import Assignments, Misfit, StepOptions, assigned, nearest, option
from nbpipe.steps import Inputs, Uses

_EXAMPLE = "%%step report --type Notebook --path report.ipynb --param rows --param limit=10"


@dataclass(frozen=True)
class NotebookOptions:
    """Options of a Notebook step."""

    path: str | None = option("the notebook, as seen from the folder of this one", metavar="report.ipynb")
    param: Assignments = option(
        "one of its parameters: a variable, a value in JSON, or the variable of that name",
        default=Assignments(),
        metavar="NAME[=VALUE]",
    )
    kernel: str | None = option("the kernel to run it in, instead of its own", metavar="NAME")


class Notebook:
    """Runs a notebook as Restart & Run All does, in its own folder; its cells' outputs are this step's.

    Its parameters stand in its cell with the tag `parameters` (or `%%parameters`), as papermill has it; the body, which
    may be empty, can make what they are given. The executed notebook is `<step>_notebook`. Of a notebook in Python `--out`
    names variables that it leaves, and its metrics and figures are the step's.
    """

    name = "Notebook"
    version = 1
    description = "runs another notebook, in any kernel"
    python = True
    irrevocable = False
    works = True
    imports: tuple[str, ...] = ()
    options: type = NotebookOptions

    def uses(self, body: str, options: NotebookOptions) -> Uses:
        if not options.path:
            raise DefinitionError.of(
                [Problem("option-missing", "a Notebook step needs --path", f"such as {_EXAMPLE}")]
            )
        variables, _ = assigned(options.param)
        return Uses(option_reads=tuple(dict.fromkeys(variables.values())), own=("notebook",))

    def misfits(self, options: NotebookOptions, common: StepOptions, around: Around) -> list[Misfit]:
        path = (around.folder / str(options.path)).resolve()
        if path in around.within:
            message = f"{options.path} is the notebook that this step stands in"
            return [
                Misfit(
                    "--path", "cycle", message, "name another notebook, or use --type Map", str(options.path)
                )
            ]
        try:
            found = foreign.read(path)
        except NotebookError as error:
            problem = error.problems[0]
            return [Misfit("--path", problem.code, problem.message, problem.hint, str(options.path))]
        return list(_misfits(found, options, common.outputs))

    def plan(self, step: Step, options: NotebookOptions, inputs: Inputs) -> Run:
        found = foreign.read(inputs.folder / str(options.path))
        out = variable_of(step.name, "notebook")
        outputs = tuple(name for name in step.options.get("outputs") or () if name != out)
        for misfit in _misfits(found, options, outputs):
            raise NbpipeError(misfit.message, misfit.hint, code=misfit.code)
        variables, values = assigned(options.param)
        arguments: dict[str, Any] = {
            "path": options.path,
            "kernel": (options.kernel or found.kernel).lower(),
            "language": _language(found, options),
            "cells": [[cell.id, cell.kind, cell.source, list(cell.tags)] for cell in _counting(found)],
            "variables": variables,
            "values": values,
            # Only for the key: the body may have changed what the kernel then is given.
            "parameters": {
                name: inputs.parameters[name] for name in variables.values() if name in step.parameters
            },
            "texts": list(found.texts),
            "outputs": list(outputs),
            "notebook": out,
        }
        return Run(work="nbpipe.work.notebook:run", arguments=arguments, promised=outputs)

    def by_hand(self, body: str, options: Any, values: Mapping[str, Any]) -> str:
        return ""


def _counting(found: Foreign) -> Iterator[NotebookCell]:
    """The cells that say what is computed: what people write between them changes no result."""
    return (cell for cell in found.cells if cell.kind == "code")


def _language(found: Foreign, options: NotebookOptions) -> str:
    if options.kernel:
        return foreign.kernels().get(options.kernel.lower(), found.language)
    return found.language


def _misfits(found: Foreign, options: NotebookOptions, outputs: tuple[str, ...] | None) -> Iterator[Misfit]:
    """What does not fit the notebook that was found."""
    name = Path(str(options.path)).name
    there = foreign.kernels()
    wanted = options.kernel or found.kernel
    if wanted.lower() not in there:
        message = f"there is no kernel {wanted}" + ("" if options.kernel else f", which {name} asks for")
        known = ", ".join(sorted(there))
        hint = f"there is {known}" if known else "install one, such as ipykernel"
        if not options.kernel and known:
            hint += f"; write --kernel {min(there)}, or install {wanted}"
        flag, word = ("--kernel", options.kernel) if options.kernel else ("--path", str(options.path))
        yield Misfit(flag, "kernel", message, hint, str(word))
    variables, values = assigned(options.param)
    given = [*variables, *values]
    if found.parameters is None and given:
        message = f"{name} has no cell with the tag parameters, so nothing would take {given[0]}"
        hint = "tag the cell of it that sets its parameters: parameters"
        yield Misfit("--param", "no-parameters", message, hint, given[0])
    elif found.parameters is not None:
        for one in given:
            if one not in found.parameters:
                message = f"{name} has no parameter {one}"
                hint = nearest(one, found.parameters) or f"it has {', '.join(found.parameters) or 'none'}"
                yield Misfit("--param", "unknown-parameter", message, hint, one)
    if outputs and _language(found, options) not in foreign.PYTHON:
        message = f"--out takes variables of notebooks in Python, and {name} is in {found.language or wanted}"
        yield Misfit(
            "--out", "language", message, "have it write a file, and read that in a step", outputs[0]
        )


step_type = Notebook()
