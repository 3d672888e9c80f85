"""The Python interface: a store that is read, and pipelines without a notebook."""

from __future__ import annotations

import importlib
import json
import math
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from forked import ForkedExecutor

import nbpipe
from nbpipe import config, definition, job, notebook, parameters, scheduler, sdk, store
from nbpipe.errors import (
    DefinitionError,
    NbpipeError,
    NotFoundError,
    NotYetError,
    ParameterError,
    StoreError,
    UsageError,
)
from nbpipe.model import ExecutionStatus
from nbpipe.sdk import (
    ConditionEquals,
    ConditionGreaterThan,
    ConditionGreaterThanOrEqualTo,
    ConditionIn,
    ConditionLessThan,
    ConditionLessThanOrEqualTo,
    ConditionNot,
    ConditionOr,
    ConditionStep,
    FailStep,
    Join,
    ParameterBoolean,
    ParameterFloat,
    ParameterInteger,
    ParameterString,
    Pipeline,
    RegisterModel,
    RegisterStep,
    step,
)
from nbpipe.sdk import expressions as values

FACTOR = 3


@step(name="load")
def load_rows(count: int, *more: Any, **named: Any) -> list[int]:
    return [FACTOR * number for number in range(count)]


@step
def total(rows: Any) -> dict[str, Any]:
    return {"sum": sum(rows), "count": len(rows)}


@step(type="Training")
def fit(rows: Any) -> dict[str, float]:
    return {"w": total(rows)["sum"] / len(rows)}  # a step called inside a step is a plain function


@step
def swallow(*anything: Any, **named: Any) -> None:
    """Takes whatever it is given."""


def cells(pipeline: Pipeline) -> list[str]:
    return [cell["source"] for cell in pipeline.notebook()["cells"]]


def step_cells(*steps: Any, parameters: Any = ()) -> list[str]:
    pipeline = Pipeline("p", parameters=parameters, steps=steps)
    return [text.removeprefix("%%step ") for text in cells(pipeline) if text.startswith("%%step")]


