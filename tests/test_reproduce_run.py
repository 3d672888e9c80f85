"""`nbpipe reproduce` as people call it: real step processes, a second checkout, the recorded environment."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from test_cli import write_notebook
from test_cli_run import in_store, nbpipe

pytestmark = pytest.mark.slow

CELLS = [
    "%load_ext nbpipe",
    "%%setup\nimport random\nfrom pathlib import Path",
    "%%parameters\nfactor: float = 2.0",
    "%%step load\nrows = [float(line) for line in Path('data/rows.txt').read_text().split()]",
    "%%step train --type Training --model model --metrics metrics\n"
    "model = {'w': factor * sum(rows) + random.random()}\nmetrics = {'auc': model['w'] / 100}",
    "%%step register --type Register --model model --group churn --metrics metrics\nAUC {metrics[auc]:.2f}",
]


def project(folder: Path, *words: str) -> Path:
    write_notebook(folder / "churn.ipynb", CELLS)
    (folder / "data").mkdir()
    (folder / "data" / "rows.txt").write_text("1\n2\n3\n")
    done = nbpipe(folder, "run", "churn.ipynb", "-p", "factor=3", *words)
    assert done.returncode == 0, done.stderr
    return folder


def test_again_in_a_second_process_and_a_second_checkout(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    first = project(tmp_path)
    made = in_store(first, "reproduce", "churn:1")
    assert made["agreement"] == "bit for bit"
    assert in_store(first, "models")["groups"][0]["versions"][0]["version"] == 1
    assert len(in_store(first, "runs")["executions"]) == 1
    assert not (first / ".nbpipe" / "reproductions").exists()

    second = tmp_path_factory.mktemp("second")
    assert nbpipe(first, "store", "export", str(second / "all.zip"), "--model", "churn:1").returncode == 0
    shutil.copytree(first / "data", second / "data")
    shutil.rmtree(first / "data")
    assert nbpipe(second, "store", "import", "all.zip").returncode == 0
    again = in_store(second, "reproduce", "churn:1", "--no-warm", "--output", "certificate.json")
    assert again["agreement"] == "bit for bit"
    assert [row["first"] for row in again["compared"]] == [row["first"] for row in made["compared"]]
    assert nbpipe(second, "verify", "certificate.json").returncode == 0
    against = nbpipe(second, "--store", str(first / ".nbpipe"), "verify", "certificate.json")
    assert (against.returncode, "agrees with the store" in against.stdout) == (0, True)
    assert nbpipe(second, "verify", "certificate.json", "--digest", "sha256:0").returncode == 1

    refused = nbpipe(second, "reproduce", "churn:1", "--output", "no/certificate.json")
    assert (refused.returncode, "there is no folder no" in refused.stderr) == (2, True)
    refused = nbpipe(first, "reproduce", "churn:1")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "the file data/rows.txt, which step load read, is gone" in refused.stderr


def test_what_differs_is_named_and_the_exit_code_is_one(tmp_path: Path) -> None:
    folder = project(tmp_path)
    (folder / "data" / "rows.txt").write_text("1\n2\n4\n")
    done = nbpipe(folder, "reproduce", "churn", "--anyway")
    assert done.returncode == 1
    assert "churn:1 came out another one" in done.stdout
    assert "because: step load differs: data/rows.txt is not what it was" in done.stdout
    checked = nbpipe(folder, "verify", ".nbpipe/certificates/churn-1.json")
    assert checked.returncode == 0
    assert "was made again, differs" in checked.stdout


def test_kept_data_stands_for_a_file_that_changed(tmp_path: Path) -> None:
    folder = project(tmp_path, "--keep-data", "1MB")
    (folder / "data" / "rows.txt").unlink()
    made = in_store(folder, "reproduce", "churn:1", "--exact")
    assert (made["agreement"], made["files_laid_out"]) == ("bit for bit", True)
    assert [(item["name"], item["state"]) for item in made["files"]] == [("data/rows.txt", "gone")]


@pytest.mark.skipif(
    shutil.which("uv") is None or not os.environ.get("NBPIPE_REBUILD"),
    reason="installs all packages of this environment anew, up to 2 GB: set NBPIPE_REBUILD=1, with uv on the path",
)
def test_in_the_recorded_environment(tmp_path: Path) -> None:
    folder = project(tmp_path)
    done = nbpipe(folder, "reproduce", "churn:1", "--env", "--json")
    if "uv could not install" in done.stdout:
        pytest.skip("the recorded packages cannot be had here")
    assert done.returncode == 0, done.stderr
    made: Any = json.loads(done.stdout)
    then, now = (made[side]["environment"] for side in ("original", "reproduction"))
    assert made["agreement"] == "bit for bit"
    assert now["executable"] != then["executable"]
    assert now["python"] == then["python"]
    assert now["packages"]["papermill"] == then["packages"]["papermill"]


def test_without_uv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = project(tmp_path)
    monkeypatch.setenv("PATH", os.path.dirname(shutil.which("sh") or "/bin"))
    if shutil.which("uv") is not None:
        pytest.skip("uv lies beside sh")
    done = nbpipe(folder, "reproduce", "churn:1", "--env")
    assert done.returncode == 2
    assert "--env needs uv, which is not installed" in done.stderr
