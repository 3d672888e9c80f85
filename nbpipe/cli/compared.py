"""What differs between two definitions of a pipeline, in words."""

from __future__ import annotations

from collections.abc import Iterator

from nbpipe.model import Pipeline


def changes(before: Pipeline, after: Pipeline) -> Iterator[str]:
    """What a person changed, one part after the other.

    >>> list(changes(Pipeline("p", ()), Pipeline("p", (), setup_names=("np",))))
    []
    """
    if [cell.source for cell in before.setup] != [cell.source for cell in after.setup]:
        yield "the setup"
    if [(item.name, item.type, item.default) for item in before.parameters] != [
        (item.name, item.type, item.default) for item in after.parameters
    ]:
        yield "the parameters"
    old, new = ({step.name: step for step in pipeline.steps} for pipeline in (before, after))
    for name in [*old, *(name for name in new if name not in old)]:
        if name not in new:
            yield f"step {name} is gone"
        elif name not in old:
            yield f"step {name} is new"
        elif [cell.source for cell in old[name].cells] != [cell.source for cell in new[name].cells]:
            yield f"the code of step {name}"
        elif old[name].options != new[name].options or old[name].after != new[name].after:
            yield f"the options of step {name}"
