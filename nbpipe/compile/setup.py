"""The setup: what it makes, and which of its cells a step runs first."""

from __future__ import annotations

from nbpipe.compile.program import Draft, Program


def names(program: Program) -> frozenset[str]:
    """Every name that the setup binds."""
    return frozenset(name for tagged in program.setup for name in program.flows[tagged.cell.number].binds)


def values(program: Program) -> frozenset[str]:
    """Names of values that the setup makes, or defines; what it imports is the same everywhere."""
    flows = [program.flows[tagged.cell.number] for tagged in program.setup]
    return frozenset(name for flow in flows for name in flow.binds if name not in flow.imports)


def definitions(program: Program) -> tuple[str, ...]:
    """Names that are functions and classes once the setup has run."""
    found: set[str] = set()
    for tagged in program.setup:
        flow = program.flows[tagged.cell.number]
        found = (found - set(flow.binds)) | flow.definitions
    return tuple(sorted(found))


class Chooser:
    """Which setup cells a step runs."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._used = {name for flow in program.flows.values() for name in flow.reads}

    def cells(self, draft: Draft) -> tuple[int, ...]:
        """The setup cells that stand above the end of a step, by number.

        Left out are only cells of nothing but imports, none of which the step or a cell that it runs can use; a name
        that nobody ever uses was imported for its effect, and its cell stays.
        """
        if not draft.type.python:
            return ()
        wanted = set(draft.reads)
        chosen: list[int] = []
        for tagged in reversed(self._program.setup):
            number = tagged.cell.number
            if number > draft.cells[-1].cell.number:
                continue
            flow = self._program.flows[number]
            optional = flow.plain and not flow.stars and bool(flow.binds) and flow.binds.keys() <= self._used
            if optional and flow.binds.keys().isdisjoint(wanted):
                continue
            chosen.append(number)
            wanted.update(flow.reads, *(function.reads for function in flow.functions.values()))
        return tuple(reversed(chosen))
