"""What every step type promises, those of other packages included."""

from __future__ import annotations

import dataclasses
import inspect
import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from jsonschema import Draft202012Validator
from notebooks_in_folders import write
from step_examples import BESIDE, EXAMPLES, Example

from nbpipe import cli, definition, diagram, fingerprint, notebook, options, plugins
from nbpipe.as_json import dumps, pipeline_from_json
from nbpipe.cli import answers
from nbpipe.diagram import icons
from nbpipe.errors import DefinitionError
from nbpipe.exporting import code
from nbpipe.model import (
    Approval,
    Artifact,
    Decision,
    EndpointConfig,
    Many,
    ModelVersion,
    Nested,
    Pipeline,
    Retry,
    Run,
    Step,
    StepStatus,
    Variant,
)
from nbpipe.options import Assignments, Count, Duration, Names, Share, Size, StepOptions, Texts, Variables
from nbpipe.steps import Inputs, StepType, Uses

# All types of this installation, and one that comes as an entry point of another package.
NAMES = tuple(dict.fromkeys((*plugins.names("steps"), "Echo")))
every_type = pytest.mark.parametrize("name", NAMES)
pytestmark = pytest.mark.usefixtures("other_package")


def example(name: str) -> Example:
    assert name in EXAMPLES, f"add an example of {name} to tests/contracts/step_examples.py"
    return EXAMPLES[name]


def compiled(name: str, more: str = "") -> tuple[Pipeline, Step]:
    """A pipeline with the example of a type, as its step `it`, which has further flags."""
    pipeline = definition.compiled(notebook.from_cells(example(name).cells(name, more))).pipeline
    return pipeline, pipeline.step("it")


def typed(step_type: Any, step: Step) -> Any:
    """The type's own options out of the step's."""
    fields = {field.name for field in dataclasses.fields(step_type.options)}
    return step_type.options(**{key: value for key, value in step.options.items() if key in fields})


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The current folder has the notebooks that examples name."""
    for file, cells in BESIDE.items():
        write(tmp_path / file, *cells)
    monkeypatch.chdir(tmp_path)


def inputs(name: str) -> Inputs:
    values = example(name).values
    made = {
        variable: Artifact(f"sha256:{index:064}", 1, "application/json", "json_value", {"name": variable})
        for index, variable in enumerate(values)
    }
    registered = ModelVersion("churn", 2, Approval.APPROVED, made["model"])
    configured = EndpointConfig("canary", (Variant("blue", "churn", 2),), 1)
    return Inputs(
        made,
        {},
        lambda artifact: values[artifact.meta["name"]],
        lambda ref: registered,
        lambda variable: None,
        config=lambda ref: configured,
        folder=Path.cwd(),
    )


def test_every_type_has_an_example() -> None:
    assert set(NAMES) == set(EXAMPLES), "tests/contracts/step_examples.py has one for each type, and no other"


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
        Variables: ("a,b", Variables(("a", "b"))),
        Texts: ("some_text", Texts(("some_text",))),
        Assignments: ("x=some_text", Assignments(("x=some_text",))),
        Duration: ("90s", 90.0),
        Count: ("3", 3),
        Size: ("4GB", 4_000_000_000),
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
        assert set(step.inputs) == {*uses.reads, *uses.option_reads} & set(example(name).values)
        assert set(uses.reads) <= set(example(name).values)


@every_type
def test_it_plans_a_run_or_a_decision(name: str) -> None:
    step_type = plugins.find("steps", name)
    _, step = compiled(name)
    planned = step_type.plan(step, typed(step_type, step), inputs(name))
    if step_type.python:
        assert type(planned) in (Run, Many, Nested)
        return
    assert type(planned) is Decision
    assert planned.status in (StepStatus.SUCCEEDED, StepStatus.FAILED, StepStatus.WAITING)
    assert (planned.failure is not None) == (planned.status is StepStatus.FAILED)
    assert planned.detail
    assert planned == step_type.plan(step, typed(step_type, step), inputs(name))


@every_type
def test_run_by_hand_it_says_what_it_would_do(name: str) -> None:
    step_type = plugins.find("steps", name)
    _, step = compiled(name)
    given = dict(example(name).values)
    text = step_type.by_hand(example(name).body, typed(step_type, step), given)
    assert isinstance(text, str)
    runs = step_type.python and not getattr(step_type, "acts", False)
    assert bool(text.strip()) == (not runs)
    assert list(given) == list(example(name).values)
    assert all(given[key] is value for key, value in example(name).values.items())


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


@every_type
def test_the_definition_comes_back_from_its_json(name: str) -> None:
    """Magic line → pipeline → JSON → pipeline → magic line: the same definition, and the same plan."""
    pipeline, step = compiled(name)
    again = pipeline_from_json(json.loads(dumps(pipeline)))
    step_type = plugins.find("steps", name)
    one, two = (
        step_type.plan(item, typed(step_type, item), inputs(name)) for item in (step, again.step("it"))
    )
    if type(one) is Many:  # its functions are other objects
        one, two = (dataclasses.replace(item, ask=len, join=len, tolerated=len) for item in (one, two))
    assert one == two
    cells = ["".join(cell["source"]) for cell in code.notebook(again, "again")["cells"][1:]]
    rewritten = definition.compiled(notebook.from_cells(cells, pipeline.name)).pipeline
    assert fingerprint.definition(rewritten) == fingerprint.definition(pipeline)
    assert rewritten.step("it").options == step.options


@every_type
def test_show_tells_all_of_it(name: str) -> None:
    pipeline, step = compiled(name)
    (shown,) = [item for item in answers.pipeline(pipeline, None, "")["steps"] if item["name"] == "it"]
    assert shown["type"] == name
    assert shown["options"] == json.loads(json.dumps(dict(step.options)))
    assert (shown["outputs"], shown["cell"]) == (list(step.outputs), 2)
    assert set(example(name).gives) <= {*step.outputs, *step.writes}


@every_type
def test_it_is_drawn_with_its_icon(name: str) -> None:
    pipeline, _ = compiled(name)
    svg = diagram.to_svg(pipeline, for_notebook=False)
    ElementTree.fromstring(svg)
    assert (name in icons.TYPES) == (name in plugins.BUILT_IN["steps"]), (
        "diagram/icons.py draws every built-in type"
    )
    assert icons.TYPES.get(name, icons.OTHER) in svg
    assert len(set(icons.TYPES.values())) == len(icons.TYPES)
    for picture in (svg, diagram.to_dot(pipeline), diagram.to_mermaid(pipeline), diagram.to_text(pipeline)):
        # What says more than the type does stands in its place.
        drawn = {
            "Condition": "score (>|&gt;|#62;) 0.5",
            "Notebook": "report.ipynb",
            "Pipeline": "child.ipynb",
        }
        assert re.search(rf"\bit\b(\\n|<br/>|.|\n)*?{drawn.get(name, name)}", picture)


@every_type
def test_what_needs_no_process_takes_no_option_of_one(name: str) -> None:
    """`--retry` and the like are obeyed (`test_step_runs.py`) or refused by name, never ignored."""
    if plugins.find("steps", name).python:
        _, step = compiled(name, "--retry 2 --timeout 5s --cpus 2")
        assert (step.retry, step.timeout, step.resources.cpus) == (Retry(2), 5.0, 2.0)
        return
    with pytest.raises(DefinitionError) as error:
        compiled(name, "--retry 2")
    (problem,) = error.value.problems
    article = "an" if name[0] in "AEIOU" else "a"
    assert problem.message == f"--retry has no meaning for {article} {name} step: it needs no process"
