"""Register: enters a model into the registry, with its metrics and its card. No process is started."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from nbpipe import card
from nbpipe.errors import DefinitionError, NbpipeError, Problem
from nbpipe.model import Approval, Artifact, Decision, Registration, Step, StepStatus, variable_of
from nbpipe.options import Name, Variable, Variables, option
from nbpipe.quality import baseline
from nbpipe.steps import Inputs, Uses, text


@dataclass(frozen=True)
class RegisterOptions:
    """Options of a Register step."""

    model: Variable | None = option("the variable that holds the model", metavar="NAME")
    group: Name | None = option("the model group; a new version is made in it", metavar="NAME")
    metrics: Variable | None = option("the dict of metrics to keep with the version", metavar="NAME")
    baselines: Variables | None = option(
        "baselines to keep with the version, as checks give them: later checks are held against these",
        metavar="quality_baseline,bias_baseline",
    )
    approval: str = option(
        "approval status of the new version: PendingManualApproval, Approved or Rejected, or a parameter that holds one",
        default="PendingManualApproval",
        metavar="PendingManualApproval",
    )


class Register:
    """Makes a new version of a model group; its body is the model card in Markdown, with fields above it (`nbpipe.card`)."""

    name = "Register"
    version = 1
    description = "enters a model into the registry"
    python = False
    irrevocable = True
    works = False
    imports: tuple[str, ...] = ()
    options: type = RegisterOptions

    def uses(self, body: str, options: RegisterOptions) -> Uses:
        missing = [
            flag for flag, value in (("--model", options.model), ("--group", options.group)) if not value
        ]
        if missing:
            example = "%%step register --type Register --model model --group churn --metrics metrics"
            problems = [
                Problem("option-missing", f"a Register step needs {flag}", f"such as {example}")
                for flag in missing
            ]
            raise DefinitionError.of(problems)
        if wrong := card.problems(body, filled=False):
            raise DefinitionError.of(wrong)
        named = [options.model, options.metrics, None if _status(options.approval) else options.approval]
        assert options.group is not None
        reads = tuple(name for name in named if name)
        return Uses(
            reads=text.names(body),
            option_reads=(*reads, *(options.baselines or ())),
            registers=(str(options.group),),
            offers=("version",),
        )

    def plan(self, step: Step, options: RegisterOptions, inputs: Inputs) -> Decision:
        body = "\n".join(cell.source for cell in step.cells)
        assert options.model is not None
        assert options.group is not None
        if options.model not in inputs.artifacts:
            raise NbpipeError(
                f"{options.model} has no value", "a step must make the model that is registered"
            )
        metrics = _metrics(options.metrics, inputs.value(options.metrics)) if options.metrics else {}
        values = {name: inputs.value(name) for name in text.names(body) if name in inputs}
        status = _status(options.approval) or _status(inputs.value(options.approval))
        if status is None:
            known = ", ".join(Approval)
            raise NbpipeError(
                f"{options.approval} is {inputs.value(options.approval)!r}, not a status", f"use {known}"
            )
        written = text.fill(body, values).strip()
        if wrong := card.problems(written):
            raise NbpipeError(
                "the card has a wrong field", problems=[replace(item, line=None) for item in wrong]
            )
        registration = Registration(
            options.group,
            inputs.artifacts[options.model],
            status,
            metrics,
            written,
            baselines=_baselines(options.baselines or (), inputs),
        )
        given = variable_of(step.name, "version")
        return Decision(
            StepStatus.SUCCEEDED,
            f"registered in {options.group}, {status}",
            registration=registration,
            gives=(given,) if given in step.outputs else (),
        )

    def by_hand(self, body: str, options: RegisterOptions, values: Mapping[str, Any]) -> str:
        _, shown = card.split(text.fill(body, values).strip())
        return (
            f"Would register **{options.model}** in the group **{options.group}** with this card:\n\n{shown}"
        )


def _baselines(names: Iterable[str], inputs: Inputs) -> dict[str, Artifact]:
    """The baselines that variables hold, by what they are of; `NbpipeError` where one is none, or there are two of a kind."""
    found: dict[str, Artifact] = {}
    by_kind: dict[str, str] = {}
    for name in names:
        if name not in inputs.artifacts:
            raise NbpipeError(f"{name} has no value", "a check above gives its baseline as STEP_baseline")
        value = inputs.value(name)
        kind = value.get("check") if isinstance(value, Mapping) else None
        if kind not in baseline.CHECKS:
            raise NbpipeError(
                f"{name} is a {type(value).__name__}, not a baseline of a check",
                "name what a QualityCheck or ClarifyCheck step gives: STEP_baseline",
            )
        if kind in found:
            raise NbpipeError(
                f"{by_kind[kind]} and {name} are both baselines of {kind}",
                "a version keeps one of each kind: leave one out",
            )
        baseline.checked(value, kind, name)
        found[kind], by_kind[kind] = inputs.artifacts[name], name
    return found


def _status(value: Any) -> Approval | None:
    return Approval(value) if value in tuple(Approval) else None


def _metrics(name: str, value: Any) -> dict[str, Any]:
    """Plain numbers and texts of a metrics dict, nested ones included; `NbpipeError` for anything else."""
    if not isinstance(value, Mapping):
        raise NbpipeError(
            f"{name} is a {type(value).__name__}, not a dict of metrics", f'write {name} = {{"auc": auc}}'
        )
    result: dict[str, Any] = {}
    for key, item in value.items():
        if isinstance(item, Mapping):
            result[str(key)] = _metrics(f"{name}[{key!r}]", item)
        elif item is None or isinstance(item, bool | int | float | str):
            result[str(key)] = item if type(item) in (bool, int, float, str) or item is None else float(item)
        elif hasattr(item, "item") and getattr(item, "ndim", 0) == 0:
            result[str(key)] = item.item()  # a NumPy number
        else:
            raise NbpipeError(
                f"{name}[{key!r}] is a {type(item).__name__}, not a number",
                "keep numbers in it, tables in a variable",
            )
    return result


step_type = Register()
