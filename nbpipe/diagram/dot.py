"""The picture in Graphviz's own language, for those who draw it themselves."""

from __future__ import annotations

from collections.abc import Mapping

from nbpipe.diagram import words
from nbpipe.diagram.edges import edges
from nbpipe.diagram.palette import LIGHT
from nbpipe.model import Pipeline, StepExecution, StepStatus


def to_dot(pipeline: Pipeline, steps: Mapping[str, StepExecution] | None = None) -> str:
    """The pipeline in DOT; with `steps`, in the colours and words of what became of each.

    >>> from nbpipe.model import Cell, Step
    >>> source = to_dot(Pipeline("p", (Step("load", "Processing", (Cell(1, "", ""),)),)))
    >>> print(source.splitlines()[4].strip())
    load [label="load\\nProcessing"]
    """
    import graphviz

    def plain(*lines: str) -> str:
        return "\\n".join(graphviz.escape(words.printable(line)) for line in lines if line)

    graph = graphviz.Digraph(
        plain(pipeline.name),
        graph_attr={"rankdir": "TB", "fontname": "sans-serif"},
        node_attr={
            "shape": "box",
            "style": "rounded,filled",
            "color": LIGHT.frame,
            "fillcolor": LIGHT.card,
            "fontcolor": LIGHT.ink,
            "fontname": "sans-serif",
            "fontsize": "11",
            "margin": "0.15,0.08",
        },
        edge_attr={
            "color": LIGHT.line,
            "fontcolor": LIGHT.quiet,
            "fontname": "sans-serif",
            "fontsize": "9",
        },
    )
    for step in pipeline.steps:
        execution = steps.get(step.name) if steps else None
        lines = [words.subject(step), words.expression(step) or step.type]
        attributes: dict[str, str] = {}
        if step.type == "Condition":
            attributes |= {"shape": "hexagon", "style": "filled"}
        if execution is not None:
            lines += [f"{words.SYMBOLS[execution.status]} {words.status(execution)}", words.metric(execution)]
            attributes |= {"color": LIGHT.of(execution.status), "penwidth": "1.5"}
            if execution.status is StepStatus.SKIPPED:
                attributes["style"] = "dashed" if step.type == "Condition" else "rounded,dashed"
        graph.node(plain(step.name), label=plain(*lines), **attributes)
    for edge in edges(pipeline):
        label = plain(str(edge.branch) if edge.branch is not None else ", ".join(edge.variables))
        attributes = {} if edge.variables or edge.branch is not None else {"style": "dashed"}
        graph.edge(plain(edge.source), plain(edge.target), label=label or None, **attributes)
    return str(graph.source)
