"""`nbpipe show` and `nbpipe check`: a notebook's pipeline without running it."""

from __future__ import annotations

import contextlib
import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nbpipe import config, definition, fingerprint, store
from nbpipe.cli import answers, terminal
from nbpipe.errors import NbpipeError, Problem, UsageError
from nbpipe.model import Pipeline, Step
from nbpipe.store import queries

if TYPE_CHECKING:
    from nbpipe.diagram import Within

DEPTH = 3  # pipelines within pipelines that are drawn
DRAWN_INSIDE = 30  # steps of one
SUFFIXES = {
    ".txt": "text",
    ".svg": "svg",
    ".png": "png",
    ".dot": "dot",
    ".gv": "dot",
    ".mmd": "mermaid",
    ".mermaid": "mermaid",
    ".json": "json",
}


def check(asked: Namespace) -> int:
    """Print everything that is wrong or odd about a definition; 2 where it cannot run."""
    errors: Sequence[Problem] = ()
    warnings: Sequence[Problem] = ()
    summary = ""
    try:
        compiled = definition.load(Path(asked.notebook))
        warnings = compiled.warnings
        steps, parameters = len(compiled.pipeline.steps), len(compiled.pipeline.parameters)
        summary = f"ok: {_count(steps, 'step')}, {_count(parameters, 'parameter')}"
    except NbpipeError as error:
        errors = error.problems
    if asked.json:
        answers.show(answers.problems(errors, warnings))
        return 2 if errors else 0
    terminal.show_problems(errors, sys.stdout)
    terminal.show_problems(warnings, sys.stdout, "warning")
    if errors:
        summary = _count(len(errors), "error")
    if warnings:
        summary += f", {_count(len(warnings), 'warning')}"
    terminal.show([[(summary, "bad" if errors else "good")]], sys.stdout)
    return 2 if errors else 0


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def show(asked: Namespace) -> int:
    """Print or write a pipeline in one of the formats."""
    notebook = Path(asked.notebook)
    target = Path(asked.output) if asked.output else None
    chosen = _format(asked, target)
    if target is not None and target.exists() and notebook.exists() and target.samefile(notebook):
        raise UsageError(f"-o {target} is the notebook itself", "give another name", code="output")
    if chosen == "png" and target is None and sys.stdout.isatty():
        raise UsageError(
            "a PNG cannot be shown on a terminal", f"write it to a file: -o {notebook.stem}.png", code="png"
        )
    compiled = definition.load(notebook)
    terminal.show_problems(compiled.warnings, sys.stderr, "warning")
    data = drawn(compiled.pipeline, chosen, notebook, asked.store)
    if target is None:
        if isinstance(data, bytes):
            sys.stdout.buffer.write(data)
        else:
            sys.stdout.write(data)
        return 0
    try:
        target.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8", "replace"))
    except OSError as error:
        raise UsageError(f"{target} cannot be written: {error.strerror}", code="output") from None
    print(f"wrote {target}", file=sys.stderr)
    return 0


def _format(asked: Namespace, target: Path | None) -> str:
    if asked.json and asked.format not in (None, "json"):
        raise UsageError(f"--json and --format {asked.format} are two formats", "leave one out", code="usage")
    if asked.json:
        return "json"
    if asked.format is not None:
        return str(asked.format)
    if target is None:
        return "text"
    if target.suffix.lower() not in SUFFIXES:
        hint = f"say it with --format, or use a name that ends in {', '.join(SUFFIXES)}"
        raise UsageError(f"{target} does not say its format", hint, code="format")
    return SUFFIXES[target.suffix.lower()]


def drawn(pipeline: Pipeline, form: str, notebook: Path, folder: str | None) -> str | bytes:
    """The pipeline in that format: text ends with a newline."""
    from nbpipe import diagram

    match form:
        case "json":
            digest = fingerprint.definition(pipeline)
            version = _version(pipeline.name, digest, notebook, folder)
            answer = {**answers.pipeline(pipeline, version, digest)}
            answer["steps"] = [
                {**said, **_nested(step, notebook)}
                for said, step in zip(answer["steps"], pipeline.steps, strict=True)
            ]
            return answers.text(answer, sys.stdout.encoding) + "\n"
        case "svg":
            return _ended(diagram.to_svg(pipeline, within=_within(pipeline, notebook), for_notebook=False))
        case "png":
            within = _within(pipeline, notebook)
            return diagram.to_png(diagram.to_svg(pipeline, within=within, for_notebook=False, theme="light"))
        case "dot":
            return _ended(diagram.to_dot(pipeline))
        case "mermaid":
            return _ended(diagram.to_mermaid(pipeline))
    return _ended(diagram.to_text(pipeline, width=terminal.width(sys.stdout)))


def _within(pipeline: Pipeline, notebook: Path, depth: int = 0) -> dict[str, Within]:
    """What is drawn inside its Pipeline steps: pipelines that are not too large, down to some depth."""
    from nbpipe.diagram import Within

    found = {}
    for step in pipeline.steps if depth < DEPTH else ():
        if step.type != "Pipeline":
            continue
        place = notebook.parent / str(step.options["path"])
        inner = definition.load(place).pipeline
        if 0 < len(inner.steps) <= DRAWN_INSIDE:
            found[step.name] = Within(inner, within=_within(inner, place, depth + 1))
    return found


def _nested(step: Step, notebook: Path) -> dict[str, Any]:
    """The definition of the pipeline that a step runs."""
    if step.type != "Pipeline":
        return {}
    place = notebook.parent / str(step.options["path"])
    inner = definition.load(place).pipeline
    said = answers.pipeline(inner, None, fingerprint.definition(inner))
    said["steps"] = [
        {**one, **_nested(each, place)} for one, each in zip(said["steps"], inner.steps, strict=True)
    ]
    return {"pipeline": said}


def _ended(text: str) -> str:
    return text if text.endswith("\n") else f"{text}\n"


def _version(name: str, digest: str, notebook: Path, folder: str | None) -> int | None:
    """Version of the definition where a store knows it. A picture needs no store, so none is made or complained of."""
    with contextlib.suppress(NbpipeError):
        found = config.settings(notebook, folder).store
        with contextlib.closing(store.connect(found, create=False)) as connection:
            return queries.version_of(connection, name, digest)
    return None
