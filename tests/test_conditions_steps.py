"""The step types that need no process: what they read, decide, and say by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nbpipe.dataflow import Place
from nbpipe.errors import DefinitionError, NbpipeError, NotFoundError
from nbpipe.model import Approval, Artifact, Cell, Decision, ModelVersion, Run, Step, StepStatus
from nbpipe.options import Name, Names, Variable
from nbpipe.steps import Inputs, Uses, text
from nbpipe.steps.condition import ConditionOptions
from nbpipe.steps.condition import step_type as condition
from nbpipe.steps.fail import FailOptions
from nbpipe.steps.fail import step_type as fail
from nbpipe.steps.processing import ProcessingOptions
from nbpipe.steps.processing import step_type as processing
from nbpipe.steps.register import RegisterOptions
from nbpipe.steps.register import step_type as register
from nbpipe.steps.training import TrainingOptions
from nbpipe.steps.training import step_type as training

VALUES: Mapping[str, Any] = {
    "metrics": {"auc": 0.8123, "rows": [10, 20], "by class": {"a": 1}},
    "threshold": 0.8,
    "model": object(),
    "name": "xgb",
    "approval": "Approved",
}
ARTIFACTS = {name: Artifact(f"sha256:{name}", 1, "x", "y") for name in ("metrics", "model", "name")}


def step(*bodies: str, kind: str = "Condition") -> Step:
    return Step("s", kind, tuple(Cell(4 + i, f"c{i}", body, 2) for i, body in enumerate(bodies)))


def inputs() -> Inputs:
    parameters = {name: value for name, value in VALUES.items() if name not in ARTIFACTS}
    by_digest = {artifact.digest: VALUES[name] for name, artifact in ARTIFACTS.items()}
    return Inputs(ARTIFACTS, parameters, lambda artifact: by_digest[artifact.digest])


def test_inputs_are_variables_before_parameters() -> None:
    given_ = inputs()
    assert given_.value("name") == "xgb"
    assert given_.value("threshold") == 0.8
    assert "model" in given_
    assert "nothing" not in given_
    with pytest.raises(KeyError):
        given_.value("nothing")


# ---- Condition ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "reads"),
    [
        ("x > 1", {"x": Place(1, 0)}),
        ("1 < x and x < y", {"x": Place(1, 4), "y": Place(1, 14)}),
        ("    x > y\n", {"x": Place(1, 4), "y": Place(1, 8)}),
        ("  # about\n  (x >\n     y)", {"x": Place(2, 3), "y": Place(3, 5)}),
        ("'ä' == x", {"x": Place(1, 8)}),  # in bytes, as Python counts
        ("\tx > 1", {"x": Place(1, 1)}),
    ],
)
def test_a_condition_says_where_it_reads(body: str, reads: dict[str, Place]) -> None:
    options = ConditionOptions(then=Names(["a"]), otherwise=Names(["b"]))
    assert condition.uses(body, options) == Uses(reads, then=("a",), otherwise=("b",))


@pytest.mark.parametrize(
    ("bodies", "taken", "detail"),
    [
        (
            ('metrics["auc"] >= threshold',),
            True,
            'metrics["auc"] >= threshold: 0.8123 >= 0.8 is True',
        ),
        (("not (", "  threshold > 0.5)"), False, "not (threshold > 0.5): not 0.8 > 0.5 is False"),
        (("name == 'xgb'",), True, "name == 'xgb': 'xgb' == 'xgb' is True"),
    ],
)
def test_a_condition_decides(bodies: tuple[str, ...], taken: bool, detail: str) -> None:
    decision = condition.plan(step(*bodies), ConditionOptions(), inputs())
    assert decision.status is StepStatus.SUCCEEDED
    assert decision.taken is taken
    assert decision.detail.replace(" \n", " ").split(" is ")[-1] == detail.split(" is ")[-1]
    assert len(bodies) > 1 or decision.detail == detail


def test_a_condition_without_a_value_says_so() -> None:
    with pytest.raises(NbpipeError, match="nobody has no value"):
        condition.plan(step("nobody > 1"), ConditionOptions(), inputs())


@pytest.mark.parametrize(
    ("body", "branch"),
    [("threshold > 0.5", "**a, b**"), ("threshold < 0.5", "**no step of its branches**")],
)
def test_a_condition_by_hand(body: str, branch: str) -> None:
    said = condition.by_hand(body, ConditionOptions(then=Names(["a", "b"])), VALUES)
    assert branch in said
    assert body in said


BEATS = 'metrics["auc"] > champion("churn", "auc")'


def registry(ref: str) -> ModelVersion:
    if ref != "churn@champion":
        raise NotFoundError(f"there is no model group {ref.partition('@')[0]!r}")
    return ModelVersion("churn", 3, Approval.APPROVED, ARTIFACTS["model"], {"auc": 0.79, "by": {"n": 1}})


@pytest.mark.parametrize(
    ("body", "taken", "says"),
    [
        (BEATS, True, "0.8123 > 0.79 is True (champion: churn:3)"),
        ('champion("churn", "by.n") > 1', False, "1 > 1 is False (champion: churn:3)"),
        ('0.8 > champion("weather", "auc", default=0.9)', False, "0.8 > 0.9 is False (champion: none of weather)"),
        ('1 > 0 or champion("churn", "auc") > 1', True, "1 > 0 or 0.79 > 1 is True"),  # it did not count
    ],
)  # fmt: skip
def test_a_condition_knows_the_champion(body: str, taken: bool, says: str) -> None:
    decision = condition.plan(step(body), ConditionOptions(), replace(inputs(), model=registry))
    assert decision.taken is taken
    assert decision.detail.endswith(says)


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ('champion("weather", "auc") > 1', r"no champion to compare with\n.*champion\(\"weather\", \"auc\", default=0.5\)"),
        ('champion("churn", "auk") > 1', r"the champion churn:3 has no metric auk\n.*did you mean auc\?"),
        ('champion("churn", "by") > 1', "the champion churn:3 has no metric by"),
    ],
)  # fmt: skip
def test_a_condition_without_a_champion_says_what_to_write(body: str, says: str) -> None:
    with pytest.raises(NbpipeError, match=says):
        condition.plan(step(body), ConditionOptions(), replace(inputs(), model=registry))


# ---- Register -------------------------------------------------------------------------------------------------------

OPTIONS = RegisterOptions(model=Variable("model"), group=Name("churn"), metrics=Variable("metrics"))


def test_a_register_reads_its_options_and_its_card() -> None:
    uses = register.uses("# Card\nBy {name}", OPTIONS)
    made = {"registers": ("churn",), "offers": ("version",)}
    assert uses == Uses({"name": Place(2, 4)}, option_reads=("model", "metrics"), **made)
    options = RegisterOptions(Variable("model"), Name("churn"), approval="approval")
    assert register.uses("", options).option_reads == ("model", "approval")


@pytest.mark.parametrize(
    ("options", "flags"),
    [
        (RegisterOptions(), ["--model", "--group"]),
        (RegisterOptions(model=Variable("m")), ["--group"]),
        (RegisterOptions(group=Name("g")), ["--model"]),
    ],
)
def test_a_register_needs_a_model_and_a_group(options: RegisterOptions, flags: list[str]) -> None:
    with pytest.raises(DefinitionError) as raised:
        register.uses("card", options)
    assert [(p.code, p.message) for p in raised.value.problems] == [
        ("option-missing", f"a Register step needs {flag}") for flag in flags
    ]
    assert all("%%step register" in (p.hint or "") for p in raised.value.problems)


def test_a_register_registers() -> None:
    given_ = Inputs(ARTIFACTS, {}, lambda artifact: {"auc": 0.8123})
    decision = register.plan(step("AUC {metrics[auc]:.2f}\n"), OPTIONS, given_)
    assert decision.status is StepStatus.SUCCEEDED
    assert decision.detail == "registered in churn, PendingManualApproval"
    registration = decision.registration
    assert registration is not None
    assert registration.group == "churn"
    assert registration.artifact == ARTIFACTS["model"]
    assert registration.status is Approval.PENDING
    assert registration.card == "AUC 0.81"
    assert registration.metrics == {"auc": 0.8123}


@pytest.mark.parametrize(("approval", "status"), [("Rejected", "Rejected"), ("approval", "Approved")])
def test_an_approval_or_a_parameter_that_holds_one(approval: str, status: str) -> None:
    options = RegisterOptions(Variable("model"), Name("g"), approval=approval)
    registration = register.plan(step(""), options, inputs()).registration
    assert registration is not None
    assert registration.status == status


class Number:
    """As NumPy has them."""

    ndim = 0

    def item(self) -> float:
        return 0.5


@pytest.mark.parametrize(
    ("metrics", "kept"),
    [
        (
            {"a": 1, "b": 0.5, "c": "x", "d": None, "e": True},
            {"a": 1, "b": 0.5, "c": "x", "d": None, "e": True},
        ),
        ({"a": {"b": 1}, 3: 4}, {"a": {"b": 1}, "3": 4}),
        ({"a": Number()}, {"a": 0.5}),
    ],
)
def test_metrics_are_kept_as_plain_numbers(metrics: Any, kept: Any) -> None:
    given_ = Inputs(ARTIFACTS, {}, lambda artifact: metrics)
    registration = register.plan(step(""), OPTIONS, given_).registration
    assert registration is not None
    assert registration.metrics == kept


@pytest.mark.parametrize(
    ("options", "values", "message"),
    [
        (OPTIONS, [1], "metrics is a list, not a dict of metrics"),
        (OPTIONS, {"a": [1]}, "metrics['a'] is a list, not a number"),
        (OPTIONS, {"a": {"b": [1]}}, "metrics['a']['b'] is a list, not a number"),
        (RegisterOptions(Variable("nothing"), Name("g")), {}, "nothing has no value"),
        (
            RegisterOptions(Variable("model"), Name("g"), approval="name"),
            "Perhaps",
            "name is 'Perhaps', not a status",
        ),
    ],
)
def test_what_cannot_be_registered(options: RegisterOptions, values: Any, message: str) -> None:
    with pytest.raises(NbpipeError) as raised:
        register.plan(step(""), options, Inputs(ARTIFACTS, {}, lambda artifact: values))
    assert message in str(raised.value)
    assert raised.value.problems[0].hint


def test_a_register_by_hand() -> None:
    said = register.by_hand("AUC {metrics[auc]}", OPTIONS, VALUES)
    assert "Would register **model** in the group **churn**" in said
    assert said.endswith("AUC 0.8123")


# ---- Fail -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("AUC {metrics[auc]:.2f} < {threshold}\n", "AUC 0.81 < 0.8"),
        ("", "the Fail step s was reached"),
        ("{{literally}}", "{literally}"),
    ],
)
def test_a_fail_fails(body: str, message: str) -> None:
    decision = fail.plan(step(body, kind="Fail"), FailOptions(), inputs())
    assert decision.status is StepStatus.FAILED
    assert decision.detail == message
    assert decision.failure is not None
    assert (decision.failure.type, decision.failure.message, decision.failure.cell) == (
        "FailStep",
        message,
        4,
    )


def test_a_fail_by_hand() -> None:
    assert fail.by_hand("x {name}", FailOptions(), VALUES) == "Would end the execution as **Failed**: x xgb"
    assert fail.uses("x {name}", FailOptions()) == Uses({"name": Place(1, 3)})


# ---- Processing and Training ----------------------------------------------------------------------------------------


def test_python_needs_a_process() -> None:
    options = TrainingOptions(model=Variable("m"), metrics=Variable("scores"))
    assert training.plan(step(""), options, inputs()) == Run(metrics="scores", promised=("m",))
    assert training.uses("", options).keeps == ("m",)
    assert training.uses("", TrainingOptions()) == Uses()
    assert processing.plan(step(""), ProcessingOptions(metrics=Variable("x")), inputs()) == Run(metrics="x")


@pytest.mark.parametrize("type_", [condition, fail, processing, register, training])
def test_types_say_who_they_are(type_: Any) -> None:
    assert type_.description
    assert type_.version == 1
    assert type_.python is (type_.name in ("Processing", "Training"))


# ---- texts ----------------------------------------------------------------------------------------------------------

NAMES = [
    ("", {}),
    ("no braces", {}),
    ("{a}", {"a": Place(1, 1)}),
    ("{{a}} {a}", {"a": Place(1, 7)}),
    ("{{{a}}}", {"a": Place(1, 3)}),
    ("{a}{b}{a}", {"a": Place(1, 1), "b": Place(1, 4)}),
    ("ä {a[b c].d:>5} {e!r:^9}", {"a": Place(1, 4), "e": Place(1, 18)}),
    ("{a:}\n{b!s}\n\n  {c:}", {"a": Place(1, 1), "b": Place(2, 1), "c": Place(4, 3)}),
    ("{a.b.c[0][x]}", {"a": Place(1, 1)}),
]


@pytest.mark.parametrize(("source", "expected"), NAMES)
def test_names_in_a_text(source: str, expected: dict[str, Place]) -> None:
    assert text.names(source) == expected


WRONG = [  # text, places, message
    ("{", [(1, 0)], "a brace is not closed"),
    ("}", [(1, 0)], "a brace is not closed or not opened"),
    ("a\nö {b", [(2, 2)], "a brace is not closed"),
    ("{a} {b} }", [(1, 8)], "not opened"),
    ("{a {b}", [(1, 0)], "a brace is not closed"),
    ("{}", [(1, 1)], "{} is not a name with keys"),
    ("{0}", [(1, 1)], "{0} is not a name with keys"),
    ("{a + 1} {f(x)}", [(1, 1), (1, 9)], "is not a name with keys"),
    ("{a.__class__}", [(1, 1)], "is not a name with keys"),
    ("{a._b}", [(1, 1)], "is not a name with keys"),
    ("{a:{b}}", [(1, 1)], "a way that a text does not have"),
    ("{a!z}", [(1, 1)], "a way that a text does not have"),
]


@pytest.mark.parametrize(("source", "places", "message"), WRONG)
def test_fields_that_a_text_does_not_have(source: str, places: list[tuple[int, int]], message: str) -> None:
    with pytest.raises(DefinitionError) as raised:
        text.names(source)
    problems = raised.value.problems
    assert [(problem.line, problem.column) for problem in problems] == places
    for problem in problems:
        assert problem.code == "template"
        assert message in problem.message
        assert problem.hint
        assert problem.source == source.split("\n")[(problem.line or 0) - 1]


@pytest.mark.parametrize(
    ("source", "filled"),
    [
        ("{metrics[auc]:.1f} {{x}}", "0.8 {x}"),
        ("{metrics[rows][1]}", "20"),
        ("{metrics[by class][a]}", "1"),
        ("{name!r:>6}", " 'xgb'"),
    ],
)
def test_filled_texts(source: str, filled: str) -> None:
    assert text.fill(source, VALUES) == filled


@pytest.mark.parametrize(
    ("source", "message", "hint"),
    [
        ("{nobody}", "{nobody} has no value: 'nobody' is not there", "keys"),
        ("{metrics[f1]:.2f}", "{metrics[f1]:.2f} has no value", "keys"),
        ("{metrics[rows][9]}", "has no value", "keys"),
        ("{name.size}", "has no value", "keys"),
        ("{threshold[0]}", "{threshold[0]} has no value", "keys"),
        ("{name:.2f}", "{name:.2f} cannot be shown so", "after the colon"),
    ],
)
def test_values_that_a_text_cannot_show(source: str, message: str, hint: str) -> None:
    with pytest.raises(NbpipeError) as raised:
        text.fill(source, VALUES)
    (problem,) = raised.value.problems
    assert message in problem.message
    assert hint in (problem.hint or "")


@given(st.text("ab{}[].:!\n ä", max_size=25))
def test_any_text_has_names_or_problems(source: str) -> None:
    try:
        found = text.names(source)
    except DefinitionError as error:
        for problem in error.problems:
            line = source.split("\n")[(problem.line or 0) - 1]
            assert 0 <= (problem.column or 0) <= len(line)
        return
    for name, place in found.items():
        line = source.split("\n")[place.line - 1]
        assert line[place.character(line) :].startswith(name)


def test_a_decision_is_what_types_without_python_answer() -> None:
    assert isinstance(fail.plan(step(""), FailOptions(), inputs()), Decision)
