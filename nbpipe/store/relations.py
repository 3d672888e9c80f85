"""How the tables hang together, read from the schema, so that a later column or reference counts by itself.

Which tables there are is said here, once; a test holds it against the schema.
"""

from __future__ import annotations

import sqlite3

from nbpipe.store.queries import fetch

# Rows that are part of an execution, by their column `execution`; what refers to another one stands before it.
OF_EXECUTION = ("events", "callbacks", "files", "metrics", "outputs", "inputs", "attempts", "step_executions")
# Kept once for all that refer to them.
SHARED = ("artifacts", "cache_keys", "environments")
# What runs found out about code holds without the execution that found it out.
LEARNED = ("lessons",)
REGISTRY = (
    "model_groups",
    "model_versions",
    "model_baselines",
    "approvals",
    "aliases",
    "alias_history",
    "stages",
)
# True of this machine, or of this store, only; `model_contents` follows from the versions.
LOCAL = (
    "file_digests",
    "model_contents",
    "deletions",
    "endpoint_configs",
    "endpoint_variants",
    "deployments",
    "audit",
)

# Everything that can travel; what refers to another table stands after it.
TRAVELLING = (
    "pipelines",
    *reversed(SHARED),
    "executions",
    *(table for table in reversed(OF_EXECUTION) if table != "events"),
    *LEARNED,
    *REGISTRY,
    "associations",
    "events",
)


def columns(connection: sqlite3.Connection, table: str) -> dict[str, bool]:
    """Names of a table's columns, and whether a row must have a value there."""
    rows = fetch(connection, f"PRAGMA table_info({table})")
    return {
        row["name"]: bool(row["notnull"] and row["dflt_value"] is None and not _is_numbered(row))
        for row in rows
    }


def is_numbered(connection: sqlite3.Connection, table: str) -> bool:
    """Whether the store numbers the rows itself, in the column `id`."""
    return any(_is_numbered(row) for row in fetch(connection, f"PRAGMA table_info({table})"))


def _is_numbered(row: sqlite3.Row) -> bool:
    return bool(row["name"] == "id" and row["type"].upper() == "INTEGER" and row["pk"])


# What refers to content by its digest without a foreign key: a copy of a file that a step read may be kept, or not.
_BY_DIGEST = {"artifacts": ("digest NOT IN (SELECT digest FROM files WHERE digest IS NOT NULL)",)}


def unused(connection: sqlite3.Connection, table: str) -> str:
    """A condition that is true of the rows of a table to which no row of another refers."""
    conditions = list(_BY_DIGEST.get(table, ()))
    tables = fetch(connection, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    for other in [row["name"] for row in tables]:
        for key in fetch(connection, f"PRAGMA foreign_key_list({other})"):
            if key["table"] == table:
                column = key["from"]
                used = f"SELECT {column} FROM {other} WHERE {column} IS NOT NULL"
                conditions.append(f"{table}.{key['to']} NOT IN ({used})")
    return " AND ".join(conditions)
