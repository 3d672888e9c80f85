"""Figures of a search: how it went, what mattered, and what the good trials had in common."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from nbpipe import tracking
from nbpipe.reports.figures import plain
from nbpipe.tuning.importance import importances
from nbpipe.tuning.space import Dimension

_BLUE, _GRAY, _RED = "#4c8bc9", "#9a9a9a", "#c9504c"
_MOST_LINES = 100


@dataclass(frozen=True)
class Trial:
    """A trial: its number, parameters, value (None where it failed or was given up) and what it reported (step → value)."""

    number: int
    parameters: Mapping[str, Any]
    value: float | None
    status: str
    reported: Mapping[int, float]


def log(
    trials: Sequence[Trial], space: Sequence[Dimension], metric: str, best: int, *, maximize: bool
) -> None:
    """Log the figures, each where there is something to see. Without matplotlib there are none."""
    good = [trial for trial in trials if trial.value is not None]
    if len(good) < 2:
        return
    _history(trials, metric, maximize)
    shares = importances(space, [(trial.parameters, float(trial.value or 0.0)) for trial in good])
    if shares:
        _importances(shares, metric)
    _parallel(good, space, metric, best, maximize)
    if any(len(trial.reported) > 1 for trial in trials):
        _reports(trials, metric, best)


def _history(trials: Sequence[Trial], metric: str, maximize: bool) -> None:
    if (figure := plain(3)) is None:
        return
    axes = figure.subplots()
    good = [(trial.number, trial.value) for trial in trials if trial.value is not None]
    values = [value for _, value in good]
    best = list(itertools.accumulate(values, max if maximize else min))
    axes.plot([number for number, _ in good], values, "o", color=_BLUE, markersize=4, label="trial")
    axes.step(
        [number for number, _ in good], best, where="post", color=_BLUE, linewidth=1.2, label="best so far"
    )
    for status, word, mark in (("Stopped", "given up", "|"), ("Failed", "failed", "x")):
        numbers = [trial.number for trial in trials if trial.value is None and trial.status == status]
        if numbers:
            low = [min(values)] * len(numbers)
            color = _RED if mark == "x" else _GRAY
            axes.plot(numbers, low, mark, color=color, markersize=6, label=word, clip_on=False)
    axes.set_xlabel("trial")
    axes.set_ylabel(metric)
    axes.xaxis.get_major_locator().set_params(integer=True)
    axes.margins(y=0.08)
    axes.set_title(f"{metric} of the trials, in order")
    axes.legend(fontsize=8, frameon=False)
    tracking.log_figure(figure, "history")


def _importances(shares: Mapping[str, float], metric: str) -> None:
    if (figure := plain(0.9 + 0.3 * len(shares))) is None:
        return
    axes = figure.subplots()
    drawn = axes.barh([*shares][::-1], [*shares.values()][::-1], color=_BLUE)
    axes.bar_label(drawn, fmt="%.2f", padding=3, fontsize=8)
    axes.set_xlim(0, 1.08)
    axes.set_title(f"share of each parameter in how {metric} varies")
    tracking.log_figure(figure, "importances")


def _parallel(
    good: Sequence[Trial], space: Sequence[Dimension], metric: str, best: int, maximize: bool
) -> None:
    if (figure := plain(3.4)) is None:
        return
    import math

    from matplotlib import colormaps

    axes = figure.subplots()
    values = [float(trial.value or 0.0) for trial in good]
    low, high = min(values), max(values)
    width = high - low or 1.0
    places = list(range(len(space) + 1))
    ranked = sorted(good, key=lambda trial: float(trial.value or 0.0), reverse=not maximize)
    shown = [trial for trial in ranked[-_MOST_LINES:] if trial.number != best]
    shown += [trial for trial in good if trial.number == best]
    for trial in shown:
        share = (float(trial.value or 0.0) - low) / width
        heights = [place(item, trial.parameters[item.name]) for item in space]
        top = trial.number == best
        axes.plot(
            places,
            [*heights, share],
            color=_RED if top else colormaps["viridis"](0.95 * (share if maximize else 1 - share)),
            zorder=3 if top else 2,
            linewidth=2.2 if top else 0.9,
            alpha=1 if top else 0.55,
            label=f"the best, trial {best}" if top else None,
        )
    for number, item in enumerate(space):
        axes.axvline(number, color="gray", linewidth=0.8)
        for value in _marks(item):
            text = f"{value:.3g}" if isinstance(value, float) else str(value)
            _label(axes, number, place(item, value), text)
    axes.axvline(len(space), color="gray", linewidth=0.8)
    _label(axes, len(space), 0, f"{low:.4g}")
    _label(axes, len(space), 1, f"{high:.4g}")
    names = [f"{item.name}{' (log)' if item.log else ''}" for item in space]
    axes.set_xticks(places, [*names, metric], rotation=0 if len(places) < 7 else 30)
    axes.set_yticks([])
    axes.set_xlim(0, len(space) + 0.12 * math.sqrt(len(places)))
    axes.set_frame_on(False)
    axes.legend(fontsize=8, frameon=False, loc="upper center", bbox_to_anchor=(0.5, -0.08))
    axes.set_title(f"parameters of the trials; the brighter, the better {metric}")
    tracking.log_figure(figure, "parallel_coordinates")


def _label(axes: Any, across: float, height: float, text: str) -> None:
    axes.annotate(
        text,
        (across, height),
        (4, 0),
        textcoords="offset points",
        fontsize=8,
        va="center",
        zorder=4,
        bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.75, "pad": 1},
    )


def place(item: Dimension, value: Any) -> float:
    """Where a value stands on the axis of its parameter, from 0 to 1.

    >>> from nbpipe.tuning import space
    >>> place(space.parse("a=int(0,10)"), 5), place(space.parse("a=choice(x,y,z)"), "y")
    (0.5, 0.5)
    >>> round(place(space.parse("a=float(0.01,1,log)"), 0.1), 6)
    0.5
    """
    import math

    if item.kind == "choice":
        return item.choices.index(value) / (len(item.choices) - 1)
    low, high, at = (
        (math.log(number) for number in (item.low, item.high, value))
        if item.log
        else (item.low, item.high, value)
    )
    return float((at - low) / (high - low))


def _marks(item: Dimension) -> Sequence[Any]:
    if item.kind == "choice":
        return item.choices
    ends = (item.low, item.middle, item.high)
    return [int(end) for end in ends] if item.kind == "int" else ends


def _reports(trials: Sequence[Trial], metric: str, best: int) -> None:
    if (figure := plain(3)) is None:
        return
    axes = figure.subplots()
    told = set[str]()
    for trial in [*(trial for trial in trials if trial.number != best), trials[best]]:
        if not trial.reported:
            continue
        steps = sorted(trial.reported)
        word, color, width = "ended", _BLUE, 0.8
        if trial.number == best:
            word, color, width = f"the best, trial {best}", _RED, 2.0
        elif trial.value is None:
            word, color = "given up or failed", _GRAY
        label = None if word in told else word
        told.add(word)
        axes.plot(steps, [trial.reported[step] for step in steps], color=color, linewidth=width, label=label)
        if trial.value is None:
            axes.plot(steps[-1], trial.reported[steps[-1]], "|", color=color, markersize=6)
    axes.set_xlabel("step")
    axes.set_ylabel(metric)
    axes.set_title(f"{metric} as the trials reported it")
    axes.legend(fontsize=8, frameon=False)
    tracking.log_figure(figure, "reports")
