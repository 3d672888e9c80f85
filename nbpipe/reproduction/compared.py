"""Two executions of one definition beside each other: by digest, and by value where bytes cannot agree."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from nbpipe import fingerprint
from nbpipe.errors import NbpipeError
from nbpipe.model import Artifact, Output, StepStatus
from nbpipe.reproduction.recorded import Recorded

# Formats whose values can be held against each other number by number; to load one runs no code of anybody's.
NUMERIC = frozenset({"json_value", "frame", "series", "ndarray", "sparse"})


class Verdict(StrEnum):
    """How a thing of the second run stands to that of the first."""

    EQUAL = "equal"
    CLOSE = "within tolerance"
    OTHER_BYTES = "other bytes"  # of a format whose values cannot be compared: metrics must speak for it
    DIFFERS = "differs"
    MISSING = "missing"


class Agreement(StrEnum):
    """What it all comes to."""

    BIT_FOR_BIT = "bit for bit"
    WITHIN_TOLERANCE = "within tolerance"
    DIFFERS = "differs"

    @property
    def agrees(self) -> bool:
        return self is not Agreement.DIFFERS


@dataclass(frozen=True)
class Row:
    """One thing that was compared. `kind` is variable, figure, status, metric, model, card or file; `first` and `second` are
    digests (see `identity`), numbers or words. `difference` is the largest relative one between two numbers, where there are numbers.
    """

    step: str
    name: str
    kind: str
    verdict: Verdict
    first: Any
    second: Any
    difference: float | None = None


Load = Callable[[Artifact], Any]


def agreement(rows: Iterable[Row]) -> Agreement:
    """What rows come to. Other bytes are excused only where metrics were compared, and all of them agree.

    >>> agreement([Row("train", "model", "variable", Verdict.OTHER_BYTES, "a", "b")])
    <Agreement.DIFFERS: 'differs'>
    >>> agreement([])
    <Agreement.DIFFERS: 'differs'>
    """
    found = list(rows)
    verdicts = {row.verdict for row in found}
    if not found or verdicts & {Verdict.DIFFERS, Verdict.MISSING}:
        return Agreement.DIFFERS
    if verdicts == {Verdict.EQUAL}:
        return Agreement.BIT_FOR_BIT
    measured = any(row.kind == "metric" for row in found)
    if Verdict.OTHER_BYTES in verdicts and not measured:
        return Agreement.DIFFERS
    return Agreement.WITHIN_TOLERANCE


def rows(
    first: Recorded,
    second: Recorded,
    steps: tuple[str, ...],
    tolerance: float,
    loads: tuple[Load, Load],
) -> Iterator[Row]:
    """Everything of these steps that can be compared, step by step in notebook order, then the model version.

    `tolerance` is relative, and absolute for numbers below 1; 0 asks for equal numbers.
    """
    before, after = ({item.step: item for item in run.execution.steps} for run in (first, second))
    for name in steps:
        one, two = before.get(name), after.get(name)
        if one is None or two is None:
            yield Row(
                name, "status", "status", Verdict.MISSING, one and str(one.status), two and str(two.status)
            )
            continue
        yield _plain(name, "status", "status", str(one.status), str(two.status))
        if one.status is not StepStatus.SUCCEEDED:
            continue
        if one.type == "Condition":
            yield _plain(name, "value", "status", first.results[name].taken, _taken(second, name))
        yield from _outputs(name, first.outputs(name), second.outputs(name), tolerance, loads)
        yield from _metrics(
            name,
            {item.name: item.value for item in one.metrics},
            {item.name: item.value for item in two.metrics},
            tolerance,
        )
    if first.version is not None:
        yield from _version(first, second, tolerance)


def _taken(recorded: Recorded, step: str) -> bool | None:
    return recorded.results[step].taken if step in recorded.results else None


def _plain(step: str, name: str, kind: str, first: Any, second: Any) -> Row:
    return Row(step, name, kind, Verdict.EQUAL if first == second else Verdict.DIFFERS, first, second)


def _outputs(
    step: str,
    first: tuple[Output, ...],
    second: tuple[Output, ...],
    tolerance: float,
    loads: tuple[Load, Load],
) -> Iterator[Row]:
    before, after = ({(item.kind, item.variable): item.artifact for item in side} for side in (first, second))
    for kind, name in [*before, *(key for key in after if key not in before)]:
        one, two = before.get((kind, name)), after.get((kind, name))
        if one is None or two is None:
            yield Row(step, name, kind, Verdict.MISSING, one and identity(one), two and identity(two))
            continue
        difference = None
        if identity(one) == identity(two) and one.materializer == two.materializer:
            verdict = Verdict.EQUAL
        elif kind == "variable" and one.materializer == two.materializer and one.materializer in NUMERIC:
            difference = _distance(one, two, loads)
            close = difference is not None and difference <= tolerance
            verdict = Verdict.CLOSE if close else Verdict.DIFFERS
        else:
            verdict = Verdict.OTHER_BYTES
        yield Row(step, name, kind, verdict, identity(one), identity(two), difference)


def identity(artifact: Artifact) -> str:
    """What content is compared by: its digest; of a figure, which never pickles twice the same, that of its picture."""
    picture = artifact.preview.get("data") if artifact.materializer == "figure" else None
    return fingerprint.of("picture", picture) if picture is not None else artifact.digest


def _distance(one: Artifact, two: Artifact, loads: tuple[Load, Load]) -> float | None:
    try:
        return distance(loads[0](one), loads[1](two))
    except NbpipeError:  # a blob that is gone: then nobody knows
        return None


def _metrics(
    step: str, first: Mapping[str, float], second: Mapping[str, float], tolerance: float
) -> Iterator[Row]:
    for name in [*first, *(name for name in second if name not in first)]:
        if name not in first or name not in second:
            yield Row(step, name, "metric", Verdict.MISSING, first.get(name), second.get(name))
            continue
        one, two = first[name], second[name]
        off = distance(one, two)
        if off == 0:
            yield Row(step, name, "metric", Verdict.EQUAL, one, two)
        else:
            close = off is not None and off <= tolerance
            yield Row(step, name, "metric", Verdict.CLOSE if close else Verdict.DIFFERS, one, two, off)


def _version(first: Recorded, second: Recorded, tolerance: float) -> Iterator[Row]:
    one, two = first.version, second.version
    assert one is not None
    step = one.step or ""
    if two is None:
        yield Row(step, f"{one.group}:{one.version}", "model", Verdict.MISSING, one.artifact.digest, None)
        return
    same = one.artifact.digest == two.artifact.digest
    verdict = Verdict.EQUAL if same else Verdict.OTHER_BYTES
    yield Row(step, one.group, "model", verdict, one.artifact.digest, two.artifact.digest)
    yield from _metrics(step, flat(one.metrics), flat(two.metrics), tolerance)
    yield _plain(step, "card", "card", one.card, two.card)


def flat(metrics: Mapping[str, Any], before: str = "") -> dict[str, Any]:
    """Nested metrics by their path.

    >>> flat({"auc": 0.8, "by": {"n": 3}})
    {'auc': 0.8, 'by.n': 3}
    """
    found: dict[str, Any] = {}
    for name, value in metrics.items():
        if isinstance(value, Mapping):
            found |= flat(value, f"{before}{name}.")
        else:
            found[f"{before}{name}"] = value
    return found


def distance(one: Any, two: Any) -> float | None:
    """The largest difference between the numbers of two values: relative, and absolute below 1.

    None where they differ in anything but numbers: in type, shape, names, texts, or where only one is a number.

    >>> distance({"a": [1.0, float("nan")]}, {"a": [1.1, float("nan")]}) < 0.1
    True
    >>> distance([1], [1, 2]), distance("a", "a"), distance("a", "b")
    (None, 0.0, None)
    """
    if _is_number(one) and _is_number(two):
        return _between(float(one), float(two))
    if type(one) is not type(two):
        return None
    if isinstance(one, Mapping):
        if list(one) != list(two):
            return None
        return _largest(distance(one[key], two[key]) for key in one)
    if isinstance(one, list | tuple):
        if len(one) != len(two):
            return None
        return _largest(distance(a, b) for a, b in zip(one, two, strict=True))
    if hasattr(one, "to_numpy") or hasattr(one, "__array__") or hasattr(one, "tocoo"):
        return _of_arrays(one, two)
    return 0.0 if one == two else None


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _between(one: float, two: float) -> float:
    if one == two or (math.isnan(one) and math.isnan(two)):
        return 0.0
    off = abs(one - two) / max(abs(one), abs(two), 1.0)
    return off if math.isfinite(off) else math.inf


def _largest(found: Iterator[float | None]) -> float | None:
    largest = 0.0
    for item in found:
        if item is None:
            return None
        largest = max(largest, item)
    return largest


def _of_arrays(one: Any, two: Any) -> float | None:
    """Of frames, series, arrays and sparse matrices: column by column."""
    if hasattr(one, "columns"):
        if list(one.columns) != list(two.columns) or one.shape != two.shape:
            return None
        if hasattr(one, "index") and not one.index.equals(two.index):
            return None
        return _largest(_of_column(_column(one, i), _column(two, i)) for i in range(one.shape[1]))
    if hasattr(one, "tocoo"):
        if one.shape != two.shape or (one != two).nnz == 0:
            return 0.0 if one.shape == two.shape else None
        return _of_column(one.toarray().ravel(), two.toarray().ravel())
    if getattr(one, "shape", None) != getattr(two, "shape", None):
        return None
    if hasattr(one, "index") and hasattr(one.index, "equals") and not one.index.equals(two.index):
        return None
    return _of_column(one, two)


def _column(frame: Any, index: int) -> Any:
    return frame.iloc[:, index] if hasattr(frame, "iloc") else frame[:, index]


def _of_column(one: Any, two: Any) -> float | None:
    import numpy as np

    if one.dtype != two.dtype:
        return None
    left, right = np.asarray(one), np.asarray(two)
    if left.dtype.kind not in "fiu":
        return 0.0 if list(left.ravel()) == list(right.ravel()) else None
    a, b = left.astype(float).ravel(), right.astype(float).ravel()
    same = (a == b) | (np.isnan(a) & np.isnan(b))
    if same.all():
        return 0.0
    with np.errstate(all="ignore"):
        off = np.abs(a - b) / np.maximum(np.maximum(np.abs(a), np.abs(b)), 1.0)
    largest = float(np.max(off[~same]))
    return largest if math.isfinite(largest) else math.inf
