"""The scheduler, with jobs that start nothing: exact orders, overlaps and failures."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest
from scripted import Bench, Does, Run, Script, bench, compiled, fails

from nbpipe import artifacts, environment, registry
from nbpipe.errors import NotFoundError, UsageError
from nbpipe.model import Job, Outcome, Pipeline
from nbpipe.scheduler import execution as execution_module
from nbpipe.scheduler.machine import Machine
from nbpipe.scheduler.selection import needs
from nbpipe.store import connect, queries, registered
from nbpipe.store.writer import Writer

pytestmark = pytest.mark.timeout(30)


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    monkeypatch.setattr(environment, "describe", lambda folder: {"python": "3", "packages": {}})
    monkeypatch.setattr(artifacts, "_sync", lambda path: None)  # the disk takes longer than everything else
    with bench(tmp_path) as it:
        yield it


CHAIN = ("%%step a\nx = 1", "%%step b\ny = x", "%%step c\nprint(y)")

# b and h both take x from a; that h changes it, nothing shows. Last, end reads what both made.
HIDDEN = (
    "%%step a\nx = 1",
    "%%step h\nprint(x)",
    "%%step b\ny = x * 10",
    "%%step end\nprint(x, y)",
)
CHANGES_X = Does(lambda given: {"x": given["x"] + 1}, changed=("x",))
TIMES_TEN = Does(lambda given: {"y": given["x"] * 10})


def hidden(**more: Any) -> Script:
    """a gives x = 1, h makes it 2 in secret, b makes y of it."""
    return Script({"a": Does({"x": 1}), "h": CHANGES_X, "b": TIMES_TEN, "end": Does(), **more})


def overlaps(run: Run) -> set[frozenset[str]]:
    return {frozenset({item.job.step, other}) for item in run.script.started for other in item.beside}


# -- the way through the graph -----------------------------------------------------------------------------------------

ENDS = [
    ("all well", CHAIN, {}, "Succeeded", "a=Succeeded b=Succeeded c=Succeeded"),
    ("a failure", CHAIN, {"b": fails()}, "Failed", "a=Succeeded b=Failed c=Skipped"),
    (
        "what does not depend on it goes on",
        ("%%step a\nx = 1", "%%step b\ny = x", "%%step c\nz = 1"),
        {"a": fails()},
        "Failed",
        "a=Failed b=Skipped c=Succeeded",
    ),
    (
        "a handler after a failure",
        ("%%step a\nx = 1", "%%step mend --when failed --after a\nz = 1"),
        {"a": fails()},
        "Failed",
        "a=Failed mend=Succeeded",
    ),
    (
        "a handler after success",
        ("%%step a\nx = 1", "%%step mend --when failed --after a\nz = 1"),
        {},
        "Succeeded",
        "a=Succeeded mend=Skipped",
    ),
    (
        "a handler of a step that was not reached, and of the one that failed",
        ("%%step a\nx = 1", "%%step b\ny = x", "%%step mend --when failed --after a,b\nz = 1"),
        {"a": fails()},
        "Failed",
        "a=Failed b=Skipped mend=Succeeded",
    ),
    (
        "clean-up after a failure",
        ("%%step a\nx = 1", "%%step b\ny = x", "%%step tidy --when always --after b\nz = 1"),
        {"a": fails()},
        "Failed",
        "a=Failed b=Skipped tidy=Succeeded",
    ),
    (
        "clean-up after success",
        ("%%step a\nx = 1", "%%step tidy --when always --after a\nz = 1"),
        {},
        "Succeeded",
        "a=Succeeded tidy=Succeeded",
    ),
    (
        "after a handler",
        ("%%step a\nx = 1", "%%step mend --when failed --after a\nz = 1", "%%step then --after mend\nw = 1"),
        {},
        "Succeeded",
        "a=Succeeded mend=Skipped then=Skipped",
    ),
    (
        "a branch that is not taken",
        (
            "%%step a\nx = 1",
            "%%step gate --type Condition --then yes --else no\nx > 0",
            "%%step yes\nz = 1",
            "%%step no\nz = 2",
            "%%step both\nprint(z)",
        ),
        {"a": Does({"x": 1})},
        "Succeeded",
        "a=Succeeded gate=Succeeded yes=Succeeded no=Skipped both=Succeeded",
    ),
    (
        "a handler on the branch that is not taken",
        (
            "%%step a\nx = 1",
            "%%step gate --type Condition --then yes --else no\nx > 0",
            "%%step yes\nz = 1",
            "%%step no --when always\nz = 2",
        ),
        {"a": Does({"x": 1})},
        "Succeeded",
        "a=Succeeded gate=Succeeded yes=Succeeded no=Skipped",
    ),
    (
        "a Fail step ends the execution, and handlers still run",
        (
            "%%step a\nx = 1",
            "%%step gate --type Condition --then good --else bad\nx > 1",
            "%%step good\nz = 1",
            "%%step bad --type Fail\nx is {x}",
            "%%step below --after a\nw = 1",
            "%%step mend --when failed --after bad\nv = 1",
            "%%step tidy --when always --after bad\nu = 1",
        ),
        {"a": Does({"x": 1})},
        "Failed",
        "a=Succeeded gate=Succeeded good=Skipped bad=Failed below=Skipped mend=Succeeded tidy=Succeeded",
    ),
]


@pytest.mark.parametrize(("name", "cells", "script", "status", "steps"), ENDS, ids=[case[0] for case in ENDS])
def test_how_it_ends(
    made: Bench, name: str, cells: tuple[str, ...], script: dict[str, Does], status: str, steps: str
) -> None:
    run = made.run(compiled(*cells), Script(script, slots=1))
    assert run.statuses == dict(item.split("=") for item in steps.split())
    assert run.status == status
    assert run.script.closed
    skipped = [step.detail for step in run.execution.steps if step.status == "Skipped"]
    assert all(skipped), "each says why it was skipped"


def test_a_handler_of_a_step_that_was_not_reached(made: Bench) -> None:
    cells = ("%%step a\nx = 1", "%%step b\ny = x", "%%step mend --when failed --after b\nz = 1")
    run = made.run(compiled(*cells), Script({"a": fails()}))
    assert run.statuses == {"a": "Failed", "b": "Skipped", "mend": "Succeeded"}


def test_a_step_above_that_comes_after_a_register_step(made: Bench) -> None:
    pipeline = compiled(
        "%%step train\nmodel = 1",
        "%%step tell --after enter\nz = 1",
        "%%step enter --type Register --model model --group g\ncard",
    )
    run = made.run(pipeline)
    assert run.statuses == {"train": "Succeeded", "tell": "Succeeded", "enter": "Succeeded"}


def test_values_go_from_step_to_step(made: Bench) -> None:
    script = Script({"a": Does({"x": 1}), "b": Does(lambda given: {"y": given["x"] + 1}), "c": Does()})
    run = made.run(compiled(*CHAIN), script)
    assert run.script.last("c").given == {"y": 2}
    assert run.value("b", "y") == 2


# -- attempts ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The waits of the scheduler while nothing runs; its clock goes on by them, and by nothing else."""
    slept: list[float] = []

    class Time:
        monotonic = staticmethod(lambda: sum(slept))
        sleep = staticmethod(slept.append)

    monkeypatch.setattr(execution_module, "time", Time)
    return slept


