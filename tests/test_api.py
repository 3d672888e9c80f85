"""The API without any server: every route, good and bad, on stores that were written by hand or by scripted runs."""

from __future__ import annotations

import json
import os
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from scripted import Bench, Does, Script, bench, compiled, fails
from store_samples import ENVIRONMENT, attrition, new_store, open_execution, register, run_step, writer

from nbpipe import cli, definition, launching, recording, waiting
from nbpipe.api import executions, live, logs, router, steps, typescript
from nbpipe.api.asked import Context
from nbpipe.api.compare import best
from nbpipe.api.router import Answer, answer
from nbpipe.artifacts import ArtifactStore
from nbpipe.model import Approval, Execution, ExecutionStatus, Metric, StepStatus
from nbpipe.store import DATABASE, folders, queries

HERE = Path(__file__).parent


class Site:
    """A root folder with a store of one whole execution, and the requests of ada."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / ".nbpipe"
        self.folder.mkdir()
        self.connection = new_store(self.folder)
        self.writer = writer(self.connection)
        self.context = Context(root, "ada")

    def get(self, path: str, **query: str) -> Answer:
        return answer(self.context, "GET", path, query)

    def post(self, path: str, body: dict[str, Any] | None = None, **query: str) -> Answer:
        return answer(self.context, "POST", path, query, body or {})

    def notebook(self, *cells: str, name: str = "case") -> Path:
        data = {
            "nbformat": 4,
            "cells": [
                {"cell_type": "code", "id": f"c{n}", "source": text} for n, text in enumerate(cells, 1)
            ],
        }
        path = self.root / f"{name}.ipynb"
        path.write_text(json.dumps(data), "utf-8")
        return path


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    made = Site(tmp_path.resolve())
    attrition(made.writer)
    yield made
    made.connection.close()


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Bench]:
    with bench(tmp_path.resolve()) as made:
        yield made


def ok(found: Answer) -> Any:
    assert found.status == 200, found.body
    return found.body


# ---- every route ----------------------------------------------------------------------------------------------------

DIGEST = f"sha256:{'df':0<64}"

GOOD: list[tuple[str, dict[str, str], Callable[[Any], Any], Any]] = [
    ("hello", {}, lambda b: (b["user"], b["store"], b["stores"][0]["executions"]), ("ada", ".nbpipe", 1)),
    (
        "pipelines",
        {},
        lambda b: (b["rows"][0]["name"], b["rows"][0]["executions"], b["exists"]),
        ("attrition", 1, True),
    ),
    ("callbacks", {}, lambda b: (b["rows"], b["exists"]), ([], True)),
    ("pipelines", {"search": "TRIT"}, lambda b: len(b["rows"]), 1),
    ("pipelines", {"search": "no"}, lambda b: b["rows"], []),
    ("pipelines", {"status": "Succeeded"}, lambda b: len(b["rows"]), 1),
    ("pipelines", {"status": "Failed"}, lambda b: b["rows"], []),
    (
        "executions",
        {},
        lambda b: [(r["id"], r["status"], r["steps"], r["done"]) for r in b["rows"]],
        [("e1", "Succeeded", 3, 3)],
    ),
    ("executions", {"status": "Failed"}, lambda b: b["rows"], []),
    ("executions", {"status": "Succeeded", "search": "attr"}, lambda b: len(b["rows"]), 1),
    ("executions", {"search": "e"}, lambda b: [r["id"] for r in b["rows"]], ["e1"]),
    ("executions", {"search": "nothing"}, lambda b: b["rows"], []),
    ("executions/latest", {}, lambda b: [c["step"] for c in b["steps"]], ["clean", "train", "register"]),
    ("executions/e1", {}, lambda b: b["models"], ["attrition:1"]),
    ("executions/e1", {}, lambda b: b["steps"][1]["metric"]["name"], "auc"),
    ("executions/e1", {}, lambda b: b["steps"][1]["metric"]["value"], 0.81),
    ("executions/e1/timeline", {}, lambda b: [s["step"] for s in b["spans"]], ["clean", "train"]),
    (
        "executions/e1/replay",
        {},
        lambda b: (b["frames"][-1]["status"], b["sizes"]["clean.df"]),
        ("Succeeded", 12345),
    ),
    ("executions/e1/steps/train", {}, lambda b: b["inputs"][0]["producer"], "clean"),
    (
        "executions/e1/steps/train",
        {},
        lambda b: [(s["name"], len(s["points"])) for s in b["metrics"]],
        [("auc", 2), ("loss", 1)],
    ),
    ("executions/e1/steps/train", {}, lambda b: b["metrics"][1]["points"][0]["value"], None),
    (
        "executions/e1/steps/clean",
        {},
        lambda b: (b["files"][0]["path"], b["files_total"]),
        ("data/hr.csv", 1),
    ),
    ("executions/e1/steps/train", {}, lambda b: b["outputs"][0]["gone"], True),
    ("executions/e1/steps/train/jobs", {}, lambda b: (b["rows"], b["total"], b["next"]), ([], 0, None)),
    ("executions/e1/steps/train/squares", {}, lambda b: (b["digits"], b["best"]), ("", None)),
    ("executions/e1/steps/train/log", {}, lambda b: (b["attempt"], b["cells"], b["running"]), (1, [], False)),
    (
        "models",
        {},
        lambda b: [(r["name"], r["versions"], r["waiting"]) for r in b["rows"]],
        [("attrition", 1, 1)],
    ),
    ("models/attrition", {}, lambda b: (b["total"], b["metrics"]), (1, ["auc"])),
    ("models/attrition/1", {}, lambda b: (b["card"], b["decision"], b["gone"]), ("# Attrition", 1, True)),
    ("models/attrition/latest", {}, lambda b: b["row"]["version"], 1),
    ("models/attrition/1", {}, lambda b: (b["row"]["stage"], b["stages"], b["deleted"]), (None, [], None)),
    (
        "policies/attrition",
        {},
        lambda b: (b["source"], b["stages"][0]["next"]),
        ("", ["Staging", "Archived"]),
    ),
    (
        "policies/attrition",
        {"version": "1"},
        lambda b: (b["version"], b["stage"], b["unmet"]),
        (1, "Development", []),
    ),
    (
        "policies/attrition",
        {"version": "1"},
        lambda b: [(r["about"], r["text"], r["unmet"]) for r in b["rules"]],
        [("approved by", "anybody", [])],
    ),
    (
        "policies/attrition",
        {"version": "1"},
        lambda b: {s["name"]: [f["code"] for f in s["unmet"]] for s in b["stages"]},
        {
            "Development": [],
            "Staging": [],
            "Production": ["policy-transition", "policy-approved"],
            "Archived": [],
        },
    ),
    (
        "models/attrition/1/certificate",
        {},
        lambda b: (b["command"], b["file"], b["certificate"]),
        ("nbpipe reproduce attrition:1", "", None),
    ),
    ("audit", {"actor": "nobody"}, lambda b: (b["rows"], b["actors"]), ([], ["ada"])),
    ("audit", {"action": "register"}, lambda b: (len(b["rows"]), b["actions"]), (1, ["register"])),
    (
        "audit",
        {},
        lambda b: [(r["action"], r["subject"]) for r in b["rows"]],
        [("register", "model:attrition:1")],
    ),
    (
        "audit",
        {"group": "attrition", "version": "1"},
        lambda b: b["words"],
        {"1": "registered, PendingManualApproval"},
    ),
    ("audit", {"group": "churn"}, lambda b: b["rows"], []),
    ("audit/verify", {}, lambda b: (b["anchor"]["count"], b["problems"]), (1, [])),
    (
        "audit/verify",
        {"count": "9", "head": "sha256:0", "at": "then"},
        lambda b: [(p["code"], p["message"]) for p in b["problems"]],
        [("audit-cut", "the log ends at record 1; the anchor of then knew 9")],
    ),
    (
        "lineage",
        {"ref": "attrition:1", "direction": "up"},
        lambda b: b["nodes"][0]["opens"],
        {"model": "attrition:1"},
    ),
    (
        "lineage",
        {"ref": "attrition:1", "direction": "up", "depth": "1"},
        lambda b: (len(b["nodes"]), b["cut"]),
        (2, True),
    ),
    (
        "store/check",
        {},
        lambda b: ({p["code"] for p in b["problems"]}, b["verified"]),
        ({"missing-blob"}, False),
    ),
    ("store/check", {"verify": "1"}, lambda b: b["verified"], True),
    ("lineage", {"ref": DIGEST}, lambda b: sorted({n["side"] for n in b["nodes"]}), [-1, 0, 1]),
]


@pytest.mark.parametrize(("path", "query", "look", "expected"), GOOD, ids=[f"{p} {q}" for p, q, _, _ in GOOD])
def test_a_question_is_answered(
    site: Site, path: str, query: dict[str, str], look: Callable[[Any], Any], expected: Any
) -> None:
    assert look(ok(site.get(path, **query))) == expected


BAD: list[tuple[str, str, dict[str, str], dict[str, Any], int, str]] = [
    ("GET", "nothing", {}, {}, 404, "there is no page"),
    ("DELETE", "executions/e1", {}, {}, 405, "takes no DELETE"),
    ("GET", "executions", {"limit": "many"}, {}, 400, "is no number"),
    ("GET", "executions", {"limit": "0"}, {}, 400, "is no number"),
    ("GET", "executions", {"status": "Odd"}, {}, 400, "there is no status"),
    ("GET", "executions", {"before": "gone"}, {}, 404, "there is no execution"),
    ("GET", "executions/e9", {}, {}, 404, "there is no execution 'e9'"),
    ("GET", "executions/e1/steps/trian", {}, {}, 404, "has no step 'trian'"),
    ("GET", "executions/e1/steps/train/log", {"attempt": "7"}, {}, 404, "no attempt 7"),
    ("GET", "executions/e1/steps/train/notebook", {}, {}, 410, "left no notebook"),
    ("GET", "callbacks", {"execution": "e9"}, {}, 404, "there is no execution 'e9'"),
    ("POST", "callbacks/abc", {}, {}, 400, "succeeded is missing"),
    ("POST", "callbacks/abc", {}, {"succeeded": "yes"}, 400, "succeeded has the wrong type"),
    ("POST", "callbacks/abc", {}, {"succeeded": True, "outputs": []}, 400, "outputs has the wrong type"),
    ("POST", "callbacks/abc", {}, {"succeeded": True, "comment": 3}, 400, "comment has the wrong type"),
    ("POST", "callbacks/abc", {}, {"succeeded": True}, 404, "no step asked with this token"),
    ("GET", "compare", {"ids": "e1"}, {}, 400, "cannot be compared"),
    ("GET", "models/atrition", {}, {}, 404, "there is no model group"),
    ("GET", "models/attrition/9", {}, {}, 404, "has no version 9"),
    ("GET", "models/attrition/x", {}, {}, 400, "names no model version"),
    ("GET", "models/attrition/1/download", {}, {}, 410, "no blob"),
    ("GET", "lineage", {}, {}, 400, "ref is missing"),
    ("GET", "lineage", {"ref": "attrition:1", "direction": "left"}, {}, 400, "direction=left"),
    ("GET", f"artifacts/{DIGEST}/content", {}, {}, 410, "no blob"),
    ("GET", f"artifacts/sha256:{'9' * 64}/content", {}, {}, 404, "knows no artifact"),
    ("GET", "artifacts/..%2F..%2Fetc%2Fpasswd/content", {}, {}, 404, "knows no artifact"),
    ("GET", "executions", {"store": "../elsewhere"}, {}, 403, "below the folder"),
    ("GET", "executions", {"store": "/etc"}, {}, 403, "below the folder"),
    ("GET", "hello", {"path": "../n.ipynb"}, {}, 403, "below the folder"),
    ("GET", "executions", {"store": "a\0b"}, {}, 400, "NUL"),
    ("POST", "check", {}, {"path": "/etc/passwd"}, 403, "below the folder"),
    ("POST", "check", {}, {}, 400, "path is missing"),
    ("POST", "check", {}, {"path": 7}, 400, "wrong type"),
    ("POST", "check", {}, {"path": "none.ipynb"}, 400, "there is no file"),
    ("POST", "executions", {}, {"notebook": "none.ipynb"}, 400, "there is no file"),
    ("POST", "executions", {}, {"notebok": "x"}, 400, "a run has no notebok"),
    ("POST", "models/attrition/1/reproduction", {}, {"seed": 1}, 400, "a reproduction has no seed"),
    ("POST", "models/attrition/1/reproduction", {}, {"tolerance": 1}, 400, "tolerance cannot be 1"),
    ("POST", "models/attrition/1/reproduction", {}, {"tolerance": True}, 400, "tolerance cannot be True"),
    ("POST", "models/attrition/1/reproduction", {}, {"env": "yes"}, 400, "env has the wrong type"),
    ("POST", "models/attrition/9/reproduction", {}, {}, 404, "no version 9"),
    ("POST", "executions/e9/stop", {}, {}, 404, "there is no execution"),
    (
        "POST",
        "models/attrition/1/approval",
        {},
        {"status": "Approved", "comment": " ", "decision": 1},
        400,
        "comment is empty",
    ),
    (
        "POST",
        "models/attrition/1/approval",
        {},
        {"status": "Great", "comment": "a", "decision": 1},
        400,
        "cannot be 'Great'",
    ),
    (
        "POST",
        "models/attrition/1/approval",
        {},
        {"status": "Approved", "comment": "a"},
        400,
        "decision is missing",
    ),
    (
        "POST",
        "models/attrition/1/approval",
        {},
        {"status": "Approved", "comment": "a", "decision": True},
        400,
        "wrong type",
    ),
    ("POST", "models/attrition/1/aliases", {}, {"alias": "latest"}, 400, "cannot be an alias"),
    ("POST", "models/attrition/1/stage", {}, {"stage": "Live", "comment": "a"}, 400, "no stage 'Live'"),
    (
        "POST",
        "models/attrition/1/stage",
        {},
        {"stage": "Development", "comment": "a"},
        409,
        "is in Development",
    ),
    ("POST", "models/attrition/1/stage", {}, {"stage": "Staging", "comment": " "}, 400, "needs a comment"),
    (
        "POST",
        "models/attrition/1/stage",
        {},
        {"stage": "Production", "comment": "a"},
        403,
        "approved versions",
    ),
    ("POST", "models/attrition/1/deletion", {}, {}, 400, "comment is missing"),
    ("POST", "models/attrition/9/deletion", {}, {"comment": "a"}, 404, "no version 9"),
    ("GET", "models/attrition/1/card", {"format": "docx"}, {}, 400, "no format of a card"),
    ("GET", "policies/attrition", {"version": "9"}, {}, 404, "no version 9"),
    ("GET", "endpoints", {"limit": "many"}, {}, 400, "limit"),
    ("GET", "configs", {"limit": "many"}, {}, 400, "limit"),
    ("GET", "configs", {"before": "none:1"}, {}, 404, "there is no endpoint configuration 'none'"),
    ("GET", "configs/none", {}, {}, 404, "there is no endpoint configuration 'none'"),
    ("POST", "endpoints/x/deployment", {}, {"comment": "a"}, 400, "config is missing"),
    ("POST", "endpoints/x/deployment", {}, {"config": "none"}, 400, "comment is missing"),
    (
        "POST",
        "endpoints/x/deployment",
        {},
        {"config": "none", "comment": "a"},
        404,
        "there is no endpoint configuration",
    ),
    (
        "POST",
        "endpoints/none/deletion",
        {},
        {"comment": "a", "deployment": True},
        400,
        "deployment is True, no number of a deployment",
    ),
    ("GET", "endpoints/none", {}, {}, 404, "there is no endpoint 'none'"),
    ("POST", "endpoints/none/rollback", {}, {"comment": "a"}, 404, "there is no endpoint 'none'"),
    ("POST", "endpoints/none/rollback", {}, {"comment": "a", "to": "3"}, 400, "no number of a deployment"),
    ("POST", "endpoints/none/rollback", {}, {}, 400, "comment is missing"),
    ("POST", "endpoints/none/deletion", {}, {"comment": "a"}, 404, "there is no endpoint 'none'"),
    ("POST", "endpoints/none/deletion", {}, {}, 400, "comment is missing"),
]


@pytest.mark.parametrize(
    ("method", "path", "query", "body", "status", "said"),
    BAD,
    ids=[f"{m} {p} {q} {b}" for m, p, q, b, _, _ in BAD],
)
def test_a_bad_request_is_refused_in_words(
    site: Site, method: str, path: str, query: dict[str, str], body: dict[str, Any], status: int, said: str
) -> None:
    found = answer(site.context, method, path, query, body)
    assert (found.status, said in found.body["message"]) == (status, True), found.body


def test_every_route_is_asked_above() -> None:
    asked = {("GET", router.find("GET", path)[0].path) for path, *_ in GOOD}
    for method, path, *_ in BAD:
        if method != "DELETE" and path != "nothing":
            asked.add((method, router.find(method, path)[0].path))
    beside = {  # in tests of their own
        ("GET", "executions/{id}/report"),
        ("POST", "executions/{id}/resume"),
        ("POST", "plan"),
    }
    assert {(route.method, route.path) for route in router.ROUTES} - asked == beside


# ---- the store ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "rows"),
    [
        ("executions", "rows"),
        ("pipelines", "rows"),
        ("models", "rows"),
        ("endpoints", "rows"),
        ("configs", "rows"),
    ],
)
def test_no_store_yet_is_no_error(tmp_path: Path, path: str, rows: str) -> None:
    body = ok(answer(Context(tmp_path, "ada"), "GET", path))
    assert (body[rows], body["exists"]) == ([], False)
    assert not (tmp_path / ".nbpipe").exists()


def test_no_store_yet_hello_names_where_it_will_be(tmp_path: Path) -> None:
    body = ok(answer(Context(tmp_path, "ada"), "GET", "hello", {"path": "work/n.ipynb"}))
    assert body["store"] == "work/.nbpipe"
    assert body["stores"][0]["exists"] is False


def test_a_page_of_a_store_that_is_not_there(tmp_path: Path) -> None:
    found = answer(Context(tmp_path, "ada"), "GET", "executions/e1")
    assert (found.status, found.body["code"]) == (404, "no-store")


def test_a_store_of_a_newer_version(site: Site) -> None:
    site.connection.execute(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('nbpipe', '9999_later', '')"
    )
    found = site.get("executions")
    assert (found.status, found.body["code"]) == (503, "store-newer")
    assert "newer nbpipe" in found.body["message"]
    assert "upgrade" in found.body["hint"]
    assert "newer nbpipe" in ok(site.get("hello"))["stores"][0]["problem"]


def test_a_file_that_is_no_store(site: Site) -> None:
    (site.root / "other").mkdir()
    (site.root / "other" / DATABASE).write_bytes(b"something else" * 100)
    assert site.get("executions", store="other").status == 503


def test_the_stores_below_the_root(site: Site) -> None:
    deep = site.root / "a" / "b" / ".nbpipe"
    deep.mkdir(parents=True)
    new_store(deep).close()
    (site.root / "node_modules" / ".nbpipe").mkdir(parents=True)
    new_store(site.root / "node_modules" / ".nbpipe").close()
    assert [item["path"] for item in ok(site.get("hello"))["stores"]] == [".nbpipe", "a/b/.nbpipe"]
    assert ok(answer(site.context, "GET", "hello", {"path": "a/b/n.ipynb"}))["store"] == "a/b/.nbpipe"


def test_a_link_out_of_the_root_is_refused(site: Site, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside")
    new_store(outside).close()
    (site.root / "link").symlink_to(outside)
    assert site.get("executions", store="link").status == 403
    (outside / "n.ipynb").write_text("{}")
    assert site.post("check", {"path": "link/n.ipynb"}).status == 403


def test_the_operator_may_name_a_store_outside(site: Site, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside").resolve()
    new_store(outside).close()
    context = Context(site.root, "ada", outside, frozenset({outside}))
    assert ok(answer(context, "GET", "hello"))["store"] == str(outside)
    assert ok(answer(context, "GET", "executions", {"store": str(outside)}))["rows"] == []
    assert len(ok(answer(context, "GET", "executions", {"store": ".nbpipe"}))["rows"]) == 1
    assert answer(context, "GET", "executions", {"store": str(outside.parent)}).status == 403


def test_a_nearest_store_above_the_root_is_not_taken(site: Site) -> None:
    below = site.root / "below"
    below.mkdir()
    assert ok(answer(Context(below, "ada"), "GET", "hello"))["store"] == ".nbpipe"
    assert ok(answer(Context(below, "ada"), "GET", "executions"))["exists"] is False


def test_reading_writes_nothing(site: Site) -> None:
    version = queries.data_version(site.connection)
    for path, query, *_ in GOOD:
        site.get(path, **query)
    assert queries.data_version(site.connection) == version


# ---- answers --------------------------------------------------------------------------------------------------------


def test_a_question_is_shown_and_answered_once(run: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    went_on: list[str] = []
    monkeypatch.setattr(waiting, "go_on", lambda connection, execution: went_on.append(execution) or "")
    ask = "%%step ask --type Callback --approval --choices ship,hold --out answer --timeout 2d\n## Ship {a}?"
    done = run.run(
        compiled("%%step make\na = 1", ask, "%%step b\nprint(answer)"), Script({"make": Does({"a": 1})})
    )
    context = Context(run.folder, "ada")

    def post(path: str, body: dict[str, Any]) -> Answer:
        return answer(context, "POST", path, {}, body)

    (row,) = ok(answer(context, "GET", "callbacks"))["rows"]
    assert (row["step"], row["question"], row["choices"], row["outputs"]) == (
        "ask",
        "## Ship 1?",
        ["ship", "hold"],
        ["answer"],
    )
    page = ok(answer(context, "GET", f"executions/{done.id}/steps/ask"))
    assert page["callbacks"] == [row]
    assert (page["card"]["status"], page["card"]["detail"]) == ("Waiting", "Ship 1?")
    token, body = row["token"], {"succeeded": True, "comment": "fine", "outputs": {"answer": "ship"}}
    assert post(f"callbacks/{token}", {**body, "comment": " "}).status == 400
    assert post(f"callbacks/{token}", {**body, "outputs": {"answer": "no"}}).status == 400
    assert went_on == []
    answered = ok(post(f"callbacks/{token}", body))
    assert (answered["status"], answered["problem"], went_on) == ("Waiting", "", [done.id])
    assert (answered["row"]["verdict"], answered["row"]["by"]) == ("Approved", "ada")
    assert answered["row"]["token"] is None  # it is of no use any more
    again = post(f"callbacks/{token}", body)
    assert (again.status, again.body["code"]) == (409, "answered")
    assert "was answered already: Approved by ada" in again.body["message"]
    assert ok(answer(context, "GET", "callbacks"))["rows"] == []
    assert len(ok(answer(context, "GET", "callbacks", {"all": "1"}))["rows"]) == 1


# ---- pages ----------------------------------------------------------------------------------------------------------


def test_executions_come_in_pages(site: Site) -> None:
    for number in range(2, 24):
        open_execution(site.writer, f"e{number:02}", name="other" if number % 2 else "attrition")
    for query in ({}, {"pipeline": "other"}, {"status": "Executing"}, {"search": "o"}, {"search": "e"}):
        seen: list[str] = []
        page = {"next": ""}
        while page["next"] is not None:
            more = {"before": page["next"]} if page["next"] else {}
            page = ok(site.get("executions", limit="5", **query, **more))
            assert len(page["rows"]) <= 5
            seen += [row["id"] for row in page["rows"]]
        every = queries.executions(site.connection, 100)
        wanted = [
            item.id
            for item in every
            if item.pipeline == query.get("pipeline", item.pipeline)
            and item.status == query.get("status", item.status)
            and query.get("search", "") in item.pipeline + item.id
        ]
        assert seen == wanted, query
    assert ok(site.get("executions"))["total"] == 23


def test_a_page_is_never_longer_than_a_hundred(site: Site) -> None:
    for number in range(120):
        open_execution(site.writer, f"x{number:03}", steps=("clean",))
    assert len(ok(site.get("executions", limit="1000000"))["rows"]) == 100
    assert len(ok(site.get("pipelines"))["rows"][0]["last"]) == 10


def test_versions_come_in_pages(site: Site) -> None:
    for number in range(2, 9):
        open_execution(site.writer, f"m{number}", steps=("register",))
        register(site.writer, f"m{number}")
    first = ok(site.get("models/attrition", limit="5"))
    assert [row["version"] for row in first["versions"]] == [8, 7, 6, 5, 4]
    second = ok(site.get("models/attrition", limit="5", before=first["next"]))
    assert ([row["version"] for row in second["versions"]], second["next"]) == ([3, 2, 1], None)
    assert ok(site.get("models"))["rows"][0]["waiting"] == 8


@pytest.mark.parametrize(
    ("query", "order"),
    [
        ({"sort": "metric by.n"}, [3, 4, 2, 5, 1]),
        ({"sort": "metric by.n", "down": "1"}, [5, 2, 4, 3, 1]),
        ({"sort": "metric a.b"}, [5, 4, 3, 2, 1]),
        ({"sort": "metric dotted.name", "down": "1"}, [4, 5, 3, 2, 1]),
        ({"sort": "version"}, [1, 2, 3, 4, 5]),
        ({"sort": "status"}, [2, 5, 4, 3, 1]),
    ],
)
def test_versions_come_sorted_in_pages(site: Site, query: dict[str, str], order: list[int]) -> None:
    for number, metrics in enumerate(
        ({"by": {"n": 3}}, {"by": {"n": 1}}, {"by": {"n": 2}, "dotted.name": 1}, {"by": {"n": 4}}), 2
    ):
        open_execution(site.writer, f"m{number}", steps=("register",))
        status = Approval.APPROVED if number == 2 else Approval.PENDING
        register(site.writer, f"m{number}", metrics=metrics, status=status)
    seen: list[int] = []
    page: Any = {"next": ""}
    while page["next"] is not None:
        page = ok(site.get("models/attrition", limit="2", **query, before=page["next"]))
        seen += [row["version"] for row in page["versions"]]
    assert seen == order
    assert page["champion"]["version"] == 2


def test_versions_are_sorted_by_columns_only(site: Site) -> None:
    found = site.get("models/attrition", sort="digest; DROP TABLE")
    assert (found.status, found.body["code"]) == (400, "query")


@pytest.mark.parametrize(
    "query", [{}, {"status": "Failed"}, {"search": "attr"}, {"pipeline": "attrition", "status": "Failed"}]
)
def test_lists_are_read_by_indexes(
    site: Site, query: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    plans: list[str] = []
    real = executions.fetch

    def explained(connection: sqlite3.Connection, sql: str, values: Any = ()) -> list[sqlite3.Row]:
        plans.extend(row["detail"] for row in real(connection, f"EXPLAIN QUERY PLAN {sql}", values))
        return real(connection, sql, values)

    monkeypatch.setattr(executions, "fetch", explained)
    ok(site.get("executions", **query))
    whole = [
        line
        for line in plans
        if line.startswith(("SCAN x", "SCAN executions", "SCAN s")) and "INDEX" not in line
    ]
    assert plans
    assert whole == []


# ---- an execution ---------------------------------------------------------------------------------------------------

CELLS = (
    "%%setup\nimport math",
    "%%parameters\nlimit: float = 0.5",
    "%%step clean\ndf = [1, 2]",
    "%%step train\nmetrics = {'auc': 0.8}\nmodel = df",
    "%%step good --type Condition --then ship --else drop\nmetrics['auc'] >= limit",
    "%%step ship\nshipped = model",
    "%%step drop\ndropped = model",
)


def test_the_graph_of_a_run_with_a_branch(run: Bench) -> None:
    done = run.run(compiled(*CELLS), Script({"train": Does({"metrics": {"auc": 0.8}, "model": 1})}))
    body = ok(answer(Context(run.folder, "ada"), "GET", f"executions/{done.id}"))
    edges = {(edge["source"], edge["target"], edge["kind"], edge["label"]) for edge in body["graph"]["edges"]}
    assert ("clean", "train", "data", "") in edges
    assert ("good", "ship", "branch", "then") in edges
    assert ("good", "drop", "branch", "else") in edges
    assert {card["step"]: card["status"] for card in body["steps"]}["drop"] == "Skipped"
    assert body["graph"]["nodes"][2]["expression"] == "metrics['auc'] >= limit"
    assert body["longest_path"][0] == "clean"


def test_a_learned_edge_is_told_apart(run: Bench) -> None:
    # `hide` changes df in a way that its code does not show: the run finds out.
    cells = (
        "%%setup\nfrom elsewhere import change",
        "%%step make\ndf = [1]",
        "%%step hide\nseen = change(df)",
        "%%step use\ny = df",
    )
    case = compiled(*cells, name="learned")
    done = run.run(case, Script({"hide": Does(lambda values: {"seen": 1, "df": [2]}, changed=("df",))}))
    body = ok(answer(Context(run.folder, "ada"), "GET", f"executions/{done.id}"))
    assert ("hide", "use", "learned") in {
        (e["source"], e["target"], e["kind"]) for e in body["graph"]["edges"]
    }
    assert body["lessons"]
    page = ok(answer(Context(run.folder, "ada"), "GET", f"executions/{done.id}/steps/hide"))
    assert page["learned"] == ["changes df"]


def test_a_replay_ends_as_it_ended(run: Bench) -> None:
    script = Script({"train": [fails(), Does({"metrics": {"auc": 0.8}, "model": 1})]})
    case = compiled(
        *CELLS[:3],
        "%%step train --retry 1 --retry-interval 0s\nmetrics = {'auc': 0.8}\nmodel = df",
        *CELLS[4:],
    )
    done = run.run(case, script)
    context = Context(run.folder, "ada")
    frames = ok(answer(context, "GET", f"executions/{done.id}/replay"))["frames"]
    last: dict[str, Any] = {}
    for frame in frames:
        last |= {card["step"]: card for card in frame["cards"]}
    page = ok(answer(context, "GET", f"executions/{done.id}"))["steps"]
    for card in page:
        told = last[card["step"]]
        assert {key: told[key] for key in ("status", "cached", "attempts", "started_at", "ended_at")} == {
            key: card[key] for key in ("status", "cached", "attempts", "started_at", "ended_at")
        }
    assert [frame["at"] for frame in frames] == sorted(frame["at"] for frame in frames)
    assert frames[-1]["status"] == "Succeeded"
    statuses = [card["status"] for frame in frames for card in frame["cards"] if card["step"] == "train"]
    assert statuses[-1] == "Succeeded"
    assert statuses.count("Starting") + statuses.count("Executing") >= 2


def test_why_a_step_ran_and_the_diff(run: Bench) -> None:
    first = compiled("%%step a\nx = 1", name="why")
    second = compiled("%%step a\nx = 2", name="why")
    run.run(first)
    done = run.run(second)
    body = ok(answer(Context(run.folder, "ada"), "GET", f"executions/{done.id}/steps/a"))
    assert "not everything was as in" in body["why"][0]
    assert "-x = 1" in body["diff"]
    assert "+x = 2" in body["diff"]


def test_a_cached_step_says_where_it_comes_from(run: Bench) -> None:
    case = compiled("%%step a\nx = 1", "%%step b\ny = x", name="again")
    first = run.run(case)
    done = run.run(case)
    body = ok(answer(Context(run.folder, "ada"), "GET", f"executions/{done.id}/steps/b"))
    assert body["card"]["cached"] is True
    assert body["cached_from"] == first.id
    assert body["inputs"][0]["producer"] == "a"
    assert body["inputs"][0]["execution"] == first.id


def test_two_runs_beside_each_other(run: Bench) -> None:
    one = run.run(compiled("%%parameters\ndepth: int = 3", "%%step a\nx = depth", name="both"))
    two = run.run(
        compiled("%%parameters\ndepth: int = 3", "%%step a\nx = depth + 1", name="both"),
        Script({"a": fails()}),
    )
    body = ok(answer(Context(run.folder, "ada"), "GET", "compare", {"ids": f"{one.id},{two.id}"}))
    assert [row["id"] for row in body["executions"]] == [one.id, two.id]
    assert body["parameters"] == [{"name": "depth", "values": [3, 3], "same": True, "best": None}]
    (step,) = body["steps"]
    assert [value["status"] for value in step["values"]] == ["Succeeded", "Failed"]
    (diff,) = body["code"]
    assert (diff["step"], diff["first"], diff["second"]) == ("a", 0, 1)
    assert "-x = depth" in diff["lines"]


@pytest.mark.parametrize(
    ("name", "values", "expected"),
    [
        ("auc", (0.7, 0.9, None), 1),
        ("val_loss", (0.1, 0.2), 0),
        ("auc", (0.9, 0.9), None),
        ("auc", (None, 0.1), None),
        ("rmse", (float("nan"), 2, 3), 1),
    ],
)
def test_the_best_metric(name: str, values: tuple[Any, ...], expected: int | None) -> None:
    assert best(name, values) == expected


def test_a_dead_scheduler_shows(site: Site) -> None:
    open_execution(site.writer, "dead")
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    site.connection.execute(
        "UPDATE executions SET host = ?, pid = ? WHERE id = 'dead'", (socket.gethostname(), gone.pid)
    )
    row = ok(site.get("executions/dead"))["execution"]
    assert (row["status"], row["orphan"]) == ("Executing", True)
    assert site.post("executions/dead/stop").status == 200
    assert ok(site.get("executions/dead"))["execution"]["status"] == "Failed"


def test_stop_is_a_wish_in_the_store(site: Site) -> None:
    open_execution(site.writer, "far")
    site.connection.execute("UPDATE executions SET host = 'far away' WHERE id = 'far'")
    assert site.post("executions/far/stop").status == 200
    assert queries.stop_requested(site.connection, "far")
    (by,) = site.connection.execute("SELECT stop_requested_by FROM executions WHERE id = 'far'").fetchone()
    assert by == "ada"


def test_a_very_long_series_is_thinned(site: Site) -> None:
    open_execution(site.writer, "long")
    run_step(site.writer, "long", "train", metrics=tuple(Metric("loss", float(n), n) for n in range(5000)))
    (series,) = ok(site.get("executions/long/steps/train"))["metrics"]
    assert (len(series["points"]), series["total"]) == (steps.POINTS, 5000)
    assert (series["points"][0]["step"], series["points"][-1]["step"]) == (0, 4999)


# ---- logs -----------------------------------------------------------------------------------------------------------


def attempt(site: Site, execution: str = "e1", step: str = "train") -> Path:
    folder = folders.attempt(site.folder, execution, step, 1)
    folder.mkdir(parents=True)
    return folder


def executed(folder: Path, *outputs: dict[str, Any]) -> None:
    cell = {
        "cell_type": "code",
        "source": "x = 1",
        "execution_count": 4,
        "metadata": {"nbpipe": {"role": "body", "cell": 3}},
        "outputs": list(outputs),
    }
    (folder / "executed.ipynb").write_text(json.dumps({"cells": [cell]}), "utf-8")


def test_a_log_is_what_the_executed_notebook_holds(site: Site) -> None:
    executed(attempt(site), {"output_type": "stream", "name": "stdout", "text": ["a\n", "b\n"]})
    body = ok(site.get("executions/e1/steps/train/log"))
    assert body["cells"][0]["outputs"] == [{"output_type": "stream", "name": "stdout", "text": "a\nb\n"}]
    assert (body["cells"][0]["number"], body["size"], body["cut"]) == (3, 4, False)
    assert body["notebook"]


def test_a_log_of_20_mb_is_cut_to_its_end(site: Site) -> None:
    text = "".join(f"{n:09}\n" for n in range(2_000_000))
    executed(attempt(site), {"output_type": "stream", "name": "stdout", "text": text})
    body = ok(site.get("executions/e1/steps/train/log"))
    shown = body["cells"][0]["outputs"][0]["text"]
    assert (body["size"], body["cut"]) == (20_000_000, True)
    assert len(shown) <= logs.MOST
    assert shown.endswith("001999999\n")
    assert len(shown.splitlines()[0]) == 9


def test_a_huge_picture_in_a_log_is_named_instead(site: Site) -> None:
    picture = {"output_type": "display_data", "data": {"text/html": "x" * 2_000_000}, "metadata": {}}
    said = {"output_type": "stream", "name": "stdout", "text": "end\n"}
    executed(attempt(site), picture, said)
    first, last = ok(site.get("executions/e1/steps/train/log"))["cells"][0]["outputs"]
    assert "display_data of 2000" in first["text"]
    assert last["text"] == "end\n"


def test_a_running_log_goes_on_where_it_was_read(site: Site) -> None:
    open_execution(site.writer, "now")
    site.writer.start_attempt("now", "train", 1, host="here", pid=1)
    folder = attempt(site, "now")
    record = recording.Recorder(folder)
    record.cell({"cell": 3, "role": "body"})
    record.text("stdout", "one\n")
    first = ok(site.get("executions/now/steps/train/log"))
    assert (first["running"], first["whole"], first["notebook"]) == (True, True, False)
    assert first["cells"][0]["outputs"][0]["text"] == "one\n"
    record.text("stdout", "two\n")
    second = ok(site.get("executions/now/steps/train/log", after=str(first["next"])))
    assert (second["whole"], second["cells"][0]["outputs"][0]["text"]) == (False, "two\n")
    third = ok(site.get("executions/now/steps/train/log", after=str(second["next"])))
    assert (third["cells"], third["next"]) == ([], second["next"])
    record.clear()
    record.text("stdout", "new\n")
    fourth = ok(site.get("executions/now/steps/train/log", after=str(third["next"])))
    assert (fourth["whole"], fourth["cells"][0]["outputs"][0]["text"]) == (True, "new\n")


def test_a_name_in_a_store_opens_no_folder_elsewhere(site: Site) -> None:
    (site.root / "secret").mkdir()
    executed(site.root / "secret", {"output_type": "stream", "name": "stdout", "text": "secret"})
    open_execution(site.writer, "evil", steps=("../../secret",))
    site.writer.start_attempt("evil", "../../secret", 1)
    found = site.get("executions/evil/steps/..%2F..%2Fsecret/log")
    assert found.status == 404
    assert "names no folder" in found.body["message"]


# ---- the registry ---------------------------------------------------------------------------------------------------


def test_an_approval_with_its_identity(site: Site) -> None:
    body = ok(
        site.post("models/attrition/1/approval", {"status": "Approved", "comment": " better ", "decision": 1})
    )
    assert body["row"]["status"] == "Approved"
    assert (body["approvals"][-1]["by"], body["approvals"][-1]["comment"]) == ("ada", "better")
    assert body["decision"] == 2
    assert ok(site.get("models"))["rows"][0]["champion"]["version"] == 1


def test_a_stale_decision_is_refused(site: Site) -> None:
    ok(site.post("models/attrition/1/approval", {"status": "Rejected", "comment": "leaks", "decision": 1}))
    found = site.post("models/attrition/1/approval", {"status": "Approved", "comment": "fine", "decision": 1})
    assert (found.status, found.body["code"]) == (409, "stale-decision")
    assert "by ada: Rejected" in found.body["message"]
    assert ok(site.get("models/attrition/1"))["row"]["status"] == "Rejected"


def test_the_same_decision_twice(site: Site) -> None:
    ok(site.post("models/attrition/1/approval", {"status": "Rejected", "comment": "leaks", "decision": 1}))
    found = site.post(
        "models/attrition/1/approval", {"status": "Rejected", "comment": "leaks", "decision": 2}
    )
    assert (found.status, found.body["code"]) == (409, "same-approval")


def test_an_alias(site: Site) -> None:
    assert ok(site.post("models/attrition/1/aliases", {"alias": "@champion"}))["row"]["aliases"] == [
        "champion"
    ]
    assert site.post("models/attrition/1/aliases", {"alias": "champion"}).status == 409


def test_a_refusal_names_every_rule(site: Site) -> None:
    (site.root / "nbpipe.toml").write_text(
        "[policy.attrition]\nfour_eyes = true\nmetrics = {auc = {at_least = 0.9}}"
    )
    sent = {"status": "Approved", "comment": "better", "decision": 1}
    found = site.post("models/attrition/1/approval", sent)
    assert found.status == 403
    assert "auc is 0.81, not at least 0.9" in found.body["message"]
    assert [mark["code"] for mark in found.body["marks"]] == ["policy-four-eyes", "policy-metric"]
    page = ok(site.get("policies/attrition", version="1"))
    assert page["source"] == "nbpipe.toml"
    assert [item["code"] for item in page["unmet"]] == ["policy-four-eyes", "policy-metric"]
    judged = [(rule["about"], [item["code"] for item in rule["unmet"]]) for rule in page["rules"]]
    assert judged == [
        ("approved by", []),
        ("four eyes", ["policy-four-eyes"]),
        ("metric", ["policy-metric"]),
    ]
    record = ok(site.get("audit"))["rows"][0]
    assert (record["action"], record["command"]) == ("refuse", "POST models/attrition/1/approval")


@pytest.mark.parametrize(
    ("kind", "media_type", "text"),
    [
        ("html", "text/html; charset=utf-8", "<h1>attrition:1</h1>"),
        ("md", "text/markdown; charset=utf-8", "\n# attrition:1\n"),
        ("json", "application/json; charset=utf-8", '"model_name": "attrition"'),
    ],
)
def test_a_card_as_a_file(site: Site, kind: str, media_type: str, text: str) -> None:
    content = site.get("models/attrition/1/card", format=kind).content
    assert content is not None
    assert (content.media_type, content.name) == (media_type, f"attrition-1.{kind}")
    assert text in content.data.decode()


def test_a_stage_and_a_deletion(site: Site) -> None:
    moved = ok(site.post("models/attrition/1/stage", {"stage": "Staging", "comment": "for the pilot"}))
    assert (moved["row"]["stage"], moved["stages"][0]["comment"]) == ("Staging", "for the pilot")
    found = site.post("models/attrition/1/deletion", {"comment": "wrong"})
    assert (found.status, found.body["code"]) == (409, "in-use")
    ok(site.post("models/attrition/1/stage", {"stage": "Archived", "comment": "over"}))
    gone = ok(site.post("models/attrition/1/deletion", {"comment": "wrong"}))
    assert (gone["row"]["deleted"], gone["deleted"]["comment"]) == (True, "wrong")
    assert ok(site.get("models/attrition/1"))["deleted"]["by"] == "ada"
    assert ok(site.get("models"))["rows"][0]["latest"] is None
    assert (ok(site.get("models"))["rows"][0]["versions"], ok(site.get("models/attrition"))["total"]) == (
        0,
        0,
    )
    assert [row["version"] for row in ok(site.get("models/attrition", deleted="1"))["versions"]] == [1]
    assert site.get("models/attrition/1/download").status == 404
    assert [row["action"] for row in ok(site.get("audit", limit="2"))["rows"]] == ["delete", "stage"]
    assert ok(site.get("audit", before="3"))["rows"][0]["id"] == 2


def test_content_is_handed_on_and_never_loaded(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pickle.load", lambda *_: pytest.fail("unpickled"))
    monkeypatch.setattr("pickle.loads", lambda *_: pytest.fail("unpickled"))
    blobs = ArtifactStore(site.folder / "artifacts")
    saved, pickled = blobs.save({"auc": 1}), blobs.save({1, 2})
    open_execution(site.writer, "kept")
    run_step(site.writer, "kept", "clean", outputs={"metrics": saved, "some": pickled})
    shown = site.get(f"artifacts/{saved.digest}/content").content
    assert shown is not None
    assert (shown.media_type, shown.inline) == ("application/json", True)
    assert shown.path is not None
    assert json.loads(shown.path.read_text()) == {"auc": 1}
    held = site.get(f"artifacts/{pickled.digest}/content").content
    assert held is not None
    assert (held.inline, held.name.endswith(".pickle")) == (False, True)
    assert ok(site.get("executions/kept/steps/clean"))["outputs"][0]["gone"] is False
    assert site.get("executions/kept/report").status == 200


def test_nothing_of_the_api_imports_what_unpickles() -> None:
    code = "import sys; from nbpipe.api import router; print([m for m in ('cloudpickle', 'pandas', 'tornado', 'papermill') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


# ---- notebooks ------------------------------------------------------------------------------------------------------


def typed(*cells: str) -> list[dict[str, Any]]:
    return [
        {"id": f"id{n}", "cell_type": "code", "source": text, "tags": []} for n, text in enumerate(cells, 1)
    ]


def test_unsaved_cells_are_checked(site: Site) -> None:
    body = ok(site.post("check", {"path": "new.ipynb", "cells": typed(*CELLS)}))
    assert body["marks"] == []
    assert [(b["cell_id"], b["kind"], b["step"]) for b in body["badges"]][:3] == [
        ("id1", "setup", ""),
        ("id2", "parameters", ""),
        ("id3", "step", "clean"),
    ]
    train = body["badges"][3]
    assert (train["inputs"], train["outputs"]) == (["df"], ["metrics", "model"])
    assert [item["name"] for item in body["parameters"]] == ["limit"]
    assert len(body["graph"]["nodes"]) == 5


def test_a_definition_with_errors(site: Site) -> None:
    cells = typed("%%step a --typ Training\nx = 1", "y = 2", "%%step b\nz = y\nprint(nowhere)")
    body = ok(site.post("check", {"path": "new.ipynb", "cells": cells}))
    assert body["graph"] is None
    by_code = {mark["code"]: mark for mark in body["marks"]}
    assert len(body["marks"]) >= 3
    assert {mark["cell_id"] for mark in body["marks"]} == {"id1", "id3"}
    assert all(mark["severity"] == "error" and mark["line"] for mark in body["marks"])
    assert {mark["line"] for mark in body["marks"] if mark["cell_id"] == "id3"} == {2, 3}
    assert by_code
    assert [(b["step"], b["type"]) for b in body["badges"]] == [("a", "Processing"), ("b", "Processing")]


def test_check_says_what_the_command_line_says(site: Site) -> None:
    site.notebook("%%step a\nx = nowhere")
    done = subprocess.run(
        [sys.executable, "-m", "nbpipe", "check", "case.ipynb", "--json"],
        cwd=site.root,
        capture_output=True,
        text=True,
    )
    (said,) = json.loads(done.stdout)["errors"]
    (mark,) = ok(site.post("check", {"path": "case.ipynb"}))["marks"]
    assert {key: mark[key] for key in ("code", "message", "hint", "cell", "line", "column")} == {
        key: said[key] for key in ("code", "message", "hint", "cell", "line", "column")
    }
    refused = site.post("executions", {"notebook": "case.ipynb"})
    assert (refused.status, refused.body["marks"][0]["message"]) == (400, said["message"])


@pytest.mark.parametrize(
    "cells", [[], [None], ["x"], [{"id": 1}], [{"cell_type": "code", "source": None, "tags": "x"}], [{}] * 3]
)
def test_odd_cells_are_no_failure_of_ours(site: Site, cells: list[Any]) -> None:
    assert site.post("check", {"path": "new.ipynb", "cells": cells}).status == 200


def test_a_mark_reaches_to_the_end_of_its_word(site: Site) -> None:
    (mark,) = ok(site.post("check", {"path": "new.ipynb", "cells": typed("%%step a\nx = nowhere + 1")}))[
        "marks"
    ]
    assert (mark["line"], mark["column"], mark["end_column"]) == (2, 4, 11)


def test_a_plan_before_and_after_a_run(run: Bench) -> None:
    path = run.folder / "case.ipynb"
    cells = [{"cell_type": "code", "source": text} for text in CELLS]
    path.write_text(json.dumps({"nbformat": 4, "cells": cells}))
    context = Context(run.folder, "ada")
    before = ok(answer(context, "POST", "plan", {}, {"path": "case.ipynb"}))
    assert {item["verdict"] for item in before["steps"]} == {"run", "maybe"}
    run.run(compiled(*CELLS), Script({"train": Does({"metrics": {"auc": 0.8}, "model": {1, 2}})}))
    after = {
        item["step"]: item["verdict"]
        for item in ok(answer(context, "POST", "plan", {}, {"path": "case.ipynb"}))["steps"]
    }
    assert after == {"clean": "hit", "train": "hit", "good": "now", "ship": "hit", "drop": "skip"}
    other = ok(answer(context, "POST", "plan", {}, {"path": "case.ipynb", "parameters": {"limit": 0.9}}))
    assert {item["step"]: item["verdict"] for item in other["steps"]}["ship"] == "skip"


def test_a_plan_unpickles_nothing(run: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    case = ("%%step a\nx = 1", "%%step good --type Condition --then b\nx > 0", "%%step b\ny = x")
    (run.folder / "case.ipynb").write_text(
        json.dumps({"nbformat": 4, "cells": [{"cell_type": "code", "source": text} for text in case]})
    )
    run.run(compiled(*case), Script({"a": Does({"x": Decimal(1)})}))
    monkeypatch.setattr(ArtifactStore, "load", lambda *_: pytest.fail("loaded"))
    body = ok(answer(Context(run.folder, "ada"), "POST", "plan", {}, {"path": "case.ipynb"}))
    assert {item["step"]: item["verdict"] for item in body["steps"]} == {
        "a": "hit",
        "good": "now",
        "b": "maybe",
    }


def test_a_kernel_without_nbpipe_is_told_before_anything_runs(site: Site, tmp_path: Path) -> None:
    site.notebook("%%step a\nx = 1")
    asked: list[str] = []

    def python(kernel: str) -> str:
        asked.append(kernel)
        return str(tmp_path / "other" / "python")

    site.context = replace(site.context, python=python)
    found = site.post("executions", {"notebook": "case.ipynb"})
    assert (found.status, found.body["code"], asked) == (400, "kernel", ["python3"])
    assert "-m pip install nbpipe-ml" in found.body["hint"]
    assert len(ok(site.get("executions"))["rows"]) == 1


def test_a_bad_parameter_is_said_before_anything_runs(site: Site) -> None:
    site.notebook("%%parameters\nlimit: float = 0.5", "%%step a\nx = limit")
    found = site.post("executions", {"notebook": "case.ipynb", "parameters": {"limt": 1}})
    assert found.status == 400
    assert "limit" in found.body["hint"]
    assert not (site.folder / launching.LOGS).exists()


# ---- report ---------------------------------------------------------------------------------------------------------


def test_a_report_is_one_file_with_everything_escaped(run: Bench) -> None:
    case = compiled(
        '%%parameters\nname: str = "<script>alert(1)</script>"',
        '%%step a --title "<img src=x onerror=alert(2)>"\nx = name',
        "%%step b\ny = x",
        name="re<b>port",
    )
    done = run.run(case, Script({"b": fails("ValueError", "<script>alert(3)</script>")}))
    found = answer(Context(run.folder, "ada"), "GET", f"executions/{done.id}/report").content
    assert found is not None
    html = found.data.decode()
    assert found.media_type.startswith("text/html")
    assert not found.inline
    for text in ("<script", "<img src=x", "re<b>port", 'http-equiv="refresh"', "url(", "<link"):
        assert text not in html
    addresses = [part.split('"')[0] for part in html.split('src="')[1:] + html.split('href="')[1:]]
    assert all(address.startswith("data:") for address in addresses)
    assert "prefers-color-scheme:dark" in html
    assert "&lt;script&gt;alert(3)" in html
    assert "<svg" in html


def test_the_command_line_writes_the_same_report(
    site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    words = ["--store", str(site.folder), "report", "e1"]
    assert cli.main([*words, "-o", "run.html"]) == 0
    assert "run.html" in capsys.readouterr().out
    found = site.get("executions/e1/report").content
    assert found is not None
    assert (tmp_path / "run.html").read_bytes() == found.data
    assert cli.main([*words, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"file": found.name}
    assert (tmp_path / found.name).read_bytes() == found.data
    assert cli.main(["--store", str(site.folder), "report", "nobody"]) == 2
    assert "there is no execution 'nobody'" in capsys.readouterr().err


# ---- live -----------------------------------------------------------------------------------------------------------


def test_changes_hold_the_rows_that_changed(site: Site) -> None:
    before = queries.last_event_id(site.connection)
    assert live.since(site.connection, site.context, site.folder, before) is None
    open_execution(site.writer, "e2")
    site.writer.start_attempt("e2", "train", 1, host="here", pid=1)
    found = live.since(site.connection, site.context, site.folder, before)
    assert found is not None
    assert [row.id for row in found.executions] == ["e2"]
    assert {name: [card.step for card in cards] for name, cards in found.steps.items()} == {"e2": ["train"]}
    assert found.steps["e2"][0].status is StepStatus.STARTING
    assert (found.store, found.event, found.models) == (".nbpipe", queries.last_event_id(site.connection), ())
    site.post("models/attrition/1/approval", {"status": "Approved", "comment": "a", "decision": 1})
    more = live.since(site.connection, site.context, site.folder, found.event)
    assert more is not None
    assert (more.models, more.executions) == (("attrition",), ())


def test_very_many_changes_come_in_parts(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "EVENTS", 3)
    for number in range(4):
        open_execution(site.writer, f"x{number}")
    seen, event = [], 0
    while (found := live.since(site.connection, site.context, site.folder, event)) is not None:
        assert found.event > event
        event = found.event
        seen += [row.id for row in found.executions]
    assert {"x0", "x1", "x2", "x3"} <= set(seen)
    assert event == queries.last_event_id(site.connection)


@pytest.fixture
def told(site: Site) -> Iterator[tuple[live.Tail, list[Any], threading.Event]]:
    found: list[Any] = []
    heard = threading.Event()

    def emit(changes: Any) -> None:
        found.append(changes)
        heard.set()

    tail = live.Tail(site.context, emit)
    yield tail, found, heard
    tail.close()


def test_a_tail_tells_of_what_is_recorded_after_watch(
    site: Site, told: tuple[live.Tail, list[Any], threading.Event]
) -> None:
    tail, found, heard = told
    tail.watch(site.folder)
    open_execution(site.writer, "e2")
    assert heard.wait(3)
    assert [row.id for changes in found for row in changes.executions] == ["e2"]


def test_a_tail_waits_for_a_store_and_notices_another(
    site: Site, told: tuple[live.Tail, list[Any], threading.Event], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "SLOW_SECONDS", 0.05)
    tail, found, heard = told
    folder = site.root / "later"
    tail.watch(folder)
    time.sleep(0.2)
    folder.mkdir()
    connection = new_store(folder)
    open_execution(writer(connection), "first")
    assert heard.wait(3)
    heard.clear()
    connection.close()
    for name in os.listdir(folder):
        (folder / name).unlink()
    connection = new_store(folder)
    open_execution(writer(connection), "second")
    assert heard.wait(3)
    connection.close()
    assert [row.id for changes in found for row in changes.executions] == ["first", "second"]


def test_a_tail_without_stores_sleeps(site: Site, told: tuple[live.Tail, list[Any], threading.Event]) -> None:
    tail, _, _ = told
    assert tail._thread is None
    tail.watch(site.folder)
    tail._watched[site.folder].until = 0.0
    deadline = time.monotonic() + 3
    while tail._watched and time.monotonic() < deadline:
        time.sleep(0.02)
    assert tail._watched == {}
    assert not tail._wake.is_set()


# ---- TypeScript -----------------------------------------------------------------------------------------------------


def test_the_committed_types_are_current() -> None:
    committed = (HERE.parent / "labextension" / "src" / "schema.ts").read_text("utf-8")
    assert committed == typescript.text(), "run: python -m nbpipe.api.typescript > labextension/src/schema.ts"


def test_a_fault_while_telling_ends_nothing(
    site: Site, told: tuple[live.Tail, list[Any], threading.Event], monkeypatch: pytest.MonkeyPatch
) -> None:
    tail, found, heard = told
    real, faults = live.since, iter([True])

    def faulty(*words: Any) -> Any:
        if next(faults, False):
            raise ZeroDivisionError
        return real(*words)

    monkeypatch.setattr(live, "since", faulty)
    tail.watch(site.folder)
    time.sleep(0.2)
    open_execution(site.writer, "e2")
    assert heard.wait(3)
    assert [row.id for changes in found for row in changes.executions] == ["e2"]


def test_a_step_that_waits_prints_nothing_yet(site: Site) -> None:
    open_execution(site.writer, "e2")
    body = ok(site.get("executions/e2/steps/train/log"))
    assert (body["attempt"], body["running"], body["cells"]) == (0, False, [])


def test_a_row_names_the_parameters_that_are_unlike_their_defaults(site: Site) -> None:
    path = site.notebook("%%parameters\ndepth: int = 3\nname: str = 'x'", "%%step a\ny = depth")
    pipeline = definition.load(path).pipeline
    version = site.writer.save_pipeline(pipeline, "sha256:d", "case.ipynb")
    for id, given in (("f1", {"depth": 3, "name": "x"}), ("f2", {"depth": 4, "name": "x"})):
        made = Execution(id, "case", version, ExecutionStatus.EXECUTING, given, environment=ENVIRONMENT)
        site.writer.open_execution(made, [("a", "Processing")])
    rows = {row["id"]: row for row in site.get("executions", pipeline="case").body["rows"]}
    assert rows["f1"]["changed"] == []
    assert rows["f2"]["changed"] == ["depth"]
    assert site.get("executions").body["rows"][-1]["changed"] == ["data"], "required: somebody chose it"
