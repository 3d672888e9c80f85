"""Which modules a server imports before it forks: those that the notebook imports at its top level."""

from __future__ import annotations

import ast
import importlib.util
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from pathlib import Path

from nbpipe import plugins
from nbpipe.model import Pipeline

# Importing these starts threads, reads the machine or talks to devices: not before a fork.
REFUSED = frozenset(
    {
        "torch",
        "tensorflow",
        "jax",
        "cupy",
        "cudf",
        "ray",
        "pyspark",
        "dask",
        "distributed",
        "cv2",
        "onnxruntime",
    }
)


def modules(pipeline: Pipeline) -> tuple[str, ...]:
    """Modules that the setup cells and the steps import at their top level, sorted.

    Nothing is imported here. Relative imports and Python's own modules are left out: those are cheap, and without them
    most notebooks share one server. Nothing of the user's own folder is ever imported: see `importable`.
    """
    found: set[str] = set()
    sources = [cell.source for cell in pipeline.setup]
    sources += [cell.source for step in pipeline.steps for cell in step.cells]
    for source in sources:
        found.update(_imports(source))
    for kind in {step.type for step in pipeline.steps}:
        found.update(plugins.find("steps", kind).imports)
    left_out = REFUSED | sys.stdlib_module_names | {"nbpipe", "IPython"}
    return tuple(sorted(name for name in found if name.partition(".")[0] not in left_out))


def _imports(source: str) -> Iterator[str]:
    if "import" not in source:
        return
    try:
        tree = ast.parse(source)
    except SyntaxError:  # IPython syntax: take the lines that are plain imports
        lines = [line for line in source.splitlines() if line.startswith(("import ", "from "))]
        try:
            tree = ast.parse("\n".join(lines))
        except SyntaxError:
            return
    for node in tree.body:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


def importable(names: Iterable[str]) -> list[str]:
    """Those of the modules that come from installed packages, as seen from this process."""
    roots = [Path(path).resolve() for path in {*sysconfig.get_paths().values()}]
    found = []
    for name in names:
        try:
            spec = importlib.util.find_spec(name.partition(".")[0])
        except (ImportError, ValueError):
            continue
        places = (
            [spec.origin]
            if spec and spec.origin
            else list(spec.submodule_search_locations or ())
            if spec
            else []
        )
        if any(Path(place).resolve().is_relative_to(root) for place in places if place for root in roots):
            found.append(name)
    return found
