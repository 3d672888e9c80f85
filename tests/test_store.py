"""The writer and the queries: what is written is read, in one transaction or not at all, and in few statements."""

from __future__ import annotations

import json
import math
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from store_samples import (
    ENVIRONMENT,
    START,
    artifact,
    attrition,
    new_store,
    open_execution,
    pipeline,
    register,
    run_step,
    writer,
)

from nbpipe.errors import NotFoundError, StoreError, UsageError
from nbpipe.model import (
    EXECUTION_TRANSITIONS,
    STEP_TRANSITIONS,
    Approval,
    Association,
    AssociationType,
    CacheKey,
    Decision,
    ExecutionStatus,
    Failure,
    FileUse,
    Lesson,
    LessonKind,
    Metric,
    Outcome,
    StepStatus,
)
from nbpipe.store import connect, nodes, queries, registered, results
from nbpipe.store.check import check
from nbpipe.store.schema import VIEWS
from nbpipe.store.writer import Taken, Writer

BROKEN = Failure("ValueError", "no such column: 'Age'", "look at it", "train", 4, 3, "df['Age']", "…")


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    found = new_store(tmp_path)
    yield found
    assert not found.in_transaction
    assert check(found, lambda digest: True) == []
    found.close()


@pytest.fixture
def store(connection: sqlite3.Connection) -> Writer:
    return writer(connection)


def dump(connection: sqlite3.Connection) -> list[str]:
    return [line for line in connection.iterdump() if line.startswith("INSERT")]


# ---- pipelines ------------------------------------------------------------------------------------------------------


def test_pipeline_versions(connection: sqlite3.Connection, store: Writer) -> None:
    assert store.save_pipeline(pipeline(), "sha256:1", "a.ipynb") == 1
    assert store.save_pipeline(pipeline("x"), "sha256:2", None) == 2
    assert store.save_pipeline(pipeline(), "sha256:1", "b.ipynb") == 1
    assert store.save_pipeline(pipeline(name="other"), "sha256:1", None) == 1
    assert queries.pipeline(connection, "attrition", 1) == pipeline()
    assert queries.pipeline(connection, "attrition") == pipeline("x")
    assert queries.version_of(connection, "attrition", "sha256:2") == 2
    assert queries.version_of(connection, "attrition", "sha256:3") is None
    assert [event.data["version"] for event in queries.events(connection)] == [1, 2, 1]


def test_unknown_pipeline(connection: sqlite3.Connection, store: Writer) -> None:
    store.save_pipeline(pipeline(), "sha256:1", None)
    with pytest.raises(NotFoundError, match="did you mean 'attrition'"):
        queries.pipeline(connection, "atrition", 1)
    with pytest.raises(NotFoundError, match="no version 2"):
        queries.pipeline(connection, "attrition", 2)


# ---- an execution from its start to its end -------------------------------------------------------------------------


def test_whole_execution(connection: sqlite3.Connection, store: Writer) -> None:
    attrition(store)
    found = queries.execution(connection, "e1")
    assert (found.pipeline, found.version, found.status) == ("attrition", 1, ExecutionStatus.SUCCEEDED)
    assert found.parameters == {"depth": 3, "data": "hr.csv"}
    assert (found.seed, found.started_by, found.host, found.pid) == (7, "ada", "here", 100)
    assert found.environment == ENVIRONMENT
    assert found.seconds == 6.0
    clean, train, last = found.steps
    assert [step.step for step in found.steps] == ["clean", "train", "register"]
    assert (train.type, train.status, train.cached, train.seconds) == (
        "Training",
        StepStatus.SUCCEEDED,
        False,
        1.0,
    )
    assert [(o.variable, o.kind, o.artifact) for o in train.outputs] == [
        ("model", "variable", artifact("aa"))
    ]
    assert [(m.name, m.step) for m in train.metrics] == [("auc", 2), ("loss", None)]
    assert train.metrics[0].value == 0.81
    assert math.isnan(train.metrics[1].value)
    (attempt,) = clean.attempts
    assert (attempt.number, attempt.status, attempt.notebook, attempt.seconds) == (
        1,
        StepStatus.SUCCEEDED,
        "clean.ipynb",
        1.5,
    )
    assert last.attempts == ()
    assert queries.inputs(connection, "e1", "train") == {"df": artifact("df")}
    assert [m.value for m in queries.metric_series(connection, "e1", "train", "auc")] == [0.7, 0.81]
    assert connection.execute("SELECT path, mode, size, digest FROM files").fetchall() == [
        ("data/hr.csv", "read", 99, "sha256:f11e")
    ]


