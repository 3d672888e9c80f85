"""A search by Optuna: which parameters to try next, given what was tried."""

from __future__ import annotations

import itertools
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from nbpipe.errors import NbpipeError
from nbpipe.tuning.space import Dimension

_CLASSES = {"tpe": "TPESampler", "random": "RandomSampler", "cmaes": "CmaEsSampler"}


@dataclass(frozen=True)
class Start:
    """What a search begins with: parameters that are tried `first`, and what others are `known` to have come to."""

    first: Sequence[Mapping[str, Any]] = ()
    known: Sequence[tuple[Mapping[str, Any], float]] = ()


class Study:
    """Asks for parameters and is told their value, in any order. Equal seeds and answers give equal questions."""

    def __init__(
        self, space: Sequence[Dimension], maximize: bool, sampler: str, seed: int, start: Start = Start()
    ) -> None:
        self._space = space
        self._open: dict[str, Any] = {}
        self._grid: Iterator[tuple[Any, ...]] | None = None
        if sampler == "grid":
            names = [item.name for item in space]
            points = [dict(zip(names, point, strict=True)) for point in _points(space)]
            first = [dict(values) for values in start.first if dict(values) in points]
            tried = [*first, *(dict(values) for values, _ in start.known)]
            rest = [values for values in points if values not in tried]
            self._grid = (tuple(values[name] for name in names) for values in (*first, *rest))
            return
        optuna = _optuna()
        optuna.logging.set_verbosity(optuna.logging.WARNING)
        made: Any = getattr(optuna.samplers, _CLASSES[sampler])
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            chosen = made(seed=seed % 2**32, **({"constant_liar": True} if sampler == "tpe" else {}))
            self._study = optuna.create_study(
                direction="maximize" if maximize else "minimize", sampler=chosen
            )
        self._distributions = {item.name: distribution(optuna, item) for item in space}
        self._states = optuna.trial.TrialState
        for values, value in start.known:
            within = self._within(values)
            if within:
                about = {name: self._distributions[name] for name in within}
                made_then = optuna.trial.create_trial(params=within, distributions=about, value=value)
                self._study.add_trial(made_then)
        for values in start.first:
            self._study.enqueue_trial(self._within(values))

    def _within(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Those of the parameters that are searched here, where they lie in what is searched."""
        return {
            item.name: values[item.name]
            for item in self._space
            if item.name in values and item.holds(values[item.name])
        }

    def ask(self, key: str) -> dict[str, Any] | None:
        """The parameters of the next trial, which is called `key`; None where a grid is at its end."""
        if self._grid is not None:
            values = next(self._grid, None)
            return (
                None
                if values is None
                else dict(zip((item.name for item in self._space), values, strict=True))
            )
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            self._open[key] = trial = self._study.ask(self._distributions)
        return {item.name: trial.params[item.name] for item in self._space}

    def tell(self, key: str, value: float | None, reported: Mapping[int, float] | None = None) -> None:
        """What a trial came to; None where it failed, or was given up after it had `reported` that (step → value)."""
        trial = self._open.pop(key, None)
        if trial is None:
            return
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            if value is None and reported:
                for step, item in reported.items():
                    trial.report(item, step)
                self._study.tell(trial, state=self._states.PRUNED)
            elif value is None:
                self._study.tell(trial, state=self._states.FAIL)
            else:
                self._study.tell(trial, value)


def _points(space: Sequence[Dimension]) -> Iterator[tuple[Any, ...]]:
    return itertools.product(*(item.grid() for item in space))


def _optuna() -> Any:
    try:
        import optuna
    except ImportError:
        raise NbpipeError(
            "this search needs Optuna, which is not installed",
            'pip install "nbpipe-ml[tuning]", or search with --sampler grid',
        ) from None
    return optuna


def distribution(optuna: Any, item: Dimension) -> Any:
    kinds = optuna.distributions
    if item.kind == "choice":
        return kinds.CategoricalDistribution(item.choices)
    if item.kind == "int":
        return kinds.IntDistribution(int(item.low), int(item.high), log=item.log, step=int(item.step or 1))
    return kinds.FloatDistribution(item.low, item.high, log=item.log, step=item.step)


def said(values: Mapping[str, Any]) -> str:
    """Parameters in one line.

    >>> said({"max_depth": 3, "eta": 0.123456})
    'max_depth=3, eta=0.1235'
    """
    return ", ".join(
        f"{name}={value:.4g}" if isinstance(value, float) else f"{name}={value}"
        for name, value in values.items()
    )
