"""Content-addressed blobs: an artifact's file is named by the SHA-256 of its bytes.

Equal values give equal blobs where their format allows: JSON, Arrow, NumPy, folders and paths hold no times and no
addresses. Pickles depend on the hash seed where they hold sets, and on the order in which classes were made.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import re
import shutil
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from nbpipe import materializers
from nbpipe.errors import NbpipeError, NotFoundError, StoreError, UnsavableError
from nbpipe.model import Artifact

_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")
_BLOB = re.compile(r"[0-9a-f]{2}/[0-9a-f]{62}")
_ASIDE = ".removed"
_FULL = 1 << 16
_PIECE = 1 << 16
_SECOND = 1_000_000_000
_REMEDIES = {
    errno.ENOSPC: ("the disk is full", "free some space (`nbpipe store gc` helps) or move the store"),
    errno.EDQUOT: (
        "the disk quota is used up",
        "free some space (`nbpipe store gc` helps) or move the store",
    ),
    errno.EACCES: ("it may not be written to", "make the folder writable, or choose another with --store"),
    errno.EPERM: ("it may not be written to", "make the folder writable, or choose another with --store"),
    errno.EROFS: ("it is on a read-only disk", "choose another folder with --store"),
}


class ArtifactStore:
    """Blobs below `root`: a folder, or a URL of any file system that fsspec knows.

    `cache` is the local folder for the blobs of a URL; by default one for this URL below `~/.cache/nbpipe`.

    >>> import tempfile
    >>> store = ArtifactStore(tempfile.mkdtemp())
    >>> artifact = store.save({"auc": 0.8})
    >>> artifact.materializer, artifact.size
    ('json_value', 11)
    >>> store.load(artifact)
    {'auc': 0.8}
    """

    def __init__(self, root: str | Path, cache: Path | None = None) -> None:
        self.root = str(root)
        self._remote = _Remote(self.root) if "://" in self.root else None
        if self._remote is None:
            self._local = Path(root)
        else:
            below = hashlib.sha256(self.root.encode()).hexdigest()[:16]
            self._local = cache or Path.home() / ".cache" / "nbpipe" / "artifacts" / below

    def save(
        self, value: Any, name: str = "value", format: materializers.Materializer | None = None
    ) -> Artifact:
        """Keep a value; `name` is what errors call it, `format` is chosen by the value unless it is given.

        Raises `UnsavableError` for a value that cannot be kept and `StoreError` for a store that cannot be written.
        Nothing is left behind then.
        """
        from nbpipe.materializers import home  # which whoever only looks blobs up does not need

        current = home.active()
        if current is not None:
            current.mentioned.clear()
        with self._temporary() as path:
            format = format or materializers.choose(value)
            try:
                saved = format.save(value, path)
            except UnsavableError as error:
                raise _renamed(error, name) from error.__cause__
            digest, size = self._keep(path, saved.digest)
        meta = dict(saved.meta)
        if current is not None and current.mentioned:
            meta["mentions"] = sorted(current.mentioned)
        return Artifact(digest, size, saved.media_type, format.name, meta, dict(format.preview(value)))

    def load(self, artifact: Artifact) -> Any:
        """The value that was saved.

        Raises `NotFoundError` if the blob is missing and `StoreError` if it is damaged or cannot be read.
        """
        path = self.whole(artifact)
        format = materializers.by_name(artifact.materializer)
        try:
            return format.load(path, artifact.meta)
        except (NbpipeError, MemoryError):
            raise
        except ImportError as error:
            raise StoreError(
                f"the artifact {artifact.digest} needs a module that cannot be imported here: {error}",
                hint=f"install {error.name or 'it'}, as it was where the value was saved",
            ) from error
        except Exception as error:
            text = " ".join(str(error).split())[:300]
            raise StoreError(
                f"the artifact {artifact.digest} ({artifact.materializer}) cannot be read: "
                f"{type(error).__name__}: {text}",
                hint="`nbpipe store check` tells whether the blob is damaged; if it is not, the packages here "
                "differ from those that saved it",
            ) from error

    def whole(self, artifact: Artifact) -> Path:
        """The blob's file, as `path`; `StoreError` where its content is not what was saved."""
        path = self.path(artifact.digest)
        if not _is_sound(path, artifact.digest, artifact.size):
            raise StoreError(
                f"the content of the artifact {artifact.digest} is damaged",
                hint="run the step that makes it again, with --no-cache: that mends it",
            )
        return path

    def path(self, digest: str) -> Path:
        """A local file with the blob's bytes, not to be changed; of a URL a copy is fetched once.

        Raises `NotFoundError` naming the digest if there is no such blob.
        """
        path = self._local / _place(digest)
        if path.is_file():
            return path
        if self._remote is None or not self._remote.exists(_place(digest)):
            raise NotFoundError(
                f"the store at {self.root} has no blob {digest}",
                hint="run the step that makes it again, or bring the artifacts folder back from a backup",
            )
        with self._temporary() as temporary:
            self._remote.get(_place(digest), temporary)
            if _hash(temporary) != digest:
                raise StoreError(f"the blob {digest} arrived damaged from {self.root}", hint="try again")
            _mark(temporary, digest)
            _move(temporary, path)
        return path

    def open(self, digest: str) -> Any:
        """The blob as a binary file to read from; as `path` otherwise."""
        return self.path(digest).open("rb")

    def exists(self, digest: str) -> bool:
        """Whether the store holds the blob."""
        if self._remote is not None:
            return self._remote.exists(_place(digest))
        return (self._local / _place(digest)).is_file()

    def holds(self, digest: str, size: int) -> bool:
        """Whether the store holds the blob, with that many bytes, and nobody wrote to it since; see `verify`."""
        if self._remote is not None:
            return self._remote.exists(_place(digest))
        return _is_sound(self._local / _place(digest), digest, size)

    def verify(self, digest: str) -> bool:
        """Whether the blob is there and its bytes still have that digest; reads all of them."""
        if not self.exists(digest):
            return False
        if self._remote is None:
            return _hash(self._local / _place(digest)) == digest
        return self._remote.hash(_place(digest)) == digest

    def digests(self) -> Iterator[str]:
        """Digests of all blobs, in no particular order."""
        places = _places(self._local) if self._remote is None else self._remote.places()
        return (f"sha256:{place.replace('/', '')}" for place in places if _BLOB.fullmatch(place))

    def add_file(self, path: str | Path) -> tuple[str, int]:
        """Keep a copy of a file; answers digest and size in bytes."""
        with contextlib.ExitStack() as stack:
            try:
                source = stack.enter_context(Path(path).open("rb"))
            except OSError as error:
                raise NotFoundError(f"the file {path} cannot be read: {error.strerror}") from error
            temporary = stack.enter_context(self._temporary())
            with temporary.open("xb") as target:
                shutil.copyfileobj(source, target, 1 << 20)
            return self._keep(temporary)

    def add(self, source: BinaryIO, digest: str) -> None:
        """Keep the bytes of `source`, which must have that digest; `StoreError` where they have another."""
        with self._temporary() as temporary:
            with temporary.open("xb") as target:
                shutil.copyfileobj(source, target, 1 << 20)
            if _hash(temporary) != digest:
                raise StoreError(f"the content of {digest} has changed on its way", hint="try again")
            self._keep(temporary)

    def claim(self, digest: str) -> bool:
        """Whether the store holds the blob, undamaged; if so, it counts as kept just now: `set_aside` leaves it."""
        place = _place(digest)
        if self._remote is not None:
            return self._remote.exists(place)
        path = self._local / place
        if not _is_sound(path, digest):
            return False
        try:
            _mark(path, digest)
        except FileNotFoundError:
            return False
        return True

    # ---- removing what nobody uses; of a folder only: behind a URL others may keep blobs too -------------------------

    def kept(self) -> Iterator[tuple[str, int, float]]:
        """Digest, bytes and time (seconds since 1970) of each blob, when it was kept last."""
        for digest in self.digests():
            with contextlib.suppress(FileNotFoundError):
                found = (self._local / _place(digest)).stat()
                yield digest, found.st_size, found.st_mtime

    def set_aside(self, digest: str) -> None:
        """Take a blob out of use, so that whoever keeps an equal value from now on keeps it anew; see `settle`."""
        path = self._local / _place(digest)
        with contextlib.suppress(FileNotFoundError):
            path.rename(path.with_name(path.name + _ASIDE))

    def settle(self, is_used: Callable[[str], bool], before: float) -> list[tuple[str, int]]:
        """Remove for good what was set aside, also by a process that was killed; digests and bytes.

        What is used meanwhile, or was claimed at `before` or later, comes back.
        """
        removed = []
        for path in sorted(self._local.glob(f"[0-9a-f][0-9a-f]/*{_ASIDE}")):
            target = path.with_name(path.name.removesuffix(_ASIDE))
            digest = f"sha256:{target.parent.name}{target.name}"
            found = path.stat()
            if target.exists() or not (is_used(digest) or found.st_mtime >= before):
                path.unlink()
                removed.append((digest, found.st_size))
            else:
                path.rename(target)
        return removed

    def temporary(self) -> Iterator[Path]:
        """Files that somebody writes, or was killed while writing."""
        return self._local.glob(".*.tmp")

    @contextlib.contextmanager
    def _temporary(self) -> Iterator[Path]:
        """A name for a new file in the store, which is gone afterwards whatever happens."""
        path = self._local / f".{uuid.uuid4().hex}.tmp"
        try:
            self._local.mkdir(parents=True, exist_ok=True)
            yield path
        except OSError as error:
            if isinstance(error, NbpipeError):
                raise
            raise _store_error(self.root, self._local, error) from error
        finally:
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)

    def _keep(self, path: Path, known: str | None = None) -> tuple[str, int]:
        """Move a temporary file to its place. One whose digest is `known` is on the disk already."""
        digest, size = known or _hash(path), path.stat().st_size
        place = _place(digest)
        if self._remote is not None and not self._remote.exists(place):
            self._remote.put(path, place)
        target = self._local / place
        # Whoever removes old blobs sees by its time that this one is wanted again.
        if self._remote is not None and target.is_file():
            return digest, size
        if self._remote is not None or not self.claim(digest):  # a damaged one is replaced
            if known is None:
                _sync(path)
            _mark(path, digest)
            _move(path, target)
        return digest, size


