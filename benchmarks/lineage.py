"""A store with a million edges of lineage: what does a question cost, and how large is the store?

python benchmarks/lineage.py [ASSOCIATIONS] [shared]

With `shared`, one step gives the same small value in every execution, as an empty dict would be.

Shape of the store: executions of ten steps, as those of the demo, with a parameter, code and inputs of their own. A data file
is read by 20 executions, then comes the next one; each execution registers a model. All rows that the runs of such
pipelines leave are there (executions, steps, attempts, outputs, files, artifacts), not only the edges.

Seen on two slow cores with a load of four, at the lowest priority, with `shared` (Python 3.11.7, SQLite 3.40; median of 30,
least to most):

    1000000 edges of 19608 executions in 76 s: 609 MB
    of which edges with their indexes: 304 MB
    ancestors of a model: 46 found, 2.2 ms (1.4 to 2.6)
    descendants of a file: 780 found, 17.6 ms (10.9 to 33.5)
    models that a file reached: 20 found, 11.6 ms (9.8 to 14.0)
    descendants of an artifact: 17 found, 1.2 ms (0.7 to 5.4)
    both, of a step: 33 found, 7.6 ms (7.1 to 12.3)
    the page of a file, 300 nodes each way: 560 found, 14.0 ms (6.5 to 17.0)
    descendants of code that 500 runs used: 19500 found, 734.4 ms (519.2 to 1093.8)
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from nbpipe import lineage, store
from nbpipe.model import Artifact, Association, AssociationType, FileUse, Outcome, StepStatus
from nbpipe.store import nodes

RUNS_OF_A_FILE = 20
AT = "2026-11-21T12:00:00.000000+00:00"
# Step → what it reads, what it gives. What `validate` gives is the same as long as the data is.
STEPS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "load": ((), ("rows",)),
    "validate": (("rows",), ("checks",)),
    "features": (("rows", "checks"), ("X", "y")),
    "split": (("X", "y"), ("X_train", "X_test", "y_train", "y_test")),
    "train": (("X_train", "y_train"), ("model", "scores")),
    "baseline": (("X_train", "y_train"), ("other", "other_scores")),
    "evaluate": (("model", "other", "X_test", "y_test"), ("metrics",)),
    "bias": (("model", "rows", "X_test", "y_test"), ("table", "report")),
    "gate": (("metrics",), ()),
    "register": (("model", "metrics", "checks", "report"), ()),
}
OF_ALL: set[str] = set()  # what is the same in every execution
OF_THE_DATA = frozenset({"rows", "checks", "X", "y"})


def digest(*parts: object) -> str:
    return "sha256:" + hashlib.sha256("/".join(map(str, parts)).encode()).hexdigest()


def artifact(number: int, name: str) -> Artifact:
    if name in OF_ALL:
        return Artifact(digest("all", name), 1000, "application/json", "json_value")
    owner = f"file {number // RUNS_OF_A_FILE}" if name in OF_THE_DATA else f"run {number}"
    return Artifact(digest(owner, name), 1000, "application/json", "json_value")


def identifier(number: int) -> str:
    return hashlib.sha256(str(number).encode()).hexdigest()[:12]


def file_of(number: int) -> FileUse:
    day = number // RUNS_OF_A_FILE
    return FileUse(f"/home/ada/work/data/hr-{day}.csv", "read", 1000, digest("data", day))


def edges(number: int) -> Iterator[Association]:
    execution = identifier(number)
    for step, (reads, gives) in STEPS.items():
        outcome = Outcome(
            StepStatus.SUCCEEDED,
            {name: artifact(number, name) for name in gives},
            files=(file_of(number),) if step == "load" else (),
        )
        attempt = 0 if step in ("gate", "register") else 1
        yield from nodes.of_attempt(
            execution,
            step,
            attempt,
            inputs={name: artifact(number, name) for name in reads},
            outcome=outcome,
            parameters=["seed"] if step in ("split", "train") else [],
            code_digest=digest("code", step, number // 500),
        )
    yield Association(
        nodes.attempt(execution, "register"), nodes.model("attrition", number + 1), AssociationType.PRODUCED
    )


def fill(connection: sqlite3.Connection, count: int) -> int:
    """Fill the store with executions until it has that many edges; how many executions these are."""
    known = connection.execute("SELECT count(*) FROM associations").fetchone()[0]
    number = 0
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("BEGIN")
    connection.execute(
        "INSERT INTO pipelines VALUES ('attrition', 1, ?, '{}', 'attrition.ipynb', ?)", (digest("p"), AT)
    )
    connection.execute("INSERT INTO environments VALUES ('env', '3.11', 'Linux', '{}', '{}')")
    connection.execute("INSERT INTO model_groups VALUES ('attrition', '', ?)", (AT,))
    while known < count:
        found = [(edge.source, edge.destination, edge.type) for edge in edges(number)]
        before = connection.total_changes
        connection.executemany(
            "INSERT INTO associations (source, destination, type) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            found,
        )
        known += connection.total_changes - before
        _rows(connection, number)
        number += 1
    connection.execute("COMMIT")
    return number


def _rows(connection: sqlite3.Connection, number: int) -> None:
    execution = identifier(number)
    at = f"2026-{1 + number // 60000 % 12:02d}-01T{number // 3600 % 24:02d}:{number // 60 % 60:02d}:{number % 60:02d}.000000+00:00"
    connection.execute(
        "INSERT INTO executions (id, pipeline, version, status, parameters, seed, notebook, started_by, started_at, ended_at,"
        " environment) VALUES (?, 'attrition', 1, 'Succeeded', '{\"seed\":0}', 0, 'attrition.ipynb', 'ada', ?, ?, 'env')",
        (execution, at, at),
    )
    for position, (step, (reads, gives)) in enumerate(STEPS.items()):
        connection.execute(
            "INSERT INTO step_executions (execution, step, position, type, status, cached, started_at, ended_at)"
            " VALUES (?, ?, ?, 'Processing', 'Succeeded', 0, ?, ?)",
            (execution, step, position, at, at),
        )
        if step in ("gate", "register"):
            continue
        connection.execute(
            "INSERT INTO attempts (execution, step, number, status, started_at, ended_at, seconds)"
            " VALUES (?, ?, 1, 'Succeeded', ?, ?, 1.0)",
            (execution, step, at, at),
        )
        made = [artifact(number, name) for name in gives]
        connection.executemany(
            "INSERT INTO artifacts VALUES (?, 1000, 'application/json', 'json_value', '{}', ?) ON CONFLICT DO NOTHING",
            [(item.digest, at) for item in made],
        )
        connection.executemany(
            "INSERT INTO outputs (execution, step, attempt, variable, kind, digest, materializer, meta)"
            " VALUES (?, ?, 1, ?, 'variable', ?, 'json_value', '{}')",
            [(execution, step, name, item.digest) for name, item in zip(gives, made, strict=True)],
        )
        connection.executemany(
            "INSERT INTO inputs VALUES (?, ?, ?, ?, 'json_value', '{}')",
            [(execution, step, name, artifact(number, name).digest) for name in reads],
        )
    use = file_of(number)
    connection.execute(
        "INSERT INTO files VALUES (?, 'load', 1, ?, 'read', 1000, ?)", (execution, use.path, use.digest)
    )
    connection.execute(
        "INSERT INTO model_versions (model_group, version, digest, materializer, meta, execution, step, metrics, card,"
        " created_at) VALUES ('attrition', ?, ?, 'json_value', '{}', ?, 'register', '{\"auc\":0.8}', '', ?)",
        (number + 1, artifact(number, "model").digest, execution, at),
    )
    connection.execute(
        "INSERT INTO approvals (model_group, version, status, by, at, comment, evidence)"
        " VALUES ('attrition', ?, 'PendingManualApproval', 'ada', ?, '', '{}')",
        (number + 1, at),
    )


def milliseconds(work: Callable[[], object], times: int = 30) -> tuple[float, float, float]:
    """The least, the median and the most: on a busy machine the least says what the work itself takes."""
    found = []
    for _ in range(times):
        begun = time.perf_counter()
        work()
        found.append(1000 * (time.perf_counter() - begun))
    return min(found), statistics.median(found), max(found)


def main(count: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with contextlib.closing(store.connect(folder)) as connection:
            begun = time.perf_counter()
            executions = fill(connection, count)
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            size = os.path.getsize(folder / store.DATABASE)
            print(
                f"{count} edges of {executions} executions in {time.perf_counter() - begun:.0f} s: {size / 1e6:.0f} MB"
            )
            (own,) = connection.execute(
                "SELECT sum(pgsize) FROM dbstat WHERE name IN ('associations', 'idx_associations_source_destination')"
            ).fetchone()
            print(f"of which edges with their indexes: {own / 1e6:.0f} MB")
        middle = executions // 2
        path = file_of(middle).path
        questions: dict[str, Callable[[sqlite3.Connection], lineage.Lineage | list[lineage.Reached]]] = {
            "ancestors of a model": lambda c: lineage.upstream(c, lineage.resolve(c, f"attrition:{middle}")),
            "descendants of a file": lambda c: lineage.downstream(c, lineage.resolve(c, path)),
            "models that a file reached": lambda c: lineage.models_reached(c, path),
            "descendants of an artifact": lambda c: lineage.downstream(
                c, lineage.resolve(c, artifact(middle, "X_train").digest)
            ),
            "both, of a step": lambda c: lineage.graph(c, lineage.resolve(c, f"{identifier(middle)}/train")),
            "the page of a file, 300 nodes each way": lambda c: lineage.graph(
                c, lineage.resolve(c, path), 9, most=301
            ),
            "descendants of code that 500 runs used": lambda c: lineage.downstream(
                c, nodes.code(digest("code", "load", middle // 500))
            ),
        }
        with contextlib.closing(store.connect(folder, create=False)) as connection:
            for what, ask in questions.items():
                answer = ask(connection)
                found = len(answer.edges if isinstance(answer, lineage.Lineage) else answer)
                least, typical, most = milliseconds(lambda: ask(connection))  # noqa: B023
                print(f"{what}: {found} found, {typical:.1f} ms ({least:.1f} to {most:.1f})")


if __name__ == "__main__":
    OF_ALL.update({"checks"} if "shared" in sys.argv else ())
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
