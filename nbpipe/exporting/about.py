"""What people, and other programs, want to know of a model: signature, requirements, lineage."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any

from nbpipe import lineage
from nbpipe.as_json import to_json
from nbpipe.model import Artifact
from nbpipe.reproduction.rebuilt import distributions
from nbpipe.reproduction.recorded import Recorded
from nbpipe.store import nodes, queries


def signature(connection: sqlite3.Connection, recorded: Recorded) -> dict[str, Any]:
    """What the model takes, as far as it is known: its own record of it, its features, the tables that it was trained on."""
    assert recorded.version is not None
    model = recorded.version.artifact
    kept = model.meta.get("signature")
    about = {
        name: model.preview[name]
        for name in ("type", "feature_names", "n_features_in")
        if name in model.preview
    }
    tables = {
        name: {"columns": item.preview["columns"], "shape": item.preview.get("shape")}
        for name, item in _trained_on(connection, recorded, model).items()
        if isinstance(item.preview.get("columns"), list)
    }
    return {
        **({"signature": to_json(kept)} if kept is not None else {}),
        **about,
        **({"trained_on": tables} if tables else {}),
    }


def _trained_on(
    connection: sqlite3.Connection, recorded: Recorded, model: Artifact
) -> Mapping[str, Artifact]:
    """What the step that first gave the model was given."""
    for step in recorded.execution.steps:
        if any(item.artifact.digest == model.digest for item in step.outputs):
            execution = recorded.sources.get(step.step, recorded.execution.id)
            return queries.inputs(connection, execution, step.step)
    return {}


def requirements(recorded: Recorded) -> str:
    """`requirements.txt` of the code: the distributions that the steps import, in the versions that they ran with."""
    packages = recorded.environment.get("packages", {})
    found = sorted(dict.fromkeys(distributions(recorded.packages, packages)))
    lines = [f"# Python {recorded.environment.get('python')}; all that was installed: environment.json"]
    return "\n".join([*lines, *(f"{name}=={packages[name]}" for name in found)]) + "\n"


def upstream(connection: sqlite3.Connection, recorded: Recorded) -> dict[str, Any]:
    """Everything that the version was made from, as nodes and edges."""
    assert recorded.version is not None
    node = nodes.model(recorded.version.group, recorded.version.version)
    found: dict[str, Any] = to_json(lineage.upstream(connection, node))
    return found
