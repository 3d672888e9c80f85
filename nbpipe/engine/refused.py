"""Errors that papermill's command line shows as they read, without a traceback of papermill's and ours."""

from __future__ import annotations

from click import ClickException

from nbpipe.errors import NbpipeError


class RefusedError(NbpipeError, ClickException):
    """Nothing ran. `str` shows all problems, each with its cell, line and hint."""

    exit_code = 2

    @classmethod
    def of(cls, error: NbpipeError) -> RefusedError:
        """That error, with the same problems."""
        return cls(error.args[0], problems=error.problems)

    def format_message(self) -> str:
        """What stands after `Error:` on the command line."""
        return str(self)


class EndedError(RefusedError):
    """The execution began, and ended with no cell to blame: it was stopped, or the store could not be written."""

    exit_code = 1


class WaitingError(RefusedError):
    """The execution goes on once somebody has answered what a Callback asked."""

    exit_code = 3
