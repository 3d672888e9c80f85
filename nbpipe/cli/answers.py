"""What `--json` prints: one object for each command."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from nbpipe.api.behind import NOTHING, Inside
from nbpipe.as_json import finite, to_json
from nbpipe.errors import Problem
from nbpipe.model import (
    Callback,
    Execution,
    Failure,
    ModelVersion,
    Pipeline,
    Step,
    StepExecution,
)
from nbpipe.store.readers import seconds_between


def show(answer: Mapping[str, Any]) -> None:
    """Print the object, and nothing else, to standard output: in one line where no person looks."""
    print(text(answer, sys.stdout.encoding, indent=2 if sys.stdout.isatty() else None))


def text(answer: Any, encoding: str | None = None, indent: int | None = 2) -> str:
    """Valid JSON in every case: a number that JSON does not know becomes null.

    >>> text({"auc": float("nan")}, indent=None)
    '{"auc": null}'
    """
    plain = finite(to_json(answer))
    found = json.dumps(plain, indent=indent, ensure_ascii=False)
    try:
        found.encode(encoding or "utf-8")
    except UnicodeEncodeError:
        return json.dumps(plain, indent=indent)
    return found


def problems(errors: Iterable[Problem], warnings: Iterable[Problem] = ()) -> dict[str, Any]:
    """What `check` prints, and every other command where nothing ran."""
    return {
        "errors": [item.to_json() for item in errors],
        "warnings": [item.to_json() for item in warnings],
    }


def execution(
    found: Execution,
    now: datetime | None = None,
    waits: Sequence[Callback] = (),
    inside: Inside = NOTHING,
) -> dict[str, Any]:
    """What `run` and `status` print. Of what has not ended, `seconds` counts to now. `waits` are questions that are open.

    Of a step that is an execution or has jobs, `inside` says which, and how many there are of each status.
    """
    moment = (now or datetime.now(UTC)).isoformat()
    return {
        **({"callbacks": [callback(item) for item in waits]} if waits else {}),
        "execution": found.id,
        "pipeline": found.pipeline,
        "version": found.version,
        "status": str(found.status),
        "parameters": to_json(found.parameters),
        "seconds": _seconds(found.seconds, found.started_at, moment),
        "steps": {item.step: {**_step(item, moment), **_behind(item, inside)} for item in found.steps},
    }


def _step(found: StepExecution, moment: str) -> dict[str, Any]:
    return {
        "type": found.type,
        "status": str(found.status),
        "cached": found.cached,
        "cached_from": found.cached_from,
        "attempts": len(found.attempts),
        "seconds": _seconds(found.seconds, None if found.status.ended else found.started_at, moment),
        "outputs": {item.variable: item.artifact.digest for item in found.outputs if item.kind == "variable"},
        "metrics": {item.name: item.value for item in found.metrics},
        "error": _error(found.failure),
    }


def _behind(found: StepExecution, inside: Inside) -> dict[str, Any]:
    return {
        **({"execution": inside.nested[found.step]} if found.step in inside.nested else {}),
        **({"jobs": dict(inside.jobs[found.step])} if found.step in inside.jobs else {}),
    }


def _seconds(seconds: float | None, started_at: str | None, moment: str) -> float | None:
    known = seconds if seconds is not None else seconds_between(started_at, moment)
    return None if known is None else round(known, 3)


def _error(failure: Failure | None) -> dict[str, Any] | None:
    if failure is None:
        return None
    return {
        "type": failure.type,
        "message": failure.message,
        "hint": failure.hint,
        "cell": failure.cell,
        "line": failure.line,
    }


def _within(found: Execution) -> dict[str, Any]:
    """Of an execution that is a step of another one, which."""
    if found.parent_execution is None:
        return {}
    return {"parent": {"execution": found.parent_execution, "step": found.parent_step}}


def executions(found: Iterable[Execution], now: datetime | None = None) -> dict[str, Any]:
    """What `runs` prints."""
    moment = (now or datetime.now(UTC)).isoformat()
    return {
        "executions": [
            {
                "execution": item.id,
                "pipeline": item.pipeline,
                "version": item.version,
                "status": str(item.status),
                "started_at": item.started_at,
                "seconds": _seconds(item.seconds, item.started_at, moment),
                "parameters": to_json(item.parameters),
                **_within(item),
            }
            for item in found
        ]
    }


def pipeline(found: Pipeline, version: int | None, digest: str) -> dict[str, Any]:
    """What `show` prints. `version` is null for a definition that was never run in this store."""
    return {
        "pipeline": found.name,
        "version": version,
        "digest": digest,
        "parameters": to_json(found.parameters),
        "steps": [_definition(step) for step in found.steps],
    }


def _definition(step: Step) -> dict[str, Any]:
    return {
        "name": step.name,
        "type": step.type,
        "inputs": to_json(step.inputs),
        "outputs": list(step.outputs),
        "after": list(step.after),
        "depends_on": list(step.depends_on),
        "cell": step.cell,
        "cells": [cell.number for cell in step.cells],
        "parameters": list(step.parameters),
        "changes": list(step.changes),
        "setup": list(step.setup),
        "options": to_json(step.options),
        "branch": to_json(step.branch),
        "when": step.when,
        "retry": to_json(step.retry),
        "timeout": step.timeout,
        "cache": step.cache,
        "cache_for": step.cache_for,
        "resources": to_json(step.resources),
        "title": step.title,
        "description": step.description,
    }


def model_version(found: ModelVersion) -> dict[str, Any]:
    """What `models show`, `approve`, `reject`, `stage`, `alias` and `delete` print."""
    return {
        "group": found.group,
        "version": found.version,
        "status": str(found.status),
        "aliases": list(found.aliases),
        "metrics": to_json(found.metrics),
        "execution": found.execution,
        "step": found.step,
        "artifact": found.artifact.digest,
        "card": found.card,
        "created_at": found.created_at,
        "created_by": found.created_by,
        "approvals": to_json(found.approvals),
        "stage": found.stage,
        "stages": to_json(found.stages),
        "deleted": to_json(found.deleted),
        "baselines": {kind: item.digest for kind, item in found.baselines.items()},
    }


def callback(item: Callback) -> dict[str, Any]:
    """A question as `--json` prints it."""
    question = item.question
    return {
        "token": item.token,
        "execution": item.execution,
        "step": item.step,
        "status": str(item.status),
        "question": question.text,
        "approval": question.approval,
        "choices": list(question.choices),
        "outputs": list(question.outputs),
        "asked_at": item.asked_at,
        "expires_at": item.expires_at,
        "answered_at": item.answered_at,
        "by": item.by,
        "comment": item.comment,
        "answer": to_json(item.answer),
    }
