"""What runs inside the step's process, around the user's code: load, watch, save.

The step's notebook calls `begin` before the body and `finish` after it (see `nbpipe.job`). What they find out goes
into `facts.json` beside the job; the database is never opened here.
"""

from __future__ import annotations

import contextlib
import inspect
import json
import os
import random
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from nbpipe import materializers, plugins, seeding, sharing, tracking
from nbpipe.artifacts import ArtifactStore
from nbpipe.as_json import artifact_from_json, to_json
from nbpipe.errors import NbpipeError, UnsavableError
from nbpipe.job import JOB_VARIABLE
from nbpipe.materializers import json_value, pickle_value, previews, together
from nbpipe.materializers.home import home
from nbpipe.model import Artifact, FileUse
from nbpipe.watch import FileRecorder, NameRecorder, machinery
from nbpipe.work import Given

_Kept = TypeVar("_Kept")


class StepError(NbpipeError, RuntimeError):
    """A mistake found around the user's code; IPython shows its message alone."""

    def _render_traceback_(self) -> list[str]:
        return [str(self)]


@dataclass(frozen=True)
class _Around:
    """What `begin` leaves for `finish`."""

    job: dict[str, Any]
    folder: Path
    artifacts: ArtifactStore
    fingerprints: Mapping[str, str]
    names: NameRecorder
    files: FileRecorder
    by_reference: frozenset[str]
    cwd: str


_around: _Around | None = None
_surroundings = ExitStack()  # what the body runs in, by the step's type; closed when that has ended
_recorder: FileRecorder | None = None
_preloaded: dict[
    str, tuple[str, Any]
] = {}  # inputs that were loaded before the process was copied: digest and value


def prepare() -> None:
    """What the step's notebook does first: have each setup cell start from a seed of its own, the same in every step."""
    from IPython.core.getipython import get_ipython

    global _recorder
    job = _job()
    sources = frozenset(job["setup"])

    def seed(info: Any) -> None:
        if info.raw_cell in sources:
            seeding.start(seeding.derive(job["execution_seed"], seeding.of_setup(info.raw_cell)))

    shell: Any = get_ipython()
    shell.events.register("pre_run_cell", seed)
    shell.events.register("post_run_cell", _note_error)
    _recorder = FileRecorder([*machinery(), job["store"]])
    _recorder.start()


def _folder() -> Path:
    """The folder of the attempt that this process is; a copy of it may be another's."""
    return Path(os.environ[JOB_VARIABLE])


def _job() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((_folder() / "job.json").read_text("utf-8"))
    return found


def _note_error(result: Any) -> None:
    """What a failing cell leaves: the classes that its exception is an instance of, for `--retry-on`, and the files.

    A file that was not there may be one that another step was to write first.
    """
    error = result.error_before_exec or result.error_in_exec
    if error is not None:
        recorder = _recorder
        assert recorder is not None
        recorder.stop()
        _surroundings.__exit__(type(error), error, error.__traceback__)
        bases = [f"{kind.__module__}.{kind.__qualname__}" for kind in type(error).__mro__[:-2]]
        files = to_json(recorder.uses(missing=True))
        noted = {"bases": bases, "files": files, "hint": _hint_of(error)}
        if isinstance(error, tracking.Pruned):  # what it came to until then helps the search
            noted["metrics"] = to_json(tracking.current.metrics)
        (_folder() / "error.json").write_text(json.dumps(noted), "utf-8")


def _hint_of(error: BaseException) -> str | None:
    """What to do, where the exception is one of a step's own type, which knows."""
    hint = getattr(error, "hint", None) if type(error).__mro__[1].__module__.startswith("nbpipe.") else None
    return hint if isinstance(hint, str) else None


# Formats that run no code of the user's where a value is loaded.
_HARMLESS = frozenset({"json_value", "frame", "series", "ndarray"})
_SMALL = 1 << 20  # bytes


def preload(namespace: dict[str, Any]) -> None:
    """Load what the jobs of a step share, before the process is copied for each of them.

    Of what each has for itself, that of the first is loaded and forgotten: much is done but once, and not in each copy.
    """
    assert _recorder is not None
    _recorder.seal()
    job = _job()
    values: dict[str, Any] = {}
    every = {name: artifact_from_json(data) for name, data in job["inputs"].items()}
    inputs = {name: artifact for name, artifact in every.items() if name in job["shared"]}
    artifacts = ArtifactStore(job["artifacts"])
    with home(namespace, _by_reference(job, namespace), job["step"]):
        _load_into(values, artifacts, inputs)
    for name, artifact in every.items():
        if name not in inputs and artifact.materializer in _HARMLESS and artifact.size < _SMALL:
            with contextlib.suppress(Exception):  # the job that is given it will say why
                artifacts.load(artifact)
    _preloaded.update({name: (inputs[name].digest, value) for name, value in values.items()})


