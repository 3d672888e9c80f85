"""How far one distribution is from another. Counts and shares are arrays with one place a category or bucket."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

FLOOR = 1e-4
"""The share that an empty bucket counts for in the population stability index, whose logarithm has no value at 0."""
ENOUGH = 1.8
"""c(α) of the two-sample Kolmogorov-Smirnov test at α = 0.003; Deequ's figure."""


def kolmogorov_smirnov(one: Sequence[float], two: Sequence[float]) -> float:
    """The two-sample statistic D = max |F₁(x) − F₂(x)| of the empirical distribution functions, from 0 to 1.

    >>> kolmogorov_smirnov([1, 2, 3, 4], [3, 4, 5, 6])
    0.5
    """
    import numpy as np

    points = np.union1d(one, two)
    below = [np.searchsorted(np.sort(values), points, side="right") / len(values) for values in (one, two)]
    return float(np.abs(below[0] - below[1]).max())


def robust(distance: float, n: int, m: int) -> float:
    """What of the largest difference is beyond chance for samples of n and m: max(0, D − 1.8·√((n + m)/(n·m))).

    SageMaker's comparison method "Robust", as its library Deequ publishes it; "Simple" is D itself.

    >>> round(robust(0.5, 50, 50), 4), robust(0.5, 10, 10)
    (0.14, 0.0)
    """
    return max(0.0, distance - ENOUGH * math.sqrt((n + m) / (n * m)))


def largest_difference(p: Sequence[float], q: Sequence[float]) -> float:
    """max |pᵢ − qᵢ| of two distributions: SageMaker's "LInfinity".

    >>> round(largest_difference([0.5, 0.5], [0.8, 0.2]), 4)
    0.3
    """
    return max(abs(a - b) for a, b in zip(p, q, strict=True))


def stability_index(p: Sequence[float], q: Sequence[float]) -> float:
    """The population stability index Σ (qᵢ − pᵢ)·ln(qᵢ/pᵢ), empty buckets taken for 0.0001; above 0.2 people act.

    >>> round(stability_index([0.5, 0.5], [0.8, 0.2]), 4)
    0.4159
    """
    pairs = [(max(a, FLOOR), max(b, FLOOR)) for a, b in zip(p, q, strict=True)]
    return sum((b - a) * math.log(b / a) for a, b in pairs)


def jensen_shannon(p: Sequence[float], q: Sequence[float]) -> float:
    """The Jensen-Shannon distance with logarithms to base 2, from 0 to 1 (SciPy's)."""
    import numpy as np
    from scipy.spatial.distance import jensenshannon

    with np.errstate(invalid="ignore"):  # of two that are nearly the same it may take the root of less than 0
        found = float(jensenshannon(p, q, base=2))
    return 0.0 if math.isnan(found) else found


def chi_squared(before: Sequence[int], now: Sequence[int]) -> float:
    """The p-value of Pearson's χ² test that two counts are of one distribution (SciPy's); 1 for a single category."""
    from scipy.stats import chi2_contingency

    both = [(a, b) for a, b in zip(before, now, strict=True) if a + b]
    if len(both) < 2:
        return 1.0
    return float(chi2_contingency([[a for a, _ in both], [b for _, b in both]], correction=False).pvalue)


def of_numbers(sketch: Sequence[float], n: int, found: Any) -> dict[str, float]:
    """All distances of an array of numbers from `n` numbers that a sketch stands for.

    PSI and the Jensen-Shannon distance are over the tenths of the sketch.
    """
    import numpy as np

    edges = np.unique(np.quantile(sketch, np.arange(1, 10) / 10, method="inverted_cdf"))
    p, q = (
        shares(np.bincount(np.searchsorted(edges, values, side="left"), minlength=len(edges) + 1))
        for values in (np.asarray(sketch), found)
    )
    simple = kolmogorov_smirnov(sketch, found)
    return {
        "Simple": simple,
        "Robust": robust(simple, n, len(found)),
        "PSI": stability_index(p, q),
        "JensenShannon": jensen_shannon(p, q),
    }


def of_categories(before: Mapping[str, int], now: Mapping[str, int]) -> dict[str, float]:
    """All distances of two counts of categories. `ChiSquared` is a p-value: small where they differ.

    `LInfinity` is robust, as in SageMaker: less what chance makes of samples of this size.
    """
    keys = sorted({*before, *now})
    one, two = ([counts.get(key, 0) for key in keys] for counts in (before, now))
    p, q = shares(one), shares(two)
    return {
        "LInfinity": robust(largest_difference(p, q), sum(one), sum(two)),
        "PSI": stability_index(p, q),
        "JensenShannon": jensen_shannon(p, q),
        "ChiSquared": chi_squared(one, two),
    }


def shares(counts: Any) -> list[float]:
    """Counts as shares of their sum.

    >>> shares([1, 3])
    [0.25, 0.75]
    """
    total = sum(counts)
    return [float(count) / float(total) for count in counts]
