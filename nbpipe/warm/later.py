"""Modules that somebody imports for a function that next to nobody calls: that call imports them.

A process that others are forked from has to be small: the system copies its tables for each fork.
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
import types
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

RARE: Mapping[str, Sequence[str]] = {
    # jsonschema asks for it, to check addresses in other alphabets; it compiles a grammar: 2 s and 24 MB.
    "rfc3987_syntax": ("is_valid_syntax",),
    # papermill asks for these, to read notebooks from Hadoop (16 MB, with NumPy) and from the web (4 MB).
    "pyarrow.fs": ("FileSelector", "HadoopFileSystem"),
    "requests": ("get", "put"),
}


@contextmanager
def imported_when_called(modules: Mapping[str, Sequence[str]] = RARE) -> Iterator[None]:
    """While active, importing these functions from these modules imports no module; to call one does, at any time.

    Only what is installed, and not imported already: else all is as it would be.

    >>> with imported_when_called({"colorsys": ("no_such_function",)}):
    ...     from colorsys import no_such_function
    >>> "colorsys" in sys.modules
    False
    """
    stubs: dict[str, types.ModuleType] = {}
    for module, names in modules.items():
        package = module.partition(".")[0]
        if module not in sys.modules and _is_installed(package):
            for name in {package, module} - sys.modules.keys():
                stubs[name] = types.ModuleType(name)
            for name in names:
                setattr(stubs[module], name, _caller(module, name))
    sys.modules.update(stubs)
    try:
        yield
    finally:
        for name, stub in stubs.items():
            if sys.modules.get(name) is stub:
                del sys.modules[name]


def _is_installed(package: str) -> bool:
    try:
        return importlib.util.find_spec(package) is not None
    except (ImportError, ValueError):
        return False


def _caller(module: str, name: str) -> Callable[..., Any]:
    def call(*given: Any, **named: Any) -> Any:
        return getattr(importlib.import_module(module), name)(*given, **named)

    return call