def copied() -> None:
    """In a copy of the process, before anything else runs there."""
    assert _recorder is not None
    _recorder.copied()


def _by_reference(job: dict[str, Any], namespace: Mapping[str, Any]) -> frozenset[str]:
    return frozenset(name for name in job["setup_names"] if name in namespace) - frozenset(job["writes"])


def begin(namespace: dict[str, Any]) -> None:
    """Load the step's inputs into the namespace, seed, and start to watch. `StepError` where an input cannot be read."""
    global _around
    assert _recorder is not None
    files = _recorder
    files.setup_ended()
    folder, job = _folder(), _job()
    artifacts = ArtifactStore(job["artifacts"])
    by_reference = _by_reference(job, namespace)
    inputs = {name: artifact_from_json(data) for name, data in job["inputs"].items()}
    load(namespace, artifacts, inputs, by_reference, job["step"])
    if job["plain"]:
        _insist_on_plain_inputs({name: namespace[name] for name in inputs})
    namespace.update(job["binds"])
    context = tracking.Context(
        job["execution"], job["pipeline"], job["step"], job["attempt"], output_dir=folder / "files"
    )
    context.output_dir.mkdir(exist_ok=True)
    search = tracking.Search(**job["search"]) if job["search"] else None
    if search is not None:  # in JSON the steps are texts
        others = ({int(step): value for step, value in item.items()} for item in search.others)
        search = replace(search, others=tuple(others))
    tracking.start(context, search)
    _surround(job, namespace, files)
    with home(namespace, frozenset(), job["step"]):  # a class by its content: its attributes may be changed
        fingerprints = _fingerprints(namespace, job["watch"])
    _around = _Around(
        job, folder, artifacts, fingerprints, NameRecorder(namespace), files, by_reference, os.getcwd()
    )
    _refuse_exit()
    seeding.start(job["seed"])
    files.start()


def _surround(job: Mapping[str, Any], namespace: dict[str, Any], files: FileRecorder) -> None:
    """Enter what the step's type has around the body; see `nbpipe.work`."""
    if not job["around"]:
        return
    given = Given(namespace, job["arguments"], {}, files.paused)
    with _told():
        namespace.update(_surroundings.enter_context(plugins.attribute(job["around"])(given)))


@contextmanager
def _told() -> Iterator[None]:
    """What nbpipe says within it of a user's mistake, the step says."""
    try:
        yield
    except NbpipeError as error:
        raise StepError(error.args[0], problems=error.problems) from None


def load(
    namespace: dict[str, Any],
    artifacts: ArtifactStore,
    inputs: Mapping[str, Artifact],
    by_reference: frozenset[str],
    step: str,
) -> None:
    """Bind the inputs of a step in the namespace. `StepError` names one that cannot be loaded.

    What was kept together is loaded once, and stays one object.
    """
    with home(namespace, by_reference, step):
        _load_into(namespace, artifacts, inputs)


def _load_into(namespace: dict[str, Any], artifacts: ArtifactStore, inputs: Mapping[str, Artifact]) -> None:
    loaded: dict[str, Any] = {}
    for name, artifact in inputs.items():
        digest, value = _preloaded.get(name, ("", None))
        if digest == artifact.digest:
            namespace[name] = value
            continue
        try:
            namespace[name] = _load(artifacts, artifact, loaded)
        except NbpipeError as error:
            message, hint = f"input {name} cannot be loaded: {error.args[0]}", error.problems[0].hint
            raise StepError(message, hint) from None
        except Exception as error:
            message = f"input {name} cannot be loaded: {type(error).__name__}: {error}"
            hint = (
                "it may need a class or a package that this step does not have: put its import into %%setup"
            )
            raise StepError(message, hint) from None


def _refuse_exit() -> None:
    """`exit()` would end a kernel at some time after the cell: too late to tell what it leaves undone."""
    from IPython.core.getipython import get_ipython

    def refuse() -> None:
        raise StepError("the step called exit() or quit()", "raise an exception to fail on purpose")

    shell: Any = get_ipython()
    if shell is not None:
        shell.ask_exit = refuse


