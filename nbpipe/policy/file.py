"""Reading `nbpipe.toml`: `[policy.GROUP]` holds the rules of a group, `[policy."*"]` those of all others, key by key."""

from __future__ import annotations

import contextlib
import hashlib
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from nbpipe.errors import Problem, UsageError
from nbpipe.model import Approval
from nbpipe.options import nearest
from nbpipe.policy import STAGES, TRANSITIONS, Bounds, DeploymentRules, Policy, in_line

NAME = "nbpipe.toml"
ALL = "*"
KEYS = tuple(item.name for item in fields(Policy) if item.name not in ("source", "digest"))
DEPLOYMENT_KEYS = tuple(item.name for item in fields(DeploymentRules))
DEPLOYABLE = (Approval.APPROVED, Approval.PENDING)  # a rejection is final: such a version is never deployed

_EXAMPLES: Mapping[str, str] = {
    "approvers": 'approvers = ["ada", "bob"]',
    "movers": 'movers = ["ada", "bob"]',
    "four_eyes": "four_eyes = true",
    "comment": "comment = true",
    "metrics": "metrics = { auc = { at_least = 0.8 } }",
    "requires": 'requires = ["bias_report"]',
    "beats_champion": 'beats_champion = { auc = "max" }',
    "stages": f"stages = {list(STAGES)}".replace("'", '"'),
    "transitions": 'transitions = { Development = ["Staging"] }',
    "approved_stages": 'approved_stages = ["Production"]',
    "deployment": 'deployment = { deployers = ["ada"], stages = ["Production"] }',
    "deployers": 'deployers = ["ada", "bob"]',
    "status": 'status = ["Approved", "PendingManualApproval"]',
}

Place = tuple[str, ...]


def find(folder: Path) -> Path | None:
    """The policy file in a folder, or in the nearest one above it that has one."""
    for candidate in (folder, *folder.parents):
        if (candidate / NAME).is_file():
            return candidate / NAME
    return None


def load(folder: Path, group: str) -> Policy:
    """The policy of a group as the nearest file says; the default one where there is no file."""
    path = find(folder)
    if path is None:
        return Policy()
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeError) as error:
        said = getattr(error, "strerror", None) or "it is no text in UTF-8"
        raise UsageError(
            f"{path} cannot be read: {said}", "mend it, or take it away", code="policy-file"
        ) from error
    return read(text, str(path), group)


def read(text: str, source: str, group: str) -> Policy:
    """The policy of a group in the text of a file. `UsageError` with every mistake of the file and its line.

    >>> read('[policy."*"]\\nfour_eyes = true', "nbpipe.toml", "churn").four_eyes
    True
    >>> read('[policy.churn]\\nfour_eye = true', "nbpipe.toml", "churn")
    Traceback (most recent call last):
    nbpipe.errors.UsageError: line 2: nbpipe.toml: there is no rule four_eye
        four_eye = true
      → did you mean four_eyes?
    """
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError("", problems=[_syntax(text, source, error)]) from None
    reading = _Reading(text, source)
    for name in found:
        if name != "policy":
            reading.wrong(
                (name,), f"there is no section {name}", nearest(name, ["policy"]) or "write [policy.GROUP]"
            )
    tables = found.get("policy", {})
    if not isinstance(tables, dict) or not all(isinstance(table, dict) for table in tables.values()):
        reading.wrong(
            ("policy",), "rules stand in a group's own table", 'write [policy.churn], or [policy."*"] for all'
        )
        tables = {}
    rules_of = {name: reading.table(("policy", name), table) for name, table in tables.items()}
    if not reading.problems:
        for name in tables:
            reading.consistent(("policy", name), _merged(rules_of, name))
    if reading.problems:
        raise UsageError(f"{source} is wrong", problems=reading.problems)
    return Policy(
        **_completed(_merged(rules_of, group)),
        source=source,
        digest="sha256:" + hashlib.sha256(text.encode()).hexdigest(),
    )


