"""Models of ONNX: kept as graphs, asked by onnxruntime, ready to be used elsewhere."""

from __future__ import annotations

import builtins
import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from notebooks_in_folders import write
from test_faults import run

import nbpipe
from nbpipe import cli, materializers
from nbpipe.deployable import onnx_graph, predicting
from nbpipe.deployable.signature import Column, Schema, SchemaError, of_model
from nbpipe.errors import NbpipeError, UnsavableError
from nbpipe.materializers import model_formats
from nbpipe.work import Given, model

onnx = pytest.importorskip("onnx")
onnxruntime = pytest.importorskip("onnxruntime")

from onnx_graphs import classifier, sum_of_three

TABLE = np.arange(12.0).reshape(4, 3)
PEOPLE = pd.DataFrame({"sold": [1, 5, 2], "age": [4.0, 1.0, 0.5], "name": ["a", "b", "c"]})


def session(graph: Any) -> Any:
    return onnxruntime.InferenceSession(graph.SerializeToString(), providers=["CPUExecutionProvider"])


# ---- as artifacts ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["ModelProto", "InferenceSession"])
def test_it_is_kept_as_a_graph(tmp_path: Path, kind: str) -> None:
    graph = sum_of_three()
    value = graph if kind == "ModelProto" else session(graph)
    chosen = materializers.choose(value)
    assert chosen.name == "onnx"
    saved = chosen.save(value, tmp_path / "model")
    assert (tmp_path / "model").read_bytes() == graph.SerializeToString(deterministic=True)
    again = chosen.load(tmp_path / "model", json.loads(json.dumps(saved.meta)))
    assert type(again) is type(value)
    assert predicting.ask(again, "predict", TABLE).tolist() == [8.0, 26.0, 44.0, 62.0]
    preview = chosen.preview(value)
    assert (preview["kind"], preview["params"]["inputs"].split()[0]) == ("model", "rows")


def test_a_graph_that_was_changed_has_another_fingerprint() -> None:
    graph = sum_of_three()
    before = materializers.fingerprint(graph)
    assert materializers.fingerprint(graph) == before
    graph.graph.initializer[0].raw_data = b"\0" * 12
    assert materializers.fingerprint(graph) != before
    assert predicting.ask(graph, "predict", TABLE).tolist() == [0.0] * 4


def test_weights_beside_the_file(tmp_path: Path) -> None:
    path, graph = tmp_path / "large.onnx", sum_of_three()
    onnx.save_model(graph, path, save_as_external_data=True, size_threshold=0, location="weights")
    for value in (onnx.load_model(path, load_external_data=False), onnxruntime.InferenceSession(path)):
        with pytest.raises(
            UnsavableError, match=r"weights in files beside it|not the session's whole model"
        ) as raised:
            materializers.choose(value).save(value, tmp_path / "out")
        assert "onnx.load(path)" in str(raised.value)
    whole = onnx.load_model(path)
    materializers.choose(whole).save(whole, tmp_path / "out")

    alone = tmp_path / "alone.onnx"
    onnx.save_model(sum_of_three(), alone)
    made = onnxruntime.InferenceSession(alone)
    assert onnx_graph.content(made) == alone.read_bytes()
    alone.unlink()
    with pytest.raises(UnsavableError, match="is not there any more"):
        onnx_graph.content(made)


# ---- asked ----------------------------------------------------------------------------------------------------------


def test_what_it_takes_is_what_its_graph_says() -> None:
    assert of_model(sum_of_three()) == Schema("array", dtype="float32", shape=(None, 3))
    columns = (Column("age", "float32"), Column("sold", "int64"))
    assert of_model(classifier()) == Schema("frame", columns)
    assert of_model(session(classifier())) == Schema("frame", columns)


@pytest.mark.parametrize("zipped", [False, True])
@pytest.mark.parametrize("form", [session, lambda graph: graph])
def test_a_classifier(zipped: bool, form: Any) -> None:
    value = form(classifier(zipped))
    rows = of_model(value).fit(PEOPLE, "drop")
    assert list(rows) == ["age", "sold"]
    assert predicting.classes(value) == ("no", "yes")
    assert predicting.offers(value, "predict_proba")
    assert predicting.ask(value, "predict", rows).tolist() == ["yes", "no", "no"]
    odds = predicting.ask(value, "predict_proba", rows)
    assert odds.shape == (3, 2)
    assert np.allclose(odds.sum(axis=1), 1)
    assert (odds.argmax(axis=1) == [1, 0, 0]).all()
    feed = {"age": rows[["age"]].to_numpy(), "sold": rows[["sold"]].to_numpy()}
    assert predicting.ask(value, "predict", feed).tolist() == ["yes", "no", "no"]


def test_what_does_not_fit() -> None:
    with pytest.raises(NbpipeError, match="has no predict_proba"):
        predicting.require(sum_of_three(), "predict_proba", "model")
    with pytest.raises(SchemaError, match="the data has 2 columns, and the model takes 3"):
        of_model(sum_of_three()).fit(TABLE[:, :2])
    with pytest.raises(SchemaError, match="lacks the column 'sold'"):
        of_model(classifier()).fit(PEOPLE[["age"]])
    with pytest.raises(TypeError, match="same_kind"):
        predicting.ask(classifier(), "predict", PEOPLE[["age", "sold"]].assign(sold=[0.5, 1.5, 2.5]))


