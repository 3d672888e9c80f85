"""The audit log: what it tells, and that no change by hand escapes it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from store_samples import attrition, new_store, writer

from nbpipe import registry
from nbpipe.cli import main
from nbpipe.errors import StoreError, UsageError
from nbpipe.model import Anchor, Approval
from nbpipe.store import audit, connect, migrations, translate


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A store with four versions of one group, and a record for every kind of change."""
    found = new_store(tmp_path)
    store = writer(found)
    for number, model in enumerate(("aa", "bb", "cc", "dd"), 1):
        attrition(store, f"e{number}", model)
    store.approve(
        "attrition",
        1,
        Approval.APPROVED,
        "bob",
        "good on March",
        {"artifact": "x"},
        command="nbpipe models approve",
    )
    store.set_alias("attrition", "champion", 1, "bob")
    store.set_alias("attrition", "champion", 2, "bob")
    store.set_alias("attrition", "old", 1, "bob")
    store.remove_alias("attrition", "old", "eve")
    store.set_stage("attrition", 2, None, "Staging", "bob", "for the pilot")
    store.approve("attrition", 3, Approval.REJECTED, "eve", "leaks the label", {})
    store.refuse("attrition", 2, "mallory", "approve", ["four eyes"])
    store.delete_version("attrition", 4, "bob", "trained on a wrong file")
    yield found
    found.close()


def codes(connection: sqlite3.Connection, known: Anchor | None = None) -> set[str]:
    return {problem.code for problem in audit.verify(connection, known)}


def test_every_change_is_told(connection: sqlite3.Connection) -> None:
    found = audit.records(connection)
    assert [(item.id, item.actor, item.action, item.subject) for item in reversed(found)] == [
        *((n, "ada", "register", f"model:attrition:{n}") for n in (1, 2, 3, 4)),
        (5, "bob", "approve", "model:attrition:1"),
        (6, "bob", "alias", "model:attrition:1"),
        (7, "bob", "alias", "model:attrition:2"),
        (8, "bob", "alias", "model:attrition:1"),
        (9, "eve", "alias", "model:attrition:1"),
        (10, "bob", "stage", "model:attrition:2"),
        (11, "eve", "reject", "model:attrition:3"),
        (12, "mallory", "refuse", "model:attrition:2"),
        (13, "bob", "delete", "model:attrition:4"),
    ]
    assert (found[0].data["comment"], found[1].data["rules"]) == ("trained on a wrong file", ["four eyes"])
    assert found[-1].command == "step register of execution e1"
    assert found[-5].command == "nbpipe models approve"
    assert found[-5].data["rows"][0][2]["status"] == "Approved"
    assert audit.verify(connection) == []


def test_records_of_a_group_and_of_a_version(connection: sqlite3.Connection) -> None:
    assert len(audit.records(connection, "attrition")) == 13
    assert [item.id for item in audit.records(connection, "attrition:2")] == [12, 10, 7, 2]
    assert [item.id for item in audit.records(connection, "attrition", limit=2, before=10)] == [9, 8]
    assert audit.records(connection, "attri") == audit.records(connection, "attrition:22") == []


def test_the_change_and_its_record_are_one(connection: sqlite3.Connection) -> None:
    connection.execute("CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT raise(ABORT, 'full'); END")
    with pytest.raises(StoreError):
        writer(connection).set_alias("attrition", "champion", 1, "eve")
    assert registry.resolve(connection, "attrition@champion").version == 2


@pytest.mark.parametrize("change", ["UPDATE {} SET by = 'eve'", "DELETE FROM {}"])
@pytest.mark.parametrize("table", ["approvals", "alias_history", "stages", "deletions", "audit"])
def test_records_are_never_changed(connection: sqlite3.Connection, table: str, change: str) -> None:
    sql = change.format(table).replace("SET by", "SET actor") if table == "audit" else change.format(table)
    with pytest.raises(StoreError, match=f"{table} is a record"), translate(connection):
        connection.execute(sql)


