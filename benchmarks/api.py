"""How long the pages take in a large store: 100,000 executions of 40 pipelines, 10,000 model versions.

`python benchmarks/api.py` makes the store in a temporary folder, asks each list some times, and prints the median and
the worst time of an answer in milliseconds.
"""

from __future__ import annotations

import contextlib
import json
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from nbpipe import store
from nbpipe.api.asked import Context, reading
from nbpipe.api.live import since
from nbpipe.api.router import answer
from nbpipe.as_json import dumps
from nbpipe.model import (
    Cell,
    Pipeline,
    Step,
)

START = datetime(2026, 1, 1, tzinfo=UTC)
STEPS = tuple(f"step{n}" for n in range(8))


def fill(folder: Path, executions: int = 100_000, versions: int = 10_000, pipelines: int = 40) -> None:
    """A store as months of use leave it: most executions succeeded, one in fifty failed."""
    with contextlib.closing(store.connect(folder)) as connection:
        connection.execute("BEGIN")
        definition = tuple(
            Step(name, "Processing", (Cell(n + 1, f"c{n}", f"{name} = 1"),)) for n, name in enumerate(STEPS)
        )
        names = [f"pipeline{n:03}" for n in range(pipelines)]
        connection.executemany(
            "INSERT INTO pipelines VALUES (?, 1, ?, ?, 'n.ipynb', '')",
            [(name, f"sha256:{name}", dumps(Pipeline(name, definition))) for name in names],
        )
        connection.execute("INSERT INTO environments VALUES ('e', '3.11', 'Linux', '{}', '{}')")
        times = [(START + timedelta(minutes=n)).isoformat(timespec="microseconds") for n in range(executions)]
        rows = [
            (f"{n:012x}", names[n % pipelines], "Failed" if n % 50 == 7 else "Succeeded", times[n])
            for n in range(executions)
        ]
        connection.executemany(
            "INSERT INTO executions (id, pipeline, version, status, parameters, seed, started_at, ended_at, seconds,"
            " environment) VALUES (?, ?, 1, ?, '{\"depth\": 3}', 0, ?, ?, 1.0, 'e')",
            [(*row, row[3]) for row in rows],
        )
        connection.executemany(
            "INSERT INTO step_executions (execution, step, position, type, status, cached, started_at, ended_at)"
            " VALUES (?, ?, ?, 'Processing', 'Succeeded', 0, ?, ?)",
            [(row[0], name, n, row[3], row[3]) for row in rows for n, name in enumerate(STEPS)],
        )
        connection.executemany(
            "INSERT INTO events (at, kind, execution, step, data) VALUES (?, 'step', ?, ?, '{\"status\": \"Succeeded\"}')",
            [(row[3], row[0], STEPS[0]) for row in rows],
        )
        digest = f"sha256:{'0' * 64}"
        connection.execute(
            "INSERT INTO artifacts VALUES (?, 5, 'application/json', 'json_value', '{}', '')", (digest,)
        )
        groups = [f"group{n:02}" for n in range(20)]
        connection.executemany("INSERT INTO model_groups VALUES (?, '', '')", [(name,) for name in groups])
        entries = [(groups[n % 20], n // 20 + 1, rows[n % executions][0]) for n in range(versions)]
        connection.executemany(
            "INSERT INTO model_versions VALUES (?, ?, ?, 'json_value', '{}', ?, 'step7', ?, '', '', 'ada')",
            [
                (group, number, digest, execution, json.dumps({"auc": 0.8}))
                for group, number, execution in entries
            ],
        )
        decided = ("PendingManualApproval", "Approved")
        connection.executemany(
            "INSERT INTO approvals (model_group, version, status, by, at, comment, evidence) VALUES (?, ?, ?, 'ada', '', '', '{}')",
            [
                (group, number, status)
                for group, number, _ in entries
                for status in decided[: 1 + (number % 9 > 0)]
            ],
        )
        connection.execute("COMMIT")


ASKED = (
    ("executions", {}),
    ("executions", {"limit": "100"}),
    ("executions", {"before": f"{500:012x}"}),
    ("executions", {"pipeline": "pipeline003"}),
    ("executions", {"status": "Failed"}),
    ("executions", {"status": "Stopped"}),
    ("executions", {"pipeline": "pipeline003", "status": "Failed"}),
    ("executions", {"search": "003"}),
    ("executions", {"search": "nothing"}),
    ("executions", {"search": "0000000186"}),
    ("pipelines", {}),
    ("executions/latest", {}),
    ("executions/latest/replay", {}),
    ("executions/latest/steps/step3", {}),
    ("models", {}),
    ("models/group03", {}),
    ("models/group03", {"before": "20"}),
    ("models/group03/7", {}),
    ("hello", {}),
)


def main() -> None:
    with tempfile.TemporaryDirectory() as root:
        folder = Path(root).resolve() / ".nbpipe"
        fill(folder, *(int(word) for word in sys.argv[1:3]))
        context = Context(Path(root).resolve(), "ada")
        for path, query in ASKED:
            taken = []
            for _ in range(9):
                clock = time.perf_counter()
                found = answer(context, "GET", path, query)
                taken.append((time.perf_counter() - clock) * 1000)
                assert found.status == 200, found
            words = " ".join(f"{name}={value}" for name, value in query.items())
            print(f"{statistics.median(taken):7.1f} {max(taken):7.1f}  {path} {words}")
        with reading(folder) as connection:
            for back in (0, 1, 100):
                clock = time.perf_counter()
                last = connection.execute("SELECT max(id) FROM events").fetchone()[0]
                since(connection, context, folder, last - back)
                print(f"{(time.perf_counter() - clock) * 1000:7.1f}  live, {back} events")


if __name__ == "__main__":
    main()
