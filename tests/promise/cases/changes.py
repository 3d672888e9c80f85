"""Visible changes in place."""

from __future__ import annotations

from .case import Case, case

CHANGES: tuple[Case, ...] = (
    case(
        "augmented_on_immutable",
        "equal",
        "+= rebinds an int, a str and a tuple",
        """
%%step make
n, s, t = 1, "a", (1,)
%%step change
n += 1
s += "b"
t += (2,)
%%step final --out result
result = (n, s, t)
""",
    ),
    case(
        "augmented_on_immutable_leaves_the_other_name",
        "equal",
        "+= on an int does not change an alias of the old one",
        """
%%step make
n = 1
m = n
%%step change
n += 1
%%step final --out result
result = (n, m)
""",
    ),
    case(
        "augmented_on_mutable",
        "equal",
        "+=, |= and *= change list, set and dict in place",
        """
%%step make
items, names, table = [1], {"a"}, {"k": 1}
%%step change
items += [2]
items *= 2
names |= {"b"}
table |= {"l": 2}
%%step final --out result
result = (items, sorted(names), table)
""",
    ),
    case(
        "two_steps_append",
        "equal",
        "changes of two steps are put in notebook order",
        """
%%step make
log = []
%%step one
log.append("one")
%%step two
log.append("two")
%%step final --out result
result = log
""",
    ),
    case(
        "reader_beside_a_change",
        "equal",
        "a step that reads before the change sees the old list even when it runs later",
        """
%%step make
items = [1]
%%step reader
seen = len(items)
%%step change
items.append(2)
%%step final --out result
result = (seen, items)
""",
    ),
    case(
        "list_methods",
        "equal",
        "all methods that change a list",
        """
%%step make
items = [5, 3, 4]
%%step grow
items.append(1)
items.extend([2, 9])
items.insert(0, 7)
%%step shrink
last = items.pop()
items.remove(3)
%%step order
items.sort()
%%step turn
items.reverse()
%%step final --out result
result = (items, last)
""",
    ),
    case(
        "list_clear",
        "equal",
        "clear is a change too",
        """
%%step make
items = [1, 2]
%%step wipe
items.clear()
%%step final --out result
result = items
""",
    ),
    case(
        "dict_methods",
        "equal",
        "all methods that change a dict",
        """
%%step make
table = {"a": 1, "b": 2, "c": 3}
%%step one
table.update(d=4)
gone = table.pop("a")
%%step two
table.setdefault("e", 5)
%%step three
pair = table.popitem()
%%step final --out result
result = (table, gone, pair)
""",
    ),
    case(
        "set_methods",
        "equal",
        "all methods that change a set",
        """
%%step make
names = {1, 2, 3, 4}
%%step one
names.add(5)
names.discard(1)
%%step two
names.difference_update({2})
names.symmetric_difference_update({3, 9})
%%step three
names.intersection_update({4, 5, 9})
names.remove(9)
%%step final --out result
result = sorted(names)
""",
    ),
    case(
        "collections_methods",
        "equal",
        "deque, Counter, defaultdict and OrderedDict",
        """
%%setup
from collections import Counter, OrderedDict, defaultdict, deque
%%step make
queue = deque([1, 2, 3], maxlen=4)
counts = Counter("aab")
groups = defaultdict(list)
ordered = OrderedDict(a=1, b=2)
%%step change
queue.appendleft(0)
queue.rotate(1)
counts.update("bbb")
counts.subtract("a")
groups["x"].append(1)
ordered.move_to_end("a")
%%step final --out result
result = (list(queue), queue.maxlen, dict(counts), dict(groups), list(ordered))
""",
    ),
    case(
        "bytearray_and_array",
        "equal",
        "buffers change in place",
        """
%%setup
from array import array
%%step make
data = bytearray(b"abc")
numbers = array("i", [1, 2])
%%step change
data[0] = 122
data.extend(b"!")
numbers.append(3)
%%step final --out result
result = (bytes(data), numbers.tolist())
""",
    ),
    case(
        "item_assignment",
        "equal",
        "item, nested item, slice and stepped slice",
        """
%%step make
items = [0, 1, 2, 3, 4, 5]
table = {"a": {"b": [1]}}
%%step one
items[0] = 10
table["a"]["b"][0] = 2
%%step two
items[1:3] = [7]
items[::2] = [0, 0, 0]
%%step final --out result
result = (items, table)
""",
    ),
    case(
        "augmented_item",
        "equal",
        "augmented assignment on an item and on an attribute",
        """
%%setup
from types import SimpleNamespace
%%step make
table = {"n": 1, "l": [1]}
thing = SimpleNamespace(n=1)
%%step change
table["n"] += 1
table["l"] += [2]
thing.n *= 5
%%step final --out result
result = (table, thing.n)
""",
    ),
    case(
        "attribute_assignment",
        "equal",
        "attributes set, changed deep down and deleted",
        """
%%setup
from types import SimpleNamespace
%%step make
thing = SimpleNamespace(a=1, b=SimpleNamespace(items=[1]), c=3)
%%step change
thing.a = 2
thing.b.items.append(2)
del thing.c
thing.d = "new"
%%step final --out result
result = (thing.a, thing.b.items, hasattr(thing, "c"), thing.d)
""",
    ),
    case(
        "delete_items",
        "equal",
        "del of an item and of a slice",
        """
%%step make
items = [1, 2, 3, 4]
table = {"a": 1, "b": 2}
%%step change
del items[0]
del items[1:], table["a"]
%%step final --out result
result = (items, table)
""",
    ),
    case(
        "delete_a_name_and_bind_it_again",
        "equal",
        "a deleted name is free for a later step",
        """
%%step make
x = 1
%%step forget
y = x + 1
del x
%%step again
x = 10
%%step final --out result
result = (x, y)
""",
    ),
    case(
        "delete_after_the_last_reader",
        "equal",
        "a deleted name that nobody reads any more",
        """
%%step make
big = [1] * 5
%%step use
size = len(big)
del big
%%step final --out result
result = size
""",
    ),
    case(
        "deleted_name_is_gone",
        "either",
        "a later step finds out that the name is deleted",
        """
%%step make
secret = 1
%%step forget
del secret
%%step final --out result
try:
    result = secret
except NameError:
    result = "gone"
""",
        "secret",
    ),
    case(
        "maybe_deleted",
        "equal",
        "a del in a branch that is not taken",
        """
%%step make
x, flag = 1, False
%%step maybe
if flag:
    del x
%%step final --out result
result = x
""",
    ),
    case(
        "method_on_a_part",
        "equal",
        "a change of an item or attribute changes the whole",
        """
%%step make
groups = {"a": [], "b": []}
pairs = [([1], [2])]
%%step change
groups["a"].append(1)
groups.setdefault("c", []).append(2)
pairs[0][1].append(3)
%%step final --out result
result = (groups, pairs)
""",
    ),
    case(
        "targets_that_are_items",
        "equal",
        "unpacking, for and with may assign to items",
        """
%%setup
from contextlib import nullcontext
%%step make
table = {}
items = [1, 2, 3]
%%step change
items[0], items[2] = items[2], items[0]
for table["i"] in range(3):
    pass
with nullcontext(5) as table["w"]:
    pass
(table["x"], [table["y"], *table["z"]]) = 1, (2, 3, 4)
%%step final --out result
result = (table, items)
""",
    ),
    case(
        "comprehension_target_is_an_item",
        "either",
        "a comprehension's target can be an item of an outer value",
        """
%%step make
table = {"i": -1}
%%step change
doubled = [table["i"] * 2 for table["i"] in range(3)]
%%step final --out result
result = (table, doubled)
""",
        "table",
    ),
    case(
        "append_in_a_comprehension",
        "equal",
        "a comprehension run for its effect",
        """
%%step make
items = []
%%step change
[items.append(n) for n in range(3)]
%%step final --out result
result = items
""",
    ),
    case(
        "dunder_call",
        "either",
        "the special method called by name",
        """
%%step make
table = {"a": 1}
%%step change
table.__setitem__("b", 2)
%%step final --out result
result = table
""",
        "table",
    ),
    case(
        "unbound_method",
        "either",
        "list.append called on the class",
        """
%%step make
numbers = [1]
%%step change
list.append(numbers, 2)
%%step final --out result
result = numbers
""",
        "numbers",
    ),
    case(
        "defaultdict_read_inserts",
        "either",
        "reading a missing key of a defaultdict is a change",
        """
%%setup
from collections import defaultdict
%%step make
counts = defaultdict(int)
%%step look
zero = counts["missing"]
%%step final --out result
result = (zero, dict(counts))
""",
        "counts",
    ),
    case(
        "change_in_the_step_that_made_it",
        "equal",
        "the value at the end of the step counts",
        """
%%step make
items = [1]
copy = list(items)
items.append(2)
%%step final --out result
result = (items, copy)
""",
    ),
    case(
        "change_of_a_setup_value",
        "equal",
        "a list that setup makes is changed by two steps",
        """
%%setup
log = []
%%step one
log.append("one")
%%step two
log.append("two")
%%step final --out result
result = log
""",
    ),
    case(
        "setup_value_rebound",
        "equal",
        "a step may rebind a constant of setup",
        """
%%setup
rate = 1
%%step before
old = rate
%%step change
rate = 2
%%step final --out result
result = (old, rate)
""",
    ),
    case(
        "change_through_a_loop_over_items",
        "equal",
        "the loop variable stands for parts of a list",
        """
%%step make
rows = [[1], [2]]
%%step change
for row in rows:
    row.append(0)
%%step final --out result
result = rows
""",
    ),
    case(
        "change_through_dict_values",
        "either",
        "values() hands out the very objects",
        """
%%step make
groups = {"a": [1], "b": [2]}
%%step change
for members in groups.values():
    members.append(0)
for key, members in groups.items():
    members.append(key)
%%step final --out result
result = groups
""",
        "groups",
    ),
)
