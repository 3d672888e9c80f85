"""Model: signature, example, what it needs, and the formats that hold a model safely."""

from __future__ import annotations

import builtins
import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import lightgbm
import nbformat
import numpy as np
import pandas as pd
import pytest
import xgboost
from sklearn.base import BaseEstimator
from sklearn.ensemble import HistGradientBoostingClassifier, RandomForestClassifier, RandomForestRegressor
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer, StandardScaler

import nbpipe
from nbpipe import definition, materializers, notebook
from nbpipe.deployable import DeployableModel
from nbpipe.deployable.signature import Schema
from nbpipe.errors import DefinitionError, NbpipeError
from nbpipe.materializers import model_formats
from nbpipe.work import Given, model

RANDOM = np.random.default_rng(0)
ROWS = pd.DataFrame(RANDOM.random((60, 3)), columns=list("abc"))
KINDS = ROWS.assign(k=pd.Categorical(RANDOM.choice(["u", "v"], 60)))
LABELS = np.where(ROWS["a"] > 0.5, "yes", "no")
NUMBERS = (ROWS["a"] * 3).astype(int)


class Own(BaseEstimator):  # type: ignore[misc]
    """An estimator of the notebook's own."""

    def fit(self, X: Any, y: Any = None) -> Own:
        self.n_features_in_ = X.shape[1]
        return self

    def predict(self, X: Any) -> Any:
        return np.zeros(len(X))


class Drifting(Own):
    """A model that is another one after it was loaded."""

    def __setstate__(self, state: dict[str, Any]) -> None:
        vars(self).update(state, drifted=True)

    def predict(self, X: Any) -> Any:
        return np.full(len(X), float(hasattr(self, "drifted")))


class Stuck(Own):
    def __setstate__(self, state: dict[str, Any]) -> None:
        raise RuntimeError("the licence is bound to one process")


def made(fitted: Any, rows: Any = None) -> DeployableModel:
    values = {"model": fitted} if rows is None else {"model": fitted, "rows": rows}
    arguments = {"model": "model", "data": None if rows is None else "rows", "out": "out"}
    found: DeployableModel = model.run(Given(values, arguments, {}))["out"]
    return found


def trained() -> dict[str, tuple[Any, Any, str]]:
    """Name → model, the rows that it was fitted on, the format that holds it."""
    data = xgboost.DMatrix(KINDS, ROWS["a"] > 0.5, enable_categorical=True)
    early = xgboost.XGBClassifier(n_estimators=20, early_stopping_rounds=2, n_jobs=1)
    quiet: dict[str, Any] = {"n_estimators": 3, "verbose": -1, "n_jobs": 1}
    return {
        "booster": (xgboost.train({"nthread": 1, "objective": "binary:logistic"}, data, 3), KINDS, "xgboost"),
        "XGBClassifier": (xgboost.XGBClassifier(n_estimators=3).fit(ROWS, NUMBERS), ROWS, "xgboost"),
        "XGBRegressor": (
            xgboost.XGBRegressor(n_estimators=3, gamma=0.1).fit(ROWS, ROWS["a"]),
            ROWS,
            "xgboost",
        ),
        "stopped early": (
            early.fit(ROWS, NUMBERS > 1, eval_set=[(ROWS, NUMBERS > 1)], verbose=False),
            ROWS,
            "xgboost",
        ),
        "LightGBM booster": (
            lightgbm.train({"verbose": -1}, lightgbm.Dataset(KINDS, NUMBERS > 1), 3),
            KINDS,
            "lightgbm",
        ),
        "LGBMClassifier": (lightgbm.LGBMClassifier(**quiet).fit(KINDS, LABELS), KINDS, "lightgbm"),
        "LGBMRegressor": (lightgbm.LGBMRegressor(**quiet).fit(ROWS, ROWS["a"]), ROWS, "lightgbm"),
        "forest": (RandomForestClassifier(3, random_state=0).fit(ROWS, LABELS), ROWS, "skops"),
        "histograms": (
            HistGradientBoostingClassifier(max_iter=3, random_state=0).fit(KINDS, LABELS),
            KINDS,
            "skops",
        ),
        "pipeline": (
            make_pipeline(StandardScaler(), FunctionTransformer(np.tanh), LogisticRegression()).fit(
                ROWS, LABELS
            ),
            ROWS,
            "skops",
        ),
        "array": (LinearRegression().fit(ROWS.to_numpy(), ROWS["a"]), ROWS.to_numpy(), "skops"),
        "own class": (Own().fit(ROWS), ROWS, "pickle"),
        "XGBoost in a pipeline": (
            make_pipeline(StandardScaler(), xgboost.XGBRegressor(n_estimators=2)).fit(ROWS, ROWS["a"]),
            ROWS,
            "pickle",
        ),
    }


