"""Hashes of definitions and code. Every hash carries its kind, so that two things never share one by accident."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from nbpipe.model import Pipeline, Step, dumps, to_json

# Where things stand in the notebook: moving a cell does not make another pipeline.
_POSITIONS = frozenset({"number", "id", "cell", "line", "first_line", "parameters_cell"})


def of(kind: str, value: Any) -> str:
    """`sha256:…` of a JSON value and the kind of thing that it is.

    >>> of("a", [1]) == of("b", [1])
    False
    """
    return "sha256:" + hashlib.sha256(f"nbpipe {kind}\n{dumps(value)}".encode()).hexdigest()


def definition(pipeline: Pipeline) -> str:
    """Digest of a pipeline: the same for two notebooks that differ only in where their cells stand."""
    numbers = {cell.number: index for index, cell in enumerate(pipeline.setup)}
    data = to_json(pipeline)
    for step in data["steps"]:
        step["setup"] = [numbers[number] for number in step["setup"]]
    return of("pipeline", _without_positions(data))  # JSON already


def code(step: Step, pipeline: Pipeline) -> str:
    """Digest of a step's code as written: its type, its body, its options and the setup that it runs."""
    setup = [cell.source for cell in pipeline.setup if cell.number in step.setup]
    return of("code", [step.type, [cell.source for cell in step.cells], step.options, setup])


def _without_positions(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _without_positions(item) for key, item in value.items() if key not in _POSITIONS}
    if isinstance(value, list):
        return [_without_positions(item) for item in value]
    return value
