"""A scope on the way through it: which names it has used, bound and changed so far, and what is known of them now.

The outermost scope is the cell; that of a function, a class body or a comprehension has a parent.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace

from nbpipe.dataflow import names
from nbpipe.dataflow.flow import NONE, Function, Origins, Place, merged
from nbpipe.dataflow.state import State, joined


class Notebook:
    """What the names that a cell finds may be. Remembers what it answered, and what the cell uses of modules."""

    def __init__(self, functions: Mapping[str, Function], imports: Mapping[str, str]) -> None:
        self._functions, self._imports = functions, imports
        self._answers: dict[str, Function | None] = {}
        self._import_answers: dict[str, str | None] = {}
        self.attributes: set[str] = set()

    def function(self, name: str) -> Function | None:
        answer = self._answers[name] = self._functions.get(name)
        return answer

    def imported(self, name: str) -> str | None:
        answer = self._import_answers[name] = self._imports.get(name)
        return answer

    def outdated(self) -> bool:
        """Whether an answer would be another one by now."""
        return any(self._functions.get(name) != answer for name, answer in self._answers.items()) or any(
            self._imports.get(name) != answer for name, answer in self._import_answers.items()
        )


class Scope:
    """`local` are the names of its own, None for the cell, which has all. `walk` is how a body in it is walked."""

    def __init__(
        self,
        notebook: Notebook,
        walk: Callable[[Scope, Iterable[ast.stmt]], None],
        local: frozenset[str] | None = None,
        parent: Scope | None = None,
    ) -> None:
        self.notebook, self._walk, self.local, self.parent = notebook, walk, local, parent
        self.state = State()
        self.reads: dict[str, Place] = {}
        self.binds: dict[str, Place] = {}
        self.changes: dict[str, Place] = {}
        self.deletes: dict[str, Place] = {}
        self.imports: dict[str, str] = {}
        self.stars: dict[str, Place] = {}
        self.module_changes: dict[str, Place] = {}
        self.definitions: set[str] = set()
        self.changed_params: set[int] = set()
        self.returned: Origins = NONE
        self.result: Function | None = None
        self.global_binds: set[str] = set()
        self.soft = 0  # above 0: what happens now may also not happen
        self.reached: set[str] = set()  # names that the use of a function has reached so far
        self.exits: list[list[tuple[type[ast.stmt], State]]] = []  # `break` and `continue` of each open loop
        self.dynamic: Place | None = None
        self.node: ast.AST = ast.Pass(lineno=1, col_offset=0)  # where the walk is

    def walk(self, statements: Iterable[ast.stmt]) -> None:
        self._walk(self, statements)

    def inner(self, local: frozenset[str]) -> Scope:
        """The scope of a function that is defined here."""
        return Scope(self.notebook, self._walk, local, self)

    def place(self, node: ast.AST | None = None) -> Place:
        at = node if node is not None and hasattr(node, "lineno") else self.node
        return Place(getattr(at, "lineno", 1), getattr(at, "col_offset", 0), hard=not self.soft)

    @contextmanager
    def perhaps(self) -> Iterator[None]:
        """What is used inside may also never be used."""
        self.soft += 1
        yield
        self.soft -= 1

    def owns(self, name: str) -> bool:
        return self.local is None or name in self.local

    @property
    def is_function(self) -> bool:
        return self.local is not None

    @property
    def own_names(self) -> frozenset[str]:
        return self.local or frozenset()

    # -- uses ----------------------------------------------------------------------------------------------------------

    def load(self, name: str, node: ast.AST | None = None) -> Origins:
        """Use a name's value; what it may hold."""
        if node is not None:
            self.node = node
        origins: Origins
        if self.owns(name) and name in self.state.bound:
            origins = self.state.origins.get(name, NONE)
            if not self.state.bound[name] and self.local is None:
                with self.perhaps():  # the cell may have bound it itself
                    self.expose(name)
        elif self.owns(name) and name in self.state.deleted:
            return NONE
        elif self.local is not None and name in self.local:
            origins = NONE
        else:
            self.expose(name)
            origins = frozenset({name})
        function = self.function(name)
        if function is not None and name not in self.reached:
            with self.one_use():
                self.reached.add(name)
                self.mention(function)
        return origins

    def expose(self, name: str) -> None:
        """The value that the name had on entry is used."""
        place, known = self.place(), self.reads.get(name)
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
        return self.outside(name)

    def outside(self, name: str) -> Function | None:
        """What is known of calling what `name` is outside of this scope."""
        return self.parent.function(name) if self.parent is not None else self.notebook.function(name)

    def imported(self, name: str) -> str | None:
        """Dotted name of what an import bound `name` to, if one did."""
        if name in self.imports:
            return self.imports[name]
        if self.owns(name) and name in self.state.bound:
            return None
        return self.parent.imported(name) if self.parent is not None else self.notebook.imported(name)

    def module_attribute(self, node: ast.Attribute) -> str | None:
        """The dotted name that an attribute of an imported module reads as; remembered for `Flow.attributes`."""
        parts = names.dotted(node)
        module = self.imported(parts[0]) if parts is not None else None
        if parts is None or module is None:
            return None
        dotted = ".".join([module, *parts[1:]])
        self.notebook.attributes.add(dotted)
        return dotted

    def of_module(self, node: ast.expr) -> bool:
        """Whether an expression starts from an imported name."""
        root = names.root(node)
        return root is not None and self.imported(root) is not None

    @contextmanager
    def one_use(self) -> Iterator[None]:
        """One use of a function, in which a name that it reaches counts once: what a function reads holds what those
        that it calls read in turn, and following each of them anew would cost n⁴ for a setup of n functions."""
        outermost = not self.reached
        self.reached.add("")  # a use that has reached nothing yet
        yield
        if outermost:
            self.reached.clear()

    def mention(self, function: Function) -> None:
        """Somebody may call the function from here on."""
        if function.dynamic and self.dynamic is None:
            self.dynamic = self.place()
        with self.perhaps(), self.one_use():
            for name in sorted(function.reads - self.reached):
                if name not in self.reached:
                    self.load(name)
                    self.reached.add(name)
            for name in sorted(function.changes):
                self.change(self.load(name))
            for name in sorted(function.binds):
                self.bind(name, surely=False)

    # -- bindings and changes ------------------------------------------------------------------------------------------

    def bind(
        self, name: str, origins: Origins = NONE, function: Function | None = None, *, surely: bool = True
    ) -> None:
        self.binds.setdefault(name, self.place())
        if not self.owns(name):
            self.global_binds.add(name)
            return
        state = self.state
        if surely:
            state.bound[name], state.origins[name] = True, origins
            state.deleted.discard(name)
            state.functions[name] = function
        else:
            state.origins[name] = state.held(name) | origins
            state.functions[name] = merged(self.function(name), function)
            state.bound.setdefault(name, False)
        self.imports.pop(name, None)

    def bind_walrus(self, name: str, origins: Origins, function: Function | None) -> None:
        """`:=` in a comprehension binds outside of it."""
        scope: Scope = self
        while isinstance(scope, Comprehension) and scope.parent is not None:
            scope = scope.parent
        scope.node = self.node
        scope.bind(name, origins, function, surely=scope is self)

    def define(self, name: str, function: Function) -> None:
        """A function or class statement."""
        self.bind(name)
        if self.owns(name):
            self.state.functions[name] = function
        self.definitions.add(name)

    def delete(self, name: str) -> None:
        if self.owns(name):
            if self.local is None and not self.state.bound.get(name, False):
                self.expose(name)
            self.state.functions[name] = None
            self.state.forget(name)
        self.deletes.setdefault(name, self.place())

    def change(self, origins: Origins) -> None:
        """Somebody changes, in place, an object that these origins may hold."""
        for origin in sorted(origins, key=str):  # sets have no order of their own
            if isinstance(origin, int):
                self.changed_params.add(origin)
            elif isinstance(origin, str):
                dotted = self.imported(origin)
                if dotted is not None:
                    self.change_module(dotted)
                else:
                    self.changes.setdefault(origin, self.place())

    def change_module(self, dotted: str, node: ast.AST | None = None) -> None:
        self.module_changes.setdefault(dotted, self.place(node))

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

    # -- ways ----------------------------------------------------------------------------------------------------------

    def join(self, states: Iterable[State]) -> State:
        return joined(states, self.outside)

    def either(self, *ways: Callable[[], Origins]) -> Origins:
        """One of these is evaluated; what its value may hold."""
        before, ends, origins = self.state, [], NONE
        for way in ways:
            self.state = before.copy()
            origins |= way()
            ends.append(self.state)
        self.state = self.join(ends)
        return origins


