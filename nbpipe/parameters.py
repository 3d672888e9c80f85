"""Parameters of a pipeline: read from the notebook's cell, checked and bound at the start of an execution."""

from __future__ import annotations

import ast
import io
import json
import re
import tokenize
import typing
from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from nbpipe.dataflow import Place
from nbpipe.errors import ParameterError, Problem
from nbpipe.model import Parameter
from nbpipe.options import nearest

SCALARS: Mapping[str, type] = {"str": str, "int": int, "float": float, "bool": bool, "Path": str}
_ALIASES = {"pathlib.Path": "Path", "typing.Literal": "Literal", "List": "list", "Dict": "dict"}


def read(source: str, number: int) -> tuple[list[Parameter], list[Problem]]:
    """The parameters that a cell declares, one `name: type = literal  # description` a line.

    >>> parameters, problems = read("auc: float = 0.8  # smallest AUC\\ncountry: str", 3)
    >>> [(p.name, p.type, p.default, p.required, p.description) for p in parameters]
    [('auc', 'float', 0.8, False, 'smallest AUC'), ('country', 'str', None, True, '')]
    """
    lines = re.split(r"\r\n|\r|\n", source)
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError) as error:
        said = error.msg if isinstance(error, SyntaxError) else "it is nested too deeply, or no text"
        line, offset = getattr(error, "lineno", 1) or 1, getattr(error, "offset", 1) or 1
        line = min(line, len(lines))
        message = f"Python cannot read this: {said}"
        hint = "write one parameter a line: name: type = value, such as rate: float = 0.1"
        column = min(max(offset - 1, 0), len(lines[line - 1]))
        return [], [Problem("syntax", message, hint, number, line, column, source=lines[line - 1])]
    comments = _comments(source)
    parameters: dict[str, Parameter] = {}
    problems: list[Problem] = []

    def refuse(code: str, message: str, hint: str, node: ast.AST) -> None:
        place = Place(getattr(node, "lineno", 1), getattr(node, "col_offset", 0))
        text = lines[place.line - 1]
        problems.append(Problem(code, message, hint, number, place.line, place.character(text), source=text))

    def unclear(node: ast.stmt, name: str) -> None:
        """The parameter is there, and nothing more is known of it."""
        parameters.setdefault(name, Parameter(name, "any", cell=number, line=node.lineno))

    annotation: ast.expr | None
    value: ast.expr | None
    for node in tree.body:
        match node:
            case ast.Expr(value=ast.Constant()) | ast.Pass():
                continue
            case ast.AnnAssign(target=ast.Name(id=name), annotation=annotation, value=value):
                pass
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                annotation = None
            case _:
                hint = "write one parameter a line: name: type = value; put imports and functions into a %%setup cell"
                refuse("parameter", "a parameters cell holds parameters only", hint, node)
                continue
        default: Any = None
        if value is not None:
            try:
                default = _literal(value)
            except ValueError:
                hint = 'write the value itself, such as 0.85, "data.csv" or [1, 2]; compute in a %%setup or %%step cell'
                refuse("default", f"the default of {name} is not a plain value", hint, value)
                unclear(node, name)
                continue
        if annotation is None:
            kind, enum = _type_of(default), None
        else:
            try:
                kind, enum = _annotated(annotation)
            except ValueError:
                hint = "use str, int, float, bool, Path, Literal[…], or a list or dict of them"
                refuse("type", f"a parameter cannot be a {ast.unparse(annotation)}", hint, annotation)
                unclear(node, name)
                continue
        if name in parameters:
            refuse("parameter-twice", f"{name} is declared twice", "keep one of the two lines", node)
            continue
        parameter = Parameter(
            name, kind, default, value is None, comments.get(node.lineno, ""), enum, number, node.lineno
        )
        if value is not None:
            try:
                check(parameter, default)
            except ValueError as error:
                refuse(
                    "default",
                    f"the default of {name} {error}",
                    f"change the default or the type {kind}",
                    value,
                )
                unclear(node, name)
                continue
        parameters[name] = parameter
    return list(parameters.values()), problems


