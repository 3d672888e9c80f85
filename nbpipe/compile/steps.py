"""The drafts as steps: their order checked, everything sorted so that equal notebooks give equal definitions."""

from __future__ import annotations

from nbpipe import graph
from nbpipe.as_json import to_json
from nbpipe.compile import policies, setup, watches
from nbpipe.compile.problems import on_option
from nbpipe.compile.program import Draft, Program, as_cells
from nbpipe.errors import Problem
from nbpipe.model import Step


def assemble(program: Program) -> tuple[Step, ...]:
    """The steps of the pipeline, in notebook order."""
    position = {name: index for index, name in enumerate(program.drafts)}
    depends_on = {
        draft.name: tuple(sorted(_before(program, draft), key=position.__getitem__))
        for draft in program.drafts.values()
    }
    _check_order(program, depends_on)
    chooser, watched = setup.Chooser(program), watches.find(program)
    steps = []
    used: set[str] = set()
    for draft in program.drafts.values():
        cells = chooser.cells(draft)
        read = draft.parameters | {name for number in cells for name in program.flows[number].reads}
        names = tuple(item.name for item in program.parameters if item.name in read)
        used.update(names)
        kept = {name: getattr(draft.common, name) for name in ("inputs", "outputs")}
        steps.append(
            Step(
                name=draft.name,
                type=draft.type.name,
                cells=as_cells(draft.cells),
                options=to_json({**draft.own, **{name: value for name, value in kept.items() if value}}),
                inputs={
                    name: tuple(sorted(writers, key=position.__getitem__))
                    for name, writers in sorted(draft.inputs.items())
                },
                outputs=tuple(sorted(draft.outputs)),
                changes=tuple(sorted(draft.changes)),
                writes=tuple(sorted(draft.written | draft.touched)),
                parameters=names,
                reads=tuple(sorted(draft.reads)),
                setup=cells,
                watch=tuple(sorted(watched.get(draft.name, ()))),
                after=tuple(draft.common.after),
                depends_on=depends_on[draft.name],
                branch=draft.branch,
                **policies.read(program, draft),
                title=draft.common.title,
                description=draft.common.description,
            )
        )
    program.warnings += [
        Problem(
            "unused-parameter",
            f"no step reads the parameter {parameter.name}",
            "use it, or take it out",
            parameter.cell,
            parameter.line,
        )
        for parameter in program.parameters
        if parameter.name not in used
    ]
    return tuple(steps)


def _before(program: Program, draft: Draft) -> set[str]:
    """The steps that a step comes after: writers of its inputs, `--after`, its Condition."""
    before = {writer for writers in draft.inputs.values() for writer in writers}
    before |= {name for name in draft.common.after if name in program.drafts and name != draft.name}
    before |= _registering(program, draft)
    return before | ({draft.branch.condition} if draft.branch is not None else set())


def _registering(program: Program, draft: Draft) -> set[str]:
    """The steps above that make versions of the model groups in which the step looks for one."""
    named = set(draft.uses.resolves) if draft.uses is not None else set()
    groups = named - draft.reads - draft.touched  # else it is a variable
    if not groups:
        return set()
    above = (other for other in program.drafts.values() if other.number < draft.number)
    return {other.name for other in above if other.uses is not None and groups & set(other.uses.registers)}


def _check_order(program: Program, depends_on: dict[str, tuple[str, ...]]) -> None:
    loop = graph.cycle(depends_on)
    if loop is None:
        return
    path = " → ".join(f"{name} (cell {program.drafts[name].number})" for name in loop)
    flag = "--after" if any(program.drafts[name].common.after for name in loop) else ""
    first = next((name for name in loop if program.drafts[name].common.after), loop[0])
    message, hint = f"the steps wait for each other: {path}", "take one --after away, or split a step in two"
    program.problems.append(on_option(program.drafts[first].cells[0], "cycle", message, hint, flag))