def run(pipeline: Pipeline, given: dict[str, Any] | None = None) -> sdk.Run:
    """Run in forked children of this process."""
    pipeline.upsert()
    compiled = definition.load(pipeline.path)
    chosen = config.settings(Path.cwd(), pipeline.store, environment={})
    bound = parameters.bind(compiled.pipeline.parameters, given or {})
    request = scheduler.Request(compiled.pipeline, bound, pipeline.path, chosen)
    finished = scheduler.run(request, ForkedExecutor())
    return nbpipe.open_store(chosen.store).execution(finished.execution)


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No store of the surroundings is found."""
    monkeypatch.chdir(tmp_path)
    for name in ("NBPIPE_STORE", "NBPIPE_ARTIFACTS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NBPIPE_USER", "grace")


# ---- arguments, conditions, texts -----------------------------------------------------------------------------------

NAMES = {"rows": "rows_result"}
rate = ParameterFloat("rate", 0.5)
count = ParameterInteger("count", 2)
rows = load_rows(2)


def name_of(value: Any) -> str:
    return value.name if value is not rows else "rows_result"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "None"),
        (True, "True"),
        (-1.5, "-1.5"),
        (math.inf, "float('inf')"),
        ("a 'b'\n", "\"a 'b'\\n\""),
        (b"\x00", "b'\\x00'"),
        ((1,), "(1,)"),
        ((), "()"),
        ({"b", "a"}, "{'a', 'b'}"),
        (set(), "set()"),
        (frozenset({1}), "frozenset({1})"),
        ([rate, {"k": rows["a"][0]}], "[rate, {'k': rows_result['a'][0]}]"),
    ],
)
def test_arguments(value: Any, text: str) -> None:
    assert values.render(value, name_of) == text


class Odd(str):
    """A text that is more than a text."""


def in_itself() -> list[Any]:
    made: list[Any] = []
    made.append(made)
    return made


@pytest.mark.parametrize(
    ("value", "message", "hint"),
    [
        (object(), "a object cannot be written", "load data inside a step"),
        (Odd("x"), "a Odd cannot be written", "pass numbers"),
        (Path("x"), "cannot be written as an argument", "str(path)"),
        (in_itself(), "holds itself", "make it in a step"),
        (rate > 1, "a comparison cannot be an argument", "ConditionStep"),
        ([{"k": math}], "a module cannot be written", "load data"),
    ],
)
def test_arguments_that_cannot_be_written(value: Any, message: str, hint: str) -> None:
    with pytest.raises(UsageError) as caught:
        step_cells(swallow(value), parameters=[rate])
    assert message in str(caught.value)
    assert hint in str(caught.value)
    assert "step swallow" in str(caught.value)


def test_a_numpy_number_says_what_to_pass() -> None:
    numpy = pytest.importorskip("numpy")
    with pytest.raises(UsageError, match=r"value\.item\(\)"):
        step_cells(swallow(numpy.float64(2)))


@pytest.mark.parametrize(
    ("condition", "text"),
    [
        (ConditionEquals(left=rate, right=0.5), "rate == 0.5"),
        (ConditionGreaterThan(rows[0], rate), "rows_result[0] > rate"),
        (ConditionGreaterThanOrEqualTo(rate, 1), "rate >= 1"),
        (ConditionLessThan(rate, 1), "rate < 1"),
        (ConditionLessThanOrEqualTo(rate, 1), "rate <= 1"),
        (ConditionIn(value=count, in_values=[1, rate]), "count in [1, rate]"),
        (ConditionIn(1, rows), "1 in rows_result"),
        (ConditionNot(rate > 1), "not (rate > 1)"),
        (ConditionOr([rate > 1, rows["ok"]]), "(rate > 1) or (rows_result['ok'])"),
        (ConditionOr([]), "False"),
        (rows["auc"] >= rate, "rows_result['auc'] >= rate"),
        (0.3 < rate, "rate > 0.3"),  # noqa: SIM300
        (rate == None, "rate == None"),  # noqa: E711
        (rate != 2, "not (rate == 2)"),
        ((rate > 1) & (rate < 2) | ~(count == 1), "((rate > 1) and (rate < 2)) or (not (count == 1))"),
    ],
)
def test_conditions(condition: Any, text: str) -> None:
    assert condition.text(name_of) == text
    kept = step_cells(ConditionStep("check", condition), parameters=[rate, count])[-1]
    assert kept == f"check --type=Condition\n{text.replace('rows_result', 'load_result')}"


def test_a_list_of_conditions_is_anded() -> None:
    assert values.all_of([rate > 1, rate < 2]).text(name_of) == "(rate > 1) and (rate < 2)"
    assert values.all_of([]).text(name_of) == "True"
    with pytest.raises(UsageError, match="3 is no condition"):
        ConditionStep("check", [rate > 1, 3])  # type: ignore[list-item]


@pytest.mark.parametrize(
    ("wrong", "hint"),
    [
        (lambda: bool(rate), "ConditionStep"),
        (lambda: bool(rate > 1), "& | ~"),
        (lambda: 0 < rate < 1, "& | ~"),
        (lambda: list(rows), "index it"),
        (lambda: len(rows), "compute it in a step"),
        (lambda: 1 in rows, "ConditionIn"),
        (lambda: f"{rows}", "Join"),
        (lambda: rows[None], "a text or a number"),
    ],
)
def test_what_is_not_known_before_the_run(wrong: Callable[[], Any], hint: str) -> None:
    with pytest.raises(UsageError) as caught:
        wrong()
    assert hint in str(caught.value)


def test_texts() -> None:
    text = Join(" ", ["{literally}", rows["auc"][0], Join("", [rate, "%"])])
    assert values.template(text, name_of) == "{{literally}} {rows_result[auc][0]} {rate}%"
    with pytest.raises(NotYetError, match="cannot show"):
        values.template(rows["a]b"], name_of)
    with pytest.raises(NotYetError, match="cannot show"):
        values.template(rows["7"], name_of)  # str.format would take it for a number


@pytest.mark.parametrize(
    ("parameter", "line"),
    [
        (ParameterString("s"), "s: str"),
        (ParameterString("s", default_value="x", enum_values=["x", "y"]), "s: Literal['x', 'y'] = 'x'"),
        (ParameterInteger(name="n", default_value=0, description="how\nmany"), "n: int = 0  # how many"),
        (ParameterBoolean("b", False), "b: bool = False"),
    ],
)
def test_parameters(parameter: Any, line: str) -> None:
    assert parameter.line() == line


# ---- from steps to a notebook ---------------------------------------------------------------------------------------


def test_steps_are_found_by_their_edges_and_stand_below_what_they_need() -> None:
    loaded = load_rows(count)
    summed = total(loaded)
    stop = FailStep("stop", Join("", ["only ", summed["sum"], " of {x}"]))
    check = ConditionStep("check", summed["sum"] > 2, if_steps=[fit(loaded)], else_steps=[stop])
    assert step_cells(check, parameters=[count]) == [
        "load --out=load_result\nload_result = load_rows(count)",
        "total --out=total_result\ntotal_result = total(load_result)",
        "check --type=Condition --then=fit --else=stop\ntotal_result['sum'] > 2",
        "fit --type=Training --model=fit_result --out=fit_result\nfit_result = fit(load_result)",
        "stop --type=Fail\nonly {total_result[sum]} of {{x}}",
    ]


def test_the_definition_has_the_edges() -> None:
    loaded = load_rows(count)
    model = fit(rows=loaded)
    metrics = total(loaded)
    status = ParameterString("status", "Approved", enum_values=["Approved", "PendingManualApproval"])
    register = RegisterModel(
        "register",
        model=model,
        model_package_group_name="g",
        metrics=metrics,
        approval_status=status,
        card="# {ok}",
    )
    pipeline = Pipeline("p", parameters=[count, status], steps=[register])
    data = json.loads(pipeline.definition())
    found = {item["name"]: item for item in data["steps"]}
    assert {name: item["depends_on"] for name, item in found.items()} == {
        "load": [],
        "fit": ["load"],
        "total": ["load"],
        "register": ["fit", "total"],
    }
    assert found["load"]["parameters"] == ["count"]
    assert found["register"]["inputs"] == {"fit_result": ["fit"], "total_result": ["total"]}
    assert found["register"]["cells"][0]["source"] == "# {{ok}}"
    assert not pipeline.path.exists()


def test_calls_of_one_function_are_numbered_in_the_order_of_calling() -> None:
    first, second = load_rows(1), load_rows(2)
    third = load_rows(3)
    assert [text.split("\n")[1] for text in step_cells(third, total(second), first)] == [
        "load_3_result = load_rows(3)",
        "load_2_result = load_rows(2)",
        "total_result = total(load_2_result)",
        "load_result = load_rows(1)",
    ]


def test_options_become_those_of_a_step() -> None:
    @step(name="all", no_cache=True, display_name='Say "hi"', after=["load"], description="two\nlines")
    def everything() -> None: ...

    made = everything()
    assert step_cells(load_rows(1), made)[-1] == (
        'all --out=all_result --no-cache --title="Say \\"hi\\"" --description="two lines" --after=load\n'
        "all_result = everything()"
    )
    plain = swallow()
    plain.add_depends_on([made])
    found = json.loads(Pipeline("p", steps=[plain, load_rows(1)]).definition())["steps"]
    assert [(item["name"], item["depends_on"], item["title"]) for item in found] == [
        ("all", ["load"], 'Say "hi"'),
        ("swallow", ["all"], ""),
        ("load", [], ""),
    ]


@pytest.mark.parametrize(
    ("options", "code", "message"),
    [
        ({"retry": -2}, "value", "--retry: -2 is below 0"),
        ({"timeout": "long"}, "value", "--timeout: 'long' is not a duration"),
        ({"retry_on": [OSError, "KernelDied"]}, "value", "--retry-on needs --retry"),
        ({"retry": 1, "retry_on": ["Nobody"]}, "unknown-exception", "there is no exception Nobody"),
        ({"cpus": 0}, "value", "--cpus reserves nothing"),
        ({"retries": 2}, "option", "has no option --retries"),
        ({"type": "Trainig"}, "type", "there is no step type 'Trainig'"),
        ({"depends_on": ["nobody"]}, "unknown-step", "--after names nobody"),
    ],
)
def test_no_option_is_ignored(options: dict[str, Any], code: str, message: str) -> None:
    @step(**options)
    def work() -> int:
        return 1

    pipeline = Pipeline("p", steps=[work()])
    for build in (pipeline.definition, pipeline.upsert, pipeline.start):
        with pytest.raises(DefinitionError) as caught:
            build()
        assert [problem.code for problem in caught.value.problems] == [code]
        assert message in str(caught.value)
    assert not pipeline.path.exists()


def around() -> Callable[[], int]:
    inner = 1

    def closure() -> int:
        return inner

    return closure


def generator() -> Any:
    yield 1


class Callable_:
    def __call__(self) -> int:
        return 1


@pytest.mark.parametrize(
    ("function", "message"),
    [
        (around(), "closure uses inner of the function around it"),
        (generator, "generator is a generator"),
        (lambda: 1, "a lambda cannot be a step"),
        (len, "is no function"),
        (Callable_(), "is no function"),
        (Callable_, "is no function"),
    ],
)
def test_functions_that_cannot_be_steps(function: Any, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        step(name="x")(function)
    assert message in str(caught.value)


def another(name: str) -> Any:
    def work() -> int:
        return 1

    return step(name=name)(work)


def waiting_for_each_other() -> list[Any]:
    one, two = load_rows(1), load_rows(2)
    one.add_depends_on([two])
    two.add_depends_on([one])
    return [one]


@pytest.mark.parametrize(
    ("make", "kind", "message"),
    [
        (lambda: step_cells(load_rows(rate)), UsageError, "rate of step load is not declared"),
        (lambda: step_cells(load_rows(ParameterFloat("rat")), parameters=[rate]), UsageError, "did you mean rate?"),
        (
            lambda: step_cells(load_rows(ParameterFloat("rate")), parameters=[rate]),
            UsageError,
            "is another one than the declared",
        ),
        (lambda: step_cells(load_rows(1), parameters=[rate, ParameterString("rate")]), UsageError, "declared twice"),
        (lambda: step_cells(load_rows(1), parameters=["rate"]), UsageError, "'rate' is no parameter"),
        (lambda: step_cells(load_rows(1), FailStep("load")), UsageError, "two steps are called load"),
        (lambda: step_cells(load_rows(1), another("load")()), UsageError, "two steps are called load"),
        (lambda: step_cells(another("a")(), another("b")()), UsageError, "two different things are called work"),
        (lambda: step_cells(load_rows), UsageError, "write load(…)"),
        (lambda: step_cells("load"), UsageError, "'load' is no step"),
        (lambda: step_cells(*waiting_for_each_other()), DefinitionError, "load → load → load"),
        (lambda: load_rows(), UsageError, "missing a required argument: 'count'"),
        (lambda: total(1, 2), UsageError, "too many positional arguments"),
        (lambda: step(name="a b")(around), UsageError, "'a b' cannot be a step's name"),
        (lambda: step(metrics="m")(around), UsageError, "metrics=True"),  # type: ignore[call-overload]
        (lambda: step(inputs=["x"])(around), UsageError, "arguments says that"),
        (lambda: Pipeline("a/b"), UsageError, "cannot be a pipeline's name"),
        (lambda: ParameterString("class"), UsageError, "cannot be the name of a parameter"),
        (lambda: ParameterString("a-b"), UsageError, "cannot be the name of a parameter"),
        (lambda: RegisterStep("r", rows["model"], "g"), UsageError, "not the result of a step"),
        (lambda: RegisterStep("r", rows), UsageError, "needs one name of a model group"),
        (lambda: Pipeline("p", parameters=[ParameterString("load_rows")], steps=[load_rows(1)]).notebook(),
         UsageError, "the parameter load_rows has the name of something"),
    ],
)  # fmt: skip
def test_mistakes(make: Callable[[], Any], kind: type[NbpipeError], message: str) -> None:
    with pytest.raises(kind) as caught:
        make()
    assert message in str(caught.value)
    assert len(str(caught.value).splitlines()) < 6


def test_a_branch_may_rejoin_and_nest() -> None:
    low = load_rows(1)
    inner = ConditionStep("inner", rate > 2, if_steps=[total(low)])
    outer = ConditionStep("outer", rate > 1, if_steps=[low, inner], else_steps=[FailStep("f", "no")])
    data = json.loads(Pipeline("p", parameters=[rate], steps=[swallow(low), outer]).definition())
    found = {item["name"]: item["branch"] and item["branch"]["condition"] for item in data["steps"]}
    assert found == {
        "outer": None,
        "load": "outer",
        "swallow": None,
        "inner": "outer",
        "total": "inner",
        "f": "outer",
    }


def test_a_long_chain() -> None:
    made = total([1])
    for _ in range(3000):
        made = total(made)
    assert len(step_cells(made)) == 3001


# ---- functions of a script ------------------------------------------------------------------------------------------

SCRIPT = """\
from __future__ import annotations
import math as m, xml.etree.ElementTree
import os.path as osp
import re
from dataclasses import dataclass
from functools import lru_cache
from math import pi, sqrt as root
from typing import TYPE_CHECKING
from nbpipe import sdk
from nbpipe.sdk import step

