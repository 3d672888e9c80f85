"""The steps of a notebook as their first lines say: which cells, which type, which options, which branch."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from nbpipe.compile.problems import on_first_line, on_option, source_line
from nbpipe.compile.program import Around, Draft, Program, Refers, StepType
from nbpipe.errors import NbpipeError, Problem
from nbpipe.model import Branch
from nbpipe.notebook import Tagged
from nbpipe.options import StepOptions, Token, nearest, options_of, parse

# Step types that the language has, and this version does not.
PLANNED = frozenset(
    {
        "Lambda",
        "Callback",
        "EndpointConfig",
        "Endpoint",
    }
)


def read(program: Program, find: Callable[[str], StepType], type_names: Sequence[str]) -> None:
    """Group the cells into steps, and read their types and options."""
    for tagged in program.tagged:
        if tagged.role != "step" or not tagged.name:
            continue
        draft = program.drafts.get(tagged.name)
        if draft is None:
            program.drafts[tagged.name] = _draft(program, tagged, find, type_names)
            continue
        draft.cells.append(tagged)
        if tagged.tokens:
            message = (
                f"the options of step {tagged.name} stand on its first cell, which is cell {draft.number}"
            )
            hint = f"move them there, or give this step another name than {tagged.name}"
            column = tagged.tokens[0].column
            program.problems.append(on_first_line(tagged, "options-twice", message, hint, column))
    for draft in program.drafts.values():
        _read_uses(program, draft)
    _read_branches(program)


def _draft(
    program: Program, tagged: Tagged, find: Callable[[str], StepType], type_names: Sequence[str]
) -> Draft:
    kind, tokens, type_problems = _type(tagged.tokens, type_names)
    step_type = find(kind)
    article = "an" if kind[0] in "AEIOU" else "a"
    values, problems = parse(tokens, [StepOptions, step_type.options], f"{article} {kind} step")
    program.problems += [
        on_first_line(tagged, problem.code, problem.message, problem.hint, problem.column)
        for problem in (*type_problems, *problems)
    ]
    common = {item.field for item in options_of(StepOptions)}
    own = {key: value for key, value in values.items() if key not in common}
    shared = StepOptions(**{key: value for key, value in values.items() if key in common})
    return Draft(tagged.name, step_type, [tagged], shared, own, step_type.options(**own))


def _type(tokens: Sequence[Token], type_names: Sequence[str]) -> tuple[str, list[Token], list[Problem]]:
    """The step type that the words ask for, the other words, and what is wrong."""
    kind: str | None = None
    rest: list[Token] = []
    problems: list[Problem] = []
    waiting = list(tokens)
    while waiting:
        token = waiting.pop(0)
        flag, equals, value = token.text.partition("=")
        if flag != "--type":
            rest.append(token)
            continue
        column = token.column + len("--type=")
        if not equals and waiting and not waiting[0].text.startswith("--"):
            value, column = waiting[0].text, waiting.pop(0).column
        if not value:
            hint = "for example --type Training"
            problems.append(Problem("value", "--type needs a value", hint, column=token.column))
        elif kind is not None:
            problems.append(
                Problem("option-twice", "--type stands there twice", "leave one out", column=token.column)
            )
        elif value in type_names:
            kind = value
        elif value in PLANNED:
            message, hint = f"steps of type {value} are not there yet", f"there is {', '.join(type_names)}"
            problems.append(Problem("not-yet", message, hint, column=column))
        else:
            message = f"there is no step type {value!r}"
            hint = nearest(value, type_names) or f"there is {', '.join(type_names)}"
            problems.append(Problem("type", message, hint, column=column))
    return kind or "Processing", rest, problems


def _read_uses(program: Program, draft: Draft) -> None:
    """What the step type itself finds in the body and the options."""
    body = "\n".join(tagged.body for tagged in draft.cells)
    missing: list[Problem] = []
    try:
        draft.uses = draft.type.uses(body, draft.options)
    except NbpipeError as error:
        for problem in error.problems:
            first, code, message, hint = draft.cells[0], problem.code, problem.message, problem.hint
            if problem.line is None:  # of the options: something that the type needs is not there
                if not program.problems_on(
                    first.cell.number, first.magic_line
                ):  # else it may be there, and be wrong
                    missing.append(on_option(first, code, message, hint, "--type"))
                continue
            tagged, line = draft.locate(problem.line)
            number = tagged.first_line + line - 1
            if number > tagged.cell.source.count("\n") + 1:  # the cell ends with its first line
                program.problems.append(on_option(first, code, message, hint, "--type"))
                continue
            program.problems.append(
                replace(
                    problem,
                    cell=tagged.cell.number,
                    line=number,
                    step=draft.name,
                    source=source_line(tagged, number),
                )
            )
        program.problems += missing


def look_around(program: Program, around: Around) -> None:
    """What does not fit of the things outside the notebook that options name."""
    for draft in program.drafts.values():
        first = draft.cells[0]
        if isinstance(draft.type, Refers) and not program.problems_on(first.cell.number, first.magic_line):
            program.problems += [
                on_option(first, item.code, item.message, item.hint, item.flag, item.word)
                for item in draft.type.misfits(draft.options, draft.common, around)
            ]


def _read_branches(program: Program) -> None:
    owner: dict[str, str] = {}
    for draft in program.drafts.values():
        then, otherwise = (draft.uses.then, draft.uses.otherwise) if draft.uses is not None else ((), ())
        for flag, names, taken in (("--then", then, True), ("--else", otherwise, False)):
            for name in names:
                if not _known_step(program, draft, name, flag):
                    continue
                if name in owner:
                    where = "both branches" if owner[name] == draft.name else f"a branch of {owner[name]} too"
                    message, hint = f"step {name} stands in {where}", "a step can stand in one branch only"
                    program.problems.append(on_option(draft.cells[0], "branch", message, hint, flag, name))
                    continue
                owner[name] = draft.name
                program.drafts[name].branch = Branch(draft.name, taken)
        for name in draft.common.after:
            _known_step(program, draft, name, "--after")


def _known_step(program: Program, draft: Draft, name: str, flag: str) -> bool:
    if name in program.drafts and name != draft.name:
        return True
    if name == draft.name:
        code, message, hint = "cycle", f"{flag} names the step itself", "name another step"
    else:
        others = [other for other in program.drafts if other != draft.name]
        code, message = "unknown-step", f"{flag} names {name}, and there is no such step"
        hint = nearest(name, others) or "name a step of this notebook"
    program.problems.append(on_option(draft.cells[0], code, message, hint, flag, name))
    return False
