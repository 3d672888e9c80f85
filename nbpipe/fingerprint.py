"""Hashes of definitions and code. Every hash carries its kind, so that two things never share one by accident."""

from __future__ import annotations

import hashlib
from typing import Any

from nbpipe.as_json import dumps, shallow
from nbpipe.model import (
    Cell,
    Parameter,
    Pipeline,
    Step,
)

# Where things stand in the notebook: moving a cell does not make another pipeline.
_POSITIONS = frozenset({"number", "id", "cell", "line", "first_line", "parameters_cell"})


def of(kind: str, value: Any) -> str:
    """`sha256:…` of a JSON value and the kind of thing that it is.

    >>> of("a", [1]) == of("b", [1])
    False
    """
    return _digest(kind, dumps(value))


def definition(pipeline: Pipeline) -> str:
    """Digest of a pipeline: the same for two notebooks that differ only in where their cells stand."""
    order = {cell.number: index for index, cell in enumerate(pipeline.setup)}

    def without_positions(value: Any) -> Any:
        found = shallow(value)
        if isinstance(value, Step):
            found["setup"] = [order[number] for number in value.setup]
        if isinstance(value, Cell | Step | Parameter | Pipeline):
            return {name: item for name, item in found.items() if name not in _POSITIONS}
        return found

    return _digest("pipeline", dumps(pipeline, without_positions))


def code(step: Step, pipeline: Pipeline) -> str:
    """Digest of a step's code as written: its type, its body, its options and the setup that it runs."""
    setup = [cell.source for cell in pipeline.setup if cell.number in step.setup]
    return of("code", [step.type, [cell.source for cell in step.cells], step.options, setup])


def _digest(kind: str, text: str) -> str:
    return "sha256:" + hashlib.sha256(f"nbpipe {kind}\n{text}".encode()).hexdigest()
