"""Whether the features of a model matter in the same order as in a baseline."""

from __future__ import annotations

import math
from collections.abc import Mapping

THRESHOLD = 0.9
"""Below this score Clarify's feature attribution monitor tells of a violation."""


def ndcg(before: Mapping[str, float], now: Mapping[str, float]) -> float:
    """The normalized discounted cumulative gain of the order of today's attributions, by those of the baseline.

    nDCG = DCG/iDCG with DCG = Σ a(f′ᵢ)/log₂(i + 1) and iDCG = Σ a(fᵢ)/log₂(i + 1), where a is the attribution in the
    baseline, f′ the features by their attribution now and f by that in the baseline, largest first. AWS, "Monitor Feature
    Attribution Drift for Models in Production". A feature that the baseline has not counts 0.

    >>> ndcg({"a": 0.6, "b": 0.4}, {"a": 5, "b": 1})
    1.0
    >>> round(ndcg({"a": 0.6, "b": 0.4}, {"a": 1, "b": 5}), 4)
    0.9134
    """
    names = sorted({*before, *now})
    ideal = sorted(names, key=lambda name: -before.get(name, 0.0))
    today = sorted(names, key=lambda name: -now.get(name, 0.0))
    best = _gain([before.get(name, 0.0) for name in ideal])
    return _gain([before.get(name, 0.0) for name in today]) / best if best else 1.0


def _gain(attributions: list[float]) -> float:
    return sum(value / math.log2(place + 2) for place, value in enumerate(attributions))