TRAINED = trained()
every_model = pytest.mark.parametrize("name", TRAINED)


# ---- formats ----------------------------------------------------------------------------------------------------------


@every_model
def test_a_model_is_kept_in_the_safest_format(name: str) -> None:
    fitted, rows, wanted = TRAINED[name]
    assert made(fitted, rows).kept_as == wanted


@every_model
def test_what_is_kept_predicts_the_same(name: str, tmp_path: Path) -> None:
    fitted, rows, _ = TRAINED[name]
    format, package = materializers.by_name("deployable_model"), made(fitted, rows)
    saved = format.save(package, tmp_path / "blob")
    loaded = format.load(tmp_path / "blob", saved.meta)
    wanted = package.predict(rows)
    assert type(loaded.estimator) is type(fitted)
    np.testing.assert_array_equal(loaded.predict(rows), wanted)
    if hasattr(fitted, "predict_proba"):
        np.testing.assert_array_equal(loaded.predict_proba(rows), fitted.predict_proba(rows))
    if hasattr(fitted, "get_params"):
        assert repr(loaded.estimator.get_params(deep=False)) == repr(fitted.get_params(deep=False))
    assert (loaded.signature, loaded.dependencies) == (package.signature, package.dependencies)


def test_the_files_need_no_nbpipe(tmp_path: Path) -> None:
    """XGBoost, LightGBM and skops read their own file out of the archive."""
    import skops.io

    content = {}
    for name in ("booster", "LightGBM booster", "pipeline"):
        fitted, rows, _ = TRAINED[name]
        materializers.by_name("deployable_model").save(made(fitted, rows), tmp_path / name)
        with zipfile.ZipFile(tmp_path / name) as archive:
            content[name] = {item: archive.read(item) for item in archive.namelist()}
            assert json.loads(content[name]["manifest.json"])["signature"]["inputs"]["kind"] == "frame"
    booster = xgboost.Booster(model_file=bytearray(content["booster"]["model.ubj"]))
    assert booster.feature_names == list("abck")
    text = content["LightGBM booster"]["model.txt"].decode()
    assert lightgbm.Booster(model_str=text).num_feature() == 4
    pipeline = skops.io.loads(content["pipeline"]["model.skops"])
    assert list(pipeline.predict(ROWS)) == list(TRAINED["pipeline"][0].predict(ROWS))


@pytest.mark.slow
def test_equal_models_have_equal_bytes_in_every_process() -> None:
    code = (
        "import hashlib, numpy as np, lightgbm\n"
        "from sklearn.ensemble import RandomForestClassifier\n"
        "from nbpipe.materializers import model_formats as f\n"
        "X = np.random.default_rng(0).random((200, 4)); y = X[:, 0] > 0.5\n"
        "one = RandomForestClassifier(5, random_state=0).fit(X, y)\n"
        "two = lightgbm.LGBMClassifier(n_estimators=3, n_jobs=1, verbose=-1).fit(X, y)\n"
        "for model, form in ((one, 'skops'), (two, 'lightgbm')):\n"
        "    for name, data in sorted(f.dump(model, form).items()): print(name, hashlib.sha256(data).hexdigest())\n"
    )
    runs = [subprocess.run([sys.executable, "-c", code], capture_output=True, text=True) for _ in range(2)]
    assert runs[0].stdout
    assert runs[0].stdout == runs[1].stdout


