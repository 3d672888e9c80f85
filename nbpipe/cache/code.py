"""A step's code as it counts: its body and the statements of the setup that it uses, without comments and layout.

Code is compared as Python compiles it, so that comments, blank lines and quotes do not matter and everything else does.
"""

from __future__ import annotations

import ast
import builtins
import contextlib
import hashlib
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from types import CodeType

from nbpipe import syntax
from nbpipe.as_json import dumps
from nbpipe.model import Cell, Pipeline, Step

# Who mentions one of these may look any name up: all of the setup counts.
_DYNAMIC = frozenset({"eval", "exec", "globals", "locals", "vars", "get_ipython"})

# Calls, decorators and base classes that leave nothing behind but their result.
_HARMLESS = frozenset(
    "Path PurePath dict list set tuple frozenset str int float bool bytes range len sorted min max sum abs round"
    " partial namedtuple TypeVar NewType timedelta date datetime compile Counter defaultdict OrderedDict deque"
    " dataclass field lru_cache cache cached_property staticmethod classmethod property wraps contextmanager"
    " total_ordering overload abstractmethod setter deleter object ABC Enum IntEnum StrEnum NamedTuple TypedDict Protocol"
    " BaseEstimator TransformerMixin ClassifierMixin RegressorMixin".split()
) | {
    name
    for name, value in vars(builtins).items()
    if isinstance(value, type) and issubclass(value, BaseException)
}

# Those of them that use up a generator.
_CONSUMING = frozenset("dict list set tuple frozenset sorted min max sum Counter deque OrderedDict".split())

# Calls that change settings, and draw no random numbers.
_QUIET = frozenset(
    "set_option filterwarnings simplefilter use set_theme set_style set_context basicConfig load_dotenv append insert"
    " update setdefault getLogger setLevel print display seed set_config set_printoptions mkdir exists getenv get join"
    " read_csv read_parquet read_text expanduser resolve format".split()
)

_PLAIN = (
    ast.ListComp,
    ast.SetComp,
    ast.DictComp,
    ast.GeneratorExp,
    ast.comprehension,
    ast.Constant,
    ast.Name,
    ast.Attribute,
    ast.Tuple,
    ast.List,
    ast.Dict,
    ast.Set,
    ast.UnaryOp,
    ast.BinOp,
    ast.BoolOp,
    ast.Compare,
    ast.Subscript,
    ast.Slice,
    ast.JoinedStr,
    ast.FormattedValue,
    ast.IfExp,
    ast.Starred,
    ast.operator,
    ast.unaryop,
    ast.boolop,
    ast.cmpop,
    ast.expr_context,
    ast.keyword,
)


@dataclass(frozen=True)
class Statement:
    """One top-level statement. `optional`: without somebody who uses what it binds, it does nothing.

    `draws`: it may draw random numbers, which are seeded by the text of its whole cell.
    """

    source: str
    digest: str
    names: frozenset[str]
    binds: frozenset[str] = frozenset()
    imports: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    optional: bool = False
    is_import: bool = False
    draws: bool = False


@dataclass(frozen=True)
class StepCode:
    """What of the notebook's code a step runs on.

    `texts` are the string constants in it. `dynamic`: it may look up any name, by its text.
    """

    body: str
    setup: str
    names: frozenset[str]
    imports: tuple[str, ...]
    texts: tuple[str, ...]
    dynamic: bool
    body_source: str
    setup_source: str
    own: str = ""

    @property
    def digest(self) -> str:
        """Of body and setup together: by this, what runs learned about the code is found again.

        Where the body is empty, `own` tells the step from others: its type and its options.
        """
        return _sha256("step", self.body, self.setup, *([self.own] if self.own else []))


