"""Policies: what the file says, what stands against a version, and that no front door goes around it."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from scripted import Does, Script, bench, compiled
from store_samples import artifact, attrition, new_store, open_execution, register, run_step, writer

import nbpipe
from nbpipe import registry
from nbpipe.artifacts import ArtifactStore
from nbpipe.cli import main
from nbpipe.errors import NotFoundError, PolicyError, UsageError
from nbpipe.model import Approval
from nbpipe.policy import STAGES, TRANSITIONS, Bounds, DeploymentRules, Policy, file, rules
from nbpipe.policy.rules import Candidate
from nbpipe.store import audit, queries, registered

# ---- the file -------------------------------------------------------------------------------------------------------

WHOLE = """
# who may do what
[policy."*"]
four_eyes = true
approvers = ["ada", "bob"]

[policy.churn]
approvers = ["eve"]
comment = false
requires = ["bias.report"]
stages = ["Dev", "Live", "Gone"]
beats_champion = { auc = "max", loss = "min" }
approved_stages = ["Live"]
[policy.churn.metrics]
auc = { at_least = 0.8 }
"by.di" = { at_least = 0.8, at_most = 1.25 }
"""


def test_rules_of_a_group_go_before_those_of_all() -> None:
    found = file.read(WHOLE, "nbpipe.toml", "churn")
    assert found == Policy(
        approvers=("eve",),
        four_eyes=True,
        comment=False,
        metrics={"auc": Bounds(0.8), "by.di": Bounds(0.8, 1.25)},
        requires=("bias.report",),
        beats_champion={"auc": "max", "loss": "min"},
        stages=("Dev", "Live", "Gone"),
        transitions={"Dev": ("Live", "Gone"), "Live": ("Gone", "Dev"), "Gone": ("Live",)},
        approved_stages=("Live",),
        source="nbpipe.toml",
        digest=found.digest,
    )
    other = file.read(WHOLE, "nbpipe.toml", "weather")
    assert (other.approvers, other.four_eyes, other.comment) == (("ada", "bob"), True, True)
    assert (other.stages, other.transitions, other.metrics) == (STAGES, TRANSITIONS, {})


def test_rules_of_deployments_go_key_by_key_too() -> None:
    text = """
