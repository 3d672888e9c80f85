"""The audit log: who changed the registry, when, by which command, and what the rows were then.

The log is a chain: the hash of a record covers the hash of the one before it and its own canonical JSON, so that no
record can be changed, taken out or put in without all later ones. What the chain cannot show, that all of it was
written anew or that its end is gone, an anchor shows that was kept elsewhere. A record holds the rows that its change
wrote, so the registry can be held against the log. `append` is for use inside a transaction of `writer.py`.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal

from nbpipe.as_json import dumps
from nbpipe.errors import Problem, UsageError
from nbpipe.model import Anchor, AuditAction, AuditRecord, CallbackStatus
from nbpipe.store import nodes
from nbpipe.store.queries import fetch

START = "sha256:" + "0" * 64  # what the first record has before it
LONGEST = 400  # characters of a text that a record holds itself; of a longer one it holds the digest

# Tables that the log answers for, with the columns that name a row.
KEYS: Mapping[str, tuple[str, ...]] = {
    "model_groups": ("name",),
    "model_versions": ("model_group", "version"),
    "approvals": ("id",),
    "aliases": ("model_group", "alias"),
    "alias_history": ("id",),
    "stages": ("id",),
    "deletions": ("model_group", "version"),
    "callbacks": ("id",),
    "model_baselines": ("model_group", "version", "kind"),
    "endpoint_configs": ("name", "version"),
    "endpoint_variants": ("config", "config_version", "position"),
    "deployments": ("id",),
}
# Rows of these go with their execution, and only those in a state named here have a record. The columns named are
# written after it.
OF_EXECUTION: Mapping[str, frozenset[str]] = {"callbacks": frozenset({"taken_at"})}
ANSWERED = (CallbackStatus.SUCCEEDED, CallbackStatus.FAILED)
# Tables whose rows nobody may change: the schema has a trigger against each kind of change.
RECORDS = (
    "approvals",
    "alias_history",
    "stages",
    "deletions",
    "endpoint_configs",
    "endpoint_variants",
    "deployments",
    "audit",
)

# What belongs to a model version: in a store that gets its log just now, and in one that has all tables.
_AT_FIRST = ("approvals", "aliases", "alias_history", "stages", "deletions")
_OF_VERSION = (*_AT_FIRST, "model_baselines")

Key = tuple[Any, ...]
Rows = Iterable[tuple[str, Key]]

_ORIGIN = "origin"  # no table: an execution as it was when a version was made by it

_REWRITTEN = "somebody wrote the database by hand: compare it with a copy, and take that"


def append(
    connection: sqlite3.Connection,
    at: str,
    *,
    actor: str,
    command: str,
    action: AuditAction,
    subject: str,
    data: Mapping[str, Any],
    rows: Rows = (),
) -> None:
    """Add a record. `rows` are those that the change wrote, by table and key; one that is gone is noted as gone."""
    last = connection.execute("SELECT id, hash FROM audit ORDER BY id DESC LIMIT 1").fetchone() or (0, START)
    written = [[table, list(key), _row(connection, table, key)] for table, key in rows]
    told = {**data, **({"rows": written} if written else {})}
    record = AuditRecord(
        last[0] + 1, at, actor, command, str(action), subject, json.loads(dumps(told)), last[1], ""
    )
    connection.execute(
        "INSERT INTO audit (id, at, actor, command, action, subject, data, previous, hash)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            record.id,
            at,
            actor,
            command,
            record.action,
            subject,
            dumps(record.data),
            record.previous,
            digest(record),
        ),
    )


def digest(record: AuditRecord) -> str:
    """The hash of a record: SHA-256 of its kind, the hash before it and its canonical JSON, each after a NUL but the first.

    >>> digest(AuditRecord(1, "", "ada", "", "approve", "model:m:1", {}, START, ""))[:15]
    'sha256:80b1d4e6'
    """
    own = {
        name: getattr(record, name) for name in ("id", "at", "actor", "command", "action", "subject", "data")
    }
    text = f"AuditRecord\0{record.previous}\0{dumps(own)}"
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def begin(connection: sqlite3.Connection, at: str) -> None:
    """Take what the registry of an older store holds into the log: as found, since nobody can say how it came there."""
    versions = fetch(
        connection, "SELECT model_group, version FROM model_versions ORDER BY model_group, version"
    )
    groups: set[str] = set()
    for group, version in [(row["model_group"], row["version"]) for row in versions]:
        rows: list[tuple[str, Key]] = [] if group in groups else [("model_groups", (group,))]
        rows += [("model_versions", (group, version)), *of_version(connection, group, version, _AT_FIRST)]
        if group not in groups:
            removed = "SELECT id FROM alias_history WHERE model_group = ? AND version IS NULL ORDER BY id"
            rows += [("alias_history", (row["id"],)) for row in fetch(connection, removed, (group,))]
        groups.add(group)
        append(
            connection,
            at,
            actor="nbpipe",
            command="upgrade of the store",
            action=AuditAction.FOUND,
            subject=nodes.model(group, version),
            data={"comment": "was there when the log began; what happened before, the log cannot prove"},
            rows=rows,
        )


def of_version(
    connection: sqlite3.Connection, group: str, version: int, tables: Iterable[str] = _OF_VERSION
) -> Rows:
    """The rows that belong to a version, beside its own."""
    for table in tables:
        columns = ", ".join(KEYS[table])
        sql = f"SELECT {columns} FROM {table} WHERE model_group = ? AND version = ? ORDER BY {columns}"
        for row in fetch(connection, sql, (group, version)):
            yield table, tuple(row)


def origin(connection: sqlite3.Connection, execution: str | None) -> dict[str, Any]:
    """What a record of a new version holds of the execution that made it, under `origin`; nothing where there is none.

    Of parameters and definition the digests: the log is for ever, and there may be something among them that is not.
    """
    found = fetch(
        connection,
        "SELECT e.id, e.pipeline, p.digest AS definition, e.parameters, e.seed, e.environment, e.git_commit, e.started_by,"
        " e.started_at FROM executions e JOIN pipelines p ON p.name = e.pipeline AND p.version = e.version WHERE e.id = ?",
        (execution,),
    )
    if not found:
        return {}
    parameters = hashlib.sha256(found[0]["parameters"].encode()).hexdigest()
    return {"origin": {**dict(found[0]), "parameters": {"sha256": parameters}}}


def _row(connection: sqlite3.Connection, table: str, key: Key) -> dict[str, Any] | None:
    where = " AND ".join(f"{column} = ?" for column in KEYS[table])
    rows = fetch(connection, f"SELECT * FROM {table} WHERE {where}", key)
    return _told(dict(rows[0])) if rows else None


def _told(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row as a record holds it."""
    return {
        name: {"sha256": hashlib.sha256(value.encode()).hexdigest(), "length": len(value)}
        if isinstance(value, str) and len(value) > LONGEST
        else value
        for name, value in row.items()
    }


