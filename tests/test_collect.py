"""What `nbpipe store gc` removes, and what it never does."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from store_samples import new_store, open_execution, pipeline, register, run_step, with_key

from nbpipe import lineage
from nbpipe.artifacts import ArtifactStore
from nbpipe.cli import main
from nbpipe.model import (
    Artifact,
    CacheKey,
    Execution,
    ExecutionStatus,
    Lesson,
    LessonKind,
    Outcome,
    Result,
    StepStatus,
)
from nbpipe.store import audit, connect, folders, registered, relations, schema
from nbpipe.store.check import check
from nbpipe.store.collect import Collected, Rule, collect, old
from nbpipe.store.writer import Taken, Writer

HOURS = 3600
ALL = Rule(older_than=0.0)
NONE = Rule()


@pytest.fixture
def store(tmp_path: Path) -> Path:
    folder = tmp_path / ".nbpipe"
    folder.mkdir()
    new_store(folder).close()
    return folder


@pytest.fixture
def connection(store: Path) -> Iterator[sqlite3.Connection]:
    with closing(connect(store)) as found:
        yield found


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Executions of these tests have ended just now."""
    monkeypatch.setattr("nbpipe.store.collect.JUST_ENDED_SECONDS", 0.0)


def blobs(store: Path) -> ArtifactStore:
    return ArtifactStore(store / "artifacts")


def age(path: Path, hours: float = 48) -> None:
    """Make a file, or a folder with all that is in it, that old."""
    at = time.time() - hours * HOURS
    for item in (path, *path.rglob("*")):
        os.utime(item, (at, at))


def gc(connection: sqlite3.Connection, store: Path, rule: Rule = NONE, **more: Any) -> Collected:
    return collect(Writer(connection), store, blobs(store), datetime.now(UTC), rule, **more)


def run(
    connection: sqlite3.Connection,
    store: Path,
    id: str,
    *,
    steps: tuple[str, ...] = ("clean", "train", "register"),
    end: ExecutionStatus | None = ExecutionStatus.SUCCEEDED,
    name: str = "attrition",
    value: Any = None,
) -> Artifact:
    """An execution whose first step gave a value of its own, with its folder; all its files are old."""
    made = Writer(connection)
    open_execution(made, id, steps, name)
    kept = blobs(store).save({"of": id} if value is None else value)
    run_step(made, id, steps[0], outputs={"x": kept})
    if end is not None:
        for step in steps[1:]:
            made.skip(id, step, "not needed")
        made.set_execution(id, end)
    folder = folders.attempt(store, id, steps[0], 1)
    folder.mkdir(parents=True)
    (folder / "executed.ipynb").write_text("{}", "utf-8")
    age(store / "artifacts")
    age(folder.parent.parent)
    return kept


def take(connection: sqlite3.Connection, id: str, source: str, kept: Artifact) -> None:
    """An execution whose first step took the result of another one."""
    made = Writer(connection)
    open_execution(made, id)
    result = Result(source, "clean", 1, "", Outcome(StepStatus.SUCCEEDED, {"x": kept}))
    made.take(
        id, [Taken("clean", with_key(connection, result, CacheKey(f"sha256:{source}", {"code": source})))]
    )
    for step in ("train", "register"):
        made.skip(id, step, "not needed")
    made.set_execution(id, ExecutionStatus.SUCCEEDED)


def ids(connection: sqlite3.Connection) -> list[str]:
    return [row[0] for row in connection.execute("SELECT id FROM executions ORDER BY id")]


def whole(connection: sqlite3.Connection, store: Path) -> None:
    assert check(connection, blobs(store).exists, blobs(store).verify) == []


def everything(store: Path) -> dict[str, bytes | None]:
    """All files of the store but those of SQLite, and all rows."""
    with closing(connect(store)) as connection:
        rows = "\n".join(connection.iterdump()).encode()
    files = {
        str(path.relative_to(store)): path.read_bytes() if path.is_file() else None
        for path in store.rglob("*")
        if not path.name.startswith("nbpipe.db")
    }
    return {**files, "rows": rows}


# ---- every table has a place ----------------------------------------------------------------------------------------


def test_every_table_is_known() -> None:
    known = (*relations.TRAVELLING, *relations.LOCAL)
    assert len(known) == len(set(known))
    assert set(known) == set(schema.TABLES)


