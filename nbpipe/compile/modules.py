"""State of modules: what a step changes there, no other step sees."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from nbpipe import effects
from nbpipe.compile.program import Program
from nbpipe.compile.reaching import ModuleChange
from nbpipe.dataflow import CACHE_OF
from nbpipe.errors import Problem
from nbpipe.notebook import Tagged


def check(program: Program, changes: Iterable[ModuleChange]) -> None:
    """A change of a module is an error where a later step looks at it, else a warning."""
    imports = {name: dotted for flow in program.flows.values() for name, dotted in flow.imports.items()}
    for change in changes:
        if change.dotted.startswith(CACHE_OF):
            program.problems += _cache(program, change)
            continue
        reader = next((tagged for tagged in program.tagged if _looks(program, tagged, change, imports)), None)
        if reader is None:
            program.warnings.append(change.problem)
        else:
            look = f"step {reader.name} looks at it in cell {reader.cell.number}"
            program.problems.append(replace(change.problem, message=f"{change.problem.message}; {look}"))


def _cache(program: Program, change: ModuleChange) -> list[Problem]:
    """A step looks at the cache of a function that other steps fill too."""
    name, draft = change.dotted.removeprefix(CACHE_OF), program.drafts[change.step]
    if name not in draft.setup_names and name not in draft.inputs:
        return []
    message = f"step {draft.name} looks at what {name} keeps of earlier calls, in other steps too"
    return [replace(change.problem, message=message, hint="count the calls in a variable")]


def _looks(program: Program, tagged: Tagged, change: ModuleChange, imports: dict[str, str]) -> bool:
    """Whether a cell of a later step may look at what was changed."""
    flow = program.flow(tagged)
    if flow is None or tagged.role != "step" or tagged.name == change.step:
        return False
    if tagged.cell.number < (change.problem.cell or 0):
        return False
    dotted = change.dotted
    head, _, tail = dotted.rpartition(".")
    words = effects.MODULE_STATE.get(dotted, frozenset({tail or dotted}))
    return any(
        used in (dotted, head)
        or used.startswith(f"{dotted}.")
        or (used.startswith(f"{head}.") and used[len(head) + 1 :].split(".")[0] in words)
        for used in (*flow.attributes, *(imports.get(name, "") for name in flow.reads))
    )
