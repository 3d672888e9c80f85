"""Everything that writes the store. Each method of `Writer` is one short transaction with its events in it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from nbpipe.as_json import dumps
from nbpipe.errors import UsageError
from nbpipe.model import (
    EXECUTION_TRANSITIONS,
    Approval,
    Artifact,
    Association,
    AssociationType,
    AuditAction,
    CacheKey,
    Decision,
    Deploying,
    Deployment,
    Execution,
    ExecutionStatus,
    Failure,
    Lesson,
    ModelVersion,
    Outcome,
    Pipeline,
    StepStatus,
)
from nbpipe.store import changes, endpoints, models, nodes, now, queries, registered, rows, translate
from nbpipe.store.rows import EventKind, Taken

__all__ = ["NOT_SELECTED", "Taken", "Writer"]

NOT_SELECTED = "not selected"  # why a step was skipped that `--only` leaves out; resuming leaves it out again

_RUNNING = (StepStatus.STARTING, StepStatus.EXECUTING)
Changed = TypeVar("Changed")


class _Undone(Exception):
    """Nothing went wrong: it was a dry run."""


class Writer:
    """Writes through one connection, which nobody else writes through.

    A change of status that `model` does not allow raises `RuntimeError`: that is a fault of the caller. What SQLite
    refuses raises `StoreError`. In both cases nothing of the transaction is kept.
    """

    def __init__(self, connection: sqlite3.Connection, *, clock: Callable[[], str] = now) -> None:
        self._connection = connection
        self._clock = clock
        self._together = False

    @contextmanager
    def _transaction(self, *, durable: bool = False) -> Iterator[tuple[sqlite3.Connection, str]]:
        """The connection and the time, inside BEGIN IMMEDIATE.

        A killed process never undoes a commit; a power cut may undo the last ones. `durable` waits for the disk, for
        what people rely on once they have been told: version numbers, the end of an execution, everything in the
        registry. As the log is one file, that makes every earlier commit durable too.
        """
        connection = self._connection
        if self._together and not durable:
            with self._part() as part:
                yield part
            return
        with translate(connection), self._alone():
            if durable:
                connection.execute("PRAGMA synchronous = FULL")
            try:
                connection.execute("BEGIN IMMEDIATE")
                yield connection, self._clock()
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    with suppress(sqlite3.Error):  # the first error is the one to tell
                        connection.execute("ROLLBACK")
                raise
            finally:
                if durable:
                    connection.execute("PRAGMA synchronous = NORMAL")

    @contextmanager
    def together(self) -> Iterator[None]:
        """Commit the changes made inside at once, which costs as much as to commit one.

        Each of them is still made or not made as a whole, and those before one that raises are kept, unless SQLite
        itself gave the transaction up, as on a full disk. A durable one is committed by itself, after those before it.
        """
        if self._together:
            yield
            return
        self._together = True
        try:
            yield
        finally:
            self._together = False
            if self._connection.in_transaction:
                with translate(self._connection):
                    self._connection.execute("COMMIT")

    @contextmanager
    def _part(self) -> Iterator[tuple[sqlite3.Connection, str]]:
        """One of the changes that are made together."""
        connection = self._connection
        with translate(connection):
            if not connection.in_transaction:
                connection.execute("BEGIN IMMEDIATE")
            connection.execute("SAVEPOINT part")
            try:
                yield connection, self._clock()
            except BaseException:
                if connection.in_transaction:
                    with suppress(sqlite3.Error):  # the first error is the one to tell
                        connection.execute("ROLLBACK TO part")
                        connection.execute("RELEASE part")
                raise
            connection.execute("RELEASE part")

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """A transaction of its own, between changes that are made together."""
        together, self._together = self._together, False
        if together and self._connection.in_transaction:
            self._connection.execute("COMMIT")
        try:
            yield
        finally:
            self._together = together

    def within(
        self,
        change: Callable[[sqlite3.Connection, str], Changed],
        *,
        durable: bool = False,
        dry_run: bool = False,
    ) -> Changed:
        """What `change`, of another room of the store, answers: called with the connection and the time, in one
        transaction. A dry run sees what would become of it, and then undoes it all.
        """
        try:
            with self._transaction(durable=durable) as (connection, at):
                answer = change(connection, at)
                if dry_run:
                    raise _Undone
        except _Undone:
            pass
        return answer

    def keep_content(self, items: Sequence[Artifact]) -> None:
        """Keep artifacts that no output names, such as copies of files that steps read."""
        with self._transaction() as (connection, at):
            rows.artifacts(connection, at, items)

    # ---- pipelines and executions -----------------------------------------------------------------------------------

    def save_pipeline(self, pipeline: Pipeline, digest: str, notebook: str | None) -> int:
        """Version of this definition: the known one if `digest` is known under this name, else the next number."""
        known = queries.version_of(self._connection, pipeline.name, digest)
        if known is not None:  # the usual case takes no lock
            return known
        with self._transaction(durable=True) as (connection, at):
            known = queries.version_of(connection, pipeline.name, digest)
            if known is not None:
                return known
            (version,) = connection.execute(
                "SELECT coalesce(max(version), 0) + 1 FROM pipelines WHERE name = ?", (pipeline.name,)
            ).fetchone()
            connection.execute(
                "INSERT INTO pipelines (name, version, digest, definition, notebook, created_at) VALUES (?, ?, ?, ?, ?, ?)",
                (pipeline.name, version, digest, dumps(pipeline), notebook, at),
            )
            rows.event(
                connection, at, EventKind.PIPELINE, pipeline=pipeline.name, version=version, digest=digest
            )
        return int(version)

    def open_execution(
        self,
        execution: Execution,
        steps: Sequence[tuple[str, str]],
        definition: tuple[Pipeline, str] | None = None,
    ) -> None:
        """Open an execution as Executing, its `steps` (name and type, in notebook order) as Pending, and its lease.

        `execution.environment` holds `python`, `platform`, `packages`, `git_commit` and whatever else is worth keeping.
        `definition` is the pipeline and its digest, which `store gc` may have removed since `save_pipeline`: an old
        version goes with the last of its executions.
        """
        with self._transaction() as (connection, at):
            named = (execution.pipeline, execution.version)
            known = "SELECT 1 FROM pipelines WHERE name = ? AND version = ?"
            if definition is not None and not connection.execute(known, named).fetchone():
                connection.execute(
                    "INSERT INTO pipelines (name, version, digest, definition, notebook, created_at)"
                    " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                    (
                        execution.pipeline,
                        execution.version,
                        definition[1],
                        dumps(definition[0]),
                        execution.notebook,
                        at,
                    ),
                )
            connection.execute(
                "INSERT INTO executions (id, pipeline, version, status, parameters, seed, notebook, started_by,"
                " started_at, host, pid, heartbeat_at, environment, git_commit, parent_execution, parent_step)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    execution.id,
                    execution.pipeline,
                    execution.version,
                    ExecutionStatus.EXECUTING,
                    dumps(execution.parameters),
                    execution.seed,
                    execution.notebook,
                    execution.started_by,
                    execution.started_at or at,
                    execution.host,
                    execution.pid,
                    at,
                    rows.environment(connection, execution.environment),
                    execution.environment.get("git_commit"),
                    execution.parent_execution,
                    execution.parent_step,
                ),
            )
            connection.executemany(
                "INSERT INTO step_executions (execution, step, position, type, status, cached) VALUES (?, ?, ?, ?, ?, 0)",
                [
                    (execution.id, name, position, kind, StepStatus.PENDING)
                    for position, (name, kind) in enumerate(steps)
                ],
            )
            rows.event(
                connection,
                at,
                EventKind.EXECUTION,
                execution.id,
                status=ExecutionStatus.EXECUTING,
                pipeline=execution.pipeline,
                version=execution.version,
            )
            if execution.parent_execution is not None:  # so that who looks at the step learns of it
                rows.event(
                    connection,
                    at,
                    EventKind.STEP,
                    execution.parent_execution,
                    execution.parent_step,
                    status=StepStatus.EXECUTING,
                )

    def set_execution(self, execution: str, status: ExecutionStatus, failure: Failure | None = None) -> None:
        """Change the status of an execution."""
        with self._transaction(durable=status.ended) as (connection, at):
            changes.move_execution(connection, at, execution, status, failure)

    def resume(self, execution: str, *, host: str, pid: int) -> list[str]:
        """Go on with an execution that stopped, failed or waits: Executing again, under the lease of this process.

        Its steps that failed, were stopped or skipped are Pending again; their names, in notebook order. Of one that
        waits all steps stay as they are. Raises `UsageError` where the execution runs or succeeded: of two that resume
        at once, one gets that.
        """
        with self._transaction() as (connection, at):
            status = changes.execution_status(connection, execution)
            if ExecutionStatus.EXECUTING not in EXECUTION_TRANSITIONS[status]:
                raise UsageError(
                    f"execution {execution} is {status}: there is nothing to resume",
                    "start a new one with `nbpipe run NOTEBOOK`"
                    if status.ended
                    else f"nbpipe status {execution}",
                    code="not-resumable",
                )
            changes.move_execution(connection, at, execution, ExecutionStatus.EXECUTING, None)
            connection.execute(
                "UPDATE executions SET host = ?, pid = ?, heartbeat_at = ?, stop_requested_at = NULL,"
                " stop_requested_by = NULL WHERE id = ?",
                (host, pid, at, execution),
            )
            early = (StepStatus.FAILED, StepStatus.STOPPED, StepStatus.SKIPPED)
            again = changes.steps_in(connection, execution, *(early if status.ended else ()))
            left_out = connection.execute(
                "SELECT step FROM step_executions WHERE execution = ? AND status = ? AND detail = ?",
                (execution, StepStatus.SKIPPED, NOT_SELECTED),
            ).fetchall()
            again = [item for item in again if (item[0],) not in left_out]
            for step, _ in again:
                changes.move_step(connection, at, execution, step, StepStatus.PENDING)
                connection.execute(
                    "DELETE FROM outputs WHERE execution = ? AND step = ? AND attempt IS NULL",
                    (execution, step),
                )
            connection.execute(
                "UPDATE step_executions SET started_at = NULL WHERE execution = ? AND status = ?",
                (execution, StepStatus.PENDING),
            )
        return [step for step, _ in again]

    # ---- the lease --------------------------------------------------------------------------------------------------

    def heartbeat(self, execution: str) -> bool:
        """Say that the scheduler lives. False: somebody has closed the execution; give it up. No event."""
        with self._transaction() as (connection, at):
            cursor = connection.execute(
                "UPDATE executions SET heartbeat_at = ? WHERE id = ? AND status IN (?, ?, ?)",
                (at, execution, ExecutionStatus.EXECUTING, ExecutionStatus.STOPPING, ExecutionStatus.WAITING),
            )
            return cursor.rowcount == 1

    def release(self, execution: str) -> None:
        """Give up the lease of an execution that waits: its process may end without the lease lapsing. No event."""
        with self._transaction() as (connection, _):
            connection.execute("UPDATE executions SET heartbeat_at = NULL WHERE id = ?", (execution,))

    def request_stop(self, execution: str, by: str) -> bool:
        """Ask the scheduler to stop an execution. False where it has ended or was asked before."""
        with self._transaction() as (connection, at):
            if changes.execution_status(connection, execution).ended:
                return False
            cursor = connection.execute(
                "UPDATE executions SET stop_requested_at = ?, stop_requested_by = ?"
                " WHERE id = ? AND stop_requested_at IS NULL",
                (at, by, execution),
            )
            if cursor.rowcount == 0:
                return False
            rows.event(connection, at, EventKind.STOP, execution, by=by)
            return True

    def close_lapsed(
        self, now: datetime, older_than_seconds: float, is_alive: Callable[[str, int, str], bool]
    ) -> list[str]:
        """Close executions whose scheduler died, and return their ids.

        Those are the executions that have not ended, whose last heartbeat is older than `older_than_seconds` and for
        whose host, process and last heartbeat `is_alive` is false. They fail with a `SchedulerDied`; so do their
        running steps, and what was pending or waiting is stopped.
        """
        oldest = now.astimezone(UTC) - timedelta(seconds=older_than_seconds)
        before = oldest.isoformat(timespec="microseconds")
        closed = []
        for execution, host, pid, heartbeat in queries.leases(self._connection, before):
            # Asked outside the transaction: it may take time.
            if pid is not None and is_alive(host or "", pid, heartbeat):
                continue
            failure = changes.scheduler_died(execution, host, pid)
            with self._transaction(durable=True) as (connection, at):
                taken = connection.execute(
                    "SELECT 1 FROM executions WHERE id = ? AND heartbeat_at = ? AND status IN (?, ?, ?)",
                    (
                        execution,
                        heartbeat,
                        ExecutionStatus.EXECUTING,
                        ExecutionStatus.STOPPING,
                        ExecutionStatus.WAITING,
                    ),
                ).fetchone()
                if taken is None:  # it beat again, or another process closed it
                    continue
                for step, status in changes.steps_in(
                    connection, execution, *_RUNNING, StepStatus.WAITING, StepStatus.PENDING
                ):
                    ended = StepStatus.FAILED if status in _RUNNING else StepStatus.STOPPED
                    reason = failure if ended is StepStatus.FAILED else None
                    changes.move_step(connection, at, execution, step, ended, failure=reason)
                    changes.close_attempt(connection, at, execution, step, ended, reason)
                changes.move_execution(connection, at, execution, ExecutionStatus.FAILED, failure)
            closed.append(execution)
        return closed

    # ---- steps ------------------------------------------------------------------------------------------------------

    def add_children(self, execution: str, parent: str, children: Sequence[tuple[str, str]]) -> None:
        """Enter jobs of a step (their names, and what they are) as Pending. Those that are there begin again."""
        with self._transaction() as (connection, at):
            position, kind = connection.execute(
                "SELECT position, type FROM step_executions WHERE execution = ? AND step = ?",
                (execution, parent),
            ).fetchone()
            known = dict(
                connection.execute(
                    "SELECT step, status FROM step_executions WHERE execution = ? AND parent = ?",
                    (execution, parent),
                ).fetchall()
            )
            connection.executemany(
                "INSERT INTO step_executions (execution, step, position, type, status, cached, label, parent)"
                " VALUES (?, ?, ?, ?, ?, 0, ?, ?)",
                [
                    (execution, name, position, kind, StepStatus.PENDING, label, parent)
                    for name, label in children
                    if name not in known
                ],
            )
            for name, _ in children:
                if known.get(name, StepStatus.PENDING) != StepStatus.PENDING:
                    changes.move_step(connection, at, execution, name, StepStatus.PENDING)

    def start_attempt(
        self,
        execution: str,
        step: str,
        number: int,
        *,
        status: StepStatus = StepStatus.STARTING,
        inputs: Mapping[str, Artifact] | None = None,
        notebook: str | None = None,
        host: str | None = None,
        pid: int | None = None,
        key: CacheKey | None = None,
        begun: bool = False,
    ) -> None:
        """Open attempt `number` (from 1) of a step, which becomes Starting or Executing, with what it is given.

        One of many jobs has `begun` with the first of these, and its attempt is what joins them.
        """
        with self._transaction() as (connection, at):
            digest = rows.cache_key(connection, key)
            if begun:
                connection.execute(
                    "UPDATE step_executions SET cache_key = ? WHERE execution = ? AND step = ?",
                    (digest, execution, step),
                )
            else:
                changes.move_step(connection, at, execution, step, status, attempt=number, cache_key=digest)
            rows.inputs(connection, at, execution, step, inputs or {}, again=number > 1)
            connection.execute(
                "INSERT INTO attempts (execution, step, number, status, started_at, host, pid, notebook, cache_key)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (execution, step, number, status, at, host, pid, notebook, digest),
            )

    def end_attempt(
        self,
        execution: str,
        step: str,
        number: int,
        outcome: Outcome,
        *,
        status: StepStatus,
        detail: str | None = None,
        associations: Sequence[Association] = (),
    ) -> None:
        """Close an attempt with everything that it gave; `status` is the step's: Pending where it is tried again."""
        with self._transaction() as (connection, at):
            cursor = connection.execute(
                "UPDATE attempts SET status = ?, started_at = coalesce(nullif(?, ''), started_at), ended_at = ?,"
                " seconds = ?, cpu_seconds = ?, max_rss = ?, host = coalesce(nullif(?, ''), host),"
                " pid = coalesce(?, pid), failure = ?, facts = ?"
                " WHERE execution = ? AND step = ? AND number = ? AND ended_at IS NULL",
                (
                    outcome.status,
                    outcome.started_at,
                    outcome.ended_at or at,
                    outcome.seconds,
                    outcome.cpu_seconds,
                    outcome.max_rss,
                    outcome.host,
                    outcome.pid,
                    rows.optional_json(outcome.failure),
                    rows.facts(outcome),
                    execution,
                    step,
                    number,
                ),
            )
            if cursor.rowcount != 1:
                raise RuntimeError(f"step {step!r} of execution {execution} has no open attempt {number}")
            rows.outputs(connection, at, execution, step, number, "variable", outcome.outputs)
            rows.outputs(connection, at, execution, step, number, "figure", outcome.figures)
            rows.metrics(connection, at, execution, step, number, outcome.metrics)
            rows.files(connection, execution, step, number, outcome.files)
            rows.associations(connection, associations)
            failure = outcome.failure if status in (StepStatus.FAILED, StepStatus.STOPPED) else None
            changes.move_step(
                connection, at, execution, step, status, detail=detail, failure=failure, attempt=number
            )

    def decide(
        self,
        execution: str,
        step: str,
        decision: Decision,
        *,
        inputs: Mapping[str, Artifact] | None = None,
        associations: Sequence[Association] = (),
        known: str = "",
        keep: Callable[[str], Mapping[str, Artifact]] | None = None,
        by: str = "",
        judge: Callable[[], None] = models.nothing_against,
    ) -> ModelVersion | None:
        """Record what a step came to that needed no process, and what it was given: a resume holds that against what it has.

        A registration in the decision becomes the next version of its group, with its first approval and its lineage;
        that version is returned. A configuration of endpoints, and a deployment, become the next of their name; `judge`
        raises where a deployment `by` that person is not allowed, and nothing is written. `keep` is given the name of
        what was entered, such as `churn:4`, or else `known`, and answers the outputs of the step.
        """
        registration, configures, deploys = decision.registration, decision.configures, decision.deploys
        entered: ModelVersion | None = None
        enters = registration is not None or configures is not None or deploys is not None
        with self._transaction(durable=enters) as (connection, at):
            rows.inputs(connection, at, execution, step, inputs or {})
            rows.associations(connection, associations)
            command = f"step {step} of execution {execution}"
            asked = endpoints.Asked(at, by, command, execution, step, judge)
            if registration is not None:
                version = models.register(connection, at, execution, step, registration)
                entered = registered.model_version(connection, f"{registration.group}:{version}")
                known = entered.name
            if configures is not None:
                known = endpoints.configure(connection, asked, configures).reference
            if deploys is not None:
                known = endpoints.deploy(connection, asked, deploys).reference
            if keep is not None and known:
                outputs = keep(known)
                rows.outputs(connection, at, execution, step, None, "variable", outputs)
                this = nodes.attempt(execution, step)
                rows.associations(
                    connection,
                    [
                        Association(this, nodes.artifact(item.digest), AssociationType.PRODUCED)
                        for item in outputs.values()
                    ],
                )
            changes.move_step(
                connection,
                at,
                execution,
                step,
                decision.status,
                detail=decision.detail or None,
                failure=decision.failure,
            )
            if decision.taken is not None:
                connection.execute(
                    "UPDATE step_executions SET taken = ? WHERE execution = ? AND step = ?",
                    (int(decision.taken), execution, step),
                )
        return entered

    def take(self, execution: str, taken: Sequence[Taken]) -> None:
        """Record Pending steps that took an earlier result, all in one transaction."""
        with self._transaction() as (connection, at):
            rows.taken(connection, at, execution, taken)

    def put_back(self, execution: str, steps: Mapping[str, str]) -> None:
        """Steps that ended are Pending again; the reason of each is one line. Their attempts stay."""
        with self._transaction() as (connection, at):
            for step, reason in steps.items():
                changes.move_step(connection, at, execution, step, StepStatus.PENDING, detail=reason)
                for table in ("outputs", "metrics"):  # those of an earlier result; attempts keep theirs
                    connection.execute(
                        f"DELETE FROM {table} WHERE execution = ? AND step = ? AND attempt IS NULL",
                        (execution, step),
                    )
                connection.execute("DELETE FROM inputs WHERE execution = ? AND step = ?", (execution, step))
                connection.execute(
                    "UPDATE step_executions SET cached_from = NULL, taken = NULL WHERE execution = ? AND step = ?",
                    (execution, step),
                )

    def learn(self, execution: str, lessons: Mapping[Lesson, str]) -> None:
        """Keep what a run found out, each with a line for people."""
        with self._transaction() as (connection, at):
            for lesson, text in lessons.items():
                connection.execute(
                    "INSERT INTO lessons (code, kind, data, learned_at, execution) VALUES (?, ?, ?, ?, ?)"
                    " ON CONFLICT DO NOTHING",
                    (lesson.code, lesson.kind, dumps(lesson.data), at, execution),
                )
                rows.event(
                    connection,
                    at,
                    EventKind.LESSON,
                    execution,
                    kind=lesson.kind,
                    data=list(lesson.data),
                    text=text,
                )

    def keep_digests(self, files: Sequence[tuple[str, int, int, int, int, str]]) -> None:
        """Remember the content of files: path, size, mtime and ctime in nanoseconds, inode, digest. No event."""
        with self._transaction() as (connection, _):
            connection.executemany(
                "INSERT OR REPLACE INTO file_digests (path, size, mtime_ns, ctime_ns, inode, digest)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                files,
            )

    def skip(self, execution: str, step: str, reason: str) -> None:
        """Skip a step; `reason` is one line for people."""
        with self._transaction() as (connection, at):
            changes.move_step(connection, at, execution, step, StepStatus.SKIPPED, detail=reason)

    def set_step(
        self,
        execution: str,
        step: str,
        status: StepStatus,
        detail: str | None = None,
        failure: Failure | None = None,
    ) -> None:
        """Change the status of a step; an open attempt follows it."""
        with self._transaction() as (connection, at):
            changes.move_step(connection, at, execution, step, status, detail=detail, failure=failure)
            if status.ended:
                changes.close_attempt(connection, at, execution, step, status, failure)
            elif status is StepStatus.PENDING:
                changes.close_attempt(connection, at, execution, step, StepStatus.STOPPED, failure)
            else:
                connection.execute(
                    "UPDATE attempts SET status = ? WHERE execution = ? AND step = ? AND ended_at IS NULL",
                    (status, execution, step),
                )

    # ---- the model registry: every change stands in the audit log too; see `models` --------------------------------

    def approve(
        self,
        group: str,
        version: int,
        status: Approval,
        by: str,
        comment: str,
        evidence: Mapping[str, str],
        after: int | None = None,
        *,
        command: str = "",
        policy: str | None = None,
        judge: Callable[[], None] = models.nothing_against,
    ) -> None:
        """Record a decision about a model version. `UsageError` where it has that status already, or was rejected.

        `after` is the id of the newest decision that was known when this one was made: `UsageError`, code
        `stale-decision`, where there is a newer one. `judge` raises where it is not allowed; it sees the store as it
        is just before. `policy` is the digest of the policy that it went by.
        """
        with self._transaction(durable=True) as (connection, at):
            models.decide(
                connection,
                models.Change(at, group, version, by, command, comment, policy, judge),
                status,
                evidence,
                after,
            )

    def set_alias(self, group: str, alias: str, version: int, by: str, *, command: str = "") -> None:
        """Give a version the alias, taking it from the version that had it."""
        with self._transaction(durable=True) as (connection, at):
            models.set_alias(connection, models.Change(at, group, version, by, command), alias)

    def remove_alias(self, group: str, alias: str, by: str, *, command: str = "") -> bool:
        """Remove an alias; its history stays. False where there is none."""
        with self._transaction(durable=True) as (connection, at):
            return models.remove_alias(connection, at, group, alias, by, command)

    def set_stage(
        self,
        group: str,
        version: int,
        before: str | None,
        stage: str,
        by: str,
        comment: str,
        *,
        command: str = "",
        policy: str | None = None,
        judge: Callable[[], None] = models.nothing_against,
    ) -> None:
        """Move a version to a stage. `UsageError`, code `stale-decision`, where it is not in the stage `before` any more.

        `judge` and `policy` are as in `approve`.
        """
        with self._transaction(durable=True) as (connection, at):
            change = models.Change(at, group, version, by, command, comment, policy, judge)
            models.set_stage(connection, change, before, stage)

    def delete_version(
        self,
        group: str,
        version: int,
        by: str,
        comment: str,
        *,
        command: str = "",
        judge: Callable[[], None] = models.nothing_against,
    ) -> None:
        """Mark a version as deleted: nothing keeps its content any more. Its number is never given again.

        `UsageError` where it has an alias; `judge` is as in `approve`.
        """
        with self._transaction(durable=True) as (connection, at):
            models.delete(connection, models.Change(at, group, version, by, command, comment, judge=judge))

    def deploy(
        self,
        wanted: Deploying,
        by: str,
        restores: int | None = None,
        *,
        command: str = "",
        judge: Callable[[], None] = models.nothing_against,
    ) -> Deployment:
        """Record the next deployment of an endpoint; with `restores` it rolls back to that one. `judge` as in `approve`."""
        with self._transaction(durable=True) as (connection, at):
            asked = endpoints.Asked(at, by, command, judge=judge)
            return endpoints.deploy(connection, asked, wanted, restores)

    def delete_endpoint(
        self,
        name: str,
        by: str,
        comment: str,
        *,
        command: str = "",
        judge: Callable[[], None] = models.nothing_against,
    ) -> Deployment:
        """Record that nothing is deployed under that name any more; its history stays. `judge` as in `approve`."""
        with self._transaction(durable=True) as (connection, at):
            return endpoints.delete(connection, endpoints.Asked(at, by, command, judge=judge), name, comment)

    def refuse(
        self, group: str, version: int, by: str, asked: str, rules: Sequence[str], *, command: str = ""
    ) -> None:
        """Record that somebody asked for what the policy does not allow, and which rules are not met."""
        with self._transaction(durable=True) as (connection, at):
            change = models.Change(at, group, version, by, command)
            models.record(connection, change, AuditAction.REFUSE, {"asked": asked, "rules": list(rules)})
