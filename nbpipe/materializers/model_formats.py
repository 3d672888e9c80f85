"""Files that hold a fitted model, each in the safest format that its library has.

| format | holds | written by |
|---|---|---|
| `xgboost` | Boosters and scikit-learn estimators of XGBoost | `model.ubj` (UBJSON), parameters in `model.json` |
| `lightgbm` | Boosters and scikit-learn estimators of LightGBM | `model.txt`, parameters in `model.json` |
| `skops` | estimators all of whose parts are scikit-learn's, NumPy's or SciPy's | `model.skops` |
| `pickle` | everything else: loading one runs whatever code stands in it | `model.pkl` |

Equal models give equal bytes as far as their libraries do.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any

from nbpipe.errors import NbpipeError, UnsavableError
from nbpipe.materializers import pickling

Files = Mapping[str, bytes]

PICKLE = "pickle"
# Beside what skops itself takes for safe. A partial is as safe as what is in it, which skops looks at too.
_TRUSTED = ("sklearn.", "scipy.interpolate.", "scipy.sparse.", "collections.OrderedDict", "functools.partial")
_EPOCH = (1980, 1, 1, 0, 0, 0)
_MISSING = "skops is not installed: pip install 'nbpipe-ml[models]'"


class NotHeldError(ValueError):
    """A safe format does not hold this model; the text says why."""


def safe_format(model: Any) -> str | None:
    """The format that is there for models of this kind; None: only a pickle. Imports nothing.

    >>> safe_format({}) is None
    True
    """
    bases = {(base.__module__, base.__name__) for base in type(model).__mro__}
    if bases & {("xgboost.core", "Booster"), ("xgboost.sklearn", "XGBModel")}:
        return "xgboost"
    if bases & {("lightgbm.basic", "Booster"), ("lightgbm.sklearn", "LGBMModel")}:
        return "lightgbm"
    return "skops" if ("sklearn.base", "BaseEstimator") in bases else None


def dump(model: Any, format: str) -> Files:
    """The model's files by name. `NotHeldError` where a safe format does not hold it, `UnsavableError` of a pickle."""
    if format == PICKLE:
        file = io.BytesIO()
        try:
            pickling.dump(model, file)
        except (UnsavableError, MemoryError):
            raise
        except Exception as error:
            raise UnsavableError(
                f"the model cannot be kept, also not as a pickle: {type(error).__name__}: {error}",
                "give its parts that hold open files, threads or connections back before",
                code="unsavable",
            ) from error
        return {"model.pkl": file.getvalue()}
    writers = {"xgboost": _dump_xgboost, "lightgbm": _dump_lightgbm, "skops": _dump_skops}
    return writers[format](model)


def load(files: Files, format: str) -> Any:
    """The model in these files; `NbpipeError` where the library for it is missing."""
    readers = {"xgboost": _load_xgboost, "lightgbm": _load_lightgbm, "skops": _load_skops}
    if format == PICKLE:
        return pickling.load(io.BytesIO(files["model.pkl"]))
    if format not in readers:
        raise NbpipeError(f"this nbpipe knows no model format {format!r}", "install a newer nbpipe")
    try:
        return readers[format](files)
    except ImportError as error:
        extra = "models" if format == "skops" else "ml"
        package = "'nbpipe-ml[models]'" if extra == "models" else format
        raise NbpipeError(
            f"the model is kept as {format}, and {error.name or format} is not installed",
            f"pip install {package}",
        ) from error


def _json(value: Any, what: str) -> bytes:
    """JSON that gives exactly this value back, or `NotHeldError`."""
    try:
        text = json.dumps(value, sort_keys=True)
    except (TypeError, ValueError):
        raise NotHeldError(f"{what} hold more than numbers, texts and lists of them") from None
    if repr(json.loads(text)) != repr(_sorted(value)):  # a tuple would become a list; NaN stays
        raise NotHeldError(f"{what} hold more than numbers, texts and lists of them")
    return text.encode()


def _sorted(value: Any) -> Any:
    if type(value) is dict:
        return {key: _sorted(value[key]) for key in sorted(value)}
    return [_sorted(item) for item in value] if type(value) is list else value


# ---- XGBoost ----------------------------------------------------------------------------------------------------------


def _dump_xgboost(model: Any) -> Files:
    if hasattr(model, "get_params"):
        own = type(model)
        if not own.__module__.startswith("xgboost."):
            raise NotHeldError(f"{own.__module__}.{own.__qualname__} is no class of XGBoost")
        booster = model.get_booster()
        kept = {"class": own.__name__, "params": model.get_params()}
    else:
        booster = model
        if set(vars(model)) - {"handle"}:
            raise NotHeldError("the Booster has attributes of its own in Python")
        kept = {"class": "Booster", "config": model.save_config()}
    return {"model.ubj": bytes(booster.save_raw("ubj")), "model.json": _json(kept, "its parameters")}


def _load_xgboost(files: Files) -> Any:
    import xgboost

    kept = json.loads(files["model.json"])
    if kept["class"] == "Booster":
        booster = xgboost.Booster()
        booster.load_model(bytearray(files["model.ubj"]))
        booster.load_config(kept["config"])
        return booster
    model = getattr(xgboost, kept["class"])(**kept["params"])
    model.load_model(bytearray(files["model.ubj"]))
    for name in kept["params"].keys() & vars(model).keys():
        setattr(model, name, kept["params"][name])  # loading sets some of them
    return model


# ---- LightGBM ---------------------------------------------------------------------------------------------------------

