"""What the analysis finds in a cell, as data: code, and the names that it reads, binds, changes, deletes."""

from __future__ import annotations

import ast
import subprocess
import sys
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nbpipe import dataflow, syntax
from nbpipe.dataflow import Flow, Function, Place, analyze, analyze_all, merged
from nbpipe.dataflow.scope import Scope

BUILT_IN = {
    "print", "range", "len", "sorted", "list", "open", "sum", "zip", "next", "iter", "map", "Exception", "ValueError",
    "ExceptionGroup", "int", "str", "super", "getattr", "setattr", "isinstance", "get_ipython", "eval", "exec", "globals",
    "vars", "dir", "locals", "object", "dict", "tuple", "enumerate", "property", "staticmethod", "display", "bool",
}  # fmt: skip


@dataclass(frozen=True)
class Row:
    """Names stand in one text with spaces. `always` is what the cell surely binds; None: all that it binds."""

    name: str
    code: str
    reads: str = ""
    binds: str = ""
    always: str | None = None
    changes: str = ""
    deletes: str = ""
    soft: str = ""  # reads that may never happen
    functions: str = ""
    modules: str = ""  # dotted names of what it changes in modules


def row(name: str, code: str, **expected: str) -> Row:
    return Row(name, textwrap.dedent(code).strip("\n"), **expected)


