"""Requests of a browser as calls of the router: who asks, what they may, and the answer's bytes."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Callable, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from functools import partial
from typing import Any
from urllib.parse import quote

from jupyter_server.auth.decorator import authorized
from jupyter_server.base.handlers import APIHandler
from jupyter_server.utils import ensure_async, url_path_join
from tornado import web
from tornado.iostream import StreamClosedError

from nbpipe import config
from nbpipe.api import router
from nbpipe.api.artifacts import Content
from nbpipe.api.asked import Context
from nbpipe.api.live import Tail
from nbpipe.api.router import Answer
from nbpipe.errors import UsageError

CHUNK = 1 << 18
_MADE_UP = re.compile(r"[0-9a-f]{32}")
# What a browser shows of an artifact can neither run a script nor ask the network for anything.
SANDBOX = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:"


@dataclass(frozen=True)
class Service:
    """What the handlers of one server share."""

    context: Context
    threads: Executor
    tail: Tail

    def close(self) -> None:
        """Let go of the threads."""
        self.tail.close()
        self.threads.shutdown(wait=False, cancel_futures=True)


class _Base(APIHandler):
    """What all of them do. Each class stands for what its POST requests need: to read, to write, or to execute."""

    auth_resource = "nbpipe"

    async def answer(self, path: str, **known: Any) -> None:
        """Answer by the router; `known` is what else the context says of who asks."""
        service: Service = self.settings["nbpipe"]
        context = replace(service.context, user=name_of(self.current_user), seen=service.tail.watch, **known)
        query = {name: self.get_query_argument(name) for name in self.request.query_arguments}
        # The words of the path as they were sent: tornado has decoded them, and a slash in a name would be lost.
        before = url_path_join(self.settings["base_url"], "nbpipe", "api") + "/"
        raw = self.request.path.removeprefix(before) if self.request.path.startswith(before) else path
        try:
            body = _body(self.request.body)
        except UsageError as error:
            await self.send(router.refused(error))
            return
        ask = partial(router.answer, context, self.request.method, raw, query, body)
        await self.send(await self.in_thread(ask))

    async def in_thread(self, call: Callable[[], Any]) -> Any:
        """The event loop is for everybody: whatever reads or writes goes to a thread."""
        service: Service = self.settings["nbpipe"]
        return await asyncio.get_running_loop().run_in_executor(service.threads, call)

    async def send(self, answer: Answer) -> None:
        self.set_status(answer.status)
        if answer.content is not None:
            await self.send_content(answer.content)
            return
        self.set_header("Cache-Control", "no-store")
        await self.finish(json.dumps(answer.body))

    async def send_content(self, content: Content) -> None:
        """Bytes, as they are read; a browser takes them for nothing else than is said."""
        kind = "inline" if content.inline else "attachment"
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Content-Security-Policy", SANDBOX)
        self.set_header("Content-Disposition", f"{kind}; filename*=UTF-8''{quote(content.name, safe='')}")
        self.set_header(
            "Cache-Control", "private, max-age=31536000, immutable" if content.lasting else "no-store"
        )
        if content.path is None:
            await self.finish(content.data, set_content_type=content.media_type)
            return
        self.set_header("Content-Length", str(await self.in_thread(lambda: content.size)))
        self.set_header("Content-Type", content.media_type)
        file = await self.in_thread(partial(content.path.open, "rb"))
        try:
            while chunk := await self.in_thread(partial(file.read, CHUNK)):
                self.write(chunk)
                await self.flush()
            await self.finish(set_content_type=content.media_type)
        except StreamClosedError:
            pass  # who asked is gone
        finally:
            file.close()


class Handler(_Base):
    """Pages, and what changes the registry."""

    @web.authenticated
    @authorized
    async def get(self, path: str) -> None:
        await self.answer(path)

    @web.authenticated
    @authorized
    async def post(self, path: str) -> None:
        await self.answer(path)


class Greeting(_Base):
    """Who answers: also what whoever asks may do here, so that a page offers no button that the server refuses."""

    @web.authenticated
    @authorized
    async def get(self, path: str) -> None:
        allowed = [
            action
            for action in ("read", "write", "execute")
            if await ensure_async(
                self.authorizer.is_authorized(self, self.current_user, action, self.auth_resource)
            )
        ]
        await self.answer(path, may=tuple(allowed))


class Reading(_Base):
    """Questions that come with a body."""

    @web.authenticated
    @authorized(action="read")  # type: ignore[untyped-decorator]
    async def post(self, path: str) -> None:
        await self.answer(path)


class Executing(_Base):
    """The list of executions, and what starts and stops them."""

    @web.authenticated
    @authorized
    async def get(self, path: str) -> None:
        await self.answer(path)

    @web.authenticated
    @authorized(action="execute")  # type: ignore[untyped-decorator]
    async def post(self, path: str) -> None:
        await self.answer(path)


def name_of(user: Any) -> str:
    """Who is asking, as Jupyter knows them.

    With a token alone Jupyter makes a name up for every browser. Who has the token of a server is who runs it.
    """
    username, name = str(getattr(user, "username", "")), str(getattr(user, "name", ""))
    if not username or (_MADE_UP.fullmatch(username) and name.startswith("Anonymous")):
        return config.user()
    return username


def _body(data: bytes) -> Mapping[str, Any]:
    if not data.strip():
        return {}
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise UsageError("the request's body is no JSON object", "send {…}", code="body")
    return found
