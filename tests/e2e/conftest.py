"""A real JupyterLab and a real browser: Debian's Chromium, driven by Playwright.

A server runs in a folder of its own with settings of its own. A test fails where the page's console says an error, and
leaves a screenshot in `test-results/` where it fails for whatever reason.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

ROOT = Path(__file__).parents[2]
RESULTS = ROOT / "test-results"
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--force-color-profile=srgb",
]
# What JupyterLab itself, or the browser, says on any page.
HARMLESS = re.compile(
    r"favicon|ResizeObserver loop|Failed to load resource: the server responded with a status of 404 .*"
    r"(api/contents|lsp|workspaces|nbconvert)|WebGL|GPU stall|Autofill|theme-(light|dark)-extension.*preload"
)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    outcome = yield
    report = outcome.get_result()  # type: ignore[attr-defined]
    if report.when == "call":
        item.stash[_FAILED] = report.failed


_FAILED = pytest.StashKey[bool]()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        pytest.skip("there is no Chromium on this machine: `make browser` installs Debian's")
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield made
        made.close()


@dataclass
class Server:
    """A Jupyter server in `root`. `url` has no slash at its end."""

    root: Path
    url: str
    token: str
    process: subprocess.Popen[bytes]
    log: Path
    environment: Mapping[str, str] = field(default_factory=dict)

    def notebook(self, name: str, *cells: str) -> Path:
        """A notebook in the root, of code cells."""
        made = nbformat.v4.new_notebook(
            cells=[nbformat.v4.new_code_cell(cell) for cell in cells],
            metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
        )
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(made, path)
        return path

    def nbpipe(self, *words: str, code: int = 0) -> dict[str, Any]:
        """What the command line answers in the root, as in a terminal beside the browser."""
        done = subprocess.run(
            [sys.executable, "-m", "nbpipe", *words, "--json"],
            cwd=self.root,
            env=self.environment,
            capture_output=True,
            text=True,
        )
        assert done.returncode == code, done.stderr or done.stdout
        answer: dict[str, Any] = json.loads(done.stdout)
        return answer

    def start(self, *words: str) -> subprocess.Popen[bytes]:
        """The same, not waited for."""
        return subprocess.Popen(
            [sys.executable, "-m", "nbpipe", *words],
            cwd=self.root,
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )


@contextlib.contextmanager
def serving(
    folder: Path, app: str = "lab", token: str = "", python: str = sys.executable, *more: str
) -> Iterator[Server]:
    """A server of that app; without a token also without XSRF checks."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    root, home = folder / "root", folder / "home"
    root.mkdir(parents=True, exist_ok=True)
    settings = home / "settings" / "@jupyterlab" / "apputils-extension"
    settings.mkdir(parents=True)
    (settings / "notification.jupyterlab-settings").write_text(
        json.dumps({"fetchNews": "false", "checkForUpdates": False})
    )
    runtime = home / "runtime"
    runtime.mkdir(mode=0o700)
    environment = {
        **{name: text for name, text in os.environ.items() if not name.startswith(("JUPYTER", "NBPIPE"))},
        "PATH": os.pathsep.join([str(Path(python).parent), os.environ.get("PATH", os.defpath)]),
        "JUPYTER_CONFIG_DIR": str(home / "config"),
        "JUPYTER_DATA_DIR": str(home / "data"),
        "JUPYTER_RUNTIME_DIR": str(runtime),
        "JUPYTERLAB_SETTINGS_DIR": str(home / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(home / "workspaces"),
        "IPYTHONDIR": str(home / "ipython"),
        "XDG_RUNTIME_DIR": str(runtime),
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    open_to_all = [] if token else ["--ServerApp.disable_check_xsrf=True"]
    log = folder / "server.log"
    with log.open("wb") as said:
        process = subprocess.Popen(
            [
                python,
                "-m",
                "jupyter",
                app,
                "--no-browser",
                "--allow-root",
                "--ip=127.0.0.1",
                f"--port={port}",
                "--ServerApp.port_retries=0",
                f"--ServerApp.root_dir={root}",
                f"--IdentityProvider.token={token}",
                "--LabApp.expose_app_in_browser=True",
                "--LabApp.extension_manager=readonly",
                *open_to_all,
                *more,
            ],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
        )
    url = f"http://127.0.0.1:{port}"
    try:
        wait_until(lambda: _answers(url, process, log), 90)
        yield Server(root, url, token, process, log, environment)
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        subprocess.run(
            [sys.executable, "-m", "nbpipe", "warm", "stop"], env=environment, capture_output=True, cwd=root
        )


def _answers(url: str, process: subprocess.Popen[bytes], log: Path) -> bool:
    assert process.poll() is None, log.read_text("utf-8")
    try:
        with urllib.request.urlopen(f"{url}/api", timeout=1):
            return True
    except OSError:
        return False


def wait_until(condition: Callable[[], Any], seconds: float = 30) -> None:
    """Wait for something outside the browser; inside, Playwright's `expect` waits."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """JupyterLab, for all tests of a module."""
    with serving(tmp_path_factory.mktemp("lab")) as made:
        yield made


@pytest.fixture
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A new window. What its console calls an error fails the test."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    made = context.new_page()
    made.set_default_timeout(20_000)
    errors: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        text = f"{message.text} {message.location.get('url', '')}"
        if message.type == "error" and not HARMLESS.search(text):
            errors.append(text)

    made.on("console", heard)
    made.on("pageerror", lambda error: errors.append(str(error)))
    yield made
    if request.node.stash.get(_FAILED, True):
        RESULTS.mkdir(exist_ok=True)
        name = re.sub(r"[^\w.-]+", "-", request.node.name)
        with contextlib.suppress(Exception):
            made.screenshot(path=RESULTS / f"{name}.png")
    context.close()
    assert errors == [], "the browser's console said errors"


READY = """path => {
  const widget = window.jupyterapp?.shell.currentWidget;
  const context = widget?.sessionContext;
  return !!context && widget.context.path === path && context.isReady
    && context.session?.kernel?.connectionStatus === 'connected' && context.kernelDisplayStatus === 'idle';
}"""


def open_lab(page: Page, server: Server, path: str = "", app: str = "lab") -> None:
    """JupyterLab as it is when it was never opened before, or with a notebook whose kernel is ready."""
    token = f"&token={server.token}" if server.token else ""
    if app == "lab":
        page.goto(f"{server.url}/lab{f'/tree/{path}' if path else ''}?reset{token}")
    else:
        page.goto(f"{server.url}/notebooks/{path}?{token}")
    if path:
        page.wait_for_function(READY, arg=path)
    else:
        page.wait_for_selector(".jp-Launcher, .jp-NotebookPanel")
