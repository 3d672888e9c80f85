"""What every step type promises, those of other packages included."""

from __future__ import annotations

import dataclasses
import inspect
import json
from dataclasses import dataclass
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from nbpipe import cli, definition, notebook, options, plugins
from nbpipe.as_json import dumps, pipeline_from_json
from nbpipe.model import (
    Artifact,
    Decision,
    Many,
    Pipeline,
    Run,
    Step,
    StepStatus,
)
from nbpipe.options import Count, Duration, Names, Share, StepOptions, Texts
from nbpipe.steps import Inputs, StepType, Uses


@dataclass(frozen=True)
class Example:
    """The smallest step of a type that is valid: flags and body. A type that is not in the table takes the first ones."""

    flags: str = ""
    body: str = "y = 1"


# What an earlier step makes, and the steps that there are.
VALUES = {"score": 0.9, "model": [1], "metrics": {"auc": 0.8}}
CELLS = ("%%step make\nscore, model, metrics = 0.9, [1], {'auc': 0.8}", "%%step a\n1", "%%step b\n1")

EXAMPLES = {
    "Condition": Example("--then a --else b", "score > 0.5"),
    "Register": Example("--model model --group churn --metrics metrics", "AUC {metrics[auc]:.2f}"),
    "AutoML": Example("--target y --task classification --features metrics --model best --metrics found"),
    "Model": Example("--model model"),
    "Transform": Example("--model model --data metrics"),
    "Fail": Example("", "the score is {score}"),
    "QualityCheck": Example("--data score"),
    "ClarifyCheck": Example("--data score --label y --facet sex"),
    "Map": Example("--over model --as item", "y = item"),
    "Tuning": Example('--tune "depth=int(1,3)" --objective max:auc', "y = depth"),
}

every_type = pytest.mark.parametrize("name", plugins.names("steps"))


def example(name: str) -> Example:
    return EXAMPLES.get(name, Example())


def compiled(name: str, flags: str | None = None) -> tuple[Pipeline, Step]:
    """A pipeline with the example of a type, as its step `it`."""
    flags = example(name).flags if flags is None else flags
    cell = f"%%step it --type {name} {flags}\n{example(name).body}"
    pipeline = definition.compiled(notebook.from_cells([CELLS[0], cell, *CELLS[1:]])).pipeline
    return pipeline, pipeline.step("it")


def typed(step_type: Any, step: Step) -> Any:
    """The type's own options out of the step's."""
    fields = {field.name for field in dataclasses.fields(step_type.options)}
    return step_type.options(**{key: value for key, value in step.options.items() if key in fields})


def inputs() -> Inputs:
    made = {
        name: Artifact(f"sha256:{index:064}", 1, "application/json", "json", {"name": name})
        for index, name in enumerate(VALUES)
    }
    return Inputs(made, {}, lambda artifact: VALUES[artifact.meta["name"]])


@every_type
def test_it_fulfils_the_protocol(name: str) -> None:
    step_type = plugins.find("steps", name)
    assert step_type.name == name
    assert options.NAME.fullmatch(name)
    assert type(step_type.version) is int
    assert step_type.version >= 1
    assert type(step_type.python) is bool
    assert type(step_type.works) is bool
    assert step_type.python or not step_type.works
    assert isinstance(step_type.imports, tuple)
    for method in ("uses", "plan", "by_hand"):
        wanted = inspect.signature(getattr(StepType, method)).parameters
        assert ["self", *inspect.signature(getattr(step_type, method)).parameters] == list(wanted)


def is_said_well(text: str) -> bool:
    """One line of some words, without a period at its end."""
    return len(text.split()) > 1 and text == text.strip() and "\n" not in text and not text.endswith(".")


@every_type
def test_its_words(name: str) -> None:
    step_type = plugins.find("steps", name)
    assert is_said_well(step_type.description)
    assert len(step_type.description) <= 80
    assert inspect.getdoc(type(step_type))


@every_type
def test_its_options_are_a_frozen_dataclass_of_options(name: str) -> None:
    made = plugins.find("steps", name).options
    assert dataclasses.is_dataclass(made)
    assert made.__dataclass_params__.frozen
    for field in dataclasses.fields(made):
        assert set(field.metadata) == {"help", "metavar", "flag", "not_yet", "check", "expected"}, (
            f"{field.name}: use option(…)"
        )
        assert is_said_well(field.metadata["help"])
    hash(made())  # every option has a default, and none can be changed


@every_type
def test_its_flags_are_not_those_of_every_step(name: str) -> None:
    own = [item.flag for item in options.options_of(plugins.find("steps", name).options)]
    common = {item.flag for item in options.options_of(StepOptions)} | {"--type"}
    assert len(set(own)) == len(own)
    assert not set(own) & common
    assert not {field.name for field in dataclasses.fields(plugins.find("steps", name).options)} & {
        field.name for field in dataclasses.fields(StepOptions)
    }


