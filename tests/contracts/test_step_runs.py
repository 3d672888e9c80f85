"""What becomes of every step type in real runs: tried again, stopped, resumed, cached, run by hand, exported.

Each type has one story, that of its example in a store of its own: the body raises in its first attempt, asks to be
stopped in its second and succeeds in the third; a step below it fails once. A type without a process has no such
trouble. What a type may do otherwise follows from what it declares (`python`, `acts`) and from its `Example`.
"""

from __future__ import annotations

import contextlib
import io
import json
import zipfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from exactness import difference
from forked import in_child, shell
from notebooks_in_folders import write
from step_examples import BESIDE, EXAMPLES, Example
from test_cli import write_notebook

import nbpipe
from nbpipe import cli, plugins
from nbpipe.artifacts import ArtifactStore
from nbpipe.materializers.home import home
from nbpipe.store import connect, queries

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("other_package")]

# Beside the notebook. A folder is made, since that reads and writes no file, which would count for the cache.
TROUBLE = """\
import itertools, os, time
import nbpipe

PLAN = {"it": ("raise", "stop"), "late": ("raise",)}

def trouble(step):
    for number in itertools.count():
        try:
            os.mkdir(f"ran/{step}.{number}")
        except FileExistsError:
            continue
        break
    what = PLAN[step][number] if number < len(PLAN[step]) else ""
    if what == "raise":
        raise OSError("the first time")
    if what == "stop":
        nbpipe.open_store().execution("latest").stop()
        time.sleep(60)
"""

SETUP = "%%setup\nfrom trouble import trouble"


