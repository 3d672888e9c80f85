"""A policy in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from nbpipe.policy import DeploymentRules, Policy
from nbpipe.policy.rules import step_type, wanted


def rules(applied: Policy) -> list[tuple[str, str]]:
    """The rules in words.

    >>> dict(rules(Policy(four_eyes=True)))["four eyes"]
    'who registered a version does not approve it'
    """

    def people(names: tuple[str, ...] | None) -> str:
        return "anybody" if names is None else ", ".join(names) or "nobody"

    found = [("approved by", people(applied.approvers))]
    if applied.four_eyes:
        found.append(("four eyes", "who registered a version does not approve it"))
    found.append(("comment", "needed" if applied.comment else "not needed"))
    found += [("metric", f"{name} {wanted(bounds)}") for name, bounds in applied.metrics.items()]
    found += [("present", _present(name)) for name in applied.requires]
    found += [
        ("champion", f"{name} {'above' if better == 'max' else 'below'} that of @champion")
        for name, better in applied.beats_champion.items()
    ]
    found.append(("moved by", people(applied.movers)))
    for stage in applied.stages:
        after = ", ".join(applied.transitions.get(stage, ())) or "the end"
        note = ", approved versions only" if stage in applied.approved_stages else ""
        found.append(("stage", f"{stage} → {after}{note}"))
    found += _deployment(applied.deployment, people)
    return found


def _deployment(
    rules: DeploymentRules, people: Callable[[tuple[str, ...] | None], str]
) -> Iterator[tuple[str, str]]:
    yield "deployed by", people(rules.deployers)
    of_status = " or ".join(rules.status) or "no"
    of_stage = f", in {' or '.join(rules.stages)}" if rules.stages is not None else ""
    yield "deployed", f"{of_status} versions{of_stage}"
    if rules.four_eyes:
        yield "deployed", "who approved a version does not deploy it"
    yield from (("deployed", f"{name} {wanted(bounds)}") for name, bounds in rules.metrics.items())
    yield from (("deployed", f"with {_present(name)}") for name in rules.requires)


def _present(name: str) -> str:
    kind = step_type(name)
    return f"a {kind} step about it" if kind else name
