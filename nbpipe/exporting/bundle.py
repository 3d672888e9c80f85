"""One zip file with a model version and all that is known of it; and whether such a file is what it says.

`manifest.json` names every other file with its size and SHA-256, and has a digest of itself. As with a certificate, who
changes a file on purpose can make the digests anew: the store tells, or the digest kept elsewhere (`--digest`).
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import sqlite3
import stat
import tempfile
import uuid
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from nbpipe import definition, fingerprint
from nbpipe.artifacts import ArtifactStore
from nbpipe.as_json import finite, pipeline_from_json, to_json
from nbpipe.config import Settings
from nbpipe.errors import NbpipeError, NotFoundError, Problem, UsageError
from nbpipe.exporting import about, code, loader, model_file
from nbpipe.exporting.model_file import ModelFile
from nbpipe.reproduction import certificate, recorded
from nbpipe.reproduction.recorded import Recorded
from nbpipe.store import registered

FORMAT = "nbpipe-model"
VERSION = 1
MANIFEST = "manifest.json"
_MOST_MANIFEST = 16 << 20
_CHUNK = 1 << 20
_AT = (1980, 1, 1, 0, 0, 0)  # of every file in the zip: equal content makes equal files


@dataclass(frozen=True)
class Bundle:
    """What an export holds: texts by the name of their file, the model's own file, and what is known of both."""

    recorded: Recorded
    texts: Mapping[str, str]
    model: ModelFile
    folder: Path
    certified: bool

    @property
    def name(self) -> str:
        """Group and number of the version."""
        version = self.recorded.version
        assert version is not None
        return f"{version.group}:{version.version}"


@contextlib.contextmanager
def gathered(connection: sqlite3.Connection, settings: Settings, ref: str) -> Iterator[Bundle]:
    """All that belongs to an export of a model version; the model's file lies in a folder that goes with the block.

    Raises `NotFoundError` and `UsageError` as `reproduction.recorded.of_model`, and where the model cannot be read here.
    """
    found = recorded.of_model(connection, ref)
    version = found.version
    assert version is not None
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        model = model_file.write(version.artifact, ArtifactStore(settings.artifacts), folder)
        texts = _texts(connection, settings, found, model, folder)
        proof = certificate.place(settings.store, version.group, version.version)
        certified = proof.is_file()
        if certified:
            texts["certificate.json"] = proof.read_text("utf-8")
        yield Bundle(found, texts, model, folder, certified)


def _texts(
    connection: sqlite3.Connection, settings: Settings, found: Recorded, model: ModelFile, folder: Path
) -> dict[str, str]:
    version, execution = found.version, found.execution
    assert version is not None
    name = f"{version.group}:{version.version}"
    steps = recorded.needed(connection, found)
    said = f"{name}, registered by execution {execution.id}"
    sources = code.files(found.pipeline, execution.parameters, steps, execution.seed, said)
    own = _own_notebook(settings, found)
    if own is not None:
        sources[f"{found.pipeline.name}.ipynb"] = own
    needs = "\n".join(model.needs)
    return {
        "README.md": _readme(name, model),
        "card.md": version.card + "\n",
        "load.py": loader.LOAD,
        "model.json": _json(
            {
                "name": name,
                "file": model.name,
                "sha256": _sha256(folder / model.name),
                "format": model.format,
                "safe": model.safe,
                "type": model.type,
                "needs": list(model.needs),
                "details": to_json(model.details),
                "artifact": version.artifact.digest,
            }
        ),
        "version.json": _json(
            {
                **{key: value for key, value in to_json(version).items() if key not in ("artifact", "card")},
                "artifact": version.artifact.digest,
            }
        ),
        "signature.json": _json(about.signature(connection, found)),
        "parameters.json": _json({"parameters": to_json(execution.parameters), "seed": execution.seed}),
        "environment.json": _json(to_json(execution.environment)),
        "requirements.txt": about.requirements(found),
        "requirements-model.txt": f"{needs}\n" if needs else "# nothing: Python alone reads it\n",
        "lineage.json": _json(about.upstream(connection, found)),
        "definition.json": _json(to_json(found.pipeline)),
        **{f"code/{file}": text for file, text in sources.items()},
    }


