"""Stages, deletions, policies, whole cards and the audit log."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from nbpipe import modelcard, registry, store
from nbpipe.api import executions, models
from nbpipe.api.artifacts import Content
from nbpipe.api.asked import Asked
from nbpipe.api.shapes import AuditPage, Finding, PolicyPage, Rule, StageRow, Verified, VersionPage
from nbpipe.errors import Problem, UsageError
from nbpipe.model import Anchor
from nbpipe.policy import judged, rules, words
from nbpipe.store import audit as log
from nbpipe.store import queries

PAGE = 100


def stage(asked: Asked, group: str, version: str) -> VersionPage:
    """Move a version to another stage."""
    name = asked.given("stage", str, "stage: Staging")
    comment = asked.given("comment", str, 'comment: "after the pilot"').strip()
    ref, command = f"{group}:{version}", f"POST models/{group}/{version}/stage"
    registry.set_stage(asked.connection, ref, name, asked.context.user, comment, command=command)
    return models.page(asked, ref)


def delete(asked: Asked, group: str, version: str) -> VersionPage:
    """Delete a version that nobody uses; the page of what is left of it."""
    comment = asked.given("comment", str, 'comment: "trained on a wrong file"').strip()
    command = f"POST models/{group}/{version}/deletion"
    gone = registry.delete(
        asked.connection, f"{group}:{version}", asked.context.user, comment, command=command
    )
    return models.page(asked, gone.name)


def card(asked: Asked, group: str, version: str) -> Content:
    """The whole card of a version as a file: `format` is one of `modelcard.FORMATS`."""
    kind = asked.text("format") or "html"
    if kind not in modelcard.FORMATS:
        named = ", ".join(modelcard.FORMATS)
        raise UsageError(f"format={kind} is no format of a card", f"one of {named}", code="query")
    with queries.snapshot(asked.connection):
        found = registry.resolve(asked.connection, f"{group}:{version}", deleted=True)
        whole = modelcard.gather(asked.connection, found)
    name = f"{found.group}-{found.version}.{kind}"
    return Content(modelcard.FORMATS[kind], name, data=modelcard.written(whole, kind), inline=kind != "pdf")


def policy(asked: Asked, group: str) -> PolicyPage:
    """The rules of a group; with `version` what stands against its approval, and its moves, by whoever asks.

    Of one that was deleted there is nothing to ask any more.
    """
    connection, number, by = asked.connection, asked.text("version"), asked.context.user
    unmet: list[Problem] = []
    each: list[judged.Judged] = []
    moves: dict[str, list[Problem]] = {}
    stage = None
    with queries.snapshot(connection):
        applied = registry.policy(connection, group)
        version = (
            registry.resolve(connection, f"{group}:{number}", deleted=True) if number is not None else None
        )
        if version is not None and version.deleted is None:
            facts, stage = registry.candidate(connection, version), registry.stage_of(applied, version)
            unmet, each = rules.approval(applied, facts, by), list(judged.approval(applied, facts, by))
            moves = {name: rules.move(applied, facts, stage, name, by) for name in applied.stages}
    return PolicyPage(
        group,
        asked.context.name(Path(applied.source)) if applied.source else "",
        tuple(words.rules(applied)),
        tuple(
            StageRow(
                name,
                tuple(applied.transitions.get(name, ())),
                name in applied.approved_stages,
                _findings(moves.get(name, ()) if name != stage else ()),
            )
            for name in applied.stages
        ),
        applied.comment,
        version.version if version is not None else None,
        stage,
        _findings(unmet),
        tuple(Rule(item.about, item.text, _findings(item.unmet)) for item in each),
    )


def audit(asked: Asked) -> AuditPage:
    """Records of the audit log, the newest first; of `group`, and of its `version`; by an `actor`; of an `action`."""
    connection = asked.connection
    limit, group, version = (
        asked.number("limit", PAGE, executions.MOST),
        asked.text("group"),
        asked.text("version"),
    )
    before = asked.number("before", 2**62, 2**62)
    about = f"{group}:{version}" if group is not None and version is not None else group
    with queries.snapshot(connection):
        found = log.records(
            connection, about, limit + 1, before, actor=asked.text("actor"), action=asked.text("action")
        )
        actors, actions = log.names(connection, "actor"), log.names(connection, "action")
    shown = found[:limit]
    return AuditPage(
        tuple(shown),
        {str(item.id): log.told(item) for item in shown},
        actors,
        actions,
        str(shown[-1].id) if len(found) > limit else None,
    )


def verify(asked: Asked) -> Verified:
    """Whether the log and the registry are as they were written; with `count` and `head` also against that anchor."""
    head = asked.text("head")
    known = (
        Anchor(asked.number("count", 0, 2**62, 0), head, asked.text("at") or "") if head is not None else None
    )
    with queries.snapshot(asked.connection):
        problems = log.verify(asked.connection, known)
        return Verified(log.anchor(asked.connection, store.now()), _findings(problems))


def _findings(problems: Iterable[Problem]) -> tuple[Finding, ...]:
    return tuple(Finding(item.code, item.message, item.hint or "") for item in problems)
