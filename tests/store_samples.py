"""Small things to put into a store, for the tests of the store, the registry and lineage."""

from __future__ import annotations

import functools
import itertools
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from nbpipe.as_json import dumps
from nbpipe.model import (
    Approval,
    Artifact,
    CacheKey,
    Cell,
    Decision,
    Execution,
    ExecutionStatus,
    FileUse,
    Metric,
    ModelVersion,
    Outcome,
    Parameter,
    Pipeline,
    Registration,
    Result,
    Step,
    StepStatus,
)
from nbpipe.store import DATABASE, connect, nodes
from nbpipe.store.writer import Writer

START = datetime(2026, 11, 21, 12, tzinfo=UTC)
ENVIRONMENT = {
    "python": "3.11.7",
    "platform": "Linux",
    "packages": {"pandas": "3.1.1"},
    "git_commit": "abc",
    "user": "x",
}


@functools.cache
def _empty_store() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        connect(Path(folder)).close()
        return (Path(folder) / DATABASE).read_bytes()


def new_store(folder: Path) -> sqlite3.Connection:
    """An empty store. A copy of one: to make the schema takes longer than most tests."""
    (folder / DATABASE).write_bytes(_empty_store())
    return connect(folder)


def ticking() -> Iterator[str]:
    """Times a second apart."""
    for second in itertools.count():
        yield (START + timedelta(seconds=second)).isoformat(timespec="microseconds")


def writer(connection: sqlite3.Connection) -> Writer:
    """A writer whose clock advances a second with each transaction."""
    times = ticking()
    return Writer(connection, clock=lambda: next(times))


def pipeline(*names: str, name: str = "attrition") -> Pipeline:
    """A chain of steps."""
    steps = tuple(
        Step(step, "Training" if step == "train" else "Processing", (Cell(i + 2, f"c{i}", f"{step} = 1"),))
        for i, step in enumerate(names or ("clean", "train", "register"))
    )
    return Pipeline(
        name, steps, (Parameter("depth", "int", 3),), (Cell(1, "s", "import math"),), parameters_cell=1
    )


def artifact(text: str, *, size: int = 12_345, materializer: str = "pickle") -> Artifact:
    """An artifact with a digest that begins with the hexadecimal `text`."""
    return Artifact(
        f"sha256:{text:0<64}", size, "application/octet-stream", materializer, {"v": text}, {"text": text}
    )


def open_execution(
    store: Writer,
    id: str = "e1",
    steps: tuple[str, ...] = ("clean", "train", "register"),
    name: str = "attrition",
) -> None:
    """An open execution of a chain of steps."""
    version = store.save_pipeline(
        pipeline(*steps, name=name), f"sha256:{name}{len(steps)}", "attrition.ipynb"
    )
    execution = Execution(
        id,
        name,
        version,
        ExecutionStatus.EXECUTING,
        {"depth": 3, "data": "hr.csv"},
        7,
        "attrition.ipynb",
        "ada",
        host="here",
        pid=100,
        environment=ENVIRONMENT,
    )
    store.open_execution(
        execution, [(step, "Training" if step == "train" else "Processing") for step in steps]
    )


def run_step(
    store: Writer,
    execution: str,
    step: str,
    *,
    number: int = 1,
    inputs: dict[str, Artifact] | None = None,
    outputs: dict[str, Artifact] | None = None,
    metrics: tuple[Metric, ...] = (),
    files: tuple[FileUse, ...] = (),
    seconds: float = 1.5,
) -> None:
    """A whole successful attempt, with its lineage."""
    store.start_attempt(
        execution, step, number, inputs=inputs or {}, notebook=f"{step}.ipynb", host="here", pid=5
    )
    outcome = Outcome(
        StepStatus.SUCCEEDED,
        outputs or {},
        metrics=metrics,
        files=files,
        seconds=seconds,
        cpu_seconds=1.0,
        max_rss=10,
    )
    edges = nodes.of_attempt(
        execution,
        step,
        number,
        inputs=inputs or {},
        outcome=outcome,
        parameters=["depth"],
        code_digest="sha256:c0de",
    )
    store.end_attempt(execution, step, number, outcome, status=StepStatus.SUCCEEDED, associations=edges)


def register(
    store: Writer,
    execution: str = "e1",
    *,
    step: str = "register",
    group: str = "attrition",
    model: Artifact | None = None,
    status: Approval = Approval.PENDING,
    metrics: Mapping[str, Any] | None = None,
) -> ModelVersion:
    """A registered model version."""
    registration = Registration(
        group,
        model or artifact("aa"),
        status,
        {"auc": 0.81} if metrics is None else metrics,
        "# Attrition",
        "who may leave",
    )
    version = store.decide(execution, step, Decision(StepStatus.SUCCEEDED, "", registration=registration))
    assert version is not None
    return version


def attrition(store: Writer, id: str = "e1", model: str = "aa") -> ModelVersion:
    """A whole execution: a file is cleaned, a model trained and registered."""
    open_execution(store, id)
    frame, fitted = artifact("df"), artifact(model)
    run_step(
        store, id, "clean", outputs={"df": frame}, files=(FileUse("data/hr.csv", "read", 99, "sha256:f11e"),)
    )
    run_step(
        store,
        id,
        "train",
        inputs={"df": frame},
        outputs={"model": fitted},
        metrics=(Metric("auc", 0.7, 1), Metric("auc", 0.81, 2), Metric("loss", float("nan"))),
    )
    version = register(store, id, model=fitted)
    store.set_execution(id, ExecutionStatus.SUCCEEDED)
    return version


def with_key(connection: sqlite3.Connection, result: Result, key: CacheKey) -> Result:
    """The result as if its attempt had been given that cache key."""
    connection.execute(
        "INSERT INTO cache_keys (key, components) VALUES (?, ?) ON CONFLICT DO NOTHING",
        (key.digest, dumps(key.components)),
    )
    return replace(result, key=key.digest)
