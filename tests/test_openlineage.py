"""OpenLineage events: what they say, that the official client takes them, and where they go."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterator, Mapping
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from scripted import Bench, Does, Script, bench, compiled, fails

from nbpipe import openlineage
from nbpipe.cli import main
from nbpipe.errors import NotFoundError, UsageError

CELLS = (
    "%%step load\nrows = [1]",
    "%%step train --type Training --model model\nmodel = {'w': sum(rows)}\nmetrics = {'auc': 0.8}",
    "%%step gate --type Condition --then register --else weak\nmetrics['auc'] > 0.5",
    "%%step register --type Register --model model --group churn --metrics metrics\nCard",
    "%%step weak --type Fail\ntoo weak",
)


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Bench]:
    with bench(tmp_path) as made:
        yield made


def ran(place: Bench, **more: Does) -> Any:
    data = place.folder / "data" / "hr.csv"
    data.parent.mkdir(exist_ok=True)
    data.write_text("age\n1\n")
    import pandas as pd

    script = {
        "load": Does(
            {"rows": pd.DataFrame({"age": [1.0]})}, reads=(data,), writes={place.folder / "out.txt": "x"}
        ),
        "train": Does({"model": {"w": 3.5}, "metrics": {"auc": 0.8}}),
        **more,
    }
    return place.run(compiled(*CELLS), Script(script), cache="train" not in more)


def told(place: Bench, ref: str = "latest", **more: Any) -> list[dict[str, Any]]:
    return openlineage.events(place.connection, ref, place.folder, **more)


def of(events: list[dict[str, Any]], step: str, kind: str = "COMPLETE") -> dict[str, Any]:
    return next(e for e in events if e["job"]["name"] == f"case.{step}" and e["eventType"] == kind)


def names(datasets: list[Mapping[str, Any]]) -> list[tuple[str, str]]:
    return [(item["namespace"], item["name"]) for item in datasets]


def test_every_run_starts_and_ends_once(place: Bench) -> None:
    ran(place)
    events = told(place)
    kinds = [(event["job"]["name"], event["eventType"]) for event in events]
    assert kinds[0] == ("case", "START")
    assert kinds[-1] == ("case", "COMPLETE")
    steps = ("load", "train", "gate", "register")
    assert sorted(kinds[1:-1]) == sorted(
        (f"case.{step}", kind) for step in steps for kind in ("START", "COMPLETE")
    )
    times = [event["eventTime"] for event in events]
    assert times == sorted(times)
    runs = {event["job"]["name"]: event["run"]["runId"] for event in events}
    assert len(set(runs.values())) == 5
    assert told(place) == events


def test_datasets_have_names_that_stay_and_join(place: Bench) -> None:
    run = ran(place)
    events = told(place)
    load, train, register = (of(events, step) for step in ("load", "train", "register"))
    rows = next(item.artifact for item in run.step("load").outputs)
    assert names(load["inputs"]) == [("file", "data/hr.csv")]
    assert set(names(load["outputs"])) == {("nbpipe.artifacts", rows.digest), ("file", "out.txt")}
    assert names(train["inputs"]) == [("nbpipe.artifacts", rows.digest)]
    assert ("nbpipe.models", "churn") in names(register["outputs"])
    assert set(names(register["inputs"])) <= set(names(train["outputs"]))
    facets = train["inputs"][0]["facets"]
    assert facets["schema"]["fields"] == [{"name": "age", "type": "float64"}]
    assert load["inputs"][0]["facets"]["version"]["datasetVersion"].startswith("sha256:")
    model = next(item for item in register["outputs"] if item["name"] == "churn")
    assert model["facets"]["version"]["datasetVersion"] == "1"
    assert train["job"]["facets"]["sourceCode"]["sourceCode"].startswith("model = ")
    parent = train["run"]["facets"]["parent"]
    assert (parent["run"]["runId"], parent["job"]["name"]) == (events[0]["run"]["runId"], "case")


def test_a_step_that_took_its_result_says_the_same(place: Bench) -> None:
    first = ran(place)
    second = ran(place)
    assert "load" in second.cached
    one, two = (of(told(place, run.id), "load") for run in (first, second))
    assert (names(one["inputs"]), names(one["outputs"])) == (names(two["inputs"]), names(two["outputs"]))
    assert one["run"]["runId"] != two["run"]["runId"]


def test_failures(place: Bench) -> None:
    ran(place, train=fails("ValueError", "no rows"))
    events = told(place)
    failed = of(events, "train", "FAIL")
    assert failed["run"]["facets"]["errorMessage"]["message"] == "ValueError: no rows"
    assert events[-1]["eventType"] == "FAIL"
    assert not any(event["job"]["name"] == "case.register" for event in events)


def test_the_official_client_takes_them(place: Bench) -> None:
    client = pytest.importorskip("openlineage.client.event_v2")
    import importlib

    from openlineage.client.serde import Serde

    facets = {
        "parent": ("parent_run", "ParentRunFacet"),
        "errorMessage": ("error_message_run", "ErrorMessageRunFacet"),
        "processing_engine": ("processing_engine_run", "ProcessingEngineRunFacet"),
        "jobType": ("job_type_job", "JobTypeJobFacet"),
        "sourceCode": ("source_code_job", "SourceCodeJobFacet"),
        "schema": ("schema_dataset", "SchemaDatasetFacet"),
        "symlinks": ("symlinks_dataset", "SymlinksDatasetFacet"),
        "version": ("dataset_version_dataset", "DatasetVersionDatasetFacet"),
        "outputStatistics": ("output_statistics_output_dataset", "OutputStatisticsOutputDatasetFacet"),
    }
    seen = set()

    def made(found: Mapping[str, Any]) -> dict[str, Any]:
        """Facets as the client's own classes, which refuse what their schema does not have."""
        result = {}
        for name, facet in found.items():
            module, kind = facets[name]
            cls = getattr(importlib.import_module(f"openlineage.client.generated.{module}"), kind)
            one = cls(
                producer=facet["_producer"], **{k: v for k, v in facet.items() if not k.startswith("_")}
            )
            assert (
                one._schemaURL.rpartition("/facets/")[2].partition("/")[2]
                == facet["_schemaURL"].rpartition("/facets/")[2].partition("/")[2]
            )
            result[name] = one
            seen.add(name)
        return result

    ran(place)
    ran(place, train=fails())
    both = place.connection.execute("SELECT id FROM executions").fetchall()
    for event in [event for (execution,) in both for event in told(place, execution)]:
        again = client.RunEvent(
            eventType=client.RunState[event["eventType"]],
            eventTime=event["eventTime"],
            producer=event["producer"],
            run=client.Run(event["run"]["runId"], made(event["run"]["facets"])),
            job=client.Job(event["job"]["namespace"], event["job"]["name"], made(event["job"]["facets"])),
            inputs=[
                client.InputDataset(item["namespace"], item["name"], facets=made(item["facets"]))
                for item in event["inputs"]
            ],
            outputs=[
                client.OutputDataset(
                    item["namespace"],
                    item["name"],
                    facets=made(item["facets"]),
                    outputFacets=made(item.get("outputFacets", {})),
                )
                for item in event["outputs"]
            ],
        )
        said = json.loads(Serde.to_json(again))
        assert said["job"]["name"] == event["job"]["name"]
        assert said["run"]["runId"] == event["run"]["runId"]
        assert said["eventType"] == event["eventType"]
        assert names(said["inputs"]) == names(event["inputs"])
        assert names(said["outputs"]) == names(event["outputs"])
    assert seen == set(facets)


