"""Pipeline steps: what is refused when the pipeline is compiled, executions within executions, and whole runs."""

from __future__ import annotations

import io
import json
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import Future
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from notebooks_in_folders import write
from scripted import Bench, Does, Run, Script, fails
from test_faults import left_behind, run, status, wait_until, whole

from nbpipe import cli, definition, scheduler, store
from nbpipe.api import cards
from nbpipe.cli.lines import Lines
from nbpipe.errors import DefinitionError
from nbpipe.model import Metric, Resources, Step, StepExecution, StepStatus
from nbpipe.scheduler import nested
from nbpipe.scheduler import plan as planning
from nbpipe.scheduler.machine import Machine, Room
from nbpipe.store import collect, queries

CHILD = (
    "%%parameters\nlimit: int = 3\nname: str = 'x'\nrate: float = 0.5",
    "%%step load\nrows = [1] * limit",
    "%%step score\ntotal = len(rows) * rate\nextra = name",
)
MAIN = ("%%parameters\nwho: str = 'ada'", "%%step make\nn = 4")
USE = "%%step use\nresult = total"


def child(folder: Path, *cells: str) -> Path:
    return write(folder / "child.ipynb", *(cells or CHILD))


def main(folder: Path, flags: str, body: str = "", *cells: str) -> Path:
    return write(folder / "main.ipynb", *MAIN, f"%%step inner --type Pipeline {flags}\n{body}", *cells)


# ---- before a run -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("flags", "message", "hint", "at"),
    [
        ("", "a Pipeline step needs --path", "such as %%step score --type Pipeline", "--type"),
        ("--path nobody.ipynb", "there is no file", "child.ipynb", "nobody.ipynb"),
        ("--path main.ipynb", "would contain itself: main.ipynb → main.ipynb", "away", "main.ipynb"),
        (
            "--path outer.ipynb",
            "contain itself: main.ipynb → outer.ipynb → main.ipynb",
            "away",
            "outer.ipynb",
        ),
        (
            "--path broken.ipynb",
            "broken.ipynb, cell 1, line 2: nothing defines nobody",
            "nbpipe check",
            "broken",
        ),
        ("--path bare.ipynb", "the notebook has no steps", "write %%step", "bare.ipynb"),
        ("--path r.ipynb", "r is written in r; steps are Python", "--type Notebook", "r.ipynb"),
        ("--path child.ipynb --param limt=1", "child.ipynb has no parameter limt", "mean limit?", "limt=1"),
        ("--path child.ipynb --param 'limit=\"a\"'", "limit", "child.ipynb has limit: int", "limit="),
        ("--path child.ipynb --param limit=nobody", "nothing defines nobody", None, "nobody"),
        ("--path needs.ipynb", "needs.ipynb needs country, which has no default", "--param country", "needs"),
        ("--path child.ipynb --out totl", "no step of child.ipynb makes totl", "did you mean total?", "totl"),
        ("--path child.ipynb --out limit", "no step of child.ipynb makes limit", "there is extra", "limit"),
        (
            "--path child.ipynb --cpus 2",
            "--cpus says nothing of a Pipeline step",
            "of that pipeline",
            "--cpus",
        ),
        (
            "--path asks.ipynb",
            "step ask of asks.ipynb waits for an answer",
            "that Callback here",
            "asks.ipynb",
        ),
        ("--path child.ipynb --cache-for 1d", "--cache-for says nothing", "of that pipeline", "--cache-for"),
    ],
)
def test_what_is_refused_before_a_run(
    tmp_path: Path, flags: str, message: str, hint: str | None, at: str
) -> None:
    child(tmp_path)
    write(tmp_path / "outer.ipynb", "%%step back --type Pipeline --path main.ipynb\n")
    write(tmp_path / "broken.ipynb", "%%step a\nprint(nobody)")
    write(tmp_path / "bare.ipynb", "print(1)")
    write(
        tmp_path / "asks.ipynb",
        "%%step ask --type Callback --out answer\nShip it?",
        "%%step b\nprint(answer)",
    )
    write(tmp_path / "r.ipynb", "1", language="R")
    write(tmp_path / "needs.ipynb", "%%parameters\ncountry: str", "%%step a\nprint(country)")
    with pytest.raises(DefinitionError) as raised:
        definition.load(main(tmp_path, flags))
    (problem,) = raised.value.problems
    assert message in problem.message
    assert hint is None or hint in (problem.hint or "")
    assert (problem.cell, problem.line) == (3, 1)
    assert problem.source is not None
    assert problem.column is not None
    assert problem.source[problem.column :].startswith(at)