ROWS = [
    # -- names and scopes
    row("a constant", "x = 1", binds="x"),
    row("a name", "x = y", reads="y", binds="x"),
    row("bound before it is used", "x = 1\ny = x", binds="x y"),
    row("used before it is bound", "y = x\nx = 1", reads="x", binds="x y"),
    row("to itself", "x = x + 1", reads="x", binds="x"),
    row("an expression alone", "x + y", reads="x y"),
    row("the index of a subscript", "x = d[k]", reads="d k", binds="x"),
    row("a slice", "x = d[a:b:c]", reads="a b c d", binds="x"),
    row("an attribute is no name", "x = a.b.c", reads="a", binds="x"),
    row("an f-string", "x = f'{a:{b}} {c!r}'", reads="a b c", binds="x"),
    row("a chain of comparisons", "x = a < b < c", reads="a b c", binds="x"),
    row("both sides of and", "x = a and b", reads="a b", binds="x"),
    row("a choice", "x = a if c else b", reads="a b c", binds="x"),
    row("containers", "x = [a, (b, {c}), {d: e, **f}]", reads="a b c d e f", binds="x"),
    row("arguments", "x = f(a, *b, k=c, **d)", reads="a b c d f", binds="x"),
    row("many targets", "a = b = c", reads="c", binds="a b"),
    row("an annotation is evaluated", "x: T = 1", reads="T", binds="x"),
    row("an annotation alone binds nothing", "x: int", reads=""),
    row("await", "x = await f(y)", reads="f y", binds="x"),
    row("assert", "assert x, y", reads="x y"),
    row("raise ends the cell", "raise E(x) from y\nz = 1", reads="E x y"),
    row("pass and a text", '"""About."""\npass'),
    # -- unpacking
    row("a tuple", "a, b = c", reads="c", binds="a b"),
    row("nested", "(a, [b, *c]), d = e", reads="e", binds="a b c d"),
    row("a swap", "a, b = b, a", reads="a b", binds="a b"),
    row("part by part", "a, b = x, y\na.append(1)", reads="x y", binds="a b", changes="x"),
    row("not part by part with a star", "a, *b = x, y\nb.append(1)", reads="x y", binds="a b", changes="x y"),
    row("into a subscript", "d[0], y = 1, 2", reads="d", binds="y", changes="d"),
    row("into an attribute", "o.a, o.b = 1, 2", reads="o", changes="o"),
    # -- walrus
    row("walrus", "y = (x := z) + x", reads="z", binds="x y"),
    row("walrus in a condition", "if (n := len(xs)) > 1:\n    y = n", reads="xs", binds="n y", always="n"),
    row("walrus on one side of and", "a and (x := b)", reads="a b", binds="x", always=""),
    row("walrus in a comprehension", "ys = [last := x for x in xs]", reads="xs", binds="last ys", always="ys"),
    # -- comprehensions
    row("a list", "ys = [f(x) for x in xs if x > k]", reads="f k xs", binds="ys"),
    row("its target is its own", "x = 1\nys = [x for x in xs]", reads="xs", binds="x ys"),
    row("a target of the same name outside", "ys = [x for x in x]", reads="x", binds="ys"),
    row("two fors", "ys = [a for b in c for a in b]", reads="c", binds="ys"),
    row("a dict", "d = {k: v * m for k, v in items}", reads="items m", binds="d"),
    row("a set and a generator", "s = {x for x in a}\ng = sum(x for x in b)", reads="a b", binds="g s"),
    row("nested comprehensions", "ys = [[a * b for b in bs] for a in xs]", reads="bs xs", binds="ys"),
    row("changes outside", "[out.append(x) for x in xs]", reads="out xs", changes="out"),
    row("changes its items", "[x.append(1) for x in xs]", reads="xs", changes="xs"),
    # -- lambdas
    row("a lambda's names are read when it is made", "f = lambda x: x + k", reads="k", binds="f", soft="k", functions="f"),
    row("its defaults are read at once", "f = lambda x=k: x", reads="k", binds="f", functions="f"),
    row("handed to a method", "y = df.apply(lambda r: r * k)", reads="df k", binds="y", soft="k"),
    row("a lambda that changes", "go(lambda: rows.append(1))", reads="go rows", soft="rows", changes="rows"),
    # -- functions
    row("a function reads nothing until it is used", "def f(x):\n    return x + k", binds="f", functions="f"),
    row("called", "def f(x):\n    return x + k\ny = f(1)", reads="k", binds="f y", functions="f"),
    row("bound after the function", "def f():\n    return k\nk = 1\ny = f()", binds="f k y", functions="f"),
    row("bound after the call", "def f():\n    return k\ny = f()\nk = 1", reads="k", binds="f k y", functions="f"),
    row("handed on", "def f(x):\n    return k\nys = map(f, xs)", reads="k xs", binds="f ys", soft="k", functions="f ys"),
    row("a default is evaluated once, at once", "def f(x=k):\n    return x", reads="k", binds="f", functions="f"),
    row("a keyword's default", "def f(*, x=k):\n    return x", reads="k", binds="f", functions="f"),
    row("annotations", "def f(x: A) -> B:\n    return x", reads="A B", binds="f", functions="f"),
    row("a decorator", "@d(k)\ndef f():\n    return j", reads="d j k", soft="j", binds="f", functions="f"),
    row("a local hides", "def f():\n    k = 1\n    return k\ny = f()", binds="f y", functions="f"),
    row("a local before its binding", "def f():\n    print(k)\n    k = 1\nf()", binds="f", functions="f"),
    row("global", "def f():\n    global k\n    k = j\nf()", reads="j", binds="f k", always="f", functions="f"),
    row("global read and bound", "def f():\n    global n\n    n += 1\nf()", reads="n", soft="n", binds="f n", always="f", functions="f", changes="n"),
    row("global bound before it is read", "def f():\n    global n\n    n = 1\n    return n\ny = f()", reads="n", soft="n", binds="f n y", always="f y", functions="f"),
    row("global del", "def f():\n    global n\n    del n\nf()", binds="f n", always="f", functions="f"),
    row("nonlocal", "def f():\n    n = 0\n    def g():\n        nonlocal n\n        n += k\n    g()\nf()", reads="k", binds="f", functions="f"),
    row("a closure", "def f(a):\n    def g():\n        return a + k\n    return g\ny = f(1)()", reads="k", binds="f y", functions="f"),
    row("what a made function reads", "def f():\n    def g():\n        return k\n    return g\nh = f()", reads="k", binds="f h", functions="f h"),
    row("a function that calls another", "def f():\n    return g()\ndef g():\n    return k\ny = f()", reads="k", binds="f g y", functions="f g", soft="k"),
    row("two that call each other", "def a():\n    return b() + j\ndef b():\n    return a() + k\nx = a()", reads="j k", binds="a b x", functions="a b", soft="k"),
    row("recursion", "def f(n):\n    return n and f(n - 1) + k\ny = f(3)", reads="k", binds="f y", functions="f"),
    row("a star argument", "def f(*xs):\n    xs[0].append(1)\nf(a, b)", reads="a b", binds="f", functions="f", changes="a b"),
    row("keyword arguments", "def f(**ks):\n    ks['a'].append(1)\nf(a=x)", reads="x", binds="f", functions="f", changes="x"),
    row("a generator", "def f():\n    yield k\nfor x in f():\n    pass", reads="k", binds="f x", always="f", functions="f"),
    row("an async function", "async def f():\n    return k\ny = await f()", reads="k", binds="f y", functions="f"),
    row("changes its first argument", "def f(x, y):\n    x.append(y)\nf(a, b)", reads="a b", binds="f", functions="f", changes="a"),
    row("changes by keyword", "def f(x, y):\n    y.append(x)\nf(y=a, x=b)", reads="a b", binds="f", functions="f", changes="a"),
    row("changes through another", "def f(x):\n    x.append(1)\ndef g(y):\n    f(y)\ng(a)", reads="a", binds="f g", functions="f g", changes="a"),
    row("changes a global", "def f():\n    log.append(1)\nf()", reads="log", binds="f", functions="f", changes="log"),
    row("hands its argument back", "def f(x):\n    return x\ny = f(a)\ny.append(1)", reads="a", binds="f y", functions="f", changes="a"),
    row("hands a global back", "def f():\n    return log\ny = f()\ny.append(1)", reads="log", binds="f y", functions="f", changes="log"),
    row("a mutable default", "def f(x, seen=[]):\n    seen.append(x)\nf(1)", binds="f", functions="f"),
    row("an alias of a function", "def f():\n    return k\ng = f\ny = g()", reads="k", binds="f g y", functions="f g"),
    row("a function in a dict", "def f():\n    return k\nd = {'f': f}\ny = d['f']()", reads="k", binds="d f y", soft="k", functions="d f"),
    row("partial", "def f(a):\n    return k\ng = partial(f, 1)", reads="k partial", binds="f g", soft="k", functions="f g"),
    row("redefined", "def f():\n    return a\ndef f():\n    return b\ny = f()", reads="b", binds="f y", functions="f"),
    row("defined perhaps", "if c:\n    def f():\n        return a\ny = f()", reads="a c f", binds="f y", soft="f", always="y", functions="f"),
    # -- classes
    row("a class", "class C:\n    a = k\n    def m(self):\n        return j", reads="k", binds="C", functions="C"),
    row("an instance", "class C:\n    def m(self):\n        return j\nc = C()\nx = c.m()", reads="j", binds="C c x", functions="C c"),
    row("its body binds nothing outside", "class C:\n    a = 1\n    b = a", binds="C", functions="C"),
    row("methods do not see its body", "class C:\n    a = 1\n    def m(self):\n        return a\nC().m()", reads="a", binds="C", functions="C"),
    row("bases, keywords, decorators", "@d\nclass C(B, metaclass=M):\n    pass", reads="B M d", binds="C", functions="C"),
    row("fields of a dataclass", "class C:\n    x: T = k", reads="T k", binds="C", functions="C"),
    row("a method of a class that it may not be", "class C:\n    def add(self, x):\n        self.xs.append(x)\nc.enroll(1)", reads="c", binds="C", functions="C"),
    row("on a known instance", "class C:\n    def put(self, x):\n        self.x = x\nc = C()\nd = c\nd.put(1)", binds="C c d", functions="C c d"),
    row("__init__ changes its argument", "class C:\n    def __init__(self, xs):\n        xs.append(1)\nC(a)", reads="a", binds="C", functions="C", changes="a"),
    row("an instance holds its arguments", "class C:\n    pass\nc = C(a)\nc.xs.append(1)", reads="a", binds="C c", functions="C c", changes="a"),
    row("a class body that changes", "class C:\n    log.append(1)", reads="log", binds="C", functions="C", changes="log"),
    # -- changes in place
    row("a subscript", "d['x'] = y", reads="d y", changes="d"),
    row("an attribute", "o.x = y", reads="o y", changes="o"),
    row("deep", "o.a[0].b = 1", reads="o", changes="o"),
    row("an augmented name", "x += y", reads="x y", binds="x", changes="x"),
    row("an augmented subscript", "d['x'] += y", reads="d y", changes="d"),
    row("an augmented attribute", "o.x -= 1", reads="o", changes="o"),
    row("its own object only", "x = []\nx.append(y)", reads="y", binds="x"),
    row("append", "xs.append(x)", reads="x xs", changes="xs"),
    row("sort as a statement", "xs.sort()", reads="xs", changes="xs"),
    row("sort_values gives a new frame", "df = df.sort_values('a')", reads="df", binds="df"),
    row("add of a set", "s.add(1)", reads="s", changes="s"),
    row("add of a frame", "b = a.add(1)", reads="a", binds="b"),
    row("update, its value thrown away", "d.update(e)", reads="d e", changes="d"),
    row("fit", "model.fit(X, y)", reads="X model y", changes="model"),
    row("fit, chained", "m = Forest().fit(X, y)", reads="Forest X y", binds="m"),
    row("inplace=True", "df.dropna(inplace=True)", reads="df", changes="df"),
    row("inplace=False", "df.dropna(inplace=False)", reads="df"),
    row("inplace perhaps", "df.dropna(inplace=flag)", reads="df flag", changes="df"),
    row("out=", "import numpy as np\nnp.add(a, b, out=c)", reads="a b c", binds="np", changes="c"),
    row("heappush", "heappush(h, 1)", reads="h heappush", changes="h"),
    row("setattr", "setattr(o, 'a', 1)", reads="o", changes="o"),
    row("next moves an iterator", "x = next(it)", reads="it", binds="x", changes="it"),
    row("a module's function of a method's name", "import random\nrandom.shuffle(xs)", reads="xs", binds="random", changes="xs"),
    row("a generator of random numbers", "x = rng.normal(3)", reads="rng", binds="x", changes="rng"),
    row("a file is read", "text = f.read()", reads="f", binds="text", changes="f"),
    row("del of an item", "del d['a']", reads="d", changes="d"),
    row("del of an attribute", "del o.a", reads="o", changes="o"),
    # -- aliases and views
    row("an alias", "b = a\nb.append(1)", reads="a", binds="b", changes="a"),
    row("an alias of an alias", "b = a\nc = b\nc['x'] = 1", reads="a", binds="b c", changes="a"),
    row("no alias any more", "b = a\nb = []\nb.append(1)", reads="a", binds="b"),
    row("over a list of them", "for d in [a, b]:\n    d['x'] = 1", reads="a b", binds="d", always="", changes="a b"),
    row("an item", "row = rows[0]\nrow['x'] = 1", reads="rows", binds="row", changes="rows"),
    row("an attribute's object", "xs = o.xs\nxs.append(1)", reads="o", binds="xs", changes="o"),
    row("a reshaped array", "b = a.reshape(2, 2)\nb[0] = 1", reads="a", binds="b", changes="a"),
    row("a copy", "b = a.copy()\nb[0] = 1", reads="a", binds="b"),
    row("loc", "df.loc[i, 'x'] = 1", reads="df i", changes="df"),
    row("values of a dict", "for v in d.values():\n    v.append(1)", reads="d", binds="v", always="", changes="d"),
    row("zip", "for x, y in zip(xs, ys):\n    x.append(1)", reads="xs ys", binds="x y", always="", changes="xs ys"),
    row("held in a list", "xs = []\nxs.append(a)\nxs[0].append(1)", reads="a", binds="xs", changes="a"),
    row("held in a dict", "d = {}\nd['a'] = a\nd['a'].append(1)", reads="a", binds="d", changes="a"),
    row("a pipeline of parts", "p = Pipeline([m])\np.fit(X)", reads="Pipeline X m", binds="p", changes="m"),
    row("one or the other", "x = a if c else b\nx.append(1)", reads="a b c", binds="x", changes="a b"),
    row("of a with", "with a as b:\n    b.append(1)", reads="a", binds="b", changes="a"),
    row("of a match", "match a:\n    case b:\n        b.append(1)", reads="a", binds="b", changes="a"),
    row("after a branch", "if c:\n    x = a\nelse:\n    x = b\nx.append(1)", reads="a b c", binds="x", changes="a b"),
    # -- del
    row("del", "del x", reads="x", deletes="x"),
    row("del of its own", "x = 1\ndel x", deletes="x"),
    row("del of several", "del a, (b, c)", reads="a b c", deletes="a b c"),
    row("bound again", "del x\nx = 1", reads="x", binds="x"),
    row("del perhaps", "if c:\n    del x", reads="c x"),
    # -- branches
    row("if", "if c:\n    x = 1", reads="c", binds="x", always=""),
    row("if and else", "if c:\n    x = 1\nelse:\n    x = 2", reads="c", binds="x"),
    row("elif", "if a:\n    x = 1\nelif b:\n    x = 2\nelse:\n    x = 3", reads="a b", binds="x"),
    row("one way raises", "if c:\n    raise E\nelse:\n    x = 1", reads="E c", binds="x"),
    row("perhaps bound, then used", "if c:\n    x = 1\ny = x", reads="c x", soft="x", binds="x y", always="y"),
    row("match", "match v:\n    case 1:\n        x = a\n    case [b, *c] if b > k:\n        x = b\n    case {'k': d, **e}:\n        x = d", reads="a k v", binds="b c d e x", always=""),
    row("match that catches all", "match v:\n    case 1:\n        x = a\n    case _:\n        x = 0", reads="a v", binds="x"),
    row("match that catches all in one of its ways", "match v:\n    case 1 | _:\n        x = a", reads="a v", binds="x"),
    row("match on a class", "match v:\n    case P(x=0) | M.C:\n        y = 1", reads="M P v", binds="y", always=""),
    row("match on keys that are names", "match v:\n    case {M.K: x}:\n        y = x", reads="M v", binds="x y", always=""),
    # -- loops
    row("for", "for x in xs:\n    y = x", reads="xs", binds="x y", always=""),
    row("for and else", "for x in xs:\n    pass\nelse:\n    y = 1", reads="xs", binds="x y", always="y"),
    row("else after a break", "for x in xs:\n    break\nelse:\n    y = 1", reads="xs", binds="x y", always=""),
    row("carried into the next round", "for x in xs:\n    if x:\n        y = last\n    last = x", reads="last xs", soft="", binds="last x y", always=""),
    row("bound in each round", "for x in xs:\n    t = x\n    y = t", reads="xs", binds="t x y", always=""),
    row("after continue", "for x in xs:\n    if x:\n        continue\n    t = 1\ny = t", reads="t xs", soft="t", binds="t x y", always="y"),
    row("while", "while n > 0:\n    n -= 1", reads="n", binds="n", always="", changes="n"),
    row("while True ends by break", "while True:\n    x = f()\n    if x:\n        break\ny = x", reads="f", binds="x y"),
    row("while and else", "while c:\n    c = f()\nelse:\n    y = 1", reads="c f", binds="c y", always="y"),
    row("an alias carried round", "for x in xs:\n    b = a\n    a = x\nb.append(1)", reads="a b xs", binds="a b x", always="", soft="b", changes="a b xs"),
    row("async for", "async for x in xs:\n    y = x", reads="xs", binds="x y", always=""),
    # -- with and try
    row("with", "with open(p) as f:\n    x = f", reads="p", binds="f x"),
    row("with two", "with a as b, c(b) as (d, e):\n    pass", reads="a c", binds="b d e"),
    row("a with that hides exceptions", "with suppress(E):\n    x = 1", reads="E suppress", binds="x", always=""),
    row("try", "try:\n    x = f()\nexcept E:\n    x = 0", reads="E f", binds="x"),
    row("try that may not bind", "try:\n    x = f()\nexcept E:\n    pass", reads="E f", binds="x", always=""),
    row("try that ends in every handler", "try:\n    x = f()\nexcept E:\n    raise", reads="E f", binds="x"),
    row("the exception's name goes away", "try:\n    f()\nexcept E as e:\n    x = e", reads="E e f", soft="e", binds="e x", always=""),
    row("else", "try:\n    f()\nexcept E:\n    x = 1\nelse:\n    x = 2", reads="E f", binds="x"),
    row("finally", "try:\n    x = f()\nfinally:\n    y = 1", reads="f", binds="x y"),
    row("used in a handler", "try:\n    x = 1\n    f()\nexcept E:\n    y = x", reads="E f x", soft="x", binds="x y", always=""),
    row("except*", "try:\n    f()\nexcept* E:\n    x = 1", reads="E f", binds="x", always=""),
    # -- imports and modules
    row("import", "import a", binds="a"),
    row("import of a part", "import a.b", reads="a", soft="a", binds="a"),
    row("import as", "import a.b as c", binds="c"),
    row("from", "from a import b, c as d", binds="b d"),
    row("star", "from a import *"),
    row("a module is no value", "import os\nos.getcwd()", binds="os"),
    row("an attribute of a module", "import os\nos.x = 1", binds="os", modules="os.x"),
    row("a setting of a module", "import os\nos.environ['A'] = b", reads="b", binds="os", modules="os.environ"),
    row("a method of a setting", "import sys\nsys.path.append(p)", reads="p", binds="sys", modules="sys.path"),
    row("filters of warnings", "import warnings\nwarnings.simplefilter('ignore')", binds="warnings", modules="warnings.filters"),
    row("through from", "from warnings import simplefilter\nsimplefilter('ignore')", binds="simplefilter", modules="warnings.filters"),
    row("in a function", "import os\ndef f():\n    os.environ['A'] = '1'", binds="f os", functions="f", modules="os.environ"),
    row("an imported function is no known one", "from a import f\nf(x)", reads="x", binds="f"),
    row("the caches of functions", "y = f.cache_info()", reads="f", binds="y", modules="the cache of f"),
    row("pandas' display options", "import pandas as pd\npd.set_option('display.max_rows', 5)", binds="pd", modules="pandas display options"),
    row("the context of decimal", "from decimal import getcontext\ngetcontext().prec = 5", binds="getcontext", modules="decimal"),
    # -- names in texts
    row("query", "y = df.query('a > @k and b < @j')", reads="df j k", soft="j k", binds="y"),
    row("eval of a text", "y = eval('a + b')", reads="a b", binds="y"),
    row("exec of a text", "exec('x = k')", reads="k", binds="x"),
    # -- IPython
    row("a line magic", "%matplotlib inline\nx = y", reads="y", binds="x"),
    row("a shell command", "!ls {folder}/$name", reads="folder name", soft="folder name"),
    row("its output", "files = !ls", binds="files"),
    row("%time", "%time y = f(x)", reads="f x", binds="y"),
    row("%timeit binds nothing", "%timeit -n 10 y = f(x)", reads="f x", binds=""),
    row("%%time", "%%time\ny = f(x)\nz = y", reads="f x", binds="y z"),
    row("%%capture", "%%capture out\ny = x", reads="x", binds="out y"),
    row("%%bash", "%%bash\necho {x}", reads="x", soft="x"),
    row("%env", "%env A=1", modules="os.environ"),
    row("help", "x?", reads=""),
]  # fmt: skip


