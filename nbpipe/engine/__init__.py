"""nbpipe as an engine of papermill: a tagged notebook runs as a pipeline under any tool that speaks papermill.

    papermill my.ipynb out.ipynb --engine nbpipe -p auc_threshold 0.9

or, from Python, with options of nbpipe's own:

    papermill.execute_notebook("my.ipynb", "out.ipynb", {"auc_threshold": 0.9}, engine_name="nbpipe", max_parallel=4)

papermill finds the class by an entry point and loads it with every `import papermill`, in the processes of the steps
too: so nothing is imported here, and the class has papermill's protocol without its base class.

- `execution`: a notebook of papermill's as a pipeline, and what became of it in the notebook's cells
- `refused`: errors that papermill's command line shows without a traceback
"""

from __future__ import annotations

from typing import Any


class NbpipeEngine:
    """What papermill asks of an engine. Tag the `%%parameters` cell `parameters` too: papermill looks for that."""

    @classmethod
    def execute_notebook(cls, nb: Any, kernel_name: str, **options: Any) -> Any:
        """Run a notebook that papermill has read and parameterized; the same notebook with its outputs.

        Options beyond papermill's: `store` (a folder), `seed`, `max_parallel`.

        Raises `RefusedError`, a `NbpipeError`, where the definition or a parameter is wrong: then nothing ran and no
        output was written. Where a step fails, papermill raises `PapermillExecutionError` for its cell.
        """
        from nbpipe.engine import execution

        return execution.run(nb, **options)

    @classmethod
    def nb_kernel_name(cls, nb: Any, name: str | None = None) -> str:
        """The kernel's name. Steps run in this Python; papermill wants one to write the parameters for."""
        return str(name or nb.metadata.get("kernelspec", {}).get("name") or "python3")

    @classmethod
    def nb_language(cls, nb: Any, language: str | None = None) -> str:
        """The language in which papermill writes the parameters."""
        return str(language or nb.metadata.get("language_info", {}).get("name") or "python")