def _comments(source: str) -> dict[int, str]:
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(source).readline))
    except (tokenize.TokenError, IndentationError):
        return {}
    found: dict[int, str] = {}
    start = 1  # a value may go over several lines: the comment after it belongs to its first
    fresh = True
    for token in tokens:
        if token.type == tokenize.COMMENT and not fresh:
            found.setdefault(start, token.string.lstrip("#").strip())
        elif token.type == tokenize.NEWLINE:
            fresh = True
        elif token.type not in (tokenize.NL, tokenize.COMMENT, tokenize.INDENT, tokenize.DEDENT) and fresh:
            start, fresh = token.start[0], False
    return found


def _literal(node: ast.expr) -> Any:
    """A JSON value from its literal; `Path("…")` counts as its text. `ValueError` for anything else."""
    match node:
        case ast.Call(
            func=ast.Name(id="Path") | ast.Attribute(attr="Path"), args=[ast.Constant(value=str(text))]
        ):
            return text
    try:
        value = ast.literal_eval(node)
        json.dumps(value)
    except (ValueError, TypeError, SyntaxError, MemoryError):
        raise ValueError(ast.unparse(node)) from None
    if not _is_json(value):
        raise ValueError(ast.unparse(node))
    return value


def _is_json(value: Any) -> bool:
    if isinstance(value, list):
        return all(_is_json(item) for item in value)
    if isinstance(value, dict):
        return all(isinstance(key, str) and _is_json(item) for key, item in value.items())
    return value is None or type(value) in (str, int, float, bool)


def _type_of(value: Any) -> str:
    return {str: "str", int: "int", float: "float", bool: "bool", list: "list", dict: "dict"}.get(
        type(value), "any"
    )


def _annotated(node: ast.expr) -> tuple[str, tuple[Any, ...] | None]:
    """The type's name and its enum from an annotation; `ValueError` where parameters have no such type."""
    text = ast.unparse(node)
    text = _ALIASES.get(text, text)
    if text in SCALARS or text in ("list", "dict"):
        return text, None
    match node:
        case ast.Constant(value=str(quoted)):
            try:
                return _annotated(ast.parse(quoted, mode="eval").body)
            except SyntaxError:
                raise ValueError(text) from None
        case ast.BinOp(left=left, op=ast.BitOr(), right=ast.Constant(value=None)):
            kind, enum = _annotated(left)
            return f"{kind} | None", enum
        case ast.Subscript(value=holder, slice=inner):
            name = _ALIASES.get(ast.unparse(holder), ast.unparse(holder))
            if name == "Literal":
                items = inner.elts if isinstance(inner, ast.Tuple) else [inner]
                values = tuple(ast.literal_eval(item) for item in items)
                if not all(type(value) in (str, int, float, bool) for value in values):
                    raise ValueError(text)
                return f"Literal[{', '.join(map(repr, values))}]", values
            if name == "list":
                return f"list[{_annotated(inner)[0]}]", None
            if name == "dict" and isinstance(inner, ast.Tuple) and len(inner.elts) == 2:
                if ast.unparse(inner.elts[0]) != "str":
                    raise ValueError(text)
                return f"dict[str, {_annotated(inner.elts[1])[0]}]", None
            if name in ("Optional", "typing.Optional"):
                kind, enum = _annotated(inner)
                return f"{kind} | None", enum
    raise ValueError(text)


def check(parameter: Parameter, value: Any) -> Any:
    """The value as the parameter's type has it (an int for a float becomes one); `ValueError` says what is wrong."""
    if parameter.enum is not None:
        if parameter.type.endswith("| None") and value is None:
            return None
        for item in parameter.enum:
            if item == value and type(item) is type(value):
                return item
        raise ValueError(f"is {value!r}, not one of {', '.join(map(repr, parameter.enum))}")
    return _checked(parameter.type, value)


def _checked(kind: str, value: Any) -> Any:
    if kind.endswith(" | None"):
        return None if value is None else _checked(kind.removesuffix(" | None"), value)
    if kind == "any":
        if not _is_json(value):
            raise ValueError(f"is {value!r}, which JSON cannot hold")
        return value
    if kind in SCALARS:
        wanted = SCALARS[kind]
        if kind == "Path" and isinstance(value, PurePath):
            return str(value)
        if wanted is float and type(value) is int:
            return float(value)
        if type(value) is not wanted:
            raise ValueError(f"is {value!r}, not {_article(kind)}")
        return value
    if kind.startswith("Literal["):
        values = ast.literal_eval(f"[{kind[8:-1]}]")
        if not any(item == value and type(item) is type(value) for item in values):
            raise ValueError(f"holds {value!r}, not one of {kind[8:-1]}")
        return value
    if kind.startswith("list"):
        if not isinstance(value, list | tuple):
            raise ValueError(f"is {value!r}, not a list")
        return [_checked(kind[5:-1] or "any", item) for item in value]
    if not isinstance(value, dict) or not all(isinstance(key, str) for key in value):
        raise ValueError(f"is {value!r}, not a dict with text keys")
    inner = kind[len("dict[str, ") : -1] or "any"
    return {key: _checked(inner, item) for key, item in value.items()}


