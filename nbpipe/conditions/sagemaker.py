"""Conditions as the JSON of SageMaker Pipelines: the value of `Conditions` in the arguments of a Condition step.

The form is that of SageMaker's Python SDK, `sagemaker.workflow.conditions` and `sagemaker.workflow.functions.JsonGet`:
all conditions of the list have to hold; there is no And besides, so one that is deeper is `Not Or Not`. A variable of
ours is a property file of the step that wrote it, and indexing is a path in that file.
"""

from __future__ import annotations

import ast
import json
import keyword
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from nbpipe.conditions.evaluation import evaluate, value_of
from nbpipe.conditions.expression import DEEPEST, Expression, parse
from nbpipe.errors import DefinitionError, NbpipeError, NotYetError, Problem
from nbpipe.model import Parameter

_COMPARISONS: Mapping[type[ast.cmpop], str] = {
    ast.Eq: "Equals",
    ast.Gt: "GreaterThan",
    ast.GtE: "GreaterThanOrEqualTo",
    ast.Lt: "LessThan",
    ast.LtE: "LessThanOrEqualTo",
}
_SYMBOLS = {
    "Equals": "==",
    "GreaterThan": ">",
    "GreaterThanOrEqualTo": ">=",
    "LessThan": "<",
    "LessThanOrEqualTo": "<=",
}

Json = dict[str, Any]


# ---- to SageMaker ---------------------------------------------------------------------------------------------------


def to_sagemaker(
    expression: Expression, writers: Mapping[str, str], parameters: Iterable[Parameter] = ()
) -> list[Json]:
    """The conditions that together say the same; all of them have to hold.

    `writers` maps each variable to the step whose property file of that name holds it. Raises `NotYetError` that
    names the part for which SageMaker has no words, and `NbpipeError` for a name that is neither.

    >>> to_sagemaker(parse('metrics["auc"] >= 0.8'), {"metrics": "evaluate"})  # doctest: +NORMALIZE_WHITESPACE
    [{'Type': 'GreaterThanOrEqualTo',
      'LeftValue': {'Std:JsonGet': {'PropertyFile': {'Get': 'Steps.evaluate.PropertyFiles.metrics'}, 'Path': 'auc'}},
      'RightValue': 0.8}]
    """
    export = _Export(dict(writers), {item.name: item for item in parameters})
    return export.every(expression.tree, final=True)


@dataclass(frozen=True)
class _Export:
    writers: Mapping[str, str]
    parameters: Mapping[str, Parameter]

    def every(self, node: ast.expr, *, final: bool) -> list[Json]:
        """Conditions that all have to hold. `final` are parts whose value may be that of the whole."""
        if isinstance(node, ast.BoolOp) and isinstance(node.op, ast.And):
            *most, last = node.values
            return [c for part in most for c in self.every(part, final=False)] + self.every(last, final=final)
        if isinstance(node, ast.Compare) and len(node.ops) > 1:
            sides = (node.left, *node.comparators)
            pairs = zip(sides, node.ops, node.comparators, strict=False)
            return [self.comparison(node, left, op, right) for left, op, right in pairs]
        return [self.one(node, final=final)]

    def one(self, node: ast.expr, *, final: bool) -> Json:
        if not _names(node):
            # SageMaker has no constants that are conditions.
            return {"Type": "Equals", "LeftValue": True, "RightValue": _constant_truth(node, final=final)}
        match node:
            case ast.BoolOp(op=ast.Or(), values=parts):
                *most, last = parts
                conditions = [self.one(part, final=False) for part in most] + [self.one(last, final=final)]
                return {"Type": "Or", "Conditions": conditions}
            case ast.BoolOp() | ast.Compare(ops=[_, _, *_]):
                return _all_of(self.every(node, final=final))
            case ast.UnaryOp(op=ast.Not(), operand=part):
                return _negated(self.one(part, final=False))
            case ast.Compare(left=left, ops=[op], comparators=[right]):
                return self.comparison(node, left, op, right)
            case ast.Name() | ast.Subscript():
                self.flag(node, final=final)
                return {"Type": "Equals", "LeftValue": self.operand(node), "RightValue": True}
        raise _not_yet(node, "compare it with a number or a text")

    def comparison(self, node: ast.expr, left: ast.expr, op: ast.cmpop, right: ast.expr) -> Json:
        if isinstance(op, ast.NotEq):
            return _negated(self.comparison(node, left, ast.Eq(), right))
        if isinstance(op, ast.NotIn):
            return _negated(self.comparison(node, left, ast.In(), right))
        if isinstance(op, ast.In):
            if not isinstance(right, ast.List | ast.Tuple | ast.Set):
                raise _not_yet(node, "write the values out, such as x in ['a', 'b']")
            values = [self.operand(item) for item in right.elts]
            return {"Type": "In", "QueryValue": self.operand(left), "Values": values}
        if type(op) not in _COMPARISONS:
            raise _not_yet(node, "SageMaker has no None; let the step write a text or a number instead")
        return {
            "Type": _COMPARISONS[type(op)],
            "LeftValue": self.operand(left),
            "RightValue": self.operand(right),
        }

    def flag(self, node: ast.expr, *, final: bool) -> None:
        """A bare value as a condition is exact only where it must be a bool: where it is the value of the whole,
        which `evaluate` insists on, or where the parameter is declared so.
        """
        parameter = self.parameters.get(node.id) if isinstance(node, ast.Name) else None
        if not final and (parameter is None or parameter.type != "bool"):
            raise _not_yet(node, f"write {ast.unparse(node)} == True")

    def operand(self, node: ast.expr) -> Any:
        if not _names(node):
            return _constant(node)
        if any(isinstance(part, ast.Call) for part in ast.walk(node)):
            raise _not_yet(
                node,
                "they know no registry: give the champion's metric as a parameter when the pipeline starts",
            )
        keys: list[str | int] = []
        inner = node
        while isinstance(inner, ast.Subscript):
            keys.insert(0, _key(inner))
            inner = inner.value
        if not isinstance(inner, ast.Name):
            raise _not_yet(node, "compute it in a step and compare the variable")
        name = inner.id
        if name in self.writers:
            if not keys:
                raise _not_yet(node, f"put it in a dict that the step writes, and compare {name}[…]")
            file = {"Get": f"Steps.{self.writers[name]}.PropertyFiles.{name}"}
            return {"Std:JsonGet": {"PropertyFile": file, "Path": _path(keys)}}
        if name in self.parameters:
            if keys:
                raise _not_yet(node, "make it a parameter of its own")
            return {"Get": f"Parameters.{name}"}
        raise NbpipeError(f"{name} is no parameter, and no step writes it", code="sagemaker-condition")


