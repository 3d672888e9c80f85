"""QualityCheck: data or predictions against a baseline."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from nbpipe.errors import DefinitionError, Problem
from nbpipe.model import Run, Step
from nbpipe.options import Variable, option
from nbpipe.steps import Inputs, Uses, baselines


@dataclass(frozen=True)
class QualityCheckOptions:
    """Options of a QualityCheck step; the words are those of SageMaker's QualityCheckStep where it has them."""

    check: Literal["data", "model"] = option(
        "what is checked: the data itself, or predictions in it", default="data"
    )
    data: Variable | None = option("the variable that holds the frame", metavar="NAME")
    baseline: str = option(baselines.HELP, default="latest", metavar=baselines.METAVAR)
    label: str | None = option("with model: the column, or variable, of what is true", metavar="COLUMN")
    predictions: str | None = option("with model: the column, or variable, of predictions", metavar="COLUMN")
    scores: str | None = option(
        "with model: the column, or variable, of probabilities of the favorable label, for the AUC",
        metavar="COLUMN",
    )
    task: Literal["binary", "multiclass", "regression"] | None = option(
        "with model: the kind of task (default: as the labels look)"
    )
    favorable: str | None = option("the positive label, or a threshold (default: 1 or True)", metavar="V")
    fail_on_violation: bool = option("a violation fails the step", default=False)
    register_baseline: bool = option("what is found now is the baseline from now on", default=False)
    skip_check: bool = option("compare with no baseline; only take statistics", default=False)


class QualityCheck:
    """Takes statistics of a frame or of predictions, and holds them against a baseline."""

    name = "QualityCheck"
    version = 1
    description = "data or predictions against a baseline"
    python = True
    irrevocable = False
    works = True
    imports: tuple[str, ...] = ("numpy", "pandas", "scipy", "sklearn", "matplotlib")
    options: type = QualityCheckOptions

    def uses(self, body: str, options: QualityCheckOptions) -> Uses:
        needed: dict[str, str | None] = {"--data": options.data}
        if options.check == "model":
            needed |= {"--label": options.label, "--predictions": options.predictions}
        example = {
            "data": "%%step quality --type QualityCheck --data df",
            "model": "%%step quality --type QualityCheck --check model --data test --label y --predictions predicted",
        }[options.check]
        problems = [
            Problem(
                "option-missing",
                f"a QualityCheck step of the {options.check} needs {flag}",
                f"such as {example}",
            )
            for flag, value in needed.items()
            if not value
        ]
        if options.check == "data":
            problems += [
                Problem(
                    "option", f"{flag} belongs to --check model", f"write --check model, or take {flag} out"
                )
                for flag, value in (
                    ("--label", options.label),
                    ("--predictions", options.predictions),
                    ("--scores", options.scores),
                    ("--task", options.task),
                    ("--favorable", options.favorable),
                )
                if value is not None
            ]
        problems += baselines.problems(options)
        if problems:
            raise DefinitionError.of(problems)
        named = (options.label, options.predictions, options.scores)
        return Uses(
            option_reads=(*((options.data,) if options.data else ()), *baselines.reads(options.baseline)),
            may_read=tuple(name for name in named if name is not None and name.isidentifier()),
            own=("baseline", "report"),
            resolves=baselines.groups(options.baseline),
        )

    def plan(self, step: Step, options: QualityCheckOptions, inputs: Inputs) -> Run:
        kind = f"{options.check}-quality"
        return baselines.planned(step, options, inputs, kind, "nbpipe.work.quality_check:run")

    def by_hand(self, body: str, options: Any, values: Mapping[str, Any]) -> str:
        return ""


step_type = QualityCheck()
