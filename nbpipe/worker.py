"""The process of one attempt: `python -m nbpipe.worker FOLDER` runs the step's notebook by papermill.

It writes `executed.ipynb` and, by atomic rename, `outcome.json` into the folder. When its standard input is closed,
because the scheduler is gone, it ends at once and takes the kernel with it.
"""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from nbpipe import recording
from nbpipe.as_json import to_json
from nbpipe.job import JOB_VARIABLE
from nbpipe.model import (
    Artifact,
    Failure,
    FileUse,
    Metric,
    Outcome,
    StepStatus,
)
from nbpipe.tracking import now

KERNEL_ENGINE = "nbpipe-kernel"

MAX_TEXT = 4_000_000  # characters of one cell's text that the executed notebook keeps


def main(folder: Path) -> None:
    """Run the job in `folder` in a kernel of its own, and end with the process that started this one."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    os.environ[JOB_VARIABLE] = str(folder)
    # jsonschema compiles a grammar of it at import, which takes 1.5 s; what nbformat checks here does without.
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
    _register_kernel_engine()
    run(folder, by_papermill(KERNEL_ENGINE))


def run(folder: Path, execute: Callable[[Path], None]) -> None:
    """Have the step's notebook run and kept (`execute` raises as papermill does), and write what became of it."""
    started_at, clock = now(), time.perf_counter()
    failure = _execute(folder, execute)
    facts = _facts(folder)
    if failure is None and facts is None:
        failure = _without_error_output(folder) or Failure(
            "EndedEarly",
            "the step ended before its outputs were saved",
            "let the code run to its end; raise an exception to fail on purpose",
        )
    noted = _noted(folder) if failure is not None else {}
    if failure is not None and failure.type not in ("StepError", "EndedEarly"):
        hint = failure.hint or noted.get("hint")
        failure = replace(failure, bases=tuple(noted.get("bases", ())), hint=hint)
    status = StepStatus.SUCCEEDED if failure is None else StepStatus.FAILED
    seconds = time.perf_counter() - clock
    kept = facts if failure is None else {name: noted.get(name, ()) for name in ("files", "metrics")}
    _write(folder, outcome(status, kept, failure, started_at, seconds))


def _noted(folder: Path) -> dict[str, Any]:
    """What the runtime noted of the cell that failed."""
    try:
        found: dict[str, Any] = json.loads((folder / "error.json").read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found


def outcome(
    status: StepStatus,
    facts: Mapping[str, Any] | None,
    failure: Failure | None,
    started_at: str,
    seconds: float,
) -> Outcome:
    """The outcome of an attempt out of what the runtime noticed."""
    cpu_seconds, max_rss = _resources()
    facts = facts or {}
    if failure is None and facts.get("cwd"):
        status = StepStatus.FAILED
        failure = Failure(
            "WorkingDirectory",
            f"the step leaves the working directory changed, to {facts['cwd']}",
            "change it back at the end, or use full paths: later steps start in the notebook's folder",
        )
    return Outcome(
        status=status,
        outputs={name: Artifact(**item) for name, item in facts.get("outputs", {}).items()},
        figures={name: Artifact(**item) for name, item in facts.get("figures", {}).items()},
        missing=tuple(facts.get("missing", ())),
        deleted=tuple(facts.get("deleted", ())),
        shared=tuple(tuple(group) for group in facts.get("shared", ())),
        changed=tuple(facts.get("changed", ())),
        stray=tuple(facts.get("stray", ())),
        watched=tuple(facts.get("watched", ())),
        metrics=tuple(Metric(**item) for item in facts.get("metrics", ())),
        files=tuple(FileUse(**item) for item in facts.get("files", ())),
        failure=failure,
        started_at=started_at,
        ended_at=now(),
        seconds=seconds,
        cpu_seconds=cpu_seconds,
        max_rss=max_rss,
        host=socket.gethostname(),
        pid=os.getpid(),
    )


_kept: dict[str, Any] = {}  # client and notebook of the kernel engine's one run in this process


def _register_kernel_engine() -> None:
    from papermill.engines import NBClientEngine, papermill_engines

    class Engine(NBClientEngine):  # type: ignore[misc]
        """papermill's own engine with a client that bounds the text and remembers how the kernel ended."""

        @classmethod
        def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **options: Any) -> Any:
            client = _client(nb_man, kernel_name, options.get("start_timeout", 60))
            _kept.update(client=client, manager=nb_man)
            return client.execute()

    papermill_engines.register(KERNEL_ENGINE, Engine)


