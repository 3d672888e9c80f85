"""From the cells of a notebook to a checked Pipeline, without running any of it.

The tagged cells are taken in notebook order, keeping for every name who may have written it last (reaching
definitions). Every problem of the notebook is found, not only the first.

The rooms, in the order of the way: `drafts` (first lines), `code` (parameters, Python), `reaching` and `undefined`
(who writes what others read), `modules`, `setup`, `watches`, `steps` (the result). They pass on a `program`, and
say what is wrong through `problems`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from nbpipe.compile import code, drafts, modules, reaching, setup, steps
from nbpipe.compile.program import Around, Program, StepType, as_cells
from nbpipe.errors import DefinitionError, Problem
from nbpipe.model import Pipeline
from nbpipe.notebook import Notebook, tag

__all__ = ["Around", "Compiled", "compile_notebook"]


@dataclass(frozen=True)
class Compiled:
    """A pipeline, and what is odd about it without being wrong."""

    pipeline: Pipeline
    warnings: tuple[Problem, ...] = ()


def compile_notebook(
    notebook: Notebook,
    find: Callable[[str], StepType],
    type_names: Sequence[str],
    around: Around | None = None,
) -> Compiled:
    """The pipeline that a notebook defines; `DefinitionError` holds everything that is wrong with it.

    `find` answers the step type of a name out of `type_names`. What options name outside the notebook is looked up where
    it is said what is `around` it.
    """
    read = [tag(cell) for cell in notebook.cells if cell.kind == "code"]
    program = Program([tagged for tagged, _ in read])
    program.problems += [problem for _, problems in read for problem in problems]
    drafts.read(program, find, type_names)
    if around is not None:
        drafts.look_around(program, around)
    code.read_parameters(program)
    if not program.drafts and not program.problems:
        message = "the notebook has no steps" if notebook.cells else "the notebook is empty"
        hint = "write %%step and a name on the first line of a cell, such as %%step load"
        program.problems.append(Problem("no-steps", message, hint))
    code.analyze(program)
    modules.check(program, reaching.link(program))
    made = steps.assemble(program)
    if program.problems:
        raise DefinitionError.of(sorted(program.problems, key=_position))
    pipeline = Pipeline(
        notebook.name,
        made,
        tuple(program.parameters),
        as_cells(program.setup),
        tuple(sorted(setup.names(program))),
        setup.definitions(program),
        program.parameters_cell,
    )
    return Compiled(pipeline, tuple(program.warnings))


def _position(problem: Problem) -> tuple[int, int, int]:
    return problem.cell or 0, problem.line or 0, problem.column or 0