def _article(kind: str) -> str:
    return {"int": "an int", "str": "a text", "Path": "a path"}.get(kind, f"a {kind}")


_TRUTH = {
    "true": True,
    "yes": True,
    "1": True,
    "on": True,
    "false": False,
    "no": False,
    "0": False,
    "off": False,
}


def from_text(parameter: Parameter, text: str) -> Any:
    """A value typed on a command line, as the parameter's type reads it; `ValueError` says what is wrong.

    >>> from_text(Parameter("n", "int"), "3"), from_text(Parameter("b", "bool"), "yes")
    (3, True)
    """
    kind = parameter.type.removesuffix(" | None")
    if kind != parameter.type and text.lower() in ("none", "null"):
        return None
    if parameter.enum is not None:
        for item in parameter.enum:
            if str(item) == text:
                return item
        raise ValueError(f"is {text!r}, not one of {', '.join(map(repr, parameter.enum))}")
    if kind in ("str", "Path"):
        return text
    if kind == "bool":
        if text.lower() not in _TRUTH:
            raise ValueError(f"is {text!r}, not true or false")
        return _TRUTH[text.lower()]
    if kind in ("int", "float"):
        try:
            return int(text) if kind == "int" else float(text)
        except ValueError:
            raise ValueError(f"is {text!r}, not {_article(kind)}") from None
    try:
        value = json.loads(text)
    except json.JSONDecodeError:
        if kind == "any":
            return text
        raise ValueError(
            f"is {text!r}, not JSON such as {'[1, 2]' if kind.startswith('list') else chr(123) + '}'}"
        ) from None
    return check(parameter, value)


def bind(
    parameters: typing.Sequence[Parameter], given: Mapping[str, Any], *, as_text: frozenset[str] = frozenset()
) -> dict[str, Any]:
    """A value for every parameter: what is given, else its default.

    `as_text` names the given ones that were typed on a command line. `ParameterError` lists everything that is wrong:
    unknown names, missing values, wrong types.

    >>> bind([Parameter("n", "int", 1)], {"n": "2"}, as_text=frozenset({"n"}))
    {'n': 2}
    """
    known = {parameter.name: parameter for parameter in parameters}
    problems: list[Problem] = []
    values: dict[str, Any] = {}
    for name in given:
        if name not in known:
            hint = nearest(name, known) if known else "add a %%parameters cell to the notebook"
            problems.append(Problem("unknown-parameter", f"the pipeline has no parameter {name}", hint))
    for name, parameter in known.items():
        if name in given:
            try:
                value = from_text(parameter, given[name]) if name in as_text else given[name]
                values[name] = check(parameter, value)
            except ValueError as error:
                problems.append(
                    Problem(
                        "parameter-value",
                        f"parameter {name} {error}",
                        f"it is a {parameter.type}"
                        + (f": {parameter.description}" if parameter.description else ""),
                    )
                )
        elif parameter.required:
            hint = f"give it: -p {name}=…" + (
                f"   ({parameter.description})" if parameter.description else ""
            )
            problems.append(
                Problem("missing-parameter", f"parameter {name} has no default and was not given", hint)
            )
        else:
            values[name] = parameter.default
    if problems:
        raise ParameterError("The parameters are not right.", problems=problems)
    return values


def render(parameters: typing.Sequence[Parameter], names: typing.Container[str]) -> str:
    """The lines of a cell that sets the defaults of these parameters."""
    lines = []
    for parameter in parameters:
        if parameter.name in names and not parameter.required:
            comment = f"  # {parameter.description}" if parameter.description else ""
            lines.append(f"{parameter.name} = {re.sub(chr(10), ' ', repr(parameter.default))}{comment}")
    return "\n".join(lines)