def test_it_has_no_body(tmp_path: Path) -> None:
    child(tmp_path)
    with pytest.raises(DefinitionError) as raised:
        definition.load(main(tmp_path, "--path child.ipynb", "# scores\nx = 1"))
    (problem,) = raised.value.problems
    assert (problem.message, problem.cell, problem.line) == ("a Pipeline step has no body", 3, 3)


def test_what_it_takes_and_gives(tmp_path: Path) -> None:
    child(tmp_path)
    path = main(tmp_path, "--path child.ipynb --param limit=n --param name=who --out total,extra", "", USE)
    step = definition.load(path).pipeline.step("inner")
    assert dict(step.inputs) == {"n": ("make",)}
    assert (step.parameters, step.outputs) == (("who",), ("extra", "total"))


# ---- executions within executions ---------------------------------------------------------------------------------------


class Nest(Bench):
    """A bench whose pipelines are files."""

    def start(self, script: Script | None = None, *, name: str = "main", **more: Any) -> Run:
        found = definition.load(self.folder / f"{name}.ipynb").pipeline
        return self.run(found, script, **more)

    def again(self, execution: str, script: Script | None = None, **more: Any) -> Run:
        return self.resume(definition.load(self.folder / "main.ipynb").pipeline, execution, script, **more)

    def inner(self, of: Run, step: str = "inner") -> Run:
        return self.seen(queries.nested(self.connection, of.id)[step], of.script)


@pytest.fixture
def nest(tmp_path: Path) -> Iterator[Nest]:
    child(tmp_path)
    main(tmp_path, "--path child.ipynb --param limit=n --param name=who --param rate=2 --out total", "", USE)
    made = Nest(tmp_path)
    try:
        yield made
    finally:
        made.close()


def script(**does: Any) -> Script:
    given = {
        "make": Does({"n": 4}),
        "load": Does({"rows": [1, 1, 1, 1]}),
        "score": Does({"total": 8.0, "extra": "ada"}),
        "use": Does(lambda values: {"result": values["total"]}),
    }
    return Script({**given, **does})


def test_it_is_an_execution_of_its_own(nest: Nest) -> None:
    done = nest.start(script())
    assert (done.status, done.script.order) == ("Succeeded", ["make", "load", "score", "use"])
    inner = nest.inner(done)
    assert (inner.execution.parent_execution, inner.execution.parent_step) == (done.id, "inner")
    assert dict(inner.execution.parameters) == {"limit": 4, "name": "ada", "rate": 2.0}
    assert inner.value("score", "total") == done.value("inner", "total") == 8.0
    assert [item.variable for item in inner.step("score").outputs] == ["total"]
    assert queries.execution_id(nest.connection, "latest") == done.id


def test_a_run_without_a_terminal_says_once_that_it_runs(nest: Nest) -> None:
    done = nest.start(script())
    stream = io.StringIO()
    with Lines(store.folder_of(nest.connection), stream) as lines:
        lines(done.id)
    said = [line.split()[2:4] for line in stream.getvalue().splitlines()]
    assert [words for words in said if words[1] == "inner"] == [
        ["Executing", "inner"],
        ["Succeeded", "inner"],
    ]


def test_its_steps_have_the_cache_of_their_own(nest: Nest) -> None:
    first = nest.start(script())
    again = nest.start(script())
    assert (again.status, again.script.order, again.cached) == ("Succeeded", [], ["make", "use"])
    assert nest.inner(again).cached == ["load", "score"]
    fresh = nest.start(script(), cache=False)
    assert nest.inner(fresh).cached == []
    assert nest.inner(first).id != nest.inner(again).id


def test_a_step_without_cache_runs_all_of_it(nest: Nest) -> None:
    main(nest.folder, "--path child.ipynb --no-cache")
    nest.start(script())
    assert nest.start(script()).script.order == ["load", "score"]


def test_its_failure_names_the_step_and_what_to_type(nest: Nest) -> None:
    done = nest.start(script(score=fails("ValueError", "no rows")))
    failure = done.step("inner").failure
    inner = nest.inner(done)
    assert failure is not None
    assert (failure.type, failure.step, failure.cell) == ("ValueError", "inner", 3)
    assert failure.message == "step score of child failed (cell 3): no rows"
    assert failure.hint == f"nbpipe logs {inner.id} score"
    assert (done.status, inner.status, done.statuses["use"]) == ("Failed", "Failed", "Skipped")


