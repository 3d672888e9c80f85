"""Random state: each step starts from a seed of its own, by hand as in a pipeline."""

from __future__ import annotations

import hashlib
import random
import sys
from typing import Any


def derive(seed: int, step: str) -> int:
    """The seed of a step: 32 bits out of the execution's seed and the step's name.

    >>> derive(0, "train") == derive(0, "train"), derive(0, "train") == derive(1, "train")
    (True, False)
    """
    return int.from_bytes(hashlib.sha256(f"nbpipe seed {seed} {step}".encode()).digest()[:4], "big")


def apply(seed: int) -> None:
    """Seed `random`, and of the libraries those that are imported already."""
    random.seed(seed)
    numpy, torch, tensorflow = (sys.modules.get(name) for name in ("numpy", "torch", "tensorflow"))
    if numpy is not None:
        numpy.random.seed(seed)
    if torch is not None and hasattr(torch, "manual_seed"):
        torch.manual_seed(seed)
    if tensorflow is not None and hasattr(tensorflow, "random"):
        tensorflow.random.set_seed(seed)


def state() -> dict[str, Any]:
    """Where `random` and NumPy stand, for a step whose cells are run by hand one after the other."""
    numpy = sys.modules.get("numpy")
    return {"random": random.getstate(), "numpy": numpy.random.get_state() if numpy is not None else None}


def restore(kept: dict[str, Any]) -> None:
    """Go on from a `state`."""
    random.setstate(kept["random"])
    numpy = sys.modules.get("numpy")
    if numpy is not None and kept["numpy"] is not None:
        numpy.random.set_state(kept["numpy"])


class SeedOnImport:
    """Seeds NumPy and the frameworks when a step imports them itself, after it was seeded.

    A finder at the head of `sys.meta_path` that lets the others find the module and seeds once it is loaded.
    """

    NAMES = frozenset({"numpy", "torch", "tensorflow"})

    def __init__(self) -> None:
        self.seed = 0

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> Any:
        if name not in self.NAMES:
            return None
        for finder in sys.meta_path:
            if finder is self or not hasattr(finder, "find_spec"):
                continue
            spec = finder.find_spec(name, path, target)
            if spec is not None and spec.loader is not None:
                self._wrap(spec.loader)
                return spec
        return None

    def _wrap(self, loader: Any) -> None:
        run = loader.exec_module

        def exec_module(module: Any) -> None:
            run(module)
            kept = random.getstate()  # what the step drew so far stays drawn
            apply(self.seed)
            random.setstate(kept)

        loader.exec_module = exec_module


_on_import = SeedOnImport()


def start(seed: int) -> None:
    """Seed what is imported now, and what will be."""
    _on_import.seed = seed
    if _on_import not in sys.meta_path:
        sys.meta_path.insert(0, _on_import)
    apply(seed)
