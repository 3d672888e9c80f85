"""The parameters and the Python of the cells: read, parsed and analyzed."""

from __future__ import annotations

import ast
from dataclasses import replace

from nbpipe import parameters, syntax
from nbpipe.compile.problems import in_body, on_first_line
from nbpipe.compile.program import Program
from nbpipe.dataflow import Flow, Place, analyze_all
from nbpipe.errors import Problem
from nbpipe.notebook import Tagged


def read_parameters(program: Program) -> None:
    """The parameters that the one parameters cell declares."""
    for tagged in program.tagged:
        if tagged.role != "parameters":
            continue
        if program.parameters_cell is not None:
            message = f"parameters stand in cell {program.parameters_cell} already"
            hint = "keep them in one cell"
            program.problems.append(on_first_line(tagged, "parameters-twice", message, hint, 0))
            continue
        program.parameters_cell = tagged.cell.number
        found, problems = parameters.read(tagged.body, tagged.cell.number)
        shift = tagged.first_line - 1
        program.parameters = [replace(item, line=(item.line or 1) + shift) for item in found]
        program.problems += [replace(problem, line=(problem.line or 1) + shift) for problem in problems]
        if any(problem.code == "syntax" for problem in problems):
            program.unreadable.append(tagged.cell.number)


def analyze(program: Program) -> None:
    """The flow of each cell of Python, of setup and steps."""
    cells = [tagged for tagged in program.tagged if _is_python(program, tagged)]
    trees = []
    for tagged in cells:
        parsed = parse(tagged.body)
        trees.append(parsed.tree)
        if parsed.problem is not None:
            program.unreadable.append(tagged.cell.number)
            line = (parsed.problem.line or 1) + tagged.first_line - 1
            program.problems.append(
                replace(parsed.problem, cell=tagged.cell.number, line=line, step=tagged.name or None)
            )
    for tagged, flow in zip(cells, analyze_all(trees), strict=True):
        if flow is None:
            program.problems.append(
                in_body(
                    tagged,
                    "deep",
                    "an expression is nested too deeply to be understood",
                    "take it apart: give parts of it a name",
                    Place(1, 0),
                )
            )
        program.flows[tagged.cell.number] = flow or Flow()


def parse(body: str) -> syntax.Parsed:
    """The syntax tree of a cell, whatever stands in it."""
    lines = body.split("\n")
    try:
        parsed = syntax.parse(body)
        if parsed.problem is None:
            return parsed
        # IPython's transformer may have made more lines of it than it has.
        line = min(parsed.problem.line or 1, len(lines))
        column = min(parsed.problem.column or 0, len(lines[line - 1]))
        problem = replace(parsed.problem, line=line, column=column, source=lines[line - 1])
        return syntax.Parsed(parsed.tree, problem)
    except RecursionError:
        message, hint = "this is nested too deeply for Python", "take it apart: give parts of it a name"
    except ValueError:  # a NUL or a lone surrogate
        message, hint = "this holds something that is no character", "type it anew"
    return syntax.Parsed(
        ast.Module([], []), Problem("syntax", message, hint, line=1, column=0, source=lines[0])
    )


def _is_python(program: Program, tagged: Tagged) -> bool:
    if tagged.role == "step":
        draft = program.drafts.get(tagged.name)
        return draft is None or draft.type.python
    return tagged.role == "setup"
