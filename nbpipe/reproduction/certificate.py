"""The certificate: what was run again, what was compared, what it came to; and whether such a file is what it says.

It is JSON with a digest of all the rest in it, so that an accident, or a careless change, is found without anything else.
Whoever changes it on purpose can make a new digest too: then it is the store that tells (`against`), or the digest kept
elsewhere.
"""

from __future__ import annotations

import json
import math
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from nbpipe import fingerprint
from nbpipe.as_json import finite, to_json
from nbpipe.errors import NbpipeError, NotFoundError, Problem, UsageError
from nbpipe.model import Artifact, AuditAction, Execution
from nbpipe.reproduction import reasons
from nbpipe.reproduction.compared import Agreement, Row, Verdict, agreement
from nbpipe.reproduction.compared import rows as rows_of
from nbpipe.reproduction.files import InputFile
from nbpipe.reproduction.recorded import Recorded, above, execution
from nbpipe.store import registered
from nbpipe.store.queries import fetch

FORMAT = "nbpipe-certificate"
VERSION = 1
FOLDER = "certificates"  # in the store's folder
_NEEDED = (
    *(
        "format",
        "format_version",
        "made_at",
        "made_by",
        "model",
        "pipeline",
        "parameters",
        "seed",
        "tolerance",
    ),
    *("steps", "files", "original", "reproduction", "compared", "agreement", "digest"),
)
_WITHIN = {
    "model": ("group", "version", "step", "artifact", "created_at"),
    "pipeline": ("digest",),
    "original": ("execution", "started_at", "environment"),
}


def make(
    first: Recorded,
    second: Recorded,
    steps: Sequence[str],
    rows: Sequence[Row],
    inputs: Sequence[InputFile],
    *,
    tolerance: float,
    made_at: str,
    made_by: str,
    nbpipe: str,
    laid_out: bool,
) -> dict[str, Any]:
    """The certificate of a second run."""
    version = first.version
    assert version is not None
    environments = (first.environment, second.environment)
    content = {
        "format": FORMAT,
        "format_version": VERSION,
        "nbpipe": nbpipe,
        "made_at": made_at,
        "made_by": made_by,
        "agreement": str(agreement(rows)),
        "model": {
            "group": version.group,
            "version": version.version,
            "step": version.step,
            "artifact": version.artifact.digest,
            "created_at": version.created_at,
        },
        "pipeline": {"name": first.pipeline.name, "digest": first.digest},
        "parameters": to_json(first.execution.parameters),
        "seed": first.execution.seed,
        "steps": list(steps),
        "tolerance": tolerance,
        "original": {**_execution(first.execution), "results_of": dict(first.sources)},
        "reproduction": _execution(second.execution),
        "compared": [to_json(replace(row, first=_told(row.first), second=_told(row.second))) for row in rows],
        "files": [_file(item) for item in inputs],
        "files_laid_out": laid_out,
        "unchecked": list(unchecked(first, steps, inputs)),
        "reasons": list(reasons.of(first.pipeline, rows, inputs, environments, _distributions(first))),
    }
    return sealed(content)


def _told(value: Any) -> Any:
    """A number that JSON does not know, as a word."""
    return str(value) if isinstance(value, float) and not math.isfinite(value) else value


def _distributions(recorded: Recorded) -> list[str]:
    from nbpipe.reproduction.rebuilt import distributions

    return list(distributions(recorded.packages, recorded.environment.get("packages", {})))


def _execution(found: Execution) -> dict[str, Any]:
    return {
        "execution": found.id,
        "status": str(found.status),
        "started_at": found.started_at,
        "ended_at": found.ended_at,
        "host": found.host,
        "environment": to_json(found.environment),
    }


def _file(item: InputFile) -> dict[str, Any]:
    return {
        "name": item.name,
        "step": item.step,
        "digest": item.digest,
        "size": item.size,
        "state": str(item.state),
        "kept": item.kept,
    }


def unchecked(first: Recorded, steps: Sequence[str], inputs: Sequence[InputFile]) -> Iterator[str]:
    """What a second run cannot check, in words."""
    unknown = sorted(
        use.path
        for name in steps
        if name in first.results
        for use in first.results[name].outcome.files
        if use.digest is None and use.size >= 0
    )
    if unknown:
        yield f"content of files that changed while they were read: {', '.join(dict.fromkeys(unknown))}"
    outside = sorted({item.name for item in inputs if not item.is_same and not item.inside})
    if outside:
        yield f"files outside the folder, which are not what they were: {', '.join(outside)}"
    yield "what steps took from the network, the clock, child processes and environment variables"