NET = ("requests.exceptions.ConnectTimeout", "requests.exceptions.RequestException", "builtins.OSError")
RETRIES = [
    ("none asked for", "", [fails()], ["ValueError"], 0),
    ("the second works", "--retry 1", [fails(), Does()], ["ValueError", "Succeeded"], 1),
    ("no more than asked for", "--retry 2", [fails()], ["ValueError"] * 3, 1 + 2),
    ("the interval", "--retry 1 --retry-interval 30s", [fails(), Does()], ["ValueError", "Succeeded"], 30),
    ("backoff", "--retry 3 --retry-interval 4s --backoff 3", [fails()], ["ValueError"] * 4, 4 + 12 + 36),
    ("the same wait", "--retry 3 --retry-interval 4s --backoff 1", [fails()], ["ValueError"] * 4, 12),
    ("not for so long", "--retry 9 --retry-interval 4s --retry-within 15s", [fails()], ["ValueError"] * 3, 12),
    ("no wait fits", "--retry 9 --retry-interval 1m --retry-within 30s", [fails()], ["ValueError"], 0),
    ("by name", "--retry 1 --retry-on KeyError", [fails("KeyError"), Does()], ["KeyError", "Succeeded"], 1),
    ("another", "--retry 1 --retry-on KeyError", [fails("ValueError")], ["ValueError"], 0),
    ("a base class", "--retry 1 --retry-on LookupError", [fails("KeyError"), Does()], ["KeyError", "Succeeded"], 1),
    ("not a derived class", "--retry 1 --retry-on KeyError", [fails("LookupError")], ["LookupError"], 0),
    ("one of several", "--retry 1 --retry-on KeyError,OSError", [fails("OSError"), Does()], ["OSError", "Succeeded"], 1),
    (
        "a base class of another package",
        "--retry 1 --retry-on requests.RequestException",
        [fails("ConnectTimeout", bases=NET), Does()],
        ["ConnectTimeout", "Succeeded"],
        1,
    ),
    (
        "one of that name in another package",
        "--retry 1 --retry-on papermill.RequestException",
        [fails("ConnectTimeout", bases=NET)],
        ["ConnectTimeout"],
        0,
    ),
    (
        "a base class among the builtins",
        "--retry 1 --retry-on OSError",
        [fails("ConnectTimeout", bases=NET), Does()],
        ["ConnectTimeout", "Succeeded"],
        1,
    ),
    ("a kernel died", "--retry 1 --retry-on KernelDied", [fails("KernelDied"), Does()], ["KernelDied", "Succeeded"], 1),
    ("a worker died", "--retry 1 --retry-on KernelDied", [fails("WorkerDied"), Does()], ["WorkerDied", "Succeeded"], 1),
    ("only a worker", "--retry 1 --retry-on WorkerDied", [fails("KernelDied")], ["KernelDied"], 0),
    (
        "in SageMaker's words",
        "--retry 1 --retry-on Step.SERVICE_FAULT",
        [fails("NotStarted"), Does()],
        ["NotStarted", "Succeeded"],
        1,
    ),
    ("deaths are no exceptions", "--retry 1 --retry-on Exception", [fails("KernelDied")], ["KernelDied"], 0),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "options", "does", "attempts", "waited"), RETRIES, ids=[c[0] for c in RETRIES]
)
def test_retries(
    made: Bench,
    clock: list[float],
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    options: str,
    does: list[Does],
    attempts: list[str],
    waited: float,
) -> None:
    monkeypatch.setattr("nbpipe.compile.policies._is_installed", lambda package: True)
    run = made.run(compiled(f"%%step a {options}\nx = 1"), Script({"a": does}))
    assert run.attempts("a") == attempts
    assert sum(clock) == pytest.approx(waited, abs=0.21)
    assert run.status == ("Succeeded" if attempts[-1] == "Succeeded" else "Failed")
    numbers = [item.asked["attempt"] for item in run.script.started]
    assert numbers == [item.number for item in run.step("a").attempts] == list(range(1, len(attempts) + 1))


def test_others_run_while_a_step_waits_for_its_next_attempt(made: Bench) -> None:
    pipeline = compiled(
        "%%step a --retry 1 --retry-interval 0.2s\nx = 1", "%%step b\ny = 1", "%%step c\nprint(y)"
    )
    run = made.run(pipeline, Script({"a": [fails(), Does()]}, slots=1))
    assert run.script.order == ["b", "a", "c", "a"]


def test_what_handles_the_failure_waits_for_the_last_attempt(made: Bench) -> None:
    pipeline = compiled(
        "%%step a --retry 1 --retry-interval 0.01s\nx = 1", "%%step mend --when failed --after a\ny = 1"
    )
    run = made.run(pipeline, Script({"a": fails()}))
    assert run.script.order == ["a", "a", "mend"]


def test_a_step_that_takes_too_long_is_stopped(made: Bench) -> None:
    run = made.run(
        compiled("%%step a --timeout 0.05s\nx = 1", "%%step b\nprint(x)"), Script({"a": Does(stays=True)})
    )
    assert run.script.stopped == ["a"]
    assert run.attempts("a") == ["Timeout"]
    failure = run.step("a").failure
    assert failure is not None
    assert (failure.step, failure.cell, "0.05 s" in failure.message) == ("a", 1, True)
    assert (run.status, run.statuses["b"]) == ("Failed", "Skipped")


def test_a_timeout_is_of_one_attempt_and_can_be_retried(made: Bench) -> None:
    pipeline = compiled("%%step a --timeout 0.05s --retry 1 --retry-interval 0.01s --retry-on Timeout\nx = 1")
    run = made.run(pipeline, Script({"a": [Does(stays=True), Does()]}))
    assert run.attempts("a") == ["Timeout", "Succeeded"]
    assert run.status == "Succeeded"


