"""What a condition comes to for given values, and why."""

from __future__ import annotations

import ast
import contextlib
import operator
import re
import reprlib
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from nbpipe.conditions.expression import Expression, champion
from nbpipe.errors import NbpipeError

# Where `values` has the function that answers what a `Champion` comes to; no variable can have that name.
LOOK_UP = "champion()"

LARGEST = 4096  # bits of an integer power, and items of a repeated text or list

_ARITHMETIC: Mapping[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
    ast.Pow: operator.pow,
}
_COMPARISONS: Mapping[type[ast.cmpop], Callable[[Any, Any], Any]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Is: operator.is_,
    ast.IsNot: operator.is_not,
}


def evaluate(expression: Expression, values: Mapping[str, Any]) -> bool:
    """What the condition is for these values; the same that Python says.

    The value has to be a bool, of Python or NumPy. A number, a text or a table is refused: `metrics["auc"]` alone is
    a comparison that somebody forgot, and it would send every run the same way without a word. Between `and`, `or`
    and `not` anything counts as it does in Python, so `not errors` says whether a list is empty.

    Raises `NbpipeError` that names the part that failed and its values.

    >>> from nbpipe.conditions import parse
    >>> evaluate(parse('metrics["auc"] >= threshold'), {"metrics": {"auc": 0.84}, "threshold": 0.8})
    True
    >>> evaluate(parse('metrics["auc"] >= 0.8'), {"metrics": {"acc": 0.84}})
    Traceback (most recent call last):
    nbpipe.errors.NbpipeError: metrics["auc"] has no key 'auc'
      → its keys: 'acc'
    """
    value = value_of(expression.tree, values)
    if isinstance(value, bool) or _is_numpy_bool(value):
        return bool(value)
    what = _shown(value)
    if _is_ambiguous(value):
        raise _failure(
            f"{expression} is {what}, which is neither true nor false as a whole",
            "compare a single number: compute it in a step",
        )
    raise _failure(
        f"{expression} is {what}, not True or False",
        f"compare it, such as {expression} > 0 or {expression} != None",
    )


def _failure(message: str, hint: str | None = None) -> NbpipeError:
    return NbpipeError(message, hint, code="condition-value")


def value_of(node: ast.expr, values: Mapping[str, Any]) -> Any:
    """The value of a part. Whatever goes wrong in it is said of the smallest part in which it does."""

    def of(part: ast.expr) -> Any:
        return value_of(part, values)

    match node:
        case ast.Constant(value=value):
            return value
        case ast.Name(id=name):
            if name not in values:
                raise _failure(
                    f"{name} has no value", "no step that ran has written it, and it is no parameter"
                )
            return values[name]
        case ast.BoolOp(op=op, values=parts):
            decides = isinstance(op, ast.Or)
            for part in parts[:-1]:
                value = of(part)
                if _truth(part, value) is decides:
                    return value
            return of(parts[-1])
        case ast.UnaryOp(op=ast.Not(), operand=part):
            return not _truth(part, of(part))
        case ast.UnaryOp(op=op, operand=part):
            sign = operator.neg if isinstance(op, ast.USub) else operator.pos
            return _computed(node, sign, of(part))
        case ast.BinOp(left=left, op=op, right=right):
            operands = of(left), of(right)
            _guard(node, *operands)
            return _computed(node, _ARITHMETIC[type(op)], *operands)
        case ast.Compare():
            return _chain(node, of)
        case ast.Call() if (asked := champion(node)) is not None:
            if LOOK_UP not in values:
                raise _failure(f"{_text(node)} cannot be looked up here", "run the pipeline")
            return values[LOOK_UP](asked)
        case ast.Subscript(value=container, slice=key):
            return _item(node, of(container), of(key))
        case ast.Slice(lower=lower, upper=upper, step=step):
            return slice(*(of(part) if part else None for part in (lower, upper, step)))
        case ast.List(elts=parts):
            return [of(part) for part in parts]
        case ast.Tuple(elts=parts):
            return tuple([of(part) for part in parts])
        case ast.Set(elts=parts):
            items = [of(part) for part in parts]
            return _computed(node, set, items)
        case ast.Dict(keys=keys, values=parts):
            pairs = [(of(key), of(part)) for key, part in zip(keys, parts, strict=True) if key is not None]
            return _computed(node, dict, pairs)
    raise AssertionError(f"parse let {type(node).__name__} through")


