"""The panel in a host that is no Jupyter page, as VS Code and Colab are: no server, no extension, no --jp-* colours.

What it is given there is what anywidget gives it: a model with the traits and messages, an element, and no more. The
kernel's side is nbpipe's own.
"""

from __future__ import annotations

import base64
import json
import os
import queue
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from e2e.harness import Console, Server, card, expect_status
from nbpipe import config, definition
from nbpipe.widget import panel
from nbpipe.widget.service import Service, Viewer

ADDRESS = "http://elsewhere.invalid"
# The traits of the model and its messages, as anywidget has them; who speaks to the kernel is the test.
HOST = """
<!doctype html><html><head><meta charset="utf-8"><title>elsewhere</title><style>%(style)s</style>
<style>%(css)s</style></head>
<body class="%(theme)s"><h1>Another host</h1><div id="output"></div>
<script type="module">
  import widget from '/panel.js';
  const traits = %(traits)s;
  const heard = new Set();
  const model = {
    get: name => traits[name],
    on: (event, slot) => event === 'msg:custom' && heard.add(slot),
    off: (event, slot) => heard.delete(slot),
    send: content => void window.tell_kernel(content)
  };
  const bytes = text => new DataView(Uint8Array.from(atob(text), one => one.charCodeAt(0)).buffer);
  setInterval(async () => {
    for (const [content, buffers] of await window.of_kernel())
      for (const slot of [...heard]) slot(content, buffers.map(bytes));
  }, 30);
  widget.initialize({ model });
  widget.render({ model, el: document.getElementById('output') });
</script></body></html>
"""
THEMES = {
    "plain": "",
    "vscode-dark": (
        ":root { --vscode-editor-background: #1f1f1f; --vscode-editor-foreground: #cccccc;"
        " --vscode-editorWidget-background: #202020; --vscode-descriptionForeground: #9d9d9d;"
        " --vscode-panel-border: #2b2b2b; --vscode-focusBorder: #0078d4; --vscode-textLink-foreground: #4daafc;"
        " color-scheme: dark } body { background: #1f1f1f; color: #cccccc }"
    ),
}
CELLS = (
    "%%parameters\nrows: int = 3",
    "%%step load\nimport pandas as pd\ndf = pd.DataFrame({'n': range(rows)})\nprint('three of them')",
    "%%step total\nimport nbpipe\nsum_ = int(df['n'].sum())\nnbpipe.log_metric('sum', sum_)",
)


@pytest.fixture
def folder(tmp_path: Path) -> Server:
    """A folder with notebooks, and the command line in it; nobody serves it."""
    quiet = {name: text for name, text in os.environ.items() if not name.startswith(("JUPYTER", "NBPIPE"))}
    return Server(tmp_path, "", "", [], quiet, tmp_path / "server.log")


@pytest.fixture
def ran(folder: Server) -> Path:
    """A notebook whose pipeline ran once."""
    path = folder.notebook("elsewhere.ipynb", *CELLS)
    folder.run("elsewhere.ipynb")
    return path


@pytest.fixture(params=THEMES)
def host(request: pytest.FixtureRequest, browser: Browser, ran: Path) -> Iterator[Page]:
    """The page of another host with the panel of that notebook."""
    settings = config.settings(ran.parent)
    pipeline = definition.load(ran).pipeline
    said: queue.SimpleQueue[tuple[Mapping[str, Any], list[str]]] = queue.SimpleQueue()

    def send(content: Mapping[str, Any], buffers: Sequence[bytes]) -> None:
        said.put((content, [base64.b64encode(each).decode() for each in buffers]))

    context = panel.context_of(ran, settings)
    service, viewer = Service(context), Viewer(send)
    service.join(viewer)
    traits = json.dumps({"about": panel.about_of(context, pipeline, ran, settings), "first": []})
    files = {
        "/": ("text/html", ""),
        "/panel.js": ("text/javascript", (panel.STATIC / "panel.js").read_text("utf-8")),
    }
    css = (panel.STATIC / "panel.css").read_text("utf-8")
    files["/"] = (
        "text/html",
        HOST % {"traits": traits, "theme": request.param, "style": THEMES[request.param], "css": css},
    )
    dark = "dark" in request.param
    page = browser.new_page(viewport={"width": 1100, "height": 900}, color_scheme="dark" if dark else "light")
    asked: list[str] = []

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(ADDRESS)
        if path in files:
            kind, body = files[path]
            route.fulfill(content_type=kind, body=body)
        else:
            asked.append(route.request.url)
            route.abort()

    def drained() -> list[Any]:
        found = []
        while not said.empty():
            found.append(said.get())
        return found

    page.route("**/*", answer)
    page.expose_function("tell_kernel", lambda content: service.hear(viewer, content))
    page.expose_function("of_kernel", drained)
    console = Console(page)
    page.goto(f"{ADDRESS}/")
    yield page
    assert [url for url in asked if "favicon" not in url] == [], "it asked somebody"
    assert console.errors == []
    page.close()
    service.close()


def test_the_panel_needs_nothing_but_its_kernel(host: Page, folder: Server) -> None:
    expect_status(host, "load", "Succeeded")
    card(host, "load").click()
    host.get_by_role("tab", name="Log").click()
    expect(host.get_by_text("three of them")).to_be_visible()
    host.get_by_role("tab", name="Outputs").click()
    expect(host.get_by_text("int64")).to_be_visible()
    folder.run("elsewhere.ipynb", "-p", "rows=5")  # the panel shows the newest, and is told of it
    host.get_by_role("tab", name="Executions").click()
    expect(host.get_by_role("row").filter(has_text=re.compile("rows.*5"))).to_be_visible()


def test_its_colours_are_those_of_the_host(host: Page) -> None:
    expect_status(host, "total", "Succeeded")
    ground = host.evaluate("getComputedStyle(document.querySelector('.nbp-root')).backgroundColor")
    dark = "dark" in (host.locator("body").get_attribute("class") or "")
    assert ground == ("rgb(31, 31, 31)" if dark else "rgb(255, 255, 255)")