def _names(node: ast.expr) -> bool:
    return any(isinstance(part, ast.Name) for part in ast.walk(node))


def _not_yet(node: ast.expr, hint: str) -> NotYetError:
    return NotYetError(
        f"SageMaker's conditions cannot say {ast.unparse(node)}", hint, code="sagemaker-condition"
    )


def _constant(node: ast.expr) -> Any:
    value = value_of(node, {})
    if isinstance(value, bool | int | str) or (isinstance(value, float) and math.isfinite(value)):
        return value
    raise _not_yet(node, "compare with a number, a text, True or False")


def _constant_truth(node: ast.expr, *, final: bool) -> bool:
    return evaluate(Expression(ast.unparse(node), (), node), {}) if final else bool(value_of(node, {}))


def _all_of(conditions: Sequence[Json]) -> Json:
    if len(conditions) == 1:
        return conditions[0]
    return _negated({"Type": "Or", "Conditions": [_negated(c) for c in conditions]})


def _negated(condition: Json) -> Json:
    if condition["Type"] == "Not":
        inner: Json = condition["Expression"]
        return inner
    return {"Type": "Not", "Expression": condition}


def _key(node: ast.Subscript) -> str | int:
    value = None if _names(node.slice) or isinstance(node.slice, ast.Slice) else value_of(node.slice, {})
    if isinstance(value, str) and "'" not in value:
        return value
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    raise _not_yet(node, "index with a text or a number from 0")


def _path(keys: Iterable[str | int]) -> str:
    """A JsonPath, such as `regression.mse` or `rows[0]['a b']`."""
    path = ""
    for key in keys:
        if isinstance(key, int):
            path += f"[{key}]"
        elif re.fullmatch(r"[A-Za-z_]\w*", key, re.ASCII):
            path += f".{key}" if path else key
        else:
            path += f"['{key}']"
    return path


# ---- from SageMaker -------------------------------------------------------------------------------------------------


def from_sagemaker(
    conditions: Mapping[str, Any] | Sequence[Mapping[str, Any]], names: Mapping[str, str] | None = None
) -> Expression:
    """The expression that says the same as one condition, or as a list of them that all have to hold.

    A parameter or a property file becomes the variable of its name, or the one that `names` has for its reference,
    such as `{"Steps.evaluate.PropertyFiles.report-1": "report"}`. Raises `NotYetError` for a reference that is not to
    one of these, and `DefinitionError` for what is no condition.

    >>> print(from_sagemaker({"Type": "In", "QueryValue": {"Get": "Parameters.country"}, "Values": ["de", "fr"]}))
    country in ["de", "fr"]
    """
    load = _Import(dict(names or {}))
    parts = [conditions] if isinstance(conditions, Mapping) else list(conditions)
    return parse(load.joined("and", parts, 0, outermost=True) if parts else "True")


