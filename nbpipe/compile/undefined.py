"""Nobody above defines a name: who does, or what was meant?"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from nbpipe.compile import code
from nbpipe.compile.problems import in_body
from nbpipe.compile.program import Program
from nbpipe.dataflow import Place, analyze_all
from nbpipe.errors import Problem
from nbpipe.notebook import Tagged
from nbpipe.options import nearest


class Undefined:
    """Answers why a name is not there. What it looks things up in is made once, when the first name is missing."""

    def __init__(self, program: Program) -> None:
        self.program = program

    def problem(
        self,
        tagged: Tagged,
        name: str,
        place: Place,
        known: Iterable[str],
        stars: Iterable[tuple[str, str, Problem]],
    ) -> Problem:
        """The problem of a cell that reads `name`. `known` names are defined above; `stars` are star imports of steps."""

        def at(code: str, message: str, hint: str) -> Problem:
            return in_body(tagged, code, message, hint, place, name)

        number = tagged.cell.number
        below = next((other for other in self._makers.get(name, ()) if other.cell.number > number), None)
        if below is not None:
            what = f"step {below.name}" if below.role == "step" else "the setup"
            what = "the parameters" if below.role == "parameters" else what
            return at(
                "defined-below",
                f"{name} is defined below, by {what} in cell {below.cell.number}",
                f"move cell {below.cell.number} above this one",
            )
        if name in self._scratch:
            cell = self._scratch[name]
            return at(
                "scratch",
                f"{name} is defined only in cell {cell}, which is no part of the pipeline",
                f"write %%setup or %%step NAME on the first line of cell {cell}",
            )
        for step, module, problem in stars:
            if step != tagged.name:
                return at(
                    "star-import",
                    f"nothing defines {name}; it may come from `from {module} import *` in step {step}",
                    f"move that import into a %%setup cell (cell {problem.cell}, line {problem.line})",
                )
        hint = nearest(name, {*known, *self.program.parameter_names})
        if hint is None or not hint.startswith("did"):
            hint = f"define {name} in a %%setup or an earlier %%step cell"
        return at("undefined", f"nothing defines {name}", hint)

    @cached_property
    def _scratch(self) -> dict[str, int]:
        """The first scratch cell that binds a name."""
        found: dict[str, int] = {}
        for tagged in self.program.tagged:
            if tagged.role == "scratch":
                body = tagged.body.partition("\n")[2] if tagged.body.startswith("%%") else tagged.body
                for flow in analyze_all([code.parse(body).tree]):
                    for name in flow.binds if flow is not None else ():
                        found.setdefault(name, tagged.cell.number)
        return found

    @cached_property
    def _makers(self) -> dict[str, list[Tagged]]:
        """The cells of the pipeline that bind a name, in their order."""
        found: dict[str, list[Tagged]] = {}
        for tagged in self.program.tagged:
            if tagged.cell.number == self.program.parameters_cell:
                for name in self.program.parameter_names:
                    found.setdefault(name, []).append(tagged)
            for name in getattr(self.program.flow(tagged), "binds", ()):
                found.setdefault(name, []).append(tagged)
        return found
