"""Steps of many jobs: Map and Tuning, their scheduling with scripted jobs, and whole runs."""

from __future__ import annotations

import contextlib
import json
import sqlite3
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from scripted import Bench, Does, Script, bench, compiled, fails

from nbpipe import cli, explanation, tracking
from nbpipe.errors import DefinitionError, NbpipeError
from nbpipe.model import Artifact, Cell, Failure, Metric, Outcome, Step, StepStatus
from nbpipe.options import Texts, Variable
from nbpipe.scheduler import plan as planning
from nbpipe.steps import Inputs
from nbpipe.steps.tuning import TuningOptions
from nbpipe.steps.tuning import step_type as tuning
from nbpipe.store import check, queries
from nbpipe.tuning import earlier, space
from nbpipe.tuning.importance import importances
from nbpipe.tuning.study import Start, Study
from nbpipe.work import Given
from nbpipe.work.map import items, join

MAKE = "%%step make\nxs = [1, 2, 3]\nk = 10"
TOTAL = "%%step total\ns = sum(y)"


def mapping(flags: str = "", body: str = "y = x * k") -> tuple[str, str, str]:
    return MAKE, f"%%step each --type Map --over xs --as x {flags}\n{body}", TOTAL


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Bench]:
    with bench(tmp_path) as it:
        yield it


def script(values: list[int] | None = None, **jobs: Any) -> Script:
    given = {"make": Does({"xs": values or [1, 2, 3], "k": 10}), "total": Does({"s": 60})}
    return Script({**given, **{name.replace("_", "."): does for name, does in jobs.items()}}, slots=2)


def children(made: Bench, execution: str) -> dict[str, str]:
    return {name: str(status) for name, (status, _) in queries.children(made.connection, execution).items()}


# ---- scheduling -----------------------------------------------------------------------------------------------------


def test_each_item_is_a_job_and_a_record_of_its_own(made: Bench) -> None:
    run = made.run(compiled(*mapping()), script())
    assert run.status == "Succeeded"
    assert run.script.order == ["make", "each.0", "each.1", "each.2", "each", "total"]
    assert list(run.statuses) == ["make", "each", "total"]
    assert children(made, run.id) == dict.fromkeys(("each.0", "each.1", "each.2"), "Succeeded")
    job = run.script.last("each.1").asked
    assert (job["binds"], job["outputs"]) == ({"x": 2}, ["y"])
    assert run.script.last("each.1").given == {"k": 10}
    joins = run.script.last("each").asked
    assert sorted(joins["loads"]) == ["0.y", "1.y", "2.y"]
    labels = made.connection.execute("SELECT label FROM step_executions WHERE parent = 'each'").fetchall()
    assert [label for (label,) in labels] == ["x = 1", "x = 2", "x = 3"]
    assert not check.check(made.connection, lambda digest: True)


def test_items_that_are_no_plain_values_are_taken_apart_by_a_job(made: Bench) -> None:
    parts = Does({"item_0": (1, 2), "item_1": (3, 4)})
    scripted = script(each_items=parts)
    scripted.script["make"] = [Does({"xs": [(1, 2), (3, 4)], "k": 10})]
    run = made.run(compiled(*mapping()), scripted)
    assert run.script.order[:2] == ["make", "each.items"]
    assert run.script.last("each.items").asked["all"] is True


