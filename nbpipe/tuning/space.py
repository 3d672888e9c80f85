"""The space of a search: one dimension a parameter, written `name=int(2,8)`, `name=float(0.01,0.3,log)`, `name=choice(a,b)`."""

from __future__ import annotations

import ast
import keyword
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

GRAMMAR = (
    "NAME=int(LOW,HIGH[,step=N|log]), NAME=float(LOW,HIGH[,step=X|log]) or NAME=choice(A,B,…), "
    "such as max_depth=int(2,8)"
)
_WRITTEN = re.compile(r"\s*([^=\s]+)\s*=\s*(\w+)\s*\((.*)\)\s*", re.DOTALL)
# One choice with the comma after it: a text in quotes, or a word without commas and brackets.
_CHOICE = re.compile(
    r"""\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[^\s,"'()\[\]{}][^,()\[\]{}]*?)\s*(?:(,)|$)""", re.DOTALL
)


@dataclass(frozen=True)
class Dimension:
    """One parameter: `int` and `float` between `low` and `high`, both included, or one of `choices`."""

    name: str
    kind: str
    low: float = 0
    high: float = 0
    step: float | None = None
    log: bool = False
    choices: tuple[Any, ...] = ()

    @property
    def middle(self) -> Any:
        """A value for trying the code by hand: the middle, or the first choice."""
        if self.kind == "choice":
            return self.choices[0]
        found = math.sqrt(self.low * self.high) if self.log else (self.low + self.high) / 2
        if self.step is not None:
            found = self.low + round((found - self.low) / self.step) * self.step
        return round(found) if self.kind == "int" else found

    def holds(self, value: Any) -> bool:
        """Whether the search may come to this value.

        >>> parse("a=int(1,9,step=2)").holds(3), parse("a=int(1,9,step=2)").holds(4), parse("a=choice(x,y)").holds("z")
        (True, False, False)
        """
        if self.kind == "choice":
            return any(type(item) is type(value) and item == value for item in self.choices)
        if isinstance(value, bool) or not isinstance(value, int if self.kind == "int" else int | float):
            return False
        steps = 0.0 if self.step is None else (value - self.low) / self.step
        return self.low <= value <= self.high and abs(steps - round(steps)) < 1e-9

    def count(self, points: int = 5) -> int:
        """How many values a grid has, at most; see `grid`.

        >>> parse("a=int(1,1000000000)").count(), parse("a=float(0,1,step=0.5)").count(), parse("a=float(0,1)").count()
        (1000000000, 3, 5)
        """
        if self.kind == "choice":
            return len(self.choices)
        step = self._step
        return points if step is None else int((self.high - self.low) / step + 1e-9) + 1

    @property
    def _step(self) -> float | None:
        return self.step or (1 if self.kind == "int" and not self.log else None)

    def grid(self, points: int = 5) -> list[Any]:
        """All values, or for a float without steps so many of them, evenly spaced."""
        if self.kind == "choice":
            return list(self.choices)
        step = self._step
        if step is not None:
            found = [self.low + number * step for number in range(self.count(points))]
        else:
            low, high = (math.log(self.low), math.log(self.high)) if self.log else (self.low, self.high)
            found = [low + (high - low) * number / (points - 1) for number in range(points)]
            found = [math.exp(value) for value in found] if self.log else found
        return list(dict.fromkeys(round(value) for value in found)) if self.kind == "int" else found


def parse(text: str) -> Dimension:
    """One dimension; `ValueError` says what is wrong with it.

    >>> parse("eta=float(0.01,0.3,log)")
    Dimension(name='eta', kind='float', low=0.01, high=0.3, step=None, log=True, choices=())
    >>> parse("booster=choice(gbtree,dart)").choices
    ('gbtree', 'dart')
    """
    found = _WRITTEN.fullmatch(text)
    if found is None:
        raise ValueError(f"{text!r} is no search space")
    name, kind, inside = found[1], found[2], found[3]
    if not name.isidentifier() or keyword.iskeyword(name):
        raise ValueError(f"{name!r} is not a variable's name")
    if kind == "choice":
        choices = tuple(_choices(name, inside))
        if len(choices) < 2 or len(set(map(repr, choices))) < len(choices):
            raise ValueError(f"{name} needs two different choices or more")
        return Dimension(name, kind, choices=choices)
    words = [word.strip() for word in inside.split(",")] if inside.strip() else []
    if kind not in ("int", "float"):
        raise ValueError(f"{kind} is no kind of search: int, float or choice")
    if len(words) not in (2, 3):
        raise ValueError(f"{name}={kind}({inside}) has no lowest and highest value")
    low, high = (_number(name, kind, word) for word in words[:2])
    if not low < high:
        raise ValueError(f"{name} goes from {words[0]} to {words[1]}: the first has to be smaller")
    last = words[2] if len(words) == 3 else ""
    log, step = last == "log", None
    if last.startswith("step="):
        step = _number(name, kind, last.removeprefix("step="))
        if step <= 0:
            raise ValueError(f"the step of {name} is not above 0")
    elif len(words) == 3 and not log:
        raise ValueError(f"{last!r} is neither log nor step=…")
    if log and low <= 0:
        raise ValueError(f"{name} is searched on a log scale, which begins above 0")
    return Dimension(name, kind, low, high, step, log)


def _choices(name: str, inside: str) -> Iterator[Any]:
    at, more = 0, bool(inside.strip())
    while more:
        found = _CHOICE.match(inside, at)
        if found is None:
            rest = inside[at:].strip()
            raise ValueError(
                f"{rest!r} is no choice for {name}: a number, True, False, None, or a text, in quotes where it holds"
                " commas or brackets"
            )
        yield _value(found[1])
        at, more = found.end(), found[2] is not None


def _number(name: str, kind: str, word: str) -> float:
    try:
        number = int(word) if kind == "int" else float(word)
    except ValueError:
        what = "a whole number" if kind == "int" else "a number"
        raise ValueError(f"{word!r} is not {what}, for {name}") from None
    if not math.isfinite(number):
        raise ValueError(f"{word} is no number to search up to, for {name}")
    return number


def _value(word: str) -> Any:
    """A number, True, False, None or a text in quotes as Python reads it; any other word as a text."""
    try:
        found = ast.literal_eval(word)
    except (ValueError, SyntaxError):
        return word
    return found if isinstance(found, str | int | float | bool | type(None)) else word
