"""Whatever no other format holds, as a pickle: functions, classes, objects, containers of anything.

Equal values give equal bytes as far as their classes pickle alike; sets follow the hash seed, and text that is one
object in two places is written once.
"""

from __future__ import annotations

import errno
import inspect
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from nbpipe.errors import UnsavableError
from nbpipe.materializers import Saved, pickling, previews, unsavable

MEDIA_TYPE = "application/x-python-pickle"
_DISK = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS})
_SOURCE = 8000


class _PickleValue:
    name = "pickle_value"

    def accepts(self, value: Any) -> bool:
        return True

    def save(self, value: Any, path: Path) -> Saved:
        return save(value, path)

    def load(self, path: Path, meta: Mapping[str, Any]) -> Any:
        return load(path)

    def preview(self, value: Any) -> Mapping[str, Any]:
        return previews.guarded(_preview, value)

    def fingerprint(self, value: Any) -> str:
        return pickling.digest(value)


def save(value: Any, path: Path) -> Saved:
    """Pickle a value into a new file. Raises `UnsavableError` naming the part that cannot be kept."""
    if type(value) is object:
        raise UnsavableError(
            "value cannot be kept: it is a bare object(), which is known by its identity alone",
            hint="use None, a text or an Enum member as the marker",
            code="unsavable",
        )
    with path.open("xb") as file:
        try:
            pickling.dump(value, file)
        except (UnsavableError, MemoryError):
            raise
        except Exception as error:
            if isinstance(error, OSError) and error.errno in _DISK:
                raise
            raise unsavable.error(value, error) from error
    return Saved(MEDIA_TYPE)


def load(path: Path) -> Any:
    """Read what `save` wrote."""
    with path.open("rb") as file:
        return pickling.load(file)


def _preview(value: Any) -> Mapping[str, Any]:
    if inspect.isfunction(value) or inspect.isclass(value):
        try:
            return {"kind": "source", "text": previews.cut(inspect.getsource(value), _SOURCE)}
        except (OSError, TypeError):
            return {
                "kind": "text",
                "text": previews.type_name(value) if inspect.isclass(value) else repr(value),
            }
    return previews.text(value)


materializer = _PickleValue()
