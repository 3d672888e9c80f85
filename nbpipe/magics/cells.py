"""`%%setup`, `%%parameters` and `%%step`, run by hand.

Cells with Python run as ordinary cells: an input transformer makes the magic line a plain one before IPython compiles
the cell, so that tracebacks, line numbers, `await` and `%%time` are those of the user's own cell. The text of a
`%%step` line stays as a string, which the traceback shows, and from which the syntax tree gets a call of `begin`.
"""

from __future__ import annotations

import ast
import builtins
import contextlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from nbpipe import (
    conditions,
    config,
    definition,
    notebook,
    options,
    parameters,
    plugins,
    seeding,
    store,
    tracking,
)
from nbpipe.dataflow import Place
from nbpipe.errors import DefinitionError, NbpipeError, Problem
from nbpipe.magics import help, many, session
from nbpipe.magics.session import CellError
from nbpipe.model import Cell, ModelVersion, Nested, Step
from nbpipe.steps import Inputs, condition
from nbpipe.store import registered
from nbpipe.work import Given

# What can be wrong with a first line alone. The rest needs the whole notebook, and by hand that may not be written yet.
_FIRST_LINE = frozenset(
    {"argument", "not-yet", "option", "option-twice", "quote", "step-name", "type", "value"}
)

# ---- Python ---------------------------------------------------------------------------------------------------------


def transform(lines: list[str]) -> list[str]:
    """Turn the magic line of a Python cell into a plain first line; other cells stay as they are.

    >>> transform(["%%setup\\n", "import math\\n"])
    ['# %%setup\\n', 'import math\\n']
    """
    if not lines or not lines[0].startswith(("%%setup", "%%step", "%%parameters")):
        return lines
    try:
        return _transformed(lines)
    except Exception:  # whatever it is, the magic itself meets it too, and can say it
        return lines


def _transformed(lines: list[str]) -> list[str]:
    head = lines[0].rstrip("\n")
    tagged, problems = _tag("".join(lines))
    if not problems and tagged.role == "setup":
        return [f"# {head}\n", *_inner_magic(lines[1:])]
    if not problems and tagged.role == "step" and _runs_by_hand(_step_type(tagged)):
        return [f"{head!r}\n", *_inner_magic(lines[1:])]
    if tagged.role != "scratch" and len(lines) == 1:
        return [f"{head}\n", "\n"]  # IPython would refuse a cell magic without a body
    return lines


def _runs_by_hand(step_type: Any) -> bool:
    """Whether the cell is an ordinary one by hand; what a type does for the outside world, it does in runs only."""
    return bool(step_type.python) and not getattr(step_type, "acts", False)


def _inner_magic(lines: list[str]) -> list[str]:
    """The body, and if it starts with a cell magic such as `%%time`, as IPython itself writes that."""
    from IPython.core.inputtransformer2 import cell_magic

    start = next((index for index, text in enumerate(lines) if text.strip()), len(lines))
    return [*lines[:start], *cell_magic(lines[start:])]


class _Opening:
    """An AST transformer of IPython: a cell that starts with the text of a `%%step` line calls `begin` with it."""

    def visit(self, tree: ast.AST) -> ast.AST:
        match tree:
            case ast.Module(body=[ast.Expr(value=ast.Constant(value=str(text))), *rest]):
                if text.startswith("%%step") and text.partition("\n")[0] == text:
                    if getattr(_step_type(_tag(text)[0]), "many", False):
                        rest = many.looped(text, rest)
                    if getattr(_step_type(_tag(text)[0]), "surrounds", False):
                        rest = many.surrounded(text, rest)
                    tree.body = [*rest]
                    call = ast.parse(f"__import__('nbpipe.magics').magics.cells.begin({text!r})").body[0]
                    # A `from __future__` import has to stay the first statement.
                    futures = sum(
                        isinstance(item, ast.ImportFrom) and item.module == "__future__" for item in rest
                    )
                    tree.body.insert(futures, call)
                    if _step_type(_tag(text)[0]).works and _tag(text)[0].tokens:
                        after = ast.parse(f"__import__('nbpipe.magics').magics.cells.work({text!r})")
                        tree.body += after.body
        return tree


opening = _Opening()