class _Remote:
    """Blobs behind an fsspec URL. Every client library has errors of its own: here they become `StoreError`."""

    def __init__(self, url: str) -> None:
        self.url = url
        try:
            import fsspec

            self.files, self.folder = fsspec.core.url_to_fs(url)
        except (ImportError, ValueError) as error:
            raise StoreError(
                f"the artifact store {url} cannot be opened: {error}",
                hint="install the file system's package, such as s3fs for s3://",
                code="store",
            ) from error

    def _at(self, place: str) -> str:
        return f"{self.folder.rstrip('/')}/{place}"

    @contextlib.contextmanager
    def _reached(self) -> Iterator[None]:
        try:
            yield
        except Exception as error:
            raise StoreError(
                f"the artifact store at {self.url} cannot be reached: {type(error).__name__}: {error}",
                hint="check the network, the address and the credentials, then resume",
                code="store",
            ) from error

    def exists(self, place: str) -> bool:
        with self._reached():
            return bool(self.files.isfile(self._at(place)))

    def get(self, place: str, path: Path) -> None:
        with self._reached():
            self.files.get_file(self._at(place), str(path))

    def hash(self, place: str) -> str:
        with self._reached(), self.files.open(self._at(place), "rb") as file:
            return f"sha256:{hashlib.file_digest(file, 'sha256').hexdigest()}"

    def put(self, path: Path, place: str) -> None:
        """Upload beside the place, then rename: who lists the store never sees half a blob."""
        temporary = self._at(f"{place}.{uuid.uuid4().hex}.tmp")
        with self._reached():
            try:
                self.files.makedirs(self._at(place).rpartition("/")[0], exist_ok=True)
                self.files.put_file(str(path), temporary)
                self.files.mv(temporary, self._at(place))
            except Exception:
                with contextlib.suppress(Exception):
                    self.files.rm(temporary)
                raise

    def places(self) -> Iterator[str]:
        with self._reached():
            self.files.invalidate_cache()
            found = self.files.find(self.folder) if self.files.exists(self.folder) else []
        return ("/".join(name.rsplit("/", 2)[-2:]) for name in found)


