"""Pages of the jobs of steps that have many: all of them, one, live, and played again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from scripted import Bench, Does, Script, bench, compiled, fails

from nbpipe.api import live, steps
from nbpipe.api.asked import Context
from nbpipe.api.router import Answer, answer
from nbpipe.model import Metric

AT = "2026-11-21T12:00:00+00:00"
MAKE = "%%step make\nxs = [1, 2, 3]\nk = 10"
EACH = "%%step each --type Map --over xs --as x --max-failures 1 --metrics m\ny = x * k\nm = {}"
TOTAL = "%%step total\ns = sum(y)"
SEARCH = (
    '%%step tune --type Tuning --tune "a=int(1,9)" --tune "b=float(0,1)" --objective min:loss --trials 4'
    " --metrics m\nm = {}\nmodel = a"
)


def asked(made: Bench, path: str, **query: str) -> Answer:
    return answer(Context(made.folder, "ada"), "GET", path, query)


def ok(made: Bench, path: str, **query: str) -> Any:
    found = asked(made, path, **query)
    assert found.status == 200, found.body
    return found.body


@pytest.fixture
def ran(tmp_path: Path) -> Any:
    """A Map of three items, of which the second failed, and the third was measured."""
    with bench(tmp_path.resolve()) as made:
        does = {
            "make": Does({"xs": [1, 2, 3], "k": 10}),
            "each.1": fails("ValueError", "two is too much"),
            "each.2": Does({"y": 30}, metrics=(Metric("score", 0.5, logged_at=AT),)),
            "total": Does({"s": 60}),
        }
        run = made.run(compiled(MAKE, EACH, TOTAL), Script(does, slots=2))
        assert run.status == "Succeeded"
        yield made, run.id


def test_the_jobs_in_pages(ran: tuple[Bench, str]) -> None:
    made, id = ran
    path = f"executions/{id}/steps/each/jobs"
    first = ok(made, path, limit="2")
    assert [(row["step"], row["label"], row["status"]) for row in first["rows"]] == [
        ("each.0", "x = 1", "Succeeded"),
        ("each.1", "x = 2", "Failed"),
    ]
    assert (first["total"], first["next"]) == (3, "2")
    assert first["counts"] == {"Succeeded": 2, "Failed": 1}
    assert first["rows"][1]["error"] == "two is too much"
    rest = ok(made, path, limit="2", after=first["next"])
    assert [(row["place"], row["metrics"]) for row in rest["rows"]] == [(2, {"score": 0.5})]
    assert rest["next"] is None
    failed = ok(made, path, status="Failed")
    assert ([row["place"] for row in failed["rows"]], failed["total"]) == ([1], 1)


@pytest.mark.parametrize(
    ("query", "order"),
    [
        ({"sort": "place", "down": "1"}, [2, 1, 0]),
        ({"sort": "status"}, [1, 0, 2]),
        ({"sort": "metric score"}, [2, 0, 1]),  # those without a value last
        ({"sort": "label", "limit": "1", "after": "1"}, [1]),
    ],
)
def test_the_jobs_in_an_order(ran: tuple[Bench, str], query: dict[str, str], order: list[int]) -> None:
    made, id = ran
    found = ok(made, f"executions/{id}/steps/each/jobs", **query)
    assert [row["place"] for row in found["rows"]] == order


@pytest.mark.parametrize(
    ("step", "query", "status", "said"),
    [
        ("each", {"sort": "shoe size"}, 400, "is no column"),
        ("each", {"status": "Lost"}, 400, "no status 'Lost'"),
        ("eech", {}, 404, "no step 'eech'"),
        ("each.1", {}, 404, "no step 'each.1'"),
    ],
)
def test_jobs_asked_for_wrongly(
    ran: tuple[Bench, str], step: str, query: dict[str, str], status: int, said: str
) -> None:
    made, id = ran
    found = asked(made, f"executions/{id}/steps/{step}/jobs", **query)
    assert (found.status, said in found.body["message"]) == (status, True), found.body


def test_all_jobs_are_a_digit_each(ran: tuple[Bench, str]) -> None:
    made, id = ran
    found = ok(made, f"executions/{id}/steps/each/squares")
    assert [found["statuses"][int(digit)] for digit in found["digits"]] == [
        "Succeeded",
        "Failed",
        "Succeeded",
    ]
    assert (found["best"], found["cut"]) == (None, False)


def test_a_job_has_a_page_as_a_step_has(ran: tuple[Bench, str]) -> None:
    made, id = ran
    page = ok(made, f"executions/{id}/steps/each.2")
    assert (page["parent"], page["label"], page["node"]["title"]) == ("each", "x = 3", "each.2")
    assert (page["card"]["status"], page["card"]["metric"]["name"]) == ("Succeeded", "score")
    assert [value["variable"] for value in page["outputs"]] == ["y"]
    assert page["code"][0]["source"].startswith("y = x * k")
    assert ok(made, f"executions/{id}/steps/each")["parent"] is None
    assert ok(made, f"executions/{id}/steps/each.2/log")["attempt"] == 1
    assert ok(made, f"executions/{id}/steps/each.1")["failure"]["message"] == "two is too much"


def test_the_card_of_a_step_counts_its_jobs(ran: tuple[Bench, str]) -> None:
    made, id = ran
    cards = {card["step"]: card["jobs"] for card in ok(made, f"executions/{id}")["steps"]}
    assert cards == {"make": {}, "each": {"Succeeded": 2, "Failed": 1}, "total": {}}
    told = live.since(made.connection, Context(made.folder, "ada"), made.folder / ".nbpipe", 0)
    assert told is not None
    assert [card.step for card in told.steps[id]] == ["make", "each", "total"]


def test_a_replay_counts_jobs_as_they_end(ran: tuple[Bench, str]) -> None:
    made, id = ran
    replay = ok(made, f"executions/{id}/replay")
    cards = [card for frame in replay["frames"] for card in frame["cards"]]
    assert {card["step"] for card in cards} == {"make", "each", "total"}
    each = [card for card in cards if card["step"] == "each" and card["status"] == "Executing"]
    assert [card["detail"] for card in each][-1] == "3 of 3 jobs"
    done = [card["progress"] for card in each]
    assert done == sorted(done)
    assert cards[-1]["step"] == "total"
    assert next(c for c in reversed(cards) if c["step"] == "each")["jobs"] == {"Succeeded": 2, "Failed": 1}


def test_a_timeline_has_the_steps_alone(ran: tuple[Bench, str]) -> None:
    made, id = ran
    spans = ok(made, f"executions/{id}/timeline")["spans"]
    assert {span["step"] for span in spans} == {"make", "each", "total"}


def test_the_best_trial_so_far(tmp_path: Path) -> None:
    losses = {"tune.0": 0.4, "tune.1": 0.1, "tune.2": 0.3, "tune.3": 0.2}
    does = {
        name: Does({"model": 1}, metrics=(Metric("loss", value, logged_at=AT),))
        for name, value in losses.items()
    }
    with bench(tmp_path.resolve()) as made:
        run = made.run(compiled(SEARCH, "%%step use\nprint(best_parameters)"), Script(does, slots=2))
        found = ok(made, f"executions/{run.id}/steps/tune/jobs", sort="metric loss")
        assert [(row["step"], row["best"]) for row in found["rows"]][:2] == [
            ("tune.1", True),
            ("tune.3", False),
        ]
        assert (found["objective"], found["parameters"], found["metrics"]) == (
            "min:loss",
            ["a", "b"],
            ["loss"],
        )
        assert set(found["rows"][0]["parameters"]) == {"a", "b"}
        assert ok(made, f"executions/{run.id}/steps/tune/squares")["best"] == 1
        assert set(ok(made, f"executions/{run.id}/steps/tune.1")["parameters"]) == {"a", "b"}


def test_a_label_that_says_something_else_has_no_parameters() -> None:
    assert steps.of_label("x = 3", ("a",)) == {}
    assert steps.of_label("a=1", ()) == {}
