"""ClarifyCheck: bias in data and predictions, and what predictions rest on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from nbpipe.errors import DefinitionError, Problem
from nbpipe.model import Run, Step
from nbpipe.options import Count, Variable, option
from nbpipe.steps import Inputs, Uses, baselines


@dataclass(frozen=True)
class ClarifyCheckOptions:
    """Options of a ClarifyCheck step; the words are those of SageMaker's ClarifyCheckStep where it has them."""

    check: Literal["data-bias", "model-bias", "explainability"] = option(
        "what is checked: bias of labels, bias of predictions, or which features count", default="data-bias"
    )
    data: Variable | None = option("the variable that holds the frame", metavar="NAME")
    label: str | None = option("the column, or variable, of what is true", metavar="COLUMN")
    facet: str | None = option("the column that tells the groups; several with commas", metavar="COLUMN")
    facet_value: str | None = option(
        "the group that may be at a disadvantage, or a threshold (default: each in turn)", metavar='V|">40"'
    )
    favorable: str | None = option(
        "the favorable label, or a threshold (default: 1 or True)", metavar='V|">0.5"'
    )
    group: str | None = option("the column to condition on, for CDDL and CDDPL", metavar="COLUMN")
    predictions: str | None = option(
        "the column, or variable, of predicted labels (default: what the model predicts)", metavar="COLUMN"
    )
    threshold: float | None = option("predictions are probabilities, favorable from here on", metavar="0.5")
    model: Variable | None = option("the variable that holds the model", metavar="NAME")
    features: str | None = option(
        "the columns that the model takes (default: those of its fit)", metavar="a,b"
    )
    rows: Count = option(
        "with explainability: how many rows are explained", default=Count(100), metavar="100"
    )
    background: Count = option(
        "with explainability: how many rows stand for the data at large", default=Count(50), metavar="50"
    )
    baseline: str = option(baselines.HELP, default="latest", metavar=baselines.METAVAR)
    fail_on_violation: bool = option("a violation fails the step", default=False)
    register_baseline: bool = option("what is found now is the baseline from now on", default=False)
    skip_check: bool = option("compare with no baseline; only take metrics", default=False)


_EXAMPLES = {
    "data-bias": "--data df --label hired --favorable Yes --facet gender",
    "model-bias": "--data test --label hired --favorable Yes --facet gender --predictions predicted",
    "explainability": "--data test --model model",
}
# Options that one or two of the checks have.
_ONLY = {
    "facet": ("data-bias", "model-bias"),
    "facet_value": ("data-bias", "model-bias"),
    "group": ("data-bias", "model-bias"),
    "predictions": ("model-bias",),
    "threshold": ("model-bias",),
    "model": ("model-bias", "explainability"),
    "features": ("model-bias", "explainability"),
}


class ClarifyCheck:
    """Takes bias metrics or Shapley values, and holds them against a baseline."""

    name = "ClarifyCheck"
    version = 1
    description = "bias of data and predictions, and which features count"
    python = True
    irrevocable = False
    works = True
    imports: tuple[str, ...] = ("numpy", "pandas", "scipy", "sklearn", "matplotlib")
    options: type = ClarifyCheckOptions

    def uses(self, body: str, options: ClarifyCheckOptions) -> Uses:
        check = options.check
        problems = [
            Problem(
                "option-missing", f"a ClarifyCheck step of {check} needs {flag}", f"such as {_example(check)}"
            )
            for flag in _missing(options)
        ]
        for name, checks in _ONLY.items():
            if getattr(options, name) is not None and check not in checks:
                flag = f"--{name.replace('_', '-')}"
                hint = f"write --check {checks[0]}, or take {flag} out"
                problems.append(Problem("option", f"{flag} does not belong to --check {check}", hint))
        for flag, count in (("--rows", options.rows), ("--background", options.background)):
            if count == 0:
                problems.append(Problem("value", f"{flag} is 0", f"for example {flag} 100"))
        if problems := problems + baselines.problems(options):
            raise DefinitionError.of(problems)
        variables = tuple(name for name in (options.data, options.model) if name)
        columns = (options.label, options.predictions)
        return Uses(
            option_reads=(*variables, *baselines.reads(options.baseline)),
            may_read=tuple(name for name in columns if name is not None and name.isidentifier()),
            own=("baseline", "report", *(("shap",) if check == "explainability" else ())),
            resolves=baselines.groups(options.baseline),
        )

    def plan(self, step: Step, options: ClarifyCheckOptions, inputs: Inputs) -> Run:
        planned = baselines.planned(step, options, inputs, options.check, "nbpipe.work.clarify_check:run")
        if options.check == "explainability":  # it is not imported by the other checks
            planned = replace(planned, arguments={**planned.arguments, "shap": _shap_version()})
        return planned

    def by_hand(self, body: str, options: Any, values: Mapping[str, Any]) -> str:
        return ""


def _example(check: str) -> str:
    return f"%%step bias --type ClarifyCheck --check {check} {_EXAMPLES[check]}"


def _missing(options: ClarifyCheckOptions) -> list[str]:
    needed: dict[str, Any] = {"--data": options.data}
    if options.check == "explainability":
        needed["--model"] = options.model
    else:
        needed |= {"--label": options.label, "--facet": options.facet}
    if options.check == "model-bias":
        needed["--predictions, or --model"] = options.predictions or options.model
    return [flag for flag, value in needed.items() if not value]


def _shap_version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("shap")
    except PackageNotFoundError:
        return ""


step_type = ClarifyCheck()
