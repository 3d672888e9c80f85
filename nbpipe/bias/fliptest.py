"""The counterfactual fliptest: were rows of facet d treated as their nearest rows of facet a were?"""

from __future__ import annotations

from typing import Any

NEIGHBORS = 5
FEW = 9
"""Up to so many rows of facet a, one neighbor decides; both figures are smclarify's."""
MOST = 10_000
"""Of more rows in a facet so many are drawn: every row is held against every other."""


def fliptest(features: Any, facet: Any, predicted: Any) -> float:
    """FT = (F⁺ − F⁻)/n_d, from −1 to 1. AWS, Counterfactual Fliptest (FT).

    F⁺ are the rows of facet d with the unfavorable prediction whose nearest rows of facet a were mostly given the
    favorable one, F⁻ the other way round. `features` is an array of numbers, one row each, without facet and labels;
    nearest is by Euclidean distance among 5 neighbors (one, up to 9 rows of facet a), as in smclarify. The sign is that of
    the developer guide: above 0 facet d has the worse of it; smclarify gives −FT.
    """
    import numpy as np
    from sklearn.neighbors import KNeighborsClassifier

    draw = np.random.default_rng(0)
    a, d = (_drawn(np.flatnonzero(rows), draw) for rows in (~facet, facet))
    neighbors = KNeighborsClassifier(NEIGHBORS if len(a) > FEW else 1)
    neighbors.fit(features[a], predicted[a])
    as_a = neighbors.predict(features[d])
    given = predicted[d]
    return float(int((as_a & ~given).sum()) - int((~as_a & given).sum())) / len(d)


def numeric(data: Any) -> Any:
    """The columns of a frame as an array of numbers: texts as one column of 0 and 1 a value, gaps as the mean.

    Dates, and texts of more than 50 values, are left out; so there may be no column at all.

    >>> import pandas as pd
    >>> numeric(pd.DataFrame({"age": [30.0, None], "team": ["a", "b"]})).tolist()
    [[30.0, 1.0, 0.0], [30.0, 0.0, 1.0]]
    """
    import numpy as np
    import pandas as pd

    dates = data.select_dtypes(include=["datetime", "datetimetz", "timedelta"]).columns
    texts = [
        name for name in data.columns if not pd.api.types.is_numeric_dtype(data[name]) and name not in dates
    ]
    few = [name for name in texts if data[name].map(str).nunique() <= 50]
    known = data.drop(columns=[*dates, *(set(texts) - set(few))])
    if not known.shape[1]:
        return np.empty((len(data), 0))
    numbers = pd.get_dummies(known, columns=few, dtype=float).astype(float).replace([np.inf, -np.inf], np.nan)
    return numbers.fillna(numbers.mean()).fillna(0.0).to_numpy()


def _drawn(rows: Any, draw: Any) -> Any:
    return rows if len(rows) <= MOST else draw.choice(rows, MOST, replace=False)