if TYPE_CHECKING:
    from somewhere import Something

LIMIT = {"low": 1, "high": [2.5, None]}
WORD = re.compile(
    r"h+"
)
power = lambda x: x ** LIMIT["low"]
UNUSED = object()


class Base:
    offset = LIMIT["low"]


@dataclass
class Shape(Base):
    side: float

    def area(self) -> float:
        return pi * self.side ** 2 + self.offset


@lru_cache(maxsize=2)
def cached(n):
    return root(n)


def even(n): return True if n == 0 else odd(n - 1)
def odd(n): return False if n == 0 else even(n - 1)


@sdk.step(
    name="shape",
)
# a comment stays
def make(side: float) -> Shape:
    tag = xml.etree.ElementTree.Element("a").tag
    return Shape(m.floor(side) + cached(4) + power(1) + bool(WORD.match("hh")) + even(2) + len(osp.join(tag, "b")))


@step
async def area(shape: Shape) -> float:
    return (lambda: shape.area())()
"""


def script(folder: Path, text: str, name: str = "__main__") -> dict[str, Any]:
    """The names of a script that was run."""
    path = folder / "script.py"
    path.write_text(text, "utf-8")
    names: dict[str, Any] = {"__name__": name, "__file__": str(path)}
    exec(compile(text, str(path), "exec", dont_inherit=True), names)
    return names


def test_functions_of_a_script_bring_what_they_use(tmp_path: Path) -> None:
    names = script(tmp_path, SCRIPT)
    pipeline = Pipeline("shapes", steps=[names["area"](names["make"](1.5))])
    place, imports, code = [text for text in cells(pipeline) if text.startswith("%%setup")]
    assert place.count("\n") == 1
    assert imports.splitlines()[1:] == [
        "from dataclasses import dataclass",
        "from functools import lru_cache",
        "from math import sqrt as root",
        "import math as m",
        "import os.path as osp",
        "import re",
        "import xml.etree.ElementTree",
    ]
    assert code.startswith("%%setup\nfrom __future__ import annotations\n")
    assert "# a comment stays\ndef make" in code
    assert "@lru_cache(maxsize=2)\ndef cached" in code
    assert 'WORD = re.compile(\n    r"h+"\n)' in code
    assert "LIMIT = {'low': 1, 'high': [2.5, None]}" in code
    assert f"pi = {math.pi!r}" in code
    for absent in ("@step", "sdk", "UNUSED", "TYPE_CHECKING"):
        assert absent not in code
    assert code.index("LIMIT =") < code.index("class Base") < code.index("class Shape")
    made = run(pipeline)
    assert made.failure is None
    shape = made.result("shape")
    assert type(shape).__name__ == "Shape"
    assert shape.side == 1 + 2.0 + 1 + 1 + 1 + 3
    assert made.result("area") == pytest.approx(math.pi * 81 + 1)
    assert shape.area() == made.result("area")
    with pytest.raises(UsageError, match="setup cells define") as caught:
        made.result("shape", run_setup=False)
    assert caught.value.problems[0].code == "needs-setup"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("import threading\nLOCK = [threading.Lock() for _ in '12'][0]\nLOCK = None or LOCK\n@step\ndef f(): return LOCK", "f uses LOCK, a lock"),
        ("BOX = [set]\nBOX[0] = object\n@step\ndef f(): return BOX", "f uses BOX, a list that cannot be carried over"),
        ("def outer():\n    k = 1\n    def inner(): return k\n    return inner\nhelp_me = outer()\n@step\ndef f(): return help_me()", "inner uses k of the function around it"),
    ],
)  # fmt: skip
def test_what_cannot_be_carried_over(tmp_path: Path, text: str, message: str) -> None:
    names = script(tmp_path, f"from nbpipe.sdk import step\n{text}\n")
    with pytest.raises(UsageError) as caught:
        Pipeline("p", steps=[names["f"]()]).notebook()
    assert message in str(caught.value)


def test_a_function_without_source() -> None:
    names: dict[str, Any] = {"__name__": "__main__", "step": step}
    exec("@step\ndef f(): return 1", names)
    with pytest.raises(UsageError, match="the source of f cannot be found"):
        Pipeline("p", steps=[names["f"]()]).notebook()


def test_functions_of_notebook_cells(tmp_path: Path) -> None:
    inputs = [
        "",
        "from nbpipe.sdk import step",
        "%matplotlib inline\nimport re\nWORD = re.compile('a+')",
        "class C:\n    x = 2",
    ]
    names: dict[str, Any] = {"__name__": "__main__", "In": inputs}
    exec("from nbpipe.sdk import step\nimport re\nWORD = re.compile('a+')\nclass C:\n    x = 2", names)
    (tmp_path / "cell.py").write_text("@step\ndef f(): return [WORD.pattern, C.x]\n", "utf-8")
    exec(compile((tmp_path / "cell.py").read_text("utf-8"), str(tmp_path / "cell.py"), "exec"), names)
    code = cells(Pipeline("p", steps=[names["f"]()]))[-2]
    assert "WORD = re.compile('a+')" in code
    assert "class C:\n    x = 2" in code


# ---- saving and running ---------------------------------------------------------------------------------------------


def test_upsert_makes_a_version_only_where_something_changed() -> None:
    assert Pipeline("p", steps=[load_rows(1)]).upsert() == 1
    assert Pipeline("p", steps=[load_rows(1)]).upsert() == 1
    changed = Pipeline("p", steps=[load_rows(2)])
    assert changed.upsert() == 2
    assert Pipeline("p", steps=[load_rows(1)]).upsert() == 1
    with nbpipe.open_store() as opened:
        assert opened.folder == Path.cwd() / ".nbpipe"
        assert json.loads(changed.definition()) == json.loads(json.dumps(opened_definition(opened, 2)))
    assert changed.path == Path.cwd() / ".nbpipe" / "pipelines" / "p.ipynb"
    assert sorted(path.name for path in changed.path.parent.iterdir()) == ["p.ipynb"]


def opened_definition(opened: sdk.Store, version: int) -> Any:
    from nbpipe.as_json import to_json

    return to_json(opened.pipeline("p", version))


def test_a_pipeline_runs_where_it_was_defined(tmp_path: Path) -> None:
    names = script(
        tmp_path,
        "from nbpipe.sdk import step\n@step\ndef read(name):\n    return open(name).read()\n"
        "@step(metrics=True)\ndef count(text, scale):\n    return {'length': len(text) * scale}\n",
    )
    (tmp_path / "here.txt").write_text("hello", "utf-8")
    (tmp_path / "elsewhere").mkdir()
    scale = ParameterInteger("scale")
    check = ConditionStep(
        "big", names["count"](names["read"]("here.txt"), scale)["length"] > 7, [], [FailStep("f", "small")]
    )
    pipeline = Pipeline(
        "p", parameters=[scale], steps=[check], folder=tmp_path, store=tmp_path / "elsewhere" / "s"
    )
    made = run(pipeline, {"scale": 2})
    assert (made.status, made.result("read"), made.metrics) == ("Succeeded", "hello", {"length": 10})
    assert made.step("f").status == "Skipped"
    failed = run(pipeline, {"scale": 1})
    assert failed.failure is not None
    assert (failed.status, failed.failure.message) == ("Failed", "small")
    assert [item["StepStatus"] for item in failed.list_steps()] == [
        "Succeeded",
        "Succeeded",
        "Succeeded",
        "Failed",
    ]
    assert failed.describe()["FailureReason"] == "small"
    with pytest.raises(ParameterError, match="scale has no default"):
        pipeline.start()
    with pytest.raises(ParameterError, match="no parameter scael"):
        pipeline.start({"scael": 1, "scale": 1})
    assert [item.id for item in pipeline.executions()] == [failed.id, made.id]


def test_steps_of_a_module_are_imported_and_call_each_other_as_functions() -> None:
    made = Pipeline("p", steps=[fit(load_rows(3))])
    assert [text for text in cells(made) if text.startswith("%%setup")][1:] == [
        f"%%setup\nfrom {__name__} import load_rows\nfrom {__name__} import fit"
    ]
    done = run(made)
    assert (done.failure, done.result("fit")) == (None, {"w": 3.0})


def test_functions_of_one_name_from_two_modules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(tmp_path / "lib")
    (tmp_path / "lib").mkdir()
    made = []
    for number, module in enumerate(("sdk_sample_one", "sdk_sample_two"), 1):
        source = f"from nbpipe.sdk import step\n@step(name='s{number}')\ndef work(): return {number}\n"
        (tmp_path / "lib" / f"{module}.py").write_text(source, "utf-8")
        made.append(importlib.import_module(module).work())
    pipeline = Pipeline("p", steps=made)
    place, one, two = [text for text in cells(pipeline) if text.startswith("%%setup")]
    assert place.splitlines()[2:] == ["__import__(\"sys\").path.insert(0, 'lib')"]
    assert one == "%%setup\nfrom sdk_sample_one import work"
    assert two == "%%setup\nfrom sdk_sample_two import work as work_2"
    done = run(pipeline)
    assert (done.result("s1"), done.result("s2")) == (1, 2)


def test_what_a_function_does_to_its_argument_is_seen_by_the_next(tmp_path: Path) -> None:
    names = script(
        tmp_path,
        "from nbpipe.sdk import step\n@step\ndef make(): return [1]\n@step\ndef grow(rows):\n    rows.append(2)\n    return len(rows)\n"
        "@step\ndef show(rows): return list(rows)\n",
    )
    made = names["make"]()
    grown = names["grow"](made)
    assert run(Pipeline("alone", steps=[grown])).result("grow") == 2
    both = run(Pipeline("both", steps=[grown, names["show"](made)]))
    assert (both.status, both.result("show")) == ("Succeeded", [1, 2])


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("def one():\n    global N\n    N += 1\n", True),
        ("def helper():\n    global N\n    N = 2\n@step\ndef one(): helper()\n", True),
        ("def one():\n    N = 2\n    return N\n", False),
    ],
)
def test_a_global_that_another_step_reads_is_refused(tmp_path: Path, text: str, refused: bool) -> None:
    first = "" if "@step" in text else "@step\n"
    names = script(
        tmp_path, f"from nbpipe.sdk import step\nN = 1\n{first}{text}@step\ndef two(x): return N\n"
    )
    pipeline = Pipeline("p", steps=[names["two"](names["one"]())])
    if not refused:
        assert run(pipeline).result("two") == 1
        return
    with pytest.raises(UsageError, match="step one sets the global N, and step two reads it"):
        pipeline.upsert()


def test_a_pipeline_does_not_start_inside_a_step(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NBPIPE_JOB", "x")
    with pytest.raises(UsageError, match="__main__"):
        Pipeline("p", steps=[load_rows(1)]).start()


# ---- reading a store ------------------------------------------------------------------------------------------------

CELLS = (
    "%%setup\nimport math\nfrom dataclasses import dataclass\nRATE = math.floor(2.5)\nprint('effect')\n"
    "raise_later = 0\n@dataclass\nclass Model:\n    w: float\n    def predict(self, x):\n        return x * self.w * RATE",
    "%%parameters\nfactor: int = 2",
    "%%step load\nrows = [1, 2, 3]\ndef double(x):\n    return x * RATE",
    "%%step train --type Training --model model --metrics metrics\nimport nbpipe\nmodel = Model(sum(rows) * factor)\n"
    "metrics = {'auc': 0.8, 'loss': float('nan')}\nnbpipe.log_metric('rows', 1)\nnbpipe.log_metric('rows', 3)",
    "%%step check --type Condition --then register,use\nmetrics['auc'] > 0.5",
    "%%step register --type Register --model model --group churn --metrics metrics\nAUC {metrics[auc]:.1f}",
    "%%step use --out y,double\ny = double(model.predict(1))",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with two executions of a notebook."""
    place = tmp_path_factory.mktemp("read") / ".nbpipe"
    compiled = definition.compiled(notebook.from_cells(CELLS, "demo")).pipeline
    settings = config.settings(place, place, environment={"NBPIPE_USER": "ada"})
    for factor in (2, 3):
        bound = parameters.bind(compiled.parameters, {"factor": factor})
        request = scheduler.Request(compiled, bound, place.parent / "demo.ipynb", settings, seed=factor)
        assert scheduler.run(request, ForkedExecutor()).status is ExecutionStatus.SUCCEEDED
    return place


