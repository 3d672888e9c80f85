"""Groups, versions, approvals and aliases: what people do with models, and what they are told."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from store_samples import artifact, attrition, new_store, open_execution, register, writer

from nbpipe import registry
from nbpipe.errors import NotFoundError, StoreError, UsageError
from nbpipe.model import Approval, Decision, Registration, StepStatus
from nbpipe.store import queries, registered, translate
from nbpipe.store.writer import Writer


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    found = new_store(tmp_path)
    yield found
    found.close()


@pytest.fixture
def store(connection: sqlite3.Connection) -> Writer:
    return writer(connection)


@pytest.fixture
def two(connection: sqlite3.Connection, store: Writer) -> sqlite3.Connection:
    """Two versions of one group."""
    attrition(store, "e1", "aa")
    attrition(store, "e2", "bb")
    return connection


def test_registered_version(connection: sqlite3.Connection, store: Writer) -> None:
    returned = attrition(store)
    found = registry.resolve(connection, "attrition:1")
    assert returned == found
    assert (found.group, found.version, found.status) == ("attrition", 1, Approval.PENDING)
    assert found.artifact == artifact("aa")
    assert (found.metrics, found.card) == ({"auc": 0.81}, "# Attrition")
    assert (found.execution, found.step, found.created_by, found.aliases) == ("e1", "register", "ada", ())
    (first,) = found.approvals
    assert (first.status, first.by, first.evidence) == (
        Approval.PENDING,
        "ada",
        {"artifact": artifact("aa").digest},
    )


def test_registered_as_approved(connection: sqlite3.Connection, store: Writer) -> None:
    open_execution(store)
    assert register(store, status=Approval.APPROVED).status is Approval.APPROVED


def test_references(two: sqlite3.Connection) -> None:
    registry.alias(two, "attrition:1", "@champion", "ada")
    versions = {
        ref: registry.resolve(two, ref).version
        for ref in ("attrition", "attrition:latest", "attrition:2", "attrition:1", "attrition@champion")
    }
    assert versions == {
        "attrition": 2,
        "attrition:latest": 2,
        "attrition:2": 2,
        "attrition:1": 1,
        "attrition@champion": 1,
    }


@pytest.mark.parametrize(
    ("ref", "says"),
    [
        ("atrition:1", "did you mean 'attrition'"),
        ("zzz", "list them: nbpipe models"),
        ("attrition:3", "has no version 3\n.*nbpipe models attrition"),
        ("attrition@champoin", "no alias 'champoin'\n.*did you mean 'champion'"),
    ],
)
def test_unknown_references(two: sqlite3.Connection, ref: str, says: str) -> None:
    registry.alias(two, "attrition:1", "champion", "ada")
    with pytest.raises(NotFoundError, match=says):
        registry.resolve(two, ref)


@pytest.mark.parametrize("ref", ["", ":3", "attrition:x", "attrition:-1", "attrition:"])
def test_what_is_no_reference(two: sqlite3.Connection, ref: str) -> None:
    with pytest.raises(UsageError, match=r"names no model version\n.*GROUP@ALIAS"):
        registry.resolve(two, ref)


def test_empty_registry(connection: sqlite3.Connection) -> None:
    assert registry.groups(connection) == []
    with pytest.raises(NotFoundError, match=r"no model is registered yet\n.*--type Register"):
        registry.resolve(connection, "attrition")
    with pytest.raises(NotFoundError, match="no model is registered yet"):
        registry.group(connection, "attrition")


def test_approve_and_reject(two: sqlite3.Connection) -> None:
    approved = registry.approve(two, "attrition:1", "bob", "good on March")
    assert approved.status is Approval.APPROVED
    rejected = registry.reject(two, "attrition:1", "eve", "biased")
    assert [(a.status, a.by, a.comment) for a in rejected.approvals] == [
        (Approval.PENDING, "ada", "registered by the pipeline"),
        (Approval.APPROVED, "bob", "good on March"),
        (Approval.REJECTED, "eve", "biased"),
    ]
    assert rejected.approvals[1].evidence["artifact"] == artifact("aa").digest
    assert set(rejected.approvals[1].evidence) == {"artifact", "metrics", "card"}
    assert registry.resolve(two, "attrition:2").status is Approval.PENDING
    event = queries.events(two)[-1]
    assert (event.kind, event.data["status"], event.data["comment"]) == ("approval", "Rejected", "biased")
    assert two.execute("SELECT status, decided_by, comment FROM model_list WHERE version = 1").fetchone() == (
        "Rejected",
        "eve",
        "biased",
    )


def test_the_same_decision_twice_is_an_error(two: sqlite3.Connection) -> None:
    registry.approve(two, "attrition:1", "bob", "good")
    with pytest.raises(UsageError, match="attrition:1 is Approved already: by bob, "):
        registry.approve(two, "attrition:1", "eve")
    assert len(registry.resolve(two, "attrition:1").approvals) == 2
    with pytest.raises(NotFoundError, match="no version 9"):
        registry.approve(two, "attrition:9", "bob")


@pytest.mark.parametrize("sql", ["UPDATE approvals SET status = 'Approved'", "DELETE FROM approvals"])
def test_decisions_are_never_changed(two: sqlite3.Connection, sql: str) -> None:
    with pytest.raises(StoreError, match="approvals is a record"), translate(two):
        two.execute(sql)


def test_aliases_move_and_are_remembered(two: sqlite3.Connection) -> None:
    registry.alias(two, "attrition:1", "champion", "ada")
    registry.alias(two, "attrition:2", "@champion", "bob")
    registry.alias(two, "attrition:2", "candidate", "bob")
    assert registry.resolve(two, "attrition:1").aliases == ()
    assert registry.resolve(two, "attrition:2").aliases == ("candidate", "champion")
    registry.remove_alias(two, "attrition", "@champion", "eve")
    assert registry.resolve(two, "attrition:2").aliases == ("candidate",)
    history = two.execute("SELECT alias, version, by FROM alias_history ORDER BY id").fetchall()
    assert history == [
        ("champion", 1, "ada"),
        ("champion", 2, "bob"),
        ("candidate", 2, "bob"),
        ("champion", None, "eve"),
    ]
    assert queries.events(two)[-1].data == {
        "group": "attrition",
        "alias": "champion",
        "version": None,
        "by": "eve",
    }
    with pytest.raises(NotFoundError, match="no alias 'champion'"):
        registry.remove_alias(two, "attrition", "champion", "eve")
    with pytest.raises(UsageError, match="attrition:2 is @candidate already"):
        registry.alias(two, "attrition", "candidate", "eve")


@pytest.mark.parametrize("name", ["latest", "3", "a b", "", "a:b", "a" * 65])
def test_names_that_no_alias_can_have(two: sqlite3.Connection, name: str) -> None:
    with pytest.raises(UsageError, match="cannot be an alias"):
        registry.alias(two, "attrition", name, "ada")


def test_the_writer_refuses_what_is_not_there(connection: sqlite3.Connection, store: Writer) -> None:
    with pytest.raises(NotFoundError, match="no model version none:1"):
        store.set_alias("none", "champion", 1, "ada")
    with pytest.raises(NotFoundError, match="no model version none:1"):
        store.approve("none", 1, Approval.APPROVED, "ada", "", {})
    assert store.remove_alias("none", "champion", "ada") is False


def test_listing(two: sqlite3.Connection) -> None:
    registry.approve(two, "attrition:2", "bob", "good")
    registry.alias(two, "attrition:2", "champion", "bob")
    listing = registry.to_listing(registry.groups(two))
    assert listing == {
        "groups": [
            {
                "name": "attrition",
                "versions": [
                    {
                        "version": 1,
                        "status": "PendingManualApproval",
                        "stage": None,
                        "deleted": False,
                        "aliases": [],
                        "metrics": {"auc": 0.81},
                        "execution": "e1",
                        "artifact": artifact("aa").digest,
                    },
                    {
                        "version": 2,
                        "status": "Approved",
                        "stage": None,
                        "deleted": False,
                        "aliases": ["champion"],
                        "metrics": {"auc": 0.81},
                        "execution": "e2",
                        "artifact": artifact("bb").digest,
                    },
                ],
            }
        ]
    }
    assert json.loads(json.dumps(listing)) == listing


def test_listing_is_json_even_of_nan(connection: sqlite3.Connection, store: Writer) -> None:
    open_execution(store)
    registration = Registration(
        "m", artifact("aa"), metrics={"auc": float("nan"), "by": {"x": [float("inf"), 1]}}
    )
    store.decide("e1", "train", Decision(StepStatus.SUCCEEDED, registration=registration))
    (version,) = registry.to_listing(registry.groups(connection))["groups"][0]["versions"]
    assert version["metrics"] == {"auc": None, "by": {"x": [None, 1]}}


def test_groups_are_summaries_and_group_is_whole(two: sqlite3.Connection) -> None:
    (summary,) = registry.groups(two)
    whole = registry.group(two, "attrition")
    assert (
        (summary.name, summary.description)
        == (whole.name, whole.description)
        == ("attrition", "who may leave")
    )
    assert [v.card for v in summary.versions] == ["", ""]
    assert [v.card for v in whole.versions] == ["# Attrition"] * 2
    assert [len(v.approvals) for v in whole.versions] == [1, 1]
    assert [v.version for v in registered.groups(two, versions=1)[0].versions] == [2]
    assert [v.version for v in registered.group(two, "attrition", versions=1).versions] == [2]


def test_description_stays_until_another_is_given(connection: sqlite3.Connection, store: Writer) -> None:
    open_execution(store, steps=("a", "b", "c"))
    for step, description in [("a", "first"), ("b", ""), ("c", "second")]:
        registration = Registration("m", artifact("aa"), description=description)
        store.decide("e1", step, Decision(StepStatus.SUCCEEDED, registration=registration))
        expected = "first" if step != "c" else "second"
        assert registry.group(connection, "m").description == expected


def test_a_registration_that_fails_leaves_no_version(connection: sqlite3.Connection, store: Writer) -> None:
    attrition(store)
    with pytest.raises(RuntimeError, match="cannot go from Succeeded"):
        register(store)
    assert [v.version for v in registry.group(connection, "attrition").versions] == [1]