def work(namespace: dict[str, Any]) -> None:
    """What the step's type does after the body; see `nbpipe.work`. Binds in the namespace what that gives."""
    around = _around
    assert around is not None
    job = around.job
    loads = {name: artifact_from_json(data) for name, data in job["loads"].items()}
    loaded: dict[str, Any] = {}
    with home(namespace, around.by_reference, job["step"]):  # where a model's own functions wake up
        _load_into(loaded, around.artifacts, loads)
        with _told():
            found = plugins.attribute(job["work"])(
                Given(namespace, job["arguments"], loaded, around.files.paused)
            )
    namespace.update(found)
    if job["all"]:
        job["outputs"] = list(found)


def finish(namespace: dict[str, Any]) -> None:
    """Save the step's outputs and write down what was noticed. `StepError` names an output that cannot be saved."""
    around = _around
    assert around is not None
    job = around.job
    around.files.stop()
    with _told():
        _surroundings.close()
    state = random.getstate()
    with home(namespace, frozenset(), job["step"]):
        after = _fingerprints(namespace, job["watch"])
    bound = around.names.bound(namespace)
    changed = sorted(
        name
        for name, fingerprint in around.fingerprints.items()
        if name in namespace and name not in bound and after.get(name) != fingerprint
    )
    stray = sorted(bound - set(job["writes"]))
    hidden = [name for name in changed if name not in job["definitions"]]
    hidden += [name for name in stray if name in job["live"]]
    with home(namespace, around.by_reference - set(hidden), job["step"]):
        _log_metrics(job["metrics"], namespace)
        names = [name for name in job["outputs"] if name in namespace]
        missing = [name for name in job["outputs"] if name not in namespace]
        _insist(job["promised"], missing)
        watched = [name for name in job["watch"] if name in namespace]
        kept = list(dict.fromkeys([*names, *hidden]))
        groups = sharing.shared({name: namespace[name] for name in dict.fromkeys([*kept, *watched])})
        shared = tuple(group for group in groups if set(group) & set(kept))
        for group in shared:  # where one is changed below, all of them are: they must stay one object
            if not set(group).isdisjoint(job["changed_below"]):
                kept += [name for name in group if name not in kept]
        if job["plain"]:
            _insist_on_plain({name: namespace[name] for name in kept})
        outputs = _saved(around, namespace, kept, shared)
        figures = _saved_figures(around)
    random.setstate(state)
    facts = {
        "outputs": to_json(outputs),
        "figures": to_json(figures),
        "missing": missing,
        "deleted": [name for name in job["inputs"] if name not in namespace],
        "shared": shared,
        "changed": changed,
        "stray": stray,
        "metrics": to_json(tracking.current.metrics),
        "files": to_json(_files((*around.files.uses(), *around.files.named(job["texts"])))),
        "watched": job["watch"],
        "cwd": os.getcwd() if os.getcwd() != around.cwd else None,
    }
    temporary = around.folder / "facts.json.tmp"
    temporary.write_text(json.dumps(facts), "utf-8")
    os.replace(temporary, around.folder / "facts.json")


def _files(seen: tuple[FileUse, ...]) -> tuple[FileUse, ...]:
    """The files that were seen to be used here, and those that were reported from elsewhere, each once in each mode."""
    found = {(use.path, use.mode): use for use in seen}
    for use in tracking.current.files:
        if use.mode == "read" and (use.path, "written") in found:
            continue  # what the step wrote itself is no input
        if use.mode == "named" and any(path == use.path for path, _ in found):
            continue
        found.pop((use.path, "named"), None)
        found.setdefault((use.path, use.mode), use)
    return tuple(found.values())


def _fingerprints(namespace: Mapping[str, Any], names: list[str]) -> dict[str, str]:
    return {name: materializers.fingerprint(namespace[name]) for name in names if name in namespace}


def _log_metrics(name: str | None, namespace: Mapping[str, Any]) -> None:
    if name is None:
        return
    if name not in namespace:
        raise StepError(
            f"--metrics names {name}, and the step does not set it", f'set {name} = {{"auc": auc}}'
        )
    try:
        tracking.log_all(name, namespace[name])
    except NbpipeError as error:
        raise StepError(error.args[0], error.problems[0].hint) from None