def test_views_show_it(connection: sqlite3.Connection, store: Writer) -> None:
    attrition(store)

    def view(name: str, columns: str) -> list[tuple[object, ...]]:
        return connection.execute(f"SELECT {columns} FROM {name}").fetchall()

    assert view("runs", "execution, pipeline, status, seconds, steps, cached, failed") == [
        ("e1", "attrition", "Succeeded", 6.0, 3, 0, 0)
    ]
    assert view("step_runs", "step, status, seconds, attempts") == [
        ("clean", "Succeeded", 1.0, 1),
        ("train", "Succeeded", 1.0, 1),
        ("register", "Succeeded", 0.0, 0),
    ]
    assert view("pipeline_list", "name, version, steps, runs") == [("attrition", 1, 3, 1)]
    assert view("output_list", "name, size") == [("clean.df", 12345), ("train.model", 12345)]
    assert view("metric_list", "step, name, value") == [("train", "auc", 0.81), ("train", "loss", None)]
    assert view("file_list", "path, step") == [("data/hr.csv", "clean")]
    assert view("attempt_list", "step, number, cpu_seconds") == [("clean", 1, 1.0), ("train", 1, 1.0)]
    assert view("model_list", "model_group, version, status, aliases") == [
        ("attrition", 1, "PendingManualApproval", None)
    ]
    assert len(view("event_list", "id")) == queries.last_event_id(connection)


def test_events_tell_the_story(connection: sqlite3.Connection, store: Writer) -> None:
    attrition(store)
    story = [(e.kind, e.step, e.data.get("status")) for e in queries.events(connection, execution="e1")]
    assert story == [
        ("execution", None, "Executing"),
        ("step", "clean", "Starting"),
        ("step", "clean", "Succeeded"),
        ("step", "train", "Starting"),
        ("step", "train", "Succeeded"),
        ("model", "register", "PendingManualApproval"),
        ("step", "register", "Succeeded"),
        ("execution", None, "Succeeded"),
    ]
    last = queries.last_event_id(connection)
    assert queries.events(connection, last) == []
    assert [event.id for event in queries.events(connection, last - 2, limit=1)] == [last - 1]


def test_retry_and_failure(connection: sqlite3.Connection, store: Writer) -> None:
    open_execution(store, steps=("train",))
    failed = Outcome(
        StepStatus.FAILED, failure=BROKEN, figures={"roc": artifact("f1")}, metrics=(Metric("auc", 0.1),)
    )
    store.start_attempt("e1", "train", 1)
    store.set_step("e1", "train", StepStatus.EXECUTING)
    store.end_attempt("e1", "train", 1, failed, status=StepStatus.PENDING, detail="tried again in 5 s")
    (step,) = queries.execution(connection, "e1").steps
    assert (step.status, step.detail, step.failure, step.ended_at) == (
        StepStatus.PENDING,
        "tried again in 5 s",
        None,
        None,
    )
    assert step.attempts[0].failure == BROKEN
    store.start_attempt("e1", "train", 2, status=StepStatus.EXECUTING)
    store.end_attempt("e1", "train", 2, replace(failed, figures={}), status=StepStatus.FAILED)
    store.set_execution("e1", ExecutionStatus.FAILED, BROKEN)
    found = queries.execution(connection, "e1")
    (step,) = found.steps
    assert found.failure == step.failure == BROKEN
    assert step.detail is None
    assert step.outputs == ()  # those of the last attempt
    assert [attempt.status for attempt in step.attempts] == [StepStatus.FAILED, StepStatus.FAILED]
    assert step.seconds == 4.0  # from the first attempt to the last
    assert connection.execute("SELECT error FROM runs").fetchone() == (BROKEN.message,)


def test_a_result_is_taken_again(connection: sqlite3.Connection, store: Writer) -> None:
    open_execution(store)
    key = CacheKey("sha256:key", {"body": "sha256:b", "seed": [0, "train"]})
    store.start_attempt("e1", "train", 1, status=StepStatus.EXECUTING, key=key)
    outcome = Outcome(
        StepStatus.SUCCEEDED,
        {"model": artifact("aa")},
        shared=(("a", "b"),),
        changed=("c",),
        watched=("c", "d"),
        metrics=(Metric("auc", 0.81, 2),),
        files=(FileUse("/data/hr.csv", "read", 9, "sha256:f"),),
    )
    store.end_attempt("e1", "train", 1, outcome, status=StepStatus.SUCCEEDED)
    (found,) = results.results(connection, key.digest)
    assert (found.execution, found.step, found.attempt, found.key) == ("e1", "train", 1, key.digest)
    assert replace(found.outcome, metrics=()) == replace(outcome, metrics=())
    assert [(m.name, m.value, m.step) for m in found.outcome.metrics] == [("auc", 0.81, 2)]
    assert results.results(connection, "sha256:other") == []

    open_execution(store, "e2")
    store.take("e2", [Taken("train", found, detail="as before")])
    step = queries.execution(connection, "e2").steps[1]
    assert (step.cached, step.cached_from, step.cache_key) == (True, "e1", key.digest)
    assert (step.detail, step.attempts) == ("as before", ())
    assert [(o.variable, o.artifact.digest) for o in step.outputs] == [("model", artifact("aa").digest)]
    assert [(m.name, m.value, m.step) for m in step.metrics] == [("auc", 0.81, 2)]
    assert queries.events(connection)[-1].data == {
        "status": "Succeeded",
        "cached": True,
        "detail": "as before",
    }
    assert results.cache_key(connection, "e2", "train") == key
    assert results.result(connection, "e2", "train") == found  # of the attempt that really ran
    assert results.last_with_key(connection, "attrition", "train") == "e2"
    assert results.last_with_key(connection, "attrition", "train", before="e2") == "e1"


