"""Each rule about approval by itself: what it says, and what of it a version does not meet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from nbpipe.errors import Problem
from nbpipe.policy import Policy, rules, words
from nbpipe.policy.rules import Candidate


@dataclass(frozen=True)
class Judged:
    """A rule: what it is `about`, its `text`, and what stands against the version; nothing where it is met."""

    about: str
    text: str
    unmet: tuple[Problem, ...] = ()


def approval(policy: Policy, version: Candidate, by: str) -> Iterator[Judged]:
    """Every rule that a version must meet for somebody to approve it.

    >>> from nbpipe.policy import Bounds
    >>> strict = Policy(four_eyes=True, metrics={"auc": Bounds(at_least=0.9)})
    >>> version = Candidate("churn:3", "ada", {"auc": 0.8})
    >>> [(rule.about, bool(rule.unmet)) for rule in approval(strict, version, "bob")]
    [('approved by', False), ('four eyes', False), ('metric', True)]
    """
    said = dict(words.rules(policy))
    yield Judged("approved by", said["approved by"], tuple(rules.who(policy, by)))
    if policy.four_eyes:
        yield Judged("four eyes", said["four eyes"], tuple(rules.four_eyes(policy, version, by)))
    for about, only in _alone(policy):
        text = dict(words.rules(only))[about]
        yield Judged(about, text, tuple(rules.checks(only, version)))


def _alone(policy: Policy) -> Iterator[tuple[str, Policy]]:
    """Each check of a policy as a policy of its own."""
    nothing = replace(policy, metrics={}, requires=(), beats_champion={})
    for name, bounds in policy.metrics.items():
        yield "metric", replace(nothing, metrics={name: bounds})
    for name in policy.requires:
        yield "present", replace(nothing, requires=(name,))
    for name, better in policy.beats_champion.items():
        yield "champion", replace(nothing, beats_champion={name: better})