def by_papermill(engine: str) -> Callable[[Path], None]:
    """Have papermill run the notebook with one of our engines."""

    def execute(folder: Path) -> None:
        import papermill

        job = json.loads((folder / "job.json").read_text("utf-8"))
        papermill.execute_notebook(
            str(folder / "input.ipynb"),
            str(folder / "executed.ipynb"),
            job["parameters"] or None,
            engine_name=engine,
            kernel_name=job["kernel"],
            progress_bar=False,
            request_save_on_cell_execute=engine == KERNEL_ENGINE,
            autosave_cell_every=5,
            start_timeout=120,
        )

    return execute


def _execute(folder: Path, execute: Callable[[Path], None]) -> Failure | None:
    """Run the notebook; why it failed, if it did."""
    import logging

    from nbclient.exceptions import DeadKernelError
    from papermill.exceptions import PapermillExecutionError

    logger = logging.getLogger("papermill")
    if logger.level != logging.ERROR:
        logger.setLevel(logging.ERROR)
    try:
        execute(folder)
    except PapermillExecutionError as error:
        failure = _user_failure(error, folder)
        recording.remove(folder)
        return failure
    except DeadKernelError:
        _save_notebook(folder)
        return death(_exit_code())
    except Exception as error:
        if type(error).__name__ == "NoSuchKernel":
            message = f"there is no kernel {getattr(error, 'name', '')!r}"
            return Failure("NoSuchKernel", message, "install ipykernel into this environment")
        if _exit_code() not in (None, 0):
            _save_notebook(folder)
            return death(_exit_code())
        return Failure(type(error).__name__, f"the step's notebook could not be run: {error}")
    recording.remove(folder)
    return None


def _client(nb_man: Any, kernel_name: str, start_timeout: int) -> Any:
    from papermill.clientwrap import PapermillNotebookClient

    class Client(PapermillNotebookClient):  # type: ignore[misc]
        """Joins stream text in linear time, stops keeping it at `MAX_TEXT`, and records what comes."""

        def process_message(self, message: Any, cell: Any, cell_index: int) -> Any:
            kind = message["header"]["msg_type"]  # nbclient changes it
            answer = self._bounded(message, cell, cell_index)
            _record(self._record, kind, message["content"], cell)
            return answer

        def _bounded(self, message: Any, cell: Any, cell_index: int) -> Any:
            if message["header"]["msg_type"] == "stream":
                content = message["content"]
                kept = self._lengths.get(cell_index, 0)
                self._lengths[cell_index] = kept + len(content["text"])
                if kept >= MAX_TEXT:
                    content["text"] = ""
                    return None
                if kept + len(content["text"]) > MAX_TEXT:
                    content["text"] = (
                        content["text"][: MAX_TEXT - kept] + "\n… the rest of the text was not kept\n"
                    )
            return super().process_message(message, cell, cell_index)

        def _cleanup_kernel(self) -> None:
            process = getattr(getattr(self.km, "provisioner", None), "process", None)
            self.exit_code: int | None = process.poll() if process is not None else None
            super()._cleanup_kernel()

        _lengths: dict[int, int]
        _record: recording.Recorder

    client = Client(
        nb_man,
        kernel_name=kernel_name,
        timeout=None,
        startup_timeout=start_timeout,
        log=_quiet(),
        raise_on_iopub_timeout=False,
    )
    client._lengths = {}
    client._record = recording.Recorder(Path(os.environ[JOB_VARIABLE]))
    return client


