"""Writes that may not happen."""

from __future__ import annotations

from .case import Case, case

MAYBE: tuple[Case, ...] = (
    case(
        "if_not_taken",
        "equal",
        "the earlier writer counts where the branch is not taken",
        """
%%step make
x, flag = "old", False
%%step maybe
if flag:
    x = "new"
%%step final --out result
result = x
""",
    ),
    case(
        "if_taken",
        "equal",
        "and the later one where it is",
        """
%%step make
x, flag = "old", True
%%step maybe
if flag:
    x = "new"
%%step final --out result
result = x
""",
    ),
    case(
        "two_maybes_in_a_row",
        "equal",
        "three writers may have had the last word",
        """
%%step make
x = 0
%%step one
if x == 0:
    x = 1
%%step two
if x == 0:
    x = 2
%%step three
if x == 1:
    x += 10
%%step final --out result
result = x
""",
    ),
    case(
        "maybe_without_a_read",
        "equal",
        "a step that may write but does not read the name",
        """
%%step make
x, n = "old", 3
%%step maybe
if n > 5:
    x = "new"
%%step again
if n > 2:
    x = "newest"
%%step final --out result
result = x
""",
    ),
    case(
        "if_else_both_write",
        "equal",
        "both branches write, so the earlier value is dead",
        """
%%step make
x, n = "old", 1
%%step choose
if n > 1:
    x = "many"
elif n == 1:
    x = "one"
else:
    x = "none"
%%step final --out result
result = x
""",
    ),
    case(
        "loop_never_entered",
        "equal",
        "the body and the loop variable are not bound",
        """
%%step make
i, x, items = "before", 0, []
%%step loop
for i in items:
    x = i
%%step final --out result
result = (i, x)
""",
    ),
    case(
        "loop_variable_lives_on",
        "equal",
        "the loop variable has its last value afterwards",
        """
%%step make
items = [3, 4]
%%step loop
for i in items:
    pass
%%step final --out result
result = i
""",
    ),
    case(
        "while_else",
        "equal",
        "else runs where no break did",
        """
%%step make
n, found = 0, None
%%step search
while n < 3:
    n += 1
    if n == 5:
        found = n
        break
else:
    found = "none"
%%step final --out result
result = (n, found)
""",
    ),
    case(
        "for_else_with_break",
        "equal",
        "a break skips the else",
        """
%%step make
found = "nothing"
%%step search
for n in range(5):
    if n == 2:
        break
else:
    found = "all"
%%step final --out result
result = (n, found)
""",
    ),
    case(
        "try_fails_half_way",
        "equal",
        "what was bound before the exception stays",
        """
%%step make
a, b, log = 1, 2, []
%%step risky
try:
    a = 10
    b = 1 / 0
except ZeroDivisionError as error:
    log.append(type(error).__name__)
else:
    log.append("fine")
finally:
    log.append("done")
%%step final --out result
result = (a, b, log)
""",
    ),
    case(
        "exception_name_is_deleted",
        "either",
        "`except … as name` unbinds the name at its end",
        """
%%step make
problem = "kept?"
%%step risky
try:
    1 / 0
except ZeroDivisionError as problem:
    pass
%%step final --out result
try:
    result = problem
except NameError:
    result = "gone"
""",
        "problem",
    ),
    case(
        "exception_name_not_deleted",
        "equal",
        "where nothing is raised the name stays",
        """
%%step make
problem = "kept"
%%step fine
try:
    x = 1
except ZeroDivisionError as problem:
    x = 2
%%step final --out result
result = (problem, x)
""",
    ),
    case(
        "suppressed_in_the_middle",
        "equal",
        "a with block may swallow the exception",
        """
%%setup
from contextlib import suppress
%%step make
x = "old"
%%step risky
with suppress(ZeroDivisionError):
    y = 1 / 0
    x = "new"
%%step final --out result
result = x
""",
    ),
    case(
        "match_binds_in_some_cases",
        "equal",
        "patterns bind names, or do not",
        """
%%step make
point, x, y = (0, 5), "x", "y"
%%step look
match point:
    case (0, 0):
        kind = "origin"
    case (0, y):
        kind = "axis"
    case (x, y):
        kind = "plane"
%%step final --out result
result = (kind, x, y)
""",
    ),
    case(
        "match_patterns",
        "equal",
        "star, mapping rest, as, class and or patterns",
        """
%%step make
data = {"kind": "list", "items": [1, 2, 3], "more": True}
%%step look
match data:
    case {"kind": "list" | "tuple" as kind, "items": [head, *tail], **rest}:
        pass
match head:
    case int(real=whole):
        pass
%%step final --out result
result = (kind, head, tail, rest, whole)
""",
    ),
    case(
        "walrus_in_a_condition",
        "equal",
        "a short cut may leave the name alone",
        """
%%step make
x, flag = "old", False
%%step maybe
if flag and (x := "new"):
    pass
%%step final --out result
result = x
""",
    ),
    case(
        "walrus_in_a_comprehension",
        "equal",
        "it binds outside of the comprehension, the loop variable does not",
        """
%%step make
n, last = "outer", None
%%step loop
squares = [last := n * n for n in range(4)]
%%step final --out result
result = (n, last, squares)
""",
    ),
    case(
        "function_may_write",
        "equal",
        "a function that writes a global only sometimes",
        """
%%setup
def maybe(flag):
    global x
    if flag:
        x = "new"
%%step make
x = "old"
%%step no
maybe(False)
%%step final --out result
result = x
""",
    ),
    case(
        "function_defined_but_not_called",
        "equal",
        "a function that would write does nothing until it is called",
        """
%%step make
x = "old"
%%step define
def change():
    global x
    x = "new"
%%step final --out result
result = x
""",
    ),
    case(
        "maybe_import",
        "equal",
        "the fallback of a missing import",
        """
%%setup
try:
    import surely_no_such_module as fast
except ImportError:
    fast = None
%%step make
try:
    from surely_no_such_module import loads
except ImportError:
    from json import loads
%%step final --out result
result = (fast, loads("[1]"))
""",
    ),
    case(
        "maybe_change_in_place",
        "equal",
        "a change in a branch that is not taken",
        """
%%step make
items, flag = [1], False
%%step maybe
if flag:
    items.append(2)
%%step final --out result
result = items
""",
    ),
    case(
        "maybe_writer_is_only_writer",
        "equal",
        "a name that only a branch binds, and the branch is taken",
        """
%%step make
flag = True
%%step maybe
if flag:
    y = 1
%%step final --out result
result = y
""",
    ),
    case(
        "maybe_over_the_setups_value",
        "equal",
        "a loop that does not run leaves what a step above made of the setup's value",
        """
%%setup
d = {"a": 0}
%%step load
rows = []
d.update(c=1)
%%step report
for _ in rows:
    d = {}
%%step final --out result
result = d
""",
    ),
)
