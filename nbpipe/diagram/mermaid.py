"""The picture in Mermaid, which Markdown on GitHub and JupyterLab draws."""

from __future__ import annotations

from collections.abc import Mapping

from nbpipe.diagram import words
from nbpipe.diagram.edges import edges
from nbpipe.diagram.palette import LIGHT, TONE, TONES
from nbpipe.model import Pipeline, StepExecution


def to_mermaid(pipeline: Pipeline, steps: Mapping[str, StepExecution] | None = None) -> str:
    """The pipeline as a Mermaid flowchart; with `steps`, in the colours and words of what became of each.

    >>> from nbpipe.model import Cell, Step
    >>> steps = (Step("a", "Processing", (Cell(1, "", ""),)),
    ...          Step("b", "Training", (Cell(2, "", ""),), inputs={"df": ("a",)}))
    >>> print(to_mermaid(Pipeline("p", steps)), end="")
    flowchart TB
        s0["a<br/>Processing"]
        s1["b<br/>Training"]
        s0 -->|"df"| s1
    """
    # Ids of our own: a step may be called `end` or `graph`, which are words of Mermaid's.
    ids = {step.name: f"s{index}" for index, step in enumerate(pipeline.steps)}
    lines = ["flowchart TB"]
    for step in pipeline.steps:
        execution = steps.get(step.name) if steps else None
        said = [words.subject(step), words.expression(step) or step.type]
        if execution is not None:
            said += [f"{words.SYMBOLS[execution.status]} {words.status(execution)}", words.metric(execution)]
        label = "<br/>".join(_quoted(line) for line in said if line)
        left, right = ('{{"', '"}}') if step.type == "Condition" else ('["', '"]')
        kind = f":::{TONE[execution.status]}" if execution is not None else ""
        lines.append(f"    {ids[step.name]}{left}{label}{right}{kind}")
    for edge in edges(pipeline):
        arrow = "-->" if edge.variables or edge.branch is not None else "-.->"
        carried = str(edge.branch) if edge.branch is not None else ", ".join(edge.variables)
        label = f'|"{_quoted(carried)}"|' if carried else ""
        lines.append(f"    {ids[edge.source]} {arrow}{label} {ids[edge.target]}")
    if steps:
        used = {TONE[steps[step.name].status] for step in pipeline.steps if step.name in steps}
        lines += [
            f"    classDef {tone} fill:{LIGHT.card},color:{LIGHT.ink},stroke:{getattr(LIGHT, tone)},stroke-width:2px"
            for tone in TONES
            if tone in used
        ]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """Text between double quotes. Mermaid writes `#` and a number and `;` for a character that means something.

    >>> _quoted('a "b" <i>')
    'a #34;b#34; #60;i#62;'
    """
    return "".join(f"#{ord(c)};" if c in '"<>&#`\\;{}[]|' else c for c in words.printable(text))
