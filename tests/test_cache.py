"""What a result depends on, and which earlier result may be taken."""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from importlib.machinery import ModuleSpec
from pathlib import Path
from typing import Any

import pytest
from scripted import compiled
from store_samples import START, new_store, open_execution, writer

from nbpipe import environment, watch
from nbpipe.artifacts import ArtifactStore
from nbpipe.cache import files as files_module
from nbpipe.cache.code import Codes, StepCode
from nbpipe.cache.files import Files
from nbpipe.cache.imports import Imported, Imports
from nbpipe.cache.key import Keys, differences
from nbpipe.cache.recall import Recall
from nbpipe.model import Artifact, CacheKey, Cell, FileUse, Outcome, Pipeline, Result, Step, StepStatus
from nbpipe.store.writer import Writer
from nbpipe.watch import FileRecorder

# -- code as it is used ------------------------------------------------------------------------------------------------


def code(*cells: str, step: str = "s", mentioned: tuple[str, ...] = ()) -> StepCode:
    pipeline = compiled(*cells)
    return Codes(pipeline).of(pipeline.step(step), mentioned)


def counts(old: tuple[str, ...], new: tuple[str, ...], mentioned: tuple[str, ...] = ()) -> bool:
    return code(*old, mentioned=mentioned).digest != code(*new, mentioned=mentioned).digest


BODY = "%%step s\ny = helper(1)"
SETUP = """%%setup
import math
import os
LIMIT = 3
OTHER = 4
def inner(v):
    return v + LIMIT
def helper(v, by=2):
    return inner(v) * by
def unrelated(v):
    return v + OTHER
"""

SAME = [
    ("nothing", "", ""),
    ("a comment", "LIMIT = 3", "LIMIT = 3  # smallest"),
    ("a comment in a function", "    return inner(v) * by", "    # doubled\n    return inner(v) * by"),
    ("blank lines", "def helper", "\n\ndef helper"),
    ("blank lines in a function", "    return inner", "\n    return inner"),
    ("parentheses and spaces", "return v + LIMIT", "return (v+LIMIT)"),
    ("a helper that nobody uses", "return v + OTHER", "return v - OTHER"),
    ("what such a helper uses", "OTHER = 4", "OTHER = 5"),
    ("without that helper", "def unrelated(v):\n    return v + OTHER\n", ""),
    ("the order of what does not matter", "LIMIT = 3\nOTHER = 4", "OTHER = 4\nLIMIT = 3"),
    ("one more import that another step uses", "import math", "import math, os"),
    ("a docstring of another helper", "def unrelated(v):\n", 'def unrelated(v):\n    "No more."\n'),
    ("a text that stands alone", "LIMIT = 3", '"""About limits."""\nLIMIT = 3'),
]
OTHER = [
    ("a helper", "* by", "+ by"),
    ("a helper of a helper", "return v + LIMIT", "return v - LIMIT"),
    ("a constant", "LIMIT = 3", "LIMIT = 4"),
    ("the type of a constant", "LIMIT = 3", "LIMIT = 3.0"),
    ("a default argument", "by=2", "by=3"),
    (
        "the name of an argument",
        "def helper(v, by=2):\n    return inner(v)",
        "def helper(w, by=2):\n    return inner(w)",
    ),
    ("a docstring, which code can read", "def helper(v, by=2):\n", 'def helper(v, by=2):\n    "Helps."\n'),
    ("a decorator", "def helper", "from functools import cache\n@cache\ndef helper"),
    ("a constant set again", "def inner", "LIMIT = 5\ndef inner"),
    ("a constant changed by a call", "def inner", "LIMITS = [1]\nLIMITS.append(2)\ndef inner"),
    ("a set-option call", "def inner", "os.environ.setdefault('A', 'b')\ndef inner"),
    ("another", "OTHER = 4", "OTHER = 4\nif OTHER:\n    LIMIT = 9"),
    ("a registering decorator", "def unrelated", "@helper\ndef unrelated"),
    (
        "a decorator of a class that registers it",
        "def unrelated",
        "@helper\nclass K:\n    n = 1\ndef unrelated",
    ),
    ("an import for its effect", "import math", "import math\nimport seaborn_styles"),
    (
        "a function that becomes another kind",
        "def inner(v):\n    return v + LIMIT",
        "inner = lambda v: v + LIMIT",
    ),
]


@pytest.mark.parametrize(("name", "old", "new"), SAME, ids=[case[0] for case in SAME])
def test_what_does_not_count(name: str, old: str, new: str) -> None:
    used = "%%step t\nmath, os"  # else nobody would use the imports, which then count for their effect
    assert old in SETUP
    assert not counts((SETUP, BODY, used), (SETUP.replace(old, new, 1), BODY, f"{used}, 1"))


@pytest.mark.parametrize(("name", "old", "new"), OTHER, ids=[case[0] for case in OTHER])
def test_what_counts(name: str, old: str, new: str) -> None:
    used = "%%step t\nmath, os, unrelated(2)"
    assert old in SETUP
    assert counts((SETUP, BODY, used), (SETUP.replace(old, new, 1), BODY, used))


