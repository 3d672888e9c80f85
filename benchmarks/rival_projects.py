"""The same small work as a project of each tool: what a user of that tool would write, from templates.

A shape is a tuple of steps; a step's value is one more than the sum of the steps before it. The last step asserts the
value, so that a tool that skipped work fails. Each function of this module answers file names and their text.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

Files = dict[str, str]


@dataclass(frozen=True)
class Step:
    name: str
    needs: tuple[str, ...] = ()

    def sum(self, prefix: str = "") -> str:
        """The Python expression of its value."""
        return " + ".join(["1", *(prefix + need for need in self.needs)])


@dataclass(frozen=True)
class Shape:
    name: str
    steps: tuple[Step, ...]

    @property
    def last(self) -> Step:
        return self.steps[-1]

    @property
    def total(self) -> int:
        values: dict[str, int] = {}
        for step in self.steps:
            values[step.name] = 1 + sum(values[need] for need in step.needs)
        return values[self.last.name]

    def check(self, step: Step, name: str) -> str:
        """What the last step asserts of its value."""
        return f"assert {name} == {self.total}" if step == self.last else ""

    def table(self) -> str:
        """For the tools whose projects are written with a loop."""
        rows = "\n".join(f"    {step.name!r}: {list(step.needs)!r}," for step in self.steps)
        return f"STEPS = {{\n{rows}\n}}\nLAST, TOTAL = {self.last.name!r}, {self.total}\n"


def chain(count: int) -> Shape:
    return Shape("chain", tuple(Step(f"s{n}", (f"s{n - 1}",) if n else ()) for n in range(count)))


def fan(width: int) -> Shape:
    middle = tuple(Step(f"m{n}", ("first",)) for n in range(width))
    return Shape("fan", (Step("first"), *middle, Step("last", tuple(step.name for step in middle))))


def notebook(*cells: str, parameters: int | None = None) -> str:
    """The file's text; the cell numbered `parameters` gets papermill's tag."""
    made = [
        {
            "cell_type": "code",
            "id": f"c{n}",
            "metadata": {"tags": ["parameters"]} if n == parameters else {},
            "source": text,
            "outputs": [],
            "execution_count": None,
        }
        for n, text in enumerate(cells)
    ]
    kernel = {"kernelspec": {"name": "python3", "display_name": "python3", "language": "python"}}
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": kernel, "cells": made})


def nbpipe(shape: Shape) -> Files:
    cells = [
        f"%%step {step.name}\n{step.name} = {step.sum()}\n{shape.check(step, step.name)}".rstrip()
        for step in shape.steps
    ]
    return {"work.ipynb": notebook(*cells)}


_PAPERMILL = """
from pathlib import Path
import papermill
Path("out").mkdir(exist_ok=True)
for name in STEPS:
    papermill.execute_notebook(f"{name}.ipynb", f"out/{name}.ipynb", progress_bar=False)
"""


def papermill(shape: Shape) -> Files:
    """Stock papermill has no graph: one notebook after the other, values through files."""
    files = {"work.py": shape.table() + _PAPERMILL}
    for step in shape.steps:
        body = (
            "from pathlib import Path\n"
            f"value = 1 + sum(int(Path('out', n).read_text()) for n in {list(step.needs)!r})\n"
            f"Path('out', {step.name!r}).write_text(str(value))\n{shape.check(step, 'value')}"
        )
        files[f"{step.name}.ipynb"] = notebook(body.rstrip())
    return files


def ploomber(shape: Shape, executor: str = "serial") -> Files:
    tasks = [
        {
            "source": f"{step.name}.ipynb",
            "product": {"nb": f"out/{step.name}.ipynb", "data": f"out/{step.name}.txt"},
        }
        for step in shape.steps
    ]
    files = {"pipeline.yaml": json.dumps({"executor": executor, "tasks": tasks}, indent=1)}
    for step in shape.steps:
        body = (
            "from pathlib import Path\n"
            "value = 1 + sum(int(Path(u['data']).read_text()) for u in (upstream or {}).values())\n"
            f"Path(product['data']).write_text(str(value))\n{shape.check(step, 'value')}"
        )
        declared = f"upstream = {list(step.needs) or None!r}\nproduct = None"
        files[f"{step.name}.ipynb"] = notebook(declared, body.rstrip(), parameters=0)
    return files


def ploomber_parallel(shape: Shape) -> Files:
    return ploomber(shape, "parallel")


def metaflow(shape: Shape) -> Files:
    """Its first step is called start, its last end; end may not join, so a fan is one step narrower before it."""
    middle = [step.name for step in shape.steps[1:-1]]
    if shape.name != "fan":
        names = ["start", *middle, "end"]
        bodies = [("self.value = 1 + getattr(self, 'value', 0)", f"self.next(self.{n})") for n in names[1:]]
        steps = [(n, "", *body) for n, body in zip(names, bodies, strict=False)]
        total = shape.total
    else:
        middle, total = middle[1:], 2 * len(middle[1:]) + 1
        heads = ", ".join(f"self.{n}" for n in middle)
        steps = [("start", "", "self.value = 1", f"self.next({heads})")]
        steps += [(n, "", "self.value += 1", "self.next(self.join)") for n in middle]
        total_of = "self.value = 1 + sum(i.value for i in inputs)"
        steps.append(("join", ", inputs", total_of, "self.next(self.end)"))
    text = "from metaflow import FlowSpec, step\n\n\nclass Work(FlowSpec):\n"
    for name, inputs, body, onward in steps:
        text += f"    @step\n    def {name}(self{inputs}):\n        {body}\n        {onward}\n\n"
    ending = "pass" if shape.name == "fan" else "self.value += 1"
    text += f"    @step\n    def end(self):\n        {ending}\n        assert self.value == {total}\n\n\n"
    return {"flow.py": text + 'if __name__ == "__main__":\n    Work()\n'}


_PREFECT = """
from prefect import flow, task
from prefect.cache_policies import INPUTS, TASK_SOURCE