@pytest.fixture
def opened(folder: Path) -> sdk.Store:
    return nbpipe.open_store(folder)


def test_an_execution(opened: sdk.Store) -> None:
    found = opened.execution("latest")
    assert (found.pipeline, found.version, found.status, found.seed) == ("demo", 1, "Succeeded", 3)
    assert (found.parameters, found.failure, found.started_by) == ({"factor": 3}, None, "ada")
    assert found.started_at is not None
    assert found.ended_at is not None
    assert found.started_at < found.ended_at < datetime.now(UTC)
    assert found.seconds == pytest.approx((found.ended_at - found.started_at).total_seconds(), abs=0.01)
    assert {name: value for name, value in found.metrics.items() if name != "loss"} == {"auc": 0.8, "rows": 3}
    assert math.isnan(found.metrics["loss"])
    assert found.environment["python"] == ".".join(map(str, sys.version_info[:3]))
    assert found.steps.names == ("load", "train", "check", "register", "use")
    assert found.steps["train"].name == found.steps[1].name == "train"
    assert "use" in found.steps
    assert "nobody" not in found.steps
    assert opened.execution(found.id[:6]).id == found.id
    assert found.wait(1).id == found.id
    assert found.stop() is False


def test_the_steps_of_an_execution(opened: sdk.Store) -> None:
    found = opened.execution()
    train = found.step("train")
    assert (train.type, train.status, train.attempts, train.cached) == ("Training", "Succeeded", 1, False)
    assert [item.number for item in train.history] == [1]
    assert train.outputs == ("metrics", "model")
    assert train.figures == ()
    assert train.preview("metrics") == train.artifact("metrics").preview != {}
    check = found.step("check")
    assert (check.attempts, check.outputs, check.failure) == (0, (), None)
    assert check.detail is not None
    assert "0.8" in check.detail
    assert train.seconds is not None
    assert train.seconds > 0


