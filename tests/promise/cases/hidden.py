"""Changes that the code hides."""

from __future__ import annotations

from .case import Case, case

HIDDEN: tuple[Case, ...] = (
    case(
        "heap_push",
        "either",
        "a standard function changes its argument",
        """
%%setup
import heapq
%%step make
heap = [3, 5]
%%step change
heapq.heappush(heap, 1)
%%step final --out result
result = heap
""",
        "heap",
    ),
    case(
        "heap_push_declared",
        "equal",
        "--out says what the code does not",
        """
%%setup
import heapq
%%step make
heap = [3, 5]
%%step change --out heap
heapq.heappush(heap, 1)
%%step final --out result
result = heap
""",
    ),
    case(
        "shuffle",
        "either",
        "random.shuffle works in place",
        """
%%setup
import random
%%step make
deck = list(range(20))
%%step change
random.shuffle(deck)
%%step final --out result
result = deck
""",
        "deck",
    ),
    case(
        "hidden_change_nobody_reads",
        "equal",
        "a hidden change that reaches no later step is nobody's business",
        """
%%setup
import heapq
%%step make
heap = [1, 5, 3]
%%step use
smallest = heapq.heappop(heap)
%%step final --out result
result = smallest
""",
    ),
    case(
        "hidden_change_then_rebound",
        "equal",
        "a hidden change ends where the name is bound again",
        """
%%setup
import heapq
%%step make
heap = [1, 5, 3]
%%step use
smallest = heapq.heappop(heap)
%%step again
heap = [9]
%%step final --out result
result = (smallest, heap)
""",
    ),
    case(
        "hidden_change_beside_a_reader",
        "either",
        "a reader after the change in the notebook is not after it in the graph",
        """
%%setup
import functools
%%step make
numbers = [1]
%%step change
functools.reduce(lambda items, n: items.append(n) or items, [2, 3], numbers)
%%step reader
total = sum(numbers)
%%step final --out result
result = (total, numbers)
""",
        "numbers",
    ),
    case(
        "builtin_setattr",
        "either",
        "setattr is an assignment in disguise",
        """
%%setup
from types import SimpleNamespace
%%step make
thing = SimpleNamespace(a=1)
%%step change
setattr(thing, "a", 2)
vars(thing)["b"] = 3
thing.__dict__.update(c=4)
%%step final --out result
result = sorted(vars(thing).items())
""",
        "thing",
    ),
    case(
        "operator_module",
        "either",
        "operators as functions",
        """
%%setup
import operator
%%step make
table = {"a": 1}
items = [1]
%%step change
operator.setitem(table, "b", 2)
operator.iadd(items, [2])
%%step final --out result
result = (table, items)
""",
        "table",
    ),
    case(
        "unknown_method",
        "either",
        "a method of a class in setup changes the object",
        """
%%setup
class Box:
    def __init__(self):
        self.items = []
    def deposit(self, n):
        self.items.append(n)
%%step make
box = Box()
%%step change
box.deposit(3)
%%step final --out result
result = box.items
""",
        "box",
    ),
    case(
        "unknown_method_of_a_library",
        "either",
        "io.StringIO keeps what is written to it",
        """
%%setup
import io
%%step make
buffer = io.StringIO()
%%step change
buffer.write("hello")
%%step final --out result
result = buffer.getvalue()
""",
        "buffer",
    ),
    case(
        "position_of_a_buffer",
        "either",
        "reading moves the position",
        """
%%setup
import io
%%step make
buffer = io.StringIO("one\\ntwo\\n")
%%step head
header = buffer.readline()
%%step final --out result
result = (header, buffer.readline())
""",
        "buffer",
    ),
    case(
        "operator_overload_changes",
        "either",
        "an operator that changes its left side",
        """
%%setup
class Stream:
    def __init__(self):
        self.parts = []
    def __lshift__(self, part):
        self.parts.append(part)
        return self
%%step make
stream = Stream()
%%step change
stream << "a" << "b"
%%step final --out result
result = stream.parts
""",
        "stream",
    ),
    case(
        "property_changes",
        "either",
        "reading a property counts up",
        """
%%setup
class Ticket:
    def __init__(self):
        self.last = 0
    @property
    def number(self):
        self.last += 1
        return self.last
%%step make
ticket = Ticket()
%%step one
first = ticket.number
%%step final --out result
result = (first, ticket.number)
""",
        "ticket",
    ),
    case(
        "str_changes",
        "either",
        "printing an object changes it",
        """
%%setup
class Shy:
    seen = 0
    def __str__(self):
        self.seen += 1
        return "shy"
%%step make
shy = Shy()
%%step look
text = f"{shy}"
%%step final --out result
result = (text, shy.seen)
""",
        "shy",
    ),
    case(
        "cached_property",
        "either",
        "a cache inside the object fills while it is read",
        """
%%setup
from functools import cached_property
class Report:
    def __init__(self, items):
        self.items = items
    @cached_property
    def total(self):
        return sum(self.items)
%%step make
report = Report([1, 2])
%%step use
total = report.total
%%step final --out result
result = (total, report.total)
""",
        "report",
    ),
    case(
        "iterator_over_two_steps",
        "either",
        "next() moves an iterator that can be saved",
        """
%%step make
numbers = iter([1, 2, 3])
%%step one
head = next(numbers)
%%step final --out result
result = (head, list(numbers))
""",
        "numbers",
    ),
    case(
        "iterator_used_up_by_a_loop",
        "either",
        "a for loop uses an iterator up",
        """
%%step make
numbers = iter([1, 2, 3])
%%step one
total = 0
for n in numbers:
    total += n
%%step final --out result
result = (total, list(numbers))
""",
        "numbers",
    ),
    case(
        "random_object_in_two_steps",
        "either",
        "a generator object of an earlier step draws in two",
        """
%%setup
import random
%%step make
dice = random.Random(4)
%%step one
one = dice.random()
%%step two
two = dice.random()
%%step final --out result
result = (one, two, one != two)
""",
        "dice",
    ),
    case(
        "random_object_of_setup",
        "either",
        "each step's setup makes the generator anew, by hand it goes on",
        """
%%setup
import random
dice = random.Random(4)
%%step one
one = dice.random()
%%step two
two = dice.random()
%%step final --out result
result = (one, two)
""",
        "dice",
    ),
    case(
        "random_object_of_setup_in_one_step",
        "equal",
        "a generator of setup that only one step draws from",
        """
%%setup
import random
dice = random.Random(4)
%%step one
numbers = [dice.random() for _ in range(3)]
%%step final --out result
result = numbers
""",
    ),
    case(
        "counter_of_setup",
        "either",
        "itertools.count made in setup goes on by hand",
        """
%%setup
import itertools
ticket_numbers = itertools.count(1)
%%step one
one = next(ticket_numbers)
%%step two
two = next(ticket_numbers)
%%step final --out result
result = (one, two)
""",
        "ticket_numbers",
    ),
    case(
        "exec_binds",
        "refused",
        "exec binds a name that an earlier step bound too",
        """
%%step make
total = 1
code = "total = 5"
%%step change
exec(code)
%%step final --out result
result = total
""",
    ),
    case(
        "exec_changes",
        "refused",
        "exec changes a list that the code does not name",
        """
%%step make
numbers = [1]
%%step change
exec("numb" + "ers.append(2)")
%%step final --out result
result = numbers
""",
    ),
    case(
        "exec_declared",
        "equal",
        "--out names what exec binds",
        """
%%step make --out total
exec("total = 5")
%%step final --out result
result = total
""",
    ),
    case(
        "eval_reads",
        "refused",
        "eval reads a name that the code does not show",
        """
%%step make
alpha = 1
%%step final --out result
result = eval("al" + "pha + 1")
""",
    ),
    case(
        "eval_finds_an_older_value",
        "refused",
        "eval finds the setup's value where the step's was not loaded",
        """
%%setup
alpha = 1
def look(name):
    return eval(name)
%%step change
alpha = 2
%%step final --out result
result = look("al" + "pha")
""",
    ),
    case(
        "globals_binds",
        "refused",
        "globals()[...] = binds a name that an earlier step bound too",
        """
%%step make
total = 1
%%step change
globals()["total"] = 5
%%step final --out result
result = total
""",
    ),
    case(
        "globals_in_a_loop",
        "refused",
        "names made up while running",
        """
%%step make
for i in range(3):
    globals()[f"x{i}"] = i
%%step final --out result
result = x0 + x1 + x2
""",
    ),
    case(
        "globals_reads",
        "refused",
        "a membership test in globals()",
        """
%%step make
alpha = 1
%%step final --out result
result = "alpha" in globals()
""",
    ),
    case(
        "locals_binds",
        "refused",
        "at top level locals() is globals()",
        """
%%step make
total = 1
%%step change
locals().update(total=5)
%%step final --out result
result = total
""",
    ),
    case(
        "main_module_attribute",
        "refused",
        "the notebook's own module as an object",
        """
%%setup
import sys
%%step make
total = 1
%%step change
setattr(sys.modules[__name__], "total", 5)
%%step final --out result
result = total
""",
    ),
    case(
        "user_ns",
        "equal",
        "the shell's namespace as a dict",
        """
%%step make
total = 1
%%step change
get_ipython().user_ns["total"] = 5
%%step final --out result
result = total
""",
    ),
    case(
        "default_list_remembers",
        "either",
        "a mutable default keeps state between calls in two steps",
        """
%%setup
def remember(n, seen=[]):
    seen.append(n)
    return list(seen)
%%step one
one = remember(1)
%%step two
two = remember(2)
%%step final --out result
result = (one, two)
""",
        "remember",
    ),
    case(
        "function_attribute_counts",
        "either",
        "state kept on a function",
        """
%%setup
def count_calls():
    count_calls.calls = getattr(count_calls, "calls", 0) + 1
    return count_calls.calls
%%step one
one = count_calls()
%%step two
two = count_calls()
%%step final --out result
result = (one, two)
""",
        "count_calls",
    ),
    case(
        "lru_cache_values",
        "equal",
        "a cache changes nothing but the time",
        """
%%setup
from functools import lru_cache
@lru_cache
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)
%%step one
one = fib(10)
%%step two
two = fib(12)
%%step final --out result
result = one + two
""",
    ),
    case(
        "lru_cache_info",
        "refused",
        "the cache of a setup function can be looked into",
        """
%%setup
from functools import lru_cache
@lru_cache
def square(n):
    return n * n
%%step one
one = square(3)
%%step two
two = square(3)
hits = square.cache_info().hits
%%step final --out result
result = (one, two, hits)
""",
        "square",
    ),
    case(
        "closure_counts",
        "either",
        "a closure made in a step keeps counting",
        """
%%setup
def make_counter():
    n = 0
    def tick():
        nonlocal n
        n += 1
        return n
    return tick
%%step make
tick = make_counter()
%%step one
one = tick()
%%step two
two = tick()
%%step final --out result
result = (one, two)
""",
        "tick",
    ),
    case(
        "closure_counts_in_one_step",
        "equal",
        "a closure's state travels with it",
        """
%%setup
def make_counter():
    n = 0
    def tick():
        nonlocal n
        n += 1
        return n
    return tick
%%step make
tick = make_counter()
tick()
%%step one
one = tick()
%%step final --out result
result = one
""",
    ),
    case(
        "class_registry",
        "either",
        "a constructor adds the instance to a list of setup",
        """
%%setup
registry = []
class Plugin:
    def __init__(self, name):
        registry.append(name)
%%step one
Plugin("one")
%%step two
Plugin("two")
%%step final --out result
result = registry
""",
        "registry",
    ),
    case(
        "decorator_registry",
        "either",
        "a decorator adds the function's name to a dict of setup",
        """
%%setup
registry = {}
def register(function):
    registry[function.__name__] = function()
    return function
%%step one
@register
def one():
    return 1
%%step two
@register
def two():
    return 2
%%step final --out result
result = registry
""",
        "registry",
    ),
    case(
        "private_copy_is_no_change",
        "equal",
        "sorted, copy and slices leave the input alone",
        """
%%setup
import copy
%%step make
items = [[3], [1]]
%%step use
deep = copy.deepcopy(items)
deep[0].append(0)
ordered = sorted(items)
%%step final --out result
result = (items, deep, ordered)
""",
    ),
    case(
        "reading_a_big_tree_is_no_change",
        "equal",
        "fingerprints of sets and dicts do not depend on luck",
        """
%%step make
tree = {"names": {"b", "a", "c"}, 1: frozenset("xyz"), "deep": [{"k": {1, 2, 3}}]}
%%step look
found = "a" in tree["names"], len(tree["deep"])
%%step again
text = sorted(tree["names"])
%%step final --out result
result = (found, text, tree == {"names": {"a", "b", "c"}, 1: frozenset("zyx"), "deep": [{"k": {3, 2, 1}}]})
""",
    ),
)
