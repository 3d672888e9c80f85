"""Model: an estimator as a deployable model, tested by loading back what is saved."""

from __future__ import annotations

import platform
import sys
from collections.abc import Iterator, Mapping
from importlib import metadata
from typing import Any

from nbpipe.deployable import DeployableModel, is_deployable, predicting
from nbpipe.deployable.signature import SchemaError, Signature, is_frame, of_data, of_model
from nbpipe.errors import NbpipeError
from nbpipe.materializers import model_formats
from nbpipe.work import Given

ROWS = 5
"""How many rows the example has."""


def run(given: Given) -> Mapping[str, Any]:
    """The deployable model of the step; see `nbpipe.steps.model` for the arguments."""
    name, data_name = given.arguments["model"], given.arguments["data"]
    model = given.value(name)
    model = model.estimator if is_deployable(model) else model
    predicting.require(model, "predict", name)
    _insist_on_fitted(model, name)
    rows = None if data_name is None else _features(model, given.value(data_name), data_name)
    example = None if rows is None else _first(rows)
    signature = Signature(
        of_model(model) if rows is None else of_data(rows),
        {method: of_data(values) for method, values in _answers(model, example, name).items()},
        predicting.classes(model),
    )
    loaded, kept_as, why = _kept(model, example, name)
    made = DeployableModel(
        loaded,
        signature,
        kept_as,
        why,
        example,
        _dependencies(model, example, kept_as),
        platform.python_version(),
    )
    _say(made, name, data_name)
    return {given.arguments["out"]: made}


def _say(made: DeployableModel, name: str, data_name: str | None) -> None:
    inputs = made.signature.inputs
    if inputs.kind == "frame":
        print(f"takes {len(inputs.columns)} columns: {', '.join(map(str, inputs.names[:12]))}")
    elif inputs.kind == "array":
        print(f"takes {inputs.dtype or 'numbers'} of the shape {inputs.shape}")
    print(f"kept as {made.kept_as}" + (f", because {made.why_pickle}" if made.why_pickle else ""))
    if data_name is None:
        print(f"loaded back; write --data to have dtypes, an example, and {name} asked for predictions")
    else:
        print(f"loaded back: it predicts the same for {len(made.example)} rows of {data_name}")
    print("needs " + ", ".join(f"{name}=={version}" for name, version in made.dependencies.items()))


def _insist_on_fitted(model: Any, name: str) -> None:
    if not any(base.__module__ == "sklearn.base" for base in type(model).__mro__):
        return
    from sklearn.exceptions import NotFittedError
    from sklearn.utils.validation import check_is_fitted

    try:
        check_is_fitted(model)
    except NotFittedError:
        raise NbpipeError(
            f"{name} is not fitted", f"call {name}.fit(X, y) in the step that makes it"
        ) from None
    except TypeError:  # it has no `fit`
        return


def _features(model: Any, data: Any, name: str) -> Any:
    """The rows as the model takes them, without the columns that it does not take, such as the label."""
    if getattr(data, "shape", (0,))[:1] in ((0,), ()) and not (isinstance(data, list) and data):
        raise NbpipeError(
            f"{name} has no rows"
            if hasattr(data, "shape")
            else f"{name} is a {type(data).__name__}, not rows",
            "name the frame or array that the model was fitted on",
        )
    known = of_model(model)
    try:
        rows = known.fit(data, "drop")
    except SchemaError as error:
        raise SchemaError(
            f"{name} is not what the model was fitted on: {error.args[0]}", error.problems[0].hint
        ) from None
    if is_frame(data) and rows.shape[1] < data.shape[1]:
        dropped = [str(column) for column in data.columns if column not in set(rows.columns)]
        print(f"left out of {name}: {', '.join(dropped[:10])}{' …' if len(dropped) > 10 else ''}")
    return rows


def _first(rows: Any) -> Any:
    first = rows.iloc[:ROWS] if hasattr(rows, "iloc") else rows[:ROWS]
    return first.copy() if hasattr(first, "copy") else list(first)


def _answers(model: Any, example: Any, name: str) -> dict[str, Any]:
    """What each method gives for the example."""
    if example is None:
        return {}
    found = {}
    for method in predicting.METHODS:
        if method != "predict" and not predicting.offers(model, method):
            continue
        try:
            found[method] = predicting.ask(model, method, example)
        except Exception as error:  # the model's own
            if method != "predict":
                continue
            said = " ".join(str(error).split())[:400]
            raise NbpipeError(
                f"{name} cannot predict the first rows of its data: {type(error).__name__}: {said}",
                "give the rows as it was fitted on them, or prepare them in a Pipeline of scikit-learn",
            ) from error
    return found


