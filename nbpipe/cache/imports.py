"""Versions of the packages, and content of the local modules, that code imports. Nothing is imported to find out."""

from __future__ import annotations

import ast
import hashlib
import importlib.util
import os
import re
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from importlib.machinery import PathFinder
from pathlib import Path

from nbpipe import environment

# Where the name that is imported is not that of the distribution, for the usual ones; others are looked up.
DISTRIBUTIONS = {
    "sklearn": "scikit-learn",
    "xgboost": "xgboost-cpu",
    "PIL": "pillow",
    "cv2": "opencv-python",
    "yaml": "pyyaml",
    "bs4": "beautifulsoup4",
    "dateutil": "python-dateutil",
    "skimage": "scikit-image",
}
_NOT_THEIRS = frozenset({"nbpipe", "IPython", "__main__"})  # what these do to a step has versions of its own


@dataclass(frozen=True)
class Imported:
    """Versions of packages by name, and digests of the files of local modules by name."""

    packages: dict[str, str] = field(default_factory=dict)
    modules: dict[str, str] = field(default_factory=dict)


class Imports:
    """What imports mean for steps that run in a folder. Each module is looked up once."""

    def __init__(self, folder: str) -> None:
        self._path = [folder, *(entry for entry in sys.path if entry)]
        self._known: dict[str, tuple[Imported, tuple[str, ...]]] = {}

    def of(self, names: Iterable[str]) -> Imported:
        """What these dotted names depend on; standard library and what is missing count for nothing."""
        packages: dict[str, str] = {}
        modules: dict[str, str] = {}
        queue = [name.partition(".")[0] for name in names]
        seen: set[str] = set()  # modules may import each other
        while queue:
            top = queue.pop()
            if (
                top in seen
                or top in _NOT_THEIRS
                or (top in sys.stdlib_module_names and not self._is_here(top))
            ):
                continue
            seen.add(top)
            if top not in self._known:
                self._known[top] = self._look_up(top)
            found, inner = self._known[top]
            packages.update(found.packages)
            modules.update(found.modules)
            queue.extend(inner)
        return Imported(dict(sorted(packages.items())), dict(sorted(modules.items())))

    def _is_here(self, top: str) -> bool:
        """Whether the notebook's folder has a module of that name, which then goes before Python's own."""
        place = os.path.join(self._path[0], top)
        return os.path.isfile(f"{place}.py") or os.path.isfile(os.path.join(place, "__init__.py"))

    def _look_up(self, top: str) -> tuple[Imported, tuple[str, ...]]:
        """What a module is itself, and the modules that it imports."""
        try:
            # Packages installed for editing may have a finder of their own.
            spec = PathFinder.find_spec(top, self._path) or importlib.util.find_spec(top)
        except (ImportError, ValueError):
            spec = None
        if spec is None:
            return Imported(), ()
        places = [spec.origin] if spec.has_location and spec.origin else []
        roots = list(spec.submodule_search_locations or ())
        place = places[0] if places else roots[0] if roots else ""
        if os.path.abspath(place).startswith(self._installed):
            return Imported({top: self._version(top)}), ()
        files = sorted({*places, *(str(path) for root in roots for path in Path(root).rglob("*.py"))})
        inner: dict[str, None] = {}
        digest = hashlib.sha256()
        for path in files:
            try:
                content = Path(path).read_bytes()
            except OSError:
                continue
            digest.update(
                f"{os.path.relpath(path, os.path.dirname(place))}\0{len(content)}\0".encode() + content
            )
            inner.update(dict.fromkeys(name.partition(".")[0] for name in _imports(content)))
        return Imported({}, {top: "sha256:" + digest.hexdigest()}), tuple(inner)

    @cached_property
    def _installed(self) -> tuple[str, ...]:
        paths = sysconfig.get_paths()
        folders = {paths[name] for name in ("purelib", "platlib", "stdlib", "platstdlib")}
        folders |= {entry for entry in sys.path if entry.endswith(("site-packages", "dist-packages"))}
        return tuple(os.path.join(os.path.abspath(folder), "") for folder in folders)

    @cached_property
    def _distributions(self) -> dict[str, str]:
        return environment.packages()

    def _version(self, top: str) -> str:
        return (
            self._version_of(top)
            or self._version_of(DISTRIBUTIONS.get(top, ""))
            or self._version_of(self._owners.get(top, ""))
            or "unknown"
        )

    def _version_of(self, distribution: str) -> str | None:
        return self._distributions.get(re.sub(r"[-_.]+", "-", distribution).lower())

    @cached_property
    def _owners(self) -> dict[str, str]:
        """Distribution by the name that is imported, for the unusual ones: reads every distribution's list of files."""
        from importlib.metadata import packages_distributions

        return {name: owners[0] for name, owners in packages_distributions().items()}


def _imports(content: bytes) -> Iterator[str]:
    try:
        tree = ast.parse(content)
    except (SyntaxError, ValueError):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            yield node.module
