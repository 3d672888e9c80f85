"""Paths, with the content of the file or folder that they name.

A folder that holds the work itself (the current folder or one above it, a home, a store) is a place, not a result:
of it only the path is kept.
"""

from __future__ import annotations

import filecmp
import mimetypes
import os
import shutil
import stat
import tarfile
import uuid
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

import xxhash

from nbpipe.errors import StoreError, UnsavableError
from nbpipe.materializers import Saved, hashing, previews

_WHOLE = 64 << 20
"""Up to this many bytes a fingerprint reads a file; beyond, its size and time of change must do."""


class _FilePath:
    name = "file_path"

    def accepts(self, value: Any) -> bool:
        return type(value) is type(Path())

    def save(self, value: Path, path: Path) -> Saved:
        kind = _kind(value)
        meta: dict[str, Any] = {"path": os.fsencode(value).decode("utf-8", "backslashreplace"), "kind": kind}
        if meta["path"] != str(value):  # bytes that are no text: JSON could not give them back
            raise UnsavableError(
                f"value cannot be kept: the file name {meta['path']!r} is not valid text",
                hint="rename the file",
                code="unsavable",
            )
        if kind in ("file", "folder"):
            meta["mode"] = stat.S_IMODE(value.stat().st_mode)
        try:
            with path.open("xb") as file:
                if kind == "folder":
                    _pack(value, file)
                elif kind == "file":
                    with value.open("rb") as source:
                        shutil.copyfileobj(source, file, 1 << 20)
        except PermissionError as error:
            raise UnsavableError(
                f"value cannot be kept: {error.filename or value} cannot be read",
                hint="check the permissions of that file",
                code="unsavable",
            ) from error
        return Saved(_media_type(value, kind), meta)

    def load(self, path: Path, meta: Mapping[str, Any]) -> Any:
        value = Path(meta["path"])
        if meta["kind"] in ("file", "folder") and not os.path.lexists(value):
            _restore(path, value, meta)
        return value

    def preview(self, value: Any) -> Mapping[str, Any]:
        return previews.guarded(_preview, value)

    def fingerprint(self, value: Any) -> str:
        return hashing.combine("file_path", [str(value), *_content(value)])


def differs(path: Path, meta: Mapping[str, Any]) -> bool:
    """Whether something else than the artifact `path` stands now where it was saved from.

    `load` leaves alone what is there; who wants to know asks here. A path that is gone does not differ.
    """
    value = Path(meta["path"])
    if meta["kind"] in ("place", "missing") or not os.path.lexists(value):
        return meta["kind"] == "missing" and os.path.lexists(value)
    if _kind(value) != meta["kind"]:
        return True
    if meta["kind"] == "file":
        return not filecmp.cmp(path, value, shallow=False)
    probe = _Compared(path.open("rb"))
    with probe.file:
        _pack(value, probe)  # type: ignore[arg-type]
        return probe.different or bool(probe.file.read(1))


class _Compared:
    """A file that is compared instead of written."""

    def __init__(self, file: BinaryIO) -> None:
        self.file, self.different, self.position = file, False, 0

    def write(self, data: bytes) -> int:
        self.different = self.different or self.file.read(len(data)) != data
        self.position += len(data)
        return len(data)

    def tell(self) -> int:
        return self.position


def _kind(value: Path) -> str:
    try:
        mode = value.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return "missing"
    except (PermissionError, OSError):
        return "place"
    if stat.S_ISREG(mode):
        return "file"
    if not stat.S_ISDIR(mode):
        return "place"
    folder = value.resolve()
    around = (Path.cwd(), Path.home())
    if any(place.is_relative_to(folder) for place in around) or (folder / ".nbpipe").exists():
        return "place"
    return "place" if folder.name == ".nbpipe" else "folder"


def _media_type(value: Path, kind: str) -> str:
    if kind == "folder":
        return "application/x-tar"
    guess = mimetypes.guess_type(value.name)[0] if kind == "file" else None
    return guess or "application/octet-stream"


def _walk(folder: Path) -> Iterator[Path]:
    for parent, folders, files in os.walk(folder):
        folders.sort()
        links = [name for name in folders if os.path.islink(os.path.join(parent, name))]
        yield from (Path(parent, name) for name in sorted([*folders, *files]))
        folders[:] = [name for name in folders if name not in links]


