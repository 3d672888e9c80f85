"""ONNX models as `.onnx` files, which hold no code: a `ModelProto`, or the model of a session of onnxruntime."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from nbpipe.deployable import onnx_graph
from nbpipe.errors import NbpipeError, UnsavableError
from nbpipe.materializers import Saved, hashing, pickling, previews


class _Onnx:
    name = "onnx"

    def accepts(self, value: Any) -> bool:
        return onnx_graph.is_onnx(value)

    def save(self, value: Any, path: Path) -> Saved:
        path.write_bytes(onnx_graph.content(value))
        return Saved("application/x-onnx", kept(value))

    def load(self, path: Path, meta: Mapping[str, Any]) -> Any:
        return restored(path.read_bytes(), meta)

    def preview(self, value: Any) -> Mapping[str, Any]:
        return previews.guarded(_preview, value)

    def fingerprint(self, value: Any) -> str:
        if onnx_graph.is_session(value):  # nobody can change it
            return hashing.combine("onnx session", [str(id(value))])
        try:
            return hashing.combine("onnx", [hashlib.sha256(onnx_graph.content(value)).hexdigest()])
        except UnsavableError:
            return pickling.UNKNOWN


def kept(value: Any) -> dict[str, Any]:
    """What the file does not say: whether it was a session, and where that computes."""
    if onnx_graph.is_session(value):
        return {"class": "InferenceSession", "providers": list(value.get_providers())}
    return {"class": "ModelProto"}


def restored(data: bytes, about: Mapping[str, Any]) -> Any:
    """The model of these bytes, as the kind of object that it was; `NbpipeError` where its library is missing."""
    if about["class"] == "InferenceSession":
        return onnx_graph.open_session(data, about["providers"])
    try:
        import onnx
    except ImportError as error:
        raise NbpipeError(
            "the model is one of ONNX, and onnx is not installed", onnx_graph.INSTALL
        ) from error
    return onnx.load_model_from_string(data)


def _preview(value: Any) -> dict[str, Any]:
    preview = {"kind": "model", "type": previews.type_name(type(value)), "fitted": True}
    if onnx_graph.is_session(value):
        ports = {"inputs": value.get_inputs(), "outputs": value.get_outputs()}
        params = {
            what: ", ".join(f"{port.name} {port.type}" for port in found) for what, found in ports.items()
        }
    else:
        weights = {tensor.name for tensor in value.graph.initializer}
        names = [port.name for port in value.graph.input if port.name not in weights]
        params = {
            "inputs": ", ".join(names),
            "outputs": ", ".join(port.name for port in value.graph.output),
            "opset": ", ".join(f"{item.domain or 'ai.onnx'} {item.version}" for item in value.opset_import),
            "producer": f"{value.producer_name} {value.producer_version}".strip(),
        }
    return {**preview, "params": {name: previews.cut(text) for name, text in params.items()}}


materializer = _Onnx()