def test_a_pickle_says_that_it_is_one_and_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    package = made(Own().fit(ROWS), ROWS)
    format = materializers.by_name("deployable_model")
    meta = format.save(package, tmp_path / "blob").meta
    for said in (meta, format.preview(package)):
        assert said["pickle"] is True
        assert "test_model.Own" in said["why_pickle"]
    assert "kept as pickle, because it holds test_model.Own" in capsys.readouterr().out
    assert format.preview(made(TRAINED["forest"][0]))["pickle"] is False


def test_without_skops_a_model_is_a_pickle_that_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def missing(name: str, *more: Any) -> Any:
        if name.startswith("skops"):
            raise ImportError("no skops", name="skops")
        return real(name, *more)

    fitted = TRAINED["forest"][0]
    files = model_formats.dump(fitted, "skops")
    monkeypatch.setattr(builtins, "__import__", missing)
    package = made(fitted, ROWS)
    assert package.kept_as == "pickle"
    assert "pip install 'nbpipe-ml[models]'" in package.why_pickle
    with pytest.raises(NbpipeError, match="kept as skops, and skops is not installed"):
        model_formats.load(files, "skops")


def test_a_skops_file_with_other_code_is_not_loaded() -> None:
    import skops.io

    class_of_another = skops.io.dumps(make_pipeline(StandardScaler(), xgboost.XGBClassifier()))
    with pytest.raises(NbpipeError, match=r"holds xgboost\.sklearn\.XGBClassifier"):
        model_formats.load({"model.skops": class_of_another}, "skops")


# ---- signature, example, dependencies ---------------------------------------------------------------------------------


def test_signature_and_example() -> None:
    package = made(TRAINED["LGBMClassifier"][0], KINDS)
    assert package.signature.to_json() == {
        "inputs": {
            "kind": "frame",
            "columns": [
                *({"name": name, "dtype": "float64"} for name in "abc"),
                {"name": "k", "dtype": "category", "categories": ["u", "v"]},
            ],
        },
        "outputs": {
            "predict": {"kind": "array", "dtype": "<U3", "shape": [None]},
            "predict_proba": {"kind": "array", "dtype": "float64", "shape": [None, 2]},
        },
        "classes": ["no", "yes"],
    }
    pd.testing.assert_frame_equal(package.example, KINDS.head(5))


def test_the_label_is_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    package = made(LogisticRegression().fit(ROWS, LABELS), ROWS[["b", "c", "a"]].assign(label=LABELS))
    assert package.signature.inputs.names == ("a", "b", "c")
    assert list(package.example) == ["a", "b", "c"]
    assert "left out of rows: label" in capsys.readouterr().out


def test_without_data_the_names_are_known() -> None:
    package = made(LogisticRegression().fit(ROWS, LABELS))
    assert package.signature.inputs.names == ("a", "b", "c")
    assert package.signature.outputs == {}
    assert package.example is None
    assert made(Own().fit(ROWS)).signature.inputs == Schema("array", shape=(None, 3))


def test_dependencies_are_distributions_with_versions() -> None:
    from importlib.metadata import version

    package = made(TRAINED["XGBoost in a pipeline"][0], ROWS)
    assert package.dependencies["scikit-learn"] == version("scikit-learn")
    assert {"numpy", "pandas", "cloudpickle"} <= set(package.dependencies)
    assert any(name.startswith("xgboost") for name in package.dependencies)
    assert package.python == ".".join(map(str, sys.version_info[:3]))


def test_a_deployable_model_refuses_other_rows() -> None:
    package = made(TRAINED["LGBMClassifier"][0], KINDS)
    with pytest.raises(NbpipeError, match="'k' has 'w', which the model was never fitted on"):
        package.predict(KINDS.assign(k="w"))
    with pytest.raises(NbpipeError, match="the data has the column 'id'"):
        package.predict(KINDS.assign(id=1))
    texts = KINDS.assign(k=KINDS["k"].astype(str), id=1)
    assert list(package.predict(texts, extra="drop")) == list(package.estimator.predict(KINDS))


