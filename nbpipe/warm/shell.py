"""An IPython shell in this process whose outputs are those that a kernel would send."""

from __future__ import annotations

import os
import sys
import types
from typing import Any

from nbpipe.job import OWN_CODE
from nbpipe.recording import Recorder

MAX_TEXT = 4_000_000  # characters of one cell's text that are kept


class Outputs:
    """The outputs of the cell that runs, as nbformat has them."""

    def __init__(self) -> None:
        self.items: list[Any] = []
        # The text of the stream that stands last, in pieces: joined once, since a step may print a million times.
        self._pieces: list[str] = []
        self.by_id: dict[str, list[Any]] = {}
        self.clear_next = False
        self.length = 0
        self.memory: int | None = None
        self.record: Recorder | None = None

    def begin(self) -> list[Any]:
        """A new cell: its list of outputs, which fills while it runs and is complete after `end`."""
        self._join()
        self.items, self.clear_next, self.length = [], False, 0
        return self.items

    def end(self) -> None:
        """Everything that was put out until now stands in the list and in the record."""
        self.drain()
        self._join()
        if self.record is not None:
            self.record.flush()

    def add(self, kind: str, display_id: str | None = None, /, **fields: Any) -> Any:
        from nbformat import NotebookNode

        self.drain()
        item = NotebookNode({"output_type": kind, **fields})
        self._append(item)
        if self.record is not None:
            self.record.output(item, display_id)
        if display_id is not None:
            self.by_id.setdefault(display_id, []).append(item)
        return item

    def update(self, display_id: str, data: Any, metadata: Any) -> None:
        """What was displayed under that id shows something else."""
        for item in self.by_id.get(display_id, ()):
            item["data"], item["metadata"] = data, metadata
        if self.record is not None:
            self.record.update(display_id, data, metadata)

    def _append(self, item: Any) -> None:
        self._join()
        if self.clear_next:
            self.clear_next = False
            self._clear()
        self.items.append(item)

    def _join(self) -> None:
        if self._pieces:
            self.items[-1]["text"] = "".join(self._pieces)
            self._pieces = []

    def _clear(self) -> None:
        self._pieces = []
        self.items.clear()
        if self.record is not None:
            self.record.clear()

    def text(self, name: str, text: str, *, drained: bool = False) -> None:
        """Text of a stream: joined to the stream that stands last."""
        from nbformat import NotebookNode

        if not drained:
            self.drain()
        if self.length >= MAX_TEXT:
            return
        self.length += len(text)
        if self.length > MAX_TEXT:
            text = text[: len(text) - (self.length - MAX_TEXT)] + "\n… the rest of the text was not kept\n"
        last = self.items[-1] if self.items and not self.clear_next else None
        if last is not None and last["output_type"] == "stream" and last["name"] == name:
            if not self._pieces:
                self._pieces.append(last["text"])
            self._pieces.append(text)
        else:
            self._append(NotebookNode({"output_type": "stream", "name": name, "text": text}))
        if self.record is not None:
            self.record.text(name, text)

    def clear(self, wait: bool) -> None:
        if wait:
            self.clear_next = True
        else:
            self._clear()

    def drain(self) -> None:
        """Take in what native code and child processes wrote to the process's own output."""
        if self.memory is None:
            return
        size = os.fstat(self.memory).st_size
        if size:
            data = os.pread(self.memory, min(size, MAX_TEXT), 0)
            os.ftruncate(self.memory, 0)
            os.lseek(self.memory, 0, os.SEEK_SET)
            self.text("stdout", data.decode("utf-8", "replace"), drained=True)


outputs = Outputs()


class Stream:
    """`sys.stdout` or `sys.stderr` of a step."""

    encoding, errors, newlines, closed, line_buffering = "utf-8", "replace", None, False, True
    mode = "w"

    def __init__(self, name: str, descriptor: int) -> None:
        self.name, self._descriptor = f"<{name}>", descriptor
        self._kind = name

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        if text:
            outputs.text(self._kind, text)
        return len(text)

    def writelines(self, lines: Any) -> None:
        for line in lines:
            self.write(line)

    def flush(self) -> None:
        """Everything is written at once."""

    def isatty(self) -> bool:
        return False

    def fileno(self) -> int:
        return self._descriptor

    def writable(self) -> bool:
        return True

    def readable(self) -> bool:
        return False

    def seekable(self) -> bool:
        return False

    def close(self) -> None:
        """A step cannot close its output."""


own_code = {source: source + "\n" for source in OWN_CODE}
foreseen: dict[str, str] = {}  # cells without their first line, as `foresee` has found them