BODIES = [
    ("a comment", "y = 1  # one", False),
    ("layout", "y = (\n    1\n)", False),
    ("a text that stands alone", 'y = 1\n"a text"', False),
    ("another value", "y = 2", True),
    ("another name", "z = 1", True),
    ("one more statement", "y = 1\nz = 2", True),
]


@pytest.mark.parametrize(("name", "body", "other"), BODIES, ids=[case[0] for case in BODIES])
def test_bodies(name: str, body: str, other: bool) -> None:
    assert counts(("%%step s\ny = 1",), (f"%%step s\n{body}",)) is other


def test_quotes_of_a_text_do_not_count() -> None:
    assert not counts(("%%step s\ny = 'a'",), ('%%step s\ny = "a"',))


MORE = [
    ("a class", "class K:\n    n = 1", "class K:\n    n = 2", "y = K()", True),
    ("a class that nobody uses", "class K:\n    n = 1", "class K:\n    n = 2", "y = 1", False),
    ("a method", "class K:\n    def f(self): return 1", "class K:\n    def f(self): return 2", "y = K()", True),
    ("a base class", "class A: n = 1\nclass K(A): pass", "class A: n = 2\nclass K(A): pass", "y = K()", True),
    ("a class whose base may register it", "import a\nclass K(a.B):\n    n = 1", "import a\nclass K(a.B):\n    n = 2", "y = 1", True),
    ("eval: any name may count", "def f(): return 1", "def f(): return 2", "y = eval('f' + '()')", True),
    ("a magic: any name may count", "def f(): return 1", "def f(): return 2", "%time y = f()", True),
    ("a cell magic", "def f(): return 1", "def f(): return 2", "%%time\ny = f()", True),
    ("a helper that evals", "def g(t): return eval(t)\ndef f(): return 1", "def g(t): return eval(t)\ndef f(): return 2", "y = g('f()')", True),
    ("an attribute of the same name counts, to be safe", "f = 1", "f = 2", "y = ''.f", True),
    ("a star import", "from a import *", "from b import *", "y = 1", True),
    ("a name that a comprehension hides", "i = 1", "i = 2", "y = [0 for _ in range(3)]", False),
    ("in a branch", "if True:\n    f = 1", "if True:\n    f = 2", "y = 1", True),
    ("unpacked", "a, b = 1, 2", "a, b = 1, 3", "y = a", True),
    ("annotated", "a: int = 1", "a: int = 2", "y = a", True),
    ("a harmless call that nobody uses", "a = dict(b=1)", "a = dict(b=2)", "y = 1", False),
    ("any other call", "a = make(1)", "a = make(2)", "y = 1", True),
    ("a lambda that nobody uses", "f = lambda: g()", "f = lambda: h()", "y = 1", False),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "body", "other"), MORE, ids=[case[0] for case in MORE])
def test_parts_of_the_setup(name: str, old: str, new: str, body: str, other: bool) -> None:
    assert (_digest(old, body) != _digest(new, body)) is other


def _digest(setup: str, body: str) -> str:
    """Of the code of a step, without the checks of the compiler, which wants `--in` where there is an eval."""
    step = Step("s", "Processing", (Cell(2, "c2", body),), setup=(1,))
    return Codes(Pipeline("p", (step,), setup=(Cell(1, "c1", setup),))).of(step).digest


def test_what_an_input_mentions_counts() -> None:
    """The input is a function whose code, which is not in the body, calls helper."""
    cells = (SETUP, "%%step first\nf = 1", "%%step s\nf()")
    changed = (SETUP.replace("LIMIT = 3", "LIMIT = 4"), *cells[1:])
    assert not counts(cells, changed)
    assert counts(cells, changed, mentioned=("helper",))


def test_only_the_setup_above_a_step_counts() -> None:
    cells = ("%%setup\nk = 1", "%%step s\ny = 1", "%%setup\nprint('below')")
    assert not counts(cells, (*cells[:2], "%%setup\nprint('far below')"))


def test_sources_for_people() -> None:
    found = code(SETUP, BODY)
    assert found.body_source == "y = helper(1)"
    assert "def inner" in found.setup_source
    assert "unrelated" not in found.setup_source
    assert code("%%setup\nx = %env HOME", "%%step s\nx").setup_source.startswith("x = get_ipython()")


def test_two_cells_of_one_step() -> None:
    """Which cell a statement stands in counts: each is displayed by itself."""
    assert counts(("%%step s\na = 1", "%%step s\nb = 2"), ("%%step s\na = 1\nb = 2",))


# -- names that only a text holds --------------------------------------------------------------------------------------

TEXTS = [
    ("a query", "r = df.query('q > @LIMIT')"),
    ("a magic", "%time r = LIMIT"),
    ("a cell magic", "%%time\nr = LIMIT"),
]


@pytest.mark.parametrize(("name", "body"), TEXTS, ids=[case[0] for case in TEXTS])
def test_a_name_in_a_text(name: str, body: str) -> None:
    cells = ("%%setup\nLIMIT = 3", "%%step a\ndf = 1", f"%%step s\n{body}\ndf")
    assert counts(cells, ("%%setup\nLIMIT = 4", *cells[1:]))