# ---- saved and loaded back --------------------------------------------------------------------------------------------


def _kept(model: Any, example: Any, name: str) -> tuple[Any, str, str]:
    """The model as it comes back from its file, the format of that, and why it is a pickle if it is one."""
    answers = _answers(model, example, name)
    safe = model_formats.safe_format(model)
    why = f"nothing else holds a {type(model).__module__}.{type(model).__qualname__}"
    if safe is not None:
        try:
            return _loaded_back(model, safe, example, answers, name), safe, ""
        except model_formats.NotHeldError as error:
            why = str(error)
        except NbpipeError as error:
            why = error.args[0]
    return _loaded_back(model, model_formats.PICKLE, example, answers, name), model_formats.PICKLE, why


def _loaded_back(model: Any, format: str, example: Any, answers: Mapping[str, Any], name: str) -> Any:
    """What the saved model is when it is loaded; `NbpipeError` where it does not predict the same."""
    files = model_formats.dump(model, format)
    hint = "save and load it by hand to see what is lost, and keep that in parameters or attributes"
    try:
        loaded = model_formats.load(files, format)
        again = {method: predicting.ask(loaded, method, example) for method in answers}
    except NbpipeError:
        raise
    except Exception as error:
        said = " ".join(str(error).split())[:300]
        raise NbpipeError(
            f"{name} cannot be loaded back from its {format} file: {type(error).__name__}: {said}", hint
        ) from error
    for method, values in answers.items():
        if not _same(values, again[method]):
            raise NbpipeError(f"{name} gives another {method} once it was saved as {format} and loaded", hint)
    return loaded


def _same(first: Any, second: Any) -> bool:
    import numpy as np

    if isinstance(first, list):  # the probabilities of several outputs
        return len(first) == len(second) and all(map(_same, first, second))
    one, two = np.asarray(first), np.asarray(second)
    if one.dtype != two.dtype or one.shape != two.shape:
        return False
    if one.dtype.kind not in "fc":
        return bool(np.array_equal(one, two))
    # Threads add up the trees of a forest in any order, which the last digits show.
    digits = 100 * float(np.finfo(one.dtype).eps)
    return bool(np.allclose(one, two, rtol=digits, atol=digits, equal_nan=True))


# ---- what it needs ----------------------------------------------------------------------------------------------------


def _dependencies(model: Any, example: Any, kept_as: str) -> dict[str, str]:
    """Distributions that the model needs, with the versions that are here; a module of one's own is `local`."""
    tops = {"numpy", *({"skops"} if kept_as == "skops" else ()), *({"pandas"} if is_frame(example) else ())}
    tops |= {"cloudpickle"} if kept_as == model_formats.PICKLE else set()
    if kept_as == "onnx":  # its file is a graph, whoever made it
        tops |= {"onnxruntime", type(model).__module__.partition(".")[0]}
    else:
        tops |= {module.partition(".")[0] for module in _modules(model)}
    tops -= {"builtins", "__main__", "nbpipe", *sys.stdlib_module_names}
    owners = metadata.packages_distributions()
    found: dict[str, str] = {}
    for top in sorted(tops):
        distribution = next(iter(owners.get(top, ())), None)
        found[distribution or top] = metadata.version(distribution) if distribution else "local"
    return dict(sorted(found.items()))


def _modules(model: Any, depth: int = 6) -> Iterator[str]:
    """Modules of the classes and functions that the model is made of."""
    seen: set[int] = set()
    queue = [(model, depth)]
    while queue:
        value, left = queue.pop()
        if id(value) in seen:
            continue
        seen.add(id(value))
        own = getattr(value, "__module__", None) if isinstance(value, type) or callable(value) else None
        if isinstance(own, str):
            yield own
        yield from (base.__module__ for base in type(value).__mro__)
        if left and isinstance(value, list | tuple | set | dict):
            items = value.values() if isinstance(value, dict) else value
            queue += [(item, left - 1) for item in list(items)[:100]]
        elif left and not isinstance(value, type) and hasattr(value, "__dict__"):
            queue += [(item, left - 1) for item in list(vars(value).values())[:100]]
