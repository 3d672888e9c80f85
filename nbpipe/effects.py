"""What code outside the notebook is known to do to its arguments: tables that `dataflow` looks things up in.

A name that is missing here is no danger: what a step changes without the analysis seeing it is noticed in the run.
"""

from __future__ import annotations

import builtins

# Names that every kernel has without anybody defining them.
BUILTINS = frozenset(dir(builtins)) | {
    "__name__",
    "__doc__",
    "__builtins__",
    "__builtin__",
    "__package__",
    "__loader__",
    "__spec__",
    "__file__",
    "__annotations__",
    "get_ipython",
    "display",
    "exit",
    "quit",
}

# IPython's own history: different in a kernel that ran other cells before.
HISTORY = frozenset({"_", "__", "___", "In", "Out", "_i", "_ii", "_iii", "_ih", "_oh", "_dh"})

# Methods that change the object that they are called on, whatever becomes of their result.
CHANGING_METHODS = frozenset(
    # list, deque, bytearray, dict, set, Counter, OrderedDict, array
    "append appendleft extend extendleft insert remove pop popleft popitem setdefault discard difference_update "
    "intersection_update symmetric_difference_update move_to_end "
    # numpy, scipy.sparse
    "fill itemset partition resize setfield setflags sort_indices sum_duplicates eliminate_zeros setdiag "
    # files, iterators, queues
    "writelines read readline readlines seek truncate put_nowait get_nowait "
    # estimators and models
    "fit partial_fit fit_transform fit_predict fit_resample set_params load_model load_state_dict add_module "
    "register_buffer zero_grad backward "
    # random generators
    "seed setstate shuffle random normal standard_normal integers uniform choice permutation permuted exponential "
    "poisson binomial beta gamma multivariate_normal randint randrange gauss".split()
)

# These change their object only where the result is thrown away: elsewhere they are a frame's or a tensor's
# methods of the same name, which return something new.
CHANGING_STATEMENTS = frozenset(
    "add subtract clear sort reverse rotate update eval compile train step put send close write byteswap "
    "set_title set_xlabel set_ylabel set_xlim set_ylim scatter bar barh imshow legend axhline axvline annotate".split()
)

# Methods whose result is, or may hold, the object that they are called on.
VIEW_METHODS = frozenset(
    "reshape ravel view transpose squeeze swapaxes diagonal T values to_numpy items keys get setdefault "
    "__getitem__ __iter__ real imag flat base array data loc iloc at iat named_steps get_booster".split()
)

# Functions whose result is, or may hold, their arguments.
PASSING_FUNCTIONS = frozenset(
    "iter reversed enumerate zip map filter list tuple sorted dict next min max getattr vars memoryview "
    "asarray asanyarray atleast_1d atleast_2d ravel reshape transpose squeeze broadcast_to frombuffer cast "
    "deque chain islice cycle tee partial identity nditer".split()
)

# Functions that change their first argument.
CHANGING_FUNCTIONS = frozenset(
    "shuffle heappush heappop heapify heapreplace heappushpop insort insort_left insort_right setattr delattr "
    "put copyto fill_diagonal place putmask next setitem delitem iadd".split()
)

# Calls that hand on functions given to them inside what they return.
CARRYING_FUNCTIONS = frozenset(
    "partial partialmethod map filter wraps lru_cache cache cached_property singledispatch vectorize frompyfunc "
    "delayed make_scorer make_pipeline defaultdict property staticmethod classmethod".split()
)

# State of a module that is meant to be changed, and how later code may read it.
MODULE_STATE = {
    "os.environ": frozenset({"environ", "getenv", "environb"}),
    "sys.path": frozenset({"path"}),
    "sys.modules": frozenset({"modules"}),
    "warnings.filters": frozenset({"filters"}),
    "matplotlib.rcParams": frozenset({"rcParams", "rc"}),
    "matplotlib.pyplot.rcParams": frozenset({"rcParams", "rc"}),
}

# Functions that change state of a process, and what of it. Each step is a process of its own.
STATE_FUNCTIONS = {
    "os.putenv": "os.environ",
    "os.unsetenv": "os.environ",
    "warnings.filterwarnings": "warnings.filters",
    "warnings.simplefilter": "warnings.filters",
    "warnings.resetwarnings": "warnings.filters",
    "logging.basicConfig": "logging",
    "logging.disable": "logging",
    "locale.setlocale": "locale",
    "decimal.setcontext": "decimal",
    "decimal.getcontext": "decimal",
    "sys.setrecursionlimit": "sys",
    "pandas.set_option": "pandas",
    "pandas.reset_option": "pandas",
    "numpy.set_printoptions": "numpy",
    "numpy.seterr": "numpy",
    "matplotlib.rc": "matplotlib.rcParams",
    "matplotlib.use": "matplotlib.rcParams",
    "matplotlib.pyplot.rc": "matplotlib.pyplot.rcParams",
    "matplotlib.style.use": "matplotlib.rcParams",
    "matplotlib.pyplot.style.use": "matplotlib.pyplot.rcParams",
    "seaborn.set_theme": "seaborn",
    "seaborn.set_style": "seaborn",
    "sklearn.set_config": "sklearn",
}

# Methods that look at what a function keeps of its earlier calls.
CACHE_METHODS = frozenset({"cache_info", "cache_parameters"})

# Functions that look names up by their text: the analysis cannot know which.
DYNAMIC_FUNCTIONS = frozenset({"eval", "exec", "globals", "locals", "vars", "dir"})

# Line and cell magics whose text is Python that runs in the notebook's namespace.
PYTHON_MAGICS = frozenset(
    {"time", "timeit", "prun", "memit", "mprun", "lprun", "capture", "debug", "scalene", "pyinstrument"}
)
