"""What nobody wants to happen: a clear message, and nothing broken."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Error, Page, Route, expect

from e2e.harness import (
    Console,
    Server,
    card,
    command,
    open_execution,
    open_lab,
    serving,
    shown,
    waits,
)
from nbpipe.store import DATABASE

SIMPLE = ("%%step load\nrows = [1, 2]", "%%step report\nprint(rows)")
MODEL = (
    '%%step train --type Training --model model\nmodel = {"cut": 1}',
    "%%step register --type Register --model model --group GROUP\n# A model\n\nThe card.",
)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Server]:
    """JupyterLab where nothing ever ran."""
    with serving(tmp_path_factory.mktemp("empty")) as made:
        yield made


@pytest.fixture(scope="module")
def half(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Server]:
    """JupyterLab with the front end, on a server that does not know nbpipe."""
    with serving(tmp_path_factory.mktemp("half"), "--ServerApp.jpserver_extensions=nbpipe=False") as made:
        yield made


def test_no_store_yet(empty: Server, page: Page) -> None:
    open_lab(page, empty)
    page.get_by_role("tab", name="Pipelines", exact=True).click()
    side = page.locator("#jp-left-stack")
    expect(side).to_contain_text("No pipeline has run here yet")
    expect(side).to_contain_text("%pipeline run")
    command(page, "nbpipe:open-executions")
    expect(shown(page)).to_contain_text("No executions yet")
    command(page, "nbpipe:open-models")
    expect(shown(page)).to_contain_text("No models yet")
    # The first run ever shows without a reload.
    empty.notebook("first.ipynb", *SIMPLE)
    empty.run("first.ipynb")
    expect(side.get_by_role("button", name="first", exact=True)).to_be_visible()


def test_a_store_of_a_newer_version(server: Server, page: Page, console: Console) -> None:
    console.expected.append("503")
    server.notebook("newer/flow.ipynb", *SIMPLE)
    execution = server.run("newer/flow.ipynb", "--store", "newer/.nbpipe")
    with (
        contextlib.closing(sqlite3.connect(server.root / "newer" / ".nbpipe" / DATABASE)) as store,
        store,
    ):
        store.execute("INSERT INTO _sqlite_migrations (migration_set, name) VALUES ('nbpipe', '0099_future')")
    open_lab(page, server)
    said = open_execution(page, execution, store="newer/.nbpipe").get_by_role("alert")
    expect(said).to_contain_text("0099_future")
    expect(said).to_contain_text("pip install --upgrade")
    expect(said.get_by_role("button", name="Try again")).to_be_visible()


def test_a_server_without_the_extension(half: Server, page: Page, console: Console) -> None:
    console.expected.append("404.*nbpipe/api")
    half.notebook("plain.ipynb", *SIMPLE)
    open_lab(page, half, "plain.ipynb")
    page.get_by_role("tab", name="Pipelines", exact=True).click()
    said = page.locator("#jp-left-stack").get_by_role("alert").first
    expect(said).to_contain_text("This Jupyter server does not know nbpipe.")
    expect(said).to_contain_text("pip install")
    # The notebook is a notebook as ever.
    page.locator(".jp-Cell .cm-content").first.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" + 1")
    expect(page.locator(".jp-Cell").first).to_contain_text("+ 1")


def test_an_execution_that_is_not_there(server: Server, page: Page, console: Console) -> None:
    console.expected.append("404.*nbpipe/api")
    server.notebook("there.ipynb", *SIMPLE)
    server.run("there.ipynb")
    open_lab(page, server)
    said = open_execution(page, "0123456789ab").get_by_role("alert")
    expect(said).to_contain_text("0123456789ab")


def test_a_path_outside_the_root(server: Server, page: Page, console: Console) -> None:
    console.expected.append("403")
    open_lab(page, server)
    said = open_execution(page, "0123456789ab", store="../elsewhere/.nbpipe").get_by_role("alert")
    expect(said).to_contain_text("does not lie below the folder that is shown")


def test_an_artifact_that_is_gone(server: Server, page: Page) -> None:
    server.notebook("gone.ipynb", *(cell.replace("GROUP", "gone") for cell in MODEL))
    server.run("gone.ipynb")
    [group] = server.nbpipe("models", "gone")["groups"]
    digest = group["versions"][0]["artifact"].removeprefix("sha256:")
    [blob] = [
        path
        for path in (server.store / "artifacts").rglob("*")
        if path.is_file() and path.as_posix().replace("/", "").endswith(digest)
    ]
    blob.unlink()
    open_lab(page, server)
    command(page, "nbpipe:open-model", group="gone", version=1)
    version = shown(page)
    expect(version.get_by_role("alert")).to_contain_text(
        "The file of this model is not in the store any more."
    )
    expect(version.get_by_role("button", name="Download")).to_be_disabled()
    expect(version).to_contain_text("The card.")


EVIL = "<script>top.pwned = 1; window.pwned = 1</script><img src=x onerror='top.pwned = 1; window.pwned = 1'>"


def test_scripts_in_outputs_and_cards_do_not_run(server: Server, page: Page, console: Console) -> None:
    console.expected += ["Blocked script|Content Security Policy", r"404.*/x\b"]
    server.notebook(
        "evil.ipynb",
        f'%%step paint\nfrom IPython.display import HTML, SVG, display\ndisplay(HTML("""<b>bold</b>{EVIL}"""))\n'
        'display(SVG("""<svg xmlns="http://www.w3.org/2000/svg" onload="top.pwned = 1"><script>top.pwned = 1</script>'
        '<text y="20">drawn</text></svg>"""))\n'
        f'text = """{EVIL}"""\nprint(text)',
        "%%step train --type Training --model model\nmodel = [text]",
        f"%%step register --type Register --model model --group evil\n# A card\n\n{EVIL}\n\n[link](javascript:top.pwned=1)",
    )
    execution = server.run("evil.ipynb")
    open_lab(page, server)
    shows = open_execution(page, execution)
    for step in ("paint", "train", "register"):
        card(shows, step).click()
        inspector = shows.get_by_role("complementary", name=f"Step {step}")
        for tab in inspector.get_by_role("tab").all():
            tab.click()
            expect(inspector.get_by_role("tabpanel")).to_be_visible()
            expect(inspector.get_by_role("status")).to_have_count(0)
    command(page, "nbpipe:open-model", group="evil", version=1)
    expect(shown(page)).to_contain_text("A card")
    page.wait_for_load_state("networkidle")
    assert [frame.evaluate("window.pwned") for frame in page.frames] == [None] * len(page.frames)


