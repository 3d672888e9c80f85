"""Baselines that are kept with a model version, and checks that are held against them."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from scripted import compiled
from store_samples import artifact, attrition, new_store, open_execution, writer
from test_cli import write_notebook

from nbpipe import registry, store
from nbpipe.errors import NbpipeError, NotFoundError
from nbpipe.model import Approval, Artifact, Cell, Decision, ModelVersion, Registration, Step, StepStatus
from nbpipe.options import Name, Variable, Variables
from nbpipe.quality import baseline
from nbpipe.steps import Inputs
from nbpipe.steps.quality_check import QualityCheckOptions
from nbpipe.steps.quality_check import step_type as quality_check
from nbpipe.steps.register import RegisterOptions
from nbpipe.steps.register import step_type as register
from nbpipe.store import audit, queries, registered
from nbpipe.store.check import check

STATISTICS = {"features": [{"name": "a", "inferred_type": "Integral"}], "dataset": {"item_count": 3}}
DATA = baseline.of("data-quality", STATISTICS, {"features": []})
HELD: Mapping[str, Any] = {
    "model": [1],
    "quality_baseline": DATA,
    "other": DATA,
    "bias": baseline.of("data-bias", {}, {"metrics": []}),
    "table": {"a": 1},
    "numbers": [1, 2],
    "odd": baseline.of("explainability", {"explanations": {}}, {"ndcg_threshold": 2}),
}


def inputs(**more: Any) -> Inputs:
    made = {name: artifact(f"{index:02x}", size=10) for index, name in enumerate(HELD)}
    by_digest = {item.digest: HELD[name] for name, item in made.items()}
    return replace(Inputs(made, {}, lambda item: by_digest[item.digest]), **more)


# ---- Register -------------------------------------------------------------------------------------------------------


def registering(*names: str) -> Decision:
    options = RegisterOptions(Variable("model"), Name("churn"), baselines=Variables(names))
    return register.plan(Step("s", "Register", (Cell(1, "c", "card"),)), options, inputs())


def test_a_register_keeps_baselines_by_what_they_are_of() -> None:
    registration = registering("quality_baseline", "bias").registration
    assert registration is not None
    assert registration.baselines == {
        "data-quality": inputs().artifacts["quality_baseline"],
        "data-bias": inputs().artifacts["bias"],
    }


@pytest.mark.parametrize(
    ("names", "says"),
    [
        (("nothing",), r"nothing has no value\n.*STEP_baseline"),
        (("table",), r"table is a dict, not a baseline of a check\n.*STEP_baseline"),
        (("numbers",), "numbers is a list, not a baseline of a check"),
        (
            ("quality_baseline", "other"),
            r"quality_baseline and other are both baselines of data-quality\n.*leave one",
        ),
        (("odd",), "odd is no baseline: constraints.ndcg_threshold must be smaller"),
    ],
)
def test_what_is_no_baseline_is_refused(names: tuple[str, ...], says: str) -> None:
    with pytest.raises(NbpipeError, match=says):
        registering(*names)


# ---- the store ------------------------------------------------------------------------------------------------------


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A store whose second version keeps two baselines."""
    found = new_store(tmp_path)
    made = writer(found)
    attrition(made, "e1")
    enter(found, "e2", {"data-quality": artifact("d1"), "data-bias": artifact("d2")})
    yield found
    found.close()


def enter(connection: sqlite3.Connection, execution: str, kept: Mapping[str, Artifact]) -> None:
    made = writer(connection)
    open_execution(made, execution)
    registration = Registration("attrition", artifact("bb"), Approval.PENDING, {"auc": 1.0}, baselines=kept)
    made.decide(execution, "register", Decision(StepStatus.SUCCEEDED, "", registration=registration))


def test_baselines_are_part_of_a_version(connection: sqlite3.Connection) -> None:
    assert registry.resolve(connection, "attrition:1").baselines == {}
    found = registry.resolve(connection, "attrition:2")
    assert found.baselines == {"data-bias": artifact("d2"), "data-quality": artifact("d1")}
    assert check(connection, lambda digest: True) == audit.verify(connection) == []
    same = Registration("attrition", artifact("bb"), metrics={"auc": 1.0}, baselines=found.baselines)
    assert registered.same_version(connection, same) is not None
    assert registered.same_version(connection, replace(same, baselines={"data-bias": artifact("d2")})) is None


@pytest.mark.parametrize(
    ("sql", "code"),
    [
        ("UPDATE model_baselines SET digest = (SELECT min(digest) FROM artifacts)", "audit-row"),
        ("UPDATE model_baselines SET kind = 'explainability' WHERE kind = 'data-bias'", "audit-unknown-row"),
        ("DELETE FROM model_baselines WHERE kind = 'data-bias'", "audit-missing-row"),
        (
            "INSERT INTO model_baselines SELECT model_group, 1, kind, digest, materializer, meta FROM model_baselines",
            "audit-unknown-row",
        ),
    ],
)
def test_what_is_done_to_a_baseline_by_hand_is_found(
    connection: sqlite3.Connection, sql: str, code: str
) -> None:
    connection.execute(sql)
    problems = audit.verify(connection)
    assert code in {problem.code for problem in problems}
    assert all("baseline of attrition:" in problem.message for problem in problems)


