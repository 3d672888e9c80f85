"""What the differences between two runs may come from: the step where they begin, what was given to it, where it ran."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from nbpipe.model import Pipeline
from nbpipe.reproduction.compared import Row, Verdict
from nbpipe.reproduction.files import InputFile
from nbpipe.scheduler.machine import THREADS

# Parts of a recorded environment that change no result, or that are looked at by themselves.
_ASIDE = frozenset({"packages", "executable", "folder", "git_commit", "python", "platform", "cpus", *THREADS})

_OURS = "nbpipe-ml"


def of(
    pipeline: Pipeline,
    rows: Sequence[Row],
    files: Iterable[InputFile],
    environments: tuple[Mapping[str, Any], Mapping[str, Any]],
    imported: Iterable[str],
    failures: Mapping[str, str] | None = None,
) -> Iterator[str]:
    """One line for each finding, the nearest cause first. `failures` says why steps of the second run failed."""
    changed = [item for item in files if not item.is_same]
    for step in _origins(pipeline, rows):
        read = [item.name for item in changed if item.step == step]
        if failures and step in failures:
            yield f"step {step} failed: {failures[step]}"
        if read:
            yield f"step {step} differs: {', '.join(read)} is not what it was"
        elif not failures or step not in failures:
            yield (
                f"step {step} differs although its inputs, code and seed are the same: it depends on something else"
                " (the environment below, the clock, the network, or random numbers that no seed reaches)"
            )
    yield from environment(*environments, imported)


def _origins(pipeline: Pipeline, rows: Iterable[Row]) -> list[str]:
    """Steps that differ although nothing that was given to them does."""
    differing = {row.step for row in rows if row.verdict is not Verdict.EQUAL}
    return [
        step.name
        for step in pipeline.steps
        if step.name in differing and not differing.intersection(step.depends_on)
    ]


def environment(
    first: Mapping[str, Any], second: Mapping[str, Any], imported: Iterable[str]
) -> Iterator[str]:
    """What differs between two environments. `imported` are packages that the steps import: they stand first.

    >>> list(environment({"python": "3.11.7"}, {"python": "3.12.1"}, ()))
    ['Python 3.11.7 then, 3.12.1 now']
    """
    for name, said in (("python", "Python"), ("platform", "platform"), ("cpus", "cores of the machine")):
        if first.get(name) != second.get(name):
            yield f"{said} {first.get(name)} then, {second.get(name)} now"
    for name in THREADS:
        if first.get(name) != second.get(name):
            yield f"{name} {first.get(name, 'not set')} then, {second.get(name, 'not set')} now"
    for name in sorted(first.keys() & second.keys() - _ASIDE):
        if first[name] != second[name]:
            yield f"{name} {first[name]} then, {second[name]} now"
    before, after = first.get("packages", {}), second.get("packages", {})
    known = set(imported)
    others = []
    for name in sorted({*before, *after}, key=lambda item: (item not in known, item)):
        if name == _OURS and (name not in before or name not in after):
            continue  # a rebuilt environment runs the code of nbpipe that is at work here
        if before.get(name) != after.get(name):
            text = f"{name} {before.get(name, 'not installed')} then, {after.get(name, 'not installed')} now"
            if name in known:
                yield f"package {text}"
            else:
                others.append(text)
    if others:
        more = f" and {len(others) - 3} more" if len(others) > 3 else ""
        yield f"packages that no step imports by itself: {', '.join(others[:3])}{more}"
