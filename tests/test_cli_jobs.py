"""`nbpipe jobs`, and what `status` and `logs` say of what stands behind a step: jobs, and executions of their own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from notebooks_in_folders import write
from scripted import Bench, Does, Run, Script, compiled, fails

from nbpipe import definition, sdk
from nbpipe.api import behind
from nbpipe.api import jobs as pages
from nbpipe.api.behind import Cause
from nbpipe.cli import jobs as listing
from nbpipe.cli import main, terminal
from nbpipe.errors import NotFoundError
from nbpipe.model import Metric
from nbpipe.store import queries

AT = "2026-11-22T12:00:00+00:00"
CELLS = (
    "%%step make\nxs = [1, 2, 3, 4]\nk = 10",
    "%%step each --type Map --over xs --as x --max-failures 2 --metrics m\ny = x * k\nm = {}",
    '%%step tune --type Tuning --tune "a=int(1,9)" --tune "b=float(0,1)" --objective min:loss --trials 3'
    " --metrics m\nm = {}\nmodel = a",
    "%%step total\ns = sum(y)",
)
DOES = {
    "make": Does({"xs": [1, 2, 3, 4], "k": 10}),
    "each.1": fails("ValueError", "two is too much\nreally"),
    "each.2": Does({"y": 30}, metrics=(Metric("score", 0.5, logged_at=AT),)),
    "each.3": fails("ValueError", "four is far too much, and nobody had thought of that when it was written"),
    **{
        f"tune.{n}": Does({"model": n}, metrics=(Metric("loss", loss, logged_at=AT),))
        for n, loss in enumerate((0.4, 0.1, 0.3))
    },
    "total": Does({"s": 60}),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Bench, str]]:
    """A Map of four items, of which two failed, and a search of three trials."""
    bench = Bench(tmp_path_factory.mktemp("jobs").resolve())
    run = bench.run(compiled(*CELLS), Script(DOES, slots=2))
    assert run.status == "Succeeded"
    yield bench, run.id
    bench.close()


class Said:
    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.store, self.capsys = folder / ".nbpipe", capsys

    def __call__(self, *words: str, code: int = 0) -> str:
        self.capsys.readouterr()
        assert main(["--store", str(self.store), *words]) == code
        found = self.capsys.readouterr()
        return found.err if code else found.out

    def json(self, *words: str) -> Any:
        return json.loads(self(*words, "--json"))


@pytest.fixture
def said(
    made: tuple[Bench, str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Said:
    monkeypatch.chdir(made[0].folder)
    return Said(made[0].folder, capsys)


# ---- jobs -----------------------------------------------------------------------------------------------------------


def test_the_jobs_of_every_step_that_has_some(said: Said, made: tuple[Bench, str]) -> None:
    lines = said("jobs", "latest").splitlines()
    assert lines[0] == "each  Map  4 jobs: 2 succeeded, 2 failed"
    assert lines[1].split() == ["#", "status", "took", "score", "job", "why", "it", "failed"]
    assert lines[3].split("  ")[-1].strip() == "two is too much"  # the first line of it
    assert f"what one printed: nbpipe logs {made[1]} each --job 1" in lines
    assert "tune  Tuning  3 jobs: 3 succeeded" in lines
    assert "The best (★) has the lowest loss." in lines
    best = next(line for line in lines if "★  " in line)
    assert best.split()[:4] == ["1", "★", "✓", "Succeeded"]


def test_only_those_that_failed_in_pages(said: Said, made: tuple[Bench, str]) -> None:
    lines = said("jobs", "latest", "each", "--failed", "--limit", "1").splitlines()
    assert lines[1].split() == ["#", "status", "took", "job", "why", "it", "failed"]
    assert [line.split()[0] for line in lines[2:3]] == ["1"]
    assert f"… and 1 more: nbpipe jobs {made[1]} each --failed --after 1 --limit 1" in lines
    rest = said("jobs", "latest", "each", "--failed", "--after", "1").splitlines()
    assert (rest[2].split()[0], any("more" in line for line in rest)) == ("3", False)
    assert "There are 2: none is left after 9." in said("jobs", "latest", "each", "--failed", "--after", "9")
    assert "None failed." in said("jobs", "latest", "tune", "--failed")


def test_as_json(said: Said, made: tuple[Bench, str]) -> None:
    found = said.json("jobs", "latest", "--limit", "2")
    assert (found["execution"], list(found["steps"])) == (made[1], ["each", "tune"])
    each, tune = found["steps"]["each"], found["steps"]["tune"]
    assert (each["type"], each["counts"], each["total"], each["next"]) == (
        "Map",
        {"Succeeded": 2, "Failed": 2},
        4,
        2,
    )
    assert [(job["job"], job["step"], job["label"], job["error"]) for job in each["jobs"]] == [
        ("0", "each.0", "x = 1", None),
        ("1", "each.1", "x = 2", "two is too much"),
    ]
    assert (tune["objective"], tune["jobs"][1]["best"], tune["jobs"][1]["metrics"]) == (
        "min:loss",
        True,
        {"loss": 0.1},
    )
    assert set(tune["jobs"][0]["parameters"]) == {"a", "b"}
    assert [
        job["job"] for job in said.json("jobs", "latest", "each", "--failed")["steps"]["each"]["jobs"]
    ] == [
        "1",
        "3",
    ]


@pytest.mark.parametrize("width", [40, 80, 160])
@pytest.mark.parametrize("failed", [False, True])
def test_it_fits_the_terminal(made: tuple[Bench, str], width: int, failed: bool) -> None:
    bench, execution = made
    page = pages.listed(bench.connection, execution, "each", status="Failed" if failed else None)
    lines = [terminal.plain(line) for line in listing.table(page, width, failed=failed)]
    assert max(map(len, lines)) <= width
    assert ("four is" in lines[-1]) == (failed or width > 40)


@pytest.mark.parametrize(
    ("words", "message", "hint"),
    [
        (("latest", "eech"), "has no step 'eech'", "did you mean each?"),
        (("latest", "make"), "step make is a Processing and has no jobs", "those that have: each, tune"),
        (
            ("latest", "--after", "1"),
            "--after counts the jobs of one step",
            "nbpipe jobs latest each --after 1",
        ),
        (("nope",), "there is no execution 'nope'", ""),
    ],
)
def test_what_is_asked_wrongly(said: Said, words: tuple[str, ...], message: str, hint: str) -> None:
    found = said("jobs", *words, code=2)
    assert message in found
    assert hint in found


def test_an_execution_without_jobs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bench = Bench(tmp_path)
    run = bench.run(compiled("%%step a\nb = 1"), Script())
    bench.close()
    told = Said(tmp_path, capsys)
    assert told("jobs", run.id) == f"No step of execution {run.id} has jobs: a Map and a Tuning have them.\n"
    assert told.json("jobs", run.id)["steps"] == {}


# ---- logs and status ------------------------------------------------------------------------------------------------


def test_the_log_of_a_job(said: Said, made: tuple[Bench, str]) -> None:
    assert "two is too much" in said("logs", "latest", "each", "--job", "1")
    assert said("logs", "latest", "each", "--job", "9", code=2) == (
        f"step each has no job 9\n  → list them: nbpipe jobs {made[1]} each\n"
    )
    assert "--job needs a step" in said("logs", "latest", "--job", "1", code=2)
    assert f"2 of 4 jobs of each failed: nbpipe jobs {made[1]} each --failed" in said(
        "logs", "latest", "each"
    )


def test_status_counts_jobs_that_failed(said: Said, made: tuple[Bench, str]) -> None:
    lines = said("status", "latest").splitlines()
    assert f"2 of 4 jobs of each failed: nbpipe jobs {made[1]} each --failed" in lines
    steps = said.json("status", "latest")["steps"]
    assert steps["each"]["jobs"] == {"Succeeded": 2, "Failed": 2}
    assert steps["tune"]["jobs"] == {"Succeeded": 3}
    assert "jobs" not in steps["make"]


class Nest:
    """main.ipynb → child.ipynb → grand.ipynb, whose step deep fails; or a Map there."""

    def __init__(self, folder: Path, cell: str, **does: Does) -> None:
        write(folder / "grand.ipynb", "%%step list_\nxs = [1, 2]", cell)
        write(
            folder / "child.ipynb",
            "%%step load\nrows = [1]",
            "%%step grand --type Pipeline --path grand.ipynb\n",
        )
        path = write(folder / "main.ipynb", "%%step inner --type Pipeline --path child.ipynb\n")
        self.bench = Bench(folder)
        script = Script({"list_": Does({"xs": [1, 2]}), "load": Does({"rows": [1]}), **does})
        self.ran: Run = self.bench.run(definition.load(path).pipeline, script)
        self.child = queries.nested(self.bench.connection, self.ran.id)["inner"]
        self.grand = queries.nested(self.bench.connection, self.child)["grand"]


@pytest.mark.parametrize(
    ("deep", "does", "said"),
    [
        (
            "%%step deep\nz = 1",
            fails("ValueError", "no"),
            "output of step deep, which failed: nbpipe logs {} deep",
        ),
        (
            "%%step deep --type Map --over xs --as x\ny = x",
            None,
            "1 of 2 jobs of deep failed: nbpipe jobs {} deep --failed",
        ),
    ],
)
def test_a_failure_leads_to_where_it_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], deep: str, does: Does | None, said: str
) -> None:
    script = {"deep": does} if does is not None else {"deep.1": fails("ValueError", "no")}
    nest = Nest(tmp_path.resolve(), deep, **script)
    nest.bench.close()
    told, typed = Said(tmp_path, capsys), f" --store {tmp_path.resolve() / '.nbpipe'}"
    wanted = said.format(nest.grand)
    lines = told("status", nest.ran.id).splitlines()
    assert lines[-1].startswith(wanted)
    assert f"step inner is an execution of its own: nbpipe status {nest.child}{typed}" in lines
    assert told.json("status", nest.ran.id)["steps"]["inner"]["execution"] == nest.child
    of_step = told("logs", nest.ran.id, "inner")
    assert f"it is a pipeline of its own: nbpipe logs {nest.child}" in of_step
    assert wanted in of_step


def test_a_cause_of_which_only_the_execution_is_known(tmp_path: Path) -> None:
    nest = Nest(tmp_path.resolve(), "%%step deep\nz = 1", deep=fails("ValueError", "no"))
    connection = nest.bench.connection
    execution = queries.execution(connection, nest.ran.id)
    assert behind.of(connection, execution).causes == {"inner": Cause(nest.grand, "deep")}
    # the nested one may go on again by itself, while its parent still says that it failed
    connection.execute(
        "UPDATE executions SET status = 'Executing', ended_at = NULL WHERE id = ?", (nest.child,)
    )
    assert behind.of(connection, execution).causes == {"inner": Cause(nest.child, None)}
    nest.bench.close()


# ---- Python ---------------------------------------------------------------------------------------------------------


def test_jobs_in_python(made: tuple[Bench, str]) -> None:
    run = sdk.open_store(made[0].folder / ".nbpipe").execution(made[1])
    jobs = run.step("each").jobs
    assert repr(jobs) == "<4 jobs, 2 of them failed>"
    assert next((job.name, job.label, job.error) for job in jobs.failed) == ("1", "x = 2", "two is too much")
    assert (jobs[2].metrics, jobs[2].output("y"), jobs[2].step.name) == ({"score": 0.5}, 30, "each.2")
    assert jobs[1].step.failure is not None
    assert jobs[1].step.failure.type == "ValueError"
    best = run.step("tune").jobs.best
    assert best is not None
    assert (best.name, set(best.parameters), best.is_best) == ("1", {"a", "b"}, True)
    assert "<td>two is too much</td>" in jobs._repr_html_()
    assert run.step("make").jobs == ()
    with pytest.raises(NotFoundError, match="no output 'z'"):
        jobs[2].output("z")
