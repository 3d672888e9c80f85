"""Imports and builtins."""

from __future__ import annotations

from .case import Case, case

IMPORTS: tuple[Case, ...] = (
    case(
        "import_in_a_step",
        "equal",
        "a module imported in one step is used in another",
        """
%%step load
import math
%%step final --out result
result = math.sqrt(16)
""",
    ),
    case(
        "import_names_in_a_step",
        "equal",
        "names, aliases and classes imported in a step",
        """
%%step load
from math import sqrt as root
from collections import Counter, namedtuple
import os.path as osp
%%step final --out result
result = (root(9), Counter("aa")["a"], osp.join("a", "b").replace(osp.sep, "/"))
""",
    ),
    case(
        "import_of_a_submodule",
        "equal",
        "`import a.b` binds a, and a.b must be there later",
        """
%%step load
import xml.dom.minidom
%%step final --out result
result = xml.dom.minidom.parseString("<a/>").documentElement.tagName
""",
    ),
    case(
        "imports_of_two_submodules",
        "equal",
        "two steps add to one package",
        """
%%step one
import xml.dom.minidom
%%step two
import xml.sax.saxutils
%%step final --out result
result = (xml.sax.saxutils.escape("<"), xml.dom.minidom.__name__)
""",
    ),
    case(
        "import_rebinds_a_value",
        "equal",
        "an import writes its name as any assignment",
        """
%%step make
json = "text"
%%step use
before = json
%%step load
import json
%%step final --out result
result = (before, json.loads("1"))
""",
    ),
    case(
        "import_inside_a_function",
        "equal",
        "a local import stays local",
        """
%%setup
def parse(text):
    import json
    return json.loads(text)
%%step make
json = "mine"
data = parse("[1]")
%%step final --out result
result = (json, data)
""",
    ),
    case(
        "star_import_in_setup",
        "equal",
        "names that a star import brings",
        """
%%setup
from math import *
%%step make
a = sqrt(16)
%%step final --out result
result = (a, floor(2.7))
""",
    ),
    case(
        "star_import_in_a_step",
        "either",
        "a star import in a step, its names used in another",
        """
%%step load
from math import *
%%step final --out result
result = sqrt(16)
""",
    ),
    case(
        "star_import_shadows_a_builtin_in_setup",
        "either",
        "math.pow and the builtin pow differ",
        """
%%setup
from math import *
%%step final --out result
result = (pow(2, 3), type(pow(2, 3)).__name__)
""",
    ),
    case(
        "star_import_shadows_a_builtin_in_a_step",
        "either",
        "by hand the later step has math.pow too",
        """
%%step load
from math import *
%%step final --out result
result = (pow(2, 3), type(pow(2, 3)).__name__)
""",
    ),
    case(
        "builtin_shadowed",
        "equal",
        "names of builtins are ordinary names",
        """
%%step make
id, list, max, input = 7, [1, 2], "max", {"k": 1}
%%step use
sum = id + len(list)
%%step final --out result
result = (id, list, max, input, sum)
""",
    ),
    case(
        "builtin_used_before_it_is_shadowed",
        "equal",
        "the builtin until the step that shadows it",
        """
%%step one
a = max(1, 2)
%%step shadow
max = 10
%%step final --out result
result = (a, max)
""",
    ),
    case(
        "builtin_maybe_shadowed",
        "equal",
        "past a writer that did not write there is the builtin",
        """
%%step make
flag = False
%%step maybe
if flag:
    sum = 10
%%step final --out result
result = sum([1, 2])
""",
    ),
    case(
        "builtin_shadowed_by_a_function_of_setup",
        "equal",
        "a helper with a builtin's name",
        """
%%setup
def round(x):
    return int(x * 10) / 10
%%step make
a = round(1.27)
%%step final --out result
result = (a, round(2.39))
""",
    ),
    case(
        "builtin_shadowed_and_freed",
        "either",
        "del brings the builtin back",
        """
%%step shadow
max = 10
%%step free
kept = max
del max
%%step final --out result
result = (kept, max(1, 2))
""",
        "max",
    ),
    case(
        "sibling_names_of_the_shell",
        "equal",
        "display is there without an import",
        """
%%step make
x = 1
display(x)
%%step final --out result
result = (x, __name__)
""",
    ),
)