def words(text: str) -> list[str]:
    return sorted(text.split())


@pytest.mark.parametrize("case", ROWS, ids=lambda case: case.name)
def test_flow(case: Row) -> None:
    parsed = syntax.parse(case.code)
    assert parsed.problem is None
    flow = analyze(parsed.tree)
    reads = {name: place for name, place in flow.reads.items() if name not in BUILT_IN}
    found = Row(
        case.name,
        case.code,
        reads=" ".join(sorted(reads)),
        binds=" ".join(sorted(flow.binds)),
        always=" ".join(sorted(flow.always)),
        changes=" ".join(sorted(flow.changes)),
        deletes=" ".join(sorted(flow.deletes)),
        soft=" ".join(sorted(name for name, place in reads.items() if not place.hard)),
        functions=" ".join(sorted(flow.functions)),
        modules=" ".join(sorted(flow.module_changes)),
    )
    assert found == Row(
        case.name,
        case.code,
        **{
            key: value
            for key, value in vars(case).items()
            if key in ("reads", "binds", "changes", "deletes", "soft", "functions", "modules")
        },
        always=case.binds if case.always is None else case.always,
    )


def test_there_are_enough_rows() -> None:
    assert len({case.code for case in ROWS}) == len({case.name for case in ROWS}) == len(ROWS) >= 120


