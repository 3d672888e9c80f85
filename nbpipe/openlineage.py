"""Executions as OpenLineage events (https://openlineage.io/docs/spec/object-model), for catalogues that speak it.

A pipeline is a job, and so is each of its steps, below it. An execution gives a START and a COMPLETE, FAIL or ABORT event of
the pipeline, and between them those of each step that was not skipped. Datasets have names that stay:

| dataset | namespace | name |
|---|---|---|
| a file | `file` | its path as seen from the project, so that every checkout says the same; its content as the version |
| an artifact | `NAMESPACE.artifacts` | its digest; `pipeline.step.variable` as a symlink |
| a model | `NAMESPACE.models` | its group; its number as the version |

The ids of runs are made from those of executions, so that sending an execution twice says nothing new.
"""

from __future__ import annotations

import json
import os
import sqlite3
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from nbpipe import environment
from nbpipe.errors import UsageError
from nbpipe.model import (
    Artifact,
    ExecutionStatus,
    Failure,
    FileUse,
    StepExecution,
    StepStatus,
)
from nbpipe.reproduction import files, recorded
from nbpipe.reproduction.recorded import READING, Recorded
from nbpipe.store import queries
from nbpipe.store.queries import fetch

NAMESPACE = "nbpipe"
PRODUCER = "https://nbpipe.dev"
_SPEC = "https://openlineage.io/spec"
_EVENT = f"{_SPEC}/2-0-2/OpenLineage.json#/$defs/RunEvent"
# Facet → the version of its schema, and its name there.
_FACETS: Mapping[str, tuple[str, str]] = {
    "parent": ("1-2-0", "ParentRunFacet"),
    "errorMessage": ("1-0-1", "ErrorMessageRunFacet"),
    "processing_engine": ("1-1-1", "ProcessingEngineRunFacet"),
    "jobType": ("2-0-4", "JobTypeJobFacet"),
    "sourceCode": ("1-0-1", "SourceCodeJobFacet"),
    "schema": ("1-2-0", "SchemaDatasetFacet"),
    "symlinks": ("1-0-1", "SymlinksDatasetFacet"),
    "version": ("1-0-1", "DatasetVersionDatasetFacet"),
    "outputStatistics": ("1-0-2", "OutputStatisticsOutputDatasetFacet"),
}
_ENDS: Mapping[str, str] = {
    ExecutionStatus.SUCCEEDED: "COMPLETE",
    ExecutionStatus.FAILED: "FAIL",
    ExecutionStatus.STOPPED: "ABORT",
}
_STEP_ENDS: Mapping[StepStatus, str] = {
    StepStatus.SUCCEEDED: "COMPLETE",
    StepStatus.FAILED: "FAIL",
    StepStatus.STOPPED: "ABORT",
}
_TIMEOUT = 10.0
_ENDPOINT = "/api/v1/lineage"  # where OpenLineage's own client sends to, too


def run_id(execution: str, step: str = "") -> str:
    """The id of a run: a UUID that follows from the execution, and the step.

    >>> run_id("e1") == run_id("e1"), run_id("e1") == run_id("e1", "train")
    (True, False)
    """
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"{PRODUCER}/{execution}/{step}"))


def events(
    connection: sqlite3.Connection, ref: str, project: Path, namespace: str = NAMESPACE
) -> list[dict[str, Any]]:
    """The events of an execution, in the order of time. `project` is the folder that files are named from.

    Of what has not ended there is no ending event. Raises `NotFoundError` and `UsageError` as `queries.execution`.
    """
    found = recorded.execution(connection, ref)
    return _Telling(connection, found, _root(found, project), namespace).events()


def _root(found: Recorded, project: Path) -> str:
    """The project's folder as it was where the execution ran: elsewhere, where it was taken in from there."""
    folder, notebook = found.environment.get("folder"), found.execution.notebook
    if folder and notebook and not os.path.isabs(notebook):
        below = PurePosixPath(notebook).parent.as_posix()
        if below == ".":
            return str(folder)
        if str(folder).endswith(f"/{below}"):
            return str(folder)[: -len(below) - 1]
    return str(project)


