"""The magics in a real kernel, as JupyterLab runs it, and the demo notebook run by hand."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
import pytest
from jupyter_client.manager import KernelManager
from jupyter_core.utils import ensure_event_loop

from nbpipe import store
from nbpipe.artifacts import ArtifactStore
from nbpipe.errors import NotFoundError
from nbpipe.model import Execution, ExecutionStatus
from nbpipe.store import queries

pytestmark = pytest.mark.slow

CASE = (
    "%%parameters\nlimit = 0.5\nseconds = 0.0",
    "%%step make\nimport random, time\ntime.sleep(seconds)\ndrawn = random.random()",
    "%%step gate --type Condition --then good --else bad\nlimit < 1",
    "%%step good\nkept = drawn",
    "%%step bad --type Fail\nthe limit is {limit}",
)


@dataclass
class Ran:
    """What a cell gave: `ok` or `error`, its text, and its other outputs by type."""

    status: str
    text: str
    outputs: list[tuple[str, dict[str, Any]]]

    def data(self, kind: str) -> list[dict[str, Any]]:
        """Data of the outputs of that type."""
        return [content["data"] for name, content in self.outputs if name == kind]

    @property
    def errors(self) -> list[str]:
        """Tracebacks, without colours."""
        found = ["\n".join(content["traceback"]) for name, content in self.outputs if name == "error"]
        return [re.sub(r"\x1b\[[0-9;]*m", "", text) for text in found]


class Kernel:
    """A kernel in a notebook's folder that is told, as Jupyter Server does, which notebook it is for."""

    def __init__(self, notebook: Path) -> None:
        self.notebook = notebook
        self.manager = KernelManager(kernel_name="python3")
        unset = {name: value for name, value in os.environ.items() if not name.startswith("NBPIPE_")}
        self.manager.start_kernel(cwd=str(notebook.parent), env={**unset, "JPY_SESSION_NAME": str(notebook)})
        self.client = self.manager.client()
        self.client.start_channels(hb=False)  # its thread leaves an event loop open
        self.client.wait_for_ready(60)
        assert self.run("%load_ext nbpipe").status == "ok"

    def run(
        self, source: str, cell_id: str | None = None, on_output: Callable[[], None] = lambda: None
    ) -> Ran:
        """Run a cell and wait for its end; `on_output` is called for each output."""
        content = {
            "code": source,
            "silent": False,
            "store_history": True,
            "allow_stdin": False,
            "user_expressions": {},
        }
        message = self.client.session.msg(
            "execute_request", content, metadata={"cellId": cell_id} if cell_id else {}
        )
        self.client.shell_channel.send(message)
        outputs = []
        while True:
            answer = self.client.get_iopub_msg(timeout=60)
            if answer["parent_header"].get("msg_id") != message["header"]["msg_id"]:
                continue
            kind, content = answer["msg_type"], answer["content"]
            if kind == "status" and content["execution_state"] == "idle":
                break
            if kind not in ("status", "execute_input"):
                outputs.append((kind, content))
                on_output()
        reply = self.client.get_shell_msg(timeout=30)
        while reply["parent_header"].get("msg_id") != message["header"]["msg_id"]:
            reply = self.client.get_shell_msg(timeout=30)  # that one was about the kernel's start
        text = "".join(content["text"] for kind, content in outputs if kind == "stream")
        return Ran(reply["content"]["status"], text, outputs)

    def newest(self) -> Execution | None:
        """The newest execution of the notebook."""
        try:
            with closing(store.connect(self.notebook.parent / ".nbpipe", create=False)) as connection:
                return queries.execution(connection, "latest")
        except NotFoundError:
            return None

    def close(self) -> None:
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)
        self.manager.cleanup_resources()


def write(path: Path, *sources: str) -> Path:
    cells = [nbformat.v4.new_code_cell(text, id=f"c{n}") for n, text in enumerate(sources, 1)]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
    return path


@pytest.fixture(autouse=True)
def one_event_loop() -> Iterator[None]:
    """The blocking clients make event loops on demand and leave them open; so there is one beforehand."""
    loop = ensure_event_loop()
    yield
    loop.close()
    asyncio.set_event_loop(None)


@pytest.fixture
def kernel(tmp_path: Path) -> Iterator[Kernel]:
    made = Kernel(write(tmp_path.resolve() / "case.ipynb", *CASE))
    yield made
    made.close()


def wait_until(condition: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.1)


def test_cells_by_hand(kernel: Kernel) -> None:
    assert kernel.run("%%step a\nimport asyncio\nawait asyncio.sleep(0)\n6 * 7").data("execute_result") == [
        {"text/plain": "42"}
    ]
    assert kernel.run("_, Out[2]").data("execute_result") == [{"text/plain": "(42, 42)"}]
    timed = kernel.run("%%step a\n%%time\nx = 5\nx")
    assert "Wall time" in timed.text
    assert timed.data("execute_result") == [{"text/plain": "5"}]
    assert kernel.run("%%step a\n%matplotlib inline\n!echo told\nfound = !echo kept").text.strip() == "told"
    assert kernel.run("found").data("execute_result") == [{"text/plain": "['kept']"}]

    failed = kernel.run("%%step a\n\nx = 0\n1 / x\n")
    (said,) = failed.errors
    assert failed.status == "error"
    assert re.search(r"^Cell In\[\d+\], line 4$", said, re.MULTILINE)
    assert "1 '%%step a'" in said
    assert "magics" not in said

    wrong = kernel.run("%%step a --aftr b\nran = True")
    assert (wrong.status, wrong.text) == ("error", "")
    assert wrong.errors == [
        "line 1: a Processing step has no option --aftr\n    %%step a --aftr b\n             ^\n  → did you mean --after?"
    ]
    assert kernel.run("ran").status == "error"

    gate = kernel.run(CASE[2])
    assert "limit has no value in this kernel" in gate.errors[0]
    assert "run the %%parameters cell first, which is cell 1" in gate.errors[0]
    assert kernel.run(CASE[0]).status == "ok"
    (shown,) = kernel.run(CASE[2]).data("display_data")
    assert "Would run: **good**" in shown["text/markdown"]


