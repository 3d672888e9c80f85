"""The model registry: groups, versions, approvals, stages, aliases. Thin functions over the store, with the rules people meet.

A version is immutable; only its approval, its stage and its aliases change, and every change of them is kept, here and
in the audit log. Every front door comes through here, so this is where a group's policy (`nbpipe.toml` beside the store,
or above it) is enforced. What it refuses is recorded too. `command` is what the caller typed or sent, for the log.
"""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from nbpipe import store
from nbpipe.as_json import dumps, finite, to_json
from nbpipe.errors import NotFoundError, PolicyError, Problem, UsageError
from nbpipe.model import (
    Approval,
    ModelGroup,
    ModelVersion,
    Registration,
    StepStatus,
    variable_of,
)
from nbpipe.options import nearest
from nbpipe.policy import Policy, file, rules
from nbpipe.policy.rules import Candidate
from nbpipe.store import models, nodes, queries, reach, registered
from nbpipe.store.writer import Writer

CHAMPION = "champion"  # the alias of the version to beat

_ALIAS = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]{0,63}")


def groups(connection: sqlite3.Connection, *, deleted: bool = False) -> list[ModelGroup]:
    """All model groups by name, with their versions from the oldest to the newest, without cards."""
    return registered.groups(connection, deleted=deleted)


def group(connection: sqlite3.Connection, name: str, *, deleted: bool = False) -> ModelGroup:
    """One model group, complete; with versions that were deleted if asked. Raises `NotFoundError`, with the nearest name."""
    return registered.group(connection, name, deleted=deleted)


def resolve(connection: sqlite3.Connection, ref: str, *, deleted: bool = False) -> ModelVersion:
    """The version that `attrition:3`, `attrition:latest`, `attrition` (the newest) or `attrition@champion` means.

    Raises `NotFoundError` with the nearest name, and of one that was deleted unless `deleted`; `UsageError` where `ref`
    is none of these.
    """
    return registered.model_version(connection, ref, deleted=deleted)


def policy(connection: sqlite3.Connection, group: str) -> Policy:
    """The policy of a group; the default one where no file says otherwise. `UsageError` where the file is wrong."""
    return file.load(store.folder_of(connection).parent, group)


def stage_of(applied: Policy, version: ModelVersion) -> str:
    """The stage that a version is in: the first one of its group until it is moved."""
    return version.stage or applied.stages[0]


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
    `after` is the id of the newest decision that the caller had seen (`registered.last_decision`), `command` what they
    called, for the audit log. Raises `UsageError` where it is approved already, was rejected or was decided on after
    that, or has no comment; `PolicyError` where the policy does not allow it, `NotFoundError` where there is none.
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

    Raises `UsageError` where the name is no alias, the version has it already or was rejected, `PolicyError` where the
    policy does not allow it, `NotFoundError` where there is no such version.
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
    if version.status is Approval.REJECTED:
        raise UsageError(
            f"{version.name} was rejected: it cannot be @{name}",
            f"give the name to a version that was not: nbpipe models {version.group}",
            code="rejected",
        )
    with _mover(connection, version, by, f"alias {name}", f"{version.name} cannot become @{name}", command):
        Writer(connection).set_alias(version.group, name, version.version, by, command=command)
    return resolve(connection, version.name)


def remove_alias(
    connection: sqlite3.Connection, group: str, name: str, by: str, *, command: str = ""
) -> None:
    """Remove an alias of a group. Raises `NotFoundError` where there is none, `PolicyError` where the policy is against it."""
    name = name.removeprefix("@")
    version = resolve(connection, f"{group}@{name}")  # says the nearest name
    with _mover(connection, version, by, f"remove alias {name}", f"@{name} cannot be taken away", command):
        if not Writer(connection).remove_alias(group, name, by, command=command):
            raise NotFoundError(
                f"model group {group!r} has no alias {name!r}", f"list them: nbpipe models {group}"
            )


@contextmanager
def _mover(
    connection: sqlite3.Connection, version: ModelVersion, by: str, asked: str, what: str, command: str
) -> Iterator[None]:
    """What only those do who may change stages: the rule looks at nothing that could change meanwhile."""
    applied = policy(connection, version.group)
    with _recorded(connection, version, by, asked, command) as against:
        against.extend(rules.mover(applied, by))
        _refuse(applied, what, against)
        yield


