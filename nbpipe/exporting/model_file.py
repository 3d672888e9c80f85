"""A model in the format of its own library: UBJSON of XGBoost, text of LightGBM, skops of scikit-learn, JSON of plain values.

Where there is none, a pickle; such a file runs code when it is read, and is marked so.
"""

from __future__ import annotations

import json
import pickle
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

from nbpipe.artifacts import ArtifactStore
from nbpipe.errors import NbpipeError, UsageError
from nbpipe.materializers import model_formats
from nbpipe.model import Artifact


@dataclass(frozen=True)
class ModelFile:
    """A file that was written. `format` says to `loader` how to read it; `needs` are requirements for that.

    `safe`: reading it runs no code that came with it. `details` are JSON values that the format itself cannot say.
    """

    name: str
    format: str
    safe: bool
    type: str
    needs: tuple[str, ...] = ()
    details: Mapping[str, Any] = field(default_factory=dict)
    predicts: bool = True


def write(artifact: Artifact, artifacts: ArtifactStore, folder: Path) -> ModelFile:
    """Write the model into `folder`, in the best format there is.

    Raises `UsageError` where its value cannot be had here, and what `ArtifactStore.load` raises.
    """
    if artifact.materializer == "file_path":
        return _path(artifact, artifacts, folder)
    value = _value(artifact, artifacts)
    for attempt in (_json, _xgboost, _lightgbm, _skops):
        found = attempt(value, folder)
        if found is not None:
            return found
    return _pickle(value, folder)


def _value(artifact: Artifact, artifacts: ArtifactStore) -> Any:
    """The model itself: of a model that nbpipe has made ready, the estimator in it."""
    try:
        value = artifacts.load(artifact)
    except NbpipeError as error:
        raise UsageError(
            f"the model cannot be read here: {error.args[0]}",
            "export it where its packages and modules are; a class of the notebook itself must be in a module",
            code="unreadable-model",
        ) from error
    ours = type(value).__module__.partition(".")[0] == "nbpipe"
    return value.estimator if ours and hasattr(value, "estimator") else value


def _path(artifact: Artifact, artifacts: ArtifactStore, folder: Path) -> ModelFile:
    """A model that is a file already, such as one of ONNX, goes along as it is."""
    if artifact.meta.get("kind") != "file":
        raise UsageError(
            f"the model is a {artifact.meta.get('kind', 'path')}, not a file",
            "register a file, or the model itself",
            code="model-folder",
        )
    name = "model" + Path(str(artifact.meta.get("path", ""))).suffix
    shutil.copyfile(artifacts.whole(artifact), folder / name)
    return ModelFile(name, "file", True, f"file {Path(str(artifact.meta['path'])).name}", predicts=False)


def _json(value: Any, folder: Path) -> ModelFile | None:
    try:
        text = json.dumps(value, allow_nan=False)
        if json.loads(text) != value or type(json.loads(text)) is not type(value):
            return None
    except (TypeError, ValueError):
        return None
    (folder / "model.json").write_text(text, "utf-8")
    return ModelFile("model.json", "json", True, type(value).__name__, predicts=False)


def _xgboost(value: Any, folder: Path) -> ModelFile | None:
    if type(value).__module__.partition(".")[0] != "xgboost" or not hasattr(value, "save_model"):
        return None
    path = folder / "model.ubj"
    if type(value).__name__ == "Booster":
        value.save_model(path)
        return ModelFile(path.name, "xgboost-booster", True, _type(value), _needs("xgboost"))
    try:
        parameters = json.loads(json.dumps(_plain(value.get_params())))
        value.save_model(path)
        again = type(value)(**parameters)
        again.load_model(path)
        if bytes(again.get_booster().save_raw("ubj")) != bytes(value.get_booster().save_raw("ubj")):
            return None
    except Exception:  # parameters that JSON does not know, or a model that was not fitted
        path.unlink(missing_ok=True)
        return None
    needs = (*_needs("xgboost"), *_needs("sklearn"))
    return ModelFile(path.name, "xgboost", True, _type(value), needs, {"parameters": parameters})


def _plain(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Parameters without those that say nothing: JSON has no NaN, which is what `missing` is unless it was set."""
    return {name: value for name, value in parameters.items() if value is not None and value == value}


def _lightgbm(value: Any, folder: Path) -> ModelFile | None:
    if type(value).__module__.partition(".")[0] != "lightgbm" or type(value).__name__ != "Booster":
        return None
    value.save_model(str(folder / "model.txt"))
    return ModelFile("model.txt", "lightgbm", True, _type(value), _needs("lightgbm"))


def _skops(value: Any, folder: Path) -> ModelFile | None:
    """scikit-learn's estimators, where skops is installed and knows all that is in them."""
    if not hasattr(value, "get_params") or "sklearn" not in sys.modules:
        return None
    try:
        from skops import io

        path = folder / "model.skops"
        io.dump(value, path)
        trusted = io.get_untrusted_types(file=path)
        if any(name.partition(".")[0] not in _KNOWN for name in trusted):
            raise ValueError(trusted)
        path.write_bytes(model_formats.steady(path.read_bytes()))
        io.load(path, trusted=trusted)
    except Exception:  # not installed, or something in it that it does not know
        (folder / "model.skops").unlink(missing_ok=True)
        return None
    library = type(value).__module__.partition(".")[0]
    needs = dict.fromkeys([*_needs(library), *_needs("sklearn"), *_needs("skops")])
    return ModelFile(path.name, "skops", True, _type(value), tuple(needs), {"trusted": list(trusted)})


# Whose classes a skops file may name: reading them runs nothing but these libraries.
_KNOWN = frozenset(
    {"sklearn", "numpy", "scipy", "xgboost", "lightgbm", "catboost", "builtins", "collections"}
)


def _pickle(value: Any, folder: Path) -> ModelFile:
    import cloudpickle

    path, library = folder / "model.pkl", type(value).__module__.partition(".")[0]
    try:
        content = pickle.dumps(value, protocol=5)
        plain = library not in ("__main__", "nbpipe") and not _is_local(library)
    except Exception:
        plain = False
    if not plain:
        if library in sys.modules and library != "__main__" and _is_local(library):
            cloudpickle.register_pickle_by_value(sys.modules[library])
        try:
            content = cloudpickle.dumps(value, protocol=5)
        except Exception as error:
            raise UsageError(
                f"the model, a {_type(value)}, cannot be written: {error}",
                "register a model that a library can save",
                code="unsavable-model",
            ) from error
    path.write_bytes(content)
    needs = (*_needs(library), *(() if plain else _needs("cloudpickle")))
    return ModelFile(path.name, "pickle", False, _type(value), needs, predicts=hasattr(value, "predict"))


def _is_local(library: str) -> bool:
    """Whether a module belongs to nobody's distribution, so that nobody else has it."""
    return library not in sys.stdlib_module_names and not _owners().get(library)


@cache
def _owners() -> Mapping[str, list[str]]:
    """Distributions by the names that are imported: reads every distribution's list of files."""
    return metadata.packages_distributions()


def _type(value: Any) -> str:
    return f"{type(value).__module__}.{type(value).__qualname__}".removeprefix("builtins.")


def _needs(module: str) -> tuple[str, ...]:
    """The distribution of a module, with its version; none for Python's own."""
    return tuple(f"{name}=={metadata.version(name)}" for name in _owners().get(module, ())[:1])
