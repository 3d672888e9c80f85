"""NumPy."""

from __future__ import annotations

from .case import Case, case

NUMPY: tuple[Case, ...] = (
    case(
        "array_in_place",
        "equal",
        "item, mask, augmented assignment and methods",
        """
%%setup
import numpy as np
%%step make
a = np.arange(6.0)
%%step one
a[0] = 10
a[a > 4] = 0
%%step two
a += 1
a.sort()
%%step three
a[::2] = 5
%%step final --out result
result = a.tolist()
""",
    ),
    case(
        "array_out_argument",
        "either",
        "out= names what is changed",
        """
%%setup
import numpy as np
%%step make
values = np.arange(4.0)
%%step change
np.multiply(values, 2, out=values)
%%step final --out result
result = values.tolist()
""",
        "values",
    ),
    case(
        "array_hidden_changes",
        "either",
        "functions of NumPy that work in place",
        """
%%setup
import numpy as np
%%step make
matrix = np.zeros((3, 3))
%%step change
np.fill_diagonal(matrix, 5)
np.copyto(matrix[0], 7)
%%step final --out result
result = matrix.tolist()
""",
        "matrix",
    ),
    case(
        "view_in_the_changing_step",
        "either",
        "row = a[0]; row[:] = 9 changes a",
        """
%%setup
import numpy as np
%%step make
grid = np.zeros((2, 2))
%%step change
row = grid[0]
row[:] = 9
%%step final --out result
result = grid.tolist()
""",
        "grid",
    ),
    case(
        "view_by_method",
        "either",
        "reshape, ravel, T and flat give views",
        """
%%setup
import numpy as np
%%step make
grid = np.zeros((2, 2))
%%step change
grid.reshape(-1)[0] = 1
grid.T[0, 1] = 2
grid.flat[3] = 3
%%step final --out result
result = grid.tolist()
""",
        "grid",
    ),
    case(
        "view_as_an_output",
        "equal",
        "array and view travel apart and a later step writes to the view",
        """
%%setup
import numpy as np
%%step make
grid = np.zeros((2, 2))
top_row = grid[0]
%%step change
top_row[:] = 9
%%step final --out result
result = (grid.tolist(), top_row.tolist())
""",
    ),
    case(
        "copy_as_an_output",
        "equal",
        "a copy is no view",
        """
%%setup
import numpy as np
%%step make
grid = np.zeros((2, 2))
row = grid[0].copy()
%%step change
row[:] = 9
%%step final --out result
result = (grid.tolist(), row.tolist())
""",
    ),
    case(
        "generator_of_setup_in_two_steps",
        "either",
        "rng = np.random.default_rng(0) in setup goes on from step to step by hand",
        """
%%setup
import numpy as np
rng = np.random.default_rng(0)
%%step one
one = rng.normal(size=2).tolist()
%%step two
two = rng.normal(size=2).tolist()
%%step final --out result
result = (one, two)
""",
        "rng",
    ),
    case(
        "generator_of_a_step",
        "either",
        "the same with the generator as a step's output",
        """
%%setup
import numpy as np
%%step make
rng = np.random.default_rng(0)
%%step one
one = rng.integers(100, size=3).tolist()
%%step two
two = rng.integers(100, size=3).tolist()
%%step final --out result
result = (one, two)
""",
        "rng",
    ),
    case(
        "numpy_random_module",
        "equal",
        "the global generator is seeded for each step, whatever setup says",
        """
%%setup
import numpy as np
np.random.seed(0)
%%step one
one = np.random.rand(2).tolist()
%%step two
np.random.seed(1)
two = np.random.rand(2).tolist()
%%step final --out result
result = (one, two, np.random.rand(2).tolist())
""",
    ),
    case(
        "shuffle_an_array",
        "either",
        "np.random.shuffle works in place",
        """
%%setup
import numpy as np
%%step make
order = np.arange(10)
%%step change
np.random.shuffle(order)
%%step final --out result
result = order.tolist()
""",
        "order",
    ),
    case(
        "array_kinds",
        "equal",
        "dtype, order, shape and kind survive",
        """
%%setup
import numpy as np
%%step make
arrays = {
    "float32": np.array([0.1, np.nan], dtype=np.float32),
    "fortran": np.asfortranarray(np.arange(6).reshape(2, 3)),
    "scalar": np.array(5, dtype=np.int8),
    "big": np.array([1, 2], dtype=">i4"),
    "dates": np.array(["2024-01-01", "NaT"], dtype="datetime64[D]"),
    "text": np.array(["a", "bcd"]),
    "record": np.array([(1, 2.5)], dtype=[("a", "i4"), ("b", "f8")]),
    "empty": np.zeros((0, 3)),
    "object": np.array([[1], None, "x"], dtype=object),
}
%%step final --out result
result = [(k, str(a.dtype), a.shape, a.flags.f_contiguous, repr(a.tolist())) for k, a in arrays.items()]
""",
    ),
    case(
        "array_alone",
        "equal",
        "an array saved by itself keeps dtype and order",
        """
%%setup
import numpy as np
%%step make
single = np.array([0.1, 0.2], dtype=np.float32)
fortran = np.asfortranarray(np.arange(6).reshape(2, 3))
strided = np.arange(10)[::3]
%%step change
strided[0] = 50
fortran[0, 0] = 7
%%step final --out result
result = (
    str(single.dtype), single.tobytes(), fortran.tolist(), fortran.flags.f_contiguous, strided.tolist()
)
""",
    ),
    case(
        "read_only_array",
        "either",
        "an array that may not be written stays so, and one that may too",
        """
%%setup
import numpy as np
%%step make
fixed, free = np.arange(3), np.arange(3)
fixed.flags.writeable = False
%%step final --out result
result = (fixed.flags.writeable, free.flags.writeable)
""",
    ),
    case(
        "numpy_scalars",
        "equal",
        "scalars keep their type",
        """
%%setup
import numpy as np
%%step make
a, b, c, d = np.float32(0.1), np.int64(3), np.bool_(True), np.str_("x")
%%step final --out result
result = [(type(v).__name__, repr(v)) for v in (a, b, c, d)]
""",
    ),
    case(
        "masked_and_sparse",
        "equal",
        "masked arrays, matrices and sparse matrices",
        """
%%setup
import numpy as np
import scipy.sparse as sp
%%step make
masked = np.ma.masked_array([1, 2, 3], mask=[0, 1, 0], fill_value=-1)
sparse = sp.csr_matrix(([1, 2], ([0, 1], [1, 0])), shape=(2, 3))
%%step change
masked[0] = 10
sparse[0, 0] = 5
%%step final --out result
result = (masked.tolist(), masked.mask.tolist(), int(masked.fill_value), sparse.toarray().tolist(), sparse.format)
""",
    ),
)