def _insist(promised: list[str], missing: list[str]) -> None:
    for name in promised:
        if name in missing:
            raise StepError(
                f"the step does not set {name}, which its first line names", f"set {name}, or take it out"
            )


def _insist_on_plain_inputs(values: Mapping[str, Any]) -> None:
    """Numbers of NumPy are numbers, and code is no data: what else is no JSON value is refused."""
    for name, value in values.items():
        part = json_value.stranger(value)
        is_number = hasattr(part, "dtype") and getattr(part, "shape", None) == ()
        if part is None or is_number or inspect.ismodule(part) or callable(part):
            continue
        raise StepError(
            f"input {name} is no JSON value: {_holds(value, part)}",
            "a Lambda is for small things: take the number or the text that it needs out in the step that makes it,"
            " or use --type Processing",
        )


def _insist_on_plain(values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        part = json_value.stranger(value)
        if part is None:
            continue
        number = hasattr(part, "dtype") and hasattr(part, "item")
        hint = "write float(…) or int(…)" if number else "give a number, a text, or lists and dicts of them"
        raise StepError(
            f"output {name} is no JSON value: {_holds(value, part)}", f"{hint}, or use --type Processing"
        )


def _holds(value: Any, part: Any) -> str:
    what = previews.type_name(type(part))
    return (
        f"it is of type {what}"
        if part is value
        else f"it holds {previews.cut(repr(part), 40)} of type {what}"
    )


def _saved(
    around: _Around, namespace: Mapping[str, Any], names: list[str], shared: tuple[tuple[str, ...], ...]
) -> dict[str, Artifact]:
    """The outputs as artifacts; those that share an object in one."""
    outputs: dict[str, Artifact] = {}
    for group in shared:
        members = [name for name in names if name in group]
        if len(members) > 1:
            values = {name: namespace[name] for name in members}
            what = f"outputs {', '.join(members)}"
            kept = _guarded(what, partial(_save_together, around.artifacts, values))
            if not set(members).isdisjoint(around.job["changed_below"]):
                _insist_on_one_object(around, members, kept)
            outputs.update(kept)
    for name in names:
        if name not in outputs:
            outputs[name] = _save(around, f"output {name}", namespace[name])
    return {name: outputs[name] for name in names}


def _insist_on_one_object(around: _Around, members: list[str], kept: Mapping[str, Artifact]) -> None:
    """Not everything that shares memory still does after it was saved: an array on the memory of a frame does not."""
    loaded: dict[str, Any] = {}
    again = {name: _load(around.artifacts, artifact, loaded) for name, artifact in kept.items()}
    if not any(set(members) <= set(group) for group in sharing.shared(again)):
        changed = next(name for name in members if name in around.job["changed_below"])
        other = next(name for name in members if name != changed)
        raise StepError(
            f"{', '.join(members)} share memory in a way that cannot be kept, and a later step changes {changed}",
            f"make one of them a copy: {other} = copy.deepcopy({other})",
        )


def _saved_figures(around: _Around) -> dict[str, Artifact]:
    return {
        name: _save(around, f"figure {name}", figure) for name, figure in tracking.current.figures.items()
    }


def _save_together(artifacts: ArtifactStore, values: Mapping[str, Any]) -> dict[str, Artifact]:
    kept = artifacts.save(dict(values), format=together.materializer)
    return {
        name: replace(
            kept, meta={**kept.meta, "member": name}, preview=dict(materializers.choose(value).preview(value))
        )
        for name, value in values.items()
    }


def _load(artifacts: ArtifactStore, artifact: Artifact, loaded: dict[str, Any]) -> Any:
    """An input's value; what was kept together is loaded once."""
    if artifact.materializer != together.materializer.name:
        return artifacts.load(artifact)
    if artifact.digest not in loaded:
        loaded[artifact.digest] = pickle_value.load(artifacts.whole(artifact))
    return loaded[artifact.digest][artifact.meta["member"]]


def _save(around: _Around, what: str, value: Any) -> Artifact:
    return _guarded(what, lambda: around.artifacts.save(value))


def _guarded(what: str, save: Callable[[], _Kept]) -> _Kept:
    try:
        return save()
    except NbpipeError as error:
        code = "unsavable" if isinstance(error, UnsavableError) else "store"
        hint = error.problems[0].hint
        raise StepError(f"{what} cannot be kept: {error.args[0]}", hint, code=code) from None
