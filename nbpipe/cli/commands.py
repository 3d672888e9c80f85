"""Every command with its arguments, its help and an example, as data."""

from __future__ import annotations

from argparse import ArgumentTypeError
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nbpipe.model import AuditAction
from nbpipe.options import nearest, seconds, size

EXPORTS = ("zip", "mlflow")
FORMATS = ("text", "svg", "png", "dot", "mermaid", "json")


@dataclass(frozen=True)
class Argument:
    """What argparse's `add_argument` is given."""

    names: tuple[str, ...]
    settings: Mapping[str, Any]

    @property
    def usage(self) -> str:
        """How a usage line names it; empty for an option."""
        if self.names[0].startswith("-"):
            return ""
        word = str(self.settings["metavar"])
        return {"?": f"[{word}]", "+": f"{word}…"}.get(self.settings.get("nargs", ""), word)


@dataclass(frozen=True)
class Command:
    """One command. `name` has a second word where the first is a noun, such as `store check`."""

    name: str
    summary: str
    example: str
    arguments: tuple[Argument, ...] = ()

    @property
    def usage(self) -> str:
        """The command with what must or may follow it, options left out."""
        return " ".join([self.name, *(item.usage for item in self.arguments if item.usage)])


def _argument(*names: str, **settings: Any) -> Argument:
    return Argument(names, settings)


def above_zero(text: str) -> int:
    """A whole number above zero, from its text."""
    number = whole(text)
    if number < 1:
        raise ArgumentTypeError(f"{text} is not above 0")
    return number


def whole(text: str) -> int:
    """A whole number, from its text."""
    try:
        return int(text)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is not a whole number") from None


def whole_or_zero(text: str) -> int:
    """A whole number, zero or above, from its text."""
    number = whole(text)
    if number < 0:
        raise ArgumentTypeError(f"{text} is below 0")
    return number


def duration(text: str) -> float:
    """Seconds, from a text such as 30d."""
    try:
        return seconds(text)
    except ValueError as error:
        raise ArgumentTypeError(str(error)) from None


def share(text: str) -> float:
    """A number from 0 to below 1, from its text."""
    try:
        number = float(text)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is no number such as 1e-6") from None
    if not 0 <= number < 1:
        raise ArgumentTypeError(f"{text} is not between 0 and 1")
    return number


def memory(text: str) -> int:
    """Bytes, from a text such as 50MB."""
    try:
        return size(text)
    except ValueError as error:
        raise ArgumentTypeError(str(error)) from None


def export_format(text: str) -> str:
    """One of `EXPORTS`."""
    if text not in EXPORTS:
        near = nearest(text, EXPORTS)
        raise ArgumentTypeError(f"there is no format {text!r}" + (f", {near}" if near else ""))
    return text


def picture_format(text: str) -> str:
    """One of `FORMATS`."""
    if text not in FORMATS:
        near = nearest(text, FORMATS)
        raise ArgumentTypeError(f"there is no format {text!r}" + (f", {near}" if near else ""))
    return text


def card_format(text: str) -> str:
    """A format that a model card is printed in."""
    if text not in ("md", "html", "json", "pdf"):
        raise ArgumentTypeError(f"there is no format {text!r}, there is md, html, json, pdf")
    return text


STORE = _argument("--store", metavar="DIR", help="the store, instead of NBPIPE_STORE or the nearest .nbpipe/")
_NOTEBOOK = _argument("notebook", metavar="NOTEBOOK", help="the notebook's file")
_EXECUTION = _argument(
    "execution", metavar="EXEC", help="an execution: its id, the beginning of one, or latest"
)
_VERSION = _argument(
    "reference",
    metavar="GROUP:VERSION",
    help="a model version: attrition:3, attrition@champion, or attrition",
)
_TOKEN = _argument("token", metavar="TOKEN", help="what `nbpipe callback list` shows; good for one answer")
_ENDPOINT = _argument("endpoint", metavar="NAME", help="the endpoint")
_COMMENT = _argument("--comment", metavar="TEXT", default="", help="why; it is kept with the decision")
_JSON = _argument("--json", action="store_true", help="print one JSON object, and nothing else")

