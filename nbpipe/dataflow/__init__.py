"""What a cell reads, writes and may change, found from its syntax tree alone.

One walk in the order of evaluation keeps, for each name, whether it is bound by now and whose objects it may hold
(*origins*: names of the notebook, or positions of a function's parameters). From that follow

- *reads*: names whose value on entry may be used ("upward-exposed uses");
- *binds*: names that the cell binds, surely or perhaps;
- *changes*: names of the notebook whose object it may change in place, through any alias;
- *definitions*: functions and classes that it defines;
- *functions*: what calling a function or a method later will read, bind and change (globals are read late).

The analysis errs on the side of more: a name too many costs an edge. What it cannot see (`exec`, hidden changes in
library code) is noticed in the run, see `nbpipe.promise`.

The rooms, from the ground: `flow` (the answer), `state` (what is known at one point), `names` (questions to a tree),
`scope`, `summaries` (of functions and classes), `calls`, `ipython`, `expressions`, `definitions`, `statements`.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping

from nbpipe.dataflow import names, statements
from nbpipe.dataflow.flow import CACHE_OF, Flow, Function, Place, merged
from nbpipe.dataflow.scope import Notebook, Scope

__all__ = ["CACHE_OF", "Flow", "Function", "Place", "analyze", "analyze_all", "merged"]


def analyze(
    tree: ast.Module,
    functions: Mapping[str, Function] | None = None,
    imports: Mapping[str, str] | None = None,
) -> Flow:
    """The flow of one cell, given what the names that it finds may be: functions and imported modules.

    >>> flow = analyze(ast.parse("for d in [train, test]: d['x'] = k"))
    >>> sorted(flow.reads), sorted(flow.changes), sorted(flow.binds)
    (['k', 'test', 'train'], ['test', 'train'], ['d'])
    """
    return _walked(tree, Notebook(functions or {}, imports or {}))


def analyze_all(trees: Iterable[ast.Module]) -> list[Flow | None]:
    """The flow of each cell of a notebook, all knowing each other's functions and imports.

    None stands for a cell that is nested too deeply to be walked. A function is called later than it is defined, and
    may call one that is defined below it: a cell is walked again where a later one has another answer to what it asked.

    >>> cells = ["def f(): return g()", "def g(): return k", "y = f()"]
    >>> [sorted(flow.reads) for flow in analyze_all(map(ast.parse, cells))]
    [[], [], ['f', 'g', 'k']]
    """
    functions: dict[str, Function] = {}
    imports: dict[str, str] = {}
    cells = []
    for tree in trees:
        notebook = Notebook(functions, imports)
        flow = _flow_if_shallow(tree, notebook)
        cells.append((tree, notebook, flow))
        if flow is not None:
            imports.update(flow.imports)
            for name, function in flow.functions.items():
                functions[name] = merged(functions.get(name), function) or function
    return [
        _flow_if_shallow(tree, Notebook(functions, imports)) if notebook.outdated() else flow
        for tree, notebook, flow in cells
    ]


def _flow_if_shallow(tree: ast.Module, notebook: Notebook) -> Flow | None:
    try:
        return _walked(tree, notebook)
    except RecursionError:
        return None


def _walked(tree: ast.Module, notebook: Notebook) -> Flow:
    scope = Scope(notebook, statements.block)
    scope.walk(tree.body)
    return _flow(scope, names.only_imports(tree), names.scalars(tree))


def _flow(scope: Scope, plain: bool, scalars: frozenset[str]) -> Flow:
    state = scope.state
    binds = {
        name: place for name, place in scope.binds.items() if name in state.bound or name not in scope.deletes
    }
    return Flow(
        reads=scope.reads,
        binds=binds,
        always=frozenset(name for name, surely in state.bound.items() if surely and name in binds),
        changes=scope.changes,
        deletes={name: place for name, place in scope.deletes.items() if name in state.deleted},
        functions={
            name: function
            for name, function in state.functions.items()
            if function is not None and name in state.bound
        },
        imports={name: dotted for name, dotted in scope.imports.items() if name in state.bound},
        stars=scope.stars,
        module_changes=scope.module_changes,
        attributes=frozenset(scope.notebook.attributes),
        definitions=frozenset(name for name in scope.definitions if name in state.bound),
        scalars=scalars & frozenset(binds),
        dynamic=scope.dynamic,
        plain=plain,
    )
