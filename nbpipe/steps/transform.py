"""Transform: batch inference with a model of the pipeline, or with a version of the registry."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from nbpipe import environment
from nbpipe.errors import DefinitionError, NbpipeError, NotFoundError, Problem
from nbpipe.model import Artifact, Run, Step
from nbpipe.options import Count, Variable, option
from nbpipe.steps import Inputs, Uses

OUTPUT = "predictions"
_EXAMPLE = "%%step score --type Transform --model churn@champion --data rows --out predictions"


@dataclass(frozen=True)
class TransformOptions:
    """Options of a Transform step."""

    model: str | None = option(
        "the variable that holds the model, or a model group with a version or an alias (default: the newest)",
        metavar="model|churn:3|churn@champion",
    )
    data: Variable | None = option(
        "the variable that holds the rows, or the path of a CSV or Parquet file with them", metavar="NAME"
    )
    batch_size: Count = option("how many rows are predicted at a time", default=Count(10_000), metavar="N")
    method: Literal["predict", "predict_proba"] = option("what the model is asked for", default="predict")
    join: bool = option("give the columns of the rows too, before the predictions", default=False)
    extra: Literal["refuse", "drop"] = option(
        "what becomes of columns that the model does not take", default="refuse"
    )
    to: str | None = option(
        "write a CSV or Parquet file batch by batch, and give its path", metavar="FILE.parquet"
    )


class Transform:
    """Predicts rows batch by batch; the predictions are `predictions`, or what `--out` names."""

    name = "Transform"
    version = 1
    description = "batch inference with a model"
    python = True
    irrevocable = False
    works = True
    imports: tuple[str, ...] = ("pandas",)
    options: type = TransformOptions

    def uses(self, body: str, options: TransformOptions) -> Uses:
        problems = [
            Problem("option-missing", f"a Transform step needs {flag}", f"such as {_EXAMPLE}")
            for flag, value in (("--model", options.model), ("--data", options.data))
            if not value
        ]
        if options.batch_size < 1:
            message = f"--batch-size is {options.batch_size}, and a batch has one row at least"
            problems.append(Problem("option-value", message, "such as --batch-size 10000"))
        if options.model and not _MODEL.fullmatch(options.model):
            message = f"--model {options.model} is neither a variable nor a version of a model group"
            hint = "write the name of a variable, or GROUP, GROUP:3 or GROUP@champion"
            problems.append(Problem("option-value", message, hint))
        if options.to and not options.to.lower().endswith((".csv", ".parquet")):
            message = f"--to {options.to} is neither a CSV nor a Parquet file"
            problems.append(Problem("option-value", message, "such as --to predictions.parquet"))
        if problems:
            raise DefinitionError.of(problems)
        assert options.model is not None
        assert options.data is not None
        may_read = (options.model,) if options.model.isidentifier() else ()
        group = re.split("[:@]", options.model)[0]
        return Uses(
            option_reads=(str(options.data),),
            may_read=may_read,
            binds=(OUTPUT,),
            keeps=(OUTPUT,),
            resolves=(group,),
        )

    def plan(self, step: Step, options: TransformOptions, inputs: Inputs) -> Run:
        outputs = tuple(step.options.get("outputs") or (OUTPUT,))
        if len(outputs) != 1:
            raise NbpipeError(
                f"--out names {', '.join(outputs)}, and a Transform step gives one variable",
                f"write --out {outputs[0]}",
            )
        assert options.model is not None
        arguments: dict[str, Any] = {
            "model": options.model,
            "data": options.data,
            "out": outputs[0],
            "batch_size": int(options.batch_size),
            "method": options.method,
            "join": options.join,
            "extra": options.extra,
            "to": options.to,
            "libraries": environment.model_libraries(),
        }
        loads: dict[str, Artifact] = {}
        versions: tuple[tuple[str, int], ...] = ()
        if options.model not in inputs and options.model not in (*step.reads, *step.writes):
            try:
                found = inputs.model(options.model)
            except NotFoundError as error:
                if not options.model.isidentifier():
                    raise
                hint = error.problems[0].hint
                message = f"nothing above makes {options.model}, and there is no model group of that name"
                raise NotFoundError(
                    message, hint or "make the model in a step above, or register it"
                ) from None
            arguments |= {"version": f"{found.group}:{found.version}", "artifact": found.artifact.digest}
            loads, versions = {"model": found.artifact}, ((found.group, found.version),)
        work = "nbpipe.work.transform:run"
        return Run(work=work, arguments=arguments, loads=loads, versions=versions, promised=(outputs[0],))

    def by_hand(self, body: str, options: Any, values: Mapping[str, Any]) -> str:
        return ""


_MODEL = re.compile(r"[A-Za-z_]\w*|[A-Za-z0-9_-]{1,64}(?::(?:\d+|latest)|@[A-Za-z_][A-Za-z0-9_.-]*)?")

step_type = Transform()
