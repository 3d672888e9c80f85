"""How a step is tried again, stopped, cached and given room: its options as the definition keeps them."""

from __future__ import annotations

import builtins
import importlib.util
import re
from typing import Any

from nbpipe.compile.problems import on_option
from nbpipe.compile.program import Draft, Program, Reserves
from nbpipe.model import DEATHS, Resources, Retry
from nbpipe.options import nearest

_MOST_RETRIES = 1000


def read(program: Program, draft: Draft) -> dict[str, Any]:
    """Fields of `Step` by name; what is wrong with them becomes a problem of the program."""
    common = draft.common
    if not draft.type.python:
        _refuse_where_nothing_runs(program, draft)
    _check_retry(program, draft)
    if common.timeout is not None and common.timeout <= 0:
        message, hint = "--timeout leaves no time", "give a time above 0, such as --timeout 30m"
        program.problems.append(on_option(draft.cells[0], "value", message, hint, "--timeout"))
    if common.cpus is not None and common.cpus <= 0:
        message, hint = "--cpus reserves nothing", "give a number above 0, such as --cpus 2"
        program.problems.append(on_option(draft.cells[0], "value", message, hint, "--cpus"))
    retry = None
    if common.retry:
        retry = Retry(
            int(common.retry),
            1.0 if common.retry_interval is None else float(common.retry_interval),
            2.0 if common.backoff is None else float(common.backoff),
            None if common.retry_within is None else float(common.retry_within),
            tuple(common.retry_on or ()),
        )
    return {
        "when": common.when,
        "retry": retry,
        "timeout": None if common.timeout is None else float(common.timeout),
        "cache": not common.no_cache,
        "cache_for": None if common.cache_for is None else float(common.cache_for),
        "resources": _resources(draft),
    }


def _resources(draft: Draft) -> Resources:
    """What the first line reserves, and where it does not say so, what the type needs for what it says otherwise."""
    common = draft.common
    own = draft.type.reserves(draft.options) if isinstance(draft.type, Reserves) else Resources()
    return Resources(
        own.cpus if common.cpus is None else common.cpus,
        own.memory if common.memory is None else int(common.memory),
        own.gpus if common.gpus is None else int(common.gpus),
    )


def _refuse_where_nothing_runs(program: Program, draft: Draft) -> None:
    """A Condition, a Register … is decided in no time: there is nothing to stop, to repeat or to reserve.

    A Register step takes `--no-cache`: it enters the same model once more then.
    """
    common, answers = draft.common, draft.uses.answers if draft.uses is not None else None
    if answers is not None:
        _check_answer(program, draft, *answers)
    given = {
        "--out": common.outputs if answers is None else None,
        "--retry": common.retry,
        "--timeout": common.timeout if answers is None else None,
        "--cache-for": common.cache_for,
        "--no-cache": (common.no_cache and not draft.type.irrevocable) or None,
        "--cpus": common.cpus,
        "--memory": common.memory,
        "--gpus": common.gpus,
    }
    for flag, value in given.items():
        if value is not None:
            article = "an" if draft.type.name[0] in "AEIOU" else "a"
            why = "it makes no variables" if flag == "--out" else "it needs no process"
            message = f"{flag} has no meaning for {article} {draft.type.name} step: {why}"
            program.problems.append(on_option(draft.cells[0], "option", message, "take it out", flag))


def _check_answer(program: Program, draft: Draft, least: int, most: int) -> None:
    """Whether `--out` names as many variables as the answer has values."""
    names = tuple(draft.common.outputs or ())
    if len(names) < least:
        message, hint = f"nothing holds the answer of step {draft.name}", "give it a name: --out answer"
        program.problems.append(on_option(draft.cells[0], "option-missing", message, hint, "--type"))
    elif len(names) > most:
        message = f"--out names {len(names)} variables, and the answer is one value"
        hint = f"leave one: --out {names[0]}"
        program.problems.append(on_option(draft.cells[0], "value", message, hint, "--out"))
    for name in dict.fromkeys(name for name in names if names.count(name) > 1):
        message, hint = f"--out names {name} twice", "leave one out"
        program.problems.append(on_option(draft.cells[0], "value", message, hint, "--out", name))


def _check_retry(program: Program, draft: Draft) -> None:
    common, first = draft.common, draft.cells[0]
    if common.retry is None:
        for flag, value in (
            ("--retry-interval", common.retry_interval),
            ("--backoff", common.backoff),
            ("--retry-within", common.retry_within),
            ("--retry-on", common.retry_on),
        ):
            if value is not None:
                message, hint = f"{flag} needs --retry", "say how often: --retry 3"
                program.problems.append(on_option(first, "value", message, hint, flag))
        return
    if common.retry > _MOST_RETRIES:
        message, hint = f"--retry {common.retry} is too many", f"{_MOST_RETRIES} at most"
        program.problems.append(on_option(first, "value", message, hint, "--retry"))
    if common.backoff is not None and common.backoff < 1:
        message, hint = "--backoff below 1 would wait less and less", "give 1 to wait always the same"
        program.problems.append(on_option(first, "value", message, hint, "--backoff"))
    for name in common.retry_on or ():
        instead = _unknown(program, name)
        if instead is not None:
            message = f"--retry-on: there is no exception {name}"
            program.problems.append(
                on_option(first, "unknown-exception", message, instead, "--retry-on", name)
            )


def _unknown(program: Program, name: str) -> str | None:
    """What to write instead of an exception that nobody knows; None for one that is known."""
    if name in DEATHS or _is_exception(getattr(builtins, name, None)):
        return None
    if any(re.search(rf"\b{re.escape(name)}\b", tagged.body) for tagged in program.tagged):
        return None  # the notebook's own code speaks of it
    package = name.partition(".")[0]
    if package != name and _is_installed(package):
        return None
    known = [*DEATHS, *(word for word in dir(builtins) if _is_exception(getattr(builtins, word)))]
    near = nearest(name.rpartition(".")[2], known)
    return near or "write one of another package with its module, such as requests.HTTPError"


def _is_exception(value: Any) -> bool:
    return isinstance(value, type) and issubclass(value, BaseException)


def _is_installed(package: str) -> bool:
    try:
        return importlib.util.find_spec(package) is not None
    except (ImportError, ValueError):
        return False
