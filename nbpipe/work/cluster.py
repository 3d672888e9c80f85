"""The Dask client of a Cluster step: of an existing cluster, or of one on this machine, which ends with the step.

The scheduler of a cluster on this machine runs in a thread of the step's process, its workers are processes below it.
They end when that process does, however it ends.
"""

from __future__ import annotations

import contextlib
import functools
import importlib
import os
import random
import re
import time
import weakref
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from itertools import islice
from typing import Any

from nbpipe import tracking, watch
from nbpipe.errors import NbpipeError
from nbpipe.model import FileUse
from nbpipe.work import Given, cluster_files

_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_MAX_THREADS")
_DRAWING = ("distributed.utils_comm", "distributed.scheduler", "distributed.comm.core")
_LOOKED_AT = 1000  # values of a list, a dict …


@contextmanager
def client(given: Given) -> Iterator[Mapping[str, Any]]:
    """The client, by the name that the body has for it; see `nbpipe.steps.cluster` for the arguments.

    `NbpipeError` where there is no Dask, no such cluster, or too few workers; at the end, where an output would need the
    cluster.
    """
    asked, deadline = given.arguments, time.monotonic() + given.arguments["wait"]
    _require_dask()
    with ExitStack() as stack:
        stack.enter_context(_classes_stay())
        here = None if asked["address"] else stack.enter_context(_on_this_machine(asked))
        made = stack.enter_context(_connected(here, asked))
        _wait_for_workers(made, asked, deadline)
        print(_said(made, asked["address"]))
        yield {"client": made}
        _refuse_what_is_there({name: given.values[name] for name in asked["keeps"] if name in given.values})
        if here is not None and watch.ignored() is not None:
            tracking.current.files.extend(_files(made))


def _require_dask() -> None:
    try:
        import cryptography  # noqa: F401 - for the certificates of a cluster on this machine
        import distributed  # noqa: F401
    except ImportError as error:
        raise NbpipeError(
            f"a Cluster step needs {error.name or 'distributed'}, which is not installed",
            "pip install 'nbpipe-ml[dask]'",
        ) from error
    for name in _DRAWING:  # else what Dask draws, when it likes, would be missing from the step's own numbers
        module = importlib.import_module(name)
        if getattr(module, "random", None) is random:
            vars(module)["random"] = random.Random(0)


@contextmanager
def _on_this_machine(asked: Mapping[str, Any]) -> Iterator[Any]:
    """A cluster that only this step can use. Its workers compute with as many threads as they have."""
    import dask
    from distributed import LocalCluster

    # The page that Dask would show is off: whoever can reach it can see the data.
    settings: dict[str, Any] = {"distributed.scheduler.http.routes": [], "distributed.worker.http.routes": []}
    ignored = watch.ignored()
    if ignored is not None:
        settings[cluster_files.IGNORED] = list(ignored)
    try:
        with dask.config.set(settings), _environment(dict.fromkeys(_THREADS, str(asked["threads"]))):
            cluster = LocalCluster(
                n_workers=asked["workers"],
                threads_per_worker=asked["threads"],
                memory_limit=asked["worker_memory"] or "auto",
                processes=True,
                host="127.0.0.1",
                security=True,  # others on this machine reach the port, and not what is behind it
                dashboard_address=None,
                scheduler_kwargs={"dashboard_address": "127.0.0.1:0"},
                preload=[] if ignored is None else [cluster_files.__name__],
            )
    except Exception as error:
        raise NbpipeError(
            f"the cluster on this machine cannot be started: {_text(error)}",
            "if memory is short, ask for fewer workers: --workers 2",
        ) from error
    try:
        yield cluster
    finally:
        with contextlib.suppress(Exception):  # what is left of it ends with this process
            cluster.close(timeout=10)


@contextmanager
def _environment(values: Mapping[str, str]) -> Iterator[None]:
    """While active, child processes are started with these variables."""
    before = dict(os.environ)
    os.environ.update(values)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


@contextmanager
def _connected(here: Any, asked: Mapping[str, Any]) -> Iterator[Any]:
    from distributed import Client

    address, wait = asked["address"], asked["wait"]
    try:
        made = Client(here if here is not None else address, timeout=wait)
    except Exception as error:
        raise NbpipeError(
            f"no Dask scheduler answers at {address or 'this machine'} within {wait:g} s: {_text(error)}",
            "see that it runs and can be reached from here (dask scheduler), or wait longer: --wait 5m",
        ) from error
    try:
        yield made
    finally:
        with contextlib.suppress(Exception):
            made.close(timeout=10)