_DRY_RUN = _argument("--dry-run", action="store_true", help="only say what would happen")

_GIVEN = _argument(
    "-p", dest="given", action="append", default=[], metavar="NAME=VALUE", help="set a parameter"
)
_PARAMS = _argument("--params", metavar="FILE", help="parameters from a YAML or JSON file; -p goes before it")
_SEED = _argument("--seed", type=whole, default=0, metavar="N", help="seed of all random state (default: 0)")
_MAX_PARALLEL = _argument(
    "--max-parallel", type=above_zero, metavar="N", help="steps at once (default: one a core)"
)
_MAX_PARALLEL_THEN = _argument(
    "--max-parallel", type=above_zero, metavar="N", help="steps at once (default: as in the first run)"
)
_EXECUTOR = _argument(
    "--executor", default="local", metavar="NAME", help="local, or dask (not yet); default: local"
)
_NO_CACHE = _argument("--no-cache", action="store_true", help="take no step's result from the cache")
_NO_WARM = _argument("--no-warm", action="store_true", help="start an ordinary kernel for each step")

COMMANDS: tuple[Command, ...] = (
    Command(
        "run",
        "run the pipeline of a notebook",
        "nbpipe run attrition.ipynb -p auc_threshold=0.8",
        (
            _NOTEBOOK,
            _GIVEN,
            _PARAMS,
            _MAX_PARALLEL,
            _EXECUTOR,
            _SEED,
            _NO_CACHE,
            _NO_WARM,
            _argument(
                "--output", metavar="FILE", help="write a copy of the notebook with the outputs of this run"
            ),
            _argument(
                "--keep-data",
                type=memory,
                metavar="SIZE",
                help="keep a copy of each file that steps read, up to this size, such as 50MB: for reproduce",
            ),
            _argument("--only", metavar="STEPS", help="run only these steps: a,b"),
            _argument("--from", dest="from_", metavar="EXEC", help="take the others' results from there"),
            _JSON,
        ),
    ),
    Command(
        "check",
        "say what is wrong with a notebook's pipeline; nothing is run",
        "nbpipe check attrition.ipynb",
        (_NOTEBOOK, _JSON),
    ),
    Command(
        "show",
        "show a notebook's pipeline, as text or as a picture",
        "nbpipe show attrition.ipynb -o attrition.svg",
        (
            _NOTEBOOK,
            _argument("--format", type=picture_format, metavar="FORMAT", help="|".join(FORMATS)),
            _argument("-o", "--output", metavar="FILE", help="write it there; the suffix chooses the format"),
            _argument("--json", action="store_true", help="the same as --format json"),
        ),
    ),
    Command(
        "plan",
        "say what a run would do, and how long it would take",
        "nbpipe plan attrition.ipynb -p auc_threshold=0.8",
        (_NOTEBOOK, _GIVEN, _PARAMS, _SEED, _NO_CACHE, _JSON),
    ),
    Command(
        "steps",
        "list the step types and their options",
        "nbpipe steps Training",
        (_argument("type", metavar="TYPE", nargs="?", help="only this step type"),),
    ),
    Command(
        "runs",
        "list executions, the newest first",
        "nbpipe runs --limit 5",
        (
            _argument(
                "--limit", type=above_zero, default=20, metavar="N", help="how many at most (default: 20)"
            ),
            _argument("--pipeline", metavar="NAME", help="only executions of this pipeline"),
            _JSON,
        ),
    ),
    Command("status", "show what became of an execution", "nbpipe status latest", (_EXECUTION, _JSON)),
    Command(
        "logs",
        "show what the steps of an execution printed",
        "nbpipe logs latest train",
        (
            _EXECUTION,
            _argument("step", metavar="STEP", nargs="?", help="only this step"),
            _argument("--job", metavar="N", help="only this job of it, as `nbpipe jobs` numbers them"),
        ),
    ),
    Command(
        "jobs",
        "list the jobs of the steps that have many: items of a Map, trials of a Tuning",
        "nbpipe jobs latest tune --failed",
        (
            _EXECUTION,
            _argument("step", metavar="STEP", nargs="?", help="only this step"),
            _argument("--failed", action="store_true", help="only those that failed"),
            _argument(
                "--limit",
                type=above_zero,
                default=50,
                metavar="N",
                help="how many of a step at most (default: 50)",
            ),
            _argument(
                "--after", type=whole_or_zero, default=0, metavar="N", help="leave the first N of them out"
            ),
            _JSON,
        ),
    ),
    Command("stop", "stop an execution that runs", "nbpipe stop latest", (_EXECUTION, _JSON)),
    Command(
        "resume",
        "go on with an execution that failed, was stopped or was killed",
        "nbpipe resume latest",
        (
            _EXECUTION,
            _argument(
                "--force", action="store_true", help="also where the notebook has changed: go on as it was"
            ),
            _MAX_PARALLEL,
            _EXECUTOR,
            _NO_CACHE,
            _NO_WARM,
            _JSON,
        ),
    ),
    Command(
        "why",
        "say why a step ran, and what had changed",
        "nbpipe why latest train",
        (_EXECUTION, _argument("step", metavar="STEP", help="the step"), _JSON),
    ),
    Command(
        "compare",
        "show what differs between executions, and which is best",
        "nbpipe compare 1a2b 3c4d",
        (_argument("executions", metavar="EXEC", nargs="+", help="two to ten executions"), _JSON),
    ),
    Command(
        "report",
        "write an execution as one file for a browser, to keep or to send",
        "nbpipe report latest -o run.html",
        (
            _EXECUTION,
            _argument(
                "-o", "--output", metavar="FILE", help="write it to this file (default: PIPELINE-ID.html)"
            ),
            _JSON,
        ),
    ),
    Command(
        "models",
        "list model groups and their versions",
        "nbpipe models attrition",
        (
            _argument("group", metavar="GROUP", nargs="?", help="only this model group"),
            _argument("--all", action="store_true", help="also versions that were deleted"),
            _JSON,
        ),
    ),
    Command("models show", "show a model version", "nbpipe models show attrition:3", (_VERSION, _JSON)),
    Command(
        "models approve",
        "approve a model version",
        'nbpipe models approve attrition:3 --comment "better on every slice"',
        (_VERSION, _COMMENT, _JSON),
    ),
    Command(
        "models reject",
        "reject a model version",
        'nbpipe models reject attrition:3 --comment "leaks the label"',
        (_VERSION, _COMMENT, _JSON),
    ),
    Command(
        "models alias",
        "give a model version a name that can move",
        "nbpipe models alias attrition:3 champion",
        (_VERSION, _argument("alias", metavar="NAME", help="the alias, such as champion"), _JSON),
    ),
    Command(
        "models stage",
        "move a model version to another stage of its life",
        'nbpipe models stage attrition:3 Production --comment "after the pilot"',
        (
            _VERSION,
            _argument(
                "stage", metavar="STAGE", help="one of the stages that `nbpipe policy check GROUP` lists"
            ),
            _COMMENT,
            _JSON,
        ),
    ),
    Command(
        "models delete",
        "delete a model version that nobody uses; what is known of it stays",
        'nbpipe models delete attrition:3 --comment "trained on a wrong file"',
        (_VERSION, _COMMENT, _JSON),
    ),
    Command(
        "models card",
        "print the whole card of a model version: what its author wrote and what the store knows",
        "nbpipe models card attrition:3 --format html -o card.html",
        (
            _VERSION,
            _argument(
                "--format",
                type=card_format,
                default="md",
                metavar="F",
                help="md, html, json or pdf (default: md)",
            ),
            _argument("-o", "--output", metavar="FILE", help="write it to this file"),
        ),
    ),
    Command(
        "endpoints",
        "list endpoints and the models deployed there (recorded, not served yet)",
        "nbpipe endpoints churn",
        (
            _argument("endpoint", metavar="NAME", nargs="?", help="only this endpoint"),
            _argument("--all", action="store_true", help="also endpoints that were deleted"),
            _JSON,
        ),
    ),
    Command(
        "endpoints show",
        "show what an endpoint has, and its history",
        "nbpipe endpoints show churn",
        (_ENDPOINT, _JSON),
    ),
    Command(
        "endpoints configs",
        "list the endpoint configurations that can be deployed, the newest first",
        "nbpipe endpoints configs",
        (
            _argument(
                "--limit", type=above_zero, default=50, metavar="N", help="how many at most (default: 50)"
            ),
            _JSON,
        ),
    ),
    Command(
        "endpoints deploy",
        "deploy an endpoint configuration that the store has",
        'nbpipe endpoints deploy churn canary:2 --comment "the pilot went well"',
        (
            _ENDPOINT,
            _argument("config", metavar="CONFIG", help="an endpoint configuration: canary, or canary:2"),
            _COMMENT,
            _JSON,
        ),
    ),
    Command(
        "endpoints rollback",
        "deploy once more what an endpoint had before",
        'nbpipe endpoints rollback churn --comment "too many false alarms"',
        (
            _ENDPOINT,
            _argument(
                "--to",
                type=above_zero,
                metavar="N",
                help="what its deployment N was (default: the one before)",
            ),
            _COMMENT,
            _JSON,
        ),
    ),
    Command(
        "endpoints delete",
        "take away what is deployed under a name; its history stays",
        'nbpipe endpoints delete churn --comment "moved to another service"',
        (_ENDPOINT, _COMMENT, _JSON),
    ),
    Command(
        "policy check",
        "show the rules of a model group, and which of them a version does not meet",
        "nbpipe policy check attrition:3",
        (
            _argument("about", metavar="GROUP[:VERSION]", help="a model group, or a version of one"),
            _JSON,
        ),
    ),
    Command(
        "audit",
        "list who changed the registry, when, by which command and why",
        "nbpipe audit attrition:3",
        (
            _argument(
                "about",
                metavar="GROUP[:VERSION]",
                nargs="?",
                help="only this model group, or this version; endpoint:NAME or config:NAME",
            ),
            _argument("--by", metavar="NAME", help="only what this person did"),
            _argument(
                "--action",
                choices=[str(action) for action in AuditAction],
                help="only records of this kind, such as refuse",
            ),
            _argument(
                "--limit", type=above_zero, default=50, metavar="N", help="how many at most (default: 50)"
            ),
            _JSON,
        ),
    ),
    Command(
        "audit verify",
        "say whether anybody changed the log, or the registry behind it",
        "nbpipe audit verify --anchor anchor.json",
        (
            _argument(
                "--anchor",
                metavar="FILE",
                help="also against what `nbpipe audit anchor` wrote at an earlier time",
            ),
            _JSON,
        ),
    ),
    Command(
        "audit anchor",
        "print what the log comes to now, to keep elsewhere and verify against later",
        "nbpipe audit anchor -o anchor.json",
        (_argument("-o", "--output", metavar="FILE", help="write it to this file"),),
    ),
    Command(
        "lineage",
        "show what a thing was made from, and what was made of it",
        "nbpipe lineage attrition:3 --up",
        (
            _argument(
                "thing",
                metavar="NAME",
                help="a model (attrition:3), an output (latest/train.model), a digest or a file",
            ),
            _argument("--up", action="store_true", help="only what it was made from"),
            _argument("--down", action="store_true", help="only what was made of it"),
            _argument(
                "--openlineage",
                metavar="FILE|URL",
                help="NAME is an execution: add its OpenLineage events to a file, or send them; - prints them",
            ),
            _JSON,
        ),
    ),
    Command(
        "reproduce",
        "run again what made a model version, and compare",
        "nbpipe reproduce attrition:3",
        (
            _VERSION,
            _argument(
                "--tolerance", type=share, metavar="X", help="how far numbers may be apart (default: 1e-9)"
            ),
            _argument("--exact", action="store_true", help="only bit for bit counts as the same"),
            _argument(
                "--env", action="store_true", help="in the recorded versions of Python and packages, by uv"
            ),
            _argument(
                "--anyway", action="store_true", help="also where input files are gone or have changed"
            ),
            _argument("--folder", metavar="DIR", help="where the steps run (default: the notebook's folder)"),
            _argument("--output", metavar="FILE", help="write the certificate there, not into the store"),
            _argument(
                "--keep", action="store_true", help="keep the store of the second run, until the next one"
            ),
            _MAX_PARALLEL_THEN,
            _EXECUTOR,
            _NO_WARM,
            _JSON,
        ),
    ),
    Command(
        "export",
        "write a model into a file that lives without nbpipe",
        "nbpipe export attrition:3 model.zip",
        (
            _VERSION,
            _argument("file", metavar="FILE", help="the zip file to write, or the folder for MLflow"),
            _argument(
                "--format", type=export_format, default="zip", metavar="FORMAT", help="|".join(EXPORTS)
            ),
            _JSON,
        ),
    ),
    Command(
        "verify",
        "check a certificate or an exported model",
        "nbpipe verify certificate.json",
        (
            _argument("file", metavar="FILE", help="what `nbpipe reproduce` or `nbpipe export` wrote"),
            _argument("--digest", metavar="SHA256", help="the digest that it must have, kept elsewhere"),
            _JSON,
        ),
    ),
    Command(
        "callback list",
        "list what waits for an answer, with what to type",
        "nbpipe callback list",
        (
            _argument("execution", metavar="EXEC", nargs="?", help="only what this execution asked"),
            _argument("--all", action="store_true", help="also what was answered, or whose time is over"),
            _JSON,
        ),
    ),
    Command(
        "callback succeed",
        "answer: the step succeeds, or is approved, and the execution goes on",
        "nbpipe callback succeed 3f0c… --output answer=ship",
        (
            _TOKEN,
            _argument(
                "--output",
                action="append",
                default=[],
                metavar="NAME=VALUE",
                help="give a variable of the step's --out its value: JSON, else a text; again for another one",
            ),
            _COMMENT,
            _JSON,
        ),
    ),
    Command(
        "callback fail",
        "answer: the step fails, or is rejected",
        'nbpipe callback fail 3f0c… --comment "leaks the label"',
        (_TOKEN, _COMMENT, _JSON),
    ),
    Command(
        "store check",
        "say whether the store is whole",
        "nbpipe store check --verify",
        (_argument("--verify", action="store_true", help="read every artifact and hash it again"), _JSON),
    ),
    Command(
        "store gc",
        "remove what nobody uses",
        "nbpipe store gc --older-than 30d --keep-last 20 --dry-run",
        (
            _DRY_RUN,
            _argument(
                "--older-than",
                type=duration,
                metavar="TIME",
                help="also executions that ended longer ago, such as 30d or 12h",
            ),
            _argument(
                "--keep-last",
                type=whole_or_zero,
                metavar="N",
                help="also all but the last N executions of each pipeline",
            ),
            _JSON,
        ),
    ),
    Command(
        "store export",
        "pack executions and model versions into a file",
        "nbpipe store export best.zip --model attrition:3",
        (
            _argument("file", metavar="FILE", help="the zip file to write"),
            _argument(
                "--execution",
                dest="executions",
                action="append",
                default=[],
                metavar="EXEC",
                help="this execution; again for another one (default: everything)",
            ),
            _argument(
                "--model",
                dest="models",
                action="append",
                default=[],
                metavar="GROUP[:VERSION]",
                help="this model version, the newest of its group without a number; again for another one",
            ),
            _JSON,
        ),
    ),
    Command(
        "store import",
        "take executions and model versions from a file",
        "nbpipe store import best.zip --dry-run",
        (_argument("file", metavar="FILE", help="a file that `nbpipe store export` wrote"), _DRY_RUN, _JSON),
    ),
    Command("warm list", "list the warm processes that steps are forked from", "nbpipe warm list"),
    Command("warm stop", "end them; the next run starts them anew", "nbpipe warm stop"),
)
BY_NAME: Mapping[str, Command] = {command.name: command for command in COMMANDS}