def test_a_step_that_ends_as_it_is_stopped_has_succeeded(made: Bench) -> None:
    run = made.run(compiled("%%step a --timeout 0.05s\nx = 1"), Script({"a": Does(stays=True, deaf=True)}))
    assert (run.script.stopped, run.attempts("a")) == (["a"], ["Succeeded"])


# -- what there is to reserve ------------------------------------------------------------------------------------------


def three(options: str) -> Pipeline:
    return compiled(*(f"%%step {name} {options}\nx_{name} = 1" for name in "abc"))


ROOM = [
    ("slots", "", Machine(8, 10**10), 2, 2),
    ("slots beyond the cores", "", Machine(1, 10**10), 3, 3),
    ("cpus", "--cpus 2", Machine(4, 10**10), 4, 2),
    ("parts of cores", "--cpus 0.5", Machine(1, 10**10), 1, 1),
    ("memory", "--memory 4GB", Machine(8, 9 * 10**9), 4, 2),
    ("a GPU", "--gpus 1", Machine(8, 10**10, ("0", "1")), 4, 2),
    ("all the GPUs", "--gpus 2", Machine(8, 10**10, ("0", "1")), 4, 1),
]


@pytest.mark.parametrize(
    ("name", "options", "machine", "slots", "most"), ROOM, ids=[case[0] for case in ROOM]
)
def test_as_many_run_at_once_as_there_is_room_for(
    made: Bench, name: str, options: str, machine: Machine, slots: int, most: int
) -> None:
    made.machine = machine
    staying = {name: Does(stays=True) for name in "abc"}
    script = Script(staying, slots=slots)
    seen: list[int] = []
    made.on_change = lambda execution: _stop_when(made, execution, len(script.started) == most, seen)
    run = made.run(three(options), script)
    assert len(run.script.started) == most
    assert run.status == "Stopped"


def _stop_when(made: Bench, execution: str, now: bool, seen: list[int]) -> None:
    if now and not seen:
        seen.append(1)
        Writer(made.connection).request_stop(execution, "ada")


def test_reserved_cores_are_never_more_than_the_machine_has(made: Bench) -> None:
    made.machine = Machine(2, 10**10)
    pipeline = compiled("%%step a --cpus 2 --timeout 0.1s\nx = 1", "%%step b --cpus 2\ny = 1")
    run = made.run(pipeline, Script({"a": Does(stays=True)}, slots=4))
    assert run.script.order == ["a", "b"]
    assert overlaps(run) == set()


def test_each_step_has_gpus_of_its_own(made: Bench) -> None:
    made.machine = Machine(8, 10**10, ("0", "1", "2"))
    pipeline = compiled("%%step a --gpus 2\nx = 1", "%%step b --gpus 1\ny = 1", "%%step c\nz = 1")
    script = Script({"a": Does(until=("c",)), "b": Does(until=("c",))}, slots=3)
    run = made.run(pipeline, script)
    visible = {item.job.step: item.job.environment.get("CUDA_VISIBLE_DEVICES") for item in run.script.started}
    assert visible == {"a": "0,1", "b": "2", "c": None}


def test_gpus_are_given_back(made: Bench) -> None:
    made.machine = Machine(8, 10**10, ("GPU-x",))
    run = made.run(compiled("%%step a --gpus 1\nx = 1", "%%step b --gpus 1\nprint(x)"), Script())
    assert [item.job.environment["CUDA_VISIBLE_DEVICES"] for item in run.script.started] == ["GPU-x", "GPU-x"]


@pytest.mark.parametrize(
    ("options", "says"),
    [("--cpus 5", "5 cores"), ("--memory 9GB", "9 GB of memory"), ("--gpus 1", "1 GPUs")],
)
def test_beyond_the_machine(made: Bench, options: str, says: str) -> None:
    script = Script()
    with pytest.raises(UsageError, match=f"step b reserves {says}"):
        made.run(compiled("%%step a\nx = 1", f"%%step b {options}\ny = 1"), script)
    assert (script.started, script.closed) == ([], True)
    assert queries.executions(made.connection, 5) == []


def test_nothing_overtakes_a_step_that_waits_for_cores(made: Bench) -> None:
    """first holds one core; big, with the longest path, needs both; the small ones must not keep them from it."""
    made.machine = Machine(2, 10**10)
    pipeline = compiled(
        "%%step first\nx = 1",
        "%%step small\ny = 1",
        "%%step big --cpus 2 --after small\nz = 1",
        "%%step after_big\nprint(z)",
        "%%step tiny --after small\nw = 1",
        "%%step tiny2 --after small\nv = 1",
    )
    script = Script({"first": Does(until=("small",))}, slots=2)
    run = made.run(pipeline, script)
    assert run.script.order.index("big") < run.script.order.index("tiny")


def test_nothing_that_needs_memory_overtakes_a_step_that_waits_for_memory(made: Bench) -> None:
    made.machine = Machine(8, 4 * 10**9)
    pipeline = compiled(
        "%%step first --memory 2GB\nx = 1",
        "%%step start\ny = 1",
        "%%step big --memory 4GB --after start\nz = 1",
        "%%step after_big\nprint(z)",
        "%%step small --memory 2GB --after start\nw = 1",
        "%%step free --after start\nv = 1",
    )
    script = Script({"first": Does(until=("free",))}, slots=8)
    run = made.run(pipeline, script)
    assert run.script.order.index("big") < run.script.order.index("small")


def test_what_needs_no_memory_overtakes_a_step_that_waits_for_memory(made: Bench) -> None:
    made.machine = Machine(8, 4 * 10**9)
    pipeline = compiled(
        "%%step first --memory 2GB\nx = 1", "%%step big --memory 4GB\nz = 1", "%%step free\nv = 1"
    )
    run = made.run(pipeline, Script({"first": Does(until=("free",))}, slots=8))
    assert run.script.order == ["first", "free", "big"]


def test_the_longest_path_first(made: Bench) -> None:
    pipeline = compiled("%%step a\nx = 1", "%%step b\ny = 1", "%%step c\nprint(y)", "%%step d\nz = 1")
    unknown = made.run(pipeline, Script(slots=1), cache=False)
    assert unknown.script.order == ["b", "a", "c", "d"]
    slow_d = {name: Does({"x": 1, "y": 1, "z": 1}, seconds=30 if name == "d" else 1) for name in "abcd"}
    made.run(pipeline, Script(slow_d, slots=1), cache=False)
    made.run(pipeline, Script(slow_d, slots=1), cache=False)
    known = made.run(pipeline, Script(slow_d, slots=1), cache=False)
    assert known.script.order == ["d", "b", "a", "c"]