# ---- reading --------------------------------------------------------------------------------------------------------


def records(
    connection: sqlite3.Connection,
    ref: str | None = None,
    limit: int = 100,
    before: int | None = None,
    *,
    actor: str | None = None,
    action: str | None = None,
) -> list[AuditRecord]:
    """Records from the newest on: of a group (`attrition`), of a version (`attrition:3`) or all; of one actor or action.

    `endpoint:churn` and `config:canary` are those of an endpoint, and of an endpoint configuration.
    """
    where: list[str] = ["(? IS NULL OR id < ?)", "(? IS NULL OR actor = ?)", "(? IS NULL OR action = ?)"]
    values: list[Any] = [before, before, actor, actor, action, action]
    if ref is not None and ref.startswith(("endpoint:", "config:")):
        where, values = (
            [*where, "subject >= ? AND subject < ?"],
            [*values, f"{ref}:", f"{ref}:" + nodes.AFTER_ALL],
        )
    elif ref is not None and ":" in ref:
        where, values = [*where, "subject = ?"], [*values, f"model:{ref}"]
    elif ref is not None:
        where, values = (
            [*where, "subject >= ? AND subject < ?"],
            [*values, f"model:{ref}:", f"model:{ref}:" + nodes.AFTER_ALL],
        )
    rows = fetch(
        connection,
        f"SELECT * FROM audit WHERE {' AND '.join(where)} ORDER BY id DESC LIMIT ?",
        [*values, limit],
    )
    return [_record(row) for row in rows]


def names(connection: sqlite3.Connection, column: Literal["actor", "action"]) -> tuple[str, ...]:
    """Who the log tells of, or what; at most a thousand."""
    rows = fetch(connection, f"SELECT DISTINCT {column} AS name FROM audit ORDER BY 1 LIMIT 1000")
    return tuple(row["name"] for row in rows)


def _record(row: sqlite3.Row) -> AuditRecord:
    found = dict(row)
    return AuditRecord(**{**found, "data": json.loads(found["data"])})


def told(record: AuditRecord) -> str:
    """What a record says, in a few words."""
    data = record.data
    match record.action:
        case "register":
            return f"registered, {data.get('status')}"
        case "alias" if data.get("version") is None:
            return f"@{data.get('alias')} removed"
        case "alias":
            return f"@{data.get('alias')}"
        case "stage":
            return f"to {data.get('stage')}: {data.get('comment')}"
        case "configure":
            return f"endpoint configuration: {data.get('variants')}"
        case "deploy" | "rollback":
            done = "rolled back to" if record.action == "rollback" else "deployed"
            return " ".join(f"{done} {data.get('config')} {data.get('comment', '')}".split())
        case "refuse":
            return f"{data.get('asked')} refused: {'; '.join(data.get('rules', ()))}"
        case "answer":
            return f"answered {data.get('status')}: {data.get('comment') or data.get('answer') or ''}"
    word = {"approve": "approved", "reject": "rejected", "delete": "deleted", "import": "taken in"}
    return f"{word.get(record.action, record.action)}: {data.get('comment', '')}"


