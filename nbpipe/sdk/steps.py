"""Steps of a pipeline without a notebook, with SageMaker's names.

A function under `@step` is called as usual in a definition, and answers a `StepResult`: a value that the run will
have. Where it is an argument of another call, the data flows along that edge.
"""

from __future__ import annotations

import functools
import inspect
import itertools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import FunctionType
from typing import Any, overload

from nbpipe.errors import UsageError
from nbpipe.options import NAME, Duration, StepOptions, options_of
from nbpipe.sdk.expressions import Condition, Join, Value, all_of, values_in

_serials = itertools.count(1)
_OWN = {"inputs": "arguments", "outputs": "the return value"}


@overload
def step(function: Callable[..., Any], /) -> StepFunction: ...
@overload
def step(
    *,
    name: str | None = ...,
    type: str = ...,
    display_name: str = ...,
    description: str = ...,
    metrics: bool = ...,
    depends_on: Sequence[Any] = ...,
    **options: Any,
) -> Callable[[Callable[..., Any]], StepFunction]: ...
def step(
    function: Callable[..., Any] | None = None,
    /,
    *,
    name: str | None = None,
    type: str = "Processing",
    display_name: str = "",
    description: str = "",
    metrics: bool = False,
    depends_on: Sequence[Any] = (),
    **options: Any,
) -> StepFunction | Callable[[Callable[..., Any]], StepFunction]:
    """Make a function a step: `@step` or `@step(name="prepare", no_cache=True)`.

    `name` is that of the function unless it is given. `type` is `Processing` or `Training` (then the return value is
    the model). With `metrics` the function returns a dict of metrics. `depends_on` are steps, or their names, to run
    after without taking data from them. `options` are those of `%%step` with `_` for `-`: what they may be is
    checked with the pipeline, and what is not there yet is refused then.

    Calling the function in a definition answers a `StepResult`; called inside a step it runs as a plain function,
    which is also in its attribute `function`.

    >>> @step(name="double")
    ... def twice(number):
    ...     return 2 * number
    >>> twice(twice(3))
    <result of step double>
    >>> twice.function(3)
    6
    """

    def decorate(function: Callable[..., Any]) -> StepFunction:
        _refuse(function)
        taken = name or function.__name__
        if not NAME.fullmatch(taken):
            raise UsageError(
                f"{taken!r} cannot be a step's name", "use 1 to 64 letters, digits, _ or -", code="name"
            )
        for option, instead in _OWN.items():
            if option in options:
                raise UsageError(f"step {taken} takes no {option}: {instead} says that", code="option")
        if not isinstance(metrics, bool):
            raise UsageError(
                f"metrics of step {taken} is {metrics!r}",
                "metrics=True logs the dict that the function returns; nbpipe.log_metric logs single numbers",
                code="option",
            )
        title = options.pop("title", display_name)
        after = (*_listed(options.pop("after", ())), *_listed(depends_on))
        flags = {**options, **({"title": title} if title else {})}
        flags |= {"description": description} if description else {}
        return StepFunction(function, taken, type, metrics, after, flags)

    return decorate if function is None else decorate(function)


def _refuse(function: Any) -> None:
    """`UsageError` for what is no function that a notebook could call."""
    if not isinstance(function, FunctionType):
        raise UsageError(f"{function!r} is no function", "write @step above a def", code="step-function")
    name = function.__name__
    if not name.isidentifier():
        raise UsageError("a lambda cannot be a step", "write it as a def", code="step-function")
    if inspect.isgeneratorfunction(function) or inspect.isasyncgenfunction(function):
        raise UsageError(
            f"{name} is a generator, and what it yields cannot be kept",
            "return a list instead of using yield",
            code="step-function",
        )
    if function.__closure__:
        outer = ", ".join(function.__code__.co_freevars)
        raise UsageError(
            f"{name} uses {outer} of the function around it, which a step's own process does not have",
            "pass it as an argument, or define it at the top of the module",
            code="step-function",
        )


def _listed(steps: Any) -> tuple[Any, ...]:
    if isinstance(steps, str):
        return tuple(steps.split(","))
    return tuple(steps) if isinstance(steps, list | tuple | set) else (steps,)


@dataclass(frozen=True, eq=False, repr=False)
class StepFunction:
    """A function that is a step. `options` are further options of `%%step`, as they were given."""

    function: FunctionType | Callable[..., Any]
    name: str
    type: str = "Processing"
    metrics: bool = False
    after: tuple[Any, ...] = ()
    options: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for attribute in functools.WRAPPER_ASSIGNMENTS:
            if hasattr(self.function, attribute):
                object.__setattr__(self, attribute, getattr(self.function, attribute))
        object.__setattr__(self, "__wrapped__", self.function)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        from nbpipe.tracking import current

        if current.context.step:  # in a run, functions that call each other are just functions
            return self.function(*args, **kwargs)
        try:
            inspect.signature(self.function).bind(*args, **kwargs)
        except TypeError as error:
            raise UsageError(f"step {self.name}: {error}", code="arguments") from None
        return StepResult(self, args, kwargs, next(_serials), list(self.after))

    def __repr__(self) -> str:
        return f"<step {self.name}: call it to use it in a pipeline>"


