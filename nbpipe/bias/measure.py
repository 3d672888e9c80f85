"""All bias metrics of one facet."""

from __future__ import annotations

import math
from typing import Any

from nbpipe.bias import fliptest, labels, outcomes


def before(facet: Any, observed: Any, classes: Any, group: Any | None) -> dict[str, float]:
    """The metrics of labels by their names; CDDL only where there is a group.

    `facet` (d) and `observed` (the favorable outcome) are Boolean arrays, `classes` holds the labels themselves.
    """
    p_a, p_d = labels.distributions(classes, facet)
    found = {
        "CI": labels.class_imbalance(int((~facet).sum()), int(facet.sum())),
        "DPL": labels.difference_in_proportions(observed, facet),
        "KL": labels.kullback_leibler(p_a, p_d),
        "JS": labels.jensen_shannon(p_a, p_d),
        "LP": labels.lp_norm(p_a, p_d),
        "TVD": labels.total_variation(p_a, p_d),
        "KS": labels.kolmogorov_smirnov(p_a, p_d),
    }
    if group is not None:
        found["CDDL"] = labels.conditional_disparity(observed, facet, group)
    return found


def after(
    facet: Any, observed: Any, predicted: Any, group: Any | None, features: Any | None
) -> dict[str, float]:
    """The metrics of predictions by their names; CDDPL only with a group, FT only where there are other columns."""
    a = outcomes.Confusion.of(observed[~facet], predicted[~facet])
    d = outcomes.Confusion.of(observed[facet], predicted[facet])
    found = {
        "DPPL": labels.difference_in_proportions(predicted, facet),
        "DI": outcomes.disparate_impact(a, d),
        "DCAcc": outcomes.conditional_acceptance(a, d),
        "DCR": outcomes.conditional_rejection(a, d),
        "RD": outcomes.recall_difference(a, d),
        "SD": outcomes.specificity_difference(a, d),
        "DAR": outcomes.acceptance_rates(a, d),
        "DRR": outcomes.rejection_rates(a, d),
        "AD": outcomes.accuracy_difference(a, d),
        "TE": outcomes.treatment_equality(a, d),
        "GE": outcomes.generalized_entropy(a, d),
    }
    if group is not None:
        found["CDDPL"] = labels.conditional_disparity(predicted, facet, group)
    if features is not None and features.shape[1]:
        found["FT"] = fliptest.fliptest(features, facet, predicted)
    return found


def finite(value: float) -> float | None:
    """For JSON, which has no infinite numbers."""
    return value if math.isfinite(value) else None