[policy."*".deployment]
deployers = ["ada"]
stages = ["Production"]
[policy.churn.deployment]
stages = ["Staging"]
status = ["Approved", "PendingManualApproval"]
[policy.churn.deployment.metrics]
auc = { at_least = 0.9 }
"""
    assert file.read(text, "f", "churn").deployment == DeploymentRules(
        deployers=("ada",),
        status=("Approved", "PendingManualApproval"),
        stages=("Staging",),
        metrics={"auc": Bounds(0.9)},
    )
    assert file.read(text, "f", "weather").deployment == DeploymentRules(("ada",), stages=("Production",))
    assert file.read("", "f", "churn").deployment == DeploymentRules(status=("Approved",))


def test_the_example_in_the_readme() -> None:
    readme = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```toml\n(\[policy.*?)```", readme, re.DOTALL)
    found = file.read(example, "README.md", "attrition")
    assert (found.approvers, found.metrics["by.sex.di"]) == (("ada", "bob"), Bounds(0.8, 1.25))
    assert set(file.KEYS) == set(re.findall(r"^([a-z_]+) = ", example, re.M)) - {"auc", "deployers"} | {
        "metrics",
        "deployment",
    }


def test_stages_without_production() -> None:
    found = file.read('[policy.x]\nstages = ["Dev", "Live"]', "f", "x")
    assert (found.approved_stages, found.transitions) == ((), {"Dev": ("Live",), "Live": ("Dev",)})


@pytest.mark.parametrize("text", ["", "# nothing", "[policy]", "[policy.other]\nfour_eyes = true"])
def test_a_file_without_rules_for_a_group(text: str) -> None:
    found = file.read(text, "f", "churn")
    assert (found.approvers, found.four_eyes, found.comment, found.stages) == (None, False, True, STAGES)


# text → line, message, hint
WRONG: Mapping[str, tuple[int, str, str]] = {
    "[policy.churn\nfour_eyes = true": (1, "is not TOML: Expected ']'", "[policy.churn]"),
    "[policy.churn]\nfour_eyes = yes": (2, "is not TOML: Invalid value", "four_eyes = true"),
    "[policy.churn]\n\nfour_eye = true": (3, "there is no rule four_eye", "did you mean four_eyes?"),
    "[polcy.churn]\nfour_eyes = true": (1, "there is no section polcy", "did you mean policy?"),
    "[policy]\nfour_eyes = true": (1, "rules stand in a group's own table", "[policy.churn]"),
    "policy = 3": (1, "rules stand in a group's own table", "[policy.churn]"),
    '[policy.churn]\napprovers = "ada"': (2, "approvers is a list of names", 'approvers = ["ada", "bob"]'),
    '[policy.churn]\napprovers = ["ada", 3]': (2, "approvers is a list of names", "approvers ="),
    '[policy.churn]\nrequires = [""]': (2, "requires is a list of names", "requires ="),
    "[policy.churn]\nfour_eyes = 1": (2, "four_eyes is true or false", "four_eyes = true"),
    "[policy.churn]\nmetrics = 0.8": (2, "metrics is a table of metrics", "at_least = 0.8"),
    "[policy.churn]\n[policy.churn.metrics]\nauc = 0.8": (3, "a bound of auc is at_least", "at_least = 0.8"),
    "[policy.churn]\nmetrics = { auc = { least = 0.8 } }": (2, "a bound of auc is at_least", "at_least"),
    "[policy.churn.metrics.auc]\nat_least = '0.8'": (1, "a bound of auc is a number", "at_least = 0.8"),
    "[policy.churn.metrics]\nauc = { at_least = 1, at_most = 0.5 }": (2, "no auc can be both", "exchange them"),
    "[policy.churn]\nbeats_champion = { auc = 'up' }": (2, "auc is better as max or as min", '"max"'),
    "[policy.churn]\nbeats_champion = ['auc']": (2, "beats_champion is a table", '"max"'),
    "[policy.churn]\nstages = ['Dev']": (2, "stages are two or more, each once", '"Development"'),
    "[policy.churn]\nstages = ['A', 'A']": (2, "stages are two or more, each once", '"Development"'),
    "[policy.churn]\ntransitions = { Stagin = ['Production'] }": (2, "there is no stage Stagin", "did you mean Staging?"),
    "[policy.churn]\ntransitions = { Staging = ['Prod'] }": (2, "there is no stage Prod", "Production"),
    "[policy.churn]\ntransitions = { Staging = 'Production' }": (2, "transitions is a list of names", "transitions ="),
    "[policy.churn]\napproved_stages = ['Live']": (2, "there is no stage Live", "there is Archived"),
    "[policy.churn]\ndeployment = true": (2, "deployment is a table of rules", 'deployers = ["ada"]'),
    "[policy.churn.deployment]\ndeployer = ['ada']": (2, "there is no rule deployer", "did you mean deployers?"),
    "[policy.churn.deployment]\ndeployers = 'ada'": (2, "deployers is a list of names", 'deployers = ["ada", "bob"]'),
    "[policy.churn.deployment]\nstatus = ['Rejected']": (2, "a rejected version is never deployed", "status ="),
    "[policy.churn.deployment]\nstatus = ['Good']": (2, "there is no approval status Good", "Approved, Pending"),
    "[policy.churn.deployment]\nstages = ['Live']": (2, "there is no stage Live", "there is Archived"),
    "[policy.churn.deployment]\nmetrics = { auc = 1 }": (2, "a bound of auc is at_least", "at_least"),
    "[policy.churn.deployment]\nfour_eyes = 'yes'": (2, "four_eyes is true or false", "four_eyes = true"),
    "[policy.a]\nfour_eyes = true\n[policy.'b c']\nmovers = 3": (4, "movers is a list of names", "movers ="),
}  # fmt: skip


@pytest.mark.parametrize("text", WRONG)
def test_a_wrong_file(text: str) -> None:
    line, message, hint = WRONG[text]
    with pytest.raises(UsageError) as caught:
        file.read(text, "nbpipe.toml", "churn")
    problem = caught.value.problems[0]
    assert (problem.code, problem.line) == ("policy-file", line)
    assert message in problem.message
    assert hint in (problem.hint or "")
    assert problem.source == text.split("\n")[line - 1]


def test_all_mistakes_are_told_at_once() -> None:
    with pytest.raises(UsageError) as caught:
        file.read("[policy.a]\nfour_eyes = 1\nwho = []\n[policy.b]\ncomment = ''", "f", "c")
    assert [problem.line for problem in caught.value.problems] == [2, 3, 5]


def test_the_nearest_file_counts(tmp_path: Path) -> None:
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    assert file.load(below, "x").source == ""
    (tmp_path / file.NAME).write_text("[policy.x]\nfour_eyes = true")
    assert file.load(below, "x").four_eyes
    (tmp_path / "a" / file.NAME).write_text("[policy.y]\nfour_eyes = true")
    assert file.load(below, "x") == Policy(
        source=str(tmp_path / "a" / file.NAME), digest=file.load(below, "x").digest
    )
    (below / file.NAME).write_bytes(b"\xff")
    with pytest.raises(UsageError, match="cannot be read: it is no text in UTF-8"):
        file.load(below, "x")


# ---- the rules ------------------------------------------------------------------------------------------------------

GOOD = Candidate("m:2", "ada", {"auc": 0.8, "by": {"di": 0.9}}, frozenset({"report", "bias.report"}))


@pytest.mark.parametrize(
    ("policy", "version", "by", "expected"),
    [
        (Policy(), Candidate("m:1", None), "ada", []),
        (Policy(approvers=("bob", "eve")), GOOD, "ada", [("approver", "ada may not decide", "ask bob or eve")]),
        (Policy(approvers=()), GOOD, "ada", [("approver", "ada may not decide", "nobody may")]),
        (Policy(four_eyes=True), GOOD, "ada", [("four-eyes", "ada registered m:2", "ask somebody else")]),
        (
            Policy(four_eyes=True, approvers=("ada", "bob")),
            GOOD,
            "ada",
            [("four-eyes", "ada registered m:2", "ask bob")],
        ),
        (Policy(four_eyes=True), Candidate("m:1", None), "ada", [("four-eyes", "is not known", "register it again")]),
        (Policy(four_eyes=True), GOOD, "bob", []),
        (Policy(metrics={"auc": Bounds(0.8), "by.di": Bounds(0.8, 1.25)}), GOOD, "ada", []),
        (Policy(metrics={"auc": Bounds(0.81)}), GOOD, "ada", [("metric", "auc is 0.8, not at least 0.81", "train")]),
        (Policy(metrics={"by.di": Bounds(None, 0.5)}), GOOD, "ada", [("metric", "by.di is 0.9, not at most 0.5", "")]),
        (Policy(metrics={"auk": Bounds(0.8)}), GOOD, "ada", [("metric", "no metric auk", "did you mean auc?")]),
        (Policy(metrics={"auc": Bounds(0.8)}), Candidate("m:1", "", {"auc": float("inf")}), "ada", [("metric", "no metric auc", "")]),
        (Policy(metrics={"f1": Bounds(0.8)}), Candidate("m:1", ""), "ada", [("metric", "no metric f1", "--metrics")]),
        (
            Policy(metrics={"auc": Bounds(0.8)}),
            Candidate("m:1", "", {"auc": float("nan")}),
            "ada",
            [("metric", "no metric auc", "")],
        ),
        (Policy(requires=("bias.report", "report")), GOOD, "ada", []),
        (Policy(requires=("bias.repot",)), GOOD, "ada", [("requires", "no bias.repot", "did you mean bias.report?")]),
    ],
)  # fmt: skip
def test_what_stands_against_an_approval(
    policy: Policy, version: Candidate, by: str, expected: list[tuple[str, str, str]]
) -> None:
    found = rules.approval(policy, version, by)
    assert len(found) == len(expected)
    for problem, (rule, message, hint) in zip(found, expected, strict=True):
        assert problem.code == f"policy-{rule}"
        assert message in problem.message
        assert problem.hint
        assert hint in problem.hint


@pytest.mark.parametrize(
    ("metrics", "champion", "expected"),
    [
        ({"auc": 0.8, "loss": 0.1}, None, []),
        ({"auc": 0.8, "loss": 0.1}, ("m:1", {"auc": 0.79, "loss": 0.2}), []),
        ({"auc": 0.8, "loss": 0.2}, ("m:1", {"auc": 0.8, "loss": 0.2}), ["not above the 0.8 of", "not below the 0.2 of"]),
        ({"auc": 0.8, "loss": 0.2}, ("m:2", {"auc": 0.8, "loss": 0.2}), []),
        ({"auc": 0.8}, ("m:1", {"auc": 0.7, "loss": 0.2}), ["it has no metric loss"]),
        ({"auc": 0.8, "loss": 0.1}, ("m:1", {"auc": 0.7}), ["the champion m:1 has no metric loss"]),
    ],
)  # fmt: skip
def test_the_champion_to_beat(
    metrics: dict[str, float], champion: tuple[str, dict[str, float]] | None, expected: list[str]
) -> None:
    policy = Policy(beats_champion={"auc": "max", "loss": "min"})
    found = rules.approval(policy, Candidate("m:2", "ada", metrics, champion=champion), "bob")
    assert len(found) == len(expected)
    assert all(
        said in problem.message and problem.hint for said, problem in zip(expected, found, strict=True)
    )


@pytest.mark.parametrize(
    ("policy", "before", "stage", "by", "expected"),
    [
        (Policy(), "Development", "Staging", "ada", []),
        (Policy(), "Development", "Production", "ada", ["Production does not follow Development", "approved versions"]),
        (Policy(), "Staging", "Production", "ada", ["Production is for approved versions"]),
        (Policy(), "Gone", "Staging", "ada", []),  # a stage that the policy had once
        (Policy(movers=("bob",)), "Development", "Staging", "ada", ["ada may not change the stage"]),
        (Policy(approved_stages=("Staging",), metrics={"auc": Bounds(0.9)}), "Development", "Staging", "ada",
         ["Staging is for approved versions", "auc is 0.8, not at least 0.9"]),
        (Policy(transitions={}), "Development", "Staging", "ada", ["Staging does not follow Development"]),
    ],
)  # fmt: skip
def test_what_stands_against_a_move(
    policy: Policy, before: str, stage: str, by: str, expected: list[str]
) -> None:
    found = rules.move(policy, GOOD, before, stage, by)
    assert len(found) == len(expected)
    assert all(
        said in problem.message and problem.hint for said, problem in zip(expected, found, strict=True)
    )


# ---- in the registry ------------------------------------------------------------------------------------------------


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A store below the test's folder, with two versions that ada registered; nobody said anything yet."""
    (tmp_path / ".nbpipe").mkdir()
    found = new_store(tmp_path / ".nbpipe")
    store = writer(found)
    attrition(store, "e1", "aa")
    attrition(store, "e2", "bb")
    yield found
    found.close()


