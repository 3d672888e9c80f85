"""Other names for the same object."""

from __future__ import annotations

from .case import Case, case

ALIASES: tuple[Case, ...] = (
    case(
        "alias_in_the_changing_step",
        "equal",
        "b = a, then b changes",
        """
%%step make
numbers = [1]
%%step change
alias = numbers
alias.append(2)
%%step final --out result
result = numbers
""",
    ),
    case(
        "alias_of_an_alias",
        "equal",
        "chained assignment makes one object of two names",
        """
%%step make
numbers = [1]
%%step change
one = two = numbers
two += [2]
one[0] = 9
%%step final --out result
result = numbers
""",
    ),
    case(
        "loop_over_a_list_of_names",
        "equal",
        "for d in [train, test]: the usual way to change two",
        """
%%step make
train, test = {"a": 1}, {"a": 2}
%%step change
for d in [train, test]:
    d["x"] = 1
%%step final --out result
result = (train, test)
""",
    ),
    case(
        "loop_over_a_tuple_of_pairs",
        "equal",
        "the loop unpacks and the second changes",
        """
%%step make
train, test = [1], [2]
%%step change
for name, part in (("train", train), ("test", test)):
    part.append(name)
%%step final --out result
result = (train, test)
""",
    ),
    case(
        "loop_over_a_dict_of_names",
        "either",
        "the values of a dict display are aliases",
        """
%%step make
train, test = [1], [2]
%%step change
for name, part in {"train": train, "test": test}.items():
    part.append(name)
%%step final --out result
result = (train, test)
""",
        "train",
    ),
    case(
        "loop_over_enumerate_and_zip",
        "either",
        "builtins hand the elements through",
        """
%%step make
train, test = [1], [2]
%%step change
for i, part in enumerate([train, test]):
    part.append(i)
for part, extra in zip([train, test], "ab"):
    part.append(extra)
%%step final --out result
result = (train, test)
""",
        "train",
    ),
    case(
        "tuple_unpacking",
        "equal",
        "names bound by unpacking are aliases",
        """
%%step make
left, right = [1], [2]
%%step change
a, (b, *_) = left, (right, 0)
a.append(10)
b.append(20)
%%step final --out result
result = (left, right)
""",
    ),
    case(
        "ternary",
        "equal",
        "either of two may be meant",
        """
%%step make
left, right, flag = [1], [2], True
%%step change
chosen = left if flag else right
chosen.append(9)
%%step final --out result
result = (left, right)
""",
    ),
    case(
        "ternary_and_or_without_a_name",
        "either",
        "the target of the call is an expression",
        """
%%step make
left, right, empty = [1], [2], []
%%step change
(left if right else empty).append(7)
(empty or right).append(8)
%%step final --out result
result = (left, right, empty)
""",
        "left",
    ),
    case(
        "walrus",
        "equal",
        "an alias bound in an expression",
        """
%%step make
numbers = [1]
%%step change
if (alias := numbers):
    alias.append(2)
%%step final --out result
result = numbers
""",
    ),
    case(
        "function_returning_its_argument",
        "either",
        "the alias passes through a call",
        """
%%setup
def same(value):
    return value
%%step make
numbers = [1]
%%step change
alias = same(numbers)
alias.append(2)
%%step final --out result
result = numbers
""",
        "numbers",
    ),
    case(
        "function_changing_its_argument",
        "either",
        "the change is inside a function of setup",
        """
%%setup
def mark(table):
    table["x"] = 1
%%step make
table_one = {}
%%step change
mark(table_one)
%%step final --out result
result = table_one
""",
        "table_one",
    ),
    case(
        "function_changing_a_keyword_argument",
        "either",
        "the change is two calls deep",
        """
%%setup
def inner(*, target):
    target.append(1)
def outer(first, second):
    inner(target=second)
%%step make
left, right = [], []
%%step change
outer(left, right)
%%step final --out result
result = (left, right)
""",
        "right",
    ),
    case(
        "star_args",
        "either",
        "arguments arrive in a tuple",
        """
%%setup
def mark_all(*tables, **named):
    for table in tables:
        table["x"] = 1
    named["last"]["y"] = 2
%%step make
train, test, valid = {}, {}, {}
%%step change
mark_all(*[train, test], last=valid)
%%step final --out result
result = (train, test, valid)
""",
        "train",
    ),
    case(
        "default_argument",
        "either",
        "a default holds the object",
        """
%%step make
numbers = [1]
%%step change
def push(n, target=numbers):
    target.append(n)
push(2)
%%step final --out result
result = numbers
""",
        "numbers",
    ),
    case(
        "closure",
        "either",
        "an inner function holds the object",
        """
%%setup
def adder(target):
    def add(n):
        target.append(n)
    return add
%%step make
numbers = [1]
%%step change
add = adder(numbers)
add(2)
%%step final --out result
result = numbers
""",
        "numbers",
    ),
    case(
        "attribute_of_an_object",
        "either",
        "the alias sits in an object's attribute",
        """
%%setup
from types import SimpleNamespace
%%step make
numbers = [1]
%%step change
box = SimpleNamespace(items=numbers)
box.items.append(2)
%%step final --out result
result = numbers
""",
        "numbers",
    ),
    case(
        "container_in_the_changing_step",
        "either",
        "the alias sits in a dict",
        """
%%step make
numbers = [1]
%%step change
box = {"items": numbers}
box["items"].append(2)
%%step final --out result
result = numbers
""",
        "numbers",
    ),
    case(
        "comprehension_variable",
        "either",
        "the changing call stands in a comprehension over names",
        """
%%step make
left, right = [1], [2]
%%step change
sizes = [len(part) for part in (left, right) if part.append(0) is None]
%%step final --out result
result = (left, right, sizes)
""",
        "left",
    ),
    case(
        "with_as",
        "either",
        "a context manager hands the object out",
        """
%%setup
from contextlib import contextmanager
@contextmanager
def opened(value):
    yield value
%%step make
numbers = [1]
%%step change
with opened(numbers) as alias:
    alias.append(2)
%%step final --out result
result = numbers
""",
        "numbers",
    ),
    case(
        "bound_method_as_a_name",
        "either",
        "append = items.append is an alias too",
        """
%%step make
numbers = [1]
%%step change
append = numbers.append
append(2)
%%step final --out result
result = numbers
""",
        "numbers",
    ),
    case(
        "method_handed_to_map",
        "either",
        "the change happens inside a builtin",
        """
%%step make
numbers = [1]
%%step change
list(map(numbers.append, [2, 3]))
%%step final --out result
result = numbers
""",
        "numbers",
    ),
    case(
        "lambda_changes",
        "either",
        "the change hides in a key function",
        """
%%step make
visited = []
%%step change
ordered = sorted([2, 1], key=lambda n: visited.append(n) or n)
%%step final --out result
result = (ordered, visited)
""",
        "visited",
    ),
    case(
        "match_capture",
        "either",
        "a pattern binds a part of the subject",
        """
%%step make
event = {"kind": "add", "items": [1]}
%%step change
match event:
    case {"kind": "add", "items": items}:
        items.append(2)
%%step final --out result
result = event
""",
        "event",
    ),
    case(
        "subscript_alias",
        "either",
        "row = grid[0] is a part of grid",
        """
%%step make
grid = [[0, 0], [0, 0]]
%%step change
row = grid[0]
row[1] = 5
%%step final --out result
result = grid
""",
        "grid",
    ),
    case(
        "two_outputs_share_a_list",
        "equal",
        "one object under two names, and a later step changes it",
        """
%%step make
first_name = [1]
second_name = first_name
%%step change
second_name.append(2)
%%step final --out result
result = (first_name, second_name)
""",
    ),
    case(
        "chained_assignment_shares",
        "equal",
        "train = test = {} makes one dict of two names",
        """
%%step make
train_table = test_table = {}
%%step change
train_table["n"] = 1
%%step final --out result
result = (train_table, test_table)
""",
    ),
    case(
        "output_inside_another_output",
        "equal",
        "a list is also held by a dict that is saved by itself",
        """
%%step make
members = [1]
team = {"members": members}
%%step change
members.append(2)
%%step final --out result
result = (members, team)
""",
    ),
    case(
        "object_holds_an_output",
        "equal",
        "an instance keeps the list that was handed to it",
        """
%%setup
class Basket:
    def __init__(self, items):
        self.items = items
%%step make
goods = [1]
basket = Basket(goods)
%%step change
goods.append(2)
%%step final --out result
result = (goods, basket.items)
""",
    ),
    case(
        "shared_with_an_earlier_step",
        "equal",
        "the alias is made in a later step than the object",
        """
%%step make
original = [1]
%%step name_it
nickname = original
%%step change
nickname.append(2)
%%step final --out result
result = (original, nickname)
""",
    ),
    case(
        "shared_but_one_is_not_read",
        "equal",
        "a shared object is no danger when only one name lives on",
        """
%%step make
one = [1]
two = one
%%step change
two.append(2)
%%step final --out result
result = two
""",
    ),
    case(
        "shared_but_never_changed",
        "equal",
        "two names for one list that nobody changes",
        """
%%step make
one = [1, 2]
two = one
%%step use
size = len(one) + len(two)
%%step final --out result
result = (one, two, size)
""",
    ),
    case(
        "shared_then_rebound",
        "equal",
        "a rebinding ends the sharing",
        """
%%step make
one = [1]
two = one
%%step change
two = [*two, 2]
two.append(3)
%%step final --out result
result = (one, two)
""",
    ),
    case(
        "shared_inside_one_variable",
        "equal",
        "sharing within one value survives the journey",
        """
%%step make
inner = [1]
pair = [inner, inner, {"again": inner}]
%%step change
pair[0].append(2)
%%step final --out result
result = (pair, pair[0] is pair[1], pair[2]["again"] is pair[0])
""",
    ),
    case(
        "immutable_shared",
        "equal",
        "sharing an immutable value means nothing",
        """
%%step make
one = (1, "a", frozenset({2}))
two = one
%%step change
two += (3,)
%%step final --out result
result = (one, two)
""",
    ),
    case(
        "identity_of_two_inputs",
        "either",
        "`is` between two values can tell that they travelled apart",
        """
%%step make
left_hand = [1]
right_hand = left_hand
%%step final --out result
result = left_hand is right_hand
""",
        "left_hand",
    ),
)