# ---- what else a flow says -------------------------------------------------------------------------------------------


def flow_of(code: str, functions: Mapping[str, Function] | None = None, **more: Any) -> Flow:
    return analyze(syntax.parse(textwrap.dedent(code).strip("\n")).tree, functions, **more)


@pytest.mark.parametrize(
    ("code", "name", "place"),
    [
        ("x = 1\ny = x + k", "k", Place(2, 8)),
        ("if c:\n    y = lambda: k", "k", Place(2, 8, hard=False)),
        ("f = lambda: k\ny = k", "k", Place(1, 4)),  # the first place, and hard as soon as one use is
        (
            "def f():\n    return k\n\ny = 1; x = f()",
            "k",
            Place(4, 11),
        ),  # a function reads where it is called
        ("ü = k", "k", Place(1, 5)),  # in bytes, as Python counts
        ("y = 1\nexec('x = k')", "k", Place(2, 0)),  # what is in a text stands where the text does
        ("y = 1\n!ls {k}", "k", Place(2, 0, hard=False)),
        ("y = 1\n%time z = f(k)", "k", Place(2, 0)),
        ("%%time\ny = 1\nz = k", "k", Place(3, 4)),
    ],
)
def test_reads_say_where(code: str, name: str, place: Place) -> None:
    assert flow_of(code).reads[name] == place


