"""What surrounds the items of a Map: taking the collection apart, and putting the lists together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nbpipe.errors import NbpipeError
from nbpipe.work import Given

_MOST_SAID = 20  # failures that are named


def split(given: Given) -> Mapping[str, Any]:
    """Each item by a name of its own, in their order."""
    name, by = given.arguments["over"], given.arguments["by"]
    return {f"item_{number:06}": item for number, item in enumerate(items(name, given.value(name), by))}


def items(name: str, value: Any, by: str | None) -> list[Any]:
    """The items of a collection: of a frame, the part for each value of a column."""
    if hasattr(value, "groupby"):
        if by is None:
            raise NbpipeError(
                f"{name} is a table: which rows are an item is not said",
                "name a column, such as --by country",
            )
        if by not in value:
            raise NbpipeError(f"{name} has no column {by!r}", f"it has {', '.join(map(str, value))}"[:200])
        # A copy lies in memory as one that was saved and loaded again does: such are kept as tables, not as pickles.
        return [part.copy() for _, part in value.groupby(by, sort=True, observed=True)]
    if by is not None:
        raise NbpipeError(f"--by is for tables, and {name} is a {type(value).__name__}", "leave it out")
    if isinstance(value, str | bytes | Mapping):
        raise NbpipeError(
            f"{name} is a {type(value).__name__}, not a collection of items",
            f"make a list of it: {name} = list(...)",
        )
    try:
        return list(value)
    except TypeError:
        raise NbpipeError(
            f"{name} is a {type(value).__name__}, not a collection of items",
            f"make a list of it: {name} = [...]",
        ) from None


def join(given: Given) -> Mapping[str, Any]:
    """For each variable the list of what the items gave, with None for those that failed, of which it says why."""
    keys, failed = given.arguments["keys"], given.arguments.get("failed", {})
    if failed:
        print(f"{len(failed)} of {len(keys)} items failed; the lists have None for them.")
        for key, why in [*failed.items()][:_MOST_SAID]:
            print(f"  item {key}: {why}")
        if len(failed) > _MOST_SAID:
            print("  …")
    return {name: [given.loaded.get(f"{key}.{name}") for key in keys] for name in given.arguments["names"]}