def set_stage(
    connection: sqlite3.Connection, ref: str, stage: str, by: str, comment: str = "", *, command: str = ""
) -> ModelVersion:
    """Move a version to another stage of its group; the version as it is then.

    Raises `UsageError` where there is no such stage, it is there already or has no comment, `PolicyError` where the
    policy does not allow it, `NotFoundError` where there is no such version.
    """
    version = resolve(connection, ref)
    applied = policy(connection, version.group)
    before = stage_of(applied, version)
    if stage not in applied.stages:
        hint = nearest(stage, applied.stages) or f"there is {', '.join(applied.stages)}"
        raise UsageError(f"model group {version.group!r} has no stage {stage!r}", hint, code="stage")
    if stage == before:
        raise UsageError(
            f"{version.name} is in {stage} already",
            f"from there it goes to {', '.join(applied.transitions.get(stage, ())) or 'nowhere'}",
            code="same-stage",
        )

    def judge() -> None:
        _commented(applied, version, comment)
        against.extend(rules.move(applied, candidate(connection, version), before, stage, by))
        _refuse(applied, f"{version.name} cannot go to {stage}", against)

    with _recorded(connection, version, by, f"stage {stage}", command) as against:
        Writer(connection).set_stage(
            version.group,
            version.version,
            version.stage,
            stage,
            by,
            comment,
            command=command,
            policy=applied.digest,
            judge=judge,
        )
    return resolve(connection, version.name)


def delete(
    connection: sqlite3.Connection, ref: str, by: str, comment: str, *, command: str = ""
) -> ModelVersion:
    """Delete a version that nobody uses; what is left of it.

    Its rows stay, its number is never given again, and `store gc` may take its content. Raises `UsageError` where it is
    in use (it has an alias, is in a stage between the first and the last, or is deployed) or there is no comment, `PolicyError`
    where the policy does not allow it, `NotFoundError` where there is no such version.
    """
    version = resolve(connection, ref)
    applied = policy(connection, version.group)
    if not comment.strip():
        raise _needs_comment(version)
    stage = stage_of(applied, version)
    if stage in applied.stages[1:-1]:
        raise UsageError(
            f"{version.name} is in use: it is in {stage}",
            f'take it out of use first: nbpipe models stage {version.name} {applied.stages[-1]} --comment "…"',
            code="in-use",
        )

    def judge() -> None:
        against.extend(rules.mover(applied, by))
        _refuse(applied, f"{version.name} cannot be deleted", against)

    with _recorded(connection, version, by, "delete", command) as against:
        Writer(connection).delete_version(
            version.group, version.version, by, comment, command=command, judge=judge
        )
    return resolve(connection, version.name, deleted=True)


def admitted(
    connection: sqlite3.Connection, registration: Registration, execution: str, by: str
) -> Registration:
    """A registration as the policy lets it in: one that asks to be approved at once waits for a person where it may not be.

    `by` is who started the execution. The rules that are not met are kept with the version.
    """
    applied = policy(connection, registration.group)
    if registration.status is Approval.PENDING:
        return registration
    facts = Candidate(
        f"the new version of {registration.group}",
        by,
        registration.metrics,
        _present(connection, execution, registration.artifact.digest, applied),
        _champion(connection, registration.group),
    )
    if registration.status is Approval.APPROVED:
        found = rules.approval(applied, facts, by)
    else:
        found = rules.rejection(applied, by)
    if not found:
        return registration
    refused = tuple(f"not {registration.status} as asked: {item.message}" for item in found)
    return replace(registration, status=Approval.PENDING, refused=refused)


def take_in(
    connection: sqlite3.Connection, at: str, versions: Iterable[tuple[str, int]], by: str
) -> dict[str, tuple[str, ...]]:
    """Hold versions that came from another store against the policy of this one; of those that wait now, why.

    What was approved there stays so where whoever approved it might have done that here. Else it is
    PendingManualApproval again, and leaves a stage for approved versions. For use inside the transaction that takes
    them in.
    """
    refused: dict[str, tuple[str, ...]] = {}
    for group, number in versions:
        version = resolve(connection, f"{group}:{number}")
        applied = policy(connection, group)
        if version.status is not Approval.APPROVED:
            continue
        facts = candidate(connection, version)
        found = rules.approval(applied, facts, version.approvals[-1].by)
        if not found:
            continue
        refused[version.name] = tuple(item.message for item in found)
        comment = f"not Approved as in the store that it came from: {'; '.join(refused[version.name])}"
        evidence = {"artifact": version.artifact.digest}
        models.approval(connection, at, group, number, Approval.PENDING, by, comment, evidence)
        if facts.stage in applied.approved_stages:
            change = models.Change(at, group, number, by, comment=comment)
            models.moved_to(connection, change, applied.stages[0])
    return refused


def unmet(connection: sqlite3.Connection, version: ModelVersion, by: str) -> list[Problem]:
    """The rules of its policy that a version does not meet for `by` to approve it."""
    return rules.approval(policy(connection, version.group), candidate(connection, version), by)


