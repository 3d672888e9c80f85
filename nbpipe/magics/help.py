"""What `%%step?`, `%%setup?`, `%%parameters?` and `%pipeline?` show."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from nbpipe import options, plugins

WIDTH = 100

# Subcommands of %pipeline: what may follow, and what it does.
COMMANDS: Mapping[str, tuple[str, str]] = {
    "show": (
        "",
        "show the live panel, or draw the pipeline where there is none; `%pipeline` alone does the same",
    ),
    "run": (
        "[-p NAME=VALUE]… [--wait] …",
        "start a run, a process of its own that outlives the kernel; --wait shows it until it ends",
    ),
    "plan": (
        "[-p NAME=VALUE]…",
        "say which steps would run, which would not, why, and how long it should take",
    ),
    "check": ("", "say what is wrong with the definition"),
    "stop": ("[EXEC]", "stop a run"),
    "resume": ("[EXEC] [--wait]", "go on with a run that failed, was stopped or was killed"),
    "debug": ("STEP [EXEC]", "load what a step was given into this kernel, and its code into the next cell"),
    "why": ("[EXEC] STEP", "say why a step ran, and what had changed"),
    "runs": ("", "list the executions of this notebook, the newest first"),
    "status": ("[EXEC]", "show what became of an execution"),
    "logs": ("[EXEC] [STEP] [--job N]", "show what the steps printed, or one job of a step"),
    "jobs": ("[EXEC] [STEP] [--failed]", "list the items of a Map and the trials of a Tuning"),
    "report": ("[EXEC] [-o FILE]", "write an execution as one file for a browser"),
    "compare": ("EXEC EXEC…", "show what differs between executions, and which is best"),
    "models": (
        "[GROUP] | approve GROUP:VERSION …",
        "list model groups and their versions, and decide about them as `nbpipe models` does",
    ),
    "policy": ("check GROUP[:VERSION]", "show the rules of a model group, and which a version does not meet"),
    "audit": ("[GROUP[:VERSION]] | verify", "list who changed the registry, when, by which command and why"),
    "callback": ("list | succeed TOKEN | fail TOKEN", "list what waits for an answer, and answer it"),
    "endpoints": (
        "[show NAME | configs | deploy …]",
        "list endpoints and the models deployed there (recorded, not served yet), and change them",
    ),
    "lineage": ("NAME", "show what a thing was made from, and what was made of it"),
    "reproduce": ("GROUP:VERSION", "run again what made a version, and compare everything"),
    "export": ("GROUP:VERSION FILE", "write a model into a file that lives without nbpipe"),
    "store": ("check", "say whether the store is whole; the others as `nbpipe store`"),
}


def attach(function: Callable[..., Any], text: Callable[[], str]) -> None:
    """Let IPython's `?` show `text()`, made when somebody asks; its inspector looks for `getdoc`."""
    function.getdoc = text  # type: ignore[attr-defined]


def setup() -> str:
    """Help of `%%setup`."""
    return """\
%%setup

The cell runs first in every step that uses what it defines: imports, constants, functions, classes.
There may be several such cells. By hand it runs as any cell does.

Example:
  %%setup
  import pandas as pd
  TARGET = "left"
"""


def parameters() -> str:
    """Help of `%%parameters`."""
    return """\
%%parameters

The pipeline's parameters, one a line: `name: type = default  # description`. By hand it sets the defaults.
Types are str, int, float, bool, Path, Literal["a", "b"], and list[…] and dict[str, …] of them; the
annotation is read, not evaluated, so nothing has to be imported for it. Without a default the value must
be given at the start of a run: %pipeline run -p country=at

Example:
  %%parameters
  train_data: Path = "data/hr.csv"     # a file: its content counts
  auc_threshold: float = 0.85          # smallest AUC that may be registered
  country: str                         # no default
"""


def step() -> str:
    """Help of `%%step`: every step type and option, from the dataclasses that define them."""
    lines = [
        "%%step NAME [--type TYPE] [options]",
        "",
        "Makes the cell a step of the pipeline. Its inputs and outputs are found in the code. Several cells of",
        "one NAME are one step; options stand on the first. By hand, Python runs in this kernel, seeded as in a",
        "run; that of a Map once for each item and that of a Tuning once for each trial, one after the other,",
        "with the lists and the best trial at the end as in a run. The other types show what they would do.",
        "",
        "Types (default: Processing) and their own options:",
    ]
    for name in plugins.names("steps"):
        step_type = plugins.find("steps", name)
        lines += [f"  {name}: {step_type.description}", *_table(options.describe(step_type.options), 4)]
    lines += ["", "Options of every step:", *_table(options.describe(options.StepOptions), 2)]
    lines += ["", "Example:", "  %%step train --type Training --model model --metrics metrics"]
    return "\n".join(lines) + "\n"


def pipeline() -> str:
    """Help of `%pipeline`."""
    rows = [(f"%pipeline {name} {after}".rstrip(), text) for name, (after, text) in COMMANDS.items()]
    lines = [
        "%pipeline [COMMAND] [options] [--notebook FILE] [--store DIR]",
        "",
        *_table(rows, 2),
        "",
        "EXEC is an execution's id, the beginning of one, or `latest`; without it, the newest of this notebook.",
        "The file is read, so save the notebook first. The options of run are those of `nbpipe run`:",
        "%pipeline run --help lists them.",
        "",
        "Example:",
        "  %pipeline run -p auc_threshold=0.8 --max-parallel 4 --wait",
    ]
    return "\n".join(lines) + "\n"


def _table(rows: Sequence[tuple[str, str]], indent: int) -> list[str]:
    """Two columns; a long first one has its text on the next line."""
    width = min(36, max((len(first) for first, _ in rows), default=0))
    lines = []
    for first, text in rows:
        wrapped = textwrap.wrap(text, WIDTH - indent - width - 2)
        if len(first) > width:
            lines.append(" " * indent + first)
        else:
            lines.append(" " * indent + f"{first:<{width}}  {wrapped.pop(0)}")
        lines += [" " * (indent + width + 2) + more for more in wrapped]
    return lines
