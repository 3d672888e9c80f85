"""The pipeline with what runs found out: cases as data, and the laws of its edges."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scripted import compiled

from nbpipe import graph, lessons
from nbpipe.errors import DefinitionError
from nbpipe.model import Lesson, LessonKind, Pipeline

KINDS = {"changes": LessonKind.CHANGES, "shares": LessonKind.SHARES, "follows": LessonKind.FOLLOWS}


def codes(pipeline: Pipeline) -> dict[str, str]:
    """Each step of Python has a code of its own, named like it."""
    return {
        step.name: f"code of {step.name}"
        for step in pipeline.steps
        if step.type in ("Processing", "Training")
    }


def lesson(text: str) -> Lesson:
    """`h changes x`, `a shares x y` or `r follows w`."""
    step, kind, *data = text.split()
    if kind == "follows":
        data = [f"code of {name}" for name in data]
    return Lesson(f"code of {step}", KINDS[kind], tuple(data))


def learned(cells: tuple[str, ...], *texts: str) -> Pipeline:
    pipeline = compiled(*cells)
    return lessons.applied(pipeline, codes(pipeline), [lesson(text) for text in texts])


def wires(pipeline: Pipeline) -> dict[str, str]:
    """What each step takes, as `x←a,h`, and `>w` for what it comes after without data."""
    found = {}
    for step in pipeline.steps:
        parts = [f"{name}←{','.join(writers)}" for name, writers in sorted(step.inputs.items())]
        of_data = {writer for writers in step.inputs.values() for writer in writers}
        parts += [f">{name}" for name in step.depends_on if name not in of_data]
        found[step.name] = " ".join(parts)
    return found


A, H, B, C = "%%step a\nx = 1", "%%step h\nprint(x)", "%%step b\nprint(x)", "%%step c\nprint(x)"
GATE = "%%step gate --type Condition --then maybe\n1 > 0"
TWO = "%%step a\nx = [1]\ny = [2]"

CASES: list[tuple[str, tuple[str, ...], str, dict[str, str]]] = [
    ("nothing", (A, H, B), "", {"h": "x←a", "b": "x←a"}),
    ("a change", (A, H, B), "h changes x", {"h": "x←a", "b": "x←a,h"}),
    ("for all below", (A, H, B, C), "h changes x", {"b": "x←a,h", "c": "x←a,h"}),
    ("not for those above", (A, B, H, C), "h changes x", {"b": "x←a", "c": "x←a,h"}),
    ("two changes", (A, H, B, C), "h changes x; b changes x", {"b": "x←a,h", "c": "x←a,h,b"}),
    ("up to the next that sets it", (A, H, "%%step k\nx = 5", B), "h changes x", {"b": "x←k"}),
    ("through one that may set it", (A, H, "%%step k\nif 1:\n    x = 5\nelse:\n    pass", B), "h changes x", {"b": "x←a,h,k"}),
    ("through a branch", (A, H, GATE, "%%step maybe\nx = 5", B), "h changes x", {"b": "x←a,h,maybe"}),
    ("in a branch", (A, GATE, "%%step maybe\nprint(x)", B), "maybe changes x", {"maybe": "x←a >gate", "b": "x←a,maybe"}),
    ("a name of the setup", ("%%setup\nx = [1]", H, B), "h changes x", {"h": "", "b": "x←h"}),
    ("a parameter", ("%%parameters\nx: list[int] = [1]", H, B), "h changes x", {"h": "", "b": "x←h"}),
    ("a name of the setup, twice", ("%%setup\nx = [1]", H, B, C), "h changes x; b changes x", {"b": "x←h", "c": "x←h,b"}),
    ("a name that it does not read", (A, "%%step h\nz = 1", B), "h changes x", {"h": "x←a", "b": "x←a,h"}),
    ("a name that nobody has", (A, H, B), "h changes nobody", {"h": "x←a", "b": "x←a"}),
    ("a message below", (A, H, "%%step e --type Fail\n{x}"), "h changes x", {"e": "x←a,h"}),
    (
        "sharing, and no change",
        (TWO, "%%step b\nprint(x, y)"),
        "a shares x y",
        {"b": "x←a y←a"},
    ),
    (
        "sharing, and a change under one name",
        (TWO, "%%step b\nx.append(1)", "%%step c\nprint(y)"),
        "a shares x y",
        {"b": "x←a y←a", "c": "y←a,b"},
    ),
    (
        "sharing, and a change that the code does not show",
        (TWO, "%%step b\nprint(x)", "%%step c\nprint(y)"),
        "a shares x y; b changes x",
        {"b": "x←a y←a", "c": "y←a,b"},
    ),
    (
        "a change above the sharing",
        (A, "%%step h\nx.append(1)\ny = 1", "%%step k\nz = x\ny = 2", "%%step c\nprint(y, z)"),
        "k shares y z",
        {"h": "x←a", "c": "y←k z←k"},
    ),
    (
        "groups of two steps that have a name in common",
        ("%%step a\nx = [1]\ny = [2]", "%%step k\nz = y", "%%step b\nx.append(1)", "%%step c\nprint(z)"),
        "a shares x y; k shares y z",
        {"b": "x←a,k z←k", "c": "z←k,b"},
    ),
    (
        "groups that have nothing in common",
        ("%%step a\nx = [1]\ny = [2]\nz = [3]\nw = [4]", "%%step b\nx.append(1)", "%%step c\nprint(y, z, w)"),
        "a shares x y; a shares z w",
        {"b": "x←a y←a", "c": "w←a y←a,b z←a"},
    ),
    ("order", (A, H, B), "b follows h", {"b": "x←a >h"}),
    ("an order that is there", (A, H), "h follows a", {"h": "x←a"}),
    ("no order upwards", (A, H, B), "h follows b", {"h": "x←a", "b": "x←a"}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "cells", "texts", "expected"), CASES, ids=[case[0] for case in CASES])
def test_edges(name: str, cells: tuple[str, ...], texts: str, expected: dict[str, str]) -> None:
    made = learned(cells, *filter(None, map(str.strip, texts.split(";"))))
    found = wires(made)
    assert {step: found[step] for step in expected} == expected
    check(made)


def test_who_changes_a_name_writes_it_and_watches_it_no_more() -> None:
    before, after = compiled(A, H, B).step("h"), learned((A, H, B), "h changes x").step("h")
    assert (before.outputs, before.changes, before.writes, before.watch) == ((), (), (), ("x",))
    assert (after.outputs, after.changes, after.writes, after.watch) == (("x",), ("x",), ("x",), ())


def test_what_is_shared_is_kept_together_where_it_was_made() -> None:
    """A change below is a change of the artifact in which all are: so the maker counts as one who changes them."""
    made = learned((TWO, "%%step b\nx.append(1)", "%%step c\nprint(y)"), "a shares x y")
    assert made.step("a").outputs == ("x", "y")
    assert made.step("b").outputs == ("y",)
    assert made.step("b").changes == ("x", "y")


def test_two_steps_with_the_same_code() -> None:
    pipeline = compiled(A, H, H.replace("step h", "step twin"), B)
    same = {"a": "1", "h": "2", "twin": "2", "b": "3"}
    made = lessons.applied(pipeline, same, [Lesson("2", LessonKind.CHANGES, ("x",))])
    assert wires(made) == {"a": "", "h": "x←a", "twin": "x←a,h", "b": "x←a,h,twin"}


NO_MATTER = [
    ("none", ""),
    ("of other code", "other changes x"),
    ("a name that nobody reads below", "c changes x"),
    ("a name that nobody knows", "h changes nobody"),
    ("sharing that nobody changes", "a shares x z"),
    ("an order that is there", "b follows a"),
    ("an order after what is not there", "b follows nothing"),
]


@pytest.mark.parametrize(("name", "text"), NO_MATTER, ids=[case[0] for case in NO_MATTER])
def test_lessons_that_do_not_matter(name: str, text: str) -> None:
    pipeline = compiled(A, H, B, C)
    made = lessons.applied(pipeline, codes(pipeline), [lesson(text)] if text else [])
    assert made == pipeline


def test_the_same_pipeline_comes_back() -> None:
    pipeline = compiled(A, H, B)
    assert lessons.applied(pipeline, codes(pipeline), [lesson("h changes nobody")]) is pipeline


def test_without_lessons_the_same_pipeline_comes_back() -> None:
    pipeline = compiled(A, H, B)
    assert lessons.applied(pipeline, codes(pipeline), []) is pipeline


def test_the_order_of_lessons_does_not_matter() -> None:
    cells = (TWO, "%%step h\nprint(x)", "%%step b\nprint(y)", "%%step c\nprint(x, y)")
    texts = ["a shares x y", "h changes x", "c follows h"]
    assert learned(cells, *texts) == learned(cells, *reversed(texts))


def test_a_lesson_twice_is_one() -> None:
    assert learned((A, H, B), "h changes x", "h changes x") == learned((A, H, B), "h changes x")


@pytest.mark.parametrize(
    "text",
    [
        "h changes x",
        "b follows h",
    ],
)
def test_an_after_that_leads_up(text: str) -> None:
    """The lesson may come from another notebook, or be older than the --after."""
    made = learned((A, "%%step h --after b\nprint(x)", "%%step b\ny = x"), text)
    assert graph.cycle(graph.edges(made)) is None


# -- laws --------------------------------------------------------------------------------------------------------------

NAMES = ("u", "v", "w")


def check(pipeline: Pipeline) -> None:
    """What holds of every pipeline."""
    position = {step.name: index for index, step in enumerate(pipeline.steps)}
    edges = graph.edges(pipeline)
    assert graph.cycle(edges) is None
    for index, step in enumerate(pipeline.steps):
        assert all(position[name] < index or name in step.after for name in step.depends_on)
        assert list(step.depends_on) == sorted(set(step.depends_on), key=position.__getitem__)
        for name, writers in step.inputs.items():
            assert writers, "an input has a writer"
            assert list(writers) == sorted(set(writers), key=position.__getitem__)
            assert set(writers) <= set(step.depends_on)
            assert all(name in pipeline.step(writer).outputs for writer in writers)


@st.composite
def notebooks(draw: st.DrawFn) -> tuple[str, ...]:
    """Steps that set, may set, change and read a few names; some on a branch, some ordered upwards."""
    cells = ["%%setup\nw = [0]", "%%step s0\nu = [1]\nv = [2]"]
    count = draw(st.integers(2, 6))
    for n in range(1, count + 1):
        statements = draw(
            st.lists(
                st.builds(
                    str.format,
                    st.sampled_from(
                        ["{0} = [{1}]", "if len(v):\n    {0} = [{1}]", "{0}.append({1})", "print({0}, {1})"]
                    ),
                    st.sampled_from(NAMES),
                    st.integers(0, 9),
                ),
                min_size=1,
                max_size=3,
            )
        )
        after = draw(st.sampled_from(["", "", "", f" --after s{draw(st.integers(0, count))}"]))
        if draw(st.integers(0, 5)) == 0:
            cells.append(f"%%step g{n} --type Condition --then s{n}\nlen(v) > 1")
        cells.append(f"%%step s{n}{after}\n" + "\n".join(statements))
    return tuple(cells)


@st.composite
def known(draw: st.DrawFn, pipeline: Pipeline) -> list[Lesson]:
    steps = st.sampled_from(sorted(codes(pipeline).values()))
    names = st.lists(st.sampled_from(NAMES), min_size=2, max_size=3, unique=True)
    one = st.one_of(
        st.builds(
            lambda code, name: Lesson(code, LessonKind.CHANGES, (name,)), steps, st.sampled_from(NAMES)
        ),
        st.builds(lambda code, group: Lesson(code, LessonKind.SHARES, tuple(sorted(group))), steps, names),
        st.builds(lambda code, other: Lesson(code, LessonKind.FOLLOWS, (other,)), steps, steps),
    )
    return draw(st.lists(one, max_size=4))


def leads_up(pipeline: Pipeline) -> bool:
    """Whether an --after leads up the notebook: see `test_an_after_that_leads_up`."""
    position = {step.name: index for index, step in enumerate(pipeline.steps)}
    return any(position[name] > position[step.name] for step in pipeline.steps for name in step.depends_on)


@settings(max_examples=100, deadline=None)
@given(notebooks(), st.data())
def test_laws(cells: tuple[str, ...], data: st.DataObject) -> None:
    try:
        pipeline = compiled(*cells)
    except DefinitionError:
        return
    if leads_up(pipeline):
        return
    check(pipeline)
    found = data.draw(known(pipeline))
    made = lessons.applied(pipeline, codes(pipeline), found)
    check(made)
    for before, after in zip(pipeline.steps, made.steps, strict=True):
        assert set(before.inputs) <= set(after.inputs)
        assert set(before.outputs) <= set(after.outputs)
        assert set(before.depends_on) <= set(after.depends_on)
        assert all(set(writers) <= set(after.inputs[name]) for name, writers in before.inputs.items())
        same = (before.name, before.cells, before.reads, before.options, before.setup, before.parameters)
        assert same == (after.name, after.cells, after.reads, after.options, after.setup, after.parameters)
    check_changes(made, found)
    assert lessons.applied(pipeline, codes(pipeline), [*reversed(found)]) == made


def check_changes(pipeline: Pipeline, found: list[Lesson]) -> None:
    """Who reads below what a step changes takes it from that step, unless another surely sets it in between."""
    changing = {(item.code, name) for item in found if item.kind is LessonKind.CHANGES for name in item.data}
    for step in pipeline.steps:
        for name in NAMES:
            if (f"code of {step.name}", name) not in changing:
                continue
            for reader in graph.later_readers(pipeline, step, name):
                assert step.name in reader.inputs.get(name, ()), (step.name, reader.name, name)
