"""IPython syntax."""

from __future__ import annotations

from .case import Case, case

IPYTHON: tuple[Case, ...] = (
    case(
        "matplotlib_inline",
        "equal",
        "%matplotlib inline in setup and in a step",
        """
%%setup
%matplotlib inline
import math
%%step make
%matplotlib inline
x = math.floor(1.5)
%%step final --out result
result = x
""",
    ),
    case(
        "shell_assignment",
        "equal",
        "the lines of a command as a value",
        """
%%step make
lines = !echo hi && echo there
%%step final --out result
result = (list(lines), lines[0].upper())
""",
    ),
    case(
        "shell_reads_a_variable",
        "equal",
        "a command line that names variables in braces and with a dollar",
        """
%%step make
word, other = "hello", "you"
%%step use
lines = !echo {word} $other
!echo {word}
%%step final --out result
result = list(lines)
""",
    ),
    case(
        "shell_writes_a_file",
        "equal",
        "a file that a command writes",
        """
%%step write
!echo 42 > answer.txt
%%step final --after write --out result
result = open("answer.txt").read().strip()
""",
    ),
    case(
        "cell_time",
        "equal",
        "%%time on the line after the step's own magic",
        """
%%step make
%%time
x = [1]
x.append(2)
%%step final --out result
result = x
""",
    ),
    case(
        "line_time",
        "equal",
        "%time with an assignment binds the name",
        """
%%setup
def f(x):
    return x + 1
%%step make
x = 1
%%step use
%time y = f(x)
%%step final --out result
result = y
""",
    ),
    case(
        "cell_capture",
        "equal",
        "%%capture keeps the output and runs the body",
        """
%%step make
%%capture out
print("hello")
x = 1
%%step final --out result
result = x
""",
    ),
    case(
        "cell_capture_read_later",
        "either",
        "the captured output is a variable",
        """
%%step make
%%capture captured
print("hello")
x = 1
%%step final --out result
result = (captured.stdout, x)
""",
        "captured",
    ),
    case(
        "help_and_config",
        "equal",
        "?, %config and other lines that bind nothing",
        """
%%step make
%config IPCompleter.use_jedi = False
x = 1
len?
%%step final --out result
%xmode Plain
result = x
""",
    ),
    case(
        "magic_with_a_value",
        "equal",
        "the result of a magic",
        """
%%step make
here = %pwd
%%step final --out result
result = isinstance(here, str)
""",
    ),
    case(
        "writefile",
        "equal",
        "%%writefile as a step",
        """
%%step write
%%writefile notes.txt
first
second
%%step final --after write --out result
result = open("notes.txt").read().split()
""",
    ),
    case(
        "cell_bash",
        "either",
        "%%bash with the output bound to a name",
        """
%%step make
%%bash --out text
echo one
echo two
%%step final --out result
result = text.split()
""",
    ),
    case(
        "environment_magic",
        "refused",
        "%env in a step sets the variable for the later ones by hand",
        """
%%setup
import os
%%step change
%env PROMISE_MODE=fast
%%step final --out result
result = os.environ.get("PROMISE_MODE", "slow")
""",
    ),
    case(
        "magic_in_a_branch",
        "equal",
        "IPython syntax inside of a block",
        """
%%step make
flag = True
if flag:
    lines = !echo inside
else:
    lines = []
%%step final --out result
result = list(lines)
""",
    ),
    case(
        "top_level_await",
        "equal",
        "await without a function, also in a comprehension",
        """
%%step make
import asyncio
async def one(n):
    await asyncio.sleep(0)
    return n
values = [await one(n) for n in range(3)]
%%step final --out result
result = values
""",
    ),
)
