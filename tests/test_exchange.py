"""From one store into another by a file, and what such a file may not do."""

from __future__ import annotations

import hashlib
import itertools
import json
import shutil
import signal
import subprocess
import sys
import textwrap
import zipfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from store_samples import new_store, open_execution, pipeline, register, run_step, with_key

from nbpipe import lineage, registry
from nbpipe.artifacts import ArtifactStore
from nbpipe.cli import main
from nbpipe.errors import NbpipeError, NotFoundError, StoreError, UsageError
from nbpipe.model import (
    CacheKey,
    ExecutionStatus,
    FileUse,
    Lesson,
    LessonKind,
    Metric,
    Outcome,
    Result,
    StepStatus,
)
from nbpipe.store import audit, connect, exchange, folders, nodes, queries, registered, relations
from nbpipe.store.check import check
from nbpipe.store.exchange import archive
from nbpipe.store.writer import Taken, Writer

Members = dict[str, bytes]
PLENTY = 1 << 40


def blobs(store: Path) -> ArtifactStore:
    return ArtifactStore(store / "artifacts")


def empty(folder: Path) -> Path:
    folder.mkdir(parents=True)
    new_store(folder).close()
    return folder


@pytest.fixture(scope="session")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with e1 (trained, registered as attrition:1), e2 (took from e1, attrition:2), e3 alone and r1 that runs."""
    store = empty(tmp_path_factory.mktemp("full") / ".nbpipe")
    keep = blobs(store)
    with closing(connect(store)) as connection:
        made = Writer(connection)
        frame, model = keep.save([1, 2, 3]), keep.save({"weights": [0.5]})
        open_execution(made, "e1")
        run_step(
            made,
            "e1",
            "clean",
            outputs={"df": frame},
            files=(FileUse("data/hr.csv", "read", 99, "sha256:f11e"),),
        )
        run_step(
            made,
            "e1",
            "train",
            inputs={"df": frame},
            outputs={"model": model},
            metrics=(Metric("auc", 0.7, 1), Metric("auc", 0.81, 2), Metric("loss", float("nan"))),
        )
        register(made, "e1", model=model)
        made.learn("e1", {Lesson("sha256:c", LessonKind.CHANGES, ("clean", "df")): "it changes df"})
        made.set_execution("e1", ExecutionStatus.SUCCEEDED)
        open_execution(made, "e2")
        result = Result("e1", "clean", 1, "", Outcome(StepStatus.SUCCEEDED, {"df": frame}))
        edges = nodes.of_taken("e2", "clean", result)
        made.take(
            "e2",
            [
                Taken(
                    "clean",
                    with_key(connection, result, CacheKey("sha256:k", {"code": "x"})),
                    associations=edges,
                )
            ],
        )
        run_step(made, "e2", "train", inputs={"df": frame}, outputs={"model": keep.save({"weights": [0.7]})})
        register(made, "e2", model=keep.save({"weights": [0.7]}))
        made.set_execution("e2", ExecutionStatus.SUCCEEDED)
        from nbpipe.model import Approval

        made.approve("attrition", 2, Approval.APPROVED, "ada", "better", {"artifact": "sha256:x"})
        made.set_alias("attrition", "champion", 1, "ada")
        made.set_alias("attrition", "champion", 2, "ada")
        made.set_alias("attrition", "old", 1, "ada")
        made.remove_alias("attrition", "old", "ada")
        open_execution(made, "e3", ("clean",), name="other")
        run_step(made, "e3", "clean", outputs={"df": keep.save("of e3")})
        made.set_execution("e3", ExecutionStatus.SUCCEEDED)
        open_execution(made, "r1")
        connection.execute(
            "UPDATE attempts SET notebook = '.nbpipe/executions/' || execution || '/' || step || '/1/executed.ipynb'"
        )
        attempts = connection.execute("SELECT execution, step FROM attempts").fetchall()
    for execution, step in attempts:
        folder = folders.attempt(store, execution, step, 1)
        folder.mkdir(parents=True)
        (folder / "executed.ipynb").write_text(f'{{"cells": [], "of": "{execution}/{step}"}}', "utf-8")
        (folder / "job.json").write_text("{}", "utf-8")
    return store


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return empty(tmp_path / "there" / "store")


def pack(store: Path, path: Path, **more: Any) -> exchange.Exported:
    with closing(connect(store)) as connection:
        return exchange.pack(connection, store, blobs(store), path, nbpipe="0.1.0", **more)


def unpack(store: Path, path: Path, *, free: int = PLENTY, **more: Any) -> exchange.Imported:
    with closing(connect(store)) as connection:
        return exchange.unpack(Writer(connection), store, blobs(store), path, free=free, **more)


def members(path: Path) -> Members:
    with zipfile.ZipFile(path) as file:
        return {name: file.read(name) for name in file.namelist()}


def rows(path: Path, table: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in members(path)[f"tables/{table}.jsonl"].splitlines()]


def write(path: Path, found: Members) -> Path:
    """A zip of these members, with a manifest that agrees with them."""
    manifest = json.loads(found["manifest.json"])
    manifest["members"] = {
        name: {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        for name, data in found.items()
        if name != "manifest.json"
    }
    return write_as_is(path, {**found, "manifest.json": json.dumps(manifest).encode()})


def write_as_is(path: Path, found: Members) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in found.items():
            file.writestr(name, data)
    return path


def content(store: Path) -> dict[str, Any]:
    """All rows and all files: what an import that is refused must leave as it is."""
    with closing(connect(store)) as connection:
        dump = "\n".join(connection.iterdump())
    files = {
        str(path.relative_to(store)): path.read_bytes()
        for path in store.rglob("*")
        if path.is_file() and not path.name.startswith("nbpipe.db")
    }
    return {"rows": dump, **files}


def whole(store: Path) -> None:
    with closing(connect(store)) as connection:
        assert check(connection, blobs(store).exists, blobs(store).verify) == []


@pytest.fixture(scope="session")
def file(full: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Everything of `full`."""
    path = tmp_path_factory.mktemp("export") / "all.zip"
    pack(full, path)
    return path


