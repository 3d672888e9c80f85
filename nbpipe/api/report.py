"""An execution as one file: no network, no script, light and dark as the reader's system is."""

from __future__ import annotations

import base64
import json
import re
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

from nbpipe import diagram, environment
from nbpipe.api import graphs
from nbpipe.api.artifacts import Content
from nbpipe.api.asked import Asked
from nbpipe.as_json import to_json
from nbpipe.diagram import words
from nbpipe.diagram.palette import DARK, LIGHT, Palette
from nbpipe.model import (
    Execution,
    Failure,
    Output,
    StepExecution,
)
from nbpipe.store import queries, results

FIGURES = 100
VALUE = 2000  # characters of a parameter
_COLOUR = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
_PICTURES = frozenset({"image/png", "image/jpeg"})


def page(asked: Asked, id: str) -> Content:
    """The report of an execution."""
    name, html = report(asked.connection, id)
    return Content("text/html; charset=utf-8", name, data=html.encode())


def report(connection: sqlite3.Connection, ref: str) -> tuple[str, str]:
    """The name of the file and its text, for an execution by its id, the beginning of one, or `latest`."""
    with queries.snapshot(connection):
        execution = queries.execution(connection, ref)
        pipeline = graphs.pipeline(connection, execution.pipeline, execution.version)
        learned = results.lines_learned(connection, execution.id)
    steps = {step.step: step for step in execution.steps}
    described = {item.name: item.description for item in pipeline.parameters}
    html = document(execution, diagram.to_svg(pipeline, steps), described, learned)
    return f"{execution.pipeline}-{execution.id}.html", html


def document(
    execution: Execution, picture: str, described: Mapping[str, str], learned: Sequence[str] = ()
) -> str:
    """The file's text. `picture` is the graph as an SVG element; everything else is escaped here."""
    title = f"{execution.pipeline} · {execution.id}"
    parts = [
        f"<h1>{escape(execution.pipeline)} <small>version {execution.version}</small></h1>",
        _about(execution),
        *_failures(execution),
        f'<section class="graph">{picture}</section>',
        _table(
            "Steps", ("step", "type", "status", "time", "attempts", "metrics", ""), _steps(execution.steps)
        ),
        _table("Parameters", ("name", "value", ""), _parameters(execution.parameters, described)),
        _table("Metrics", ("step", "metric", "value"), _metrics(execution.steps)),
        *_figures(execution.steps),
        _listed("Learned in this run", learned),
        _table("Environment", ("name", "value"), _environment(execution.environment)),
        f"<footer>nbpipe {escape(environment.version())}</footer>",
    ]
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">"
        f"<title>{escape(title)}</title><style>{_style()}</style></head><body><main>{''.join(parts)}</main></body></html>\n"
    )


def _about(execution: Execution) -> str:
    facts = [
        ("execution", execution.id),
        ("started", execution.started_at and f"{execution.started_at[:19].replace('T', ' ')} UTC"),
        ("by", execution.started_by),
        ("time", words.duration(execution.seconds) if execution.seconds is not None else None),
        ("notebook", execution.notebook),
        ("seed", str(execution.seed)),
        ("host", execution.host),
    ]
    said = "".join(f"<div><dt>{name}</dt><dd>{escape(value)}</dd></div>" for name, value in facts if value)
    status = str(execution.status)
    return f'<dl><div><dt>status</dt><dd class="{status.lower()}">{status}</dd></div>{said}</dl>'


def _failures(execution: Execution) -> Iterable[str]:
    found = [(step.step, step.failure) for step in execution.steps if step.failure is not None]
    if not found and execution.failure is not None:
        found = [(execution.failure.step or "", execution.failure)]
    for step, failure in found:
        yield _failure(step, failure)


def _failure(step: str, failure: Failure) -> str:
    named = [("step", step or None), ("cell", failure.cell), ("line", failure.line)]
    place = ", ".join(f"{word} {value}" for word, value in named if value is not None)
    code = f"<pre>{escape(failure.source)}</pre>" if failure.source else ""
    hint = f"<p>→ {escape(failure.hint)}</p>" if failure.hint else ""
    trace = _COLOUR.sub("", failure.traceback)
    trace = f"<details><summary>traceback</summary><pre>{escape(trace)}</pre></details>" if trace else ""
    return f'<section class="failure"><h2>{escape(place)}</h2><p>{escape(words.said(failure))}</p>{code}{hint}{trace}</section>'


