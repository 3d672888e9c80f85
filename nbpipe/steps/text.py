"""Texts with values filled in: model cards and messages. `{metrics[auc]:.3f}` as in `str.format`, nothing more."""

from __future__ import annotations

import re
import string
from collections.abc import Mapping
from typing import Any

from nbpipe.dataflow import Place
from nbpipe.errors import DefinitionError, NbpipeError, Problem

_FIELD = re.compile(r"([A-Za-z_]\w*)((?:\[[^\[\]]+\]|\.[A-Za-z]\w*)*)")


def names(text: str) -> dict[str, Place]:
    """Names that the text refers to, each with its first place. `DefinitionError` where a field cannot be read.

    >>> list(names("AUC {metrics[auc]:.3f} of {model_name}, {{literally}}"))
    ['metrics', 'model_name']
    """
    found: dict[str, Place] = {}
    try:
        fields = [field for _, field, _, _ in string.Formatter().parse(text) if field is not None]
    except ValueError as error:
        line, column = _odd_brace(text)
        problem = Problem(
            "template",
            f"a brace is not closed or not opened: {error}",
            "write {name} for a value, and {{ or }} for a brace itself",
            line=line,
            column=column,
            source=text.splitlines()[line - 1] if text else "",
        )
        raise DefinitionError.of([problem]) from None
    position = 0
    for field in fields:
        position = text.index("{" + field, position) + 1
        line = text.count("\n", 0, position) + 1
        column = position - (text.rfind("\n", 0, position) + 1)
        matched = _FIELD.fullmatch(field)
        if matched is None or "._" in field:
            problem = Problem(
                "template",
                f"{{{field}}} is not a name with keys",
                "write {name}, {name[key]} or {name[key]:.3f}; compute anything else in a step",
                line=line,
                column=column,
                source=text.splitlines()[line - 1],
            )
            raise DefinitionError.of([problem])
        found.setdefault(matched[1], Place(line, column))
    return found


def _odd_brace(text: str) -> tuple[int, int]:
    open_at: tuple[int, int] | None = None
    for number, line in enumerate(text.splitlines(), 1):
        for found in re.finditer(r"\{\{|\}\}|\{|\}", line):
            if found[0] == "{":
                open_at = open_at or (number, found.start())
            elif found[0] == "}":
                if open_at is None:
                    return number, found.start()
                open_at = None
    return open_at or (1, 0)


def fill(text: str, values: Mapping[str, Any]) -> str:
    """The text with the values in it. `NbpipeError` names the field whose value is not there or cannot be shown so.

    >>> fill("AUC {metrics[auc]:.2f}", {"metrics": {"auc": 0.8123}})
    'AUC 0.81'
    """
    parts = []
    for literal, field, spec, conversion in string.Formatter().parse(text):
        parts.append(literal)
        if field is None:
            continue
        written = "{" + field + (f":{spec}" if spec else "") + "}"
        try:
            value, _ = string.Formatter().get_field(field, (), values)
            value = string.Formatter().convert_field(value, conversion)
            parts.append(format(value, spec or ""))
        except (KeyError, IndexError, AttributeError) as error:
            raise NbpipeError(
                f"{written} has no value: {error} is not there", "look at the keys that it has"
            ) from None
        except (ValueError, TypeError) as error:
            raise NbpipeError(
                f"{written} cannot be shown so: {error}", "change what stands after the colon"
            ) from None
    return "".join(parts)