def says(folder: Path, text: str) -> None:
    (folder / file.NAME).write_text(text)


def test_an_approval_that_the_policy_allows(connection: sqlite3.Connection, tmp_path: Path) -> None:
    says(
        tmp_path,
        "[policy.attrition]\nfour_eyes = true\nrequires = ['clean.df']\nmetrics = {auc = {at_least = 0.8}}",
    )
    assert registry.approve(connection, "attrition:1", "bob", "good").status is Approval.APPROVED
    assert audit.records(connection)[0].data["policy"] == file.load(tmp_path, "attrition").digest


def test_a_refusal_explains_every_rule_and_is_recorded(
    connection: sqlite3.Connection, tmp_path: Path
) -> None:
    says(
        tmp_path,
        '[policy."*"]\nfour_eyes = true\napprovers = ["bob"]\nrequires = ["bias"]\nmetrics = {auc = {at_least = 0.9}}',
    )
    with pytest.raises(PolicyError) as caught:
        registry.approve(connection, "attrition:1", "ada", "good", command="a test")
    assert [problem.code for problem in caught.value.problems] == [
        "policy-approver",
        "policy-four-eyes",
        "policy-metric",
        "policy-requires",
    ]
    assert all(problem.hint and str(tmp_path) in problem.message for problem in caught.value.problems)
    assert registry.resolve(connection, "attrition:1").status is Approval.PENDING
    record = audit.records(connection)[0]
    assert (record.actor, record.action, record.subject) == ("ada", "refuse", "model:attrition:1")
    assert (record.command, record.data["asked"], len(record.data["rules"])) == ("a test", "approve", 4)
    assert record.data["rules"][0] == "ada may not decide about its versions"
    assert audit.verify(connection) == []


