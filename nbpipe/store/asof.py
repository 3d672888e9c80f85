"""A scratch store that sees what an execution saw as it began: for running it again beside the store that holds it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from nbpipe.store import DATABASE, connect, relations, translate
from nbpipe.store.queries import fetch

# Rows of an earlier execution that its results are read from.
_EARLIER = ("step_executions", "attempts", "outputs")


def copy(source: Path, target: Path, moment: str, pipeline: str, but: str, *, earlier: bool) -> None:
    """Make a store in the folder `target` out of the one in `source`, as of `moment` (ISO 8601, UTC).

    It has what runs have learned, and of the registry the versions, baselines, decisions and aliases of that time, not bound to
    executions. With `earlier` it has the results of earlier executions of the pipeline too; nothing of the execution
    `but`. Content is not copied: both stores use the same artifacts. Raises `StoreError` where it cannot be written.
    """
    connection = connect(target)
    try:
        with translate(target / DATABASE):
            connection.execute("ATTACH DATABASE ? AS origin", (f"{source / DATABASE}",))
            connection.execute("PRAGMA foreign_keys = OFF")  # the order of the tables is of no matter so
            connection.execute("BEGIN IMMEDIATE")
            _copy(connection, {"moment": moment, "pipeline": pipeline, "but": but}, earlier)
            connection.execute("COMMIT")
    finally:
        connection.close()


def _copy(connection: sqlite3.Connection, values: dict[str, str], earlier: bool) -> None:
    _take(connection, "lessons", "1", values, execution=None)
    versions = "created_at < :moment"
    _take(
        connection,
        "model_groups",
        f"name IN (SELECT model_group FROM origin.model_versions WHERE {versions})",
        values,
    )
    _take(connection, "model_versions", versions, values, execution=None, step=None)
    _take(connection, "approvals", "at < :moment", values)
    of_versions = "(model_group, version) IN (SELECT model_group, version FROM main.model_versions)"
    _take(connection, "model_baselines", of_versions, values)
    last = "SELECT max(id) FROM origin.alias_history WHERE at < :moment GROUP BY model_group, alias"
    connection.execute(
        "INSERT INTO main.aliases (model_group, alias, version, at, by) SELECT model_group, alias, version, at, by"
        f" FROM origin.alias_history WHERE version IS NOT NULL AND id IN ({last})",
        values,
    )
    digests = f"SELECT digest FROM origin.model_versions WHERE {versions} UNION SELECT digest FROM main.model_baselines"
    if earlier:
        chosen = "pipeline = :pipeline AND id != :but AND started_at < :moment"
        executions = f"SELECT id FROM origin.executions WHERE {chosen}"
        _take(connection, "executions", chosen, values)
        _take(
            connection,
            "pipelines",
            "(name, version) IN (SELECT pipeline, version FROM main.executions)",
            values,
        )
        _take(connection, "environments", "digest IN (SELECT environment FROM main.executions)", values)
        for table in _EARLIER:
            aside = {} if table == "outputs" else {"cache_key": None}
            _take(connection, table, f"execution IN ({executions})", values, **aside)
        digests += f" UNION SELECT digest FROM origin.outputs WHERE execution IN ({executions})"
    _take(connection, "artifacts", f"digest IN ({digests})", values)


def _take(
    connection: sqlite3.Connection, table: str, condition: str, values: dict[str, str], **instead: str | None
) -> None:
    """Copy rows of a table; `instead` says what stands in a column of the copies."""
    columns = [name for name in relations.columns(connection, table) if name not in instead]
    there = {row["name"] for row in fetch(connection, f"PRAGMA origin.table_info({table})")}
    shared = ", ".join(name for name in columns if name in there)
    given = "".join(f", {name}" for name in instead)
    marks = "".join(f", :as_{name}" for name in instead)
    connection.execute(
        f"INSERT INTO main.{table} ({shared}{given}) SELECT {shared}{marks} FROM origin.{table} WHERE {condition}",
        {**values, **{f"as_{name}": value for name, value in instead.items()}},
    )
