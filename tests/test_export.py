"""A model version as a file that lives without nbpipe: its formats, what is in it, and what happens to it on its way."""

from __future__ import annotations

import hashlib
import json
import os
import pickle
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scripted import Bench, Does, Script, bench, compiled

from nbpipe import definition, fingerprint, registry
from nbpipe.cli import main
from nbpipe.errors import NotFoundError, UsageError
from nbpipe.exporting import bundle, code, mlflow_folder
from nbpipe.notebook import parse
from nbpipe.reproduction import certificate

CELLS = (
    "%%setup\nimport random\n%matplotlib inline",
    "%%parameters\ndepth: int = 3  # how deep",
    "%%step load\nrows = [depth]",
    "%%step train --type Training --model model\nmodel = sum(rows) + random.random()\nmetrics = {'auc': 0.8}",
    "%%step gate --type Condition --then register\nmetrics['auc'] > 0.5",
    "%%step register --type Register --model model --group churn --metrics metrics\n# Card\n\nAUC {metrics[auc]:.2f}",
)
X = np.arange(24.0).reshape(12, 2)
Y = np.array([0, 1] * 6)


def xgboost_classifier() -> Any:
    from xgboost import XGBClassifier

    return XGBClassifier(n_estimators=4, max_depth=2).fit(X, Y)


def xgboost_booster() -> Any:
    return xgboost_classifier().get_booster()


def sklearn_pipeline() -> Any:
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    return make_pipeline(StandardScaler(), LogisticRegression()).fit(X, Y)


def lightgbm_booster() -> Any:
    lightgbm = pytest.importorskip("lightgbm")
    return lightgbm.train({"verbose": -1, "min_data_in_leaf": 1}, lightgbm.Dataset(X, Y), 3)


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Bench]:
    with bench(tmp_path) as made:
        yield made


def export(place: Bench, model: Any, target: str = "model.zip") -> tuple[Path, dict[str, Any]]:
    """The path of an export of a model, and its model.json."""
    script = Script({"load": Does({"rows": [3]}), "train": Does({"model": model, "metrics": {"auc": 0.8}})})
    ran = place.run(compiled(*CELLS), script)
    assert ran.status == "Succeeded", ran.execution
    path = place.folder / target
    with bundle.gathered(place.connection, place.settings, "churn") as found:
        bundle.write(found, path, nbpipe="0", made_at="2026-11-21T12:00:00+00:00")
    with zipfile.ZipFile(path) as archive:
        return path, json.loads(archive.read("model.json"))


def without_nbpipe(path: Path, program: str, *values: Any) -> Any:
    """What a program gives, as JSON, that imports `load` from the zip and cannot import nbpipe."""
    text = (
        f"import json, sys\nsys.modules['nbpipe'] = None\nsys.path.insert(0, {str(path)!r})\n"
        f"from load import load\nmodel = load()\nprint(json.dumps({program}))"
    )
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        [sys.executable, "-c", text], capture_output=True, text=True, env=kept, cwd=path.parent
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


# ---- formats --------------------------------------------------------------------------------------------------------

AS_LIST = "model.predict(__import__('numpy').arange(24.0).reshape(12, 2)).tolist()"
FORMATS: list[tuple[Callable[[], Any], str, bool, str]] = [
    (xgboost_classifier, "xgboost", True, AS_LIST),
    (lightgbm_booster, "lightgbm", True, AS_LIST),
    (
        xgboost_booster,
        "xgboost-booster",
        True,
        "model.predict(__import__('xgboost').DMatrix(__import__('numpy').arange(24.0).reshape(12, 2))).tolist()",
    ),
    (lambda: {"w": [1.5, 2]}, "json", True, "model"),
    (lambda: {1, 2}, "pickle", False, "sorted(model)"),
]


@pytest.mark.parametrize(("make", "format", "safe", "program"), FORMATS, ids=[item[1] for item in FORMATS])
def test_a_model_comes_back_without_nbpipe(
    place: Bench, make: Callable[[], Any], format: str, safe: bool, program: str
) -> None:
    model = make()
    path, about = export(place, model)
    assert (about["format"], about["safe"]) == (format, safe)
    assert without_nbpipe(path, program) == eval(program, {"model": model})
    assert bundle.check(path)[1] == []