def _merged(rules_of: Mapping[str, Mapping[str, Any]], group: str) -> dict[str, Any]:
    """The rules of a group over those of all groups, key by key; those of deployments too."""
    common, own = rules_of.get(ALL, {}), rules_of.get(group, {})
    found = {**common, **own}
    if "deployment" in common and "deployment" in own:
        found["deployment"] = {**common["deployment"], **own["deployment"]}
    return found


def _completed(rules: Mapping[str, Any]) -> dict[str, Any]:
    """Rules with what follows from them."""
    found = dict(rules)
    if "stages" in found:
        found.setdefault("transitions", in_line(found["stages"]))
        found.setdefault(
            "approved_stages", tuple(name for name in ("Production",) if name in found["stages"])
        )
    if "deployment" in found:
        found["deployment"] = DeploymentRules(**found["deployment"])
    return found


class _Reading:
    """The mistakes of one file."""

    def __init__(self, text: str, source: str) -> None:
        self.source, self.lines = source, text.split("\n")
        self.places = _places(self.lines)
        self.problems: list[Problem] = []

    def wrong(self, path: Place, message: str, hint: str) -> None:
        line = next(
            (self.places[path[:end]] for end in range(len(path), 0, -1) if path[:end] in self.places), 1
        )
        self.problems.append(
            Problem("policy-file", f"{self.source}: {message}", hint, line=line, source=self.lines[line - 1])
        )

    def table(self, path: Place, table: Mapping[str, Any]) -> dict[str, Any]:
        """The rules of one group."""
        readers: Mapping[str, Callable[[Place, Any], Any]] = {
            **dict.fromkeys(("approvers", "movers", "requires", "stages", "approved_stages"), self.names),
            **dict.fromkeys(("four_eyes", "comment"), self.flag),
            "metrics": self.bounds,
            "beats_champion": self.directions,
            "transitions": self.following,
            "deployment": self.deployment,
        }
        return self._rules(path, table, readers, KEYS)

    def _rules(
        self,
        path: Place,
        table: Mapping[str, Any],
        readers: Mapping[str, Callable[[Place, Any], Any]],
        keys: tuple[str, ...],
    ) -> dict[str, Any]:
        found = {}
        for key, value in table.items():
            if key not in readers:
                hint = nearest(key, keys) or f"there is {', '.join(keys)}"
                self.wrong((*path, key), f"there is no rule {key}", hint)
            else:
                found[key] = readers[key]((*path, key), value)
        return found

    def deployment(self, path: Place, value: Any) -> dict[str, Any]:
        """What must be met to deploy a version."""
        if not isinstance(value, dict):
            self._typed(path, "a table of rules")
            return {}
        readers: Mapping[str, Callable[[Place, Any], Any]] = {
            **dict.fromkeys(("deployers", "stages", "requires"), self.names),
            "status": self.deployable,
            "four_eyes": self.flag,
            "metrics": self.bounds,
        }
        return self._rules(path, value, readers, DEPLOYMENT_KEYS)

    def deployable(self, path: Place, value: Any) -> tuple[str, ...]:
        found = self.names(path, value)
        for name in found:
            if name == Approval.REJECTED:
                self.wrong(path, "a rejected version is never deployed", _such_as("status"))
            elif name not in DEPLOYABLE:
                self.wrong(path, f"there is no approval status {name}", f"there is {', '.join(DEPLOYABLE)}")
        return found

    def consistent(self, path: Place, rules: Mapping[str, Any]) -> None:
        """Whether rules about stages speak of stages that there are."""
        stages = rules.get("stages", STAGES)
        if len(stages) < 2 or len(set(stages)) != len(stages):
            self.wrong((*path, "stages"), "stages are two or more, each once", _such_as("stages"))
        transitions = rules.get("transitions", in_line(stages) if "stages" in rules else TRANSITIONS)
        named = [*transitions, *(stage for after in transitions.values() for stage in after)]
        of_deployment = rules.get("deployment", {}).get("stages", ())
        for key, names in (
            (("transitions",), named),
            (("approved_stages",), rules.get("approved_stages", ())),
            (("deployment", "stages"), of_deployment),
        ):
            for name in dict.fromkeys(names):
                if name not in stages:
                    hint = nearest(name, stages) or f"there is {', '.join(stages)}"
                    self.wrong((*path, *key), f"there is no stage {name}", hint)

    def _typed(self, path: Place, what: str) -> None:
        key = path[3] if path[2:3] == ("deployment",) and len(path) > 3 else path[2]
        self.wrong(path, f"{key} is {what}", _such_as(key))

    def names(self, path: Place, value: Any) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
            self._typed(path, "a list of names")
            return ()
        return tuple(value)

    def flag(self, path: Place, value: Any) -> bool:
        if not isinstance(value, bool):
            self._typed(path, "true or false")
        return bool(value)

    def bounds(self, path: Place, value: Any) -> dict[str, Bounds]:
        found = {}
        for name, ends in self._items(path, value, "a table of metrics with their bounds"):
            here = (*path, name)
            if not isinstance(ends, dict) or not ends or not set(ends) <= {"at_least", "at_most"}:
                self.wrong(here, f"a bound of {name} is at_least, at_most or both", _such_as("metrics"))
            elif any(isinstance(end, bool) or not isinstance(end, int | float) for end in ends.values()):
                self.wrong(here, f"a bound of {name} is a number", _such_as("metrics"))
            elif ends.get("at_least", float("-inf")) > ends.get("at_most", float("inf")):
                self.wrong(here, f"no {name} can be both", "at_least is above at_most: exchange them")
            else:
                found[name] = Bounds(**ends)
        return found

    def directions(self, path: Place, value: Any) -> dict[str, str]:
        found = {}
        for name, better in self._items(path, value, "a table of metrics, each with max or min"):
            if better not in ("max", "min"):
                self.wrong((*path, name), f"{name} is better as max or as min", _such_as("beats_champion"))
            found[name] = str(better)
        return found

    def following(self, path: Place, value: Any) -> dict[str, tuple[str, ...]]:
        found = self._items(path, value, "a table of stages with those that may follow")
        return {name: self.names((*path[:2], "transitions", name), after) for name, after in found}

    def _items(self, path: Place, value: Any, what: str) -> Iterable[tuple[str, Any]]:
        if isinstance(value, dict):
            return value.items()
        self._typed(path, what)
        return ()