@dataclass(frozen=True)
class Place:
    """A folder with the notebook of a type's example, and the command line in it."""

    name: str
    folder: Path

    @property
    def example(self) -> Example:
        return EXAMPLES[self.name]

    @property
    def step_type(self) -> Any:
        return plugins.find("steps", self.name)

    @property
    def notebook(self) -> Path:
        return self.folder / "case.ipynb"

    @property
    def store(self) -> Path:
        return self.folder / ".nbpipe"

    @property
    def only_shown(self) -> bool:
        """Whether a cell that is run by hand says what it would do, and does nothing."""
        return not self.step_type.python or getattr(self.step_type, "acts", False)

    def write(self) -> None:
        (self.folder / "ran").mkdir()
        (self.folder / "trouble.py").write_text(TROUBLE, "utf-8")
        more, before = (
            ("--retry 1 --retry-interval 0s", "trouble('it')") if self.step_type.python else ("", "")
        )
        for file, cells in BESIDE.items():
            if file == self.example.inside:
                first, body = cells[-1].split("\n", 1)
                cells, before = (SETUP, *cells[:-1], f"{first}\n{before}\n{body}"), ""
            write(self.folder / file, *cells)
        make, *below = self.example.cells(self.name, more, before)
        gives = "".join(f"{name}, " for name in self.example.gives)
        write_notebook(
            self.notebook,
            [
                SETUP,
                make,
                *self.example.above,
                *below,
                f"%%step late --after it\ntrouble('late')\nkept = repr([{gives}])",
                "%%step keep --type Register --model kept --group kept\nWhat {kept} says",
            ],
        )

    def nbpipe(self, *words: str, code: int = 0) -> Any:
        """What a command prints as JSON."""
        said = io.StringIO()
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(io.StringIO()) as errors:
            ended = cli.main(["--store", str(self.store), *words, "--json"])
        assert ended == code, said.getvalue() + errors.getvalue()
        return json.loads(said.getvalue())

    def run(self, code: int) -> Any:
        """What a run comes to, which is answered where it waits for that."""
        if not self.example.answer:
            return self.nbpipe("run", str(self.notebook), code=code)
        said = self.nbpipe("run", str(self.notebook), code=3)
        assert (said["status"], said["steps"]["it"]["status"]) == ("Waiting", "Waiting")
        (asked,) = said["callbacks"]
        self.nbpipe("callback", "succeed", asked["token"], *self.example.answer)
        nbpipe.open_store(self.store).execution(said["execution"]).wait(timeout=60)  # it went on by itself
        return self.nbpipe("status", said["execution"])

    def parts(self, said: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
        """The step and its execution; where it was an execution itself, the steps of that."""
        within = {"execution": said["execution"], "step": "it"}
        inner = [one for one in self.nbpipe("runs")["executions"] if one.get("parent") == within]
        found = [self.nbpipe("status", one["execution"]) for one in inner]
        return [(one["execution"], step) for one in found for step in one["steps"].values()] or [
            (said["execution"], said["steps"]["it"])
        ]

    def attempts(self) -> dict[str, list[str]]:
        """How each attempt of each step and job of the newest execution ended."""
        with contextlib.closing(connect(self.store, create=False)) as connection:
            rows = connection.execute(
                "SELECT step, status FROM attempts WHERE execution ="
                " (SELECT id FROM executions WHERE parent_execution IS NULL ORDER BY started_at DESC LIMIT 1)"
                " ORDER BY step, number"
            )
            found: dict[str, list[str]] = {}
            for step, status in rows:
                found.setdefault(step, []).append(status)
            return found

    def ran(self) -> Counter[str]:
        """How often each body was begun."""
        return Counter(path.name.partition(".")[0] for path in (self.folder / "ran").iterdir())


def runs_with_trouble(place: Place) -> dict[str, Any]:
    """Retry, stop, resume, and resume again: what the last one said."""
    said = place.nbpipe("run", str(place.notebook), "--max-parallel", "1", code=4)
    assert (said["status"], said["steps"]["it"]["status"]) == ("Stopped", "Stopped")
    jobs = {step: ended for step, ended in place.attempts().items() if step.partition(".")[0] == "it"}
    tried = [status for ended in jobs.values() for status in ended]
    assert (tried.count("Failed"), tried.count("Stopped")) == (1, 1), "--retry 1 tries it again, once"

    said = place.nbpipe("resume", "latest", code=1)
    assert {step: said["steps"][step]["status"] for step in ("it", "late")} == {
        "it": "Succeeded",
        "late": "Failed",
    }
    assert place.attempts()["make"] == ["Succeeded"], "what had succeeded does not run again"
    done, ran = place.attempts(), place.ran()

    said = place.nbpipe("resume", "latest")
    assert said["status"] == "Succeeded"
    again = place.attempts()
    assert again.pop("late") == ["Failed", "Succeeded"]
    done.pop("late")
    assert again == done, "what had succeeded does not run again"
    assert place.ran() == ran + Counter(late=1)
    assert all(ended[-1] == "Succeeded" and ended.count("Succeeded") == 1 for ended in again.values())
    return dict(said)


def runs_without_a_process(place: Place) -> dict[str, Any]:
    """It is decided; where it fails by itself, again when it is resumed."""
    decided, code = ("Failed", 1) if place.example.fails else ("Succeeded", 0)
    said = place.run(code=1)
    assert said["steps"]["it"]["status"] == decided
    assert said["steps"]["late"]["status"] == ("Skipped" if place.example.fails else "Failed")
    said = place.nbpipe("resume", "latest", code=code)
    assert said["steps"]["it"]["status"] == decided
    attempts = place.attempts()
    assert attempts["make"] == ["Succeeded"]
    assert "it" not in attempts
    return dict(said)


def is_taken_again_or_says_why(place: Place, before: dict[str, Any]) -> None:
    there = [place.nbpipe(kind) for kind in ("models", "endpoints")]
    said = place.run(code=0 if before["status"] == "Succeeded" else 1)
    step, why = said["steps"]["it"], place.nbpipe("why", "latest", "it")
    assert step["status"] == before["steps"]["it"]["status"]
    assert step["outputs"] == before["steps"]["it"]["outputs"]
    assert said["steps"]["make"]["cached"] is True
    if place.step_type.python:
        known = dict(place.parts(before))
        for execution, part in place.parts(said):
            assert part["cached"] is True
            assert part["cached_from"] in known
            assert (part["cached_from"] if execution == said["execution"] else execution) in why["why"]
    else:
        assert step["cached"] is False
        assert ("asks anew" if place.example.answer else "needs no process") in why["why"]
    assert [place.nbpipe(kind) for kind in ("models", "endpoints")] == there, (
        "what is there is not made again"
    )
    assert all(len(group["versions"]) == 1 for group in there[0]["groups"]), "a resume makes nothing again"
    assert all(endpoint["deployment"] == 1 for endpoint in there[1]["endpoints"])


def is_the_same_by_hand(place: Place, said: dict[str, Any]) -> None:
    """A shell that runs the cells one after the other has what the pipeline kept."""
    example, report = place.example, place.folder / "by-hand.txt"
    with contextlib.closing(connect(place.store, create=False)) as connection:
        execution = queries.execution(connection, said["execution"])
        (step,) = (step for step in execution.steps if step.step == "it")
        kept = {output.variable: output.artifact for output in step.outputs}
    assert set(example.gives) <= set(kept)

    def work() -> None:
        made = shell()
        made.run_line_magic("load_ext", "nbpipe")
        make, cell, *_ = example.cells(place.name)
        made.run_cell(make).raise_error()
        before = dict(made.user_ns)
        made.run_cell(cell).raise_error()
        lines = []
        if place.only_shown:
            new = {name for name in made.user_ns if name not in before and not name.startswith("_")}
            lines += [f"it set {name}" for name in sorted(new)]
        with home(made.user_ns, frozenset(made.user_ns)):
            for name in () if place.only_shown else example.gives:
                value = ArtifactStore(place.store / "artifacts").load(kept[name])
                by_hand = made.user_ns.get(name, "<nothing>")
                if found := difference(value, by_hand, name):
                    lines.append(found)
        report.write_text("\n".join(lines), "utf-8")

    ended = in_child(work, str(place.folder))
    differs = ended != 0 or report.read_text("utf-8") != ""
    if example.by_hand:
        assert differs, "it is the same by hand now: take `by_hand` out of its example"
        return
    assert ended == 0, "the cell does not run by hand"
    assert report.read_text("utf-8") == ""


def goes_out_with_all_that_it_is(place: Place, said: dict[str, Any]) -> None:
    """Into another store, into OpenLineage's words, and with a model that comes from it."""
    place.nbpipe("store", "export", str(place.folder / "all.zip"))
    other = Place(place.name, place.folder / "other")
    other.folder.mkdir()
    other.nbpipe("store", "import", str(place.folder / "all.zip"))
    known = other.nbpipe("status", said["execution"])
    assert known["steps"]["it"] == said["steps"]["it"]

    events = place.folder / "events.json"
    place.nbpipe("lineage", said["execution"], "--openlineage", str(events))
    told = [json.loads(line) for line in events.read_text("utf-8").splitlines()]
    kinds = [event["eventType"] for event in told if event["job"]["name"] == "case.it"]
    assert kinds[0] == "START"
    assert kinds[-1] == ("COMPLETE" if said["steps"]["it"]["status"] == "Succeeded" else "FAIL")

    if said["status"] == "Succeeded":
        place.nbpipe("export", "kept:1", str(place.folder / "model.zip"))
        with zipfile.ZipFile(place.folder / "model.zip") as archive:
            definition, lineage = (
                json.loads(archive.read(f"{part}.json")) for part in ("definition", "lineage")
            )
        assert place.name in [step["type"] for step in definition["steps"]]
        ids = [node["id"] for node in lineage["nodes"]]
        came = any(node.startswith(f"attempt:{said['execution']}/it/") for node in ids)
        assert came == bool(place.example.gives), "what gives variables is among what the model comes from"


@pytest.mark.parametrize("name", EXAMPLES)
def test_its_story(name: str, tmp_path: Path) -> None:
    place = Place(name, tmp_path.resolve())
    place.write()
    said = (runs_with_trouble if place.step_type.python else runs_without_a_process)(place)
    assert set(place.example.gives) <= set(said["steps"]["it"]["outputs"])
    is_taken_again_or_says_why(place, said)
    is_the_same_by_hand(place, said)
    goes_out_with_all_that_it_is(place, said)