def begin(line: str) -> None:
    """What the first line of a Python `%%step` cell does: check its options, and seed. Raises `CellError`."""
    tagged, problems = _tag(line)
    _refuse(problems or _first_line_problems(tagged))
    step_type = _step_type(tagged)
    _, state = session.enter(tagged.name, step_type.name, "", opens=bool(tagged.tokens))
    if state is not None:
        seeding.restore(state)
    else:
        tracking.start(tracking.Context())
        seeding.start(seeding.derive(0, tagged.name))
    _tell_skipped(tagged.name)


def rounds(line: str, names: list[str]) -> Iterator[int]:
    """The jobs of a step that has many, one after the other; the loop around the cell's body goes over them."""
    tagged, _ = _tag(line)
    step_type = _step_type(tagged)
    run = session.current.steps[tagged.name]
    try:
        if run.rounds is None:
            step = Step(tagged.name, step_type.name, (Cell(1, "cell", ""),))
            run.rounds = many.begin(step, step_type, _typed(tagged, step_type), session.shell().user_ns)
        elif step_type.name == "Tuning":
            hint = "put its body into one cell, or run the pipeline: %pipeline run"
            raise CellError(
                "by hand a Tuning has one cell: each trial needs what the one before came to", hint
            )
        yield from run.rounds.run(names)
    except CellError:
        raise
    except NbpipeError as error:
        raise CellError.of([_moved(problem, None) for problem in error.problems]) from None


def round() -> contextlib.AbstractContextManager[None]:
    """One round of the loop that runs: see `rounds`."""
    found: contextlib.AbstractContextManager[None] = many.going().round()
    return found


@contextlib.contextmanager
def surroundings(line: str) -> Iterator[None]:
    """What the type of a step has around its body; its variables are there while a cell of it runs. Raises `CellError`."""
    tagged, _ = _tag(line)
    step_type, namespace = _step_type(tagged), session.shell().user_ns
    run = session.current.steps[tagged.name]
    if tagged.tokens:
        run.options = _typed(tagged, step_type)
    step = Step(tagged.name, step_type.name, (Cell(1, "cell", ""),))
    try:
        planned = step_type.plan(step, run.options, Inputs({}, namespace, _refuse_load))
        with contextlib.ExitStack() as stack:
            drawn = seeding.state()
            given = Given(namespace, planned.arguments, {})
            found = stack.enter_context(plugins.attribute(planned.around)(given))
            seeding.restore(drawn)
            stack.callback(_put_back, namespace, {name: namespace.get(name) for name in found}, found)
            namespace.update(found)
            yield
    except NbpipeError as error:
        raise CellError.of([_moved(problem, None) for problem in error.problems]) from None


def _put_back(namespace: dict[str, Any], before: Mapping[str, Any], given: Mapping[str, Any]) -> None:
    """What a cell was given for as long as it ran goes; what it made by that name itself stays."""
    for name, value in given.items():
        if namespace.get(name) is value:
            namespace[name] = before[name]
            if before[name] is None:
                del namespace[name]


def work(line: str) -> None:
    """What the type of a `%%step` cell does after its body, with the values of this kernel. Raises `CellError`."""
    tagged, _ = _tag(line)
    step_type, namespace = _step_type(tagged), session.shell().user_ns
    values = _values(tagged, step_type)
    outputs = values.get("outputs")
    own = {name: value for name, value in values.items() if name in step_type.options.__dataclass_fields__}
    cell = Cell(1, "cell", "")
    step = Step(tagged.name, step_type.name, (cell,), {**own, **({"outputs": outputs} if outputs else {})})
    try:
        run = step_type.plan(step, step_type.options(**own), Inputs({}, namespace, _refuse_load))
        if isinstance(run, Nested):
            _explain_nested(run)
            return
        if run.loads:
            _refuse_load(None)
        namespace.update(plugins.attribute(run.work)(Given(namespace, run.arguments, {})))
    except NbpipeError as error:
        raise CellError.of([_moved(problem, None) for problem in error.problems]) from None


def _explain_nested(run: Nested) -> None:
    """Say what a step would do that is an execution of its own."""
    from IPython.display import display

    given = ", ".join(f"{name} = {value!r}" for name, value in run.parameters.items())
    text = f"Would run the pipeline **{run.pipeline.name}**" + (f" with {given}" if given else "")
    if run.outputs:
        text += f", and take {', '.join(run.outputs)} from it"
    display({"text/markdown": text, "text/plain": text}, raw=True)


