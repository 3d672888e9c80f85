from __future__ import annotations

import json
import pickle
import re
import warnings

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nbpipe.conditions import LOOK_UP, Champion, evaluate, explain, from_sagemaker, parse, to_sagemaker
from nbpipe.errors import DefinitionError, NbpipeError, NotYetError
from nbpipe.model import Parameter

METRICS = {"auc": 0.84, "rows": [10, 20], "a b": 1, "name": "xgb", "ok": True}
VALUES = {
    "metrics": METRICS,
    "threshold": 0.8,
    "country": "de",
    "n": 3,
    "none": None,
    "flag": True,
    "empty": [],
    "npflag": np.bool_(True),
    "npscore": np.float64(0.81),
}


# ---- parsing --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ('metrics["auc"] >= auc_threshold', ("metrics", "auc_threshold")),
        ("b < a < b or c", ("b", "a", "c")),
        ("x[y][0] == -1", ("x", "y")),
        ("# enough?\n(\n  z > 1  # yes\n  and a > 2\n)\n", ("z", "a")),
        ("    x > 1\n", ("x",)),
        ("x > 1;", ("x",)),
        ("größe > 1", ("größe",)),
        ("not (a is None) and b is not None", ("a", "b")),
        ("True", ()),
        (r'x == "\d"', ("x",)),
        ('x in ["a", "b"] or y in {1: 2}', ("x", "y")),
        ("xs[1:n] != []", ("xs", "n")),
    ],
)
def test_names_stand_in_order_of_first_use(source, names):
    assert parse(source).names == names


REFUSED = [
    ("", "condition-empty", "has no expression", 'metrics["auc"]', (1, 0)),
    ("\n# only this\n", "condition-empty", "has no expression", 'metrics["auc"]', (1, 0)),
    ("a > 1\nb > 2", "condition-several", "one expression", "join them with `and`", (2, 0)),
    ("a = 1", "condition-assignment", "cannot assign", "write ==", (1, 0)),
    ("a += 1", "condition-assignment", "cannot assign", "write ==", (1, 0)),
    ('m["auc"] > 1 and b = 2', "condition-syntax", "cannot assign", "write ==", None),
    ("import os", "condition-statement", "not a statement", "in a step", (1, 0)),
    ("if a > 1:", "condition-syntax", "expression alone", "leave out `if`", None),
    ("a > 1 and\nb > 2", "condition-syntax", "broken over lines", "parentheses", None),
    ("a > 1\nand b > 2", "condition-syntax", "broken over lines", "parentheses", (2, 0)),
    ("a && b", "condition-syntax", "&&", "`and`", None),
    ("a > 1 || b", "condition-syntax", "||", "`or`", None),
    ("!a", "condition-syntax", "shell", "in a step", None),
    ("(!a)", "condition-syntax", "! is not Python", "`not`", None),
    ("%%time\na > 1", "condition-syntax", "magics", "in a step", (1, 0)),
    ("a => 1", "condition-syntax", "=>", ">=", None),
    ("a > ", "condition-syntax", "not a Python expression", "operators", None),
    ("a\0 > 1", "condition-syntax", "NUL", "remove", None),
    ("len(df) > 1", "condition-call", "call len(df)", "compute it in a step", (1, 0)),
    (
        "champion() > 1",
        "condition-champion",
        "not a group and a metric",
        'champion("attrition", "auc")',
        (1, 0),
    ),
    ("x > champion('g')", "condition-champion", "not a group and a metric", "default=0.5", (1, 4)),
    ("champion('g', m) > 1", "condition-champion", "not a group", "", (1, 0)),
    ("champion('g', '') > 1", "condition-champion", "not a group", "", (1, 0)),
    ("champion('g', 'm', 0.5) > 1", "condition-champion", "not a group", "default=0.5", (1, 0)),
    ("champion('g', 'm', defualt=0.5) > 1", "condition-champion", "not a group", "default=0.5", (1, 0)),
    ("champion('g', 'm', default='x') > 1", "condition-champion", "not a group", "", (1, 0)),
    ("champion('g', 'm', default=True) > 1", "condition-champion", "not a group", "", (1, 0)),
    ("champion('g', **m) > 1", "condition-champion", "not a group", "", (1, 0)),
    ("champion.auc('g', 'm') > 1", "condition-call", "cannot call champion.auc", "in a step", (1, 0)),
    ("champions('g', 'm') > 1", "condition-call", "cannot call champions", "in a step", (1, 0)),
    ("x > 1 and f(g(1))", "condition-call", "call f(g(1))", "compute it in a step", (1, 10)),
    ("'é' == x or model.score > 1", "condition-attribute", "model.score", 'model["score"]', (1, 12)),
    ("[i for i in x] == []", "condition-loop", "cannot compute", "in a step", (1, 0)),
    ("(lambda: 1) == 2", "condition-loop", "cannot compute", "in a step", (1, 1)),
    ('f"{x}" == "a"', "condition-f-string", "f-string", "in a step", (1, 0)),
    ("(y := 1) > 0", "condition-assignment", ":=", "in a step", (1, 1)),
    ("await x", "condition-await", "wait", "await it in a step", (1, 0)),
    ("[*x] == []", "condition-starred", "unpack", "name the parts", (1, 1)),
    ("(a > 1) & (b > 2)", "condition-operator", "no &", "write `and`", (1, 0)),
    ("(a > 1) | (b > 2)", "condition-operator", "no |", "write `or`", (1, 0)),
    ("~a", "condition-operator", "no ~", "write `not`", (1, 0)),
    ("a @ b == 1", "condition-operator", "a @ b", "in a step", (1, 0)),
    ("a << 2 == 1", "condition-operator", "a << 2", "in a step", (1, 0)),
    ("a if b else c", "condition-if", "if … else", "`and` and `or`", (1, 0)),
    ("a is b", "condition-is", "None only", "a == b", (1, 0)),
    ("a is not True", "condition-is", "None only", "a != True", (1, 0)),
    ("x == ...", "condition-literal", "...", "a number", (1, 5)),
    ("(" * 250 + "a" + ")" * 250, "condition-deep", "deeply", "in a step", None),
    ("not " * 60 + "a", "condition-deep", "deeply", "in a step", None),
    ("1" + "+1" * 5000 + " > a", "condition-deep", "deeply", "in a step", None),
    ("{**a} == b", "condition-starred", "unpack", "name the parts", (1, 0)),
]


