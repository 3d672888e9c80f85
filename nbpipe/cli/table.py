"""An execution as lines: a header, and a row for each step that fits the terminal."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from nbpipe.cli.terminal import Line, Span, status
from nbpipe.diagram import words
from nbpipe.model import Execution, StepExecution, StepStatus
from nbpipe.store.readers import seconds_between

WITH_TYPES = 70  # columns from which on the step type has a column
_GAP = "  "


def lines(execution: Execution, now: datetime, width: int, height: int | None = None) -> list[Line]:
    """Header and rows in at most `width` columns; with `height`, in at most that many lines.

    Where not all steps have a line, those around what runs do, and the last line counts the others.
    """
    shown = list(execution.steps)
    hidden: list[StepExecution] = []
    if height is not None and len(shown) + 1 > height:
        shown, hidden = _around_what_runs(shown, max(1, height - 2))
    made = [header(execution, now, width), *_rows(shown, execution, now, width), *_rest(hidden)]
    return [_clipped(line, width) for line in made]


def header(execution: Execution, now: datetime, width: int) -> Line:
    """Status, pipeline, version, execution, elapsed time."""
    seconds = execution.seconds
    if seconds is None:
        seconds = seconds_between(execution.started_at, now.isoformat())
    about = f" · version {execution.version} · {execution.id}"
    about += f" · {words.duration(seconds)}" if seconds is not None else ""
    sign, tone = status(execution.status)
    name = words.cut(execution.pipeline, max(8, width - words.columns(about + sign) - 2))
    return [(sign, tone), (_GAP, ""), (name, "strong"), (about, "")]


def _rows(shown: list[StepExecution], execution: Execution, now: datetime, width: int) -> list[Line]:
    if not shown:
        return []
    signs = [_sign(step) for step in execution.steps]
    times = [_time(step, now) for step in shown]
    first = max(words.columns(text) for text, _ in signs)
    names = min(max(words.columns(step.step) for step in execution.steps), max(10, width // 3))
    types = max(words.columns(step.type) for step in execution.steps) if width >= WITH_TYPES else 0
    last = max(6, *(len(time) for time in times))
    room = width - first - names - last - 3 * len(_GAP) - (types + len(_GAP) if types else 0)
    made: list[Line] = []
    for step, time in zip(shown, times, strict=True):
        sign, tone = _sign(step)
        row: list[Span] = [
            (_fill(sign, first), tone),
            (_GAP + _fill(words.cut(step.step, names), names), "calm" if tone == "calm" else ""),
        ]
        if types:
            row.append((_GAP + _fill(step.type, types), "calm"))
        row.append((_GAP + time.rjust(last), ""))
        text, style = note(step)
        cut = _end if step.type == "Condition" else words.cut  # what it came to stands at its end
        row.append((_GAP + cut(text, room) if text and room > 3 else "", style))
        made.append(row)
    return made


def _sign(step: StepExecution) -> Span:
    text, tone = status(step.status)
    marks = [words.CACHED] if step.cached else []
    marks += [f"×{len(step.attempts)}"] if len(step.attempts) > 1 else []
    return " ".join([text, *marks]), tone


def _time(step: StepExecution, now: datetime) -> str:
    if not step.attempts or step.status is StepStatus.PENDING:  # a decision takes no time worth a word
        return ""
    seconds = step.seconds if step.status.ended else seconds_between(step.started_at, now.isoformat())
    return "" if seconds is None else words.duration(seconds)


def note(step: StepExecution) -> Span:
    """What is worth saying about a step in a few words: why it failed, its first metric, its decision."""
    if step.status is StepStatus.FAILED and step.failure is not None:
        return words.said(step.failure), "bad"
    if step.status is StepStatus.SUCCEEDED:
        return words.metric(step) or step.detail or "", ""
    return step.detail or "", "calm"


def _end(text: str, width: int) -> str:
    """The end of a text in at most `width` columns.

    >>> _end("auc >= limit: 0.8 >= 0.7 is True", 13)
    '…0.7 is True'
    """
    line = words.printable(text)
    if words.columns(line) <= width:
        return line
    while line and words.columns(line) > width - 1:
        line = line[1:]
    return f"…{line.lstrip()}"


def _clipped(line: Line, width: int) -> Line:
    """The line in at most `width` columns, for terminals that are too narrow for the columns."""
    kept: list[Span] = []
    for text, style in line:
        cut = words.shorten(text, width)
        width -= words.columns(cut)
        kept.append((cut, style))
    return kept


def _fill(text: str, columns: int) -> str:
    return text + " " * (columns - words.columns(text))


def _around_what_runs(
    steps: list[StepExecution], room: int
) -> tuple[list[StepExecution], list[StepExecution]]:
    """Steps to show, in notebook order, and those left out: what runs or failed counts most, then what is near it."""
    begin = next((i for i, step in enumerate(steps) if not step.status.ended), len(steps) - 1)

    def weight(index: int) -> tuple[int, int]:
        loud = steps[index].status in (StepStatus.STARTING, StepStatus.EXECUTING, StepStatus.FAILED)
        return (0 if loud else 1, abs(index - begin))

    chosen = set(sorted(range(len(steps)), key=weight)[:room])
    return (
        [step for index, step in enumerate(steps) if index in chosen],
        [step for index, step in enumerate(steps) if index not in chosen],
    )


def _rest(hidden: list[StepExecution]) -> list[Line]:
    if not hidden:
        return []
    counts = Counter(step.status for step in hidden)
    text = ", ".join(f"{counts[kind]} {kind.lower()}" for kind in StepStatus if counts[kind])
    return [[(f"… and {text}", "calm")]]
