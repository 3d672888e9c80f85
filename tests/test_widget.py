"""The kernel's side of the panel: what it answers, what it sends by itself, and when its threads end."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from store_samples import attrition, open_execution, writer

from nbpipe import config, definition, notebook
from nbpipe.api.asked import Context
from nbpipe.store import connect
from nbpipe.store.writer import Writer
from nbpipe.widget import panel
from nbpipe.widget import service as services
from nbpipe.widget.service import Service, Viewer


class Screen:
    """A panel without a browser: what it was sent."""

    def __init__(self) -> None:
        self.messages: list[Mapping[str, Any]] = []
        self.buffers: list[Sequence[bytes]] = []
        self.threads: set[str] = set()
        self.viewer = Viewer(self.send)

    def send(self, content: Mapping[str, Any], buffers: Sequence[bytes]) -> None:
        self.messages.append(content)
        self.buffers.append(buffers)
        self.threads.add(threading.current_thread().name)

    def of(self, key: str) -> list[Any]:
        return [message[key] for message in list(self.messages) if key in message]

    def answer(self, identity: int) -> Mapping[str, Any]:
        found: list[Mapping[str, Any]] = []
        until(lambda: bool(found) or found.extend(m for m in self.messages if m.get("id") == identity))
        return found[0]


def until(condition: Callable[[], Any], seconds: float = 10) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.01)


def alive(name: str) -> bool:
    return any(thread.name.startswith(name) for thread in threading.enumerate())


@contextlib.contextmanager
def recorded(folder: Path) -> Iterator[Writer]:
    """Write into a store as another process does."""
    with contextlib.closing(connect(folder)) as connection:
        yield writer(connection)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path.resolve() / config.STORE_NAME
    made.mkdir()
    with recorded(made) as store:
        attrition(store)
    return made


@pytest.fixture
def service(folder: Path) -> Iterator[Service]:
    made = Service(Context(folder.parent, "ada", folder))
    yield made
    made.close()


def request(path: str, identity: int = 1, **more: Any) -> dict[str, Any]:
    return {"id": identity, "method": "GET", "path": path, "query": {}, "body": None, **more}


def test_it_answers_as_the_router_does(service: Service) -> None:
    screen = Screen()
    service.join(screen.viewer)
    service.hear(screen.viewer, request("executions", 7, query={"limit": 1, "store": "", "status": None}))
    found = screen.answer(7)
    assert found["status"] == 200
    assert [row["pipeline"] for row in found["body"]["rows"]] == ["attrition"]
    service.hear(screen.viewer, request("executions/none", 8))
    refused = screen.answer(8)
    assert refused["status"] == 404
    assert "none" in refused["body"]["message"]
    assert threading.current_thread().name not in screen.threads


def test_bytes_go_beside_the_message(service: Service) -> None:
    screen = Screen()
    service.join(screen.viewer)
    service.hear(screen.viewer, request("executions", 1))
    identity = screen.answer(1)["body"]["rows"][0]["id"]
    service.hear(screen.viewer, request(f"executions/{identity}/report", 2))
    found = screen.answer(2)
    assert found["media_type"] == "text/html; charset=utf-8"
    (data,) = screen.buffers[screen.messages.index(found)]
    assert b"<html" in data
    assert "body" not in found


def test_a_mistake_of_ours_is_an_answer_too(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> Any:
        raise RuntimeError("not meant")

    monkeypatch.setattr(services.router, "answer", broken)
    screen = Screen()
    service.join(screen.viewer)
    service.hear(screen.viewer, request("executions"))
    found = screen.answer(1)
    assert found["status"] == 500
    assert "not meant" in found["body"]["message"]


def test_changes_and_fresh_pages_come_while_the_main_thread_is_busy(service: Service, folder: Path) -> None:
    """The main thread only computes, as a cell does; another one writes, as the process of a run does."""
    screen = Screen()
    service.join(screen.viewer)
    first = service.first(screen.viewer, "executions", {"pipeline": "other"})
    assert first is not None
    assert first["body"]["rows"] == []

    def run() -> None:
        with recorded(folder) as store:
            open_execution(store, "e-new", name="other")

    thread = threading.Thread(target=run)
    thread.start()
    end = time.monotonic() + 10
    while time.monotonic() < end and not screen.of("page"):
        sum(range(1000))  # no sleep, no message, no event loop
    thread.join()
    changed = [row["id"] for changes in screen.of("changes") for row in changes["executions"]]
    assert "e-new" in changed
    page = screen.of("page")[-1]
    assert page["path"] == "executions"
    assert page["query"] == {"pipeline": "other"}
    assert [row["id"] for row in page["body"]["rows"]] == ["e-new"]
    assert threading.current_thread().name not in screen.threads


def test_what_changed_is_not_lost_while_pages_are_pushed(
    service: Service, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "PACE_SECONDS", 0.3)
    screen = Screen()
    service.join(screen.viewer)
    service.first(screen.viewer, "executions", {"pipeline": "other"})
    with recorded(folder) as store:
        for number in range(3):
            open_execution(store, f"new{number}", name="other")
            time.sleep(0.12)
    until(lambda: screen.of("page") and len(screen.of("page")[-1]["body"]["rows"]) == 3)
    assert len(screen.of("page")) < 3


def test_only_the_last_pages_are_kept_fresh(service: Service) -> None:
    screen = Screen()
    service.join(screen.viewer)
    for number in range(services.PAGES + 3):
        service.first(screen.viewer, "executions", {"limit": str(number + 1)})
    service.first(screen.viewer, "hello", {})
    limits = [query["limit"] for _, query, _ in screen.viewer.pages.values()]
    assert limits == [str(number + 1) for number in range(3, services.PAGES + 3)]


def test_no_thread_before_something_is_shown_nor_after_it(service: Service) -> None:
    assert not alive("nbpipe live")
    one, other = Screen(), Screen()
    service.join(one.viewer)
    service.join(other.viewer)
    service.first(one.viewer, "executions", {})
    assert alive("nbpipe live")
    service.leave(one.viewer)
    assert alive("nbpipe live")
    service.hear(other.viewer, {"closed": True})
    until(lambda: not alive("nbpipe live"))
    until(lambda: not alive("nbpipe panel"))


def test_one_that_comes_back_is_told_that_it_missed_something(service: Service) -> None:
    screen = Screen()
    service.join(screen.viewer)
    service.hear(screen.viewer, {"closed": True})
    service.hear(screen.viewer, {"alive": True})
    assert screen.of("missed") == [True]
    service.hear(screen.viewer, request("executions"))
    assert screen.answer(1)["status"] == 200
    assert alive("nbpipe live")


def test_a_page_that_was_closed_without_a_word_is_forgotten(service: Service) -> None:
    silent, heard = Screen(), Screen()
    service.join(silent.viewer)
    service.join(heard.viewer)
    service.first(silent.viewer, "executions", {})
    for _ in range(services.QUIET_MINUTES + 1):
        service.minute()
        service.hear(heard.viewer, {"alive": True})
    assert (silent.viewer.away, heard.viewer.away) == (True, False)
    assert service.shown
    for _ in range(services.QUIET_MINUTES + 1):
        service.minute()
    assert not service.shown
    until(lambda: not alive("nbpipe live"))


def test_a_panel_whose_kernel_is_ending_harms_nobody(service: Service, folder: Path) -> None:
    def gone(*_: Any) -> None:
        raise RuntimeError("the socket is closed")

    screen = Screen()
    broken = Viewer(gone)
    service.join(broken)
    service.join(screen.viewer)
    service.first(screen.viewer, "executions", {})
    with recorded(folder) as store:
        open_execution(store, "e-new", name="other")
    until(lambda: screen.of("changes"))


# ---- the widget itself ----------------------------------------------------------------------------------------------

CELLS = ("%%step make\nx = 1", "%%step use\ny = x")


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = tmp_path.resolve() / "sub"
    folder.mkdir()
    return folder / "case.ipynb"


def test_what_a_panel_may_see(tmp_path: Path, case: Path) -> None:
    settings = config.settings(case, environment={"NBPIPE_USER": "ada"})
    beside = panel.context_of(case, settings)
    assert (beside.root, beside.default, beside.user) == (case.parent, case.parent / ".nbpipe", "ada")
    above = panel.context_of(case, replace(settings, store=tmp_path.resolve() / ".nbpipe"))
    assert above.root == tmp_path.resolve()
    elsewhere = panel.context_of(case, replace(settings, store=Path("/srv/store").resolve()))
    assert elsewhere.root == case.parent
    assert elsewhere.outside == {Path("/srv/store").resolve()}


def test_what_it_is_told_where_nothing_has_run(case: Path) -> None:
    settings = config.settings(case, environment={})
    pipeline = definition.compiled(notebook.from_cells(CELLS, "case")).pipeline
    about = panel.about_of(panel.context_of(case, settings), pipeline, case, settings)
    assert about["newest"] is None
    assert about["notebook"] == "case.ipynb"
    assert about["folder"] == (case.parent / ".nbpipe").as_posix()
    assert [node["name"] for node in about["graph"]["nodes"]] == ["make", "use"]
    assert not (case.parent / ".nbpipe").exists()  # looking makes no store


def test_a_panel_is_shown_and_closed(case: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "panel.js").write_text("export default {}", "utf-8")
    monkeypatch.setattr(panel, "STATIC", tmp_path)
    panel._panel_class.cache_clear()
    settings = config.settings(case, environment={})
    pipeline = definition.compiled(notebook.from_cells(CELLS, "case")).pipeline
    shown = panel.show(pipeline, case, settings)
    try:
        assert shown.data[panel.MIME]["model_id"]
        assert alive("nbpipe live")
    finally:
        shown.close()
        panel._panel_class.cache_clear()
    until(lambda: not alive("nbpipe live"))
    panel.close_all()


def test_hosts_without_widgets_have_none() -> None:
    assert not panel.available(None)
    assert not panel.available(object())