@pytest.mark.parametrize("skops", [True, False])
def test_scikit_learn_is_a_skops_file_where_skops_is_installed(
    place: Bench, skops: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if skops:
        pytest.importorskip("skops")
    else:
        monkeypatch.setitem(sys.modules, "skops", None)
    model = sklearn_pipeline()
    path, about = export(place, model)
    assert (about["format"], about["safe"]) == (("skops", True) if skops else ("pickle", False))
    assert any(need.startswith("scikit-learn==") for need in about["needs"])
    assert without_nbpipe(path, AS_LIST) == model.predict(X).tolist()


def test_a_file_goes_along_as_it_is(place: Bench) -> None:
    (place.folder / "net.onnx").write_bytes(b"onnx")
    path, about = export(place, place.folder / "net.onnx")
    assert (about["format"], about["file"], about["safe"]) == ("file", "model.onnx", True)
    assert without_nbpipe(path, "[model.name, model.read_text()]") == ["model.onnx", "onnx"]


def test_the_loader_refuses_another_file(place: Bench) -> None:
    path, _ = export(place, {1, 2})
    changed = rewritten(path, {"model/model.pkl": pickle.dumps({3})})
    text = f"import sys; sys.path.insert(0, {str(changed)!r}); from load import load; load()"
    done = subprocess.run([sys.executable, "-c", text], capture_output=True, text=True)
    assert "model/model.pkl is not what was exported" in done.stderr


# ---- what is in it --------------------------------------------------------------------------------------------------


def test_what_is_in_it(place: Bench) -> None:
    path, _ = export(place, xgboost_classifier())
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
        read = {name: archive.read(name).decode() for name in names if not name.startswith("model/")}
    assert names == {
        *("README.md", "card.md", "load.py", "manifest.json", "model.json", "version.json", "signature.json"),
        *(
            "parameters.json",
            "environment.json",
            "requirements.txt",
            "requirements-model.txt",
            "lineage.json",
        ),
        *("definition.json", "code/case.ipynb", "code/steps.py", "model/model.ubj"),
    }
    assert read["card.md"] == "# Card\n\nAUC 0.80\n"
    assert json.loads(read["parameters.json"]) == {"parameters": {"depth": 3}, "seed": 0}
    assert json.loads(read["signature.json"])["n_features_in"] == 2
    assert json.loads(read["version.json"])["status"] == "PendingManualApproval"
    assert json.loads(read["lineage.json"])["root"] == "model:churn:1"
    assert "xgboost" in read["requirements-model.txt"]


def test_equal_content_makes_equal_files(place: Bench) -> None:
    one, _ = export(place, {"w": 1}, "one.zip")
    with bundle.gathered(place.connection, place.settings, "churn") as found:
        two = place.folder / "two.zip"
        bundle.write(found, two, nbpipe="0", made_at="2026-11-21T12:00:00+00:00")
    assert one.read_bytes() == two.read_bytes()


WRITTEN = [
    CELLS,
    (
        "%%setup\nimport math",
        '%%step a --title "A b" --retry 2 --retry-on ValueError --timeout 30s --cpus 1 --no-cache\nx = 1',
        "%%step b --in x --out y --when always --memory 1GB\ny = x",
        "x = 'scratch'",
        "%%step b\ny = y + 1",
        "%%step c --type Condition --then d --else e\ny > 1 and y != 'a'",
        "%%step d --after a\nz = 1",
        "%%step e --type Fail\nno {y}",
    ),
]


@pytest.mark.parametrize("cells", WRITTEN, ids=["register", "options"])
def test_the_notebook_means_the_definition(cells: tuple[str, ...]) -> None:
    pipeline = compiled(*cells)
    text = json.dumps(code.notebook(pipeline, "case"))
    again = definition.compiled(parse(text, "case")).pipeline
    assert fingerprint.definition(again) == fingerprint.definition(pipeline)


def test_the_program_does_what_the_steps_did() -> None:
    import random

    from nbpipe import seeding

    text = code.program(compiled(*CELLS), {"depth": 5}, ("load", "train", "gate", "register"), 7, "churn:1")
    names: dict[str, Any] = {}
    exec(text, names)
    random.seed(seeding.derive(7, "train"))
    assert (names["model"], names["gate"]) == (5 + random.random(), True)
    assert "# AUC {metrics[auc]:.2f}" in text


# ---- what happens to it on its way ----------------------------------------------------------------------------------


def rewritten(
    path: Path, contents: dict[str, bytes | None], *, added: tuple[tuple[str, bytes], ...] = ()
) -> Path:
    """A copy with other content in some files; those with None are left out."""
    target = path.with_name("changed.zip")
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(target, "w") as after:
        for name in before.namelist():
            content = contents.get(name, before.read(name))
            if content is not None:
                after.writestr(name, content)
        for name, content in added:
            after.writestr(name, content)
    return target


def resealed(
    path: Path, contents: dict[str, bytes], change: Callable[[Any], None] = lambda manifest: None
) -> Path:
    """The same, with new digests all the way."""
    with zipfile.ZipFile(path) as archive:
        manifest = json.loads(archive.read("manifest.json"))
    for name, content in contents.items():
        manifest["members"][name] = {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    change(manifest)
    return rewritten(path, {**contents, "manifest.json": json.dumps(bundle.sealed(manifest)).encode()})


TAMPERED: list[tuple[str, Callable[[Path], Path], str]] = [
    ("card", lambda p: rewritten(p, {"card.md": b"better"}), "the content of card.md was changed"),
    (
        "model",
        lambda p: rewritten(p, {"model/model.json": b"{}"}),
        "the content of model/model.json was changed",
    ),
    (
        "same size",
        lambda p: rewritten(p, {"card.md": b"# Card\n\nAUC 0.90\n"}),
        "the content of card.md was changed",
    ),
    ("missing", lambda p: rewritten(p, {"lineage.json": None}), "lineage.json is missing"),
    ("added", lambda p: rewritten(p, {}, added=(("evil.py", b"1"),)), "evil.py was added"),
    ("twice", lambda p: rewritten(p, {}, added=(("card.md", b"1"),)), "card.md is in it twice"),
    ("outside", lambda p: rewritten(p, {}, added=(("../evil.py", b"1"),)), "is no name that an export has"),
    ("manifest", lambda p: rewritten(p, {"manifest.json": altered(p)}), "it was changed"),
    (
        "definition",
        lambda p: resealed(p, {"definition.json": other(p, "definition.json", name="x")}),
        "definition",
    ),
    (
        "two models",
        lambda p: resealed(p, {"model/model.json": b"{}"}),
        "not the one that model.json is about",
    ),
    ("another", lambda p: resealed(p, {"model.json": other(p, "model.json", artifact="x")}), "another model"),
    ("no json", lambda p: resealed(p, {"model.json": b"{"}), "not as nbpipe writes it"),
    ("newer", lambda p: resealed(p, {}, lambda m: m.update(format_version=9)), "format version 9"),
    ("no members", lambda p: resealed(p, {}, lambda m: m.update(members=1)), "names no files"),
    (
        "certificate",
        lambda p: rewritten(p, {}, added=(("certificate.json", b"{}"),)),
        "certificate.json was added",
    ),
]


def altered(path: Path) -> bytes:
    return other(path, "manifest.json", nbpipe="9")


def other(path: Path, name: str, /, **values: Any) -> bytes:
    with zipfile.ZipFile(path) as archive:
        return json.dumps({**json.loads(archive.read(name)), **values}).encode()


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(("what", "tamper", "said"), TAMPERED, ids=[item[0] for item in TAMPERED])
def test_what_was_changed_is_found(place: Bench, what: str, tamper: Any, said: str) -> None:
    path, _ = export(place, {"w": 1})
    assert bundle.check(path)[1] == []
    problems = bundle.check(tamper(path))[1]
    assert any(said in problem.message for problem in problems), problems


def test_the_store_tells_what_new_digests_hide(place: Bench) -> None:
    path, _ = export(place, {"w": 1})
    manifest, _ = bundle.check(path)
    assert bundle.against(place.connection, place.settings, path, manifest) == []
    for change in ({"artifact": "sha256:0"}, {"execution": "x"}, {"group": "other"}):
        changed = {**manifest, "model": {**manifest["model"], **change}}
        assert bundle.against(place.connection, place.settings, path, changed)
    assert bundle.against(place.connection, place.settings, path, {**manifest, "definition": "sha256:0"})


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("model/model.json", lambda path: b'{"w": 2}'),
        ("load.py", lambda path: b"import os"),
        ("card.md", lambda path: b"# The best"),
        ("parameters.json", lambda path: other(path, "parameters.json", seed=9)),
        ("version.json", lambda path: other(path, "version.json", metrics={"auc": 0.99})),
        ("version.json", lambda path: other(path, "version.json", approvals=[])),
        ("version.json", lambda path: other(path, "version.json", status="Approved")),
        ("code/steps.py", lambda path: b"print()"),
        ("lineage.json", lambda path: b"{}"),
    ],
)
def test_the_store_tells_of_every_file_that_it_would_write_otherwise(
    place: Bench, name: str, change: Any
) -> None:
    path, _ = export(place, {"w": 1})
    changes = {name: change(path)}
    if name.startswith("model/"):
        digest = hashlib.sha256(changes[name]).hexdigest()
        changes["model.json"] = other(path, "model.json", sha256=digest)
    forged = resealed(path, changes)
    manifest, problems = bundle.check(forged)
    assert problems == []
    found = bundle.against(place.connection, place.settings, forged, manifest)
    assert [problem.message for problem in found] == [
        f"{item} is not what this store would write of churn:1" for item in sorted(changes)
    ]


