"""What a version is beside its row: how it is used, and whether it was made again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from nbpipe import registry
from nbpipe.api.artifacts import Content
from nbpipe.api.asked import Asked, GoneError
from nbpipe.api.shapes import (
    Certificate,
    CertificatePage,
    Column,
    ComparedThing,
    Deployable,
    Finding,
    Rows,
    RunAgain,
)
from nbpipe.errors import NbpipeError, Problem
from nbpipe.model import Artifact, ModelVersion
from nbpipe.reproduction import certificate as certificates
from nbpipe.reproduction import under_way
from nbpipe.store import queries

SHOWN = 200  # things that are not equal


def deployable(artifact: Artifact) -> Deployable | None:
    """What a Model step wrote beside a model; None of any other artifact.

    >>> deployable(Artifact("sha256:ab", 1, "application/json", "json_value")) is None
    True
    """
    meta, preview = artifact.meta, artifact.preview
    signature = meta.get("signature")
    if not isinstance(signature, Mapping) or not isinstance(signature.get("inputs"), Mapping):
        return None
    gives, example, needs = signature.get("outputs"), preview.get("example"), meta.get("dependencies")
    return Deployable(
        str(meta.get("format", "")),
        bool(meta.get("pickle")),
        str(meta.get("why_pickle", "")),
        str(meta.get("python", "")),
        _rows("", signature["inputs"]),
        tuple(_rows(str(name), schema) for name, schema in gives.items() if isinstance(schema, Mapping))
        if isinstance(gives, Mapping)
        else (),
        tuple(str(item) for item in _list(signature.get("classes"))),
        {str(name): str(number) for name, number in needs.items()} if isinstance(needs, Mapping) else {},
        tuple(
            {str(name): cell for name, cell in row.items()}
            for row in _list(example)
            if isinstance(row, Mapping)
        ),
    )


def _rows(method: str, schema: Mapping[str, Any]) -> Rows:
    shape = [("n" if size is None else str(size)) for size in _list(schema.get("shape"))]
    return Rows(
        method,
        str(schema.get("kind", "any")),
        tuple(
            Column(
                str(item.get("name")),
                str(item.get("dtype") or ""),
                tuple(str(value) for value in _list(item.get("categories"))),
            )
            for item in _list(schema.get("columns"))
            if isinstance(item, Mapping)
        ),
        str(schema.get("dtype") or ""),
        " × ".join(shape),
    )


def _list(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list | tuple) else ()


def certificate(asked: Asked, group: str, version: str) -> CertificatePage | Content:
    """The newest certificate of a version that the store keeps, checked; with `download` its file."""
    connection = asked.connection
    with queries.snapshot(connection):
        found = registry.resolve(connection, f"{group}:{version}", deleted=True)
        path = certificates.place(asked.folder, found.group, found.version)
        if asked.text("download") is not None:
            if not path.is_file():
                raise GoneError(
                    f"{found.name} has no certificate", f"make one: {_command(asked, found)}", code="gone"
                )
            return Content("application/json", path.name, path)
        known = under_way.of(asked.folder, found.group, found.version)
        run = run_again(asked, known) if known is not None else None
        page = CertificatePage(found.group, found.version, _command(asked, found), run=run)
        if not path.is_file():
            return page
        file = asked.context.name(path)
        try:
            content = certificates.read(path)
            problems = certificates.problems(content)
            if not any(item.code in ("certificate-version", "certificate-form") for item in problems):
                problems += certificates.against(connection, content)
                return replace(
                    page, file=file, problems=_findings(problems), certificate=_certificate(content)
                )
        except NbpipeError as error:
            problems = list(error.problems)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            problems = [
                Problem(
                    "certificate-form",
                    f"{file} is no certificate ({error!r})",
                    f"make a new one: {page.command}",
                )
            ]
        return replace(page, file=file, problems=_findings(problems))


def run_again(asked: Asked, found: under_way.UnderWay) -> RunAgain:
    """A reproduction as a page shows it."""
    place = found.store(asked.folder)
    return RunAgain(
        found.status,
        found.doing,
        found.by,
        found.began_at,
        found.ended_at,
        found.execution if place is not None else None,
        asked.context.name(place) if place is not None else None,
        _findings(found.problems),
    )


def _certificate(content: Mapping[str, Any]) -> Certificate:
    counts: dict[str, int] = {}
    for row in content["compared"]:
        counts[row["verdict"]] = counts.get(row["verdict"], 0) + 1
    other = [row for row in content["compared"] if row["verdict"] != "equal"]
    return Certificate(
        str(content["digest"]),
        str(content["made_at"]),
        str(content["made_by"]),
        str(content["agreement"]),
        float(content["tolerance"]),
        counts,
        tuple(
            ComparedThing(
                str(row["step"]),
                str(row["name"]),
                str(row["kind"]),
                str(row["verdict"]),
                row["first"],
                row["second"],
                row["difference"],
            )
            for row in other[:SHOWN]
        ),
        tuple(str(item) for item in content.get("reasons", ())),
        tuple(str(item) for item in content.get("unchecked", ())),
    )


def _command(asked: Asked, version: ModelVersion) -> str:
    name = asked.context.name(asked.folder)
    where = "" if name == ".nbpipe" else f"--store {name} "
    return f"nbpipe {where}reproduce {version.name}"


def _findings(problems: Sequence[Problem]) -> tuple[Finding, ...]:
    return tuple(Finding(item.code, item.message, item.hint or "") for item in problems)