@pytest.mark.parametrize(("asked", "slots", "most"), [(1, 4, 1), (2, 4, 2), (None, 3, 3), (9, 2, 2)])
def test_max_parallel(made: Bench, asked: int | None, slots: int, most: int) -> None:
    staying = Script({name: Does(stays=True) for name in "abc"}, slots=slots)
    seen: list[int] = []
    made.on_change = lambda execution: _stop_when(made, execution, len(staying.started) == most, seen)
    stopped = made.run(three(""), staying, max_parallel=asked)
    assert len(stopped.script.started) == most


# -- what cannot be taken back -----------------------------------------------------------------------------------------

REGISTER = "%%step enter --type Register --model x --group g\ncard {x}"


def test_a_register_step_waits_for_all_steps_above(made: Bench) -> None:
    pipeline = compiled("%%step a\nx = 1", "%%step slow\nz = 1", REGISTER, "%%step below\nw = 1")
    script = Script({"slow": Does(until=("below", "a"))})
    states: list[tuple[str, str]] = []

    def watch(execution: str) -> None:
        found = {item.step: str(item.status) for item in queries.execution(made.connection, execution).steps}
        states.append((found["slow"], found["enter"]))

    made.on_change = watch
    run = made.run(pipeline, script)
    assert run.statuses["enter"] == "Succeeded"
    assert ("Executing", "Succeeded") not in states
    assert ("Executing", "Pending") in states


def test_a_register_step_is_not_decided_on_a_value_that_is_found_old(made: Bench) -> None:
    pipeline = compiled("%%step a\nx = 1", "%%step h\nprint(x)", REGISTER)
    run = made.run(pipeline, Script({"a": Does({"x": 1}), "h": CHANGES_X}))
    assert run.status == "Succeeded"
    versions = registry_versions(made)
    assert [version.card for version in versions] == ["card 2"]


def registry_versions(made: Bench) -> list[Any]:
    return list(registered.group(made.connection, "g").versions)


def test_the_champion_decides_anew_in_every_run(made: Bench) -> None:
    """All else is taken from the cache; what the registry says is not part of any key, and is asked again."""
    pipeline = compiled(
        "%%parameters\nauc: float = 0.8",
        "%%step train\nx = 1\nm = {'auc': auc}",
        "%%step gate --type Condition --then enter --else worse\nm['auc'] > champion('g', 'auc', default=0.5)",
        "%%step enter --type Register --model x --group g --metrics m\ncard",
        "%%step worse --type Fail\n{m[auc]} is not better",
    )

    def run(auc: float) -> Any:
        return made.run(pipeline, Script({"train": Does({"x": auc, "m": {"auc": auc}})}), given={"auc": auc})

    first = run(0.8)
    assert (first.statuses["enter"], first.status) == ("Succeeded", "Succeeded")
    assert (first.details["gate"] or "").endswith("0.8 > 0.5 is True (champion: none of g)")
    registry.alias(made.connection, "g:1", "champion", "ada")
    second = run(0.8)
    assert second.cached == ["train"]
    assert (second.details["gate"] or "").endswith("0.8 > 0.8 is False (champion: g:1)")
    assert (second.statuses["enter"], second.status) == ("Skipped", "Failed")
    assert run(0.9).status == "Succeeded"


def test_nothing_is_registered_after_a_failure(made: Bench) -> None:
    run = made.run(compiled("%%step a\nx = 1", REGISTER), Script({"a": fails()}))
    assert run.statuses["enter"] == "Skipped"
    with pytest.raises(NotFoundError):
        registry_versions(made)


# -- what a run finds out ----------------------------------------------------------------------------------------------


def test_who_had_read_an_old_value_runs_again(made: Bench) -> None:
    """b ran, on x = 1, before it was known that h changes x."""
    script = hidden(h=Does(CHANGES_X.sets, changed=("x",), until=("b",)))
    run = made.run(compiled(*HIDDEN), script)
    assert run.status == "Succeeded"
    assert run.attempts("b") == ["Succeeded", "Succeeded"]
    assert [item.given["x"] for item in script.started if item.job.step == "b"] == [1, 2]
    assert script.last("end").given == {"x": 2, "y": 20}
    assert run.value("b", "y") == 20
    assert run.attempts("end")[-1] == "Succeeded"
    assert [("h" in line, "changes x" in line) for line in run.learned] == [(True, True)]


def test_who_reads_an_old_value_is_stopped_and_runs_again(made: Bench) -> None:
    script = hidden(b=[Does(stays=True), TIMES_TEN])
    run = made.run(compiled(*HIDDEN), script)
    assert script.stopped == ["b"]
    assert run.attempts("b") == ["Outdated", "Succeeded"]
    assert script.last("end").given == {"x": 2, "y": 20}


def test_who_was_stopped_too_late_runs_again_all_the_same(made: Bench) -> None:
    script = hidden(b=[Does(TIMES_TEN.sets, stays=True, deaf=True), TIMES_TEN])
    run = made.run(compiled(*HIDDEN), script)
    assert run.attempts("b") == ["Outdated", "Succeeded"]
    assert (run.value("b", "y"), run.status) == (20, "Succeeded")


def test_a_failure_on_an_old_value_does_not_count(made: Bench) -> None:
    script = hidden(b=[fails(), TIMES_TEN], h=Does(CHANGES_X.sets, changed=("x",), until=("b",)))
    run = made.run(compiled(*HIDDEN), script)
    assert run.attempts("b") == ["ValueError", "Succeeded"]
    assert (run.status, run.value("b", "y")) == ("Succeeded", 20)


def test_what_was_learned_is_known_to_the_next_run(made: Bench) -> None:
    made.run(compiled(*HIDDEN), hidden(h=Does(CHANGES_X.sets, changed=("x",), until=("b",))))
    second = made.run(compiled(*HIDDEN), hidden(), cache=False)
    assert second.script.order == ["a", "h", "b", "end"]
    assert {name: second.attempts(name) for name in second.statuses} == {
        name: ["Succeeded"] for name in ("a", "h", "b", "end")
    }
    assert second.learned == []


def test_what_was_learned_and_earlier_results_go_together(made: Bench) -> None:
    made.run(compiled(*HIDDEN), hidden(h=Does(CHANGES_X.sets, changed=("x",), until=("b",))))
    second = made.run(compiled(*HIDDEN), hidden())
    assert (second.script.order, second.status, second.value("b", "y")) == ([], "Succeeded", 20)


