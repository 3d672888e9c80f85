"""The result that a step may take instead of running, or why there is none."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from nbpipe.cache.files import Files
from nbpipe.model import CacheKey, Result, Step
from nbpipe.store import results


@dataclass(frozen=True)
class Recall:
    """Looks for earlier results. `has_blob` says whether the content of an artifact is there, whole."""

    connection: sqlite3.Connection
    files: Files
    has_blob: Callable[[str, int], bool]

    def find(self, step: Step, key: CacheKey, now: datetime | None = None) -> Result | str:
        """The newest result that fits the key and what is needed of the step now; else the reason in one line."""
        reason = ""
        for result in results.results(self.connection, key.digest):
            reason = self._why_not(step, result, now or datetime.now(UTC))
            if not reason:
                return result
        return reason

    def _why_not(self, step: Step, result: Result, now: datetime) -> str:
        outcome = result.outcome
        if step.cache_for is not None:
            age = (now - datetime.fromisoformat(result.ended_at)).total_seconds()
            if age > step.cache_for:
                return "the earlier result is older than --cache-for allows"
        needed = [
            name for name in step.outputs if name not in outcome.outputs and name not in outcome.missing
        ]
        if needed:
            return f"the earlier result does not hold {', '.join(needed)}"
        unwatched = [name for name in step.watch if name not in outcome.watched]
        if unwatched:
            return f"a later step reads {', '.join(unwatched)} now, which nobody watched then"
        changed = self.files.changed(outcome.files)
        if changed is not None:
            return f"the file {changed} is not as it was"
        for name, artifact in (*outcome.outputs.items(), *outcome.figures.items()):
            if not self.has_blob(artifact.digest, artifact.size):
                return f"the content of {name} ({artifact.digest[:19]}…) is gone or damaged"
        return ""
