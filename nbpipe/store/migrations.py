"""The schema: ordered, named migrations made with sqlite-utils, and what every table and column means.

A migration that has been released never changes; a later one is added at the end of `_MIGRATIONS`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from typing import Any

SET = "nbpipe"


def applied(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Names of the migrations that the database has, in order; without importing sqlite-utils."""
    table = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = '_sqlite_migrations'"
    if connection.execute(table).fetchone() is None:
        return ()
    rows = connection.execute(
        "SELECT name FROM _sqlite_migrations WHERE migration_set = ? ORDER BY id", (SET,)
    )
    return tuple(row[0] for row in rows)


def apply(connection: sqlite3.Connection) -> None:
    """Apply what is pending: all of it or nothing, and once however many processes try."""
    Database, Migrations = _sqlite_utils()
    steps = Migrations(SET)
    for name, function in _MIGRATIONS:
        steps(name=name)(function)
    # A table that is altered by copying would trip over foreign keys: check them at the end instead.
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("BEGIN IMMEDIATE")
    try:
        steps.apply(Database(connection, recursive_triggers=False, execute_plugins=False))
        broken = connection.execute("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise sqlite3.IntegrityError(f"a migration broke {len(broken)} references")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    finally:
        connection.execute("PRAGMA foreign_keys = ON")


def _sqlite_utils() -> tuple[Any, Any]:
    """Its two classes. It imports pandas where there is one, which would take most of a new store's first second."""
    import sys

    absent = "pandas" not in sys.modules
    if absent:
        sys.modules["pandas"] = None  # type: ignore[assignment]
    try:
        from sqlite_utils import Database, Migrations
    finally:
        if absent:
            del sys.modules["pandas"]
    return Database, Migrations


def _table(
    db: Any,
    name: str,
    pk: str | tuple[str, ...],
    columns: str,
    *,
    foreign_keys: Sequence[tuple[Any, ...]] = (),
    indexes: Sequence[tuple[str, ...]] = (),
    replace: tuple[str, str] = ("", ""),
) -> None:
    """Create a strict table. `replace` adds to its SQL what sqlite-utils cannot say.

    A column is written `name`, `name:int` or `name:float`, with `?` where it may be NULL.
    """
    types: dict[str, type] = {}
    required = []
    for column in columns.split():
        called, _, kind = column.rstrip("?").partition(":")
        types[called] = {"": str, "int": int, "float": float}[kind]
        if not column.endswith("?") and (called != pk or not kind):
            required.append(called)
    sql = db.create_table_sql(
        name, types, pk=pk, not_null=required, foreign_keys=list(foreign_keys), strict=True
    )
    db.execute(sql.replace(*replace, 1) if replace[0] else sql)
    for index in indexes:
        db[name].create_index(index)


_STEP = (("execution", "step"), "step_executions", ("execution", "step"))
_ATTEMPT = (("execution", "step", "attempt"), "attempts", ("execution", "step", "number"))
_CONTENT = ("digest", "artifacts", "digest")
_MODEL = (("model_group", "version"), "model_versions", ("model_group", "version"))
_NUMBERED = ("PRIMARY KEY", "PRIMARY KEY AUTOINCREMENT")  # a number is never given twice


def _initial(db: Any) -> None:
    _executions(db)
    _results(db)
    _models(db)
    _views(db)


def _executions(db: Any) -> None:
    _table(db, "pipelines", ("name", "version"), "name version:int digest definition notebook? created_at")
    db["pipelines"].create_index(["name", "digest"], unique=True)
    _table(db, "environments", "digest", "digest python? platform? packages other")
    _table(
        db,
        "executions",
        "id",
        "id pipeline version:int status parameters seed:int notebook? started_by? started_at resumed_at? ended_at?"
        " seconds:float? failure? host? pid:int? heartbeat_at? stop_requested_at? stop_requested_by? environment"
        " git_commit?",
        foreign_keys=[
            (("pipeline", "version"), "pipelines", ("name", "version")),
            ("environment", "environments", "digest"),
        ],
        indexes=[
            ("started_at", "id"),
            ("pipeline", "started_at", "id"),
            ("pipeline", "version", "started_at"),
            ("status", "heartbeat_at"),
        ],
    )
    _table(
        db,
        "step_executions",
        ("execution", "step"),
        "execution step position:int type status cached:int detail? started_at? ended_at? failure?",
        foreign_keys=[("execution", "executions", "id")],
    )
    _table(
        db,
        "attempts",
        ("execution", "step", "number"),
        "execution step number:int status started_at ended_at? seconds:float? cpu_seconds:float? max_rss:int? host?"
        " pid:int? notebook? failure?",
        foreign_keys=[_STEP],
    )
    _table(
        db,
        "events",
        "id",
        "id:int at kind execution? step? data",
        foreign_keys=[("execution", "executions", "id"), _STEP],
        indexes=[("execution", "id")],
        replace=_NUMBERED,
    )


def _results(db: Any) -> None:
    _table(db, "artifacts", "digest", "digest size:int media_type materializer preview created_at")
    _table(
        db,
        "outputs",
        "id",
        "id:int execution step attempt:int? variable kind digest materializer meta",
        foreign_keys=[_STEP, _ATTEMPT, _CONTENT],
        indexes=[("digest",)],
    )
    # Two NULLs differ in a unique index: without coalesce a cached step could have one output twice.
    db.execute(
        "CREATE UNIQUE INDEX idx_outputs_name ON outputs (execution, step, coalesce(attempt, 0), kind, variable)"
    )
    _table(
        db,
        "inputs",
        ("execution", "step", "variable"),
        "execution step variable digest materializer meta",
        foreign_keys=[_STEP, _CONTENT],
        indexes=[("digest",)],
    )
    _table(
        db,
        "metrics",
        "id",
        "id:int execution step attempt:int? name value:float? at_step:int? logged_at latest:int",
        foreign_keys=[_STEP, _ATTEMPT],
        indexes=[("execution", "step", "name", "id")],
    )
    db.execute("CREATE INDEX idx_metrics_latest ON metrics (execution, id) WHERE latest = 1")
    _table(
        db,
        "files",
        ("execution", "step", "attempt", "path", "mode"),
        "execution step attempt:int path mode size:int digest?",
        foreign_keys=[_ATTEMPT],
        indexes=[("path",)],
    )
    strict = " STRICT" if db.supports_strict else ""
    _table(
        db,
        "associations",
        ("destination", "source", "type"),
        "source destination type",
        indexes=[("source", "destination")],
        replace=(f"){strict};", f"){strict}{',' if strict else ''} WITHOUT ROWID;"),
    )


def _models(db: Any) -> None:
    _table(db, "model_groups", "name", "name description created_at")
    _table(
        db,
        "model_versions",
        ("model_group", "version"),
        "model_group version:int digest materializer meta execution? step? metrics card created_at created_by?",
        foreign_keys=[("model_group", "model_groups", "name"), _CONTENT, _STEP],
        indexes=[("digest",), ("execution", "step")],
    )
    _table(
        db,
        "approvals",
        "id",
        "id:int model_group version:int status by at comment evidence",
        foreign_keys=[_MODEL],
        indexes=[("model_group", "version", "id")],
        replace=_NUMBERED,
    )
    _table(
        db,
        "aliases",
        ("model_group", "alias"),
        "model_group alias version:int at by",
        foreign_keys=[_MODEL],
        indexes=[("model_group", "version")],
    )
    _table(
        db,
        "alias_history",
        "id",
        "id:int model_group alias version:int? at by",
        foreign_keys=[("model_group", "model_groups", "name"), _MODEL],
        indexes=[("model_group", "alias", "id")],
        replace=_NUMBERED,
    )
    for table in ("approvals", "alias_history"):
        for change in ("UPDATE", "DELETE"):
            db.execute(
                f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table}"
                f" BEGIN SELECT raise(ABORT, '{table} is a record: it is never changed'); END"
            )