def test_resume_goes_on_with_its_execution(nest: Nest) -> None:
    failed = nest.start(script(score=fails()))
    inner = nest.inner(failed)
    resumed = nest.again(failed.id, script())
    assert (resumed.status, resumed.script.order) == ("Succeeded", ["score", "use"])
    assert nest.inner(resumed).id == inner.id
    assert nest.inner(resumed).status == "Succeeded"
    assert resumed.attempts("inner") == ["ValueError", "Succeeded"]


def test_what_was_resumed_by_itself_is_taken_as_it_is(nest: Nest) -> None:
    failed = nest.start(script(score=fails()))
    inner = nest.inner(failed).execution
    pipeline = queries.pipeline(nest.connection, inner.pipeline, inner.version)
    request = scheduler.Request(
        pipeline, inner.parameters, nest.folder / "child.ipynb", nest.settings, keep=("total",)
    )
    scheduler.resume(request, inner.id, script())
    resumed = nest.again(failed.id, script())
    assert (resumed.status, resumed.script.order) == ("Succeeded", ["use"])


def test_after_a_change_of_its_notebook_resume_begins_it_anew(nest: Nest) -> None:
    failed = nest.start(script(score=fails()))
    child(nest.folder, *CHILD, "%%step more\nprint(total)")
    resumed = nest.again(failed.id, script())
    assert resumed.script.order == ["score", "more", "use"]  # load comes from the cache
    assert nest.inner(resumed).id != nest.inner(failed).id or len(nest.inner(resumed).statuses) == 3


def test_a_retry_goes_on_where_it_failed(nest: Nest) -> None:
    main(nest.folder, "--path child.ipynb --retry 1 --retry-interval 0s --retry-on ValueError")
    done = nest.start(script(score=[fails(), Does({"total": 8.0, "extra": "ada"})]))
    assert (done.status, done.script.order) == ("Succeeded", ["make", "load", "score", "score"])
    assert done.attempts("inner") == ["ValueError", "Succeeded"]


@pytest.mark.parametrize("whom", ["parent", "child"])
def test_stop(nest: Nest, whom: str) -> None:
    waiting = script(score=Does(stays=True))

    def stop() -> None:
        with store.connect(nest.settings.store) as connection:
            wait_until(lambda: "score" in waiting.order)
            (outer,) = (item for item in queries.executions(connection) if item.parent_execution is None)
            wanted = outer.id if whom == "parent" else queries.nested(connection, outer.id)["inner"]
            scheduler.stop(connection, wanted, "ada")

    thread = threading.Thread(target=stop)
    thread.start()
    done = nest.start(waiting)
    thread.join()
    inner = nest.inner(done)
    assert inner.statuses == {"load": "Succeeded", "score": "Stopped"}
    assert inner.status == "Stopped"
    if whom == "parent":
        assert (done.status, done.statuses["inner"]) == ("Stopped", "Stopped")
    else:
        assert (done.status, done.attempts("inner")) == ("Failed", ["Stopped"])
        assert f"was stopped: {inner.id}" in str(done.step("inner").failure)
    resumed = nest.again(done.id, script())
    assert (resumed.status, resumed.script.order) == ("Succeeded", ["score", "use"])


def test_timeout(nest: Nest) -> None:
    main(nest.folder, "--path child.ipynb --timeout 1s")
    done = nest.start(script(score=Does(stays=True)))
    assert done.attempts("inner") == ["Timeout"]
    assert nest.inner(done).status == "Stopped"


def test_three_deep(nest: Nest) -> None:
    write(nest.folder / "middle.ipynb", "%%step deep --type Pipeline --path child.ipynb --out total\n")
    write(nest.folder / "main.ipynb", "%%step inner --type Pipeline --path middle.ipynb --out total\n", USE)
    done = nest.start(script(), max_parallel=1)  # a step that is an execution takes no slot
    assert done.script.order == ["load", "score", "use"]
    assert done.script.last("use").given == {"total": 8.0}
    failed = nest.start(script(score=fails("ValueError", "no rows")), cache=False)
    failure = failed.step("inner").failure
    assert failure is not None
    assert (
        failure.message == "step deep of middle failed (cell 1): step score of child failed (cell 3): no rows"
    )