def _refuse_load(artifact: Any) -> Any:
    raise CellError("this needs the store", "run the pipeline: %pipeline run")


def _tell_skipped(name: str) -> None:
    """Say it where a Condition that was run by hand chose the other branch."""
    for gate, (value, skipped) in session.current.taken.items():
        if name in skipped:
            print(f"In a pipeline run this step would be skipped: {gate} is {value}.")


def setup_cell(line: str, cell: str) -> None:
    """Code that every step may use: imports, constants, functions."""
    _refuse(_tag(_source("setup", line, cell))[1])
    session.shell().run_cell(_source("setup", line, cell)).raise_error()


def step_cell(line: str, cell: str) -> None:
    """A step of the pipeline. `%%step?` lists the types and options."""
    source = _source("step", line, cell)
    tagged, problems = _tag(source)
    if not tagged.tokens:
        session.forget_edited(tagged.name)
    try:
        step_type = _step_type(tagged)
    except Exception as error:  # a plug-in of another package
        raise CellError(f"the step type cannot be loaded: {type(error).__name__}: {error}") from None
    _refuse(problems or _first_line_problems(tagged))
    if _runs_by_hand(step_type):
        session.shell().run_cell(source).raise_error()
    else:
        _explain(tagged, step_type)


# ---- types that only say what they would do -------------------------------------------------------------------------


def _explain(tagged: notebook.Tagged, step_type: Any) -> None:
    """Show what a step would do with the values that this kernel has."""
    from IPython.display import display

    body = tagged.body.removesuffix("\n")  # which IPython adds
    step, _ = session.enter(tagged.name, step_type.name, body, opens=bool(tagged.tokens))
    if len(step.cells) > 1:
        print(f"{tagged.name} goes on: its cells are taken together.")
    else:
        step.options = _typed(tagged, step_type)
    namespace = session.shell().user_ns
    shift = tagged.first_line - 1 if len(step.cells) == 1 else None
    try:
        uses = step_type.uses(step.body, step.options)
        _refuse_missing(tagged, {**dict.fromkeys(uses.option_reads), **uses.reads}, namespace, shift)
        values = {**namespace, conditions.LOOK_UP: condition.look_up(_registered)}
        text = step_type.by_hand(step.body, step.options, values)
        if step_type.name == "Condition":
            taken = conditions.evaluate(conditions.parse(step.body), values)
            skipped = step.options.otherwise if taken else step.options.then
            session.current.taken[tagged.name] = (taken, tuple(skipped))
    except CellError:
        raise
    except NbpipeError as error:
        raise CellError.of([_moved(problem, shift) for problem in error.problems]) from None
    except Exception as error:  # a value of the user's that cannot be compared or shown
        raise CellError(f"{type(error).__name__}: {error}") from None
    _tell_skipped(tagged.name)
    display({"text/markdown": text, "text/plain": text}, raw=True)


def _registered(ref: str) -> ModelVersion:
    """A version of the registry that a run of this notebook would use."""
    with contextlib.closing(store.connect(config.settings(Path.cwd()).store, create=False)) as connection:
        return registered.model_version(connection, ref)


def _typed(tagged: notebook.Tagged, step_type: Any) -> Any:
    """The step type's own options."""
    fields = step_type.options.__dataclass_fields__
    found = _values(tagged, step_type)
    return step_type.options(**{key: value for key, value in found.items() if key in fields})


def _values(tagged: notebook.Tagged, step_type: Any) -> dict[str, Any]:
    """All options of the first line, by their fields."""
    tokens = list(tagged.tokens)
    at = next((index for index, token in enumerate(tokens) if token.text.startswith("--type")), None)
    if at is not None:
        del tokens[at : at + (1 if "=" in tokens[at].text else 2)]
    values, _ = options.parse(tokens, [options.StepOptions, step_type.options], "the step")
    return values


def _refuse_missing(
    tagged: notebook.Tagged,
    reads: Mapping[str, Place | None],
    namespace: Mapping[str, Any],
    shift: int | None,
) -> None:
    """`CellError` that says for each name without a value which cell to run first."""
    lines = tagged.cell.source.splitlines()
    problems = []
    for name, place in reads.items():
        if name in namespace or hasattr(builtins, name):
            continue
        problem = Problem("no-value", f"{name} has no value in this kernel", _maker(tagged.name, name))
        if place is not None and shift is not None:
            line = place.line + shift
            problem = replace(problem, line=line, column=place.column, source=lines[line - 1])
        problems.append(problem)
    _refuse(sorted(problems, key=lambda problem: (problem.line or 0, problem.column or 0)))


