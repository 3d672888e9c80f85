"""Data as the checks need it: a pandas frame with rows and named columns, and values chosen by a text."""

from __future__ import annotations

import operator
import re
from collections.abc import Iterable, Mapping
from typing import Any

from nbpipe.errors import UsageError
from nbpipe.options import nearest

_THRESHOLD = re.compile(r"(>=|<=|>|<)\s*(-?[0-9.]+(?:[eE][+-]?[0-9]+)?)")
_COMPARE = {">": operator.gt, ">=": operator.ge, "<": operator.lt, "<=": operator.le}


def frame(value: Any, name: str) -> Any:
    """The value as a pandas frame; polars frames become one. `UsageError` where it is none, is empty or has two
    columns of one name.
    """
    import pandas as pd

    if not isinstance(value, pd.DataFrame) and hasattr(value, "to_pandas") and hasattr(value, "columns"):
        value = value.to_pandas()
    if not isinstance(value, pd.DataFrame):
        kind = type(value).__name__
        raise UsageError(f"{name} is a {kind}, not a frame", f"make it one: {name} = pd.DataFrame({name})")
    if value.empty:
        lacks = "rows" if len(value.columns) else "columns"
        raise UsageError(
            f"{name} has no {lacks}", "look at the step that makes it: a filter may take everything"
        )
    names = [str(column) for column in value.columns]
    twice = sorted({column for column in names if names.count(column) > 1})
    if twice:
        raise UsageError(f"{name} has two columns named {twice[0]}", "rename one of them")
    return value.set_axis(names, axis=1)


def column(data: Any, name: str, flag: str, table: str) -> Any:
    """A column of a frame; `UsageError` with the nearest name where there is none."""
    if name not in data.columns:
        hint = nearest(name, data.columns) or f"it has {some(data.columns)}"
        raise UsageError(f"{flag} names {name}, which is no column of {table}", hint)
    return data[name]


def column_or_variable(data: Any, variables: Mapping[str, Any], name: str, flag: str, table: str) -> Any:
    """A column of the frame, or else a variable with one value for each of its rows, as a series with its index."""
    import pandas as pd

    if name in data.columns:
        return data[name]
    if name not in variables:
        hint = nearest(name, data.columns) or f"its columns are {some(data.columns)}"
        raise UsageError(f"{flag} names {name}, which is neither a column of {table} nor a variable", hint)
    value = variables[name]
    if isinstance(value, pd.DataFrame):
        if len(value.columns) != 1:
            raise UsageError(f"{name} has {len(value.columns)} columns", f"choose one: {name} = {name}[…]")
        value = value.iloc[:, 0]
    if not hasattr(value, "__len__") or isinstance(value, str | bytes | dict):
        raise UsageError(
            f"{name} is a {type(value).__name__}, not a series or an array",
            f"one value for each row of {table}",
        )
    if len(value) != len(data):
        raise UsageError(
            f"{name} has {len(value)} values and {table} {len(data)} rows", f"predict for the rows of {table}"
        )
    if isinstance(value, pd.Series) and not value.index.equals(data.index):
        if value.index.is_unique and set(value.index) == set(data.index):
            return value.reindex(data.index)  # the same rows in another order
        if not isinstance(value.index, pd.RangeIndex):
            raise UsageError(
                f"the rows of {name} are not those of {table}",
                f"give it the index of {table}: index={table}.index",
            )
    return pd.Series(list(value), index=data.index, name=name)


def chosen(values: Any, text: str, flag: str) -> Any:
    """Which values a text means, as a Boolean array: `Yes`, `A,B`, or a threshold such as `>40`, `<=0.5`.

    `UsageError` where none is meant, or a threshold is for values that are no numbers.

    >>> import pandas as pd
    >>> chosen(pd.Series([18, 41, 60]), ">40", "--facet-value").tolist()
    [False, True, True]
    >>> chosen(pd.Series(["A", "B", "C"]), "A,C", "--facet-value").tolist()
    [True, False, True]
    """
    import pandas as pd

    known = distinct(values)
    if is_threshold(text, values):
        if not pd.api.types.is_numeric_dtype(values):
            message = f"{flag} {text} needs numbers, and {values.name} holds {some(known)}"
            raise UsageError(message, "name one of its values")
        found = _THRESHOLD.fullmatch(text)
        assert found is not None
        mask = _COMPARE[found[1]](values.astype(float), float(found[2])).to_numpy()
    else:
        one = any(_means(text, value) for value in known)
        words = [text] if one else [word.strip() for word in text.split(",")]
        for word in words:
            if not any(_means(word, value) for value in known):
                hint = nearest(word, [str(value) for value in known]) or f"it holds {some(known)}"
                raise UsageError(f"{flag} names {word}, and no row of {values.name} has it", hint)
        meant = [value for value in known if any(_means(word, value) for word in words)]
        mask = values.isin(meant).to_numpy()
    if not mask.any():
        raise UsageError(f"{flag} {text}: no row of {values.name} is so", f"it holds {some(known)}")
    return mask


def is_threshold(text: str, values: Any) -> bool:
    """Whether a text such as `>40` is a threshold, and not one of the values itself."""
    return _THRESHOLD.fullmatch(text) is not None and not any(
        _means(text, value) for value in distinct(values)
    )


def favorable(values: Any, text: str | None, flag: str = "--favorable") -> Any:
    """Which labels are the favorable outcome, as a Boolean array. Without a text it is 1 or True of 0 and 1."""
    known = distinct(values)
    if text is not None:
        mask = chosen(values, text, flag)
        if mask.all():
            raise UsageError(
                f"every row of {values.name} has the favorable outcome {text}", "there must be both outcomes"
            )
        return mask
    if len(known) < 2:
        raise UsageError(f"{values.name} has one value only: {some(known)}", "there must be both outcomes")
    if set(known) <= {0, 1}:
        return (values == 1).to_numpy()
    example = (
        f"for example {flag} {known[0]}"
        if len(known) <= 10
        else f'for example {flag} ">{known[len(known) // 2]}"'
    )
    raise UsageError(f"which value of {values.name} is the favorable one? It holds {some(known)}", example)


def distinct(values: Any) -> list[Any]:
    """The values that occur, each once, sorted where they can be; missing ones left out."""
    found = [item.item() if hasattr(item, "item") else item for item in values.dropna().unique()]
    try:
        return sorted(found)
    except TypeError:
        return sorted(found, key=str)


def some(values: Iterable[Any], most: int = 8) -> str:
    """The first of some values as a list for people.

    >>> some(range(20), 3)
    '0, 1, 2 and 17 more'
    """
    words = [str(value) for value in values]
    rest = len(words) - most
    return ", ".join(words[:most]) + (f" and {rest} more" if rest > 0 else "")


def _means(text: str, value: Any) -> bool:
    if str(value) == text:
        return True
    if isinstance(value, bool):
        return text.lower() == str(value).lower() or text == str(int(value))
    if isinstance(value, int | float):
        try:
            return float(text) == value
        except ValueError:
            return False
    return False