def test_a_step_is_put_back(connection: sqlite3.Connection, store: Writer) -> None:
    open_execution(store)
    run_step(store, "e1", "train", outputs={"model": artifact("aa")})
    result = results.result(connection, "e1", "train")
    assert result is not None
    store.put_back("e1", {"train": "again: clean runs again"})
    step = queries.execution(connection, "e1").steps[1]
    assert (step.status, step.detail, len(step.attempts)) == (
        StepStatus.PENDING,
        "again: clean runs again",
        1,
    )
    for _ in range(2):  # an earlier result that was taken leaves no rows in the way of the next
        store.take("e1", [Taken("train", result)])
        store.put_back("e1", {"train": "again"})
    store.start_attempt("e1", "train", 2, status=StepStatus.EXECUTING)
    store.end_attempt("e1", "train", 2, Outcome(StepStatus.SUCCEEDED), status=StepStatus.SUCCEEDED)


def test_lessons_are_found_by_code(connection: sqlite3.Connection, store: Writer) -> None:
    open_execution(store)
    lesson = Lesson("sha256:c1", LessonKind.CHANGES, ("df",))
    store.learn("e1", {lesson: "step a changes df", Lesson("sha256:c2", LessonKind.SHARES, ("a", "b")): ""})
    store.learn("e1", {lesson: "step a changes df"})
    assert results.lessons(connection, ["sha256:c1", "sha256:x"]) == [lesson]
    assert queries.events(connection)[-1].data == {
        "kind": "changes",
        "data": ["df"],
        "text": "step a changes df",
    }


def test_one_output_has_one_name(store: Writer, connection: sqlite3.Connection) -> None:
    open_execution(store)
    run_step(store, "e1", "train", outputs={"model": artifact("aa")})
    with pytest.raises(sqlite3.IntegrityError):
        connection.execute(
            "INSERT INTO outputs (execution, step, attempt, variable, kind, digest, materializer, meta)"
            " SELECT execution, step, attempt, variable, kind, digest, materializer, meta FROM outputs"
        )


def test_equal_bytes_are_loaded_as_each_output_says(connection: sqlite3.Connection, store: Writer) -> None:
    open_execution(store)
    outputs = {"a": artifact("aa"), "b": replace(artifact("aa"), materializer="json", meta={"as": "list"})}
    run_step(store, "e1", "train", outputs=outputs)
    found = {o.variable: o.artifact for o in queries.execution(connection, "e1").steps[1].outputs}
    assert found == outputs


def test_skip_and_condition(connection: sqlite3.Connection, store: Writer) -> None:
    open_execution(store)
    store.decide("e1", "clean", Decision(StepStatus.SUCCEEDED, "auc > 0.8 is false", taken=False))
    store.skip("e1", "train", "clean took the other branch")
    _, train, _ = queries.execution(connection, "e1").steps
    assert (train.status, train.detail, train.started_at) == (
        StepStatus.SKIPPED,
        "clean took the other branch",
        None,
    )


# ---- legal and illegal ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("old", StepStatus)
@pytest.mark.parametrize("new", StepStatus)
def test_step_transitions(
    connection: sqlite3.Connection, store: Writer, old: StepStatus, new: StepStatus
) -> None:
    open_execution(store, steps=("s",))
    ended = "now" if old.ended else None
    connection.execute("UPDATE step_executions SET status = ?, ended_at = ?", (old, ended))
    before = dump(connection)
    if new in STEP_TRANSITIONS[old]:
        store.set_step("e1", "s", new)
        assert queries.execution(connection, "e1").steps[0].status is new
    else:
        with pytest.raises(RuntimeError, match=f"'s' of execution e1 cannot go from {old} to {new}"):
            store.set_step("e1", "s", new)
        assert dump(connection) == before


@pytest.mark.parametrize("old", ExecutionStatus)
@pytest.mark.parametrize("new", ExecutionStatus)
def test_execution_transitions(
    connection: sqlite3.Connection, store: Writer, old: ExecutionStatus, new: ExecutionStatus
) -> None:
    open_execution(store, steps=())
    ended = "now" if old.ended else None
    connection.execute("UPDATE executions SET status = ?, ended_at = ?", (old, ended))
    if new in EXECUTION_TRANSITIONS[old]:
        store.set_execution("e1", new)
        found = queries.execution(connection, "e1")
        assert found.status is new
        assert (found.ended_at is not None) == new.ended
    else:
        with pytest.raises(RuntimeError, match=f"e1 cannot go from {old} to {new}"):
            store.set_execution("e1", new)


