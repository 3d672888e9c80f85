"""What a condition may be, and what to write instead of what it may not."""

from __future__ import annotations

import ast
import re
import textwrap
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from nbpipe.errors import DefinitionError, Problem

DEEPEST = 50  # levels of an expression's tree: every walk over one stays far below Python's own limit

_PLAIN = (
    ast.Name,
    ast.BoolOp,
    ast.Compare,
    ast.Subscript,
    ast.Slice,
    ast.List,
    ast.Tuple,
    ast.Set,
    ast.Dict,
)
_ARITHMETIC = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.FloorDiv, ast.Mod, ast.Pow)
# Parts of a tree that only say how another is used.
_GRAMMAR = (ast.expr_context, ast.operator, ast.unaryop, ast.boolop, ast.cmpop, ast.keyword)

CHAMPION = "champion"  # the one function that a condition may call


@dataclass(frozen=True)
class Champion:
    """A metric of the champion of a model group; `default` is what counts while the group has none."""

    group: str
    metric: str
    default: float | None = None


@dataclass(frozen=True)
class Expression:
    """A parsed expression. `source` is its text as written, `names` what it reads, in the order of first use.

    `places` are line, from 1, and column, from 0 and in bytes as Python counts it, of the first use of each name in the
    body that was parsed.
    """

    source: str
    names: tuple[str, ...]
    tree: ast.expr = field(compare=False, repr=False)
    places: Mapping[str, tuple[int, int]] = field(default_factory=dict, compare=False, repr=False)

    def __str__(self) -> str:
        return self.source


def parse(source: str) -> Expression:
    """The expression that the body of a Condition holds; comments may stand around it.

    Raises `DefinitionError` with everything that is not allowed. Its lines and columns are those of `source`.

    >>> parse('metrics["auc"] >= auc_threshold  # good enough').names
    ('metrics', 'auc_threshold')
    >>> parse("len(df) > 3")
    Traceback (most recent call last):
    nbpipe.errors.DefinitionError: line 1: a condition cannot call len(df)
        len(df) > 3
        ^
      → compute it in a step and compare the variable
    """
    text = textwrap.dedent(source)
    margin = next(
        (
            len(old) - len(new)
            for old, new in zip(source.split("\n"), text.split("\n"), strict=True)
            if new.strip()
        ),
        0,
    )
    lines = source.split("\n")

    def problem(finding: _Finding) -> Problem:
        line = min(max(finding.line, 1), len(lines))
        return Problem(
            f"condition-{finding.code}",
            finding.message,
            finding.hint,
            line=line,
            column=min(max(finding.column + margin, 0), len(lines[line - 1])),
            source=lines[line - 1],
        )

    tree, findings = _read(text)
    if tree is not None and not findings:
        findings = sorted(_refused(tree, text), key=lambda finding: (finding.line, finding.column))
    if tree is None or findings:
        raise DefinitionError.of(problem(finding) for finding in findings)
    called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    names = [node for node in ast.walk(tree) if isinstance(node, ast.Name) and id(node) not in called]
    names.sort(key=lambda node: (node.lineno, node.col_offset))
    places: dict[str, tuple[int, int]] = {}
    for node in names:
        places.setdefault(node.id, (node.lineno, node.col_offset + margin))
    return Expression(_segment(text, tree), tuple(places), tree, places)


@dataclass(frozen=True)
class _Finding:
    code: str
    message: str
    hint: str
    line: int = 1
    column: int = 0


