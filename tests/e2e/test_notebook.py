"""In a notebook: the toolbar's form, the lines above cells, the panel in an output; in JupyterLab and in Notebook 7."""

from __future__ import annotations

import itertools
import re
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from e2e.harness import (
    ROOT,
    Server,
    card,
    command,
    expect_status,
    open_lab,
    serving,
    shown,
    waits,
)

RUN = "Run the pipeline of this notebook"
# Parts of names: a test that is tried again finds nothing of its last time.
NUMBERS = itertools.count()


def badge(page: Page, step: str) -> Locator:
    """The line above the cells of a step."""
    return page.get_by_role("group", name=f"Step {step}", exact=True)


def cell(page: Page, number: int) -> Locator:
    """A cell of the notebook that is shown, from 1."""
    return page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Cell").nth(number - 1)


def run_cell(page: Page, number: int) -> None:
    cell(page, number).locator(".cm-content").click()
    page.keyboard.press("Control+Enter")


def test_run_the_demo_with_a_changed_parameter(server: Server, page: Page) -> None:
    shutil.copy(ROOT / "notebooks" / "attrition.ipynb", server.root)
    open_lab(page, server, "attrition.ipynb")
    expect(badge(page, "train_xgboost")).to_be_visible()
    page.get_by_role("button", name=RUN).click()
    dialog = page.get_by_role("dialog")
    plan = dialog.get_by_role("region", name="What will happen")
    expect(plan).to_contain_text("train_xgboost")
    dialog.get_by_label("auc_threshold").fill("0.99")
    dialog.get_by_label("n_estimators").fill("20")
    expect(plan).to_have_attribute("aria-busy", "false")
    dialog.get_by_role("button", name="Run", exact=True).click()
    expect(dialog).to_have_count(0)
    # Its page opens, and shows what happens while it does.
    execution = shown(page)
    expect(card(execution, "too_weak")).to_be_visible()
    header = execution.get_by_role("group", name="Execution of attrition")
    expect(header.get_by_role("button", name="Stop")).to_be_visible()
    expect_status(execution, "load", "Succeeded", 90_000)  # it imports much
    expect(header).to_contain_text("Failed", timeout=90_000)
    expect_status(execution, "register", "Skipped")
    expect(execution.get_by_role("alert")).to_contain_text("It must be at least 0.99")
    found = server.newest("attrition")
    assert found is not None
    assert found.parameters["auc_threshold"] == 0.99
    assert found.parameters["n_estimators"] == 20
    # The same is said above the cells.
    page.get_by_role("tab", name="attrition.ipynb").click()
    expect(badge(page, "load")).to_contain_text("Succeeded")
    page.evaluate("jupyterapp.shell.currentWidget.content.scrollToItem(31)")
    expect(badge(page, "too_weak")).to_contain_text("Failed")


def test_a_wrong_value_is_said_at_its_field(server: Server, page: Page) -> None:
    server.notebook("form.ipynb", "%%parameters\nshare: float = 0.5", "%%step only\nx = share")
    open_lab(page, server, "form.ipynb")
    page.get_by_role("button", name=RUN).click()
    dialog = page.get_by_role("dialog")
    field = dialog.get_by_label("share")
    field.fill("half")
    dialog.get_by_role("button", name="Run", exact=True).click()
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    assert server.newest("form") is None


def test_an_error_is_marked_while_one_types(server: Server, page: Page) -> None:
    server.notebook("typed.ipynb", "%%step load\nrows = [1]", "%%step report\nprint(rows)")
    open_lab(page, server, "typed.ipynb")
    expect(badge(page, "report")).to_contain_text("Processing")
    cell(page, 2).locator(".cm-content").click()
    page.keyboard.press("Control+Home")
    page.keyboard.press("End")
    page.keyboard.type(" --type Procesing")
    expect(badge(page, "report")).to_contain_text(re.compile("Procesing"))
    page.get_by_role(
        "button", name=RUN
    ).click()  # it asks nothing that cannot be answered: it says what is wrong
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("alert")).to_contain_text("Cell 2")
    dialog.get_by_role("button", name="Close", exact=True).last.click()
    cell(page, 2).locator(".cm-content").click()
    page.keyboard.press("Control+Home")
    page.keyboard.press("End")
    for _ in " --type Procesing":
        page.keyboard.press("Backspace")
    expect(badge(page, "report")).not_to_contain_text("Procesing")