# ---- what it refuses --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fitted", "rows", "message"),
    [
        ({"a": 1}, ROWS, "model is a dict, which has no predict"),
        (LogisticRegression(), ROWS, "model is not fitted"),
        (LogisticRegression().fit(ROWS, LABELS), ROWS[["a"]], "rows is not what the model was fitted on"),
        (LogisticRegression().fit(ROWS, LABELS), ROWS[:0], "rows has no rows"),
        (LogisticRegression().fit(ROWS, LABELS), "rows.csv", "rows is a str, not rows"),
        (LogisticRegression().fit(ROWS, LABELS), ROWS.astype(str) + "x", "cannot predict the first rows"),
        (Drifting().fit(ROWS), ROWS, "gives another predict once it was saved as pickle and loaded"),
        (
            Stuck().fit(ROWS),
            ROWS,
            "model cannot be loaded back from its pickle file: RuntimeError: the licence",
        ),
    ],
)
def test_what_the_work_refuses(fitted: Any, rows: Any, message: str) -> None:
    with pytest.raises(NbpipeError) as raised:
        made(fitted, rows)
    assert message in raised.value.args[0]
    assert raised.value.problems[0].hint


def test_a_model_that_cannot_be_saved() -> None:
    fitted = Own().fit(ROWS)
    fitted.file = (value for value in [1])
    with pytest.raises(NbpipeError, match="cannot"):
        made(fitted, ROWS)


@pytest.mark.parametrize(
    ("flags", "message"),
    [
        ("", "a Model step needs --model"),
        ("--model nobody", "nobody"),
        ("--model model --data nobody", "nobody"),
    ],
)
def test_what_is_refused_before_a_run(flags: str, message: str) -> None:
    cells = ["%%step make\nmodel = 1", f"%%step package --type Model {flags}\n"]
    with pytest.raises(DefinitionError) as raised:
        definition.compiled(notebook.from_cells(cells))
    assert message in raised.value.problems[0].message


def test_what_it_gives() -> None:
    cells = [
        "%%step make\nmodel, X = 1, 2",
        "%%step package --type Model --model model --data X\n",
        "%%step other --type Model --model model --out ready\n",
        "%%step register --type Register --model model_package --group churn\n{ready}",
    ]
    pipeline = definition.compiled(notebook.from_cells(cells)).pipeline
    assert pipeline.step("package").outputs == ("model_package",)
    assert pipeline.step("other").outputs == ("ready",)
    assert pipeline.step("register").inputs == {"model_package": ("package",), "ready": ("other",)}


# ---- a run ------------------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_a_run_registers_a_deployable_model_and_scores_with_it(tmp_path: Path) -> None:
    cells = (
        "%%setup\nimport pandas as pd\nfrom sklearn.ensemble import RandomForestRegressor",
        "%%step train\nX = pd.DataFrame({'a': range(20), 'b': 1.5})\n"
        "forest = RandomForestRegressor(3).fit(X, X['a'])",
        "%%step package --type Model --model forest --data X\n",
        "%%step register --type Register --model forest_package --group numbers\ncard",
        "%%step score --type Transform --model numbers --data rows --extra drop\n"
        "rows = X.assign(id=0)[['id', 'b', 'a']]",
        "%%step bad --type Transform --model numbers --data rows --out no --after score\nrows = X.astype(str)",
    )
    made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in cells])
    nbformat.write(made, tmp_path / "numbers.ipynb")
    command = [sys.executable, "-m", "nbpipe", "run", "numbers.ipynb", "--json"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=200)
    steps = json.loads(done.stdout)["steps"]
    assert {name: step["status"] for name, step in steps.items()} == {
        "train": "Succeeded",
        "package": "Succeeded",
        "register": "Succeeded",
        "score": "Succeeded",
        "bad": "Failed",
    }
    assert "'a' is str, and the model was fitted on int64" in steps["bad"]["error"]["message"]
    store = nbpipe.open_store(tmp_path / ".nbpipe")
    execution = store.execution("latest")
    package = execution.step("package").output("forest_package")
    assert isinstance(package.estimator, RandomForestRegressor)
    predictions = execution.step("score").output("predictions")
    assert predictions.attrs["model"] == "numbers:1"
    np.testing.assert_array_equal(
        predictions["prediction"], package.predict(pd.DataFrame({"a": range(20), "b": 1.5}))
    )
