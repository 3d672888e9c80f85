"""`nbpipe.notify`: a message to Slack, e-mail, a web hook or any other service that Apprise speaks to.

Where it goes is a URL with a secret in it. No message, log or error of nbpipe's says more of one than its scheme.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from nbpipe import config, watch
from nbpipe.errors import NbpipeError, UsageError

_WHERE = (
    'give it as an argument, in NBPIPE_NOTIFY, or in nbpipe.toml: [notify] urls = ["slack://…"]; '
    "https://github.com/caronc/apprise lists the services"
)


class NotifyError(NbpipeError, RuntimeError):
    """A message did not go out."""


def notify(body: str, title: str = "", to: str | Sequence[str] | None = None) -> None:
    """Send a message, in Markdown, to each of the Apprise URLs in `to`, such as `slack://…` or `mailto://…`.

    Without `to` it goes to those in the environment variable `NBPIPE_NOTIFY` (spaces between several), else to those of
    `nbpipe.toml` beside the store or above: `[notify] urls = ["json://127.0.0.1:8080/hook"]`.

    Raises `UsageError` where there is none or one cannot be read, `NotifyError` where one does not take the message, and
    says which by its scheme alone.
    """
    if not isinstance(body, str) or not body.strip():
        raise UsageError(
            "a notification needs a text", 'write nbpipe.notify("the model is there")', code="notify"
        )
    failed: list[str] = []
    with watch.unseen(), _silence():
        urls = _given(to) or config.notify_urls(Path.cwd())
        if not urls:
            raise UsageError("nbpipe.notify knows nobody to tell", _WHERE, code="notify")
        apprise = _apprise()
        services = [(url, _service(apprise, url)) for url in urls]
        for url, service in services:
            sender = apprise.Apprise()
            sender.add(service)
            if not _sent(sender, str(body), str(title), apprise.NotifyFormat.MARKDOWN):
                failed.append(_scheme(url))
    if failed:
        one = f"{len(failed)} of {len(urls)} messages" if len(urls) > 1 else "the message"
        raise NotifyError(
            f"{one} did not go out: {', '.join(f'{name}://…' for name in failed)} did not take it",
            "see whether the service can be reached and the URL is still right; --retry 3 tries again",
            code="notify",
        )


def _given(to: str | Iterable[str] | None) -> list[str]:
    if to is None:
        return []
    found = [to] if isinstance(to, str) else list(to)
    if not all(isinstance(item, str) for item in found):
        raise UsageError("to is a URL, or a list of them", 'such as to="slack://…"', code="notify")
    return [item for text in found for item in text.split()]


def _apprise() -> Any:
    try:
        import apprise
    except ImportError:
        raise UsageError(
            "nbpipe.notify needs the package apprise", 'pip install "nbpipe-ml[notify]"', code="no-apprise"
        ) from None
    return apprise


def _service(apprise: Any, url: str) -> Any:
    """What Apprise makes of a URL. `UsageError`, which tells no more of it than its scheme, where that is nothing."""
    try:
        made = apprise.Apprise.instantiate(url, suppress_exceptions=True)
    except Exception:  # whatever it says may hold the URL
        made = None
    if made is None:
        raise UsageError(
            f"{_scheme(url)}://… is no URL that Apprise understands (the rest of it is not shown: it may be secret)",
            _WHERE,
            code="notify",
        )
    return made


def _sent(sender: Any, body: str, title: str, kind: Any) -> bool:
    try:
        return bool(sender.notify(body=body, title=title, body_format=kind))
    except Exception:  # whatever it says may hold the URL
        return False


def _scheme(url: str) -> str:
    """
    >>> _scheme("slack://a/b/c"), _scheme("secret")
    ('slack', '?')
    """
    scheme, found, _ = url.partition("://")
    return scheme if found and scheme.isalnum() else "?"


@contextmanager
def _silence() -> Iterator[None]:
    """Apprise, and what it sends with, log what they were given; its old helpers warn of their age."""
    loggers = [
        logging.getLogger(name) for name in ("apprise", "requests", "urllib3", "urllib3.connectionpool")
    ]
    before = [item.disabled for item in loggers]
    for item in loggers:
        item.disabled = True
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        for item, value in zip(loggers, before, strict=True):
            item.disabled = value