def test_who_may_not_approve_may_not_reject(connection: sqlite3.Connection, tmp_path: Path) -> None:
    says(tmp_path, '[policy.attrition]\napprovers = ["bob"]\nmetrics = {auc = {at_least = 2}}')
    with pytest.raises(PolicyError, match=r"cannot be rejected by eve: eve may not decide.*\n.*ask bob"):
        registry.reject(connection, "attrition:1", "eve", "bad")
    assert registry.reject(connection, "attrition:1", "bob", "bad").status is Approval.REJECTED


@pytest.mark.parametrize(
    ("before", "decide", "says_"),
    [
        ([("approve", "attrition:1")], "approve", "attrition:1 is Approved already: by bob, "),
        ([("reject", "attrition:1")], "reject", "attrition:1 is Rejected already: by bob, "),
        ([("reject", "attrition:1")], "approve", "was rejected by bob, .*: that is final\n.*register a new version"),
    ],
)  # fmt: skip
def test_decisions_that_make_no_sense(
    connection: sqlite3.Connection, before: list[tuple[str, str]], decide: str, says_: str
) -> None:
    for what, ref in before:
        getattr(registry, what)(connection, ref, "bob", "good")
    count = len(audit.records(connection))
    with pytest.raises(UsageError, match=says_):
        getattr(registry, decide)(connection, "attrition:1", "eve", "again")
    assert len(audit.records(connection)) == count


