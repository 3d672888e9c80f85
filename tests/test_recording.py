"""What a step has put out so far: the record by itself, and that of steps that run and are killed."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from nbpipe import printed, recording
from nbpipe.store import connect, queries


def test_a_record_is_read_as_it_was_shown(tmp_path: Path) -> None:
    record = recording.Recorder(tmp_path)
    assert recording.read(tmp_path) is None
    record.cell({"cell": 7, "role": "body"})
    assert not (tmp_path / recording.FILE).exists()  # a step that shows nothing costs nothing
    record.text("stdout", "a")
    record.text("stdout", "b\n")
    record.text("stderr", "é\u2028")
    record.output({"output_type": "display_data", "data": {"text/plain": "1"}, "metadata": {}}, "id")
    record.update("id", {"text/plain": "2"}, {})
    found = recording.read(tmp_path)
    assert found is not None
    (cell,) = found.cells
    assert [output.get("text") for output in cell["outputs"][:2]] == [["a", "b\n"], ["é\u2028"]]
    assert cell["outputs"][2]["data"] == {"text/plain": "2"}
    recording.remove(tmp_path)
    assert recording.read(tmp_path) is None


def test_much_text_is_written_together(tmp_path: Path) -> None:
    record = recording.Recorder(tmp_path)
    record.cell({"cell": 1, "role": "body"})
    lines = [f"line {number}\n" for number in range(20_000)]
    for line in lines:
        record.text("stdout", line)
    record.output({"output_type": "display_data", "data": {}, "metadata": {}})
    written = (tmp_path / recording.FILE).read_text("utf-8").splitlines()
    assert len(written) < 2000
    found = recording.read(tmp_path)
    assert found is not None
    assert "".join(found.cells[0]["outputs"][0]["text"]) == "".join(lines)
    assert len(found.cells[0]["outputs"]) == 2, "what is shown after it comes after it"


def test_half_a_line_waits_for_its_other_half(tmp_path: Path) -> None:
    record = recording.Recorder(tmp_path)
    record.cell({"cell": 7, "role": "body"})
    record.text("stdout", "whole\n")
    with (tmp_path / recording.FILE).open("ab") as file:
        file.write(b'{"n":7,"r":"bo')
    found = recording.read(tmp_path)
    assert found is not None
    assert found.cells[0]["outputs"][0]["text"] == ["whole\n"]
    with (tmp_path / recording.FILE).open("ab") as file:
        file.write(b'dy","s":"stdout","t":"rest"}\n')
    more = recording.read(tmp_path, found.end)
    assert more is not None
    assert more.cells[0]["outputs"][0]["text"] == ["rest"]


def test_a_forked_process_records_nothing(tmp_path: Path) -> None:
    record = recording.Recorder(tmp_path)
    record.cell({"cell": 7, "role": "body"})
    record.text("stdout", "parent\n")
    record._pid = -2  # as in a process that has another number
    record.text("stdout", "child\n")
    found = recording.read(tmp_path)
    assert found is not None
    assert found.cells[0]["outputs"][0]["text"] == ["parent\n"]


# ---- steps that run -------------------------------------------------------------------------------------------------

BODY = """%%step talk
import os, sys, time
from pathlib import Path
from IPython.display import display, clear_output
print("gone")
clear_output()
print("one")
print("aside", file=sys.stderr)
shown = display({"text/plain": "first"}, raw=True, display_id=True)
shown.update({"text/plain": "second"}, raw=True)
Path("pid").write_text(str(os.getpid()))
while not Path("go").exists():
    time.sleep(0.02)
x = 1"""


def until(look: Callable[[], Any], seconds: float = 60.0) -> Any:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError):
            if found := look():
                return found
        time.sleep(0.05)
    raise AssertionError("it did not happen")


def talking(tmp_path: Path, *more: str) -> tuple[subprocess.Popen[bytes], Path]:
    """A run whose step has put out everything and goes on, and the folder of its attempt."""
    cells = [
        {
            "cell_type": "code",
            "id": "a",
            "metadata": {},
            "source": BODY,
            "outputs": [],
            "execution_count": None,
        }
    ]
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}
    (tmp_path / "n.ipynb").write_text(json.dumps(notebook))
    process = subprocess.Popen(
        [sys.executable, "-m", "nbpipe", "run", "n.ipynb", *more], cwd=tmp_path, stdout=subprocess.DEVNULL
    )
    try:
        until(lambda: (tmp_path / "pid").read_text())
    except AssertionError:
        process.kill()
        process.wait()
        raise
    (folder,) = (tmp_path / ".nbpipe" / "executions").glob("*/talk/1")
    return process, folder


def outputs(folder: Path) -> list[dict[str, Any]]:
    """What the body put out, with text in one piece and without what only a kernel says."""
    notebook = printed.executed(folder)
    assert notebook is not None
    (cell,) = [c for c in notebook["cells"] if c["metadata"].get("nbpipe", {}).get("role") == "body"]
    found = [{**output, "text": "".join(output.get("text", ""))} for output in cell["outputs"]]
    return sorted(found, key=lambda output: str(output.get("name")))  # a kernel may send stderr first


@pytest.mark.slow
@pytest.mark.parametrize("more", [(), ("--no-warm",)], ids=["warm", "kernel"])
def test_what_a_running_step_shows_is_what_its_notebook_has_later(
    tmp_path: Path, more: tuple[str, ...]
) -> None:
    process, folder = talking(tmp_path, *more)
    try:
        until(lambda: (folder / recording.FILE).exists() and len(outputs(folder)) == 3, 10)
        before = outputs(folder)
    finally:
        (tmp_path / "go").touch()
        assert process.wait(60) == 0
    assert [output.get("text") or output["data"]["text/plain"] for output in before] == [
        "second",
        "aside\n",
        "one\n",
    ]
    assert not (folder / recording.FILE).exists()
    later = outputs(folder)
    assert [(o["output_type"], o.get("name"), o["text"]) for o in later] == [
        (o["output_type"], o.get("name"), o["text"]) for o in before
    ]


@pytest.mark.slow
def test_what_a_killed_step_printed_is_not_lost(tmp_path: Path) -> None:
    process, _ = talking(tmp_path)
    os.kill(int((tmp_path / "pid").read_text()), signal.SIGKILL)
    assert process.wait(60) == 1
    with contextlib.closing(connect(tmp_path / ".nbpipe", create=False)) as connection:
        execution = queries.execution(connection, "latest")
    text = printed.text(tmp_path / ".nbpipe", execution.id, execution.steps[0])
    assert "one" in text
    assert "gone" not in text
