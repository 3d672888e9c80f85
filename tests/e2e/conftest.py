"""Debian's Chromium, driven by Playwright, and JupyterLab with the extension of this checkout.

A test fails where the page's console says an error. Where a test fails, `test-results/` holds what the page looked like.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from e2e.harness import ARGUMENTS, ROOT, Console, Server, chromium, serving

RESULTS = ROOT / "test-results"
_FAILED = pytest.StashKey[bool]()
# Milliseconds: what one waits for is mostly there at once, and the machine may be busy.
PATIENCE = 30_000
expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.slow)
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    outcome = yield
    report = outcome.get_result()  # type: ignore[attr-defined]
    if report.when == "call":
        item.stash[_FAILED] = report.failed


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = chromium()
    if found is None:
        pytest.skip("there is no Chromium on this machine: `make browser` installs Debian's")
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield made
        made.close()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Server]:
    """JupyterLab, for all tests of a module."""
    with serving(tmp_path_factory.mktemp("lab")) as made:
        yield made


@pytest.fixture
def new_page(
    browser: Browser, request: pytest.FixtureRequest
) -> Iterator[Callable[[], tuple[Page, Console]]]:
    """New windows, each with cookies of its own. What their consoles call errors fails the test."""
    with contextlib.ExitStack() as stack:
        consoles: list[Console] = []

        def make() -> tuple[Page, Console]:
            context = browser.new_context(viewport={"width": 1440, "height": 900})
            stack.callback(context.close)
            made = context.new_page()
            made.set_default_timeout(PATIENCE)
            consoles.append(Console(made))
            stack.callback(_keep, made, request.node, len(consoles))
            return made, consoles[-1]

        yield make
    errors = [error for console in consoles for error in console.errors]
    assert not errors, "the console said:\n" + "\n".join(errors)


def _keep(page: Page, test: pytest.Item, number: int) -> None:
    if test.stash.get(_FAILED, True):
        RESULTS.mkdir(exist_ok=True)
        name = re.sub(r"[^\w.-]+", "-", test.name)
        with contextlib.suppress(Exception):
            page.screenshot(path=RESULTS / f"{name}-{number}.png")


@pytest.fixture
def window(new_page: Callable[[], tuple[Page, Console]]) -> tuple[Page, Console]:
    """A new window and its console."""
    return new_page()


@pytest.fixture
def page(window: tuple[Page, Console]) -> Page:
    """A new window."""
    return window[0]


@pytest.fixture
def console(window: tuple[Page, Console]) -> Console:
    """The console of `page`."""
    return window[1]