@pytest.mark.parametrize("slots", [1, 2])
def test_they_share_one_room(nest: Nest, slots: int) -> None:
    """However many executions there are within it, no more steps run at once than the parent may run."""
    cells = [f"%%step in{n} --type Pipeline --path child{n}.ipynb\n" for n in range(3)]
    for n in range(3):
        write(nest.folder / f"child{n}.ipynb", *(f"%%step s{n}{i}\nx{n}{i} = 1" for i in range(3)))
    write(nest.folder / "main.ipynb", "%%step own\ny = 1", *cells)
    counted = Counting(slots)
    assert nest.start(counted, max_parallel=slots).status == "Succeeded"
    assert len(counted.order) == 10
    assert counted.most == slots


class Counting(Script):
    """Ends each job a little later, from a thread, and counts how many run at once."""

    def __init__(self, slots: int) -> None:
        super().__init__(slots=slots)
        self.now = self.most = 0
        self.lock = threading.RLock()

    def submit(self, job: Any) -> Any:
        with self.lock:
            self.now += 1
            self.most = max(self.most, self.now)
            future = super().submit(job)
        return later(future, self)


def later(future: Any, counting: Counting) -> Any:
    made: Future[Any] = Future()

    def end() -> None:
        with counting.lock:
            counting.now -= 1
        made.set_result(future.result())

    threading.Timer(0.05, end).start()
    return made


def test_a_room_within_a_room() -> None:
    cell = ()
    big = Step("big", "Processing", cell, resources=Resources(cpus=3, gpus=1))
    room = Room(Machine(4, 10**9, ("0", "1")), 4)
    inner = room.within("a", 2)
    assert inner.take(big) is None
    assert room.take(big) == "cpus"
    assert inner.environment(big, 1)["CUDA_VISIBLE_DEVICES"] == "0"
    small = Step("small", "Processing", cell)
    assert room.take(small) is None  # the same name in another execution is another step
    assert room.within("b", 1).take(small) == "cpus"
    inner.leave()
    assert set(room.reserved) == {"small"}
    deep = inner.within("c", 2).environment(small, 1)
    assert deep.get("OMP_NUM_THREADS", "1") == "1"  # 4 cores, and 4 that may run at once


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        (
            ("%%step gate --type Condition --then score\nlimit > 5", "%%step score\ntotal = 1"),
            "child gave no total, which --out names: step score was skipped",
        ),
        (("%%step score\nif limit > 5:\n    total = 1",), "step score did not set it"),
    ],
)
def test_an_output_that_it_does_not_make(nest: Nest, cells: tuple[str, ...], message: str) -> None:
    child(nest.folder, "%%parameters\nlimit: int = 3", *cells)
    main(nest.folder, "--path child.ipynb --out total")
    done = nest.start(script(score=Does({})))
    assert message in str(done.step("inner").failure)


@pytest.mark.parametrize(
    ("value", "message"),
    [({1, 2}, "limit is a set"), ("a", "limit"), ("x" * 200_000, "n is too large for a parameter")],
)
def test_a_value_that_is_no_parameter(nest: Nest, value: Any, message: str) -> None:
    done = nest.start(script(make=Does({"n": value})))
    assert message in str(done.step("inner").failure)
    assert queries.nested(nest.connection, done.id) == {}


def test_a_file_that_both_use_is_noticed(nest: Nest, tmp_path: Path) -> None:
    shared = tmp_path / "rows.csv"
    shared.write_text("old")
    write(
        nest.folder / "main.ipynb", "%%step make\nn = 4", "%%step inner --type Pipeline --path child.ipynb\n"
    )
    done = nest.start(
        script(make=Does({"n": 4}, writes={shared: "new"}), load=Does({"rows": []}, reads=(shared,)))
    )
    assert done.status == "Succeeded"
    assert any("inner comes after step make" in line for line in done.learned)


def test_its_metrics(nest: Nest) -> None:
    steps = [
        StepExecution(
            "a", "Processing", StepStatus.SUCCEEDED, metrics=(Metric("auc", 1.0), Metric("n", 2.0))
        ),
        StepExecution("b", "Processing", StepStatus.SUCCEEDED, metrics=(Metric("auc", 3.0),)),
    ]
    assert [metric.name for metric in nested._metrics(steps)] == ["a.auc", "n", "b.auc"]


