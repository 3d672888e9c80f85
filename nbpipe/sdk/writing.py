"""From a pipeline in Python to the notebook that means the same: setup, parameters, one `%%step` cell a step."""

from __future__ import annotations

import ast
import inspect
import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FunctionType
from typing import Any

from nbpipe.dataflow import analyze
from nbpipe.errors import DefinitionError, Problem, UsageError
from nbpipe.options import nearest
from nbpipe.sdk import source
from nbpipe.sdk.expressions import Value, render, template
from nbpipe.sdk.expressions import _Parameter as Parameter
from nbpipe.sdk.steps import (
    STEPS,
    AnyStep,
    ConditionStep,
    FailStep,
    RegisterStep,
    StepFunction,
    StepResult,
    after_of,
    flags,
    quoted,
    values_of,
)


def notebook(
    name: str, parameters: Sequence[Parameter], steps: Iterable[Any], folder: Path, path: Path
) -> dict[str, Any]:
    """The notebook as JSON. Its steps run in `folder`, though it lies at `path`.

    Raises `UsageError` and `DefinitionError` for what cannot be written; what the cells say, the compiler checks.
    """
    found = ordered(steps)
    names = step_names(found)
    declared = _declared(parameters, found)
    setup = source.setup_of(_functions(found))
    variables = _variables(found, names, {*declared, *setup.bound})
    for parameter in declared:
        if parameter in setup.bound:
            raise UsageError(
                f"the parameter {parameter} has the name of something that a step uses",
                "give one of them another name",
                code="name-twice",
            )

    _refuse_globals(found, names, setup)

    def name_of(value: Value) -> str:
        return value.name if isinstance(value, Parameter) else variables[id(value)]

    cells = [_place(folder, path, setup.folders), *setup.cells]
    bodies = ["%load_ext nbpipe", *(f"%%setup\n{cell}" for cell in cells if cell)]
    if parameters:
        bodies.append("\n".join(["%%parameters", *(parameter.line() for parameter in parameters)]))
    write = _Writer(names, setup.names, name_of)
    bodies += [write.cell(item) for item in found]
    title = f"# {name}\n\nMade by `nbpipe.sdk.Pipeline`: changes here are lost when it is saved again."
    return {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {
            "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
            "language_info": {"name": "python"},
        },
        "cells": [
            {"cell_type": "markdown", "id": "title", "metadata": {}, "source": title},
            *(_code(f"cell-{number}", text) for number, text in enumerate(bodies, 2)),
        ],
    }


def _code(identity: str, text: str) -> dict[str, Any]:
    return {
        "cell_type": "code",
        "id": identity,
        "metadata": {},
        "execution_count": None,
        "outputs": [],
        "source": text,
    }


def text_of(notebook: Mapping[str, Any]) -> str:
    """The file's text."""
    return json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"


def _place(folder: Path, path: Path, modules: Sequence[Path]) -> str:
    """Expressions that put a step into the pipeline's folder, and on `sys.path` what it imports from elsewhere.

    By hand, the cell may run again: only where the notebook lies does it go anywhere.
    """
    where = _relative(folder, path.parent)
    go = f'__import__("os").path.isfile({path.name!r}) and __import__("os").chdir({where!r})'
    others = sorted({_relative(item, folder) for item in modules if not source.is_installed(item)} - {"."})
    return "\n".join([go, *(f'__import__("sys").path.insert(0, {item!r})' for item in others)])


def _relative(path: Path, start: Path) -> str:
    try:
        return os.path.relpath(path, start).replace(os.sep, "/")
    except ValueError:  # another drive
        return str(path)


# ---- which steps, in which order, by which names --------------------------------------------------------------------