def _views(db: Any) -> None:
    seconds = "round((julianday({0}.ended_at) - julianday({0}.started_at)) * 86400, 3) AS seconds"
    error = "json_extract({0}.failure, '$.message') AS error"
    count = "(SELECT count(*) FROM step_executions s WHERE s.execution = e.id{0}) AS {1}"
    db.create_view(
        "pipeline_list",
        """SELECT p.name, p.version, json_array_length(p.definition, '$.steps') AS steps, p.notebook, p.created_at,
        (SELECT count(*) FROM executions e WHERE e.pipeline = p.name AND e.version = p.version) AS runs,
        (SELECT max(e.started_at) FROM executions e WHERE e.pipeline = p.name AND e.version = p.version) AS last_run_at
        FROM pipelines p""",
    )
    db.create_view(
        "runs",
        f"""SELECT e.id AS execution, e.pipeline, e.version, e.status, e.started_at, e.ended_at, e.seconds,
        {count.format("", "steps")}, {count.format(" AND s.cached = 1", "cached")},
        {count.format(" AND s.status = 'Failed'", "failed")},
        {error.format("e")}, e.parameters, e.started_by, e.notebook, e.git_commit FROM executions e""",
    )
    db.create_view(
        "step_runs",
        f"""SELECT s.execution, e.pipeline, e.version, s.step, s.type, s.status, s.cached, s.started_at, s.ended_at,
        {seconds.format("s")}, s.detail, {error.format("s")},
        (SELECT count(*) FROM attempts a WHERE a.execution = s.execution AND a.step = s.step) AS attempts
        FROM step_executions s JOIN executions e ON e.id = s.execution""",
    )
    db.create_view(
        "attempt_list",
        f"""SELECT a.execution, e.pipeline, a.step, a.number, a.status, a.started_at, a.seconds, a.cpu_seconds,
        round(a.max_rss / 1e6, 1) AS max_rss_mb, a.host, a.pid, a.notebook, {error.format("a")}
        FROM attempts a JOIN executions e ON e.id = a.execution""",
    )
    db.create_view(
        "output_list",
        """SELECT o.execution, e.pipeline, o.step || '.' || o.variable AS name, o.kind, o.attempt, a.size,
        a.media_type, o.materializer, o.digest
        FROM outputs o JOIN artifacts a ON a.digest = o.digest JOIN executions e ON e.id = o.execution""",
    )
    db.create_view(
        "metric_list",
        """SELECT m.execution, e.pipeline, e.version, m.step, m.attempt, m.name, m.value, m.at_step, m.logged_at
        FROM metrics m JOIN executions e ON e.id = m.execution WHERE m.latest = 1""",
    )
    db.create_view(
        "file_list",
        """SELECT f.path, f.mode, f.size, f.digest, f.execution, f.step, f.attempt, a.started_at FROM files f
        JOIN attempts a ON a.execution = f.execution AND a.step = f.step AND a.number = f.attempt""",
    )
    db.create_view(
        "model_list",
        """SELECT v.model_group, v.version, p.status,
        (SELECT group_concat(alias, ', ') FROM (SELECT alias FROM aliases
          WHERE model_group = v.model_group AND version = v.version ORDER BY alias)) AS aliases,
        v.metrics, v.created_at, v.created_by, p.by AS decided_by, p.at AS decided_at, p.comment,
        v.execution, v.step, a.size, v.digest
        FROM model_versions v JOIN artifacts a ON a.digest = v.digest
        LEFT JOIN approvals p ON p.id = (SELECT max(id) FROM approvals q
          WHERE q.model_group = v.model_group AND q.version = v.version)""",
    )
    db.create_view(
        "event_list",
        """SELECT v.id, v.at, v.kind, e.pipeline, v.execution, v.step, v.data
        FROM events v LEFT JOIN executions e ON e.id = v.execution""",
    )


