"""A step forked from a warm server and one with a kernel of its own: the same outputs, the same values."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="steps are forked on Linux only"),
]

# Name → body of a step. `__name__` of the module is never looked at: steps live in `__main__` both ways.
BODIES = {
    "stream": "import sys\nprint('one')\nprint('two', file=sys.stderr)\nprint('three')\nx = 1",
    "result": "x = [1, 2]\nx",
    "html": "from IPython.display import HTML, display\ndisplay(HTML('<b>hi</b>'))\nx = 1",
    "update": (
        "from IPython.display import display\nhandle = display('old', display_id='d')\nhandle.update('new')\nx = 1\n"
        "del handle"
    ),
    "clear": "from IPython.display import clear_output\nprint('old')\nclear_output(wait=True)\nprint('new')\nx = 1",
    "frame": "import pandas as pd\nx = pd.DataFrame({'a': [1, 2]})\nx",
    "figure": "%matplotlib inline\nimport matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.title('t')\nplt.show()\nx = 1",
    "await": "import asyncio\nx = await asyncio.sleep(0, result=5)",
    "shell": "x = !echo from a shell\n!echo shown\nx = list(x)",
    "subprocess": "import subprocess\nsubprocess.run(['echo', 'child'], check=True)\nx = 1",
    "native": "import ctypes\nctypes.CDLL(None).puts(b'native')\nctypes.CDLL(None).fflush(None)\nx = 1",
    "time_magic": "%%time\nx = sum(range(10))",
    "capture": "%%capture caught\nprint('hidden')\nx = 1",
    "threads": (
        "import threading\nfound = []\nt = [threading.Thread(target=found.append, args=(n,)) for n in range(4)]\n"
        "[one.start() for one in t]\n[one.join() for one in t]\nx = sorted(found)"
    ),
    "pool": (
        "from concurrent.futures import ThreadPoolExecutor\nwith ThreadPoolExecutor(2) as p:\n"
        "    x = list(p.map(abs, [-1, 2]))"
    ),
    "processes": (
        "import multiprocessing as mp\nwith mp.get_context('fork').Pool(2) as pool:\n    x = pool.map(abs, [-1, -2])"
    ),
    "joblib": "from joblib import Parallel, delayed\nx = Parallel(n_jobs=2)(delayed(abs)(-n) for n in range(3))",
    "openmp": (
        "import numpy as np\nfrom sklearn.ensemble import HistGradientBoostingRegressor as H\n"
        "X = np.arange(60.0).reshape(30, 2)\nx = float(H(max_iter=3).fit(X, X[:, 0]).predict(X[:1])[0])"
    ),
    "xgboost": (
        "import numpy as np, xgboost as xgb\nX = np.arange(60.0).reshape(30, 2)\n"
        "x = float(xgb.XGBRegressor(n_estimators=3, n_jobs=2).fit(X, X[:, 0]).predict(X[:1])[0])"
    ),
    "random": "import random\nimport numpy as np\nx = [random.random(), float(np.random.rand())]",
    "cwd": "import os\nx = os.path.basename(os.getcwd())",
    "name": "x = __name__",
    "warning": "import warnings\nwarnings.warn('careful')\nx = 1",
    "help": "x = len.__doc__\nlen?",
}
FAILING = {
    "raise": "def f():\n    raise ValueError('no')\nf()",
    "syntax_in_exec": "compile('x = = 1', 'f', 'exec')",
    "chained": "try:\n    {}['k']\nexcept KeyError as e:\n    raise RuntimeError('worse') from e",
    "group": "raise ExceptionGroup('many', [ValueError(1), TypeError(2)])",
    "own_message": "class Odd(Exception):\n    def __str__(self):\n        return 'line one\\nline two'\nraise Odd()",
}


def notebook(folder: Path, bodies: dict[str, str], out: str) -> Path:
    cells = []
    for name, body in bodies.items():
        text = body.replace("x = ", f"x_{name} = ") if out else body
        text = re.sub(r"(?m)^x$", f"x_{name}", text).replace("list(x)", f"list(x_{name})") if out else text
        options = f" --out x_{name}" if out else ""
        cells.append(f"%%step {name}{options}\n{text}")
    made = [
        {
            "cell_type": "code",
            "id": f"c{n}",
            "metadata": {},
            "source": text,
            "outputs": [],
            "execution_count": None,
        }
        for n, text in enumerate(cells)
    ]
    path = folder / "case.ipynb"
    path.write_text(json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": made}), "utf-8")
    return path


def run(path: Path, folder: Path, *words: str) -> tuple[dict[str, Any], dict[str, list[Any]]]:
    """The answer of a run, and the outputs of each step's body."""
    store = folder / "-".join(["store", *words])
    done = subprocess.run(
        [sys.executable, "-m", "nbpipe", "--store", str(store), "run", str(path), "--json", *words],
        capture_output=True,
        text=True,
        timeout=290,
    )
    answer = json.loads(done.stdout)
    outputs = {}
    for executed in store.glob("executions/*/*/1/executed.ipynb"):
        cells = json.loads(executed.read_text("utf-8"))["cells"]
        body = [cell for cell in cells if "nbpipe-body" in cell["metadata"].get("tags", [])]
        outputs[executed.parts[-3]] = [normal(output) for cell in body for output in cell["outputs"]]
    return answer, outputs


