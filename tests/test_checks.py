"""QualityCheck and ClarifyCheck as steps: their options, their work on small data, by hand, and in real runs."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from IPython.core.displaypub import DisplayPublisher
from sklearn.linear_model import LogisticRegression
from test_cli import write_notebook
from test_magics import Shell

import nbpipe
from nbpipe import definition, notebook, plugins, tracking
from nbpipe.errors import DefinitionError, NbpipeError
from nbpipe.model import Artifact, Cell, Run, Step
from nbpipe.reports import html
from nbpipe.steps import Inputs
from nbpipe.work import Given

PEOPLE = pd.DataFrame(
    {
        "sex": ["F", "M"] * 30,
        "age": [20 + i % 37 for i in range(60)],
        "team": [f"t{i % 3}" for i in range(60)],
        "pay": [1000.0 + 37 * (i % 11) + 150 * (i % 2) for i in range(60)],
    }
)
PEOPLE["hired"] = np.where(PEOPLE.pay > 1250, "Yes", "No")
PEOPLE["guess"] = np.where(PEOPLE.pay + PEOPLE.age > 1300, "Yes", "No")
PEOPLE["chance"] = (PEOPLE.pay - PEOPLE.pay.min()) / (PEOPLE.pay.max() - PEOPLE.pay.min())
MODEL = LogisticRegression(max_iter=1000).fit(PEOPLE[["age", "pay"]], PEOPLE.hired)
VALUES: dict[str, Any] = {
    "df": PEOPLE,
    "model": MODEL,
    "guesses": PEOPLE.guess.to_numpy(),
    "empty": PEOPLE[:0],
}


@pytest.fixture(autouse=True)
def log() -> Iterator[None]:
    tracking.start(tracking.Context())
    yield
    tracking.start(tracking.Context())


# ---- options --------------------------------------------------------------------------------------------------------

MAKE = "%%step make\ndf, model, guesses, limits, other = 1, 2, 3, 4, 5"


def compiled(first_line: str) -> Step:
    pipeline = definition.compiled(notebook.from_cells([MAKE, f"%%step it-1 {first_line}"])).pipeline
    return pipeline.step("it-1")


QUALITY, CLARIFY = "--type QualityCheck", "--type ClarifyCheck"


@pytest.mark.parametrize(
    ("first_line", "inputs", "outputs"),
    [
        (f"{QUALITY} --data df", {"df"}, {"baseline", "report"}),
        (f"{QUALITY} --data df --baseline limits", {"df", "limits"}, {"baseline", "report"}),
        (
            f"{QUALITY} --check model --data df --label y --predictions guesses --scores model",
            {"df", "guesses", "model"},
            {"baseline", "report"},
        ),
        (f"{CLARIFY} --data df --label y --facet sex", {"df"}, {"baseline", "report"}),
        # A facet and a group are columns, whatever variables there are.
        (f"{CLARIFY} --data df --label y --facet other --group limits", {"df"}, {"baseline", "report"}),
        (
            f'{CLARIFY} --check model-bias --data df --label y --facet "a b" --facet-value ">40" --predictions p --model model',
            {"df", "model"},
            {"baseline", "report"},
        ),
        (
            f"{CLARIFY} --check explainability --data df --model model",
            {"df", "model"},
            {"baseline", "report", "shap"},
        ),
    ],
)
def test_what_a_step_reads_and_keeps(first_line: str, inputs: set[str], outputs: set[str]) -> None:
    step = compiled(first_line)
    assert set(step.inputs) == inputs
    assert set(step.outputs) == {f"it_1_{ending}" for ending in outputs}
    assert set(step.outputs) <= set(step.writes)


def test_later_steps_read_what_it_gives() -> None:
    cells = [
        MAKE,
        f"%%step it {QUALITY} --data df",
        "%%step go --type Condition --then a\nit_report['checked']",
        "%%step a\n1",
    ]
    assert dict(definition.compiled(notebook.from_cells(cells)).pipeline.step("go").inputs) == {
        "it_report": ("it",)
    }


def test_a_change_that_the_code_hides_is_watched_for_the_check() -> None:
    cells = ["%%step make\ndf = [1]", "%%step hide\nhelp(df)", f"%%step it {QUALITY} --data df"]
    assert "df" in definition.compiled(notebook.from_cells(cells)).pipeline.step("hide").watch


@pytest.mark.parametrize(
    ("first_line", "message"),
    [
        (QUALITY, "a QualityCheck step of the data needs --data"),
        (f"{QUALITY} --check model --data df", "a QualityCheck step of the model needs --label"),
        (
            f"{QUALITY} --check model --data df --label y",
            "a QualityCheck step of the model needs --predictions",
        ),
        (f"{QUALITY} --data df --label y", "--label belongs to --check model"),
        (f"{QUALITY} --data df --baseline a.json", "--baseline a.json is no variable's name"),
        (f"{QUALITY} --data df --baseline nothing", "nothing defines nothing"),
        (
            f"{QUALITY} --data df --skip-check --fail-on-violation",
            "--skip-check finds no violations to fail on",
        ),
        (f"{QUALITY} --data nothing", "nothing defines nothing"),
        (f"{QUALITY} --check bias --data df", "--check: 'bias' is not one of data, model"),
        (f"{CLARIFY} --data df --label y", "a ClarifyCheck step of data-bias needs --facet"),
        (f"{CLARIFY} --data df --facet y", "a ClarifyCheck step of data-bias needs --label"),
        (
            f"{CLARIFY} --check model-bias --data df --facet y --label y",
            "a ClarifyCheck step of model-bias needs --predictions, or --model",
        ),
        (
            f"{CLARIFY} --check explainability --data df",
            "a ClarifyCheck step of explainability needs --model",
        ),
        (
            f"{CLARIFY} --data df --facet y --label y --model model",
            "--model does not belong to --check data-bias",
        ),
        (
            f"{CLARIFY} --check explainability --data df --model model --facet y",
            "--facet does not belong to --check explainability",
        ),
        (f"{CLARIFY} --check explainability --data df --model model --rows 0", "--rows is 0"),
    ],
)
def test_bad_options(first_line: str, message: str) -> None:
    with pytest.raises(DefinitionError) as caught:
        compiled(first_line)
    found = {problem.message: problem for problem in caught.value.problems}
    assert message in found
    assert found[message].hint
    assert (found[message].cell, found[message].line) == (2, 1)


# ---- the plan -------------------------------------------------------------------------------------------------------


def planned(kind: str, earlier: Any = None, **options: Any) -> Run:
    step_type = plugins.find("steps", kind)
    step = Step("it", kind, (Cell(1, "c", ""),), options)
    found: Run = step_type.plan(step, step_type.options(**options), Inputs({}, {}, None, earlier=earlier))  # type: ignore[arg-type]
    return found


@pytest.mark.parametrize("kind", ["QualityCheck", "ClarifyCheck"])
def test_only_the_latest_baseline_is_looked_up(kind: str) -> None:
    artifact = Artifact("sha256:1", 1, "x", "y")
    known = {"it_baseline": artifact}
    assert planned(kind, known.get, data="df").loads == {"baseline": artifact}
    assert planned(kind, known.get, data="df", baseline="none").loads == {}
    assert planned(kind, {}.get, data="df").loads == {}
    assert not planned(kind, {}.get, data="df").arguments["unknown"]


# ---- the work -------------------------------------------------------------------------------------------------------


def work(
    kind: str, latest: Any = None, values: dict[str, Any] | None = None, **options: Any
) -> dict[str, Any]:
    """What the work of a step `it` gives, by the ending of the variable."""
    run = planned(kind, {}.get, data=options.pop("data", "df"), **options)
    arguments = json.loads(json.dumps(run.arguments))
    loaded = {} if latest is None else {"baseline": latest}
    found = plugins.attribute(run.work)(Given({**VALUES, **(values or {})}, arguments, loaded))
    return {name.removeprefix("it_"): value for name, value in found.items()}


CASES: dict[str, tuple[str, dict[str, Any]]] = {
    "data-quality": ("QualityCheck", {}),
    "model-quality": (
        "QualityCheck",
        dict(check="model", label="hired", predictions="guess", scores="chance", favorable="Yes"),
    ),
    "data-bias": ("ClarifyCheck", dict(label="hired", facet="sex", favorable="Yes", group="team")),
    "model-bias": (
        "ClarifyCheck",
        dict(
            check="model-bias",
            label="hired",
            facet="age",
            facet_value=">40",
            favorable="Yes",
            predictions="guesses",
        ),
    ),
    "explainability": ("ClarifyCheck", dict(check="explainability", model="model", label="hired", rows=10)),
}
every_check = pytest.mark.parametrize("name", CASES)


@every_check
@pytest.mark.filterwarnings("ignore")  # shap's
def test_the_first_run_suggests_a_baseline_and_the_second_keeps_it(
    name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    kind, options = CASES[name]
    first = work(kind, **options)
    assert first["baseline"]["check"] == name
    assert first["report"]["note"] == "There is no baseline yet: this one is suggested."
    assert (first["report"]["checked"], first["report"]["violations"]) == (False, [])
    again = work(kind, first["baseline"], **options)
    assert (again["report"]["checked"], again["report"]["violations"]) == (True, [])
    assert again["baseline"] == first["baseline"]
    assert list(again["baseline"]) == list(first["baseline"])  # the same bytes
    assert again["report"]["calculated_baseline"] == first["baseline"]
    for value in (first["baseline"], first["report"]):
        assert json.loads(json.dumps(value, allow_nan=False)) == value
    assert {metric.name: metric.value for metric in tracking.current.metrics}["violations"] == 0
    assert tracking.current.figures or name == "model-quality"


@every_check
@pytest.mark.filterwarnings("ignore")
def test_skip_check_looks_at_no_baseline(name: str) -> None:
    kind, options = CASES[name]
    first = work(kind, **options)
    skipped = work(kind, first["baseline"], **options, skip_check=True)
    assert not skipped["report"]["checked"]
    assert "--skip-check" in skipped["report"]["note"]
    assert skipped["baseline"] == first["baseline"]


OLDER = PEOPLE.assign(age=PEOPLE.age + 60, sex="F")


def test_violations_are_shown_and_the_baseline_stays() -> None:
    first = work("QualityCheck")
    found = work("QualityCheck", first["baseline"], {"df": OLDER})
    assert {item["feature_name"] for item in found["report"]["violations"]} == {"age", "sex"}
    assert found["baseline"] == first["baseline"]
    assert found["report"]["calculated_baseline"] != first["baseline"]
    assert found["report"]["drift"]["age"]["Simple"] == 1.0


def test_a_violation_fails_the_step_and_names_the_columns() -> None:
    first = work("QualityCheck")
    with pytest.raises(NbpipeError) as caught:
        work("QualityCheck", first["baseline"], {"df": OLDER}, fail_on_violation=True)
    message = caught.value.args[0]
    assert message.startswith("3 violations of the baseline: sex (its LInfinity distance")
    assert "age (100 % of the values are not between 20 and 56" in message
    assert "--register-baseline" in (caught.value.problems[0].hint or "")


def test_a_registered_baseline_is_the_new_one() -> None:
    first = work("QualityCheck")
    found = work("QualityCheck", first["baseline"], {"df": OLDER}, register_baseline=True)
    assert found["report"]["violations"]
    assert found["baseline"] == found["report"]["calculated_baseline"]
    assert work("QualityCheck", found["baseline"], {"df": OLDER})["report"]["violations"] == []


def test_a_failing_check_of_bias_names_metric_and_facet() -> None:
    kind, options = CASES["data-bias"]
    first = work(kind, **options)
    unfair = PEOPLE.assign(hired=np.where(PEOPLE.sex == "M", "Yes", "No"))
    with pytest.raises(NbpipeError, match=r"DPL of sex = F \(it is 1, above"):
        work(kind, first["baseline"], {"df": unfair}, **options, fail_on_violation=True)


def test_a_failing_check_of_predictions_names_the_metric() -> None:
    kind, options = CASES["model-quality"]
    first = work(kind, **options)
    worse = PEOPLE.assign(guess=np.where(PEOPLE.hired == "Yes", "No", "Yes"))
    with pytest.raises(NbpipeError, match=r"accuracy \(accuracy is 0, below"):
        work(kind, first["baseline"], {"df": worse}, **options, fail_on_violation=True)


@pytest.mark.filterwarnings("ignore")
def test_another_order_of_features_is_a_violation() -> None:
    kind, options = CASES["explainability"]
    first = work(kind, **options)
    explanations = first["baseline"]["statistics"]["explanations"]
    explanations["global_shap_values"] = {"age": 1.0, "pay": 0.0}
    found = work(kind, first["baseline"], **options)
    # The one that counted is second now: (0 + 1/log₂ 3)/1
    assert found["report"]["ndcg"] == pytest.approx(1 / np.log2(3))
    assert [item["constraint_check_type"] for item in found["report"]["violations"]] == [
        "feature_attribution_drift_check"
    ]
    explanations["global_shap_values"] = {"x": 1.0}
    with pytest.raises(NbpipeError, match="the baseline is of other features: x; the model takes age, pay"):
        work(kind, first["baseline"], **options)


@pytest.mark.filterwarnings("ignore")
def test_local_shapley_values_have_the_rows_of_the_data() -> None:
    kind, options = CASES["explainability"]
    found = work(kind, **options)
    assert list(found["shap"].columns) == ["age", "pay"]
    assert len(found["shap"]) == 10
    assert set(found["shap"].index) <= set(PEOPLE.index)
    means = found["shap"].abs().mean().to_dict()
    assert found["report"]["metrics"] == pytest.approx(means)


def test_bias_of_a_model_that_predicts_for_itself() -> None:
    options = dict(check="model-bias", label="hired", facet="sex,team", favorable="Yes", model="model")
    found = work("ClarifyCheck", **options)["report"]
    given = {"df": PEOPLE.assign(p=MODEL.predict(PEOPLE[["age", "pay"]]))}
    named = work("ClarifyCheck", None, given, **{**options, "model": None, "predictions": "p"})["report"]
    assert found["metrics"] == named["metrics"]
    assert {key.rpartition(".")[0] for key in found["metrics"]} == {
        "sex.F",
        "sex.M",
        "team.t0",
        "team.t1",
        "team.t2",
    }
    by_hand = {sex: (given["df"].p == "Yes")[PEOPLE.sex == sex].mean() for sex in "FM"}
    assert found["metrics"]["sex.F.DI"] == pytest.approx(by_hand["F"] / by_hand["M"])


def test_the_fliptest_looks_at_the_features_alone() -> None:
    options = dict(
        check="model-bias", label="hired", facet="sex", facet_value="F", favorable="Yes", predictions="guess"
    )
    with_all = work("ClarifyCheck", **options)["report"]["metrics"]
    with_some = work("ClarifyCheck", **options, features="age,pay")["report"]["metrics"]
    columns = {"df": PEOPLE[["sex", "hired", "guess", "age", "pay"]]}
    assert with_some == work("ClarifyCheck", None, columns, **options)["report"]["metrics"]
    assert {key for key in with_all if with_all[key] != with_some[key]} <= {"sex.F.FT"}


def test_probabilities_with_a_threshold_and_labels_with_one() -> None:
    base = dict(check="model-bias", facet="sex")
    one = work("ClarifyCheck", label="hired", favorable="Yes", predictions="chance", threshold=0.6, **base)[
        "report"
    ]
    two = work(
        "ClarifyCheck", None, {"df": PEOPLE.assign(p=PEOPLE.chance >= 0.6, y=PEOPLE.hired == "Yes")},
        label="y", predictions="p", **base,
    )["report"]  # fmt: skip
    keys = set(one["metrics"]) - {"sex.F.FT", "sex.M.FT"}  # there is another column now
    assert {key: one["metrics"][key] for key in keys} == {key: two["metrics"][key] for key in keys}
    pay = work("ClarifyCheck", label="pay", favorable=">1250", facet="sex")["report"]
    same = work("ClarifyCheck", label="hired", favorable="Yes", facet="sex")["report"]
    assert pay["metrics"] == same["metrics"]


def test_rows_that_lack_something_are_left_out_and_said() -> None:
    gaps = PEOPLE.assign(sex=PEOPLE.sex.where(PEOPLE.index > 3), hired=PEOPLE.hired.where(PEOPLE.index < 58))
    found = work("ClarifyCheck", None, {"df": gaps}, label="hired", favorable="Yes", facet="sex")["report"]
    assert found["rows"] == 54
    assert found["notes"] == ["6 rows are left out: a label, a facet or another value is missing"]


def test_what_one_facet_lacks_makes_no_difference_to_another() -> None:
    gaps = {"df": PEOPLE.assign(team=PEOPLE.team.where(PEOPLE.index > 7))}
    options = dict(check="model-bias", label="hired", favorable="Yes", predictions="guess", features="age")
    alone = work("ClarifyCheck", None, gaps, facet="sex", **options)["report"]
    both = work("ClarifyCheck", None, gaps, facet="sex,team", **options)["report"]
    assert alone["metrics"].items() <= both["metrics"].items()
    assert both["rows"] == alone["rows"]
    assert both["notes"][0] == "team is missing in 8 of the rows"


def test_bias_of_a_frame_with_nothing_but_facet_label_and_predictions() -> None:
    given = {"df": PEOPLE[["sex", "hired", "guess"]]}
    found = work(
        "ClarifyCheck", None, given, check="model-bias", label="hired", favorable="Yes", facet="sex",
        predictions="guess",
    )["report"]["metrics"]  # fmt: skip
    assert "sex.F.DI" in found
    assert "sex.F.FT" not in found  # it asks which rows are near


def test_an_infinite_metric_is_null_and_said() -> None:
    data = pd.DataFrame({"sex": ["F", "F", "M", "M"], "y": ["a", "b", "b", "c"]})
    found = work("ClarifyCheck", None, {"df": data}, label="y", favorable="b", facet="sex", facet_value="F")[
        "report"
    ]
    assert found["notes"] == ["sex = F: KL is infinite"]
    assert "sex.F.KL" not in found["metrics"]


@pytest.mark.parametrize(
    ("kind", "options", "message"),
    [
        ("QualityCheck", {"data": "guesses"}, "guesses is a ndarray, not a frame"),
        ("QualityCheck", {"data": "empty"}, "empty has no rows"),
        ("QualityCheck", {"data": "nowhere"}, "the step has no nowhere"),
        ("QualityCheck", {"baseline": "model"}, "model is a LogisticRegression, not a baseline"),
        ("QualityCheck", {"check": "model", "label": "Hired", "predictions": "guess"}, "--label names Hired"),
        (
            "ClarifyCheck",
            {"label": "hired", "facet": "gender"},
            "--facet names gender, which is no column of df",
        ),
        ("ClarifyCheck", {"label": "y", "facet": "sex"}, "--label names y, which is neither a column"),
        ("ClarifyCheck", {"label": "hired", "facet": "sex"}, "which value of hired is the favorable one?"),
        (
            "ClarifyCheck",
            {"label": "hired", "facet": "sex", "favorable": "yes"},
            "--favorable names yes, and no row of hired has it",
        ),
        (
            "ClarifyCheck",
            {"label": "hired", "facet": "sex,team", "facet_value": "F", "favorable": "Yes"},
            "--facet-value is of one facet, and there are several",
        ),
        (
            "ClarifyCheck",
            {"label": "hired", "facet": "sex", "favorable": "Yes", "group": "region"},
            "--group names region, which is no column of df",
        ),
        (
            "ClarifyCheck",
            {
                "check": "model-bias",
                "label": "hired",
                "facet": "sex",
                "favorable": "Yes",
                "predictions": "chance",
            },
            "chance holds 0.0, ",
        ),
        (
            "ClarifyCheck",
            {"check": "model-bias", "label": "hired", "facet": "sex", "favorable": "Yes", "model": "guesses"},
            "guesses is a ndarray, which has no predict",
        ),
    ],
)
def test_bad_data(kind: str, options: dict[str, Any], message: str) -> None:
    with pytest.raises(NbpipeError) as caught:
        work(kind, **options)
    assert caught.value.args[0].startswith(message)
    assert caught.value.problems[0].hint


def test_a_facet_with_one_group() -> None:
    with pytest.raises(NbpipeError, match="facet sex has one group only: F"):
        work("ClarifyCheck", None, {"df": OLDER}, label="hired", facet="sex", favorable="Yes")


# ---- baselines of people --------------------------------------------------------------------------------------------


def test_a_baseline_in_a_file(tmp_path: Path) -> None:
    made = work("QualityCheck")["baseline"]
    made["constraints"]["features"][1]["num_constraints"]["maximum"] = 30
    path = tmp_path / "limits.json"
    path.write_text(json.dumps(made), "utf-8")
    for value in (path, str(path), made):
        found = work("QualityCheck", None, {"limits": value}, baseline="limits")
        assert [item["feature_name"] for item in found["report"]["violations"]] == ["age"]
        assert found["report"]["note"] == "Held against the baseline limits."
        assert found["baseline"] == made


@pytest.mark.parametrize(("text", "message"), [(None, "cannot be read"), ("{", "is no JSON")])
def test_a_file_that_is_no_baseline(tmp_path: Path, text: str | None, message: str) -> None:
    path = tmp_path / "limits.json"
    if text is not None:
        path.write_text(text, "utf-8")
    with pytest.raises(NbpipeError, match=message):
        work("QualityCheck", None, {"limits": str(path)}, baseline="limits")


def test_a_baseline_of_another_check() -> None:
    kind, options = CASES["data-bias"]
    with pytest.raises(NbpipeError, match="the latest baseline is a baseline of a data-bias check"):
        work("QualityCheck", work(kind, **options)["baseline"])


# ---- what is shown --------------------------------------------------------------------------------------------------


@every_check
@pytest.mark.filterwarnings("ignore")
def test_the_report_is_one_escaped_html_text(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []
    monkeypatch.setattr("IPython.display.display", lambda item: shown.append(item.data))
    kind, options = CASES[name]
    evil = PEOPLE.assign(sex=PEOPLE.sex.map({"F": "<script>alert(1)</script>", "M": "M"}))
    evil["<img src=x>"] = "<b>&"
    work(kind, None, {"df": evil}, **options)
    (text,) = shown
    assert text.startswith('<div class="nbpipe-report">')
    assert "<script" not in text
    assert "<img" not in text
    assert "<b>" not in text
    assert "http" not in text
    assert "src=x&gt;" in text or name != "data-quality"


def test_the_report_of_bias_shows_what_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []
    monkeypatch.setattr("IPython.display.display", lambda item: shown.append(item.data))
    kind, options = CASES["data-bias"]
    baseline = work(kind, **options)["baseline"]
    (bound,) = (item for item in baseline["constraints"]["metrics"][:8] if item["metric_name"] == "DPL")
    bound |= {"value": 0.125, "lower": -0.0625, "upper": 0.1875}
    work(kind, baseline, **options)
    assert "<th>may be</th>" not in shown[0]
    assert '<td class="number">0.125</td><td>-0.0625 to 0.188</td>' in shown[1]


def test_parts_of_a_report() -> None:
    shown = html.table(("name", "n"), [("<a>", 1.23456), ("b", None)])
    assert "<td>&lt;a&gt;</td>" in shown
    assert '<td class="number">1.235</td>' in shown
    assert html.bar(float("nan"), 1) == html.bar(1, 0) == ""
    assert "width:50.0%" in html.signed_bar(-0.5)
    assert html.violations([], False) == ""


def test_without_matplotlib_there_are_no_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    kind, options = CASES["data-bias"]
    assert work(kind, **options)["report"]["metrics"]
    assert tracking.current.figures == {}


@every_check
def test_without_a_package_it_says_what_to_install(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "nbpipe.work.checking.find_spec", lambda package: None if package == "sklearn" else True
    )
    kind, options = CASES[name]
    with pytest.raises(NbpipeError) as caught:
        work(kind, **options)
    assert caught.value.args[0] == "sklearn is not installed"
    assert caught.value.problems[0].hint == "pip install 'nbpipe-ml[checks]'"


def test_by_hand_it_shows_and_binds_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    shell = Shell()
    shell.names["df"] = PEOPLE
    shell.ok(f"%%step drift {QUALITY} --data df")
    assert (
        shell.names["drift_report"]["note"]
        == "Run by hand there is no latest baseline: this one is suggested."
    )
    assert isinstance(shell.ip.display_pub, DisplayPublisher)
    assert any("Quality of df" in data.get("text/html", "") for data in shell.shown)
    shell.ok(f"%%step fair {CLARIFY} --data df --label hired --favorable Yes --facet sex --baseline none")
    expected = work("ClarifyCheck", label="hired", favorable="Yes", facet="sex")["report"]["metrics"]
    assert shell.names["fair_report"]["metrics"] == expected


# ---- real runs ------------------------------------------------------------------------------------------------------

CELLS = [
    "%load_ext nbpipe",
    "%%setup\nimport numpy as np\nimport pandas as pd",
    "%%parameters\nolder: int = 0\nstrict: bool = False",
    "%%step load\n"
    "df = pd.DataFrame({'sex': ['F', 'M'] * 50, 'age': np.arange(100) % 40 + 20 + older})\n"
    "df['hired'] = np.where((np.arange(100) % 3 > 0) | (df.sex == 'M'), 'Yes', 'No')",
    "%%step data-quality --type QualityCheck --data df\ndf = df.assign(extra=1)",
    "%%step fair --type ClarifyCheck --data df --label hired --favorable Yes --facet sex --facet-value F",
    "%%step enough --type Condition --then stop\nstrict and data_quality_report['violations'] != []",
    "%%step stop --type Fail\n{data_quality_report[violations]}",
]


def run(folder: Path, *words: str, code: int = 0) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "nbpipe", "run", "nb.ipynb", "--json", *words],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=280,
    )
    assert done.returncode == code, done.stdout + done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.slow
def test_the_latest_baseline_from_run_to_run(tmp_path: Path) -> None:
    write_notebook(tmp_path / "nb.ipynb", CELLS)
    first = run(tmp_path, "--output", "done.ipynb")
    cell = json.loads((tmp_path / "done.ipynb").read_text("utf-8"))["cells"][4]
    assert ["Quality of df" in "".join(item["data"]["text/html"]) for item in cell["outputs"]] == [True]
    store = nbpipe.open_store(tmp_path / ".nbpipe")

    def report(step: str = "data-quality", name: str = "data_quality_report") -> Any:
        return store.execution("latest").step(step).output(name)

    assert not report()["checked"]
    assert "extra" in [
        feature["name"] for feature in report()["statistics"]["features"]
    ]  # the body ran first
    fair = report("fair", "fair_report")["metrics"]
    assert first["steps"]["fair"]["metrics"] == pytest.approx({**fair, "violations": 0})
    second = run(tmp_path)
    assert report()["checked"]
    assert report()["violations"] == []
    baseline = first["steps"]["data-quality"]["outputs"]["data_quality_baseline"]
    assert second["steps"]["data-quality"]["outputs"]["data_quality_baseline"] == baseline
    third = run(tmp_path)
    assert all(
        step["cached"] for name, step in third["steps"].items() if name in ("load", "data-quality", "fair")
    )
    moved = run(tmp_path, "-p", "older=30")
    assert {item["feature_name"] for item in report()["violations"]} == {"age"}
    assert moved["steps"]["data-quality"]["outputs"]["data_quality_baseline"] == baseline
    stopped = run(tmp_path, "-p", "older=30", "-p", "strict=true", code=1)
    assert stopped["steps"]["stop"]["status"] == "Failed"


@pytest.mark.slow
def test_a_violation_fails_the_run_and_registering_ends_that(tmp_path: Path) -> None:
    def write(flags: str) -> None:
        cells = [cell.replace("--data df\n", f"--data df {flags}\n") for cell in CELLS[:5]]
        write_notebook(tmp_path / "nb.ipynb", cells)

    write("--fail-on-violation")
    run(tmp_path)
    failed = run(tmp_path, "-p", "older=30", code=1)
    error = failed["steps"]["data-quality"]["error"]
    assert error["message"].startswith("2 violations of the baseline: age (")
    assert "--register-baseline" in error["hint"]
    assert (error["cell"], failed["steps"]["data-quality"]["outputs"]) == (5, {})
    write("--register-baseline")
    run(tmp_path, "-p", "older=30")
    write("--fail-on-violation")
    run(tmp_path, "-p", "older=30")
    run(tmp_path, code=1)


NOTEBOOK = Path(__file__).parent.parent / "notebooks" / "checks.ipynb"


@pytest.mark.slow
def test_the_notebook_of_checks(tmp_path: Path) -> None:
    (tmp_path / "nb.ipynb").write_bytes(NOTEBOOK.read_bytes())
    first = run(tmp_path)
    assert first["steps"]["unfair"]["status"] == "Skipped"
    assert first["steps"]["good"]["metrics"]["accuracy"] > 0.7
    assert first["steps"]["why"]["outputs"].keys() == {"why_baseline", "why_report", "why_shap"}
    run(tmp_path, "-p", "later=true", "-p", "least_impact=0")
    report = (
        nbpipe.open_store(tmp_path / ".nbpipe").execution("latest").step("people").output("people_report")
    )
    found = {(item["feature_name"], item["constraint_check_type"]) for item in report["violations"]}
    assert {
        ("Age", "baseline_drift_check"),
        ("Department", "categorical_values_check"),
        ("MonthlyIncome", "completeness_check"),
    } <= found