def sample(item: options.Option) -> tuple[str, Any]:
    """A text for an option, and the value that it stands for."""
    if item.choices:
        return item.choices[-1], item.choices[-1]
    if item.check is not None:  # then the example that help gives has to be right
        shown = (item.metavar or "").strip('"')
        return f'"{shown}"', Texts((shown,)) if item.kind is Texts else shown
    samples: dict[Any, tuple[str, Any]] = {
        Share: ("12.5%", Share("12.5%")),
        Names: ("a,b", Names(("a", "b"))),
        Texts: ("some_text", Texts(("some_text",))),
        Duration: ("90s", 90.0),
        Count: ("3", 3),
        int: ("3", 3),
        float: ("0.5", 0.5),
        bool: ("", True),
    }
    return samples.get(item.kind, ("some_name", "some_name"))


@every_type
def test_every_flag_is_read(name: str) -> None:
    made = plugins.find("steps", name).options
    for item in options.options_of(made):
        text, value = sample(item)
        words = f"{item.flag} {text}".strip()
        values, problems = options.parse(options.tokenize(words)[0], [made], "it")
        assert [problem.code for problem in problems] == (["not-yet"] if item.not_yet else [])
        assert values == {item.field: value}
        assert isinstance(getattr(made(**values), item.field), type(value))
        assert values[item.field] != item.default


@every_type
def test_its_options_survive_json(name: str) -> None:
    pipeline, step = compiled(name)
    again = pipeline_from_json(json.loads(dumps(pipeline)))
    assert dumps(again) == dumps(pipeline)
    one, two = typed(plugins.find("steps", name), step), typed(plugins.find("steps", name), again.step("it"))
    assert json.loads(json.dumps(dataclasses.asdict(two))) == json.loads(json.dumps(dataclasses.asdict(one)))


@every_type
def test_what_its_example_uses(name: str) -> None:
    step_type = plugins.find("steps", name)
    _, step = compiled(name)
    uses = step_type.uses(example(name).body, typed(step_type, step))
    assert type(uses) is Uses
    assert all(read.isidentifier() for read in (*uses.reads, *uses.option_reads, *uses.keeps))
    assert all(place.line >= 1 and place.column >= 0 for place in uses.reads.values())
    if not step_type.python:
        lines = example(name).body.splitlines()
        for read, place in uses.reads.items():
            assert lines[place.line - 1][place.column :].startswith(read)
        assert set(step.inputs) == {*uses.reads, *uses.option_reads} & set(VALUES)
        assert set(uses.reads) <= set(VALUES)


@every_type
def test_it_plans_a_run_or_a_decision(name: str) -> None:
    step_type = plugins.find("steps", name)
    _, step = compiled(name)
    planned = step_type.plan(step, typed(step_type, step), inputs())
    if step_type.python:
        assert type(planned) in (Run, Many)
        return
    assert type(planned) is Decision
    assert planned.status in (StepStatus.SUCCEEDED, StepStatus.FAILED, StepStatus.WAITING)
    assert (planned.failure is not None) == (planned.status is StepStatus.FAILED)
    assert planned.detail
    assert planned == step_type.plan(step, typed(step_type, step), inputs())


@every_type
def test_run_by_hand_it_says_what_it_would_do(name: str) -> None:
    step_type = plugins.find("steps", name)
    _, step = compiled(name)
    given = dict(VALUES)
    text = step_type.by_hand(example(name).body, typed(step_type, step), given)
    assert isinstance(text, str)
    assert bool(text.strip()) == (not step_type.python)
    assert given == VALUES


@every_type
def test_the_command_line_lists_it(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    step_type = plugins.find("steps", name)
    assert cli.main(["steps", name]) == 0
    one = capsys.readouterr().out
    assert cli.main(["steps"]) == 0
    for said in (one, capsys.readouterr().out):
        assert f"{name}  {step_type.description}" in said
        for flag, text in options.describe(step_type.options):
            assert flag in said
            assert text in said


@every_type
def test_its_json_schema(name: str) -> None:
    step_type = plugins.find("steps", name)
    schema = options.json_schema(step_type.options)
    Draft202012Validator.check_schema(schema)
    assert list(schema["properties"]) == [field.name for field in dataclasses.fields(step_type.options)]
    assert all(is_said_well(item["description"]) for item in schema["properties"].values())
    _, step = compiled(name)
    given = {key: value for key, value in step.options.items() if key in schema["properties"]}
    Draft202012Validator(schema).validate(json.loads(json.dumps(given)))
    with pytest.raises(Exception, match="Additional properties"):
        Draft202012Validator(schema).validate({"nothing_of_this_name": 1})