def test_a_name_in_a_text_in_a_helper() -> None:
    cells = (
        "%%setup\nLIMIT = 3\ndef f(d):\n    return d.query('q > @LIMIT')",
        "%%step a\ndf = 1",
        "%%step s\nf(df)",
    )
    assert counts(cells, (cells[0].replace("LIMIT = 3", "LIMIT = 4"), *cells[1:]))


@pytest.mark.parametrize("body", [case[1].replace("LIMIT", "limit") for case in TEXTS])
def test_a_parameter_in_a_text(body: str, tmp_path: Path) -> None:
    pipeline = compiled("%%parameters\nlimit: int = 3", "%%step a\ndf = 1", f"%%step s\n{body}\ndf")
    one, two = (keys(tmp_path, pipeline, {"limit": n}).of(pipeline.step("s"), 1, {}).digest for n in (3, 4))
    assert one != two


@pytest.mark.parametrize("body", ["%%time\nimport pandas", "%time import pandas"])
def test_an_import_under_a_magic(body: str) -> None:
    assert "pandas" in code(f"%%step s\n{body}").imports


# -- random seeds of setup cells ---------------------------------------------------------------------------------------

DRAWS = [
    ("a call", "NOISE = random.random()"),
    ("a call by itself", "random.shuffle(LIST)"),
    ("a default argument", "def f(x=random.random()):\n    return x"),
    ("a method of a library", "NOISE = model.fit(LIST)"),
    ("a loop", "for _ in range(2):\n    random.random()"),
    ("a class", "class K:\n    n = random.random()"),
]
QUIET = [
    ("a constant", "NOISE = 3"),
    ("a function that draws when it is called", "def f():\n    return random.random()"),
    ("settings", "random.seed(3)"),
    ("a path", "P = Path('a') / 'b'"),
    ("an import", "import math"),
    ("a lambda that draws when it is called", "f = lambda: random.random()"),
    ("a decorator that only marks", "@staticmethod\ndef f():\n    pass"),
]
HARD_TO_SEE = [
    ("a default argument by name only", "def f(*, x=random.random()):\n    return x"),
    ("a default argument of a lambda", "f = lambda x=random.random(): x"),
    ("a key that draws", "ORDER = sorted(range(9), key=lambda _: random.random())"),
    ("a decorator without a call", "@decorate\ndef f():\n    pass"),
]


def draws(statement: str) -> bool:
    """Whether a comment in the setup cell counts for a step that uses all of it."""
    setup = (
        "%%setup\nimport random\nfrom pathlib import Path\nfrom lib import model, decorate\nLIST = [1, 2]\n"
        f"{statement}"
    )
    body = "%%step s\nprint(random, Path, model, decorate, LIST)"
    bound = [name for name in ("NOISE", "ORDER", "K", "P", "f") if re.search(rf"\b{name}\b", statement)]
    body += f"\nprint({', '.join(bound)})"
    return counts((setup, body), (f"{setup}\n# a comment", body))


@pytest.mark.parametrize(("name", "statement"), DRAWS, ids=[case[0] for case in DRAWS])
def test_a_setup_cell_that_draws_counts_by_its_whole_text(name: str, statement: str) -> None:
    """Its seed comes from its text."""
    assert draws(statement)


@pytest.mark.parametrize(("name", "statement"), QUIET, ids=[case[0] for case in QUIET])
def test_a_setup_cell_that_draws_nothing(name: str, statement: str) -> None:
    assert not draws(statement)


@pytest.mark.parametrize(("name", "statement"), HARD_TO_SEE, ids=[case[0] for case in HARD_TO_SEE])
def test_a_setup_cell_that_draws_where_it_is_hard_to_see(name: str, statement: str) -> None:
    assert draws(statement)


def test_a_function_of_the_notebook_with_a_harmless_name() -> None:
    start = "%%setup\nKNOWN = []\ndef field(name):\n    KNOWN.append(name)\n"
    body = "%%step s\nprint(KNOWN)"
    assert counts((f"{start}a = field('a')", body), (f"{start}a = field('b')", body))


def test_a_generator_that_is_used_up() -> None:
    start, body = "%%setup\nnumbers = (n for n in range(3))\n", "%%step s\nprint(rest)"
    assert counts(
        (f"{start}first = list(numbers)\nrest = list(numbers)", body), (f"{start}rest = list(numbers)", body)
    )


# -- imports -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    versions = {"pandas": "2.2", "scikit-learn": "1.5", "numpy": "2.1"}
    monkeypatch.setattr(environment, "packages", lambda: versions)
    return versions


def imported(folder: Path, *names: str) -> Imported:
    return Imports(str(folder)).of(names)