def _cache_and_lessons(db: Any) -> None:
    """What makes a result fit to be taken again, and what runs learned about code."""
    _table(db, "cache_keys", "key", "key components")
    reference = "REFERENCES cache_keys(key)"
    db.execute(f"ALTER TABLE step_executions ADD COLUMN cache_key TEXT {reference}")
    db.execute("ALTER TABLE step_executions ADD COLUMN cached_from TEXT")
    db.execute("ALTER TABLE step_executions ADD COLUMN taken INTEGER")
    db.execute(f"ALTER TABLE attempts ADD COLUMN cache_key TEXT {reference}")
    db.execute("ALTER TABLE attempts ADD COLUMN facts TEXT")
    db.execute(
        "CREATE INDEX idx_attempts_cache_key ON attempts (cache_key, ended_at) WHERE cache_key IS NOT NULL"
    )
    db.execute("CREATE INDEX idx_step_executions_step ON step_executions (step, execution)")
    _table(db, "file_digests", "path", "path size:int mtime_ns:int ctime_ns:int inode:int digest")
    _table(
        db,
        "lessons",
        ("code", "kind", "data"),
        "code kind data learned_at execution?",
        foreign_keys=[("execution", "executions", "id")],
    )
    db.create_view(
        "cached_results",
        """SELECT a.cache_key, e.pipeline, a.execution, a.step, a.number AS attempt, a.ended_at, a.seconds, k.components
        FROM attempts a JOIN cache_keys k ON k.key = a.cache_key JOIN executions e ON e.id = a.execution
        WHERE a.status = 'Succeeded'""",
    )
    db.create_view(
        "lesson_list",
        """SELECT l.kind, l.data, l.learned_at, e.pipeline, l.execution, l.code
        FROM lessons l LEFT JOIN executions e ON e.id = l.execution""",
    )
    db.create_view(
        "file_digest_list", "SELECT path, size, digest, mtime_ns / 1e9 AS changed_at FROM file_digests"
    )


