"""Whether and when an attempt is tried again."""

from __future__ import annotations

import builtins

from nbpipe.model import DEATHS, Failure, Retry

_LONGEST = 365 * 86400.0  # seconds


def wait_before(retry: Retry | None, failure: Failure, attempt: int, since_first: float) -> float | None:
    """Seconds to wait before attempt `attempt + 1`; None where there is none.

    `attempt` counts from 1, `since_first` are the seconds since the first attempt of this run began.

    >>> policy = Retry(3, interval=5, backoff=2, on=("ConnectionError",))
    >>> [wait_before(policy, Failure("ConnectionResetError", ""), n, 0) for n in (1, 2, 3, 4)]
    [5, 10, 20, None]
    >>> wait_before(policy, Failure("ValueError", ""), 1, 0)
    """
    if retry is None or attempt > retry.times or not matches(retry.on, failure):
        return None
    try:
        wait = min(retry.interval * retry.backoff ** (attempt - 1), _LONGEST)
    except OverflowError:
        wait = _LONGEST if retry.interval else 0.0
    if retry.within is not None and since_first + wait > retry.within:
        return None
    return wait


def matches(names: tuple[str, ...], failure: Failure) -> bool:
    """Whether the failure is one of these; none given: any.

    >>> matches(("requests.RequestException",), Failure("HTTPError", "", bases=("requests.exceptions.HTTPError",
    ...     "requests.exceptions.RequestException", "builtins.OSError")))
    True
    """
    if not names:
        return True
    for name in names:
        if failure.type in DEATHS.get(name, ()):
            return True
        if failure.type == name or any(_is(base, name) for base in failure.bases):
            return True
        wanted, raised = getattr(builtins, name, None), getattr(builtins, failure.type, None)
        if isinstance(wanted, type) and isinstance(raised, type) and issubclass(raised, wanted):
            return True
    return False


def _is(base: str, name: str) -> bool:
    """Whether a class with that full name is the one that is meant: modules may give out classes of others."""
    package, _, last = name.rpartition(".")
    return base.rpartition(".")[2] == last and (
        not package or base.partition(".")[0] == package.partition(".")[0]
    )
