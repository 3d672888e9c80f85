"""What went wrong, where, and what to write instead.

Every mistake of a user reaches them as a `Problem`: never as a traceback of ours.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Problem:
    """One finding about a definition, a parameter or a call.

    `cell` counts all cells of the notebook from 1; `line` counts the lines of that cell from 1, the magic line
    included; `column` counts from 0. `source` is the text of that line, for the caret.
    """

    code: str
    message: str
    hint: str | None = None
    cell: int | None = None
    line: int | None = None
    column: int | None = None
    step: str | None = None
    source: str | None = None

    def to_json(self) -> dict[str, Any]:
        """The form that `nbpipe check --json` prints."""
        return asdict(self)

    def render(self) -> str:
        """Message, source line with a caret, and hint, as lines for a terminal.

        >>> print(Problem("x", "no such step", "did you mean 'train'?", 3, 1, 7, None, "%%step trian").render())
        cell 3, line 1: no such step
            %%step trian
                   ^
          → did you mean 'train'?
        """
        place = ", ".join(
            f"{word} {number}"
            for word, number in (("cell", self.cell), ("line", self.line))
            if number is not None
        )
        lines = [f"{place}: {self.message}" if place else self.message]
        if self.source is not None and self.source.strip():
            lines.append(f"    {self.source}")
            if self.column is not None:
                indent = "".join(c if c == "\t" else " " for c in self.source[: self.column])
                lines.append(f"    {indent}^")
        if self.hint:
            lines.append(f"  → {self.hint}")
        return "\n".join(lines)


class NbpipeError(Exception):
    """Base of everything that nbpipe raises on purpose.

    `problems` holds at least one `Problem`; most errors have exactly one.
    """

    def __init__(
        self,
        message: str,
        hint: str | None = None,
        cell: int | None = None,
        line: int | None = None,
        *,
        code: str = "error",
        step: str | None = None,
        problems: Iterable[Problem] = (),
    ) -> None:
        self.problems = tuple(problems) or (Problem(code, message, hint, cell, line, step=step),)
        super().__init__(message)

    def __str__(self) -> str:
        return "\n".join(problem.render() for problem in self.problems)

    def __reduce__(self) -> tuple[Any, ...]:
        return (_rebuild, (type(self), self.args[0], self.problems))


def _rebuild(kind: type[NbpipeError], message: str, problems: tuple[Problem, ...]) -> NbpipeError:
    error = kind.__new__(kind)
    NbpipeError.__init__(error, message, problems=problems)
    return error


class NotebookError(NbpipeError, ValueError):
    """The file is no notebook that nbpipe can read."""


class DefinitionError(NbpipeError, ValueError):
    """The notebook does not define a pipeline; `problems` lists everything that is wrong with it."""

    @classmethod
    def of(cls, problems: Iterable[Problem]) -> DefinitionError:
        """One error out of all the problems found."""
        found = tuple(problems)
        count = f"{len(found)} errors" if len(found) > 1 else "1 error"
        return cls(f"The definition has {count}.", problems=found)


class ParameterError(NbpipeError, ValueError):
    """A parameter is missing, unknown or of the wrong type."""


class UsageError(NbpipeError, ValueError):
    """The call is wrong: an option, a value or a combination of them."""


class PolicyError(UsageError):
    """The policy of a model group does not allow it; `problems` are the rules that are not met."""


class NotYetError(NbpipeError, NotImplementedError):
    """The language has it, this version does not."""


class NotFoundError(NbpipeError, LookupError):
    """The store has no such execution, step, model or artifact."""


class StoreError(NbpipeError, OSError):
    """The store cannot be opened, read or written."""

    def __str__(self) -> str:  # OSError's own __str__ would win otherwise
        return NbpipeError.__str__(self)


class UnsavableError(NbpipeError, TypeError):
    """A value cannot be kept as an artifact."""


class ChangedError(NbpipeError, RuntimeError):
    """A step did something that the definition does not say; the promise could not be kept."""