def _maker(step: str, name: str) -> str:
    """Which cell to run first for a value, as far as the notebook's file tells."""
    unknown = "run the cell that makes it first"
    try:
        pipeline = definition.load(session.notebook_path()).pipeline
    except NbpipeError:
        return unknown
    here = next((item for item in pipeline.steps if item.name == step), None)
    writers = [item for item in pipeline.steps if name in item.writes and item.name != step]
    if here is not None and here.inputs.get(name):
        writers = [pipeline.step(here.inputs[name][-1])]
    if writers:
        return f"run step {writers[-1].name} first, which is cell {writers[-1].cell}"
    if any(parameter.name == name for parameter in pipeline.parameters):
        return f"run the %%parameters cell first, which is cell {pipeline.parameters_cell}"
    return "run the %%setup cells first" if name in pipeline.setup_names else unknown


# ---- parameters -----------------------------------------------------------------------------------------------------


def parameters_cell(line: str, cell: str) -> None:
    """The pipeline's parameters with their defaults, which this sets. `%%parameters?` tells how to write them."""
    # Annotations are read, not evaluated: `Path` and `Literal` need no import.
    tagged, problems = _tag(_source("parameters", line, cell))
    _refuse(problems)
    found, problems = parameters.read(cell, 1)
    _refuse(_moved(problem, tagged.first_line - 1) for problem in problems)
    namespace = session.shell().user_ns
    for parameter in found:
        if not parameter.required:
            namespace[parameter.name] = parameter.default
        elif parameter.name not in namespace:
            print(
                f"{parameter.name} has no default: set it here by hand in a cell of its own; "
                f"a run is given it with -p {parameter.name}=…"
            )


# ---- problems -------------------------------------------------------------------------------------------------------


def _source(magic: str, line: str, cell: str) -> str:
    return f"%%{magic}{' ' if line else ''}{line}\n{cell}"


def _tag(source: str) -> tuple[notebook.Tagged, list[Problem]]:
    return notebook.tag(notebook.NotebookCell(1, "cell", "code", source))


def _step_type(tagged: notebook.Tagged) -> Any:
    """The type that the first line names; that of the step's first cell where it names none."""
    words = [token.text for token in tagged.tokens]
    kind = None
    for index, word in enumerate(words):
        if word == "--type" and index + 1 < len(words):
            kind = words[index + 1]
        elif word.startswith("--type="):
            kind = word.partition("=")[2]
    if kind is None and not tagged.tokens and tagged.name in session.current.steps:
        kind = session.current.steps[tagged.name].type
    # Other packages are asked only for a name that is not built in: that reads a file of each of them.
    return plugins.find("steps", kind if kind and kind in plugins.Names("steps") else "Processing")


def _first_line_problems(tagged: notebook.Tagged) -> list[Problem]:
    """What is wrong with the first line, as the compiler says it; an option that is yet to come is only noted."""
    line = tagged.cell.source.partition("\n")[0]
    try:
        definition.compiled(notebook.from_cells([f"{line}\npass"], "cell"))
    except DefinitionError as error:
        found = [problem for problem in error.problems if problem.code in _FIRST_LINE and problem.line == 1]
        for problem in found:
            if _is_coming(problem):
                print(f"{problem.message}: by hand it changes nothing, and a run refuses it.")
        return [problem for problem in found if not _is_coming(problem)]
    return []


def _is_coming(problem: Problem) -> bool:
    return problem.code == "not-yet" and problem.message.startswith("--")


def _moved(problem: Problem, shift: int | None) -> Problem:
    """The problem, told of a body, as one of the cell; without a place where the body is that of several cells."""
    if shift is None or problem.line is None:
        return replace(problem, cell=None, line=None)
    return replace(problem, cell=None, line=problem.line + shift)


def _refuse(problems: Iterable[Problem]) -> None:
    """`CellError` if there are any; the cell is the one that runs, so its number is left out."""
    found = [replace(problem, cell=None) for problem in problems]
    if found:
        raise CellError.of(found)


help.attach(setup_cell, help.setup)
help.attach(parameters_cell, help.parameters)
help.attach(step_cell, help.step)
