"""The server extension in a real Jupyter Server, with its token and its XSRF check."""

from __future__ import annotations

import asyncio
import contextlib
import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from store_samples import attrition, new_store, open_execution, run_step, writer

from nbpipe.api import router
from nbpipe.artifacts import ArtifactStore
from nbpipe.store import connect, queries

TOKEN = "t0ken"
IDENTITY = '''
import inspect
from jupyter_server.auth.identity import PasswordIdentityProvider, User

class Named(PasswordIdentityProvider):
    """Everybody who may come in is grace."""

    async def get_user(self, handler):
        found = super().get_user(handler)
        found = await found if inspect.isawaitable(found) else found
        return found and User(username="grace")

c.ServerApp.identity_provider_class = Named
'''


# What a request may do stands in a header of it.
AUTHORIZER = """
from jupyter_server.auth.authorizer import Authorizer

class Told(Authorizer):
    def is_authorized(self, handler, user, action, resource):
        return resource != "nbpipe" or action in handler.request.headers.get("X-May", "read write execute").split()

c.ServerApp.authorizer_class = Told
"""


@dataclass(frozen=True)
class Reply:
    status: int
    headers: dict[str, str]
    data: bytes

    @property
    def body(self) -> Any:
        return json.loads(self.data)


class Server:
    """A Jupyter Server of its own, with nothing of the machine's configuration."""

    def __init__(self, folder: Path, root: Path, config: str = "", **environment: str) -> None:
        self.root = root
        places = {name: folder / name.lower() for name in ("CONFIG_DIR", "DATA_DIR", "RUNTIME_DIR")}
        for place in places.values():
            place.mkdir(parents=True, exist_ok=True)
        (places["CONFIG_DIR"] / "jupyter_server_config.py").write_text(config)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.log = folder / "server.log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [
                    sys.executable,
                    "-m",
                    "jupyter_server",
                    "--no-browser",
                    "--allow-root",
                    "--ip=127.0.0.1",
                    f"--port={self.port}",
                    "--ServerApp.port_retries=0",
                    f"--ServerApp.root_dir={root}",
                    f"--IdentityProvider.token={TOKEN}",
                    "--ServerApp.jpserver_extensions={'nbpipe': True}",
                ],
                stdout=log,
                stderr=log,
                env={
                    **os.environ,
                    **{f"JUPYTER_{name}": str(place) for name, place in places.items()},
                    "NBPIPE_USER": "owner",
                    **environment,
                },
            )
        self._wait()

    def _wait(self) -> None:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            with contextlib.suppress(OSError):
                if self.ask("GET", "api/status", api=False).status == 200:
                    return
            assert self.process.poll() is None, self.log.read_text()
            time.sleep(0.05)
        raise AssertionError(self.log.read_text())

    def ask(
        self,
        method: str,
        path: str,
        body: Any = None,
        query: dict[str, str] | None = None,
        *,
        headers: dict[str, str] | None = None,
        api: bool = True,
    ) -> Reply:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            words = f"?{urlencode(query)}" if query else ""
            sent = {"Authorization": f"token {TOKEN}"} if headers is None else headers
            data = body if isinstance(body, bytes) else None if body is None else json.dumps(body).encode()
            connection.request(method, f"/{'nbpipe/api/' if api else ''}{path}{words}", data, sent)
            reply = connection.getresponse()
            return Reply(reply.status, {k.lower(): v for k, v in reply.getheaders()}, reply.read())
        finally:
            connection.close()

    def get(self, path: str, **query: str) -> Reply:
        return self.ask("GET", path, query=query)

    def post(self, path: str, body: Any = None, **query: str) -> Reply:
        return self.ask("POST", path, body if body is not None else {}, query)

    def end(self) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()


