"""`nbpipe reproduce` and `nbpipe verify`."""

from __future__ import annotations

import contextlib
import sys
import tempfile
from argparse import Namespace
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from nbpipe import environment, store
from nbpipe.artifacts import ArtifactStore
from nbpipe.cli import answers, outcome, terminal
from nbpipe.cli import store as stores
from nbpipe.cli.listing import counted
from nbpipe.cli.run import INTERRUPTED, executor_of, view_of
from nbpipe.cli.terminal import Line
from nbpipe.errors import UsageError
from nbpipe.exporting import bundle
from nbpipe.model import ExecutionStatus
from nbpipe.reproduction import again, certificate, compared, rebuilt, recorded
from nbpipe.reproduction.compared import Agreement, Verdict

_TOLERANCE = 1e-9
_TONES = {Agreement.BIT_FOR_BIT: "good", Agreement.WITHIN_TOLERANCE: "warn", Agreement.DIFFERS: "bad"}
_SHOWN = 12


def reproduce(asked: Namespace) -> int:
    """Run again what made a model version; 0 where it comes out the same, 1 where it does not."""
    if asked.exact and asked.tolerance is not None:
        raise UsageError("--exact and --tolerance are two wishes", "leave one out", code="usage")
    settings = stores.settings(asked)
    folder = Path(asked.folder) if asked.folder else None
    if asked.env:
        return _in_its_environment(asked)
    with stores.reading(asked) as connection:
        planned = again.plan(connection, settings, asked.reference, folder, anyway=asked.anyway)
    first = planned.recorded
    version = first.version
    assert version is not None
    target = (
        Path(asked.output)
        if asked.output
        else certificate.place(settings.store, version.group, version.version)
    )
    if target.is_dir():
        raise UsageError(
            f"--output {target} is a folder", f"give a file: {target / 'certificate.json'}", code="output"
        )
    if asked.output and not target.parent.is_dir():
        hint = f"make it: mkdir -p {target.parent}"
        raise UsageError(f"there is no folder {target.parent}", hint, code="output")
    with again.scratch(settings, keep=asked.keep) as place:
        with view_of(asked.json, place.store) as view:
            done = again.run(
                planned, place, lambda request: executor_of(asked, request.pipeline), view, asked.max_parallel
            )
        if done.finished.interrupted:
            return INTERRUPTED
        if done.finished.status is ExecutionStatus.STOPPED:
            return 4
        tolerance = 0.0 if asked.exact else _TOLERANCE if asked.tolerance is None else asked.tolerance
        load = ArtifactStore(settings.artifacts).load
        rows = list(compared.rows(first, done.recorded, planned.steps, tolerance, (load, load)))
        made = certificate.make(
            first,
            done.recorded,
            planned.steps,
            rows,
            planned.inputs,
            tolerance=tolerance,
            made_at=store.now(),
            made_by=settings.user,
            nbpipe=environment.version(),
            laid_out=planned.laid_out,
        )
        certificate.write(made, target)
    concluded = compared.agreement(rows)
    agrees = concluded is Agreement.BIT_FOR_BIT if asked.exact else concluded.agrees
    if asked.json:
        answers.show({**made, "file": str(target)})
    else:
        terminal.show(_said(made, rows, target), sys.stdout)
        if asked.keep:
            terminal.show([[(f"the second run is in {place.store}", "calm")]], sys.stdout)
    return 0 if agrees else 1


def _in_its_environment(asked: Namespace) -> int:
    """The same call, in an environment with the recorded versions."""
    with stores.reading(asked) as connection:
        found = recorded.of_model(connection, asked.reference)
    print("building the recorded environment …", file=sys.stderr)
    interpreter = rebuilt.build(
        found.environment, found.packages, say=lambda text: print(text, file=sys.stderr)
    )
    words = ["--store", str(stores.settings(asked).store), "reproduce", asked.reference]
    for flag in ("anyway", "exact", "keep", "json", "no_warm"):
        words += [f"--{flag.replace('_', '-')}"] if getattr(asked, flag) else []
    for option in ("folder", "output", "tolerance", "max_parallel", "executor"):
        value = getattr(asked, option)
        words += [f"--{option.replace('_', '-')}", str(value)] if value is not None else []
    with tempfile.TemporaryDirectory() as folder:
        return rebuilt.run(interpreter, words, Path(folder))


