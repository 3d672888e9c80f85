"""Endpoints: what is deployed under which name. Every front door comes through here, so this is where policies hold.

Deployments are records; nothing is served yet. A deployment is never changed, and the newest one of an endpoint is what
it has. Before one is written, the policy of each model group in it (see `nbpipe.policy`) is held against its version, in
the same transaction. What it refuses is recorded too. `command` is what the caller typed or sent, for the audit log.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from nbpipe import registry
from nbpipe.as_json import to_json
from nbpipe.errors import PolicyError, Problem, UsageError
from nbpipe.model import Deploying, Deployment, Endpoint, EndpointConfig, Variant
from nbpipe.options import NAME
from nbpipe.policy import rules
from nbpipe.store import deployed, registered
from nbpipe.store.models import nothing_against
from nbpipe.store.writer import Writer

NOT_SERVED = "recorded, not served yet"


def endpoint(connection: sqlite3.Connection, name: str) -> Endpoint:
    """An endpoint with its history, also one that was deleted. Raises `NotFoundError`, with the nearest name."""
    return deployed.endpoint(connection, name)


def deploy(
    connection: sqlite3.Connection,
    name: str,
    ref: str,
    by: str,
    comment: str,
    seen: int | None = None,
    *,
    command: str = "",
) -> Deployment:
    """Deploy the configuration `ref` (`canary`, `canary:2`) under a name; the new deployment.

    `seen` is the number of the newest deployment that the caller knows of, 0 for none: where there is a newer one,
    nothing is done. Raises `UsageError` then, where that is there already, the name cannot be one or there is no
    comment, `PolicyError` where a policy does not allow it, `NotFoundError` where there is no such configuration, or a
    model version of it was deleted.
    """
    if not NAME.fullmatch(name):
        raise UsageError(
            f"{name!r} cannot be the name of an endpoint",
            "use 1 to 64 letters, digits, _ and -",
            code="endpoint-name",
        )
    config = deployed.config(connection, ref)
    there = deployed.current(connection, name)
    if there is not None and there.config == config:
        raise UsageError(
            f"{config.reference} is what {name} has already, since {there.at}",
            f"its history: nbpipe endpoints show {name}",
            code="same-deployment",
        )
    return _deploy(connection, Deploying(name, config, _why(comment, name)), by, None, seen, command)


def rollback(
    connection: sqlite3.Connection,
    name: str,
    by: str,
    comment: str,
    to: int | None = None,
    seen: int | None = None,
    *,
    command: str = "",
) -> Deployment:
    """Deploy once more what an endpoint had before, or what its deployment `to` was; the new deployment.

    Rolling back twice goes two back. `seen` as in `deploy`. Raises as `deploy`, and `UsageError` where there is nothing to go back to.
    """
    found = deployed.endpoint(connection, name)
    if to is None and found.deleted:
        raise UsageError(
            f"endpoint {name} was deleted: there is nothing to go back from",
            f"name the deployment: nbpipe endpoints rollback {name} --to {_last(found)}",
            code="rollback",
        )
    target = before(found) if to is None else deployed.deployment(connection, name, to)
    if target is None or target.config is None:
        known = ", ".join(str(item.number) for item in found.deployments[-20:] if item.config is not None)
        message = (
            f"endpoint {name} had nothing else before" if to is None else f"{name} has no deployment {to}"
        )
        if target is not None:
            message = f"deployment {to} of {name} deleted it"
        raise UsageError(message, f"there is {known}: nbpipe endpoints show {name}", code="rollback")
    if target.config == found.current.config:
        raise UsageError(
            f"deployment {target.number} of {name} is what it has already: {target.config.reference}",
            f"its history: nbpipe endpoints show {name}",
            code="same-deployment",
        )
    asked = Deploying(name, target.config, _why(comment, name))
    return _deploy(connection, asked, by, target.number, seen, command)


def delete(
    connection: sqlite3.Connection,
    name: str,
    by: str,
    comment: str,
    seen: int | None = None,
    *,
    command: str = "",
) -> Deployment:
    """Say that nothing is deployed under a name any more; its history stays. `seen` as in `deploy`.

    Raises `NotFoundError` where nothing is, `UsageError` where there is no comment, `PolicyError` where a policy names
    who deploys, and not this person.
    """
    there = deployed.current(connection, name)
    why = _why(comment, name)

    def judge() -> None:
        _unchanged(connection, name, seen)
        for variant in there.config.variants if there is not None and there.config is not None else ():
            applied = registry.policy(connection, variant.group)
            found = list(rules.deployer(applied, by))
            against.extend((variant, problem, applied.source) for problem in found)
        _refuse(f"endpoint {name} cannot be deleted by {by}", against)

    with _recorded(connection, by, f"delete endpoint {name}", command) as against:
        return Writer(connection).delete_endpoint(name, by, why, command=command, judge=judge)


def before(found: Endpoint) -> Deployment | None:
    """The deployment that an endpoint had before the one it has; what was rolled back from does not count.

    >>> from nbpipe.model import DeploymentAction as Did
    >>> def at(number, name, restores=None):
    ...     config = EndpointConfig(name, (Variant("all", "churn", 1),), 1)
    ...     return Deployment("churn", number, Did.UPDATE, config, "ada", "", restores=restores)
    >>> history = at(1, "a"), at(2, "b"), at(3, "c"), at(4, "b", restores=2)
    >>> before(Endpoint("churn", history[:3])).number, before(Endpoint("churn", history)).number
    (2, 1)
    """
    by_number = {item.number: item for item in found.deployments}
    here = found.current
    while here.restores is not None and here.restores in by_number:
        here = by_number[here.restores]
    earlier = [item for item in found.deployments if item.number < here.number and item.config is not None]
    return next((item for item in reversed(earlier) if item.config != found.current.config), None)


def unmet(
    connection: sqlite3.Connection, config: EndpointConfig, by: str
) -> list[tuple[Variant, Problem, str]]:
    """The rules that stand against the deployment of a configuration by somebody: by variant, with the policy's file."""
    found = []
    for variant in config.variants:
        version = registered.model_version(connection, variant.model)
        applied = registry.policy(connection, variant.group)
        against = rules.deployment(applied, registry.candidate(connection, version), by)
        found += [(variant, problem, applied.source) for problem in against]
    return found


