"""The notebook's side: `%%setup`, `%%parameters`, `%%step` and `%pipeline` in a live kernel."""

from __future__ import annotations

from typing import Any

from nbpipe import seeding
from nbpipe.magics import cells, line, session

_MAGICS = (
    ("cell", "setup", cells.setup_cell),
    ("cell", "parameters", cells.parameters_cell),
    ("cell", "step", cells.step_cell),
    ("line", "pipeline", line.pipeline_line),
)


def load(shell: Any) -> None:
    """Register the magics with an IPython shell; `%load_ext nbpipe` calls it."""
    from IPython.core.magic import no_var_expand

    if cells.transform in shell.input_transformers_cleanup:
        return
    shell.input_transformers_cleanup.append(cells.transform)
    shell.ast_transformers.append(cells.opening)
    for kind, name, function in _MAGICS:
        shell.register_magic_function(no_var_expand(function), kind, name)
    shell.events.register("pre_run_cell", session.before_cell)
    shell.events.register("post_run_cell", session.after_cell)


def unload(shell: Any) -> None:
    """Take the magics away again, and what they remember; `%unload_ext nbpipe` calls it."""
    if cells.transform not in shell.input_transformers_cleanup:
        return
    shell.input_transformers_cleanup.remove(cells.transform)
    if cells.opening in shell.ast_transformers:
        shell.ast_transformers.remove(cells.opening)
    for kind, name, _ in _MAGICS:
        shell.magics_manager.magics[kind].pop(name, None)
    shell.events.unregister("pre_run_cell", session.before_cell)
    shell.events.unregister("post_run_cell", session.after_cell)
    seeding.stop()
    session.forget()
