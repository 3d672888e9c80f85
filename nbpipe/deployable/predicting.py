"""How the models of each library are asked for predictions."""

from __future__ import annotations

from typing import Any

from nbpipe.deployable import onnx_graph
from nbpipe.deployable.signature import is_booster, is_frame
from nbpipe.errors import NbpipeError

METHODS = ("predict", "predict_proba")


def require(model: Any, method: str, name: str) -> None:
    """`NbpipeError` where `model`, which the user calls `name`, has no such method."""
    estimator = getattr(model, "estimator", model) if type(model).__module__ == "nbpipe.deployable" else model
    if method == "predict_proba" and is_booster(estimator):
        raise NbpipeError(
            f"{name} is a Booster, which has no predict_proba",
            "write --method predict: it gives probabilities already, as the objective says",
        )
    if offers(estimator, method):
        return
    kind = type(estimator)
    called = f"{kind.__module__}.{kind.__qualname__}".removeprefix("builtins.")
    if method == "predict_proba" and offers(estimator, "predict"):
        raise NbpipeError(
            f"{name}, a {called}, has no predict_proba",
            "write --method predict, or fit a classifier that has",
        )
    raise NbpipeError(
        f"{name} is a {called}, which has no {method}", "name the variable that holds the fitted model"
    )


def offers(model: Any, method: str) -> bool:
    """Whether the model can be asked so."""
    if onnx_graph.is_onnx(model):
        return onnx_graph.offers(model, method)
    return callable(getattr(model, method, None)) and not (method != "predict" and is_booster(model))


def ask(model: Any, method: str, data: Any) -> Any:
    """What `model.<method>` gives for the rows of `data`; Boosters of XGBoost get the matrix that they need."""
    if onnx_graph.is_onnx(model):
        return onnx_graph.ask(model, method, data)
    if is_booster(model) and type(model).__module__.startswith("xgboost"):
        import xgboost

        names = None if is_frame(data) else model.feature_names
        return model.predict(xgboost.DMatrix(data, feature_names=names, enable_categorical=True))
    return getattr(model, method)(data)


def classes(model: Any) -> tuple[Any, ...] | None:
    """The labels of a classifier in the order of its probabilities; None where it tells none."""
    from nbpipe.deployable.signature import plain

    if onnx_graph.is_onnx(model):
        return onnx_graph.classes(model)
    try:
        found = getattr(model, "classes_", None)
    except Exception:  # a property of a model that is not fitted may raise what it likes
        return None
    if found is None or isinstance(found, list):  # of several outputs: a list of arrays
        return None
    return tuple(plain(item) for item in found)
