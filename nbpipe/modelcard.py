"""The whole card of a model version: what its author wrote, and what the store knows; as data, Markdown, HTML and PDF.

As data it has the sections of SageMaker's model card and the metadata of Hugging Face's; as Markdown it is a card that
the Hugging Face hub reads, with the metrics as its `model-index`.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from nbpipe import card, printing
from nbpipe.as_json import finite, to_json
from nbpipe.model import ModelVersion
from nbpipe.store.queries import fetch

# Formats that a card is written in, and their media types.
FORMATS: Mapping[str, str] = {
    "md": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "pdf": "application/pdf",
}
Card = dict[str, Any]


def gather(connection: sqlite3.Connection, version: ModelVersion) -> Card:
    """Everything that is known about a version, in the sections of SageMaker's card; what nobody wrote is left out."""
    fields, text = card.split(version.card)
    run: Mapping[str, Any] = {}
    files: list[Mapping[str, Any]] = []
    if version.execution is not None:
        rows = fetch(
            connection,
            "SELECT e.pipeline, e.version, e.parameters, e.seed, e.git_commit, v.python, v.platform, v.packages"
            " FROM executions e JOIN environments v ON v.digest = e.environment WHERE e.id = ?",
            (version.execution,),
        )
        run = dict(rows[0]) if rows else {}
        files = [dict(row) for row in fetch(connection, _FILES, (version.execution,))]
    metrics = [{"name": name, "type": "number", "value": value} for name, value in _flat(version.metrics)]
    sections: Card = {
        section: {name: fields[name] for name in names if name in fields}
        for section, names in card.SECTIONS.items()
        if section != "evaluation_details"
    }
    sections["model_overview"] |= {
        "model_name": version.group,
        "model_version": version.version,
        "model_creator": version.created_by,
        "model_artifact": [version.artifact.digest],
    }
    sections["training_details"]["training_job_details"] = {
        "training_arn": f"{version.execution}/{version.step}" if version.execution is not None else None,
        "training_datasets": [f"{item['path']} {item['digest'] or ''}".strip() for item in files],
        "training_environment": {
            "python": run.get("python"),
            "platform": run.get("platform"),
            "packages": json.loads(run.get("packages") or "{}"),
            "git_commit": run.get("git_commit"),
        },
        "hyper_parameters": [
            {"name": name, "value": value}
            for name, value in json.loads(run.get("parameters") or "{}").items()
        ],
    }
    evaluation: Card = {"name": run.get("pipeline") or version.group}
    if "evaluation_observation" in fields:
        evaluation["evaluation_observation"] = fields["evaluation_observation"]
    sections["evaluation_details"] = [
        {**evaluation, "metric_groups": [{"name": "metrics", "metric_data": metrics}]}
    ]
    governance = {
        "model_approval_status": str(version.status),
        "stage": version.stage,
        "aliases": list(version.aliases),
        "created_at": version.created_at,
        "approvals": to_json(version.approvals),
        "stages": to_json(version.stages),
        "deleted": to_json(version.deleted),
    }
    metadata = {name: fields[name] for name in card.METADATA if name in fields}
    found = {"model": version.name, **sections, "governance": governance, "metadata": metadata, "text": text}
    return dict(finite(to_json(found)))


# What the steps of an execution read; of one that took an earlier result, what was read there.
_FILES = (
    "SELECT DISTINCT f.path, f.digest FROM step_executions s JOIN files f"
    " ON f.execution = coalesce(s.cached_from, s.execution) AND f.step = s.step"
    " WHERE s.execution = ? AND f.mode = 'read' AND f.size >= 0 ORDER BY f.path LIMIT 200"
)


def _flat(metrics: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, float]]:
    for name, value in metrics.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{before}{name}.")
        elif isinstance(value, int | float) and not isinstance(value, bool):
            yield f"{before}{name}", value


_TITLES: Mapping[str, str] = {
    "model_overview": "Overview",
    "intended_uses": "Intended uses",
    "business_details": "Business",
    "training_details": "Training",
    "additional_information": "Additional information",
}


def written(found: Card, format: str) -> bytes:
    """The card in one of `FORMATS`. `NbpipeError` for pdf where nothing on this machine prints it."""
    if format == "pdf":
        return printing.to_pdf(to_html(found))
    if format == "json":
        return (json.dumps(found, ensure_ascii=False, indent=2) + "\n").encode()
    return (to_html(found) if format == "html" else to_markdown(found)).encode()


