"""Options of steps: one frozen dataclass a step type is the source of flags, help, JSON schema and checks."""

from __future__ import annotations

import dataclasses
import difflib
import json
import keyword
import math
import re
import types
import typing
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from nbpipe.errors import Problem

NAME = re.compile(r"[A-Za-z0-9_-]{1,64}")


def option(
    help: str,
    *,
    default: Any = None,
    metavar: str | None = None,
    flag: str | None = None,
    not_yet: bool = False,
    check: Callable[[str, Sequence[str]], object] | None = None,
    expected: str | None = None,
) -> Any:
    """A dataclass field that is an option. `not_yet` ones are understood and refused, never ignored.

    `check` is given a text and those that the same option was given before it, and raises `ValueError` where it is
    wrong; `expected` says then what to write.
    """
    about = {"help": help, "metavar": metavar, "flag": flag, "not_yet": not_yet}
    return dataclasses.field(default=default, metadata={**about, "check": check, "expected": expected})


class Names(tuple[str, ...]):
    """A list of names, written with commas and no spaces: `--after load,split`."""


class Texts(tuple[str, ...]):
    """Several texts, each after a flag of its own: `--tune "a=int(1,3)" --tune "b=int(1,3)"`."""


class Assignments(Texts):
    """What names stand for, each after a flag of its own: `--param n=rows --param 'country="DE"' --param limit`.

    A value is a variable, or JSON; a name alone stands for the variable of that name.
    """


class Name(str):
    """One name, of a model group for example."""


class Variable(str):
    """A variable of the notebook."""


class Variables(Names):
    """Variables of the notebook, written like `Names`."""


class Duration(float):
    """Seconds, written `90s`, `15m`, `6h`, `30d`, `1d12h` or ISO 8601 (`PT15M`)."""


class Count(int):
    """A whole number that is not negative."""


class Share(str):
    """A number, or so much of all: `3`, `10%`."""

    def of(self, count: int) -> int:
        """How many that is, rounded down.

        >>> Share("3").of(100), Share("10%").of(100), Share("10%").of(9)
        (3, 10, 0)
        """
        return int(count * float(self[:-1]) / 100 + 1e-9) if self.endswith("%") else int(self)


class Size(int):
    """Bytes, written `512MB`, `4GB` (powers of 1000) or `4GiB` (powers of 1024)."""


class Exceptions(Names):
    """Names of exceptions; one that Python does not know itself with its module, such as `requests.HTTPError`."""


@dataclass(frozen=True)
class StepOptions:
    """What every step takes (`--type` is read before)."""

    after: Names = option(
        "run after these steps, without taking data from them", default=Names(), metavar="a,b"
    )
    inputs: Variables | None = option(
        "exactly these inputs, instead of those found in the code", metavar="x,y", flag="in"
    )
    outputs: Variables | None = option(
        "exactly these outputs, instead of those found in the code", metavar="z", flag="out"
    )
    title: str = option("shown in the graph instead of the name", default="", metavar='"…"')
    description: str = option("shown in the graph below the title", default="", metavar='"…"')
    when: typing.Literal["succeeded", "failed", "always"] = option(
        "run after what it depends on ended so; failed and always make handlers and clean-up",
        default="succeeded",
    )
    retry: Count | None = option("after a failure try again, up to N times", metavar="N")
    retry_interval: Duration | None = option("wait before the first retry (default: 1s)", metavar="5s")
    backoff: float | None = option("each wait is this many times the one before (default: 2)", metavar="2")
    retry_within: Duration | None = option("start no retry later than this after the first try", metavar="1h")
    retry_on: Exceptions | None = option(
        "retry only after these exceptions, or deaths such as KernelDied and Timeout",
        metavar="ConnectionError,KernelDied",
    )
    timeout: Duration | None = option("stop an attempt, with its children, after this time", metavar="30m")
    no_cache: bool = option("never take the result from the cache", default=False)
    cache_for: Duration | None = option("take a cached result only if it is younger", metavar="30d")
    cpus: float | None = option("cores that the scheduler reserves (default: 1)", metavar="2")
    memory: Size | None = option("memory that the scheduler reserves", metavar="4GB")
    gpus: Count | None = option("GPUs that the scheduler reserves", metavar="1")


@dataclass(frozen=True)
class Option:
    """One flag, as derived from a field of an options dataclass."""

    flag: str
    field: str
    kind: Any
    choices: tuple[Any, ...]
    optional: bool
    default: Any
    help: str
    metavar: str | None
    not_yet: bool
    check: Callable[[str, Sequence[str]], object] | None = None
    expected: str | None = None