def test_whatever_names_an_execution_is_handled(connection: sqlite3.Connection) -> None:
    tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    naming = {table for table in tables if "execution" in relations.columns(connection, table)}
    # Of model versions, endpoint configurations and deployments it is only told which execution made them.
    told = {"model_versions", "endpoint_configs", "deployments"}
    assert naming == {*relations.OF_EXECUTION, *relations.LEARNED, "model_contents", *told}


def test_what_is_shared_is_known_by_all_that_refer_to_it(connection: sqlite3.Connection) -> None:
    assert relations.unused(connection, "artifacts").count("NOT IN") == 5
    assert relations.unused(connection, "cache_keys").count("NOT IN") == 2
    assert relations.unused(connection, "environments").count("NOT IN") == 1


# ---- files ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("hours", "goes"), [(0.0, False), (0.9, False), (1.1, True), (48, True)])
def test_blobs_without_a_row(connection: sqlite3.Connection, store: Path, hours: float, goes: bool) -> None:
    used = run(connection, store, "e1")
    lost = blobs(store).save([1, 2, 3])
    age(blobs(store).path(lost.digest), hours)
    done = gc(connection, store)
    assert done.blobs.count == goes
    assert done.blobs.bytes == lost.size * goes
    assert blobs(store).exists(lost.digest) != goes
    assert blobs(store).exists(used.digest)
    assert ids(connection) == ["e1"]
    whole(connection, store)


@pytest.mark.parametrize(
    "place", ["artifacts/.0123.tmp", "left.tmp", "executions/e1/clean/1/outcome.json.tmp"]
)
@pytest.mark.parametrize(("hours", "goes"), [(0.5, False), (2, True)])
def test_temporary_files(
    connection: sqlite3.Connection, store: Path, place: str, hours: float, goes: bool
) -> None:
    run(connection, store, "e1")
    (store / place).write_text("half")
    age(store / place, hours)
    done = gc(connection, store)
    assert (done.temporary.count, done.temporary.bytes) == (goes, 4 * goes)
    assert (store / place).exists() != goes


def test_temporary_files_of_a_running_attempt_stay(connection: sqlite3.Connection, store: Path) -> None:
    run(connection, store, "e1", end=None)
    place = folders.attempt(store, "e1", "clean", 1) / "facts.json.tmp"
    place.write_text("half")
    age(place)
    assert gc(connection, store).temporary.count == 0
    assert place.exists()


@pytest.mark.parametrize(("hours", "goes"), [(0.5, False), (2, True)])
def test_folders_without_an_execution(
    connection: sqlite3.Connection, store: Path, hours: float, goes: bool
) -> None:
    run(connection, store, "e1")
    stray = folders.attempt(store, "e2", "a", 1)
    stray.mkdir(parents=True)
    (stray / "input.ipynb").write_text("12345")
    age(store / "executions" / "e2", hours)
    done = gc(connection, store)
    assert (done.folders.count, done.folders.bytes) == (goes, 5 * goes)
    assert (store / "executions" / "e2").exists() != goes
    assert (store / "executions" / "e1" / "clean" / "1" / "executed.ipynb").exists()


def test_a_link_is_not_followed(connection: sqlite3.Connection, store: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "mine.txt").write_text("mine")
    (store / "executions").mkdir()
    (store / "executions" / "e9").symlink_to(outside)
    age(outside)
    gc(connection, store)
    assert (outside / "mine.txt").read_text() == "mine"


# ---- blobs that are wanted again ------------------------------------------------------------------------------------


def test_a_value_that_is_kept_again_is_young(connection: sqlite3.Connection, store: Path) -> None:
    lost = blobs(store).save([1, 2, 3])
    age(blobs(store).path(lost.digest))
    again = blobs(store).save([1, 2, 3])  # a step of now: its row is yet to come
    assert again.digest == lost.digest
    assert gc(connection, store).blobs.count == 0
    assert blobs(store).verify(again.digest)


