"""Options of steps: words of a first line, their values, and what is said about wrong ones."""

from __future__ import annotations

import shlex
from dataclasses import dataclass, fields
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nbpipe.options import (
    Duration,
    Name,
    Names,
    StepOptions,
    Variable,
    Variables,
    describe,
    json_schema,
    nearest,
    option,
    options_of,
    parse,
    seconds,
    tokenize,
)


@dataclass(frozen=True)
class Sample:
    """Options of every kind."""

    text: str | None = option("a text", metavar="T")
    count: int = option("a number", default=1)
    share: float | None = option("a part", metavar="0.5")
    names: Names = option("names", default=Names(), metavar="a,b")
    columns: Variables | None = option("variables", metavar="x,y")
    group: Name | None = option("a name", metavar="NAME")
    model: Variable | None = option("a variable", metavar="NAME")
    wait: Duration | None = option("a time", metavar="5s")
    mode: Literal["slow", "fast"] = option("a choice", default="slow")
    dry: bool = option("a switch", default=False)
    otherwise: Names = option("under another flag", default=Names(), flag="else")
    later: int | None = option("to come", metavar="N", not_yet=True)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        ("   ", []),
        ("a b", [("a", 0), ("b", 2)]),
        ("  a\tb ", [("a", 2), ("b", 4)]),
        ("--title 'a b'", [("--title", 0), ("a b", 8)]),
        ('--title="a b" c', [("--title=a b", 0), ("c", 14)]),
        ("''", [("", 0)]),
        (r'"a \"b\" \\"', [('a "b" \\', 0)]),
        (r"'a\b'", [(r"a\b", 0)]),
        ('a"b"c', [("abc", 0)]),
        ("ä 'ö ü'", [("ä", 0), ("ö ü", 2)]),
    ],
)
def test_words_of_a_line(text: str, words: list[tuple[str, int]]) -> None:
    tokens, problem = tokenize(text)
    assert [(token.text, token.column) for token in tokens] == words
    assert problem is None


@pytest.mark.parametrize(
    ("text", "column", "words"), [("a 'b c", 2, ["a", "b c"]), ('"', 0, [""]), ("a b'c", 3, ["a", "bc"])]
)
def test_a_quote_that_is_not_closed(text: str, column: int, words: list[str]) -> None:
    tokens, problem = tokenize(text)
    assert problem is not None
    assert (problem.code, problem.column) == ("quote", column)
    assert [token.text for token in tokens] == words


@given(st.lists(st.text("ab \"'\\=-", min_size=0, max_size=6), max_size=5))
def test_words_are_those_of_a_shell(words: list[str]) -> None:
    tokens, problem = tokenize(" ".join(shlex.quote(word) for word in words))
    assert problem is None
    assert [token.text for token in tokens] == words


@given(st.text(max_size=40))
def test_any_line_has_words_or_a_problem(text: str) -> None:
    tokens, problem = tokenize(text)
    assert problem is not None or "".join(text.split()) == "" or tokens
    assert all(0 <= token.column < len(text) for token in tokens)


VALUES = [
    ("--text x", {"text": "x"}),
    ("--text=x=y", {"text": "x=y"}),
    ("--text ''", {"text": ""}),
    ("--count 3", {"count": 3}),
    ("--count -3", {"count": -3}),
    ("--share 0.25", {"share": 0.25}),
    ("--names a,b-c,1", {"names": ("a", "b-c", "1")}),
    ("--names 'a, b'", {"names": ("a", "b")}),
    ("--columns x,y1", {"columns": ("x", "y1")}),
    ("--group my-group", {"group": "my-group"}),
    ("--model clf", {"model": "clf"}),
    ("--wait 1m", {"wait": 60.0}),
    ("--mode fast", {"mode": "fast"}),
    ("--dry", {"dry": True}),
    ("--else a", {"otherwise": ("a",)}),
    ("--dry --count=2 --text x", {"dry": True, "count": 2, "text": "x"}),
    ("--after a", {"after": ("a",)}),
    ("--in x --out y,z", {"inputs": ("x",), "outputs": ("y", "z")}),
]


