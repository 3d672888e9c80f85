"""What there is to reserve: cores, memory and GPUs of this machine, and what of them is taken."""

from __future__ import annotations

import os
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from nbpipe.errors import UsageError
from nbpipe.model import Pipeline, Resources, Step

# What libraries read to know how many threads to use.
THREADS = (
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "NUMEXPR_MAX_THREADS",
    "POLARS_MAX_THREADS",
    "LOKY_MAX_CPU_COUNT",
)


@dataclass(frozen=True)
class Machine:
    """Cores, bytes of memory, and the names of the GPUs."""

    cpus: float
    memory: int
    gpus: tuple[str, ...] = ()


def this_machine() -> Machine:
    """This machine, as far as this process may use it."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return Machine(cores, _memory(), _gpus(os.environ))


def set_threads(environment: Mapping[str, str]) -> dict[str, str]:
    """The variables, of those that libraries read, by which the caller has chosen a number of threads.

    >>> set_threads({"OMP_NUM_THREADS": "2", "HOME": "/root"})
    {'OMP_NUM_THREADS': '2'}
    """
    return {name: environment[name] for name in THREADS if name in environment}


def _memory() -> int:
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, OSError, ValueError):  # Windows
        import psutil

        return int(psutil.virtual_memory().total)


def _gpus(environment: Mapping[str, str]) -> tuple[str, ...]:
    visible = environment.get("CUDA_VISIBLE_DEVICES")
    if visible is not None:
        return tuple(name for name in visible.split(",") if name and name != "-1")
    return tuple(sorted(path.name.removeprefix("nvidia") for path in Path("/dev").glob("nvidia[0-9]*")))


def check(pipeline: Pipeline, machine: Machine) -> None:
    """`UsageError` names the first step that reserves more than there is."""
    for step in pipeline.steps:
        wanted = step.resources
        for flag, much, there, unit in (
            ("--cpus", wanted.cpus or 0, machine.cpus, "cores"),
            ("--memory", (wanted.memory or 0) / 1e9, machine.memory / 1e9, "GB of memory"),
            ("--gpus", wanted.gpus, len(machine.gpus), "GPUs"),
        ):
            if much > there:
                message = f"step {step.name} reserves {much:.4g} {unit}, and this machine has {there:.4g}"
                hint = f"write a lower {flag} on the first line of cell {step.cell}, or run it on a larger machine"
                raise UsageError(message, hint, code="resources")


@dataclass
class Room:
    """What is free while steps run. `slots` is how many may run at once.

    Executions that run as steps of another one share its room (see `within`), each from a thread of its own: `owner` tells
    their steps apart, and `times` is how many steps may run beside the step that they are.
    """

    machine: Machine
    slots: int
    reserved: dict[str, Resources] = field(default_factory=dict)
    devices: dict[str, tuple[str, ...]] = field(default_factory=dict)
    owner: str = ""
    times: int = 1
    changed: threading.Condition = field(default_factory=threading.Condition)
    _told: list[str] = field(default_factory=lambda: [name for name in THREADS if name not in os.environ])

    def lacks(self, resources: Resources) -> str | None:
        """What there is too little of now: `slots`, `cpus`, `memory` or `gpus`; None where the step can start."""
        if len(self.reserved) >= self.slots:
            return "slots"
        taken = self.reserved.values()
        capacity = max(self.machine.cpus, self.slots)
        if sum(item.cpus or 1 for item in taken) + (resources.cpus or 1) > capacity:
            return "cpus"
        if resources.cpus and sum(item.cpus or 0 for item in taken) + resources.cpus > self.machine.cpus:
            return "cpus"
        if (
            resources.memory
            and sum(item.memory or 0 for item in taken) + resources.memory > self.machine.memory
        ):
            return "memory"
        if resources.gpus > len(self._free_gpus()):
            return "gpus"
        return None

    def take(self, step: Step) -> str | None:
        """Reserve what the step asks for; where there is too little, nothing, and the answer is what `lacks` says."""
        with self.changed:
            lack = self.lacks(step.resources)
            if lack is None:
                self.devices[self.owner + step.name] = self._free_gpus()[: step.resources.gpus]
                self.reserved[self.owner + step.name] = step.resources
            return lack

    def give_back(self, name: str) -> None:
        """The step has ended."""
        with self.changed:
            self.reserved.pop(self.owner + name, None)
            self.devices.pop(self.owner + name, None)
            self.changed.notify_all()

    def within(self, step: str, times: int) -> Room:
        """The same room, for the execution that a step is, beside which so many may run."""
        return replace(self, owner=f"{self.owner}{step}/", times=self.times * times)

    def leave(self) -> None:
        """Nothing of this owner runs any more."""
        with self.changed:
            for name in [name for name in self.reserved if name.startswith(self.owner)]:
                self.reserved.pop(name)
                self.devices.pop(name, None)
            self.changed.notify_all()

    def wait(self, seconds: float) -> None:
        """Until something is given back, and no longer than that."""
        with self.changed:
            self.changed.wait(seconds)

    def described(self) -> dict[str, Any]:
        """What the number of threads of each step follows from, to be recorded: results of parallel sums do too."""
        return {"cores": self.machine.cpus, **set_threads(os.environ)}

    def _free_gpus(self) -> tuple[str, ...]:
        used = {name for names in self.devices.values() for name in names}
        return tuple(name for name in self.machine.gpus if name not in used)

    def environment(self, step: Step, beside: int) -> dict[str, str]:
        """Variables that keep the step to what it reserved. `beside`: how many steps may run at the same time.

        Without `--cpus` the cores are divided evenly: by the shape of the pipeline and not by what happens to run,
        since results of parallel sums depend on the number of threads.
        """
        threads = step.resources.cpus or self.machine.cpus // max(1, min(self.slots, beside * self.times))
        # Libraries take all cores by themselves: then there is nothing to tell them, which costs each step time.
        limited = threads < self.machine.cpus
        found = dict.fromkeys(self._told, str(max(1, int(threads)))) if limited else {}
        if step.resources.gpus:
            found["CUDA_VISIBLE_DEVICES"] = ",".join(self.devices[self.owner + step.name])
        return found


def beside(pipeline: Pipeline) -> dict[str, int]:
    """How many steps may run at the same time as each: those as far from the start of the pipeline as it is."""
    depth: dict[str, int] = {}
    for step in pipeline.steps:  # edges only lead down the notebook, but for `--after`
        depth[step.name] = 1 + max((depth.get(name, 0) for name in step.depends_on), default=0)
    count: dict[int, int] = {}
    for level in depth.values():
        count[level] = count.get(level, 0) + 1
    return {name: count[level] for name, level in depth.items()}
