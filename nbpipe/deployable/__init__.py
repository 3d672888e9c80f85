"""Models that are ready to be used elsewhere: what they take and give, an example, and what they need.

The rooms, from the ground: `signature` (names, dtypes and shapes, and rows held against them), `predicting` (how the
models of each library are asked).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from nbpipe.deployable import predicting
from nbpipe.deployable.signature import Extra, Signature

__all__ = ["DeployableModel", "is_deployable"]


@dataclass(frozen=True, eq=False)
class DeployableModel:
    """An estimator with what whoever uses it must know; made by a Model step.

    `kept_as` is the format of its file (`nbpipe.materializers.model_formats`), `why_pickle` the reason where that is a
    pickle. `dependencies` are distributions with their versions, as in `requirements.txt`. `example` are some rows of
    the data that it was fitted on.
    """

    estimator: Any
    signature: Signature
    kept_as: str
    why_pickle: str = ""
    example: Any = None
    dependencies: Mapping[str, str] = field(default_factory=dict)
    python: str = ""

    def predict(self, data: Any, *, extra: Extra = "refuse") -> Any:
        """What the estimator predicts; `NbpipeError` where the rows are not as its signature says."""
        return predicting.ask(self.estimator, "predict", self.signature.inputs.fit(data, extra))

    def predict_proba(self, data: Any, *, extra: Extra = "refuse") -> Any:
        """The probability of each class, in the order of `signature.classes`."""
        return predicting.ask(self.estimator, "predict_proba", self.signature.inputs.fit(data, extra))

    def __repr__(self) -> str:
        kind = type(self.estimator)
        kept = f"pickle ({self.why_pickle})" if self.why_pickle else self.kept_as
        return f"<deployable {kind.__module__.partition('.')[0]} {kind.__qualname__}, kept as {kept}>"


def is_deployable(value: Any) -> bool:
    """Whether the value is a `DeployableModel`."""
    return type(value) is DeployableModel
