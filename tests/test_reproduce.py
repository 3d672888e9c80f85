"""Running again what made a model version: what is compared, what it comes to, and what stands in the way."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from scripted import Bench, Does, Script, bench, compiled

from nbpipe.artifacts import ArtifactStore
from nbpipe.errors import NotFoundError, UsageError
from nbpipe.model import FileUse
from nbpipe.reproduction import again, certificate, compared, files, reasons, rebuilt, recorded
from nbpipe.reproduction.compared import Agreement, Row, Verdict
from nbpipe.store import asof, connect, registered, results
from nbpipe.store.writer import Writer

CELLS = (
    "%%parameters\ndepth: int = 3",
    "%%step load\nrows = [depth]",
    "%%step train --type Training --model model\nmodel = {'w': sum(rows)}\nmetrics = {'auc': 0.8}",
    "%%step look\nseen = len(rows)",
    "%%step register --type Register --model model --group churn --metrics metrics\nAUC {metrics[auc]:.2f}",
    "%%step tell --after register\nmessage = 'done'",
)
VALUES = {
    "load": Does({"rows": [1.5, 2.0]}),
    "train": Does({"model": {"w": 3.5}, "metrics": {"auc": 0.8}}),
    "look": Does({"seen": 2}),
    "tell": Does({"message": "done"}),
}


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Bench]:
    with bench(tmp_path) as made:
        yield made


def first_run(place: Bench, script: dict[str, Does] | None = None) -> Any:
    return place.run(compiled(*CELLS), Script(script or VALUES))


def reproduce(
    place: Bench, script: dict[str, Does] | None = None, *, tolerance: float = 1e-9, **more: Any
) -> tuple[Script, list[Row], dict[str, Any]]:
    """The second run with a script, what was compared, and the certificate."""
    planned = again.plan(place.connection, place.settings, "churn", **more)
    executor = Script(script or VALUES)
    with again.scratch(place.settings) as scratch:
        done = again.run(planned, scratch, lambda request: executor, executor.go_on)
        load = ArtifactStore(place.settings.artifacts).load
        rows = list(compared.rows(planned.recorded, done.recorded, planned.steps, tolerance, (load, load)))
        made = certificate.make(
            planned.recorded,
            done.recorded,
            planned.steps,
            rows,
            planned.inputs,
            tolerance=tolerance,
            made_at="2026-11-21T12:00:00+00:00",
            made_by="ada",
            nbpipe="0",
            laid_out=planned.laid_out,
        )
    assert not scratch.store.exists()
    return executor, rows, made


# ---- what is run, and where -----------------------------------------------------------------------------------------


def test_only_what_the_model_comes_from_runs_and_nothing_is_entered(place: Bench) -> None:
    ran = first_run(place)
    before = list(place.connection.iterdump())
    script, rows, made = reproduce(place)
    assert sorted(script.order) == ["load", "train"]
    assert list(place.connection.iterdump()) == before
    assert made["agreement"] == "bit for bit"
    assert made["original"]["execution"] == ran.id != made["reproduction"]["execution"]
    assert {row.verdict for row in rows} == {Verdict.EQUAL}
    assert {(row.kind, row.name) for row in rows} >= {
        ("variable", "model"),
        ("variable", "rows"),
        ("model", "churn"),
        ("card", "card"),
        ("metric", "auc"),
    }


def test_it_runs_with_the_seed_and_parameters_and_without_the_cache(place: Bench) -> None:
    place.run(compiled(*CELLS), Script(VALUES), given={"depth": 7}, seed=5)
    script, _, _ = reproduce(place)
    asked = script.last("load").asked
    assert (asked["parameters"], asked["execution_seed"]) == ({"depth": 7}, 5)


def test_it_runs_the_definition_as_it_was(place: Bench) -> None:
    first_run(place)
    place.run(
        compiled(*[cell.replace("sum(rows)", "max(rows)") for cell in CELLS]), Script(VALUES), cache=False
    )
    planned = again.plan(place.connection, place.settings, "churn:1")
    assert "sum(rows)" in planned.recorded.pipeline.step("train").cells[0].source


def test_threads_are_those_of_the_first_run(place: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", "3")
    place.machine = replace(place.machine, cpus=6)
    first_run(place)
    monkeypatch.delenv("OMP_NUM_THREADS")
    planned = again.plan(place.connection, place.settings, "churn")
    assert planned.recorded.environment["cores"] == 6
    seen = []

    class Watching(Script):
        def submit(self, job: Any) -> Any:
            seen.append((os.environ.get("OMP_NUM_THREADS"), job.environment.get("OPENBLAS_NUM_THREADS")))
            return super().submit(job)

    executor = Watching(VALUES)
    with again.scratch(place.settings) as scratch:
        again.run(planned, scratch, lambda request: executor, executor.go_on)
    assert "OMP_NUM_THREADS" not in os.environ
    assert seen == [("3", None), ("3", "3")]  # load alone has all six cores, train stands beside look


def test_a_result_that_was_taken_is_made_anew(place: Bench) -> None:
    place.run(compiled(*CELLS), Script(VALUES))
    taken = place.run(compiled(CELLS[0], *CELLS[1:4], CELLS[4].replace("churn", "other")), Script(VALUES))
    assert "train" in taken.cached
    planned = again.plan(place.connection, place.settings, "other")
    assert planned.recorded.sources["train"] != taken.id
    script = Script(VALUES)
    with again.scratch(place.settings) as scratch:
        again.run(planned, scratch, lambda request: script, script.go_on)
    assert sorted(script.order) == ["load", "train"]


# ---- what it comes to -----------------------------------------------------------------------------------------------


def trained(model: Any, auc: float = 0.8) -> dict[str, Does]:
    return {**VALUES, "train": Does({"model": model, "metrics": {"auc": auc}})}


@pytest.mark.parametrize(
    ("model", "auc", "expected"),
    [
        ({"w": 3.5 + 1e-12}, 0.8, "within tolerance"),
        ({"w": 3.5 + 1e-12}, 0.8 - 1e-13, "within tolerance"),
        ({"w": 3.6}, 0.8, "differs"),
        ({"w": 3.5}, 0.7, "differs"),
        ({"v": 3.5}, 0.8, "differs"),
    ],
)
def test_numbers_may_be_a_little_apart(place: Bench, model: Any, auc: float, expected: str) -> None:
    first_run(place)
    _, rows, made = reproduce(place, trained(model, auc))
    assert made["agreement"] == expected
    assert certificate.problems(made) == []
    assert any("step train differs" in line for line in made["reasons"])
    assert {row.step for row in rows if row.verdict is not Verdict.EQUAL} <= {"train", "register"}


def test_other_bytes_of_a_model_need_metrics_that_agree(place: Bench) -> None:
    first_run(place, trained({1, 2}))
    _, rows, made = reproduce(place, trained({3}))
    assert next(row.verdict for row in rows if row.name == "model") is Verdict.OTHER_BYTES
    assert made["agreement"] == "within tolerance"
    _, _, made = reproduce(place, trained({3}, 0.1))
    assert made["agreement"] == "differs"


def test_a_step_that_fails_now_differs(place: Bench) -> None:
    from scripted import fails

    first_run(place)
    _, rows, made = reproduce(place, {**VALUES, "train": fails()})
    assert made["agreement"] == "differs"
    status = next(row for row in rows if row.step == "train")
    assert (status.kind, status.first, status.second) == ("status", "Succeeded", "Failed")
    assert rows[-1].verdict is Verdict.MISSING


DISTANCES = [
    (1.0, 1.0, 0.0),
    (100.0, 101.0, 1 / 101),
    (0.0, 1e-3, 1e-3),
    (1, 1.0, 0.0),
    (float("nan"), float("nan"), 0.0),
    (float("nan"), 1.0, float("inf")),
    (True, 1, None),
    ("a", "b", None),
    ({"a": 1, "b": 2}, {"b": 2, "a": 1}, None),
    ([1, [2.0]], [1, [2.5]], 0.2),
    (None, None, 0.0),
]


@pytest.mark.parametrize(("one", "two", "expected"), DISTANCES)
def test_distance(one: Any, two: Any, expected: float | None) -> None:
    found = compared.distance(one, two)
    assert found == (pytest.approx(expected) if expected is not None else None)


def test_distance_of_frames_and_arrays() -> None:
    import numpy as np
    import pandas as pd
    from scipy import sparse

    frame = pd.DataFrame({"a": [1.0, np.nan], "b": ["x", "y"]})
    assert compared.distance(frame, frame.copy()) == 0
    assert compared.distance(frame, frame.assign(a=[1.0 + 1e-6, np.nan])) == pytest.approx(1e-6, rel=1e-3)
    assert compared.distance(frame, frame.assign(b=["x", "z"])) is None
    assert compared.distance(frame, frame.rename(columns={"a": "c"})) is None
    assert compared.distance(frame, frame.set_index(pd.Index([5, 6]))) is None
    assert compared.distance(frame["a"], frame["a"].astype("float32")) is None
    assert compared.distance(np.array([1, 2]), np.array([1, 3])) == pytest.approx(1 / 3)
    assert compared.distance(np.array([1, 2]), np.array([[1, 2]])) is None
    one = sparse.csr_matrix(np.eye(2))
    assert compared.distance(one, one * 2) == pytest.approx(0.5)
    assert compared.distance(one, one.copy()) == 0


def row(verdict: Verdict, kind: str = "variable") -> Row:
    return Row("train", "model", kind, verdict, "a", "b")


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([row(Verdict.EQUAL)], Agreement.BIT_FOR_BIT),
        ([row(Verdict.EQUAL), row(Verdict.CLOSE)], Agreement.WITHIN_TOLERANCE),
        ([row(Verdict.OTHER_BYTES)], Agreement.DIFFERS),
        ([row(Verdict.OTHER_BYTES), row(Verdict.CLOSE, "metric")], Agreement.WITHIN_TOLERANCE),
        ([row(Verdict.EQUAL), row(Verdict.MISSING)], Agreement.DIFFERS),
        ([], Agreement.DIFFERS),
    ],
)
def test_agreement(rows: list[Row], expected: Agreement) -> None:
    assert compared.agreement(rows) is expected


ENVIRONMENTS = [
    ({"python": "3.11.7"}, {"python": "3.12.0"}, ["Python 3.11.7 then, 3.12.0 now"]),
    (
        {"cpus": 2, "slots": 2},
        {"cpus": 8, "slots": 4},
        ["cores of the machine 2 then, 8 now", "slots 2 then, 4 now"],
    ),
    ({}, {"OMP_NUM_THREADS": "2"}, ["OMP_NUM_THREADS not set then, 2 now"]),
    (
        {"packages": {"numpy": "1", "rich": "1"}},
        {"packages": {"numpy": "2", "rich": "2"}},
        ["package numpy 1 then, 2 now", "packages that no step imports by itself: rich 1 then, 2 now"],
    ),
    ({"packages": {"nbpipe-ml": "0.1"}}, {"packages": {}}, []),
    ({"folder": "/a", "executable": "/x"}, {"folder": "/b", "executable": "/y"}, []),
]


@pytest.mark.parametrize(("first", "second", "expected"), ENVIRONMENTS)
def test_what_differs_between_environments(first: Any, second: Any, expected: list[str]) -> None:
    assert list(reasons.environment(first, second, ["numpy"])) == expected


# ---- files ----------------------------------------------------------------------------------------------------------


def with_file(place: Bench, text: str = "age\n1\n") -> Path:
    data = place.folder / "data" / "hr.csv"
    data.parent.mkdir(exist_ok=True)
    data.write_text(text)
    first_run(place, {**VALUES, "load": replace(VALUES["load"], reads=(data,))})
    return data


def test_files_that_are_as_they_were_are_named(place: Bench) -> None:
    with_file(place)
    _, _, made = reproduce(place)
    assert [(item["name"], item["state"], item["kept"]) for item in made["files"]] == [
        ("data/hr.csv", "same", False)
    ]


@pytest.mark.parametrize(("change", "said"), [("gone", "is gone"), ("changed", "has changed since")])
def test_a_file_that_is_not_what_it_was_is_refused(place: Bench, change: str, said: str) -> None:
    data = with_file(place)
    data.unlink() if change == "gone" else data.write_text("other")
    with pytest.raises(UsageError) as caught:
        again.plan(place.connection, place.settings, "churn")
    (problem,) = caught.value.problems
    assert problem.message == f"the file data/hr.csv, which step load read, {said}"
    assert "no copy was kept" in str(problem.hint)
    _, _, made = reproduce(place, trained({"w": 9}), anyway=True)
    assert made["files"][0]["state"] == change
    assert made["agreement"] == "differs"


def test_a_changed_file_is_named_as_the_reason(place: Bench) -> None:
    data = with_file(place)
    data.write_text("other")
    _, _, made = reproduce(place, {**VALUES, "load": Does({"rows": [9]})}, anyway=True)
    assert "step load differs: data/hr.csv is not what it was" in made["reasons"]


def keep(place: Bench, largest: int = 1_000_000) -> files.Kept:
    found = recorded.execution(place.connection, "latest")
    steps = tuple(step.name for step in found.pipeline.steps)
    artifacts = ArtifactStore(place.settings.artifacts)
    return files.keep(found.files(steps), artifacts, largest, Writer(place.connection))


def test_kept_copies_stand_for_files_that_are_gone(place: Bench) -> None:
    data = with_file(place)
    assert keep(place) == files.Kept(1, 6)
    data.write_text("other")
    seen = []

    class Reading(Script):
        def submit(self, job: Any) -> Any:
            seen.append((Path(job.cwd) / "data" / "hr.csv").read_text())
            return super().submit(job)

    planned = again.plan(place.connection, place.settings, "churn")
    assert planned.laid_out
    executor = Reading(VALUES)
    with again.scratch(place.settings) as scratch:
        again.run(planned, scratch, lambda request: executor, executor.go_on)
    assert seen == ["age\n1\n"] * 2
    assert data.read_text() == "other"


def test_kept_copies_outlive_a_collection(place: Bench) -> None:
    from datetime import UTC, datetime, timedelta

    from nbpipe.store.collect import Rule, collect

    with_file(place)
    keep(place)
    artifacts = ArtifactStore(place.settings.artifacts)
    later = datetime.now(UTC) + timedelta(days=2)
    done = collect(Writer(place.connection), place.settings.store, artifacts, later, Rule())
    assert done.blobs.count == 0
    assert keep(place).count == 1


@pytest.mark.parametrize(
    ("largest", "change", "why"), [(3, False, "larger than 3 B"), (99, True, "it has changed")]
)
def test_what_cannot_be_kept_is_named(place: Bench, largest: int, change: bool, why: str) -> None:
    data = with_file(place)
    if change:
        data.write_text("other")
    kept = keep(place, largest)
    assert kept.count == 0
    ((path, said),) = kept.left_out
    assert (path, said.startswith(why)) == (str(data), True)


def test_a_collection_removes_what_a_killed_reproduction_left(place: Bench) -> None:
    from datetime import UTC, datetime, timedelta

    from nbpipe.store.collect import Rule, collect

    first_run(place)
    with again.scratch(place.settings, keep=True) as scratch:
        (scratch.store / "nbpipe.db").write_text("x")
    for days, left in ((0, True), (2, False)):
        later = datetime.now(UTC) + timedelta(days=days)
        done = collect(Writer(place.connection), place.settings.store, None, later, Rule())
        assert (scratch.store.exists(), done.folders.count) == (left, 0 if left else 1)


@pytest.mark.parametrize(("mode", "refused"), [("read", True), ("named", False)])
def test_names_in_a_folder(tmp_path: Path, mode: str, refused: bool) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "a.csv").write_text("1")
    use = FileUse(str(folder), mode, -1, files.digest(folder))
    (found,) = files.found([("load", use)], str(tmp_path), tmp_path, lambda digest: False)
    assert list(files.problems([found])) == []
    files.lay_out([found], ArtifactStore(tmp_path / "artifacts"), tmp_path / "laid")
    assert files.digest(tmp_path / "laid" / "data") == use.digest
    (folder / "b.csv").write_text("1")
    (found,) = files.found([("load", use)], str(tmp_path), tmp_path, lambda digest: False)
    assert [problem.message for problem in files.problems([found])] == [
        "the folder data, which step load read, holds other names than then"
    ][:refused]


def test_another_folder_can_stand_for_the_first(
    place: Bench, tmp_path_factory: pytest.TempPathFactory
) -> None:
    data = with_file(place)
    second = tmp_path_factory.mktemp("second")
    shutil.copytree(data.parent, second / "data")
    data.unlink()
    planned = again.plan(place.connection, place.settings, "churn", second)
    assert [item.state for item in planned.inputs] == [files.State.SAME]
    assert planned.inputs[0].place == second / "data" / "hr.csv"


# ---- what stands in the way -----------------------------------------------------------------------------------------


def test_refused(place: Bench, tmp_path: Path) -> None:
    first_run(place)
    with pytest.raises(NotFoundError, match="has no version 9"):
        again.plan(place.connection, place.settings, "churn:9")
    with pytest.raises(NotFoundError, match="is not there") as caught:
        again.plan(place.connection, place.settings, "churn", tmp_path / "gone")
    assert "--folder" in str(caught.value)
    place.connection.execute("UPDATE model_versions SET execution = NULL, step = NULL")
    with pytest.raises(UsageError, match="was not made by an execution"):
        again.plan(place.connection, place.settings, "churn")


def test_an_execution_that_is_gone(place: Bench) -> None:
    first_run(place)
    place.connection.execute("PRAGMA foreign_keys = OFF")
    place.connection.execute("UPDATE model_versions SET execution = 'gone'")
    with pytest.raises(NotFoundError, match="not in this store any more"):
        again.plan(place.connection, place.settings, "churn")


# ---- the scratch store sees what the first run saw ------------------------------------------------------------------


def test_the_registry_as_it_was(place: Bench, tmp_path_factory: pytest.TempPathFactory) -> None:
    from nbpipe import registry

    first_run(place)
    registry.alias(place.connection, "churn:1", "champion", "ada")
    second = place.run(compiled(*CELLS), Script(trained({"w": 4})), cache=False)
    registry.alias(place.connection, "churn:2", "champion", "ada")
    target = tmp_path_factory.mktemp("scratch")
    asof.copy(place.settings.store, target, second.execution.started_at, "case", second.id, earlier=True)
    with contextlib.closing(connect(target)) as connection:
        assert registered.model_version(connection, "churn@champion").version == 1
        assert registered.model_version(connection, "churn").version == 1
        found = results.earlier_output(connection, "case", "train", "model")
        assert ArtifactStore(place.settings.artifacts).load(found) == {"w": 3.5}
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute(
            "SELECT count(*) FROM executions WHERE id = ?", (second.id,)
        ).fetchone() == (0,)


# ---- certificates ---------------------------------------------------------------------------------------------------


@pytest.fixture
def made(place: Bench) -> dict[str, Any]:
    first_run(place)
    return reproduce(place)[2]


CHANGES = [
    ("an agreement", lambda c: c.update(agreement="differs")),
    ("a parameter", lambda c: c["parameters"].update(depth=4)),
    ("a digest", lambda c: c["compared"][1].update(first="sha256:0")),
    ("a verdict", lambda c: c["compared"][1].update(verdict="differs")),
    ("a row less", lambda c: c["compared"].pop()),
    ("no rows", lambda c: c["compared"].clear()),
    ("a model", lambda c: c["model"].update(version=2)),
    ("a version", lambda c: c.update(format_version=9)),
    ("a part", lambda c: c.pop("model")),
    ("a row that is none", lambda c: c["compared"].append({"step": 1})),
    ("a package", lambda c: c["original"]["environment"].update(python="2.7")),
]


@pytest.mark.parametrize(("what", "change"), CHANGES, ids=[what for what, _ in CHANGES])
def test_a_changed_certificate_is_found(made: dict[str, Any], what: str, change: Any) -> None:
    assert certificate.problems(made) == []
    changed = json.loads(certificate.text(made))
    change(changed)
    assert certificate.problems(changed)


SEALED = [
    ("a conclusion", lambda c: c.update(agreement="within tolerance"), "comes to 'bit for bit'"),
    ("a verdict", lambda c: c["compared"][2].update(second="sha256:0"), "is said to be equal, and is not"),
]


@pytest.mark.parametrize(("what", "change", "said"), SEALED, ids=[item[0] for item in SEALED])
def test_a_new_digest_does_not_help(made: dict[str, Any], what: str, change: Any, said: str) -> None:
    change(made)
    found = certificate.problems(certificate.sealed(made))
    assert [said in problem.message for problem in found] == [True]


FORGED = [
    ("a model", lambda c: c["model"].update(artifact="sha256:0"), "the model of churn:1 is"),
    ("a definition", lambda c: c["pipeline"].update(digest="sha256:0"), "the definition of execution"),
    ("a seed", lambda c: c.update(seed=9), "parameters or seed"),
    ("an execution", lambda c: c["original"].update(execution="x"), "made by execution x"),
    (
        "an output",
        lambda c: next(r for r in c["compared"] if r["kind"] == "variable").update(first="s", second="s"),
        "in this store, not s",
    ),
    (
        "a metric",
        lambda c: [row.update(first=0.9, second=0.9) for row in c["compared"] if row["kind"] == "metric"],
        "auc is 0.8 in this store, not 0.9",
    ),
    (
        "what was left out",
        lambda c: c["compared"].remove(next(row for row in c["compared"] if row["name"] == "model")),
        "train.model was left out of what was compared",
    ),
    (
        "a step that was left out",
        lambda c: c.update(steps=["load"], compared=[row for row in c["compared"] if row["step"] == "load"]),
        "train.model was left out of what was compared",
    ),
    ("another version", lambda c: c["model"].update(version=2), "made churn:1 in this store, not churn:2"),
    ("a time", lambda c: c["model"].update(created_at="1999"), "not of 1999"),
    ("an environment", lambda c: c["original"].update(environment={}), "the environment of execution"),
    ("a file", lambda c: c["files"].append({"digest": "sha256:0"}), "are others in this store"),
]


@pytest.mark.parametrize(("what", "change", "said"), FORGED, ids=[item[0] for item in FORGED])
def test_the_store_tells_what_a_new_digest_hides(
    place: Bench, made: dict[str, Any], what: str, change: Any, said: str
) -> None:
    assert certificate.against(place.connection, made) == []
    change(made)
    forged = certificate.sealed(made)
    assert certificate.problems(forged) == []
    assert any(said in problem.message for problem in certificate.against(place.connection, forged))


def test_files_that_are_no_certificate(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="there is no file"):
        certificate.read(tmp_path / "none.json")
    for text in ("", "[]", '{"format": "x"}', "\x00"):
        (tmp_path / "some.json").write_text(text)
        with pytest.raises(UsageError, match="is no certificate"):
            certificate.read(tmp_path / "some.json")


# ---- the recorded environment ---------------------------------------------------------------------------------------


def test_what_is_installed_is_what_the_steps_import_in_the_recorded_versions() -> None:
    packages = {
        "scikit-learn": "1.5.0",
        "numpy": "2.0.0",
        "rich": "14.0",
        "nbpipe-ml": "0.1.0",
        "pytest": "8.0",
    }
    install, pins = rebuilt.wanted({"sklearn": "1.5.0"}, packages, {"rich": None, "papermill": None})
    assert install == ["scikit-learn==1.5.0", "rich==14.0", "papermill"]
    assert "numpy==2.0.0" in pins
    assert not any(pin.startswith("nbpipe") for pin in pins)


def test_without_uv_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UsageError, match="needs uv, which is not installed"):
        rebuilt.build({"python": "3.11", "packages": {"a": "1"}}, {})


def test_what_uv_says_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    uv = tmp_path / "uv"
    uv.write_text("#!/bin/sh\necho no such version >&2\nexit 2\n")
    uv.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    with pytest.raises(UsageError, match=r"uv could not install Python .*: no such version"):
        rebuilt.build({"python": "3.11", "packages": {"a": "1"}}, {}, tmp_path / "cache")
    with pytest.raises(UsageError, match="no record of its environment"):
        rebuilt.build({}, {}, tmp_path / "cache")


def test_what_cannot_be_had_is_left_out_and_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    uv = tmp_path / "uv"
    uv.write_text(
        '#!/bin/sh\necho "$@" >> "$0.log"\n'
        'case "$*" in *--no-deps*) echo no mine >&2; exit 1;; *venv*) mkdir -p "$6/bin"; touch "$6/bin/python";; esac\n'
    )
    uv.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    packages = {"pandas": "3.0", "mine": "1.0", "nbpipe-ml": "0.1"}
    said: list[str] = []
    made = rebuilt.build(
        {"python": "3.11.7", "packages": packages}, {"pandas": "3.0"}, tmp_path / "cache", said.append
    )
    calls = (tmp_path / "uv.log").read_text().splitlines()
    assert "--python 3.11.7" in calls[0]
    assert calls[2].rpartition("--constraint")[2].split()[1] == "pandas==3.0"
    assert (made.parent.parent / "recorded.txt").read_text() == "mine==1.0\npandas==3.0\n"
    assert "no mine" in said[0]
