"""The program in every export that gives the model back. It needs the model's own library, and not nbpipe."""

LOAD = '''\
"""Gives back the model of this export: `load()`. Needs what requirements-model.txt names, and not nbpipe.

    >>> from load import load
    >>> model = load()
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
        return self.model.predict(model_input)

    def get_raw_model(self):
        return self.model


def _load_pyfunc(data_path):
    global HERE
    HERE = pathlib.Path(data_path)
    return _Model(load())
'''