class Codes:
    """The code of a pipeline's steps. The setup is read once."""

    def __init__(self, pipeline: Pipeline) -> None:
        self.pipeline = pipeline
        own = frozenset(pipeline.definitions) & (_HARMLESS | _QUIET)  # the notebook's own, of a harmless name
        self._setup = {
            cell.number: tuple(_guarded(item, own) for item in _statements(cell)) for cell in pipeline.setup
        }
        self._bodies: dict[str, tuple[Statement, ...]] = {}
        self._found: dict[tuple[str, frozenset[str]], StepCode] = {}

    def of(self, step: Step, mentioned: Iterable[str] = ()) -> StepCode:
        """The code of a step; `mentioned` are names that its inputs bring along, such as those a function reads."""
        asked = (step.name, frozenset(mentioned))
        if asked not in self._found:
            self._found[asked] = self._code(step, asked[1])
        return self._found[asked]

    def imports(self, step: Step) -> tuple[str, ...]:
        """Dotted names of all modules that its setup cells, used or not, and its body import."""
        parts = [item for number in step.setup for item in self._setup[number]]
        return tuple(dict.fromkeys(name for part in (*parts, *self._body(step)) for name in part.imports))

    def _body(self, step: Step) -> tuple[Statement, ...]:
        if step.name not in self._bodies:
            self._bodies[step.name] = tuple(_whole(cell) for cell in step.cells)
        return self._bodies[step.name]

    def _code(self, step: Step, mentioned: frozenset[str]) -> StepCode:
        body = self._body(step)
        # What a magic runs, and what a query names, is a text to Python; the definition knows what they read.
        names = set(mentioned).union(step.reads, *(part.names for part in body))
        found = self._used(step, names)
        used = [statement for _, statement in found]
        drawing = {cell for cell, statement in found if statement.draws}
        seeds = [cell.source for cell in self.pipeline.setup if cell.number in drawing]
        return StepCode(
            _sha256("body", *(part.digest for part in body)),
            _sha256("setup", *(statement.digest for statement in used), "seeds", *seeds),
            frozenset(names),
            tuple(dict.fromkeys(name for part in (*used, *body) for name in part.imports)),
            tuple(dict.fromkeys(text for part in (*used, *body) for text in part.texts)),
            not names.isdisjoint(_DYNAMIC),
            "\n".join(cell.source.strip("\n") for cell in step.cells),
            "\n".join(statement.source for statement in used),
            "" if any(cell.source.strip() for cell in step.cells) else dumps([step.type, step.options]),
        )

    def _used(self, step: Step, names: set[str]) -> list[tuple[int, Statement]]:
        """The statements of its setup cells that count, in order, with their cells; their names go to `names`."""
        cells = [(number, item) for number in step.setup for item in self._setup[number]]
        statements = [item for _, item in cells]
        everything = not names.isdisjoint(_DYNAMIC)
        chosen: set[int] = set()
        while True:
            more = [
                index
                for index, item in enumerate(statements)
                if index not in chosen and (everything or self._counts(item, names))
            ]
            if not more:
                return [cells[index] for index in sorted(chosen)]
            chosen.update(more)
            names.update(*(statements[index].names for index in more))
            everything = everything or not names.isdisjoint(_DYNAMIC)

    def _counts(self, statement: Statement, names: set[str]) -> bool:
        if not statement.optional or not statement.binds.isdisjoint(names):
            return True
        # What nobody ever uses was imported for its effect.
        return statement.is_import and statement.binds.isdisjoint(self._mentioned)

    @cached_property
    def _mentioned(self) -> frozenset[str]:
        parts = [item for statements in self._setup.values() for item in statements if not item.is_import]
        parts += [item for step in self.pipeline.steps for item in self._body(step)]
        return frozenset().union(*(item.names for item in parts))


def _statements(cell: Cell) -> tuple[Statement, ...]:
    """The top-level statements of a setup cell."""
    tree, lines = _tree(cell.source), cell.source.split("\n")
    own = _is_plain_python(cell.source)  # else the lines are those of what IPython makes of it
    return tuple(
        _statement(
            [node],
            "\n".join(lines[_first_line(node) - 1 : node.end_lineno]) if own else ast.unparse(node),
        )
        for node in tree.body
    )


def _guarded(statement: Statement, own: frozenset[str]) -> Statement:
    """The statement, taken for one that may do anything where it mentions one of these."""
    if own.isdisjoint(statement.names):
        return statement
    return replace(statement, optional=False, draws=True)


def _whole(cell: Cell) -> Statement:
    """The body of a step as one statement; most bodies import nothing, and need no tree."""
    code = None if "import" in cell.source else _compiled(cell.source)
    if code is None:
        return _statement(_tree(cell.source).body, cell.source)
    return _of_code(code, cell.source)


def _compiled(source: str | ast.Module) -> CodeType | None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            code: CodeType = compile(
                source, "", "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True
            )
        except (SyntaxError, ValueError):  # IPython's syntax
            return None
    return code


def _is_plain_python(source: str) -> bool:
    try:
        ast.parse(source)
    except (SyntaxError, ValueError):
        return False
    return True


def _first_line(node: ast.stmt) -> int:
    decorators: list[ast.expr] = getattr(node, "decorator_list", [])
    return min([node.lineno, *(item.lineno for item in decorators)])


def _tree(source: str) -> ast.Module:
    return syntax.parse(source).tree


def _statement(nodes: list[ast.stmt], source: str) -> Statement:
    code = _compiled(ast.Module(nodes, []))
    assert code is not None
    first = nodes[0] if len(nodes) == 1 else None
    return replace(
        _of_code(code, source),
        binds=frozenset(_binds(first)) if first is not None else frozenset(),
        imports=tuple(dict.fromkeys(_imports(nodes))) if "import" in source else (),
        optional=first is not None and _is_optional(first),
        is_import=isinstance(first, ast.Import | ast.ImportFrom),
        draws=first is not None and _draws(first),
    )


def _of_code(code: CodeType, source: str) -> Statement:
    names: set[str] = set()
    texts: list[str] = []
    _collect(code, names, texts)
    digest = hashlib.sha256(repr(_plain(code)).encode("utf-8", "surrogatepass")).hexdigest()
    return Statement(source, digest, frozenset(names), texts=tuple(dict.fromkeys(texts)))


def _collect(code: CodeType, names: set[str], texts: list[str]) -> None:
    """Every name that the code takes from outside its own variables, attributes included, and its texts."""
    names.update(code.co_names)
    for item in code.co_consts:
        _collect_constant(item, names, texts)


