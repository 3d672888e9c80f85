"""Everything about one step of an execution."""

from __future__ import annotations

import json
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from nbpipe import explanation
from nbpipe.api import callbacks, cards, graphs
from nbpipe.api.asked import Asked
from nbpipe.api.shapes import CodeCell, Series, StepPage, Value
from nbpipe.artifacts import ArtifactStore
from nbpipe.diagram import words
from nbpipe.errors import NotFoundError
from nbpipe.model import Cell, Metric, Resources, Retry, Step, StepExecution
from nbpipe.options import nearest
from nbpipe.store import callbacks as questions
from nbpipe.store import queries, readers
from nbpipe.store.queries import fetch

POINTS = 2000  # of a series that are shown
READ = 200_000  # points that are read to choose them from
FILES = 500


def page(asked: Asked, id: str, step: str) -> StepPage:
    """One step of an execution, or one job of a step that has many: its code, its values and why it ran."""
    connection = asked.connection
    with queries.snapshot(connection):
        identity = queries.execution_id(connection, id)
        run = queries.version_run(connection, identity)
        found = execution_of_step(connection, identity, step)
        pipeline = graphs.pipeline(connection, *run)
        (job,) = fetch(
            connection,
            "SELECT parent, label FROM step_executions WHERE execution = ? AND step = ?",
            (identity, step),
        )
        definition = pipeline.step(job["parent"] or step)
        bound = fetch(connection, "SELECT parameters FROM executions WHERE id = ?", (identity,))[0][
            "parameters"
        ]
        if job["parent"] is not None:
            card = cards.of_job(connection, identity, step)
        else:
            expected = {identity: queries.expected_seconds(connection, run[0])}
            (card,) = cards.of(connection, [identity], expected, {identity: {step}})[identity]
        counts = found.attempts[-1].number if found.attempts and not found.cached else None
        files = fetch(
            connection,
            "SELECT path, mode, size, digest, count(*) OVER () AS total FROM files"
            " WHERE execution = ? AND step = ? AND attempt IS ? ORDER BY path, mode LIMIT ?",
            (identity, step, counts, FILES),
        )
        series = all_series(connection, identity, step, counts)
        why = explanation.of_step(connection, identity, *run, found)
        inputs = queries.inputs(connection, identity, step)
        writers = _writers(connection, identity, definition, inputs)
        learned = graphs.said(connection, pipeline).get(definition.name, ())
        asks = questions.listed(connection, identity, step, closed=True, limit=20)
    blobs = ArtifactStore(asked.artifacts)
    values = {
        kind: tuple(
            Value(item.variable, item.artifact, step, found.cached_from, is_gone(blobs, item.artifact.digest))
            for item in found.outputs
            if item.kind == kind
        )
        for kind in ("variable", "figure")
    }
    node = graphs.node(definition)
    return StepPage(
        card=card,
        node=node if job["parent"] is None else replace(node, name=step, title=step),
        parent=job["parent"],
        label=job["label"] or "",
        code=_code(definition.cells),
        options=definition.options,
        inputs=tuple(
            Value(name, artifact, *writers.get(name, (None, None)), is_gone(blobs, artifact.digest))
            for name, artifact in inputs.items()
        ),
        outputs=values["variable"],
        figures=values["figure"],
        metrics=series,
        files=readers.outcome(None, (), (), files).files,
        attempts=found.attempts,
        failure=found.failure,
        parameters={
            **{name: value for name, value in json.loads(bound).items() if name in definition.parameters},
            **of_label(job["label"] or "", searched(definition)),
        },
        cache_key=found.cache_key,
        cached_from=found.cached_from,
        why=(why.text, *(item.text for item in why.changes)),
        changes=definition.changes,
        when=definition.when,
        retry=_retry(definition.retry),
        timeout=definition.timeout,
        resources=_resources(definition.resources),
        setup=_code(cell for cell in pipeline.setup if cell.number in definition.setup),
        diff=why.diff,
        files_total=files[0]["total"] if files else 0,
        learned=learned,
        callbacks=tuple(callbacks.row(item) for item in asks),
    )


def searched(definition: Step) -> tuple[str, ...]:
    """What a search gives each of its trials."""
    return tuple(str(text).partition("=")[0].strip() for text in definition.options.get("tune") or ())


def of_label(label: str, names: tuple[str, ...]) -> dict[str, Any]:
    """The parameters of a trial, which its label says; none where it says something else.

    >>> of_label("max_depth=3, eta=0.1235, booster=gbtree", ("max_depth", "eta", "booster"))
    {'max_depth': 3, 'eta': 0.1235, 'booster': 'gbtree'}
    """
    said = re.fullmatch(", ".join(f"{re.escape(name)}=(.*)" for name in names), label) if names else None
    return dict(zip(names, map(_plain, said.groups()), strict=True)) if said is not None else {}


def _plain(text: str) -> Any:
    try:
        value = json.loads(text)
    except ValueError:
        return text
    return value if isinstance(value, int | float) and not isinstance(value, bool) else text