def test_packages_by_version(tmp_path: Path, installed: dict[str, str]) -> None:
    names = (
        "pandas",
        "sklearn.linear_model",
        "os",
        "json.decoder",
        "nbpipe",
        "IPython.display",
        "no_such_thing",
    )
    assert imported(tmp_path, *names) == Imported({"pandas": "2.2", "sklearn": "1.5"}, {})
    installed["pandas"] = "2.3"
    assert imported(tmp_path, "pandas").packages == {"pandas": "2.3"}


MODULES = [
    ("a module", {"tools.py": "a = 1"}, {"tools.py": "a = 2"}, True),
    ("as bytes: a comment counts", {"tools.py": "a = 1"}, {"tools.py": "a = 1  # one"}, True),
    ("another file", {"tools.py": "a = 1", "other.py": "1"}, {"other.py": "2"}, False),
    ("a package", {"tools/__init__.py": ""}, {"tools/__init__.py": "a = 2"}, True),
    ("a part of a package", {"tools/__init__.py": "", "tools/deep/x.py": "1"}, {"tools/deep/x.py": "2"}, True),
    ("a new part", {"tools/__init__.py": ""}, {"tools/new.py": ""}, True),
    ("a package without __init__", {"tools/x.py": "1"}, {"tools/x.py": "2"}, True),
    ("what a module imports", {"tools.py": "import more", "more.py": "1"}, {"more.py": "2"}, True),
    ("from", {"tools.py": "from more import a", "more.py": "1"}, {"more.py": "2"}, True),
    ("in a function", {"tools.py": "def f():\n    import more", "more.py": "1"}, {"more.py": "2"}, True),
    ("a circle", {"tools.py": "import more", "more.py": "import tools"}, {"more.py": "import tools, os"}, True),
    ("a module that Python cannot read", {"tools.py": "a = ="}, {"tools.py": "a = = 1"}, True),
]  # fmt: skip


@pytest.mark.parametrize(("name", "before", "after", "other"), MODULES, ids=[case[0] for case in MODULES])
def test_local_modules(
    tmp_path: Path,
    installed: dict[str, str],
    name: str,
    before: dict[str, str],
    after: dict[str, str],
    other: bool,
) -> None:
    def write(texts: Mapping[str, str]) -> dict[str, str]:
        for path, text in texts.items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(text)
        return imported(tmp_path, "tools").modules

    old, new = write(before), write(after)
    assert "tools" in old
    assert (old != new) is other


def test_packages_that_a_local_module_imports(tmp_path: Path, installed: dict[str, str]) -> None:
    (tmp_path / "tools.py").write_text("import numpy.random\nimport no_such_thing, sys")
    found = imported(tmp_path, "tools")
    assert (found.packages, list(found.modules)) == ({"numpy": "2.1"}, ["tools"])


def test_both_sides_of_a_circle_know_all(tmp_path: Path, installed: dict[str, str]) -> None:
    for one, two in ("ab", "bc", "ca"):
        (tmp_path / f"mod_{one}.py").write_text(f"import mod_{two}")
    shared = Imports(str(tmp_path))
    for first in ("mod_a", "mod_b", "mod_c"):
        assert list(shared.of([first]).modules) == ["mod_a", "mod_b", "mod_c"]


def test_nothing_is_imported_to_find_out(tmp_path: Path, installed: dict[str, str]) -> None:
    (tmp_path / "explosive.py").write_text("raise SystemExit")
    assert list(imported(tmp_path, "explosive").modules) == ["explosive"]
    assert "explosive" not in sys.modules