class _Telling:
    """One execution and what is said of it."""

    def __init__(self, connection: sqlite3.Connection, found: Recorded, root: str, namespace: str) -> None:
        self.connection, self.found, self.execution = connection, found, found.execution
        self.root, self.namespace = root, namespace
        self.sources = {
            step.name: "\n\n".join(cell.source for cell in step.cells) for step in found.pipeline.steps
        }
        self.engine = {"name": "nbpipe", "version": environment.version()}

    def events(self) -> list[dict[str, Any]]:
        started = self.execution.started_at or ""
        told = [self._event("START", started)]
        inner = [event for step in self.execution.steps for event in self._of_step(step)]
        told += sorted(inner, key=lambda event: event["eventTime"])
        if self.execution.status.ended:
            ended = max([self.execution.ended_at or started, *(event["eventTime"] for event in inner)])
            told.append(self._event(_ENDS[self.execution.status], ended, failure=self.execution.failure))
        return told

    def _of_step(self, step: StepExecution) -> Iterator[dict[str, Any]]:
        if step.status in (StepStatus.PENDING, StepStatus.SKIPPED):
            return
        started = step.started_at or step.ended_at or self.execution.started_at or ""
        yield self._event("START", started, step)
        if step.status in _STEP_ENDS:
            yield self._event(
                _STEP_ENDS[step.status],
                step.ended_at or started,
                step,
                failure=step.failure,
                inputs=list(self._inputs(step)),
                outputs=list(self._outputs(step)),
            )

    def _event(
        self,
        kind: str,
        at: str,
        step: StepExecution | None = None,
        *,
        failure: Failure | None = None,
        inputs: Sequence[Mapping[str, Any]] = (),
        outputs: Sequence[Mapping[str, Any]] = (),
    ) -> dict[str, Any]:
        run: dict[str, Any] = _facet("processing_engine", **self.engine)
        if failure is not None:
            run |= _facet(
                "errorMessage",
                message=f"{failure.type}: {failure.message}",
                programmingLanguage="python",
                **({"stackTrace": failure.traceback} if failure.traceback else {}),
            )
        name = self.execution.pipeline
        job: dict[str, Any] = _facet(
            "jobType", processingType="BATCH", integration="NBPIPE", jobType="STEP" if step else "PIPELINE"
        )
        if step is not None:
            whole = {"run": {"runId": run_id(self.execution.id)}, "job": self._job(name)}
            run |= _facet("parent", **whole)
            job |= _facet("sourceCode", language="python", sourceCode=self.sources.get(step.step, ""))
            name = f"{name}.{step.step}"
        return {
            "eventType": kind,
            "eventTime": at,
            "producer": PRODUCER,
            "schemaURL": _EVENT,
            "run": {"runId": run_id(self.execution.id, step.step if step else ""), "facets": run},
            "job": {**self._job(name), "facets": job},
            "inputs": list(inputs),
            "outputs": list(outputs),
        }

    def _job(self, name: str) -> dict[str, str]:
        return {"namespace": self.namespace, "name": name}

    # -- datasets ------------------------------------------------------------------------------------------------------

    def _inputs(self, step: StepExecution) -> Iterator[dict[str, Any]]:
        for name, artifact in queries.inputs(self.connection, self.execution.id, step.step).items():
            yield self._artifact(artifact, name)
        yield from self._files(step, READING)

    def _outputs(self, step: StepExecution) -> Iterator[dict[str, Any]]:
        for item in step.outputs:
            size = _facet("outputStatistics", size=item.artifact.size)
            yield {**self._artifact(item.artifact, f"{step.step}.{item.variable}"), "outputFacets": size}
        yield from self._files(step, ("written",))
        rows = fetch(
            self.connection,
            "SELECT model_group, version FROM model_versions WHERE execution = ? AND step = ? ORDER BY version",
            (self.execution.id, step.step),
        )
        for row in rows:
            yield self._dataset(
                "models", row["model_group"], _facet("version", datasetVersion=str(row["version"]))
            )

    def _files(self, step: StepExecution, modes: Iterable[str]) -> Iterator[dict[str, Any]]:
        result = self.found.results.get(step.step)
        uses: Sequence[FileUse] = result.outcome.files if result is not None else ()
        for use in uses:
            if use.mode in modes and use.digest is not None:
                facets = _facet("version", datasetVersion=use.digest)
                yield {"namespace": "file", "name": files.named(use.path, self.root), "facets": facets}

    def _artifact(self, artifact: Artifact, name: str) -> dict[str, Any]:
        called = {
            "namespace": self.namespace,
            "name": f"{self.execution.pipeline}.{name}",
            "type": "ARTIFACT",
        }
        facets = _facet("symlinks", identifiers=[called])
        columns = artifact.preview.get("columns")
        if isinstance(columns, list):
            fields = [{"name": str(item["name"]), "type": str(item.get("dtype"))} for item in columns]
            facets |= _facet("schema", fields=fields)
        return self._dataset("artifacts", artifact.digest, facets)

    def _dataset(self, kind: str, name: str, facets: Mapping[str, Any]) -> dict[str, Any]:
        return {"namespace": f"{self.namespace}.{kind}", "name": name, "facets": dict(facets)}


