"""What the generator promises: its notebooks run, and the variables that it names are bound."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings

from .generate import Notebook, notebooks


@settings(
    max_examples=200, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)
@given(notebooks())
def test_generated_notebooks_run(notebook: Notebook) -> None:
    namespace: dict[str, Any] = {}
    for cell in notebook.cells:
        magic, _, body = cell.partition("\n")
        assert magic.startswith("%%")
        exec(body, namespace)
    assert notebook.variables
    assert {type(namespace[name]) for name in notebook.variables} <= {int, list, dict}