def _chain(node: ast.Compare, of: Callable[[ast.expr], Any]) -> Any:
    """`a < b < c` is `a < b and b < c`, with b evaluated once and c only where it counts."""
    left, result = of(node.left), None
    for index, (op, part) in enumerate(zip(node.ops, node.comparators, strict=True)):
        right = of(part)
        if isinstance(op, ast.In | ast.NotIn):
            result = _computed(node, operator.contains, right, left)
            result = result if isinstance(op, ast.In) else not result
        else:
            result = _computed(node, _COMPARISONS[type(op)], left, right)
        if index + 1 < len(node.ops) and not _truth(node, result):
            return result
        left = right
    return result


def _computed(node: ast.expr, function: Callable[..., Any], *operands: Any) -> Any:
    try:
        return function(*operands)
    except NbpipeError:
        raise
    except Exception as error:
        shown = " and ".join(_typed(operand) for operand in operands)
        raise _failure(f"{ast.unparse(node)} failed with {shown}: {_said(error)}") from error


def _item(node: ast.Subscript, container: Any, key: Any) -> Any:
    try:
        return container[key]
    except (KeyError, IndexError) as error:
        if isinstance(container, Mapping):
            keys = [_shown(known) for known in container]
            hint = (
                f"its keys: {', '.join(keys[:8])}{', …' if len(keys) > 8 else ''}" if keys else "it is empty"
            )
            raise _failure(f"{_text(node)} has no key {_shown(key)}", hint) from error
        raise _failure(f"{_text(node)} is not there: {_text(node.value)} is {_typed(container)}") from error
    except Exception as error:
        message = f"{_text(node)} failed: {_text(node.value)} is {_typed(container)}: {_said(error)}"
        raise _failure(message) from error


def _guard(node: ast.BinOp, left: Any, right: Any) -> None:
    """Refuse what would fill the memory or take hours: conditions are evaluated by the scheduler itself."""
    too_large = False
    match node.op:
        case ast.Pow():
            if isinstance(left, int) and isinstance(right, int) and right > 0:
                too_large = left.bit_length() * right > LARGEST and abs(left) > 1
        case ast.Mult():
            for items, times in ((left, right), (right, left)):
                if isinstance(items, str | bytes | list | tuple) and isinstance(times, int):
                    too_large = too_large or len(items) * times > LARGEST
        case ast.Mod():
            if isinstance(left, str | bytes):
                raise _failure(
                    f"{_text(node)} formats a text", "compute it in a step and compare the variable"
                )
    if too_large:
        raise _failure(f"{_text(node)} would be too large: {_shown(left)} and {_shown(right)}")


def _truth(node: ast.expr, value: Any) -> bool:
    """Whether a value counts as true between `and`, `or` and `not`."""
    try:
        return bool(value)
    except Exception as error:
        raise _failure(
            f"{_text(node)} is {_typed(value)}, which is neither true nor false as a whole",
            "compare a single number: compute it in a step",
        ) from error


def _is_numpy_bool(value: Any) -> bool:
    """Without importing NumPy: whoever has such a value has it loaded."""
    kind = type(value)
    return kind.__module__ == "numpy" and kind.__name__ in ("bool", "bool_")


def _is_ambiguous(value: Any) -> bool:
    try:
        bool(value)
    except Exception:
        return True
    return getattr(value, "shape", ()) != ()


def _text(node: ast.expr) -> str:
    return _quotes(ast.unparse(node))


