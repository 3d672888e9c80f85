"""Noticing what a step does beside what its code shows: files that it opens, names that it binds."""

from __future__ import annotations

import contextlib
import glob
import hashlib
import itertools
import os
import re
import sys
import sysconfig
import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from nbpipe.model import FileUse

_WRITING_FLAGS = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


_TICK_NS = 10_000_000  # what the clock of a file system may be behind


class FileRecorder:
    """Records, from `start` to `stop`, the files that Python code of this process opens, by an audit hook.

    An audit hook cannot be taken away again, so there is one recorder a process. What C++ code opens by itself
    (Arrow's own readers and writers, XGBoost's `save_model`) and what child processes open is not seen.
    """

    def __init__(self, ignored: Iterable[str]) -> None:
        self.ignored = tuple(os.path.join(os.path.realpath(path), "") for path in ignored if path)
        self.modes: dict[str, set[str]] = {}
        self.by_setup: set[str] = set()
        self.settled: frozenset[str] = frozenset()  # those of them that `seal` has looked at
        self.known: tuple[FileUse, ...] = ()  # what `seal` found
        self.modules = _imported()
        self.newest = _newest()
        self.active = False
        self.hooked = False
        self.started_ns = time.time_ns() - _TICK_NS

    def start(self) -> None:
        global _recorder
        if not self.hooked:
            sys.addaudithook(self._hook)
            self.hooked = True
            _recorder = self
        self.active = True

    def stop(self) -> None:
        self.active = False

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Within it nothing is recorded."""
        active, self.active = self.active, False
        try:
            yield
        finally:
            self.active = active

    def setup_ended(self) -> None:
        """Stop; what was read so far was read by the setup, which every step runs anew."""
        self.stop()
        self.by_setup |= {path for path, modes in self.modes.items() if "read" in modes}
        self.modes.clear()

    def seal(self) -> None:
        """The process goes on in copies of itself: what its setup read, and its modules, they have as they are now.

        A file may change while the copies run, and they would not notice.
        """
        self.setup_ended()
        self.known = tuple(self._of_setup())
        self.settled = frozenset(self.by_setup)
        modules = sorted({os.path.realpath(path) for path in self._local_modules()})
        self.known += tuple(
            FileUse(path, "named", os.stat(path).st_size, digest_file(Path(path)))
            for path in modules
            if os.path.isfile(path) and not path.startswith(self.ignored) and "__pycache__" not in path
        )
        self.modules, self.newest = frozenset(sys.modules), _newest()

    def copied(self) -> None:
        """In a copy: from now on a file that is changed may have been read before that or after."""
        self.started_ns = time.time_ns() - _TICK_NS

    def _hook(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not self.active:
            return
        if event == "open":
            if "importlib" in sys._getframe(1).f_code.co_filename:
                return  # modules are looked at by themselves: see `_local_modules`
            path, mode, flags = arguments
            if mode is None and _is_from_elsewhere(path, sys._getframe(1).f_code.co_filename):
                return
            if isinstance(mode, str):
                writing = any(letter in mode for letter in "wax+")
                reading = any(letter in mode for letter in "ra+")  # what is appended to was there before
            else:
                writing = bool((flags or 0) & _WRITING_FLAGS)
                reading = not (flags or 0) & os.O_WRONLY or bool((flags or 0) & os.O_APPEND)
            self._record(path, reading, writing)
        elif event in ("os.rename", "os.link"):
            source, target, source_folder, target_folder = arguments
            self._record(_in_folder(source, source_folder), True, False)
            self._record(_in_folder(target, target_folder), False, True)
        elif event == "os.symlink":
            source, target, folder = arguments
            self._record(_in_folder(source, folder), True, False)
            self._record(_in_folder(target, folder), False, True)
        elif event == "os.remove":
            self._record(_in_folder(*arguments), False, True)
        elif event == "os.truncate":
            self._record(arguments[0], False, True)
        elif event in ("os.listdir", "os.scandir"):
            if (
                "importlib" not in sys._getframe(1).f_code.co_filename
            ):  # imports look for modules and metadata
                self._record(arguments[0] if arguments[0] is not None else ".", True, False)
        elif event == "sqlite3.connect":
            self._record(arguments[0], True, True)

    def _record(self, path: Any, reading: bool, writing: bool) -> None:
        if isinstance(path, int) or path is None:
            return
        try:
            name = os.path.abspath(os.fsdecode(path))
        except (TypeError, ValueError, OSError):
            return
        modes = self.modes.setdefault(name, set())
        if writing:
            modes.add("written")
        if reading and "written" not in modes:  # what the step wrote itself is no input
            modes.add("read")

    def uses(self, *, missing: bool = False) -> tuple[FileUse, ...]:
        """The files, with size and content digest; those of Python, caches and nbpipe itself left out.

        With `missing` those too that were to be read and are not there.
        """
        found = []
        for name in sorted(self.modes):
            path = os.path.realpath(name)
            if path.startswith(self.ignored) or _is_machinery(path):
                continue
            try:
                size = os.stat(path).st_size if os.path.isfile(path) else -1
            except OSError:
                size = -1
            if size < 0 and "written" not in self.modes[name] and not os.path.isdir(path) and not missing:
                continue
            digest = digest_file(Path(path)) if size >= 0 else digest_listing(path)
            for mode in sorted(self.modes[name]):
                # Of a file that changed meanwhile nobody knows what was read.
                unknown = mode == "read" and size >= 0 and os.stat(path).st_mtime_ns >= self.started_ns
                found.append(FileUse(path, mode, size, None if unknown else digest))
        return (*found, *self._of_setup())

    def _of_setup(self) -> Iterator[FileUse]:
        known = {use.path: use for use in self.known if use.mode == "setup"}
        yield from known.values()
        for path in sorted(set(map(os.path.realpath, self.by_setup - self.settled)) - known.keys()):
            if os.path.isfile(path) and not path.startswith(self.ignored) and not _is_machinery(path):
                yield FileUse(path, "setup", os.stat(path).st_size, digest_file(Path(path)))

    def named(self, texts: Iterable[str]) -> tuple[FileUse, ...]:
        """Files that these texts name and that nobody was seen to open: native code may have read them.

        Such a use has the mode `named`; the size is -1 and the digest None where there is no such file.
        """
        seen = {os.path.realpath(name) for name in (*self.modes, *self.by_setup)}
        places = dict.fromkeys(place for text in texts for place in _places(text))
        found = [use for use in self.known if use.mode == "named" and use.path not in seen]
        seen.update(use.path for use in found)
        for place in [*places, *self._local_modules()]:
            path = os.path.realpath(place)
            if path in seen or path.startswith(self.ignored) or "__pycache__" in path:
                continue
            seen.add(path)
            if os.path.isfile(path):
                found.append(FileUse(path, "named", os.stat(path).st_size, digest_file(Path(path))))
            else:
                found.append(FileUse(path, "named", -1, digest_listing(path)))
        return tuple(found)

    def _local_modules(self) -> Iterator[str]:
        """Files of the modules that were imported since the recorder was made or sealed, whoever asked for them."""
        for name in self._new_modules():
            path = getattr(sys.modules.get(name), "__file__", None)
            if isinstance(path, str) and path.endswith(".py") and name.partition(".")[0] != "nbpipe":
                yield path

    def _new_modules(self) -> Collection[str]:
        """Names of the modules that are not in `modules`. The newest stand last: mostly a look at those is enough."""
        if self.newest == _newest():
            return ()
        found = list(itertools.takewhile(lambda name: name not in self.modules, reversed(sys.modules)))
        if len(sys.modules) - len(found) == len(self.modules):
            return found
        return sys.modules.keys() - self.modules


def _newest() -> tuple[int, str]:
    """What changes with each import: how many modules there are, and which came last.

    In a process that was forked, a look at the name of each module would copy the memory that it lies in.
    """
    return len(sys.modules), next(reversed(sys.modules))


_before_forking: tuple[frozenset[str], tuple[int, str]] = frozenset(), (0, "")


def note_modules() -> None:
    """The process will be forked: its children need not look for themselves which modules it has imported."""
    global _before_forking
    _before_forking = frozenset(sys.modules), _newest()


def _imported() -> frozenset[str]:
    names, newest = _before_forking
    return names if newest == _newest() else frozenset(sys.modules)


def _in_folder(path: Any, folder: int) -> Any:
    """A path that may be seen from an open folder, as `shutil.rmtree` names what it removes; None where nobody knows.

    >>> _in_folder("data.csv", -1)
    'data.csv'
    """
    if folder == -1 or isinstance(path, int):
        return path
    try:
        return os.path.join(os.readlink(f"/proc/self/fd/{folder}"), os.fsdecode(path))
    except (OSError, TypeError, ValueError):  # no such thing as /proc, or it was closed meanwhile
        return path if os.path.isabs(path) else None


def _is_from_elsewhere(path: Any, code: str) -> bool:
    """Whether `os.open` was given a path seen from an open folder, which the event does not tell: `shutil.rmtree` does so."""
    return os.path.basename(code) == "shutil.py" and isinstance(path, str | bytes) and not os.path.isabs(path)


_FILE_NAME = re.compile(r"[^\n\0<>|\"{}]*\.\w{1,10}")


def is_like_path(text: str) -> bool:
    """Whether a text may name a file: one that exists, has a suffix, or is a pattern of such.

    >>> is_like_path("data/hr.csv"), is_like_path("Age"), is_like_path("{}.csv"), is_like_path("a sentence. Or two")
    (True, False, False, False)
    """
    if not text or len(text) > 255 or "\n" in text or "\0" in text or "://" in text:
        return False
    return bool(_FILE_NAME.fullmatch(text) and " " not in text.rpartition(".")[2]) or (
        ("/" in text or os.sep in text) and os.path.lexists(text)
    )


def _places(text: str) -> list[str]:
    """The files that a text may mean: itself, those of a pattern, or the words of a command that are files."""
    if is_like_path(text):
        if any(letter in text for letter in "*?["):
            return [os.path.dirname(text) or ".", *sorted(glob.glob(text, recursive=True))]
        return [os.path.expanduser(text)]
    words = text.split() if " " in text and len(text) < _LONGEST_COMMAND else []
    return [word for word in words if is_like_path(word) and os.path.isfile(word)]


_LONGEST_COMMAND = 2000


@cache
def _installation() -> tuple[str, ...]:
    return (sys.prefix, sys.base_prefix, sys.exec_prefix, *sysconfig.get_paths().values())


def machinery() -> tuple[str, ...]:
    """Folders whose files belong to Python, Jupyter or the system, not to the user's data."""
    home = os.path.expanduser("~")
    paths = {
        *_installation(),
        "/proc",
        "/dev",
        "/sys",
        "/etc",
    }
    paths |= {"/usr", "/run", "/var/lib", "/var/cache"}
    paths |= {
        os.path.join(home, name)
        for name in (".cache", ".config", ".ipython", ".jupyter", ".matplotlib", ".keras")
    }
    paths |= {os.path.join(home, ".local", "share", "jupyter"), os.path.join(home, ".local", "lib")}
    for variable in (
        "IPYTHONDIR",
        "JUPYTER_RUNTIME_DIR",
        "JUPYTER_DATA_DIR",
        "JUPYTER_CONFIG_DIR",
        "MPLCONFIGDIR",
    ):
        if os.environ.get(variable):
            paths.add(os.environ[variable])
    return tuple(sorted(paths))


