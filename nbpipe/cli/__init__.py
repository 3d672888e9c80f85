"""The command line: one file a noun.

Nothing here is imported before its command is called, so that `nbpipe --help` answers at once.
"""

from __future__ import annotations

import gc
import os
import sys
from argparse import Namespace
from collections.abc import Sequence

from nbpipe.cli import arguments
from nbpipe.errors import NbpipeError, Problem

NOTHING_RAN = 2
INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the words after `nbpipe` ask; the exit code (see `nbpipe --help`)."""
    gc.set_threshold(50_000, 20, 20)  # a command keeps nearly all that it makes, until it ends
    words = list(sys.argv[1:] if argv is None else argv)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a terminal without UTF-8 gets `?`, not an error
            stream.reconfigure(errors="replace")
    code = 0
    try:
        code = _answer(words)
        sys.stdout.flush()  # here a closed pipe can be caught; when the interpreter ends it cannot
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        _silence()
    except OSError as error:
        _silence()
        print(f"standard output cannot be written: {error.strerror}", file=sys.stderr)
        code = code or 1
    except KeyboardInterrupt:
        code = INTERRUPTED
    return code


def _silence() -> None:
    """Send what is still in the buffer nowhere, or the interpreter would complain about it at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _answer(words: Sequence[str]) -> int:
    try:
        asked = arguments.parse(words)
        if isinstance(asked, str):
            print(asked)
            return 0
        asked.words = tuple(words)
        return _call(asked)
    except NbpipeError as error:
        _report(error.problems, words)
        return NOTHING_RAN
    except (BrokenPipeError, KeyboardInterrupt):
        raise
    except OSError as error:  # a full disk, a lost permission: the system's doing, not ours
        where = f"{error.filename}: " if error.filename else ""
        _report([Problem("system", f"{where}{error.strerror or error}")], words)
        return 1
    except Exception as error:
        if os.environ.get("NBPIPE_DEBUG"):
            import traceback

            traceback.print_exc()
        message = f"nbpipe itself failed: {type(error).__name__}: {' '.join(str(error).split())}"
        hint = "please report this to nbpipe's issue tracker, with what NBPIPE_DEBUG=1 shows"
        _report([Problem("internal", message, hint)], words)
        return 1


def _report(problems: Sequence[Problem], words: Sequence[str]) -> None:
    from nbpipe.cli import answers, terminal

    if "--json" in words:
        answers.show(answers.problems(problems))
    else:
        terminal.show_problems(problems, sys.stderr)


def _call(asked: Namespace) -> int:
    match asked.command:
        case "run":
            from nbpipe.cli.run import run

            return run(asked)
        case "resume":
            from nbpipe.cli.run import resume

            return resume(asked)
        case "plan":
            from nbpipe.cli.plan import plan

            return plan(asked)
        case "why":
            from nbpipe.cli.plan import why

            return why(asked)
        case "compare":
            from nbpipe.cli.compare import compare

            return compare(asked)
        case "report":
            from nbpipe.cli.report import report

            return report(asked)
        case "check":
            from nbpipe.cli.show import check

            return check(asked)
        case "show":
            from nbpipe.cli.show import show

            return show(asked)
        case "steps":
            from nbpipe.cli.steps import steps

            return steps(asked)
        case "runs":
            from nbpipe.cli.runs import runs

            return runs(asked)
        case "status":
            from nbpipe.cli.runs import status

            return status(asked)
        case "logs":
            from nbpipe.cli.logs import logs

            return logs(asked)
        case "jobs":
            from nbpipe.cli.jobs import jobs

            return jobs(asked)
        case "stop":
            from nbpipe.cli.runs import stop

            return stop(asked)
        case "models":
            from nbpipe.cli.models import models

            return models(asked)
        case "models show":
            from nbpipe.cli.models import show_version

            return show_version(asked)
        case "models approve" | "models reject":
            from nbpipe.cli.models import decide

            return decide(asked)
        case "models alias":
            from nbpipe.cli.models import alias

            return alias(asked)
        case "models stage":
            from nbpipe.cli.models import stage

            return stage(asked)
        case "models delete":
            from nbpipe.cli.models import delete

            return delete(asked)
        case "models card":
            from nbpipe.cli.models import card

            return card(asked)
        case "endpoints":
            from nbpipe.cli.endpoints import endpoints

            return endpoints(asked)
        case "endpoints show":
            from nbpipe.cli.endpoints import show_endpoint

            return show_endpoint(asked)
        case "endpoints configs":
            from nbpipe.cli.endpoints import configs

            return configs(asked)
        case "endpoints deploy" | "endpoints rollback" | "endpoints delete":
            from nbpipe.cli.endpoints import change as change_endpoint

            return change_endpoint(asked)
        case "policy check":
            from nbpipe.cli.policy import check as check_policy

            return check_policy(asked)
        case "audit":
            from nbpipe.cli.audit import audit

            return audit(asked)
        case "audit verify":
            from nbpipe.cli.audit import verify

            return verify(asked)
        case "audit anchor":
            from nbpipe.cli.audit import anchor

            return anchor(asked)
        case "lineage":
            from nbpipe.cli.lineage import lineage

            return lineage(asked)
        case "reproduce":
            from nbpipe.cli.reproduce import reproduce

            return reproduce(asked)
        case "export":
            from nbpipe.cli.export import export as export_model

            return export_model(asked)
        case "verify":
            from nbpipe.cli.reproduce import verify

            return verify(asked)
        case "callback list":
            from nbpipe.cli.callback import listed as list_callbacks

            return list_callbacks(asked)
        case "callback succeed" | "callback fail":
            from nbpipe.cli.callback import complete

            return complete(asked)
        case "store check":
            from nbpipe.cli.store import check as check_store

            return check_store(asked)
        case "store gc":
            from nbpipe.cli.collected import collect

            return collect(asked)
        case "store export":
            from nbpipe.cli.exchanged import export

            return export(asked)
        case "store import":
            from nbpipe.cli.exchanged import take_in

            return take_in(asked)
        case "warm list":
            from nbpipe.cli.warm import listed

            return listed(asked)
        case "warm stop":
            from nbpipe.cli.warm import stopped

            return stopped(asked)
    raise AssertionError(f"no code for {asked.command}")
