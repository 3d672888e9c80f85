"""What a cell reads, writes and may change, found from its syntax tree alone.

One walk in the order of evaluation keeps, for each name, whether it is bound by now and whose objects it may hold
(*origins*: names of the notebook, or positions of a function's parameters). From that follow

- *reads*: names whose value on entry may be used ("upward-exposed uses");
- *binds*: names that the cell binds, surely or perhaps;
- *changes*: names of the notebook whose object it may change in place, through any alias;
- *definitions*: functions and classes that it defines;
- *functions*: what calling a function or a method later will read, bind and change (globals are read late).

The analysis errs on the side of more: a name too many costs an edge. What it cannot see (`exec`, hidden changes in
library code) is noticed in the run, see `nbpipe.runtime`.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from nbpipe import effects

# A name of the notebook, the position of a parameter of the function being analysed (-1: its star arguments), or the
# place where a new object was made.
Origin = str | int | tuple[int, int]
Origins = frozenset[Origin]
_NONE: Origins = frozenset()


@dataclass(frozen=True)
class Place:
    """Where in the cell body: `line` from 1, `column` from 0. `hard` is false for a use that may never happen."""

    line: int
    column: int
    hard: bool = True


@dataclass(frozen=True)
class Function:
    """What calling a function (or a class and its methods) may do, in names of the notebook.

    `changes_args` and `returns_args` are positions of parameters. `result` is what calling the function's result
    does, where that is a function too or an instance. `methods` are those that change their instance. `stateful`: it
    changes itself when called (a mutable default). `dynamic`: it looks names up by their text.
    """

    reads: frozenset[str] = frozenset()
    binds: frozenset[str] = frozenset()
    changes: frozenset[str] = frozenset()
    changes_args: frozenset[int] = frozenset()
    returns: Origins = _NONE
    params: tuple[str, ...] = ()
    methods: frozenset[str] = frozenset()
    is_class: bool = False
    stateful: bool = False
    dynamic: bool = False
    result: Function | None = None


def merged(first: Function | None, second: Function | None) -> Function | None:
    """What calling one or the other may do."""
    if first is None or second is None or first == second:
        return first or second
    return Function(
        first.reads | second.reads,
        first.binds | second.binds,
        first.changes | second.changes,
        first.changes_args | second.changes_args,
        first.returns | second.returns,
        first.params or second.params,
        first.methods | second.methods,
        first.is_class or second.is_class,
        first.stateful or second.stateful,
        first.dynamic or second.dynamic,
        first.result or second.result,
    )


@dataclass(frozen=True)
class Flow:
    """What one cell does to the names of the notebook."""

    reads: Mapping[str, Place] = field(default_factory=dict)
    binds: Mapping[str, Place] = field(default_factory=dict)
    always: frozenset[str] = frozenset()
    changes: Mapping[str, Place] = field(default_factory=dict)
    deletes: Mapping[str, Place] = field(default_factory=dict)
    functions: Mapping[str, Function] = field(default_factory=dict)
    imports: Mapping[str, str] = field(default_factory=dict)
    modules: frozenset[str] = frozenset()
    stars: Mapping[str, Place] = field(default_factory=dict)
    module_changes: Mapping[str, Place] = field(default_factory=dict)
    attributes: frozenset[str] = frozenset()
    definitions: frozenset[str] = frozenset()
    dynamic: Place | None = None
    plain: bool = True

    @property
    def writes(self) -> frozenset[str]:
        """Every name whose value may be another one after the cell."""
        return frozenset(self.binds) | frozenset(self.changes)


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
    walker = _Walker(functions or {}, imports or {})
    walker.block(tree.body)
    return walker.flow(tree)


@dataclass
class _State:
    """What is known at one point of the walk. `bound[name]` is true where the name is surely bound here."""

    bound: dict[str, bool] = field(default_factory=dict)
    deleted: set[str] = field(default_factory=set)
    origins: dict[str, Origins] = field(default_factory=dict)
    functions: dict[str, Function | None] = field(default_factory=dict)
    reachable: bool = True

    def copy(self) -> _State:
        return _State(
            dict(self.bound), set(self.deleted), dict(self.origins), dict(self.functions), self.reachable
        )


def _joined(states: Iterable[_State]) -> _State:
    """What holds whichever way was taken."""
    ways = [state for state in states if state.reachable]
    if not ways:
        return _State(reachable=False)
    if len(ways) == 1:
        return ways[0]
    result = ways[0].copy()
    for other in ways[1:]:
        for name in result.bound.keys() | other.bound.keys():
            surely = result.bound.get(name, False) and other.bound.get(name, False)
            here = result.origins.get(name, frozenset({name}) if name not in result.bound else _NONE)
            there = other.origins.get(name, frozenset({name}) if name not in other.bound else _NONE)
            result.bound[name], result.origins[name] = surely, here | there
        for name, function in other.functions.items():
            result.functions[name] = merged(result.functions.get(name), function)
        result.deleted &= other.deleted
    return result


class _Walker:
    """Walks one scope. The outermost one is the cell; a function's or comprehension's has a parent."""

    def __init__(
        self,
        functions: Mapping[str, Function],
        imports: Mapping[str, str],
        local: frozenset[str] | None = None,
        parent: _Walker | None = None,
    ) -> None:
        self.known, self.known_imports = functions, imports
        self.local, self.parent = local, parent
        self.state = _State()
        self.reads: dict[str, Place] = {}
        self.binds: dict[str, Place] = {}
        self.changes: dict[str, Place] = {}
        self.deletes: dict[str, Place] = {}
        self.imports: dict[str, str] = {}
        self.modules: set[str] = set()
        self.stars: dict[str, Place] = {}
        self.module_changes: dict[str, Place] = {}
        self.changed_params: set[int] = set()
        self.returned: Origins = _NONE
        self.result: Function | None = None
        self.global_binds: set[str] = set()
        self.soft = 0
        self.applying: set[str] = set()
        self.exits: list[list[tuple[str, _State]]] = []
        self.attributes: set[str] = set()
        self.dynamic: Place | None = None
        self.node: ast.AST = ast.Pass(lineno=1, col_offset=0)

    # -- names ---------------------------------------------------------------------------------------------------------

    def place(self, node: ast.AST | None = None) -> Place:
        at = node if node is not None and hasattr(node, "lineno") else self.node
        return Place(getattr(at, "lineno", 1), getattr(at, "col_offset", 0), hard=not self.soft)

    def owns(self, name: str) -> bool:
        return self.local is None or name in self.local

    def load(self, name: str, node: ast.AST | None = None) -> Origins:
        """Use a name's value; what it may hold."""
        if node is not None:
            self.node = node
        origins: Origins
        if self.owns(name) and name in self.state.bound:
            origins = self.state.origins.get(name, _NONE)
            if not self.state.bound[name] and self.local is None:
                self.soft += 1  # the cell may have bound it itself
                self.expose(name)
                self.soft -= 1
        elif self.owns(name) and name in self.state.deleted:
            return _NONE
        elif self.local is not None and name in self.local:
            origins = _NONE
        else:
            self.expose(name)
            origins = frozenset({name})
        function = self.function(name)
        if function is not None and name not in self.applying:
            self.applying.add(name)
            self.mention(function)
            self.applying.discard(name)
        return origins

    def expose(self, name: str) -> None:
        place = self.place()
        known = self.reads.get(name)
        if known is None or (place.hard and not known.hard):
            self.reads[name] = place if known is None else replace(known, hard=True)

    def function(self, name: str) -> Function | None:
        """What is known of calling `name` here."""
        if name in self.state.functions:
            return self.state.functions[name]
        if self.owns(name) and (
            self.state.bound.get(name) or (self.local is not None and name in self.local)
        ):
            return None
        if self.parent is not None:
            return self.parent.function(name)
        return self.known.get(name)

    def imported(self, name: str) -> str | None:
        """Dotted name of what an import bound `name` to, if one did."""
        if name in self.imports:
            return self.imports[name]
        if self.owns(name) and name in self.state.bound:
            return None
        return self.parent.imported(name) if self.parent is not None else self.known_imports.get(name)

    def mention(self, function: Function) -> None:
        """Somebody may call the function from here on."""
        if function.dynamic and self.dynamic is None:
            self.dynamic = self.place()
        self.soft += 1
        for name in sorted(function.reads):
            self.load(name)
        for name in sorted(function.changes):
            self.change(self.load(name))
        for name in sorted(function.binds):
            self.bind(name, surely=False)
        self.soft -= 1

    def bind(
        self, name: str, origins: Origins = _NONE, function: Function | None = None, *, surely: bool = True
    ) -> None:
        if not self.owns(name):
            self.global_binds.add(name)
            self.binds.setdefault(name, self.place())
            return
        state = self.state
        if surely:
            state.bound[name], state.origins[name] = True, origins
            state.deleted.discard(name)
            state.functions[name] = function
        else:
            before = state.origins.get(name, frozenset({name}) if name not in state.bound else _NONE)
            state.bound.setdefault(name, False)
            state.origins[name] = before | origins
            state.functions[name] = merged(self.function(name), function)
        self.imports.pop(name, None)
        self.binds.setdefault(name, self.place())

    def delete(self, name: str) -> None:
        if self.owns(name):
            if self.local is None and not self.state.bound.get(name, False):
                self.expose(name)
            self.state.bound.pop(name, None)
            self.state.origins.pop(name, None)
            self.state.functions[name] = None
            self.state.deleted.add(name)
        self.deletes.setdefault(name, self.place())

    def change(self, origins: Origins) -> None:
        """Somebody changes, in place, an object that these origins may hold."""
        for origin in origins:
            if isinstance(origin, int):
                self.changed_params.add(origin)
            if not isinstance(origin, str):
                continue
            dotted = self.imported(origin)
            if dotted is not None:
                self.module_changes.setdefault(dotted, self.place())
            else:
                self.changes.setdefault(origin, self.place())

    def hold(self, holder: Origins, origins: Origins) -> None:
        """From here on the objects of `holder` also hold what these origins hold."""
        if not origins or not holder:
            return
        state = self.state
        for name in [name for name, objects in state.origins.items() if objects & holder]:
            state.origins[name] |= origins
        for origin in holder:
            if isinstance(origin, str) and origin not in state.bound and self.owns(origin):
                state.bound[origin], state.origins[origin] = False, frozenset({origin}) | origins

    # -- expressions ---------------------------------------------------------------------------------------------------

    def value(self, node: ast.expr | None, *, used: bool = True) -> Origins:
        """Evaluate an expression; whose objects its value may hold. `used` is false for a statement's."""
        if node is None:
            return _NONE
        self.node = node
        match node:
            case ast.Constant():
                return _NONE
            case ast.Name(id=name):
                if (module := self.imported(name)) is not None:
                    self.root.attributes.add(module)
                return self.load(name, node)
            case ast.Attribute(value=inner):
                if self.module_root(node) is not None:
                    return self.load(_root(node) or "", node)
                return self.value(inner)
            case ast.Subscript(value=inner, slice=index):
                origins = self.value(inner)
                self.value(index)
                return origins
            case ast.Call():
                return self.call(node, used=used)
            case ast.NamedExpr(target=ast.Name(id=name), value=inner):
                function = self.carried(inner)
                origins = self.value(inner)
                self.bind_walrus(name, origins, function)
                return origins
            case ast.IfExp(test=test, body=body, orelse=orelse):
                self.value(test)
                return self.either([body], [orelse])
            case ast.BoolOp(values=values):
                origins = self.value(values[0])
                for other in values[1:]:
                    origins |= self.either([other], [])
                return origins
            case ast.Tuple(elts=items) | ast.List(elts=items) | ast.Set(elts=items):
                return self.values(items)
            case ast.Dict(keys=keys, values=values):
                return self.values([*(key for key in keys if key is not None), *values])
            case ast.Starred(value=inner) | ast.Await(value=inner):
                return self.value(inner)
            case ast.Lambda():
                self.mention(self.lambda_function(node))
                return _NONE
            case ast.ListComp(generators=generators) | ast.SetComp(generators=generators):
                return self.comprehension(generators, [node.elt])
            case ast.GeneratorExp(generators=generators):
                return self.comprehension(generators, [node.elt])
            case ast.DictComp(generators=generators):
                return self.comprehension(generators, [node.key, node.value])
            case ast.Yield(value=inner) | ast.YieldFrom(value=inner):
                self.returned |= self.value(inner)
                return _NONE
            case _:
                for child in ast.iter_child_nodes(node):
                    if isinstance(child, ast.expr):
                        self.value(child)
                return _NONE

    def values(self, nodes: Iterable[ast.expr]) -> Origins:
        origins = _NONE
        for node in nodes:
            origins |= self.value(node)
        return origins

    def either(self, first: list[ast.expr], second: list[ast.expr]) -> Origins:
        before = self.state
        self.state = before.copy()
        origins = self.values(first)
        one, self.state = self.state, before.copy()
        origins |= self.values(second)
        self.state = _joined([one, self.state])
        return origins

    def bind_walrus(self, name: str, origins: Origins, function: Function | None) -> None:
        walker: _Walker = self
        while isinstance(walker, _Comprehension) and walker.parent is not None:
            walker = walker.parent
        walker.node = self.node
        walker.bind(name, origins, function, surely=walker is self)

    def module_root(self, node: ast.Attribute) -> str | None:
        """The dotted name that an attribute of an imported module reads as; remembered for `Flow.attributes`."""
        parts = _dotted(node)
        if parts is None:
            return None
        module = self.imported(parts[0])
        if module is None:
            return None
        dotted = ".".join([module, *parts[1:]])
        self.root.attributes.add(dotted)
        return dotted

    @property
    def root(self) -> _Walker:
        return self if self.parent is None else self.parent.root

    def call(self, node: ast.Call, *, used: bool) -> Origins:
        name = node.func.id if isinstance(node.func, ast.Name) else None
        if isinstance(node.func, ast.Attribute) and self.magic_call(node, node.func):
            return _NONE
        function = self.function(name) if name is not None else None
        if name in effects.DYNAMIC_FUNCTIONS and function is None and name not in self.state.bound:
            self.look_up(name, node)
        receiver = self.value(node.func)
        self.process_state(node)
        arguments = [self.value(argument) for argument in node.args]
        keywords = {keyword.arg: self.value(keyword.value) for keyword in node.keywords}
        everything = frozenset().union(*arguments, *keywords.values())
        self.node = node
        if function is not None:
            if function.stateful:
                self.change(receiver)
            return self.call_known(function, node, arguments, keywords)
        origins = _NONE
        if isinstance(node.func, ast.Attribute):
            origins |= self.method(node, node.func, receiver, everything, used=used)
        last = name or (node.func.attr if isinstance(node.func, ast.Attribute) else "")
        if "out" in keywords:
            self.change(keywords["out"])
            origins |= keywords["out"]
        if (
            last in effects.CHANGING_FUNCTIONS
            and arguments
            and (name is not None or self.on_module(node.func))
        ):
            self.change(arguments[0])
        if last in effects.PASSING_FUNCTIONS and (name is not None or self.on_module(node.func)):
            origins |= everything
        elif last[:1].isupper() or last in effects.CARRYING_FUNCTIONS:
            origins |= everything  # a container, a wrapper, a pipeline of the things given to it
        return origins

    def look_up(self, name: str, node: ast.Call) -> None:
        """`eval(text)` and its like: a constant text is read, anything else could name whatever there is."""
        if name in ("vars", "dir") and node.args:
            return
        if name == "locals" and self.local is not None:
            return
        match node.args:
            case [ast.Constant(value=str(text)), *_] if name in ("eval", "exec"):
                try:
                    tree = ast.parse(text.strip())
                except SyntaxError:
                    return
                self.block(tree.body)
            case _:
                if self.dynamic is None:
                    self.dynamic = self.place(node)

    def process_state(self, node: ast.Call) -> None:
        """A call such as `warnings.filterwarnings`, known to change state of the whole process."""
        dotted: str | None = None
        if isinstance(node.func, ast.Name):
            dotted = self.imported(node.func.id)
        elif isinstance(node.func, ast.Attribute):
            dotted = self.module_root(node.func)
            if (
                node.func.attr in ("setLevel", "addHandler", "addFilter")
                and _called(node.func.value) == "getLogger"
            ):
                dotted = "logging.disable"
            if node.func.attr in effects.CACHE_METHODS and (root := _root(node.func)) is not None:
                self.module_changes.setdefault(f"the cache of {root}", self.place(node))
        state = effects.STATE_FUNCTIONS.get(dotted or "")
        if state is None or dotted == "decimal.getcontext":
            return
        if dotted == "pandas.set_option" and _first_text(node).startswith("display."):
            state = "pandas display options"
        self.module_changes.setdefault(state, self.place(node))

    def on_module(self, func: ast.expr) -> bool:
        root = _root(func)
        return root is not None and self.imported(root) is not None

    def method(
        self, node: ast.Call, func: ast.Attribute, receiver: Origins, everything: Origins, *, used: bool
    ) -> Origins:
        """A method call: may change its object, may hand it on, may store its arguments in it."""
        attribute = func.attr
        inplace = any(
            keyword.arg == "inplace"
            and not (isinstance(keyword.value, ast.Constant) and not keyword.value.value)
            for keyword in node.keywords
        )
        root = _root(func)
        instance = self.function(root) if root is not None else None
        changes = (
            inplace
            or attribute in effects.CHANGING_METHODS
            or (attribute in effects.CHANGING_STATEMENTS and not used)
            or (instance is not None and attribute in instance.methods)
            or (attribute.startswith("__") and attribute.endswith(("item__", "attr__", "iadd__", "__ior__")))
        )
        if isinstance(func.value, ast.Name) and self.imported(func.value.id) is not None:
            changes = inplace  # a function of a module, not a method
        elif changes and self.on_module(func):
            dotted = self.module_root(func)
            changes = dotted is not None and dotted.rpartition(".")[0] in effects.MODULE_STATE
            if changes and dotted is not None:
                self.module_changes.setdefault(dotted.rpartition(".")[0], self.place())
                return _NONE
        if changes:
            self.change(receiver)
            self.hold(receiver, everything)
        if attribute in ("query", "eval"):
            self.soft += 1
            for argument in node.args:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    for name in re.findall(r"@(\w+)", argument.value):
                        self.load(name)
            self.soft -= 1
        if changes or attribute in effects.VIEW_METHODS or instance is not None:
            return receiver
        return _NONE

    def call_known(
        self,
        function: Function,
        node: ast.Call,
        arguments: list[Origins],
        keywords: Mapping[str | None, Origins],
    ) -> Origins:
        """Call a function or class of the notebook: its effects on what it is given."""
        shift = 1 if function.is_class else 0
        given = {position + shift: origins for position, origins in enumerate(arguments)}
        for name, origins in keywords.items():
            if name in function.params:
                given[function.params.index(name)] = origins
        starred = any(isinstance(argument, ast.Starred) for argument in node.args) or None in keywords
        everything = frozenset().union(*arguments, *keywords.values())
        for position in function.changes_args:
            self.change(everything if starred else given.get(position, everything if position < 0 else _NONE))
        self.soft, before = 0, self.soft  # a plain call really reads what the function reads
        if not before:
            for name in sorted(function.reads):
                if name not in self.applying:
                    self.load(name)
        self.soft = before
        origins = everything if function.is_class else _NONE
        for origin in function.returns:
            if isinstance(origin, str):
                origins |= {origin}
            elif isinstance(origin, int):
                origins |= everything if starred or origin < 0 else given.get(origin, _NONE)
        return origins

    def carried(self, node: ast.expr) -> Function | None:
        """What calling the value of an expression, or its parts, may do: for `g = f`, `partial(f)`, `C()`."""
        match node:
            case ast.Name(id=name):
                return self.function(name)
            case ast.Lambda():
                return self.lambda_function(node)
            case ast.Call(func=ast.Name(id=name)) if (known := self.function(name)) is not None:
                if known.is_class:
                    return replace(known, is_class=False, params=(), changes_args=frozenset(), returns=_NONE)
                return known.result
            case ast.Call(func=func, args=arguments, keywords=keywords):
                last = (
                    func.id
                    if isinstance(func, ast.Name)
                    else func.attr
                    if isinstance(func, ast.Attribute)
                    else ""
                )
                if last[:1].isupper() or last in effects.CARRYING_FUNCTIONS:
                    return self.carried_all([*arguments, *(keyword.value for keyword in keywords)])
                return None
            case ast.Tuple(elts=items) | ast.List(elts=items) | ast.Set(elts=items):
                return self.carried_all(items)
            case ast.Dict(values=items):
                return self.carried_all(items)
            case ast.Attribute(value=inner) | ast.Subscript(value=inner) | ast.Starred(value=inner):
                return self.carried(inner)
            case ast.IfExp(body=body, orelse=orelse):
                return merged(self.carried(body), self.carried(orelse))
            case ast.BoolOp(values=items):
                return self.carried_all(items)
            case ast.NamedExpr(value=inner) | ast.Await(value=inner):
                return self.carried(inner)
        return None

    def carried_all(self, nodes: Iterable[ast.expr]) -> Function | None:
        result: Function | None = None
        for node in nodes:
            result = merged(result, self.carried(node))
        return result

    def comprehension(self, generators: list[ast.comprehension], results: list[ast.expr]) -> Origins:
        first = self.value(generators[0].iter)
        inner = _Comprehension(self, generators)
        for position, generator in enumerate(generators):
            origins = first if position == 0 else inner.value(generator.iter)
            inner.assign(generator.target, origins, None)
            for condition in generator.ifs:
                inner.value(condition)
        origins = _NONE
        for result in results:
            origins |= inner.value(result, used=False)
        inner.hand_over()
        return origins

    def lambda_function(self, node: ast.Lambda) -> Function:
        return self.defined(
            node.args, [ast.Return(value=node.body, lineno=node.lineno, col_offset=node.col_offset)]
        )

    # -- definitions ---------------------------------------------------------------------------------------------------

    def defined(self, arguments: ast.arguments, body: list[ast.stmt]) -> Function:
        """The summary of a function with these parameters and this body."""
        positional = [*arguments.posonlyargs, *arguments.args]
        params = [argument.arg for argument in positional]
        local = _local_names(body) | {argument.arg for argument in [*positional, *arguments.kwonlyargs]}
        local |= {extra.arg for extra in (arguments.vararg, arguments.kwarg) if extra is not None}
        inner = _Walker(self.known, self.known_imports, frozenset(local - _outer_names(body)), self)
        for position, name in enumerate(params):
            inner.state.bound[name], inner.state.origins[name] = True, frozenset({position})
        for argument in arguments.kwonlyargs:
            position = len(params)
            params.append(argument.arg)
            inner.state.bound[argument.arg], inner.state.origins[argument.arg] = True, frozenset({position})
        for extra in (arguments.vararg, arguments.kwarg):
            if extra is not None:
                inner.state.bound[extra.arg], inner.state.origins[extra.arg] = True, frozenset({-1})
        inner.block(body)
        for dotted, place in inner.module_changes.items():
            self.module_changes.setdefault(dotted, replace(place, hard=False))
        defaults = arguments.defaults
        kept = {
            len(positional) - len(defaults) + index
            for index, default in enumerate(defaults)
            if not isinstance(default, ast.Constant)
        } | {
            len(positional) + index
            for index, default in enumerate(arguments.kw_defaults)
            if default is not None and not isinstance(default, ast.Constant)
        }
        returned = frozenset(
            origin
            for origin in inner.returned
            if isinstance(origin, int) or (isinstance(origin, str) and origin not in inner.local_names())
        )
        return Function(
            reads=frozenset(inner.reads),
            binds=frozenset(inner.global_binds | (inner.deletes.keys() - inner.local_names())),
            changes=frozenset(inner.changes) - inner.local_names(),
            changes_args=frozenset(inner.changed_params),
            returns=returned,
            params=tuple(params),
            stateful=bool(kept & inner.changed_params),
            dynamic=inner.dynamic is not None,
            result=_without(inner.result, inner.local_names()),
        )

    def local_names(self) -> frozenset[str]:
        return self.local or frozenset()

    def define(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        decorators = [*node.decorator_list]
        self.values(decorators)
        self.values(node.args.defaults)
        self.values([default for default in node.args.kw_defaults if default is not None])
        self.annotations(node)
        self.bind(node.name)
        function = self.defined(node.args, node.body)
        self.state_of(node.name, function)
        if decorators:
            self.mention(function)

    def state_of(self, name: str, function: Function) -> None:
        if self.owns(name):
            self.state.functions[name] = function

    def annotations(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        arguments = node.args
        every = [
            *arguments.posonlyargs,
            *arguments.args,
            *arguments.kwonlyargs,
            arguments.vararg,
            arguments.kwarg,
        ]
        self.values(
            [argument.annotation for argument in every if argument is not None and argument.annotation]
        )
        self.value(node.returns)

    def define_class(self, node: ast.ClassDef) -> None:
        self.values(node.decorator_list)
        bases: Function | None = None
        for base in node.bases:
            self.value(base)
            bases = merged(bases, self.carried(base))
        self.values([keyword.value for keyword in node.keywords])
        inner = _ClassBody(self)
        summary = Function(is_class=True)
        changing: set[str] = set(bases.methods) if bases else set()
        for statement in node.body:
            if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef):
                self.values(statement.decorator_list)
                self.annotations(statement)
                self.values(statement.args.defaults)
                method = self.defined(statement.args, statement.body)
                summary = _with_method(summary, statement.name, method)
                if 0 in method.changes_args:
                    changing.add(statement.name)
            else:
                inner.statement(statement)
        changing |= _calling_self(node, changing)
        for name, place in inner.reads.items():
            self.soft += not place.hard
            self.load(name)
            self.soft -= not place.hard
        for name in inner.changes:
            self.change(frozenset({name}))
        summary = replace(summary, methods=frozenset(changing))
        if bases is not None:
            summary = replace(
                summary, reads=summary.reads | bases.reads, changes=summary.changes | bases.changes
            )
        self.node = node
        self.bind(node.name)
        self.state_of(node.name, summary)

    # -- statements ----------------------------------------------------------------------------------------------------

    def block(self, statements: Iterable[ast.stmt]) -> None:
        for statement in statements:
            if not self.state.reachable:
                return
            self.statement(statement)

    def statement(self, node: ast.stmt) -> None:
        self.node = node
        match node:
            case ast.Expr(value=value):
                self.value(value, used=False)
            case ast.Assign(targets=targets, value=value):
                function = self.carried(value)
                origins = self.value(value)
                if not origins and not isinstance(value, ast.Constant):
                    origins = frozenset({(node.lineno, node.col_offset)})
                for target in targets:
                    self.assign(target, origins, function, value)
            case ast.AnnAssign(target=target, value=value, annotation=annotation):
                if self.local is None:
                    self.value(annotation)
                if value is not None:
                    function = self.carried(value)
                    self.assign(target, self.value(value), function)
            case ast.AugAssign(target=target, value=value):
                self.augment(target, value)
            case ast.Delete(targets=targets):
                for target in targets:
                    self.remove(target)
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                self.define(node)
            case ast.ClassDef():
                self.define_class(node)
            case ast.Return(value=value):
                if value is not None:
                    self.result = merged(self.result, self.carried(value))
                self.returned |= self.value(value)
                self.state.reachable = False
            case ast.Raise(exc=exc, cause=cause):
                self.value(exc)
                self.value(cause)
                self.state.reachable = False
            case ast.Break() | ast.Continue():
                if self.exits:
                    self.exits[-1].append((type(node).__name__, self.state.copy()))
                self.state.reachable = False
            case ast.If(test=test, body=body, orelse=orelse):
                self.value(test)
                self.branches([body, orelse])
            case ast.For(target=target, iter=iterable) | ast.AsyncFor(target=target, iter=iterable):
                origins = self.value(iterable)
                function = self.carried(iterable)
                self.loop(
                    node.body, node.orelse, lambda: self.assign(target, origins, function), endless=False
                )
            case ast.While(test=test, body=body, orelse=orelse):
                endless = isinstance(test, ast.Constant) and bool(test.value)
                self.loop(body, orelse, lambda: self.value(test), endless=endless, test_first=True)
            case ast.With(items=items, body=body) | ast.AsyncWith(items=items, body=body):
                self.with_block(items, body)
            case ast.Try() | ast.TryStar():
                self.try_block(node)
            case ast.Match(subject=subject, cases=cases):
                self.match_block(subject, cases)
            case ast.Import(names=names):
                for alias in names:
                    name = alias.asname or alias.name.partition(".")[0]
                    if "." in alias.name and not alias.asname and self.local is None:
                        self.soft += 1  # adds to the package that an earlier step may have imported
                        self.load(name, node)
                        self.soft -= 1
                    self.bind(name)
                    self.imports[name] = alias.name if alias.asname else name
                    self.modules.add(name)
            case ast.ImportFrom(module=module, names=names, level=level):
                self.import_from("." * level + (module or ""), names)
            case ast.Global(names=names) | ast.Nonlocal(names=names):
                pass
            case ast.Assert(test=test, msg=message):
                self.value(test)
                self.either([message] if message else [], [])
            case _:
                for child in ast.iter_child_nodes(node):
                    if isinstance(child, ast.expr):
                        self.value(child)

    def import_from(self, module: str, names: list[ast.alias]) -> None:
        for alias in names:
            if alias.name == "*":
                self.stars.setdefault(module, self.place())
                continue
            name = alias.asname or alias.name
            self.bind(name)
            self.imports[name] = f"{module}.{alias.name}"

    def assign(
        self, target: ast.expr, origins: Origins, function: Function | None, value: ast.expr | None = None
    ) -> None:
        match target:
            case ast.Name(id=name):
                self.node = target
                self.bind(name, origins, function)
            case ast.Tuple(elts=items) | ast.List(elts=items):
                values = value.elts if isinstance(value, ast.Tuple | ast.List) else []
                exact = len(values) == len(items) and not any(
                    isinstance(item, ast.Starred) for item in (*items, *values)
                )
                parts = [self.quiet(part) for part in values] if exact else [origins] * len(items)
                for item, part in zip(items, parts, strict=True):
                    self.assign(item, part, function)
            case ast.Starred(value=inner):
                self.assign(inner, origins, function)
            case ast.Attribute(value=inner) | ast.Subscript(value=inner):
                dotted = self.module_root(target) if isinstance(target, ast.Attribute) else None
                if _called(inner) == "getcontext":
                    dotted = "decimal"
                if dotted is not None and isinstance(inner, ast.Name):
                    holder = self.load(inner.id, inner)
                else:
                    holder = self.value(inner)
                if isinstance(target, ast.Subscript):
                    self.value(target.slice)
                    dotted = self.module_root(inner) if isinstance(inner, ast.Attribute) else None
                self.node = target
                if dotted is not None:
                    self.module_changes.setdefault(dotted, self.place())
                else:
                    self.change(holder)
                    self.hold(holder, origins)
                    root = _root(target)
                    if root is not None and function is not None and self.owns(root):
                        self.state.functions[root] = merged(self.function(root), function)

    def quiet(self, node: ast.expr) -> Origins:
        """Origins of an expression that was evaluated already."""
        kept = self.state.copy()
        origins = self.value(node)
        self.state = kept
        return origins

    def augment(self, target: ast.expr, value: ast.expr) -> None:
        origins = self.value(value)
        match target:
            case ast.Name(id=name):
                holder = self.load(name, target)
                self.change(holder)
                function = self.function(name)
                self.bind(name, holder | origins, function)
            case ast.Attribute() | ast.Subscript():
                self.assign(target, origins, None)

    def remove(self, target: ast.expr) -> None:
        match target:
            case ast.Name(id=name):
                self.node = target
                self.delete(name)
            case ast.Tuple(elts=items) | ast.List(elts=items):
                for item in items:
                    self.remove(item)
            case ast.Attribute() | ast.Subscript():
                self.assign(target, _NONE, None)

    def branches(self, blocks: Iterable[list[ast.stmt]]) -> None:
        before = self.state
        ends = []
        for block in blocks:
            self.state = before.copy()
            self.block(block)
            ends.append(self.state)
        self.state = _joined(ends)

    def loop(
        self,
        body: list[ast.stmt],
        orelse: list[ast.stmt],
        head: object,
        *,
        endless: bool,
        test_first: bool = False,
    ) -> None:
        """A loop's body runs any number of times, also none; twice round reaches everything that it can carry."""
        start = head if callable(head) else None
        breaks: list[_State] = []
        if test_first and start is not None:
            start()
        entry = self.state.copy()
        current = entry
        for _ in range(3):
            self.state = current.copy()
            self.exits.append([])
            if start is not None and not test_first:
                start()
            self.block(body)
            leaves = self.exits.pop()
            breaks += [state for word, state in leaves if word == "Break"]
            ends = [self.state, *(state for word, state in leaves if word == "Continue")]
            self.state = _joined(ends)
            if test_first and start is not None and self.state.reachable:
                start()
            following = _joined([entry.copy(), self.state])
            if following == current:
                break
            current = following
        self.state = _State(reachable=False) if endless else current.copy()
        if self.state.reachable:
            self.block(orelse)
        self.state = _joined([self.state, *breaks])

    def with_block(self, items: list[ast.withitem], body: list[ast.stmt]) -> None:
        suppressing = False
        for item in items:
            function = self.carried(item.context_expr)
            origins = self.value(item.context_expr)
            if isinstance(item.context_expr, ast.Call):
                parts = _dotted(item.context_expr.func)
                suppressing |= parts is not None and parts[-1] in ("suppress", "raises")
                origins |= (
                    self.values(item.context_expr.args)
                    if parts and parts[-1] in ("closing", "nullcontext")
                    else _NONE
                )
            if item.optional_vars is not None:
                self.assign(item.optional_vars, origins, function)
        before = self.state.copy()
        self.block(body)
        if suppressing:
            self.state = _joined([self.state, before])

    def try_block(self, node: ast.Try | ast.TryStar) -> None:
        before = self.state.copy()
        partway = [before]
        for statement in node.body:
            if self.state.reachable:
                self.statement(statement)
                partway.append(self.state.copy())
        # A statement that failed half way may have bound what it binds or not: both are among the states kept.
        failed = _joined([state.copy() for state in partway])
        for state in partway:
            for name in state.bound:
                failed.bound.setdefault(name, False)
        if self.state.reachable:
            self.block(node.orelse)
        ends = [self.state]
        for handler in node.handlers:
            self.state = failed.copy()
            self.value(handler.type)
            if handler.name:
                self.node = handler
                if self.local is None and handler.name not in self.state.bound:
                    self.soft += 1  # it is unbound at the end, also where another step had given it a value
                    self.load(handler.name)
                    self.soft -= 1
                self.bind(handler.name)
            self.block(handler.body)
            if handler.name and self.state.reachable:
                self.state.bound.pop(handler.name, None)
                self.state.origins.pop(handler.name, None)
                self.state.deleted.add(handler.name)
            ends.append(self.state)
        self.state = _joined(ends)
        if node.finalbody:
            if self.state.reachable:
                self.block(node.finalbody)
            else:
                self.state = failed.copy()
                self.block(node.finalbody)
                self.state.reachable = False

    def match_block(self, subject: ast.expr, cases: list[ast.match_case]) -> None:
        origins = self.value(subject)
        before = self.state.copy()
        ends = []
        for case in cases:
            self.state = before.copy()
            for pattern in ast.walk(case.pattern):
                if isinstance(pattern, ast.MatchValue):
                    self.value(pattern.value)
                elif isinstance(pattern, ast.MatchClass):
                    self.value(pattern.cls)
            for name, at in _captured(case.pattern):
                self.node = at
                self.bind(name, origins)
            self.value(case.guard)
            self.block(case.body)
            ends.append(self.state)
        catches_all = cases and cases[-1].guard is None and _irrefutable(cases[-1].pattern)
        self.state = _joined(ends if catches_all else [*ends, before])

    # -- IPython -------------------------------------------------------------------------------------------------------

    def magic_call(self, node: ast.Call, func: ast.Attribute) -> bool:
        """`get_ipython().run_line_magic("time", "y = f(x)")` and its like, which the IPython syntax turns into."""
        if func.attr not in ("run_line_magic", "run_cell_magic", "system", "getoutput"):
            return False
        if not (isinstance(func.value, ast.Call) and _root(func.value.func) == "get_ipython"):
            return False
        texts = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
        if func.attr in ("system", "getoutput"):
            self.expansions(" ".join(texts))
            return True
        magic, *rest = texts or [""]
        if magic in ("env", "set_env") and rest and rest[0].strip():
            self.module_changes.setdefault("os.environ", self.place(node))
        if magic not in effects.PYTHON_MAGICS:
            self.expansions(" ".join(rest))
            return True
        options, code = (
            (rest[0], rest[1]) if func.attr == "run_cell_magic" and len(rest) > 1 else ("", "".join(rest))
        )
        if func.attr == "run_line_magic":
            code = re.sub(r"^(\s*-\w+(\s+\d+)?)+\s*", "", code)
        try:
            tree = ast.parse(code)
        except SyntaxError:
            self.expansions(code)
            return True
        kept = self.state.copy()
        ast.increment_lineno(tree, node.lineno - (0 if func.attr == "run_cell_magic" else 1))
        self.block(tree.body)
        if magic == "timeit":  # runs in a function of its own: binds nothing here
            self.state = kept
        if magic == "capture":
            for word in options.split():
                if word.isidentifier():
                    self.bind(word)
        return True

    def expansions(self, text: str) -> None:
        """Names that IPython would put in: `{expression}` and `$name`."""
        self.soft += 1
        for expression in re.findall(r"\{([^{}]+)\}", text):
            try:
                self.value(ast.parse(expression.strip(), mode="eval").body)
            except SyntaxError:
                continue
        for name in re.findall(r"\$(\w+)", text):
            if name.isidentifier():
                self.load(name)
        self.soft -= 1

    # -- the result ----------------------------------------------------------------------------------------------------

    def flow(self, tree: ast.Module) -> Flow:
        state = self.state
        bound = {
            name: place
            for name, place in self.binds.items()
            if name in state.bound or name not in self.deletes
        }
        plain = all(isinstance(s, ast.Import | ast.ImportFrom) or _is_docstring(s) for s in tree.body)
        return Flow(
            reads=self.reads,
            binds=bound,
            always=frozenset(name for name, surely in state.bound.items() if surely and name in bound),
            changes=self.changes,
            deletes={name: place for name, place in self.deletes.items() if name in state.deleted},
            dynamic=self.dynamic,
            functions={
                name: f for name, f in state.functions.items() if f is not None and name in state.bound
            },
            imports={name: dotted for name, dotted in self.imports.items() if name in state.bound},
            modules=frozenset(self.modules),
            stars=self.stars,
            module_changes=self.module_changes,
            attributes=frozenset(self.attributes),
            definitions=frozenset(
                node.name
                for node in _own(tree.body)
                if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
                and node.name in state.bound
            ),
            plain=plain,
        )


class _Comprehension(_Walker):
    """The scope of a comprehension: its targets are its own, everything else is its parent's."""

    def __init__(self, parent: _Walker, generators: list[ast.comprehension]) -> None:
        names = frozenset(
            node.id for g in generators for node in ast.walk(g.target) if isinstance(node, ast.Name)
        )
        super().__init__(parent.known, parent.known_imports, names, parent)
        self.soft, self.applying = parent.soft, parent.applying

    def load(self, name: str, node: ast.AST | None = None) -> Origins:
        if name in self.local_names():
            return super().load(name, node)
        assert self.parent is not None
        if node is not None:
            self.node = node
        self.parent.soft, kept = self.soft, self.parent.soft
        origins = self.parent.load(name, node)
        self.parent.soft = kept
        return origins

    def hand_over(self) -> None:
        """What was changed inside is changed outside."""
        assert self.parent is not None
        self.parent.dynamic = self.parent.dynamic or self.dynamic
        for name in self.changes:
            self.parent.change(frozenset({name}))
        self.parent.change(frozenset(self.changed_params))
        for dotted, place in self.module_changes.items():
            self.parent.module_changes.setdefault(dotted, place)


class _ClassBody(_Walker):
    """The scope of a class body: what it binds stays in the class, and what it lacks is looked up outside."""

    def __init__(self, parent: _Walker) -> None:
        super().__init__(parent.known, parent.known_imports, frozenset(), parent)
        self.soft = parent.soft

    def load(self, name: str, node: ast.AST | None = None) -> Origins:
        if self.state.bound.get(name):
            return super().load(name, node)
        self.local = frozenset()
        return super().load(name, node)

    def bind(
        self, name: str, origins: Origins = _NONE, function: Function | None = None, *, surely: bool = True
    ) -> None:
        self.local = frozenset(self.state.bound) | {name}
        super().bind(name, origins, function, surely=surely)

    def owns(self, name: str) -> bool:
        return name in self.state.bound or name in self.local_names()


def _root(node: ast.expr) -> str | None:
    """The name that an attribute or subscript chain starts from.

    >>> _root(ast.parse("a.b[0].c()", mode="eval").body)
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


def _dotted(node: ast.expr) -> list[str] | None:
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    return [*reversed([*parts, node.id])] if isinstance(node, ast.Name) else None


def _called(node: ast.expr) -> str | None:
    """Last name of the function that an expression calls: `getLogger` of `logging.getLogger("x")`."""
    if not isinstance(node, ast.Call):
        return None
    parts = _dotted(node.func)
    return parts[-1] if parts else None


def _first_text(node: ast.Call) -> str:
    first = node.args[0] if node.args else None
    return first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else ""


def _own(statements: Iterable[ast.AST]) -> Iterator[ast.AST]:
    """All nodes of these statements that belong to the same scope."""
    for statement in statements:
        yield statement
        if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda):
            continue
        comprehension = isinstance(statement, ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp)
        for child in _own(ast.iter_child_nodes(statement)):
            if not comprehension or isinstance(child, ast.NamedExpr):
                yield child


def _local_names(body: Iterable[ast.stmt]) -> set[str]:
    """Names that Python makes local to a function with this body."""
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


def _outer_names(body: Iterable[ast.stmt]) -> set[str]:
    """Names that `global` or `nonlocal` takes out of a function's scope."""
    return {name for node in _own(body) if isinstance(node, ast.Global | ast.Nonlocal) for name in node.names}


def _captured(pattern: ast.pattern) -> Iterator[tuple[str, ast.AST]]:
    for node in ast.walk(pattern):
        match node:
            case (
                ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)) | ast.MatchMapping(rest=str(name))
            ):
                yield name, node