@pytest.mark.parametrize("comment", ["", "  "])
@pytest.mark.parametrize("decide", ["approve", "reject"])
def test_a_decision_without_comment(connection: sqlite3.Connection, decide: str, comment: str) -> None:
    with pytest.raises(UsageError, match=r"attrition:1 needs a comment\n.*--comment"):
        getattr(registry, decide)(connection, "attrition:1", "bob", comment)
    assert len(audit.records(connection)) == 2


def test_a_policy_may_do_without_comments(connection: sqlite3.Connection, tmp_path: Path) -> None:
    says(tmp_path, "[policy.attrition]\ncomment = false")
    assert registry.approve(connection, "attrition:1", "bob").status is Approval.APPROVED


def test_nothing_is_decided_while_the_file_is_wrong(connection: sqlite3.Connection, tmp_path: Path) -> None:
    says(tmp_path, "[policy.weather]\nfour_eye = true")
    for change in (
        lambda: registry.approve(connection, "attrition:1", "bob", "good"),
        lambda: registry.set_stage(connection, "attrition:1", "Staging", "bob", "good"),
        lambda: registry.delete(connection, "attrition:1", "bob", "good"),
    ):
        with pytest.raises(UsageError, match=r"line 2: .*there is no rule four_eye"):
            change()


def test_the_champion_of_the_registry(connection: sqlite3.Connection, tmp_path: Path) -> None:
    says(tmp_path, '[policy.attrition]\nbeats_champion = { auc = "max" }')
    registry.approve(connection, "attrition:1", "bob", "the first")
    registry.alias(connection, "attrition:1", "champion", "bob")
    with pytest.raises(PolicyError, match=r"auc is 0.81, not above the 0.81 of the champion attrition:1"):
        registry.approve(connection, "attrition:2", "bob", "the second")
    store = writer(connection)
    open_execution(store, "e3")
    register(store, "e3", metrics={"auc": 0.9})
    assert registry.approve(connection, "attrition:3", "bob", "better").status is Approval.APPROVED


# ---- stages ---------------------------------------------------------------------------------------------------------


def test_the_life_of_a_version(connection: sqlite3.Connection) -> None:
    assert registry.resolve(connection, "attrition:1").stage is None
    registry.set_stage(connection, "attrition:1", "Staging", "bob", "for the pilot")
    registry.approve(connection, "attrition:1", "bob", "good")
    found = registry.set_stage(connection, "attrition:1", "Production", "eve", "after the pilot")
    assert found.stage == "Production"
    assert [(item.stage, item.by, item.comment) for item in found.stages] == [
        ("Staging", "bob", "for the pilot"),
        ("Production", "eve", "after the pilot"),
    ]
    assert registry.resolve(connection, "attrition:2").stages == ()
    event = queries.events(connection)[-1]
    assert (event.kind, event.data["stage"]) == ("stage", "Production")
    sql = "SELECT version, stage FROM model_list ORDER BY version"
    assert connection.execute(sql).fetchall() == [(1, "Production"), (2, None)]
    (listed,) = registry.to_listing(registry.groups(connection))["groups"]
    assert [item["stage"] for item in listed["versions"]] == ["Production", None]
    assert audit.verify(connection) == []


@pytest.mark.parametrize(
    ("stage", "comment", "says_"),
    [
        ("Stagin", "x", r"has no stage 'Stagin'\n.*did you mean Staging\?"),
        ("Development", "x", r"attrition:1 is in Development already\n.*Staging, Archived"),
        ("Staging", "", "needs a comment"),
        ("Production", "x", r"cannot go to Production: Production does not follow Development.*\n.*goes to Staging or Archived(.|\n)*approve it first"),
    ],
)  # fmt: skip
def test_moves_that_cannot_be_made(
    connection: sqlite3.Connection, stage: str, comment: str, says_: str
) -> None:
    with pytest.raises(UsageError, match=says_):
        registry.set_stage(connection, "attrition:1", stage, "bob", comment)
    assert registry.resolve(connection, "attrition:1").stages == ()


def test_stages_as_the_user_names_them(connection: sqlite3.Connection, tmp_path: Path) -> None:
    says(tmp_path, '[policy.attrition]\nstages = ["Dev", "Live", "Gone"]\nmovers = ["eve"]')
    assert registry.set_stage(connection, "attrition:1", "Live", "eve", "x").stage == "Live"
    with pytest.raises(PolicyError, match=r"bob may not change the stage.*\n.*ask eve"):
        registry.set_stage(connection, "attrition:1", "Gone", "bob", "x")
    assert audit.records(connection)[0].data["asked"] == "stage Gone"


