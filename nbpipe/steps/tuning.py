"""Tuning: the body once for each set of parameters that a search asks for; the step gives what the best of them gave."""

from __future__ import annotations

import contextlib
import math
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from nbpipe import fingerprint, tracking
from nbpipe.errors import DefinitionError, NbpipeError, Problem
from nbpipe.model import Artifact, Child, Many, Outcome, Run, Step, StepStatus, variable_of
from nbpipe.options import Count, Names, Share, Texts, Variable, option
from nbpipe.steps import Inputs, Uses
from nbpipe.tuning import earlier, space
from nbpipe.tuning.study import Start, Study, said

_MADE = ("tuning", "best_parameters")
_COLUMNS = ("trial", "status", "seconds")  # of `tuning`, beside the parameters and the metric
_MOST_POINTS = 100_000  # of a grid: more are never tried, and each of them takes memory
_STEERING = ("tune", "trials", "parallel", "sampler", "max_failures", "warm_start", "transfer")


def _check_space(text: str, before: Sequence[str]) -> None:
    name = space.parse(text).name
    if name in (space.parse(other).name for other in before):
        raise ValueError(f"{name} stands there twice")


def _check_objective(text: str, before: Sequence[str]) -> None:
    if _objective(text) is None:
        raise ValueError(f"{text!r} does not say which end of which metric is better")


@dataclass(frozen=True)
class TuningOptions:
    """Options of a Tuning step."""

    tune: Texts = option(
        "a parameter and where it is searched, once for each: int(LOW,HIGH), float(LOW,HIGH,log), choice(A,B)",
        default=Texts(),
        metavar='"max_depth=int(2,8)"',
        check=_check_space,
        expected=f"write {space.GRAMMAR}",
    )
    objective: str = option(
        "the metric that decides, and its better end",
        default="",
        metavar="max:auc",
        check=_check_objective,
        expected="write max:auc or min:loss",
    )
    trials: Count = option("how many sets of parameters are tried", default=Count(20), metavar="30")
    parallel: Count | None = option("how many at the same time (default: one a core)", metavar="4")
    sampler: Literal["tpe", "random", "grid", "cmaes"] = option("how the next ones are chosen", default="tpe")
    prune: bool = option(
        "give a trial up that reports less than half of the others (nbpipe.report)", default=False
    )
    max_failures: Share = option(
        "go on as long as no more trials than this failed", default=Share("50%"), metavar="3 or 10%"
    )
    warm_start: Names = option(
        "begin with what the trials of earlier executions came to; latest is this step's last one",
        default=Names(),
        metavar="latest",
    )
    transfer: bool = option(
        "with --warm-start, where code or data are not those of then: the best of then are tried first, no more",
        default=False,
    )
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
    many = True
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
        if options.trials < 1 or options.parallel == 0:
            problems.append(
                Problem("value", "a search needs one trial or more, and one at a time or more", "--trials 20")
            )
        if options.transfer and not options.warm_start:
            problems.append(
                Problem(
                    "value", "--transfer says how, and --warm-start is not there", "add --warm-start latest"
                )
            )
        problems += _space_problems(options)
        if problems:
            raise DefinitionError.of(problems)
        kept = (options.model,) if options.model else ()
        words = (
            text.partition("=")[0].strip() for text in options.tune
        )  # also of those that are wrong otherwise
        names = tuple(dict.fromkeys(word for word in words if word.isidentifier()))
        return Uses(provides=names, binds=_MADE, keeps=(*kept, *_MADE), own=("trials",))

    def plan(self, step: Step, options: TuningOptions, inputs: Inputs) -> Many:
        own = variable_of(step.name, "trials")
        code = fingerprint.of("tuning", [cell.source for cell in step.cells])
        data = {name: artifact.digest for name, artifact in inputs.artifacts.items()}
        search = earlier.Search(options.objective, code, data)
        parents = [inputs.load(artifact) for artifact in _parents(options.warm_start, own, inputs)]
        start = earlier.start(search, parents, transfer=options.transfer, trials=options.trials)
        family = _Search(step, options, inputs.artifacts, inputs.seed, search, start)
        most = Share(options.max_failures).of(options.trials)
        arguments: dict[str, Any] = {
            "trials": options.trials,
            "parallel": family.parallel,
            "seed": inputs.seed,
        }
        if parents:
            arguments["parents"] = fingerprint.of("parents", parents)
        return Many(family.ask, family.join, lambda: most, tracking.PRUNED, arguments, _STEERING)

    def by_hand(self, body: str, options: Any, values: Mapping[str, Any]) -> str:
        return ""


def _dimensions(tune: Sequence[str]) -> list[space.Dimension]:
    """Those that can be read; what is wrong with the others is said where the options are read."""
    found = []
    for text in tune:
        with contextlib.suppress(ValueError):
            found.append(space.parse(text))
    return found


def _points(tune: Sequence[str]) -> int:
    """How many points a grid over that has."""
    return math.prod(item.count() for item in _dimensions(tune))


