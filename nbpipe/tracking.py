"""What a step says of itself while it runs: metrics, figures, and where it is running."""

from __future__ import annotations

import statistics
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from nbpipe.errors import UsageError
from nbpipe.model import FileUse, Metric


@dataclass(frozen=True)
class Context:
    """Where the code is running. By hand, in a live kernel, `execution_id` and `step` are empty."""

    execution_id: str = ""
    pipeline: str = ""
    step: str = ""
    attempt: int = 0
    started_at: datetime = field(default_factory=lambda: datetime.now(UTC))
    output_dir: Path = field(default_factory=Path.cwd)


@dataclass(frozen=True)
class Search:
    """The Tuning that a trial is one of: its metric, and what the trials that have ended reported (step → value)."""

    metric: str
    maximize: bool = True
    prune: bool = False
    others: tuple[Mapping[int, float], ...] = ()


class Pruned(Exception):
    """The trial is given up: at this point it is worse than half of the others. No failure of a Tuning step."""

    def _render_traceback_(self) -> list[str]:
        """What IPython shows of it: nobody has to find out where it was raised."""
        return [f"{type(self).__name__}: {self}"]


PRUNED = "Pruned"  # how a failure of that kind is called
_ENOUGH = 5  # trials before one can be said to be worse


@dataclass
class Log:
    """What was logged since the step began; `figures` maps names to the figures themselves.

    `files` are those that a process of the step used which nobody could watch from here, such as another kernel.
    """

    context: Context = field(default_factory=Context)
    search: Search | None = None
    metrics: list[Metric] = field(default_factory=list)
    figures: dict[str, Any] = field(default_factory=dict)
    files: list[FileUse] = field(default_factory=list)


current = Log()


def start(context: Context, search: Search | None = None) -> Log:
    """Begin a new log; the one in `current` from now on."""
    global current
    current = Log(context, search)
    return current


def log_metric(name: str, value: float, step: int | None = None) -> None:
    """Keep a number with the execution; with `step` it is a point of a series, such as the loss of an epoch.

    Run by hand it does nothing. `UsageError` where the value is no number.

    >>> log_metric("auc", 0.81)
    >>> current.metrics[-1].name
    'auc'
    """
    try:
        number = float(value)
    except (TypeError, ValueError):
        raise UsageError(
            f"metric {name!r} is {value!r}, not a number", "log numbers; keep the rest in variables"
        ) from None
    current.metrics.append(Metric(str(name), number, None if step is None else int(step), now()))


def report(value: float, step: int) -> None:
    """In a trial of a Tuning: what its objective is at a step, such as the AUC after an epoch.

    With `--prune` the trial ends here, by raising `Pruned`, where the best that it has reported is worse than the median
    of the others at that step (the median stopping rule of Google Vizier; Golovin et al., KDD 2017); the first five
    trials run to their end. Anywhere else it logs the metric `reported`.

    >>> report(0.7, step=1)
    >>> current.metrics[-1].name
    'reported'
    """
    search = current.search
    if search is None:
        log_metric("reported", value, step)
        return
    log_metric(search.metric, value, step)
    others = [item[step] for item in search.others if step in item]
    if not search.prune or len(others) < _ENOUGH:
        return
    own = [item.value for item in current.metrics if item.name == search.metric and item.step is not None]
    best, middle = max(own) if search.maximize else min(own), statistics.median(others)
    if best < middle if search.maximize else best > middle:
        raise Pruned(
            f"{search.metric} is {best:.4g} at step {step}, and {middle:.4g} in the middle of the others"
        )


def log_figure(figure: Any, name: str) -> None:
    """Keep a matplotlib figure with the execution, under a name. Run by hand it does nothing."""
    if not isinstance(name, str) or not name:
        raise UsageError("a figure needs a name", 'write nbpipe.log_figure(fig, "roc")')
    current.figures[name] = figure


def log_all(name: str, values: Any) -> None:
    """Log the numbers of a metrics dict, nested ones as `outer.inner`; everything else is passed over."""
    if not isinstance(values, dict):
        raise UsageError(
            f"--metrics names {name}, which is a {type(values).__name__}",
            f'make it a dict: {name} = {{"auc": auc}}',
        )
    for key, value in values.items():
        if isinstance(value, dict):
            for inner, number in value.items():
                _log_number(f"{key}.{inner}", number)
        else:
            _log_number(str(key), value)


def _log_number(name: str, value: Any) -> None:
    try:
        number = float(value)
    except (TypeError, ValueError):
        return
    if not isinstance(value, str) and not (isinstance(value, bool)):
        current.metrics.append(Metric(name, number, None, now()))


def now() -> str:
    """The time as ISO 8601 in UTC, to the microsecond."""
    return datetime.now(UTC).isoformat(timespec="microseconds")
