"""One small pipeline for each step type: what the contract tests compile, draw, run, stop, resume and export.

A type that is in `plugins.names("steps")` and not here fails `test_every_type_has_an_example`.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from notebooks_in_folders import tagged

SCORES = "score, model, metrics = 0.9, [1], {'auc': 0.8}"
PEOPLE = """\
import pandas as pd
from sklearn.linear_model import LogisticRegression
people = pd.DataFrame({"age": range(20, 60), "sex": ["f", "m", "m", "f"] * 10, "left": [0, 1, 1, 1, 0] * 8})
X, y = people[["age"]], people["left"]
model = LogisticRegression().fit(X, y)"""


@dataclass(frozen=True)
class Example:
    """A step of the type, named `it`, below a step whose body is `make` and above the steps `a` and `b`.

    `flags` and `body` are the smallest that are valid. `gives` are the variables that later steps get; a cell that is
    run by hand gives the same. `by_hand` says why it does not (yet), where that is so. `above` are cells of steps that a
    run needs as well, `answer` is what is given to a step that waits for one. A step without a body of its own has it in
    the last cell of `inside`, a notebook beside that of the pipeline. `fails`: it is there to fail.
    """

    flags: str = ""
    body: str = ""
    make: str = SCORES
    gives: tuple[str, ...] = ()
    by_hand: str = ""
    above: tuple[str, ...] = ()
    answer: tuple[str, ...] = ()
    inside: str = ""
    fails: bool = False

    def cell(self, name: str, more: str = "", before: str = "") -> str:
        """The step's cell, with further flags, and lines before its body."""
        words = " ".join(word for word in (f"%%step it --type {name}", self.flags, more) if word)
        return "\n".join(part for part in (words, before, self.body) if part)

    def cells(self, name: str, more: str = "", before: str = "") -> tuple[str, ...]:
        """The cells of the pipeline."""
        return (
            f"%%step make\n{self.make}",
            self.cell(name, more, before),
            "%%step a\na = 1",
            "%%step b\nb = 1",
        )

    @property
    def values(self) -> Mapping[str, Any]:
        """What the step above makes."""
        return made(self.make)


@functools.cache
def made(body: str) -> Mapping[str, Any]:
    namespace: dict[str, Any] = {}
    exec(body, namespace)
    return {name: value for name, value in namespace.items() if not name.startswith("__")}


# Notebooks beside that of the pipeline: their cells.
BESIDE: Mapping[str, tuple[Any, ...]] = {
    "report.ipynb": (tagged("n = 1"), "y = [n]\nprint(n)"),
    "child.ipynb": ("%%parameters\nn: float = 1.0", "%%step a\ny = [n]"),
}

# Steps above that register what an endpoint may have.
VERSIONS = (
    "%%step churn_kept --type Register --model model --group churn --approval Approved",
    "%%step rival_kept --type Register --model model --group rival --approval Approved",
)
CANARY = '--variant "blue=churn:latest,0.9" --variant "green=rival:1,0.1"'

EXAMPLES: Mapping[str, Example] = {
    "Processing": Example(body="y = [score, 1]", gives=("y",)),
    "Training": Example(
        "--model fitted --metrics found", "fitted, found = [score], {'auc': score}", gives=("fitted",)
    ),
    "Condition": Example("--then a --else b", "score > 0.5"),
    "Register": Example("--model model --group churn --metrics metrics", "AUC {metrics[auc]:.2f}"),
    "Fail": Example(body="the score is {score}", fails=True),
    "QualityCheck": Example("--data people --baseline none", make=PEOPLE, gives=("it_report", "it_baseline")),
    "ClarifyCheck": Example(
        "--data people --label left --facet sex --baseline none",
        make=PEOPLE,
        gives=("it_report", "it_baseline"),
    ),
    "Tuning": Example(
        '--tune "depth=int(1,2)" --objective max:auc --sampler grid --metrics found --model best',
        "best, found = [depth], {'auc': depth / score}",
        gives=("best", "best_parameters"),
    ),
    "Map": Example(
        "--over items --as item",
        "y = item + score",
        make=f"{SCORES}\nitems = [1, 2]",
        gives=("y",),
    ),
    "AutoML": Example(
        "--target y --task classification --learners logistic --trials 1 --model best --metrics found",
        make=PEOPLE,
        gives=("best", "found"),
    ),
    "Model": Example("--model model --data X", make=PEOPLE, gives=("model_package",)),
    "Transform": Example("--model model --data X", make=PEOPLE, gives=("predictions",)),
    "Callback": Example(
        "--approval --choices ship,hold --out answer",
        "Ship it? {score:.2f}",
        gives=("answer",),
        answer=("--output", "answer=ship", "--comment", "better on every slice"),
    ),
    "Lambda": Example("--cache-for 1d", "y = score + 1", gives=("y",)),
    "EndpointConfig": Example(CANARY, "auc {score}", above=VERSIONS),
    "Endpoint": Example(
        "--name churn --config canary",
        "auc {score}",
        above=(*VERSIONS, f"%%step canary --type EndpointConfig {CANARY}"),
    ),
    "Notebook": Example("--path report.ipynb --param n=score --out y", gives=("y",)),
    "Pipeline": Example(
        "--path child.ipynb --param n=score --out y",
        gives=("y",),
        inside="child.ipynb",
        by_hand="it says what it would run",
    ),
    "Cluster": Example("--workers 1", "y = client.submit(round, score).result()", gives=("y",)),
    # Of another package: the one in the folder `plugin`, which the contract tests put on the path.
    "Echo": Example("--times 2", "y = score", gives=("y", "echo")),
}

PLUGIN = Path(__file__).parent / "plugin"
