"""The bytes of artifacts. None of them is ever loaded: they are handed on as they lie there."""

from __future__ import annotations

import mimetypes
from dataclasses import dataclass
from pathlib import Path

from nbpipe.api.asked import Asked, GoneError
from nbpipe.artifacts import ArtifactStore
from nbpipe.errors import NotFoundError
from nbpipe.store import registered
from nbpipe.store.queries import fetch

INLINE = 20_000_000  # bytes that a page shows in place
SHOWN = frozenset({"image/png", "image/jpeg", "image/svg+xml", "application/json"})


@dataclass(frozen=True)
class Content:
    """Bytes in answer: `data`, or those of the file `path`. `inline`: a browser may show them, in a sandbox."""

    media_type: str
    name: str
    path: Path | None = None
    data: bytes = b""
    inline: bool = False
    lasting: bool = False  # the same address always means the same bytes

    @property
    def size(self) -> int:
        """Bytes in all."""
        return len(self.data) if self.path is None else self.path.stat().st_size


def content(asked: Asked, digest: str) -> Content:
    """What is in an artifact. `NotFoundError` where the store knows none such, `GoneError` where its blob is gone."""
    rows = fetch(asked.connection, "SELECT media_type, size FROM artifacts WHERE digest = ?", (digest,))
    if not rows:
        hint = "digests read sha256: and 64 hexadecimal digits"
        raise NotFoundError(f"the store knows no artifact {digest}", hint, code="no-artifact")
    media_type = rows[0]["media_type"]
    shown = media_type in SHOWN or media_type.startswith("text/")
    short = digest.removeprefix("sha256:")[:12]
    return Content(
        media_type,
        f"{short}{suffix(media_type)}",
        blob(asked, digest),
        inline=shown and rows[0]["size"] <= INLINE,
        lasting=True,
    )


def model(asked: Asked, group: str, version: str) -> Content:
    """The file of a model version."""
    found = registered.model_version(asked.connection, f"{group}:{version}")
    artifact = found.artifact
    name = f"{found.group}-{found.version}{suffix(artifact.media_type)}"
    return Content(artifact.media_type, name, blob(asked, artifact.digest), lasting=True)


def blob(asked: Asked, digest: str) -> Path:
    """A local file with the bytes of an artifact."""
    try:
        return ArtifactStore(asked.artifacts).path(digest)
    except NotFoundError as error:
        raise GoneError(error.args[0], error.problems[0].hint, code="gone") from None


def suffix(media_type: str) -> str:
    """How the name of a file of that type ends.

    >>> suffix("application/json"), suffix("application/x-python-pickle"), suffix("text/plain; charset=utf-8")
    ('.json', '.pickle', '.txt')
    """
    kind = media_type.partition(";")[0].strip()
    if "pickle" in kind:
        return ".pickle"
    if "arrow" in kind:
        return ".arrow"
    return mimetypes.guess_extension(kind) or ".bin"