# ---- what goes along ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "executions", "models", "artifacts"),
    [
        ({}, ["e1", "e2", "e3"], ["attrition:1", "attrition:2"], 4),
        ({"executions": ["e3"]}, ["e3"], [], 1),
        ({"executions": ["e1"]}, ["e1"], ["attrition:1"], 2),
        ({"executions": ["e2"]}, ["e1", "e2"], ["attrition:1", "attrition:2"], 3),
        ({"models": ["attrition:1"]}, ["e1"], ["attrition:1"], 2),
        ({"models": ["attrition"]}, ["e1", "e2"], ["attrition:1", "attrition:2"], 3),
        ({"models": ["attrition:1"], "executions": ["e3"]}, ["e1", "e3"], ["attrition:1"], 3),
    ],
)
def test_what_goes_along(
    full: Path,
    target: Path,
    tmp_path: Path,
    asked: dict[str, Any],
    executions: list[str],
    models: list[str],
    artifacts: int,
) -> None:
    path = tmp_path / "x.zip"
    done = pack(full, path, **asked)
    assert (list(done.executions), list(done.models), done.artifacts) == (executions, models, artifacts)
    assert done.left_out == (() if asked else ("r1",))
    assert json.loads(members(path)["manifest.json"])["holds"]["executions"] == executions
    assert {path.parent for path in path.parent.glob(".x.zip*")} == set()
    taken = unpack(target, path)
    assert list(taken.executions) == executions
    assert taken.artifacts == artifacts
    whole(target)


@pytest.mark.parametrize(
    ("asked", "kind", "message"),
    [
        ({"executions": ["nope"]}, NotFoundError, "there is no execution 'nope'"),
        ({"executions": ["e"]}, UsageError, "begins several executions"),
        ({"executions": ["r1"]}, UsageError, "execution r1 has not ended"),
        ({"models": ["attrition:9"]}, NotFoundError, "has no version 9"),
        ({"models": ["churn"]}, NotFoundError, "no model group 'churn'"),
    ],
)
def test_what_cannot_be_exported(
    full: Path, tmp_path: Path, asked: dict[str, Any], kind: type[NbpipeError], message: str
) -> None:
    with pytest.raises(kind, match=message) as caught:
        pack(full, tmp_path / "x.zip", **asked)
    assert caught.value.problems[0].hint
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("damage", ["changed", "gone"])
def test_content_that_is_not_whole_is_not_exported(
    file: Path, target: Path, tmp_path: Path, damage: str
) -> None:
    unpack(target, file)
    digest = sorted(blobs(target).digests())[0]
    place = blobs(target).path(digest)
    place.write_bytes(b"other") if damage == "changed" else place.unlink()
    with pytest.raises(StoreError if damage == "changed" else NotFoundError, match=digest):
        pack(target, tmp_path / "x.zip")
    assert not (tmp_path / "x.zip").exists()
    assert list(tmp_path.glob(".x.zip*")) == []


