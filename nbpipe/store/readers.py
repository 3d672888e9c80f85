"""Rows of the store as the dataclasses of `model`. No statements here: `queries.py`, `results.py` and `registered.py` have them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from nbpipe.as_json import failure_from_json
from nbpipe.model import (
    Approval,
    ApprovalRecord,
    Artifact,
    Attempt,
    Deletion,
    Event,
    Execution,
    ExecutionStatus,
    Failure,
    FileUse,
    Metric,
    ModelVersion,
    Outcome,
    Output,
    StageRecord,
    StepExecution,
    StepStatus,
)


def failure(text: str | None) -> Failure | None:
    """A failure from its JSON."""
    return None if text is None else failure_from_json(json.loads(text))


def artifact(row: sqlite3.Row) -> Artifact:
    """An artifact as the row that names it says how to load it."""
    return Artifact(
        row["digest"],
        row["size"],
        row["media_type"],
        row["materializer"],
        json.loads(row["meta"]),
        json.loads(row["preview"]),
    )


def metric(row: sqlite3.Row) -> Metric:
    """A metric; SQLite keeps NaN as NULL."""
    value = float("nan") if row["value"] is None else row["value"]
    return Metric(row["name"], value, row["at_step"], row["logged_at"])


def attempt(row: sqlite3.Row) -> Attempt:
    """An attempt."""
    return Attempt(
        row["number"],
        StepStatus(row["status"]),
        row["started_at"],
        row["ended_at"],
        row["host"],
        row["pid"],
        row["notebook"],
        row["seconds"],
        row["cpu_seconds"],
        row["max_rss"],
        failure(row["failure"]),
    )


def step_execution(
    row: sqlite3.Row,
    attempts: Sequence[sqlite3.Row],
    outputs: Sequence[sqlite3.Row],
    metrics: Sequence[sqlite3.Row],
) -> StepExecution:
    """A step with the outputs and metrics that count: those of its decision or cache hit, else of its last attempt."""
    decided = row["cached"] or not attempts or any(item["attempt"] is None for item in outputs)
    counts = None if decided else attempts[-1]["number"]
    return StepExecution(
        row["step"],
        row["type"],
        StepStatus(row["status"]),
        bool(row["cached"]),
        row["cached_from"],
        row["cache_key"],
        row["started_at"],
        row["ended_at"],
        seconds_between(row["started_at"], row["ended_at"]),
        row["detail"],
        failure(row["failure"]),
        tuple(attempt(item) for item in attempts),
        tuple(
            Output(item["variable"], artifact(item), item["kind"])
            for item in outputs
            if item["attempt"] == counts
        ),
        tuple(metric(item) for item in metrics if item["attempt"] == counts),
    )


def outcome(
    facts: str | None,
    outputs: Sequence[sqlite3.Row],
    metrics: Sequence[sqlite3.Row],
    files: Sequence[sqlite3.Row],
) -> Outcome:
    """What a step gave, and did beside, as the store has it."""
    noticed: dict[str, Any] = json.loads(facts) if facts else {}
    names = {
        name: tuple(noticed.get(name, ())) for name in ("missing", "deleted", "changed", "stray", "watched")
    }
    return Outcome(
        StepStatus.SUCCEEDED,
        outputs={item["variable"]: artifact(item) for item in outputs if item["kind"] == "variable"},
        figures={item["variable"]: artifact(item) for item in outputs if item["kind"] == "figure"},
        missing=names["missing"],
        deleted=names["deleted"],
        shared=tuple(tuple(group) for group in noticed.get("shared", ())),
        changed=names["changed"],
        stray=names["stray"],
        watched=names["watched"],
        metrics=tuple(metric(item) for item in metrics),
        files=tuple(FileUse(item["path"], item["mode"], item["size"], item["digest"]) for item in files),
    )


def seconds_between(start: str | None, end: str | None) -> float | None:
    """Seconds from one ISO time to another.

    >>> seconds_between("2026-01-01T00:00:00.000000+00:00", "2026-01-01T00:00:01.500000+00:00")
    1.5
    """
    if start is None or end is None:
        return None
    return max(0.0, (datetime.fromisoformat(end) - datetime.fromisoformat(start)).total_seconds())


def execution(row: sqlite3.Row, steps: Iterable[StepExecution] = ()) -> Execution:
    """An execution; its environment where the row was read with one."""
    status = ExecutionStatus(row["status"])
    return Execution(
        row["id"],
        row["pipeline"],
        row["version"],
        status,
        json.loads(row["parameters"]),
        row["seed"],
        row["notebook"],
        row["started_by"],
        row["started_at"],
        row["ended_at"],
        row["seconds"] if status.ended or status is ExecutionStatus.WAITING else None,
        failure(row["failure"]),
        row["host"],
        row["pid"],
        _environment(row) if "packages" in row.keys() else {},  # noqa: SIM118 - a Row is no mapping
        tuple(steps),
        *((row["parent_execution"], row["parent_step"]) if "parent_step" in row.keys() else ()),  # noqa: SIM118
    )


def _environment(row: sqlite3.Row) -> dict[str, Any]:
    known = {
        "python": row["python"],
        "platform": row["platform"],
        "packages": json.loads(row["packages"]),
        **json.loads(row["other"]),
        "git_commit": row["git_commit"],
    }
    return {key: value for key, value in known.items() if value is not None}


def approval(row: sqlite3.Row) -> ApprovalRecord:
    """One decision about a model version."""
    return ApprovalRecord(
        Approval(row["status"]), row["by"], row["at"], row["comment"], json.loads(row["evidence"])
    )


def model_version(
    row: sqlite3.Row,
    aliases: Iterable[str] = (),
    approvals: Iterable[sqlite3.Row] = (),
    stages: Iterable[sqlite3.Row] = (),
    deletions: Iterable[sqlite3.Row] = (),
    baselines: Iterable[sqlite3.Row] = (),
) -> ModelVersion:
    """A model version."""
    return ModelVersion(
        row["model_group"],
        row["version"],
        Approval(row["status"]),
        artifact(row),
        json.loads(row["metrics"]),
        row["card"],
        row["execution"],
        row["step"],
        row["created_at"],
        row["created_by"],
        tuple(aliases),
        tuple(approval(item) for item in approvals),
        tuple(StageRecord(item["stage"], item["by"], item["at"], item["comment"]) for item in stages),
        next((Deletion(item["by"], item["at"], item["comment"]) for item in deletions), None),
        {item["kind"]: artifact(item) for item in baselines},
    )


def event(row: sqlite3.Row) -> Event:
    """One recorded change."""
    return Event(row["id"], row["at"], row["kind"], row["execution"], row["step"], json.loads(row["data"]))
