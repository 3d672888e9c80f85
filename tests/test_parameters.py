"""Parameters: what a cell declares, which values they take, and what is said about wrong ones."""

from __future__ import annotations

import json
import re
from pathlib import Path, PureWindowsPath
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nbpipe.errors import ParameterError
from nbpipe.model import Parameter
from nbpipe.parameters import bind, check, from_text, read, render

DECLARED = [  # source, type, default, enum
    ("x = 1", "int", 1, None),
    ("x = -1.5", "float", -1.5, None),
    ("x = 'a'", "str", "a", None),
    ("x = True", "bool", True, None),
    ("x = [1, 'a', None]", "list", [1, "a", None], None),
    ("x = {'a': [1]}", "dict", {"a": [1]}, None),
    ("x = None", "any", None, None),
    ("x: float = 1", "float", 1, None),
    ("x: int | None = None", "int | None", None, None),
    ("x: Optional[int] = 3", "int | None", 3, None),
    ("x: typing.Optional[str] = None", "str | None", None, None),
    ("x: Path = 'data/a.csv'", "Path", "data/a.csv", None),
    ("x: pathlib.Path = Path('a.csv')", "Path", "a.csv", None),
    ("x: list[int] = [1, 2]", "list[int]", [1, 2], None),
    ("x: List[float] = [1]", "list[float]", [1], None),
    ("x: dict[str, list[int]] = {'a': [1]}", "dict[str, list[int]]", {"a": [1]}, None),
    ("x: list[Path] = ['a', 'b']", "list[Path]", ["a", "b"], None),
    ("x: Literal['a', 'b'] = 'b'", "Literal['a', 'b']", "b", ("a", "b")),
    ("x: typing.Literal[1, 2] = 1", "Literal[1, 2]", 1, (1, 2)),
    ("x: Literal['a'] | None = None", "Literal['a'] | None", None, ("a",)),
    ("x: list[Literal['a', 'b']] = ['a']", "list[Literal['a', 'b']]", ["a"], None),
    ("x: 'int' = 1", "int", 1, None),
    ("x = (\n  1\n)  # about", "int", 1, None),
]


@pytest.mark.parametrize(("source", "kind", "default", "enum"), DECLARED)
def test_declared(source: str, kind: str, default: Any, enum: tuple[Any, ...] | None) -> None:
    parameters, problems = read(source, 3)
    assert problems == []
    (parameter,) = parameters
    assert (parameter.type, parameter.default, parameter.enum) == (kind, default, enum)
    assert (parameter.name, parameter.required, parameter.cell, parameter.line) == ("x", False, 3, 1)
    assert type(parameter.default) is type(default)


def test_a_parameter_without_a_default_must_be_given() -> None:
    (parameter,), problems = read("x: int", 1)
    assert problems == []
    assert parameter.required


def test_comments_are_descriptions() -> None:
    source = "# all of them\nx = 1  # the first\n\n# between\ny = [\n    1,  # one\n]  # the second\nz: int\n# after"
    parameters, problems = read(source, 1)
    assert problems == []
    assert [(p.name, p.description, p.line) for p in parameters] == [
        ("x", "the first", 2),
        ("y", "one", 5),
        ("z", "", 8),
    ]


def test_texts_and_pass_may_stand_between() -> None:
    assert read('"""About."""\npass\n', 1) == ([], [])
    assert read("", 1) == ([], [])


