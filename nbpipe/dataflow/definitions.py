"""Statements that define a function, a class or a type: what they evaluate now, and what calling them will do."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import replace

from nbpipe.dataflow import names, summaries
from nbpipe.dataflow.expressions import carried, defaults, value, values
from nbpipe.dataflow.flow import Function, merged
from nbpipe.dataflow.scope import ClassBody, Scope

Def = ast.FunctionDef | ast.AsyncFunctionDef


def function(scope: Scope, node: Def) -> None:
    """`def`: decorators, defaults and annotations are evaluated now, the body when it is called."""
    values(scope, node.decorator_list)
    values(scope, defaults(node.args))
    _annotations(scope, node)
    scope.bind(node.name)  # before the body, which may call itself
    summary = summaries.function(scope, node.args, node.body)
    scope.define(node.name, summary)
    if node.decorator_list:
        scope.mention(summary)


def class_(scope: Scope, node: ast.ClassDef) -> None:
    """`class`: the body is evaluated now, its methods when they are called."""
    values(scope, node.decorator_list)
    bases: Function | None = None
    for base in node.bases:
        _seen(scope, [base], names.type_parameters(node))
        bases = merged(bases, carried(scope, base))
    values(scope, [keyword.value for keyword in node.keywords])
    inner = ClassBody(scope)
    summary = Function(is_class=True)
    changing = set(bases.methods) if bases else set()
    for statement in node.body:
        if isinstance(statement, Def):
            values(scope, statement.decorator_list)
            _annotations(scope, statement, names.type_parameters(node))
            values(scope, defaults(statement.args))
            method = summaries.function(scope, statement.args, statement.body)
            summary = summaries.with_method(summary, statement.name, method)
            if 0 in method.changes_args:
                changing.add(statement.name)
        else:
            inner.walk([statement])
    for name, place in inner.reads.items():
        scope.soft += not place.hard
        scope.load(name)
        scope.soft -= not place.hard
    for name in inner.changes:
        scope.change(frozenset({name}))
    methods = frozenset(summaries.calling_changing(node, changing))
    scope.node = node
    scope.define(node.name, summaries.with_bases(replace(summary, methods=methods), bases))


def type_alias(scope: Scope, node: ast.stmt) -> None:
    """`type X = …` (Python 3.12): its value is evaluated when somebody asks for it."""
    target, alias = getattr(node, "name", None), getattr(node, "value", None)
    if isinstance(target, ast.Name):
        with scope.perhaps():
            _seen(scope, [alias], names.type_parameters(node))
        scope.bind(target.id)


def _annotations(scope: Scope, node: Def, outer: frozenset[str] = frozenset()) -> None:
    arguments = node.args
    every = [
        *arguments.posonlyargs,
        *arguments.args,
        *arguments.kwonlyargs,
        arguments.vararg,
        arguments.kwarg,
    ]
    annotations = [argument.annotation for argument in every if argument is not None]
    _seen(scope, [*annotations, node.returns], names.type_parameters(node) | outer)


def _seen(scope: Scope, nodes: Iterable[ast.expr | None], parameters: frozenset[str]) -> None:
    """Evaluate what sees the type parameters of a definition."""
    inner = scope.inner(parameters) if parameters else scope
    for node in nodes:
        value(inner, node)
    if inner is not scope:
        for name in inner.reads:
            scope.load(name)
