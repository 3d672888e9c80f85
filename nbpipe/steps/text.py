"""Texts with values filled in: model cards and messages. `{metrics[auc]:.3f}` as in `str.format`, nothing more."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from nbpipe.dataflow import Place
from nbpipe.errors import DefinitionError, NbpipeError, Problem

_FIELD = re.compile(r"([A-Za-z_]\w*)((?:\[[^\[\]]+\]|\.[A-Za-z]\w*)*)")


@dataclass(frozen=True)
class _Field:
    """A part of a text: what stands before the braces, and what is in them. `position` is that of the name."""

    literal: str
    position: int
    name: str | None
    spec: str
    conversion: str | None

    @property
    def written(self) -> str:
        conversion = f"!{self.conversion}" if self.conversion else ""
        return "{" + (self.name or "") + conversion + (f":{self.spec}" if self.spec else "") + "}"


def _fields(text: str) -> Iterator[_Field]:
    """The parts of a text in their order; `ValueError` where a brace is odd."""
    position = 0
    for literal, name, spec, conversion in string.Formatter().parse(text):
        position += len(literal) + literal.count("{") + literal.count("}")  # those are doubled in the text
        yield _Field(literal, position + 1, name, spec or "", conversion)
        if name is not None:
            position += 2 + len(name) + (1 + len(conversion) if conversion else 0)
            position += 1 + len(spec or "") if text[position - 1 : position] == ":" else 0


def names(text: str) -> dict[str, Place]:
    """Names that the text refers to, each with its first place. `DefinitionError` where a field cannot be read.

    >>> list(names("AUC {metrics[auc]:.3f} of {model_name}, {{literally}}"))
    ['metrics', 'model_name']
    """
    try:
        fields = [field for field in _fields(text) if field.name is not None]
    except ValueError as error:
        message = f"a brace is not closed or not opened: {error}"
        hint = "write {name} for a value, and {{ or }} for a brace itself"
        raise DefinitionError.of([_problem(text, _odd_brace(text), message, hint)]) from None
    found: dict[str, Place] = {}
    problems = []
    for field in fields:
        matched = _FIELD.fullmatch(field.name or "")
        if matched is None or "._" in matched[0]:
            message = f"{{{field.name}}} is not a name with keys"
            hint = "write {name}, {name[key]} or {name[key]:.3f}; compute anything else in a step"
            problems.append(_problem(text, field.position, message, hint))
        elif "{" in field.spec or field.conversion not in (None, "r", "s", "a"):
            message = f"{field.written} is shown in a way that a text does not have"
            hint = "write the format itself after the colon, such as {name[key]:.3f}"
            problems.append(_problem(text, field.position, message, hint))
        else:
            start = text.rfind("\n", 0, field.position) + 1
            column = len(text[start : field.position].encode(errors="surrogatepass"))
            found.setdefault(matched[1], Place(text.count("\n", 0, start) + 1, column))
    if problems:
        raise DefinitionError.of(problems)
    return found


def _problem(text: str, position: int, message: str, hint: str) -> Problem:
    start = text.rfind("\n", 0, position) + 1
    line = text.count("\n", 0, start) + 1
    source = text[start:].partition("\n")[0]
    return Problem("template", message, hint, line=line, column=position - start, source=source)


def _odd_brace(text: str) -> int:
    """Where a brace stands that has no other, or is in the wrong place."""
    opened: int | None = None
    for found in re.finditer(r"\{\{|\}\}|\{|\}", text):
        if found[0] == "{":
            if opened is not None:
                return opened
            opened = found.start()
        elif found[0].startswith("}"):
            if opened is None and found[0] == "}":
                return found.start()
            opened = None
    return opened or 0


def fill(text: str, values: Mapping[str, Any]) -> str:
    """The text with the values in it. `NbpipeError` names the field whose value is not there or cannot be shown so.

    >>> fill("AUC {metrics[auc]:.2f}", {"metrics": {"auc": 0.8123}})
    'AUC 0.81'
    """
    parts = []
    for field in _fields(text):
        parts.append(field.literal)
        if field.name is None:
            continue
        try:
            value, _ = string.Formatter().get_field(field.name, (), values)
        except (KeyError, IndexError, AttributeError, TypeError) as error:
            message = f"{field.written} has no value: {error} is not there"
            if isinstance(error, TypeError):
                message = f"{field.written} has no value: {error}"
            raise NbpipeError(message, "look at the keys that it has") from None
        try:
            value = string.Formatter().convert_field(value, field.conversion)
            parts.append(format(value, field.spec))
        except (ValueError, TypeError) as error:
            message = f"{field.written} cannot be shown so: {error}"
            raise NbpipeError(message, "change what stands after the colon") from None
    return "".join(parts)
