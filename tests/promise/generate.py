"""Notebooks made by Hypothesis: any of them runs top to bottom in one shell without an exception.

The kind of a value shows in its name: `n*` are ints, `xs*` lists of ints, `d*` dicts of ints, `f*` functions. While a
notebook is drawn, its author keeps which names are bound for certain, and reads only these.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

CONSTANT, PARAMETER = "base", "p0"
INTS = ("n0", "n1", "n2", "n3")
LISTS = ("xs0", "xs1", "xs2")
DICTS = ("d0", "d1")
DATA = INTS + LISTS + DICTS
FUNCTIONS = ("f0", "f1", "f2")
# Most notebooks do without these: mistakes show where several steps use one name (see `notebooks`).
SPARE = frozenset({"n2", "n3", "xs2", "d1", "f2"})
KEYS = ("a", "b", "c")
STEPS = ("load", "clean", "split", "train", "score", "report")

LIST_CHANGES = (
    "{0}.append({1})",
    "{0} += [{1}]",
    "{0}[:1] = [{1}]",
    "{0}.insert(0, {1})",
    "{0}.extend([1, {1}])",
    "{0}.reverse()",
    "{0}.sort()",
    "{0}[len({0}) // 2 :] = []",
    "del {0}[:1]",
    "{0}.clear()",
)
DICT_CHANGES = (
    "{0}['{2}'] = {1}",
    "{0}.update({2}={1})",
    "{0}.setdefault('{2}', {1})",
    "{0}.pop('{2}', None)",
    "{0} |= {{'{2}': {1}}}",
    "{0}.clear()",
)
# What a statement is, and how often of a hundred it is drawn.
STATEMENTS = {
    "bind": 25,
    "change": 26,
    "alias": 9,
    "lasting_alias": 2,
    "delete": 4,
    "call": 14,
    "define": 8,
    "branch": 12,
}
FLAT = ("bind", "bind", "change", "change", "change", "alias", "call")

Lines = list[str]


@dataclass(frozen=True)
class Notebook:
    """Source texts of the cells, and the data variables that are bound after the last one."""

    cells: tuple[str, ...]
    variables: tuple[str, ...]

    def __str__(self) -> str:
        return "\n\n".join(self.cells)


@dataclass(frozen=True)
class _Function:
    """What a call of a function without arguments needs and does: globals that it reads and binds, functions."""

    reads: frozenset[str] = frozenset()
    writes: frozenset[str] = frozenset()
    calls: str | None = None


@dataclass
class _Author:
    """Writes statements, each as its lines, and knows which names are bound for certain."""

    draw: Callable[[st.SearchStrategy[Any]], Any]
    bound: set[str] = field(default_factory=set)
    functions: dict[str, _Function] = field(default_factory=dict)
    crowded: bool = False

    def pick(self, options: tuple[str, ...] | list[str]) -> str:
        if self.crowded:
            options = [option for option in options if option not in SPARE]
        return str(self.draw(st.sampled_from(options)))

    def chance(self, percent: int) -> bool:
        return bool(self.draw(st.integers(0, 99)) >= 100 - percent)  # shrinks to no

    def known(self, names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(name for name in names if name in self.bound)

    def closure(self, name: str) -> list[_Function] | None:
        """The function and those that it calls; None where one is missing or they call in a circle."""
        found: dict[str, _Function] = {}
        at: str | None = name
        while at is not None:
            if at in found or at not in self.functions:
                return None
            found[at] = self.functions[at]
            at = self.functions[at].calls
        return list(found.values())

    def integer(self) -> str:
        """An expression that is an int."""
        options = ["1", "3"]
        for _ in range(2):  # what is bound is more interesting than a number
            options += self.known((*INTS, CONSTANT, PARAMETER))
            options += [f"len({name})" for name in self.known(LISTS + DICTS)]
            options += [f"sum({name})" for name in self.known(LISTS)]
            options += [f"{name}.get('a', 0)" for name in self.known(DICTS)]
        operator = self.pick(("", "+", "-", "*"))
        return (
            f"({self.pick(options)} {operator} {self.pick(options)}) % 1000"
            if operator
            else self.pick(options)
        )

    def condition(self) -> str:
        if self.chance(40):
            return self.pick(("True", "False"))
        return f"{self.integer()} {self.pick(('>', '<', '=='))} {self.draw(st.integers(0, 9))}"

    def bind(self) -> Lines:
        """Bind a name to a new value."""
        name = self.pick(DATA)
        if name in INTS:
            value = self.integer()
        elif name in LISTS:
            values = ["[]", "list(range(3))", f"[{self.integer()}, 2]"]
            values += [
                text for xs in self.known(LISTS) for text in (f"sorted({xs})", f"[x + 1 for x in {xs}[:4]]")
            ]
            value = self.pick(values)
        else:
            value = self.pick(
                ["{}", f"{{'a': {self.integer()}}}", *(f"dict({d})" for d in self.known(DICTS))]
            )
        self.bound.add(name)
        return [f"{name} = {value}"]

    def change(self) -> Lines:
        """Change a list or dict in place, or an int by augmented assignment."""
        names = self.known(DATA)
        if not names:
            return self.bind()
        name, value = self.pick(names), self.integer()
        if name in INTS:
            return [f"{name} += {value}"]
        form = self.pick(LIST_CHANGES if name in LISTS else DICT_CHANGES)
        return [form.format(name, value, self.pick(KEYS))]

    def alias(self) -> Lines:
        """Change lists or dicts through other names, which are gone afterwards."""
        kind, change = (LISTS, "append(1)") if self.chance(70) else (DICTS, "update(b=1)")
        names = self.known(kind)
        if not names:
            return self.bind()
        first, second = self.pick(names), self.pick(names)
        forms = {
            "name": [f"alias = {first}", f"alias.{change}", "del alias"],
            "loop": [f"for each in [{first}, {second}]:", f"    each.{change}"],
            "unpacking": [f"left, right = {first}, {second}", f"right.{change}", "del left, right"],
            "ternary": [
                f"alias = {first} if {self.condition()} else {second}",
                f"alias.{change}",
                "del alias",
            ],
            "walrus": [f"(alias := {first}).{change}", "del alias"],
            "argument": ["def touch(it):", f"    it.{change}", f"touch({first})"],
        }
        return forms[self.pick(list(forms))]

    def lasting_alias(self) -> Lines:
        """One object under two names from here on."""
        kind = LISTS if self.chance(70) else DICTS
        names = self.known(kind)
        if not names:
            return self.bind()
        target, source = self.pick(kind), self.pick(names)
        self.bound.add(target)
        return [f"{target} = {source}"]

    def delete(self) -> Lines:
        """Unbind a name; functions that read it are not called until it is bound again."""
        names = self.known(DATA)
        if len(names) < 2:
            return self.bind()
        name = self.pick(names)
        self.bound.discard(name)
        return [f"del {name}"]

    def call(self) -> Lines:
        """Call a function, with or without use of its result."""
        ready: dict[str, list[_Function]] = {}
        for name in FUNCTIONS:
            parts = self.closure(name)
            if parts and all(part.reads <= self.bound for part in parts):
                ready[name] = parts
        if not ready:
            return self.change()
        name = self.pick(list(ready))
        for part in ready[name]:
            self.bound |= part.writes
        if not self.chance(60):
            return [f"{name}()"]
        target = self.pick(INTS)
        self.bound.add(target)
        return [f"{target} = {name}()"]

    def define(self, early: bool = False) -> Lines:
        """Define a function that reads, changes or binds globals; an early one may read what is bound later."""
        readable = (*DATA, CONSTANT, PARAMETER)
        if not early:
            readable = self.known(readable)
        name, subject, number = self.pick(FUNCTIONS), self.pick(readable), self.draw(st.integers(1, 9))
        size = f"len({subject})" if subject in LISTS + DICTS else subject
        reads, writes, calls = frozenset({subject}), frozenset[str](), None
        form = self.pick(("read", "change", "rebind", "call", "default"))
        head, body = f"def {name}():", [f"return {size} + {number}"]
        if form == "change" and subject in LISTS + DICTS:
            change = f"{subject}.append({number})" if subject in LISTS else f"{subject}['c'] = {number}"
            body = [change, f"return {size}"]
        elif form == "rebind":
            target = self.pick(INTS)
            writes = frozenset({target})
            body = [f"global {target}", f"{target} = {size} + {number}", f"return {target}"]
        elif form == "call":
            calls = self.pick(FUNCTIONS)
            body = [f"return {calls}() + {number}"]
            reads = frozenset()
        elif form == "default" and subject in self.bound:
            head, body = f"def {name}(given={size}):", ["return given * 2"]
            reads = frozenset()
        self.functions[name] = _Function(reads, writes, calls)
        return [head, *(f"    {line}" for line in body)]

    def branch(self) -> Lines:
        """An `if`, a loop or a `try`: what is bound on every way through is bound afterwards."""
        form = self.pick(("if", "if else", "for", "try"))
        before = set(self.bound)
        if form == "try":
            first, divisor, sure = self.block(), self.integer(), set(self.bound)
            second = self.block()
            self.bound &= sure
            return ["try:", *first, f"    1 // ({divisor})", "except ZeroDivisionError:", *second]
        head = f"for i in range({self.integer()} % 3):" if form == "for" else f"if {self.condition()}:"
        first = self.block()
        sure, self.bound = self.bound, before
        if form != "if else":
            return [head, *first]  # may not run, and nothing in it unbinds a name
        second = self.block()
        self.bound &= sure
        return [head, *first, "else:", *second]

    def block(self) -> Lines:
        """A few indented statements that neither unbind nor define."""
        statements = [getattr(self, self.pick(FLAT))() for _ in range(self.draw(st.integers(1, 2)))]
        return [f"    {line}" for lines in statements for line in lines]

    def body(self, first: bool = False) -> str:
        weighted = [name for name, weight in STATEMENTS.items() for _ in range(weight)]
        statements = [self.bind() for _ in range(3)] if first else []
        statements += [getattr(self, self.pick(weighted))() for _ in range(self.draw(st.integers(1, 4)))]
        return "\n".join(line for lines in statements for line in lines)

    def setup(self) -> str:
        self.bound.add(CONSTANT)
        values = [self.bind() for _ in range(self.draw(st.integers(0, 2)))]
        functions = [self.define(early=True) for _ in range(self.draw(st.integers(0, 2)))]
        return "\n".join([f"{CONSTANT} = 10", *(line for lines in values + functions for line in lines)])


@st.composite
def notebooks(draw: Callable[[st.SearchStrategy[Any]], Any]) -> Notebook:
    """Notebooks of a setup cell, sometimes parameters, and three to six steps, some of them of two cells.

    Four of five have five names for data instead of nine. Put back, a bug that once was found here (a loop that does not
    run gave the setup's value) then changed the definition of 27 notebooks of 1,000, and a value of 3; with nine
    names in all of them it changed one definition of 400, and no value.
    """
    author = _Author(draw)
    author.crowded = author.chance(80)
    cells = [f"%%setup\n{author.setup()}"]
    if author.chance(40):
        cells.append(f"%%parameters\n{PARAMETER}: int = {draw(st.integers(0, 9))}")
        author.bound.add(PARAMETER)
    names = list(STEPS[: draw(st.integers(3, 6))])
    if author.chance(25):
        again = draw(st.integers(0, len(names) - 2))
        names.insert(draw(st.integers(again + 1, len(names))), names[again])
    cells += [f"%%step {name}\n{author.body(first=i == 0)}" for i, name in enumerate(names)]
    if not author.known(DATA):
        cells.append(f"%%step last\n{INTS[0]} = {author.integer()}")
        author.bound.add(INTS[0])
    return Notebook(tuple(cells), author.known(DATA))
