"""For everybody: what axe-core finds, light and dark, and a whole way with nothing but the keyboard."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from e2e.harness import Server, axe, card, command, expect_status, open_execution, open_lab, shown, waits

CELLS = (
    "%%parameters\ndepth: int = 1  # of the trees",
    "%%step load\nrows = list(range(depth))\nprint(rows)",
    "%%step train --type Training --model model --metrics metrics\n"
    'model = {"rows": len(rows)}\nmetrics = {"auc": 0.7 + depth / 100}',
    '%%step gate --type Condition --then register --else weak\nmetrics["auc"] > 0.6',
    "%%step register --type Register --model model --group access --metrics metrics\n# A card\n\nAUC {metrics[auc]:.2f}",
    "%%step weak --type Fail\nToo weak",
    "%%step each --type Map --over rows --as row --metrics score\nscore = {'row': row}\nsquare = row * row",
    "%%step last\nprint(square)",
)
SERIOUS = ("serious", "critical")
FIND = """async () => {
  const include = ['.nbp-root', '.nbp-badge', '.nbp-dialog'].filter(each => document.querySelector(each));
  const { violations } = await axe.run({ include: include.map(each => [each]) }, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'], resultTypes: ['violations']
  });
  return violations.flatMap(({ id, impact, nodes }) => nodes.map(({ target, failureSummary }) =>
    ({ id, impact, where: target.join(' '), why: failureSummary })));
}"""


@pytest.fixture(scope="module")
def runs(server: Server) -> tuple[str, str, str]:
    """Two executions that registered a model, and one that failed."""
    server.notebook("access.ipynb", *CELLS)
    server.notebook(
        "broken.ipynb", "%%step load\nrows = [1]", '%%step sum\nraise ValueError("no rows")\nprint(rows)'
    )
    return (
        server.run("access.ipynb"),
        server.run("access.ipynb", "-p", "depth=4"),
        server.run("broken.ipynb", code=1),
    )


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_axe_finds_nothing_serious(
    server: Server, runs: tuple[str, str, str], page: Page, theme: str
) -> None:
    source = axe()
    if source is None:
        pytest.skip("axe-core is not installed: pip install axe-playwright-python")
    first, second, broken = runs
    found: list[str] = []

    def look(where: str) -> None:
        expect(page.locator(".nbp-spinner")).to_have_count(0)
        violations: list[dict[str, Any]] = page.evaluate(FIND)
        found.extend(
            f"{where}: {each['id']} at {each['where']}: {each['why']}"
            for each in violations
            if each["impact"] in SERIOUS
        )

    open_lab(page, server, "access.ipynb")
    page.evaluate(source)
    command(page, "apputils:change-theme", theme=theme)
    page.wait_for_function(
        "dark => document.body.dataset.jpThemeLight === String(!dark)", arg="Dark" in theme
    )
    expect(page.get_by_role("group", name="Step register", exact=True)).to_contain_text("Succeeded")
    look("badges")
    page.get_by_role("button", name="Run the pipeline of this notebook").click()
    expect(page.get_by_role("dialog")).to_contain_text("from the cache")
    look("form of a run")
    page.keyboard.press("Escape")
    page.get_by_role("tab", name="Pipelines", exact=True).click()
    expect(page.get_by_role("region", name="Models")).to_be_visible()
    look("side panel")
    command(page, "nbpipe:open-executions")
    expect(shown(page).get_by_role("table", name="Executions")).to_be_visible()
    look("executions")
    shows = open_execution(page, second)
    shows.get_by_role("button", name="Show the jobs of each").click()
    for step in ("train", "gate", "register", "each"):
        card(shows, step).click()
        inspector = shows.get_by_role("complementary", name=f"Step {step}")
        expect(inspector.get_by_role("tab").first).to_be_visible()
        for tab in inspector.get_by_role("tab").all():
            tab.click()
            look(f"step {step}, {tab.text_content()}")
    shows.get_by_text("Timeline", exact=True).click()
    expect(shows.get_by_role("listbox", name="Steps of access")).to_be_visible()
    look("timeline")
    shows.get_by_role("button", name="Replay").click()
    look("replay")
    for part in ("Parameters", "Environment", "Run log"):
        shows.get_by_role("button", name=re.compile(f"^{part}")).or_(
            shows.get_by_role("tab", name=re.compile(f"^{part}"))
        ).first.click()
        look(part)
    shows = open_execution(page, broken)
    expect(shows.get_by_role("alert")).to_contain_text("no rows")
    look("a failed execution")
    command(page, "nbpipe:open-comparison", ids=[first, second])
    expect(shown(page).get_by_role("table", name="Comparison")).to_be_visible()
    look("comparison")
    command(page, "nbpipe:open-models")
    expect(shown(page).get_by_role("table", name="Models")).to_be_visible()
    look("models")
    command(page, "nbpipe:open-model", group="access")
    expect(shown(page).get_by_role("table", name="Versions of access")).to_be_visible()
    look("a model")
    command(page, "nbpipe:open-model", group="access", version=2)
    shown(page).get_by_role("button", name="Approve…").click()
    look("a version and its approval")
    shown(page).get_by_role("button", name="To Staging…").click()
    shown(page).get_by_role("button", name="Delete this version…").click()
    look("a version and its stages")
    command(page, "nbpipe:open-audit")
    shown(page).get_by_role("row").nth(1).click()
    shown(page).get_by_role("button", name="Verify", exact=True).click()
    expect(shown(page).get_by_role("alert")).to_contain_text("The chain holds")
    look("the audit log")
    command(page, "nbpipe:open-lineage", ref="access:2")
    expect(page.get_by_role("region", name="Lineage of access:2")).to_be_visible()
    look("lineage")
    shown(page).get_by_role("button", name="As a table").click()
    look("lineage as a table")
    assert not found, "\n".join(found)


def test_with_the_keyboard_alone(server: Server, runs: tuple[str, str, str], page: Page) -> None:
    """From the palette to an execution, to a step's log, to a decision about a model."""
    _, second, _ = runs
    open_lab(page, server)
    from_palette(page, "Open executions of pipelines")
    row = shown(page).get_by_role("row").filter(has_text=second[:8])
    tab_to(page, lambda: shown(page).get_by_role("row").locator(":scope:focus").count() == 1)
    for _ in range(3):
        if row.evaluate("row => row === document.activeElement"):
            break
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("tab", name=f"Execution {second[:8]}")).to_be_visible()
    shows = shown(page)
    expect(card(shows, "load")).to_be_visible()
    tab_to(page, lambda: page.evaluate("document.activeElement?.dataset.step !== undefined"))
    for _ in range(8):
        if page.evaluate("document.activeElement.dataset.step") == "train":
            break
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    inspector = shows.get_by_role("complementary", name="Step train")
    expect(inspector).to_be_visible()
    tab_to(page, lambda: focused(inspector.get_by_role("tab", name="Overview")))
    page.keyboard.press("ArrowRight")
    expect(inspector.get_by_role("tab", name="Code")).to_be_focused()
    expect(inspector.get_by_role("tabpanel")).to_contain_text("metrics =")

    command(page, "nbpipe:open-model", group="access", version=1)  # the list was gone through above
    version = shown(page)
    tab_to(page, lambda: focused(version.get_by_role("button", name="Approve…")))
    page.keyboard.press("Enter")
    expect(version.get_by_label("Comment")).to_be_focused()
    page.keyboard.type("Fine by me")
    tab_to(page, lambda: focused(version.get_by_role("button", name="Approve", exact=True)))
    page.keyboard.press("Enter")
    expect(version.get_by_role("group", name="Version 1 of access")).to_contain_text("Approved")