class Comprehension(Scope):
    """The scope of a comprehension: its targets are its own, everything else is its parent's."""

    def __init__(self, parent: Scope, generators: Iterable[ast.comprehension]) -> None:
        local = frozenset(
            node.id for g in generators for node in ast.walk(g.target) if isinstance(node, ast.Name)
        )
        super().__init__(parent.notebook, parent._walk, local, parent)
        self.soft, self.reached = parent.soft, parent.reached

    def load(self, name: str, node: ast.AST | None = None) -> Origins:
        if name in self.own_names:
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


class ClassBody(Scope):
    """The scope of a class body: what it binds stays in the class, and what it lacks is looked up outside."""

    def __init__(self, parent: Scope) -> None:
        super().__init__(parent.notebook, parent._walk, frozenset(), parent)
        self.soft = parent.soft

    @property
    def is_function(self) -> bool:
        return False

    def load(self, name: str, node: ast.AST | None = None) -> Origins:
        if not self.state.bound.get(name):
            self.local = frozenset()
        return super().load(name, node)

    def bind(
        self, name: str, origins: Origins = NONE, function: Function | None = None, *, surely: bool = True
    ) -> None:
        self.local = frozenset(self.state.bound) | {name}
        super().bind(name, origins, function, surely=surely)

    def owns(self, name: str) -> bool:
        return name in self.state.bound or name in self.own_names