def _record(record: recording.Recorder, kind: str, content: Mapping[str, Any], cell: Any) -> None:
    """Write down an output that a kernel sent."""
    record.cell(cell.metadata.get("nbpipe", {}))
    display_id = content.get("transient", {}).get("display_id")
    if kind == "stream":
        if content["text"]:
            record.text(content["name"], content["text"])
    elif kind == "error":
        record.output(
            {"output_type": kind, **{name: content[name] for name in ("ename", "evalue", "traceback")}}
        )
    elif kind in ("display_data", "execute_result"):
        about = {name: content[name] for name in ("data", "metadata", "execution_count") if name in content}
        record.output({"output_type": kind, **about}, display_id)
    elif kind == "update_display_data" and display_id:
        record.update(display_id, content["data"], content.get("metadata", {}))
    elif kind == "clear_output" and not content.get("wait"):
        record.clear()


def _quiet() -> Any:
    import logging

    logger = logging.getLogger("nbpipe.kernel")
    logger.setLevel(logging.CRITICAL)
    return logger


def _save_notebook(folder: Path) -> None:
    """Keep the executed notebook of a kernel that died."""
    import nbformat

    if "manager" in _kept:
        nbformat.write(_kept["manager"].nb, str(folder / "executed.ipynb"))
        recording.remove(folder)


def _exit_code() -> int | None:
    return getattr(_kept.get("client"), "exit_code", None)


_CRASHES = frozenset({"SIGSEGV", "SIGABRT", "SIGBUS", "SIGILL", "SIGFPE"})


def death(code: int | None) -> Failure:
    """Why a step's process died, from its exit code (negative: the signal)."""
    finish = "let the code run to its end"
    if code is None or code == 0:
        return Failure("KernelDied", "the step's process ended before its outputs were saved", finish)
    if code > 0:
        return Failure("KernelDied", f"the step's process ended with exit code {code}", finish)
    name = signal.Signals(-code).name
    if name == "SIGKILL":
        return Failure(
            "KernelDied",
            "the step's process was killed (SIGKILL): by somebody, or by the system because memory ran out",
            "if memory ran out, work on less data at once",
        )
    what = "a crash in native code" if name in _CRASHES else "a signal"
    return Failure(
        "KernelDied",
        f"the step's process died of {what} ({name})",
        "run the cell by hand to find the call that does it",
    )


def _user_failure(error: Any, folder: Path) -> Failure:
    """The user's exception with its place in their notebook."""
    about = _cell_metadata(folder, error.cell_index, error.source)
    traceback = "\n".join(error.traceback or ())
    work = about.get("role") == "work"  # what its type did after the body: the frames are of other code
    line = None if work else _line_of(traceback, error.source, about)
    message = str(error.evalue)
    hint = None
    if error.ename == "StepError":
        message, _, rest = message.partition("\n")
        hint = rest.strip().removeprefix("→").strip() or None
        return Failure("StepError", message, hint, traceback="")
    if error.ename == "SystemExit":
        message = (
            f"the step called sys.exit({message})"
            if message not in ("", "None")
            else "the step called sys.exit()"
        )
        hint = "raise an exception to fail on purpose, or let the code run to its end"
    return Failure(
        error.ename or "Error",
        message,
        hint,
        cell=about.get("cell"),
        line=line,
        source=_source_line(error.source, line, about),
        traceback=traceback,
    )


def _cell_metadata(folder: Path, index: int, source: str) -> dict[str, Any]:
    """What `nbpipe.job` wrote about the cell that failed (papermill may have put cells before it)."""
    try:
        cells = json.loads((folder / "executed.ipynb").read_text("utf-8"))["cells"]
    except (OSError, ValueError, KeyError):
        return {}
    for cell in [*cells[index : index + 1], *cells]:
        text = cell["source"] if isinstance(cell["source"], str) else "".join(cell["source"])
        if text == source and "nbpipe" in cell["metadata"]:
            return dict(cell["metadata"]["nbpipe"])
    return {}


