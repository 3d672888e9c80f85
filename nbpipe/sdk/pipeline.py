"""A pipeline written in Python. It is kept as an ordinary notebook, and run as every other one."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nbpipe.errors import NbpipeError, Problem, StoreError, UsageError
from nbpipe.options import NAME
from nbpipe.sdk.expressions import _Parameter as Parameter
from nbpipe.sdk.runs import Run
from nbpipe.sdk.store import Store

if TYPE_CHECKING:
    from nbpipe.compile import Compiled


@dataclass(frozen=True, eq=False, repr=False)
class Pipeline:
    """A named definition: parameters and steps. Steps that are not listed are found by their edges.

    Steps run in `folder`, by default the working directory where the pipeline is defined: relative paths mean the
    same as when the functions are called here. `store` is by default the one that belongs to that folder, as on
    the command line.

    Of several calls of one function the first has the step's name and the others, in the order of calling, have
    `NAME-2`, `NAME-3`. What a function does to its arguments reaches no other step: each gets its own copy (and a
    change that another step would have to see fails the step).
    """

    name: str
    parameters: Sequence[Parameter] = ()
    steps: Sequence[Any] = ()
    folder: str | Path | None = field(default=None, kw_only=True)
    store: str | Path | None = field(default=None, kw_only=True)

    def __post_init__(self) -> None:
        if not isinstance(self.name, str) or not NAME.fullmatch(self.name):
            raise UsageError(
                f"{self.name!r} cannot be a pipeline's name",
                "use 1 to 64 letters, digits, _ or -",
                code="name",
            )
        object.__setattr__(self, "folder", Path(self.folder or Path.cwd()).expanduser().resolve())

    def __repr__(self) -> str:
        return f"<pipeline {self.name}: {len(self.parameters)} parameters, steps run in {self.folder}>"

    @property
    def path(self) -> Path:
        """Its notebook: `pipelines/NAME.ipynb` in the store."""
        return self._store().folder / "pipelines" / f"{self.name}.ipynb"

    def notebook(self) -> dict[str, Any]:
        """The notebook that means the same, as JSON. `NbpipeError` says what cannot be written."""
        from nbpipe.sdk.writing import notebook

        assert isinstance(self.folder, Path)
        return notebook(self.name, self.parameters, self.steps, self.folder, self.path)

    def definition(self) -> str:
        """The checked definition as JSON text: what the store keeps of a version. Nothing is saved or run."""
        from nbpipe.as_json import dumps

        return dumps(self._compiled(self.notebook()).pipeline)

    def upsert(self) -> int:
        """Check the pipeline and save it; the version, which is a new one if the definition changed."""
        return self._save()[1]

    def start(
        self,
        parameters: Mapping[str, Any] | None = None,
        wait: bool = False,
        *,
        seed: int = 0,
        max_parallel: int | None = None,
    ) -> Run:
        """Save the pipeline and run it, in a process of its own that outlives this one.

        Everything that is wrong with the definition or a parameter is raised before anything runs. With `wait`
        the answer comes when the execution has ended, however it ended: look at `.status`.
        """
        from nbpipe import parameters as bind

        _refuse_inside_a_step(self.name)
        compiled, _ = self._save()
        given = bind.bind(compiled.pipeline.parameters, dict(parameters or {}))
        declared = {item.name: item for item in compiled.pipeline.parameters}
        chosen = {
            name: value
            for name, value in given.items()
            if declared[name].required or value != declared[name].default
        }
        words = [word for name, value in chosen.items() for word in ("-p", f"{name}={_word(value)}")]
        words += ["--seed", str(seed)] if seed else []
        words += ["--max-parallel", str(max_parallel)] if max_parallel is not None else []
        run = _started(self._store(), self.name, self.path, words, Path(self.folder or "."))
        return run.wait() if wait else run

    def executions(self, limit: int = 20) -> list[Run]:
        """Its executions, the newest first."""
        return self._store().executions(limit, self.name)

    def _store(self) -> Store:
        from nbpipe.config import settings

        return Store(settings(Path(self.folder or "."), self.store))

    def _compiled(self, notebook: Mapping[str, Any]) -> Compiled:
        from nbpipe import definition
        from nbpipe import notebook as notebooks

        return definition.compiled(notebooks.parse(json.dumps(notebook), self.name))

    def _save(self) -> tuple[Compiled, int]:
        from nbpipe import fingerprint
        from nbpipe import store as stores
        from nbpipe.sdk.writing import text_of
        from nbpipe.store.writer import Writer

        made = self.notebook()
        compiled = self._compiled(made)
        folder = self._store().folder
        connection = stores.connect(folder)
        try:
            _replace(self.path, text_of(made))
            digest = fingerprint.definition(compiled.pipeline)
            place = self.path.relative_to(folder.parent).as_posix()
            return compiled, Writer(connection).save_pipeline(compiled.pipeline, digest, place)
        finally:
            connection.close()


def _word(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def _replace(path: Path, text: str) -> None:
    """Write a file at once; one that has this text already stays as it is."""
    temporary = path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_file() and path.read_text("utf-8") == text:
            return
        temporary.write_text(text, "utf-8")
        os.replace(temporary, path)
    except OSError as error:
        raise StoreError(
            f"{path} cannot be written: {error.strerror or error}",
            "give another store: store=…",
            code="store",
        ) from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def _refuse_inside_a_step(name: str) -> None:
    """A step imports the module of its function: a pipeline that starts there would start itself for ever."""
    from nbpipe.job import JOB_VARIABLE

    if JOB_VARIABLE in os.environ:
        raise UsageError(
            f"pipeline {name} would start inside a step",
            'call start() below `if __name__ == "__main__":`, since steps import this module',
            code="nested-start",
        )


# ---- the process of a run -------------------------------------------------------------------------------------------


def _started(store: Store, name: str, path: Path, words: Sequence[str], folder: Path) -> Run:
    """Start `python -m nbpipe run` and wait until it has opened its execution."""
    command = [
        sys.executable,
        "-m",
        "nbpipe",
        "--store",
        str(store.folder),
        "run",
        str(path),
        *words,
        "--json",
    ]
    known = {run.id for run in store.executions(50, name)}  # process ids come again
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            cwd=folder,
            start_new_session=True,
        )
        ended = threading.Event()

        def reap() -> None:
            process.wait()
            ended.set()

        threading.Thread(target=reap, name=f"nbpipe run {name}", daemon=True).start()
        opened = _opened(store, name, process.pid, known, ended)
        if opened is not None:
            return opened
        log.seek(0)
        raise _refusal(log.read().decode("utf-8", "replace"), process.returncode)


def _opened(
    store: Store, name: str, pid: int, known: set[str], ended: threading.Event, pause: float = 0.02
) -> Run | None:
    """The execution of that process, once it is in the store; None where the process ended without one."""
    while True:
        last = ended.is_set()  # asked first: what it wrote before it ended is seen below
        for run in store.executions(5, name):
            if run.pid == pid and run.id not in known:
                return run.refresh()
        if last:
            return None
        time.sleep(pause)


def _refusal(text: str, code: int) -> NbpipeError:
    """What the command said instead of running."""
    try:
        errors = json.loads(text[text.index("{") :])["errors"]
        problems = [Problem(**item) for item in errors]
    except (ValueError, KeyError, TypeError):
        problems = []
    if not problems:
        lines = text.strip().splitlines()
        said = lines[-1] if lines else f"exit code {code}"
        return UsageError(
            f"the run did not start: {said}", "\n".join(lines[-6:-1]) or None, code="not-started"
        )
    return UsageError("The run did not start.", problems=problems)