@pytest.mark.parametrize(("source", "code", "message", "hint", "place"), REFUSED, ids=lambda v: str(v)[:20])
def test_what_is_refused_says_what_to_write_instead(source, code, message, hint, place):
    with pytest.raises(DefinitionError) as caught:
        parse(source)
    (problem,) = caught.value.problems
    assert problem.code == code
    assert message in problem.message
    assert hint in problem.hint
    assert problem.source == source.split("\n")[problem.line - 1]
    assert 0 <= problem.column <= len(problem.source)
    if place is not None:
        assert (problem.line, problem.column) == place


def test_everything_that_is_wrong_is_said_at_once():
    with pytest.raises(DefinitionError) as caught:
        parse("(\n  f(x) > 1\n  and a.b\n)")
    assert [(p.code, p.line, p.column) for p in caught.value.problems] == [
        ("condition-call", 2, 2),
        ("condition-attribute", 3, 6),
    ]


def test_the_caret_counts_the_indent():
    with pytest.raises(DefinitionError) as caught:
        parse("    x > 1 and f()")
    assert caught.value.problems[0].column == 14


@given(st.text(alphabet="abx01 .()[]{}<>=!&|~+-*/%@:,'\"\\#\n\tnotandoris", max_size=40))
def test_any_text_is_parsed_or_refused(source):
    result = attempt(lambda: parse(source))
    if isinstance(result, NbpipeError):
        assert isinstance(result, DefinitionError)
        assert str(result)
        assert all(p.hint and p.line and p.source is not None for p in result.problems)
    else:
        assert result.names == attempt(lambda: parse(str(result))).names


