"""A version is run again from its page: followed, across a restart of the server, to its verdict; and refused."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from e2e.harness import Console, Server, command, expect_status, open_lab, shown

CELLS = (
    "%%setup\nimport os\nimport time",
    '%%step load\nwith open("rows.txt") as file:\n    rows = [float(line) for line in file]',
    "%%step train --type Training --model model --metrics metrics\n"
    'while os.path.exists("hold"):\n    time.sleep(0.02)\nmodel = {"w": sum(rows)}\nmetrics = {"auc": sum(rows) / 100}',
    "%%step register --type Register --model model --group rows --metrics metrics\nAUC {metrics[auc]:.2f}",
)


@pytest.fixture(scope="module")
def registered(server: Server) -> Server:
    (server.root / "rows.txt").write_text("1\n2\n3\n")
    server.notebook("rows.ipynb", *CELLS)
    server.run("rows.ipynb")
    return server


def open_reproduction(page: Page, server: Server) -> Locator:
    open_lab(page, server)
    command(page, "nbpipe:open-model", group="rows", version=1)
    expect(page.get_by_role("heading", name="rows version 1")).to_be_visible()
    heading = page.get_by_role("heading", name="Reproduction")
    return shown(page).locator("section").filter(has=heading)


def test_run_again_followed_and_looked_at(registered: Server, page: Page, console: Console) -> None:
    console.expected.append("ERR_CONNECTION_REFUSED|WebSocket connection")
    hold = registered.root / "hold"
    hold.touch()
    section = open_reproduction(page, registered)
    expect(section).to_contain_text("Nobody has run again what made this version.")
    section.get_by_role("button", name="Run it again…").click()
    form = section.get_by_role("form", name="Run it again")
    form.get_by_label("How far numbers may be apart").fill("1e-6")
    form.get_by_role("button", name="Run it again").click()
    expect(section).to_contain_text("Running again")
    expect(section.get_by_role("button", name="Run it again…")).to_have_count(0)
    version = page.get_by_role("tab", name=re.compile("^rows"))
    section.get_by_role("button", name="Follow the second run").click()
    expect_status(shown(page), "train", "Executing")
    assert len(registered.nbpipe("runs")["executions"]) == 1  # it is in a store of its own

    version.click()
    registered.down()
    lost = page.get_by_role("dialog").get_by_role("button", name="Close")  # JupyterLab's own
    lost.click(timeout=60_000)
    registered.up()
    expect(section).to_contain_text("Running again")
    hold.unlink()
    expect(section).to_contain_text("Reproduced bit for bit")
    expect(section.get_by_role("button", name="Certificate")).to_be_visible()
    section.get_by_role("button", name="Look at the second run").click()
    expect_status(shown(page), "train", "Succeeded")


def test_what_stands_in_the_way_and_what_differs(registered: Server, page: Page, console: Console) -> None:
    (registered.root / "rows.txt").write_text("1\n2\n4\n")
    section = open_reproduction(page, registered)
    section.get_by_role("button", name="Run it again…").click()
    form = section.get_by_role("form", name="Run it again")
    console.expected.append("400")
    form.get_by_role("button", name="Run it again").click()
    refused = section.get_by_role("alert")
    expect(refused).to_contain_text("the file rows.txt, which step load read, has changed since")
    expect(refused).to_have_count(1)
    form.get_by_label("Also where input files are gone or have changed").check()
    form.get_by_role("button", name="Run it again").click()
    expect(section).to_contain_text("It came out differently")
    expect(section).to_contain_text("step load differs: rows.txt is not what it was")
    expect(section.get_by_role("rowheader", name="train.auc")).to_be_visible()
    expect(refused).to_have_count(0)