def test_a_column_in_characters() -> None:
    assert Place(1, 5).character("ü = k") == 4
    assert Place(1, 5).character("u") == 1
    assert Place(1, 9).character("'\ud800' + k") >= 0


@pytest.mark.parametrize(
    ("code", "dynamic"),
    [
        ("y = eval(text)", Place(1, 4)),
        ("y = eval('a')", None),
        ("exec(code)", Place(1, 0)),
        ("globals()['x'] = 1", Place(1, 0)),
        ("locals()", Place(1, 0)),
        ("def f():\n    return locals()", None),
        ("def f():\n    return eval(t)\nf()", Place(3, 0, hard=True)),
        ("dir()", Place(1, 0)),
        ("dir(x)", None),
        ("vars(x)", None),
        ("def eval(x):\n    return x\neval(t)", None),
        ("ys = [eval(x) for x in xs]", Place(1, 6)),
    ],
)
def test_names_by_their_text(code: str, dynamic: Place | None) -> None:
    assert flow_of(code).dynamic == dynamic


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("import a", True),
        ("'''About.'''\nfrom a import b, c", True),
        ("", True),
        ("import a\nx = 1", False),
        ("try:\n    import a\nexcept ImportError:\n    a = None", False),
    ],
)
def test_plain_cells_only_import(code: str, expected: bool) -> None:
    assert flow_of(code).plain is expected


