"""What the jobs of Map and Tuning cost beyond their work, which is next to nothing here.

    .venv/bin/python benchmarks/families.py [jobs of a Map] [trials of a Tuning] [rounds] [case]…

Prints the seconds of whole `nbpipe run` commands, less those of the same notebook with one job; for a job, the
milliseconds by the clock and those of the processor, in the command (the scheduler) and in the processes of the jobs;
and the load of the machine at the time. The processor's do not depend on that much. Unset PYTHONDONTWRITEBYTECODE.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from steps import write

from nbpipe.warm import client

FRAME = """%%step load
import numpy as np
import pandas as pd
frame = pd.DataFrame(np.random.default_rng(0).normal(size=(100_000, 10)), columns=list("abcdefghij"))
"""


def plain(count: int) -> list[str]:
    return [
        f"%%step make\nxs = list(range({count}))",
        "%%step each --type Map --over xs --as x\ny = x * 2",
        "%%step total\ns = sum(y)",
    ]


def printing(count: int) -> list[str]:
    return [plain(count)[0], plain(count)[1] + "\nprint(x)", plain(count)[2]]


def framed(count: int) -> list[str]:
    return [
        FRAME + f"xs = list(range({count}))",
        "%%step each --type Map --over xs --as x\ny = float(frame.a.iloc[x])",
        "%%step total\ns = sum(y)",
    ]


def groups(count: int) -> list[str]:
    return [
        FRAME + f"frame['group'] = np.arange(len(frame)) % {count}",
        "%%step each --type Map --over frame --by group --as part\ny = float(part.a.mean())",
        "%%step total\ns = sum(y)",
    ]


TUNE = '%%step tune --type Tuning --tune "depth=int(1,30)" --tune "eta=float(0.001,1,log)" --objective max:auc --metrics metrics'


def tuning(count: int) -> list[str]:
    body = 'metrics = {"auc": 1 - (depth - 7) ** 2 / 900 - eta}\nmodel = [depth, eta]'
    return [f"{TUNE} --model model --trials {count}\n{body}", "%%step use\nprint(best_parameters, model)"]


def pruned(count: int) -> list[str]:
    body = (
        "import nbpipe\nauc = 1 - (depth - 7) ** 2 / 900 - eta\nfor step in range(20):\n"
        '    nbpipe.report(auc * step / 20, step)\nmetrics = {"auc": auc}\nmodel = [depth, eta]'
    )
    return [
        f"{TUNE} --model model --prune --trials {count}\n{body}",
        "%%step use\nprint(best_parameters, model)",
    ]


def processor() -> tuple[float, dict[int, float]]:
    """Processor seconds of commands that have ended, and of each warm server with all that it forked and that ended."""
    own = resource.getrusage(resource.RUSAGE_CHILDREN)
    servers = {}
    for _, pid in client.running():
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        servers[pid] = sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
    return own.ru_utime + own.ru_stime, servers


def cost(folder: Path, cells: list[str]) -> list[float]:
    """Seconds by the clock, and of the processor: in the command, and in the processes of the jobs."""
    path = write(folder / "n.ipynb", *cells)
    begin, before = time.perf_counter(), processor()
    command = [sys.executable, "-m", "nbpipe", "run", path.name, "--json", "--no-cache"]
    subprocess.run(command, check=True, capture_output=True, cwd=folder)
    took = time.perf_counter() - begin
    (own, servers), (own_before, known) = processor(), before
    # One that has ended meanwhile took its count with it.
    return [took, own - own_before, sum(used - known.get(pid, 0) for pid, used in servers.items())]


def main(items: int, trials: int, rounds: int, only: list[str]) -> None:
    cases = {
        "Map": (plain, items),
        "Map, each prints": (printing, items),
        "Map, each reads a frame of 8 MB": (framed, items),
        "Map over groups of a frame": (groups, items),
        "Tuning": (tuning, trials),
        "Tuning, pruned": (pruned, trials),
    }
    print(f"{'':34} jobs  seconds  ms a job  processor: command, jobs  load")
    for name, (cells, count) in cases.items():
        if only and name not in only:
            continue
        found = []
        with tempfile.TemporaryDirectory(prefix="nbpipe-bench-") as folder:
            cost(Path(folder), cells(1))  # a server that has to start belongs to no job
        for _ in range(rounds):
            with tempfile.TemporaryDirectory(prefix="nbpipe-bench-") as folder:
                one = cost(Path(folder), cells(1))
                whole = cost(Path(folder), cells(count))
                found.append([much - little for much, little in zip(whole, one, strict=True)])
        took, command, forked = (statistics.median(column) for column in zip(*found, strict=True))
        print(
            f"{name:34} {count:4} {took:8.2f} {1000 * took / count:9.1f}"
            f" {1000 * command / count:11.1f} {1000 * forked / count:12.1f} {os.getloadavg()[0]:7.1f}",
            flush=True,
        )


if __name__ == "__main__":
    given = [int(text) for text in sys.argv[1:4]]
    main(*given, *(1000, 100, 3)[len(given) :], sys.argv[4:])
