"""What calling a function or a class of the notebook will do, as a `Function`, from its definition."""

from __future__ import annotations

import ast
from dataclasses import replace

from nbpipe.dataflow import names
from nbpipe.dataflow.flow import NONE, Function
from nbpipe.dataflow.scope import Scope


def function(scope: Scope, arguments: ast.arguments, body: list[ast.stmt]) -> Function:
    """The summary of a function that is defined in `scope` with these parameters and this body."""
    positional = [argument.arg for argument in (*arguments.posonlyargs, *arguments.args)]
    params = [*positional, *(argument.arg for argument in arguments.kwonlyargs)]
    rest = [extra.arg for extra in (arguments.vararg, arguments.kwarg) if extra is not None]
    inner = scope.inner(frozenset({*names.local_names(body), *params, *rest} - names.outer_names(body)))
    for position, name in (*enumerate(params), *((-1, name) for name in rest)):
        inner.state.bound[name], inner.state.origins[name] = True, frozenset({position})
    inner.walk(body)
    for dotted, place in inner.module_changes.items():
        scope.module_changes.setdefault(dotted, replace(place, hard=False))
    return Function(
        reads=frozenset(inner.reads),
        binds=frozenset(inner.global_binds | (inner.deletes.keys() - inner.own_names)),
        changes=frozenset(inner.changes) - inner.own_names,
        changes_args=frozenset(inner.changed_params),
        returns=frozenset(
            origin
            for origin in inner.returned
            if not isinstance(origin, tuple) and origin not in inner.own_names
        ),
        params=tuple(params),
        stateful=bool(_kept(arguments) & inner.changed_params),
        dynamic=inner.dynamic is not None,
        result=_handed_out(inner.result, inner.own_names),
    )


def of_lambda(scope: Scope, node: ast.Lambda) -> Function:
    """The summary of a lambda: a function that returns its body."""
    body = ast.copy_location(ast.Return(value=node.body), node)
    return function(scope, node.args, [body])


def _kept(arguments: ast.arguments) -> set[int]:
    """Positions of the parameters whose default is an object that every call shares."""
    count = len(arguments.posonlyargs) + len(arguments.args)
    first = count - len(arguments.defaults)
    defaults = [*enumerate(arguments.defaults, first), *enumerate(arguments.kw_defaults, count)]
    return {
        position
        for position, default in defaults
        if default is not None and not isinstance(default, ast.Constant)
    }


def _handed_out(summary: Function | None, own: frozenset[str]) -> Function | None:
    """A function that is handed out of the scope that owns these names."""
    if summary is None:
        return None
    return replace(
        summary,
        reads=summary.reads - own,
        changes=summary.changes - own,
        binds=summary.binds - own,
        returns=frozenset(origin for origin in summary.returns if origin not in own),
    )


def with_method(summary: Function, name: str, method: Function) -> Function:
    """A class's summary with one more method. Calling the class calls `__init__`."""
    constructor = name in ("__init__", "__new__", "__post_init__")
    return replace(
        summary,
        reads=summary.reads | method.reads,
        binds=summary.binds | method.binds,
        dynamic=summary.dynamic or method.dynamic,
        changes=summary.changes | method.changes,
        params=method.params if name == "__init__" else summary.params,
        changes_args=summary.changes_args | (method.changes_args - {0} if constructor else frozenset()),
    )


def with_bases(summary: Function, bases: Function | None) -> Function:
    """A class's summary with what its base classes do."""
    if bases is None:
        return summary
    return replace(summary, reads=summary.reads | bases.reads, changes=summary.changes | bases.changes)


def instance(summary: Function) -> Function:
    """What calling methods of an instance may do."""
    return replace(summary, is_class=False, params=(), changes_args=frozenset(), returns=NONE)


def calling_changing(node: ast.ClassDef, changing: set[str]) -> set[str]:
    """Methods that change their instance, with those that call, on it, one that does."""
    found = set(changing)
    methods = [item for item in node.body if isinstance(item, ast.FunctionDef | ast.AsyncFunctionDef)]
    calls = {
        method.name: {
            call.func.attr
            for call in ast.walk(method)
            if isinstance(call, ast.Call)
            and isinstance(call.func, ast.Attribute)
            and isinstance(call.func.value, ast.Name)
            and method.args.args
            and call.func.value.id == method.args.args[0].arg
        }
        for method in methods
    }
    while more := {name for name, own in calls.items() if own & found} - found:
        found |= more
    return found
