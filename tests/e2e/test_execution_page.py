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


def test_the_jobs_of_a_map(server: Server, page: Page) -> None:
    """The card opens with the keyboard, a job is found and opened as a step is, and all of it while it runs."""
    server.notebook(
        "family.ipynb",
        "%%setup\nimport os\nimport time",
        "%%step load\nxs = list(range(12))",
        "%%step each --type Map --over xs --as x --max-failures 1 --metrics m\nwhile x == 11 and not os.path.exists('go-family'):\n"
        "    time.sleep(0.02)\nif x == 3:\n    raise ValueError('three is too much')\nprint('item', x)\ny = x * x\nm = {'square': y}",
        "%%step report\nprint(sum(v or 0 for v in y))",
    )
    process = server.start("run", "family.ipynb")
    try:
        wait_until(lambda: server.status("family", "each") == "Executing", 60)
        found = server.newest("family")
        assert found is not None
        open_lab(page, server)
        shows = open_execution(page, found.id)
        expect(card(shows, "each")).to_have_accessible_name(re.compile("executing.*12 jobs, 1 failed"))
        expect(shows.get_by_text("11 / 12")).to_be_visible()
        shows.get_by_role("button", name="Show the jobs of each").focus()
        page.keyboard.press("Enter")
        squares = shows.get_by_role("listbox", name="Jobs of each")
        squares.focus()
        for _ in range(3):
            page.keyboard.press("ArrowRight")
        expect(squares.get_by_role("option")).to_have_text("each.3, x = 3, Failed")
        page.keyboard.press("Enter")
        job = shows.get_by_role("complementary", name="Step each.3")
        expect(job.get_by_role("alert")).to_contain_text("three is too much")

        job.get_by_role("button", name="All jobs of each").click()
        inspector = shows.get_by_role("complementary", name="Step each", exact=True)
        inspector.get_by_role("tab", name=re.compile("^Jobs")).click()
        expect(inspector.get_by_role("radio", name="Executing 1")).to_be_visible()
        server.go("family")
        expect(inspector.get_by_role("radio", name="Succeeded 11")).to_be_visible()
        expect_status(shows, "report", "Succeeded")
    finally:
        server.go("family")
        process.wait(60)
    table = inspector.get_by_role("table", name="Jobs of each")
    for _ in range(2):  # the largest first
        table.get_by_role("button", name="square").click()
    row = table.get_by_role("row").filter(has_text="121")
    expect(table.get_by_role("row").nth(1)).to_contain_text("121")
    row.click()
    job = shows.get_by_role("complementary", name="Step each.11")
    job.get_by_role("tab", name="Log").click()
    expect(job.get_by_role("region", name="What the step printed")).to_contain_text("item 11")