@pytest.mark.parametrize(
    ("flags", "jobs", "status", "wanted"),
    [
        ("", {"each_1": fails()}, "Failed", {"each.0": "Succeeded", "each.1": "Failed"}),
        ("--max-failures 1", {"each_1": fails()}, "Succeeded", {"each.1": "Failed", "each.2": "Succeeded"}),
        ("--max-failures 1", {"each_1": fails(), "each_0": fails()}, "Failed", {"each.0": "Failed"}),
        ("--max-failures 34%", {"each_1": fails()}, "Succeeded", {"each.1": "Failed", "each.2": "Succeeded"}),
        ("--max-failures 33%", {"each_1": fails()}, "Failed", {"each.1": "Failed"}),
        (
            "--retry 1 --retry-interval 0s",
            {"each_1": [fails(), Does({"y": 20})]},
            "Succeeded",
            {"each.1": "Succeeded"},
        ),
    ],
)
def test_what_becomes_of_failures(
    made: Bench, flags: str, jobs: dict[str, Any], status: str, wanted: dict[str, str]
) -> None:
    run = made.run(compiled(*mapping(flags)), script(**jobs))
    assert run.status == status
    assert run.step("each").status == ("Succeeded" if status == "Succeeded" else "Failed")
    found = children(made, run.id)
    assert {name: found[name] for name in wanted} == wanted
    assert all(value in ("Succeeded", "Failed", "Stopped") for value in found.values())
    if status == "Failed":
        failure = run.step("each").failure
        assert failure is not None
        assert failure.step == "each"
        assert "each" not in run.script.order


def test_an_item_that_was_done_before_is_taken_from_the_cache(made: Bench) -> None:
    made.run(compiled(*mapping()), script())
    other = (MAKE.replace("3]", "9]"), *mapping()[1:])
    run = made.run(compiled(*other), script([1, 2, 9], each_2=Does({"y": 90})))
    assert run.script.order == ["make", "each.2", "each"]
    rows = made.connection.execute(
        "SELECT step, cached FROM step_executions WHERE execution = ? AND parent = 'each' ORDER BY step",
        (run.id,),
    )
    assert rows.fetchall() == [("each.0", 1), ("each.1", 1), ("each.2", 0)]


def test_items_that_failed_are_tried_again_by_the_next_run(made: Bench) -> None:
    pipeline = compiled(*mapping("--max-failures 1"))
    first = made.run(pipeline, script(each_1=fails()))
    assert first.status == "Succeeded"
    assert first.script.last("each").asked["arguments"]["failed"] == {"1": "ValueError: no"}
    planned = planning.plan(made.request(pipeline), made.connection).steps
    assert [item.why for item in planned if item.step.name == "each"] == [
        "jobs of it failed, which are tried again"
    ]
    again = made.run(pipeline, script())
    assert again.script.order == ["each.1", "each"]
    why = explanation.explain(made.connection, again.id, "each").text
    assert why.endswith(f"ran, to try again what had failed in {first.id}; nothing else had changed")
    assert made.run(pipeline, script()).cached == ["make", "each", "total"]


def test_a_collection_that_cannot_be_taken_apart_is_no_failed_item(made: Bench) -> None:
    scripted = script(each_items=fails("NbpipeError", "xs is a table"))
    scripted.script["make"] = [Does({"xs": [(1, 2)], "k": 10})]
    run = made.run(compiled(*mapping("--max-failures 5")), scripted)
    assert (run.status, run.step("each").status) == ("Failed", "Failed")


def test_another_limit_of_failures_takes_the_items_that_were_done(made: Bench) -> None:
    made.run(compiled(*mapping()), script())
    run = made.run(compiled(*mapping("--max-failures 2")), script())
    assert run.script.order == ["each"]


def test_unchanged_the_whole_step_is_taken(made: Bench) -> None:
    made.run(compiled(*mapping()), script())
    run = made.run(compiled(*mapping()), script())
    assert run.cached == ["make", "each", "total"]
    assert children(made, run.id) == {}


@pytest.mark.parametrize("cache", [True, False])
def test_a_resumed_execution_runs_what_had_not_succeeded(made: Bench, cache: bool) -> None:
    pipeline = compiled(*mapping())
    failed = made.run(pipeline, script(each_1=fails()), cache=cache)
    before = children(made, failed.id)
    again = made.resume(pipeline, failed.id, script(), cache=cache)
    assert again.status == "Succeeded"
    done = [name for name, status in before.items() if status == "Succeeded"]
    assert not set(done) & set(again.script.order)
    assert "each.1" in again.script.order
    assert set(children(made, again.id).values()) == {"Succeeded"}
    assert not check.check(made.connection, lambda digest: True)


