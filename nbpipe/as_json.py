"""The nouns of `nbpipe.model` as JSON, and back."""

from __future__ import annotations

import dataclasses
import json
import math
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

from nbpipe.model import (
    Artifact,
    Branch,
    Cell,
    Failure,
    FileUse,
    Metric,
    Outcome,
    Parameter,
    Pipeline,
    Resources,
    Retry,
    Step,
    StepStatus,
)

_PLAIN = frozenset({str, int, float, bool, type(None)})
_FIELDS: dict[type, tuple[str, ...]] = {}


def to_json(value: Any) -> Any:
    """A noun of nbpipe, or a container of them, as JSON values.

    >>> to_json(Metric("auc", 0.8))
    {'name': 'auc', 'value': 0.8, 'step': None, 'logged_at': ''}
    """
    kind = type(value)
    if kind in _PLAIN:
        return value
    if kind is tuple or kind is list:
        return [item if type(item) in _PLAIN else to_json(item) for item in value]
    if kind is dict:
        return {str(key): item if type(item) in _PLAIN else to_json(item) for key, item in value.items()}
    if isinstance(value, StrEnum):
        return str(value)
    if isinstance(value, list | tuple):
        return [to_json(item) for item in value]
    one = shallow(value)
    return one if one is value else to_json(one)


def shallow(value: Any) -> Any:
    """The dict or list that stands for a value in JSON, what it holds left as it is; other values as they are.

    >>> shallow(Branch("gate", True))
    {'condition': 'gate', 'taken_when': True}
    """
    kind = type(value)
    names = _FIELDS.get(kind)
    if names is None and dataclasses.is_dataclass(kind):
        names = _FIELDS[kind] = tuple(item.name for item in dataclasses.fields(kind))
    if names is not None:
        return {name: getattr(value, name) for name in names}
    if isinstance(value, Mapping):
        return dict(value)
    return list(value) if isinstance(value, set | frozenset) else value


def finite(value: Any) -> Any:
    """JSON values with null for NaN and the infinities, which JSON does not know.

    >>> finite({"auc": float("nan"), "n": [1.5]})
    {'auc': None, 'n': [1.5]}
    """
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {key: finite(item) for key, item in value.items()}
    return [finite(item) for item in value] if isinstance(value, list) else value


def dumps(value: Any, shallow: Callable[[Any], Any] | None = None) -> str:
    """Canonical JSON: sorted keys, no spaces, so that equal values have equal text. `shallow` as the function above.

    >>> from nbpipe.model import Approval
    >>> dumps({"b": 1, "a": Approval.APPROVED})
    '{"a":"Approved","b":1}'
    """
    return (_CANONICAL if shallow is None else _canonical(shallow)).encode(value)


def _canonical(shallow: Callable[[Any], Any]) -> json.JSONEncoder:
    def default(item: Any) -> Any:
        found = shallow(item)
        if found is item:
            raise TypeError(f"{type(item).__name__} is no JSON value")
        return found

    return json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=default)


_CANONICAL = _canonical(shallow)  # to make one costs more than to write a small value


def pipeline_from_json(data: Mapping[str, Any]) -> Pipeline:
    """The inverse of `to_json` for a Pipeline.

    What another version of nbpipe wrote beside the fields known here is passed over, and what it did not write yet
    has its default.
    """
    pipeline = _known(Pipeline, data)
    return Pipeline(
        **{
            **pipeline,
            "steps": tuple(_step_from_json(step) for step in data["steps"]),
            "parameters": tuple(Parameter(**_known(Parameter, item)) for item in data.get("parameters", ())),
            "setup": tuple(Cell(**_known(Cell, cell)) for cell in data.get("setup", ())),
        }
    )


def _step_from_json(data: Mapping[str, Any]) -> Step:
    made: dict[str, Any] = {
        **_known(Step, data),
        "cells": tuple(Cell(**_known(Cell, cell)) for cell in data["cells"]),
        "inputs": {name: tuple(writers) for name, writers in data.get("inputs", {}).items()},
    }
    for name, kind in (("branch", Branch), ("retry", Retry), ("resources", Resources)):
        if made.get(name) is not None:
            made[name] = kind(**_known(kind, made[name]))
    return Step(**made)


def _known(kind: type, data: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that a dataclass has, lists as the tuples that they were; options are the user's own lists."""
    names = {item.name for item in dataclasses.fields(kind)}
    return {
        name: tuple(value) if isinstance(value, list) and name != "default" else value
        for name, value in data.items()
        if name in names
    }


def artifact_from_json(data: Mapping[str, Any]) -> Artifact:
    """The inverse of `to_json` for an Artifact."""
    return Artifact(**data)


def failure_from_json(data: Mapping[str, Any]) -> Failure:
    """The inverse of `to_json` for a Failure."""
    return Failure(**_known(Failure, data))


def outcome_from_json(data: Mapping[str, Any]) -> Outcome:
    """The inverse of `to_json` for an Outcome."""
    return Outcome(
        **{
            **data,
            "status": StepStatus(data["status"]),
            "outputs": {name: Artifact(**item) for name, item in data["outputs"].items()},
            "figures": {name: Artifact(**item) for name, item in data["figures"].items()},
            "missing": tuple(data["missing"]),
            "deleted": tuple(data["deleted"]),
            "shared": tuple(tuple(group) for group in data["shared"]),
            "changed": tuple(data["changed"]),
            "stray": tuple(data["stray"]),
            "watched": tuple(data.get("watched", ())),
            "metrics": tuple(Metric(**item) for item in data["metrics"]),
            "files": tuple(FileUse(**item) for item in data["files"]),
            "failure": failure_from_json(data["failure"]) if data["failure"] else None,
        }
    )