def test_an_export_of_before_a_decision_still_agrees(place: Bench) -> None:
    path, _ = export(place, {"w": 1})
    registry.approve(place.connection, "churn:1", "ada", "good")
    registry.alias(place.connection, "churn:1", "champion", "ada")
    assert bundle.against(place.connection, place.settings, path, bundle.check(path)[0]) == []


def test_an_export_of_the_same_is_the_same_file(place: Bench) -> None:
    pytest.importorskip("skops")
    export(place, sklearn_pipeline())
    for name in ("one.zip", "two.zip"):
        with bundle.gathered(place.connection, place.settings, "churn") as found:
            bundle.write(found, place.folder / name, nbpipe="0", made_at="")
    assert (place.folder / "one.zip").read_bytes() == (place.folder / "two.zip").read_bytes()


def test_a_certificate_goes_along_and_is_checked(place: Bench) -> None:
    export(place, {"w": 1})
    proof = certificate.place(place.settings.store, "churn", 1)
    certificate.write({"format": "nbpipe-certificate", "format_version": 1}, proof)
    with bundle.gathered(place.connection, place.settings, "churn") as found:
        assert found.certified
        bundle.write(found, place.folder / "certified.zip", nbpipe="0", made_at="")
    problems = bundle.check(place.folder / "certified.zip")[1]
    assert "it has no made_at" in problems[0].message