def _quotes(text: str) -> str:
    """Keys in double quotes, as most people write them."""
    return re.sub(r"\['([^'\"\\]*)'\]", r'["\1"]', text)


def _said(error: Exception) -> str:
    return f"{type(error).__name__}: {error}".splitlines()[0][:200]


def _typed(value: Any) -> str:
    return f"{_shown(value)} ({type(value).__name__})"


def _shown(value: Any) -> str:
    """A value on one short line."""
    plain = _plain(value)
    if plain is None or isinstance(
        plain, bool | int | float | complex | str | bytes | list | tuple | set | dict
    ):
        try:
            text = _SHORT.repr(plain)
        except Exception:
            text = f"a {type(value).__name__}"
    else:
        shape = getattr(value, "shape", None)
        size = f" of shape {shape}" if isinstance(shape, tuple) else ""
        text = f"a {type(value).__name__}{size}"
    text = " ".join(text.split())
    return text if len(text) <= 60 else f"{text[:59]}…"


_SHORT = reprlib.Repr()
_SHORT.maxstring = _SHORT.maxother = _SHORT.maxlong = 60


def _plain(value: Any) -> Any:
    """A NumPy scalar as Python's own, so that it reads as the number that it is."""
    if type(value).__module__ == "numpy" and getattr(value, "shape", None) == ():
        return value.item()
    return value


def explain(expression: Expression, values: Mapping[str, Any]) -> str:
    """The expression, the same with its values, and what it comes to, on one line.

    Numbers have the digits that it takes to tell them apart. Raises what `evaluate` raises.

    >>> from nbpipe.conditions import parse
    >>> explain(parse('metrics["auc"] >= threshold'), {"metrics": {"auc": 0.8123456}, "threshold": 0.85})
    'metrics["auc"] >= threshold: 0.8123 >= 0.85 is False'
    """
    result = evaluate(expression, values)
    leaves = dict(_leaves(expression, values))
    constants = (node.value for node in _outside_calls(expression.tree) if isinstance(node, ast.Constant))
    known = (value for value in (*leaves.values(), *constants) if type(value) in (int, float))
    numbers = {value for value in known if abs(value) < 1e300}
    digits = next((d for d in (4, 6, 9, 12) if len({f"{n:.{d}g}" for n in numbers}) == len(numbers)), 17)

    def shown(value: Any) -> str:
        return f"{value:.{digits}g}" if isinstance(value, float) else _shown(value)

    filled = _Filled({node: shown(value) for node, value in leaves.items()}).visit(expression.tree)
    said = " ".join(ast.unparse(filled).split())
    if isinstance(filled, ast.Name):  # a bare flag would only say its value twice
        return f"{expression} is {result}"
    return f"{expression}: {said} is {result}"


def _outside_calls(tree: ast.AST) -> Iterator[ast.AST]:
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, ast.Call):
            waiting += ast.iter_child_nodes(node)


def _leaves(expression: Expression, values: Mapping[str, Any]) -> Iterator[tuple[ast.expr, Any]]:
    """Names and what is indexed from them, as large as possible, with their values; what was not needed may have none."""
    waiting: list[ast.AST] = [expression.tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Name | ast.Subscript | ast.Call):
            with contextlib.suppress(NbpipeError):
                yield node, _plain(value_of(node, values))
        else:
            waiting += ast.iter_child_nodes(node)


class _Filled(ast.NodeTransformer):
    """A copy of a tree with texts in place of some of its parts."""

    def __init__(self, texts: Mapping[ast.expr, str]) -> None:
        self.texts = texts

    def visit(self, node: ast.AST) -> ast.AST:
        if isinstance(node, ast.expr) and node in self.texts:
            return ast.Name(self.texts[node], ast.Load())
        fields = {
            name: [self.visit(item) if isinstance(item, ast.AST) else item for item in value]
            if isinstance(value, list)
            else self.visit(value)
            if isinstance(value, ast.AST)
            else value
            for name, value in ast.iter_fields(node)
        }
        return type(node)(**fields)
