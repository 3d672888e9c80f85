"""The code of an execution for people without nbpipe: its notebook, and a plain program."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from nbpipe import plugins
from nbpipe.compile.program import Reserves
from nbpipe.model import Cell, Parameter, Pipeline, Resources, Step
from nbpipe.options import Duration, StepOptions, Texts, options_of

_MAGIC = re.compile(r"^(\s*)([%!].*)$", re.MULTILINE)


def notebook(pipeline: Pipeline, name: str) -> dict[str, Any]:
    """The notebook that the definition was compiled from, without its other cells.

    Options are those that were given; a run of it is a run of this definition.
    """
    cells: list[tuple[int, str]] = [(0, "%load_ext nbpipe")]
    cells += [(cell.number, f"%%setup\n{_body(cell)}") for cell in pipeline.setup]
    if pipeline.parameters:
        cells.append(
            (pipeline.parameters_cell or 1, "\n".join(["%%parameters", *map(_declared, pipeline.parameters)]))
        )
    for step in pipeline.steps:
        cells += [
            (cell.number, f"{_magic(step, index)}\n{_body(cell)}") for index, cell in enumerate(step.cells)
        ]
    return {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
        "cells": [
            {"cell_type": "markdown", "id": "title", "metadata": {}, "source": f"# {name}"},
            *(
                {
                    "cell_type": "code",
                    "id": f"cell-{place}",
                    "metadata": {},
                    "execution_count": None,
                    "outputs": [],
                    "source": text,
                }
                for place, (_, text) in enumerate(sorted(cells, key=lambda item: item[0]), 1)
            ),
        ],
    }


def _body(cell: Cell) -> str:
    return cell.source.strip("\n")


def _declared(parameter: Parameter) -> str:
    default = "" if parameter.required else f" = {parameter.default!r}"
    comment = f"  # {parameter.description}" if parameter.description else ""
    return f"{parameter.name}: {parameter.type}{default}{comment}"


def _magic(step: Step, index: int) -> str:
    """The first line of a step's cell; the options stand in the first one."""
    words = ["%%step", step.name]
    if index:
        return " ".join(words)
    if step.type != "Processing":
        words += ["--type", step.type]
    for option in options_of(plugins.find("steps", step.type).options):
        value = step.options.get(option.field)
        if value is not None and value != option.default:
            words += _flag(option.flag, value, option.kind)
    kinds = {option.flag: option.kind for option in options_of(StepOptions)}
    for flag, value in _shared(step).items():
        words += _flag(flag, value, kinds[flag])
    return " ".join(words)


def _shared(step: Step) -> dict[str, Any]:
    """The options that every type has, where they are not what they are by themselves."""
    retry, resources, step_type = step.retry, step.resources, plugins.find("steps", step.type)
    own = step_type.reserves(_options(step_type, step)) if isinstance(step_type, Reserves) else Resources()
    return {
        "--after": step.after,
        "--in": step.options.get("inputs"),
        "--out": step.options.get("outputs"),
        "--title": step.title,
        "--description": step.description,
        "--when": step.when if step.when != "succeeded" else None,
        "--timeout": step.timeout,
        "--no-cache": not step.cache,
        "--cache-for": step.cache_for,
        "--retry": retry and retry.times,
        "--retry-interval": retry and retry.interval,
        "--backoff": retry and retry.backoff,
        "--retry-within": retry and retry.within,
        "--retry-on": retry and retry.on,
        "--cpus": resources.cpus if resources.cpus != own.cpus else None,
        "--memory": resources.memory if resources.memory != own.memory else None,
        "--gpus": resources.gpus if resources.gpus != own.gpus else None,
    }


def _flag(flag: str, value: Any, kind: Any) -> Iterator[str]:
    if value is True:
        yield flag
    elif isinstance(value, list | tuple):
        several = value if isinstance(kind, type) and issubclass(kind, Texts) else [",".join(map(str, value))]
        for text in several if value else ():
            yield from (flag, _quoted(text))
    elif value is not None and value is not False and value != "":
        yield from (flag, _quoted(f"{value:g}s" if kind is Duration else str(value)))


def _quoted(text: str) -> str:
    return text if re.fullmatch(r"[\w.,:@/+=-]+", text) else '"' + text.replace('"', '\\"') + '"'


def program(
    pipeline: Pipeline, parameters: Mapping[str, Any], steps: tuple[str, ...], seed: int, about: str
) -> str:
    """A Python program that does what the steps did, one after the other, with the parameters as they were.

    Each step of a pipeline starts from a seed of its own, here as there. What needs nbpipe (a registration, a magic)
    stands in it as a comment.
    """
    parts = [
        f'"""{about}\n\nWhat the steps did, in their order, as one program. Made from the definition that was run."""',
        "import hashlib\nimport random",
        _SEED,
    ]
    parts += [f"# ---- setup ----\n{_plain(_body(cell))}" for cell in pipeline.setup]
    if parameters:
        parts.append(
            "# ---- parameters ----\n"
            + "\n".join(f"{name} = {value!r}" for name, value in parameters.items())
        )
    for step in pipeline.steps:
        if step.name not in steps:
            continue
        head = f"# ---- {step.name} ({step.type}) ----"
        body = "\n".join(_body(cell) for cell in step.cells)
        if step.branch is not None:
            head += f"\n# only where {step.branch.condition} is {step.branch.taken_when}"
        step_type = plugins.find("steps", step.type)
        if step_type.python:
            before, after = _surroundings(step_type, step)
            parts.append("\n".join([head, *before, f"_seed({seed}, {step.name!r})", _plain(body), *after]))
        elif step.type == "Condition":
            expression = body.strip().replace("\n", "\n    ")
            parts.append(f"{head}\n{step.name} = bool(\n    {expression}\n)")
        else:
            parts.append("\n".join([head, *(f"# {line}".rstrip() for line in body.splitlines())]))
    return "\n\n".join(parts) + "\n"


def _surroundings(step_type: Any, step: Step) -> tuple[list[str], list[str]]:
    """Code that makes what its type gives the body, and that ends it."""
    if not getattr(step_type, "surrounds", False):
        return [], []
    before, after = step_type.in_plain_python(_options(step_type, step))
    return [before], [after]


def _options(step_type: Any, step: Step) -> Any:
    fields = step_type.options.__dataclass_fields__
    return step_type.options(**{name: value for name, value in step.options.items() if name in fields})


_SEED = '''\
def _seed(seed, step):
    """Every step starts from a seed of its own."""
    own = int.from_bytes(hashlib.sha256(f"nbpipe seed {seed} {step}".encode()).digest()[:4], "big")
    random.seed(own)
    try:
        import numpy
    except ImportError:
        return
    numpy.random.seed(own)'''


def _plain(source: str) -> str:
    return _MAGIC.sub(r"\1pass  # \2", source)


def files(
    pipeline: Pipeline, parameters: Mapping[str, Any], steps: tuple[str, ...], seed: int, about: str
) -> dict[str, str]:
    """The files of the folder `code`, by name."""
    written = json.dumps(notebook(pipeline, pipeline.name), indent=1, ensure_ascii=False) + "\n"
    return {
        f"{pipeline.name}.ipynb": written,
        "steps.py": program(pipeline, parameters, steps, seed, about),
    }
