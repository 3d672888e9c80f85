"""Cluster: Python with a Dask client in `client`. It is declared, checked and drawn; running it needs the Dask executor."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nbpipe.errors import NotYetError
from nbpipe.model import Run, Step
from nbpipe.options import Count, Size, option
from nbpipe.steps import Inputs, Uses


@dataclass(frozen=True)
class ClusterOptions:
    """Options of a Cluster step."""

    address: str | None = option(
        "the scheduler of an existing cluster (default: a cluster on this machine)",
        metavar="tcp://host:8786",
    )
    workers: Count | None = option("how many workers the step waits for", metavar="N")
    worker_memory: Size | None = option("memory of each worker of a cluster on this machine", metavar="4GB")


class Cluster:
    """Gives its body a Dask client by the name `client`, as SageMaker's EMR step gives it a Spark cluster."""

    name = "Cluster"
    version = 1
    description = "Python code with a Dask client in client (declared only: not yet run)"
    python = True
    irrevocable = False
    works = False
    imports: tuple[str, ...] = ()
    options: type = ClusterOptions
    not_yet = (
        "Cluster steps cannot be run yet: the Dask executor is not there",
        "until then, a Processing step that makes the client itself:"
        ' from dask.distributed import Client; client = Client("tcp://host:8786")',
    )

    def uses(self, body: str, options: ClusterOptions) -> Uses:
        return Uses(provides=("client",), once=True)

    def plan(self, step: Step, options: ClusterOptions, inputs: Inputs) -> Run:
        raise NotYetError(*self.not_yet, code="not-yet")

    def by_hand(self, body: str, options: Any, values: Mapping[str, Any]) -> str:
        return ""


step_type = Cluster()
