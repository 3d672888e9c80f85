"""The nodes of lineage as text, and the edges that one attempt makes.

A node is written `kind:id`, and an edge points the way the data went:

| node | what it is |
|---|---|
| `artifact:sha256:…` | immutable content |
| `attempt:EXECUTION/STEP/NUMBER` | one try of a step; number 0 is a decision that needed no process |
| `model:GROUP:VERSION` | a version in the registry |
| `file:PATH@DIGEST` | a file as it was read or written; `-` where its content is not known |
| `parameter:EXECUTION/NAME` | a bound parameter |
| `code:DIGEST` | the code as used |
| `endpoint:NAME:NUMBER` | a deployment of an endpoint |
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from nbpipe.model import Artifact, Association, AssociationType, Outcome, Result

# Kind → what stands between the parts of its id, and how many there are.
_PARTS = {
    "artifact": ("", 1),
    "attempt": ("/", 3),
    "model": (":", 2),
    "file": ("@", 2),
    "parameter": ("/", 2),
    "code": ("", 1),
    "endpoint": (":", 2),
}
KINDS = tuple(_PARTS)
AFTER_ALL = "\U0010ffff"  # sorts after every text that begins alike


def artifact(digest: str) -> str:
    """Node of an artifact.

    >>> artifact("sha256:ab12")
    'artifact:sha256:ab12'
    """
    return f"artifact:{digest}"


def attempt(execution: str, step: str, number: int = 0) -> str:
    """Node of an attempt; 0 stands for a decision that needed no process.

    >>> attempt("e1", "train", 2)
    'attempt:e1/train/2'
    """
    return f"attempt:{execution}/{step}/{number}"


def model(group: str, version: int) -> str:
    """Node of a model version.

    >>> model("attrition", 3)
    'model:attrition:3'
    """
    return f"model:{group}:{version}"


def file(path: str, digest: str | None) -> str:
    """Node of a file as it was at one time.

    >>> file("data/hr.csv", None)
    'file:data/hr.csv@-'
    """
    return f"file:{path}@{digest or '-'}"


def parameter(execution: str, name: str) -> str:
    """Node of a bound parameter.

    >>> parameter("e1", "auc_threshold")
    'parameter:e1/auc_threshold'
    """
    return f"parameter:{execution}/{name}"


def code(digest: str) -> str:
    """Node of code as used.

    >>> code("sha256:cd34")
    'code:sha256:cd34'
    """
    return f"code:{digest}"


def endpoint(name: str, number: int) -> str:
    """Node of a deployment of an endpoint.

    >>> endpoint("churn", 2)
    'endpoint:churn:2'
    """
    return f"endpoint:{name}:{number}"


def prefixes(execution: str) -> tuple[str, ...]:
    """What every node of an execution, and no other, begins with.

    >>> prefixes("e1")
    ('attempt:e1/', 'parameter:e1/')
    """
    return tuple(f"{kind}:{execution}/" for kind in ("attempt", "parameter"))


def parse(node: str) -> tuple[str, tuple[str, ...]]:
    """Kind and parts of a node; `ValueError` if it is none.

    >>> parse("attempt:e1/train/2")
    ('attempt', ('e1', 'train', '2'))
    >>> parse("file:a@b.csv@-")
    ('file', ('a@b.csv', '-'))
    """
    kind, found, rest = node.partition(":")
    separator, count = _PARTS.get(kind, ("", 0))
    parts = tuple(rest.rsplit(separator, count - 1)) if count > 1 else (rest,)
    if not found or len(parts) != count or not all(parts):
        raise ValueError(f"no node of lineage: {node!r}")
    return kind, parts


def of_attempt(
    execution: str,
    step: str,
    number: int,
    *,
    inputs: Mapping[str, Artifact],
    models: Iterable[tuple[str, int]] = (),
    outcome: Outcome | None = None,
    parameters: Iterable[str] = (),
    code_digest: str | None = None,
) -> tuple[Association, ...]:
    """Every edge of one attempt: what contributed to it, and what it produced.

    >>> edges = of_attempt("e1", "train", 1, inputs={}, parameters=["depth"])
    >>> [(edge.source, str(edge.type), edge.destination) for edge in edges]
    [('parameter:e1/depth', 'ContributedTo', 'attempt:e1/train/1')]
    """
    this = attempt(execution, step, number)
    files = outcome.files if outcome else ()
    sources = [
        *(artifact(item.digest) for item in inputs.values()),
        *(model(group, version) for group, version in models),
        *(parameter(execution, name) for name in parameters),
        *(file(use.path, use.digest) for use in files if use.mode != "written"),
        *([code(code_digest)] if code_digest else []),
    ]
    products = [
        *(artifact(item.digest) for item in (outcome.outputs.values() if outcome else ())),
        *(artifact(item.digest) for item in (outcome.figures.values() if outcome else ())),
        *(file(use.path, use.digest) for use in files if use.mode == "written"),
    ]
    return (
        *(Association(source, this, AssociationType.CONTRIBUTED_TO) for source in dict.fromkeys(sources)),
        *(Association(this, product, AssociationType.PRODUCED) for product in dict.fromkeys(products)),
    )


def of_taken(execution: str, step: str, result: Result) -> tuple[Association, ...]:
    """The one edge of a step that took an earlier result: what that came from is known there."""
    this = attempt(execution, step, 0)
    return (
        Association(
            attempt(result.execution, result.step, result.attempt or 0), this, AssociationType.SAME_AS
        ),
    )
