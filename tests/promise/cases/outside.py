"""State outside of variables."""

from __future__ import annotations

from .case import Case, case

OUTSIDE: tuple[Case, ...] = (
    case(
        "module_attribute",
        "refused",
        "a step writes to a module and another reads it there",
        """
%%setup
import string
%%step change
string.marker = "set"
%%step final --out result
result = getattr(string, "marker", "unset")
""",
    ),
    case(
        "module_attribute_in_setup",
        "equal",
        "setup may adjust a module: it runs in every step",
        """
%%setup
import string
string.marker = "set"
%%step one
one = string.marker
%%step final --out result
result = (one, string.marker)
""",
    ),
    case(
        "decimal_context",
        "refused",
        "the precision is state of a library",
        """
%%setup
import decimal
%%step change
decimal.getcontext().prec = 5
%%step final --out result
result = str(decimal.Decimal(1) / 3)
""",
    ),
    case(
        "logging_level",
        "refused",
        "loggers live in the process",
        """
%%setup
import logging
%%step change
logging.getLogger("promise").setLevel(10)
%%step final --out result
result = logging.getLogger("promise").level
""",
    ),
    case(
        "environment_variable_of_a_step",
        "refused",
        "a step sets an environment variable that another reads",
        """
%%setup
import os
%%step change
os.environ["PROMISE_MODE"] = "fast"
%%step final --out result
result = os.environ.get("PROMISE_MODE", "slow")
""",
    ),
    case(
        "environment_variable_for_itself",
        "either",
        "a step sets an environment variable that only it reads",
        """
%%setup
import os
%%step change
os.environ["PROMISE_MODE"] = "fast"
mode = os.environ["PROMISE_MODE"]
%%step final --out result
result = mode
""",
    ),
    case(
        "environment_variable_of_setup",
        "equal",
        "setup that defines nothing runs all the same",
        """
%%setup
import os
os.environ["PROMISE_MODE"] = "fast"
%%step final --out result
from os import environ
result = environ["PROMISE_MODE"]
""",
    ),
    case(
        "warnings_filter_of_setup",
        "equal",
        "a setup cell that is there only for its effect",
        """
%%setup
import warnings as setup_warnings
setup_warnings.filterwarnings("ignore", message="noisy")
%%step final --out result
import warnings
with warnings.catch_warnings(record=True) as caught:
    warnings.warn("noisy")
result = len(caught)
""",
    ),
    case(
        "warnings_filter_of_a_step",
        "refused",
        "a filter set in a step holds for the next by hand",
        """
%%setup
import warnings
%%step quiet
warnings.filterwarnings("ignore", message="noisy")
%%step final --out result
with warnings.catch_warnings(record=True) as caught:
    warnings.warn("noisy")
result = len(caught)
""",
    ),
    case(
        "sys_path_of_setup",
        "equal",
        "setup makes a folder importable",
        """
%%setup
import sys
sys.path.insert(0, "promise_lib")
%%step final --out result
import sys as system
result = "promise_lib" in system.path
""",
    ),
    case(
        "sys_path_of_a_step",
        "refused",
        "a step makes a folder importable for the next",
        """
%%setup
import sys
%%step change
sys.path.append("promise_lib")
%%step final --out result
result = "promise_lib" in sys.path
""",
    ),
    case(
        "working_directory_of_a_step",
        "refused",
        "os.chdir in a step moves the later ones too by hand",
        """
%%setup
import os
%%step change
os.makedirs("inner", exist_ok=True)
os.chdir("inner")
%%step final --out result
result = os.path.basename(os.getcwd()) == "inner"
""",
    ),
    case(
        "working_directory_and_back",
        "either",
        "a step that comes back leaves nothing behind",
        """
%%setup
import contextlib
import os
%%step change
os.makedirs("inner", exist_ok=True)
with contextlib.chdir("inner"):
    here = os.path.basename(os.getcwd())
%%step final --out result
result = (here, os.path.basename(os.getcwd()) == "inner")
""",
    ),
    case(
        "file_by_after",
        "equal",
        "a file goes over a path that --after makes",
        """
%%step write
with open("numbers.txt", "w") as f:
    f.write("1 2 3")
%%step final --after write --out result
with open("numbers.txt") as f:
    result = [int(n) for n in f.read().split()]
""",
    ),
    case(
        "file_by_path_value",
        "equal",
        "a file whose path travels as a value",
        """
%%setup
from pathlib import Path
%%step write
path = Path("numbers.txt")
path.write_text("1 2 3")
%%step final --out result
result = (path.read_text(), path.name, isinstance(path, Path))
""",
    ),
    case(
        "file_by_any_data_path",
        "equal",
        "a variable between the two steps orders them, whatever it is",
        """
%%setup
from pathlib import Path
%%step write
Path("numbers.txt").write_text("1 2 3")
count = 3
%%step between
double = count * 2
%%step final --out result
result = (Path("numbers.txt").read_text(), double)
""",
    ),
    case(
        "file_without_a_path",
        "equal",
        "a file that one step writes and another reads with nothing between them",
        """
%%setup
from pathlib import Path
%%step write
Path("numbers.txt").write_text("1 2 3")
%%step final --out result
result = Path("numbers.txt").read_text()
""",
    ),
    case(
        "file_without_a_path_tolerated",
        "equal",
        "the reader has an answer of its own where the file is missing",
        """
%%setup
from pathlib import Path
%%step write
Path("numbers.txt").write_text("1 2 3")
%%step final --out result
try:
    result = Path("numbers.txt").read_text()
except FileNotFoundError:
    result = "missing"
""",
    ),
    case(
        "file_seen_in_a_listing",
        "equal",
        "a step finds the other's file by listing the folder",
        """
%%setup
import os
%%step write
with open("numbers.txt", "w") as f:
    f.write("1")
%%step final --out result
result = sorted(name for name in os.listdir(".") if name.endswith(".txt"))
""",
    ),
    case(
        "file_written_by_two_steps",
        "either",
        "two steps append to one file with nothing between them",
        """
%%step one
with open("log.txt", "a") as f:
    f.write("one ")
a = 1
%%step two
with open("log.txt", "a") as f:
    f.write("two ")
b = 2
%%step final --out result
result = (open("log.txt").read(), a, b)
""",
        "log.txt",
    ),
    case(
        "file_overwritten_after_a_reader",
        "either",
        "a later step overwrites what an earlier one reads",
        """
%%step write
with open("numbers.txt", "w") as f:
    f.write("old")
ready = True
%%step read
import time
time.sleep(0.2 if ready else 0)
seen = open("numbers.txt").read()
%%step overwrite
with open("numbers.txt", "w") as f:
    f.write("new" if ready else "")
%%step final --out result
result = seen
""",
        "numbers.txt",
    ),
    case(
        "random_in_each_step",
        "equal",
        "every step is seeded by its own name",
        """
%%setup
import random
%%step one
one = [random.random() for _ in range(3)]
%%step two
two = [random.random() for _ in range(3)]
%%step final --out result
result = (one, two, one != two)
""",
    ),
    case(
        "seed_in_setup",
        "equal",
        "a seed set in setup gives way to the step's own",
        """
%%setup
import random
random.seed(0)
%%step one
one = random.random()
%%step two
two = random.random()
%%step final --out result
result = (one, two)
""",
    ),
    case(
        "seed_in_a_step",
        "equal",
        "a seed set in a step holds to its end",
        """
%%setup
import random
%%step one
random.seed(7)
one = random.random()
%%step two
two = random.random()
%%step final --out result
result = (one, two)
""",
    ),
    case(
        "random_over_two_cells_of_a_step",
        "equal",
        "a step of two cells is seeded once",
        """
%%setup
import random
%%step draw
one = random.random()
%%step draw
two = random.random()
%%step final --out result
result = (one, two, one != two)
""",
    ),
    case(
        "random_drawn_in_setup",
        "equal",
        "a random value made by setup itself",
        """
%%setup
import random
random.seed(3)
offset = random.random()
%%step one
one = offset + 1
%%step final --out result
result = (one, offset)
""",
    ),
    case(
        "random_value_of_setup",
        "equal",
        "a number that setup draws is the same in every step",
        """
%%setup
import random
salt = random.random()
%%setup
import numpy as np
noise = float(np.random.rand())
%%step one
one = salt + noise
%%step two
two = salt + noise
%%step final --out result
result = (one, two, salt, noise, one == two)
""",
    ),
)
