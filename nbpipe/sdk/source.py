"""The setup cells that a pipeline's functions need: imports, constants, functions and classes that they use.

A function of an importable module is imported. One of `__main__` (a script, a notebook, the prompt) goes by source,
with whatever it uses from outside, found in its syntax tree and looked up in its globals.
"""

from __future__ import annotations

import ast
import builtins
import contextlib
import inspect
import os
import site
import sys
import sysconfig
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

from nbpipe import syntax
from nbpipe.dataflow import Flow, analyze
from nbpipe.errors import UsageError
from nbpipe.sdk import expressions
from nbpipe.sdk.steps import StepFunction, step

LONGEST = 10_000  # characters of a constant
_FUTURE = "from __future__ import annotations"
_ANNOTATIONS = 0x1000000  # code flag of that import


@dataclass(frozen=True)
class Setup:
    """`cells` are the bodies of the setup cells, `names` what each function is called there, by the function's id.

    `bound` are all names that the cells bind, `folders` those that hold the imported modules.
    """

    cells: tuple[str, ...]
    names: Mapping[int, str]
    bound: frozenset[str]
    folders: tuple[Path, ...]


def setup_of(functions: Iterable[FunctionType]) -> Setup:
    """The setup that these functions need. `UsageError` names what cannot be carried over, and where it is used."""
    collector = _Collector()
    names: dict[int, str] = {}
    own_imports: dict[str, list[str]] = {}
    folders: dict[Path, None] = {}
    for function in functions:
        module = importable(function)
        if module is None:
            names[id(function)] = collector.define(
                function.__name__, function, _Namespace(function.__globals__)
            )
            continue
        name = collector.free_name(function.__name__, function)
        names[id(function)] = name
        own_imports.setdefault(module.__name__, []).append(_import(module.__name__, function.__name__, name))
        folders.setdefault(root_of(module))
    cells = ["\n".join(dict.fromkeys(lines)) for lines in own_imports.values()]
    imports = set(collector.imports.values())
    needed = [text for text in imports if not any(other.startswith(f"{text}.") for other in imports)]
    if needed:
        cells.insert(0, "\n".join(sorted(needed)))
    if collector.definitions:
        future = [_FUTURE] if collector.future else []
        cells.append("\n\n\n".join([*future, *collector.definitions]))
    folders.update(dict.fromkeys(collector.folders))
    return Setup(tuple(cells), names, frozenset(collector.taken), tuple(folders))


# ---- modules --------------------------------------------------------------------------------------------------------


def importable(thing: Any) -> ModuleType | None:
    """The module that gives this very function or class to whoever imports it; None for `__main__` and inner ones."""
    module = sys.modules.get(getattr(thing, "__module__", None) or "")
    name = str(getattr(thing, "__qualname__", None) or getattr(thing, "__name__", ""))
    if module is None or module.__name__ == "__main__" or getattr(module, "__spec__", None) is None:
        return None
    found: Any = module
    for part in name.split("."):
        found = getattr(found, part, None)
    found = found.function if isinstance(found, StepFunction) else found
    return module if found is thing else None


def root_of(module: ModuleType) -> Path:
    """The folder that has to be on `sys.path` for the module to be found."""
    origin = getattr(module.__spec__, "origin", None)
    if not origin or not os.path.exists(origin):
        return Path(sysconfig.get_paths()["stdlib"])  # built in, or in a zip file that is on the path anyway
    package = getattr(module.__spec__, "submodule_search_locations", None) is not None
    return Path(origin).resolve().parents[module.__name__.count(".") + package]


def is_installed(folder: Path) -> bool:
    """Whether every process of this interpreter finds modules in that folder."""
    if folder == Path(__file__).resolve().parents[2]:
        return True  # nbpipe's own
    paths = sysconfig.get_paths()
    places = [paths[key] for key in ("stdlib", "platstdlib", "purelib", "platlib")]
    places += [*site.getsitepackages(), site.getusersitepackages()]
    return any(folder.is_relative_to(Path(place).resolve()) for place in places)


def _import(module: str, name: str, called: str) -> str:
    return f"from {module} import {name}" + (f" as {called}" if called != name else "")