def test_a_deleted_version_lets_go_of_its_baselines(connection: sqlite3.Connection) -> None:
    registry.delete(connection, "attrition:2", "bob", "a wrong file")
    assert registry.resolve(connection, "attrition:2", deleted=True).baselines == {}
    assert audit.verify(connection) == []


# ---- checks ---------------------------------------------------------------------------------------------------------


def model(ref: str) -> ModelVersion:
    if ref not in ("churn@champion", "churn:2"):
        raise NotFoundError(f"there is no {ref}", "list them")
    kept = {"data-quality": artifact("d1"), "data-bias": artifact("d2")}
    return ModelVersion("churn", 2, Approval.APPROVED, artifact("aa"), baselines=kept)


def test_a_check_is_held_against_the_baseline_of_a_version() -> None:
    step = Step("drift", "QualityCheck", (Cell(1, "c", ""),))
    options = QualityCheckOptions(data=Variable("df"), baseline="churn@champion")
    run = quality_check.plan(step, options, inputs(model=model))
    assert (run.loads, run.versions) == ({"baseline": artifact("d1")}, (("churn", 2),))
    assert (run.arguments["version"], run.arguments["baseline"]) == ("churn:2", "churn@champion")
    with pytest.raises(
        NbpipeError, match=r"churn:2 keeps no model-quality baseline\n.*keeps data-quality, data-bias; "
    ):
        quality_check.plan(step, replace(options, check="model"), inputs(model=model))
    with pytest.raises(NotFoundError, match="there is no weather:1"):
        quality_check.plan(step, replace(options, baseline="weather:1"), inputs(model=model))


def test_a_check_comes_after_the_step_that_registers_there() -> None:
    pipeline = compiled(
        "%%step make\ndf, m = 1, 2",
        "%%step register --type Register --model m --group churn\ncard",
        "%%step drift --type QualityCheck --data df --baseline churn:latest",
    )
    assert pipeline.step("drift").depends_on == ("make", "register")


# ---- a run ----------------------------------------------------------------------------------------------------------

SETUP = "%%setup\nimport pandas as pd"
MAKE = "%%step make\ndf, model = pd.DataFrame({'a': range(60)}), [1]"
QUALITY = "%%step quality --type QualityCheck --data df"
KEEP = "%%step keep --type Register --model model --group churn --baselines quality_baseline\ncard"
DRIFT = "%%step drift --type QualityCheck --data rows --baseline churn:latest --fail-on-violation"


def nbpipe(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "nbpipe", *words], cwd=folder, capture_output=True, text=True, check=False
    )


@pytest.mark.slow
def test_new_data_is_held_against_what_the_registered_model_was_trained_on(tmp_path: Path) -> None:
    write_notebook(tmp_path / "train.ipynb", [SETUP, MAKE, QUALITY, KEEP])
    good = "%%step load\nrows = pd.DataFrame({'a': range(60)})"
    write_notebook(tmp_path / "good.ipynb", [SETUP, good, DRIFT])
    bad = "%%step load\nrows = pd.DataFrame({'a': [float(i) * 1.5 - 40 for i in range(60)]})"
    write_notebook(tmp_path / "bad.ipynb", [SETUP, bad, DRIFT])
    assert nbpipe(tmp_path, "run", "train.ipynb").returncode == 0
    done = nbpipe(tmp_path, "run", "good.ipynb", "--json")
    assert (done.returncode, json.loads(done.stdout)["status"]) == (0, "Succeeded")
    done = nbpipe(tmp_path, "run", "bad.ipynb")
    assert done.returncode == 1
    assert "of the baseline: a (" in done.stdout
    with closing(store.connect(tmp_path / ".nbpipe", create=False)) as connection:
        edges = queries.fetch(
            connection,
            "SELECT 1 FROM associations WHERE source = 'model:churn:1' AND destination LIKE 'attempt:%/drift/1'",
        )
        assert len(edges) == 2
        assert audit.verify(connection) == []
    shown = nbpipe(tmp_path, "models", "show", "churn:1").stdout
    assert "baselines  data-quality: --baseline churn:1 in a check" in shown
    # It travels with its version.
    assert nbpipe(tmp_path, "store", "export", "churn.zip", "--model", "churn:1").returncode == 0
    assert nbpipe(tmp_path, "--store", "other/.nbpipe", "store", "import", "churn.zip").returncode == 0
    assert nbpipe(tmp_path, "--store", "other/.nbpipe", "store", "check", "--verify").returncode == 0
    assert nbpipe(tmp_path, "--store", "other/.nbpipe", "audit", "verify").returncode == 0
    assert (
        shown.splitlines()[-4:-2]
        == nbpipe(tmp_path, "--store", "other/.nbpipe", "models", "show", "churn:1").stdout.splitlines()[
            -4:-2
        ]
    )
    with closing(store.connect(tmp_path / "other" / ".nbpipe", create=False)) as connection:
        assert list(registry.resolve(connection, "churn:1").baselines) == ["data-quality"]