@pytest.mark.parametrize(("line", "values"), VALUES)
def test_values(line: str, values: dict[str, Any]) -> None:
    found, problems = parse(tokenize(line)[0], [StepOptions, Sample], "a Sample step")
    assert problems == []
    assert found == values
    Sample(**{key: value for key, value in found.items() if key in {f.name for f in fields(Sample)}})


WRONG = [  # line, code, column, message, hint
    ("--count x", "value", 8, "'x' is not a whole number", "see the options with --count"),
    ("--count 1.5", "value", 8, "not a whole number", "--count"),
    ("--share=x", "value", 8, "'x' is not a number", "--share 0.5"),
    ("--names a,,b", "value", 8, "missing between commas", "--names a,b"),
    ("--names a,ä", "value", 8, "'ä' is not a name", "--names a,b"),
    ("--names ''", "value", 8, "a name is missing", "--names a,b"),
    ("--columns a-b", "value", 10, "'a-b' is not a variable's name", "--columns x,y"),
    ("--columns for", "value", 10, "'for' is not a variable's name", "--columns x,y"),
    ("--group 'a b'", "value", 8, "'a b' is not a name", "--group NAME"),
    ("--model a.b", "value", 8, "'a.b' is not a variable's name", "--model NAME"),
    ("--wait 5", "value", 7, "'5' is not a duration", "--wait 5s"),
    ("--mode quick", "value", 7, "'quick' is not one of slow, fast", "slow or fast"),
    ("--dry=1", "value", 0, "takes no value", "just --dry"),
    ("--text", "value", 0, "needs a value", "--text T"),
    ("--count", "value", 0, "needs a value", "--count and its value"),
    ("--text --dry", "value", 0, "needs a value", "--text T"),
    ("--txt x", "option", 0, "a Sample step has no option --txt", "did you mean --text?"),
    ("--qqq x --dry", "option", 0, "has no option --qqq", "it has --after, "),
    ("--text a --text b", "option-twice", 9, "--text stands there twice", "leave one out"),
    ("word", "argument", 0, "'word'", "two dashes"),
    ("-dry", "argument", 0, "'-dry'", "write --dry"),
    ("-d", "argument", 0, "'-d'", "two dashes"),
    ("--later 3", "not-yet", 0, "--later is not there yet", "leave it out"),
    ("--later x", "not-yet", 0, "--later is not there yet", "leave it out"),
    ("--later=3", "not-yet", 0, "--later is not there yet", "leave it out"),
    ("--later --dry", "not-yet", 0, "--later is not there yet", "leave it out"),
]


@pytest.mark.parametrize(("line", "code", "column", "message", "hint"), WRONG)
def test_wrong_words(line: str, code: str, column: int, message: str, hint: str) -> None:
    _, problems = parse(tokenize(line)[0], [StepOptions, Sample], "a Sample step")
    (problem,) = problems
    assert (problem.code, problem.column) == (code, column)
    assert message in problem.message
    assert hint in (problem.hint or "")


def test_everything_that_is_wrong_is_said() -> None:
    values, problems = parse(tokenize("x --count y --dry --mode z")[0], [Sample], "it")
    assert values == {"dry": True}
    assert [problem.code for problem in problems] == ["argument", "value", "value"]


