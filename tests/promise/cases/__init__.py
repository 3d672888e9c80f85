"""Small notebooks that put the promise to the test: a pipeline means what "Restart & Run All" means.

Each case runs twice: its tagged cells top to bottom in one shell, and as a pipeline. Each way gets an empty folder
of its own as the working directory. What `expect` allows:

- `equal`: the pipeline succeeds, and the compared variables are the same both ways.
- `refused`: steps on their own cannot keep the promise, so the definition is an error or the run fails and says why.
- `either`: a clever analysis may keep it, a plain one may refuse. Silently different is never allowed.

`refused_with` is a word that the refusal must hold: mostly the variable's name. A case ends in a step `final` that
looks at the values of the others and keeps `result`, written so that `==` tells all that matters.
"""

from __future__ import annotations

from .aliases import ALIASES
from .case import Case
from .chains import CHAINS
from .changes import CHANGES
from .classes import CLASSES
from .frames import PANDAS
from .functions import FUNCTIONS
from .hidden import HIDDEN
from .imports import IMPORTS
from .ipython import IPYTHON
from .maybe import MAYBE
from .models import MODELS
from .numeric import NUMPY
from .outside import OUTSIDE
from .steps import STEPS
from .values import VALUES

__all__ = ["CASES", "Case"]

CASES: tuple[Case, ...] = (
    *CHAINS,
    *CHANGES,
    *ALIASES,
    *HIDDEN,
    *OUTSIDE,
    *MAYBE,
    *FUNCTIONS,
    *CLASSES,
    *IMPORTS,
    *IPYTHON,
    *STEPS,
    *VALUES,
    *NUMPY,
    *PANDAS,
    *MODELS,
)
