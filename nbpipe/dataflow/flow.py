"""The words of the analysis: what one cell does, what calling a function does, and where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

# A name of the notebook, the position of a parameter of the function being analysed (-1: its star arguments), or the
# place where a new object was made.
Origin = str | int | tuple[int, int]
Origins = frozenset[Origin]
NONE: Origins = frozenset()

# Before the name of a function whose memory of earlier calls is looked at, in `Flow.module_changes`.
CACHE_OF = "the cache of "


@dataclass(frozen=True)
class Place:
    """Where in the cell body: `line` from 1, `column` from 0 in bytes, as Python counts it.

    `hard` is false for a use that may never happen.
    """

    line: int
    column: int
    hard: bool = True

    def character(self, text: str) -> int:
        """The column counted in characters of `text`, which is the line.

        >>> Place(1, 7).character("für = x")
        6
        """
        return len(text.encode(errors="surrogatepass")[: self.column].decode(errors="ignore"))


@dataclass(frozen=True)
class Function:
    """What calling a function (or a class and its methods) may do, in names of the notebook.

    `changes_args` and `returns` hold positions of parameters. `result` is what calling the function's result does,
    where that is a function too or an instance. `methods` are those that change their instance. `stateful`: it
    changes itself when called (a mutable default). `dynamic`: it looks names up by their text.
    """

    reads: frozenset[str] = frozenset()
    binds: frozenset[str] = frozenset()
    changes: frozenset[str] = frozenset()
    changes_args: frozenset[int] = frozenset()
    returns: Origins = NONE
    params: tuple[str, ...] = ()
    methods: frozenset[str] = frozenset()
    is_class: bool = False
    stateful: bool = False
    dynamic: bool = False
    result: Function | None = None


def merged(first: Function | None, second: Function | None) -> Function | None:
    """What calling one or the other may do.

    >>> both = merged(Function(reads=frozenset("a")), Function(reads=frozenset("b")))
    >>> sorted(both.reads)
    ['a', 'b']
    """
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
    """What one cell does to the names of the notebook; see the fields' meanings at the top of the package.

    `always` are the names that are surely bound at its end. `stars` are modules imported with `*`, `module_changes`
    dotted names of what it changes in a module, `attributes` dotted names of what it uses of modules. `definitions`
    are its functions and classes, `scalars` names that it binds to numbers and texts only. `plain`: it holds nothing but imports.
    """

    reads: Mapping[str, Place] = field(default_factory=dict)
    binds: Mapping[str, Place] = field(default_factory=dict)
    always: frozenset[str] = frozenset()
    changes: Mapping[str, Place] = field(default_factory=dict)
    deletes: Mapping[str, Place] = field(default_factory=dict)
    functions: Mapping[str, Function] = field(default_factory=dict)
    imports: Mapping[str, str] = field(default_factory=dict)
    stars: Mapping[str, Place] = field(default_factory=dict)
    module_changes: Mapping[str, Place] = field(default_factory=dict)
    attributes: frozenset[str] = frozenset()
    definitions: frozenset[str] = frozenset()
    scalars: frozenset[str] = frozenset()
    dynamic: Place | None = None
    plain: bool = True

    @property
    def writes(self) -> frozenset[str]:
        """Every name whose value may be another one after the cell."""
        return frozenset(self.binds) | frozenset(self.changes)