def test_imports_stars_definitions_and_attributes() -> None:
    flow = flow_of("""
        import numpy as np, os.path
        from sklearn import metrics as m
        from shapes import *
        if np.pi:
            def f(): ...
        class C: ...
        def gone(): ...
        del gone
        g = f
        y = os.path.join(m.auc, "x")
    """)
    assert flow.imports == {"np": "numpy", "os": "os", "m": "sklearn.metrics"}
    assert list(flow.stars) == ["shapes"]
    assert flow.definitions == {"f", "C"}
    assert {"numpy.pi", "os.path.join", "sklearn.metrics.auc"} <= flow.attributes
    assert flow.writes == set(flow.binds)


def test_a_binding_hides_an_import() -> None:
    assert flow_of("import np\nnp = x\nnp.a = 1").changes.keys() == {"x"}
    assert flow_of("np.a = 1", imports={"np": "numpy"}).module_changes.keys() == {"numpy.a"}


FUNCTIONS = [
    ("def f(): return k", Function(reads=frozenset("k"), returns=frozenset("k"))),
    ("def f(a, *b, c=1): a.x = c", Function(changes_args=frozenset({0}), params=("a", "c"))),
    ("def f(a, *, c): c.x = a", Function(changes_args=frozenset({1}), params=("a", "c"))),
    ("def f(*a, **b): a[0].x = 1", Function(changes_args=frozenset({-1}))),
    ("def f(a, b=[]): b.append(a)", Function(changes_args=frozenset({1}), params=("a", "b"), stateful=True)),
    ("def f(a, *, b={}): b[a] = 1", Function(changes_args=frozenset({1}), params=("a", "b"), stateful=True)),
    ("def f(a, b=1): b.append(a)", Function(changes_args=frozenset({1}), params=("a", "b"))),
    ("def f(a): return [a]", Function(returns=frozenset({0}), params=("a",))),
    ("def f():\n    global n\n    n = 1", Function(binds=frozenset("n"))),
    ("def f(): xs.append(1)", Function(reads=frozenset({"xs"}), changes=frozenset({"xs"}))),
    ("class f:\n    def m(self): self.x = 1", Function(methods=frozenset("m"), is_class=True)),
    (
        "class f:\n    def m(self): self.x = 1\n    def n(self): self.m()\n    def o(self): self.n()",
        Function(methods=frozenset("mno"), is_class=True),
    ),
    (
        "class f:\n    def __init__(self, a): a.x = 1",
        Function(params=("self", "a"), changes_args=frozenset({1}), is_class=True),
    ),
]


