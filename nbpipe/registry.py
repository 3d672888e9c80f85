"""The model registry: groups, versions, approvals, aliases. Thin functions over the store, with the rules people meet.

A version is immutable; only its approval and its aliases change, and every change of them is kept.
"""

from __future__ import annotations

import hashlib
import re
import sqlite3
from typing import Any

from nbpipe.as_json import dumps, finite, to_json
from nbpipe.errors import NotFoundError, UsageError
from nbpipe.model import (
    Approval,
    ModelGroup,
    ModelVersion,
)
from nbpipe.store import queries
from nbpipe.store.writer import Writer

_ALIAS = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]{0,63}")


def groups(connection: sqlite3.Connection) -> list[ModelGroup]:
    """All model groups by name, with their versions from the oldest to the newest, without cards."""
    return queries.groups(connection)


def group(connection: sqlite3.Connection, name: str) -> ModelGroup:
    """One model group, complete. Raises `NotFoundError`, with the nearest name."""
    return queries.group(connection, name)


def resolve(connection: sqlite3.Connection, ref: str) -> ModelVersion:
    """The version that `attrition:3`, `attrition:latest`, `attrition` (the newest) or `attrition@champion` means.

    Raises `NotFoundError` with the nearest name, `UsageError` where `ref` is none of these.
    """
    return queries.model_version(connection, ref)


def approve(
    connection: sqlite3.Connection,
    ref: str,
    by: str,
    comment: str = "",
    after: int | None = None,
    *,
    command: str = "",
) -> ModelVersion:
    """Approve a version; the version as it is then.

    The comment is kept, and with it what the decision was about: the digests of the model, its metrics and its card.
    `after` is the id of the newest decision that the caller had seen (`queries.last_decision`), `command` what they
    called, for the audit log. Raises `UsageError` where it is approved already, was rejected or was decided on after
    that, `NotFoundError` where there is none.
    """
    return _decide(connection, ref, Approval.APPROVED, by, comment, after, command)


def reject(
    connection: sqlite3.Connection,
    ref: str,
    by: str,
    comment: str = "",
    after: int | None = None,
    *,
    command: str = "",
) -> ModelVersion:
    """Reject a version, also one that was approved; see `approve`. That is final."""
    return _decide(connection, ref, Approval.REJECTED, by, comment, after, command)


def alias(connection: sqlite3.Connection, ref: str, name: str, by: str, *, command: str = "") -> ModelVersion:
    """Give a version the alias `name` (with or without `@`), taking it from the version that had it.

    Raises `UsageError` where the name is no alias or the version has it already, `NotFoundError` where there is no
    such version.
    """
    name = name.removeprefix("@")
    if not _ALIAS.fullmatch(name) or name == "latest":
        raise UsageError(
            f"{name!r} cannot be an alias",
            "use a letter, then letters, digits, '_', '.' or '-'; 'latest' always means the newest version",
            code="alias-name",
        )
    version = resolve(connection, ref)
    if name in version.aliases:
        raise UsageError(f"{version.name} is @{name} already", code="same-alias")
    Writer(connection).set_alias(version.group, name, version.version, by, command=command)
    return resolve(connection, version.name)


def remove_alias(
    connection: sqlite3.Connection, group: str, name: str, by: str, *, command: str = ""
) -> None:
    """Remove an alias of a group. Raises `NotFoundError` where there is none."""
    name = name.removeprefix("@")
    resolve(connection, f"{group}@{name}")  # says the nearest name
    if not Writer(connection).remove_alias(group, name, by, command=command):
        raise NotFoundError(
            f"model group {group!r} has no alias {name!r}", f"list them: nbpipe models {group}"
        )


def to_listing(found: list[ModelGroup]) -> dict[str, Any]:
    """What `nbpipe models --json` prints. A metric that is no finite number becomes null, which JSON can say.

    >>> to_listing([])
    {'groups': []}
    """
    return {
        "groups": [
            {
                "name": item.name,
                "versions": [
                    {
                        "version": version.version,
                        "status": str(version.status),
                        "aliases": list(version.aliases),
                        "metrics": finite(to_json(version.metrics)),
                        "execution": version.execution,
                        "artifact": version.artifact.digest,
                    }
                    for version in item.versions
                ],
            }
            for item in found
        ]
    }


def _decide(
    connection: sqlite3.Connection,
    ref: str,
    status: Approval,
    by: str,
    comment: str,
    after: int | None,
    command: str,
) -> ModelVersion:
    version = resolve(connection, ref)
    evidence = {
        "artifact": version.artifact.digest,
        "metrics": _digest("Metrics", dumps(version.metrics)),
        "card": _digest("Card", version.card),
    }
    Writer(connection).approve(
        version.group, version.version, status, by, comment, evidence, after, command=command
    )
    return resolve(connection, version.name)


def _digest(kind: str, text: str) -> str:
    # The kind stands in the hash, so that no two things share a digest by accident.
    return "sha256:" + hashlib.sha256(f"{kind}\0{text}".encode()).hexdigest()
