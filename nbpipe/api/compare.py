"""Executions beside each other."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from nbpipe.api import executions, graphs
from nbpipe.api.asked import Asked
from nbpipe.api.shapes import CodeDiff, ComparedRow, Comparison, Series
from nbpipe.api.steps import thinned
from nbpipe.errors import UsageError
from nbpipe.model import Artifact, Execution, Metric, Pipeline, StepExecution
from nbpipe.store import queries, readers
from nbpipe.store.queries import fetch

MOST = 10
POINTS = 500

# A metric with one of these words in its name is better the smaller it is.
_SMALLER = re.compile(
    r"loss|error|rmse|mse|mae|mape|deviance|regret|perplexity|latency|seconds|brier|(?<![a-z])time(?![a-z])"
)


def page(asked: Asked) -> Comparison:
    """Two to ten executions: what is the same, what differs, and which metric is best."""
    refs = [text for text in (asked.text("ids") or "").split(",") if text]
    if not 2 <= len(refs) <= MOST:
        raise UsageError(
            f"{len(refs)} executions cannot be compared", f"give 2 to {MOST}: ids=1a2b,3c4d", code="query"
        )
    connection = asked.connection
    with queries.snapshot(connection):
        found = [queries.execution(connection, ref) for ref in refs]
        pipelines = [graphs.pipeline(connection, item.pipeline, item.version) for item in found]
        lines = executions.by_ids(connection, asked.context, asked.folder, [item.id for item in found])
        series = [_series(connection, item) for item in found]
    by_id = {line.id: line for line in lines}
    steps = [{step.step: step for step in item.steps} for item in found]
    return Comparison(
        tuple(by_id[item.id] for item in found),
        _table([item.parameters for item in found]),
        _table([_metrics(item) for item in found], best),
        {name: tuple(item.get(name) for item in series) for name in _names(series)},
        _table([_digests(item) for item in found]),
        _table([_environment(item.environment) for item in found]),
        _table([{name: _state(step) for name, step in item.items()} for item in steps]),
        tuple(_diffs(pipelines)),
        _figures(found),
    )


def best(name: str, values: Sequence[Any]) -> int | None:
    """Index of the best value of a metric: the largest, or the smallest of what counts errors. None where all are one.

    >>> best("auc", [0.7, 0.9, None]), best("valid.logloss", [0.3, 0.2]), best("auc", [0.7, 0.7])
    (1, 1, None)
    """
    known = [
        (value, index)
        for index, value in enumerate(values)
        if isinstance(value, int | float) and value == value
    ]
    if len({value for value, _ in known}) < 2:
        return None
    choose: Callable[..., tuple[float, int]] = min if _SMALLER.search(name.lower()) else max
    return choose(known, key=lambda item: item[0])[1]


def _names(found: Iterable[Mapping[str, Any]]) -> list[str]:
    return list(dict.fromkeys(name for item in found for name in item))


def _table(
    found: Sequence[Mapping[str, Any]],
    choose: Callable[[str, Sequence[Any]], int | None] = lambda name, values: None,
) -> tuple[ComparedRow, ...]:
    rows = []
    for name in _names(found):
        values = tuple(item.get(name) for item in found)
        same = all(name in item for item in found) and all(value == values[0] for value in values)
        rows.append(ComparedRow(name, values, same, None if same else choose(name, values)))
    return tuple(rows)


def _metrics(found: Execution) -> dict[str, float]:
    return {f"{step.step}.{metric.name}": metric.value for step in found.steps for metric in step.metrics}


def _digests(found: Execution) -> dict[str, str]:
    return {
        f"{step.step}.{output.variable}": output.artifact.digest
        for step in found.steps
        for output in step.outputs
        if output.kind == "variable"
    }


def _environment(found: Mapping[str, Any]) -> dict[str, Any]:
    packages = found.get("packages", {})
    about = {name: value for name, value in found.items() if name != "packages"}
    return {**about, **(dict(packages) if isinstance(packages, Mapping) else {})}


def _state(step: StepExecution) -> dict[str, Any]:
    return {"status": str(step.status), "seconds": step.seconds, "cached": step.cached}


def _figures(found: Sequence[Execution]) -> dict[str, tuple[Artifact | None, ...]]:
    each = [
        {
            f"{step.step}.{output.variable}": output.artifact
            for step in item.steps
            for output in step.outputs
            if output.kind == "figure"
        }
        for item in found
    ]
    return {name: tuple(item.get(name) for item in each) for name in _names(each)}


def _diffs(pipelines: Sequence[Pipeline]) -> Iterable[CodeDiff]:
    """The code of each step in neighbouring executions, where it is not the same; the setup as a step of its own."""
    for index, (one, two) in enumerate(pairwise(pipelines)):
        before, after = _sources(one), _sources(two)
        for name in _names([before, after]):
            old, new = before.get(name, ""), after.get(name, "")
            if old != new:
                lines = list(difflib.unified_diff(old.splitlines(), new.splitlines(), lineterm="", n=3))
                yield CodeDiff(name, index, index + 1, tuple(lines[2:]))


def _sources(found: Pipeline) -> dict[str, str]:
    setup = "\n\n".join(cell.source for cell in found.setup)
    return {
        **({"%%setup": setup} if setup else {}),
        **{step.name: "\n\n".join(cell.source for cell in step.cells) for step in found.steps},
    }


def _series(connection: Any, found: Execution) -> dict[str, Series]:
    """The metrics of the attempts that count that were logged more than once."""
    rows = fetch(
        connection,
        "SELECT step, attempt, name, value, at_step, logged_at FROM metrics WHERE execution = ? ORDER BY id LIMIT 100000",
        (found.id,),
    )
    counts = {
        step.step: step.attempts[-1].number if step.attempts and not step.cached else None
        for step in found.steps
    }
    by_name: dict[str, list[Metric]] = {}
    for row in rows:
        if row["attempt"] == counts.get(row["step"]):
            by_name.setdefault(f"{row['step']}.{row['name']}", []).append(readers.metric(row))
    return {
        name: Series(name, tuple(thinned(points, POINTS)), len(points))
        for name, points in by_name.items()
        if len(points) > 1
    }
