"""What runs inside the step's process, around the user's code: load, watch, save.

The step's notebook calls `begin` before the body and `finish` after it (see `nbpipe.job`). What they find out goes
into `facts.json` beside the job; the database is never opened here.
"""

from __future__ import annotations

import json
import os
import random
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbpipe import materializers, seeding, sharing, tracking
from nbpipe.artifacts import ArtifactStore
from nbpipe.errors import NbpipeError, UnsavableError
from nbpipe.materializers.home import home
from nbpipe.model import Artifact, artifact_from_json, to_json
from nbpipe.watch import FileRecorder, NameRecorder, machinery

JOB_VARIABLE = "NBPIPE_JOB"


class StepError(NbpipeError, RuntimeError):
    """A mistake found around the user's code; IPython shows its message alone."""

    def _render_traceback_(self) -> list[str]:
        return [str(self)]


@dataclass(frozen=True)
class _Around:
    """What `begin` leaves for `finish`."""

    job: Mapping[str, Any]
    folder: Path
    artifacts: ArtifactStore
    fingerprints: Mapping[str, str]
    names: NameRecorder
    files: FileRecorder
    by_reference: frozenset[str]
    cwd: str


_around: _Around | None = None


def begin(namespace: dict[str, Any]) -> None:
    """Load the step's inputs into the namespace, seed, and start to watch. `StepError` where an input cannot be read."""
    global _around
    folder = Path(os.environ[JOB_VARIABLE])
    job = json.loads((folder / "job.json").read_text("utf-8"))
    artifacts = ArtifactStore(job["artifacts"])
    by_reference = frozenset(name for name in job["setup_names"] if name in namespace) - frozenset(
        job["writes"]
    )
    with home(namespace, by_reference, job["step"]):
        for name, data in job["inputs"].items():
            try:
                namespace[name] = artifacts.load(artifact_from_json(data))
            except NbpipeError as error:
                raise StepError(
                    f"input {name} cannot be loaded: {error.args[0]}", error.problems[0].hint
                ) from None
            except Exception as error:
                hint = "it may need a class or a package that this step does not have: put its import into %%setup"
                raise StepError(
                    f"input {name} cannot be loaded: {type(error).__name__}: {error}", hint
                ) from None
    context = tracking.Context(
        job["execution"], job["pipeline"], job["step"], job["attempt"], output_dir=folder / "files"
    )
    context.output_dir.mkdir(exist_ok=True)
    tracking.start(context)
    with home(namespace, by_reference, job["step"]):
        fingerprints = _fingerprints(namespace, job["watch"])
    files = FileRecorder([*machinery(), job["store"]])
    _around = _Around(
        job, folder, artifacts, fingerprints, NameRecorder(namespace), files, by_reference, os.getcwd()
    )
    seeding.start(job["seed"])
    files.start()


def finish(namespace: dict[str, Any]) -> None:
    """Save the step's outputs and write down what was noticed. `StepError` names an output that cannot be saved."""
    around = _around
    assert around is not None
    job = around.job
    around.files.stop()
    kept = random.getstate()
    with home(namespace, around.by_reference, job["step"]):
        _log_metrics(job["metrics"], namespace)
        outputs, missing = _saved(around, namespace)
        figures = _saved_figures(around)
        after = _fingerprints(namespace, job["watch"])
        watched = [name for name in job["watch"] if name in namespace]
        values = {name: namespace[name] for name in dict.fromkeys([*outputs, *watched])}
        shared = sharing.shared(values)
    random.setstate(kept)
    bound = around.names.bound(namespace)
    facts = {
        "outputs": to_json(outputs),
        "figures": to_json(figures),
        "missing": missing,
        "deleted": [name for name in job["inputs"] if name not in namespace],
        "shared": shared,
        "changed": sorted(
            name
            for name, fingerprint in around.fingerprints.items()
            if name in namespace and name not in bound and after.get(name) != fingerprint
        ),
        "stray": sorted(bound - set(job["writes"])),
        "metrics": to_json(tracking.current.metrics),
        "files": to_json(around.files.uses()),
        "cwd": os.getcwd() if os.getcwd() != around.cwd else None,
    }
    temporary = around.folder / "facts.json.tmp"
    temporary.write_text(json.dumps(facts), "utf-8")
    os.replace(temporary, around.folder / "facts.json")


def _fingerprints(namespace: Mapping[str, Any], names: list[str]) -> dict[str, str]:
    return {name: materializers.fingerprint(namespace[name]) for name in names if name in namespace}


def _log_metrics(name: str | None, namespace: Mapping[str, Any]) -> None:
    if name is None:
        return
    if name not in namespace:
        raise StepError(
            f"--metrics names {name}, and the step does not set it", f'set {name} = {{"auc": auc}}'
        )
    try:
        tracking.log_all(name, namespace[name])
    except NbpipeError as error:
        raise StepError(error.args[0], error.problems[0].hint) from None


def _saved(around: _Around, namespace: Mapping[str, Any]) -> tuple[dict[str, Artifact], list[str]]:
    outputs, missing = {}, []
    for name in around.job["outputs"]:
        if name not in namespace:
            missing.append(name)
            continue
        outputs[name] = _save(around, f"output {name}", namespace[name])
    return outputs, missing


def _saved_figures(around: _Around) -> dict[str, Artifact]:
    return {
        name: _save(around, f"figure {name}", figure) for name, figure in tracking.current.figures.items()
    }


def _save(around: _Around, what: str, value: Any) -> Artifact:
    try:
        return around.artifacts.save(value)
    except UnsavableError as error:
        raise StepError(
            f"{what} cannot be kept: {error.args[0]}", error.problems[0].hint, code="unsavable"
        ) from None
    except NbpipeError as error:
        raise StepError(f"{what} cannot be kept: {error.args[0]}", error.problems[0].hint) from None
