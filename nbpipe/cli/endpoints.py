"""`nbpipe endpoints`, `endpoints show`, `configs`, `deploy`, `rollback` and `delete`."""

from __future__ import annotations

import sys
from argparse import Namespace
from datetime import UTC, datetime

from nbpipe import endpoints as deployments
from nbpipe import registry
from nbpipe.cli import answers, audit, listing, store, terminal
from nbpipe.cli.terminal import Line, Span
from nbpipe.model import Approval, Deployment, Endpoint, EndpointConfig
from nbpipe.store import deployed, queries

_WORDS = {"create": "created", "update": "updated", "rollback": "rolled back", "delete": "deleted"}


def endpoints(asked: Namespace) -> int:
    """List endpoints with what is deployed there."""
    found: list[Endpoint] = []
    if not store.is_missing(asked):
        with store.reading(asked) as connection:
            if asked.endpoint:
                newest = deployments.endpoint(connection, asked.endpoint).current
                found = [Endpoint(newest.endpoint, (newest,))]
            else:
                found = deployed.endpoints(connection, deleted=asked.all)
    if asked.json:
        answers.show(deployments.to_listing(found))
        return 0
    if not found:
        hint = "Deploy a model: %%step deploy --type Endpoint --name NAME --config EndpointConfig-step"
        terminal.show([[("There are no endpoints yet.", "")], [(hint, "")]], sys.stdout)
        return 0
    now = datetime.now(UTC)
    rows: list[list[Span]] = [
        [
            (item.name, "strong"),
            (_variants(item.current), "bad" if item.deleted else ""),
            (f"{item.current.number}", "calm"),
            (item.current.config.reference if item.current.config is not None else "", "calm"),
            (listing.ago(item.current.at, now), ""),
            (item.current.by, ""),
        ]
        for item in found
    ]
    head = ("endpoint", "variants", "deployment", "config", "since", "by")
    lines = listing.table(head, rows, terminal.width(sys.stdout))
    terminal.show([*lines, [(_NOT_SERVED, "calm")]], sys.stdout)
    return 0


_NOT_SERVED = f"endpoints are {deployments.NOT_SERVED}: they say which versions are in use, and nothing answers requests"


def show_endpoint(asked: Namespace) -> int:
    """Show what an endpoint has, and every deployment."""
    with store.reading(asked) as connection, queries.snapshot(connection):
        found = deployments.endpoint(connection, asked.endpoint)
        newest = found.current
        variants = newest.config.variants if newest.config is not None else ()
        versions = [registry.resolve(connection, item.model, deleted=True) for item in variants]
    if asked.json:
        answers.show(deployments.to_answer(found, history=True))
        return 0
    now = datetime.now(UTC)
    lines: list[Line] = [[(found.name, "strong"), (f"  {deployments.NOT_SERVED}", "calm")]]
    if newest.config is None:
        lines.append([(f"deleted {listing.ago(newest.at, now)} by {newest.by}", "bad")])
    for variant, version in zip(variants, versions, strict=True):
        assert newest.config is not None
        asked_as = f"  as {variant.asked}" if variant.asked not in ("", variant.model) else ""
        status = terminal.approval(version.status)
        changed = "  since it was deployed" if version.status is Approval.REJECTED else ""
        lines.append(
            [
                (f"  {variant.name:<16} {100 * newest.config.share(variant):>5.3g} %  ", ""),
                (variant.model, "strong"),
                ("  ", ""),
                status,
                (f"{changed}{asked_as}", "calm"),
            ]
        )
    lines.append([("history", "strong")])
    lines += [_told(item, now) for item in reversed(found.deployments)]
    terminal.show(lines, sys.stdout)
    return 0


def configs(asked: Namespace) -> int:
    """List endpoint configurations, with the endpoints that have each."""
    found: list[EndpointConfig] = []
    users: dict[str, list[str]] = {}
    if not store.is_missing(asked):
        with store.reading(asked) as connection, queries.snapshot(connection):
            found, users = deployed.configs(connection, asked.limit), deployed.users(connection)
    if asked.json:
        answers.show(deployments.to_configs(found, users))
        return 0
    if not found:
        hint = "Make one: %%step canary --type EndpointConfig --variant blue=churn@champion"
        terminal.show([[("There are no endpoint configurations yet.", "")], [(hint, "")]], sys.stdout)
        return 0
    now = datetime.now(UTC)
    rows: list[list[Span]] = [
        [
            (item.reference, "strong"),
            (item.words, ""),
            (", ".join(users.get(item.reference, ())), "calm"),
            (listing.ago(item.at, now), ""),
            (item.by or "", ""),
            (item.description, ""),
        ]
        for item in found
    ]
    head = ("config", "variants", "deployed as", "made", "by", "description")
    terminal.show(listing.table(head, rows, terminal.width(sys.stdout)), sys.stdout)
    return 0


def change(asked: Namespace) -> int:
    """Deploy a configuration, roll back, or delete an endpoint, with a comment."""
    by, command = store.settings(asked).user, audit.command(asked)
    with store.reading(asked) as connection:
        match asked.command:
            case "endpoints deploy":
                made = deployments.deploy(
                    connection, asked.endpoint, asked.config, by, asked.comment, command=command
                )
            case "endpoints rollback":
                made = deployments.rollback(
                    connection, asked.endpoint, by, asked.comment, asked.to, command=command
                )
            case _:
                made = deployments.delete(connection, asked.endpoint, by, asked.comment, command=command)
        found = Endpoint(made.endpoint, (made,))
    if asked.json:
        answers.show(deployments.to_answer(found))
        return 0
    said = "  its history stays" if made.config is None else f"  {deployments.NOT_SERVED}"
    terminal.show(
        [[(made.endpoint, "strong"), ("  ", ""), *_told(made, datetime.now(UTC)), (said, "calm")]], sys.stdout
    )
    return 0


def _variants(found: Deployment) -> str:
    return found.config.words if found.config is not None else "deleted"


def _told(found: Deployment, now: datetime) -> list[Span]:
    """A deployment in one line."""
    back = f" to {found.restores}" if found.restores is not None else ""
    made = f", step {found.step} of {found.execution}" if found.execution is not None else ""
    comment = f": {terminal.clean(' '.join(found.comment.split()))}" if found.comment else ""
    config = f"  {found.config.reference}  {found.config.words}" if found.config is not None else ""
    return [
        (f"  {found.number:>3} ", "calm"),
        (f"{_WORDS[found.action]}{back}", "bad" if found.config is None else "busy"),
        (config, ""),
        (f"  {listing.ago(found.at, now)} by {found.by}{made}{comment}", ""),
    ]
