"""The README's pictures, made anew: `python tests/e2e/screenshots.py [NAME…]` (some minutes; needs Chromium).

The demo runs in a JupyterLab of its own; what it shows goes to `notebooks/pictures`, light and dark.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1]))

from e2e.harness import (
    ARGUMENTS,
    ROOT,
    Server,
    card,
    chromium,
    command,
    expect_status,
    open_execution,
    open_lab,
    serving,
    shown,
)

OUT = ROOT / "notebooks" / "pictures"
MOST = 150_000  # bytes of a picture
SIZE = {"width": 1280, "height": 800}
THEMES = {"light": "JupyterLab Light", "dark": "JupyterLab Dark"}


def execution(page: Page, server: Server, runs: list[str]) -> None:
    """The page of an execution with a step beside its graph."""
    shows = open_execution(page, runs[0])
    expect_status(shows, "evaluate", "Succeeded")
    card(shows, "evaluate").click()
    inspector = shows.get_by_role("complementary", name="Step evaluate")
    inspector.get_by_role("tab", name="Metrics").click()
    expect(inspector.get_by_role("tabpanel")).to_contain_text("auc")


def timeline(page: Page, server: Server, runs: list[str]) -> None:
    """When each step ran."""
    shows = open_execution(page, runs[0])
    shows.get_by_text("Timeline", exact=True).click()
    expect(shows.get_by_role("listbox", name="Steps of attrition")).to_be_visible()


def version(page: Page, server: Server, runs: list[str]) -> None:
    """A version of the model, waiting for approval."""
    command(page, "nbpipe:open-model", group="attrition", version=1)
    shows = shown(page)
    expect(shows.get_by_role("heading", name="Attrition model")).to_be_visible()
    shows.get_by_role("button", name="Approve…").click()
    shows.get_by_label("Comment").fill("AUC above the baseline, and no group is treated worse.")


def compare(page: Page, server: Server, runs: list[str]) -> None:
    """Two executions beside each other."""
    command(page, "nbpipe:open-comparison", ids=runs)
    expect(shown(page).get_by_role("table", name="Comparison")).to_contain_text("n_estimators")


def lineage(page: Page, server: Server, runs: list[str]) -> None:
    """Where a model came from."""
    command(page, "nbpipe:open-lineage", ref="attrition:1")
    expect(page.get_by_role("region", name="Lineage of attrition:1")).to_be_visible()
    shown(page).get_by_role("button", name="Show all").click()


def notebook(page: Page, server: Server, runs: list[str]) -> None:
    """The lines above cells, and the panel in a cell's output."""
    page.set_viewport_size({"width": 1280, "height": 1150})
    open_lab(page, server, "attrition.ipynb")
    command(page, "notebook:restart-kernel")  # the other theme's picture may have used it
    page.get_by_role("dialog").get_by_role("button", name="Confirm Kernel Restart").click()
    page.wait_for_function("jupyterapp.shell.currentWidget.sessionContext.kernelDisplayStatus === 'idle'")
    page.locator(".jp-Cell .cm-content").nth(1).click()
    page.keyboard.press("Control+Enter")
    page.locator(".jp-Cell .cm-content").nth(2).click()
    page.keyboard.press("Control+Enter")
    panel = page.locator(".nbp-panel")
    expect_status(panel, "evaluate", "Succeeded")
    expect(page.get_by_role("group", name="Step load", exact=True)).to_be_attached()
    command(page, "filebrowser:toggle-main")
    page.get_by_role("heading", name="Who is about to leave?").scroll_into_view_if_needed()


PICTURES = (execution, timeline, version, compare, lineage, notebook)


def prepared(server: Server) -> list[str]:
    """The demo, run twice with other parameters; then its notebook begins with the panel."""
    import nbformat

    shutil.copy(ROOT / "notebooks" / "attrition.ipynb", server.root)
    first = server.run("attrition.ipynb")
    second = server.run("attrition.ipynb", "-p", "n_estimators=200", "-p", "learning_rate=0.15")
    found = nbformat.read(server.root / "attrition.ipynb", 4)
    code = nbformat.v4.new_code_cell
    found.cells[1:2] = [code("%load_ext nbpipe"), code("%pipeline")]
    nbformat.write(found, server.root / "attrition.ipynb")
    return [first, second]


def main(names: list[str]) -> int:
    program = chromium()
    if program is None:
        print("no Chromium: make browser", file=sys.stderr)
        return 2
    OUT.mkdir(parents=True, exist_ok=True)
    large = []
    with (
        tempfile.TemporaryDirectory(prefix="nbpipe-", ignore_cleanup_errors=True) as folder,
        sync_playwright() as playwright,
        serving(Path(folder)) as server,
    ):
        runs = prepared(server)
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        expect.set_options(timeout=60_000)
        for theme, name in THEMES.items():
            for picture in (each for each in PICTURES if not names or each.__name__ in names):
                page = browser.new_page(viewport=SIZE)
                page.set_default_timeout(60_000)
                open_lab(page, server)
                page.evaluate(
                    "name => jupyterapp.commands.execute('apputils:change-theme', {theme: name})", name
                )
                page.wait_for_function(
                    "dark => document.body.dataset.jpThemeLight === String(!dark)", arg=theme == "dark"
                )
                command(page, "filebrowser:toggle-main")
                picture(page, server, runs)
                page.mouse.move(0, SIZE["height"] - 1)
                page.wait_for_load_state("networkidle")
                path = OUT / f"{picture.__name__}-{theme}.png"
                page.screenshot(path=path, animations="disabled", caret="hide")
                page.close()
                print(f"{path.stat().st_size / 1000:6.0f} kB  {path.relative_to(ROOT)}", flush=True)
                if path.stat().st_size > MOST:
                    large.append(path)
        browser.close()
    return 1 if large else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
