"""What a group's models must meet: who may approve, what is checked, which stages there are and which follow which.

`file` reads `nbpipe.toml`; `rules` hold a version against a `Policy` and say of each unmet rule what to do. Nothing
here knows the store: `nbpipe.registry` gathers the facts, and enforces what comes out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

STAGES = ("Development", "Staging", "Production", "Archived")
TRANSITIONS: Mapping[str, tuple[str, ...]] = {
    "Development": ("Staging", "Archived"),
    "Staging": ("Production", "Development", "Archived"),
    "Production": ("Staging", "Archived"),
    "Archived": ("Development",),
}


@dataclass(frozen=True)
class Bounds:
    """What a metric may be: `None` is no bound. Both ends belong to it."""

    at_least: float | None = None
    at_most: float | None = None


@dataclass(frozen=True)
class DeploymentRules:
    """What a version must meet to be deployed, beside the metrics and outputs that its group asks for.

    `deployers` is None where anybody may deploy, `stages` where it may be in any. A version whose approval is not among
    `status` is not deployed: so only approved ones are, unless a file says more. With `four_eyes` who approved a
    version does not deploy it.
    """

    deployers: tuple[str, ...] | None = None
    status: tuple[str, ...] = ("Approved",)
    stages: tuple[str, ...] | None = None
    four_eyes: bool = False
    metrics: Mapping[str, Bounds] = field(default_factory=dict)
    requires: tuple[str, ...] = ()


@dataclass(frozen=True)
class Policy:
    """The rules of one model group; as it stands here, those where there is no file.

    `approvers` and `movers` are None where anybody may. `beats_champion` maps a metric to `max` or `min`: which way is
    better. To enter one of `approved_stages` a version must be approved, and meet the checks again.
    """

    approvers: tuple[str, ...] | None = None
    four_eyes: bool = False
    comment: bool = True
    metrics: Mapping[str, Bounds] = field(default_factory=dict)
    requires: tuple[str, ...] = ()
    beats_champion: Mapping[str, str] = field(default_factory=dict)
    movers: tuple[str, ...] | None = None
    stages: tuple[str, ...] = STAGES
    transitions: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: TRANSITIONS)
    approved_stages: tuple[str, ...] = ("Production",)
    deployment: DeploymentRules = DeploymentRules()
    source: str = ""  # the file, empty where there is none
    digest: str | None = None  # of its text


def in_line(stages: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Transitions where only stages are given: to the next, to the one before, and to the last from everywhere.

    >>> in_line(("Dev", "Live", "Gone"))
    {'Dev': ('Live', 'Gone'), 'Live': ('Gone', 'Dev'), 'Gone': ('Live',)}
    """
    found = {}
    for index, stage in enumerate(stages):
        near = [*stages[index + 1 : index + 2], *stages[max(0, index - 1) : index], stages[-1]]
        found[stage] = tuple(dict.fromkeys(item for item in near if item != stage))
    return found
