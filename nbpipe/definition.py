"""From the path of a notebook to a checked pipeline: the one way in for every front door."""

from __future__ import annotations

from pathlib import Path

from nbpipe import foreign, plugins
from nbpipe import notebook as notebooks
from nbpipe.compile import Around, Compiled, compile_notebook
from nbpipe.notebook import Notebook


def load(path: Path, within: tuple[Path, ...] = ()) -> Compiled:
    """Compile the notebook at `path`. `NotebookError` or `DefinitionError` say what is wrong; nothing is run.

    `within` are the notebooks as a step of which it runs, by their full paths.
    """
    return compiled(read(path), path, within)


def read(path: Path) -> Notebook:
    """The notebook in a file; `NotebookError` where there is none."""
    return notebooks.parse(foreign.text(path), path.stem)


def compiled(notebook: Notebook, path: Path | None = None, within: tuple[Path, ...] = ()) -> Compiled:
    """Compile a notebook that was read already. With its `path`, what its options name outside it is looked up too."""
    around = None
    if path is not None:
        whole = path.resolve()
        around = Around(whole.parent, (*within, whole))
    return compile_notebook(
        notebook, lambda name: plugins.find("steps", name), plugins.Names("steps"), around
    )
