"""The steps as a graph: cases as data, and the laws of an order."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nbpipe import graph
from nbpipe.model import Cell, Pipeline, Step

Edges = dict[str, list[str]]


def edges(text: str) -> Edges:
    """`a; b: a; c: a b` as names with what they depend on."""
    parts = [part.partition(":") for part in text.split(";") if part.strip()]
    return {name.strip(): before.split() for name, _, before in parts}


ORDERS = [
    ("nothing", "", ""),
    ("one", "a", "a"),
    ("a chain, upside down", "c: b; b: a; a", "a b c"),
    ("ties keep the order given", "c; a; b", "c a b"),
    ("a diamond", "d: b c; c: a; b: a; a", "a c b d"),
    ("ready ones first by position", "a: z; b; z; c: z", "b z a c"),
    ("an edge twice", "a; b: a a", "a b"),
]


@pytest.mark.parametrize(("name", "depends_on", "expected"), ORDERS)
def test_order(name: str, depends_on: str, expected: str) -> None:
    assert graph.order(edges(depends_on)) == expected.split()


CYCLES = [
    ("none", "a; b: a", None),
    ("itself", "a: a", "a a"),
    ("two", "a: b; b: a", "a b a"),
    ("in the direction of the data", "a: c; b: a; c: b", "a b c a"),
    ("from the first in the notebook", "x; c: b; b: a; a: c", "c a b c"),
    ("behind a tail", "t: a; a: b; b: a", "a b a"),
    ("a diamond is none", "d: b c; b: a; c: a; a", None),
    ("what is not there is none", "a: ghost", None),
]


@pytest.mark.parametrize(("name", "depends_on", "expected"), CYCLES)
def test_cycle(name: str, depends_on: str, expected: str | None) -> None:
    assert graph.cycle(edges(depends_on)) == (expected.split() if expected else None)


def test_an_order_of_a_cycle_says_its_path() -> None:
    with pytest.raises(ValueError, match="cycle: a → b → a"):
        graph.order(edges("a: b; b: a; c"))


@pytest.mark.parametrize(
    ("depends_on", "names", "expected"),
    [
        ("a; b: a; c: b; d", "c", "a b"),
        ("a; b: a; c: b; d", "a", ""),
        ("a; b: a; c: a; d: b c", "b c", "a"),
        ("a; b: a; c: b", "b c", "a b"),
    ],
)
def test_ancestors(depends_on: str, names: str, expected: str) -> None:
    assert graph.ancestors(edges(depends_on), names.split()) == set(expected.split())


def test_dependants() -> None:
    assert graph.dependants(edges("a; b: a a; c: a b")) == {"a": ["b", "c"], "b": ["c"], "c": []}


def test_a_long_chain_is_no_deep_recursion() -> None:
    chain = {str(i): [str(i - 1)] if i else [] for i in range(20_000)}
    assert graph.cycle(chain) is None
    assert len(graph.order(chain)) == 20_000
    assert len(graph.ancestors(chain, ["19999"])) == 19_999
    chain["0"] = ["19999"]
    assert len(graph.cycle(chain) or []) == 20_001


@st.composite
def acyclic(draw: st.DrawFn) -> Edges:
    names = [f"s{i}" for i in range(draw(st.integers(0, 8)))]
    made = {
        name: draw(st.lists(st.sampled_from(names[:i]), max_size=3)) if i else []
        for i, name in enumerate(names)
    }
    return {name: made[name] for name in draw(st.permutations(names))}


@given(acyclic())
def test_everything_stands_after_what_it_depends_on(depends_on: Edges) -> None:
    assert graph.cycle(depends_on) is None
    order = graph.order(depends_on)
    assert sorted(order) == sorted(depends_on)
    for name, before in depends_on.items():
        assert all(order.index(other) < order.index(name) for other in before)
        assert graph.ancestors(depends_on, [name]) <= set(order[: order.index(name)])


@given(st.dictionaries(st.sampled_from("abcde"), st.lists(st.sampled_from("abcde"), max_size=3)))
def test_a_cycle_is_one(depends_on: Edges) -> None:
    depends_on = {
        name: [other for other in before if other in depends_on] for name, before in depends_on.items()
    }
    loop = graph.cycle(depends_on)
    if loop is None:
        graph.order(depends_on)
        return
    assert loop[0] == loop[-1]
    assert len(set(loop)) == len(loop) - 1
    assert all(one in depends_on[two] for one, two in itertools.pairwise(loop))


def pipeline(*steps: Step) -> Pipeline:
    return Pipeline("p", steps)


def step(name: str, inputs: dict[str, tuple[str, ...]], reads: str = "", depends_on: str = "") -> Step:
    return Step(
        name,
        "Processing",
        (Cell(1, "c", ""),),
        inputs=inputs,
        reads=tuple(reads.split()),
        depends_on=tuple(depends_on.split()),
    )


def test_edges_of_a_pipeline() -> None:
    made = pipeline(step("a", {}), step("b", {}, depends_on="a"))
    assert graph.edges(made) == {"a": (), "b": ("a",)}


def test_later_readers() -> None:
    made = pipeline(
        step("a", {}),
        step("b", {"x": ("a",)}, "x"),
        step("from_a", {"x": ("a",)}, "x"),
        step("other", {"x": ("a",)}, "y"),
        step("c", {}),
        step("from_c", {"x": ("c",)}, "x"),
        step("from_setup", {}, "x"),
        step("from_both", {"x": ("a", "c")}, "x"),
    )
    found = [reader.name for reader in graph.later_readers(made, made.step("b"), "x")]
    assert found == ["from_a", "from_setup", "from_both"]
