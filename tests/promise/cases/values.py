"""Values on their journey."""

from __future__ import annotations

from .case import Case, case

VALUES: tuple[Case, ...] = (
    case(
        "numbers",
        "equal",
        "NaN, -0.0, infinities, huge ints, complex and bools",
        """
%%step make
numbers = [float("nan"), -0.0, float("-inf"), 2**100, -(2**63) - 1, 1 + 2j, True, 1, 1.0, 0.1 + 0.2]
%%step final --out result
result = repr(numbers)
""",
    ),
    case(
        "nan_in_a_list",
        "equal",
        "a NaN is not a change, and a list that holds it equals itself",
        """
%%step make
row = [float("nan"), {"deep": float("nan")}]
%%step look
size = len(row)
%%step final --out result
result = (row == row, row[0] in row, row[0] == row[0], size)
""",
    ),
    case(
        "containers_keep_their_kind",
        "equal",
        "tuples, lists, sets, frozensets and nesting",
        """
%%step make
value = [(1, 2), [1, 2], {1}, frozenset({2}), ((), [], {}), {"t": (1,)}, range(3), slice(1, 2)]
%%step final --out result
result = (value, [type(v).__name__ for v in value])
""",
    ),
    case(
        "dict_keys",
        "equal",
        "keys that JSON does not know, and their order",
        """
%%step make
table = {2: "int", "2": "str", (1, 2): "tuple", None: "none", True: "bool", 1.5: "float", b"b": "bytes"}
table["last"] = 0
table["first"] = 1
%%step final --out result
result = list(table.items())
""",
    ),
    case(
        "text_and_bytes",
        "equal",
        "odd characters, lone surrogates, null bytes and line ends",
        r"""
%%step make
texts = ["", "é\u0301", "\ud800", "\x00", "a\r\nb\u2028c", "😀", b"\x00\xff", bytearray(b"x")]
%%step final --out result
result = [ascii(t) for t in texts]
""",
    ),
    case(
        "subclasses_of_builtins",
        "equal",
        "a float, str, list and dict subclass with an attribute",
        """
%%setup
class Metres(float):
    unit = "m"
class Names(list):
    pass
%%step make
length = Metres(2.5)
names = Names(["a"])
names.source = "file"
%%step final --out result
result = (length, type(length).__name__, length.unit, names, type(names).__name__, names.source)
""",
    ),
    case(
        "dates",
        "equal",
        "dates, times with zones, durations",
        """
%%setup
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo
%%step make
moments = [
    date(2024, 2, 29),
    datetime(2024, 1, 1, 12, tzinfo=timezone.utc),
    datetime(2024, 10, 27, 2, 30, fold=1),
    timedelta(days=1, microseconds=5),
]
zone = ZoneInfo("UTC")
%%step final --out result
result = ([repr(m) for m in moments], moments[2].fold, str(zone))
""",
    ),
    case(
        "exact_numbers",
        "equal",
        "Decimal, Fraction and UUID",
        """
%%setup
from decimal import Decimal
from fractions import Fraction
from uuid import UUID
%%step make
values = [Decimal("1.10"), Decimal("NaN"), Fraction(1, 3), UUID(int=5)]
%%step final --out result
result = [repr(v) for v in values]
""",
    ),
    case(
        "enums",
        "equal",
        "members stay themselves",
        """
%%setup
from enum import Enum, Flag, IntEnum
class Colour(Enum):
    RED = 1
    CRIMSON = 1
class Rank(IntEnum):
    LOW = 1
class Right(Flag):
    READ = 1
    WRITE = 2
%%step make
colour, rank, right = Colour.CRIMSON, Rank.LOW, Right.READ | Right.WRITE
table = {Colour.RED: "stop"}
%%step final --out result
result = (colour is Colour.RED, rank is Rank.LOW, type(rank).__name__, Right.READ in right, table[Colour.RED])
""",
    ),
    case(
        "enum_of_a_step",
        "equal",
        "members stay themselves also where a step defines the class",
        """
%%step define
from enum import Enum
class Colour(Enum):
    RED = 1
%%step make
colour = Colour.RED
%%step final --out result
result = colour is Colour.RED
""",
    ),
    case(
        "namedtuples",
        "equal",
        "both ways to write them",
        """
%%setup
from collections import namedtuple
from typing import NamedTuple
Point = namedtuple("Point", "x y")
class Person(NamedTuple):
    name: str
    age: int = 0
%%step make
point, person = Point(1, 2), Person("a")
%%step final --out result
result = (point.x, type(point).__name__, person._asdict(), isinstance(point, Point))
""",
    ),
    case(
        "recursive_structure",
        "equal",
        "a list that holds itself",
        """
%%step make
node = [1]
node.append(node)
graph = {}
graph["self"] = graph
%%step look
depth = node[1][1][0]
%%step final --out result
result = (node[1] is node, graph["self"] is graph, depth)
""",
    ),
    case(
        "defaultdict_with_lambda",
        "equal",
        "the factory travels too",
        """
%%setup
from collections import ChainMap, defaultdict
%%step make
groups = defaultdict(lambda: [0])
groups["a"].append(1)
chain = ChainMap({"a": 1}, {"b": 2})
%%step change
groups["b"].append(2)
%%step final --out result
result = (dict(groups), chain["b"], len(chain.maps))
""",
    ),
    case(
        "exceptions_and_patterns",
        "equal",
        "an exception, a compiled pattern and a type as values",
        """
%%setup
import re
%%step make
error = ValueError("bad", 3)
pattern = re.compile("a+", re.I)
kind = dict
%%step final --out result
result = (repr(error), error.args, pattern.findall("AAb"), kind(a=1), kind is dict)
""",
    ),
    case(
        "exception_of_a_step",
        "equal",
        "a class of exceptions defined in a step and caught in another",
        """
%%step define
class TooSmall(Exception):
    pass
def check(n):
    if n < 5:
        raise TooSmall(n)
    return n
%%step use
try:
    check(1)
except TooSmall as error:
    caught = error.args
%%step final --out result
result = caught
""",
    ),
    case(
        "none_and_singletons",
        "equal",
        "None, Ellipsis and NotImplemented stay themselves",
        """
%%step make
nothing, dots, no = None, ..., NotImplemented
%%step final --out result
result = (nothing is None, dots is ..., no is NotImplemented)
""",
    ),
    case(
        "sentinel_object",
        "either",
        "object() as a marker is known by identity only",
        """
%%setup
MISSING = object()
%%step make
value = MISSING
%%step final --out result
result = value is MISSING
""",
        "value",
    ),
    case(
        "paths_and_namespaces",
        "equal",
        "Path, SimpleNamespace, deque with a limit",
        """
%%setup
from collections import deque
from pathlib import Path, PurePosixPath
from types import MappingProxyType, SimpleNamespace
%%step make
path, pure = Path("a") / "b.txt", PurePosixPath("/x")
thing = SimpleNamespace(a=1)
queue = deque([1, 2], maxlen=2)
%%step change
queue.append(3)
%%step final --out result
result = (path.name, type(path) is type(Path()), str(pure), thing == SimpleNamespace(a=1), list(queue))
""",
    ),
    case(
        "open_file",
        "refused",
        "an open file cannot travel",
        """
%%step make
handle = open("log.txt", "w+")
handle.write("x")
handle.seek(0)
%%step final --out result
result = handle.read()
""",
        "handle",
    ),
    case(
        "closed_file_nobody_reads",
        "equal",
        "the file of a with block is not an output",
        """
%%step make
with open("log.txt", "w") as f:
    f.write("x")
name = f.name
%%step final --out result
result = name
""",
    ),
    case(
        "connection",
        "refused",
        "a database connection cannot travel",
        """
%%setup
import sqlite3
%%step make
connection = sqlite3.connect(":memory:")
connection.execute("create table t (n)")
%%step final --out result
result = connection.execute("select count(*) from t").fetchone()
""",
        "connection",
    ),
    case(
        "lock",
        "refused",
        "a lock cannot travel",
        """
%%setup
import threading
%%step make
guard = threading.Lock()
%%step final --out result
with guard:
    result = 1
""",
        "guard",
    ),
    case(
        "memory_view",
        "refused",
        "a memoryview shares its buffer with the bytearray",
        """
%%step make
buffer_bytes = bytearray(b"abc")
window = memoryview(buffer_bytes)
%%step change
window[0] = 122
%%step final --out result
result = bytes(buffer_bytes)
""",
        "window",
    ),
    case(
        "module_as_a_value",
        "equal",
        "a module bound to another name and in a dict",
        """
%%step make
import math
m = math
table = {"m": math}
%%step final --out result
result = (m.floor(1.5), table["m"].ceil(1.5), m is table["m"])
""",
    ),
)