@pytest.mark.parametrize("what", ["nothing", "claim", "save", "row"])
def test_a_blob_that_is_wanted_while_it_is_removed(
    connection: sqlite3.Connection, store: Path, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    lost = blobs(store).save([1, 2, 3])
    path = blobs(store).path(lost.digest)
    age(path)
    aside = ArtifactStore.set_aside

    def meanwhile(self: ArtifactStore, digest: str) -> None:
        if what == "claim":
            assert self.claim(digest)
        aside(self, digest)
        assert not path.exists()
        if what == "save":
            blobs(store).save([1, 2, 3])
        if what == "row":
            with closing(connect(store)) as other:
                open_execution(Writer(other), "e1")
                run_step(Writer(other), "e1", "clean", outputs={"x": lost})

    monkeypatch.setattr(ArtifactStore, "set_aside", meanwhile)
    gc(connection, store)
    assert blobs(store).verify(lost.digest) == (what != "nothing")
    assert list(path.parent.glob("*.removed")) == []
    whole(connection, store)


# ---- old executions -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "left"),
    [
        (Rule(), ["e1", "e2", "e3", "o1"]),
        (Rule(older_than=30 * 86400.0), ["e1", "e2", "e3", "o1"]),
        (Rule(older_than=0.0), []),
        (Rule(keep_last=3), ["e1", "e2", "e3", "o1"]),
        (Rule(keep_last=1), ["e3", "o1"]),
        (Rule(keep_last=0), []),
        (Rule(older_than=0.0, keep_last=2), ["e2", "e3", "o1"]),
        (Rule(older_than=86400.0, keep_last=0), ["e1", "e2", "e3", "o1"]),
    ],
)
def test_which_are_old(connection: sqlite3.Connection, store: Path, rule: Rule, left: list[str]) -> None:
    kept = {id: run(connection, store, id) for id in ("e1", "e2", "e3")}
    kept["o1"] = run(connection, store, "o1", name="other")
    done = gc(connection, store, rule)
    assert ids(connection) == left
    assert done.executions.count == done.blobs.count == 4 - len(left)
    for id, found in kept.items():
        assert blobs(store).exists(found.digest) == (id in left)
        assert (store / "executions" / id).exists() == (id in left)
    whole(connection, store)


def test_age_is_counted_from_the_end(connection: sqlite3.Connection, store: Path) -> None:
    run(connection, store, "e1")
    now = datetime.now(UTC)
    assert old(connection, now + timedelta(hours=2), Rule(older_than=3 * HOURS)) == []
    assert old(connection, now + timedelta(hours=4), Rule(older_than=3 * HOURS)) == ["e1"]