def test_a_run_that_is_waited_for(kernel: Kernel) -> None:
    """It is drawn in one place; it gives the values of the cells by hand; one that fails, fails the cell."""
    ran = kernel.run("%pipeline run --wait -p seconds=0.5")
    assert ran.status == "ok", ran.errors
    assert "Succeeded in" in ran.text
    assert len(ran.data("display_data")) == 1
    drawn = [*ran.data("display_data"), *ran.data("update_display_data")]
    assert len(drawn) >= 2
    identities = {content["transient"]["display_id"] for kind, content in ran.outputs if "display" in kind}
    assert len(identities) == 1
    assert drawn[-1]["image/svg+xml"].startswith("<svg")
    assert "3 succeeded, 1 skipped" in drawn[-1]["text/plain"]

    for source in CASE[:2]:
        assert kernel.run(source).status == "ok"
    by_hand = float(kernel.run("drawn").data("execute_result")[0]["text/plain"])
    execution = kernel.newest()
    assert execution is not None
    (artifact,) = (o.artifact for step in execution.steps for o in step.outputs if o.variable == "drawn")
    assert ArtifactStore(kernel.notebook.parent / ".nbpipe" / "artifacts").load(artifact) == by_hand

    failed = kernel.run("%pipeline run --wait -p limit=2")
    assert failed.status == "error"
    assert failed.errors == ["cell 5: step bad: the limit is 2.0"]
    write(kernel.notebook, CASE[0], "%%step make\n\nlimit.nothing", *CASE[2:3], "%%step good\n1", CASE[4])
    failed = kernel.run("%pipeline run --wait")
    assert failed.errors[0].startswith("cell 2, line 3: step make: AttributeError: 'float' object")
    assert "%pipeline logs" in failed.errors[0]
    assert "AttributeError" in kernel.run("%pipeline logs latest make").text

    (shown,) = kernel.run("%pipeline").data("display_data")
    assert "1 failed" in shown["text/plain"]
    assert "✗ Failed" in kernel.run("%pipeline runs").text
    unknown = kernel.run("%pipeline run -p limt=2")
    assert unknown.errors == ["the pipeline has no parameter limt\n  → did you mean limit?"]


def test_interrupting_the_kernel_stops_the_run_that_it_waits_for(kernel: Kernel) -> None:
    begun = threading.Event()

    def interrupt() -> None:
        begun.wait(60)
        # As the manager interrupts it; which in a thread would leave an event loop open.
        os.killpg(os.getpgid(kernel.manager.provisioner.pid), signal.SIGINT)

    thread = threading.Thread(target=interrupt)
    thread.start()
    ran = kernel.run("%pipeline run --wait -p seconds=120", on_output=begun.set)
    thread.join()
    execution = kernel.newest()
    assert execution is not None
    assert execution.status is ExecutionStatus.STOPPED
    assert ran.errors == [f"execution {execution.id} was stopped"]


def test_a_run_outlives_its_kernel(kernel: Kernel) -> None:
    ran = kernel.run("%pipeline run -p seconds=10")
    assert ran.status == "ok", ran.errors
    assert "It goes on by itself" in ran.text
    kernel.manager.shutdown_kernel(now=True)
    assert not kernel.manager.is_alive()
    execution = kernel.newest()
    assert execution is not None
    assert execution.status is ExecutionStatus.EXECUTING
    wait_until(lambda: (found := kernel.newest()) is not None and found.status.ended)
    execution = kernel.newest()
    assert execution is not None
    assert execution.status is ExecutionStatus.SUCCEEDED


def test_the_demo_notebook_runs_by_hand(tmp_path: Path) -> None:
    path = tmp_path.resolve() / "attrition.ipynb"
    shutil.copy(Path(__file__).parents[1] / "notebooks" / "attrition.ipynb", path)
    before = path.read_bytes()
    made = Kernel(path)
    try:
        ran = {
            cell.id: made.run(cell.source, cell.id)
            for cell in nbformat.read(path, 4).cells
            if cell.cell_type == "code"
        }
    finally:
        made.close()
    assert {name: cell.errors for name, cell in ran.items() if cell.status != "ok"} == {}
    assert not any("Not saved" in cell.text for cell in ran.values())
    assert "Would run: **register**" in ran["step-gate"].data("display_data")[0]["text/markdown"]
    assert "# Attrition model" in ran["step-register"].data("display_data")[0]["text/markdown"]
    assert "Not registered: the AUC" in ran["step-too-weak"].data("display_data")[0]["text/markdown"]
    assert [name for name, cell in ran.items() if "would be skipped: gate is True" in cell.text] == [
        "step-too-weak"
    ]
    assert ran["show-plan"].text.startswith("run  load ")
    (drawn,) = ran["show-pipeline"].data("display_data")
    assert "Train XGBoost" in drawn["image/svg+xml"]
    assert path.read_bytes() == before