def test_faults_of_the_caller_write_nothing(connection: sqlite3.Connection, store: Writer) -> None:
    open_execution(store)
    outcome = Outcome(StepStatus.SUCCEEDED, {"x": artifact("aa")})
    bad_edge = Association("nonsense", "artifact:a", AssociationType.PRODUCED)
    before = dump(connection)
    for fault, call in [
        (RuntimeError, lambda: store.end_attempt("e1", "clean", 1, outcome, status=StepStatus.SUCCEEDED)),
        (RuntimeError, lambda: store.set_step("e1", "none", StepStatus.EXECUTING)),
        (RuntimeError, lambda: store.start_attempt("e1", "clean", 1, status=StepStatus.PENDING)),
        (NotFoundError, lambda: store.set_execution("none", ExecutionStatus.FAILED)),
        (StoreError, lambda: open_execution(store)),
        (
            ValueError,
            lambda: store.decide("e1", "clean", Decision(StepStatus.SUCCEEDED), associations=[bad_edge]),
        ),
    ]:
        with pytest.raises(fault):
            call()
        assert dump(connection) == before


def test_changes_that_are_committed_together(
    tmp_path: Path, connection: sqlite3.Connection, store: Writer
) -> None:
    open_execution(store)
    outcome = Outcome(StepStatus.SUCCEEDED, {"x": artifact("aa")})
    other = connect(tmp_path)

    def seen() -> list[str]:
        return [str(step.status) for step in queries.execution(other, "e1").steps]

    with store.together():
        store.start_attempt("e1", "clean", 1)
        with pytest.raises(RuntimeError, match="no open attempt"):
            store.end_attempt("e1", "train", 1, outcome, status=StepStatus.SUCCEEDED)
        assert seen() == ["Pending", "Pending", "Pending"], "nobody sees it before the others"
    assert seen() == ["Starting", "Pending", "Pending"], "the fault is not kept, what came before it is"
    assert connection.execute("SELECT count(*) FROM artifacts").fetchone() == (0,)
    with store.together():
        store.skip("e1", "train", "")
        register(store, step="register")  # durable: by itself, after what came before it
        assert seen() == ["Starting", "Skipped", "Succeeded"]
        with store.together():
            store.set_step("e1", "clean", StepStatus.EXECUTING)
        assert seen()[0] == "Starting", "the inner one ends with the outer one"
    assert seen()[0] == "Executing"
    other.close()


def test_an_attempt_ends_once(connection: sqlite3.Connection, store: Writer) -> None:
    open_execution(store)
    run_step(store, "e1", "clean")
    before = dump(connection)
    with pytest.raises(RuntimeError, match="has no open attempt 1"):
        store.end_attempt("e1", "clean", 1, Outcome(StepStatus.FAILED), status=StepStatus.FAILED)
    assert dump(connection) == before


def test_a_refused_row_is_a_store_error(store: Writer) -> None:
    open_execution(store)
    with pytest.raises(StoreError, match=r"refused a row \(UNIQUE.*\n.*please report"):
        open_execution(store)


def test_an_open_attempt_follows_its_step(connection: sqlite3.Connection, store: Writer) -> None:
    open_execution(store, steps=("s",))
    store.start_attempt("e1", "s", 1)
    store.set_step("e1", "s", StepStatus.EXECUTING)
    assert queries.execution(connection, "e1").steps[0].attempts[0].status is StepStatus.EXECUTING
    store.set_step("e1", "s", StepStatus.STOPPED, "by ada")
    (attempt,) = queries.execution(connection, "e1").steps[0].attempts
    assert (attempt.status, attempt.seconds) == (StepStatus.STOPPED, 2.0)


# ---- stop, resume, and schedulers that die --------------------------------------------------------------------------


def test_stop(connection: sqlite3.Connection, store: Writer) -> None:
    open_execution(store)
    assert not queries.stop_requested(connection, "e1")
    assert store.request_stop("e1", "ada") is True
    assert store.request_stop("e1", "bob") is False
    assert queries.stop_requested(connection, "e1")
    assert connection.execute("SELECT stop_requested_by FROM executions").fetchone() == ("ada",)
    with pytest.raises(NotFoundError, match="there is no execution none"):
        store.request_stop("none", "ada")
    store.set_execution("e1", ExecutionStatus.STOPPING)
    for step in ("clean", "train", "register"):
        store.set_step("e1", step, StepStatus.STOPPED)
    store.set_execution("e1", ExecutionStatus.STOPPED)
    assert store.request_stop("e1", "ada") is False


def test_resume(connection: sqlite3.Connection, store: Writer) -> None:
    open_execution(store)
    run_step(store, "e1", "clean")
    store.start_attempt("e1", "train", 1)
    store.end_attempt("e1", "train", 1, Outcome(StepStatus.FAILED, failure=BROKEN), status=StepStatus.FAILED)
    store.skip("e1", "register", "train failed")
    store.set_execution("e1", ExecutionStatus.FAILED, BROKEN)
    first = queries.execution(connection, "e1").seconds
    assert store.resume("e1", host="there", pid=200) == ["train", "register"]
    found = queries.execution(connection, "e1")
    assert (found.status, found.failure, found.ended_at, found.host, found.pid) == (
        ExecutionStatus.EXECUTING,
        None,
        None,
        "there",
        200,
    )
    assert [step.status for step in found.steps] == [
        StepStatus.SUCCEEDED,
        StepStatus.PENDING,
        StepStatus.PENDING,
    ]
    assert found.steps[1].failure is None
    run_step(store, "e1", "train", number=2)
    register(store)
    store.set_execution("e1", ExecutionStatus.SUCCEEDED)
    found = queries.execution(connection, "e1")
    assert found.seconds == first + 4.0  # without the time between
    assert [attempt.number for attempt in found.steps[1].attempts] == [1, 2]
    with pytest.raises(UsageError, match="e1 is Succeeded: there is nothing to resume"):
        store.resume("e1", host="there", pid=201)