@task(cache_policy=INPUTS + TASK_SOURCE, persist_result=True)
def step(name, given):
    return 1 + sum(given)


@flow
def work():
    made = {}
    for name, needs in STEPS.items():
        made[name] = step.submit(name, [made[need] for need in needs])
    return made[LAST].result()


if __name__ == "__main__":
    assert work() == TOTAL
"""


def prefect(shape: Shape) -> Files:
    return {"flow.py": shape.table() + _PREFECT}


_DAGSTER = """
from dagster import In, job, op


def make(name, needs):
    @op(name=name, ins={need: In(int) for need in needs})
    def compute(context, **given):
        value = 1 + sum(given.values())
        assert name != LAST or value == TOTAL
        return value

    return compute


@job
def work():
    made = {}
    for name, needs in STEPS.items():
        made[name] = make(name, needs)(**{need: made[need] for need in needs})


if __name__ == "__main__":
    assert work.execute_in_process().output_for_node(LAST) == TOTAL
"""


def dagster(shape: Shape) -> Files:
    return {"work.py": shape.table() + _DAGSTER, "home/dagster.yaml": "telemetry:\n  enabled: false\n"}


_KEDRO = """
from kedro.pipeline import node, pipeline


def add(*given):
    return 1 + sum(given)


def last(*given):
    value = add(*given)
    assert value == TOTAL
    return value


def first():
    return 1


def register_pipelines():
    def function(name, needs):
        return last if name == LAST else add if needs else first

    nodes = [node(function(name, needs), needs or None, name, name=f"make_{name}") for name, needs in STEPS.items()]
    return {"__default__": pipeline(nodes)}
"""

_KEDRO_PROJECT = """[tool.kedro]
package_name = "work"
project_name = "work"
kedro_init_version = "{version}"
source_dir = "src"
"""


def kedro(shape: Shape) -> Files:
    return {
        "pyproject.toml": _KEDRO_PROJECT,
        "src/work/__init__.py": "",
        "src/work/settings.py": "",
        "src/work/pipeline_registry.py": shape.table() + _KEDRO,
        "conf/base/catalog.yml": "",
        "conf/local/catalog.yml": "",
    }


_STEP = """
import sys
from pathlib import Path
total, target, *needs = sys.argv[1:]
value = 1 + sum(int(Path(need).read_text()) for need in needs)
Path(target).write_text(str(value))
assert total == "-" or value == int(total)
"""

_SNAKEMAKE = """
rule all:
    input: "out/" + LAST

for step, needs in STEPS.items():
    rule:
        name: step
        input: ["out/" + need for need in needs]
        output: "out/" + step
        params: total=TOTAL if step == LAST else "-"
        shell: "python step.py {params.total} {output} {input}"
"""


def snakemake(shape: Shape) -> Files:
    return {"Snakefile": shape.table() + _SNAKEMAKE, "step.py": _STEP}


def dvc(shape: Shape) -> Files:
    stages = {}
    for step in shape.steps:
        needs, target = [f"out/{need}" for need in step.needs], f"out/{step.name}"
        total = shape.total if step == shape.last else "-"
        stages[step.name] = {
            "cmd": " ".join(["python", "step.py", str(total), target, *needs]),
            "deps": ["step.py", *needs],
            "outs": [target],
        }
    return {
        "dvc.yaml": json.dumps({"stages": stages}, indent=1),
        "step.py": _STEP,
        ".dvc/config": "[core]\n    no_scm = True\n    analytics = false\n    check_update = false\n",
    }


_LUIGI = """
from pathlib import Path
import luigi


class Step(luigi.Task):
    name = luigi.Parameter()

    def requires(self):
        return [Step(name=need) for need in STEPS[self.name]]

    def output(self):
        return luigi.LocalTarget(f"out/{self.name}")

    def run(self):
        value = 1 + sum(int(Path(given.path).read_text()) for given in self.input())
        assert self.name != LAST or value == TOTAL
        with self.output().open("w") as file:
            file.write(str(value))
"""


def luigi(shape: Shape) -> Files:
    return {"work.py": shape.table() + _LUIGI}


def zenml(shape: Shape) -> Files:
    text = "import sys\n\nfrom zenml import pipeline, step\n"
    for step in shape.steps:
        takes = ", ".join(f"{need}: int" for need in step.needs)
        text += f"\n\n@step\ndef {step.name}({takes}) -> int:\n    value = {step.sum()}\n"
        text += f"    {shape.check(step, 'value') or 'pass'}\n    return value\n"
    text += "\n\n@pipeline\ndef work():\n"
    for step in shape.steps:
        text += f"    v_{step.name} = {step.name}({', '.join(f'{n}=v_{n}' for n in step.needs)})\n"
    text += (
        '\n\nif __name__ == "__main__":\n    work.with_options(enable_cache="--fresh" not in sys.argv)()\n'
    )
    return {"run.py": text}
