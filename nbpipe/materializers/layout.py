"""How an array lies in memory, kept where it is neither in C nor in Fortran order.

`X @ y` and sums answer other last bits when a column of a matrix has become an array of its own. What counts is the
order of the axes, their signs, and whether there are gaps; not how wide the gaps are, so they shrink to one item.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np


def pack(array: np.ndarray[Any, Any]) -> tuple[np.ndarray[Any, Any], dict[str, Any] | None]:
    """A compact array with the same items, and the layout for `unpack` or None where NumPy keeps it anyway.

    >>> import numpy as np
    >>> column = np.arange(6.0).reshape(3, 2)[:, 1]
    >>> core, spec = pack(column)
    >>> spec
    {'shape': [3], 'strides': [2]}
    >>> unpack(core, spec).strides == column.strides
    True
    """
    if array.flags.c_contiguous or array.flags.f_contiguous:
        return array, None
    strides = [0] * array.ndim
    # Of the axes so far, in bytes as they are and in items as they will be: how far they reach, and the stride at
    # which the next axis would go on evenly.
    reach = even = array.itemsize
    new_reach = new_even = 1
    for axis in sorted(range(array.ndim), key=lambda axis: abs(array.strides[axis])):
        length, stride = array.shape[axis], abs(array.strides[axis])
        if stride == 0 or length == 1:
            continue
        if stride < reach:  # overlapping windows: nothing compact lies like that
            return array.copy(order="C"), None
        step = new_even if stride == even else new_even + 1 if stride > even else new_reach
        strides[axis] = step if array.strides[axis] > 0 else -step
        reach, even = reach + (length - 1) * stride, length * stride
        new_reach, new_even = new_reach + (length - 1) * step, length * step
    core = array[tuple(slice(0, 1) if stride == 0 else slice(None) for stride in strides)]
    return core.copy(order="C"), {"shape": list(array.shape), "strides": strides}


def unpack(core: np.ndarray[Any, Any], spec: Mapping[str, Any] | None) -> np.ndarray[Any, Any]:
    """The array that `pack` was given. Pickles call it."""
    if spec is None:
        return core
    import numpy as np
    from numpy.lib.stride_tricks import as_strided

    strides, shape = spec["strides"], core.shape
    reach = [(length - 1) * stride for length, stride in zip(shape, strides, strict=True)]
    memory = np.zeros(1 + sum(abs(item) for item in reach), core.dtype)
    start = memory[-sum(item for item in reach if item < 0) :]
    in_bytes = tuple(stride * core.itemsize for stride in strides)
    as_strided(start, shape, in_bytes)[...] = core
    return as_strided(start, tuple(spec["shape"]), in_bytes)