def test_of_two_that_resume_one_does(store: Writer) -> None:
    open_execution(store, steps=("s",))
    store.set_step("e1", "s", StepStatus.STOPPED)
    store.set_execution("e1", ExecutionStatus.STOPPED)
    store.resume("e1", host="here", pid=1)
    with pytest.raises(UsageError, match=r"e1 is Executing: there is nothing to resume\n.*nbpipe status e1"):
        store.resume("e1", host="here", pid=2)


def test_a_dead_scheduler_is_closed_and_can_be_resumed(connection: sqlite3.Connection, store: Writer) -> None:
    open_execution(store, steps=("clean", "train", "wait", "register"))
    run_step(store, "e1", "clean")
    store.start_attempt("e1", "train", 1)
    store.set_step("e1", "wait", StepStatus.EXECUTING)
    store.set_step("e1", "wait", StepStatus.WAITING)
    later = START + timedelta(minutes=5)
    asked: list[tuple[str, int]] = []

    def is_alive(host: str, pid: int, heartbeat: str) -> bool:
        asked.append((host, pid))
        return len(asked) == 1

    assert store.close_lapsed(later, 600, is_alive) == []  # young
    assert store.close_lapsed(later, 60, is_alive) == []  # old, but its process lives
    assert store.close_lapsed(later, 60, is_alive) == ["e1"]
    assert store.close_lapsed(later, 60, is_alive) == []
    assert asked == [("here", 100)] * 2
    found = queries.execution(connection, "e1")
    assert found.status is ExecutionStatus.FAILED
    assert found.failure is not None
    assert (found.failure.type, found.failure.hint) == (
        "SchedulerDied",
        "go on with what it had done: nbpipe resume e1",
    )
    assert "process 100 on here" in found.failure.message
    assert [step.status for step in found.steps] == [
        StepStatus.SUCCEEDED,
        StepStatus.FAILED,
        StepStatus.STOPPED,
        StepStatus.STOPPED,
    ]
    assert found.steps[1].attempts[0].status is StepStatus.FAILED
    assert found.steps[3].started_at is None
    assert store.heartbeat("e1") is False
    assert store.resume("e1", host="here", pid=101) == ["train", "wait", "register"]
    assert store.heartbeat("e1") is True


def test_a_heartbeat_keeps_the_lease_and_a_release_ends_it(
    connection: sqlite3.Connection, store: Writer
) -> None:
    open_execution(store)
    store.heartbeat("e1")
    (beat,) = connection.execute("SELECT heartbeat_at FROM executions").fetchone()
    events = queries.last_event_id(connection)
    later = START + timedelta(days=3)
    assert [lease[0] for lease in queries.leases(connection, later.isoformat())] == ["e1"]
    assert queries.leases(connection, beat) == []
    store.set_execution("e1", ExecutionStatus.WAITING)
    store.release("e1")
    assert store.close_lapsed(later, 60, lambda host, pid, heartbeat: False) == []
    assert queries.last_event_id(connection) == events + 1


# ---- finding executions ---------------------------------------------------------------------------------------------


def test_references(connection: sqlite3.Connection, store: Writer) -> None:
    with pytest.raises(NotFoundError, match=r"no executions yet\n.*nbpipe run NOTEBOOK"):
        queries.execution(connection, "latest")
    for id, name in [("a1b2", "attrition"), ("a1c3", "churn"), ("b1", "attrition"), ("b12", "churn")]:
        open_execution(store, id, name=name)
    assert queries.execution(connection, "latest").id == "b12"
    assert queries.execution(connection, "latest", "attrition").id == "b1"
    assert queries.execution(connection, "a1c").id == "a1c3"
    assert queries.execution(connection, "b1").id == "b1"  # whole, though b12 begins so too
    assert queries.execution(connection, "a1", "churn").id == "a1c3"
    with pytest.raises(UsageError, match="'a1' begins several executions: a1b2, a1c3"):
        queries.execution(connection, "a1")
    with pytest.raises(NotFoundError, match=r"did you mean .*'a1b2'"):
        queries.execution(connection, "a1b3")
    with pytest.raises(NotFoundError, match="list them: nbpipe runs"):
        queries.execution(connection, "zzzz%")