@pytest.mark.parametrize("option_", options_of(StepOptions), ids=lambda item: item.flag)
def test_every_option_of_a_step_takes_its_example(option_: Any) -> None:
    example = (option_.metavar or str(option_.default)).replace('"…"', "x").replace("N", "2")
    line = option_.flag if option_.kind is bool else f"{option_.flag} {example}"
    values, problems = parse(tokenize(line)[0], [StepOptions], "a step")
    assert problems == []
    assert list(values) == [option_.field]


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("--retry 3", "retry", 3),
        (
            "--retry-on ConnectionError,requests.HTTPError",
            "retry_on",
            ("ConnectionError", "requests.HTTPError"),
        ),
        ("--timeout 1m30s", "timeout", 90.0),
        ("--memory 4GB", "memory", 4_000_000_000),
        ("--memory 1.5GiB", "memory", 1_610_612_736),
        ("--memory 512m", "memory", 512_000_000),
        ("--gpus 1", "gpus", 1),
        ("--cpus 0.5", "cpus", 0.5),
        ("--retry -1", "retry", "below 0"),
        ("--retry x", "retry", "'x' is not a whole number"),
        ("--retry-on a,", "retry_on", "a name is missing"),
        ("--retry-on a-b", "retry_on", "'a-b' is not the name of an exception"),
        ("--memory much", "memory", "'much' is not an amount of memory"),
        ("--memory 0GB", "memory", "'0GB' is not an amount of memory"),
        ("--cpus nan", "cpus", "nan is no number to work with"),
        ("--backoff inf", "backoff", "inf is no number to work with"),
        ("--when never", "when", "'never' is not one of succeeded, failed, always"),
    ],
)
def test_options_of_the_engine(line: str, field: str, value: Any) -> None:
    values, problems = parse(tokenize(line)[0], [StepOptions], "a step")
    if problems:
        assert len(problems) == 1
        assert value in problems[0].message
    else:
        assert values == {field: value}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("90s", 90),
        ("15m", 900),
        ("6h", 21600),
        ("30d", 2592000),
        ("1d12h", 129600),
        ("1.5h", 5400),
        ("2w", 1209600),
        ("PT15M", 900),
        ("pt1h30m", 5400),
        ("P1DT12H", 129600),
        ("P2W", 1209600),
        ("PT0.5S", 0.5),
    ],
)
def test_durations(text: str, expected: float) -> None:
    assert seconds(text) == expected


@pytest.mark.parametrize("text", ["", "5", "s", "5 m", "m5", "P", "PT", "1y", "-5s", "5s!"])
def test_no_durations(text: str) -> None:
    with pytest.raises(ValueError, match="is not a duration such as 90s"):
        seconds(text)


@pytest.mark.parametrize(
    ("word", "known", "expected"),
    [
        ("trian", ["train", "load"], "did you mean train?"),
        ("zzz", ["train", "load"], "there is load, train"),
        ("zzz", [], None),
        ("zzz", [f"word{i}" for i in range(13)], None),
    ],
)
def test_nearest(word: str, known: list[str], expected: str | None) -> None:
    assert nearest(word, known) == expected


def test_flags_come_from_the_fields() -> None:
    made = {item.field: item for item in options_of(Sample)}
    assert made["otherwise"].flag == "--else"
    assert made["mode"].choices == ("slow", "fast")
    assert made["text"].optional
    assert not made["count"].optional
    assert [item.flag for item in options_of(StepOptions)][-1] == "--gpus"


def test_the_schema_for_forms() -> None:
    schema = json_schema(Sample)
    kinds = {name: kind["type"] for name, kind in schema["properties"].items()}
    assert kinds == {
        "text": "string",
        "count": "integer",
        "share": "number",
        "names": "array",
        "columns": "array",
        "group": "string",
        "model": "string",
        "wait": "string",
        "mode": "string",
        "dry": "boolean",
        "otherwise": "array",
        "later": "integer",
    }
    assert schema["properties"]["mode"]["enum"] == ["slow", "fast"]
    assert schema["properties"]["count"]["default"] == 1
    assert schema["properties"]["names"]["default"] == []
    assert "default" not in schema["properties"]["text"]
    assert schema["additionalProperties"] is False


def test_the_table_for_help() -> None:
    rows = dict(describe(Sample))
    assert rows["--text T"] == "a text"
    assert rows["--mode slow|fast"] == "a choice"
    assert rows["--dry"] == "a switch"
    assert rows["--later N"] == "to come (not yet)"
