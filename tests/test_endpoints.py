"""Endpoints: what steps and people deploy, what stands against it, what a version in use is kept from, and lineage."""

from __future__ import annotations

import json
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from scripted import Bench, Does, Script, compiled
from scripted import bench as opened
from store_samples import artifact, attrition, new_store, open_execution, run_step, writer
from test_cli import write_notebook

from nbpipe import endpoints, lineage, registry
from nbpipe.api.asked import Context
from nbpipe.api.router import answer
from nbpipe.cli import main
from nbpipe.errors import NbpipeError, NotFoundError, PolicyError, UsageError
from nbpipe.model import (
    Approval,
    Artifact,
    Decision,
    Deploying,
    DeploymentAction,
    EndpointConfig,
    ModelVersion,
    Step,
    StepStatus,
    Variant,
)
from nbpipe.options import Texts
from nbpipe.sdk import open_store
from nbpipe.steps import Inputs
from nbpipe.steps.endpoint_config import EndpointConfigOptions
from nbpipe.steps.endpoint_config import step_type as endpoint_config
from nbpipe.store import audit, deployed, nodes, registered, translate
from nbpipe.store.check import check
from nbpipe.store.writer import Writer


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    with opened(tmp_path) as found:
        yield found


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A store with three versions of one group, of which the first two are approved, and two configurations."""
    (tmp_path / ".nbpipe").mkdir()
    found = new_store(tmp_path / ".nbpipe")
    store = writer(found)
    for number, model in enumerate(("aa", "bb", "cc"), 1):
        attrition(store, f"e{number}", model)
    for number in (1, 2):
        registry.approve(found, f"attrition:{number}", "bob", "good")
    configure(store, "blue", Variant("all", "attrition", 1, asked="attrition:1"))
    configure(store, "canary", Variant("blue", "attrition", 1, 9), Variant("green", "attrition", 2))
    yield found
    found.close()


def configure(store: Writer, name: str, *variants: Variant) -> None:
    """A configuration as a step makes it."""
    execution = f"c-{name}"
    open_execution(store, execution, (name,))
    decision = Decision(StepStatus.SUCCEEDED, configures=EndpointConfig(name, variants))
    store.decide(execution, name, decision, by="ada")


# ---- the store ------------------------------------------------------------------------------------------------------


def test_a_deployment_is_a_record_and_the_newest_counts(connection: sqlite3.Connection) -> None:
    first = endpoints.deploy(connection, "churn", "blue", "bob", "the first")
    second = endpoints.deploy(connection, "churn", "canary", "bob", "a tenth")
    found = endpoints.endpoint(connection, "churn")
    assert found.deployments == (first, second)
    assert (found.current.number, found.current.action, found.deleted) == (2, DeploymentAction.UPDATE, False)
    assert (first.action, first.comment, first.by) == (DeploymentAction.CREATE, "the first", "bob")
    assert second.config is not None
    assert [(item.name, item.model, second.config.share(item)) for item in second.config.variants] == [
        ("blue", "attrition:1", 0.9),
        ("green", "attrition:2", 0.1),
    ]
    assert deployed.uses(connection, "attrition", 2) == [deployed.Use("churn", 2, "green", 0.1)]
    assert [item.current for item in deployed.endpoints(connection)] == [second]
    assert check(connection, lambda digest: True) == []
    assert audit.verify(connection) == []


@pytest.mark.parametrize("change", ["UPDATE {} SET {} = 'x'", "DELETE FROM {}"])
@pytest.mark.parametrize(
    ("table", "column"),
    [("endpoint_configs", "by"), ("endpoint_variants", "asked"), ("deployments", "comment")],
)
def test_records_stay_as_they_are(
    connection: sqlite3.Connection, table: str, column: str, change: str
) -> None:
    endpoints.deploy(connection, "churn", "blue", "bob", "the first")
    with pytest.raises(Exception, match=f"{table} is a record"), translate(connection):
        connection.execute(change.format(table, column))


def test_rolling_back_goes_back_and_never_forward_again(connection: sqlite3.Connection) -> None:
    store = writer(connection)
    configure(store, "green", Variant("all", "attrition", 2))
    for name in ("blue", "canary", "green"):
        endpoints.deploy(connection, "churn", name, "bob", name)
    went = [endpoints.rollback(connection, "churn", "eve", "alarms") for _ in range(2)]
    assert [(item.number, item.restores, item.config and item.config.name) for item in went] == [
        (4, 2, "canary"),
        (5, 1, "blue"),
    ]
    with pytest.raises(UsageError, match=r"had nothing else before\n.*there is 1, 2, 3, 4, 5"):
        endpoints.rollback(connection, "churn", "eve", "alarms")
    assert endpoints.rollback(connection, "churn", "eve", "better", 3).config == deployed.config(
        connection, "green"
    )
    assert [item.action for item in endpoints.endpoint(connection, "churn").deployments[-2:]] == [
        DeploymentAction.ROLLBACK
    ] * 2


def test_what_was_deleted_keeps_its_history_and_can_come_back(connection: sqlite3.Connection) -> None:
    endpoints.deploy(connection, "churn", "blue", "bob", "the first")
    endpoints.delete(connection, "churn", "bob", "moved")
    assert deployed.endpoints(connection) == []
    assert [item.name for item in deployed.endpoints(connection, deleted=True)] == ["churn"]
    assert deployed.uses(connection, "attrition", 1) == []
    again = endpoints.rollback(connection, "churn", "bob", "moved back", 1)
    assert (again.number, again.restores) == (3, 1)
    endpoints.delete(connection, "churn", "bob", "moved")
    assert endpoints.deploy(connection, "churn", "canary", "bob", "anew").action is DeploymentAction.CREATE
    assert [item.number for item in endpoints.endpoint(connection, "churn").deployments] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda c: endpoints.deploy(c, "churn", "canary", "bob", " "), r"needs a comment\n.*--comment"),
        (lambda c: endpoints.deploy(c, "churn", "blue", "bob", "x"), r"blue:1 is what churn has already"),
        (lambda c: endpoints.deploy(c, "churn", "bleu", "bob", "x"), r"no endpoint configuration 'bleu'\n.*mean blue"),
        (lambda c: endpoints.deploy(c, "churn", "blue:7", "bob", "x"), r"'blue' has no version 7"),
        (lambda c: endpoints.deploy(c, "churn", "blue@x", "bob", "x"), r"there is no endpoint configuration 'blue@x'"),
        (lambda c: endpoints.deploy(c, "churn", "blue:x", "bob", "x"), r"names no endpoint configuration\n.*NAME:2"),
        (lambda c: endpoints.rollback(c, "churn", "bob", "x"), r"had nothing else before"),
        (lambda c: endpoints.rollback(c, "churn", "bob", "x", 9), r"churn has no deployment 9\n.*there is 1"),
        (lambda c: endpoints.rollback(c, "churn", "bob", "x", 1), r"deployment 1 of churn is what it has already"),
        (lambda c: endpoints.rollback(c, "curn", "bob", "x"), r"there is no endpoint 'curn'\n.*churn"),
        (lambda c: endpoints.delete(c, "curn", "bob", "x"), r"there is no endpoint 'curn'\n.*churn"),
        (lambda c: endpoints.delete(c, "gone", "bob", "x"), r"endpoint 'gone' was deleted already"),
        (lambda c: endpoints.rollback(c, "gone", "bob", "x"), r"gone was deleted.*\n.*--to 1"),
        (lambda c: endpoints.rollback(c, "gone", "bob", "x", 2), r"deployment 2 of gone deleted it"),
    ],
)  # fmt: skip
def test_what_is_refused_and_what_to_write(connection: sqlite3.Connection, call: Any, says: str) -> None:
    endpoints.deploy(connection, "churn", "blue", "bob", "the first")
    endpoints.deploy(connection, "gone", "blue", "bob", "the first")
    endpoints.delete(connection, "gone", "bob", "x")
    count = audit.anchor(connection, "").count
    with pytest.raises(NbpipeError) as raised:
        call(connection)
    assert re.search(says, str(raised.value)), str(raised.value)
    assert audit.anchor(connection, "").count == count


# What somebody does to the records of endpoints by hand, after the triggers are out of the way → what is found.
BY_HAND: Mapping[str, tuple[str, str]] = {
    "what was deployed": ("UPDATE deployments SET config = 'canary' WHERE number = 1", "audit-row"),
    "who deployed": ("UPDATE deployments SET by = 'ada' WHERE number = 1", "audit-row"),
    "when": ("UPDATE deployments SET at = 'then' WHERE number = 1", "audit-row"),
    "why": ("UPDATE deployments SET comment = 'because'", "audit-row"),
    "a deployment is gone": ("DELETE FROM deployments WHERE number = 2", "audit-missing-row"),
    "a deployment is put in": (
        "INSERT INTO deployments (endpoint, number, action, config, config_version, by, at, comment)"
        " VALUES ('churn', 3, 'update', 'blue', 1, 'bob', 'now', '')",
        "audit-unknown-row",
    ),
    "a share": ("UPDATE endpoint_variants SET weight = 100 WHERE variant = 'green'", "audit-row"),
    "a version of a variant": ("UPDATE endpoint_variants SET version = 3 WHERE variant = 'green'", "audit-row"),
    "a variant is gone": ("DELETE FROM endpoint_variants WHERE variant = 'green'", "audit-missing-row"),
    "a variant is put in": (
        "INSERT INTO endpoint_variants VALUES ('blue', 1, 1, 'odd', 'attrition', 3, 1, '')",
        "audit-unknown-row",
    ),
    "what a configuration is for": ("UPDATE endpoint_configs SET description = 'x'", "audit-row"),
    "a configuration is gone": ("DELETE FROM endpoint_configs WHERE name = 'canary'", "audit-missing-row"),
    "a configuration is put in": (
        "INSERT INTO endpoint_configs (name, version, description, at, by) VALUES ('blue', 2, '', 'now', 'bob')",
        "audit-unknown-row",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", BY_HAND)
def test_what_is_done_by_hand_is_found(connection: sqlite3.Connection, what: str) -> None:
    endpoints.deploy(connection, "churn", "blue", "bob", "the first")
    endpoints.deploy(connection, "churn", "canary", "bob", "a tenth")
    assert audit.verify(connection) == []
    sql, expected = BY_HAND[what]
    connection.execute("PRAGMA foreign_keys = OFF")
    triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute(sql)
    for _, statement in triggers:
        connection.execute(statement)
    found = audit.verify(connection)
    assert {problem.code for problem in found} == {expected}
    assert all(re.search("churn|blue|canary", problem.message) for problem in found)


# ---- versions in use ------------------------------------------------------------------------------------------------


def test_a_version_in_use_cannot_be_deleted(connection: sqlite3.Connection) -> None:
    endpoints.deploy(connection, "churn", "canary", "bob", "a tenth")
    with pytest.raises(UsageError) as raised:
        registry.delete(connection, "attrition:2", "bob", "too old")
    assert str(raised.value) == (
        "attrition:2 is in use: it is deployed at endpoint churn (deployment 1, variant green, 10 %)\n"
        "  → deploy something else there first, or take it away: nbpipe endpoints rollback churn, or"
        ' nbpipe endpoints delete churn --comment "…"'
    )
    assert raised.value.problems[0].code == "in-use"
    endpoints.deploy(connection, "churn", "blue", "bob", "the pilot went wrong")
    assert registry.delete(connection, "attrition:2", "bob", "too old").deleted is not None
    with pytest.raises(NotFoundError, match="attrition:2 was deleted by bob"):
        endpoints.rollback(connection, "churn", "bob", "once more", 1)
    assert endpoints.endpoint(connection, "churn").current.number == 2
    assert audit.verify(connection) == []


# ---- policies -------------------------------------------------------------------------------------------------------

# Rules for deployments → what is said when eve deploys `canary`, of which the second version is approved and in Staging.
REFUSED: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "who": ('deployers = ["ada", "bob"]', ("eve may not deploy its versions", "ask ada or bob")),
    "nobody": ("deployers = []", ("nobody may: name somebody",)),
    "stage": (
        'stages = ["Production"]',
        ("attrition:2: it is in the stage Staging, not in Production", "attrition:1: it is in the stage Development"),
    ),
    "metric": ("metrics = { auc = { at_least = 0.9 } }", ("auc is 0.81, not at least 0.9",)),
    "a metric that is not there": ("metrics = { f1 = { at_least = 0.9 } }", ("it has no metric f1",)),
    "requires": ('requires = ["bias_report"]', ("the execution that made it has no bias_report",)),
    "four eyes": ("four_eyes = true", ("four eyes: bob approved attrition:2, so somebody else deploys it",)),
    "nothing may": ("status = []", ("it is Approved, not nothing that a version can be",)),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_policies_hold_when_something_is_deployed(
    connection: sqlite3.Connection, tmp_path: Path, case: str
) -> None:
    rules, says = REFUSED[case]
    by = "bob" if case == "four eyes" else "eve"
    registry.set_stage(connection, "attrition:2", "Staging", "bob", "for the pilot")
    policy = tmp_path / "nbpipe.toml"
    policy.write_text(f"[policy.attrition.deployment]\n{rules}\n")
    with pytest.raises(PolicyError) as raised:
        endpoints.deploy(connection, "churn", "canary", by, "a tenth", command="nbpipe endpoints deploy")
    policy.unlink()
    said = str(raised.value)
    assert said.startswith(f"canary:1 cannot be deployed as churn by {by}: attrition:")
    assert all(text in said for text in says), said
    assert deployed.endpoints(connection) == []
    newest = audit.records(connection)[0]
    assert (newest.action, newest.actor, newest.command) == ("refuse", by, "nbpipe endpoints deploy")
    assert newest.data["asked"] == "deploy as churn"
    assert endpoints.deploy(connection, "churn", "canary", by, "a tenth").number == 1


def test_without_a_policy_only_approved_versions_are_deployed(connection: sqlite3.Connection) -> None:
    configure(writer(connection), "new", Variant("all", "attrition", 3))
    with pytest.raises(
        PolicyError,
        match=r"it is PendingManualApproval, not Approved .*without a file\)\n.*models approve attrition:3",
    ):
        endpoints.deploy(connection, "churn", "new", "eve", "now")
    registry.reject(connection, "attrition:3", "bob", "leaks")
    with pytest.raises(PolicyError, match=r"it is Rejected, not Approved .*\n.*register a new version"):
        endpoints.deploy(connection, "churn", "new", "eve", "now")


def test_what_a_policy_names_who_deploys_holds_for_taking_away_too(
    connection: sqlite3.Connection, tmp_path: Path
) -> None:
    endpoints.deploy(connection, "churn", "blue", "bob", "the first")
    (tmp_path / "nbpipe.toml").write_text('[policy."*".deployment]\ndeployers = ["ada"]\n')
    with pytest.raises(
        PolicyError, match=r"churn cannot be deleted by eve: attrition:1: eve may not .*\n.*ask ada"
    ):
        endpoints.delete(connection, "churn", "eve", "x")
    assert endpoints.delete(connection, "churn", "ada", "x").action is DeploymentAction.DELETE


# ---- steps ----------------------------------------------------------------------------------------------------------

TRAIN = (
    "%%parameters\nshare: float = 0.1\nstatus: str = 'Approved'",
    "%%step train\nmodel, metrics = [1], {'auc': 0.9}",
)
REGISTER = "%%step register --type Register --model model --group churn --approval status\ncard"
CANARY = '%%step canary --type EndpointConfig --variant "all=register_version,share"\nfor {metrics[auc]}'
DEPLOY = "%%step deploy --type Endpoint --name churn --config canary\nAUC {metrics[auc]}"


def test_a_pipeline_deploys_what_it_has_just_registered(bench: Bench) -> None:
    pipeline = compiled(*TRAIN, REGISTER, CANARY, DEPLOY)
    assert pipeline.step("canary").inputs["register_version"] == ("register",)
    assert pipeline.step("deploy").inputs["canary_config"] == ("canary",)
    run = bench.run(pipeline, Script({"train": Does({"model": [1], "metrics": {"auc": 0.9}})}))
    assert set(run.statuses.values()) == {"Succeeded"}, run.statuses
    (found,) = deployed.endpoints(bench.connection)
    config = found.current.config
    assert config is not None
    assert (config.reference, config.description, config.words) == (
        "canary:1",
        "for 0.9",
        "all churn:1 100 %",
    )
    assert (found.current.comment, found.current.by, found.current.step) == ("AUC 0.9", "ada", "deploy")
    details = {item.step: item.detail for item in run.execution.steps}
    assert details["deploy"] == "canary:1 deployed as churn, recorded, not served yet: all churn:1 100 %"
    assert audit.verify(bench.connection) == []


def test_run_again_nothing_new_is_entered(bench: Bench) -> None:
    pipeline = compiled(*TRAIN, REGISTER, CANARY, DEPLOY)
    script = Script({"train": Does({"model": [1], "metrics": {"auc": 0.9}})})
    bench.run(pipeline, script)
    again = bench.run(pipeline, script)
    assert set(again.statuses.values()) == {"Succeeded"}
    details = {item.step: item.detail for item in again.execution.steps}
    assert details["register"] == "churn:1 is the same already, Approved"
    assert details["canary"] == "canary:1 is the same already: all churn:1 100 %"
    assert details["deploy"] == "canary:1 is what churn has already: all churn:1 100 %"
    assert len(endpoints.endpoint(bench.connection, "churn").deployments) == 1
    assert deployed.config(bench.connection, "canary").version == 1


def test_what_is_not_approved_fails_the_step_and_resume_goes_on_once_it_is(bench: Bench) -> None:
    pipeline = compiled(*TRAIN, REGISTER, CANARY, DEPLOY)
    script = Script({"train": Does({"model": [1], "metrics": {"auc": 0.9}})})
    run = bench.run(pipeline, script, given={"status": "PendingManualApproval"})
    assert run.statuses["deploy"] == "Failed"
    (failed,) = [item for item in run.execution.steps if item.step == "deploy"]
    assert failed.failure is not None
    assert failed.failure.type == "PolicyError"
    assert "churn:1: it is PendingManualApproval, not Approved" in failed.failure.message
    assert "nbpipe models approve churn:1" in (failed.failure.hint or "")
    assert deployed.endpoints(bench.connection) == []
    registry.approve(bench.connection, "churn:1", "bob", "good")
    resumed = bench.resume(pipeline, run.execution.id, script, given={"status": "PendingManualApproval"})
    assert set(resumed.statuses.values()) == {"Succeeded"}
    assert endpoints.endpoint(bench.connection, "churn").current.number == 1


def test_where_the_configuration_is_skipped_nothing_is_deployed(bench: Bench) -> None:
    """Not even an earlier configuration of that name."""
    script = Script({"train": Does({"model": [1], "metrics": {"auc": 0.9}})})
    gate = "%%step gate --type Condition --then canary\nshare > 0.5"
    pipeline = compiled(*TRAIN, REGISTER, gate, CANARY, DEPLOY)
    bench.run(pipeline, script, given={"share": 0.9})
    endpoints.delete(bench.connection, "churn", "ada", "x")
    run = bench.run(pipeline, script, given={"share": 0.1})
    assert (run.statuses["canary"], run.statuses["deploy"]) == ("Skipped", "Skipped")
    assert deployed.endpoints(bench.connection) == []


def test_a_notebook_may_deploy_what_another_one_configured(bench: Bench) -> None:
    script = Script({"train": Does({"model": [1], "metrics": {"auc": 0.9}})})
    bench.run(compiled(*TRAIN, REGISTER, CANARY), script)
    for number, ref in enumerate(("canary", "canary:1", "wanted"), 1):
        parameters = "%%parameters\nwanted: str = 'canary:latest'"
        pipeline = compiled(
            parameters, f"%%step deploy --type Endpoint --name e{number} --config {ref}", name="b"
        )
        assert bench.run(pipeline, Script()).statuses == {"deploy": "Succeeded"}
        assert endpoints.endpoint(bench.connection, f"e{number}").current.config == deployed.config(
            bench.connection, "canary:1"
        )


def test_a_variable_of_that_name_stays_what_it_is(bench: Bench) -> None:
    """A notebook that has a name of its own which a Register step would offer means its own."""
    pipeline = compiled(
        "%%step make\nx, register_version = [1], 'mine'",
        "%%step register --type Register --model x --group churn\ncard",
        "%%step use\ny = register_version",
    )
    assert pipeline.step("use").inputs == {"register_version": ("make",)}


# What stands in the registry, and what variables hold, for the plans below.
HELD: Mapping[str, Any] = {"made": "churn:2", "frame": [1], "much": 3, "odd": -1, "flag": True}


def planned(*variants: str) -> Decision:
    def model(ref: str) -> ModelVersion:
        number = {"churn": 3, "churn:2": 2, "churn@champion": 1}.get(ref)
        if number is None:
            raise NotFoundError(f"there is no model group {ref!r}", "list them")
        return ModelVersion("churn", number, Approval.APPROVED, artifact("aa"))

    made = {name: Artifact(f"sha256:{name}", 1, "x", "y", {"name": name}) for name in HELD}
    step = Step("canary", "EndpointConfig", (), reads=(*HELD, "skipped"))
    inputs = Inputs(made, {}, lambda item: HELD[item.meta["name"]], model)
    return endpoint_config.plan(step, EndpointConfigOptions(Texts(variants)), inputs)


@pytest.mark.parametrize(
    ("variants", "words"),
    [
        (("all=churn",), "all churn:3 100 %"),
        (("blue=churn@champion,9", "green=churn:2"), "blue churn:1 90 %, green churn:2 10 %"),
        (("blue=made,much", " green = churn , 1 "), "blue churn:2 75 %, green churn:3 25 %"),
        (("blue=made,0", "green=churn,.5"), "blue churn:2 0 %, green churn:3 100 %"),
    ],
)
def test_variants_are_resolved_when_the_step_runs(variants: tuple[str, ...], words: str) -> None:
    decision = planned(*variants)
    assert decision.configures is not None
    assert (decision.detail, decision.configures.words) == (words, words)


@pytest.mark.parametrize(
    ("variant", "says"),
    [
        ("blue=weather:1", "variant blue: there is no model group 'weather:1'"),
        ("blue=frame", r"frame is a list, not the name of a model version\n.*STEP_version"),
        ("blue=skipped", "skipped has no value"),
        ("blue=churn,odd", r"odd is -1, not a weight\n.*from 0 on"),
        ("blue=churn,flag", "flag is True, not a weight"),
        ("blue=churn,made", "made is 'churn:2', not a weight"),
    ],
)
def test_variants_that_cannot_be(variant: str, says: str) -> None:
    with pytest.raises(NbpipeError, match=says):
        planned(variant)


# ---- lineage --------------------------------------------------------------------------------------------------------


def test_a_bad_file_says_which_endpoints_it_reached(connection: sqlite3.Connection) -> None:
    endpoints.deploy(connection, "churn", "canary", "bob", "a tenth")
    endpoints.deploy(connection, "churn", "blue", "bob", "back")
    endpoints.deploy(connection, "old", "blue", "bob", "x")
    endpoints.delete(connection, "old", "bob", "x")
    fate = lineage.fate(connection, "data/hr.csv")
    assert [item.version for item in fate.models] == [1, 2, 3]
    assert fate.endpoints == (
        lineage.ReachedEndpoint("churn", True, ("attrition:1",), (1, 2)),
        lineage.ReachedEndpoint("old", False, ("attrition:1",), (1,)),
    )
    second = lineage.fate(connection, "attrition:2")
    assert second.endpoints == (lineage.ReachedEndpoint("churn", False, ("attrition:2",), (1,)),)
    up = lineage.upstream(connection, lineage.resolve(connection, "endpoint:churn"))
    labels = {node.id: node.label for node in up.nodes}
    assert labels["endpoint:churn:2"] == "endpoint churn · deployment 2, now"
    assert {"model:attrition:1", "file:data/hr.csv@sha256:f11e"} <= set(labels)
    assert "model:attrition:2" not in labels
    assert lineage.resolve(connection, "endpoint:churn:1") == "endpoint:churn:1"
    with pytest.raises(NotFoundError):
        lineage.resolve(connection, "endpoint:weather")


def test_a_prediction_batch_names_its_version(connection: sqlite3.Connection) -> None:
    store = writer(connection)
    open_execution(store, "t1", ("score",))
    connection.execute("UPDATE step_executions SET type = 'Transform' WHERE execution = 't1'")
    predicted = artifact("9e")
    run_step(store, "t1", "score", outputs={"predictions": predicted})
    connection.execute(
        "INSERT INTO associations (source, destination, type) VALUES ('model:attrition:2', 'attempt:t1/score/1', 'ContributedTo')"
    )
    node = nodes.artifact(predicted.digest)
    assert lineage.fate(connection, "data/hr.csv").batches == (
        lineage.ReachedBatch("attrition:2", "t1", "score", node),
    )
    assert lineage.fate(connection, "attrition:1").batches == ()


# ---- the command line -----------------------------------------------------------------------------------------------

Captured = pytest.CaptureFixture[str]


def call(capsys: Captured, *words: str) -> tuple[int, str]:
    code = main(words)
    said = capsys.readouterr()
    return code, said.out + said.err


def test_the_command_line(bench: Bench, capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(bench.folder)
    monkeypatch.delenv("NBPIPE_STORE", raising=False)
    monkeypatch.setenv("NBPIPE_USER", "grace")
    code, said = call(capsys, "endpoints")
    assert (code, "There are no endpoints yet." in said) == (0, True)
    script = Script({"train": Does({"model": [1], "metrics": {"auc": 0.9}})})
    bench.run(compiled(*TRAIN, REGISTER, CANARY, DEPLOY), script)
    code, said = call(capsys, "endpoints")
    assert code == 0
    assert "churn" in said.splitlines()[1]
    assert "recorded, not served yet" in said
    found = json.loads(call(capsys, "endpoints", "--json")[1])["endpoints"]
    assert [(item["name"], item["served"], item["config"], item["variants"]) for item in found] == [
        ("churn", False, "canary:1", [{"name": "all", "model": "churn:1", "share": 1.0, "asked": "churn:1"}])
    ]
    assert call(capsys, "endpoints", "deploy", "eu", "canary", "--comment", "for the pilot")[0] == 0
    assert call(capsys, "endpoints", "delete", "churn")[0] == 2
    assert call(capsys, "endpoints", "delete", "churn", "--comment", "moved")[0] == 0
    code, said = call(capsys, "endpoints", "show", "churn")
    assert (code, "deleted" in said, "AUC 0.9" in said) == (0, True, True)
    history = json.loads(call(capsys, "endpoints", "show", "churn", "--json")[1])["history"]
    assert [item["action"] for item in history] == ["delete", "create"]
    assert [item["name"] for item in json.loads(call(capsys, "endpoints", "--json")[1])["endpoints"]] == [
        "eu"
    ]
    code, said = call(capsys, "endpoints", "configs")
    assert (code, [line.split()[:6] for line in said.splitlines()[1:]]) == (
        0,
        [["canary:1", "all", "churn:1", "100", "%", "eu"]],
    )
    (config,) = json.loads(call(capsys, "endpoints", "configs", "--json")[1])["configs"]
    assert (config["config"], config["endpoints"], config["step"]) == ("canary:1", ["eu"], "canary")
    shown = json.loads(call(capsys, "models", "show", "churn:1", "--json")[1])
    assert shown["in_use"] == [{"endpoint": "eu", "deployment": 1, "variant": "all", "share": 1.0}]
    code, said = call(capsys, "models", "delete", "churn:1", "--comment", "x")
    assert (code, "deployed at endpoint eu" in said) == (2, True)
    newest = audit.records(bench.connection, "endpoint:eu")[0]
    assert (newest.actor, newest.command) == (
        "grace",
        "nbpipe endpoints deploy eu canary --comment 'for the pilot'",
    )


def test_the_pages_answers(connection: sqlite3.Connection, tmp_path: Path) -> None:
    context = Context(tmp_path, "grace")

    def ask(method: str, path: str, query: Any = None, body: Any = None) -> tuple[int, Any]:
        found = answer(context, method, path, query, body)
        return found.status, found.body

    assert ask("GET", "endpoints") == (200, {"rows": [], "next": None, "exists": True, "configs": 2})
    for name in ("a", "b", "c"):
        endpoints.deploy(connection, name, "blue", "bob", "the first")
    endpoints.deploy(connection, "b", "canary", "bob", "a tenth")
    _, first = ask("GET", "endpoints", {"limit": "2"})
    _, rest = ask("GET", "endpoints", {"limit": "2", "after": first["next"]})
    assert [row["name"] for page in (first, rest) for row in page["rows"]] == ["a", "b", "c"]
    assert rest["next"] is None
    (blue, green) = first["rows"][1]["current"]["variants"]
    assert (blue["share"], green["group"], green["version"], green["status"]) == (
        0.9,
        "attrition",
        2,
        "Approved",
    )
    assert first["rows"][1]["served"] is False
    _, page = ask("GET", "endpoints/b", {"limit": "1"})
    assert ([item["number"] for item in page["history"]], page["back"], page["next"]) == ([2], 1, "2")
    _, older = ask("GET", "endpoints/b", {"limit": "1", "before": "2"})
    assert ([item["number"] for item in older["history"]], older["next"]) == ([1], None)
    _, version = ask("GET", "models/attrition/2")
    assert version["in_use"] == [{"endpoint": "b", "deployment": 2, "variant": "green", "share": 0.1}]
    status, refused = ask("POST", "models/attrition/2/deletion", None, {"comment": "x"})
    assert (status, refused["code"]) == (409, "in-use")
    _, lines = ask("GET", "lineage", {"ref": "endpoint:b"})
    (node,) = [item for item in lines["nodes"] if item["kind"] == "endpoint"]
    assert (node["label"], node["detail"], node["opens"]) == (
        "endpoint b",
        "deployment 2, now",
        {"endpoint": "b"},
    )
    status, refused = ask("POST", "endpoints/b/rollback", None, {"comment": "alarms", "deployment": 1})
    assert (status, refused["code"]) == (409, "stale-deployment")
    assert refused["message"] == "endpoint b was changed meanwhile: deployment 2, canary:1, by bob"
    status, back = ask("POST", "endpoints/b/rollback", None, {"comment": "alarms", "deployment": 2})
    assert (status, back["row"]["current"]["restores"], back["back"]) == (200, 1, None)
    status, refused = ask("POST", "endpoints/b/rollback", None, {"comment": "alarms", "to": 1})
    assert (status, refused["code"]) == (409, "same-deployment")
    assert ask("POST", "endpoints/b/deletion", None, {"comment": "moved"})[1]["row"]["deleted"] is True
    newest = audit.records(connection)[0]
    assert (newest.actor, newest.command) == ("grace", "POST endpoints/b/deletion")
    (tmp_path / "nbpipe.toml").write_text('[policy."*".deployment]\ndeployers = ["ada"]\n')
    status, refused = ask("POST", "endpoints/a/deletion", None, {"comment": "x"})
    assert (status, "grace may not deploy" in refused["message"]) == (403, True)


def test_configurations_and_their_deployment_from_a_page(
    connection: sqlite3.Connection, tmp_path: Path
) -> None:
    context = Context(tmp_path, "grace")

    def ask(method: str, path: str, query: Any = None, body: Any = None) -> tuple[int, Any]:
        found = answer(context, method, path, query, body)
        return found.status, found.body

    configure(writer(connection), "all-new", Variant("all", "attrition", 3))
    endpoints.deploy(connection, "churn", "blue", "bob", "the first")
    _, first = ask("GET", "configs", {"limit": "2"})
    _, rest = ask("GET", "configs", {"limit": "2", "before": first["next"]})
    rows = [row for found in (first, rest) for row in found["rows"]]
    assert sorted(row["config"] for row in rows) == ["all-new:1", "blue:1", "canary:1"]
    assert (rest["next"], [row["at"] for row in rows]) == (
        None,
        sorted((row["at"] for row in rows), reverse=True),
    )
    assert {row["config"]: row["endpoints"] for row in rows if row["endpoints"]} == {"blue:1": ["churn"]}
    _, fine = ask("GET", "configs/canary")
    assert (fine["row"]["config"], fine["unmet"]) == ("canary:1", [])
    _, pending = ask("GET", "configs/all-new:1")
    assert [(item["code"], item["message"]) for item in pending["unmet"]] == [
        ("policy-status", "attrition:3: it is PendingManualApproval, not Approved")
    ]
    status, refused = ask("POST", "endpoints/churn/deployment", None, {"config": "all-new", "comment": "x"})
    assert (status, "attrition:3: it is PendingManualApproval" in refused["message"]) == (403, True)
    status, done = ask(
        "POST",
        "endpoints/churn/deployment",
        None,
        {"config": "canary:1", "comment": "a tenth", "deployment": 1},
    )
    assert (status, done["row"]["current"]["number"], done["row"]["current"]["config"]) == (
        200,
        2,
        "canary:1",
    )
    newest = audit.records(connection)[0]
    assert (newest.actor, newest.command) == ("grace", "POST endpoints/churn/deployment")
    # Of a new name there is nothing to have seen; where somebody took it meanwhile, it is said.
    body = {"config": "canary:1", "comment": "a tenth", "deployment": 0}
    assert ask("POST", "endpoints/eu/deployment", None, body)[1]["row"]["current"]["action"] == "create"
    status, refused = ask("POST", "endpoints/eu/deployment", None, {**body, "config": "blue:1"})
    assert (status, refused["code"]) == (409, "stale-deployment")
    status, refused = ask("POST", "endpoints/eu%20west/deployment", None, body)
    assert (status, refused["code"]) == (400, "endpoint-name")
    endpoints.deploy(connection, "churn", "blue", "bob", "back")
    endpoints.deploy(connection, "eu", "blue", "bob", "back")
    registry.delete(connection, "attrition:2", "bob", "too old")
    _, gone = ask("GET", "configs/canary:1")
    assert [item["deleted"] for item in gone["row"]["variants"]] == [False, True]
    (deleted,) = gone["unmet"]
    assert re.fullmatch(r"attrition:2 was deleted by bob, .*: too old", deleted["message"])
    _, page = ask("GET", "endpoints/churn")
    assert [item["deleted"] for item in page["history"][1]["variants"]] == [False, True]


@pytest.mark.parametrize(
    "change",
    [
        lambda c, seen: endpoints.deploy(c, "churn", "canary", "bob", "x", seen),
        lambda c, seen: endpoints.rollback(c, "churn", "bob", "x", None, seen),
        lambda c, seen: endpoints.delete(c, "churn", "bob", "x", seen),
    ],
    ids=["deploy", "rollback", "delete"],
)
def test_nobody_undoes_what_they_have_not_seen(connection: sqlite3.Connection, change: Any) -> None:
    for name in ("canary", "blue"):
        endpoints.deploy(connection, "churn", name, "bob", name)
    with pytest.raises(UsageError, match="churn was changed meanwhile: deployment 2, blue:1, by bob"):
        change(connection, 1)
    assert endpoints.endpoint(connection, "churn").current.number == 2
    change(connection, 2)
    assert endpoints.endpoint(connection, "churn").current.number == 3


def test_from_python(connection: sqlite3.Connection, tmp_path: Path) -> None:
    endpoints.deploy(connection, "churn", "blue", "bob", "the first")
    opened_store = open_store(tmp_path / ".nbpipe")
    (found,) = opened_store.endpoints()
    assert repr(found) == "<endpoint churn: all attrition:1 100 %, recorded, not served yet>"
    assert found.deploy("canary", "a tenth", by="eve").variants[1].model == "attrition:2"
    version = opened_store.model_version("attrition:2")
    assert [(item.endpoint, item.variant) for item in version.in_use] == [("churn", "green")]
    assert [item.config.reference for item in found.rollback("alarms").deployments if item.config] == [
        "blue:1",
        "canary:1",
        "blue:1",
    ]
    assert found.delete("moved").deleted
    assert "moved" in found._repr_html_()
    assert opened_store.endpoints() == []
    assert opened_store.endpoint("churn").deleted
    assert {item.reference for item in opened_store.endpoint_configs()} == {"blue:1", "canary:1"}
    assert opened_store.deploy("eu", "blue", "for the pilot", by="eve").variants[0].model == "attrition:1"


def test_a_deployment_that_somebody_else_changed_meanwhile(connection: sqlite3.Connection) -> None:
    """The judge sees the store as it is in the transaction that writes: a version rejected just before is refused."""
    config = deployed.config(connection, "blue")
    with endpoints.judged(connection, Deploying("churn", config), "bob", "") as judge:
        registry.reject(connection, "attrition:1", "eve", "leaks")
        with pytest.raises(PolicyError, match="it is Rejected"):
            Writer(connection).deploy(Deploying("churn", config), "bob", judge=judge)
    assert registered.approval(connection, "attrition", 1) is not None
    assert deployed.endpoints(connection) == []


# ---- a run ----------------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_from_a_file_to_an_endpoint_and_a_prediction_batch(tmp_path: Path) -> None:
    """A whole run in processes: what a bad file reached is one question, and goes beyond the model."""
    (tmp_path / "rows.csv").write_text("a,y\n" + "".join(f"{i % 7},{i % 7 > 3:d}\n" for i in range(40)))
    cells = [
        "%%setup\nimport pandas as pd\nfrom sklearn.linear_model import LogisticRegression",
        "%%step load\nrows = pd.read_csv('rows.csv')",
        "%%step train --type Training --model model\nmodel = LogisticRegression().fit(rows[['a']], rows['y'])",
        "%%step register --type Register --model model --group churn --approval Approved\ncard",
        '%%step canary --type EndpointConfig --variant "all=register_version"',
        "%%step deploy --type Endpoint --name churn-api --config canary\nthe first",
        "%%step score --type Transform --model churn:latest --data rows --extra drop --out predictions",
    ]
    write_notebook(tmp_path / "churn.ipynb", cells)

    def nbpipe(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "nbpipe", *words]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    done = nbpipe("run", "churn.ipynb", "--json")
    assert done.returncode == 0, done.stdout + done.stderr
    execution = json.loads(done.stdout)["execution"]
    told = json.loads(nbpipe("lineage", "rows.csv", "--json").stdout)
    assert told["endpoints"] == [
        {"endpoint": "churn-api", "now": True, "models": ["churn:1"], "deployments": [1]}
    ]
    (batch,) = told["batches"]
    assert (batch["model"], batch["execution"], batch["step"]) == ("churn:1", execution, "score")
    said = nbpipe("lineage", "rows.csv").stdout
    assert "reached 1 endpoint, recorded, not served yet\n  churn-api  now  churn:1  deployment 1\n" in said
    assert f"reached 1 prediction batch\n  score · {execution}  with churn:1" in said
    assert nbpipe("store", "check", "--verify").returncode == nbpipe("audit", "verify").returncode == 0
    assert nbpipe("models", "delete", "churn:1", "--comment", "x").returncode == 2
    events = nbpipe("lineage", execution, "--openlineage", "-")
    assert (events.returncode, "churn-api" in events.stdout.replace("--name churn-api", "")) == (0, False)