def to_markdown(found: Card) -> str:
    """The card as Markdown with Hugging Face's metadata above it."""
    import yaml

    head = yaml.safe_dump(
        {**found["metadata"], "model-index": [_index(found)]}, sort_keys=False, allow_unicode=True
    )
    return f"---\n{head}---\n\n{body(found)}"


def _index(found: Card) -> Card:
    """The metrics as the hub wants them (https://huggingface.co/docs/hub/model-cards#evaluation-results)."""
    task = found["metadata"].get("pipeline_tag", "tabular-classification")
    data = found["evaluation_details"][0]
    metrics = [
        {"type": item["name"], "name": item["name"], "value": item["value"]}
        for item in data["metric_groups"][0]["metric_data"]
        if item["value"] is not None
    ]
    dataset = {"name": data["name"], "type": data["name"]}
    results = [{"task": {"type": task}, "dataset": dataset, "metrics": metrics}] if metrics else []
    return {"name": found["model"], "results": results}


def body(found: Card) -> str:
    """The card as Markdown without metadata."""
    governance, training = found["governance"], found["training_details"]["training_job_details"]
    lines = [f"# {_inline(found['model'])}", ""]
    if governance["deleted"] is not None:
        gone = governance["deleted"]
        lines += [f"**Deleted** by {_inline(gone['by'])}, {gone['at']}: {_inline(gone['comment'])}", ""]
    lines += _table(
        ("", ""),
        [
            ("status", governance["model_approval_status"]),
            ("stage", governance["stage"]),
            ("aliases", ", ".join(f"@{name}" for name in governance["aliases"])),
            ("registered", governance["created_at"]),
        ],
    )
    lines += [found["text"].strip(), ""] if found["text"].strip() else []
    for section, title in _TITLES.items():
        rows = [
            (name.replace("_", " "), value)
            for name, value in found[section].items()
            if name not in ("training_job_details", "custom_details", "model_name", "model_version")
        ]
        rows += list(found[section].get("custom_details", {}).items())
        if section == "training_details":
            rows += [("made by", training["training_arn"])]
            environment = training["training_environment"]
            rows += [
                (name.replace("_", " "), environment[name]) for name in ("python", "platform", "git_commit")
            ]
            rows += [("data", item) for item in training["training_datasets"]]
            rows += [(f"parameter {item['name']}", item["value"]) for item in training["hyper_parameters"]]
        if any(value not in (None, "", []) for _, value in rows):
            lines += [f"## {title}", "", *_table(("", ""), rows)]
    evaluation = found["evaluation_details"][0]
    lines += ["## Evaluation", ""]
    if "evaluation_observation" in evaluation:
        lines += [_inline(evaluation["evaluation_observation"]), ""]
    data = evaluation["metric_groups"][0]["metric_data"]
    lines += _table(("metric", "value"), [(item["name"], item["value"]) for item in data])
    decisions = [
        (item["status"], item["by"], item["at"], item["comment"]) for item in governance["approvals"]
    ]
    decisions += [(item["stage"], item["by"], item["at"], item["comment"]) for item in governance["stages"]]
    decisions.sort(key=lambda row: row[2])
    lines += ["## Decisions", "", *_table(("what", "who", "when", "why"), decisions)]
    return "\n".join(lines).rstrip() + "\n"


def _table(head: tuple[str, ...], rows: list[tuple[Any, ...]]) -> list[str]:
    shown = [row for row in rows if row[1] not in (None, "", [])]
    if not shown:
        return []
    lines = [head, ("---",) * len(head), *(tuple(_inline(item) for item in row) for row in shown)]
    return [*(f"| {' | '.join(line)} |" for line in lines), ""]


def _inline(value: Any) -> str:
    """A value on one line of Markdown, in which nothing of it means anything.

    >>> _inline("a|b *c*")
    'a\\\\|b \\\\*c\\\\*'
    """
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return "".join(f"\\{letter}" if letter in "\\`*_[]<>|#" else letter for letter in " ".join(text.split()))


def to_html(found: Card) -> str:
    """The card as one HTML file: no network, no script, and no HTML of the author's."""
    from markdown_it import MarkdownIt

    shown = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image").render(body(found))
    return _PAGE.format(title=escape(found["model"]), shown=shown)


_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title><style>
:root {{ color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif }}
body {{ max-width: 46rem; margin: 2rem auto; padding: 0 1rem; overflow-wrap: anywhere }}
table {{ border-collapse: collapse }} thead:not(:has(th:not(:empty))) {{ display: none }}
td, th {{ text-align: left; padding: .2rem .8rem .2rem 0; border-bottom: 1px solid #8884; vertical-align: top }}
</style></head><body>
{shown}</body></html>
"""