def test_what_was_learned_counts_in_another_notebook_with_the_same_code(made: Bench) -> None:
    made.run(compiled(*HIDDEN), hidden(h=Does(CHANGES_X.sets, changed=("x",), until=("b",))))
    other = compiled(
        "%%step one\nx = 5", HIDDEN[1].replace("step h", "step two"), "%%step three\nz = x", name="other"
    )
    script = Script({"one": Does({"x": 5}), "two": CHANGES_X})
    run = made.run(other, script)
    assert script.order == ["one", "two", "three"]
    assert script.last("three").given == {"x": 6}
    assert run.status == "Succeeded"


def test_a_name_that_the_code_does_not_show(made: Bench) -> None:
    """h binds x anew, by a star import or exec."""
    script = hidden(h=Does({"x": 7}, stray=("x",), until=("b",)))
    run = made.run(compiled(*HIDDEN), script)
    assert script.last("end").given == {"x": 7, "y": 70}
    assert run.status == "Succeeded"


def test_two_changes_in_a_row(made: Bench) -> None:
    cells = ("%%step a\nx = 1", "%%step h\nprint(x)", "%%step k\nprint(x, x)", "%%step end\nprint(x)")
    script = Script(
        {"a": Does({"x": 1}), "h": CHANGES_X, "k": Does(lambda given: {"x": given["x"] * 10}, changed=("x",))}
    )
    run = made.run(compiled(*cells), script)
    assert script.last("end").given == {"x": 20}
    assert run.status == "Succeeded"


def test_what_changes_for_nobody_is_no_lesson(made: Bench) -> None:
    run = made.run(compiled("%%step a\nx = 1", "%%step b\ny = x", "%%step h\nprint(x)"), hidden())
    assert (run.learned, run.script.order) == ([], ["a", "b", "h"])


def test_a_changed_definition_of_the_setup_fails(made: Bench) -> None:
    cells = ("%%setup\nclass K:\n    n = 1", "%%step a\nprint(K)", "%%step b\nprint(K.n)")
    run = made.run(compiled(*cells), Script({"a": Does(changed=("K",))}, slots=1))
    failure = run.execution.failure
    assert failure is not None
    assert (failure.type, failure.step, run.statuses["a"]) == ("HiddenChange", "a", "Failed")


def test_a_hidden_change_of_what_another_name_holds_too(made: Bench) -> None:
    """By hand: x = []; y = {"k": x}; something_that_appends_to(x); print(y)."""
    cells = ("%%step a\nx = []\ny = {'k': x}", "%%step h\nprint(x)", "%%step end\nprint(y)")
    script = Script(
        {
            "a": Does({"x": [], "y": {"k": []}}, shared=(("x", "y"),)),
            "h": Does({"x": [1], "y": {"k": [1]}}, changed=("x",)),
        }
    )
    made.run(compiled(*cells), script)
    assert script.last("end").given == {"y": {"k": [1]}}


def test_a_changed_definition_fails_though_the_result_is_taken(made: Bench) -> None:
    """When a ran first, nobody below used K; now somebody does."""
    cells = ("%%setup\nclass K:\n    n = 1", "%%step a\nprint(K)", "%%step other\nz = 1")
    script = {"a": Does(changed=("K",))}
    assert made.run(compiled(*cells), Script(script)).status == "Succeeded"
    run = made.run(compiled(*cells, "%%step b\nprint(K.n)"), Script(script))
    failure = run.execution.failure
    assert failure is not None
    assert failure.type == "HiddenChange"


def test_an_attempt_on_an_old_value_is_no_retry(made: Bench) -> None:
    cells = (HIDDEN[0], HIDDEN[1], "%%step b --retry 1 --retry-interval 0.01s\ny = x * 10", HIDDEN[3])
    script = hidden(b=[Does(stays=True), fails("ConnectionError"), TIMES_TEN])
    run = made.run(compiled(*cells), script)
    assert run.attempts("b") == ["Outdated", "ConnectionError", "Succeeded"]


def test_a_step_waits_for_its_next_attempt_though_something_is_learned(made: Bench) -> None:
    cells = (*HIDDEN, "%%step other --retry 1 --retry-interval 0.5s\nz = 1")
    script = hidden(other=[fails(), Does()], h=Does(CHANGES_X.sets, changed=("x",), until=("other",)))
    began: list[float] = []
    submit = script.submit

    def timed(job: Job) -> Future[Outcome]:
        if job.step == "other":
            began.append(time.monotonic())
        return submit(job)

    script.submit = timed  # type: ignore[method-assign]
    run = made.run(compiled(*cells), script)
    assert run.attempts("other") == ["ValueError", "Succeeded"]
    assert began[1] - began[0] >= 0.5


def test_a_lesson_against_an_after(made: Bench) -> None:
    cells = ("%%step a\nx = 1", "%%step h --after b\nprint(x)", "%%step b\ny = x")
    run = made.run(compiled(*cells), Script({"a": Does({"x": 1}), "h": CHANGES_X}))
    failure = run.execution.failure
    assert failure is not None
    assert (failure.step, "--after" in f"{failure.message} {failure.hint}") == ("h", True)


# -- files -------------------------------------------------------------------------------------------------------------

FILES = ("%%step w\nprint(1)", "%%step r\nprint(2)")


