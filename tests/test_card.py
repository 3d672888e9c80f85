"""Model cards: their fields, what is wrong with them, and the whole card in each of its forms."""

from __future__ import annotations

import json
import re
import sqlite3
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import yaml
from scripted import Does, Script, bench, compiled
from store_samples import attrition, new_store, open_execution, writer

from nbpipe import card, modelcard, printing, registry
from nbpipe.cli import main
from nbpipe.errors import DefinitionError, NbpipeError
from nbpipe.model import Decision, Registration, StepStatus

CARD = """---
license: apache-2.0
tags: [hr, tabular]
language: en
purpose_of_model: "rank contracts: by risk"
risk_rating: Low
model_owner: people analytics
evaluation_observation: on the last quarter
ethical_considerations: not for dismissals
custom_details: {team: a|b, budget: 3}
---

# Attrition
Best **so far**. <script>alert(1)</script>
"""


@pytest.mark.parametrize(
    ("text", "fields", "rest"),
    [
        ("# Churn", {}, "# Churn"),
        ("", {}, ""),
        ("---\nlicense: mit\n---\n\n# Churn", {"license": "mit"}, "# Churn"),
        ("---\nlicense: mit\n---", {"license": "mit"}, ""),
        ("---\ntags: hr\n---\n", {"tags": ["hr"]}, ""),
        ("---\nmodel_owner: 3\n---\n", {"model_owner": "3"}, ""),
        ("---\nfirst\n---\nsecond", {}, "---\nfirst\n---\nsecond"),  # two rulers
        ("---\nlicense: mit\n", {}, "---\nlicense: mit\n"),
        (
            "---\nlicence: mit\n---\nx",
            {},
            "---\nlicence: mit\n---\nx",
        ),  # of an older version: all of it is text
    ],
)
def test_fields_and_text(text: str, fields: dict[str, Any], rest: str) -> None:
    assert card.split(text) == (fields, rest)


@pytest.mark.parametrize(
    ("head", "line", "message", "hint"),
    [
        ("licence: mit", 2, "a model card has no field licence", "did you mean license?"),
        ("license: mit\nmodel_ower: x", 3, "no field model_ower", "did you mean model_owner?"),
        ("license: mit\nqqq: x", 3, "no field qqq", "custom_details"),
        ("risk_rating: Great", 2, "risk_rating is High, Medium, Low or Unknown", "risk_rating: Low"),
        ("tags: {a: b}", 2, "tags is a list of texts", "tags: [a, b]"),
        ("model_owner: [a]", 2, "model_owner is a text", "model_owner:"),
        ("model_owner:", 2, "model_owner is a text", "model_owner:"),
        ("custom_details: x", 2, "custom_details is a table", "team: people"),
        ("license: mit\nmodel_owner: a: b", 3, "cannot be read: mapping values", "quote a value"),
        ("license: [mit", 3, "cannot be read", "quote a value"),
    ],
)
def test_what_is_wrong_with_fields(head: str, line: int, message: str, hint: str) -> None:
    (problem,) = card.problems(f"---\n{head}\n---\n# Card")
    assert problem.line == line
    assert message in problem.message
    assert hint in (problem.hint or "")


def test_a_wrong_field_is_found_before_anything_runs() -> None:
    cell = "%%step enter --type Register --model x --group g\n---\nlicense: mit\nlicence: {x}\n---\n# Card"
    with pytest.raises(DefinitionError) as caught:
        compiled("%%step a\nx = 1", cell)
    (problem,) = caught.value.problems
    assert (problem.cell, problem.line, problem.source) == (2, 4, "licence: {x}")


@pytest.mark.parametrize(
    ("rating", "status"), [("Low", "Succeeded"), ("Great", "Failed"), ("'a: b'", "Failed")]
)
def test_values_are_filled_in_and_then_checked(tmp_path: Path, rating: str, status: str) -> None:
    cell = "%%step enter --type Register --model x --group g\n---\nrisk_rating: {x}\n---\n# Card"
    with bench(tmp_path) as made:
        run = made.run(compiled("%%step a\nx = 1", cell), Script({"a": Does({"x": rating})}))
        assert run.status == status
        failure = run.step("enter").failure
        assert (failure is None) == (status == "Succeeded")
        if failure is None:
            assert card.split(registry.resolve(made.connection, "g").card)[0] == {"risk_rating": "Low"}
        else:
            assert "risk_rating is High" in failure.message


# ---- the whole card -------------------------------------------------------------------------------------------------


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    found = new_store(tmp_path)
    store = writer(found)
    attrition(store)
    open_execution(store, "e2")
    metrics = {"auc": 0.81, "bad": float("nan"), "by": {"di": 0.9}, "kind": "x"}
    registration = Registration(
        "attrition", registry.resolve(found, "attrition").artifact, metrics=metrics, card=CARD
    )
    store.decide("e2", "register", Decision(StepStatus.SUCCEEDED, registration=registration))
    registry.approve(found, "attrition:2", "bob", "good | *really*")
    registry.alias(found, "attrition:2", "champion", "bob")
    registry.set_stage(found, "attrition:2", "Staging", "eve", "pilot")
    yield found
    found.close()


