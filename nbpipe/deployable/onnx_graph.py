"""ONNX models: a `ModelProto` of onnx, or an `InferenceSession` of onnxruntime, which is what predicts with either.

Nothing of the two packages is imported before a model is there, and onnx itself only where a `ModelProto` is.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from nbpipe.deployable.signature import Column, Schema, is_frame
from nbpipe.errors import NbpipeError, UnsavableError

INSTALL = "pip install 'nbpipe-ml[onnx]'"
PROVIDERS = ("CPUExecutionProvider",)
_NAMES = {"float": "float32", "double": "float64", "string": "str"}  # others are called as NumPy calls them
_EXTERNAL = 1  # TensorProto.DataLocation: the weights lie in a file beside the model
_sessions: dict[str, Any] = {}  # by the digest of the model: the one that was asked last


def is_proto(model: Any) -> bool:
    """Whether the model is a `ModelProto`."""
    kind = type(model)
    return kind.__name__ == "ModelProto" and kind.__module__.startswith("onnx.")


def is_session(model: Any) -> bool:
    """Whether the model is an `InferenceSession`."""
    kind = type(model)
    return kind.__name__ == "InferenceSession" and kind.__module__.startswith("onnxruntime.")


def is_onnx(model: Any) -> bool:
    """Whether the model is one of ONNX."""
    return is_proto(model) or is_session(model)


def content(model: Any) -> bytes:
    """The model as the bytes of a `.onnx` file; `UnsavableError` where they are not all of it."""
    if is_session(model):
        return _content_of_session(model)
    for graph in _graphs(model):
        if any(tensor.data_location == _EXTERNAL for tensor in graph.initializer):
            raise UnsavableError(
                "the ONNX model has weights in files beside it, which are not read in",
                "read it with its weights: model = onnx.load(path)",
                code="unsavable",
            )
    try:
        data: bytes = model.SerializeToString(deterministic=True)
    except Exception as error:  # protobuf's own: more than 2 GB
        raise UnsavableError(
            f"the ONNX model cannot be written: {error}",
            "keep its file instead: a Path of a file is an output too",
            code="unsavable",
        ) from error
    return data


def _content_of_session(session: Any) -> bytes:
    data = getattr(session, "_model_bytes", None)
    if isinstance(data, bytes):
        return data
    path = getattr(session, "_model_path", None)
    try:
        data = Path(path or "").read_bytes()
    except OSError as error:
        raise UnsavableError(
            f"the session's model is not there any more: {path or 'nobody knows where'} ({error.strerror})",
            "make the session of the bytes: onnxruntime.InferenceSession(path.read_bytes())",
            code="unsavable",
        ) from error
    try:
        open_session(data)
    except Exception as error:  # onnxruntime's own
        said = " ".join(str(error).split())[:200]
        raise UnsavableError(
            f"{path} is not the session's whole model: {said}",
            "read it with the weights that lie beside it, and keep that: model = onnx.load(path)",
            code="unsavable",
        ) from error
    return data


def _graphs(model: Any) -> list[Any]:
    """The graph and those within its nodes, as far as weights may be there."""
    found, left = [], [model.graph]
    while left:
        graph = left.pop()
        found.append(graph)
        left += [item.g for node in graph.node for item in node.attribute if item.HasField("g")]
    return found


def open_session(data: bytes, providers: Any = PROVIDERS) -> Any:
    """A session of these bytes, with as many threads as the step has cores. `NbpipeError` without onnxruntime."""
    try:
        import onnxruntime
    except ImportError as error:
        raise NbpipeError("the model is one of ONNX, and onnxruntime is not installed", INSTALL) from error
    options = onnxruntime.SessionOptions()
    threads = os.environ.get("OMP_NUM_THREADS", "")
    if threads.isdecimal():  # which onnxruntime does not read
        options.intra_op_num_threads = int(threads)
    there = [name for name in providers if name in onnxruntime.get_available_providers()]
    return onnxruntime.InferenceSession(data, options, providers=there or list(PROVIDERS))


def _session(model: Any) -> Any:
    if is_session(model):
        return model
    data = content(model)
    digest = hashlib.sha256(data).hexdigest()
    if digest not in _sessions:
        made = open_session(data)
        _sessions.clear()
        _sessions[digest] = made
    return _sessions[digest]


# ---- what it takes and gives ----------------------------------------------------------------------------------------


def dtype(kind: str) -> str | None:
    """What NumPy calls the elements of a `tensor(…)`; None of a sequence or a map.

    >>> dtype("tensor(float)"), dtype("tensor(int64)"), dtype("seq(map(int64,tensor(float)))")
    ('float32', 'int64', None)
    """
    if not kind.startswith("tensor("):
        return None
    name = kind.removeprefix("tensor(").removesuffix(")")
    return _NAMES.get(name, name)


def inputs(model: Any) -> Schema:
    """The rows that the graph takes: one tensor as an array; where each input is one value a row, they are columns."""
    ports = _session(model).get_inputs()
    sizes = [tuple(size if isinstance(size, int) else None for size in port.shape[1:]) for port in ports]
    kinds = [dtype(port.type) for port in ports]
    if len(ports) == 1 and None not in sizes[0]:
        return Schema("array", dtype=None if kinds[0] == "str" else kinds[0], shape=(None, *sizes[0]))
    if all(size in ((), (1,)) for size in sizes):
        return Schema(
            "frame", tuple(Column(port.name, kind) for port, kind in zip(ports, kinds, strict=True))
        )
    return Schema()


def offers(model: Any, method: str) -> bool:
    """Whether it can be asked so: for probabilities, a classifier, which gives them second."""
    return method == "predict" or _gives_probabilities(_session(model).get_outputs())


def _gives_probabilities(outputs: Any) -> bool:
    if len(outputs) < 2 or outputs[0].type not in ("tensor(int64)", "tensor(string)"):
        return False
    second = outputs[1]
    table = second.type in ("tensor(float)", "tensor(double)") and len(second.shape) == 2
    return bool(table or second.type.startswith("seq(map("))


def classes(model: Any) -> tuple[Any, ...] | None:
    """The labels of a classifier, in the order of its probabilities, as its graph names them; None where it does not."""
    if not offers(model, "predict_proba"):
        return None
    if is_session(model):
        try:
            import onnx
        except ImportError:
            return None
        model = onnx.load_model_from_string(content(model))
    for node in model.graph.node:
        for item in node.attribute:
            if item.name.startswith("classlabels_"):
                labels = item.ints or [text.decode() for text in item.strings]
                if labels:
                    return tuple(labels)
    return None


def ask(model: Any, method: str, data: Any) -> Any:
    """What the graph gives for these rows: its first output, for probabilities its second as a table.

    `data` is a frame, an array, or a dict of arrays by the names of the inputs.
    """
    import numpy as np

    session = _session(model)
    output = session.get_outputs()[0 if method == "predict" else 1]
    (values,) = session.run([output.name], _feed(session.get_inputs(), data))
    if isinstance(values, list) and values and isinstance(values[0], dict):
        return np.array([list(row.values()) for row in values])
    values = np.asarray(values)
    return values.reshape(-1) if method == "predict" and values.shape[1:] == (1,) else values


def _feed(ports: Any, data: Any) -> dict[str, Any]:
    import numpy as np

    if isinstance(data, Mapping):
        return {port.name: _cast(np.asarray(data[port.name]), port) for port in ports}
    if len(ports) == 1:
        return {ports[0].name: _cast(np.asarray(data), ports[0])}
    by_name = is_frame(data)
    columns = [data[port.name].to_numpy() for port in ports] if by_name else list(np.asarray(data).T)
    return {
        port.name: _cast(column.reshape(-1, 1) if len(port.shape) == 2 else column, port)
        for port, column in zip(ports, columns, strict=True)
    }


def _cast(values: Any, port: Any) -> Any:
    """The values as the input takes them; `TypeError` where that would lose more than digits."""
    wanted = dtype(port.type)
    if wanted == "str":
        return values.astype(str).astype(object)
    return values.astype(wanted, casting="same_kind", copy=False)