def test_modules_that_import_each_other_are_read_once(
    tmp_path: Path, installed: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [f"mod_{n}" for n in range(9)]
    for n, name in enumerate(names):
        (tmp_path / f"{name}.py").write_text("".join(f"import {other}\n" for other in names[n + 1 :]))
    reads: list[Path] = []
    original = Path.read_bytes

    def counted(path: Path) -> bytes:
        reads.append(path)
        return original(path)

    monkeypatch.setattr(Path, "read_bytes", counted)
    assert list(imported(tmp_path, names[0]).modules) == names
    assert len(reads) == len(names)


def test_a_local_module_with_a_name_of_the_standard_library(
    tmp_path: Path, installed: dict[str, str]
) -> None:
    """The notebook's folder comes first, so that `import cmd` finds cmd.py in it."""
    (tmp_path / "cmd.py").write_text("a = 1")
    assert list(imported(tmp_path, "cmd").modules) == ["cmd"]


def test_a_package_that_a_finder_of_its_own_finds(
    tmp_path: Path, installed: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from importlib.util import spec_from_file_location

    place = tmp_path / "elsewhere" / "editable_thing.py"
    place.parent.mkdir()
    place.write_text("a = 1")

    class Finder:
        @staticmethod
        def find_spec(name: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
            return spec_from_file_location(name, place) if name == "editable_thing" else None

    monkeypatch.setattr(sys, "meta_path", [*sys.meta_path, Finder])
    found = imported(tmp_path, "editable_thing")
    assert found.modules or found.packages


def test_a_script_that_a_step_runs_is_a_file_like_any_other(tmp_path: Path) -> None:
    """By `%run helpers.py` or `exec(open("helpers.py").read())`, which no import shows."""
    (tmp_path / "helpers.py").write_text("a = 1")
    recorder = FileRecorder(())
    recorder.modes[str(tmp_path / "helpers.py")] = {"read"}
    assert [use.path for use in recorder.uses()] == [str((tmp_path / "helpers.py").resolve())]


# -- files -------------------------------------------------------------------------------------------------------------


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Paths of the files that were read."""
    found: list[str] = []
    original = watch.digest_file

    def counted(path: Path) -> str | None:
        found.append(path.name)
        return original(path)

    monkeypatch.setattr(watch, "digest_file", counted)
    return found


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Writer]:
    (tmp_path / "store").mkdir()
    connection = new_store(tmp_path / "store")
    yield writer(connection)
    connection.close()


def files(store: Writer) -> Files:
    return Files(store._connection, store)


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """The time is a minute later than that of the files."""
    import time

    class Later:
        time_ns = staticmethod(lambda: time.time_ns() + 60 * 10**9)

    monkeypatch.setattr(files_module, "time", Later)


@pytest.mark.usefixtures("later")
def test_a_file_is_read_once(tmp_path: Path, store: Writer, reads: list[str]) -> None:
    path = tmp_path / "a.csv"
    path.write_text("1")
    known = files(store)
    first = known.digest(str(path))
    assert (known.digest(str(path)), reads) == (first, ["a.csv"])
    known.keep()
    assert (files(store).digest(str(path)), reads) == (first, ["a.csv"])
    assert first == watch.digest_text("1")


@pytest.mark.usefixtures("later")
def test_what_was_not_kept_is_read_again(tmp_path: Path, store: Writer, reads: list[str]) -> None:
    path = tmp_path / "a.csv"
    path.write_text("1")
    files(store).digest(str(path))
    files(store).digest(str(path))
    assert reads == ["a.csv", "a.csv"]


def _same_size(path: Path) -> None:
    path.write_text("2")
    os.utime(path, ns=(0, path.stat().st_mtime_ns + 5))


def _set_back(path: Path) -> None:
    path.write_text("2")
    os.utime(path, (1, 1))


CHANGES = [
    ("another size", lambda path: path.write_text("22")),
    ("the same size", _same_size),
    ("another file in its place", lambda path: (path.rename(path.with_suffix(".old")), path.write_text("2"))),
    ("its time set back", _set_back),
]


@pytest.mark.usefixtures("later")
@pytest.mark.parametrize(("name", "change"), CHANGES, ids=[case[0] for case in CHANGES])
def test_a_changed_file_is_read_again(
    tmp_path: Path, store: Writer, reads: list[str], name: str, change: Any
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("1")
    known = files(store)
    known.digest(str(path))
    known.keep()
    change(path)
    assert known.digest(str(path)) == watch.digest_text(path.read_text())
    assert len(reads) == 2


def test_a_file_that_is_this_new_may_change_within_a_tick(
    tmp_path: Path, store: Writer, reads: list[str]
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("1")
    known = files(store)
    known.digest(str(path))
    known.keep()
    known.digest(str(path))
    assert reads == ["a.csv", "a.csv"]


def test_folders_and_what_is_not_there(tmp_path: Path, store: Writer) -> None:
    known, folder = files(store), tmp_path / "data"
    assert known.digest(str(folder)) is None
    folder.mkdir()
    empty = known.digest(str(folder))
    (folder / "a.csv").write_text("1")
    one = known.digest(str(folder))
    (folder / "a.csv").write_text("2")
    assert empty != one == known.digest(str(folder)), "a listing is of names"
    (folder / ".hidden").write_text("")
    assert known.digest(str(folder)) == one


def test_a_tree_is_of_contents(tmp_path: Path, store: Writer) -> None:
    known, folder = files(store), tmp_path / "data"
    (folder / "below").mkdir(parents=True)
    digests = [known.tree_digest(str(folder))]
    for path, text in (("a", "1"), ("below/b", "1"), ("below/b", "2"), ("below/c", "")):
        (folder / path).write_text(text)
        digests.append(known.tree_digest(str(folder)))
    (folder / "a").rename(folder / "z")
    digests.append(known.tree_digest(str(folder)))
    assert len(set(digests)) == len(digests)
    assert known.tree_digest(str(folder / "z")) == watch.digest_text("1")


FILES = [
    ("as it was", "read", "1", "1", None),
    ("changed", "read", "1", "2", "a.csv"),
    ("gone", "read", "1", None, "a.csv"),
    ("was missing, and is", "named", None, None, None),
    ("was missing, and is there", "named", None, "1", "a.csv"),
    ("written, and as it was left", "written", "1", "1", None),
    ("written, and changed since", "written", "1", "2", "a.csv"),
    ("written, and gone since", "written", "1", None, "a.csv"),
    ("written, and gone when the step ended", "written", None, "1", None),
    ("read by the setup", "setup", "1", "2", "a.csv"),
]


@pytest.mark.parametrize(("name", "mode", "then", "now", "changed"), FILES, ids=[case[0] for case in FILES])
def test_changed_files(
    tmp_path: Path,
    store: Writer,
    name: str,
    mode: str,
    then: str | None,
    now: str | None,
    changed: str | None,
) -> None:
    path = tmp_path / "a.csv"
    if now is not None:
        path.write_text(now)
    use = FileUse(str(path), mode, 1, None if then is None else watch.digest_text(then))
    assert files(store).changed([use]) == (str(path) if changed else None)


def test_a_file_that_a_step_reads_and_then_writes(tmp_path: Path, store: Writer) -> None:
    """A counter: run again, the step would read what it wrote."""
    path = tmp_path / "counter.txt"
    recorder = FileRecorder(())
    path.write_text("2")
    recorder.modes[str(path)] = {"read", "written"}
    assert files(store).changed(recorder.uses()) == str(path.resolve())


_CLEANS_UP = """
import json, os, sys, tempfile
from pathlib import Path
from nbpipe.watch import FileRecorder

recorder = FileRecorder(())
recorder.start()
with tempfile.TemporaryDirectory() as folder:
    Path(folder, "data.csv").write_text("x")
    Path(folder, "parts").mkdir()
    Path(folder, "parts", "data.csv").write_text("x")
place = os.open("moved", os.O_RDONLY)
os.rename("a.csv", "b.csv", src_dir_fd=place, dst_dir_fd=place)
os.remove("own.csv")
recorder.stop()
here = os.getcwd()
print(json.dumps(sorted(os.path.relpath(path, here) for path in recorder.modes if path.startswith(here))))
"""


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="needs /proc")
def test_files_of_other_folders_are_not_taken_for_those_of_the_same_name_here(tmp_path: Path) -> None:
    """`shutil.rmtree`, and so each temporary folder, names what it removes as seen from an open folder."""
    for name in ("data.csv", "own.csv", "moved/a.csv", "parts/data.csv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("1")
    done = subprocess.run(
        [sys.executable, "-c", _CLEANS_UP], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout) == ["moved", "moved/a.csv", "moved/b.csv", "own.csv"]


# -- keys --------------------------------------------------------------------------------------------------------------


def keys(
    folder: Path, pipeline: Pipeline, parameters: Mapping[str, Any] | None = None, seed: int = 0
) -> Keys:
    codes, imports = Codes(pipeline), Imports(str(folder))
    return Keys(pipeline, codes, imports, _Unkept(), parameters or {}, str(folder), seed)


class _Unkept(Files):
    """Reads each file anew, and has no store."""

    def __init__(self) -> None:
        pass

    def digest(self, path: str) -> str | None:
        return watch.digest_listing(path) if os.path.isdir(path) else watch.digest_file(Path(path))


LIMITED = (
    "%%parameters\nlimit: int = 1\nother: int = 1\ndata: Path = 'data.csv'",
    "%%setup\ndef half():\n    return limit / 2",
    "%%step a\nx = 1",
    "%%step s --title A\nx, data, half()",
    "%%step t\nother",
)
VALUES = {"limit": 1, "other": 1, "data": "data.csv"}
X = Artifact("sha256:" + "1" * 64, 3, "application/json", "json_value", {})

KEYS = [
    ("nothing", {}, set()),
    ("a parameter, read by a helper", {"values": {"limit": 2}}, {"parameters"}),
    ("a parameter that it does not read", {"values": {"other": 2}}, set()),
    ("the content of a file", {"file": "2"}, {"parameters"}),
    ("an input", {"x": replace(X, digest="sha256:" + "2" * 64)}, {"inputs"}),
    ("how an input is read", {"x": replace(X, meta={"member": "y"})}, {"inputs"}),
    ("which format wrote an input", {"x": replace(X, size=4, preview={"a": 1})}, set()),
    ("the seed", {"seed": 1}, {"seed"}),
    ("the version of the type", {"version": 2}, {"type"}),
    ("the title", {"cells": ("--title A", "--title B")}, set()),
    ("how it is tried again", {"cells": ("--title A", "--retry 3 --timeout 1h --cpus 1")}, set()),
    ("the type", {"cells": ("--title A", "--type Training")}, {"type"}),
    ("an option of the type", {"cells": ("--title A", "--type Training --metrics m")}, {"type"}),
    ("its name", {"cells": ("%%step s", "%%step u")}, {"seed"}),
    ("the body", {"cells": ("x, data", "data, x")}, {"body"}),
    ("the setup", {"cells": ("limit / 2", "limit / 3")}, {"setup"}),
]


@pytest.mark.parametrize(("name", "change", "parts"), KEYS, ids=[case[0] for case in KEYS])
def test_parts_of_a_key(tmp_path: Path, name: str, change: dict[str, Any], parts: set[str]) -> None:
    def key(change: dict[str, Any]) -> CacheKey:
        old, new = change.get("cells", ("", ""))
        pipeline = compiled(*(cell.replace(old, new) for cell in LIMITED))
        (tmp_path / "data.csv").write_text(change.get("file", "1"))
        values = {**VALUES, **change.get("values", {})}
        made = keys(tmp_path, pipeline, values, change.get("seed", 0))
        step = next(step for step in pipeline.steps if step.name in ("s", "u"))
        return made.of(step, change.get("version", 1), {"x": change.get("x", X)})

    one, two = key({}), key(change)
    assert {item.part for item in differences(one.components, two.components)} == parts
    assert (one.digest != two.digest) is bool(parts)


def test_what_an_input_mentions_is_in_the_key(tmp_path: Path) -> None:
    cells = (SETUP, "%%step first\nf = 1", "%%step s\nf()")
    item = replace(X, meta={"mentions": ["helper"]})
    digests = set()
    for text in (SETUP, SETUP.replace("LIMIT = 3", "LIMIT = 4")):
        pipeline = compiled(text, *cells[1:])
        digests.add(keys(tmp_path, pipeline).of(pipeline.step("s"), 1, {"f": item}).digest)
    assert len(digests) == 2


DIFFERENCES = [
    ("none", {"seed": [0, "a"], "inputs": {"x": "1"}}, {"seed": [0, "a"], "inputs": {"x": "1"}}, []),
    ("the seed", {"seed": [0, "a"]}, {"seed": [1, "a"]}, ["the seed changed: 0 → 1"]),
    ("the code", {"body": "1"}, {"body": "2"}, ["its code changed"]),
    ("the setup", {"setup": "1"}, {"setup": "2"}, ["the part of the setup that it uses changed"]),
    ("the type", {"type": ["a", 1, {}]}, {"type": ["a", 2, {}]}, ["its type or options changed"]),
    ("Python", {"python": "3.11"}, {"python": "3.12"}, ["the version of Python changed: 3.11 → 3.12"]),
    ("nbpipe", {"nbpipe": 1}, {"nbpipe": 2}, ["nbpipe's own rules for caching changed"]),
    ("a parameter", {"parameters": {"p": 1}}, {"parameters": {"p": 2}}, ["parameter p changed: 1 → 2"]),
    ("a text", {"parameters": {"p": "a"}}, {"parameters": {"p": "b"}}, ["parameter p changed: 'a' → 'b'"]),
    ("a new parameter", {"parameters": {}}, {"parameters": {"p": 2}}, ["parameter p is new"]),
    ("none any more", {"parameters": {"p": 2}}, {"parameters": {}}, ["parameter p is not used any more"]),
    (
        "a long value",
        {"parameters": {"p": "a" * 99}},
        {"parameters": {"p": "b"}},
        [f"parameter p changed: '{'a' * 58}… → 'b'"],
    ),
    (
        "a file",
        {"parameters": {"p": {"path": "a.csv", "content": "1"}}},
        {"parameters": {"p": {"path": "a.csv", "content": "2"}}},
        ["parameter p changed: the content of a.csv"],
    ),
    (
        "another file",
        {"parameters": {"p": {"path": "a.csv", "content": "1"}}},
        {"parameters": {"p": {"path": "b.csv", "content": "2"}}},
        ["parameter p changed"],
    ),
    ("an input", {"inputs": {"x": "1"}}, {"inputs": {"x": "2"}}, ["input x changed"]),
    (
        "a package",
        {"packages": {"p": "1.0"}},
        {"packages": {"p": "1.1"}},
        ["package p changed: '1.0' → '1.1'"],
    ),
    ("a module", {"modules": {"m": "1"}}, {"modules": {"m": "2"}}, ["local module m changed"]),
    (
        "several",
        {"body": "1", "inputs": {"x": "1", "y": "1"}},
        {"body": "2", "inputs": {"x": "2", "z": "1"}},
        ["its code changed", "input x changed", "input y is not used any more", "input z is new"],
    ),
    (
        "what an older one did not have",
        {},
        {"python": "3.11"},
        ["the version of Python changed: None → 3.11"],
    ),
]


@pytest.mark.parametrize(("name", "old", "new", "texts"), DIFFERENCES, ids=[case[0] for case in DIFFERENCES])
def test_differences(name: str, old: dict[str, Any], new: dict[str, Any], texts: list[str]) -> None:
    assert [item.text for item in differences(old, new)] == texts


def test_a_parameter_that_is_a_file_only_now() -> None:
    """The file was not there then, so that only its path is in the old key."""
    new = {"parameters": {"p": {"path": "a.csv", "content": "1"}}}
    assert [item.text for item in differences({"parameters": {"p": "a.csv"}}, new)] == ["parameter p changed"]


# -- results that may be taken -----------------------------------------------------------------------------------------

KEY = CacheKey("sha256:" + "c" * 64, {"seed": [0, "train"]})
NOW = START + timedelta(days=1)


class Kept:
    """Executions with results under one key."""

    def __init__(self, folder: Path, store: Writer) -> None:
        self.folder, self.store = folder, store
        self.artifacts = ArtifactStore(folder / "artifacts")

    def add(self, execution: str, hours_ago: float = 1, *, status: str = "Succeeded", **more: Any) -> Outcome:
        open_execution(self.store, execution)
        self.store.start_attempt(execution, "train", 1, key=KEY)
        ended = (NOW - timedelta(hours=hours_ago)).isoformat(timespec="microseconds")
        outputs = {"model": self.artifacts.save(f"of {execution}")}
        outcome = Outcome(StepStatus(status), **{"outputs": outputs, "ended_at": ended, **more})
        self.store.end_attempt(execution, "train", 1, outcome, status=outcome.status)
        return outcome

    def found(self, **step: Any) -> str:
        """The execution whose result is taken, or why there is none."""
        wanted = replace(compiled("%%step train\nmodel = 1").step("train"), **{"outputs": ("model",), **step})
        recall = Recall(self.store._connection, files(self.store), self.artifacts.holds)
        answer = recall.find(wanted, KEY, NOW)
        return answer.execution if isinstance(answer, Result) else answer


@pytest.fixture
def kept(tmp_path: Path, store: Writer) -> Kept:
    return Kept(tmp_path, store)


def test_a_result_that_fits(kept: Kept) -> None:
    assert kept.found() == ""
    kept.add("e1")
    assert kept.found() == "e1"


def test_the_newest_of_several(kept: Kept) -> None:
    for name, hours in (("e1", 3), ("e2", 1), ("e3", 2)):
        kept.add(name, hours)
    assert kept.found() == "e2"


def test_the_newest_that_fits(kept: Kept) -> None:
    kept.add("e1", 2)
    kept.add("e2", 1, outputs={})
    assert kept.found() == "e1"


def test_what_failed_is_no_result(kept: Kept) -> None:
    kept.add("e1", status="Failed")
    assert kept.found() == ""


WANTED = [
    ("young enough", {"cache_for": 2 * 3600.0}, "e1"),
    ("just old enough", {"cache_for": 3600.0}, "e1"),
    ("too old", {"cache_for": 3599.0}, "the earlier result is older than --cache-for allows"),
    ("one more output", {"outputs": ("model", "auc")}, "the earlier result does not hold auc"),
    ("an output that it did not bind", {"outputs": ("model", "gone")}, "e1"),
    ("no output", {"outputs": ()}, "e1"),
    ("a name that was watched", {"watch": ("x",)}, "e1"),
    ("one that was not", {"watch": ("x", "y")}, "a later step reads y now, which nobody watched then"),
]


@pytest.mark.parametrize(("name", "step", "found"), WANTED, ids=[case[0] for case in WANTED])
def test_what_is_asked_of_a_result(kept: Kept, name: str, step: dict[str, Any], found: str) -> None:
    kept.add("e1", missing=("gone",), watched=("x",))
    assert kept.found(**step) == found


def test_a_file_that_changed(kept: Kept) -> None:
    path = kept.folder / "a.csv"
    path.write_text("1")
    kept.add("e1", files=(FileUse(str(path), "read", 1, watch.digest_file(path)),))
    assert kept.found() == "e1"
    path.write_text("2")
    assert kept.found() == f"the file {path} is not as it was"


@pytest.mark.parametrize("kind", ["outputs", "figures"])
@pytest.mark.parametrize("damage", ["gone", "cut short"])
def test_a_blob_that_is_not_whole(kept: Kept, kind: str, damage: str) -> None:
    item = kept.artifacts.save([1, 2, 3])
    made: dict[str, Any] = {kind: {"model": item}}
    kept.add("e1", **made)
    outputs = ("model",) if kind == "outputs" else ()
    assert kept.found(outputs=outputs) == "e1"
    path = kept.artifacts.path(item.digest)
    path.unlink() if damage == "gone" else path.write_bytes(b"[1")
    assert "is gone or damaged" in kept.found(outputs=outputs)


def test_a_result_is_taken_with_all_that_it_gave(kept: Kept) -> None:
    outcome = kept.add("e1", changed=("x",), shared=(("a", "b"),), deleted=("d",), stray=("s",))
    recall = Recall(kept.store._connection, files(kept.store), kept.artifacts.holds)
    found = recall.find(compiled("%%step train\nmodel = 1").step("train"), KEY)
    assert isinstance(found, Result)
    assert (found.step, found.attempt, found.outcome.changed) == ("train", 1, ("x",))
    assert (found.outcome.shared, found.outcome.deleted, found.outcome.stray) == (
        (("a", "b"),),
        ("d",),
        ("s",),
    )
    assert found.outcome.outputs == outcome.outputs


def test_ages_are_of_the_time_now(kept: Kept) -> None:
    moment = datetime.now(UTC).isoformat(timespec="microseconds")
    kept.add("e1", ended_at=moment)
    step = replace(compiled("%%step train\nmodel = 1").step("train"), cache_for=60.0)
    recall = Recall(kept.store._connection, files(kept.store), kept.artifacts.holds)
    assert isinstance(recall.find(step, KEY), Result)


def test_the_order_of_many_names_does_not_count() -> None:
    """Sets of names have no order, and keys must have one."""
    names = [f"n{n}" for n in range(30)]
    digests = set()
    for seed in range(3):
        random.Random(seed).shuffle(names)
        digests.add(code("%%setup\nn1 = 1", "%%step s\nn1", mentioned=tuple(names)).digest)
    assert len(digests) == 1