def execution_of_step(connection: sqlite3.Connection, execution: str, step: str) -> StepExecution:
    """One step of an execution (a full id). `NotFoundError` with the nearest name."""
    place = (execution, step)
    rows = fetch(connection, "SELECT * FROM step_executions WHERE execution = ? AND step = ?", place)
    if not rows:
        raise missing(connection, execution, step)
    attempts = fetch(
        connection, "SELECT * FROM attempts WHERE execution = ? AND step = ? ORDER BY number", place
    )
    outputs = fetch(
        connection,
        "SELECT o.step, o.attempt, o.variable, o.kind, o.digest, o.materializer, o.meta, a.size, a.media_type,"
        " a.preview FROM outputs o JOIN artifacts a ON a.digest = o.digest WHERE o.execution = ? AND o.step = ?"
        " ORDER BY o.id",
        place,
    )
    return readers.step_execution(rows[0], attempts, outputs, ())


def missing(connection: sqlite3.Connection, execution: str, step: str) -> NotFoundError:
    """What is said of a step that an execution (a full id) does not have: the nearest name."""
    sql = "SELECT step FROM step_executions WHERE execution = ? AND parent IS NULL ORDER BY position"
    names = [row["step"] for row in fetch(connection, sql, (execution,))]
    return NotFoundError(f"execution {execution} has no step {step!r}", nearest(step, names), code="no-step")


def all_series(
    connection: sqlite3.Connection, execution: str, step: str, attempt: int | None
) -> tuple[Series, ...]:
    """Every metric of the attempt that counts, in the order of first logging."""
    rows = fetch(
        connection,
        "SELECT name, value, at_step, logged_at FROM metrics WHERE execution = ? AND step = ? AND attempt IS ?"
        " ORDER BY id LIMIT ?",
        (execution, step, attempt, READ),
    )
    by_name: defaultdict[str, list[Metric]] = defaultdict(list)
    for row in rows:
        by_name[row["name"]].append(readers.metric(row))
    return tuple(Series(name, tuple(thinned(points)), len(points)) for name, points in by_name.items())


def thinned(points: Sequence[Metric], most: int = POINTS) -> list[Metric]:
    """An even choice of at most that many points, with the first and the last.

    >>> [point.step for point in thinned([Metric("loss", 0.0, step) for step in range(10)], 4)]
    [0, 3, 6, 9]
    """
    if len(points) <= most:
        return list(points)
    return [points[round(index * (len(points) - 1) / (most - 1))] for index in range(most)]


def is_gone(blobs: ArtifactStore, digest: str) -> bool:
    """Whether a blob is not there any more; behind a URL nobody looks, as that takes long."""
    return "://" not in blobs.root and not blobs.exists(digest)


def _writers(
    connection: sqlite3.Connection, execution: str, step: Step, inputs: Mapping[str, object]
) -> dict[str, tuple[str | None, str | None]]:
    """For each input, the step that it came from, and the execution whose result that step took."""
    rows = fetch(
        connection,
        "SELECT DISTINCT i.variable, o.step, s.cached_from FROM inputs i JOIN outputs o ON o.execution = i.execution"
        " AND o.variable = i.variable AND o.digest = i.digest JOIN step_executions s ON s.execution = o.execution"
        " AND s.step = o.step WHERE i.execution = ? AND i.step = ? AND o.step != i.step",
        (execution, step.name),
    )
    gave = {(row["variable"], row["step"]): row["cached_from"] for row in rows}
    found: dict[str, tuple[str | None, str | None]] = {}
    for name in inputs:
        known = [writer for writer in step.inputs.get(name, ()) if (name, writer) in gave]
        known = known or [writer for variable, writer in gave if variable == name]
        if known:
            found[name] = known[-1], gave[name, known[-1]]
    return found


def _code(cells: Iterable[Cell]) -> tuple[CodeCell, ...]:
    return tuple(CodeCell(cell.number, cell.id, cell.source, cell.first_line) for cell in cells)


def _retry(retry: Retry | None) -> str:
    if retry is None:
        return ""
    parts = [f"{retry.times} more {'time' if retry.times == 1 else 'times'}"]
    parts.append(f"after {words.duration(retry.interval)}")
    parts += [f"each wait ×{retry.backoff:g}"] if retry.times > 1 and retry.backoff != 1 else []
    parts += [f"within {words.duration(retry.within)}"] if retry.within is not None else []
    parts += [f"on {', '.join(retry.on)}"] if retry.on else []
    return ", ".join(parts)


def _resources(found: Resources) -> str:
    parts = [f"{found.cpus:g} {'core' if found.cpus == 1 else 'cores'}"] if found.cpus is not None else []
    parts += [words.amount(found.memory)] if found.memory is not None else []
    parts += [f"{found.gpus} GPU{'s' * (found.gpus != 1)}"] if found.gpus else []
    return ", ".join(parts)
