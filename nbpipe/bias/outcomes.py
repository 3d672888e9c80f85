"""Bias in predictions, from the confusion matrices of the two facets.

AWS's library takes 0/0 for 0 and x/0 for infinite, and the difference of two infinite ratios for 0: so it is here.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Confusion:
    """The confusion matrix of one facet: true and false positives, false and true negatives."""

    tp: int
    fp: int
    fn: int
    tn: int

    @classmethod
    def of(cls, observed: Any, predicted: Any) -> Confusion:
        """From two Boolean arrays: whether the favorable outcome was observed, and whether it was predicted."""
        return cls(
            int((observed & predicted).sum()),
            int((~observed & predicted).sum()),
            int((observed & ~predicted).sum()),
            int((~observed & ~predicted).sum()),
        )

    @property
    def rows(self) -> int:
        return self.tp + self.fp + self.fn + self.tn


def disparate_impact(a: Confusion, d: Confusion) -> float:
    """DI = q′_d/q′_a with q′ = n′⁽¹⁾/n; 1 without bias. AWS, Disparate Impact (DI).

    The four-fifths rule asks for at least 0.8.
    """
    return _ratio(_ratio(d.tp + d.fp, d.rows), _ratio(a.tp + a.fp, a.rows))


def conditional_acceptance(a: Confusion, d: Confusion) -> float:
    """DCAcc = c_a − c_d with c = n⁽¹⁾/n′⁽¹⁾. AWS, Difference in Conditional Acceptance (DCAcc)."""
    return _difference(_ratio(a.tp + a.fn, a.tp + a.fp), _ratio(d.tp + d.fn, d.tp + d.fp))


def conditional_rejection(a: Confusion, d: Confusion) -> float:
    """DCR = r_d − r_a with r = n⁽⁰⁾/n′⁽⁰⁾. AWS, Difference in Conditional Rejection (DCR)."""
    return _difference(_ratio(d.fp + d.tn, d.fn + d.tn), _ratio(a.fp + a.tn, a.fn + a.tn))


def recall_difference(a: Confusion, d: Confusion) -> float:
    """RD = TP_a/(TP_a + FN_a) − TP_d/(TP_d + FN_d). AWS, Recall Difference (RD)."""
    return _difference(_ratio(a.tp, a.tp + a.fn), _ratio(d.tp, d.tp + d.fn))


def specificity_difference(a: Confusion, d: Confusion) -> float:
    """SD = TN_d/(TN_d + FP_d) − TN_a/(TN_a + FP_a). AWS, Specificity Difference (SD)."""
    return _difference(_ratio(d.tn, d.tn + d.fp), _ratio(a.tn, a.tn + a.fp))


def acceptance_rates(a: Confusion, d: Confusion) -> float:
    """DAR = TP_a/n′_a⁽¹⁾ − TP_d/n′_d⁽¹⁾, a difference of precisions. AWS, Difference in Acceptance Rates (DAR)."""
    return _difference(_ratio(a.tp, a.tp + a.fp), _ratio(d.tp, d.tp + d.fp))


def rejection_rates(a: Confusion, d: Confusion) -> float:
    """DRR = TN_d/n′_d⁽⁰⁾ − TN_a/n′_a⁽⁰⁾. AWS, Difference in Rejection Rates (DRR)."""
    return _difference(_ratio(d.tn, d.tn + d.fn), _ratio(a.tn, a.tn + a.fn))


def accuracy_difference(a: Confusion, d: Confusion) -> float:
    """AD = ACC_a − ACC_d with ACC = (TP + TN)/n. AWS, Accuracy Difference (AD)."""
    return _difference(_ratio(a.tp + a.tn, a.rows), _ratio(d.tp + d.tn, d.rows))


def treatment_equality(a: Confusion, d: Confusion) -> float:
    """TE = τ_d − τ_a with τ = FN/FP. AWS, Treatment Equality (TE)."""
    return _difference(_ratio(d.fn, d.fp), _ratio(a.fn, a.fp))


def generalized_entropy(a: Confusion, d: Confusion) -> float:
    """GE = (1/(2n))·Σ ((bᵢ/b̄)² − 1) with benefits b = y′ − y + 1, over both facets. AWS, Generalized Entropy (GE), α = 2.

    Infinite where no row has a benefit: all predictions are false negatives.
    """
    twice, once = a.fp + d.fp, a.tp + a.tn + d.tp + d.tn
    rows = a.rows + d.rows
    mean = (2 * twice + once) / rows
    if not mean:
        return math.inf
    return ((4 * twice + once) / mean**2 - rows) / (2 * rows)


def _ratio(above: float, below: float) -> float:
    """
    >>> _ratio(1, 2), _ratio(0, 0), _ratio(1, 0)
    (0.5, 0.0, inf)
    """
    if below:
        return above / below
    return math.inf if above else 0.0


def _difference(one: float, two: float) -> float:
    return 0.0 if math.isinf(one) and one == two else one - two
