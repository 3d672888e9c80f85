"""Pictures of the gallery in every theme, and what axe-core finds in it. Needs playwright and Chromium.

python labextension/gallery/look.py [FOLDER]: ends with 1 where a serious violation is found.
"""

import functools
import http.server
import sys
import threading
from pathlib import Path

from playwright.sync_api import sync_playwright

HERE = Path(__file__).parent
AXE = (HERE.parent.parent / "node_modules/axe-core/axe.min.js").read_text()
THEMES = ("light", "dark", "contrast", "plain")
PARTS = ("kit", "graph", "execution", "failed", "step", "lists", "endpoint", "panel")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--force-color-profile=srgb"]


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        pass


def main(folder: Path) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(Quiet, directory=str(HERE / "dist"))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    serious = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        for theme in THEMES:
            for part in PARTS:
                page = browser.new_page(viewport={"width": 1200, "height": 760})
                page.on("pageerror", lambda error: print("error:", error))
                page.on("console", lambda text: print(text.text) if text.type == "error" else None)
                page.goto(f"http://127.0.0.1:{server.server_port}/{theme}.html?part={part}")
                page.wait_for_timeout(700)
                page.screenshot(path=folder / f"{part}-{theme}.png", full_page=True)
                page.evaluate(AXE)
                found = page.evaluate(
                    "() => axe.run(document, {runOnly: ['wcag2a','wcag2aa','wcag21aa','wcag22aa']})"
                )
                for violation in found["violations"]:
                    serious += violation["impact"] in ("serious", "critical")
                    print(theme, part, violation["impact"], violation["id"], len(violation["nodes"]))
                    for node in violation["nodes"][:2]:
                        print("    ", node["html"][:150], "|", node["failureSummary"].splitlines()[-1][:200])
                page.close()
        browser.close()
    server.shutdown()
    return int(serious > 0)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else HERE / "dist/pictures")))