def ordered(listed: Iterable[Any]) -> list[AnyStep]:
    """The steps that are listed and all that they refer to, each below what it needs; else in the order of the list.

    `DefinitionError` where steps wait for each other, `UsageError` for what is no step.
    """
    roots = list(_flat(listed))
    owners = {
        id(item): owner for owner in roots if isinstance(owner, ConditionStep) for item in _branches(owner)
    }
    done: dict[int, AnyStep] = {}
    for root in roots:  # grows where a Condition is found by its edges alone
        path: list[AnyStep] = []
        waiting: list[tuple[AnyStep, Iterator[AnyStep]]] = []

        def enter(
            item: AnyStep,
            path: list[AnyStep] = path,
            waiting: list[tuple[AnyStep, Iterator[AnyStep]]] = waiting,
        ) -> None:
            if any(item is other for other in path):
                loop = [*path[next(i for i, other in enumerate(path) if other is item) :], item]
                text = " → ".join(_name(other) for other in loop)
                problem = Problem(
                    "cycle", f"the steps wait for each other: {text}", "take one of these edges away"
                )
                raise DefinitionError.of([problem])
            if id(item) not in done:
                path.append(item)
                waiting.append((item, _before(item, owners)))

        enter(root)
        while waiting:
            item, before = waiting[-1]
            following = next(before, None)
            if following is not None:
                enter(following)
                continue
            waiting.pop()
            path.pop()
            done[id(item)] = item
            if isinstance(item, ConditionStep) and not any(item is other for other in roots):
                roots += list(_flat(_branches(item)))
    return list(done.values())


def _flat(listed: Iterable[Any]) -> Iterator[AnyStep]:
    for item in listed:
        if isinstance(item, StepFunction):
            raise UsageError(
                f"step {item.name} is listed without being called", f"write {item.name}(…)", code="step"
            )
        if not isinstance(item, STEPS):
            raise UsageError(
                f"{item!r} is no step",
                "list results of @step functions, ConditionStep, FailStep and RegisterStep",
                code="step",
            )
        yield item
        if isinstance(item, ConditionStep):
            yield from _flat(_branches(item))


def _branches(item: ConditionStep) -> tuple[Any, ...]:
    return (*item.if_steps, *item.else_steps)


def _before(item: AnyStep, owners: Mapping[int, ConditionStep]) -> Iterator[AnyStep]:
    owner = owners.get(id(item))
    if owner is not None:
        yield owner
    for value in values_of(item):
        if isinstance(value, StepResult):
            yield value
    yield from (other for other in after_of(item) if isinstance(other, STEPS))


def _name(item: AnyStep) -> str:
    return item.step.name if isinstance(item, StepResult) else item.name


def step_names(found: Sequence[AnyStep]) -> dict[int, str]:
    """The name of each step, by its id: calls of one function after the first, in order of calling, get a number.

    `UsageError` where two steps that are not calls of one function have one name.
    """
    owner: dict[str, Any] = {}
    for item in found:
        whose = item.step if isinstance(item, StepResult) else item
        if owner.setdefault(_name(item), whose) is not whose:
            raise UsageError(
                f"two steps are called {_name(item)}", "give one of them another name", code="name-twice"
            )
    names = {id(item): item.name for item in found if not isinstance(item, StepResult)}
    calls = sorted((item for item in found if isinstance(item, StepResult)), key=lambda item: item.serial)
    count: dict[str, int] = {}
    for item in calls:
        name, chosen = item.step.name, item.step.name
        while name in count and (chosen == name or chosen in owner):
            count[name] += 1
            chosen = f"{name}-{count[name]}"
        count.setdefault(name, 1)
        owner[chosen] = item.step
        names[id(item)] = chosen
    return names


def _variables(found: Sequence[AnyStep], names: Mapping[int, str], taken: set[str]) -> dict[int, str]:
    """The variable that holds each result."""
    variables: dict[int, str] = {}
    taken = set(taken)
    for item in found:
        if isinstance(item, StepResult):
            plain = re.sub(r"\W", "_", names[id(item)])
            name = f"step_{plain}_result" if plain[0].isdecimal() else f"{plain}_result"
            while name in taken:
                name += "_"
            taken.add(name)
            variables[id(item)] = name
    return variables


def _declared(parameters: Sequence[Parameter], found: Sequence[AnyStep]) -> set[str]:
    names: set[str] = set()
    for parameter in parameters:
        if not isinstance(parameter, Parameter):
            raise UsageError(f"{parameter!r} is no parameter", "use ParameterString and the like")
        if parameter.name in names:
            raise UsageError(f"the parameter {parameter.name} is declared twice", "leave one out")
        names.add(parameter.name)
    for item in found:
        for value in values_of(item):
            if isinstance(value, Parameter) and not any(value is known for known in parameters):
                problem = "is another one than the declared" if value.name in names else "is not declared"
                hint = nearest(value.name, names) if value.name not in names else None
                raise UsageError(
                    f"the parameter {value.name} of step {_name(item)} {problem}",
                    hint if hint and hint.startswith("did") else f"list it: parameters=[…, {value.name}]",
                    code="unknown-parameter",
                )
    return names


