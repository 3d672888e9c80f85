"""Bias in labels, before a model is trained. P_a and P_d are the distributions of the labels in the two facets."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any


def class_imbalance(n_a: int, n_d: int) -> float:
    """CI = (n_a − n_d)/(n_a + n_d), from −1 to 1: above 0 facet d has fewer rows. AWS, Class Imbalance (CI).

    >>> class_imbalance(60, 40)
    0.2
    """
    return (n_a - n_d) / (n_a + n_d)


def difference_in_proportions(favorable: Any, facet: Any) -> float:
    """DPL = q_a − q_d with q = n⁽¹⁾/n, from −1 to 1. AWS, Difference in Proportions of Labels (DPL).

    `favorable` and `facet` (d) are Boolean arrays with one place a row. Of predictions it is DPPL.
    """
    return float(favorable[~facet].mean() - favorable[facet].mean())


def distributions(labels: Any, facet: Any) -> tuple[list[float], list[float]]:
    """P_a and P_d over all labels that occur."""
    classes = sorted(set(labels.tolist()), key=str)
    found = []
    for rows in (labels[~facet], labels[facet]):
        found.append([float((rows == value).sum()) / len(rows) for value in classes])
    return found[0], found[1]


def kullback_leibler(p_a: Sequence[float], p_d: Sequence[float]) -> float:
    """KL = Σ P_a·ln(P_a/P_d), from 0 to ∞. AWS, Kullback-Leibler Divergence (KL).

    Infinite where a label occurs in facet a only, as by definition and in SciPy; smclarify leaves such labels out.

    >>> round(kullback_leibler([0.5, 0.5], [0.25, 0.75]), 4)
    0.1438
    """
    if any(a and not d for a, d in zip(p_a, p_d, strict=True)):
        return math.inf
    return sum(a * math.log(a / d) for a, d in zip(p_a, p_d, strict=True) if a)


def jensen_shannon(p_a: Sequence[float], p_d: Sequence[float]) -> float:
    """JS = ½·(KL(P_a‖P) + KL(P_d‖P)) with P = ½·(P_a + P_d), from 0 to ln 2. AWS, Jensen-Shannon Divergence (JS)."""
    p = [(a + d) / 2 for a, d in zip(p_a, p_d, strict=True)]
    return (kullback_leibler(p_a, p) + kullback_leibler(p_d, p)) / 2


def lp_norm(p_a: Sequence[float], p_d: Sequence[float], p: float = 2) -> float:
    """LP = (Σ |P_a − P_d|^p)^(1/p), with p = 2 as Clarify computes it. AWS, Lp-norm (LP)."""
    return float(sum(abs(a - d) ** p for a, d in zip(p_a, p_d, strict=True)) ** (1 / p))


def total_variation(p_a: Sequence[float], p_d: Sequence[float]) -> float:
    """TVD = ½·Σ |P_a − P_d|, from 0 to 1. AWS, Total Variation Distance (TVD)."""
    return lp_norm(p_a, p_d, 1) / 2


def kolmogorov_smirnov(p_a: Sequence[float], p_d: Sequence[float]) -> float:
    """KS = max |P_a − P_d| over the labels, from 0 to 1. AWS, Kolmogorov-Smirnov (KS)."""
    return max(abs(a - d) for a, d in zip(p_a, p_d, strict=True))


def conditional_disparity(favorable: Any, facet: Any, group: Any) -> float:
    """CDD = (1/n)·Σ nᵢ·DDᵢ over the groups i, with DD = n_d⁽⁰⁾/n⁽⁰⁾ − n_d⁽¹⁾/n⁽¹⁾, from −1 to 1.

    AWS, Conditional Demographic Disparity in Labels (CDDL); of predictions in Predicted Labels (CDDPL). A group without
    a rejection, or without an acceptance, has 0 for that share, as in smclarify.
    """
    total = 0.0
    for value in set(group.tolist()):
        rows = group == value
        total += float(rows.sum()) * _disparity(favorable[rows], facet[rows])
    return total / len(group)


def _disparity(favorable: Any, facet: Any) -> float:
    shares = [float(facet[rows].mean()) if rows.any() else 0.0 for rows in (~favorable, favorable)]
    return shares[0] - shares[1]
