"""Many executions in one store: do the queries that the views make, and a run itself, stay as fast?

python benchmarks/soak.py [EXECUTIONS]
"""

from __future__ import annotations

import contextlib
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path

from nbpipe import config, definition, scheduler, store
from nbpipe import notebook as notebooks
from nbpipe.artifacts import ArtifactStore
from nbpipe.model import Artifact, FileUse, Job, Metric, Outcome, StepStatus
from nbpipe.store import queries, registered

CELLS = (
    "%%parameters\nn: int = 0",
    "%%step load\nrows = [n]",
    "%%step clean\nclean = rows",
    "%%step train --type Training --model model\nmodel = clean",
    "%%step score\nmetrics = model",
    "%%step register --type Register --model model --group soak --metrics metrics\n# A model",
)
QUERIES: dict[str, Callable[..., object]] = {
    "latest": lambda c: queries.execution(c, "latest"),
    "page of runs": lambda c: queries.executions(c, 20),
    "events": lambda c: queries.events(c, queries.last_event_id(c) - 50),
    "groups": lambda c: registered.groups(c),
    "expected": lambda c: queries.expected_seconds(c, "soak"),
}


class Values:
    """An executor whose jobs succeed at once and give a value of their own."""

    name, slots = "values", 4

    def __init__(self, artifacts: ArtifactStore, number: int) -> None:
        self.outputs: dict[str, Artifact] = {
            name: artifacts.save(value)
            for name, value in (
                ("rows", [number]),
                ("clean", [number, 1]),
                ("model", [number, 2]),
                ("metrics", {"auc": number / 10_000}),
            )
        }

    def submit(self, job: Job) -> Future[Outcome]:
        name = {"load": "rows", "clean": "clean", "train": "model", "score": "metrics"}[job.step]
        outcome = Outcome(
            StepStatus.SUCCEEDED,
            {name: self.outputs[name]},
            metrics=(Metric("auc", 0.5, logged_at=store.now()),),
            files=(FileUse("/data/hr.csv", "read", 10, "sha256:" + "0" * 64),),
            seconds=0.1,
        )
        future: Future[Outcome] = Future()
        future.set_result(outcome)
        return future

    def began(self, job: Job) -> float | None:
        """It ends when it begins."""
        return None

    def stop(self, job: Job) -> None:
        """Nothing runs."""

    def close(self) -> None:
        """Nothing is left."""


def milliseconds(work: Callable[[], object]) -> float:
    found = []
    for _ in range(20):
        begun = time.perf_counter()
        work()
        found.append(1000 * (time.perf_counter() - begun))
    return statistics.median(found)


def main(count: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        settings = config.settings(folder, folder / ".nbpipe")
        artifacts = ArtifactStore(settings.artifacts)
        pipeline = definition.compiled(notebooks.from_cells(CELLS, "soak")).pipeline
        marks = {count // 20, count // 4, count // 2, count}
        recent: list[float] = []
        for number in range(1, count + 1):
            request = scheduler.Request(pipeline, {"n": number}, folder / "soak.ipynb", settings)
            begun = time.perf_counter()
            assert scheduler.run(request, Values(artifacts, number)).status == "Succeeded"
            recent.append(time.perf_counter() - begun)
            if number not in marks:
                continue
            with contextlib.closing(store.connect(settings.store, create=False)) as connection:
                times = {what: milliseconds(lambda: query(connection)) for what, query in QUERIES.items()}  # noqa: B023
            size = os.path.getsize(settings.store / store.DATABASE) / 1e6
            said = ", ".join(f"{what} {value:.2f}" for what, value in times.items())
            run = 1000 * statistics.median(recent[-50:])
            print(f"{number} executions: {size:.1f} MB, a run {run:.0f} ms; queries in ms: {said}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