def sealed(content: Mapping[str, Any]) -> dict[str, Any]:
    """The content with the digest of it.

    >>> sealed({"a": 1})["digest"] == sealed({"a": 2})["digest"]
    False
    """
    plain = finite({key: value for key, value in content.items() if key != "digest"})
    plain = json.loads(json.dumps(plain))
    return {**plain, "digest": fingerprint.of("certificate", plain)}


def text(certificate: Mapping[str, Any]) -> str:
    """The file's text."""
    return json.dumps(certificate, indent=1, ensure_ascii=False) + "\n"


def place(folder: Path, group: str, version: int) -> Path:
    """Where a store keeps the newest certificate of a model version.

    >>> place(Path(".nbpipe"), "attrition", 3).as_posix()
    '.nbpipe/certificates/attrition-3.json'
    """
    return folder / FOLDER / f"{group}-{version}.json"


def write(certificate: Mapping[str, Any], path: Path) -> None:
    """Write it; `UsageError` where that cannot be done."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text(certificate), "utf-8")
    except OSError as error:
        raise UsageError(
            f"{path} cannot be written: {error.strerror}", "give another place: --output FILE", code="output"
        ) from error


def read(path: Path) -> dict[str, Any]:
    """A certificate from its file, not yet checked. `NotFoundError` and `UsageError` say why it is none."""
    try:
        content = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise NotFoundError(
            f"there is no file {path}", "give a certificate or an export", code="no-file"
        ) from None
    except (OSError, ValueError, RecursionError) as error:
        raise _none(path, " ".join(str(error).split())[:100]) from None
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise _none(path, f"it does not say that it is {FORMAT}")
    return content


def _none(path: Path, why: str) -> UsageError:
    hint = "give what `nbpipe reproduce` or `nbpipe export` wrote"
    return UsageError(f"{path} is no certificate: {why}", hint, code="no-certificate")


def problems(certificate: Mapping[str, Any]) -> list[Problem]:
    """What is wrong with a certificate by itself: its form, its digest, and whether its conclusion follows."""
    if certificate.get("format_version") != VERSION:
        newer = (
            f"it has format version {certificate.get('format_version')!r}, and this nbpipe knows {VERSION}"
        )
        return [_wrong("certificate-version", newer, "upgrade: pip install --upgrade nbpipe-ml")]
    missing = [name for name in _NEEDED if name not in certificate]
    for name, needed in _WITHIN.items():
        within = certificate.get(name)
        missing += [f"{name}.{key}" for key in needed if not isinstance(within, Mapping) or key not in within]
    if missing:
        return [_wrong("certificate-form", f"it has no {', '.join(missing)}")]
    found = []
    if sealed(certificate)["digest"] != certificate["digest"]:
        found.append(_wrong("certificate-digest", "its content is not what its digest says: it was changed"))
    try:
        rows = [_row(item) for item in certificate["compared"]]
        steps = {str(name) for name in certificate["steps"]}
        tolerance = float(certificate["tolerance"])
        _ = [str(item["digest"]) for item in certificate["files"]]
    except (KeyError, TypeError, ValueError) as error:
        return [
            *found,
            _wrong("certificate-form", f"what was compared is not as nbpipe writes it ({error!r})"),
        ]
    for row in rows:
        if (row.first == row.second) != (row.verdict is Verdict.EQUAL) and row.verdict is not Verdict.CLOSE:
            said = f"{row.step}.{row.name} is said to be {row.verdict}, and is not"
            found.append(_wrong("certificate-row", said))
        off = row.difference
        if row.verdict is Verdict.CLOSE and (off is None or off > tolerance):
            found.append(_wrong("certificate-row", f"{row.step}.{row.name} is beyond the tolerance"))
    if steps != {row.step for row in rows}:
        found.append(_wrong("certificate-row", "what was compared is not of the steps that it names"))
    concluded = agreement(rows)
    if str(concluded) != certificate["agreement"]:
        said = f"it says {certificate['agreement']!r}, and what was compared comes to {str(concluded)!r}"
        found.append(_wrong("certificate-conclusion", said))
    return found


def _row(item: Mapping[str, Any]) -> Row:
    off = item["difference"]
    if off is not None and not isinstance(off, int | float):
        raise ValueError(off)
    return Row(
        str(item["step"]),
        str(item["name"]),
        str(item["kind"]),
        Verdict(item["verdict"]),
        item["first"],
        item["second"],
        off,
    )


def _wrong(code: str, message: str, hint: str = "make a new one: nbpipe reproduce GROUP:VERSION") -> Problem:
    return Problem(code, message, hint)


def other_digest(expected: str, found: object) -> Problem:
    """The problem of a file that is another one than the digest kept elsewhere says."""
    hint = "ask for the file of that digest, or look where the digest was kept"
    return Problem("other-digest", f"its digest is {found}, not {expected}", hint)


def against(connection: sqlite3.Connection, certificate: Mapping[str, Any]) -> list[Problem]:
    """What of a certificate a store contradicts: all that it says of the first run, and what it leaves out of it.

    What it says of the second run no store knows: that is on the word of whoever made it.
    """
    model, first = certificate["model"], certificate["original"]["execution"]
    name = f"{model['group']}:{model['version']}"
    rows = fetch(
        connection,
        "SELECT version FROM model_versions WHERE execution = ? AND step IS ? AND model_group = ?",
        (first, model["step"], model["group"]),
    )
    if not rows:
        hint = "check it against the store that it was made in: nbpipe --store DIR verify FILE"
        return [_wrong("certificate-store", f"this store has no {name} made by execution {first}", hint)]
    known = f"{model['group']}:{rows[0]['version']}"
    found = []
    try:
        version = registered.model_version(connection, known, deleted=True)
        if known != name and not _taken_in(connection, known):
            said = f"execution {first} made {known} in this store, not {name}"
            found.append(_wrong("certificate-store", said))
        if version.artifact.digest != model["artifact"]:
            said = f"the model of {name} is {version.artifact.digest} in this store"
            found.append(_wrong("certificate-store", said))
        if version.created_at != model["created_at"]:
            said = f"{name} is of {version.created_at} in this store, not of {model['created_at']}"
            found.append(_wrong("certificate-store", said))
        run = execution(connection, first, version)
    except NbpipeError as error:
        return [*found, *error.problems]
    said = f"of execution {first}"
    if run.digest != certificate["pipeline"]["digest"]:
        found.append(_wrong("certificate-store", f"the definition {said} is {run.digest} in this store"))
    if (
        to_json(run.execution.parameters) != certificate["parameters"]
        or run.execution.seed != certificate["seed"]
    ):
        found.append(_wrong("certificate-store", f"parameters or seed {said} are others in this store"))
    original = certificate["original"]
    for key, there in _plain(_execution(run.execution)).items():
        if key in ("started_at", "environment") and original.get(key) != there:
            found.append(_wrong("certificate-store", f"the {key} {said} is another one in this store"))
    return [*found, *_told_otherwise(certificate, run)]


def _taken_in(connection: sqlite3.Connection, name: str) -> bool:
    """Whether a version came from another store, where it may have had another number."""
    sql = "SELECT 1 FROM audit WHERE subject = ? AND action = ?"
    return bool(fetch(connection, sql, (f"model:{name}", AuditAction.IMPORT)))


def _told_otherwise(certificate: Mapping[str, Any], run: Recorded) -> Iterator[Problem]:
    """Rows that do not say of the first run what the store does; and where it is said to agree, those that are missing."""
    steps = {*above(run.pipeline, certificate["model"]["step"]), *certificate["steps"]}
    ordered = tuple(step.name for step in run.pipeline.steps if step.name in steps)
    expected = {
        (row.step, row.name, row.kind): _plain(_told(row.first))
        for row in rows_of(run, run, ordered, 0, (_never, _never))
    }
    told = {
        (
            row["step"],
            row["name"].partition(":")[0] if row["kind"] == "model" else row["name"],
            row["kind"],
        ): row
        for row in certificate["compared"]
    }
    for key, row in told.items():
        there = expected.get(key)
        if row["first"] != there:
            said = f"{key[0]}.{key[1]} is {'not there' if there is None else there} in this store, not {row['first']}"
            yield _wrong("certificate-store", said)
    if certificate["agreement"] != Agreement.DIFFERS:
        for step, name, kind in expected.keys() - told.keys():
            yield _wrong("certificate-store", f"{kind} {step}.{name} was left out of what was compared")
    files = {use.digest for _, use in run.files(ordered)}
    if {item["digest"] for item in certificate["files"]} != files:
        said = f"the files that execution {run.execution.id} read are others in this store"
        yield _wrong("certificate-store", said)


def _plain(value: Any) -> Any:
    """As it comes back from a file."""
    return json.loads(json.dumps(finite(to_json(value))))


def _never(artifact: Artifact) -> Any:
    raise AssertionError("a run differs from itself")


def counts(rows: Iterable[Row]) -> dict[Verdict, int]:
    """How many rows there are of each verdict."""
    found: dict[Verdict, int] = {}
    for row in rows:
        found[row.verdict] = found.get(row.verdict, 0) + 1
    return found
