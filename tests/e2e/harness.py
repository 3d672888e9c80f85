"""What the tests in the browser share: servers with settings of their own, notebooks to run, ways to the pages."""

from __future__ import annotations

import contextlib
import importlib.util
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from playwright.sync_api import ConsoleMessage, Locator, Page, expect

from nbpipe.errors import NotFoundError
from nbpipe.model import Execution
from nbpipe.store import connect, queries

ROOT = Path(__file__).parents[2]
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
# What JupyterLab and Notebook themselves, or the browser, say on any page.
HARMLESS = re.compile(
    r"reading 'schema'\)[\s\S]*/notebook_core|favicon|ResizeObserver loop|Failed to load resource: the server responded with a status of 404 .*"
    r"(api/contents|lsp|workspaces|nbconvert)|^TypeError: Failed to fetch(\n +at .*/static/lab/.*)+\s*$|WebGL|GPU stall|Autofill|theme-(light|dark)-extension.*preload"
)


def chromium() -> str | None:
    """The program of a browser; None where there is none."""
    return next(filter(None, map(shutil.which, NAMES)), None)


class Console:
    """What a page's console calls an error. `expected` are patterns of those that a test brings about on purpose."""

    def __init__(self, page: Page) -> None:
        self.expected: list[str] = []
        self._said: list[str] = []
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self._said.append(error.stack or str(error)))

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self._said.append(f"{message.text} {message.location.get('url', '')}")

    @property
    def errors(self) -> list[str]:
        """Those that nobody expects."""
        return [
            text
            for text in self._said
            if not HARMLESS.search(text) and not any(re.search(pattern, text) for pattern in self.expected)
        ]


def waits(name: str) -> tuple[str, ...]:
    """The cells of a pipeline whose step slow waits until a file `go-NAME` is there: a test says how long it runs."""
    return (
        "%%setup\nimport os\nimport time",
        "%%parameters\nfactor: int = 2  # what the sum is multiplied by",
        f'%%step load\nname = "{name}"\nrows = [1, 2, 3]',
        '%%step slow\nprint("begun", flush=True)\nwhile not os.path.exists("go-" + name):\n    time.sleep(0.02)\n'
        'total = factor * sum(rows)\nprint("ended")',
        "%%step report\nprint(name, total)",
    )