def test_values(opened: sdk.Store, capsys: pytest.CaptureFixture[str]) -> None:
    first, last = opened.executions()[1], opened.execution()
    assert last.step("load").output("rows") == [1, 2, 3]
    assert last.step("use").output("y") == 18 * 2 * 2
    model = last.step("train").output("model")
    assert (type(model).__name__, model.w, model.predict(1)) == ("Model", 18, 36)
    assert last.step("train").output("model") == model  # the same class, whenever it is loaded
    assert last.step("load").output("double")(4) == 8
    assert first.step("train").output("model").w == 12
    for name in ("model",):
        with pytest.raises(UsageError, match="run_setup=True"):
            last.step("train").output(name, run_setup=False)
    assert last.step("train").output("metrics", run_setup=False)["auc"] == 0.8
    assert capsys.readouterr().out == ""  # effects of the setup are none of its definitions


def test_results(opened: sdk.Store) -> None:
    found = opened.execution()
    with pytest.raises(UsageError, match=r"several outputs: metrics, model"):
        found.result("train")
    with pytest.raises(NotFoundError, match="step check is Succeeded and has no result"):
        found.result("check")


@pytest.mark.parametrize(
    ("ask", "kind", "message"),
    [
        (lambda s: s.execution("zz"), NotFoundError, "there is no execution 'zz'"),
        (
            lambda s: s.execution("latest", pipeline="other"),
            NotFoundError,
            "no executions of pipeline 'other'",
        ),
        (lambda s: s.execution().step("trian"), NotFoundError, "did you mean train?"),
        (lambda s: s.execution().steps["trian"], NotFoundError, "did you mean train?"),
        (lambda s: s.execution().step("train").output("modle"), NotFoundError, "did you mean model?"),
        (lambda s: s.execution().step("check").preview("x"), NotFoundError, "has no output 'x'"),
        (lambda s: s.model("chrun"), NotFoundError, "did you mean 'churn'?"),
        (lambda s: s.model("churn").version(9), NotFoundError, "there is 1, 2"),
        (lambda s: s.model_version("churn:9"), NotFoundError, "has no version 9"),
        (lambda s: s.pipeline("dmo"), NotFoundError, "did you mean 'demo'?"),
        (lambda s: s.lineage("chrun:1"), NotFoundError, "did you mean 'churn'?"),
    ],
)
def test_what_is_not_there(opened: sdk.Store, ask: Callable[[Any], Any], kind: Any, message: str) -> None:
    with pytest.raises(kind) as caught:
        ask(opened)
    assert message in str(caught.value)


