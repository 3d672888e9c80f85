"""Steps of several cells, options, parameters."""

from __future__ import annotations

from .case import Case, case

STEPS: tuple[Case, ...] = (
    case(
        "two_cells_one_step",
        "equal",
        "cells of one name are one step",
        """
%%step make
a = 1
%%step make
b = a + 1
%%step final --out result
result = (a, b)
""",
    ),
    case(
        "interleaved_and_independent",
        "equal",
        "the cells of two steps alternate and do not meet",
        """
%%step one
a = [1]
%%step two
b = [10]
%%step one
a.append(2)
%%step two
b.append(20)
%%step final --out result
result = (a, b)
""",
    ),
    case(
        "interleaved_reader_sees_half",
        "either",
        "by hand the reader sees the value between the two cells of a step",
        """
%%step build
halfway = [1]
%%step look
seen = len(halfway)
%%step build
halfway.append(2)
%%step final --out result
result = (seen, halfway)
""",
        "halfway",
    ),
    case(
        "interleaved_rebinding",
        "either",
        "the same with a rebinding",
        """
%%step build
level = 1
%%step look
seen = level
%%step build
level = 2
%%step final --out result
result = (seen, level)
""",
        "level",
    ),
    case(
        "interleaved_cycle",
        "refused",
        "the second cell of a step needs a step that needs the first",
        """
%%step build
a = 1
%%step other
b = a + 1
%%step build
c = b + 1
%%step final --out result
result = (a, b, c)
""",
        "build",
    ),
    case(
        "interleaved_overwritten",
        "either",
        "another step overwrites the name between the two cells",
        """
%%step build
shared_name = 1
%%step other
shared_name = 2
%%step build
kept = shared_name
%%step final --out result
result = (kept, shared_name)
""",
        "shared_name",
    ),
    case(
        "interleaved_last_writer",
        "either",
        "a step's second cell stands after another writer",
        """
%%step build
x_value = 1
%%step other
x_value = 2
%%step build
y = 3
%%step final --out result
result = (x_value, y)
""",
        "x_value",
    ),
    case(
        "interleaved_reads_only_what_is_final",
        "equal",
        "the reader between needs only what the first cell alone writes",
        """
%%step build
ready = 1
%%step look
seen = ready + 1
%%step build
later = 5
%%step final --out result
result = (seen, later)
""",
    ),
    case(
        "interleaved_function_redefined",
        "either",
        "a function used between its two definitions",
        """
%%step build
def price(n):
    return n
%%step look
seen = price(1)
%%step build
def price(n):
    return n * 100
%%step final --out result
result = (seen, price(1))
""",
        "price",
    ),
    case(
        "explicit_in_and_out",
        "equal",
        "declared inputs and outputs that agree with the code",
        """
%%step make --out a,b
a, b, scrap = 1, 2, (n for n in [1])
%%step use --in a,b --out c
c = a + b
%%step final --in c --out result
result = c
""",
    ),
    case(
        "in_too_narrow",
        "refused",
        "--in leaves out a name that the body reads",
        """
%%step make
first, second = 1, 2
%%step final --in first --out result
result = first + second
""",
        "second",
    ),
    case(
        "in_too_narrow_falls_back",
        "refused",
        "--in leaves out a name that setup defines as well",
        """
%%setup
second = 0
%%step make
first, second = 1, 2
%%step final --in first --out result
result = first + second
""",
        "second",
    ),
    case(
        "out_too_narrow",
        "refused",
        "--out leaves out a name that a later step reads",
        """
%%step make --out first
first, second = 1, 2
%%step final --out result
result = first + second
""",
        "second",
    ),
    case(
        "out_too_narrow_older_value",
        "refused",
        "--out hides a new value behind an old one",
        """
%%step old
second = 0
%%step make --out first
first, second = 1, 2
%%step final --out result
result = first + second
""",
        "second",
    ),
    case(
        "out_that_is_not_bound",
        "refused",
        "--out names what the body does not bind",
        """
%%step make --out phantom
x = 1
%%step final --out result
result = phantom if False else 1
""",
        "phantom",
    ),
    case(
        "after_only",
        "equal",
        "order without data",
        """
%%step first
a = 1
%%step second --after first
b = 2
%%step final --after second --out result
result = a + b
""",
    ),
    case(
        "parameters_of_all_types",
        "equal",
        "defaults keep their types",
        """
%%parameters
name: str = "hr"              # a text
count: int = 3
rate: float = 1               # an int is fine for a float
flag: bool = True
mode: Literal["a", "b"] = "b"
sizes: list[int] = [1, 2]
table: dict[str, float] = {"x": 0.5}
guessed = 4
%%step use
seen = [name, count, rate * 1.5, flag, mode, sizes, table, guessed]
%%step final --out result
result = (seen, type(flag).__name__, type(guessed).__name__)
""",
    ),
    case(
        "float_parameter_given_an_int",
        "either",
        "1 for a float is 1 by hand, and 1.0 only if both ways say so",
        """
%%parameters
rate: float = 1
%%step final --out result
result = type(rate).__name__
""",
        "rate",
    ),
    case(
        "path_parameter",
        "either",
        "a Path, or the text of one, the same both ways",
        """
%%parameters
target: Path = "out/model.bin"
%%step final --out result
import os
result = (os.fspath(target), type(target).__name__)
""",
        "target",
    ),
    case(
        "parameter_reassigned",
        "equal",
        "a step rebinds a parameter for those after it",
        """
%%parameters
rate: float = 0.5
%%step before
old = rate
%%step change
rate = rate * 2
%%step final --out result
result = (old, rate)
""",
    ),
    case(
        "parameter_changed_in_place",
        "equal",
        "a list parameter grows",
        """
%%parameters
names: list[str] = ["a"]
%%step before
size = len(names)
%%step change
names.append("b")
%%step final --out result
result = (size, names)
""",
    ),
    case(
        "parameter_read_by_a_function",
        "equal",
        "a helper reads a parameter late",
        """
%%parameters
factor: int = 3
%%setup
def scale(n):
    return n * factor
%%step make
a = scale(2)
%%step final --out result
result = a
""",
    ),
    case(
        "setup_reads_a_parameter",
        "either",
        "setup computes with a parameter",
        """
%%parameters
budget: int = 10
%%setup
half = budget / 2
%%step final --out result
result = half
""",
        "budget",
    ),
    case(
        "setup_default_reads_a_parameter",
        "either",
        "a default of a setup function is a parameter",
        """
%%parameters
budget: int = 10
%%setup
def spend(n=budget):
    return n - 1
%%step final --out result
result = spend()
""",
        "budget",
    ),
    case(
        "parameters_after_setup",
        "either",
        "the parameter's default overwrites a constant of setup",
        """
%%setup
budget = 1
%%parameters
budget: int = 10
%%step final --out result
result = budget
""",
        "budget",
    ),
    case(
        "parameter_comes_after_its_reader",
        "either",
        "by hand the step runs before the parameters cell and sees setup's value",
        """
%%setup
budget = 1
%%step early
seen = budget
%%parameters
budget: int = 10
%%step final --out result
result = (seen, budget)
""",
        "budget",
    ),
)
