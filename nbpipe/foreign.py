"""Notebooks that are run as they are, in any language: their cells, their parameters, and the kernels that there are."""

from __future__ import annotations

import ast
import json
import os
import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from nbpipe import notebook
from nbpipe.errors import NbpipeError, NotebookError
from nbpipe.notebook import NotebookCell

PYTHON = frozenset({"python", "ipython"})
_MOST = 10_000  # characters of a parameter, as JSON


@dataclass(frozen=True)
class Foreign:
    """A notebook with its kernel and its language. `parameters` are the names that its cell of that tag sets.

    They are None where it has no such cell.
    """

    name: str
    cells: tuple[NotebookCell, ...]
    kernel: str
    language: str
    parameters: tuple[str, ...] | None = None

    @property
    def texts(self) -> tuple[str, ...]:
        """What stands in quotes in its code: some of it may name files."""
        found = (text for cell in self.cells if cell.kind == "code" for text in _QUOTED.findall(cell.source))
        return tuple(dict.fromkeys(one or other for one, other in found))


def text(path: Path) -> str:
    """What stands in the file of a notebook; `NotebookError` where there is none."""
    try:
        return path.read_text("utf-8")
    except FileNotFoundError:
        near = sorted(p.name for p in path.parent.glob("*.ipynb")) if path.parent.is_dir() else []
        hint = f"there is {', '.join(near[:5])}" if near else "give the path of an .ipynb file"
        raise NotebookError(f"there is no file {path}", hint, code="no-file") from None
    except IsADirectoryError:
        raise NotebookError(
            f"{path} is a folder", "give the path of an .ipynb file", code="no-file"
        ) from None
    except UnicodeDecodeError:
        raise NotebookError(
            f"{path} is no notebook: it is not text", "give an .ipynb file", code="not-json"
        ) from None
    except OSError as error:
        raise NotebookError(f"{path} cannot be read: {error.strerror}", code="no-file") from None
    except ValueError:  # a NUL in the name
        raise NotebookError(f"{path} is no path", "give the path of an .ipynb file", code="no-file") from None


def read(path: Path) -> Foreign:
    """The notebook in a file; `NotebookError` where there is none."""
    metadata, cells = notebook.document(text(path), path.stem)
    kernel = notebook.kernel_of(metadata) or "python3"
    language = notebook.language_of(metadata) or kernels().get(kernel.lower(), "python")
    marked = next((cell for cell in cells if is_parameters(cell)), None)
    declared = None if marked is None else names(notebook.tag(marked)[0].body, language)
    return Foreign(path.stem, cells, kernel, language, declared)


def is_parameters(cell: NotebookCell) -> bool:
    """Whether a cell holds the notebook's parameters."""
    return cell.kind == "code" and notebook.tag(cell)[0].role == "parameters"


def names(source: str, language: str = "python") -> tuple[str, ...]:
    """The names that a cell of parameters sets.

    >>> names("n = 5  # rows\\nrate: float = 0.1"), names("n <- 5\\nlocal rate = 0.1", "r")
    (('n', 'rate'), ('n', 'rate'))
    """
    if language in PYTHON:
        try:
            tree = ast.parse(source)
        except (SyntaxError, ValueError, RecursionError):
            pass  # IPython's own syntax: line by line
        else:
            found: list[str] = []
            for node in tree.body:
                targets = node.targets if isinstance(node, ast.Assign) else []
                targets = [node.target] if isinstance(node, ast.AnnAssign) else targets
                found += [item.id for item in targets if isinstance(item, ast.Name)]
            return tuple(dict.fromkeys(found))
    return tuple(dict.fromkeys(_SET.findall(source)))


_SET = re.compile(
    r"^[ \t]*(?:(?:var|let|val|const|local|export|global|int|double|string|auto)\s+)?\$?([A-Za-z_][\w.]*)\s*"
    r"(?::\s*[^=\n]+)?(?:=(?!=)|<-|::=)",
    re.MULTILINE,
)
_QUOTED = re.compile(r'"([^"\n\\]{1,300})"|\'([^\'\n\\]{1,300})\'')


def plain(name: str, value: Any) -> Any:
    """A parameter's value as any language can be given it; `NbpipeError` where it is none."""
    if isinstance(value, os.PathLike):
        return os.fspath(value)
    if hasattr(value, "item") and getattr(value, "ndim", None) == 0:
        value = value.item()  # a NumPy number
    if hasattr(value, "tolist"):
        value = value.tolist()
    try:
        if len(json.dumps(value, allow_nan=True)) <= _MOST:
            return value
        message = f"{name} is too long for a parameter"
    except (TypeError, ValueError):
        message = f"{name} is a {type(value).__name__}, and a parameter is a number, a text, or a list or dict of these"
    hint = "write it to a file in the body, and give the path as a parameter"
    raise NbpipeError(message, hint)


def kernels() -> dict[str, str]:
    """Name of each kernel that is installed → its language.

    They are looked for where Jupyter does; asking its kernel manager would take half a second.
    """
    from jupyter_core.paths import jupyter_path

    found: dict[str, str] = {}
    for folder in jupyter_path("kernels"):
        for entry in _listed(folder):
            try:
                about = json.loads(Path(folder, entry, "kernel.json").read_text("utf-8"))
            except (OSError, ValueError):
                continue
            if isinstance(about, dict):
                found.setdefault(entry.lower(), str(about.get("language") or "").lower())
    if "ipykernel" in sys.modules or find_spec("ipykernel") is not None:
        found.setdefault("python3", "python")
    return found


def _listed(folder: str) -> Iterable[str]:
    try:
        return sorted(os.listdir(folder))
    except OSError:
        return ()