# What somebody does to the database by hand, after the triggers are out of the way → the problems that are found.
BY_HAND: dict[str, tuple[str, set[str]]] = {
    "the actor of a record": ("UPDATE audit SET actor = 'carol' WHERE id = 5", {"audit-changed"}),
    "the time of a record": ("UPDATE audit SET at = '2027-01-01' WHERE id = 9", {"audit-changed"}),
    "the command of a record": ("UPDATE audit SET command = 'nothing' WHERE id = 2", {"audit-changed"}),
    "the action of a record": ("UPDATE audit SET action = 'approve' WHERE id = 12", {"audit-changed"}),
    "the subject of a record": (
        "UPDATE audit SET subject = 'model:attrition:3' WHERE id = 5",
        {"audit-changed"},
    ),
    "the comment in a record": (
        "UPDATE audit SET data = replace(data, 'leaks', 'fine') WHERE id = 11",
        {"audit-changed", "audit-row"},
    ),
    "spaces in a record": (
        "UPDATE audit SET data = replace(data, ',', ', ') WHERE id = 12",
        {"audit-changed"},
    ),
    "the hash of a record": (
        "UPDATE audit SET hash = 'sha256:0' WHERE id = 7",
        {"audit-changed", "audit-order"},
    ),
    "a record is gone": ("DELETE FROM audit WHERE id = 12", {"audit-gap"}),
    "the first record is gone": (
        "DELETE FROM audit WHERE id = 1",
        {"audit-gap", "audit-unknown-row"},
    ),
    "the last record is gone": ("DELETE FROM audit WHERE id = 13", {"audit-cut", "audit-unknown-row"}),
    "two records change places": (
        "UPDATE audit SET id = -id WHERE id IN (6, 7);"
        "UPDATE audit SET id = 13 + id WHERE id < 0;",
        {"audit-changed", "audit-order", "audit-row"},
    ),
    "a record is put in": (
        "UPDATE audit SET id = -(id + 1) WHERE id > 9; UPDATE audit SET id = -id WHERE id < 0;"
        "INSERT INTO audit SELECT 10, at, actor, command, action, subject, data, previous, hash FROM audit WHERE id = 5;"
        "UPDATE sqlite_sequence SET seq = 14 WHERE name = 'audit'",
        {"audit-changed", "audit-order"},
    ),
    "a record is put at the end": (
        "INSERT INTO audit SELECT 14, at, 'eve', command, action, 'model:attrition:2', '{}', hash, 'sha256:1'"
        " FROM audit WHERE id = 13",
        {"audit-changed"},
    ),
    "a decision": ("UPDATE approvals SET status = 'Approved' WHERE version = 3", {"audit-row"}),
    "who decided": ("UPDATE approvals SET by = 'ada' WHERE version = 1", {"audit-row"}),
    "a decision is gone": ("DELETE FROM approvals WHERE by = 'eve'", {"audit-missing-row"}),
    "a decision is put in": (
        "INSERT INTO approvals (model_group, version, status, by, at, comment, evidence)"
        " VALUES ('attrition', 2, 'Approved', 'bob', 'now', '', '{}')",
        {"audit-unknown-row"},
    ),
    "an alias moves": ("UPDATE aliases SET version = 1 WHERE alias = 'champion'", {"audit-row"}),
    "an alias is put in": (
        "INSERT INTO aliases VALUES ('attrition', 'production', 1, 'now', 'bob')",
        {"audit-unknown-row"},
    ),
    "a removed alias is back": (
        "INSERT INTO aliases VALUES ('attrition', 'old', 1, 'now', 'bob')",
        {"audit-unknown-row"},
    ),
    "an alias is gone": ("DELETE FROM aliases", {"audit-missing-row"}),
    "a move of an alias is gone": ("DELETE FROM alias_history WHERE id = 1", {"audit-missing-row"}),
    "the digest of a model": (
        "UPDATE model_versions SET digest = (SELECT digest FROM model_versions WHERE version = 1) WHERE version = 2",
        {"audit-row", "audit-content"},
    ),
    "metrics": ("""UPDATE model_versions SET metrics = '{"auc":0.99}' WHERE version = 2""", {"audit-row"}),
    "a card": ("UPDATE model_versions SET card = '# Better' WHERE version = 2", {"audit-row"}),
    "who made it": ("UPDATE model_versions SET created_by = 'eve' WHERE version = 2", {"audit-row"}),
    "the execution that made it": (
        "UPDATE model_versions SET execution = 'e1' WHERE version = 2",
        {"audit-row"},
    ),
    "a version is put in": (
        "INSERT INTO model_versions SELECT model_group, 9, digest, materializer, meta, execution, step, metrics, card,"
        " created_at, created_by FROM model_versions WHERE version = 1",
        {"audit-unknown-row", "audit-content"},
    ),
    "a version is gone": ("DELETE FROM model_versions WHERE version = 3", {"audit-missing-row"}),
    "a stage": ("UPDATE stages SET stage = 'Production'", {"audit-row"}),
    "a stage is put in": (
        "INSERT INTO stages (model_group, version, stage, by, at, comment)"
        " VALUES ('attrition', 1, 'Production', 'bob', 'now', '')",
        {"audit-unknown-row"},
    ),
    "a deletion is gone": ("DELETE FROM deletions", {"audit-missing-row", "audit-content"}),
    "a deletion is put in": (
        "INSERT INTO deletions VALUES ('attrition', 1, 'bob', 'now', '')",
        {"audit-unknown-row"},
    ),
    "the content of a version is let go": (
        "DELETE FROM model_contents WHERE version = 2",
        {"audit-content"},
    ),
    "the parameters that it was made with": (
        """UPDATE executions SET parameters = '{"depth":9}' WHERE id = 'e2'""",
        {"audit-row"},
    ),
    "the seed that it was made with": ("UPDATE executions SET seed = 99 WHERE id = 'e2'", {"audit-row"}),
    "who started what made it": ("UPDATE executions SET started_by = 'eve' WHERE id = 'e2'", {"audit-row"}),
    "the code that made it": ("UPDATE pipelines SET digest = 'sha256:0'", {"audit-row"}),
    "the execution that made it is gone": ("DELETE FROM executions WHERE id = 'e2'", {"audit-missing-row"}),
    "an answer that nobody gave": (
        "INSERT INTO callbacks (execution, step, token, digest, question, choices, outputs, approval, asked_at, status, by)"
        " VALUES ('e1', 'ask', 't', 'd', 'Ship?', '[]', '[]', 1, 'now', 'Succeeded', 'ada')",
        {"audit-unknown-row"},
    ),
    "a trigger of their own": (
        "CREATE TRIGGER quiet AFTER INSERT ON approvals BEGIN DELETE FROM events; END",
        {"audit-trigger"},
    ),
    "what a group is for": ("UPDATE model_groups SET description = 'weather'", {"audit-row"}),
}  # fmt: skip


