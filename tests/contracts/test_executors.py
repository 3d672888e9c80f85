"""What every executor promises; the one of the tests, which only forks, included."""

from __future__ import annotations

import json
import os
import random
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import psutil
import pytest
from forked import ForkedExecutor

from nbpipe import definition, job, notebook, parameters, plugins, seeding
from nbpipe.artifacts import ArtifactStore
from nbpipe.executors import Executor
from nbpipe.executors.local import LocalExecutor
from nbpipe.model import Artifact, Job, Outcome, StepStatus
from nbpipe.steps import Inputs

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="processes are counted through /proc"),
]

MAKERS: dict[str, Callable[[], Executor]] = {
    "kernels": lambda: LocalExecutor(2),
    "warm": lambda: LocalExecutor(2, modules=()),
    "forked": ForkedExecutor,
}
AT_ONCE = ("kernels", "warm")  # those that answer before the job has ended


@pytest.fixture(params=MAKERS)
def executor(request: pytest.FixtureRequest) -> Iterator[Executor]:
    made = MAKERS[request.param]()
    yield made
    made.close()


@pytest.fixture(params=AT_ONCE)
def executor_at_once(request: pytest.FixtureRequest) -> Iterator[Executor]:
    made = MAKERS[request.param]()
    yield made
    made.close()


@dataclass
class Bench:
    """A place for jobs: a store's folder, and a working directory."""

    folder: Path
    count: int = 0

    def job(
        self,
        *cells: str,
        step: str = "it",
        given: Mapping[str, Any] | None = None,
        inputs: Mapping[str, Artifact] | None = None,
        cwd: Path | None = None,
        seed: int = 0,
    ) -> Job:
        """A job that is ready to be submitted, for one step of a notebook of these cells."""
        self.count += 1
        pipeline = definition.compiled(notebook.from_cells(cells, "case")).pipeline
        found = pipeline.step(step)
        bound = parameters.bind(pipeline.parameters, given or {})
        step_type = plugins.find("steps", found.type)
        fields = step_type.options.__dataclass_fields__
        own = step_type.options(**{key: value for key, value in found.options.items() if key in fields})
        planned = step_type.plan(found, own, Inputs(inputs or {}, bound, self.artifacts.load))
        around = job.Surroundings(
            execution=f"e{self.count}",
            store=str(self.folder / ".nbpipe"),
            artifacts=str(self.artifacts_folder),
            cwd=str(cwd or self.folder),
            seed=seed,
            parameters=bound,
        )
        return job.prepare(pipeline, found, planned, inputs or {}, 1, around)

    @property
    def artifacts_folder(self) -> Path:
        return self.folder / ".nbpipe" / "artifacts"

    @property
    def artifacts(self) -> ArtifactStore:
        return ArtifactStore(self.artifacts_folder)

    def values(self, outcome: Outcome) -> dict[str, Any]:
        """The outputs of a job that must have succeeded."""
        assert outcome.status is StepStatus.SUCCEEDED, outcome.failure
        return {name: self.artifacts.load(artifact) for name, artifact in outcome.outputs.items()}


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path.resolve())


def is_alive(pid: int | None) -> bool:
    """Whether a process runs; one that only waits for its parent to look does not."""
    try:
        return pid is not None and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False


def wait_until(condition: Callable[[], bool], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)


def test_a_job_that_succeeds_tells_everything(executor: Executor, bench: Bench) -> None:
    (bench.folder / "in.txt").write_text("hello", "utf-8")
    body = (
        "%%step it --metrics scores\n"
        "import nbpipe\n"
        "from matplotlib.figure import Figure\n"
        "text = open('in.txt').read()\n"
        "with open('out.txt', 'w') as file:\n"
        "    _ = file.write(text.upper())\n"
        "scores = {'auc': 0.75}\n"
        "nbpipe.log_metric('loss', 0.5, step=2)\n"
        "nbpipe.log_figure(Figure(), 'empty')\n"
        "where = (nbpipe.context.pipeline, nbpipe.context.step, nbpipe.context.attempt)"
    )
    made = bench.job(body, "%%step use\nprint(text, where)")
    outcome = executor.submit(made).result(60)
    assert bench.values(outcome) == {"text": "hello", "where": ("case", "it", 1)}
    assert outcome.failure is None
    assert {(metric.name, metric.value, metric.step) for metric in outcome.metrics} == {
        ("auc", 0.75, None),
        ("loss", 0.5, 2),
    }
    assert list(outcome.figures) == ["empty"]
    used = {(Path(item.path).name, item.mode) for item in outcome.files}
    assert {("in.txt", "read"), ("out.txt", "written")} <= used
    assert (bench.folder / "out.txt").read_text("utf-8") == "HELLO"
    assert outcome.started_at < outcome.ended_at
    assert outcome.seconds > 0
    assert outcome.pid != os.getpid()
    executor.close()
    executor.close()  # as often as one likes
    wait_until(lambda: not is_alive(outcome.pid))


def test_values_and_parameters_are_given(executor: Executor, bench: Bench) -> None:
    cells = (
        "%%setup\ndef double(v):\n    return 2 * v",
        "%%parameters\nn = 1\ncountry: str\nrate = 0.5",
        "%%step one\nx = double(n)",
        "%%step two\ny = (x, country, rate)",
        "%%step use\ny",
    )
    given = {"n": 7, "country": "at"}
    first = executor.submit(bench.job(*cells, step="one", given=given)).result(60)
    assert bench.values(first) == {"x": 14}
    second = executor.submit(bench.job(*cells, step="two", given=given, inputs=first.outputs)).result(60)
    assert bench.values(second) == {"y": (14, "at", 0.5)}


