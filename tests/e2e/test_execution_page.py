"""The page of an execution: what runs shows at once, can be looked into, stopped and gone on with."""

from __future__ import annotations

import re
import time
from datetime import datetime

from playwright.sync_api import Page, expect

from e2e.harness import (
    Console,
    Server,
    card,
    expect_status,
    open_execution,
    open_lab,
    shown,
    wait_until,
    waits,
)


def test_a_run_from_a_terminal_appears_within_a_second(server: Server, page: Page) -> None:
    server.notebook("terminal.ipynb", *waits("terminal"))
    server.notebook("before.ipynb", "%%step only\nx = 1")
    server.run("before.ipynb")
    open_lab(page, server)
    page.get_by_role("tab", name="Pipelines", exact=True).click()
    panel = page.get_by_role("region", name="Pipelines", exact=True)
    expect(panel.get_by_role("button", name="before", exact=True)).to_be_visible()
    process = server.start("run", "terminal.ipynb")
    running = page.get_by_role("region", name="Running now")
    expect(running.get_by_role("button", name=re.compile("terminal"))).to_be_visible()
    seen = time.time()
    found = server.newest("terminal")
    assert found is not None
    assert seen - datetime.fromisoformat(found.started_at).timestamp() < 1

    running.get_by_role("button", name=re.compile("terminal")).click()
    graph = shown(page)
    expect_status(graph, "slow", "Executing")
    server.go("terminal")
    expect_status(graph, "report", "Succeeded")
    expect(graph.get_by_role("group", name="Execution of terminal")).to_contain_text("Succeeded")
    expect(running).to_have_count(0)
    assert process.wait(30) == 0


def test_stop_and_resume(server: Server, page: Page) -> None:
    with server.waiting("stops") as execution:
        open_lab(page, server)
        shows = open_execution(page, execution)
        expect_status(shows, "slow", "Executing")
        shows.get_by_role("button", name="Stop", exact=True).click()
        shows.get_by_role("button", name="Stop it").click()  # it says before what is lost
        expect_status(shows, "slow", "Stopped")
        server.go("stops")
        shows.get_by_role("button", name="Resume", exact=True).click()
        expect_status(shows, "report", "Succeeded")
        expect_status(shows, "load", "Succeeded")
        expect(shows.get_by_role("group", name="Execution of stops")).to_contain_text("Succeeded")
    found = server.newest("stops")
    assert found is not None
    assert found.id == execution
    assert {each.step: len(each.attempts) for each in found.steps} == {"load": 1, "slow": 2, "report": 1}


def test_a_reload_in_the_middle_loses_nothing(server: Server, page: Page) -> None:
    with server.waiting("reloaded") as execution:
        open_lab(page, server)
        with page.expect_response(
            lambda answer: "/api/workspaces/" in answer.url and answer.request.method == "PUT"
        ):
            open_execution(page, execution)  # and JupyterLab has noted what is open
        page.reload()
        expect(page.get_by_role("tab", name=f"Execution {execution[:8]}")).to_be_visible()
        shows = shown(page)
        expect_status(shows, "slow", "Executing")
        server.go("reloaded")
        expect_status(shows, "report", "Succeeded")


def test_a_page_that_lost_its_server_is_right_again_when_it_is_back(
    server: Server, page: Page, console: Console
) -> None:
    console.expected.append("ERR_CONNECTION_REFUSED|WebSocket connection")
    with server.waiting("offline") as execution:
        open_lab(page, server)
        shows = open_execution(page, execution)
        expect_status(shows, "slow", "Executing")
        server.down()
        server.go("offline")
        wait_until(lambda: server.status("offline", "report") == "Succeeded")
        server.up()
        expect_status(shows, "report", "Succeeded")
        expect(shows.get_by_role("group", name="Execution of offline")).to_contain_text("Succeeded")


def test_the_log_of_a_step_while_it_runs(server: Server, page: Page) -> None:
    with server.waiting("logged") as execution:
        open_lab(page, server)
        shows = open_execution(page, execution)
        card(shows, "slow").click()
        inspector = shows.get_by_role("complementary", name="Step slow")
        inspector.get_by_role("tab", name="Log").click()
        log = inspector.get_by_role("region", name="What the step printed")
        expect(log).to_contain_text("begun")
        expect(inspector).to_contain_text("Live")
        expect(log).not_to_contain_text("ended")
        server.go("logged")
        expect(log).to_contain_text("ended")
        expect(inspector.get_by_text("Live")).to_have_count(0)


def test_replay(server: Server, page: Page) -> None:
    with server.waiting("replayed") as execution:
        open_lab(page, server)
        shows = open_execution(page, execution)
        expect_status(shows, "slow", "Executing")
        server.go("replayed")
        expect_status(shows, "report", "Succeeded")
    shows.get_by_role("button", name="Replay").click()
    replay = shows.get_by_role("group", name="Replay", exact=True)
    replay.get_by_role("button", name="Pause").click()
    slider = replay.get_by_role("slider", name="Moment of the replay")
    slider.focus()
    page.keyboard.press("Home")
    expect_status(shows, "report", "Pending")
    seen = set()
    for moment in range(0, 1000, 50):
        slider.fill(str(moment))
        seen.add(slider.get_attribute("aria-valuetext"))
    assert any("slow runs" in str(words) for words in seen), seen
    page.keyboard.press("End")
    expect_status(shows, "report", "Succeeded")
    replay.get_by_role("button", name=re.compile("^Back to now")).click()
    expect(replay).to_have_count(0)


def test_the_timeline(server: Server, page: Page) -> None:
    with server.waiting("timed") as execution:
        open_lab(page, server)
        shows = open_execution(page, execution)
        shows.get_by_text("Timeline", exact=True).click()
        timeline = shows.get_by_role("listbox", name="Steps of timed")
        expect(timeline.get_by_role("option", name=re.compile("slow.*executing", re.I))).to_be_visible()
        server.go("timed")
        expect(timeline.get_by_role("option", name=re.compile("report.*succeeded", re.I))).to_be_visible()
        timeline.get_by_role("option", name=re.compile("slow")).click()
        expect(shows.get_by_role("complementary", name="Step slow")).to_be_visible()
