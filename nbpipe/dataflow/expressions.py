"""The value of an expression: what it uses on the way, and whose objects it may hold."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from functools import partial, reduce

from nbpipe import effects
from nbpipe.dataflow import calls, ipython, names, summaries
from nbpipe.dataflow.flow import NONE, Function, Origins, merged
from nbpipe.dataflow.scope import Comprehension, Scope


def value(scope: Scope, node: ast.expr | None, *, used: bool = True) -> Origins:
    """Evaluate an expression; whose objects its value may hold. `used` is false for a statement's."""
    if node is None:
        return NONE
    scope.node = node
    match node:
        case ast.Constant():
            return NONE
        case ast.Name(id=name):
            if (module := scope.imported(name)) is not None:
                scope.notebook.attributes.add(module)
            return scope.load(name, node)
        case ast.Attribute(value=inner):
            if scope.module_attribute(node) is not None:
                return scope.load(names.root(node) or "", node)
            return value(scope, inner)
        case ast.Subscript(value=inner, slice=index):
            origins = value(scope, inner)
            value(scope, index)
            return origins
        case ast.Call():
            return _call(scope, node, used=used)
        case ast.NamedExpr(target=ast.Name(id=name), value=inner):
            function = carried(scope, inner)
            origins = value(scope, inner)
            scope.bind_walrus(name, origins, function)
            return origins
        case ast.IfExp(test=test, body=body, orelse=orelse):
            value(scope, test)
            return scope.either(partial(value, scope, body), partial(value, scope, orelse))
        case ast.BoolOp(values=[first, *others]):
            origins = value(scope, first)
            for other in others:
                origins |= scope.either(partial(value, scope, other), lambda: NONE)
            return origins
        case ast.Tuple(elts=items) | ast.List(elts=items) | ast.Set(elts=items):
            return values(scope, items)
        case ast.Dict(keys=keys, values=items):
            return values(scope, [*(key for key in keys if key is not None), *items])
        case ast.Starred(value=inner) | ast.Await(value=inner):
            return value(scope, inner)
        case ast.Lambda():
            values(scope, defaults(node.args))
            scope.mention(summaries.of_lambda(scope, node))
            return NONE
        case ast.ListComp(elt=result) | ast.SetComp(elt=result) | ast.GeneratorExp(elt=result):
            return _comprehension(scope, node.generators, [result])
        case ast.DictComp(key=key, value=result):
            return _comprehension(scope, node.generators, [key, result])
        case ast.Yield(value=result) | ast.YieldFrom(value=result):
            scope.returned |= value(scope, result)
            return NONE
    values(scope, [child for child in ast.iter_child_nodes(node) if isinstance(child, ast.expr)])
    return NONE


def values(scope: Scope, nodes: Iterable[ast.expr]) -> Origins:
    """Evaluate one after the other; whose objects they may hold together."""
    origins = NONE
    for node in nodes:
        origins |= value(scope, node)
    return origins


def defaults(arguments: ast.arguments) -> list[ast.expr]:
    """What a definition evaluates for its parameters."""
    return [*arguments.defaults, *(default for default in arguments.kw_defaults if default is not None)]


def _call(scope: Scope, node: ast.Call, *, used: bool) -> Origins:
    if ipython.is_magic(node):
        ipython.run(scope, node)
        return NONE
    function = scope.function(node.func.id) if isinstance(node.func, ast.Name) else None
    if function is None:
        receiver = value(scope, node.func)
    else:
        with scope.one_use():
            receiver = value(scope, node.func)
            # A plain call surely reads what the function reads. Not before `value`: that has taken note of what the
            # function may bind itself, and such a global is perhaps never read from outside.
            for name in () if scope.soft else sorted(function.reads):
                scope.load(name)
    given = calls.Given(
        receiver,
        tuple([value(scope, argument) for argument in node.args]),
        {keyword.arg: value(scope, keyword.value) for keyword in node.keywords},
    )
    return calls.call(scope, node, function, given, used=used)


