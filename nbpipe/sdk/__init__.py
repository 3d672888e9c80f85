"""nbpipe in Python: reading a store, and pipelines without a notebook, with SageMaker's names.

>>> from nbpipe.sdk import ConditionStep, FailStep, ParameterFloat, Pipeline, step
>>> @step
... def measure(rows):
...     return {"mean": sum(rows) / len(rows)}
>>> limit = ParameterFloat("limit", 2.5, "largest mean that is fine")
>>> metrics = measure([1, 2, 3])
>>> check = ConditionStep("check", metrics["mean"] > limit, if_steps=[FailStep("too-large", "too large")])
>>> pipeline = Pipeline("means", parameters=[limit], steps=[check])
>>> print(pipeline.notebook()["cells"][-2]["source"])
%%step check --type=Condition --then=too-large
measure_result['mean'] > limit
"""

from __future__ import annotations

from nbpipe.sdk.callbacks import Callback
from nbpipe.sdk.endpoints import Endpoint
from nbpipe.sdk.expressions import (
    Condition,
    ConditionEquals,
    ConditionGreaterThan,
    ConditionGreaterThanOrEqualTo,
    ConditionIn,
    ConditionLessThan,
    ConditionLessThanOrEqualTo,
    ConditionNot,
    ConditionOr,
    Join,
    ParameterBoolean,
    ParameterFloat,
    ParameterInteger,
    ParameterString,
)
from nbpipe.sdk.models import Model, Version
from nbpipe.sdk.pipeline import Pipeline
from nbpipe.sdk.runs import NotEndedError, Run, Step
from nbpipe.sdk.steps import ConditionStep, FailStep, RegisterStep, step
from nbpipe.sdk.store import Lineage, Store, open_store

RegisterModel = RegisterStep

__all__ = [
    "Callback",
    "Condition",
    "ConditionEquals",
    "ConditionGreaterThan",
    "ConditionGreaterThanOrEqualTo",
    "ConditionIn",
    "ConditionLessThan",
    "ConditionLessThanOrEqualTo",
    "ConditionNot",
    "ConditionOr",
    "ConditionStep",
    "Endpoint",
    "FailStep",
    "Join",
    "Lineage",
    "Model",
    "NotEndedError",
    "ParameterBoolean",
    "ParameterFloat",
    "ParameterInteger",
    "ParameterString",
    "Pipeline",
    "RegisterModel",
    "RegisterStep",
    "Run",
    "Step",
    "Store",
    "Version",
    "open_store",
    "step",
]