def anchor(connection: sqlite3.Connection, at: str) -> Anchor:
    """What the log comes to now."""
    rows = fetch(connection, "SELECT id, hash FROM audit ORDER BY id DESC LIMIT 1")
    return Anchor(rows[0]["id"], rows[0]["hash"], at) if rows else Anchor(0, START, at)


def read_anchor(text: str, name: str) -> Anchor:
    """The anchor that a file holds. `UsageError` where it holds none.

    >>> read_anchor('{"count": 2, "head": "sha256:ab", "at": ""}', "a.json").count
    2
    """
    try:
        found = json.loads(text)
        count, head, at = found["count"], found["head"], found["at"]
    except (ValueError, TypeError, KeyError):
        count = head = at = None
    if type(count) is not int or not isinstance(head, str) or not isinstance(at, str):
        raise UsageError(
            f"{name} is no anchor", "one is made by: nbpipe audit anchor -o anchor.json", code="anchor"
        )
    return Anchor(count, head, at)


# ---- verifying ------------------------------------------------------------------------------------------------------


def verify(connection: sqlite3.Connection, known: Anchor | None = None) -> list[Problem]:
    """Every sign that the log, or a row that it answers for, was changed behind its back; empty is good news.

    `known` is an anchor that was kept elsewhere. Call it within a snapshot.
    """
    expected: dict[tuple[str, Key], dict[str, Any] | None] = {}
    problems = [*_triggers(connection), *_chain(connection, known, expected)]
    problems += _rows(connection, expected)
    return [*problems, *_origins(connection, expected), *_contents(connection)]


def _problem(code: str, message: str, hint: str = _REWRITTEN) -> Problem:
    return Problem(f"audit-{code}", message, hint)


def _triggers(connection: sqlite3.Connection) -> Iterator[Problem]:
    found = fetch(connection, "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    there = {row["name"]: row["sql"] for row in found}
    for table in RECORDS:
        for change in ("UPDATE", "DELETE"):
            if there.get(f"{table}_no_{change.lower()}") != trigger(table, change):
                yield _problem("trigger", f"nothing keeps rows of {table} from {change} any more")
    ours = {f"{table}_no_{change}" for table in RECORDS for change in ("update", "delete")}
    for name in sorted(there.keys() - ours):
        yield _problem("trigger", f"the trigger {name} is none of nbpipe's: it may change what is written")


def trigger(table: str, change: str) -> str:
    """The statement that makes a table refuse a kind of change."""
    return (
        f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table}"
        f" BEGIN SELECT raise(ABORT, '{table} is a record: it is never changed'); END"
    )


def _chain(
    connection: sqlite3.Connection,
    known: Anchor | None,
    expected: dict[tuple[str, Key], dict[str, Any] | None],
) -> Iterator[Problem]:
    """What is wrong with the records themselves; `expected` gets the rows that they tell of."""
    count, head, anchored = 0, START, known is None or known.count == 0
    for row in fetch(connection, "SELECT * FROM audit ORDER BY id"):
        if row["id"] != count + 1:
            gone = (
                f"record {count + 1} is"
                if row["id"] == count + 2
                else f"records {count + 1} to {row['id'] - 1} are"
            )
            yield _problem("gap", f"{gone} missing from the log")
        elif row["previous"] != head:
            yield _problem("order", f"record {row['id']} of the log does not follow the one before it")
        count, head = row["id"], row["hash"]
        try:
            record = _record(row)
            whole = digest(record) == row["hash"] and dumps(record.data) == row["data"]
            for table, key, told in record.data.get("rows", []):
                expected[table, tuple(key)] = dict(told) if told is not None else None
            if (made := record.data.get("origin")) is not None:
                expected[_ORIGIN, (made["id"],)] = dict(made)
        except (ValueError, TypeError, AttributeError, KeyError):
            whole = False
        if not whole:
            yield _problem("changed", f"record {count} of the log was changed ({_said(row)})")
        if known is not None and count == known.count:
            anchored = True
            if head != known.head:
                yield _problem(
                    "anchor", f"record {count} of the log is not the one of the anchor of {known.at}"
                )
    if known is not None and not anchored:
        yield _problem("cut", f"the log ends at record {count}; the anchor of {known.at} knew {known.count}")
    numbered = fetch(connection, "SELECT seq FROM sqlite_sequence WHERE name = 'audit'")
    if count and (not numbered or numbered[0]["seq"] != count):
        last = numbered[0]["seq"] if numbered else 0
        yield _problem("cut", f"the log ends at record {count}; the store had numbered {last}")