def gathered(connection: sqlite3.Connection, ref: str = "attrition:2") -> dict[str, Any]:
    return modelcard.gather(connection, registry.resolve(connection, ref, deleted=True))


def test_sections(connection: sqlite3.Connection) -> None:
    found = gathered(connection)
    assert json.loads(json.dumps(found, allow_nan=False)) == found
    assert found["model_overview"]["model_owner"] == "people analytics"
    assert (found["model_overview"]["model_name"], found["model_overview"]["model_version"]) == (
        "attrition",
        2,
    )
    assert found["intended_uses"] == {"purpose_of_model": "rank contracts: by risk", "risk_rating": "Low"}
    assert found["additional_information"]["custom_details"] == {"team": "a|b", "budget": "3"}
    (evaluation,) = found["evaluation_details"]
    assert evaluation["evaluation_observation"] == "on the last quarter"
    assert evaluation["metric_groups"][0]["metric_data"] == [
        {"name": "auc", "type": "number", "value": 0.81},
        {"name": "bad", "type": "number", "value": None},
        {"name": "by.di", "type": "number", "value": 0.9},
    ]
    training = found["training_details"]["training_job_details"]
    assert training["hyper_parameters"] == [
        {"name": "data", "value": "hr.csv"},
        {"name": "depth", "value": 3},
    ]
    assert training["training_environment"]["packages"] == {"pandas": "3.1.1"}
    assert found["governance"]["model_approval_status"] == "Approved"
    assert (found["governance"]["stage"], found["governance"]["aliases"]) == ("Staging", ["champion"])
    assert found["metadata"] == {"license": "apache-2.0", "tags": ["hr", "tabular"], "language": ["en"]}
    assert gathered(connection, "attrition:1")["training_details"]["training_job_details"][
        "training_datasets"
    ] == ["data/hr.csv sha256:f11e"]


def test_markdown_is_a_card_of_the_hub(connection: sqlite3.Connection) -> None:
    text = modelcard.to_markdown(gathered(connection))
    _, head, shown = text.split("---\n", 2)
    metadata = yaml.safe_load(head)
    assert (metadata["license"], metadata["tags"]) == ("apache-2.0", ["hr", "tabular"])
    (result,) = metadata["model-index"][0]["results"]
    assert result["metrics"][0] == {"type": "auc", "name": "auc", "value": 0.81}
    assert shown.startswith("\n# attrition:2\n")
    for line in (
        "| status | Approved |",
        "Best **so far**. <script>alert(1)</script>",
        "| team | a\\|b |",
        "| by.di | 0.9 |",
        "| parameter depth | 3 |",
    ):
        assert line in shown.splitlines()
    assert "good \\| \\*really\\*" in shown


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def test_html_runs_nothing(connection: sqlite3.Connection) -> None:
    page = Tags()
    page.feed(modelcard.to_html(gathered(connection)))
    assert "script" not in page.tags
    assert {"table", "strong", "h1"} <= set(page.tags)
    assert "<script>alert(1)</script>" in page.text
    assert "good | *really*" in page.text


@pytest.mark.slow
@pytest.mark.browser
def test_a_browser_prints_it(connection: sqlite3.Connection) -> None:
    try:
        printed = modelcard.written(gathered(connection), "pdf")
    except NbpipeError as error:
        assert error.problems[0].code == "no-printer"
        pytest.skip(str(error))
    assert printed.startswith(b"%PDF-")
    assert printed.rstrip().endswith(b"%%EOF")
    assert re.search(rb"/Count [1-3]\b", printed), "it is a page or a few"


def test_where_nothing_prints(connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(NbpipeError) as caught:
        modelcard.written(gathered(connection), "pdf")
    (problem,) = caught.value.problems
    assert problem.code == "no-printer"
    assert problem.hint is not None
    assert "--format html" in problem.hint


def test_a_browser_that_fails_is_named(
    connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tmp_path / "chromium"
    program.write_text("#!/bin/sh\necho first >&2\necho 'no display' >&2\nexit 1\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(printing.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(NbpipeError, match=r"chromium did not print the page: no display"):
        modelcard.written(gathered(connection), "pdf")


def test_the_card_of_a_deleted_version_says_so(connection: sqlite3.Connection) -> None:
    registry.delete(connection, "attrition:1", "bob", "wrong file")
    assert "**Deleted** by bob" in modelcard.to_markdown(gathered(connection, "attrition:1"))


def test_the_command(
    connection: sqlite3.Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    monkeypatch.setenv("NBPIPE_STORE", str(tmp_path))
    assert main(["models", "card", "attrition:2", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["model"] == "attrition:2"
    target = tmp_path / "card.html"
    assert main(["models", "card", "attrition:2", "--format", "html", "-o", str(target)]) == 0
    assert target.read_text().startswith("<!doctype html>")
    assert main(["models", "card", "attrition:2", "--format", "docx"]) == 2
    assert "there is md, html, json, pdf" in capsys.readouterr().err
    assert main(["models", "card", "attrition:2", "--format", "pdf"]) == 2
    assert "-o card.pdf" in capsys.readouterr().err
    assert main(["models", "show", "attrition:2"]) == 0
    said = capsys.readouterr().out
    assert "risk_rating          Low" in said
    assert "---" not in said
