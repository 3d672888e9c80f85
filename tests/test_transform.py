"""Transform: what it refuses before a run, what it predicts, and a run with a version of the registry."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import nbformat
import numpy as np
import pandas as pd
import pytest
import xgboost
from sklearn.linear_model import LinearRegression, LogisticRegression

from nbpipe import definition, notebook, tracking
from nbpipe.deployable.signature import Column, Schema, SchemaError
from nbpipe.errors import DefinitionError, NbpipeError, NotFoundError
from nbpipe.model import Approval, Artifact, Cell, ModelVersion, Step
from nbpipe.options import Count, Variable
from nbpipe.steps import Inputs
from nbpipe.steps.transform import TransformOptions, step_type
from nbpipe.work import Given, transform

ROWS = pd.DataFrame(np.random.default_rng(0).random((25, 3)), columns=list("abc"))
LABELS = np.where(ROWS["a"] > 0.5, "yes", "no")
MODEL = LogisticRegression().fit(ROWS, LABELS)
MADE = "%%step make\nmodel, rows = 1, 2"


def compiled(*cells: str) -> Any:
    return definition.compiled(notebook.from_cells([MADE, *cells])).pipeline


# ---- before a run -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("flags", "message", "hint"),
    [
        ("--data rows", "a Transform step needs --model", "such as %%step score"),
        ("--model model", "a Transform step needs --data", "such as %%step score"),
        ("--model model --data rows --batch-size 0", "--batch-size is 0, and a batch has one row", "10000"),
        ("--model model --data rows --batch-size -1", "-1 is below 0", "--batch-size N"),
        ("--model churn:x --data rows", "--model churn:x is neither a variable", "GROUP@champion"),
        ("--model a/b --data rows", "--model a/b is neither a variable", "GROUP@champion"),
        ("--model model --data rows --to a.xls", "--to a.xls is neither a CSV", "--to predictions.parquet"),
        ("--model model --data nobody", "nobody", None),
        ("--model model --data rows --method guess", "'guess' is not one of predict, predict_proba", None),
    ],
)
def test_what_is_refused_before_a_run(flags: str, message: str, hint: str | None) -> None:
    with pytest.raises(DefinitionError) as raised:
        compiled(f"%%step score --type Transform {flags}\n")
    (problem,) = raised.value.problems
    assert message in problem.message
    assert hint is None or hint in (problem.hint or "")


@pytest.mark.parametrize(
    ("flags", "body", "inputs", "outputs"),
    [
        ("--model model --data rows", "", {"model", "rows"}, ("predictions",)),
        ("--model churn --data rows", "", {"rows"}, ("predictions",)),
        ("--model churn:3 --data rows --out scores", "", {"rows"}, ("scores",)),
        ("--model model --data own", "own = rows", {"model", "rows"}, ("predictions",)),
        ("--model model --data rows", "rows = rows[1:]", {"model", "rows"}, ("predictions",)),
    ],
)
def test_what_it_takes_and_gives(flags: str, body: str, inputs: set[str], outputs: tuple[str, ...]) -> None:
    step = compiled(f"%%step score --type Transform {flags}\n{body}").step("score")
    assert set(step.inputs) == inputs
    assert step.outputs == outputs


def test_a_later_step_reads_the_predictions_of_the_right_step() -> None:
    pipeline = compiled(
        "%%step one --type Transform --model model --data rows\n",
        "%%step two --type Transform --model model --data rows --out others\n",
        "%%step show\nprint(predictions, others)",
    )
    assert pipeline.step("show").inputs == {"predictions": ("one",), "others": ("two",)}


def test_it_comes_after_the_steps_above_that_register_in_its_group() -> None:
    pipeline = compiled(
        "%%step register --type Register --model model --group churn\ncard",
        "%%step other --type Register --model model --group other\ncard",
        "%%step score --type Transform --model churn@champion --data rows\n",
        "%%step below --type Register --model model --group churn\ncard",
        "%%step variable --type Transform --model model --data rows\n",
    )
    assert pipeline.step("score").depends_on == ("make", "register")
    assert pipeline.step("variable").depends_on == ("make",)


# ---- the plan ---------------------------------------------------------------------------------------------------------

KEPT = Artifact("sha256:ab", 1, "x", "sklearn")


def lookup(ref: str) -> ModelVersion:
    if ref not in ("churn", "churn@champion"):
        raise NotFoundError(f"there is no model group {ref!r}", "there is churn")
    return ModelVersion("churn", 3, Approval.APPROVED, KEPT)


def planned(model: str, outputs: tuple[str, ...] = (), **made: Artifact) -> Any:
    options = TransformOptions(model=model, data=Variable("rows"), batch_size=Count(10))
    step = Step(
        "s", "Transform", (Cell(1, "c", ""),), {"outputs": outputs} if outputs else {}, reads=tuple(made)
    )
    return step_type.plan(step, options, Inputs(made, {}, lambda artifact: None, lookup))


def test_a_version_of_the_registry_is_loaded_and_in_the_key() -> None:
    run = planned("churn@champion")
    assert run.loads == {"model": KEPT}
    assert run.versions == (("churn", 3),)
    assert run.arguments["version"] == "churn:3"
    assert run.arguments["artifact"] == "sha256:ab"


def test_a_variable_goes_before_a_group_of_its_name() -> None:
    run = planned("churn", churn=KEPT)
    assert run.loads == {}
    assert "version" not in run.arguments


@pytest.mark.parametrize(
    ("model", "outputs", "message", "hint"),
    [
        ("chrn", (), "nothing above makes chrn, and there is no model group of that name", "there is churn"),
        ("chrn:1", (), "there is no model group", "there is churn"),
        ("churn", ("a", "b"), "--out names a, b, and a Transform step gives one variable", "write --out a"),
    ],
)
def test_what_the_plan_refuses(model: str, outputs: tuple[str, ...], message: str, hint: str) -> None:
    with pytest.raises(NbpipeError) as raised:
        planned(model, outputs)
    assert message in raised.value.args[0]
    assert raised.value.problems[0].hint == hint


# ---- the work ---------------------------------------------------------------------------------------------------------


def predictions(model: Any, rows: Any, loaded: Mapping[str, Any] | None = None, **more: Any) -> Any:
    arguments = {
        "model": "model",
        "data": "rows",
        "out": "out",
        "batch_size": 10,
        "method": "predict",
        "join": False,
        "extra": "refuse",
        "to": None,
        **more,
    }
    tracking.start(tracking.Context())
    return transform.run(Given({"model": model, "rows": rows}, arguments, loaded or {}))["out"]


def test_batches_give_what_the_model_gives_at_once() -> None:
    shuffled = ROWS.sample(frac=1, random_state=1)
    found = predictions(MODEL, shuffled)
    assert list(found["prediction"]) == list(MODEL.predict(shuffled))
    assert found.index.equals(shuffled.index)
    assert [(item.value, item.step) for item in tracking.current.metrics] == [
        (10, 1),
        (20, 2),
        (25, 3),
        (25, None),
    ]


def test_probabilities_are_named_by_their_classes() -> None:
    found = predictions(MODEL, ROWS, method="predict_proba", join=True)
    assert list(found) == ["a", "b", "c", "probability_no", "probability_yes"]
    np.testing.assert_array_equal(found[["probability_no", "probability_yes"]], MODEL.predict_proba(ROWS))


def test_columns_are_put_into_the_order_of_the_model() -> None:
    assert list(predictions(MODEL, ROWS[["c", "a", "b"]])["prediction"]) == list(MODEL.predict(ROWS))


def test_a_version_says_which_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    found = predictions(None, ROWS, {"model": MODEL}, version="churn:3", artifact="sha256:ab")
    assert found.attrs == {"model": "churn:3", "artifact": "sha256:ab"}
    assert ("model_version", 3.0) in [(item.name, item.value) for item in tracking.current.metrics]
    assert "churn:3 (sha256:ab)" in capsys.readouterr().out


def test_a_booster_gets_its_own_matrix() -> None:
    booster = xgboost.train({"nthread": 1}, xgboost.DMatrix(ROWS, ROWS["a"]), 3)
    wanted = booster.predict(xgboost.DMatrix(ROWS))
    np.testing.assert_array_equal(predictions(booster, ROWS)["prediction"], wanted)


@pytest.mark.parametrize("kind", ["array", "list"])
def test_rows_without_names(kind: str) -> None:
    model = LinearRegression().fit(ROWS.to_numpy(), ROWS["a"])
    rows = ROWS.to_numpy() if kind == "array" else ROWS.to_numpy().tolist()
    found = predictions(model, rows, join=True)
    assert list(found) == ["x0", "x1", "x2", "prediction"]
    np.testing.assert_allclose(found["prediction"], ROWS["a"])


def test_no_rows_give_no_predictions() -> None:
    assert list(predictions(MODEL, ROWS[:0])) == ["prediction"]
    assert len(predictions(MODEL, ROWS[:0])) == 0


class Watching:
    """A model that notes how many rows it gets at a time."""

    def __init__(self) -> None:
        self.sizes: list[int] = []

    def predict(self, rows: Any) -> Any:
        self.sizes.append(len(rows))
        return np.zeros(len(rows))


@pytest.mark.parametrize(
    ("model", "rows"),
    [(MODEL, ROWS), (LinearRegression().fit(ROWS.to_numpy(), ROWS["a"]), ROWS.to_numpy())],
)
def test_no_rows_joined_have_the_columns_of_some(model: Any, rows: Any) -> None:
    none = predictions(model, rows[:0], join=True)
    assert (list(none), len(none)) == (list(predictions(model, rows, join=True)), 0)


@pytest.mark.parametrize("form", ["csv", "csv.gz", "tsv", "parquet"])
def test_a_file_is_read_in_batches(form: str, tmp_path: Path) -> None:
    path = tmp_path / f"rows.{form}"
    if form == "parquet":
        ROWS.to_parquet(path)
    else:
        ROWS.to_csv(path, index=False, sep="\t" if form == "tsv" else ",")
    watching = Watching()
    found = predictions(watching, path, join=True)
    assert watching.sizes == [10, 10, 5]
    pd.testing.assert_frame_equal(found[["a", "b", "c"]], ROWS)
    assert list(predictions(MODEL, str(path))["prediction"]) == list(MODEL.predict(ROWS))


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_predictions_may_go_to_a_file(form: str, tmp_path: Path) -> None:
    path = tmp_path / f"out.{form}"
    found = predictions(MODEL, ROWS, join=True, to=str(path))
    assert found == path
    read = pd.read_csv(path) if form == "csv" else pd.read_parquet(path)
    assert list(read["prediction"]) == list(MODEL.predict(ROWS))
    assert list(tmp_path.iterdir()) == [path]


def test_a_failure_leaves_the_file_that_was_there(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text("before")
    rows = ROWS.copy()
    rows.loc[15, "a"] = np.nan
    with pytest.raises(NbpipeError, match="model cannot predict rows 11 to 20: ValueError: Input X"):
        predictions(MODEL, rows, to=str(path))
    assert path.read_text() == "before"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("model", "rows", "more", "message"),
    [
        ({"a": 1}, ROWS, {}, "model is a dict, which has no predict"),
        (LinearRegression(), ROWS, {"method": "predict_proba"}, "has no predict_proba"),
        (MODEL, 3, {}, "rows is a int, which has no rows"),
        (MODEL, {"a": [1]}, {}, "rows is a dict, which has no rows"),
        (MODEL, "rows.xls", {}, "is no CSV or Parquet file by its name"),
        (MODEL, "nowhere.csv", {}, "the file nowhere.csv, which rows names, is not there"),
        (MODEL, ROWS[["a"]], {}, "rows 1 to 10: the data lacks the columns 'b', 'c', which the model takes"),
        (MODEL, ROWS.assign(id=1), {}, "the data has the column 'id', which the model does not take"),
        (MODEL, ROWS.assign(prediction=1), {"join": True, "extra": "drop"}, "a column 'prediction' already"),
        (MODEL, ROWS, {"to": "no/such/folder.csv"}, "there is no folder no/such"),
    ],
)
def test_what_the_work_refuses(model: Any, rows: Any, more: dict[str, Any], message: str) -> None:
    with pytest.raises(NbpipeError) as raised:
        predictions(model, rows, **more)
    assert message in raised.value.args[0]
    assert raised.value.problems[0].hint


def test_a_damaged_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "rows.parquet").write_bytes(b"no parquet")
    (tmp_path / "rows.csv").write_text("a,b,c\n1,2,3\n1,2,3,4\n")
    for name in ("rows.parquet", "rows.csv"):
        with pytest.raises(NbpipeError, match=rf"{name}, which rows names, cannot be read"):
            predictions(MODEL, tmp_path / name)


# ---- rows held against a schema ---------------------------------------------------------------------------------------


def schema(dtype: str, *categories: Any) -> Schema:
    return Schema("frame", (Column("x", dtype, categories or None),))


@pytest.mark.parametrize(
    ("wanted", "values", "fitted"),
    [
        (schema("float64"), pd.Series([1, 2]), pd.Series([1.0, 2.0])),
        (schema("int64"), pd.Series([1.0, 2.0]), pd.Series([1, 2])),
        (schema("int64"), pd.Series([1, 2], dtype="int8"), pd.Series([1, 2])),
        (schema("int8"), pd.Series([1, 2]), pd.Series([1, 2], dtype="int8")),
        (schema("float32"), pd.Series([0.1]), pd.Series([0.1], dtype="float32")),
        (schema("int64"), pd.Series([True]), pd.Series([1])),
        (schema("float64"), pd.Series([None, None], dtype=object), pd.Series([np.nan, np.nan])),
        (schema("object"), pd.Series(["a"], dtype="str"), pd.Series(["a"], dtype="str")),
        (
            schema("category", "a", "b"),
            pd.Series(["b", None]),
            pd.Series(pd.Categorical(["b", None], categories=["a", "b"])),
        ),
        (
            schema("category", "a", "b"),
            pd.Series(pd.Categorical(["b"])),
            pd.Series(pd.Categorical(["b"], categories=["a", "b"])),
        ),
    ],
)
def test_columns_that_fit(wanted: Schema, values: Any, fitted: Any) -> None:
    found = wanted.fit(pd.DataFrame({"x": values}))
    pd.testing.assert_series_equal(found["x"], fitted, check_names=False)


@pytest.mark.parametrize(
    ("wanted", "values", "message"),
    [
        (schema("float64"), pd.Series(["a"]), "'x' is str, and the model was fitted on float64"),
        (schema("int64"), pd.Series([1.5]), "'x' is float64, and the model was fitted on int64"),
        (
            schema("int64"),
            pd.Series([1.0, None]),
            "'x' has missing values, and the model was fitted on int64",
        ),
        (schema("int8"), pd.Series([300]), "'x' has numbers that do not fit into int8"),
        (schema("bool"), pd.Series([2]), "'x' is int64, and the model was fitted on bool"),
        (schema("str"), pd.Series([1]), "'x' is int64, and the model was fitted on str"),
        (
            schema("category", "a", "b"),
            pd.Series(["c"]),
            "'x' has 'c', which the model was never fitted on (it knows 'a', 'b')",
        ),
        (schema("datetime64[ns]"), pd.Series(["today"]), "'x' is str, and the model was fitted on datetime"),
    ],
)
def test_columns_that_do_not_fit(wanted: Schema, values: Any, message: str) -> None:
    with pytest.raises(SchemaError) as raised:
        wanted.fit(pd.DataFrame({"x": values}))
    assert message in raised.value.args[0]


def test_arrays_are_held_against_shape_and_dtype() -> None:
    wanted = Schema("array", dtype="float64", shape=(None, 3))
    assert wanted.fit(np.zeros((2, 3), int)).shape == (2, 3)
    with pytest.raises(SchemaError, match="the data has 2 columns, and the model takes 3"):
        wanted.fit(np.zeros((2, 2)))
    with pytest.raises(SchemaError, match="the data is <U1, and the model was fitted on float64"):
        wanted.fit(np.full((2, 3), "a"))


# ---- a run ------------------------------------------------------------------------------------------------------------

CELLS = (
    "%%setup\nimport numpy as np, pandas as pd\nfrom sklearn.linear_model import LogisticRegression\n"
    "from sklearn.pipeline import make_pipeline\nfrom sklearn.preprocessing import FunctionTransformer\n"
    "def doubled(x): return 2 * x",
    '%%parameters\npath: Path = "rows.csv"',
    "%%step train --type Training --model model\n"
    "X = pd.DataFrame(np.random.default_rng(0).random((50, 2)), columns=list('ab'))\n"
    "model = make_pipeline(FunctionTransformer(doubled), LogisticRegression()).fit(X, X.a > 0.5)",
    "%%step register --type Register --model model --group churn\ncard",
    "%%step direct --type Transform --model model --data X --batch-size 7 --out first\n",
    "%%step score --type Transform --model churn --data path\n",
)


def nbpipe(folder: Path, *words: str, code: int = 0) -> Any:
    command = [sys.executable, "-m", "nbpipe", *words, "--json"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=200)
    assert done.returncode == code, done.stdout + done.stderr
    return json.loads(done.stdout)


@pytest.mark.slow
def test_a_run_scores_a_file_with_the_version_that_it_registered(tmp_path: Path) -> None:
    made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in CELLS])
    nbformat.write(made, tmp_path / "churn.ipynb")
    ROWS[["b", "a"]].to_csv(tmp_path / "rows.csv", index=False)
    steps = nbpipe(tmp_path, "run", "churn.ipynb")["steps"]
    assert steps["score"]["metrics"]["model_version"] == 1
    assert steps["direct"]["metrics"]["rows"] == 50
    assert {name: step["cached"] for name, step in nbpipe(tmp_path, "run", "churn.ipynb")["steps"].items()}[
        "score"
    ]
    (tmp_path / "rows.csv").write_text("a\n1\n")
    failed = nbpipe(tmp_path, "run", "churn.ipynb", code=1)["steps"]["score"]
    assert "the data lacks the column 'b', which the model takes" in failed["error"]["message"]
    lineage = nbpipe(tmp_path, "lineage", "churn:1")
    assert "score" in json.dumps(lineage)