def _comprehension(scope: Scope, generators: list[ast.comprehension], results: list[ast.expr]) -> Origins:
    first = value(scope, generators[0].iter)
    inner = Comprehension(scope, generators)
    for generator in generators:
        origins = first if generator is generators[0] else value(inner, generator.iter)
        assign(inner, generator.target, origins, None)
        values(inner, generator.ifs)
    origins = NONE
    for result in results:
        origins |= value(inner, result, used=False)
    inner.hand_over()
    return origins


def carried(scope: Scope, node: ast.expr) -> Function | None:
    """What calling the value of an expression, or its parts, may do: for `g = f`, `partial(f)`, `C()`."""
    match node:
        case ast.Name(id=name):
            return scope.function(name)
        case ast.Lambda():
            return summaries.of_lambda(scope, node)
        case ast.Call(func=ast.Name(id=name)) if (known := scope.function(name)) is not None:
            return summaries.instance(known) if known.is_class else known.result
        case ast.Call(func=func, args=arguments, keywords=keywords):
            last = names.last(func)
            if last[:1].isupper() or last in effects.CARRYING_FUNCTIONS:
                return _carried(scope, [*arguments, *(keyword.value for keyword in keywords)])
        case ast.Tuple(elts=items) | ast.List(elts=items) | ast.Set(elts=items):
            return _carried(scope, items)
        case ast.Dict(values=items) | ast.BoolOp(values=items):
            return _carried(scope, items)
        case ast.IfExp(body=body, orelse=orelse):
            return _carried(scope, [body, orelse])
        case (
            ast.Attribute(value=inner)
            | ast.Subscript(value=inner)
            | ast.Starred(value=inner)
            | ast.NamedExpr(value=inner)
            | ast.Await(value=inner)
        ):
            return carried(scope, inner)
    return None


def _carried(scope: Scope, nodes: Iterable[ast.expr]) -> Function | None:
    return reduce(merged, (carried(scope, node) for node in nodes), None)


def assign(
    scope: Scope,
    target: ast.expr,
    origins: Origins,
    function: Function | None,
    source: ast.expr | None = None,
) -> None:
    """Give a target a value with these origins; `source` is the expression, where each part has one of its own."""
    match target:
        case ast.Name(id=name):
            scope.node = target
            scope.bind(name, origins, function)
        case ast.Tuple(elts=items) | ast.List(elts=items):
            parts = _parts(scope, items, source)
            for item, part in zip(items, parts or [origins] * len(items), strict=True):
                assign(scope, item, part, function)
        case ast.Starred(value=inner):
            assign(scope, inner, origins, function)
        case ast.Attribute() | ast.Subscript():
            _store(scope, target, origins, function)


def _parts(scope: Scope, items: list[ast.expr], source: ast.expr | None) -> list[Origins] | None:
    """Origins of each part of `a, b = c, d`, evaluated already; None where they cannot be told apart."""
    if not isinstance(source, ast.Tuple | ast.List) or len(source.elts) != len(items):
        return None
    if any(isinstance(item, ast.Starred) for item in (*items, *source.elts)):
        return None
    before = scope.state.copy()
    parts = [value(scope, part) for part in source.elts]
    scope.state = before
    return parts


def _store(
    scope: Scope, target: ast.Attribute | ast.Subscript, origins: Origins, function: Function | None
) -> None:
    """`holder.name = …` and `holder[key] = …`: the holder changes and holds the value from here on."""
    inner = target.value
    attribute = target if isinstance(target, ast.Attribute) else inner
    dotted = scope.module_attribute(attribute) if isinstance(attribute, ast.Attribute) else None
    if names.called(inner) == "getcontext":
        dotted = "decimal"
    if dotted is not None and isinstance(inner, ast.Name):
        holder = scope.load(inner.id, inner)  # to set an attribute of a module is not to look at the module
    else:
        holder = value(scope, inner)
    if isinstance(target, ast.Subscript):
        value(scope, target.slice)
    scope.node = target
    if dotted is not None:
        scope.change_module(dotted)
        return
    scope.change(holder)
    scope.hold(holder, origins)
    root = names.root(target)
    if root is not None and function is not None and scope.owns(root):
        scope.state.functions[root] = merged(scope.function(root), function)
