"""From the path of a notebook to a checked pipeline: the one way in for every front door."""

from __future__ import annotations

from pathlib import Path

from nbpipe import notebook as notebooks
from nbpipe import plugins
from nbpipe.compile import Compiled, compile_notebook
from nbpipe.errors import NotebookError
from nbpipe.notebook import Notebook


def load(path: Path) -> Compiled:
    """Compile the notebook at `path`. `NotebookError` or `DefinitionError` say what is wrong; nothing is run."""
    return compiled(read(path))


def read(path: Path) -> Notebook:
    """The notebook in a file; `NotebookError` where there is none."""
    try:
        text = path.read_text("utf-8")
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
    return notebooks.parse(text, path.stem)


def compiled(notebook: Notebook) -> Compiled:
    """Compile a notebook that was read already."""
    return compile_notebook(notebook, lambda name: plugins.find("steps", name), plugins.Names("steps"))