def _is_machinery(path: str) -> bool:
    return "__pycache__" in path or path.endswith((".pyc", ".so", ".pth")) or "/.ipynb_checkpoints/" in path


def digest_text(text: str) -> str:
    """`sha256:…` of a text."""
    return "sha256:" + hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()


def digest_listing(path: str) -> str | None:
    """`sha256:…` of the names in a folder, or None where there is none."""
    try:
        names = sorted(name for name in os.listdir(path) if not name.startswith("."))
    except OSError:
        return None
    return digest_text("\0".join(names))


_recorder: FileRecorder | None = None


@contextlib.contextmanager
def unseen() -> Iterator[None]:
    """What is opened inside is no file of the step's: its content goes nowhere."""
    recorder = _recorder
    active = recorder is not None and recorder.active
    if recorder is not None:
        recorder.active = False
    try:
        yield
    finally:
        if recorder is not None:
            recorder.active = active


def ignored() -> tuple[str, ...] | None:
    """The folders that are left out where this process is a step's, so that its files are recorded; else None."""
    return None if _recorder is None else _recorder.ignored


def digest_file(path: Path) -> str | None:
    """`sha256:…` of a file's content, or None where it cannot be read."""
    try:
        with path.open("rb") as file:
            return "sha256:" + hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


class NameRecorder:
    """Remembers which object every name of a namespace holds, to find names bound behind the code's back."""

    def __init__(self, namespace: Mapping[str, Any]) -> None:
        self.before = dict(namespace)  # holds the objects too, so that no identity is used twice

    def bound(self, namespace: Mapping[str, Any]) -> set[str]:
        """Public names that are new, or hold another object than before.

        >>> names = {"a": 1, "b": []}
        >>> recorder = NameRecorder(names)
        >>> names["c"] = 2; names["b"] = []
        >>> sorted(recorder.bound(names))
        ['b', 'c']
        """
        missing = object()
        return {
            name
            for name, value in namespace.items()
            if not name.startswith("_")
            and name not in ("In", "Out", "exit", "quit", "get_ipython")
            and self.before.get(name, missing) is not value
        }