def attempt(call):
    """What a call returns or, if nbpipe refuses, the error."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Python's own, of odd literals and of NumPy's overflows
        try:
            return call()
        except NbpipeError as error:
            return error


def test_expressions_are_equal_by_text_and_travel():
    expression = parse("a > 1")
    assert expression == parse("  a > 1  # same")
    assert hash(expression) == hash(parse("a > 1"))
    assert evaluate(pickle.loads(pickle.dumps(expression)), {"a": 2})


# ---- evaluation -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('metrics["auc"] >= threshold', True),
        ('metrics["auc"] >= threshold + 0.1', False),
        ('0 < metrics["rows"][-1] <= 20', True),
        ("country in ['de', 'fr']", True),
        ("country not in ('de', 'fr')", False),
        ("'auc' in metrics and not 'x' in metrics", True),
        ("none is None and n is not None", True),
        ("not empty", True),
        ("flag", True),
        ("npflag", True),
        ("npscore > 0.8", True),
        ("none is None or missing > 1", True),
        ("n ** 2 // 2 % 3 == 1 and -n / 2 == -1.5", True),
        ("metrics['rows'][:1] == [10]", True),
        ("3 < 2 < missing", False),
    ],
)
def test_evaluate(source, expected):
    result = evaluate(parse(source), VALUES)
    assert result is expected


class Loud:
    def __gt__(self, other):
        raise RuntimeError("no order")

    def __repr__(self):
        raise RuntimeError("no text")


FRAME = pd.DataFrame({"x": [1, 2]})


@pytest.mark.parametrize(
    ("source", "values", "message"),
    [
        ("missing > 1", {}, "missing has no value"),
        ('m["auc"] > 1', {"m": {"acc": 1}}, "m[\"auc\"] has no key 'auc'\n  → its keys: 'acc'"),
        ('m["a"]["b"] > 1', {"m": {"a": {}}}, 'm["a"]["b"] has no key \'b\'\n  → it is empty'),
        ("xs[5] > 1", {"xs": [1]}, "xs[5] is not there: xs is [1] (list)"),
        ("x[0] > 1", {"x": 3}, "x[0] failed: x is 3 (int)"),
        ("a > b and a", {"a": 1, "b": "t"}, "a > b failed with 1 (int) and 't' (str): TypeError"),
        ("1 < a + b", {"a": 1, "b": "t"}, "a + b failed with 1 (int) and 't' (str)"),
        ("a / 0 > 1", {"a": 1}, "a / 0 failed with 1 (int) and 0 (int): ZeroDivisionError"),
        ("1e300 ** a > 1", {"a": 9}, "OverflowError"),
        ('m["auc"]', {"m": {"auc": 0.8}}, 'm["auc"] is 0.8, not True or False\n  → compare it'),
        ("a or 5", {"a": 0}, "is 5, not True or False"),
        ("name", {"name": "yes"}, "'yes', not True or False"),
        ("a", {"a": None}, "None, not True or False"),
        ("a", {"a": np.float64(0.5)}, "a is 0.5, not True or False"),
        (
            "df['x'] > 1",
            {"df": FRAME},
            "df['x'] > 1 is a Series of shape (2,), which is neither true nor false",
        ),
        ("df['x'] > 1 and True", {"df": FRAME}, 'df["x"] > 1 is a Series'),
        ("0 < df['x'] < 3", {"df": FRAME}, "neither true nor false"),
        ("not df", {"df": FRAME}, "df is a DataFrame of shape (2, 1) (DataFrame)"),
        ("a > 1", {"a": np.array([1, 2])}, "a ndarray of shape (2,)"),
        ("a > 1", {"a": np.array([2])}, "neither true nor false"),
        ("a", {"a": pd.NA}, "neither true nor false"),
        ("a > 1", {"a": Loud()}, "RuntimeError: no order"),
        ("{a: 1} == 1", {"a": []}, "unhashable"),
        ("9 ** 9 ** 9 > a", {"a": 1}, "9 ** 9 ** 9 would be too large"),
        ("a ** 100000 > 1", {"a": 12345}, "too large: 12345 and 100000"),
        ("'x' * a == ''", {"a": 10**12}, "too large"),
        ("a * [1] == []", {"a": 10**12}, "too large"),
        ("'%99999999d' % a == ''", {"a": 1}, "formats a text"),
    ],
)
def test_what_cannot_be_evaluated_names_the_part_and_its_values(source, values, message):
    with pytest.raises(NbpipeError) as caught:
        evaluate(parse(source), values)
    assert message in str(caught.value)
    assert caught.value.problems[0].code == "condition-value"


def test_long_values_are_shown_short():
    with pytest.raises(NbpipeError) as caught:
        evaluate(parse("x > 1"), {"x": list(range(10**5))})
    assert len(str(caught.value)) < 250


def test_large_powers_of_one_and_of_floats_are_no_danger():
    assert evaluate(parse("1 ** 999999 == 1 and 0.5 ** 9999 == 0 and 2 ** -3 == 0.125"), {})


LEAVES = st.one_of(
    st.sampled_from(["a", "b", "c", "m['k']", "m['l'][0]", "xs[1]", "s", "t", "none", "yes"]),
    st.integers(-9, 9).map(str),
    st.sampled_from(
        ["1.5", "0.0", "True", "False", "None", "'x'", "[]", "[1, 2]", "(1, 'x')", "{1, 2}", "{'k': 1}"]
    ),
)
ENVIRONMENT = st.fixed_dictionaries(
    {
        "a": st.integers(-5, 5),
        "b": st.floats(-5, 5),
        "c": st.sampled_from([0, 1.0, True, np.float64(0.5), np.int64(2)]),
        "m": st.just({"k": 2, "l": [3]}),
        "xs": st.just([1, 2, 3]),
        "s": st.sampled_from(["", "x", "xyz"]),
        "t": st.just((1, 2)),
        "none": st.none(),
        "yes": st.booleans(),
    }
)


def grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    compare = st.sampled_from(["<", "<=", ">", ">=", "==", "!=", "in", "not in"])
    compute = st.sampled_from(["+", "-", "*", "/", "//", "%"])
    return st.one_of(
        st.builds("({} {} {})".format, inner, compare, inner),
        st.builds("({} {} {} {} {})".format, inner, compare, inner, compare, inner),
        st.builds("({} {} {})".format, inner, st.sampled_from(["and", "or"]), inner),
        st.builds("({} {} {} {} {})".format, inner, st.just("and"), inner, st.just("or"), inner),
        st.builds("({} {} {})".format, inner, compute, inner),
        st.builds("({} ** {})".format, inner, st.sampled_from(["0", "2", "-1", "0.5", "a", "b", "none"])),
        st.builds("({}{})".format, st.sampled_from(["not ", "-", "+"]), inner),
        st.builds("({} is {}None)".format, inner, st.sampled_from(["", "not "])),
        st.builds("{}[{}]".format, st.sampled_from(["m", "xs", "t", "s"]), inner),
        st.builds("xs[{}:{}]".format, inner, inner),
        st.builds("[{}, {}]".format, inner, inner),
    )


@settings(max_examples=600, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.recursive(LEAVES, grown, max_leaves=8), ENVIRONMENT)
def test_evaluate_is_what_python_says(source, values):
    expression = attempt(lambda: parse(source))
    result = attempt(lambda: evaluate(expression, values))
    if isinstance(result, NbpipeError) and re.search("would be too large|formats a text", str(result)):
        return
    expected = python_says(source, values)
    if isinstance(expected, bool | np.bool_):
        assert result is bool(expected)
        assert attempt(lambda: explain(expression, values)).endswith(f"is {result}")
    else:
        assert isinstance(result, NbpipeError)


def python_says(source, values):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return eval(source, {"__builtins__": {}}, dict(values))
        except Exception as error:
            return error


# ---- explanation ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "values", "said"),
    [
        (
            'metrics["auc"] >= auc_threshold',
            {"metrics": {"auc": 0.812}, "auc_threshold": 0.85},
            'metrics["auc"] >= auc_threshold: 0.812 >= 0.85 is False',
        ),
        # Digits that would hide the difference are not cut off.
        ("a >= b", {"a": 0.8499999, "b": 0.85}, "a >= b: 0.8499999 >= 0.85 is False"),
        ("a >= 0.85", {"a": 0.84999999}, "a >= 0.85: 0.84999999 >= 0.85 is False"),
        ("a > 1", {"a": np.float64(0.123456789)}, "a > 1: 0.1235 > 1 is False"),
        ("flag", {"flag": True}, "flag is True"),
        ("not flag", {"flag": True}, "not flag: not True is False"),
        (
            "a is None or b[0] > 1",
            {"a": None, "b": []},
            "a is None or b[0] > 1: None is None or b[0] > 1 is True",
        ),
        ("c in ['a', 'b']", {"c": "b"}, "c in ['a', 'b']: 'b' in ['a', 'b'] is True"),
        ("(\n  a > 1\n  and b > 2\n)", {"a": 2, "b": 3}, "a > 1 and b > 2: 2 > 1 and 3 > 2 is True"),
        ("xs != []", {"xs": list(range(100))}, "xs != []: [0, 1, 2, 3, 4, 5, ...] != [] is True"),
    ],
)
def test_explain(source, values, said):
    assert explain(parse(source), values) == said


# ---- the champion ---------------------------------------------------------------------------------------------------


def test_the_champion_is_looked_up_where_it_counts():
    asked = []

    def look_up(champion):
        asked.append(champion)
        return 0.79

    condition = parse('metrics["auc"] > champion("attrition", "auc", default=-0.5) and champion != 2')
    assert condition.names == ("metrics", "champion")  # a variable of that name is another thing
    values = {"metrics": {"auc": 0.812}, "champion": 1, LOOK_UP: look_up}
    assert evaluate(condition, values) is True
    assert asked == [Champion("attrition", "auc", -0.5)]
    assert explain(condition, values).endswith("0.812 > 0.79 and 1 != 2 is True")
    del asked[:]
    assert evaluate(parse("0.9 > 0.8 or champion('a', 'b') > 1"), values) is True
    assert asked == []


def test_two_numbers_that_are_nearly_the_champion():
    values = {"auc": 0.81234567, LOOK_UP: lambda champion: 0.81234561}
    said = explain(parse("auc > champion('attrition', 'auc', default=0.8)"), values)
    assert said == "auc > champion('attrition', 'auc', default=0.8): 0.81234567 > 0.81234561 is True"


def test_a_champion_where_nobody_can_look_it_up():
    with pytest.raises(NbpipeError, match="cannot be looked up here"):
        evaluate(parse("champion('a', 'b') > 1"), {})


# ---- SageMaker ------------------------------------------------------------------------------------------------------

WRITERS = {"metrics": "evaluate", "report": "bias"}
PARAMETERS = (
    Parameter("threshold", "float", 0.8),
    Parameter("country", "str", "de"),
    Parameter("flag", "bool", True),
)
AUC = {"Std:JsonGet": {"PropertyFile": {"Get": "Steps.evaluate.PropertyFiles.metrics"}, "Path": "auc"}}
THRESHOLD = {"Get": "Parameters.threshold"}


def compare(kind: str, left, right) -> dict:
    return {"Type": kind, "LeftValue": left, "RightValue": right}


GTE = compare("GreaterThanOrEqualTo", AUC, THRESHOLD)


@pytest.mark.parametrize(
    ("source", "conditions"),
    [
        ('metrics["auc"] >= threshold', [GTE]),
        ('metrics["auc"] > 0.5 and country == "de"', [compare("GreaterThan", AUC, 0.5), compare("Equals", {"Get": "Parameters.country"}, "de")]),
        ('0.5 < metrics["auc"] <= 1', [compare("LessThan", 0.5, AUC), compare("LessThanOrEqualTo", AUC, 1)]),
        ('metrics["auc"] != -1', [{"Type": "Not", "Expression": compare("Equals", AUC, -1)}]),
        ("country in ['de', 'fr']", [{"Type": "In", "QueryValue": {"Get": "Parameters.country"}, "Values": ["de", "fr"]}]),
        (
            "not (metrics['auc'] >= threshold) or flag",
            [{"Type": "Or", "Conditions": [{"Type": "Not", "Expression": GTE}, compare("Equals", {"Get": "Parameters.flag"}, True)]}],
        ),
        ("metrics['auc'] >= 1 - 0.5", [compare("GreaterThanOrEqualTo", AUC, 0.5)]),
        ("True", [compare("Equals", True, True)]),
    ],
)  # fmt: skip
def test_to_sagemaker(source, conditions):
    assert to_sagemaker(parse(source), WRITERS, PARAMETERS) == conditions


def test_conditions_inside_an_or_are_anded_by_de_morgan():
    (condition,) = to_sagemaker(parse("flag or (threshold > 1 and threshold < 2)"), {}, PARAMETERS)
    more, less = compare("GreaterThan", THRESHOLD, 1), compare("LessThan", THRESHOLD, 2)
    inner = [{"Type": "Not", "Expression": more}, {"Type": "Not", "Expression": less}]
    assert condition["Conditions"][1] == {"Type": "Not", "Expression": {"Type": "Or", "Conditions": inner}}
    assert str(from_sagemaker(condition)) == "flag == True or (threshold > 1 and threshold < 2)"


@pytest.mark.parametrize(
    ("keys", "path"),
    [
        ('["a"]["b"]', "a.b"),
        ('["rows"][0]', "rows[0]"),
        ('["a b"]', "['a b']"),
        ('[0]["x"]', "[0].x"),
        ("[1 + 1]", "[2]"),
    ],
)
def test_indexing_is_a_path(keys, path):
    (condition,) = to_sagemaker(parse(f"metrics{keys} == 1"), WRITERS)
    assert condition["LeftValue"]["Std:JsonGet"]["Path"] == path
    back = from_sagemaker(condition)
    assert to_sagemaker(back, WRITERS) == [condition]


@pytest.mark.parametrize(
    ("source", "part"),
    [
        ("metrics['auc'] + 0.1 > threshold", "metrics['auc'] + 0.1"),
        ("threshold is None", "threshold is None"),
        ("threshold == None", "None"),
        ("metrics > 1", "metrics"),
        ("'auc' in metrics", "'auc' in metrics"),
        ("metrics[country] > 1", "metrics[country]"),
        ("metrics['a':'b'] == 1", "metrics['a':'b']"),
        ("country['x'] == 1", "country['x']"),
        ("metrics['ok'] and flag", "metrics['ok']"),
        ("not metrics['ok']", "metrics['ok']"),
        ("(threshold > 1) == flag", "threshold > 1"),
        ("[1, 2][threshold] == 1", "[1, 2][threshold]"),
        ("threshold < 1e999", "1e309"),
        ("-threshold < 1", "-threshold"),
        ("threshold > champion('g', 'auc')", "champion('g', 'auc')"),
        ("champion('g', 'auc') * 2 > 1", "champion('g', 'auc') * 2"),
    ],
)
def test_what_sagemaker_cannot_say_is_named(source, part):
    with pytest.raises(NotYetError) as caught:
        to_sagemaker(parse(source), WRITERS, PARAMETERS)
    assert caught.value.args[0] == f"SageMaker's conditions cannot say {part}"
    assert caught.value.problems[0].hint


def test_a_bare_value_is_exported_where_it_must_be_a_bool():
    (condition,) = to_sagemaker(parse("metrics['ok']"), WRITERS)
    assert condition["RightValue"] is True
    assert len(to_sagemaker(parse("flag and metrics['ok']"), WRITERS, PARAMETERS)) == 2


def test_a_name_that_nobody_gives_is_an_error():
    with pytest.raises(NbpipeError, match="nobody is no parameter"):
        to_sagemaker(parse("nobody > 1"), WRITERS, PARAMETERS)


def test_from_sagemaker_reads_a_list_as_and():
    expression = from_sagemaker([GTE, {"Type": "In", "QueryValue": "a", "Values": []}])
    assert str(expression) == 'metrics["auc"] >= threshold and "a" in []'
    assert expression.names == ("metrics", "threshold")


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ([], "True"),
        ({"Type": "Or", "Conditions": []}, "False"),
        ({"Type": "Not", "Expression": GTE}, 'not metrics["auc"] >= threshold'),
        (compare("Equals", 'say "hi"', "日本\n"), '"say \\"hi\\"" == "日本\\n"'),
        (compare("LessThan", {"Std:JsonGet": {"PropertyFile": {"Get": "Steps.s.PropertyFiles.f"}, "Path": "$.a[0]['x y'].b"}}, -1.5), 'f["a"][0]["x y"]["b"] < -1.5'),
    ],
)  # fmt: skip
def test_from_sagemaker(condition, expected):
    assert str(from_sagemaker(condition)) == expected


@pytest.mark.parametrize(
    "condition",
    [
        compare("Equals", {"Get": "Execution.PipelineName"}, 1),
        compare("Equals", {"Get": "Steps.train.FinalMetricDataList['auc'].Value"}, 1),
        compare("Equals", {"Std:Join": {"On": "/", "Values": []}}, 1),
        compare(
            "Equals", {"Std:JsonGet": {"PropertyFile": {"Get": "Steps.s.PropertyFiles.f"}, "Path": "a[*]"}}, 1
        ),
        compare("Equals", {"Get": "Parameters.not-a-name"}, 1),
        compare("Equals", {"Get": "Parameters.class"}, 1),
        compare("Equals", {"Get": "Parameters.metrics"}, AUC),
    ],
)
def test_what_we_cannot_read_is_named(condition):
    with pytest.raises(NotYetError):
        from_sagemaker(condition)


def test_names_may_be_given():
    condition = compare("Equals", {"Get": "Parameters.not-a-name"}, AUC)
    names = {"Parameters.not-a-name": "good"}
    assert str(from_sagemaker(condition, names)) == 'good == metrics["auc"]'


DEEP: dict = GTE
for _ in range(300):
    DEEP = {"Type": "Not", "Expression": {"Type": "Or", "Conditions": [DEEP, GTE]}}


@pytest.mark.parametrize(
    "condition",
    [{}, [1], {"Type": "Between"}, {"Type": "Equals", "LeftValue": 1}, compare("Equals", [1], 1), compare("Equals", None, 1),
     {"Type": "Or", "Conditions": "x"}, compare(["Equals"], 1, 1), DEEP],
)  # fmt: skip
def test_what_is_no_condition_is_refused(condition):
    with pytest.raises(DefinitionError):
        from_sagemaker(condition)


FLAGS = st.sampled_from(
    [
        "metrics['auc'] >= threshold",
        "threshold < 0.5",
        "country in ['de', 'fr']",
        "country not in ['de']",
        "country != 'de'",
        "0.2 < metrics['auc'] < threshold",
        "flag",
        "1 < 2",
    ]
)


@settings(max_examples=200, deadline=None)
@given(
    st.recursive(
        FLAGS,
        lambda inner: st.one_of(
            st.builds("({} and {})".format, inner, inner),
            st.builds("({} or {} or {})".format, inner, inner, inner),
            st.builds("(not {})".format, inner),
        ),
        max_leaves=6,
    ),
    st.floats(0, 1),
    st.floats(0, 1),
    st.sampled_from(["de", "fr", "us"]),
    st.booleans(),
)
def test_there_and_back_means_the_same(source, auc, threshold, country, flag):
    values = {"metrics": {"auc": auc}, "threshold": threshold, "country": country, "flag": flag}
    expression = parse(source)
    conditions = json.loads(json.dumps(to_sagemaker(expression, WRITERS, PARAMETERS)))
    expected = evaluate(expression, values)
    assert all(holds(condition, values) for condition in conditions) is expected
    assert evaluate(from_sagemaker(conditions), values) is expected


def holds(condition: dict, values: dict) -> bool:
    """SageMaker's meaning, written down a second time."""

    def of(value):
        if isinstance(value, dict) and "Get" in value:
            return values[value["Get"].removeprefix("Parameters.")]
        return values["metrics"]["auc"] if value == AUC else value

    match condition:
        case {"Type": "Not", "Expression": inner}:
            return not holds(inner, values)
        case {"Type": "Or", "Conditions": parts}:
            return any(holds(part, values) for part in parts)
        case {"Type": "In", "QueryValue": query, "Values": items}:
            return of(query) in [of(item) for item in items]
        case {"Type": kind, "LeftValue": left, "RightValue": right}:
            a, b = of(left), of(right)
            return {
                "Equals": lambda: a == b,
                "GreaterThan": lambda: a > b,
                "GreaterThanOrEqualTo": lambda: a >= b,
                "LessThan": lambda: a < b,
                "LessThanOrEqualTo": lambda: a <= b,
            }[kind]()
    raise AssertionError(condition)
