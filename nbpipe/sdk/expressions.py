"""Values that only a run knows (parameters, results of steps), and what a definition may do with them.

They can be arguments of steps, indexed and compared. A comparison is a condition for a `ConditionStep`, in SageMaker's
classes or with Python's operators: `metrics["auc"] >= threshold`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from keyword import iskeyword
from typing import Any, ClassVar, NoReturn

from nbpipe.errors import NotYetError, UsageError

# How a parameter or the result of a step is called in the notebook.
Namer = Callable[["Value"], str]

_PLAIN = (bool, int, str, bytes, complex, type(None))


class Value:
    """Something whose value only a run knows."""

    __hash__ = object.__hash__

    def __getitem__(self, key: str | int) -> Item:
        if isinstance(key, bool) or not isinstance(key, str | int):
            raise UsageError(f"{self!r} cannot be indexed with {key!r}", "index it with a text or a number")
        return Item(self, key)

    def __eq__(self, other: object) -> Condition:  # type: ignore[override]
        return ConditionEquals(self, other)

    def __ne__(self, other: object) -> Condition:  # type: ignore[override]
        return ConditionNot(ConditionEquals(self, other))

    def __lt__(self, other: Any) -> Condition:
        return ConditionLessThan(self, other)

    def __le__(self, other: Any) -> Condition:
        return ConditionLessThanOrEqualTo(self, other)

    def __gt__(self, other: Any) -> Condition:
        return ConditionGreaterThan(self, other)

    def __ge__(self, other: Any) -> Condition:
        return ConditionGreaterThanOrEqualTo(self, other)

    def __bool__(self) -> NoReturn:
        raise UsageError(f"whether {self!r} is true is known in a run only", "use a ConditionStep")

    def __iter__(self) -> NoReturn:
        raise UsageError(f"{self!r} has no items before the run", "index it, such as result[0]")

    def __len__(self) -> NoReturn:
        raise UsageError(f"{self!r} has no length before the run", "compute it in a step")

    def __contains__(self, item: object) -> NoReturn:
        raise UsageError(f"what {self!r} holds is known in a run only", "use ConditionIn in a ConditionStep")

    def __str__(self) -> str:
        raise UsageError(f"{self!r} has no text before the run", 'use Join(on=" ", values=[…])')

    def __format__(self, spec: str) -> str:
        return str(self)


@dataclass(frozen=True, eq=False, repr=False)
class Item(Value):
    """One item of a value: `metrics["auc"]`."""

    of: Value
    key: str | int

    def __repr__(self) -> str:
        return f"{self.of!r}[{self.key!r}]"


# ---- parameters -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False, repr=False)
class _Parameter(Value):
    """A typed input of the pipeline; without a default it has to be given at start."""

    name: str
    default_value: Any = None
    description: str = ""
    type: ClassVar[str] = "str"

    def __post_init__(self) -> None:
        if not isinstance(self.name, str) or not self.name.isidentifier() or iskeyword(self.name):
            raise UsageError(
                f"{self.name!r} cannot be the name of a parameter", "use letters, digits and _", code="name"
            )

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.name!r})"

    def annotation(self) -> str:
        """The type as a `%%parameters` cell writes it."""
        return self.type

    def line(self) -> str:
        """Its line in a `%%parameters` cell.

        >>> ParameterFloat("rate", 0.1, "how fast").line()
        'rate: float = 0.1  # how fast'
        """
        default = "" if self.default_value is None else f" = {literal(self.default_value)}"
        comment = f"  # {' '.join(self.description.split())}" if self.description else ""
        return f"{self.name}: {self.annotation()}{default}{comment}"


@dataclass(frozen=True, eq=False, repr=False)
class ParameterString(_Parameter):
    """A text; with `enum_values` one of these.

    >>> ParameterString("country", enum_values=["de", "fr"]).line()
    "country: Literal['de', 'fr']"
    """

    enum_values: Sequence[str] | None = field(default=None, kw_only=True)

    def annotation(self) -> str:
        return f"Literal[{', '.join(map(repr, self.enum_values))}]" if self.enum_values else "str"


@dataclass(frozen=True, eq=False, repr=False)
class ParameterInteger(_Parameter):
    """A whole number."""

    type: ClassVar[str] = "int"


@dataclass(frozen=True, eq=False, repr=False)
class ParameterFloat(_Parameter):
    """A number."""

    type: ClassVar[str] = "float"


@dataclass(frozen=True, eq=False, repr=False)
class ParameterBoolean(_Parameter):
    """True or False."""

    type: ClassVar[str] = "bool"


# ---- conditions -----------------------------------------------------------------------------------------------------


class Condition:
    """What a `ConditionStep` decides by; `&`, `|` and `~` combine conditions."""

    def operands(self) -> tuple[Any, ...]:
        """What it compares, or the conditions that it is made of."""
        raise NotImplementedError

    def text(self, name_of: Namer) -> str:
        """The expression as a Condition cell writes it."""
        raise NotImplementedError

    def __and__(self, other: Condition) -> Condition:
        return _And((self, other))

    def __or__(self, other: Condition) -> Condition:
        return ConditionOr([self, other])

    def __invert__(self) -> Condition:
        return ConditionNot(self)

    def __bool__(self) -> NoReturn:
        raise UsageError(
            "a comparison with a value of the run is not known before the run",
            "give it to a ConditionStep; combine conditions with & | ~ instead of and, or, not",
        )


@dataclass(frozen=True, eq=False)
class _Comparison(Condition):
    left: Any
    right: Any
    symbol: ClassVar[str] = "=="

    def operands(self) -> tuple[Any, ...]:
        return self.left, self.right

    def text(self, name_of: Namer) -> str:
        return f"{render(self.left, name_of)} {self.symbol} {render(self.right, name_of)}"


class ConditionEquals(_Comparison):
    """left == right"""


class ConditionGreaterThan(_Comparison):
    """left > right"""

    symbol = ">"


class ConditionGreaterThanOrEqualTo(_Comparison):
    """left >= right"""

    symbol = ">="


class ConditionLessThan(_Comparison):
    """left < right"""

    symbol = "<"


class ConditionLessThanOrEqualTo(_Comparison):
    """left <= right"""

    symbol = "<="


@dataclass(frozen=True, eq=False)
class ConditionIn(Condition):
    """value in in_values"""

    value: Any
    in_values: Any

    def operands(self) -> tuple[Any, ...]:
        return self.value, self.in_values

    def text(self, name_of: Namer) -> str:
        values = self.in_values if isinstance(self.in_values, Value) else list(self.in_values)
        return f"{render(self.value, name_of)} in {render(values, name_of)}"


@dataclass(frozen=True, eq=False)
class ConditionNot(Condition):
    """not expression"""

    expression: Condition | Value

    def operands(self) -> tuple[Any, ...]:
        return (self.expression,)

    def text(self, name_of: Namer) -> str:
        return f"not ({condition_text(self.expression, name_of)})"


@dataclass(frozen=True, eq=False)
class ConditionOr(Condition):
    """At least one of the conditions holds."""

    conditions: Sequence[Condition | Value]

    def operands(self) -> tuple[Any, ...]:
        return tuple(self.conditions)

    def text(self, name_of: Namer) -> str:
        return " or ".join(f"({condition_text(part, name_of)})" for part in self.conditions) or "False"


@dataclass(frozen=True, eq=False)
class _And(Condition):
    conditions: Sequence[Condition | Value]

    def operands(self) -> tuple[Any, ...]:
        return tuple(self.conditions)

    def text(self, name_of: Namer) -> str:
        if len(self.conditions) == 1:
            return condition_text(self.conditions[0], name_of)
        return " and ".join(f"({condition_text(part, name_of)})" for part in self.conditions) or "True"


def all_of(conditions: Condition | Value | Sequence[Condition | Value]) -> Condition:
    """One condition, or a list of which all have to hold. `UsageError` for what is no condition."""
    alone = isinstance(conditions, Condition | Value)
    parts: tuple[Any, ...] = (conditions,) if alone else tuple(conditions)  # type: ignore[arg-type]
    for part in parts:
        if not isinstance(part, Condition | Value):
            raise UsageError(
                f"{part!r} is no condition",
                "compare a result or a parameter, such as ConditionGreaterThan(metrics['auc'], threshold)",
            )
    return _And(parts)


def condition_text(condition: Condition | Value, name_of: Namer) -> str:
    """The expression; a value alone has to be True or False."""
    return condition.text(name_of) if isinstance(condition, Condition) else render(condition, name_of)


# ---- texts ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class Join:
    """A text with values in it, for messages and model cards: `Join(on=" ", values=["AUC", metrics["auc"]])`."""

    on: str = ""
    values: Sequence[Any] = ()

    def text(self, name_of: Namer) -> str:
        """The template as a cell writes it: `AUC {metrics[auc]}`."""
        return _braced(self.on).join(template(part, name_of) for part in self.values)


def template(part: str | Value | Join, name_of: Namer) -> str:
    """A part of a text: braces of a plain one are doubled, a value is filled in by the run."""
    if isinstance(part, Join):
        return part.text(name_of)
    if not isinstance(part, Value):
        return _braced(str(part))
    keys: list[str | int] = []
    inner = part
    while isinstance(inner, Item):
        keys.insert(0, inner.key)
        inner = inner.of
    for key in keys:
        if isinstance(key, str) and (not key or key.isdecimal() or set(key) & set("[]{}!:")):
            raise NotYetError(f"a text cannot show {part!r}", "return that value from a step of its own")
    return "{" + name_of(inner) + "".join(f"[{key}]" for key in keys) + "}"


def _braced(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


# ---- arguments ------------------------------------------------------------------------------------------------------


def literal(value: Any) -> str:
    """Python's text of a plain value; `UsageError` where it has none that gives it back.

    >>> literal({"rows": [1, 2.5], "never": float("inf")})
    "{'rows': [1, 2.5], 'never': float('inf')}"
    """

    def no_name(value: Value) -> str:
        raise UsageError(f"{value!r} has no value before the run")

    return render(value, no_name)


def render(value: Any, name_of: Namer) -> str:
    """Python's text of an argument: names of values of the run, and literals, nested as they are.

    Raises `UsageError` for what cannot be written: a table, an object, a list inside itself.
    """
    return _render(value, name_of, ())


def _render(value: Any, name_of: Namer, around: tuple[int, ...]) -> str:
    if isinstance(value, Item):
        return f"{_render(value.of, name_of, around)}[{value.key!r}]"
    if isinstance(value, Value):
        return name_of(value)
    if type(value) is float:
        return repr(value) if math.isfinite(value) else f"float({str(value)!r})"
    if type(value) in _PLAIN:
        return repr(value)
    if id(value) in around:
        raise UsageError("an argument holds itself", "make it in a step", code="literal")

    def inner(item: Any) -> str:
        return _render(item, name_of, (*around, id(value)))

    if type(value) is list:
        return f"[{', '.join(map(inner, value))}]"
    if type(value) is tuple:
        return f"({', '.join(map(inner, value))}{',' if len(value) == 1 else ''})"
    if type(value) in (set, frozenset):
        items = sorted(map(inner, value))  # the order of a set is another one in each process
        text = f"{{{', '.join(items)}}}" if items else "set()"
        return text if type(value) is set else f"frozenset({text})"
    if type(value) is dict:
        return "{" + ", ".join(f"{inner(key)}: {inner(item)}" for key, item in value.items()) + "}"
    raise UsageError(*_unwritable(value), code="literal")


def _unwritable(value: Any) -> tuple[str, str]:
    kind = type(value).__name__
    if isinstance(value, Condition):
        return "a comparison cannot be an argument", "compare inside the step, or in a ConditionStep"
    if hasattr(value, "__fspath__"):
        return f"a {kind} cannot be written as an argument", "pass its text: str(path)"
    if hasattr(value, "item") and getattr(value, "ndim", 0) == 0:
        return f"a NumPy {kind} cannot be written as an argument", "pass the plain number: value.item()"
    return (
        f"a {kind} cannot be written as an argument of a step",
        "pass numbers, texts, lists and dicts of them, parameters or results; load data inside a step",
    )


def values_in(value: Any) -> Iterator[Value]:
    """The parameters and results that an argument, a condition or a text refers to.

    >>> rate = ParameterFloat("rate")
    >>> list(values_in({"a": [1, rate]})), list(values_in(rate["x"] > 2))
    ([ParameterFloat('rate')], [ParameterFloat('rate')])
    """
    waiting, seen = [value], set()
    while waiting:
        part = waiting.pop()
        if isinstance(part, Item):
            waiting.append(part.of)
        elif isinstance(part, Value):
            yield part
        elif id(part) in seen:
            continue
        elif isinstance(part, Condition):
            waiting += reversed(part.operands())
        elif isinstance(part, Join):
            waiting += reversed(part.values)
        elif isinstance(part, Mapping):
            seen.add(id(part))
            waiting += reversed([*part.keys(), *part.values()])
        elif isinstance(part, list | tuple):
            seen.add(id(part))
            waiting += reversed(part)
        elif isinstance(part, set | frozenset):
            waiting += part
