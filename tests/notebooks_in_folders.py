"""Notebooks as files, for tests of steps that run other notebooks; and a kernel that is not Python."""

from __future__ import annotations

import json
import sys
import textwrap
from pathlib import Path
from typing import Any

import pytest


def tagged(source: str, *tags: str) -> tuple[str, tuple[str, ...]]:
    """A cell with tags."""
    return source, tags or ("parameters",)


def write(
    path: Path, *cells: str | tuple[str, tuple[str, ...]], kernel: str = "python3", language: str = "python"
) -> Path:
    """A notebook of these code cells; one that begins with `# ` and a capital is Markdown."""
    made = []
    for number, cell in enumerate(cells):
        source, tags = cell if isinstance(cell, tuple) else (cell, ())
        data: dict[str, Any] = {"id": f"c{number}", "metadata": {"tags": list(tags)}, "source": source}
        if source.startswith("# ") and source[2:3].isupper():
            made.append({"cell_type": "markdown", **data})
        else:
            made.append({"cell_type": "code", **data, "outputs": [], "execution_count": None})
    spec = {"name": kernel, "display_name": kernel, "language": language}
    whole = {"nbformat": 4, "nbformat_minor": 5, "metadata": {"kernelspec": spec}, "cells": made}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(whole), "utf-8")
    return path


def install_shell(folder: Path, patch: pytest.MonkeyPatch) -> None:
    """A Jupyter kernel `shell`, whose language is bash, for this process and those that it starts."""
    place = folder / "jupyter" / "kernels" / "shell"
    place.mkdir(parents=True)
    code = """
        import subprocess
        from ipykernel.kernelapp import IPKernelApp
        from ipykernel.kernelbase import Kernel

        class Shell(Kernel):
            implementation, implementation_version, banner = "shell", "1", ""
            language_info = {"name": "bash", "mimetype": "text/x-sh", "file_extension": ".sh"}
            before = ""

            def do_execute(self, code, silent, store_history=True, user_expressions=None, allow_stdin=False, **more):
                done = subprocess.run(["sh", "-c", f"{self.before}\\n{code}"], capture_output=True, text=True)
                if done.returncode == 0 and code.startswith("#"):
                    self.before += "\\n" + code
                for name, text in (("stdout", done.stdout), ("stderr", done.stderr)):
                    if text:
                        self.send_response(self.iopub_socket, "stream", {"name": name, "text": text})
                about = {"execution_count": self.execution_count}
                if done.returncode:
                    error = {"ename": "ExitCode", "evalue": str(done.returncode), "traceback": [done.stderr]}
                    self.send_response(self.iopub_socket, "error", error)
                    return {"status": "error", **about, **error}
                return {"status": "ok", **about, "payload": [], "user_expressions": {}}

        IPKernelApp.launch_instance(kernel_class=Shell)
    """
    (place / "shell.py").write_text(textwrap.dedent(code), "utf-8")
    argv = [sys.executable, str(place / "shell.py"), "-f", "{connection_file}"]
    spec = {"argv": argv, "display_name": "Shell", "language": "bash"}
    (place / "kernel.json").write_text(json.dumps(spec), "utf-8")
    patch.setenv("JUPYTER_PATH", str(folder / "jupyter"))
