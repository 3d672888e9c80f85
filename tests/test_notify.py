"""`nbpipe.notify`: what arrives at a web hook, where addresses come from, and that none of them leaks."""

from __future__ import annotations

import http.server
import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

import nbpipe
from nbpipe import config
from nbpipe.errors import NbpipeError
from nbpipe.policy import file

SECRET = "s3cr3t-t0ken"


@dataclass
class Hook:
    """A web hook on this machine. `status` is what it answers."""

    port: int = 0
    status: int = 200
    got: list[dict[str, Any]] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"json://user:{SECRET}@127.0.0.1:{self.port}/{SECRET}"


@pytest.fixture
def hook() -> Iterator[Hook]:
    made = Hook()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            made.got.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(made.status)
            self.end_headers()

        def log_message(self, *words: Any) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield made
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(autouse=True)
def nowhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("NBPIPE_NOTIFY", raising=False)
    monkeypatch.chdir(tmp_path)


def test_a_message_arrives(hook: Hook) -> None:
    nbpipe.notify("AUC **0.81**", title="churn", to=hook.url)
    (message,) = hook.got
    assert (message["title"], message["message"]) == ("churn", "AUC **0.81**")


def test_addresses_come_from_the_argument_then_the_environment_then_the_file(
    hook: Hook, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / config.FILE).write_text(f'[notify]\nurls = ["{hook.url}/file"]\n')
    below = tmp_path / "notebooks"
    below.mkdir()
    monkeypatch.chdir(below)
    nbpipe.notify("by the file")
    monkeypatch.setenv("NBPIPE_NOTIFY", f"{hook.url}/one  {hook.url}/two")
    nbpipe.notify("by the environment")
    nbpipe.notify("by the argument", to=[hook.url])
    said = [item["message"] for item in hook.got]
    assert said == ["by the file", "by the environment", "by the environment", "by the argument"]
    assert file.load(tmp_path, "churn").four_eyes is False  # the policies' reader lets the section be


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[notify\n", "cannot be read"),
        ("notify = 3\n", "holds urls"),
        ('[notify]\nurls = "json://a"\n', "a list of texts"),
        ('[notify]\nurl = ["json://a"]\n', "and nothing else"),
        ("[notify]\nurls = [3]\n", "a list of texts"),
    ],
)
def test_a_file_that_is_wrong(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / config.FILE).write_text(text)
    with pytest.raises(NbpipeError, match=message):
        nbpipe.notify("hello")


@pytest.mark.parametrize(
    ("body", "to", "message"),
    [
        ("", "json://a", "needs a text"),
        ("hello", None, "knows nobody to tell"),
        ("hello", [], "knows nobody to tell"),
        ("hello", [3], "a list of them"),
        ("hello", f"nosuch://{SECRET}/x", r"nosuch://… is no URL that Apprise understands"),
        ("hello", SECRET, r"\?://… is no URL"),
        ("hello", f"slack://{SECRET}", "slack://… is no URL"),
    ],
)
def test_bad_input(body: str, to: Any, message: str) -> None:
    with pytest.raises(NbpipeError, match=message) as raised:
        nbpipe.notify(body, to=to)
    assert SECRET not in str(raised.value)


def test_a_service_that_refuses(
    hook: Hook, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    hook.status = 500
    with pytest.raises(NbpipeError, match="1 of 2 messages did not go out: jsons://…") as raised:
        nbpipe.notify("hello", to=[_ok(hook), f"jsons://user:{SECRET}@127.0.0.1:{hook.port}/x"])
    said = capfd.readouterr()
    for text in (str(raised.value), repr(raised.value), caplog.text, said.out, said.err):
        assert SECRET not in text


def _ok(hook: Hook) -> str:
    hook.status = 200
    return hook.url


def test_without_apprise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "apprise", None)
    with pytest.raises(NbpipeError, match="needs the package apprise") as raised:
        nbpipe.notify("hello", to="json://127.0.0.1")
    assert 'pip install "nbpipe-ml[notify]"' in str(raised.value)


LAMBDA = """%%step tell --type Lambda
import nbpipe
nbpipe.notify(f"AUC {auc:.2f}", title=nbpipe.context.pipeline)
told = auc"""


@pytest.mark.slow
def test_a_step_notifies_in_every_run_and_leaves_no_trace_of_the_address(hook: Hook, tmp_path: Path) -> None:
    (tmp_path / config.FILE).write_text(f'[notify]\nurls = ["{hook.url}"]\n')
    cells = ["%%step make\nauc = 0.81", LAMBDA, "%%step after\nprint(told)"]
    book = {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {},
        "cells": [
            {
                "cell_type": "code",
                "id": f"c{number}",
                "metadata": {},
                "execution_count": None,
                "outputs": [],
                "source": text,
            }
            for number, text in enumerate(cells)
        ],
    }
    (tmp_path / "churn.ipynb").write_text(json.dumps(book))
    words = [sys.executable, "-m", "nbpipe", "run", "churn.ipynb", "--json", "--keep-data", "1MB"]
    answers = []
    for _ in range(2):
        done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, timeout=280)
        assert done.returncode == 0, done.stdout + done.stderr
        answers.append(json.loads(done.stdout)["steps"])
    assert [item["message"] for item in hook.got] == ["AUC 0.81"] * 2
    assert hook.got[0]["title"] == "churn"
    assert [answers[1][name]["cached"] for name in ("make", "tell", "after")] == [True, False, True]
    for path in (tmp_path / ".nbpipe").rglob("*"):
        assert not path.is_file() or SECRET.encode() not in path.read_bytes(), path