@cache
def options_of(cls: type) -> tuple[Option, ...]:
    """The flags of an options dataclass, in the order of its fields.

    >>> [option.flag for option in options_of(StepOptions)][:3]
    ['--after', '--in', '--out']
    """
    hints = typing.get_type_hints(cls)
    return tuple(_option(field, hints[field.name]) for field in dataclasses.fields(cls))


def _option(field: dataclasses.Field[Any], hint: Any) -> Option:
    optional = False
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        inner = [item for item in typing.get_args(hint) if item is not type(None)]
        optional, hint = True, inner[0]
    choices: tuple[Any, ...] = ()
    if typing.get_origin(hint) is typing.Literal:
        choices, hint = typing.get_args(hint), str
    meta = field.metadata
    flag = "--" + (meta.get("flag") or field.name).replace("_", "-")
    return Option(
        flag,
        field.name,
        hint,
        choices,
        optional,
        field.default,
        meta["help"],
        meta["metavar"],
        meta["not_yet"],
        meta["check"],
        meta["expected"],
    )


@dataclass(frozen=True)
class Token:
    """A word of a magic line and the column where it starts; quotes are gone from `text`."""

    text: str
    column: int


_WORD = re.compile(r"""(?:[^\s"']|"(?:\\.|[^"\\])*"|'[^']*')+""")
_PART = re.compile(r""""((?:\\.|[^"\\])*)"|'([^']*)'|([^"']+)""")


def tokenize(text: str, start: int = 0) -> tuple[list[Token], Problem | None]:
    """Words of a magic line as a shell would split them, with their columns.

    >>> [token.text for token in tokenize('train --title "a b"')[0]]
    ['train', '--title', 'a b']
    """
    tokens: list[Token] = []
    position = start
    while True:
        while position < len(text) and text[position].isspace():
            position += 1
        if position >= len(text):
            return tokens, None
        found = _WORD.match(text, position)
        if found is None or (found.end() < len(text) and not text[found.end()].isspace()):
            column = found.end() if found is not None else position
            tokens.append(Token(re.sub("[\"']", "", text[position:]), position))
            return tokens, Problem(
                "quote",
                "a quote is not closed",
                "close it, or put the text in the other kind of quotes",
                column=column,
            )
        word = "".join(
            re.sub(r"\\(.)", r"\1", part[1])
            if part[1] is not None
            else part[2]
            if part[2] is not None
            else part[3]
            for part in _PART.finditer(found.group())
        )
        tokens.append(Token(word, position))
        position = found.end()


def parse(
    tokens: Sequence[Token], classes: Iterable[type], owner: str
) -> tuple[dict[str, Any], list[Problem]]:
    """Values by field name, and everything that is wrong with the words. `owner` names whose options they are.

    >>> values, problems = parse(tokenize("--after a,b --aftr c")[0], [StepOptions], "a Processing step")
    >>> values, problems[0].hint
    ({'after': ('a', 'b')}, 'did you mean --after?')
    """
    known = {option.flag: option for cls in classes for option in options_of(cls)}
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    given: dict[str, list[str]] = {}  # what was found right, of options that check it
    position = 0
    while position < len(tokens):
        token = tokens[position]
        position += 1
        flag, equals, text = token.text.partition("=")
        if not token.text.startswith("--"):
            hint = "options start with two dashes, such as --after load"
            if token.text.startswith("-") and f"-{flag}" in known:
                hint = f"write -{flag}"
            problems.append(
                Problem("argument", f"cannot make sense of {token.text!r}", hint, column=token.column)
            )
            continue
        found = known.get(flag)
        if found is None:
            hint = nearest(flag, known) or f"it has {', '.join(sorted(known))}"
            problems.append(Problem("option", f"{owner} has no option {flag}", hint, column=token.column))
            while position < len(tokens) and not tokens[position].text.startswith("--"):
                position += 1  # its value, if it has one
            continue
        if found.field in values and not issubclass(found.kind, Texts):
            problems.append(
                Problem("option-twice", f"{flag} stands there twice", "leave one out", column=token.column)
            )
        if found.not_yet:
            message, hint = f"{flag} is not there yet", "leave it out for now"
            problems.append(Problem("not-yet", message, hint, column=token.column))
            if not equals and position < len(tokens) and not tokens[position].text.startswith("--"):
                position += 1  # its value
            continue
        if found.kind is bool:
            if equals:
                problems.append(
                    Problem("value", f"{flag} takes no value", f"write just {flag}", column=token.column)
                )
            values[found.field] = True
            continue
        if not equals:
            if position == len(tokens) or tokens[position].text.startswith("--"):
                example = (
                    f"for example {flag} {found.metavar}" if found.metavar else f"write {flag} and its value"
                )
                problems.append(Problem("value", f"{flag} needs a value", example, column=token.column))
                continue
            text, column = tokens[position].text, tokens[position].column
            position += 1
        else:
            column = token.column + len(flag) + 1
        try:
            value = convert(found, text)
            values[found.field] = (
                found.kind((*values.get(found.field, ()), *value)) if issubclass(found.kind, Texts) else value
            )
            if found.check is not None:
                found.check(text, given.setdefault(flag, []))
                given[flag].append(text)
        except ValueError as error:
            problems.append(Problem("value", f"{flag}: {error}", _expected(found), column=column))
    return values, problems