def _pack(folder: Path, file: BinaryIO) -> None:
    """Write a tar that depends on names, content and modes only: no times, no owners, sorted."""
    with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as tar:
        for item in _walk(folder):
            info = tarfile.TarInfo(item.relative_to(folder).as_posix())
            status = item.lstat()
            info.mode = stat.S_IMODE(status.st_mode)
            if stat.S_ISLNK(status.st_mode):
                info.type, info.linkname = tarfile.SYMTYPE, os.readlink(item)
                tar.addfile(info)
            elif stat.S_ISDIR(status.st_mode):
                info.type = tarfile.DIRTYPE
                tar.addfile(info)
            elif stat.S_ISREG(status.st_mode):
                info.size = status.st_size
                with item.open("rb") as source:
                    tar.addfile(info, source)


def _restore(blob: Path, value: Path, meta: Mapping[str, Any]) -> None:
    """Put the content where it came from, all of it or nothing."""
    beside = value.parent / f".{value.name}.{uuid.uuid4().hex[:12]}"
    try:
        value.parent.mkdir(parents=True, exist_ok=True)
        if meta["kind"] == "file":
            shutil.copyfile(blob, beside)
        else:
            beside.mkdir()
            with tarfile.open(blob, "r:") as tar:
                _unpack(tar, beside)
        beside.chmod(meta["mode"])
        beside.rename(value)
    except OSError as error:
        if beside.is_dir():
            shutil.rmtree(beside, ignore_errors=True)
        else:
            beside.unlink(missing_ok=True)
        raise StoreError(
            f"the content of {value} cannot be put back: {error.strerror or error}",
            hint="make its folder writable, or run the step that makes it again",
        ) from error


def _unpack(tar: tarfile.TarFile, folder: Path) -> None:
    """Everything of a tar, with its modes; `tarfile.TarError` for a member that would lie outside the folder."""
    if hasattr(tarfile, "tar_filter"):
        tar.extractall(folder, filter=_filter)
    else:  # Python before 3.11.4
        tar.extractall(folder, members=_inside(tar, os.path.realpath(folder)))


def _inside(tar: tarfile.TarFile, folder: str) -> Iterator[tarfile.TarInfo]:
    """The members, each looked at when those before it are there: one of them may be a link."""
    for member in tar:
        place = os.path.realpath(os.path.join(folder, member.name))
        if os.path.commonpath([folder, place]) != folder:
            raise tarfile.ExtractError(f"{member.name!r} would lie outside {folder}")
        yield member


def _filter(member: tarfile.TarInfo, folder: str) -> tarfile.TarInfo:
    """Refuse what would leave the folder; Python's filter would take permissions away as well."""
    return tarfile.tar_filter(member, folder).replace(mode=member.mode, deep=False)


def _content(value: Path) -> Iterator[str]:
    kind = _kind(value)
    yield kind
    if kind == "file":
        yield _hash_file(value)
    elif kind == "folder":
        for item in _walk(value):
            status = item.lstat()
            yield f"{item.relative_to(value)} {status.st_mode}"
            if stat.S_ISREG(status.st_mode):
                yield _hash_file(item)
            elif stat.S_ISLNK(status.st_mode):
                yield os.readlink(item)


def _hash_file(path: Path) -> str:
    status = path.stat()
    if status.st_size > _WHOLE:
        return f"{status.st_size} {status.st_mtime_ns} {status.st_ino}"
    return str(xxhash.xxh3_128_hexdigest(path.read_bytes()))


def _preview(value: Path) -> dict[str, Any]:
    kind = _kind(value)
    preview: dict[str, Any] = {"kind": "file", "path": previews.cut(str(value), 1000), "type": kind}
    if kind == "file":
        preview["size"] = value.stat().st_size
    elif kind == "folder":
        names = [item.relative_to(value).as_posix() for item in _walk(value)]
        preview["files"] = len(names)
        preview["names"] = [previews.cut(name) for name in names[: previews.ROWS]]
    return preview


materializer = _FilePath()
