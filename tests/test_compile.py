"""From cells to a pipeline: who writes what others read, and what is said where a notebook does not define one."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nbpipe import as_json, definition, model, notebook
from nbpipe.compile import Compiled
from nbpipe.errors import DefinitionError, Problem


def compiled(*cells: str) -> Compiled:
    return definition.compiled(notebook.from_cells(cells, "case"))


# ---- linking --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Link:
    """Cells, and for each step the fields that matter here. Fields that are not named are not compared."""

    name: str
    cells: tuple[str, ...]
    steps: dict[str, dict[str, Any]]
    warnings: tuple[str, ...] = ()


def link(name: str, *cells: str, warnings: tuple[str, ...] = (), **steps: dict[str, Any]) -> Link:
    return Link(name, cells, steps, warnings)


def step(**fields: Any) -> dict[str, Any]:
    """Expected fields of a step; texts are lists of names."""
    return {key: tuple(value.split()) if isinstance(value, str) else value for key, value in fields.items()}


LINKS = [
    link(
        "a chain",
        "%%step a\nx = 1",
        "%%step b\ny = x + 1",
        "%%step c\nz = x + y",
        a=step(inputs={}, outputs="x", depends_on="", writes="x"),
        b=step(inputs={"x": ("a",)}, outputs="y", depends_on="a", reads="x"),
        c=step(inputs={"x": ("a",), "y": ("b",)}, outputs="", depends_on="a b"),
    ),
    link(
        "the last writer counts",
        "%%step a\nx = 1",
        "%%step b\nx = 2",
        "%%step c\ny = x",
        a=step(outputs=""),
        b=step(outputs="x", inputs={}),
        c=step(inputs={"x": ("b",)}, depends_on="b"),
    ),
    link(
        "past a writer that may not write",
        "%%setup\nFLAG = True",
        "%%step a\nx = 1",
        "%%step b\nif FLAG:\n    x = 2",
        "%%step c\ny = x",
        b=step(outputs="x", setup=(1,)),
        c=step(inputs={"x": ("a", "b")}, depends_on="a b"),
    ),
    link(
        "a change in place reads and writes",
        "%%step a\nd = {}",
        "%%step b\nd['x'] = 1",
        "%%step c\nprint(d)",
        b=step(inputs={"d": ("a",)}, changes="d", outputs="d"),
        c=step(inputs={"d": ("b",)}, depends_on="b"),
    ),
    link(
        "a change that nobody reads is no output",
        "%%step a\nd = {}",
        "%%step b\nd['x'] = 1",
        b=step(changes="d", outputs="", writes="d"),
    ),
    link(
        "a branch of a Condition may not write",
        "%%step a\nx = 1",
        "%%step choose --type Condition --then b\nx > 0",
        "%%step b\nx = 2",
        "%%step c\ny = x",
        choose=step(inputs={"x": ("a",)}),
        b=step(depends_on="choose", branch=model.Branch("choose", True)),
        c=step(inputs={"x": ("a", "b")}, depends_on="a b"),
    ),
    link(
        "branches rejoin",
        "%%step a\nx = 1",
        "%%step choose --type Condition --then b --else c\nx > 0",
        "%%step b\ny = x",
        "%%step c\ny = 0",
        "%%step d\nz = y",
        b=step(depends_on="a choose"),
        c=step(depends_on="choose", branch=model.Branch("choose", False)),
        d=step(inputs={"y": ("b", "c")}, depends_on="b c"),
    ),
    link(
        "what depends on a branch may be skipped too",
        "%%step a\nx = 1",
        "%%step choose --type Condition --then b\nx > 0",
        "%%step b\ny = 1",
        "%%step after_b\ny = y + 1\nx = y",
        "%%step c\nz = x",
        c=step(inputs={"x": ("a", "after_b")}),
    ),
    link(
        "cells of one step",
        "%%step a\nx = 1",
        "%%step b\ny = 2",
        "%%step a\nz = x + y",
        "%%step c\nw = z + x",
        a=step(inputs={"y": ("b",)}, outputs="x z", depends_on="b"),
        b=step(depends_on=""),
        c=step(inputs={"x": ("a",), "z": ("a",)}),
    ),
    link(
        "parameters",
        "%%parameters\nrate: float = 0.1\ncountry = 'de'",
        "%%step a\nx = rate",
        "%%step b\ny = x",
        a=step(parameters="rate", inputs={}),
        b=step(parameters=""),
        warnings=("unused-parameter",),
    ),
    link(
        "parameters through functions of the setup",
        "%%parameters\nrate: float = 0.1",
        "%%setup\ndef scaled(x):\n    return x * rate",
        "%%setup\nbase = 1",
        "%%step a\nx = scaled(base)",
        a=step(parameters="rate", setup=(2, 3), reads="base rate scaled"),
    ),
    link(
        "parameters that the setup reads",
        "%%parameters\nrate: float = 0.1",
        "%%setup\nfactor = 1 + rate",
        "%%step a\nx = factor",
        a=step(parameters="rate", setup=(2,)),
    ),
    link(
        "a parameter that a step sets itself",
        "%%parameters\nrate: float = 0.1",
        "%%step a\nrate = 0.5",
        "%%step b\ny = rate",
        a=step(parameters="", outputs="rate"),
        b=step(parameters="", inputs={"rate": ("a",)}),
        warnings=("unused-parameter",),
    ),
    link(
        "a cell of imports is run where it is used",
        "%%setup\nimport math",
        "%%setup\nimport json",
        "%%step a\nx = math.pi",
        "%%step b\ny = json.dumps(x)",
        a=step(setup=(1,)),
        b=step(setup=(2,)),
    ),
    link(
        "a cell of imports that nobody uses is run for its effect",
        "%%setup\nimport seaborn",
        "%%step a\nx = 1",
        a=step(setup=(1,)),
    ),
    link(
        "setup below a step is not run in it",
        "%%step a\nx = 1",
        "%%setup\nk = 2",
        "%%step b\ny = k",
        a=step(setup=()),
        b=step(setup=(2,)),
    ),
    link(
        "a function of a step brings what it reads",
        "%%step a\nk = 2\ndef f():\n    return k",
        "%%step b\ny = f()",
        a=step(outputs="f k"),
        b=step(inputs={"f": ("a",), "k": ("a",)}),
    ),
    link(
        "a function that is defined below the one that calls it",
        "%%setup\ndef f():\n    return g()",
        "%%setup\ndef g():\n    return rate",
        "%%parameters\nrate = 0.1",
        "%%step a\ny = f()",
        a=step(parameters="rate", reads="f g rate"),
    ),
    link(
        "--in and --out instead of what the code shows",
        "%%step a --out x,y\nx = 1\ny = 2",
        "%%step b --in y\nz = y",
        a=step(outputs="x y"),
        b=step(inputs={"y": ("a",)}, options={"inputs": ["y"]}),
    ),
    link(
        "--in that the code does not show",
        "%%step a\nx = 1",
        "%%step b --in x\nexec(open('code.py').read())",
        b=step(inputs={"x": ("a",)}),
    ),
    link(
        "--after orders without data",
        "%%step a\nx = 1",
        "%%step b\ny = 1",
        "%%step c --after a,b\nz = 1",
        c=step(after="a b", depends_on="a b", inputs={}),
    ),
    link(
        "--after a step below",
        "%%step a --after b\nx = 1",
        "%%step b\ny = 1",
        a=step(depends_on="b"),
    ),
    link(
        "the model of a Training step is kept",
        "%%step a --type Training --model m --metrics scores\nm = 1\nscores = {}",
        a=step(outputs="m", options={"model": "m", "metrics": "scores"}),
    ),
    link(
        "Register reads what its options and its card name",
        "%%step train\nm = 1\nscores = {'auc': 1}\nwho = 'me'",
        "%%step reg --type Register --model m --group churn --metrics scores\nBy {who}: {scores[auc]:.2f}",
        train=step(outputs="m scores who"),
        reg=step(inputs={"m": ("train",), "scores": ("train",), "who": ("train",)}, watch="", setup=()),
    ),
    link(
        "Fail reads the names in its message",
        "%%step a\nx = 1",
        "%%step stop --type Fail\nx is {x}",
        stop=step(inputs={"x": ("a",)}),
    ),
    link(
        "watched: what it has, does not write, and a later step reads",
        "%%setup\nk = {}\nimport math",
        "%%step a\nx = {}",
        "%%step b\nf = open\nlen(x)\nf",
        "%%step c\ny = (x, k, math.pi)",
        a=step(watch="k"),
        b=step(watch="k x"),
        c=step(watch=""),
    ),
    link(
        "functions of the setup are watched while a step follows",
        "%%setup\ndef f():\n    return 1",
        "%%step a\nx = 1",
        "%%step b\ny = 1",
        a=step(watch="f"),
        b=step(watch=""),
    ),
    link(
        "a change of a module that nobody looks at",
        "%%step a\nimport warnings\nwarnings.simplefilter('ignore')",
        warnings=("module-state",),
        a=step(outputs=""),
    ),
    link(
        "names of Python and IPython are there",
        "%%step a\nx = __name__\ndisplay(x)\nget_ipython()",
        a=step(inputs={}),
    ),
    link(
        "deleted and bound again",
        "%%step a\nx = 1",
        "%%step b\ndel x",
        "%%step c\nx = 2",
        "%%step d\ny = x",
        b=step(inputs={"x": ("a",)}),
        d=step(inputs={"x": ("c",)}),
    ),
    link(
        "markdown, scratch and blank lines around",
        "x = 'scratch'",
        "\n\n%%step a\n\ny = 1",
        "%%time\nz = 3",
        a=step(outputs=""),
    ),
]


@pytest.mark.parametrize("case", LINKS, ids=lambda case: case.name)
def test_links(case: Link) -> None:
    found = compiled(*case.cells)
    assert {warning.code for warning in found.warnings} == set(case.warnings)
    assert set(case.steps) <= {item.name for item in found.pipeline.steps}
    for name, fields in case.steps.items():
        made = found.pipeline.step(name)
        assert {key: getattr(made, key) for key in fields} == fields


def test_the_pipeline_as_a_whole() -> None:
    found = compiled(
        "%%parameters\nrate: float = 0.1  # how fast",
        "%%setup\nimport math\ndef f(): ...\nk = rate",
        "\n%%step a --title 'The first' --description \"it begins\" --no-cache --retry 2 --retry-on OSError\nx = k",
        "%%step b --when failed --timeout 5m --cache-for 1d --cpus 2 --memory 1GB --gpus 1 --after a\ny = 1",
    ).pipeline
    assert found.name == "case"
    assert found.parameters == (
        model.Parameter("rate", "float", 0.1, description="how fast", cell=1, line=2),
    )
    assert found.parameters_cell == 1
    assert [(cell.number, cell.first_line) for cell in found.setup] == [(2, 2)]
    assert found.setup_names == ("f", "k", "math")
    assert found.definitions == ("f",)
    made = found.step("a")
    assert (made.title, made.description, made.options) == ("The first", "it begins", {})
    assert (made.cache, made.retry) == (False, model.Retry(2, on=("OSError",)))
    second = found.step("b")
    assert (second.when, second.timeout, second.cache_for) == ("failed", 300.0, 86400.0)
    assert second.resources == model.Resources(2.0, 1_000_000_000, 1)
    assert made.cells == (model.Cell(3, "cell-3", "x = k", 3),)
    assert as_json.pipeline_from_json(json.loads(as_json.dumps(found))) == found


def test_a_name_that_a_later_setup_cell_makes_a_value_is_no_definition() -> None:
    found = compiled("%%setup\ndef f(): ...\ndef g(): ...", "%%setup\nf = 1", "%%step a\nx = f").pipeline
    assert found.definitions == ("g",)


# ---- problems -------------------------------------------------------------------------------------------------------

CARET = "‸"  # in a cell below: the caret of a problem goes under the character after it


@dataclass(frozen=True)
class Bad:
    """Cells, and what is wrong at each caret, in their order: code, words of the message, words of the hint."""

    name: str
    cells: tuple[str, ...]
    problems: tuple[tuple[str, str, str | None], ...]
    warning: bool = False


def bad(name: str, *cells_and_problems: str | tuple[str, str, str | None], warning: bool = False) -> Bad:
    cells = tuple(item for item in cells_and_problems if isinstance(item, str))
    problems = tuple(item for item in cells_and_problems if isinstance(item, tuple))
    return Bad(name, cells, problems, warning)


BAD = [
    # -- first lines
    bad("a name of two words", "%%step ‸'my step'\nx = 1", ("step-name", "'my step' cannot be", "my_step")),
    bad("a name with an umlaut", "%%step ‸lädt\nx = 1", ("step-name", "'lädt'", "l_dt")),
    bad(
        "a name that is too long",
        f"%%step ‸{'a' * 65}\nx = 1",
        ("step-name", "cannot be a step's name", "1 to 64 letters"),
    ),
    bad("no name", "%%step‸", ("step-name", "no name", "%%step train")),
    bad("an option for a name", "%%step ‸--no-cache\nx = 1", ("step-name", "no name", "%%step train")),
    bad(
        "options on a second cell",
        "%%step a\nx = 1",
        "%%step a ‸--no-cache\ny = 1",
        ("options-twice", "which is cell 1", "move them there"),
    ),
    bad("an unknown option", "%%step a ‸--aftr b\nx = 1", ("option", "no option --aftr", "did you mean --after?")),
    bad("an unknown option far from all", "%%step a ‸--zzz\nx = 1", ("option", "no option --zzz", None)),
    bad("an option of another type", "%%step a ‸--group g\nx = 1", ("option", "a Processing step has no option --group", None)),
    bad("one dash", "%%step a ‸-no-cache\nx = 1", ("argument", "'-no-cache'", "write --no-cache")),
    bad("a word too many", "%%step a ‸b\nx = 1", ("argument", "'b'", "two dashes")),
    bad("an unclosed quote", "%%step a --title ‸\"x\nx = 1", ("quote", "not closed", "close it")),
    bad("a missing value", "%%step a ‸--after\nx = 1", ("value", "--after needs a value", "--after a,b")),
    bad("a missing value before an option", "%%step a ‸--title --no-cache\nx = 1", ("value", "--title needs a value", "--title")),
    bad("a value of a switch", "%%step a ‸--no-cache=yes\nx = 1", ("value", "takes no value", "just --no-cache")),
    bad("an option twice", "%%step a --title x ‸--title y\nx = 1", ("option-twice", "--title stands there twice", "leave one out")),
    bad("a name missing between commas", "%%step b\ny = 1", "%%step a --after ‸b,,b\nx = 1", ("value", "missing between commas", "--after a,b")),
    bad("no variable's name", "%%step a --out=‸my-x\nx = 1", ("value", "'my-x' is not a variable's name", "--out z")),
    bad("an unknown type", "%%step a --type ‸Trainig\nx = 1", ("type", "no step type 'Trainig'", "did you mean Training?")),
    bad("an unknown type after =", "%%step a --type=‸Trainig\nx = 1", ("type", "no step type 'Trainig'", "did you mean Training?")),
    bad("a type without a name", "%%step a ‸--type\nx = 1", ("value", "--type needs a value", "--type Training")),
    bad("an option for a type", "%%step a ‸--type --no-cache\nx = 1", ("value", "--type needs a value", "--type Training")),
    bad("two types", "%%step a --type Processing ‸--type Fail\nx = 1", ("option-twice", "--type stands there twice", "leave one out")),
    # -- retries, time and room
    bad("a wait without a retry", "%%step a ‸--retry-interval 5s ‸--backoff 2\nx = 1", ("value", "--retry-interval needs --retry", "--retry 3"), ("value", "--backoff needs --retry", "--retry 3")),
    bad("an exception that nobody knows", "%%step a --retry 1 --retry-on ‸ConectionError\nx = 1", ("unknown-exception", "no exception ConectionError", "did you mean ConnectionError?")),
    bad("an exception of a package that is not there", "%%step a --retry 1 --retry-on ‸reqests.HTTPError\nx = 1", ("unknown-exception", "no exception reqests.HTTPError", None)),
    bad("a retry that waits less and less", "%%step a --retry 1 ‸--backoff 0.5\nx = 1", ("value", "less and less", "give 1")),
    bad("no cores", "%%step a ‸--cpus 0\nx = 1", ("value", "reserves nothing", "--cpus 2")),
    bad("a timeout where nothing runs", "%%step a\nx = 1", "%%step stop --type Fail ‸--timeout 5s\nno", ("option", "no meaning for a Fail step", "take it out")),
    bad("setup with a name", "%%setup ‸all\nx = 1", "%%step a\ny = x", ("argument", "%%setup takes nothing", "just %%setup")),
    bad("a misspelt magic", "‸%%stpe a\nx = 1", ("magic", "no %%stpe", "%%step")),
    bad("one percent sign", "‸%step a\nx = 1", ("magic", "two percent signs", "%%step")),
    bad("a magic below a comment", "# load\n‸%%step a\nx = 1", ("magic-line", "first line", "move %%step")),
    # -- steps that options name
    bad("--after a step that is not there", "%%step load\nx = 1", "%%step a --after ‸lod\ny = 1", ("unknown-step", "--after names lod", "did you mean load?")),
    bad("the second of two", "%%step a\nx = 1", "%%step b --title a --after a,‸c\ny = 1", ("unknown-step", "--after names c", "there is a")),
    bad("--after itself", "%%step a --after ‸a\nx = 1", ("cycle", "names the step itself", "another")),
    bad("--then a step that is not there", "%%step c --type Condition --then ‸b\n1 > 0", ("unknown-step", "--then names b", "name a step")),
    bad("one step in both branches", "%%step c --type Condition --then b --else ‸b\n1 > 0", "%%step b\nx = 1", ("branch", "both branches", "one branch only")),
    bad(
        "one step in branches of two Conditions",
        "%%step c --type Condition --then b\n1 > 0",
        "%%step d --type Condition --then ‸b\n1 > 0",
        "%%step b\nx = 1",
        ("branch", "a branch of c too", "one branch only"),
    ),
    bad("a cycle", "%%step a ‸--after c\nx = 1", "%%step b\ny = x", "%%step c\nz = y", ("cycle", "a (cell 1) → b (cell 2) → c (cell 3) → a (cell 1)", "--after")),
    # -- names
    bad("a name that nobody defines", "%%step a\nx = ‸train_df + 1", ("undefined", "nothing defines train_df", "%%setup or an earlier %%step")),
    bad("nearly the name of another", "%%step a\ntrain_df = 1", "%%step b\nx = ‸trian_df", ("undefined", "nothing defines trian_df", "did you mean train_df?")),
    bad("after an umlaut", "%%step a\nx = 'für', ‸y", ("undefined", "nothing defines y", None)),
    bad("in a function that is called", "%%setup\ndef f():\n    return k", "%%step a\nx = ‸f()", ("undefined", "nothing defines k", None)),
    bad("in an f-string", "%%step a\nx = f'{‸y}'", ("undefined", "nothing defines y", None)),
    bad("behind %time", "%%step a\nx = 1\n%time y = ‸k", ("undefined", "nothing defines k", None)),
    bad("below %%time", "%%step a\n%%time\ny = ‸k", ("undefined", "nothing defines k", None)),
    bad("a name from a scratch cell", "df = 1", "%%step a\nx = ‸df", ("scratch", "only in cell 1", "first line of cell 1")),
    bad("a name from a timed scratch cell", "%%time\ndf = 1", "%%step a\nx = ‸df", ("scratch", "only in cell 1", "first line of cell 1")),
    bad("defined below by a step", "%%step a\nx = ‸y", "%%step b\ny = 1", ("defined-below", "by step b in cell 2", "move cell 2 above")),
    bad("defined below by the setup", "%%step a\nx = ‸y", "%%setup\ny = 1", ("defined-below", "by the setup in cell 2", "move cell 2 above")),
    bad("defined below by the parameters", "%%step a\nx = ‸y", "%%parameters\ny = 1", ("defined-below", "by the parameters in cell 2", "move cell 2 above")),
    bad("deleted by the setup", "%%setup\nx = 1", "%%setup\ndel x", "%%step a\ny = ‸x", ("undefined", "nothing defines x", "define x")),
    bad("defined below, and in a scratch cell", "y = 2", "%%step a\nx = ‸y", "%%step b\ny = 1", ("defined-below", "by step b in cell 3", "move cell 3 above")),
    bad("a star import in a step", "%%step a\nfrom math import *\nx = 1", "%%step b\ny = ‸pi", ("star-import", "may come from `from math import *` in step a", "cell 1, line 2")),
    bad("the kernel's history", "%%step a\nx = ‸_ + 1", ("history", "_ is the kernel's own history", "give the value a name")),
    bad("the kernel's outputs", "%%step a\nx = ‸Out[3]", ("history", "Out is", "give the value a name")),
    bad("deleted by a step", "%%step a\nx = 1", "%%step b\ndel x", "%%step c\ny = ‸x", ("deleted", "step b deletes it in cell 2", "read it before")),
    bad("left out of --out", "%%step a --out x\nx = 1\ny = 2", "%%step b\nz = ‸y", ("deleted", "--out of step a leaves y out", "add y to --out")),
    bad("--in that nobody makes", "%%step a\nrows = 1", "%%step b --in ‸row\nx = 1", ("unknown-input", "--in names row", "did you mean rows?")),
    bad(
        "--in leaves out what the setup has too",
        "%%setup\nk = 0",
        "%%step a\nk = 1\nx = 2",
        "%%step b --in x\ny = x + ‸k",
        ("in-omits", "k is read here", "add k to --in"),
    ),
    bad("--in leaves out", "%%step a\nk = 1\nx = 2", "%%step b --in x\ny = x + ‸k", ("in-omits", "k is read here", "add k to --in"), warning=True),
    bad("a model that the body does not set", "%%step a --type Training --model ‸modle\nmodel = 1", ("unknown-output", "--model names modle", "did you mean model?")),
    bad("names by their text", "%%step a\nx = 1\ny = ‸eval(input())", ("dynamic-names", "look names up by their text", "--in a,b")),
    bad("interleaved steps", "%%step a\nx = 1", "%%step b\ny = x", "%%step a\n‸x = 2", ("interleaved", "after step b read it in cell 2", "another name")),
    bad(
        "written by another step between two cells",
        "%%step a\nx = 1\nprint(x)",
        "%%step b\nx = 2",
        "%%step a\ny = ‸x",
        ("interleaved", "written by step b between two cells of step a", "another name"),
    ),
    # -- setup
    bad("setup that reads a step", "%%step a\nx = 1", "%%setup\ny = ‸x", ("setup-reads-step", "which step a makes", "runs before every step")),
    bad("setup that sets what a step did", "%%step a\nx = 1", "%%setup\n‸x = 2", ("setup-below", "after step a did", "another name")),
    bad("setup that redefines", "%%setup\ndef f(): ...", "%%step a\nx = f()", "%%setup\ndef ‸f(): ...", ("setup-redefines", "after a step used the first f", "another name")),
    bad("setup that nobody defines for", "%%setup\nx = ‸y", "%%step a\nz = x", ("undefined", "nothing defines y", None)),
    # -- parameters
    bad("code among parameters", "%%parameters\n‸import os\nx = 1", "%%step a\ny = x", ("parameter", "holds parameters only", "%%setup")),
    bad("a default that is computed", "%%parameters\nx = ‸len('a')", "%%step a\ny = 1", ("default", "default of x is not a plain value", "write the value itself")),
    bad("a default of another type", "%%parameters\nx: int = ‸'a'", "%%step a\ny = x", ("default", "default of x is 'a', not an int", "change the default")),
    bad("a type that parameters do not have", "%%parameters\nx: ‸set = 1", "%%step a\ny = 1", ("type", "cannot be a set", "use str")),
    bad("a type that is no type", "%%parameters\nx: ‸'not one' = 1", "%%step a\ny = 1", ("type", "a parameter cannot be", "use str")),
    bad("a parameter twice", "%%parameters\nx = 1\n‸x = 2", "%%step a\ny = x", ("parameter-twice", "x is declared twice", "keep one")),
    bad("parameters twice", "%%parameters\nx = 1", "‸%%parameters\nz = 2", "%%step a\ny = x", ("parameters-twice", "cell 1 already", "one cell")),
    bad("parameters that Python cannot read", "%%parameters\nx = ‸= 1", "%%step a\ny = 1", ("syntax", "Python cannot read this", "one parameter a line")),
    bad("after an umlaut, among parameters", "%%parameters\nü: int = ‸'ä'", "%%step a\ny = ü", ("default", "default of ü", None)),
    # -- step types
    bad("Register without --model and --group", "%%step r ‸‸--type Register\ncard", ("option-missing", "needs --model", "%%step register"), ("option-missing", "needs --group", "%%step register")),
    bad("a group that cannot be", "%%step a\nm = 1", "%%step r --type Register --model m --group ‸'my group'\ncard", ("value", "'my group' is not a name", "--group NAME")),
    bad("a Register of what nobody makes", "%%step r --type Register --model ‸m --group g\ncard", ("undefined", "nothing defines m", None)),
    bad("an EndpointConfig without variants", "%%step c ‸--type EndpointConfig", ("option-missing", "needs --variant", "churn@champion,0.9")),
    bad("a variant of nothing", "%%step c ‸--type EndpointConfig --variant blue", ("variant", "'blue' is not NAME=MODEL", "such as")),
    bad("a variant with a name of two words", "%%step c ‸--type EndpointConfig --variant 'a b=m:1'", ("variant", "is not NAME=MODEL", "such as")),
    bad("a weight after a colon", "%%step c ‸--type EndpointConfig --variant blue=m@champion:0.9", ("variant", "names no model version: m@champion:0.9", '"blue=m@champion,0.9"')),
    bad("a model that cannot be", "%%step c ‸--type EndpointConfig --variant blue=m@", ("variant", "names no model version: m@", "GROUP@champion")),
    bad("a weight below 0", "%%step c ‸--type EndpointConfig --variant blue=m:1,-1", ("variant", "no weight that counts: -1", '"blue=m:1,0.1"')),
    bad("a weight that is missing", "%%step c ‸--type EndpointConfig --variant blue=m:1,", ("variant", "no weight that counts: it is missing", "blue=m:1,0.1")),
    bad("a weight that nobody gives", "%%step c --type EndpointConfig --variant blue=m:1,‸share", ("undefined", "nothing defines share", None)),
    bad("two variants of one name", "%%step c ‸--type EndpointConfig --variant blue=m:1 --variant blue=m:2", ("variant", "blue stands there twice", "name of its own")),
    bad("variants that get nothing", "%%step c ‸--type EndpointConfig --variant blue=m:1,0 --variant green=m:2,0.0", ("variant", "all weights are 0", "above 0")),
    bad("an Endpoint of nothing", "%%step e ‸‸--type Endpoint", ("option-missing", "needs --name", "%%step deploy"), ("option-missing", "needs --config", "%%step deploy")),
    bad("an Endpoint that cannot be", "%%step e --type Endpoint --name ‸a:b --config c", ("value", "'a:b' is not a name", "--name NAME")),
    bad("a configuration that cannot be", "%%step e ‸--type Endpoint --name a --config c@champion", ("option-value", "c@champion names no endpoint configuration", "NAME:2")),
    bad("a retry of an Endpoint", "%%step e --type Endpoint --name a --config c ‸--retry 3", ("option", "--retry has no meaning for an Endpoint step", "take it out")),
    bad("a baseline that nobody makes", "%%step a\nm = 1", "%%step r --type Register --model m --group g --baselines ‸b\ncard", ("undefined", "nothing defines b", None)),
    bad("an odd brace", "%%step a\nm = 1", "%%step r --type Register --model m --group g\n# ä\nAUC ‸{m", ("template", "brace is not closed", "{name}")),
    bad("a brace that nobody opened", "%%step f --type Fail\nx ‸}", ("template", "brace is not closed or not opened", "}}")),
    bad("an expression in braces", "%%step f --type Fail\n{{a}} ö {‸a + 1} {‸}", ("template", "{a + 1} is not", "compute"), ("template", "{} is not", "compute")),
    bad("a name in a message", "%%step f --type Fail\n{{x}} ö {‸x}", ("undefined", "nothing defines x", None)),
    bad("a Condition that calls", "%%step a\nx = [1]", "%%step c --type Condition\n  ‸len(x) > 0", ("condition-call", "cannot call len(x)", "compute it in a step")),
    bad("a Condition of one line", "%%step c ‸--type Condition", ("condition-empty", "no expression", "write one")),
    bad("a Condition with an odd indent", "%%step c --type Condition\n# enough?\n ‸ 1 > 0", ("condition-syntax", "indented unlike", "one column")),
    bad("an empty Condition", "%%step c --type Condition\n‸", ("condition-empty", "no expression", "write one")),
    bad("a Condition of what nobody makes", "%%step c --type Condition\n    'ä' == ‸x", ("undefined", "nothing defines x", None)),
    bad("a Condition over two cells", "%%step c --type Condition\n(True and", "%%step c\n   ‸x)", ("undefined", "nothing defines x", None)),
    # -- the code itself
    bad("what Python cannot read", "%%step a\nx = ‸= 1", ("syntax", "Python cannot read this", None)),
    bad("a form feed", "%%step a\n‸!\x0c:", ("syntax", "Python cannot read this", None)),
    bad("return outside a function", "%%step a\n‸return 1", ("syntax", "outside function", None)),
    bad("what is no character", "%%step a\n‸x = '\ud800'", ("syntax", "no character", "type it anew")),
    bad("what is nested too deeply", "%%step a\n‸x = " + "-" * 5000 + "1", ("syntax", "nested too deeply", "take it apart")),
    bad("state of a module", "%%step a\nimport os\n‸os.environ['A'] = '1'", "%%step b\nimport os\nx = os.environ", ("module-state", "step b looks at it in cell 2", "%%setup")),
    bad("the cache of a function", "%%setup\nfrom functools import cache\n@cache\ndef f(): ...", "%%step a\nx = f()\ny = ‸f.cache_info()", ("module-state", "what f keeps of earlier calls", "count the calls")),
    # -- all at once
    bad(
        "all problems of a notebook",
        "%%step a ‸--aftr x\nx = ‸y",
        "%%step a ‸--no-cache\nz = ‸u",
        "%%step b --type ‸Nothing\nw = ‸= v",
        "%%step c\nt = maybe_of_b",
        ("option", "--aftr", "--after"),
        ("undefined", "y", None),
        ("options-twice", "cell 1", "move"),
        ("undefined", "u", None),
        ("type", "Nothing", None),
        ("syntax", "Python", None),
    ),
]  # fmt: skip


def without_carets(cells: tuple[str, ...]) -> tuple[list[str], list[tuple[int, int, int]]]:
    places = []
    for number, cell in enumerate(cells, 1):
        for line_number, line in enumerate(cell.split("\n"), 1):
            for index, part in enumerate(line.split(CARET)[:-1]):
                before = sum(len(p) for p in line.split(CARET)[:index])
                places.append((number, line_number, before + len(part)))
    return [cell.replace(CARET, "") for cell in cells], places


@pytest.mark.parametrize("case", BAD, ids=lambda case: case.name)
def test_problems(case: Bad) -> None:
    cells, places = without_carets(case.cells)
    found: tuple[Problem, ...]
    if case.warning:
        found = compiled(*cells).warnings
    else:
        with pytest.raises(DefinitionError) as raised:
            compiled(*cells)
        found = raised.value.problems
    assert [(p.code, p.cell, p.line, p.column) for p in found] == [
        (code, *place) for (code, _, _), place in zip(case.problems, places, strict=True)
    ]
    for problem, (_, message, hint) in zip(found, case.problems, strict=True):
        assert message in problem.message
        assert hint is None or hint in (problem.hint or "")
        assert problem.hint, "every problem says what to do"
        assert problem.source == cells[(problem.cell or 0) - 1].split("\n")[(problem.line or 0) - 1]


@pytest.mark.parametrize(
    ("cells", "message"),
    [((), "the notebook is empty"), (("x = 1",), "no steps"), (("%%setup\nx = 1", "# %%step"), "no steps")],
)
def test_a_notebook_without_steps(cells: tuple[str, ...], message: str) -> None:
    with pytest.raises(DefinitionError) as raised:
        compiled(*cells)
    (problem,) = raised.value.problems
    assert (problem.code, problem.cell) == ("no-steps", None)
    assert message in problem.message
    assert "%%step load" in (problem.hint or "")


def test_a_parameter_that_no_step_reads_is_a_warning() -> None:
    (warning,) = compiled("%%parameters\n\nrate = 1", "%%step a\nx = 1").warnings
    assert (warning.code, warning.cell, warning.line) == ("unused-parameter", 1, 3)


def test_a_cycle_of_data_between_cells_of_two_steps() -> None:
    with pytest.raises(DefinitionError) as raised:
        compiled("%%step a\nx = 1", "%%step b\ny = x", "%%step a\nz = y")
    (problem,) = raised.value.problems
    assert problem.code == "cycle"
    assert "a (cell 1) → b (cell 2) → a (cell 1)" in problem.message


# ---- laws -----------------------------------------------------------------------------------------------------------

FIRST_LINES = [
    "%%setup", "%%parameters", "%%step a", "%%step b", "%%step c --type Condition --then a", "%%step f --type Fail",
    "%%step r --type Register --model m --group g", "%%step t --type Training --model m", "%%step d --in x --out y",
    "%%step e --after a,b", "", "%%time",
]  # fmt: skip
PIECES = [
    "x = 1", "y = x + k", "k.append(x)", "def f(a, b=[]):\n    b.append(a)\n    return k", "z = f(x)", "del x",
    "for i in y:\n    x = i\n    if i: break\nelse:\n    k = i", "class C(B):\n    a = x\n    def m(self): self.a = k",
    "with open(x) as g, h: y = g", "try:\n    m = f()\nexcept E as e:\n    m = e\nfinally:\n    k = m", "import a.b, os",
    "from math import *", "from math import pi as y", "match x:\n    case [y, *_]: pass\n    case _: k = 0",
    "y = [x := i for i in k if i]", "async def g():\n    return await x", "lambda a, *b, c=x, **d: (yield)", "x, (y, *k) = z",
    "x += f(y)", "global x", "assert x, y", "%time y = f(x)", "!ls {x}", "y = !ls", "exec(x)", "eval('x + y')", "x?",
    "while True:\n    x = k\n    break", "return x", "os.environ['A'] = x", "x: int = 3", "y: Literal['a'] = 'a'", "x.m().n[0] = y",
    "{x} and {x[y]:.2f}", "x > 1 and not y", "if x:\n    raise E from y", "nonlocal x", "x = *y, z", "@f\ndef h(): global k; k = h",
]  # fmt: skip
programs = st.lists(
    st.tuples(st.sampled_from(FIRST_LINES), st.lists(st.sampled_from(PIECES), max_size=4)).map(
        lambda pair: "\n".join([pair[0], *pair[1]])
    ),
    max_size=6,
)
texts = st.lists(
    st.tuples(st.sampled_from([*FIRST_LINES, "%%step "]), st.text(max_size=60)).map("\n".join), max_size=4
)
lines = st.lists(st.text(max_size=60).map("%%step a ".__add__), max_size=3)


def said(cells: list[str]) -> str:
    """What comes of the cells, as text."""
    try:
        found = compiled(*cells)
    except DefinitionError as error:
        assert error.problems
        return str([problem.to_json() for problem in error.problems])
    return as_json.dumps([found.pipeline, found.warnings])


@given(st.one_of(programs, texts, lines))
@settings(deadline=None, max_examples=120, suppress_health_check=[HealthCheck.too_slow])
def test_compilation_answers_or_says_what_is_wrong_and_always_the_same(cells: list[str]) -> None:
    assert said(cells) == said(cells)


@given(st.one_of(programs, texts, lines))
@settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow])
def test_every_problem_stands_where_it_says(cells: list[str]) -> None:
    try:
        found = compiled(*cells).warnings
    except DefinitionError as error:
        found = error.problems
    for problem in found:
        assert problem.hint
        assert problem.render()
        if problem.cell is not None:
            source = re.split(r"\r\n|\r|\n", cells[problem.cell - 1])
            assert problem.line is not None
            assert 1 <= problem.line <= len(source)
            assert problem.column is None or 0 <= problem.column <= len(source[problem.line - 1])


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=5))
@settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])
def test_inputs_are_outputs_of_their_writers(pieces: list[str]) -> None:
    cells = [f"%%step s{index}\n{piece}" for index, piece in enumerate(pieces)]
    known = "%%setup\nx = y = z = k = f = B = E = g = h = m = os = i = 1"
    try:
        made = compiled(known, *cells).pipeline
    except DefinitionError:
        return
    for item in made.steps:
        for name, writers in item.inputs.items():
            assert set(writers) <= set(item.depends_on)
            assert all(name in made.step(writer).outputs for writer in writers)
        assert set(item.inputs) <= set(item.reads)


def test_the_result_does_not_depend_on_the_hash_seed() -> None:
    code = (
        "from nbpipe import definition, notebook\nfrom nbpipe.as_json import dumps\n"
        "cells = ['%%step a\\na = b = c = d = 1', '%%setup\\ndef g():\\n    global a, b, c, d\\n    a = b = c = d = 2\\ng()', '%%step e\\nx = [h, i, j, k]']\n"
        "try: definition.compiled(notebook.from_cells(cells))\n"
        "except Exception as error: print(error)\n"
        "cells = ['%%setup\\ndef f(): return p\\np = q = r = 1', '%%step a\\nu = v = w = f()', '%%step b\\nu, v, w, q, r']\n"
        "print(dumps(definition.compiled(notebook.from_cells(cells)).pipeline))\n"
    )
    results = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(results) == 1
    assert "nothing defines k" in results.pop()


def test_time_grows_with_the_steps() -> None:
    """Ten times the steps take about ten times as long: a cost that is quadratic would take a hundred times."""

    def seconds(count: int) -> float:
        cells = [f"%%step s{i}\nv{i} = [v{i - 1}]\nw{i} = f(v{i})" for i in range(1, count)]
        cells = ["%%setup\nimport math\ndef f(x):\n    return x", "%%step s0\nv0 = 1", *cells]
        before = time.process_time()
        compiled(*cells)
        return time.process_time() - before

    seconds(10)
    assert seconds(1000) < 30 * max(seconds(100), 0.01)