def test_a_plan(nest: Nest) -> None:
    pipeline = definition.load(nest.folder / "main.ipynb").pipeline
    nest.start(script())

    def planned() -> dict[str, tuple[str, str]]:
        found = planning.plan(nest.request(pipeline), nest.connection)
        return {item.step.name: (item.action, item.why) for item in found.steps}

    now = planned()
    assert [now[name][0] for name in ("make", "inner", "use")] == ["hit", "run", "hit"]
    assert now["inner"][1] == "child runs, and takes the results of all its steps from the cache"
    child(nest.folder, *CHILD[:2], "%%step score\ntotal = len(rows) + rate\nextra = name")
    now = planned()
    assert now["inner"] == ("run", "child runs, of which 1 of 2 steps run: score")
    assert now["use"][0] == "run"


def test_it_is_kept_as_long_as_its_parent(nest: Nest) -> None:
    done = nest.start(script())
    inner = nest.inner(done).id
    later = datetime.now(UTC) + timedelta(days=1)
    assert set(collect.old(nest.connection, later, collect.Rule(0.0, None))) == {done.id, inner}
    nest.start(script(), cache=False)
    assert set(collect.old(nest.connection, later, collect.Rule(0.0, 1))) == {done.id, inner}


def test_show_nests_its_definition(nest: Nest, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["show", str(nest.folder / "main.ipynb"), "--format", "json"]) == 0
    steps = {step["name"]: step for step in json.loads(capsys.readouterr().out)["steps"]}
    assert [step["name"] for step in steps["inner"]["pipeline"]["steps"]] == ["load", "score"]
    assert "pipeline" not in steps["make"]
    assert cli.main(["show", str(nest.folder / "main.ipynb"), "--format", "svg"]) == 0
    picture = capsys.readouterr().out
    assert "child.ipynb" in picture
    assert names_in(picture) == ["make", "inner", "load", "score", "use"]


def names_in(picture: str) -> list[str]:
    return re.findall(r'<text class="nbp-name"[^>]*>([^<]*)</text>', picture)


def test_a_picture_goes_down_to_some_depth_and_leaves_large_pipelines_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path / "n6.ipynb", "%%step s6\nx = 1")
    for n in range(5, -1, -1):
        write(tmp_path / f"n{n}.ipynb", f"%%step s{n} --type Pipeline --path n{n + 1}.ipynb\n")
    assert cli.main(["show", str(tmp_path / "n0.ipynb"), "--format", "svg"]) == 0
    assert names_in(capsys.readouterr().out) == ["s0", "s1", "s2", "s3"]
    write(tmp_path / "n6.ipynb", *(f"%%step t{n}\nx{n} = 1" for n in range(31)))
    assert cli.main(["show", str(tmp_path / "n5.ipynb"), "--format", "svg"]) == 0
    assert names_in(capsys.readouterr().out) == ["s5"]