def foresee(shell: Any, source: str) -> None:
    """Find out what Python a body is before the process is forked for several jobs that run it.

    `nbpipe.job` writes a comment above a body, with the job's name; all else is the same. Not where the user has
    transformers too: what those do is not for this process.
    """
    head, end, rest = source.partition("\n")
    manager = shell.input_transformer_manager
    all_of_them = [*shell.input_transformers_cleanup, *manager.line_transforms, *manager.token_transformers]
    if not _is_comment(head) or shell.input_transformers_post or any(map(_is_users, all_of_them)):
        return
    try:
        found = shell.transform_cell(source)
    except Exception:  # then it fails where it is run
        return
    if found.startswith(head + end):
        foreseen[rest] = found.removeprefix(head + end)


def _known(source: str) -> str | None:
    head, end, rest = source.partition("\n")
    found = foreseen.get(rest) if _is_comment(head) else None
    return own_code.get(source) if found is None else head + end + found


def _is_comment(line: str) -> bool:
    return line.startswith("# ")


def _is_users(transformer: Any) -> bool:
    return not f"{getattr(transformer, '__module__', '')}".startswith("IPython.")


def make() -> Any:
    """The shell, made once in the server; each child has its own copy of it."""
    from IPython.core.displayhook import DisplayHook
    from IPython.core.displaypub import DisplayPublisher
    from IPython.core.error import StdinNotImplementedError
    from IPython.core.interactiveshell import InteractiveShell
    from traitlets import Type
    from traitlets.config import Config

    class Publisher(DisplayPublisher):
        def publish(
            self,
            data: Any,
            metadata: Any = None,
            source: Any = None,
            *,
            transient: Any = None,
            update: bool = False,
            **kwargs: Any,
        ) -> None:
            from nbformat import NotebookNode

            display_id = (transient or {}).get("display_id")
            data, metadata = NotebookNode(data), NotebookNode(metadata or {})
            if update and display_id:
                outputs.update(display_id, data, metadata)
                return
            outputs.add("display_data", display_id or None, data=data, metadata=metadata)

        def clear_output(self, wait: bool = False) -> None:
            outputs.clear(wait)

    class Hook(DisplayHook):
        def start_displayhook(self) -> None:
            pass

        def write_output_prompt(self) -> None:
            pass

        def write_format_data(self, format_dict: Any, md_dict: Any = None) -> None:
            from nbformat import NotebookNode

            outputs.add(
                "execute_result",
                data=NotebookNode(format_dict),
                metadata=NotebookNode(md_dict or {}),
                execution_count=self.prompt_count,
            )

        def finish_displayhook(self) -> None:
            pass

    class Shell(InteractiveShell):
        display_pub_class = Type(Publisher)
        displayhook_class = Type(Hook)

        def _showtraceback(self, etype: Any, evalue: Any, stb: Any) -> None:
            outputs.add(
                "error", ename=getattr(etype, "__name__", str(etype)), evalue=str(evalue), traceback=list(stb)
            )

        def transform_cell(self, raw_cell: str) -> str:
            """Plain Python for a cell. Of nbpipe's own it is that already, and of some it is known: see `foresee`."""
            known = _known(raw_cell)
            if known is None:
                known = super().transform_cell(raw_cell)  # type: ignore[no-untyped-call]
            return known

        def enable_gui(self, gui: Any = None) -> None:
            """There is no window system in a step."""

        def system(self, cmd: str) -> None:
            expanded = self.var_expand(cmd, depth=1)  # type: ignore[no-untyped-call]
            self.user_ns["_exit_code"] = os.waitstatus_to_exitcode(os.system(expanded))
            outputs.drain()

    def refuse(prompt: str = "", *args: Any, **kwargs: Any) -> str:
        raise StdinNotImplementedError(
            "raw_input was called, but this frontend does not support input requests."
        )

    def show_nothing(*args: Any, **kwargs: Any) -> None:
        """`len?` shows nothing in an executed notebook: its pager is a front end's."""

    main = types.ModuleType("__main__")
    sys.modules["__main__"] = main
    config = Config()
    config.HistoryManager.enabled = False
    shell = Shell.instance(config=config, user_module=main, user_ns=main.__dict__)
    shell.run_cell("pass", store_history=False, silent=True)  # type: ignore[no-untyped-call]
    shell.set_hook("show_in_pager", show_nothing, 0)  # type: ignore[no-untyped-call]
    import builtins
    import getpass

    builtins.input = refuse  # type: ignore[assignment]
    getpass.getpass = refuse
    return shell
