"""Which rows of a column are facet d, the group that may be at a disadvantage."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from nbpipe.errors import UsageError
from nbpipe.tables import chosen, distinct, some

MOST_GROUPS = 20
"""A column with more values is no facet by itself: it needs a threshold."""


@dataclass(frozen=True)
class Facet:
    """`rows` is a Boolean array that is true for facet d; all others are facet a. `value` says what d is."""

    column: str
    value: str
    rows: Any


def of(values: Any, text: str | None) -> list[Facet]:
    """The facet that a text means, such as `Female` or `>40`; without one each value in turn against all others.

    `UsageError` where there is one group only, or too many.
    """
    import pandas as pd

    known = distinct(values)
    if len(known) < 2:
        what = f"one group only: {some(known)}" if known else "no value"
        raise UsageError(
            f"facet {values.name} has {what}", "bias is between groups: take another column, or more rows"
        )
    if text is not None:
        rows = chosen(values, text, "--facet-value")
        if rows.all():
            raise UsageError(
                f"--facet-value {text} is every row of {values.name}: one group only",
                f"it holds {some(known)}",
            )
        return [Facet(str(values.name), text, rows)]
    if len(known) > MOST_GROUPS:
        middle = known[len(known) // 2]
        number = pd.api.types.is_numeric_dtype(values)
        example = f'--facet-value ">{middle}"' if number else f"--facet-value {known[0]}"
        raise UsageError(f"facet {values.name} has {len(known)} values", f"say which group: {example}")
    return [Facet(str(values.name), str(value), (values == value).to_numpy()) for value in known]