def _such_as(key: str) -> str:
    return f"such as {_EXAMPLES[key]}"


def _syntax(text: str, source: str, error: Exception) -> Problem:
    said = str(error)
    place = re.search(r"\(at line (\d+), column (\d+)\)", said)
    lines = text.split("\n")
    line = int(place[1]) if place else len(lines)
    return Problem(
        "policy-file",
        f"{source} is not TOML: {re.sub(r' [(]at .*[)]$', '', said)}",
        "a group's rules look so: [policy.churn], and below it lines such as four_eyes = true",
        line=line,
        source=lines[line - 1],
    )


_KEY = re.compile(r"""\s*((?:"[^"]*"|'[^']*'|[\w-]+)(?:\s*\.\s*(?:"[^"]*"|'[^']*'|[\w-]+))*)\s*=""")


def _places(lines: list[str]) -> dict[Place, int]:
    """The line, from 1, of every table and key."""
    found: dict[Place, int] = {}
    table: Place = ()
    for number, line in enumerate(lines, 1):
        key = _KEY.match(line)
        with contextlib.suppress(tomllib.TOMLDecodeError):
            if line.lstrip().startswith("["):
                table = _path(tomllib.loads(line))
                found.setdefault(table, number)
            elif key:
                found.setdefault((*table, *_path(tomllib.loads(f"{key[1]} = 0"))), number)
    return found


def _path(value: Any) -> Place:
    """
    >>> _path({"policy": {"churn": {}}})
    ('policy', 'churn')
    """
    return (*value, *_path(next(iter(value.values())))) if isinstance(value, dict) and value else ()