def test_aliases_are_for_those_who_may_change_stages(connection: sqlite3.Connection, tmp_path: Path) -> None:
    """Else anybody could choose which champion a new version has to beat."""
    says(tmp_path, '[policy.attrition]\nmovers = ["eve"]')
    registry.alias(connection, "attrition:1", "champion", "eve")
    for change in (
        lambda: registry.alias(connection, "attrition:2", "champion", "bob"),
        lambda: registry.remove_alias(connection, "attrition", "champion", "bob"),
    ):
        with pytest.raises(PolicyError, match=r"bob may not change the stage or the aliases.*\n.*ask eve"):
            change()
        assert audit.records(connection)[0].action == "refuse"
    assert registry.resolve(connection, "attrition@champion").version == 1


def test_a_rejected_version_gets_no_alias(connection: sqlite3.Connection) -> None:
    registry.reject(connection, "attrition:1", "bob", "leaks the label")
    with pytest.raises(UsageError, match=r"attrition:1 was rejected: it cannot be @champion\n"):
        registry.alias(connection, "attrition:1", "champion", "bob")


def test_two_who_move_a_version_at_once(connection: sqlite3.Connection) -> None:
    registry.set_stage(connection, "attrition:1", "Staging", "bob", "x")
    with pytest.raises(UsageError, match="was moved to Staging meanwhile"):
        writer(connection).set_stage("attrition", 1, None, "Archived", "eve", "y")


# ---- deleting -------------------------------------------------------------------------------------------------------


def test_what_is_left_of_a_deleted_version(connection: sqlite3.Connection) -> None:
    gone = registry.delete(connection, "attrition:2", "bob", "trained on a wrong file")
    assert gone.deleted is not None
    assert (gone.deleted.by, gone.deleted.comment) == ("bob", "trained on a wrong file")
    (listed,) = registry.groups(connection)
    assert [item.version for item in listed.versions] == [1]
    assert [item.version for item in registry.group(connection, "attrition").versions] == [1]
    for found in (
        registry.groups(connection, deleted=True)[0],
        registry.group(connection, "attrition", deleted=True),
    ):
        assert [(item.version, item.deleted is None) for item in found.versions] == [(1, True), (2, False)]
    assert registry.resolve(connection, "attrition").version == 1
    with pytest.raises(NotFoundError, match=r"attrition:2 was deleted by bob, .*: trained on a wrong file\n"):
        registry.resolve(connection, "attrition:2")
    assert registry.resolve(connection, "attrition:2", deleted=True) == gone
    from nbpipe import lineage

    node = lineage.resolve(connection, "attrition:2")
    lines = lineage.lines(lineage.graph(connection, node))
    assert lines[0] == "attrition:2 · deleted"
    assert "└─ register · e2" in lines
    assert audit.verify(connection) == []


def test_nothing_happens_to_a_deleted_version(connection: sqlite3.Connection) -> None:
    registry.delete(connection, "attrition:2", "bob", "wrong")
    for change in (
        lambda: registry.approve(connection, "attrition:2", "bob", "good"),
        lambda: registry.alias(connection, "attrition:2", "champion", "bob"),
        lambda: registry.set_stage(connection, "attrition:2", "Staging", "bob", "x"),
        lambda: registry.delete(connection, "attrition:2", "bob", "again"),
        lambda: writer(connection).approve("attrition", 2, Approval.APPROVED, "bob", "", {}),
        lambda: writer(connection).set_alias("attrition", "champion", 2, "bob"),
    ):
        with pytest.raises(NotFoundError, match="was deleted by bob"):
            change()


def test_a_number_is_never_given_again(connection: sqlite3.Connection) -> None:
    store = writer(connection)
    registry.delete(connection, "attrition:2", "bob", "wrong")
    open_execution(store, "e3")
    assert register(store, "e3", model=artifact("bb")).version == 3
    for version in (1, 3):
        registry.delete(connection, f"attrition:{version}", "bob", "wrong")
    with pytest.raises(NotFoundError, match=r"every version of model group 'attrition' was deleted\n.*--all"):
        registry.resolve(connection, "attrition")
    open_execution(store, "e4")
    assert register(store, "e4").version == 4


def test_the_same_model_is_entered_anew_after_a_deletion(connection: sqlite3.Connection) -> None:
    from nbpipe.model import Registration

    again = Registration("attrition", artifact("bb"), metrics={"auc": 0.81}, card="# Attrition")
    assert registered.same_version(connection, again) == (2, "PendingManualApproval")
    registry.delete(connection, "attrition:2", "bob", "wrong")
    assert registered.same_version(connection, again) is None


