"""The recorded environment, built anew: https://docs.astral.sh/uv makes it, from the versions that were recorded.

It has all that was installed, in the recorded versions: what is merely there counts too (pandas keeps texts in another way
where pyarrow is installed). Where some of that cannot be had, such as a package that was installed from a folder, it has what
the steps import, what nbpipe needs, and what these need in turn. nbpipe itself is the one that runs now.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from importlib import metadata
from pathlib import Path
from typing import Any

from nbpipe import environment as environments
from nbpipe import fingerprint
from nbpipe.cache.imports import DISTRIBUTIONS
from nbpipe.errors import NbpipeError, Problem, UsageError

_OURS = "nbpipe-ml"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
# The same import name, another distribution.
_OTHERS: Mapping[str, tuple[str, ...]] = {
    "xgboost": ("xgboost", "xgboost-cpu"),
    "cv2": ("opencv-python-headless",),
}
_DONE = ".nbpipe-built"


def distributions(imported: Mapping[str, str], packages: Mapping[str, str]) -> Iterator[str]:
    """The distributions, among `packages`, that these imports came from.

    >>> list(distributions({"sklearn": "1.5", "xgboost": "3.0"}, {"scikit-learn": "1.5", "xgboost-cpu": "3.0"}))
    ['scikit-learn', 'xgboost-cpu']
    """
    for module in imported:
        names = (module, DISTRIBUTIONS.get(module, module), *_OTHERS.get(module, ()))
        known = (re.sub(r"[-_.]+", "-", name).lower() for name in names)
        found = next((name for name in known if name in packages), None)
        if found is not None:
            yield found


def wanted(
    imported: Mapping[str, str], packages: Mapping[str, str], needs: Mapping[str, Any]
) -> tuple[list[str], list[str]]:
    """What to install, and the versions that everything must have, as requirements.

    `needs` are the names of the distributions that nbpipe itself needs.

    >>> wanted({"sklearn": "1.5"}, {"scikit-learn": "1.5", "numpy": "2.0", "rich": "14.0"}, {"rich": None})
    (['scikit-learn==1.5', 'rich==14.0'], ['numpy==2.0', 'rich==14.0', 'scikit-learn==1.5'])
    """
    roots = [*distributions(imported, packages), *needs]
    install = [f"{name}=={packages[name]}" if name in packages else name for name in dict.fromkeys(roots)]
    pins = [f"{name}=={version}" for name, version in sorted(packages.items()) if name != _OURS]
    return install, pins


def needs() -> dict[str, None]:
    """Names of the distributions that nbpipe needs, without its extras."""
    try:
        declared = metadata.requires(_OURS) or []
    except metadata.PackageNotFoundError:
        declared = []
    found: dict[str, None] = {}
    for line in declared:
        matched = _NAME.match(line)
        if matched and "extra ==" not in line:
            found[re.sub(r"[-_.]+", "-", matched[0]).lower()] = None
    return found


def check(environment: Mapping[str, Any]) -> str:
    """Where uv is; `UsageError` where it is not, or where there is no record to build from."""
    uv = shutil.which("uv")
    if uv is None:
        raise UsageError(
            "--env needs uv, which is not installed",
            "pip install uv (https://docs.astral.sh/uv), or leave --env out: then it runs with what is installed here",
            code="no-uv",
        )
    if not environment.get("packages") or not environment.get("python"):
        raise UsageError(
            "the execution has no record of its environment", "leave --env out", code="no-environment"
        )
    return uv


def broken(code: int) -> Problem:
    """What is said where nbpipe could not even begin in the environment that was built."""
    said = f"nbpipe ended with code {code} in the recorded environment"
    return Problem(
        "environment", said, "what it said is in the newest file of the store's logs; or leave --env out"
    )


def build(
    environment: Mapping[str, Any],
    imported: Mapping[str, str],
    cache: Path | None = None,
    say: Callable[[str], None] = lambda text: None,
) -> Path:
    """The interpreter of the recorded environment; one that was built before is used again.

    `say` is told what could not be done.

    `UsageError` where uv is not there, or cannot make it, with what it says.
    """
    uv, packages, python = check(environment), environment["packages"], environment["python"]
    install, pins = wanted(imported, packages, needs())
    digest = fingerprint.of("environment", [python, pins]).removeprefix("sha256:")[:16]
    root = (cache or Path.home() / ".cache" / "nbpipe" / "environments") / digest
    interpreter = root / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if (root / _DONE).exists() and interpreter.exists():
        return interpreter
    root.parent.mkdir(parents=True, exist_ok=True)
    _call([uv, "venv", "--quiet", "--clear", "--python", str(python), str(root)], f"Python {python}")
    recorded = root / "recorded.txt"
    recorded.write_text("\n".join(pins) + "\n", "utf-8")
    command = [uv, "pip", "install", "--quiet", "--python", str(interpreter)]
    try:
        _call([*command, "--no-deps", "--requirement", str(recorded)], "the recorded packages")
    except UsageError as error:
        say(
            f"not all of the recorded packages can be had, so only those that count are taken: {error.args[0]}"
        )
        _call([*command, "--constraint", str(recorded), *install], "the packages that the steps import")
        return interpreter  # not marked as done: the rest may be had another time
    (root / _DONE).touch()
    return interpreter


def _call(command: list[str], what: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        said = (done.stderr or done.stdout).strip()
        raise UsageError(
            f"uv could not install {what}: {said[-1500:]}",
            "see that the package index is reached, or leave --env out: the certificate then says what differs",
            code="uv-failed",
        )


def run(interpreter: Path, words: list[str], folder: Path) -> int:
    """The exit code of `nbpipe` with those words in that environment; nbpipe's own code is the one that runs now.

    `folder` is one to put a link to it into: beside nbpipe there may lie packages of this environment.
    """
    here = Path(environments.__file__).resolve().parent
    link = folder / "code"
    link.mkdir()
    try:
        (link / "nbpipe").symlink_to(here, target_is_directory=True)
    except OSError:  # Windows without the privilege
        shutil.copytree(here, link / "nbpipe", ignore=shutil.ignore_patterns("__pycache__"))
    # What the caller has on its path beside nbpipe is no part of the recorded environment.
    environment = {**os.environ, "PYTHONPATH": str(link), "PYTHONNOUSERSITE": "1"}
    environment.pop("VIRTUAL_ENV", None)
    try:
        return subprocess.run([str(interpreter), "-m", "nbpipe", *words], env=environment).returncode
    except OSError as error:
        raise NbpipeError(
            f"{interpreter} cannot be run: {error.strerror}", "remove its folder and try again"
        ) from error
