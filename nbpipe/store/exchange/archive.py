"""The file: its names, its manifest, and reading one that nobody has vouched for."""

from __future__ import annotations

import errno
import hashlib
import json
import re
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, cast

from nbpipe.errors import NotFoundError, Problem, StoreError
from nbpipe.store import folders, relations

FORMAT = "nbpipe-export"
VERSION = 1
MANIFEST = "manifest.json"
CHUNK = 1 << 20

# What is read as a whole has a limit; blobs have the free space of the disk.
MAX_MANIFEST = 64 << 20
MAX_TABLES = 2 << 30

_BLOB = re.compile(r"blobs/([0-9a-f]{2})/([0-9a-f]{62})")
_TABLE = re.compile(r"tables/([a-z_]+)\.jsonl")
_ATTEMPT = re.compile(r"attempts/([^/]+)/([^/]+)/([1-9][0-9]{0,8})/([^/]+)")
_ANOTHER = "ask for another copy of the file"
_NOT_OURS = "take only files that `nbpipe store export` wrote, unchanged"


@dataclass(frozen=True)
class Member:
    """What the manifest says of a member."""

    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What the file says of itself. `holds` names executions, models and pipelines, for people."""

    version: int
    nbpipe: str
    created_at: str
    migrations: tuple[str, ...]
    holds: Mapping[str, Any]
    members: Mapping[str, Member]

    def to_json(self) -> dict[str, Any]:
        """The content of `manifest.json`."""
        return {
            "format": FORMAT,
            "format_version": self.version,
            "nbpipe": self.nbpipe,
            "created_at": self.created_at,
            "migrations": list(self.migrations),
            "holds": dict(self.holds),
            "members": {
                name: {"size": item.size, "sha256": item.sha256} for name, item in self.members.items()
            },
        }


def blob_name(digest: str) -> str:
    """The member with the content of an artifact.

    >>> blob_name("sha256:" + "ab" * 32)[:12]
    'blobs/ab/aba'
    """
    text = digest.removeprefix("sha256:")
    return f"blobs/{text[:2]}/{text[2:]}"


def table_name(table: str) -> str:
    """The member with the rows of a table."""
    return f"tables/{table}.jsonl"


def attempt_name(execution: str, step: str, number: int, file: str) -> str:
    """The member with a file of an attempt."""
    return f"attempts/{execution}/{step}/{number}/{file}"


def is_expected(name: str) -> bool:
    """Whether a member may have this name: nothing absolute, nothing with `..`, nothing that we do not know.

    >>> [is_expected(name) for name in ("tables/files.jsonl", "tables/../files.jsonl", "/etc/passwd", "setup.py")]
    [True, False, False, False]
    """
    if _BLOB.fullmatch(name):
        return True
    if found := _TABLE.fullmatch(name):
        return found[1] in relations.TRAVELLING
    found = _ATTEMPT.fullmatch(name)
    return (
        found is not None
        and folders.is_id(found[1])
        and folders.is_step(found[2])
        and found[4] in folders.TOLD
    )


class Archive:
    """An export that is being read: `verify` reads all of it before anything is taken from it.

    Opening checks the manifest, the names and the sizes; `StoreError` says what is wrong with which member.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._zip = zipfile.ZipFile(path)
        except FileNotFoundError:
            raise NotFoundError(
                f"there is no file {path}", "give the file that `nbpipe store export` wrote"
            ) from None
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise self._wrong(f"it is no export, or only a part of one ({error})", _ANOTHER) from error
        try:
            self._infos = self._listed()
            self.manifest = self._manifest()
            self._agree()
        except BaseException:
            self._zip.close()
            raise

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    # ---- what is in it ----------------------------------------------------------------------------------------------

    def blobs(self) -> dict[str, int]:
        """Digests of the artifacts whose content is there, with their bytes."""
        found = ((_BLOB.fullmatch(name), member.size) for name, member in self.manifest.members.items())
        return {f"sha256:{match[1]}{match[2]}": size for match, size in found if match}

    def attempts(self) -> Iterator[tuple[str, str, int, str]]:
        """Execution, step, number and file name of what attempts printed."""
        for name in self.manifest.members:
            if match := _ATTEMPT.fullmatch(name):
                yield match[1], match[2], int(match[3]), match[4]

    def rows(self, table: str) -> list[dict[str, Any]]:
        """The rows of a table; none where the file has no such table."""
        name = table_name(table)
        if name not in self.manifest.members:
            return []
        found = []
        with self.open(name) as file:
            for number, line in enumerate(file, 1):
                row = _json(line)
                if not isinstance(row, dict) or not all(_is_plain(value) for value in row.values()):
                    raise self._wrong(f"line {number} of {name} is no row", _NOT_OURS)
                found.append(row)
        return found

    @contextmanager
    def open(self, name: str) -> Iterator[BinaryIO]:
        """A member to read from."""
        with self._readable(name), self._zip.open(self._infos[name]) as file:
            yield cast(BinaryIO, file)

    # ---- whether it is whole ----------------------------------------------------------------------------------------

    def verify(self) -> None:
        """Read every member and hash it. `StoreError` with a problem for each one that is damaged."""
        problems = [problem for name in self.manifest.members if (problem := self._damage(name))]
        if problems:
            raise StoreError(problems[0].message, problems=problems)

    def _damage(self, name: str) -> Problem | None:
        declared = self.manifest.members[name]
        hashed, left = hashlib.sha256(), declared.size
        try:
            with self.open(name) as file:
                # One byte more than was declared is asked for, so that too much of it shows.
                while chunk := file.read(min(CHUNK, left + 1)):
                    hashed.update(chunk)
                    left -= len(chunk)
                    if left < 0:
                        break
        except StoreError as error:
            return error.problems[0]
        if left:
            return self._wrong(
                f"{name} is {'longer' if left < 0 else 'shorter'} than it says", _ANOTHER
            ).problems[0]
        match = _BLOB.fullmatch(name)
        if hashed.hexdigest() != declared.sha256 or (match and match[1] + match[2] != declared.sha256):
            return self._wrong(f"the content of {name} has changed", _ANOTHER).problems[0]
        return None

    def _listed(self) -> dict[str, zipfile.ZipInfo]:
        infos: dict[str, zipfile.ZipInfo] = {}
        for info in self._zip.infolist():
            kind = stat.S_IFMT(info.external_attr >> 16)
            # `orig_filename`: zipfile itself cuts a name at a NUL and turns backslashes on Windows.
            name = info.orig_filename
            if (name != MANIFEST and not is_expected(name)) or name != info.filename:
                raise self._wrong(f"it holds {name!r}, which does not belong there", _NOT_OURS)
            if kind not in (0, stat.S_IFREG) or info.is_dir():
                raise self._wrong(f"{name} is no ordinary file", _NOT_OURS)
            if info.flag_bits & 1 or info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise self._wrong(f"{name} is encrypted, or compressed in an unknown way", _NOT_OURS)
            if name in infos:
                raise self._wrong(f"it holds {name} twice", _NOT_OURS)
            infos[name] = info
        return infos

    def _manifest(self) -> Manifest:
        info = self._infos.get(MANIFEST)
        if info is None:
            raise self._wrong(f"it has no {MANIFEST}", "give the file that `nbpipe store export` wrote")
        if info.file_size > MAX_MANIFEST:
            raise self._wrong(f"{MANIFEST} says that it has {info.file_size} bytes", _NOT_OURS)
        with self.open(MANIFEST) as file:
            data = _json(file.read(MAX_MANIFEST + 1))
        if not isinstance(data, dict) or data.get("format") != FORMAT:
            raise self._wrong(f"{MANIFEST} is none of nbpipe's", _NOT_OURS)
        version = data.get("format_version")
        if not isinstance(version, int) or version > VERSION:
            raise self._newer(
                f"format {version} by nbpipe {data.get('nbpipe')}; this nbpipe reads up to format {VERSION}"
            )
        members = data.get("members")
        try:
            declared = {
                name: Member(_count(item["size"]), str(item["sha256"]))
                for name, item in cast(dict[str, Any], members).items()
            }
            return Manifest(
                version,
                str(data["nbpipe"]),
                str(data["created_at"]),
                tuple(map(str, data["migrations"])),
                dict(data["holds"]),
                declared,
            )
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise self._wrong(f"{MANIFEST} is not as it should be ({error!r})", _NOT_OURS) from error

    def _agree(self) -> None:
        """Names and sizes are the same in the manifest and in the zip."""
        declared, there = set(self.manifest.members), set(self._infos) - {MANIFEST}
        for name in sorted(declared - there):
            raise self._wrong(f"{name} is missing", _ANOTHER)
        for name in sorted(there - declared):
            raise self._wrong(f"{MANIFEST} knows nothing of {name}", _NOT_OURS)
        for name, member in self.manifest.members.items():
            if member.size != self._infos[name].file_size:
                raise self._wrong(
                    f"{name} has {self._infos[name].file_size} bytes, {MANIFEST} says {member.size}",
                    _NOT_OURS,
                )
        size = sum(item.size for name, item in self.manifest.members.items() if not _BLOB.fullmatch(name))
        if size > MAX_TABLES:
            raise self._wrong(f"its tables say that they have {size} bytes", "export less at once")

    def refuse_newer(self, known: Callable[[str], bool]) -> None:
        """`StoreError` where the store that it comes from had migrations that this nbpipe does not know."""
        unknown = [name for name in self.manifest.migrations if not known(name)]
        if unknown:
            raise self._newer(f"the schema of nbpipe {self.manifest.nbpipe}, with {', '.join(unknown)!r}")

    def _newer(self, what: str) -> StoreError:
        return StoreError(
            f"{self.path} was written by a newer nbpipe: {what}",
            "upgrade: pip install --upgrade nbpipe-ml",
            code="export-newer",
        )

    def wrong(self, what: str) -> StoreError:
        """The error for content that no export has."""
        return self._wrong(what, _NOT_OURS)

    def _wrong(self, what: str, hint: str) -> StoreError:
        return StoreError(f"{self.path} cannot be taken in: {what}", hint, code="export-damaged")

    @contextmanager
    def _readable(self, name: str) -> Iterator[None]:
        try:
            yield
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
            raise self._wrong(f"{name} cannot be read ({error})", _ANOTHER) from error
        except OSError as error:
            if error.errno != errno.EINVAL:  # the zip names a place before its own beginning
                raise
            raise self._wrong(f"{name} cannot be read (it is not where the zip says)", _ANOTHER) from error


def _json(line: bytes) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def _is_plain(value: Any) -> bool:
    """What a column can hold; SQLite's integers have 64 bits."""
    if isinstance(value, int):
        return not isinstance(value, bool) and -(2**63) <= value < 2**63
    return value is None or isinstance(value, float | str)


def _count(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError(f"{value!r} is no size")
    return value
