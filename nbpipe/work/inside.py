"""What runs in the kernel of a Notebook step, where that has nbpipe: before the notebook's cells, and after them.

It seeds, as a step is seeded, and watches files; at the end `inside.json`, in the folder of the attempt, says what the
notebook logged, used and left.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from nbpipe import seeding, tracking, watch
from nbpipe.artifacts import ArtifactStore
from nbpipe.as_json import to_json
from nbpipe.errors import NbpipeError
from nbpipe.materializers.home import home

_state: dict[str, Any] = {}


def begin(folder: str) -> None:
    """Before the first cell. By hand there is no attempt, and so no seed and no place for results."""
    place = Path(folder)
    try:
        job = json.loads((place / "job.json").read_text("utf-8"))
    except OSError:
        job = {}
    context = tracking.Context(
        job.get("execution", ""),
        job.get("pipeline", ""),
        job.get("step", ""),
        job.get("attempt", 0),
        output_dir=place / "files",
    )
    tracking.start(context)
    recorder = watch.FileRecorder([*watch.machinery(), job.get("store", folder)])
    _state.update(
        folder=place, recorder=recorder, step=job.get("step", ""), log=tracking.current,
        artifacts=job.get("artifacts", str(place / "artifacts")),
    )  # fmt: skip
    seeding.start(job.get("seed", 0))
    recorder.start()


def finish(namespace: dict[str, Any], outputs: list[str]) -> None:
    """After the last cell."""
    recorder = _state["recorder"]
    recorder.stop()
    artifacts = ArtifactStore(_state["artifacts"])
    os.makedirs(_state["artifacts"], exist_ok=True) if "://" not in _state["artifacts"] else None
    problem = None
    kept: Mapping[str, Any] = {}
    figures: Mapping[str, Any] = {}
    try:
        with home(namespace, frozenset(), _state["step"]):
            kept = {name: artifacts.save(namespace[name]) for name in outputs if name in namespace}
        figures = {name: artifacts.save(item) for name, item in _state["log"].figures.items()}
    except NbpipeError as error:
        problem = [error.args[0], error.problems[0].hint]
    left = {
        "artifacts": _state["artifacts"],
        "outputs": to_json(kept),
        "figures": to_json(figures),
        "metrics": to_json(_state["log"].metrics),
        "files": to_json(recorder.uses()),
        "problem": problem,
    }
    temporary = _state["folder"] / "inside.json.tmp"
    temporary.write_text(json.dumps(left), "utf-8")
    os.replace(temporary, _state["folder"] / "inside.json")
