"""What each step has without writing it, and a later step would read: a hidden change of it must be noticed."""

from __future__ import annotations

from nbpipe import effects
from nbpipe.compile import setup
from nbpipe.compile.program import Program


def find(program: Program) -> dict[str, frozenset[str]]:
    """The names that each step of Python watches: liveness, from the last cell to the first."""
    live: set[str] = set()
    watches: dict[str, frozenset[str]] = {}
    shared = setup.values(program) | program.parameter_names
    definitions = frozenset(setup.definitions(program))
    for tagged in reversed(program.tagged):
        draft = program.drafts.get(tagged.name) if tagged.role == "step" else None
        if draft is None:
            continue
        flow = program.flow(tagged)
        if draft.name not in watches and draft.type.python:
            has = {name for name in (*draft.inputs, *shared) if name in live}
            watches[draft.name] = frozenset(has | (definitions if watches else frozenset())) - draft.written
        if flow is not None:
            if not draft.may_skip:
                live -= {name for name in flow.always if name in draft.outputs}
            live.update(name for name in flow.reads if name not in effects.BUILTINS)
        if draft.uses is not None:
            live.update(draft.uses.reads, draft.uses.option_reads, draft.uses.may_read)
    return watches
