"""Callback: waits until somebody answers, with a token. No process runs meanwhile, and a restart loses nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nbpipe.errors import DefinitionError, Problem
from nbpipe.model import Decision, Question, Step, StepStatus
from nbpipe.options import Names, option
from nbpipe.steps import Inputs, Uses, text

MOST = 64  # variables of an answer


@dataclass(frozen=True)
class CallbackOptions:
    """Options of a Callback step."""

    approval: bool = option("ask a person, who approves or rejects with a comment", default=False)
    choices: Names = option(
        "what the answer may be; it becomes the variable of --out", default=Names(), metavar="ship,hold"
    )


class Callback:
    """Asks what its body says, in Markdown with values filled in, and goes on with the answer.

    `--out` names the variables that the answer gives a value, `--timeout` how long it waits. An approval without
    choices gives its variable, if it has one, the value `Approved`.
    """

    name = "Callback"
    version = 1
    description = "waits until somebody answers: another system, or a person who approves"
    python = False
    irrevocable = False
    works = False
    waits = True
    imports: tuple[str, ...] = ()
    options: type = CallbackOptions

    def uses(self, body: str, options: CallbackOptions) -> Uses:
        twice = [name for name in dict.fromkeys(options.choices) if options.choices.count(name) > 1]
        if twice or len(options.choices) == 1:
            message = (
                f"--choices names {twice[0]} twice" if twice else "--choices leaves nothing to choose between"
            )
            hint = "leave one out" if twice else "name two or more: --choices ship,hold"
            raise DefinitionError.of([Problem("value", message, hint)])
        single = (1, 1) if options.choices else (0, 1)
        answers = single if options.choices or options.approval else (0, MOST)
        return Uses(reads=text.names(body), answers=answers)

    def plan(self, step: Step, options: CallbackOptions, inputs: Inputs) -> Decision:
        body = "\n".join(cell.source for cell in step.cells)
        values = {name: inputs.value(name) for name in text.names(body) if name in inputs}
        question = Question(
            text.fill(body, values).strip() or _unsaid(step.name, approval=options.approval),
            tuple(step.options.get("outputs", ())),
            tuple(options.choices),
            options.approval,
            step.timeout,
        )
        return Decision(StepStatus.WAITING, "it waits for an answer", question=question)

    def by_hand(self, body: str, options: CallbackOptions, values: Mapping[str, Any]) -> str:
        asked = text.fill(body, values).strip() or _unsaid("", approval=options.approval)
        choices = options.choices or (("approve", "reject") if options.approval else ())
        among = f"\n\nIt may be answered: **{', '.join(choices)}**" if choices else ""
        return f"Would wait for an answer to:\n\n{asked}{among}"


def _unsaid(name: str, *, approval: bool) -> str:
    step = f"step {name}" if name else "the step"
    return f"May {step} go on?" if approval else f"{step[0].upper()}{step[1:]} waits to be completed."


step_type = Callback()
