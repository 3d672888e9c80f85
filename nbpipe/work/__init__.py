"""What a step's type does in the step's process after the user's body, or around it: one file a type.

Such a function is named by `Run.work` (`nbpipe.work.transform:run`), gets what it is `Given`, and answers the variables
that it makes. It may display what people shall see, log metrics and figures as a body may, and raises `NbpipeError`
where the step shall fail, with what to do. The database is never opened here.

One that is named by `Run.around` (`nbpipe.work.cluster:client`) is a context manager that gives the body variables; they are
no outputs. It is left before the outputs are saved, or when a cell fails, and may refuse what the body has left then.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Any

from nbpipe.errors import NbpipeError


@dataclass(frozen=True)
class Given:
    """The variables of the step after its body, the arguments of its type, and the artifacts that it asked for.

    Within `unseen()` files that are opened are nbpipe's own, and do not count as the step's.
    """

    values: Mapping[str, Any]
    arguments: Mapping[str, Any]
    loaded: Mapping[str, Any]
    unseen: Callable[[], AbstractContextManager[None]] = nullcontext

    def value(self, name: str) -> Any:
        """A variable; `NbpipeError` where the step has none of that name."""
        if name not in self.values:
            raise NbpipeError(f"the step has no {name}", f"set {name} in its body, or in a step above")
        return self.values[name]