def _own_notebook(settings: Settings, found: Recorded) -> str | None:
    """The user's notebook, with its text and all, where it still is what was run."""
    path = settings.store.parent / (found.execution.notebook or "")
    try:
        if path.suffix == ".ipynb" and fingerprint.definition(definition.load(path).pipeline) == found.digest:
            return path.read_text("utf-8")
    except (NbpipeError, OSError):
        pass
    return None


def _readme(name: str, model: ModelFile) -> str:
    warning = (
        ""
        if model.safe
        else "\nThe model is a pickle: reading it runs code. Load it only if you trust where it came from.\n"
    )
    return f"""# {name}

    pip install -r requirements-model.txt
    python -c "from load import load; print(load())"

gives the model back, a `{model.type}`, without nbpipe.
{warning}
| file | what it is |
|---|---|
| `model/{model.name}` | the model, as {model.format} |
| `card.md`, `version.json` | what it is for; its metrics, decisions and aliases |
| `signature.json` | what it takes, as far as it is known |
| `code/`, `definition.json` | the notebook, a plain program, and the definition that was run |
| `parameters.json`, `environment.json`, `requirements.txt` | what it was run with and on |
| `lineage.json` | everything that it was made from |
| `certificate.json` | that it was made again, if it was |

`nbpipe verify` says whether any of this was changed.
"""


def _json(value: Any) -> str:
    return json.dumps(finite(value), indent=1, ensure_ascii=False) + "\n"


def write(bundle: Bundle, target: Path, *, nbpipe: str, made_at: str) -> str:
    """Write the zip file, under another name first; the digest of its manifest."""
    if target.is_dir():
        raise UsageError(
            f"{target} is a folder", f"give a file: {target / 'model.zip'}", code="export-target"
        )
    if not target.parent.is_dir():
        raise UsageError(
            f"there is no folder {target.parent}", f"make it: mkdir -p {target.parent}", code="export-target"
        )
    version = bundle.recorded.version
    assert version is not None
    members: dict[str, Any] = {}
    temporary = target.with_name(f".{target.name}.{uuid.uuid4().hex[:8]}.tmp")
    try:
        with zipfile.ZipFile(temporary, "x", zipfile.ZIP_DEFLATED) as made:
            for name, text in sorted(bundle.texts.items()):
                members[name] = _add(made, name, text.encode())
            name = f"model/{bundle.model.name}"
            members[name] = _add(made, name, (bundle.folder / bundle.model.name).read_bytes())
            manifest = sealed(
                {
                    "format": FORMAT,
                    "format_version": VERSION,
                    "nbpipe": nbpipe,
                    "made_at": made_at,
                    "model": {
                        "group": version.group,
                        "version": version.version,
                        "step": version.step,
                        "artifact": version.artifact.digest,
                        "execution": bundle.recorded.execution.id,
                    },
                    "definition": bundle.recorded.digest,
                    "members": members,
                }
            )
            _add(made, MANIFEST, _json(manifest).encode())
        os.replace(temporary, target)
    finally:
        temporary.unlink(missing_ok=True)
    return str(manifest["digest"])


def sealed(content: Mapping[str, Any]) -> dict[str, Any]:
    """The manifest with the digest of it."""
    plain = json.loads(json.dumps({key: value for key, value in content.items() if key != "digest"}))
    return {**plain, "digest": fingerprint.of("model export", plain)}