def test_stopping_stops_the_jobs(made: Bench) -> None:
    from nbpipe import scheduler

    pipeline, scripted = compiled(*mapping()), script(each_0=Does({"y": 1}, stays=True))

    def stop(execution: str) -> None:
        if "each.0" in scripted.order and not scripted.stopped:
            scheduler.stop(made.connection, execution, "ada")

    made.on_change = stop
    run = made.run(pipeline, scripted)
    assert run.status == "Stopped"
    found = children(made, run.id)
    assert found["each.0"] == "Stopped"
    assert set(found.values()) <= {"Stopped", "Succeeded"}
    assert run.step("each").status == "Stopped"


def test_a_job_that_changes_what_all_are_given_is_refused(made: Bench) -> None:
    cells = (
        "%%setup\ndef touch(values):\n    getattr(values, 'append')(1)\n    return 1",
        MAKE.replace("k = 10", "k = [10]"),
        "%%step each --type Map --over xs --as x\ny = touch(k)",
        "%%step total\ns = sum(y) + k[0]",
    )
    run = made.run(compiled(*cells), script(each_1=Does({"y": 1}, changed=("k",))))
    failure = run.step("each").failure
    assert (run.status, failure and failure.type) == ("Failed", "HiddenChange")


# ---- definitions ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ((MAKE, "%%step each --type Map --as x\ny = x"), "a Map step needs --over"),
        ((MAKE, "%%step each --type Map --over xs\ny = 1"), "a Map step needs --as"),
        ((MAKE, "%%step each --type Map --over zs --as x\ny = x"), "zs"),
        (
            (MAKE + "\nacc = []", "%%step each --type Map --over xs --as x\nacc.append(x)"),
            "acc comes from outside",
        ),
        (("%%step t --type Tuning --objective max:auc\nauc = 1",), "needs --tune"),
        (('%%step t --type Tuning --tune "a=int(1,3)"\nauc = a',), "needs --objective"),
        (
            ('%%step t --type Tuning --tune "a=int(3,1)" --objective max:auc\nauc = a',),
            "the first has to be smaller",
        ),
        (
            ('%%step t --type Tuning --tune "a=int(1,3)" --objective auc\nauc = a',),
            "which end of which metric",
        ),
        (
            ('%%step t --type Tuning --tune "a=int(1,3)" --objective max:auc --trials 0\nauc = a',),
            "one trial or more",
        ),
        (
            (
                '%%step t --type Tuning --tune "a=int(1,1000000)" --tune "b=int(1,1000000)" --objective max:auc'
                " --sampler grid\nauc = a",
            ),
            "the grid has 1,000,000,000,000 points",
        ),
        (
            ('%%step t --type Tuning --tune "auc=int(1,3)" --objective max:auc\nx = auc',),
            "auc is the name of the metric that decides",
        ),
        (
            ('%%step t --type Tuning --tune "trial=int(1,3)" --objective max:auc\nauc = trial',),
            "trial is the name of a column",
        ),
    ],
)
def test_definitions_that_are_refused(cells: tuple[str, ...], message: str) -> None:
    with pytest.raises(DefinitionError) as error:
        compiled(*cells)
    assert any(message in problem.message for problem in error.value.problems), error.value


def test_every_wrong_dimension_is_marked_at_its_own_place() -> None:
    line = (
        '%%step t --type Tuning --tune "a=int(3,1)" --tune "b=flot(1,2)" --tune "c=int(1,3)" --tune "c=int(1,4)"'
        " --objective auc"
    )
    with pytest.raises(DefinitionError) as error:
        compiled(line + "\nmetrics = {'auc': a + b + c}")
    found = [
        (line[problem.column or 0 :].partition(" ")[0], problem.message) for problem in error.value.problems
    ]
    assert found == [
        ('"a=int(3,1)"', "--tune: a goes from 3 to 1: the first has to be smaller"),
        ('"b=flot(1,2)"', "--tune: flot is no kind of search: int, float or choice"),
        ('"c=int(1,4)"', "--tune: c stands there twice"),
        ("auc", "--objective: 'auc' does not say which end of which metric is better"),
    ]
    assert "NAME=int(LOW,HIGH" in (error.value.problems[0].hint or "")