def test_an_export_that_fails_leaves_the_one_before(full: Path, tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    pack(full, path, executions=["e3"])
    before = path.read_bytes()
    with pytest.raises(NotFoundError):
        pack(full, path, executions=["nope"])
    assert path.read_bytes() == before


# ---- what arrives ---------------------------------------------------------------------------------------------------


def test_everything_arrives(full: Path, file: Path, target: Path) -> None:
    unpack(target, file)
    whole(target)
    with closing(connect(full)) as there, closing(connect(target)) as here:
        for execution in ("e1", "e2", "e3"):
            one, two = (queries.execution(connection, execution) for connection in (there, here))
            assert repr(_without_notebooks(one)) == repr(_without_notebooks(two))  # a NaN equals nothing
            for step in one.steps:
                assert queries.inputs(there, execution, step.step) == queries.inputs(
                    here, execution, step.step
                )
        for ref in ("attrition:1", "attrition:2", "attrition@champion"):
            assert registered.model_version(there, ref) == registered.model_version(here, ref)
        for table in ("metrics", "files", "lessons", "cache_keys", "artifacts", "alias_history", "approvals"):
            names = ", ".join(name for name in relations.columns(there, table) if name != "id")
            one, two = (
                connection.execute(f"SELECT {names} FROM {table} ORDER BY {names}").fetchall()
                for connection in (there, here)
            )
            assert one == two, table
            assert one, table
        ours = [(item.at, item.kind, item.execution, item.data) for item in queries.events(here)]
        theirs = [
            (item.at, item.kind, item.execution, item.data)
            for item in queries.events(there)
            if item.execution != "r1"
        ]
        assert ours == theirs
        for name in ("attrition:1", "attrition:2"):
            one, two = (
                lineage.upstream(connection, lineage.resolve(connection, name))
                for connection in (there, here)
            )
            assert set(one.edges) == set(two.edges)
            assert len(one.edges) > 5
        (place,) = here.execute("SELECT notebook FROM attempts WHERE execution = 'e3'").fetchone()
    assert place == "store/executions/e3/clean/1/executed.ipynb"
    assert json.loads((target.parent / place).read_text())["of"] == "e3/clean"
    assert not folders.attempt(target, "e3", "clean", 1).joinpath("job.json").exists()


def _without_notebooks(found: Any) -> Any:
    return replace(
        found,
        steps=tuple(
            replace(step, attempts=tuple(replace(item, notebook=None) for item in step.attempts))
            for step in found.steps
        ),
    )


def test_the_second_time_nothing_changes(file: Path, target: Path) -> None:
    unpack(target, file)
    before = content(target)
    done = unpack(target, file)
    assert (done.executions, done.known, done.artifacts) == ((), ("e1", "e2", "e3"), 0)
    assert done.models == {"attrition:1": "attrition:1", "attrition:2": "attrition:2"}
    assert content(target) == before


def test_into_the_store_that_it_came_from(full: Path, file: Path) -> None:
    before = content(full)
    assert unpack(full, file).executions == ()
    assert content(full) == before


def test_there_and_back_again_is_the_same(file: Path, target: Path, tmp_path: Path) -> None:
    unpack(target, file)
    pack(target, tmp_path / "again.zip")
    one, two = members(file), members(tmp_path / "again.zip")
    assert set(one) == set(two)
    same = {name for name in one if one[name] == two[name]}
    # Where the executed notebooks lie is the store's own.
    assert set(one) - same == {"manifest.json", "tables/attempts.jsonl"}


def test_a_dry_run_changes_nothing(file: Path, target: Path) -> None:
    before = content(target)
    said = unpack(target, file, dry_run=True)
    assert content(target) == before
    assert said == unpack(target, file)


def test_a_later_column_travels_by_itself(full: Path, target: Path, tmp_path: Path, file: Path) -> None:
    source = empty(tmp_path / "source")
    unpack(source, file)
    for store in (source, target):
        with closing(connect(store)) as connection:
            connection.execute("ALTER TABLE attempts ADD COLUMN energy REAL")
    with closing(connect(source)) as connection:
        connection.execute("UPDATE attempts SET energy = 4.5 WHERE execution = 'e3'")
    pack(source, tmp_path / "x.zip")
    unpack(target, tmp_path / "x.zip")
    with closing(connect(target)) as connection:
        assert connection.execute("SELECT energy FROM attempts WHERE execution = 'e3'").fetchall() == [(4.5,)]


# ---- numbers that mean something else here --------------------------------------------------------------------------


def test_pipeline_versions_are_renumbered(full: Path, file: Path, target: Path) -> None:
    with closing(connect(target)) as connection:
        made = Writer(connection)
        made.save_pipeline(pipeline("a"), "sha256:a", None)
        made.save_pipeline(pipeline("b"), "sha256:b", None)
    done = unpack(target, file)
    assert done.pipelines == {"attrition:1": "attrition:3", "other:1": "other:1"}
    whole(target)
    with closing(connect(target)) as connection:
        assert queries.execution(connection, "e1").version == 3
        assert [step.name for step in queries.pipeline(connection, "attrition", 3).steps] == [
            "clean",
            "train",
            "register",
        ]
        (event,) = [
            item.data
            for item in queries.events(connection, execution="e1")
            if item.kind == "execution" and "version" in item.data
        ]
        assert event["version"] == 3
    assert unpack(target, file).known == ("e1", "e2", "e3")


def test_a_known_definition_keeps_the_number_that_it_has(file: Path, target: Path) -> None:
    with closing(connect(target)) as connection:
        made = Writer(connection)
        made.save_pipeline(pipeline("a"), "sha256:a", None)
        made.save_pipeline(pipeline(), "sha256:attrition3", None)
    assert unpack(target, file).pipelines["attrition:1"] == "attrition:2"
    with closing(connect(target)) as connection:
        assert len(connection.execute("SELECT 1 FROM pipelines WHERE name = 'attrition'").fetchall()) == 2


def test_model_versions_get_the_next_numbers(file: Path, target: Path) -> None:
    with closing(connect(target)) as connection:
        made = Writer(connection)
        open_execution(made, "x1", ("register",), name="mine")
        register(made, "x1", model=blobs(target).save("mine"))
        made.set_execution("x1", ExecutionStatus.SUCCEEDED)
        made.set_alias("attrition", "champion", 1, "grace")
    done = unpack(target, file, by="ada")
    assert done.models == {"attrition:1": "attrition:2", "attrition:2": "attrition:3"}
    assert done.kept_aliases == ("attrition@champion",)
    whole(target)
    with closing(connect(target)) as connection:
        assert registered.model_version(connection, "attrition@champion").version == 1
        found = registered.model_version(connection, "attrition:3")
        assert (found.execution, [item.by for item in found.approvals]) == ("e2", ["ada", "ada"])
        assert {edge.destination for edge in lineage.upstream(connection, "model:attrition:3").edges} >= {
            "model:attrition:3"
        }
        kinds = [
            (item.kind, item.data["version"]) for item in queries.events(connection) if "group" in item.data
        ]
        assert ("approval", 3) in kinds
        assert ("model", 2) in kinds
        log = audit.records(connection)
        assert [(item.action, item.subject, item.actor) for item in log[:2]] == [
            ("import", "model:attrition:3", "ada"),
            ("import", "model:attrition:2", "ada"),
        ]
        assert log[0].data["comment"].startswith("was attrition:2 in another store")
        assert audit.verify(connection) == []
    before = content(target)
    assert unpack(target, file).models == done.models
    assert content(target) == before


def test_a_decision_that_was_made_here_counts(full: Path, file: Path, target: Path) -> None:
    from nbpipe.model import Approval

    unpack(target, file)
    with closing(connect(target)) as connection:
        Writer(connection).approve("attrition", 2, Approval.REJECTED, "grace", "leaks", {})
    unpack(target, file)
    with closing(connect(target)) as connection:
        assert registered.model_version(connection, "attrition:2").status is Approval.REJECTED


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE executions SET seed = 8 WHERE id = 'e3'",
        "UPDATE metrics SET value = 0.1 WHERE execution = 'e1' AND at_step = 1",
        "DELETE FROM metrics WHERE execution = 'e1'",
        "UPDATE cache_keys SET components = '{}'",
        "UPDATE artifacts SET size = size + 1",
    ],
)
def test_the_same_id_with_other_content(file: Path, target: Path, change: str) -> None:
    unpack(target, file)
    with closing(connect(target)) as connection:
        connection.execute(change)
    before = content(target)
    with pytest.raises(StoreError, match="is in this store already, and is another one") as caught:
        unpack(target, file)
    assert caught.value.problems[0].code == "import-conflict"
    assert content(target) == before


