"""Finding plug-ins by kind and name. The only dynamic import of nbpipe."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from nbpipe.errors import NotFoundError

# Built-ins are found by name, so that nothing is imported before it is needed.
BUILT_IN: dict[str, dict[str, str]] = {
    "steps": {
        "Processing": "nbpipe.steps.processing:step_type",
        "Training": "nbpipe.steps.training:step_type",
        "Condition": "nbpipe.steps.condition:step_type",
        "Register": "nbpipe.steps.register:step_type",
        "QualityCheck": "nbpipe.steps.quality_check:step_type",
        "ClarifyCheck": "nbpipe.steps.clarify_check:step_type",
        "Fail": "nbpipe.steps.fail:step_type",
        "Tuning": "nbpipe.steps.tuning:step_type",
        "Map": "nbpipe.steps.map:step_type",
        "AutoML": "nbpipe.steps.automl:step_type",
        "Model": "nbpipe.steps.model:step_type",
        "Transform": "nbpipe.steps.transform:step_type",
        "Callback": "nbpipe.steps.callback:step_type",
        "Lambda": "nbpipe.steps.lambda_step:step_type",
        "EndpointConfig": "nbpipe.steps.endpoint_config:step_type",
        "Endpoint": "nbpipe.steps.endpoint:step_type",
        "Notebook": "nbpipe.steps.notebook:step_type",
        "Pipeline": "nbpipe.steps.pipeline:step_type",
        "Cluster": "nbpipe.steps.cluster:step_type",
    },
    "executors": {
        "local": "nbpipe.executors.local:LocalExecutor",
    },
}


@cache
def find(kind: str, name: str) -> Any:
    """The plug-in object of that kind and name; `NotFoundError` if there is none.

    Other packages add one by an entry point in the group `nbpipe.<kind>`.

    >>> find("steps", "Fail").name
    'Fail'
    """
    target = BUILT_IN.get(kind, {}).get(name)
    if target is not None:
        return attribute(target)
    from importlib.metadata import entry_points  # reads a file of every package: not before it is needed

    for entry in entry_points(group=f"nbpipe.{kind}", name=name):
        return entry.load()
    raise NotFoundError(f"there is no {kind} plug-in named {name!r}")


def attribute(target: str) -> Any:
    """What `package.module:name` stands for.

    >>> attribute("nbpipe.steps.fail:step_type").name
    'Fail'
    """
    module, _, name = target.partition(":")
    return getattr(importlib.import_module(module), name)


def names(kind: str) -> tuple[str, ...]:
    """Names of all plug-ins of that kind: the built-in ones, then those of other packages.

    >>> names("executors")
    ('local',)
    """
    from importlib.metadata import entry_points

    others = sorted(entry.name for entry in entry_points(group=f"nbpipe.{kind}"))
    return (*BUILT_IN.get(kind, {}), *others)


class Names(Sequence[str]):
    """What `names` answers; other packages are looked at only where a built-in name does not do.

    >>> "local" in Names("executors")
    True
    """

    def __init__(self, kind: str) -> None:
        self._kind = kind

    def __contains__(self, name: object) -> bool:
        return name in BUILT_IN.get(self._kind, {}) or name in names(self._kind)

    def __iter__(self) -> Iterator[str]:
        return iter(names(self._kind))

    def __len__(self) -> int:
        return len(names(self._kind))

    def __getitem__(self, index: Any) -> Any:
        return names(self._kind)[index]