def test_pages_of_executions(connection: sqlite3.Connection, store: Writer) -> None:
    for number in range(5):
        open_execution(store, f"e{number}", name="churn" if number % 2 else "attrition")
    first = queries.executions(connection, 2)
    assert [e.id for e in first] == ["e4", "e3"]
    assert [e.id for e in queries.executions(connection, 9, before="e3")] == ["e2", "e1", "e0"]
    assert [e.id for e in queries.executions(connection, 9, pipeline="churn")] == ["e3", "e1"]
    assert [e.id for e in queries.executions(connection, 9, before="e2", pipeline="attrition")] == ["e0"]
    assert first[0].steps == ()
    with pytest.raises(NotFoundError):
        queries.executions(connection, 2, before="none")


def test_expected_seconds(connection: sqlite3.Connection, store: Writer) -> None:
    assert queries.expected_seconds(connection, "attrition") == {}
    for number, seconds in enumerate((90.0, 80.0, 1.0, 2.0, 3.0, 4.0, 5.0)):
        open_execution(store, f"e{number}", steps=("train", "clean"))
        run_step(store, f"e{number}", "train", seconds=seconds)
    assert queries.expected_seconds(connection, "attrition") == {"train": 3.0}


def test_a_read_is_of_one_moment(tmp_path: Path, connection: sqlite3.Connection, store: Writer) -> None:
    open_execution(store, steps=("s",))
    other = connect(tmp_path)
    before = queries.data_version(other)
    with queries.snapshot(other):
        assert queries.stop_requested(other, "e1") is False
        store.request_stop("e1", "ada")
        assert queries.stop_requested(other, "e1") is False
    assert queries.stop_requested(other, "e1") is True
    assert queries.data_version(other) != before
    other.close()


# ---- the cost of a read ---------------------------------------------------------------------------------------------


def traced(connection: sqlite3.Connection, call: object) -> list[str]:
    statements: list[str] = []
    connection.set_trace_callback(statements.append)
    call()  # type: ignore[operator]
    connection.set_trace_callback(None)
    return [sql for sql in statements if sql.lstrip().startswith(("SELECT", "WITH"))]


def test_statements_do_not_grow_with_steps(connection: sqlite3.Connection, store: Writer) -> None:
    counts = []
    for size in (1, 40):
        names = tuple(f"s{number}" for number in range(size))
        open_execution(store, f"of{size}", steps=names)
        for name in names:
            run_step(store, f"of{size}", name, outputs={"x": artifact("aa")}, metrics=(Metric("m", 1.0),))
        counts.append(len(traced(connection, lambda size=size: queries.execution(connection, f"of{size}"))))
    assert counts == [6, 6]


READS = {
    "execution": lambda c: queries.execution(c, "e1"),
    "latest": lambda c: queries.execution(c, "latest", "attrition"),
    "executions": lambda c: queries.executions(c, 5),
    "executions of a pipeline": lambda c: queries.executions(c, 5, "e1", "attrition"),
    "pipeline": lambda c: queries.pipeline(c, "attrition"),
    "version_of": lambda c: queries.version_of(c, "attrition", "sha256:x"),
    "events": lambda c: queries.events(c, 3, 5),
    "events of an execution": lambda c: queries.events(c, 3, 5, "e1"),
    "last_event_id": lambda c: queries.last_event_id(c),
    "stop_requested": lambda c: queries.stop_requested(c, "e1"),
    "leases": lambda c: queries.leases(c, "2026"),
    "inputs": lambda c: queries.inputs(c, "e1", "train"),
    "metric_series": lambda c: queries.metric_series(c, "e1", "train", "auc"),
    "expected_seconds": lambda c: queries.expected_seconds(c, "attrition"),
    "groups": lambda c: registered.groups(c),
    "group": lambda c: registered.group(c, "attrition"),
    "model_version": lambda c: registered.model_version(c, "attrition:1"),
    "approval": lambda c: registered.approval(c, "attrition", 1),
    "results": lambda c: results.results(c, "sha256:k"),
    "result": lambda c: results.result(c, "e1", "train"),
    "cache_key": lambda c: results.cache_key(c, "e1", "train"),
    "last_with_key": lambda c: results.last_with_key(c, "attrition", "train"),
    "file_digest": lambda c: results.file_digest(c, "/data/hr.csv"),
}


@pytest.mark.parametrize("name", READS)
def test_reads_use_indexes(connection: sqlite3.Connection, store: Writer, name: str) -> None:
    attrition(store)
    for sql in traced(connection, lambda: READS[name](connection)):
        plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}")]
        # A scan is in order where it walks an index only as far as LIMIT, or the rows of such a subquery.
        bad = [
            line
            for line in plan
            if re.match(r"SCAN (?!g$|e$|\(|CONSTANT)", line) and not ("LIMIT" in sql and " INDEX " in line)
        ]
        assert bad == [], f"{sql}\n{plan}"


