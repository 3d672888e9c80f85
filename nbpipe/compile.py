"""From the cells of a notebook to a checked Pipeline, without running any of it.

The tagged cells are taken in notebook order, keeping for every name who may have written it last (reaching
definitions). Every problem of the notebook is found, not only the first.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from nbpipe import effects, graph, parameters, syntax
from nbpipe.dataflow import Flow, Function, Place, analyze, merged
from nbpipe.errors import DefinitionError, NbpipeError, Problem
from nbpipe.model import Branch, Cell, Parameter, Pipeline, Step, to_json
from nbpipe.notebook import Notebook, Tagged, tag
from nbpipe.options import StepOptions, nearest, options_of, parse

SETUP, PARAMETERS = "%%setup", "%%parameters"  # writers that are no steps


class Uses(Protocol):
    """What `StepType.uses` answers (see `nbpipe.steps`)."""

    @property
    def reads(self) -> Mapping[str, Place]: ...
    @property
    def option_reads(self) -> tuple[str, ...]: ...
    @property
    def keeps(self) -> tuple[str, ...]: ...
    @property
    def then(self) -> tuple[str, ...]: ...
    @property
    def otherwise(self) -> tuple[str, ...]: ...


class StepType(Protocol):
    """The part of a step type that compilation needs (see `nbpipe.steps.StepType`)."""

    name: str
    python: bool
    options: type

    def uses(self, body: str, options: Any) -> Uses: ...


@dataclass(frozen=True)
class Compiled:
    """A pipeline, and what is odd about it without being wrong."""

    pipeline: Pipeline
    warnings: tuple[Problem, ...] = ()


def compile_notebook(
    notebook: Notebook, find: Callable[[str], StepType], type_names: Sequence[str]
) -> Compiled:
    """The pipeline that a notebook defines; `DefinitionError` holds everything that is wrong with it.

    `find` answers the step type of a name out of `type_names`.
    """
    compiler = _Compiler(notebook, find, type_names)
    compiled = compiler.compile()
    if compiler.problems:
        raise DefinitionError.of(
            sorted(compiler.problems, key=lambda p: (p.cell or 0, p.line or 0, p.column or 0))
        )
    return compiled


@dataclass(frozen=True)
class _Writer:
    """Who gave a name its value: a step, the setup or the parameters, in which cell, and whether surely."""

    step: str
    cell: int
    deleted: Problem | None = None


@dataclass
class _Draft:
    """A step on its way."""

    name: str
    type: StepType
    cells: list[Tagged]
    common: StepOptions
    own: dict[str, Any]
    options: Any
    uses: Uses | None = None
    branch: Branch | None = None
    inputs: dict[str, list[str]] = field(default_factory=dict)
    outputs: dict[str, None] = field(default_factory=dict)
    reads: dict[str, None] = field(default_factory=dict)
    changes: dict[str, None] = field(default_factory=dict)
    parameters: dict[str, None] = field(default_factory=dict)
    setup_names: set[str] = field(default_factory=set)
    watch: set[str] = field(default_factory=set)
    written: set[str] = field(default_factory=set)
    touched: set[str] = field(default_factory=set)
    may_skip: bool = False
    starred: bool = False
    first_uses: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def number(self) -> int:
        return self.cells[0].cell.number


class _Compiler:
    def __init__(
        self, notebook: Notebook, find: Callable[[str], StepType], type_names: Sequence[str]
    ) -> None:
        self.notebook, self.find, self.type_names = notebook, find, type_names
        self.problems: list[Problem] = []
        self.warnings: list[Problem] = []
        self.tagged: list[Tagged] = []
        self.drafts: dict[str, _Draft] = {}
        self.parameters: list[Parameter] = []
        self.parameters_cell: int | None = None
        self.flows: dict[int, Flow] = {}
        self.writers: dict[str, list[_Writer]] = {}
        self.read_so_far: set[str] = set()
        self.everyone: dict[str, list[_Writer]] = {}  # all writers of a name so far, overwritten or not
        self.functions: dict[str, Function] = {}
        self.imports: dict[str, str] = {}
        self.readers: dict[tuple[str, str], list[tuple[str, int]]] = {}
        self.star_setup = False
        self.star_steps: list[tuple[str, str, Problem]] = []
        self.module_changes: list[tuple[_Draft, str, Problem]] = []

    # -- the way -------------------------------------------------------------------------------------------------------

    def compile(self) -> Compiled:
        self.read_cells()
        self.read_options()
        self.read_parameters()
        if not self.drafts and not self.problems:
            self.problems.append(
                Problem(
                    "no-steps",
                    "the notebook has no steps" if self.notebook.cells else "the notebook is empty",
                    "write %%step and a name on the first line of a cell, such as %%step load",
                )
            )
        self.analyze_cells()
        self.link_cells()
        self.check_module_changes()
        steps = self.finish()
        pipeline = Pipeline(
            self.notebook.name,
            steps,
            tuple(self.parameters),
            self.setup_cells(),
            tuple(sorted({name for cell in self.setup_flows() for name in cell.binds})),
            self.setup_definitions(),
            self.parameters_cell,
        )
        return Compiled(pipeline, tuple(self.warnings))

    def read_cells(self) -> None:
        for cell in self.notebook.cells:
            if cell.kind == "code":
                tagged, problems = tag(cell)
                self.tagged.append(tagged)
                self.problems += problems

    def read_options(self) -> None:
        """Group the cells into steps, and read their types and options."""
        for tagged in self.tagged:
            if tagged.role != "step" or not tagged.name:
                continue
            if tagged.name in self.drafts:
                draft = self.drafts[tagged.name]
                if tagged.tokens:
                    self.problem(
                        tagged,
                        "options-twice",
                        f"the options of step {tagged.name} stand on its first cell, which is cell {draft.number}",
                        f"move them there, or give this step another name than {tagged.name}",
                        column=tagged.tokens[0].column,
                    )
                draft.cells.append(tagged)
                continue
            self.drafts[tagged.name] = self.draft(tagged)
        for draft in self.drafts.values():
            self.read_uses(draft)
        self.read_branches()

    def draft(self, tagged: Tagged) -> _Draft:
        tokens, kind = list(tagged.tokens), "Processing"
        for index, token in enumerate(tokens):
            flag, equals, value = token.text.partition("=")
            if flag == "--type":
                if not equals:
                    value = tokens[index + 1].text if index + 1 < len(tokens) else ""
                del tokens[index : index + (1 if equals else 2)]
                if value in self.type_names:
                    kind = value
                else:
                    planned = value in _PLANNED
                    self.problem(
                        tagged,
                        "not-yet" if planned else "type",
                        f"steps of type {value} are not there yet"
                        if planned
                        else f"there is no step type {value!r}",
                        f"there is {', '.join(self.type_names)}"
                        if planned or not value
                        else nearest(value, self.type_names),
                        column=token.column,
                    )
                break
        step_type = self.find(kind)
        article = "an" if kind[0] in "AEIOU" else "a"
        values, problems = parse(tokens, [StepOptions, step_type.options], f"{article} {kind} step")
        for problem in problems:
            self.problem(tagged, problem.code, problem.message, problem.hint, column=problem.column)
        common_fields = {item.field for item in options_of(StepOptions)}
        common = StepOptions(**{key: value for key, value in values.items() if key in common_fields})
        own = {key: value for key, value in values.items() if key not in common_fields}
        return _Draft(tagged.name, step_type, [tagged], common, own, step_type.options(**own))

    def read_uses(self, draft: _Draft) -> None:
        body = "\n".join(tagged.body for tagged in draft.cells)
        try:
            draft.uses = draft.type.uses(body, draft.options)
        except NbpipeError as error:
            for problem in error.problems:
                tagged, line = self.locate(draft, problem.line)
                self.problems.append(
                    replace(
                        problem,
                        cell=tagged.cell.number,
                        line=line if problem.line is not None else tagged.magic_line,
                        column=problem.column if problem.line is not None else None,
                        step=draft.name,
                        source=problem.source
                        if problem.line is not None
                        else _line(tagged, tagged.magic_line),
                    )
                )

    def locate(self, draft: _Draft, line: int | None) -> tuple[Tagged, int]:
        """The cell, and its line, of a line of the joined body."""
        rest = line or 1
        for tagged in draft.cells:
            count = tagged.body.count("\n") + 1
            if rest <= count:
                return tagged, tagged.first_line + rest - 1
            rest -= count
        last = draft.cells[-1]
        return last, last.first_line + last.body.count("\n")

    def read_branches(self) -> None:
        owner: dict[str, str] = {}
        for draft in self.drafts.values():
            if draft.uses is None:
                continue
            for flag, names, taken in (
                ("--then", draft.uses.then, True),
                ("--else", draft.uses.otherwise, False),
            ):
                for name in names:
                    if not self.known_step(draft, name, flag):
                        continue
                    if name in owner:
                        where = (
                            "both branches" if owner[name] == draft.name else f"a branch of {owner[name]} too"
                        )
                        self.step_problem(
                            draft,
                            "branch",
                            f"step {name} stands in {where}",
                            "a step can stand in one branch only",
                            flag,
                        )
                        continue
                    owner[name] = draft.name
                    self.drafts[name].branch = Branch(draft.name, taken)
            for name in draft.common.after:
                self.known_step(draft, name, "--after")

    def known_step(self, draft: _Draft, name: str, flag: str) -> bool:
        if name not in self.drafts:
            hint = nearest(name, [other for other in self.drafts if other != draft.name])
            self.step_problem(
                draft, "unknown-step", f"{flag} names {name}, and there is no such step", hint, name
            )
            return False
        if name == draft.name:
            self.step_problem(draft, "cycle", f"{flag} names the step itself", "name another step", name)
            return False
        return True

    def read_parameters(self) -> None:
        for tagged in self.tagged:
            if tagged.role != "parameters":
                continue
            if self.parameters_cell is not None:
                self.problem(
                    tagged,
                    "parameters-twice",
                    f"parameters stand in cell {self.parameters_cell} already",
                    "keep them in one cell",
                )
                continue
            self.parameters_cell = tagged.cell.number
            found, problems = parameters.read(tagged.body, tagged.cell.number)
            shift = tagged.first_line - 1
            self.parameters = [replace(item, line=(item.line or 1) + shift) for item in found]
            self.problems += [replace(problem, line=(problem.line or 1) + shift) for problem in problems]

    # -- data ----------------------------------------------------------------------------------------------------------

    def analyze_cells(self) -> None:
        """The flow of each Python cell. Twice where there are functions, so that calls of later ones are known."""
        trees = {}
        for tagged in self.tagged:
            if tagged.role == "setup" or (tagged.role == "step" and self.is_python(tagged)):
                parsed = syntax.parse(tagged.body)
                if parsed.problem is not None:
                    problem = parsed.problem
                    self.problems.append(
                        replace(
                            problem,
                            cell=tagged.cell.number,
                            line=(problem.line or 1) + tagged.first_line - 1,
                            step=tagged.name or None,
                        )
                    )
                trees[tagged.cell.number] = parsed.tree
        imports: dict[str, str] = {}
        known: dict[str, Function] = {}
        for number, tree in trees.items():
            flow = self.flows[number] = analyze(tree, known, imports)
            imports.update(flow.imports)
            for name, function in flow.functions.items():
                known[name] = merged(known.get(name), function) or function
        if known:
            self.all_functions = known
            for number, tree in trees.items():
                self.flows[number] = analyze(tree, known, imports)

    def is_python(self, tagged: Tagged) -> bool:
        draft = self.drafts.get(tagged.name)
        return draft is None or draft.type.python

    def link_cells(self) -> None:
        seen_parameters = self.parameters_cell is None
        for tagged in self.tagged:
            flow = self.flows.get(tagged.cell.number)
            if tagged.role == "parameters":
                seen_parameters = True
                if tagged.cell.number == self.parameters_cell:
                    for parameter in self.parameters:
                        self.write_name(parameter.name, _Writer(PARAMETERS, tagged.cell.number))
            elif tagged.role == "setup" and flow is not None:
                self.link_setup(tagged, flow, seen_parameters)
            elif tagged.role == "step" and tagged.name in self.drafts:
                self.link_step(self.drafts[tagged.name], tagged, flow)

    def link_setup(self, tagged: Tagged, flow: Flow, seen_parameters: bool) -> None:
        for name, place in flow.reads.items():
            writers = self.writers.get(name, [])
            if any(writer.step not in (SETUP, PARAMETERS) for writer in writers):
                steps = ", ".join(writer.step for writer in writers if writer.step not in (SETUP, PARAMETERS))
                self.at(
                    tagged,
                    "setup-reads-step",
                    f"the setup reads {name}, which step {steps} makes",
                    "setup runs before every step: move this into a step, or the value into the setup",
                    place,
                )
            elif writers and writers[-1].step == PARAMETERS and not seen_parameters and place.hard:
                self.at(
                    tagged,
                    "defined-below",
                    f"{name} is set below, by the parameters",
                    "move the parameters up",
                    place,
                )
            elif not writers and place.hard and name not in effects.BUILTINS and not self.star_setup:
                self.undefined(tagged, name, place)
        for name in flow.deletes:
            self.writers.pop(name, None)
        for name in flow.writes:
            if name in self.writers and any(w.step not in (SETUP, PARAMETERS) for w in self.writers[name]):
                makers = ", ".join(w.step for w in self.writers[name] if w.step not in (SETUP, PARAMETERS))
                self.at(
                    tagged,
                    "setup-below",
                    f"the setup sets {name} again, after step {makers} did",
                    "give it another name, or set it in a step",
                    flow.binds.get(name) or flow.changes[name],
                )
            elif name in flow.definitions and name in self.writers and name in self.read_so_far:
                self.at(
                    tagged,
                    "setup-redefines",
                    f"the setup defines {name} again, after a step used the first {name}",
                    "give it another name",
                    flow.binds.get(name) or flow.changes[name],
                )
            self.write_name(name, _Writer(SETUP, tagged.cell.number))
        self.star_setup |= bool(flow.stars)
        self.functions.update(flow.functions)
        self.imports.update(flow.imports)

    def write_name(self, name: str, writer: _Writer) -> None:
        self.writers[name] = [writer]
        self.everyone.setdefault(name, []).append(writer)

    def link_step(self, draft: _Draft, tagged: Tagged, flow: Flow | None) -> None:
        first = tagged is draft.cells[0]
        if first:
            draft.may_skip = draft.branch is not None
            for name in draft.uses.option_reads if draft.uses else ():
                self.read(draft, tagged, name, Place(0, 0))
        if flow is None:
            if first and draft.uses is not None:
                for name, place in draft.uses.reads.items():
                    self.read(draft, self.locate(draft, place.line)[0], name, place)
            self.settle(draft)
            return
        explicit = draft.common.inputs
        if explicit is not None and first:
            for name in explicit:
                if not self.writers.get(name):
                    self.step_problem(
                        draft,
                        "unknown-input",
                        f"--in names {name}, and nothing above makes it",
                        nearest(name, self.writers),
                        name,
                    )
                else:
                    self.read(draft, tagged, name, Place(0, 0))
        for name, place in flow.reads.items():
            if explicit is not None and name not in explicit and self.made_by_step(name):
                if place.hard:
                    omitted = self.at_problem(
                        tagged,
                        "in-omits",
                        f"{name} is read here, and --in leaves it out",
                        f"add {name} to --in",
                        place,
                    )
                    other = name in effects.BUILTINS or any(
                        writer.step in (SETUP, PARAMETERS) for writer in self.everyone.get(name, ())
                    )
                    (self.problems if other else self.warnings).append(omitted)
                continue
            self.read(draft, tagged, name, place, starred=draft.starred or bool(flow.stars))
        if flow.dynamic is not None and explicit is None:
            self.at(
                tagged,
                "dynamic-names",
                "eval, exec, globals and the like look names up by their text, which cannot be known before the run",
                "say what it reads on the first line: --in a,b (or only --in and what the code shows)",
                flow.dynamic,
            )
        self.settle(draft)
        self.write(draft, tagged, flow)

    def made_by_step(self, name: str) -> bool:
        return any(writer.step not in (SETUP, PARAMETERS) for writer in self.writers.get(name, []))

    def read(self, draft: _Draft, tagged: Tagged, name: str, place: Place, *, starred: bool = False) -> None:
        """The step takes `name` from outside: from whom?"""
        writers = self.writers.get(name, [])
        draft.reads[name] = None
        self.read_so_far.add(name)
        steps = list(
            dict.fromkeys(writer.step for writer in writers if writer.step not in (SETUP, PARAMETERS))
        )
        if steps == [draft.name]:
            return
        deleted = next((writer.deleted for writer in reversed(writers) if writer.deleted is not None), None)
        if deleted is not None and place.hard:
            self.at(
                tagged,
                "deleted",
                f"{name} was deleted: {deleted.message}",
                "read it before, or keep it",
                place,
            )
            return
        if not writers:
            if name in effects.HISTORY:
                self.at(
                    tagged,
                    "history",
                    f"{name} is the kernel's own history, which a step does not have",
                    "give the value a name in the step that makes it",
                    place,
                )
            elif place.hard and name not in effects.BUILTINS and not self.star_setup and not starred:
                self.undefined(tagged, name, place)
            return
        if PARAMETERS in (writer.step for writer in writers):
            draft.parameters[name] = None
        if SETUP in (writer.step for writer in writers):
            draft.setup_names.add(name)
        others = [step for step in steps if step != draft.name]
        if not others:
            return
        resolved = tuple(others)
        before = draft.first_uses.get(name)
        touched = before is not None or name in draft.written
        if touched and before != resolved:
            self.at(
                tagged,
                "interleaved",
                f"{name} is written by step {', '.join(others)} between two cells of step {draft.name}",
                f"give it another name there, or give this part of {draft.name} a step name of its own",
                place,
            )
            return
        draft.first_uses[name] = resolved
        for step in others:
            if step not in draft.inputs.setdefault(name, []):
                draft.inputs[name].append(step)
            self.readers.setdefault((step, name), []).append((draft.name, tagged.cell.number))
            self.drafts[step].outputs[name] = None

    def settle(self, draft: _Draft) -> None:
        """Whether the step may be skipped because what it needs may be."""
        for writers in draft.inputs.values():
            draft.may_skip |= all(self.drafts[writer].may_skip for writer in writers)
        after = [self.drafts[name] for name in draft.common.after if name in self.drafts]
        if after and not draft.inputs:
            draft.may_skip |= all(other.may_skip for other in after)

    def write(self, draft: _Draft, tagged: Tagged, flow: Flow) -> None:
        explicit = draft.common.outputs
        kept = set(explicit) if explicit is not None else None
        draft.touched |= {*flow.binds, *flow.changes, *flow.deletes}
        last = tagged is draft.cells[-1]
        for name, place in flow.changes.items():
            if name in flow.always and name in flow.binds:
                continue
            if not self.writers.get(name) or (name in effects.BUILTINS and not self.writers.get(name)):
                continue
            draft.changes[name] = None
            if kept is None or name in kept:
                self.written(draft, tagged, name, place, surely=True)
        for name, place in flow.binds.items():
            surely = name in flow.always or name in draft.inputs
            if kept is not None and name not in kept:
                draft.setup_names.discard(name)
                self.omitted(draft, tagged, name, place, flow)
                continue
            self.written(draft, tagged, name, place, surely=surely)
        for name, place in flow.deletes.items():
            problem = self.at_problem(
                tagged, "deleted", f"step {draft.name} deletes it in cell {tagged.cell.number}", None, place
            )
            gone = _Writer(draft.name, tagged.cell.number, deleted=problem)
            self.writers[name] = [*self.writers.get(name, []), gone] if draft.may_skip else [gone]
            self.functions.pop(name, None)
        if last and kept is not None:
            for name in explicit or ():
                if name not in draft.written:
                    self.written(draft, tagged, name, Place(0, 0), surely=True)
                draft.outputs[name] = None
        for name, function in flow.functions.items():
            self.functions[name] = function
        self.imports.update(flow.imports)
        if last and draft.uses is not None:
            for name in draft.uses.keeps:
                if name not in draft.written and not flow.stars:
                    self.step_problem(
                        draft,
                        "unknown-output",
                        f"--model names {name}, and the body does not set it",
                        nearest(name, draft.written),
                        name,
                    )
                draft.outputs[name] = None
        for module, place in flow.stars.items():
            draft.starred = True
            problem = self.at_problem(
                tagged,
                "star-import",
                f"a later step may read what `from {module} import *` brings",
                f"move it into a %%setup cell: %%setup and from {module} import *",
                place,
            )
            self.star_steps.append((draft.name, module, problem))
        for dotted, place in flow.module_changes.items():
            problem = self.at_problem(
                tagged,
                "module-state",
                f"step {draft.name} changes {dotted}, and each step has its own copy of it",
                "do it in a %%setup cell, which runs first in every step",
                place,
            )
            self.module_changes.append((draft, dotted, problem))

    def written(self, draft: _Draft, tagged: Tagged, name: str, place: Place, *, surely: bool) -> None:
        here = _Writer(draft.name, tagged.cell.number)
        for reader, cell in self.readers.get((draft.name, name), []):
            if reader != draft.name and cell < tagged.cell.number:
                self.at(
                    tagged,
                    "interleaved",
                    f"step {draft.name} sets {name} again here, after step {reader} read it in cell {cell}",
                    f"give it another name here, or give this part of {draft.name} a step name of its own",
                    place,
                )
                break
        draft.written.add(name)
        self.everyone.setdefault(name, []).append(here)
        if surely and not draft.may_skip:
            self.writers[name] = [here]
        else:
            kept = [writer for writer in self.writers.get(name, []) if writer.step != draft.name]
            self.writers[name] = [*kept, here]

    def omitted(self, draft: _Draft, tagged: Tagged, name: str, place: Place, flow: Flow) -> None:
        """A name that the body binds and `--out` leaves out: nobody below may read it."""
        if name in flow.always:
            message = (
                f"--out of step {draft.name} leaves {name} out, which it sets in cell {tagged.cell.number}"
            )
            problem = self.at_problem(tagged, "out-omits", message, f"add {name} to --out", place)
            self.writers[name] = [_Writer(draft.name, tagged.cell.number, deleted=problem)]

    # -- checks of the whole -------------------------------------------------------------------------------------------

    def undefined(self, tagged: Tagged, name: str, place: Place) -> None:
        """Nobody above defines a name: who does?"""
        number = tagged.cell.number
        for other in self.tagged:
            if other.role == "scratch" and self.scratch_binds(other, name):
                self.at(
                    tagged,
                    "scratch",
                    f"{name} is defined only in cell {other.cell.number}, which is no part of the pipeline",
                    f"write %%setup or %%step NAME on the first line of cell {other.cell.number}",
                    place,
                )
                return
        for other in self.tagged:
            flow = self.flows.get(other.cell.number)
            if other.cell.number > number and flow is not None and name in flow.binds:
                what = f"step {other.name}" if other.role == "step" else "the setup"
                self.at(
                    tagged,
                    "defined-below",
                    f"{name} is defined below, by {what} in cell {other.cell.number}",
                    f"move cell {other.cell.number} above this one",
                    place,
                )
                return
        if any(parameter.name == name for parameter in self.parameters) and number < (
            self.parameters_cell or 0
        ):
            message = f"{name} is set below, by the parameters in cell {self.parameters_cell}"
            self.at(
                tagged, "defined-below", message, f"move cell {self.parameters_cell} above this one", place
            )
            return
        for step, module, problem in self.star_steps:
            if (problem.cell or 0) < number and step != tagged.name:
                self.at(
                    tagged,
                    "star-import",
                    f"nothing defines {name}; it may come from `from {module} import *` in step {step}",
                    f"move that import into a %%setup cell (cell {problem.cell}, line {problem.line})",
                    place,
                )
                return
        known = set(self.writers) | {parameter.name for parameter in self.parameters}
        hint = nearest(name, known) if len(known) else None
        if hint is None or not hint.startswith("did"):
            hint = f"define {name} in a %%setup or an earlier %%step cell"
        self.at(tagged, "undefined", f"nothing defines {name}", hint, place)

    def scratch_binds(self, tagged: Tagged, name: str) -> bool:
        number = tagged.cell.number
        if number not in self.flows:
            body = tagged.body.partition("\n")[2] if tagged.body.startswith("%%") else tagged.body
            self.flows[number] = analyze(syntax.parse(body).tree)
        return name in self.flows[number].binds

    def check_module_changes(self) -> None:
        """A change of module state matters where a later step looks at that state."""
        for draft, dotted, problem in self.module_changes:
            if dotted.startswith("the cache of "):
                root = dotted.removeprefix("the cache of ")
                if root in draft.setup_names or root in draft.inputs:
                    message = (
                        f"step {draft.name} looks at what {root} keeps of earlier calls, in other steps too"
                    )
                    self.problems.append(
                        replace(problem, message=message, hint="count the calls in a variable")
                    )
                continue
            head, _, tail = dotted.rpartition(".")
            words = effects.MODULE_STATE.get(dotted, frozenset({tail or dotted}))
            later = [
                tagged
                for tagged in self.tagged
                if tagged.role == "step"
                and tagged.name != draft.name
                and tagged.cell.number > (problem.cell or 0)
                and (flow := self.flows.get(tagged.cell.number)) is not None
                and any(
                    attribute in (dotted, head)
                    or attribute.startswith(dotted + ".")
                    or (
                        attribute.startswith(head + ".") and attribute[len(head) + 1 :].split(".")[0] in words
                    )
                    for attribute in (*flow.attributes, *(self.imports.get(name, "") for name in flow.reads))
                )
            ]
            if later:
                message = (
                    f"{problem.message}; step {later[0].name} looks at it in cell {later[0].cell.number}"
                )
                self.problems.append(replace(problem, message=message))
            else:
                self.warnings.append(problem)

    def finish(self) -> tuple[Step, ...]:
        """The steps, with their order checked and what they need to watch."""
        self.find_watches()
        position = {name: index for index, name in enumerate(self.drafts)}
        depends: dict[str, tuple[str, ...]] = {}
        for draft in self.drafts.values():
            before = {writer for writers in draft.inputs.values() for writer in writers}
            before |= {name for name in draft.common.after if name in self.drafts and name != draft.name}
            before |= {draft.branch.condition} if draft.branch else set()
            depends[draft.name] = tuple(sorted(before, key=position.__getitem__))
        loop = graph.cycle(depends)
        if loop is not None:
            path = " → ".join(f"{name} (cell {self.drafts[name].number})" for name in loop)
            self.step_problem(
                self.drafts[loop[0]],
                "cycle",
                f"the steps wait for each other: {path}",
                "take one --after away, or split a step in two",
            )
        used = {name for draft in self.drafts.values() for name in draft.parameters}
        steps = []
        for draft in self.drafts.values():
            setup, through_setup = self.setup_of(draft)
            used |= through_setup
            steps.append(self.step(draft, depends[draft.name], setup, through_setup, position))
        for parameter in self.parameters:
            if parameter.name not in used:
                self.warnings.append(
                    Problem(
                        "unused-parameter",
                        f"no step reads the parameter {parameter.name}",
                        "use it, or take it out",
                        parameter.cell,
                        parameter.line,
                    )
                )
        return tuple(steps)

    def step(
        self,
        draft: _Draft,
        depends_on: tuple[str, ...],
        setup: tuple[int, ...],
        through_setup: set[str],
        position: Mapping[str, int],
    ) -> Step:
        names = {parameter.name for parameter in self.parameters}
        wanted = set(draft.parameters) | through_setup
        common = {
            key: to_json(value)
            for key, value in vars(draft.common).items()
            if key in ("inputs", "outputs", "no_cache") and value
        }
        return Step(
            name=draft.name,
            type=draft.type.name,
            cells=tuple(
                Cell(tagged.cell.number, tagged.cell.id, tagged.body, tagged.first_line)
                for tagged in draft.cells
            ),
            options={**to_json(draft.own), **common},
            inputs={
                name: tuple(sorted(writers, key=position.__getitem__))
                for name, writers in sorted(draft.inputs.items())
            },
            outputs=tuple(sorted(draft.outputs)),
            changes=tuple(sorted(draft.changes)),
            writes=tuple(sorted(draft.written | draft.touched)),
            parameters=tuple(
                name for name in (parameter.name for parameter in self.parameters) if name in wanted & names
            ),
            reads=tuple(sorted(draft.reads)),
            setup=setup,
            watch=tuple(sorted(draft.watch)),
            after=tuple(draft.common.after),
            depends_on=depends_on,
            branch=draft.branch,
            title=draft.common.title,
            description=draft.common.description,
        )

    def find_watches(self) -> None:
        """Liveness, from the last cell to the first: what a later step would read, past this one."""
        live: set[str] = set()
        done: set[str] = set()
        shared = {name for name, writers in self.writers.items() if writers}
        for tagged in reversed(self.tagged):
            draft = self.drafts.get(tagged.name) if tagged.role == "step" else None
            if draft is None:
                continue
            flow = self.flows.get(tagged.cell.number)
            if draft.name not in done and draft.type.python:
                done.add(draft.name)
                has = set(draft.inputs) | (self.setup_binds() & shared) | {p.name for p in self.parameters}
                draft.watch = {name for name in has if name in live} - draft.written
                if done - {draft.name}:
                    draft.watch |= set(self.setup_definitions()) - draft.written
            if flow is not None:
                if not draft.may_skip:
                    live -= {name for name in flow.always if name in draft.outputs}
                live |= {name for name in flow.reads if name not in effects.BUILTINS}
            elif draft.uses is not None:
                live |= {*draft.uses.reads, *draft.uses.option_reads}

    def setup_binds(self) -> set[str]:
        """Names of values that the setup makes; imports, functions and classes are not compared."""
        if self._setup_binds is None:
            self._setup_binds = {
                name for flow in self.setup_flows() for name in flow.binds if name not in flow.imports
            }
        return self._setup_binds

    _setup_binds: set[str] | None = None

    def setup_cells(self) -> tuple[Cell, ...]:
        return tuple(
            Cell(tagged.cell.number, tagged.cell.id, tagged.body, tagged.first_line)
            for tagged in self.tagged
            if tagged.role == "setup"
        )

    def setup_flows(self) -> list[Flow]:
        return [self.flows[tagged.cell.number] for tagged in self.tagged if tagged.role == "setup"]

    def setup_definitions(self) -> tuple[str, ...]:
        names: set[str] = set()
        for flow in self.setup_flows():
            names -= set(flow.binds)
            names |= flow.definitions
        return tuple(sorted(names))

    def setup_of(self, draft: _Draft) -> tuple[tuple[int, ...], set[str]]:
        """The setup cells that a step runs, and the parameters that they read.

        Left out are only cells of nothing but imports, none of which the step or a cell that it runs can use; a
        name that nobody ever uses was imported for its effect, and its cell stays.
        """
        if not draft.type.python:
            return (), set()
        last = draft.cells[-1].cell.number
        cells = [tagged for tagged in self.tagged if tagged.role == "setup" and tagged.cell.number < last]
        wanted = set(draft.reads)
        if self._used_anywhere is None:
            self._used_anywhere = {name for flow in self.flows.values() for name in flow.reads}
        chosen: list[int] = []
        for tagged in reversed(cells):
            flow = self.flows[tagged.cell.number]
            names = set(flow.binds)
            optional = flow.plain and not flow.stars and names <= self._used_anywhere and bool(names)
            if optional and not names & wanted:
                continue
            chosen.append(tagged.cell.number)
            wanted |= set(flow.reads) | {name for f in flow.functions.values() for name in f.reads}
        parameters_read = {parameter.name for parameter in self.parameters} & {
            name for number in chosen for name in self.flows[number].reads
        }
        return tuple(sorted(chosen)), parameters_read

    _used_anywhere: set[str] | None = None

    # -- problems ------------------------------------------------------------------------------------------------------

    def problem(
        self, tagged: Tagged, code: str, message: str, hint: str | None, column: int | None = None
    ) -> None:
        """A problem of the cell's first line."""
        source = _line(tagged, tagged.magic_line)
        self.problems.append(
            Problem(
                code,
                message,
                hint,
                tagged.cell.number,
                tagged.magic_line,
                column,
                tagged.name or None,
                source,
            )
        )

    def step_problem(self, draft: _Draft, code: str, message: str, hint: str | None, word: str = "") -> None:
        """A problem of the step's options; the caret goes to `word`."""
        tagged = draft.cells[0]
        column = _line(tagged, tagged.magic_line).find(word) if word else 0
        self.problem(tagged, code, message, hint, max(column, 0))

    def at(self, tagged: Tagged, code: str, message: str, hint: str | None, place: Place) -> None:
        self.problems.append(self.at_problem(tagged, code, message, hint, place))

    def at_problem(self, tagged: Tagged, code: str, message: str, hint: str | None, place: Place) -> Problem:
        """A problem at a place in the body; line 0 stands for the magic line."""
        line = tagged.first_line + place.line - 1
        source = _line(tagged, line)
        return Problem(
            code,
            message,
            hint,
            tagged.cell.number,
            line,
            min(place.column, len(source)),
            tagged.name or None,
            source,
        )


def _line(tagged: Tagged, number: int) -> str:
    lines = tagged.cell.source.splitlines()
    return lines[number - 1] if 0 < number <= len(lines) else ""


_PLANNED = frozenset(
    "Tuning AutoML Model Transform QualityCheck ClarifyCheck Lambda Callback EndpointConfig Endpoint Notebook Pipeline "
    "Map Cluster".split()
)
