"""What a call does beyond evaluating its parts: to its arguments, to its object, to the process."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from dataclasses import dataclass

from nbpipe import effects
from nbpipe.dataflow import names
from nbpipe.dataflow.flow import CACHE_OF, NONE, Function, Origins
from nbpipe.dataflow.scope import Scope


@dataclass(frozen=True)
class Given:
    """Whose objects a call is given: its receiver (what stands before the parentheses) and its arguments."""

    receiver: Origins
    arguments: tuple[Origins, ...]
    keywords: Mapping[str | None, Origins]

    @property
    def everything(self) -> Origins:
        return NONE.union(*self.arguments, *self.keywords.values())


def call(scope: Scope, node: ast.Call, function: Function | None, given: Given, *, used: bool) -> Origins:
    """The effects of a call whose parts are evaluated; whose objects its value may hold.

    `function` is what is known of what is called. `used` is false where the value is thrown away.
    """
    name = node.func.id if isinstance(node.func, ast.Name) else None
    if name in effects.DYNAMIC_FUNCTIONS and function is None and name not in scope.state.bound:
        _look_up(scope, name, node)
    _process_state(scope, node)
    scope.node = node
    if function is not None:
        if function.stateful:
            scope.change(given.receiver)
        return _known(scope, function, node, given)
    origins = NONE
    if isinstance(node.func, ast.Attribute):
        origins |= _method(scope, node, node.func, given, used=used)
    if "out" in given.keywords:
        scope.change(given.keywords["out"])
        origins |= given.keywords["out"]
    last = names.last(node.func)
    plain = name is not None or scope.of_module(node.func)  # a function, not a method
    if last in effects.CHANGING_FUNCTIONS and plain and given.arguments:
        scope.change(given.arguments[0])
    wraps = (
        last[:1].isupper() or last in effects.CARRYING_FUNCTIONS
    )  # a container, a pipeline of what it is given
    if wraps or (last in effects.PASSING_FUNCTIONS and plain):
        origins |= given.everything
    return origins


def _look_up(scope: Scope, name: str, node: ast.Call) -> None:
    """`eval(text)` and its like: a constant text is read, anything else could name whatever there is."""
    if (name in ("vars", "dir") and node.args) or (name == "locals" and scope.local is not None):
        return
    match node.args:
        case [ast.Constant(value=str(text)), *_] if name in ("eval", "exec"):
            try:
                tree = ast.parse(text.strip())
            except SyntaxError:
                return
            scope.walk(names.moved(tree, node).body)
        case _:
            if scope.dynamic is None:
                scope.dynamic = scope.place(node)


def _process_state(scope: Scope, node: ast.Call) -> None:
    """A call such as `warnings.filterwarnings`, known to change state of the whole process."""
    dotted: str | None = None
    if isinstance(node.func, ast.Name):
        dotted = scope.imported(node.func.id)
    elif isinstance(node.func, ast.Attribute):
        dotted = scope.module_attribute(node.func)
        if (
            node.func.attr in ("setLevel", "addHandler", "addFilter")
            and names.called(node.func.value) == "getLogger"
        ):
            dotted = "logging.disable"
        if node.func.attr in effects.CACHE_METHODS and (root := names.root(node.func)) is not None:
            scope.change_module(CACHE_OF + root, node)
    state = effects.STATE_FUNCTIONS.get(dotted or "")
    if state is None or dotted == "decimal.getcontext":
        return
    if dotted == "pandas.set_option" and names.first_text(node).startswith("display."):
        state = "pandas display options"
    scope.change_module(state, node)


def _method(scope: Scope, node: ast.Call, func: ast.Attribute, given: Given, *, used: bool) -> Origins:
    """A method call: may change its object, may hand it on, may store its arguments in it."""
    attribute = func.attr
    root = names.root(func)
    instance = scope.function(root) if root is not None else None
    changes = _inplace(node) or _changing(attribute, instance, used=used)
    if isinstance(func.value, ast.Name) and scope.imported(func.value.id) is not None:
        changes = _inplace(node)  # a function of a module, not a method
    elif changes and scope.of_module(func):
        holder = (scope.module_attribute(func) or "").rpartition(".")[0]
        if holder in effects.MODULE_STATE:
            scope.change_module(holder)
            return NONE
        changes = False
    if changes:
        scope.change(given.receiver)
        scope.hold(given.receiver, given.everything)
    if attribute in ("query", "eval"):
        texts = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
        with scope.perhaps():
            for name in re.findall(r"@(\w+)", " ".join(texts)):
                scope.load(name)
    if changes or attribute in effects.VIEW_METHODS or instance is not None:
        return given.receiver
    return NONE


def _inplace(node: ast.Call) -> bool:
    """`inplace=True`, or a value that may be true."""
    return any(
        keyword.arg == "inplace" and not (isinstance(keyword.value, ast.Constant) and not keyword.value.value)
        for keyword in node.keywords
    )


def _changing(attribute: str, instance: Function | None, *, used: bool) -> bool:
    return (
        attribute in effects.CHANGING_METHODS
        or (attribute in effects.CHANGING_STATEMENTS and not used)
        or (instance is not None and attribute in instance.methods)
        or (attribute.startswith("__") and attribute.endswith(("item__", "attr__", "iadd__", "__ior__")))
    )


def _known(scope: Scope, function: Function, node: ast.Call, given: Given) -> Origins:
    """Call a function or class of the notebook: its effects on what it is given."""
    first = 1 if function.is_class else 0  # 0 is `self`
    positions = dict(enumerate(given.arguments, first))
    for name, origins in given.keywords.items():
        if name in function.params:
            positions[function.params.index(name)] = origins
    starred = any(isinstance(argument, ast.Starred) for argument in node.args) or None in given.keywords

    def at(position: int) -> Origins:
        return given.everything if starred or position < 0 else positions.get(position, NONE)

    for position in function.changes_args:
        scope.change(at(position))
    result = given.everything if function.is_class else NONE
    for origin in function.returns:
        if isinstance(origin, str):
            result |= {origin}
        elif isinstance(origin, int):
            result |= at(origin)
    return result