def test_the_panel_lives_while_the_kernel_is_busy(server: Server, page: Page) -> None:
    server.notebook(
        "busy.ipynb",
        *waits("busy"),
        "%load_ext nbpipe",
        "%pipeline",
        'import os\nimport time\nprint("computing")\nwhile not os.path.exists("kernel-go"):\n    time.sleep(0.05)',
    )
    open_lab(page, server, "busy.ipynb")
    run_cell(page, 6)
    run_cell(page, 7)
    panel = cell(page, 7).locator(".nbp-panel")
    expect(card(panel, "slow")).to_be_visible()
    run_cell(page, 8)
    expect(cell(page, 8)).to_contain_text("computing")
    process = server.start("run", "busy.ipynb")
    try:
        expect_status(panel, "slow", "Executing")
        card(panel, "slow").click()
        expect(panel.get_by_role("complementary", name="Step slow")).to_be_visible()
        server.go("busy")
        expect_status(panel, "report", "Succeeded")
    finally:
        server.go("busy")
        (server.root / "kernel-go").touch()
    assert process.wait(60) == 0


def test_a_restart_of_the_kernel_loses_nothing(server: Server, page: Page) -> None:
    name = f"restarted{next(NUMBERS)}"
    server.notebook(f"{name}.ipynb", *waits(name), "%load_ext nbpipe", "%pipeline run")
    open_lab(page, server, f"{name}.ipynb")
    run_cell(page, 6)
    run_cell(page, 7)
    expect(badge(page, "slow")).to_contain_text("Executing")
    command(page, "notebook:restart-kernel")
    page.get_by_role("dialog").get_by_role("button", name="Confirm Kernel Restart").click()
    page.wait_for_function("jupyterapp.shell.currentWidget.sessionContext.kernelDisplayStatus === 'idle'")
    expect(badge(page, "slow")).to_contain_text("Executing")
    assert server.status(name, "slow") == "Executing"
    server.go(name)
    expect(badge(page, "report")).to_contain_text("Succeeded")
    page.reload()
    expect(badge(page, "report")).to_contain_text("Succeeded")
    found = server.newest(name)
    assert found is not None
    assert found.status.value == "Succeeded"
    assert [len(each.attempts) for each in found.steps] == [1, 1, 1]


def test_a_running_pipeline_is_stopped_from_the_toolbar(server: Server, page: Page) -> None:
    server.notebook("halted.ipynb", *waits("halted"))
    open_lab(page, server, "halted.ipynb")
    stop = page.get_by_role("button", name="Stop the run of this notebook")
    expect(stop).to_be_disabled()
    with server.waiting("halted"):
        expect(badge(page, "slow")).to_contain_text("Executing")
        expect(stop).to_be_enabled()
        stop.click()
        expect(badge(page, "slow")).to_contain_text("Stopped")
        expect(stop).to_be_disabled()


@pytest.fixture(scope="module")
def seven(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Server]:
    """Notebook 7."""
    with serving(tmp_path_factory.mktemp("seven"), app="notebook") as made:
        yield made


def test_in_notebook_7(seven: Server, page: Page) -> None:
    seven.notebook("seven.ipynb", *waits("seven"))
    page.goto(f"{seven.url}/notebooks/seven.ipynb")
    expect(badge(page, "slow")).to_be_visible()
    page.get_by_role("button", name=RUN).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("factor").fill("5")
    dialog.get_by_role("button", name="Run", exact=True).click()
    expect(badge(page, "slow")).to_contain_text("Executing")
    expect_status(page, "slow", "Executing")  # its page
    seven.go("seven")
    expect(badge(page, "report")).to_contain_text("Succeeded")
    expect_status(page, "report", "Succeeded")
    found = seven.newest("seven")
    assert found is not None
    assert found.parameters == {"factor": 5}
    command(page, "nbpipe:open-executions")  # a second page below the notebook comes to the front
    expect(page.get_by_role("table", name="Executions")).to_be_visible()
    command(page, "nbpipe:open-execution", id=found.id)
    expect_status(page, "report", "Succeeded")