def _read(text: str) -> tuple[ast.expr | None, list[_Finding]]:
    """The one expression of a text, or why it has none."""
    if "\0" in text:  # Pythons say it each in another way
        line = text.count("\n", 0, text.index("\0")) + 1
        return None, [_Finding("syntax", "the condition holds a NUL character", "remove it", line)]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # an odd escape in a text is Python's business, not the run's
            body = ast.parse(text).body
    except SyntaxError as error:
        return None, [_syntax(text, error)]
    except (RecursionError, MemoryError):
        return None, [_DEEP]
    except ValueError:  # a lone surrogate
        return None, [_Finding("syntax", "the condition is not text", "remove what is not a character")]
    if not body:
        hint = 'write one, such as metrics["auc"] >= auc_threshold'
        return None, [_Finding("empty", "the condition has no expression", hint)]
    first, *others = body
    if len(body) == 1 and isinstance(first, ast.Expr):
        return first.value, []
    where = others[0] if isinstance(first, ast.Expr) else first
    line, column = _place(text, where)
    if isinstance(where, ast.Assign | ast.AnnAssign | ast.AugAssign):
        hint = "write == to compare; compute a value in a step of its own"
        return None, [_Finding("assignment", "a condition cannot assign", hint, line, column)]
    if isinstance(where, ast.Expr):
        message = f"a condition is one expression, and this has {len(body)}"
        return None, [_Finding("several", message, "join them with `and` or `or`", line, column)]
    message = "a condition is an expression, not a statement"
    return None, [_Finding("statement", message, "do the rest in a step, and compare here", line, column)]


def _syntax(text: str, error: SyntaxError) -> _Finding:
    line, column = error.lineno or 1, (error.offset or 1) - 1
    shown = text.split("\n")
    here = shown[line - 1] if 0 < line <= len(shown) else ""
    said = error.msg or "invalid syntax"
    if re.match(r"\s*[%!]", here):
        message, hint = "a condition takes no magics and no shell commands", "run it in a step"
    elif "nested" in said or "recursion" in said:
        return _DEEP
    elif "unexpected indent" in said or "unindent" in said:
        message, hint = (
            "the condition is indented unlike what stands above it",
            "start its lines in one column",
        )
    elif _parses(f"(\n{text}\n)"):
        message, hint = "the condition is broken over lines", "put parentheses around the whole of it"
    elif found := re.search(r"=>|=<|<>", here):
        right = {"=>": ">=", "=<": "<=", "<>": "!="}[found.group()]
        message, hint = f"{found.group()} is not Python", f"write {right}"
    elif "==" in said or re.search(r"(?<![=!<>:])=(?!=)", here):
        message, hint = "a condition cannot assign", "write == to compare"
    elif "&&" in here or "||" in here:
        message, hint = "&& and || are not Python", "write `and` and `or`"
    elif re.search(r"!(?!=)", here):
        message, hint = "! is not Python", "write `not`"
    elif re.match(r"\s*(el)?if\b", here) or re.search(r":\s*$", here):
        message, hint = "a condition is the expression alone", "leave out `if` and the colon"
    else:
        message, hint = f"this is not a Python expression: {said}", "check quotes, brackets and operators"
    return _Finding("syntax", message, hint, line, column)


_DEEP = _Finding("deep", "the condition is nested too deeply", "compute parts of it in a step")


