"""Callback: definitions, tokens and answers in the store, and executions that wait, with scripted jobs."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from scripted import Bench, Does, Run, Script, bench, compiled, fails

from nbpipe import scheduler, store, waiting
from nbpipe.errors import DefinitionError, NbpipeError, NotFoundError, UsageError
from nbpipe.model import Callback, CallbackStatus, Question
from nbpipe.store import audit, callbacks, check, queries, registered
from nbpipe.store.writer import Writer

MAKE = "%%step make\nauc = 0.81"
AFTER = "%%step after\nreport = f'{answer}'"


def asking(flags: str = "--out answer", body: str = "Ship it? AUC {auc:.2f}") -> tuple[str, str, str]:
    return MAKE, f"%%step ask --type Callback {flags}\n{body}", AFTER


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Bench]:
    with bench(tmp_path) as it:
        yield it


def script(**more: Any) -> Script:
    return Script({"make": Does({"auc": 0.81}), "after": Does({"report": "r"}), **more})


def asked(made: Bench, execution: str | None = None) -> Callback:
    """The newest question."""
    return callbacks.listed(made.connection, execution, closed=True)[0]


def answer(made: Bench, *, succeeded: bool = True, **more: Any) -> waiting.Answered:
    more = {"token": asked(made).token, "by": "bob", "go": False, **more}
    return waiting.answer(made.connection, more.pop("token"), succeeded=succeeded, **more)


# ---- definitions ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("flags", "body", "message"),
    [
        ("--out answer", "AUC {nobody}", "nothing defines nobody"),
        ("--out answer", "AUC {auc", "a brace is not closed"),
        ("--choices ship,hold", "Ship?", "nothing holds the answer of step ask"),
        ("--choices ship --out answer", "Ship?", "leaves nothing to choose between"),
        ("--choices ship,ship,hold --out answer", "Ship?", "--choices names ship twice"),
        ("--choices ship,,hold --out answer", "Ship?", "a name is missing between commas"),
        ("--choices ship,hold --out answer,why", "Ship?", "--out names 2 variables"),
        ("--approval --out answer,why", "Ship?", "--out names 2 variables"),
        ("--out answer,answer", "Ship?", "--out names answer twice"),
        ("--out answer --timeout 3", "Ship?", "--timeout: '3' is not a duration"),
        ("--out answer --timeout 0s", "Ship?", "--timeout leaves no time"),
        ("--out answer --retry 2", "Ship?", "--retry has no meaning for a Callback step"),
        ("--out answer --no-cache", "Ship?", "--no-cache has no meaning"),
        ("--out answer --cpus 2", "Ship?", "--cpus has no meaning"),
        ("--approvel --out answer", "Ship?", "a Callback step has no option --approvel"),
    ],
)
def test_definitions_that_are_refused(flags: str, body: str, message: str) -> None:
    with pytest.raises(DefinitionError, match=message):
        compiled(*asking(flags, body))


def test_a_condition_makes_no_variable() -> None:
    with pytest.raises(
        DefinitionError, match="--out has no meaning for a Condition step: it makes no variables"
    ):
        compiled(MAKE, "%%step gate --type Condition --then after --out answer\nauc > 0.5", "%%step after\n1")


def test_what_it_reads_and_gives() -> None:
    pipeline = compiled(*asking("--out answer --timeout 2d"))
    step = pipeline.step("ask")
    assert step.inputs == {"auc": ("make",)}
    assert step.outputs == ("answer",)
    assert step.timeout == 2 * 86400
    assert pipeline.step("after").inputs == {"answer": ("ask",)}


def test_what_it_is_about_may_be_said(made: Bench) -> None:
    pipeline = compiled(
        MAKE, "%%step fit\nmodel = [auc]", "%%step ask --type Callback --approval --in model\nAUC {auc}"
    )
    assert pipeline.step("ask").inputs == {"auc": ("make",), "model": ("fit",)}
    made.run(pipeline, Script({"make": Does({"auc": 1}), "fit": Does({"model": [1]})}))
    answer(made, comment="fine")
    assert list(audit.records(made.connection)[0].data["evidence"]) == ["auc", "model"]


def test_the_answer_is_the_last_value_of_its_name() -> None:
    pipeline = compiled("%%step make\nanswer = auc = 1", asking()[1], "%%step add\nanswer['x'] = 1", AFTER)
    assert pipeline.step("add").inputs == {"answer": ("ask",)}
    assert pipeline.step("after").inputs == {"answer": ("add",)}


def test_an_empty_body_asks_all_the_same(made: Bench) -> None:
    made.run(compiled(MAKE, "%%step go --type Callback --approval"), script())
    assert asked(made).question.text == "May step go go on?"


# ---- what an answer may be -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "given", "values"),
    [
        (Question("?"), {}, {}),
        (Question("?", ("a", "b")), {"b": [1], "a": None}, {"b": [1], "a": None}),
        (Question("?", ("a",), ("x", "y")), {"a": "y"}, {"a": "y"}),
        (Question("?", ("a",), approval=True), {}, {"a": "Approved"}),
        (Question("?", ("a",), approval=True), {"a": 3}, {"a": 3}),
        (Question("?", approval=True), {}, {}),
    ],
)
def test_answers(question: Question, given: dict[str, Any], values: dict[str, Any]) -> None:
    assert waiting.check(question, succeeded=True, comment="fine", values=given) == values


@pytest.mark.parametrize(
    ("question", "succeeded", "comment", "given", "message"),
    [
        (Question("?", ("answer",)), True, "", {}, "the answer lacks answer"),
        (Question("?", ("answer",)), True, "", {"anwser": 1}, r"no output anwser\n  → did you mean answer\?"),
        (Question("?"), True, "", {"answer": 1}, "its step has no --out"),
        (Question("?", ("answer",)), True, "", {"answer": {1, 2}}, "output answer is no JSON value"),
        (Question("?", ("answer",)), True, "", {"answer": float("nan")}, "output answer is no JSON value"),
        (Question("?", ("answer",)), True, "", {"answer": "\ud800"}, None),
        (Question("?", ("answer",)), True, "", {"answer": "x" * 1_000_001}, "1000000 is the most"),
        (Question("?", ("a",), ("x", "y")), True, "", {"a": "z"}, "'z' is none of the choices\n  → choose one of x, y"),
        (Question("?", ("a",), ("x", "y")), True, "", {}, "--output a=x"),
        (Question("?", approval=True), True, "", {}, "an approval needs a comment"),
        (Question("?", approval=True), False, "", {}, "a rejection needs a comment"),
        (Question("?", ("a",)), False, "no", {"a": 1}, "an answer that fails the step has no outputs"),
    ],
)  # fmt: skip
def test_answers_that_are_refused(
    question: Question, succeeded: bool, comment: str, given: dict[str, Any], message: str | None
) -> None:
    if message is None:  # a lone surrogate is escaped in JSON
        assert waiting.check(question, succeeded=succeeded, comment=comment, values=given) == given
        return
    with pytest.raises(UsageError, match=message):
        waiting.check(question, succeeded=succeeded, comment=comment, values=given)


# ---- executions that wait --------------------------------------------------------------------------------------------


def test_it_waits_without_a_process_and_goes_on_with_the_answer(made: Bench) -> None:
    pipeline = compiled(*asking())
    run = made.run(pipeline, script())
    assert run.status == "Waiting"
    assert run.statuses == {"make": "Succeeded", "ask": "Waiting", "after": "Pending"}
    assert run.details["ask"] == "Ship it? AUC 0.81"
    assert run.script.closed
    assert queries.leases(made.connection, store.now()) == []  # nobody takes it for dead
    done = answer(made, values={"answer": {"ship": True}}, comment="looks good")
    assert (done.status, done.callback.status) == ("Waiting", CallbackStatus.SUCCEEDED)
    again = made.resume(pipeline, run.id, script())
    assert again.statuses == dict.fromkeys(("make", "ask", "after"), "Succeeded")
    assert again.script.order == ["after"]
    assert again.script.last("after").given == {"answer": {"ship": True}}
    assert again.details["ask"] == "Succeeded by bob: looks good"
    assert again.value("ask", "answer") == {"ship": True}
    assert not check.check(made.connection, lambda digest: True)
    assert not audit.verify(made.connection)
    sources = made.connection.execute(
        "SELECT source FROM associations WHERE destination = ? AND source LIKE 'attempt:%/ask/0'",
        (f"artifact:{again.step('ask').outputs[0].artifact.digest}",),
    ).fetchall()
    assert sources == [(f"attempt:{run.id}/ask/0",)]


def test_the_audit_log_has_who_why_and_on_what(made: Bench) -> None:
    made.run(compiled(*asking()), script())
    answer(
        made, values={"answer": "yes"}, comment="fine", command=f"nbpipe callback succeed {asked(made).token}"
    )
    (record,) = audit.records(made.connection)
    assert (record.actor, record.action) == ("bob", "answer")
    assert asked(made).token not in record.command
    assert record.data["answer"] == {"answer": "yes"}
    assert record.data["comment"] == "fine"
    assert list(record.data["evidence"]) == ["auc"]
    assert audit.told(record) == "answered Succeeded: fine"
    assert not audit.verify(made.connection)
    made.connection.execute("UPDATE callbacks SET by = 'eve'")
    (problem,) = audit.verify(made.connection)
    assert 'by is "eve", the log says "bob"' in problem.message


@pytest.mark.parametrize(
    ("flags", "more", "failure"),
    [
        ("--out answer", {"comment": "no room"}, ("CallbackFailed", "answered as failed by bob: no room")),
        ("--approval --out answer", {"comment": "leaks"}, ("Rejected", "rejected by bob: leaks")),
    ],
)
def test_an_answer_that_fails_the_step(
    made: Bench, flags: str, more: dict[str, str], failure: tuple[str, str]
) -> None:
    pipeline = compiled(*asking(flags))
    run = made.run(pipeline, script())
    answer(made, succeeded=False, **more)
    again = made.resume(pipeline, run.id, script())
    assert again.status == "Failed"
    assert again.statuses == {"make": "Succeeded", "ask": "Failed", "after": "Skipped"}
    found = again.step("ask").failure
    assert found is not None
    assert (found.type, found.message, found.cell) == (*failure, 2)
    token = asked(made).token
    third = made.resume(pipeline, run.id, script())  # asks anew
    assert third.statuses == {"make": "Succeeded", "ask": "Waiting", "after": "Pending"}
    assert asked(made).token != token


def test_steps_beside_it_run_and_its_answer_is_heard_meanwhile(made: Bench) -> None:
    pipeline = compiled(*asking(), "%%step slow\nz = 1", "%%step last\nprint(z)")

    def heard(execution: str) -> None:
        found = callbacks.listed(made.connection, execution)
        if found and "slow" in beside.order and not found[0].answered_at:
            answer(made, values={"answer": 1})

    beside = script(slow=Does({"z": 1}, until=("after",)))
    made.on_change = heard
    run = made.run(pipeline, beside)
    assert run.status == "Succeeded"
    assert beside.order == ["make", "slow", "after", "last"]


def test_a_register_step_below_waits_for_the_answer(made: Bench) -> None:
    register = "%%step enter --type Register --model auc --group churn\ncard"
    pipeline = compiled(*asking(), register)
    run = made.run(pipeline, script())
    assert run.statuses["enter"] == "Pending"
    answer(made, values={"answer": 1})
    assert made.resume(pipeline, run.id, script()).status == "Succeeded"
    assert [group.name for group in registered.groups(made.connection)] == ["churn"]


def test_a_branch_that_is_not_taken_asks_nobody(made: Bench) -> None:
    gate = "%%step gate --type Condition --then ask\nauc > 0.9"
    run = made.run(compiled(MAKE, gate, *asking()[1:]), script())
    assert run.status == "Succeeded"
    assert run.statuses == {"make": "Succeeded", "gate": "Succeeded", "ask": "Skipped", "after": "Skipped"}
    assert callbacks.listed(made.connection, closed=True) == []


def test_a_condition_on_the_answer(made: Bench) -> None:
    cells = (
        MAKE,
        "%%step ask --type Callback --approval --choices ship,hold --out answer\nShip?",
        "%%step gate --type Condition --then ship --else hold\nanswer == 'ship'",
        "%%step ship\n1",
        "%%step hold\n2",
    )
    pipeline = compiled(*cells)
    run = made.run(pipeline, script())
    answer(made, values={"answer": "hold"}, comment="on Monday")
    again = made.resume(pipeline, run.id, script())
    assert (again.statuses["ship"], again.statuses["hold"]) == ("Skipped", "Succeeded")
    assert again.details["ask"] == "Approved by bob: on Monday"


def test_what_failed_beside_it_stays_failed_when_it_goes_on(made: Bench) -> None:
    pipeline = compiled(
        *asking(), "%%step bad\ny = 1", "%%step below\nprint(y)", "%%step tidy --when failed --after bad\n1"
    )
    run = made.run(pipeline, script(bad=fails()))
    assert run.status == "Waiting"
    assert (run.statuses["bad"], run.statuses["below"], run.statuses["tidy"]) == (
        "Failed",
        "Skipped",
        "Succeeded",
    )
    answer(made, values={"answer": 1})
    again = made.resume(pipeline, run.id, script())
    assert again.script.order == ["after"]
    assert again.status == "Failed"
    third = made.resume(pipeline, run.id, script())  # a resume of what failed takes that up
    assert third.status == "Succeeded"
    assert third.script.order == ["bad", "below"]
    assert len(callbacks.listed(made.connection, closed=True)) == 1


def test_resuming_without_an_answer_waits_on(made: Bench) -> None:
    pipeline = compiled(*asking())
    run = made.run(pipeline, script())
    token = asked(made).token
    again = made.resume(pipeline, run.id, script())
    assert (again.status, again.script.order) == ("Waiting", [])
    assert asked(made).token == token


def test_two_questions_at_once(made: Bench) -> None:
    pipeline = compiled(
        MAKE,
        "%%step a --type Callback --out x\n",
        "%%step b --type Callback --out y\n",
        "%%step z\nprint(x, y)",
    )
    run = made.run(pipeline, script())
    first, second = (item.token for item in reversed(callbacks.listed(made.connection)))
    answer(made, token=second, values={"y": 2})
    again = made.resume(pipeline, run.id, script())
    assert again.statuses == {"make": "Succeeded", "a": "Waiting", "b": "Succeeded", "z": "Pending"}
    answer(made, token=first, values={"x": 1})
    third = made.resume(pipeline, run.id, script())
    assert third.script.last("z").given == {"x": 1, "y": 2}


def test_a_fail_step_waits_for_the_answer_above_it(made: Bench) -> None:
    pipeline = compiled(*asking(), "%%step end --type Fail --after make\nno")
    run = made.run(pipeline, script())
    assert (run.status, run.statuses["end"]) == ("Waiting", "Pending")
    answer(made, values={"answer": 1})
    assert made.resume(pipeline, run.id, script()).status == "Failed"


def test_a_fail_step_above_ends_the_waiting(made: Bench) -> None:
    pipeline = compiled(
        MAKE,
        "%%step slow\nz = 1",
        "%%step end --type Fail --after slow\nno",
        "%%step ask --type Callback --after make\nShip?",
    )
    run = made.run(pipeline, script(slow=Does({"z": 1}, until=("make",))))
    assert run.status == "Failed"
    assert (run.statuses["ask"], run.details["ask"]) == ("Stopped", "the execution was ended by step end")
    assert asked(made).status is CallbackStatus.WITHDRAWN


def test_the_cache_of_the_steps_around_it(made: Bench) -> None:
    pipeline = compiled(*asking())
    for number in range(3):
        run = made.run(pipeline, script())
        assert run.status == "Waiting"  # it asks every time
        assert run.cached == (["make"] if number else [])
        answer(made, values={"answer": "no" if number == 2 else "yes"})
        again = made.resume(pipeline, run.id, script())
        assert ("after" in again.cached) == (number == 1)  # the same answer: the same below it


def test_an_unchanged_question_is_not_counted_as_a_new_one_after_a_kill(made: Bench) -> None:
    pipeline = compiled(*asking())
    run = made.run(pipeline, script())
    token = asked(made).token
    _die(made, run)
    again = made.resume(pipeline, run.id, script())
    assert (again.status, asked(made).token) == ("Waiting", token)


def test_an_answer_while_its_scheduler_was_dead_counts_after_the_resume(made: Bench) -> None:
    pipeline = compiled(*asking())
    run = made.run(pipeline, script())
    _die(made, run)
    done = answer(made, values={"answer": 7})
    assert "is Failed: the answer is kept, and counts once it is resumed" in done.problem
    again = made.resume(pipeline, run.id, script())
    assert again.status == "Succeeded"
    assert again.value("ask", "answer") == 7
    assert len(callbacks.listed(made.connection, closed=True)) == 1


def _die(made: Bench, run: Run) -> None:
    """As if a scheduler had run it, and had been killed."""
    made.connection.execute(
        "UPDATE executions SET status = 'Executing', heartbeat_at = '2026-01-01T00:00:00.000000+00:00', pid = 1"
    )
    closed = Writer(made.connection).close_lapsed(datetime.now(UTC), 0.0, lambda *lease: False)
    assert closed == [run.id]
    assert made.seen(run.id, run.script).statuses["ask"] == "Stopped"


def test_nobody_is_asked_again_where_an_answer_is_lost(made: Bench) -> None:
    """The content of its variable is gone: the store still knows what was said."""
    pipeline = compiled(*asking())
    run = made.run(pipeline, script())
    answer(made, values={"answer": ["yes", 3]})
    made.resume(pipeline, run.id, script(after=fails()))
    digest = made.seen(run.id, run.script).step("ask").outputs[0].artifact.digest.removeprefix("sha256:")
    (blob,) = [path for path in Path(made.settings.artifacts).rglob("*") if digest[2:] in path.name]
    blob.unlink()
    again = made.resume(pipeline, run.id, script())
    assert again.status == "Succeeded"
    assert again.value("ask", "answer") == ["yes", 3]
    assert len(callbacks.listed(made.connection, closed=True)) == 1


def test_a_question_about_something_else_is_another_one(made: Bench) -> None:
    pipeline = compiled(*asking())
    run = made.run(pipeline, script())
    token = asked(made).token
    _die(made, run)
    Writer(made.connection).put_back(run.id, {"make": "again"})
    again = made.resume(pipeline, run.id, script(make=Does({"auc": 0.5})), cache=False)
    assert again.status == "Waiting"
    assert (asked(made).token == token, asked(made).question.text) == (False, "Ship it? AUC 0.50")
    with pytest.raises(UsageError, match="withdrawn"):
        answer(made, token=token, values={"answer": 1})


def test_stopping_what_waits(made: Bench) -> None:
    pipeline = compiled(*asking())
    run = made.run(pipeline, script())
    assert scheduler.stop(made.connection, run.id, "ada") == scheduler.Stopped(False, True)
    stopped = made.seen(run.id, run.script)
    assert (stopped.status, stopped.statuses["ask"], stopped.statuses["after"]) == (
        "Stopped",
        "Stopped",
        "Stopped",
    )
    assert not scheduler.stop(made.connection, run.id, "ada").requested
    assert made.resume(pipeline, run.id, script()).status == "Waiting"


def test_answers_that_are_known_before(made: Bench) -> None:
    """As a reproduction has them."""
    from nbpipe.artifacts import ArtifactStore

    kept = ArtifactStore(made.settings.artifacts).save("yes")
    run = made.run(compiled(*asking()), script(), answers={"ask": {"answer": kept}})
    assert run.status == "Succeeded"
    assert run.details["ask"] == "answered as it was before"
    assert run.script.last("after").given == {"answer": "yes"}


def test_a_plan_says_what_waits(made: Bench) -> None:
    from nbpipe.scheduler.plan import plan

    pipeline = compiled(*asking())
    run = made.run(pipeline, script())
    answer(made, values={"answer": 1})
    made.resume(pipeline, run.id, script())
    found = {
        item.step.name: (item.action, item.why)
        for item in plan(made.request(pipeline), made.connection).steps
    }
    assert found == {
        "make": ("hit", f"as in {run.id}"),
        "ask": ("run", "it waits for an answer"),
        "after": ("run", "step ask runs, which gives it answer"),
    }


# ---- tokens ----------------------------------------------------------------------------------------------------------


def test_tokens_are_long_and_each_is_another_one(made: Bench) -> None:
    tokens = set()
    for _ in range(3):
        made.run(compiled(*asking()), script())
        tokens.add(asked(made).token)
    assert len(tokens) == 3
    assert all(len(token) == 32 and int(token, 16) for token in tokens)


def test_a_token_is_good_for_one_answer(made: Bench) -> None:
    made.run(compiled(*asking()), script())
    answer(made, values={"answer": 1}, comment="first")
    for succeeded in (True, False):
        with pytest.raises(UsageError, match=r"was answered already: Succeeded by bob, .*: first") as raised:
            answer(made, succeeded=succeeded, comment="second", by="eve")
        assert raised.value.problems[0].code == "answered"
    assert asked(made).comment == "first"
    assert len(audit.records(made.connection)) == 1


@pytest.mark.parametrize("token", ["", "nonsense", "0" * 32, "'; DROP TABLE callbacks; --", "ä"])
def test_an_unknown_token(made: Bench, token: str) -> None:
    made.run(compiled(*asking()), script())
    with pytest.raises(NotFoundError, match="no step asked with this token"):
        answer(made, token=token, values={"answer": 1})
    assert asked(made).status is CallbackStatus.OPEN


def test_the_beginning_of_a_token_does_not_do(made: Bench) -> None:
    made.run(compiled(*asking()), script())
    with pytest.raises(NotFoundError):
        answer(made, token=asked(made).token[:20], values={"answer": 1})


def test_of_two_answers_at_once_one_counts_and_the_other_hears_of_it(made: Bench) -> None:
    pipeline = compiled(*asking())
    run = made.run(pipeline, script())
    token, folder = asked(made).token, made.settings.store
    together, heard = threading.Barrier(2), []

    def tell(name: str) -> None:
        connection = store.connect(folder)
        try:
            together.wait()
            waiting.answer(connection, token, succeeded=True, by=name, values={"answer": name}, go=False)
            heard.append((name, ""))
        except NbpipeError as error:
            heard.append((name, str(error)))
        finally:
            connection.close()

    threads = [threading.Thread(target=tell, args=(name,)) for name in ("bob", "eve")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (winner,) = [name for name, said in heard if not said]
    (said,) = [said for _, said in heard if said]
    assert f"was answered already: Succeeded by {winner}" in said
    assert made.resume(pipeline, run.id, script()).value("ask", "answer") == winner


# ---- time ------------------------------------------------------------------------------------------------------------


def _later(made: Bench) -> None:
    """Its time is over."""
    past = (datetime.now(UTC) - timedelta(seconds=1)).isoformat(timespec="microseconds")
    made.connection.execute("UPDATE callbacks SET expires_at = ?", (past,))


def test_it_says_until_when(made: Bench) -> None:
    made.run(compiled(*asking("--out answer --timeout 2d")), script())
    found = asked(made)
    assert found.expires_at is not None
    left = datetime.fromisoformat(found.expires_at) - datetime.fromisoformat(found.asked_at)
    assert left == timedelta(days=2)


def test_an_answer_that_comes_too_late(made: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    pipeline = compiled(*asking("--out answer --timeout 1h"), "%%step tidy --when failed --after ask\n1")
    run = made.run(pipeline, script())
    _later(made)
    went_on: list[str] = []
    monkeypatch.setattr(waiting, "go_on", lambda connection, execution: went_on.append(execution) or "")
    with pytest.raises(UsageError, match="the token has expired\n  → ask anew: nbpipe resume"):
        answer(made, values={"answer": 1})
    assert went_on == [run.id]  # noticed: it goes on with the failure
    again = made.resume(pipeline, run.id, script())
    assert again.statuses == {"make": "Succeeded", "ask": "Failed", "after": "Skipped", "tidy": "Succeeded"}
    failure = again.step("ask").failure
    assert failure is not None
    assert failure.type == "Timeout"
    with pytest.raises(UsageError, match="the token has expired"):
        answer(made, values={"answer": 1})
    third = made.resume(pipeline, run.id, script())
    assert third.statuses["ask"] == "Waiting"
    answer(made, values={"answer": 1})


def test_the_time_is_over_while_others_run(made: Bench) -> None:
    pipeline = compiled(*asking("--out answer --timeout 1h"), "%%step slow\n1")
    made.on_change = lambda execution: _later(made)
    run = made.run(pipeline, script(slow=Does(until=("ask",))))
    assert run.status == "Failed"
    assert run.statuses == {"make": "Succeeded", "ask": "Failed", "after": "Skipped", "slow": "Succeeded"}


def test_whoever_looks_notices_what_should_go_on(made: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    went_on: list[str] = []
    monkeypatch.setattr(waiting, "go_on", lambda connection, execution: went_on.append(execution) or "")
    run = made.run(compiled(*asking("--out answer --timeout 1h")), script())
    assert waiting.notice(made.connection) == {}
    _later(made)
    assert waiting.notice(made.connection) == {run.id: ""}
    other = made.run(compiled(*asking()), script())
    answer(made, values={"answer": 1})  # and then whoever answered was killed
    assert set(waiting.notice(made.connection)) == {run.id, other.id}


# ---- the store -------------------------------------------------------------------------------------------------------


def test_an_answer_and_its_record_come_together(made: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    made.run(compiled(*asking()), script())

    def fall(*arguments: Any, **more: Any) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(audit, "append", fall)
    with pytest.raises(NbpipeError):
        answer(made, values={"answer": 1})
    monkeypatch.undo()
    assert asked(made).status is CallbackStatus.OPEN
    answer(made, values={"answer": 1})


def test_an_execution_does_not_rest_over_an_answer(made: Bench) -> None:
    run = made.run(compiled(*asking()), script())
    answer(made, values={"answer": 1})
    writer = Writer(made.connection)
    writer.resume(run.id, host="here", pid=1)
    assert writer.within(partial(callbacks.rest, execution=run.id)) is False
    assert queries.execution(made.connection, run.id).status == "Executing"


def test_questions_go_with_their_execution(made: Bench) -> None:
    from nbpipe.store import relations

    assert "callbacks" in relations.OF_EXECUTION


def test_asking_takes_no_other_step(made: Bench) -> None:
    run = made.run(compiled(*asking()), script())
    with pytest.raises(RuntimeError, match="cannot go from Succeeded to Waiting"):
        Writer(made.connection).within(
            partial(callbacks.ask, execution=run.id, step="make", question=Question("?"), inputs={})
        )
    assert [item.step for item in callbacks.listed(made.connection)] == ["ask"]


def test_waiting_is_no_time_of_the_run(made: Bench) -> None:
    pipeline = compiled(*asking())
    run = made.run(pipeline, script())
    seconds = run.execution.seconds
    assert seconds is not None
    before = (datetime.now(UTC) - timedelta(days=3)).isoformat(timespec="microseconds")
    made.connection.execute("UPDATE executions SET started_at = ?", (before,))
    answer(made, values={"answer": 1})
    again = made.resume(pipeline, run.id, script())
    assert again.execution.seconds is not None
    assert seconds <= again.execution.seconds < 86400