def test_models(folder: Path) -> None:
    opened = nbpipe.open_store(folder)
    model = opened.model("churn")
    assert [item.name for item in opened.models()] == ["churn"]
    first, version = model.versions
    assert (version.version, version.status, version.card) == (2, "PendingManualApproval", "AUC 0.8")
    assert (version.metrics["auc"], version.step, version.created_by) == (0.8, "register", "ada")
    assert version.execution == opened.execution().id
    assert version.artifact == opened.execution().step("train").artifact("model").digest
    assert version.value().w == 18
    assert first.value().w == 12
    assert version.preview
    assert version.approve("ada", "good on every slice") is version
    assert (version.status, opened.model("churn").versions[-1].status) == ("Approved", "Approved")
    assert [(item.by, item.comment) for item in version.approvals][-1] == ("ada", "good on every slice")
    assert first.reject(comment="too old").approvals[-1].by == "grace"
    version.alias("champion")
    assert opened.model("churn").version("@champion").version == 2
    assert opened.model_version("churn@champion").aliases == ("champion",)
    with pytest.raises(UsageError, match="Approved already"):
        version.approve("ada")


def test_lineage(opened: sdk.Store) -> None:
    found = opened.lineage("churn:1")
    assert found.nodes[0].id == found.root == "model:churn:1"
    assert {node.kind for node in found.nodes} == {"model", "attempt", "artifact", "parameter", "code"}
    assert set(found.upstream.edges) | set(found.downstream.edges) == set(found.edges)
    assert found.downstream.edges == ()
    assert repr(found).splitlines()[:2] == [found.nodes[0].label, "made from"]
    pandas = pytest.importorskip("pandas")
    table = found.table()
    assert isinstance(table, pandas.DataFrame)
    assert len(table) == len(found.edges)
    assert "model:churn:1" in set(table["destination"])


