"""What this kernel has run by hand, and which notebook it belongs to."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nbpipe import notebook, seeding
from nbpipe.errors import NbpipeError, Problem, UsageError


class CellError(UsageError):
    """Fails the cell with its message alone: IPython shows no traceback of ours."""

    @classmethod
    def of(cls, problems: Sequence[Problem]) -> CellError:
        """One error out of all the problems found."""
        return cls(problems[0].message, problems=problems)

    def _render_traceback_(self) -> list[str]:
        return [str(self)]


@dataclass
class CellRun:
    """A cell of a step as it was run: its body, and the random state at its end once it succeeded."""

    body: str
    state: seeding.State | None = None


@dataclass
class StepRun:
    """The cells of one step that were run by hand since its first one, in order. The keys mark the cells.

    `options` are its own ones, where its type has no Python; `rounds` its jobs, where it has many.
    """

    type: str
    cells: dict[str, CellRun] = field(default_factory=dict)
    options: Any = None
    rounds: Any = None

    @property
    def body(self) -> str:
        """The bodies of its cells, as the pipeline joins them."""
        return "\n".join(cell.body for cell in self.cells.values())


@dataclass
class Session:
    """`taken` holds the value of each Condition and the steps that it would skip; `sources` maps cells to their text.

    `panels` closes, by cell, what a cell shows live.
    """

    steps: dict[str, StepRun] = field(default_factory=dict)
    taken: dict[str, tuple[bool, tuple[str, ...]]] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    started: list[subprocess.Popen[bytes]] = field(default_factory=list)
    panels: dict[str, list[Callable[[], None]]] = field(default_factory=dict)
    cell_id: str | None = None
    source: str = ""
    running: tuple[str, CellRun] | None = None


current = Session()


def forget() -> None:
    """Begin anew."""
    global current
    for cell in list(current.panels):
        _close_panels(cell)
    current = Session()


def keep(close: Callable[[], None]) -> None:
    """Have what the running cell shows live closed when its output goes."""
    current.panels.setdefault(_mark(), []).append(close)


def _close_panels(cell: str) -> None:
    for close in current.panels.pop(cell, ()):
        close()


def shell() -> Any:
    """The IPython shell that runs the cell."""
    from IPython.core.getipython import get_ipython

    return get_ipython()


def enter(name: str, type: str, body: str, *, opens: bool) -> tuple[StepRun, seeding.State | None]:
    """Note that a cell of a step runs: what was run of the step, and the random state to go on with.

    A cell that `opens` the step, having its options, is the first one, and so is the one that was the first before:
    the state is then None. A later one that is run again goes on from what stood before it.
    """
    mark = _mark()
    step = current.steps.get(name)
    if step is None or opens or next(iter(step.cells), None) == mark:
        step = current.steps[name] = StepRun(type)
    marks = list(step.cells)
    for later in marks[marks.index(mark) :] if mark in marks else ():
        del step.cells[later]
    before = list(step.cells.values())
    step.cells[mark] = CellRun(body)
    current.running = current.source, step.cells[mark]
    return step, before[-1].state if before else None


def forget_edited(name: str) -> None:
    """Forget a step, and with it its type, whose first cell is the one that runs and has no options any more."""
    step = current.steps.get(name)
    if step is not None and next(iter(step.cells), None) == _mark():
        del current.steps[name]


def _mark() -> str:
    """What tells the running cell from others: its id, or in hosts without ids its text."""
    return current.cell_id or current.source


def before_cell(info: Any) -> None:
    """IPython is about to run a cell; hosts without cell ids leave it without one."""
    current.source = getattr(info, "raw_cell", None) or ""
    current.cell_id = getattr(info, "cell_id", None)
    meta = getattr(info, "cell_meta", None)
    for deleted in (meta.get("deletedCells") or ()) if isinstance(meta, dict) else ():
        current.sources.pop(deleted, None)
        _close_panels(deleted)
    _close_panels(_mark())  # its output is about to go
    tagged, _ = notebook.tag(notebook.NotebookCell(1, "cell", "code", current.source))
    if tagged.role == "setup":
        seeding.start(seeding.derive(0, seeding.of_setup(tagged.body)))
    if tagged.role != "scratch":
        # Without ids nothing tells an edited cell from a new one: the last cell of each step has to do.
        current.sources[current.cell_id or f"{tagged.role} {tagged.name}"] = current.source
    elif current.cell_id is not None:
        current.sources.pop(current.cell_id, None)


def after_cell(result: Any) -> None:
    """IPython has run a cell; `result` is None where it was cancelled."""
    if current.running is None or result is None or result.info.raw_cell != current.running[0]:
        return
    _, cell = current.running
    current.running = None
    if result.success:
        cell.state = seeding.state()


def notebook_path() -> Path:
    """The notebook's file, as JupyterLab, Notebook or VS Code say it; `NbpipeError` where none of them does."""
    namespace = shell().user_ns
    for name in (
        namespace.get("__vsc_ipynb_file__"),
        os.environ.get("JPY_SESSION_NAME"),
        namespace.get("__session__"),
    ):
        if isinstance(name, str) and name.endswith(".ipynb"):
            found = next((path for path in (Path(name), Path(Path(name).name)) if path.exists()), None)
            if found is not None:
                return found
            raise NbpipeError(
                f"there is no file {name}, which this notebook was when its kernel started",
                f"if it was renamed, say it: %pipeline --notebook {Path(name).name}",
                code="no-file",
            )
    raise NbpipeError(
        "nbpipe cannot tell which file this notebook is",
        "say it: %pipeline --notebook my.ipynb",
        code="no-file",
    )


def unsaved(file: notebook.Notebook) -> list[str]:
    """The cells that were run here and do not stand in the file like that, such as `%%step train`."""
    by_id = {cell.id: cell.source.strip() for cell in file.cells}
    texts = set(by_id.values())
    changed = [
        source.strip().partition("\n")[0]
        for key, source in current.sources.items()
        if (by_id[key] != source.strip() if key in by_id else source.strip() not in texts)
    ]
    return list(dict.fromkeys(" ".join(line.split()[:2]) for line in changed))