@pytest.mark.parametrize(
    "view",
    [view for view in VIEWS if view not in ("pipeline_list", "runs", "lesson_list", "file_digest_list")],
)
def test_views_of_one_execution_use_indexes(connection: sqlite3.Connection, view: str) -> None:
    column = {"model_list": "model_group", "audit_list": "id", "endpoint_list": "endpoint"}.get(
        view, "execution"
    )
    plan = [
        row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN SELECT * FROM {view} WHERE {column} = 'x'")
    ]
    assert [line for line in plan if re.match(r"SCAN (?!\()", line)] == []


# ---- several processes ----------------------------------------------------------------------------------------------

MANY = """
import pathlib, sys, time
sys.path.insert(0, sys.argv[3])
from nbpipe.model import ExecutionStatus
from nbpipe.store import connect
from nbpipe.store.writer import Taken, Writer
from store_samples import open_execution, run_step, register
folder, me = pathlib.Path(sys.argv[1]), sys.argv[2]
while not (folder.parent / "go").exists(): time.sleep(0.001)
connection = connect(folder)
store = Writer(connection)
for number in range(10):
    id = f"{me}-{number}"
    open_execution(store, id)
    run_step(store, id, "clean")
    register(store, id, step="train")
    store.skip(id, "register", "no")
    store.set_execution(id, ExecutionStatus.SUCCEEDED)
connection.close()
"""


def test_processes_that_create_and_write_one_store_at_once(tmp_path: Path) -> None:
    folder = tmp_path / ".nbpipe"
    children = [
        subprocess.Popen([sys.executable, "-c", MANY, folder, str(me), Path(__file__).parent])
        for me in range(2)
    ]
    (tmp_path / "go").touch()
    assert [child.wait(60) for child in children] == [0, 0]
    connection = connect(folder, create=False)
    assert len(queries.executions(connection, 100)) == 20
    assert [v.version for v in registered.group(connection, "attrition").versions] == list(range(1, 21))
    assert connection.execute("SELECT count(*), max(version) FROM pipelines").fetchone() == (1, 1)
    assert check(connection, lambda digest: True) == []
    connection.close()


KILLED = """
import os, pathlib, signal, sys
sys.path.insert(0, sys.argv[2])
from nbpipe.store import connect
from store_samples import artifact, run_step, writer
connection = connect(pathlib.Path(sys.argv[1]))
commits = []
def trace(sql):
    commits.append(sql == "COMMIT")
    if sum(commits) == 2:  # the one of end_attempt: everything is written, nothing is committed
        os.kill(os.getpid(), signal.SIGKILL)
connection.set_trace_callback(trace)
run_step(writer(connection), "e1", "train", outputs={"model": artifact("aa")})
"""


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_a_kill_in_a_transaction_leaves_nothing_of_it(tmp_path: Path) -> None:
    connection = new_store(tmp_path)
    open_execution(writer(connection))
    done = subprocess.run([sys.executable, "-c", KILLED, tmp_path, Path(__file__).parent], check=False)
    assert done.returncode == -9
    (_, train, _) = queries.execution(connection, "e1").steps
    assert (train.status, train.outputs) == (StepStatus.STARTING, ())  # the first transaction stayed
    for table in ("artifacts", "outputs", "associations"):
        assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,), table
    assert queries.events(connection)[-1].data["status"] == "Starting"
    later = START + timedelta(days=9999)
    assert Writer(connection).close_lapsed(later, 60, lambda host, pid, heartbeat: False) == ["e1"]
    assert check(connection, lambda digest: True) == []
    connection.close()


def test_a_full_disk_in_a_transaction(connection: sqlite3.Connection, store: Writer) -> None:
    open_execution(store)
    store.start_attempt("e1", "train", 1)
    before = dump(connection)
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages}")
    big = replace(artifact("aa"), preview={"text": "x" * 100_000})
    with pytest.raises(StoreError, match="the disk is full"):
        store.end_attempt(
            "e1", "train", 1, Outcome(StepStatus.SUCCEEDED, {"x": big}), status=StepStatus.SUCCEEDED
        )
    connection.execute("PRAGMA max_page_count = 1000000")
    assert dump(connection) == before
    run_step(store, "e1", "clean")  # and the writer can go on


def test_a_lock_that_stays(tmp_path: Path) -> None:
    other, connection = new_store(tmp_path), connect(tmp_path, timeout=0.05)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match="kept the store locked"):
        Writer(connection).save_pipeline(pipeline(), "sha256:1", None)
    other.execute("ROLLBACK")
    assert Writer(connection).save_pipeline(pipeline(), "sha256:1", None) == 1
    connection.close()
    other.close()


def test_what_people_were_told_waits_for_the_disk(connection: sqlite3.Connection, store: Writer) -> None:
    modes: list[tuple[str, int]] = []

    def clock() -> str:
        modes.append((calling, connection.execute("PRAGMA synchronous").fetchone()[0]))
        return START.isoformat(timespec="microseconds")

    durable = Writer(connection, clock=clock)
    calling = "save and open"
    open_execution(durable)
    calling = "start and end"
    run_step(durable, "e1", "clean")
    calling = "register"
    register(durable, step="train")
    calling = "approve"
    durable.approve("attrition", 1, Approval.APPROVED, "ada", "", {})
    calling = "end"
    durable.skip("e1", "register", "")
    durable.set_execution("e1", ExecutionStatus.SUCCEEDED)
    assert modes == [
        ("save and open", 2),
        ("save and open", 1),
        ("start and end", 1),
        ("start and end", 1),
        ("register", 2),
        ("approve", 2),
        ("end", 1),
        ("end", 2),
    ]