def test_stop_with_the_keyboard(server: Server, page: Page) -> None:
    server.notebook("keys.ipynb", *waits("keys"))
    with server.waiting("keys") as execution:
        open_lab(page, server)
        shows = open_execution(page, execution)
        expect_status(shows, "slow", "Executing")
        tab_to(page, lambda: focused(shows.get_by_role("button", name="Stop", exact=True)))
        page.keyboard.press("Enter")
        expect(shows.get_by_role("button", name="Stop it")).to_be_focused()
        page.keyboard.press("Enter")
        expect_status(shows, "slow", "Stopped")


def from_palette(page: Page, name: str) -> None:
    page.keyboard.press("Control+Shift+C")
    page.get_by_role("dialog").or_(page.locator(".lm-CommandPalette")).first.wait_for()
    page.keyboard.type(name)
    expect(page.locator(".lm-CommandPalette-item.lm-mod-active")).to_contain_text(name)
    page.keyboard.press("Enter")


def tab_to(page: Page, there: Callable[[], bool], most: int = 80) -> None:
    """Press Tab until it is there."""
    for _ in range(most):
        if there():
            return
        page.keyboard.press("Tab")
    raise AssertionError("Tab does not come there")


def focused(what: Locator) -> bool:
    return what.count() == 1 and bool(what.evaluate("element => element === document.activeElement"))
