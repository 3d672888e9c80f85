"""scikit-learn estimators as pickles, with their parameters in the preview."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from nbpipe.materializers import Saved, pickle_value, pickling, previews


class _Sklearn:
    name = "sklearn"

    def accepts(self, value: Any) -> bool:
        return any(
            base.__module__ == "sklearn.base" and base.__name__ == "BaseEstimator"
            for base in type(value).__mro__
        )

    def save(self, value: Any, path: Path) -> Saved:
        return pickle_value.save(value, path)

    def load(self, path: Path, meta: Mapping[str, Any]) -> Any:
        return pickle_value.load(path)

    def preview(self, value: Any) -> Mapping[str, Any]:
        return previews.guarded(model_preview, value)

    def fingerprint(self, value: Any) -> str:
        return pickling.digest(value)


def model_preview(value: Any) -> dict[str, Any]:
    """Type, parameters and features of an estimator; `fitted` if it has learned anything."""
    preview: dict[str, Any] = {
        "kind": "model",
        "type": previews.type_name(type(value)),
        "params": previews.parameters(value),
    }
    # A pipeline has nothing of its own that says so: it asks its parts.
    features = getattr(value, "n_features_in_", None)
    preview["fitted"] = features is not None or any(
        name.endswith("_") and not name.startswith("_") for name in vars(value)
    )
    if features is not None:
        preview["n_features_in"] = int(features)
    names = getattr(value, "feature_names_in_", None)
    if names is not None:
        preview["feature_names"] = [previews.cut(str(name)) for name in names[: 5 * previews.COLUMNS]]
    return preview


materializer = _Sklearn()