@pytest.mark.parametrize("what", BY_HAND)
def test_what_is_done_by_hand_is_found(connection: sqlite3.Connection, what: str) -> None:
    sql, expected = BY_HAND[what]
    connection.execute("PRAGMA foreign_keys = OFF")
    triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    connection.executescript(sql)
    for _, statement in triggers:
        connection.execute(statement)
    assert codes(connection) == expected
    assert all(problem.hint for problem in audit.verify(connection))


def test_a_trigger_that_is_gone_is_found(connection: sqlite3.Connection) -> None:
    connection.execute("DROP TRIGGER approvals_no_update")
    (problem,) = audit.verify(connection)
    assert (problem.code, problem.message) == (
        "audit-trigger",
        "nothing keeps rows of approvals from UPDATE any more",
    )


def test_a_problem_says_what_the_log_says(connection: sqlite3.Connection) -> None:
    connection.execute("""UPDATE model_versions SET metrics = '{"auc":0.99}' WHERE version = 2""")
    (problem,) = audit.verify(connection)
    assert problem.message == (
        r'model version attrition:2: metrics is "{\"auc\":0.99}", the log says "{\"auc\": 0.81}"'
    )


def rewrite(connection: sqlite3.Connection) -> None:
    """Chain the records anew, as one would who knows how it is done."""
    connection.execute("DROP TRIGGER audit_no_update")
    head = audit.START
    for record in reversed(audit.records(connection)):
        made = replace(record, previous=head)
        head = audit.digest(made)
        connection.execute(
            "UPDATE audit SET previous = ?, hash = ? WHERE id = ?", (made.previous, head, record.id)
        )
    connection.execute(audit.trigger("audit", "UPDATE"))