def test_a_table_needs_pandas(opened: sdk.Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(UsageError, match="needs pandas"):
        opened.lineage("churn:1").table()


def test_the_log_is_what_the_cells_showed(opened: sdk.Store) -> None:
    found = opened.execution()
    assert found.step("check").log() == ""
    place = job.folder_of(opened.folder, found.id, "train", 1)
    outputs = [
        {"output_type": "stream", "name": "stdout", "text": ["a\r", "\x1b[31mb\x1b[0m\n"]},
        {"output_type": "display_data", "data": {"text/plain": "<Figure>", "image/png": "x"}},
        {"output_type": "error", "ename": "E", "evalue": "v", "traceback": []},
    ]
    (place / "executed.ipynb").write_text(
        json.dumps({"cells": [{"cell_type": "code", "outputs": outputs}, {"cell_type": "markdown"}]}), "utf-8"
    )
    assert found.step("train").log() == "b\n<Figure>\nE: v"
    (place / "executed.ipynb").write_text("{", "utf-8")
    (place / "worker.log").write_text("killed\n", "utf-8")
    assert found.step("train").log() == "killed"


def test_what_people_see(opened: sdk.Store, folder: Path) -> None:
    found = opened.execution()
    assert found._repr_html_().startswith(f"<p>Execution {found.id} of demo:1 Succeeded in ")
    assert repr(found).startswith(f"<execution {found.id} of demo:1 Succeeded in ")
    assert repr(found.step("load")).startswith("<step load Processing Succeeded ")
    assert repr(opened) == f"<store {folder}: latest {found!r}>"
    assert repr(opened.model("churn")).startswith("<model group churn: 2 versions, latest <model churn:2 ")
    shown = (opened, found, found.step("load"), opened.model("churn"), opened.model("churn").versions[0])
    for thing in (*shown, opened.lineage("churn:1")):
        assert 20 < len(thing._repr_html_()) < 4000


def test_html_is_escaped(tmp_path: Path) -> None:
    from store_samples import ENVIRONMENT, new_store, writer

    from nbpipe.model import Execution

    (tmp_path / "s").mkdir()
    connection = new_store(tmp_path / "s")
    made = writer(connection)
    name = "<script>alert(1)</script>"
    from store_samples import pipeline as sample

    version = made.save_pipeline(sample(name=name), "d", None)
    made.open_execution(
        Execution("e1", name, version, ExecutionStatus.EXECUTING, environment=ENVIRONMENT),
        [("<b>", "Processing")],
    )
    connection.close()
    opened = nbpipe.open_store(tmp_path / "s")
    for thing in (opened, opened.execution("e1"), opened.execution("e1").steps[0]):
        assert "<script>" not in thing._repr_html_()
        assert "<b>" not in thing._repr_html_()
    assert "&lt;b&gt;" in opened.execution("e1")._repr_html_()


def test_a_running_execution_is_read_anew(tmp_path: Path) -> None:
    from store_samples import ENVIRONMENT, new_store, writer
    from store_samples import pipeline as sample

    from nbpipe.model import Execution

    (tmp_path / "s").mkdir()
    connection = new_store(tmp_path / "s")
    made = writer(connection)
    made.save_pipeline(sample(), "d", None)
    made.open_execution(
        Execution("e1", "attrition", 1, ExecutionStatus.EXECUTING, environment=ENVIRONMENT),
        [("clean", "Processing")],
    )
    found = nbpipe.open_store(tmp_path / "s").execution()
    assert (found.status, found.ended_at) == ("Executing", None)
    assert found.seconds is not None
    with pytest.raises(TimeoutError, match="e1 is Executing") as caught:
        found.wait(0.05)
    assert isinstance(caught.value, NbpipeError)
    with pytest.raises(NotFoundError, match="wait until"):
        found.result("clean")
    assert found.stop() is True
    assert found.stop() is False
    timer = threading.Timer(0.2, lambda: end(tmp_path / "s"))
    timer.start()
    assert found.wait(20).status == "Stopped"
    timer.join()
    connection.close()


def end(folder: Path) -> None:
    from nbpipe.model import StepStatus
    from nbpipe.store.writer import Writer

    connection = store.connect(folder)
    Writer(connection).set_step("e1", "clean", StepStatus.STOPPED)
    Writer(connection).set_execution("e1", ExecutionStatus.STOPPED)
    connection.close()


# ---- opening --------------------------------------------------------------------------------------------------------


def test_a_store_is_found_as_on_the_command_line(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder.parent / "deep" / "er").mkdir(parents=True, exist_ok=True)
    monkeypatch.chdir(folder.parent / "deep" / "er")
    assert nbpipe.open_store().folder == folder.resolve()
    monkeypatch.setenv("NBPIPE_STORE", str(folder / "not-there"))
    with pytest.raises(NotFoundError, match="not-there"):
        nbpipe.open_store()


def test_no_store(tmp_path: Path, folder: Path) -> None:
    with pytest.raises(NotFoundError, match="open_store"):
        nbpipe.open_store()
    with pytest.raises(NotFoundError, match=r"open its store: .*\.nbpipe"):
        nbpipe.open_store(folder.parent)
    with pytest.raises(NotFoundError, match="nbpipe run"):
        nbpipe.open_store(tmp_path / "nowhere")
    assert list(tmp_path.iterdir()) == []  # nothing is made by looking


def test_a_closed_store(folder: Path) -> None:
    with nbpipe.open_store(folder) as opened:
        found = opened.execution()
    with pytest.raises(StoreError, match="was closed"):
        opened.execution()
    with pytest.raises(StoreError, match="was closed"):
        found.refresh()
    assert repr(opened) == f"<store {folder}, closed>"


def test_the_store_may_be_read_from_any_thread(opened: sdk.Store) -> None:
    found: list[str] = []
    thread = threading.Thread(target=lambda: found.append(opened.execution().pipeline))
    thread.start()
    thread.join()
    assert found == ["demo"]


def test_every_public_name_is_there_and_nothing_heavy_is_imported() -> None:
    code = (
        "import sys, nbpipe.sdk as sdk; assert all(hasattr(sdk, name) for name in sdk.__all__); "
        "print(sorted({'pandas', 'numpy', 'sqlite_utils', 'papermill', 'IPython', 'cloudpickle', 'psutil', 'nbformat'}"
        " & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
    assert sdk.__all__ == sorted(sdk.__all__, key=lambda name: (name[0].islower(), name))
    assert nbpipe.open_store is sdk.open_store
