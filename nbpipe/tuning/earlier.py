"""What earlier searches came to, and how another begins with it: SageMaker's WarmStartConfig.

There a search takes over the trials of its parents, of the same algorithm and data (IdenticalDataAndAlgorithm), or
learns from those of another (TransferLearning). Here a trial of the parents never wins by itself: what wins was tried
in this search, so the best of theirs is tried again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from nbpipe.errors import NbpipeError
from nbpipe.tuning.study import Start

MOST_TRANSFERRED = 5


@dataclass(frozen=True)
class Search:
    """What is searched: the objective (`max:auc`), digests of the code and of its inputs by name."""

    objective: str
    code: str
    data: Mapping[str, str]


def record(search: Search, trials: Sequence[tuple[Mapping[str, Any], float | None]]) -> dict[str, Any]:
    """The search as JSON, for those that begin with it; a trial without a value is left out."""
    return {
        "objective": search.objective,
        "code": search.code,
        "data": dict(search.data),
        "trials": [
            {"parameters": dict(values), "value": value} for values, value in trials if value is not None
        ],
    }


def start(search: Search, parents: Sequence[Mapping[str, Any]], *, transfer: bool, trials: int) -> Start:
    """How a search of so many trials begins with its parents (each as `record` gave it).

    Of the same code and data: their best is tried first, and the search knows all others. With `transfer` their
    best few are tried first, and nothing else is known of them: on other data a value says little. `NbpipeError` where
    the parents had another objective, or without `transfer` other code or data.
    """
    found: list[tuple[Mapping[str, Any], float]] = []
    for parent in parents:
        _refuse(search, parent, transfer)
        found += [(item["parameters"], item["value"]) for item in parent["trials"]]
    if not found:
        return Start()
    found.sort(key=lambda item: item[1], reverse=search.objective.startswith("max"))
    distinct: list[Mapping[str, Any]] = []
    for values, _ in found:
        if values not in distinct:
            distinct.append(values)
    if transfer:
        return Start(first=distinct[: min(MOST_TRANSFERRED, (trials + 1) // 2)])
    return Start(first=distinct[:1], known=[item for item in found if item[0] != distinct[0]])


def _refuse(search: Search, parent: Mapping[str, Any], transfer: bool) -> None:
    if parent["objective"] != search.objective:
        raise NbpipeError(
            f"the earlier search was for {parent['objective']}, this one is for {search.objective}",
            "leave --warm-start out, or search for the same",
        )
    if transfer:
        return
    changed = [name for name in search.data if parent["data"].get(name) != search.data[name]]
    if search.code != parent["code"]:
        changed.insert(0, "its code")
    if changed:
        raise NbpipeError(
            f"the earlier search had other values: {', '.join(changed)} changed since then",
            "--transfer takes from it what to try first, and no more",
        )
