"""The files that an execution's steps read: whether they are what they were, and copies of those that are not."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from nbpipe import watch
from nbpipe.artifacts import ArtifactStore
from nbpipe.diagram.words import amount
from nbpipe.errors import NotFoundError, Problem
from nbpipe.model import Artifact, FileUse
from nbpipe.store.writer import Writer


class State(StrEnum):
    """What became of a file since a step read it."""

    SAME = "same"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True)
class InputFile:
    """A file that a step read. `name` is its path as seen from the folder that the steps run in, `place` where it lies
    now; `kept` says that the store holds a copy of what it was.
    """

    name: str
    step: str
    digest: str
    size: int
    place: Path
    state: State
    kept: bool = False
    mode: str = "read"

    @property
    def inside(self) -> bool:
        """Whether it lies in the folder that the steps run in, so that another folder can stand for it."""
        return not os.path.isabs(self.name) and not self.name.startswith("..")

    @property
    def is_listing(self) -> bool:
        """Whether it is a folder, whose names were read."""
        return self.size < 0

    @property
    def is_input(self) -> bool:
        """Whether the step was given it as it was. A folder that a text in the code names, and nobody opened, may change."""
        return not (self.is_listing and self.mode == "named")

    @property
    def is_same(self) -> bool:
        """Whether the step would be given the same again."""
        return self.state is State.SAME or not self.is_input


def named(path: str, folder: str | None) -> str:
    """A path as seen from the folder where it is below that; otherwise as it is.

    >>> named("/home/a/work/data/hr.csv", "/home/a/work"), named("/data/hr.csv", "/home/a/work")
    ('data/hr.csv', '/data/hr.csv')
    """
    if folder is None or not os.path.isabs(path):
        return path
    inside = path == folder or path.startswith(os.path.join(folder, ""))
    return os.path.relpath(path, folder).replace(os.sep, "/") if inside else path


def digest(path: Path) -> str | None:
    """Digest of a file's content or of a folder's names, as a step records them; None where there is neither."""
    return watch.digest_listing(str(path)) if path.is_dir() else watch.digest_file(path)


def found(
    uses: Iterable[tuple[str, FileUse]],
    before: str | None,
    folder: Path,
    is_kept: Callable[[str], bool],
) -> list[InputFile]:
    """What became of each file. `before` is the folder that the steps ran in, `folder` the one that stands for it now."""
    return [_found(step, use, before, folder, is_kept) for step, use in uses]


def _found(
    step: str, use: FileUse, before: str | None, folder: Path, is_kept: Callable[[str], bool]
) -> InputFile:
    name = named(use.path, before)
    place = folder / name  # an absolute name is a place by itself
    now = digest(place)
    state = State.SAME if now == use.digest else State.GONE if now is None else State.CHANGED
    assert use.digest is not None
    kept = use.size >= 0 and is_kept(use.digest)
    return InputFile(name, step, use.digest, use.size, place, state, kept, use.mode)


def problems(items: Iterable[InputFile]) -> Iterator[Problem]:
    """Why the run cannot be the same, a problem for each file; none where kept copies can stand for all of them."""
    for item in items:
        if item.is_same or (item.kept and item.inside):
            continue
        what = f"{'the folder' if item.is_listing else 'the file'} {item.name}, which step {item.step} read"
        if item.state is State.GONE:
            message = f"{what}, is gone"
        elif item.is_listing:
            message = f"{what}, holds other names than then"
        else:
            message = f"{what}, has changed since"
        hint = f"it was {item.digest}"
        if item.kept:
            hint += f"; the store has a copy: put it back to {item.place}"
        elif item.is_listing:
            hint += " (of its names)"
        else:
            hint += f" with {item.size} bytes, and no copy was kept; bring it back"
        yield Problem("input-file", message, f"{hint}, or run with what there is: --anyway", step=item.step)


def lay_out(items: Iterable[InputFile], artifacts: ArtifactStore, target: Path) -> None:
    """Put the files into a new folder as they were: kept copies, and those that are still the same.

    A folder whose names a step read has all of them: what was not read itself is a link to where it lies.
    """
    listings = []
    for item in items:
        if not item.inside:
            continue
        if item.is_listing:
            listings.append(item)
            continue
        place = target / item.name
        place.parent.mkdir(parents=True, exist_ok=True)
        source = item.place if item.state is State.SAME else artifacts.path(item.digest)
        try:
            shutil.copyfile(source, place)
        except OSError as error:
            raise NotFoundError(f"{source} cannot be read: {error.strerror}") from error
    for item in listings:
        below = target / item.name
        below.mkdir(parents=True, exist_ok=True)
        for entry in item.place.iterdir() if item.place.is_dir() else ():
            if not entry.name.startswith(".") and not (below / entry.name).exists():
                (below / entry.name).symlink_to(entry)


@dataclass(frozen=True)
class Kept:
    """What became of the wish to keep copies: how many files and bytes, and the files that could not be kept, with why."""

    count: int
    bytes: int
    left_out: tuple[tuple[str, str], ...] = ()


def keep(uses: Iterable[tuple[str, FileUse]], artifacts: ArtifactStore, largest: int, writer: Writer) -> Kept:
    """Keep a copy of each file of up to `largest` bytes that a step read, as it was then.

    A copy is an artifact under the digest that was recorded with the file: `store gc` keeps it as long as the execution,
    and `store export` takes it along.
    """
    kept: dict[str, Artifact] = {}
    left_out = []
    for _, use in uses:
        if use.size < 0 or use.digest is None or use.digest in kept:
            continue
        if use.size > largest:
            left_out.append((use.path, f"larger than {amount(largest)}"))
            continue
        if digest(Path(use.path)) != use.digest:
            left_out.append((use.path, "it has changed since it was read"))
            continue
        found, size = artifacts.add_file(use.path)
        if found != use.digest:  # it changed just now; nobody refers to what was kept instead
            left_out.append((use.path, "it has changed since it was read"))
            continue
        preview = {"kind": "text", "text": f"a copy of {os.path.basename(use.path)}"}
        kept[found] = Artifact(found, size, "application/octet-stream", "file", {}, preview)
    writer.keep_content(tuple(kept.values()))
    return Kept(len(kept), sum(item.size for item in kept.values()), tuple(left_out))