def nearest(word: str, known: Iterable[str]) -> str | None:
    """`did you mean …?` for the most similar known word, or the list of them where there are few.

    >>> nearest("trian", ["train", "load"])
    'did you mean train?'
    """
    words = sorted(known)
    close = difflib.get_close_matches(word, words, n=1, cutoff=0.6)
    if close:
        return f"did you mean {close[0]}?"
    return f"there is {', '.join(words)}" if 0 < len(words) <= 12 else None


def convert(option: Option, text: str) -> Any:
    """The value of an option from its text; `ValueError` says what is wrong with it."""
    if option.choices:
        if text not in option.choices:
            raise ValueError(f"{text!r} is not one of {', '.join(option.choices)}")
        return text
    if option.kind is Texts:
        return Texts((text,))
    if option.kind is Assignments:
        assigned((text,))
        return Assignments((text,))
    if option.kind is Exceptions:
        return Exceptions(_dotted(name) for name in text.split(","))
    if issubclass(option.kind, Names):
        word = "a variable's name" if option.kind is Variables else "a name"
        return option.kind(_names(text, Variable if option.kind is Variables else Name, word))
    if option.kind is Name:
        return _named(text, Name, "a name of letters, digits, _ and -")
    if option.kind is Variable:
        return _named(text, Variable, "a variable's name")
    if option.kind is Duration:
        return Duration(seconds(text))
    if option.kind is Size:
        return Size(size(text))
    if option.kind is Share:
        return Share(_share(text))
    if option.kind in (int, float, Count):
        try:
            number = option.kind(text)
        except ValueError:
            kind = "a number" if option.kind is float else "a whole number"
            raise ValueError(f"{text!r} is not {kind}") from None
        if not math.isfinite(number) or (option.kind is Count and number < 0):
            raise ValueError(f"{text} is {'below 0' if number < 0 else 'no number to work with'}")
        return number
    return text


def assigned(texts: Iterable[str]) -> tuple[dict[str, str], dict[str, Any]]:
    """What `Assignments` say: name → variable, and name → value. `ValueError` says what is wrong with one.

    >>> assigned(["n=rows", "limit", "rate=0.5", 'country="DE"'])
    ({'n': 'rows', 'limit': 'limit'}, {'rate': 0.5, 'country': 'DE'})
    """
    variables: dict[str, str] = {}
    values: dict[str, Any] = {}
    for text in texts:
        name, equals, said = (part.strip() for part in text.partition("="))
        _named(name, Variable, "a parameter's name")
        said = said if equals else name
        if said.isidentifier() and said not in ("true", "false", "null") and not keyword.iskeyword(said):
            variables[name] = said
            continue
        try:
            values[name] = json.loads(said, parse_constant=_no_constant)
        except ValueError:
            quoted = f'{name}="{said}"'
            raise ValueError(
                f"{said!r} is neither a variable nor a value in JSON; a text has quotes of its own: '{quoted}'"
            ) from None
    return variables, values


def _no_constant(text: str) -> Any:
    raise ValueError(text)


@dataclass(frozen=True)
class Misfit:
    """An option whose value does not fit what it names; the caret goes to `word` in the value of `flag`."""

    flag: str
    code: str
    message: str
    hint: str | None = None
    word: str = ""


def _names(text: str, kind: type[str], what: str) -> list[str]:
    names = [name.strip() for name in text.split(",")]
    if "" in names:
        raise ValueError("a name is missing between commas" if any(names) else "a name is missing")
    return [str(_named(name, kind, what)) for name in names]


def _share(text: str) -> str:
    found = re.fullmatch(r"(\d+)|(\d+(?:\.\d+)?)%", text)
    if found is None or (found[2] and float(found[2]) > 100):
        raise ValueError(f"{text!r} is neither a whole number nor a percentage")
    return text