_VARYING = re.compile(
    r"0x[0-9a-f]+|\d+(\.\d+)?(e\+\d+)? [nµμm]?s\b|<ipython-input-[^>]+>|/tmp/[^:\" ]+|In\[\d+\]|Out\[\d+\]"
)
_COLOURS = re.compile(r"\x1b\[[\d;]*m|\r")


def normal(output: Any) -> Any:
    """An output without what differs from run to run: addresses, times, file names of cells, counts, colours."""
    if isinstance(output, dict):
        return {
            key: "…" if key == "image/png" else normal(value)
            for key, value in output.items()
            if key != "execution_count"
        }
    if isinstance(output, list):
        return (
            normal("".join(output))
            if all(isinstance(item, str) for item in output)
            else [*map(normal, output)]
        )
    return _VARYING.sub("…", _COLOURS.sub("", output)) if isinstance(output, str) else output


def texts(outputs: list[Any], name: str) -> str:
    return "".join(output["text"] for output in outputs if output.get("name") == name)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("warm")
    path = notebook(folder, BODIES, "out")
    return {"warm": run(path, folder), "kernel": run(path, folder, "--no-warm")}


@pytest.mark.timeout(600)
@pytest.mark.parametrize("name", BODIES)
def test_values_agree(both: dict[str, Any], name: str) -> None:
    warm, kernel = (both[way][0]["steps"][name] for way in ("warm", "kernel"))
    assert kernel["error"] is None, kernel
    assert warm["error"] is None, warm
    assert warm["outputs"] == kernel["outputs"]


@pytest.mark.timeout(600)
@pytest.mark.parametrize("name", sorted(set(BODIES) - {"subprocess", "native"}))
def test_outputs_agree(both: dict[str, Any], name: str) -> None:
    warm, kernel = (both[way][1][name] for way in ("warm", "kernel"))
    for stream in (
        "stdout",
        "stderr",
    ):  # a kernel gives the two streams in chunks, we in the order of writing
        assert texts(warm, stream) == texts(kernel, stream)
    assert [item for item in warm if item["output_type"] != "stream"] == [
        item for item in kernel if item["output_type"] != "stream"
    ]


@pytest.mark.timeout(600)
@pytest.mark.parametrize(("name", "text"), [("subprocess", "child"), ("native", "native")])
def test_text_of_the_process_itself_is_kept(both: dict[str, Any], name: str, text: str) -> None:
    assert text in texts(both["warm"][1][name], "stdout")


@pytest.mark.timeout(600)
@pytest.mark.parametrize("name", FAILING)
def test_errors_agree(tmp_path: Path, name: str) -> None:
    path = notebook(tmp_path, {name: FAILING[name]}, "")
    (warm, warm_outputs), (kernel, kernel_outputs) = run(path, tmp_path), run(path, tmp_path, "--no-warm")
    for key in ("type", "message", "cell", "line"):
        assert warm["steps"][name]["error"][key] == kernel["steps"][name]["error"][key]
    for outputs in (warm_outputs[name], kernel_outputs[name]):
        shown = [item for item in outputs if item["output_type"] == "error"]
        assert [item["ename"] for item in shown] in ([warm["steps"][name]["error"]["type"]], [])