WRONG = [  # source, code, (line, column), message, hint
    ("x = = 1", "syntax", (1, 4), "Python cannot read this", "name: type = value"),
    ("x = 1\n  y = 2", "syntax", (2, 1), "unexpected indent", "name: type = value"),
    ("import os", "parameter", (1, 0), "parameters only", "%%setup"),
    ("x = 1\nif x: pass", "parameter", (2, 0), "parameters only", "%%setup"),
    ("x, y = 1, 2", "parameter", (1, 0), "parameters only", "one parameter a line"),
    ("x = y = 1", "parameter", (1, 0), "parameters only", "one parameter a line"),
    ("x.y = 1", "parameter", (1, 0), "parameters only", "one parameter a line"),
    ("x += 1", "parameter", (1, 0), "parameters only", "one parameter a line"),
    ("x = 1\ny = x + 1", "default", (2, 4), "default of y is not a plain value", "write the value itself"),
    ("x = f(1)", "default", (1, 4), "default of x is not a plain value", "write the value itself"),
    ("x = {1, 2}", "default", (1, 4), "not a plain value", "write the value itself"),
    ("x = (1, 2)", "default", (1, 4), "not a plain value", "write the value itself"),
    ("x = b'a'", "default", (1, 4), "not a plain value", "write the value itself"),
    ("x = {1: 2}", "default", (1, 4), "not a plain value", "write the value itself"),
    ("x = ...", "default", (1, 4), "not a plain value", "write the value itself"),
    ("x: set = 1", "type", (1, 3), "cannot be a set", "use str, int"),
    ("x: pd.DataFrame = 1", "type", (1, 3), "cannot be a pd.DataFrame", "use str, int"),
    ("x: dict[int, int] = {}", "type", (1, 3), "dict[int, int]", "use str, int"),
    ("x: list[set]", "type", (1, 3), "list[set]", "use str, int"),
    ("x: Literal[None]", "type", (1, 3), "Literal[None]", "use str, int"),
    ("x: Literal[f()]", "type", (1, 3), "Literal[f()]", "use str, int"),
    ("x: int | str = 1", "type", (1, 3), "int | str", "use str, int"),
    ("x: 'in t' = 1", "type", (1, 3), "cannot be a", "use str, int"),
    ("x: int = 1.5", "default", (1, 9), "default of x is 1.5, not an int", "the type int"),
    ("x: int = True", "default", (1, 9), "is True, not an int", "the type int"),
    ("x: str = 1", "default", (1, 9), "is 1, not a text", "the type str"),
    ("x: bool = 1", "default", (1, 10), "is 1, not a bool", "the type bool"),
    ("x: int = None", "default", (1, 9), "is None, not an int", "the type int"),
    ("x: list[int] = [1, 'a']", "default", (1, 15), "is 'a', not an int", "list[int]"),
    ("x: dict[str, int] = {'a': 'b'}", "default", (1, 20), "is 'b', not an int", "dict[str, int]"),
    ("x: Literal['a'] = 'b'", "default", (1, 18), "is 'b', not one of 'a'", "Literal['a']"),
    ("ö: int = 'ä'", "default", (1, 9), "default of ö", "the type int"),
    ("x = 1\nx = 2", "parameter-twice", (2, 0), "x is declared twice", "keep one"),
]


@pytest.mark.parametrize(("source", "code", "place", "message", "hint"), WRONG)
def test_wrong_declarations(source: str, code: str, place: tuple[int, int], message: str, hint: str) -> None:
    parameters, problems = read(source, 5)
    (problem,) = problems
    assert (problem.code, problem.cell, (problem.line, problem.column)) == (code, 5, place)
    assert message in problem.message
    assert hint in (problem.hint or "")
    assert problem.source == source.split("\n")[place[0] - 1]
    if code in ("default", "type"):
        assert parameters[-1].name == source.split("\n")[-1][0], "what reads it is not wrong as well"


@given(st.text(max_size=80))
def test_any_text_declares_parameters_or_says_what_is_wrong(source: str) -> None:
    parameters, problems = read(source, 1)
    lines = re.split(r"\r\n|\r|\n", source)
    for problem in problems:
        assert 1 <= (problem.line or 0) <= len(lines)
    assert json.dumps([parameter.default for parameter in parameters])


@pytest.mark.parametrize("source", ["x = " + "-" * 5000 + "1", "x = " + "[" * 5000, "x = '\ud800'"])
def test_what_python_cannot_read_is_said(source: str) -> None:
    parameters, problems = read(source, 1)
    assert [problem.code for problem in problems] == ["syntax"]
    assert parameters == []


# ---- values ---------------------------------------------------------------------------------------------------------

TAKEN = [  # type, value, kept
    ("int", 3, 3),
    ("float", 3, 3.0),
    ("float", 0.5, 0.5),
    ("str", "a", "a"),
    ("bool", False, False),
    ("Path", "a/b", "a/b"),
    ("Path", Path("a"), "a"),
    ("Path", PureWindowsPath("a"), "a"),
    ("int | None", None, None),
    ("int | None", 2, 2),
    ("list", [1, "a"], [1, "a"]),
    ("list[float]", (1, 2), [1.0, 2.0]),
    ("dict", {"a": 1}, {"a": 1}),
    ("dict[str, float]", {"a": 1}, {"a": 1.0}),
    ("list[dict[str, int]]", [{"a": 1}], [{"a": 1}]),
    ("list[Literal['a', 'b']]", ["b"], ["b"]),
    ("any", {"a": [None]}, {"a": [None]}),
]
NOT_TAKEN = [
    ("int", 3.0, "is 3.0, not an int"),
    ("int", True, "is True, not an int"),
    ("int", "3", "is '3', not an int"),
    ("float", True, "is True, not a float"),
    ("str", None, "is None, not a text"),
    ("bool", 0, "is 0, not a bool"),
    ("Path", 3, "is 3, not a path"),
    ("list", "ab", "is 'ab', not a list"),
    ("list[int]", ["a"], "is 'a', not an int"),
    ("dict", {1: 2}, "not a dict with text keys"),
    ("dict", [1], "not a dict with text keys"),
    ("list[Literal['a', 'b']]", ["c"], "holds 'c', not one of 'a', 'b'"),
    ("any", {1, 2}, "which JSON cannot hold"),
]


@pytest.mark.parametrize(("kind", "value", "kept"), TAKEN)
def test_values_that_are_taken(kind: str, value: Any, kept: Any) -> None:
    found = check(Parameter("x", kind), value)
    assert found == kept
    assert type(found) is type(kept)


