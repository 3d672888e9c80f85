"""What a Callback asked, as Python sees it, and answering it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from nbpipe import model, waiting
from nbpipe.model import CallbackStatus

if TYPE_CHECKING:
    from nbpipe.sdk.store import Store


@dataclass(eq=False, repr=False)
class Callback:
    """One question. It takes one answer, `succeed` or `fail`, and its execution goes on with that."""

    store: Store
    record: model.Callback

    @property
    def token(self) -> str:
        """What completes it from anywhere."""
        return self.record.token

    @property
    def execution(self) -> str:
        """Id of the execution that asks."""
        return self.record.execution

    @property
    def step(self) -> str:
        """The step that asks."""
        return self.record.step

    @property
    def question(self) -> str:
        """What it asks, in Markdown."""
        return self.record.question.text

    @property
    def choices(self) -> tuple[str, ...]:
        """What the answer may be; empty where anything may."""
        return self.record.question.choices

    @property
    def outputs(self) -> tuple[str, ...]:
        """The variables that the answer gives a value."""
        return self.record.question.outputs

    @property
    def status(self) -> CallbackStatus:
        """Open, Succeeded, Failed, Expired or Withdrawn, as when this object was read or answered."""
        return self.record.status

    @property
    def expires_at(self) -> datetime | None:
        """Until when it can be answered, in UTC; None for ever."""
        return datetime.fromisoformat(self.record.expires_at) if self.record.expires_at else None

    def succeed(
        self, outputs: Mapping[str, Any] | None = None, *, comment: str = "", by: str | None = None
    ) -> Callback:
        """Answer so that the step succeeds, or is approved. `outputs` are values of its variables.

        Raises `UsageError` where it was answered before, has expired, or takes no such answer.
        """
        return self._answer("succeed", outputs, comment, by)

    def fail(self, comment: str = "", *, by: str | None = None) -> Callback:
        """Answer so that the step fails, or is rejected; otherwise as `succeed`."""
        return self._answer("fail", None, comment, by)

    def _answer(self, verb: str, outputs: Mapping[str, Any] | None, comment: str, by: str | None) -> Callback:
        with self.store.connected() as connection:
            self.record = waiting.answer(
                connection,
                self.token,
                succeeded=verb == "succeed",
                by=by or self.store.settings.user,
                comment=comment,
                values=outputs,
                command=f"Callback.{verb}",
            ).callback
        return self

    def __repr__(self) -> str:
        return f"<callback of step {self.step} of execution {self.execution}: {self.status}>"
