"""Taking an export into a store: all of it in one transaction, or nothing."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from nbpipe.as_json import dumps
from nbpipe.errors import NbpipeError, StoreError
from nbpipe.model import AuditAction
from nbpipe.store import audit, check, folders, migrations, nodes, queries, registered, relations
from nbpipe.store.exchange import archive
from nbpipe.store.exchange.archive import Archive
from nbpipe.store.queries import fetch
from nbpipe.store.rows import EventKind
from nbpipe.store.writer import Writer

Row = Mapping[str, Any]
Model = tuple[str, int]
# Given the connection, the time, the new versions and who asks: of those that are not approved here as they were there, why.
Admit = Callable[[sqlite3.Connection, str, Iterable[Model], str], Mapping[str, tuple[str, ...]]]

# Where the executed notebook lies says the store itself, so a file never names a path to be read.
_PLACED = {"attempts": ("notebook",)}
# What belongs to a store, not to the thing: `created_at` says when this store met the content, and so on.
_IDENTITY: Mapping[str, tuple[str, ...]] = {
    "environments": ("digest",),
    "cache_keys": ("key", "components"),
    "artifacts": ("digest", "size"),
}


class Blobs(Protocol):
    """What of an artifact store is needed here: see `nbpipe.artifacts.ArtifactStore`."""

    def claim(self, digest: str) -> bool: ...
    def add(self, source: BinaryIO, digest: str) -> None: ...


@dataclass(frozen=True)
class Imported:
    """What was taken in, or would be. `models` says under which number each version is known here, by its own.

    `known` are executions that were there already; `kept_aliases` stayed where this store has them. `refused` says of
    versions that were approved there why they are not here.
    """

    executions: tuple[str, ...]
    known: tuple[str, ...]
    pipelines: Mapping[str, str] = field(default_factory=dict)
    models: Mapping[str, str] = field(default_factory=dict)
    artifacts: int = 0
    bytes: int = 0
    kept_aliases: tuple[str, ...] = ()
    refused: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def all_admitted(
    connection: sqlite3.Connection, at: str, versions: Iterable[Model], by: str
) -> Mapping[str, tuple[str, ...]]:
    """What leaves every version as it was."""
    return {}


def unpack(
    writer: Writer,
    store: Path,
    blobs: Blobs,
    path: Path,
    *,
    free: int,
    by: str = "",
    dry_run: bool = False,
    admit: Admit = all_admitted,
) -> Imported:
    """Take what a file holds into the store; `free` is how many bytes its disk has left, `by` who asks for it.

    `admit` holds the new model versions against the rules of this store.

    The whole file is read and hashed, and the rows are tried, before anything is written. Then come the blobs, which
    nobody sees without their rows, and the rows in one transaction. Raises `StoreError` for a file that is damaged,
    forged or newer than this program, and where an id means something else here.
    """
    with Archive(path) as file:
        file.refuse_newer(migrations.NAMES.__contains__)
        held = file.blobs()
        if sum(held.values()) > free:
            raise StoreError(
                f"{path} holds {sum(held.values())} bytes of artifacts, and the disk has {free} left",
                "free some space (`nbpipe store gc` helps), or export less at once",
                code="store-full",
            )
        file.verify()
        incoming = _Incoming(file)

        def take_in(merging: _Merge, at: str) -> Imported:
            done = merging.run()  # everything keeps its own time
            return replace(done, refused=admit(merging.connection, at, merging.new_versions(), by))

        tried = writer.within(
            lambda connection, at: take_in(_Merge(connection, incoming, store), at), dry_run=True
        )
        if dry_run:
            return tried
        for digest in held:
            if not blobs.claim(digest):
                with file.open(archive.blob_name(digest)) as source:
                    blobs.add(source, digest)
        made: list[Path] = []

        def merge(connection: sqlite3.Connection, at: str) -> Imported:
            merging = _Merge(connection, incoming, store)
            done = take_in(merging, at)
            merging.record(at, by)
            _place(file, store, set(done.executions), made)
            return done

        try:
            return writer.within(merge, durable=True)
        except BaseException:
            for folder in made:
                shutil.rmtree(folder, ignore_errors=True)
            raise


def _place(file: Archive, store: Path, executions: set[str], made: list[Path]) -> None:
    """Write what the attempts of new executions printed, before the rows that tell of it."""
    for execution, step, number, name in file.attempts():
        if execution not in executions:
            continue
        folder = folders.attempt(store, execution, step, number)
        if (root := folder.parent.parent) not in made:
            made.append(root)
        folder.mkdir(parents=True, exist_ok=True)
        temporary = folder / f"{name}.tmp"
        member = archive.attempt_name(execution, step, number, name)
        with file.open(member) as source, temporary.open("wb") as target:
            shutil.copyfileobj(source, target, archive.CHUNK)
        os.replace(temporary, folder / name)


class _Incoming:
    """The rows of a file by table, checked for what no schema can say."""

    def __init__(self, file: Archive) -> None:
        self.file = file
        self.tables = {table: file.rows(table) for table in relations.TRAVELLING}
        try:
            self._check()
        except (KeyError, TypeError, ValueError) as error:
            raise file.wrong(f"a row of it is not as it should be ({error!r})") from error

    def _check(self) -> None:
        ids = {row["id"] for row in self.tables["executions"]}
        for execution in ids:
            if not folders.is_id(execution):
                raise self.file.wrong(f"{execution!r} is no id of an execution")
        for table in (*relations.OF_EXECUTION, *relations.LEARNED):
            for row in self.tables[table]:
                if row["execution"] not in ids and not (table == "events" and row["execution"] is None):
                    raise self.file.wrong(
                        f"{table} tells of execution {row['execution']!r}, which is not in it"
                    )
        for row in self.tables["step_executions"]:
            if not folders.is_step(row["step"]):
                raise self.file.wrong(f"{row['step']!r} is no name of a step")
        held = self.file.blobs()
        for row in self.tables["artifacts"]:
            if held.get(row["digest"]) != row["size"]:
                raise self.file.wrong(f"the content of {row['digest']} ({row['size']} bytes) is missing")
        for row in self.tables["associations"]:
            for node in (row["source"], row["destination"]):
                kind, parts = nodes.parse(node)
                if kind in ("attempt", "parameter") and parts[0] not in ids:
                    raise self.file.wrong(f"an edge of lineage leads to {node}, which is not in it")
        for row in self.tables["model_versions"]:
            if row["execution"] is not None and row["execution"] not in ids:
                raise self.file.wrong(f"execution {row['execution']!r} of a model version is not in it")
        for row in self.tables["events"]:
            json.loads(row["data"])


class _Merge:
    """One try to write the incoming rows, inside a transaction that somebody else ends."""

    def __init__(self, connection: sqlite3.Connection, incoming: _Incoming, store: Path) -> None:
        self.connection, self.incoming, self.store = connection, incoming, store
        self.file = incoming.file
        self.pipelines: dict[Model, int] = {}
        self.new_pipelines: set[Model] = set()
        self.models: dict[Model, int] = {}
        self.new_models: set[Model] = set()
        self.new: set[str] = set()
        self.moved: set[tuple[str, str]] = set()  # aliases that new versions had
        self.kept_aliases: list[str] = []
        self.removals: defaultdict[str, list[int]] = defaultdict(list)  # group → rows of removed aliases

    def run(self) -> Imported:
        """Write what is not there yet."""
        tables = self.incoming.tables
        before = set(check.rows(self.connection))
        try:
            self._take_pipelines()
            new = {table: self._take_shared(table) for table in reversed(relations.SHARED)}
            self._number_models()
            self._take_executions()
            self._take_models()
            self._take_edges()
            self._take_events()
            self._try_out()
        except StoreError:
            raise
        except NbpipeError as error:  # what was just written cannot be found, or cannot be a reference
            raise self.file.wrong(f"a row of it is not as it should be ({error.args[0]})") from error
        except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
            raise self.file.wrong(f"a row of it is not as it should be ({error!r})") from error
        except (sqlite3.IntegrityError, sqlite3.DataError) as error:
            raise self.file.wrong(f"a row of it does not fit ({error})") from error
        problems = [item for item in check.rows(self.connection) if item not in before]
        if problems:
            raise self.file.wrong("; ".join(item.message for item in problems[:3]))
        artifacts = [row for row in tables["artifacts"] if row["digest"] in new["artifacts"]]
        return Imported(
            tuple(sorted(self.new)),
            tuple(sorted({row["id"] for row in tables["executions"]} - self.new)),
            {f"{name}:{old}": f"{name}:{new}" for (name, old), new in sorted(self.pipelines.items())},
            {f"{name}:{old}": f"{name}:{new}" for (name, old), new in sorted(self.models.items())},
            len(artifacts),
            sum(row["size"] for row in artifacts),
            tuple(self.kept_aliases),
        )

    # ---- small things -----------------------------------------------------------------------------------------------

    def _insert(self, table: str, rows: Iterable[Row], conflict: str = "") -> None:
        """Insert rows with the columns that they have; the store numbers those of numbered tables itself."""
        known = relations.columns(self.connection, table)
        numbered = relations.is_numbered(self.connection, table)
        for row in rows:
            values = {name: value for name, value in row.items() if not (numbered and name == "id")}
            unknown = [name for name in values if name not in known]
            if unknown:
                raise self.file.wrong(f"{table} has no column {', '.join(unknown)!r}")
            missing = [name for name, required in known.items() if required and values.get(name) is None]
            if missing:
                raise self.file.wrong(f"a row of {table} has no {', '.join(missing)}")
            self.connection.execute(
                f"INSERT INTO {table} ({', '.join(values)}) VALUES ({', '.join('?' * len(values))}) {conflict}",
                tuple(values.values()),
            )

    def _conflict(self, what: str) -> StoreError:
        return StoreError(
            f"{self.file.path} cannot be taken in: {what} is in this store already, and is another one",
            "take it into another store: nbpipe --store DIR store import FILE",
            code="import-conflict",
        )

    # ---- what is kept once ------------------------------------------------------------------------------------------

    def _take_pipelines(self) -> None:
        """Definitions are known by their digest; where another one has the number, they get the next."""
        rows = sorted(self.incoming.tables["pipelines"], key=lambda row: (row["name"], row["version"]))
        for row in rows:
            name, version = row["name"], row["version"]
            known = queries.version_of(self.connection, name, row["digest"])
            if known is None:
                known = self._free_version(name, version)
                self._insert("pipelines", [{**row, "version": known}])
                self.new_pipelines.add((name, version))
            self.pipelines[name, version] = known

    def _free_version(self, name: str, version: int) -> int:
        taken = [
            row["version"]
            for row in fetch(self.connection, "SELECT version FROM pipelines WHERE name = ?", (name,))
        ]
        return version if version >= 1 and version not in taken else max(taken, default=0) + 1

    def _take_shared(self, table: str) -> set[str]:
        """Rows that are known by their content; the keys of those that are new."""
        key, *others = _IDENTITY[table]
        new = set()
        for row in self.incoming.tables[table]:
            known = fetch(self.connection, f"SELECT * FROM {table} WHERE {key} = ?", (row[key],))
            if not known:
                self._insert(table, [row])
                new.add(row[key])
            elif any(known[0][name] != row[name] for name in others):
                raise self._conflict(f"{key} {row[key]} of {table}")
        return new

    # ---- executions -------------------------------------------------------------------------------------------------

    def _take_executions(self) -> None:
        by_execution = {
            table: _grouped(self.incoming.tables[table], "execution") for table in relations.OF_EXECUTION
        }
        for row in self.incoming.tables["executions"]:
            execution = row["id"]
            if not fetch(self.connection, "SELECT 1 FROM executions WHERE id = ?", (execution,)):
                self.new.add(execution)
                self._insert("executions", [self._renumbered(row)])
            # Parents first; the events come at the end, in the order of all executions.
            for table in reversed(relations.OF_EXECUTION):
                rows = [self._placed(table, item) for item in by_execution[table][execution]]
                if execution in self.new:
                    self._insert(table, rows if table != "events" else ())
                elif not self._same(table, rows, "execution", execution):
                    raise self._conflict(f"execution {execution}")
            if execution not in self.new and not self._same(
                "executions", [self._renumbered(row)], "id", execution
            ):
                raise self._conflict(f"execution {execution}")
        for table in relations.LEARNED:
            rows = [row for row in self.incoming.tables[table] if row["execution"] in self.new]
            self._insert(table, rows, "ON CONFLICT DO NOTHING")

    def _renumbered(self, row: Row) -> dict[str, Any]:
        return {**row, "version": self.pipelines[row["pipeline"], row["version"]]}

    def _placed(self, table: str, row: Row) -> dict[str, Any]:
        if table == "events":
            return {**row, "data": self._retold(row)}
        if table == "attempts" and row["notebook"] is not None:
            place = folders.attempt(Path(self.store.name), row["execution"], row["step"], row["number"])
            return {**row, "notebook": str(place / "executed.ipynb")}
        return dict(row)

    def _same(self, table: str, rows: Sequence[Row], column: str, value: str) -> bool:
        """Whether the store has just these rows: numbers of records and places of files aside."""
        left_out = {
            *_PLACED.get(table, ()),
            *(["id"] if relations.is_numbered(self.connection, table) else []),
        }
        there = fetch(self.connection, f"SELECT * FROM {table} WHERE {column} = ?", (value,))
        return _bag(map(dict, there), left_out) == _bag(rows, left_out)

    # ---- the registry -----------------------------------------------------------------------------------------------

    def _number_models(self) -> None:
        """Which number each model version has here: its own if it is known, else the next of its group."""
        used: set[Model] = set()
        rows = sorted(
            self.incoming.tables["model_versions"], key=lambda row: (row["model_group"], row["version"])
        )
        for row in rows:
            group = row["model_group"]
            known = fetch(
                self.connection,
                "SELECT version FROM model_versions WHERE model_group = ? AND digest = ? AND execution IS ?"
                " AND step IS ? ORDER BY version",
                (group, row["digest"], row["execution"], row["step"]),
            )
            free = [item["version"] for item in known if (group, item["version"]) not in used]
            if free:
                number = free[0]
            else:
                (last,) = fetch(
                    self.connection,
                    "SELECT coalesce(max(version), 0) FROM model_versions WHERE model_group = ?",
                    (group,),
                )
                number = max(last[0], *(n for g, n in used if g == group), 0) + 1
                self.new_models.add((group, row["version"]))
            used.add((group, number))
            self.models[group, row["version"]] = number

    def _take_models(self) -> None:
        tables = self.incoming.tables
        self._insert("model_groups", tables["model_groups"], "ON CONFLICT DO NOTHING")
        for table in ("model_versions", "model_baselines", "approvals", "stages"):
            self._insert(table, (self._model(row) for row in tables[table] if self._is_new(row)))
        self.connection.executemany(
            "INSERT INTO model_contents (model_group, version, digest, execution, step)"
            " SELECT model_group, version, digest, execution, step FROM model_versions WHERE model_group = ? AND version = ?",
            [(group, self.models[group, version]) for group, version in sorted(self.new_models)],
        )
        for row in tables["aliases"]:
            if not self._is_new(row):
                continue
            place = (row["model_group"], row["alias"])
            sql = "SELECT 1 FROM aliases WHERE model_group = ? AND alias = ?"
            if fetch(self.connection, sql, place):
                self.kept_aliases.append(f"{place[0]}@{place[1]}")
            else:
                self._insert("aliases", [self._model(row)])
        history = tables["alias_history"]
        self.moved = {(row["model_group"], row["alias"]) for row in history if self._is_new(row)}
        for row in history:
            removed = row["version"] is None and (row["model_group"], row["alias"]) in self.moved
            if removed or self._is_new(row):
                self._insert("alias_history", [self._model(row)])
                if removed:
                    (last,) = self.connection.execute("SELECT max(id) FROM alias_history").fetchone()
                    self.removals[row["model_group"]].append(last)

    def _is_new(self, row: Row) -> bool:
        return (row["model_group"], row["version"]) in self.new_models

    def _model(self, row: Row) -> dict[str, Any]:
        version = row["version"]
        return {**row, "version": None if version is None else self.models[row["model_group"], version]}

    def new_versions(self) -> list[Model]:
        """The versions that this store did not have, with the numbers that they have here."""
        return sorted((group, self.models[group, old]) for group, old in self.new_models)

    def record(self, at: str, by: str) -> None:
        """Enter the new versions into the audit log, with the rows that came with them."""
        for group, old in sorted(self.new_models):
            version = self.models[group, old]
            rows: list[tuple[str, tuple[Any, ...]]] = [
                ("model_groups", (group,)),
                ("model_versions", (group, version)),
                *audit.of_version(self.connection, group, version),
                *(("alias_history", (number,)) for number in self.removals.pop(group, ())),
            ]
            audit.append(
                self.connection,
                at,
                actor=by,
                command=f"store import {self.file.path.name}",
                action=AuditAction.IMPORT,
                subject=nodes.model(group, version),
                data={
                    "comment": f"was {group}:{old} in another store, whose log is not this one",
                    **audit.origin(
                        self.connection,
                        registered.model_version(self.connection, f"{group}:{version}").execution,
                    ),
                },
                rows=rows,
            )
        for execution in sorted(self.new):
            self._record_answers(at, by, execution)

    def _record_answers(self, at: str, by: str, execution: str) -> None:
        """Enter the answers that came with an execution into the audit log."""
        sql = "SELECT id, step FROM callbacks WHERE execution = ? AND status IN (?, ?) ORDER BY id"
        for row in fetch(self.connection, sql, (execution, *audit.ANSWERED)):
            audit.append(
                self.connection,
                at,
                actor=by,
                command=f"store import {self.file.path.name}",
                action=AuditAction.IMPORT,
                subject=nodes.attempt(execution, row["step"]),
                data={"comment": "was answered in another store, whose log is not this one"},
                rows=[("callbacks", (row["id"],))],
            )

    # ---- lineage and events -----------------------------------------------------------------------------------------

    def _take_edges(self) -> None:
        rows = (
            {**row, "source": self._node(row["source"]), "destination": self._node(row["destination"])}
            for row in self.incoming.tables["associations"]
            if self._is_edge_of_news(row)
        )
        self._insert("associations", rows, "ON CONFLICT DO NOTHING")

    def _is_edge_of_news(self, row: Row) -> bool:
        """Whether an end of the edge is new here: what was there keeps the lineage that it had."""
        for kind, parts in (nodes.parse(row["source"]), nodes.parse(row["destination"])):
            if kind in ("attempt", "parameter") and parts[0] in self.new:
                return True
            if kind == "model" and (parts[0], int(parts[1])) in self.new_models:
                return True
        return False

    def _node(self, node: str) -> str:
        kind, parts = nodes.parse(node)
        return nodes.model(parts[0], self.models[parts[0], int(parts[1])]) if kind == "model" else node

    def _take_events(self) -> None:
        rows = sorted(self.incoming.tables["events"], key=lambda row: row["id"])
        self._insert("events", ({**row, "data": self._retold(row)} for row in rows if self._is_told(row)))

    def _is_told(self, row: Row) -> bool:
        """Whether an event is news here: that of a new execution, pipeline version or model version."""
        if row["execution"] is not None:
            return row["execution"] in self.new
        data = json.loads(row["data"])
        if row["kind"] == EventKind.PIPELINE:
            return (data["pipeline"], data["version"]) in self.new_pipelines
        if row["kind"] == EventKind.ALIAS and data["version"] is None:
            return (data["group"], data["alias"]) in self.moved
        return (data["group"], data["version"]) in self.new_models

    def _retold(self, row: Row) -> str:
        """The data of an event with the numbers that things have here."""
        data = json.loads(row["data"])
        if row["kind"] in (EventKind.PIPELINE, EventKind.EXECUTION) and "version" in data:
            data["version"] = self.pipelines.get((data["pipeline"], data["version"]), data["version"])
        elif (
            row["kind"] in (EventKind.MODEL, EventKind.APPROVAL, EventKind.ALIAS, EventKind.STAGE)
            and "group" in data
        ):
            data["version"] = self.models.get((data["group"], data["version"]), data["version"])
        return dumps(data)

    # ---- whether people can see it ----------------------------------------------------------------------------------

    def _try_out(self) -> None:
        """Read what was written as `status` and `models show` will, since a column cannot say what JSON is in it."""
        for name, version in self.new_pipelines:
            queries.pipeline(self.connection, name, self.pipelines[name, version])
        for execution in self.new:
            queries.execution(self.connection, execution)
        for group, version in self.new_models:
            registered.model_version(self.connection, f"{group}:{self.models[group, version]}")


def _grouped(rows: Iterable[dict[str, Any]], column: str) -> defaultdict[Any, list[dict[str, Any]]]:
    groups: defaultdict[Any, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        groups[row[column]].append(row)
    return groups


def _bag(rows: Iterable[Row], left_out: set[str]) -> Counter[str]:
    """Rows as a bag of texts; a column that one side does not have says as much as NULL."""
    return Counter(
        json.dumps({k: v for k, v in row.items() if k not in left_out and v is not None}, sort_keys=True)
        for row in rows
    )