@pytest.mark.parametrize(
    ("use", "says_"),
    [
        (lambda c: registry.alias(c, "attrition:2", "champion", "bob"), r"in use: it is @champion\n.*models alias attrition:N champion"),
        (lambda c: registry.set_stage(c, "attrition:2", "Staging", "bob", "x"), r"in use: it is in Staging\n.*stage attrition:2 Archived"),
    ],
)  # fmt: skip
def test_a_version_in_use_is_not_deleted(connection: sqlite3.Connection, use: Any, says_: str) -> None:
    use(connection)
    with pytest.raises(UsageError, match=says_) as caught:
        registry.delete(connection, "attrition:2", "bob", "wrong")
    assert caught.value.problems[0].code == "in-use"
    with pytest.raises(UsageError, match="needs a comment"):
        registry.delete(connection, "attrition:1", "bob", " ")


def test_an_archived_version_can_be_deleted(connection: sqlite3.Connection) -> None:
    registry.set_stage(connection, "attrition:2", "Archived", "bob", "x")
    assert registry.delete(connection, "attrition:2", "bob", "wrong").deleted is not None


# ---- a pipeline that registers --------------------------------------------------------------------------------------

REGISTERS = (
    "%%parameters\nauc: float = 0.85",
    "%%step train\nmodel = 1\nm = {'auc': auc}",
    "%%step enter --type Register --model model --group g --metrics m --approval Approved\ncard",
)


def test_a_pipeline_does_not_approve_what_the_policy_does_not_allow(tmp_path: Path) -> None:
    with bench(tmp_path) as made:
        script = Script({"train": Does({"model": 1, "m": {"auc": 0.85}})})
        says(tmp_path, "[policy.g]\nfour_eyes = true")
        run = made.run(compiled(*REGISTERS), script)
        version = registry.resolve(made.connection, "g")
        assert (run.status, version.status) == ("Succeeded", Approval.PENDING)
        said = "not Approved as asked: four eyes: ada registered the new version of g"
        assert said in (run.details["enter"] or "")
        assert said in version.approvals[0].comment
        assert said in audit.records(made.connection)[0].data["refused"][0]
        again = made.run(compiled(*REGISTERS), script)
        assert "g:1 is the same already" in (again.details["enter"] or "")
        assert registry.resolve(made.connection, "g").version == 1


def test_a_pipeline_approves_what_the_policy_allows(tmp_path: Path) -> None:
    with bench(tmp_path) as made:
        script = Script({"train": Does({"model": 1, "m": {"auc": 0.85}})})
        says(tmp_path, "[policy.g]\nrequires = ['train.model']\nmetrics = {auc = {at_least = 0.8}}")
        made.run(compiled(*REGISTERS), script)
        assert registry.resolve(made.connection, "g").status is Approval.APPROVED


CHECKED = (
    "%%step load\nrows = 1",
    "%%step train --type Training --model model --metrics m\nmodel, m = rows, {}",
    "%%step other --type Training --model second\nsecond = 2",
    "%%step score\nscored = [model, 'scored']",
    "%%step score-other\nothers = [second]",
    "%%step bias --type ClarifyCheck --check model-bias --data {data} --label y --facet sex --predictions p\n",
    "%%step enter --type Register --model model --group g --metrics m --after bias\ncard",
)


@pytest.mark.parametrize("data", ["rows", "scored", "others"])
def test_a_check_that_is_required_is_about_this_model(tmp_path: Path, data: str) -> None:
    """A report of the name alone is none: of what the model was made from, or of what was made with it, it has to be."""
    with bench(tmp_path) as made:
        gives = {
            "load": {"rows": 1},
            "train": {"model": 2, "m": {"auc": 0.85}},
            "other": {"second": 3},
            "score": {"scored": [2, "scored"]},
            "score-other": {"others": [3]},
            "bias": {"bias_report": {"all": "well"}, "bias_baseline": {}},
        }
        script = Script({name: Does(values) for name, values in gives.items()})
        says(tmp_path, '[policy.g]\nrequires = ["type:ClarifyCheck", "train.model"]')
        run = made.run(compiled(*(cell.replace("{data}", data) for cell in CHECKED)), script)
        assert run.status == "Succeeded"
        if data == "others":
            with pytest.raises(
                PolicyError, match="no ClarifyCheck step looked at what it was made from"
            ) as raised:
                registry.approve(made.connection, "g", "bob", "good")
            assert "--type ClarifyCheck" in (raised.value.problems[0].hint or "")
            return
        approved = registry.approve(made.connection, "g", "bob", "good")
        evidence = approved.approvals[-1].evidence
        report = ArtifactStore(made.settings.artifacts).save({"all": "well"})
        assert evidence["type:ClarifyCheck"] == report.digest
        assert evidence["train.model"] == evidence["artifact"] == approved.artifact.digest