# ---- names ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class _Namespace:
    """Globals of a module, and the statements at its top, as far as there is text."""

    values: dict[str, Any]

    @cached_property
    def statements(self) -> tuple[tuple[ast.stmt, str], ...]:
        """Statements and their texts; read only where a value cannot be written otherwise."""
        return tuple(_statements(self.values))

    @property
    def module(self) -> ModuleType | None:
        """The module, where its names can be imported from it."""
        module = sys.modules.get(str(self.values.get("__name__")))
        is_it = module is not None and module.__name__ != "__main__" and vars(module) is self.values
        return module if is_it and getattr(module, "__spec__", None) is not None else None

    def binding(self, name: str) -> str | None:
        """The text of the one statement that gives the name its value; None where it takes more than that."""
        found: str | None = None
        for statement, text in self.statements:
            flow = analyze(ast.Module([statement], []))
            if name not in flow.writes and name not in flow.deletes:
                continue
            plain = ast.Assign | ast.AnnAssign | ast.Import | ast.ImportFrom
            redefined = isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
            once = found is None and isinstance(statement, plain) and name in flow.always
            if not redefined and not once:
                return None
            found = text
        return found


def _statements(values: Mapping[str, Any]) -> Iterator[tuple[ast.stmt, str]]:
    """Top statements of a script, or of all cells that ran in this kernel."""
    inputs = values.get("In") if isinstance(values.get("In"), list) else None
    for source in inputs or [_text_of(values.get("__file__"))]:
        if source.startswith("%%"):
            source = "#" + source  # a cell magic: the rest is most likely Python
        parsed = syntax.parse(source)
        if parsed.problem is None:
            for statement in parsed.tree.body:
                start = min([statement.lineno, *(d.lineno for d in getattr(statement, "decorator_list", ()))])
                lines = source.split("\n")[start - 1 : statement.end_lineno]
                alone = textwrap.dedent("\n".join(lines))
                yield statement, alone if _parses(alone) else ast.unparse(statement)


def _text_of(path: Any) -> str:
    try:
        return Path(path).read_text("utf-8") if path else ""
    except (OSError, UnicodeDecodeError):
        return ""


def _parses(text: str) -> bool:
    try:
        return len(ast.parse(text).body) == 1
    except SyntaxError:
        return False


@dataclass
class _Collector:
    """What was collected so far. `taken` maps each name of the setup to the thing that it means."""

    imports: dict[str, str] = field(default_factory=dict)
    definitions: list[str] = field(default_factory=list)
    folders: list[Path] = field(default_factory=list)
    taken: dict[str, Any] = field(default_factory=dict)
    future: bool = False

    def free_name(self, name: str, thing: Any) -> str:
        """The name, or one with a number where another thing has it."""
        chosen, number = name, 1
        while chosen in self.taken and self.taken[chosen] is not thing:
            number += 1
            chosen = f"{name}_{number}"
        self.taken[chosen] = thing
        return chosen

    def define(self, name: str, thing: Any, around: _Namespace) -> str:
        """Bring a function or a class by source, and first what it uses."""
        if self.taken.get(name) is thing:
            return name
        self.claim(name, thing, name)
        source = _source(name, thing, around)
        tree = ast.parse(source)
        if isinstance(thing, FunctionType) and thing.__code__.co_flags & _ANNOTATIONS:
            self.future = True
        self.bring(_reads(analyze(tree)), around, name)
        self.submodules(tree, around)
        self.definitions.append(source.strip("\n"))
        return name

    def claim(self, name: str, thing: Any, user: str) -> None:
        if name in self.taken and self.taken[name] is not thing:
            raise UsageError(
                f"two different things are called {name} (one is used by {user})",
                "give one of them another name",
                code="name-twice",
            )
        self.taken[name] = thing

    def bring(self, names: Iterable[str], around: _Namespace, user: str) -> None:
        """What a function reads from outside. Names that nobody defines are left to the compiler to complain of."""
        for name in names:
            if name not in around.values:
                continue
            thing = around.values[name]
            thing = thing.function if isinstance(thing, StepFunction) else thing
            if self.taken.get(name) is thing or thing is getattr(builtins, name, self):
                continue
            if not self.bring_import(name, thing, user) and not self.bring_source(name, thing, around, user):
                self.bring_value(name, thing, around, user)

    def bring_import(self, name: str, thing: Any, user: str) -> bool:
        """A module, or something that a module gives to whoever imports it."""
        if isinstance(thing, ModuleType) and thing.__name__ != "__main__":
            module, whole = thing, "os.path" if thing is os.path else thing.__name__
            text = f"import {whole}" + (f" as {name}" if name != whole else "")
        elif (found := _giver(thing)) is not None:
            module, text = found, _import(found.__name__, thing.__name__, name)
        else:
            return False
        self.claim(name, thing, user)
        self.imports[name] = text
        self.folders.append(root_of(module))
        return True

    def submodules(self, tree: ast.AST, around: _Namespace) -> None:
        """`xml.etree` is no module of `xml` until somebody imports it."""
        for node in ast.walk(tree):
            dotted = _dotted(node)
            module: Any = around.values.get(dotted[0]) if dotted else None
            deepest: ModuleType | None = None
            for part in dotted[1:]:
                path = f"{module.__name__}.{part}" if isinstance(module, ModuleType) else ""
                module = getattr(module, part, None)
                if path not in sys.modules or sys.modules[path] is not module:
                    break
                deepest = sys.modules[path]
            if deepest is not None:
                whole = deepest.__name__
                top = whole.partition(".")[0]
                self.imports[whole] = f"import {whole}"
                self.taken.setdefault(top, sys.modules[top])

    def bring_source(self, name: str, thing: Any, around: _Namespace, user: str) -> bool:
        """A function or class of the script or notebook itself."""
        own = isinstance(thing, FunctionType) and thing.__globals__ is around.values
        if isinstance(thing, type) and thing.__module__ == around.values.get("__name__"):
            own = True
        if not own or not thing.__name__.isidentifier():
            return False
        self.define(thing.__name__, thing, around)
        if thing.__name__ != name:
            self.claim(name, thing, user)
            self.definitions.append(f"{name} = {thing.__name__}")
        return True

    def bring_value(self, name: str, thing: Any, around: _Namespace, user: str) -> None:
        """A constant: its value where it can be written, else the statement that makes it."""
        self.claim(name, thing, user)
        if around.module is not None:
            self.imports[name] = _import(around.module.__name__, name, name)
            self.folders.append(root_of(around.module))
            return
        text = None
        with contextlib.suppress(UsageError):
            text = f"{name} = {expressions.literal(thing)}"
        if text is None or len(text) > LONGEST:
            text = around.binding(name)
        if text is None:
            raise UsageError(
                f"{user} uses {name}, a {type(thing).__name__} that cannot be carried over as text",
                f"make {name} inside the function, pass it as an argument, or put it into a module that can be imported",
                code="constant",
            )
        tree = ast.parse(text)
        self.bring(_reads(analyze(tree)), around, user)
        self.submodules(tree, around)
        if isinstance(tree.body[0], ast.Import | ast.ImportFrom):
            self.imports[name] = text
        else:
            self.definitions.append(text)


