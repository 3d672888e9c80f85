"""What is known at one point of the walk, and what is left of it where two ways meet."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from nbpipe.dataflow.flow import NONE, Function, Origins, merged


@dataclass
class State:
    """`bound[name]` is true where the name is surely bound here; names that are not in it hold what they held before."""

    bound: dict[str, bool] = field(default_factory=dict)
    deleted: set[str] = field(default_factory=set)
    origins: dict[str, Origins] = field(default_factory=dict)
    functions: dict[str, Function | None] = field(default_factory=dict)
    reachable: bool = True

    def copy(self) -> State:
        return State(
            dict(self.bound), set(self.deleted), dict(self.origins), dict(self.functions), self.reachable
        )

    def held(self, name: str) -> Origins:
        """Whose objects the name may hold: its own from before, unless it was bound."""
        return self.origins.get(name, NONE if name in self.bound else frozenset({name}))

    def forget(self, name: str) -> None:
        """The name is gone."""
        self.bound.pop(name, None)
        self.origins.pop(name, None)
        self.deleted.add(name)


def joined(states: Iterable[State], outside: Callable[[str], Function | None]) -> State:
    """What holds whichever way was taken. `outside` answers what a name that a way did not touch is."""
    ways = [state for state in states if state.reachable]
    if not ways:
        return State(reachable=False)
    if len(ways) == 1:
        return ways[0]
    result = ways[0].copy()
    for other in ways[1:]:
        for name in result.bound.keys() | other.bound.keys():
            origins = result.held(name) | other.held(name)
            result.bound[name] = result.bound.get(name, False) and other.bound.get(name, False)
            result.origins[name] = origins
        for name in result.functions.keys() | other.functions.keys():
            one = result.functions[name] if name in result.functions else outside(name)
            two = other.functions[name] if name in other.functions else outside(name)
            result.functions[name] = merged(one, two)
        result.deleted &= other.deleted
    return result