def _collect_constant(item: object, names: set[str], texts: list[str]) -> None:
    if isinstance(item, CodeType):
        _collect(item, names, texts)
    elif isinstance(item, str):
        texts.append(item)
    elif isinstance(item, tuple | frozenset):
        for part in item:
            _collect_constant(part, names, texts)


def _plain(value: object) -> object:
    """A constant, or code without its places in the file, as something whose `repr` tells all about it."""
    if isinstance(value, CodeType):
        return (
            value.co_name,
            value.co_argcount,
            value.co_posonlyargcount,
            value.co_kwonlyargcount,
            value.co_flags,
            value.co_code,
            tuple(_plain(item) for item in value.co_consts),
            value.co_names,
            value.co_varnames,
            value.co_freevars,
            value.co_cellvars,
            value.co_exceptiontable,
        )
    if isinstance(value, tuple):
        return ("tuple", *(_plain(item) for item in value))
    if isinstance(value, frozenset):
        return ("frozenset", *sorted(repr(_plain(item)) for item in value))
    return (type(value).__name__, value)


def _binds(node: ast.stmt) -> Iterator[str]:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        yield node.name
    elif isinstance(node, ast.Import):
        yield from (alias.asname or alias.name.partition(".")[0] for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        yield from (alias.asname or alias.name for alias in node.names)
    elif isinstance(node, ast.Assign | ast.AnnAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        for target in targets:
            yield from (item.id for item in ast.walk(target) if isinstance(item, ast.Name))


def _imports(nodes: Iterable[ast.stmt]) -> Iterator[str]:
    """Dotted names of the modules that the code imports anywhere, also inside of functions."""
    for node in (inner for outer in nodes for inner in ast.walk(outer)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names if alias.name != "*")
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and "import " in node.value:
            with contextlib.suppress(SyntaxError, ValueError):  # code under a magic is a text to Python
                yield from _imports(ast.parse(node.value).body)


def _is_optional(node: ast.stmt) -> bool:
    match node:
        case ast.Import():
            return True
        case ast.ImportFrom():
            return all(alias.name != "*" for alias in node.names)
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            return _only_marks(node) and all(_is_harmless(item) for item in _defaults(node.args))
        case ast.ClassDef():
            return (
                not node.keywords
                and _only_marks(node)
                and all(_is_harmless(item) for item in node.bases)
                and all(_last_name(item) in _HARMLESS for item in node.bases)
                and all(
                    _is_optional(item) or isinstance(item, ast.Pass) or _is_text(item) for item in node.body
                )
            )
        case ast.Assign():
            plain = all(
                isinstance(item, ast.Name | ast.Tuple | ast.List | ast.expr_context)
                for target in node.targets
                for item in ast.walk(target)
            )
            return plain and _is_harmless(node.value)
        case ast.AnnAssign():
            return isinstance(node.target, ast.Name) and (node.value is None or _is_harmless(node.value))
    return _is_text(node)


def _only_marks(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> bool:
    """Whether its decorators leave nothing behind; others are calls that may, such as one that enters it in a list."""
    return all(_is_harmless(item) and _last_name(item) in _HARMLESS for item in node.decorator_list)


def _defaults(arguments: ast.arguments) -> list[ast.expr]:
    return [*arguments.defaults, *(item for item in arguments.kw_defaults if item is not None)]


def _is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _is_harmless(node: ast.expr) -> bool:
    """Whether evaluating it does nothing but give a value."""
    queue: list[ast.AST] = [node]
    while queue:
        item = queue.pop()
        if isinstance(item, ast.Lambda):
            continue
        if isinstance(item, ast.comprehension) and isinstance(item.iter, ast.Name):
            return False  # it may be a generator, which is used up
        if isinstance(item, ast.Call):
            name = _last_name(item.func)
            used_up = name in _CONSUMING and any(isinstance(argument, ast.Name) for argument in item.args)
            if name not in _HARMLESS or used_up:
                return False
        elif not isinstance(item, _PLAIN):
            return False
        queue.extend(ast.iter_child_nodes(item))
    return True


def _draws(node: ast.stmt) -> bool:
    """Whether running the statement calls something that may draw random numbers."""
    queue: list[ast.AST] = [node]
    while queue:
        item = queue.pop()
        if isinstance(item, ast.Call) and _last_name(item.func) not in _HARMLESS | _QUIET:
            return True
        if isinstance(item, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and not _only_marks(item):
            return True
        if isinstance(item, ast.FunctionDef | ast.AsyncFunctionDef):
            queue.extend(_defaults(item.args))  # its body runs later, if ever
        elif isinstance(item, ast.Assign) and isinstance(item.value, ast.Lambda):
            queue.extend(_defaults(item.value.args))
        else:
            queue.extend(ast.iter_child_nodes(item))
    return False


def _last_name(node: ast.expr) -> str:
    if isinstance(node, ast.Call):
        return _last_name(node.func)
    if isinstance(node, ast.Subscript):
        return _last_name(node.value)
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _sha256(*parts: str) -> str:
    return "sha256:" + hashlib.sha256("\0".join(parts).encode()).hexdigest()