@contextmanager
def judged(
    connection: sqlite3.Connection, asked: Deploying | None, by: str, command: str
) -> Iterator[Callable[[], None]]:
    """What says inside a transaction whether somebody may deploy that; what it refuses goes into the audit log."""
    if asked is None:
        yield nothing_against
        return

    def judge() -> None:
        against.extend(unmet(connection, asked.config, by))
        _refuse(f"{asked.config.reference} cannot be deployed as {asked.endpoint} by {by}", against)

    with _recorded(connection, by, f"deploy as {asked.endpoint}", command) as against:
        yield judge


def to_listing(found: list[Endpoint]) -> dict[str, Any]:
    """What `nbpipe endpoints --json` prints.

    >>> to_listing([])
    {'endpoints': []}
    """
    return {"endpoints": [to_answer(item) for item in found]}


def to_configs(found: list[EndpointConfig], users: Mapping[str, list[str]]) -> dict[str, Any]:
    """What `nbpipe endpoints configs --json` prints; `users` are the endpoints that have each of them now.

    >>> to_configs([], {})
    {'configs': []}
    """
    return {
        "configs": [
            {
                "config": item.reference,
                "variants": _variants(item),
                "endpoints": list(users.get(item.reference, ())),
                **to_json(
                    {name: getattr(item, name) for name in ("description", "by", "at", "execution", "step")}
                ),
            }
            for item in found
        ]
    }


def to_answer(found: Endpoint, *, history: bool = False) -> dict[str, Any]:
    """An endpoint as JSON, with its history if asked."""
    newest = found.current
    return {
        "name": found.name,
        "served": False,
        "deleted": found.deleted,
        **_deployment(newest),
        **({"history": [_deployment(item) for item in reversed(found.deployments)]} if history else {}),
    }


def _deployment(found: Deployment) -> dict[str, Any]:
    config = found.config
    return {
        "deployment": found.number,
        "action": str(found.action),
        "config": config.reference if config is not None else None,
        "variants": _variants(config) if config is not None else [],
        **to_json(
            {name: getattr(found, name) for name in ("by", "at", "comment", "restores", "execution", "step")}
        ),
    }


def _variants(config: EndpointConfig) -> list[dict[str, Any]]:
    return [
        {"name": item.name, "model": item.model, "share": config.share(item), "asked": item.asked}
        for item in config.variants
    ]


def _deploy(
    connection: sqlite3.Connection,
    asked: Deploying,
    by: str,
    restores: int | None,
    seen: int | None,
    command: str,
) -> Deployment:
    with judged(connection, asked, by, command) as allowed:

        def judge() -> None:
            _unchanged(connection, asked.endpoint, seen)
            allowed()

        return Writer(connection).deploy(asked, by, restores, command=command, judge=judge)


def _unchanged(connection: sqlite3.Connection, name: str, seen: int | None) -> None:
    """`UsageError` where an endpoint has a newer deployment than the one that was seen."""
    newest = deployed.newest(connection, name)
    if seen is not None and newest is not None and newest.number > seen:
        what = newest.config.reference if newest.config is not None else "deleted"
        raise UsageError(
            f"endpoint {name} was changed meanwhile: deployment {newest.number}, {what}, by {newest.by}",
            "look at it again, and decide then",
            code="stale-deployment",
        )


def _why(comment: str, name: str) -> str:
    if not comment.strip():
        raise UsageError(
            f"a change of endpoint {name} needs a comment",
            'say why, such as --comment "better on every slice"; it is kept',
            code="comment",
        )
    return comment.strip()


def _last(found: Endpoint) -> int:
    return next(item.number for item in reversed(found.deployments) if item.config is not None)


Against = list[tuple[Variant, Problem, str]]


def _refuse(what: str, against: Against) -> None:
    """`PolicyError` where there is something against it."""
    if not against:
        return
    said = [
        (variant, problem, source or "the policy that holds without a file")
        for variant, problem, source in against
    ]
    problems = [
        replace(problem, message=f"{what}: {variant.model}: {problem.message} ({source})")
        for variant, problem, source in said
    ]
    whole = "; ".join(f"{variant.model}: {problem.message} ({source})" for variant, problem, source in said)
    raise PolicyError(f"{what}: {whole}", problems=problems)


@contextmanager
def _recorded(connection: sqlite3.Connection, by: str, asked: str, command: str) -> Iterator[Against]:
    """What a policy refuses inside goes into the audit log, at each version, once its own transaction is undone."""
    against: Against = []
    try:
        yield against
    except PolicyError:
        versions = dict.fromkeys((variant.group, variant.version) for variant, *_ in against)
        for group, version in versions:
            said = [
                problem.message
                for variant, problem, _ in against
                if (variant.group, variant.version) == (group, version)
            ]
            Writer(connection).refuse(group, version, by, asked, said, command=command)
        raise
