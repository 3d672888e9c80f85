"""The metrics by their published names: titles, and the value that means no bias."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Metric:
    """`neutral` is the value without bias; `symmetric` ones have no sign, so that they do not say who has the better.

    `tolerance` is how much worse than a baseline is still no violation: more for ratios, which have no upper end.
    """

    title: str
    neutral: float = 0.0
    symmetric: bool = False
    tolerance: float = 0.05


BEFORE: Mapping[str, Metric] = {
    "CI": Metric("Class Imbalance"),
    "DPL": Metric("Difference in Proportions of Labels"),
    "KL": Metric("Kullback-Leibler Divergence", symmetric=True),
    "JS": Metric("Jensen-Shannon Divergence", symmetric=True),
    "LP": Metric("Lp-norm", symmetric=True),
    "TVD": Metric("Total Variation Distance", symmetric=True),
    "KS": Metric("Kolmogorov-Smirnov", symmetric=True),
    "CDDL": Metric("Conditional Demographic Disparity in Labels"),
}
AFTER: Mapping[str, Metric] = {
    "DPPL": Metric("Difference in Positive Proportions in Predicted Labels"),
    "DI": Metric("Disparate Impact", neutral=1.0, tolerance=0.1),
    "DCAcc": Metric("Difference in Conditional Acceptance", tolerance=0.1),
    "DCR": Metric("Difference in Conditional Rejection", tolerance=0.1),
    "RD": Metric("Recall Difference"),
    "SD": Metric("Specificity Difference"),
    "DAR": Metric("Difference in Acceptance Rates"),
    "DRR": Metric("Difference in Rejection Rates"),
    "AD": Metric("Accuracy Difference"),
    "TE": Metric("Treatment Equality", tolerance=0.25),
    "CDDPL": Metric("Conditional Demographic Disparity in Predicted Labels"),
    "FT": Metric("Counterfactual Fliptest"),
    "GE": Metric("Generalized Entropy", symmetric=True),
}
ALL: Mapping[str, Metric] = {**BEFORE, **AFTER}
