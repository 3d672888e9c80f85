"""Tuning: the body once for each set of parameters that a search asks for; the step gives what the best of them gave."""

from __future__ import annotations

import math
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from nbpipe import tracking
from nbpipe.errors import DefinitionError, NbpipeError, Problem
from nbpipe.model import Artifact, Child, Many, Outcome, Run, Step, StepStatus
from nbpipe.options import Count, Texts, Variable, option
from nbpipe.steps import Inputs, Uses
from nbpipe.tuning import space
from nbpipe.tuning.study import Study, said

_MADE = ("tuning", "best_parameters")


@dataclass(frozen=True)
class TuningOptions:
    """Options of a Tuning step."""

    tune: Texts = option(
        "a parameter and where it is searched, once for each: int(LOW,HIGH), float(LOW,HIGH,log), choice(A,B)",
        default=Texts(),
        metavar='"max_depth=int(2,8)"',
    )
    objective: str = option("the metric that decides, and its better end", default="", metavar="max:auc")
    trials: Count = option("how many sets of parameters are tried", default=Count(20), metavar="30")
    parallel: Count | None = option("how many at the same time (default: one a core)", metavar="4")
    sampler: Literal["tpe", "random", "grid", "cmaes"] = option("how the next ones are chosen", default="tpe")
    prune: bool = option(
        "give a trial up that reports less than half of the others (nbpipe.report)", default=False
    )
    max_failures: Count | None = option("go on as long as no more trials failed (default: half)", metavar="N")
    model: Variable | None = option("the variable that is the model; it is kept", metavar="NAME")
    metrics: Variable | None = option("a dict of this name holds metrics", metavar="NAME")


class Tuning:
    """Runs its body for each trial; later steps get what the best one made, `tuning` (a table) and `best_parameters`."""

    name = "Tuning"
    version = 1
    description = "training code that is run for many parameters; the best is taken"
    python = True
    irrevocable = False
    works = False
    imports: tuple[str, ...] = ()
    options: type = TuningOptions

    def uses(self, body: str, options: TuningOptions) -> Uses:
        problems = []
        for flag, given in (("--tune", options.tune), ("--objective", options.objective)):
            if not given:
                example = '%%step tune --type Tuning --tune "max_depth=int(2,8)" --objective max:auc --metrics metrics'
                problems.append(
                    Problem("option-missing", f"a Tuning step needs {flag}", f"such as {example}")
                )
        names: list[str] = []
        for text in options.tune:
            try:
                found = space.parse(text)
            except ValueError as error:
                problems.append(Problem("search-space", f"--tune: {error}", f"write {space.GRAMMAR}"))
                continue
            if found.name in names:
                problems.append(
                    Problem("search-space", f"--tune: {found.name} stands there twice", "leave one out")
                )
            names.append(found.name)
        if options.objective and _objective(options.objective) is None:
            message = f"--objective {options.objective} does not say which end of which metric is better"
            problems.append(Problem("objective", message, "write max:auc or min:loss"))
        if options.trials < 1 or options.parallel == 0:
            problems.append(
                Problem("value", "a search needs one trial or more, and one at a time or more", "--trials 20")
            )
        if problems:
            raise DefinitionError.of(problems)
        kept = (options.model,) if options.model else ()
        return Uses(provides=tuple(names), binds=_MADE, keeps=(*kept, *_MADE))

    def plan(self, step: Step, options: TuningOptions, inputs: Inputs) -> Many:
        search = _Search(step, options, inputs.artifacts, inputs.seed)
        most = options.trials // 2 if options.max_failures is None else options.max_failures
        arguments = {"trials": options.trials, "parallel": search.parallel, "seed": inputs.seed}
        return Many(search.ask, search.join, most, tracking.PRUNED, arguments)

    def by_hand(self, body: str, options: Any, values: Mapping[str, Any]) -> str:
        return ""


def _objective(text: str) -> tuple[bool, str] | None:
    """Whether the largest is the best, and of which metric."""
    end, _, metric = text.partition(":")
    return (end == "max", metric) if end in ("max", "min") and metric else None


def _reported(outcome: Outcome, metric: str) -> dict[str, float]:
    """What a trial reported on its way, by step."""
    return {
        str(item.step): item.value
        for item in outcome.metrics
        if item.name == metric and item.step is not None
    }


@dataclass
class _Search:
    """The trials of one Tuning step."""

    step: Step
    options: TuningOptions
    inputs: Mapping[str, Artifact]
    seed: int
    asked: dict[str, dict[str, Any]] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)
    over: bool = False

    def __post_init__(self) -> None:
        objective = _objective(self.options.objective)
        assert objective is not None
        self.maximize, self.metric = objective
        self.parallel = self.options.parallel or max(1, os.cpu_count() or 1)
        self.study: Study | None = None

    def ask(self, ended: Mapping[str, Outcome], running: int) -> Sequence[Child]:
        if self.study is None:
            dimensions = [space.parse(text) for text in self.options.tune]
            self.study = Study(dimensions, self.maximize, self.options.sampler, self.seed)
        for key in ended:
            if key not in self.told:
                self.told.add(key)
                self.study.tell(key, self._value(ended[key]))
        children: list[Child] = []
        while (
            not self.over
            and len(self.asked) < self.options.trials
            and running + len(children) < self.parallel
        ):
            key = str(len(self.asked))
            values = self.study.ask(key)
            if values is None:
                self.over = True
                break
            self.asked[key] = values
            gives = tuple(name for name in self.step.outputs if name not in _MADE)
            promised = (self.options.model,) if self.options.model else ()
            search = {
                "metric": self.metric,
                "maximize": self.maximize,
                "prune": self.options.prune,
                "others": [_reported(ended[other], self.metric) for other in self.told]
                if self.options.prune
                else [],
            }
            run = Run(
                metrics=self.options.metrics, promised=promised, binds=values, gives=gives, search=search
            )
            children.append(Child(key, run, self.inputs, said(values)))
        return children

    def _value(self, outcome: Outcome) -> float | None:
        """What a trial came to; `NbpipeError` where it succeeded without the metric."""
        if outcome.status is not StepStatus.SUCCEEDED:
            return None
        found = [item.value for item in outcome.metrics if item.name == self.metric]
        if not found:
            logged = ", ".join(sorted({item.name for item in outcome.metrics})) or "none"
            raise NbpipeError(
                f"no trial logs {self.metric}, which --objective names; they log {logged}",
                f'name the dict of metrics: --metrics metrics and metrics = {{"{self.metric}": …}}',
            )
        return found[-1] if math.isfinite(found[-1]) else None

    def join(self, ended: Mapping[str, Outcome]) -> Run:
        values = {key: self._value(outcome) for key, outcome in ended.items()}
        good = [key for key in self.asked if values.get(key) is not None]
        if not good:
            raise NbpipeError(f"no trial gave a value of {self.metric}", "see the log of one of them")
        best = (max if self.maximize else min)(good, key=lambda key: values[key] or 0.0)
        trials = [
            {
                "trial": int(key),
                **parameters,
                self.metric: values.get(key),
                "status": str(ended[key].status) if key in ended else "Stopped",
                "seconds": round(ended[key].seconds, 3) if key in ended else None,
            }
            for key, parameters in self.asked.items()
        ]
        arguments = {"trials": trials, "best": best, "parameters": self.asked[best], "metric": self.metric}
        return Run(work="nbpipe.work.tuning:join", arguments=arguments, loads=ended[best].outputs, body=False)


step_type = Tuning()
