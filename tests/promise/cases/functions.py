"""Functions and their globals."""

from __future__ import annotations

from .case import Case, case

FUNCTIONS: tuple[Case, ...] = (
    case(
        "function_of_setup",
        "equal",
        "the usual helper",
        """
%%setup
def double(n):
    return n * 2
%%step make
a = double(4)
%%step final --out result
result = double(a)
""",
    ),
    case(
        "function_of_setup_reads_late",
        "equal",
        "a global of a helper is bound by a step",
        """
%%setup
def scale(n):
    return n * factor
%%step make
factor = 3
%%step final --out result
result = scale(5)
""",
    ),
    case(
        "global_rebound_between_calls",
        "equal",
        "each call sees the global of its moment",
        """
%%setup
def scale(n):
    return n * factor
%%step one
factor = 2
%%step use_one
small = scale(3)
%%step two
factor = 10
%%step final --out result
result = (small, scale(3))
""",
    ),
    case(
        "function_of_a_step",
        "equal",
        "a function defined in one step and called in another",
        """
%%step define
offset = 10
def shift(n):
    return n + offset
%%step use
a = shift(1)
%%step final --out result
result = shift(a)
""",
    ),
    case(
        "function_of_a_step_global_rebound",
        "equal",
        "its global is rebound between definition and call",
        """
%%step define
offset = 10
def shift(n):
    return n + offset
%%step rebind
offset = 100
%%step final --out result
result = shift(1)
""",
    ),
    case(
        "function_rebound",
        "equal",
        "a later definition wins, also for those that call it",
        """
%%step define
def helper(n):
    return n + 1
def outer(n):
    return helper(n) * 10
%%step before
a = outer(1)
%%step redefine
def helper(n):
    return n + 2
%%step final --out result
result = (a, outer(1))
""",
    ),
    case(
        "function_called_before_its_global_exists",
        "equal",
        "definition, global and call in three steps",
        """
%%step define
def total():
    return sum(numbers)
%%step bind
numbers = [1, 2, 3]
%%step final --out result
result = total()
""",
    ),
    case(
        "function_writes_a_global",
        "equal",
        "global in a function makes the calling step a writer",
        """
%%setup
def bump():
    global count
    count += 1
%%step make
count = 0
%%step one
bump()
bump()
%%step two
bump()
%%step final --out result
result = count
""",
    ),
    case(
        "function_changes_a_global",
        "equal",
        "a function that changes a global list in place",
        """
%%setup
def note(text):
    log.append(text)
%%step make
log = []
%%step one
note("one")
%%step two
note("two")
%%step final --out result
result = log
""",
    ),
    case(
        "function_of_a_step_changes_a_global",
        "equal",
        "the same with the function defined in a step",
        """
%%step make
table = {}
def put(key, value):
    table[key] = value
%%step one
put("a", 1)
%%step two
put("b", 2)
%%step final --out result
result = table
""",
    ),
    case(
        "function_calls_function",
        "equal",
        "free names are found through two calls",
        """
%%setup
def inner():
    return base + 1
def outer():
    return inner() * 2
%%step make
base = 4
%%step final --out result
result = outer()
""",
    ),
    case(
        "recursion",
        "equal",
        "mutual recursion between setup and a step",
        """
%%setup
def even(n):
    return True if n == 0 else odd(n - 1)
%%step define
def odd(n):
    return False if n == 0 else even(n - 1)
%%step final --out result
result = (even(10), odd(10))
""",
    ),
    case(
        "recursion_changes_a_global",
        "equal",
        "a recursive function collects",
        """
%%setup
def walk(node):
    order.append(node["name"])
    for child in node.get("children", []):
        walk(child)
%%step make
order = []
tree = {"name": "a", "children": [{"name": "b"}, {"name": "c"}]}
%%step visit
walk(tree)
%%step final --out result
result = order
""",
    ),
    case(
        "local_shadows_global",
        "equal",
        "a local name is not the global of the same name",
        """
%%setup
def compute(x):
    total = x + 1
    for item in [total]:
        total = item * 2
    return total
%%step make
total, item = "total", "item"
%%step use
y = compute(3)
%%step final --out result
result = (total, item, y)
""",
    ),
    case(
        "nested_function_reads",
        "equal",
        "a step reads a name only inside of a nested function that it calls",
        """
%%step make
limit = 3
%%step use
def outer():
    def inner():
        return [n for n in range(limit)]
    return inner()
numbers = outer()
%%step final --out result
result = numbers
""",
    ),
    case(
        "closure_travels",
        "equal",
        "an inner function with its cell goes to the next step",
        """
%%step make
def adder(n):
    def add(m):
        return n + m
    return add
add_five = adder(5)
%%step final --out result
result = add_five(1)
""",
    ),
    case(
        "lambda_travels",
        "equal",
        "a lambda that reads no globals",
        """
%%step make
square = lambda n: n * n
%%step final --out result
result = [square(n) for n in range(3)]
""",
    ),
    case(
        "lambda_reads_a_global",
        "equal",
        "a lambda bound to a name reads its global late",
        """
%%step make
offset = 1
shift = lambda n: n + offset
%%step rebind
offset = 5
%%step final --out result
result = shift(1)
""",
    ),
    case(
        "function_in_a_container",
        "either",
        "a dict of functions whose global is rebound later",
        """
%%step make
factor = 2
def scale(n):
    return n * factor
table = {"scale": scale}
%%step rebind
factor = 10
%%step final --out result
result = table["scale"](3)
""",
    ),
    case(
        "lambda_in_a_list",
        "either",
        "anonymous functions read their global late too",
        """
%%step make
factor = 2
functions = [lambda n: n * factor]
%%step rebind
factor = 10
%%step final --out result
result = functions[0](3)
""",
    ),
    case(
        "partial_of_a_function",
        "either",
        "functools.partial holds a function that reads a global",
        """
%%setup
from functools import partial
%%step make
factor = 2
def scale(n, extra):
    return n * factor + extra
scale_one = partial(scale, extra=1)
%%step rebind
factor = 10
%%step final --out result
result = scale_one(3)
""",
    ),
    case(
        "returned_function_reads_a_global",
        "either",
        "a function made by a function reads a global that is rebound",
        """
%%setup
def make_scaler():
    def scale(n):
        return n * factor
    return scale
%%step make
factor = 2
scaler = make_scaler()
%%step rebind
factor = 10
%%step final --out result
result = scaler(3)
""",
    ),
    case(
        "method_reads_a_global",
        "either",
        "an instance whose method reads a global that is rebound",
        """
%%setup
class Scaler:
    def apply(self, n):
        return n * factor
%%step make
factor = 2
scaler = Scaler()
%%step rebind
factor = 10
%%step final --out result
result = scaler.apply(3)
""",
    ),
    case(
        "function_under_a_second_name",
        "either",
        "an alias of a function, and the function's global rebound",
        """
%%setup
def scale(n):
    return n * factor
%%step make
factor = 2
alias = scale
%%step rebind
factor = 10
%%step final --out result
result = alias(3)
""",
    ),
    case(
        "default_is_bound_at_definition",
        "equal",
        "a default keeps the value of its moment",
        """
%%step define
factor = 2
def scale(n, by=factor):
    return n * by
%%step rebind
factor = 10
%%step final --out result
result = (scale(3), factor)
""",
    ),
    case(
        "decorator_argument_is_bound_at_definition",
        "equal",
        "so does the argument of a decorator",
        """
%%setup
def times(n):
    def wrap(function):
        return lambda *args: function(*args) * n
    return wrap
%%step define
factor = 2
@times(factor)
def add(a, b):
    return a + b
%%step rebind
factor = 10
%%step final --out result
result = (add(1, 2), factor)
""",
    ),
    case(
        "decorator_of_setup",
        "equal",
        "functions of a step decorated by setup",
        """
%%setup
import functools
def twice(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        return function(*args, **kwargs) * 2
    return wrapper
%%step define
@twice
def greet(name):
    "Say hello."
    return f"hi {name} "
%%step final --out result
result = (greet("you"), greet.__name__, greet.__doc__)
""",
    ),
    case(
        "nonlocal_names",
        "equal",
        "nonlocal stays inside of its function",
        """
%%setup
def counter(items):
    n = 0
    def one(_):
        nonlocal n
        n += 1
    for item in items:
        one(item)
    return n
%%step make
n = "outer"
size = counter("abc")
%%step final --out result
result = (n, size)
""",
    ),
    case(
        "function_annotations_read_names",
        "equal",
        "annotations and defaults are evaluated at definition",
        """
%%step make
Number = int
%%step define
def inc(n: Number, by: Number = 1) -> Number:
    return n + by
%%step final --out result
result = (inc(1), inc.__annotations__["n"].__name__)
""",
    ),
    case(
        "generator_function",
        "equal",
        "a generator function travels, its generators need not",
        """
%%step define
def count_up(n):
    yield from range(n)
%%step use
numbers = list(count_up(3))
%%step final --out result
result = (numbers, sum(count_up(4)))
""",
    ),
    case(
        "generator_late",
        "refused",
        "a generator cannot be saved",
        """
%%step make
squares = (n * n for n in range(4))
%%step final --out result
result = list(squares)
""",
        "squares",
    ),
    case(
        "map_object_twice",
        "either",
        "by hand a map object is used up by its first reader",
        """
%%step make
lengths = map(len, ["a", "bb"])
%%step one
one = list(lengths)
%%step final --out result
result = (one, list(lengths))
""",
        "lengths",
    ),
    case(
        "function_handed_as_argument",
        "equal",
        "a function named as an argument is used as if called",
        """
%%setup
def shift(n):
    return n + offset
%%step make
offset = 1
%%step rebind
offset = 5
%%step use
shifted = list(map(shift, [1, 2]))
%%step final --out result
result = (shifted, sorted([3, 1], key=shift))
""",
    ),
    case(
        "two_setup_cells",
        "equal",
        "two setup cells, the second builds on the first",
        """
%%setup
BASE = 10
%%setup
LIMIT = BASE * 2
def clip(n):
    return min(n, LIMIT)
%%step make
a = clip(50)
%%step final --out result
result = (a, clip(5))
""",
    ),
    case(
        "setup_between_steps_redefines",
        "either",
        "a later setup cell redefines what an earlier step used",
        """
%%setup
def label():
    return "first"
%%step one
one = label()
%%setup
def label():
    return "second"
%%step two
two = label()
%%step final --out result
result = (one, two)
""",
        "label",
    ),
    case(
        "setup_after_a_step_rebinds",
        "either",
        "a setup cell further down overwrites a step's value by hand",
        """
%%setup
threshold = 1
%%step change
threshold = 2
%%setup
threshold = 3
%%step final --out result
result = threshold
""",
        "threshold",
    ),
    case(
        "setup_reads_a_step",
        "either",
        "a setup cell that needs a step's value",
        """
%%step make
start_value = 4
%%setup
doubled = start_value * 2
%%step final --out result
result = doubled
""",
        "start_value",
    ),
    case(
        "async_function",
        "equal",
        "a coroutine function and top-level await",
        """
%%setup
import asyncio
async def fetch(n):
    await asyncio.sleep(0)
    return n * 2
%%step get
a = await fetch(1)
b, c = await asyncio.gather(fetch(2), fetch(3))
%%step final --out result
result = [a, b, c]
""",
    ),
)
