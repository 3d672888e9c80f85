"""Questions to a piece of a syntax tree about the names in it; nothing is known here of what they hold."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from typing import TypeVar

_Tree = TypeVar("_Tree", bound=ast.AST)

_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
# Nodes that bind nothing inside in the scope that they stand in, or have nothing inside.
_CLOSED = (
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.ClassDef,
    ast.Lambda,
    ast.Name,
    ast.Constant,
    ast.expr_context,
)


def root(node: ast.expr) -> str | None:
    """The name that an attribute or subscript chain starts from.

    >>> root(ast.parse("a.b[0].c()", mode="eval").body)
    'a'
    """
    while True:
        match node:
            case ast.Name(id=name):
                return name
            case ast.Attribute(value=inner) | ast.Subscript(value=inner) | ast.Call(func=inner):
                node = inner
            case _:
                return None


def dotted(node: ast.expr) -> list[str] | None:
    """The parts of a name with attributes.

    >>> dotted(ast.parse("os.path.join", mode="eval").body)
    ['os', 'path', 'join']
    """
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    return [*reversed([*parts, node.id])] if isinstance(node, ast.Name) else None


def last(function: ast.expr) -> str:
    """Last name of what is called: `append` of `rows[0].append`, empty where it has none."""
    match function:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def called(node: ast.expr) -> str | None:
    """Last name of the function that an expression calls: `getLogger` of `logging.getLogger("x")`."""
    if not isinstance(node, ast.Call):
        return None
    parts = dotted(node.func)
    return parts[-1] if parts else None


def first_text(node: ast.Call) -> str:
    """The first argument, if it is a text."""
    first = node.args[0] if node.args else None
    return first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else ""


def local_names(body: Iterable[ast.stmt]) -> set[str]:
    """Names that Python makes local to a function with this body.

    >>> sorted(local_names(ast.parse("a = [b := c for d in e]").body))
    ['a', 'b']
    """
    names: set[str] = set()
    for node in _own(body):
        match node:
            case ast.Name(id=name, ctx=ast.Store() | ast.Del()):
                names.add(name)
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                names.add(name)
            case ast.Import(names=aliases):
                names |= {alias.asname or alias.name.partition(".")[0] for alias in aliases}
            case ast.ImportFrom(names=aliases):
                names |= {alias.asname or alias.name for alias in aliases}
            case ast.ExceptHandler(name=str(name)):
                names.add(name)
            case ast.NamedExpr(target=ast.Name(id=name)):
                names.add(name)
            case (
                ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)) | ast.MatchMapping(rest=str(name))
            ):
                names.add(name)
    return names


def _own(nodes: Iterable[ast.AST]) -> Iterator[ast.AST]:
    """All nodes of the same scope, in no order; of a comprehension, which has its own, only what it binds outside."""
    waiting = [(node, False) for node in nodes]
    while waiting:
        node, inside = waiting.pop()
        if not inside or isinstance(node, ast.NamedExpr):
            yield node
        if isinstance(node, _CLOSED):
            continue
        inside = inside or isinstance(node, _COMPREHENSIONS)
        waiting += [(child, inside) for child in ast.iter_child_nodes(node)]


def outer_names(body: Iterable[ast.stmt]) -> set[str]:
    """Names that `global` or `nonlocal` takes out of a function's scope."""
    return {name for node in _own(body) if isinstance(node, ast.Global | ast.Nonlocal) for name in node.names}


def type_parameters(node: ast.AST) -> frozenset[str]:
    """Names of `def f[T](…)`, `class C[T]` and `type X[T] = …` (Python 3.12), which only the definition itself sees."""
    return frozenset(parameter.name for parameter in getattr(node, "type_params", ()))


def captured(pattern: ast.pattern) -> Iterator[tuple[str, ast.AST]]:
    """What a pattern of `match` binds, and where."""
    for node in ast.walk(pattern):
        match node:
            case (
                ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)) | ast.MatchMapping(rest=str(name))
            ):
                yield name, node


def irrefutable(pattern: ast.pattern) -> bool:
    """Whether a pattern matches anything.

    >>> irrefutable(ast.parse("match x:\\n case 1 | _: pass").body[0].cases[0].pattern)
    True
    """
    match pattern:
        case ast.MatchAs(pattern=None):
            return True
        case ast.MatchAs(pattern=inner) if inner is not None:
            return irrefutable(inner)
        case ast.MatchOr(patterns=patterns):
            return irrefutable(patterns[-1])
    return False


def only_imports(tree: ast.Module) -> bool:
    """Whether a cell holds nothing but imports; a text on its own is a comment."""
    return all(
        isinstance(statement, ast.Import | ast.ImportFrom)
        or (isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant))
        for statement in tree.body
    )


def moved(tree: _Tree, node: ast.AST) -> _Tree:
    """The tree of a text inside the code, such as that of `eval("x + 1")`: all of it stands where the text does."""
    for part in ast.walk(tree):
        ast.copy_location(part, node)
    return tree


# Functions whose result cannot be changed in place.
_SCALAR_FUNCTIONS = frozenset(
    "len int float str bool abs round repr hash ord chr isinstance issubclass any all".split()
)


def scalars(tree: ast.Module) -> frozenset[str]:
    """Names that the cell binds to numbers, texts and truth values only: nobody can change those in place.

    >>> sorted(scalars(ast.parse("n = 3; t = f'{n}'; xs = [1]; m = n; k = -1 * 2")))
    ['k', 'n', 't']
    """
    yes: set[str] = set()
    no: set[str] = set()
    nodes = list(_own(tree.body))
    for node in nodes:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                (yes if _is_scalar(value) else no).add(name)
            case ast.AnnAssign(target=ast.Name(id=name), value=value) if value is not None:
                (yes if _is_scalar(value) else no).add(name)
    simple = {id(node.targets[0]) for node in nodes if isinstance(node, ast.Assign)}
    simple |= {id(node.target) for node in nodes if isinstance(node, ast.AnnAssign)}
    simple |= {
        id(node.target) for node in nodes if isinstance(node, ast.AugAssign) and _is_scalar(node.value)
    }
    other = {
        node.id
        for node in nodes
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and id(node) not in simple
    }
    return frozenset(yes - no - other)


def _is_scalar(node: ast.expr) -> bool:
    match node:
        case ast.Constant() | ast.JoinedStr():
            return True
        case ast.UnaryOp(operand=operand):
            return isinstance(node.op, ast.Not) or _is_scalar(operand)
        case ast.BinOp(left=left, right=right):
            return _is_scalar(left) and _is_scalar(right)
        case ast.Call(func=ast.Name(id=name)):
            return name in _SCALAR_FUNCTIONS
        case ast.IfExp(body=body, orelse=orelse):
            return _is_scalar(body) and _is_scalar(orelse)
    return False