def _parses(text: str) -> bool:
    try:
        ast.parse(text, mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def _refused(tree: ast.expr, text: str) -> Iterator[_Finding]:
    """What the language does not have; nothing inside what is refused already."""
    waiting: list[tuple[ast.AST, int]] = [(tree, 1)]
    while waiting:
        node, depth = waiting.pop(0)
        if depth > DEEPEST:
            yield _DEEP
            return
        refusal = _refusal(node, text)
        if refusal is not None:
            line, column = _place(text, node)
            yield _Finding(refusal[0], refusal[1], refusal[2], line, column)
        else:
            waiting += [(child, depth + 1) for child in ast.iter_child_nodes(node)]


_COMPUTE = "compute it in a step and compare the variable"


def _refusal(node: ast.AST, text: str) -> tuple[str, str, str] | None:
    """Code, message and hint, if the language has no such part."""
    if isinstance(node, (*_PLAIN, *_GRAMMAR)):
        if isinstance(node, ast.Dict) and None in node.keys:
            return "starred", "a condition cannot unpack with **", "name the parts, or compute it in a step"
        return _compared(node, text) if isinstance(node, ast.Compare) else None
    said = _segment(text, node) if isinstance(node, ast.expr) else ""
    said = said if len(said) <= 40 else f"{said[:39]}…"
    match node:
        case ast.Constant(value=value):
            if value is None or isinstance(value, bool | int | float | complex | str | bytes):
                return None
            return "literal", "`...` says nothing that could be compared", "write a number or a text"
        case ast.BinOp(op=op):
            if isinstance(op, _ARITHMETIC):
                return None
            if isinstance(op, ast.BitAnd | ast.BitOr):
                word = "and" if isinstance(op, ast.BitAnd) else "or"
                return "operator", f"a condition has no {'&' if word == 'and' else '|'}", f"write `{word}`"
            return "operator", f"a condition cannot compute {said}", _COMPUTE
        case ast.UnaryOp(op=op):
            if not isinstance(op, ast.Invert):
                return None
            return "operator", "a condition has no ~", "write `not`"
        case ast.Call(func=ast.Name(id=name)) if name == CHAMPION:
            if champion(node) is not None:
                return None
            hint = 'write champion("attrition", "auc"), or champion("attrition", "auc", default=0.5)'
            return "champion", f"{said} is not a group and a metric, as texts, and a number", hint
        case ast.Call():
            return "call", f"a condition cannot call {said}", _COMPUTE
        case ast.Attribute(value=value, attr=name):
            inner = _segment(text, value)
            hint = f'write {inner}["{name}"] if it is a dict, else {_COMPUTE}'
            return "attribute", f"a condition cannot read the attribute {said}", hint
        case ast.IfExp():
            return "if", "a condition has no `if … else …`", "write it with `and` and `or`"
        case ast.NamedExpr():
            return "assignment", "a condition cannot assign with :=", _COMPUTE
        case ast.JoinedStr():
            return "f-string", "a condition has no f-strings", _COMPUTE
        case ast.Lambda() | ast.ListComp() | ast.SetComp() | ast.DictComp() | ast.GeneratorExp():
            return "loop", f"a condition cannot compute {said}", _COMPUTE
        case ast.Await() | ast.Yield() | ast.YieldFrom():
            return "await", "a condition cannot wait", "await it in a step and compare the variable"
        case ast.Starred():
            return "starred", "a condition cannot unpack with *", "name the parts, or compute it in a step"
    return "syntax", f"a condition cannot hold {said or type(node).__name__}", _COMPUTE


def champion(node: ast.Call) -> Champion | None:
    """What a call of `champion` asks for; None where it is none, or has other arguments than it takes.

    >>> champion(ast.parse('champion("attrition", "auc", default=-1)', mode="eval").body)
    Champion(group='attrition', metric='auc', default=-1)
    """
    texts = [
        part.value for part in node.args if isinstance(part, ast.Constant) and isinstance(part.value, str)
    ]
    if len(texts) != 2 or len(node.args) != 2 or not all(texts):
        return None
    group, metric = texts
    match node.keywords:
        case []:
            return Champion(group, metric)
        case [ast.keyword(arg="default", value=value)]:
            sign = -1 if isinstance(value, ast.UnaryOp) and isinstance(value.op, ast.USub) else 1
            number = value.operand if isinstance(value, ast.UnaryOp) else value
            given = number.value if isinstance(number, ast.Constant) else None
            if isinstance(given, int | float) and not isinstance(given, bool):
                return Champion(group, metric, sign * given)
    return None


def _compared(node: ast.Compare, text: str) -> tuple[str, str, str] | None:
    """`is` is for None: whether two equal numbers are one object is not a property of the data."""
    for left, op, right in zip((node.left, *node.comparators), node.ops, node.comparators, strict=False):
        if isinstance(op, ast.Is | ast.IsNot) and not any(
            isinstance(side, ast.Constant) and side.value is None for side in (left, right)
        ):
            word, instead = ("is", "==") if isinstance(op, ast.Is) else ("is not", "!=")
            message = f"`{word}` compares with None only"
            return "is", message, f"write {_segment(text, left)} {instead} {_segment(text, right)}"
    return None


def _place(text: str, node: ast.AST) -> tuple[int, int]:
    """Line from 1 and column from 0, in characters; Python counts columns in bytes."""
    line, offset = getattr(node, "lineno", 1), getattr(node, "col_offset", 0)
    return line, len(text.split("\n")[line - 1].encode()[:offset].decode(errors="ignore"))


def _segment(text: str, node: ast.expr) -> str:
    """The text of a part: as written if that is one line, else as Python would write it."""
    written = ast.get_source_segment(text, node)
    return written if written is not None and "\n" not in written else ast.unparse(node)