def _place(digest: str) -> str:
    if not _DIGEST.fullmatch(digest):
        raise NotFoundError(f"{digest!r} is no digest", hint="digests read sha256: and 64 hexadecimal digits")
    text = digest.removeprefix("sha256:")
    return f"{text[:2]}/{text[2:]}"


def _places(root: Path) -> Iterator[str]:
    for folder in sorted(root.glob("[0-9a-f][0-9a-f]")):
        yield from (f"{folder.name}/{file.name}" for file in folder.iterdir() if file.is_file())


def _hash(path: Path) -> str:
    with path.open("rb", buffering=0) as file:
        small = (
            os.fstat(file.fileno()).st_size < _PIECE
        )  # else the memory to read into takes longer than all of it
        found = hashlib.sha256(file.read()) if small else hashlib.file_digest(file, "sha256")
        return f"sha256:{found.hexdigest()}"


def _is_sound(path: Path, digest: str, size: int | None = None) -> bool:
    """Whether a file is there, with that size, and holds what its digest says.

    Its bytes are read only where its time does not bear the mark of `_mark`: somebody wrote to it, or it was copied.
    """
    try:
        found = path.stat()
        if size is not None and found.st_size != size:
            return False
        if found.st_mtime_ns % _SECOND == _fraction(digest):
            return True
        if _hash(path) != digest:
            return False
    except FileNotFoundError:
        return False
    with contextlib.suppress(OSError):  # in a store that may only be read it is hashed each time
        _mark(path, digest)
    return True


