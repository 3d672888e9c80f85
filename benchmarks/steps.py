"""What a step costs, beside stock papermill in one process: interleaved, medians.

    .venv/bin/python benchmarks/steps.py [rounds]

Prints seconds a step for a trivial cell and for one whose setup imports pandas, scikit-learn and XGBoost; and whole
commands of `nbpipe run` over a chain and a fan of 20 trivial steps. Unset PYTHONDONTWRITEBYTECODE before: without
byte code everything that imports is slower.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

HEAVY = "import pandas as pd\nfrom sklearn.ensemble import RandomForestClassifier\nimport xgboost as xgb"


def write(path: Path, *cells: str) -> Path:
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
    kernel = {"kernelspec": {"name": "python3", "display_name": "python3", "language": "python"}}
    path.write_text(
        json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": kernel, "cells": made}), "utf-8"
    )
    return path


def seconds(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def nbpipe(path: Path) -> None:
    command = [sys.executable, "-m", "nbpipe", "run", str(path), "--json", "--no-cache"]
    subprocess.run(command, check=True, capture_output=True)


def chain(count: int) -> list[str]:
    return [f"%%step s{n}\nx{n} = {f'x{n - 1} + 1' if n else 0}" for n in range(count)]


def fan(count: int) -> list[str]:
    middle = [f"%%step m{n}\ny{n} = x + {n}" for n in range(count)]
    return [
        "%%step first\nx = 1",
        *middle,
        "%%step last\ntotal = " + " + ".join(f"y{n}" for n in range(count)),
    ]


def main(rounds: int) -> None:
    import papermill

    folder = Path(tempfile.mkdtemp(prefix="nbpipe-bench-"))
    light, heavy = write(folder / "light.ipynb", "x = 1"), write(folder / "heavy.ipynb", HEAVY + "\nx = 1")
    one = {
        "trivial": (
            light,
            write(folder / "p1.ipynb", *chain(20)),
            write(folder / "p0.ipynb", "%%step a\nx = 1"),
        ),
        "heavy": (
            heavy,
            write(folder / "h1.ipynb", f"%%setup\n{HEAVY}", *chain(20)),
            write(folder / "h0.ipynb", f"%%setup\n{HEAVY}", "%%step a\nx = 1"),
        ),
    }
    wide = write(folder / "fan.ipynb", *fan(18))
    found: dict[str, list[float]] = {}
    for path in (one["trivial"][1], one["heavy"][1]):
        found[f"first run {path.stem}"] = [seconds(lambda path=path: nbpipe(path))]
    for _ in range(rounds):
        for name, (stock, twenty, single) in one.items():
            out = str(folder / "out.ipynb")
            stock_seconds = seconds(
                lambda stock=stock, out=out: papermill.execute_notebook(str(stock), out, progress_bar=False)
            )
            found.setdefault(f"papermill {name}", []).append(stock_seconds)
            whole = seconds(lambda twenty=twenty: nbpipe(twenty))
            base = seconds(lambda single=single: nbpipe(single))
            found.setdefault(f"nbpipe chain of 20, {name}", []).append(whole)
            found.setdefault(f"nbpipe a step, {name}", []).append((whole - base) / 19)
        found.setdefault("nbpipe fan 1-18-1", []).append(seconds(lambda: nbpipe(wide)))
    for name, values in found.items():
        print(f"{name:32} {statistics.median(values):8.4f} s")
    for name in one:
        ratio = statistics.median(found[f"papermill {name}"]) / statistics.median(
            found[f"nbpipe a step, {name}"]
        )
        print(f"{name}: papermill costs {ratio:.0f} times as much a step")


if __name__ == "__main__":
    if os.environ.get("PYTHONDONTWRITEBYTECODE"):
        print(
            "warning: PYTHONDONTWRITEBYTECODE is set; unset it for figures that mean something",
            file=sys.stderr,
        )
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
