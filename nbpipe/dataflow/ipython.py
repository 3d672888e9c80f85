"""IPython's own syntax, which its input transformer has turned into calls: `get_ipython().run_line_magic(…)`."""

from __future__ import annotations

import ast
import re

from nbpipe import effects
from nbpipe.dataflow import names
from nbpipe.dataflow.scope import Scope

_SHELL = ("system", "getoutput")
_MAGIC = ("run_line_magic", "run_cell_magic")


def is_magic(node: ast.Call) -> bool:
    """Whether a call is what a magic or a shell command was turned into."""
    match node.func:
        case ast.Attribute(attr=attribute, value=ast.Call(func=maker)):
            return attribute in (*_SHELL, *_MAGIC) and names.root(maker) == "get_ipython"
    return False


def run(scope: Scope, node: ast.Call) -> None:
    """Walk the code inside `%time y = f(x)`, `!ls {folder}` and the like."""
    kind = names.last(node.func)
    texts = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
    if kind in _SHELL:
        _expansions(scope, " ".join(texts), node)
        return
    magic, *rest = texts or [""]
    if magic in ("env", "set_env") and rest and rest[0].strip():
        scope.change_module("os.environ", node)
    if magic not in effects.PYTHON_MAGICS:
        _expansions(scope, " ".join(rest), node)
        return
    line = rest[0] if rest else ""
    if kind == "run_cell_magic" and len(rest) > 1:
        _python(scope, magic, line, rest[1], node, below=True)
    else:
        code = re.sub(r"^(\s*-\w+(\s+\d+)?)+\s*", "", "".join(rest))  # without options such as -n 10
        _python(scope, magic, "", code, node, below=False)


def _python(scope: Scope, magic: str, options: str, code: str, node: ast.Call, *, below: bool) -> None:
    """Walk the Python that a magic runs in the notebook's namespace. `below`: it starts on the line after the magic."""
    try:
        tree = ast.parse(code)
    except SyntaxError:
        _expansions(scope, code, node)
        return
    if below:
        ast.increment_lineno(tree, node.lineno)
    else:
        names.moved(tree, node)
    state, binds = scope.state.copy(), dict(scope.binds)
    scope.walk(tree.body)
    if magic == "timeit":  # runs in a function of its own: binds nothing here
        scope.state, scope.binds = state, binds
    if magic == "capture":
        for word in options.split():
            if word.isidentifier():
                scope.bind(word)


def _expansions(scope: Scope, text: str, node: ast.Call) -> None:
    """Names that IPython would put in: `{expression}` and `$name`."""
    with scope.perhaps():
        for expression in re.findall(r"\{([^{}]+)\}", text):
            try:
                tree = ast.parse(expression.strip(), mode="eval")
            except SyntaxError:
                continue
            scope.walk([names.moved(ast.Expr(tree.body), node)])
        scope.node = node
        for name in re.findall(r"\$(\w+)", text):
            if name.isidentifier():
                scope.load(name)
