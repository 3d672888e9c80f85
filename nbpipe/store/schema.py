"""What every table, column and view of the store means, for people who query it and for the documentation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Description:
    """One line about a table or a view, and one about each column of a table."""

    about: str
    columns: Mapping[str, str] = field(default_factory=dict)


_EXECUTION = "the execution: executions.id"
_STEP = "name of the step"
_DIGEST = "sha256: and 64 hexadecimal digits of the content"
_FAILURE = "why it failed, as JSON: type, message, hint, step, cell, line, source, traceback"
_MATERIALIZER = "the format that reads it"
_META = "what the format itself cannot say, as JSON"
_ATTEMPT = "number of the attempt; NULL where no process was needed, as for a cache hit"
_GROUP = "name of the model group"
_VERSION = "number of the model version"
_BY = "who did it"
_STARTED = "start, as every time here in ISO 8601 and UTC"
_RECORD = "number of the record; grows, and is never given twice"

TABLES: Mapping[str, Description] = {
    "pipelines": Description(
        "Immutable versions of pipelines",
        {
            "name": "name of the pipeline",
            "version": "1, 2, 3 … by name; equal definitions share one",
            "digest": "digest of the definition",
            "definition": "setup, parameters, steps and edges as JSON",
            "notebook": "the notebook it was compiled from first",
            "created_at": "when this version was first run",
        },
    ),
    "environments": Description(
        "What executions ran with, kept once for each different one",
        {
            "digest": "digest of the other columns",
            "python": "version of Python",
            "platform": "operating system and machine",
            "packages": "versions of packages by name, as JSON",
            "other": "anything else that was recorded, as JSON",
        },
    ),
    "executions": Description(
        "Runs of a pipeline version with bound parameters",
        {
            "id": "identifier of the execution",
            "pipeline": "pipelines.name",
            "version": "pipelines.version",
            "status": "Executing, Stopping, Waiting, Stopped, Failed or Succeeded",
            "parameters": "bound parameters by name, as JSON",
            "seed": "seed of all random state",
            "notebook": "the notebook that was run",
            "started_by": "the person or trigger that started it",
            "started_at": _STARTED,
            "resumed_at": "when it was last resumed",
            "ended_at": "when it ended",
            "seconds": "wall time, without the time between an end and a resume",
            "failure": _FAILURE,
            "host": "machine of its scheduler",
            "pid": "process of its scheduler",
            "heartbeat_at": "when its scheduler last said that it lives; NULL where none needs to",
            "stop_requested_at": "when somebody asked it to stop",
            "stop_requested_by": "who asked it to stop",
            "environment": "environments.digest",
            "git_commit": "commit of the notebook's repository",
            "parent_execution": "the execution that it runs as a step of, by a Pipeline step",
            "parent_step": "the step of that execution",
        },
    ),
    "step_executions": Description(
        "What became of each step in each execution",
        {
            "execution": _EXECUTION,
            "step": _STEP,
            "position": "place of the step in the notebook, from 0",
            "type": "step type, such as Training",
            "status": "Pending, Starting, Executing, Waiting, Succeeded, Failed, Stopped or Skipped",
            "cached": "1 where the outputs were taken from the cache",
            "detail": "one line: a condition's value, why it was skipped",
            "started_at": "start of its first attempt",
            "ended_at": "when it ended",
            "failure": _FAILURE,
            "cache_key": "cache_keys.key of its last attempt, or of the result that it took",
            "cached_from": "the execution whose result it took",
            "taken": "what a Condition came to: 1 or 0",
            "parent": "the step that it is a job of, such as a Map; NULL for a step of the notebook",
            "label": "of such a job, what it is, such as the parameters of a trial",
        },
    ),
    "attempts": Description(
        "Tries of a step; never overwritten",
        {
            "execution": _EXECUTION,
            "step": _STEP,
            "number": "1, 2, 3 … in the order of the tries",
            "status": "status that this try came to",
            "started_at": _STARTED,
            "ended_at": "when it ended",
            "seconds": "wall time",
            "cpu_seconds": "processor time of its processes",
            "max_rss": "largest resident size of its processes, in bytes",
            "host": "machine it ran on",
            "pid": "its process",
            "notebook": "the executed notebook, relative to the store's parent folder",
            "failure": _FAILURE,
            "cache_key": "cache_keys.key of what it was given",
            "facts": "what it did beside what its code shows, as JSON",
        },
    ),
    "cache_keys": Description(
        "What results depend on: of an equal key the result is taken again",
        {
            "key": "digest of the components",
            "components": "code, inputs, parameters, packages and so on, by name, as JSON",
        },
    ),
    "file_digests": Description(
        "Content of files as it was last read, so that unchanged ones need not be read again",
        {
            "path": "path of the file",
            "size": "bytes",
            "mtime_ns": "time of its last change, in nanoseconds",
            "ctime_ns": "time of the last change of its inode, in nanoseconds",
            "inode": "number of its inode",
            "digest": "sha256: and 64 hexadecimal digits of the content",
        },
    ),
    "lessons": Description(
        "What runs found out about code that it does not show",
        {
            "code": "digest of the step's code",
            "kind": "changes, shares or follows",
            "data": "the names, or the code that it follows, as JSON",
            "learned_at": "when",
            "execution": "the execution that found it out",
        },
    ),
    "events": Description(
        "Every recorded change, in order",
        {
            "id": _RECORD,
            "at": "when it was recorded",
            "kind": "what changed, such as step or attempt",
            "execution": "the execution it is about, if any",
            "step": "the step it is about, if any",
            "data": "what it is now, as JSON",
        },
    ),
    "artifacts": Description(
        "Immutable content: a row for each blob",
        {
            "digest": _DIGEST,
            "size": "bytes",
            "media_type": "MIME type",
            "materializer": "the format that wrote it first",
            "preview": "what to show of it without loading it, as JSON",
            "created_at": "when it was first recorded",
        },
    ),
    "outputs": Description(
        "Names of artifacts in an execution: what each attempt gave",
        {
            "id": "number of the row",
            "execution": _EXECUTION,
            "step": _STEP,
            "attempt": _ATTEMPT,
            "variable": "name of the variable or figure",
            "kind": "variable or figure",
            "digest": "artifacts.digest",
            "materializer": _MATERIALIZER,
            "meta": _META,
        },
    ),
    "inputs": Description(
        "What each step was given, as of its last attempt",
        {
            "execution": _EXECUTION,
            "step": _STEP,
            "variable": "name of the variable",
            "digest": "artifacts.digest",
            "materializer": _MATERIALIZER,
            "meta": _META,
        },
    ),
    "metrics": Description(
        "Logged numbers",
        {
            "id": "number of the row, in the order of logging",
            "execution": _EXECUTION,
            "step": _STEP,
            "attempt": _ATTEMPT,
            "name": "name of the metric",
            "value": "the number; NULL for NaN",
            "at_step": "position in a series, such as an epoch",
            "logged_at": "when it was logged",
            "latest": "1 for the last value of this name in this attempt",
        },
    ),
    "files": Description(
        "Files that an attempt opened",
        {
            "execution": _EXECUTION,
            "step": _STEP,
            "attempt": "number of the attempt",
            "path": "path of the file",
            "mode": "read or written",
            "size": "bytes; -1 where the file was gone",
            "digest": "digest of its content then, where known",
        },
    ),
    "associations": Description(
        "Edges of lineage between nodes written kind:id; an edge points the way the data went",
        {
            "source": "node that the edge leaves",
            "destination": "node that the edge reaches",
            "type": "ContributedTo, Produced, DerivedFrom, AssociatedWith or SameAs",
        },
    ),
    "model_groups": Description(
        "Names in the model registry",
        {
            "name": _GROUP,
            "description": "what its models are for",
            "created_at": "when its first version came",
        },
    ),
    "model_versions": Description(
        "Numbered, immutable entries of a model group",
        {
            "model_group": _GROUP,
            "version": "1, 2, 3 … by group",
            "digest": "digest of the model's content; artifacts.digest as long as it is kept",
            "materializer": _MATERIALIZER,
            "meta": _META,
            "execution": "the execution that registered it",
            "step": "the step that registered it",
            "metrics": "metrics by name, as JSON",
            "card": "the model card in Markdown",
            "created_at": "when it was registered",
            "created_by": "who started the execution that registered it",
        },
    ),
    "approvals": Description(
        "Decisions about model versions; append only, the newest one counts",
        {
            "id": _RECORD,
            "model_group": _GROUP,
            "version": _VERSION,
            "status": "PendingManualApproval, Approved or Rejected",
            "by": _BY,
            "at": "when it was decided",
            "comment": "why",
            "evidence": "digests that it was decided on, by name, as JSON",
        },
    ),
    "aliases": Description(
        "Movable names of model versions",
        {
            "model_group": _GROUP,
            "alias": "the name, without @",
            "version": _VERSION,
            "at": "since when",
            "by": _BY,
        },
    ),
    "alias_history": Description(
        "Every move of an alias; append only",
        {
            "id": _RECORD,
            "model_group": _GROUP,
            "alias": "the name, without @",
            "version": "the version that it was given to; NULL where it was removed",
            "at": "when",
            "by": _BY,
        },
    ),
    "model_contents": Description(
        "What model versions that are not deleted keep from being removed",
        {
            "model_group": _GROUP,
            "version": _VERSION,
            "digest": "artifacts.digest of the model",
            "execution": "the execution that registered it",
            "step": "the step that registered it",
        },
    ),
    "stages": Description(
        "Moves of model versions from stage to stage; append only, the newest one counts",
        {
            "id": _RECORD,
            "model_group": _GROUP,
            "version": _VERSION,
            "stage": "the stage that it was moved to",
            "by": _BY,
            "at": "when",
            "comment": "why",
        },
    ),
    "deletions": Description(
        "Model versions that were deleted: their rows stay, their content may go; append only",
        {"model_group": _GROUP, "version": _VERSION, "by": _BY, "at": "when", "comment": "why"},
    ),
    "callbacks": Description(
        "Questions that Callback steps asked, and their answers",
        {
            "id": _RECORD,
            "execution": _EXECUTION,
            "step": _STEP,
            "token": "what completes it, once",
            "digest": "digest of the question and of what the step was given",
            "question": "what is asked, in Markdown",
            "choices": "what may be chosen, as a JSON list",
            "outputs": "the variables that the answer gives a value, as a JSON list",
            "approval": "1 where a person approves or rejects",
            "asked_at": "when it was asked",
            "expires_at": "until when it can be answered; NULL for ever",
            "status": "Open, Succeeded, Failed, Expired or Withdrawn",
            "answered_at": "when it was answered",
            "by": "who answered",
            "comment": "why",
            "answer": "the values of the variables by name, as JSON",
            "taken_at": "when the execution went on with it",
        },
    ),
    "model_baselines": Description(
        "Baselines that are kept with a model version, for later checks",
        {
            "model_group": _GROUP,
            "version": _VERSION,
            "kind": "data-quality, model-quality, data-bias, model-bias or explainability",
            "digest": "artifacts.digest",
            "materializer": _MATERIALIZER,
            "meta": _META,
        },
    ),
    "endpoint_configs": Description(
        "Immutable, numbered configurations of endpoints; append only",
        {
            "name": "name of the configuration",
            "version": "1, 2, 3 … by name",
            "description": "what it is for",
            "execution": "the execution that made it; that may be gone",
            "step": "the step that made it",
            "at": "when",
            "by": _BY,
        },
    ),
    "endpoint_variants": Description(
        "The model versions of endpoint configurations; append only",
        {
            "config": "endpoint_configs.name",
            "config_version": "endpoint_configs.version",
            "position": "place among the variants, from 0",
            "variant": "name of the variant",
            "model_group": _GROUP,
            "version": _VERSION,
            "weight": "its share of the requests is this, divided by the sum of the weights",
            "asked": "how the version was named, such as churn@champion",
        },
    ),
    "deployments": Description(
        "What was deployed where; append only, the newest one of an endpoint counts",
        {
            "id": _RECORD,
            "endpoint": "name of the endpoint",
            "number": "1, 2, 3 … by endpoint",
            "action": "create, update, rollback or delete",
            "config": "endpoint_configs.name; NULL where it deleted the endpoint",
            "config_version": "endpoint_configs.version",
            "restores": "number of the deployment that it rolled back to",
            "by": _BY,
            "at": "when",
            "comment": "why",
            "execution": "the execution that deployed it; that may be gone",
            "step": "the step that deployed it",
        },
    ),
    "audit": Description(
        "The audit log: every change of the registry; append only, each record chained to the one before it",
        {
            "id": "1, 2, 3 … without gaps",
            "at": "when",
            "actor": _BY,
            "command": "the command, the request or the step that asked for it",
            "action": "found, register, approve, reject, alias, stage, delete, import, configure, deploy, rollback,"
            " refuse or answer",
            "subject": "the node that it is about, such as model:attrition:3",
            "data": "what it came to, with the rows as they were written, as canonical JSON",
            "previous": "the hash of the record before it; of the first, zeros",
            "hash": "SHA-256 over the previous hash and the canonical JSON of the other columns",
        },
    ),
}

VIEWS: Mapping[str, str] = {
    "pipeline_list": "Pipeline versions with their number of steps and runs",
    "runs": "Executions with their counts of steps and their error",
    "step_runs": "Steps of executions with times, attempts and errors",
    "attempt_list": "Attempts with times, memory and errors",
    "output_list": "Artifacts by their name in an execution",
    "metric_list": "Last value of each metric of each attempt",
    "file_list": "Files that steps read and wrote",
    "cached_results": "Results that may be taken again, by their key",
    "lesson_list": "What runs found out about code, with the pipeline that taught it",
    "file_digest_list": "Files with their content as last read",
    "model_list": "Model versions with their status, aliases and last decision",
    "callback_list": "Questions that steps asked, without their tokens",
    "endpoint_list": "What endpoints have now: a row for each variant",
    "audit_list": "Records of the audit log without their rows",
    "event_list": "Recorded changes with the pipeline they belong to",
}