# ---- the check ------------------------------------------------------------------------------------------------------

DAMAGE = {
    "missing-blob": None,
    "unknown-status": "UPDATE step_executions SET status = 'Done', ended_at = NULL WHERE step = 'clean'",
    "unknown-association": "INSERT INTO associations VALUES ('a', 'b', 'Likes')",
    "no-end-time": "UPDATE executions SET ended_at = NULL",
    "end-time": "UPDATE executions SET status = 'Executing'",
    "unended-step": "UPDATE step_executions SET status = 'Executing', ended_at = NULL WHERE step = 'register'",
    "open-attempt": "UPDATE attempts SET ended_at = NULL, status = 'Executing' WHERE step = 'clean'",
    "attempt-status": "UPDATE attempts SET status = 'Executing' WHERE step = 'clean'",
    "attempt-numbers": "INSERT INTO attempts (execution, step, number, status, started_at, ended_at)"
    " VALUES ('e1', 'train', 3, 'Succeeded', 'x', 'y')",
    "last-attempt": "UPDATE attempts SET status = 'Failed' WHERE step = 'train'",
    "no-approval": "INSERT INTO model_versions SELECT model_group, 9, digest, materializer, meta, execution, step,"
    " metrics, card, created_at, created_by FROM model_versions",
    "no-content": "DELETE FROM model_contents",
    "store-reference": "DELETE FROM artifacts WHERE digest LIKE 'sha256:df%'",
}


@pytest.mark.parametrize("code", DAMAGE)
def test_check_finds(tmp_path: Path, code: str) -> None:
    connection = new_store(tmp_path)
    attrition(writer(connection))
    assert check(connection, lambda digest: True, lambda digest: True) == []
    connection.execute("PRAGMA foreign_keys = OFF")
    if DAMAGE[code]:
        connection.execute(DAMAGE[code])
    found = check(connection, lambda digest: code != "missing-blob" or digest != artifact("df").digest)
    assert code in {problem.code for problem in found}
    assert all(problem.hint for problem in found)
    connection.close()


def test_check_finds_changed_blobs_and_a_damaged_file(tmp_path: Path) -> None:
    connection = new_store(tmp_path)
    attrition(writer(connection))
    found = check(connection, lambda digest: True, lambda digest: digest != artifact("df").digest)
    assert [problem.code for problem in found] == ["damaged-blob"]
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    path = tmp_path / "nbpipe.db"
    content = bytearray(path.read_bytes())
    content[len(content) // 2 :] = b"\xff" * (len(content) - len(content) // 2)
    path.write_bytes(content)
    connection = sqlite3.connect(path)
    assert {problem.code for problem in check(connection, lambda digest: True)} == {"store-damaged"}
    connection.close()


# ---- small things ---------------------------------------------------------------------------------------------------


def test_json_columns_can_be_queried(connection: sqlite3.Connection, store: Writer) -> None:
    attrition(store)
    assert connection.execute("SELECT parameters ->> 'depth' FROM executions").fetchone() == (3,)
    assert json.loads(connection.execute("SELECT packages FROM environments").fetchone()[0]) == {
        "pandas": "3.1.1"
    }


def test_environments_are_kept_once(connection: sqlite3.Connection, store: Writer) -> None:
    open_execution(store, "e1")
    open_execution(store, "e2")
    assert connection.execute("SELECT count(*) FROM environments").fetchone() == (1,)


def test_of_one_file_the_last_use_counts(connection: sqlite3.Connection, store: Writer) -> None:
    open_execution(store)
    uses = (FileUse("a", "written", 1, "x"), FileUse("a", "read", 1, "x"), FileUse("a", "written", 2, "y"))
    run_step(store, "e1", "clean", files=uses)
    assert connection.execute("SELECT mode, size, digest FROM files ORDER BY mode").fetchall() == [
        ("read", 1, "x"),
        ("written", 2, "y"),
    ]


@pytest.mark.parametrize(
    "node",
    [
        nodes.artifact("sha256:ab"),
        nodes.attempt("e1", "train", 2),
        nodes.model("attrition", 3),
        nodes.file("/data/a@b:c.csv", "sha256:ab"),
        nodes.file("a.csv", None),
        nodes.parameter("e1", "depth"),
        nodes.code("sha256:cd"),
    ],
)
def test_nodes_come_back(node: str) -> None:
    kind, parts = nodes.parse(node)
    assert getattr(nodes, kind)(*parts) == node


@pytest.mark.parametrize(
    "text", ["", "artifact", "artifact:", "attempt:e1/train", "model:3", "thing:1", "file:a"]
)
def test_what_is_no_node(text: str) -> None:
    with pytest.raises(ValueError, match="no node"):
        nodes.parse(text)