def _mark(path: Path, digest: str) -> None:
    """Say by a file's time that it holds what its digest says, as of now.

    The fraction of the second is made from the digest. A write sets another one, so that a look at the time tells
    whether the bytes may have changed. The second is the next one: never before now, which is what `settle` asks.
    """
    moment = (int(time.time()) + 1) * _SECOND + _fraction(digest)
    os.utime(path, ns=(moment, moment))


def _fraction(digest: str) -> int:
    """Nanoseconds below a second, in steps of 100, which NTFS too can keep."""
    return int(digest[7:15], 16) % 10_000_000 * 100


def _sync(path: Path) -> None:
    """Have the disk hold the file, or the names in a folder; folders cannot be synced on Windows."""
    if path.is_dir() and sys.platform == "win32":
        return
    handle = os.open(path, os.O_RDONLY if sys.platform != "win32" else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _move(path: Path, target: Path) -> None:
    fresh = not target.parent.is_dir()
    target.parent.mkdir(parents=True, exist_ok=True)
    path.replace(target)
    _sync(target.parent)
    if fresh:
        _sync(target.parent.parent)


def _renamed(error: UnsavableError, name: str) -> UnsavableError:
    """The same error with the user's name for the value, which formats do not know."""
    text = str(error.args[0])
    text = name + text.removeprefix("value") if text.startswith("value") else text
    return UnsavableError(text, hint=error.problems[0].hint, code="unsavable")


def _store_error(root: str, local: Path, error: OSError) -> StoreError:
    number = error.errno
    if number is None and shutil.disk_usage(local).free < _FULL:  # NumPy tells no more than "0 of 9 written"
        number = errno.ENOSPC
    otherwise = (str(error.strerror or error), "check the folder and the disk that it is on")
    why, hint = _REMEDIES.get(number or 0, otherwise)
    return StoreError(f"the artifact store at {root} cannot be used: {why}", hint=hint, code="store")