@pytest.mark.parametrize("content", [b"", b"PK", b"PK\x03\x04 no zip", b"text"])
def test_files_that_are_no_export(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "some.zip"
    path.write_bytes(content)
    with pytest.raises(UsageError, match="is no export of a model"):
        bundle.check(path)
    with pytest.raises(NotFoundError):
        bundle.check(tmp_path / "none.zip")


def test_a_cut_off_export(place: Bench) -> None:
    path, _ = export(place, {"w": 1})
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    with pytest.raises(UsageError, match="it is damaged"):
        bundle.check(path)


# ---- MLflow ---------------------------------------------------------------------------------------------------------


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("make", [xgboost_classifier, sklearn_pipeline, xgboost_booster])
def test_mlflow_loads_the_folder(
    place: Bench, make: Callable[[], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    mlflow = pytest.importorskip("mlflow.pyfunc")
    import pandas as pd

    model = make()
    export(place, model)
    target = place.folder / "mlflow"
    with bundle.gathered(place.connection, place.settings, "churn") as found:
        mlflow_folder.write(found, target, made_at="2026-11-21T12:00:00.000000+00:00")
        with pytest.raises(UsageError, match="is there already"):
            mlflow_folder.write(found, target, made_at="")
    monkeypatch.setattr(sys, "path", list(sys.path))
    monkeypatch.delitem(sys.modules, "nbpipe_exported_model", raising=False)
    loaded = mlflow.load_model(str(target))
    assert loaded.metadata.metadata["nbpipe_model"] == "churn:1"
    if make is xgboost_booster:
        import xgboost

        expected = model.predict(xgboost.DMatrix(X))
    else:
        expected = model.predict(X)
    assert loaded.predict(pd.DataFrame(X)).tolist() == expected.tolist()


def test_what_cannot_predict_is_refused(place: Bench) -> None:
    export(place, {"w": 1})
    with (
        bundle.gathered(place.connection, place.settings, "churn") as found,
        pytest.raises(UsageError, match="cannot ask for predictions"),
    ):
        mlflow_folder.write(found, place.folder / "mlflow", made_at="")
    assert not (place.folder / "mlflow").exists()


# ---- the command ----------------------------------------------------------------------------------------------------


def test_the_command(
    place: Bench, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    export(place, {1, 2})
    monkeypatch.chdir(place.folder)

    def call(*words: str) -> tuple[int, str]:
        code = main(words)
        found = capsys.readouterr()
        return code, found.out + found.err

    code, said = call("export", "churn:1", "out.zip")
    assert (code, "the model is a pickle: reading it runs code" in said) == (0, True)
    digest = bundle.check(place.folder / "out.zip")[0]["digest"]
    assert f"digest: {digest}" in said
    assert call("verify", "out.zip", "--digest", digest) == (
        0,
        "ok: out.zip is whole: an export of churn:1\n",
    )
    assert call("--store", ".nbpipe", "verify", "out.zip")[1].endswith("it agrees with the store\n")
    assert call("verify", "out.zip", "--digest", "sha256:0")[0] == 1
    rewritten(place.folder / "out.zip", {"card.md": b""})
    assert call("verify", "changed.zip") == (
        1,
        "the content of card.md was changed\n  → ask for the file again from where it was exported\n"
        "1 problem in changed.zip\n",
    )
    for words, part in (
        (("export", "churn:9", "o.zip"), "has no version 9"),
        (("export", "churn:1", "no/o.zip"), "there is no folder no"),
        (("export", "churn:1", "."), "is a folder"),
        (("export", "churn:1", "o", "--format", "mlflwo"), "did you mean mlflow"),
        (("verify", "none.zip"), "there is no file none.zip"),
    ):
        code, said = call(*words)
        assert (code, part in said) == (2, True), said
