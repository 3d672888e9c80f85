"""How much of what trials came to is due to which parameter: functional ANOVA over a random forest.

F. Hutter, H. Hoos and K. Leyton-Brown, An Efficient Approach for Assessing Hyperparameter Importance, ICML 2014. Optuna
has it too, and needs scikit-learn for it, whose import takes longer than fifty small trials.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import Any

from nbpipe.tuning.space import Dimension

FEWEST = 8  # trials: of fewer, the forest says nothing
_TREES = 32


def importances(
    space: Sequence[Dimension], trials: Sequence[tuple[Mapping[str, Any], float]]
) -> dict[str, float]:
    """The share of each parameter in the variance of the value, the largest first; they sum up to 1.

    What parameters do together counts for none of them. Empty for fewer trials than `FEWEST`, for one parameter, for
    values that are all the same, and without NumPy.
    """
    if len(trials) < FEWEST or len(space) < 2 or len({value for _, value in trials}) < 2:
        return {}
    try:
        import numpy as np
    except ImportError:
        return {}
    places = np.array([[_place(item, values[item.name]) for item in space] for values, _ in trials])
    results = np.array([value for _, value in trials], float)
    kinds = [len(item.choices) for item in space]
    drawn = random.Random(0)
    found = []
    for _ in range(_TREES):
        rows = np.array(drawn.choices(range(len(trials)), k=len(trials)))
        shares = _shares(_leaves(places[rows], results[rows], kinds), kinds)
        if shares is not None:
            found.append(shares)
    if not found:
        return {}
    mean = np.mean(found, axis=0)
    total = float(mean.sum()) or 1.0
    ranked = sorted(zip(space, mean.tolist(), strict=True), key=lambda item: -item[1])
    return {item.name: share / total for item, share in ranked}


def _place(item: Dimension, value: Any) -> float:
    """Where a value lies between the ends of its parameter, from 0 to 1; of a choice its number."""
    return float(
        item.choices.index(value) if item.kind == "choice" else (value - item.low) / (item.high - item.low)
    )


def _leaves(places: Any, results: Any, kinds: Sequence[int]) -> tuple[Any, Any, Any]:
    """The leaves of a regression tree that is grown to its end: the mean of each, and the box that it stands for.

    Boxes are low and high ends, an axis each: of a number from 0 to 1. Each option of a choice is an axis of its own,
    low 0 and high 1 where the box holds it.
    """
    import numpy as np

    axes = [(number, option) for number, kind in enumerate(kinds) for option in range(kind or 1)]
    columns = np.stack(
        [
            places[:, number] if not kinds[number] else -(places[:, number] == option).astype(float)
            for number, option in axes
        ],
        axis=1,
    )
    values, boxes = [], []
    waiting = [(np.arange(len(results)), np.tile([[0.0], [1.0]], len(axes)))]
    while waiting:
        rows, box = waiting.pop()
        split = _best_split(columns[rows], results[rows])
        if split is None:
            values.append(float(results[rows].mean()))
            boxes.append(box)
            continue
        axis, threshold = split
        below = columns[rows, axis] <= threshold
        left, right = box.copy(), box.copy()
        number, option = axes[axis]
        if kinds[number]:  # left is this option, right are the others
            first = axis - option
            left[1, first : first + kinds[number]] = 0.0
            left[1, axis], right[1, axis] = 1.0, 0.0
        else:
            left[1, axis] = right[0, axis] = threshold
        waiting += [(rows[below], left), (rows[~below], right)]
    ends = np.stack(boxes)
    return np.array(values), ends[:, 0], ends[:, 1]


def _best_split(columns: Any, results: Any) -> tuple[int, float] | None:
    """The axis and the place between two values where the squares of the differences from the means become least."""
    import numpy as np

    count = len(results)
    if count < 2 or results.min() == results.max():
        return None
    order = np.argsort(columns, axis=0, kind="stable")
    ordered = np.take_along_axis(columns, order, axis=0)
    sums = np.cumsum((results - results.mean())[order], axis=0)[:-1]
    left = np.arange(1, count)[:, None]
    gains = np.where(ordered[1:] > ordered[:-1], sums**2 / left + sums**2 / (count - left), -1.0)
    row, axis = np.unravel_index(int(np.argmax(gains)), gains.shape)
    if gains[row, axis] < 0:
        return None
    return int(axis), float((ordered[row, axis] + ordered[row + 1, axis]) / 2)


def _shares(leaves: tuple[Any, Any, Any], kinds: Sequence[int]) -> Any:
    """The share of each parameter by itself in the variance over the whole space; None where there is none."""
    import numpy as np

    values, low, high = leaves
    firsts = np.cumsum([0, *(kind or 1 for kind in kinds)])
    widths = np.stack(
        [
            (high - low)[:, first : first + (kind or 1)].sum(axis=1) / (kind or 1)
            for first, kind in zip(firsts, kinds, strict=False)
        ],
        axis=1,
    )
    volumes = widths.prod(axis=1)
    mean = float((values * volumes).sum())
    variance = float((volumes * (values - mean) ** 2).sum())
    if variance <= 0:
        return None
    shares = []
    for number, (first, kind) in enumerate(zip(firsts, kinds, strict=False)):
        others = values * volumes / widths[:, number]
        if kind:  # what each option comes to, whatever the other parameters are
            marginal, sizes = others @ high[:, first : first + kind], np.full(kind, 1 / kind)
        else:
            ends = np.unique(np.concatenate([low[:, first], high[:, first]]))
            middles, sizes = (ends[1:] + ends[:-1]) / 2, np.diff(ends)
            holds = (low[:, first, None] <= middles) & (middles <= high[:, first, None])
            marginal = others @ holds
        shares.append(float((sizes * (marginal - mean) ** 2).sum()) / variance)
    return np.array(shares)
