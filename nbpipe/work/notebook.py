"""Notebook: another notebook, executed by papermill in a kernel that is a child of the step's process."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from nbpipe import foreign, tracking, watch
from nbpipe.artifacts import ArtifactStore
from nbpipe.as_json import artifact_from_json
from nbpipe.errors import NbpipeError
from nbpipe.model import FileUse, Metric
from nbpipe.notebook import NotebookCell
from nbpipe.work import Given

ENGINE = "nbpipe-notebook"
WITHIN = "NBPIPE_NOTEBOOKS"  # the notebooks that are run within each other, outermost first
KERNEL_LOG = "kernel.log"  # what the kernel's process says beside what its cells put out


class CellFailed(Exception):
    """A cell of the notebook failed: IPython shows its traceback, and the failure is called as its exception is."""

    hint: str | None = None
    traceback: tuple[str, ...] = ()

    def _render_traceback_(self) -> list[str]:
        return list(self.traceback)


def run(given: Given) -> Mapping[str, Any]:
    """Execute it; answers the executed notebook's path, and the variables that `--out` takes from it."""
    asked = given.arguments
    path = Path(asked["path"]).absolute()
    _refuse_circle(path)
    values = {
        **asked["values"],
        **{name: foreign.plain(name, given.value(variable)) for name, variable in asked["variables"].items()},
    }
    context = tracking.current.context
    by_hand = not context.step
    folder = Path(tempfile.mkdtemp(prefix="nbpipe-notebook-")) if by_hand else context.output_dir.parent
    target = folder / f"{path.stem}.ipynb"
    with given.unseen():
        _execute(asked, path, values, target, folder)
        left = _left(folder)
        _take_note(asked, path, values, left)
        made = {} if left is None else _loaded(left)
    for name in asked["outputs"]:
        if name not in made and (left is not None or name not in given.values):
            raise NbpipeError(
                f"{path.name} does not set {name}, which --out names",
                f"set {name} in one of its cells"
                if left is not None
                else f"its kernel cannot hand it over: install nbpipe into it ({asked['kernel']})",
            )
    return {**made, asked["notebook"]: target}


def _refuse_circle(path: Path) -> None:
    """`NbpipeError` where the notebook is being run already, further out."""
    outer = [name for name in os.environ.get(WITHIN, "").split(os.pathsep) if name]
    if os.path.realpath(path) in outer:
        names = [*map(os.path.basename, outer), path.name]
        raise NbpipeError(
            f"the notebook runs itself: {' → '.join(names)}", "take one of these Notebook steps away"
        )
    os.environ[WITHIN] = os.pathsep.join([*outer, os.path.realpath(path)])


# ---- papermill --------------------------------------------------------------------------------------------------------


def _execute(
    asked: Mapping[str, Any], path: Path, values: Mapping[str, Any], target: Path, folder: Path
) -> None:
    import logging

    import papermill
    from nbclient.exceptions import DeadKernelError
    from papermill.exceptions import PapermillException, PapermillExecutionError

    logging.getLogger("papermill").setLevel(logging.ERROR)
    _register(asked, path, folder)
    try:
        papermill.execute_notebook(
            _written(asked, path),
            str(target),
            dict(values) or None,
            engine_name=ENGINE,
            kernel_name=asked["kernel"],
            language=asked["language"] or None,
            progress_bar=False,
            autosave_cell_every=5,
            start_timeout=120,
        )
    except PapermillExecutionError as error:
        raise _failed(error, asked, path, target) from None
    except DeadKernelError:
        died = type("KernelDied", (CellFailed,), {})
        failure: CellFailed = died(f"the kernel of {path.name} ({asked['kernel']}) died")
        failure.hint = f"what it said: {folder / KERNEL_LOG}; how far it came: {target}"
        raise failure from None
    except PapermillException as error:  # it knows not how parameters are written in that language
        raise NbpipeError(
            f"{path.name} cannot be given parameters: {error}", "have it read a file that the body writes"
        ) from None


def _written(asked: Mapping[str, Any], path: Path) -> Any:
    """The notebook to execute: the code that was asked for, with what stands between it in the file."""
    import nbformat

    cells = [_cell(*cell) for cell in asked["cells"]]
    try:
        whole = foreign.read(path).cells
    except NbpipeError:
        whole = ()
    if [cell.source for cell in whole if cell.kind == "code"] == [cell.source for cell in cells]:
        code = iter(cells)
        cells = [
            next(code) if cell.kind == "code" else _cell(cell.id, cell.kind, cell.source, cell.tags)
            for cell in whole
        ]
    spec = {"name": asked["kernel"], "display_name": asked["kernel"], "language": asked["language"]}
    return nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": spec})


def _cell(id: str, kind: str, source: str, tags: Any) -> Any:
    import nbformat

    make: dict[str, Any] = {"code": nbformat.v4.new_code_cell, "markdown": nbformat.v4.new_markdown_cell}
    cell = make.get(kind, nbformat.v4.new_raw_cell)(source, id=id)
    tags = list(tags)
    if foreign.is_parameters(NotebookCell(1, id, kind, source, tuple(tags))):
        tags = [*tags, "parameters"] if "parameters" not in tags else tags
    cell.metadata["tags"] = tags
    return cell