@dataclass(frozen=True, eq=False, repr=False)
class StepResult(Value):
    """What a call of a step will return. `serial` orders all calls of this process."""

    step: StepFunction
    args: tuple[Any, ...]
    kwargs: Mapping[str, Any]
    serial: int
    after: list[Any]

    def add_depends_on(self, steps: Sequence[Any]) -> None:
        """Run after these steps, or names of steps, without taking data from them."""
        self.after.extend(_listed(steps))

    def __repr__(self) -> str:
        return f"<result of step {self.step.name}>"


@dataclass(frozen=True, eq=False)
class ConditionStep:
    """Chooses between steps: `if_steps` run where all conditions hold, `else_steps` where they do not."""

    name: str
    conditions: Condition | Value | Sequence[Condition | Value]
    if_steps: Sequence[Any] = ()
    else_steps: Sequence[Any] = ()
    display_name: str = ""
    description: str = ""
    depends_on: Sequence[Any] = ()

    def __post_init__(self) -> None:
        _check_name(self.name)
        all_of(self.conditions)

    @property
    def condition(self) -> Condition:
        """All conditions as one."""
        return all_of(self.conditions)


@dataclass(frozen=True, eq=False)
class FailStep:
    """Ends the execution as Failed. The message is a text, a value of the run, or a `Join` of both."""

    name: str
    error_message: str | Value | Join = ""
    display_name: str = ""
    description: str = ""
    depends_on: Sequence[Any] = ()

    def __post_init__(self) -> None:
        _check_name(self.name)


@dataclass(frozen=True, eq=False)
class RegisterStep:
    """Enters a model into the registry.

    `model` and `metrics` are results of steps, `model_package_group_name` (or `group`) names the model group,
    `approval_status` is a status or a parameter that holds one, and `card` the model card in Markdown.
    """

    name: str
    model: Value
    model_package_group_name: str = ""
    metrics: Value | None = None
    approval_status: str | Value = "PendingManualApproval"
    card: str | Value | Join = ""
    display_name: str = ""
    description: str = ""
    depends_on: Sequence[Any] = ()
    group: str = field(default="", kw_only=True)

    def __post_init__(self) -> None:
        _check_name(self.name)
        if bool(self.group) == bool(self.model_package_group_name):
            raise UsageError(
                f"step {self.name} needs one name of a model group",
                f'write RegisterStep("{self.name}", model=model, group="churn")',
            )
        for what, value in (("model", self.model), ("metrics", self.metrics)):
            if value is not None and not isinstance(value, StepResult):
                raise UsageError(
                    f"{what} of step {self.name} is {value!r}, not the result of a step",
                    f"return the {what} alone from a step, and give its result",
                )


def _check_name(name: Any) -> None:
    if not isinstance(name, str) or not NAME.fullmatch(name):
        raise UsageError(
            f"{name!r} cannot be a step's name", "use 1 to 64 letters, digits, _ or -", code="name"
        )


AnyStep = StepResult | ConditionStep | FailStep | RegisterStep
STEPS = (StepResult, ConditionStep, FailStep, RegisterStep)


def values_of(item: AnyStep) -> list[Value]:
    """The parameters and results that a step refers to, in the order of its arguments."""
    match item:
        case StepResult():
            parts: list[Any] = [*item.args, *item.kwargs.values()]
        case ConditionStep():
            parts = [item.condition]
        case FailStep():
            parts = [item.error_message]
        case RegisterStep():
            parts = [item.model, item.metrics, item.approval_status, item.card]
    return [value for part in parts for value in values_in(part)]


def after_of(item: AnyStep) -> tuple[Any, ...]:
    """The steps, or names of steps, that it is ordered after."""
    return tuple(item.after) if isinstance(item, StepResult) else _listed(item.depends_on)


# ---- options --------------------------------------------------------------------------------------------------------

_BARE = re.compile(r"[\w.,:/@+-]+", re.ASCII)


def flags(options: Mapping[str, Any]) -> Iterator[str]:
    """The words of a `%%step` line that say these options. Nothing is left out: what is wrong, the compiler says.

    >>> list(flags({"retry_on": ["OSError", "KernelDied"], "timeout": 90, "no_cache": True, "title": "Say \\"hi\\""}))
    ['--retry-on=OSError,KernelDied', '--timeout=90s', '--no-cache', '--title="Say \\\\"hi\\\\""']
    """
    kinds = {item.field: item.kind for item in options_of(StepOptions)}
    for name, value in options.items():
        flag = "--" + name.replace("_", "-")
        if value is True:
            yield flag
        elif value is None or value is False:
            continue
        elif isinstance(value, Value):
            raise UsageError(f"{flag} cannot be {value!r}: options are known before the run", code="option")
        else:
            yield f"{flag}={quoted(_word(value, kinds.get(name)))}"


def _word(value: Any, kind: Any) -> str:
    if isinstance(value, list | tuple):
        return ",".join(_word(item, None) for item in value)
    if isinstance(value, type) and issubclass(value, BaseException):
        known = value.__module__ in ("builtins", "__main__")
        return value.__name__ if known else f"{value.__module__}.{value.__qualname__}"
    if kind is Duration and isinstance(value, int | float):
        return f"{value}s"
    return str(value)


def quoted(text: str) -> str:
    """A word of a magic line."""
    text = " ".join(text.split())
    if _BARE.fullmatch(text):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