def write_notebook(path: Path, *cells: str) -> None:
    data = {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {},
        "cells": [
            {
                "cell_type": "code",
                "id": f"c{n}",
                "metadata": {},
                "source": text,
                "outputs": [],
                "execution_count": None,
            }
            for n, text in enumerate(cells, 1)
        ],
    }
    path.write_text(json.dumps(data), "utf-8")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server whose root has a store of one whole execution, with real blobs."""
    root = tmp_path_factory.mktemp("root").resolve()
    folder = root / ".nbpipe"
    folder.mkdir()
    with contextlib.closing(new_store(folder)) as connection:
        attrition(writer(connection))
    made = Server(tmp_path_factory.mktemp("jupyter"), root, IDENTITY + AUTHORIZER)
    yield made
    made.end()


def until(look: Callable[[], Any], seconds: float = 30.0) -> Any:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        found = look()
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError("it did not happen")


# ---- who may --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "hello"),
        ("GET", "executions"),
        ("GET", "executions/e1/report"),
        ("GET", "models/attrition/1/download"),
        ("POST", "check"),
        ("POST", "executions"),
        ("POST", "executions/e1/stop"),
        ("POST", "models/attrition/1/reproduction"),
        ("POST", "models/attrition/1/approval"),
    ],
)
def test_without_a_token_nothing_is_told(server: Server, method: str, path: str) -> None:
    reply = server.ask(method, path, {} if method == "POST" else None, headers={})
    assert reply.status == 403
    assert b"e1" not in reply.data


@pytest.mark.parametrize("route", router.ROUTES, ids=lambda route: f"{route.method} {route.path}")
def test_each_route_asks_for_what_it_says(server: Server, route: router.Route) -> None:
    path = re.sub(r"\{\w+\}", "none", route.path)
    rights = {"read", "write", "execute"}

    def status(may: set[str]) -> int:
        headers = {"Authorization": f"token {TOKEN}", "X-May": " ".join(may)}
        body = {"nothing": 1} if route.method == "POST" else None
        return server.ask(route.method, path, body, headers=headers).status

    assert status(rights - {route.may}) == 403
    assert status({route.may}) != 403


def test_hello_says_what_one_may(server: Server) -> None:
    assert server.get("hello").body["may"] == ["read", "write", "execute"]
    reader = {"Authorization": f"token {TOKEN}", "X-May": "read"}
    assert server.ask("GET", "hello", headers=reader).body["may"] == ["read"]


def cookies(server: Server) -> dict[str, str]:
    """The cookies of a browser that came in with the token."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    try:
        connection.request("GET", f"/tree?token={TOKEN}")
        reply = connection.getresponse()
        reply.read()
        found = dict(
            value.split(";")[0].split("=", 1)
            for key, value in reply.getheaders()
            if key.lower() == "set-cookie"
        )
        if "_xsrf" not in found:
            sent = {"Cookie": "; ".join(f"{key}={value}" for key, value in found.items())}
            connection.request("GET", f"/login?token={TOKEN}", headers=sent)
            reply = connection.getresponse()
            reply.read()
            for key, value in reply.getheaders():
                if key.lower() == "set-cookie":
                    found |= dict([value.split(";")[0].split("=", 1)])
        return found
    finally:
        connection.close()


def test_a_browser_has_to_show_where_it_comes_from(server: Server) -> None:
    jar = cookies(server)
    sent = {"Cookie": "; ".join(f"{key}={value}" for key, value in jar.items())}
    body = {"path": "n.ipynb", "cells": []}
    assert server.ask("GET", "hello", headers=sent).status == 200
    assert server.ask("POST", "check", body, headers=sent).status == 403
    assert server.ask("POST", "check", body, headers={**sent, "X-XSRFToken": "made up"}).status == 403
    assert server.ask("POST", "check", body, headers={**sent, "X-XSRFToken": jar["_xsrf"]}).status == 200
    foreign = {**sent, "X-XSRFToken": jar["_xsrf"], "Origin": "http://elsewhere.example"}
    assert server.ask("POST", "check", body, headers=foreign).status == 404


@pytest.mark.parametrize(
    "text", ["..", "../..", "a/../../x", "/etc", "link", "link/deeper", "%2e%2e", "..\\..", "~root"]
)
def test_paths_outside_of_the_root_are_refused(server: Server, text: str) -> None:
    link = server.root / "link"
    if not link.exists():
        link.symlink_to("/etc")
    reply = server.get("executions/e1", store=text)
    assert reply.status in (403, 404)
    outside = (server.root / text).resolve()
    if not outside.is_relative_to(server.root):
        assert reply.status == 403
    for route, body in (
        ("check", {"path": f"{text}/n.ipynb"}),
        ("executions", {"notebook": f"{text}/n.ipynb"}),
    ):
        reply = server.post(route, body)
        assert reply.status in (400, 403), reply.body
        if not outside.is_relative_to(server.root):
            assert reply.status == 403


def test_the_path_of_a_request_leads_nowhere_else(server: Server) -> None:
    for path in (
        "artifacts/..%2f..%2f..%2fetc%2fpasswd/content",
        "executions/..%2f..%2f/steps/a/log",
        "../../etc",
    ):
        assert server.ask("GET", path).status == 404
    assert server.post("check", b"[1]").status == 400
    assert server.post("check", b"{nothing").status == 400


def test_hello_says_who_is_asking(server: Server) -> None:
    body = server.get("hello").body
    assert (body["user"], body["store"]) == ("grace", ".nbpipe")