def test_what_has_just_ended_stays(
    connection: sqlite3.Connection, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nbpipe.store.collect.JUST_ENDED_SECONDS", 60.0)
    run(connection, store, "e1")
    now = datetime.now(UTC)
    assert old(connection, now + timedelta(seconds=50), ALL) == []
    assert old(connection, now + timedelta(seconds=70), ALL) == ["e1"]


def test_no_row_of_it_is_left(connection: sqlite3.Connection, store: Path) -> None:
    run(connection, store, "e1")
    run(connection, store, "e10")  # its nodes begin like those of e1
    made = Writer(connection)
    made.learn("e1", {Lesson("sha256:c", LessonKind.CHANGES, ("a", "df")): "it changes df"})
    gc(connection, store, Rule(keep_last=1))
    assert ids(connection) == ["e10"]
    for table in (*relations.OF_EXECUTION, *relations.LEARNED):
        (count,) = connection.execute(f"SELECT count(*) FROM {table} WHERE execution = 'e1'").fetchone()
        assert count == 0, table
    ends = connection.execute("SELECT source, destination FROM associations").fetchall()
    assert ends
    assert all("e1/" not in end for pair in ends for end in pair)
    assert connection.execute("SELECT execution, data FROM lessons").fetchall() == [(None, '["a","df"]')]


def test_shared_rows_go_with_the_last_that_needs_them(connection: sqlite3.Connection, store: Path) -> None:
    both = run(connection, store, "e1", value="same")
    run(connection, store, "e2", value="same", steps=("clean",))
    done = gc(connection, store, Rule(keep_last=1))
    assert (done.executions.names, done.blobs.count, done.rows) == (("e1",), 0, {})
    assert blobs(store).exists(both.digest)
    # The version of e1 has gone, that of e2 is the newest and stays even without executions.
    assert connection.execute("SELECT version FROM pipelines").fetchall() == [(2,)]
    done = gc(connection, store, ALL)
    assert (done.blobs.count, done.rows) == (1, {"artifacts": 1, "environments": 1})
    assert connection.execute("SELECT version FROM pipelines").fetchall() == [(2,)]
    open_execution(Writer(connection), "e3", ("other", "steps", "of", "it"))
    assert connection.execute("SELECT version FROM executions").fetchall() == [(3,)]


def test_an_old_version_that_a_run_is_about_to_use_comes_back(
    connection: sqlite3.Connection, store: Path
) -> None:

    run(connection, store, "e1")
    run(connection, store, "e2", steps=("clean",))
    made, definition = Writer(connection), pipeline()
    version = made.save_pipeline(definition, "sha256:attrition3", None)
    gc(connection, store, Rule(keep_last=1))
    execution = Execution("e3", "attrition", version, ExecutionStatus.EXECUTING)
    made.open_execution(execution, [("clean", "Processing")], (definition, "sha256:attrition3"))
    assert ids(connection) == ["e2", "e3"]
    whole(connection, store)


@pytest.mark.parametrize("status", ["Executing", "Waiting", "Stopping"])
def test_what_has_not_ended_stays(connection: sqlite3.Connection, store: Path, status: str) -> None:
    kept = run(connection, store, "e1", end=None)
    if status != "Executing":
        Writer(connection).set_execution("e1", ExecutionStatus(status))
    done = gc(connection, store, ALL)
    assert done.executions.count == done.blobs.count == done.folders.count == 0
    assert ids(connection) == ["e1"]
    assert blobs(store).exists(kept.digest)


def test_what_only_old_executions_had_waits_for_running_ones(
    connection: sqlite3.Connection, store: Path
) -> None:
    kept = run(connection, store, "e1")
    run(connection, store, "e2", end=None)
    lost = blobs(store).save("lost")
    age(blobs(store).path(lost.digest))
    done = gc(connection, store, ALL)
    assert (done.executions.names, done.waits_for, done.rows) == (("e1",), ("e2",), {})
    assert done.blobs.names == (lost.digest,)
    assert blobs(store).exists(kept.digest)
    # e2 has seen the result of e1 before, and takes it now.
    result = Result("e1", "clean", 1, "", Outcome(StepStatus.SUCCEEDED, {"y": kept}))
    Writer(connection).take("e2", [Taken("train", with_key(connection, result, CacheKey("sha256:k", {})))])
    whole(connection, store)
    Writer(connection).skip("e2", "register", "not needed")
    Writer(connection).set_execution("e2", ExecutionStatus.SUCCEEDED)
    assert gc(connection, store).blobs.count == 0
    whole(connection, store)


def test_what_is_left_over_goes_when_they_have_ended(connection: sqlite3.Connection, store: Path) -> None:
    kept = run(connection, store, "e1")
    run(connection, store, "e2", end=None)
    gc(connection, store, ALL)
    for step in ("train", "register"):
        Writer(connection).skip("e2", step, "not needed")
    Writer(connection).set_execution("e2", ExecutionStatus.SUCCEEDED)
    done = gc(connection, store)
    assert (done.blobs.names, done.rows, done.waits_for) == ((kept.digest,), {"artifacts": 1}, ())


def test_a_registered_model_keeps_its_execution(connection: sqlite3.Connection, store: Path) -> None:
    made = Writer(connection)
    open_execution(made, "e1")
    model = blobs(store).save({"weights": [1]})
    run_step(made, "e1", "clean", outputs={"model": model})
    made.skip("e1", "train", "not needed")
    register(made, "e1", model=model)
    made.set_execution("e1", ExecutionStatus.SUCCEEDED)
    made.set_alias("attrition", "champion", 1, "ada")
    run(connection, store, "e2")
    age(store / "artifacts")
    assert gc(connection, store, ALL).executions.names == ("e2",)
    assert ids(connection) == ["e1"]
    assert blobs(store).exists(model.digest)
    whole(connection, store)


def test_a_deleted_model_keeps_nothing_but_its_name(connection: sqlite3.Connection, store: Path) -> None:
    made = Writer(connection)
    open_execution(made, "e1")
    model = blobs(store).save({"weights": [1]})
    run_step(made, "e1", "clean", outputs={"model": model})
    made.skip("e1", "train", "not needed")
    register(made, "e1", model=model)
    made.set_execution("e1", ExecutionStatus.SUCCEEDED)
    made.delete_version("attrition", 1, "ada", "trained on a wrong file")
    age(store / "artifacts")
    assert gc(connection, store).executions.names == ()
    assert gc(connection, store, ALL).executions.names == ("e1",)
    assert (ids(connection), blobs(store).exists(model.digest)) == ([], False)
    left = registered.model_version(connection, "attrition:1", deleted=True)
    assert (left.artifact.digest, left.artifact.size, left.execution) == (model.digest, 0, "e1")
    assert [item.version for item in registered.groups(connection, deleted=True)[0].versions] == [1]
    node = lineage.resolve(connection, "attrition:1")
    assert lineage.lines(lineage.graph(connection, node))[0] == "attrition:1 · deleted"
    assert audit.verify(connection) == []
    whole(connection, store)


@pytest.mark.parametrize(
    ("rule", "left"),
    [
        (Rule(keep_last=1), ["e1", "e3", "e4"]),
        (Rule(keep_last=0), []),
        (Rule(keep_last=3), ["e1", "e2", "e3", "e4"]),
    ],
)
def test_what_a_cached_step_was_taken_from_stays(
    connection: sqlite3.Connection, store: Path, rule: Rule, left: list[str]
) -> None:
    kept = run(connection, store, "e1")
    run(connection, store, "e2")
    take(connection, "e3", "e1", kept)
    take(connection, "e4", "e3", kept)  # from one that took it itself
    gc(connection, store, rule)
    assert ids(connection) == left
    whole(connection, store)


def test_two_that_took_from_each_other_go_together(connection: sqlite3.Connection, store: Path) -> None:
    kept = run(connection, store, "e1")
    take(connection, "e2", "e1", kept)
    connection.execute(
        "UPDATE step_executions SET cached_from = 'e2' WHERE execution = 'e1' AND step = 'clean'"
    )
    gc(connection, store, ALL)
    assert ids(connection) == []


def test_one_that_is_resumed_meanwhile_stays(
    connection: sqlite3.Connection, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from nbpipe.store import collect as room

    run(connection, store, "e1", end=ExecutionStatus.FAILED)
    choose = room.old

    def then_resume(*given: Any) -> list[str]:
        found = choose(*given)
        connection.execute("UPDATE executions SET status = 'Executing', ended_at = NULL")
        return found

    monkeypatch.setattr(room, "old", then_resume)
    assert gc(connection, store, ALL).executions.count == 0
    assert ids(connection) == ["e1"]


# ---- dry runs and kills ---------------------------------------------------------------------------------------------


def littered(connection: sqlite3.Connection, store: Path) -> None:
    """Old executions, one that stays, and a piece of everything that is nobody's."""
    for number in range(1, 6):
        run(connection, store, f"e{number}")
    blobs(store).save("lost")
    (store / "left.tmp").write_text("half")
    folders.attempt(store, "gone", "a", 1).mkdir(parents=True)
    for path in ("artifacts", "left.tmp", "executions"):
        age(store / path)


def test_a_dry_run_says_the_same_and_changes_nothing(connection: sqlite3.Connection, store: Path) -> None:
    littered(connection, store)
    before = everything(store)
    said = gc(connection, store, Rule(keep_last=1), dry_run=True)
    assert everything(store) == before
    assert said == gc(connection, store, Rule(keep_last=1))
    assert said.executions.names == ("e4", "e3", "e2", "e1")
    assert (said.blobs.count, said.folders.names, said.temporary.names) == (5, ("gone",), ("left.tmp",))
    assert said.rows == {"artifacts": 4}
    assert everything(store) != before
    nothing = gc(connection, store, Rule(keep_last=1))
    assert all(getattr(nothing, kind).count == 0 for kind in ("executions", "blobs", "folders", "temporary"))


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.parametrize(
    ("where", "call"),
    [
        ("nbpipe.store.folders.remove", 1),  # rows of an execution are gone, its folder is not
        ("nbpipe.store.folders.shutil.rmtree", 2),
        ("nbpipe.store.collect._remove_execution", 3),
        ("nbpipe.store.collect._sweep", 1),
        ("nbpipe.store.relations.unused", 2),  # inside the transaction of the sweep
        ("nbpipe.artifacts.ArtifactStore.set_aside", 1),
        ("nbpipe.artifacts.ArtifactStore.set_aside", 3),
        ("nbpipe.artifacts.ArtifactStore.settle", 1),
        ("nbpipe.artifacts.Path.unlink", 2),
    ],
)
def test_a_kill_loses_nothing_and_is_made_good(store: Path, where: str, call: int) -> None:
    with closing(connect(store)) as connection:
        littered(connection, store)
    code = f"""
        import os, signal, sys
        from datetime import UTC, datetime
        from pathlib import Path
        from pkgutil import resolve_name
        from nbpipe.artifacts import ArtifactStore
        from nbpipe.store import collect as room, connect
        from nbpipe.store.collect import Rule, collect
        from nbpipe.store.writer import Writer
        owner, _, name = {where!r}.rpartition(".")
        owner, calls = resolve_name(owner), []
        real = getattr(owner, name)
        def kill(*given, **more):
            calls.append(1)
            if len(calls) == {call}:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*given, **more)
        setattr(owner, name, kill)
        room.JUST_ENDED_SECONDS = 0.0
        store = Path(sys.argv[1])
        blobs = ArtifactStore(store / "artifacts")
        collect(Writer(connect(store)), store, blobs, datetime.now(UTC), Rule(keep_last=1))
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code), str(store)], capture_output=True, text=True
    )
    assert done.returncode == -signal.SIGKILL, done.stderr
    with closing(connect(store)) as connection:
        whole(connection, store)
        assert "e5" in ids(connection)
        # An hour later: folders whose removal was interrupted have changed just now.
        at = datetime.now(UTC) + timedelta(hours=2)
        collect(Writer(connection), store, blobs(store), at, Rule(keep_last=1))
        whole(connection, store)
        assert ids(connection) == ["e5"]
        assert len(list(blobs(store).digests())) == 1
    assert [path.name for path in (store / "executions").iterdir()] == ["e5"]
    assert [path for path in store.rglob("*") if path.suffix in (".tmp", ".removed")] == []


# ---- the command ----------------------------------------------------------------------------------------------------


@pytest.fixture
def shell(store: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(store.parent)
    for name in ("NBPIPE_STORE", "NBPIPE_ARTIFACTS"):
        monkeypatch.delenv(name, raising=False)
    return store


def test_the_command(shell: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["store", "gc"]) == 0
    assert capsys.readouterr().out == f"nothing to remove in {shell}\n"
    with closing(connect(shell)) as connection:
        littered(connection, shell)
    assert main(["store", "gc", "--keep-last", "4", "--older-than", "0s", "--dry-run"]) == 0
    first, *_, last = capsys.readouterr().out.splitlines()
    assert first.startswith("would remove 1 execution past their time")
    assert last.endswith("in all")
    assert main(["store", "gc", "--keep-last", "4", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["executions"]["names"] == ["e1"]
    assert answer["bytes"] == sum(
        answer[kind]["bytes"] for kind in ("executions", "blobs", "folders", "temporary")
    )
    assert (answer["dry_run"], answer["waits_for"], answer["blobs_elsewhere"]) == (False, [], False)


def test_artifacts_that_others_may_use_stay(
    shell: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    elsewhere = ArtifactStore(tmp_path / "shared")
    theirs = elsewhere.save("of another store")
    age(elsewhere.path(theirs.digest))
    monkeypatch.setenv("NBPIPE_ARTIFACTS", str(tmp_path / "shared"))
    assert main(["store", "gc"]) == 0
    assert "another store may use them" in capsys.readouterr().out
    assert elsewhere.exists(theirs.digest)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--older-than", "soon"], "'soon' is not a duration such as 90s"),
        (["--keep-last", "-1"], "-1 is below 0"),
        (["--keep-last", "x"], "'x' is not a whole number"),
        (["--keep", "3"], "has no option --keep"),
    ],
)
def test_words_that_are_wrong(
    shell: Path, words: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["store", "gc", *words]) == 2
    assert message in capsys.readouterr().err
