"""From the words after `nbpipe` to a call, and the help. argparse reads one command's words; the rest is here."""

from __future__ import annotations

import argparse
import re
import shutil
from collections.abc import Sequence
from typing import NoReturn

from nbpipe import environment
from nbpipe.cli.commands import BY_NAME, COMMANDS, STORE, Command
from nbpipe.errors import UsageError
from nbpipe.options import nearest

TITLE = "nbpipe: pipelines, lineage and a model registry, inside Jupyter notebooks"
USAGE = "usage: nbpipe [--store DIR] COMMAND …"
MORE = "`nbpipe COMMAND --help` tells more about a command, `nbpipe --help` about them all."
DETAILS = """\
options, before or after the command:
  --store DIR  the store; else NBPIPE_STORE, else the nearest .nbpipe/ here or above
  --version    print the version
  -h, --help   print this, or the help of a command

EXEC is an execution's id, the beginning of one, or `latest`.

exit codes:
  0  succeeded, or there was nothing to say
  1  the execution failed
  2  the definition, a parameter or the call is wrong: nothing ran
  3  the execution waits for a callback
  4  the execution was stopped
  130  interrupted

examples:
  nbpipe check attrition.ipynb
  nbpipe run attrition.ipynb -p auc_threshold=0.8 --max-parallel 4
  nbpipe logs latest train
  nbpipe models approve attrition:3 --comment "better on every slice\""""


def parse(words: Sequence[str]) -> argparse.Namespace | str:
    """The call that the words ask for, with `command` and `store` in it; or a text to print, such as the help.

    `UsageError` says which word is wrong and what is nearest to it, `NotYetError` that a command is yet to come.

    >>> parse(["--store", "s", "status", "latest"]).store
    's'
    """
    store, rest = _leading(list(words))
    if not rest:
        return short_help()
    if rest[0] in ("-h", "--help"):
        return full_help()
    if rest[0] == "--version":
        return f"nbpipe {environment.version()}"
    if rest[0] == "help":
        rest = [*rest[1:], "--help"] if rest[1:] else ["--help"]
        return parse(rest)
    command, rest = _command(rest)
    if command is None:
        return noun_help(rest[0])
    if {"-h", "--help"} & set(rest):
        below = [item for item in COMMANDS if item.name.startswith(f"{command.name} ")]
        return "\n".join([parser(command).format_help(), *_list(below)]).rstrip()
    asked = _read(command, rest)
    asked.command = command.name
    asked.store = asked.store or store
    return asked


def _leading(words: list[str]) -> tuple[str | None, list[str]]:
    """The store, if it stands before the command, and the words from the command on."""
    store = None
    while words and words[0].startswith("-") and words[0] not in ("-h", "--help", "--version"):
        option, equals, value = words[0].partition("=")
        if option != "--store":
            hint = nearest(option, ("--store", "--version", "--help")) if option != "--json" else None
            hint = hint or "options of a command stand after it, such as nbpipe runs --json"
            raise UsageError(f"nbpipe has no option {option}", hint, code="option")
        if not equals:
            if len(words) < 2:
                raise UsageError("--store needs a value", "for example --store work/.nbpipe", code="value")
            value = words.pop(1)
        store = value
        words = words[1:]
    return store, words