# ---- where they go --------------------------------------------------------------------------------------------------


class Service:
    """A service that takes events, or answers with another status."""

    def __init__(self, status: int = 201) -> None:
        self.taken: list[tuple[str, Any]] = []
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                service.taken.append((self.path, json.loads(body)))
                self.send_response(status)
                self.end_headers()
                self.wfile.write(b"no such thing" if status >= 400 else b"")

            def log_message(self, *args: Any) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"

    def __enter__(self) -> Service:
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *error: object) -> None:
        self.server.shutdown()
        self.server.server_close()


def test_over_http(place: Bench) -> None:
    ran(place)
    events = told(place)
    with Service() as service:
        said = openlineage.send(events, service.address)
    assert said == f"sent 10 events to {service.address}/api/v1/lineage"
    assert service.taken == [("/api/v1/lineage", event) for event in events]
    with pytest.raises(UsageError, match="cannot be reached"):
        openlineage.send(events, service.address)
    with Service(404) as service, pytest.raises(UsageError, match="answers 404 Not Found: no such thing"):
        openlineage.send(events, service.address)


def test_the_command(
    place: Bench, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ran(place)
    events = told(place)
    monkeypatch.chdir(place.folder)
    for _ in range(2):
        assert main(["lineage", "latest", "--openlineage", "events.jsonl"]) == 0
    assert capsys.readouterr().out == "added 10 events to events.jsonl\n" * 2
    written = [json.loads(line) for line in Path("events.jsonl").read_text().splitlines()]
    assert written == events * 2
    assert main(["lineage", "latest", "--openlineage", "-"]) == 0
    assert [json.loads(line) for line in capsys.readouterr().out.splitlines()] == events
    for words in (
        ["nobody", "--openlineage", "x"],
        ["latest", "--openlineage", "."],
        ["latest", "--up", "--openlineage", "x"],
    ):
        assert main(["lineage", *words]) == 2


def test_what_is_not_there(place: Bench) -> None:
    with pytest.raises(NotFoundError):
        told(place)


def test_files_of_an_execution_that_was_taken_in(
    place: Bench, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Files are named from the project where it ran, so that every checkout says the same."""
    ran(place)
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    assert isinstance(place.connection, sqlite3.Connection)
    events = openlineage.events(place.connection, "latest", elsewhere)
    assert names(of(events, "load")["inputs"]) == [("file", "data/hr.csv")]