@pytest.mark.parametrize(("code", "expected"), FUNCTIONS)
def test_what_calling_a_function_does(code: str, expected: Function) -> None:
    assert flow_of(code).functions["f"] == expected


def test_a_class_has_what_its_bases_have() -> None:
    code = "class A:\n    def m(self):\n        self.x = k\nclass B(A):\n    pass\nb = B()\nc = b\nc.m()"
    functions = flow_of(code).functions
    assert functions["B"].methods == {"m"}
    assert functions["B"].reads == {"k"}


def test_either_of_two_functions() -> None:
    one, two = Function(reads=frozenset("a")), Function(reads=frozenset("b"), stateful=True)
    assert merged(one, None) == one
    assert merged(None, None) is None
    assert merged(one, two) == Function(reads=frozenset("ab"), stateful=True)


def test_one_way_may_call_what_another_cell_defined() -> None:
    known = {"f": Function(reads=frozenset("j"))}
    flow = flow_of("if c:\n    def f():\n        return k\ny = f()", known)
    assert flow.reads.keys() == {"c", "f", "j", "k"}


# ---- cells of one notebook -------------------------------------------------------------------------------------------


def flows_of(*cells: str) -> list[Flow]:
    found = analyze_all(syntax.parse(cell).tree for cell in cells)
    assert None not in found
    return [flow for flow in found if flow is not None]


def test_functions_of_other_cells_are_known_wherever_they_stand() -> None:
    last = flows_of("def f():\n    return g()", "y = f()", "def g():\n    return k")[1]
    assert last.reads.keys() == {"f", "g", "k"}


def test_a_function_that_is_defined_twice_may_be_either() -> None:
    flows = flows_of("def f():\n    return a", "y = f()", "def f():\n    return b")
    assert flows[1].reads.keys() == {"a", "b", "f"}