def _executions_by_status(db: Any) -> None:
    """The newest failed executions among a hundred thousand others are found without looking at these."""
    db.execute("CREATE INDEX idx_executions_pipeline_status ON executions (pipeline, status, started_at, id)")


def _governance(db: Any) -> None:
    """The audit log, stages and deletions; a deleted version no longer keeps its content and its execution."""
    from datetime import UTC, datetime

    from nbpipe.store import audit  # which itself reads the store

    db["model_list"].drop()
    # What a version says of itself outlives what it refers to, once it is deleted: see model_contents.
    _table(
        db,
        "new_model_versions",
        ("model_group", "version"),
        "model_group version:int digest materializer meta execution? step? metrics card created_at created_by?",
        foreign_keys=[("model_group", "model_groups", "name")],
    )
    db.execute("INSERT INTO new_model_versions SELECT * FROM model_versions")
    db["model_versions"].drop()
    db.execute("ALTER TABLE new_model_versions RENAME TO model_versions")
    db["model_versions"].create_index(["digest"])
    db["model_versions"].create_index(["execution", "step"])
    _table(
        db,
        "model_contents",
        ("model_group", "version"),
        "model_group version:int digest execution? step?",
        foreign_keys=[_MODEL, _CONTENT, _STEP],
        indexes=[("digest",), ("execution", "step")],
    )
    db.execute(
        "INSERT INTO model_contents SELECT model_group, version, digest, execution, step FROM model_versions"
    )
    _table(
        db,
        "stages",
        "id",
        "id:int model_group version:int stage by at comment",
        foreign_keys=[_MODEL],
        indexes=[("model_group", "version", "id")],
        replace=_NUMBERED,
    )
    _table(
        db,
        "deletions",
        ("model_group", "version"),
        "model_group version:int by at comment",
        foreign_keys=[_MODEL],
    )
    _table(
        db,
        "audit",
        "id",
        "id:int at actor command action subject data previous hash",
        indexes=[("subject", "id")],
        replace=_NUMBERED,
    )
    for table in ("stages", "deletions", "audit"):
        for change in ("UPDATE", "DELETE"):
            db.execute(audit.trigger(table, change))
    db.create_view(
        "model_list",
        """SELECT v.model_group, v.version, p.status,
        (SELECT s.stage FROM stages s WHERE s.model_group = v.model_group AND s.version = v.version
          ORDER BY s.id DESC LIMIT 1) AS stage,
        (SELECT group_concat(alias, ', ') FROM (SELECT alias FROM aliases
          WHERE model_group = v.model_group AND version = v.version ORDER BY alias)) AS aliases,
        v.metrics, v.created_at, v.created_by, p.by AS decided_by, p.at AS decided_at, p.comment,
        v.execution, v.step, a.size, v.digest, d.at AS deleted_at, d.by AS deleted_by
        FROM model_versions v LEFT JOIN artifacts a ON a.digest = v.digest
        LEFT JOIN deletions d ON d.model_group = v.model_group AND d.version = v.version
        LEFT JOIN approvals p ON p.id = (SELECT max(id) FROM approvals q
          WHERE q.model_group = v.model_group AND q.version = v.version)""",
    )
    db.create_view("audit_list", "SELECT id, at, actor, action, subject, command FROM audit")
    audit.begin(db.conn, datetime.now(UTC).isoformat(timespec="microseconds"))


def _children(db: Any) -> None:
    """Steps of many jobs: each job is a row of its own, which names its step."""
    db.execute("ALTER TABLE step_executions ADD COLUMN parent TEXT")
    db.execute("ALTER TABLE step_executions ADD COLUMN label TEXT")
    db.execute(
        "CREATE INDEX idx_step_executions_parent ON step_executions (execution, parent, status)"
        " WHERE parent IS NOT NULL"
    )