def candidate(connection: sqlite3.Connection, version: ModelVersion) -> Candidate:
    """The facts about a version that rules are about."""
    applied, made_by = policy(connection, version.group), version.execution
    return Candidate(
        version.name,
        version.created_by,
        version.metrics,
        _present(connection, made_by, version.artifact.digest, applied) if made_by else frozenset(),
        _champion(connection, version.group),
        version.status is Approval.APPROVED,
        str(version.status),
        stage_of(applied, version),
        version.approvals[-1].by if version.approvals else None,
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
                        "stage": version.stage,
                        "deleted": version.deleted is not None,
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
    applied = policy(connection, version.group)
    evidence = {
        **_evidence(connection, version, applied),
        "artifact": version.artifact.digest,
        "metrics": _digest("Metrics", dumps(version.metrics)),
        "card": _digest("Card", version.card),
    }
    word = "approved" if status is Approval.APPROVED else "rejected"

    def judge() -> None:
        _commented(applied, version, comment)
        if status is Approval.APPROVED:
            against.extend(rules.approval(applied, candidate(connection, version), by))
        else:
            against.extend(rules.rejection(applied, by))
        _refuse(applied, f"{version.name} cannot be {word} by {by}", against)

    asked = "approve" if status is Approval.APPROVED else "reject"
    with _recorded(connection, version, by, asked, command) as against:
        Writer(connection).approve(
            version.group,
            version.version,
            status,
            by,
            comment,
            evidence,
            after,
            command=command,
            policy=applied.digest,
            judge=judge,
        )
    return resolve(connection, version.name)


def _commented(applied: Policy, version: ModelVersion, comment: str) -> None:
    if applied.comment and not comment.strip():
        raise _needs_comment(version)


def _needs_comment(version: ModelVersion) -> UsageError:
    return UsageError(
        f"a decision about {version.name} needs a comment",
        'say why, such as --comment "better on every slice"; it is kept',
        code="comment",
    )


def _refuse(applied: Policy, what: str, found: Sequence[Problem]) -> None:
    """`PolicyError` where there is something against it."""
    if found:
        name = applied.source or "the policy that holds without a file"
        said = "; ".join(item.message for item in found)
        problems = [replace(item, message=f"{what}: {item.message} ({name})") for item in found]
        raise PolicyError(f"{what}: {said} ({name})", problems=problems)


@contextmanager
def _recorded(
    connection: sqlite3.Connection, version: ModelVersion, by: str, asked: str, command: str
) -> Iterator[list[Problem]]:
    """What the policy refuses inside goes into the audit log, once its own transaction is undone.

    The list takes the rules that are not met.
    """
    against: list[Problem] = []
    try:
        yield against
    except PolicyError:
        said = [problem.message for problem in against]
        Writer(connection).refuse(version.group, version.version, by, asked, said, command=command)
        raise


def _present(
    connection: sqlite3.Connection, execution: str, artifact: str, applied: Policy
) -> frozenset[str]:
    """What an execution has of what the policy may require: variables and figures, alone and with their step; step types.

    Of the types, those of which a succeeded step is about the model: it was given something that the model was made
    from, or that was made with the model.
    """
    found = queries.fetch(
        connection, "SELECT DISTINCT step, variable FROM outputs WHERE execution = ?", (execution,)
    )
    names = {name for row in found for name in (row["variable"], f"{row['step']}.{row['variable']}")}
    wanted = {name for name in (*applied.requires, *applied.deployment.requires) if rules.step_type(name)}
    return frozenset(names | {name for name in wanted if _check(connection, execution, artifact, name)})


def _check(connection: sqlite3.Connection, execution: str, artifact: str, name: str) -> str | None:
    """The newest step of the type that `name` requires that succeeded and is about the model; None where none is."""
    given = queries.fetch(
        connection,
        "SELECT s.step, i.digest FROM step_executions s JOIN inputs i ON i.execution = s.execution AND i.step = s.step"
        " WHERE s.execution = ? AND s.type = ? AND s.status = ? ORDER BY s.position DESC, s.step",
        (execution, rules.step_type(name), StepStatus.SUCCEEDED),
    )
    model = nodes.artifact(artifact)
    before = reach.reach(connection, model, "up")[1] if given else set()
    for row in given:
        node = nodes.artifact(row["digest"])
        if node in before or model in reach.reach(connection, node, "up")[1]:
            return str(row["step"])
    return None


def _evidence(connection: sqlite3.Connection, version: ModelVersion, applied: Policy) -> dict[str, str]:
    """The digests of what the policy requires, as it is when somebody decides; the report of a check of a type."""
    found: dict[str, str] = {}
    if version.execution is None:
        return found
    for name in applied.requires:
        step, _, variable = name.rpartition(".")
        if rules.step_type(name):
            step = _check(connection, version.execution, version.artifact.digest, name) or ""
            variable = variable_of(step, "report") if step else ""
        rows = queries.fetch(
            connection,
            "SELECT digest FROM outputs WHERE execution = ? AND variable = ? AND ? IN (step, '') ORDER BY id DESC LIMIT 1",
            (version.execution, variable, step),
        )
        if rows:
            found[name] = rows[0]["digest"]
    return found


def _champion(connection: sqlite3.Connection, group: str) -> tuple[str, Mapping[str, Any]] | None:
    try:
        found = resolve(connection, f"{group}@{CHAMPION}")
    except NotFoundError:
        return None
    return found.name, found.metrics


def _digest(kind: str, text: str) -> str:
    # The kind stands in the hash, so that no two things share a digest by accident.
    return "sha256:" + hashlib.sha256(f"{kind}\0{text}".encode()).hexdigest()
