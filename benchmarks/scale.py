"""Large pipelines: a fan of 10,000 steps with an executor that does nothing, and a long notebook run again unchanged.

python benchmarks/scale.py [STEPS]
"""

from __future__ import annotations

import contextlib
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from concurrent.futures import Future
from pathlib import Path

from nbpipe import config, definition, scheduler, store
from nbpipe import notebook as notebooks
from nbpipe.model import Job, Outcome, StepStatus
from nbpipe.store import queries


class Nothing:
    """An executor whose jobs succeed at once and give nothing."""

    name, slots = "nothing", 8

    def submit(self, job: Job) -> Future[Outcome]:
        future: Future[Outcome] = Future()
        future.set_result(Outcome(StepStatus.SUCCEEDED))
        return future

    def began(self, job: Job) -> float | None:
        """It ends when it begins."""
        return None

    def stop(self, job: Job) -> None:
        """Nothing runs."""

    def close(self) -> None:
        """Nothing is left."""


def fan(count: int) -> tuple[str, ...]:
    """One step, `count` steps after it, and one after them all."""
    middle = [f"%%step s{n} --after first\ny{n} = {n}" for n in range(count)]
    return ("%%step first\nx = 1", *middle, "%%step last\nz = 1")


def chain(count: int) -> list[str]:
    """Each step adds one to what the step before gave."""
    return ["%%step s0\nx0 = 1", *(f"%%step s{n}\nx{n} = x{n - 1} + 1" for n in range(1, count))]


def measure_fan(folder: Path, count: int) -> None:
    pipeline = definition.compiled(notebooks.from_cells(fan(count), "fan")).pipeline
    request = scheduler.Request(
        pipeline, {}, folder / "fan.ipynb", config.settings(folder, folder / ".nbpipe")
    )
    before, cpu = time.perf_counter(), time.process_time()
    finished = scheduler.run(request, Nothing())
    seconds, cpu = time.perf_counter() - before, time.process_time() - cpu
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    assert finished.status == "Succeeded"
    print(
        f"fan of {count} steps, no-op executor: {seconds:.1f} s, {1000 * cpu / count:.2f} ms of CPU a step, "
        f"{memory:.0f} MB"
    )


def measure_unchanged(folder: Path, count: int) -> None:
    """The whole command; the first run is made to have the results, with the real executor."""
    cells = [
        {
            "cell_type": "code",
            "id": f"c{n}",
            "metadata": {},
            "execution_count": None,
            "outputs": [],
            "source": text,
        }
        for n, text in enumerate(chain(count))
    ]
    path = folder / f"chain{count}.ipynb"
    path.write_text(json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}))
    command = [sys.executable, "-m", "nbpipe", "--store", str(folder / "chains"), "run", str(path), "--json"]
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    before = time.perf_counter()
    first = subprocess.run(command, check=True, capture_output=True)
    once = time.perf_counter() - before
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = usage.ru_utime + usage.ru_stime - used.ru_utime - used.ru_stime
    again = []
    for _ in range(5):
        before = time.perf_counter()
        done = subprocess.run(command, check=True, capture_output=True)
        again.append(time.perf_counter() - before)
        assert all(step["cached"] for step in json.loads(done.stdout)["steps"].values())
    assert json.loads(first.stdout)["status"] == "Succeeded"
    with contextlib.closing(store.connect(folder / "chains", create=False)) as connection:
        assert len(queries.executions(connection, 20, pipeline=path.stem)) == 6
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(
        f"chain of {count} steps: {once:.2f} s, {1000 * cpu / count:.2f} ms of CPU a step in the scheduler and its start; "
        f" unchanged again: {sorted(again)[2]:.2f} s ({min(again):.2f} to {max(again):.2f}), "
        f"at most {memory:.0f} MB"
    )


def main() -> None:
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # without byte code every process starts late
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        measure_fan(Path(folder), count // 10)
        measure_fan(Path(folder), count)
    for steps in (20, max(20, count // 10)):
        with tempfile.TemporaryDirectory() as folder:
            measure_unchanged(Path(folder), steps)


if __name__ == "__main__":
    main()