@pytest.mark.parametrize("missing", ["onnxruntime", "onnx"])
def test_without_the_library(missing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    files = model_formats.dump(sum_of_three(2.0), "onnx")
    take = builtins.__import__

    def without(name: str, *arguments: Any, **more: Any) -> Any:
        if name == missing:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return take(name, *arguments, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(
        NbpipeError, match=f"the model is one of ONNX, and {missing} is not installed"
    ) as raised:
        predicting.ask(model_formats.load(files, "onnx"), "predict", TABLE)
    assert raised.value.problems[0].hint == "pip install 'nbpipe-ml[onnx]'"


def test_it_computes_with_the_cores_of_its_step(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    made = onnx_graph.open_session(sum_of_three().SerializeToString())
    assert made.get_session_options().intra_op_num_threads == 1


# ---- as a deployable model ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", [session, lambda graph: graph])
def test_a_deployable_model(form: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    value = form(classifier())
    made = model.run(Given({"m": value, "X": PEOPLE}, {"model": "m", "data": "X", "out": "p"}, {}))["p"]
    assert (made.kept_as, made.why_pickle) == ("onnx", "")
    assert made.signature.inputs.names == ("age", "sold")
    assert made.signature.classes == ("no", "yes")
    assert set(made.signature.outputs) == {"predict", "predict_proba"}
    assert {"onnxruntime", "numpy", "pandas"} <= set(made.dependencies)
    assert "protobuf" not in made.dependencies
    said = capsys.readouterr().out
    assert "left out of X: name" in said
    assert "loaded back: it predicts the same for 3 rows of X" in said
    chosen = materializers.choose(made)
    saved = chosen.save(made, tmp_path / "m")
    assert saved.meta["pickle"] is False
    with zipfile.ZipFile(tmp_path / "m") as archive:
        assert archive.read("model.onnx") == onnx_graph.content(value)
    again = chosen.load(tmp_path / "m", saved.meta)
    assert again.predict(PEOPLE, extra="drop").tolist() == ["yes", "no", "no"]
    assert again.predict_proba(PEOPLE, extra="drop").shape == (3, 2)


@pytest.mark.slow
def test_from_the_step_to_what_it_predicts_elsewhere(tmp_path: Path) -> None:
    """Training, Model, Register, Transform; then a zip that loads without nbpipe, and MLflow's folder."""
    shutil.copy(Path(__file__).with_name("onnx_graphs.py"), tmp_path)
    path = write(
        tmp_path / "case.ipynb",
        "%%setup\nfrom onnx_graphs import classifier",
        "%%step train --type Training --model fitted\nimport pandas as pd\n"
        "fitted = classifier()\n"
        "people = pd.DataFrame({'age': [4.0, 1.0, 0.5], 'sold': [1, 5, 2]})",
        "%%step pack --type Model --model fitted --data people",
        "%%step ready --type Register --model fitted_package --group packed",
        "%%step bare --type Register --model fitted --group bare",
        "%%step score --type Transform --model fitted_package --data people --method predict_proba",
        "%%step again --type Transform --model fitted --data people --out labels",
    )
    said = run(path)["steps"]
    assert {step["status"] for step in said.values()} == {"Succeeded"}
    with nbpipe.open_store(tmp_path / ".nbpipe") as store:
        execution = store.execution("latest")
        odds = execution.step("score").output("predictions")
        assert list(odds) == ["probability_no", "probability_yes"]
        assert execution.step("again").output("labels")["prediction"].tolist() == ["yes", "no", "no"]
        assert execution.step("train").artifact("fitted").materializer == "onnx"
    program = (
        "import sys; sys.path.insert(0, '.'); sys.modules['nbpipe'] = None\n"
        "import numpy as np, pandas as pd\nfrom load import ask, load\n"
        "model = load()\nrows = pd.DataFrame({'sold': [1, 5, 2], 'age': [4.0, 1.0, 0.5]})\n"
        "print(type(model).__name__, ask(model, rows).tolist(), ask(model, rows, 1).shape)"
    )
    for group in ("packed", "bare"):
        assert (
            cli.main(
                ["--store", str(tmp_path / ".nbpipe"), "export", f"{group}:1", str(tmp_path / f"{group}.zip")]
            )
            == 0
        )
        with zipfile.ZipFile(tmp_path / f"{group}.zip") as archive:
            about = json.loads(archive.read("model.json"))
            archive.extractall(tmp_path / group)
        assert (about["format"], about["safe"], about["file"]) == ("onnx", True, "model.onnx")
        assert any(
            line.startswith("onnxruntime==")
            for line in (tmp_path / group / "requirements-model.txt").read_text().splitlines()
        )
        done = subprocess.run(
            [sys.executable, "-c", program], cwd=tmp_path / group, capture_output=True, text=True
        )
        assert done.stdout.strip() == "InferenceSession ['yes', 'no', 'no'] (3, 2)", done.stderr

    folder = tmp_path / "mlflow"
    words = ["export", "bare:1", str(folder), "--format", "mlflow"]
    assert cli.main(["--store", str(tmp_path / ".nbpipe"), *words]) == 0
    pytest.importorskip("mlflow")
    program = (
        "import mlflow.pyfunc, pandas as pd\n"
        f"model = mlflow.pyfunc.load_model({str(folder)!r})\n"
        "print(list(model.predict(pd.DataFrame({'age': [4.0, 1.0, 0.5], 'sold': [1, 5, 2]}))))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True)
    assert done.stdout.strip().endswith("['yes', 'no', 'no']"), done.stderr