def _wrong(what: str, value: Any) -> DefinitionError:
    shown = json.dumps(value, default=str)
    message = f"this is no {what} of SageMaker's: {shown[:120]}"
    return DefinitionError.of([Problem("sagemaker-condition", message)])


@dataclass(frozen=True)
class _Import:
    names: Mapping[str, str]
    used: dict[str, str] = field(default_factory=dict)

    def joined(self, word: str, parts: Sequence[Any], depth: int, *, outermost: bool = False) -> str:
        texts = [self.condition(part, depth + 1) for part in parts]
        if len(texts) == 1:
            return texts[0]
        text = f" {word} ".join(texts)
        return text if outermost else f"({text})"

    def condition(self, value: Any, depth: int) -> str:
        if depth > DEEPEST:
            raise _wrong("condition (it is nested too deeply)", "…")
        match value:
            case {"Type": "In", "QueryValue": query, "Values": list(values)}:
                return self.member(query, values, "in")
            case {"Type": "Not", "Expression": {"Type": "In", "QueryValue": query, "Values": list(values)}}:
                return self.member(query, values, "not in")
            case {"Type": "Not", "Expression": {"Type": "Equals", "LeftValue": left, "RightValue": right}}:
                return f"{self.operand(left)} != {self.operand(right)}"
            case {"Type": "Not", "Expression": {"Type": "Or", "Conditions": [_, *_] as parts}} if all(
                isinstance(part, Mapping) and part.get("Type") == "Not" for part in parts
            ):
                return self.joined("and", [part.get("Expression") for part in parts], depth)
            case {"Type": "Not", "Expression": inner}:
                return f"not {self.condition(inner, depth + 1)}"
            case {"Type": "Or", "Conditions": list(parts)}:
                return self.joined("or", parts, depth) if parts else "False"
            case {"Type": str(kind), "LeftValue": left, "RightValue": right} if kind in _SYMBOLS:
                return f"{self.operand(left)} {_SYMBOLS[kind]} {self.operand(right)}"
        raise _wrong("condition", value)

    def member(self, query: Any, values: Iterable[Any], word: str) -> str:
        return f"{self.operand(query)} {word} [{', '.join(self.operand(value) for value in values)}]"

    def operand(self, value: Any) -> str:
        match value:
            case bool() | int():
                return repr(value)
            case float() if math.isfinite(value):
                return repr(value)
            case str():
                return json.dumps(value, ensure_ascii=False)
            case {"Get": str(reference)} if reference.startswith("Parameters."):
                return self.name(reference)
            case {"Std:JsonGet": {"PropertyFile": {"Get": str(reference)}, "Path": str(path)}}:
                if re.fullmatch(r"Steps\.[^.]+\.PropertyFiles\.[^.]+", reference):
                    return self.name(reference) + _indexing(path)
            case Mapping():
                pass
            case _:
                raise _wrong("value", value)
        raise NotYetError(
            f"a condition cannot read {json.dumps(value, default=str)[:120]}",
            "let a step write the value to a property file",
            code="sagemaker-condition",
        )

    def name(self, reference: str) -> str:
        name = self.names.get(reference, reference.rpartition(".")[2])
        if not name.isidentifier() or keyword.iskeyword(name):
            problem = f"{reference} has a name that no variable can have"
        elif self.used.setdefault(name, reference) != reference:
            problem = f"{reference} and {self.used[name]} would both be {name}"
        else:
            return name
        raise NotYetError(
            problem, f"give its variable in names={{{reference!r}: …}}", code="sagemaker-condition"
        )


_PART = re.compile(r"\.?([A-Za-z_]\w*)|\[(\d+)\]|\['([^']*)'\]|\[\"([^\"]*)\"\]", re.ASCII)


def _indexing(path: str) -> str:
    """`rows[0].auc` as `["rows"][0]["auc"]`."""
    rest, text = path.removeprefix("$"), ""
    while rest:
        part = _PART.match(rest)
        if part is None:
            raise NotYetError(
                f"a condition cannot read the path {path}", "name one value in it", code="sagemaker-condition"
            )
        name, index, *quoted = part.groups()
        key = next((item for item in (name, *quoted) if item is not None), None)
        text += f"[{index}]" if key is None else f"[{json.dumps(key, ensure_ascii=False)}]"
        rest = rest[part.end() :]
    return text
