"""Deployable models as one archive: the model in its library's own safe format, its signature and an example.

`manifest.json` says what the other files are; the model's own files need no nbpipe to be read.
"""

from __future__ import annotations

import json
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from nbpipe.deployable import DeployableModel, is_deployable
from nbpipe.deployable.signature import Signature, is_frame
from nbpipe.materializers import (
    Saved,
    by_name,
    choose,
    fingerprint,
    hashing,
    model_formats,
    pickling,
    previews,
)

_LAYOUT = 1
_SHOWN = 50


class _DeployableModel:
    name = "deployable_model"

    def accepts(self, value: Any) -> bool:
        return is_deployable(value)

    def save(self, value: DeployableModel, path: Path) -> Saved:
        manifest = {"layout": _LAYOUT, **_described(value)}
        files: dict[str, bytes] = dict(model_formats.dump(value.estimator, value.kept_as))
        if value.example is not None:
            format = choose(value.example)
            with tempfile.TemporaryDirectory() as folder:
                file = Path(folder, "example")
                saved = format.save(value.example, file)
                files["example"] = file.read_bytes()
            manifest["example"] = {"materializer": format.name, "meta": dict(saved.meta)}
        path.write_bytes(
            model_formats.zipped({"manifest.json": json.dumps(manifest, indent=1).encode(), **files})
        )
        return Saved("application/zip", _described(value))

    def load(self, path: Path, meta: Mapping[str, Any]) -> DeployableModel:
        with zipfile.ZipFile(path) as archive:
            files = {name: archive.read(name) for name in archive.namelist()}
        manifest = json.loads(files["manifest.json"])
        example = None
        if "example" in manifest:
            kept = manifest["example"]
            with tempfile.TemporaryDirectory() as folder:
                file = Path(folder, "example")
                file.write_bytes(files["example"])
                example = by_name(kept["materializer"]).load(file, kept["meta"])
        return DeployableModel(
            model_formats.load(files, manifest["format"]),
            Signature.from_json(manifest["signature"]),
            manifest["format"],
            manifest.get("why_pickle", ""),
            example,
            manifest["dependencies"],
            manifest["python"],
        )

    def preview(self, value: DeployableModel) -> Mapping[str, Any]:
        return previews.guarded(_preview, value)

    def fingerprint(self, value: DeployableModel) -> str:
        parts = [fingerprint(value.estimator), fingerprint(value.example)]
        if pickling.UNKNOWN in parts:
            return pickling.UNKNOWN
        return hashing.combine("deployable", [*parts, json.dumps(_described(value))])


def _described(value: DeployableModel) -> dict[str, Any]:
    """What stands in `meta`, and in the archive: all but the model and the example."""
    return {
        "format": value.kept_as,
        "pickle": value.kept_as == model_formats.PICKLE,
        **({"why_pickle": value.why_pickle} if value.why_pickle else {}),
        "signature": value.signature.to_json(),
        "dependencies": dict(value.dependencies),
        "python": value.python,
    }


def _preview(value: DeployableModel) -> dict[str, Any]:
    own = dict(choose(value.estimator).preview(value.estimator))
    if own.get("kind") != "model":
        own = {"kind": "model", "type": previews.type_name(type(value.estimator))}
    described = _described(value)
    inputs = described["signature"]["inputs"]
    if len(inputs.get("columns", ())) > _SHOWN:
        inputs["columns"] = inputs["columns"][:_SHOWN]
    for column in inputs.get("columns", ()):
        if len(column.get("categories", ())) > _SHOWN:
            column["categories"] = column["categories"][:_SHOWN]
    if is_frame(value.example):
        described["example"] = [
            {
                previews.cut(str(name)): previews.cell(row[at])
                for at, name in enumerate(list(value.example)[:_SHOWN])
            }
            for row in value.example.head(5).itertuples(index=False, name=None)
        ]
    return {**own, **described}


materializer = _DeployableModel()