def test_a_file_that_was_read_before_it_was_written(made: Bench, tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("1")
    script = Script({"w": Does(writes={path: "2"}, until=("r",)), "r": Does(reads=(path,))})
    run = made.run(compiled(*FILES), script)
    assert (run.status, run.attempts("r")) == ("Succeeded", ["Succeeded", "Succeeded"])
    assert len(run.learned) == 1
    second = made.run(
        compiled(*FILES), Script({"w": Does(writes={path: "2"}), "r": Does(reads=(path,))}), cache=False
    )
    assert second.script.order == ["w", "r"]
    assert frozenset("wr") not in overlaps(second)
    assert second.learned == []


def test_a_file_that_was_written_while_it_was_read(made: Bench, tmp_path: Path) -> None:
    """r reads the old content, then w writes, then r ends: r must run again."""
    path = tmp_path / "table.csv"
    path.write_text("1")
    script = Script(
        {
            "w": Does(writes={path: "2"}),
            "r": [
                Does({"y": "of the old"}, reads=(path,), until=("w",)),
                Does({"y": "of the new"}, reads=(path,)),
            ],
        }
    )
    run = made.run(compiled("%%step w\nprint(1)", "%%step r\ny = 2", "%%step end\nprint(y)"), script)
    assert run.status == "Succeeded"
    assert run.value("r", "y") == "of the new"


def test_a_file_that_was_not_there_yet(made: Bench, tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    script = Script(
        {
            "w": Does(writes={path: "2"}, until=("r",)),
            "r": [fails("FileNotFoundError", reads=(path,)), Does(reads=(path,))],
        }
    )
    run = made.run(compiled(*FILES), script)
    assert run.attempts("r") == ["FileNotFoundError", "Succeeded"]
    assert run.status == "Succeeded"


def test_a_file_that_was_overwritten_before_it_was_read(made: Bench, tmp_path: Path) -> None:
    """What r was to read is gone; the next run waits."""
    path = tmp_path / "table.csv"
    path.write_text("1")
    cells = ("%%step r\nprint(2)", "%%step w\nprint(1)")
    script = {"r": Does(reads=(path,), until=("w",)), "w": Does(writes={path: "2"})}
    run = made.run(compiled(*cells), Script(script))
    failure = run.execution.failure
    assert failure is not None
    assert (run.status, failure.type) == ("Failed", "HiddenFile")
    assert "run it again" in (failure.hint or "")
    second = made.run(compiled(*cells), Script({"r": Does(reads=(path,)), "w": Does(writes={path: "2"})}))
    assert (second.status, second.learned) == ("Succeeded", [])
    assert second.script.order in (["r", "w"], ["w"], ["r"], [])
    assert second.statuses == {"r": "Succeeded", "w": "Succeeded"}
    assert frozenset("wr") not in overlaps(second)


def test_two_steps_that_are_ordered_may_use_one_file(made: Bench, tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("1")
    cells = (FILES[0], FILES[1].replace("step r", "step r --after w"))
    run = made.run(compiled(*cells), Script({"w": Does(writes={path: "2"}), "r": Does(reads=(path,))}))
    assert (run.learned, run.attempts("r")) == ([], ["Succeeded"])


# -- earlier results ---------------------------------------------------------------------------------------------------

LIMITED = ("%%parameters\nlimit: int = 1", "%%step a\nx = 1", "%%step b\ny = x + limit", "%%step c\nprint(y)")


def test_a_second_run_starts_nothing(made: Bench) -> None:
    made.run(compiled(*CHAIN))
    run = made.run(compiled(*CHAIN))
    assert (run.script.order, run.cached, run.status) == ([], ["a", "b", "c"], "Succeeded")
    assert run.value("b", "y") == "b"


def test_without_the_cache_all_run(made: Bench) -> None:
    made.run(compiled(*CHAIN))
    run = made.run(compiled(*CHAIN), cache=False)
    assert (run.script.order, run.cached) == (["a", "b", "c"], [])


def test_one_step_that_takes_no_earlier_result(made: Bench) -> None:
    cells = (CHAIN[0], "%%step b --no-cache\ny = x", CHAIN[2])
    made.run(compiled(*cells))
    run = made.run(compiled(*cells))
    assert (run.script.order, run.cached) == (["b"], ["a", "c"])


@pytest.mark.parametrize(
    ("name", "more", "ran"),
    [
        ("nothing", {}, []),
        ("a parameter of one step", {"given": {"limit": 2}}, ["b"]),
        ("the seed", {"seed": 1}, ["a", "b", "c"]),
    ],
)
def test_what_changed_runs(made: Bench, name: str, more: dict[str, Any], ran: list[str]) -> None:
    """c takes the same value as before from b, and so its earlier result."""
    made.run(compiled(*LIMITED))
    assert made.run(compiled(*LIMITED), **more).script.order == ran


def test_another_value_runs_what_is_below(made: Bench) -> None:
    made.run(compiled(*LIMITED))
    run = made.run(compiled(*LIMITED), Script({"b": Does({"y": 99})}), given={"limit": 2})
    assert run.script.order == ["b", "c"]


def test_a_failed_attempt_is_no_result(made: Bench) -> None:
    made.run(compiled(*CHAIN), Script({"b": fails()}))
    run = made.run(compiled(*CHAIN))
    assert (run.script.order, run.cached, run.status) == (["b", "c"], ["a"], "Succeeded")


def test_an_earlier_result_that_lacks_what_is_needed_now(made: Bench) -> None:
    made.run(compiled("%%step a\nx = 1\nw = 2"))
    run = made.run(compiled("%%step a\nx = 1\nw = 2", "%%step b\nprint(w)"))
    assert run.script.order == ["a", "b"]


def test_a_result_of_another_pipeline(made: Bench) -> None:
    made.run(compiled(*CHAIN))
    assert made.run(compiled(*CHAIN, name="other")).script.order == []


def test_the_same_notebook_in_another_folder_with_other_data(made: Bench, tmp_path: Path) -> None:
    """`open("data.csv")` is another file there; both folders are below that of the store."""
    pipeline = compiled("%%step a\ny = open('data.csv').read()", "%%step b\nprint(y)")
    seen = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        path = tmp_path / name / "data.csv"
        path.write_text(name)
        script = Script({"a": Does({"y": name}, reads=(path,)), "b": Does()})
        seen.append(made.run(pipeline, script, cwd=tmp_path / name).value("a", "y"))
    assert seen == ["one", "two"]


def test_a_condition_is_decided_on_earlier_results(made: Bench) -> None:
    cells = (
        "%%step a\nx = 1",
        "%%step gate --type Condition --then yes --else no\nx > 0",
        "%%step yes\nz = 1",
        "%%step no\nz = 2",
    )
    script = {"a": Does({"x": 1})}
    made.run(compiled(*cells), Script(script))
    run = made.run(compiled(*cells), Script(script))
    assert run.script.order == []
    assert run.statuses == {"a": "Succeeded", "gate": "Succeeded", "yes": "Succeeded", "no": "Skipped"}


def test_a_hit_does_not_make_the_way_shorter(made: Bench) -> None:
    """Many results in a row are taken without any depth of recursion."""
    cells = ["%%step s0\nx0 = 0", *(f"%%step s{n}\nx{n} = x{n - 1}" for n in range(1, 60))]
    made.run(compiled(*cells))
    assert made.run(compiled(*cells)).script.order == []


# -- resuming ----------------------------------------------------------------------------------------------------------


def test_resuming_runs_only_what_did_not_succeed(made: Bench) -> None:
    first = made.run(compiled(*CHAIN), Script({"b": fails()}))
    run = made.resume(compiled(*CHAIN), first.id)
    assert (run.id, run.status) == (first.id, "Succeeded")
    assert run.script.order == ["b", "c"]
    assert run.attempts("b") == ["ValueError", "Succeeded"]
    assert run.script.last("b").asked["attempt"] == 2
    assert run.script.last("b").given == {"x": "a"}
    assert run.execution.failure is None


def test_resuming_again(made: Bench) -> None:
    first = made.run(compiled(*CHAIN), Script({"b": fails()}))
    second = made.resume(compiled(*CHAIN), first.id, Script({"b": fails("KeyError")}))
    assert (second.status, second.attempts("b")) == ("Failed", ["ValueError", "KeyError"])
    third = made.resume(compiled(*CHAIN), first.id)
    assert (third.status, third.attempts("b")) == ("Succeeded", ["ValueError", "KeyError", "Succeeded"])


def test_what_succeeded_cannot_be_resumed(made: Bench) -> None:
    first = made.run(compiled(*CHAIN))
    script = Script()
    with pytest.raises(UsageError, match="nothing to resume"):
        made.resume(compiled(*CHAIN), first.id, script)
    assert (script.started, script.closed) == ([], True)


def test_a_branch_stays_taken(made: Bench) -> None:
    cells = (
        "%%step a\nx = 1",
        "%%step gate --type Condition --then yes --else no\nx > 0",
        "%%step yes\nz = 1",
        "%%step no\nz = 2",
        "%%step end\nprint(z)",
    )
    first = made.run(compiled(*cells), Script({"a": Does({"x": 1}), "yes": fails()}))
    run = made.resume(compiled(*cells), first.id)
    assert run.script.order == ["yes", "end"]
    assert run.statuses["no"] == "Skipped"


def test_a_model_is_not_registered_twice(made: Bench) -> None:
    cells = ("%%step a\nx = 1", REGISTER, "%%step below --after enter\ny = 1")
    first = made.run(compiled(*cells), Script({"below": fails()}))
    run = made.resume(compiled(*cells), first.id)
    assert (run.status, run.script.order) == ("Succeeded", ["below"])
    assert len(registry_versions(made)) == 1


def test_what_was_decided_stays_so_when_resumed(made: Bench) -> None:
    """Though the registry would have it decided otherwise now: the version became the champion meanwhile."""
    cells = (
        "%%step a --type Training --model m --metrics k\nm, k = 1, {'auc': 0.8}",
        '%%step gate --type Condition --then enter\nk["auc"] > champion("g", "auc", default=0.5)',
        "%%step enter --type Register --model m --group g --metrics k\ncard",
        "%%step below --after enter\ny = 1",
    )
    values = Does({"m": 1, "k": {"auc": 0.8}})
    first = made.run(compiled(*cells), Script({"a": values, "below": fails()}))
    assert first.statuses["enter"] == "Succeeded"
    registry.alias(made.connection, "g:1", "champion", "ada")
    before = queries.execution(made.connection, first.id).steps
    run = made.resume(compiled(*cells), first.id, Script({"a": values}))
    assert (run.status, run.script.order) == ("Succeeded", ["below"])
    assert queries.execution(made.connection, first.id).steps[:3] == before[:3]


def test_retries_begin_anew_when_resumed(made: Bench) -> None:
    pipeline = compiled("%%step a --retry 1 --retry-interval 0.01s\nx = 1")
    first = made.run(pipeline, Script({"a": fails()}))
    run = made.resume(pipeline, first.id, Script({"a": [fails(), Does()]}))
    assert run.attempts("a") == ["ValueError", "ValueError", "ValueError", "Succeeded"]


def test_what_was_learned_elsewhere_counts_when_resumed(made: Bench) -> None:
    """In the first run h fails, and b has read x. Another run learns that h changes x."""
    pipeline = compiled(*HIDDEN)
    first = made.run(pipeline, hidden(h=fails()))
    assert first.statuses["b"] == "Succeeded"
    made.run(pipeline, hidden())
    run = made.resume(pipeline, first.id, hidden(), cache=False)
    assert run.status == "Succeeded"
    assert run.value("b", "y") == 20


def test_an_old_value_is_not_kept_by_a_stop(made: Bench) -> None:
    pipeline = compiled(*HIDDEN)
    script = hidden(b=Does(TIMES_TEN.sets, stays=True, deaf=True))
    stopping: list[int] = []
    original = script.stop

    def stop(job: Job) -> None:
        if not stopping:  # the first call, from `take_back`: it has no effect yet
            stopping.append(1)
            Writer(made.connection).request_stop(job.execution, "ada")
            return
        original(job)

    script.stop = stop  # type: ignore[method-assign]
    first = made.run(pipeline, script)
    assert first.status == "Stopped"
    run = made.resume(pipeline, first.id, hidden(), cache=False)
    assert (run.status, run.value("b", "y")) == ("Succeeded", 20)


def test_resuming_keeps_to_what_was_selected(made: Bench) -> None:
    pipeline = compiled("%%step a\nx = 1", "%%step b\ny = x", REGISTER)
    made.run(compiled("%%step a\nx = 1"))
    source = made.run(pipeline, Script({"b": fails()}))
    first = made.run(
        pipeline, Script({"b": fails()}), selection=made.only(pipeline, "b", source.id), cache=False
    )
    before = len(registry_versions(made))
    run = made.resume(pipeline, first.id)
    assert run.statuses == {"a": "Succeeded", "b": "Succeeded", "enter": "Skipped"}
    assert len(registry_versions(made)) == before


# -- running only some steps -------------------------------------------------------------------------------------------


def test_only_some_steps(made: Bench) -> None:
    pipeline = compiled(*CHAIN)
    source = made.run(pipeline, Script({"a": Does({"x": 5})}))
    script = Script({"b": Does(lambda given: {"y": given["x"] + 1})})
    run = made.run(pipeline, script, selection=made.only(pipeline, "b"), cache=False)
    assert script.order == ["b"]
    assert run.statuses == {"a": "Succeeded", "b": "Succeeded", "c": "Skipped"}
    assert run.value("b", "y") == 6
    assert run.details["a"] == f"taken from {source.id}"
    assert run.details["c"] == "not selected"


def test_only_a_step_that_needs_nothing(made: Bench) -> None:
    run = made.run(compiled(*CHAIN), selection=made.only(compiled(*CHAIN), "a"))
    assert (run.script.order, run.status) == (["a"], "Succeeded")


def test_the_newest_execution_that_has_what_is_needed(made: Bench) -> None:
    pipeline = compiled(*CHAIN)
    made.run(pipeline)
    good = made.run(pipeline, cache=False)
    made.run(pipeline, Script({"a": fails()}), cache=False)
    assert made.only(pipeline, "b").source == good.id


def test_from_an_execution_by_its_name(made: Bench) -> None:
    pipeline = compiled(*CHAIN)
    first = made.run(pipeline)
    made.run(pipeline, cache=False)
    assert made.only(pipeline, "b", first.id[:8]).source == first.id


WRONG = [
    ("no such step", "bb", None, "--only names bb"),
    ("no step", " , ", None, "names no step"),
    ("never run", "b", None, "no execution of case has the results of step a"),
    ("an execution that lacks it", "c", "latest", "no result of step b, which c takes"),
]


@pytest.mark.parametrize(("name", "only", "source", "says"), WRONG, ids=[case[0] for case in WRONG])
def test_selections_that_are_refused(
    made: Bench, name: str, only: str, source: str | None, says: str
) -> None:
    if source:
        made.run(compiled(*CHAIN), Script({"b": fails()}))
    with pytest.raises(UsageError, match=says):
        made.only(compiled(*CHAIN), only, source)


def test_a_selection_without_a_store() -> None:
    from nbpipe.scheduler import selection

    with pytest.raises(UsageError, match="nothing has run yet"):
        selection.select(compiled(*CHAIN), "b", None, None)
    assert selection.select(compiled(*CHAIN), "a, b,c", None, None).steps == ("a", "b", "c")
    assert needs(compiled(*CHAIN), ["b", "c"]) == ["a"]


def test_what_was_learned_counts_for_what_is_needed(made: Bench) -> None:
    """The newest execution has a's x, but not h's, which b takes as an earlier run found out."""
    pipeline = compiled(*HIDDEN)
    made.run(pipeline, hidden(), cache=False)
    made.run(pipeline, hidden(h=fails()), cache=False)
    script = hidden()
    made.run(pipeline, script, selection=made.only(pipeline, "b"), cache=False)
    assert script.last("b").given == {"x": 2}


def test_an_execution_that_did_not_keep_the_value_has_not_what_is_needed(made: Bench) -> None:
    pipeline = compiled(*CHAIN)
    full = made.run(pipeline)
    made.run(compiled(CHAIN[0]), cache=False)
    assert made.only(pipeline, "b").source == full.id


def test_what_is_not_selected_does_not_run_whatever_is_learned(made: Bench) -> None:
    cells = ("%%step a\nx = 1", "%%step h\nprint(x)", "%%step b\ny = x * 10", "%%step end\nprint(y)")
    pipeline = compiled(*cells)
    made.run(pipeline, hidden(h=fails()))
    script = hidden(b=[Does(stays=True), TIMES_TEN])
    run = made.run(pipeline, script, selection=made.only(pipeline, "h,b"), cache=False)
    assert set(script.order) == {"h", "b"}
    assert run.statuses["end"] == "Skipped"


# -- ends that nobody wanted -------------------------------------------------------------------------------------------


def test_a_stop_in_the_middle(made: Bench) -> None:
    pipeline = compiled(*CHAIN, "%%step d\nz = 1")
    script = Script({"b": Does(stays=True), "d": Does(stays=True)})
    seen: list[int] = []
    made.on_change = lambda execution: _stop_when(made, execution, "b" in script.order, seen)
    run = made.run(pipeline, script)
    assert run.status == "Stopped"
    assert run.statuses == {"a": "Succeeded", "b": "Stopped", "c": "Stopped", "d": "Stopped"}
    assert sorted(script.stopped) == ["b", "d"]
    resumed = made.resume(pipeline, run.id)
    assert (resumed.status, sorted(resumed.script.order)) == ("Succeeded", ["b", "c", "d"])


def test_a_stop_while_a_step_waits_for_its_next_attempt(made: Bench) -> None:
    pipeline = compiled("%%step a --retry 5 --retry-interval 1h\nx = 1")
    seen: list[int] = []
    script = Script({"a": fails()})
    made.on_change = lambda execution: _stop_when(made, execution, "a" in script._ended(execution), seen)
    run = made.run(pipeline, script)
    assert (run.status, run.attempts("a")) == ("Stopped", ["ValueError"])


@pytest.mark.parametrize("when", ["at once", "later"])
def test_an_executor_that_raises(made: Bench, when: str) -> None:
    script = Script({"c": Does(stays=True)})
    submit = script.submit

    def broken(job: Job) -> Future[Outcome]:
        if job.step != "b":
            return submit(job)
        if when == "at once":
            raise OSError("no more processes")
        future: Future[Outcome] = Future()
        future.set_exception(OSError("no more processes"))
        return future

    script.submit = broken  # type: ignore[method-assign]
    pipeline = compiled("%%step a\nx = 1", "%%step b\ny = x", "%%step c\nz = 1")
    with pytest.raises(OSError, match="no more processes"):
        made.run(pipeline, script)
    assert script.closed
    (found,) = queries.executions(made.connection, 5)
    run = made.seen(found.id, script)
    assert run.execution.failure is not None
    assert (run.status, run.execution.failure.type) == ("Failed", "SchedulerError")
    assert run.statuses == {"a": "Succeeded", "b": "Stopped", "c": "Stopped"}
    assert made.resume(pipeline, run.id).status == "Succeeded"


def test_a_timeout_that_was_called_is_not_waited_for_again(
    made: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the stop and the end of the attempt, the scheduler must not run in circles."""
    rounds = itertools.count()
    listen = execution_module.RunningExecution.listen
    script = Script({"a": Does(stays=True)})
    stop = script.stop
    began: list[float] = []

    def late(job: Job) -> None:
        import threading

        began.append(time.monotonic())
        threading.Timer(0.3, stop, [job]).start()

    def counted(self: Any) -> None:
        next(rounds)
        listen(self)

    monkeypatch.setattr(execution_module.RunningExecution, "listen", counted)
    script.stop = late  # type: ignore[method-assign]
    run = made.run(compiled("%%step a --timeout 0.05s\nx = 1"), script)
    assert (run.attempts("a"), len(began)) == (["Timeout"], 1)
    assert next(rounds) < 20


def test_another_process_closed_the_execution(made: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(execution_module, "HEARTBEAT_SECONDS", 0.0)
    script = Script({"a": Does(stays=True)})

    def close(execution: str) -> None:
        if script.started:
            with_connection = connect(made.settings.store)
            with_connection.execute("UPDATE executions SET status = 'Failed' WHERE id = ?", (execution,))
            with_connection.close()

    made.on_change = close
    with pytest.raises(Exception, match="closed by another process"):
        made.run(compiled("%%step a\nx = 1"), script)
    assert script.closed