def test_imports_of_other_cells_are_known_wherever_they_stand() -> None:
    above, below = flows_of("np.seterr(all='raise')", "import numpy as np")
    assert above.module_changes.keys() == {"numpy"}
    assert above.reads.keys() == {"np"}
    assert below.imports == {"np": "numpy"}


def test_a_cell_is_walked_again_only_for_a_new_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    walked = []
    real = dataflow._walked
    monkeypatch.setattr(dataflow, "_walked", lambda tree, book: walked.append(tree) or real(tree, book))
    flows_of("def f():\n    return 1", "y = f()", "z = y", "w = f() + g()", "def g():\n    return 2")
    assert len(walked) == 6  # all, and the fourth again


def test_a_cell_that_is_nested_too_deeply_has_no_flow() -> None:
    node: ast.expr = ast.Name("a", ast.Load(), lineno=1, col_offset=0)
    for _ in range(5000):
        node = ast.UnaryOp(ast.USub(), node, lineno=1, col_offset=0)
    deep = ast.Module([ast.Expr(node, lineno=1, col_offset=0)], [])
    flows = analyze_all([deep, ast.parse("y = 1")])
    assert flows[0] is None
    assert flows[1] is not None
    assert flows[1].binds.keys() == {"y"}


# ---- laws ------------------------------------------------------------------------------------------------------------

STATEMENTS = [case.code for case in ROWS if not case.code.startswith(("%", "!")) and "?" not in case.code]


@given(st.lists(st.sampled_from(STATEMENTS), min_size=1, max_size=4))
def test_every_cell_has_a_consistent_flow(codes: list[str]) -> None:
    flow = flow_of("\n".join(codes))
    assert flow == flow_of("\n".join(codes))
    assert flow.always <= flow.binds.keys()
    assert flow.functions.keys() <= flow.binds.keys()
    assert flow.definitions <= flow.binds.keys()
    assert not flow.always & flow.deletes.keys()


@given(st.sampled_from(STATEMENTS))
def test_a_branch_only_takes_certainty_away(code: str) -> None:
    alone = flow_of(code)
    branch = flow_of("if condition:\n" + textwrap.indent(code, "    "))
    assert branch.reads.keys() >= alone.reads.keys()
    assert branch.binds.keys() >= alone.binds.keys()
    assert not branch.always or "raise" in code


def test_the_order_does_not_depend_on_the_hash_seed() -> None:
    code = (
        "import ast\nfrom nbpipe.dataflow import analyze\n"
        "flow = analyze(ast.parse('def f(): return a, b, c, d.append(e)\\ny = f()'))\n"
        "print(list(flow.reads), list(flow.changes), list(flow.binds))"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(said) == 1


@pytest.fixture
def looked_up(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names that the analysis looks up, each time that it does."""
    said: list[str] = []
    load = Scope.load

    def noting(scope: Scope, name: str, node: ast.AST | None = None) -> frozenset[Any]:
        said.append(name)
        return load(scope, name, node)

    monkeypatch.setattr(Scope, "load", noting)
    return said


def test_functions_that_call_each_other_cost_no_more_than_their_calls(looked_up: list[str]) -> None:
    """Every function calls all the later ones: there are 2**(n - 2) ways through them, and n²/2 calls."""
    count = 40
    lines = [
        f"def f{i}():\n    return [{', '.join(f'f{j}()' for j in range(i + 1, count)) or 'k'}]"
        for i in range(count)
    ]
    flow = flow_of("\n".join([*lines, "y = f0()"]))
    assert flow.reads.keys() == {"k"}
    assert len(looked_up) < count**2


@pytest.mark.parametrize("above", [True, False])
def test_a_chain_of_functions_costs_the_square_of_its_length(above: bool, looked_up: list[str]) -> None:
    """Each is called by the next three, defined above or below it."""
    count = 60
    lines = [
        f"def f{i}(x):\n    return [k, {', '.join(f'f{j}(x)' for j in range(max(0, i - 3), i))}]"
        for i in range(count)
    ]
    flow = flow_of("\n".join([*(lines if above else reversed(lines)), f"y = f{count - 1}(1)"]))
    assert flow.reads.keys() == {"k"}
    assert len(looked_up) < 4 * count**2


def test_the_other_way_may_call_what_another_cell_defined() -> None:
    known = {"f": Function(reads=frozenset("j"))}
    flow = flow_of("if c:\n    pass\nelse:\n    def f():\n        return k\ny = f()", known)
    assert flow.reads.keys() == {"c", "f", "j", "k"}