def _add(made: zipfile.ZipFile, name: str, content: bytes) -> dict[str, Any]:
    info = zipfile.ZipInfo(name, _AT)
    info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
    made.writestr(info, content)
    return {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


# ---- whether one is what it says ------------------------------------------------------------------------------------


def check(path: Path) -> tuple[dict[str, Any], list[Problem]]:
    """The manifest of an export, and everything that is wrong with the file; nothing of it is unpacked or run.

    Raises `NotFoundError` and `UsageError` where it is no export of a model at all.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = _manifest(path, archive)
            return manifest, list(_problems(archive, manifest))
    except FileNotFoundError:
        raise NotFoundError(
            f"there is no file {path}", "give a certificate or an export", code="no-file"
        ) from None
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise _none(path, f"it is damaged ({error})") from error
    except OSError as error:
        if error.errno != errno.EINVAL:  # the zip names a place before its own beginning
            raise
        raise _none(path, "it is damaged (a file is not where the zip says)") from error


def _none(path: Path, why: str) -> UsageError:
    return UsageError(
        f"{path} is no export of a model: {why}", "give the file that `nbpipe export` wrote", code="no-export"
    )


def _manifest(path: Path, archive: zipfile.ZipFile) -> dict[str, Any]:
    try:
        info = archive.getinfo(MANIFEST)
    except KeyError:
        raise _none(path, f"it has no {MANIFEST}") from None
    if info.file_size > _MOST_MANIFEST:
        raise _none(path, f"{MANIFEST} has {info.file_size} bytes")
    content = json.loads(archive.read(info))
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise _none(path, f"{MANIFEST} does not say that it is {FORMAT}")
    return content


def _problems(archive: zipfile.ZipFile, manifest: Mapping[str, Any]) -> Iterator[Problem]:
    if manifest.get("format_version") != VERSION:
        message = f"it has format version {manifest.get('format_version')!r}, and this nbpipe knows {VERSION}"
        yield Problem("export-version", message, "upgrade: pip install --upgrade nbpipe-ml")
        return
    if sealed(manifest)["digest"] != manifest.get("digest"):
        yield _wrong(f"{MANIFEST} is not what its digest says: it was changed")
    members = manifest.get("members")
    if not isinstance(members, dict):
        yield _wrong(f"{MANIFEST} names no files")
        return
    model = manifest.get("model")
    if not isinstance(model, dict) or not {"group", "version", "artifact", "execution"} <= model.keys():
        yield _wrong(f"{MANIFEST} does not say which model it is")
        return
    seen: set[str] = set()
    for info in archive.infolist():
        kind = stat.S_IFMT(info.external_attr >> 16)
        if info.filename in seen:
            yield _wrong(f"{info.filename} is in it twice")
        elif not _is_plain(info.filename) or kind not in (0, stat.S_IFREG):
            yield _wrong(f"{info.filename!r} is no name that an export has")
        elif info.filename != MANIFEST and info.filename not in members:
            yield _wrong(f"{info.filename} was added to it")
        seen.add(info.filename)
    broken = False
    for name, declared in members.items():
        if name not in seen:
            yield _wrong(f"{name} is missing")
            broken = True
        elif not isinstance(declared, dict) or _damaged(archive, name, declared):
            yield _wrong(f"the content of {name} was changed")
            broken = True
    if not broken:
        yield from _contradictions(archive, manifest, members)


def _is_plain(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return (
        bool(parts)
        and not name.startswith("/")
        and ".." not in parts
        and "\\" not in name
        and ":" not in name
    )


def _damaged(archive: zipfile.ZipFile, name: str, declared: Mapping[str, Any]) -> bool:
    info = archive.getinfo(name)
    if info.file_size != declared.get("size"):
        return True
    hashed = hashlib.sha256()
    try:
        with archive.open(info) as file:
            left = info.file_size
            while chunk := file.read(min(_CHUNK, left + 1)):
                hashed.update(chunk)
                left -= len(chunk)
                if left < 0:
                    return True
    except (zipfile.BadZipFile, zlib.error, EOFError):
        return True
    return hashed.hexdigest() != declared.get("sha256")


def _contradictions(
    archive: zipfile.ZipFile, manifest: Mapping[str, Any], members: Mapping[str, Any]
) -> Iterator[Problem]:
    """Where files of one export say different things: somebody has made the digests anew."""
    try:
        model, told = manifest["model"], json.loads(archive.read("model.json"))
        if told["artifact"] != model["artifact"]:
            yield _wrong("model.json is about another model than manifest.json")
        if members[f"model/{told['file']}"]["sha256"] != told["sha256"]:
            yield _wrong("the model's file is not the one that model.json is about")
        pipeline = pipeline_from_json(json.loads(archive.read("definition.json")))
        if fingerprint.definition(pipeline) != manifest["definition"]:
            yield _wrong("definition.json is not the definition that manifest.json names")
        if "certificate.json" in members:
            proof = json.loads(archive.read("certificate.json"))
            yield from certificate.problems(proof)
            if (proof["model"]["artifact"], proof["pipeline"]["digest"]) != (
                model["artifact"],
                manifest["definition"],
            ):
                yield _wrong("certificate.json is about another model or definition")
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        yield _wrong(f"a file of it is not as nbpipe writes it ({error!r})")


def _wrong(message: str) -> Problem:
    return Problem("export-changed", message, "ask for the file again from where it was exported")


# What is decided on a version after it was exported; the rest of version.json stays.
_LATER = ("status", "aliases", "approvals", "stages", "deleted")


def against(
    connection: sqlite3.Connection, settings: Settings, path: Path, manifest: Mapping[str, Any]
) -> list[Problem]:
    """What of an export a store contradicts: it is written once more, and each file held against that.

    A notebook that is in it needs to have the definition that was run: its texts and comments no store knows.
    """
    model = manifest["model"]
    name = f"{model['group']}:{model['version']}"
    try:
        found = recorded.execution(connection, model["execution"])
        version = registered.model_version(connection, name)
    except NbpipeError as error:
        return list(error.problems)
    problems = []
    if version.artifact.digest != model["artifact"] or version.execution != model["execution"]:
        problems.append(_wrong(f"{name} is another model in this store: {version.artifact.digest}"))
    if found.digest != manifest["definition"]:
        problems.append(
            _wrong(f"the definition of execution {found.execution.id} is another one in this store")
        )
    if problems:
        return problems
    try:
        with gathered(connection, settings, name) as own, zipfile.ZipFile(path) as archive:
            return list(_others(connection, archive, manifest["members"], own))
    except NbpipeError as error:
        return list(error.problems)


def _others(
    connection: sqlite3.Connection, archive: zipfile.ZipFile, members: Mapping[str, Any], own: Bundle
) -> Iterator[Problem]:
    """The files of an export that the store would write otherwise."""
    notebook = f"code/{own.recorded.pipeline.name}.ipynb"
    for name in members:
        content = archive.read(name)
        if name == "certificate.json":
            yield from certificate.against(connection, json.loads(content))
            continue
        if name == notebook:
            same = _defines(content, Path(name).name, own.recorded.digest)
        elif name == "version.json":
            same = _is_earlier(json.loads(content), json.loads(own.texts[name]))
        elif name == "lineage.json":
            same = _undecided(json.loads(content)) == _undecided(json.loads(own.texts[name]))
        elif name == f"model/{own.model.name}":
            same = hashlib.sha256(content).hexdigest() == _sha256(own.folder / own.model.name)
        else:
            same = own.texts.get(name) == content.decode("utf-8", "replace")
        if not same:
            yield Problem(
                "export-changed",
                f"{name} is not what this store would write of {own.name}",
                "export it again and compare; another version of nbpipe, or of the model's library, may write it"
                " in another way, and so may a pickle",
            )


def _is_earlier(told: Any, there: Mapping[str, Any]) -> bool:
    """Whether version.json says of a version what the store does, or what it did before the last decisions."""
    if not isinstance(told, dict) or told.keys() != there.keys():
        return False
    fixed = [key for key in there if key not in _LATER]
    decided, now = told["approvals"], there["approvals"]
    if not isinstance(decided, list) or not decided or decided != now[: len(decided)]:
        return False
    return all(told[key] == there[key] for key in fixed) and told["status"] == decided[-1]["status"]


def _undecided(lineage: Any) -> Any:
    """A lineage without what its first node, the version itself, is called: that says how it was decided on."""
    if not isinstance(lineage, dict) or not lineage.get("nodes"):
        return lineage
    first, *others = lineage["nodes"]
    return {**lineage, "nodes": [{**first, "label": None}, *others] if isinstance(first, dict) else others}


def _defines(content: bytes, name: str, digest: str) -> bool:
    """Whether a notebook has a definition; nothing of it is run."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(content)
        try:
            return fingerprint.definition(definition.load(path).pipeline) == digest
        except NbpipeError:
            return False
