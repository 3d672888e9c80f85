"""Figures of the checks, logged with the step. Without matplotlib there are none: the HTML says the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from nbpipe import tracking
from nbpipe.bias.metrics import ALL

MOST = 20
"""Bars in a figure."""
GROUPS = 5
"""Groups in a figure."""


def bars(name: str, title: str, values: Mapping[str, float]) -> None:
    """Log horizontal bars, largest first."""
    ranked = sorted(values.items(), key=lambda item: -abs(item[1]))[:MOST]
    if not ranked or (figure := plain(0.6 + 0.3 * len(ranked))) is None:
        return
    axes = figure.subplots()
    axes.barh([key for key, _ in ranked][::-1], [value for _, value in ranked][::-1], color="#4c8bc9")
    axes.axvline(0, color="gray", linewidth=0.8)
    axes.set_title(title)
    tracking.log_figure(figure, name)


def bias(found: Iterable[tuple[str, str, str, float | None]]) -> None:
    """Log how far each metric (facet, its value, metric, value) is from no bias, a column for each group."""
    groups: dict[str, dict[str, float]] = {}
    for facet, group, name, value in found:
        if value is not None:
            groups.setdefault(f"{facet} = {group}", {})[name] = value - ALL[name].neutral
    shown = list(groups.items())[:GROUPS]
    height = 0.6 + 0.25 * max((len(values) for _, values in shown), default=0)
    if not shown or (figure := plain(height)) is None:
        return
    for place, (title, values) in enumerate(shown):
        axes = figure.add_subplot(1, len(shown), place + 1)
        axes.barh(list(values)[::-1], list(values.values())[::-1], color="#4c8bc9")
        axes.axvline(0, color="gray", linewidth=0.8)
        axes.set_title(title, fontsize=9)
        axes.set_xlim(-1, 1)
        axes.tick_params(axis="y", labelleft=place == 0)
    tracking.log_figure(figure, "bias")


def dependence(name: str, found: Sequence[Mapping[str, Any]], output: str) -> None:
    """Log the partial dependence of the features, a small plot each."""
    if not found:
        return
    columns = min(3, len(found))
    lines = -(-len(found) // columns)
    figure = plain(2.4 * lines)
    if figure is None:
        return
    for place, item in enumerate(found):
        axes = figure.add_subplot(lines, columns, place + 1)
        values = item["feature_values"]
        if all(isinstance(value, int | float) and not isinstance(value, bool) for value in values):
            axes.plot(values, item["mean_predictions"], color="#4c8bc9")
        else:
            axes.bar([str(value) for value in values], item["mean_predictions"], color="#4c8bc9")
            axes.tick_params(axis="x", labelrotation=60)
        axes.set_title(item["feature_name"], fontsize=9)
    figure.supylabel(f"mean {output}")
    tracking.log_figure(figure, name)


def plain(height: float) -> Any:
    """An empty figure of that height in inches; None without matplotlib."""
    try:
        from matplotlib.figure import Figure
    except ImportError:
        return None
    return Figure(figsize=(7, height), layout="constrained")