def test_a_register_step_fails_where_the_file_is_wrong(tmp_path: Path) -> None:
    with bench(tmp_path) as made:
        says(tmp_path, "[policy.g]\nfour = true")
        run = made.run(compiled(*REGISTERS), Script({"train": Does({"model": 1, "m": {"auc": 0.85}})}))
        failure = run.step("enter").failure
        assert failure is not None
        assert "there is no rule four" in failure.message
        assert (run.status, failure.hint) == ("Failed", "did you mean four_eyes?")


# ---- the front doors ------------------------------------------------------------------------------------------------

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def cli(connection: sqlite3.Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NBPIPE_STORE", raising=False)
    monkeypatch.setenv("NBPIPE_USER", "grace")
    return tmp_path


def call(capsys: Captured, *words: str) -> tuple[int, str]:
    code = main(words)
    said = capsys.readouterr()
    return code, said.out + said.err


def test_stages_and_deletions_from_the_command_line(cli: Path, capsys: Captured) -> None:
    assert call(capsys, "models", "stage", "attrition:1", "Staging", "--comment", "for the pilot") == (
        0,
        "attrition:1  PendingManualApproval  Staging\n",
    )
    code, said = call(capsys, "models", "stage", "attrition:1", "Production", "--comment", "x")
    assert code == 2
    assert said.startswith("attrition:1 cannot go to Production: Production is for approved versions (")
    assert "Staging  just now by grace: for the pilot" in call(capsys, "models", "show", "attrition:1")[1]
    code, said = call(capsys, "models", "delete", "attrition:2")
    assert (code, "needs a comment" in said) == (2, True)
    code, said = call(capsys, "models", "delete", "attrition:2", "--comment", "wrong file")
    assert (
        code,
        said.startswith("attrition:2  deleted by grace; its number is not given again, and nbpipe"),
    ) == (
        0,
        True,
    )
    assert "attrition:2" not in call(capsys, "models")[1]
    assert "attrition:2  deleted" in call(capsys, "models", "--all")[1]
    assert "attrition:2  deleted" in call(capsys, "models", "attrition", "--all")[1]
    assert "by grace: wrong file" in call(capsys, "models", "show", "attrition:2")[1]
    found = json.loads(call(capsys, "models", "show", "attrition:2", "--json")[1])
    assert (found["deleted"]["by"], found["stage"], found["stages"]) == ("grace", None, [])
    assert call(capsys, "audit", "verify")[0] == 0


def test_policy_check(cli: Path, capsys: Captured) -> None:
    code, said = call(capsys, "policy", "check", "attrition")
    assert code == 0
    assert said.splitlines()[0] == "attrition  there is no nbpipe.toml: what holds without one"
    assert "  stage           Staging → Production, Development, Archived" in said.splitlines()
    assert call(capsys, "policy", "check", "attrition:1")[1].endswith("ok: grace may approve attrition:1\n")
    says(cli, '[policy."*"]\napprovers = ["bob"]\nmetrics = {auc = {at_least = 0.9}}')
    code, said = call(capsys, "policy", "check", "attrition:1")
    assert code == 1
    assert (
        "grace may not approve attrition:1:\ngrace may not decide about its versions\n  → ask bob\n" in said
    )
    assert "auc is 0.81, not at least 0.9" in said
    found = json.loads(call(capsys, "policy", "check", "attrition:1", "--json")[1])
    assert (found["policy"]["approvers"], [item["code"] for item in found["errors"]]) == (
        ["bob"],
        ["policy-approver", "policy-metric"],
    )
    says(cli, "[policy.churn]\nfour = true")
    code, said = call(capsys, "policy", "check", "attrition")
    assert (code, said) == (
        2,
        f"line 2: {cli / 'nbpipe.toml'}: there is no rule four\n    four = true\n  → did you mean four_eyes?\n",
    )


def test_from_python(cli: Path) -> None:
    version = nbpipe.open_store().model_version("attrition:1")
    assert version.set_stage("Staging", comment="for the pilot").stage == "Staging"
    assert [item.by for item in version.stages] == ["grace"]
    says(cli, '[policy."*"]\napprovers = ["bob"]')
    with pytest.raises(PolicyError, match="grace may not decide"):
        version.approve(comment="good")
    assert version.approve("bob", "good").status == "Approved"
    assert nbpipe.open_store().model_version("attrition:2").delete(comment="wrong").record.deleted is not None
    assert [item.version for item in nbpipe.open_store().model("attrition").versions] == [1]


def test_what_an_execution_has_counts_alone_and_with_its_step(connection: sqlite3.Connection) -> None:
    store = writer(connection)
    open_execution(store, "e3")
    run_step(store, "e3", "train", outputs={"report": artifact("cc")})
    register(store, "e3")
    found = registry.candidate(connection, registry.resolve(connection, "attrition:3"))
    assert found.present == {"report", "train.report"}