def test_the_command_line_leads_from_one_to_the_other(
    nest: Nest, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    done = nest.start(script(score=fails("ValueError", "no rows")))
    inner = nest.inner(done).id
    monkeypatch.chdir(nest.folder)
    cli.main(["logs", "latest", "inner"])
    assert f"nbpipe logs {inner}" in capsys.readouterr().out
    cli.main(["status", "latest"])
    assert f"nbpipe logs {inner} score" in capsys.readouterr().out
    cli.main(["status", inner])
    assert f"as step inner of {done.id}" in capsys.readouterr().out
    cli.main(["runs"])
    assert f"in {done.id}.inner" in capsys.readouterr().out
    cli.main(["runs", "--json"])
    found = {
        item["execution"]: item.get("parent") for item in json.loads(capsys.readouterr().out)["executions"]
    }
    assert found == {inner: {"execution": done.id, "step": "inner"}, done.id: None}


def test_the_pages_lead_from_one_to_the_other(nest: Nest) -> None:
    done = nest.start(script())
    inner = nest.inner(done).id
    found = {card.step: card.child_execution for card in cards.of(nest.connection, [done.id])[done.id]}
    assert found == {"make": None, "inner": inner, "use": None}
    told = [event for event in queries.events(nest.connection, 0, 1000, done.id) if event.step == "inner"]
    assert [event.data["status"] for event in told] == ["Executing", "Executing", "Succeeded"]


# ---- runs -------------------------------------------------------------------------------------------------------------

SLOW_CHILD = (
    "%%parameters\nlimit: int = 3",
    "%%step load\nrows = list(range(limit))\nprint('loaded')",
    "%%step score --metrics m\nimport os, time\nwhile not os.path.exists('go'):\n    time.sleep(0.1)\ntotal = sum(rows)\nm = {'total': total}",
)


def executions(folder: Path) -> dict[str, Any]:
    words = ["--store", str(folder / ".nbpipe"), "runs", "--json"]
    done = subprocess.run([sys.executable, "-m", "nbpipe", *words], capture_output=True, text=True)
    found = json.loads(done.stdout)["executions"] if done.returncode == 0 else []
    return {item["pipeline"]: item for item in found}


@pytest.mark.slow
@pytest.mark.parametrize("how", ["stop", "kill"])
def test_stopped_or_killed_and_resumed(tmp_path: Path, how: str) -> None:
    write(tmp_path / "sub" / "child.ipynb", *SLOW_CHILD)
    path = main(tmp_path, "--path sub/child.ipynb --param limit=n --out total", "", USE)
    started = subprocess.Popen([sys.executable, "-m", "nbpipe", "run", str(path)], stdout=subprocess.DEVNULL)

    def scoring() -> bool:
        found = executions(tmp_path).get("child")
        return found is not None and inner_status(tmp_path, found["execution"]).get("score") == "Executing"

    wait_until(scoring)
    if how == "stop":
        subprocess.run(
            [sys.executable, "-m", "nbpipe", "--store", str(tmp_path / ".nbpipe"), "stop", "latest"],
            check=True,
        )
    else:
        os.kill(started.pid, signal.SIGKILL)
    assert started.wait(timeout=60) == (4 if how == "stop" else -signal.SIGKILL)
    wait_until(lambda: left_behind(tmp_path) == [])
    first = executions(tmp_path)["child"]["execution"]
    (tmp_path / "sub" / "go").touch()
    words = ["--store", str(tmp_path / ".nbpipe"), "resume", "latest", "--json"]
    done = subprocess.run([sys.executable, "-m", "nbpipe", *words], capture_output=True, text=True)
    found = json.loads(done.stdout)
    assert found["status"] == "Succeeded", found
    assert found["steps"]["inner"]["metrics"] == {"total": 6}
    assert executions(tmp_path)["child"]["execution"] == first
    assert inner_attempts(tmp_path, first) == {"load": 1, "score": 2}  # nothing that finished ran twice
    assert left_behind(tmp_path) == []
    whole(tmp_path)


def inner(folder: Path, execution: str) -> dict[str, Any]:
    words = ["--store", str(folder / ".nbpipe"), "status", execution, "--json"]
    done = subprocess.run([sys.executable, "-m", "nbpipe", *words], capture_output=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout)["steps"] if done.returncode == 0 else {}
    return found


def inner_status(folder: Path, execution: str) -> dict[str, str]:
    return {name: step["status"] for name, step in inner(folder, execution).items()}


def inner_attempts(folder: Path, execution: str) -> dict[str, int]:
    return {name: step["attempts"] for name, step in inner(folder, execution).items()}


@pytest.mark.slow
def test_run_by_hand_it_says_what_it_would_do(tmp_path: Path) -> None:
    import nbformat
    from nbclient import NotebookClient

    child(tmp_path)
    line = "%%step inner --type Pipeline --path child.ipynb --param limit=n --out total"
    path = write(tmp_path / "main.ipynb", "%load_ext nbpipe", "n = 4", line)
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, resources={"metadata": {"path": str(tmp_path)}}).execute()
    said = notebook.cells[2].outputs[0]["data"]["text/plain"]
    assert (
        said
        == "Would run the pipeline **child** with limit = 4, name = 'x', rate = 0.5, and take total from it"
    )


@pytest.mark.slow
def test_with_real_steps(tmp_path: Path) -> None:
    child(tmp_path)
    path = main(tmp_path, "--path child.ipynb --param limit=n --param name=who --out total,extra", "", USE)
    found = run(path)
    assert {name: step["status"] for name, step in found["steps"].items()} == dict.fromkeys(
        ("make", "inner", "use"), "Succeeded"
    )
    assert run(path, "--no-warm")["steps"]["use"]["cached"]
    assert status(tmp_path)["pipeline"] == "main"
    alone = run(tmp_path / "child.ipynb", "-p", "limit=4", "-p", "name=ada")
    assert alone["steps"]["load"]["cached"]  # one cache for both ways
    whole(tmp_path)
