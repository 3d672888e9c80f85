"""The table of routes, and the one way in for the server and the widget."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import unquote

from nbpipe import store
from nbpipe.api import (
    artifacts,
    callbacks,
    compare,
    endpoints,
    executions,
    governance,
    jobs,
    lineage,
    logs,
    models,
    notebooks,
    pipelines,
    report,
    starting,
    steps,
    stores,
    versions,
)
from nbpipe.api.artifacts import Content
from nbpipe.api.asked import Asked, Context, ForbiddenError, GoneError, reading, writing
from nbpipe.api.shapes import (
    AuditPage,
    Callbacks,
    Configs,
    Endpoints,
    Executions,
    Groups,
    Pipelines,
    Refused,
    Verified,
)
from nbpipe.as_json import finite, to_json
from nbpipe.errors import NbpipeError, NotFoundError, NotYetError, PolicyError, StoreError, UsageError
from nbpipe.model import Anchor
from nbpipe.store import audit as log

_CONFLICTS = frozenset(
    "stale-decision same-approval rejected same-alias same-stage same-deployment stale-deployment in-use not-resumable"
    " changed-notebook answered expired withdrawn going-on".split()
)


@dataclass(frozen=True)
class Answer:
    """`body` is JSON, or `content` bytes."""

    status: int
    body: Any = None
    content: Content | None = None


@dataclass(frozen=True)
class Route:
    """`opens` is what a route needs of its store: to `read` or `write` it, its `name` alone, or nothing.

    Where there is no store yet, `empty` is the answer; without it that is an error. A request `may` be sent by who is
    allowed to `read`, `write` or `execute`.
    """

    method: str
    path: str
    handler: Callable[..., Any]
    opens: str = "read"
    empty: Any = None
    may: str = "read"
    status: int = 200


_STEP = "executions/{id}/steps/{step}"
_VERSION = "models/{group}/{version}"

ROUTES: tuple[Route, ...] = (
    Route("GET", "hello", stores.hello, ""),
    Route("GET", "pipelines", pipelines.listed, empty=Pipelines((), exists=False)),
    Route("GET", "executions", executions.listed, empty=Executions((), total=0, exists=False)),
    Route("POST", "executions", starting.start, "", may="execute", status=202),
    Route("GET", "executions/{id}", executions.page),
    Route("GET", "executions/{id}/timeline", executions.timeline),
    Route("GET", "executions/{id}/replay", executions.replay),
    Route("GET", "executions/{id}/report", report.page),
    Route("POST", "executions/{id}/stop", executions.stop, "write", may="execute"),
    Route("POST", "executions/{id}/resume", starting.resume, "name", may="execute", status=202),
    Route("GET", "callbacks", callbacks.listed, empty=Callbacks((), exists=False)),
    Route("POST", "callbacks/{token}", callbacks.answer, "write", may="execute"),
    Route("GET", _STEP, steps.page),
    Route("GET", f"{_STEP}/log", logs.page),
    Route("GET", f"{_STEP}/notebook", logs.notebook),
    Route("GET", f"{_STEP}/jobs", jobs.page),
    Route("GET", f"{_STEP}/squares", jobs.squares),
    Route("GET", "compare", compare.page),
    Route("GET", "models", models.groups, empty=Groups((), exists=False)),
    Route("GET", "models/{group}", models.group),
    Route("GET", _VERSION, models.version),
    Route("POST", f"{_VERSION}/approval", models.decide, "write", may="write"),
    Route("POST", f"{_VERSION}/aliases", models.alias, "write", may="write"),
    Route("POST", f"{_VERSION}/stage", governance.stage, "write", may="write"),
    Route("POST", f"{_VERSION}/deletion", governance.delete, "write", may="write"),
    Route("GET", f"{_VERSION}/card", governance.card),
    Route("GET", f"{_VERSION}/certificate", versions.certificate),
    Route("POST", f"{_VERSION}/reproduction", starting.reproduce, "name", may="execute", status=202),
    Route("GET", f"{_VERSION}/download", artifacts.model),
    Route("GET", "endpoints", endpoints.listed, empty=Endpoints((), exists=False)),
    Route("GET", "endpoints/{name}", endpoints.page),
    Route("POST", "endpoints/{name}/deployment", endpoints.deploy, "write", may="write"),
    Route("POST", "endpoints/{name}/rollback", endpoints.rollback, "write", may="write"),
    Route("POST", "endpoints/{name}/deletion", endpoints.delete, "write", may="write"),
    Route("GET", "configs", endpoints.configs, empty=Configs((), exists=False)),
    Route("GET", "configs/{config}", endpoints.config),
    Route("GET", "policies/{group}", governance.policy),
    Route("GET", "audit", governance.audit, empty=AuditPage((), exists=False)),
    Route(
        "GET", "audit/verify", governance.verify, empty=Verified(Anchor(0, log.START, ""), (), exists=False)
    ),
    Route("GET", "store/check", stores.check),
    Route("GET", "lineage", lineage.page),
    Route("GET", "artifacts/{digest}/content", artifacts.content),
    Route("POST", "check", notebooks.check, ""),
    Route("POST", "plan", notebooks.plan, ""),
)


def find(method: str, path: str) -> tuple[Route, dict[str, str]]:
    """The route of a request and the words in its path. `NotFoundError`, or `UsageError` for a wrong method.

    >>> find("GET", "models/churn%20eu/3")[1]
    {'group': 'churn eu', 'version': '3'}
    """
    words = [unquote(word) for word in path.strip("/").split("/")]
    others = []
    for route in ROUTES:
        parts = route.path.split("/")
        if len(parts) == len(words) and all(
            part.startswith("{") or part == word for part, word in zip(parts, words, strict=True)
        ):
            if route.method == method:
                named = zip(parts, words, strict=True)
                return route, {part[1:-1]: word for part, word in named if part.startswith("{")}
            others.append(route.method)
    if others:
        raise UsageError(f"{path} takes no {method}", f"use {' or '.join(others)}", code="method")
    raise NotFoundError(f"there is no page {path}", "hello says who answers", code="no-route")


def answer(
    context: Context,
    method: str,
    path: str,
    query: Mapping[str, str] | None = None,
    body: Mapping[str, Any] | None = None,
) -> Answer:
    """The answer to a request. Whatever a user, or the store, may do wrong is an answer too, in our own words."""
    try:
        route, words = find(method, path)
        asked = Asked(context, query or {}, body or {})
        with _opened(route, asked) as ready:
            found = route.empty if ready is None else route.handler(ready, **words)
    except NbpipeError as error:
        return refused(error)
    except UnicodeError:
        return refused(UsageError("the request holds what is no text", "write it in UTF-8", code="text"))
    if isinstance(found, Content):
        return Answer(route.status, content=found)
    return Answer(route.status, finite(to_json(found)))


@contextlib.contextmanager
def _opened(route: Route, asked: Asked) -> Iterator[Asked | None]:
    """The request with the store that it is about; None where there is none yet, and the route has an answer to that."""
    if not route.opens:
        yield asked
        return
    folder = asked.context.store(asked.text("store"))
    if asked.context.seen is not None:
        asked.context.seen(folder)
    asked = replace(asked, folder=folder)
    if route.opens == "name":
        yield asked
    elif route.empty is not None and not (folder / store.DATABASE).exists():
        yield None
    else:
        with (writing if route.opens == "write" else reading)(folder) as connection:
            yield replace(asked, _connection=connection)


def refused(error: NbpipeError) -> Answer:
    """An error as an answer: the words of the command line."""
    first = error.problems[0]
    message = first.message if len(error.problems) == 1 else str(error.args[0])
    hint = first.hint or "" if len(error.problems) == 1 else ""
    found = notebooks.marks(error.problems, "error")
    return Answer(_status(error), to_json(Refused(message, hint, first.code, found)))


def _status(error: NbpipeError) -> int:
    match error:
        case ForbiddenError() | PolicyError():
            return 403
        case GoneError():
            return 410
        case NotFoundError():
            return 404
        case NotYetError():
            return 501
        case StoreError():
            return 503
    if error.problems[0].code in _CONFLICTS:
        return 409
    return 405 if error.problems[0].code == "method" else 400