def _functions(found: Sequence[AnyStep]) -> list[FunctionType]:
    functions = {id(item.step.function): item.step.function for item in found if isinstance(item, StepResult)}
    return [function for function in functions.values() if isinstance(function, FunctionType)]


def _refuse_globals(found: Sequence[AnyStep], names: Mapping[int, str], setup: source.Setup) -> None:
    """A global that one step sets and a later one reads would have its first value there, without a word."""
    tree = ast.parse("\n".join(setup.cells))
    functions = analyze(tree, analyze(tree).functions).functions
    setters: dict[str, str] = {}
    for item in found:
        called = setup.names[id(item.step.function)] if isinstance(item, StepResult) else None
        does = functions.get(called) if called is not None else None
        if does is None:
            continue
        for name in sorted(does.reads & setters.keys()):
            raise UsageError(
                f"step {setters[name]} sets the global {name}, and step {names[id(item)]} reads it",
                "each step has a process of its own: return the value, and pass it on as an argument",
                code="global",
            )
        setters |= dict.fromkeys(does.binds, names[id(item)])


# ---- cells ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Writer:
    """What cells call steps, functions and values."""

    names: Mapping[int, str]
    functions: Mapping[int, str]
    name_of: Any

    def cell(self, item: AnyStep) -> str:
        """The `%%step` cell of a step."""
        words, body = self.parts(item)
        after = ",".join(
            self.names[id(other)] if isinstance(other, STEPS) else str(other) for other in after_of(item)
        )
        words += [f"--after={quoted(after)}"] if after else []
        if not isinstance(item, StepResult):
            words += flags({"title": item.display_name or None, "description": item.description or None})
        return f"%%step {' '.join([self.names[id(item)], *words])}\n{body}"

    def parts(self, item: AnyStep) -> tuple[list[str], str]:
        """Options and body."""
        match item:
            case StepResult():
                return self.call(item)
            case ConditionStep():
                branches = (("--then", item.if_steps), ("--else", item.else_steps))
                words = [
                    f"{flag}={','.join(self.names[id(step)] for step in steps)}"
                    for flag, steps in branches
                    if steps
                ]
                return ["--type=Condition", *words], item.condition.text(self.name_of)
            case FailStep():
                return ["--type=Fail"], template(item.error_message, self.name_of)
            case RegisterStep():
                return self.registration(item), template(item.card, self.name_of)

    def call(self, item: StepResult) -> tuple[list[str], str]:
        step, variable = item.step, self.name_of(item)
        words = [f"--type={quoted(step.type)}"] if step.type != "Processing" else []
        words += [f"--model={variable}"] if step.type == "Training" else []
        words += [f"--metrics={variable}"] if step.metrics else []
        arguments = [self.argument(item, value) for value in item.args]
        arguments += [f"{key}={self.argument(item, value)}" for key, value in item.kwargs.items()]
        wait = "await " if inspect.iscoroutinefunction(step.function) else ""
        called = self.functions[id(step.function)]
        body = f"{variable} = {wait}{called}({', '.join(arguments)})"
        return [*words, f"--out={variable}", *flags(step.options)], body

    def argument(self, item: StepResult, value: Any) -> str:
        try:
            return render(value, self.name_of)
        except UsageError as error:
            problem = error.problems[0]
            raise UsageError(
                f"step {self.names[id(item)]}: {problem.message}", problem.hint, code=problem.code
            ) from None

    def registration(self, item: RegisterStep) -> list[str]:
        status = item.approval_status
        words = [
            "--type=Register",
            f"--model={self.name_of(item.model)}",
            f"--group={quoted(item.group or item.model_package_group_name)}",
        ]
        words += [f"--metrics={self.name_of(item.metrics)}"] if item.metrics is not None else []
        return [
            *words,
            f"--approval={render(status, self.name_of) if isinstance(status, Value) else quoted(status)}",
        ]
