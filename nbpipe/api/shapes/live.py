"""What changed in a store, for views that show it live."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from nbpipe.api.shapes.executions import ExecutionRow, StepCard


@dataclass(frozen=True)
class Changes:
    """What changed in a store since the event before: sent over the event bus and to the widget.

    `executions` and `steps` are the rows as they are now, so that a view needs no history: it replaces what it has.
    `steps` maps an execution to the cards that changed. `models` are groups that changed.
    """

    store: str
    event: int
    executions: tuple[ExecutionRow, ...] = ()
    steps: Mapping[str, tuple[StepCard, ...]] = field(default_factory=dict)
    models: tuple[str, ...] = ()