# What LightGBM's estimators keep beside their parameters and the Booster; an estimator with more goes another way.
_STATE = (
    "_best_iteration",
    "_class_weight",
    "_fitted_with_feature_names",
    "_n_classes",
    "_n_features",
    "_n_features_in",
    "_objective",
    "_other_params",
    "fitted_",
)
_MADE_ANEW = frozenset({"_Booster", "_evals_result", "_best_score", "_classes", "_class_map", "_le"})


def _dump_lightgbm(model: Any) -> Files:
    if not hasattr(model, "get_params"):
        text = model.model_to_string(num_iteration=-1)
        kept: dict[str, Any] = {"class": "Booster", "best_iteration": model.best_iteration}
        return {"model.txt": text.encode(), "model.json": _json(kept, "its parameters")}
    own = type(model)
    if not own.__module__.startswith("lightgbm."):
        raise NotHeldError(f"{own.__module__}.{own.__qualname__} is no class of LightGBM")
    params, state = model.get_params(), vars(model)
    unknown = sorted(set(state) - set(params) - set(_STATE) - _MADE_ANEW)
    if unknown:
        raise NotHeldError(f"it holds {', '.join(unknown)}, which LightGBM's text does not")
    kept = {
        "class": own.__name__,
        "params": params,
        "state": {name: state[name] for name in _STATE if name in state},
        "best_iteration": model.booster_.best_iteration,
    }
    if state.get("_classes") is not None:
        classes = state["_classes"]
        kept["classes"] = {"values": classes.tolist(), "dtype": classes.dtype.str}
    text = model.booster_.model_to_string(num_iteration=-1)
    return {"model.txt": text.encode(), "model.json": _json(kept, "its parameters")}


def _load_lightgbm(files: Files) -> Any:
    import lightgbm

    kept = json.loads(files["model.json"])
    booster = lightgbm.Booster(model_str=files["model.txt"].decode())
    booster.best_iteration = kept["best_iteration"]
    if kept["class"] == "Booster":
        return booster
    model = getattr(lightgbm, kept["class"])(**kept["params"])
    vars(model).update(kept["state"], _Booster=booster, _evals_result={}, _best_score={})
    if "classes" in kept:
        import numpy as np
        from sklearn.preprocessing import LabelEncoder

        classes = np.array(kept["classes"]["values"], dtype=kept["classes"]["dtype"])
        encoder = LabelEncoder().fit(classes)
        numbers = encoder.transform(encoder.classes_)
        vars(model).update(
            _classes=classes, _le=encoder, _class_map=dict(zip(encoder.classes_, numbers, strict=True))
        )
    return model


# ---- skops ------------------------------------------------------------------------------------------------------------


def _dump_skops(model: Any) -> Files:
    try:
        import skops.io
    except ImportError:
        raise NotHeldError(_MISSING) from None
    try:
        content = skops.io.dumps(model)
        others = _others(content)
    except Exception as error:  # skops says so in many ways
        said = " ".join(str(error).split())[:200]
        raise NotHeldError(f"skops does not hold it: {type(error).__name__}: {said}") from None
    if others:
        raise NotHeldError(f"it holds {', '.join(others[:5])}, which skops does not know as safe")
    return {"model.skops": steady(content)}


def _others(content: bytes) -> list[str]:
    import skops.io

    return [name for name in skops.io.get_untrusted_types(data=content) if not name.startswith(_TRUSTED)]


def _load_skops(files: Files) -> Any:
    import skops.io

    content = files["model.skops"]
    others = _others(content)
    if others:
        raise NbpipeError(
            f"the model's file holds {', '.join(others[:5])}, which is not loaded from a skops file",
            "make the model again with a Model step",
        )
    return skops.io.loads(content, trusted=skops.io.get_untrusted_types(data=content))


def steady(content: bytes) -> bytes:
    """The same skops file without times and addresses: skops names parts by where they lay in memory."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {item.filename: archive.read(item) for item in archive.infolist()}
    schema = json.loads(parts["schema.json"])
    numbers: dict[int, int] = {}
    names: dict[str, str] = {}
    for count, node in enumerate(_nodes(schema)):
        if "__id__" in node:
            # Equal texts and numbers are one object or not as it happens, so each counts as its own.
            alone = node.get("__loader__") == "JsonNode"
            node["__id__"] = -1 - count if alone else numbers.setdefault(node["__id__"], len(numbers) + 1)
        if isinstance(node.get("file"), str) and node["file"] in parts:
            suffix = re.sub(r"^[^.]*", "", node["file"])
            node["file"] = names.setdefault(node["file"], f"{len(names) + 1}{suffix}")
    new = {names[name]: _without_gaps(data) for name, data in parts.items() if name in names}
    new |= {name: data for name, data in parts.items() if name not in names and name != "schema.json"}
    return zipped({**dict(sorted(new.items())), "schema.json": json.dumps(schema).encode()})


def _without_gaps(data: bytes) -> bytes:
    """An array's file with zeros between the fields of its records: the trees of scikit-learn leave what was there."""
    import numpy as np

    if not data.startswith(b"\x93NUMPY"):
        return data
    try:
        array = np.load(io.BytesIO(data), allow_pickle=False)
    except ValueError:  # objects
        return data
    if array.dtype.names is None:
        return data
    clean = np.zeros(array.shape, array.dtype)  # zeros_like leaves the gaps as they are
    for name in array.dtype.names:
        clean[name] = array[name]
    file = io.BytesIO()
    np.save(file, clean, allow_pickle=False)
    return file.getvalue()


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    stack = [value]
    while stack:
        item = stack.pop()
        if isinstance(item, dict):
            yield item
            stack.extend(reversed(list(item.values())))
        elif isinstance(item, list):
            stack.extend(reversed(item))


def zipped(files: Files) -> bytes:
    """An archive of the files that is the same whenever it is made."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), data)
    return content.getvalue()