def test_an_approval_is_by_who_is_signed_in(server: Server) -> None:
    sent = {"status": "Approved", "comment": "good", "decision": 1, "by": "somebody else"}
    reply = server.post("models/attrition/1/approval", sent)
    assert reply.status == 200, reply.body
    assert reply.body["approvals"][-1]["by"] == "grace"
    assert server.post("models/attrition/1/approval", sent).status == 409


def test_a_run_has_the_python_of_its_kernel(tmp_path: Path) -> None:
    from nbpipe.server import extension

    program = tmp_path / "python3.12"
    program.touch(0o755)
    argv = {"ours": str(program), "relative": "python", "other": "/usr/bin/env"}

    def spec(name: str) -> SimpleNamespace:
        return SimpleNamespace(argv=[argv[name], "-m", "ipykernel_launcher"])

    manager = SimpleNamespace(get_kernel_spec=spec)
    assert extension.python_of(manager, "ours") == str(program)
    for name in ("relative", "other", "missing"):
        assert extension.python_of(manager, name) == sys.executable


def test_a_name_that_jupyter_made_up_is_the_owners() -> None:
    from jupyter_server.auth.identity import User

    from nbpipe import config
    from nbpipe.server.handlers import name_of

    made_up = User("0123456789abcdef0123456789abcdef", "Anonymous Io", "Anonymous Io")
    assert name_of(made_up) == config.user()
    assert name_of(User("ada", "Ada", "Ada")) == "ada"


# ---- bytes ----------------------------------------------------------------------------------------------------------


def test_content_cannot_do_anything_in_a_browser(server: Server) -> None:
    with contextlib.closing(connect(server.root / ".nbpipe")) as connection:
        store = writer(connection)
        blobs = ArtifactStore(server.root / ".nbpipe" / "artifacts")
        saved, large = blobs.save({"html": "<script>alert(1)</script>"}), blobs.save(b"x" * 3_000_000)
        open_execution(store, "bytes")
        run_step(store, "bytes", "clean", outputs={"a": saved, "b": large})
    reply = server.get(f"artifacts/{saved.digest}/content")
    assert reply.status == 200
    assert reply.headers["content-security-policy"].startswith("sandbox")
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert reply.headers["content-type"] == "application/json"
    assert reply.headers["content-disposition"].startswith("inline")
    assert json.loads(reply.data) == {"html": "<script>alert(1)</script>"}
    reply = server.get(f"artifacts/{quote(large.digest)}/content")
    assert reply.headers["content-disposition"].startswith("attachment")
    assert int(reply.headers["content-length"]) == len(reply.data) == large.size
    assert reply.headers["content-security-policy"].startswith("sandbox")
    gone = server.get("models/attrition/1/download")
    assert (gone.status, gone.body["code"]) == (410, "gone")


def test_a_report_is_for_saving(server: Server) -> None:
    reply = server.get("executions/e1/report")
    assert reply.headers["content-type"].startswith("text/html")
    assert reply.headers["content-disposition"].startswith("attachment")
    assert b"prefers-color-scheme" in reply.data


# ---- live -----------------------------------------------------------------------------------------------------------

COMMIT = """
import sys, time
sys.path.insert(0, sys.argv[2])
from pathlib import Path
from store_samples import open_execution, writer
from nbpipe.store import connect
connection = connect(Path(sys.argv[1]))
print("ready", flush=True)
sys.stdin.readline()
open_execution(writer(connection), "live", steps=("clean",))
print(time.time(), flush=True)
"""


