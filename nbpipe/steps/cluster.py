"""Cluster: Python with a Dask client, of an existing cluster or of one on this machine that lasts as long as the step."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from nbpipe.compile import Around
from nbpipe.model import Resources, Run, Step
from nbpipe.options import Count, Duration, Misfit, Size, StepOptions, Variable, option
from nbpipe.steps import Inputs, Uses

WORKERS = 2
"""Of a cluster on this machine, where nothing else is said: a number of its own would give each machine another result."""
WAIT = 60.0
"""Seconds."""

_ASIDE = (
    "address",
    "wait",
    "worker_memory",
    "keeps",
)  # where the work is done changes nothing of what it gives


def _check_address(text: str, before: Sequence[str]) -> None:
    if not re.fullmatch(r"[a-z]+://(\[[0-9a-fA-F:]+\]|[^\s:/\[\]]+):\d{1,5}", text):
        raise ValueError(f"{text!r} is no address of a Dask scheduler")


@dataclass(frozen=True)
class ClusterOptions:
    """Options of a Cluster step."""

    address: str | None = option(
        "the scheduler of an existing cluster (default: a cluster on this machine)",
        metavar="tcp://host:8786",
        check=_check_address,
        expected="write it as dask scheduler prints it, such as tcp://10.0.0.5:8786",
    )
    workers: Count | None = option(
        f"how many workers there have to be (default: {WORKERS} here, one of an existing cluster)",
        metavar="4",
    )
    threads: Count | None = option(
        "threads of each worker of a cluster on this machine (default: 1)", metavar="2"
    )
    worker_memory: Size | None = option(
        "memory of each worker of a cluster on this machine (default: an even share)", metavar="4GB"
    )
    wait: Duration | None = option(
        "how long to wait for the cluster and its workers (default: 1m)", metavar="5m"
    )
    metrics: Variable | None = option("a dict of this name holds metrics", metavar="NAME")


class Cluster:
    """Gives its body a Dask client by the name `client`, as SageMaker's EMR step gives it a Spark cluster."""

    name = "Cluster"
    version = 1
    description = "Python code with a Dask client in client"
    python = True
    irrevocable = False
    works = False
    surrounds = True
    imports: tuple[str, ...] = ("dask", "distributed")
    options: type = ClusterOptions

    def uses(self, body: str, options: ClusterOptions) -> Uses:
        return Uses(provides=("client",), once=True)

    def misfits(self, options: ClusterOptions, common: StepOptions, around: Around) -> list[Misfit]:
        found = [
            Misfit(flag, "value", f"{flag} 0 leaves nobody to do the work", f"such as {flag} 2")
            for flag, value in (("--workers", options.workers), ("--threads", options.threads))
            if value == 0
        ]
        if options.address is not None:
            given = (("--threads", options.threads), ("--worker-memory", options.worker_memory))
            found += [
                Misfit(flag, "value", f"{flag} is for a cluster on this machine", "take it out, or --address")
                for flag, value in given
                if value is not None
            ]
        if options.wait is not None and not options.wait:
            found.append(Misfit("--wait", "value", "--wait leaves the cluster no time", "such as --wait 1m"))
        return found

    def reserves(self, options: ClusterOptions) -> Resources:
        """A core for each thread of the workers: the step itself waits for them. An existing cluster has its own."""
        if options.address is not None:
            return Resources()
        workers, memory = options.workers or WORKERS, options.worker_memory
        return Resources(
            float(workers * (options.threads or 1)), None if memory is None else int(memory) * workers
        )

    def plan(self, step: Step, options: ClusterOptions, inputs: Inputs) -> Run:
        here = options.address is None
        arguments = {
            "address": options.address,
            "workers": options.workers or (WORKERS if here else 1),
            "threads": options.threads or 1,
            "worker_memory": options.worker_memory,
            "wait": options.wait or WAIT,
            "keeps": list(step.outputs),
        }
        return Run(
            metrics=options.metrics,
            around="nbpipe.work.cluster:client",
            arguments=arguments,
            aside=_ASIDE,
        )

    def in_plain_python(self, options: ClusterOptions) -> tuple[str, str]:
        """The workers are threads: a program that starts processes would have to be written otherwise."""
        cluster = f"n_workers={options.workers or WORKERS}, threads_per_worker={options.threads or 1}, processes=False"
        where = repr(options.address) if options.address else f"{cluster}, dashboard_address=None"
        return f"from dask.distributed import Client\nclient = Client({where})", "client.close()"

    def by_hand(self, body: str, options: Any, values: Mapping[str, Any]) -> str:
        return ""


step_type = Cluster()
