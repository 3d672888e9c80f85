"""Noticing what a step does beside what its code shows: files that it opens, names that it binds."""

from __future__ import annotations

import hashlib
import os
import sys
import sysconfig
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from nbpipe.model import FileUse

_WRITING_FLAGS = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


class FileRecorder:
    """Records, from `start` to `stop`, the files that Python code of this process opens, by an audit hook.

    An audit hook cannot be taken away again, so there is one recorder a process. What C++ code opens by itself
    (Arrow's own readers and writers, XGBoost's `save_model`) and what child processes open is not seen.
    """

    def __init__(self, ignored: Iterable[str]) -> None:
        self.ignored = tuple(os.path.join(os.path.realpath(path), "") for path in ignored if path)
        self.modes: dict[str, set[str]] = {}
        self.active = False
        self.hooked = False

    def start(self) -> None:
        if not self.hooked:
            sys.addaudithook(self._hook)
            self.hooked = True
        self.active = True

    def stop(self) -> None:
        self.active = False

    def _hook(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not self.active:
            return
        if event == "open":
            path, mode, flags = arguments
            if isinstance(mode, str):
                writing = any(letter in mode for letter in "wax+")
                reading = "r" in mode or "+" in mode
            else:
                writing = bool((flags or 0) & _WRITING_FLAGS)
                reading = not (flags or 0) & os.O_WRONLY
            self._record(path, reading, writing)
        elif event in ("os.rename", "os.link", "os.symlink"):
            self._record(arguments[0], True, False)
            self._record(arguments[1], False, True)
        elif event in ("os.remove", "os.truncate"):
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

    def uses(self) -> tuple[FileUse, ...]:
        """The files, with size and content digest; those of Python, caches and nbpipe itself left out."""
        found = []
        for name in sorted(self.modes):
            path = os.path.realpath(name)
            if path.startswith(self.ignored) or _is_machinery(path):
                continue
            try:
                size = os.stat(path).st_size if os.path.isfile(path) else -1
            except OSError:
                size = -1
            if size < 0 and "written" not in self.modes[name] and not os.path.isdir(path):
                continue
            digest = digest_file(Path(path)) if size >= 0 else None
            found += [FileUse(path, mode, size, digest) for mode in sorted(self.modes[name])]
        return tuple(found)


def machinery() -> tuple[str, ...]:
    """Folders whose files belong to Python, Jupyter or the system, not to the user's data."""
    home = os.path.expanduser("~")
    paths = {
        sys.prefix,
        sys.base_prefix,
        sys.exec_prefix,
        *sysconfig.get_paths().values(),
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
    return (
        "__pycache__" in path
        or path.endswith((".pyc", ".py", ".so", ".pth"))
        or "/.ipynb_checkpoints/" in path
    )


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
