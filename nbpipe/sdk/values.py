"""Loading a value into the caller's process, with the notebook's setup around it where it needs that.

A function of a notebook reads its globals late, and an object of a class from the setup is kept by the name of the
class (see `nbpipe.materializers.home`). For these, and only these, the definitions of the setup cells are run.
"""

from __future__ import annotations

import ast
import contextlib
import mmap
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from nbpipe import fingerprint, syntax
from nbpipe.as_json import to_json
from nbpipe.errors import NbpipeError, NotFoundError, UsageError
from nbpipe.model import (
    Artifact,
    Execution,
    Pipeline,
)
from nbpipe.store import queries

if TYPE_CHECKING:
    from nbpipe.sdk.store import Store

# What stands in the pickle of a value that belongs to a notebook's namespace.
_MARKS = (b"nbpipe.materializers.home", b"__nbpipe_namespace__")


class SetupError(NbpipeError, RuntimeError):
    """The setup cells that a value needs could not be run here."""


def load(store: Store, artifact: Artifact, execution: str | None, *, run_setup: bool, name: str) -> Any:
    """The value of an artifact that an execution made; `name` is what errors call it."""
    from nbpipe.artifacts import ArtifactStore
    from nbpipe.materializers.home import home

    artifacts = ArtifactStore(store.settings.artifacts)
    record, pipeline = _made_by(store, execution)
    folders = _folders(store, record, pipeline)
    if not _needs_setup(artifacts.path(artifact.digest)):
        with _importing(folders):
            return artifacts.load(artifact)
    if not run_setup:
        raise UsageError(
            f"{name} needs names that the pipeline's setup cells define",
            "let them be run: run_setup=True",
            code="needs-setup",
        )
    if record is None or pipeline is None:
        raise NotFoundError(f"the execution that made {name}, whose setup it needs, is not in this store")
    with _importing(folders):
        namespace = _namespace(pipeline, record.parameters, folders)
        with home(namespace):
            return artifacts.load(artifact)


def _made_by(store: Store, execution: str | None) -> tuple[Execution | None, Pipeline | None]:
    if execution is None:
        return None, None
    with store.connected() as connection:
        try:
            record = queries.execution(connection, execution)
            return record, queries.pipeline(connection, record.pipeline, record.version)
        except NotFoundError:
            return None, None


def _folders(store: Store, record: Execution | None, pipeline: Pipeline | None) -> list[str]:
    """Where the steps found modules of their own: their working directory, and what the setup adds to `sys.path`."""
    if record is None or record.notebook is None:
        return []
    base = (store.folder.parent / record.notebook).parent
    found = [base]
    for node in (node for cell in (pipeline.setup if pipeline else ()) for node in _calls(cell.source)):
        match node:
            case ast.Call(func=ast.Attribute(attr="chdir"), args=[ast.Constant(value=str(folder))]):
                base = base / folder
                found = [base]
            case ast.Call(
                func=ast.Attribute(value=ast.Attribute(attr="path"), attr="insert" | "append"),
                args=[*_, ast.Constant(value=str(folder))],
            ):
                found.append(base / folder)
    return list(dict.fromkeys(str(folder.resolve()) for folder in found))


def _calls(source: str) -> list[ast.Call]:
    found = [node for node in ast.walk(syntax.parse(source).tree) if isinstance(node, ast.Call)]
    return sorted(found, key=lambda node: (node.lineno, node.col_offset))


@contextlib.contextmanager
def _importing(folders: list[str]) -> Iterator[None]:
    """Find modules in these folders too, after all others."""
    added = [folder for folder in folders if folder not in sys.path]
    sys.path += added
    try:
        yield
    finally:
        for folder in added:
            with contextlib.suppress(ValueError):
                sys.path.remove(folder)


def _needs_setup(path: Path) -> bool:
    if not path.is_file() or path.stat().st_size == 0:
        return False
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        return any(content.find(mark) >= 0 for mark in _MARKS)


_namespaces: dict[str, ModuleType] = {}


def _namespace(pipeline: Pipeline, parameters: Mapping[str, Any], folders: list[str]) -> dict[str, Any]:
    """The names that the setup defines: once a process for the same setup, so that classes stay the same."""
    identity = fingerprint.of(
        "setup", [[cell.source for cell in pipeline.setup], to_json(parameters), folders, pipeline.name]
    )
    if identity not in _namespaces:
        name = f"nbpipe_setup_of_{pipeline.name}_{identity[7:15]}"
        module = ModuleType(name, f"Names of the setup cells of pipeline {pipeline.name}.")
        sys.modules[name] = module  # dataclasses and type hints look their module up
        try:
            _run(pipeline, parameters, vars(module))
        except BaseException:
            del sys.modules[name]
            raise
        _namespaces[identity] = module
    return vars(_namespaces[identity])


def _run(pipeline: Pipeline, parameters: Mapping[str, Any], namespace: dict[str, Any]) -> None:
    before = pipeline.parameters_cell or 0
    done = False
    for cell in pipeline.setup:
        if not done and cell.number > before:
            namespace.update(parameters)
            done = True
        parsed = syntax.parse(cell.source)
        kept = [statement for statement in parsed.tree.body if not _is_effect(statement)]
        code = compile(
            ast.Module(kept, []), f"<setup cell {cell.number} of {pipeline.name}>", "exec", dont_inherit=True
        )
        try:
            exec(code, namespace)
        except Exception as error:
            raise SetupError(
                f"setup cell {cell.number} of pipeline {pipeline.name} cannot be run here: "
                f"{type(error).__name__}: {error}",
                "run this in the notebook's folder, with the packages that the run had",
                code="setup",
            ) from error


def _is_effect(statement: ast.stmt) -> bool:
    """A call for its effect, a magic or a shell command: no definition."""
    if isinstance(statement, ast.Expr):
        return True
    names = (node.id for node in ast.walk(statement) if isinstance(node, ast.Name))
    return isinstance(statement, ast.Assign) and "get_ipython" in names
