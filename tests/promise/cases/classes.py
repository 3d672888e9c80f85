"""Classes and scopes."""

from __future__ import annotations

from .case import Case, case

CLASSES: tuple[Case, ...] = (
    case(
        "class_of_setup",
        "equal",
        "instances made in one step know their class in the next",
        """
%%setup
class Point:
    def __init__(self, x):
        self.x = x
%%step make
p = Point(3)
%%step final --out result
result = (p.x, isinstance(p, Point), type(p) is Point)
""",
    ),
    case(
        "class_of_a_step",
        "equal",
        "class and instance travel apart and still belong together",
        """
%%step define
class Point:
    def __init__(self, x):
        self.x = x
    def shifted(self, by):
        return Point(self.x + by)
%%step make
p = Point(3)
%%step move
q = p.shifted(2)
%%step final --out result
result = (q.x, isinstance(p, Point), type(p) is type(q), type(q) is Point)
""",
    ),
    case(
        "inheritance_across_steps",
        "equal",
        "base in setup, child in a step, grandchild in another",
        """
%%setup
class Base:
    def name(self):
        return "base"
%%step child
class Child(Base):
    def name(self):
        return "child of " + super().name()
%%step grandchild
class Grandchild(Child):
    pass
%%step make
thing = Grandchild()
%%step final --out result
result = (thing.name(), isinstance(thing, Base), issubclass(Grandchild, Child))
""",
    ),
    case(
        "dataclass_equality",
        "equal",
        "== of dataclasses needs one class",
        """
%%setup
from dataclasses import dataclass, field
@dataclass(order=True, frozen=True)
class Version:
    major: int
    minor: int = 0
    tags: list = field(default_factory=list, compare=False)
%%step make
v = Version(1, 2)
%%step final --out result
result = (v == Version(1, 2), v < Version(2), repr(v), hash(v) == hash(Version(1, 2)))
""",
    ),
    case(
        "dataclass_of_a_step",
        "equal",
        "a dataclass defined in a step",
        """
%%step define
from dataclasses import asdict, dataclass
@dataclass
class Row:
    name: str
    score: float = 0.0
%%step make
rows = [Row("a"), Row("b", 2.5)]
%%step final --out result
result = ([asdict(r) for r in rows], rows[0] == Row("a"))
""",
    ),
    case(
        "class_attribute_changed",
        "either",
        "an assignment on a class of setup",
        """
%%setup
class Tally:
    total = 0
%%step one
Tally.total += 1
%%step two
Tally.total += 1
%%step final --out result
result = Tally.total
""",
        "Tally",
    ),
    case(
        "class_attribute_changed_by_a_method",
        "either",
        "instances count themselves on the class",
        """
%%setup
class Tally:
    total = 0
    def __init__(self):
        type(self).total += 1
%%step one
a = Tally()
%%step two
b = Tally()
%%step final --out result
result = Tally.total
""",
        "Tally",
    ),
    case(
        "class_attribute_of_a_step_class",
        "either",
        "the class is a value of a step and is changed in another",
        """
%%step define
class Config:
    debug = False
    names = []
%%step change
Config.debug = True
Config.names.append("x")
%%step final --out result
result = (Config.debug, Config.names)
""",
        "Config",
    ),
    case(
        "method_added_later",
        "either",
        "a class grows a method in a later step and its instance has it",
        """
%%setup
class Animal:
    def __init__(self, name):
        self.name = name
%%step make
rex = Animal("rex")
%%step grow
Animal.speak = lambda self: self.name + " barks"
%%step final --out result
result = rex.speak()
""",
        "Animal",
    ),
    case(
        "shared_class_attribute",
        "refused",
        "a list on the class is shared by all instances",
        """
%%setup
class Team:
    members = []
%%step make
red = Team()
blue = Team()
%%step change
red.members.append("ann")
%%step final --out result
result = (red.members, blue.members)
""",
    ),
    case(
        "class_body_scope",
        "equal",
        "names of a class body are its own",
        """
%%step make
x, y = 1, 2
%%step define
class Holder:
    x = 10
    z = x + y
    pairs = [(i, y) for i in range(2)]
%%step final --out result
result = (x, Holder.x, Holder.z, Holder.pairs)
""",
    ),
    case(
        "class_body_reads_at_definition",
        "equal",
        "a class body keeps the value of its moment",
        """
%%step make
size = 3
%%step define
class Grid:
    cells = [0] * size
%%step rebind
size = 100
%%step final --out result
result = (len(Grid.cells), size)
""",
    ),
    case(
        "metaclass",
        "equal",
        "class keywords and metaclasses are read",
        """
%%setup
class Upper(type):
    def __new__(mcls, name, bases, namespace, **options):
        namespace["options"] = options
        return super().__new__(mcls, name, bases, namespace)
%%step make
level = 5
%%step define
class Thing(metaclass=Upper, level=level):
    pass
%%step final --out result
result = (Thing.options, type(Thing) is Upper)
""",
    ),
    case(
        "subclass_hook",
        "either",
        "__init_subclass__ adds to a list on the base",
        """
%%setup
class Base:
    known = []
    def __init_subclass__(cls):
        Base.known.append(cls.__name__)
%%step one
class One(Base):
    pass
%%step two
class Two(Base):
    pass
%%step final --out result
result = Base.known
""",
        "Base",
    ),
    case(
        "class_redefined",
        "either",
        "an old instance is none of the new class",
        """
%%step define
class Shape:
    pass
%%step make
square = Shape()
%%step again
class Shape:
    pass
%%step final --out result
result = isinstance(square, Shape)
""",
        "Shape",
    ),
    case(
        "properties_slots_and_statics",
        "equal",
        "the other kinds of members",
        """
%%step define
class Temp:
    __slots__ = ("c",)
    def __init__(self, c):
        self.c = c
    @property
    def f(self):
        return self.c * 9 / 5 + 32
    @classmethod
    def freezing(cls):
        return cls(0)
    @staticmethod
    def unit():
        return "C"
%%step make
t = Temp.freezing()
%%step final --out result
result = (t.f, t.c, Temp.unit())
""",
    ),
    case(
        "object_changed_by_its_step",
        "equal",
        "attribute assignment on an instance over three steps",
        """
%%setup
class Model:
    pass
%%step make
model = Model()
model.weights = [0, 0]
%%step train
model.weights[0] = 1
model.trained = True
%%step final --out result
result = (model.weights, model.trained)
""",
    ),
    case(
        "comprehension_scopes",
        "equal",
        "comprehension variables shadow and leave no trace",
        """
%%step make
x, items = "outer", [1, 2]
%%step use
a = [x for x in items]
b = {x: y for x, y in zip(items, "ab")}
c = {x for x in items if x > 1}
d = sum(x for x in items)
e = [x for x in [x]]
%%step final --out result
result = (x, a, b, sorted(c), d, e)
""",
    ),
    case(
        "nested_comprehensions",
        "equal",
        "the first iterable is read outside",
        """
%%step make
rows = [[1, 2], [3]]
row = "row"
%%step use
flat = [cell for row in rows for cell in row]
table = [[cell * len(rows) for cell in row] for row in rows]
%%step final --out result
result = (row, flat, table)
""",
    ),
    case(
        "unpacking",
        "equal",
        "nested and starred targets",
        """
%%step make
(a, (b, *c)), d = (1, (2, 3, 4)), "d"
[e, f], *g = [5, 6], 7, 8
%%step final --out result
result = [a, b, c, d, e, f, g]
""",
    ),
    case(
        "annotation_without_value",
        "equal",
        "`count: int` binds nothing",
        """
%%step make
count = 3
%%step annotate
count: int
other: str = "o"
total = count + 1
%%step final --out result
result = (count, other, total)
""",
    ),
    case(
        "chained_comparison_and_fstring",
        "equal",
        "names inside of f-strings, also in format specs",
        """
%%step make
low, high, width, value = 1, 10, 8, 3.14159
%%step use
inside = low < value < high
text = f"{value:>{width}.2f}|{value!r}|{low + 1=}"
%%step final --out result
result = (inside, text)
""",
    ),
    case(
        "global_statement_at_top",
        "equal",
        "`global x` at the top of a cell is legal and means nothing",
        """
%%step make
x = 1
%%step change
global x
x += 1
%%step final --out result
result = x
""",
    ),
    case(
        "local_names_deleted",
        "equal",
        "local names of a function that are deleted",
        """
%%setup
def clean(rows):
    row = rows[0]
    del rows, row
    return "ok"
%%step make
rows = [1]
row = "row"
%%step use
state = clean(rows)
%%step final --out result
result = (rows, row, state)
""",
    ),
)
