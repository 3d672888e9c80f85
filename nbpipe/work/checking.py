"""What the work of the checks has in common: which baseline counts, what is kept, and when the step fails."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from nbpipe import tracking
from nbpipe.errors import NbpipeError, UsageError
from nbpipe.model import variable_of
from nbpipe.quality import baseline
from nbpipe.work import Given


def insist(*packages: str) -> None:
    """`NbpipeError` where a package that the checks measure with is not installed."""
    missing = [name for name in packages if find_spec(name) is None]
    if missing:
        raise NbpipeError(f"{', '.join(missing)} is not installed", "pip install 'nbpipe-ml[checks]'")


def against(given: Given, check: str) -> dict[str, Any] | None:
    """The baseline that the step is held against; None where there is none, or it shall not look."""
    named = given.arguments["baseline"]
    if named == "none" or (named == "latest" and "baseline" not in given.loaded):
        return None
    if named == "latest":
        return baseline.checked(given.loaded["baseline"], check, "the latest baseline")
    if "version" in given.arguments:
        name = f"the baseline of {given.arguments['version']}"
        return baseline.checked(given.loaded["baseline"], check, name)
    value = given.value(named)
    return baseline.checked(
        _read(value, named) if isinstance(value, str | os.PathLike) else value, check, named
    )


def _read(value: str | os.PathLike[str], name: str) -> Any:
    path = Path(value)
    try:
        return json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise UsageError(
            f"{name}: {path} cannot be read: {error.strerror}", "name a JSON file with a baseline"
        ) from None
    except ValueError as error:
        raise UsageError(
            f"{name}: {path} is no JSON: {error}", "write it as the baseline of a first run shows"
        ) from None


def note(given: Given, used: Mapping[str, Any] | None) -> str:
    """What the report says of the baseline."""
    if given.arguments["skip_check"]:
        return "Held against nothing: --skip-check."
    if used is not None:
        named = given.arguments["baseline"]
        if "version" in given.arguments:
            return f"Held against the baseline of {given.arguments['version']}."
        return (
            "Held against the latest baseline."
            if named == "latest"
            else f"Held against the baseline {named}."
        )
    if given.arguments["unknown"]:
        return "Run by hand there is no latest baseline: this one is suggested."
    return (
        "There is no baseline yet: this one is suggested."
        if given.arguments["baseline"] == "latest"
        else ("Held against nothing: this baseline is suggested.")
    )


def outcome(
    given: Given, made: dict[str, Any], used: dict[str, Any] | None, report: dict[str, Any], text: str
) -> dict[str, Any]:
    """The variables of the step, with its report shown; `NbpipeError` where a violation shall fail it.

    The baseline that it gives on is the one that it was held against, or the new one where that is to be registered or
    there was none.
    """
    from IPython.display import HTML, display

    display(HTML(text))
    found: Sequence[Mapping[str, str]] = report["violations"]
    tracking.log_metric("violations", len(found))
    if found and given.arguments["fail_on_violation"]:
        raise NbpipeError(_summary(found), _advice(given))
    kept = made if used is None or given.arguments["register_baseline"] else used
    step = given.arguments["step"]
    given_on = {"baseline": kept, "report": {**report, "calculated_baseline": made}}
    # As JSON would give them back: parts that stand in both are no shared objects, so each is kept as JSON.
    return {variable_of(step, ending): json.loads(json.dumps(value)) for ending, value in given_on.items()}


def _summary(found: Sequence[Mapping[str, str]]) -> str:
    by_subject: dict[str, list[str]] = {}
    for item in found:
        subject = item.get("feature_name") or item["metric_name"]
        if "facet" in item:
            subject = f"{subject} of {item['facet']} = {item['facet_value']}"
        by_subject.setdefault(subject, []).append(item["description"])
    count = "1 violation" if len(found) == 1 else f"{len(found)} violations"
    parts = [f"{subject} ({'; '.join(lines)})" for subject, lines in list(by_subject.items())[:10]]
    more = len(by_subject) - len(parts)
    return f"{count} of the baseline: {', '.join(parts)}{f' and {more} more' if more > 0 else ''}"


def _advice(given: Given) -> str:
    return "look at the report; if this is how it is from now on, run once with --register-baseline and no --fail-on-violation"