def _space_problems(options: TuningOptions) -> Iterator[Problem]:
    """What is wrong with the dimensions taken together: too large a grid, names that the table of trials has already."""
    points = _points(options.tune)
    if options.sampler == "grid" and points > _MOST_POINTS:
        yield Problem(
            "value",
            f"the grid has {points:,} points, and none of more than {_MOST_POINTS:,} is searched",
            "write steps, such as int(1,1000,step=100), or --sampler random",
        )
    objective = _objective(options.objective)
    metric = objective[1] if objective else None
    for item in _dimensions(options.tune):
        if item.name in (*_COLUMNS, metric):
            what = "the metric that decides" if item.name == metric else "a column of the table of trials"
            yield Problem(
                "value", f"--tune: {item.name} is the name of {what}", "give the parameter another name"
            )


def _parents(names: Sequence[str], variable: str, inputs: Inputs) -> Iterator[Artifact]:
    """The records of earlier searches. The first time there is no latest one."""
    for name in names:
        found = inputs.earlier(variable) if name == "latest" else inputs.from_execution(variable, name)
        if found is not None:
            yield found
        elif name != "latest":
            raise NbpipeError(
                f"execution {name} has no {variable}: a Tuning step of this name did not succeed there",
                "nbpipe runs lists the executions",
            )


def _objective(text: str) -> tuple[bool, str] | None:
    """Whether the largest is the best, and of which metric."""
    end, _, metric = text.partition(":")
    return (end == "max", metric) if end in ("max", "min") and metric else None


def _reported(outcome: Outcome, metric: str) -> dict[int, float]:
    """What a trial reported on its way, by step."""
    return {
        item.step: item.value for item in outcome.metrics if item.name == metric and item.step is not None
    }


@dataclass
class _Search:
    """The trials of one Tuning step."""

    step: Step
    options: TuningOptions
    inputs: Mapping[str, Artifact]
    seed: int
    search: earlier.Search
    start: Start = Start()
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
            self.study = Study(dimensions, self.maximize, self.options.sampler, self.seed, self.start)
        for key in ended:
            if key not in self.told:
                self.told.add(key)
                self.study.tell(key, self._value(key, ended[key]), _reported(ended[key], self.metric))
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
            gives = tuple(name for name in self.step.outputs if name not in self._made())
            promised = (self.options.model,) if self.options.model else ()
            search = {
                "metric": self.metric,
                "maximize": self.maximize,
                "prune": self.options.prune,
                "others": [
                    {str(step): value for step, value in _reported(ended[other], self.metric).items()}
                    for other in self.told
                    if ended[other].status is StepStatus.SUCCEEDED
                ]
                if self.options.prune
                else [],
            }
            run = Run(
                metrics=self.options.metrics, promised=promised, binds=values, gives=gives, search=search
            )
            children.append(Child(key, run, self.inputs, said(values)))
        return children

    def _made(self) -> tuple[str, ...]:
        """The outputs that are not the trials'."""
        return (*_MADE, variable_of(self.step.name, "trials"))

    def _value(self, key: str, outcome: Outcome) -> float | None:
        """What a trial came to; `NbpipeError` where it succeeded without the metric."""
        if outcome.status is not StepStatus.SUCCEEDED:
            return None
        found = [item.value for item in outcome.metrics if item.name == self.metric]
        if not found:
            logged = ", ".join(sorted({item.name for item in outcome.metrics})) or "no metric"
            raise NbpipeError(
                f"trial {key} ended without a number for {self.metric}, which --objective names; it logs {logged}",
                f'name the dict of metrics, --metrics metrics and metrics = {{"{self.metric}": …}}, with a number in it;'
                " a trial that has none may raise an error",
            )
        return found[-1] if math.isfinite(found[-1]) else None

    def join(self, ended: Mapping[str, Outcome]) -> Run:
        values = {key: self._value(key, outcome) for key, outcome in ended.items()}
        good = [key for key in self.asked if values.get(key) is not None]
        if not good:
            came = sum(outcome.status is StepStatus.SUCCEEDED for outcome in ended.values())
            said = f": it is not finite in {came} of them" if came else ""
            raise NbpipeError(f"no trial gave a value of {self.metric}{said}", "see the log of one of them")
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
        reported = {key: _reported(ended[key], self.metric) for key in self.asked if key in ended}
        arguments = {
            "trials": trials,
            "best": best,
            "asked": self.asked,
            "parameters": self.asked[best],
            "metric": self.metric,
            "maximize": self.maximize,
            "space": list(self.options.tune),
            "reported": {
                key: {str(step): value for step, value in item.items()} for key, item in reported.items()
            },
            "points": _points(self.options.tune) if self.options.sampler == "grid" else None,
            "record": self._made()[-1],
            "kept": earlier.record(self.search, [(self.asked[key], values.get(key)) for key in self.asked]),
        }
        return Run(work="nbpipe.work.tuning:join", arguments=arguments, loads=ended[best].outputs, body=False)


step_type = Tuning()
