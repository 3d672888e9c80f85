"""HTML as PDF, by a program that is there: WeasyPrint, or a browser of the Chromium family without a window."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from nbpipe.errors import NbpipeError

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
_PATIENCE_SECONDS = 60


def to_pdf(html: str) -> bytes:
    """One HTML file that needs no network, printed. `NbpipeError` where nothing here prints, or printing fails."""
    if importlib.util.find_spec("weasyprint") is not None:
        import weasyprint

        return bytes(weasyprint.HTML(string=html).write_pdf())
    browser = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if browser is None:
        raise NbpipeError(
            "nothing on this machine prints PDF",
            "pip install weasyprint, or install Chromium; --format html can be printed by any browser",
            code="no-printer",
        )
    return _by_browser(browser, html)


def _by_browser(browser: str, html: str) -> bytes:
    with tempfile.TemporaryDirectory(prefix="nbpipe-pdf-", ignore_cleanup_errors=True) as folder:
        page, printed = Path(folder, "page.html"), Path(folder, "page.pdf")
        page.write_text(html, encoding="utf-8")
        # Chromium refuses to run as root with its sandbox; the page has neither scripts nor addresses.
        alone = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        words = [
            browser,
            "--headless",
            *alone,
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-background-networking",
            "--no-first-run",
            "--no-pdf-header-footer",
            f"--user-data-dir={folder}/profile",
            f"--print-to-pdf={printed}",
            page.as_uri(),
        ]
        try:
            done = subprocess.run(
                words, stdin=subprocess.DEVNULL, capture_output=True, timeout=_PATIENCE_SECONDS, check=False
            )
            said = done.stderr.decode(errors="replace").strip().rpartition("\n")[2]
        except subprocess.TimeoutExpired:
            said = f"it took more than {_PATIENCE_SECONDS} seconds"
        if not printed.is_file():
            raise NbpipeError(
                f"{Path(browser).name} did not print the page: {said}",
                "--format html can be printed by any browser",
                code="not-printed",
            )
        return printed.read_bytes()
