"""Statements: a walk through a body in the order of evaluation, along every way that it may take."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable
from functools import partial

from nbpipe.dataflow import definitions, names
from nbpipe.dataflow.expressions import assign, carried, value, values
from nbpipe.dataflow.flow import NONE, Origins, merged
from nbpipe.dataflow.scope import Scope
from nbpipe.dataflow.state import State


def block(scope: Scope, statements: Iterable[ast.stmt]) -> None:
    """Walk statements up to the first that does not go on."""
    for statement in statements:
        if not scope.state.reachable:
            return
        _statement(scope, statement)


def _statement(scope: Scope, node: ast.stmt) -> None:
    scope.node = node
    match node:
        case ast.Expr(value=expression):
            value(scope, expression, used=False)
        case ast.Assign(targets=targets, value=expression):
            function = carried(scope, expression)
            origins = value(scope, expression)
            if not origins and not isinstance(expression, ast.Constant):
                origins = frozenset({(node.lineno, node.col_offset)})
            for target in targets:
                assign(scope, target, origins, function, expression)
        case ast.AnnAssign(target=target, value=initial, annotation=annotation):
            if not scope.is_function:
                value(scope, annotation)
            if initial is not None:
                function = carried(scope, initial)
                assign(scope, target, value(scope, initial), function)
        case ast.AugAssign(target=target, value=expression):
            _augment(scope, target, value(scope, expression))
        case ast.Delete(targets=targets):
            for target in targets:
                _remove(scope, target)
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            definitions.function(scope, node)
        case ast.ClassDef():
            definitions.class_(scope, node)
        case ast.Return(value=result):
            if result is not None:
                scope.result = merged(scope.result, carried(scope, result))
            scope.returned |= value(scope, result)
            scope.state.reachable = False
        case ast.Raise(exc=exc, cause=cause):
            value(scope, exc)
            value(scope, cause)
            scope.state.reachable = False
        case ast.Break() | ast.Continue():
            if scope.exits:
                scope.exits[-1].append((type(node), scope.state.copy()))
            scope.state.reachable = False
        case ast.If(test=test, body=body, orelse=orelse):
            value(scope, test)
            _branches(scope, [body, orelse])
        case ast.For(target=target, iter=iterable) | ast.AsyncFor(target=target, iter=iterable):
            origins, function = value(scope, iterable), carried(scope, iterable)
            _loop(scope, node.body, node.orelse, before=partial(assign, scope, target, origins, function))
        case ast.While(test=test, body=body, orelse=orelse):
            value(scope, test)
            endless = isinstance(test, ast.Constant) and bool(test.value)
            _loop(scope, body, orelse, after=partial(value, scope, test), endless=endless)
        case ast.With() | ast.AsyncWith():
            _with(scope, node)
        case ast.Try() | ast.TryStar():
            _try(scope, node)
        case ast.Match():
            _match(scope, node)
        case ast.Import(names=aliases):
            for alias in aliases:
                _import(scope, alias)
        case ast.ImportFrom(module=module, names=aliases, level=level):
            _import_from(scope, "." * level + (module or ""), aliases)
        case ast.Global() | ast.Nonlocal() | ast.Pass():
            pass
        case ast.Assert(test=test, msg=message):
            value(scope, test)
            scope.either(partial(value, scope, message), lambda: NONE)
        case _:
            definitions.type_alias(scope, node)


def _import(scope: Scope, alias: ast.alias) -> None:
    name = alias.asname or alias.name.partition(".")[0]
    if "." in alias.name and not alias.asname and scope.local is None:
        with scope.perhaps():  # adds to the package that an earlier step may have imported
            scope.load(name)
    scope.bind(name)
    scope.imports[name] = alias.name if alias.asname else name


def _import_from(scope: Scope, module: str, aliases: list[ast.alias]) -> None:
    for alias in aliases:
        if alias.name == "*":
            scope.stars.setdefault(module, scope.place())
            continue
        name = alias.asname or alias.name
        scope.bind(name)
        scope.imports[name] = f"{module}.{alias.name}"


def _augment(scope: Scope, target: ast.expr, origins: Origins) -> None:
    match target:
        case ast.Name(id=name):
            holder = scope.load(name, target)
            scope.change(holder)
            scope.bind(name, holder | origins, scope.function(name))
        case _:
            assign(scope, target, origins, None)


def _remove(scope: Scope, target: ast.expr) -> None:
    match target:
        case ast.Name(id=name):
            scope.node = target
            scope.delete(name)
        case ast.Tuple(elts=items) | ast.List(elts=items):
            for item in items:
                _remove(scope, item)
        case _:
            assign(scope, target, NONE, None)


def _branches(scope: Scope, blocks: Iterable[list[ast.stmt]]) -> None:
    before, ends = scope.state, []
    for statements in blocks:
        scope.state = before.copy()
        block(scope, statements)
        ends.append(scope.state)
    scope.state = scope.join(ends)


def _nothing() -> None:
    """For a loop that does nothing there."""


def _loop(
    scope: Scope,
    body: list[ast.stmt],
    orelse: list[ast.stmt],
    *,
    before: Callable[[], object] = _nothing,
    after: Callable[[], object] = _nothing,
    endless: bool = False,
) -> None:
    """A body that runs any number of times, also none, with what stands `before` and `after` it each time.

    Twice round reaches what one round carries into the next; a third finds chains of names in the wrong order.
    """
    entry = current = scope.state.copy()
    breaks: list[State] = []
    for _ in range(3):
        scope.state = current.copy()
        scope.exits.append([])
        before()
        block(scope, body)
        exits = scope.exits.pop()
        breaks += [state for kind, state in exits if kind is ast.Break]
        scope.state = scope.join([scope.state, *(state for kind, state in exits if kind is ast.Continue)])
        if scope.state.reachable:
            after()
        following = scope.join([entry.copy(), scope.state])
        if following == current:
            break
        current = following
    scope.state = State(reachable=False) if endless else current.copy()
    block(scope, orelse)
    scope.state = scope.join([scope.state, *breaks])


def _with(scope: Scope, node: ast.With | ast.AsyncWith) -> None:
    suppressing = False
    for item in node.items:
        context = item.context_expr
        function, origins = carried(scope, context), value(scope, context)
        if isinstance(context, ast.Call):
            kind = names.called(context)
            suppressing |= kind in ("suppress", "raises")
            if kind in ("closing", "nullcontext"):
                origins |= values(scope, context.args)
        if item.optional_vars is not None:
            assign(scope, item.optional_vars, origins, function)
    before = scope.state.copy()
    block(scope, node.body)
    if suppressing:
        scope.state = scope.join([scope.state, before])


def _try(scope: Scope, node: ast.Try | ast.TryStar) -> None:
    partway = [scope.state.copy()]
    for statement in node.body:
        if scope.state.reachable:
            _statement(scope, statement)
            partway.append(scope.state.copy())
    # A statement that failed half way may have bound what it binds or not: both are among the states kept.
    failed = scope.join([state.copy() for state in partway])
    for state in partway:
        for name in state.bound:
            failed.bound.setdefault(name, False)
    block(scope, node.orelse)
    ends = [scope.state]
    for handler in node.handlers:
        scope.state = failed.copy()
        _handle(scope, handler)
        ends.append(scope.state)
    scope.state = scope.join(ends)
    if scope.state.reachable:
        block(scope, node.finalbody)
    else:
        scope.state = failed.copy()
        block(scope, node.finalbody)
        scope.state.reachable = False


def _handle(scope: Scope, handler: ast.ExceptHandler) -> None:
    value(scope, handler.type)
    name = handler.name
    if name:
        scope.node = handler
        if scope.local is None and name not in scope.state.bound:
            with scope.perhaps():  # it is unbound at the end, also where another step had given it a value
                scope.load(name)
        scope.bind(name)
    block(scope, handler.body)
    if name and scope.state.reachable:
        scope.state.forget(name)


def _match(scope: Scope, node: ast.Match) -> None:
    origins = value(scope, node.subject)
    before, ends = scope.state.copy(), []
    for case in node.cases:
        scope.state = before.copy()
        for part in ast.walk(case.pattern):
            match part:
                case ast.MatchValue(value=compared):
                    value(scope, compared)
                case ast.MatchClass(cls=kind):
                    value(scope, kind)
                case ast.MatchMapping(keys=keys):
                    values(scope, keys)
        for name, at in names.captured(case.pattern):
            scope.node = at
            scope.bind(name, origins)
        value(scope, case.guard)
        block(scope, case.body)
        ends.append(scope.state)
    last = node.cases[-1]
    if last.guard is not None or not names.irrefutable(last.pattern):
        ends.append(before)
    scope.state = scope.join(ends)
