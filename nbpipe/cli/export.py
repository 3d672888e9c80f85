"""`nbpipe export`."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from nbpipe import environment
from nbpipe import store as stores
from nbpipe.cli import answers, store, terminal
from nbpipe.cli.terminal import Line
from nbpipe.exporting import bundle, mlflow_folder


def export(asked: Namespace) -> int:
    """Write a model version into a file, or a folder for MLflow, that lives without nbpipe."""
    settings, target = store.settings(asked), Path(asked.file)
    with store.reading(asked) as connection, bundle.gathered(connection, settings, asked.reference) as found:
        digest = None
        if asked.format == "mlflow":
            mlflow_folder.write(found, target, made_at=stores.now())
        else:
            digest = bundle.write(found, target, nbpipe=environment.version(), made_at=stores.now())
        name, model, certified = found.name, found.model, found.certified
    if asked.json:
        answers.show(
            {
                "file": str(target),
                "model": name,
                "format": model.format,
                "safe": model.safe,
                "needs": list(model.needs),
                "certified": certified,
                "digest": digest,
            }
        )
        return 0
    lines: list[Line] = [[(f"{target}  ", "strong"), (f"{name}, {model.type} as {model.format}", "")]]
    if not model.safe:
        lines.append([("the model is a pickle: reading it runs code", "warn")])
    if not certified:
        lines.append([(f"no certificate: nbpipe reproduce {name} makes one", "calm")])
    if digest is not None:
        lines.append([("digest: ", "calm"), (digest, "")])
    terminal.show(lines, sys.stdout)
    return 0