def _giver(thing: Any) -> ModuleType | None:
    """The module to import a function, class or the like from; None for values."""
    if not isinstance(getattr(thing, "__name__", None), str) or not thing.__name__.isidentifier():
        return None
    return importable(thing)


def _reads(flow: Flow) -> list[str]:
    """Names that the code takes from outside, now or when its functions are called."""
    late = {name for function in flow.functions.values() for name in function.reads}
    return sorted({*flow.reads, *late})


def _dotted(node: ast.AST) -> list[str]:
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.insert(0, node.attr)
        node = node.value
    return [node.id, *parts] if isinstance(node, ast.Name) and parts else []


# ---- text -----------------------------------------------------------------------------------------------------------


def _source(name: str, thing: Any, around: _Namespace) -> str:
    """The text of a function or class, without `@step`. `UsageError` where there is none."""
    if isinstance(thing, FunctionType) and thing.__closure__:
        raise UsageError(
            f"{name} uses {', '.join(thing.__code__.co_freevars)} of the function around it",
            "pass it as an argument, or define it at the top of the module",
            code="step-function",
        )
    text = None
    try:
        text = textwrap.dedent(inspect.getsource(thing))
    except (OSError, TypeError):
        if isinstance(thing, type):  # Python below 3.13 does not find a notebook's classes
            text = around.binding(name)
    tree = None
    if text is not None:
        try:
            tree = ast.parse(text)
        except SyntaxError:
            text = None
    if text is None or tree is None or getattr(tree.body[0], "name", None) != name:
        raise UsageError(
            f"the source of {name} cannot be found",
            "write it into a module, a script or a notebook cell",
            code="no-source",
        )
    lines: list[str | None] = [*text.split("\n")]
    for decorator in getattr(tree.body[0], "decorator_list", ()):
        if _is_step(decorator, around.values):
            for number in range(decorator.lineno - 1, decorator.end_lineno or decorator.lineno):
                lines[number] = None
    return "\n".join(line for line in lines if line is not None)


def _is_step(decorator: ast.expr, values: Mapping[str, Any]) -> bool:
    target = decorator.func if isinstance(decorator, ast.Call) else decorator
    names = [target.id] if isinstance(target, ast.Name) else _dotted(target)
    found = values.get(names[0]) if names else None
    for part in names[1:]:
        found = getattr(found, part, None)
    return found is step