@dataclass
class Server:
    """A Jupyter server in `root`. `url` has no slash at its end."""

    root: Path
    url: str
    token: str
    arguments: Sequence[str]
    environment: Mapping[str, str]
    log: Path
    process: subprocess.Popen[bytes] | None = None

    def up(self) -> None:
        """Start it, and wait until it answers."""
        with self.log.open("ab") as said:
            self.process = subprocess.Popen(
                self.arguments, env=self.environment, stdin=subprocess.DEVNULL, stdout=said, stderr=said
            )
        wait_until(self._answers, 90)

    def down(self) -> None:
        """End it."""
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process = None

    def _answers(self) -> bool:
        assert self.process is not None
        assert self.process.poll() is None, self.log.read_text("utf-8")
        try:
            with urllib.request.urlopen(f"{self.url}/api", timeout=1):
                return True
        except OSError:
            return False

    def notebook(self, name: str, *cells: str) -> Path:
        """A notebook in the root, of code cells; those that start with # are Markdown."""
        made = nbformat.v4.new_notebook(
            cells=[
                nbformat.v4.new_markdown_cell(cell)
                if cell.startswith("# ")
                else nbformat.v4.new_code_cell(cell)
                for cell in cells
            ],
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

    def run(self, notebook: str, *words: str, code: int = 0) -> str:
        """Run a notebook's pipeline to its end; the execution's id."""
        execution: str = self.nbpipe("run", notebook, *words, code=code)["execution"]
        return execution

    def start(self, *words: str) -> subprocess.Popen[bytes]:
        """The command line, not waited for."""
        return subprocess.Popen(
            [sys.executable, "-m", "nbpipe", *words],
            cwd=self.root,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def newest(self, pipeline: str) -> Execution | None:
        """What the store says about the newest execution of a pipeline."""
        with (
            contextlib.suppress(NotFoundError),
            contextlib.closing(connect(self.store, create=False)) as found,
        ):
            return queries.execution(found, "latest", pipeline)
        return None

    @property
    def store(self) -> Path:
        """The store of everything in the root."""
        return self.root / ".nbpipe"

    def status(self, pipeline: str, step: str) -> str:
        """The status of a step in the newest execution of a pipeline; empty where there is none."""
        found = self.newest(pipeline)
        return next((each.status.value for each in found.steps if each.step == step), "") if found else ""

    def go(self, name: str) -> None:
        """The step slow of the pipeline of that name, and of all its later executions, may end."""
        (self.root / f"go-{name}").touch()

    @contextlib.contextmanager
    def waiting(self, name: str) -> Iterator[str]:
        """The id of an execution of `waits(name)`, started in a terminal, whose step slow runs; it ends with the test."""
        self.notebook(f"{name}.ipynb", *waits(name))
        process = self.start("run", f"{name}.ipynb")
        try:
            wait_until(lambda: self.status(name, "slow") == "Executing", 60)
            found = self.newest(name)
            assert found is not None
            yield found.id
        finally:
            self.go(name)
            try:
                process.wait(60)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGINT)
                process.wait(30)


@contextlib.contextmanager
def serving(
    folder: Path,
    *words: str,
    app: str = "lab",
    token: str = "",
    python: str = sys.executable,
    extension: bool = True,
    **more: str,
) -> Iterator[Server]:
    """A server of that app; without a token also without XSRF checks.

    It has the extension of this checkout, or with `extension=False` what `python`'s environment says. `words` are
    further arguments, `more` environment variables.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    root, home = folder / "root", folder / "home"
    root.mkdir(parents=True, exist_ok=True)
    settings = home / "settings" / "@jupyterlab" / "apputils-extension"
    settings.mkdir(parents=True, exist_ok=True)
    (settings / "notification.jupyterlab-settings").write_text(
        json.dumps({"fetchNews": "false", "checkForUpdates": False})
    )
    (home / "runtime").mkdir(mode=0o700)
    if extension:
        extended(home)
    environment = {
        **{name: text for name, text in os.environ.items() if not name.startswith(("JUPYTER", "NBPIPE"))},
        "PATH": os.pathsep.join([str(Path(python).parent), os.environ.get("PATH", os.defpath)]),
        # What an installation has put into the environment may be older than this checkout.
        **({"JUPYTER_PREFER_ENV_PATH": "no"} if extension else {}),
        "JUPYTER_CONFIG_DIR": str(home / "config"),
        "JUPYTER_DATA_DIR": str(home / "data"),
        "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
        "JUPYTERLAB_SETTINGS_DIR": str(home / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(home / "workspaces"),
        "IPYTHONDIR": str(home / "ipython"),
        **more,
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    open_to_all = [] if token else ["--ServerApp.disable_check_xsrf=True"]
    made = Server(
        root,
        f"http://127.0.0.1:{port}",
        token,
        [
            python,
            "-m",
            {"lab": "jupyterlab", "notebook": "notebook"}[app],
            "--no-browser",
            "--allow-root",
            "--ip=127.0.0.1",
            f"--port={port}",
            "--ServerApp.port_retries=0",
            f"--ServerApp.root_dir={root}",
            f"--IdentityProvider.token={token}",
            "--LabApp.expose_app_in_browser=True",
            "--JupyterNotebookApp.expose_app_in_browser=True",
            "--LabApp.extension_manager=readonly",
            *open_to_all,
            *words,
        ],
        environment,
        folder / "server.log",
    )
    try:
        made.up()
        yield made
    finally:
        made.down()


def extended(home: Path) -> None:
    """Both halves of the checkout's extension in the folders of one server: nothing else on the machine sees them."""
    config = home / "config" / "jupyter_server_config.d"
    config.mkdir(parents=True)
    shutil.copy(ROOT / "jupyter-config" / "server-config" / "nbpipe.json", config)
    extensions = home / "data" / "labextensions"
    extensions.mkdir(parents=True)
    (extensions / "nbpipe-labextension").symlink_to(ROOT / "nbpipe" / "labextension")


def wait_until(condition: Callable[[], Any], seconds: float = 30) -> None:
    """Wait for something outside the browser; inside, Playwright's `expect` waits."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)


def axe() -> str | None:
    """The source of axe-core, from its Python package or from Node's; None where neither is installed."""
    found = importlib.util.find_spec("axe_playwright_python")
    places = [Path(found.origin).parent / "axe.min.js"] if found and found.origin else []
    places.append(ROOT / "node_modules" / "axe-core" / "axe.min.js")
    return next((place.read_text("utf-8") for place in places if place.is_file()), None)


# ---- ways to the pages ---------------------------------------------------------------------------------------------

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
        expect(page.get_by_role("tab", name="Launcher")).to_be_visible()


def command(page: Page, name: str, /, **args: Any) -> None:
    """Executes a command of JupyterLab; for ways to a page that are not what the test is about."""
    page.evaluate("([name, args]) => { void jupyterapp.commands.execute(name, args) }", [name, args])


def open_execution(page: Page, execution: str, **args: Any) -> Locator:
    """The page of an execution."""
    command(page, "nbpipe:open-execution", id=execution, **args)
    expect(page.get_by_role("tab", name=f"Execution {execution[:8]}")).to_be_visible()
    return shown(page)


def shown(page: Page) -> Locator:
    """What the main area shows now; behind it there may be other pages."""
    return page.locator("#jp-main-dock-panel > .lm-Widget:not(.lm-mod-hidden):not(.lm-TabBar)")


def card(within: Page | Locator, step: str) -> Locator:
    """The card of a step in a graph; its accessible name says the step's status."""
    return within.get_by_role("button", name=re.compile(rf"^step {re.escape(step)},"))


def expect_status(within: Page | Locator, step: str, status: str, timeout: float | None = None) -> None:
    """The step's card says that it is in that status, within so many milliseconds."""
    said = re.compile(rf"^step {re.escape(step)}, \w+, {status.lower()}\b")
    expect(within.get_by_role("button", name=said)).to_be_visible(timeout=timeout)
