"""What waits for somebody's answer, and answering it."""

from __future__ import annotations

from nbpipe import waiting
from nbpipe.api.asked import Asked
from nbpipe.api.shapes import CallbackAnswered, CallbackRow, Callbacks
from nbpipe.model import Callback, CallbackStatus
from nbpipe.store import callbacks, queries


def listed(asked: Asked) -> Callbacks:
    """Questions that are open, the newest first; with `all=1` those too that were answered. Of one `execution`, or all."""
    execution = asked.text("execution")
    identity = queries.execution_id(asked.connection, execution) if execution is not None else None
    found = callbacks.listed(asked.connection, identity, closed=asked.text("all") == "1")
    return Callbacks(tuple(row(item) for item in found))


def answer(asked: Asked, token: str) -> CallbackAnswered:
    """Answer a question, as the person who is signed in; its execution goes on."""
    succeeded = asked.given("succeeded", bool, "succeeded: true")
    comment = asked.given("comment", str, 'comment: "better on every slice"', "")
    outputs = asked.given("outputs", dict, "outputs: {answer: ship}", {})
    done = waiting.answer(
        asked.connection,
        token,
        succeeded=succeeded,
        by=asked.context.user,
        comment=comment,
        values=outputs,
        command=f"POST callbacks/{token}",
    )
    return CallbackAnswered(row(done.callback), done.status, done.problem)


def row(found: Callback) -> CallbackRow:
    """A question as pages show it; a token that was used is nobody's business."""
    question = found.question
    return CallbackRow(
        execution=found.execution,
        step=found.step,
        token=found.token if found.status is CallbackStatus.OPEN else None,
        status=found.status,
        verdict=callbacks.verdict(found),
        question=question.text,
        approval=question.approval,
        choices=question.choices,
        outputs=question.outputs,
        asked_at=found.asked_at,
        expires_at=found.expires_at,
        answered_at=found.answered_at,
        by=found.by,
        comment=found.comment,
        answer=found.answer,
    )