def test_a_log_written_anew_is_found_by_an_anchor_alone(connection: sqlite3.Connection) -> None:
    known = audit.anchor(connection, "2026-11-21")
    assert (known.count, audit.verify(connection, known)) == (13, [])
    for table in ("approvals", "audit"):
        connection.execute(f"DROP TRIGGER {table}_no_update")
    connection.execute("UPDATE approvals SET by = 'ada' WHERE id = 5")
    connection.execute(
        """UPDATE audit SET actor = 'ada', data = replace(data, '"by":"bob"', '"by":"ada"') WHERE id = 5"""
    )
    for table in ("approvals", "audit"):
        connection.execute(audit.trigger(table, "UPDATE"))
    rewrite(connection)
    assert codes(connection) == set()
    assert codes(connection, known) == {"audit-anchor"}


def test_a_cut_end_is_found_by_an_anchor(connection: sqlite3.Connection) -> None:
    known = audit.anchor(connection, "2026-11-21")
    connection.execute("DROP TRIGGER audit_no_delete")
    connection.execute("DELETE FROM audit WHERE id >= 12")
    connection.execute("UPDATE sqlite_sequence SET seq = 11 WHERE name = 'audit'")
    connection.execute("DROP TRIGGER deletions_no_delete")
    connection.execute("DELETE FROM deletions")
    for table in ("audit", "deletions"):
        connection.execute(audit.trigger(table, "DELETE"))
    # A version that was deleted has let go of its content.
    assert codes(connection) == {"audit-content"}
    assert codes(connection, known) == {"audit-cut", "audit-content"}
    writer(connection).refuse("attrition", 1, "eve", "approve", [])
    writer(connection).refuse("attrition", 1, "eve", "approve", [])
    assert codes(connection, known) == {"audit-anchor", "audit-content"}


def test_an_anchor_stays_good_while_the_log_grows(connection: sqlite3.Connection) -> None:
    known = audit.read_anchor(
        json.dumps({"count": 13, "head": audit.anchor(connection, "").head, "at": "x"}), "f"
    )
    writer(connection).set_alias("attrition", "champion", 3, "eve")
    assert audit.verify(connection, known) == []


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", "null", '{"count": "2", "head": "a", "at": ""}', '{"count": 1, "head": 2, "at": ""}'],
)
def test_what_is_no_anchor(text: str) -> None:
    with pytest.raises(UsageError, match=r"a.json is no anchor\n.*nbpipe audit anchor"):
        audit.read_anchor(text, "a.json")


def test_an_empty_log_is_whole(tmp_path: Path) -> None:
    connection = new_store(tmp_path)
    assert audit.verify(connection, audit.anchor(connection, "")) == []
    connection.close()