@pytest.mark.parametrize(("kind", "value", "message"), NOT_TAKEN)
def test_values_that_are_not_taken(kind: str, value: Any, message: str) -> None:
    with pytest.raises(ValueError) as raised:  # noqa: PT011 - the message is compared below
        check(Parameter("x", kind), value)
    assert message in str(raised.value)


def test_an_enum_takes_its_values_only() -> None:
    parameter = Parameter("x", "Literal[1, 'a']", enum=(1, "a"))
    assert check(parameter, 1) == 1
    for value in (True, 1.0, "b", None):
        with pytest.raises(ValueError, match="not one of 1, 'a'"):
            check(parameter, value)
    assert check(Parameter("x", "Literal[1] | None", enum=(1,)), None) is None


TYPED = [  # type, text, value
    ("str", "3", "3"),
    ("Path", "a b", "a b"),
    ("int", "-3", -3),
    ("float", "1e-3", 0.001),
    ("bool", "Yes", True),
    ("bool", "off", False),
    ("int | None", "null", None),
    ("int | None", "4", 4),
    ("list", "[1, 2]", [1, 2]),
    ("list[int]", "[1]", [1]),
    ("dict", '{"a": 1}', {"a": 1}),
    ("any", "hello", "hello"),
    ("any", "3", 3),
]
NOT_TYPED = [
    ("int", "3.5", "is '3.5', not an int"),
    ("float", "x", "is 'x', not a float"),
    ("bool", "maybe", "is 'maybe', not true or false"),
    ("int", "none", "is 'none', not an int"),
    ("list", "1,2", "not JSON such as [1, 2]"),
    ("dict", "a", "not JSON such as {}"),
    ("list[int]", '["a"]', "is 'a', not an int"),
    ("list", "3", "is 3, not a list"),
]


@pytest.mark.parametrize(("kind", "text", "value"), TYPED)
def test_values_as_typed(kind: str, text: str, value: Any) -> None:
    found = from_text(Parameter("x", kind), text)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(("kind", "text", "message"), NOT_TYPED)
def test_values_that_cannot_be_typed(kind: str, text: str, message: str) -> None:
    with pytest.raises(ValueError) as raised:  # noqa: PT011 - the message is compared below
        from_text(Parameter("x", kind), text)
    assert message in str(raised.value)


def test_an_enum_as_typed() -> None:
    parameter = Parameter("x", "Literal[1, 'a']", enum=(1, "a"))
    assert from_text(parameter, "1") == 1
    assert from_text(parameter, "a") == "a"
    with pytest.raises(ValueError, match="is 'b', not one of 1, 'a'"):
        from_text(parameter, "b")


# ---- binding --------------------------------------------------------------------------------------------------------

RATE = Parameter("rate", "float", 0.1, description="how fast")
COUNTRY = Parameter("country", "str", required=True, description="two letters")


def test_bound_values() -> None:
    assert bind([RATE, COUNTRY], {"country": "de"}) == {"rate": 0.1, "country": "de"}
    typed = bind([RATE, COUNTRY], {"country": "1", "rate": "2"}, as_text=frozenset({"country", "rate"}))
    assert typed == {"rate": 2.0, "country": "1"}
    assert bind([RATE], {"rate": 1}) == {"rate": 1.0}
    assert bind([], {}) == {}


def test_everything_that_is_wrong_is_said() -> None:
    with pytest.raises(ParameterError) as raised:
        bind([RATE, COUNTRY], {"rat": 1, "rate": "x"}, as_text=frozenset({"rate"}))
    assert [(p.code, p.message, p.hint) for p in raised.value.problems] == [
        ("unknown-parameter", "the pipeline has no parameter rat", "did you mean rate?"),
        ("parameter-value", "parameter rate is 'x', not a float", "it is a float: how fast"),
        (
            "missing-parameter",
            "parameter country has no default and was not given",
            "give it: -p country=…   (two letters)",
        ),
    ]


def test_a_parameter_of_a_notebook_without_any() -> None:
    with pytest.raises(ParameterError) as raised:
        bind([], {"x": 1})
    assert "%%parameters" in (raised.value.problems[0].hint or "")


def test_the_defaults_as_a_cell() -> None:
    parameters = [RATE, COUNTRY, Parameter("text", "str", "a\nb"), Parameter("other", "int", 1)]
    source = render(parameters, {"rate", "country", "text"})
    assert source == "rate = 0.1  # how fast\ntext = 'a\\nb'"
    found, problems = read(source, 1)
    assert problems == []
    assert [parameter.default for parameter in found] == [0.1, "a\nb"]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.floats(-5, 5) | st.text("ab'\"\n\\", max_size=4),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text("ab", max_size=2), inner, max_size=2),
    max_leaves=5,
)


@given(json_values)
def test_a_default_reads_back_as_it_was_written(value: Any) -> None:
    (parameter,), problems = read(f"x = {value!r}", 1)
    assert problems == []
    assert parameter.default == value
    assert render([parameter], {"x"}) == f"x = {value!r}"
    assert check(parameter, value) == value
