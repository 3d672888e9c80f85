"""How long a notebook takes to compile and to draw: 500 small steps with the first imports, and 10,000 for how it grows
(those are not drawn).

    python benchmarks/compile_500.py

Each step reads the one before it, calls a function of the setup and changes its own list. Measure alone: other work on
the machine shows in the first column, hardly in the second.
"""

from __future__ import annotations

import time


def cells(count: int) -> list[str]:
    """A notebook of that many steps."""
    setup = "%%setup\nimport math\n\ndef scale(values):\n    return [value * 2 for value in values]"
    steps = [
        f"%%step s{i}\nv{i} = scale({f'v{i - 1}' if i else '[1, 2, 3]'})\n"
        f"v{i}.append(math.sqrt({i}))\ntotal{i} = sum(v{i})"
        for i in range(count)
    ]
    return [setup, *steps]


def main() -> None:
    """Print wall and processor seconds."""
    for count in (500, 500, 10_000):
        sources = cells(count)
        wall, cpu = time.perf_counter(), time.process_time()
        from nbpipe import definition, notebook

        definition.compiled(notebook.from_cells(sources))
        tell(f"{count:>6} steps", wall, cpu)
    for count in (50, 200):  # the first picture compiles Graphviz
        from nbpipe import diagram

        compiled = definition.compiled(notebook.from_cells(cells(count)))
        wall, cpu = time.perf_counter(), time.process_time()
        diagram.to_svg(compiled.pipeline)
        tell(f"{count:>6} drawn", wall, cpu)


def tell(what: str, wall: float, cpu: float) -> None:
    """Print the seconds since then by the clock and of the processor."""
    print(f"{what}  {time.perf_counter() - wall:6.3f} s  {time.process_time() - cpu:6.3f} s of processor")


if __name__ == "__main__":
    main()