FAILURES = (
    ("x = 1\nraise ValueError('no rows left')", "ValueError", "no rows left"),
    ("x = 1\nclass Own(Exception): ...\nraise Own", "Own", ""),
    ("x = (n for n in range(3))", "StepError", "generator"),
)


def test_code_that_fails_is_an_outcome(executor: Executor, bench: Bench) -> None:
    jobs = [bench.job(f"%%step it\n{body}", "%%step use\nprint(x)") for body, _, _ in FAILURES]
    futures = [executor.submit(made) for made in jobs]
    for (_, kind, message), future in zip(FAILURES, futures, strict=True):
        outcome = future.result(60)
        assert outcome.status is StepStatus.FAILED
        assert outcome.failure is not None
        assert outcome.failure.type == kind
        assert message in outcome.failure.message
        assert outcome.outputs == {}


def test_random_state_is_that_of_the_seed_and_the_step(executor: Executor, bench: Bench) -> None:
    body = (
        "%%step it\n"
        "import random\n"
        "first = random.random()\n"
        "import numpy as np\n"
        "drawn = (first, random.random(), float(np.random.rand()))"
    )
    futures = {seed: executor.submit(bench.job(body, "%%step use\ndrawn", seed=seed)) for seed in (0, 3)}
    for seed, future in futures.items():
        own = seeding.derive(seed, "it")
        source = random.Random(own)
        expected = (source.random(), source.random(), float(np.random.RandomState(own).rand()))
        assert bench.values(future.result(60)) == {"drawn": expected}


def test_the_working_directory_is_the_jobs(executor: Executor, bench: Bench) -> None:
    """Two jobs that run at the same time, where that can be, keep their own."""
    body = "%%step it\nimport os, time\nbefore = os.getcwd()\ntime.sleep(0.3)\nfound = (before, os.getcwd(), open('who').read())"
    here = os.getcwd()
    jobs = []
    for name in ("one", "two"):
        (bench.folder / name).mkdir()
        (bench.folder / name / "who").write_text(name, "utf-8")
        jobs.append(bench.job(body, "%%step use\nfound", cwd=bench.folder / name))
    futures = [executor.submit(made) for made in jobs]
    for name, future in zip(("one", "two"), futures, strict=True):
        folder = str(bench.folder / name)
        assert bench.values(future.result(60)) == {"found": (folder, folder, name)}
    assert os.getcwd() == here


# A job that does not end, and a child that it leaves behind; their numbers stand in the file `began`.
SLEEP = (
    "%%step it\nimport os, subprocess, time\n"
    "child = subprocess.Popen(['sleep', '300'], start_new_session=True)\n"
    "with open('began.tmp', 'w') as file:\n    file.write(f'{os.getpid()} {child.pid}')\n"
    "os.replace('began.tmp', 'began')\ntime.sleep(300)"
)


def begun(bench: Bench) -> list[int]:
    """The processes of the job that sleeps, once it does."""
    wait_until((bench.folder / "began").exists)
    found = [int(word) for word in (bench.folder / "began").read_text("utf-8").split()]
    assert all(map(is_alive, found))
    return found


def test_stopping_a_job_ends_its_processes_and_no_others(executor_at_once: Executor, bench: Bench) -> None:
    wait = "import os, time\nwhile not os.path.exists('go'):\n    time.sleep(0.05)"
    long, short = bench.job(SLEEP), bench.job(f"%%step it\n{wait}\nx = 1", "%%step use\nx")
    futures = [executor_at_once.submit(made) for made in (long, short)]
    processes = begun(bench)
    executor_at_once.stop(long)
    outcome = futures[0].result(20)
    assert outcome.status is StepStatus.STOPPED
    assert outcome.failure is not None
    assert outcome.failure.type == "Stopped"
    executor_at_once.stop(long)
    (bench.folder / "go").touch()
    assert bench.values(futures[1].result(20)) == {"x": 1}
    executor_at_once.close()
    wait_until(lambda: not any(map(is_alive, processes)))


def test_a_job_that_was_stopped_before_it_began(executor_at_once: Executor, bench: Bench) -> None:
    made = bench.job("%%step it\nopen('ran', 'w').close()")
    executor_at_once.stop(made)
    assert executor_at_once.submit(made).result(20).status is StepStatus.STOPPED
    assert not (bench.folder / "ran").exists()


def test_closing_ends_what_still_runs(executor_at_once: Executor, bench: Bench) -> None:
    future = executor_at_once.submit(bench.job(SLEEP))
    processes = begun(bench)
    executor_at_once.close()
    assert future.result(20).status is not StepStatus.SUCCEEDED
    wait_until(lambda: not any(map(is_alive, processes)))


def test_the_executed_notebook_keeps_rich_outputs(executor_at_once: Executor, bench: Bench) -> None:
    body = (
        "%%step it\nfrom IPython.display import HTML, display\nprint('said')\n"
        "display(HTML('<b>bold</b>'))\n6 * 7"
    )
    made = bench.job(body)
    assert executor_at_once.submit(made).result(60).status is StepStatus.SUCCEEDED
    cells = json.loads((Path(made.folder) / "executed.ipynb").read_text("utf-8"))["cells"]
    (found,) = [cell for cell in cells if cell["metadata"].get("nbpipe", {}).get("role") == "body"]
    stream, shown, result = found["outputs"]
    assert "".join(stream["text"]) == "said\n"
    assert "".join(shown["data"]["text/html"]) == "<b>bold</b>"
    assert (result["output_type"], "".join(result["data"]["text/plain"])) == ("execute_result", "42")
