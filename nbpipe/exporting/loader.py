"""The program in every export that gives the model back. It needs the model's own library, and not nbpipe."""

LOAD = '''\
"""Gives back the model of this export: `load()`. Needs what requirements-model.txt names, and not nbpipe.

    >>> from load import load
    >>> model = load()

A model of ONNX is a session of onnxruntime; `ask(model, rows)` gives what it predicts.
"""

import hashlib
import importlib
import json
import pathlib
import tempfile
import zipfile

HERE = pathlib.Path(__file__).resolve().parent


def _content(name):
    if HERE.is_file():  # this program was imported out of the zip itself
        with zipfile.ZipFile(HERE) as archive:
            return archive.read(name)
    return (HERE / name).read_bytes()


def load():
    """The model. `ValueError` where its file is not the one that was exported."""
    about = json.loads(_content("model.json"))
    content = _content("model/" + about["file"])
    if hashlib.sha256(content).hexdigest() != about["sha256"]:
        raise ValueError("model/" + about["file"] + " is not what was exported")
    kind = about["format"]
    if kind == "json":
        return json.loads(content)
    if kind == "pickle":  # runs code that is in the file: load only what you trust
        import pickle

        return pickle.loads(content)
    if kind == "onnx":
        import onnxruntime

        return onnxruntime.InferenceSession(content, providers=["CPUExecutionProvider"])
    folder = pathlib.Path(tempfile.mkdtemp())
    path = folder / about["file"]
    path.write_bytes(content)
    if kind == "file":
        return path
    if kind == "xgboost-booster":
        import xgboost

        return xgboost.Booster(model_file=str(path))
    if kind == "xgboost":
        module, _, name = about["type"].rpartition(".")
        model = getattr(importlib.import_module(module), name)(**about["details"]["parameters"])
        model.load_model(path)
        return model
    if kind == "lightgbm":
        import lightgbm

        return lightgbm.Booster(model_file=str(path))
    if kind == "skops":
        from skops import io

        return io.load(path, trusted=about["details"]["trusted"])
    raise ValueError("unknown format " + kind)


def ask(session, rows, output=0):
    """An output of a session of onnxruntime for a frame or an array of rows: the first, or that of another number."""
    import numpy

    ports, feed = session.get_inputs(), {}
    for place, port in enumerate(ports):
        if len(ports) == 1:
            values = numpy.asarray(rows)
        else:
            values = numpy.asarray(rows[port.name] if hasattr(rows, "columns") else numpy.asarray(rows)[:, place])
            values = values.reshape(-1, 1) if len(port.shape) == 2 else values
        kind = port.type[len("tensor(") : -1]
        kind = {"float": "float32", "double": "float64", "string": "str"}.get(kind, kind)
        feed[port.name] = values.astype(str).astype(object) if kind == "str" else values.astype(kind)
    values = session.run([session.get_outputs()[output].name], feed)[0]
    return values.reshape(-1) if getattr(values, "shape", ())[1:] == (1,) else values
'''

PYFUNC = '''

class _Model:
    """What MLflow asks for predictions."""

    def __init__(self, model):
        self.model = model

    def predict(self, model_input, params=None):
        if type(self.model).__module__.startswith("xgboost") and type(self.model).__name__ == "Booster":
            import xgboost

            return self.model.predict(xgboost.DMatrix(model_input))
        if type(self.model).__name__ == "InferenceSession":
            return ask(self.model, model_input)
        return self.model.predict(model_input)

    def get_raw_model(self):
        return self.model


def _load_pyfunc(data_path):
    global HERE
    HERE = pathlib.Path(data_path)
    return _Model(load())
'''