def _without_error_output(folder: Path) -> Failure | None:
    """The failure of a cell that papermill does not raise for: `sys.exit(0)`, and what IPython prints as plain text.

    It does so for exception groups.
    """
    try:
        cells = json.loads((folder / "executed.ipynb").read_text("utf-8"))["cells"]
    except (OSError, ValueError, KeyError):
        return None
    for index, cell in enumerate(cells):
        if cell["metadata"].get("papermill", {}).get("status") == "failed":
            for output in cell.get("outputs", ()):
                if output["output_type"] == "error":
                    said = {name: output[name] for name in ("ename", "evalue", "traceback")}
                    error = SimpleNamespace(cell_index=index, source="".join(cell["source"]), **said)
                    return _user_failure(error, folder)
            text = "".join(part for output in cell.get("outputs", ()) for part in output.get("text", ()))
            lines = [
                line.strip(" |")
                for line in text.splitlines()
                if re.match(r"[ |]*\w*(Error|Exception|Group)\w*:", line)
            ]
            kind, _, message = (lines[0] if lines else "Error: the cell failed").partition(":")
            about = cell["metadata"].get("nbpipe", {})
            return Failure(kind.rpartition(".")[2], message.strip(), cell=about.get("cell"), traceback=text)
    return None


_FRAME = re.compile(r"(?:Cell In\[(\d+)\], line (\d+))|(?:Input In \[(\d+)\])")
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def _line_of(traceback: str, source: str, about: Mapping[str, Any]) -> int | None:
    """The line of the user's cell: of the error that was raised last, the outermost frame that lies in a cell."""
    plain = _COLOUR.sub("", traceback)
    last = re.split(
        r"During handling of the above exception|The above exception was the direct cause", plain
    )[-1]
    frames = [int(found[2]) for found in _FRAME.finditer(last) if found[1]]
    return _user_line(frames[0], source, about) if frames else None


def _user_line(line: int, source: str, about: Mapping[str, Any]) -> int:
    """A line of the executed cell as a line of the user's cell."""
    if about.get("role") == "body" and not source.startswith("%%"):
        return line
    return line + int(about.get("first_line", 1)) - 1


def _source_line(source: str, line: int | None, about: Mapping[str, Any]) -> str | None:
    if line is None:
        return None
    lines = source.splitlines()
    shift = (
        0
        if about.get("role") == "body" and not source.startswith("%%")
        else int(about.get("first_line", 1)) - 1
    )
    index = line - shift - 1
    return lines[index] if 0 <= index < len(lines) else None


def _facts(folder: Path) -> dict[str, Any] | None:
    try:
        data: dict[str, Any] = json.loads((folder / "facts.json").read_text("utf-8"))
    except FileNotFoundError:
        return None
    return data


def _resources() -> tuple[float | None, int | None]:
    """Processor seconds and largest resident size in bytes of the step's processes."""
    try:
        import resource
    except ImportError:  # Windows
        return None, None
    own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    if _kept:  # the kernel did the work; this process only watched
        return children.ru_utime + children.ru_stime, children.ru_maxrss * 1024
    seconds = sum((own.ru_utime, own.ru_stime, children.ru_utime, children.ru_stime))
    return seconds, max(own.ru_maxrss, children.ru_maxrss) * 1024


def _write(folder: Path, result: Outcome) -> None:
    temporary = folder / "outcome.json.tmp"
    with temporary.open("w", encoding="utf-8") as file:
        file.write(
            json.dumps(to_json(result))
        )  # for the scheduler alone, which is gone too where the machine fails
    os.replace(temporary, folder / "outcome.json")


def _end_with_parent() -> None:
    while os.read(0, 4096):  # not sys.stdin: its lock would be held when the interpreter ends
        pass
    from nbpipe.processes import end_family

    end_family(os.getpid())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