def _table(title: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table whose cells are HTML already; nothing where it has no rows."""
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    if not body:
        return ""
    heads = "".join(f"<th>{name}</th>" for name in head)
    return (
        f'<section><h2>{title}</h2><div class="wide"><table><thead><tr>{heads}</tr></thead>'
        f"<tbody>{body}</tbody></table></div></section>"
    )


def _steps(steps: Iterable[StepExecution]) -> Iterable[Sequence[str]]:
    for step in steps:
        status = str(step.status)
        cached = f" from {escape(step.cached_from or 'the cache')}" if step.cached else ""
        metrics = ", ".join(f"{item.name} {item.value:.4g}" for item in step.metrics[:4])
        yield (
            f"<b>{escape(step.step)}</b>",
            escape(step.type),
            f'<span class="{status.lower()}">{words.SYMBOLS[step.status]} {status}</span>{cached}',
            words.duration(step.seconds) if step.seconds is not None else "",
            str(len(step.attempts) or ""),
            escape(metrics),
            escape(step.detail or ""),
        )


def _parameters(found: Mapping[str, Any], described: Mapping[str, str]) -> Iterable[Sequence[str]]:
    for name, value in found.items():
        yield escape(name), f"<code>{escape(_json(value))}</code>", escape(described.get(name, ""))


def _json(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(to_json(value), ensure_ascii=False)
    return text if len(text) <= VALUE else text[:VALUE] + "…"


def _metrics(steps: Iterable[StepExecution]) -> Iterable[Sequence[str]]:
    for step in steps:
        for metric in step.metrics:
            yield escape(step.step), escape(metric.name), f"{metric.value:.6g}"


def _environment(found: Mapping[str, Any]) -> Iterable[Sequence[str]]:
    for name, value in found.items():
        if name == "packages" and isinstance(value, Mapping):
            value = ", ".join(f"{package} {version}" for package, version in value.items())
        yield escape(name), escape(_json(value))


def _figures(steps: Iterable[StepExecution]) -> Iterable[str]:
    shown = [
        (step.step, output, source)
        for step in steps
        for output in step.outputs
        if (source := _picture(output)) is not None
    ][:FIGURES]
    if shown:
        figures = "".join(
            f'<figure><img alt="{escape(output.variable)}" src="{source}">'
            f"<figcaption>{escape(step)}.{escape(output.variable)}</figcaption></figure>"
            for step, output, source in shown
        )
        yield f'<section><h2>Figures</h2><div class="figures">{figures}</div></section>'


def _picture(output: Output) -> str | None:
    """The picture that was made when the output was saved, as an address that holds it."""
    preview = output.artifact.preview
    if preview.get("kind") != "image" or preview.get("media_type") not in _PICTURES:
        return None
    try:
        data = base64.b64encode(base64.b64decode(str(preview.get("data")), validate=True)).decode()
    except ValueError:
        return None
    return f"data:{preview['media_type']};base64,{data}"


def _listed(title: str, lines: Sequence[str]) -> str:
    if not lines:
        return ""
    return (
        f"<section><h2>{title}</h2><ul>{''.join(f'<li>{escape(line)}</li>' for line in lines)}</ul></section>"
    )


def _style() -> str:
    return (
        f":root{{{_colours(LIGHT)}}}@media (prefers-color-scheme:dark){{:root{{{_colours(DARK)}}}}}"
        "body{background:var(--page);color:var(--ink);font:14px/1.5 system-ui,sans-serif;margin:0}"
        "main{max-width:1000px;margin:0 auto;padding:24px}h1{font-size:22px}h2{font-size:15px;margin:24px 0 8px}"
        "small,dt,th,footer,figcaption{color:var(--quiet);font-weight:normal}dl{display:flex;flex-wrap:wrap;gap:8px 24px;margin:0}"
        "dl div{display:flex;gap:6px}dd{margin:0}.wide,.graph{overflow-x:auto}table{border-collapse:collapse;width:100%}"
        "td,th{text-align:left;padding:4px 12px 4px 0;border-bottom:1px solid var(--frame);vertical-align:top;"
        "font-variant-numeric:tabular-nums;overflow-wrap:break-word}td:last-child{max-width:24em}code,pre{font:12px/1.5 ui-monospace,Menlo,Consolas,monospace}"
        "pre{overflow-x:auto;background:var(--card);border:1px solid var(--frame);padding:8px;white-space:pre-wrap}"
        ".failure{border-left:3px solid var(--bad);padding-left:12px}.figures{display:flex;flex-wrap:wrap;gap:16px}"
        "figure{margin:0}img{max-width:100%;background:#fff}footer{margin-top:32px}"
        ".succeeded{color:var(--good)}.failed{color:var(--bad)}.stopped{color:var(--halt)}.executing,.starting{color:var(--busy)}"
        ".waiting,.stopping{color:var(--warn)}.pending,.skipped{color:var(--calm)}"
    )


def _colours(palette: Palette) -> str:
    names = ("page", "card", "frame", "ink", "quiet", "calm", "busy", "warn", "good", "bad", "halt")
    return "".join(f"--{name}:{getattr(palette, name)};" for name in names)