def _command(words: list[str]) -> tuple[Command | None, list[str]]:
    """The command, and the words after it; None, with the noun, where only the help of a noun is asked."""
    noun = words[0]
    below = [item.name.split()[1] for item in COMMANDS if item.name.startswith(f"{noun} ")]
    if below and len(words) > 1 and words[1] in below:
        return BY_NAME[f"{noun} {words[1]}"], words[2:]
    if noun in BY_NAME:
        extra = [word for word in words[1:] if not word.startswith("-")]
        if below and len(extra) > 1 and (near := nearest(extra[0], below)):
            raise UsageError(f"nbpipe {noun} has no command {extra[0]}", near, code="command")
        return BY_NAME[noun], words[1:]
    if below:
        if {"-h", "--help"} & set(words):
            return None, words
        if len(words) > 1:
            raise UsageError(
                f"nbpipe {noun} has no command {words[1]}", nearest(words[1], below), code="command"
            )
        raise UsageError(f"nbpipe {noun} needs a command", f"there is {', '.join(below)}", code="command")
    first = list(dict.fromkeys(item.name.split()[0] for item in COMMANDS))
    hint = nearest(noun, first)
    if noun.endswith(".ipynb"):
        hint = f"to run it: nbpipe run {noun}"
    raise UsageError(f"nbpipe has no command {noun}", hint or "list them: nbpipe --help", code="command")


class _Parser(argparse.ArgumentParser):
    """argparse with our errors: a message and a hint instead of its usage and an exit."""

    def error(self, message: str) -> NoReturn:
        name = self.prog
        missing = re.fullmatch(r"the following arguments are required: (.+)", message)
        about = re.fullmatch(r"argument (\S+?)(?:/\S+)?: (.+)", message)
        if missing:
            text = f"{name} needs {missing[1].replace(', ', ' and ')}"
        elif about and about[2].startswith("expected"):
            text = f"{about[1]} needs a value"
        elif about and about[2].startswith("ignored explicit argument"):
            text = f"{about[1]} takes no value"
        elif about:
            text = f"{about[1]}: {about[2]}"
        else:
            text = f"{name}: {message}"
        raise UsageError(text, self.epilog and f"for {' '.join(self.epilog.split())}", code="usage")


def parser(command: Command) -> argparse.ArgumentParser:
    """The argparse parser of one command."""
    made = _Parser(
        prog=f"nbpipe {command.name}",
        usage=f"nbpipe {command.usage} [options]",
        description=command.summary[0].upper() + command.summary[1:] + ".",
        epilog=f"example:\n  {command.example}",
        formatter_class=lambda prog: argparse.RawDescriptionHelpFormatter(
            prog, max_help_position=28, width=min(100, shutil.get_terminal_size().columns)
        ),
        allow_abbrev=False,
    )
    for item in (*command.arguments, STORE):
        made.add_argument(*item.names, **item.settings)
    return made


def _read(command: Command, words: list[str]) -> argparse.Namespace:
    made = parser(command)
    # Intermixed: `logs latest --store DIR train` is as good as any other order.
    asked, unknown = made.parse_known_intermixed_args(words)
    for word in sorted(unknown, key=lambda word: not word.startswith("-")):
        if word.startswith("-") and word != "-":
            flag = word.partition("=")[0]
            known = [name for item in (*command.arguments, STORE) for name in item.names if name[0] == "-"]
            hint = nearest(flag, known) or f"see `nbpipe {command.name} --help`"
            raise UsageError(f"nbpipe {command.name} has no option {flag}", hint, code="option")
        hint = f"write: nbpipe {command.usage}"
        raise UsageError(f"nbpipe {command.name} cannot make sense of {word!r}", hint, code="argument")
    return asked


# ---- help -----------------------------------------------------------------------------------------------------------


def short_help() -> str:
    """What `nbpipe` alone prints."""
    return "\n".join([TITLE, "", USAGE, "", *_list(COMMANDS), "", MORE])


def full_help() -> str:
    """What `nbpipe --help` prints."""
    return "\n".join([TITLE, "", USAGE, "", *_list(COMMANDS), "", DETAILS])


def noun_help(noun: str) -> str:
    """What `nbpipe store --help` prints."""
    below = [command for command in COMMANDS if command.name.startswith(f"{noun} ")]
    return "\n".join([f"usage: nbpipe {noun} COMMAND …", "", *_list(below)])


def _list(commands: Sequence[Command]) -> list[str]:
    width = max((len(command.usage) for command in commands), default=0)
    return [f"  {command.usage:<{width}}  {command.summary}" for command in commands]
