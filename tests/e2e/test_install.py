"""What somebody gets who installs the wheel: both halves of the extension, without Node."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from e2e.harness import ROOT, open_lab, serving

# Without JupyterLab's own commands: those beside another Python would look into another environment.
LISTS = {
    "front end": "from jupyterlab.labextensions import main; main()",
    "server": "from jupyter_server.extension.serverextension import main; main()",
}


def said(*words: str | Path, **environment: str) -> str:
    """What a command prints, without colours."""
    done = subprocess.run(
        [str(word) for word in words],
        cwd=ROOT.anchor,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return re.sub(r"\x1b\[\d*m", "", done.stdout + done.stderr)


@pytest.mark.timeout(600)
def test_the_wheel_brings_an_enabled_extension(page: Page, tmp_path: Path) -> None:
    # Whoever calls them is told that they are not there.
    shims = tmp_path / "bin"
    shims.mkdir()
    for name in ("node", "npm", "npx"):
        (shims / name).write_text(f"#!/bin/sh\necho {name} >> {tmp_path}/called\nexit 127\n")
        (shims / name).chmod(0o755)
    clean = tmp_path / "clean"
    said(sys.executable, "-m", "venv", clean)
    python = clean / "bin" / "python"
    places = {
        "PATH": os.pathsep.join([str(clean / "bin"), str(shims), os.environ["PATH"]]),
        "PYTHONPATH": "",
        "JUPYTER_CONFIG_DIR": str(tmp_path / "config"),
        "JUPYTER_DATA_DIR": str(tmp_path / "data"),
    }
    said(python, "-m", "pip", "wheel", "-q", "--no-deps", "-w", tmp_path / "dist", ROOT, **places)
    [wheel] = (tmp_path / "dist").glob("*.whl")
    said(python, "-m", "pip", "install", "-q", "--no-deps", wheel, **places)
    assert not (tmp_path / "called").exists()
    # What it depends on is here already: Python finds it behind what is installed in the clean environment.
    library = Path(said(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip())
    (library / "others.pth").write_text(sysconfig.get_path("purelib"))
    shipped = Path(said(python, "-c", "import nbpipe; print(nbpipe.__file__)", **places).strip())
    assert shipped.is_relative_to(clean)
    listed = {name: said(python, "-c", code, "list", **places) for name, code in LISTS.items()}
    # Its folder, and below it what is there.
    assert re.search(
        rf"{re.escape(str(clean))}\S*\n.*nbpipe-labextension v\S+ enabled +OK", listed["front end"]
    )
    assert re.search(r"nbpipe enabled\n.*\n +nbpipe \S+ +OK", listed["server"])

    lab = Path(sysconfig.get_path("data")) / "share" / "jupyter" / "lab"
    with serving(
        tmp_path / "served", python=str(python), extension=False, PYTHONPATH="", JUPYTERLAB_DIR=str(lab)
    ) as server:
        server.notebook("flow.ipynb", "%%step only\nx = 1")
        open_lab(page, server)
        page.get_by_role("tab", name="Pipelines", exact=True).click()
        expect(page.locator("#jp-left-stack")).to_contain_text("No pipeline has run here yet")
        page.context.close()  # before its server goes