def _said(made: Mapping[str, Any], rows: Sequence[compared.Row], target: Path) -> list[Line]:
    concluded = Agreement(made["agreement"])
    model = made["model"]
    name = f"{model['group']}:{model['version']}"
    said = {
        Agreement.BIT_FOR_BIT: "made again, bit for bit",
        Agreement.WITHIN_TOLERANCE: f"made again within {made['tolerance']:g}, not bit for bit",
        Agreement.DIFFERS: "came out another one",
    }[concluded]
    numbers = ", ".join(f"{count} {verdict}" for verdict, count in certificate.counts(rows).items())
    lines: list[Line] = [[(name, "strong"), (f" {said}", _TONES[concluded]), (f": {numbers}", "")]]
    unequal = [row for row in rows if row.verdict is not Verdict.EQUAL]
    lines += [
        [(f"  {_row(row)}", "bad" if row.verdict is Verdict.DIFFERS else "warn")] for row in unequal[:_SHOWN]
    ]
    if len(unequal) > _SHOWN:
        lines.append([(f"  … and {len(unequal) - _SHOWN} more, in the certificate", "calm")])
    word = "because: " if unequal else "although: "
    lines += [[(word, "calm"), (terminal.clean(text), "")] for text in made["reasons"]]
    lines += [[("not checked: ", "calm"), (terminal.clean(text), "")] for text in made["unchecked"]]
    lines.append([("certificate: ", "calm"), (f"{outcome.short(target)}  ", ""), (made["digest"], "calm")])
    return lines


def _row(row: compared.Row) -> str:
    name = f"{row.step}.{row.name}" if row.step else row.name
    if row.verdict is Verdict.MISSING:
        return f"{name}: {_value(row.first)} then, {_value(row.second)} now"
    off = f", off by {row.difference:.2g}" if row.difference is not None else ""
    return f"{name} ({row.kind}): {row.verdict}{off}: {_value(row.first)} then, {_value(row.second)} now"


def _value(value: Any) -> str:
    if value is None:
        return "nothing"
    text = str(value)
    return text[7:19] if text.startswith("sha256:") else text if len(text) < 40 else f"{text[:39]}…"


def verify(asked: Namespace) -> int:
    """Check a certificate, or a file that an export wrote; 0 where it is what it says."""
    path = Path(asked.file)
    is_bundle = _is_zip(path)
    if is_bundle:
        content, problems = bundle.check(path)
    else:
        content = certificate.read(path)
        problems = certificate.problems(content)
    checked = []
    if asked.store is not None and not problems:
        found = stores.settings(asked)
        with contextlib.closing(store.connect(found.store, create=False)) as connection:
            problems = (
                bundle.against(connection, found, path, content)
                if is_bundle
                else certificate.against(connection, content)
            )
        checked.append("it agrees with the store")
    if asked.digest is not None and content.get("digest") != asked.digest:
        problems.append(certificate.other_digest(asked.digest, content.get("digest")))
    if asked.json:
        answers.show({**answers.problems(problems), "digest": content.get("digest")})
        return 1 if problems else 0
    terminal.show_problems(problems, sys.stdout)
    if problems:
        said = f"{counted(len(problems), 'problem')} in {path}"
    else:
        model = content["model"]
        name = f"{model['group']}:{model['version']}"
        what = f"an export of {name}" if is_bundle else f"{name} was made again, {content['agreement']}"
        said = "; ".join([f"ok: {path} is whole: {what}", *checked])
    terminal.show([[(said, "bad" if problems else "good")]], sys.stdout)
    return 1 if problems else 0


def _is_zip(path: Path) -> bool:
    """Whether a file begins as a zip file does, or is called one."""
    try:
        with path.open("rb") as file:
            return file.read(2) == b"PK" or path.suffix == ".zip"
    except OSError:
        return False