def test_what_an_older_store_holds_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A store as it was before the log, filled with plain SQL."""
    older = tuple(item for item in migrations._MIGRATIONS if item[0] < "0004")
    with monkeypatch.context() as patched:
        patched.setattr(migrations, "_MIGRATIONS", older)
        patched.setattr(migrations, "NAMES", tuple(name for name, _ in older))
        old = connect(tmp_path)
        old.executescript("""
            INSERT INTO artifacts VALUES ('sha256:aa', 1, 'm', 'p', '{}', 'then');
            INSERT INTO model_groups VALUES ('churn', '', 'then');
            INSERT INTO model_versions VALUES ('churn', 1, 'sha256:aa', 'p', '{}', NULL, NULL, '{}', 'card', 'then', 'ada');
            INSERT INTO approvals VALUES (1, 'churn', 1, 'Approved', 'bob', 'then', 'good', '{}');
            INSERT INTO aliases VALUES ('churn', 'champion', 1, 'then', 'bob');
            INSERT INTO alias_history VALUES (1, 'churn', 'champion', 1, 'then', 'bob');
            INSERT INTO alias_history VALUES (2, 'churn', 'old', NULL, 'then', 'bob');
        """)
        old.close()
    connection = connect(tmp_path)
    (record,) = audit.records(connection)
    assert (record.actor, record.action, record.subject) == ("nbpipe", "found", "model:churn:1")
    assert "cannot prove" in record.data["comment"]
    assert {table for table, _, _ in record.data["rows"]} == {
        "model_groups", "model_versions", "approvals", "aliases", "alias_history",
    }  # fmt: skip
    assert audit.verify(connection) == []
    assert registry.resolve(connection, "churn@champion").status is Approval.APPROVED
    connection.execute("UPDATE model_versions SET card = 'another'")
    assert codes(connection) == {"audit-row"}
    connection.close()


# ---- the command line -----------------------------------------------------------------------------------------------

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NBPIPE_STORE", raising=False)
    monkeypatch.setenv("NBPIPE_USER", "grace")
    return tmp_path


def call(capsys: Captured, *words: str) -> tuple[int, str]:
    code = main(words)
    said = capsys.readouterr()
    return code, said.out + said.err


def test_a_command_is_recorded_as_it_was_typed(folder: Path, capsys: Captured) -> None:
    assert "no records yet" in call(capsys, "audit")[1]
    (folder / ".nbpipe").mkdir()
    connection = new_store(folder / ".nbpipe")
    attrition(writer(connection))
    connection.close()
    assert call(capsys, "models", "approve", "attrition:1", "--comment", "good on March")[0] == 0
    code, said = call(capsys, "audit", "attrition", "--json")
    newest = json.loads(said)["records"][0]
    assert (code, newest["actor"], newest["command"]) == (
        0,
        "grace",
        "nbpipe models approve attrition:1 --comment 'good on March'",
    )
    lines = call(capsys, "audit", "attrition:1")[1].splitlines()
    assert lines[0].split() == ["record", "when", "who", "about", "what", "command"]
    assert "grace" in lines[1]
    assert "approved: good on March" in lines[1]
    assert "registered, PendingManualApproval" in lines[2]
    assert call(capsys, "audit", "atrition") == (
        2,
        "there is no model group 'atrition'\n  → did you mean 'attrition'?\n",
    )


def test_verifying_against_an_anchor(folder: Path, capsys: Captured) -> None:
    (folder / ".nbpipe").mkdir()
    connection = new_store(folder / ".nbpipe")
    attrition(writer(connection))
    connection.close()
    code, said = call(capsys, "audit", "anchor", "-o", "anchor.json")
    assert (code, said.startswith("anchor.json: 1 record, sha256:")) == (0, True)
    assert json.loads(call(capsys, "audit", "anchor")[1])["head"] in said
    code, said = call(capsys, "audit", "verify")
    assert code == 0
    assert "ok: 1 record" in said
    assert "nbpipe audit anchor -o anchor.json" in said
    code, said = call(capsys, "audit", "verify", "--anchor", "anchor.json")
    assert code == 0
    assert "agrees with the anchor of 20" in said
    connection = connect(folder / ".nbpipe")
    connection.execute("UPDATE model_versions SET card = 'x'")
    connection.close()
    code, said = call(capsys, "audit", "verify")
    assert code == 1
    assert said.startswith('model version attrition:1: card is "x", the log says "# Attrition"\n  → ')
    assert said.endswith("1 problem in the log of " + str(folder / ".nbpipe") + "\n")
    found = json.loads(call(capsys, "audit", "verify", "--json")[1])
    assert ([item["code"] for item in found["errors"]], found["count"]) == (["audit-row"], 1)


def test_an_anchor_that_cannot_be_read(folder: Path, capsys: Captured) -> None:
    assert call(capsys, "audit", "verify", "--anchor", "none.json") == (
        2,
        "none.json cannot be read: No such file or directory\n"
        "  → give the file that `nbpipe audit anchor -o FILE` wrote\n",
    )