def _irrefutable(pattern: ast.pattern) -> bool:
    match pattern:
        case ast.MatchAs(pattern=None):
            return True
        case ast.MatchAs(pattern=inner) if inner is not None:
            return _irrefutable(inner)
        case ast.MatchOr(patterns=patterns):
            return _irrefutable(patterns[-1])
    return False


def _with_method(summary: Function, name: str, method: Function) -> Function:
    """A class's summary with one more method. Calling the class calls `__init__`."""
    constructor = name in ("__init__", "__new__", "__post_init__")
    return replace(
        summary,
        reads=summary.reads | method.reads,
        binds=summary.binds | method.binds,
        dynamic=summary.dynamic or method.dynamic,
        changes=summary.changes | method.changes,
        params=method.params if name == "__init__" else summary.params,
        changes_args=summary.changes_args | (method.changes_args - {0})
        if constructor
        else summary.changes_args,
    )


def _without(function: Function | None, names: frozenset[str]) -> Function | None:
    """A function that is handed out of the scope that owns these names."""
    if function is None:
        return None
    return replace(
        function,
        reads=function.reads - names,
        changes=function.changes - names,
        binds=function.binds - names,
        returns=frozenset(origin for origin in function.returns if origin not in names),
    )


def _calling_self(node: ast.ClassDef, changing: set[str]) -> set[str]:
    """Methods that call, on their own instance, one that changes it."""
    found = set(changing)
    methods = [item for item in node.body if isinstance(item, ast.FunctionDef | ast.AsyncFunctionDef)]
    for _ in methods:
        before = len(found)
        for method in methods:
            self_name = method.args.args[0].arg if method.args.args else None
            for call in ast.walk(method):
                match call:
                    case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr=attr)):
                        if name == self_name and attr in found:
                            found.add(method.name)
        if len(found) == before:
            break
    return found


def _is_docstring(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