# ---- files that are damaged or forged -------------------------------------------------------------------------------


def first(found: Members, start: str) -> str:
    return next(name for name in sorted(found) if name.startswith(start))


def edit(found: Members, table: str, change: Callable[[list[dict[str, Any]]], Any]) -> Members:
    name = f"tables/{table}.jsonl"
    lines = [json.loads(line) for line in found[name].splitlines()]
    change(lines)
    return {**found, name: b"".join(json.dumps(row, separators=(",", ":")).encode() + b"\n" for row in lines)}


def manifest(found: Members, change: Callable[[dict[str, Any]], Any]) -> Members:
    data = json.loads(found["manifest.json"])
    change(data)
    return {**found, "manifest.json": json.dumps(data).encode()}


def without(found: Members, name: str) -> Members:
    return {other: data for other, data in found.items() if other != name}


# Members that do not agree with their manifest, and what is said of them.
DAMAGED: dict[str, tuple[Callable[[Members], Members], str]] = {
    "a blob is changed": (
        lambda m: {**m, first(m, "blobs/"): b"x" * len(m[first(m, "blobs/")])},
        "blobs/.* has changed",
    ),
    "a blob is longer": (lambda m: {**m, first(m, "blobs/"): m[first(m, "blobs/")] + b"x"}, "blobs/.* says"),
    "a blob is missing": (lambda m: without(m, first(m, "blobs/")), "blobs/.* is missing"),
    "a row is changed": (
        lambda m: edit(m, "executions", lambda r: r[0].update(seed=8)),
        "executions.* has changed",
    ),
    "a notebook is changed": (
        lambda m: {**m, first(m, "attempts/"): m[first(m, "attempts/")].replace(b"of", b"fo")},
        "executed.ipynb has changed",
    ),
    "no manifest": (lambda m: without(m, "manifest.json"), "no manifest.json"),
    "the manifest is no JSON": (lambda m: {**m, "manifest.json": b"{"}, "none of nbpipe's"),
    "the manifest is nested": (lambda m: {**m, "manifest.json": b"[" * 100_000}, "none of nbpipe's"),
    "another format": (lambda m: manifest(m, lambda d: d.update(format="x")), "none of nbpipe's"),
    "a newer format": (lambda m: manifest(m, lambda d: d.update(format_version=2)), "newer nbpipe: format 2"),
    "a newer schema": (
        lambda m: manifest(m, lambda d: d["migrations"].append("9999_x")),
        "newer nbpipe: .*9999_x",
    ),
    "no members": (lambda m: manifest(m, lambda d: d.pop("members")), "not as it should be"),
    "a negative size": (
        lambda m: manifest(m, lambda d: d["members"]["tables/files.jsonl"].update(size=-1)),
        "not as it should be",
    ),
    "another hash": (
        lambda m: manifest(m, lambda d: d["members"]["tables/files.jsonl"].update(sha256="0" * 64)),
        "files.jsonl has changed",
    ),
    "another size": (
        lambda m: manifest(m, lambda d: d["members"]["tables/files.jsonl"].update(size=10**15)),
        "manifest.json says 1000000000000000",
    ),
    "a member more": (lambda m: {**m, "tables/lessons2.jsonl": b""}, "does not belong there"),
    "an undeclared member": (
        lambda m: {**m, "attempts/e1/clean/7/executed.ipynb": b"{}"},
        "knows nothing of attempts/e1/clean/7",
    ),
}


