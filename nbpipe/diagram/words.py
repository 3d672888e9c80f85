"""What a picture says about a step: symbols, times, metrics, and text cut to a width."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping

from nbpipe.model import Failure, Pipeline, Step, StepExecution, StepStatus

# One terminal column each: the emoji of an hourglass or a bolt would take two and break the alignment.
SYMBOLS: Mapping[StepStatus, str] = {
    StepStatus.PENDING: "○",
    StepStatus.STARTING: "◐",
    StepStatus.EXECUTING: "◐",
    StepStatus.WAITING: "⧗",
    StepStatus.SUCCEEDED: "✓",
    StepStatus.FAILED: "✗",
    StepStatus.STOPPED: "■",
    StepStatus.SKIPPED: "–",
}
CACHED = "ϟ"


def duration(seconds: float) -> str:
    """A time with the digits that matter.

    >>> [duration(s) for s in (0.034, 1.23, 12.3, 59.96, 83, 3720, 90000)]
    ['34 ms', '1.2 s', '12 s', '60 s', '1 min 23 s', '1 h 02 min', '1 d 1 h']
    """
    if seconds < 0.0995:
        return f"{seconds * 1000:.0f} ms"
    if seconds < 9.95:
        return f"{seconds:.1f} s"
    whole = round(seconds)
    if whole <= 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60:02d} s"
    minutes = round(seconds / 60)
    if minutes < 24 * 60:
        return f"{minutes // 60} h {minutes % 60:02d} min"
    hours = round(seconds / 3600)
    return f"{hours // 24} d {hours % 24} h"


def amount(size: int) -> str:
    """Bytes for people.

    >>> amount(999), amount(12_345), amount(188_000_000)
    ('999 B', '12.3 kB', '188.0 MB')
    """
    if size < 1000:
        return f"{size} B"
    value = float(size)
    for unit in ("kB", "MB", "GB"):
        value /= 1000
        if value < 1000:
            return f"{value:.1f} {unit}"
    return f"{value / 1000:.1f} TB"


def metric(execution: StepExecution | None) -> str:
    """The first metric that the step logged, with its newest value; empty if there is none.

    >>> from nbpipe.model import Metric
    >>> metric(StepExecution("t", "Training", StepStatus.SUCCEEDED, metrics=(Metric("auc", 0.84371),)))
    'auc 0.8437'
    """
    if execution is None or not execution.metrics:
        return ""
    first = execution.metrics[0].name
    newest = [item for item in execution.metrics if item.name == first][-1]
    return f"{first} {newest.value:.4g}"


def status(execution: StepExecution, *, cached: bool = True) -> str:
    """Status word, time, and what is out of the ordinary.

    >>> status(StepExecution("t", "Training", StepStatus.SUCCEEDED, cached=True, seconds=1.0))
    'Succeeded cached 1.0 s'
    """
    words = [str(execution.status)]
    if execution.cached and cached:
        words.append("cached")
    if len(execution.attempts) > 1:
        words.append(f"×{len(execution.attempts)}")
    if execution.seconds is not None and execution.status is not StepStatus.SKIPPED:
        words.append(duration(execution.seconds))
    return " ".join(words)


def said(failure: Failure) -> str:
    """The message of a failure; after its type where the user's own code raised it, as Python writes it.

    >>> said(Failure("ValueError", "no rows", traceback="…")), said(Failure("Timeout", "it took too long"))
    ('ValueError: no rows', 'it took too long')
    """
    if not failure.traceback or failure.type == "WorkerDied":
        return failure.message
    return f"{failure.type}: {failure.message}" if failure.message else failure.type


def expression(step: Step) -> str:
    """What a step is about in one line: the expression of a Condition, without comments, or the notebook that it runs."""
    if step.type in ("Notebook", "Pipeline"):
        return str(step.options.get("path", ""))
    if step.type != "Condition":
        return ""
    lines = (line.strip() for cell in step.cells for line in cell.source.splitlines())
    return " ".join(line for line in lines if line and not line.startswith("#"))


def subject(step: Step) -> str:
    """What a card says in its first line: the title if there is one, else the name."""
    return step.title or step.name


def summary(pipeline: Pipeline, steps: Mapping[str, StepExecution] | None = None) -> str:
    """One line about the whole, such as `Pipeline attrition: 10 steps, 8 succeeded, 2 skipped`."""
    count = len(pipeline.steps)
    parts = [f"Pipeline {pipeline.name}: {count} step{'' if count == 1 else 's'}"]
    known = [steps[step.name].status for step in pipeline.steps if step.name in steps] if steps else []
    parts += [f"{known.count(kind)} {kind.lower()}" for kind in StepStatus if kind in known]
    return ", ".join(parts)


def listed(names: Iterable[str], most: int = 2) -> str:
    """The first names, and how many more there are.

    >>> listed(["train", "test", "labels"])
    'train, test +1'
    """
    every = tuple(names)
    more = len(every) - most
    return ", ".join(every[:most]) + (f" +{more}" if more > 0 else "")


def columns(text: str) -> int:
    """Terminal columns that a text takes.

    >>> columns("日本"), columns("é")
    (4, 1)
    """
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text
    )


def cut(text: str, width: int) -> str:
    """The text on one line in at most `width` columns, with `…` where something is left out.

    >>> cut("train_gradient_boosting", 10)
    'train_gra…'
    """
    return shorten(printable(text), width)


def shorten(line: str, width: int) -> str:
    """The same for a line that is printable already and keeps its spaces."""
    if columns(line) <= width:
        return line
    kept = line
    while kept and columns(kept) > width - 1:
        kept = kept[:-1]
    return f"{kept.rstrip()}…" if width > 0 else ""


def printable(text: str) -> str:
    """One line with no control codes: a title must not be able to move the terminal's cursor.

    >>> printable("a\\x1b[2J\\nb")
    'a[2J b'
    """
    line = " ".join(text.split())
    return "".join(c for c in line if unicodedata.category(c) not in ("Cc", "Cf", "Cs"))
