"""Whether a version meets a policy, and of each rule that it does not meet, what to do."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from nbpipe.errors import Problem
from nbpipe.options import nearest
from nbpipe.policy import Bounds, Policy


@dataclass(frozen=True)
class Candidate:
    """The facts about a version that rules are about.

    `present` are the outputs of the execution that made it, as `variable` and as `step.variable`, and as `type:TYPE` the types
    of steps of it that are about this version, where the policy requires such; `champion` is name
    and metrics of the group's champion where it has one. `status` and `stage` are those that it is in.
    """

    name: str
    registered_by: str | None
    metrics: Mapping[str, Any] = field(default_factory=dict)
    present: frozenset[str] = frozenset()
    champion: tuple[str, Mapping[str, Any]] | None = None
    approved: bool = False
    status: str = ""
    stage: str = ""
    approved_by: str | None = None


def approval(policy: Policy, version: Candidate, by: str) -> list[Problem]:
    """What stands against the approval of a version by somebody."""
    return [*who(policy, by), *four_eyes(policy, version, by), *checks(policy, version)]


def rejection(policy: Policy, by: str) -> list[Problem]:
    """What stands against a rejection by somebody."""
    return list(who(policy, by))


def move(policy: Policy, version: Candidate, before: str, stage: str, by: str) -> list[Problem]:
    """What stands against moving a version from the stage `before` to `stage`, one that the policy has."""
    found = list(mover(policy, by))
    follows = policy.transitions.get(before, ())
    if before in policy.stages and stage not in follows:
        after = f"from {before} it goes to {' or '.join(follows)}" if follows else f"{before} is the end"
        found.append(_unmet("transition", f"{stage} does not follow {before}", after))
    if stage in policy.approved_stages:
        if not version.approved:
            hint = f'approve it first: nbpipe models approve {version.name} --comment "…"'
            found.append(_unmet("approved", f"{stage} is for approved versions", hint))
        found += checks(policy, version)
    return found


def deployment(policy: Policy, version: Candidate, by: str) -> list[Problem]:
    """What stands against the deployment of a version by somebody. It need not beat the champion: it may be that."""
    rules = policy.deployment
    found = list(deployer(policy, by))
    if version.status not in rules.status:
        wanted = " or ".join(rules.status) or "nothing that a version can be"
        hint = f'approve it first: nbpipe models approve {version.name} --comment "…"'
        if version.status == "Rejected":
            hint = "a rejection is final: register a new version and approve that one"
        found.append(_unmet("status", f"it is {version.status}, not {wanted}", hint))
    if rules.stages is not None and version.stage not in rules.stages:
        wanted = " or ".join(rules.stages) or "a stage that there is"
        hint = f'move it first: nbpipe models stage {version.name} {" or ".join(rules.stages)} --comment "…"'
        found.append(_unmet("stage", f"it is in the stage {version.stage}, not in {wanted}", hint))
    if rules.four_eyes and version.approved_by == by:
        message = f"four eyes: {by} approved {version.name}, so somebody else deploys it"
        others = tuple(name for name in rules.deployers or () if name != by)
        found.append(
            _unmet("four-eyes", message, _ask(others) if others else "ask somebody else to deploy it")
        )
    found += [*measured(policy.metrics, version), *measured(rules.metrics, version)]
    found += made((*policy.requires, *rules.requires), version)
    return found


def deployer(policy: Policy, by: str) -> Iterator[Problem]:
    """Whether somebody may deploy, and take away what is deployed."""
    deployers = policy.deployment.deployers
    if deployers is not None and by not in deployers:
        message = f"{by} may not deploy its versions, nor take them away"
        yield _unmet("deployer", message, _ask(deployers))


def mover(policy: Policy, by: str) -> Iterator[Problem]:
    """Whether somebody may change stages and aliases, and delete."""
    if policy.movers is not None and by not in policy.movers:
        yield _unmet(
            "mover",
            f"{by} may not change the stage or the aliases of its versions, nor delete them",
            _ask(policy.movers),
        )


def who(policy: Policy, by: str) -> Iterator[Problem]:
    """Whether somebody may decide."""
    if policy.approvers is not None and by not in policy.approvers:
        yield _unmet("approver", f"{by} may not decide about its versions", _ask(policy.approvers))


def four_eyes(policy: Policy, version: Candidate, by: str) -> Iterator[Problem]:
    """Whether somebody else registered the version."""
    if not policy.four_eyes:
        return
    others = [name for name in policy.approvers or () if name != version.registered_by]
    hint = _ask(tuple(others)) if others else "ask somebody else to approve it"
    if version.registered_by is None:
        yield _unmet(
            "four-eyes", f"four eyes: who registered {version.name} is not known", "register it again"
        )
    elif version.registered_by == by:
        yield _unmet(
            "four-eyes", f"four eyes: {by} registered {version.name}, so somebody else approves it", hint
        )


def checks(policy: Policy, version: Candidate) -> Iterator[Problem]:
    """What the version itself does not meet."""
    yield from measured(policy.metrics, version)
    yield from made(policy.requires, version)
    if version.champion is not None and version.champion[0] != version.name:
        yield from _against(policy, version, *version.champion)


def measured(metrics: Mapping[str, Bounds], version: Candidate) -> Iterator[Problem]:
    """Metrics of the version that are missing, or not within their bounds."""
    for name, bounds in metrics.items():
        value = number(version.metrics, name)
        if value is None:
            yield _unmet(
                "metric", f"it has no metric {name} that is a number", _measure(version.metrics, name)
            )
        elif not within(value, bounds):
            yield _unmet(
                "metric",
                f"{name} is {value:.6g}, not {wanted(bounds)}",
                "train a better one, and register that",
            )


def made(requires: tuple[str, ...], version: Candidate) -> Iterator[Problem]:
    """Outputs that the execution that made the version does not have, and checks that it did not make."""
    for name in dict.fromkeys(requires):
        if name in version.present:
            continue
        if kind := step_type(name):
            yield _unmet(
                "requires",
                f"no {kind} step looked at what it was made from, or at what was made with it",
                f"add one to the notebook that makes it, above its Register step: %%step check --type {kind} …",
            )
        else:
            hint = (
                nearest(name, version.present)
                or "add a step that makes it: its execution must keep it (--out)"
            )
            yield _unmet("requires", f"the execution that made it has no {name}", hint)


def step_type(name: str) -> str:
    """The type of step that `requires` names; nothing where it names an output.

    >>> step_type("type:ClarifyCheck"), step_type("bias_report")
    ('ClarifyCheck', '')
    """
    return name.removeprefix("type:") if name.startswith("type:") else ""


def _against(
    policy: Policy, version: Candidate, champion: str, metrics: Mapping[str, Any]
) -> Iterator[Problem]:
    for name, better in policy.beats_champion.items():
        own, other = number(version.metrics, name), number(metrics, name)
        if own is None:
            yield _unmet(
                "champion", f"it has no metric {name} that is a number", _measure(version.metrics, name)
            )
        elif other is None:
            yield _unmet(
                "champion",
                f"the champion {champion} has no metric {name} that is a number, to compare with",
                "give @champion to a version that has it",
            )
        elif not (own > other if better == "max" else own < other):
            than = "above" if better == "max" else "below"
            yield _unmet(
                "champion",
                f"{name} is {own:.6g}, not {than} the {other:.6g} of the champion {champion}",
                "train a better one, and register that",
            )


def number(metrics: Mapping[str, Any], name: str) -> float | None:
    """A metric by its name, a nested one by its path; None where it is not there or no finite number.

    >>> number({"auc": 0.8, "by": {"sex": {"di": 0.9}}}, "by.sex.di")
    0.9
    >>> number({"auc": float("inf")}, "auc") is None
    True
    """
    value: Any = metrics.get(name)
    if name not in metrics:
        value = metrics
        for part in name.split("."):
            value = value.get(part) if isinstance(value, Mapping) else None
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if is_number and math.isfinite(value) else None


def within(value: float, bounds: Bounds) -> bool:
    """Whether a value lies within bounds."""
    return (bounds.at_least is None or value >= bounds.at_least) and (
        bounds.at_most is None or value <= bounds.at_most
    )


def wanted(bounds: Bounds) -> str:
    """Bounds in words.

    >>> wanted(Bounds(0.8, 1.25))
    'at least 0.8 and at most 1.25'
    """
    ends = (("at least", bounds.at_least), ("at most", bounds.at_most))
    return " and ".join(f"{word} {end:.6g}" for word, end in ends if end is not None)


def _measure(metrics: Mapping[str, Any], name: str) -> str:
    return nearest(name, metrics) or f"put {name} into the dict that the Register step's --metrics names"


def _ask(names: tuple[str, ...]) -> str:
    return f"ask {' or '.join(names)}" if names else "nobody may: name somebody in the policy"


def _unmet(rule: str, message: str, hint: str) -> Problem:
    return Problem(f"policy-{rule}", message, hint)
