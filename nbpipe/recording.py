"""What a step has put out so far: a line of JSON for each output, written as it comes.

papermill writes the executed notebook when a cell has ended. Until then, and where the process was killed before, what
was printed stands in `outputs.jsonl` beside it; the worker removes that once the notebook holds the same.
"""

from __future__ import annotations

import contextlib
import json
import os
import time
from collections.abc import Mapping
from dataclasses import dataclass
from json.encoder import encode_basestring_ascii as quoted
from pathlib import Path
from typing import Any

FILE = "outputs.jsonl"
# What a step prints beyond so many texts in a second (`print` makes one of each of its arguments) is written together.
TEXTS_A_SECOND = 200
TOGETHER = 1 << 15  # characters


class Recorder:
    """Writes the record of one attempt. The file is made with the first output; what cannot be written is left out.

    Text is written at once until there is too much of it in a second: then the last of it waits for the next output, or
    for the end of the cell. A process that the step forks has a copy of this, and writes nothing: its outputs
    are not in the notebook either.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        self._pid = os.getpid()
        self._file: int | None = None
        self._head = ""
        self._stream = ""
        self._texts: list[str] = []  # of that stream, not yet written
        self._length = 0
        self._second, self._written = 0, 0  # texts written in that second

    def cell(self, about: Mapping[str, Any]) -> None:
        """The outputs from here on are those of a cell that `nbpipe.job` wrote this about."""
        self.flush()
        number = about.get("cell")
        self._head = (
            f'{{"n":{"null" if number is None else int(number)},"r":{quoted(str(about.get("role", "")))}'
        )

    def text(self, name: str, text: str) -> None:
        """Text of a stream."""
        if name != self._stream:
            self.flush()
            self._stream = name
        self._texts.append(text)
        self._length += len(text)
        if self._length > TOGETHER or self._may_write():
            self.flush()

    def flush(self) -> None:
        """Write the text that waits."""
        if self._texts:
            text = "".join(self._texts)
            self._texts.clear()
            self._length = 0
            self._write(f'{self._head},"s":{quoted(self._stream)},"t":{quoted(text)}}}\n')

    def _may_write(self) -> bool:
        second = int(time.monotonic())
        if second != self._second:
            self._second, self._written = second, 0
        self._written += 1
        return self._written <= TEXTS_A_SECOND

    def output(self, output: Mapping[str, Any], display_id: str | None = None) -> None:
        """Any other output, as nbformat has it."""
        known = "" if display_id is None else f',"d":{quoted(str(display_id))}'
        self._write_json(known, {"o": output})

    def update(self, display_id: str, data: Mapping[str, Any], metadata: Mapping[str, Any]) -> None:
        """What was displayed under that id shows something else."""
        self._write_json(f',"d":{quoted(str(display_id))}', {"u": {"data": data, "metadata": metadata}})

    def clear(self) -> None:
        """The outputs of the cell are gone."""
        self.flush()
        self._write(f'{self._head},"x":1}}\n')

    def _write_json(self, more: str, value: Mapping[str, Any]) -> None:
        self.flush()
        try:
            text = json.dumps(value)
        except (TypeError, ValueError):  # whatever a display hook gave: the notebook will say
            return
        self._write(f"{self._head}{more},{text[1:]}\n")

    def _write(self, line: str) -> None:
        if self._pid != os.getpid():
            return
        try:
            if self._file is None:
                self._file = os.open(
                    self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_CLOEXEC", 0), 0o666
                )
            os.write(self._file, line.encode())
        except OSError:  # a full disk will be told of by who has to write there
            self._pid = -1


def remove(folder: Path) -> None:
    """Remove the record: the executed notebook has it all."""
    with contextlib.suppress(OSError):
        os.unlink(folder / FILE)


@dataclass(frozen=True)
class Recorded:
    """Outputs by cell, in order: `cells` are like those of an executed notebook. `end` is how far the file was read.

    Where it was read from its middle and not `whole`, they are to be added to what was read before.
    """

    cells: tuple[dict[str, Any], ...]
    end: int
    whole: bool


def read(folder: Path, after: int = 0) -> Recorded | None:
    """What was recorded after that many bytes; None where nothing is recorded.

    Where an output before that was changed since, all of it is given.
    """
    try:
        with (folder / FILE).open("rb") as file:
            if after > os.fstat(file.fileno()).st_size:
                after = 0
            file.seek(after)
            data = file.read()
    except OSError:
        return None
    data = data[: data.rfind(b"\n") + 1]
    records = [json.loads(line) for line in data.splitlines()]
    if after and any("x" in item or "u" in item for item in records):
        return read(folder)
    sources = _sources(folder)
    cells: dict[tuple[int | None, str], dict[str, Any]] = {}
    shown: dict[str, list[dict[str, Any]]] = {}
    for item in records:
        key = item["n"], item["r"]
        if key not in cells:
            cells[key] = {
                "cell_type": "code",
                "execution_count": None,
                "metadata": {"nbpipe": {"cell": item["n"], "role": item["r"]}},
                "source": sources.get(key, ""),
                "outputs": [],
            }
        _add(item, cells[key]["outputs"], shown)
    return Recorded(tuple(cells.values()), after + len(data), after == 0)


def _add(item: dict[str, Any], outputs: list[dict[str, Any]], shown: dict[str, list[dict[str, Any]]]) -> None:
    if "x" in item:
        outputs.clear()
    elif "u" in item:
        for output in shown.get(item["d"], ()):
            output.update(item["u"])
    elif "o" in item:
        outputs.append(item["o"])
        if "d" in item:
            shown.setdefault(item["d"], []).append(item["o"])
    elif outputs and outputs[-1].get("name") == item["s"]:
        outputs[-1]["text"].append(item["t"])
    else:
        outputs.append({"output_type": "stream", "name": item["s"], "text": [item["t"]]})


def _sources(folder: Path) -> dict[tuple[int | None, str], str]:
    """The code of the cells, from the notebook that the step was given."""
    try:
        cells = json.loads((folder / "input.ipynb").read_text("utf-8"))["cells"]
    except (OSError, ValueError, KeyError):
        return {}
    about = [(cell.get("metadata", {}).get("nbpipe", {}), cell["source"]) for cell in cells]
    return {(item.get("cell"), str(item.get("role", ""))): source for item, source in about}
