"""Runs side by side, decisions about models, and the way from a model to its data and back."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from e2e.harness import Console, Server, command, open_lab, shown

PEOPLE = (
    "%%setup\nimport csv",
    "%%parameters\ndepth: int = 1  # of the trees",
    '%%step load\nwith open("data/people.csv") as file:\n    rows = list(csv.DictReader(file))',
    '%%step train --type Training --model model --metrics metrics\nmodel = {"depth": depth, "rows": len(rows)}\n'
    'metrics = {"auc": 0.7 + depth / 100}',
    "%%step register --type Register --model model --group people --metrics metrics\n"
    "# Who is who\n\nAUC {metrics[auc]:.2f} with depth {depth}.",
)


@pytest.fixture(scope="module")
def runs(server: Server) -> tuple[str, str]:
    """Two executions that differ in a parameter, and so in a metric: versions 1 and 2 of the model people."""
    (server.root / "data").mkdir()
    (server.root / "data" / "people.csv").write_text("name,age\nada,36\ngrace,85\n")
    server.notebook("people.ipynb", *PEOPLE)
    return server.run("people.ipynb"), server.run("people.ipynb", "-p", "depth=4")


def open_version(page: Page, server: Server, version: int) -> Locator:
    open_lab(page, server)
    command(page, "nbpipe:open-model", group="people", version=version)
    expect(page.get_by_role("heading", name=f"people version {version}")).to_be_visible()
    return shown(page)


def test_compare_two_runs(server: Server, runs: tuple[str, str], page: Page) -> None:
    open_lab(page, server)
    page.get_by_role("tab", name="Pipelines", exact=True).click()
    page.get_by_role("button", name="people", exact=True).first.click()
    table = shown(page).get_by_role("table", name="Executions")
    for execution in runs:
        table.get_by_role("checkbox", name=f"Select {execution}").check()
    page.get_by_role("button", name="Compare 2").click()
    expect(page.get_by_role("heading", name="2 executions compared")).to_be_visible()
    compared = shown(page).get_by_role("table", name="Comparison")
    depth = compared.get_by_role("row", name="depth")
    # What changed reads from the left to the right: the older one first.
    expect(depth.get_by_role("cell")).to_have_text(["1", "4"])
    expect(compared.get_by_role("row", name="Differs train.auc").get_by_role("cell")).to_have_text(
        ["0.71", "0.74 ★"]
    )


def test_approve_with_a_comment(server: Server, runs: tuple[str, str], page: Page) -> None:
    open_lab(page, server)
    page.get_by_role("tab", name="Pipelines", exact=True).click()
    page.get_by_role("region", name="Models").get_by_role("button", name="people").click()
    versions = shown(page).get_by_role("table", name="Versions of people")
    versions.get_by_role("row").filter(has_text="0.71").click()
    expect(page.get_by_role("heading", name="people version 1")).to_be_visible()
    version = shown(page)
    expect(version).to_contain_text("AUC 0.71 with depth 1.")

    version.get_by_role("button", name="Approve…").click()
    form = version.get_by_role("region", name="Approve people, version 1")
    approve = form.get_by_role("button", name="Approve", exact=True)
    expect(approve).to_be_disabled()  # nobody decides without saying why
    form.get_by_label("Comment").fill("Good on all groups")
    approve.click()
    expect(form).to_have_count(0)
    expect(version.get_by_role("group", name="Version 1 of people")).to_contain_text("Approved")
    decision = version.get_by_role("listitem").filter(has_text="Good on all groups")
    expect(decision).to_contain_text(re.compile("Approved by .*Good on all groups"))
    [group] = server.nbpipe("models", "people")["groups"]
    assert {each["version"]: each["status"] for each in group["versions"]} == {
        1: "Approved",
        2: "PendingManualApproval",
    }


@pytest.mark.parametrize("heard", [True, False], ids=["heard of it", "heard of nothing"])
def test_of_two_who_approve_at_once_the_second_sees_what_happened(
    server: Server, runs: tuple[str, str], new_page: Callable[[], tuple[Page, Console]], heard: bool
) -> None:
    depth = 10 + heard
    server.run("people.ipynb", "-p", f"depth={depth}")
    number = max(each["version"] for each in server.nbpipe("models", "people")["groups"][0]["versions"])
    (first, _), (second, console) = new_page(), new_page()
    if not heard:
        # A network that lets no event through: only the server can tell.
        second.route_web_socket("**/api/events/**", lambda _: None)
        console.expected.append("409")
    forms = []
    for page, word in ((first, "Approve"), (second, "Reject")):
        open_version(page, server, number).get_by_role("button", name=f"{word}…").click()
        form = page.get_by_role("region", name=f"{word} people, version {number}")
        form.get_by_label("Comment").fill(f"{word} it, says this one")
        forms.append(form)
    forms[0].get_by_role("button", name="Approve", exact=True).click()
    expect(forms[0]).to_have_count(0)
    if not heard:
        forms[1].get_by_role("button", name="Reject", exact=True).click()
    notice = forms[1].get_by_role("alert")
    expect(notice).to_contain_text("Somebody decided meanwhile")
    expect(notice).to_contain_text("Approve it, says this one")
    # Nothing that was typed is lost, and it is decided only by who has seen it.
    expect(forms[1].get_by_label("Comment")).to_have_value("Reject it, says this one")
    assert status_of(server, number) == "Approved"
    forms[1].get_by_role("button", name="I have seen it, decide anyway").click()
    forms[1].get_by_role("button", name="Reject", exact=True).click()
    expect(forms[1]).to_have_count(0)
    expect(first.get_by_role("group", name=f"Version {number} of people")).to_contain_text("Rejected")
    assert status_of(server, number) == "Rejected"


def status_of(server: Server, number: int) -> str:
    [group] = server.nbpipe("models", "people")["groups"]
    return next(each["status"] for each in group["versions"] if each["version"] == number)


def test_from_a_model_to_its_data_and_back(server: Server, runs: tuple[str, str], page: Page) -> None:
    version = open_version(page, server, 2)
    version.get_by_role("button", name="Lineage").click()
    graph = page.get_by_role("region", name="Lineage of people:2")
    page.get_by_role("button", name="Show all", exact=True).click()
    graph.get_by_role("button", name="data/people.csv").click()
    selected = shown(page).get_by_role("group", name="Selected")
    expect(selected).to_contain_text("data/people.csv")
    selected.get_by_role("button", name="Show its whole lineage").click()
    expect(page.get_by_role("region", name="Lineage of data/people.csv")).to_be_visible()
    selected = shown(page).get_by_role("group", name="Selected")
    expect(selected).to_contain_text("Reached")
    selected.get_by_role("button", name="people:1").click()
    expect(page.get_by_role("heading", name="people version 1")).to_be_visible()


def test_rules_stages_a_deletion_and_the_log_of_them(
    server: Server, runs: tuple[str, str], page: Page, console: Console
) -> None:
    """What stands against an approval is read before; a stage, a deletion and a look at whether the chain holds."""
    server.run("people.ipynb", "-p", "depth=30")
    number = max(each["version"] for each in server.nbpipe("models", "people")["groups"][0]["versions"])
    rules = server.root / "nbpipe.toml"
    rules.write_text("[policy.people]\nmetrics = { auc = { at_least = 2 } }\n")
    try:
        version = open_version(page, server, number)
        listed = version.get_by_role("list", name="Rules for approval")
        expect(listed).to_contain_text("auc is 1, not at least 2")
        version.get_by_role("button", name="Approve…").click()
        form = version.get_by_role("region", name=f"Approve people, version {number}")
        form.get_by_label("Comment").fill("Let it pass")
        expect(form.get_by_role("button", name="Approve", exact=True)).to_be_disabled()
        form.get_by_role("button", name="Cancel").click()
    finally:
        rules.unlink()
    version.get_by_role("button", name="To Staging…").click()
    version.get_by_label("Why it goes to Staging").fill("for the pilot")
    version.get_by_role("button", name="Move to Staging").click()
    expect(version.get_by_role("list", name="Moves")).to_contain_text("for the pilot")

    console.expected.append("409")
    version.get_by_role("button", name="Delete this version…").click()
    version.get_by_label("Why it is deleted").fill("trained on a wrong file")
    version.get_by_role("button", name=f"Delete version {number}").click()
    expect(version.get_by_role("alert")).to_contain_text("in use: it is in Staging")
    server.nbpipe("models", "stage", f"people:{number}", "Archived", "--comment", "over")
    expect(version.get_by_role("list", name="Moves")).to_contain_text("over")  # from a terminal, at once
    version.get_by_role("button", name=f"Delete version {number}").click()
    expect(version.get_by_role("alert")).to_contain_text("This version was deleted")

    version.get_by_role("button", name="All records about this version").click()
    expect(page.get_by_role("tab", name=f"Audit of people:{number}")).to_be_visible()
    log = shown(page)
    rows = log.get_by_role("table", name="Records of the audit log").get_by_role("row")
    expect(rows.nth(1)).to_contain_text("deleted: trained on a wrong file")
    rows.filter(has_text="to Staging").click()
    expect(log.get_by_role("complementary")).to_contain_text(f"POST models/people/{number}/stage")
    log.get_by_role("button", name="Verify", exact=True).click()
    expect(log.get_by_role("alert")).to_contain_text("The chain holds")
    with page.expect_download() as waiting:
        log.get_by_role("button", name="Save an anchor").click()
    anchor = waiting.value.path()
    assert server.nbpipe("audit", "verify", "--anchor", str(anchor))["errors"] == []
    log.get_by_label("Anchor").set_input_files(anchor)
    expect(log.get_by_role("alert")).to_contain_text("It agrees with the anchor")
