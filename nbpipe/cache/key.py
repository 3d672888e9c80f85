"""Everything that a step's result depends on, by component, and what differs between two of them."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbpipe import fingerprint
from nbpipe.as_json import to_json
from nbpipe.cache.code import Codes, StepCode
from nbpipe.cache.files import Files
from nbpipe.cache.imports import Imports
from nbpipe.model import (
    Artifact,
    CacheKey,
    Pipeline,
    Run,
    Step,
)

VERSION = 1  # of what a key says: another one means that no older result is taken


BODY_ALONE = Run()


@dataclass(frozen=True)
class Keys:
    """Makes the cache keys of one execution's steps.

    `folder` is `cwd` as seen from the store: in another folder the same file names mean other files.
    """

    pipeline: Pipeline
    codes: Codes
    imports: Imports
    files: Files
    parameters: Mapping[str, Any]
    cwd: str
    seed: int
    folder: str = ""

    def of(
        self,
        step: Step,
        type_version: int,
        inputs: Mapping[str, Artifact],
        run: Run = BODY_ALONE,
        imports: tuple[str, ...] = (),
    ) -> CacheKey:
        """The key of a step with these inputs, with what its type wants to have run, and the packages of that."""
        mentioned = {name for item in inputs.values() for name in item.meta.get("mentions", ())}
        code = self.codes.of(step, mentioned)
        imported = self.imports.of((*code.imports, *imports))
        aside = {"inputs", "outputs", *run.aside}
        options = {name: value for name, value in step.options.items() if name not in aside}
        components = {
            "type": [step.type, type_version, options],
            "body": code.body,
            "setup": code.setup,
            "parameters": self._parameters(step, code),
            "inputs": {name: _identity(item) for name, item in sorted(inputs.items())},
            "packages": imported.packages,
            "modules": imported.modules,
            "python": f"{sys.version_info.major}.{sys.version_info.minor}",
            "seed": [self.seed, step.name],
            "folder": self.folder,
            "nbpipe": VERSION,
        }
        if run != BODY_ALONE:
            loads = {name: _identity(item) for name, item in sorted(run.loads.items())}
            arguments = {name: value for name, value in run.arguments.items() if name not in aside}
            components["work"] = [to_json([arguments, run.binds, run.body, run.gives]), loads]
        return CacheKey(fingerprint.of("result", components), components)

    def _parameters(self, step: Step, code: StepCode) -> dict[str, Any]:
        found = {}
        for parameter in self.pipeline.parameters:
            used = code.dynamic or parameter.name in code.names
            if used and parameter.name in step.parameters:
                value = self.parameters.get(parameter.name)
                content = self._content(value) if parameter.type.startswith("Path") else None
                found[parameter.name] = {"path": value, "content": content} if content else value
        return found

    def _content(self, value: Any) -> str | None:
        if not isinstance(value, str):
            return None
        return self.files.tree_digest(str(Path(self.cwd, value).resolve()))


def _identity(artifact: Artifact) -> str:
    """What an input is: its content and how it is read."""
    meta = {name: value for name, value in artifact.meta.items() if name != "mentions"}
    return artifact.digest if not meta else fingerprint.of("input", [artifact.digest, to_json(meta)])


_PARTS = {
    "type": "its type or options",
    "body": "its code",
    "setup": "the part of the setup that it uses",
    "python": "the version of Python",
    "seed": "the seed",
    "folder": "the folder that it runs in",
    "work": "what its type works with, such as the version of a model or of a library,",
    "nbpipe": "nbpipe's own rules for caching",
}
_NAMED = {
    "parameters": "parameter",
    "inputs": "input",
    "packages": "package",
    "modules": "local module",
}


@dataclass(frozen=True)
class Difference:
    """One thing that is not as it was; `part` is the component."""

    part: str
    text: str


def differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[Difference, ...]:
    """What differs between the components of two keys, one line each.

    >>> differences({"seed": [0, "a"]}, {"seed": [1, "a"]})
    (Difference(part='seed', text='the seed changed: 0 → 1'),)
    """
    found = []
    for part, text in _PARTS.items():
        if old.get(part) != new.get(part):
            values = ""
            if part == "seed" and part in old and part in new:
                values = f": {old[part][0]} → {new[part][0]}"
            elif part == "python":
                values = f": {old.get(part)} → {new.get(part)}"
            found.append(Difference(part, f"{text} changed{values}"))
    for part, word in _NAMED.items():
        before, after = old.get(part, {}), new.get(part, {})
        for name in sorted({*before, *after}):
            if before.get(name) != after.get(name):
                found.append(Difference(part, f"{word} {name} {_change(part, before, after, name)}"))
    return tuple(found)


def _change(part: str, before: Mapping[str, Any], after: Mapping[str, Any], name: str) -> str:
    if name not in before:
        return "is new"
    if name not in after:
        return "is not used any more"
    if part in ("packages", "parameters") and not isinstance(after[name], dict):
        return f"changed: {_short(before[name])} → {_short(after[name])}"
    files = part == "parameters" and isinstance(before[name], dict) and isinstance(after[name], dict)
    if files and before[name].get("path") == after[name].get("path"):
        return f"changed: the content of {after[name].get('path')}"
    return "changed"


def _short(value: Any) -> str:
    text = repr(value) if isinstance(value, str) else str(value)
    return text if len(text) <= 60 else text[:59] + "…"
