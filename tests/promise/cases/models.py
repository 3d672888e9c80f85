"""Models."""

from __future__ import annotations

from .case import Case, case

MODELS: tuple[Case, ...] = (
    case(
        "model_fitted_in_a_later_step",
        "either",
        "fit changes a model that an earlier step made",
        """
%%setup
import numpy as np
from sklearn.linear_model import LinearRegression
%%step make
model = LinearRegression()
X, y = np.arange(4.0).reshape(-1, 1), np.array([1.0, 3.0, 5.0, 7.0])
%%step train
model.fit(X, y)
%%step final --out result
result = [round(v, 6) for v in model.predict([[10.0]]).tolist()]
""",
        "model",
    ),
    case(
        "model_fitted_and_bound",
        "equal",
        "model = Model().fit(X, y) in one step, used by two",
        """
%%setup
import numpy as np
from sklearn.tree import DecisionTreeClassifier
%%step data
X, y = np.array([[0.0], [1.0], [2.0], [3.0]]), np.array([0, 0, 1, 1])
%%step train
model = DecisionTreeClassifier(random_state=0).fit(X, y)
%%step score
accuracy = model.score(X, y)
%%step predict
labels = model.predict([[0.2], [2.9]]).tolist()
%%step final --out result
result = (accuracy, labels, model.get_depth())
""",
    ),
    case(
        "fitted_pipeline",
        "equal",
        "a pipeline with a scaler and a function of setup",
        """
%%setup
import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer, StandardScaler
def shift(X):
    return X + 1
%%step train
X, y = np.array([[0.0], [1.0], [2.0], [3.0]]), np.array([0, 0, 1, 1])
model = make_pipeline(FunctionTransformer(shift), StandardScaler(), LogisticRegression()).fit(X, y)
%%step final --out result
result = (model.predict(X).tolist(), [round(p, 9) for p in model.predict_proba(X)[:, 1].tolist()])
""",
    ),
    case(
        "scaler_inside_a_pipeline",
        "equal",
        "the scaler is an output and a part of the pipeline, and is fitted through it",
        """
%%setup
import numpy as np
from sklearn.linear_model import LinearRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
%%step make
scaler = StandardScaler()
pipe = make_pipeline(scaler, LinearRegression())
%%step train --out pipe
pipe.fit(np.array([[0.0], [2.0]]), np.array([0.0, 1.0]))
%%step final --out result
result = (hasattr(pipe[0], "mean_"), hasattr(scaler, "mean_"))
""",
    ),
    case(
        "partial_fit_in_two_steps",
        "either",
        "training that goes on in a second step",
        """
%%setup
import numpy as np
from sklearn.preprocessing import StandardScaler
%%step one
scaler = StandardScaler().partial_fit(np.array([[0.0], [2.0]]))
%%step two
scaler.partial_fit(np.array([[10.0]]))
%%step final --out result
result = (scaler.mean_.tolist(), int(scaler.n_samples_seen_))
""",
        "scaler",
    ),
    case(
        "xgboost_model",
        "equal",
        "a booster trained in one step predicts the same in two others",
        """
%%setup
import numpy as np
from xgboost import XGBClassifier
%%step data
X = np.arange(40.0).reshape(20, 2)
y = (X[:, 0] > 18).astype(int)
%%step train
model = XGBClassifier(n_estimators=5, max_depth=2, n_jobs=1).fit(X, y)
%%step one
scores = model.predict_proba(X)[:, 1].tolist()
%%step two
labels = model.predict(X).tolist()
%%step final --out result
result = (scores, labels, model.n_estimators, model.get_booster().num_boosted_rounds())
""",
    ),
)
