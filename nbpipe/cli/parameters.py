"""Values for the parameters of a pipeline, as they are given on the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from nbpipe import parameters
from nbpipe.errors import UsageError
from nbpipe.model import Parameter


def bind(declared: tuple[Parameter, ...], given: list[str], file: str | None) -> dict[str, Any]:
    """A value for every parameter: from `-p`, else from the file, else its default."""
    values = _from_file(Path(file)) if file is not None else {}
    # YAML takes 1e-3 for a text; a number is what the parameter says it is.
    numbers = {item.name for item in declared if item.type.removesuffix(" | None") in ("int", "float")}
    typed = {name for name, value in values.items() if isinstance(value, str) and name in numbers}
    for pair in given:
        name, equals, text = pair.partition("=")
        if not equals or not name.strip():
            raise UsageError(
                f"-p {pair} sets nothing", "write -p NAME=VALUE, such as -p auc_threshold=0.8", code="value"
            )
        values[name.strip()] = text
        typed.add(name.strip())
    return parameters.bind(declared, values, as_text=frozenset(typed))


def _from_file(path: Path) -> dict[str, Any]:
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        raise UsageError(
            f"there is no file {path}", "give --params a YAML or JSON file", code="no-file"
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read: {error}", code="no-file") from None
    values = _json(path, text) if path.suffix.lower() == ".json" else _yaml(path, text)
    if values is None:
        return {}
    if not isinstance(values, dict):
        hint = "write one a line: name: value"
        raise UsageError(f"{path} holds no parameters by name", hint, code="params")
    return {str(name): value for name, value in values.items()}


def _json(path: Path, text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise UsageError(f"{path}, line {error.lineno}: it is not JSON: {error.msg}", code="params") from None


def _yaml(path: Path, text: str) -> Any:
    import yaml

    try:
        return yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f", line {mark.line + 1}" if mark is not None else ""
        what = getattr(error, "problem", None) or "it cannot be read"
        raise UsageError(f"{path}{place}: it is not YAML: {what}", code="params") from None
