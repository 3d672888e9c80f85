"""A frame of 1,000,000 × 20 (16 columns of floats, 4 of texts) from one step to the next, beside plain Arrow files.

Loading includes adding up all the floats, since nbpipe maps the file and reads only what is looked at.

python benchmarks/frame.py [ROWS]
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa

from nbpipe.artifacts import ArtifactStore

ROUNDS = 7


def frame(rows: int) -> pd.DataFrame:
    rng = np.random.default_rng(0)
    words = np.array([f"word{n}" for n in range(1000)])
    columns = {f"x{n}": rng.normal(size=rows) for n in range(16)}
    return pd.DataFrame({**columns, **{f"t{n}": words[rng.integers(0, 1000, rows)] for n in range(4)}})


def seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def main(rows: int) -> None:
    data = frame(rows)
    table = pa.Table.from_pandas(data)
    size = table.nbytes / 1e6
    times: dict[str, list[float]] = {
        name: [] for name in ("plain save", "plain load", "nbpipe save", "nbpipe load")
    }
    for number in range(ROUNDS):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "plain.arrow"

            def plain_save(path: Path = path) -> None:
                made = pa.Table.from_pandas(data)
                with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, made.schema) as writer:
                    writer.write_table(made)

            def plain_load(path: Path = path) -> None:
                with pa.memory_map(str(path)) as source:
                    pa.ipc.open_file(source).read_all().to_pandas().sum(numeric_only=True)

            store = ArtifactStore(folder)
            kept = []
            times["plain save"].append(seconds(plain_save))
            times["plain load"].append(seconds(plain_load))
            times["nbpipe save"].append(seconds(lambda: kept.append(store.save(data))))  # noqa: B023
            times["nbpipe load"].append(seconds(lambda: store.load(kept[0]).sum(numeric_only=True)))  # noqa: B023
            if number == 0:
                pd.testing.assert_frame_equal(store.load(kept[0]), data)
    median = {name: statistics.median(found) for name, found in times.items()}
    print(
        f"{rows} × 20, {size:.0f} MB: " + ", ".join(f"{name} {value:.3f} s" for name, value in median.items())
    )
    plain = median["plain save"] + median["plain load"]
    ours = median["nbpipe save"] + median["nbpipe load"]
    print(f"there and back: plain {plain:.3f} s, nbpipe {ours:.3f} s: {ours / plain:.2f} times")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