def _callbacks(db: Any) -> None:
    """Questions that Callback steps ask, and their answers."""
    _table(
        db,
        "callbacks",
        "id",
        "id:int execution step token digest question choices outputs approval:int asked_at expires_at? status"
        " answered_at? by? comment? answer? taken_at?",
        foreign_keys=[_STEP],
        indexes=[("execution", "step"), ("status", "expires_at")],
        replace=_NUMBERED,
    )
    db["callbacks"].create_index(["token"], unique=True)
    db.create_view(
        "callback_list",
        """SELECT c.id, e.pipeline, c.execution, c.step, c.status, c.question, c.asked_at, c.expires_at, c.answered_at,
        c.by, c.comment, c.answer FROM callbacks c JOIN executions e ON e.id = c.execution""",
    )


def _endpoints(db: Any) -> None:
    """What is deployed where, and the baselines that are kept with model versions."""
    from nbpipe.store import audit  # which itself reads the store

    _table(
        db,
        "model_baselines",
        ("model_group", "version", "kind"),
        "model_group version:int kind digest materializer meta",
        foreign_keys=[_MODEL, _CONTENT],
        indexes=[("digest",)],
    )
    # What made them may be removed with its execution: these records stay.
    _table(
        db,
        "endpoint_configs",
        ("name", "version"),
        "name version:int description execution? step? at by",
    )
    config = (("config", "config_version"), "endpoint_configs", ("name", "version"))
    _table(
        db,
        "endpoint_variants",
        ("config", "config_version", "position"),
        "config config_version:int position:int variant model_group version:int weight:float asked",
        foreign_keys=[config, _MODEL],
        indexes=[("model_group", "version")],
    )
    _table(
        db,
        "deployments",
        "id",
        "id:int endpoint number:int action config? config_version:int? restores:int? by at comment execution? step?",
        foreign_keys=[config],
        indexes=[("config", "config_version")],
        replace=_NUMBERED,
    )
    db["deployments"].create_index(["endpoint", "number"], unique=True)
    for table in ("endpoint_configs", "endpoint_variants", "deployments"):
        for change in ("UPDATE", "DELETE"):
            db.execute(audit.trigger(table, change))
    db.create_view(
        "endpoint_list",
        """SELECT d.endpoint, d.number AS deployment, d.config, d.config_version, v.variant, v.model_group, v.version,
        round(v.weight / (SELECT sum(w.weight) FROM endpoint_variants w WHERE w.config = v.config
          AND w.config_version = v.config_version), 4) AS share, d.action, d.at, d.by, d.comment
        FROM deployments d JOIN endpoint_variants v ON v.config = d.config AND v.config_version = d.config_version
        WHERE NOT EXISTS (SELECT 1 FROM deployments n WHERE n.endpoint = d.endpoint AND n.number > d.number)""",
    )


def _nested(db: Any) -> None:
    """An execution that runs as a step of another one names it."""
    db.execute("ALTER TABLE executions ADD COLUMN parent_execution TEXT")
    db.execute("ALTER TABLE executions ADD COLUMN parent_step TEXT")
    db["executions"].create_index(["parent_execution", "parent_step"])
    db["runs"].drop()
    count = "(SELECT count(*) FROM step_executions s WHERE s.execution = e.id{0}) AS {1}"
    db.create_view(
        "runs",
        f"""SELECT e.id AS execution, e.pipeline, e.version, e.status, e.started_at, e.ended_at, e.seconds,
        {count.format("", "steps")}, {count.format(" AND s.cached = 1", "cached")},
        {count.format(" AND s.status = 'Failed'", "failed")},
        json_extract(e.failure, '$.message') AS error, e.parameters, e.started_by, e.notebook, e.git_commit,
        e.parent_execution, e.parent_step FROM executions e""",
    )


_MIGRATIONS: tuple[tuple[str, Callable[[Any], None]], ...] = (
    ("0001_initial", _initial),
    ("0002_cache_and_lessons", _cache_and_lessons),
    ("0003_executions_by_status", _executions_by_status),
    ("0004_governance", _governance),
    ("0005_children", _children),
    ("0006_callbacks", _callbacks),
    ("0007_endpoints", _endpoints),
    ("0008_nested", _nested),
)
NAMES: tuple[str, ...] = tuple(name for name, _ in _MIGRATIONS)
