"""A folder that MLflow loads with `mlflow.pyfunc.load_model`. Written without MLflow.

The form of `MLmodel` is described at https://mlflow.org/docs/latest/ml/model/ ("MLmodel file", flavor `python_function`).
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from nbpipe.errors import UsageError
from nbpipe.exporting import loader
from nbpipe.exporting.bundle import Bundle

_MODULE = "nbpipe_exported_model"
# MLflow's names of types (mlflow.types.DataType), by what pandas calls them.
_TYPES: Mapping[str, str] = {
    "float64": "double",
    "float32": "float",
    "int64": "long",
    "int32": "integer",
    "int16": "integer",
    "int8": "integer",
    "bool": "boolean",
    "str": "string",
    "object": "string",
    "string": "string",
}


def write(bundle: Bundle, target: Path, *, made_at: str) -> None:
    """Write the folder. `UsageError` where there is one already, or the model cannot be asked for predictions."""
    if not bundle.model.predicts:
        raise UsageError(
            f"{bundle.name} is a {bundle.model.type}, which MLflow cannot ask for predictions",
            "export it as a zip: leave --format out",
            code="no-predict",
        )
    if target.exists():
        raise UsageError(f"{target} is there already", "give the name of a new folder", code="export-target")
    if not target.parent.is_dir():
        raise UsageError(
            f"there is no folder {target.parent}", f"make it: mkdir -p {target.parent}", code="export-target"
        )
    temporary = target.with_name(f".{target.name}.tmp")
    shutil.rmtree(temporary, ignore_errors=True)
    try:
        _write(bundle, temporary, made_at)
        temporary.rename(target)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def _write(bundle: Bundle, folder: Path, made_at: str) -> None:
    import yaml

    python = str(bundle.recorded.environment.get("python") or "3.11")
    needs = ["mlflow", *bundle.model.needs]
    (folder / "data" / "model").mkdir(parents=True)
    (folder / "code").mkdir()
    shutil.copyfile(bundle.folder / bundle.model.name, folder / "data" / "model" / bundle.model.name)
    for name, text in bundle.texts.items():
        if name != "load.py":
            place = folder / "data" / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, "utf-8")
    (folder / "code" / f"{_MODULE}.py").write_text(loader.LOAD + loader.PYFUNC, "utf-8")
    (folder / "requirements.txt").write_text("\n".join(needs) + "\n", "utf-8")
    environment = {"python": python, "build_dependencies": ["pip"], "dependencies": ["-r requirements.txt"]}
    (folder / "python_env.yaml").write_text(yaml.safe_dump(environment, sort_keys=False), "utf-8")
    version = bundle.recorded.version
    assert version is not None
    content: dict[str, Any] = {
        "flavors": {
            "python_function": {
                "loader_module": _MODULE,
                "code": "code",
                "data": "data",
                "python_version": python,
                "env": {"virtualenv": "python_env.yaml"},
            }
        },
        "model_uuid": version.artifact.digest.removeprefix("sha256:")[:32],
        "utc_time_created": made_at.replace("T", " ").removesuffix("+00:00"),
        "metadata": {
            "nbpipe_model": bundle.name,
            "nbpipe_execution": bundle.recorded.execution.id,
            "nbpipe_artifact": version.artifact.digest,
        },
    }
    columns = inputs(json.loads(bundle.texts["signature.json"]))
    if columns:
        content["signature"] = {"inputs": json.dumps(columns), "outputs": None, "params": None}
    (folder / "MLmodel").write_text(yaml.safe_dump(content, sort_keys=False), "utf-8")


def inputs(signature: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The columns as MLflow's signature has them; none where not all of them are known with their types.

    >>> table = {"X": {"columns": [{"name": "age", "dtype": "float64"}], "shape": [9, 1]}}
    >>> inputs({"feature_names": ["age"], "trained_on": table})
    [{'type': 'double', 'name': 'age', 'required': True}]
    >>> inputs({"feature_names": ["age", "income"], "trained_on": table})
    []
    """
    names = signature.get("feature_names")
    for table in signature.get("trained_on", {}).values():
        types = {item["name"]: _TYPES.get(str(item.get("dtype"))) for item in table["columns"]}
        if names and all(types.get(name) for name in names):
            count = signature.get("n_features_in")
            if count is None or count == len(names):
                return [{"type": types[name], "name": name, "required": True} for name in names]
    return []