def _dotted(text: str) -> str:
    name = text.strip()
    if not all(part.isidentifier() for part in name.split(".")):
        raise ValueError(f"{name!r} is not the name of an exception" if name else "a name is missing")
    return name


def _named(text: str, kind: type[str], what: str) -> str:
    good = text.isidentifier() and not keyword.iskeyword(text) if kind is Variable else NAME.fullmatch(text)
    if not good:
        raise ValueError(f"{text!r} is not {what}")
    return kind(text)


def _expected(option: Option) -> str:
    if option.expected:
        return option.expected
    if option.choices:
        return "it takes " + " or ".join(option.choices)
    return (
        f"for example {option.flag} {option.metavar}"
        if option.metavar
        else f"see the options with {option.flag}"
    )


_UNITS = {"w": 604800, "d": 86400, "h": 3600, "m": 60, "s": 1}
_SHORT = re.compile(r"(?:(\d+(?:\.\d+)?)([wdhms]))+")
_ISO = re.compile(
    r"P(?:(?P<w>\d+)W)?(?:(?P<d>\d+(?:\.\d+)?)D)?(?:T(?:(?P<h>\d+(?:\.\d+)?)H)?(?:(?P<m>\d+(?:\.\d+)?)M)?"
    r"(?:(?P<s>\d+(?:\.\d+)?)S)?)?"
)


def seconds(text: str) -> float:
    """A duration in seconds; `ValueError` where it is none.

    >>> seconds("1d12h"), seconds("PT15M"), seconds("90s")
    (129600.0, 900.0, 90.0)
    """
    if _SHORT.fullmatch(text):
        return sum(
            float(number) * _UNITS[unit] for number, unit in re.findall(r"(\d+(?:\.\d+)?)([wdhms])", text)
        )
    found = _ISO.fullmatch(text.upper())
    if found and any(found.groupdict().values()):
        return sum(float(number) * _UNITS[unit] for unit, number in found.groupdict().items() if number)
    raise ValueError(f"{text!r} is not a duration such as 90s, 15m, 6h, 30d or 1d12h")


_BYTES = {
    "": 1,
    "k": 10**3,
    "m": 10**6,
    "g": 10**9,
    "t": 10**12,
    "ki": 2**10,
    "mi": 2**20,
    "gi": 2**30,
    "ti": 2**40,
}
_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*([kmgt]i?)?b?", re.IGNORECASE)


def size(text: str) -> int:
    """An amount of memory in bytes; `ValueError` where it is none.

    >>> size("4GB"), size("1.5GiB"), size("512M")
    (4000000000, 1610612736, 512000000)
    """
    found = _SIZE.fullmatch(text.strip())
    if not found or float(found[1]) == 0:
        raise ValueError(f"{text!r} is not an amount of memory such as 512MB, 4GB or 4GiB")
    return int(float(found[1]) * _BYTES[(found[2] or "").lower()])


def json_schema(cls: type) -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of an options dataclass, for forms.

    >>> json_schema(StepOptions)["properties"]["title"]["type"]
    'string'
    """
    properties = {}
    for item in options_of(cls):
        kind: dict[str, Any] = {"description": item.help, **_JSON_TYPES.get(item.kind, {"type": "string"})}
        if item.choices:
            kind["enum"] = list(item.choices)
        if item.default is not None and item.default is not dataclasses.MISSING:
            kind["default"] = json.loads(json.dumps(item.default))
        properties[item.field] = kind
    return {"type": "object", "properties": properties, "additionalProperties": False}


_JSON_TYPES: Mapping[Any, dict[str, Any]] = {
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    Names: {"type": "array", "items": {"type": "string"}},
    Texts: {"type": "array", "items": {"type": "string"}},
    Assignments: {"type": "array", "items": {"type": "string"}},
    Variables: {"type": "array", "items": {"type": "string"}},
    Exceptions: {"type": "array", "items": {"type": "string"}},
    Count: {"type": "integer", "minimum": 0},
    Share: {"type": "string", "pattern": r"^\d+$|^\d+(\.\d+)?%$"},
    Duration: {"type": "string", "format": "duration"},
}


def describe(cls: type) -> list[tuple[str, str]]:
    """Flag with its value, and its help, one row an option: for `--help` and the tables of the docs."""
    rows = []
    for item in options_of(cls):
        value = "|".join(item.choices) if item.choices else item.metavar or ""
        rows.append((f"{item.flag} {value}".strip(), item.help + (" (not yet)" if item.not_yet else "")))
    return rows