def _register(asked: Mapping[str, Any], path: Path, folder: Path) -> None:
    from papermill.clientwrap import PapermillNotebookClient
    from papermill.engines import NBClientEngine, papermill_engines

    class Client(PapermillNotebookClient):  # type: ignore[misc]
        """Starts the kernel in the notebook's folder, and shows each output in the step as it comes."""

        def papermill_execute_cells(self) -> None:
            if asked["language"] in foreign.PYTHON:
                self._silently(f"begin({str(folder)!r})")
            super().papermill_execute_cells()
            if asked["language"] in foreign.PYTHON:
                self._silently(f"finish(globals(), {list(asked['outputs'])!r})")

        def _silently(self, call: str) -> None:
            """Have the kernel do something beside its cells; one without nbpipe goes without."""
            from jupyter_core.utils import run_sync

            run_sync(self._execute_silently)(f"__import__('nbpipe.work.inside', fromlist=['_']).{call}")

        async def _execute_silently(self, code: str) -> None:
            from jupyter_core.utils import ensure_async

            identity = self.kc.execute(code, silent=True, store_history=False, stop_on_error=False)
            while True:
                reply = await ensure_async(self.kc.get_shell_msg(timeout=None))
                if reply["parent_header"].get("msg_id") == identity:
                    return

        def process_message(self, message: Any, cell: Any, cell_index: int) -> Any:
            kind, content = message["header"]["msg_type"], dict(message["content"])
            answer = super().process_message(message, cell, cell_index)
            _show(kind, content)
            return answer

    class Engine(NBClientEngine):  # type: ignore[misc]
        """papermill's own engine with that client."""

        @classmethod
        def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **options: Any) -> Any:
            client = Client(
                nb_man,
                kernel_name=kernel_name,
                timeout=None,
                startup_timeout=options.get("start_timeout", 60),
                raise_on_iopub_timeout=False,
                resources={"metadata": {"path": str(path.parent)}},
            )
            with (folder / KERNEL_LOG).open("wb") as log:
                return client.execute(stdout=log, stderr=log)

    papermill_engines.register(ENGINE, Engine)


def _show(kind: str, content: Mapping[str, Any]) -> None:
    """Put an output of the notebook out again, as one of the step."""
    from IPython.display import publish_display_data

    if kind == "stream":
        stream = sys.stderr if content["name"] == "stderr" else sys.stdout
        stream.write(content["text"])
        stream.flush()
    elif kind in ("display_data", "execute_result", "update_display_data"):
        known = (content.get("transient") or {}).get("display_id")
        publish_display_data(
            content["data"],
            content.get("metadata") or {},
            transient={"display_id": known} if known else {},
            update=kind == "update_display_data",
        )


def _failed(error: Any, asked: Mapping[str, Any], path: Path, target: Path) -> CellFailed:
    """The failure of a cell, with its place in that notebook."""
    name = error.ename if str(error.ename or "").isidentifier() else "CellFailed"
    where = _place(asked, error.source, path)
    failed = type(name, (CellFailed,), {"__module__": "builtins"})(f"{error.evalue} ({where})")
    failed.hint = f"the notebook with its outputs: {target}"
    failed.traceback = tuple(error.traceback or ())
    made: CellFailed = failed
    return made


def _place(asked: Mapping[str, Any], source: str, path: Path) -> str:
    try:
        cells = foreign.read(path).cells
    except NbpipeError:
        cells = ()
    number = next((cell.number for cell in cells if cell.kind == "code" and cell.source == source), None)
    return path.name if number is None else f"cell {number} of {path.name}"


# ---- what it leaves ---------------------------------------------------------------------------------------------------


def _left(folder: Path) -> dict[str, Any] | None:
    """What the kernel wrote down at its end (see `nbpipe.work.inside`); None where it has no nbpipe."""
    try:
        found: dict[str, Any] = json.loads((folder / "inside.json").read_text("utf-8"))
    except (OSError, ValueError):
        return None
    if found["problem"] is not None:
        raise NbpipeError(*found["problem"])
    return found


def _take_note(
    asked: Mapping[str, Any], path: Path, values: Mapping[str, Any], left: Mapping[str, Any] | None
) -> None:
    """Its metrics and its files are the step's. Of a kernel that does not tell, files are those that its code names."""
    log = tracking.current
    log.files.append(FileUse(str(path.resolve()), "run", path.stat().st_size, watch.digest_file(path)))
    if left is not None:
        log.metrics.extend(Metric(**item) for item in left["metrics"])
        log.files.extend(FileUse(**item) for item in left["files"])
    seen = {use.path for use in log.files}
    texts = [*asked["texts"], *(value for value in values.values() if isinstance(value, str))]
    places = [os.path.join(path.parent, text) for text in texts if len(text) < 2000 and "\0" not in text]
    named = watch.FileRecorder(watch.machinery()).named(places)
    log.files.extend(use for use in named if use.path not in seen)


def _loaded(left: Mapping[str, Any]) -> dict[str, Any]:
    """The variables that it left, and its figures, which become the step's."""
    artifacts = ArtifactStore(left["artifacts"])
    for name, item in left["figures"].items():
        tracking.log_figure(artifacts.load(artifact_from_json(item)), name)
    return {name: artifacts.load(artifact_from_json(item)) for name, item in left["outputs"].items()}
