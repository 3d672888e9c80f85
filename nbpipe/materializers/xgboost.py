"""XGBoost boosters as UBJSON, which any XGBoost reads; its scikit-learn estimators as pickles.

UBJSON holds the trees, attributes and features, not the training parameters: those stand beside it in `meta`. The
estimators keep parameters in Python that no file of XGBoost's holds. No format keeps the state of XGBoost's random
numbers: a loaded booster that is trained further with sampling starts them anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from nbpipe.errors import UnsavableError
from nbpipe.materializers import Saved, hashing, pickle_value, pickling, previews, sklearn


class _XGBoost:
    name = "xgboost"

    def accepts(self, value: Any) -> bool:
        return any(
            (base.__module__, base.__name__) in (("xgboost.core", "Booster"), ("xgboost.sklearn", "XGBModel"))
            for base in type(value).__mro__
        )

    def save(self, value: Any, path: Path) -> Saved:
        if is_booster(value) and _state(value) is None:
            raise UnsavableError(
                "value cannot be kept: it is a Booster that has seen no data, which XGBoost cannot write",
                hint="keep its parameters, and make it in the step that trains it",
                code="unsavable",
            )
        raw = _plain(value)
        if raw is None:
            return pickle_value.save(value, path)
        path.write_bytes(raw)
        return Saved("application/ubjson", {"config": value.save_config()})

    def load(self, path: Path, meta: Mapping[str, Any]) -> Any:
        if "config" not in meta:
            return pickle_value.load(path)
        return _restore(bytearray(path.read_bytes()), meta["config"])

    def preview(self, value: Any) -> Mapping[str, Any]:
        return previews.guarded(_preview, value)

    def fingerprint(self, value: Any) -> str:
        if not is_booster(value):
            return pickling.digest(value)
        state = _state(value)
        if state is None:
            return pickling.UNKNOWN
        own = {name: item for name, item in vars(value).items() if name != "handle"}
        return hashing.combine("booster", [state.hex(), pickling.digest(own)])


def is_booster(value: Any) -> bool:
    """Whether the value is exactly a Booster; imports nothing."""
    return (type(value).__module__, type(value).__name__) == ("xgboost.core", "Booster")


def _plain(value: Any) -> bytearray | None:
    """The model as UBJSON if that and the configuration give back the very same state."""
    if not is_booster(value) or set(vars(value)) - {"handle"}:
        return None
    raw: bytearray = value.save_raw("ubj")
    return raw if _state(_restore(raw, value.save_config())) == _state(value) else None


def _restore(raw: bytearray, config: str) -> Any:
    import xgboost

    booster = xgboost.Booster()
    booster.load_model(raw)
    booster.load_config(config)
    return booster


def _state(value: Any) -> bytes | None:
    """Everything that XGBoost knows of a booster; None before it has seen data."""
    import xgboost

    try:
        return bytes(value.__getstate__()["handle"])
    except xgboost.core.XGBoostError:
        return None


def _preview(value: Any) -> dict[str, Any]:
    if not is_booster(value):
        return sklearn.model_preview(value)
    names = value.feature_names or []
    return {
        "kind": "model",
        "type": previews.type_name(type(value)),
        "params": {previews.cut(key): previews.cell(item) for key, item in value.attributes().items()},
        "fitted": value.num_boosted_rounds() > 0,
        "rounds": value.num_boosted_rounds(),
        "n_features_in": value.num_features(),
        "feature_names": [previews.cut(str(name)) for name in names[: 5 * previews.COLUMNS]],
    }


materializer = _XGBoost()
