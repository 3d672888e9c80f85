"""Who may have written a name last, for every name that a cell reads (reaching definitions)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from nbpipe import effects
from nbpipe.compile.problems import at_option, in_body, on_option
from nbpipe.compile.program import Draft, Program
from nbpipe.compile.undefined import Undefined
from nbpipe.dataflow import Flow, Place
from nbpipe.errors import Problem
from nbpipe.model import variable_of
from nbpipe.notebook import Tagged
from nbpipe.options import nearest

SETUP, PARAMETERS = "%%setup", "%%parameters"  # writers that are no steps


@dataclass(frozen=True)
class Writer:
    """Who gave a name its value: a step, the setup or the parameters. `gone` says why it has none instead."""

    step: str
    gone: Problem | None = None


@dataclass(frozen=True)
class ModuleChange:
    """A step changes something of a module, by its dotted name; `problem` is what that would be."""

    step: str
    dotted: str
    problem: Problem


def link(program: Program) -> list[ModuleChange]:
    """Fill in what each draft reads, from whom, and what it writes. Answers the changes of modules on the way."""
    reaching = _Reaching(program)
    for tagged in program.tagged:
        flow = program.flow(tagged)
        if tagged.role == "parameters" and tagged.cell.number == program.parameters_cell:
            reaching.parameters()
        elif tagged.role == "setup" and flow is not None:
            reaching.setup(tagged, flow)
        elif tagged.role == "step" and tagged.name in program.drafts:
            reaching.step(program.drafts[tagged.name], tagged, flow)
    return reaching.module_changes


def _steps(writers: list[Writer]) -> list[str]:
    """The steps among some writers, each once."""
    return list(dict.fromkeys(writer.step for writer in writers if writer.step not in (SETUP, PARAMETERS)))


class _Reaching:
    """The notebook from top to bottom, with the last writers of every name so far."""

    def __init__(self, program: Program) -> None:
        self.program, self.undefined = program, Undefined(program)
        self.writers: dict[str, list[Writer]] = {}
        self.not_steps: set[str] = set()  # names that setup or parameters gave a value, overwritten or not
        self.scalars: set[str] = set()  # numbers and texts: nobody changes them in place, whoever holds them
        self.read_so_far: set[str] = set()
        self.readers: dict[tuple[str, str], list[tuple[str, int]]] = {}  # writer, name → reader, cell
        self.star_setup = False
        self.star_steps: list[tuple[str, str, Problem]] = []
        self.module_changes: list[ModuleChange] = []

    def problem(
        self, tagged: Tagged, code: str, message: str, hint: str | None, place: Place, name: str = ""
    ) -> None:
        self.program.problems.append(in_body(tagged, code, message, hint, place, name))

    def missing(self, tagged: Tagged, name: str, place: Place) -> None:
        if any(number < tagged.cell.number for number in self.program.unreadable):
            return  # it may be defined there
        self.program.problems.append(
            self.undefined.problem(tagged, name, place, self.writers, self.star_steps)
        )

    # -- parameters and setup ------------------------------------------------------------------------------------------

    def parameters(self) -> None:
        for parameter in self.program.parameters:
            self.set_for_all(parameter.name, PARAMETERS)
            if not parameter.type.startswith(("list", "dict", "any")):
                self.scalars.add(parameter.name)

    def set_for_all(self, name: str, where: str) -> None:
        self.writers[name] = [Writer(where)]
        self.not_steps.add(name)

    def setup(self, tagged: Tagged, flow: Flow) -> None:
        for name, place in flow.reads.items():
            writers = self.writers.get(name, [])
            if steps := _steps(writers):
                message = f"the setup reads {name}, which step {', '.join(steps)} makes"
                hint = "setup runs before every step: move this into a step, or the value into the setup"
                self.problem(tagged, "setup-reads-step", message, hint, place, name)
            elif not writers and place.hard and name not in effects.BUILTINS and not self.star_setup:
                self.missing(tagged, name, place)
        for name in flow.deletes:
            self.writers.pop(name, None)
        for name in sorted(flow.writes):
            place = flow.binds.get(name) or flow.changes[name]
            if steps := _steps(self.writers.get(name, [])):
                message = f"the setup sets {name} again, after step {', '.join(steps)} did"
                hint = "give it another name, or set it in a step"
                self.problem(tagged, "setup-below", message, hint, place, name)
            elif name in flow.definitions and name in self.writers and name in self.read_so_far:
                message = f"the setup defines {name} again, after a step used the first {name}"
                self.problem(tagged, "setup-redefines", message, "give it another name", place, name)
            self.set_for_all(name, SETUP)
        self.scalars = (self.scalars - flow.writes) | flow.scalars
        self.star_setup |= bool(flow.stars)

    # -- steps: what they read -----------------------------------------------------------------------------------------

    def step(self, draft: Draft, tagged: Tagged, flow: Flow | None) -> None:
        """One cell of a step; `flow` is None where its body is no Python."""
        if tagged is draft.cells[0]:
            draft.may_skip = draft.branch is not None or draft.common.when == "failed"
            self.read_options(draft, tagged)
            if flow is None and draft.uses is not None:
                for name, place in draft.uses.reads.items():
                    cell, line = draft.locate(place.line)
                    self.read(draft, cell, name, Place(line, place.column, place.hard))
        if flow is not None:
            self.read_code(draft, tagged, flow)
        self.settle(draft)
        if flow is not None:
            self.write(draft, tagged, flow)
        elif tagged is draft.cells[-1] and draft.uses is not None and draft.uses.answers is not None:
            self.keep(draft, tagged, starred=False)
            self.scalars -= {*(draft.common.outputs or ())}  # an answer may be a list
        elif tagged is draft.cells[-1]:
            self.offer(draft)

    def read_options(self, draft: Draft, tagged: Tagged) -> None:
        # What the body surely binds, the type takes from there: its own work comes after.
        flows = (self.program.flow(cell) for cell in draft.cells)
        bound = frozenset[str]().union(*(flow.always for flow in flows if flow is not None))
        for name in draft.uses.option_reads if draft.uses is not None else ():
            if name not in bound:
                self.read(draft, tagged, name, at_option(tagged, name))
        for name in draft.uses.may_read if draft.uses is not None else ():
            if name not in bound and self.writers.get(name):
                self.read(draft, tagged, name, replace(at_option(tagged, name), hard=False))
        for name in draft.common.inputs or ():
            if self.writers.get(name):
                self.read(draft, tagged, name, at_option(tagged, name))
            else:
                message, hint = (
                    f"--in names {name}, and nothing above makes it",
                    nearest(name, self.writers) or f"set {name} in a step above",
                )
                self.program.problems.append(on_option(tagged, "unknown-input", message, hint, "--in", name))

    def read_code(self, draft: Draft, tagged: Tagged, flow: Flow) -> None:
        explicit = draft.common.inputs
        provided = draft.uses.provides if draft.uses is not None else ()
        for name, place in flow.reads.items():
            if name in provided:
                continue
            if explicit is None or name in explicit or not _steps(self.writers.get(name, [])):
                self.read(draft, tagged, name, place, starred=draft.starred or bool(flow.stars))
            elif place.hard:
                message, hint = f"{name} is read here, and --in leaves it out", f"add {name} to --in"
                omitted = in_body(tagged, "in-omits", message, hint, place, name)
                # Without it the step would take another value of that name, or, as asked for, fail for want of one.
                another = name in effects.BUILTINS or name in self.not_steps
                (self.program.problems if another else self.program.warnings).append(omitted)
        if flow.dynamic is not None and explicit is None:
            message = "eval, exec, globals and the like look names up by their text, which cannot be known before the run"
            hint = "say what it reads on the first line: --in a,b (or only --in and what the code shows)"
            self.problem(tagged, "dynamic-names", message, hint, flow.dynamic)

    def read(self, draft: Draft, tagged: Tagged, name: str, place: Place, *, starred: bool = False) -> None:
        """The step takes `name` from outside: from whom?"""
        writers = self.writers.get(name, [])
        draft.reads.add(name)
        self.read_so_far.add(name)
        steps = _steps(writers)
        if steps == [draft.name]:
            return
        gone = next((writer.gone for writer in reversed(writers) if writer.gone is not None), None)
        if gone is not None and place.hard:
            self.problem(tagged, "deleted", gone.message, gone.hint, place, name)
            return
        if not writers:
            if name in effects.HISTORY:
                message = f"{name} is the kernel's own history, which a step does not have"
                hint = "give the value a name in the step that makes it"
                self.problem(tagged, "history", message, hint, place, name)
            elif place.hard and name not in effects.BUILTINS and not self.star_setup and not starred:
                self.missing(tagged, name, place)
            return
        for writer in writers:
            if writer.step == PARAMETERS:
                draft.parameters.add(name)
            elif writer.step == SETUP:
                draft.setup_names.add(name)
        others = tuple(step for step in steps if step != draft.name)
        if others:
            self.take(draft, tagged, name, place, others)

    def take(self, draft: Draft, tagged: Tagged, name: str, place: Place, others: tuple[str, ...]) -> None:
        """The step takes `name` from other steps."""
        first = draft.first_uses.get(name)
        if first != others and (first is not None or name in draft.written):
            message = f"{name} is written by step {', '.join(others)} between two cells of step {draft.name}"
            hint = f"give it another name there, or give this part of {draft.name} a step name of its own"
            self.problem(tagged, "interleaved", message, hint, place, name)
            return
        draft.first_uses[name] = others
        for step in others:
            if step not in draft.inputs.setdefault(name, []):
                draft.inputs[name].append(step)
            self.readers.setdefault((step, name), []).append((draft.name, tagged.cell.number))
            self.program.drafts[step].outputs.add(name)
            self.program.drafts[step].written.add(name)

    def settle(self, draft: Draft) -> None:
        """Whether the step may be skipped because what it needs may be."""
        drafts = self.program.drafts
        for writers in draft.inputs.values():
            draft.may_skip |= all(drafts[writer].may_skip for writer in writers)
        after = [drafts[name] for name in draft.common.after if name in drafts]
        if after and not draft.inputs:
            draft.may_skip |= all(other.may_skip for other in after)

    # -- steps: what they write ----------------------------------------------------------------------------------------

    def write(self, draft: Draft, tagged: Tagged, flow: Flow) -> None:
        explicit = draft.common.outputs
        draft.touched |= {*flow.binds, *flow.changes, *flow.deletes}
        for name, place in flow.changes.items():
            if (name in flow.always and name in flow.binds) or not self.writers.get(name):
                continue
            if name in self.scalars:
                continue
            if draft.uses is not None and draft.uses.provides and not draft.uses.once:
                message = f"{name} comes from outside, and each job of a {draft.type.name} step has its own copy of it"
                hint = "make a new variable of it: each job gives one, and the step a list of them"
                self.problem(tagged, "many-changes", message, hint, place, name)
            draft.changes.add(name)
            if explicit is None or name in explicit:
                self.written(draft, tagged, name, place, surely=True)
        for name, place in flow.binds.items():
            if explicit is None or name in explicit:
                surely = name in flow.always or name in draft.inputs
                if not surely and name in self.not_steps and _steps(self.writers.get(name, [])):
                    # Where it is not bound, the setup's value would stand there, and not that of the step above.
                    self.read(draft, tagged, name, replace(place, hard=False), starred=True)
                    surely = name in draft.inputs
                self.written(draft, tagged, name, place, surely=surely)
            else:
                draft.setup_names.discard(name)
                if name in flow.always:
                    message = f"--out of step {draft.name} leaves {name} out, which it sets in cell {tagged.cell.number}"
                    gone = in_body(tagged, "out-omits", message, f"add {name} to --out", place, name)
                    self.writers[name] = [Writer(draft.name, gone)]
        for name, place in flow.deletes.items():
            message = f"{name} was deleted: step {draft.name} deletes it in cell {tagged.cell.number}"
            gone = in_body(tagged, "deleted", message, "read it before, or keep it", place, name)
            before = self.writers.get(name, []) if draft.may_skip else []
            self.writers[name] = [*before, Writer(draft.name, gone)]
        self.scalars -= frozenset(flow.binds) - flow.scalars
        if not draft.may_skip:
            self.scalars |= flow.scalars & flow.always
        self.note_modules(draft, tagged, flow)
        if tagged is draft.cells[-1]:
            self.keep(draft, tagged, starred=bool(flow.stars))

    def written(self, draft: Draft, tagged: Tagged, name: str, place: Place, *, surely: bool) -> None:
        for reader, cell in self.readers.get((draft.name, name), []):
            if reader != draft.name and cell < tagged.cell.number:
                message = (
                    f"step {draft.name} sets {name} again here, after step {reader} read it in cell {cell}"
                )
                hint = f"give it another name here, or give this part of {draft.name} a step name of its own"
                self.problem(tagged, "interleaved", message, hint, place, name)
                break
        draft.written.add(name)
        before = [writer for writer in self.writers.get(name, []) if writer.step != draft.name]
        self.writers[name] = [*([] if surely and not draft.may_skip else before), Writer(draft.name)]

    def keep(self, draft: Draft, tagged: Tagged, *, starred: bool) -> None:
        """At its last cell: what options say that it makes."""
        explicit = draft.common.outputs
        for name in explicit or ():
            if name not in draft.written:
                self.written(draft, tagged, name, Place(0, 0), surely=True)
            draft.outputs.add(name)
        own = [variable_of(draft.name, ending) for ending in draft.uses.own] if draft.uses is not None else []
        made = (*draft.uses.binds, *own) if draft.uses is not None else ()
        left_out = frozenset(name for name in made if explicit is not None and name not in explicit) - set(
            own
        )
        for name in made:
            draft.touched.add(name)
            if name not in draft.written and name not in left_out:
                self.written(draft, tagged, name, Place(0, 0), surely=True)
        draft.outputs.update(own)
        for name in draft.uses.keeps if draft.uses is not None else ():
            if name in left_out:
                continue
            if name not in draft.written and not starred:
                message, hint = (
                    f"--model names {name}, and the body does not set it",
                    nearest(name, draft.written) or f"write {name} = … in the body",
                )
                first = draft.cells[0]
                self.program.problems.append(
                    on_option(first, "unknown-output", message, hint, "--model", name)
                )
            draft.outputs.add(name)

    def offer(self, draft: Draft) -> None:
        """What a step without Python has for later steps; a name that the notebook gives a value keeps that.

        Only one that is read is part of the definition (see `take`): which of them a type offers may change.
        """
        for ending in draft.uses.offers if draft.uses is not None else ():
            name = variable_of(draft.name, ending)
            if not self.writers.get(name):
                self.writers[name] = [Writer(draft.name)]

    def note_modules(self, draft: Draft, tagged: Tagged, flow: Flow) -> None:
        for module, place in flow.stars.items():
            draft.starred = True
            message = f"a later step may read what `from {module} import *` brings"
            hint = f"move it into a %%setup cell: %%setup and from {module} import *"
            problem = in_body(tagged, "star-import", message, hint, place)
            self.star_steps.append((draft.name, module, problem))
        for dotted, place in flow.module_changes.items():
            message = f"step {draft.name} changes {dotted}, and each step has its own copy of it"
            hint = "do it in a %%setup cell, which runs first in every step"
            problem = in_body(tagged, "module-state", message, hint, place)
            self.module_changes.append(ModuleChange(draft.name, dotted, problem))
