"""Modules, by the name that they are imported under."""

from __future__ import annotations

import contextlib
import importlib
import sys
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

from nbpipe.errors import NotFoundError, UnsavableError
from nbpipe.materializers import Saved, pickling, previews


class _Module:
    name = "module"

    def accepts(self, value: Any) -> bool:
        return isinstance(value, ModuleType)

    def save(self, value: Any, path: Path) -> Saved:
        try:
            pickling.require_importable(value)
        except pickling.Refused as refused:
            raise UnsavableError(
                f"value cannot be kept: it is {refused.args[0]}", hint=refused.args[1], code="unsavable"
            ) from None
        path.write_text(value.__name__, "utf-8")
        # `import scipy.stats` binds `scipy`: whoever gets it will ask for `scipy.stats`.
        return Saved("text/x-python", {"submodules": _submodules(value)})

    def load(self, path: Path, meta: Mapping[str, Any]) -> Any:
        name = path.read_text("utf-8")
        try:
            importlib.import_module(name)
        except ImportError as error:
            raise NotFoundError(
                f"the module {name!r} cannot be imported here: {error}",
                hint=f"install {name.partition('.')[0]!r}, or put it where Python looks for modules",
            ) from error
        for submodule in meta.get("submodules", ()):
            with contextlib.suppress(ImportError):  # it may have been there by chance
                importlib.import_module(submodule)
        return sys.modules[name]

    def preview(self, value: Any) -> Mapping[str, Any]:
        return previews.guarded(_preview, value)

    def fingerprint(self, value: Any) -> str:
        return f"module {value.__name__}"


def _submodules(module: ModuleType) -> list[str]:
    """Public modules below this one that are imported and can be reached from it by attributes."""
    prefix = f"{module.__name__}."
    found = []
    for name in sorted(sys.modules):
        parts = name.removeprefix(prefix).split(".")
        if not name.startswith(prefix) or any(part.startswith("_") for part in parts):
            continue
        reached: Any = module
        for part in parts:
            reached = vars(reached).get(part) if isinstance(reached, ModuleType) else None
        if reached is not None and reached is sys.modules[name]:
            found.append(name)
    return found


def _preview(value: ModuleType) -> dict[str, Any]:
    version = getattr(value, "__version__", None)
    return {"kind": "text", "text": f"{value.__name__} {version}" if version else value.__name__}


materializer = _Module()
