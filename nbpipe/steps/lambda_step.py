"""Lambda: a few lines of Python for notifications and triggers, with JSON values in and out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nbpipe.errors import NbpipeError
from nbpipe.model import Artifact, Run, Step
from nbpipe.steps import Inputs, Uses

LARGEST = 1_000_000  # bytes of an input


@dataclass(frozen=True)
class LambdaOptions:
    """A Lambda step has no options of its own."""


class Lambda:
    """Runs its body for what it does outside, such as `nbpipe.notify`: in every run, unless `--cache-for` says for how
    long its result stands. It takes and gives JSON values, and run by hand it is only shown.
    """

    name = "Lambda"
    version = 1
    description = "Python for notifications and triggers, with JSON values only"
    python = True
    irrevocable = False
    works = False
    acts = True
    imports: tuple[str, ...] = ()
    options: type = LambdaOptions

    def uses(self, body: str, options: LambdaOptions) -> Uses:
        return Uses()

    def plan(self, step: Step, options: LambdaOptions, inputs: Inputs) -> Run:
        for name, artifact in inputs.artifacts.items():
            if (kind := _no_json(artifact)) is not None:
                raise NbpipeError(
                    f"input {name} is no JSON value: it is {kind}",
                    "a Lambda is for small things: take the number or the text that it needs out in the step that"
                    " makes it, or use --type Processing",
                )
        return Run(plain=True, cache=step.cache_for is not None)

    def by_hand(self, body: str, options: LambdaOptions, values: Mapping[str, Any]) -> str:
        return (
            f"Would run, in a pipeline run only:\n\n```python\n{body.strip()}\n```\n\n"
            "To try it here, copy it into a cell without `%%step`."
        )


def _no_json(artifact: Artifact) -> str | None:
    """What an input is that is surely no JSON value; None where only loading it can tell."""
    if artifact.size > LARGEST:
        return f"larger than {LARGEST // 1_000_000} MB"
    number = artifact.materializer == "ndarray" and artifact.preview.get("shape") == []
    if number or artifact.materializer in ("json_value", "pickle_value", "together", "module"):
        return None
    return f"kept in the format {artifact.materializer}"


step_type = Lambda()