def _wait_for_workers(made: Any, asked: Mapping[str, Any], deadline: float) -> None:
    try:
        made.wait_for_workers(asked["workers"], timeout=max(0.1, deadline - time.monotonic()))
    except TimeoutError:
        there, wanted = len(made.scheduler_info(n_workers=-1)["workers"]), asked["workers"]
        raise NbpipeError(
            f"the cluster at {asked['address'] or 'this machine'} has {there} of the {wanted} workers that the step needs"
            f" after {asked['wait']:g} s",
            f"start more of them, ask for fewer (--workers {max(1, there)}), or wait longer: --wait 5m",
        ) from None


def _said(made: Any, address: str | None) -> str:
    """What the step's log says of the cluster."""
    workers = made.scheduler_info(n_workers=-1)["workers"].values()
    threads = sum(worker["nthreads"] for worker in workers)
    page = f"; its page is {made.dashboard_link}" if address and made.dashboard_link else ""
    counts = (_count(len(workers), "worker"), _count(threads, "thread"))
    return f"Dask: {' with '.join(counts)}, {address or 'on this machine'}{page}"


def _count(number: int, what: str) -> str:
    return f"{number} {what if number == 1 else what + 's'}"


@contextmanager
def _classes_stay() -> Iterator[None]:
    """While active, a class of the notebook that comes back from a worker, with an instance, is the one that is here.

    cloudpickle knows it again, and would give it the methods that came back, which see a copy of the step's variables.
    """
    from cloudpickle import cloudpickle

    look_up, set_state = cloudpickle._lookup_class_or_track, cloudpickle._class_setstate
    known: weakref.WeakSet[type] = weakref.WeakSet()

    @functools.wraps(look_up)
    def looked_up(identity: str | None, made: Any) -> Any:
        found = look_up(identity, made)
        if found is not made and isinstance(found, type):
            known.add(found)
        return found

    @functools.wraps(set_state)  # pickles name it by its module and name, which stay
    def state_set(kind: Any, state: Any) -> Any:
        return kind if kind in known else set_state(kind, state)

    cloudpickle._lookup_class_or_track, cloudpickle._class_setstate = looked_up, state_set
    try:
        yield
    finally:
        cloudpickle._lookup_class_or_track, cloudpickle._class_setstate = look_up, set_state


def _text(error: BaseException) -> str:
    """What an error of Dask says, on one line; with what it came from, which says more."""
    said = (
        " ".join(str(error.__cause__ or "").split()) or " ".join(str(error).split()) or type(error).__name__
    )
    said = re.sub(r"^in <[^>]*>: ", "", said)
    return said if len(said) <= 300 else said[:299] + "…"


# ---- at the end -----------------------------------------------------------------------------------------------------


def _refuse_what_is_there(outputs: Mapping[str, Any]) -> None:
    """`NbpipeError` names an output that has yet to be computed, or fetched, from a cluster that the step leaves."""
    from dask.base import is_dask_collection
    from distributed import Future

    for name, value in outputs.items():
        for path, part in _parts(name, value):
            if isinstance(part, Future):
                raise NbpipeError(
                    f"output {path} is a Dask Future: its value is on the cluster, which the step leaves at its end",
                    f"fetch it in the step: {name} = client.gather({name})",
                    code="unsavable",
                )
            if is_dask_collection(part):
                kind = f"{type(part).__module__.partition('.')[0]} {type(part).__name__}".removesuffix(
                    "_expr"
                )
                compute = f"{name}.compute()" if part is value else f"dask.compute({name})[0]"
                raise NbpipeError(
                    f"output {path} is a {kind}: it has yet to be computed on the cluster, which the step leaves at its end",
                    f"compute it in the step: {name} = {compute}",
                    code="unsavable",
                )


def _parts(path: str, value: Any, depth: int = 3) -> Iterator[tuple[str, Any]]:
    """A value and what its lists, tuples, sets and dicts hold, with how one writes that."""
    yield path, value
    if depth == 0:
        return
    if isinstance(value, dict):
        for key, item in islice(value.items(), _LOOKED_AT):
            yield from _parts(f"{path}[{key!r:.60}]", item, depth - 1)
    elif isinstance(value, list | tuple):
        for index, item in enumerate(islice(value, _LOOKED_AT)):
            yield from _parts(f"{path}[{index}]", item, depth - 1)
    elif isinstance(value, set | frozenset):
        for item in islice(value, _LOOKED_AT):
            yield from _parts(f"{path} (an element)", item, depth - 1)


def _files(made: Any) -> list[FileUse]:
    """The files that the workers on this machine used. What one of them read that has died, another has read again."""
    try:
        told = made.run(cluster_files.used, on_error="ignore")
    except Exception:  # a cluster that the body closed, say
        return []
    found = {(use["path"], use["mode"]): FileUse(**use) for uses in told.values() for use in uses}
    written = {path for path, mode in found if mode == "written"}
    return [use for (path, mode), use in found.items() if mode != "read" or path not in written]
