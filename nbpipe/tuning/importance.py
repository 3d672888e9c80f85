"""How much of what trials came to is due to which parameter."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from typing import Any

from nbpipe.tuning.space import Dimension
from nbpipe.tuning.study import distribution

FEWEST = 8  # trials: of fewer, the forest says nothing


def importances(
    space: Sequence[Dimension], trials: Sequence[tuple[Mapping[str, Any], float]]
) -> dict[str, float]:
    """The share of each parameter in the variance of the value, the largest first; they sum up to 1.

    By functional ANOVA over a random forest (Hutter, Hoos and Leyton-Brown, ICML 2014), as Optuna does it. Empty for
    fewer trials than `FEWEST`, for one parameter, for values that are all the same, and without Optuna or scikit-learn.
    """
    if len(trials) < FEWEST or len(space) < 2 or len({value for _, value in trials}) < 2:
        return {}
    try:
        import optuna
        import sklearn  # noqa: F401
    except ImportError:
        return {}
    optuna.logging.set_verbosity(optuna.logging.WARNING)
    about = {item.name: distribution(optuna, item) for item in space}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        study = optuna.create_study()
        study.add_trials(
            [
                optuna.trial.create_trial(params=dict(values), distributions=about, value=value)
                for values, value in trials
            ]
        )
        evaluator = optuna.importance.FanovaImportanceEvaluator(n_trees=32, seed=0)
        found = optuna.importance.get_param_importances(study, evaluator=evaluator)
    return {name: float(share) for name, share in found.items()}