def _facet(facet: str, /, **values: Any) -> dict[str, Any]:
    version, schema = _FACETS[facet]
    about = {"_producer": PRODUCER, "_schemaURL": f"{_SPEC}/facets/{version}/{schema}.json#/$defs/{schema}"}
    return {facet: {**about, **values}}


# ---- where they go --------------------------------------------------------------------------------------------------


def send(told: Sequence[Mapping[str, Any]], target: str) -> str:
    """Send events to an http(s) address, or append them to a file, a line each; what was done, in words.

    Raises `UsageError` where nobody takes them.
    """
    if target.startswith(("http://", "https://")):
        address = endpoint(target)
        for number, event in enumerate(told):
            _post(event, address, number)
        return f"sent {len(told)} events to {address}"
    try:
        with Path(target).open("a", encoding="utf-8") as file:
            file.writelines(f"{line}\n" for line in lines(told))
    except OSError as error:
        raise UsageError(
            f"{target} cannot be written: {error.strerror}",
            "give a file, or an address: http://…",
            code="openlineage",
        ) from error
    return f"added {len(told)} events to {target}"


def lines(told: Iterable[Mapping[str, Any]]) -> list[str]:
    """The events as JSON, a line each."""
    return [json.dumps(event, ensure_ascii=False) for event in told]


def endpoint(address: str) -> str:
    """Where to send to: the address as it is, or what OpenLineage says where it names only a server.

    >>> endpoint("http://localhost:5000"), endpoint("http://localhost/other")
    ('http://localhost:5000/api/v1/lineage', 'http://localhost/other')
    """
    parts = urlsplit(address)
    return urlunsplit(parts._replace(path=_ENDPOINT)) if parts.path in ("", "/") else address


def _post(event: Mapping[str, Any], address: str, sent: int) -> None:
    request = urllib.request.Request(
        address, json.dumps(event).encode(), {"Content-Type": "application/json"}, method="POST"
    )
    try:
        with urllib.request.urlopen(request, timeout=_TIMEOUT):
            pass
    except urllib.error.HTTPError as error:
        said = error.read(500).decode("utf-8", "replace").strip()
        raise UsageError(
            f"{address} answers {error.code} {error.reason}{f': {said}' if said else ''} ({sent} events were taken)",
            "see that it is the address of a service that takes OpenLineage",
            code="openlineage",
        ) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "reason", error)
        raise UsageError(
            f"{address} cannot be reached: {reason} ({sent} events were taken)",
            "see that the service runs; sending again says nothing twice",
            code="openlineage",
        ) from error