def refused(target: Path, path: Path, message: str) -> StoreError:
    """The import ends with that message, and leaves the store as it was: also where it is only tried."""
    before = content(target)
    with pytest.raises(StoreError, match=message):
        unpack(target, path, dry_run=True)
    with pytest.raises(StoreError, match=message) as caught:
        unpack(target, path)
    assert content(target) == before
    assert caught.value.problems[0].hint
    assert str(path) in str(caught.value)
    return caught.value


@pytest.mark.parametrize("case", DAMAGED)
def test_a_file_that_disagrees_with_its_manifest(file: Path, target: Path, tmp_path: Path, case: str) -> None:
    change, message = DAMAGED[case]
    error = refused(target, write_as_is(tmp_path / "x.zip", change(members(file))), message)
    assert error.problems[0].code == ("export-newer" if "newer" in case else "export-damaged")


def test_every_damaged_member_is_named(file: Path, target: Path, tmp_path: Path) -> None:
    found = members(file)
    bad = [name for name in found if name.startswith("blobs/")][:2]
    path = write_as_is(tmp_path / "x.zip", {**found, **{name: b"x" * len(found[name]) for name in bad}})
    error = refused(target, path, "has changed")
    assert all(name in str(error) for name in bad)


@pytest.mark.parametrize("part", [0.0, 0.3, 0.9, 0.999])
def test_half_a_file(file: Path, target: Path, tmp_path: Path, part: float) -> None:
    data = file.read_bytes()
    (tmp_path / "x.zip").write_bytes(data[: int(len(data) * part)])
    refused(target, tmp_path / "x.zip", "only a part of one")


def test_flipped_bits_in_the_structure_of_the_zip(file: Path, tmp_path: Path) -> None:
    """Each byte of the headers and of the directory: a refusal that says what to do, or a change that means nothing."""
    data = file.read_bytes()
    with zipfile.ZipFile(file) as zipped:
        heads = [range(item.header_offset, item.header_offset + 30) for item in zipped.infolist()]
        places = itertools.chain(*heads, range(zipped.start_dir, len(data)))
    for place in places:
        (tmp_path / "x.zip").write_bytes(data[:place] + bytes([data[place] ^ 0x80]) + data[place + 1 :])
        try:
            with archive.Archive(tmp_path / "x.zip") as opened:
                opened.verify()
        except StoreError as error:
            assert error.problems[0].hint