def test_a_page_from_before_an_upgrade(server: Server, page: Page, console: Console) -> None:
    console.expected.append("ERR_CONNECTION_REFUSED|WebSocket connection")
    open_lab(page, server)
    command(page, "nbpipe:open-models")
    expect(shown(page)).to_contain_text("odel")
    page.route("**/nbpipe/api/hello*", of_the_future)
    page.wait_for_load_state("networkidle")
    server.down()
    lost = page.get_by_role("dialog").get_by_role(
        "button", name="Close"
    )  # JupyterLab's own: the server is gone
    expect(lost).to_be_visible(timeout=60_000)
    server.up()
    notice = page.get_by_role("alert").filter(has_text="nbpipe")
    expect(notice).to_contain_text("nbpipe was upgraded to 9.9")
    lost.click()
    with page.expect_navigation():
        notice.get_by_role("button", name="Reload").click()
    page.wait_for_load_state("networkidle")


def of_the_future(route: Route) -> None:
    try:
        answer = route.fetch()
    except Error:  # the server is away
        route.abort()
        return
    route.fulfill(json={**answer.json(), "version": "9.9", "protocol": 99})


def test_a_notebook_with_errors(server: Server, page: Page) -> None:
    server.notebook("wrong.ipynb", "%%step load\nrows = [1]", "%%step load2 --after nobody\nprint(rows)")
    open_lab(page, server, "wrong.ipynb")
    expect(page.get_by_role("group", name="Step load2")).to_contain_text("nobody")


def test_an_execution_whose_notebook_is_gone(server: Server, page: Page) -> None:
    path = server.notebook("lost.ipynb", *waits("lost"))
    server.go("lost")
    execution = server.run("lost.ipynb")
    path.unlink()
    open_lab(page, server)
    shows = open_execution(page, execution)
    card(shows, "slow").click()
    inspector = shows.get_by_role("complementary", name="Step slow")
    inspector.get_by_role("tab", name="Code").click()
    expect(inspector.get_by_role("tabpanel")).to_contain_text("total = factor * sum(rows)")


def test_a_log_of_20_megabytes(server: Server, page: Page) -> None:
    # Of one cell's text 4 MB are kept.
    lines = 'for n in range(35_000):\n    print(f"{n:07}", "x" * 91)'
    server.notebook(
        "chatty.ipynb", *[f"%%step talk\n{lines}"] * 6, '%%step talk\nprint("the very last line")'
    )
    execution = server.run("chatty.ipynb")
    open_lab(page, server)
    shows = open_execution(page, execution)
    card(shows, "talk").click()
    inspector = shows.get_by_role("complementary", name="Step talk")
    inspector.get_by_role("tab", name="Log").click()
    # Not the log's region as a whole: a message about a failure would hold a megabyte of it.
    expect(inspector.get_by_text("the very last line")).to_be_attached()
    expect(inspector.get_by_role("note")).to_contain_text("It printed a lot: here is the end of 21.0 MB.")
    assert page.locator(".nbp-log-box").evaluate("box => box.textContent.length") < 1_100_000
    # The page is none the slower for it.
    took = page.evaluate(
        """async () => {
            const began = performance.now();
            document.querySelector('.nbp-inspector [role=tab]').click();
            await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
            return performance.now() - began;
        }"""
    )
    assert took < 1_000
    inspector.get_by_role("tab", name="Log").click()
    with page.expect_download() as download:
        inspector.get_by_role("note").get_by_role("button", name="Executed notebook").click()
    assert download.value.path().stat().st_size > 20_000_000
