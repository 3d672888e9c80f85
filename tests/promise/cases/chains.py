"""Order and plain data."""

from __future__ import annotations

from .case import Case, case

CHAINS: tuple[Case, ...] = (
    case(
        "one_step",
        "equal",
        "the smallest pipeline",
        """
%%step final --out result
result = 6 * 7
""",
    ),
    case(
        "chain_of_three",
        "equal",
        "each step reads the one before",
        """
%%step first
a = 2
%%step second
b = a * 10
%%step final --out result
result = b + 1
""",
    ),
    case(
        "several_variables_compared",
        "equal",
        "every step's own output is right, not only the last",
        """
%%step first --out a
a = [1, 2]
%%step second --out b
b = [*a, 3]
%%step third --out c
c = {"b": b}
""",
        compare="a b c",
    ),
    case(
        "diamond",
        "equal",
        "two parallel readers meet again",
        """
%%step top
base = [3, 1, 2]
%%step left
low = min(base)
%%step right
high = max(base)
%%step final --out result
result = (low, high, base)
""",
    ),
    case(
        "two_chains_interleaved",
        "equal",
        "independent chains need no order between them",
        """
%%step a1
a = 1
%%step b1
b = 10
%%step a2
a2 = a + 1
%%step b2
b2 = b + 1
%%step final --out result
result = [a2, b2]
""",
    ),
    case(
        "value_passes_over_steps",
        "equal",
        "a value is read long after it was written",
        """
%%step make
early = "kept"
%%step other
x = 1
%%step another
y = x + 1
%%step final --out result
result = early + str(y)
""",
    ),
    case(
        "rebinding_from_itself",
        "equal",
        "each step reads the last value and writes the next",
        """
%%step one
x = 1
%%step two
x = x + 1
%%step three
x = x * 5
%%step final --out result
result = x
""",
    ),
    case(
        "reader_between_two_writers",
        "equal",
        "a reader sees the writer before it, not the one after it",
        """
%%step one
x = "old"
%%step reader
seen = x
%%step two
x = "new"
%%step final --out result
result = (seen, x)
""",
    ),
    case(
        "swap_two_names",
        "equal",
        "reads happen before the writes of one statement",
        """
%%step make
a, b = 1, 2
%%step swap
a, b = b, a
%%step final --out result
result = (a, b)
""",
    ),
    case(
        "read_then_rebound_in_one_step",
        "equal",
        "a name is input and output of one step",
        """
%%step make
x = [1]
%%step change
y = x
x = [2]
%%step final --out result
result = (x, y)
""",
    ),
    case(
        "written_before_read_is_no_input",
        "equal",
        "a step that binds a name first does not need the earlier one",
        """
%%step make
x = 1
%%step again
x = 5
y = x + 1
%%step final --out result
result = (x, y)
""",
    ),
    case(
        "unsavable_value_nobody_reads",
        "equal",
        "what nobody reads is not saved, so it may be unsavable",
        """
%%step make
numbers = (n * n for n in range(4))
total = sum(numbers)
%%step final --out result
result = total
""",
    ),
    case(
        "empty_step",
        "equal",
        "a step with only a comment does nothing",
        """
%%step make
x = 1
%%step nothing
# later
%%step final --out result
result = x
""",
    ),
    case(
        "throwaway_underscore",
        "equal",
        "the name _ as a loop variable is nothing special",
        """
%%step make
x = [0 for _ in range(3)]
for _ in range(2):
    x.append(1)
%%step more
first, *_ = x
%%step final --out result
result = (first, x)
""",
    ),
    case(
        "scratch_between",
        "equal",
        "scratch cells are not part of the pipeline",
        """
---
print("exploring")
%%step make
x = 1
---
x + 1
%%step final --out result
result = x
""",
    ),
    case(
        "scratch_only_definition",
        "refused",
        "a name that only a scratch cell defines",
        """
---
learning_rate = 0.1
%%step final --out result
result = learning_rate * 2
""",
        "learning_rate",
    ),
    case(
        "condition_then_rejoin",
        "equal",
        "a branch that is taken gives its value, the Fail beside it does nothing",
        """
%%step make
score = 0.9
%%step gate --type Condition --then good --else bad
score > 0.5
%%step good
verdict = "good"
%%step bad --type Fail
score {score} is too low
%%step final --out result
result = verdict
""",
    ),
    case(
        "many_readers_of_one_list",
        "equal",
        "readers that change a copy leave the original alone",
        """
%%step make
base = [3, 1, 2]
%%step copy_and_sort
mine = list(base)
mine.sort()
%%step copy_and_append
yours = base[:]
yours.append(9)
%%step final --out result
result = (base, mine, yours)
""",
    ),
)