def test_tune_may_stand_there_several_times() -> None:
    cell = '%%step t --type Tuning --tune "a=int(1,3)" --tune "b=choice(x,y)" --objective min:loss\nloss = a'
    assert compiled(cell).step("t").options["tune"] == ["a=int(1,3)", "b=choice(x,y)"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a", "no search space"),
        ("a=int(1)", "no lowest and highest"),
        ("a=int(1.5,2)", "whole number"),
        ("a=float(1,inf)", "no number to search up to"),
        ("a=float(0,1,log)", "log scale"),
        ("a=float(0,1,lin)", "neither log nor step"),
        ("a=int(1,9,step=0)", "not above 0"),
        ("a=choice(x)", "two different choices"),
        ("a=choice(x,x)", "two different choices"),
        ("a=choice(x,,y)", "',y' is no choice for a"),
        ("a=choice(x,y,)", "'' is no choice for a"),
        ("a=choice([1,2],[3])", r"'\[1,2\],\[3\]' is no choice for a: a number"),
        ("a=choice((64,),(64,32))", "is no choice for a"),
        ("a=choice(x,y))", r"'y\)' is no choice for a"),
        ("a=choice('x,y)", '"\'x,y" is no choice for a'),
        ("a=choice('x' 'y')", "is no choice for a"),
        ("a=int(1,2,)", "'' is neither log nor step"),
        ("a=range(1,2)", "no kind of search"),
        ("2a=int(1,2)", "not a variable's name"),
        ("class=int(1,2)", "not a variable's name"),
    ],
)
def test_search_spaces_that_are_refused(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        space.parse(text)


@pytest.mark.parametrize(
    ("text", "grid", "middle"),
    [
        ("a=int(1,3)", [1, 2, 3], 2),
        ("a=int(2,10,step=4)", [2, 6, 10], 6),
        ("a=float(0,1,step=0.5)", [0.0, 0.5, 1.0], 0.5),
        ("a=float(0,1)", [0.0, 0.25, 0.5, 0.75, 1.0], 0.5),
        ("a=choice(x,2,None,'y z',True)", ["x", 2, None, "y z", True], "x"),
        ("a=choice('x,y', \"it's (z)\" ,it's)", ["x,y", "it's (z)", "it's"], "x,y"),
    ],
)
def test_search_spaces(text: str, grid: list[Any], middle: Any) -> None:
    found = space.parse(text)
    assert (found.grid(), found.middle) == (grid, middle)


def test_a_grid_on_a_log_scale() -> None:
    assert space.parse("a=float(0.01,100,log)").grid() == pytest.approx([0.01, 0.1, 1, 10, 100])
    assert space.parse("a=float(0.01,100,log)").middle == pytest.approx(1)


# ---- a search -------------------------------------------------------------------------------------------------------


def search(**more: Any) -> Any:
    given = {"tune": Texts(("a=int(1,4)",)), "objective": "max:auc", "sampler": "grid", "parallel": 2, **more}
    step = Step("t", "Tuning", (Cell(1, "c", "auc = a"),), outputs=("model", "tuning"))
    return tuning.plan(step, TuningOptions(**given), Inputs({}, {}, lambda artifact: None))


def ended(auc: float | None, number: int = 0) -> Outcome:
    if auc is None:
        return Outcome(StepStatus.FAILED, failure=Failure("ValueError", "no"))
    model = {"model": Artifact(f"sha256:{number}", 1, "x", "y")}
    return Outcome(StepStatus.SUCCEEDED, model, metrics=(Metric("auc", auc),))


def test_a_search_keeps_so_many_going_and_takes_the_best() -> None:
    many = search()
    first = many.ask({}, 0)
    assert [(child.key, dict(child.run.binds)) for child in first] == [("0", {"a": 1}), ("1", {"a": 2})]
    assert many.ask({}, 2) == []
    second = many.ask({"0": ended(0.5)}, 1)
    assert [child.label for child in second] == ["a=3"]
    done = {"0": ended(0.5), "1": ended(0.9, 1), "2": ended(None), "3": ended(0.7)}
    assert [child.key for child in many.ask(done, 0)] == ["3"]
    assert many.ask(done, 0) == []
    run = many.join(done)
    assert (run.arguments["best"], run.arguments["parameters"]) == ("1", {"a": 2})
    assert run.loads["model"].digest == "sha256:1"
    assert [trial["status"] for trial in run.arguments["trials"]] == [
        "Succeeded",
        "Succeeded",
        "Failed",
        "Succeeded",
    ]


def test_the_smallest_may_be_the_best() -> None:
    many = search(objective="min:auc", trials=2)
    many.ask({}, 0)
    assert many.join({"0": ended(0.5), "1": ended(0.9)}).arguments["best"] == "0"


def test_an_objective_that_no_trial_logs() -> None:
    many = search(objective="max:f1", metrics=Variable("metrics"))
    many.ask({}, 0)
    with pytest.raises(
        NbpipeError, match="trial 0 ended without a number for f1, which --objective names; it logs auc"
    ):
        many.ask({"0": ended(0.5)}, 1)


@pytest.mark.parametrize(
    ("own", "maximize", "gives_up"),
    [([0.1], True, True), ([0.9], True, False), ([0.1], False, False), ([0.9], False, True)],
)
def test_a_trial_that_is_worse_than_half_of_the_others_is_given_up(
    own: list[float], maximize: bool, gives_up: bool
) -> None:
    others = tuple({1: value} for value in (0.3, 0.4, 0.5, 0.6, 0.7))
    tracking.start(tracking.Context(), tracking.Search("auc", maximize, True, others))
    try:
        if gives_up:
            with pytest.raises(tracking.Pruned, match="step 1"):
                tracking.report(own[0], 1)
        else:
            tracking.report(own[0], 1)
        assert tracking.current.metrics[-1].name == "auc"
    finally:
        tracking.start(tracking.Context())


# ---- warm start ------------------------------------------------------------------------------------------------------

WANTED = earlier.Search("max:auc", "code", {"df": "sha256:1"})
PARENT = earlier.record(WANTED, [({"a": 1}, 0.5), ({"a": 2}, 0.9), ({"a": 3}, None), ({"a": 4}, 0.7)])


def test_a_search_begins_with_the_best_of_the_same_search_and_knows_the_others() -> None:
    found = earlier.start(WANTED, [PARENT], transfer=False, trials=10)
    assert found.first == [{"a": 2}]
    assert found.known == [({"a": 4}, 0.7), ({"a": 1}, 0.5)]
    assert earlier.start(WANTED, [], transfer=False, trials=10) == Start()


@pytest.mark.parametrize(("trials", "first"), [(10, [2, 4, 1]), (3, [2, 4]), (1, [2])])
def test_of_another_search_the_best_few_are_tried_and_no_value_is_believed(
    trials: int, first: list[int]
) -> None:
    other = earlier.Search("max:auc", "other code", {"df": "sha256:2"})
    found = earlier.start(other, [PARENT], transfer=True, trials=trials)
    assert ([item["a"] for item in found.first], found.known) == (first, ())


@pytest.mark.parametrize(
    ("search", "transfer", "message"),
    [
        (
            earlier.Search("min:loss", "code", {"df": "sha256:1"}),
            True,
            "for max:auc, this one is for min:loss",
        ),
        (earlier.Search("max:auc", "new", {"df": "sha256:1"}), False, "its code changed"),
        (earlier.Search("max:auc", "code", {"df": "sha256:2"}), False, "df changed"),
    ],
)
def test_searches_that_cannot_begin_with_another(search: Any, transfer: bool, message: str) -> None:
    with pytest.raises(NbpipeError, match=message):
        earlier.start(search, [PARENT], transfer=transfer, trials=5)


def test_a_study_that_knows_earlier_trials_asks_for_others() -> None:
    pytest.importorskip("optuna")
    dimensions = [space.parse("a=int(1,1000)"), space.parse("b=choice(x,y)")]
    known = [({"a": value, "b": "x"}, -abs(value - 600.0)) for value in range(1, 1000, 25)]
    gone = ({"a": 5000, "c": 1}, 0.0)  # of a space that was larger
    start = Start(first=[{"a": 601, "b": "x"}], known=[*known, gone])
    with_start, without = Study(dimensions, True, "tpe", 0, start), Study(dimensions, True, "tpe", 0)
    assert with_start.ask("0") == {"a": 601, "b": "x"}
    near = [abs(values["a"] - 600) for n in range(10) if (values := with_start.ask(f"{n + 1}"))]
    far = [abs(values["a"] - 600) for n in range(10) if (values := without.ask(f"{n}"))]
    assert statistics.median(near) < statistics.median(far)


def test_a_grid_goes_on_where_the_earlier_one_ended() -> None:
    start = Start(first=[{"a": 3}], known=[({"a": 1}, 0.1), ({"a": 2}, 0.2)])
    study = Study([space.parse("a=int(1,5)")], True, "grid", 0, start)
    assert [study.ask(str(number)) for number in range(4)] == [{"a": 3}, {"a": 4}, {"a": 5}, None]


def test_the_importance_of_parameters() -> None:
    pytest.importorskip("optuna")
    pytest.importorskip("sklearn")
    dimensions = [space.parse("a=int(0,9)"), space.parse("b=float(0,1)")]
    trials = [({"a": a, "b": b / 7}, 10.0 * a + b / 7) for a in range(10) for b in range(7)]
    found = importances(dimensions, trials)
    assert [*found] == ["a", "b"]
    assert found["a"] > 0.95
    assert sum(found.values()) == pytest.approx(1)
    assert importances(dimensions[:1], trials) == importances(dimensions, trials[:5]) == {}
    assert importances(dimensions, trials) == found


# ---- collections ----------------------------------------------------------------------------------------------------


def test_items_of_collections() -> None:
    pd = pytest.importorskip("pandas")
    frame = pd.DataFrame({"g": ["b", "a", "b"], "v": [1, 2, 3]})
    assert [part.v.tolist() for part in items("df", frame, "g")] == [[2], [1, 3]]
    assert items("xs", (1, 2), None) == [1, 2]
    for value, by, message in (
        (frame, None, "which rows are an item"),
        (frame, "h", "no column 'h'"),
        ([1], "g", "--by is for tables"),
        ("text", None, "not a collection"),
        ({"a": 1}, None, "not a collection"),
        (3, None, "not a collection"),
    ):
        with pytest.raises(NbpipeError, match=message):
            items("it", value, by)


def test_lists_have_none_where_an_item_gave_nothing() -> None:
    given = Given({}, {"names": ["y"], "keys": ["0", "1"]}, {"1.y": 5})
    assert join(given) == {"y": [None, 5]}


# ---- whole runs -----------------------------------------------------------------------------------------------------


def run(folder: Path, *cells: str) -> dict[str, Any]:
    made = [
        {
            "cell_type": "code",
            "id": f"c{n}",
            "metadata": {},
            "execution_count": None,
            "outputs": [],
            "source": text,
        }
        for n, text in enumerate(cells)
    ]
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": made}
    (folder / "n.ipynb").write_text(json.dumps(notebook), "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "nbpipe", "run", "n.ipynb", "--json"],
        cwd=folder,
        capture_output=True,
        text=True,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def said(folder: Path, capsys: pytest.CaptureFixture[str], step: str) -> str:
    assert cli.main(["--store", str(folder / ".nbpipe"), "logs", "latest", step]) == 0
    return capsys.readouterr().out.strip()


@pytest.mark.slow
def test_a_map_over_the_groups_of_a_frame(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    frame = "%%step load\nimport pandas as pd\ndf = pd.DataFrame({'g': list('aab'), 'v': [1, 2, 6]})\nk = 10"
    each = "%%step means --type Map --over df --as part --by g\nmean = float(part.v.mean()) * k\nname = part.g.iloc[0]\nprint(name)"
    found = run(tmp_path, frame, each, "%%step show\nprint(dict(zip(name, mean)))")
    assert found["status"] == "Succeeded", found
    assert said(tmp_path, capsys, "show") == "{'a': 15.0, 'b': 60.0}"
    assert said(tmp_path, capsys, "means.1") == "b"


@pytest.mark.slow
def test_a_search_on_a_grid(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tune = (
        '%%step tune --type Tuning --tune "a=int(1,4)" --objective min:loss --sampler grid --metrics metrics'
        ' --model model --prune\nimport nbpipe\nnbpipe.report(abs(a - 3), 1)\nmodel = {"a": a}\nmetrics = {"loss": abs(a - 3)}'
    )
    found = run(tmp_path, tune, "%%step use\nprint(model, best_parameters, len(tuning))")
    assert found["status"] == "Succeeded", found
    assert said(tmp_path, capsys, "use") == "{'a': 3} {'a': 3} 4"
    assert found["steps"]["tune"]["metrics"]["loss"] == 0


SHARED = "%%setup\nimport os, json\n__import__('math').seen = []\nstarted = os.getpid()\n"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("setup", "together"),
    [
        ("", True),
        ("handle = open('log.txt', 'w')", False),
        ("import threading\nthreading.Thread(target=threading.Event().wait, daemon=True).start()", False),
        ("import subprocess\nasleep = subprocess.Popen(['sleep', '30'])", False),
        ("import mmap\nboard = mmap.mmap(-1, 4096)", False),
    ],
)
def test_no_item_sees_what_another_changed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], setup: str, together: bool
) -> None:
    """Whether or not the items come from one process that has run the setup: where a copy would not be all of it, not."""
    cells = (
        SHARED + setup,
        "%%step make\nxs = list(range(6))",
        "%%step each --type Map --over xs --as x\nseen = getattr(__import__('math'), 'seen')\n"
        "getattr(seen, 'append')(x)\nmarks = getattr(os, 'environ')\n"
        "getattr(marks, 'update')(MARK=marks.get('MARK', '') + 'x')\n"
        "y = [list(seen), marks['MARK'], os.getpid() != started]",
        "%%step show\nprint(json.dumps([y == [[[x], 'x', y[0][2]] for x in xs], y[0][2]]))",
    )
    found = run(tmp_path, *cells)
    assert found["status"] == "Succeeded", found
    assert json.loads(said(tmp_path, capsys, "show")) == [True, together]


@pytest.mark.slow
def test_items_of_one_process_are_retried_and_stopped_one_by_one(tmp_path: Path) -> None:
    cells = (
        "%%setup\nimport os, time, signal\nfrom pathlib import Path",
        "%%step make\nxs = list(range(4))",
        "%%step each --type Map --over xs --as x --retry 1 --retry-interval 0s --timeout 20s --max-failures 1\n"
        "if x == 1 and not Path('once').exists():\n    Path('once').touch()\n    os.kill(os.getpid(), signal.SIGKILL)\n"
        "if x == 2:\n    raise ValueError('never')\ny = x",
        "%%step show\nprint(y)",
    )
    found = run(tmp_path, *cells)
    assert found["status"] == "Succeeded", found
    with contextlib.closing(sqlite3.connect(tmp_path / ".nbpipe" / "nbpipe.db")) as connection:
        rows = connection.execute(
            "SELECT step, status FROM attempts WHERE step LIKE 'each.%' ORDER BY step, number"
        )
        assert rows.fetchall() == [
            ("each.0", "Succeeded"),
            ("each.1", "Failed"),
            ("each.1", "Succeeded"),
            ("each.2", "Failed"),
            ("each.2", "Failed"),
            ("each.3", "Succeeded"),
        ]


@pytest.mark.slow
def test_a_setup_that_fails_is_told_of_by_the_items(tmp_path: Path) -> None:
    cells = (
        "%%setup\nrate = 1 / 0",
        "%%parameters\nxs: list[int] = [1, 2]",
        "%%step each --type Map --over xs --as x\ny = x * rate",
    )
    found = run(tmp_path, *cells)
    assert found["status"] == "Failed"
    error = found["steps"]["each"]["error"]
    assert error["type"] == "ZeroDivisionError"
    assert (error["cell"], error["line"]) == (1, 2)


@pytest.mark.slow
def test_a_search_begins_with_the_last_one_and_keeps_its_figures(tmp_path: Path) -> None:
    pytest.importorskip("optuna")
    tune = (
        '%%step tune --type Tuning --tune "a=int(1,40)" --tune "b=float(0,1)" --objective max:auc --metrics metrics'
        " --trials 8 --parallel 2 --warm-start latest\nmetrics = {'auc': -abs(a - 30) - b}"
    )
    first = run(tmp_path, tune, "%%step use\nprint(best_parameters)")
    assert first["status"] == "Succeeded", first
    second = run(tmp_path, tune, "%%step use\nprint(best_parameters)")
    assert second["steps"]["tune"]["metrics"]["auc"] >= first["steps"]["tune"]["metrics"]["auc"]
    with contextlib.closing(sqlite3.connect(tmp_path / ".nbpipe" / "nbpipe.db")) as connection:
        rows = connection.execute(
            "SELECT variable FROM outputs WHERE step = 'tune' AND kind = 'figure' AND execution = ? ORDER BY variable",
            (second["execution"],),
        )
        assert [name for (name,) in rows] == ["history", "importances", "parallel_coordinates"]
    changed = run(tmp_path, tune.replace("- b", "- 2 * b"), "%%step use\nprint(best_parameters)")
    assert "its code changed" in changed["steps"]["tune"]["error"]["message"]


@pytest.mark.slow
def test_items_go_on_when_the_process_that_they_come_from_is_killed(tmp_path: Path) -> None:
    cells = (
        "%%setup\nimport os, time, signal\nfrom pathlib import Path",
        "%%step make\nxs = list(range(4))",
        "%%step each --type Map --over xs --as x --retry 2 --retry-interval 0s\n"
        "if x == 1 and not Path('once').exists():\n    Path('once').touch()\n"
        "    os.kill(os.getppid(), signal.SIGKILL)\n    time.sleep(30)\ny = x",
        "%%step show\nprint(y)",
    )
    found = run(tmp_path, *cells)
    assert found["status"] == "Succeeded", found
    with contextlib.closing(sqlite3.connect(tmp_path / ".nbpipe" / "nbpipe.db")) as connection:
        rows = connection.execute("SELECT failure FROM attempts WHERE step = 'each.1' AND status = 'Failed'")
        assert [json.loads(failure)["type"] for (failure,) in rows] == ["WorkerDied"]


@pytest.mark.slow
def test_a_setup_that_hangs_counts_for_the_timeout_of_the_items(tmp_path: Path) -> None:
    cells = (
        "%%setup\nimport time\ntime.sleep(600)",
        "%%parameters\nxs: list[int] = [1, 2]",
        "%%step each --type Map --over xs --as x --timeout 3s\ny = time.time() + x",
    )
    found = run(tmp_path, *cells)
    assert found["steps"]["each"]["error"]["type"] == "Timeout"