def test_a_commit_of_another_process_is_told_within_a_second(server: Server) -> None:
    from tornado.httpclient import HTTPRequest
    from tornado.websocket import websocket_connect

    async def heard() -> tuple[dict[str, Any], float]:
        address = f"ws://127.0.0.1:{server.port}/api/events/subscribe"
        socket = await websocket_connect(HTTPRequest(address, headers={"Authorization": f"token {TOKEN}"}))
        try:
            assert server.get("executions").status == 200  # a page asks: the store is watched from here on
            other = subprocess.Popen(
                [sys.executable, "-c", COMMIT, str(server.root / ".nbpipe"), str(Path(__file__).parent)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
            assert other.stdin is not None
            assert other.stdout is not None
            await asyncio.to_thread(other.stdout.readline)
            other.stdin.write("\n")
            other.stdin.flush()
            committed = float(await asyncio.to_thread(other.stdout.readline))
            while True:
                message = await asyncio.wait_for(socket.read_message(), 5)
                arrived = time.time()
                found = json.loads(message or "{}")
                if any(row["id"] == "live" for row in found.get("executions", ())):
                    other.communicate()
                    return found, arrived - committed
        finally:
            socket.close()

    found, seconds = asyncio.run(heard())
    assert found["schema_id"] == "https://events.nbpipe.dev/changes"
    assert found["store"] == ".nbpipe"
    assert found["executions"][0]["status"] == "Executing"
    assert seconds < 1


# ---- runs -----------------------------------------------------------------------------------------------------------

SLEEPER = (
    "%%step first\nprint('one', flush=True)\nx = 1",
    "%%step second\nimport time\nprint('two')\ntime.sleep({})\ny = x",
)


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Server]:
    root = tmp_path / "root"
    root.mkdir()
    made = Server(tmp_path / "jupyter", root.resolve())
    yield made
    made.end()


@pytest.mark.slow
def test_a_run_outlives_the_server(own: Server) -> None:
    write_notebook(own.root / "sleeper.ipynb", *(cell.format(3) for cell in SLEEPER))
    reply = own.post("executions", {"notebook": "sleeper.ipynb"})
    assert reply.status == 202, reply.body
    execution, store = reply.body["execution"], reply.body["store"]
    assert store == ".nbpipe"
    page = own.get(f"executions/{execution}", store=store)
    assert page.body["execution"]["started_by"] == "owner"
    own.process.kill()
    own.process.wait()
    with contextlib.closing(connect(own.root / ".nbpipe", create=False)) as connection:
        until(lambda: queries.execution(connection, execution).status.ended)
        assert queries.execution(connection, execution).status == "Succeeded"
    assert list((own.root / ".nbpipe" / "logs").glob("run-*.log"))


@pytest.mark.slow
def test_a_run_is_read_while_it_runs_and_stopped_and_resumed(own: Server) -> None:
    write_notebook(
        own.root / "sleeper.ipynb",
        "%%parameters\nseconds: float = 0",
        *(cell.format("seconds") for cell in SLEEPER),
    )
    reply = own.post(
        "executions", {"notebook": "sleeper.ipynb", "parameters": {"seconds": 60}, "max_parallel": 1}
    )
    assert reply.status == 202, reply.body
    at = f"executions/{reply.body['execution']}"

    def printed() -> Any:
        found = own.get(f"{at}/steps/second/log")
        texts = (
            [o["text"] for cell in found.body["cells"] for o in cell["outputs"]]
            if found.status == 200
            else []
        )
        return found.body if texts == ["two\n"] else None

    log = until(printed)
    assert log["running"] is True
    assert own.post(f"{at}/stop").status == 200
    until(lambda: own.get(at).body["execution"]["status"] == "Stopped")
    write_notebook(own.root / "sleeper.ipynb", "%%parameters\nseconds: float = 0", "%%step first\nx = 2")
    refused = own.post(f"{at}/resume")
    assert (refused.status, refused.body["code"]) == (409, "changed-notebook")
    again = own.post(f"{at}/resume", {"force": True})
    assert (again.status, again.body["execution"]) == (202, reply.body["execution"])
    until(lambda: own.get(at).body["execution"]["status"] == "Executing")
    assert own.post(f"{at}/stop").status == 200
    until(lambda: own.get(at).body["execution"]["status"] == "Stopped")


@pytest.mark.slow
def test_what_is_wrong_with_a_run_is_told(own: Server) -> None:
    write_notebook(own.root / "bad.ipynb", "%%step a\nx = nowhere")
    reply = own.post("executions", {"notebook": "bad.ipynb"})
    assert reply.status == 400
    assert "nowhere" in reply.body["message"]
    assert reply.body["marks"][0]["cell"] == 1
    write_notebook(own.root / "good.ipynb", "%%step a\nx = 1")
    late = own.post("executions", {"notebook": "good.ipynb", "only": "b"})  # only its process finds out
    assert late.status == 400
    assert late.body["message"] == "--only names b, and there is no such step"
    shutil.rmtree(own.root / ".nbpipe", ignore_errors=True)


@pytest.mark.slow
def test_the_store_that_the_operator_named(tmp_path: Path) -> None:
    root, named = tmp_path / "root", tmp_path / "elsewhere"
    root.mkdir()
    write_notebook(root / "n.ipynb", "%%step a\nx = 1")
    made = Server(tmp_path / "jupyter", root.resolve(), NBPIPE_STORE=str(named))
    try:
        body = made.get("hello").body
        assert (body["store"], body["user"]) == (str(named.resolve()), "owner")
        reply = made.post("executions", {"notebook": "n.ipynb"})
        assert (reply.status, reply.body["store"]) == (202, str(named.resolve()))
        assert len(made.get("executions", store=str(named.resolve())).body["rows"]) == 1
        until(lambda: made.get("executions").body["rows"][0]["status"] == "Succeeded")
    finally:
        made.end()