def _rows(
    connection: sqlite3.Connection, expected: Mapping[tuple[str, Key], Mapping[str, Any] | None]
) -> Iterator[Problem]:
    """Rows that do not say what the log says they should."""
    for table, columns in KEYS.items():
        seen = set()
        for row in fetch(connection, f"SELECT * FROM {table} ORDER BY {', '.join(columns)}"):
            there = dict(row)
            key = tuple(there[column] for column in columns)
            seen.add(key)
            told = expected.get((table, key))
            name = _name(table, there)
            if told is None and table in OF_EXECUTION and there["status"] not in ANSWERED:
                continue
            if told is None:
                yield _problem("unknown-row", f"{name} is in the store, but not in the log")
                continue
            shown = _told(there)
            for column, value in told.items():
                if shown.get(column) != value and column not in OF_EXECUTION.get(table, ()):
                    yield _problem(
                        "row",
                        f"{name}: {column} is {_short(there.get(column))}, the log says {_short(value)}",
                    )
        for (other, key), told in expected.items():
            if other != table or told is None or key in seen:
                continue
            if table not in OF_EXECUTION or _is_there(connection, told["execution"]):
                yield _problem("missing-row", f"{_name(table, told)} is in the log, but not in the store")


def _is_there(connection: sqlite3.Connection, execution: str) -> bool:
    return bool(fetch(connection, "SELECT 1 FROM executions WHERE id = ?", (execution,)))


def _origins(
    connection: sqlite3.Connection, expected: Mapping[tuple[str, Key], Mapping[str, Any] | None]
) -> Iterator[Problem]:
    """Executions that are not what they were when a version was made by them."""
    for (table, key), told in expected.items():
        if table != _ORIGIN or told is None:
            continue
        there = origin(connection, key[0]).get("origin")
        if there is None:
            live = fetch(
                connection,
                "SELECT 1 FROM model_versions v LEFT JOIN deletions d ON d.model_group = v.model_group"
                " AND d.version = v.version WHERE v.execution = ? AND d.version IS NULL",
                key,
            )
            if live:  # else it may be collected
                message = (
                    f"execution {key[0]}, which made a model version, is in the log, but not in the store"
                )
                yield _problem("missing-row", message)
            continue
        for column, value in told.items():
            if there.get(column) != value:
                now, then = _short(there.get(column)), _short(value)
                yield _problem("row", f"execution {key[0]}: {column} is {now}, the log says {then}")


def _contents(connection: sqlite3.Connection) -> Iterator[Problem]:
    """Versions that nobody deleted and whose content is not kept any more: it would go with the next `store gc`."""
    for row in fetch(
        connection,
        "SELECT v.model_group, v.version FROM model_versions v"
        " LEFT JOIN deletions d ON d.model_group = v.model_group AND d.version = v.version"
        " LEFT JOIN model_contents c ON c.model_group = v.model_group AND c.version = v.version AND c.digest = v.digest"
        " WHERE d.version IS NULL AND c.digest IS NULL ORDER BY v.model_group, v.version",
    ):
        name = f"{row['model_group']}:{row['version']}"
        yield _problem("content", f"nothing keeps the content of {name} any more, which nobody deleted")


def _name(table: str, row: Mapping[str, Any]) -> str:
    """What people call a row."""
    version = f"{row.get('model_group')}:{row.get('version')}"
    match table:
        case "model_groups":
            return f"model group {row['name']}"
        case "model_versions":
            return f"model version {version}"
        case "aliases":
            return f"alias {row['model_group']}@{row['alias']}"
        case "alias_history":
            return f"move {row['id']} of alias {row['model_group']}@{row['alias']}"
        case "deletions":
            return f"deletion of {version}"
        case "callbacks":
            return f"answer {row['id']} of step {row['step']} of execution {row['execution']}"
        case "model_baselines":
            return f"{row['kind']} baseline of {version}"
        case "endpoint_configs":
            return f"endpoint configuration {row['name']}:{row['version']}"
        case "endpoint_variants":
            return (
                f"variant {row['variant']} of endpoint configuration {row['config']}:{row['config_version']}"
            )
        case "deployments":
            return f"deployment {row['number']} of endpoint {row['endpoint']}"
    return f"{'approval' if table == 'approvals' else 'stage'} {row['id']} of {version}"


def _said(row: sqlite3.Row) -> str:
    return f"{row['action']} {str(row['subject']).removeprefix('model:')} by {row['actor']}, {row['at']}"


def _short(value: Any) -> str:
    if isinstance(value, Mapping) and "sha256" in value:
        return f"a text with SHA-256 {value['sha256'][:12]}…"
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 80 else f"{text[:79]}…"