def test_flipped_bits(file: Path, target: Path, tmp_path: Path) -> None:
    before, data = content(target), file.read_bytes()
    for place in range(10, len(data), len(data) // 60):
        (tmp_path / "x.zip").write_bytes(data[:place] + bytes([data[place] ^ 0x55]) + data[place + 1 :])
        try:
            unpack(target, tmp_path / "x.zip", dry_run=True)
        except StoreError as error:
            assert error.problems[0].hint
        assert content(target) == before


@pytest.mark.parametrize(
    "name",
    [
        "../evil.txt",
        "/etc/evil",
        "blobs/../../evil",
        "blobs/ab/../cd",
        "attempts/../x/1/executed.ipynb",
        "attempts/e1/../1/executed.ipynb",
        "attempts/e1/clean/0/executed.ipynb",
        "attempts/e1/clean/1/../../executed.ipynb",
        "attempts/e1/clean/1/run.py",
        "attempts/.hidden/clean/1/executed.ipynb",
        "tables/sqlite_master.jsonl",
        "tables\\executions.jsonl",
        "C:/evil",
        "nbpipe.db",
        "blobs/",
    ],
)
def test_names_that_no_export_has(file: Path, target: Path, tmp_path: Path, name: str) -> None:
    refused(target, write(tmp_path / "x.zip", {**members(file), name: b""}), "does not belong there")
    assert not list(tmp_path.rglob("evil*"))


@pytest.mark.parametrize(
    ("attributes", "message"),
    [(0o120777, "no ordinary file"), (0o040755, "no ordinary file"), (0o010644, "no ordinary")],
)
def test_links_and_devices(file: Path, target: Path, tmp_path: Path, attributes: int, message: str) -> None:
    found = members(file)
    name = first(found, "attempts/")
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as made:
        for other, data in found.items():
            info = zipfile.ZipInfo(other)
            info.external_attr = (attributes if other == name else 0o100644) << 16
            made.writestr(info, data)
    refused(target, tmp_path / "x.zip", message)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_member_twice(file: Path, target: Path, tmp_path: Path) -> None:
    path = write_as_is(tmp_path / "x.zip", members(file))
    with zipfile.ZipFile(path, "a") as made:
        made.writestr("tables/events.jsonl", b"")
    refused(target, path, "twice")


def test_bombs(file: Path, target: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = members(file)
    refused(
        target,
        write_as_is(tmp_path / "a.zip", {**found, "manifest.json": b" " * (65 << 20)}),
        "says that it has",
    )
    bomb = write(tmp_path / "b.zip", {**found, "tables/files.jsonl": b"\n" * 5_000_000})
    assert bomb.stat().st_size < 100_000
    monkeypatch.setattr(archive, "MAX_TABLES", 1_000_000)
    refused(target, bomb, "its tables say that they have 5")
    before = content(target)
    with pytest.raises(StoreError, match="the disk has 10 left"):
        unpack(target, file, free=10)
    assert content(target) == before


def test_a_member_that_is_longer_than_its_header_says(file: Path, target: Path, tmp_path: Path) -> None:
    """The directory at the end of the zip, and the manifest, both name fewer bytes than there are."""
    found = members(file)
    name = "tables/files.jsonl"
    short = len(found[name]) - 10
    data = json.loads(found["manifest.json"])
    data["members"][name]["size"] = short
    path = write_as_is(tmp_path / "x.zip", {**found, "manifest.json": json.dumps(data).encode()})
    raw = path.read_bytes()
    entry = raw.rindex(b"PK\x01\x02", 0, raw.rindex(name.encode()))
    path.write_bytes(raw[: entry + 24] + short.to_bytes(4, "little") + raw[entry + 28 :])
    refused(target, path, "cannot be read|has changed")


# Rows that a forged file could have; its manifest agrees with them.
FORGED: dict[str, tuple[str, Callable[[list[dict[str, Any]]], Any], str]] = {
    "an id that leads away": (
        "executions",
        lambda r: r[0].update(id="../../x"),
        "no id of an execution|not in it",
    ),
    "a step that leads away": ("step_executions", lambda r: r[0].update(step="../x"), "no name of a step"),
    "a row of nobody": ("outputs", lambda r: r[0].update(execution="zz"), "tells of execution 'zz'"),
    "a row without content": ("artifacts", lambda r: r[0].update(digest="sha256:" + "0" * 64), "is missing"),
    "another size": ("artifacts", lambda r: r[0].update(size=1), "is missing"),
    "an output of nothing": ("outputs", lambda r: r[0].update(digest="sha256:" + "0" * 64), "FOREIGN KEY"),
    "a strange column": ("executions", lambda r: r[0].update(evil=1), "no column 'evil'"),
    "SQL in a column": ("executions", lambda r: r[0].update({"id) VALUES (1); --": 1}), "no column"),
    "a text for a number": ("executions", lambda r: r[0].update(seed="seven"), "does not fit"),
    "a column is missing": ("executions", lambda r: r[0].pop("status"), "has no status"),
    "a list in a column": (
        "executions",
        lambda r: r[0].update(host=[1]),
        "line 1 of tables/executions.jsonl is no row",
    ),
    "a number too large": ("executions", lambda r: r[0].update(pid=2**70), "is no row"),
    "an unknown status": (
        "executions",
        lambda r: r[0].update(status="Perfect"),
        "not as it should be|unknown status",
    ),
    "one that runs": ("executions", lambda r: r[0].update(status="Executing"), "end time"),
    "parameters that are no JSON": (
        "executions",
        lambda r: r[0].update(parameters="{"),
        "not as it should be",
    ),
    "a definition that is no JSON": (
        "pipelines",
        lambda r: r[0].update(definition="["),
        "not as it should be",
    ),
    "a definition of nothing": ("pipelines", lambda r: r[0].update(definition="{}"), "not as it should be"),
    "a version of no pipeline": ("executions", lambda r: r[0].update(version=77), "not as it should be"),
    "no node": ("associations", lambda r: r[0].update(source="x"), "not as it should be"),
    "an edge of others": (
        "associations",
        lambda r: r[0].update(source="attempt:zz/a/1"),
        "leads to attempt:zz",
    ),
    "a model of others": ("model_versions", lambda r: r[0].update(execution="zz"), "of a model version"),
    "a model without approval": (
        "approvals",
        lambda r: r.clear(),
        "not as it should be .*has no version [12]",
    ),
    "an event that is no JSON": ("events", lambda r: r[0].update(data="x"), "not as it should be"),
    "an event of a list": ("events", lambda r: r[0].update(data="[]"), "not as it should be"),
    "a line that is no row": ("files", lambda r: r.append([1]), "is no row"),
    "an attempt twice": ("attempts", lambda r: r.append(r[0]), "UNIQUE"),
    "metrics that are no JSON": ("model_versions", lambda r: r[0].update(metrics="x"), "not as it should be"),
}


@pytest.mark.parametrize("case", FORGED)
def test_a_forged_row(file: Path, target: Path, tmp_path: Path, case: str) -> None:
    table, change, message = FORGED[case]
    refused(target, write(tmp_path / "x.zip", edit(members(file), table, change)), message)
    assert not list(tmp_path.rglob("*.ipynb"))


def test_a_path_in_a_row_is_never_followed(file: Path, target: Path, tmp_path: Path) -> None:
    forged = edit(members(file), "attempts", lambda r: r[0].update(notebook="../../../etc/passwd"))
    unpack(target, write(tmp_path / "x.zip", forged))
    with closing(connect(target)) as connection:
        places = [row[0] for row in connection.execute("SELECT notebook FROM attempts")]
    assert all(place.startswith("store/executions/") for place in places)


def test_nothing_is_unpickled(full: Path, target: Path, tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    code = f"cos\nsystem\n(S'touch {mark}'\ntR.".encode()
    source = empty(tmp_path / "source")
    (tmp_path / "evil.pickle").write_bytes(code)
    digest, size = blobs(source).add_file(tmp_path / "evil.pickle")
    with closing(connect(source)) as connection:
        made = Writer(connection)
        open_execution(made, "e1", ("clean",))
        kept = replace(blobs(source).save("x"), digest=digest, size=size, materializer="pickle_value")
        run_step(made, "e1", "clean", outputs={"x": kept})
        made.set_execution("e1", ExecutionStatus.SUCCEEDED)
    pack(source, tmp_path / "x.zip")
    unpack(target, tmp_path / "x.zip")
    whole(target)
    assert not mark.exists()


# ---- kills ----------------------------------------------------------------------------------------------------------


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.parametrize(
    ("where", "call"),
    [
        ("nbpipe.artifacts.ArtifactStore.add", 1),
        ("nbpipe.artifacts.ArtifactStore.add", 3),
        ("nbpipe.artifacts._move", 2),
        ("nbpipe.store.exchange.merge._Merge._take_executions", 2),
        ("nbpipe.store.exchange.merge._Merge._take_events", 2),
        ("nbpipe.store.exchange.merge._place", 1),
        ("nbpipe.store.exchange.merge.os.replace", 2),
    ],
)
def test_a_kill_is_made_good(file: Path, target: Path, where: str, call: int) -> None:
    code = f"""
        import os, signal, sys
        from pathlib import Path
        from pkgutil import resolve_name
        from nbpipe.artifacts import ArtifactStore
        from nbpipe.store import connect, exchange
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
        store = Path(sys.argv[1])
        blobs = ArtifactStore(store / "artifacts")
        exchange.unpack(Writer(connect(store)), store, blobs, Path(sys.argv[2]), free=1 << 40)
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code), str(target), str(file)], capture_output=True, text=True
    )
    assert done.returncode == -signal.SIGKILL, done.stderr
    whole(target)
    with closing(connect(target)) as connection:
        assert connection.execute("SELECT count(*) FROM executions").fetchone() == (0,)
        assert connection.execute("SELECT count(*) FROM artifacts").fetchone() == (0,)
    assert unpack(target, file).executions == ("e1", "e2", "e3")
    whole(target)
    assert len(list((target / "executions").glob("*/*/*/executed.ipynb"))) == 4


def test_an_import_that_fails_at_the_end_takes_its_files_away(
    file: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from nbpipe.store.exchange import merge

    place = merge._place

    def then_fail(*given: Any) -> None:
        place(*given)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(merge, "_place", then_fail)
    with pytest.raises(OSError, match="No space left"):
        unpack(target, file)
    whole(target)
    assert list((target / "executions").glob("*")) == []


# ---- the commands ---------------------------------------------------------------------------------------------------


@pytest.fixture
def shell(full: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("NBPIPE_STORE", "NBPIPE_ARTIFACTS"):
        monkeypatch.delenv(name, raising=False)
    return full


def test_the_commands(shell: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def call(*words: str, code: int = 0) -> str:
        assert main(list(words)) == code
        return capsys.readouterr().out

    out = call("--store", str(shell), "store", "export", "all.zip")
    assert out.splitlines()[0].startswith("all.zip  ")
    assert "3 executions, 2 model versions, 4 artifacts" in out
    assert "left out, because it has not ended: r1" in out
    answer = json.loads(
        call("--store", str(shell), "store", "export", "one.zip", "--model", "attrition:1", "--json")
    )
    assert answer["models"] == ["attrition:1"]
    assert answer["bytes"] == (tmp_path / "one.zip").stat().st_size
    assert call("store", "import", "one.zip", "--dry-run").startswith(
        "would take in 1 execution and 2 artifacts"
    )
    assert not (tmp_path / ".nbpipe").exists()
    assert call("store", "import", "one.zip").startswith("took in 1 execution and 2 artifacts")
    answer = json.loads(call("store", "import", "all.zip", "--json"))
    assert (answer["executions"], answer["known"]) == (["e2", "e3"], ["e1"])
    assert "is whole" in call("store", "check", "--verify")
    assert json.loads(call("status", "e2", "--json"))["steps"]["clean"]["cached"] is True
    assert "attrition:2" in call("models", "show", "attrition:2")
    assert "train" in call("lineage", "attrition:2", "--up")


@pytest.mark.parametrize(
    ("words", "message", "hint"),
    [
        ("store export", "needs FILE", "nbpipe store export"),
        ("store export .", "is a folder", "give a file"),
        ("store export no/x.zip", "there is no folder no", "mkdir -p no"),
        ("store export x.zip --model churn", "no model group 'churn'", "nbpipe models"),
        ("store import", "needs FILE", "nbpipe store import"),
        ("store import nowhere.zip", "there is no file nowhere.zip", "nbpipe store export"),
        ("store import text.zip", "it is no export", "another copy"),
    ],
)
def test_calls_that_are_wrong(
    shell: Path, tmp_path: Path, words: str, message: str, hint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "text.zip").write_text("hello")
    store = () if "import" in words else ("--store", str(shell))
    assert main([*store, *words.split()]) == 2
    err = capsys.readouterr().err
    assert message in err
    assert hint in err
    assert not (tmp_path / ".nbpipe").exists()
    assert not (tmp_path / "x.zip").exists()


# ---- governance -----------------------------------------------------------------------------------------------------


@pytest.fixture
def own(full: Path, tmp_path: Path) -> Path:
    """The full store, to be changed."""
    return Path(shutil.copytree(full, tmp_path / "own" / ".nbpipe"))


def test_a_deleted_version_stays_behind(own: Path, target: Path, tmp_path: Path) -> None:
    """Its execution travels without it; the number is given here as if it had never been there."""
    with closing(connect(own)) as connection:
        Writer(connection).delete_version("attrition", 1, "ada", "trained on a wrong file")
    with pytest.raises(NotFoundError, match="attrition:1 was deleted by ada"):
        pack(own, tmp_path / "one.zip", models=["attrition:1"])
    pack(own, tmp_path / "all.zip")
    done = unpack(target, tmp_path / "all.zip", by="grace")
    assert done.models == {"attrition:2": "attrition:1"}
    assert "e1" in done.executions
    whole(target)
    with closing(connect(target)) as connection:
        assert registered.model_version(connection, "attrition@champion").version == 1
        assert audit.verify(connection) == []


def test_stages_travel(own: Path, target: Path, tmp_path: Path) -> None:
    with closing(connect(own)) as connection:
        Writer(connection).set_stage("attrition", 2, None, "Staging", "ada", "for the pilot")
    pack(own, tmp_path / "all.zip")
    done = unpack(target, tmp_path / "all.zip", by="grace")
    assert done.models == {"attrition:1": "attrition:1", "attrition:2": "attrition:2"}
    whole(target)
    with closing(connect(target)) as connection:
        found = registered.model_version(connection, "attrition:2")
        assert [(item.stage, item.by, item.comment) for item in found.stages] == [
            ("Staging", "ada", "for the pilot")
        ]
        assert ("stage", 2) in [(item.kind, item.data.get("version")) for item in queries.events(connection)]
        log = audit.records(connection)
        assert [(item.action, item.actor) for item in log] == [("import", "grace")] * 2
        assert audit.verify(connection) == []


def approved_elsewhere(own: Path, file: Path, *by: str) -> None:
    """An export in which these people, one after the other, approved attrition:2, which is in production."""
    with closing(connect(own)) as connection:
        for name in by:
            connection.execute(
                "INSERT INTO approvals (model_group, version, status, by, at, comment, evidence)"
                " VALUES ('attrition', 2, 'Approved', ?, '2026-11-22', 'good', '{}')",
                (name,),
            )
        Writer(connection).set_stage("attrition", 2, None, "Production", "ada", "for all")
        connection.commit()
    pack(own, file)


@pytest.mark.parametrize(("by", "why"), [("ada", "four eyes: ada registered attrition:2"), ("bob", None)])
def test_an_approval_of_elsewhere_counts_where_it_might_have_been_given_here(
    own: Path, target: Path, tmp_path: Path, by: str, why: str | None
) -> None:
    approved_elsewhere(own, tmp_path / "all.zip", by)
    (target.parent / "nbpipe.toml").write_text("[policy.attrition]\nfour_eyes = true")
    tried = unpack(target, tmp_path / "all.zip", by="grace", admit=registry.take_in, dry_run=True)
    done = unpack(target, tmp_path / "all.zip", by="grace", admit=registry.take_in)
    assert tried.refused == done.refused
    whole(target)
    with closing(connect(target)) as connection:
        found = registered.model_version(connection, "attrition:2")
        assert audit.verify(connection) == []
        if why is None:
            assert done.refused == {}
            assert (found.status, found.stage) == ("Approved", "Production")
            return
        assert why in done.refused["attrition:2"][0]
        assert (found.status, found.stage) == ("PendingManualApproval", "Development")
        assert (found.approvals[-1].by, found.approvals[-2].by) == ("grace", "ada")
        assert why in found.approvals[-1].comment
    again = unpack(target, tmp_path / "all.zip", by="grace", admit=registry.take_in)
    assert again.refused == {}


def test_the_command_says_what_waits_for_approval(
    own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    approved_elsewhere(own, tmp_path / "all.zip", "ada")
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "nbpipe.toml").write_text("[policy.attrition]\nfour_eyes = true")
    monkeypatch.chdir(tmp_path / "here")
    assert main(["store", "import", str(tmp_path / "all.zip")]) == 0
    assert "attrition:2 waits for approval here: four eyes: ada registered" in capsys.readouterr().out
