"""An execution that waits for an approval: the page says so, takes the answer, and shows it go on."""

from __future__ import annotations

import os
from pathlib import Path

from playwright.sync_api import Page, expect

from e2e.harness import Server, expect_status, open_execution, open_lab

CELLS = (
    "%%step make\nauc = 0.81",
    "%%step ask --type Callback --approval --choices ship,hold --out answer --timeout 2d\n"
    "## Ship it?\nIt has an AUC of **{auc:.2f}**.",
    "%%step gate --type Condition --then ship --else hold\nanswer == 'ship'",
    "%%step ship\nprint('shipped')",
    "%%step hold\nprint('held')",
)


def test_an_approval(server: Server, page: Page) -> None:
    server.notebook("approval.ipynb", *CELLS)
    execution = server.run("approval.ipynb", code=3)
    open_lab(page, server)
    shows = open_execution(page, execution)
    expect_status(shows, "ask", "Waiting")
    expect(shows.get_by_role("group", name="Execution of approval")).to_contain_text("Waiting")
    expect(shows.get_by_role("alert")).to_contain_text("1 step waits for an answer")
    shows.get_by_role("button", name="Answer ask").click()
    inspector = shows.get_by_role("complementary", name="Step ask")
    form = inspector.get_by_role("region", name="It waits for your approval")
    expect(form).to_contain_text("It has an AUC of 0.81.")
    if os.environ.get("NBPIPE_PICTURES"):
        page.screenshot(path=str(Path(os.environ["NBPIPE_PICTURES"]) / "ask.png"))
    form.get_by_role("radio", name="ship").check()
    expect(form.get_by_role("button", name="Approve")).to_be_disabled()  # it needs a comment
    form.get_by_label("Comment").fill("better on every slice")
    form.get_by_role("button", name="Approve").click()
    expect_status(shows, "ship", "Succeeded")
    expect_status(shows, "hold", "Skipped")
    expect(form).to_have_count(0)
    expect(inspector).to_contain_text("better on every slice")
    if os.environ.get("NBPIPE_PICTURES"):
        page.screenshot(path=str(Path(os.environ["NBPIPE_PICTURES"]) / "answered.png"))
    expect(shows.get_by_role("group", name="Execution of approval")).to_contain_text("Succeeded")


def test_somebody_else_answers_while_one_looks(server: Server, page: Page) -> None:
    server.notebook("other.ipynb", "%%step ask --type Callback\nGo on?", "%%step after --after ask\n1")
    execution = server.run("other.ipynb", code=3)
    open_lab(page, server)
    shows = open_execution(page, execution)
    shows.get_by_role("button", name="Answer ask").click()
    form = shows.get_by_role("region", name="It waits for an answer")
    expect(form).to_be_visible()
    (asked,) = server.nbpipe("callback", "list", execution)["callbacks"]
    server.nbpipe("callback", "fail", asked["token"], "--comment", "no room")
    expect_status(shows, "ask", "Failed")
    expect(form).to_have_count(0)
    expect(shows.get_by_role("complementary", name="Step ask")).to_contain_text("no room")
