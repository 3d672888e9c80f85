"""The picture in characters: a line for each step, with rails that show what waits for what."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nbpipe.diagram import words
from nbpipe.diagram.edges import drawing_order, edges, reduced
from nbpipe.model import Pipeline, Step, StepExecution

RAILS = 9  # side by side at most: wider graphs get a list, in which each step says what it follows


def to_text(pipeline: Pipeline, steps: Mapping[str, StepExecution] | None = None, *, width: int = 80) -> str:
    """The pipeline for a terminal of that many columns, without control codes.

    A rail leaves a step downwards to all that wait for it. Only direct waiting is drawn: where b follows a and c
    follows both, the rail from a to c would say nothing new.

    >>> from nbpipe.model import Cell
    >>> def step(name, *after): return Step(name, "Processing", (Cell(1, "", ""),), after=after)
    >>> print(to_text(Pipeline("p", (step("a"), step("b", "a"), step("c", "a"), step("d", "b", "c")))), end="")
    Pipeline p: 4 steps
    ○    a  Processing
    ├─╮
    │ ○  b  Processing
    ○ │  c  Processing
    ├─╯
    ○    d  Processing
    """
    lines = textwrap.wrap(words.printable(words.summary(pipeline, steps)), width)
    if not pipeline.steps:
        return "\n".join(lines) + "\nIt has no steps yet: begin a cell with %%step NAME.\n"
    order = drawing_order(pipeline)
    sources: dict[str, list[str]] = {step.name: [] for step in order}
    for edge in reduced(edges(pipeline)):
        sources[edge.target].append(edge.source)
    rows = _rows([step.name for step in order], sources)
    breadth = max(row.breadth for row in rows)
    listed = breadth > RAILS
    by_name = {step.name: step for step in order}
    names = min(max(words.columns(step.name) for step in order), max(12, width // 3))
    types = max(words.columns(words.cut(step.type, 16)) for step in order)
    statuses = max((len(words.status(execution)) for execution in steps.values()), default=0) if steps else 0
    for row in rows:
        step, execution = by_name[row.name], steps.get(row.name) if steps else None
        symbol = words.SYMBOLS[execution.status] if execution else "◇" if step.type == "Condition" else "○"
        if row.above and not listed:
            lines.append(row.above.rstrip())
        left = symbol if listed else row.rails.replace(_STEP, symbol).ljust(2 * breadth - 1)
        name = words.cut(row.name, names)
        left += f"  {name}{' ' * (names - words.columns(name))}  {words.cut(step.type, 16).ljust(types)}  "
        if steps:
            left += (words.status(execution) if execution else "").ljust(statuses) + "  "
        details = _details(step, execution, sources[row.name] if listed else ())
        lines.append(words.shorten((left + details).rstrip(), width))
    return "\n".join(lines) + "\n"


def _details(step: Step, execution: StepExecution | None, after: Sequence[str]) -> str:
    """What stands behind name, type and status."""
    parts = []
    if execution is not None:
        parts.append(words.metric(execution))
        if step.type == "Condition":
            parts.append(execution.detail or "")
        elif execution.failure is not None:
            parts.append(f"{execution.failure.type}: {execution.failure.message}")
    else:
        parts += [words.expression(step), step.title]
    if step.branch is not None:
        parts.append(
            f"if {step.branch.condition}" if step.branch.taken_when else f"if not {step.branch.condition}"
        )
    if after:
        parts.append(f"after {words.listed(after, 3)}")
    return "  ".join(words.printable(part) for part in parts if part)


@dataclass(frozen=True)
class _Row:
    """A step on its rail, and the line above it in which rails part and meet; empty where nothing does."""

    name: str
    above: str
    rails: str
    place: int
    breadth: int


def _rows(order: Sequence[str], sources: Mapping[str, Sequence[str]]) -> list[_Row]:
    """One row for each step. A rail belongs to the step that it leaves, until all that wait for it are drawn."""
    waiting: dict[str, int] = dict.fromkeys(order, 0)
    for ends in sources.values():
        for end in ends:
            waiting[end] += 1
    rails: list[str | None] = []
    rows: list[_Row] = []
    for name in order:
        joined = {index for index, owner in enumerate(rails) if owner in sources[name]}
        for index in joined:
            waiting[str(rails[index])] -= 1
        ending = {index for index in joined if not waiting[str(rails[index])]}
        place = min(ending, default=_free(rails))
        above = _junctions(rails, joined, ending, place) if joined - {place} else ""
        if not joined and rows and rows[-1].place == place:
            # Below the end of another rail it would seem to follow that.
            above = " ".join("│" if owner else " " for owner in rails).rstrip() or " "
        for index in ending:
            rails[index] = None
        rails += [None] * (place + 1 - len(rails))
        marks = ["│" if owner else " " for owner in rails]
        marks[place] = _STEP
        rows.append(_Row(name, above, " ".join(marks).rstrip(), place, len(rails)))
        rails[place] = name if waiting[name] else None
        while rails and rails[-1] is None:
            rails.pop()
    return rows


def _free(rails: Sequence[str | None]) -> int:
    return next((index for index, owner in enumerate(rails) if owner is None), len(rails))


def _junctions(rails: Sequence[str | None], joined: set[int], ending: set[int], place: int) -> str:
    """The line in which the rails that a step follows turn towards it."""
    first, last = min(joined | {place}), max(joined | {place})
    text = ""
    for index in range(max(len(rails), place + 1)):
        up = index < len(rails) and rails[index] is not None
        down = index == place or (up and index not in ending)
        meets = index in joined or index == place
        left, right = meets and index > first, meets and index < last
        if not meets:
            # A rail that has nothing to do with it passes behind.
            text += "│" if up else "─" if first < index < last else " "
        else:
            text += _CORNERS[up, down, left, right]
        text += "─" if first <= index < last else " "
    return text.rstrip()


# Box characters by whether a line leaves them upwards, downwards, to the left and to the right.
_CORNERS = {
    (True, True, False, True): "├",
    (True, True, True, False): "┤",
    (True, True, True, True): "┼",
    (True, False, False, True): "╰",
    (True, False, True, False): "╯",
    (True, False, True, True): "┴",
    (False, True, False, True): "╭",
    (False, True, True, False): "╮",
    (False, True, True, True): "┬",
}
_STEP = "\0"
