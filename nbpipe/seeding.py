"""Random state: each step starts from a seed of its own, by hand as in a pipeline."""

from __future__ import annotations

import hashlib
import random
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any


def derive(seed: int, step: str) -> int:
    """The seed of a step: 32 bits out of the execution's seed and the step's name.

    >>> derive(0, "train") == derive(0, "train"), derive(0, "train") == derive(1, "train")
    (True, False)
    """
    return int.from_bytes(hashlib.sha256(f"nbpipe seed {seed} {step}".encode()).digest()[:4], "big")


def _seed_numpy(module: Any, seed: int) -> None:
    module.random.seed(seed)


def _seed_torch(module: Any, seed: int) -> None:
    if hasattr(module, "manual_seed"):
        module.manual_seed(seed)


def _seed_tensorflow(module: Any, seed: int) -> None:
    if hasattr(module, "random"):
        module.random.set_seed(seed)


# Libraries with a global random state of their own, and how each is seeded.
_LIBRARIES: Mapping[str, Callable[[Any, int], None]] = {
    "numpy": _seed_numpy,
    "torch": _seed_torch,
    "tensorflow": _seed_tensorflow,
}


def of_setup(body: str) -> str:
    """What stands for the step's name where a setup cell is seeded: its text without the magic line."""
    return "%%setup\n" + body.strip()


def apply(seed: int) -> None:
    """Seed `random`, and of the libraries those that are imported already."""
    random.seed(seed)
    for name, seed_it in _LIBRARIES.items():
        if name in sys.modules:
            seed_it(sys.modules[name], seed)


@dataclass(frozen=True)
class State:
    """Where the random state of a step stands. A library that was not imported yet is None."""

    seed: int
    python: Any
    numpy: Any = None
    torch: Any = None


def state() -> State:
    """Where `random`, NumPy and PyTorch stand, for a step whose cells are run by hand one after the other.

    TensorFlow does not tell its state; `restore` leaves it as it is.
    """
    numpy, torch = sys.modules.get("numpy"), sys.modules.get("torch")
    return State(
        _on_import.seed,
        random.getstate(),
        numpy.random.get_state() if numpy is not None else None,
        torch.get_rng_state() if torch is not None and hasattr(torch, "get_rng_state") else None,
    )


def restore(kept: State) -> None:
    """Go on from a `state`: a library that was imported since then starts from the step's seed, as in a pipeline."""
    start(kept.seed)
    random.setstate(kept.python)
    if kept.numpy is not None:
        sys.modules["numpy"].random.set_state(kept.numpy)
    if kept.torch is not None:
        sys.modules["torch"].set_rng_state(kept.torch)


class SeedOnImport:
    """Seeds NumPy and the frameworks when a step imports them itself, after it was seeded.

    A finder at the head of `sys.meta_path` that lets the others find the module and seeds once it is loaded.
    """

    def __init__(self) -> None:
        self.seed = 0

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> Any:
        if name not in _LIBRARIES:
            return None
        for finder in sys.meta_path:
            if finder is self or not hasattr(finder, "find_spec"):
                continue
            spec = finder.find_spec(name, path, target)
            if spec is not None and spec.loader is not None:
                self._wrap(spec.loader, name)
                return spec
        return None

    def _wrap(self, loader: Any, name: str) -> None:
        run = loader.exec_module

        def exec_module(module: Any) -> None:
            run(module)
            kept = random.getstate()  # what the step drew so far stays drawn
            _LIBRARIES[name](module, self.seed)
            random.setstate(kept)

        loader.exec_module = exec_module


_on_import = SeedOnImport()


def start(seed: int) -> None:
    """Seed what is imported now, and what will be."""
    _on_import.seed = seed
    if _on_import not in sys.meta_path:
        sys.meta_path.insert(0, _on_import)
    apply(seed)


def stop() -> None:
    """Seed no more imports."""
    if _on_import in sys.meta_path:
        sys.meta_path.remove(_on_import)
